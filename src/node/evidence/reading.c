// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// reading.c — what the sandboxed reader made of an item comes in as lines and is kept beside the item.
//
// The caller read a file of the same SHA-256 as the item; the lines are judged again here, hashed, and what was done is an
// event of the item's line ("examined"), with the tool, the legal basis and the digest of the lines.
#include "node/evidence/evidence.h"
#include "registers/evidence/timeline.h"
#include "node/unread.h"

enum { PART_LINES_BYTES_MAX = 4 * 1024 * 1024 };

struct result reading_begin(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view item = json_view(call->params, "item"), format = json_view(call->params, "format");
    struct digests what;
    struct digest read;
    int64_t reading = 0;
    TRY(item_digests(n->store, item, &what, err));
    if (!hex_read(json_view(call->params, "sha256"), read.bytes, 32) || !digest_same(&read, &what.sha256))
        return FAIL(err, CONFLICT, "sha256: what was read is not this item");
    if (!format.bytes || format.bytes > FORMAT_BYTES_MAX) return FAIL(err, BAD_ARGUMENT, "format: 1 to %d bytes", FORMAT_BYTES_MAX);
    TRY(reading_begun(n->store, item, format, view_of(call->officer->id), now(n), &reading, err));
    call_answer(call, json_pack("{s:I}", "reading", (json_int_t)reading));
    return DONE;
}

static RESULT mine(struct node_call *call, int64_t reading, struct reading_row *row, struct error *err) {
    TRY(reading_of(call->node->store, reading, row, err));
    if (strcmp(row->officer, call->officer->id) != 0) return FAIL(err, NOT_FOUND, "no such reading");
    return row->whole ? FAIL(err, CONFLICT, "this reading is whole") : DONE;
}

struct result reading_part(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct reading_row row;
    int64_t reading = json_int(call->params, "reading");
    struct view rest = json_view(call->params, "lines");
    TRY(mine(call, reading, &row, err));
    if (json_int(call->params, "from") != row.lines) return FAIL(err, CONFLICT, "the next line is number %lld", (long long)row.lines + 1);
    if (rest.bytes > PART_LINES_BYTES_MAX) return FAIL(err, TOO_BIG, "lines: at most %d bytes at a time", PART_LINES_BYTES_MAX);
    while (rest.bytes) {
        struct view line = view_cut(rest, '\n', &rest);
        if (++row.lines > READING_LINES_MAX) return FAIL(err, TOO_BIG, "more than %d lines", READING_LINES_MAX);
        TRY(reading_line(n->store, reading, line, row.lines, err));
    }
    TRY(reading_counted(n->store, reading, row.lines, err));
    call_answer(call, json_pack("{s:I}", "received", (json_int_t)row.lines));
    return DONE;
}

struct result reading_end(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct reading_row row;
    struct digest d;
    int64_t reading = json_int(call->params, "reading"), events = 0, selectors = 0;
    json_t *added = NULL;
    AUTO_TEXT hex = text_with_ceiling(80);
    AUTO_TEXT note = text_with_ceiling(400);
    TRY(mine(call, reading, &row, err));
    TRY(reading_digest(n->store, reading, &d, &events, &selectors, err));
    if (events != json_int(call->params, "events") || selectors != json_int(call->params, "selectors"))
        return FAIL(err, CONFLICT, "the report counts other lines than arrived: nothing was kept");
    text_digest(&hex, &d);
    text_format(&note, "read as %s: %lld events, %lld selectors, %lld not read", row.format, (long long)events, (long long)selectors,
                (long long)json_int(call->params, "unread"));
    if (json_int(call->params, "closed")) text_format(&note, ", %lld archives in it stay closed", (long long)json_int(call->params, "closed"));
    text_format(&note, "; SHA-256 of the lines %s", text_string(&hex));
    TRY(reading_ended(n->store, reading, text_seen(&hex), err));
    json_t *event = custody_said(n, call->officer, call->params, "examined");
    json_put_view(event, "note", text_seen(&note));
    TRY(custody_write(n, call->officer, view_of(row.item), event, &added, err));
    json_object_set_new(added, "reading", json_integer(reading));
    json_object_set_new(added, "events", json_integer(events));
    json_object_set_new(added, "selectors", json_integer(selectors));
    call_answer(call, added);
    return DONE;
}

// ---- Shown ----

static int64_t page_of(const json_t *params) {
    int64_t limit = json_int(params, "limit");
    return limit < 1 || limit > TIMELINE_PAGE_MAX ? 100 : limit;
}

static RESULT newest_of(struct node_call *call, int64_t *reading, struct error *err) {
    AUTO_JSON *there = NULL;
    struct view item = json_view(call->params, "item");
    TRY(item_json(call->node->store, item, &there, err));
    TRY(item_usable(call->node, item, err));
    TRY(reading_newest(call->node->store, item, reading, err));
    return *reading ? DONE : FAIL(err, NOT_FOUND, "nothing was read out of this item yet: `malines evidence read`");
}

// Message contents are personal data of third persons: each page that is shown is an entry of the log.
static RESULT looking_logged(struct node_call *call, const char *what, int64_t after, struct error *err) {
    int64_t ignored;
    AUTO_JSON *more = json_pack("{s:s%,s:s,s:I}", "item", json_view(call->params, "item").at, json_view(call->params, "item").bytes, "act",
                                what, "after", (json_int_t)after);
    struct entry e = {.op = "consultation", .officer = call->officer, .register_name = VIEW("evidence"), .decision = VIEW("shown"), .more = more};
    return write_entry(call->node, &e, &ignored, err);
}

// A page of at most `limit` rows; "next" is the number of its last one, when there may be more. Takes `rows`.
static json_t *page_json(int64_t reading, const char *what, json_t *rows, const char *number, int64_t limit) {
    size_t n = json_array_size(rows);
    int64_t last = n ? json_int(json_array_get(rows, n - 1), number) : 0;
    json_t *page = json_pack("{s:I,s:o}", "reading", (json_int_t)reading, what, rows);
    if ((int64_t)n == limit) json_object_set_new(page, "next", json_integer(last));
    unread_begin(page);
    unread_listed(page, rows, what, number);
    return page;
}

struct result timeline_shown(struct node_call *call, struct error *err) {
    int64_t reading, limit = page_of(call->params), after = json_int(call->params, "after");
    json_t *events = NULL;
    TRY(newest_of(call, &reading, err));
    TRY(looking_logged(call, "timeline", after, err));
    TRY(timeline_json(call->node->store, reading, after, limit, &events, err));
    call_answer(call, page_json(reading, "events", events, "n", limit));
    return DONE;
}

struct result selectors_shown(struct node_call *call, struct error *err) {
    int64_t reading, limit = page_of(call->params), after = json_int(call->params, "after");
    json_t *all = NULL;
    TRY(newest_of(call, &reading, err));
    TRY(looking_logged(call, "selectors", after, err));
    TRY(selectors_json(call->node->store, reading, json_view(call->params, "kind"), after, limit, &all, err));
    call_answer(call, page_json(reading, "selectors", all, "number", limit));
    return DONE;
}
