// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// spell.h — one word against many of the vocabulary: a glance that rules out some, then 32 or sixteen distances at a time
// where the processor can (AVX2), one by one where it can't. The numbers are those of heard_likeness.
#ifndef MALINES_MATCH_SPELL_H
#define MALINES_MATCH_SPELL_H

#include "match/gist.h"
#include "match/likeness.h"

enum { MOST_ROOM = 32 };
// A word that is asked of rows. False: it is not compared by its sounds, or this machine has no lanes.
struct spell_asked {
    const struct heard *x;
    uint32_t gist;
    float least;
    uint16_t most[WORD_SOUNDS][2][MOST_ROOM];  // how far a word with so many sounds that count may be: from each reading, beside either kind of script
};
bool spell_ask(const struct heard *x, float least, struct spell_asked *out);
// The whole shapes of a row that `which` names, in their order, that are alike by their sounds: in `out`, with room for all; gives how many.
struct alike {
    uint16_t at;  // in the row
    float q;
};
size_t spell_row(const struct spell_asked *a, const struct shape *row, const uint16_t *which, size_t count, struct alike *out);
// q[i] = heard_likeness(x, y), or 0 where that is below `least`, of what spell_row said.
float spell_settled(const struct spell_asked *a, const struct word *y, uint32_t gist, float q);

// q[i] = heard_likeness(x, y[i]), or 0 where that is below `least`. shape[i] is that of y[i].
void spell_likeness(const struct heard *x, const struct word *const *y, const struct shape *shape, size_t count, float least, float *q);
// The same of those that `which` names, none of them far by its gist (gists_near); of few soon. `x` need know the sides only.
void spell_some(const struct heard *x, const struct word *const *y, const struct shape *shape, const uint16_t *which, size_t count, float least, float *q);

#endif
