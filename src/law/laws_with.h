// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// laws_with.h — for tests: the shipped tables with one of them in other words.
#ifndef MALINES_LAW_LAWS_WITH_H
#define MALINES_LAW_LAWS_WITH_H

#include "law/law.h"

// `table` stands in the place of laws/`name`; NULL: without it. As law_read().
enum code laws_with(const char *name, const char *table, struct law **out, struct error *err);

// A retention table in which every term that there has to be is there, each in its own unit.
#define TERM(id, figure) "  - {id: " id ", title: T, " figure ", source: s, mark: M}\n"
#define EVERY_TERM                                                                                                     \
    "terms:\n"                                                                                                         \
    TERM("evidence", "years: 3") TERM("request", "days: 1") TERM("dna_match", "days: 3")                               \
    TERM("prints", "days: 3") TERM("check", "days: 30") TERM("check_unused", "days: 1")                                \
    TERM("judgement", "days: 9") TERM("review", "days: 9") TERM("breach", "hours: 72")                                 \
    TERM("unwitnessed", "hours: 24") TERM("delivery_least", "days: 9") TERM("delivery_most", "days: 9")                \
    TERM("coordination", "days: 9") TERM("evidence_copy", "days: 9") TERM("evidence_recheck", "days: 9")               \
    TERM("emergency_grace", "days: 9") TERM("hold", "days: 9") TERM("review_most", "days: 9")

#endif
