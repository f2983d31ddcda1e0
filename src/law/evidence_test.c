// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// How long evidence is kept: every member has a row for what it may take in, its own goes before everybody's, and none is without end.
#include "law/evidence.h"
#include "law/laws_with.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static struct instant at(const char *when) {
    struct instant i;
    assert_true(instant_read(view_of(when), &i));
    return i;
}

static void a_member_s_own_row_goes_before_everybody_s(void **state) {
    (void)state;
    struct law *law;
    struct error err = {0};
    struct instant now = at("2026-11-29T00:00:00Z");
    size_t members;
    if (FAILED(law_load(LAWS_FOLDER, &law, &err))) fail_msg("%s", err.detail);
    const struct law_member *m = law_members(law, &members);
    for (size_t i = 0; i < members; i++) {
        assert_non_null(law_evidence(law, m[i].id, VIEW("collected"), now));
        assert_non_null(law_evidence(law, m[i].id, VIEW("delivered"), now));
    }
    const struct law_evidence *be = law_evidence(law, VIEW("be"), VIEW("collected"), now), *prov = law_evidence(law, VIEW("prov"), VIEW("collected"), now);
    assert_int_equal(be->ends, ENDS_two_persons);
    assert_int_equal(be->member.bytes, 0);
    assert_true(view_is(prov->id, "prov-laid-out"));
    assert_int_equal(prov->ends, ENDS_destroy);
    assert_true(view_is(law_evidence(law, VIEW("ma"), VIEW("delivered"), now)->instrument, "ma-09-08"));
    assert_null(law_evidence(law, VIEW("be"), VIEW("stolen"), now));
    assert_null(law_evidence(law, VIEW("be"), VIEW("collected"), at("2018-05-05T23:59:59Z")));  // the directive was not in force
    assert_true(view_is(law_evidence_named(law, VIEW("host-kept"))->article, "6(2)"));
    struct instant over = law_span_after(law_evidence_named(law, VIEW("host-kept"))->kept, at("2026-08-31T10:00:00Z"));
    assert_int_equal(over.ms, at("2027-02-28T10:00:00Z").ms);  // six months, not the longest six
    assert_null(law_evidence_named(law, VIEW("gone")));
    law_free(law);
}

#define ROW(more) "terms:\n  - {id: x, title: t, " more ", article: a, source: s, mark: M}\n"

static void what_the_table_may_not_say(void **state) {
    (void)state;
    static const struct { const char *table, *word; } bad[] = {
        {ROW("member: xx, came: collected, days: 1, days_most: 1, ends: destroy, instrument: be-cic"), "member"},
        {ROW("came: stolen, days: 1, days_most: 1, ends: destroy, instrument: be-cic"), "collected"},
        {ROW("came: collected, days: 0, days_most: 1, ends: destroy, instrument: be-cic"), "without end"},
        {ROW("came: collected, days: 90, days_most: 30, ends: destroy, instrument: be-cic"), "days"},
        {ROW("came: collected, days: 90, days_most: 90, ends: never, instrument: be-cic"), "ends"},
        {ROW("came: collected, days: 90, days_most: 90, ends: destroy, instrument: nothing"), "instruments"},
        {ROW("came: collected, months: 4, days_most: 90, ends: destroy, instrument: be-cic"), "months"},
        {ROW("came: collected, months: 4, days: 1, days_most: 900, ends: destroy, instrument: be-cic"), "months"},
        {ROW("came: collected, months: 1201, months_most: 1201, ends: destroy, instrument: be-cic"), "100 years"},
        {ROW("came: collected, days_most: 90, ends: destroy, instrument: be-cic"), "days"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct law *law = NULL;
        struct error err = {0};
        assert_int_equal(laws_with("evidence.yaml", bad[i].table, &law, &err), CODE_BAD_YAML);
        if (!strstr(err.detail, bad[i].word)) fail_msg("%zu: %s", i, err.detail);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_member_s_own_row_goes_before_everybody_s), cmocka_unit_test(what_the_table_may_not_say)};
    return cmocka_run_group_tests_name("evidence_terms", tests, NULL, NULL);
}
