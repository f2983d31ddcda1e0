// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// prints.c — containers of fingerprints, palms and faces on their way to a node, from it, and to the national AFIS and back.
// This process never parses one: malines-import does, in its sandbox, and gives facts and a redacted container.
#include "link.h"
#include "reader.h"

#include "api/config.h"
#include "crypto/hash.h"
#include "prints/data.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { POLL_MS = 500, TOLD_EVERY_MS = 60000, PATIENCE_USUAL = 3600, OUT_JSON_MAX = 256 * 1024, PATH_ROOM = 4096 };

// ---- Through the sandbox ----
// The container at `path`, read and checked; `out` gets it redacted (NULL: only looked at). *report is a new reference.
static RESULT sandboxed(const char *path, struct text *out, json_t **report, struct error *err) {
    AUTO_TEXT laws = text_with_ceiling(PATH_ROOM), ignored = text_with_ceiling(1);
    AUTO_JSON *files = json_pack("[s]", path);
    struct list_reader *reader;
    text_data_path(&laws, "laws");
    struct list_wish wish = {.files = files, .dna = "prints", .laws = text_string(&laws), .redact = out != NULL};
    TRY(reader_open(&wish, &reader, err));
    struct result r = reader_run(reader, reader_part, NULL, out ? out : &ignored, report, err);
    reader_free(reader);
    if (!FAILED(r) && out && !text_ok(out)) return FAIL(err, TOO_BIG, "the redacted container is above 2 MiB: leave out what the search does not need");
    return r;
}

// Bytes that came over the wire go to the sandbox through memory, not through a file.
static RESULT sandboxed_bytes(struct view bytes, struct text *out, json_t **report, struct error *err) {
    char path[64];
    int fd = memfd_create("container", MFD_CLOEXEC);
    if (fd < 0) return FAIL(err, NO_SYSTEM, "memfd: %s", strerror(errno));
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    struct result r = write(fd, bytes.at, bytes.bytes) == (ssize_t)bytes.bytes ? DONE : FAIL(err, NO_SYSTEM, "memory");
    if (!FAILED(r)) r = sandboxed(path, out, report, err);
    close(fd);
    return r;
}

static json_t *facts_of(const json_t *report, struct view redacted) {
    json_t *facts = json_copy(json_object_get(report, "facts"));
    struct digest d = sha256(redacted);
    AUTO_TEXT hex = text_with_ceiling(80);
    text_hex(&hex, d.bytes, sizeof d.bytes);
    json_object_set_new(facts, "digest", json_string(text_string(&hex)));
    json_object_set_new(facts, "redacted", json_true());
    return facts;
}

static json_t *base64_json(struct view v) {
    AUTO_TEXT t = text_with_ceiling(PRINTS_BYTES_MAX * 2);
    text_base64(&t, v.at, v.bytes);
    return json_string(text_string(&t));
}

static RESULT base64_bytes(struct view v, struct text *out, struct error *err) {
    return base64_text(v, out) ? DONE : FAIL(err, BAD_FORMAT, "the node's answer is no container");
}

// ---- Looking, redacting ----
static void report_said(const struct shell *s, const json_t *report) {
    const json_t *facts = json_object_get(report, "facts");
    size_t i;
    json_t *one;
    if (s->json) {
        json_dumpf(report, stdout, JSON_COMPACT | JSON_SORT_KEYS);
        putchar('\n');
        return;
    }
    printf("%.*s, transaction %.*s: %zu images%s\n", VIEW_ARGS(json_view(facts, "data")), VIEW_ARGS(json_view(facts, "transaction")),
           json_array_size(json_object_get(facts, "images")), json_flag(facts, "minutiae") ? ", with minutiae" : "");
    json_array_foreach(json_object_get(facts, "images"), i, one)
        printf("  Type-%lld number %lld: position %lld, %lld x %lld at %lld ppi, %lld bytes\n",
               (long long)json_int(one, "type"), (long long)json_int(one, "idc"), (long long)json_int(one, "position"),
               (long long)json_int(one, "width"), (long long)json_int(one, "height"),
               (long long)json_int(one, "ppi"), (long long)json_int(one, "bytes"));
}

RESULT do_prints_validate(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_JSON *report = NULL;
    (void)sys;
    TRY(sandboxed(value_text(s, "file", ""), NULL, &report, err));
    report_said(s, report);
    return DONE;
}

RESULT do_prints_redact(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_TEXT out = text_with_ceiling(64 * 1024 * 1024);
    AUTO_JSON *report = NULL;
    (void)sys;
    TRY(sandboxed(value_text(s, "file", ""), &out, &report, err));
    return file_write(value_text(s, "out", ""), text_seen(&out), 0600, err);
}

// ---- Asking ----
static json_t *question_values(const struct shell *s, struct view container, const json_t *report) {
    static const char *const same[] = {"ref", "members", "case", "offence", "subject", "aim", "purpose", "identified"};
    json_t *values = json_object();
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (json_object_get(s->values, same[i])) json_object_set(values, same[i], json_object_get(s->values, same[i]));
    if (json_object_get(s->values, "offence-months")) json_object_set(values, "offence_months", json_object_get(s->values, "offence-months"));
    json_object_set_new(values, "container", base64_json(container));
    json_object_set_new(values, "facts", facts_of(report, container));
    return values;
}

RESULT do_prints_search(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_TEXT container = text_with_ceiling(PRINTS_BYTES_MAX);
    AUTO_JSON *report = NULL, *values = NULL, *answer = NULL;
    struct link l;
    TRY(sandboxed(value_text(s, "file", ""), &container, &report, err));
    values = question_values(s, text_seen(&container), report);
    TRY(link_open(sys, s, &l, err));
    struct result r = link_call(&l, command_of(HANDLER_prints_searched), values, &answer, err);
    if (!FAILED(r)) link_print(&l, HANDLER_prints_searched, answer);
    link_close(&l);
    return r;
}

RESULT do_prints_fetch(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_TEXT came = text_with_ceiling(PRINTS_BYTES_MAX), container = text_with_ceiling(PRINTS_BYTES_MAX);
    AUTO_JSON *values = json_pack("{s:s}", "search", value_text(s, "search", "")), *answer = NULL, *report = NULL;
    struct link l;
    TRY(link_open(sys, s, &l, err));
    struct result r = link_call(&l, command_of(HANDLER_prints_fetched), values, &answer, err);
    link_close(&l);
    TRY(r);
    TRY(base64_bytes(json_view(answer, "container"), &came, err));
    TRY(sandboxed_bytes(text_seen(&came), &container, &report, err));
    return file_write(value_text(s, "out", ""), text_seen(&container), 0600, err);
}

// ---- The national AFIS, behind a folder ----
// in/ID.an2 and in/ID.json are what is asked, each written whole under another name and then renamed, the json last; the AFIS
// answers with out/ID.json, and before it, if it likes, out/ID.an2: the data of its candidates. docs/prints.md.
struct serving {
    struct link link;
    const char *spool;
    const json_t *data;
    int64_t patience_ms;
};

static void spool_path(char out[PATH_ROOM], const char *spool, const char *folder, struct view id, const char *ending) {
    snprintf(out, PATH_ROOM, "%s/%s/%.*s%s", spool, folder, VIEW_ARGS(id), ending);
}

static RESULT put_whole(const struct serving *v, struct view id, const char *ending, struct view bytes, struct error *err) {
    char at[PATH_ROOM], to[PATH_ROOM], hidden[32];
    snprintf(hidden, sizeof hidden, "%s.part", ending);
    spool_path(at, v->spool, "in", id, hidden), spool_path(to, v->spool, "in", id, ending);
    TRY(file_write(at, bytes, 0600, err));
    return rename(at, to) == 0 ? DONE : FAIL(err, NO_SYSTEM, "%s: %s", to, strerror(errno));
}

static void spool_cleared(const struct serving *v, struct view id) {
    static const char *const files[][2] = {{"in", ".an2"}, {"in", ".json"}, {"out", ".an2"}, {"out", ".json"}};
    char path[PATH_ROOM];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        spool_path(path, v->spool, files[i][0], id, files[i][1]);
        (void)unlink(path);  // not there: as it should be
    }
}

static RESULT handed_over(const struct serving *v, const json_t *work, struct error *err) {
    AUTO_TEXT came = text_with_ceiling(PRINTS_BYTES_MAX), container = text_with_ceiling(PRINTS_BYTES_MAX), words = text_with_ceiling(4096);
    AUTO_JSON *report = NULL, *note = json_copy((json_t *)work);
    struct view id = json_view(work, "search");
    TRY(base64_bytes(json_view(work, "container"), &came, err));
    TRY(sandboxed_bytes(text_seen(&came), &container, &report, err));
    if (!view_is(json_view(json_object_get(report, "facts"), "data"), json_string_value(json_object_get(work, "data"))))
        return FAIL(err, BAD_FORMAT, "the container holds other data than the question says");
    if (!view_same(text_seen(&came), text_seen(&container)))
        fprintf(stderr, "search %.*s: the container held what a question may not hold; it was taken out\n", VIEW_ARGS(id));
    json_object_del(note, "container");
    json_object_set(note, "facts", json_object_get(report, "facts"));
    text_json(&words, note);
    spool_cleared(v, id);
    TRY(put_whole(v, id, ".an2", text_seen(&container), err));
    return text_ok(&words) ? put_whole(v, id, ".json", text_seen(&words), err) : FAIL(err, TOO_BIG, "the facts of the container");
}

static RESULT still_here(struct serving *v, struct error *err) {
    AUTO_JSON *values = json_pack("{s:O,s:b}", "data", v->data, "busy", true), *nothing = NULL;
    return link_call(&v->link, command_of(HANDLER_prints_afis_next), values, &nothing, err);
}

// Meanwhile the node is told that we are still here, and gives nothing more.
static RESULT awaited(struct serving *v, struct view id, json_t **out, struct error *err) {
    char path[PATH_ROOM];
    AUTO_TEXT bytes = text_with_ceiling(OUT_JSON_MAX);
    spool_path(path, v->spool, "out", id, ".json");
    for (int64_t waited = 0; access(path, R_OK) != 0; waited += POLL_MS) {
        if (waited >= v->patience_ms) return FAIL(err, EXPIRED, "the AFIS has not answered within %lld s", (long long)(v->patience_ms / 1000));
        if (waited && waited % TOLD_EVERY_MS == 0) TRY(still_here(v, err));
        usleep(POLL_MS * 1000);
    }
    TRY(file_read(path, OUT_JSON_MAX, &bytes, err));
    return json_strict(text_seen(&bytes), out, err);
}

// {"candidates": [{"ref", "score", "identified"}], "searched": n} or {"failed": CODE}.
static RESULT answer_values(struct serving *v, struct view id, json_t *values, struct error *err) {
    char path[PATH_ROOM];
    AUTO_JSON *said = NULL, *report = NULL;
    AUTO_TEXT container = text_with_ceiling(PRINTS_BYTES_MAX);
    TRY(awaited(v, id, &said, err));
    if (json_object_get(said, "failed")) return json_object_set(values, "failed", json_object_get(said, "failed")), DONE;
    if (!json_is_array(json_object_get(said, "candidates"))) return FAIL(err, BAD_FORMAT, "the AFIS' answer has no list of candidates");
    json_object_set(values, "candidates", json_object_get(said, "candidates"));
    json_object_set_new(values, "searched", json_integer((json_int_t)json_int(said, "searched")));
    spool_path(path, v->spool, "out", id, ".an2");
    if (access(path, R_OK) != 0) return DONE;
    TRY(sandboxed(path, &container, &report, err));
    json_object_set_new(values, "container", base64_json(text_seen(&container)));
    return DONE;
}

// Whatever becomes of it, the node is told: a failure here is "nothing was searched", with its code.
static RESULT served(struct serving *v, const json_t *work, struct error *err) {
    struct error why = {0};
    struct view id = json_view(work, "search");
    AUTO_JSON *values = json_object(), *answer = NULL;
    json_put_view(values, "search", id);
    struct result r = handed_over(v, work, &why);
    if (!FAILED(r)) r = answer_values(v, id, values, &why);
    if (FAILED(r)) {
        fprintf(stderr, "search %.*s: %s: %s\n", VIEW_ARGS(id), code_name(r.code), why.detail);
        json_object_set_new(values, "failed", json_string(code_name(r.code)));
    }
    spool_cleared(v, id);
    return link_call(&v->link, command_of(HANDLER_prints_afis_answered), values, &answer, err);
}

static RESULT spool_ready(const char *spool, struct error *err) {
    static const char *const folders[] = {"in", "out"};
    for (size_t i = 0; i < 2; i++) {
        char path[PATH_ROOM];
        snprintf(path, sizeof path, "%s/%s", spool, folders[i]);
        if (mkdir(path, 0700) != 0 && errno != EEXIST) return FAIL(err, NOT_FOUND, "%s: %s", path, strerror(errno));
    }
    return DONE;
}

static RESULT serve(struct serving *v, bool once, struct error *err) {
    for (bool fresh = true;; fresh = false) {
        AUTO_JSON *values = json_pack("{s:O,s:b}", "data", v->data, "fresh", fresh), *work = NULL;
        TRY(link_call(&v->link, command_of(HANDLER_prints_afis_next), values, &work, err));
        if (json_object_get(work, "search")) TRY(served(v, work, err));
        else if (once) return DONE;
        else usleep(POLL_MS * 1000);
    }
}

RESULT do_prints_serve(const struct sys *sys, const struct shell *s, struct error *err) {
    struct serving v = {.spool = value_text(s, "spool", ""), .data = json_object_get(s->values, "data"),
                        .patience_ms = value_number(s, "patience", PATIENCE_USUAL) * 1000};
    TRY(spool_ready(v.spool, err));
    TRY(link_open(sys, s, &v.link, err));
    struct result r = serve(&v, value_flag(s, "once"), err);
    link_close(&v.link);
    return r;
}
