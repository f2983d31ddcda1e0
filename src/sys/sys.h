// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sys.h — the only door to the world: clocks, chance, files.
//
// Everything that differs between a real run and a simulated one is reached through a `struct sys`, passed
// in and never global, so that several nodes run in one process under one seed. The network is not here:
// the node's core is sans-I/O and its driver (daemon or simulator) moves the bytes.
#ifndef MALINES_SYS_SYS_H
#define MALINES_SYS_SYS_H

#include "base/instant.h"

struct sys {
    struct instant (*now)(const struct sys *);                        // wall clock, UTC
    struct tick (*tick)(const struct sys *);                          // monotonic
    void (*random)(const struct sys *, void *out, size_t bytes);      // for keys and ids
    const char *vfs;                                                  // SQLite VFS name; NULL: the real disk
    void *world;                                                      // of the implementation
    // Before a store is opened: make what the system believes about its file (and FILE-wal, FILE-journal) true.
    // What is written but not flushed is flushed, and what is cached is read from the disk again: after a
    // failed fsync Linux shows pages that never reached the disk, to the next process too. May be NULL.
    struct result (*settle)(const struct sys *, const char *path, struct error *err);
    bool cores;                                                       // work may be done beside this thread
};

const struct sys *sys_real(void);

static inline struct instant sys_now(const struct sys *s) { return s->now(s); }
static inline struct tick sys_tick(const struct sys *s) { return s->tick(s); }
static inline void sys_random(const struct sys *s, void *out, size_t bytes) { s->random(s, out, bytes); }

// A piece of work that needs nothing of the world and ends by itself, done on another core while this one goes on; in a
// simulated world it is done at once. sys_waited() ends when it has; until then nobody touches what it works on.
struct beside;
struct beside *sys_beside(const struct sys *s, void (*work)(void *ctx), void *ctx);
struct beside *sys_waited(struct beside *b);  // gives NULL; NULL is waited for already

// UUID version 7 (RFC 9562 §5.7) as 36 characters and a NUL: sorts by time of creation.
enum { UUID_ROOM = 37 };
void uuid_new(const struct sys *s, char out[UUID_ROOM]);
bool uuid_valid(struct view v);

// Whole files of the real disk. Reading fails with TOO_BIG above `ceiling`; writing goes to a temporary
// name, is flushed, renamed and the folder flushed, so that a reader sees the old or the new file whole.
// `mode` as for open(2), e.g. 0600 for keys.
RESULT file_read(const char *path, size_t ceiling, struct text *out, struct error *err);
RESULT file_write(const char *path, struct view bytes, unsigned mode, struct error *err);
// The same of a private key or a secret: KEY_EXPOSED when others than its user may read or write it. Only root's own group may read
// what is root's: so systemd gives credentials to a service (LoadCredential=), whose mode then shows the right of one user more.
// `out` is secret from then on (text.h): nobody has to wipe it.
RESULT secret_file_read(const char *path, size_t ceiling, struct text *out, struct error *err);
RESULT secret_file_kept(const char *path, struct error *err);

#endif
