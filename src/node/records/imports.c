// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// imports.c — published lists become alerts. The entries are gathered in memory, then compared with what the
// register holds of that list, by published reference; one transaction adds, changes and removes, with one
// audit entry whose root covers every item. Until then nothing shows, and an import that stops leaves no trace.
#include "node/records/ahead.h"
#include "node/records/listed.h"

#include <malloc.h>
#include <stdlib.h>

enum { IMPORT_BYTES_MAX = 1024 * 1024 * 1024, IMPORTS_MAX = 4, IDLE_MINUTES = 15, REFUSALS_SHOWN = 50, TRIM_ENTRIES = 1000 };

struct import {
    struct import *next;
    char id[UUID_ROOM];
    char source[64], category[64], authority_note[64];
    struct arena arena;          // what the entries point to
    struct listed *items;
    size_t count, room;
    struct tick began, touched;
};

static void free_import(struct import *i) {
    arena_free(&i->arena);
    free(i->items);
    free(i);
}

void imports_free(struct node *n) {
    while (n->imports) {
        struct import *i = n->imports;
        n->imports = i->next;
        free_import(i);
    }
}

static struct import **find(struct node *n, struct view id) {
    struct import **at = &n->imports;
    while (*at && !view_is(id, (*at)->id)) at = &(*at)->next;
    return at;
}

static void give_back(void *what) {
    struct import *i = what;
    bool much = i->count >= TRIM_ENTRIES;
    free_import(i);
    if (much) malloc_trim(0);  // a list's worth of memory goes back to the machine
}

// Nobody finds it any more; the memory is the caller's to give back. NULL: there is none.
static struct import *taken_out(struct node *n, struct view id) {
    struct import **at = find(n, id), *i = *at;
    if (i) *at = i->next;
    return i;
}

// Whoever began an import and went away keeps no room.
static void forget_idle(struct node *n) {
    struct import **at = &n->imports;
    while (*at) {
        struct import *i = *at;
        if (ticks(n).us - i->touched.us < IDLE_MINUTES * (uint64_t)MINUTE_MS * 1000) {
            at = &i->next;
            continue;
        }
        *at = i->next;
        free_import(i);
    }
}

static bool short_word(struct view v, char *out, size_t room) {
    if (!v.bytes || v.bytes >= room) return false;
    for (size_t i = 0; i < v.bytes; i++)
        if (!((v.at[i] >= 'a' && v.at[i] <= 'z') || (v.at[i] >= '0' && v.at[i] <= '9') || v.at[i] == '_' || v.at[i] == '-')) return false;
    memcpy(out, v.at, v.bytes);
    out[v.bytes] = 0;
    return true;
}

struct result import_begin(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct import *i = calloc(1, sizeof *i);
    ENSURE(i);
    size_t open = 0;
    forget_idle(n);
    for (struct import *o = n->imports; o; o = o->next) open++;
    if (open >= IMPORTS_MAX || !short_word(json_view(call->params, "source"), i->source, sizeof i->source) ||
        !short_word(json_view(call->params, "category"), i->category, sizeof i->category)) {
        free(i);
        return open >= IMPORTS_MAX ? FAIL(err, BUSY, "%d imports are open", IMPORTS_MAX)
                                   : FAIL(err, BAD_ARGUMENT, "source and category: lower-case letters, digits, _ and -");
    }
    i->began = i->touched = ticks(n);
    i->arena = arena_with_ceiling(IMPORT_BYTES_MAX);
    uuid_new(n->sys, i->id);
    i->next = n->imports;
    n->imports = i;
    call_answer(call, json_pack("{s:s}", "import", i->id));
    return DONE;
}

static RESULT add_line(struct node *n, struct import *i, struct view line, struct text *scratch, struct error *err) {
    struct list_of list = {view_of(i->source), view_of(i->category), now(n), scratch};
    if (i->count == i->room) {
        i->room = i->room ? 2 * i->room : 1024;
        i->items = realloc(i->items, i->room * sizeof *i->items);
        ENSURE(i->items);
    }
    struct error why = {0};
    struct result r = listed_read(n->settings.law, line, &list, &i->arena, &i->items[i->count], &why);
    if (FAILED(r)) return fail_with(err, r.code, "entry %zu: %s", i->count + 1, why.detail);
    i->count++;
    return DONE;
}

struct result import_items(struct node_call *call, struct error *err) {
    struct import *i = *find(call->node, json_view(call->params, "import"));
    struct view lines = json_view(call->params, "items");
    AUTO_TEXT scratch = text_with_ceiling(RECORD_BODY_BYTES_MAX);
    if (!i) return FAIL(err, NOT_FOUND, "no such import is open");
    i->touched = ticks(call->node);
    while (lines.bytes) {
        struct view line = view_cut(lines, '\n', &lines);
        if (line.bytes) TRY(add_line(call->node, i, line, &scratch, err));
    }
    call_answer(call, json_pack("{s:I}", "received", (json_int_t)i->count));
    return DONE;
}

struct result import_abandon(struct node_call *call, struct error *err) {
    (void)err;
    struct import *i = taken_out(call->node, json_view(call->params, "import"));
    if (i) give_back(i);
    return DONE;
}

// ---- The comparison: both sides sorted by reference, walked together ----

struct held {                    // what the register holds of this list
    struct view ref, uid;
    int64_t version;
    struct instant retain_until;
    unsigned char digest[32];
};

struct merge {
    struct node *n;
    const struct officer *officer;
    struct import *import;
    struct arena arena;
    struct held *held;
    size_t held_count, held_room;
    struct audit_bulk *items;
    struct ahead *ahead;
    int64_t added, changed, removed, unchanged, refused;
    json_t *refusals;
};

static struct result hold_one(void *ctx, const struct record *r, struct error *err) {
    struct merge *m = ctx;
    if (m->held_count == m->held_room) {
        m->held_room = m->held_room ? 2 * m->held_room : 1024;
        m->held = realloc(m->held, m->held_room * sizeof *m->held);
        ENSURE(m->held);
    }
    char *ref = arena_copy(&m->arena, r->ref), *uid = arena_copy(&m->arena, r->uid);
    if (!ref || !uid) return FAIL(err, TOO_BIG, "the list is above the ceiling");
    struct held h = {{ref, r->ref.bytes}, {uid, r->uid.bytes}, r->version, r->retain_until, {0}};
    if (r->digest.bytes == sizeof h.digest) memcpy(h.digest, r->digest.at, sizeof h.digest);
    m->held[m->held_count++] = h;
    return DONE;
}

static int by_ref(const void *a, const void *b) {
    return view_compare(((const struct listed *)a)->ref, ((const struct listed *)b)->ref);
}

static RESULT put_item(struct merge *m, const struct listed *item, struct view uid, int64_t version, struct error *err) {
    struct record r = {.owner = view_of(m->n->settings.authority), .reg = REGISTER_ALERTS, .uid = uid,
                       .source = view_of(m->import->source), .ref = item->ref, .version = version, .body = item->body,
                       .digest = digest_view(&item->digest), .retain_until = item->retain_until, .changed_at = now(m->n)};
    bool changed;
    int64_t id;
    TRY(record_put(m->n->store, &r, &id, &changed, err));
    if (changed && version == 1) ahead_put(m->ahead, id, item->body);
    struct digest content = sha256(item->body);
    bulk_add(m->items, uid, &content);
    return DONE;
}

static void refuse(struct merge *m, struct view ref, enum code code, struct view why) {
    m->refused++;
    if (json_array_size(m->refusals) >= REFUSALS_SHOWN) return;
    json_t *j = json_pack("{s:s}", "code", code_name(code));
    json_put_view(j, "what", why);
    json_put_view(j, "ref", ref);
    json_array_append_new(m->refusals, j);
}

// An entry that the register can't hold is refused and named; the rest of the list goes in.
static RESULT put_or_refuse(struct merge *m, const struct listed *item, struct view uid, int64_t version, int64_t *count,
                            struct error *err) {
    if (item->refused) return refuse(m, item->ref, item->refused, item->body), DONE;
    ++*count;
    return put_item(m, item, uid, version, err);
}

static RESULT remove_held(struct merge *m, const struct held *h, struct error *err) {
    struct node *n = m->n;
    struct record r = {.owner = view_of(n->settings.authority), .reg = REGISTER_ALERTS, .uid = h->uid};
    struct error why = {0};
    AUTO_TEXT name = text_with_ceiling(400);
    record_name(&name, &r);
    struct result held = record_held(n, text_seen(&name), &why);
    if (held.code == CODE_HELD) return refuse(m, h->ref, CODE_HELD, view_of(why.detail)), DONE;  // it goes with an import after the hold
    if (FAILED(held)) return fail_with(err, held.code, "%s", why.detail);
    TRY(withdraw_record(n, &r, err));
    struct digest content = sha256(VIEW("removed"));
    bulk_add(m->items, h->uid, &content);
    m->removed++;
    return DONE;
}

// The same as before. What is still on its list is needed for another term when a quarter of the last is left, and told anew.
static bool unchanged(const struct merge *m, const struct listed *item, const struct held *h) {
    int64_t at = now(m->n).ms, left = h->retain_until.ms - at, term = item->retain_until.ms - at;
    return memcmp(item->digest.bytes, h->digest, 32) == 0 && (item->refused || left > term / 4);
}

static RESULT merge_lists(struct merge *m, struct error *err) {
    struct import *in = m->import;
    size_t i = 0, h = 0;
    while (i < in->count || h < m->held_count) {
        int order = i == in->count ? 1 : h == m->held_count ? -1 : view_compare(in->items[i].ref, m->held[h].ref);
        if (order > 0) {
            TRY(remove_held(m, &m->held[h++], err));
        } else if (order < 0) {
            char uid[UUID_ROOM];
            uuid_new(m->n->sys, uid);
            TRY(put_or_refuse(m, &in->items[i++], view_of(uid), 1, &m->added, err));
        } else if (unchanged(m, &in->items[i], &m->held[h])) {
            m->unchanged++, i++, h++;
        } else {
            TRY(put_or_refuse(m, &in->items[i++], m->held[h].uid, m->held[h].version + 1, &m->changed, err));
            h++;
        }
    }
    return DONE;
}

// The same reference twice in one list: the later one is refused, by name.
static void drop_doubles(struct merge *m) {
    struct import *in = m->import;
    size_t kept = 0;
    for (size_t i = 0; i < in->count; i++) {
        if (kept && view_same(in->items[i].ref, in->items[kept - 1].ref)) {
            refuse(m, in->items[i].ref, CODE_ALREADY, VIEW("the same reference twice in the list"));
        } else {
            in->items[kept++] = in->items[i];
        }
    }
    in->count = kept;
}

static RESULT merge_and_log(struct merge *m, struct error *err) {
    struct node *n = m->n;
    TRY(record_of_list(n->store, view_of(n->settings.authority), view_of(m->import->source), hold_one, m, err));
    if (m->import->count) qsort(m->import->items, m->import->count, sizeof *m->import->items, by_ref);
    drop_doubles(m);
    TRY(merge_lists(m, err));
    AUTO_JSON *more = json_pack("{s:s,s:I,s:I,s:I,s:I}", "source", m->import->source, "added", (json_int_t)m->added, "changed",
                                (json_int_t)m->changed, "removed", (json_int_t)m->removed, "refused", (json_int_t)m->refused);
    struct entry e = {.op = "collection", .officer = m->officer, .register_name = REGISTER_ALERTS, .purpose = VIEW("list_screening"),
                      .decision = VIEW("imported"), .more = more};
    n->unpublished = true;
    return write_bulk(n, &e, m->items, NULL, err);
}

struct result import_commit(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct import *i = taken_out(n, json_view(call->params, "import"));
    if (!i) return FAIL(err, NOT_FOUND, "no such import is open");
    struct merge m = {.n = n, .officer = call->officer, .import = i, .arena = arena_with_ceiling(IMPORT_BYTES_MAX),
                      .items = audit_bulk_new(n->sys), .refusals = json_array()};
    m.ahead = ahead_begin(n);
    struct result r = merge_and_log(&m, err);
    if (!FAILED(r))
        call_answer(call, json_pack("{s:I,s:I,s:I,s:I,s:I,s:O,s:I}", "added", (json_int_t)m.added, "changed", (json_int_t)m.changed,
                                    "removed", (json_int_t)m.removed, "unchanged", (json_int_t)m.unchanged, "refused",
                                    (json_int_t)m.refused, "refusals", m.refusals, "took_ms",
                                    (json_int_t)((ticks(n).us - i->began.us) / 1000)));
    audit_bulk_free(m.items);
    json_decref(m.refusals);
    arena_free(&m.arena);
    free(m.held);
    ahead_end(m.ahead, !FAILED(r), give_back, i);
    return r;
}
