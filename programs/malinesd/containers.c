// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "containers.h"

#include "api/config.h"
#include "crypto/hash.h"
#include "paper.h"
#include "sys/helper.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
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
    uint32_t deadline_ms;
    int give_up;           // an eventfd: readable once we stop, so that nobody waits for what is being read
    atomic_bool ending;
};

struct containers *containers_new(struct loop *l, uint32_t deadline_ms) {
    struct containers *c = calloc(1, sizeof *c);
    ENSURE(c);
    *c = (struct containers){.loop = l, .deadline_ms = deadline_ms, .give_up = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    ENSURE(c->give_up >= 0);
    return c;
}

static void job_free(struct job *j) {
    json_decref(j->read);
    text_free(&j->came);
    free(j);
}

// ---- The helper ----
// Its lines, whole; a failure is its own word, or that it had to be ended.
static RESULT helper_ran(const struct job *j, struct text *lines, struct error *err) {
    AUTO_TEXT heard = text_with_ceiling(HEARD_BYTES_MAX), laws = text_with_ceiling(4096);
    const struct containers *c = j->desk;
    const struct program_path program = program_beside("malines-import");
    int status = 0;
    text_data_path(&laws, "laws");
    const char *const command[] = {program.at, "--dna", "prints", "--redact", "--laws", text_string(&laws), "-", NULL};
    const struct helper helper = {.command = command, .input = text_seen(&j->came), .deadline_ms = c->deadline_ms, .give_up = c->give_up};
    TRY(helper_run(loop_sys(c->loop), &helper, lines, &heard, &status, err));
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
    TRY(helper_ran(j, &lines, err));
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
    ENSURE(eventfd_write(c->give_up, 1) == 0);
    for (size_t i = 0; i < JOBS_MAX; i++) {
        struct job *j = c->jobs[i];
        if (!j) continue;
        sys_waited(j->beside);
        j->done(j->done_ctx, &gone, NULL);
        job_free(j);
    }
    close(c->give_up);
    free(c);
    return NULL;
}

struct api_reader containers_door(struct containers *c) { return (struct api_reader){c, read_one}; }
