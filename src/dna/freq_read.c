// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// freq_read.c — frequency files as they are published: STRidER, tables of alleles by loci, norSTR.
#include "dna/freq.h"
#include "dna/read.h"

#include "codec/json.h"

#include <math.h>
#include <stdlib.h>

enum { CELLS_MAX = 256, LINES_MAX = 200000 };

struct row {
    struct view cells[CELLS_MAX];
    size_t count;
};
struct reading {
    const struct dna_book *book;
    struct dna_freq *out;
    struct error *err;
    struct view left;
    size_t line;
    char separator;
};

static bool line_next(struct reading *r, struct view *line) {
    if (!r->left.bytes) return false;
    *line = view_cut(r->left, '\n', &r->left);
    if (line->bytes && line->at[line->bytes - 1] == '\r') line->bytes--;
    r->line++;
    return true;
}

static void row_split(struct view line, char separator, struct row *out) {
    out->count = 0;
    while (out->count < CELLS_MAX) {
        struct view cell;
        if (line.bytes && line.at[0] == '"') {  // "CZECH REPUBLIC"; a quote inside is not met in these files
            cell = view_cut((struct view){line.at + 1, line.bytes - 1}, '"', &line);
            struct view behind = view_cut(line, separator, &line);
            (void)behind;
        } else {
            size_t before = line.bytes;
            cell = view_cut(line, separator, &line);
            if (cell.bytes == before) line = VIEW("");
        }
        out->cells[out->count++] = view_trim(cell);
        if (!line.bytes) break;
    }
    while (out->count > 1 && !out->cells[out->count - 1].bytes) out->count--;  // a spreadsheet fills its rows up
}

// 0.0123, 7.7E-4, 0,0123.
static bool number(struct view v, double *out) {
    char room[40];
    char *end;
    if (!v.bytes || v.bytes >= sizeof room) return false;
    for (size_t i = 0; i < v.bytes; i++) {
        char c = v.at[i];
        if (!strchr("0123456789.,eE+-", c)) return false;
        room[i] = c == ',' ? '.' : c;
    }
    room[v.bytes] = 0;
    *out = strtod(room, &end);
    return !*end && isfinite(*out) && *out >= 0;
}

static bool allele_of(struct reading *r, int slot, struct view v, uint8_t *out) {
    struct dna_profile p = {0};
    if (FAILED(dna_locus_read(r->book, slot, &v, 1, (struct dna_how){false}, &p, NULL)) || !dna_is_length(p.at[slot].lo)) return false;
    *out = p.at[slot].lo;
    return true;
}

static RESULT put(struct reading *r, int slot, struct view allele, struct view value) {
    struct dna_freq_locus *l = &r->out->at[slot];
    double p;
    uint8_t code;
    if (!value.bytes) return DONE;
    if (!number(value, &p)) return FAIL(r->err, BAD_CSV, "line %zu: a frequency that is no number", r->line);
    if (p <= 0) return DONE;
    if (p > 1) return FAIL(r->err, BAD_CSV, "line %zu: a frequency above one", r->line);
    if (!allele_of(r, slot, allele, &code)) return r->out->passed_over++, DONE;
    for (size_t i = 0; i < l->count; i++)
        if (l->allele[i] == code) return FAIL(r->err, BAD_CSV, "line %zu: the allele stands here twice", r->line);
    if (l->count == DNA_ALLELES_MAX) return FAIL(r->err, TOO_BIG, "line %zu: more than %d alleles", r->line, DNA_ALLELES_MAX);
    l->allele[l->count] = code;
    l->p[l->count++] = p;
    return DONE;
}

static void people(struct reading *r, int slot, struct view v) {
    double n;
    if (number(v, &n) && n >= 5) r->out->at[slot].floor = 5 / (2 * n);
}

// ---- STRidER: the locus alone on a line, then "Allele,population,...", then how many people, then the alleles ----
static RESULT strider(struct reading *r, const char *population) {
    struct view line;
    struct row row;
    int slot = -1;
    size_t column = 0, seen = 0;
    while (line_next(r, &line)) {
        row_split(line, ',', &row);
        if (!row.cells[0].bytes && row.count > 1) {
            if (slot >= 0 && column && column < row.count) people(r, slot, row.cells[column]);
        } else if (view_is(row.cells[0], "Allele")) {
            for (column = 0; column < row.count && !view_is(row.cells[column], population ? population : "Entire Database");) column++;
            if (column == row.count) column = 0;
            seen += column != 0;
        } else if (row.count == 1 && row.cells[0].bytes) {
            slot = dna_locus_find(r->book, row.cells[0]);
            r->out->passed_over += slot < 0;
        } else if (slot >= 0 && column && column < row.count) {
            TRY(put(r, slot, row.cells[0], row.cells[column]));
        }
    }
    return seen ? DONE : FAIL(r->err, NOT_FOUND, "the file has no such population");
}

// ---- A table of alleles by loci ----
static RESULT table(struct reading *r, const struct row *head) {
    int slots[CELLS_MAX];
    struct view line;
    struct row row;
    for (size_t i = 1; i < head->count; i++) {
        slots[i] = dna_locus_find(r->book, head->cells[i]);
        r->out->passed_over += slots[i] < 0;
        for (size_t k = 1; k < i; k++)
            if (slots[i] >= 0 && slots[k] == slots[i]) return FAIL(r->err, BAD_CSV, "line 1: a locus stands here twice");
    }
    while (line_next(r, &line)) {
        row_split(line, r->separator, &row);
        bool count = view_is(row.cells[0], "N") || view_is(row.cells[0], "n");
        if (row.count > head->count) return FAIL(r->err, BAD_CSV, "line %zu: more columns than the heading", r->line);
        for (size_t i = 1; i < row.count; i++) {
            if (slots[i] < 0 || !r->book->loci[slots[i]].repeat) continue;
            if (count) people(r, slots[i], row.cells[i]);
            else TRY(put(r, slots[i], row.cells[0], row.cells[i]));
        }
    }
    return DONE;
}

// ---- norSTR: a locus on a line, below it "allele TAB frequency" ----
static RESULT listed(struct reading *r, struct view first) {
    struct view line = first;
    int slot = -1;
    do {
        struct row row;
        row_split(line, '\t', &row);
        if (row.count == 1 && row.cells[0].bytes) {
            slot = dna_locus_find(r->book, row.cells[0]);
            r->out->passed_over += slot < 0;
        } else if (row.count == 2 && slot >= 0) {
            TRY(put(r, slot, row.cells[0], row.cells[1]));
        } else if (row.count > 2) {
            return FAIL(r->err, BAD_CSV, "line %zu: a locus or an allele with its frequency is expected", r->line);
        }
    } while (line_next(r, &line));
    return DONE;
}

static RESULT finish(struct reading *r, const char *population) {
    struct dna_freq *f = r->out;
    size_t known = 0;
    for (int i = 0; i < DNA_SLOTS; i++) {
        struct dna_freq_locus *l = &f->at[i];
        double sum = 0;
        for (size_t k = 0; k < l->count; k++) sum += l->p[k];
        if (!l->count) continue;
        if (sum < 0.9 || sum > 1.1) return FAIL(r->err, BAD_FIELD, "%.*s: the frequencies sum to %.3f", VIEW_ARGS(r->book->loci[i].id), sum);
        f->loci |= 1U << i;
        known++;
    }
    if (!known) return FAIL(r->err, BAD_FORMAT, "no known locus has frequencies");
    const char *name = population ? population : "";
    size_t n = strnlen(name, DNA_POPULATION_BYTES - 1);
    memcpy(f->population, name, n);
    return DONE;
}

RESULT dna_freq_read(const struct dna_book *b, struct view bytes, const char *population, struct dna_freq *out, struct error *err) {
    struct dna_freq *f = calloc(1, sizeof *f);
    struct reading r = {b, f, err, bytes, 0, ','};
    struct view first = VIEW("");
    struct row head = {.count = 0};
    if (!f) return FAIL(err, NO_SYSTEM, "memory");
    if (view_starts(r.left, "\xEF\xBB\xBF")) r.left.at += 3, r.left.bytes -= 3;
    if (!utf8_valid(r.left)) return free(f), FAIL(err, BAD_TEXT, "the file is not UTF-8");
    struct reading start = r;
    bool any = line_next(&r, &first);
    for (const char *s = ",;\t"; *s && head.count < 2; s++) row_split(first, r.separator = *s, &head);  // or it is no table
    struct result done;
    if (!any) done = FAIL(err, BAD_FORMAT, "the file is empty");
    else if (head.count >= 2) done = table(&r, &head);
    else if (memchr(r.left.at, ',', view_cut(r.left, '\n', &(struct view){0}).bytes)) r = start, done = strider(&r, population);
    else done = listed(&r, first);
    if (!FAILED(done)) done = finish(&r, population);
    if (!FAILED(done)) *out = *f;
    free(f);
    return done;
}

// ---- Between programs ----
static const double UNIT = 1e12;

void text_freq(struct text *t, const struct dna_book *b, const struct dna_freq *f) {
    AUTO_JSON *all = json_object();
    json_t *loci = json_object();
    for (int i = 0; i < (int)b->locus_count; i++) {
        const struct dna_freq_locus *l = &f->at[i];
        AUTO_TEXT name = text_with_ceiling(40);
        if (!(f->loci >> i & 1)) continue;
        json_t *one = json_pack("{s:I}", "floor", (json_int_t)(l->floor * UNIT));
        for (size_t k = 0; k < l->count; k++) {
            AUTO_TEXT allele = text_with_ceiling(16);
            text_allele(&allele, b, i, l->allele[k]);
            json_object_set_new(one, text_string(&allele), json_integer((json_int_t)(l->p[k] * UNIT)));
        }
        text_view(&name, b->loci[i].id);
        json_object_set_new(loci, text_string(&name), one);
    }
    json_object_set_new(all, "loci", loci);
    json_object_set_new(all, "population", json_string(f->population));
    text_json(t, all);
}

static RESULT locus_json(struct reading *r, int slot, json_t *one) {
    const char *key;
    json_t *v;
    json_object_foreach(one, key, v) {
        double p = (double)json_integer_value(v) / UNIT;
        if (!json_is_integer(v) || p < 0 || p > 1) return FAIL(r->err, BAD_FIELD, "%.*s: a frequency", VIEW_ARGS(r->book->loci[slot].id));
        if (strcmp(key, "floor") == 0) {
            r->out->at[slot].floor = p;
            continue;
        }
        struct dna_freq_locus *l = &r->out->at[slot];
        uint8_t code;
        if (l->count == DNA_ALLELES_MAX || !allele_of(r, slot, view_of(key), &code))
            return FAIL(r->err, BAD_FIELD, "%.*s: an allele", VIEW_ARGS(r->book->loci[slot].id));
        l->allele[l->count] = code;
        l->p[l->count++] = p;
    }
    return DONE;
}

RESULT dna_freq_json(const struct dna_book *b, struct view json, struct dna_freq *out, struct error *err) {
    AUTO_JSON *j = NULL;
    const char *key, *population;
    json_t *one;
    TRY(json_strict(json, &j, err));
    struct reading r = {.book = b, .out = out, .err = err};
    memset(out, 0, sizeof *out);
    json_object_foreach(json_object_get(j, "loci"), key, one) {
        int slot = dna_locus_find(b, view_of(key));
        if (slot < 0 || !json_is_object(one)) return FAIL(err, BAD_FIELD, "a locus that is not known");
        TRY(locus_json(&r, slot, one));
    }
    population = json_string_value(json_object_get(j, "population"));
    return finish(&r, population);
}
