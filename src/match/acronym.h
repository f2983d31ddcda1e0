// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// acronym.h — short names of organisations made of their long ones: first letters (GSN, Groupe Salafiste du Nord) or first
// syllables (Sonelgaz, Société Nationale de l'Électricité et du Gaz).
#ifndef MALINES_MATCH_ACRONYM_H
#define MALINES_MATCH_ACRONYM_H

#include "match/word.h"

enum { ACRONYM_MIN = 3, ACRONYM_MAX = 10, ACRONYM_BYTES_MAX = 4 * ACRONYM_MAX };

// The first letters of the words as received, without small words and, unless `with_form`, legal forms; no bytes where these are fewer than three or
// more than ten.
struct view acronym_of(const struct read_word *read, size_t count, bool with_form, char out[ACRONYM_BYTES_MAX]);

// What it tells that `word` is made of the beginnings of words of `name`, in their order, the first among them; 0 where it is not.
// Both as received; Latin letters only.
float syllables_bits(struct view word, struct view name);

#endif
