// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/node_house.h"
#include "node/node_room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define GOOD(expr) assert_int_equal((expr).code, CODE_OK)

static json_t *draft(const char *name) {
    return json_pack("{s:{s:s,s:{s:s,s:[{s:s,s:s,s:s}],s:[s]},s:s,s:s,s:s}}", "alert", "category", "refusal", "subject", "kind", "person", "names", "text",
                     name, "given", "Karim", "family", "Exemple", "births", "1990-05-04", "reason", "a decision", "authority", "an office",
                     "decision_ref", "7");
}

static struct house *busy_house(void *laws) {
    struct house *h = house_new(laws);
    GOOD(house_run(h, 2500));
    for (int i = 0; i < 5; i++) {
        assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Karim Exemple"), NULL), CODE_OK);
        assert_int_equal(house_do(h, FR, AUTHOR, alert_create, draft("Karim Exemple"), NULL), CODE_OK);
        GOOD(house_run(h, 300));
    }
    GOOD(house_run(h, 2500));
    return h;
}

static json_t *reconciled(struct house *h) { return house_reconciled(h, BE, "fr"); }

static void run_in(struct house *h, int member, const char *sql) {
    struct stmt s = {sql};
    struct store *store = house_node(h, member)->store;
    GOOD(store_begin(store, NULL));
    GOOD(store_run(store, &s, NO_VALUES, NULL));
    assert_true(store_changes(store) > 0);
    GOOD(store_commit(store, NULL));
}

static void two_honest_logs_agree_and_what_agreed_is_not_asked_again(void **state) {
    struct house *h = busy_house(*state);
    AUTO_JSON *first = reconciled(h);
    assert_true(view_is(json_view(first, "result"), "same"));
    assert_true(json_int(first, "matched") >= 10);
    AUTO_JSON *second = reconciled(h);
    assert_int_equal(json_int(second, "matched"), 0);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Karim Exemple"), NULL), CODE_OK);
    GOOD(house_run(h, 2500));
    AUTO_JSON *third = reconciled(h);
    assert_int_equal(json_int(third, "matched"), 1);
    house_free(h);
}

// What a log leaves out, tells twice or tells otherwise is named, whichever side it is on.
static void each_difference_is_named(void **state) {
    static const struct {
        int member;
        const char *sql, *what;
    } rows[] = {
        {FR, "UPDATE audit_entry SET entry = CAST('{}' AS BLOB) WHERE id = (SELECT max(id) FROM audit_entry "
             "WHERE CAST(entry AS TEXT) LIKE '%\"op\":\"message\"%')",
         "not_in_their_log"},
        {BE, "UPDATE audit_entry SET entry = CAST('{}' AS BLOB) WHERE id = (SELECT max(id) FROM audit_entry "
             "WHERE CAST(entry AS TEXT) LIKE '%\"direction\":\"in\"%\"op\":\"message\"%')",
         "not_in_our_log"},
        {FR, "UPDATE audit_entry SET entry = CAST(replace(CAST(entry AS TEXT), '\"message_sha256\":\"', '\"message_sha256\":\"0') AS BLOB)"
             " WHERE id = (SELECT max(id) FROM audit_entry WHERE CAST(entry AS TEXT) LIKE '%\"op\":\"message\"%')", "another_message"},
        {FR, "INSERT INTO audit_entry(id, entry, hashes) SELECT (SELECT max(id) + 1 FROM audit_entry), entry, x'' FROM audit_entry"
             " WHERE id = (SELECT max(id) FROM audit_entry WHERE CAST(entry AS TEXT) LIKE '%\"peer\":\"be\"%' "
             "AND CAST(entry AS TEXT) LIKE '%\"op\":\"message\"%')",
         "more_than_once_in_their_log"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct house *h = busy_house(*state);
        run_in(h, rows[i].member, rows[i].sql);
        AUTO_JSON *report = reconciled(h);
        assert_true(view_is(json_view(report, "result"), "differs"));
        bool named = false;
        for (size_t k = 0; k < json_array_size(json_object_get(report, "differences")); k++)
            named |= view_is(json_view(json_array_get(json_object_get(report, "differences"), k), "what"), rows[i].what);
        assert_true(named);
        house_free(h);
    }
}

static void it_comes_by_itself_each_month(void **state) {
    struct house *h = busy_house(*state);
    json_t *answer = NULL;
    h->now.ms += 7 * DAY_MS;  // into December
    h->us += (uint64_t)7 * DAY_MS * 1000;
    GOOD(house_run(h, 5000));
    GOOD(house_run(h, 5000));
    assert_int_equal(house_do(h, BE, AUTHOR, reconciliations_listed, json_object(), &answer), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(answer, "reports")), 2);  // with each of the others
    json_decref(answer);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(two_honest_logs_agree_and_what_agreed_is_not_asked_again, LAWS_FOLDER),
        cmocka_unit_test_prestate(each_difference_is_named, LAWS_FOLDER),
        cmocka_unit_test_prestate(it_comes_by_itself_each_month, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
