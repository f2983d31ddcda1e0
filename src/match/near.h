// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// near.h — who is near by composite keys alone (keyed.h), and how near: what the keys of its words tell, as rare as these are, and the birth. No name
// is compared. See match_near.
#ifndef MALINES_MATCH_NEAR_H
#define MALINES_MATCH_NEAR_H

#include "match/index_room.h"

// On the desk's choice, with the bits of each, whoever reaches the floor, each once. False: the question is none that days answer.
bool near_choose(const struct seen *seen, const struct form *question, struct match_options o);

#endif
