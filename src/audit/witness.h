// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// witness.h — a witness: it remembers, of each log that it knows, the last checkpoint that it cosigned, and cosigns
// another one only when that is its beginning (c2sp.org/tlog-witness).
//
// It lives outside the node whose authority runs it: another process, another key, a folder of its own
// (programs/malines-witness), or one of the simulator's. All it keeps is a note for each log: origin, size, root, the
// log's signature and its own. That note is also the evidence against a log that forgets or forks. What it hears is
// bytes from outside; what it says is an HTTP status and a short text.
#ifndef MALINES_AUDIT_WITNESS_H
#define MALINES_AUDIT_WITNESS_H

#include "audit/cosign.h"

// Where the notes lie. `keep` must be durable when it returns: nothing is cosigned before. `last`: NOT_FOUND when none is kept.
struct witness_shelf {
    struct result (*keep)(void *ctx, const char *origin, struct view note, struct error *err);
    struct result (*last)(void *ctx, const char *origin, struct text *note, struct error *err);
    void *ctx;
};
struct witness {
    const struct sign_key *key;
    const struct verify_key *logs;  // those it witnesses
    size_t log_count;
    struct witness_shelf shelf;
};

// A question by POST to `path`. Gives the HTTP status and writes the body:
//   add-checkpoint   200 a cosignature line; 400 not readable, or old is above the checkpoint's size; 403 not signed by the
//                    log; 404 no such log; 409 with the size that was cosigned last; 422 the proof does not hold; 500
//   last-checkpoint  200 the note cosigned last; 404 none yet, or no such log
int witness_answer(const struct witness *w, struct instant now, struct view path, struct view body, struct text *reply);

#endif
