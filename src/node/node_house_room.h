// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// node_house_room.h — what the files of the house share: node_house.c stands it up and runs it, node_stolen.c speaks for a member
// that was stolen.
#ifndef MALINES_NODE_HOUSE_ROOM_H
#define MALINES_NODE_HOUSE_ROOM_H

#include "audit/witness_memory.h"
#include "federation/envelope.h"
#include "node/node_house.h"
#include "node/node_room.h"
#include "sealed/question.h"

#define GOOD(expr) ENSURE(!FAILED(expr))

struct house_member {
    struct identity *tls, *signs;
    struct sign_key log_key, list_key, witness_key, keys[HOUSE_OFFICERS];
    struct memory_shelf shelf;   // of its witness
    int generation;              // of its line, 0: the first
    const char *new_generation;  // why, at its next start
    struct officer officers[HOUSE_OFFICERS];
    struct oversight_key oversight;
    struct trust *trust;
    struct node *node;
    struct sys sys;           // the house's, with its own disk
    struct sim_disk *disk;    // NULL: its store is in memory
};

extern const char *const house_ids[HOUSE_MEMBERS];

struct reply {
    bool done;
    int status;
    struct text body;
};

void house_replied(void *ctx, int status, struct view body);  // a wire_done; ctx: a struct reply

// node_stolen.c: a message that came to a stolen member is answered as the test wants it, or not at all.
void house_ask_stolen(struct house *h, int from, int to, const struct wire_out *out, struct reply *r);

#endif
