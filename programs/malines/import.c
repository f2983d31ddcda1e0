// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// import.c — a published list on its way into the register: malines-import reads it in its sandbox, the lines go to the
// node in portions, and nothing counts before the whole list was read and the commit was answered.
#include "link.h"

#include "api/config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    PORTION_BYTES = 256 * 1024,
    AHEAD_BYTES = 1024 * 1024,  // so far the reader goes on while the node works
    LINE_BYTES_MAX = 1024 * 1024 + 4096,
    ARGUMENTS_MAX = 32,
    FILES_MAX = 8,
    PATH_ROOM = 4096,
    BAR_CELLS = 30
};

struct reading {
    struct link *link;
    pid_t pid;
    FILE *lines;
    json_t *id;          // of the import at the node
    struct text portion; // whole lines, as the reader wrote them: it is the node that reads and judges them
    uint64_t taken, sent;
    json_t *report;
    bool screen;
};

// ---- Starting the reader ----
static void beside_us(const char *name, char out[PATH_ROOM]) {
    char self[PATH_ROOM];
    static const char *const forms[] = {"%.*s/%s", "%.*s/../%s/%s"};
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n > 0) {
        self[n] = '\0';
        int folder = (int)(strrchr(self, '/') - self);
        snprintf(out, PATH_ROOM, forms[0], folder, self, name);
        if (access(out, X_OK) == 0) return;
        snprintf(out, PATH_ROOM, "%.*s/../%s/%s", folder, self, name, name);  // in a build folder
        if (access(out, X_OK) == 0) return;
    }
    snprintf(out, PATH_ROOM, "%s", name);
}

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

static RESULT arguments_of(const struct shell *s, const char *program, struct command_line *c, struct error *err) {
    const char *map = value_text(s, "map", NULL), *invent = value_text(s, "invent", NULL);
    const json_t *files = json_object_get(s->values, "files");
    size_t i;
    json_t *file;
    add(c, program);
    if (invent) return invent_arguments(c, invent, err);
    if (json_array_size(files) == 0) return FAIL(err, BAD_ARGUMENT, "import needs files");
    if (!value_text(s, "format", NULL)) return FAIL(err, BAD_ARGUMENT, "import needs --format");
    add(c, "--format"), add(c, value_text(s, "format", ""));
    if (map) add(c, "--map"), add(c, map);
    if (value_flag(s, "original-script-only")) add(c, "--original-script-only");
    add(c, "--progress");
    json_array_foreach(files, i, file) TRY(file_opened(c, json_string_value(file), err));
    return DONE;
}

static RESULT started(struct reading *r, const struct command_line *c, int *errors, struct error *err) {
    int out[2], progress[2];
    if (pipe2(out, O_CLOEXEC) != 0) return FAIL(err, NO_SYSTEM, "pipe: %s", strerror(errno));
    if (pipe2(progress, O_CLOEXEC) != 0)
        return close(out[0]), close(out[1]), FAIL(err, NO_SYSTEM, "pipe: %s", strerror(errno));
    r->pid = fork();
    if (r->pid == 0) {
        if (dup2(out[1], STDOUT_FILENO) < 0 || dup2(progress[1], STDERR_FILENO) < 0) _exit(71);
        execvp(c->at[0], (char *const *)c->at);
        dprintf(STDERR_FILENO,
                "{\"error\":{\"code\":\"NO_SYSTEM\",\"detail\":\"malines-import is not to be found\"}}\n");
        _exit(71);
    }
    close(out[1]), close(progress[1]);
    fcntl(out[0], F_SETPIPE_SZ, AHEAD_BYTES);  // where the system allows less, it is slower
    if (r->pid < 0) return close(out[0]), close(progress[0]), FAIL(err, NO_SYSTEM, "fork: %s", strerror(errno));
    r->lines = fdopen(out[0], "r");
    *errors = progress[0];
    return DONE;
}

// ---- The reader's other voice: progress, and why it failed ----
static void bar(const struct reading *r, uint64_t done, uint64_t total) {
    if (!r->screen || total == 0) return;
    int cells = (int)(done >= total ? BAR_CELLS : done * BAR_CELLS / total);
    fprintf(stderr, "\r[%.*s%*s] %3d %%  %llu entries", cells, "##############################", BAR_CELLS - cells, "",
            (int)(done >= total ? 100 : done * 100 / total), (unsigned long long)r->sent);
}

static void errors_heard(struct reading *r, struct text *heard, int fd) {
    char part[8192];
    ssize_t n;
    while ((n = read(fd, part, sizeof part)) > 0) text_add(heard, part, (size_t)n);
    struct view rest = text_seen(heard);
    uint64_t done = 0, total = 0;
    while (rest.bytes > 0) {
        struct view line = view_cut(rest, '\n', &rest), numbers;
        if (!view_starts(line, "progress ")) continue;
        numbers = (struct view){line.at + 9, line.bytes - 9};
        struct view first = view_cut(numbers, ' ', &numbers);
        view_to_u64(first, &done), view_to_u64(numbers, &total);
    }
    bar(r, done, total);
    if (heard->bytes > 32 * 1024 && !memmem(heard->at, heard->bytes, "\"error\"", 7)) text_clear(heard);
}

static RESULT reader_failed(const struct text *heard, int status, struct error *err) {
    struct view rest = text_seen(heard);
    while (rest.bytes > 0) {
        struct view line = view_cut(rest, '\n', &rest);
        AUTO_JSON *j = NULL;
        if (FAILED(json_strict(line, &j, NULL))) continue;
        const json_t *e = json_object_get(j, "error");
        struct view name = json_view(e, "code");
        enum code code;
        if (code_from_name(name.at, name.bytes, &code))
            return fail_with(err, code, "%.*s", VIEW_ARGS(json_view(e, "detail")));
    }
    return FAIL(err, HELPER_FAILED, "malines-import ended with %d",
                WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
}

// ---- Portions ----
static RESULT portion_sent(struct reading *r, struct error *err) {
    if (r->portion.bytes == 0) return DONE;
    AUTO_JSON *values = json_pack("{s:O,s:o}", "import", r->id, "items", json_of(text_seen(&r->portion)));
    AUTO_JSON *answer = NULL;
    if (!values) return FAIL(err, BAD_TEXT, "a line of the importer");
    TRY(link_call(r->link, command_of(HANDLER_import_items), values, &answer, err));
    text_clear(&r->portion);
    r->sent = r->taken;
    return DONE;
}

static RESULT report_taken(struct reading *r, struct view line, struct error *err) {
    AUTO_JSON *j = NULL;
    TRY(json_strict(line, &j, err));
    json_decref(r->report);
    r->report = json_incref(json_object_get(j, "report"));
    return DONE;
}

static RESULT line_taken(struct reading *r, struct view line, struct error *err) {
    if (line.bytes > LINE_BYTES_MAX) return FAIL(err, TOO_BIG, "a line of the importer");
    if (view_starts(line, "{\"report\":")) return report_taken(r, line, err);
    if (r->portion.bytes + line.bytes > PORTION_BYTES) TRY(portion_sent(r, err));
    text_view(&r->portion, line);
    text_char(&r->portion, '\n');
    r->taken++;
    return DONE;
}

static RESULT lines_taken(struct reading *r, struct text *heard, int errors, struct error *err) {
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    uint64_t shown = 0;
    struct result done = DONE;
    fcntl(errors, F_SETFL, O_NONBLOCK);
    while (!FAILED(done) && (n = getline(&line, &room, r->lines)) > 0) {
        done = line_taken(r, (struct view){line, (size_t)(n - (line[n - 1] == '\n'))}, err);
        if (r->sent != shown) errors_heard(r, heard, errors);
        shown = r->sent;
    }
    free(line);
    return done;
}

static RESULT whole_list_taken(struct reading *r, const struct command_line *c, struct error *err) {
    AUTO_TEXT heard = text_with_ceiling(1024 * 1024);
    int errors = -1, status = 0;
    TRY(started(r, c, &errors, err));
    struct result done = lines_taken(r, &heard, errors, err);
    if (FAILED(done)) kill(r->pid, SIGKILL);  // our own child, by its number
    fclose(r->lines);
    fcntl(errors, F_SETFL, 0);
    errors_heard(r, &heard, errors);
    close(errors);
    while (waitpid(r->pid, &status, 0) < 0 && errno == EINTR) continue;
    if (r->screen) fputc('\n', stderr);
    TRY(done);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !r->report) return reader_failed(&heard, status, err);
    return portion_sent(r, err);
}

// ---- The whole ----
static RESULT begun(struct reading *r, struct error *err) {
    const struct shell *s = r->link->shell;
    AUTO_JSON *values = json_pack("{s:s,s:s,s:s}", "source", value_text(s, "source", ""), "category",
                                  value_text(s, "category", ""), "format", value_text(s, "format", "invented"));
    AUTO_JSON *answer = NULL;
    if (value_text(s, "list-date", NULL))
        json_object_set_new(values, "list_date", json_string(value_text(s, "list-date", "")));
    TRY(link_call(r->link, command_of(HANDLER_import_begin), values, &answer, err));
    r->id = json_incref(json_object_get(answer, "import"));
    return r->id ? DONE : FAIL(err, INTERNAL, "the node gave no import");
}

static RESULT committed(struct reading *r, json_t **answer, struct error *err) {
    AUTO_JSON *values = json_pack("{s:O}", "import", r->id);
    TRY(link_call(r->link, command_of(HANDLER_import_commit), values, answer, err));
    json_object_set(*answer, "read", r->report);
    return DONE;
}

static void abandoned(struct reading *r) {
    AUTO_JSON *values = json_pack("{s:O}", "import", r->id);
    AUTO_JSON *answer = NULL;
    struct error ignored;  // the node forgets it by itself, too
    if (r->id && FAILED(link_call(r->link, command_of(HANDLER_import_abandon), values, &answer, &ignored))) return;
}

static void counts_said(struct link *l, const json_t *answer) {
    const json_t *read = json_object_get(answer, "read");
    size_t i;
    json_t *u;
    if (l->shell->json) {
        link_print(l, HANDLER_import_commit, answer);
        return;
    }
    printf("%lld added, %lld changed, %lld removed, %lld unchanged, %lld refused\n",
           (long long)json_int(answer, "added"), (long long)json_int(answer, "changed"),
           (long long)json_int(answer, "removed"), (long long)json_int(answer, "unchanged"),
           (long long)json_int(answer, "refused"));
    printf("read: %lld entries, %lld things that could not be read\n", (long long)json_int(read, "entries"),
           (long long)json_int(read, "unread_count"));
    json_array_foreach(json_object_get(read, "unread"), i, u) {
        if (i == 10) break;
        printf("  %.*s: %.*s %.*s\n", VIEW_ARGS(json_view(u, "where")), VIEW_ARGS(json_view(u, "code")),
               VIEW_ARGS(json_view(u, "what")));
    }
    if (json_int(read, "unread_count") > 10) puts("  … (--json shows more)");
}

static RESULT import(struct link *l, struct error *err) {
    char program[PATH_ROOM];
    struct command_line c = {0};
    struct reading r = {.link = l, .portion = text_with_ceiling(LINE_BYTES_MAX + PORTION_BYTES), .screen = isatty(STDERR_FILENO) && !l->shell->json};
    AUTO_JSON *answer = NULL;
    beside_us("malines-import", program);
    struct result done = arguments_of(l->shell, program, &c, err);
    if (!FAILED(done)) done = begun(&r, err);
    if (!FAILED(done)) done = whole_list_taken(&r, &c, err);
    if (!FAILED(done)) done = committed(&r, &answer, err);
    if (FAILED(done)) abandoned(&r);
    else counts_said(l, answer);
    for (size_t i = 0; i < c.fd_count; i++) close(c.fds[i]);
    json_decref(r.id), json_decref(r.report);
    text_free(&r.portion);
    return done;
}

RESULT do_import(const struct sys *sys, const struct shell *s, struct error *err) {
    struct link l;
    TRY(link_open(sys, s, &l, err));
    struct result r = import(&l, err);
    link_close(&l);
    return r;
}
