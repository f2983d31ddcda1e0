// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// exact.h — entries of which nothing is known but numbers (a stolen passport, a plate): most of a register, and looked up
// by their number only. 28.5 bytes each (measured with 91 million) instead of a hundred: the hash of a number leads to the entry's key; the text
// stays with whoever owns the record. One writer, readers at any time; rows lie in shards by their hash, so that growing
// copies a small part.
#ifndef MALINES_MATCH_EXACT_H
#define MALINES_MATCH_EXACT_H

#include "match/epoch.h"
#include "match/form.h"
#include "match/match.h"

enum { EXACT_SHARDS = 1024 };
static const uint64_t EXACT_KEYS_END = (uint64_t)1 << 44;  // keys beyond are kept as any other entry

struct exact_row {
    _Atomic uint64_t hash;           // 0 free, GONE_ROW once was
    _Atomic uint64_t what;           // key, shelf, kind and how the number says it: exact_entry_of
};
struct exact_shard;
enum { EXACT_CELL_GONE = 2 };
struct exact_keys {
    uint32_t *cell;                  // by key, one a row: a tag and the row's shard, odd; 0 free, EXACT_CELL_GONE once was
    size_t room, used;               // used: cells that are or were
};
struct exact {
    struct epoch *epoch;
    struct exact_shard *_Atomic shard[EXACT_SHARDS];
    struct exact_keys keys, next;    // next: none, or what comes in their place and has the keys of the first `moved` shards
    size_t moved, rows, bytes;
};
struct exact_entry {
    uint64_t key;
    uint8_t shelf, kind;
    bool paper, loose;
};

void exact_begin(struct exact *x, struct epoch *epoch);
void exact_end(struct exact *x);
size_t exact_bytes(const struct exact *x);

// Has memory brought that a put of this will look at.
void exact_ask_for(const struct exact *x, uint64_t key, const struct form *f);
bool exact_takes(uint64_t key, const struct form *f);          // nothing but a few numbers
void exact_put(struct exact *x, uint64_t key, unsigned shelf, const struct form *f);
bool exact_drop(struct exact *x, uint64_t key, unsigned *shelf);  // false: it is not here

// For a snapshot: the rows of a shard, `out` has room for that many; and back into an empty table, shard by shard.
size_t exact_rows_of(const struct exact *x, size_t shard, uint64_t (*out)[2]);  // out NULL: only counted
bool exact_restore(struct exact *x, size_t shard, const uint64_t (*rows)[2], size_t count, _Atomic size_t *on_shelf);  // false: not sound
void exact_restored(struct exact *x);

// The next row under `hash` at or after *at, which begins with 0; false: no more.
bool exact_next(const struct exact *x, uint64_t hash, size_t *at, struct exact_entry *out);

#endif
