// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "reader.h"

#include "api/render.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    AHEAD_BYTES = 1024 * 1024,  // so far the reader goes on while we work
    LINE_BYTES_MAX = 1024 * 1024 + 4096,
    READ_BYTES = 64 * 1024,
    HEARD_EVERY_BYTES = 256 * 1024,
    ARGUMENTS_MAX = 32,
    FILES_MAX = 8,
    PATH_ROOM = 4096,
    BAR_CELLS = 30
};

// ---- What is started ----
struct command_line {
    const char *at[ARGUMENTS_MAX + 1];
    size_t count;
    char seed[32], amount[32], flavour[16], files[FILES_MAX][16];
    int fds[FILES_MAX];
    size_t fd_count;
};

static void add(struct command_line *c, const char *argument) { c->at[c->count++] = argument; }

static RESULT file_opened(struct command_line *c, const char *path, struct error *err) {
    struct stat st;
    if (c->fd_count == FILES_MAX) return FAIL(err, BAD_ARGUMENT, "at most %d files", FILES_MAX);
    int fd = open(path, O_RDONLY | O_NOCTTY);
    if (fd < 0) return FAIL(err, NOT_FOUND, "%s: %s", path, strerror(errno));
    c->fds[c->fd_count] = fd;
    snprintf(c->files[c->fd_count], sizeof c->files[0], "fd:%d", fd);
    add(c, c->files[c->fd_count++]);
    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? DONE : FAIL(err, BAD_ARGUMENT, "%s is no file", path);
}

static RESULT invent_arguments(struct command_line *c, const char *wish, struct error *err) {
    struct view rest, seed = view_cut(view_of(wish), ':', &rest), amount = view_cut(rest, ':', &rest);
    uint64_t n;
    if (!view_to_u64(seed, &n) || !view_to_u64(amount, &n) || rest.bytes != 2 || seed.bytes > 20 || amount.bytes > 20)
        return FAIL(err, BAD_ARGUMENT, "--invent SEED:COUNT:FLAVOUR, as in 7:1000:fr");
    snprintf(c->seed, sizeof c->seed, "%.*s", VIEW_ARGS(seed));
    snprintf(c->amount, sizeof c->amount, "%.*s", VIEW_ARGS(amount));
    snprintf(c->flavour, sizeof c->flavour, "%.*s", VIEW_ARGS(rest));
    add(c, "--invent"), add(c, c->seed), add(c, c->amount), add(c, "--flavour"), add(c, c->flavour);
    return DONE;
}

static void dna_arguments(const struct list_wish *w, struct command_line *c) {
    const char *const pairs[][2] = {{"--dna", w->dna}, {"--laws", w->laws}, {"--kit", w->kit}, {"--category", w->category}, {"--lab", w->lab}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][1]) add(c, pairs[i][0]), add(c, pairs[i][1]);
    if (w->single_unknown) add(c, "--single-unknown");
    if (w->redact) add(c, "--redact");
}

static void delivery_arguments(const struct list_wish *w, struct command_line *c) {
    add(c, "--delivery"), add(c, w->delivery);
    if (w->country) add(c, "--country"), add(c, w->country);
    if (w->date_order) add(c, "--date-order"), add(c, w->date_order);
}

static RESULT arguments_of(const struct list_wish *w, const char *program, struct command_line *c, struct error *err) {
    size_t i;
    json_t *file;
    add(c, program);
    if (w->invent) return invent_arguments(c, w->invent, err);
    if (json_array_size(w->files) == 0) return FAIL(err, BAD_ARGUMENT, "name the files to read");
    if (!w->format && !w->dna && !w->delivery) return FAIL(err, BAD_ARGUMENT, "say which --format the files have");
    if (w->delivery) delivery_arguments(w, c);
    else if (w->dna) dna_arguments(w, c);
    else add(c, "--format"), add(c, w->format);
    if (w->map) add(c, "--map"), add(c, w->map);
    if (w->original_script_only) add(c, "--original-script-only");
    if (w->tell_unread) add(c, "--tell-unread");
    if (w->by_titles) add(c, "--by-titles");
    if (w->encoding) add(c, "--encoding"), add(c, w->encoding);
    add(c, "--progress");
    json_array_foreach(w->files, i, file) TRY(file_opened(c, json_string_value(file), err));
    return DONE;
}

struct list_reader {
    struct program_path program;
    struct command_line line;
    pid_t pid;
    FILE *lines;        // NULL: it has ended, or never began
    char room[READ_BYTES];
    int errors;
    struct text heard;
    json_t *report;
    list_line *take;
    list_progress *told;
    void *ctx;
};

static RESULT started(struct list_reader *r, struct error *err) {
    int out[2], progress[2];
    if (pipe2(out, O_CLOEXEC) != 0) return FAIL(err, NO_SYSTEM, "pipe: %s", strerror(errno));
    if (pipe2(progress, O_CLOEXEC) != 0)
        return close(out[0]), close(out[1]), FAIL(err, NO_SYSTEM, "pipe: %s", strerror(errno));
    posix_spawn_file_actions_t ends;
    posix_spawn_file_actions_init(&ends);
    posix_spawn_file_actions_adddup2(&ends, out[1], STDOUT_FILENO), posix_spawn_file_actions_adddup2(&ends, progress[1], STDERR_FILENO);
    int why = posix_spawnp(&r->pid, r->line.at[0], &ends, NULL, (char *const *)r->line.at, environ);
    posix_spawn_file_actions_destroy(&ends);
    close(out[1]), close(progress[1]);
    if (why) return close(out[0]), close(progress[0]), FAIL(err, NO_SYSTEM, "malines-import can't be started: %s", strerror(why));
    fcntl(out[0], F_SETPIPE_SZ, AHEAD_BYTES);  // where the system allows less, it is slower
    r->lines = fdopen(out[0], "r");
    ENSURE(r->lines);
    setvbuf(r->lines, r->room, _IOFBF, sizeof r->room);
    r->errors = progress[0];
    return DONE;
}

// ---- The reader's other voice: progress, and why it failed ----
void bar_shown(uint64_t done, uint64_t of) {
    int cells = (int)(done >= of ? BAR_CELLS : done * BAR_CELLS / of);
    fprintf(stderr, "\r[%.*s%*s] %3d %%  ", cells, "##############################", BAR_CELLS - cells, "",
            (int)(done >= of ? 100 : done * 100 / of));
}

static void errors_heard(struct list_reader *r) {
    char part[8192];
    ssize_t n;
    while ((n = read(r->errors, part, sizeof part)) > 0) text_add(&r->heard, part, (size_t)n);
    struct view rest = text_seen(&r->heard);
    uint64_t done = 0, total = 0;
    while (rest.bytes > 0) {
        struct view line = view_cut(rest, '\n', &rest), numbers;
        if (!view_starts(line, "progress ")) continue;
        numbers = (struct view){line.at + 9, line.bytes - 9};
        struct view first = view_cut(numbers, ' ', &numbers);
        view_to_u64(first, &done), view_to_u64(numbers, &total);
    }
    if (r->told && total > 0) r->told(r->ctx, done, total);
    if (r->heard.bytes > 32 * 1024 && !memmem(r->heard.at, r->heard.bytes, "\"error\"", 7)) text_clear(&r->heard);
}


// ---- Its lines ----
static RESULT report_taken(struct list_reader *r, struct view line, struct error *err) {
    AUTO_JSON *j = NULL;
    TRY(json_strict(line, &j, err));
    json_decref(r->report);
    r->report = json_incref(json_object_get(j, "report"));
    return DONE;
}

static RESULT line_taken(struct list_reader *r, struct view line, struct error *err) {
    if (view_starts(line, "{\"report\":")) return report_taken(r, line, err);
    return r->take(r->ctx, line, err);
}

static RESULT lines_taken(struct list_reader *r, struct error *err) {
    char part[READ_BYTES];
    AUTO_TEXT line = text_with_ceiling(LINE_BYTES_MAX + 1);
    size_t since = 0;
    fcntl(r->errors, F_SETFL, O_NONBLOCK);
    while (fgets(part, sizeof part, r->lines)) {
        text_put(&line, part);
        if (!text_ok(&line)) return FAIL(err, TOO_BIG, "a line of the importer");
        since += strlen(part);
        if (since >= HEARD_EVERY_BYTES) errors_heard(r), since = 0;
        if (!line.bytes || line.at[line.bytes - 1] != '\n') continue;
        TRY(line_taken(r, (struct view){line.at, line.bytes - 1}, err));
        text_clear(&line);
    }
    return line.bytes ? line_taken(r, text_seen(&line), err) : DONE;
}

// ---- From beginning to end ----
RESULT reader_open(const struct list_wish *wish, struct list_reader **out, struct error *err) {
    struct list_reader *r = calloc(1, sizeof *r);
    ENSURE(r);
    r->heard = text_with_ceiling(1024 * 1024);
    r->program = program_beside("malines-import");
    struct result done = arguments_of(wish, r->program.at, &r->line, err);
    if (!FAILED(done)) done = started(r, err);
    if (FAILED(done)) reader_free(r);
    else *out = r;
    return done;
}

// Gives how, as waitpid says it.
static int ended(struct list_reader *r, bool killed) {
    int status = 0;
    if (killed) kill(r->pid, SIGKILL);  // our own child, by its number
    fclose(r->lines), r->lines = NULL;
    fcntl(r->errors, F_SETFL, 0);
    errors_heard(r);
    close(r->errors);
    while (waitpid(r->pid, &status, 0) < 0 && errno == EINTR) continue;
    return status;
}

RESULT reader_run(struct list_reader *r, list_line *take, list_progress *told, void *ctx, json_t **report, struct error *err) {
    r->take = take, r->told = told, r->ctx = ctx;
    struct result done = lines_taken(r, err);
    int status = ended(r, FAILED(done));
    TRY(done);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !r->report) return helper_failed("malines-import", &r->heard, status, err);
    *report = json_incref(r->report);
    return DONE;
}

struct list_reader *reader_free(struct list_reader *r) {
    if (!r) return NULL;
    if (r->lines) ended(r, true);
    for (size_t i = 0; i < r->line.fd_count; i++) close(r->line.fds[i]);
    text_free(&r->heard);
    json_decref(r->report);
    free(r);
    return NULL;
}

struct result reader_part(void *ctx, struct view line, struct error *err) {
    struct text *out = ctx;
    AUTO_JSON *j = NULL;
    TRY(json_strict(line, &j, err));
    return base64_text(json_view(j, "part"), out) || !text_ok(out) ? DONE : FAIL(err, HELPER_FAILED, "the reader wrote what is no base64");
}

// ---- What could not be read ----
// "birth date" has its words under unread.birth_date.
static void what_said(struct text *t, const struct language *w, struct view what) {
    AUTO_TEXT key = text_with_ceiling(128);
    text_put(&key, "unread.");
    for (size_t i = 0; i < what.bytes && i < 80; i++) {
        char c = what.at[i];
        bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (kept || key.at[key.bytes - 1] != '_') text_char(&key, kept ? c : '_');
    }
    if (words_has(w, text_string(&key))) text_say(t, w, text_string(&key), "", NULL, 0);
    else text_safe(t, what);
}

void text_unread(struct text *t, const struct language *w, struct view told) {
    for (bool first = true; told.bytes; first = false) {
        const char *end = memmem(told.at, told.bytes, "; ", 2);
        struct view one = {told.at, end ? (size_t)(end - told.at) : told.bytes}, what, code = view_cut(one, ' ', &what);
        told = end ? (struct view){end + 2, told.bytes - one.bytes - 2} : VIEW("");
        if (!first) text_put(t, "; ");
        text_view(t, code);
        if (what.bytes) text_char(t, ' '), what_said(t, w, what);
    }
}

// "line 12 / entry CDi.004", "after entry 7"
static void where_said(struct text *t, const struct language *w, struct view where) {
    static const struct { const char *begins, *key, *fallback; } parts[] = {
        {"line ", "unread.where_line", "line {n}"}, {"entry ", "unread.where_entry", "entry {n}"}, {"after entry ", "unread.where_after", "after entry {n}"}};
    while (where.bytes) {
        const char *end = memmem(where.at, where.bytes, " / ", 3);
        struct view one = {where.at, end ? (size_t)(end - where.at) : where.bytes};
        where = end ? (struct view){end + 3, where.bytes - one.bytes - 3} : VIEW("");
        size_t i = 0, n = 0;
        while (i < 3 && !view_starts(one, parts[i].begins)) i++;
        if (i < 3) n = strlen(parts[i].begins), SAY(t, w, parts[i].key, parts[i].fallback, WORD("n", ((struct view){one.at + n, one.bytes - n})));
        else text_safe(t, one);
        if (where.bytes) text_put(t, ", ");
    }
}

void unread_said(const json_t *report, const struct language *w) {
    AUTO_TEXT t = text_with_ceiling(64 * 1024);
    size_t i;
    json_t *u;
    json_array_foreach(json_object_get(report, "unread"), i, u) {
        if (i == 10) break;
        text_put(&t, "  ");
        where_said(&t, w, json_view(u, "where"));
        text_colon(&t, w);
        text_view(&t, json_view(u, "code")), text_char(&t, ' ');
        what_said(&t, w, json_view(u, "what"));
        text_char(&t, '\n');
    }
    if (json_int(report, "unread_count") > 10) text_put(&t, "  "), text_say(&t, w, "unread.more", "… (--json shows more)", NULL, 0), text_char(&t, '\n');
    fputs(text_string(&t), stdout);
}
