// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "dna/scan_room.h"

#include <stdlib.h>

enum { PARTS_MAX = 512 };
#define CHUNKS_MAX (1U << 15)

// ---- Memory ----
static void *grown(void *at, size_t *room, size_t need, size_t each) {
    size_t more = *room ? *room : 8;
    while (more < need) more *= 2;
    if (more == *room) return at;
    void *bigger = realloc(at, more * each);
    if (bigger) *room = more;
    return bigger;
}

static void chunk_free(struct chunk *c) {
    if (!c) return;
    free(c->ids), free(c->kinds), free(c->live), free(c->rows), free(c->more), free(c->columns), free(c->genotypes), free(c);
}

static struct chunk *chunk_new(struct part *p, uint32_t room) {
    struct chunk *c = calloc(1, sizeof *c);
    if (!c) return NULL;
    c->part = p, c->room = room;
    c->ids = malloc(room * sizeof *c->ids);
    c->kinds = malloc(room);
    c->live = calloc(room / WORD, sizeof *c->live);
    c->rows = malloc(room * sizeof *c->rows);
    c->columns = aligned_alloc(WORD, columns_bytes(c));  // what lies behind the last profile is not live
    if (c->ids && c->kinds && c->live && c->rows && c->columns) return c;
    chunk_free(c);
    return NULL;
}

// A part begins small; its first chunk moves into one of full size once.
static bool chunk_enlarge(struct chunk *c) {
    struct chunk *big = chunk_new(c->part, CHUNK_ROOM);
    if (!big) return false;
    memcpy(big->ids, c->ids, c->count * sizeof *c->ids);
    memcpy(big->kinds, c->kinds, c->count);
    memcpy(big->live, c->live, c->room / WORD * sizeof *c->live);
    memcpy(big->rows, c->rows, c->count * sizeof *c->rows);
    for (size_t i = 0; i < c->part->locus_count; i++) memcpy(column_of(big, i), column_of(c, i), c->count);
    if (c->more && !(big->more = calloc(CHUNK_ROOM, sizeof *big->more))) return chunk_free(big), false;
    if (c->more) memcpy(big->more, c->more, c->count * sizeof *c->more);
    struct chunk old = *c;
    *c = *big, c->count = old.count;
    *big = old;
    chunk_free(big);
    return true;
}

static struct part *part_new(struct dna_index *x, bool plain, uint32_t mask) {
    struct part **all = realloc(x->parts, (x->part_count + 1) * sizeof *all);
    struct part *p = all ? calloc(1, sizeof *p) : NULL;
    if (all) x->parts = all;
    if (!p) return NULL;
    p->plain = plain, p->mask = mask;
    for (uint8_t i = 0; i < DNA_SLOTS; i++)
        if (mask >> i & 1) p->slots[p->locus_count++] = i;
    return x->parts[x->part_count++] = p;
}

struct dna_index *dna_index_new(const struct dna_book *b) {
    struct dna_index *x = calloc(1, sizeof *x);
    if (!x) return NULL;
    x->book = b;
    return part_new(x, false, b->counted) ? x : dna_index_free(x);
}

struct dna_index *dna_index_free(struct dna_index *x) {
    if (!x) return NULL;
    for (size_t i = 0; i < x->chunk_count; i++) chunk_free(x->chunks[i]);
    for (size_t i = 0; i < x->part_count; i++) free(x->parts[i]->chunks), free(x->parts[i]);
    dna_numbering_free(x->numbers);
    free(x->chunks), free(x->parts), free(x->places), free(x);
    return NULL;
}

size_t dna_index_count(const struct dna_index *x) { return x->living; }

size_t dna_index_count_of(const struct dna_index *x, uint32_t kinds) {
    size_t n = 0;
    for (size_t i = 0; i < DNA_KINDS; i++) n += kinds >> i & 1 ? x->living_of[i] : 0;
    return kinds ? n : x->living;
}

size_t dna_index_bytes(const struct dna_index *x) {
    size_t bytes = sizeof *x + x->place_room * sizeof *x->places + x->part_count * sizeof(struct part);
    for (size_t i = 0; i < x->chunk_count; i++) {
        const struct chunk *c = x->chunks[i];
        size_t each = sizeof *c->ids + sizeof *c->kinds + sizeof *c->rows + (c->more ? sizeof *c->more : 0) + (c->genotypes ? 2 * c->part->locus_count : 0);
        bytes += sizeof *c + c->room * each + c->room / 8 + columns_bytes(c);
    }
    return bytes;
}

// ---- Places: id to chunk and row ----
static size_t hashed(uint64_t id, size_t room) { return (size_t)((id * 0x9E3779B97F4A7C15ULL) >> 20) & (room - 1); }

static uint64_t id_at(const struct dna_index *x, uint32_t place) { return x->chunks[(place - 1) >> 16]->ids[(place - 1) & 0xFFFF]; }

static bool places_grow(struct dna_index *x) {
    if ((x->place_used + 1) * 3 <= x->place_room * 2) return true;
    size_t room = x->place_room ? 2 * x->place_room : 1024;
    uint32_t *all = calloc(room, sizeof *all);
    if (!all) return false;
    for (size_t i = 0; i < x->place_room; i++) {
        if (!x->places[i]) continue;
        size_t at = hashed(id_at(x, x->places[i]), room);
        while (all[at]) at = (at + 1) & (room - 1);
        all[at] = x->places[i];
    }
    free(x->places);
    x->places = all, x->place_room = room;
    return true;
}

// The place of an id that lives, or where it would be entered (*found false). An id dropped and added again has two
// places, of which one lives.
static size_t place_find(const struct dna_index *x, uint64_t id, bool *found) {
    size_t at = hashed(id, x->place_room);
    for (*found = false; x->places[at]; at = (at + 1) & (x->place_room - 1)) {
        uint32_t place = x->places[at] - 1;
        if (id_at(x, place + 1) == id && is_live(x->chunks[place >> 16], place & 0xFFFF)) return *found = true, at;
    }
    return at;
}

// ---- Adding ----
static bool plain(const struct dna_book *b, const struct dna_profile *p) {
    if (p->more[0].allele) return false;
    for (size_t i = 0; i < b->locus_count; i++)
        if (b->counted >> i & 1 && dna_typed(p->at[i]) && !dna_designated(p->at[i])) return false;
    return true;
}

static struct part *part_for(struct dna_index *x, const struct dna_profile *p) {
    uint32_t mask = dna_mask(p) & x->book->counted;
    if (!plain(x->book, p)) return x->parts[0];
    for (size_t i = 1; i < x->part_count; i++)
        if (x->parts[i]->mask == mask) return x->parts[i];
    return x->part_count < PARTS_MAX ? part_new(x, true, mask) : x->parts[0];
}

// A chunk of the part with room for one more, or *out NULL.
static bool chunk_for(struct dna_index *x, struct part *p, uint32_t *out) {
    uint32_t last = p->chunk_count ? p->chunks[p->chunk_count - 1] : 0;
    struct chunk *c = p->chunk_count ? x->chunks[last] : NULL;
    if (c && c->count < c->room) return *out = last, true;
    if (c && c->room < CHUNK_ROOM) return *out = last, chunk_enlarge(c);
    if (x->chunk_count == CHUNKS_MAX) return false;
    void *all = grown(x->chunks, &x->chunk_room, x->chunk_count + 1, sizeof *x->chunks);
    if (!all) return false;
    x->chunks = all;
    void *own = grown(p->chunks, &p->chunk_room, p->chunk_count + 1, sizeof *p->chunks);
    if (!own) return false;
    p->chunks = own;
    if (!(c = chunk_new(p, p->chunk_count ? CHUNK_ROOM : CHUNK_FIRST))) return false;
    p->chunks[p->chunk_count++] = *out = (uint32_t)x->chunk_count;
    x->chunks[x->chunk_count++] = c;
    return true;
}

static void row_show(struct dna_index *x, struct chunk *c, uint32_t at) {
    c->part->living++, x->living++, x->living_of[c->kinds[at]]++;
    __atomic_fetch_or(&c->live[at / WORD], 1ULL << at % WORD, __ATOMIC_RELEASE);
}

// A hash of the genotype that stands there whole.
uint8_t signature_at(const struct dna_profile *p, uint8_t slot) {
    uint8_t third[DNA_MORE_MAX], s = (uint8_t)(((unsigned)p->at[slot].lo << 8 | p->at[slot].hi) * 40503U >> 7);
    if (!dna_designated(p->at[slot]) || dna_third(p, slot, third)) return BLANK;
    return s == BLANK ? 1 : s;
}

static uint32_t chunk_put(struct chunk *c, uint64_t id, unsigned kind, const struct dna_profile *p) {
    uint32_t at = c->count++;
    c->ids[at] = id, c->kinds[at] = (uint8_t)kind;
    memcpy(c->rows[at], p->at, sizeof p->at);
    if (c->more) memcpy(c->more[at], p->more, sizeof p->more);
    for (size_t i = 0; i < c->part->locus_count; i++) {
        uint8_t s = signature_at(p, c->part->slots[i]);
        column_of(c, i)[at] = s;
        c->part->seen[i][s]++;
    }
    c->part->profiles++;
    return at;
}

RESULT dna_index_put(struct dna_index *x, uint64_t id, unsigned kind, bool hidden, const struct dna_profile *p, struct error *err) {
    bool there;
    uint32_t n;
    ENSURE(kind < DNA_KINDS);
    if (!places_grow(x)) return FAIL(err, NO_SYSTEM, "memory");
    size_t place = place_find(x, id, &there);
    if (there) return FAIL(err, ALREADY, "the profile's number");
    struct part *part = part_for(x, p);
    if (x->chunk_count == CHUNKS_MAX) return FAIL(err, TOO_BIG, "more profiles than an index holds");
    if (!part || !chunk_for(x, part, &n)) return FAIL(err, NO_SYSTEM, "memory");
    struct chunk *c = x->chunks[n];
    if (p->more[0].allele && !c->more && !(c->more = calloc(c->room, sizeof *c->more))) return FAIL(err, NO_SYSTEM, "memory");
    x->places[place] = (n << 16 | c->count) + 1;
    uint32_t at = chunk_put(c, id, kind, p);
    if (!hidden) row_show(x, c, at);
    x->place_used++;
    return DONE;
}

RESULT dna_index_add(struct dna_index *x, uint64_t id, const struct dna_profile *p, struct error *err) { return dna_index_put(x, id, 0, false, p, err); }

void dna_index_show(struct dna_index *x, uint64_t from) {
    for (size_t i = 0; i < x->chunk_count; i++) {
        struct chunk *c = x->chunks[i];
        if (!c->count || c->ids[c->count - 1] < from) continue;  // ids grow within a chunk
        for (uint32_t at = 0; at < c->count; at++)
            if (c->ids[at] >= from && !is_live(c, at)) row_show(x, c, at);
    }
}

bool dna_index_drop(struct dna_index *x, uint64_t id) {
    bool there;
    if (!x->place_room) return false;
    uint32_t place = x->places[place_find(x, id, &there)] - 1;
    if (!there) return false;
    struct chunk *c = x->chunks[place >> 16];
    __atomic_fetch_and(&c->live[(place & 0xFFFF) / WORD], ~(1ULL << (place & 0xFFFF) % WORD), __ATOMIC_RELEASE);
    c->part->living--, x->living--, x->living_of[c->kinds[place & 0xFFFF]]--;
    return true;
}

void chunk_profile(const struct chunk *c, uint32_t at, struct dna_profile *out) {
    memcpy(out->at, c->rows[at], sizeof out->at);
    if (c->more) memcpy(out->more, c->more[at], sizeof out->more);
    else memset(out->more, 0, sizeof out->more);
}

bool dna_index_get(const struct dna_index *x, uint64_t id, struct dna_profile *out) {
    bool there = false;
    size_t at = x->place_room ? place_find(x, id, &there) : 0;
    if (!there) return false;
    chunk_profile(x->chunks[(x->places[at] - 1) >> 16], (x->places[at] - 1) & 0xFFFF, out);
    return true;
}

static bool is_of(const struct chunk *c, uint32_t at, uint32_t kinds) { return is_live(c, at) && (!kinds || kinds >> c->kinds[at] & 1); }

static size_t part_count_of(const struct dna_index *x, const struct part *p, uint32_t kinds) {
    size_t n = 0;
    for (size_t i = 0; kinds && i < p->chunk_count; i++)
        for (uint32_t at = 0; at < x->chunks[p->chunks[i]]->count; at++) n += is_of(x->chunks[p->chunks[i]], at, kinds);
    return kinds ? n : p->living;
}

void dna_index_masks(const struct dna_index *x, uint32_t kinds, dna_mask_reader *reader, void *ctx) {
    for (size_t i = 1; i < x->part_count; i++) {
        size_t n = part_count_of(x, x->parts[i], kinds);
        if (n) reader(ctx, x->parts[i]->mask, n);
    }
    for (size_t i = 0; i < x->parts[0]->chunk_count; i++) {  // each by itself: only what is designated is compared
        const struct chunk *c = x->chunks[x->parts[0]->chunks[i]];
        for (uint32_t at = 0; at < c->count; at++) {
            uint32_t mask = 0;
            for (size_t k = 0; k < DNA_SLOTS; k++) mask |= (uint32_t)(dna_designated(c->rows[at][k])) << k;
            if (is_of(c, at, kinds)) reader(ctx, mask & x->book->counted, 1);
        }
    }
}
