// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/spell.h"

#include "match/distance.h"

// ---- at a glance --------------------------------------------------------------------------------

enum { GIST_MASK = 0x1ff, GIST_SECOND = 1 << 9, GIST_LONG = 1 << 10, GIST_INITIAL = 1 << 11, GIST_SOUNDED = 1 << 12, GIST_KIN = 1 << 13 };

uint32_t gist_of(const struct word *w) {
    uint32_t g = w->mask & GIST_MASK;
    if (w->sound_bytes[1]) g |= GIST_SECOND;
    if (w->sound_bytes[0] > 5) g |= GIST_LONG;
    if (w->role == ROLE_INITIAL) g |= GIST_INITIAL;
    if (w->sound_bytes[0]) g |= GIST_SOUNDED;
    if (w->kin) g |= GIST_KIN;
    return g;
}

// As far_apart of likeness.c; the same word has the same gist.
bool gists_near(uint32_t x, uint32_t y) {
    if (y & GIST_RETIRED) return false;
    if (((x | y) & GIST_INITIAL) || !(x & y & GIST_SOUNDED) || (x & y & GIST_KIN)) return true;
    uint32_t only_x = x & GIST_SECOND ? 0 : x & ~y & GIST_MASK, only_y = y & GIST_SECOND ? 0 : y & ~x & GIST_MASK;
    uint32_t only = only_x | only_y;
    for (int i = 0; i < 2; i++) only &= only - 1;  // two fewer
    return !only || (x & y & GIST_LONG && !(only & (only - 1)));
}

// ---- sixteen at a time --------------------------------------------------------------------------

#ifdef __x86_64__
#include <immintrin.h>

enum { LANES = 16, BATCH_MAX = 1024, SOON = 10 };

// Sixteen words laid side by side: the j-th sounds of all, what it costs to leave each out.
struct lanes {
    uint8_t at[SOUND_MAX][LANES], silence[SOUND_MAX][LANES];
    uint8_t n[LANES];
    uint16_t sounded[LANES], most[LANES];
    size_t longest;
};
struct one {                 // a reading of one of the words
    const struct word *word;
    uint32_t place;
    uint8_t reading, n;
    bool arabic;
};

static void fill_lane(struct lanes *l, size_t lane, const struct one *o, bool x_arabic) {
    const char *s = o->word->sound[o->reading];
    const uint8_t *cost = SILENCE_COSTS[silence_row(o->arabic, x_arabic)];
    size_t n = o->n, sounded = 0;
    for (size_t j = 0; j < n; j++) {
        uint8_t silent = cost[s[j] & 63];
        if (j + 1 == n) silent = (uint8_t)silence_at_end(s, n, o->arabic, silent);
        l->at[j][lane] = (uint8_t)s[j];
        l->silence[j][lane] = silent;
        sounded += silent >= SILENT_COUNTS;
    }
    l->n[lane] = (uint8_t)n;
    l->sounded[lane] = (uint16_t)sounded;
}

// What stands behind a shorter word costs so much that no way through it is the cheapest.
static void lay_lanes(struct lanes *l, const struct one *o, size_t count, const struct sound_side *x) {
    l->longest = 0;
    for (size_t i = 0; i < count; i++) if (o[i].n > l->longest) l->longest = o[i].n;
    memset(l->at, 0, l->longest * LANES);
    memset(l->silence, 255, l->longest * LANES);
    memset(l->n, 0, sizeof l->n);
    memset(l->most, 0, sizeof l->most);
    for (size_t i = 0; i < count; i++) {
        fill_lane(l, i, &o[i], x->arabic);
        l->most[i] = (uint16_t)reach_of(sounds_that_count(x->sounded, l->sounded[i]));
    }
}

#define AVX2 __attribute__((target("avx2")))

// The cost of changing one sound of x for each of sixteen: a table of 64, four times sixteen.
AVX2 static inline __m128i look_up(const uint8_t *row, __m128i at) {
    __m128i t0 = _mm_loadu_si128((const __m128i *)row), t1 = _mm_loadu_si128((const __m128i *)(row + 16));
    __m128i t2 = _mm_loadu_si128((const __m128i *)(row + 32)), t3 = _mm_loadu_si128((const __m128i *)(row + 48));
    __m128i by4 = _mm_slli_epi16(at, 3), by5 = _mm_slli_epi16(at, 2);
    __m128i low = _mm_blendv_epi8(_mm_shuffle_epi8(t0, at), _mm_shuffle_epi8(t1, at), by4);
    __m128i high = _mm_blendv_epi8(_mm_shuffle_epi8(t2, at), _mm_shuffle_epi8(t3, at), by4);
    return _mm_blendv_epi8(low, high, by5);
}

AVX2 static inline __m256i wide(const uint8_t *at) { return _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)at)); }

// As distance() of likeness.c, swaps and early stop included: a lane whose cheapest way exceeds its `most` gives 0xFFFF.
AVX2 static void distances(const struct sound_side *x, const struct lanes *l, uint16_t out[LANES]) {
    __m256i rows[3][SOUND_MAX + 1], *older = rows[0], *old = rows[1], *now = rows[2];
    const __m256i most = _mm256_loadu_si256((const __m256i *)l->most), swap = _mm256_set1_epi16(SWAP), all = _mm256_set1_epi16(-1);
    const __m128i six = _mm_set1_epi8(63);
    __m256i stopped = _mm256_setzero_si256();
    old[0] = stopped;
    for (size_t j = 0; j < l->longest; j++) old[j + 1] = _mm256_add_epi16(old[j], wide(l->silence[j]));
    for (size_t i = 0; i < x->n; i++) {
        const uint8_t *row = SOUND_COSTS[x->at[i] & 63];
        const __m256i gone = _mm256_set1_epi16((short)x->silence[i]);
        const __m128i here = _mm_set1_epi8(x->at[i]), before = _mm_set1_epi8(i ? x->at[i - 1] : 0);
        __m256i best = now[0] = _mm256_add_epi16(old[0], gone);
        __m128i last = _mm_setzero_si128();
        for (size_t j = 0; j < l->longest; j++) {
            __m128i y = _mm_loadu_si128((const __m128i *)l->at[j]);
            __m256i change = _mm256_cvtepu8_epi16(look_up(row, _mm_and_si128(y, six)));
            __m256i d = _mm256_min_epu16(_mm256_add_epi16(old[j], change), _mm256_add_epi16(old[j + 1], gone));
            d = _mm256_min_epu16(d, _mm256_add_epi16(now[j], wide(l->silence[j])));
            if (i && j) {
                __m128i met = _mm_and_si128(_mm_cmpeq_epi8(last, here), _mm_cmpeq_epi8(y, before));
                __m256i not_met = _mm256_xor_si256(_mm256_cvtepi8_epi16(met), all);
                d = _mm256_min_epu16(d, _mm256_or_si256(_mm256_add_epi16(older[j - 1], swap), not_met));
            }
            last = y;
            now[j + 1] = d;
            best = _mm256_min_epu16(best, d);
        }
        stopped = _mm256_or_si256(stopped, _mm256_xor_si256(_mm256_cmpeq_epi16(_mm256_min_epu16(best, most), best), all));
        if (_mm256_movemask_epi8(stopped) == -1) break;
        __m256i *spare = older;
        older = old, old = now, now = spare;
    }
    uint16_t ended[LANES];
    _mm256_storeu_si256((__m256i *)ended, stopped);
    for (size_t lane = 0; lane < LANES; lane++) out[lane] = ended[lane] ? 0xFFFF : ((const uint16_t *)&old[l->n[lane]])[lane];
}

static void score_lanes(const struct sound_side *x, size_t x_reading, const struct one *o, size_t count, const struct lanes *l, const uint16_t *d,
                        float *q) {
    for (size_t i = 0; i < count; i++) {
        if (d[i] > l->most[i]) continue;
        float alike = likeness_at(d[i], sounds_that_count(x->sounded, l->sounded[i])) - GLUED_LOSS * (float)(x_reading + o[i].reading);
        if (alike > 0.99f) alike = 0.99f;
        if (alike > q[o[i].place]) q[o[i].place] = alike;
    }
}

// Like lengths together, and one script's words at a time: they look at the asked word in their own way.
static void sort_by_length(const struct one *o, size_t count, struct one *out) {
    uint16_t at[2 * 32 + 1] = {0};
    for (size_t i = 0; i < count; i++) at[o[i].arabic * 32 + o[i].n + 1]++;
    for (size_t k = 1; k <= 2 * 32; k++) at[k] = (uint16_t)(at[k] + at[k - 1]);
    for (size_t i = 0; i < count; i++) out[at[o[i].arabic * 32 + o[i].n]++] = o[i];
}

static void score_many(const struct heard *x, const struct one *unsorted, size_t count, float *q) {
    struct lanes l;
    struct one o[BATCH_MAX];
    uint16_t d[LANES];
    sort_by_length(unsorted, count, o);
    for (size_t from = 0, n; from < count; from += n) {
        for (n = 1; n < LANES && from + n < count && o[from + n].arabic == o[from].arabic;) n++;
        for (size_t r = 0; r < WORD_SOUNDS && x->word->sound_bytes[r]; r++) {
            const struct sound_side *side = &x->side[r][o[from].arabic];
            size_t fit = n;
            struct one kept[LANES];
            if (r) {  // both without their first letters: what the first pair saw already
                fit = 0;
                for (size_t i = 0; i < n; i++) if (!o[from + i].reading) kept[fit++] = o[from + i];
            } else memcpy(kept, o + from, n * sizeof *kept);
            if (!fit) continue;
            lay_lanes(&l, kept, fit, side);
            distances(side, &l, d);
            score_lanes(side, r, kept, fit, &l, d, q);
        }
    }
}

static void spell_in_lanes(const struct heard *x, const struct word *const *y, size_t count, float *q) {
    struct one o[BATCH_MAX];
    size_t n = 0;
    const uint32_t gist = gist_of(x->word);
    for (size_t i = 0; i < count; i++) {
        const struct word *w = y[i];
        if (i + SOON < count) __builtin_prefetch(y[i + SOON]), __builtin_prefetch((const char *)y[i + SOON] + 64);  // two lines each
        bool plain = w->hash != x->word->hash && x->word->sound_bytes[0] && w->sound_bytes[0] && x->word->role != ROLE_INITIAL
                     && w->role != ROLE_INITIAL && !are_kin(w, x->word) && !are_syllables(w, x->word);
        q[i] = plain ? 0 : heard_likeness(x, w);
        if (!plain || !gists_near(gist, gist_of(w))) continue;
        for (uint8_t r = 0; r < WORD_SOUNDS && w->sound_bytes[r]; r++)
            o[n++] = (struct one){w, (uint32_t)i, r, w->sound_bytes[r], leaves_vowels_out(w->script)};
        if (n <= BATCH_MAX - WORD_SOUNDS && i + 1 < count) continue;
        score_many(x, o, n, q);
        n = 0;
    }
    if (n) score_many(x, o, n, q);
    for (size_t i = 0; i < count; i++) if (known_apart(y[i], x->word, q[i])) q[i] = 0;
}
#endif

void spell_likeness(const struct heard *x, const struct word *const *y, size_t count, float *q) {
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2") && count > 3) {
        spell_in_lanes(x, y, count, q);
        return;
    }
#endif
    for (size_t i = 0; i < count; i++) q[i] = heard_likeness(x, y[i]);
}
