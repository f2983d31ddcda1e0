// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sys/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int64_t clock_us(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static struct instant real_now(const struct sys *s) {
    (void)s;
    return (struct instant){clock_us(CLOCK_REALTIME) / 1000};
}

static struct tick real_tick(const struct sys *s) {
    (void)s;
    return (struct tick){(uint64_t)clock_us(CLOCK_MONOTONIC)};
}

static void real_random(const struct sys *s, void *out, size_t bytes) {
    (void)s;
    char *at = out;
    while (bytes) {
        ssize_t n = getrandom(at, bytes, 0);
        if (n < 0 && errno == EINTR) continue;
        ENSURE(n > 0);
        at += n;
        bytes -= (size_t)n;
    }
}

void uuid_new(const struct sys *s, char out[UUID_ROOM]) {
    static const char digit[] = "0123456789abcdef";
    unsigned char b[16];
    sys_random(s, b, sizeof b);
    uint64_t ms = (uint64_t)sys_now(s).ms;
    for (int i = 5; i >= 0; i--, ms >>= 8) b[i] = (unsigned char)ms;
    b[6] = (unsigned char)(0x70 | (b[6] & 0x0F));
    b[8] = (unsigned char)(0x80 | (b[8] & 0x3F));
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) *out++ = '-';
        *out++ = digit[b[i] >> 4];
        *out++ = digit[b[i] & 15];
    }
    *out = 0;
}

bool uuid_valid(struct view v) {
    if (v.bytes != UUID_ROOM - 1) return false;
    for (size_t i = 0; i < v.bytes; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        char c = v.at[i];
        if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    }
    return true;
}

static enum code code_of_errno(int number) {
    switch (number) {
    case ENOENT:
    case ENOTDIR: return CODE_NOT_FOUND;
    case ENOSPC:
    case EDQUOT: return CODE_DISK_FULL;
    case EIO: return CODE_DISK_FAILED;
    default: return CODE_NO_SYSTEM;
    }
}

static void close_file(int *fd) {
    if (*fd >= 0) close(*fd);
}
#define AUTO_FD __attribute__((cleanup(close_file))) int

static RESULT read_all(int fd, const char *path, struct text *got, struct error *err) {
    char block[65536];
    ssize_t n;
    do {
        n = read(fd, block, sizeof block);
        if (n > 0) text_add(got, block, (size_t)n);
    } while (text_ok(got) && (n > 0 || (n < 0 && errno == EINTR)));
    int why = errno;
    if (got->secret) explicit_bzero(block, sizeof block);
    if (n < 0) return fail_with(err, code_of_errno(why), "%s: %s", path, strerror(why));
    return text_ok(got) ? DONE : FAIL(err, TOO_BIG, "%s: more than %zu bytes", path, got->ceiling);
}

static RESULT read_whole(int fd, const char *path, struct text empty, struct text *out, struct error *err) {
    struct result r = read_all(fd, path, &empty, err);
    text_free(FAILED(r) ? &empty : out);
    if (!FAILED(r)) *out = empty;
    return r;
}

RESULT file_read(const char *path, size_t ceiling, struct text *out, struct error *err) {
    AUTO_FD fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return fail_with(err, code_of_errno(errno), "%s: %s", path, strerror(errno));
    return read_whole(fd, path, out->secret ? text_secret(ceiling) : text_with_ceiling(ceiling), out, err);
}

// Of a file that is another's, its mode alone would take it from us: 0640 root:malines, read by the user malines.
static RESULT exposed(const struct stat *st, const char *path, struct error *err) {
    unsigned mode = st->st_mode & 0777;
    uid_t user = geteuid();
    if (user == 0 || user == st->st_uid) return FAIL(err, KEY_EXPOSED, "%s has mode %03o: chmod 600 it", path, mode);
    return FAIL(err, KEY_EXPOSED, "%s has mode %03o and is of user %u: chown it to user %u, who runs this, and chmod 600 it", path, mode,
                (unsigned)st->st_uid, (unsigned)user);
}

static RESULT kept(const struct stat *st, const char *path, struct error *err) {
    bool roots = st->st_uid == 0 && st->st_gid == 0;
    return st->st_mode & (roots ? 037 : 077) ? exposed(st, path, err) : DONE;
}

RESULT secret_file_kept(const char *path, struct error *err) {
    struct stat st;
    if (stat(path, &st) != 0) return fail_with(err, code_of_errno(errno), "%s: %s", path, strerror(errno));
    return kept(&st, path, err);
}

RESULT secret_file_read(const char *path, size_t ceiling, struct text *out, struct error *err) {
    struct stat st;
    AUTO_FD fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0) return fail_with(err, code_of_errno(errno), "%s: %s", path, strerror(errno));
    TRY(kept(&st, path, err));
    return read_whole(fd, path, text_secret(ceiling), out, err);
}

static bool write_all(int fd, struct view bytes) {
    while (bytes.bytes) {
        ssize_t n = write(fd, bytes.at, bytes.bytes);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes.at += n;
        bytes.bytes -= (size_t)n;
    }
    return fsync(fd) == 0;
}

static bool flush_folder_of(const char *path) {
    const char *slash = strrchr(path, '/');
    AUTO_TEXT folder = text_with_ceiling(4096);
    if (slash) text_add(&folder, path, (size_t)(slash - path) + (slash == path));
    else text_put(&folder, ".");
    AUTO_FD fd = open(text_string(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);  // EINVAL: a file system that has nothing to flush there
}

RESULT file_write(const char *path, struct view bytes, unsigned mode, struct error *err) {
    AUTO_TEXT temporary = text_with_ceiling(4096);
    text_format(&temporary, "%s.%ld.new", path, (long)getpid());
    if (!text_ok(&temporary)) return FAIL(err, BAD_ARGUMENT, "a path of more than 4096 bytes");
    unlink(text_string(&temporary));  // left by one that died, or put there: what is written must have our mode and user
    AUTO_FD fd = open(text_string(&temporary), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0) return fail_with(err, code_of_errno(errno), "%s: %s", path, strerror(errno));
    if (!write_all(fd, bytes) || rename(text_string(&temporary), path) != 0) {
        enum code code = code_of_errno(errno);
        struct result r = fail_with(err, code, "%s: %s", path, strerror(errno));
        unlink(text_string(&temporary));
        return r;
    }
    return flush_folder_of(path) ? DONE : FAIL(err, DISK_FAILED, "%s: its folder can't be flushed", path);
}

static RESULT settle_one(const char *path, struct error *err) {
    AUTO_FD fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT) return DONE;
    if (fd < 0) return fail_with(err, code_of_errno(errno), "%s: %s", path, strerror(errno));
    if (fsync(fd) != 0) return FAIL(err, DISK_FAILED, "%s: %s", path, strerror(errno));
    (void)posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);  // drops clean pages only; a file system may decline
    return DONE;
}

static struct result real_settle(const struct sys *s, const char *path, struct error *err) {
    (void)s;
    static const char *const endings[] = {"", "-wal", "-journal"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        AUTO_TEXT name = text_with_ceiling(4096);
        text_format(&name, "%s%s", path, endings[i]);
        if (!text_ok(&name)) return FAIL(err, BAD_ARGUMENT, "a path of more than 4096 bytes");
        TRY(settle_one(text_string(&name), err));
    }
    (void)flush_folder_of(path);  // a folder that can't be read can't be flushed; the store does its own
    return DONE;
}

const struct sys *sys_real(void) {
    static const struct sys real = {real_now, real_tick, real_random, NULL, NULL, real_settle, true};
    return &real;
}
