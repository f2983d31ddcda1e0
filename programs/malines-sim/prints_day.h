// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// prints_day.h — fingerprints, palms and faces in a storm: officers ask other members, each member's AFIS takes and answers, falls
// silent or can't read; experts confirm. What was told is written down here, and held against the lines and the stores.
//
//   P1  a container is on the line between who asks and who is asked alone, after an officer asked; what comes back to compare
//       with, only after the AFIS answered
//   P8  a search that was told to be put is there on both sides, once; an answered one is not handed to an AFIS again
//   P9  "searched" is only said of what an AFIS searched, with exactly its candidates; what nobody searched is said to be so
//   P10 who asked never confirms
//   P11 nothing of it ever reaches Morocco, or comes from there
//   the capacity of a pair and a day is never exceeded, as either side counts, and as the judge counts
//   a container that was asked with is gone once it is answered (Reg. (EU) 2024/982 art. 50(3))
// Palms have a few searches a day only (cast.c), so that a storm spends them; a face is refused, for nobody has set the day of its law.
#ifndef MALINES_SIM_PRINTS_DAY_H
#define MALINES_SIM_PRINTS_DAY_H

#include "judge.h"
#include "prints/book.h"

enum { PRINTS_NOTES_MAX = 100, PRINTS_BURST_MOST = 4 };

struct prints_note {
    int asker, asked;
    enum prints_data data;
    unsigned person;
    bool identified, large, unreadable, compares;  // large: it travels in pieces; unreadable: the AFIS will say so
    char ref[8], search[UUID_ROOM];                // "be0012"; the search: empty while nobody told
    enum told put, answered;                       // by the officer; by the AFIS
};
struct prints_day {
    struct stage *stage;
    struct judge *judge;
    struct chance chance;
    struct prints_note notes[PRINTS_NOTES_MAX];
    size_t note_count;
    bool afis_fresh[MEMBERS];    // it stood up again and has not asked for work yet
    uint64_t searched, spent, confirmed;  // what the run has seen: a run that sees none proves nothing
};

void prints_day_begin(struct prints_day *d, struct stage *stage, struct judge *judge, struct chance chance);
void prints_day_act(struct prints_day *d);     // one act of somebody; the world goes on meanwhile
bool prints_day_finish(struct prints_day *d);  // each AFIS does what waits for it; true when nothing did
void prints_day_letter(struct prints_day *d, int from, int to, struct view body);
// All nodes are stopped, after the calm; `stores` are open, in the order of members.
void prints_day_judge(struct prints_day *d, struct store *stores[MEMBERS]);

#endif
