// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// witness_memory.h — a witness's shelf in memory, for tests and the simulator.
#ifndef MALINES_AUDIT_WITNESS_MEMORY_H
#define MALINES_AUDIT_WITNESS_MEMORY_H

#include "audit/witness.h"

enum { MEMORY_LOGS_MAX = 16 };
struct memory_shelf {
    struct {
        char origin[SIGN_KEY_NAME_ROOM];
        struct text note;
    } at[MEMORY_LOGS_MAX];
    size_t count;
    bool full;  // nothing can be kept
};
struct witness_shelf memory_shelf_of(struct memory_shelf *m);  // `m` is borrowed
void memory_shelf_end(struct memory_shelf *m);

#endif
