// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/column.h"

#include "match/large.h"

#include <stdlib.h>

// Rows of sixteen tags, in four atoms; the entries of a birth begin with a row. The uppermost bit of a tag says that an entry begins with it, the next
// that a word does, but for a title; it stays where either is wiped.
enum { TAG_BITS = 16, TAGS_AN_ATOM = 4, ATOMS_A_ROW = COLUMN_TAGS / TAGS_AN_ATOM };
static const uint16_t BEGINS = 0x8000, WORD = 0x4000, TAG = 0x3fff;
_Static_assert(WORD_TAG_BITS <= 14, "a tag leaves two bits");

// ---- making -------------------------------------------------------------------------------------

// One that spellings have in common once, as far as they are near.
static void add_tag(struct tag_list *l, uint16_t tag) {
    enum { NEAR = 32 };
    for (size_t i = l->count > NEAR ? l->count - NEAR : 0; i < l->count; i++) if ((l->at[i] & TAG) == tag) return;
    l->at[l->count++] = tag;
}

void tag_list_add(struct tag_list *l, const struct vocabulary *v, uint32_t word) {
    size_t before = l->count;
    for (uint64_t left = vocabulary_tags(v, word); left; left >>= TAG_BITS) add_tag(l, left & TAG);
    if (l->count > before && gist_role(vocabulary_gist(v, word)) < ROLE_TITLE) l->at[before] |= WORD;
}

static void list_tags(const struct segment *s, const struct vocabulary *v, uint32_t slot, struct tag_list *l) {
    struct raw_ids ids = segment_is_dead(s, slot) ? (struct raw_ids){NULL, 0} : segment_ids(s, slot);  // of a snapshot: its words may be no more
    l->count = 0;
    for (uint32_t i = 0; i < ids.count; i++) tag_list_add(l, v, raw_id(ids, i));
    if (!l->count) l->at[l->count++] = 0;
    l->at[0] |= BEGINS;
}

static void ask_for_tags(const struct segment *s, const struct vocabulary *v, uint32_t slot) {
    enum { SOON = 4 };
    if (slot + SOON >= s->n.slots || segment_is_dead(s, slot + SOON)) return;
    struct raw_ids ids = segment_ids(s, slot + SOON);
    for (uint32_t i = 0; i < ids.count; i++) vocabulary_ask_for_tags(v, raw_id(ids, i)), __builtin_prefetch(vocabulary_shape_at(v, raw_id(ids, i)));
}

static bool is_day(const struct segment *s, uint32_t birth) { return s->birth[birth] >= BORN_FIRST; }

static uint32_t count_rows(struct segment *s, const struct vocabulary *v, struct tag_list *l) {
    uint32_t rows = 0;
    for (uint32_t b = 0; b < s->n.births; b++) {
        size_t tags = 0;
        s->column_at[b] = rows;
        for (uint32_t slot = s->birth_at[b]; is_day(s, b) && slot < s->birth_at[b + 1]; slot++) {
            ask_for_tags(s, v, slot);
            list_tags(s, v, slot, l);
            tags += l->count;
        }
        rows += (uint32_t)((tags + COLUMN_TAGS - 1) / COLUMN_TAGS);
    }
    return s->column_at[s->n.births] = rows;
}

static void put_tag(struct segment *s, size_t at, uint16_t tag) {
    uint64_t beside = atomic_load_explicit(&s->column[at / TAGS_AN_ATOM], memory_order_relaxed);
    atomic_store_explicit(&s->column[at / TAGS_AN_ATOM], beside | (uint64_t)tag << at % TAGS_AN_ATOM * TAG_BITS, memory_order_relaxed);
}

static void lay_tags(struct segment *s, const struct vocabulary *v, struct tag_list *l) {
    for (uint32_t b = 0; b < s->n.births; b++) {
        size_t at = (size_t)s->column_at[b] * COLUMN_TAGS;
        for (uint32_t slot = s->birth_at[b]; is_day(s, b) && slot < s->birth_at[b + 1]; slot++) {
            ask_for_tags(s, v, slot), list_tags(s, v, slot, l);
            for (size_t i = 0; i < l->count; i++) put_tag(s, at++, l->at[i]);
        }
    }
}

static size_t atoms_of(const struct segment *s) { return (size_t)s->column_at[s->n.births] * ATOMS_A_ROW; }

void column_make(struct segment *s, const struct vocabulary *v) {
    struct tag_list *l = malloc(sizeof *l);
    s->column_at = calloc((size_t)s->n.births + 1, sizeof *s->column_at);
    ENSURE(l && s->column_at);
    count_rows(s, v, l);
    s->column = large_new(atoms_of(s) + 1, sizeof *s->column);
    lay_tags(s, v, l);
    explicit_bzero(l, sizeof *l);
    free(l);
}

void column_free(struct segment *s) {
    if (!s->column) return;
    explicit_bzero((void *)s->column, atoms_of(s) * sizeof *s->column);
    large_free((void *)s->column, atoms_of(s) + 1, sizeof *s->column);
    free(s->column_at);
    s->column = NULL, s->column_at = NULL;
}

size_t column_bytes(const struct segment *s) {
    return s->column ? (atoms_of(s) + 1) * sizeof *s->column + ((size_t)s->n.births + 1) * sizeof *s->column_at : 0;
}

// ---- wiping -------------------------------------------------------------------------------------

static uint16_t tag_at(const struct segment *s, size_t at) {
    return (uint16_t)(atomic_load_explicit(&s->column[at / TAGS_AN_ATOM], memory_order_relaxed) >> at % TAGS_AN_ATOM * TAG_BITS);
}

void column_wipe(struct segment *s, uint32_t slot) {
    if (!s->column) return;
    uint32_t b = segment_birth(s, slot);
    size_t at = (size_t)s->column_at[b] * COLUMN_TAGS, end = (size_t)s->column_at[b + 1] * COLUMN_TAGS;
    for (uint32_t before = slot - s->birth_at[b]; at < end && before; at++) before -= at + 1 < end && tag_at(s, at + 1) & BEGINS;
    for (bool first = true; at < end && (first || !(tag_at(s, at) & BEGINS)); at++, first = false)
        atomic_fetch_and(&s->column[at / TAGS_AN_ATOM], ~((uint64_t)TAG << at % TAGS_AN_ATOM * TAG_BITS));
}

// ---- asking -------------------------------------------------------------------------------------

bool asked_tags_add(struct asked_tags *t, uint16_t tag, uint64_t of) {
    size_t i = 0;
    while (i < t->count && t->at[i] != tag) i++;
    if (i == TAGS_ASKED_MAX) return false;
    if (i == t->count) t->at[i] = tag, t->of[i] = 0, t->count++;
    t->of[i] |= of;
    return true;
}

static uint64_t shared(const struct asked_tags *t, uint16_t tag) {
    uint64_t of = 0;
    for (size_t i = 0; i < t->count; i++) of |= t->at[i] == tag ? t->of[i] : 0;
    return of;
}

struct sharing asked_tags_shared(const struct asked_tags *t, const struct tag_list *l) {
    struct sharing out = {0};
    uint64_t of_word = 1;  // of the last; none yet
    for (size_t i = 0; i < l->count; i++) {
        if (l->at[i] & WORD) out.left += !of_word, of_word = 0;
        uint64_t of = shared(t, l->at[i] & TAG);
        out.of |= of, of_word |= of;
    }
    out.left += !of_word;
    return out;
}

struct column_look column_begin(const struct segment *s, int32_t day) {
    enum { ASKED_FOR = 64, ROWS_A_LINE = 2 };
    uint32_t b = segment_birth_from(s, day);
    if (b == s->n.births || s->birth[b] != day) return (struct column_look){0, 0, 0, 0};
    struct column_look l = {s->column_at[b], s->column_at[b + 1], s->birth_at[b] - 1, GONE};
    __builtin_prefetch(&s->of_64[s->birth_at[b] / 64]);
    for (uint32_t row = l.row; row < l.end && row < l.row + ASKED_FOR; row += ROWS_A_LINE)
        __builtin_prefetch((const void *)&s->column[(size_t)row * ATOMS_A_ROW]);
    return l;
}

// What an entry shares, one of whose tags stands at `at`.
static struct sharing shared_around(const struct segment *s, const struct asked_tags *t, uint32_t slot, size_t at, size_t end) {
    struct tag_list l;
    l.count = 0;
    while (!(tag_at(s, at) & BEGINS)) at--;
    do l.at[l.count++] = tag_at(s, at++); while (at < end && !(tag_at(s, at) & BEGINS));
    struct sharing out = asked_tags_shared(t, &l);
    out.slot = slot;
    return out;
}

// Of four tags: a one for each that begins an entry.
static const uint64_t ONES = 0x0001000100010001;
static inline uint64_t beginnings(uint64_t atom) { return atom >> (TAG_BITS - 1) & ONES; }
static inline uint32_t sum_of(uint64_t four) { return (uint32_t)(four * ONES >> (64 - TAG_BITS)); }

// The entries of those of four tags whose bits `asked` has; `slot` is that of the tag before.
static void note_asked(const struct segment *s, struct column_look *l, const struct asked_tags *t, size_t atom, uint64_t asked,
                       uint32_t slot, struct sharing_list *out) {
    uint64_t begun = beginnings(atomic_load_explicit(&s->column[atom], memory_order_relaxed)) * ONES;  // up to each
    for (int at; asked; asked &= ~((uint64_t)UINT16_MAX << at)) {
        at = __builtin_ctzll(asked) / TAG_BITS * TAG_BITS;
        uint32_t of = slot + (uint32_t)(begun >> at & UINT16_MAX);
        if (of == l->last) continue;
        l->last = of;
        out->at[out->count++] = shared_around(s, t, of, atom * TAGS_AN_ATOM + (size_t)at / TAG_BITS, (size_t)l->end * COLUMN_TAGS);
    }
}

typedef uint64_t atoms __attribute__((vector_size(ATOMS_A_ROW * sizeof(uint64_t))));
typedef uint16_t tags __attribute__((vector_size(COLUMN_TAGS * sizeof(uint16_t))));

// From here to `end`, or to where there is no more room: no further than sums of sixteen bits bear. One may be wiped meanwhile.
static inline __attribute__((always_inline)) void look_over(const struct segment *s, struct column_look *l, const struct asked_tags *t,
                                                            size_t first, uint32_t end, struct sharing_list *out) {
    atoms begun = {0};
    for (; l->row < end && out->count + COLUMN_TAGS <= SHARING_ROOM; l->row++) {
        const _Atomic uint64_t *at = &s->column[(size_t)l->row * ATOMS_A_ROW];
        atoms row = {atomic_load_explicit(at, memory_order_relaxed), atomic_load_explicit(at + 1, memory_order_relaxed),
                     atomic_load_explicit(at + 2, memory_order_relaxed), atomic_load_explicit(at + 3, memory_order_relaxed)};
        tags there = (tags)row & TAG, met = {0};
        for (size_t i = 0; i < first; i++) met |= (tags)(there == t->at[i]);
        atoms asked = (atoms)met;
        if (asked[0] | asked[1] | asked[2] | asked[3]) {
            uint32_t slot = l->slot + sum_of(begun[0] + begun[1] + begun[2] + begun[3]);
            for (size_t k = 0; k < ATOMS_A_ROW; k++) {
                if (asked[k]) note_asked(s, l, t, (size_t)l->row * ATOMS_A_ROW + k, asked[k], slot, out);
                slot += sum_of(beginnings(row[k]));
            }
        }
        begun += row >> (TAG_BITS - 1) & ONES;
    }
    l->slot += sum_of(begun[0] + begun[1] + begun[2] + begun[3]);
}

typedef void look_fn(const struct segment *s, struct column_look *l, const struct asked_tags *t, size_t first, uint32_t end, struct sharing_list *out);
static void look_over_anywhere(const struct segment *s, struct column_look *l, const struct asked_tags *t, size_t first, uint32_t end,
                               struct sharing_list *out) {
    look_over(s, l, t, first, end, out);
}
#ifdef __x86_64__
__attribute__((target("avx2"))) static void look_over_at_once(const struct segment *s, struct column_look *l, const struct asked_tags *t,
                                                              size_t first, uint32_t end, struct sharing_list *out) {
    look_over(s, l, t, first, end, out);
}
static look_fn *fastest(void) { return __builtin_cpu_supports("avx2") ? look_over_at_once : look_over_anywhere; }
#else
static look_fn *fastest(void) { return look_over_anywhere; }
#endif

bool column_next(const struct segment *s, struct column_look *l, const struct asked_tags *t, size_t first, struct sharing_list *out) {
    enum { FAR = 1 << (TAG_BITS - 5) };
    look_fn *over = fastest();
    out->count = 0;
    while (l->row < l->end && out->count + COLUMN_TAGS <= SHARING_ROOM) over(s, l, t, first, l->end - l->row < FAR ? l->end : l->row + FAR, out);
    return out->count > 0;
}
