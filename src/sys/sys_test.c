// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sys/sys.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
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

static void a_key_does_not_get_the_mode_of_a_file_left_behind(void **state) {
    (void)state;
    char folder[] = "/tmp/malines-sys-XXXXXX", path[100], left[150];
    struct stat st;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/key", folder);
    snprintf(left, sizeof left, "%s.%ld.new", path, (long)getpid());
    FILE *f = fopen(left, "w");
    assert_non_null(f);
    fclose(f);
    assert_int_equal(chmod(left, 0666), 0);
    assert_int_equal(file_write(path, VIEW("secret"), 0600, NULL).code, CODE_OK);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    unlink(path);
    rmdir(folder);
}

static bool folders_fail;  // read by what meson.build puts in fsync()'s place
int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __wrap_fsync(int fd) {
    struct stat st;
    if (!folders_fail || fstat(fd, &st) != 0 || !S_ISDIR(st.st_mode)) return __real_fsync(fd);
    errno = EIO;
    return -1;
}

static void a_name_that_is_not_on_the_disk_is_no_success(void **state) {
    (void)state;
    char folder[] = "/tmp/malines-sys-XXXXXX", path[100];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/file", folder);
    folders_fail = true;
    assert_int_equal(file_write(path, VIEW("hello"), 0600, NULL).code, CODE_DISK_FAILED);
    folders_fail = false;
    assert_int_equal(file_write(path, VIEW("hello"), 0600, NULL).code, CODE_OK);
    unlink(path);
    rmdir(folder);
}

static void a_secret_is_its_users_alone(void **state) {
    (void)state;
    static const struct { unsigned mode; bool kept, kept_if_roots; } rows[] = {
        {0600, true, true}, {0400, true, true}, {0640, false, true}, {0440, false, true}, {0604, false, false}, {0620, false, false}, {0460, false, false},
        {0610, false, false}, {0644, false, false}, {0601, false, false}};
    char folder[] = "/tmp/malines-sys-XXXXXX", path[100], mode[8];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/key", folder);
    struct error err;
    AUTO_TEXT got = text_with_ceiling(0);
    assert_int_equal(secret_file_read(path, 10, &got, &err).code, CODE_NOT_FOUND);
    assert_int_equal(secret_file_kept(path, &err).code, CODE_NOT_FOUND);
    assert_int_equal(file_write(path, VIEW("hello"), 0600, &err).code, CODE_OK);
    for (int roots = 0; roots < 2; roots++) {
        if (geteuid() == 0) assert_int_equal(chown(path, roots ? 0 : 12345, roots ? 0 : 12345), 0);  // who is not root owns what is not root's
        else if (roots) break;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            enum code expected = (roots ? rows[i].kept_if_roots : rows[i].kept) ? CODE_OK : CODE_KEY_EXPOSED;
            assert_int_equal(chmod(path, rows[i].mode), 0);
            assert_int_equal(secret_file_kept(path, &err).code, expected);
            assert_int_equal(secret_file_read(path, 10, &got, &err).code, expected);
            snprintf(mode, sizeof mode, "%03o", rows[i].mode);
            if (expected) assert_true(strstr(err.detail, path) && strstr(err.detail, mode) && strstr(err.detail, "chmod 600"));
        }
    }
    unlink(path);
    rmdir(folder);
}

// chmod alone would take the key from who runs: such a file is also to be given over.
static void whose_a_secret_is_not_is_told_both_steps(void **state) {
    (void)state;
    char path[] = "/tmp/malines-sys-XXXXXX";
    struct error err = {0};
    if (geteuid() != 0) skip();
    int fd = mkstemp(path);
    assert_true(fd >= 0 && fchmod(fd, 0640) == 0 && fchown(fd, 0, 12345) == 0);
    close(fd);
    assert_int_equal(seteuid(12345), 0);
    struct result r = secret_file_kept(path, &err);
    assert_int_equal(seteuid(0), 0);
    assert_int_equal(r.code, CODE_KEY_EXPOSED);
    assert_non_null(strstr(err.detail, "chown it to user 12345"));
    assert_non_null(strstr(err.detail, "chmod 600"));
    unlink(path);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(work_beside_is_done_when_waited_for),
                                       cmocka_unit_test(uuids_sort_by_time_and_are_valid), cmocka_unit_test(files_are_written_whole),
                                       cmocka_unit_test(a_key_does_not_get_the_mode_of_a_file_left_behind),
                                       cmocka_unit_test(a_name_that_is_not_on_the_disk_is_no_success),
                                       cmocka_unit_test(a_secret_is_its_users_alone), cmocka_unit_test(whose_a_secret_is_not_is_told_both_steps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
