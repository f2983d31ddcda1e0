// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/dna/dna.h"

#include <stdlib.h>

enum { FOLLOW_ROWS = 4096, LOOK_EVERY_MS = 60000, EXPIRED_AT_ONCE = 500, PORTION_EVERY_MS = 50 };

struct view dna_me(const struct node *n) { return view_of(n->settings.authority); }

struct dna_desk *dna_desk_new(const struct dna_book *book) {
    struct dna_desk *d = calloc(1, sizeof *d);
    ENSURE(d);
    d->book = book;
    d->kin_due = true;  // one may have been approved before we stood up
    if (book) ENSURE(book->category_count <= DNA_KINDS);
    if (book) ENSURE(d->index = dna_index_new(book));
    return d;
}

void dna_desk_free(struct dna_desk *d) {
    if (!d) return;
    dna_import_forget(d);
    dna_kin_free(d);
    dna_index_free(d->index);
    free(d->dropped), free(d->freq), free(d);
}

RESULT dna_here(struct node *n, struct dna_desk **out, struct error *err) {
    if (!n->dna->book) return FAIL(err, NOT_FOUND, "this node keeps no register of DNA profiles");
    return *out = n->dna, DONE;
}

// ---- The index follows the store ----
struct following {
    struct node *n;
    size_t count;
};

static struct result index_one(void *ctx, const struct dna_record *r, struct error *err) {
    struct following *f = ctx;
    struct dna_desk *d = f->n->dna;
    const struct dna_category *c = dna_category_find(d->book, r->category);
    f->count++;
    d->indexed = r->id;
    if (!c || !c->searchable) return DONE;
    return dna_index_put(d->index, (uint64_t)r->id, (unsigned)(c - d->book->categories), d->hidden_from != 0, &r->profile, err);
}

static struct result still_there(void *ctx, const struct dna_record *r, struct error *err) {
    (void)r, (void)err;
    *(bool *)ctx = true;
    return DONE;
}

void dna_dropped(struct dna_desk *d, int64_t id) {
    if (d->dropped_count == d->dropped_room) {
        d->dropped_room = d->dropped_room ? 2 * d->dropped_room : 64;
        ENSURE(d->dropped = realloc(d->dropped, d->dropped_room * sizeof *d->dropped));
    }
    d->dropped[d->dropped_count++] = id;
}

// What was to be dropped may have been undone: the store knows.
static RESULT follow_drops(struct node *n, struct error *err) {
    struct dna_desk *d = n->dna;
    for (size_t i = 0; i < d->dropped_count; i++) {
        bool there = false;
        struct result r = dna_record_get(n->store, d->dropped[i], still_there, &there, err);
        if (FAILED(r) && r.code != CODE_NOT_FOUND) return r;
        if (!there) dna_index_drop(d->index, (uint64_t)d->dropped[i]);
    }
    d->dropped_count = 0;
    return DONE;
}

// Profiles of an import under way go in as they come, hidden; they are shown at once when its stage is over.
static RESULT follow_stage(struct node *n, struct error *err) {
    struct dna_desk *d = n->dna;
    struct dna_stage stage;
    TRY(dna_stage_get(n->store, &stage, err));
    if (stage.open && !d->import) d->clearing = true;  // its last transaction failed
    if (!stage.open && !d->hidden_from) d->clearing = false;
    if (stage.open && !d->hidden_from) d->hidden_from = 1 + (stage.after > d->indexed ? stage.after : d->indexed);
    if (stage.open || !d->hidden_from) return DONE;
    if (!d->clearing) dna_index_show(d->index, (uint64_t)d->hidden_from);
    d->hidden_from = 0, d->clearing = false, d->next_home = ticks(n);
    return DONE;
}

RESULT dna_follow(struct node *n, struct error *err) {
    struct following f = {.n = n};
    int64_t before = n->dna->indexed;
    if (!n->dna->book) return DONE;
    TRY(follow_stage(n, err));
    do {
        f.count = 0;
        TRY((n->dna->hidden_from ? dna_staged_each : dna_record_each)(n->store, n->dna->indexed, FOLLOW_ROWS, index_one, &f, err));
    } while (f.count == FOLLOW_ROWS);
    if ((n->dna->indexed != before && !n->dna->hidden_from) || n->dna->clearing) n->dna->next_home = ticks(n);
    return follow_drops(n, err);
}

RESULT dna_stand_up(struct node *n, struct error *err) {
    if (!n->dna->book) return DONE;
    TRY(dna_clear_all(n, err));
    return dna_follow(n, err);
}

// ---- What may be done ----
bool dna_permitted(struct node *n, struct view owner, struct view asker, struct dna_permit *out) {
    struct request_facts q = {.owner = owner, .asker = asker, .purpose = PURPOSE_DNA, .reg = REGISTER_DNA, .general = true};
    *out = (struct dna_permit){0};
    if (!n->dna->book || !(out->pair = dna_pair_find(n->dna->book, asker, owner))) return false;
    out->rule = dna_rule_find(n->dna->book, out->pair->rule);
    permit_request(n, &q, &out->law);
    return out->law.allowed && out->rule;
}

uint32_t dna_kinds(const struct node *n, const struct dna_pairing *p) {
    uint32_t kinds = 0;
    for (size_t i = 0; i < n->dna->book->category_count; i++) kinds |= (uint32_t)dna_pair_has(p, n->dna->book->categories[i].id) << i;
    return kinds;
}

// ---- Erasure ----
struct erasing {
    char ref[64];
};

static struct result ref_kept(void *ctx, const struct dna_record *r, struct error *err) {
    struct erasing *e = ctx;
    (void)err;
    size_t n = r->ref.bytes < sizeof e->ref - 1 ? r->ref.bytes : sizeof e->ref - 1;
    memcpy(e->ref, r->ref.at, n);
    e->ref[n] = 0;
    return DONE;
}

RESULT dna_erase(struct node *n, int64_t id, const char *decision, const struct officer *by, struct view reason, struct error *err) {
    struct erasing e = {{0}};
    AUTO_JSON *more = json_object();
    TRY(dna_record_get(n->store, id, ref_kept, &e, err));
    TRY(dna_match_of_record(n->store, dna_me(n), view_of(e.ref), err));
    TRY(dna_kin_forget(n->store, (struct instant){0}, view_of(e.ref), err));
    TRY(dna_record_drop(n->store, id, err));
    dna_dropped(n->dna, id);
    if (reason.bytes) TRY(commit_words(n, "reason_commit", reason, more, err));
    struct entry entry = {.op = "erasure", .officer = by, .about = view_of(e.ref), .register_name = REGISTER_DNA, .decision = view_of(decision), .more = more};
    return write_entry(n, &entry, NULL, err);
}

struct expiring {
    int64_t ids[EXPIRED_AT_ONCE];
    size_t count;
};

static struct result id_kept(void *ctx, const struct dna_record *r, struct error *err) {
    struct expiring *e = ctx;
    (void)err;
    e->ids[e->count++] = r->id;
    return DONE;
}

static RESULT expire(struct node *n, struct error *err) {
    struct expiring e = {.count = 0};
    TRY(dna_record_expired(n->store, now(n), EXPIRED_AT_ONCE, id_kept, &e, err));
    for (size_t i = 0; i < e.count; i++) TRY(dna_erase(n, e.ids[i], "term_over", NULL, VIEW(""), err));
    TRY(dna_kin_forget(n->store, kept_since(n, TERM_dna_match), VIEW(""), err));
    return dna_match_forget(n->store, kept_since(n, TERM_dna_match), err);
}

// ---- Time ----
static RESULT work(struct node *n, struct error *err) {
    TRY(turn(n, err));
    TRY(store_mark(n->store, err));
    struct result r = expire(n, err);
    if (!FAILED(r)) r = dna_push(n, err);
    if (!FAILED(r)) return store_keep(n->store, err);
    store_undo(n->store);
    return r;
}

// Work that is done in portions, so that others are answered between them: an import given up is cleared, the register is
// compared with itself.
static RESULT portion(struct node *n, bool *more, struct error *err) {
    TRY(turn(n, err));
    TRY(store_mark(n->store, err));
    struct result r = n->dna->clearing ? dna_clear_some(n, err) : dna_home(n, more, err);
    if (!FAILED(r) && !*more) r = dna_kin_some(n, more, err);
    if (!FAILED(r)) return store_keep(n->store, err);
    store_undo(n->store);
    return r;
}

static void portions_work(struct node *n) {
    struct error ignored;
    bool more = n->dna->clearing;
    if (ticks(n).us < n->dna->next_home.us) return;
    struct result r = portion(n, &more, &ignored);
    uint64_t pause_ms = FAILED(r) ? LOOK_EVERY_MS : PORTION_EVERY_MS;
    n->dna->next_home = more || FAILED(r) ? (struct tick){ticks(n).us + pause_ms * 1000} : (struct tick){UINT64_MAX};
}

void dna_work(struct node *n) {
    struct error ignored;
    if (!n->dna->book) return;
    portions_work(n);
    if (ticks(n).us < n->dna->next_look.us) return;
    n->dna->next_look = (struct tick){ticks(n).us + (uint64_t)LOOK_EVERY_MS * 1000};
    struct result r = work(n, &ignored);
    (void)r;  // tried again in a minute; a failed disk shows itself at the next commit
}

struct tick dna_wake(const struct node *n) {
    if (!n->dna->book) return (struct tick){UINT64_MAX};
    return n->dna->next_home.us < n->dna->next_look.us ? n->dna->next_home : n->dna->next_look;
}

// ---- Frequencies ----
const struct dna_freq *dna_frequencies(struct node *n) {
    struct dna_desk *d = n->dna;
    AUTO_TEXT json = text_with_ceiling(1 << 20);
    if (d->freq_read || !d->book) return d->freq;
    d->freq_read = true;
    if (FAILED(dna_population_get(n->store, &json, NULL))) return NULL;
    ENSURE(d->freq = calloc(1, sizeof *d->freq));
    if (FAILED(dna_freq_json(d->book, text_seen(&json), d->freq, NULL))) return free(d->freq), d->freq = NULL;
    return d->freq;
}
