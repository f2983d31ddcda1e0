// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// dna_day.h — DNA in a storm: laboratories enter and delete profiles, officers have them compared abroad; what is new goes out by
// itself. What was told of it is written down here, and held against the stores after the calm.
//
//   P8  a profile that was told to be entered is there; an import is there whole or not at all; a search is answered, each hit once
//   P7  a deleted profile is gone, and in no search that was put after its deletion was told
//   P9  a search finds every profile of that person which was there before it was put
//   P10 no hit between two people; an exact one is of quality 1, one allele off of quality 4
//   P11 what Morocco hears of a profile is yes or no, and from Belgium alone
//   both sides of a hit know of it, and say the same
#ifndef MALINES_SIM_DNA_DAY_H
#define MALINES_SIM_DNA_DAY_H

#include "judge.h"

enum { DNA_NOTES_MAX = 120, DNA_SEARCHES_MAX = 60, DNA_IMPORT_MOST = 3, DNA_PEOPLE = 8 };

struct dna_note {
    int owner, import;
    unsigned person;
    bool odd;                    // one allele differs
    char ref[24];
    enum told created, deleted;
    uint64_t created_us, deleted_us;
};
struct dna_search_note {
    int asker, asked;
    unsigned person;
    bool odd;
    char ref[24], batch[UUID_ROOM];
    uint64_t put_us;
};
struct dna_day {
    struct stage *stage;
    struct judge *judge;
    struct chance chance;
    struct dna_note notes[DNA_NOTES_MAX];
    size_t note_count;
    struct dna_search_note searches[DNA_SEARCHES_MAX];
    size_t search_count;
    int imports, next_ref;
    uint64_t hits;               // that stand after the calm: a run that sees none proves nothing
};

void dna_day_begin(struct dna_day *d, struct stage *stage, struct judge *judge, struct chance chance);
void dna_day_act(struct dna_day *d);    // one act of somebody; the world goes on meanwhile
void dna_day_letter(struct dna_day *d, int from, int to, struct view body);
// All nodes are stopped, after the calm; `stores` are open, in the order of members.
void dna_day_judge(struct dna_day *d, struct store *stores[MEMBERS]);

#endif
