// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// witnesses.h — the other members' witnesses and our log (audit/cosign.h, docs/audit-format.md). Not a door: nobody outside
// src/node includes it.
//
// When a node starts, it asks each witness which of our checkpoints it cosigned last, and signs none before a quorum has
// answered. A note with our own signature that says more than the store, or something else, stops the node: the store was
// set back, or another one goes by our name. What a witness merely says stops nothing. From then on the newest checkpoint
// goes to all of them at a fixed pace, whatever happened meanwhile: its size tells how busy we are and nothing else.
#ifndef MALINES_NODE_WITNESSES_H
#define MALINES_NODE_WITNESSES_H

#include "node/node_room.h"

struct witness_desk;
RESULT witnesses_up(struct node *n, struct error *err);        // after the log was opened
struct witness_desk *witnesses_free(struct witness_desk *d);   // gives NULL
void witnesses_work(struct node *n);
struct tick witnesses_wake(const struct node *n);
void witness_landed(struct node *n, const struct flight *f, int status, struct view body);
void witness_lost(struct node *n, const struct flight *f);

// Sign the log as it stands, unless the witnesses have not been heard yet: then what is signed stays what it was.
RESULT checkpoint_now(struct node *n, struct error *err);
// Nothing irrevocable is done once the log has been without a quorum for a day: NOT_WITNESSED. Without witnesses: DONE.
RESULT witnesses_stand(struct node *n, struct error *err);
RESULT witnesses_json(struct node *n, json_t **out, struct error *err);  // a new reference, for `malines audit status`

#endif
