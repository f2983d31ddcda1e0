// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// keep.c — how long: terms that are over, holds that keep beyond them, days of review, proof of deletion
// (Directive (EU) 2016/680 arts. 5 and 16).
#include "node/requests/requests_room.h"

enum { PORTION = 200, LIST_MAX = 1000, REASON_BYTES_MAX = 2000 };

// ---- Care ----

static struct result keep_id(void *ctx, const struct request *r, struct error *err) {
    (void)err;
    json_array_append_new(ctx, json_of(r->id));
    return DONE;
}

static struct result outlived_one(struct node *n, struct view id, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    TRY(request_find(n->store, id, &hold, &r, err));
    TRY(request_sound(&r, err));
    TRY(request_set_term(n->store, r.id, (struct instant){0}, err));
    return was_given(&r) ? answer_returned(n, &r, "term_over", err) : DONE;
}

static RESULT outlived(struct node *n, struct error *err) {
    AUTO_JSON *ids = json_array();
    size_t i;
    json_t *id;
    TRY(request_outlived(n->store, now(n), PORTION, keep_id, ids, err));
    json_array_foreach(ids, i, id) TRY(cared(n, "answers", outlived_one, view_of(json_string_value(id)), err));
    return DONE;
}

static struct result keep_over(void *ctx, const struct hold *h, struct error *err) {
    (void)err;
    json_array_append_new(ctx, json_of(h->name));
    return DONE;
}

// What was to be erased while it was held goes now.
static RESULT hold_over(struct node *n, struct view name, const struct officer *by, struct error *err) {
    static const char PREFIX[] = "request/";
    struct view id = {name.at + sizeof PREFIX - 1, name.bytes - (sizeof PREFIX - 1)};
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    bool there, pending;
    TRY(hold_find(n->store, name, &there, NULL, &pending, err));
    TRY(hold_lift(n->store, name, err));
    struct entry e = {.op = "hold", .officer = by, .about = name, .register_name = REGISTER_ALERTS, .decision = VIEW("lifted")};
    TRY(write_entry(n, &e, NULL, err));
    if (!pending || !view_starts(name, PREFIX)) return DONE;
    struct result found = request_find(n->store, id, &hold, &r, err);
    if (FAILED(found)) return found.code == CODE_NOT_FOUND ? DONE : found;
    TRY(request_sound(&r, err));
    return was_given(&r) ? answer_returned(n, &r, "record_deleted", err) : DONE;
}

static struct result hold_ended(struct node *n, struct view name, struct error *err) { return hold_over(n, name, NULL, err); }

RESULT keeping_care(struct node *n, struct error *err) {
    AUTO_JSON *over = json_array();
    size_t i;
    json_t *name;
    TRY(hold_each(n->store, now(n), keep_over, over, err));
    json_array_foreach(over, i, name) TRY(cared(n, "holds", hold_ended, view_of(json_string_value(name)), err));
    TRY(outlived(n, err));
    return deletion_forget(n->store, kept_since(n, TERM_evidence), err);
}

RESULT expiry_noted(struct node *n, const char *what, int64_t count, struct error *err) {
    AUTO_JSON *more = json_pack("{s:s,s:I}", "what", what, "count", (json_int_t)count);
    struct entry e = {.op = "erasure", .decision = VIEW("term_over"), .more = more};
    return count > 0 ? write_entry(n, &e, NULL, err) : DONE;
}

// ---- Holds ----

static RESULT name_given(struct node_call *call, struct text *name, struct error *err) {
    struct node *n = call->node;
    struct view request = json_view(call->params, "request"), record = json_view(call->params, "record"), owner, reg, uid;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    struct record one;
    if (!request.bytes == !record.bytes) return FAIL(err, BAD_ARGUMENT, "request or record: one of the two");
    if (request.bytes) {
        TRY(request_find(n->store, request, &hold, &r, err));
        hold_name(r.id, name);
        return DONE;
    }
    if (!record_name_read(record, &owner, &reg, &uid)) return FAIL(err, BAD_ARGUMENT, "record: as in be/alerts/0192...");
    if (!view_is(owner, n->settings.authority)) return FAIL(err, NOT_ALLOWED, "a copy is its owner's: hold what a request brought, or ask the owner");
    if (view_is(reg, "evidence")) TRY(evidence_is_here(n, uid, err));
    else TRY(record_find(n->store, owner, reg, uid, &hold, &one, err));
    text_view(name, record);
    return DONE;
}

static RESULT reason_given(const json_t *params, struct error *err) {
    struct view reason = json_view(params, "reason");
    return view_trim(reason).bytes && reason.bytes <= REASON_BYTES_MAX ? DONE : FAIL(err, BAD_ARGUMENT, "reason: 1 to %d bytes", REASON_BYTES_MAX);
}

static RESULT day_given(struct node *n, const json_t *params, enum law_term most, struct instant *out, struct error *err) {
    int64_t most_ms = law_term_ms(n->settings.law, most, now(n));
    AUTO_TEXT whole = text_with_ceiling(60);
    text_format(&whole, "%.*sT00:00:00Z", VIEW_ARGS(json_view(params, "until")));
    if (!instant_read(text_seen(&whole), out)) return FAIL(err, BAD_DATE, "until: a day as 2027-01-31");
    if (!instant_before(now(n), *out) || instant_before(instant_after(now(n), most_ms), *out))
        return FAIL(err, BAD_DATE, "until: a day to come, within %lld days", (long long)(most_ms / DAY_MS));
    return DONE;
}

static RESULT log_keeping(struct node_call *call, const char *op, const char *decision, struct view name, struct instant until, struct error *err) {
    AUTO_JSON *more = json_object();
    if (until.ms) json_object_set_new(more, "until", json_instant(until));
    TRY(commit_words(call->node, "reason_commit", json_view(call->params, "reason"), more, err));
    struct entry e = {.op = op, .officer = call->officer, .about = name, .request = json_view(call->params, "request"), .register_name = REGISTER_ALERTS,
                      .decision = view_of(decision), .more = more};
    return write_entry(call->node, &e, NULL, err);
}

struct result hold_placed(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT name = text_with_ceiling(400), who = text_with_ceiling(64);
    struct instant until;
    TRY(reason_given(call->params, err));
    TRY(day_given(n, call->params, TERM_hold, &until, err));
    TRY(name_given(call, &name, err));
    TRY(officer_pseudonym(n, call->officer, &who, err));
    struct hold h = {text_seen(&name), text_seen(&who), VIEW(""), now(n), until};
    TRY(hold_place(n->store, &h, err));
    TRY(log_keeping(call, "hold", "placed", h.name, until, err));
    call_answer(call, json_pack("{s:s,s:o}", "name", text_string(&name), "until", json_instant(until)));
    return DONE;
}

struct result hold_lifted(struct node_call *call, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(400);
    TRY(reason_given(call->params, err));
    TRY(name_given(call, &name, err));
    TRY(hold_over(call->node, text_seen(&name), call->officer, err));
    call_answer(call, json_pack("{s:s}", "name", text_string(&name)));
    return DONE;
}

static struct result add_hold(void *ctx, const struct hold *h, struct error *err) {
    json_t *j = json_pack("{s:o,s:o}", "at", json_instant(h->at), "until", json_instant(h->until));
    (void)err;
    json_put_view(j, "name", h->name);
    json_put_view(j, "by", h->by);
    if (h->pending.bytes) json_put_view(j, "pending", h->pending);
    json_array_append_new(ctx, j);
    return DONE;
}

struct result hold_list(struct node_call *call, struct error *err) {
    json_t *list = json_array();
    call_answer(call, json_pack("{s:o}", "holds", list));
    return hold_each(call->node->store, (struct instant){0}, add_hold, list, err);
}

RESULT record_held(struct node *n, struct view name, struct error *err) {
    struct instant until;
    bool held;
    AUTO_TEXT day = text_with_ceiling(40);
    TRY(hold_find(n->store, name, &held, &until, NULL, err));
    if (!held) return DONE;
    text_instant(&day, until);
    return FAIL(err, HELD, "until %.10s", text_string(&day));
}

// ---- Reviews ----

static struct result add_review(void *ctx, const struct review *r, struct error *err) {
    json_t *j = json_pack("{s:o}", "review_at", json_instant(r->at));
    (void)err;
    json_put_view(j, "record", r->name);
    json_array_append_new(ctx, j);
    return DONE;
}

static struct result add_request_review(void *ctx, const struct request *r, struct error *err) {
    json_t *j = json_pack("{s:o}", "review_at", json_instant(r->review_at));
    (void)err;
    json_put_view(j, "request", r->id);
    json_put_view(j, "kind", r->kind);
    json_put_view(j, "member", r->peer);
    json_array_append_new(ctx, j);
    return DONE;
}

struct result review_list(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    int64_t days = json_int(call->params, "days");
    struct instant until = instant_after(now(n), (days > 0 && days <= law_term_ms(n->settings.law, TERM_review_most, now(n)) / DAY_MS ? days : 30) * DAY_MS);
    json_t *list = json_array();
    call_answer(call, json_pack("{s:o}", "reviews", list));
    TRY(review_each(n->store, until, LIST_MAX, add_review, list, err));
    TRY(request_to_review(n->store, until, LIST_MAX, add_request_review, list, err));
    struct entry e = {.op = "consultation", .officer = call->officer, .decision = VIEW("reviews_listed")};
    return write_entry(n, &e, NULL, err);
}

// It is still needed, with reasons, and until when that is looked at again. What is not needed is deleted instead.
struct result review_done(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view request = json_view(call->params, "request");
    AUTO_TEXT name = text_with_ceiling(400);
    struct instant until;
    TRY(reason_given(call->params, err));
    TRY(day_given(n, call->params, TERM_review_most, &until, err));
    TRY(name_given(call, &name, err));
    if (request.bytes) TRY(request_set_review(n->store, request, until, err));
    else TRY(review_set(n->store, text_seen(&name), until, err));
    TRY(log_keeping(call, "review", "still_needed", text_seen(&name), until, err));
    call_answer(call, json_pack("{s:s,s:o}", "name", text_string(&name), "review_at", json_instant(until)));
    return DONE;
}

// ---- Proof of deletion ----

static struct result add_told(void *ctx, const struct sharing *row, struct error *err) {
    json_t *j = json_pack("{s:b}", "confirmed", row->version == 0 && row->confirmed_at.ms != 0);
    (void)err;
    json_put_view(j, "member", row->member);
    json_array_append_new(ctx, j);
    return DONE;
}

struct result deletion_proven(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view name = json_view(call->params, "record"), owner, reg, uid;
    AUTO_TEXT why = text_with_ceiling(60);
    struct deletion d;
    json_t *bundle = NULL, *told = json_array();
    AUTO_JSON *members = told;
    TRY(deletion_find(n->store, name, &why, &d, err));
    TRY(audit_checkpoint(n->log, n->store, now(n), err));
    if (record_name_read(name, &owner, &reg, &uid)) TRY(sharing_each(n->store, reg, uid, add_told, told, err));
    TRY(audit_proof(n->log, n->store, d.index, &bundle, err));
    json_t *j = json_pack("{s:o,s:O,s:o,s:I}", "proof", bundle, "told", members, "at", json_instant(d.at), "index", (json_int_t)d.index);
    json_put_view(j, "record", name);
    json_put_view(j, "why", d.why);
    call_answer(call, j);
    return DONE;
}
