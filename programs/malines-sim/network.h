// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// network.h — what will happen when: letters between nodes on bad lines, and everything else that waits.
//
// One queue holds all that is to come, in order of time (and of entry, where times are equal), so that a run
// depends on the seed alone. Between each two members there is a line for each direction with its own delay,
// loss, doubling and damage; a cut line loses everything.
#ifndef MALINES_SIM_NETWORK_H
#define MALINES_SIM_NETWORK_H

#include "base/text.h"
#include "sys/sim.h"

// The four play always; a story may have guests beside them (cast.h).
enum { MEMBERS = 4, PLAYERS_MAX = 6, MEMBER_NONE = PLAYERS_MAX };

enum event_kind {
    EVENT_request,   // a letter arrives at `to`
    EVENT_reply,     // its answer is back at `from`
    EVENT_refused,   // nobody listens at `to`: told to `from`
    EVENT_timeout,   // `from` waits no longer
    EVENT_wake,      // a node asked to be woken
    EVENT_start,     // a stopped node starts again
    EVENT_plot,      // whatever the plot has planned
};

struct event {
    uint64_t at_us, order;
    enum event_kind kind;
    int from, to;
    uint64_t token;        // of `from`'s letter
    uint64_t life;         // which life of the node the event is meant for: a restarted node hears no old answers
    const char *path;
    int status;
    struct text body;      // owned
};

struct line {
    bool cut;
    unsigned lost, doubled, damaged;  // per thousand
    uint64_t delay_least_us, delay_most_us;
};

struct network {
    struct chance chance;
    struct line lines[PLAYERS_MAX][PLAYERS_MAX];  // [from][to]
    struct event *heap;
    size_t count, room;
    uint64_t order;
    bool evil;             // letters are kept and shown again, altered letters are tried
};

void network_begin(struct network *n, struct chance chance);
void network_end(struct network *n);
void network_calm(struct network *n);                      // every line up, quick and honest
void network_plan(struct network *n, struct event e);      // takes e.body over
bool network_next(struct network *n, struct event *out);   // the earliest; false when nothing is to come
uint64_t network_next_us(const struct network *n);         // UINT64_MAX when nothing is to come

// Send a request or a reply (e.at_us is filled in from `now_us`). The line may lose, double, damage or delay it.
void network_send(struct network *n, struct event e, uint64_t now_us);

#endif
