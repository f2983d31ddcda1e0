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
size_t gist_sounds(uint32_t gist);  // how many there are

// Most words are known by their shape alone: they lie in rows, of one kind of script and of rising length, and are compared where they lie. Others
// are compared one by one or by more than their shape: words told by no sounds or too many, with a second reading, of kin.
bool shape_is_whole(uint32_t gist);
unsigned shape_order(uint32_t gist);  // in a row; two kinds of script make two rows: at SHAPE_ROW
enum { SHAPE_ROW = 32 };

struct alike {
    uint32_t at;        // in the row
    float q;
};
// A word that is asked among rows. False: it can't be, or not on this machine.
struct spell_asked {
    const struct heard *x;
    uint32_t gist;
    float least;
    uint16_t most[WORD_SOUNDS][2][SOUND_MAX + 1];  // how far a word may be with so many sounds that count, of each kind of script
};
bool spell_ask(const struct heard *x, float least, struct spell_asked *out);
// The words of a row that are as alike as `least` by their sounds, in `out` (room for all); gives how many.
size_t spell_row(const struct spell_asked *a, const struct shape *row, size_t count, struct alike *out);
// The likeness of such a word, 0 when less than `least`.
float spell_settled(const struct spell_asked *a, const struct word *y, uint32_t gist, float q);

// q[i] = heard_likeness(x, y[i]), or 0 where that is below `least`. shape[i] is that of y[i].
void spell_likeness(const struct heard *x, const struct word *const *y, const struct shape *shape, size_t count, float least, float *q);

#endif
