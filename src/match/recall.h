// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// recall.h — spellings found before: the same names are asked for again and again. What is kept holds until the index
// changes at all, or the room is full: then it begins anew. One for each desk.
#ifndef MALINES_MATCH_RECALL_H
#define MALINES_MATCH_RECALL_H

#include "base/result.h"

#include <stdint.h>

struct recall;
struct recalled {
    uint64_t word;           // its hash and role
    uint64_t changes;        // of the index, when it was found
    uint32_t bytes;          // that follow
    float alike_bits, best;
};

struct recall *recall_new(size_t bytes);
struct recall *recall_free(struct recall *r);  // gives NULL
size_t recall_bytes(const struct recall *r);

// NULL when it is not known as of these changes. What it gives holds until the next recall_keep.
const struct recalled *recall_of(const struct recall *r, uint64_t word, uint64_t changes);
void *recall_keep(struct recall *r, const struct recalled *what);  // room for what->bytes; NULL: too much

#endif
