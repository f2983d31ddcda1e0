// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// import.c — a published list on its way into the register: malines-import reads it in its sandbox, the lines go to the
// node in portions, and nothing counts before the whole list was read and the commit was answered.
#include "link.h"
#include "reader.h"

#include <stdio.h>
#include <unistd.h>

// A portion is a commit, and a commit waits for the disk: profiles are judged so fast (9 us) that small portions would be mostly
// waiting; a larger one keeps the node from others for some 35 ms. Entries of lists cost ten times as much.
enum { PORTION_BYTES = 256 * 1024, PROFILES_BYTES = 1024 * 1024, LINE_BYTES_MAX = 1024 * 1024 + 4096 };

struct reading {
    struct link *link;
    json_t *id;          // of the import at the node
    enum handler items;  // what takes a portion
    struct text portion; // whole lines, as the reader wrote them: it is the node that reads and judges them
    size_t most;         // bytes of a portion
    uint64_t taken, sent;
    json_t *report;
    // One portion is with the node while the next is gathered from the reader; nobody else uses the link meanwhile.
    struct beside *flight;
    json_t *flying;      // the call's values
    uint64_t flying_to;  // lines with it
    struct result landed;
    struct error why;
};

static void progress_told(void *ctx, uint64_t bytes, uint64_t of) {
    const struct reading *r = ctx;
    bar_shown(bytes, of);
    fprintf(stderr, "%llu entries", (unsigned long long)r->sent);
}

// ---- Portions ----
static void fly(void *ctx) {
    struct reading *r = ctx;
    AUTO_JSON *answer = NULL;
    r->landed = link_call(r->link, command_of(r->items), r->flying, &answer, &r->why);
}

// What came of the portion that is with the node; none is no failure.
static RESULT portion_landed(struct reading *r, struct error *err) {
    r->flight = sys_waited(r->flight);
    json_decref(r->flying);
    r->flying = NULL;
    if (FAILED(r->landed)) return fail_with(err, r->landed.code, "%s", r->why.detail);
    return r->sent = r->flying_to, DONE;
}

static RESULT portion_sent(struct reading *r, struct error *err) {
    if (r->portion.bytes == 0) return DONE;
    AUTO_JSON *values = json_pack("{s:O,s:o}", "import", r->id, "items", json_of(text_seen(&r->portion)));
    if (!values) return FAIL(err, BAD_TEXT, "a line of the importer");
    TRY(portion_landed(r, err));
    r->flying = json_incref(values), r->flying_to = r->taken;
    text_clear(&r->portion);
    r->flight = sys_beside(r->link->sys, fly, r);
    return DONE;
}

static struct result line_taken(void *ctx, struct view line, struct error *err) {
    struct reading *r = ctx;
    if (r->portion.bytes + line.bytes > r->most) TRY(portion_sent(r, err));
    text_view(&r->portion, line);
    text_char(&r->portion, '\n');
    r->taken++;
    return DONE;
}

static RESULT whole_list_taken(struct reading *r, struct list_reader *reader, struct error *err) {
    bool screen = isatty(STDERR_FILENO) && !r->link->shell->json;
    struct result done = reader_run(reader, line_taken, screen ? progress_told : NULL, r, &r->report, err);
    if (screen) fputc('\n', stderr);
    if (!FAILED(done)) done = portion_sent(r, err);
    struct result landed = portion_landed(r, FAILED(done) ? NULL : err);
    return FAILED(done) ? done : landed;
}

// `most` bytes a portion.
static struct reading reading_of(struct link *l, enum handler items, size_t most) {
    return (struct reading){.link = l, .items = items, .most = most, .portion = text_with_ceiling(LINE_BYTES_MAX + most), .landed = DONE};
}

static void reading_done(struct reading *r) {
    text_free(&r->portion);
    json_decref(r->id);
}

RESULT lines_imported(struct link *l, struct list_reader *reader, json_t *id, enum handler items, json_t **report, struct error *err) {
    struct reading r = reading_of(l, items, PROFILES_BYTES);
    r.id = json_incref(id);
    struct result done = whole_list_taken(&r, reader, err);
    reading_done(&r);
    if (FAILED(done)) json_decref(r.report);
    else *report = r.report;
    return done;
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
    unread_said(read, l->rendering.words);
}

static RESULT import(struct link *l, struct list_reader *reader, struct error *err) {
    struct reading r = reading_of(l, HANDLER_import_items, PORTION_BYTES);
    AUTO_JSON *answer = NULL;
    struct result done = begun(&r, err);
    if (!FAILED(done)) done = whole_list_taken(&r, reader, err);
    if (!FAILED(done)) done = committed(&r, &answer, err);
    if (FAILED(done)) abandoned(&r);
    else counts_said(l, answer);
    json_decref(r.report);
    reading_done(&r);
    return done;
}

// The reader is on its way into its sandbox while the key is read and the node is asked.
RESULT do_import(const struct sys *sys, const struct shell *s, struct error *err) {
    struct list_wish wish = {value_text(s, "format", NULL), value_text(s, "map", NULL), value_text(s, "invent", NULL),
                             value_flag(s, "original-script-only"), .files = json_object_get(s->values, "files")};
    struct list_reader *reader = NULL;
    struct link l;
    TRY(reader_open(&wish, &reader, err));
    struct result r = link_open(sys, s, &l, err);
    if (!FAILED(r)) r = import(&l, reader, err), link_close(&l);
    reader_free(reader);
    return r;
}
