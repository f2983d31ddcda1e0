// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "containers.h"

#include "api/config.h"
#include "crypto/hash.h"
#include "paper.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JOBS_MAX = 2, CAME_BYTES_MAX = 4 * 1024 * 1024, SAID_BYTES_MAX = 2 * CAME_BYTES_MAX, HEARD_BYTES_MAX = 64 * 1024 };

struct job {
    struct containers *desk;
    struct text came;
    json_t *read;          // what is answered; NULL: failed
    struct error failure;
    struct beside *beside;
    api_read *done;
    void *done_ctx;
};
struct containers {
    struct loop *loop;
    struct job *jobs[JOBS_MAX];
    bool ending;
};

struct containers *containers_new(struct loop *l) {
    struct containers *c = calloc(1, sizeof *c);
    ENSURE(c);
    c->loop = l;
    return c;
}

static void job_free(struct job *j) {
    json_decref(j->read);
    text_free(&j->came);
    free(j);
}

// ---- The helper ----
static RESULT bytes_taken(int fd, struct text *out) {
    char room[16384];
    ssize_t n;
    while ((n = read(fd, room, sizeof room)) > 0 || (n < 0 && errno == EINTR))
        if (n > 0) text_add(out, room, (size_t)n);
    return DONE;
}

static RESULT in_memory(struct view bytes, int *fd, struct error *err) {
    *fd = memfd_create("container", MFD_CLOEXEC);
    if (*fd >= 0 && write(*fd, bytes.at, bytes.bytes) == (ssize_t)bytes.bytes && lseek(*fd, 0, SEEK_SET) == 0) return DONE;
    if (*fd >= 0) close(*fd);
    return FAIL(err, NO_SYSTEM, "the container: %s", strerror(errno));
}

static pid_t started(int in, int out, int heard, const char *laws) {
    const struct program_path program = program_beside("malines-import");
    pid_t pid = fork();
    if (pid != 0) return pid;
    if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(heard, STDERR_FILENO) < 0) _exit(71);
    execlp(program.at, program.at, "--dna", "prints", "--redact", "--laws", laws, "-", (char *)NULL);
    dprintf(STDERR_FILENO, "{\"error\":{\"code\":\"NO_SYSTEM\",\"detail\":\"malines-import is not to be found\"}}\n");
    _exit(71);
}

// Its lines, whole; a failure is its own word.
static RESULT helper_ran(struct view container, struct text *lines, struct error *err) {
    int in, out[2], said[2], status = 0;
    AUTO_TEXT heard = text_with_ceiling(HEARD_BYTES_MAX), laws = text_with_ceiling(4096);
    text_data_path(&laws, "laws");
    TRY(in_memory(container, &in, err));
    if (pipe2(out, O_CLOEXEC) != 0) return close(in), FAIL(err, NO_SYSTEM, "pipe: %s", strerror(errno));
    if (pipe2(said, O_CLOEXEC) != 0) return close(in), close(out[0]), close(out[1]), FAIL(err, NO_SYSTEM, "pipe: %s", strerror(errno));
    pid_t pid = started(in, out[1], said[1], text_string(&laws));
    close(in), close(out[1]), close(said[1]);
    struct result r = pid < 0 ? FAIL(err, NO_SYSTEM, "fork: %s", strerror(errno)) : bytes_taken(out[0], lines);
    if (pid > 0 && !FAILED(r)) r = bytes_taken(said[0], &heard);
    close(out[0]), close(said[0]);
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    TRY(r);
    return status ? helper_failed("malines-import", &heard, status, err) : DONE;
}

// ---- What it said ----
static RESULT part_added(const json_t *line, struct text *out, struct error *err) {
    struct view part = json_view(line, "part");
    size_t room = base64_room(part.bytes), written = 0;
    char *bytes = malloc(room ? room : 1);
    ENSURE(bytes);
    bool good = base64_read(part, bytes, room, &written);
    if (good) text_add(out, bytes, written);
    free(bytes);
    return good ? DONE : FAIL(err, HELPER_FAILED, "the reader wrote what is no base64");
}

// {"container": base64, redacted, "facts", "report"}: what a search is put with.
static RESULT answer_of(struct view lines, json_t **out, struct error *err) {
    AUTO_TEXT left = text_with_ceiling(CAME_BYTES_MAX), base64 = text_with_ceiling(2 * CAME_BYTES_MAX), hex = text_with_ceiling(80);
    AUTO_JSON *report = NULL;
    while (lines.bytes) {
        AUTO_JSON *line = NULL;
        struct view one = view_cut(lines, '\n', &lines);
        if (!one.bytes) continue;
        TRY(json_strict(one, &line, err));
        if (json_object_get(line, "report")) json_decref(report), report = json_incref(json_object_get(line, "report"));
        else TRY(part_added(line, &left, err));
    }
    if (!report || !text_ok(&left)) return FAIL(err, HELPER_FAILED, "the reader gave no report");
    struct digest digest = sha256(text_seen(&left));
    text_hex(&hex, digest.bytes, sizeof digest.bytes);
    text_base64(&base64, left.at, left.bytes);
    json_t *facts = json_copy(json_object_get(report, "facts"));
    json_object_set_new(facts, "digest", json_string(text_string(&hex)));
    json_object_set_new(facts, "redacted", json_true());
    *out = json_pack("{s:s,s:o,s:O,s:I}", "container", text_string(&base64), "facts", facts, "report", report, "bytes", (json_int_t)left.bytes);
    return *out ? DONE : FAIL(err, HELPER_FAILED, "the reader's report");
}

// Beside the loop: nothing of the node is touched here.
static RESULT container_read(struct job *j, struct error *err) {
    AUTO_TEXT lines = text_with_ceiling(SAID_BYTES_MAX);
    TRY(helper_ran(text_seen(&j->came), &lines, err));
    return text_ok(&lines) ? answer_of(text_seen(&lines), &j->read, err) : FAIL(err, TOO_BIG, "the redacted container");
}

static void over(void *ctx) {
    struct job *j = ctx;
    sys_waited(j->beside);
    for (size_t i = 0; i < JOBS_MAX; i++)
        if (j->desk->jobs[i] == j) j->desk->jobs[i] = NULL;
    j->done(j->done_ctx, j->read ? NULL : &j->failure, j->read);
    job_free(j);
}

static void work(void *ctx) {
    struct job *j = ctx;
    struct result r = container_read(j, &j->failure);
    if (FAILED(r)) j->failure.code = r.code;
    if (!j->desk->ending) loop_post(j->desk->loop, over, j);
}

static bool came_whole(const json_t *what, struct text *out) {
    AUTO_JSON *part = json_pack("{s:O}", "part", json_object_get(what, "container"));
    return part && !FAILED(part_added(part, out, NULL)) && text_ok(out) && out->bytes;
}

static void read_one(void *ctx, const json_t *what, api_read *done, void *done_ctx) {
    struct containers *c = ctx;
    size_t place = 0;
    while (place < JOBS_MAX && c->jobs[place]) place++;
    if (place == JOBS_MAX) {
        done(done_ctx, &(struct error){CODE_BUSY, "other containers are being read"}, NULL);
        return;
    }
    struct job *j = calloc(1, sizeof *j);
    ENSURE(j);
    *j = (struct job){.desk = c, .came = text_with_ceiling(CAME_BYTES_MAX), .done = done, .done_ctx = done_ctx};
    if (!came_whole(what, &j->came)) {
        done(done_ctx, &(struct error){CODE_BAD_ARGUMENT, "container: base64 of an ANSI/NIST-ITL container"}, NULL);
        job_free(j);
        return;
    }
    c->jobs[place] = j;
    j->beside = sys_beside(loop_sys(c->loop), work, j);
}

struct containers *containers_free(struct containers *c) {
    struct error gone = {CODE_UNREACHABLE, "the node is stopping"};
    if (!c) return NULL;
    c->ending = true;
    for (size_t i = 0; i < JOBS_MAX; i++) {
        struct job *j = c->jobs[i];
        if (!j) continue;
        sys_waited(j->beside);
        j->done(j->done_ctx, &gone, NULL);
        job_free(j);
    }
    free(c);
    return NULL;
}

struct api_reader containers_door(struct containers *c) { return (struct api_reader){c, read_one}; }
