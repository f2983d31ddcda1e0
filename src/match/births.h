// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// births.h — what the births of a question can bring at most, by where an entry stands in the order of births: never
// less than compare.c gives. A question's dates make bands; entries outside them need more of their names.
#ifndef MALINES_MATCH_BIRTHS_H
#define MALINES_MATCH_BIRTHS_H

#include "match/segment.h"

struct days {
    int32_t first, end;   // end: the day after
};
struct band {
    struct days days;
    float most;           // bits of birth
};
enum { BANDS_MAX = 48, DAYS_MAX = 60 };
struct births_asked {
    const struct form *question;
    struct band band[BANDS_MAX];  // all of the order, the least bits first
    size_t band_count;
    struct days look[DAYS_MAX];   // where a full date may have been mistaken for the one asked: few entries, all looked at
    size_t look_count;
};

void births_ask(const struct form *question, struct births_asked *out);
float birth_most(const struct form *question, int32_t born);

#endif
