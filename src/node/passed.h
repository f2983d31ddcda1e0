// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// passed.h — what the node's care passes over because it can't be read or done: remembered, told and forgotten. Not a door: nobody
// outside src/node includes it.
//
// A row is known by the part of the care that met it and by its name ("be/alerts/UID", "request/ID"; none: the part itself failed).
// What is met again keeps the time since when it is known; what is cared for after all is forgotten, and what was not met in a whole lap of
// an hour. A message that was refused is told for a week; what a round found, until a whole round did not meet it. Laps and rounds are counted
// by what was met in them, not by the wall clock: one that is wrong or is set makes nothing go, and nothing stay.
#ifndef MALINES_NODE_PASSED_H
#define MALINES_NODE_PASSED_H

#include "node/node_room.h"

extern const struct migration PASSED_MIGRATIONS[];
extern const size_t PASSED_MIGRATION_COUNT;

// A piece of care that stands for itself: what fails is undone, noted under `part` and tried again, and keeps nothing else from being
// done, least of all the term of others and the log's checkpoint. Nobody is to be told but who asks for passed_json().
typedef struct result caring(struct node *n, struct error *err);
void apart(struct node *n, const char *part, caring *care);

// Into the turn's transaction; the first time with an entry of the log, which names the row as a commitment. `why`: mostly STORE_DAMAGED.
RESULT passed_over(struct node *n, const char *part, struct view name, enum code why, struct error *err);
RESULT passed_record(struct node *n, int64_t id, struct error *err);  // of our own register, or of a copy: own_unread, copy_unread from now on
RESULT passed_records(struct node *n, const json_t *names, struct error *err);  // of whoever walked over many: record_unread()
RESULT passed_no_more(struct node *n, const char *part, struct view name, struct error *err);
RESULT passed_counted(struct node *n, struct error *err);  // what the node holds of it in memory, by the store
RESULT passed_care(struct node *n, struct error *err);  // once a minute
void passed_settled(struct node *n, bool durable);  // after the commit, or the rollback: then memory is as the store is again

// [{"part", "kind": "be/alerts", "request".. or "", "code", "count", "since", "last"}]: no names, so that who may see sums only may see it.
RESULT passed_json(struct node *n, json_t **out, struct error *err);

// As unread.h tells: the records of our own register that can't be read, for a list of those that match.
RESULT passed_named(struct node *n, json_t *answer, struct error *err);

// ---- The round (round.c): every request and every record is read once in a while, so that what is damaged is known before it is needed ----
void record_unread(json_t *names, const struct record *r);  // its name, "?" where that is none
bool request_can_be_read(const struct request *r);  // its step, its demand and its decision
RESULT round_requests(struct node *n, struct error *err);  // some each second
RESULT round_records(struct node *n, struct error *err);

#endif
