// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sys/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define WITH_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#endif

// glibc has no wrappers for Landlock; the numbers are the same on every architecture (Linux 5.13).
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

enum { OPEN_FILES_MAX = 64, FS_RIGHTS_ABI_1 = 13, FS_RIGHT_REFER = 13, FS_RIGHT_TRUNCATE = 14, FS_RIGHT_IOCTL = 15 };

// Each newer ABI adds rights (Documentation/userspace-api/landlock.rst): 2 refer, 3 truncate, 5 ioctl on devices.
static uint64_t file_rights(int abi) {
    uint64_t rights = (UINT64_C(1) << FS_RIGHTS_ABI_1) - 1;
    if (abi >= 2) rights |= UINT64_C(1) << FS_RIGHT_REFER;
    if (abi >= 3) rights |= UINT64_C(1) << FS_RIGHT_TRUNCATE;
    if (abi >= 5) rights |= UINT64_C(1) << FS_RIGHT_IOCTL;
    return rights;
}

static bool folder_readable(int rules, const char *path) {
    struct landlock_path_beneath_attr beneath = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
                                                 .parent_fd = open(path, O_PATH | O_CLOEXEC | O_DIRECTORY)};
    if (beneath.parent_fd < 0) return errno == ENOENT;
    bool ok = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
    close(beneath.parent_fd);
    return ok;
}

static RESULT few_paths(const char *const *readable, struct error *err) {
    // Our own struct: headers older than the kernel lack the later members. The kernel takes a shorter struct.
    struct { uint64_t fs, net; } rules = {0};
    int abi = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1) return FAIL(err, NO_SANDBOX, "Landlock: %s", strerror(errno));
    rules.fs = file_rights(abi);
    if (abi >= 4) rules.net = 3;  // bind and connect of TCP
    int fd = (int)syscall(SYS_landlock_create_ruleset, &rules, abi >= 4 ? sizeof rules : sizeof rules.fs, 0);
    if (fd < 0) return FAIL(err, NO_SANDBOX, "Landlock: %s", strerror(errno));
    bool ok = true;
    for (; readable && *readable && ok; readable++) ok = folder_readable(fd, *readable);
    int failed = !ok || syscall(SYS_landlock_restrict_self, fd, 0) != 0;
    int why = errno;
    close(fd);
    return failed ? FAIL(err, NO_SANDBOX, "Landlock: %s", strerror(why)) : DONE;
}

static RESULT limit(int what, uint64_t most, struct error *err) {
    struct rlimit now, wanted = {most, most};
    if (getrlimit((__rlimit_resource_t)what, &now) == 0 && now.rlim_max < most)
        wanted = (struct rlimit){now.rlim_max, now.rlim_max};
    if (setrlimit((__rlimit_resource_t)what, &wanted) != 0) return FAIL(err, NO_SANDBOX, "limits: %s", strerror(errno));
    return DONE;
}

static RESULT limits_set(const struct sandbox_limits *l, struct error *err) {
#ifndef WITH_ASAN
    TRY(limit(RLIMIT_AS, l->memory_bytes, err));
#endif
    TRY(limit(RLIMIT_CPU, l->cpu_seconds, err));
    TRY(limit(RLIMIT_FSIZE, l->file_bytes, err));
    TRY(limit(RLIMIT_NOFILE, OPEN_FILES_MAX, err));
    return limit(RLIMIT_CORE, 0, err);
}

// What parsing and answering need. clock_gettime and gettimeofday are here for machines without a vDSO.
static const int allowed[] = {
    SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(close), SCMP_SYS(lseek),
        SCMP_SYS(fstat),
    SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(mprotect),
    SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(futex), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(restart_syscall), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),
    SCMP_SYS(getpid),  // OpenSSL's source of chance asks whether it was forked
#ifdef WITH_ASAN  // its reports and its leak check
    SCMP_SYS(gettid), SCMP_SYS(tgkill), SCMP_SYS(rt_sigaction), SCMP_SYS(sigaltstack),
        SCMP_SYS(sched_yield),
    SCMP_SYS(getrusage), SCMP_SYS(ioctl),
#endif
};
static const int paths[] = {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(stat), SCMP_SYS(newfstatat),
                            SCMP_SYS(statx), SCMP_SYS(readlink), SCMP_SYS(readlinkat)};
static const int of_files[] = {SCMP_SYS(fcntl), SCMP_SYS(pread64), SCMP_SYS(getdents64), SCMP_SYS(fstatfs)};  // that may be opened
static const int refused[] = {SCMP_SYS(sysinfo),  // asked by qsort(), which sorts in place without it
                              SCMP_SYS(ioctl)};

static int rule_all(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t count) {
    int failed = 0;
    for (size_t i = 0; i < count && !failed; i++) failed = seccomp_rule_add(filter, action, calls[i], 0);
    return failed;
}

// clone3 hides its flags from a filter: it is said not to exist, and glibc takes clone. prctl would only name a thread.
static int threads_allowed(scmp_filter_ctx filter) {
    static const int calls[] = {SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_getaffinity)};
    int failed = rule_all(filter, SCMP_ACT_ALLOW, calls, sizeof calls / sizeof *calls);
    if (!failed) failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
    if (!failed) failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    return failed ? failed : seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(prctl), 0);
}

// newfstatat(fd, "", AT_EMPTY_PATH) is how glibc says fstat; a path can't be told from "" by a filter, so it is
// refused as a whole, and stdio then takes its default buffer.
static RESULT calls_limited(const struct sandbox_limits *limits, struct error *err) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter) return FAIL(err, NO_SANDBOX, "seccomp can't start");
    size_t refused_count = sizeof refused / sizeof *refused;
#ifdef WITH_ASAN
    refused_count--;  // ioctl is allowed there
#endif
    int failed = rule_all(filter, SCMP_ACT_ALLOW, allowed, sizeof allowed / sizeof *allowed);
    if (!failed && limits->readable) failed = rule_all(filter, SCMP_ACT_ALLOW, of_files, sizeof of_files / sizeof *of_files);
    if (!failed) failed = rule_all(filter, limits->readable ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EACCES), paths, sizeof paths / sizeof *paths);
    if (!failed) failed = rule_all(filter, SCMP_ACT_ERRNO(EACCES), refused, refused_count);
    if (!failed && limits->threads) failed = threads_allowed(filter);
    if (!failed) failed = seccomp_load(filter);
    seccomp_release(filter);
    return failed ? FAIL(err, NO_SANDBOX, "seccomp: %s", strerror(-failed)) : DONE;
}

RESULT sandbox_enter(const struct sandbox_limits *limits, struct error *err) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return FAIL(err, NO_SANDBOX, "no_new_privs: %s", strerror(errno));
    TRY(limits_set(limits, err));
    TRY(few_paths(limits->readable, err));
    return calls_limited(limits, err);
}
