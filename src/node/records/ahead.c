// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/records/ahead.h"

#include <stdlib.h>

enum { AHEAD_ROWS = 256, PORTIONS = 3 };  // one is filled while two are under way

struct portion {
    struct node *n;
    struct beside *under_way;
    size_t count;
    bool failed;
    struct {
        int64_t id;
        struct view body;
    } rows[AHEAD_ROWS];
};

struct ahead {
    struct node *n;
    struct portion ring[PORTIONS];
    size_t filling;
    int64_t first, last;          // handed in
    bool failed;                  // then the feed is followed as ever, and says why
    void (*release)(void *what);
    void *what;
};

struct ahead *ahead_begin(struct node *n) {
    if (n->ahead) return NULL;
    struct ahead *a = calloc(1, sizeof *a);
    ENSURE(a);
    a->n = n;
    return n->ahead = a;
}

static void work(void *ctx) {
    struct portion *p = ctx;
    struct error ignored;
    for (size_t i = 0; i < p->count && !p->failed; i++) p->failed = FAILED(index_body(p->n, p->rows[i].id, OWN_SHELF, p->rows[i].body, &ignored));
}

static void wait_for(struct ahead *a, struct portion *p) {
    p->under_way = sys_waited(p->under_way);
    a->failed |= p->failed;
    p->count = 0;
}

static void hand_over(struct ahead *a) {
    struct portion *p = &a->ring[a->filling];
    if (a->failed || !p->count) return;
    p->n = a->n;
    p->under_way = sys_beside(a->n->sys, work, p);
    a->filling = (a->filling + 1) % PORTIONS;
    wait_for(a, &a->ring[a->filling]);
}

void ahead_put(struct ahead *a, int64_t id, struct view body) {
    if (!a || a->failed) return;
    if (!a->first) a->first = id;
    a->last = id;
    struct portion *p = &a->ring[a->filling];
    p->rows[p->count].id = id;
    p->rows[p->count++].body = body;
    if (p->count == AHEAD_ROWS) hand_over(a);
}

static void forget(struct ahead *a, bool drop) {
    for (int64_t id = a->first; drop && id && id <= a->last; id++) match_index_drop(a->n->index, (uint64_t)id);
    if (a->release) a->release(a->what);
    a->n->ahead = NULL;
    free(a);
}

void ahead_end(struct ahead *a, bool stays, void (*release)(void *what), void *what) {
    if (!a) {
        release(what);
        return;
    }
    a->release = release, a->what = what;
    if (stays) hand_over(a);
    else ahead_settled(a->n, false);
}

void ahead_caught_up(struct node *n) {
    struct ahead *a = n->ahead;
    for (size_t i = 0; a && i < PORTIONS; i++) wait_for(a, &a->ring[i]);
    if (a && a->failed) forget(a, true);
}

struct record_ids ahead_known(const struct node *n) {
    return n->ahead ? (struct record_ids){n->ahead->first, n->ahead->last} : (struct record_ids){0};
}

void ahead_settled(struct node *n, bool committed) {
    ahead_caught_up(n);
    if (n->ahead) forget(n->ahead, !committed);
}
