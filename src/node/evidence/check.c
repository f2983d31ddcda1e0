// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// check.c — every item is read again: soon after it came in, then as often as laws/retention.yaml says, or when it is asked for.
//
// In slices between other work. What comes of it is an event of the item's line, written by the node itself.
#include "node/evidence/evidence.h"
#include "node/orders/orders.h"

static RESULT begin_due(struct node *n, struct evidence_desk *d, struct error *err) {
    AUTO_TEXT id = text_with_ceiling(UUID_ROOM);
    struct digests what;
    struct instant before = kept_since(n, TERM_evidence_recheck);
    struct result r = item_due(n->store, before, &id, NULL);
    if (r.code == CODE_NOT_FOUND) return DONE;
    TRY(r);
    TRY(item_digests(n->store, text_seen(&id), &what, err));
    snprintf(d->checked, sizeof d->checked, "%s", text_string(&id));
    return checking_begin(d->vault, &what, &d->checking, err);
}

static RESULT outcome_written(struct node *n, struct view id, bool sound, struct error *err) {
    AUTO_JSON *why = json_pack("{s:s,s:s,s:s}", "where", "the node's vault", "why", "scheduled reading", "basis", "ISO/IEC 27037: preservation");
    TRY(item_checked(n->store, id, now(n), sound ? ITEM_SOUND : ITEM_DAMAGED, err));
    return custody_write(n, NULL, id, custody_said(n, NULL, why, sound ? "checked" : "damaged"), NULL, err);
}

static RESULT slice(struct node *n, struct evidence_desk *d, struct error *err) {
    struct error why = {0};
    bool done = false;
    struct result r = DONE;
    bool busy = false;
    if (fetches_lag(n)) return fetches_slice(n, CHECK_SLICE_BYTES, err);
    TRY(looking_slice(n, err));
    if (!d->checking) {
        TRY(destroying_slice(n, d, &busy, err));
        if (busy) return DONE;
        r = begin_due(n, d, &why);
    }
    if (!FAILED(r) && !d->checking) return DONE;
    if (!FAILED(r)) r = checking_some(d->checking, CHECK_SLICE_BYTES, &done, &why);
    if (!FAILED(r) && !done) return DONE;
    d->checking = checking_free(d->checking);
    if (FAILED(r) && r.code != CODE_STORE_DAMAGED && r.code != CODE_NOT_FOUND) return fail_with(err, r.code, "%s", why.detail);
    return outcome_written(n, view_of(d->checked), !FAILED(r), err);
}

void evidence_work(struct node *n) {
    struct error ignored;
    struct evidence_desk *d = n->evidence;
    if (!d->vault || (!d->checking && !d->destroying && !fetches_lag(n) && ticks(n).us < d->next_look.us)) return;
    d->next_look = (struct tick){ticks(n).us + 1000000};
    if (FAILED(turn(n, &ignored)) || FAILED(store_mark(n->store, &ignored))) return;
    struct result r = slice(n, d, &ignored);
    if (FAILED(r)) store_undo(n->store);
    else r = store_keep(n->store, &ignored);
    if (FAILED(r)) d->next_look = (struct tick){ticks(n).us + (uint64_t)MINUTE_MS * 1000};  // tried again in a minute
}

struct tick evidence_wake(const struct node *n) {
    const struct evidence_desk *d = n->evidence;
    if (!d->vault) return (struct tick){UINT64_MAX};
    return d->checking || d->destroying || fetches_lag(n) ? ticks(n) : d->next_look;
}

struct result evidence_recheck(struct node_call *call, struct error *err) {
    struct evidence_desk *d;
    struct view id = json_view(call->params, "item");
    AUTO_JSON *there = NULL;
    TRY(evidence_desk_of(call->node, &d, err));
    TRY(item_json(call->node->store, id, &there, err));
    if (view_is(json_view(there, "state"), "destroyed")) return FAIL(err, WRONG_STEP, "its bytes were destroyed");
    TRY(item_checked(call->node->store, id, (struct instant){0}, ITEM_UNCHECKED, err));
    d->next_look = ticks(call->node);
    call_answer(call, json_pack("{s:b}", "queued", 1));
    return DONE;
}
