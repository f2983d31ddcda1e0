// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Classes of sealed checks as data: what the table may say, and what a purpose without a row is.
#include "law/sealed.h"
#include "law/laws_with.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define ROW(id, reg, purpose, more)                                                                                   \
    "  - id: " id "\n    title: t\n    register: " reg "\n    purpose: " purpose "\n    source: s\n    mark: M\n" more
#define FIGURES "    subjects: 1\n    keys_a_day: 200\n    keys_a_day_officer: 100\n"

#define PARTS(n) "    at_least: " #n "\n    at_least_of: [given, family, birth]\n"

static void a_table_is_right_or_refused(void **state) {
    static const struct {
        const char *table, *said;
    } wrong[] = {
        {"sealed:\n" ROW("x", "alerts", "asylum", FIGURES), "purpose"},
        {"sealed:\n" ROW("x", "alerts", "investigation", "    subjects: 9\n    keys_a_day: 900\n    keys_a_day_officer: 900\n"), "subjects"},
        {"sealed:\n" ROW("x", "alerts", "investigation", "    subjects: 0\n    keys_a_day: 900\n    keys_a_day_officer: 900\n"), "subjects"},
        {"sealed:\n" ROW("x", "alerts", "investigation", "    subjects: 8\n    keys_a_day: 150\n    keys_a_day_officer: 150\n"), "keys_a_day"},
        {"sealed:\n" ROW("x", "alerts", "investigation", "    subjects: 1\n    keys_a_day: 100\n    keys_a_day_officer: 150\n"), "keys_a_day"},
        {"sealed:\n" ROW("x", "alerts", "investigation", FIGURES "    at_least: 2\n"), "at_least"},
        {"sealed:\n" ROW("x", "alerts", "investigation", FIGURES "    at_least: 3\n    at_least_of: [given, birth]\n"), "at_least"},
        {"sealed:\n" ROW("x", "alerts", "investigation", FIGURES "    at_least: 1\n    at_least_of: [height]\n"), "given family birth"},
        {"sealed:\n" ROW("x", "alerts", "investigation", FIGURES PARTS(2)), "at_least needs key_types"},
        {"sealed:\n" ROW("x", "alerts", "investigation", FIGURES PARTS(3) "    key_types: [names_date]\n"), "at most 2"},
        {"sealed:\n" ROW("x", "alerts", "investigation", FIGURES PARTS(2) "    key_types: [names_date, number]\n"), "number says none"},
        {"sealed:\n" ROW("x", "alerts", "investigation", FIGURES PARTS(2) "    key_types: [names_date, url_loose]\n"), "url_loose says none"},
        {"sealed:\n" ROW("x", "alerts", "investigation", FIGURES "    key_types: [shoe]\n"), "names_date"},
        {"sealed:\n" ROW("x", "alerts", "investigation", FIGURES "    busy_days: 3\n"), "busy_percent"},
        {"sealed:\n" ROW("\"a|b\"", "alerts", "investigation", FIGURES), "id"},
        {"sealed:\n" ROW("x", "alerts", "investigation", FIGURES) ROW("y", "alerts", "investigation", FIGURES), "\"x\""},
        {"sealed:\n" ROW("x", "alerts", "investigation", FIGURES "    colour: red\n"), "colour"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct law *law = NULL;
        struct error err = {0};
        assert_int_equal(laws_with("sealed.yaml", wrong[i].table, &law, &err), CODE_BAD_YAML);
        if (!strstr(err.detail, wrong[i].said)) fail_msg("%zu: %s", i, err.detail);
    }
}

static void every_purpose_is_a_class_of_alerts(void **state) {
    struct law *law = NULL;
    size_t purposes, classes;
    (void)state;
    assert_int_equal(laws_with("sealed.yaml", NULL, &law, NULL), CODE_OK);
    const struct law_purpose *p = law_purposes(law, &purposes);
    law_sealed_classes(law, &classes);
    assert_int_equal(classes, purposes);
    for (size_t i = 0; i < purposes; i++) {
        const struct law_sealed *c = law_sealed(law, p[i].id);
        assert_true(c && view_is(c->reg, "alerts") && view_same(c->purpose, p[i].id) && c->subjects == 1 && c->keys_a_day >= 20);
    }
    law = law_free(law);
    assert_int_equal(laws_with("sealed.yaml", "sealed:\n" ROW("mine", "alerts", "investigation", FIGURES)
                               ROW("others", "police_records", "investigation", FIGURES), &law, NULL), CODE_OK);
    law_sealed_classes(law, &classes);
    assert_int_equal(classes, purposes + 1);
    assert_null(law_sealed(law, VIEW("investigation")));  // the register of alerts has a class for it by another name
    assert_int_equal(law_sealed(law, VIEW("mine"))->keys_a_day, 200);
    law_free(law);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_table_is_right_or_refused), cmocka_unit_test(every_purpose_is_a_class_of_alerts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
