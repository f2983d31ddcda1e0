// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// delivery.c — malines evidence read and trace: a delivery is read by malines-import in its sandbox and what comes out is kept by
// the node beside the item; its selectors are then put to the node as checks, each under the purpose that the officer names.
//
// The file read must be the item: its SHA-256 is compared by the node before a line counts.
#include "link.h"
#include "reader.h"

#include "evidence/digests.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { PORTION_BYTES = 512 * 1024, LINE_BYTES_MAX = 1024 * 1024 + 4096, PART_BYTES = 1024 * 1024, TRACE_PAGE = 100, BUSY_TRIES = 20, BUSY_MS = 500 };

// ---- Reading ----

struct delivery {
    struct link *link;
    json_t *reading, *report;
    struct text portion;
    int64_t taken, sent;
};

static RESULT portion_sent(struct delivery *d, struct error *err) {
    if (d->portion.bytes == 0) return DONE;
    AUTO_JSON *values = json_pack("{s:O,s:I,s:o}", "reading", d->reading, "from", (json_int_t)d->sent, "lines", json_of(text_seen(&d->portion)));
    AUTO_JSON *answer = NULL;
    if (!values) return FAIL(err, BAD_TEXT, "a line of the reader");
    TRY(link_call(d->link, command_of(HANDLER_reading_part), values, &answer, err));
    text_clear(&d->portion);
    d->sent = d->taken;
    return DONE;
}

static struct result line_taken(void *ctx, struct view line, struct error *err) {
    struct delivery *d = ctx;
    if (d->portion.bytes + line.bytes > PORTION_BYTES) TRY(portion_sent(d, err));
    if (d->portion.bytes) text_char(&d->portion, '\n');
    text_view(&d->portion, line);
    d->taken++;
    return DONE;
}

static RESULT file_hashed(const char *path, struct text *hex, struct error *err) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct hash h;
    ssize_t n = 1;
    char *part = malloc(PART_BYTES);
    ENSURE(part);
    hash_begin(&h);
    while (file >= 0 && (n = read(file, part, PART_BYTES)) != 0) {
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) break;
        hash_add(&h, (struct view){part, (size_t)n});
    }
    int why = errno;
    free(part);
    if (file >= 0) close(file);
    if (file < 0 || n < 0) return FAIL(err, NOT_FOUND, "%s: %s", path, strerrordesc_np(why));
    struct digest d = hash_end(&h);
    text_digest(hex, &d);
    return DONE;
}

static RESULT begun(struct delivery *d, struct error *err) {
    const struct shell *s = d->link->shell;
    AUTO_TEXT hex = text_with_ceiling(80);
    AUTO_JSON *answer = NULL;
    TRY(file_hashed(value_text(s, "file", ""), &hex, err));
    AUTO_JSON *values = json_pack("{s:s,s:s,s:s}", "item", value_text(s, "item", ""), "format", value_text(s, "format", ""), "sha256", text_string(&hex));
    TRY(link_call(d->link, command_of(HANDLER_reading_begin), values, &answer, err));
    d->reading = json_incref(json_object_get(answer, "reading"));
    return d->reading ? DONE : FAIL(err, INTERNAL, "the node gave no reading");
}

static RESULT ended(struct delivery *d, json_t **answer, struct error *err) {
    static const char *const words[] = {"where", "why", "basis", "case", "happened_at", "seal", "device", "tool", "write_blocker", "from", "to"};
    const struct shell *s = d->link->shell;
    AUTO_JSON *values = json_pack("{s:O,s:O,s:O,s:O,s:O,s:s}", "reading", d->reading, "events", json_object_get(d->report, "events"), "selectors",
                                  json_object_get(d->report, "selectors"), "unread", json_object_get(d->report, "unread_count"),
                                  "closed", json_object_get(d->report, "closed_count"), "tool", "malines-import " MALINES_VERSION);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (value_text(s, words[i], NULL)) json_object_set_new(values, words[i], json_string(value_text(s, words[i], "")));
    return link_call(d->link, command_of(HANDLER_reading_end), values, answer, err);
}

static void outcome_said(const struct delivery *d, const json_t *answer) {
    size_t i;
    json_t *name;
    if (d->link->shell->json) {
        link_print(d->link, HANDLER_reading_end, answer);
        return;
    }
    printf("%lld events, %lld selectors; %lld things that could not be read\n", (long long)json_int(answer, "events"),
           (long long)json_int(answer, "selectors"), (long long)json_int(d->report, "unread_count"));
    unread_said(d->report, d->link->rendering.words);
    json_array_foreach(json_object_get(d->report, "closed"), i, name) printf("  an archive in it, which stays closed: %s\n", json_string_value(name));
}

static RESULT delivery_read(struct link *l, struct error *err) {
    const struct shell *s = l->shell;
    AUTO_JSON *files = json_pack("[s]", value_text(s, "file", ""));
    struct list_wish wish = {.map = value_text(s, "map", NULL), .files = files, .delivery = value_text(s, "format", ""),
                             .country = value_text(s, "country", NULL), .date_order = value_text(s, "date-order", NULL)};
    struct delivery d = {.link = l, .portion = text_with_ceiling(LINE_BYTES_MAX + PORTION_BYTES)};
    struct list_reader *reader = NULL;
    AUTO_JSON *answer = NULL;
    struct result done = reader_open(&wish, &reader, err);
    if (!FAILED(done)) done = begun(&d, err);
    if (!FAILED(done)) done = reader_run(reader, line_taken, NULL, &d, &d.report, err);
    if (!FAILED(done)) done = portion_sent(&d, err);
    if (!FAILED(done)) done = ended(&d, &answer, err);
    if (!FAILED(done)) outcome_said(&d, answer);
    reader_free(reader);
    json_decref(d.reading), json_decref(d.report);
    text_free(&d.portion);
    return done;
}

RESULT do_evidence_read(const struct sys *sys, const struct shell *s, struct error *err) {
    struct link l;
    TRY(link_open(sys, s, &l, err));
    struct result r = delivery_read(&l, err);
    link_close(&l);
    return r;
}

// ---- Tracing: each selector a check, with its coverage; a hit leads to the formal request ----

struct trace {
    struct link *link;
    int64_t asked, hits, unclear, left;
    json_t *all;
};

// What a person alone can be asked about: an address of the network or a page tells nobody apart in the registers.
static bool can_be_asked(struct view kind) { return !view_is(kind, "url") && !view_is(kind, "domain"); }

static RESULT question_asked(struct link *l, const json_t *values, json_t **answer, struct error *err) {
    for (int i = 0;; i++) {
        struct result r = link_call(l, command_of(HANDLER_check_run), values, answer, err);
        if ((r.code != CODE_BUSY && r.code != CODE_QUOTA) || i == BUSY_TRIES) return r;
        nanosleep(&(struct timespec){0, BUSY_MS * 1000000L}, NULL);
    }
}

static RESULT selector_traced(struct trace *t, const json_t *sel, struct error *err) {
    const struct shell *s = t->link->shell;
    AUTO_JSON *answer = NULL;
    struct view kind = json_view(sel, "kind"), text = json_view(sel, "text");
    AUTO_JSON *values = json_pack("{s:{s:s,s:[{s:O,s:O}]},s:s}", "subject", "kind", "person", "identifiers", "type", json_object_get(sel, "kind"), "value",
                                  json_object_get(sel, "text"), "purpose", value_text(s, "purpose", ""));
    if (value_text(s, "case", NULL)) json_object_set_new(values, "case", json_string(value_text(s, "case", "")));
    TRY(question_asked(t->link, values, &answer, err));
    const json_t *coverage = json_object_get(answer, "coverage");
    size_t n = json_array_size(json_object_get(answer, "candidates")), i;
    bool gaps = coverage_gaps(coverage);
    const json_t *line;
    t->asked++, t->hits += n > 0, t->unclear += !n && gaps;
    json_array_append_new(t->all, json_pack("{s:O,s:O,s:I,s:O,s:O?}", "kind", json_object_get(sel, "kind"), "text", json_object_get(sel, "text"), "candidates",
                                            (json_int_t)n, "check", json_object_get(answer, "id"), "coverage", coverage));
    if (s->json) return DONE;
    printf("%-8.*s %-34.*s %-8s check %.*s:", VIEW_ARGS(kind), VIEW_ARGS(text), n ? "known" : gaps ? "unclear" : "unknown", VIEW_ARGS(json_view(answer, "id")));
    json_array_foreach(coverage, i, line) printf(" %.*s=%.*s", VIEW_ARGS(json_view(line, "member")), VIEW_ARGS(json_view(line, "state")));
    putchar('\n');
    return DONE;
}

static RESULT all_traced(struct trace *t, struct error *err) {
    const struct shell *s = t->link->shell;
    int64_t most = value_number(s, "most", 100), after = 0;
    while (t->asked < most) {
        AUTO_JSON *values = json_pack("{s:s,s:I,s:i}", "item", value_text(s, "item", ""), "after", (json_int_t)after, "limit", TRACE_PAGE);
        AUTO_JSON *answer = NULL;
        size_t i;
        const json_t *sel;
        if (value_text(s, "kind", NULL)) json_object_set_new(values, "kind", json_string(value_text(s, "kind", "")));
        TRY(link_call(t->link, command_of(HANDLER_selectors_shown), values, &answer, err));
        json_array_foreach(json_object_get(answer, "selectors"), i, sel)
            if (!can_be_asked(json_view(sel, "kind"))) continue;
            else if (t->asked < most) TRY(selector_traced(t, sel, err));
            else t->left++;
        after = json_int(answer, "next");
        if (!after) return DONE;
    }
    t->left += after > 0;
    return DONE;
}

static RESULT traced(struct link *l, struct error *err) {
    struct trace t = {.link = l, .all = json_array()};
    struct result r = all_traced(&t, err);
    AUTO_JSON *whole = json_pack("{s:I,s:I,s:I,s:b,s:o}", "asked", (json_int_t)t.asked, "known", (json_int_t)t.hits,
                                 "unclear", (json_int_t)t.unclear, "more", t.left > 0, "selectors", t.all);
    TRY(r);
    if (l->shell->json) link_print(l, HANDLER_none, whole);
    else
        printf("%lld asked, %lld known, %lld unclear%s. A candidate is judged with `malines check judge`; "
               "a hit leads to `malines request create`.\n",
               (long long)t.asked, (long long)t.hits, (long long)t.unclear, t.left ? ", more were left out (--most)" : "");
    return DONE;
}

RESULT do_evidence_trace(const struct sys *sys, const struct shell *s, struct error *err) {
    struct link l;
    TRY(link_open(sys, s, &l, err));
    struct result r = traced(&l, err);
    link_close(&l);
    return r;
}
