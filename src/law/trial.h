// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// trial.h — a law before it is used: does it decide as its authors expected, and what would a new one change?
//
// Cases are files beside the tables (laws/tests/*.yaml). Each names facts and what must follow from them; lists
// stand for every combination, and "{from}" or "{to}" in the expected row for the member. Two laws are compared
// over every question that their words allow, or over what was decided: facts, or entries of an audit log.
#ifndef MALINES_LAW_TRIAL_H
#define MALINES_LAW_TRIAL_H

#include "law/law.h"

// One file of cases:
//   at: 2026-11-28                                  # the day of all its cases; a case may name another
//   cases:
//     - id: ...
//       from: [be, fr]  to: [es]  register: alerts  purpose: [..]  request, category, kind, subject_category: words or lists
//       eu_only, minor, special: true or false      # absent: not known
//       offence_months: 12   general: true
//       expect: {allowed: true, row: "{from}-eu-national", instrument, article, sharing, answer, reason, clock,
//                approvals: {request, release}}     # row: none when no row decided
// Adds to `report`: {"cases", "decisions", "failed": [{"case", "at", "facts", "wanted", "got"}], "rows": {id: times}}.
// BAD_YAML with file, line and column.
RESULT trial_cases(const struct law *law, const char *name, struct view bytes, json_t *report, struct error *err);
// All files of a folder. NOT_FOUND, BAD_YAML. *report is a new reference; besides the above it has "unasked": rows
// that no case expects, and "silent": ["from to register purpose"] that no case is about.
RESULT trial_folder(const struct law *law, const char *folder, json_t **report, struct error *err);

// What the facts or the entry leave open is tried with every word of both laws; of those, only such count for which the
// old law gives the row that was recorded ("law_row"), when one was.
// {"decisions": n, "changes": [{"from","to","register","request","purpose","before","after","count","example"}]} where
// before and after are {"allowed","row","article","sharing","answer",..}; new reference.
json_t *trial_differences(const struct law *before, const struct law *after, struct instant at);
// One recorded decision: facts {"from","to","register","request"?,"purpose",..,"at"?}, or an entry of an audit log
// (docs/audit-format.md). Adds to what trial_differences gives; "left_out" counts entries that decide nothing.
void trial_recorded(const struct law *before, const struct law *after, const json_t *recorded, struct instant at, json_t *report);
json_t *trial_report(void);  // an empty one; new reference

#endif
