// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/desk.h"

#include <stdatomic.h>
#include <stdlib.h>

struct drawer {
    _Atomic(struct desk *) spare;
};

static struct desk *desk_free(struct desk *d) {
    if (!d) return NULL;
    free(d->of_slot), free(d->of_word), free(d->seen_word);
    free(d->touched), free(d->spellings), free(d->chosen);
    for (size_t i = 0; i < DESK_SHELVES; i++) free(d->heaviest[i]);
    free(d);
    return NULL;
}

static size_t desk_bytes(const struct desk *d) {
    size_t heaps = 0;
    for (size_t i = 0; i < DESK_SHELVES; i++) heaps += d->heaviest[i] != NULL;
    return sizeof *d + heaps * sizeof(struct heap) + d->slot_room * (sizeof *d->of_slot + sizeof *d->touched) + d->word_room * sizeof *d->of_word
           + d->word_room / 8 + d->spelling_room * sizeof *d->spellings + d->chosen_room * sizeof *d->chosen;
}

struct drawer *drawer_new(void) {
    struct drawer *d = calloc(1, sizeof *d);
    ENSURE(d);
    return d;
}

struct drawer *drawer_free(struct drawer *d) {
    if (d) desk_free(atomic_load(&d->spare));
    free(d);
    return NULL;
}

size_t drawer_bytes(const struct drawer *d) {
    const struct desk *spare = atomic_load(&((struct drawer *)d)->spare);
    return sizeof *d + (spare ? desk_bytes(spare) : 0);
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

static void fit(struct desk *d, size_t slots, size_t words) {
    if (slots >= d->slot_room) {
        d->slot_room = slots + slots / 8 + 64;
        d->of_slot = blank(d->of_slot, d->slot_room, sizeof *d->of_slot);
        d->touched = blank(d->touched, d->slot_room, sizeof *d->touched);
    }
    if (words >= d->word_room) {
        d->word_room = (words + words / 8 + 64) & ~(size_t)7;
        d->of_word = blank(d->of_word, d->word_room, sizeof *d->of_word);
        d->seen_word = blank(d->seen_word, d->word_room / 8, sizeof *d->seen_word);
    }
}

struct desk *desk_take(struct drawer *from, size_t slots, size_t words) {
    struct desk *d = atomic_exchange(&from->spare, NULL);
    if (!d) d = blank(NULL, 1, sizeof *d);
    fit(d, slots, words);
    d->touched_count = d->spelling_count = d->chosen_count = 0;
    return d;
}

void desk_give_back(struct drawer *to, struct desk *d) { desk_free(atomic_exchange(&to->spare, d)); }

struct heap *desk_heap(struct desk *d, unsigned shelf) {
    if (!d->heaviest[shelf]) d->heaviest[shelf] = blank(NULL, 1, sizeof(struct heap));
    return d->heaviest[shelf];
}

void desk_add_spelling(struct desk *d, struct spelling s) {
    if (d->spelling_count == d->spelling_room) {
        d->spelling_room += d->spelling_room / 2 + 256;
        d->spellings = more(d->spellings, d->spelling_room, sizeof *d->spellings);
    }
    d->spellings[d->spelling_count++] = s;
}

void desk_choose(struct desk *d, uint32_t slot) {
    if (d->chosen_count == d->chosen_room) {
        d->chosen_room += d->chosen_room / 2 + 64;
        d->chosen = more(d->chosen, d->chosen_room, sizeof *d->chosen);
    }
    d->chosen[d->chosen_count++] = slot;
}

static int by_slot(const void *x, const void *y) {
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

void desk_settle_choice(struct desk *d) {
    size_t kept = 0;
    if (d->chosen_count) qsort(d->chosen, d->chosen_count, sizeof *d->chosen, by_slot);
    for (size_t i = 0; i < d->chosen_count; i++)
        if (!kept || d->chosen[kept - 1] != d->chosen[i]) d->chosen[kept++] = d->chosen[i];
    d->chosen_count = kept;
}
