// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// look.h — a first look at those born on the day that is asked, or on one often written for it: may one of them be meant? For most of a crowd
// of questions are about people who are not there. What it leaves out is not "not there": see match_look.
//
//   near       a word of an entry shares a key with one asked, and it was born on a day asked (keyed.h)
//   read       such words may be enough beside that day, be the others as alike as words that share no key are (MaxScore)
//   compared   what the words of its names are alike can reach the floor: by the same bits as a search
#ifndef MALINES_MATCH_LOOK_H
#define MALINES_MATCH_LOOK_H

#include "match/index_room.h"

// The question's words weigh as in the index. True: somebody of these days reaches the floor, somebody has one of its numbers, or the question is
// none that a day answers (no full date, or 1 January; no person). What it met is left on the desk (struct looked).
bool look_finds(const struct seen *seen, const struct form *question, struct match_options o);

#endif
