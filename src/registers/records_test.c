// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/records.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#define MUST(call) assert_int_equal((call).code, CODE_OK)

static int64_t put(struct store *s, const char *uid, int64_t version) {
    const struct record r = {.owner = VIEW("be"), .reg = VIEW("alerts"), .uid = view_of(uid), .version = version, .body = VIEW("{}"), .digest = VIEW("d")};
    int64_t id;
    bool changed;
    MUST(record_put(s, &r, &id, &changed, NULL));
    assert_true(changed);
    return id;
}

struct seen {
    int64_t id[8], version[8];  // version 0: gone
    size_t count;
};
static struct result see(void *ctx, int64_t id, const struct record *r, struct error *err) {
    struct seen *s = ctx;
    (void)err;
    assert_true(s->count < 8);
    s->id[s->count] = id, s->version[s->count++] = r ? r->version : 0;
    return DONE;
}

// Whoever has taken records in already need not see them again, unless they were changed or dropped since.
static void what_is_known_is_passed_over(void **state) {
    (void)state;
    struct store *s;
    MUST(store_open(sys_real(), NULL, &s, NULL));
    MUST(store_migrate(s, RECORDS_MIGRATIONS, RECORDS_MIGRATION_COUNT, NULL));
    MUST(store_begin(s, NULL));
    int64_t before = put(s, "a", 1), first = put(s, "b", 1), changed = put(s, "c", 1), dropped = put(s, "d", 1), last = put(s, "e", 1), after = put(s, "f", 1);
    assert_int_equal(put(s, "c", 2), changed);
    MUST(record_drop(s, VIEW("be"), VIEW("alerts"), VIEW("d"), NULL));
    MUST(store_commit(s, NULL));
    struct seen all = {0}, rest = {0};
    int64_t reached = 0;
    MUST(record_follow(s, 0, 100, (struct record_ids){0}, see, &all, &reached, NULL));
    assert_int_equal(all.count, 8);
    MUST(record_follow(s, 0, 100, (struct record_ids){first, last}, see, &rest, &reached, NULL));
    const struct seen expected = {{before, changed, dropped, after, changed, dropped}, {1, 2, 0, 1, 2, 0}, 6};
    assert_memory_equal(&rest, &expected, sizeof rest);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_known_is_passed_over)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
