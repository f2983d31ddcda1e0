// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/prints/prints.h"

#include <stdio.h>
#include <stdlib.h>

enum { LOOK_EVERY_MS = 60000 };

struct prints_desk *prints_desk_new(const struct prints_book *book) {
    struct prints_desk *d = calloc(1, sizeof *d);
    ENSURE(d);
    d->book = book;
    return d;
}

void prints_desk_free(struct prints_desk *d) { free(d); }

RESULT prints_here(struct node *n, struct prints_desk **out, struct error *err) {
    if (!n->prints->book) return FAIL(err, NOT_FOUND, "this node makes no searches with fingerprints or faces");
    return *out = n->prints, DONE;
}

struct view prints_register(enum prints_data d) { return d == PRINTS_faces ? VIEW("faces") : VIEW("prints"); }
struct view prints_me(const struct node *n) { return view_of(n->settings.authority); }
int64_t prints_day(const struct node *n) { return now(n).ms / DAY_MS; }

bool prints_afis_connected(const struct node *n, enum prints_data d) {
    const struct prints_desk *desk = n->prints;
    return desk->afis_ever[d] && ticks(n).us - desk->afis_seen[d].us <= desk->book->afis_quiet_minutes * (uint64_t)MINUTE_MS * 1000;
}

// ---- What may be done ----
bool prints_permitted(struct node *n, struct view owner, struct view asker, enum prints_data d, const struct prints_case *c, struct permit *out) {
    // as far as the question may say: it holds no purpose (arts. 15(1), 24(1))
    static const char *const all[] = {"investigation", "police_check", "prosecution"};
    struct request_facts q = {.owner = owner, .asker = asker, .reg = prints_register(d), .general = !c->purpose.bytes, .person = c->person,
                              .offence_months = c->offence_months};
    *out = (struct permit){0};
    for (size_t i = 0; i < sizeof all / sizeof *all && !out->allowed; i++) {
        q.purpose = c->purpose.bytes ? c->purpose : view_of(all[i]);
        permit_request(n, &q, out);
    }
    return out->allowed;
}

// ---- A search, held ----
#define KEEP(to, v) snprintf(to, sizeof to, "%.*s", VIEW_ARGS(v))

struct result prints_hold(void *ctx, const struct prints_search *p, struct error *err) {
    struct prints_held *h = ctx;
    (void)err;
    *h = (struct prints_held){.incoming = p->incoming, .identified = p->identified, .data = p->data, .state = p->state, .parts = p->parts,
                              .answer_parts = p->answer_parts, .at = p->at};
    KEEP(h->id, p->id), KEEP(h->member, p->member), KEEP(h->kind, p->kind), KEEP(h->ref, p->ref);
    KEEP(h->digest, p->digest), KEEP(h->answer_digest, p->answer_digest), KEEP(h->asked_by, p->asked_by);
    return DONE;
}

RESULT prints_held(struct node *n, struct view id, bool incoming, struct prints_held *out, struct error *err) {
    return prints_get(n->store, id, incoming, prints_hold, out, err);
}

// ---- Time ----
struct open_list {
    struct prints_held at[64];
    size_t count;
};

static struct result open_one(void *ctx, const struct prints_search *p, struct error *err) {
    struct open_list *l = ctx;
    return l->count == sizeof l->at / sizeof *l->at ? DONE : prints_hold(&l->at[l->count++], p, err);
}

// Nobody's AFIS has answered in the time that the table gives: that is said, and is no "no hit".
static RESULT late(struct node *n, struct error *err) {
    struct open_list *open = calloc(1, sizeof *open);
    ENSURE(open);
    struct result r = prints_open_each(n->store, open_one, open, err);
    for (size_t i = 0; i < open->count && !FAILED(r); i++) {
        const struct prints_held *p = &open->at[i];
        const struct prints_kind *k = prints_kind_find(n->prints->book, view_of(p->kind));
        struct prints_reply none = {.state = PRINTS_not_searched, .code = CODE_EXPIRED};
        if (!k || now(n).ms - p->at.ms >= (int64_t)k->reply_hours * HOUR_MS) r = prints_reply(n, p, &none, err);
        else if (p->state == PRINTS_taken && !prints_afis_connected(n, p->data))
            r = prints_step(n->store, view_of(p->id), true, PRINTS_waiting, VIEW(""), err);
    }
    free(open);
    return r;
}

static RESULT work(struct node *n, struct error *err) {
    TRY(turn(n, err));
    TRY(store_mark(n->store, err));
    struct result r = late(n, err);
    if (!FAILED(r)) r = prints_forget(n->store, kept_since(n, TERM_prints), prints_day(n) - 31, err);
    if (!FAILED(r)) return store_keep(n->store, err);
    store_undo(n->store);
    return r;
}

RESULT prints_stand_up(struct node *n, struct error *err) {
    if (!n->prints->book) return DONE;
    TRY(store_begin(n->store, err));
    struct result r = prints_taken_back(n->store, err);
    if (!FAILED(r)) return store_commit(n->store, err);
    store_rollback(n->store);
    return r;
}

void prints_work(struct node *n) {
    struct error ignored;
    if (!n->prints->book || ticks(n).us < n->prints->next_look.us) return;
    n->prints->next_look = (struct tick){ticks(n).us + (uint64_t)LOOK_EVERY_MS * 1000};
    struct result r = work(n, &ignored);
    (void)r;  // tried again in a minute; a failed disk shows itself at the next commit
}

struct tick prints_wake(const struct node *n) { return n->prints->book ? n->prints->next_look : (struct tick){UINT64_MAX}; }
