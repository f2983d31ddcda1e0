// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// keyed.h — who shares a composite key with a question: the coarse consonants of a word (word_tags), and the day of birth or one often written for
// it. What a first look weighs (look.h), and what is told as it is (near.h).
#ifndef MALINES_MATCH_KEYED_H
#define MALINES_MATCH_KEYED_H

#include "match/column.h"
#include "match/index_room.h"

enum { KEYED_DAYS_MAX = 4 * ASKED_BIRTHS_MAX, KEYED_WORDS = 63 };  // words of a question that are told apart; the rest shares the last bit
static inline uint64_t keyed_bit(size_t word) { return (uint64_t)1 << (word < KEYED_WORDS ? word : KEYED_WORDS); }

struct keyed_entry {
    uint32_t part, slot, left;  // left: its words that share no key (struct sharing)
    uint64_t shared;            // bits of the question's words that share one
    float birth;                // bits that its birth brings at most
};
struct keyed {
    const struct seen *seen;
    const struct form *question;
    uint64_t shelves;
    struct asked_tags tags;           // of the words that were added, in this order
    int32_t day[KEYED_DAYS_MAX];
    float birth[KEYED_DAYS_MAX];      // bits that it brings
    size_t first[KEYED_DAYS_MAX];     // of the tags: nobody born then is told who has none of these
    size_t day_count;
    bool (*note)(void *ctx, const struct keyed_entry *e);  // false: enough
    void *ctx;
    bool over;                        // enough was told
};

// False: it is none that days answer (no full date, or 1 January; no person).
bool keyed_begin(struct keyed *k, const struct seen *seen, const struct form *question, uint64_t shelves);
// Somebody is found by it: no title, and no *Ltd*, *Company* beside other words of the name.
bool keyed_is_asked(const struct form *question, const struct form_name *name, size_t word);
bool keyed_add(struct keyed *k, size_t word);  // its tags that anybody has; false: too many
// Tells each entry of the days that shares a key, once for each of its days; some of them twice. Whoever is dropped is told too.
void keyed_walk(struct keyed *k);
bool keyed_is_open(const struct keyed *k, const struct keyed_entry *e);  // there, and on an open shelf
struct raw_ids keyed_ids(const struct keyed *k, uint32_t part, uint32_t slot);

#endif
