// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// index_room.h — how the index lies in memory; shared by index.c and search.c only.
//
// Vocabulary: every word that occurs in a name, once, in slabs that never move. It knows the entries that
// hold it (postings). Keys (coarse consonants, word_keys) lead from a spelling to the words it may stand for.
// Entries: one block each, holding the form with its texts; a free slot has no block.
// Invariants: an entry stands once in the postings of each of its words; a word without postings is gone
// from vocabulary and keys, so what was dropped leaves no trace (promise P7).
#ifndef MALINES_MATCH_INDEX_ROOM_H
#define MALINES_MATCH_INDEX_ROOM_H

#include "match/desk.h"
#include "match/form.h"
#include "match/multimap.h"

enum { SLAB_WORDS = 1024 };

struct posting_list {
    uint32_t *entries;  // slots
    uint32_t count, room;
};
struct slab {
    struct word word[SLAB_WORDS];
    struct posting_list postings[SLAB_WORDS];
};

struct entry {
    uint64_t key;
    struct form *form;   // the block's first part; its words are NULL: see word_ids
    uint32_t *word_ids;  // in the block
    uint32_t bytes;      // of the block
    uint8_t shelf;
};

struct match_index {
    struct slab **slabs;
    size_t slab_count, slab_room, word_count;  // word_count: highest id used + 1
    uint32_t *free_words;
    size_t free_word_count, free_word_room;
    struct multimap word_of_hash, words_of_key, entries_of_number, entry_of_key;
    struct entry *entries;
    size_t entry_count, entry_room;            // entry_count: highest slot used + 1
    uint32_t *free_slots;
    size_t free_slot_count, free_slot_room;
    size_t live, block_bytes, posting_bytes;
    size_t live_on[MATCH_SHELVES];
    struct drawer *drawer;                     // what searches work on
};

static inline struct word *index_word(const struct match_index *ix, uint32_t id) {
    return &ix->slabs[id / SLAB_WORDS]->word[id % SLAB_WORDS];
}
static inline struct posting_list *index_postings(const struct match_index *ix, uint32_t id) {
    return &ix->slabs[id / SLAB_WORDS]->postings[id % SLAB_WORDS];
}
bool index_find_word(const struct match_index *ix, uint64_t hash, uint32_t *id);

// The form of an entry with its words looked up; the arrays are the caller's, of FORM_WORDS_MAX.
struct form index_form(const struct match_index *ix, const struct entry *e, const struct word **words, float *bits);

// Every entry compared, none left out: the slow, obvious search, for tests.
RESULT match_search_all(const struct match_index *ix, const struct subject *question, struct match_options options,
                        struct arena *a, const struct candidate **out, size_t *count, struct error *err);

#endif
