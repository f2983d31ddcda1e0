// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// scan_kernel.c — the inner loops, for any processor, for AVX2 and for AVX-512; all three say the same.
#include "dna/scan_room.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// One word: `one` has a bit for each profile that differed so far, `two` for each that differed twice. The first columns
// are asked without a look in between: a branch that is guessed wrong costs more than a column. The loop is the same text
// for each processor; only how 64 bytes are compared differs.
#define SIEVE(name, attributes, differing)                                                        \
    attributes static void name(const struct sieve *s, size_t word, size_t words, uint64_t *out) { \
        for (size_t w = 0; w < words; w++) {                                                      \
            uint64_t dead = ~__atomic_load_n(&s->live[word + w], __ATOMIC_RELAXED), one = 0;      \
            uint64_t two = dead;                                                                  \
            for (size_t i = 0; i < s->head; i++) {                                                \
                uint64_t ne = differing(s->column[i] + (word + w) * WORD, s->want[i]);            \
                two |= s->one_may_differ ? one & ne : ne;                                         \
                one |= ne;                                                                        \
            }                                                                                     \
            for (size_t i = s->head; i < s->loci && __builtin_expect(~two != 0, 0); i++) {        \
                uint64_t ne = differing(s->column[i] + (word + w) * WORD, s->want[i]);            \
                two |= s->one_may_differ ? one & ne : ne;                                         \
                one |= ne;                                                                        \
            }                                                                                     \
            out[w] = ~two;                                                                        \
        }                                                                                         \
    }

// Eight bytes at a time: the top bit of each byte that differs, then those eight bits together.
static inline uint64_t differing_scalar(const uint8_t *at, uint8_t want) {
    const uint64_t each = 0x0101010101010101, low = each * 0x7F, top = each * 0x80;
    uint64_t bits = 0;
    for (unsigned i = 0; i < 8; i++) {
        uint64_t x;
        memcpy(&x, at + 8 * i, 8);
        x ^= each * want;
        x = (((x & low) + low) | x) & top;
        bits |= ((x >> 7) * 0x0102040810204080 >> 56) << 8 * i;
    }
    return bits;
}
SIEVE(sieve_scalar, , differing_scalar)

static bool row_scalar(const struct row_sieve *s, const struct dna_pair row[DNA_SLOTS]) {
    unsigned differ = 0;
    for (size_t i = 0; i < DNA_SLOTS; i++)
        differ += s->asked[i] && dna_designated(row[i]) && (row[i].lo != s->want[i].lo || row[i].hi != s->want[i].hi);
    return differ <= s->may_differ;
}

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2,popcnt")))
#define AVX512 __attribute__((target("avx512bw,avx512f,popcnt")))

AVX2 static inline uint64_t differing_avx2(const uint8_t *at, uint8_t want) {
    __m256i q = _mm256_set1_epi8((char)want);
    __m256i a = _mm256_cmpeq_epi8(_mm256_loadu_si256((const void *)at), q);
    __m256i b = _mm256_cmpeq_epi8(_mm256_loadu_si256((const void *)(at + 32)), q);
    return ~((uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32 | (uint32_t)_mm256_movemask_epi8(a));
}
SIEVE(sieve_avx2, AVX2, differing_avx2)

AVX512 static inline uint64_t differing_avx512(const uint8_t *at, uint8_t want) {
    return _mm512_cmpneq_epi8_mask(_mm512_loadu_si512(at), _mm512_set1_epi8((char)want));
}
SIEVE(sieve_avx512, AVX512, differing_avx512)

// Sixteen loci a step: lanes that differ, are asked for, and hold two lengths.
AVX2 static inline unsigned row_half(const void *want, const void *asked, const void *row) {
    __m256i r = _mm256_loadu_si256(row), first = _mm256_set1_epi8(DNA_FIRST_LENGTH);
    __m256i same = _mm256_cmpeq_epi16(r, _mm256_loadu_si256(want));
    __m256i lengths = _mm256_cmpeq_epi16(_mm256_cmpeq_epi8(_mm256_max_epu8(r, first), r), _mm256_set1_epi8(-1));
    __m256i out = _mm256_andnot_si256(same, _mm256_and_si256(lengths, _mm256_loadu_si256(asked)));
    return (unsigned)__builtin_popcount((unsigned)_mm256_movemask_epi8(out)) / 2;
}

AVX2 static bool row_avx2(const struct row_sieve *s, const struct dna_pair row[DNA_SLOTS]) {
    return row_half(s->want, s->asked, row) + row_half(s->want + 16, s->asked + 16, row + 16) <= s->may_differ;
}
#endif

enum dna_speed dna_speed_best(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw")) return DNA_AVX512;
    if (__builtin_cpu_supports("avx2")) return DNA_AVX2;
#endif
    return DNA_SCALAR;
}

static enum dna_speed possible(enum dna_speed speed) {
    enum dna_speed best = dna_speed_best();
    return speed == DNA_BEST || speed > best ? best : speed;
}

sieve_kernel *sieve_of(enum dna_speed speed) {
#if defined(__x86_64__)
    if (possible(speed) == DNA_AVX512) return sieve_avx512;
    if (possible(speed) == DNA_AVX2) return sieve_avx2;
#endif
    return (void)speed, sieve_scalar;
}

row_kernel *row_sieve_of(enum dna_speed speed) {
#if defined(__x86_64__)
    if (possible(speed) != DNA_SCALAR) return row_avx2;
#endif
    return (void)speed, row_scalar;
}
