// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// law_room.h — what the files of this room share. Words are numbered when the tables are read, so that deciding
// compares bits: bit n of a mask is the n-th member, purpose, category or kind of request of its table.
#ifndef MALINES_LAW_LAW_ROOM_H
#define MALINES_LAW_LAW_ROOM_H

#include "law/bind.h"
#include "law/evidence.h"
#include "law/kinds.h"
#include "law/opening.h"
#include "law/sealed.h"
#include "law/yaml.h"

enum { LAW_WORDS_MAX = 64, LAW_ROWS_MAX = 4000, LAW_BYTES_MAX = 8 << 20, EMERGENCY_HOURS_MAX = 48 };

struct row {
    struct law_row open;
    const char *file;
    const struct yaml *at;                                  // for errors
    struct view instrument, clock;
    struct words gate_words, condition_words;
    uint64_t from, to, purposes, categories, requests;      // empty lists are all bits, but requests: none
    uint32_t kinds, persons;
};
bool instrument_runs(const struct law_instrument *i, struct instant now);  // it is in force; NULL: it is not
struct law_traits {                                         // of traits.yaml: one language
    struct view id, source, mark;
    struct words words;
};
struct law_holiday {
    struct view id, source, mark;
    int month, day;                                         // each year; 0: otherwise
    bool by_easter, expected;                               // expected: not announced yet
    int easter, from_year, to_year;                         // days after Easter Sunday; years 0: open
    struct words day_words;
    int32_t *days;
    size_t day_count;
};
struct law_calendar {
    struct view id, source, mark, summer;
    int offset_minutes;
    bool eu_summer;
    struct words rest_words, shift_words;
    unsigned rest;                                          // bits, Monday first
    struct pause *shifts;                                   // an hour less
    struct law_holiday *holidays;
    size_t shift_count, holiday_count;
};
struct law_term_row {
    struct view id, title, source, mark, note;
    int years, months, days, hours;
};
struct law {
    struct arena arena;
    json_t *canonical, *kept;                               // kept: what rows and members borrow
    struct law_member *members;
    struct law_instrument *instruments;
    struct law_purpose *purposes;
    struct law_kind *requests;
    struct law_condition *conditions;
    struct law_field *fields;
    struct law_ground *grounds;
    struct law_traits *traits;
    struct law_category *categories;
    struct row *rows;                                       // in the order of deciding
    const struct row **pairs;                               // rows of pair p: pairs[starts[p]] .. pairs[starts[p + 1] - 1]
    uint32_t *starts;                                       // p = from * member_count + to
    const struct yaml *compatible;
    struct words priority;
    struct law_clock *clocks;
    struct law_calendar *calendars;
    struct law_term_row *terms;
    struct law_budget *budgets;
    struct law_sealed *sealed;
    struct law_opening *openings;
    struct law_evidence *evidence;
    size_t clock_count, calendar_count, term_count, field_count, ground_count, budget_count, sealed_count, opening_count, evidence_count;
    size_t member_count, instrument_count, purpose_count, request_count, condition_count, category_count, row_count, trait_count;
};

#endif
