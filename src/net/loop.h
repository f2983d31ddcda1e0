// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// loop.h — the one event loop of a real node: sockets, timers, signals, and work posted from threads.
//
// A thin owner of one libevent base. All callbacks run on the thread that called loop_run(); only
// loop_post() may be called from another thread.
#ifndef MALINES_NET_LOOP_H
#define MALINES_NET_LOOP_H

#include "sys/sys.h"

struct event_base;
struct loop;
struct loop_timer;

RESULT loop_new(const struct sys *sys, struct loop **out, struct error *err);  // also ignores SIGPIPE
struct loop *loop_free(struct loop *l);      // gives NULL; timers, servers and clients must be freed before
void loop_run(struct loop *l);               // until loop_stop(); may be run again
void loop_turn(struct loop *l);              // one round of what is ready or due, waiting for it if need be
void loop_stop(struct loop *l);              // from a callback: return from loop_run() after this round
void loop_post(struct loop *l, void (*fn)(void *ctx), void *ctx);  // from any thread; in order; once

// Calls `fn` once on SIGTERM or SIGINT; without `fn` the loop stops. A second signal always stops the loop.
RESULT loop_on_stop_signal(struct loop *l, void (*fn)(void *ctx), void *ctx, struct error *err);

// A timer calls back once per loop_timer_at(), never before that tick. Setting it again moves it.
struct loop_timer *loop_timer_new(struct loop *l, void (*fn)(void *ctx), void *ctx);
struct loop_timer *loop_timer_free(struct loop_timer *t);  // gives NULL; may be called inside its callback
void loop_timer_at(struct loop_timer *t, struct tick when);
void loop_timer_in(struct loop_timer *t, uint64_t ms);
void loop_timer_stop(struct loop_timer *t);

struct event_base *loop_base(const struct loop *l);  // for this room only
const struct sys *loop_sys(const struct loop *l);

#endif
