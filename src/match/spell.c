// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/spell.h"

#include "match/distance.h"

// Two names that everybody knows for two, as known_apart has it.
static bool shapes_apart(const struct word *x, uint32_t gist, float q) {
    return q < KNOWN_APART && gist & GIST_KNOWN && is_known_name(x) && gist_script(gist) == x->script;
}

// What stands above the distance.
static float settled(const struct word *x, const struct word *y, uint32_t gist, float q, float least) {
    if (q >= 0.99f && y->hash == x->hash) return 1;
    if ((x->role == ROLE_KUNYA) != !!(gist & GIST_KUNYA)) return 0;
    if (gist & GIST_KIN && q < KIN_ALIKE && are_kin(x, y)) return KIN_ALIKE;
    return q < least || shapes_apart(x, gist, q) ? 0 : q;
}

// ---- many at a time -----------------------------------------------------------------------------

#ifdef __x86_64__
#include <immintrin.h>

enum { LANES = 32, BATCH_MAX = 2048, FEW = 128, BYTE_MOST = 254, SOON = 8, AT_ONCE = 16, SOUND_ROWS = 2 * AT_ONCE };

// Words laid side by side: the j-th sounds of all (what stands behind a shorter word is of no matter), what it costs to leave
// each out.
struct lanes {
    uint8_t at[SOUND_ROWS][LANES], silence[SOUND_MAX][LANES];
    uint8_t n[LANES], counted[LANES];  // sounds; those that count
    uint16_t d[LANES];                 // the distance of those that are near
    uint32_t near;                     // a bit each: no farther than is of interest
    size_t longest, count;
    const uint16_t *most;              // the distance that is still of interest, by the sounds that count: MOST_ROOM of them, rising
};

static inline bool is_arabic(uint32_t gist) { return leaves_vowels_out(gist_script(gist)); }

struct reading {             // one of those of a word
    const char *sound;
    uint16_t place;
    uint8_t n, of;           // sounds; 0 or 1
    bool arabic, latin;
};

#define AVX2 __attribute__((target("avx2")))

struct row {  // a table of 64 costs, four times sixteen
    __m256i part[4];
};
AVX2 static inline struct row row_of(const uint8_t *costs) {
    struct row r;
    for (int k = 0; k < 4; k++) r.part[k] = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(costs + 16 * k)));
    return r;
}
AVX2 static inline __m256i look_up(const struct row *r, __m256i at) {
    __m256i by4 = _mm256_slli_epi16(at, 3), by5 = _mm256_slli_epi16(at, 2);
    __m256i low = _mm256_blendv_epi8(_mm256_shuffle_epi8(r->part[0], at), _mm256_shuffle_epi8(r->part[1], at), by4);
    __m256i high = _mm256_blendv_epi8(_mm256_shuffle_epi8(r->part[2], at), _mm256_shuffle_epi8(r->part[3], at), by4);
    return _mm256_blendv_epi8(low, high, by5);
}
AVX2 static inline __m256i sounds_at(const uint8_t *at) { return _mm256_and_si256(_mm256_loadu_si256((const __m256i *)at), _mm256_set1_epi8(63)); }

// Sixteen sounds of sixteen words, turned (four rounds of taking turns). Of a shape sixteen bytes may be read, and no more.
AVX2 static void turn(const struct reading *y, size_t count, size_t from, uint8_t (*at)[LANES]) {
    __m128i a[AT_ONCE], b[AT_ONCE];
    for (size_t i = 0; i < AT_ONCE; i++) a[i] = i < count && from < y[i].n ? _mm_loadu_si128((const __m128i *)(y[i].sound + from)) : _mm_setzero_si128();
    for (int round = 0; round < 4; round++) {
        for (size_t i = 0; i < AT_ONCE / 2; i++) b[2 * i] = _mm_unpacklo_epi8(a[i], a[i + 8]), b[2 * i + 1] = _mm_unpackhi_epi8(a[i], a[i + 8]);
        memcpy(a, b, sizeof a);
    }
    for (size_t j = 0; j < AT_ONCE; j++) _mm_storeu_si128((__m128i *)at[j], a[j]);
}

AVX2 static inline __m256i is(__m256i at, char sound) { return _mm256_cmpeq_epi8(at, _mm256_set1_epi8(sound)); }
AVX2 static inline __m256i are_vowels(__m256i at) {
    __m256i low = _mm256_or_si256(_mm256_or_si256(is(at, 'a'), is(at, 'e')), _mm256_or_si256(is(at, 'i'), is(at, 'o')));
    return _mm256_or_si256(low, _mm256_or_si256(is(at, 'u'), is(at, 'O')));
}

// As silence_at_end().
AVX2 static __m256i end_costs(const struct lanes *l, const struct row *row, bool arabic) {
    const __m256i n = _mm256_loadu_si256((const __m256i *)l->n);
    __m256i last = _mm256_setzero_si256(), before = last;
    for (size_t j = 0; j < l->longest; j++) {
        __m256i ends = _mm256_cmpeq_epi8(n, _mm256_set1_epi8((char)(j + 1)));
        last = _mm256_blendv_epi8(last, _mm256_loadu_si256((const __m256i *)l->at[j]), ends);
        if (j) before = _mm256_blendv_epi8(before, _mm256_loadu_si256((const __m256i *)l->at[j - 1]), ends);
    }
    __m256i elsewhere = look_up(row, _mm256_and_si256(last, _mm256_set1_epi8(63))), cost = elsewhere, silent = _mm256_set1_epi8(SILENT_LAST);
    if (arabic) cost = _mm256_blendv_epi8(cost, silent, are_vowels(last));
    cost = _mm256_blendv_epi8(cost, _mm256_set1_epi8(arabic ? SILENT_FEMININE / 2 : SILENT_FEMININE), is(last, 'a'));
    cost = _mm256_blendv_epi8(cost, _mm256_set1_epi8(SILENT_NISBA), _mm256_or_si256(is(last, 'i'), is(last, 'y')));
    cost = _mm256_blendv_epi8(cost, elsewhere, _mm256_or_si256(are_vowels(before), _mm256_cmpgt_epi8(_mm256_set1_epi8(3), n)));
    __m256i ta = _mm256_and_si256(_mm256_and_si256(is(last, 't'), is(before, 'a')), _mm256_cmpgt_epi8(n, _mm256_set1_epi8(TA_SOUNDS - 1)));
    cost = _mm256_blendv_epi8(cost, _mm256_set1_epi8(SILENT_TA), ta);
    return _mm256_blendv_epi8(cost, silent, is(last, 'h'));
}

// What stands behind a shorter word costs so much that no way through it is the cheapest.
AVX2 static void lay_silence(struct lanes *l, const uint8_t *costs, bool arabic) {
    const struct row row = row_of(costs);
    const __m256i n = _mm256_loadu_si256((const __m256i *)l->n), end = end_costs(l, &row, arabic), none = _mm256_set1_epi8(-1);
    const __m256i counts = _mm256_set1_epi8(SILENT_COUNTS);
    __m256i counted = _mm256_setzero_si256();
    for (size_t j = 0; j < l->longest; j++) {
        __m256i here = _mm256_cmpgt_epi8(n, _mm256_set1_epi8((char)j)), cost = look_up(&row, sounds_at(l->at[j]));
        cost = _mm256_blendv_epi8(cost, end, _mm256_cmpeq_epi8(n, _mm256_set1_epi8((char)(j + 1))));
        counted = _mm256_sub_epi8(counted, _mm256_and_si256(here, _mm256_cmpeq_epi8(_mm256_max_epu8(cost, counts), cost)));
        _mm256_storeu_si256((__m256i *)l->silence[j], _mm256_blendv_epi8(none, cost, here));
    }
    _mm256_storeu_si256((__m256i *)l->counted, counted);
}

static void lay_lanes(struct lanes *l, const struct reading *y, size_t count) {
    l->longest = y[count - 1].n, l->count = count;
    for (size_t i = 0; i < LANES; i++) l->n[i] = i < count ? y[i].n : 0;
    for (size_t from = 0; from < l->longest; from += AT_ONCE)
        for (size_t i = 0; i < LANES; i += AT_ONCE) turn(y + i, count > i ? count - i : 0, from, (uint8_t(*)[LANES])&l->at[from][i]);
}

// What is of interest of each lane, by the sounds that count.
AVX2 static __m256i most_in_bytes(const struct lanes *l) {
    const __m256i counted = _mm256_loadu_si256((const __m256i *)l->counted);
    const __m256i low = _mm256_packus_epi16(_mm256_loadu_si256((const __m256i *)l->most), _mm256_loadu_si256((const __m256i *)(l->most + AT_ONCE)));
    const __m256i inner = _mm256_permute4x64_epi64(low, 0xd8);
    __m256i first = _mm256_shuffle_epi8(_mm256_permute4x64_epi64(inner, 0x44), counted);
    __m256i second = _mm256_shuffle_epi8(_mm256_permute4x64_epi64(inner, 0xee), counted);
    return _mm256_blendv_epi8(first, second, _mm256_slli_epi16(counted, 3));
}

// As distance() of likeness.c, swaps and early stop included: a lane whose cheapest way exceeds its `most` gives more than that.
// In bytes, where no distance of interest is greater; sums that would be stay at 255.
AVX2 static void distances_in_bytes(const struct sound_side *x, struct lanes *l) {
    __m256i rows[3][SOUND_MAX + 1], *older = rows[0], *old = rows[1], *now = rows[2];
    uint8_t distance_of[LANES];
    const __m256i most = most_in_bytes(l), swap = _mm256_set1_epi8(SWAP), all = _mm256_set1_epi8(-1);
    __m256i stopped = _mm256_setzero_si256(), past = swap;  // the cheapest way by a swap past the row
    old[0] = stopped;
    for (size_t j = 0; j < l->longest; j++) old[j + 1] = _mm256_adds_epu8(old[j], _mm256_loadu_si256((const __m256i *)l->silence[j]));
    for (size_t i = 0; i < x->n; i++) {
        const struct row row = row_of(SOUND_COSTS[x->at[i] & 63]);
        const __m256i gone = _mm256_set1_epi8((char)x->silence[i]), here = _mm256_set1_epi8(x->at[i]), before = _mm256_set1_epi8(i ? x->at[i - 1] : 0);
        __m256i best = now[0] = _mm256_adds_epu8(old[0], gone), last = _mm256_setzero_si256();
        for (size_t j = 0; j < l->longest; j++) {
            __m256i y = _mm256_loadu_si256((const __m256i *)l->at[j]);
            __m256i d = _mm256_min_epu8(_mm256_adds_epu8(old[j], look_up(&row, sounds_at(l->at[j]))), _mm256_adds_epu8(old[j + 1], gone));
            d = _mm256_min_epu8(d, _mm256_adds_epu8(now[j], _mm256_loadu_si256((const __m256i *)l->silence[j])));
            if (i && j) {
                __m256i met = _mm256_and_si256(_mm256_cmpeq_epi8(last, here), _mm256_cmpeq_epi8(y, before));
                d = _mm256_min_epu8(d, _mm256_or_si256(_mm256_adds_epu8(older[j - 1], swap), _mm256_xor_si256(met, all)));
            }
            last = y;
            now[j + 1] = d;
            best = _mm256_min_epu8(best, d);
        }
        const __m256i least = _mm256_min_epu8(best, past);
        stopped = _mm256_or_si256(stopped, _mm256_xor_si256(_mm256_cmpeq_epi8(_mm256_min_epu8(least, most), least), all));
        past = _mm256_adds_epu8(best, swap);
        if (_mm256_movemask_epi8(stopped) == -1) break;
        __m256i *spare = older;
        older = old, old = now, now = spare;
    }
    __m256i d = old[0];  // of no sounds
    const __m256i n = _mm256_loadu_si256((const __m256i *)l->n);
    for (size_t j = 1; j <= l->longest; j++) d = _mm256_blendv_epi8(d, old[j], _mm256_cmpeq_epi8(n, _mm256_set1_epi8((char)j)));
    l->near = (uint32_t)_mm256_movemask_epi8(_mm256_andnot_si256(stopped, _mm256_cmpeq_epi8(_mm256_min_epu8(d, most), d)));
    _mm256_storeu_si256((__m256i *)distance_of, d);
    for (uint32_t near = l->near; near; near &= near - 1) l->d[__builtin_ctz(near)] = distance_of[__builtin_ctz(near)];
}

AVX2 static inline __m256i wide(const uint8_t *at) { return _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)at)); }

// The same for longer words: sixteen of the lanes, from `from` on.
AVX2 static void distances_from(const struct sound_side *x, struct lanes *l, size_t from) {
    __m256i rows[3][SOUND_MAX + 1], *older = rows[0], *old = rows[1], *now = rows[2];
    uint16_t most_of[AT_ONCE], ended[AT_ONCE];
    for (size_t i = 0; i < AT_ONCE; i++) most_of[i] = l->most[l->counted[from + i]];
    const __m256i most = _mm256_loadu_si256((const __m256i *)most_of), swap = _mm256_set1_epi16(SWAP), all = _mm256_set1_epi16(-1);
    __m256i stopped = _mm256_setzero_si256(), past = swap;  // the cheapest way by a swap past the row
    old[0] = stopped;
    for (size_t j = 0; j < l->longest; j++) old[j + 1] = _mm256_add_epi16(old[j], wide(l->silence[j] + from));
    for (size_t i = 0; i < x->n; i++) {
        const struct row row = row_of(SOUND_COSTS[x->at[i] & 63]);
        const __m256i gone = _mm256_set1_epi16((short)x->silence[i]);
        const __m128i here = _mm_set1_epi8(x->at[i]), before = _mm_set1_epi8(i ? x->at[i - 1] : 0);
        __m256i best = now[0] = _mm256_add_epi16(old[0], gone);
        __m128i last = _mm_setzero_si128();
        for (size_t j = 0; j < l->longest; j++) {
            __m128i y = _mm_loadu_si128((const __m128i *)(l->at[j] + from));
            __m256i change = _mm256_cvtepu8_epi16(_mm256_castsi256_si128(look_up(&row, _mm256_castsi128_si256(_mm_and_si128(y, _mm_set1_epi8(63))))));
            __m256i d = _mm256_min_epu16(_mm256_add_epi16(old[j], change), _mm256_add_epi16(old[j + 1], gone));
            d = _mm256_min_epu16(d, _mm256_add_epi16(now[j], wide(l->silence[j] + from)));
            if (i && j) {
                __m128i met = _mm_and_si128(_mm_cmpeq_epi8(last, here), _mm_cmpeq_epi8(y, before));
                __m256i not_met = _mm256_xor_si256(_mm256_cvtepi8_epi16(met), all);
                d = _mm256_min_epu16(d, _mm256_or_si256(_mm256_add_epi16(older[j - 1], swap), not_met));
            }
            last = y;
            now[j + 1] = d;
            best = _mm256_min_epu16(best, d);
        }
        const __m256i least = _mm256_min_epu16(best, past);
        stopped = _mm256_or_si256(stopped, _mm256_xor_si256(_mm256_cmpeq_epi16(_mm256_min_epu16(least, most), least), all));
        past = _mm256_add_epi16(best, swap);
        if (_mm256_movemask_epi8(stopped) == -1) break;
        __m256i *spare = older;
        older = old, old = now, now = spare;
    }
    _mm256_storeu_si256((__m256i *)ended, stopped);
    for (size_t i = from; i < l->count && i < from + AT_ONCE; i++) {
        l->d[i] = ((const uint16_t *)&old[l->n[i]])[i - from];
        l->near |= (uint32_t)(!ended[i - from] && l->d[i] <= most_of[i - from]) << i;
    }
}

static void measure(const struct sound_side *x, struct lanes *l) {
    l->near = 0;
    if (l->most[l->longest] <= BYTE_MOST) distances_in_bytes(x, l);
    else
        for (size_t from = 0; from < l->count; from += AT_ONCE) distances_from(x, l, from);
    if (l->count < LANES) l->near &= (1u << l->count) - 1;
}

// How far a word with so many sounds that count may be from x.
static void say_most(const struct sound_side *x, float least, uint16_t most[MOST_ROOM]) {
    for (size_t counted = 0; counted < MOST_ROOM; counted++) {
        size_t sounds = sounds_that_count(x->sounded, counted);
        int reach = reach_of(sounds), wanted = (int)((1 - least) / SLOPE * 100.0f * (float)sounds) + 1;
        most[counted] = (uint16_t)(wanted < reach ? wanted : reach);
    }
}

static void ask_beside(struct spell_asked *a, int arabic) {
    for (size_t r = 0; r < WORD_SOUNDS && a->x->word->sound_bytes[r]; r++) say_most(&a->x->side[r][arabic], a->least, a->most[r][arabic]);
}

// Up to 32 of one script, like lengths together: q by lane, of those whose bits are told.
static uint32_t score_lanes(const struct spell_asked *a, const struct reading *y, size_t count, float q[LANES]) {
    struct lanes l;
    uint32_t any = 0;
    bool said = word_is_said(a->x->word), others = !said;
    lay_lanes(&l, y, count);
    for (size_t i = 0; !others && i < count; i++) others = !y[i].latin;
    for (uint8_t r = 0, n = (uint8_t)word_sounds(a->x->word, others ? SCRIPT_OTHER : SCRIPT_LATIN); r < n; r++) {
        const struct sound_side *side = &a->x->side[r][y->arabic];
        l.most = a->most[r][y->arabic];
        lay_silence(&l, SILENCE_COSTS[silence_row(y->arabic, side->arabic)], y->arabic);
        measure(side, &l);
        for (uint32_t near = l.near; near; near &= near - 1) {
            int i = __builtin_ctz(near);
            if (r && said && y[i].latin) continue;
            if (r + y[i].of == 2) continue;  // both without their first letters: what the first pair saw already
            float alike = likeness_at(l.d[i], sounds_that_count(side->sounded, l.counted[i])) - GLUED_LOSS * (float)(r + y[i].of);
            if (alike > 0.99f) alike = 0.99f;
            if (!(any >> i & 1) || alike > q[i]) q[i] = alike, any |= 1u << i;
        }
    }
    return any;
}

size_t spell_row(const struct spell_asked *a, const struct shape *row, const uint16_t *which, size_t count, struct alike *out) {
    struct reading y[LANES];
    float q[LANES];
    size_t found = 0;
    for (size_t from = 0, n; from < count; from += n) {
        bool arabic = is_arabic(row[which[from]].gist);
        for (n = 0; n < LANES && from + n < count && is_arabic(row[which[from + n]].gist) == arabic; n++) {
            const struct shape *s = &row[which[from + n]];
            y[n] = (struct reading){s->sound, which[from + n], (uint8_t)gist_sounds(s->gist), 0, arabic, gist_script(s->gist) == SCRIPT_LATIN};
        }
        for (uint32_t near = score_lanes(a, y, n, q); near; near &= near - 1) {
            int i = __builtin_ctz(near);
            if (q[i] > 0) out[found++] = (struct alike){y[i].place, q[i]};
        }
    }
    return found;
}

static inline size_t class_of(const struct reading *r) { return r->arabic * (GIST_N_MASK + 1u) + r->n; }

// With room for as many in `y`.
static void score_batch(const struct spell_asked *a, const struct reading *unsorted, size_t count, struct reading *y, float *q) {
    enum { CLASSES = 2 * (GIST_N_MASK + 1) };
    uint16_t at[CLASSES + 1] = {0};
    float of_lane[LANES];
    for (size_t i = 0; i < count; i++) at[class_of(&unsorted[i]) + 1]++;
    for (size_t k = 1; k <= CLASSES; k++) at[k] = (uint16_t)(at[k] + at[k - 1]);
    size_t first_arabic = at[CLASSES / 2];
    for (size_t i = 0; i < count; i++) y[at[class_of(&unsorted[i])]++] = unsorted[i];
    for (size_t from = 0, n; from < count; from += n) {
        size_t end = from < first_arabic ? first_arabic : count;
        n = end - from < LANES ? end - from : LANES;
        for (uint32_t near = score_lanes(a, y + from, n, of_lane); near; near &= near - 1) {
            int i = __builtin_ctz(near);
            float *best = &q[y[from + (size_t)i].place];
            if (of_lane[i] > *best) *best = of_lane[i];
        }
    }
}

// The readings of a word that are compared with the asked one, in `out`; none of one that is compared otherwise.
static size_t readings_of(uint32_t asked, const struct shape *s, const struct word *w, uint16_t place, struct reading *out) {
    uint8_t script = (uint8_t)(s->gist >> GIST_SCRIPT & GIST_SCRIPT_MASK);
    bool arabic = leaves_vowels_out(script), latin = script == SCRIPT_LATIN;
    if (s->gist & GIST_APART) return 0;
    if (!(s->gist & gist_larger(asked))) return out[0] = (struct reading){s->sound, place, (uint8_t)gist_sounds(s->gist), 0, arabic, latin}, 1;
    size_t n = word_sounds(w, gist_script(asked));
    for (uint8_t r = 0; r < n; r++) out[r] = (struct reading){w->sound[r], place, w->sound_bytes[r], r, arabic, latin};
    return n;
}

static void spell_batch(const struct spell_asked *a, const struct word *const *y, const struct shape *shape, size_t count, float *q) {
    struct reading readings[BATCH_MAX], sorted[BATCH_MAX];
    size_t n = 0;
    const uint32_t gist = a->gist;
    for (size_t i = 0; i < count; i++) {
        if (i + SOON < count && shape[i + SOON].gist & (gist_larger(gist) | GIST_APART)) {
            __builtin_prefetch(y[i + SOON]);
            __builtin_prefetch((const char *)y[i + SOON] + 64);
        }
        bool near = gists_near(gist, shape[i].gist);
        q[i] = near && shape[i].gist & GIST_APART ? heard_likeness(a->x, y[i]) : 0;
        if (near) n += readings_of(gist, &shape[i], y[i], (uint16_t)i, readings + n);
    }
    score_batch(a, readings, n, sorted, q);
    for (size_t i = 0; i < count; i++)
        if (q[i] > 0 || (shape[i].gist & gist & GIST_KIN && gists_near(gist, shape[i].gist))) q[i] = settled(a->x->word, y[i], shape[i].gist, q[i], a->least);
}

// Of the few that are named: none is far by its gist.
static void spell_few(struct spell_asked *a, const struct word *const *y, const struct shape *shape, const uint16_t *which, size_t count, float *q) {
    struct reading readings[WORD_SOUNDS * FEW], sorted[WORD_SOUNDS * FEW];
    bool beside[2] = {false, false};
    size_t n = 0;
    for (size_t k = 0; k < count; k++) {
        const size_t i = which[k];
        q[i] = shape[i].gist & GIST_APART ? heard_likeness(a->x, y[i]) : 0;
        beside[is_arabic(shape[i].gist)] = true;
        n += readings_of(a->gist, &shape[i], y[i], which[k], readings + n);
    }
    for (int arabic = 0; arabic < 2; arabic++) if (beside[arabic]) ask_beside(a, arabic);
    if (n) score_batch(a, readings, n, sorted, q);
    for (size_t k = 0; k < count; k++) {
        const size_t i = which[k];
        if (q[i] > 0 || shape[i].gist & a->gist & GIST_KIN) q[i] = settled(a->x->word, y[i], shape[i].gist, q[i], a->least);
    }
}

static void spell_in_lanes(const struct spell_asked *a, const struct word *const *y, const struct shape *shape, size_t count, float *q) {
    for (size_t from = 0, n; from < count; from += n) {
        n = count - from < BATCH_MAX / WORD_SOUNDS ? count - from : BATCH_MAX / WORD_SOUNDS;
        spell_batch(a, y + from, shape + from, n, q + from);
    }
}
#else
size_t spell_row(const struct spell_asked *a, const struct shape *row, const uint16_t *which, size_t count, struct alike *out) {
    return (void)a, (void)row, (void)which, (void)count, (void)out, 0;
}
#endif

// Only words that are compared by their sounds lie in lanes.
static inline bool is_plain(const struct word *x) { return x->sound_bytes[0] && x->role != ROLE_INITIAL && x->script != SCRIPT_SYLLABLES; }

// But for how far another may be.
static bool asks_lanes(const struct heard *x, float least, struct spell_asked *out) {
#ifdef __x86_64__
    if (!__builtin_cpu_supports("avx2") || !is_plain(x->word)) return false;
    out->x = x, out->least = least, out->gist = shape_of(x->word).gist;
    return true;
#else
    return (void)x, (void)least, (void)out, false;
#endif
}

bool spell_ask(const struct heard *x, float least, struct spell_asked *out) {
#ifdef __x86_64__
    if (!asks_lanes(x, least, out)) return false;
    ask_beside(out, 0), ask_beside(out, 1);
    return true;
#else
    return (void)x, (void)least, (void)out, false;
#endif
}

float spell_settled(const struct spell_asked *a, const struct word *y, uint32_t gist, float q) {
    return gists_near(a->gist, gist) ? settled(a->x->word, y, gist, q, a->least) : 0;
}

void spell_likeness(const struct heard *x, const struct word *const *y, const struct shape *shape, size_t count, float least, float *q) {
#ifdef __x86_64__
    struct spell_asked a;
    if (count && spell_ask(x, least, &a)) {
        spell_in_lanes(&a, y, shape, count, q);
        return;
    }
#endif
    for (size_t i = 0; i < count; i++) {
        q[i] = shape[i].gist & GIST_RETIRED ? 0 : heard_likeness(x, y[i]);
        if (q[i] < least) q[i] = 0;
    }
}

void spell_some(const struct heard *x, const struct word *const *y, const struct shape *shape, const uint16_t *which, size_t count, float least, float *q) {
    struct spell_asked a;
    bool lanes = asks_lanes(x, least, &a);
#ifdef __x86_64__
    for (size_t from = 0; lanes && from < count; from += FEW) spell_few(&a, y, shape, which + from, count - from < FEW ? count - from : FEW, q);
#endif
    for (size_t k = 0; !lanes && k < count; k++) {
        float likeness = shape[which[k]].gist & GIST_RETIRED ? 0 : heard_likeness(x, y[which[k]]);
        q[which[k]] = likeness < least ? 0 : likeness;
    }
}
