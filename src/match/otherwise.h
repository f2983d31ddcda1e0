// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// otherwise.h — a whole name as it may be meant besides: typed for another keyboard (Zqlid Benqissa, lpl] hgug,d), or written without spaces
// (mohamedbenali). Only where that makes names that tables have of words that none has. A second name beside the first, which stays. Used by form.c.
#ifndef MALINES_MATCH_OTHERWISE_H
#define MALINES_MATCH_OTHERWISE_H

#include "match/word.h"

enum otherwise { TYPED_LATIN, TYPED_ARABIC, WRITTEN_IN_ONE, OTHERWISE_COUNT };
enum { OTHERWISE_ROOM = 400 };
struct meant {
    char text[OTHERWISE_ROOM];
    uint16_t from[OTHERWISE_ROOM + 1];  // the byte of the name that each byte, and the end, was made of
    size_t bytes;
};

// Of the words of a name as they are read: which ways are worth a look, a bit each.
unsigned may_be_otherwise(const struct read_word *words, size_t count);
bool name_otherwise(struct view name, enum otherwise way, struct meant *out);

#endif
