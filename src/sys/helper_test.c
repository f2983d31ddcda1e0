// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Helpers that behave, and such as a hostile file has taken over. Each of the latter would hold a reader that listens to one voice
// after the other, or without a clock, for ever: then this program does not end, and the runner of tests says so.
#include "sys/helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

enum { LONG_MS = 50 * 1000, SHORT_MS = 200 };

struct run {
    struct text out, heard;
    struct error err;
    int status;
};

static struct run with(const char *script, struct view input, uint32_t deadline_ms, int give_up, size_t ceiling) {
    const char *const command[] = {"sh", "-c", script, NULL};
    const struct helper h = {.command = command, .input = input, .deadline_ms = deadline_ms, .give_up = give_up};
    struct run r = {.out = text_with_ceiling(ceiling), .heard = text_with_ceiling(1 << 20), .status = -1};
    struct result done = helper_run(sys_real(), &h, &r.out, &r.heard, &r.status, &r.err);
    r.err.code = FAILED(done) ? done.code : CODE_OK;
    return r;
}

static void over(struct run *r) { text_free(&r->out), text_free(&r->heard); }

static void what_it_says_comes_whole(void **state) {
    (void)state;
    struct run r = with("cat; echo behind >&2; exit 3", VIEW("a container"), LONG_MS, -1, 100);
    assert_int_equal(r.err.code, CODE_OK);
    assert_string_equal(text_string(&r.out), "a container");
    assert_string_equal(text_string(&r.heard), "behind\n");
    assert_int_equal(WEXITSTATUS(r.status), 3);
    over(&r);
}

// More than a pipe holds into the one voice before a word comes from the other.
static void both_voices_are_heard(void **state) {
    (void)state;
    struct run r = with("head -c 300000 /dev/zero >&2; echo done", VIEW(""), LONG_MS, -1, 100);
    assert_int_equal(r.err.code, CODE_OK);
    assert_int_equal(r.heard.bytes, 300000);
    assert_string_equal(text_string(&r.out), "done\n");
    over(&r);
}

// What it started goes with it, however well it ended itself.
static void nothing_outlives_it(void **state) {
    (void)state;
    struct run r = with("sleep 1000 >/dev/null 2>&1 & echo $!", VIEW(""), LONG_MS, -1, 100);
    assert_int_equal(r.err.code, CODE_OK);
    pid_t left = (pid_t)atoi(text_string(&r.out));
    AUTO_TEXT path = text_with_ceiling(100), stat = text_with_ceiling(1000);
    text_format(&path, "/proc/%d/stat", (int)left);
    assert_true(left > 1);
    bool there = true;
    for (int i = 0; i < 100 && there; i++) {
        there = !FAILED(file_read(text_string(&path), 1000, &stat, NULL)) && !strstr(text_string(&stat), ") Z");
        if (there) usleep(20000);
    }
    if (there) kill(left, SIGKILL);  // ours, by its number
    assert_false(there);
    over(&r);
}

static void one_that_never_ends_is_ended(void **state) {
    (void)state;
    static const char *const scripts[] = {"sleep 1000", "exec >&- 2>&-; sleep 1000", "sleep 1000 & exit 0", "while :; do :; done",
                                          "trap '' TERM INT; sleep 1000"};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        struct run r = with(scripts[i], VIEW(""), SHORT_MS, -1, 100);
        assert_int_equal(r.err.code, CODE_HELPER_FAILED);
        assert_non_null(strstr(r.err.detail, "was ended"));
        over(&r);
    }
}

static void what_it_started_goes_with_it(void **state) {
    (void)state;
    struct run r = with("sleep 1000 & echo $!; sleep 1000", VIEW(""), SHORT_MS, -1, 100);
    long child = strtol(text_string(&r.out), NULL, 10);
    assert_true(child > 1);
    for (int i = 0; i < 1000 && kill((pid_t)child, 0) == 0; i++) {  // whoever collects it here may be late; a zombie is dead
        char path[60], stat[200] = "";
        snprintf(path, sizeof path, "/proc/%ld/stat", child);
        FILE *f = fopen(path, "r");
        if (!f) break;
        if (fgets(stat, sizeof stat, f) && strstr(stat, ") Z ")) child = 0;
        fclose(f);
        if (!child) break;
        usleep(10000);
    }
    if (child) assert_int_not_equal(kill((pid_t)child, 0), 0);
    over(&r);
}

static void one_that_says_too_much_is_ended(void **state) {
    (void)state;
    struct run r = with("cat /dev/zero", VIEW(""), LONG_MS, -1, 1 << 16);
    assert_int_equal(r.err.code, CODE_TOO_BIG);
    assert_true(r.out.bytes <= 1 << 16);
    over(&r);
}

static void who_stops_does_not_wait(void **state) {
    (void)state;
    int stop = eventfd(1, EFD_CLOEXEC);
    struct run r = with("sleep 1000", VIEW(""), LONG_MS, stop, 100);
    assert_int_equal(r.err.code, CODE_UNREACHABLE);
    over(&r);
    close(stop);
}

static void one_that_is_not_there_says_so(void **state) {
    (void)state;
    const char *const command[] = {"/nowhere/malines-import", NULL};
    AUTO_TEXT out = text_with_ceiling(100), heard = text_with_ceiling(1000);
    struct error err;
    int status = 0;
    const struct helper h = {.command = command, .deadline_ms = LONG_MS, .give_up = -1};
    assert_int_equal(helper_run(sys_real(), &h, &out, &heard, &status, &err).code, CODE_OK);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 71);
    assert_non_null(strstr(text_string(&heard), "not to be found"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_says_comes_whole),     cmocka_unit_test(both_voices_are_heard),       cmocka_unit_test(one_that_never_ends_is_ended),
        cmocka_unit_test(nothing_outlives_it),
        cmocka_unit_test(what_it_started_goes_with_it), cmocka_unit_test(one_that_says_too_much_is_ended), cmocka_unit_test(who_stops_does_not_wait),
        cmocka_unit_test(one_that_is_not_there_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
