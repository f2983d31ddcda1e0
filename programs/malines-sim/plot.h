// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// plot.h — a day drawn by a seed: what officers do, what goes wrong, and then a calm in which all must end well.
#ifndef MALINES_SIM_PLOT_H
#define MALINES_SIM_PLOT_H

#include "cast.h"

struct plot_wish {
    uint64_t seed;
    int steps;       // of officers; 0: the usual number
    bool verbose;
};

// What a run has seen. A run that saw nothing proves nothing: the caller may add these up and look.
struct plot_sum {
    uint64_t calls, letters, crashes, checks, hits, released, refused, emergencies, replays;
    uint64_t private_hits, private_requests, dna_hits, prints_searched, prints_spent, us;
    char trace[65];  // SHA-256 over all that was answered: same seed, same trace
};

// True when every promise held; otherwise `verdict` (600 bytes) says which one did not.
bool plot_run(const struct cast *cast, const struct plot_wish *wish, struct plot_sum *sum, char verdict[600]);

#endif
