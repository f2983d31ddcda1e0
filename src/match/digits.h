// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// digits.h — digits that stand for letters: a machine misread them, or somebody hides a name (Khal1d, Mouss1, 8en, Sech1n). Used by
// word.c and sound.c.
#ifndef MALINES_MATCH_DIGITS_H
#define MALINES_MATCH_DIGITS_H

#include "match/shape.h"

// A word of Latin letters and `digits` digits: true where these are letters, which then stand in their place. Of a word that no table has,
// a digit that may be one letter or another (1 is l and i) stays, for its sounds to say both. False: it is a number (Boat2, M23).
bool digits_are_letters(struct letters *w, size_t digits);

// The letters of such a word, in its first or its second reading. False: it has no digits; then `out` has its letters.
bool digits_read(const uint32_t *l, size_t n, bool second, uint32_t *out);

#endif
