// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/epoch.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

void epoch_begin(struct epoch *e) {
    *e = (struct epoch){0};
    atomic_store(&e->now, 1);
    e->last = &e->first;
}

static bool sit_down(struct epoch *e, size_t at) {
    uint64_t nobody = 0;
    return atomic_load_explicit(&e->reader[at].since, memory_order_relaxed) == 0
           && atomic_compare_exchange_strong(&e->reader[at].since, &nobody, atomic_load(&e->now));
}

// Where this thread sat before, as what it left there is warm; else the first free place.
size_t epoch_enter(struct epoch *e) {
    uintptr_t me = (uintptr_t)pthread_self(), who;
    for (size_t at = 0; at < READERS_MAX && (who = atomic_load_explicit(&e->reader[at].who, memory_order_relaxed)); at++)
        if (who == me && sit_down(e, at)) return at;
    for (size_t at = 0;; at = (at + 1) % READERS_MAX) {
        if (sit_down(e, at)) return atomic_store_explicit(&e->reader[at].who, me, memory_order_relaxed), at;
        if (at == READERS_MAX - 1) sched_yield();
    }
}

void epoch_leave(struct epoch *e, size_t place) { atomic_store(&e->reader[place].since, 0); }

void epoch_retire(struct epoch *e, void (*end)(void *, void *, uint32_t), void *ctx, void *what, uint32_t which) {
    struct retired *r = malloc(sizeof *r);
    ENSURE(r);
    *r = (struct retired){.at = atomic_load(&e->now), .end = end, .ctx = ctx, .what = what, .which = which};
    *e->last = r;
    e->last = &r->next;
    e->count++;
}

// Who entered at `at` or before may still look at what was retired then.
static uint64_t oldest_reader(const struct epoch *e) {
    uint64_t oldest = UINT64_MAX;
    for (size_t i = 0; i < READERS_MAX; i++) {
        uint64_t since = atomic_load(&((struct epoch *)e)->reader[i].since);
        if (since && since < oldest) oldest = since;
    }
    return oldest;
}

static void end_until(struct epoch *e, uint64_t oldest) {
    while (e->first && e->first->at < oldest) {
        struct retired *r = e->first;
        e->first = r->next;
        if (!e->first) e->last = &e->first;
        e->count--;
        r->end(r->ctx, r->what, r->which);  // may retire more
        free(r);
    }
}

void epoch_settle(struct epoch *e) {
    if (!e->first) return;
    atomic_fetch_add(&e->now, 1);
    end_until(e, oldest_reader(e));
}

void epoch_end(struct epoch *e) { end_until(e, UINT64_MAX); }

void epoch_free(void *ctx, void *what, uint32_t which) {
    (void)ctx, (void)which;
    free(what);
}
