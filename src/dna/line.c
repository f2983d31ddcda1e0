// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// line.c — the lines of malines-import, read at the speed they come: exactly the form that text_dna_entry() writes, one pass,
// no memory. Whatever is not of that form, or not good, is left to the JSON reader, which says why.
#include "dna/read.h"

static bool take(struct view *v, const char *what) {
    size_t n = strlen(what);
    if (v->bytes < n || memcmp(v->at, what, n) != 0) return false;
    v->at += n, v->bytes -= n;
    return true;
}

// A string without escapes, after its opening quote; the closing one is taken.
static bool string(struct view *v, struct view *out) {
    for (size_t i = 0; i < v->bytes; i++) {
        unsigned char c = (unsigned char)v->at[i];
        if (c == '\\' || c < 0x20) return false;
        if (c != '"') continue;
        *out = (struct view){v->at, i};
        v->at += i + 1, v->bytes -= i + 1;
        return true;
    }
    return false;
}

static bool values(struct view *v, struct view *list, size_t *count) {
    for (*count = 0; *count < DNA_VALUES_MAX; ++*count) {
        if (*count && !take(v, ",")) break;
        if (!take(v, "\"") || !string(v, &list[*count])) return false;
    }
    return *count && take(v, "]");
}

// Loci in the order of their ids.
static bool loci(const struct dna_book *b, struct view *v, struct dna_profile *p) {
    size_t next = 0;
    for (bool first = true; !take(v, "}"); first = false) {
        struct view name, list[DNA_VALUES_MAX];
        size_t count;
        if ((!first && !take(v, ",")) || !take(v, "\"") || !string(v, &name) || !take(v, ":[") || !values(v, list, &count)) return false;
        while (next < b->locus_count && !view_same(b->loci[b->sorted[next]].id, name)) next++;
        if (next == b->locus_count) return false;
        if (FAILED(dna_locus_read(b, b->sorted[next++], list, count, (struct dna_how){false}, p, NULL))) return false;
    }
    return true;
}

bool dna_line_read(const struct dna_book *b, struct view v, struct dna_line *out) {
    struct dna_line l = {.kit = VIEW(""), .lab = VIEW("")};
    if (!take(&v, "{\"category\":\"") || !string(&v, &l.category)) return false;
    if (take(&v, ",\"kit\":\"") && !string(&v, &l.kit)) return false;
    if (take(&v, ",\"lab\":\"") && !string(&v, &l.lab)) return false;
    if (!take(&v, ",\"profile\":{") || !loci(b, &v, &l.profile)) return false;
    if (!take(&v, ",\"ref\":\"") || !string(&v, &l.ref) || !take(&v, "}") || v.bytes) return false;
    return *out = l, true;
}
