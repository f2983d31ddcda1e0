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

// Evidence in bits that a word weighs when it is met again: from how many of `names` hold it, blended with
// what its role says where the index is small. No index: 0, 0.
float word_bits(const struct word *w, size_t with, size_t of);

// A name ready for comparison: the words and what each weighs.
struct weighed_name {
    const struct word *const *word;
    const float *bits;
    size_t count;  // at most NAME_WORDS_MAX
};
struct name_likeness {
    float bits;
    enum evidence_grade grade;
};
// `memo` may be NULL; where given it keeps likenesses of word pairs for one search.
struct likeness_memo;
struct likeness_memo *likeness_memo_new(struct arena *a);  // NULL at the ceiling
struct name_likeness name_likeness(const struct weighed_name *x, const struct weighed_name *y, struct likeness_memo *memo);

#endif
