// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// desk.h — what a search lays its papers on. A desk is as large as the index and is kept from one search to the
// next, so that a search neither asks for memory nor clears any: of_slot and of_word say where in a dense
// list a slot or word stands, and count only when the list agrees (a sparse set, Briggs and Torczon, 1993).
// One desk waits in the drawer; who finds the drawer empty, because another thread searches, takes a new one.
#ifndef MALINES_MATCH_DESK_H
#define MALINES_MATCH_DESK_H

#include "base/result.h"

#include <stdint.h>

struct tally {           // an entry that holds words of the question
    uint32_t slot;
    uint32_t stamp;      // the last word of the question counted here
    float bits;
};
struct spelling {        // a word of the vocabulary that may stand for a word of the question
    uint32_t word;
    uint32_t before;     // 1 + place of an earlier spelling of the same vocabulary word, 0 ends
    uint32_t asked;      // which word of the question
    float worth;         // bits when the two are paired; above 0
};
enum { SKETCHED_MAX = 240 };
struct ranked {
    uint32_t slot;
    float bits;
};
struct heap {            // the heaviest entries of one shelf, lightest on top
    struct ranked at[SKETCHED_MAX];
    size_t count;
};
enum { DESK_SHELVES = 64 };
struct desk {
    uint32_t *of_slot, *of_word;   // place in touched, in spellings
    uint8_t *seen_word;            // a bit each
    struct tally *touched;
    struct spelling *spellings;
    uint32_t *chosen;              // slots to be compared in full
    struct heap *heaviest[DESK_SHELVES];  // NULL until first used
    size_t touched_count, spelling_count, chosen_count;
    size_t slot_room, word_room, spelling_room, chosen_room;
};

struct drawer;
struct drawer *drawer_new(void);
struct drawer *drawer_free(struct drawer *d);  // gives NULL
size_t drawer_bytes(const struct drawer *d);

// A desk with nothing on it, for `slots` entries and `words` words. To be given back.
struct desk *desk_take(struct drawer *from, size_t slots, size_t words);
void desk_give_back(struct drawer *to, struct desk *d);

struct heap *desk_heap(struct desk *d, unsigned shelf);
void desk_choose(struct desk *d, uint32_t slot);
void desk_settle_choice(struct desk *d);       // each slot once, in order
void desk_add_spelling(struct desk *d, struct spelling s);

static inline struct tally *desk_tally(const struct desk *d, uint32_t slot) {
    uint32_t at = d->of_slot[slot];
    return at < d->touched_count && d->touched[at].slot == slot ? &d->touched[at] : NULL;
}
static inline const struct spelling *desk_spelling(const struct desk *d, uint32_t word) {
    uint32_t at = d->of_word[word];
    return at < d->spelling_count && d->spellings[at].word == word ? &d->spellings[at] : NULL;
}
static inline const struct spelling *spelling_before(const struct desk *d, const struct spelling *s) {
    return s->before ? &d->spellings[s->before - 1] : NULL;
}

#endif
