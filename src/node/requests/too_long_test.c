// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// too_long_test.c — a member that makes what it says too long to be kept: refused whole, nothing is cut and kept broken.
#include "node/node_house.h"
#include "node/requests/requests_room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)

// Asked by FR of BE, and there; the id is the caller's to free.
static char *sent(struct house *h) {
    json_t *made = NULL;
    QUIET(h, 2500);
    assert_int_equal(house_do(h, FR, AUTHOR, request_create,
                              json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s,s:s,s:s}}", "kind", "information", "to", "be", "purpose",
                                        "investigation", "text", "Where?", "fields",
                                        "facts", "a theft", "offence", "theft", "grounds_to_ask", "seen there", "connection", "the thief",
                                        "contact_point_copy", "sent"), &made), CODE_OK);
    char *id = strdup(word_of(made, "id"));
    assert_int_equal(house_do(h, FR, APPROVER, request_approve, house_approval(h, FR, APPROVER, made), NULL), CODE_OK);
    json_decref(made);
    QUIET(h, 2500);
    return id;
}

// The demand as `member` keeps it; new.
static json_t *demand_at(struct house *h, int member, const char *id) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    json_t *j = NULL;
    assert_int_equal(request_find(house_node(h, member)->store, view_of(id), &hold, &r, NULL).code, CODE_OK);
    assert_int_equal(json_strict(r.demand, &j, NULL).code, CODE_OK);
    return j;
}

// As its approver signs it: {"action", ...} becomes an approval in a list.
static json_t *approvals_of(struct house *h, int member, json_t *action) {
    AUTO_TEXT digest = text_with_ceiling(100), at = text_with_ceiling(40);
    AUTO_JSON *held = action;
    action_digest(action, &digest);
    AUTO_JSON *shown = json_pack("{s:s,s:s}", "id", "x", "digest", text_string(&digest));
    json_t *one = house_approval(h, member, APPROVER, shown);
    text_instant(&at, h->now);
    json_object_update_new(one, json_pack("{s:O,s:s,s:s}", "action", json_object_get(action, "action"), "by", "be-approver", "at", text_string(&at)));
    json_object_del(one, "request");
    return json_pack("[o]", one);
}

// One message on the channel of requests, as a stolen member; its effect was possible?
static bool posted(struct house *h, int from, int to, int seq, const char *type, json_t *body) {
    AUTO_JSON *post = json_pack("{s:s,s:[{s:i,s:s,s:o}]}", "channel", "requests", "messages", "seq", seq, "type", type, "body", body);
    AUTO_TEXT payload = text_with_ceiling(1 << 20), reply = text_with_ceiling(1 << 20);
    text_json(&payload, post);
    assert_int_equal(house_send(h, from, to, "/m1/post", "post", text_seen(&payload), &reply), 200);
    AUTO_JSON *receipt = house_open(h, to, from, "receipt", text_seen(&reply));
    assert_non_null(receipt);
    return json_array_size(json_object_get(receipt, "refused")) == 0;
}

static json_t *long_text(size_t bytes) {
    AUTO_TEXT t = text_with_ceiling(bytes);
    while (t.bytes < bytes) text_char(&t, 'x');
    return json_of(text_seen(&t));
}

static void a_decision_above_the_ceiling_is_refused_whole(void **state) {
    struct house *h = house_new(*state);
    char *id = sent(h);
    AUTO_JSON *demand = demand_at(h, FR, id);
    AUTO_TEXT digest = text_with_ceiling(100);
    action_digest(demand, &digest);
    h->stolen[BE] = true;
    QUIET(h, 200);
    for (int fits = 0; fits < 2; fits++) {
        AUTO_JSON *decision = json_pack("{s:i,s:s,s:s,s:s,s:o}", "v", 1, "decision", "release", "request", id, "author", "be-author", "text",
                                        long_text(fits ? 100 : CHANNEL_BODY_BYTES_MAX));
        AUTO_JSON *approvals = approvals_of(h, BE,
                                            json_pack("{s:s,s:s,s:O}", "action", ACTION_DECIDE, "demand_digest", text_string(&digest), "decision", decision));
        assert_int_equal(posted(h, BE, FR, 2 + fits, "decision",
                                json_pack("{s:s,s:O,s:O}", "request", id, "decision", decision, "approvals", approvals)), fits);
        AUTO_JSON *fr = house_request(h, FR, id);
        assert_string_equal(word_of(fr, "step"), fits ? "released" : "received");
    }
    free(id);
    house_free(h);
}

// What stays of a demand when it is erased, and goes to every data-protection officer in an emergency, is short.
static void a_demand_with_a_bloated_head_is_refused(void **state) {
    struct house *h = house_new(*state);
    char *id = sent(h);
    static const char *const others[] = {"01936f2e-0000-7000-8000-000000000001", "01936f2e-0000-7000-8000-000000000002"};
    AUTO_JSON *demand = demand_at(h, FR, id);
    h->stolen[FR] = true;
    QUIET(h, 200);
    for (int fits = 0; fits < 2; fits++) {
        json_object_set_new(demand, "request", json_string(others[fits]));
        json_object_set_new(json_object_get(demand, "basis"), "note", long_text(fits ? 100 : 4000));
        AUTO_JSON *approvals = approvals_of(h, FR, json_pack("{s:s,s:O}", "action", ACTION_SEND, "demand", demand));
        assert_int_equal(posted(h, FR, BE, 2 + fits, "request", json_pack("{s:O,s:O}", "demand", demand, "approvals", approvals)), fits);
    }
    AUTO_JSON *list = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, request_list, json_object(), &list), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(list, "requests")), 2);
    free(id);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_decision_above_the_ceiling_is_refused_whole, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_demand_with_a_bloated_head_is_refused, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
