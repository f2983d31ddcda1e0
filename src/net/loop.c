// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "net/loop.h"

#include <event2/event.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct post {
    struct post *next;
    void (*fn)(void *ctx);
    void *ctx;
};

struct loop {
    struct event_base *base;
    const struct sys *sys;
    pthread_mutex_t lock;         // guards the posts, the only thing other threads touch
    struct post *first, **last;
    int wake;                     // eventfd: readable while there are posts
    struct event *on_wake, *on_term, *on_int;
    void (*stop_fn)(void *ctx);
    void *stop_ctx;
    bool stop_asked;
};

struct loop_timer {
    struct loop *loop;
    struct event *event;
    struct tick when;
    void (*fn)(void *ctx);
    void *ctx;
};

static void run_posts(evutil_socket_t fd, short what, void *ctx) {
    struct loop *l = ctx;
    (void)what;
    uint64_t count;
    if (read(fd, &count, sizeof count) < 0) count = 0;  // non-blocking: nothing there is fine
    pthread_mutex_lock(&l->lock);
    struct post *p = l->first;
    l->first = NULL;
    l->last = &l->first;
    pthread_mutex_unlock(&l->lock);
    while (p) {
        struct post *next = p->next;
        p->fn(p->ctx);
        free(p);
        p = next;
    }
}

RESULT loop_new(const struct sys *sys, struct loop **out, struct error *err) {
    struct loop *l = calloc(1, sizeof *l);
    if (!l) return FAIL(err, NO_SYSTEM, "no memory for the event loop");
    l->sys = sys;
    l->last = &l->first;
    pthread_mutex_init(&l->lock, NULL);
    l->base = event_base_new();
    l->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (l->base && l->wake >= 0) l->on_wake = event_new(l->base, l->wake, EV_READ | EV_PERSIST, run_posts, l);
    if (!l->on_wake || event_add(l->on_wake, NULL) != 0) {
        loop_free(l);
        return FAIL(err, NO_SYSTEM, "the event loop can't be set up");
    }
    signal(SIGPIPE, SIG_IGN);
    *out = l;
    return DONE;
}

struct loop *loop_free(struct loop *l) {
    if (!l) return NULL;
    struct event *events[] = {l->on_wake, l->on_term, l->on_int};
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        if (events[i]) event_free(events[i]);
    while (l->first) {
        struct post *p = l->first;
        l->first = p->next;
        free(p);
    }
    if (l->base) event_base_free(l->base);
    if (l->wake >= 0) close(l->wake);
    pthread_mutex_destroy(&l->lock);
    free(l);
    return NULL;
}

void loop_run(struct loop *l) { event_base_loop(l->base, EVLOOP_NO_EXIT_ON_EMPTY); }
void loop_turn(struct loop *l) { event_base_loop(l->base, EVLOOP_ONCE); }
void loop_stop(struct loop *l) { event_base_loopbreak(l->base); }
struct event_base *loop_base(const struct loop *l) { return l->base; }
const struct sys *loop_sys(const struct loop *l) { return l->sys; }

void loop_post(struct loop *l, void (*fn)(void *ctx), void *ctx) {
    struct post *p = malloc(sizeof *p);
    ENSURE(p != NULL);
    *p = (struct post){NULL, fn, ctx};
    pthread_mutex_lock(&l->lock);
    *l->last = p;
    l->last = &p->next;
    pthread_mutex_unlock(&l->lock);
    uint64_t one = 1;
    ENSURE(write(l->wake, &one, sizeof one) == sizeof one);
}

static void stop_signal(evutil_socket_t number, short what, void *ctx) {
    struct loop *l = ctx;
    (void)number, (void)what;
    bool again = l->stop_asked;
    l->stop_asked = true;
    if (again || !l->stop_fn) loop_stop(l);
    else l->stop_fn(l->stop_ctx);
}

RESULT loop_on_stop_signal(struct loop *l, void (*fn)(void *ctx), void *ctx, struct error *err) {
    l->stop_fn = fn;
    l->stop_ctx = ctx;
    l->on_term = evsignal_new(l->base, SIGTERM, stop_signal, l);
    l->on_int = evsignal_new(l->base, SIGINT, stop_signal, l);
    if (!l->on_term || !l->on_int || event_add(l->on_term, NULL) || event_add(l->on_int, NULL))
        return FAIL(err, NO_SYSTEM, "signals can't be caught");
    return DONE;
}

static void timer_due(evutil_socket_t fd, short what, void *ctx) {
    struct loop_timer *t = ctx;
    (void)fd, (void)what;
    if (sys_tick(t->loop->sys).us < t->when.us) loop_timer_at(t, t->when);  // libevent counts from the round's start
    else t->fn(t->ctx);
}

struct loop_timer *loop_timer_new(struct loop *l, void (*fn)(void *ctx), void *ctx) {
    struct loop_timer *t = calloc(1, sizeof *t);
    ENSURE(t != NULL);
    *t = (struct loop_timer){l, evtimer_new(l->base, timer_due, t), {0}, fn, ctx};
    ENSURE(t->event != NULL);
    return t;
}

struct loop_timer *loop_timer_free(struct loop_timer *t) {
    if (t) event_free(t->event);
    free(t);
    return NULL;
}

void loop_timer_at(struct loop_timer *t, struct tick when) {
    uint64_t now = sys_tick(t->loop->sys).us, wait = when.us > now ? when.us - now : 0;
    t->when = when;
    struct timeval tv = {(time_t)(wait / 1000000), (suseconds_t)(wait % 1000000)};
    ENSURE(evtimer_add(t->event, &tv) == 0);
}

void loop_timer_in(struct loop_timer *t, uint64_t ms) {
    loop_timer_at(t, (struct tick){sys_tick(t->loop->sys).us + ms * 1000});
}

void loop_timer_stop(struct loop_timer *t) { evtimer_del(t->event); }
