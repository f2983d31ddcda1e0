// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "handed.h"

#include "api/config.h"
#include "crypto/hash.h"
#include "paper.h"
#include "sys/helper.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { JOBS_MAX = 2, CAME_BYTES_MAX = 4 * 1024 * 1024, SAID_BYTES_MAX = 2 * CAME_BYTES_MAX, HEARD_BYTES_MAX = 64 * 1024 };
// A portion of a table, and what is said of its rows: a tree of them is many times as large as they are.
enum { TABLE_BYTES_MAX = 256 * 1024, TABLE_SAID_BYTES_MAX = 1024 * 1024, TABLE_ROWS_MAX = 1000 };

struct job {
    struct handed *desk;
    struct text came;
    bool table;            // else a container
    json_t *read;          // what is answered; NULL: failed
    struct error failure;
    struct beside *beside;
    api_read *done;
    void *done_ctx;
};
struct handed {
    struct loop *loop;
    struct job *jobs[JOBS_MAX];
    uint32_t deadline_ms;
    int give_up;           // an eventfd: readable once we stop, so that nobody waits for what is being read
    atomic_bool ending;
};

struct handed *handed_new(struct loop *l, uint32_t deadline_ms) {
    struct handed *c = calloc(1, sizeof *c);
    ENSURE(c);
    *c = (struct handed){.loop = l, .deadline_ms = deadline_ms, .give_up = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
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
    const struct handed *c = j->desk;
    const struct program_path program = program_beside("malines-import");
    int status = 0;
    text_data_path(&laws, "laws");
    const char *const container[] = {program.at, "--dna", "prints", "--redact", "--laws", text_string(&laws), "-", NULL};
    const char *const table[] = {program.at, "--format", "csv", "--by-titles", "--tell-unread", "--encoding", "utf-8", "-", NULL};
    const struct helper helper = {.command = j->table ? table : container, .input = text_seen(&j->came), .deadline_ms = c->deadline_ms, .give_up = c->give_up};
    TRY(helper_run(loop_sys(c->loop), &helper, lines, &heard, &status, err));
    return status ? helper_failed("malines-import", &heard, status, err) : DONE;
}

// ---- What it said ----
static RESULT part_added(const json_t *line, struct text *out, struct error *err) {
    return base64_text(json_view(line, "part"), out) || !text_ok(out) ? DONE : FAIL(err, HELPER_FAILED, "the reader wrote what is no base64");
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

// {"columns", "heading", "rows": [{"ref", "subject"?, "unread"?}]}: without the reader's last line nothing of it may be used.
static RESULT table_of(struct view lines, json_t **out, struct error *err) {
    AUTO_JSON *table = json_pack("{s:[]}", "rows");
    json_t *rows = json_object_get(table, "rows");
    bool whole = false;
    while (lines.bytes) {
        AUTO_JSON *line = NULL;
        struct view one = view_cut(lines, '\n', &lines);
        TRY(json_strict(one, &line, err));
        if (json_object_get(line, "report")) whole = true;
        else if (json_object_get(line, "columns")) json_object_update(table, line);
        else if (json_array_size(rows) == TABLE_ROWS_MAX) return FAIL(err, TOO_BIG, "at most %d rows at a time", TABLE_ROWS_MAX);
        else json_array_append(rows, line);
    }
    if (!whole || !json_object_get(table, "columns")) return FAIL(err, HELPER_FAILED, "the reader gave no report");
    *out = json_incref(table);
    return DONE;
}

// Beside the loop: nothing of the node is touched here.
static RESULT handed_read(struct job *j, struct error *err) {
    AUTO_TEXT lines = text_with_ceiling(j->table ? TABLE_SAID_BYTES_MAX : SAID_BYTES_MAX);
    TRY(helper_ran(j, &lines, err));
    if (!text_ok(&lines)) return FAIL(err, TOO_BIG, j->table ? "the rows of the table" : "the redacted container");
    return (j->table ? table_of : answer_of)(text_seen(&lines), &j->read, err);
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
    struct result r = handed_read(j, &j->failure);
    if (FAILED(r)) j->failure.code = r.code;
    if (!j->desk->ending) loop_post(j->desk->loop, over, j);
}

static bool came_whole(const struct job *j, const json_t *what, struct text *out) {
    if (j->table) return text_view(out, json_view(what, "table")), text_ok(out) && out->bytes;
    AUTO_JSON *part = json_pack("{s:O}", "part", json_object_get(what, "container"));
    return part && !FAILED(part_added(part, out, NULL)) && text_ok(out) && out->bytes;
}

static void read_one(void *ctx, const json_t *what, api_read *done, void *done_ctx) {
    struct handed *c = ctx;
    size_t place = 0;
    while (place < JOBS_MAX && c->jobs[place]) place++;
    if (place == JOBS_MAX) {
        done(done_ctx, &(struct error){CODE_BUSY, "other files are being read"}, NULL);
        return;
    }
    struct job *j = calloc(1, sizeof *j);
    ENSURE(j);
    bool table = json_object_get(what, "table") != NULL;
    *j = (struct job){.desk = c, .came = text_with_ceiling(table ? TABLE_BYTES_MAX : CAME_BYTES_MAX), .table = table, .done = done, .done_ctx = done_ctx};
    if (!came_whole(j, what, &j->came)) {
        struct error none = {CODE_BAD_ARGUMENT, "container: base64 of an ANSI/NIST-ITL container"};
        struct error much = {CODE_TOO_BIG, "table: at most 262144 bytes at a time"};
        done(done_ctx, table ? &much : &none, NULL);
        job_free(j);
        return;
    }
    c->jobs[place] = j;
    j->beside = sys_beside(loop_sys(c->loop), work, j);
}

struct handed *handed_free(struct handed *c) {
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

struct api_reader handed_door(struct handed *c) { return (struct api_reader){c, read_one}; }
