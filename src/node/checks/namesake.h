// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// namesake.h — whose identity was misused, and is not the one an alert is about (Reg. (EU) 2018/1862 art. 62). Not a door:
// nobody outside src/node includes it.
#ifndef MALINES_NODE_NAMESAKE_H
#define MALINES_NODE_NAMESAKE_H

#include "node/node_room.h"

// As likely the innocent person as not: shown from there on, whatever the purpose's floor for alerts is.
static const float NAMESAKE_FLOOR = 0.5f;
// Those of the alert that the question matches; `bits`: how well it matches the alert's own subject. A new list of {score, bits,
// nearer, subject, consented_at, evidence, father?, mother?}, NULL when it matches none.
json_t *namesakes_met(const json_t *alert, const struct subject *question, float bits);

// alerts.c: an own record in the version that was read, NOT_ALLOWED, CONFLICT, NOT_FOUND; and its next version, which becomes the answer.
RESULT own_record(struct node *n, struct view name, int64_t version, struct text *hold, struct record *out, struct error *err);
RESULT alert_next(struct node_call *call, const json_t *draft, const struct record *r, struct view reason, json_t *more, struct error *err);

#endif
