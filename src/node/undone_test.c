// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// After a commit that failed a node holds nothing in memory that the store does not hold.
#include "node/node_house.h"
#include "node/node_room.h"
#include "sys/sim_disk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static int64_t counted(struct house *h, int member, const struct stmt *count) {
    int64_t n;
    assert_int_equal(store_number(house_node(h, member)->store, count, NO_VALUES, -1, &n, NULL).code, CODE_OK);
    return n;
}

// What was put into the outboxes and rolled back is put there later, and until then no member is told that its copy is whole.
static void what_was_not_published_durably_is_published_later(void **state) {
    static const struct stmt AGAIN = {"UPDATE publication SET position = 0"};
    static const struct stmt BEHIND = {"SELECT count(*) FROM publication WHERE position < (SELECT max(position) FROM feed)"};
    struct house *h = house_new(*state);
    struct sim_disk *disk = house_on_disk(h, BE, 4714);
    free(house_record(h));
    house_change(h, BE, &AGAIN);
    house_restart(h, BE);
    sim_disk_fill(disk, true);
    assert_int_equal(house_run(h, 100).code, CODE_DISK_FULL);
    for (size_t i = 0; i < house_node(h, BE)->peer_count; i++) assert_true(house_node(h, BE)->peers[i].copy_behind);
    sim_disk_fill(disk, false);
    assert_false(FAILED(house_run(h, 65000)));
    assert_int_equal(counted(h, BE, &BEHIND), 0);
    for (size_t i = 0; i < house_node(h, BE)->peer_count; i++) assert_false(house_node(h, BE)->peers[i].copy_behind);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(what_was_not_published_durably_is_published_later, LAWS_FOLDER),
    };
    return cmocka_run_group_tests_name("undone", tests, NULL, NULL);
}
