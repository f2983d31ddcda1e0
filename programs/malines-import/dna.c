// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "dna.h"

#include "dna/file.h"

#include <stdlib.h>

struct dna_work {
    struct dna_book *book;
    struct dna_file_order order;
    struct text line;
    list_sink *sink;
    void *ctx;
};

static RESULT chosen(struct dna_work *w, const struct dna_wish *wish, struct error *err) {
    struct dna_file_order *o = &w->order;
    if (!dna_format_read(view_of(wish->format), &o->format)) return FAIL(err, BAD_ARGUMENT, "--dna: codis-xml, csv or genemapper");
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

RESULT dna_read(struct dna_work *w, struct list_source source, list_sink *sink, void *ctx, json_t **report, struct error *err) {
    w->sink = sink, w->ctx = ctx;
    return dna_file_parse(&w->order, source, entry_said, w, report, err);
}

void dna_done(struct dna_work *w) {
    if (!w) return;
    dna_book_free(w->book);
    text_free(&w->line);
    free(w);
}
