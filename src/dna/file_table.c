// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// file_table.c — tables of alleles: a row a profile (CODIS csv), a row a locus, or GeneMapper's cells of several alleles.
#include "dna/file_room.h"

#include <stdio.h>
#include <stdlib.h>

enum { COLUMNS_MAX = 400, ROW_BYTES_MAX = 64 * 1024 };

enum what { NOTHING, REF, CATEGORY, KIT, LAB, MARKER, ALLELE, LOCUS };
struct column {
    enum what what;
    int slot;
};
struct table {
    struct dna_run *run;
    struct list_stream *stream;
    struct text row;
    char separator;
    uint64_t line;
    struct column columns[COLUMNS_MAX];
    struct view cells[COLUMNS_MAX];
    size_t column_count, count;
    bool by_marker;                     // a row a locus
    struct dna_entry open;              // of the rows so far, when so
    struct text open_ref;
    bool spoiled;                       // a row of it was refused
};

// ---- Rows ----
static RESULT row_next(struct table *t, bool *end) {
    struct view ahead;
    text_clear(&t->row);
    *end = false;
    while ((ahead = stream_ahead(t->stream)).bytes) {
        const char *lf = memchr(ahead.at, '\n', ahead.bytes);
        size_t n = lf ? (size_t)(lf - ahead.at) : ahead.bytes;
        text_add(&t->row, ahead.at, n);
        stream_skip(t->stream, n + (lf != NULL));
        if (!text_ok(&t->row)) return FAIL(t->run->err, TOO_BIG, "line %llu: a row larger than 64 KiB", (unsigned long long)t->line + 1);
        if (!lf) continue;
        t->line++;
        if (t->row.bytes && t->row.at[t->row.bytes - 1] == '\r') text_cut(&t->row, t->row.bytes - 1);
        if (t->row.bytes) return DONE;
    }
    TRY(stream_result(t->stream, t->run->err));
    *end = t->row.bytes == 0;
    t->line += !*end;
    return DONE;
}

static RESULT cells_split(struct table *t) {
    struct view left = text_seen(&t->row);
    if (t->line == 1 && (view_starts(left, "\xFF\xFE") || view_starts(left, "\xFE\xFF")))
        return FAIL(t->run->err, BAD_TEXT, "line 1: begins with the mark of UTF-16: save the table as UTF-8");
    if (!utf8_valid(left)) return FAIL(t->run->err, BAD_TEXT, "line %llu: not UTF-8", (unsigned long long)t->line);
    for (t->count = 0;;) {
        if (t->count == COLUMNS_MAX) return FAIL(t->run->err, TOO_BIG, "line %llu: more than %d columns", (unsigned long long)t->line, COLUMNS_MAX);
        struct view cell;
        bool more;
        if (left.bytes && left.at[0] == '"') {
            const char *close = memchr(left.at + 1, '"', left.bytes - 1);
            if (!close) return FAIL(t->run->err, BAD_CSV, "line %llu: a quote is never closed", (unsigned long long)t->line);
            cell = (struct view){left.at + 1, (size_t)(close - left.at) - 1};
            left = (struct view){close + 1, left.bytes - cell.bytes - 2};
            if (left.bytes && left.at[0] != t->separator) return FAIL(t->run->err, BAD_CSV, "line %llu: text behind a quote", (unsigned long long)t->line);
            more = left.bytes > 0;
            if (more) left.at++, left.bytes--;
        } else {
            const char *at = memchr(left.at, t->separator, left.bytes);
            cell = (struct view){left.at, at ? (size_t)(at - left.at) : left.bytes};
            more = at != NULL;
            left = (struct view){left.at + cell.bytes + more, left.bytes - cell.bytes - more};
        }
        t->cells[t->count++] = view_trim(cell);
        if (!more) return DONE;
    }
}

// ---- The heading ----
static bool title_is(struct view v, const char *folded) {
    size_t n = 0, bytes = strlen(folded);
    for (size_t i = 0; i < v.bytes; i++) {
        char c = v.at[i];
        if (c == ' ' || c == '_' || c == '-' || c == '.') continue;
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        if (n == bytes || folded[n++] != c) return false;
    }
    return n == bytes;
}

// "D3S1358_1", "D3S1358 1", "D3S1358": the locus; -1.
static int locus_of_title(const struct dna_book *b, struct view v) {
    int slot = dna_locus_find(b, v);
    size_t n = v.bytes;
    if (slot >= 0 || n < 3 || v.at[n - 1] < '1' || v.at[n - 1] > '8') return slot;
    return v.at[n - 2] == '_' || v.at[n - 2] == ' ' || v.at[n - 2] == '-' ? dna_locus_find(b, (struct view){v.at, n - 2}) : -1;
}

static struct column column_of(struct table *t, struct view title) {
    static const struct { const char *title; enum what what; } known[] = {
        {"specimenid", REF}, {"samplename", REF}, {"sample", REF}, {"specimen", REF}, {"ref", REF}, {"reference", REF}, {"category", CATEGORY},
        {"specimencategory", CATEGORY}, {"kit", KIT}, {"lab", LAB}, {"laboratory", LAB}, {"sourcelab", LAB}, {"marker", MARKER}, {"locus", MARKER}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (title_is(title, known[i].title)) return (struct column){known[i].what, -1};
    for (char n = '1'; n <= '8'; n++)
        if (title_is(title, (char[]){'a', 'l', 'l', 'e', 'l', 'e', n, 0})) return (struct column){ALLELE, -1};
    int slot = locus_of_title(t->run->order->book, title);
    return (struct column){slot >= 0 ? LOCUS : NOTHING, slot};
}

// What analysis programs write beside the alleles ("Height 1", "Panel", quality flags): passed over without a word.
static bool expected_title(struct view v) {
    static const char *const titles[] = {"height", "size", "peakarea", "datapoint", "samplefile", "filename", "runname", "runid", "panel", "dye", "pop", "ud",
        "mutation", "aecomment", "ado", "ae", "os", "bin", "phr", "lph", "mph", "spu", "an", "bd", "cc", "ovl", "shp", "gq", "sq", "cgq",
        "sqo", "ssq", "sampletype"};
    while (v.bytes && ((v.at[v.bytes - 1] >= '0' && v.at[v.bytes - 1] <= '9') || v.at[v.bytes - 1] == ' ' || v.at[v.bytes - 1] == '_')) v.bytes--;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (title_is(v, titles[i])) return true;
    return !v.bytes;
}

// By its place, never by its title, which may be a name.
static void column_refused(struct table *t, size_t i, const char *why) {
    char what[80];
    snprintf(what, sizeof what, "column %zu: %s", i + 1, why);
    run_refuse(t->run, t->line, VIEW(""), CODE_BAD_FIELD, what);
}

static RESULT heading(struct table *t) {
    size_t refs = 0, loci = 0, markers = 0;
    bool end;
    TRY(row_next(t, &end));
    if (end) return FAIL(t->run->err, BAD_FORMAT, "the file is empty");
    const char *order = t->run->order->format == DNA_GENEMAPPER ? "\t" : ",;\t";
    for (t->count = 0; *order && t->count < 2; order++) {
        t->separator = *order;
        TRY(cells_split(t));
    }
    for (size_t i = 0; i < t->count; i++) {
        struct column c = t->columns[i] = column_of(t, t->cells[i]);
        refs += c.what == REF, loci += c.what == LOCUS, markers += c.what == MARKER;
        if (c.what != NOTHING || expected_title(t->cells[i])) continue;
        column_refused(t, i, column_of_names(t->cells[i]) ? "names or births: not taken over" : "no known locus: left out");
    }
    t->column_count = t->count;
    t->by_marker = markers == 1 && !loci;
    if (refs != 1) return FAIL(t->run->err, BAD_FORMAT, "line 1: one column of specimens is expected (specimenId, Sample Name)");
    return loci || markers == 1 ? DONE : FAIL(t->run->err, BAD_FORMAT, "line 1: no column is a known locus");
}

// ---- A row ----
static size_t alleles_split(const struct table *t, struct view cell, struct view *out, size_t room) {
    size_t n = 0;
    if (t->run->order->format != DNA_GENEMAPPER) return room ? out[0] = cell, 1 : 0;
    while (cell.bytes && n < room) {
        out[n] = view_trim(view_cut(cell, ',', &cell));
        n += out[n].bytes > 0;
    }
    return n;
}

static RESULT words_take(struct table *t, struct dna_entry *e, bool *fine) {
    const struct dna_book *b = t->run->order->book;
    *fine = true;
    for (size_t i = 0; i < t->count && i < t->column_count; i++) {
        struct view v = t->cells[i];
        if (t->columns[i].what == REF) e->ref = v;
        if (t->columns[i].what == LAB) e->lab = v;
        if (t->columns[i].what == KIT && v.bytes && !(e->kit = dna_kit_find(b, v)))
            run_refuse(t->run, t->line, e->ref, CODE_BAD_FIELD, "kit: is not known"), *fine = false;
        if (t->columns[i].what == CATEGORY && v.bytes && !(e->category = dna_category_find(b, v)))
            run_refuse(t->run, t->line, e->ref, CODE_BAD_FIELD, "category: is none that is stored"), *fine = false;
    }
    return DONE;
}

static bool loci_take(struct table *t, struct dna_entry *e) {
    struct view values[DNA_SLOTS][DNA_VALUES_MAX];
    size_t counts[DNA_SLOTS] = {0};
    for (size_t i = 0; i < t->count && i < t->column_count; i++) {
        int slot = t->columns[i].slot;
        if (t->columns[i].what == LOCUS) counts[slot] += alleles_split(t, t->cells[i], values[slot] + counts[slot], DNA_VALUES_MAX - counts[slot]);
    }
    for (int slot = 0; slot < DNA_SLOTS; slot++) {
        struct error why = {0};
        if (counts[slot] && FAILED(dna_locus_read(t->run->order->book, slot, values[slot], counts[slot], t->run->order->how, &e->profile, &why)))
            return run_refuse(t->run, t->line, e->ref, CODE_BAD_FIELD, why.detail), false;
    }
    return true;
}

static RESULT row_of_profile(struct table *t) {
    struct dna_entry e = {.line = t->line};
    bool fine;
    TRY(words_take(t, &e, &fine));
    return fine && loci_take(t, &e) ? run_take(t->run, &e) : DONE;
}

// ---- A row a locus: a profile is over when another specimen begins ----
static RESULT open_close(struct table *t) {
    struct dna_entry e = t->open;
    if (!t->open_ref.bytes) return DONE;
    e.ref = text_seen(&t->open_ref);
    struct result r = t->spoiled ? DONE : run_take(t->run, &e);
    text_clear(&t->open_ref);
    t->open = (struct dna_entry){0};
    t->spoiled = false;
    return r;
}

static RESULT row_of_locus(struct table *t) {
    struct dna_entry e = {.line = t->line};
    struct view values[DNA_VALUES_MAX], marker = VIEW("");
    struct error why = {0};
    size_t n = 0;
    bool fine;
    TRY(words_take(t, &e, &fine));
    for (size_t i = 0; i < t->count && i < t->column_count; i++) {
        if (t->columns[i].what == MARKER) marker = t->cells[i];
        if (t->columns[i].what == ALLELE && n < DNA_VALUES_MAX) values[n++] = t->cells[i];
    }
    if (!view_same(e.ref, text_seen(&t->open_ref))) {
        TRY(open_close(t));
        text_view(&t->open_ref, e.ref);
        t->open = (struct dna_entry){.line = t->line, .kit = e.kit, .category = e.category};
    }
    int slot = dna_locus_find(t->run->order->book, marker);
    t->spoiled |= !fine;
    if (slot < 0) return run_refuse(t->run, t->line, e.ref, CODE_BAD_FIELD, "marker: a locus that is not known; left out"), DONE;
    if (FAILED(dna_locus_read(t->run->order->book, slot, values, n, t->run->order->how, &t->open.profile, &why)))
        run_refuse(t->run, t->line, e.ref, CODE_BAD_FIELD, why.detail), t->spoiled = true;
    return DONE;
}

static RESULT rows(struct table *t) {
    bool end;
    TRY(heading(t));
    for (;;) {
        TRY(row_next(t, &end));
        if (end) return open_close(t);
        TRY(cells_split(t));
        if (t->count > t->column_count + 1) {  // GeneMapper ends its rows with a tab
            run_refuse(t->run, t->line, VIEW(""), CODE_BAD_CSV, "more cells than the heading has columns");
            continue;
        }
        TRY(t->by_marker ? row_of_locus(t) : row_of_profile(t));
    }
}

RESULT dna_read_table(struct dna_run *r, struct list_stream *s) {
    struct table *t = calloc(1, sizeof *t);
    ENSURE(t);
    t->run = r, t->stream = s;
    t->row = text_with_ceiling(ROW_BYTES_MAX), t->open_ref = text_with_ceiling(ROW_BYTES_MAX);
    struct result done = rows(t);
    text_free(&t->row), text_free(&t->open_ref);
    free(t);
    return done;
}
