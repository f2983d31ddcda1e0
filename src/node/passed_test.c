// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What a node's care notes of what it passed over is as the store has it: after a commit that failed, after a part of the care that was undone,
// and under a clock that is wrong or is set.
#include "node/node_house.h"
#include "node/passed.h"
#include "sys/sim_disk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

// Of 150 requests, which a round reads in two seconds, these can't be read.
#define REQUESTS(bad)                                                                                                                            \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150) "                                                             \
    "INSERT INTO request(id, side, step, peer, kind, demand, decision, author, created_at, due_at, urgent) "                                     \
    "SELECT 'n' || i, 1, 'received', 'fr', 'information', CASE WHEN " bad " THEN x'7b' ELSE x'7b7d' END, x'', 'a', 1763884800000 + i, 0, 0 FROM n"

static void runs(struct house *h, int ms) { assert_false(FAILED(house_run(h, ms))); }

// Nobody looks at what passes in between.
static void hours_pass(struct house *h, int hours) { h->now.ms += hours * (int64_t)HOUR_MS, h->us += (uint64_t)hours * HOUR_MS * 1000; }

// How many rows that part of the care passed over; `since` (may be NULL): since when, new.
static int passed_by(struct house *h, const char *part, char **since) {
    AUTO_JSON *about = house_did(h, BE, AUTHOR, node_about, json_object(), CODE_OK, NULL);
    const json_t *one;
    int count = 0;
    size_t i;
    json_array_foreach(json_object_get(about, "care"), i, one) {
        if (strcmp(word_of(one, "part"), part) != 0) continue;
        count += (int)json_int(one, "count");
        if (since) *since = strdup(word_of(one, "since"));
    }
    return count;
}

static struct house *house_with_disk(const char *laws, struct sim_disk **disk) {
    struct house *h = house_new(laws);
    *disk = house_on_disk(h, BE, 4713);
    runs(h, 2500);
    return h;
}

static void a_round_whose_commit_failed_is_gone_again(void **state) {
    struct sim_disk *disk;
    struct house *h = house_with_disk(*state, &disk);
    HOUSE_CHANGE(h, BE, REQUESTS("i IN (3, 140)"));
    house_restart(h, BE);
    sim_disk_fill(disk, true);
    assert_int_equal(house_run(h, 2500).code, CODE_DISK_FULL);
    sim_disk_fill(disk, false);
    runs(h, 5000);
    assert_int_equal(passed_by(h, "requests", NULL), 2);
    house_free(h);
}

// A record of which it could not be noted that it can't be read: what is said of the register is what is noted.
static void what_was_rolled_back_is_counted_again(void **state) {
    struct sim_disk *disk;
    struct house *h = house_with_disk(*state, &disk);
    free(house_record(h));
    HOUSE_CHANGE(h, BE, "UPDATE record SET mould = 0, body = x'7b' WHERE owner = 'be'");
    hours_pass(h, 1);
    sim_disk_fill(disk, true);
    assert_int_equal(house_run(h, 20).code, CODE_DISK_FULL);
    assert_false(house_node(h, BE)->own_unread);
    sim_disk_fill(disk, false);
    runs(h, 2500);
    assert_true(house_node(h, BE)->own_unread);
    assert_int_equal(passed_by(h, "register", NULL), 1);
    house_free(h);
}

// Nor does a record that can't be read keep the node from standing up: it is known before the first question is answered.
static void a_rotten_record_is_known_when_the_node_stands_up(void **state) {
    struct sim_disk *disk;
    struct house *h = house_with_disk(*state, &disk);
    free(house_record(h));
    HOUSE_CHANGE(h, BE, "UPDATE record SET mould = 0, body = x'7b' WHERE owner = 'be'");
    house_restart(h, BE);
    assert_true(house_node(h, BE)->own_unread);
    assert_int_equal(passed_by(h, "register", NULL), 1);
    HOUSE_CHANGE(h, BE, "INSERT INTO feed(tbl, key, op) SELECT 'record', id, 1 FROM record");
    free(house_record(h));  // the index follows the feed over it
    house_free(h);
}

static void what_was_not_forgotten_durably_is_forgotten_later(void **state) {
    struct sim_disk *disk;
    struct house *h = house_with_disk(*state, &disk);
    HOUSE_CHANGE(h, BE, "INSERT INTO passed_over(part, name, kind, code, since, met) VALUES('expiry', 'be/alerts/x', 'be/alerts', 'STORE_DAMAGED', 1, 1)");
    hours_pass(h, 1);
    house_restart(h, BE);
    sim_disk_fill(disk, true);
    assert_int_equal(house_run(h, 100).code, CODE_DISK_FULL);
    sim_disk_fill(disk, false);
    for (int hour = 0; hour < 3; hour++, hours_pass(h, 1)) runs(h, 100);
    assert_int_equal(passed_by(h, "expiry", NULL), 0);
    house_free(h);
}

// What a round found and could not note is looked for again from where it stood.
static void a_round_that_was_undone_goes_back(void **state) {
    struct sim_disk *disk;
    struct house *h = house_with_disk(*state, &disk);
    HOUSE_CHANGE(h, BE, REQUESTS("i IN (3, 140)"));
    house_restart(h, BE);
    HOUSE_CHANGE(h, BE, "ALTER TABLE passed_over RENAME TO other");
    (void)house_run(h, 1500);
    HOUSE_CHANGE(h, BE, "ALTER TABLE other RENAME TO passed_over");
    runs(h, 5000);
    assert_int_equal(passed_by(h, "requests", NULL), 2);
    house_free(h);
}

static void a_clock_set_back_in_a_round_forgets_nothing(void **state) {
    struct sim_disk *disk;
    struct house *h = house_with_disk(*state, &disk);
    HOUSE_CHANGE(h, BE, REQUESTS("i IN (3, 140)"));
    h->now.ms += DAY_MS;
    house_restart(h, BE);
    runs(h, 500);
    h->now.ms -= DAY_MS;
    runs(h, 5000);
    assert_int_equal(passed_by(h, "requests", NULL), 2);
    house_free(h);
}

static void a_clock_that_ran_ahead_keeps_nothing(void **state) {
    struct sim_disk *disk;
    struct house *h = house_with_disk(*state, &disk);
    h->now.ms += 365 * (int64_t)DAY_MS;
    HOUSE_CHANGE(h, BE, REQUESTS("i IN (3, 140)"));
    HOUSE_CHANGE(h, BE, "INSERT INTO passed_over(part, name, kind, code, since, met) VALUES"
           "('expiry', 'be/alerts/x', 'be/alerts', 'STORE_DAMAGED', 4000000000000, 4000000000000),"
           "('messages', 'fr/requests/1', 'fr/requests', 'STORE_DAMAGED', 4000000000000, 4000000000000)");
    house_restart(h, BE);
    runs(h, 5000);
    assert_int_equal(passed_by(h, "requests", NULL), 2);
    h->now.ms -= 365 * (int64_t)DAY_MS;
    HOUSE_CHANGE(h, BE, "UPDATE request SET demand = x'7b7d'");
    for (int hour = 0; hour < 3; hour++, hours_pass(h, 1)) runs(h, 5000);
    assert_int_equal(passed_by(h, "requests", NULL), 0);
    assert_int_equal(passed_by(h, "expiry", NULL), 0);
    assert_int_equal(passed_by(h, "messages", NULL), 1);
    hours_pass(h, 8 * 24);
    runs(h, 5000);
    assert_int_equal(passed_by(h, "messages", NULL), 0);
    house_free(h);
}

static void a_clock_that_leaps_makes_nothing_new(void **state) {
    struct house *h = house_new(*state);
    char *before = NULL, *after = NULL;
    runs(h, 2500);
    HOUSE_CHANGE(h, BE, "ALTER TABLE log_counted RENAME TO other");
    runs(h, 2500);
    assert_int_equal(passed_by(h, "statistics", &before), 1);
    h->now.ms += 5 * (int64_t)HOUR_MS;
    runs(h, 65000);
    assert_int_equal(passed_by(h, "statistics", &after), 1);
    assert_string_equal(before, after);
    HOUSE_CHANGE(h, BE, "ALTER TABLE other RENAME TO log_counted");
    free(before), free(after);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_round_whose_commit_failed_is_gone_again, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_was_rolled_back_is_counted_again, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_rotten_record_is_known_when_the_node_stands_up, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_was_not_forgotten_durably_is_forgotten_later, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_round_that_was_undone_goes_back, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_clock_set_back_in_a_round_forgets_nothing, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_clock_that_ran_ahead_keeps_nothing, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_clock_that_leaps_makes_nothing_new, LAWS_FOLDER),
    };
    return cmocka_run_group_tests_name("passed", tests, NULL, NULL);
}
