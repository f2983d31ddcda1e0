// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "evidence/pdq.h"

#include <stdlib.h>
#include <sys/mman.h>

enum { SLOTS = 16, VALUES_OF = 1 << 16, AHEAD = 16, HUGE_PAGE = 1 << 21, FLAT_FROM = 4 };  // flat when a quarter of the list would be looked at

struct pdq_list {
    struct pdq *hashes;       // 64-byte aligned
    uint32_t *numbers;
    size_t count, room, indexed;
    uint32_t *starts[SLOTS];  // of each value of a word, VALUES_OF + 1
    uint32_t *places[SLOTS];  // in `hashes`, by value
};

// ---- Hashes ----

bool pdq_read(struct view hex, struct pdq *out) {
    char low[64];
    unsigned char bytes[32];
    if (hex.bytes != sizeof low) return false;
    for (size_t i = 0; i < sizeof low; i++) low[i] = hex.at[i] >= 'A' && hex.at[i] <= 'F' ? (char)(hex.at[i] | 0x20) : hex.at[i];
    for (size_t i = 0; i < sizeof bytes; i++) {
        int value = 0;
        for (size_t d = 0; d < 2; d++) {
            char c = low[2 * i + d];
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
            value = value * 16 + (c <= '9' ? c - '0' : c - 'a' + 10);
        }
        bytes[i] = (unsigned char)value;
    }
    memcpy(out->words, bytes, sizeof bytes);
    return true;
}

int pdq_distance(const struct pdq *a, const struct pdq *b) {
    int n = 0;
    for (int i = 0; i < 4; i++) n += __builtin_popcountll(a->words[i] ^ b->words[i]);
    return n;
}

static unsigned word_of(const struct pdq *h, int slot) { return (unsigned)(h->words[slot / 4] >> (16 * (slot % 4))) & 0xFFFF; }

// ---- The list ----

struct pdq_list *pdq_list_new(void) {
    struct pdq_list *l = calloc(1, sizeof *l);
    ENSURE(l);
    return l;
}

static void index_forgotten(struct pdq_list *l) {
    for (int s = 0; s < SLOTS; s++) {
        free(l->starts[s]), free(l->places[s]);
        l->starts[s] = l->places[s] = NULL;
    }
    l->indexed = 0;
}

struct pdq_list *pdq_list_free(struct pdq_list *l) {
    if (!l) return NULL;
    index_forgotten(l);
    free(l->hashes);
    free(l->numbers);
    free(l);
    return NULL;
}


static void room_made(struct pdq_list *l) {
    size_t room = l->room ? 2 * l->room : 1024, bytes = room * sizeof(struct pdq);
    struct pdq *hashes = aligned_alloc(bytes < HUGE_PAGE ? 64 : HUGE_PAGE, bytes);  // both powers of two
    if (bytes >= HUGE_PAGE) (void)madvise(hashes, bytes, MADV_HUGEPAGE);            // a flat search reads the whole: a third quicker
    l->numbers = realloc(l->numbers, room * sizeof *l->numbers);
    ENSURE(hashes && l->numbers && room < UINT32_MAX);
    if (l->count) memcpy(hashes, l->hashes, l->count * sizeof *hashes);
    free(l->hashes);
    l->hashes = hashes;
    l->room = room;
}

void pdq_list_add(struct pdq_list *l, const struct pdq *h, uint32_t number) {
    if (l->count == l->room) room_made(l);
    l->hashes[l->count] = *h;
    l->numbers[l->count++] = number;
}

// Counting sort of the places by one word.
static void slot_indexed(struct pdq_list *l, int slot) {
    uint32_t *starts = calloc(VALUES_OF + 2, sizeof *starts), *places = malloc((l->count + 1) * sizeof *places);
    ENSURE(starts && places);
    for (size_t i = 0; i < l->count; i++) starts[word_of(&l->hashes[i], slot) + 2]++;
    for (size_t v = 2; v < VALUES_OF + 2; v++) starts[v] += starts[v - 1];
    for (size_t i = 0; i < l->count; i++) places[starts[word_of(&l->hashes[i], slot) + 1]++] = (uint32_t)i;
    l->starts[slot] = starts;
    l->places[slot] = places;
}

void pdq_list_index(struct pdq_list *l) {
    index_forgotten(l);
    for (int s = 0; s < SLOTS; s++) slot_indexed(l, s);
    l->indexed = l->count;
}

// ---- Flat: one pass over memory ----

struct asking {
    const struct pdq_list *l;
    struct pdq h;
    int distance;
    pdq_found *found;
    void *ctx;
    size_t count;
};

static void hit(struct asking *a, size_t place, int distance) {
    a->count++;
    if (a->found) a->found(a->ctx, a->l->numbers[place], distance);
}

static inline __attribute__((always_inline)) void flat_pass(struct asking *a, size_t from) {
    const struct pdq *at = a->l->hashes;
    const uint64_t q0 = a->h.words[0], q1 = a->h.words[1], q2 = a->h.words[2], q3 = a->h.words[3];
    for (size_t i = from; i < a->l->count; i++) {
        int d = __builtin_popcountll(at[i].words[0] ^ q0) + __builtin_popcountll(at[i].words[1] ^ q1) + __builtin_popcountll(at[i].words[2] ^ q2) +
                __builtin_popcountll(at[i].words[3] ^ q3);
        if (__builtin_expect(d <= a->distance, 0)) hit(a, i, d);
    }
}

static void flat_anywhere(struct asking *a, size_t from) { flat_pass(a, from); }

#ifdef __x86_64__
__attribute__((target("popcnt"))) static void flat_popcnt(struct asking *a, size_t from) { flat_pass(a, from); }

#include <immintrin.h>
enum { STEP = 16, FLAT_AHEAD = 64 };  // hashes; two kilobytes ahead the processor's own prefetcher, which ends at a page, is not needed

// Sixteen hashes in eight registers at a time, their bits counted by the processor's own instruction. A quarter of a hash counts 64
// bits at most: the counts of the eight lie side by side in the bytes of one register, and only two shuffles are left to do.
// A byte may hold 256 as 0: such a hash is looked at closer, as all are that seem near, and goes.
__attribute__((target("avx512f,avx512bw,avx512vpopcntdq,popcnt"))) static void flat_avx512(struct asking *a, size_t from) {
    const __m512i q = _mm512_broadcast_i64x4(_mm256_loadu_si256((const __m256i *)a->h.words));
    const __m512i near = _mm512_set1_epi8((char)(a->distance < UINT8_MAX ? a->distance : UINT8_MAX));
    size_t i = from;
    for (; i + STEP <= a->l->count; i += STEP) {
        const struct pdq *at = a->l->hashes + i;
        __m512i sum = _mm512_setzero_si512();
        for (int k = 0; k < STEP / 2; k++) {
            _mm_prefetch((const char *)(at + FLAT_AHEAD + 2 * k), _MM_HINT_T0);
            __m512i bits = _mm512_popcnt_epi64(_mm512_xor_si512(_mm512_loadu_si512(at + 2 * k), q));
            sum = _mm512_add_epi64(_mm512_slli_epi64(sum, 8), bits);
        }
        sum = _mm512_add_epi8(sum, _mm512_permutex_epi64(sum, 0xB1));
        sum = _mm512_add_epi8(sum, _mm512_permutex_epi64(sum, 0x4E));
        if (__builtin_expect(_mm512_cmple_epu8_mask(sum, near) == 0, 1)) continue;
        for (size_t k = 0; k < STEP; k++) {
            int d = pdq_distance(&at[k], &a->h);
            if (d <= a->distance) hit(a, i + k, d);
        }
    }
    flat_popcnt(a, i);
}
#endif

static void flat(struct asking *a, size_t from) {
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("avx512bw")) return flat_avx512(a, from);
    if (__builtin_cpu_supports("popcnt")) return flat_popcnt(a, from);
#endif
    flat_anywhere(a, from);
}

size_t pdq_search_flat(const struct pdq_list *l, const struct pdq *h, int distance, pdq_found *found, void *ctx) {
    struct asking a = {l, *h, distance, found, ctx, 0};
    flat(&a, 0);
    return a.count;
}

// ---- Multi-index ----

// Norouzi §3.3: with distance = 16 r + rest, a word among the first rest + 1 differs in at most r bits, or one of the others in
// at most r - 1 (of which there are none where r is 0).
static int radius_of(int distance, int slot) { return slot <= distance % SLOTS ? distance / SLOTS : distance / SLOTS - 1; }

// A hash that several words lead to counts once: in the first of them.
static bool first_here(const struct asking *a, const struct pdq *h, int slot) {
    for (int s = 0; s < slot; s++)
        if (__builtin_popcount(word_of(h, s) ^ word_of(&a->h, s)) <= radius_of(a->distance, s)) return false;
    return true;
}

static inline __attribute__((always_inline)) void bucket_pass(struct asking *a, int slot, unsigned value) {
    const uint32_t *at = a->l->places[slot] + a->l->starts[slot][value], *end = a->l->places[slot] + a->l->starts[slot][value + 1];
    const struct pdq *hashes = a->l->hashes;
    for (const uint32_t *p = at; p < end && p < at + AHEAD; p++) __builtin_prefetch(&hashes[*p]);
    for (; at < end; at++) {
        if (at + AHEAD < end) __builtin_prefetch(&hashes[at[AHEAD]]);
        int d = pdq_distance(&hashes[*at], &a->h);
        if (__builtin_expect(d <= a->distance, 0) && first_here(a, &hashes[*at], slot)) hit(a, *at, d);
    }
}

static inline __attribute__((always_inline)) void buckets_pass(struct asking *a) {
    for (int s = 0; s < SLOTS; s++) {
        unsigned w = word_of(&a->h, s);
        int radius = radius_of(a->distance, s);
        if (radius >= 0) bucket_pass(a, s, w);
        for (int bit = 0; radius >= 1 && bit < 16; bit++) bucket_pass(a, s, w ^ 1u << bit);
    }
}

static void buckets_anywhere(struct asking *a) { buckets_pass(a); }
#ifdef __x86_64__
__attribute__((target("popcnt"))) static void buckets_popcnt(struct asking *a) { buckets_pass(a); }
#endif

static size_t candidates(const struct asking *a) {
    size_t n = 0;
    for (int s = 0; s < SLOTS; s++) {
        unsigned w = word_of(&a->h, s);
        int radius = radius_of(a->distance, s);
        const uint32_t *starts = a->l->starts[s];
        if (radius >= 0) n += starts[w + 1] - starts[w];
        for (int bit = 0; radius >= 1 && bit < 16; bit++) n += starts[(w ^ 1u << bit) + 1] - starts[w ^ 1u << bit];
    }
    return n;
}

size_t pdq_search(const struct pdq_list *l, const struct pdq *h, int distance, pdq_found *found, void *ctx) {
    struct asking a = {l, *h, distance, found, ctx, 0};
    if (!l->indexed || distance < 0 || distance >= 2 * SLOTS || candidates(&a) > l->indexed / FLAT_FROM) {
        flat(&a, 0);
        return a.count;
    }
#ifdef __x86_64__
    if (__builtin_cpu_supports("popcnt")) buckets_popcnt(&a);
    else
#endif
        buckets_anywhere(&a);
    flat(&a, l->indexed);
    return a.count;
}
