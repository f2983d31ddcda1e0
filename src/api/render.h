// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// render.h — answers of a node as text for people: what a screen reader or a colleague can read aloud.
#ifndef MALINES_API_RENDER_H
#define MALINES_API_RENDER_H

#include "api/commands.h"
#include "api/words.h"

struct rendering {
    const struct language *words;
    const json_t *members;  // [{id, names:{fr,..}}] of GET /api/node; NULL: ids are shown
    bool colour;            // ANSI, off with NO_COLOR and into pipes
};

// Control and bidirectional marks of what the node sends are shown as U+FFFD, so that a record can't paint the screen.
void text_answer(struct text *t, const struct rendering *r, enum handler h, const json_t *answer);
// The evidence of a candidate, a line a field and, below a name, a line a pair of words: {field, grade, bits, asked, found,
// words: [{asked, found, how, bits}]}.
void text_evidence(struct text *t, const struct rendering *r, const json_t *evidence);
void text_decimal(struct text *t, const struct rendering *r, const char *form, double number);  // in the reader's way of writing
// Why a number is valid or not: "BAD_CHECK" in words.
// A warning of an alert or a check, {"field","what"}, in words; and a line for each of them, which ends with the words of `key`.
void text_warned(struct text *t, const struct rendering *r, const json_t *w);
void text_warnings(struct text *t, const struct rendering *r, const json_t *list, const char *key, const char *fallback);
void text_number_reason(struct text *t, const struct rendering *r, struct view reason);
// How many members of a check's coverage were to be asked and did not answer.
size_t coverage_gaps(const json_t *coverage);
bool coverage_is_private(const json_t *line);            // this member was asked without being told whom it is about
bool coverage_private_hit(const json_t *coverage);       // and what it said may be a record, of which nothing is shown
// "code: cause (detail)" LF "next step"
void text_failure_said(struct text *t, const struct rendering *r, const json_t *error);
void text_safe(struct text *t, struct view v);

#endif
