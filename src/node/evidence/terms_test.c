// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// No item survives its day (P7): a moved clock over items at an authority, where two persons say that it goes, and at a provider, where it goes
// by itself; what a hold does, what "still needed" does, and what comes out of an item.
#include "node/evidence/evidence.h"
#include "node/node_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folders[2][64];
static struct house *h;
static int at_member;

static int stand(void **state) {
    (void)state;
    h = house_with_provider(LAWS_FOLDER);
    for (int i = 0; i < 2; i++) {
        snprintf(folders[i], sizeof folders[i], "/tmp/terms-XXXXXX");
        if (!mkdtemp(folders[i])) return 1;
        h->vault[i ? PROV : BE] = folders[i];
        house_forget(h, i ? PROV : BE);
    }
    return 0;
}
static int fall(void **state) {
    char command[200];
    (void)state;
    h = house_free(h);
    snprintf(command, sizeof command, "rm -rf '%s' '%s'", folders[0], folders[1]);
    return system(command);
}
static int at_be(void **state) { (void)state; return at_member = BE, 0; }

static void pass(int64_t days) {
    h->now.ms += days * DAY_MS, h->us += (uint64_t)days * DAY_MS * 1000;
    (void)house_run(h, 3000);
}
static json_t *did(int officer, node_handler *handler, json_t *params, enum code expected) {
    return house_did(h, at_member, officer, handler, params, expected, NULL);
}
static void done(int officer, node_handler *handler, json_t *params, enum code expected) {
    house_done(h, at_member, officer, handler, params, expected, NULL);
}
static json_t *sent(const char *words) {
    AUTO_TEXT t = text_with_ceiling(1 << 16);
    text_base64(&t, words, strlen(words));
    AUTO_JSON *begun = did(AUTHOR, evidence_begin, json_pack("{s:s}", "name", "phone.bin"), CODE_OK);
    done(AUTHOR, evidence_part, json_pack("{s:O,s:i,s:s}", "intake", json_object_get(begun, "intake"), "from", 0, "data", text_string(&t)), CODE_OK);
    return json_incref(json_object_get(begun, "intake"));
}
static json_t *taken_in(const char *words) {
    AUTO_JSON *item = did(AUTHOR, evidence_add, house_why(json_pack("{s:o}", "intake", sent(words))), CODE_OK);
    return json_incref(json_object_get(item, "item"));
}
static json_t *shown(json_t *id) { return did(AUTHOR, evidence_show, json_pack("{s:O}", "item", id), CODE_OK); }
static bool state_is(json_t *id, const char *word) {
    AUTO_JSON *item = shown(id);
    return view_is(json_view(item, "state"), word);
}
static size_t acts(json_t *id, const char *act) {
    AUTO_JSON *item = shown(id);
    size_t i, n = 0;
    const json_t *e;
    json_array_foreach(json_object_get(item, "line"), i, e) n += view_is(json_view(json_object_get(e, "event"), "act"), act);
    return n;
}
static void keep(json_t *id, int64_t days, enum code expected) {
    AUTO_TEXT day = text_with_ceiling(60);
    text_instant(&day, instant_after(h->now, days * DAY_MS));
    text_cut(&day, 10);
    done(AUTHOR, evidence_kept_on, house_why(json_pack("{s:O,s:s}", "item", id, "until", text_string(&day))), expected);
}
static json_t *name_of(json_t *id) {
    AUTO_TEXT t = text_with_ceiling(100);
    text_format(&t, "be/evidence/%s", json_string_value(id));
    return json_string(text_string(&t));
}

static bool ends_within(int days, json_t *id) {
    AUTO_JSON *list = did(AUTHOR, evidence_list, json_pack("{s:i}", "ends_within", days), CODE_OK);
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(list, "items"), i, one)
        if (json_equal(json_object_get(one, "item"), id)) return true;
    return false;
}

// Of the articles and days of laws/evidence.yaml: three years, two persons.
static void an_item_beyond_its_day_waits_for_two_and_is_shown_to_nobody(void **state) {
    (void)state;
    AUTO_JSON *id = taken_in("a phone"), *item = shown(id);
    const json_t *term = json_object_get(item, "term");
    assert_true(view_is(json_view(term, "ends"), "two_persons"));
    assert_true(view_is(json_view(term, "article"), "led-2016-680 5"));
    pass(1094);
    assert_int_equal(acts(id, "term_over"), 0);
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", id)), CODE_OK);
    assert_false(ends_within(0, id));
    assert_true(ends_within(30, id));
    pass(2);
    assert_int_equal(acts(id, "term_over"), 1);
    AUTO_JSON *over = shown(id);
    assert_true(view_is(json_view(json_object_get(over, "destruction"), "state"), "asked"));
    assert_null(json_object_get(json_object_get(over, "destruction"), "officer"));  // the node's own
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", id)), CODE_EXPIRED);
    done(AUTHOR, timeline_shown, json_pack("{s:O}", "item", id), CODE_EXPIRED);
    done(AUTHOR, opening_asked, house_why(json_pack("{s:O,s:s,s:s}", "item", id, "ground", "found", "purpose", "investigation")), CODE_EXPIRED);
    pass(400);
    assert_int_equal(acts(id, "term_over"), 1);  // said once
    assert_false(state_is(id, "destroyed"));
    done(APPROVER, destruction_approved, json_pack("{s:O}", "item", id), CODE_NEEDS_APPROVAL);  // nobody has said that it goes
    done(AUTHOR, destruction_asked, house_why(json_pack("{s:O,s:s}", "item", id, "ground", "erasure")), CODE_WRONG_STEP);
    done(AUTHOR, destruction_asked, house_why(json_pack("{s:O,s:s}", "item", id, "ground", "retention_over")), CODE_OK);
    done(AUTHOR, destruction_approved, json_pack("{s:O}", "item", id), CODE_SAME_PERSON);
    done(APPROVER, destruction_approved, json_pack("{s:O}", "item", id), CODE_OK);
    (void)house_run(h, 3000);
    assert_true(state_is(id, "destroyed"));
    AUTO_JSON *name = name_of(id), *proof = did(DPO, deletion_proven, json_pack("{s:O}", "record", name), CODE_OK);
    assert_string_equal(json_string_value(json_object_get(proof, "why")), "retention_over");
    keep(id, 30, CODE_WRONG_STEP);
}

static void who_still_needs_it_says_so_within_the_row_s_bounds(void **state) {
    (void)state;
    AUTO_JSON *id = taken_in("another phone");
    keep(id, 1200, CODE_BAD_DATE);  // not for longer than once again
    keep(id, -1, CODE_BAD_DATE);
    pass(1096);
    assert_int_equal(acts(id, "term_over"), 1);
    done(AUTHOR, evidence_kept_on, json_pack("{s:O,s:s}", "item", id, "until", "2031-01-01"), CODE_BAD_DATE);
    keep(id, 100, CODE_OK);
    assert_int_equal(acts(id, "kept_on"), 1);
    AUTO_JSON *on = shown(id);
    assert_null(json_object_get(on, "destruction"));
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", id)), CODE_OK);
    pass(101);
    assert_int_equal(acts(id, "term_over"), 2);
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", id)), CODE_EXPIRED);
    for (int i = 0; i < 8; i++) keep(id, 1090, CODE_OK), pass(1090);
    keep(id, 1090, CODE_BAD_DATE);  // thirty years after it came in
}

static void a_hold_keeps_it_and_its_end_ends_it(void **state) {
    (void)state;
    AUTO_JSON *id = taken_in("a phone that is appealed about"), *name = name_of(id);
    AUTO_TEXT day = text_with_ceiling(60);
    pass(1000);
    text_instant(&day, instant_after(h->now, 200 * (int64_t)DAY_MS));
    text_cut(&day, 10);
    done(AUTHOR, hold_placed, json_pack("{s:O,s:s,s:s}", "record", name, "reason", "appeal", "until", text_string(&day)), CODE_OK);
    pass(150);
    assert_int_equal(acts(id, "term_over"), 0);
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", id)), CODE_OK);
    pass(60);
    pass(0);
    assert_int_equal(acts(id, "term_over"), 1);
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", id)), CODE_EXPIRED);
}

static void what_came_out_of_an_item_has_its_day(void **state) {
    (void)state;
    AUTO_JSON *id = taken_in("a locked phone");
    AUTO_JSON *item = shown(id);
    pass(500);
    AUTO_JSON *opening = did(AUTHOR, opening_asked, house_why(json_pack("{s:O,s:s,s:s}", "item", id, "ground", "own", "purpose", "investigation")), CODE_OK);
    done(AUTHOR, opening_tried, json_pack("{s:O,s:O}", "opening", json_object_get(opening, "opening"), "sha256", json_object_get(item, "sha256")), CODE_OK);
    AUTO_JSON *ended = did(AUTHOR, opening_ended,
                           json_pack("{s:O,s:i,s:s,s:o}", "opening", json_object_get(opening, "opening"), "try", 1, "outcome", "opened", "intake",
                                                            sent("its clear text")), CODE_OK);
    json_t *derived = json_object_get(json_object_get(ended, "derived"), "item");
    AUTO_JSON *clear = shown(derived);
    assert_true(json_equal(json_object_get(json_object_get(clear, "term"), "until"), json_object_get(json_object_get(item, "term"), "until")));
    pass(600);
    assert_int_equal(acts(derived, "term_over"), 1);
    done(AUTHOR, destruction_asked, house_why(json_pack("{s:O,s:s}", "item", id, "ground", "retention_over")), CODE_OK);
    done(APPROVER, destruction_approved, json_pack("{s:O}", "item", id), CODE_OK);
    (void)house_run(h, 5000);
    assert_true(state_is(id, "destroyed"));
    assert_true(state_is(derived, "destroyed"));
}

// An item of before there were terms gets its day as if it came in then, when the node starts.
static void an_item_of_before_gets_its_day(void **state) {
    static const struct stmt DROP = {"DELETE FROM evidence_term"};
    struct error err;
    (void)state;
    AUTO_JSON *id = taken_in("from before"), *item = shown(id);
    struct node *n = house_node(h, BE);
    assert_int_equal(turn(n, &err).code, CODE_OK);
    assert_int_equal(store_run(n->store, &DROP, NULL, 0, &err).code, CODE_OK);
    (void)house_run(h, 10);
    AUTO_JSON *bare = shown(id);
    assert_null(json_object_get(bare, "term"));
    n->evidence->all_have_days = false;  // as when it starts
    pass(10);
    AUTO_JSON *again = shown(id);
    assert_true(json_equal(json_object_get(again, "term"), json_object_get(item, "term")));
}

// At a provider nobody is asked: ninety days, or the window of a delivery.
static void at_a_provider_it_goes_by_itself(void **state) {
    (void)state;
    at_member = PROV;
    AUTO_JSON *id = taken_in("laid out"), *held = taken_in("laid out and wanted");
    AUTO_TEXT name = text_with_ceiling(100), day = text_with_ceiling(60);
    pass(89);
    assert_false(state_is(id, "destroyed"));
    text_format(&name, "prov/evidence/%s", json_string_value(held));
    text_instant(&day, instant_after(h->now, 100 * (int64_t)DAY_MS));
    text_cut(&day, 10);
    done(AUTHOR, hold_placed, json_pack("{s:s,s:s,s:s}", "record", text_string(&name), "reason", "a court asked", "until", text_string(&day)), CODE_OK);
    pass(2);
    (void)house_run(h, 3000);
    assert_true(state_is(id, "destroyed"));
    assert_int_equal(acts(id, "term_over"), 1);
    assert_int_equal(acts(id, "destroyed"), 1);
    assert_false(state_is(held, "destroyed"));
    pass(120);
    (void)house_run(h, 3000);
    assert_true(state_is(held, "destroyed"));
}

static void asked_to_go(json_t *id) { done(AUTHOR, destruction_asked, house_why(json_pack("{s:O,s:s}", "item", id, "ground", "erasure")), CODE_OK); }

// Approved, and held in the same turn, before anything of it went.
static void due_and_held(json_t *id, const char *until) {
    struct house_call approved, held;
    AUTO_JSON *name = name_of(id), *item = json_pack("{s:O}", "item", id),
              *hold = json_pack("{s:O,s:s,s:s}", "record", name, "until", until, "reason", "the judge asked");
    asked_to_go(id);
    house_begin(h, at_member, APPROVER, destruction_approved, item, &approved);
    house_begin(h, at_member, APPROVER, hold_placed, hold, &held);
    (void)house_run(h, 100);
    assert_true(approved.done && !approved.failure.code && held.done && !held.failure.code);
    json_decref(approved.answer), json_decref(held.answer);
}

static void what_is_held_keeps_no_other_item(void **state) {
    enum { MANY = 25 };  // more than are looked at at once
    (void)state;
    json_t *ids[MANY];
    AUTO_TEXT until = text_with_ceiling(60);
    text_instant(&until, instant_after(h->now, 300 * (int64_t)DAY_MS));
    text_cut(&until, 10);
    for (int i = 0; i < MANY; i++) {
        char words[40];
        snprintf(words, sizeof words, "phone %d", i);
        ids[i] = taken_in(words);
        due_and_held(ids[i], text_string(&until));
        assert_false(state_is(ids[i], "destroyed"));
    }
    AUTO_JSON *free_one = taken_in("nobody holds it");
    asked_to_go(free_one);
    done(APPROVER, destruction_approved, json_pack("{s:O}", "item", free_one), CODE_OK);
    (void)house_run(h, 3000);
    assert_true(state_is(free_one, "destroyed"));
    for (int i = 0; i < MANY; i++) {
        assert_false(state_is(ids[i], "destroyed"));
        json_decref(ids[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(an_item_of_before_gets_its_day, at_be),
        cmocka_unit_test_setup(an_item_beyond_its_day_waits_for_two_and_is_shown_to_nobody, at_be),
        cmocka_unit_test_setup(who_still_needs_it_says_so_within_the_row_s_bounds, at_be),
        cmocka_unit_test_setup(a_hold_keeps_it_and_its_end_ends_it, at_be),
        cmocka_unit_test_setup(what_came_out_of_an_item_has_its_day, at_be),
        cmocka_unit_test(at_a_provider_it_goes_by_itself),
        cmocka_unit_test_setup(what_is_held_keeps_no_other_item, at_be),
    };
    return cmocka_run_group_tests_name("evidence_terms_node", tests, stand, fall);
}
