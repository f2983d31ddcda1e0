// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/desk.h"

#include <stdlib.h>

static struct desk *desk_free(struct desk *d) {
    if (!d) return NULL;
    for (size_t i = 0; i < d->seen_count; i++) free(d->seen[i].bits);
    for (size_t i = 0; i < MATCH_SHELVES; i++) free(d->heaviest[i]);
    free(d->is_considered), free(d->spellings), free(d->words), free(d->word);
    free(d->shape), free(d->likeness), free(d->listed), free(d->chosen), free(d->met);
    free(d->seen), free(d->runs), free(d->unpacked), free(d->lone), recall_free(d->recall);
    free(d->sums), free(d->promising), free(d->tally_list), free(d->tallied), free(d->settled);
    free(d);
    return NULL;
}

static size_t desk_bytes(const struct desk *d) {
    size_t bytes = sizeof *d + sizeof *d->unpacked + recall_bytes(d->recall) + d->seen_count * sizeof *d->seen;
    for (size_t i = 0; i < MATCH_SHELVES; i++) bytes += d->heaviest[i] ? sizeof(struct heap) : 0;
    for (size_t i = 0; i < d->seen_count; i++) bytes += d->seen[i].room / 8;
    return bytes + d->word_room / 64 * sizeof *d->is_considered + d->spelling_room * sizeof *d->spellings
           + d->list_room * (sizeof *d->words + sizeof *d->word + sizeof *d->shape + sizeof *d->likeness + sizeof *d->listed)
           + d->chosen_room * sizeof *d->chosen + d->met_room * sizeof *d->met
           + d->run_room * sizeof *d->runs + (d->lone ? LONE_WORDS * sizeof *d->lone : 0)
           + (d->sums ? TALLY_WINDOW * (sizeof *d->sums + sizeof *d->promising) : 0)
           + d->tally_list_room * sizeof *d->tally_list + (d->tallied_room + d->settled_room) * sizeof *d->tallied;
}

void desks_free(struct desks *d) {
    for (size_t i = 0; i < READERS_MAX; i++) d->of[i] = desk_free(d->of[i]);
}
size_t desks_bytes(const struct desks *d) {
    size_t bytes = 0;
    for (size_t i = 0; i < READERS_MAX; i++) bytes += d->of[i] ? desk_bytes(d->of[i]) : 0;
    return bytes;
}

static void *more(void *at, size_t count, size_t bytes) {
    at = reallocarray(at, count, bytes);
    ENSURE(at);
    return at;
}

static void *blank(void *at, size_t count, size_t bytes) {
    free(at);
    at = calloc(count, bytes);
    ENSURE(at);
    return at;
}

enum { MANY_WORDS = 100000, RECALL_MAX = 64 << 20 };  // then the memory for what is asked often is well spent
static size_t recall_room(size_t words) {
    size_t bytes = words * (words > MANY_WORDS ? 32 : 8) + 4096;
    return bytes < RECALL_MAX ? bytes : RECALL_MAX;
}
static void fit_words(struct desk *d, size_t words) {
    if (words < d->word_room) return;
    d->word_room = (words + words / 8 + 512) & ~(size_t)63;
    d->is_considered = blank(d->is_considered, d->word_room / 64, sizeof *d->is_considered);
    recall_free(d->recall);
    d->recall = recall_new(recall_room(d->word_room));
}

struct desk *desk_at(struct desks *all, size_t place, size_t words) {
    struct desk *d = all->of[place];
    if (!d) {
        d = all->of[place] = blank(NULL, 1, sizeof *d);
        d->unpacked = blank(NULL, 1, sizeof *d->unpacked);
    }
    fit_words(d, words);
    d->spelling_count = d->word_count = d->chosen_count = 0;
    return d;
}

void desk_fit_part(struct desk *d, size_t part, size_t slots) {
    if (part >= d->seen_count) {
        d->seen = more(d->seen, part + 1, sizeof *d->seen);
        memset(d->seen + d->seen_count, 0, (part + 1 - d->seen_count) * sizeof *d->seen);
        d->seen_count = part + 1;
    }
    struct seen_slots *s = &d->seen[part];
    if (slots < s->room) return;
    s->room = (slots + slots / 8 + 512) & ~(size_t)63;
    s->bits = blank(s->bits, s->room / 64, sizeof *s->bits);
}

void desk_fit_runs(struct desk *d, size_t parts) {
    if (parts * RUNS_MAX <= d->run_room) return;
    d->run_room = parts * RUNS_MAX;
    d->runs = more(d->runs, d->run_room, sizeof *d->runs);
}

void desk_fit_tally(struct desk *d, size_t lists) {
    if (!d->sums) d->sums = more(NULL, TALLY_WINDOW, 1), d->promising = more(NULL, TALLY_WINDOW, sizeof *d->promising);
    if (lists <= d->tally_list_room) return;
    d->tally_list_room = lists + lists / 2;
    d->tally_list = more(d->tally_list, d->tally_list_room, sizeof *d->tally_list);
}

void desk_fit_tallied(struct desk *d) {
    d->tallied_room += d->tallied_room / 2 + 1024;
    d->tallied = more(d->tallied, d->tallied_room, sizeof *d->tallied);
}

void desk_fit_settled(struct desk *d) {
    if (d->tallied_count <= d->settled_room) return;
    d->settled_room = d->tallied_count + d->tallied_count / 2;
    d->settled = more(d->settled, d->settled_room, sizeof *d->settled);
}

struct heap *desk_heap(struct desk *d, unsigned shelf) {
    if (!d->heaviest[shelf]) d->heaviest[shelf] = blank(NULL, 1, sizeof(struct heap));
    return d->heaviest[shelf];
}

void desk_fit_spellings(struct desk *d, size_t count) {
    if (count <= d->spelling_room) return;
    d->spelling_room = count + count / 2 + 256;
    d->spellings = more(d->spellings, d->spelling_room, sizeof *d->spellings);
}

void desk_fit_list(struct desk *d) {
    d->list_room += d->list_room / 2 + 256;
    d->words = more(d->words, d->list_room, sizeof *d->words);
    d->word = more(d->word, d->list_room, sizeof *d->word);
    d->shape = more(d->shape, d->list_room, sizeof *d->shape);
    d->likeness = more(d->likeness, d->list_room, sizeof *d->likeness);
    d->listed = more(d->listed, d->list_room, sizeof *d->listed);
}

void desk_forget_shapes(struct desk *d) {
    if (d->word_count) explicit_bzero(d->shape, d->word_count * sizeof *d->shape);
}

void desk_choose(struct desk *d, struct chosen c) {
    if (d->chosen_count == d->chosen_room) {
        d->chosen_room += d->chosen_room / 2 + 64;
        d->chosen = more(d->chosen, d->chosen_room, sizeof *d->chosen);
    }
    d->chosen[d->chosen_count++] = c;
}

static int by_place(const void *x, const void *y) {
    const struct chosen *a = x, *b = y;
    if (a->part != b->part) return a->part < b->part ? -1 : 1;
    if (a->slot != b->slot) return a->slot < b->slot ? -1 : 1;
    return (a->most < b->most) - (a->most > b->most);
}
static int by_weight(const void *x, const void *y) {
    const struct chosen *a = x, *b = y;
    if (a->most != b->most) return a->most < b->most ? 1 : -1;
    return by_place(x, y);
}

void desk_settle_choice(struct desk *d) {
    size_t kept = 0;
    if (d->chosen_count) qsort(d->chosen, d->chosen_count, sizeof *d->chosen, by_place);
    for (size_t i = 0; i < d->chosen_count; i++) {
        const struct chosen *c = &d->chosen[i], *last = kept ? &d->chosen[kept - 1] : NULL;
        if (!last || last->part != c->part || last->slot != c->slot) d->chosen[kept++] = *c;
    }
    d->chosen_count = kept;
    if (kept) qsort(d->chosen, kept, sizeof *d->chosen, by_weight);
}

void desk_fit_met(struct desk *d) {
    d->met_room += d->met_room / 2 + 256;
    d->met = more(d->met, d->met_room, sizeof *d->met);
}

void desk_forget_met(struct desk *d) {
    for (size_t i = 0; i < d->met_count; i++) d->seen[d->met[i].part].bits[d->met[i].slot / 64] = 0;
    d->met_count = 0;
}

void desk_forget_spellings(struct desk *d) {
    for (size_t i = 0; i < d->spelling_count; i++) {
        uint32_t word = d->spellings[i].word;
        d->is_spelled[word % SPELLED_BITS / 64] = 0, d->head[word % HEADS] = 0;
    }
    d->spelling_count = 0;
    d->turn++;
}

_Static_assert(LONE_WORDS == 1 << 10, "ten bits of a product");
struct lone_word *desk_lone_word(struct desk *d, uint32_t word) {
    if (!d->lone) d->lone = blank(NULL, LONE_WORDS, sizeof *d->lone), d->turn += !d->turn;
    return &d->lone[word * 0x9e3779b1u >> 22];
}
