// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// ask.h — from a question to the few entries that are worth comparing in full. Nothing is decided here: what is
// left out can't reach the floor, up to the keys a misspelt word shares with the right one (match_test.c counts).
//
//   spell    a word of the question -> spellings in the vocabulary, each with the bits it would bring
//   plan     which spellings' entries must be gone through for each band of birth, so that no other can reach the floor
//   sketch   each entry met -> for each of its names, the most it can bring; the heaviest are chosen
#ifndef MALINES_MATCH_ASK_H
#define MALINES_MATCH_ASK_H

#include "match/index_room.h"

// Every shelf has places of its own, among the heaviest and among the chosen: what crowds one takes nothing from another.
// Leaves on the desk what was chosen, each entry once. The question's words weigh as in the index; what they may weigh
// in another spelling (alike_bits) is lowered to what the index says of all words that are alike.
// Its numbers learn how many entries have them.
void ask_index(const struct seen *seen, struct form *question, struct match_options o);

// The spellings of the most frequent words, for match_index_tend; NULL when there is none or the vocabulary is packed anew meanwhile.
struct known *spell_frequent(const struct match_index *ix);

#endif
