// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// population.h — people who do not exist, from the frequencies of real names: any number, each made anew from its
// number, so that nothing is kept and a question about one of them can be put without a list of them.
//
// Spanish names as often as the INE counts them; Moroccan given names with Arabic names of families in Latin script
// (frequency by Zipf's law, for want of counts), a third of all; French given names with rare Spanish surnames in
// place of the French ones, of which there is no list here. Aliases are other spellings, by the habits of French,
// Spanish, English and Dutch writers, and slips.
#ifndef MALINES_BENCH_POPULATION_H
#define MALINES_BENCH_POPULATION_H

#include "codec/subject.h"

struct population;
struct population *population_open(const char *names_folder, uint64_t seed);  // NULL: no such files
void population_close(struct population *p);

enum { PERSON_NAMES_MAX = 4, PERSON_TEXT_MAX = 120 };
struct made_person {
    struct subject subject;
    struct name names[PERSON_NAMES_MAX];
    char text[PERSON_NAMES_MAX][PERSON_TEXT_MAX];
    struct dates birth;
    struct view nationality;
};
void population_person(const struct population *p, uint64_t number, struct made_person *out);
// Another spelling of a name, as an alias has it; a second hand than that of the aliases when `salt` differs.
void population_respell(const char *name, uint64_t salt, char *out, size_t room);

#endif
