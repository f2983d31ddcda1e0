// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// desk.h — what a search lays its papers on. A desk is as large as the index and is kept from one search to the
// next, so that a search asks for no memory, and clears what it wrote alone. One desk for each of the readers' places.
#ifndef MALINES_MATCH_DESK_H
#define MALINES_MATCH_DESK_H

#include "match/births.h"
#include "match/epoch.h"
#include "match/recall.h"
#include "match/segment.h"

struct spelling {        // a word of the vocabulary that may stand for a word of the question
    uint32_t word;
    uint32_t before;     // 1 + place of an earlier spelling that stands under the same head (desk.head), 0 ends
    uint32_t asked;      // which word of the question
    float worth;         // bits when the two are paired; above 0
};
struct chosen {          // an entry to be compared in full
    float most;          // bits it may bring
    uint32_t part, slot;
};
enum { HEAP_MAX = 80, SECOND_ROW = 16 };
struct heap {            // the heaviest entries of one shelf, lightest on top
    struct chosen at[HEAP_MAX];
    size_t count;
    struct chosen second[SECOND_ROW];  // the heaviest of those that gave way, which are the last: each was heavier than the one before it
    size_t gave_way;
};
struct seen_slots {      // of one segment
    uint64_t *bits;
    size_t room;         // bits
};
struct lone_word {       // a word of an entry that is no spelling of a word of the question, against each of these
    uint32_t word, turn; // of which name's search it was said
    uint32_t told, alike;  // a bit for each: it was compared; it is alike, and what that brings
    float worth[NAME_WORDS_MAX];
};
struct noted_word {      // one that will be asked for so, of the words of the question that a bit tells
    uint32_t word, beside;
};
enum { LONE_WORDS = 1024, NOTED_WORDS = 512, SPELLED_BITS = 1 << 15, HEADS = 1 << 11 };
struct tally_list {      // of a spelling: what is left of its postings, all of them, what it brings (tally.c)
    struct slot_run run, all;
    uint32_t next;       // the first of what is left; GONE
    uint8_t parts;
};
enum { TALLY_LEVELS = 1024, TALLY_WINDOW = 1 << 18 };
struct tallied {         // an entry and what it weighs at most
    uint32_t part, slot;
    unsigned level;
};
struct looked {          // what the last first look met (look.h): entries that share a tag with a word that may be enough, those compared in full
    size_t near, compared;
};
struct desk {
    uint64_t *is_considered;       // a bit for each word
    uint64_t is_spelled[SPELLED_BITS / 64];  // a bit for each of so many: of a word that has none no spelling is there
    struct spelling *spellings;
    uint32_t head[HEADS];          // 1 + place of the last spelling whose word leaves this rest; 0: none
    uint32_t *words;               // to be considered, and what they are
    const struct word **word;
    struct shape *shape;
    float *likeness;
    uint16_t *listed;              // some of them, for a moment
    struct chosen *chosen;
    struct chosen *met;            // entries looked at, so that their bits can be cleared
    struct heap *heaviest[MATCH_SHELVES];  // NULL until first used
    struct seen_slots *seen;       // of each part
    struct days *runs;             // of each part, the slots of each run of births
    size_t run_here;               // in the order of births, the one that was last looked for
    struct unpacked *unpacked;
    struct recall *recall;
    struct heard heard[NAME_WORDS_MAX];  // the words of the name that are looked up
    struct lone_word *lone;        // by number, the later in the place of the earlier; NULL until first used
    uint32_t turn;
    struct noted_word noted[NOTED_WORDS];
    size_t noted_count;
    uint8_t *sums;                 // of a window of entries; this and the next four NULL until first used
    uint32_t *promising;           // entries of the window
    struct tally_list *tally_list;
    struct tallied *tallied, *settled;  // as they came; the heaviest first
    size_t promising_count, tally_list_count, tally_list_room, tallied_count, tallied_room, settled_room;
    struct looked looked;
    size_t spelling_count, word_count, chosen_count, met_count, seen_count;
    size_t word_room, spelling_room, list_room, chosen_room, met_room, run_room;
};
struct desks {
    struct desk *of[READERS_MAX];
};

void desks_free(struct desks *d);
size_t desks_bytes(const struct desks *d);  // nobody may be searching

// The desk of a place with nothing on it, for so many words and the parts of a version.
struct desk *desk_at(struct desks *d, size_t place, size_t words);
void desk_fit_part(struct desk *d, size_t part, size_t slots);

void desk_fit_runs(struct desk *d, size_t parts);
static inline struct days *desk_runs(const struct desk *d, size_t part) { return d->runs + part * RUNS_MAX; }

void desk_fit_tally(struct desk *d, size_t lists);
void desk_fit_tallied(struct desk *d);  // for one more
void desk_fit_settled(struct desk *d);  // for all that are tallied
struct heap *desk_heap(struct desk *d, unsigned shelf);
void desk_fit_spellings(struct desk *d, size_t count);
static inline void desk_add_spelling(struct desk *d, struct spelling s) {
    if (d->spelling_count == d->spelling_room) desk_fit_spellings(d, d->spelling_count + 1);
    d->spellings[d->spelling_count++] = s;
}
void desk_fit_list(struct desk *d);  // for one word more
static inline void desk_add_word(struct desk *d, uint32_t id) {  // what it is comes later
    if (d->word_count == d->list_room) desk_fit_list(d);
    d->words[d->word_count++] = id;
}
void desk_forget_shapes(struct desk *d);       // of the words there: what they sound like must not outlive who bears them (P7)
void desk_choose(struct desk *d, struct chosen c);
void desk_settle_choice(struct desk *d);       // each entry once, the heaviest first
void desk_fit_met(struct desk *d);  // for one more
static inline bool desk_meet(struct desk *d, uint32_t part, uint32_t slot) {  // false: it was met before
    uint64_t *bits = &d->seen[part].bits[slot / 64], bit = (uint64_t)1 << slot % 64;
    if (*bits & bit) return false;
    *bits |= bit;
    if (d->met_count == d->met_room) desk_fit_met(d);
    d->met[d->met_count++] = (struct chosen){0, part, slot};
    return true;
}
void desk_forget_met(struct desk *d);
void desk_forget_spellings(struct desk *d);
struct lone_word *desk_lone_word(struct desk *d, uint32_t word);  // its place; as long as word and turn agree it is known

static inline bool bit_of(const uint64_t *bits, uint32_t i) { return bits[i / 64] >> i % 64 & 1; }
static inline const struct spelling *spelling_of(const struct desk *d, uint32_t word, uint32_t place) {
    while (place && d->spellings[place - 1].word != word) place = d->spellings[place - 1].before;
    return place ? &d->spellings[place - 1] : NULL;
}
static inline const struct spelling *desk_spelling(const struct desk *d, uint32_t word) {  // the last of this word
    return bit_of(d->is_spelled, word % SPELLED_BITS) ? spelling_of(d, word, d->head[word % HEADS]) : NULL;
}
static inline const struct spelling *spelling_before(const struct desk *d, const struct spelling *s) { return spelling_of(d, s->word, s->before); }

#endif
