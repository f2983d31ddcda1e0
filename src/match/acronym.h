// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// acronym.h — short names of organisations made of their long ones: first letters (GSN, Groupe Salafiste du Nord) or first
// syllables (Sonelgaz, Société Nationale de l'Électricité et du Gaz).
#ifndef MALINES_MATCH_ACRONYM_H
#define MALINES_MATCH_ACRONYM_H

#include "match/shape.h"

enum { ACRONYM_MIN = 3, ACRONYM_MAX = 10 };
struct acronym {
    char text[4 * ACRONYM_MAX];
    uint8_t bytes;  // 0: the name has fewer than three letters for it, or more than ten
};
struct acronyms {
    struct acronym without_form, whole;  // Korea Kwangson Banking Corporation: KKB, KKBC
};

// The first letters, as received, of the words of `name` as shape_words gives them; small words have none.
void acronyms_of(struct view name, const struct letters *w, size_t n, struct acronyms *out);

// What it tells that `word` is made of the beginnings of words of `name`, in their order, the first among them; 0 where it is not.
// Both as received; Latin letters only.
float syllables_bits(struct view word, struct view name);

#endif
