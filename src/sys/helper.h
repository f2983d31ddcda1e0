// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// helper.h — one of our sandboxed programs, run on bytes that others wrote and heard to its end.
//
// What it was given may have taken it over. So nothing of it is waited for without a deadline by the clock: both of its
// voices are heard together (a helper that fills the one while we listen to the other would stop both), and it is killed,
// with all it started, when the deadline is over, when it says more than was agreed, or when whoever asked goes away.
#ifndef MALINES_SYS_HELPER_H
#define MALINES_SYS_HELPER_H

#include "base/text.h"
#include "sys/sys.h"

struct helper {
    const char *const *command;  // [0]: its path, or a name to be looked for in PATH; a list that ends with NULL
    struct view input;           // its standard input
    uint32_t deadline_ms;        // from its start to its end; not 0
    int give_up;                 // a descriptor: readable, we give up; -1: none
};
// What it wrote, appended to `out` and `heard` (texts with ceilings), and how it ended, as waitpid(2) has it. May be called
// beside the main thread; ends within the deadline. HELPER_FAILED: killed at the deadline; UNREACHABLE: given up; TOO_BIG:
// above a ceiling; NO_SYSTEM. In each case the helper is gone.
RESULT helper_run(const struct sys *s, const struct helper *h, struct text *out, struct text *heard, int *status, struct error *err);

#endif
