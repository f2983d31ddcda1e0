// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// stage.h — real nodes, four or (with guests) six, on as many simulated machines, joined by the simulated network, under one seed.
//
// The stage moves time and letters and does what a daemon's loop does: hand in, work, flush, send. It knows
// nothing of alerts or requests. A node whose disk fails is stopped, its machine crashes, and it starts again
// after a while.
#ifndef MALINES_SIM_STAGE_H
#define MALINES_SIM_STAGE_H

#include "audit/witness_memory.h"
#include "cast.h"
#include "network.h"
#include "node/handlers.h"
#include "sys/sim_disk.h"

struct stage;

// What somebody who looks on is told; any may be NULL.
struct onlooker {
    void *ctx;
    void (*letter)(void *ctx, int from, int to, const char *path, struct view body);              // arrives at `to`
    void (*answer)(void *ctx, int from, int to, const char *path, int status, struct view body);  // is back at `from`
    void (*cosigned)(void *ctx, int member, int witness, struct view note);  // the log of `member`, by that member's witness
    void (*stopped)(void *ctx, int member);   // its disk is at rest: the store can be looked at
    void (*started)(void *ctx, int member);
};

struct pending;
struct actor {
    struct machine *machine;
    struct node *node;           // NULL while it is stopped
    uint64_t life;               // counts starts
    bool held_down;              // stopped on purpose: does not start by itself
    enum code why_down;          // of the last failed start
    struct pending *pending;     // calls and letters not answered yet
    uint64_t wake_us;            // a wake event is planned for then; UINT64_MAX: none
    bool unflushed;
};

struct stage {
    const struct cast *cast;
    struct world *world;
    struct network net;
    struct chance chance;
    int players;                 // of the cast
    struct actor actors[PLAYERS_MAX];
    struct memory_shelf shelves[PLAYERS_MAX];  // of the witnesses, which stand on machines of their own
    bool no_witness[PLAYERS_MAX];
    struct onlooker onlooker;
    void (*plot)(void *ctx, const struct event *e);  // for EVENT_plot
    void *plot_ctx;
    uint64_t crashes, letters, calls;
    bool gathers;                // flush not after each input but, sometimes, after several
    bool verbose;
};

// The nodes are not started yet.
// It begins at eight in the morning, or, `rolls_ms` above 0, so long before an epoch of sealed checks ends.
void stage_begin(struct stage *s, const struct cast *cast, uint64_t seed, int64_t rolls_ms);
void stage_end(struct stage *s);

void stage_start(struct stage *s, int member);
void stage_stop(struct stage *s, int member, enum crash how);   // held down until stage_start
void stage_fall(struct stage *s, int member, enum crash how);   // starts again by itself
RESULT stage_enrol(struct stage *s, struct error *err);         // the officers of all, at nodes that are up
bool stage_is_up(const struct stage *s, int member);

// A call of an officer. `reply` is told once: the answer, a failure, or REPLY_lost when the node fell before it
// answered (nobody knows then whether it was done). It must not call back into the stage.
enum outcome { REPLY_done, REPLY_failed, REPLY_lost };
typedef void reply_fn(void *ctx, enum outcome outcome, const struct error *failure, const json_t *answer);
void stage_call(struct stage *s, int member, node_handler *handler, const struct officer *officer, const json_t *params,
                reply_fn *reply, void *ctx);
// The same, and let the world go on until it is answered. `answer` is a new reference, NULL unless done.
enum outcome stage_ask(struct stage *s, int member, node_handler *handler, const struct officer *officer,
                       const json_t *params,
                       json_t **answer, struct error *failure);

// A letter out of nowhere, as if `from` had sent it: replayed, forged. Its answer goes nowhere.
void stage_slip_in(struct stage *s, int from, int to, const char *path, struct view body, uint64_t in_us);

bool stage_step(struct stage *s);                        // one event; false when there is none
void stage_run_for(struct stage *s, uint64_t ms);
void stage_plan(struct stage *s, uint64_t in_us, uint64_t token);  // calls plot() then

// Look at a store while its node is stopped: opened as the node would open it. Closed by the caller.
RESULT stage_store(struct stage *s, int member, struct store **out, struct error *err);

void stage_say(const struct stage *s, const char *format, ...) __attribute__((format(printf, 2, 3)));  // when verbose

#endif
