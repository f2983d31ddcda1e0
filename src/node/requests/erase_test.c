// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// erase_test.c — an answer that its owner takes back by a request: it goes wherever it was passed on, a hold keeps it, and what
// its owner still says of it has no effect.
#include "node/node_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)
#define DO(h, member, officer, handler, ...) house_do(h, member, officer, handler, json_pack(__VA_ARGS__), NULL)
#define SECRET "he sleeps at the hotel by the station"

static struct house *standing(void **state) {
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    return h;
}

// France asks Belgium about its record, after a hit.
static char *asked(struct house *h) {
    AUTO_JSON *check = house_hit(h, "investigation");
    return house_written(h, FR, json_pack("{s:O,s:i,s:s,s:s}", "check", json_object_get(check, "id"), "candidate", 1, "kind",
                                          "supplementary_information", "text", "Where?"));
}

static void answer(struct house *h, const char *id, const char *text) {
    assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s}", "request", id, "decision", "release", "text", text), CODE_OK);
    assert_int_equal(house_signs(h, BE, id), CODE_OK);
}

// Belgium asks France to erase what it had about the record; France has decided to, and nobody has signed that yet.
static char *to_be_erased(struct house *h, const char *record) {
    char *id = house_written(h, BE,
                             json_pack("{s:s,s:s,s:s,s:s,s:s,s:{s:s}}", "kind", "recall", "record", record, "to", "fr", "purpose", "investigation", "text",
                                        "give it back", "fields", "reason", "the decision was annulled"));
    assert_int_equal(DO(h, FR, AUTHOR, request_decide, "{s:s,s:s,s:s}", "request", id, "decision", "release", "text", "erased"), CODE_OK);
    return id;
}

static void it_goes_wherever_it_was_passed_on(void **state) {
    struct house *h = standing(state);
    char *record = house_record(h), *id = asked(h);
    answer(h, id, SECRET);
    char *consent = house_written(h, FR,
                                  json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s,s:s}}", "kind", "release_consent", "to", "be", "purpose",
                                             "investigation", "text", "May we?",
                                             "fields", "release_ref", id, "new_use", "pass_on", "new_recipient", "es", "reason", "their inquiry needs it"));
    answer(h, consent, "You may.");
    char *onward = house_written(h, FR,
                                 json_pack("{s:s,s:s,s:s,s:s,s:s,s:{s:s}}", "kind", "onward_information", "to", "es", "purpose",
                                            "investigation", "text", "for your case",
                                            "passes", id, "fields", "reason", "their inquiry"));
    assert_true(house_says(h, ES, onward, SECRET));
    char *erasure = to_be_erased(h, record);
    assert_int_equal(house_signs(h, FR, erasure), CODE_OK);
    QUIET(h, 1500);
    assert_false(house_says(h, FR, id, SECRET));
    assert_false(house_says(h, ES, onward, SECRET));
    free(record), free(id), free(consent), free(onward), free(erasure);
    house_free(h);
}

static void a_hold_keeps_it(void **state) {
    struct house *h = standing(state);
    char *record = house_record(h), *id = asked(h);
    answer(h, id, SECRET);
    assert_int_equal(DO(h, FR, APPROVER, hold_placed, "{s:s,s:s,s:s}", "request", id, "until", "2026-12-24", "reason",
                        "the trial chamber ordered it"), CODE_OK);
    char *erasure = to_be_erased(h, record);
    assert_int_equal(house_signs(h, FR, erasure), CODE_HELD);
    assert_true(house_says(h, FR, id, SECRET));
    assert_int_equal(DO(h, FR, APPROVER, hold_lifted, "{s:s,s:s}", "request", id, "reason", "the trial is over"), CODE_OK);
    assert_int_equal(house_signs(h, FR, erasure), CODE_OK);
    assert_false(house_says(h, FR, id, SECRET));
    free(record), free(id), free(erasure);
    house_free(h);
}

// Released on one signature and erased before the second: it comes too late, and does no harm.
static void its_second_signature_comes_too_late(void **state) {
    struct house *h = standing(state);
    char *record = house_record(h), *id = asked(h);
    struct soft author = house_authenticator(h, BE, AUTHOR);
    assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s,s:s}", "request", id, "decision", "release", "text", SECRET,
                        "emergency", "tonight"), CODE_OK);
    AUTO_JSON *decided = house_request(h, BE, id);
    assert_int_equal(house_do(h, BE, AUTHOR, request_approve, house_touch(h, &author, decided), NULL), CODE_OK);
    QUIET(h, 1500);
    assert_true(house_says(h, FR, id, SECRET));
    char *erasure = to_be_erased(h, record);
    assert_int_equal(house_signs(h, FR, erasure), CODE_OK);
    assert_int_equal(house_signs(h, BE, id), CODE_OK);
    QUIET(h, 1500);
    assert_false(house_says(h, FR, id, SECRET));
    AUTO_JSON *after = house_request(h, FR, id);
    assert_null(json_object_get(after, "confirm_by"));
    free(record), free(id), free(erasure);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(it_goes_wherever_it_was_passed_on, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_hold_keeps_it, LAWS_FOLDER),
        cmocka_unit_test_prestate(its_second_signature_comes_too_late, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
