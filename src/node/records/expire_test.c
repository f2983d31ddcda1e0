// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// expire_test.c — what a legal hold keeps beyond its term does not keep anything else beyond its own (promise P7).
#include "node/node_house.h"
#include "node/node_room.h"
#include "requests/hold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

enum { HELD = 600 };  // more than a turn looks at

static json_t *draft(void) {
    return json_pack("{s:{s:s,s:{s:s,s:[{s:s}],s:[s]},s:s,s:s,s:s}}", "alert", "category", "refusal", "subject", "kind", "person", "names",
                     "text", "Karim Exemple",
                     "births", "1990-05-04", "reason", "a decision", "authority", "an office", "decision_ref", "7");
}

// Copies of that record under other names, their terms over since yesterday, each held.
static void held_ones(struct house *h, const char *name) {
    struct node *n = house_node(h, BE);
    struct view owner, reg, uid;
    struct record r;
    bool changed;
    AUTO_TEXT bytes = text_with_ceiling(HELD_BYTES_MAX);
    assert_true(record_name_read(view_of(name), &owner, &reg, &uid));
    assert_int_equal(turn(n, NULL).code, CODE_OK);
    assert_int_equal(record_find(n->store, owner, reg, uid, &bytes, &r, NULL).code, CODE_OK);
    for (int i = 0; i < HELD; i++) {
        char other[40];
        AUTO_TEXT held = text_with_ceiling(100);
        snprintf(other, sizeof other, "01936f2e-0000-7000-8000-%012d", i);
        r.uid = view_of(other), r.retain_until = instant_after(h->now, -DAY_MS);
        assert_int_equal(record_put(n->store, &r, NULL, &changed, NULL).code, CODE_OK);
        record_name(&held, &r);
        struct hold hold = {text_seen(&held), VIEW("be-approver"), VIEW(""), h->now, instant_after(h->now, 300 * (int64_t)DAY_MS)};
        assert_int_equal(hold_place(n->store, &hold, NULL).code, CODE_OK);
    }
}

static size_t own_count(struct house *h) { return shelf_count(house_node(h, BE), OWN_SHELF); }

static void what_is_held_keeps_nothing_else(void **state) {
    struct house *h = house_new(*state);
    json_t *made = NULL;
    assert_int_equal(house_run(h, 500).code, CODE_OK);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft(), &made), CODE_OK);
    held_ones(h, json_string_value(json_object_get(made, "record")));
    assert_int_equal(house_run(h, 500).code, CODE_OK);
    assert_int_equal(own_count(h), HELD + 1);
    // The one that nobody holds is over last, and goes all the same; the others go when their holds are lifted.
    struct node *n = house_node(h, BE);
    static const struct stmt OVER = {"UPDATE record SET retain_until = $1 WHERE owner = 'be' AND retain_until > $1"}, LIFT = {"DELETE FROM hold"};
    assert_int_equal(turn(n, NULL).code, CODE_OK);
    assert_int_equal(store_run(n->store, &OVER, VALUES(V_INT(h->now.ms)), NULL).code, CODE_OK);
    assert_int_equal(house_run(h, 4000).code, CODE_OK);
    assert_int_equal(own_count(h), HELD);
    assert_int_equal(turn(n, NULL).code, CODE_OK);
    assert_int_equal(store_run(n->store, &LIFT, NO_VALUES, NULL).code, CODE_OK);
    assert_int_equal(house_run(h, 4000).code, CODE_OK);
    assert_int_equal(own_count(h), 0);
    json_decref(made);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(what_is_held_keeps_nothing_else, LAWS_FOLDER)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
