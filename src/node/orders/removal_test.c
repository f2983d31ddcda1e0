// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Removal orders (Reg. (EU) 2021/784) between three nodes: Belgium orders, Spain's node plays the provider (the rows that name
// "host" name it), France has an interest in one address and is the authority of the main establishment. Time is the house's.
#include "node/node_house.h"
#include "node/node_room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)
#define DO(h, member, officer, handler, answer, ...) house_do(h, member, officer, handler, json_pack(__VA_ARGS__), answer)
#define WATCHED "https://www.example.org/video?v=1"
#define OTHER "https://www.example.org/video?v=2"
#define PURPOSE "terrorist_content"
enum { UNTIL_PULLED_MS = 61000 };

static void pass(struct house *h, int64_t ms) {
    h->now.ms += ms;
    h->us += (uint64_t)ms * 1000;
    QUIET(h, UNTIL_PULLED_MS + 11000);
}

static json_t *address(const char *url) { return json_pack("{s:s,s:[{s:s,s:s}]}", "kind", "object", "identifiers", "type", "url", "value", url); }

// France investigates WATCHED.
static struct house *standing(void **state) {
    struct house *h = house_new(*state);
    json_t *alert = json_pack("{s:s,s:o,s:s,s:s,s:s}", "category", "online_content", "subject", address(WATCHED), "reason",
                              "an inquiry is under way", "authority",
                              "an office", "decision_ref", "7");
    QUIET(h, 2500);
    assert_int_equal(DO(h, FR, AUTHOR, alert_create, NULL, "{s:o}", "alert", alert), CODE_OK);
    assert_int_equal(DO(h, FR, AUTHOR, sealed_rebuild, NULL, "{}"), CODE_OK);
    QUIET(h, UNTIL_PULLED_MS);
    return h;
}

static char *text_at(const json_t *j, const char *key) {
    const char *s = json_string_value(json_object_get(j, key));
    assert_non_null(s);
    return strdup(s);
}

// Belgium asks the others about it; the check's id is the caller's to free.
static char *coordination(struct house *h, const char *url, const char *purpose) {
    AUTO_JSON *check = NULL;
    assert_int_equal(DO(h, BE, AUTHOR, check_run, &check, "{s:o,s:s}", "subject", address(url), "purpose", purpose), CODE_OK);
    return text_at(check, "id");
}

static json_t *order(const char *url, bool urgent, const char *check, const char *weighed) {
    json_t *fields = json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "content_url", url, "content_type", "incites", "content_reasons",
                               "it calls for attacks",
                               "order_authority", "an office", "order_authority_type", "law_enforcement", "order_file", "12/2026", "order_contact", "desk 3",
                               "order_redress", "the court, within a month", "order_disclosure", "must_not_inform", "establishment", "fr");
    if (urgent) json_object_set_new(fields, "urgency_reasons", json_string("an attack is announced for tonight"));
    json_t *j = json_pack("{s:s,s:s,s:s,s:s,s:b,s:o}", "kind", "removal_order", "to", "es", "purpose", PURPOSE, "text", "Annex I", "urgent",
                          urgent, "fields", fields);
    if (check) json_object_set_new(j, "coordination", json_string(check));
    if (weighed) json_object_set_new(j, "weighed", json_string(weighed));
    return j;
}

static enum code approve(struct house *h, int member, const char *id) {
    AUTO_JSON *request = NULL;
    assert_int_equal(DO(h, member, AUTHOR, request_show, &request, "{s:s}", "request", id), CODE_OK);
    enum code code = house_do(h, member, APPROVER, request_approve, house_approval(h, member, APPROVER, request), NULL);
    if (code == CODE_OK) QUIET(h, 2500);
    return code;
}

static char *written(struct house *h, int member, json_t *params) {
    AUTO_JSON *made = NULL;
    assert_int_equal(house_do(h, member, AUTHOR, request_create, params, &made), CODE_OK);
    return text_at(made, "id");
}
static char *sent(struct house *h, int member, json_t *params) {
    char *id = written(h, member, params);
    assert_int_equal(approve(h, member, id), CODE_OK);
    return id;
}
static char *notice_sent(struct house *h) {
    return sent(h, BE, json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s}}", "kind", "removal_notice", "to", "es", "purpose", PURPOSE, "text", "art. 3(2)", "fields",
                                 "order_procedures", "how orders come, and the terms", "order_contact", "desk 3"));
}

static bool step_is(struct house *h, int member, const char *id, const char *step) {
    AUTO_JSON *j = house_request(h, member, id);
    return view_is(json_view(j, "step"), step);
}
static struct instant instant_at(const json_t *j, const char *key) {
    struct instant t;
    assert_true(instant_read(json_view(j, key), &t));
    return t;
}
static bool says(const json_t *j, const char *text) {
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    text_json(&t, j);
    return strstr(text_string(&t), text) != NULL;
}

static json_t *paper(struct house *h, int member, const char *id, const char *view) {
    json_t *j = NULL;
    assert_int_equal(DO(h, member, AUTHOR, order_papered, &j, "{s:s,s:s,s:s}", "request", id, "view", view, "language", "en"), CODE_OK);
    return j;
}
static bool paper_says(const json_t *paper, const char *key, const char *value) { return view_is(json_view(json_object_get(paper, "values"), key), value); }

// Annex I is the same on both sides, and has nothing of what stays here; Annex III is the pause, Annex II the answer.
static void annex_one_on_both_sides(struct house *h, const char *id) {
    AUTO_JSON *ours = paper(h, BE, id, "addressee");
    AUTO_JSON *theirs = paper(h, ES, id, "addressee");
    assert_true(json_equal(json_object_get(ours, "values"), json_object_get(theirs, "values")));
    assert_true(view_is(json_view(json_object_get(ours, "form"), "id"), "tco_order") &&
                json_is_true(json_object_get(json_object_get(ours, "wording"), "official")));
    assert_true(paper_says(ours, "issuing_state", "be") && paper_says(ours, "order_redress", "the court, within a month"));
    assert_true(json_holds(json_object_get(json_object_get(ours, "values"), "elsewhere"), VIEW("copy_sent")));
    assert_false(says(ours, "coordination"));
    assert_int_equal(DO(h, ES, AUTHOR, order_papered, NULL, "{s:s,s:s}", "request", id, "view", "answer"), CODE_WRONG_STEP);
    assert_int_equal(DO(h, ES, AUTHOR, order_papered, NULL, "{s:s,s:s}", "request", id, "view", "pause"), CODE_WRONG_STEP);
    assert_int_equal(DO(h, ES, AUTHOR, order_papered, NULL, "{s:s,s:s}", "request", id, "view", "everything"), CODE_BAD_ARGUMENT);
}

static void annexes_of_the_provider(struct house *h, const char *id) {
    for (int member = BE; member <= ES; member += ES - BE) {
        AUTO_JSON *pause = paper(h, member, id, "pause");
        AUTO_JSON *answer = paper(h, member, id, "answer");
        assert_true(paper_says(pause, "pause_missing", "Annex III: no such address") && !json_object_get(json_object_get(pause, "values"), "pause_why"));
        assert_true(json_holds(json_object_get(json_object_get(pause, "values"), "pause_reason"), VIEW("insufficient_information")));
        assert_true(paper_says(answer, "content_measure", "access_disabled") && paper_says(answer, "provider_person", "Q. Voorbeeld"));
        assert_true(json_view(json_object_get(answer, "values"), "received_at").bytes > 0 &&
                    json_view(json_object_get(answer, "values"), "answered_at").bytes > 0);
    }
}

// The provider's desk: one hour of receipt, Annex III stands still, Annex II ends it; then six months, and longer.
static void provider_answers(struct house *h, const char *id) {
    AUTO_TEXT at = text_with_ceiling(40);
    AUTO_JSON *theirs = house_request(h, ES, id);
    annex_one_on_both_sides(h, id);
    struct instant due = instant_at(theirs, "due_at"), began = instant_at(json_object_get(theirs, "clock"), "started_at");
    assert_true(view_is(json_view(json_object_get(theirs, "clock"), "id"), "tco_removal"));
    assert_int_equal(due.ms - began.ms, HOUR_MS);
    assert_int_equal(DO(h, ES, AUTHOR, request_paused, NULL, "{s:s,s:s,s:s}", "request", id, "reason", "clarification", "text", "t"), CODE_BAD_FIELD);
    assert_int_equal(DO(h, ES, AUTHOR, request_paused, NULL, "{s:s,s:s,s:s}", "request", id, "reason", "insufficient_information", "text",
                        "Annex III: no such address"), CODE_OK);
    QUIET(h, 1500);
    h->now.ms += 2 * HOUR_MS, h->us += 2ull * HOUR_MS * 1000;
    QUIET(h, 1500);
    AUTO_JSON *still = house_request(h, BE, id);
    assert_true(json_flag(json_object_get(still, "clock"), "still") && !json_flag(json_object_get(still, "clock"), "late"));
    assert_int_equal(DO(h, ES, AUTHOR, request_resumed, NULL, "{s:s}", "request", id), CODE_OK);
    QUIET(h, 1500);
    text_instant(&at, h->now);
    assert_int_equal(DO(h, ES, AUTHOR, request_decide, NULL, "{s:s,s:s,s:s}", "request", id, "decision", "release", "text", "Annex II"), CODE_BAD_FIELD);
    assert_int_equal(DO(h, ES, AUTHOR, request_decide, NULL, "{s:s,s:s,s:s,s:{s:s,s:s,s:s}}", "request", id, "decision", "release", "text",
                        "Annex II", "fields",
                        "content_measure", "access_disabled", "provider_person", "Q. Voorbeeld", "measure_at", text_string(&at)), CODE_OK);
    assert_int_equal(approve(h, ES, id), CODE_OK);
    annexes_of_the_provider(h, id);
    AUTO_JSON *ours = house_request(h, BE, id);
    AUTO_JSON *kept = house_request(h, ES, id);
    assert_string_equal(json_string_value(json_object_get(ours, "step")), "released");
    const json_t *then = json_object_get(ours, "then");
    // Six months, art. 6(2), of the day on which it was done in Madrid, where midnight was over: until the last second there.
    assert_true(view_starts(json_view(json_object_get(json_object_get(ours, "answer"), "fields"), "measure_at"), "2026-11-24T23:"));
    assert_true(view_starts(json_view(then, "until"), "2027-05-25T21:59:59"));
    assert_true(json_equal(then, json_object_get(kept, "then")));
    free(sent(h, BE, json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s}}", "kind", "preservation_extension", "to", "es", "purpose", PURPOSE, "text",
                               "art. 6(2)", "fields",
                               "release_ref", id, "preserve_until", "2099-01-31", "reason", "proceedings are pending")));
    AUTO_JSON *longer = house_request(h, ES, id);
    assert_true(view_is(json_view(json_object_get(longer, "then"), "extended_to"), "2099-01-31"));
}

// The desk: what it says of the provider "es", and of one order.
static json_t *desk_of(struct house *h, int member, const char *list, const char *key, const char *value) {
    AUTO_JSON *desk = NULL;
    assert_int_equal(DO(h, member, AUTHOR, removals_listed, &desk, "{}"), CODE_OK);
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(desk, list), i, one)
        if (view_is(json_view(one, key), value)) return json_incref(one);
    return NULL;
}

// A house that asks about many other things does not lose its orders from sight.
static void much_else(struct house *h) {
    static const struct stmt OTHERS = {
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600) INSERT INTO request(id, side, step, peer, kind, "
        "demand, decision, author,"
        " created_at, due_at, urgent) SELECT printf('01936f2e-0000-7000-9000-%012d', i), 0, 'drafted', 'es', 'information', x'7b7d', "
        "x'', 'x', $1 + i, 0, 0 FROM n"};
    struct node *n = house_node(h, BE);
    assert_int_equal(turn(n, NULL).code, CODE_OK);
    assert_int_equal(store_run(n->store, &OTHERS, VALUES(V_INT(h->now.ms)), NULL).code, CODE_OK);
    QUIET(h, 100);
}

static void from_the_notice_to_what_is_kept(void **state) {
    struct house *h = standing(state);
    char *check = coordination(h, OTHER, PURPOSE);
    char *bare = written(h, BE, order(OTHER, false, NULL, NULL)),
         *early = written(h, BE, order("hxxps://www.Example[.]org:443/a/../video?v=2#t", false, check, NULL));
    assert_int_equal(approve(h, BE, early), CODE_WRONG_STEP);  // no notice
    AUTO_JSON *untold = desk_of(h, BE, "providers", "member", "es");
    assert_non_null(untold);
    assert_null(json_object_get(untold, "told_at"));
    free(notice_sent(h));
    AUTO_JSON *told = desk_of(h, BE, "providers", "member", "es");
    assert_int_equal(instant_at(told, "orders_from").ms - instant_at(told, "told_at").ms, 12 * HOUR_MS);
    assert_int_equal(approve(h, BE, early), CODE_WRONG_STEP);  // not twelve hours ago
    h->now.ms += 12 * HOUR_MS - 10 * MINUTE_MS, h->us += (uint64_t)(12 * HOUR_MS - 10 * MINUTE_MS) * 1000;
    QUIET(h, 2500);
    assert_int_equal(approve(h, BE, early), CODE_WRONG_STEP);
    h->now.ms += 10 * MINUTE_MS, h->us += 10ull * MINUTE_MS * 1000;
    QUIET(h, 2500);
    assert_int_equal(approve(h, BE, bare), CODE_WRONG_STEP);   // the others were not asked
    assert_int_equal(approve(h, BE, early), CODE_OK);
    AUTO_JSON *ours = house_request(h, BE, early);
    assert_true(view_is(json_view(json_object_get(ours, "coordination"), "outcome"), "none") && view_is(json_view(ours, "step"), "received"));
    provider_answers(h, early);
    AUTO_JSON *first = desk_of(h, BE, "providers", "member", "es");
    assert_non_null(json_object_get(first, "first_order_at"));
    AUTO_JSON *line = desk_of(h, BE, "requests", "id", early);
    AUTO_JSON *desked = desk_of(h, ES, "requests", "id", early);
    assert_true(view_is(json_view(json_object_get(line, "coordination"), "outcome"), "none") &&
                view_is(json_view(line, "content_measure"), "access_disabled"));
    assert_true(view_is(json_view(json_object_get(line, "then"), "extended_to"), "2099-01-31"));
    assert_null(json_object_get(desked, "coordination"));  // what the others said stays here
    assert_null(desk_of(h, ES, "providers", "member", "be"));
    char *again = coordination(h, OTHER, PURPOSE);
    assert_int_equal(house_do(h, BE, AUTHOR, request_create, order(OTHER, false, again, NULL), NULL), CODE_BAD_FIELD);  // there is an order
    char *second = sent(h, BE, order(OTHER, false, again, "it was put back"));  // not the first: no notice is waited for
    AUTO_JSON *known = house_request(h, BE, second);
    assert_true(view_is(json_view(json_object_get(known, "coordination"), "outcome"), "existing_order"));
    much_else(h);
    AUTO_JSON *still = desk_of(h, BE, "requests", "id", second);
    assert_non_null(still);
    free(check), free(bare), free(early), free(again), free(second);
    house_free(h);
}

// Somebody investigates: it is weighed, the approver's signature stands for it, and the provider learns nothing of it.
static void an_interest_is_weighed_and_stays_here(void **state) {
    struct house *h = standing(state);
    free(notice_sent(h));
    h->now.ms += 13 * HOUR_MS, h->us += 13ull * HOUR_MS * 1000;
    pass(h, 0);
    char *check = coordination(h, "http://example.org/video?v=1", PURPOSE);  // http, and without www
    assert_int_equal(house_do(h, BE, AUTHOR, request_create, order(WATCHED, false, check, NULL), NULL), CODE_BAD_ARGUMENT);  // another address, to the letter
    free(check);
    check = coordination(h, WATCHED, PURPOSE);
    assert_int_equal(house_do(h, BE, AUTHOR, request_create, order(WATCHED, false, check, NULL), NULL), CODE_BAD_FIELD);
    char *id = written(h, BE, order(WATCHED, false, check, "France was called: it may go on Friday"));
    AUTO_JSON *waits = house_request(h, BE, id);
    assert_int_equal(json_view(json_object_get(json_object_get(waits, "approves"), "demand"), "coordination_commit").bytes, 64);  // signed with it
    assert_int_equal(approve(h, BE, id), CODE_OK);
    AUTO_JSON *ours = house_request(h, BE, id);
    AUTO_JSON *theirs = house_request(h, ES, id);
    assert_true(view_is(json_view(json_object_get(ours, "coordination"), "outcome"), "interest") && says(ours, "France was called"));
    assert_true(says(json_object_get(ours, "coordination"), "\"hit\""));
    assert_null(json_object_get(theirs, "coordination"));
    assert_false(says(theirs, "interest") || says(theirs, "France was called") || says(theirs, check));
    free(check), free(id);
    house_free(h);
}

static void who_was_not_reached_is_weighed_too(void **state) {
    struct house *h = standing(state);
    free(notice_sent(h));
    h->now.ms += 13 * HOUR_MS, h->us += 13ull * HOUR_MS * 1000;
    pass(h, 0);
    h->silent[FR] = true;
    char *check = coordination(h, OTHER, PURPOSE);
    h->silent[FR] = false;
    assert_int_equal(house_do(h, BE, AUTHOR, request_create, order(OTHER, false, check, NULL), NULL), CODE_BAD_FIELD);
    char *id = written(h, BE, order(OTHER, false, check, "France was called and knows nothing of it"));
    AUTO_JSON *ours = house_request(h, BE, id);
    assert_true(view_is(json_view(json_object_get(ours, "coordination"), "outcome"), "incomplete"));
    h->now.ms += 25 * HOUR_MS, h->us += 25ull * HOUR_MS * 1000;
    pass(h, 0);
    assert_int_equal(approve(h, BE, id), CODE_EXPIRED);  // an answer of yesterday
    free(check), free(id);
    house_free(h);
}

static void an_emergency_waits_for_nobody_and_says_why(void **state) {
    struct house *h = standing(state);
    json_t *without = order(OTHER, true, NULL, NULL);
    json_object_del(json_object_get(without, "fields"), "urgency_reasons");
    assert_int_equal(house_do(h, BE, AUTHOR, request_create, without, NULL), CODE_BAD_FIELD);
    char *id = sent(h, BE, order(OTHER, true, NULL, NULL));
    AUTO_JSON *theirs = house_request(h, ES, id);
    assert_true(says(theirs, "an attack is announced for tonight"));
    assert_true(json_is_null(json_object_get(theirs, "coordination")) || !json_object_get(theirs, "coordination"));
    free(id);
    house_free(h);
}

static void what_is_no_coordination(void **state) {
    struct house *h = standing(state);
    char *check = coordination(h, OTHER, PURPOSE), *elsewhere = coordination(h, OTHER, "investigation");
    const struct {
        const char *url, *check;
        enum code code;
    } rows[] = {{WATCHED, check, CODE_BAD_ARGUMENT}, {OTHER, elsewhere, CODE_BAD_ARGUMENT}, {OTHER, "01937bf0-0001-7000-8000-000000000001", CODE_NOT_FOUND},
                {"www.example.org/video?v=2", check, CODE_BAD_FIELD}, {"javascript:alert(1)", check, CODE_BAD_FIELD}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(house_do(h, BE, AUTHOR, request_create, order(rows[i].url, false, rows[i].check, NULL), NULL), rows[i].code);
    free(check), free(elsewhere);
    house_free(h);
}

static json_t *scrutiny(const char *id) {
    return json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s}}", "kind", "scrutiny_request", "to", "fr", "purpose", PURPOSE, "text", "art. 4(4)",
                     "fields", "release_ref", id,
                     "content_url", OTHER, "reason", "it is a report of a newspaper");
}

static json_t *about(const char *id, const char *kind, const char *to) {
    return json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s}}", "kind", kind, "to", to, "purpose", PURPOSE, "text", "art. 4", "fields",
                     "release_ref", id, "content_url", OTHER, "scrutiny_reasons", "journalism (art. 1(3))");
}

// Art. 4: the copy runs 72 hours; the provider asks within 48 hours of its receipt, and not later; a finding is told to both.
static void scrutiny_has_its_hours(void **state) {
    struct house *h = standing(state);
    char *id = sent(h, BE, order(OTHER, true, NULL, NULL));
    json_t *copy = order(OTHER, false, NULL, NULL);
    json_object_update_new(copy, json_pack("{s:s,s:s}", "kind", "removal_order_copy", "to", "fr"));
    json_object_set_new(json_object_get(copy, "fields"), "release_ref", json_string(id));
    char *copied = sent(h, BE, copy);
    AUTO_JSON *there = house_request(h, FR, copied);
    assert_int_equal(instant_at(there, "due_at").ms - instant_at(json_object_get(there, "clock"), "started_at").ms, 72 * HOUR_MS);
    char *late = written(h, ES, scrutiny(id)), *asked = sent(h, ES, scrutiny(id));
    assert_true(step_is(h, FR, asked, "received"));
    assert_int_equal(DO(h, FR, AUTHOR, request_decide, NULL, "{s:s,s:s,s:s,s:{s:s,s:s}}", "request", asked, "decision", "release", "text", "decided", "fields",
                        "scrutiny", "infringement", "scrutiny_reasons", "journalism (art. 1(3))"), CODE_OK);
    assert_int_equal(approve(h, FR, asked), CODE_OK);
    static const char *const both[] = {"es", "be"};
    char *unannounced = written(h, FR, about(id, "infringement_decision", "es"));
    assert_int_equal(approve(h, FR, unannounced), CODE_WRONG_STEP);  // art. 4(5): its intention is told first
    free(unannounced);
    free(sent(h, FR, about(id, "infringement_intention", "be")));
    for (int i = 0; i < 2; i++)
        free(sent(h, FR, json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s}}", "kind", "infringement_decision", "to", both[i], "purpose", PURPOSE,
                                   "text", "art. 4(6)",
                                   "fields", "release_ref", id, "content_url", OTHER, "scrutiny_reasons", "journalism (art. 1(3))")));
    assert_int_equal(DO(h, ES, AUTHOR, request_decide, NULL, "{s:s,s:s,s:s,s:s}", "request", id, "decision", "refuse", "text", "t", "ground",
                        "infringement_decided"), CODE_OK);
    h->now.ms += 49 * HOUR_MS, h->us += 49ull * HOUR_MS * 1000;
    QUIET(h, 2500);
    assert_int_equal(approve(h, ES, late), CODE_EXPIRED);
    assert_int_equal(house_do(h, ES, AUTHOR, request_create, scrutiny(id), NULL), CODE_EXPIRED);
    free(id), free(copied), free(late), free(asked);
    house_free(h);
}

static void removed_at_once(struct house *h, const char *id) {
    AUTO_TEXT at = text_with_ceiling(40);
    text_instant(&at, h->now);
    assert_int_equal(DO(h, ES, AUTHOR, request_decide, NULL, "{s:s,s:s,s:s,s:{s:s,s:s}}", "request", id, "decision", "release", "text", "Annex II", "fields",
                        "content_measure", "removed", "measure_at", text_string(&at)), CODE_OK);
    assert_int_equal(approve(h, ES, id), CODE_OK);
}

static json_t *put_back(struct house *h, const char *id) {
    AUTO_TEXT at = text_with_ceiling(40);
    text_instant(&at, h->now);
    return json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s,s:s}}", "kind", "content_reinstated", "to", "be", "purpose", PURPOSE, "text",
                     "art. 4(7)", "fields", "release_ref", id,
                     "content_url", OTHER, "reinstated_why", "after_scrutiny", "reinstated_at", text_string(&at));
}

static int64_t counted(const json_t *figures, const char *box, const char *key) { return json_int(json_object_get(figures, box), key); }

// Art. 4(6) and (7): a decision of the authority of the main establishment takes the order's effect away, and what was removed goes back.
static void what_infringes_goes_back(void **state) {
    struct house *h = standing(state);
    json_t *abroad = order(OTHER, true, NULL, NULL);
    json_object_set_new(json_object_get(abroad, "fields"), "establishment", json_string("Ireland"));
    char *id = sent(h, BE, order(OTHER, true, NULL, NULL)), *irish = sent(h, BE, abroad), *open = sent(h, BE, order(OTHER, true, NULL, NULL));
    removed_at_once(h, id), removed_at_once(h, irish);
    const char *const orders[] = {id, irish, open};
    for (int i = 0; i < 3; i++) {
        free(sent(h, FR, about(orders[i], "infringement_intention", "be")));
        free(sent(h, FR, about(orders[i], "infringement_decision", "be")));
        free(sent(h, FR, about(orders[i], "infringement_decision", "es")));
    }
    for (int member = BE; member <= ES; member += ES - BE) {
        AUTO_JSON *annulled = house_request(h, member, id);
        AUTO_JSON *other = house_request(h, member, irish);
        assert_true(view_is(json_view(json_object_get(annulled, "annulled"), "by"), "fr") && json_flag(annulled, "reinstate"));
        assert_null(json_object_get(other, "annulled"));  // France is not where that provider is established
    }
    AUTO_TEXT at = text_with_ceiling(40);
    text_instant(&at, h->now);
    assert_int_equal(DO(h, ES, AUTHOR, request_decide, NULL, "{s:s,s:s,s:s,s:{s:s,s:s}}", "request", open, "decision", "release", "text", "t", "fields",
                        "content_measure", "removed", "measure_at", text_string(&at)), CODE_WRONG_STEP);
    assert_int_equal(DO(h, ES, AUTHOR, request_decide, NULL, "{s:s,s:s,s:s,s:s}", "request", open, "decision", "refuse", "text", "t",
                        "ground", "infringement_decided"), CODE_OK);
    assert_int_equal(approve(h, ES, open), CODE_OK);
    free(sent(h, ES, put_back(h, id)));
    for (int member = BE; member <= ES; member += ES - BE) {
        AUTO_JSON *back = house_request(h, member, id);
        assert_true(view_is(json_view(json_object_get(back, "reinstated"), "why"), "after_scrutiny") && !json_flag(back, "reinstate") &&
                    !json_object_get(back, "then"));
        AUTO_JSON *figures = NULL;
        assert_int_equal(DO(h, member, AUTHOR, removal_statistics, &figures, "{s:s,s:s}", "from", "2026-01-01", "to", "2027-01-01"), CODE_OK);
        const char *box = member == BE ? "issued" : "received";
        assert_int_equal(counted(figures, box, "orders"), 3);
        assert_int_equal(counted(figures, box, "carried_out"), 2);
        assert_int_equal(counted(figures, box, "not_carried_out"), 1);
        assert_int_equal(counted(figures, box, "annulled"), 2);
        assert_int_equal(counted(figures, box, "cross_border"), 3);
        assert_int_equal(json_int(json_object_get(json_object_get(figures, "reinstated"), "why"), "after_scrutiny"), 1);
        assert_int_equal(json_int(json_object_get(json_object_get(figures, box), "grounds"), "infringement_decided"), 1);
    }
    AUTO_JSON *next = NULL;
    assert_int_equal(DO(h, BE, AUTHOR, removal_statistics, &next, "{s:s}", "from", "2027-01-01"), CODE_OK);
    assert_int_equal(counted(next, "issued", "orders"), 0);
    free(id), free(irish), free(open);
    house_free(h);
}

static bool is_annulled(struct house *h, int member, const char *id) {
    AUTO_JSON *r = house_request(h, member, id);
    return json_object_get(r, "annulled") != NULL;
}

// Its authority recalls it: wrong, or of another order. The order has its effect again.
static void a_decision_that_is_taken_back_annuls_nothing(void **state) {
    static const char *const both[] = {"be", "es"};
    struct house *h = standing(state);
    char *id = sent(h, BE, order(OTHER, true, NULL, NULL)), *decisions[2];
    free(sent(h, FR, about(id, "infringement_intention", "be")));
    for (int i = 0; i < 2; i++) decisions[i] = sent(h, FR, about(id, "infringement_decision", both[i]));
    assert_true(is_annulled(h, BE, id) && is_annulled(h, ES, id));
    for (int i = 0; i < 2; i++) {
        assert_int_equal(DO(h, FR, AUTHOR, request_recalled, NULL, "{s:s,s:s}", "request", decisions[i], "reason", "it was about another order"), CODE_OK);
        free(decisions[i]);
    }
    QUIET(h, 2500);
    assert_false(is_annulled(h, BE, id) || is_annulled(h, ES, id));
    removed_at_once(h, id);
    free(id);
    house_free(h);
}

static json_t *exposure(const char *kind, const char *to, json_t *fields) {
    json_object_set_new(fields, "decision_ref", json_string("FR-2026-7"));
    return json_pack("{s:s,s:s,s:s,s:s,s:o}", "kind", kind, "to", to, "purpose", PURPOSE, "text", "art. 5", "fields", fields);
}

// Art. 5(4) to (7): a decision, reports within three months and each year after, until it is revoked.
static void an_exposed_provider_reports(void **state) {
    struct house *h = standing(state);
    free(sent(h, FR, exposure("exposure_decision", "es", json_pack("{s:s,s:s}", "reason", "two orders in twelve months", "order_authority", "an office"))));
    AUTO_JSON *first = desk_of(h, FR, "exposures", "peer", "es");
    AUTO_JSON *theirs = desk_of(h, ES, "exposures", "peer", "fr");
    assert_true(view_starts(json_view(first, "report_due"), "2027-02-24T22:59:59") &&
                json_equal(json_object_get(first, "report_due"), json_object_get(theirs, "report_due")));
    assert_null(desk_of(h, BE, "exposures", "peer", "es"));
    free(sent(h, ES, exposure("measures_report", "fr", json_pack("{s:s,s:s}", "measures_taken", "more staff", "measures_planned", "a way to flag"))));
    AUTO_JSON *reported = desk_of(h, FR, "exposures", "peer", "es");
    assert_true(view_starts(json_view(reported, "report_due"), "2027-11-24T22:59:59"));
    char *review = sent(h, ES, exposure("exposure_review", "fr", json_pack("{s:s}", "reason", "nothing was found since")));
    assert_int_equal(DO(h, FR, AUTHOR, request_decide, NULL, "{s:s,s:s,s:s,s:{s:s,s:s}}", "request", review, "decision", "release", "text",
                        "art. 5(7)", "fields",
                        "review_outcome", "revoked", "review_reasons", "no order for a year"), CODE_OK);
    assert_int_equal(approve(h, FR, review), CODE_OK);
    AUTO_JSON *over = desk_of(h, ES, "exposures", "peer", "fr");
    assert_true(json_flag(over, "revoked") && !json_object_get(over, "report_due"));
    free(review);
    house_free(h);
}

// The copy of art. 4(1) is drafted with the order and leaves on a signature of its own; the officer has nothing to remember.
static void the_copy_is_written_with_the_order(void **state) {
    struct house *h = standing(state);
    char *id = sent(h, BE, order(OTHER, true, NULL, NULL));
    AUTO_JSON *list = NULL;
    assert_int_equal(DO(h, BE, AUTHOR, request_list, &list, "{s:s}", "box", "out"), CODE_OK);
    size_t i, copies = 0;
    const json_t *row;
    char *copy = NULL;
    json_array_foreach(json_object_get(list, "requests"), i, row)
        if (strcmp(json_string_value(json_object_get(row, "kind")), "removal_order_copy") == 0) copies++, free(copy), copy = text_at(row, "id");
    assert_int_equal(copies, 1);
    AUTO_JSON *drafted = house_request(h, BE, copy);
    assert_string_equal(json_string_value(json_object_get(drafted, "step")), "drafted");
    assert_string_equal(json_string_value(json_object_get(drafted, "peer")), "fr");
    assert_string_equal(json_string_value(json_object_get(json_object_get(drafted, "fields"), "release_ref")), id);
    assert_null(json_object_get(json_object_get(drafted, "fields"), "urgency_reasons"));  // of the order alone
    assert_int_equal(approve(h, BE, copy), CODE_OK);
    assert_true(step_is(h, FR, copy, "received"));
    // An establishment that is nobody's we are connected to, or our own: nothing is drafted.
    static const char *const nowhere[] = {"Dublin", "be", "zz"};
    for (size_t k = 0; k < 3; k++) {
        json_t *other = order(OTHER, true, NULL, NULL);
        json_object_set_new(json_object_get(other, "fields"), "establishment", json_string(nowhere[k]));
        free(sent(h, BE, other));
    }
    AUTO_JSON *after = NULL;
    assert_int_equal(DO(h, BE, AUTHOR, request_list, &after, "{s:s}", "box", "out"), CODE_OK);
    copies = 0;
    json_array_foreach(json_object_get(after, "requests"), i, row)
        copies += strcmp(json_string_value(json_object_get(row, "kind")), "removal_order_copy") == 0;
    assert_int_equal(copies, 1);
    free(id), free(copy);
    house_free(h);
}

int main(void) {
    char folder[] = "/tmp/malines-removal-XXXXXX", command[800];
    ENSURE(mkdtemp(folder));
    snprintf(command, sizeof command, "cp -r '%s'/. '%s' && sed -i 's/\\[host\\]/[es]/' '%s/requests-content.yaml'", LAWS_FOLDER, folder, folder);
    ENSURE(system(command) == 0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(from_the_notice_to_what_is_kept, folder), cmocka_unit_test_prestate(an_interest_is_weighed_and_stays_here, folder),
        cmocka_unit_test_prestate(who_was_not_reached_is_weighed_too, folder), cmocka_unit_test_prestate(an_emergency_waits_for_nobody_and_says_why, folder),
        cmocka_unit_test_prestate(what_is_no_coordination, folder), cmocka_unit_test_prestate(scrutiny_has_its_hours, folder),
        cmocka_unit_test_prestate(the_copy_is_written_with_the_order, folder),
        cmocka_unit_test_prestate(what_infringes_goes_back, folder), cmocka_unit_test_prestate(a_decision_that_is_taken_back_annuls_nothing, folder),
        cmocka_unit_test_prestate(an_exposed_provider_reports, folder)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    ENSURE(system(command) == 0);
    return failed;
}
