// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/node_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)
#define DO(h, member, officer, handler, ...) house_do(h, member, officer, handler, json_pack(__VA_ARGS__), NULL)

static struct house *standing(void **state) {
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    return h;
}

static void approve(struct house *h, int member, const char *id) {
    AUTO_JSON *request = house_request(h, member, id);
    assert_int_equal(house_do(h, member, APPROVER, request_approve, house_approval(h, member, APPROVER, request), NULL), CODE_OK);
    QUIET(h, 1000);
}

static json_t *facts(void) {
    return json_pack("{s:s,s:s,s:s,s:s,s:s}", "facts", "a theft of documents in May", "offence", "forgery of documents", "grounds_to_ask",
                     "registered there in June", "connection", "the holder", "contact_point_copy", "sent");
}

// Created by FR for BE; the id is the caller's to free.
static char *asked(struct house *h, bool urgent) {
    json_t *made = NULL, *fields = facts();
    if (urgent) json_object_update_new(fields, json_pack("{s:s,s:s}", "urgency", "life", "urgency_reasons", "a threat for tonight"));
    assert_int_equal(house_do(h, FR, AUTHOR, request_create,
                              json_pack("{s:s,s:s,s:s,s:s,s:b,s:o}", "kind", "information", "to", "be", "purpose", "investigation", "text",
                                        "Who registered the car?", "urgent", urgent, "fields", fields), &made), CODE_OK);
    char *id = strdup(word_of(made, "id"));
    json_decref(made);
    approve(h, FR, id);
    QUIET(h, 1500);
    return id;
}

static void same_due(struct house *h, const char *id, const char *clock) {
    AUTO_JSON *fr = house_request(h, FR, id);
    AUTO_JSON *be = house_request(h, BE, id);
    bool still = json_flag(json_object_get(be, "clock"), "still");  // then it is due later with every moment
    if (!still) assert_string_equal(word_of(fr, "due_at"), word_of(be, "due_at"));
    assert_string_equal(word_of(json_object_get(fr, "clock"), "id"), clock);
    assert_string_equal(word_of(json_object_get(be, "clock"), "id"), clock);
    assert_false(json_flag(json_object_get(fr, "clock"), "provisional"));
    assert_int_equal(json_flag(json_object_get(fr, "clock"), "still"), still);
}

static struct instant due_of(struct house *h, const char *id) {
    struct instant t;
    AUTO_JSON *be = house_request(h, BE, id);
    assert_true(instant_read(json_view(be, "due_at"), &t));
    return t;
}

static void an_urgent_request_is_due_in_eight_hours_on_both_sides(void **state) {
    struct house *h = standing(state);
    char *id = asked(h, true);
    same_due(h, id, "urgent_direct");
    struct instant due = due_of(h, id);
    assert_true(due.ms > h->now.ms + 8 * HOUR_MS - 60 * SECOND_MS && due.ms <= h->now.ms + 8 * HOUR_MS);
    // It stands still, and both see it; what a pause is for, the clock says.
    assert_int_equal(DO(h, BE, AUTHOR, request_paused, "{s:s,s:s,s:s}", "request", id, "reason", "lunch", "text", "an hour"), CODE_BAD_FIELD);
    assert_int_equal(DO(h, BE, AUTHOR, request_paused, "{s:s,s:s,s:s}", "request", id, "reason", "judicial_authorisation", "text", "asked today"), CODE_OK);
    assert_int_equal(DO(h, BE, AUTHOR, request_paused, "{s:s,s:s,s:s}", "request", id, "reason", "judicial_authorisation", "text", "again"), CODE_WRONG_STEP);
    QUIET(h, 1500);
    same_due(h, id, "urgent_direct");
    AUTO_JSON *fr = house_request(h, FR, id);
    assert_true(json_flag(json_object_get(fr, "clock"), "still"));
    assert_string_equal(word_of(json_object_get(fr, "clock"), "reason"), "judicial_authorisation");
    h->now.ms += 20 * (int64_t)HOUR_MS;
    assert_int_equal(DO(h, BE, AUTHOR, request_resumed, "{s:s}", "request", id), CODE_OK);
    assert_int_equal(DO(h, BE, AUTHOR, request_resumed, "{s:s}", "request", id), CODE_WRONG_STEP);
    QUIET(h, 1500);
    same_due(h, id, "urgent_direct");
    assert_true(due_of(h, id).ms >= due.ms + 20 * (int64_t)HOUR_MS);
    // What has to be got from others has three days; no other clock will do.
    assert_int_equal(DO(h, BE, AUTHOR, request_reclocked, "{s:s,s:s,s:s}", "request", id, "clock", "week", "text", "x"), CODE_BAD_FIELD);
    assert_int_equal(DO(h, BE, AUTHOR, request_reclocked, "{s:s,s:s,s:s}", "request", id, "clock", "urgent_indirect", "text", " "), CODE_BAD_FIELD);
    assert_int_equal(DO(h, BE, AUTHOR, request_reclocked, "{s:s,s:s,s:s}", "request", id, "clock", "urgent_indirect", "text", "the bank has it"), CODE_OK);
    QUIET(h, 1500);
    same_due(h, id, "urgent_indirect");
    assert_int_equal(DO(h, FR, AUTHOR, request_resumed, "{s:s}", "request", id), CODE_WRONG_STEP);  // not the asker's clock
    free(id);
    house_free(h);
}

static void what_is_not_urgent_has_seven_days_and_gets_louder(void **state) {
    struct house *h = standing(state);
    char *id = asked(h, false);
    same_due(h, id, "not_urgent");
    static const struct { int hours, stage; } rows[] = {{0, 0}, {80, 0}, {15, 50}, {55, 80}, {40, 100}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        h->now.ms += rows[i].hours * (int64_t)HOUR_MS;
        AUTO_JSON *be = house_request(h, BE, id);
        assert_int_equal(json_int(json_object_get(be, "clock"), "stage"), rows[i].stage);
        assert_int_equal(json_flag(json_object_get(be, "clock"), "late"), rows[i].stage == 100);
    }
    free(id);
    house_free(h);
}

static void it_is_refused_on_a_ground_of_the_directive_or_not_at_all(void **state) {
    struct house *h = standing(state);
    char *id = asked(h, false);
    static const char *const wrong[] = {"no_record", "we would rather not", "data_are_right"};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s,s:s}", "request", id, "decision", "refuse", "ground", wrong[i],
                            "text", "no"), CODE_BAD_FIELD);
    AUTO_JSON *before = house_request(h, BE, id);
    assert_string_equal(word_of(before, "step"), "received");  // nothing half done
    assert_int_equal(json_array_size(json_object_get(before, "grounds")), 12);
    assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s,s:s}", "request", id, "decision", "refuse", "ground", "minor_offence",
                        "text", "a year at most"), CODE_OK);
    approve(h, BE, id);
    QUIET(h, 1500);
    AUTO_JSON *end = house_request(h, FR, id);
    assert_string_equal(word_of(end, "step"), "refused");
    assert_string_equal(word_of(json_object_get(end, "answer"), "ground"), "minor_offence");
    AUTO_JSON *statistics = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, request_statistics, json_object(), &statistics), CODE_OK);
    const json_t *received = json_object_get(json_object_get(json_object_get(statistics, "kinds"), "information"), "received");
    assert_int_equal(json_int(received, "requests"), 1);
    assert_int_equal(json_int(json_object_get(received, "refused"), "minor_offence"), 1);
    free(id);
    house_free(h);
}

static void what_waits_and_is_due_first_stands_first(void **state) {
    struct house *h = standing(state);
    char *slow = asked(h, false), *quick = asked(h, true), *slower = asked(h, false);
    AUTO_JSON *list = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, request_list, json_pack("{s:s}", "box", "in"), &list), CODE_OK);
    const json_t *all = json_object_get(list, "requests");
    assert_int_equal(json_array_size(all), 3);
    assert_string_equal(word_of(json_array_get(all, 0), "id"), quick);
    assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s,s:s}", "request", quick, "decision", "refuse", "ground",
                        "not_available", "text", "no"), CODE_OK);
    approve(h, BE, quick);
    AUTO_JSON *later = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, request_list, json_pack("{s:s}", "box", "in"), &later), CODE_OK);
    assert_string_equal(word_of(json_array_get(json_object_get(later, "requests"), 2), "id"), quick);  // it waits for nobody
    free(slow), free(quick), free(slower);
    house_free(h);
}

static void a_demand_that_lacks_a_field_or_a_basis_is_not_written(void **state) {
    struct house *h = standing(state);
    static const char *const purposes[] = {"border_check", "list_screening", "asylum"};
    static const enum code codes[] = {CODE_NO_BASIS, CODE_NO_BASIS, CODE_BAD_ARGUMENT};
    json_t *less = facts();
    json_object_del(less, "offence");
    assert_int_equal(DO(h, FR, AUTHOR, request_create, "{s:s,s:s,s:s,s:s,s:o}", "kind", "information", "to", "be", "purpose", "investigation", "text", "t",
                        "fields", less), CODE_BAD_FIELD);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(DO(h, FR, AUTHOR, request_create, "{s:s,s:s,s:s,s:s,s:o}", "kind", "information", "to", "be", "purpose", purposes[i], "text", "t",
                            "fields", facts()), codes[i]);
    assert_int_equal(DO(h, FR, AUTHOR, request_create, "{s:s,s:s,s:s,s:s,s:o}", "kind", "everything", "to", "be", "purpose", "investigation", "text", "t",
                        "fields", facts()), CODE_BAD_ARGUMENT);
    assert_int_equal(DO(h, FR, AUTHOR, request_create, "{s:s,s:s,s:s,s:s,s:o}", "kind", "information", "to", "atlantis", "purpose", "investigation",
                        "text", "t", "fields", facts()), CODE_BAD_ARGUMENT);
    assert_int_equal(DO(h, FR, AUTHOR, request_create, "{s:s,s:s,s:s,s:s}", "kind", "supplementary_information", "record", "be/alerts/x", "purpose",
                        "investigation", "text", "without a hit"), CODE_BAD_ARGUMENT);
    AUTO_JSON *list = NULL;
    assert_int_equal(house_do(h, FR, AUTHOR, request_list, json_object(), &list), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(list, "requests")), 0);
    house_free(h);
}

// ---- On a record ----
static char *made_of_hit(struct house *h, const char *kind, json_t *fields) {
    json_t *made = NULL;
    AUTO_JSON *check = house_hit(h, "border_check");
    assert_int_equal(house_do(h, FR, AUTHOR, request_create,
                              json_pack("{s:O,s:i,s:s,s:s,s:o}", "check", json_object_get(check, "id"), "candidate", 1, "kind", kind, "text", "see below",
                                        "fields", fields), &made), CODE_OK);
    char *id = strdup(word_of(made, "id"));
    json_decref(made);
    approve(h, FR, id);
    QUIET(h, 1500);
    return id;
}

static void what_only_tells_is_taken_note_of(void **state) {
    struct house *h = standing(state);
    char *record = house_record(h);
    char *id = made_of_hit(h, "hit_report",
                           json_pack("{s:s,s:s,s:s}", "hit_place", "Lille", "hit_at", "2026-11-24T08:00:00Z", "action_taken", "entry refused"));
    AUTO_JSON *arrived = house_request(h, BE, id);
    assert_string_equal(word_of(arrived, "step"), "received");
    assert_string_equal(word_of(arrived, "needs"), "note");
    assert_string_equal(word_of(arrived, "form"), "G");
    assert_string_equal(word_of(json_object_get(arrived, "fields"), "hit_place"), "Lille");
    assert_true(json_is_null(json_object_get(arrived, "clock")));
    assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s}", "request", id, "decision", "release", "text", "x"), CODE_WRONG_STEP);
    assert_int_equal(DO(h, FR, AUTHOR, request_noted, "{s:s}", "request", id), CODE_WRONG_STEP);
    assert_int_equal(DO(h, BE, AUTHOR, request_noted, "{s:s}", "request", id), CODE_OK);
    assert_int_equal(DO(h, BE, AUTHOR, request_noted, "{s:s}", "request", id), CODE_WRONG_STEP);
    QUIET(h, 1500);
    AUTO_JSON *end = house_request(h, FR, id);
    assert_string_equal(word_of(end, "step"), "noted");
    free(id);
    free(record);
    house_free(h);
}

static void a_part_is_withheld_with_its_ground(void **state) {
    struct house *h = standing(state);
    char *record = house_record(h);
    char *id = made_of_hit(h, "supplementary_information", json_object());
    json_t *bad = json_pack("[{s:s,s:s}]", "part", "flags", "ground", "minor_offence"),
           *good = json_pack("[{s:s,s:s}]", "part", "flags", "ground", "person_at_risk");
    assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s,s:o}", "request", id, "decision", "release", "text", "all but",
                        "withheld", bad), CODE_BAD_FIELD);
    assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s,s:o}", "request", id, "decision", "release", "text", "all but",
                        "withheld", good), CODE_OK);
    approve(h, BE, id);
    QUIET(h, 1500);
    AUTO_JSON *end = house_request(h, FR, id);
    const json_t *answer = json_object_get(end, "answer");
    assert_string_equal(word_of(end, "step"), "released");
    assert_null(json_object_get(json_object_get(answer, "alert"), "flags"));
    assert_non_null(json_object_get(json_object_get(answer, "alert"), "reason"));
    assert_string_equal(word_of(json_array_get(json_object_get(answer, "withheld"), 0), "ground"), "person_at_risk");
    free(id);
    free(record);
    house_free(h);
}

static void the_owner_takes_back_and_others_ask_for_consent(void **state) {
    struct house *h = standing(state);
    char *record = house_record(h);
    json_t *made = NULL;
    char *first = made_of_hit(h, "supplementary_information", json_object());
    assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s}", "request", first, "decision", "release", "text", "a secret word"), CODE_OK);
    approve(h, BE, first);
    QUIET(h, 1500);
    AUTO_JSON *before = house_request(h, FR, first);
    assert_non_null(json_object_get(json_object_get(before, "answer"), "alert"));
    assert_int_equal(DO(h, FR, AUTHOR, request_create, "{s:s,s:s,s:s,s:s,s:s,s:{s:s}}", "kind", "recall", "record", record, "to", "be", "purpose",
                        "investigation", "text", "give it back", "fields", "reason", "r"), CODE_BAD_ARGUMENT);  // not its own to recall
    assert_int_equal(house_do(h, BE, AUTHOR, request_create,
                              json_pack("{s:s,s:s,s:s,s:s,s:s,s:{s:s}}", "kind", "recall", "record", record, "to", "fr", "purpose", "investigation", "text",
                                        "give it back", "fields", "reason", "the decision was annulled"), &made), CODE_OK);
    char *id = strdup(word_of(made, "id"));
    json_decref(made);
    approve(h, BE, id);
    QUIET(h, 1500);
    assert_int_equal(DO(h, FR, AUTHOR, request_decide, "{s:s,s:s,s:s,s:s}", "request", id, "decision", "refuse", "ground",
                        "national_security", "text", "no"), CODE_BAD_FIELD);
    assert_int_equal(DO(h, FR, AUTHOR, request_decide, "{s:s,s:s,s:s}", "request", id, "decision", "release", "text", "erased"), CODE_OK);
    approve(h, FR, id);
    QUIET(h, 1500);
    AUTO_JSON *end = house_request(h, BE, id);
    assert_string_equal(word_of(end, "step"), "released");
    assert_null(json_object_get(json_object_get(end, "answer"), "alert"));
    AUTO_JSON *after = house_request(h, FR, first);  // what the first answer brought is gone, and that it came is not
    AUTO_TEXT said = text_with_ceiling(1 << 20);
    text_json(&said, after);
    assert_string_equal(word_of(after, "step"), "released");
    assert_null(strstr(text_string(&said), "a secret word"));
    assert_null(json_object_get(json_object_get(after, "answer"), "alert"));
    assert_string_equal(word_of(json_object_get(after, "answer"), "erased_by"), id);
    assert_int_equal(DO(h, FR, AUTHOR, request_proof, "{s:s}", "request", first), CODE_NOT_FOUND);
    free(first);
    free(id);
    assert_int_equal(house_do(h, FR, AUTHOR, request_create,
                              json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s}}", "kind", "consent", "record", record, "purpose", "investigation", "text", "may we",
                                        "fields", "new_use", "pass_on", "reason", "a trial", "new_recipient", "a court"), &made), CODE_OK);
    json_decref(made);
    free(record);
    house_free(h);
}

static void nobodys_absence_stalls_a_request(void **state) {
    struct house *h = standing(state);
    char *id = asked(h, false);
    assert_int_equal(DO(h, BE, AUTHOR, request_handed, "{s:s,s:s}", "request", id, "officer", "nobody"), CODE_NOT_FOUND);
    assert_int_equal(DO(h, BE, AUTHOR, request_handed, "{s:s,s:s,s:s}", "request", id, "officer", "approver", "reason", "on leave"), CODE_OK);
    AUTO_JSON *be = house_request(h, BE, id);
    assert_true(*word_of(be, "holder"));
    free(id);
    house_free(h);
}

static void what_is_shown_before_is_what_goes(void **state) {
    struct house *h = standing(state);
    AUTO_JSON *draft = NULL;
    AUTO_JSON *list = NULL;
    assert_int_equal(house_do(h, FR, AUTHOR, request_create,
                              json_pack("{s:s,s:s,s:s,s:s,s:o,s:b}", "kind", "information", "to", "be", "purpose", "investigation", "text",
                                        "Who?", "fields", facts(),
                                        "preview", 1), &draft), CODE_OK);
    assert_int_equal(json_int(draft, "approvals_needed"), 1);
    assert_int_equal(json_int(draft, "emergency_hours"), 48);
    assert_string_equal(word_of(json_object_get(draft, "basis"), "instrument"), "dir-2023-977");
    assert_string_equal(word_of(draft, "clock"), "not_urgent");
    assert_int_equal(house_do(h, FR, AUTHOR, request_list, json_object(), &list), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(list, "requests")), 0);  // nothing was kept
    char *id = asked(h, false);
    AUTO_JSON *seen = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, request_decide,
                              json_pack("{s:s,s:s,s:s,s:{s:s},s:b}", "request", id, "decision", "release", "text", "a firm", "fields",
                                        "outcome", "found", "preview", 1), &seen), CODE_OK);
    AUTO_JSON *before = house_request(h, BE, id);
    assert_string_equal(word_of(before, "step"), "received");
    assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s,s:{s:s}}", "request", id, "decision", "release", "text", "a firm",
                        "fields", "outcome", "perhaps"), CODE_BAD_FIELD);
    assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s,s:{s:s}}", "request", id, "decision", "release", "text", "a firm",
                        "fields", "identity", "same_person"), CODE_BAD_FIELD);
    assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s,s:{s:s}}", "request", id, "decision", "release", "text", "a firm",
                        "fields", "outcome", "found"), CODE_OK);
    AUTO_JSON *waits = house_request(h, BE, id);
    AUTO_JSON *one = json_deep_copy(json_object_get(json_object_get(seen, "approves"), "decision"));
    AUTO_JSON *other = json_deep_copy(json_object_get(json_object_get(waits, "approves"), "decision"));
    json_object_del(one, "decided_at"), json_object_del(other, "decided_at");
    json_object_del(json_object_get(one, "terms"), "retain_until"), json_object_del(json_object_get(other, "terms"), "retain_until");
    assert_true(json_equal(one, other));
    approve(h, BE, id);
    QUIET(h, 1500);
    AUTO_JSON *end = house_request(h, FR, id);  // in a word of the table, to be said in the reader's language
    assert_string_equal(word_of(json_object_get(json_object_get(end, "answer"), "fields"), "outcome"), "found");
    assert_string_equal(json_string_value(json_array_get(json_object_get(end, "coded"), 1)), "outcome");
    AUTO_JSON *statistics = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, request_statistics, json_object(), &statistics), CODE_OK);
    assert_int_equal(json_int(json_object_get(json_object_get(json_object_get(statistics, "kinds"), "information"), "received"), "answered_in_time"), 1);
    free(id);
    house_free(h);
}

static size_t copies(struct house *h, int member, bool open) {
    AUTO_JSON *list = NULL;
    assert_int_equal(house_do(h, member, APPROVER, contact_list, json_pack("{s:b}", "open", open), &list), CODE_OK);
    return json_array_size(json_object_get(list, "copies"));
}

static void the_contact_point_has_its_copy_on_both_sides(void **state) {
    struct house *h = standing(state);
    char *id = asked(h, false), *same = asked(h, true);
    assert_int_equal(copies(h, FR, true), 2);
    assert_int_equal(copies(h, BE, true), 2);
    assert_int_equal(DO(h, BE, AUTHOR, contact_noted, "{s:s,s:s}", "request", id, "event", "sent"), CODE_NOT_FOUND);  // that is France's
    assert_int_equal(DO(h, BE, AUTHOR, contact_noted, "{s:s,s:s}", "request", id, "event", "received"), CODE_OK);
    assert_int_equal(DO(h, BE, AUTHOR, contact_noted, "{s:s,s:s}", "request", id, "event", "received"), CODE_NOT_FOUND);
    assert_int_equal(copies(h, BE, true), 1);
    assert_int_equal(copies(h, BE, false), 2);
    AUTO_JSON *unsaid = facts();
    json_object_set_new(unsaid, "contact_point_copy", json_string("person_at_risk"));
    assert_int_equal(DO(h, FR, AUTHOR, request_create, "{s:s,s:s,s:s,s:s,s:O}", "kind", "information", "to", "be", "purpose",
                        "investigation", "text", "t", "fields", unsaid), CODE_OK);
    assert_int_equal(copies(h, FR, false), 2);
    free(id), free(same);
    house_free(h);
}

static void requests_about_the_same_stand_beside_each_other(void **state) {
    struct house *h = standing(state);
    static const char *const things[] = {"1-ABC-234", "1 abc 234", "9-XYZ-999"};
    char *ids[3];
    for (int i = 0; i < 3; i++) {
        json_t *made = NULL, *fields = facts();
        json_object_set_new(fields, "person_or_object", json_string(things[i]));
        assert_int_equal(house_do(h, FR, AUTHOR, request_create,
                                  json_pack("{s:s,s:s,s:s,s:s,s:o}", "kind", "information", "to", "be", "purpose", "investigation", "text",
                                                                            "Who?", "fields", fields), &made), CODE_OK);
        ids[i] = strdup(word_of(made, "id"));
        json_decref(made);
        approve(h, FR, ids[i]);
    }
    QUIET(h, 1500);
    for (int i = 0; i < 3; i++) {
        AUTO_JSON *be = house_request(h, BE, ids[i]);
        assert_int_equal(json_array_size(json_object_get(be, "related")), i < 2 ? 1 : 0);
        if (i < 2) assert_string_equal(word_of(json_array_get(json_object_get(be, "related"), 0), "id"), ids[1 - i]);
    }
    for (int i = 0; i < 3; i++) free(ids[i]);
    house_free(h);
}

static void who_it_is_can_be_left_out(void **state) {
    struct house *h = standing(state);
    char *record = house_record(h);
    char *id = made_of_hit(h, "supplementary_information", json_object());
    assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s,s:b}", "request", id, "decision", "release", "text", "t",
                        "pseudonymise", 1), CODE_BAD_FIELD);
    assert_int_equal(DO(h, BE, AUTHOR, request_decide, "{s:s,s:s,s:s,s:b,s:[{s:s,s:s}]}", "request", id, "decision", "release", "text", "t",
                        "pseudonymise", 1, "withheld", "part",
                        "who it is", "ground", "person_at_risk"), CODE_OK);
    approve(h, BE, id);
    QUIET(h, 1500);
    AUTO_JSON *end = house_request(h, FR, id);
    AUTO_TEXT said = text_with_ceiling(1 << 20);
    const json_t *subject = json_object_get(json_object_get(json_object_get(end, "answer"), "alert"), "subject");
    text_json(&said, subject);
    assert_string_equal(word_of(end, "step"), "released");
    assert_null(strstr(text_string(&said), "Karim"));
    assert_null(strstr(text_string(&said), "1990-05"));
    assert_non_null(strstr(text_string(&said), "Person "));
    free(id);
    free(record);
    house_free(h);
}

// A member that lies about a clock: nothing of it is believed.
static void a_clock_of_another_form_has_no_effect(void **state) {
    struct house *h = standing(state);
    char *id = asked(h, true);
    AUTO_JSON *before = house_request(h, FR, id);
    h->stolen[BE] = true;
    QUIET(h, 200);
    static const char *const bodies[] = {
        "\"clock\":\"week\",\"started_at\":\"%s\",\"pauses\":[]", "\"clock\":7,\"started_at\":\"%s\",\"pauses\":[]",
        "\"clock\":\"urgent_direct\",\"started_at\":\"2030-01-01T00:00:00Z\",\"pauses\":[]",
        "\"clock\":\"urgent_direct\",\"started_at\":\"1999-01-01T00:00:00Z\",\"pauses\":[]",
        "\"clock\":\"urgent_direct\",\"started_at\":\"%s\",\"pauses\":{}", "\"clock\":\"urgent_direct\",\"started_at\":\"%s\",\"pauses\":[7]",
        "\"clock\":\"urgent_direct\",\"started_at\":\"%s\",\"pauses\":[{\"reason\":\"lunch\",\"from\":\"%s\",\"to\":null}]",
        "\"clock\":\"urgent_direct\",\"started_at\":\"%s\"", "\"started_at\":\"%s\"",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        AUTO_TEXT payload = text_with_ceiling(4000);
        text_format(&payload, "{\"channel\":\"requests\",\"messages\":[{\"seq\":%zu,\"type\":\"clock\",\"body\":{\"request\":\"%s\",", i + 2, id);
        for (const char *c = bodies[i]; *c; c++) {
            if (c[0] == '%') text_put(&payload, word_of(before, "created_at")), c++;
            else text_char(&payload, *c);
        }
        text_put(&payload, "}}]}");
        assert_int_equal(house_send(h, BE, FR, "/m1/post", "post", text_seen(&payload), NULL), 200);
    }
    AUTO_JSON *after = house_request(h, FR, id);
    assert_string_equal(word_of(before, "due_at"), word_of(after, "due_at"));
    assert_int_equal(json_array_size(json_object_get(json_object_get(after, "clock"), "pauses")), 0);
    free(id);
    house_free(h);
}

// Its clock is forty minutes slow and was set right since: what it says when it began is taken, and both show the same.
static void an_owner_whose_clock_was_slow_is_believed(void **state) {
    struct house *h = standing(state);
    char *id = asked(h, true);
    AUTO_JSON *before = house_request(h, FR, id);
    AUTO_TEXT at = text_with_ceiling(40), due = text_with_ceiling(40), payload = text_with_ceiling(1000);
    struct instant began;
    assert_true(instant_read(json_view(before, "created_at"), &began));
    began.ms -= 40 * MINUTE_MS;
    text_instant(&at, began);
    text_instant(&due, instant_after(began, 8 * INT64_C(3600000)));
    h->stolen[BE] = true;
    QUIET(h, 200);
    text_format(&payload, "{\"channel\":\"requests\",\"messages\":[{\"seq\":2,\"type\":\"clock\",\"body\":{\"request\":\"%s\",\"clock\":\"urgent_direct\","
                          "\"started_at\":\"%s\",\"pauses\":[]}}]}", id, text_string(&at));
    assert_int_equal(house_send(h, BE, FR, "/m1/post", "post", text_seen(&payload), NULL), 200);
    AUTO_JSON *after = house_request(h, FR, id);
    assert_string_equal(word_of(after, "due_at"), text_string(&due));
    free(id);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(an_urgent_request_is_due_in_eight_hours_on_both_sides, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_is_not_urgent_has_seven_days_and_gets_louder, LAWS_FOLDER),
        cmocka_unit_test_prestate(it_is_refused_on_a_ground_of_the_directive_or_not_at_all, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_waits_and_is_due_first_stands_first, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_demand_that_lacks_a_field_or_a_basis_is_not_written, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_only_tells_is_taken_note_of, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_part_is_withheld_with_its_ground, LAWS_FOLDER),
        cmocka_unit_test_prestate(the_owner_takes_back_and_others_ask_for_consent, LAWS_FOLDER),
        cmocka_unit_test_prestate(nobodys_absence_stalls_a_request, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_is_shown_before_is_what_goes, LAWS_FOLDER),
        cmocka_unit_test_prestate(the_contact_point_has_its_copy_on_both_sides, LAWS_FOLDER),
        cmocka_unit_test_prestate(requests_about_the_same_stand_beside_each_other, LAWS_FOLDER),
        cmocka_unit_test_prestate(who_it_is_can_be_left_out, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_clock_of_another_form_has_no_effect, LAWS_FOLDER),
        cmocka_unit_test_prestate(an_owner_whose_clock_was_slow_is_believed, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
