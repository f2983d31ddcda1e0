// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// keeping.h — what comes back, what is kept, what is gone: what the rest of this room needs of it. Not a door: nobody outside
// src/node includes it.
#ifndef MALINES_NODE_KEEPING_H
#define MALINES_NODE_KEEPING_H

#include "node/node.h"

// One of many that a part of the care looks after (passed.c). What can't be done for this one, mostly because a row can't be read, keeps
// no other: it is DONE here, nothing of it was done, it is noted and tried again. `name`: as in be/alerts/UID, or a request's id.
typedef struct result cared_for(struct node *n, struct view name, struct error *err);
RESULT cared(struct node *n, const char *part, cared_for *one, struct view name, struct error *err);

RESULT record_deleted(struct node *n, struct view name, const char *why, int64_t index, struct error *err);  // alerts.c: provable from now on
// What went at its term, so many at once: an entry, where there was any (Directive (EU) 2016/680 art. 25: erasure).
RESULT expiry_noted(struct node *n, const char *what, int64_t count, struct error *err);  // requests/keep.c
RESULT emergencies_care(struct node *n, struct error *err);  // those that nobody confirmed in time come back
RESULT keeping_care(struct node *n, struct error *err);      // terms and holds that are over
RESULT hashes_care(struct node *n, struct error *err);       // hashes whose term is over
RESULT terms_care(struct node *n, struct error *err);        // items of evidence whose term is over
RESULT record_held(struct node *n, struct view name, struct error *err);  // HELD: a legal hold keeps it
RESULT evidence_is_here(struct node *n, struct view item, struct error *err);  // evidence/destroy.c; NOT_FOUND
RESULT answers_changed(struct node *n, struct view record, struct error *err);  // requests/restrict.c: whoever had it by an answer is told
RESULT restricted_hidden(struct node *n, json_t *check, struct error *err);  // of a kept check, what may not be shown any more
RESULT answers_recall(struct node *n, struct view record, const char *why, struct error *err);  // of an own record that goes

#endif
