// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// opening.c — malines evidence open: one try at one locked item with one key.
//
// The try is told to the node before it begins. malines-open then has the file open, and the key by a pipe; what comes out of it goes to
// the node in parts as it comes, and nothing of it to a disk of this computer. The node enters it when the outcome says "opened".
#include "link.h"
#include "reader.h"

#include "evidence/digests.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PART_BYTES = 1024 * 1024, KEY_BYTES_MAX = 64 * 1024, SAID_BYTES_MAX = 64 * 1024, MOST_MIB_USUAL = 65536, MOST_MIB_MAX = 1 << 30 };
#define TOOL "malines-open " MALINES_VERSION

struct trying {
    struct link *link;
    int file;
    struct text key;            // framed as malines-open reads it; wiped at the end
    int64_t opening, number;
    json_t *intake;
    bool looking;               // nothing is opened and nothing comes out
};

static void piece_put(struct text *t, struct view v) {
    text_be(t, v.bytes, 4);
    text_view(t, v);
}

// ---- The key: from a file, from the terminal, never from the command line ----

static RESULT key_read(const struct shell *s, struct text *framed, struct error *err) {
    const char *path = value_text(s, "unlock", NULL);
    AUTO_TEXT file = text_secret(KEY_BYTES_MAX);
    AUTO_JSON *password = NULL;
    struct result r = DONE;
    if (!path && !value_flag(s, "password")) return FAIL(err, BAD_ARGUMENT, "--unlock FILE or --password: with what?");
    if (path) r = file_read(path, KEY_BYTES_MAX, &file, err);
    if (!FAILED(r) && value_flag(s, "password")) r = secret_read("password", "-", &password, err);
    if (!FAILED(r)) {
        piece_put(framed, text_seen(&file));
        piece_put(framed, view_of(json_string_value(password)));
    }
    return r;
}

// ---- The try ----

static RESULT file_digest(const struct trying *t, struct text *hex, struct error *err) {
    struct digesting *d = digesting_new();
    struct digests what;
    char *part = malloc(PART_BYTES);
    ENSURE(part);
    ssize_t n;
    while ((n = read(t->file, part, PART_BYTES)) > 0) digesting_add(d, (struct view){part, (size_t)n});
    free(part);
    digesting_end(d, &what);
    digesting_free(d);
    if (n < 0) return FAIL(err, NO_SYSTEM, "the file: %s", strerrordesc_np(errno));
    text_digest(hex, &what.sha256);
    return DONE;
}

static RESULT try_begun(struct trying *t, struct error *err) {
    const char *format = value_text(t->link->shell, "format", NULL);
    AUTO_TEXT hex = text_with_ceiling(80);
    AUTO_JSON *answer = NULL;
    TRY(file_digest(t, &hex, err));
    AUTO_JSON *values = json_pack("{s:I,s:s,s:s,s:s}", "opening", (json_int_t)t->opening, "sha256", text_string(&hex),
                                  "format", format ? format : "", "tool", TOOL);
    TRY(link_call(t->link, command_of(HANDLER_opening_tried), values, &answer, err));
    t->number = json_int(answer, "try");
    return DONE;
}

static RESULT intake_begun(struct trying *t, struct error *err) {
    const struct shell *s = t->link->shell;
    const char *path = value_text(s, "file", ""), *slash = strrchr(path, '/');
    AUTO_TEXT name = text_with_ceiling(400);
    AUTO_JSON *begun = NULL;
    if (value_text(s, "name", NULL)) text_put(&name, value_text(s, "name", ""));
    else text_format(&name, "%.180s, opened", slash ? slash + 1 : path);
    AUTO_JSON *values = json_pack("{s:s}", "name", text_string(&name));
    if (!values) return FAIL(err, BAD_TEXT, "the name");
    TRY(link_call(t->link, command_of(HANDLER_evidence_begin), values, &begun, err));
    t->intake = json_incref(json_object_get(begun, "intake"));
    return DONE;
}

static RESULT part_sent(struct trying *t, struct view part, uint64_t from, struct error *err) {
    AUTO_TEXT data = text_with_ceiling(2 * PART_BYTES);
    AUTO_JSON *answer = NULL;
    text_base64(&data, part.at, part.bytes);
    AUTO_JSON *values = json_pack("{s:O,s:I,s:s}", "intake", t->intake, "from", (json_int_t)from, "data", text_string(&data));
    return link_call(t->link, command_of(HANDLER_evidence_part), values, &answer, err);
}

// What comes out, to the node, a megabyte at a time.
static RESULT plain_sent(struct trying *t, int out, struct error *err) {
    char *part = malloc(PART_BYTES);
    uint64_t sent = 0;
    size_t held = 0;
    ssize_t n = 1;
    struct result r = DONE;
    ENSURE(part);
    while (!FAILED(r) && n != 0) {
        n = read(out, part + held, PART_BYTES - held);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) r = FAIL(err, NO_SYSTEM, "malines-open: %s", strerrordesc_np(errno));
        else held += (size_t)n;
        if (FAILED(r) || !held || (n && held < PART_BYTES)) continue;
        r = part_sent(t, (struct view){part, held}, sent, err);
        sent += held, held = 0;
    }
    explicit_bzero(part, PART_BYTES);
    free(part);
    return r;
}

struct pipes {
    int key[2], plain[2], said[2];
};

static RESULT helper_started(const struct trying *t, const struct pipes *p, pid_t *out, struct error *err) {
    const char *format = t->looking ? "pdf" : value_text(t->link->shell, "format", NULL);
    struct program_path program = program_beside("malines-open");
    char file[20], most[32];
    const char *line[8] = {program.at, "--most", most, file};
    if (format) line[4] = "--format", line[5] = format;
    snprintf(file, sizeof file, "fd:%d", t->file);
    snprintf(most, sizeof most, "%lld", (long long)value_number(t->link->shell, "most-mib", MOST_MIB_USUAL) * 1024 * 1024);
    pid_t pid = fork();
    if (pid < 0) return FAIL(err, NO_SYSTEM, "fork: %s", strerrordesc_np(errno));
    if (pid > 0) return *out = pid, DONE;
    static char *const environment[] = {NULL};
    fcntl(t->file, F_SETFD, 0);
    if (dup2(p->key[0], STDIN_FILENO) < 0 || dup2(p->plain[1], STDOUT_FILENO) < 0 || dup2(p->said[1], STDERR_FILENO) < 0) _exit(71);
    execvpe(line[0], (char *const *)(uintptr_t)line, environment);
    dprintf(STDERR_FILENO, "{\"error\":{\"code\":\"NO_SYSTEM\",\"detail\":\"malines-open is not to be found\"}}\n");
    _exit(71);
}

static RESULT report_of(const struct text *said, int status, json_t **out, struct error *err) {
    for (struct view rest = text_seen(said); rest.bytes;) {
        AUTO_JSON *j = NULL;
        if (FAILED(json_strict(view_cut(rest, '\n', &rest), &j, NULL)) || !json_object_get(j, "opening")) continue;
        *out = json_incref(json_object_get(j, "opening"));
        return DONE;
    }
    return helper_failed("malines-open", said, status, err);
}

static void key_given(struct trying *t, int pipe) {
    for (struct view v = text_seen(&t->key); v.bytes;) {  // at most 128 KiB, which a reader that died leaves in the pipe
        ssize_t n = write(pipe, v.at, v.bytes);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        v = (struct view){v.at + n, v.bytes - (size_t)n};
    }
    close(pipe);
}

static void said_heard(int pipe, struct text *said) {
    char part[4096];
    ssize_t n;
    while ((n = read(pipe, part, sizeof part)) > 0) text_add(said, part, (size_t)n);
    close(pipe);
}

static RESULT helper_run(struct trying *t, json_t **report, struct error *err) {
    struct pipes p;
    AUTO_TEXT said = text_with_ceiling(SAID_BYTES_MAX);
    pid_t pid = 0;
    int status = 0;
    if (pipe2(p.key, O_CLOEXEC) != 0 || pipe2(p.plain, O_CLOEXEC) != 0 || pipe2(p.said, O_CLOEXEC) != 0)
        return FAIL(err, NO_SYSTEM, "pipe: %s", strerrordesc_np(errno));
    TRY(helper_started(t, &p, &pid, err));
    close(p.key[0]), close(p.plain[1]), close(p.said[1]);
    key_given(t, p.key[1]);
    struct result r = plain_sent(t, p.plain[0], err);
    if (FAILED(r)) kill(pid, SIGKILL);  // our own child, by its number
    close(p.plain[0]);
    said_heard(p.said[0], &said);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    TRY(r);
    return report_of(&said, status, report, err);
}

// ---- What it came to ----

static RESULT outcome_told(struct trying *t, const json_t *report, const struct error *why, json_t **answer, struct error *err) {
    struct view outcome = json_view(report, "outcome");
    bool opened = view_is(outcome, "opened");
    AUTO_JSON *values = json_pack("{s:I,s:I,s:s,s:b,s:s}", "opening", (json_int_t)t->opening, "try", (json_int_t)t->number, "tool", TOOL, "proven",
                                  json_flag(report, "proven"), "outcome", "failed");
    if (outcome.bytes) json_put_view(values, "outcome", outcome);
    if (json_view(report, "format").bytes) json_put_view(values, "format", json_view(report, "format"));
    if (json_view(report, "detail").bytes) json_put_view(values, "detail", json_view(report, "detail"));
    else if (!report) json_object_set_new(values, "detail", json_string(code_name(why->code)));
    if (opened) json_object_set(values, "intake", t->intake);
    if (opened && json_view(report, "active").bytes) json_put_view(values, "active", json_view(report, "active"));
    TRY(link_call(t->link, command_of(HANDLER_opening_ended), values, answer, err));
    if (opened) return DONE;
    AUTO_JSON *drop = json_pack("{s:O}", "intake", t->intake), *ignored = NULL;
    return link_call(t->link, command_of(HANDLER_evidence_abandon), drop, &ignored, err);
}

static RESULT tried(struct trying *t, struct error *err) {
    AUTO_JSON *report = NULL, *answer = NULL;
    struct error why = {0};
    TRY(try_begun(t, err));
    TRY(intake_begun(t, err));
    struct result r = helper_run(t, &report, &why);
    TRY(outcome_told(t, FAILED(r) ? NULL : report, &why, &answer, err));
    if (FAILED(r)) return fail_with(err, r.code, "%s", why.detail);
    if (t->link->shell->json) {
        link_print(t->link, HANDLER_opening_ended, answer);
        return DONE;
    }
    const json_t *derived = json_object_get(answer, "derived");
    printf("%s (%s)%s%s\n", json_string_value(json_object_get(report, "outcome")), json_string_value(json_object_get(report, "format")),
           json_view(report, "detail").bytes ? ": " : "", json_string_value(json_object_get(report, "detail")));
    if (json_view(report, "active").bytes) printf("put aside: somebody else lets it go with `malines evidence release`\n");
    if (derived) printf("item %s, %lld bytes\n", json_string_value(json_object_get(derived, "item")), (long long)json_int(derived, "bytes"));
    return DONE;
}

RESULT do_evidence_open(const struct sys *sys, const struct shell *s, struct error *err) {
    struct link l;
    struct trying t = {.link = &l, .opening = value_number(s, "opening", 0), .key = text_secret(3 * KEY_BYTES_MAX)};
    struct stat st;
    t.file = open(value_text(s, "file", ""), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (t.file < 0 || fstat(t.file, &st) != 0 || !S_ISREG(st.st_mode)) return FAIL(err, NOT_FOUND, "%s: no file that can be read", value_text(s, "file", ""));
    bool most_fits = value_number(s, "most-mib", MOST_MIB_USUAL) <= MOST_MIB_MAX;
    struct result r = most_fits ? key_read(s, &t.key, err) : FAIL(err, BAD_ARGUMENT, "--most-mib: at most %d", MOST_MIB_MAX);
    signal(SIGPIPE, SIG_IGN);
    if (!FAILED(r)) r = link_open(sys, s, &l, err);
    if (!FAILED(r)) {
        r = tried(&t, err);
        link_close(&l);
    }
    text_free(&t.key);
    json_decref(t.intake);
    close(t.file);
    return r;
}

// ---- Looking: the same sandbox, without a key, and nothing comes out ----

static RESULT looked_told(struct trying *t, const json_t *report, struct view sha256, struct error *err) {
    static const char *const words[] = {"where", "why", "basis", "case", "note"};
    const struct shell *s = t->link->shell;
    struct view outcome = json_view(report, "outcome"), detail = json_view(report, "detail"), active = json_view(report, "active");
    AUTO_JSON *answer = NULL, *values = json_pack("{s:s,s:s}", "item", value_text(s, "item", ""), "tool", TOOL);
    if (view_is(outcome, "wrong_key")) return FAIL(err, WRONG_STEP, "it is locked: `malines evidence opening ask`");
    if (!view_is(outcome, "unsupported")) return FAIL(err, BAD_FORMAT, "%.*s", VIEW_ARGS(detail));
    json_put_view(values, "sha256", sha256);
    if (active.bytes) json_put_view(values, "active", active);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (value_text(s, words[i], NULL)) json_object_set_new(values, words[i], json_string(value_text(s, words[i], "")));
    TRY(link_call(t->link, command_of(HANDLER_evidence_looked), values, &answer, err));
    if (s->json) link_print(t->link, HANDLER_evidence_looked, answer);
    else if (active.bytes) printf("put aside (%.*s): somebody else lets it go with `malines evidence release`\n", VIEW_ARGS(active));
    else printf("nothing that acts was seen\n");
    return DONE;
}

static RESULT looked(struct trying *t, struct error *err) {
    AUTO_TEXT hex = text_with_ceiling(80);
    AUTO_JSON *report = NULL;
    TRY(file_digest(t, &hex, err));
    TRY(helper_run(t, &report, err));
    return looked_told(t, report, text_seen(&hex), err);
}

RESULT do_evidence_look(const struct sys *sys, const struct shell *s, struct error *err) {
    struct link l;
    struct trying t = {.link = &l, .key = text_with_ceiling(16), .looking = true};
    struct stat st;
    t.file = open(value_text(s, "file", ""), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (t.file < 0 || fstat(t.file, &st) != 0 || !S_ISREG(st.st_mode)) return FAIL(err, NOT_FOUND, "%s: no file that can be read", value_text(s, "file", ""));
    piece_put(&t.key, VIEW("")), piece_put(&t.key, VIEW(""));
    signal(SIGPIPE, SIG_IGN);
    struct result r = link_open(sys, s, &l, err);
    if (!FAILED(r)) {
        r = looked(&t, err);
        link_close(&l);
    }
    text_free(&t.key);
    close(t.file);
    return r;
}
