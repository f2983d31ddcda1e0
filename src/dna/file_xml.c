// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// file_xml.c — the CODIS import file (schema: CMF 2017 of ncbi/osiris; namespace urn:CODISImportFile-schema).
#include "dna/file_room.h"

#include <stddef.h>
#include <stdio.h>

static struct dna_run *run_of(struct list_run *l) { return (struct dna_run *)(void *)((char *)l - offsetof(struct dna_run, list)); }

static void unknown_locus(struct dna_run *r, const struct dna_entry *e, size_t number) {
    char what[80];
    snprintf(what, sizeof what, "LOCUS %zu: LOCUSNAME: a locus that is not known; left out", number);
    run_refuse(r, e->line, e->ref, CODE_BAD_FIELD, what);
}

// `number`: which LOCUS of the specimen, from 1.
static bool locus_take(struct dna_run *r, const struct xml_node *n, size_t number, struct dna_entry *e) {
    struct view values[DNA_VALUES_MAX], name = xml_text(n, "LOCUSNAME");
    struct error why = {0};
    size_t count = 0;
    int slot = dna_locus_find(r->order->book, name);
    if (slot < 0) return unknown_locus(r, e, number), true;  // left out, and the rest of the specimen kept
    for (const struct xml_node *a = xml_child(n, "ALLELE"); a; a = xml_again(a)) {
        if (count == DNA_VALUES_MAX) return run_refuse(r, e->line, e->ref, CODE_TOO_BIG, "ALLELE: too many of one locus"), false;
        values[count++] = xml_text(a, "ALLELEVALUE");
    }
    if (!FAILED(dna_locus_read(r->order->book, slot, values, count, r->order->how, &e->profile, &why))) return true;
    run_refuse(r, e->line, e->ref, CODE_BAD_FIELD, why.detail);
    return false;
}

// The schema has no place for one; what is found under such a name is not taken over, and that is said.
static void names_refused(struct dna_run *r, const struct xml_node *n, const struct dna_entry *e) {
    for (const struct xml_node *c = n->first; c; c = c->next)
        if (strcmp(c->name, "LOCUS") == 0) continue;
        else if (c->first) names_refused(r, c, e);
        else if (column_of_names(view_of(c->name))) run_refuse(r, e->line, e->ref, CODE_BAD_FIELD, "SPECIMEN: an element of names or births: not taken over");
}

static RESULT specimen(struct dna_run *r, const struct xml_node *n) {
    struct dna_entry e = {.ref = xml_text(n, "SPECIMENID"), .line = r->list.xml_line};
    struct view category = xml_text(n, "SPECIMENCATEGORY");
    size_t number = 0;
    if (view_is(category, "Forensic Mixture")) return run_refuse(r, e.line, e.ref, CODE_BAD_FIELD, "SPECIMENCATEGORY: a mixture is not stored"), DONE;
    if (category.bytes && !(e.category = dna_category_find(r->order->book, category)))
        return run_refuse(r, e.line, e.ref, CODE_BAD_FIELD, "SPECIMENCATEGORY: is none that is stored"), DONE;
    names_refused(r, n, &e);
    for (const struct xml_node *l = xml_child(n, "LOCUS"); l; l = xml_again(l)) {
        number++;
        struct view kit = xml_text(l, "KIT");
        const struct dna_kit *own = kit.bytes ? dna_kit_find(r->order->book, kit) : NULL;
        if (own && !e.kit) e.kit = own;
        if (!locus_take(r, l, number, &e)) return DONE;
    }
    return run_take(r, &e);
}

static RESULT take(struct list_run *l, const struct xml_node *n) {
    struct dna_run *r = run_of(l);
    if (strcmp(n->name, "SPECIMEN") == 0) return specimen(r, n);
    struct view text = view_trim(n->text);
    if (strcmp(n->name, "KIT") == 0 && !(r->kit = dna_kit_find(r->order->book, text)))
        run_refuse(r, l->xml_line, VIEW(""), CODE_BAD_FIELD, "KIT: is not known; profiles are taken without");
    if (strcmp(n->name, "SOURCELAB") == 0 && utf8_valid(text)) snprintf(r->lab, sizeof r->lab, "%.*s", VIEW_ARGS(text));
    return DONE;
}

RESULT dna_read_xml(struct dna_run *r, struct list_stream *s) {
    static const char *const entries[] = {"SPECIMEN", "KIT", "SOURCELAB", NULL};
    return xml_entries(&r->list, s, "CODISImportFile", entries, take);
}
