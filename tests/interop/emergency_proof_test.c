// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// emergency_proof_test.c — a release that began on one signature, proven with both nodes gone: not before a second person
// confirmed it, and then with who signed when.
#include "federation/trust.h"
#include "node/node_house.h"
#include "verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define DONE_WELL(expr) assert_int_equal((expr), CODE_OK)

static json_t *shown(struct house *h, int member, const char *id) {
    json_t *j = NULL;
    DONE_WELL(house_do(h, member, AUTHOR, request_show, json_pack("{s:s}", "request", id), &j));
    return j;
}

static void sign(struct house *h, int member, const char *id) {
    AUTO_JSON *request = shown(h, member, id);
    DONE_WELL(house_do(h, member, APPROVER, request_approve, house_approval(h, member, APPROVER, request), NULL));
    DONE_WELL(house_run(h, 1500).code);
}

static char *released_alone(struct house *h) {
    json_t *made = NULL;
    DONE_WELL(house_run(h, 2500).code);
    DONE_WELL(house_do(h, FR, AUTHOR, request_create,
                       json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s,s:s,s:s}}", "kind", "information", "to", "be", "purpose", "investigation", "text", "Where?",
                                 "fields", "facts", "a threat", "offence", "an attack", "grounds_to_ask", "its plate", "connection", "the holder",
                                 "contact_point_copy", "sent"), &made));
    char *id = strdup(json_string_value(json_object_get(made, "id")));
    json_decref(made);
    sign(h, FR, id);
    struct soft author = house_authenticator(h, BE, AUTHOR);
    json_t *release = json_pack("{s:s,s:s,s:s,s:s}", "request", id, "decision", "release", "text", "in Mons", "emergency", "tonight");
    DONE_WELL(house_do(h, BE, AUTHOR, request_decide, release, NULL));
    AUTO_JSON *request = shown(h, BE, id);
    DONE_WELL(house_do(h, BE, AUTHOR, request_approve, house_touch(h, &author, request), NULL));
    DONE_WELL(house_run(h, 1500).code);
    return id;
}

static struct log_keys keys_of(struct house *h) {
    struct log_keys keys = {.count = 2};
    for (int m = BE; m <= FR; m++) {
        const struct member *one = trust_member(house_trust(h, m), view_of(m == BE ? "be" : "fr"));
        DONE_WELL(vkey_read(view_of(one->log_vkey), &keys.at[m].key, NULL).code);
        snprintf(keys.at[m].member, sizeof keys.at[m].member, "%s", m == BE ? "be" : "fr");
        snprintf(keys.at[m].name, sizeof keys.at[m].name, "%s", m == BE ? "Belgium" : "France");
    }
    return keys;
}

enum spoilt { WHOLE, ENROLMENTS_LEFT_OUT, ANOTHER_ENTRY };

// Of Belgium's file: which entries enrolled the keys of those who approved.
static void spoil(struct house *h, enum spoilt how, json_t *file) {
    AUTO_JSON *first = NULL;
    if (how == ENROLMENTS_LEFT_OUT) json_object_set_new(file, "enrolments", json_array());
    if (how != ANOTHER_ENTRY) return;
    DONE_WELL(house_do(h, BE, AUTHOR, audit_proven, json_pack("{s:i}", "index", 0), &first));
    json_t *one = json_array_get(json_object_get(file, "enrolments"), 0);
    json_object_set_new(one, "index", json_integer(0));
    json_object_set(one, "proof", first);
}

static enum code verified(struct house *h, const char *id, enum spoilt how, struct text *told, struct text *verdict, struct error *err) {
    struct log_keys keys = keys_of(h);
    AUTO_TEXT be = text_with_ceiling(1 << 20), fr = text_with_ceiling(1 << 20);
    AUTO_JSON *of_be = NULL;
    AUTO_JSON *of_fr = NULL;
    AUTO_JSON *checks = json_array();
    struct report r = {checks};
    DONE_WELL(house_do(h, BE, AUTHOR, request_proof, json_pack("{s:s}", "request", id), &of_be));
    DONE_WELL(house_do(h, FR, AUTHOR, request_proof, json_pack("{s:s}", "request", id), &of_fr));
    spoil(h, how, of_be);
    text_json(&be, of_be);
    text_json(&fr, of_fr);
    enum code code = verify_request((const struct view[]){text_seen(&be), text_seen(&fr)}, 2, &keys, &r, verdict, err).code;
    text_json(told, checks);
    return code;
}

static void proven_once_a_second_person_signed(void **state) {
    struct house *h = house_new(*state);
    char *id = released_alone(h);
    struct error err = {0};
    AUTO_TEXT early = text_with_ceiling(VERDICT_BYTES_MAX), verdict = text_with_ceiling(VERDICT_BYTES_MAX);
    AUTO_TEXT told = text_with_ceiling(20000), without = text_with_ceiling(20000), aside = text_with_ceiling(VERDICT_BYTES_MAX);
    assert_int_equal(verified(h, id, WHOLE, &aside, &early, &err), CODE_NEEDS_APPROVAL);
    assert_non_null(strstr(err.detail, "nobody has confirmed it yet"));
    sign(h, BE, id);
    enum code code = verified(h, id, WHOLE, &told, &verdict, &err);
    if (code) print_message("%s\n", err.detail);
    assert_int_equal(code, CODE_OK);
    assert_string_equal(text_string(&verdict), "Proven: France asked Belgium for information, approved by a second person; "
                                               "Belgium released it in an emergency, on the author's authenticator, "
                                               "and it was confirmed, approved by a second person. Both logs hold it.");
    // Whose keys they are is in the logs: the entries that enrolled them, before they approved.
    assert_non_null(strstr(text_string(&told), "The key of each person who approved at Belgium was enrolled before in Belgium's log"));
    assert_non_null(strstr(text_string(&told), "The key of each person who approved at France was enrolled before in France's log"));
    text_clear(&aside);
    assert_int_equal(verified(h, id, ENROLMENTS_LEFT_OUT, &without, &aside, &err), CODE_OK);
    assert_non_null(strstr(text_string(&without), "NOT SHOWN by Belgium's file: that the keys of 2 who approved there were enrolled"));
    text_clear(&without), text_clear(&aside);
    assert_int_equal(verified(h, id, ANOTHER_ENTRY, &without, &aside, &err), CODE_LOG_BROKEN);
    assert_non_null(strstr(err.detail, "enrols nobody who approved here"));
    free(id);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(proven_once_a_second_person_signed, LAWS_FOLDER)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
