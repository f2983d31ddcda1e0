// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/known.h"

#include "base/result.h"

#include <math.h>
#include <stdlib.h>

static void *more(void *at, size_t count, size_t bytes) {
    at = reallocarray(at, count, bytes);
    ENSURE(at);
    return at;
}

struct known *known_new(uint64_t made) {
    struct known *k = calloc(1, sizeof *k);
    ENSURE(k);
    k->made = made;
    return k;
}

struct known *known_free(struct known *k) {
    if (k) free(k->id), free(k->from), free(k->spelling), free(k->alike);
    free(k);
    return NULL;
}

size_t known_bytes(const struct known *k) {
    return k ? sizeof *k + k->room * sizeof *k->id + (k->room + 1) * sizeof *k->from + k->spelling_room * (sizeof *k->spelling + sizeof *k->alike) : 0;
}

void known_add_word(struct known *k, uint32_t id) {
    ENSURE(!k->count || k->id[k->count - 1] < id);
    if (k->count == k->room) {
        k->room += k->room / 2 + 256;
        k->id = more(k->id, k->room, sizeof *k->id);
        k->from = more(k->from, k->room + 1, sizeof *k->from);
    }
    k->id[k->count] = id;
    k->from[k->count] = k->from[k->count + 1] = (uint32_t)k->spelling_count;
    k->count++;
}

void known_add_spelling(struct known *k, uint32_t word, float alike) {
    if (k->spelling_count == k->spelling_room) {
        k->spelling_room += k->spelling_room / 4 + 4096;
        k->spelling = more(k->spelling, k->spelling_room, sizeof *k->spelling);
        k->alike = more(k->alike, k->spelling_room, sizeof *k->alike);
    }
    k->spelling[k->spelling_count] = word;
    k->alike[k->spelling_count++] = (uint16_t)ceilf(alike * 65535);
    k->from[k->count] = (uint32_t)k->spelling_count;
}

bool known_of(const struct known *k, uint32_t id, struct known_run *out) {
    size_t low = 0, high = k->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (k->id[middle] < id) low = middle + 1;
        else high = middle;
    }
    if (low == k->count || k->id[low] != id) return false;
    *out = (struct known_run){k->spelling + k->from[low], k->alike + k->from[low], k->from[low + 1] - k->from[low]};
    return true;
}
