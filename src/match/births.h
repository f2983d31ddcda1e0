// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// births.h — what the births of a question can bring at most, by where an entry stands in the order of births: never
// less than compare.c gives. A question's dates divide the order into bands; entries in a poorer band need more of their names.
#ifndef MALINES_MATCH_BIRTHS_H
#define MALINES_MATCH_BIRTHS_H

#include "match/segment.h"

struct days {
    int32_t first, end;   // end: the day after
};
struct band {
    float most;           // bits of birth
    uint16_t first, count;  // of the runs
};
enum { BANDS_MAX = 16, ASKED_BIRTHS_MAX = 4, CUTS_MAX = 128 * ASKED_BIRTHS_MAX, RUNS_MAX = CUTS_MAX + 3 };
struct births_asked {
    const struct form *question;
    struct days run[RUNS_MAX];    // all of the order, each day once
    struct band band[BANDS_MAX];  // the least bits first
    size_t band_count;
};

void births_ask(const struct form *question, struct births_asked *out);
float birth_most(const struct form *question, int32_t born);

// Births in a byte: about a year each. BIRTH_UNTOLD: any; no entry has BIRTH_GONE.
enum { BIRTH_UNTOLD = 0, BIRTH_GONE = 255 };
uint8_t birth_code(int32_t born);
struct birth_codes {
    uint64_t bits[4];
};
static inline bool birth_codes_hold(const struct birth_codes *c, uint8_t code) { return c->bits[code / 64] >> code % 64 & 1; }
void births_codes(const struct births_asked *b, size_t band, struct birth_codes *add);  // those of all births in the band, and some beside

#endif
