// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/records/ahead.h"

#include <pthread.h>
#include <stdlib.h>

// One worker while the register is written, for its thread has a core to itself; one more for what is left then.
enum { AHEAD_ROWS = 256, WORKERS = 2 };

struct portion {
    struct portion *next;
    size_t count;
    struct {
        int64_t id;
        struct view body;
    } rows[AHEAD_ROWS];
};

struct ahead {
    struct node *n;
    struct portion *filling;
    pthread_mutex_t lock;                 // of what follows
    struct portion *first, **end, *next;  // handed over, in their order; which nobody has taken yet
    bool busy, failed;                    // a worker will take what comes; failed: then the feed is followed as ever, and says why
    struct beside *workers[WORKERS];
    struct record_ids ids;
    void (*release)(void *what);
    void *what;
};

static struct portion *portion_new(void) {
    struct portion *p = calloc(1, sizeof *p);
    ENSURE(p);
    return p;
}

struct ahead *ahead_begin(struct node *n) {
    if (n->ahead) return NULL;
    struct ahead *a = calloc(1, sizeof *a);
    ENSURE(a && pthread_mutex_init(&a->lock, NULL) == 0);
    a->n = n;
    a->end = &a->first;
    a->filling = portion_new();
    return n->ahead = a;
}

// NULL: there is nothing to do, and this worker ends.
static struct portion *taken(struct ahead *a, bool failed) {
    pthread_mutex_lock(&a->lock);
    a->failed |= failed;
    struct portion *p = a->failed ? NULL : a->next;
    if (p) a->next = p->next;
    else a->busy = false;
    pthread_mutex_unlock(&a->lock);
    return p;
}

static void work(void *ctx) {
    struct ahead *a = ctx;
    struct error ignored;
    bool failed = false;
    for (struct portion *p; (p = taken(a, failed));)
        for (size_t i = 0; i < p->count && !failed; i++) failed = FAILED(index_body(a->n, p->rows[i].id, OWN_SHELF, p->rows[i].body, &ignored));
}

static void start(struct ahead *a, size_t worker) {
    a->workers[worker] = sys_waited(a->workers[worker]);  // it has ended
    a->workers[worker] = sys_beside(a->n->sys, work, a);
}

static void hand_over(struct ahead *a) {
    struct portion *p = a->filling;
    if (!p->count) return;
    a->filling = portion_new();
    pthread_mutex_lock(&a->lock);
    *a->end = p, a->end = &p->next;
    if (!a->next) a->next = p;
    bool idle = !a->busy && !a->failed;
    a->busy |= idle;
    pthread_mutex_unlock(&a->lock);
    if (idle) start(a, 0);
}

void ahead_put(struct ahead *a, int64_t id, struct view body) {
    if (!a) return;
    if (!a->ids.first) a->ids.first = id;
    a->ids.last = id;
    struct portion *p = a->filling;
    p->rows[p->count].id = id;
    p->rows[p->count++].body = body;
    if (p->count == AHEAD_ROWS) hand_over(a);
}

static void forget(struct ahead *a, bool drop) {
    for (int64_t id = a->ids.first; drop && id && id <= a->ids.last; id++) match_index_drop(a->n->index, (uint64_t)id);
    if (a->release) a->release(a->what);
    a->n->ahead = NULL;
    while (a->first) {
        struct portion *p = a->first;
        a->first = p->next;
        free(p);
    }
    free(a->filling);
    pthread_mutex_destroy(&a->lock);
    free(a);
}

void ahead_end(struct ahead *a, bool stays, void (*release)(void *what), void *what) {
    if (!a) {
        release(what);
        return;
    }
    a->release = release, a->what = what;
    if (stays) {
        hand_over(a);
        start(a, 1);
        return;
    }
    taken(a, true);  // what waits is not begun
    ahead_settled(a->n, false);
}

void ahead_caught_up(struct node *n) {
    struct ahead *a = n->ahead;
    for (size_t i = 0; a && i < WORKERS; i++) a->workers[i] = sys_waited(a->workers[i]);
    if (a && a->failed) forget(a, true);
}

struct record_ids ahead_known(const struct node *n) { return n->ahead ? n->ahead->ids : (struct record_ids){0}; }

void ahead_settled(struct node *n, bool committed) {
    ahead_caught_up(n);
    if (n->ahead) forget(n->ahead, !committed);
}
