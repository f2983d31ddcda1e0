// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/records/ahead.h"

#include <stdlib.h>

enum { AHEAD_ROWS = 512 };

struct portion {
    struct node *n;
    size_t count;
    bool failed;
    struct {
        int64_t id;
        struct view body;
    } rows[AHEAD_ROWS];
};

struct ahead {
    struct node *n;
    struct beside *under_way;
    struct portion *filled, *worked_on;
    int64_t first, last;          // handed in
    bool failed;                  // then the feed is followed as ever, and says why
};

struct ahead *ahead_begin(struct node *n) {
    if (n->ahead_first) return NULL;
    struct ahead *a = malloc(sizeof *a);
    ENSURE(a);
    *a = (struct ahead){.n = n, .filled = calloc(1, sizeof *a->filled), .worked_on = calloc(1, sizeof *a->worked_on)};
    ENSURE(a->filled && a->worked_on);
    return a;
}

static void work(void *ctx) {
    struct portion *p = ctx;
    struct error ignored;
    for (size_t i = 0; i < p->count && !p->failed; i++) p->failed = FAILED(index_body(p->n, p->rows[i].id, OWN_SHELF, p->rows[i].body, &ignored));
}

static void wait_for_it(struct ahead *a) {
    a->under_way = sys_waited(a->under_way);
    a->failed |= a->worked_on->failed;
    a->worked_on->count = 0;
}

static void hand_over(struct ahead *a) {
    struct portion *p = a->filled;
    wait_for_it(a);
    if (a->failed || !p->count) return;
    a->filled = a->worked_on;
    a->worked_on = p;
    p->n = a->n;
    a->under_way = sys_beside(a->n->sys, work, p);
}

void ahead_put(struct ahead *a, int64_t id, struct view body) {
    if (!a || a->failed) return;
    if (!a->first) a->first = id;
    a->last = id;
    struct portion *p = a->filled;
    p->rows[p->count].id = id;
    p->rows[p->count++].body = body;
    if (p->count == AHEAD_ROWS) hand_over(a);
}

static void fall_back(struct node *n) {
    for (int64_t id = n->ahead_first; id && id <= n->ahead_last; id++) match_index_drop(n->index, (uint64_t)id);
}

void ahead_end(struct ahead *a, bool stays) {
    if (!a) return;
    struct node *n = a->n;
    if (stays) hand_over(a);
    wait_for_it(a);
    n->ahead_first = a->first;
    n->ahead_last = a->last;
    if (!stays || a->failed) ahead_settled(n, false);
    free(a->filled);
    free(a->worked_on);
    free(a);
}

bool ahead_holds(const struct node *n, int64_t id, const struct record *r) {
    return r && r->version == 1 && n->ahead_first && id >= n->ahead_first && id <= n->ahead_last;
}

void ahead_settled(struct node *n, bool committed) {
    if (!committed) fall_back(n);
    n->ahead_first = n->ahead_last = 0;
}
