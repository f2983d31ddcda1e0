// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// story.h — plain sentences, read and played on the simulated federation.
//
// A story is a text file: one sentence a line; lines that begin with '#' and empty lines are for the reader.
// Each sentence is one of the small vocabulary in story.c (docs/simulation.md lists it); any other is refused
// with its line number. "Then" sentences hold what was promised against what happened.
#ifndef MALINES_SIM_STORY_H
#define MALINES_SIM_STORY_H

#include "cast.h"

// BAD_ARGUMENT for a sentence outside the vocabulary, CONFLICT when a "Then" does not hold; the detail names the
// line. `told`: print each sentence as it is played.
RESULT story_play(const struct cast *cast, struct view text, const char *name, bool told, struct error *err);
bool story_wants_guests(struct view text);  // says that the provider and the host take part: play it with cast_with_guests
void story_vocabulary(void);  // prints it

#endif
