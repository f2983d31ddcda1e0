// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "law/trial.h"

#include "sys/sys.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

static const struct instant DAY = {INT64_C(1795824000000)};  // 2026-11-28

static struct law *shipped(void) {
    struct law *law = NULL;
    struct error err = {0};
    if (FAILED(law_load(LAWS_FOLDER, &law, &err))) fail_msg("%s", err.detail);
    return law;
}

// The shipped law with one file of rows read as `change` makes it: the text `was` becomes `is`.
struct edit {
    const char *file, *was, *is;
};
enum { FILES_MAX = 60 };

static void edit_bytes(struct text *t, const struct edit *e) {
    const char *at = strstr(text_string(t), e->was);
    if (!at) fail_msg("%s does not hold \"%s\"", e->file, e->was);
    AUTO_TEXT rest = text_with_ceiling(1 << 20);
    text_put(&rest, at + strlen(e->was));
    t->bytes = (size_t)(at - t->at);
    text_put(t, e->is);
    text_view(t, text_seen(&rest));
}

static struct law *edited(const struct edit *e) {
    struct law_file files[FILES_MAX];
    struct text texts[FILES_MAX];
    char names[FILES_MAX][100];
    size_t n = 0;
    DIR *d = opendir(LAWS_FOLDER);
    assert_non_null(d);
    for (struct dirent *f; (f = readdir(d));) {
        AUTO_TEXT path = text_with_ceiling(1000);
        if (!strstr(f->d_name, ".yaml")) continue;
        text_format(&path, LAWS_FOLDER "/%s", f->d_name);
        texts[n] = text_with_ceiling(1 << 20);
        assert_int_equal(file_read(text_string(&path), 1 << 20, &texts[n], NULL).code, CODE_OK);
        if (strcmp(f->d_name, e->file) == 0) edit_bytes(&texts[n], e);
        memcpy(names[n], f->d_name, strlen(f->d_name) + 1);
        files[n] = (struct law_file){names[n], text_seen(&texts[n])};
        n++;
    }
    closedir(d);
    struct law *law = NULL;
    struct error err = {0};
    if (FAILED(law_read(files, n, &law, &err))) fail_msg("%s", err.detail);
    while (n) text_free(&texts[--n]);
    return law;
}

static void the_shipped_cases_hold_and_leave_nothing_out(void **state) {
    (void)state;
    struct law *law = shipped();
    AUTO_JSON *report = NULL;
    struct error err = {0};
    size_t i;
    json_t *one;
    if (FAILED(trial_folder(law, LAWS_FOLDER "/tests", &report, &err))) fail_msg("%s", err.detail);
    json_array_foreach(json_object_get(report, "failed"), i, one) print_error("%s\n", json_dumps(one, JSON_COMPACT));
    assert_int_equal(json_array_size(json_object_get(report, "failed")), 0);
    assert_int_equal(json_array_size(json_object_get(report, "silent")), 0);  // each pair, register and purpose has a case
    // Each row decides some case, but the one that says a second time what eu_only categories say. (Rows without a day can't, yet.)
    json_array_foreach(json_object_get(report, "unasked"), i, one) assert_string_equal(json_string_value(one), "no-sis-category-to-third-countries");
    assert_true(json_int(report, "cases") >= 40);
    law_free(law);
}

static size_t failed_of(const struct law *law, const char *case_lines) {
    AUTO_TEXT t = text_with_ceiling(4000);
    AUTO_JSON *report = trial_report();
    struct error err = {0};
    text_format(&t, "at: 2026-11-28\ncases:\n  - {id: x, register: alerts, %s}\n", case_lines);
    if (FAILED(trial_cases(law, "x.yaml", text_seen(&t), report, &err))) fail_msg("%s", err.detail);
    return json_array_size(json_object_get(report, "failed"));
}

static void a_wrong_expectation_is_told(void **state) {
    (void)state;
    struct law *law = shipped();
#define FACTS "from: [be, fr], to: [es], purpose: police_check, category: arrest, eu_only: true, "
    assert_int_equal(failed_of(law, FACTS "expect: {allowed: true}"), 0);
    assert_int_equal(failed_of(law, FACTS "expect: {allowed: false}"), 2);
    assert_int_equal(failed_of(law, FACTS "expect: {row: be-eu-criminal}"), 1);
    assert_int_equal(failed_of(law, FACTS "expect: {article: \"2(5)\"}"), 2);
    assert_int_equal(failed_of(law, FACTS "expect: {answer: boolean}"), 2);
    assert_int_equal(failed_of(law, FACTS "expect: {approvals: {request: 1}}"), 2);
    assert_int_equal(failed_of(law, FACTS "expect: {clock: none, approvals: {request: 0}}"), 0);
    assert_int_equal(failed_of(law, FACTS "expect: {colour: blue}"), 2);  // what a decision has not is not expected in vain
    law_free(law);
}

static void broken_cases_are_refused_with_the_line(void **state) {
    (void)state;
    static const struct { const char *yaml, *says; } cases[] = {
        {"cases: []\n", "\"at\""}, {"at: 2026-11-28\n", "cases"}, {"at: today\ncases: []\n", "must be a day"}, {"[]\n", "map"},
        {"at: 2026-11-28\ncases: [7]\n", "must be a map"},
        {"at: 2026-11-28\ncases:\n  - {id: a, from: be, to: fr, register: alerts, purpose: p}\n", "expect"},
        {"at: 2026-11-28\ncases:\n  - {id: a, from: be, to: fr, register: alerts, expect: {allowed: true}}\n", "purpose"},
        {"at: 2026-11-28\ncases:\n  - {id: a, colour: b}\n", "x.yaml:3:21: cases[1].colour: is not a known key"},
        {"at: 2026-11-28\ncases:\n  - {id: a, from: {a: b}}\n", "list of words"},
        {"at: 2026-11-28\ncases:\n  - {id: a, minor: perhaps}\n", "true or false"},
        {"at: 2026-11-28\ncases:\n  - {id: a, offence_months: many}\n", "number"},
    };
    struct law *law = shipped();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AUTO_JSON *report = trial_report();
        struct error err = {0};
        assert_int_equal(trial_cases(law, "x.yaml", view_of(cases[i].yaml), report, &err).code, CODE_BAD_YAML);
        if (!strstr(err.detail, cases[i].says)) fail_msg("case %zu: %s", i, err.detail);
    }
    law_free(law);
}

static size_t changes_of(const json_t *report) { return json_array_size(json_object_get(report, "changes")); }

static void a_law_does_not_differ_from_itself(void **state) {
    (void)state;
    struct law *a = shipped(), *b = shipped();
    AUTO_JSON *report = trial_differences(a, b, DAY);
    assert_int_equal(changes_of(report), 0);
    assert_true(json_int(report, "decisions") > 10000);
    law_free(a);
    law_free(b);
}

// Every change is of the pair that was edited, and from the row that was.
static void a_change_names_the_pair_and_both_rows(void **state) {
    (void)state;
    static const struct edit edits[] = {
        {"alerts-morocco.yaml", "purposes: [investigation, prosecution]", "purposes: [prosecution]"},
        {"alerts-morocco.yaml", "answer: boolean", "answer: record"},
        {"alerts-morocco.yaml", "conditions: [H0, H2, ", "conditions: [H0, "},
        {"alerts-morocco.yaml", "in_force: {from: 2022-05-30}", "in_force: {from: 2027-01-01}"},
    };
    struct law *before = shipped();
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        struct law *after = edited(&edits[i]);
        AUTO_JSON *report = trial_differences(before, after, DAY);
        size_t k;
        json_t *one;
        assert_true(changes_of(report) > 0);
        json_array_foreach(json_object_get(report, "changes"), k, one) {
            assert_true(view_is(json_view(one, "from"), "be") && view_is(json_view(one, "to"), "ma"));
            struct view was = json_view(json_object_get(one, "before"), "row");
            struct view is = json_view(json_object_get(one, "after"), "row");
            assert_true(view_is(was, "be-ma-national") || view_is(is, "be-ma-national"));
        }
        law_free(after);
    }
    law_free(before);
}

static json_t *compared(const struct law *before, const struct law *after, const char *recorded) {
    json_t *report = trial_report(), *facts;
    struct error err;
    if (FAILED(json_strict(view_of(recorded), &facts, &err))) fail_msg("%s", err.detail);
    trial_recorded(before, after, facts, DAY, report);
    json_decref(facts);
    return report;
}

static void recorded_decisions_are_compared_as_far_as_they_are_known(void **state) {
    (void)state;
    static const struct edit edit = {"alerts-morocco.yaml", "purposes: [investigation, prosecution]", "purposes: [prosecution]"};
    static const struct { const char *recorded; size_t changes; int left_out; } rows[] = {
        {"{\"from\":\"be\",\"to\":\"ma\",\"register\":\"alerts\",\"purpose\":\"investigation\",\"category\":\"national\",\"eu_only\":false}", 1, 0},
        {"{\"from\":\"be\",\"to\":\"ma\",\"register\":\"alerts\",\"purpose\":\"investigation\",\"category\":\"national\",\"eu_only\":true}", 0, 0},
        {"{\"from\":\"fr\",\"to\":\"ma\",\"register\":\"alerts\",\"purpose\":\"investigation\",\"category\":\"national\",\"eu_only\":false}", 0, 0},
        {"{\"from\":\"be\",\"to\":\"ma\",\"register\":\"alerts\",\"purpose\":\"investigation\",\"category\":\"national\",\"eu_only\":false,"
         "\"at\":\"2020-01-01T00:00:00Z\"}", 0, 0},  // neither law allowed it then
        {"{\"op\":\"disclosure\",\"node\":\"be\",\"peer\":\"ma\",\"register\":\"alerts\",\"purpose\":\"investigation\",\"law_row\":\"be-ma-national\"}", 1, 0},
        {"{\"op\":\"disclosure\",\"node\":\"be\",\"peer\":\"ma\",\"register\":\"alerts\",\"purpose\":\"prosecution\",\"law_row\":\"be-ma-national\"}", 0, 0},
        {"{\"op\":\"disclosure\",\"node\":\"be\",\"peer\":\"ma\",\"register\":\"alerts\",\"bases\":{\"be-ma-national\":{}}}", 1, 0},
        {"{\"op\":\"disclosure\",\"node\":\"be\",\"peer\":\"ma\",\"register\":\"alerts\",\"bases\":{\"be-un-list\":{}}}", 0, 0},
        {"{\"op\":\"session\",\"node\":\"be\"}", 0, 1}, {"{}", 0, 1}, {"{\"op\":7}", 0, 1},
    };
    struct law *before = shipped(), *after = edited(&edit);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_JSON *report = compared(before, after, rows[i].recorded);
        if (changes_of(report) != rows[i].changes || json_int(report, "left_out") != rows[i].left_out) fail_msg("row %zu", i);
        if (rows[i].changes)
            assert_true(view_is(json_view(json_object_get(json_array_get(json_object_get(report, "changes"), 0), "before"), "row"), "be-ma-national"));
    }
    law_free(before);
    law_free(after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_cases_hold_and_leave_nothing_out), cmocka_unit_test(a_wrong_expectation_is_told),
        cmocka_unit_test(broken_cases_are_refused_with_the_line),      cmocka_unit_test(a_law_does_not_differ_from_itself),
        cmocka_unit_test(a_change_names_the_pair_and_both_rows),       cmocka_unit_test(recorded_decisions_are_compared_as_far_as_they_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
