// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// distance.h — what the distance of one pair of words (likeness.c) and that of many at once (spell.c) share: the costs
// and how a distance becomes a likeness. The two must give the same number to the last bit (spell_test.c).
#ifndef MALINES_MATCH_DISTANCE_H
#define MALINES_MATCH_DISTANCE_H

#include "match/likeness.h"
#include "match/sound.h"
#include "match/tables/costs.h"

enum { SWAP = 60 };

// Beyond this share of the word changed, two words have nothing to do with one another.
static const float REACH = 0.30f, SLOPE = 2.1f, GLUED_LOSS = 0.06f;

// Which row of SILENCE_COSTS a side reads.
static inline int silence_row(bool own_arabic, bool other_arabic) { return own_arabic ? SILENT_IN_ARABIC : other_arabic ? SILENT_BESIDE_ARABIC : SILENT_PLAIN; }
static inline bool whispers_at_end(char c, bool arabic) { return c == 'h' || (arabic && sound_is_vowel(c)); }

// Sounds that count of the longer word, and the distance that is still within reach.
static inline size_t sounds_that_count(size_t x, size_t y) {
    size_t n = x > y ? x : y;
    return n < 2 ? 2 : n;
}
static inline int reach_of(size_t n) { return (int)(REACH * 100.0f * (float)n); }
static inline float likeness_at(int d, size_t n) { return 1 - SLOPE * (float)d / (100.0f * (float)n); }

#endif
