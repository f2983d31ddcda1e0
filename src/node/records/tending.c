// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/records/tending.h"

#include "node/node_room.h"

#include <stdatomic.h>
#include <stdlib.h>

struct tending {
    struct match_index *index;
    struct beside *under_way;
    atomic_bool ended;
    int64_t seen;             // how far of the feed the index went when this began
};

static void tend(void *ctx) {
    struct tending *t = ctx;
    while (match_index_tend(t->index)) {}
    atomic_store(&t->ended, true);
}

static struct tending *tending_new(const struct node *n) {
    struct tending *t = calloc(1, sizeof *t);
    ENSURE(t);
    t->index = n->index;
    t->ended = true;
    return t;
}

void tending_work(struct node *n) {
    if (!n->tending) n->tending = tending_new(n);
    struct tending *t = n->tending;
    if (!atomic_load(&t->ended) || t->seen == n->feed_seen) return;
    t->under_way = sys_waited(t->under_way);  // it has ended: no waiting
    t->seen = n->feed_seen;
    t->ended = false;
    t->under_way = sys_beside(n->sys, tend, t);
}

struct tending *tending_end(struct tending *t) {
    if (!t) return NULL;
    sys_waited(t->under_way);
    free(t);
    return NULL;
}
