// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// ahead.h — while a list goes into the register, the index runs ahead of the feed, on the other cores.
//
// It takes the new records of one import as they are written, before they are committed, and may go on until they are.
// What then happened to the transaction is made true: committed, they are where the feed would have put them; undone, they
// are dropped. Nobody is told anything in between, so nobody has seen them.
#ifndef MALINES_NODE_AHEAD_H
#define MALINES_NODE_AHEAD_H

#include "node/node_room.h"

struct ahead;

struct ahead *ahead_begin(struct node *n);                            // NULL: an import of this turn did so already
void ahead_put(struct ahead *a, int64_t id, struct view body);        // new own records, by rising ids
// No more come. `release` is called when the bodies are no longer needed; at once when `a` is NULL or nothing stays.
void ahead_end(struct ahead *a, bool stays, void (*release)(void *what), void *what);
void ahead_caught_up(struct node *n);                                 // waits; before the feed is followed
struct record_ids ahead_known(const struct node *n);                  // the index has them in their first version: nothing to follow
void ahead_settled(struct node *n, bool committed);                   // the turn is over

#endif
