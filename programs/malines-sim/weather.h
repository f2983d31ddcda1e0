// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// weather.h — what goes wrong: lines, disks, power, clocks, and a member that shows old letters again or forges.
#ifndef MALINES_SIM_WEATHER_H
#define MALINES_SIM_WEATHER_H

#include "judge.h"

enum { OLD_LETTERS = 48 };
struct old_letter {
    int from, to;
    const char *path;
    struct text body;
};

struct weather {
    struct stage *stage;
    struct judge *judge;
    struct chance chance;
    struct old_letter old[OLD_LETTERS];
    size_t old_count;
    uint64_t replays;
};

void weather_begin(struct weather *w, struct stage *stage, struct judge *judge, struct chance chance);
void weather_end(struct weather *w);
void weather_letter(struct weather *w, int from, int to, const char *path, struct view body);  // passes by
void weather_change(struct weather *w);  // something, as the seed says
void weather_calm(struct weather *w);    // all is mended, and everybody stands up

#endif
