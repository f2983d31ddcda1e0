// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "law/law.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "sys/sys.h"

#define ROW(id, figures) "  - id: " id "\n    title: t\n" figures "    source: s\n    mark: M\n"
#define REST ROW("list_screening", HOUR_DAY) ROW("police_check", HOUR_DAY) ROW("investigation", HOUR_DAY) ROW("prosecution", HOUR_DAY) ROW("passenger_screening", HOUR_DAY) ROW("financial_analysis", HOUR_DAY) ROW("terrorist_content", HOUR_DAY)
#define HOUR_DAY "    per_hour: 1\n    per_day: 2\n"

// The shipped tables, with another budgets.yaml; NULL: without one.
static enum code load_with(const char *budgets, struct law **out, struct error *err) {
    enum { FILES = 60 };
    struct law_file files[FILES];
    struct text texts[FILES];
    size_t n = 0;
    DIR *d = opendir(LAWS_FOLDER);
    assert_non_null(d);
    for (struct dirent *e = readdir(d); e; e = readdir(d)) {
        char path[600];
        size_t bytes = strlen(e->d_name);
        if (bytes < 6 || strcmp(e->d_name + bytes - 5, ".yaml") != 0 || strcmp(e->d_name, "budgets.yaml") == 0) continue;
        assert_true(n + 1 < FILES);
        snprintf(path, sizeof path, "%s/%s", LAWS_FOLDER, e->d_name);
        texts[n] = text_with_ceiling(1 << 20);
        assert_int_equal(file_read(path, 1 << 20, &texts[n], NULL).code, CODE_OK);
        files[n] = (struct law_file){strdup(e->d_name), text_seen(&texts[n])};
        n++;
    }
    closedir(d);
    size_t own = n;
    if (budgets) files[n++] = (struct law_file){"budgets.yaml", view_of(budgets)};
    struct result r = law_read(files, n, out, err);
    for (size_t i = 0; i < own; i++) text_free(&texts[i]), free((char *)files[i].name);
    return r.code;
}

static void a_table_of_budgets_is_whole_or_refused(void **state) {
    static const struct {
        const char *table, *said;
    } wrong[] = {
        {"budgets:\n" REST, "border_check"},
        {"budgets:\n" ROW("border_check", "    per_hour: 0\n    per_day: 2\n") REST, "per_hour"},
        {"budgets:\n" ROW("border_check", "    per_hour: 9\n    per_day: 2\n") REST, "per_day"},
        {"budgets:\n" ROW("border_check", HOUR_DAY "    many_names: 9\n") REST, "one_hit_in"},
        {"budgets:\n" ROW("asylum", HOUR_DAY) ROW("border_check", HOUR_DAY) REST, "purpose"},
        {"budgets:\n" ROW("border_check", HOUR_DAY "    per_week: 9\n") REST, "per_week"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct law *law = NULL;
        struct error err = {0};
        assert_int_equal(load_with(wrong[i].table, &law, &err), CODE_BAD_YAML);
        if (!strstr(err.detail, wrong[i].said)) fail_msg("%zu: %s", i, err.detail);
    }
}

static void what_has_no_row_has_the_strict_one(void **state) {
    struct law *law = NULL;
    (void)state;
    assert_int_equal(load_with("budgets:\n" ROW("border_check", "    per_hour: 7\n    per_day: 8\n") REST, &law, NULL), CODE_OK);
    assert_int_equal(law_budget(law, VIEW("border_check"))->per_day, 8);
    int strict = law_budget(law, VIEW("unknown"))->per_hour;
    assert_true(strict > 0);
    law = law_free(law);
    assert_int_equal(load_with(NULL, &law, NULL), CODE_OK);
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
