// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// budget.h — how much a member may ask, and whether its questions look like fishing (laws/budgets.yaml). Not a door: nobody
// outside src/node includes it.
//
// Every question is counted in the transaction of its answer: neither a crash nor a cut gives one back. What is refused
// costs no write of its own: of many refusals in a minute the first few are entries, the others one entry together.
#ifndef MALINES_NODE_BUDGET_H
#define MALINES_NODE_BUDGET_H

#include "node/node_room.h"

extern const struct migration BUDGET_MIGRATIONS[];
extern const size_t BUDGET_MIGRATION_COUNT;

// One question more. QUOTA: the member, or the officer of it whose pseudonym `by` is, has used up the hour or the day for this
// purpose. The asker says who it is; empty: it does not, and the member's own budget is all there is.
RESULT budget_charge(struct node *n, struct peer *p, struct view purpose, struct view by, struct error *err);
// What it was about and whether something was answered; an alarm when the day's questions look like fishing.
RESULT budget_learn(struct node *n, struct peer *p, struct view purpose, const struct subject *about, bool hit, struct error *err);

// Once a member, purpose, rule and day: an entry, and what `malines peer list` shows.
RESULT alarm_raise(struct node *n, struct peer *p, struct view purpose, const char *rule, int threshold, struct error *err);

// A message was refused with that code: an entry now, or later together with others. Never fails: it is tried again.
void refusal_noted(struct node *n, struct peer *p, struct view body, enum code why);
RESULT budget_care(struct node *n, struct error *err);  // entries that wait; days that are over
RESULT alarms_json(struct node *n, const struct peer *p, json_t **out, struct error *err);  // of the last days; a new reference

#endif
