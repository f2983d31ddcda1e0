// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// vault.h — the folder where items of evidence lie: content-addressed, written once, never changed.
//
//   FOLDER/incoming/ID       what is still arriving, mode 0600; the daemon forgets it when it starts, but what is fetched from
//                            another ("fetch-…"): that is gone on with, while it can still be fetched
//   FOLDER/ab/abcdef…        an item under its SHA-256, mode 0400
//
// An item gets its name only when all of it is on the disk (file and folders flushed) and its digests are known.
// The same bytes twice are one file. Memory stays the same, however large the item.
#ifndef MALINES_EVIDENCE_VAULT_H
#define MALINES_EVIDENCE_VAULT_H

#include "evidence/digests.h"
#include "sys/sys.h"

struct vault;
// Makes the folder (mode 0700) where it is not there yet, and empties `incoming`, of what was fetched that to which nothing came since then.
// NO_SYSTEM, DISK_FULL, DISK_FAILED. The caller keeps `sys` alive.
RESULT vault_open(const struct sys *sys, const char *folder, struct instant since, struct vault **out, struct error *err);
struct vault *vault_close(struct vault *v);  // gives NULL

// One item on its way in. `id` (letters, digits, -) names it in `incoming`. ALREADY when that id is under way.
struct intake;
RESULT intake_begin(struct vault *v, const char *id, struct intake **out, struct error *err);
RESULT intake_add(struct intake *i, struct view bytes, struct error *err);
uint64_t intake_bytes(const struct intake *i);
// What lies there of before the program ended is gone on with; else it begins. The id begins with "fetch-". Its bytes are read again,
// some at a time, until *done: before that nothing is added. ALREADY: somebody is at it.
RESULT intake_resume(struct vault *v, const char *id, struct intake **out, struct error *err);
RESULT intake_catch_up(struct intake *i, size_t bytes, bool *done, struct error *err);
void intakes_forget(struct vault *v, const char *beginning);  // of those left to be resumed, what is so named
void intake_leave(struct intake *i);  // it stays where it is, to be resumed; NULL is fine
// Durable when it returns; *out tells what came in. Where `expected` is not NULL and any of it differs the item is not
// taken: CONFLICT. *was_there (may be NULL): these bytes lay here already. `i` is used up, whatever comes back.
RESULT intake_end(struct intake *i, const struct digests *expected, struct digests *out, bool *was_there, struct error *err);
void intake_drop(struct intake *i);  // not taken; NULL is fine

// Read an item again, some bytes at a time, so that whoever else waits is served between.
struct checking;
RESULT checking_begin(struct vault *v, const struct digests *item, struct checking **out, struct error *err);  // NOT_FOUND
// At most `bytes` more; *done when all was read. STORE_DAMAGED: it is not what came in, or no longer protected from writing.
RESULT checking_some(struct checking *c, size_t bytes, bool *done, struct error *err);
struct checking *checking_free(struct checking *c);  // gives NULL

// An item goes: its bytes are written over, some at a time, flushed, and its name taken away. A crash between leaves a file that
// is no item any more and is gone on with by beginning again. What a disk remaps or a file system copies aside lies outside a program's
// reach: where that matters the disk is encrypted and its key goes (docs/evidence.md).
struct destroying;
RESULT destroying_begin(struct vault *v, const struct digest *sha256, struct destroying **out, struct error *err);  // NOT_FOUND: it is gone
RESULT destroying_some(struct destroying *d, size_t bytes, bool *done, struct error *err);
struct destroying *destroying_free(struct destroying *d);  // gives NULL

// Open an item for reading. NOT_FOUND. The caller closes it.
RESULT vault_item(struct vault *v, const struct digest *sha256, int *out, struct error *err);

#endif
