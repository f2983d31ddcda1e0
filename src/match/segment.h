// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// segment.h — entries that lie still: made once, sorted by birth, read by many threads, in memory as in a file.
//
// An entry is two runs: its words (for each name its count and role, then numbers of the vocabulary) and its text
// (everything else, as received). Postings lead from a word to the slots that hold it, in order, so that a range of birth
// is a binary search. A dropped entry is marked at once and wiped when nobody reads it any more: its text
// becomes zeros, its postings and numbers copies of their neighbours (promise P7).
#ifndef MALINES_MATCH_SEGMENT_H
#define MALINES_MATCH_SEGMENT_H

#include "codec/identifier.h"
#include "match/form.h"
#include "match/match.h"
#include "match/vocabulary.h"

enum { BORN_NONE = INT32_MIN, BORN_ANY, BORN_FIRST };  // before all days: no date; several or a wide one

struct raw {                  // an entry, wherever it lies
    uint64_t key;
    int32_t born;             // BORN_NONE, BORN_ANY or the first day of its one birth: a day, a month or a year
    uint32_t word_count, text_bytes;  // of the runs
    const uint32_t *words;
    const uint8_t *text;
    uint8_t shelf;
};
// One name of the run at `at`: gives how far the next is.
static inline uint32_t raw_name_words(uint32_t head) { return head & 0xff; }
static inline uint8_t raw_name_role(uint32_t head) { return (uint8_t)(head >> 8); }

// Room for a form read back from an entry; one is enough for a search.
enum { SHARED_LENGTH_MAX = 127, RAW_LIST_MAX = SUBJECT_LIST_MAX, RAW_NUMBERS_MAX = 2 * IDENTIFIER_KEYS_MAX * SUBJECT_LIST_MAX };
struct unpacked {
    struct form form;
    struct form_name names[RAW_LIST_MAX];
    struct form_number numbers[RAW_NUMBERS_MAX];
    struct dates births[RAW_LIST_MAX];
    struct view nationalities[RAW_LIST_MAX], birth_places[RAW_LIST_MAX];
    const struct word *words[FORM_WORDS_MAX];
    float bits[FORM_WORDS_MAX];
    char shared[RAW_LIST_MAX * SHARED_LENGTH_MAX];  // names that share with others, put together
    size_t shared_bytes;      // most that was ever in use
};
void raw_unpack(const struct raw *r, const struct vocabulary *v, size_t live, struct unpacked *out);
void raw_forget(struct unpacked *u);  // what was put together: it must not outlive the entry (P7)
bool raw_is_sound(const struct raw *r, uint32_t word_ids, struct unpacked *room);
size_t raw_number_count(const struct raw *r);
uint64_t raw_number(const struct raw *r, size_t i);  // its hash

// As much of a form as an entry holds: a subject with more, from machine readable zones or calendars, keeps the first.
struct form raw_fit(const struct form *f);

// The text run of a form that fits: gives its bytes; writes when `out` is not NULL.
size_t raw_text(const struct form *f, uint8_t *out);
int32_t raw_born(const struct form *f);

struct segment_counts {
    uint32_t slots, lexicon, jumps, postings, numbers;
    uint64_t words, text;     // text in units of 4 bytes
};
struct segment {
    struct segment_counts n;
    uint64_t *key;
    uint32_t *by_key;         // slots in the order of their keys
    int32_t *born;
    uint8_t *shelf;
    uint32_t *words_at, *words, *text_at;
    uint8_t *text;
    _Atomic uint64_t *dead;   // a bit each
    uint32_t *lexicon, *lexicon_at, *jump;  // words, their postings' start; where ids of each sixteen begin
    _Atomic uint32_t *postings;
    uint64_t *number;         // hashes, in order
    uint32_t *number_slot;
    uint32_t *day_at;         // the first slot of each stretch of days from day_first on, not of the block
    int32_t day_first;
    uint32_t days, day_shift;
    char *block;
    size_t bytes;             // of the block
    size_t mapped;            // of a file, 0 when of this process
    uint32_t live;
};

// A segment of what `raw(ctx, i)` gives for i below `count`; sorted by birth by the caller. NULL never.
struct segment *segment_new(const struct raw *(*raw)(void *ctx, size_t i, struct raw *hold), void *ctx, size_t count, uint32_t word_ids);
struct segment *segment_around(const struct segment_counts *n, char *block);  // over a block that is laid out already
size_t segment_block_bytes(const struct segment_counts *n);
void segment_file_days(struct segment *s);  // once its births are there: they are found sooner
void segment_free(struct segment *s);

bool segment_is_sound(const struct segment *s, uint32_t word_ids);  // nothing leads out of it: for one that was read from a file
struct raw segment_raw(const struct segment *s, uint32_t slot);
static inline bool segment_is_dead(const struct segment *s, uint32_t slot) {
    return atomic_load_explicit(&s->dead[slot / 64], memory_order_acquire) >> slot % 64 & 1;
}
bool segment_find(const struct segment *s, uint64_t key, uint32_t *slot);  // a live one
void segment_drop(struct segment *s, uint32_t slot);
void segment_wipe(struct segment *s, uint32_t slot);  // dead, and nobody looks

struct slot_run {
    const _Atomic uint32_t *at, *end;
};
void segment_ask_for(const struct segment *s, uint32_t word);  // its postings soon
struct slot_run segment_postings(const struct segment *s, uint32_t word);
struct slot_run slot_run_between(struct slot_run all, uint32_t first, uint32_t end);  // what lies in [first, end)
uint32_t segment_born_from(const struct segment *s, int32_t day);                     // the first slot born on `day` or later
size_t segment_number(const struct segment *s, uint64_t hash, const uint32_t **slots);

#endif
