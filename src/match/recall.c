// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/recall.h"

#include <stdlib.h>
#include <string.h>

enum { PLACES_PER_KB = 8, PLACES_MIN = 64, UNIT = 16 };
struct recall {
    size_t room, next;       // bytes, where the next goes
    uint64_t changes;        // of the index, that all of it is as of
    uint32_t places;         // a power of two
    uint32_t *at;            // by hash: 1 + offset in units
    char *kept;
};

struct recall *recall_new(size_t bytes) {
    struct recall *r = calloc(1, sizeof *r);
    ENSURE(r);
    for (r->places = PLACES_MIN; r->places < bytes / 1024 * PLACES_PER_KB;) r->places *= 2;
    r->room = bytes;
    r->at = calloc(r->places, sizeof *r->at);
    r->kept = calloc(1, bytes);
    ENSURE(r->at && r->kept);
    return r;
}

struct recall *recall_free(struct recall *r) {
    if (r) free(r->at), free(r->kept);
    free(r);
    return NULL;
}

size_t recall_bytes(const struct recall *r) { return r ? sizeof *r + r->places * sizeof *r->at + r->room : 0; }

static uint32_t *place_of(const struct recall *r, uint64_t word) { return &r->at[(word * 0x9e3779b97f4a7c15u >> 40) & (r->places - 1)]; }

const struct recalled *recall_of(const struct recall *r, uint64_t word, uint64_t changes) {
    uint32_t at = *place_of(r, word);
    if (!at) return NULL;
    const struct recalled *what = (const struct recalled *)(r->kept + (size_t)(at - 1) * UNIT);
    return what->word == word && what->changes == changes ? what : NULL;
}

void *recall_keep(struct recall *r, const struct recalled *what) {
    size_t bytes = (sizeof *what + what->bytes + UNIT - 1) / UNIT * UNIT;
    if (bytes > r->room / 4) return NULL;
    if (what->changes != r->changes || r->next + bytes > r->room) {  // all of it is stale, or there is no room: begin anew
        memset(r->at, 0, r->places * sizeof *r->at);
        r->next = 0;
        r->changes = what->changes;
    }
    struct recalled *at = (struct recalled *)(r->kept + r->next);
    *at = *what;
    *place_of(r, what->word) = (uint32_t)(r->next / UNIT) + 1;
    r->next += bytes;
    return at + 1;
}
