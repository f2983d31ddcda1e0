// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "law/clock.h"
#include "law/laws_with.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

static struct instant at(const char *text) {
    struct instant t;
    if (!instant_read(view_of(text), &t)) fail_msg("%s", text);
    return t;
}

static int setup(void **state) {
    struct error err = {0};
    struct law *law = NULL;
    if (FAILED(law_load(LAWS_FOLDER, &law, &err))) print_error("%s\n", err.detail);
    *state = law;
    return law ? 0 : -1;
}
static int teardown(void **state) { return law_free(*state) != NULL; }

static const struct law_calendar *of(void **state, const char *member) {
    const struct law_calendar *c = law_calendar(*state, view_of(member));
    assert_non_null(c);
    return c;
}

static struct law_clock term(int count, enum clock_unit unit, bool extends) {
    static const struct view stages[] = {{"50", 2}, {"80", 2}, {"100", 3}};
    return (struct law_clock){.count = count, .unit = unit, .extends = extends, .stages = {stages, 3}};
}

static struct clock_state read_at(const struct law_clock *k, const struct law_calendar *c, struct instant start, const struct pause *p,
                                  size_t n, struct instant now) {
    struct clock_state s;
    assert_int_equal(clock_read(k, c, start, p, n, now, &s, NULL).code, CODE_OK);
    return s;
}

// Written out by hand with a wall calendar: summer time begins and ends, years end, weekends, Easter, Morocco's Ramadan.
static void terms_end_when_a_wall_calendar_says(void **state) {
    static const struct {
        const char *country;
        int count;
        enum clock_unit unit;
        bool extends;
        const char *start, *due;
    } rows[] = {
        {"be", 8, CLOCK_hours, false, "2026-03-28T20:00:00Z", "2026-03-29T04:00:00Z"},       // an hour is an hour, also that night
        {"be", 12, CLOCK_hours, false, "2026-12-31T20:30:00Z", "2027-01-01T08:30:00Z"},
        {"ma", 8, CLOCK_hours, false, "2026-02-14T22:00:00Z", "2026-02-15T06:00:00Z"},
        {"be", 3, CLOCK_calendar_days, false, "2026-11-27T10:00:00Z", "2026-11-30T22:59:59Z"},  // Friday: until Monday midnight
        {"be", 3, CLOCK_calendar_days, false, "2026-07-20T10:00:00Z", "2026-07-23T21:59:59Z"},  // summer
        {"fr", 3, CLOCK_calendar_days, false, "2026-03-27T10:00:00Z", "2026-03-30T21:59:59Z"},  // into summer
        {"fr", 3, CLOCK_calendar_days, false, "2026-10-23T10:00:00Z", "2026-10-26T22:59:59Z"},  // out of it
        {"es", 7, CLOCK_calendar_days, false, "2026-12-28T10:00:00Z", "2027-01-04T22:59:59Z"},
        {"be", 7, CLOCK_calendar_days, true, "2026-11-28T10:00:00Z", "2026-12-07T22:59:59Z"},   // the 5th is a Saturday
        {"es", 7, CLOCK_calendar_days, true, "2026-11-28T10:00:00Z", "2026-12-07T22:59:59Z"},   // the 6th a holiday and a Sunday
        {"es", 7, CLOCK_calendar_days, true, "2026-12-01T10:00:00Z", "2026-12-09T22:59:59Z"},   // the 8th a holiday
        {"be", 7, CLOCK_calendar_days, true, "2026-12-01T10:00:00Z", "2026-12-08T22:59:59Z"},   // not in Belgium
        {"be", 2, CLOCK_working_days, false, "2026-04-02T10:00:00Z", "2026-04-07T21:59:59Z"},   // Easter Monday
        {"es", 2, CLOCK_working_days, false, "2026-04-02T10:00:00Z", "2026-04-07T21:59:59Z"},   // Good Friday instead
        {"be", 1, CLOCK_working_days, false, "2026-05-13T10:00:00Z", "2026-05-15T21:59:59Z"},   // Ascension
        {"fr", 1, CLOCK_working_days, false, "2026-05-22T10:00:00Z", "2026-05-26T21:59:59Z"},   // Whit Monday
        {"fr", 1, CLOCK_working_days, false, "2026-05-07T10:00:00Z", "2026-05-11T21:59:59Z"},   // 8 May, then a weekend
        {"be", 1, CLOCK_working_days, false, "2026-05-07T10:00:00Z", "2026-05-08T21:59:59Z"},
        {"ma", 1, CLOCK_working_days, false, "2026-07-29T10:00:00Z", "2026-07-31T22:59:59Z"},   // Feast of the Throne
        {"be", 6, CLOCK_months, false, "2026-01-15T10:00:00Z", "2026-07-15T21:59:59Z"},  // the same date
        {"be", 6, CLOCK_months, false, "2026-08-31T10:00:00Z", "2027-02-28T22:59:59Z"},  // February has no 31st
        {"be", 6, CLOCK_months, false, "2027-08-30T10:00:00Z", "2028-02-29T22:59:59Z"},  // nor a 30th, but in a leap year a 29th
        {"be", 1, CLOCK_months, false, "2026-12-05T10:00:00Z", "2027-01-05T22:59:59Z"},  // over the year's end
        {"be", 2, CLOCK_months, true, "2026-10-05T10:00:00Z", "2026-12-07T22:59:59Z"},   // the 5th is a Saturday
        {"ma", 1, CLOCK_calendar_days, false, "2026-02-14T10:00:00Z", "2026-02-15T23:59:59Z"},  // Ramadan: UTC from that night
        {"ma", 1, CLOCK_calendar_days, false, "2026-03-21T10:00:00Z", "2026-03-22T22:59:59Z"},
        {"be", 1, CLOCK_calendar_days, false, "2026-11-27T23:30:00Z", "2026-11-29T22:59:59Z"},  // in Brussels it was the 28th already
        {"ma", 1, CLOCK_calendar_days, false, "2026-02-20T23:30:00Z", "2026-02-21T23:59:59Z"},  // in Rabat still the 20th
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct law_clock k = term(rows[i].count, rows[i].unit, rows[i].extends);
        struct clock_state s = read_at(&k, of(state, rows[i].country), at(rows[i].start), NULL, 0, at(rows[i].start));
        AUTO_TEXT due = text_with_ceiling(60);
        text_instant(&due, s.due);
        if (s.due.ms != at(rows[i].due).ms) fail_msg("row %zu: %s", i, text_string(&due));
    }
}

static void a_pause_stops_hours_and_days(void **state) {
    const struct law_calendar *be = of(state, "be");
    struct law_clock hours = term(48, CLOCK_hours, false), days = term(3, CLOCK_calendar_days, false);
    struct instant start = at("2026-11-23T10:00:00Z"), now = at("2026-11-23T20:00:00Z");
    struct pause lasting = {at("2026-11-23T18:00:00Z"), {0}};
    struct clock_state s = read_at(&hours, be, start, &lasting, 1, now);
    assert_true(s.still);
    assert_int_equal(s.due.ms, at("2026-11-25T12:00:00Z").ms);  // two hours later so far
    s = read_at(&hours, be, start, &lasting, 1, at("2026-11-30T18:00:00Z"));
    assert_int_equal(s.percent, 16);                            // eight hours of forty-eight, however long it stands
    struct pause twice[] = {{at("2026-11-23T20:00:00Z"), at("2026-11-24T20:00:00Z")}, {at("2026-11-23T18:00:00Z"), at("2026-11-24T08:00:00Z")}};
    s = read_at(&hours, be, start, twice, 2, at("2026-11-27T10:00:00Z"));
    assert_false(s.still);
    assert_int_equal(s.due.ms, at("2026-11-26T12:00:00Z").ms);  // overlapping: 26 hours, counted once
    struct pause night = {at("2026-11-24T23:30:00Z"), at("2026-11-25T10:00:00Z")};  // the 25th alone, in Brussels
    s = read_at(&days, be, start, &night, 1, at("2026-11-25T11:00:00Z"));
    assert_int_equal(s.due.ms, at("2026-11-27T22:59:59Z").ms);
    struct pause before = {at("2026-11-20T10:00:00Z"), at("2026-11-22T10:00:00Z")};
    assert_int_equal(read_at(&hours, be, start, &before, 1, now).due.ms, at("2026-11-25T10:00:00Z").ms);
}

static void stages_are_reached_in_time(void **state) {
    const struct law_calendar *fr = of(state, "fr");
    struct law_clock k = term(10, CLOCK_hours, false);
    struct instant start = at("2026-11-23T10:00:00Z");
    static const struct { int minutes, percent, stage; } rows[] = {{0, 0, 0}, {299, 49, 0}, {300, 50, 50}, {479, 79, 50}, {480, 80, 80},
                                                                   {599, 99, 80}, {600, 100, 100}, {900, 150, 100}, {-60, 0, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct clock_state s = read_at(&k, fr, start, NULL, 0, instant_after(start, rows[i].minutes * (int64_t)MINUTE_MS));
        assert_int_equal(s.percent, rows[i].percent);
        assert_int_equal(s.stage, rows[i].stage);
    }
}

static void what_is_not_announced_yet_is_said(void **state) {
    struct law_clock k = term(2, CLOCK_working_days, false), hours = term(48, CLOCK_hours, false);
    struct instant start = at("2027-05-14T10:00:00Z");
    assert_true(read_at(&k, of(state, "ma"), start, NULL, 0, start).expected);
    assert_false(read_at(&k, of(state, "be"), start, NULL, 0, start).expected);
    assert_false(read_at(&hours, of(state, "ma"), start, NULL, 0, start).expected);
    start = at("2025-06-05T10:00:00Z");  // announced
    assert_false(read_at(&k, of(state, "ma"), start, NULL, 0, start).expected);
}

// Every hour from 2024 to 2030, every calendar: what must hold of any term, found without the code that computes it.
static void terms_keep_their_laws_on_every_day(void **state) {
    static const char *const countries[] = {"be", "fr", "es", "ma"};
    for (int c = 0; c < 4; c++) {
        const struct law_calendar *cal = of(state, countries[c]);
        int64_t last[4] = {0};
        for (int64_t ms = at("2023-12-29T00:30:00Z").ms; ms < at("2030-12-30T00:00:00Z").ms; ms += 5 * (int64_t)HOUR_MS) {
            struct instant start = {ms};
            for (int n = 1; n <= 4; n++) {
                struct law_clock k = term(n, n % 2 ? CLOCK_working_days : CLOCK_calendar_days, n == 4);
                struct clock_state s = read_at(&k, cal, start, NULL, 0, start);
                int32_t from = calendar_day(cal, start), to = calendar_day(cal, s.due);
                assert_true(s.due.ms >= last[n - 1]);  // what begins later does not end earlier
                last[n - 1] = s.due.ms;
                assert_int_equal(calendar_day(cal, instant_after(s.due, SECOND_MS)), to + 1);  // the last second of its day
                int works = 0;
                for (int32_t d = from + 1; d <= to; d++) works += calendar_works(cal, d);
                if (n % 2) assert_true(works == n && calendar_works(cal, to));
                if (n == 2) assert_int_equal(to - from, 2);
                if (n == 4) {
                    assert_true(calendar_works(cal, to) && to - from >= 4);
                    for (int32_t d = from + 4; d < to; d++) assert_false(calendar_works(cal, d));
                }
            }
        }
    }
}

static void what_can_not_be_counted_is_refused(void **state) {
    struct law_clock k = term(3, CLOCK_working_days, false);
    struct clock_state s;
    struct pause many[PAUSES_MAX + 1] = {0};
    struct instant start = at("2026-11-23T10:00:00Z"), far = {INT64_MAX}, old = {-1};
    const struct law_calendar *be = of(state, "be");
    assert_int_equal(clock_read(&k, be, start, many, PAUSES_MAX + 1, start, &s, NULL).code, CODE_TOO_BIG);
    assert_int_equal(clock_read(&k, be, far, NULL, 0, start, &s, NULL).code, CODE_BAD_DATE);
    assert_int_equal(clock_read(&k, be, old, NULL, 0, start, &s, NULL).code, CODE_BAD_DATE);
    struct pause years = {start, at("2126-01-01T00:00:00Z")};
    assert_int_equal(clock_read(&k, be, start, &years, 1, at("2127-01-01T00:00:00Z"), &s, NULL).code, CODE_BAD_DATE);
}

// ---- The tables ----
static enum code read_with(const char *clocks, const char *calendar, const char *terms, struct error *err) {
    static const char members[] = "members:\n  - {id: a, country: aa, names: {en: A}, eu: true, languages: [en], authorities: {x: y}, source: s, mark: M}\n";
    static const char good[] = EVERY_TERM;
    struct law_file files[] = {
        {"members.yaml", view_of(members)}, {"instruments.yaml", VIEW("instruments: [{id: i, title: I, in_force: {from: 2010-01-01}, source: s, mark: M}]\n")},
        {"purposes.yaml", VIEW("purposes: [{id: p, title: P, source: s, mark: M}]\n")},
        {"requests.yaml", VIEW("requests: [{id: r, title: R, source: s, mark: M}]\n")},
        {"conditions.yaml", VIEW("conditions: [{id: H0, title: H, source: s, mark: M}]\n")},
        {"traits.yaml", VIEW("traits: [{id: en, words: [religion], source: s, mark: M}]\n")},
        {"alerts.yaml", VIEW("categories: []\ncompatible: {a: [a]}\npriority: [a]\n")}, {"clocks.yaml", view_of(clocks)},
        {"retention.yaml", view_of(terms ? terms : good)}, {"holidays-a.yaml", view_of(calendar ? calendar : "")}};
    struct law *law = NULL;
    struct result r = law_read(files, calendar ? 10 : 9, &law, err);
    law_free(law);
    return r.code;
}

static void wrong_terms_and_calendars_are_refused_with_the_line(void **state) {
    (void)state;
#define CLOCKS(more) "clocks:\n  - {id: c, title: T, count: 1, unit: hours, calendar: owner, stages: [50], source: s, mark: M" more "}\n"
#define CALENDAR(holidays) "calendar: {id: a, zone: {offset_minutes: 60, summer: eu}, rest: [sunday], source: s, mark: M}\nholidays:\n" holidays
#define HOLIDAY(rest) CALENDAR("  - {id: h, source: s, mark: M, " rest "}\n")
    static const struct { const char *clocks, *calendar, *terms, *says; } cases[] = {
        {"clocks: []\n", NULL, NULL, ""}, {CLOCKS(""), NULL, NULL, "no calendar"}, {CLOCKS(""), HOLIDAY("month: 5, day: 1"), NULL, ""},
        {CLOCKS(", extends: true"), HOLIDAY("easter: 1"), NULL, "no meaning for hours"}, {CLOCKS(""), HOLIDAY("month: 2, day: 30"), NULL, "no such day"},
        {CLOCKS(""), HOLIDAY("month: 2, day: 3, easter: 1"), NULL, "month and day, or easter, or days"}, {CLOCKS(""), HOLIDAY("from: 2020"), NULL, "or days"},
        {CLOCKS(""), HOLIDAY("days: [2026]"), NULL, "2026-05-27"}, {CLOCKS(""), HOLIDAY("easter: 5000"), NULL, "from -900 to 900"},
        {CLOCKS(""), "holidays: []\n", NULL, "calendar"},
        {CLOCKS(""), "calendar: {id: b, zone: {offset_minutes: 0, summer: eu}, rest: [sunday], source: s, mark: M}\nholidays: []\n", NULL, "no member"},
        {CLOCKS(""), "calendar: {id: a, zone: {offset_minutes: 0, summer: us}, rest: [sunday], source: s, mark: M}\nholidays: []\n", NULL, "eu or none"},
        {CLOCKS(""), "calendar: {id: a, zone: {offset_minutes: 0, summer: none, an_hour_less: [x/y]}, "
                     "rest: [sunday], source: s, mark: M}\nholidays: []\n", NULL, "FROM/TO"},
        {CLOCKS(""), "calendar: {id: a, zone: {offset_minutes: 0, summer: none}, rest: [someday], source: s, mark: M}\nholidays: []\n", NULL,
         "days of the week"},
        {"clocks:\n  - {id: c, title: T, count: 1, unit: fortnights, calendar: owner, stages: [50], source: s, mark: M}\n", NULL, NULL,
         "must be one of hours"},
        {"clocks:\n  - {id: c, title: T, count: 0, unit: hours, calendar: owner, stages: [50], source: s, mark: M}\n", NULL, NULL, "from 1"},
        {"clocks:\n  - {id: c, title: T, count: 121, unit: months, calendar: owner, stages: [50], source: s, mark: M}\n", NULL, NULL, "120 months"},
        {"clocks:\n  - {id: c, title: T, count: 1, unit: hours, calendar: moon, stages: [50], source: s, mark: M}\n", NULL, NULL, "owner or asker"},
        {"clocks:\n  - {id: c, title: T, count: 1, unit: hours, calendar: owner, stages: [500], source: s, mark: M}\n", NULL, NULL, "from 1 to 100"},
        {"clocks: []\n", NULL, "terms: []\n", "\"evidence\" is missing"},
        {"clocks: []\n", NULL, "terms: [{id: evidence, title: E, source: s, mark: M}]\n", "neither years, months"},
        {"clocks: []\n", NULL, "terms: [{id: evidence, title: E, years: 101, source: s, mark: M}]\n", "at most 100 years"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error err = {0};
        enum code code = read_with(cases[i].clocks, cases[i].calendar, cases[i].terms, &err);
        if ((code == CODE_OK) != !*cases[i].says || !strstr(err.detail, cases[i].says)) fail_msg("case %zu: %s", i, err.detail);
    }
}

static void expect_instant(struct instant t, const char *when) {
    AUTO_TEXT said = text_with_ceiling(40);
    text_instant(&said, t);
    assert_string_equal(text_string(&said), when);
}

static void the_node_keeps_as_long_as_the_table_says(void **state) {
    const struct law *law = *state;
    static const struct { enum law_term term; const char *start, *over; } rows[] = {  // over leap years, and at ends of months that have no such date
        {TERM_evidence, "2026-11-24T22:01:26.123Z", "2029-11-24T22:01:26.123Z"}, {TERM_evidence, "2028-02-29T12:00:00.000Z", "2031-02-28T12:00:00.000Z"},
        {TERM_request, "2027-03-01T00:00:00.000Z", "2028-03-01T00:00:00.000Z"}, {TERM_review, "2027-08-31T09:00:00.000Z", "2028-02-29T09:00:00.000Z"},
        {TERM_review_most, "2026-12-31T00:00:00.000Z", "2030-01-31T00:00:00.000Z"}, {TERM_check, "2028-02-01T00:00:00.000Z", "2028-03-02T00:00:00.000Z"},
        {TERM_breach, "2028-02-28T12:00:00.000Z", "2028-03-02T12:00:00.000Z"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) expect_instant(law_term_after(law, rows[i].term, at(rows[i].start)), rows[i].over);
    expect_instant(law_term_before(law, TERM_request, at("2029-02-28T12:00:00.000Z")), "2028-02-28T12:00:00.000Z");
    expect_instant(law_term_before(law, TERM_request, at("2028-02-29T12:00:00.000Z")), "2027-03-01T00:00:00.000Z");
    assert_int_equal(law_term_ms(law, TERM_request, at("2027-03-01T00:00:00.000Z")), 366 * (int64_t)DAY_MS);
}

// Nothing goes before its term, and all of a day is gone when that day's term is over (Reg. (EEC, Euratom) 1182/71 art. 3(2)(c)).
static void what_is_over_is_the_same_from_both_ends(void **state) {
    const struct law *law = *state;
    static const enum law_term TERMS[] = {TERM_request, TERM_review, TERM_evidence, TERM_review_most, TERM_check, TERM_breach};
    int32_t last = days_of(2033, 1, 1);
    for (size_t k = 0; k < sizeof TERMS / sizeof *TERMS; k++)
        for (int32_t day = days_of(2026, 1, 1); day < last; day++) {
            struct instant begin = {day * (int64_t)DAY_MS}, noon = instant_after(begin, DAY_MS / 2), over = law_term_after(law, TERMS[k], noon);
            struct instant end = {(over.ms / DAY_MS + 1) * DAY_MS};
            assert_false(instant_before(noon, law_term_before(law, TERMS[k], over)));
            assert_true(instant_before(noon, law_term_before(law, TERMS[k], end)));
            assert_false(instant_before(law_term_before(law, TERMS[k], instant_after(begin, DAY_MS)), law_term_before(law, TERMS[k], begin)));
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_end_when_a_wall_calendar_says),     cmocka_unit_test(a_pause_stops_hours_and_days),
        cmocka_unit_test(stages_are_reached_in_time),              cmocka_unit_test(what_is_not_announced_yet_is_said),
        cmocka_unit_test(terms_keep_their_laws_on_every_day),      cmocka_unit_test(what_can_not_be_counted_is_refused),
        cmocka_unit_test(wrong_terms_and_calendars_are_refused_with_the_line), cmocka_unit_test(the_node_keeps_as_long_as_the_table_says),
        cmocka_unit_test(what_is_over_is_the_same_from_both_ends),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
