// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// restrict_test.c — a record that is kept and not used (Directive (EU) 2016/680 art. 16(3)), at its owner, as a copy, as an answer and
// where the answer was passed on to; and back. Each step is tried before, during and after.
#include "node/node_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)
#define DO(h, member, handler, ...) house_do(h, member, AUTHOR, handler, json_pack(__VA_ARGS__), NULL)
#define SECRET "he sleeps in Namur"

static json_t *got(struct house *h, int member, node_handler *handler, json_t *params) {
    json_t *j = NULL;
    assert_int_equal(house_do(h, member, AUTHOR, handler, params, &j), CODE_OK);
    return j;
}

static json_t *checked(struct house *h, int member) {
    json_t *j = got(h, member, check_run,
                    json_pack("{s:s,s:{s:s,s:[{s:s}],s:[s]}}", "purpose", "border_check", "subject", "kind", "person", "names", "text",
                              "Karim Exemple", "births", "1990-05-04"));
    return j;
}

static size_t hits(struct house *h, int member) {
    AUTO_JSON *check = checked(h, member);
    return json_array_size(json_object_get(check, "candidates"));
}

static char *signed_by_second(struct house *h, int member, json_t *made) {
    char *id = strdup(word_of(made, "id"));
    AUTO_JSON *request = got(h, member, request_show, json_pack("{s:s}", "request", id));
    assert_int_equal(house_do(h, member, APPROVER, request_approve, house_approval(h, member, APPROVER, request), NULL), CODE_OK);
    json_decref(made);
    QUIET(h, 1500);
    return id;
}

// France asks Belgium about the hit.
static char *asked_about(struct house *h, const json_t *check) {
    assert_int_equal(DO(h, FR, candidate_judge, "{s:O,s:i,s:s}", "check", json_object_get(check, "id"), "candidate", 1, "judgement", "hit"), CODE_OK);
    return signed_by_second(h, FR,
                            got(h, FR, request_create, json_pack("{s:O,s:i,s:s}", "check", json_object_get(check, "id"), "candidate", 1, "text", "Where?")));
}

static enum code release(struct house *h, const char *id) {
    return DO(h, BE, request_decide, "{s:s,s:s,s:s}", "request", id, "decision", "release", "text", SECRET);
}

static bool reads(struct house *h, int member, const char *id, const char *words) {
    AUTO_JSON *j = got(h, member, request_show, json_pack("{s:s}", "request", id));
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    text_json(&t, j);
    return strstr(text_string(&t), words) != NULL;
}

static json_t *named(const char *record, int version) {
    return json_pack("{s:s,s:i,s:s}", "record", record, "version", version, "reason", "the person says that it is not so");
}
static json_t *with(json_t *params, const char *key, const char *value) {
    json_object_set_new(params, key, json_string(value));
    return params;
}

struct told {
    struct house *h;
    char *record, *answer;
    json_t *check;                // of before
};

static struct told belgium_told_france(void **state) {
    struct told t = {.h = house_new(*state)};
    QUIET(t.h, 2500);
    AUTO_JSON *made = got(t.h, BE, alert_create,
                          json_pack("{s:{s:s,s:{s:s,s:[{s:s}],s:[s]},s:s,s:s,s:s}}", "alert", "category", "refusal", "subject", "kind", "person",
                                                            "names", "text", "Karim Exemple", "births", "1990-05-04", "reason", "a decision",
                                                            "authority", "an office",
                                                            "decision_ref", "7"));
    t.record = strdup(word_of(made, "record"));
    QUIET(t.h, 2500);
    assert_int_equal(hits(t.h, BE), 1);
    assert_int_equal(hits(t.h, ES), 1);
    t.check = checked(t.h, FR);
    t.answer = asked_about(t.h, t.check);
    assert_int_equal(release(t.h, t.answer), CODE_OK);
    AUTO_JSON *decided = got(t.h, BE, request_show, json_pack("{s:s}", "request", t.answer));
    assert_int_equal(house_do(t.h, BE, APPROVER, request_approve, house_approval(t.h, BE, APPROVER, decided), NULL), CODE_OK);
    QUIET(t.h, 1500);
    assert_true(reads(t.h, FR, t.answer, SECRET));
    return t;
}

static void over(struct told *t) {
    json_decref(t->check);
    free(t->record), free(t->answer);
    house_free(t->h);
}

static enum code used(struct told *t, const char *use, const char *purpose) {
    return DO(t->h, FR, data_used, "{s:s,s:s,s:s,s:s}", "request", t->answer, "use", use, "purpose", purpose, "reason", "a trial");
}

static void what_is_contested_is_kept_and_used_by_nobody(void **state) {
    struct told t = belgium_told_france(state);
    char *under_way = asked_about(t.h, t.check);
    assert_int_equal(house_do(t.h, BE, AUTHOR, alert_restricted, with(named(t.record, 1), "ground", "a whim"), NULL), CODE_BAD_ARGUMENT);
    assert_int_equal(house_do(t.h, FR, AUTHOR, alert_restricted, with(named(t.record, 1), "ground", "contested"), NULL), CODE_NOT_ALLOWED);
    assert_int_equal(house_do(t.h, BE, AUTHOR, alert_restricted, with(named(t.record, 1), "ground", "contested"), NULL), CODE_OK);
    assert_int_equal(house_do(t.h, BE, AUTHOR, alert_restricted, with(named(t.record, 2), "ground", "contested"), NULL), CODE_ALREADY);
    QUIET(t.h, 3000);
    for (int m = BE; m <= ES; m++) assert_int_equal(hits(t.h, m), 0);  // at its owner and as a copy
    // It is there all the same, and read for a reason only.
    assert_int_equal(DO(t.h, ES, alert_show, "{s:s}", "record", t.record), CODE_BAD_ARGUMENT);
    AUTO_JSON *copy = got(t.h, ES, alert_show, json_pack("{s:s,s:s}", "record", t.record, "reason", "the supervisor asks"));
    assert_string_equal(word_of(json_object_get(json_object_get(copy, "alert"), "restricted"), "ground"), "contested");
    AUTO_JSON *kept = got(t.h, FR, check_show, json_pack("{s:O}", "check", json_object_get(t.check, "id")));
    assert_true(json_is_null(json_object_get(json_array_get(json_object_get(kept, "candidates"), 0), "subject")));
    // What was answered is neither shown nor used; no new answer goes out on it, however old the check.
    assert_false(reads(t.h, FR, t.answer, SECRET));
    assert_int_equal(used(&t, "court", "prosecution"), CODE_BOUND);
    assert_int_equal(DO(t.h, FR, data_exported, "{s:s,s:s}", "request", t.answer, "reason", "a file"), CODE_BOUND);
    assert_int_equal(DO(t.h, ES, data_used, "{s:s,s:s,s:s,s:s}", "record", t.record, "use", "court", "purpose", "border_check", "reason",
                        "a trial"), CODE_BOUND);
    AUTO_JSON *again = got(t.h, FR, request_create, json_pack("{s:O,s:i,s:s}", "check", json_object_get(t.check, "id"), "candidate", 1, "text", "And now?"));
    assert_int_equal(house_do(t.h, FR, APPROVER, request_approve, house_approval(t.h, FR, APPROVER, again), NULL), CODE_NO_BASIS);
    assert_int_equal(release(t.h, under_way), CODE_NO_BASIS);
    free(under_way);
    // The person's rights go on: those who have it are told to correct it.
    AUTO_JSON *correction = got(t.h, BE, request_create,
                                json_pack("{s:s,s:s,s:s,s:s,s:s,s:b,s:{s:s,s:s}}", "kind", "correction", "to", "fr", "record", t.record, "purpose",
                                                                   "border_check", "text", "It is not he.", "preview", 1, "fields",
                                                                   "wrong_data", "the name", "right_data", "another"));
    assert_true(json_object_get(correction, "approves") != NULL);
    over(&t);
}

static void it_is_lifted_when_the_person_knows(void **state) {
    struct told t = belgium_told_france(state);
    assert_int_equal(house_do(t.h, BE, AUTHOR, alert_restricted, with(named(t.record, 1), "ground", "contested"), NULL), CODE_OK);
    QUIET(t.h, 2000);
    // A change leaves it restricted, whatever its draft says, and is told to whoever had the record by an answer.
    AUTO_JSON *now = got(t.h, BE, alert_show, json_pack("{s:s,s:s}", "record", t.record, "reason", "to change it"));
    AUTO_JSON *draft = json_deep_copy(json_object_get(now, "alert"));
    json_object_del(draft, "restricted");
    json_object_set_new(draft, "decision_ref", json_string("8"));
    assert_int_equal(DO(t.h, BE, alert_create, "{s:{s:{s:s,s:s}}}", "alert", "restricted", "ground", "contested", "since",
                        "2026-11-24T09:00:00Z"), CODE_BAD_FIELD);
    AUTO_JSON *elsewhere = json_deep_copy(draft);
    json_object_set_new(elsewhere, "purpose", json_string("prosecution"));
    assert_int_equal(DO(t.h, BE, alert_change, "{s:s,s:i,s:s,s:O}", "record", t.record, "version", 2, "reason", "for a trial", "alert",
                        elsewhere), CODE_BAD_FIELD);
    assert_int_equal(DO(t.h, BE, alert_change, "{s:s,s:i,s:s,s:O}", "record", t.record, "version", 2, "reason", "a new number", "alert", draft), CODE_OK);
    QUIET(t.h, 2000);
    assert_int_equal(hits(t.h, FR), 0);
    assert_true(reads(t.h, FR, t.answer, "record_changed_at"));
    assert_int_equal(house_do(t.h, BE, AUTHOR, alert_unrestricted, named(t.record, 3), NULL), CODE_BAD_DATE);
    assert_int_equal(house_do(t.h, BE, AUTHOR, alert_unrestricted, with(named(t.record, 3), "informed", "2031-01-01"), NULL), CODE_BAD_DATE);
    assert_int_equal(house_do(t.h, BE, AUTHOR, alert_unrestricted, with(named(t.record, 3), "informed", "2026-11-23"), NULL), CODE_OK);
    assert_int_equal(house_do(t.h, BE, AUTHOR, alert_unrestricted, with(named(t.record, 4), "informed", "2026-11-23"), NULL), CODE_WRONG_STEP);
    QUIET(t.h, 3000);
    for (int m = BE; m <= ES; m++) assert_int_equal(hits(t.h, m), 1);
    assert_true(reads(t.h, FR, t.answer, SECRET));
    over(&t);
}

static void what_is_evidence_is_for_a_court_alone(void **state) {
    struct told t = belgium_told_france(state);
    t.h->silent[FR] = true;  // France is off when it is restricted
    assert_int_equal(house_do(t.h, BE, AUTHOR, alert_restricted, with(named(t.record, 1), "ground", "evidence"), NULL), CODE_OK);
    QUIET(t.h, 3000);
    assert_true(reads(t.h, FR, t.answer, SECRET));
    t.h->silent[FR] = false;
    t.h->us += 120000000, t.h->now.ms += 120000;
    QUIET(t.h, 3000);
    assert_false(reads(t.h, FR, t.answer, SECRET));
    assert_int_equal(hits(t.h, FR), 0);
    assert_int_equal(used(&t, "other_purpose", "investigation"), CODE_BOUND);
    AUTO_JSON *list = got(t.h, FR, data_list, json_object());
    assert_true(json_is_true(json_object_get(json_array_get(json_object_get(list, "data"), 0), "restricted")));
    AUTO_JSON *shown = got(t.h, FR, data_used, json_pack("{s:s,s:s,s:s}", "request", t.answer, "use", "court", "reason", "the judge asked"));
    assert_string_equal(word_of(json_object_get(shown, "content"), "text"), SECRET);
    over(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(what_is_contested_is_kept_and_used_by_nobody, LAWS_FOLDER),
        cmocka_unit_test_prestate(it_is_lifted_when_the_person_knows, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_is_evidence_is_for_a_court_alone, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
