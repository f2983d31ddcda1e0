// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "dna.h"

#include "dna/file.h"
#include "prints/facts.h"

#include <stdlib.h>

struct dna_work {
    struct dna_book *book;
    struct dna_file_order order;
    struct text line;
    bool itl, redact, prints, face;
    list_sink *sink;
    void *ctx;
};

static RESULT chosen(struct dna_work *w, const struct dna_wish *wish, struct error *err) {
    struct dna_file_order *o = &w->order;
    w->prints = view_is(view_of(wish->format), "prints");
    w->itl = w->prints || view_is(view_of(wish->format), "itl"), w->redact = wish->redact;
    if (w->itl) return DONE;
    if (!dna_format_read(view_of(wish->format), &o->format)) return FAIL(err, BAD_ARGUMENT, "the format: codis-xml, csv, genemapper, itl or prints");
    if (!(o->rule = dna_rule_find(w->book, view_of(wish->rule ? wish->rule : "prum-2008")))) return FAIL(err, BAD_ARGUMENT, "--rule: not known");
    if (wish->kit && !(o->kit = dna_kit_find(w->book, view_of(wish->kit)))) return FAIL(err, BAD_ARGUMENT, "--kit: not known");
    if (wish->category && !(o->category = dna_category_find(w->book, view_of(wish->category)))) return FAIL(err, BAD_ARGUMENT, "--category: not known");
    o->book = w->book;
    o->lab = view_of(wish->lab);
    o->how.single_unknown = wish->single_unknown;
    return o->lab.bytes <= DNA_REF_BYTES_MAX && utf8_valid(o->lab) ? DONE : FAIL(err, BAD_ARGUMENT, "--lab: at most %d bytes", DNA_REF_BYTES_MAX);
}

RESULT dna_prepare(const struct dna_wish *wish, struct dna_work **out, struct error *err) {
    const char *data = getenv("MALINES_DATA");
    AUTO_TEXT laws = text_with_ceiling(4096);
    struct dna_work *w = calloc(1, sizeof *w);
    ENSURE(w);
    if (wish->laws) text_put(&laws, wish->laws);
    else text_format(&laws, "%s/laws", data ? data : MALINES_DATA_FOLDER);
    struct result r = dna_book_load(text_string(&laws), &w->book, err);
    w->line = text_with_ceiling(64 * 1024);
    if (!FAILED(r)) r = chosen(w, wish, err);
    if (FAILED(r)) dna_done(w);
    else *out = w;
    return r;
}

static RESULT entry_said(void *ctx, const struct dna_entry *e, struct error *err) {
    struct dna_work *w = ctx;
    text_clear(&w->line);
    text_dna_entry(&w->line, w->book, e);
    return w->sink(w->ctx, text_seen(&w->line), err);
}

// ---- Containers ----
static RESULT whole_read(struct list_source source, struct text *out, struct error *err) {
    char room[65536];
    ssize_t n;
    while ((n = source.read(source.state, room, sizeof room)) > 0) text_add(out, room, (size_t)n);
    if (n < 0) return FAIL(err, NO_SYSTEM, "the input can't be read");
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "larger than 64 MiB");
}

static json_t *itl_report(const struct itl_file *f) {
    json_t *records = json_array();
    for (size_t i = 0; i < f->count; i++)
        json_array_append_new(records, json_pack("{s:i,s:i,s:I}", "type", (int)f->records[i].type, "idc", (int)f->records[i].idc,
                                                 "bytes", (json_int_t)f->records[i].bytes.bytes));
    return json_pack("{s:s,s:I,s:o,s:s%,s:b,s:I,s:[]}", "format", "itl", "entries", (json_int_t)f->count, "records", records, "transaction", f->transaction,
                     strnlen(f->transaction, 3), "pruem", f->pruem, "unread_count", (json_int_t)0, "unread");
}

static RESULT parts_said(struct dna_work *w, struct view bytes, struct error *err) {
    enum { PART = 192 * 1024 };
    for (size_t at = 0; at < bytes.bytes; at += PART) {
        AUTO_TEXT line = text_with_ceiling(512 * 1024);
        text_put(&line, "{\"part\":\"");
        text_base64(&line, bytes.at + at, bytes.bytes - at < PART ? bytes.bytes - at : PART);
        text_put(&line, "\"}");
        TRY(w->sink(w->ctx, text_seen(&line), err));
    }
    return DONE;
}

// What one may ask or answer with; a container with a face keeps its face when it is redacted.
static RESULT facts_said(struct dna_work *w, const struct itl_file *f, json_t *report, struct error *err) {
    struct prints_facts *facts = malloc(sizeof *facts);
    ENSURE(facts);
    struct result r = prints_facts_read(f, facts, err);
    if (!FAILED(r)) json_object_set_new(report, "facts", prints_facts_json(facts));
    if (!FAILED(r)) w->face = facts->data == PRINTS_faces;
    free(facts);
    return r;
}

static RESULT itl_container(struct dna_work *w, struct list_source source, json_t **report, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(ITL_BYTES_MAX), left = text_with_ceiling(ITL_BYTES_MAX);
    struct itl_file *f = malloc(sizeof *f);
    ENSURE(f);
    struct result r = whole_read(source, &bytes, err);
    if (!FAILED(r)) r = itl_read(text_seen(&bytes), f, err);
    if (!FAILED(r)) *report = itl_report(f);
    if (!FAILED(r) && w->prints) r = facts_said(w, f, *report, err);
    if (!FAILED(r) && w->redact) r = itl_redacted(text_seen(&bytes), w->face, &left, err);
    if (!FAILED(r)) r = parts_said(w, text_seen(&left), err);
    if (FAILED(r)) json_decref(*report), *report = NULL;
    free(f);
    return r;
}

RESULT dna_read(struct dna_work *w, struct list_source source, list_sink *sink, void *ctx, json_t **report, struct error *err) {
    w->sink = sink, w->ctx = ctx;
    if (w->itl) return itl_container(w, source, report, err);
    return dna_file_parse(&w->order, source, entry_said, w, report, err);
}

void dna_done(struct dna_work *w) {
    if (!w) return;
    dna_book_free(w->book);
    text_free(&w->line);
    free(w);
}
