// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// bench.h — what every bench needs: a call that must not fail, and the time.
#ifndef MALINES_BENCH_H
#define MALINES_BENCH_H

#include "base/result.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

// Runs `expr`, in which `err` may stand for the error; says what failed and ends the bench.
#define MUST(expr)                                                                                                   \
    do {                                                                                                             \
        struct error why_ = {0};                                                                                     \
        struct error *err = &why_;                                                                                   \
        struct result r_ = (expr);                                                                                   \
        (void)err;                                                                                                   \
        if (FAILED(r_)) fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, code_name(r_.code), why_.detail), exit(1); \
    } while (0)

static inline double seconds_of(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}
static inline double wall_s(void) { return seconds_of(CLOCK_MONOTONIC); }
static inline double cpu_s(void) { return seconds_of(CLOCK_THREAD_CPUTIME_ID); }  // of this thread: the machine is shared
static inline double cpu_us(void) { return 1e6 * cpu_s(); }

#endif
