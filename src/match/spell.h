// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// spell.h — one word against many of the vocabulary: a glance that rules out most, then sixteen distances at a time
// where the processor can (AVX2), one by one where it can't. The numbers are those of heard_likeness.
#ifndef MALINES_MATCH_SPELL_H
#define MALINES_MATCH_SPELL_H

#include "match/likeness.h"

// What a glance needs of a word: consonant classes, how long, in 32 bits.
enum { GIST_RETIRED = 1 << 20 };
uint32_t gist_of(const struct word *w);
// False: heard_likeness is 0 for the two, or one is no word any more.
bool gists_near(uint32_t x, uint32_t y);

// q[i] = heard_likeness(x, y[i])
void spell_likeness(const struct heard *x, const struct word *const *y, size_t count, float *q);

#endif
