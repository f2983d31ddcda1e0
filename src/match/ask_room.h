// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// ask_room.h — what the files that choose candidates share; not for others. See ask.h for the steps.
//
//   spellings.c  spell: a word of the question -> spellings in the vocabulary, with the bits they bring
//   sketch.c     sketch: the names of an entry -> the most they can bring
//   plan.c       plan: which spellings' entries must be gone through
//   tally.c      tally: of a common name, what the words of each entry bring
//   ask.c        going through them, keeping the heaviest
#ifndef MALINES_MATCH_ASK_ROOM_H
#define MALINES_MATCH_ASK_ROOM_H

#include "match/ask.h"
#include "match/births.h"

enum {
    ASKED_MAX = NAME_WORDS_MAX + 5,  // and neighbours as one word
    JOIN_WORDS_MAX = 6,              // in longer names neighbours are not joined
    CHOSEN_MAX = 400,                // of each shelf, for all names of a question
    PLACES_MIN = 20,                 // among the heaviest: more than are asked for, which are weighed in full,
    PLACES_BESIDES = 40,             // the more where a sex, a nationality or a place is asked for, which nothing but that weighs;
    DRAWN_MAX = 120000,              // entries sketched for one name; further ones are too many to tell apart,
    DRAWN_OF_ALL = 4000,             // the sooner where little is asked for;
    TALLIED_OF_ALL = 350,            // and of a common name in a large register only those of which their words promise most
};

_Static_assert((int)ASKED_MAX <= 32, "which were met is told in bits");
struct asked_word {
    struct word word;
    float bits, best;         // weight; what its best spelling brings
    float alike_bits;         // the most it weighs in another spelling
    size_t from, to;          // its spellings on the desk, best first
    uint8_t first, last;      // which words of the name it is
    float most, respelled;    // before it is spelled: the most it can bring at all, in another spelling
};
struct run_asked {            // of births
    int32_t first;            // day
    uint16_t run;
    float most, least;        // what the birth brings, and the name must
};
struct asking {
    const struct match_index *ix;
    const struct seen *seen;
    const struct form *question;
    struct desk *desk;
    struct match_options o;
    struct births_asked births;
    uint32_t listed[SEGMENTS_MAX];  // of each part, a bit for each band that is gone through by lists
    bool any_lists[BANDS_MAX], any_listed;  // in any part; any of them
    float share[BANDS_MAX];         // of all entries, those of a band
    float richest;                  // the most that the birth of such an entry brings
    size_t chosen_of[MATCH_SHELVES];
    struct weighed_name name; // the one being asked, and what is known of it:
    struct asked_word asked[ASKED_MAX];
    size_t asked_count, holders[ASKED_MAX];  // entries that hold a spelling of each
    bool asks[NAME_WORDS_MAX];// which of its words are looked up; titles, links are only compared
    float unasked;            // bits of those that are not
    size_t words;             // that are looked up
    float cut;                // bits that a spelling must bring to be listed
    struct birth_codes born_in[BANDS_MAX];  // of each band of births
    struct birth_codes born;  // of the word being spelled: where entries that hold only a spelling of it may reach the floor
    bool spares, any_left_out;  // words are passed over by birth; some births are left out
    size_t passed, spared;    // of those held by one entry
    size_t beside;            // entries with near spellings that were passed over
    struct run_asked by_day[RUNS_MAX];
    size_t run_count;
    size_t drawn, looked;     // entries sketched; of those met, looked at
    float needed, least;      // bits of the floor; what a name must bring of them at least
    unsigned only_shelf;      // MATCH_SHELVES: several
    size_t places;            // among the heaviest of a shelf
    size_t drawn_most;        // entries sketched for one name
    uint32_t gist[NAME_WORDS_MAX];  // of the name's words
};

// Where little is needed every spelling is listed, else those that bring enough to count: a word without a spelling on the desk
// may bring so much, and more only by a key that it does not share.
static const float CUT_BITS = 2.5f, CUT_FROM = 12, ALL_BITS = 0.1f;
static inline bool spells_all(const struct asking *s) { return s->cut <= ALL_BITS; }
static inline bool may_tally(const struct asking *s) { return s->seen->live >= s->ix->tallying_from; }  // so many that it may pay
// The most that a name can bring.
static inline float highest_name(const struct asking *s) {
    float most = s->unasked + WHOLE_BITS;
    for (size_t k = 0; k < s->asked_count; k++) {
        const struct asked_word *a = &s->asked[k];
        most += a->first == a->last && a->best < s->cut ? s->cut : a->best;  // what is not listed brings up to the cut
    }
    return most;
}
// Which of the runs of births a slot of a segment lies in: all slots are in their order.
static inline const struct run_asked *run_of(const struct asking *s, size_t part, uint32_t slot) {
    const struct days *run = desk_runs(s->desk, part), *last = &run[s->by_day[s->desk->run_here].run];
    if (slot >= (uint32_t)last->first && slot < (uint32_t)last->end) return &s->by_day[s->desk->run_here];  // as the one before
    size_t low = 0, high = s->run_count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if ((uint32_t)run[s->by_day[middle].run].end <= slot) low = middle + 1;
        else high = middle;
    }
    s->desk->run_here = low;
    return &s->by_day[low];
}
float least_for_floor(const struct asking *s, float birth);   // what a name must bring beside a birth that brings so much
float weight_of_word(const struct asking *s, uint32_t id);  // as the index has it
void spell_name(struct asking *s);                          // s->name -> s->asked, and the spellings on the desk

// The most that the names of an entry can bring, up to the order of words and what one word is paired with twice. What can't
// bring `least` may be said to bring less than it can.
float sketch_entry(const struct asking *s, const uint32_t *words, size_t word_count, float least);

// Says of the words that are noted on the desk, many at a time, which are not alike.
void sketch_noted(const struct asking *s);

// Spellings are gone through best first, of each word as far as needed: what holds none of those gone through can bring
// no more than the next ones together (the idea of MaxScore, Turtle and Flood, 1995, by spelling).
struct plan {
    size_t upto[ASKED_MAX];   // of the asked word's spellings, from a->from
    float next[ASKED_MAX];    // what the next brings, 0 at the end
    size_t left[ASKED_MAX];   // entries that hold those not gone through
};
void plan_begin(const struct asking *s, struct plan *p);
void plan_for(const struct asking *s, struct plan *p, float least);  // further, until the rest can't bring `least`

// The slots of the listed bands from one on, as few runs of them as there are.
struct slots {
    struct days run[RUNS_MAX];
    size_t count;
    struct birth_codes born;  // of theirs
};
void slots_from(const struct asking *s, size_t part, size_t band, struct slots *out);

// The postings of at most LISTS_AT_ONCE spellings in a part, of those that are held there. Gives how many.
enum { LISTS_AT_ONCE = 64 };
struct listed {
    const struct spelling *spelling;
    struct slot_run run;
};
size_t lists_of(const struct asking *s, size_t part, const struct spelling *sp, size_t count, const struct slots *slots, struct listed *out);

// Whether what is planned to be read would take longer, at last and soon, than adding up what every entry's words bring;
// and that: on desk->settled then stand those that may weigh more than `lightest` (the most promising, as many as will be sketched),
// by what they may weigh.
bool tally_pays(const struct asking *s, const struct plan *now, const struct plan *at_last);
void tally(struct asking *s, float lightest);
float tally_level(unsigned level);  // in bits

#endif
