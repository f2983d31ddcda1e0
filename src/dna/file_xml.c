// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// file_xml.c — the CODIS import file (schema: CMF 2017 of ncbi/osiris; namespace urn:CODISImportFile-schema).
#include "dna/file_room.h"

#include <stddef.h>
#include <stdio.h>

static struct dna_run *run_of(struct list_run *l) { return (struct dna_run *)(void *)((char *)l - offsetof(struct dna_run, list)); }

static bool locus_take(struct dna_run *r, const struct xml_node *n, struct dna_entry *e) {
    struct view values[DNA_VALUES_MAX], name = xml_text(n, "LOCUSNAME");
    struct error why = {0};
    size_t count = 0;
    int slot = dna_locus_find(r->order->book, name);
    if (slot < 0) {  // left out, and the rest of the specimen kept
        run_refuse(r, e->line, e->ref, CODE_BAD_FIELD, "LOCUSNAME: a locus that is not known; left out");
        return true;
    }
    for (const struct xml_node *a = xml_child(n, "ALLELE"); a; a = xml_again(a)) {
        if (count == DNA_VALUES_MAX) return run_refuse(r, e->line, e->ref, CODE_TOO_BIG, "ALLELE: too many of one locus"), false;
        values[count++] = xml_text(a, "ALLELEVALUE");
    }
    if (!FAILED(dna_locus_read(r->order->book, slot, values, count, r->order->how, &e->profile, &why))) return true;
    run_refuse(r, e->line, e->ref, CODE_BAD_FIELD, why.detail);
    return false;
}

static RESULT specimen(struct dna_run *r, const struct xml_node *n) {
    struct dna_entry e = {.ref = xml_text(n, "SPECIMENID"), .line = r->list.xml_line};
    struct view category = xml_text(n, "SPECIMENCATEGORY");
    if (view_is(category, "Forensic Mixture")) return run_refuse(r, e.line, e.ref, CODE_BAD_FIELD, "SPECIMENCATEGORY: a mixture is not stored"), DONE;
    if (category.bytes && !(e.category = dna_category_find(r->order->book, category)))
        return run_refuse(r, e.line, e.ref, CODE_BAD_FIELD, "SPECIMENCATEGORY: is none that is stored"), DONE;
    for (const struct xml_node *l = xml_child(n, "LOCUS"); l; l = xml_again(l)) {
        struct view kit = xml_text(l, "KIT");
        const struct dna_kit *own = kit.bytes ? dna_kit_find(r->order->book, kit) : NULL;
        if (own && !e.kit) e.kit = own;
        if (!locus_take(r, l, &e)) return DONE;
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
