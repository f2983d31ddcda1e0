// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// screen.c — malines screen: the people of a CSV file, each put to the node as a check of its own, under the purpose that the
// officer names. The file is read by malines-import in its sandbox. Several questions are under way at a time; what comes out
// keeps the order of the file and is written as it comes, so that an interrupted run goes on with --resume.
//
// The answer's file holds no name: a line is the file's own reference, what was found, who answered, the records found and
// the check's id. "known" means that there are candidates, which a person has yet to judge (promise P10); "unclear" that there
// are none but somebody did not answer (P9); "failed" that nobody was asked, because the line could not be read. What of a line could not be
// read stands in its last cell, so that nobody takes a person asked about without a date for one asked about with it.
#include "link.h"
#include "reader.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 64, AT_ONCE_MAX = 16, BUSY_TRIES = 20, BUSY_MS = 500, OUT_BYTES_MAX = 512 * 1024 * 1024, HEADING_BYTES_MAX = 64 * 1024 };
#define OUT_HEADING "ref,result,candidates,best_score,coverage,records,check,error\n"

struct row {
    json_t *values;        // of the call; no subject when the file's line could not be read
    json_t *unread;        // what of the line could not be read, or NULL
    struct text line;      // what is written
    struct error err;
    struct result result;
    const char *said;      // "known"…
};
struct screening {
    struct link *link;
    FILE *out;
    json_t *done;          // references answered for in an earlier run
    struct row rows[BATCH];
    size_t count, at_once;
    atomic_size_t next;
    uint64_t lines, known, unknown, unclear, failed, skipped, asked;
    json_t *report;
    bool screen;
    struct error stopped;  // why no further question is asked
};

// ---- One question ----
static void cell_put(struct text *t, struct view v) {
    bool quoted = false;
    for (size_t i = 0; i < v.bytes; i++) quoted |= strchr(",\"\r\n;", v.at[i]) != NULL;
    if (!quoted) {
        text_view(t, v);
        return;
    }
    text_char(t, '"');
    for (size_t i = 0; i < v.bytes; i++) text_char(t, v.at[i]), v.at[i] == '"' ? text_char(t, '"') : (void)0;
    text_char(t, '"');
}

static void coverage_put(struct text *t, const json_t *coverage) {
    AUTO_TEXT cell = text_with_ceiling(4096);
    size_t i;
    json_t *line;
    json_array_foreach(coverage, i, line)
        text_format(&cell, "%s%.*s=%.*s", i ? " " : "", VIEW_ARGS(json_view(line, "member")), VIEW_ARGS(json_view(line, "state")));
    cell_put(t, text_seen(&cell));
}

static void records_put(struct text *t, const json_t *candidates) {
    AUTO_TEXT cell = text_with_ceiling(64 * 1024);
    size_t i;
    json_t *c;
    json_array_foreach(candidates, i, c) text_format(&cell, "%s%.*s", i ? " " : "", VIEW_ARGS(json_view(c, "record")));
    cell_put(t, text_seen(&cell));
}

static double best_of(const json_t *candidates) {
    double best = 0;
    size_t i;
    json_t *c;
    json_array_foreach(candidates, i, c) {
        double score = json_number_value(json_object_get(c, "score"));
        if (score > best) best = score;
    }
    return best;
}

static struct view unread_of(const struct row *r) {
    return r->unread ? (struct view){json_string_value(r->unread), json_string_length(r->unread)} : VIEW("");
}

static void answer_put(struct row *r, struct view ref, const json_t *answer) {
    const json_t *candidates = json_object_get(answer, "candidates"), *coverage = json_object_get(answer, "coverage");
    size_t n = json_array_size(candidates);
    r->said = n ? "known" : coverage_gaps(coverage) ? "unclear" : "unknown";
    cell_put(&r->line, ref);
    text_format(&r->line, ",%s,%zu,", r->said, n);
    if (n) text_format(&r->line, "%.2f", best_of(candidates));
    text_char(&r->line, ','), coverage_put(&r->line, coverage);
    text_char(&r->line, ','), records_put(&r->line, candidates);
    text_char(&r->line, ','), cell_put(&r->line, json_view(answer, "id"));
    text_char(&r->line, ','), cell_put(&r->line, unread_of(r)), text_char(&r->line, '\n');
}

static void failure_put(struct row *r, struct view ref, struct view why) {
    r->said = "failed";
    cell_put(&r->line, ref);
    text_put(&r->line, ",failed,,,,,,"), cell_put(&r->line, why), text_char(&r->line, '\n');
}

// Of the person asked about: what that person's line says. Of the run: no other question would fare better.
static bool stops_the_run(enum code c) {
    return c != CODE_BAD_FIELD && c != CODE_BAD_DATE && c != CODE_BAD_TEXT && c != CODE_TOO_BIG && c != CODE_TOO_DEEP;
}

static void question_asked(struct screening *s, struct row *r) {
    struct view ref = json_view(r->values, "ref");
    AUTO_JSON *answer = NULL;
    if (!json_object_get(r->values, "subject")) {
        failure_put(r, ref, unread_of(r));
        return;
    }
    for (int i = 0; i < BUSY_TRIES; i++) {
        r->result = link_call(s->link, command_of(HANDLER_check_run), r->values, &answer, &r->err);
        if (r->result.code != CODE_BUSY && r->result.code != CODE_QUOTA) break;
        nanosleep(&(struct timespec){0, BUSY_MS * 1000000L}, NULL);
    }
    if (FAILED(r->result)) failure_put(r, ref, view_of(code_name(r->err.code)));
    else answer_put(r, ref, answer);
}

// ---- A batch: as many hands as wished, the file's order ----
static void *hand(void *ctx) {
    struct screening *s = ctx;
    for (size_t i; (i = atomic_fetch_add(&s->next, 1)) < s->count;) question_asked(s, &s->rows[i]);
    return NULL;
}

static void hands_at_work(struct screening *s) {
    pthread_t hands[AT_ONCE_MAX];
    size_t started = 0;
    atomic_store(&s->next, 0);
    while (started + 1 < s->at_once && started + 1 < s->count && pthread_create(&hands[started], NULL, hand, s) == 0) started++;
    hand(s);
    for (size_t i = 0; i < started; i++) pthread_join(hands[i], NULL);
}

static void counted(struct screening *s, const struct row *r) {
    s->asked++;
    s->known += strcmp(r->said, "known") == 0, s->unknown += strcmp(r->said, "unknown") == 0;
    s->unclear += strcmp(r->said, "unclear") == 0, s->failed += strcmp(r->said, "failed") == 0;
}

static void row_free(struct row *r) {
    json_decref(r->values), json_decref(r->unread);
    text_free(&r->line);
    *r = (struct row){0};
}

// Rows up to the first that stops the run are written; the others will be asked about by --resume.
static RESULT batch_done(struct screening *s, struct error *err) {
    struct result done = DONE;
    hands_at_work(s);
    for (size_t i = 0; i < s->count; i++) {
        struct row *r = &s->rows[i];
        if (!FAILED(done) && FAILED(r->result) && stops_the_run(r->result.code))
            done = fail_with(err, r->err.code, "%.300s; what was answered is kept: run again with --resume", r->err.detail);
        if (!FAILED(done)) {
            counted(s, r);
            if (fwrite(text_string(&r->line), 1, r->line.bytes, s->out) != r->line.bytes) done = FAIL(err, DISK_FAILED, "--out");
        }
        row_free(r);
    }
    if (fflush(s->out) != 0 && !FAILED(done)) done = FAIL(err, DISK_FAILED, "--out: %s", strerror(errno));
    s->count = 0;
    if (s->screen) {
        bar_shown(s->asked + s->skipped, s->lines);
        fprintf(stderr, "%llu of about %llu, %llu known", (unsigned long long)(s->asked + s->skipped), (unsigned long long)s->lines, (unsigned long long)s->known);
    }
    return done;
}

static struct result person_taken(void *ctx, struct view line, struct error *err) {
    struct screening *s = ctx;
    const struct shell *sh = s->link->shell;
    AUTO_JSON *entry = NULL;
    TRY(json_strict(line, &entry, err));
    const char *ref = json_string_value(json_object_get(entry, "ref"));
    // What was left out of the file was answered for by nobody: the second row of a repeated reference has its failure told again.
    if (ref && json_object_get(entry, "subject") && json_object_get(s->done, ref)) return s->skipped++, DONE;
    json_t *values = json_pack("{s:O*,s:O*,s:s}", "ref", json_object_get(entry, "ref"), "subject", json_object_get(entry, "subject"), "purpose",
                               value_text(sh, "purpose", ""));
    if (value_text(sh, "case", NULL)) json_object_set_new(values, "case", json_string(value_text(sh, "case", "")));
    s->rows[s->count++] = (struct row){.values = values, .unread = json_incref(json_object_get(entry, "unread")), .line = text_with_ceiling(128 * 1024)};
    return s->count == BATCH ? batch_done(s, err) : DONE;
}

// ---- Without a map: the heading's own words ----
static size_t heading_of(const char *path, char out[HEADING_BYTES_MAX]) {
    FILE *f = fopen(path, "re");
    size_t n = f && fgets(out, HEADING_BYTES_MAX, f) ? strcspn(out, "\r\n") : 0;
    if (f) fclose(f);
    return n;
}

static bool is_field(struct view v) {
    static const char *const names[] = {"ref", "kind", "given", "family", "name", "alias", "weak", "script", "birth_name", "birth",
                                        "birth_place", "sex", "nationality", "passport", "id", "document", "national", "imo", "plate", "phone",
                                        "email", "iban", "registration", "other", "address"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (view_is(v, names[i])) return true;
    return false;
}

// A descriptor that holds the map, for the reader; -1 when the heading names no "ref".
static int own_map(const char *path, char name[32]) {
    static char heading[HEADING_BYTES_MAX];
    struct view rest = {heading, heading_of(path, heading)};
    if (view_starts(rest, "\xEF\xBB\xBF")) rest = (struct view){rest.at + 3, rest.bytes - 3};
    AUTO_JSON *columns = json_object();
    while (rest.bytes) {
        struct view title = view_trim(view_cut(rest, ',', &rest));
        if (title.bytes > 1 && title.at[0] == '"') title = (struct view){title.at + 1, title.bytes - 2};
        AUTO_TEXT key = text_with_ceiling(200);
        text_view(&key, title);
        if (is_field(title)) json_object_set_new(columns, text_string(&key), json_of(title));
    }
    if (!json_object_get(columns, "ref")) return -1;
    AUTO_JSON *map = json_pack("{s:O}", "columns", columns);
    AUTO_TEXT t = text_with_ceiling(HEADING_BYTES_MAX);
    text_json(&t, map);
    int fd = memfd_create("map", 0);
    if (fd < 0 || write(fd, t.at, t.bytes) != (ssize_t)t.bytes || lseek(fd, 0, SEEK_SET) != 0) return -1;
    snprintf(name, 32, "fd:%d", fd);
    return fd;
}

// ---- An earlier run ----
// Keeps whole lines that answer; forgets failures and the half of a line that an interruption left.
static RESULT earlier_read(struct screening *s, const char *path, struct error *err) {
    AUTO_TEXT all = text_with_ceiling(OUT_BYTES_MAX);
    AUTO_TEXT kept = text_with_ceiling(OUT_BYTES_MAX);
    TRY(file_read(path, OUT_BYTES_MAX, &all, err));
    struct view rest = text_seen(&all);
    if (!view_starts(rest, OUT_HEADING)) return FAIL(err, BAD_FORMAT, "%s was not written by malines screen", path);
    while (memchr(rest.at, '\n', rest.bytes)) {
        struct view line = view_cut(rest, '\n', &rest), cells, ref;
        ref = line.bytes && line.at[0] == '"' ? VIEW("") : view_cut(line, ',', &cells);
        if (view_starts(cells, "failed,") || view_starts(cells, "unclear,") || (line.bytes && line.at[0] == '"')) continue;
        AUTO_TEXT key = text_with_ceiling(4096);
        text_view(&key, ref);
        json_object_set_new(s->done, text_string(&key), json_true());
        text_view(&kept, line), text_char(&kept, '\n');
    }
    json_object_del(s->done, "ref");
    return file_write(path, text_seen(&kept), 0600, err);
}

static RESULT out_opened(struct screening *s, const char *path, struct error *err) {
    struct stat st;
    bool there = stat(path, &st) == 0, resume = value_flag(s->link->shell, "resume");
    if (there && !resume) return FAIL(err, ALREADY, "%s is there; --resume goes on with it", path);
    if (there && st.st_size > 0) TRY(earlier_read(s, path, err));
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    s->out = fd < 0 ? NULL : fdopen(fd, "a");
    if (!s->out) return FAIL(err, NOT_FOUND, "%s: %s", path, strerror(errno));
    if (!there || st.st_size == 0) fputs(OUT_HEADING, s->out);
    return DONE;
}

static uint64_t lines_in(const char *path) {
    static char part[65536];
    FILE *f = fopen(path, "re");
    uint64_t lines = 0;
    for (size_t n; f && (n = fread(part, 1, sizeof part, f)) > 0;)
        for (size_t i = 0; i < n; i++) lines += part[i] == '\n';
    if (f) fclose(f);
    return lines ? lines - 1 : 0;
}

// ---- The whole ----
static void summary_said(const struct screening *s) {
    if (s->link->shell->json) {
        AUTO_JSON *j = json_pack("{s:I,s:I,s:I,s:I,s:I,s:I,s:O}", "asked", (json_int_t)s->asked, "known", (json_int_t)s->known, "unknown",
                                 (json_int_t)s->unknown, "unclear", (json_int_t)s->unclear, "failed", (json_int_t)s->failed, "answered_before",
                                 (json_int_t)s->skipped, "read", s->report);
        AUTO_TEXT t = text_with_ceiling(1024 * 1024);
        text_json(&t, j), text_char(&t, '\n');
        print_text(&t);
        return;
    }
    printf("%llu asked about: %llu known, %llu unknown, %llu unclear, %llu failed\n", (unsigned long long)s->asked, (unsigned long long)s->known,
           (unsigned long long)s->unknown, (unsigned long long)s->unclear, (unsigned long long)s->failed);
    if (s->skipped) printf("%llu were answered for in an earlier run\n", (unsigned long long)s->skipped);
    if (s->unclear) puts("unclear: no candidate, but not everyone answered; this is not \"unknown\". --resume asks again.");
    if (s->known) puts("known: there are candidates; each becomes a hit only when a person confirms it (malines check show, check judge).");
    if (json_int(s->report, "unread_count")) printf("%lld things could not be read:\n", (long long)json_int(s->report, "unread_count"));
    unread_said(s->report);
}

static RESULT people_asked(struct screening *s, const struct list_wish *wish, struct error *err) {
    struct list_reader *reader = NULL;
    TRY(reader_open(wish, &reader, err));
    struct result r = reader_run(reader, person_taken, NULL, s, &s->report, err);
    reader_free(reader);
    if (!FAILED(r) && s->count > 0) r = batch_done(s, err);
    if (s->screen) fputc('\n', stderr);
    return r;
}

static RESULT screened(struct screening *s, struct error *err) {
    const struct shell *sh = s->link->shell;
    const char *file = value_text(sh, "file", ""), *map = value_text(sh, "map", NULL);
    char name[32];
    AUTO_JSON *files = json_pack("[s]", file);
    int64_t at_once = value_number(sh, "at-once", 4);
    if (at_once < 1 || at_once > AT_ONCE_MAX) return FAIL(err, BAD_ARGUMENT, "--at-once 1 to %d", AT_ONCE_MAX);
    s->at_once = (size_t)at_once;
    if (access(file, R_OK) != 0) return FAIL(err, NOT_FOUND, "%s: %s", file, strerror(errno));
    int fd = map ? -1 : own_map(file, name);
    if (!map && fd < 0)
        return FAIL(err, BAD_ARGUMENT, "the heading has no column \"ref\": name its columns with --map, see docs/importing.md");
    s->lines = lines_in(file);
    link_names(s->link);  // and libcurl is set up while there is one thread
    struct result r = out_opened(s, value_text(sh, "out", ""), err);
    if (!FAILED(r)) r = people_asked(s, &(struct list_wish){"csv", map ? map : name, .tell_unread = true, .files = files}, err);
    if (fd >= 0) close(fd);
    return r;
}

RESULT do_screen(const struct sys *sys, const struct shell *sh, struct error *err) {
    struct link l;
    TRY(link_open(sys, sh, &l, err));
    struct screening *s = calloc(1, sizeof *s);
    ENSURE(s);
    s->link = &l;
    s->done = json_object();
    s->screen = isatty(STDERR_FILENO) && !sh->json;
    struct result r = screened(s, err);
    if (s->out && fclose(s->out) != 0 && !FAILED(r)) r = FAIL(err, DISK_FAILED, "--out");
    if (!FAILED(r)) summary_said(s);
    for (size_t i = 0; i < s->count; i++) row_free(&s->rows[i]);
    json_decref(s->done), json_decref(s->report);
    free(s);
    link_close(&l);
    return r;
}
