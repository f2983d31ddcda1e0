// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// epoch.h — many readers and one writer, without a lock between them (epoch-based reclamation, Fraser, 2004).
// A reader enters, loads what it needs through atomic pointers, leaves. The writer replaces what such a pointer leads
// to and retires the old; it ends when every reader that could have seen it has left. Writers exclude one another by
// means of their own.
#ifndef MALINES_MATCH_EPOCH_H
#define MALINES_MATCH_EPOCH_H

#include "base/result.h"

#include <stdatomic.h>
#include <stdint.h>

enum { READERS_MAX = 32 };       // at once; one more waits for its turn

struct retired {
    struct retired *next;
    uint64_t at;
    void (*end)(void *ctx, void *what, uint32_t which);
    void *ctx, *what;
    uint32_t which;
};
struct epoch {
    _Atomic uint64_t now;        // from 1
    struct {
        _Alignas(64) _Atomic uint64_t since;  // 0: nobody
        _Atomic uintptr_t who;                // the thread that was here last
    } reader[READERS_MAX];
    struct retired *first, **last;
    size_t count;                // waiting to be ended
};

void epoch_begin(struct epoch *e);
size_t epoch_enter(struct epoch *e);                  // gives the reader's place
void epoch_leave(struct epoch *e, size_t place);

// Writer only. `end(ctx, what, which)` runs in this or a later call, in the order of retiring.
void epoch_retire(struct epoch *e, void (*end)(void *ctx, void *what, uint32_t which), void *ctx, void *what, uint32_t which);
void epoch_settle(struct epoch *e);                   // ends what nobody can see any more
void epoch_end(struct epoch *e);                      // ends all; nobody may be reading
void epoch_free(void *ctx, void *what, uint32_t which);  // an `end` that frees `what`

#endif
