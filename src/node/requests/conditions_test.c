// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// conditions_test.c — what was given under conditions, in the hands of an officer who is in a hurry: every way to use it for
// something else, to pass it on, to carry it out is refused, until its owner consents to exactly that.
#include "federation/trust.h"
#include "node/node_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)
#define DO(h, member, officer, handler, ...) house_do(h, member, officer, handler, json_pack(__VA_ARGS__), NULL)
#define SECRET "he sleeps at the hotel by the station"

static void answer(struct house *h, const char *id, const char *text, json_t *terms) {
    json_t *p = json_pack("{s:s,s:s,s:s}", "request", id, "decision", "release", "text", text);
    if (terms) json_object_set_new(p, "terms", terms);
    assert_int_equal(house_do(h, BE, AUTHOR, request_decide, p, NULL), CODE_OK);
    assert_int_equal(house_signs(h, BE, id), CODE_OK);
}

// Belgium has told France where somebody sleeps.
static char *told(struct house *h, json_t *terms) {
    QUIET(h, 2500);
    char *id = house_written(h, FR,
                             json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s,s:s,s:s}}", "kind", "information", "to", "be", "purpose",
                                        "investigation", "text", "Where?",
                                        "fields", "facts", "a theft", "offence", "theft", "grounds_to_ask", "seen there", "connection", "the thief",
                                        "contact_point_copy", "sent"));
    answer(h, id, SECRET, terms);
    assert_true(house_says(h, FR, id, SECRET));
    return id;
}

// France asks Belgium for consent; Belgium gives or refuses it.
static void consent(struct house *h, const char *id, const char *use, const char *key, const char *value, bool given) {
    json_t *fields = json_pack("{s:s,s:s,s:s}", "release_ref", id, "new_use", use, "reason", "the inquiry needs it");
    if (key) json_object_set_new(fields, key, json_string(value));
    char *asked = house_written(h, FR,
                                json_pack("{s:s,s:s,s:s,s:s,s:o}", "kind", "release_consent", "to", "be", "purpose", "investigation", "text",
                                          "May we?", "fields", fields));
    if (given) answer(h, asked, "You may.", NULL);
    else {
        assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s,s:s}", "request", asked, "decision", "refuse", "ground",
                            "person_at_risk", "text", "no"), CODE_OK);
        assert_int_equal(house_signs(h, BE, asked), CODE_OK);
    }
    free(asked);
}

static enum code use_for(struct house *h, int member, const char *id, const char *purpose) {
    return DO(h, member, AUTHOR, data_used, "{s:s,s:s,s:s}", "request", id, "purpose", purpose, "reason", "a hurry");
}
static enum code take_out(struct house *h, int member, const char *id) {
    return DO(h, member, AUTHOR, data_exported, "{s:s,s:s}", "request", id, "reason", "a hurry");
}
static enum code pass_to(struct house *h, const char *id, const char *member, char **out) {
    json_t *made = NULL;
    enum code code = house_do(h, FR, AUTHOR, request_create,
                              json_pack("{s:s,s:s,s:s,s:s,s:s,s:{s:s}}", "kind", "onward_information", "to", member, "purpose",
                                        "investigation", "text", "for your case",
                                        "passes", id, "fields", "reason", "a hurry"), &made);
    if (out && !code) *out = strdup(word_of(made, "id"));
    json_decref(made);
    return code;
}

// Requests of ours that nobody has answered, newer than what was told.
static void much_is_asked(struct house *h) {
    for (int i = 0; i < 3; i++)
        assert_int_equal(DO(h, FR, AUTHOR, request_create, "{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s,s:s,s:s}}", "kind", "information", "to", "be",
                            "purpose", "investigation", "text", "Where?",
                            "fields", "facts", "a theft", "offence", "theft", "grounds_to_ask", "seen there", "connection", "the thief",
                            "contact_point_copy", "sent"), CODE_OK);
}

static void every_way_out_is_shut(void **state) {
    struct house *h = house_new(*state);
    char *id = told(h, NULL);
    AUTO_JSON *list = NULL;
    AUTO_JSON *newest = NULL;
    much_is_asked(h);
    assert_int_equal(house_do(h, FR, AUTHOR, data_list, json_pack("{s:i}", "limit", 2), &newest), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(newest, "data")), 1);  // of what there is, not of what was asked
    assert_int_equal(house_do(h, FR, AUTHOR, data_list, json_object(), &list), CODE_OK);
    const json_t *one = json_array_get(json_object_get(list, "data"), 0), *terms = json_object_get(one, "terms");
    assert_string_equal(word_of(one, "owner"), "be");
    assert_string_equal(word_of(terms, "purpose"), "investigation");
    assert_string_equal(word_of(terms, "handling"), "H0");
    assert_string_equal(word_of(terms, "onward"), "owner_consents");
    assert_string_equal(word_of(terms, "basis"), "assessment");
    assert_string_equal(word_of(json_object_get(terms, "evaluation"), "source"), "X");
    assert_int_equal(use_for(h, FR, id, "investigation"), CODE_OK);  // what it was asked for
    static const char *const others[] = {"border_check", "police_check", "prosecution", "list_screening"};
    for (size_t i = 0; i < 4; i++) assert_int_equal(use_for(h, FR, id, others[i]), CODE_BOUND);
    assert_int_equal(use_for(h, FR, id, "asylum"), CODE_BAD_ARGUMENT);
    assert_int_equal(take_out(h, FR, id), CODE_BOUND);
    assert_int_equal(DO(h, FR, AUTHOR, data_used, "{s:s,s:s,s:s,s:s}", "request", id, "use", "pass_on", "recipient", "es", "reason", "x"), CODE_BAD_ARGUMENT);
    assert_int_equal(pass_to(h, id, "es", NULL), CODE_BOUND);
    assert_int_equal(use_for(h, FR, "01936f2e-0000-7000-8000-000000000001", "prosecution"), CODE_NOT_FOUND);
    assert_int_equal(take_out(h, BE, id), CODE_NOT_FOUND);  // its own words are not another's
    assert_int_equal(DO(h, FR, AUTHOR, data_used, "{s:s,s:s}", "request", id, "reason", " "), CODE_BAD_ARGUMENT);
    // The refusals are in the log, with who tried.
    AUTO_JSON *status = NULL;
    assert_int_equal(house_do(h, FR, DPO, audit_status, json_object(), &status), CODE_OK);
    size_t refused = 0;
    for (int64_t i = 0; i < json_int(status, "size"); i++) {
        AUTO_JSON *proof = NULL;
        assert_int_equal(house_do(h, FR, DPO, audit_proven, json_pack("{s:I}", "index", (json_int_t)i), &proof), CODE_OK);
        const char *entry = word_of(proof, "entry");
        refused += strstr(entry, "\"op\":\"use\"") && strstr(entry, "\"decision\":\"refused\"") && strstr(entry, "\"pseudonym\"");
        assert_null(strstr(entry, "hotel"));
    }
    assert_int_equal(refused, 5);
    free(id);
    house_free(h);
}

static void consent_opens_exactly_what_was_asked_for(void **state) {
    struct house *h = house_new(*state);
    char *id = told(h, NULL), *other = told(h, NULL), *onward = NULL;
    consent(h, id, "other_purpose", "new_purpose", "prosecution", false);
    assert_int_equal(use_for(h, FR, id, "prosecution"), CODE_BOUND);  // it was refused
    consent(h, id, "other_purpose", "new_purpose", "prosecution", true);
    assert_int_equal(use_for(h, FR, id, "prosecution"), CODE_OK);
    assert_int_equal(use_for(h, FR, id, "border_check"), CODE_BOUND);
    assert_int_equal(use_for(h, FR, other, "prosecution"), CODE_BOUND);  // of another answer nobody spoke
    assert_int_equal(take_out(h, FR, id), CODE_BOUND);
    consent(h, id, "export", NULL, NULL, true);
    AUTO_JSON *taken = NULL;
    assert_int_equal(house_do(h, FR, AUTHOR, data_exported, json_pack("{s:s,s:s}", "request", id, "reason", "the court's file"), &taken), CODE_OK);
    assert_string_equal(word_of(taken, "malines"), "datum/1");
    assert_string_equal(word_of(json_object_get(taken, "terms"), "onward"), "owner_consents");
    assert_string_equal(word_of(json_object_get(taken, "content"), "text"), SECRET);
    assert_int_equal(pass_to(h, id, "es", NULL), CODE_BOUND);
    consent(h, id, "pass_on", "new_recipient", "ma", true);
    assert_int_equal(pass_to(h, id, "es", NULL), CODE_BOUND);  // to Morocco, not to Spain
    consent(h, id, "pass_on", "new_recipient", "es", true);
    assert_int_equal(pass_to(h, id, "es", &onward), CODE_OK);
    assert_int_equal(house_signs(h, FR, onward), CODE_OK);
    QUIET(h, 1500);
    assert_true(house_says(h, ES, onward, SECRET));
    // In Spain it is still Belgium's, under Belgium's conditions.
    AUTO_JSON *list = NULL;
    assert_int_equal(house_do(h, ES, AUTHOR, data_list, json_object(), &list), CODE_OK);
    assert_string_equal(word_of(json_array_get(json_object_get(list, "data"), 0), "owner"), "be");
    assert_int_equal(use_for(h, ES, onward, "prosecution"), CODE_BOUND);
    assert_int_equal(take_out(h, ES, onward), CODE_BOUND);
    // Belgium takes it back from France while Spain is off: it goes in France, which knows who has still to erase it; when Spain is
    // back it goes there too, and France and Belgium know that it did.
    h->silent[ES] = true;
    assert_int_equal(DO(h, BE, AUTHOR, request_recalled, "{s:s,s:s}", "request", id, "reason", "it was wrong"), CODE_OK);
    QUIET(h, 3000);
    assert_false(house_says(h, FR, id, SECRET));
    assert_true(house_says(h, ES, onward, SECRET));
    AUTO_JSON *waits = NULL;
    assert_int_equal(house_do(h, FR, AUTHOR, recall_list, json_pack("{s:b}", "open", 1), &waits), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(waits, "recalls")), 1);
    assert_string_equal(word_of(json_array_get(json_object_get(waits, "recalls"), 0), "member"), "es");
    h->silent[ES] = false;
    h->us += 120000000;
    h->now.ms += 120000;
    QUIET(h, 3000);
    assert_false(house_says(h, FR, id, SECRET));
    assert_false(house_says(h, ES, onward, SECRET));
    assert_int_equal(use_for(h, FR, id, "investigation"), CODE_NOT_FOUND);
    static const int told_by[] = {BE, FR};
    for (int i = 0; i < 2; i++) {
        AUTO_JSON *open = NULL;
        AUTO_JSON *all = NULL;
        assert_int_equal(house_do(h, told_by[i], AUTHOR, recall_list, json_pack("{s:b}", "open", 1), &open), CODE_OK);
        assert_int_equal(house_do(h, told_by[i], AUTHOR, recall_list, json_object(), &all), CODE_OK);
        assert_int_equal(json_array_size(json_object_get(open, "recalls")), 0);
        assert_int_equal(json_array_size(json_object_get(all, "recalls")), 1);
    }
    free(id), free(other), free(onward);
    house_free(h);
}

static void what_the_officer_adds_binds_too(void **state) {
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    char *id = told(h, json_pack("{s:s,s:{s:s,s:s},s:s,s:s}", "handling", "H1", "evaluation", "source", "B", "information", "2", "basis",
                                 "fact", "subject_category", "witness"));
    assert_int_equal(DO(h, FR, AUTHOR, data_used, "{s:s,s:s,s:s}", "request", id, "use", "court", "reason", "a trial"), CODE_BOUND);
    consent(h, id, "court", NULL, NULL, true);
    AUTO_JSON *used = NULL;
    assert_int_equal(house_do(h, FR, AUTHOR, data_used, json_pack("{s:s,s:s,s:s}", "request", id, "use", "court", "reason", "a trial"), &used), CODE_OK);
    const json_t *terms = json_object_get(used, "terms");
    assert_string_equal(word_of(terms, "handling"), "H1");
    assert_string_equal(word_of(terms, "subject_category"), "witness");
    assert_string_equal(word_of(json_object_get(terms, "evaluation"), "information"), "2");
    // Terms that are none are not written.
    char *asked = house_written(h, FR,
                                json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s,s:s,s:s}}", "kind", "information", "to", "be", "purpose",
                                           "investigation", "text", "Where?",
                                           "fields", "facts", "f", "offence", "o", "grounds_to_ask", "g", "connection", "c", "contact_point_copy", "sent"));
    static const char *const wrong[][2] = {{"handling", "H9"}, {"basis", "rumour"}, {"subject_category", "neighbour"},
                                           {"retain_until", "soon"}, {"retain_until", "2001-01-01T00:00:00Z"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s,s:{s:s}}", "request", asked, "decision", "release", "text", "t",
                            "terms", wrong[i][0], wrong[i][1]), CODE_BAD_FIELD);
    free(asked);
    free(id);
    house_free(h);
}

static void at_its_term_it_goes_unless_a_court_needs_it(void **state) {
    struct house *h = house_new(*state);
    char *id = told(h, json_pack("{s:s}", "retain_until", "2026-11-26T00:00:00Z"));
    char *held = told(h, json_pack("{s:s}", "retain_until", "2026-11-26T00:00:00Z"));
    assert_int_equal(DO(h, FR, APPROVER, hold_placed, "{s:s,s:s,s:s}", "request", held, "until", "2029-01-01", "reason", "r"), CODE_BAD_DATE);
    assert_int_equal(DO(h, FR, APPROVER, hold_placed, "{s:s,s:s,s:s}", "request", held, "until", "2026-12-24", "reason",
                        "the trial chamber ordered it"), CODE_OK);
    h->now.ms += 3 * (int64_t)DAY_MS;
    h->us += 120000000;
    QUIET(h, 3000);
    assert_false(house_says(h, FR, id, SECRET));
    assert_true(house_says(h, FR, held, SECRET));
    // Its owner takes back what is held: it stays as evidence, for nothing else, and the owner knows until when.
    assert_int_equal(DO(h, BE, APPROVER, request_recalled, "{s:s,s:s}", "request", held, "reason", "wrong"), CODE_OK);
    QUIET(h, 1500);
    assert_true(house_says(h, FR, held, SECRET));
    assert_int_equal(use_for(h, FR, held, "investigation"), CODE_BOUND);
    assert_int_equal(DO(h, FR, AUTHOR, data_used, "{s:s,s:s,s:s}", "request", held, "use", "court", "reason", "the trial"), CODE_OK);
    AUTO_JSON *open = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, recall_list, json_pack("{s:b}", "open", 1), &open), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(open, "recalls")), 1);
    assert_string_equal(word_of(json_array_get(json_object_get(open, "recalls"), 0), "held_until"), "2026-12-24T00:00:00.000Z");
    h->now.ms += 30 * (int64_t)DAY_MS;
    h->us += 120000000;
    QUIET(h, 3000);
    assert_false(house_says(h, FR, held, SECRET));
    AUTO_JSON *none = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, recall_list, json_pack("{s:b}", "open", 1), &none), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(none, "recalls")), 0);
    free(id), free(held);
    house_free(h);
}

static json_t *alert_of(const char *name) {
    return json_pack("{s:{s:s,s:{s:s,s:[{s:s}],s:[s]},s:s,s:s,s:s}}", "alert", "category", "refusal", "subject", "kind", "person", "names",
                     "text", name, "births",
                     "1990-05-04", "reason", "a decision", "authority", "an office", "decision_ref", "7");
}

static void a_record_is_reviewed_held_deleted_and_that_is_proven(void **state) {
    struct house *h = house_new(*state);
    json_t *made = NULL;
    QUIET(h, 2500);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, alert_of("Karim Exemple"), &made), CODE_OK);
    char *record = strdup(word_of(made, "record"));
    json_decref(made);
    QUIET(h, 2500);
    AUTO_JSON *due = NULL;
    AUTO_JSON *later = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, review_list, json_pack("{s:i}", "days", 1), &due), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(due, "reviews")), 0);
    h->now.ms += 1090 * (int64_t)DAY_MS;
    assert_int_equal(house_do(h, BE, AUTHOR, review_list, json_object(), &later), CODE_OK);
    assert_string_equal(word_of(json_array_get(json_object_get(later, "reviews"), 0), "record"), record);
    assert_int_equal(DO(h, BE, AUTHOR, review_done, "{s:s,s:s,s:s}", "record", record, "until", "2030-06-01", "reason", "the inquiry goes on"), CODE_OK);
    assert_int_equal(DO(h, BE, APPROVER, hold_placed, "{s:s,s:s,s:s}", "record", record, "until", "2029-12-31", "reason", "the judge asked"), CODE_OK);
    assert_int_equal(DO(h, BE, AUTHOR, alert_delete, "{s:s,s:s}", "record", record, "reason", "done"), CODE_HELD);
    assert_int_equal(DO(h, BE, AUTHOR, deletion_proven, "{s:s}", "record", record), CODE_NOT_FOUND);
    assert_int_equal(DO(h, BE, APPROVER, hold_lifted, "{s:s,s:s}", "record", record, "reason", "the case is closed"), CODE_OK);
    h->silent[FR] = true;
    assert_int_equal(DO(h, BE, AUTHOR, alert_delete, "{s:s,s:s}", "record", record, "reason", "done"), CODE_OK);
    QUIET(h, 3000);
    for (int on = 0; on < 2; on++) {
        AUTO_JSON *proof = NULL;
        assert_int_equal(house_do(h, BE, DPO, deletion_proven, json_pack("{s:s}", "record", record), &proof), CODE_OK);
        assert_non_null(strstr(word_of(json_object_get(proof, "proof"), "entry"), "\"op\":\"erasure\""));
        size_t i, confirmed = 0;
        const json_t *one;
        json_array_foreach(json_object_get(proof, "told"), i, one) confirmed += json_flag(one, "confirmed");
        assert_int_equal(confirmed, on ? 2 : 1);  // Spain, and France once it is on again
        h->silent[FR] = false;
        h->us += 120000000;
        QUIET(h, 60000);
    }
    free(record);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(every_way_out_is_shut, LAWS_FOLDER),
        cmocka_unit_test_prestate(consent_opens_exactly_what_was_asked_for, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_the_officer_adds_binds_too, LAWS_FOLDER),
        cmocka_unit_test_prestate(at_its_term_it_goes_unless_a_court_needs_it, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_record_is_reviewed_held_deleted_and_that_is_proven, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
