// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// malines-open — one try at one locked file with one key, in a sandbox.
//
//   file     mapped first; then this process locks itself in (sys/sandbox.h), and only then looks at the first byte
//   stdin    a pipe with the key: twice a length (four bytes, big endian) and so many bytes: the key, the password
//   stdout   what comes out; nothing of it counts before the report says "opened"
//   stderr   one line: {"opening":{"format","outcome","bytes","proven","detail","active"?}}, or {"error":{"code","detail"}}
//
// The key is in no argument, no environment, no file and no message.
#include "codec/json.h"
#include "locked/locked.h"
#include "sys/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// As in malines-import: the leak check of AddressSanitizer starts threads, which the sandbox forbids.
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void) { return 1; }

static const uint64_t file_bytes_max = UINT64_C(64) << 30, most_usual = UINT64_C(64) << 30;
enum { CPU_SECONDS = 3600 };

static const char usage[] =
    "Usage: malines-open [--format cms|openpgp|age|zip|pdf|luks] [--most BYTES] FILE < KEY > PLAIN\n"
    "One try at one file with one key; started by `malines evidence open`, see docs/evidence.md.\n"
    "FILE is a path, or `fd:N` for a descriptor that is open already.\n"
    "  --help, --version\n";

struct order {
    enum locked_format format;
    uint64_t most;
    const char *file;
};

static RESULT order_read(int argc, char **argv, struct order *o, struct error *err) {
    *o = (struct order){.most = most_usual};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) exit(fputs(usage, stdout) < 0);
        if (strcmp(argv[i], "--version") == 0) exit(puts("malines-open " MALINES_VERSION) < 0);
        if (strcmp(argv[i], "--format") == 0 && i + 1 < argc) {
            if (!locked_format_read(view_of(argv[++i]), &o->format)) return FAIL(err, BAD_ARGUMENT, "--format: not known");
        } else if (strcmp(argv[i], "--most") == 0 && i + 1 < argc) {
            if (!view_to_u64(view_of(argv[++i]), &o->most)) return FAIL(err, BAD_ARGUMENT, "--most: a number of bytes");
        } else if (argv[i][0] != '-' && !o->file) o->file = argv[i];
        else return FAIL(err, BAD_ARGUMENT, "see malines-open --help");
    }
    return o->file ? DONE : FAIL(err, BAD_ARGUMENT, "which file?");
}

static RESULT file_mapped(const char *name, struct view *out, struct error *err) {
    struct stat st;
    uint64_t number = 0;
    struct view whole = view_of(name);
    bool given = view_starts(whole, "fd:") && view_to_u64((struct view){whole.at + 3, whole.bytes - 3}, &number) && number < 1000;
    int fd = given ? (int)number : open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0 || fstat(fd, &st) != 0) return FAIL(err, NOT_FOUND, "the file: %s", strerrordesc_np(errno));
    if (!S_ISREG(st.st_mode) || !st.st_size) return FAIL(err, BAD_ARGUMENT, "a file is expected, not a pipe, and not an empty one");
    if ((uint64_t)st.st_size > file_bytes_max) return FAIL(err, TOO_BIG, "more than 64 GiB");
    void *at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (at == MAP_FAILED) return FAIL(err, NO_SYSTEM, "the file can't be mapped: %s", strerrordesc_np(errno));
    *out = (struct view){at, (size_t)st.st_size};
    return DONE;
}

// ---- In the sandbox ----

static bool all_read(void *at, size_t bytes) {
    for (size_t done = 0; done < bytes;) {
        ssize_t n = read(STDIN_FILENO, (char *)at + done, bytes - done);
        if (n == 0 || (n < 0 && errno != EINTR)) return false;
        if (n > 0) done += (size_t)n;
    }
    return true;
}

static bool piece_read(char *room, struct view *out) {
    unsigned char head[4];
    if (!all_read(head, 4)) return false;
    size_t n = (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
    if (n > LOCKED_KEY_BYTES_MAX || !all_read(room, n)) return false;
    *out = (struct view){room, n};
    return true;
}

static bool bytes_out(void *ctx, struct view part) {
    (void)ctx;
    while (part.bytes) {
        ssize_t n = write(STDOUT_FILENO, part.at, part.bytes);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        part = (struct view){part.at + n, part.bytes - (size_t)n};
    }
    return true;
}

// What libraries say for themselves goes nowhere: it could quote the file, and fill the pipe that nobody reads before the end.
// Gives where our own words go.
static int libraries_silenced(void) {
#ifndef __SANITIZE_ADDRESS__
    int own = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3), nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (own >= 0 && nothing >= 0 && dup2(nothing, STDERR_FILENO) >= 0) return own;
#endif
    return STDERR_FILENO;
}

static void told(int to, json_t *j) {
    AUTO_JSON *owned = j;
    AUTO_TEXT t = text_with_ceiling(8192);
    text_json(&t, owned);
    text_char(&t, '\n');
    for (struct view v = text_seen(&t); v.bytes;) {
        ssize_t n = write(to, v.at, v.bytes);
        if (n <= 0) return;
        v = (struct view){v.at + n, v.bytes - (size_t)n};
    }
}

static RESULT opened(const struct order *o, int to, struct error *err) {
    static char rooms[2][LOCKED_KEY_BYTES_MAX];
    struct locked_key key;
    struct locked_report came;
    struct view file;
    locked_prepare();
    TRY(file_mapped(o->file, &file, err));
    // Argon2 of LUKS2 and scrypt of age take up to two gibibytes; a message in memory as often as its library copies it.
    struct sandbox_limits limits = {.memory_bytes = (UINT64_C(5) << 30) + file.bytes, .file_bytes = UINT64_C(64) << 30, .cpu_seconds = CPU_SECONDS};
    TRY(sandbox_enter(&limits, err));
    if (!piece_read(rooms[0], &key.key) || !piece_read(rooms[1], &key.password))
        return FAIL(err, BAD_ARGUMENT, "the key does not come as it must on standard input");
    locked_open(o->format, file, &key, o->most, bytes_out, NULL, &came);
    explicit_bzero(rooms, sizeof rooms);
    json_t *said = json_pack("{s:s,s:s,s:I,s:b,s:s}", "format", locked_format_name(came.format), "outcome", locked_outcome_name(came.outcome), "bytes",
                             (json_int_t)came.bytes, "proven", came.proven, "detail", came.detail);
    if (came.active[0]) json_object_set_new(said, "active", json_string(came.active));
    told(to, json_pack("{s:o}", "opening", said));
    return DONE;
}

int main(int argc, char **argv) {
    struct error err = {0};
    struct order o;
    int to = libraries_silenced();
    json_object_seed(0);               // from /dev/urandom, against chosen keys
    setlocale(LC_CTYPE, "C.UTF-8");    // names in archives; built into the C library
    struct result r = order_read(argc, argv, &o, &err);
    if (!FAILED(r)) r = opened(&o, to, &err);
    if (!FAILED(r)) _exit(0);          // libraries that tidy up at exit would call what the sandbox forbids
    told(to, json_pack("{s:{s:s,s:s,s:s}}", "error", "code", code_name(r.code), "detail", err.detail, "next", code_next(r.code)));
    _exit(code_exit(r.code));
}
