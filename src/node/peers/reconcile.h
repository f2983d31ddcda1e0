// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// reconcile.h — do both sides' logs tell of each message exactly once, and of the same one? Not a door: nobody outside
// src/node includes it.
//
// Once a month, or when an auditor wishes, a node goes through the entries of its own log that tell of messages and
// compares them, by number and digest, with what the other member reads in its log (the door /m1/reconcile; digests only,
// docs/protocol.md). What lies between two logs that agree is not looked at again. A difference is an alarm to both
// data-protection officers: somebody's log does not tell what happened.
#ifndef MALINES_NODE_RECONCILE_H
#define MALINES_NODE_RECONCILE_H

#include "node/node_room.h"

extern const struct migration RECONCILE_MIGRATIONS[];
extern const size_t RECONCILE_MIGRATION_COUNT;

struct reconcile_desk;
struct reconcile_desk *reconcile_desk_new(size_t peers);
struct reconcile_desk *reconcile_desk_free(struct reconcile_desk *d);  // gives NULL
RESULT reconcile_arrived(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err);
void reconcile_landed(struct node *n, const struct flight *f, int status, struct view body);
void reconcile_lost(struct node *n, const struct flight *f);
void reconcile_work(struct node *n);
struct tick reconcile_wake(const struct node *n);

#endif
