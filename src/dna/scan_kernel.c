// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// scan_kernel.c — the inner loops, for any processor, for AVX2 and for AVX-512; all three say the same.
#include "dna/scan_room.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#if defined(__clang__)
#define UNROLLED _Pragma("unroll")
#else
#define UNROLLED _Pragma("GCC unroll 8")
#endif

// One word: `one` has a bit for each profile that differed so far, `two` for each that differed once too often. The head's
// columns are asked without a look in between, by a body for each length of head, so that what they want stays in registers.
// The text is the same for each processor; only how 64 bytes are compared differs.
#define SIEVE(name, attributes, vector, all, differing)                                                                        \
    attributes static inline __attribute__((always_inline)) bool name##_of(const struct sieve *s, size_t word, size_t words,   \
                                                                          uint64_t *out, const size_t head, const bool blanks) { \
        const uint8_t *at[HEAD_MAX];                                                                                           \
        vector want[HEAD_MAX];                                                                                                 \
        uint64_t any = 0, none = s->one_may_differ ? 0 : UINT64_MAX;                                                           \
        UNROLLED for (size_t i = 0; i < head; i++) at[i] = s->column[i] + word * WORD, want[i] = all(s->want[i]);              \
        for (size_t w = 0; w < words; w++) {                                                                                   \
            uint64_t two = ~__atomic_load_n(&s->live[word + w], __ATOMIC_RELAXED), one = none;                                 \
            UNROLLED for (size_t i = 0; i < head; i++) {                                                                       \
                uint64_t ne = differing(at[i] + w * WORD, want[i], blanks);                                                    \
                two |= one & ne, one |= ne;                                                                                    \
            }                                                                                                                  \
            for (size_t i = head; i < s->loci && __builtin_expect(~two != 0, 0); i++) {                                        \
                uint64_t ne = differing(s->column[i] + (word + w) * WORD, all(s->want[i]), blanks);                            \
                two |= one & ne, one |= ne;                                                                                    \
            }                                                                                                                  \
            any |= out[w] = ~two;                                                                                              \
        }                                                                                                                      \
        return any != 0;                                                                                                       \
    }                                                                                                                          \
    attributes static bool name(const struct sieve *s, size_t word, size_t words, uint64_t *out) {                             \
        if (s->blanks) return name##_of(s, word, words, out, 0, true);                                                         \
        switch (s->head) {                                                                                                     \
        case 2: return name##_of(s, word, words, out, 2, false);                                                               \
        case 3: return name##_of(s, word, words, out, 3, false);                                                               \
        case 4: return name##_of(s, word, words, out, 4, false);                                                               \
        case 5: return name##_of(s, word, words, out, 5, false);                                                               \
        case 6: return name##_of(s, word, words, out, 6, false);                                                               \
        default: return name##_of(s, word, words, out, 0, false);                                                              \
        }                                                                                                                      \
    }

static const uint64_t EACH = 0x0101010101010101, LOW = 0x7F7F7F7F7F7F7F7F;

// The top bit of each byte that is not 0.
static inline uint64_t not_zero(uint64_t x) { return (((x & LOW) + LOW) | x) & ~LOW; }

// Eight bytes at a time: the top bit of each byte that differs, then those eight bits together.
static inline uint64_t all_scalar(uint8_t want) { return EACH * want; }

static inline uint64_t differing_scalar(const uint8_t *at, uint64_t want, bool blanks) {
    uint64_t bits = 0;
    for (unsigned i = 0; i < 8; i++) {
        uint64_t x;
        memcpy(&x, at + 8 * i, 8);
        uint64_t ne = not_zero(x ^ want) & (blanks ? not_zero(x) : ~LOW);
        bits |= ((ne >> 7) * 0x0102040810204080 >> 56) << 8 * i;
    }
    return bits;
}
SIEVE(sieve_scalar, , uint64_t, all_scalar, differing_scalar)

// Eight questions a byte: `most_one` has a bit for each question that the profile differs from in one column at most, `none` for
// each that it differs from in none. A table of sixteen places says who agrees with half a signature; a processor with wide
// registers looks it up for all profiles at once (as Hyperscan's Teddy finds strings: Wang and others, NSDI 2019).
static size_t octet_scalar(const struct octet *o, size_t word, size_t end, uint8_t out[WORD]) {
    for (; word < end; word++) {
        uint64_t live = __atomic_load_n(&o->live[word], __ATOMIC_RELAXED);
        uint8_t any = 0;
        for (size_t k = 0; k < WORD; k++) {
            uint8_t most_one = live >> k & 1 ? o->asked : 0, none = most_one & o->one_may_differ;
            for (size_t i = 0; i < o->loci && most_one; i++) {
                uint8_t x = o->column[i][word * WORD + k], same = o->low[i][x & 15] & o->high[i][x >> 4];
                most_one = (most_one & same) | none, none &= same;
            }
            any |= out[k] = most_one;
        }
        if (any) break;
    }
    return word;
}

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2,popcnt")))
#define AVX512 __attribute__((target("avx512bw,avx512f,popcnt")))

AVX2 static inline __m256i all_avx2(uint8_t want) { return _mm256_set1_epi8((char)want); }

AVX2 static inline uint32_t same_avx2(const uint8_t *at, __m256i want, bool blanks) {
    __m256i x = _mm256_load_si256((const void *)at), same = _mm256_cmpeq_epi8(x, want);
    return (uint32_t)_mm256_movemask_epi8(blanks ? _mm256_or_si256(same, _mm256_cmpeq_epi8(x, _mm256_setzero_si256())) : same);
}

AVX2 static inline uint64_t differing_avx2(const uint8_t *at, __m256i want, bool blanks) {
    return ~((uint64_t)same_avx2(at + 32, want, blanks) << 32 | same_avx2(at, want, blanks));
}
SIEVE(sieve_avx2, AVX2, __m256i, all_avx2, differing_avx2)

AVX512 static inline __m512i all_avx512(uint8_t want) { return _mm512_set1_epi8((char)want); }

AVX512 static inline uint64_t differing_avx512(const uint8_t *at, __m512i want, bool blanks) {
    __m512i x = _mm512_load_si512(at);
    return _mm512_cmpneq_epi8_mask(x, want) & (blanks ? _mm512_test_epi8_mask(x, x) : UINT64_MAX);
}
SIEVE(sieve_avx512, AVX512, __m512i, all_avx512, differing_avx512)

AVX2 static inline __m256i agreeing_avx2(const struct octet *o, size_t i, __m256i x) {
    const __m256i half = _mm256_set1_epi8(15);
    __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)o->low[i]));
    __m256i high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)o->high[i]));
    low = _mm256_shuffle_epi8(low, _mm256_and_si256(x, half));
    return _mm256_and_si256(low, _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(x, 4), half)));
}

// A byte of ones for each bit.
AVX2 static inline __m256i spread_avx2(uint32_t bits) {
    const __m256i from = _mm256_set_epi64x(0x0303030303030303, 0x0202020202020202, 0x0101010101010101, 0);
    const __m256i bit = _mm256_set1_epi64x((int64_t)0x8040201008040201);
    return _mm256_cmpeq_epi8(_mm256_and_si256(_mm256_shuffle_epi8(_mm256_set1_epi32((int)bits), from), bit), bit);
}

AVX2 static inline __m256i octet_half(const struct octet *o, size_t at, uint64_t live) {
    __m256i most_one = _mm256_and_si256(spread_avx2((uint32_t)live), _mm256_set1_epi8((char)o->asked));
    __m256i none = _mm256_and_si256(most_one, _mm256_set1_epi8((char)o->one_may_differ));
    for (size_t i = 0; i < o->loci && (i < o->head || !_mm256_testz_si256(most_one, most_one)); i++) {
        __m256i same = agreeing_avx2(o, i, _mm256_load_si256((const void *)(o->column[i] + at)));
        most_one = _mm256_or_si256(_mm256_and_si256(most_one, same), none);
        none = _mm256_and_si256(none, same);
    }
    return most_one;
}

AVX2 static size_t octet_avx2(const struct octet *o, size_t word, size_t end, uint8_t out[WORD]) {
    for (; word < end; word++) {
        uint64_t live = __atomic_load_n(&o->live[word], __ATOMIC_RELAXED);
        __m256i a = octet_half(o, word * WORD, live), b = octet_half(o, word * WORD + 32, live >> 32), any = _mm256_or_si256(a, b);
        if (_mm256_testz_si256(any, any)) continue;
        _mm256_storeu_si256((void *)out, a), _mm256_storeu_si256((void *)(out + 32), b);
        break;
    }
    return word;
}

AVX512 static inline __m512i agreeing_avx512(const struct octet *o, size_t i, __m512i x) {
    const __m512i half = _mm512_set1_epi8(15);
    __m512i low = _mm512_broadcast_i32x4(_mm_loadu_si128((const void *)o->low[i]));
    __m512i high = _mm512_broadcast_i32x4(_mm_loadu_si128((const void *)o->high[i]));
    low = _mm512_shuffle_epi8(low, _mm512_and_si512(x, half));
    return _mm512_and_si512(low, _mm512_shuffle_epi8(high, _mm512_and_si512(_mm512_srli_epi16(x, 4), half)));
}

AVX512 static size_t octet_avx512(const struct octet *o, size_t word, size_t end, uint8_t out[WORD]) {
    for (; word < end; word++) {
        __m512i most_one = _mm512_maskz_set1_epi8(__atomic_load_n(&o->live[word], __ATOMIC_RELAXED), (char)o->asked);
        __m512i none = _mm512_and_si512(most_one, _mm512_set1_epi8((char)o->one_may_differ));
        for (size_t i = 0; i < o->loci && (i < o->head || _mm512_test_epi8_mask(most_one, most_one)); i++) {
            __m512i same = agreeing_avx512(o, i, _mm512_load_si512(o->column[i] + word * WORD));
            most_one = _mm512_or_si512(_mm512_and_si512(most_one, same), none);
            none = _mm512_and_si512(none, same);
        }
        if (!_mm512_test_epi8_mask(most_one, most_one)) continue;
        _mm512_storeu_si512(out, most_one);
        break;
    }
    return word;
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

octet_kernel *octet_of(enum dna_speed speed) {
#if defined(__x86_64__)
    if (possible(speed) == DNA_AVX512) return octet_avx512;
    if (possible(speed) == DNA_AVX2) return octet_avx2;
#endif
    return (void)speed, octet_scalar;
}
