// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "law/law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "law/laws_with.h"

#define ROW(id, figures) "  - id: " id "\n    title: t\n" figures "    source: s\n    mark: M\n"
#define REST                                                                                                           \
    ROW("list_screening", HOUR_DAY) ROW("police_check", HOUR_DAY) ROW("investigation", HOUR_DAY)                       \
    ROW("prosecution", HOUR_DAY) ROW("passenger_screening", HOUR_DAY) ROW("financial_analysis", HOUR_DAY)              \
    ROW("terrorist_content", HOUR_DAY)
#define HOUR_DAY "    per_hour: 1\n    per_day: 2\n"

static void a_table_of_budgets_is_whole_or_refused(void **state) {
    static const struct {
        const char *table, *said;
    } wrong[] = {
        {"budgets:\n" REST, "border_check"},
        {"budgets:\n" ROW("border_check", "    per_hour: 0\n    per_day: 2\n") REST, "per_hour"},
        {"budgets:\n" ROW("border_check", "    per_hour: 9\n    per_day: 2\n") REST, "per_day"},
        {"budgets:\n" ROW("border_check", HOUR_DAY "    many_names: 9\n") REST, "one_hit_in"},
        {"budgets:\n" ROW("border_check", HOUR_DAY "    officer_per_hour: 1\n") REST, "officer_per_day"},
        {"budgets:\n" ROW("border_check", HOUR_DAY "    officer_per_hour: 2\n    officer_per_day: 2\n") REST, "no more than the member"},
        {"budgets:\n" ROW("asylum", HOUR_DAY) ROW("border_check", HOUR_DAY) REST, "purpose"},
        {"budgets:\n" ROW("border_check", HOUR_DAY "    per_week: 9\n") REST, "per_week"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct law *law = NULL;
        struct error err = {0};
        assert_int_equal(laws_with("budgets.yaml", wrong[i].table, &law, &err), CODE_BAD_YAML);
        if (!strstr(err.detail, wrong[i].said)) fail_msg("%zu: %s", i, err.detail);
    }
}

static void what_has_no_row_has_the_strict_one(void **state) {
    struct law *law = NULL;
    (void)state;
    assert_int_equal(laws_with("budgets.yaml", "budgets:\n" ROW("border_check", "    per_hour: 7\n    per_day: 8\n") REST, &law, NULL), CODE_OK);
    assert_int_equal(law_budget(law, VIEW("border_check"))->per_day, 8);
    int strict = law_budget(law, VIEW("unknown"))->per_hour;
    assert_true(strict > 0);
    law = law_free(law);
    assert_int_equal(laws_with("budgets.yaml", NULL, &law, NULL), CODE_OK);
    assert_int_equal(law_budget(law, VIEW("border_check"))->per_hour, strict);
    law_free(law);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_of_budgets_is_whole_or_refused),
        cmocka_unit_test(what_has_no_row_has_the_strict_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
