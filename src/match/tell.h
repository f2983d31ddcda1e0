// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// tell.h — a candidate as JSON: what the screens and the library's callers turn into sentences.
#ifndef MALINES_MATCH_TELL_H
#define MALINES_MATCH_TELL_H

#include "match/match.h"

// {"score":0.97,"bits":14.2,"evidence":[{"field","grade","bits","asked","found","words":[{"asked","found","how","bits"}]}]};
// "words" of a name only. New reference.
json_t *candidate_told(const struct candidate *c);
json_t *evidence_told(const struct candidate *c);  // the list alone
// JSON with sorted keys whose numbers have no more digits than they mean: 7.56, not 7.5599999999999996.
void text_told(struct text *t, const json_t *j);

#endif
