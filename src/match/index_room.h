// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// index_room.h — how the index lies in memory; for the files of the index and their tests only.
//
// Entries come into a small fresh part, which a search looks through word by word. When it is full it becomes a
// segment; segments of like size become one (a log-structured merge, O'Neil et al., 1996). What a search sees is a
// version: the segments and the fresh part at one moment. Searches take no lock: see epoch.h. Who changes the index
// takes the writer's lock; merges of large segments run outside it, on the caller's thread (match_index_tend).
// Invariants: a key lives in one place; a word of the vocabulary counts the live entries that hold it; what was
// dropped is not found by any search that begins later, and is wiped when the last one that may see it has ended.
#ifndef MALINES_MATCH_INDEX_ROOM_H
#define MALINES_MATCH_INDEX_ROOM_H

#include "match/column.h"
#include "match/desk.h"
#include "match/exact.h"
#include "match/known.h"
#include "match/segment.h"

#include <pthread.h>

enum {
    FRESH_MAX = 1024, SEGMENTS_MAX = 28, GROWTH = 4, TENDED_GROWTH = 20, MERGED_AT_ONCE_MAX = 150000, MERGED_MAX = 24 << 20,
    TALLYING_FROM = 200000, SPARING_FROM = 100000
};

struct fresh {                  // an entry of the fresh part: its run follows
    struct raw raw;
    size_t bytes;
    uint8_t run[];
};
enum { NUMBER_BITS = 15, KEY_BITS = 15 };
struct fresh_part {
    _Atomic uint32_t count;
    struct fresh *_Atomic at[FRESH_MAX];  // NULL: dropped
    _Atomic int32_t born[FRESH_MAX];      // of each, as raw_born has it; BORN_NONE when it is dropped
    _Atomic uint64_t numbers[(1 << NUMBER_BITS) / 64];  // a bit for each that was put: what is asked is seldom among them (Bloom, 1970, of one hash)
    uint64_t keys[(1 << KEY_BITS) / 64];  // the same of keys, for who changes the index
};
static inline bool fresh_may_hold(const struct fresh_part *p, uint64_t number) {
    uint64_t bit = number >> (64 - NUMBER_BITS);
    return atomic_load(&p->numbers[bit / 64]) >> bit % 64 & 1;
}
struct version {
    size_t count;
    struct fresh_part *fresh;
    struct segment *segment[SEGMENTS_MAX];  // the oldest and largest first
};

struct match_index {
    struct epoch epoch;
    struct vocabulary vocabulary;
    struct exact exact;         // entries that are numbers only
    struct version *_Atomic version;
    _Atomic size_t live_on[MATCH_SHELVES], exact_on[MATCH_SHELVES], live;  // live: of those with more than numbers
    _Atomic uint64_t changes;   // puts and drops so far
    struct desks desks;
    struct known *_Atomic known;  // spellings of frequent words; NULL: not yet
    size_t tallying_from;       // entries from which on those of a common name are added up from their postings (tally.c),
    uint32_t tally_window;      // so many at a time, at most TALLY_WINDOW
    size_t column_from, column_upto;  // slots of a segment that has a column of tags
    size_t sparing_from;        // entries from which on words are passed over by birth (spellings.c)
    pthread_mutex_t writer;
    size_t entry_bytes;         // of the fresh part's entries and of segments
    uint64_t *dropped;          // keys, while a merge runs outside the lock
    size_t dropped_count, dropped_room;
    bool merging, knowing;      // outside the lock
    size_t merging_parts;       // segments that it looks at: the others may change
};

// One search's view of it.
struct seen {
    const struct match_index *ix;
    const struct version *version;
    struct desk *desk;
    size_t live;                // entries, when it began
    uint64_t changes;
    size_t place;               // among the readers
};
struct seen index_enter(const struct match_index *ix);
void index_leave(struct seen *s);

// Where an entry lies: a segment of the version, or its fresh part when `part` is version->count.
static inline bool seen_raw(const struct seen *s, uint32_t part, uint32_t slot, struct raw *out) {
    const struct version *v = s->version;
    if (part < v->count)  // the dead may be wiped this moment
        return segment_is_dead(v->segment[part], slot) ? false : (*out = segment_raw(v->segment[part], slot), true);
    const struct fresh *f = atomic_load_explicit(&v->fresh->at[slot], memory_order_acquire);
    return f ? *out = f->raw, true : false;
}

static inline bool has_column(const struct match_index *ix, const struct segment *s) { return s->n.slots >= ix->column_from && s->n.slots <= ix->column_upto; }

void merge_fresh(struct match_index *ix);  // writer: the fresh part is full

// Every entry compared, none left out: the slow, obvious search, for tests.
RESULT match_search_all(const struct match_index *ix, const struct subject *question, struct match_options options,
                        struct arena *a, const struct candidate **out, size_t *count, struct error *err);
// The same of those entries that a choice holds for worth it, for registers where all would take too long. `begin` is told the question as it is
// weighed, then each entry is asked for.
struct match_choice {
    void *ctx;
    void (*begin)(void *ctx, const struct seen *seen, const struct form *question);
    bool (*takes)(void *ctx, const struct seen *seen, const struct raw *entry);
};
RESULT match_search_those(const struct match_index *ix, const struct subject *question, struct match_options options, const struct match_choice *choice,
                          struct arena *a, const struct candidate **out, size_t *count, struct error *err);

#endif
