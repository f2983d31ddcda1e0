// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// segment.h — entries that lie still: made once, sorted by birth, read by many threads, in memory as in a file.
//
// An entry is one run of bytes (raw.c): for each name its words, as numbers of the vocabulary; then all else it was put with.
// Postings lead from a word to the slots that hold it, in order, so that a range of birth is a binary search. A dropped
// entry is marked at once and wiped when nobody reads it any more: its run becomes zeros, its postings and numbers copies of
// their neighbours (promise P7).
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
    uint32_t bytes;
    const uint8_t *at;
    uint8_t shelf;
};
enum {
    SPARED_MAX = 2 * NAME_WORDS_MAX,
    RAW_LIST_MAX = SUBJECT_LIST_MAX,
    RAW_NUMBERS_MAX = 2 * IDENTIFIER_KEYS_MAX * SUBJECT_LIST_MAX,
    RAW_RUN_MAX = FORM_WORDS_MAX + RAW_LIST_MAX
};

// Where its words stand behind the first byte: how many (LEB128), then each in three bytes: to be read without a question, for a search
// reads them of every entry it meets.
struct raw_ids {
    const uint8_t *at;
    uint32_t count;
};
enum { RAW_ID_BYTES = 3, RAW_ID_MASK = 0xffffff };
static inline struct raw_ids raw_ids_of(const uint8_t *run, uint32_t bytes) {
    if (bytes < 3) return (struct raw_ids){run, 0};
    uint32_t n = run[1] < 128 ? run[1] : (run[1] & 127u) | (uint32_t)run[2] << 7, from = run[1] < 128 ? 2 : 3;
    return (struct raw_ids){run + from, RAW_ID_BYTES * n < bytes - from ? n : 0};  // something always follows: the fourth byte that is read
}
static inline uint32_t raw_id(struct raw_ids ids, uint32_t i) {
    uint32_t id;
    memcpy(&id, ids.at + RAW_ID_BYTES * i, sizeof id);
    return id & RAW_ID_MASK;
}

// The words of its names, each once, as numbers of the vocabulary. Gives how many.
uint32_t raw_words(const uint8_t *at, uint32_t bytes, uint32_t out[FORM_WORDS_MAX]);
// Its names: for each a head, then so many words. Gives how many there are with the heads.
uint32_t raw_names(const uint8_t *at, uint32_t bytes, uint32_t out[RAW_RUN_MAX]);
static inline uint32_t raw_name_words(uint32_t head) { return head & 0xff; }
static inline uint8_t raw_name_role(uint32_t head) { return (uint8_t)(head >> 8); }

// Room for a form read back from an entry; one is enough for a search.
enum { TOGETHER_MAX = 127 };  // of a name that is put together: from its words, or from the name before
struct unpacked {
    struct form form;
    struct form_name names[RAW_LIST_MAX];
    struct form_number numbers[RAW_NUMBERS_MAX];
    struct dates births[RAW_LIST_MAX];
    struct view nationalities[RAW_LIST_MAX], birth_places[RAW_LIST_MAX];
    uint32_t run[RAW_RUN_MAX];
    const struct word *words[FORM_WORDS_MAX];
    float bits[FORM_WORDS_MAX];
    struct word spared[SPARED_MAX];  // of names of nothing but particles; words[] leads here, and may lead to others for the next entry
    size_t spared_count;
    char together[RAW_LIST_MAX * TOGETHER_MAX];
    size_t together_bytes;    // most that was ever in use
    uint32_t texts_at;
};
void raw_unpack(const struct raw *r, const struct vocabulary *v, size_t live, struct unpacked *out);  // but for the texts of names,
void raw_unpack_names(const struct raw *r, const struct vocabulary *v, struct unpacked *out);         // of which few are shown
void raw_forget(struct unpacked *u);  // what was put together: it must not outlive the entry (P7)
bool raw_is_sound(const struct raw *r, const struct vocabulary *v, struct unpacked *room);
size_t raw_number_count(const struct raw *r);
uint64_t raw_number(const struct raw *r, size_t i);  // its hash
size_t raw_days(const struct raw *r, int32_t out[RAW_LIST_MAX]);  // days that it may be born on, each once, when it is BORN_ANY

// As much of a form as an entry holds: a subject with more, from machine readable zones or calendars, keeps the first.
struct form raw_fit(const struct form *f);

// The run of a form that fits, its words' numbers in `ids`: gives its bytes; all written where there is room for them.
size_t raw_write(const struct form *f, const uint32_t *ids, const struct vocabulary *v, uint8_t *out, size_t room);
int32_t raw_born(const struct form *f);

struct segment_counts {
    uint32_t slots, lexicon, jumps, postings, numbers, births;
    uint32_t shelf;           // 1 + the one all are on; 0: each tells
    uint32_t key_bytes, at_bytes;  // 4 or 8; 2 or 4
    uint32_t pad;
    uint64_t bytes;           // of all entries
};
struct sixty_four {           // entries that lie one behind another
    uint64_t at;              // where they begin
    _Atomic uint64_t dead;    // a bit each
};
struct segment {
    struct segment_counts n;
    void *key;                // of key_bytes each
    uint32_t *by_key;         // slots in the order of their keys
    uint8_t *shelf;
    struct sixty_four *of_64; // of each 64 slots,
    void *at;                 // and where each of their entries begins behind that
    uint8_t *entries;
    int32_t *birth;           // births that occur, in order; their first slots, and the end
    uint32_t *birth_at, *birth_of;  // of each 64 slots, which of them the first has
    // Words, their postings' start, where ids of each sixteen begin; where most of the vocabulary is held, n.jumps is 0: each word has its row.
    uint32_t *lexicon, *lexicon_at, *jump;
    _Atomic uint32_t *postings;
    uint64_t *number;         // hashes, in order; also of the days of those that are born on several
    uint32_t *number_slot;
    uint32_t *day_at;         // the first birth of each stretch of days from day_first on, not of the block
    int32_t day_first;
    uint32_t days, day_shift;
    _Atomic uint64_t *column; // tags of words (column.h), or NULL; not of the block
    uint32_t *column_at;      // of each birth its first row, and the end
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
size_t segment_bytes(const struct segment *s);  // with all that is beside the block

bool segment_is_sound(const struct segment *s, const struct vocabulary *v);  // nothing leads out of it: for one that was read from a file
struct raw segment_raw(const struct segment *s, uint32_t slot);
int32_t segment_born(const struct segment *s, uint32_t slot);
uint32_t segment_birth(const struct segment *s, uint32_t slot);  // which of its births
static inline unsigned segment_shelf(const struct segment *s, uint32_t slot) { return s->n.shelf ? s->n.shelf - 1 : s->shelf[slot]; }
static inline uint64_t segment_at(const struct segment *s, uint32_t slot) {  // where an entry begins; it ends where the next does
    return s->of_64[slot / 64].at + (s->n.at_bytes == 2 ? ((const uint16_t *)s->at)[slot] : ((const uint32_t *)s->at)[slot]);
}
static inline struct raw_ids segment_ids(const struct segment *s, uint32_t slot) {
    uint64_t at = segment_at(s, slot);
    return raw_ids_of(s->entries + at, (uint32_t)(segment_at(s, slot + 1) - at));
}
static inline void segment_ask_for_place(const struct segment *s, uint32_t slot) {
    __builtin_prefetch((const char *)s->at + (size_t)slot * s->n.at_bytes), __builtin_prefetch(&s->of_64[slot / 64]);
}
static inline bool segment_is_dead(const struct segment *s, uint32_t slot) {
    return atomic_load_explicit(&s->of_64[slot / 64].dead, memory_order_acquire) >> slot % 64 & 1;
}
bool segment_find(const struct segment *s, uint64_t key, uint32_t *slot);  // a live one
void segment_drop(struct segment *s, uint32_t slot);
void segment_wipe(struct segment *s, uint32_t slot);  // dead, and nobody looks

struct slot_run {
    const _Atomic uint32_t *at, *end;
};
// From a word to its postings in three steps: what each reads lies far away and is asked for by the one before.
void segment_ask_for(const struct segment *s, uint32_t word);
uint32_t segment_row(const struct segment *s, uint32_t word);  // GONE: nobody has it
struct slot_run segment_postings(const struct segment *s, uint32_t row);
struct slot_run slot_run_between(const struct segment *s, struct slot_run all, uint32_t first, uint32_t end);  // what lies in [first, end)
// Names do not depend on births: a word's n holders are spread evenly over the slots [from, of).
static inline size_t slot_run_guess(size_t n, uint32_t slot, uint32_t from, uint32_t of) { return slot < of ? n * (slot - from) / (of - from) : n; }
static inline void slot_run_ask_for(const struct segment *s, struct slot_run all, uint32_t first) {  // where what lies from there on should begin
    __builtin_prefetch((const void *)(all.at + slot_run_guess((size_t)(all.end - all.at), first, 0, s->n.slots)));
}
uint32_t segment_birth_from(const struct segment *s, int32_t day);                    // the first birth on `day` or later; n.births: none
static inline uint32_t segment_born_from(const struct segment *s, int32_t day) { return s->birth_at[segment_birth_from(s, day)]; }  // and its first slot
size_t segment_number(const struct segment *s, uint64_t hash, const uint32_t **slots);
size_t segment_born_also(const struct segment *s, int32_t day, const uint32_t **slots);  // those that stand as BORN_ANY and may be born on it

#endif
