// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "base/text.h"
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#define MUST(expr) assert_int_equal((expr).code, CODE_OK)

static const struct migration tables[] = {
    {"test", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, raw BLOB) STRICT"},
    {"test", 2, "CREATE TABLE child(id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES t(id)) STRICT"},
};
static const struct stmt PUT = {"INSERT INTO t(word, raw) VALUES($2, $1)"};  // numbers not in order of appearance
static const struct stmt COUNT = {"SELECT count(*) FROM t"};
static const struct stmt RAW = {"SELECT raw FROM t WHERE word=$1"};
static const struct stmt ORPHAN = {"INSERT INTO child(parent) VALUES($1)"};

static struct store *fresh(const char *path) {
    struct store *s = NULL;
    struct error err = {0};
    MUST(store_open(sys_real(), path, &s, &err));
    MUST(store_migrate(s, tables, 2, &err));
    MUST(store_migrate(s, tables, 2, &err));  // twice is once
    return s;
}

static int64_t count(struct store *s) {
    int64_t n = -1;
    MUST(store_number(s, &COUNT, NO_VALUES, 0, &n, NULL));
    return n;
}

static void values_come_back(void **state) {
    (void)state;
    struct store *s = fresh(NULL);
    MUST(store_begin(s, NULL));
    MUST(store_run(s, &PUT, VALUES(V_BLOB("\0\1\2", 3), V_STR("a")), NULL));
    MUST(store_commit(s, NULL));
    AUTO_TEXT t = text_with_ceiling(100);
    MUST(store_bytes(s, &RAW, VALUES(V_STR("a")), &t, NULL));
    assert_int_equal(t.bytes, 3);
    assert_memory_equal(t.at, "\0\1\2", 3);
    assert_int_equal(store_bytes(s, &RAW, VALUES(V_STR("b")), &t, NULL).code, CODE_NOT_FOUND);
    MUST(store_begin(s, NULL));
    MUST(store_run(s, &PUT, VALUES(V_NULL, V_TEXT((struct view){0})), NULL));  // an empty view is "", not NULL
    MUST(store_commit(s, NULL));
    store_close(s);
}

// The first thing that went wrong is what is told, and the statement is free again.
static void a_walk_left_early_says_why(void **state) {
    (void)state;
    static const struct stmt TWO = {"VALUES(1), (2)"}, BROKEN = {"SELECT abs(-9223372036854775807 - $1)"};
    struct store *s = fresh(NULL);
    struct error err;
    struct cursor c;
    for (int i = 0; i < 2; i++) {
        MUST(store_query(s, &TWO, NO_VALUES, &c, NULL));
        assert_true(cursor_next(&c));
        assert_int_equal(cursor_ended(&c, FAIL(&err, BAD_FIELD, "row %d", i), &err).code, CODE_BAD_FIELD);
    }
    assert_string_equal(err.detail, "row 1");
    MUST(store_query(s, &TWO, NO_VALUES, &c, NULL));
    while (cursor_next(&c)) continue;
    MUST(cursor_ended(&c, DONE, NULL));
    MUST(store_query(s, &BROKEN, VALUES(V_INT(1)), &c, NULL));
    assert_false(cursor_next(&c));
    assert_true(FAILED(cursor_ended(&c, DONE, NULL)));
    MUST(store_query(s, &BROKEN, VALUES(V_INT(1)), &c, NULL));
    assert_false(cursor_next(&c));
    assert_int_equal(cursor_ended(&c, FAIL(&err, BAD_FIELD, "before it"), &err).code, CODE_BAD_FIELD);
    assert_string_equal(err.detail, "before it");
    store_close(s);
}

// SQLite gives a whole transaction up when the disk is full: what comes after it must not slip through on its own.
static void what_follows_a_full_disk_is_not_kept_alone(void **state) {
    (void)state;
    static const struct stmt SMALL = {"PRAGMA max_page_count=20"}, LARGE = {"PRAGMA max_page_count=100000"};
    struct store *s = fresh(NULL);
    AUTO_TEXT big = text_with_ceiling(1 << 20);
    for (int i = 0; i < 1 << 16; i++) text_put(&big, "full");
    MUST(store_begin(s, NULL));
    MUST(store_run(s, &SMALL, NO_VALUES, NULL));
    MUST(store_run(s, &PUT, VALUES(V_NULL, V_STR("before")), NULL));
    MUST(store_mark(s, NULL));
    assert_int_equal(store_run(s, &PUT, VALUES(V_BLOB(big.at, big.bytes), V_STR("big")), NULL).code, CODE_DISK_FULL);
    store_undo(s);
    assert_int_equal(store_mark(s, NULL).code, CODE_DISK_FULL);
    assert_int_equal(store_run(s, &PUT, VALUES(V_NULL, V_STR("after")), NULL).code, CODE_DISK_FULL);
    assert_int_equal(store_commit(s, NULL).code, CODE_DISK_FULL);
    assert_int_equal(count(s), 0);
    MUST(store_begin(s, NULL));  // and with room again all is well
    MUST(store_run(s, &LARGE, NO_VALUES, NULL));
    MUST(store_run(s, &PUT, VALUES(V_BLOB(big.at, big.bytes), V_STR("big")), NULL));
    MUST(store_commit(s, NULL));
    assert_int_equal(count(s), 1);
    store_close(s);
}

static void a_mark_undoes_only_its_own_work(void **state) {
    (void)state;
    struct store *s = fresh(NULL);
    MUST(store_begin(s, NULL));
    MUST(store_run(s, &PUT, VALUES(V_NULL, V_STR("kept")), NULL));
    MUST(store_mark(s, NULL));
    MUST(store_run(s, &PUT, VALUES(V_NULL, V_STR("undone")), NULL));
    store_undo(s);
    MUST(store_mark(s, NULL));
    MUST(store_run(s, &PUT, VALUES(V_NULL, V_STR("kept too")), NULL));
    MUST(store_keep(s, NULL));
    MUST(store_commit(s, NULL));
    assert_int_equal(count(s), 2);
    MUST(store_begin(s, NULL));
    MUST(store_run(s, &PUT, VALUES(V_NULL, V_STR("rolled back")), NULL));
    store_rollback(s);
    assert_int_equal(count(s), 2);
    store_close(s);
}

static void keys_are_held(void **state) {
    (void)state;
    struct store *s = fresh(NULL);
    MUST(store_begin(s, NULL));
    MUST(store_run(s, &PUT, VALUES(V_NULL, V_STR("a")), NULL));
    assert_int_equal(store_run(s, &PUT, VALUES(V_NULL, V_STR("a")), NULL).code, CODE_CONFLICT);
    assert_int_equal(store_run(s, &ORPHAN, VALUES(V_INT(99)), NULL).code, CODE_CONFLICT);
    assert_int_equal(store_run(s, &PUT, VALUES(V_NULL, V_NULL), NULL).code, CODE_CONFLICT);
    MUST(store_commit(s, NULL));
    MUST(store_check(s, NULL));
    store_close(s);
}

static struct result sum(void *ctx, const struct feed_row *row, struct error *err) {
    (void)err;
    *(int64_t *)ctx += row->key * row->op;
    return DONE;
}

static void the_feed_is_told_in_the_same_transaction(void **state) {
    (void)state;
    struct store *s = fresh(NULL);
    int64_t position = -1, total = 0, last = 0;
    MUST(store_begin(s, NULL));
    MUST(feed_tell(s, "t", 7, FEED_PUT, NULL));
    store_rollback(s);
    MUST(feed_position(s, &position, NULL));
    assert_int_equal(position, 0);
    MUST(store_begin(s, NULL));
    MUST(feed_tell(s, "t", 10, FEED_PUT, NULL));
    MUST(feed_tell(s, "t", 20, FEED_DROP, NULL));
    MUST(store_commit(s, NULL));
    MUST(feed_read(s, 0, 100, sum, &total, &last, NULL));
    assert_int_equal(total, 50);
    MUST(feed_position(s, &position, NULL));
    assert_int_equal(last, position);
    total = 0;
    MUST(feed_read(s, last, 100, sum, &total, &last, NULL));
    assert_int_equal(total, 0);
    store_close(s);
}

static void a_second_daemon_and_an_older_program_are_refused(void **state) {
    (void)state;
    char folder[] = "/tmp/malines-store-XXXXXX", path[100];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/db", folder);
    struct store *s = fresh(path), *second = NULL;
    struct error err;
    assert_int_equal(store_open(sys_real(), path, &second, &err).code, CODE_STORE_LOCKED);
    store_close(s);
    MUST(store_open(sys_real(), path, &second, &err));
    assert_int_equal(store_migrate(second, tables, 1, &err).code, CODE_STORE_TOO_NEW);
    store_close(second);
    FILE *f = fopen(path, "r+");  // damage: a page of the file overwritten
    assert_non_null(f);
    fseek(f, 0, SEEK_SET);
    for (int i = 0; i < 4096; i++) fputc(0x5A, f);
    fclose(f);
    assert_int_equal(store_open(sys_real(), path, &second, &err).code, CODE_STORE_DAMAGED);
    unlink(path);
    snprintf(path, sizeof path, "rm -rf %s", folder);
    assert_int_equal(system(path), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_back), cmocka_unit_test(a_walk_left_early_says_why),
        cmocka_unit_test(a_mark_undoes_only_its_own_work),
        cmocka_unit_test(what_follows_a_full_disk_is_not_kept_alone), cmocka_unit_test(keys_are_held),
        cmocka_unit_test(the_feed_is_told_in_the_same_transaction), cmocka_unit_test(a_second_daemon_and_an_older_program_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
