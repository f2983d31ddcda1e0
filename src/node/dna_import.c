// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// dna_import.c — profiles of our own come in as lines of malines-import and are gathered in memory; one transaction enters
// them all, with one audit entry whose root covers each. Until then nothing shows, and an import that stops leaves no trace.
#include "node/dna.h"

#include "dna/read.h"

#include <malloc.h>
#include <stdlib.h>

enum { IMPORTS_MAX = 4, IDLE_MINUTES = 15, REFUSALS_SHOWN = 50, REF_MAX = 40 };
#define IMPORT_BYTES_MAX (UINT64_C(4) << 30)

struct staged {
    struct dna_profile profile;
    struct view ref, lab;
    uint16_t category;
    int16_t kit;                 // -1: not said
};
struct dna_import {
    struct dna_import *next;
    char id[UUID_ROOM];
    struct arena arena;          // references and laboratories
    struct staged *items;
    size_t count, room;
    int64_t retain_years;        // 0: as the category says
    struct tick touched;
};

static void import_free(struct dna_import *i) {
    arena_free(&i->arena);
    free(i->items), free(i);
}

void dna_imports_free(struct dna_desk *d) {
    while (d->imports) {
        struct dna_import *i = d->imports;
        d->imports = i->next;
        import_free(i);
    }
}

static struct dna_import **find(struct dna_desk *d, struct view id) {
    struct dna_import **at = &d->imports;
    while (*at && !view_is(id, (*at)->id)) at = &(*at)->next;
    return at;
}

static void forget(struct dna_desk *d, struct dna_import **at) {
    (void)d;
    struct dna_import *i = *at;
    *at = i->next;
    import_free(i);
    malloc_trim(0);
}

static void forget_idle(struct node *n) {
    struct dna_import **at = &n->dna->imports;
    while (*at)
        if (ticks(n).us - (*at)->touched.us < IDLE_MINUTES * (uint64_t)MINUTE_MS * 1000) at = &(*at)->next;
        else forget(n->dna, at);
}

struct result dna_import_begin(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct dna_desk *d;
    size_t open = 0;
    TRY(dna_here(n, &d, err));
    forget_idle(n);
    for (struct dna_import *o = d->imports; o; o = o->next) open++;
    int64_t years = json_int(call->params, "retain_years");
    if (open >= IMPORTS_MAX) return FAIL(err, BUSY, "%d imports are open", IMPORTS_MAX);
    if (years < 0 || years > 100) return FAIL(err, BAD_ARGUMENT, "retain_years: 1 to 100");
    struct dna_import *i = calloc(1, sizeof *i);
    ENSURE(i);
    i->touched = ticks(n);
    i->retain_years = years;
    i->arena = arena_with_ceiling(IMPORT_BYTES_MAX);
    uuid_new(n->sys, i->id);
    i->next = d->imports;
    d->imports = i;
    call_answer(call, json_pack("{s:s}", "import", i->id));
    return DONE;
}

// ---- A line ----
static bool ref_good(struct view v) {
    bool digit = false;
    for (size_t i = 0; i < v.bytes; i++) {
        if (v.at[i] <= ' ' || v.at[i] > '~' || v.at[i] == '"' || v.at[i] == '\\') return false;
        digit |= v.at[i] >= '0' && v.at[i] <= '9';
    }
    return digit && v.bytes <= REF_MAX;
}

static RESULT item_read(const struct dna_book *b, const json_t *j, struct arena *a, struct staged *out, struct error *err) {
    struct view ref = json_view(j, "ref"), lab = json_view(j, "lab"), kit_name = json_view(j, "kit");
    const struct dna_category *c = dna_category_find(b, json_view(j, "category"));
    const struct dna_kit *kit = kit_name.bytes ? dna_kit_find(b, kit_name) : NULL;
    AUTO_TEXT profile = text_with_ceiling(64 * 1024);
    if (!ref_good(ref)) return FAIL(err, BAD_FIELD, "ref: a reference number of the office, with a digit and without blanks");
    if (!c) return FAIL(err, BAD_FIELD, "category: not known");
    if (kit_name.bytes && !kit) return FAIL(err, BAD_FIELD, "kit: not known");
    if (lab.bytes > REF_MAX) return FAIL(err, BAD_FIELD, "lab: at most %d bytes", REF_MAX);
    text_json(&profile, json_object_get(j, "profile"));
    TRY(dna_profile_read(b, text_seen(&profile), (struct dna_how){false}, &out->profile, err));
    TRY(dna_profile_check(b, &b->rules[0], kit, c->person, &out->profile, err));
    char *own = arena_copy(a, ref), *own_lab = arena_copy(a, lab);
    if (!own || !own_lab) return FAIL(err, TOO_BIG, "the import is above the ceiling");
    out->ref = (struct view){own, ref.bytes}, out->lab = (struct view){own_lab, lab.bytes};
    out->category = (uint16_t)(c - b->categories), out->kit = kit ? (int16_t)(kit - b->kits) : -1;
    return DONE;
}

static RESULT line_take(struct node *n, struct dna_import *i, struct view line, struct error *err) {
    AUTO_JSON *j = NULL;
    struct error why = {0};
    if (i->count == i->room) {
        i->room = i->room ? 2 * i->room : 1024;
        ENSURE(i->items = realloc(i->items, i->room * sizeof *i->items));
    }
    TRY(json_strict(line, &j, err));
    struct result r = item_read(n->dna->book, j, &i->arena, &i->items[i->count], &why);
    if (FAILED(r)) return fail_with(err, r.code, "profile %zu: %s", i->count + 1, why.detail);
    i->count++;
    return DONE;
}

struct result dna_import_items(struct node_call *call, struct error *err) {
    struct dna_desk *d;
    struct view lines = json_view(call->params, "items");
    TRY(dna_here(call->node, &d, err));
    struct dna_import *i = *find(d, json_view(call->params, "import"));
    if (!i) return FAIL(err, NOT_FOUND, "no such import is open");
    i->touched = ticks(call->node);
    while (lines.bytes) {
        struct view line = view_cut(lines, '\n', &lines);
        if (line.bytes) TRY(line_take(call->node, i, line, err));
    }
    call_answer(call, json_pack("{s:I}", "received", (json_int_t)i->count));
    return DONE;
}

struct result dna_import_abandon(struct node_call *call, struct error *err) {
    struct dna_desk *d;
    TRY(dna_here(call->node, &d, err));
    struct dna_import **at = find(d, json_view(call->params, "import"));
    if (*at) forget(d, at);
    return DONE;
}

// ---- All of them ----
struct entering {
    struct node *n;
    struct audit_bulk *bulk;
    json_t *refusals, *by_category;
    int64_t added, refused;
};

static RESULT enter_one(struct entering *e, const struct dna_import *in, const struct staged *s, struct error *err) {
    const struct dna_book *b = e->n->dna->book;
    const struct dna_category *c = &b->categories[s->category];
    int64_t id, years = in->retain_years && in->retain_years < (int64_t)c->retain_years ? in->retain_years : (int64_t)c->retain_years;
    struct dna_record r = {.ref = s->ref, .category = c->id, .kit = s->kit < 0 ? VIEW("") : b->kits[s->kit].id, .lab = s->lab, .profile = s->profile,
                           .quality = dna_designated_count(b, &s->profile, UINT32_MAX), .added_at = now(e->n),
                           .retain_until = instant_after(now(e->n), years * 365 * DAY_MS)};
    struct result put = dna_record_put(e->n->store, &r, &id, err);
    if (put.code == CODE_ALREADY) {
        e->refused++;
        if (json_array_size(e->refusals) >= REFUSALS_SHOWN) return DONE;
        json_t *j = json_pack("{s:s,s:s}", "code", "ALREADY", "what", "the reference number is in the register");
        json_put_view(j, "ref", s->ref);
        json_array_append_new(e->refusals, j);
        return DONE;
    }
    TRY(put);
    struct digest content = sha256((struct view){(const char *)&s->profile, sizeof s->profile});
    bulk_add(e->bulk, s->ref, &content);
    e->added++;
    return DONE;
}

static RESULT enter_all(struct entering *e, const struct dna_import *in, const struct officer *by, int64_t *index, struct error *err) {
    for (size_t i = 0; i < in->count; i++) TRY(enter_one(e, in, &in->items[i], err));
    AUTO_JSON *more = json_pack("{s:I,s:I}", "added", (json_int_t)e->added, "refused", (json_int_t)e->refused);
    struct entry entry = {.op = "collection", .officer = by, .register_name = REGISTER_DNA, .purpose = PURPOSE_DNA, .decision = VIEW("imported"), .more = more};
    return write_bulk(e->n, &entry, e->bulk, index, err);
}

struct result dna_import_commit(struct node_call *call, struct error *err) {
    struct dna_desk *d;
    int64_t index = -1;
    TRY(dna_here(call->node, &d, err));
    struct dna_import **at = find(d, json_view(call->params, "import"));
    if (!*at) return FAIL(err, NOT_FOUND, "no such import is open");
    struct entering e = {.n = call->node, .bulk = audit_bulk_new(call->node->sys), .refusals = json_array()};
    struct result r = enter_all(&e, *at, call->officer, &index, err);
    if (!FAILED(r))
        call_answer(call, json_pack("{s:I,s:I,s:O,s:I}", "added", (json_int_t)e.added, "refused", (json_int_t)e.refused, "refusals", e.refusals, "entry",
                                    (json_int_t)index));
    audit_bulk_free(e.bulk);
    json_decref(e.refusals);
    forget(d, at);
    return r;
}

// ---- Deleting ----
static struct result id_of_record(void *ctx, const struct dna_record *r, struct error *err) {
    (void)err;
    *(int64_t *)ctx = r->id;
    return DONE;
}

struct result dna_deleted(struct node_call *call, struct error *err) {
    struct dna_desk *d;
    int64_t id = 0;
    struct view ref = json_view(call->params, "ref"), reason = json_view(call->params, "reason");
    TRY(dna_here(call->node, &d, err));
    if (!reason.bytes) return FAIL(err, BAD_ARGUMENT, "reason: why it is deleted");
    TRY(dna_record_find(call->node->store, ref, id_of_record, &id, err));
    TRY(dna_erase(call->node, id, "deleted", call->officer, reason, err));
    json_t *j = json_object();
    json_put_view(j, "ref", ref);
    call_answer(call, j);
    return DONE;
}
