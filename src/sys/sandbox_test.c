// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sys/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { ENTERED = 10, REFUSED = 11, NOT_REFUSED = 12, NO_ENTRY = 13 };
static int pipe_ends[2];

static int try_open(void) { return open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? REFUSED : NOT_REFUSED; }
static int try_write_file(void) { return open("/tmp/malines-sandbox-test", O_CREAT | O_WRONLY, 0600) < 0 ? REFUSED : NOT_REFUSED; }
static int try_socket(void) { return socket(AF_INET, SOCK_STREAM, 0) < 0 ? REFUSED : NOT_REFUSED; }
static int try_fork(void) { return fork() < 0 ? REFUSED : NOT_REFUSED; }
static int try_exec(void) { return execl("/bin/true", "true", (char *)NULL) < 0 ? REFUSED : NOT_REFUSED; }
static int try_unlink(void) { return unlink("/tmp/malines-sandbox-nothing") < 0 && errno == EACCES ? REFUSED : NOT_REFUSED; }
static int try_pipe(void) { return write(pipe_ends[1], "x", 1) == 1 ? ENTERED : NOT_REFUSED; }
static int try_memory(void) {
    char *small = malloc(1 << 20);
    void *large = mmap(NULL, (size_t)2 << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return small && large == MAP_FAILED ? REFUSED : NOT_REFUSED;
}

// What became of a child that entered the sandbox and then tried.
static int outcome(int (*attempt)(void)) {
    pid_t child = fork();
    if (child == 0) {
        struct sandbox_limits limits = {.memory_bytes = 1u << 30, .file_bytes = 1u << 20, .cpu_seconds = 20};
        if (FAILED(sandbox_enter(&limits, NULL))) _exit(NO_ENTRY);
        _exit(attempt());
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void inside_no_path_opens(void **state) {
    (void)state;
    assert_int_equal(outcome(try_open), REFUSED);
    assert_int_equal(outcome(try_write_file), REFUSED);
}

static void inside_other_calls_kill(void **state) {
    (void)state;
    assert_int_equal(outcome(try_socket), -SIGSYS);
    assert_int_equal(outcome(try_fork), -SIGSYS);
    assert_int_equal(outcome(try_exec), -SIGSYS);
    assert_int_equal(outcome(try_unlink), -SIGSYS);
}

static void inside_open_descriptors_work(void **state) {
    (void)state;
    char got = 0;
    assert_int_equal(pipe(pipe_ends), 0);
    assert_int_equal(outcome(try_pipe), ENTERED);
    assert_int_equal(read(pipe_ends[0], &got, 1), 1);
    assert_int_equal(got, 'x');
}

static void inside_memory_ends(void **state) {
    (void)state;
#if defined(__SANITIZE_ADDRESS__)
    print_message("not measured with AddressSanitizer\n");
    (void)try_memory;
#else
    assert_int_equal(outcome(try_memory), REFUSED);
#endif
}

// A machine without Landlock (or seccomp) is played by a filter that answers ENOSYS.
static int enter_without(int call) {
    pid_t child = fork();
    if (child == 0) {
        scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
        struct sandbox_limits limits = {.memory_bytes = 1u << 30, .file_bytes = 1u << 20, .cpu_seconds = 20};
        struct error err;
        if (!filter || seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), call, 0) || seccomp_load(filter)) _exit(NO_ENTRY);
        _exit(sandbox_enter(&limits, &err).code == CODE_NO_SANDBOX ? REFUSED : NOT_REFUSED);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void where_it_is_not_to_be_had_it_says_so(void **state) {
    (void)state;
    assert_int_equal(enter_without(444), REFUSED);  // landlock_create_ruleset
    assert_int_equal(enter_without(446), REFUSED);  // landlock_restrict_self
    assert_int_equal(enter_without(SCMP_SYS(setrlimit)) == REFUSED || enter_without(SCMP_SYS(prlimit64)) == REFUSED, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(where_it_is_not_to_be_had_it_says_so),
                                       cmocka_unit_test(inside_no_path_opens), cmocka_unit_test(inside_other_calls_kill),
                                       cmocka_unit_test(inside_open_descriptors_work), cmocka_unit_test(inside_memory_ends)};
    return cmocka_run_group_tests_name("sandbox", tests, NULL, NULL);
}
