// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// answer.h — what a member's answer to a question must be to be shown, and what its silence is called. What it says is its
// word; that it says it in the forms which every screen relies on is for us to see.
#ifndef MALINES_NODE_ANSWER_H
#define MALINES_NODE_ANSWER_H

#include "node/node_room.h"

bool answer_is_good(const json_t *answer, const char *member);  // its candidates are all `member`'s own records
const char *silence_name(enum code why);  // what the coverage says of a member that gave no answer
// And whether it was reached all the same: it said that it does not answer. That is no answer, and never "no hit".
bool silence_reached(enum code why);

#endif
