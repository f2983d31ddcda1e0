// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// screen.c — malines screen: the people of a CSV file, each put to the node as a check of its own, under the purpose that the
// officer names. The file is read by malines-import in its sandbox. Several questions are under way at a time; what comes out
// keeps the order of the file and is written as it comes, so that an interrupted run goes on with --resume. When a member has no
// more questions left for us, several people in a row, the run ends: the others would be refused one by one.
//
// The answer's file holds no name: a line is the file's own reference, what was found, who answered, the records found and
// the check's id. "known" means that there are candidates, which a person has yet to judge (promise P10), or a hit where it was asked
// privately, of which no record is shown; "unclear" that there is neither but somebody did not answer (P9); "failed" that nobody was asked,
// because the line could not be read. What of a line could not be read stands in its last cell, so that nobody takes a person asked about
// without a date for one asked about with it. The console writes the same lines (web/src/lib/table.ts, screening.svelte.ts).
#include "link.h"
#include "reader.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 64, AT_ONCE_MAX = 16, BUSY_TRIES = 20, BUSY_MS = 500, SPENT_MAX = 4, OUT_BYTES_MAX = 512 * 1024 * 1024 };
#define OUT_HEADING "ref,result,candidates,best_score,coverage,records,check,error\n"

struct row {
    json_t *values;        // of the call; no subject when the file's line could not be read
    json_t *unread;        // what of the line could not be read, or NULL
    struct text line;      // what is written
    struct error err;
    struct result result;
    const char *said;      // "known"…
    bool spent;            // a member had no more questions left for us
    bool privately;        // there is a hit where it was asked privately, and no candidate
};
struct screening {
    struct link *link;
    FILE *out;
    json_t *done;          // references answered for in an earlier run
    struct row rows[BATCH];
    size_t count, at_once, spent;  // spent: so many in a row
    atomic_size_t next;
    uint64_t lines, known, privately, unknown, unclear, failed, skipped, asked;  // privately: of the known
    json_t *report, *columns;  // columns: [[title, field or null],…], when the titles spoke for themselves
    bool screen;
    struct error stopped;  // why no further question is asked
};

// The one thing of this program that a signal may change: no further question is begun, and those under way are written.
static volatile sig_atomic_t interrupted;
static void on_interrupt(int number) { (void)number, interrupted = 1; }

// ---- One question ----
// A cell that begins like a formula would be worked out by the spreadsheet of whoever opens the file: an apostrophe keeps it a text, and one
// that stood there gets another, so that cell_read can tell.
static bool is_formula(struct view v) {
    static const char *const begins[] = {"=", "+", "-", "@", "\t", "\r", "\n", "'", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (view_starts(v, begins[i])) return true;
    return false;
}

static void cell_put(struct text *t, struct view v) {
    bool formula = is_formula(v), quoted = formula;
    for (size_t i = 0; i < v.bytes; i++) quoted |= strchr(",\"\r\n;'", v.at[i]) != NULL;
    if (!quoted) {
        text_view(t, v);
        return;
    }
    text_put(t, formula ? "\"'" : "\"");
    for (size_t i = 0; i < v.bytes; i++) text_char(t, v.at[i]), v.at[i] == '"' ? text_char(t, '"') : (void)0;
    text_char(t, '"');
}

// Takes the first cell of a line and the comma behind it: what was put.
static void cell_read(struct view *line, struct text *out) {
    bool quoted = view_starts(*line, "\"");
    size_t i = quoted;
    if (view_starts(*line, "\"'")) i++;  // the apostrophe of a formula
    for (; i < line->bytes && (quoted || line->at[i] != ','); i++) {
        if (quoted && line->at[i] == '"' && (++i == line->bytes || line->at[i] != '"')) break;
        text_char(out, line->at[i]);
    }
    i += i < line->bytes;
    line->at += i, line->bytes -= i;
}

// A whole line, which may have line feeds in its cells.
static bool line_read(struct view *rest, struct view *line) {
    bool quoted = false;
    for (size_t i = 0; i < rest->bytes; i++) {
        quoted ^= rest->at[i] == '"';
        if (quoted || rest->at[i] != '\n') continue;
        *line = (struct view){rest->at, i};
        rest->at += i + 1, rest->bytes -= i + 1;
        return true;
    }
    return false;
}

static bool is_spent(const json_t *coverage) {
    size_t i;
    json_t *line;
    json_array_foreach(coverage, i, line)
        if (view_is(json_view(line, "state"), "quota")) return true;
    return false;
}

static void coverage_put(struct text *t, const json_t *coverage) {
    AUTO_TEXT cell = text_with_ceiling(4096);
    size_t i;
    json_t *line;
    json_array_foreach(coverage, i, line) {
        text_format(&cell, "%s%.*s", i ? " " : "", VIEW_ARGS(json_view(line, "member")));
        if (coverage_is_private(line)) text_format(&cell, "/%.*s", VIEW_ARGS(json_view(line, "class")));
        text_format(&cell, "=%.*s", VIEW_ARGS(json_view(line, "state")));
    }
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

static const struct language *words_of(const struct screening *s) { return s->link->rendering.words; }

// What of the person was not asked with, and what was and can't be right.
static void unread_put(const struct screening *s, struct row *r, const json_t *warnings) {
    AUTO_TEXT cell = text_with_ceiling(16 * 1024);
    size_t i;
    json_t *w;
    if (r->unread) text_unread(&cell, words_of(s), (struct view){json_string_value(r->unread), json_string_length(r->unread)});
    json_array_foreach(warnings, i, w) {
        if (cell.bytes) text_char(&cell, ' ');
        text_warned(&cell, &s->link->rendering, w);
    }
    cell_put(&r->line, text_seen(&cell));
}

static void answer_put(const struct screening *s, struct row *r, struct view ref, const json_t *answer) {
    const json_t *candidates = json_object_get(answer, "candidates"), *coverage = json_object_get(answer, "coverage");
    size_t n = json_array_size(candidates) + (size_t)json_int(answer, "left_out");
    r->spent = is_spent(coverage);
    r->privately = !n && coverage_private_hit(coverage);
    r->said = n || r->privately ? "known" : coverage_gaps(coverage) ? "unclear" : "unknown";
    cell_put(&r->line, ref);
    text_format(&r->line, ",%s,%zu,", r->said, n);
    if (n) text_format(&r->line, "%.2f", best_of(candidates));
    text_char(&r->line, ','), coverage_put(&r->line, coverage);
    text_char(&r->line, ','), records_put(&r->line, candidates);
    text_char(&r->line, ','), cell_put(&r->line, json_view(answer, "id"));
    text_char(&r->line, ','), unread_put(s, r, json_object_get(answer, "warnings")), text_char(&r->line, '\n');
}

// Why the node did not take the question: "BAD_DATE The date can't be read."
static void error_put(const struct screening *s, struct row *r) {
    AUTO_TEXT cell = text_with_ceiling(4096);
    AUTO_TEXT key = text_with_ceiling(80);
    text_format(&key, "error.%s.cause", code_name(r->err.code));
    text_put(&cell, code_name(r->err.code)), text_char(&cell, ' ');
    text_say(&cell, words_of(s), text_string(&key), code_cause(r->err.code), NULL, 0);
    cell_put(&r->line, text_seen(&cell));
}

static void failure_put(const struct screening *s, struct row *r, struct view ref) {
    r->said = "failed";
    cell_put(&r->line, ref);
    text_put(&r->line, ",failed,,,,,,");
    if (r->unread) unread_put(s, r, NULL);
    else error_put(s, r);
    text_char(&r->line, '\n');
}

// Of the person asked about: what that person's line says. Of the run: no other question would fare better.
static bool stops_the_run(enum code c) {
    return c != CODE_BAD_FIELD && c != CODE_BAD_DATE && c != CODE_BAD_TEXT && c != CODE_TOO_BIG && c != CODE_TOO_DEEP;
}

static void question_asked(struct screening *s, struct row *r) {
    struct view ref = json_view(r->values, "ref");
    AUTO_JSON *answer = NULL;
    if (!json_object_get(r->values, "subject")) {
        failure_put(s, r, ref);
        return;
    }
    for (int i = 0; i < BUSY_TRIES; i++) {
        r->result = link_call(s->link, command_of(HANDLER_check_run), r->values, &answer, &r->err);
        if (r->result.code != CODE_BUSY && r->result.code != CODE_QUOTA) break;
        nanosleep(&(struct timespec){0, BUSY_MS * 1000000L}, NULL);
    }
    if (FAILED(r->result)) json_decref(r->unread), r->unread = NULL, failure_put(s, r, ref);
    else answer_put(s, r, ref, answer);
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
    s->asked++, s->privately += r->privately;
    s->spent = r->spent ? s->spent + 1 : 0;
    s->known += strcmp(r->said, "known") == 0, s->unknown += strcmp(r->said, "unknown") == 0;
    s->unclear += strcmp(r->said, "unclear") == 0, s->failed += strcmp(r->said, "failed") == 0;
}

static void row_free(struct row *r) {
    json_decref(r->values), json_decref(r->unread);
    text_free(&r->line);
    *r = (struct row){0};
}

static void progress_shown(const struct screening *s, uint64_t of) {
    AUTO_TEXT t = text_with_ceiling(200);
    bar_shown(s->asked + s->skipped, of);
    SAY(&t, words_of(s), "screen.progress", "{done} of about {of}, {known} known", NUMBER("done", (int64_t)(s->asked + s->skipped)), NUMBER("of", (int64_t)of),
        NUMBER("known", (int64_t)s->known));
    fputs(text_string(&t), stderr);
}

static RESULT out_failed(int number, struct error *err) {
    enum code code = number == ENOSPC || number == EDQUOT ? CODE_DISK_FULL : CODE_DISK_FAILED;
    return fail_with(err, code, "--out: %s; what was answered is kept: run again with --resume", strerror(number));
}

// Rows up to the first that stops the run are written; the others will be asked about by --resume.
static RESULT batch_done(struct screening *s, struct error *err) {
    struct result done = DONE;
    if (interrupted) return FAIL(err, BUSY, "interrupted");
    if (s->spent >= SPENT_MAX) return FAIL(err, QUOTA, "a member has no more questions left for us; what was answered is kept: run again with --resume");
    hands_at_work(s);
    for (size_t i = 0; i < s->count; i++) {
        struct row *r = &s->rows[i];
        if (!FAILED(done) && FAILED(r->result) && stops_the_run(r->result.code))
            done = s->asked + s->skipped ? fail_with(err, r->err.code, "%.300s; what was answered is kept: run again with --resume", r->err.detail)
                                         : fail_with(err, r->err.code, "%s", r->err.detail);
        if (!FAILED(done)) {
            counted(s, r);
            if (fwrite(text_string(&r->line), 1, r->line.bytes, s->out) != r->line.bytes) done = out_failed(errno, err);
        }
        row_free(r);
    }
    if (fflush(s->out) != 0 && !FAILED(done)) done = out_failed(errno, err);
    s->count = 0;
    if (s->screen) progress_shown(s, s->lines);
    return done;
}

// Before anybody is asked about: which columns were understood, and which were not.
static void columns_said(const struct screening *s) {
    AUTO_TEXT read = text_with_ceiling(64 * 1024), left = text_with_ceiling(64 * 1024), t = text_with_ceiling(256 * 1024);
    size_t i;
    json_t *column;
    bool has_ref = false;
    json_array_foreach(s->columns, i, column) {
        const json_t *title = json_array_get(column, 0);
        const char *field = json_string_value(json_array_get(column, 1));
        struct text *list = field ? &read : &left;
        AUTO_TEXT key = text_with_ceiling(80);
        if (list->bytes) text_put(list, " \xC2\xB7 ");
        text_safe(list, (struct view){json_string_value(title), json_string_length(title)});
        if (!field) continue;
        has_ref |= strcmp(field, "ref") == 0;
        text_format(&key, "column.%s", field);
        text_put(list, " = "), text_say(list, words_of(s), text_string(&key), field, NULL, 0);
    }
    SAY(&t, words_of(s), "screen.columns", "Columns read: {list}", WORD("list", text_seen(&read)));
    text_char(&t, '\n');
    if (left.bytes) SAY(&t, words_of(s), "screen.not_read", "Columns not read: {list}", WORD("list", text_seen(&left))), text_char(&t, '\n');
    if (!has_ref) text_say(&t, words_of(s), "screen.numbered", "No column has references: each row is called by its line.", NULL, 0), text_char(&t, '\n');
    fputs(text_string(&t), stderr);
}

static struct result person_taken(void *ctx, struct view line, struct error *err) {
    struct screening *s = ctx;
    const struct shell *sh = s->link->shell;
    AUTO_JSON *entry = NULL;
    TRY(json_strict(line, &entry, err));
    if (json_object_get(entry, "columns")) {
        s->columns = json_incref(json_object_get(entry, "columns"));
        if (!sh->json) columns_said(s);
        return DONE;
    }
    const char *ref = json_string_value(json_object_get(entry, "ref"));
    // What was left out of the file was answered for by nobody: the second row of a repeated reference has its failure told again.
    if (ref && json_object_get(entry, "subject") && json_object_get(s->done, ref)) return s->skipped++, DONE;
    json_t *values = json_pack("{s:O*,s:O*,s:s}", "ref", json_object_get(entry, "ref"), "subject", json_object_get(entry, "subject"), "purpose",
                               value_text(sh, "purpose", ""));
    if (value_text(sh, "case", NULL)) json_object_set_new(values, "case", json_string(value_text(sh, "case", "")));
    s->rows[s->count++] = (struct row){.values = values, .unread = json_incref(json_object_get(entry, "unread")), .line = text_with_ceiling(128 * 1024)};
    return s->count == BATCH ? batch_done(s, err) : DONE;
}

// ---- An earlier run ----
static bool was_changed_after(const char *file, const char *other) {
    struct stat a, b;
    if (stat(file, &a) != 0 || stat(other, &b) != 0) return true;
    return a.st_mtim.tv_sec != b.st_mtim.tv_sec ? a.st_mtim.tv_sec > b.st_mtim.tv_sec : a.st_mtim.tv_nsec > b.st_mtim.tv_nsec;
}

// Keeps whole lines that answer; forgets failures and the half of a line that an interruption left. Where rows are called by their lines these are of
// others once the table was sorted or had a row more: whoever stands there now would be taken for answered.
static RESULT earlier_read(struct screening *s, const char *path, struct error *err) {
    AUTO_TEXT all = text_with_ceiling(OUT_BYTES_MAX);
    AUTO_TEXT kept = text_with_ceiling(OUT_BYTES_MAX);
    TRY(file_read(path, OUT_BYTES_MAX, &all, err));
    struct view rest = text_seen(&all);
    bool numbered = false;
    if (view_starts(rest, "\xEF\xBB\xBF")) rest.at += 3, rest.bytes -= 3;  // as the console saves it
    if (!view_starts(rest, OUT_HEADING)) return FAIL(err, BAD_FORMAT, "%s was not written by malines screen", path);
    for (struct view line; line_read(&rest, &line);) {
        AUTO_TEXT key = text_with_ceiling(4096);
        struct view cells = line;
        cell_read(&cells, &key);
        if (view_starts(cells, "failed,") || view_starts(cells, "unclear,")) continue;
        numbered |= view_starts(text_seen(&key), "line ");
        json_object_set_new(s->done, text_string(&key), json_true());
        text_view(&kept, line), text_char(&kept, '\n');
    }
    json_object_del(s->done, "ref");
    if (numbered && was_changed_after(value_text(s->link->shell, "file", ""), path))
        return FAIL(err, ALREADY, "%s calls rows by their lines, and the table was changed since: ask with another --out", path);
    return file_write(path, text_seen(&kept), 0600, err);
}

static RESULT not_opened(const char *path, int number, struct error *err) {
    enum code code = number == ENOENT || number == ENOTDIR ? CODE_NOT_FOUND : CODE_NO_SYSTEM;
    return fail_with(err, code, "%s: %s", path, strerror(number));
}

static RESULT out_opened(struct screening *s, const char *path, struct error *err) {
    struct stat st;
    bool there = stat(path, &st) == 0, resume = value_flag(s->link->shell, "resume");
    if (there && !resume) return FAIL(err, ALREADY, "%s is there; --resume goes on with it", path);
    if (there && st.st_size > 0) TRY(earlier_read(s, path, err));
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    s->out = fd < 0 ? NULL : fdopen(fd, "a");
    if (!s->out) return not_opened(path, errno, err);
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
static void sentence(struct text *t, const struct screening *s, const char *key, const char *fallback, uint64_t n) {
    SAY(t, words_of(s), key, fallback, NUMBER("n", (int64_t)n));
    text_char(t, '\n');
}

static void counts_said(const struct screening *s) {
    AUTO_TEXT t = text_with_ceiling(64 * 1024);
    int64_t unread = json_int(s->report, "unread_count");
    SAY(&t, words_of(s), "screen.counts", "{asked} asked about: {known} known, {unknown} unknown, {unclear} unclear, {failed} failed",
        NUMBER("asked", (int64_t)s->asked), NUMBER("known", (int64_t)s->known), NUMBER("unknown", (int64_t)s->unknown),
        NUMBER("unclear", (int64_t)s->unclear), NUMBER("failed", (int64_t)s->failed));
    text_char(&t, '\n');
    if (s->skipped) sentence(&t, s, "screen.skipped", "Answered for in an earlier run: {n}", s->skipped);
    if (s->unclear)
        sentence(&t, s, "screen.unclear", "unclear: no candidate, but not everyone answered; this is not \"unknown\". --resume asks again.",
                 s->unclear);
    if (s->known)
        sentence(&t, s, "screen.known", "known: there are candidates; each becomes a hit only when a person confirms it "
                                        "(malines check show, check judge).", s->known);
    if (s->privately)
        sentence(&t, s, "screen.private", "Of these, without a candidate, for a record may exist where it was asked privately: {n}. "
                                          "What is behind it takes a formal request (malines check show).", s->privately);
    if (unread) sentence(&t, s, "screen.unread", "Could not be read: {n}", (uint64_t)unread);
    fputs(text_string(&t), stdout);
    unread_said(s->report, words_of(s));
}

static void summary_said(const struct screening *s) {
    if (s->link->shell->json) {
        AUTO_JSON *j = json_pack("{s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:O,s:O?}", "asked", (json_int_t)s->asked,
                                 "known", (json_int_t)s->known, "private", (json_int_t)s->privately,
                                 "unknown", (json_int_t)s->unknown, "unclear", (json_int_t)s->unclear,
                                 "failed", (json_int_t)s->failed, "answered_before", (json_int_t)s->skipped,
                                 "read", s->report, "columns", s->columns);
        AUTO_TEXT t = text_with_ceiling(1024 * 1024);
        text_json(&t, j), text_char(&t, '\n');
        print_text(&t);
        return;
    }
    counts_said(s);
}

static RESULT people_asked(struct screening *s, const struct list_wish *wish, struct error *err) {
    struct list_reader *reader = NULL;
    TRY(reader_open(wish, &reader, err));
    struct result r = reader_run(reader, person_taken, NULL, s, &s->report, err);
    reader_free(reader);
    if (!FAILED(r) && s->count > 0) r = batch_done(s, err);
    if (s->screen && !FAILED(r)) progress_shown(s, s->asked + s->skipped);  // lines of the file were only about as many
    if (s->screen) fputc('\n', stderr);
    return r;
}

static RESULT screened(struct screening *s, struct error *err) {
    const struct shell *sh = s->link->shell;
    const char *file = value_text(sh, "file", ""), *map = value_text(sh, "map", NULL);
    AUTO_JSON *files = json_pack("[s]", file);
    int64_t at_once = value_number(sh, "at-once", 4);
    if (at_once < 1 || at_once > AT_ONCE_MAX) return FAIL(err, BAD_ARGUMENT, "--at-once 1 to %d", AT_ONCE_MAX);
    s->at_once = (size_t)at_once;
    if (access(file, R_OK) != 0) return not_opened(file, errno, err);
    s->lines = lines_in(file);
    link_names(s->link);  // and libcurl is set up while there is one thread
    const char *out = value_text(sh, "out", "");
    bool fresh = access(out, F_OK) != 0;
    TRY(out_opened(s, out, err));
    struct list_wish wish = {"csv", map, .tell_unread = true, .by_titles = !map, .encoding = value_text(sh, "encoding", NULL), .files = files};
    struct result r = people_asked(s, &wish, err);
    if (FAILED(r) && fresh && !s->asked) unlink(out);  // a heading that can't be read leaves nothing behind
    return r;
}

// Said, and then ended by the signal, as whoever started this expects.
static void gone(const struct screening *s) {
    AUTO_TEXT t = text_with_ceiling(4096);
    sentence(&t, s, "screen.interrupted", "{n, plural, =0 {Interrupted: nobody asked about. Run again with --resume.} one {Interrupted: # person "
             "asked about. What was answered is kept; run again with --resume.} other {Interrupted: # people asked about. What was answered "
             "is kept; run again with --resume.}}", s->asked);
    fputs(text_string(&t), stderr);
    fflush(NULL);
    signal(SIGINT, SIG_DFL);
    raise(SIGINT);
}

RESULT do_screen(const struct sys *sys, const struct shell *sh, struct error *err) {
    struct link l;
    TRY(link_open(sys, sh, &l, err));
    struct screening *s = calloc(1, sizeof *s);
    ENSURE(s);
    s->link = &l;
    s->done = json_object();
    s->screen = isatty(STDERR_FILENO) && !sh->json;
    sigaction(SIGINT, &(struct sigaction){.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND | SA_RESTART}, NULL);
    struct result r = screened(s, err);
    if (s->out && fclose(s->out) != 0 && !FAILED(r)) r = out_failed(errno, err);
    if (interrupted) gone(s);
    if (!FAILED(r)) summary_said(s);
    for (size_t i = 0; i < s->count; i++) row_free(&s->rows[i]);
    json_decref(s->done), json_decref(s->report), json_decref(s->columns);
    free(s);
    link_close(&l);
    return r;
}
