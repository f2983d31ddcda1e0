// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// Invented pairs of names, the same and not the same, as an examiner would write them (tests/data/names/invented_pairs.tsv; nobody is
// meant): how many are told apart at one half, and over all thresholds. The figures are floors: what is better is welcome.
#include "match/match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

enum { PAIRS_MAX = 4000, LINE_MAX_BYTES = 2000, COLUMNS = 7 };
struct scored {
    float bits, score;
    bool same;
};

static struct subject subject_of(struct name *n, struct dates *born, const char *text, const char *date, const char *kind) {
    *n = (struct name){.text = view_of(text), .given = view_of(""), .family = view_of(""), .role = NAME_primary};
    struct subject s = {.kind = SUBJECT_person, .names = n, .name_count = 1};
    if (strcmp(kind, "organisation") == 0) s.kind = SUBJECT_organisation;
    if (strcmp(kind, "vessel") == 0) s.kind = SUBJECT_vessel;
    if (*date && dates_read(view_of(date), born)) s.births = born, s.birth_count = 1;
    return s;
}

// label, name1, name2, born1, born2, kind, subject
static bool score_line(char *line, struct scored *out) {
    char *at[COLUMNS], *rest = line;
    for (size_t i = 0; i < COLUMNS; i++) if (!(at[i] = strsep(&rest, "\t\n"))) return false;
    struct name nx, ny;
    struct dates bx, by;
    struct subject x = subject_of(&nx, &bx, at[1], at[3], at[6]), y = subject_of(&ny, &by, at[2], at[4], at[6]);
    AUTO_ARENA a = arena_with_ceiling(1 << 22);
    struct candidate c;
    assert_int_equal(match_pair(&x, &y, &a, &c, NULL).code, CODE_OK);
    *out = (struct scored){c.bits, c.score, *at[0] == '1'};
    return true;
}

static size_t read_pairs(struct scored out[PAIRS_MAX]) {
    FILE *f = fopen(PAIRS_PATH, "r");
    char line[LINE_MAX_BYTES];
    size_t n = 0;
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));  // the columns' names
    while (n < PAIRS_MAX && fgets(line, sizeof line, f)) {
        if (*line == '#') continue;
        assert_true(score_line(line, &out[n]));
        n++;
    }
    fclose(f);
    return n;
}

// The chance that a pair that is the same gets more bits than one that is not (Hanley and McNeil, 1982).
static double area(const struct scored *p, size_t n) {
    double more = 0, all = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; p[i].same && j < n; j++)
            if (!p[j].same) all++, more += p[i].bits > p[j].bits ? 1 : p[i].bits == p[j].bits ? 0.5 : 0;
    return all > 0 ? more / all : 0;
}

static void invented_pairs_are_told_apart(void **state) {
    (void)state;
    static struct scored p[PAIRS_MAX];
    size_t n = read_pairs(p), same = 0, found = 0, alarms = 0;
    for (size_t i = 0; i < n; i++) {
        same += p[i].same;
        found += p[i].same && p[i].score > 0.5f;
        alarms += !p[i].same && p[i].score > 0.5f;
    }
    double told = area(p, n);
    print_message("%zu pairs: %zu of %zu the same found, %zu of %zu others taken for the same, area %.3f\n", n, found, same, alarms, n - same, told);
    assert_true(n >= 200 && same >= 100 && n - same >= 60);
    assert_true((double)found >= 0.95 * (double)same);
    assert_true((double)alarms <= 0.20 * (double)(n - same));
    assert_true(told >= 0.95);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(invented_pairs_are_told_apart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
