// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// import.c — profiles of our own come in as lines of malines-import, in portions between other work. Each portion is
// durable and seen by nobody (registers/dna: the stage); the last, small transaction shows them all, with one audit entry
// whose root covers each. An import that stops, or a crash, leaves nothing: the stage is cleared, at the latest at the start.
// One import at a time, so that the ids of what becomes visible only grow: the index and the daily push follow them.
#include "node/dna/dna.h"

#include "dna/read.h"

#include <stdlib.h>

enum { IDLE_MINUTES = 5, REFUSALS_SHOWN = 50, LAB_MAX = 40, PART_ITEMS = 32768, CLEARED_AT_ONCE = 20000 };

struct staged {
    struct dna_profile profile;
    struct view ref, lab;
    const struct dna_category *category;
    const struct dna_kit *kit;   // NULL: not said
};
struct dna_import {
    char id[UUID_ROOM];
    struct audit_bulk *bulk;
    json_t *refusals;
    int64_t received, added, refused, operation;
    size_t in_parts;             // items of the bulk that lie in the store
    int64_t retain_years;        // 0: as the category says
    bool broken;                 // a portion failed: what is in memory is not what is in the store
    struct tick touched;
};

void dna_import_forget(struct dna_desk *d) {
    struct dna_import *i = d->import;
    if (!i) return;
    audit_bulk_free(i->bulk);
    json_decref(i->refusals);
    free(i);
    d->import = NULL;
}

struct result dna_import_begin(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct dna_desk *d;
    TRY(dna_here(n, &d, err));
    if (d->import && ticks(n).us - d->import->touched.us > IDLE_MINUTES * (uint64_t)MINUTE_MS * 1000) dna_import_forget(d);
    if (d->import) return FAIL(err, BUSY, "another import of profiles is under way");
    if (d->clearing || d->hidden_from) return FAIL(err, BUSY, "an import is being shown or cleared away: in a moment");
    int64_t years = json_int(call->params, "retain_years");
    if (years < 0 || years > 100) return FAIL(err, BAD_ARGUMENT, "retain_years: 1 to 100");
    struct dna_import *i = d->import = calloc(1, sizeof *i);
    ENSURE(i);
    i->touched = ticks(n);
    i->retain_years = years;
    i->bulk = audit_bulk_new(n->sys);
    i->refusals = json_array();
    uuid_new(n->sys, i->id);
    call_answer(call, json_pack("{s:s}", "import", i->id));
    return DONE;
}

static RESULT import_at_hand(struct node_call *call, struct dna_import **out, struct error *err) {
    struct dna_desk *d;
    struct dna_stage stage;
    TRY(dna_here(call->node, &d, err));
    if (!d->import || !view_is(json_view(call->params, "import"), d->import->id)) return FAIL(err, NOT_FOUND, "no such import is open");
    TRY(dna_stage_get(call->node->store, &stage, err));
    struct dna_import *i = *out = d->import;
    if (!stage.open && !i->received && !i->broken) return dna_stage_begin(call->node->store, err);
    if (i->broken || stage.items != i->received)
        return i->broken = true, FAIL(err, WRONG_STEP, "a portion was refused or lost: abandon the import and begin again");
    return DONE;
}

// ---- A line ----
// What the line says, judged; views into the line.
static RESULT item_judged(const struct dna_book *b, const struct dna_line *l, struct staged *out, struct error *err) {
    const struct dna_category *c = dna_category_find(b, l->category);
    const struct dna_kit *kit = l->kit.bytes ? dna_kit_find(b, l->kit) : NULL;
    if (!office_number(l->ref)) return FAIL(err, BAD_FIELD, "ref: a reference number of the office, with a digit and without blanks");
    if (!c) return FAIL(err, BAD_FIELD, "category: not known");
    if (l->kit.bytes && !kit) return FAIL(err, BAD_FIELD, "kit: not known");
    if (l->lab.bytes > LAB_MAX) return FAIL(err, BAD_FIELD, "lab: at most %d bytes", LAB_MAX);
    TRY(dna_profile_check(b, &b->rules[0], kit, c->person, &l->profile, err));
    *out = (struct staged){.profile = l->profile, .ref = l->ref, .lab = l->lab, .category = c, .kit = kit};
    return DONE;
}

static RESULT item_put(struct node *n, struct dna_import *i, const struct staged *s, struct error *err) {
    const struct dna_category *c = s->category;
    int64_t id, years = i->retain_years && i->retain_years < (int64_t)c->retain_years ? i->retain_years : (int64_t)c->retain_years;
    struct dna_record r = {.ref = s->ref, .category = c->id, .kit = s->kit ? s->kit->id : VIEW(""), .lab = s->lab, .profile = s->profile,
                           .quality = dna_designated_count(n->dna->book, &s->profile, UINT32_MAX), .added_at = now(n),
                           .retain_until = instant_years_after(now(n), (int)years)};
    struct result put = dna_record_put(n->store, &r, &id, err);
    if (put.code == CODE_ALREADY) {
        i->refused++;
        if (json_array_size(i->refusals) >= REFUSALS_SHOWN) return DONE;
        json_t *j = json_pack("{s:s,s:s}", "code", "ALREADY", "what", "the reference number is in the register");
        json_put_view(j, "ref", s->ref);
        json_array_append_new(i->refusals, j);
        return DONE;
    }
    TRY(put);
    struct digest content = sha256((struct view){(const char *)&s->profile, sizeof s->profile});
    bulk_add(i->bulk, s->ref, &content);
    i->added++;
    return DONE;
}

static RESULT item_read(struct node *n, struct dna_import *i, struct view line, struct error *err) {
    const struct dna_book *b = n->dna->book;
    struct dna_line l;
    struct staged s;
    AUTO_JSON *j = NULL;
    if (!dna_line_read(b, line, &l)) {
        TRY(json_strict(line, &j, err));
        l = (struct dna_line){.category = json_view(j, "category"), .kit = json_view(j, "kit"), .lab = json_view(j, "lab"), .ref = json_view(j, "ref")};
        TRY(dna_profile_of(b, json_object_get(j, "profile"), (struct dna_how){false}, &l.profile, err));
    }
    TRY(item_judged(b, &l, &s, err));
    return item_put(n, i, &s, err);
}

static RESULT lines_take(struct node *n, struct dna_import *i, struct view lines, struct error *err) {
    while (lines.bytes) {
        struct error why = {0};
        struct view line = view_cut(lines, '\n', &lines);
        if (!line.bytes) continue;
        struct result r = item_read(n, i, line, &why);
        if (FAILED(r)) return fail_with(err, r.code, "profile %lld: %s", (long long)i->received + 1, why.detail);
        i->received++;
    }
    if (audit_bulk_count(i->bulk) - i->in_parts >= PART_ITEMS) {
        TRY(audit_bulk_part(i->bulk, n->store, &i->operation, err));
        i->in_parts = audit_bulk_count(i->bulk);
    }
    return dna_stage_set(n->store, i->received, i->operation, err);
}

struct result dna_import_items(struct node_call *call, struct error *err) {
    struct dna_import *i;
    TRY(import_at_hand(call, &i, err));
    i->touched = ticks(call->node);
    struct result r = lines_take(call->node, i, json_view(call->params, "items"), err);
    if (FAILED(r)) return i->broken = true, r;
    call_answer(call, json_pack("{s:I}", "received", (json_int_t)i->received));
    return DONE;
}

// ---- Nothing, or all of them ----
struct result dna_import_abandon(struct node_call *call, struct error *err) {
    struct dna_desk *d;
    TRY(dna_here(call->node, &d, err));
    if (!d->import || !view_is(json_view(call->params, "import"), d->import->id)) return DONE;
    dna_import_forget(d);
    d->clearing = true;  // until dna_follow() has seen the stage closed
    return dna_clear_some(call->node, err);
}

RESULT dna_clear_some(struct node *n, struct error *err) {
    struct dna_stage stage;
    bool more;
    TRY(dna_stage_get(n->store, &stage, err));
    if (!stage.open) return DONE;
    TRY(dna_stage_clear(n->store, CLEARED_AT_ONCE, &more, err));
    return more ? DONE : audit_bulk_parts_forget(n->store, stage.operation, err);
}

// What a crash left behind. Before anything else happens, each portion in a transaction of its own.
RESULT dna_clear_all(struct node *n, struct error *err) {
    struct dna_stage stage;
    do {
        TRY(store_begin(n->store, err));
        struct result r = dna_clear_some(n, err);
        if (FAILED(r)) return store_rollback(n->store), r;
        TRY(store_commit(n->store, err));
        TRY(dna_stage_get(n->store, &stage, err));
    } while (stage.open);
    return DONE;
}

struct result dna_import_commit(struct node_call *call, struct error *err) {
    struct dna_import *i;
    struct node *n = call->node;
    int64_t index = -1;
    TRY(import_at_hand(call, &i, err));
    AUTO_JSON *more = json_pack("{s:I,s:I}", "added", (json_int_t)i->added, "refused", (json_int_t)i->refused);
    struct entry entry = {.op = "collection", .officer = call->officer, .register_name = REGISTER_DNA, .purpose = PURPOSE_DNA,
                          .decision = VIEW("imported"), .more = more};
    struct result r = write_bulk(n, &entry, i->bulk, &index, err);
    if (!FAILED(r)) r = dna_stage_end(n->store, err);
    if (!FAILED(r))
        call_answer(call, json_pack("{s:I,s:I,s:O,s:I}", "added", (json_int_t)i->added, "refused", (json_int_t)i->refused, "refusals", i->refusals, "entry",
                                    (json_int_t)index));
    dna_import_forget(n->dna);
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
