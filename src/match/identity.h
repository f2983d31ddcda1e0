// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identity.h — when the law of the Union says that identity data of two systems are the same or similar: Delegated Regulations
// (EU) 2023/332 and 2023/333, Annexes I and II, as amended by (EU) 2026/326 and 2026/327 (which add the fields of Eurodac).
//
// It is a rule, not a score: an exhaustive list of what makes names, dates of birth, sex, nationalities and places of birth similar.
// It stands beside the engine's score and never replaces it: a person may be the same although the rule says "different" (a nom de
// guerre), and namesakes born on one day are "the same" to it.
//
// Our reading, where the annexes leave one:
//   equal       after the harmonisation of article 1(2): case, accents and spaces do not count
//   one rule    has to explain the whole difference of a category; two errors in one name are not similar
//   the whole   is same when all four categories are; similar when each is same or similar; else a person has to look (a yellow link),
//               also where one side does not say
//   truncated   the first three letters or more
#ifndef MALINES_MATCH_IDENTITY_H
#define MALINES_MATCH_IDENTITY_H

#include "codec/subject.h"

#define IDENTITY_CATEGORIES(X) X(names) X(birth) X(sex) X(nationality)
#define IDENTITY_VERDICTS(X) X(unsaid) X(different) X(similar) X(same)
enum identity_category {
#define X(name) IDENTITY_OF_##name,
    IDENTITY_CATEGORIES(X)
#undef X
    IDENTITY_CATEGORY_COUNT
};
enum identity_verdict {
#define X(name) IDENTITY_##name,
    IDENTITY_VERDICTS(X)
#undef X
    IDENTITY_VERDICT_COUNT
};
const char *identity_category_name(enum identity_category c);
const char *identity_verdict_name(enum identity_verdict v);

struct identity {
    enum identity_verdict of[IDENTITY_CATEGORY_COUNT], whole;  // the whole is never "unsaid"
    const char *point[IDENTITY_CATEGORY_COUNT];                // of the annexes: "I 3.1", "II 3.1(e)"; NULL where none applies
};

// Symmetric. TOO_BIG at the arena's ceiling.
RESULT identity_compare(const struct subject *x, const struct subject *y, struct arena *a, struct identity *out, struct error *err);

#endif
