// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// namesake_test.c — the innocent namesake stands first, with consent only, at home and abroad, and goes with the alert.
#include "node/node_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static json_t *subject(const char *born, const char *paper) {
    json_t *s = json_pack("{s:s,s:[{s:s,s:s,s:s}],s:[s]}", "kind", "person", "names", "text", "Karim Exemple", "given", "Karim", "family",
                          "Exemple", "births", born);
    if (paper) json_object_set_new(s, "documents", json_pack("[{s:s,s:s,s:s}]", "type", "passport", "country", "be", "number", paper));
    return s;
}
static json_t *entered(struct house *h) {
    json_t *created = NULL, *draft = json_pack("{s:{s:s,s:o,s:s,s:s,s:s}}", "alert", "category", "refusal", "subject", subject("1990-05-04", NULL), "reason",
                                               "a decision", "authority", "an office", "decision_ref", "7");
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft, &created), CODE_OK);
    return created;
}
static json_t *innocent(void) {
    return json_pack("{s:o,s:s,s:s,s:s}", "subject", subject("1990-08-21", "EX123456"), "consented_at", "2026-01-02T00:00:00.000Z",
                     "consent_ref", "file 12", "mother", "Nadia Modele");
}
static enum code add(struct house *h, const json_t *created, int version, json_t *person) {
    json_t *p = json_pack("{s:O,s:i,s:s,s:o}", "record", json_object_get(created, "record"), "version", version, "reason",
                          "stopped three times", "person", person);
    return house_do(h, BE, AUTHOR, alert_misused, p, NULL);
}
static json_t *asked(struct house *h, int member, const char *born, const char *paper) {
    json_t *check = NULL, *q = json_pack("{s:o,s:s}", "subject", subject(born, paper), "purpose", "border_check");
    assert_int_equal(house_do(h, member, AUTHOR, check_run, q, &check), CODE_OK);
    return check;
}
static json_t *first(const json_t *check) { return json_array_get(json_object_get(check, "candidates"), 0); }
static json_t *namesake(const json_t *check) { return json_array_get(json_object_get(first(check), "not_this_person"), 0); }

static void the_namesake_is_shown_first_here_and_abroad(void **state) {
    struct house *h = house_new(*state);
    assert_int_equal(house_run(h, 2500).code, CODE_OK);
    AUTO_JSON *created = entered(h);
    assert_int_equal(add(h, created, 1, innocent()), CODE_OK);
    assert_int_equal(house_run(h, 2500).code, CODE_OK);
    for (int member = BE; member <= FR; member++) {
        AUTO_JSON *check = asked(h, member, "1990-08-21", "EX123456");
        assert_non_null(first(check));
        assert_true(json_flag(namesake(check), "nearer"));
        assert_string_equal(json_string_value(json_object_get(namesake(check), "mother")), "Nadia Modele");
        assert_null(json_object_get(namesake(check), "consent_ref"));  // where the consent lies is the owner's affair
        AUTO_JSON *meant = asked(h, member, "1990-05-04", NULL);
        if (namesake(meant)) assert_false(json_flag(namesake(meant), "nearer"));
    }
    house_free(h);
}

static void without_consent_or_in_a_list_there_is_none(void **state) {
    struct house *h = house_new(*state);
    assert_int_equal(house_run(h, 100).code, CODE_OK);
    AUTO_JSON *created = entered(h);
    json_t *silent = innocent(), *early = innocent(), *nobody = innocent();
    json_object_del(silent, "consented_at");
    json_object_set_new(early, "consented_at", json_string("2999-01-01T00:00:00.000Z"));
    json_object_del(nobody, "subject");
    assert_int_equal(add(h, created, 1, silent), CODE_BAD_FIELD);
    assert_int_equal(add(h, created, 1, early), CODE_BAD_FIELD);
    assert_int_equal(add(h, created, 1, nobody), CODE_BAD_FIELD);
    assert_int_equal(add(h, created, 2, innocent()), CODE_CONFLICT);
    house_free(h);
}

static void it_goes_when_the_person_or_the_alert_does(void **state) {
    struct house *h = house_new(*state);
    assert_int_equal(house_run(h, 2500).code, CODE_OK);
    AUTO_JSON *created = entered(h);
    assert_int_equal(add(h, created, 1, innocent()), CODE_OK);
    json_t *p = json_pack("{s:O,s:i,s:s,s:i}", "record", json_object_get(created, "record"), "version", 2, "reason", "so wished", "withdrawn", 1);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_misused, p, NULL), CODE_OK);
    assert_int_equal(house_run(h, 2500).code, CODE_OK);
    AUTO_JSON *check = asked(h, FR, "1990-08-21", "EX123456");
    assert_null(namesake(check));
    assert_int_equal(add(h, created, 3, innocent()), CODE_OK);
    json_t *gone = json_pack("{s:O,s:s}", "record", json_object_get(created, "record"), "reason", "over");
    assert_int_equal(house_do(h, BE, AUTHOR, alert_delete, gone, NULL), CODE_OK);
    assert_int_equal(house_run(h, 2500).code, CODE_OK);
    AUTO_JSON *after = asked(h, FR, "1990-08-21", "EX123456");
    assert_null(first(after));
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(the_namesake_is_shown_first_here_and_abroad, LAWS_FOLDER),
        cmocka_unit_test_prestate(without_consent_or_in_a_list_there_is_none, LAWS_FOLDER),
        cmocka_unit_test_prestate(it_goes_when_the_person_or_the_alert_does, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
