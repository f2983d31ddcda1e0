// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// enrolled_test.c — who can write into the store approves nothing by it: a key that somebody put there in place of an officer's has no
// entry in the log (promise P2).
#include "node/node_house.h"
#include "node/node_room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)

static json_t *drafted(struct house *h) {
    json_t *made = NULL;
    assert_int_equal(house_do(h, FR, AUTHOR, request_create,
                              json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s,s:s,s:s}}", "kind", "information", "to", "be", "purpose",
                                        "investigation", "text", "Where?", "fields",
                                        "facts", "a theft", "offence", "theft", "grounds_to_ask", "seen there", "connection", "the thief",
                                        "contact_point_copy", "sent"), &made), CODE_OK);
    return made;
}

// Statements are told apart by their address.
static const struct stmt KEY_AWAY = {"UPDATE officer SET credential = '' WHERE credential = $1"},
                         KEY_OF_APPROVER = {"UPDATE officer SET credential = $1 WHERE id = 'approver'"},
                         ENTRY_OF_ANOTHER = {"UPDATE enrolled SET idx = (SELECT min(idx) FROM enrolled) WHERE credential = $1"},
                         TABLE_LOST = {"DELETE FROM enrolled WHERE credential <> $1"},
                         MORE_ROLES = {"UPDATE officer SET roles = roles | 1 WHERE id = $1"},
                         ROLES_AS_BEFORE = {"UPDATE officer SET roles = roles & ~1 WHERE id = $1"};

static void edit(struct house *h, const struct stmt *s, struct view value) {
    struct node *n = house_node(h, FR);
    assert_int_equal(turn(n, NULL).code, CODE_OK);
    assert_int_equal(store_run(n->store, s, VALUES(V_TEXT(value)), NULL).code, CODE_OK);
    assert_true(store_changes(n->store) > 0);
    QUIET(h, 100);
}

static enum code approved(struct house *h, int officer, int with_key_of, const json_t *request) {
    return house_do(h, FR, officer, request_approve, house_approval(h, FR, with_key_of, request), NULL);
}

static void key_of(struct house *h, int officer, struct text *out) {
    struct verify_key key = sign_key_public(house_key(h, FR, officer));
    text_vkey(out, &key);
}

static void a_key_written_into_the_store_approves_nothing(void **state) {
    struct house *h = house_new(*state);
    AUTO_TEXT stranger = text_with_ceiling(400), own = text_with_ceiling(400);
    QUIET(h, 2500);
    AUTO_JSON *request = drafted(h);
    key_of(h, AUDITOR, &stranger), key_of(h, APPROVER, &own);
    // Somebody's key in the approver's place, and the entry that enrolled it named as if it were the approver's.
    edit(h, &KEY_AWAY, text_seen(&stranger));
    edit(h, &KEY_OF_APPROVER, text_seen(&stranger));
    assert_int_equal(approved(h, APPROVER, AUDITOR, request), CODE_NOT_ALLOWED);
    edit(h, &ENTRY_OF_ANOTHER, text_seen(&stranger));
    assert_int_equal(approved(h, APPROVER, AUDITOR, request), CODE_NOT_ALLOWED);
    // Put back, it is the approver's again, also when the table of where that is written is lost.
    edit(h, &KEY_OF_APPROVER, text_seen(&own));
    edit(h, &TABLE_LOST, VIEW("-"));
    assert_int_equal(approved(h, APPROVER, APPROVER, request), CODE_OK);
    house_free(h);
}

static void a_role_written_into_the_store_approves_nothing(void **state) {
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    AUTO_JSON *request = drafted(h);
    edit(h, &MORE_ROLES, VIEW("approver"));
    assert_int_equal(approved(h, APPROVER, APPROVER, request), CODE_NOT_ALLOWED);
    edit(h, &ROLES_AS_BEFORE, VIEW("approver"));
    assert_int_equal(approved(h, APPROVER, APPROVER, request), CODE_OK);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(a_key_written_into_the_store_approves_nothing, LAWS_FOLDER),
                                       cmocka_unit_test_prestate(a_role_written_into_the_store_approves_nothing, LAWS_FOLDER)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
