// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// generation.h — a new generation of a node whose store was lost and replaced by an old backup (docs/decisions/0005). Not a
// door: nobody outside src/node includes it.
//
// The trust list, signed by the threshold of list keys, says which generation a member's store is of. A store of an earlier one
// does not start, but by `malinesd --new-generation`, which closes its log, begins another under its new key, begins every
// channel at 1 and publishes nothing until two officers have seen what was lost. The members learn it from the list: they close
// their channels with it, send again what it may have lost, and say what they hold of it.
#ifndef MALINES_NODE_GENERATION_H
#define MALINES_NODE_GENERATION_H

#include "node/node_room.h"

extern const struct migration GENERATION_MIGRATIONS[];
extern const size_t GENERATION_MIGRATION_COUNT;

RESULT generation_own(struct node *n, struct error *err);    // before the log is opened; STORE_ROLLED_BACK: see above
RESULT generation_begun(struct node *n, struct error *err);  // after it: the first entry, and the members' new generations
RESULT generation_care(struct node *n, struct error *err);   // what is over its date in closed logs
bool publishing_waits(const struct node *n);                 // until recovery_confirmed

// What the members hold of us, asked for until each has said it.
RESULT lost_arrived(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err);
void lost_landed(struct node *n, const struct flight *f, int status, struct view body);
void lost_unreached(struct node *n, const struct flight *f);
void lost_work(struct node *n);
struct tick lost_wake(const struct node *n);

#endif
