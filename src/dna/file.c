// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "dna/file_room.h"

#include <stdio.h>
#include <stdlib.h>

enum { UNREAD_SHOWN = 100, SEEN_FIRST = 4096, LINE_BYTES_MAX = 64 * 1024 };

static const char *const names[] = {"codis-xml", "csv", "genemapper"};
static const char *dna_format_name(enum dna_format f) { return names[f]; }

bool dna_format_read(struct view name, enum dna_format *out) {
    for (int i = 0; i < DNA_FORMAT_COUNT; i++)
        if (view_is(name, names[i])) return *out = (enum dna_format)i, true;
    return false;
}

// A number of an office, not a name?
static bool ref_plausible(struct view ref) {
    bool digit = false;
    if (!ref.bytes || ref.bytes > DNA_REF_BYTES_MAX) return false;
    for (size_t i = 0; i < ref.bytes; i++) {
        char c = ref.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'), number = c >= '0' && c <= '9';
        if (!letter && !number && (!c || !strchr("#._/-:+", c))) return false;
        digit |= number;
    }
    return digit;
}

void run_refuse(struct dna_run *r, uint64_t line, struct view ref, enum code code, const char *why) {
    char where[120];
    r->unread_count++;
    if (json_array_size(r->unread) >= UNREAD_SHOWN) return;
    if (ref_plausible(ref)) snprintf(where, sizeof where, "line %llu / specimen %.*s", (unsigned long long)line, VIEW_ARGS(ref));
    else snprintf(where, sizeof where, "line %llu", (unsigned long long)line);
    json_array_append_new(r->unread, json_pack("{s:s,s:s,s:s}", "where", where, "code", code_name(code), "what", why));
}

// A title without case, blanks, signs and accents: "Prénom" is prenom.
static void title_folded(struct view title, char *out, size_t room) {
    static const struct { const char *letter; char plain; } accents[] = {{"é", 'e'}, {"è", 'e'}, {"ê", 'e'}, {"É", 'e'}, {"È", 'e'},
                                                                         {"á", 'a'}, {"à", 'a'}, {"ñ", 'n'}, {"Ñ", 'n'}, {"ó", 'o'}, {"í", 'i'}};
    size_t n = 0;
    while (title.bytes && n + 1 < room) {
        size_t used = 1;
        char c = title.at[0];
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
            if (view_starts(title, accents[i].letter)) c = accents[i].plain, used = strlen(accents[i].letter);
        if ((c >= 'a' && c <= 'z') || (c & 0x80)) out[n++] = c;
        title = (struct view){title.at + used, title.bytes - used};
    }
    out[n] = 0;
}

bool column_of_names(struct view title) {
    // Anywhere in a title that is none of ours: "SUBJECTNAME", "Nom du suspect", "Fecha de nacimiento".
    static const char *const anywhere[] = {"name", "birth", "prenom", "naissance", "nombre", "apellido", "nacimiento", "naam", "geboorte",
        "geburt", "vorname", "suspect",
        "offender", "victim", "address", "adresse", "direccion", "adres", "passport", "nationalit", "اسم", "لقب", "ميلاد", "ازدياد", "عنوان"};
    static const char *const whole[] = {"nom", "born", "dob", "sex", "gender", "noms"}, *const starts[] = {"nomde", "nomdu"};
    char folded[120];
    title_folded(title, folded, sizeof folded);
    for (size_t i = 0; i < sizeof anywhere / sizeof *anywhere; i++)
        if (strstr(folded, anywhere[i])) return true;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (strcmp(folded, whole[i]) == 0) return true;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (strncmp(folded, starts[i], strlen(starts[i])) == 0) return true;
    return false;
}

// ---- Specimens met before ----
static uint64_t hash_of(struct view v) {  // FNV-1a, mixed; a double that is none would need 2^32 specimens
    uint64_t h = 0xCBF29CE484222325;
    for (size_t i = 0; i < v.bytes; i++) h = (h ^ (unsigned char)v.at[i]) * 0x100000001B3;
    h ^= h >> 29;
    return h ? h : 1;
}

static bool seen_grow(struct dna_run *r) {
    if (r->seen_count * 2 < r->seen_room) return true;
    size_t room = r->seen_room ? 2 * r->seen_room : SEEN_FIRST;
    uint64_t *all = calloc(room, sizeof *all);
    if (!all) return false;
    for (size_t i = 0; i < r->seen_room; i++) {
        size_t at = r->seen[i] & (room - 1);
        while (r->seen[i] && all[at]) at = (at + 1) & (room - 1);
        if (r->seen[i]) all[at] = r->seen[i];
    }
    free(r->seen);
    r->seen = all, r->seen_room = room;
    return true;
}

static RESULT seen(struct dna_run *r, struct view ref, bool *before) {
    uint64_t h = hash_of(ref);
    if (!seen_grow(r)) return FAIL(r->err, NO_SYSTEM, "memory");
    size_t at = h & (r->seen_room - 1);
    while (r->seen[at] && r->seen[at] != h) at = (at + 1) & (r->seen_room - 1);
    *before = r->seen[at] == h;
    if (!*before) r->seen[at] = h, r->seen_count++;
    return DONE;
}

// ---- One entry ----
RESULT run_take(struct dna_run *r, struct dna_entry *e) {
    const struct dna_file_order *o = r->order;
    struct error why = {0};
    bool before;
    if (!e->kit) e->kit = r->kit ? r->kit : o->kit;
    if (!e->category) e->category = o->category;
    if (!e->lab.bytes) e->lab = o->lab.bytes ? o->lab : view_of(r->lab);
    if (!ref_plausible(e->ref)) return run_refuse(r, e->line, e->ref, CODE_BAD_FIELD, "specimen: not a reference number (a name?)"), DONE;
    if (!e->category) return run_refuse(r, e->line, e->ref, CODE_BAD_FIELD, "category: is missing or none that is stored"), DONE;
    struct result fit = dna_profile_check(o->book, o->rule, e->kit, e->category->person, &e->profile, &why);
    if (FAILED(fit)) return run_refuse(r, e->line, e->ref, fit.code, why.detail), DONE;
    TRY(seen(r, e->ref, &before));
    if (before) return run_refuse(r, e->line, e->ref, CODE_ALREADY, "specimen: stands in the file twice"), DONE;
    r->entries++;
    r->by_category[e->category - o->book->categories]++;
    return r->sink(r->ctx, e, r->err);
}

// ---- The whole ----
static json_t *report_of(const struct dna_run *r) {
    json_t *kinds = json_object();
    for (size_t i = 0; i < r->order->book->category_count; i++) {
        char key[40];
        snprintf(key, sizeof key, "%.*s", VIEW_ARGS(r->order->book->categories[i].id));
        if (r->by_category[i]) json_object_set_new(kinds, key, json_integer((json_int_t)r->by_category[i]));
    }
    return json_pack("{s:s,s:I,s:o,s:I,s:I,s:O}", "format", dna_format_name(r->order->format), "entries", (json_int_t)r->entries, "by_kind", kinds,
                     "passed_over", (json_int_t)r->passed_over, "unread_count", (json_int_t)r->unread_count, "unread", r->unread);
}

RESULT dna_file_parse(const struct dna_file_order *order, struct list_source source, dna_sink *sink, void *ctx, json_t **report, struct error *err) {
    struct dna_run *r = calloc(1, sizeof *r);
    struct list_order none = {.format = LIST_CSV};
    ENSURE(r);
    *r = (struct dna_run){.order = order, .sink = sink, .ctx = ctx, .err = err, .unread = json_array()};
    r->by_category = calloc(order->book->category_count + 1, sizeof *r->by_category);
    ENSURE(r->by_category);
    run_begin(&r->list, &none, NULL, NULL, err);
    struct list_stream *s = stream_new(source);
    stream_ceiling(s, DNA_INPUT_BYTES_MAX);
    struct result done = order->format == DNA_CODIS_XML ? dna_read_xml(r, s) : dna_read_table(r, s);
    if (!FAILED(done)) *report = report_of(r);
    stream_free(s);
    run_free(&r->list);
    json_decref(r->unread);
    free(r->seen), free(r->by_category), free(r);
    return done;
}
