// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// judged_test.c — what was said of a record is shown when the same is asked again, lowers it where the law lets it, hides
// nothing, and touches no other question.
#include "node/node_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static json_t *subject(const char *family, const char *born) {
    AUTO_TEXT name = text_with_ceiling(100);
    text_format(&name, "Karim %s", family);
    return json_pack("{s:s,s:[{s:s,s:s,s:s}],s:[s]}", "kind", "person", "names", "text", text_string(&name), "given", "Karim", "family",
                     family, "births", born);
}
static json_t *draft(const char *family) {
    return json_pack("{s:{s:s,s:o,s:s,s:s,s:s}}", "alert", "category", "refusal", "subject", subject(family, "1990-05-04"), "reason", "a decision",
                     "authority", "an office", "decision_ref", "7");
}
static json_t *asked(struct house *h, const char *born, const char *purpose) {
    json_t *check = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, check_run, json_pack("{s:o,s:s}", "subject", subject("Exemple", born), "purpose", purpose), &check), CODE_OK);
    return check;
}
static json_t *first(const json_t *check) { return json_array_get(json_object_get(check, "candidates"), 0); }
static void judge(struct house *h, const json_t *check, const char *judgement, const char *reason) {
    json_t *p = json_pack("{s:O,s:i,s:s,s:s}", "check", json_object_get(check, "id"), "candidate", 1, "judgement", judgement, "reason", reason);
    assert_int_equal(house_do(h, BE, AUTHOR, candidate_judge, p, NULL), CODE_OK);
}
static struct house *house_with(void **state, json_t **record) {
    struct house *h = house_new(*state);
    assert_int_equal(house_run(h, 2500).code, CODE_OK);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Exemple"), record), CODE_OK);
    return h;
}

static void not_the_same_comes_last_with_its_author_and_is_listed(void **state) {
    json_t *record;
    struct house *h = house_with(state, &record);
    json_t *twin = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Exempel"), &twin), CODE_OK);
    AUTO_JSON *before = asked(h, "1990-05-04", "police_check");
    assert_int_equal(json_array_size(json_object_get(before, "candidates")), 2);
    assert_null(json_object_get(before, "judged_before"));
    const char *name = json_string_value(json_object_get(first(before), "record"));
    judge(h, before, "dismissed", "a scar");
    AUTO_JSON *again = asked(h, "1990-05-04", "police_check");
    json_t *last = json_array_get(json_object_get(again, "candidates"), 1), *row = json_array_get(json_object_get(again, "judged_before"), 0);
    assert_string_equal(json_string_value(json_object_get(last, "record")), name);
    assert_true(json_flag(last, "lowered"));
    assert_true(json_number_value(json_object_get(last, "score")) < 0.2);
    assert_true(json_number_value(json_object_get(row, "score")) > 0.2);  // what it was is said
    const json_t *said = json_array_get(json_object_get(last, "judged_before"), 0);
    assert_string_equal(json_string_value(json_object_get(said, "reason")), "a scar");
    assert_true(json_view(said, "by").bytes > 0 && json_view(said, "at").bytes > 0);
    assert_null(json_object_get(first(again), "judged_before"));
    json_decref(record), json_decref(twin);
    house_free(h);
}

static void another_question_and_a_border_are_not_touched(void **state) {
    json_t *record;
    struct house *h = house_with(state, &record);
    AUTO_JSON *before = asked(h, "1990-05-04", "police_check");
    judge(h, before, "dismissed", "other person");
    AUTO_JSON *other = asked(h, "1990", "police_check");
    assert_null(json_object_get(other, "judged_before"));
    assert_null(json_object_get(first(other), "lowered"));
    AUTO_JSON *border = asked(h, "1990-05-04", "border_check");
    assert_non_null(json_object_get(first(border), "judged_before"));
    assert_null(json_object_get(first(border), "lowered"));
    AUTO_JSON *abroad = NULL;
    assert_int_equal(house_run(h, 2500).code, CODE_OK);
    json_t *q = json_pack("{s:o,s:s}", "subject", subject("Exemple", "1990-05-04"), "purpose", "police_check");
    assert_int_equal(house_do(h, FR, AUTHOR, check_run, q, &abroad), CODE_OK);
    if (first(abroad)) assert_null(json_object_get(first(abroad), "judged_before"));  // what is said in the house stays in the house
    json_decref(record);
    house_free(h);
}

static void a_hit_or_a_change_of_the_record_lifts_it(void **state) {
    json_t *record;
    struct house *h = house_with(state, &record);
    AUTO_JSON *one = asked(h, "1990-05-04", "police_check");
    judge(h, one, "dismissed", "other person");
    json_t *change = draft("Exemple");
    json_object_set(change, "record", json_object_get(record, "record"));
    json_object_set_new(change, "version", json_integer(1));
    json_object_set_new(change, "reason", json_string("a photograph"));
    assert_int_equal(house_do(h, BE, AUTHOR, alert_change, change, NULL), CODE_OK);
    AUTO_JSON *two = asked(h, "1990-05-04", "police_check");
    assert_null(json_object_get(first(two), "lowered"));
    assert_false(json_flag(json_array_get(json_object_get(first(two), "judged_before"), 0), "same_version"));
    judge(h, two, "hit", "fingerprints");
    AUTO_JSON *three = asked(h, "1990-05-04", "police_check");
    judge(h, three, "dismissed", "in haste");
    AUTO_JSON *four = asked(h, "1990-05-04", "police_check");
    assert_null(json_object_get(first(four), "lowered"));
    assert_int_equal(json_array_size(json_object_get(first(four), "judged_before")), 3);
    json_decref(record);
    house_free(h);
}

static void it_goes_with_its_term(void **state) {
    json_t *record;
    struct house *h = house_with(state, &record);
    AUTO_JSON *before = asked(h, "1990-05-04", "police_check");
    judge(h, before, "dismissed", "other person");
    h->now.ms += 366 * (int64_t)DAY_MS;
    assert_int_equal(house_run(h, 1).code, CODE_OK);
    assert_int_equal(house_run(h, 120000).code, CODE_OK);
    AUTO_JSON *after = asked(h, "1990-05-04", "police_check");
    assert_non_null(first(after));
    assert_null(json_object_get(after, "judged_before"));
    json_decref(record);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(not_the_same_comes_last_with_its_author_and_is_listed, LAWS_FOLDER),
        cmocka_unit_test_prestate(another_question_and_a_border_are_not_touched, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_hit_or_a_change_of_the_record_lifts_it, LAWS_FOLDER),
        cmocka_unit_test_prestate(it_goes_with_its_term, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
