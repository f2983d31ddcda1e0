// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// merge.c — the fresh part becomes a segment, segments of like size become one.
#include "match/ask.h"

#include <stdlib.h>

struct item {
    uint64_t key;
    int32_t born;
    uint32_t part, slot;
};
struct items {
    struct seen from;
    struct item *at;
    size_t count;
};

static int by_birth(const void *x, const void *y) {
    const struct item *a = x, *b = y;
    if (a->born != b->born) return a->born < b->born ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

// Each part is in order, but the fresh one: they are merged two by two, from the last, the smallest, on.
static void merge_items(struct item *at, size_t first, size_t end, struct item *room) {
    size_t i = 0, j = first, n = 0;
    if (!first || first == end || by_birth(&at[first - 1], &at[first]) <= 0) return;
    memcpy(room, at, first * sizeof *room);
    while (i < first && j < end) at[n++] = by_birth(&at[j], &room[i]) < 0 ? at[j++] : room[i++];
    memcpy(at + n, room + i, (first - i) * sizeof *room);
    explicit_bzero(room, first * sizeof *room);
}

static void add_items(struct items *t, uint32_t part, uint32_t slots) {
    struct raw r;
    for (uint32_t slot = 0; slot < slots; slot++)
        if (seen_raw(&t->from, part, slot, &r)) t->at[t->count++] = (struct item){r.key, r.born, part, slot};
}

static const struct raw *raw_of(void *ctx, size_t i, struct raw *hold) {
    const struct items *t = ctx;
    const struct version *v = t->from.version;
    const struct item *it = &t->at[i];
    if (it->part == v->count) return &v->fresh->at[it->slot]->raw;
    const struct segment *s = v->segment[it->part];  // it may be dropped meanwhile: see carry_drops
    uint64_t at = segment_at(s, it->slot);
    *hold = (struct raw){it->key, it->born, (uint32_t)(segment_at(s, it->slot + 1) - at), s->entries + at, (uint8_t)segment_shelf(s, it->slot)};
    return hold;
}

static uint32_t slots_of(const struct version *v, size_t part) { return part < v->count ? v->segment[part]->n.slots : v->fresh->count; }

// One segment of the parts from `first` to before `end` (the fresh part is the last); NULL when nothing lives there.
static struct segment *melt(const struct match_index *ix, const struct version *v, size_t first, size_t end) {
    struct items t = {.from = {.ix = ix, .version = v}};
    size_t most = 0;
    for (size_t p = first; p < end; p++) most += slots_of(v, p);
    t.at = calloc(most + 1, sizeof *t.at);
    ENSURE(t.at);
    size_t from[SEGMENTS_MAX + 2];
    for (size_t p = first; p < end; p++) from[p - first] = t.count, add_items(&t, (uint32_t)p, slots_of(v, p));
    if (end > v->count && t.count > from[v->count - first]) qsort(t.at + from[v->count - first], t.count - from[v->count - first], sizeof *t.at, by_birth);
    struct item *room = calloc(most + 1, sizeof *room);
    ENSURE(room);
    for (size_t p = end - first; p-- > 1;) merge_items(t.at + from[p - 1], from[p] - from[p - 1], t.count - from[p - 1], room);
    free(room);
    struct segment *s = t.count ? segment_new(raw_of, &t, t.count, ix->vocabulary.count) : NULL;
    if (s && has_column(ix, s)) column_make(s, &ix->vocabulary);
    explicit_bzero(t.at, t.count * sizeof *t.at);
    free(t.at);
    return s;
}

// ---- putting the new in the place of the old ----------------------------------------------------

// Wiped whole: what is given back to the system must not tell of anybody.
static void end_segment(void *ctx, void *what, uint32_t which) {
    struct match_index *ix = ctx;
    struct segment *s = what;
    (void)which;
    ix->entry_bytes -= segment_bytes(s);
    if (!s->mapped) explicit_bzero(s->block, s->bytes);
    segment_free(s);
}
static void end_fresh_part(void *ctx, void *what, uint32_t which) {
    struct match_index *ix = ctx;
    struct fresh_part *p = what;
    (void)which;
    for (uint32_t i = 0; i < p->count; i++) {
        struct fresh *f = p->at[i];
        if (!f) continue;
        ix->entry_bytes -= f->bytes;
        explicit_bzero(f, f->bytes);
        free(f);
    }
    explicit_bzero(p, sizeof *p);
    free(p);
}

// The parts from `first` to before `end` give way to `s`, which may be NULL.
static void replace(struct match_index *ix, size_t first, size_t end, struct segment *s) {
    struct version *old = atomic_load(&ix->version), *v = calloc(1, sizeof *v);
    bool fresh_too = end > old->count;
    ENSURE(v);
    for (size_t i = 0; i < first; i++) v->segment[v->count++] = old->segment[i];
    if (s) v->segment[v->count++] = s, ix->entry_bytes += segment_bytes(s);
    for (size_t i = end; i < old->count; i++) v->segment[v->count++] = old->segment[i];
    v->fresh = fresh_too ? calloc(1, sizeof *v->fresh) : old->fresh;
    ENSURE(v->fresh);
    atomic_store(&ix->version, v);
    for (size_t i = first; i < end && i < old->count; i++) epoch_retire(&ix->epoch, end_segment, ix, old->segment[i], 0);
    if (fresh_too) epoch_retire(&ix->epoch, end_fresh_part, ix, old->fresh, 0);
    epoch_retire(&ix->epoch, epoch_free, NULL, old, 0);
}

// From which part on all should become one: as long as the one before is not much larger than all that follow. A segment
// too large to be merged while others wait is left to match_index_tend; who never calls it waits once in a while, when there are too
// many. None becomes so large that the index would need twice its memory to be merged.
static size_t merge_from(const struct match_index *ix, const struct version *v, size_t end, size_t most, size_t growth) {
    enum { CROWDED = SEGMENTS_MAX - 4, FULL = SEGMENTS_MAX - 2 };
    size_t first = end, sum = end > v->count ? v->fresh->count : 0;
    while (first > 0) {
        size_t before = first - 1 < v->count ? v->segment[first - 1]->live : 0;
        if (first <= FULL && ((sum && before > sum * growth) || sum + before > MERGED_MAX)) break;
        if (sum + before > most && v->count < CROWDED) break;
        if (ix->merging && first - 1 < ix->merging_parts) break;
        sum += before;
        first--;
    }
    return first;
}

void merge_fresh(struct match_index *ix) {
    struct version *v = atomic_load(&ix->version);
    size_t first = merge_from(ix, v, v->count + 1, MERGED_AT_ONCE_MAX, GROWTH);
    if (first > v->count) first = v->count;
    replace(ix, first, v->count + 1, melt(ix, v, first, v->count + 1));
}

// ---- outside the lock ---------------------------------------------------------------------------

static void carry_drops(struct match_index *ix, struct segment *s) {
    for (size_t i = 0; s && i < ix->dropped_count; i++) {
        uint32_t slot;
        if (!segment_find(s, ix->dropped[i], &slot)) continue;
        segment_drop(s, slot);
        segment_wipe(s, slot);  // nobody has seen it yet
    }
    ix->dropped_count = 0;
}

// The segments that a merge outside the lock should make one: from `first` to before `end`. A small last one must not keep those before it
// from being merged.
static bool wants_merge(const struct match_index *ix, const struct version *v, size_t *first, size_t *end) {
    for (*end = v->count; *end >= 2; --*end) {
        *first = merge_from(ix, v, *end, SIZE_MAX, TENDED_GROWTH);
        if (*first + 1 < *end) return true;
    }
    return false;
}

// Spellings of frequent words, when the vocabulary was packed since they were found; a small index finds them soon enough.
static bool wants_knowing(struct match_index *ix) {
    enum { SMALL = 50000 };
    const struct known *k = atomic_load(&ix->known);
    return !ix->merging && !ix->knowing && ix->live >= SMALL && (!k || k->made != vocabulary_made(atomic_load(&ix->vocabulary.keys)));
}

static void end_known(void *ctx, void *what, uint32_t which) {
    (void)ctx, (void)which;
    known_free(what);
}

static void get_to_know(struct match_index *ix) {
    struct known *k = spell_frequent(ix);
    pthread_mutex_lock(&ix->writer);
    ix->knowing = false;
    if (k) {
        epoch_retire(&ix->epoch, end_known, NULL, atomic_exchange(&ix->known, k), 0);
        epoch_settle(&ix->epoch);
    }
    pthread_mutex_unlock(&ix->writer);
}

bool match_index_tend(struct match_index *ix) {
    pthread_mutex_lock(&ix->writer);
    struct version *v = atomic_load(&ix->version);
    size_t first, end;
    bool wanted = !ix->merging && wants_merge(ix, v, &first, &end);
    if (!ix->merging && !wanted) vocabulary_pack(&ix->vocabulary);  // once the memory of merging is given back
    bool knows = !wanted && wants_knowing(ix);
    if (knows) ix->knowing = true;
    if (wanted) ix->merging = true, ix->merging_parts = end;
    size_t place = wanted ? epoch_enter(&ix->epoch) : 0;  // what it reads stays
    pthread_mutex_unlock(&ix->writer);
    if (knows) get_to_know(ix);
    if (!wanted) return knows;
    struct segment *s = melt(ix, v, first, end);
    epoch_leave(&ix->epoch, place);
    pthread_mutex_lock(&ix->writer);
    carry_drops(ix, s);
    ix->merging = false;
    replace(ix, first, end, s);
    epoch_settle(&ix->epoch);
    pthread_mutex_unlock(&ix->writer);
    return true;
}
