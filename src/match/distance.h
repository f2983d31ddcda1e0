// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// distance.h — what the distance of one pair of words (likeness.c) and that of many at once (spell.c) share: the costs
// and how a distance becomes a likeness. The two must give the same number to the last bit (spell_test.c).
#ifndef MALINES_MATCH_DISTANCE_H
#define MALINES_MATCH_DISTANCE_H

#include "match/gist.h"
#include "match/likeness.h"
#include "match/sound.h"
#include "match/tables/costs.h"

enum { SWAP = 60 };

// Beyond this share of the word changed, two words have nothing to do with one another.
static const float REACH = 0.30f, SLOPE = 2.1f, GLUED_LOSS = 0.06f;

// Which row of SILENCE_COSTS a side reads.
static inline int silence_row(bool own_arabic, bool other_arabic) {
    return own_arabic && other_arabic ? SILENT_BOTH_ARABIC
           : own_arabic               ? SILENT_IN_ARABIC
           : other_arabic             ? SILENT_BESIDE_ARABIC
                                      : SILENT_PLAIN;
}
// What the last sound costs to leave out: h is not heard; the t of a ta marbuta is written or not (Aminat, Amina), where enough of a
// name stands before it (not Hayat); an i makes another name of a name (Ahmad, Ahmadi), an a that of a woman.
static inline int silence_at_end(const char *s, size_t n, bool arabic, int elsewhere) {
    char c = s[n - 1];
    if (c == 'h') return SILENT_LAST;
    if (c == 't' && n >= TA_SOUNDS && s[n - 2] == 'a') return SILENT_TA;
    if (n < 3 || sound_is_vowel(s[n - 2])) return elsewhere;
    if (c == 'i' || c == 'y') return SILENT_NISBA;
    if (c == 'a') return arabic ? SILENT_FEMININE / 2 : SILENT_FEMININE;
    return arabic && sound_is_vowel(c) ? SILENT_LAST : elsewhere;
}

// What stands above the distance: one name in a short and a long form; two names that everybody knows for two (Ahmed,
// Mohamed); other characters, which are another name even where they sound alike.
static inline bool are_kin(const struct word *x, const struct word *y) { return x->kin && x->kin == y->kin; }
static const float KIN_ALIKE = 0.85f;   // of a short and a long form
static const float KNOWN_APART = 0.8f;
static inline bool known_apart(const struct word *x, const struct word *y, float q) {
    return q < KNOWN_APART && x->script == y->script && is_known_name(x) && is_known_name(y) && !are_kin(x, y);
}
static inline bool are_syllables(const struct word *x, const struct word *y) { return x->script == SCRIPT_SYLLABLES && y->script == SCRIPT_SYLLABLES; }

// Sounds that count of the longer word, and the distance that is still within reach.
static inline size_t sounds_that_count(size_t x, size_t y) {
    size_t n = x > y ? x : y;
    return n < 2 ? 2 : n;
}
static inline int reach_of(size_t n) { return (int)(REACH * 100.0f * (float)n); }
static inline float likeness_at(int d, size_t n) { return 1 - SLOPE * (float)d / (100.0f * (float)n); }

#endif
