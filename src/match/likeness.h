// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// likeness.h — how alike two words and two names are. Symmetric throughout.
#ifndef MALINES_MATCH_LIKENESS_H
#define MALINES_MATCH_LIKENESS_H

#include "match/match.h"
#include "match/word.h"

// 1 for the same spelling, 0 for words that have nothing to do with one another. Above 0 only when the sounds
// are within reach of usual spelling habits or a typing error.
float word_likeness(const struct word *x, const struct word *y);

// The same for one word against many: what can be said of the one is said once. `heard` points to the word.
struct sound_side {
    const char *at;
    size_t n;
    bool arabic;
    int silence[SOUND_MAX];  // what each sound costs when nothing stands opposite
    size_t sounded;          // sounds that count
};
enum { SOUND_SYMBOLS = 64 };
struct heard {
    const struct word *word;
    struct sound_side side[WORD_SOUNDS][2];  // the second: beside a word in Arabic script
    uint8_t least[WORD_SOUNDS][2][SOUND_SYMBOLS];  // what each sound of another word costs at least, but its last
};
void word_hear(const struct word *w, struct heard *out);
void word_hear_sides(const struct word *w, struct heard *out);  // all but what the sounds of another word cost at least
float heard_likeness(const struct heard *x, const struct word *y);
// Its sounds alone tell that a word is not alike. False says nothing.
bool heard_is_beyond(const struct heard *x, const char *sound, size_t count, uint8_t script);

// Evidence in bits that a word of a role (enum word_role) weighs when it is met again: from how many of `names` hold it, blended with
// what its role says where the index is small. No index: 0, 0.
float word_bits(uint8_t role, size_t with, size_t of);
static const float WORD_BITS_MAX = 13;

// What two words bring when they are paired; may be negative.
// `ceiling` holds for two spellings: a rare spelling is not rare in all the ways it may be misspelt.
float words_worth(const struct word *x, float x_bits, const struct word *y, float y_bits, float likeness, float ceiling);
// The same of a second word of which no more than this is known, for scripts that write sounds; but where one is cut short, which only
// the words tell, it may be CUT_WORTH.
float sounds_worth(const struct word *x, float x_bits, uint8_t y_role, size_t y_sounds, float y_bits, float likeness, float ceiling);
// Two spellings, one of them of `x`, that are less alike than this bring less than `bits`; never above what crowds are counted from.
float likeness_for(const struct word *x, float bits);
static const float LEAST_ALIKE = 0.3f;           // below, words have nothing to do with one another
static const float NEAR_ALIKE = 0.7f;            // of spellings one of which could have been met as well as the other
static const float ALIKE_BITS_MAX = 11.0f;       // the ceiling where no index tells how many words are alike
// Two neighbours could be `whole` written as one word; false says that they can't.
// How alike `whole` is to its two halves written as one, with an article between where that is nearer.
float words_joined_likeness(const struct word *a, const struct word *b, const struct word *whole);
// One of the two is the beginning of the other: cut by a field that was too short, or by habit (Siraj, Sirajuddin).
bool word_is_cut(const struct word *x, const struct word *y);
bool sounds_may_begin(const char *x, const char *y);  // false of the sounds of two words: neither is the beginning of the other
// Whether so many sounds may be the beginning of so many: above three quarters it is a spelling.
static inline bool sounds_may_be_cut(size_t x, size_t y) { return x < y ? x >= 5 && 4 * x <= 3 * y : y >= 5 && 4 * y <= 3 * x; }
static const float CUT_WORTH = 2.5f;            // a name is seldom cut, and seldom the beginning of another by chance
bool words_could_join(const struct word *a, const struct word *b, const struct word *whole);

// Both sides have a word the other lacks: the mean of what the two tell against. Of the names of one person a thirtieth (m of no
// likeness, tables/weights.h) hold another word in the place of one. Where all but a number agrees, it is as likely
// another ship of the line or fund of the series as the same one with its number mistaken.
static inline float contradiction_of(uint8_t role, uint8_t script) {
    static const float of_role[] = {[ROLE_PLAIN] = 5, [ROLE_FREQUENT] = 5, [ROLE_COMMON] = 5, [ROLE_GIVEN] = 5, [ROLE_PATRONYMIC] = 4, [ROLE_GENERIC] = 2.5f,
                                    [ROLE_KUNYA] = 2, [ROLE_TITLE] = 0, [ROLE_INITIAL] = 3.5f, [ROLE_LINK] = 0};
    return script == SCRIPT_DIGITS ? 2.8f : of_role[role];
}
static inline float contradiction_bits(const struct word *w) { return contradiction_of(w->role, w->script); }
// Limited, S.A.: nothing is told where only one name has one.
bool word_is_legal_form(const struct word *w);
static const float JOINED_LIKENESS = 0.7f;       // from which two neighbours are one word of the other side
static const float WHOLE_BITS = 2.5f;            // nothing left over on either side

// Evidence of a kind that can't say more than `limit`: beyond it a fiftieth counts, so that more still comes before less.
static inline float bits_above(float bits, float limit) { return bits > limit ? limit + (bits - limit) / 50 : bits; }

// A name ready for comparison: the words and what each weighs.
struct weighed_name {
    const struct word *const *word;
    const float *bits;
    const float *alike_bits;  // each word's ceiling; NULL: ALIKE_BITS_MAX for all
    size_t count;             // at most NAME_WORDS_MAX
    bool of_firm;             // of an organisation or a ship: Co and Sa end people's names too, and there they tell whose
};
// Of numbers in two names: one side has one that the other lacks (not a 1, which is as often left out), or each has its own.
enum numbers { NUMBERS_AGREE, NUMBER_OF_ONE, NUMBERS_DIFFER };
struct name_likeness {
    float bits;
    enum evidence_grade grade;
    uint8_t met;  // words of some weight that met
    bool lone;    // one side has a word that met none
    uint8_t numbers;  // enum numbers
};
// `memo` may be NULL; where given it keeps likenesses of word pairs for one search.
struct likeness_memo;
struct likeness_memo *likeness_memo_new(struct arena *a);  // NULL at the ceiling
// Only what brings `beat` bits is asked for: where the names can't, the answer may be -20 and "different".
struct name_likeness name_likeness(const struct weighed_name *x, const struct weighed_name *y, float beat, struct likeness_memo *memo);

// Which words met: `count` neighbours from `first` on of each side; 0 of a side that had nothing to offer.
struct met_words {
    uint8_t x_first, x_count, y_first, y_count;
    enum word_meeting how;
    float bits;
};
enum { MET_WORDS_MAX = 2 * NAME_WORDS_MAX };
// The same likeness, and the pairs it adds up: in the order of x, then what only y has.
struct name_likeness name_meetings(const struct weighed_name *x, const struct weighed_name *y, struct likeness_memo *memo,
                                   struct met_words out[MET_WORDS_MAX], size_t *count);

#endif
