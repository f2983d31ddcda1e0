// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// The grounds on which what is locked is opened: only what is written, while its instrument is in force; and what the table may not say.
#include "law/laws_with.h"
#include "law/opening.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static struct instant at(const char *when) {
    struct instant i;
    assert_true(instant_read(view_of(when), &i));
    return i;
}

static void only_what_is_written_is_opened(void **state) {
    (void)state;
    struct law *law;
    struct error err = {0};
    struct instant now = at("2026-11-29T00:00:00Z");
    if (FAILED(law_load(LAWS_FOLDER, &law, &err))) fail_msg("%s", err.detail);
    const struct law_opening *o = law_opening(law, VIEW("be"), VIEW("ordered"), VIEW("investigation"), now);
    assert_non_null(o);
    assert_int_equal(o->approvals, 1);
    assert_int_equal(o->tries, 3);
    assert_null(law_opening(law, VIEW("be"), VIEW("ordered"), VIEW("border_check"), now));
    assert_null(law_opening(law, VIEW("be"), VIEW("guessed"), VIEW("investigation"), now));
    assert_null(law_opening(law, VIEW("prov"), VIEW("handed_over"), VIEW("investigation"), now));
    assert_null(law_opening(law, VIEW("ma"), VIEW("handed_over"), VIEW("investigation"), now));
    assert_null(law_opening(law, VIEW("es"), VIEW("ordered"), VIEW("investigation"), at("2015-12-05T00:00:00Z")));
    assert_non_null(law_opening(law, VIEW("es"), VIEW("ordered"), VIEW("investigation"), at("2015-12-06T00:00:00Z")));
    law_free(law);
}

#define ROW(member, ground, purposes, approvals, tries, instrument)                                                   \
    "openings:\n  - {id: x, member: " member ", ground: " ground ", title: t, purposes: [" purposes "], approvals: " approvals ", tries: " tries  \
    ", instrument: " instrument ", article: a, source: s, mark: M}\n"

static void what_the_table_may_not_say(void **state) {
    (void)state;
    static const struct { const char *table, *word; } bad[] = {
        {ROW("xx", "found", "investigation", "1", "3", "be-cic"), "member"},
        {ROW("be", "cracked", "investigation", "1", "3", "be-cic"), "handed_over"},
        {ROW("be", "found", "asylum", "1", "3", "be-cic"), "purposes"},
        {ROW("be", "found", "investigation", "9", "3", "be-cic"), "0 to 5"},
        {ROW("be", "found", "investigation", "1", "1000", "be-cic"), "guessed"},
        {ROW("be", "found", "investigation", "1", "0", "be-cic"), "guessed"},
        {ROW("be", "found", "investigation", "1", "3", "nothing"), "instruments"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct law *law = NULL;
        struct error err = {0};
        assert_int_equal(laws_with("opening.yaml", bad[i].table, &law, &err), CODE_BAD_YAML);
        if (!strstr(err.detail, bad[i].word)) fail_msg("%zu: %s", i, err.detail);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_what_is_written_is_opened), cmocka_unit_test(what_the_table_may_not_say)};
    return cmocka_run_group_tests_name("opening", tests, NULL, NULL);
}
