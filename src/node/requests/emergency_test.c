// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// emergency_test.c — a release on one signature: where the law names it, by an authenticator, known to every
// data-protection officer, and confirmed in time or gone.
#include "node/node_house.h"
#include "node/node_room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)
#define DO(h, member, officer, handler, ...) house_do(h, member, officer, handler, json_pack(__VA_ARGS__), NULL)
#define SECRET "the van stands in Mons"

static enum code sign(struct house *h, int member, int officer, const char *id) {
    AUTO_JSON *request = house_request(h, member, id);
    return house_do(h, member, officer, request_approve, house_approval(h, member, officer, request), NULL);
}

// Asked by France of Belgium, and there.
static char *asked_there(struct house *h) {
    json_t *made = NULL;
    QUIET(h, 2500);
    assert_int_equal(house_do(h, FR, AUTHOR, request_create,
                              json_pack("{s:s,s:s,s:s,s:s,s:b,s:{s:s,s:s,s:s,s:s,s:s,s:s,s:s}}", "kind", "information", "to", "be", "purpose", "investigation",
                                        "text", "Where is the van?", "urgent", 1, "fields", "facts", "a threat for tonight", "offence", "a terrorist offence",
                                        "grounds_to_ask", "its plate", "connection", "who holds it", "contact_point_copy", "sent", "urgency", "life",
                                        "urgency_reasons", "tonight"), &made), CODE_OK);
    char *id = strdup(word_of(made, "id"));
    json_decref(made);
    assert_int_equal(sign(h, FR, APPROVER, id), CODE_OK);
    QUIET(h, 1500);
    return id;
}

static enum code decide(struct house *h, const char *id, const char *emergency) {
    json_t *p = json_pack("{s:s,s:s,s:s}", "request", id, "decision", "release", "text", SECRET);
    if (emergency) json_object_set_new(p, "emergency", json_string(emergency));
    return house_do(h, BE, AUTHOR, request_decide, p, NULL);
}

static bool says(const json_t *j, const char *words) {
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    text_json(&t, j);
    return strstr(text_string(&t), words) != NULL;
}

static size_t notices(struct house *h, int member, const char *what) {
    AUTO_JSON *all = NULL;
    size_t i, n = 0;
    const json_t *one;
    assert_int_equal(house_do(h, member, DPO, notice_list, json_object(), &all), CODE_OK);
    assert_false(says(all, "van"));  // what it is about is nobody's else
    json_array_foreach(json_object_get(all, "notices"), i, one) n += strcmp(word_of(one, "what"), what) == 0;
    return n;
}

// Released by its author's authenticator alone; the request's id is the caller's to free.
static char *let_out(struct house *h, struct soft *author) {
    char *id = asked_there(h);
    *author = house_authenticator(h, BE, AUTHOR);
    assert_int_equal(decide(h, id, "it may happen tonight and nobody else is on duty"), CODE_OK);
    AUTO_JSON *request = house_request(h, BE, id);
    assert_int_equal(house_do(h, BE, AUTHOR, request_approve, house_touch(h, author, request), NULL), CODE_OK);
    QUIET(h, 1500);
    return id;
}

static void it_goes_at_once_and_every_officer_for_data_protection_knows(void **state) {
    struct house *h = house_new(*state);
    struct soft author;
    char *id = let_out(h, &author);
    AUTO_JSON *fr = house_request(h, FR, id);
    AUTO_JSON *be = house_request(h, BE, id);
    assert_string_equal(word_of(fr, "step"), "released");
    assert_true(says(fr, SECRET));
    assert_string_equal(word_of(be, "needs"), "confirmation");
    assert_string_equal(word_of(fr, "confirm_by"), word_of(be, "confirm_by"));
    for (int m = 0; m < HOUSE_USUAL; m++) assert_int_equal(notices(h, m, "emergency"), 1);
    // The author does not confirm himself; a second person does, and all are told.
    assert_int_equal(sign(h, BE, AUTHOR, id), CODE_SAME_PERSON);
    assert_int_equal(house_do(h, BE, AUTHOR, request_approve, house_touch(h, &author, be), NULL), CODE_SAME_PERSON);
    assert_int_equal(sign(h, BE, APPROVER, id), CODE_OK);
    QUIET(h, 1500);
    for (int m = 0; m < HOUSE_USUAL; m++) assert_int_equal(notices(h, m, "emergency_confirmed"), 1);
    h->now.ms += 80 * (int64_t)HOUR_MS;
    h->us += 120000000;
    QUIET(h, 2500);
    AUTO_JSON *later = house_request(h, FR, id);
    assert_string_equal(word_of(later, "step"), "released");
    assert_true(says(later, SECRET));
    assert_null(json_object_get(later, "confirm_by"));
    assert_int_equal(json_array_size(json_object_get(later, "approvals")), 3);  // the demand's, and both of the release
    free(id);
    house_free(h);
}

static void rots(struct house *h, int member) {
    static const struct stmt ROT = {"UPDATE request SET decision = x'7b7d'"};  // {}: other JSON than an emergency
    struct store *s = house_node(h, member)->store;
    assert_int_equal(store_begin(s, NULL).code, CODE_OK);
    assert_int_equal(store_run(s, &ROT, NULL, 0, NULL).code, CODE_OK);
    assert_int_equal(store_commit(s, NULL).code, CODE_OK);
}

// What stands in the store is no fault of the program, whatever stands there: the signature is not taken, and the node lives.
static void a_decision_that_rots_ends_no_node(void **state) {
    struct house *h = house_new(*state);
    struct soft author;
    char *id = let_out(h, &author);
    rots(h, BE);
    assert_int_equal(sign(h, BE, APPROVER, id), CODE_STORE_DAMAGED);
    QUIET(h, 1500);
    free(id);
    house_free(h);
}

// At the asker's: the other signatures are a message that is refused, and what comes behind it comes.
static void a_decision_that_rots_there_ends_no_node_either(void **state) {
    struct house *h = house_new(*state);
    struct soft author;
    char *id = let_out(h, &author);
    rots(h, FR);
    assert_int_equal(sign(h, BE, APPROVER, id), CODE_OK);
    QUIET(h, 3000);
    AUTO_JSON *fr = house_request(h, FR, id);
    assert_string_equal(word_of(fr, "step"), "released");
    AUTO_JSON *about = house_did(h, FR, AUTHOR, node_about, json_object(), CODE_OK, NULL);
    size_t i;
    json_t *one;
    bool told = false;
    json_array_foreach(json_object_get(about, "care"), i, one)
        told = told || (!strcmp(word_of(one, "part"), "messages") && !strcmp(word_of(one, "kind"), "be/requests") && json_int(one, "count") == 1);
    assert_true(told);
    free(id);
    house_free(h);
}

static void what_nobody_confirms_comes_back(void **state) {
    struct house *h = house_new(*state);
    struct soft author;
    char *id = let_out(h, &author);
    h->now.ms += 48 * (int64_t)HOUR_MS;
    assert_int_equal(sign(h, BE, APPROVER, id), CODE_EXPIRED);  // too late by some seconds, and not swept yet
    h->us += 120000000;
    QUIET(h, 3000);
    AUTO_JSON *fr = house_request(h, FR, id);
    AUTO_JSON *be = house_request(h, BE, id);
    assert_string_equal(word_of(fr, "step"), "recalled");
    assert_string_equal(word_of(be, "step"), "recalled");
    assert_false(says(fr, SECRET));
    for (int m = 0; m < HOUSE_USUAL; m++) assert_int_equal(notices(h, m, "emergency_recalled"), 1);
    AUTO_JSON *open = NULL;
    AUTO_JSON *all = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, recall_list, json_pack("{s:b}", "open", 1), &open), CODE_OK);
    assert_int_equal(house_do(h, BE, AUTHOR, recall_list, json_object(), &all), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(open, "recalls")), 0);
    const json_t *one = json_array_get(json_object_get(all, "recalls"), 0);
    assert_string_equal(word_of(one, "why"), "unconfirmed");
    // The entry named is the erasure in the other side's log, and provable.
    AUTO_JSON *proof = NULL;
    assert_int_equal(house_do(h, FR, DPO, audit_proven, json_pack("{s:O}", "index", json_object_get(one, "index")), &proof), CODE_OK);
    assert_non_null(strstr(word_of(proof, "entry"), "\"op\":\"erasure\""));
    assert_non_null(strstr(word_of(proof, "entry"), id));
    free(id);
    house_free(h);
}

// The owner is silent for days: what it released on one signature goes there all the same.
static void it_goes_although_its_owner_is_silent(void **state) {
    struct house *h = house_new(*state);
    struct soft author;
    char *id = let_out(h, &author);
    h->silent[BE] = true;
    h->now.ms += 60 * (int64_t)HOUR_MS;
    h->us += 120000000;
    QUIET(h, 2500);
    AUTO_JSON *kept = house_request(h, FR, id);
    assert_true(says(kept, SECRET));  // its word may still be on the way
    h->now.ms += 13 * (int64_t)HOUR_MS;
    h->us += 120000000;
    QUIET(h, 2500);
    AUTO_JSON *fr = house_request(h, FR, id);
    assert_string_equal(word_of(fr, "step"), "recalled");
    assert_false(says(fr, SECRET));
    h->silent[BE] = false;
    h->us += 120000000;
    QUIET(h, 60000);
    AUTO_JSON *open = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, recall_list, json_pack("{s:b}", "open", 1), &open), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(open, "recalls")), 0);
    free(id);
    house_free(h);
}

// Releases of other owners, who may still say something, wait here before ours; ours come back in time all the same.
static void those_of_silent_owners_delay_no_recall_of_ours(void **state) {
    static const struct stmt SILENT = {
        "WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 150)"
        " INSERT INTO request(id, side, step, peer, kind, demand, decision, author, created_at, due_at, urgent, confirm_by)"
        " SELECT printf('01936f2e-0000-7000-8000-%012d', i), 0, 'released', 'es', kind, demand, decision, author, created_at, due_at, urgent, confirm_by - 1"
        " FROM k, request WHERE request.id = $1"};
    struct house *h = house_new(*state);
    struct soft author;
    char *id = let_out(h, &author);
    struct node *n = house_node(h, BE);
    assert_int_equal(turn(n, NULL).code, CODE_OK);
    assert_int_equal(store_run(n->store, &SILENT, VALUES(V_STR(id)), NULL).code, CODE_OK);
    h->now.ms += 49 * (int64_t)HOUR_MS;
    h->us += 120000000;
    QUIET(h, 3000);
    AUTO_JSON *be = house_request(h, BE, id);
    assert_string_equal(word_of(be, "step"), "recalled");
    free(id);
    house_free(h);
}

static void there_is_no_other_way_to_go_alone(void **state) {
    struct house *h = house_new(*state);
    char *id = asked_there(h);
    struct soft author = house_authenticator(h, BE, AUTHOR);
    AUTO_JSON *none = NULL;
    // Without the word emergency the author's authenticator is an author's.
    assert_int_equal(decide(h, id, NULL), CODE_OK);
    none = house_request(h, BE, id);
    assert_int_equal(house_do(h, BE, AUTHOR, request_approve, house_touch(h, &author, none), NULL), CODE_SAME_PERSON);
    // With it, a key file is not enough, and no reason is no emergency.
    assert_int_equal(decide(h, id, " "), CODE_BAD_ARGUMENT);
    assert_int_equal(decide(h, id, "tonight"), CODE_OK);
    assert_int_equal(sign(h, BE, AUTHOR, id), CODE_NOT_ALLOWED);
    // Who is no approver and did not write it signs nothing.
    AUTO_JSON *request = house_request(h, BE, id);
    assert_int_equal(house_do(h, BE, DPO, request_approve, house_approval(h, BE, DPO, request), NULL), CODE_NOT_ALLOWED);
    assert_int_equal(notices(h, ES, "emergency"), 0);
    // A second person who is there after all makes it an ordinary release.
    assert_int_equal(sign(h, BE, APPROVER, id), CODE_OK);
    QUIET(h, 1500);
    AUTO_JSON *fr = house_request(h, FR, id);
    assert_string_equal(word_of(fr, "step"), "released");
    assert_null(json_object_get(fr, "confirm_by"));
    for (int m = 0; m < HOUSE_USUAL; m++) assert_int_equal(notices(h, m, "emergency"), 0);
    free(id);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(it_goes_at_once_and_every_officer_for_data_protection_knows, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_decision_that_rots_ends_no_node, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_decision_that_rots_there_ends_no_node_either, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_nobody_confirms_comes_back, LAWS_FOLDER),
        cmocka_unit_test_prestate(it_goes_although_its_owner_is_silent, LAWS_FOLDER),
        cmocka_unit_test_prestate(those_of_silent_owners_delay_no_recall_of_ours, LAWS_FOLDER),
        cmocka_unit_test_prestate(there_is_no_other_way_to_go_alone, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
