// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// greet.h — up to where each has come, signed by who says it (docs/protocol.md). Not a door: nobody outside src/node
// includes it.
//
// A greeting is an envelope in which a node says, a channel each, up to which number it has sent and holds. It goes to
// each member once a second, and inside every post and receipt, so that nothing is taken and nothing is settled without
// it. Each member keeps the newest. Whoever comes with less than it once signed is shown its own words; only these stop
// a node (STORE_ROLLED_BACK). What a member merely says of us stops the lanes to that member and nothing else.
#ifndef MALINES_NODE_GREET_H
#define MALINES_NODE_GREET_H

#include "node/node_room.h"

enum { GREETING_BYTES_MAX = 16 * 1024, GREETING_TIMEOUT_MS = 2000 };
extern const struct migration GREETING_MIGRATIONS[];
extern const size_t GREETING_MIGRATION_COUNT;

// What this node says to that member now: base64 of the signed envelope. It must leave only when what it counts is
// durable: inside a turn with everything else that waits for the commit, or between two turns.
RESULT greeting_sealed(struct node *n, struct peer *p, struct text *base64, struct error *err);

// A member's greeting inside a post or a receipt: it is kept. BAD_SIGNATURE, BAD_FIELD: also when it says less than
// `sent` and `held` on this lane.
RESULT greeting_covers(struct node *n, struct peer *p, struct view base64, enum lane_name lane, int64_t sent, int64_t held,
                       struct error *err);

// The door /m1/hello, and the answer to a greeting of ours.
RESULT hello_arrived(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err);
void greeting_answered(struct node *n, struct peer *p, int status, struct view body);
void greetings_work(struct node *n);
void greetings_forget(struct peer *p);  // frees

#endif
