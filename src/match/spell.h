// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// spell.h — one word against many of the vocabulary: a glance that rules out some, then 32 or sixteen distances at a time
// where the processor can (AVX2), one by one where it can't. The numbers are those of heard_likeness.
#ifndef MALINES_MATCH_SPELL_H
#define MALINES_MATCH_SPELL_H

#include "match/likeness.h"

// All that most comparisons need of a word, in 16 bytes: far memory is what spelling waits for. Consonant classes, length,
// script; the sounds, where they fit.
enum { SHAPE_SOUNDS = 12, GIST_RETIRED = 1 << 20 };
struct shape {
    char sound[SHAPE_SOUNDS];  // first: sixteen bytes are read from here
    uint32_t gist;
};
struct shape shape_of(const struct word *w);
// False: heard_likeness is 0 for the two, or one is no word any more.
bool gists_near(uint32_t x, uint32_t y);
bool gist_stands_apart(uint32_t gist);  // an initial, syllables: not compared by its sounds
size_t gist_sounds(uint32_t gist);  // how many there are
uint8_t gist_role(uint32_t gist);
uint8_t gist_script(uint32_t gist);

// In a row words of one kind of script lie together, the shorter before the longer.
enum { SHAPE_ORDERS = 64, MOST_ROOM = 32 };
unsigned shape_order(uint32_t gist);        // below SHAPE_ORDERS
struct shape shape_wiped(uint32_t gist);    // only this order is left
bool shape_is_whole(uint32_t gist);         // told by its shape alone: few sounds, one reading, no kin, no initial, no syllable

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

#endif
