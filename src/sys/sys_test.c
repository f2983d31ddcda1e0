// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sys/sys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

static void uuids_sort_by_time_and_are_valid(void **state) {
    (void)state;
    char a[UUID_ROOM], b[UUID_ROOM];
    uuid_new(sys_real(), a);
    usleep(3000);
    uuid_new(sys_real(), b);
    assert_true(uuid_valid(view_of(a)));
    assert_true(strcmp(a, b) < 0);
    assert_int_equal(a[14], '7');
    assert_false(uuid_valid(VIEW("0192-no")));
}

static void files_are_written_whole(void **state) {
    (void)state;
    char folder[] = "/tmp/malines-sys-XXXXXX", path[100];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/file", folder);
    struct error err;
    AUTO_TEXT got = text_with_ceiling(0);
    assert_int_equal(file_read(path, 10, &got, &err).code, CODE_NOT_FOUND);
    assert_int_equal(file_write(path, VIEW("hello"), 0600, &err).code, CODE_OK);
    assert_int_equal(file_read(path, 10, &got, &err).code, CODE_OK);
    assert_string_equal(text_string(&got), "hello");
    assert_int_equal(file_read(path, 4, &got, &err).code, CODE_TOO_BIG);
    assert_string_equal(text_string(&got), "hello");  // an output is written on success only
    unlink(path);
    rmdir(folder);
}

static void add_up(void *ctx) {
    int *sum = ctx;
    for (int i = 1; i <= 1000; i++) sum[0] += i;
}

static void work_beside_is_done_when_waited_for(void **state) {
    (void)state;
    struct sys alone = *sys_real();
    alone.cores = false;
    int sums[2] = {0};
    struct beside *b = sys_beside(sys_real(), add_up, &sums[0]);
    assert_null(sys_beside(&alone, add_up, &sums[1]));  // done at once
    assert_int_equal(sums[1], 500500);
    assert_null(sys_waited(b));
    assert_int_equal(sums[0], 500500);
    assert_null(sys_waited(NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(work_beside_is_done_when_waited_for), cmocka_unit_test(uuids_sort_by_time_and_are_valid), cmocka_unit_test(files_are_written_whole)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
