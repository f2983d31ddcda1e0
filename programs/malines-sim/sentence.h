// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sentence.h — does a sentence fit a pattern? "In {member}, an officer checks: {text}"
//
// {member} takes the name of a country, {number} digits, {text} anything (up to the next fixed words, or the
// end). Everything else stands as it is.
#ifndef MALINES_SIM_SENTENCE_H
#define MALINES_SIM_SENTENCE_H

#include "base/view.h"

enum { SLOTS_MAX = 4 };
struct slots {
    size_t count;
    struct view text[SLOTS_MAX];
    int member[SLOTS_MAX];
    uint64_t number[SLOTS_MAX];
};

bool sentence_fits(struct view sentence, const char *pattern, struct slots *out);

#endif
