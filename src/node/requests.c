// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// requests.c — demand, approval, decision, release. What is approved is always the digest of an action: the
// whole demand, or the demand's digest with the whole decision. A second officer signs that digest with a key
// that the daemon never holds; the signatures travel with the message, so the other side, and anybody years
// later, checks them again (promises P1 and P2).
#include "node/node_room.h"

#define APPROVAL_PURPOSE "malines/approval/1"
#define ACTION_SEND "request.send"
#define ACTION_DECIDE "request.decide"

enum { TEXT_BYTES_MAX = 20000, LIST_MAX = 1000, APPROVALS_MAX = 20 };

static json_t *instant_json(struct instant t) {
    AUTO_TEXT at = text_with_ceiling(40);
    text_instant(&at, t);
    return json_of(text_seen(&at));
}

// ---- Actions and their digests ----

static json_t *send_action(const json_t *demand) {
    return json_pack("{s:s,s:O}", "action", ACTION_SEND, "demand", demand);
}

static void digest_text(const json_t *j, struct text *out) {
    AUTO_TEXT bytes = text_with_ceiling(ENVELOPE_BYTES_MAX);
    text_json(&bytes, j);
    struct digest d = sha256(text_seen(&bytes));
    text_digest(out, &d);
}

static json_t *decide_action(const json_t *demand, const json_t *decision) {
    AUTO_TEXT of_demand = text_with_ceiling(100);
    digest_text(demand, &of_demand);
    return json_pack("{s:s,s:s,s:O}", "action", ACTION_DECIDE, "demand_digest", text_string(&of_demand), "decision", decision);
}

// What waits for an approval on this side now, if anything does.
static RESULT pending_action(const struct request *r, const char **name, json_t **action, struct error *err) {
    AUTO_JSON *demand = NULL;
    AUTO_JSON *decision = NULL;
    TRY(json_strict(r->demand, &demand, err));
    if (r->side == SIDE_asker && r->step == STEP_drafted) {
        *name = ACTION_SEND;
        *action = send_action(demand);
        return DONE;
    }
    if (r->side == SIDE_owner && r->step == STEP_decided) {
        TRY(json_strict(r->decision, &decision, err));
        *name = ACTION_DECIDE;
        *action = decide_action(demand, decision);
        return DONE;
    }
    return FAIL(err, WRONG_STEP, "nothing waits for an approval here: the request is %s", request_step_name(r->step));
}

// ---- The law's word on this request ----

static RESULT record_alert(struct node *n, struct view name, json_t **out, struct error *err) {
    struct view owner, reg, uid;
    struct record r;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    if (!record_name_read(name, &owner, &reg, &uid)) return FAIL(err, BAD_FIELD, "record");
    TRY(record_find(n->store, owner, reg, uid, &hold, &r, err));
    return json_strict(r.body, out, err);
}

static RESULT permit_demand(struct node *n, const json_t *demand, const json_t *alert, struct permit *out, struct error *err) {
    permit_request(n, json_view(demand, "to"), json_view(demand, "from"), json_view(demand, "kind"), json_view(demand, "purpose"),
                   alert, out);
    return out->allowed ? DONE : FAIL(err, NO_BASIS, "%.*s", VIEW_ARGS(out->reason));
}

// ---- Log entries that prove a request ----

static RESULT log_step(struct node *n, const struct request *r, struct entry *e, const char *what, struct error *err) {
    int64_t index;
    e->request = r->id;
    e->register_name = REGISTER_ALERTS;
    TRY(write_entry(n, e, &index, err));
    struct trace t = {view_of(audit_log_origin(n->log)), view_of(what), index, now(n)};
    return trace_add(n->store, r->id, &t, err);
}

// ---- Sending: the message and its digest as the receiver will compute it ----

static struct result add_approval(void *ctx, const struct approval *a, struct error *err) {
    json_t *j = json_object();
    (void)err;
    json_put_view(j, "action", a->action);
    json_put_view(j, "digest", a->digest);
    json_put_view(j, "by", a->by);
    json_put_view(j, "scheme", a->scheme);
    json_put_view(j, "credential", a->credential);
    json_put_view(j, "signature", a->signature);
    json_object_set_new(j, "at", instant_json(a->at));
    json_array_append_new(ctx, j);
    return DONE;
}

static RESULT approvals_json(struct node *n, struct view request, json_t **out, struct error *err) {
    json_t *list = json_array();
    struct result r = approval_each(n->store, request, add_approval, list, err);
    if (FAILED(r)) json_decref(list);
    else *out = list;
    return r;
}

static RESULT post(struct node *n, const struct request *r, const char *type, json_t *body, struct error *err) {
    int64_t seq;
    AUTO_TEXT bytes = text_with_ceiling(CHANNEL_BODY_BYTES_MAX);
    AUTO_TEXT whole = text_with_ceiling(ENVELOPE_BYTES_MAX);
    text_json(&bytes, body);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "the message is above the ceiling");
    TRY(outbox_put(n->store, r->peer, VIEW("requests"), view_of(type), text_seen(&bytes), &seq, err));
    TRY(request_posted(n->store, r->id, r->peer, seq, err));
    lane_wake(n, r->peer, LANE_requests);
    AUTO_JSON *message = json_pack("{s:I,s:s,s:O}", "seq", (json_int_t)seq, "type", type, "body", body);
    text_json(&whole, message);
    struct digest digest = sha256(text_seen(&whole));
    AUTO_JSON *more = json_pack("{s:s,s:I}", "channel", "requests", "seq", (json_int_t)seq);
    struct entry e = {.op = "message", .peer = r->peer, .direction = "out", .message_digest = digest.bytes, .decision = VIEW("sent"),
                      .more = more};
    return log_step(n, r, &e, "sent", err);
}

// ---- Showing ----

static json_t *clock_json(struct node *n, const struct request *r, const json_t *demand) {
    int64_t whole = r->due_at.ms - r->created_at.ms, gone = now(n).ms - r->created_at.ms;
    bool open = r->step != STEP_released && r->step != STEP_refused && r->step != STEP_delivered;
    json_t *j = json_pack("{s:I,s:I,s:b,s:b}", "hours", (json_int_t)(whole / HOUR_MS), "elapsed_percent",
                          (json_int_t)(whole > 0 ? 100 * gone / whole : 0), "late", open && gone > whole, "running", open);
    json_put_view(j, "article", json_view(json_object_get(demand, "basis"), "article"));
    return j;
}

static const char *needs_of(const struct request *r) {
    if (r->side == SIDE_asker && r->step == STEP_drafted) return "approval";
    if (r->side == SIDE_owner && r->step == STEP_received) return "decision";
    if (r->side == SIDE_owner && r->step == STEP_decided) return "release_approval";
    return NULL;
}

// What an officer recognises the request by: the name on the record, where this node may hold it; else the record.
static json_t *subject_line(struct node *n, const json_t *demand) {
    AUTO_JSON *alert = NULL;
    struct view record = json_view(demand, "record");
    if (FAILED(record_alert(n, record, &alert, NULL))) return json_of(record);
    struct view name = json_view(json_array_get(json_object_get(json_object_get(alert, "subject"), "names"), 0), "text");
    return json_of(name.bytes ? name : record);
}

static RESULT summary(struct node *n, const struct request *r, json_t **out, struct error *err) {
    AUTO_JSON *demand = NULL;
    TRY(json_strict(r->demand, &demand, err));
    const char *needs = needs_of(r);
    json_t *j = json_pack("{s:s,s:s,s:b,s:o,s:o,s:o}", "box", r->side == SIDE_asker ? "out" : "in", "step", request_step_name(r->step),
                          "urgent", r->urgent, "needs", needs ? json_string(needs) : json_null(), "clock", clock_json(n, r, demand),
                          "subject_line", subject_line(n, demand));
    json_put_view(j, "id", r->id);
    json_put_view(j, "kind", r->kind);
    json_put_view(j, "peer", r->peer);
    json_object_set_new(j, "created_at", instant_json(r->created_at));
    json_object_set_new(j, "due_at", instant_json(r->due_at));
    *out = j;
    return DONE;
}

static struct result add_line(void *ctx, const struct request_line *l, struct error *err) {
    json_t *j = json_object();
    (void)err;
    json_object_set_new(j, "at", instant_json(l->at));
    json_put_view(j, "step", l->step);
    json_put_view(j, "by", l->by);
    json_put_view(j, "note", l->note);
    json_array_append_new(ctx, j);
    return DONE;
}

static struct result add_trace(void *ctx, const struct trace *t, struct error *err) {
    json_t *j = json_pack("{s:I}", "index", (json_int_t)t->index);
    (void)err;
    json_put_view(j, "log", t->origin);
    json_put_view(j, "what", t->what);
    json_object_set_new(j, "at", instant_json(t->at));
    json_array_append_new(ctx, j);
    return DONE;
}

static RESULT add_details(struct node *n, const struct request *r, json_t *j, struct error *err) {
    AUTO_JSON *demand = NULL;
    AUTO_JSON *decision = NULL;
    TRY(json_strict(r->demand, &demand, err));
    static const char *const members[] = {"text", "record", "basis", "purpose", "author"};
    for (size_t i = 0; i < 5; i++) json_object_set(j, members[i], json_object_get(demand, members[i]));
    if (r->decision.bytes) TRY(json_strict(r->decision, &decision, err));
    json_object_set(j, "answer", decision ? decision : json_null());
    json_t *history = json_array(), *receipts = json_array();
    json_object_set_new(j, "history", history);
    json_object_set_new(j, "receipts", receipts);
    TRY(request_history(n->store, r->id, add_line, history, err));
    TRY(trace_each(n->store, r->id, add_trace, receipts, err));
    json_t *approvals = NULL;
    TRY(approvals_json(n, r->id, &approvals, err));
    json_object_set_new(j, "approvals", approvals);
    const char *name;
    json_t *action;
    json_object_set_new(j, "digest", json_null());
    json_object_set_new(j, "approve_command", json_null());
    if (FAILED(pending_action(r, &name, &action, NULL))) return DONE;
    AUTO_JSON *held = action;
    AUTO_TEXT digest = text_with_ceiling(100);
    AUTO_TEXT command = text_with_ceiling(200);
    digest_text(action, &digest);
    text_format(&command, "malines approve %.*s", VIEW_ARGS(r->id));
    json_object_set_new(j, "digest", json_of(text_seen(&digest)));
    json_object_set_new(j, "action", json_string(name));
    json_object_set_new(j, "approve_command", json_of(text_seen(&command)));
    return DONE;
}

static RESULT whole(struct node *n, struct view id, json_t **out, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    json_t *j;
    TRY(request_find(n->store, id, &hold, &r, err));
    TRY(summary(n, &r, &j, err));
    struct result details = add_details(n, &r, j, err);
    if (FAILED(details)) json_decref(j);
    else *out = j;
    return details;
}

static RESULT answer_whole(struct node_call *call, struct view id, struct error *err) {
    json_t *j;
    TRY(whole(call->node, id, &j, err));
    call_answer(call, j);
    return DONE;
}

struct result request_show(struct node_call *call, struct error *err) {
    struct view id = json_view(call->params, "request");
    struct entry e = {.op = "consultation", .officer = call->officer, .request = id, .decision = VIEW("shown")};
    TRY(answer_whole(call, id, err));
    return write_entry(call->node, &e, NULL, err);
}

struct listing {
    struct node *n;
    json_t *list;
};

static struct result add_summary(void *ctx, const struct request *r, struct error *err) {
    struct listing *l = ctx;
    json_t *j;
    TRY(summary(l->n, r, &j, err));
    json_array_append_new(l->list, j);
    return DONE;
}

struct result request_list(struct node_call *call, struct error *err) {
    struct view box = json_view(call->params, "box");
    int64_t limit = json_int(call->params, "limit");
    int side = view_is(box, "in") ? SIDE_owner : view_is(box, "out") ? SIDE_asker : -1;
    if (box.bytes && side < 0 && !view_is(box, "all")) return FAIL(err, BAD_ARGUMENT, "box: in, out or all");
    json_t *list = json_array();
    struct listing l = {call->node, list};
    call_answer(call, json_pack("{s:o}", "requests", list));
    return request_each(call->node->store, side, limit > 0 && limit <= LIST_MAX ? limit : 100, add_summary, &l, err);
}

// ---- Asker: draft ----

static RESULT read_draft(struct node_call *call, json_t **candidate, json_t **check, struct error *err) {
    struct view text = json_view(call->params, "text");
    struct view kind = json_view(call->params, "kind");
    if (kind.bytes && !view_is(kind, KIND_SUPPLEMENTARY)) return FAIL(err, BAD_ARGUMENT, "kind: " KIND_SUPPLEMENTARY);
    if (!view_trim(text).bytes || text.bytes > TEXT_BYTES_MAX) return FAIL(err, BAD_ARGUMENT, "text: 1 to %d bytes", TEXT_BYTES_MAX);
    TRY(check_candidate(call->node, json_view(call->params, "check"), json_int(call->params, "candidate"), candidate, check, err));
    struct result r = DONE;
    if (!view_is(json_view(*candidate, "judgement"), "hit")) r = FAIL(err, WRONG_STEP, "confirm the candidate as a hit first");
    else if (view_is(json_view(*candidate, "owner"), call->node->settings.authority)) r = FAIL(err, BAD_ARGUMENT, "the record is your own");
    if (FAILED(r)) json_decref(*check);
    return r;
}

static RESULT write_demand(struct node_call *call, const char *id, const json_t *candidate, const json_t *check, struct permit *permit,
                           json_t **out, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT author = text_with_ceiling(64);
    TRY(officer_pseudonym(n, call->officer, &author, err));
    AUTO_JSON *demand = json_pack("{s:i,s:s,s:s,s:s,s:s,s:b,s:o}", "v", 1, "request", id, "from", n->settings.authority, "kind",
                                  KIND_SUPPLEMENTARY, "author", text_string(&author), "urgent", json_flag(call->params, "urgent"),
                                  "written_at", instant_json(now(n)));
    json_put_view(demand, "to", json_view(candidate, "owner"));
    json_put_view(demand, "record", json_view(candidate, "record"));
    json_put_view(demand, "purpose", json_view(check, "purpose"));
    json_put_view(demand, "text", json_view(call->params, "text"));
    TRY(permit_demand(n, demand, json_object_get(candidate, "alert"), permit, err));
    json_object_set_new(demand, "basis", permit_basis(permit));
    json_object_set_new(demand, "clock_hours", json_integer(permit->clock_hours));
    *out = json_incref(demand);
    return DONE;
}

static RESULT add_request(struct node *n, enum request_side side, const json_t *demand, struct view peer, struct request *out,
                          int clock_hours, struct text *hold, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(CHANNEL_BODY_BYTES_MAX);
    text_json(&bytes, demand);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "the demand is above the ceiling");
    struct view id = json_view(demand, "request");
    struct request r = {.id = id, .side = side, .peer = peer, .kind = json_view(demand, "kind"), .demand = text_seen(&bytes),
                        .author = side == SIDE_asker ? json_view(demand, "author") : VIEW(""), .created_at = now(n),
                        .due_at = instant_after(now(n), clock_hours * (int64_t)HOUR_MS), .urgent = json_flag(demand, "urgent")};
    TRY(request_add(n->store, &r, err));
    return request_find(n->store, id, hold, out, err);
}

struct result request_create(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    json_t *candidate, *check_body;
    char id[UUID_ROOM];
    struct permit permit;
    TRY(read_draft(call, &candidate, &check_body, err));
    AUTO_JSON *held = check_body;
    AUTO_JSON *demand = NULL;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    uuid_new(n->sys, id);
    TRY(write_demand(call, id, candidate, check_body, &permit, &demand, err));
    TRY(add_request(n, SIDE_asker, demand, json_view(demand, "to"), &r, permit.clock_hours, &hold, err));
    TRY(request_step_to(n->store, &r, EVENT_draft, r.author, VIEW(""), now(n), err));
    struct entry e = {.op = "request_drafted", .officer = call->officer, .peer = r.peer, .about = r.demand, .purpose = json_view(demand, "purpose"),
                      .instrument = permit.instrument, .article = permit.article, .law_row = permit.row, .decision = VIEW("drafted")};
    TRY(log_step(n, &r, &e, "drafted", err));
    return answer_whole(call, r.id, err);
}

// ---- Approval ----

static RESULT advance(struct node *n, const struct request *r, struct view by, struct error *err) {
    AUTO_JSON *demand = NULL;
    AUTO_JSON *approvals = NULL;
    TRY(json_strict(r->demand, &demand, err));
    TRY(approvals_json(n, r->id, &approvals, err));
    if (r->side == SIDE_asker) {
        AUTO_JSON *body = json_pack("{s:O,s:O}", "demand", demand, "approvals", approvals);
        TRY(request_step_to(n->store, r, EVENT_approve, by, VIEW(""), now(n), err));
        return post(n, r, "request", body, err);
    }
    AUTO_JSON *decision = NULL;
    TRY(json_strict(r->decision, &decision, err));
    bool release = view_is(json_view(decision, "decision"), "release");
    AUTO_JSON *body = json_pack("{s:O,s:O,s:O}", "request", json_object_get(demand, "request"), "decision", decision, "approvals", approvals);
    TRY(request_step_to(n->store, r, release ? EVENT_release : EVENT_refuse, by, VIEW(""), now(n), err));
    struct entry e = {.op = release ? "release" : "refuse", .peer = r->peer, .direction = "out", .about = r->decision,
                      .purpose = json_view(demand, "purpose"), .article = json_view(json_object_get(demand, "basis"), "article"),
                      .instrument = json_view(json_object_get(demand, "basis"), "instrument"), .decision = json_view(decision, "decision")};
    TRY(log_step(n, r, &e, release ? "released" : "refused", err));
    return post(n, r, "decision", body, err);
}

static RESULT check_signature(struct node *n, struct view pseudonym, const json_t *params, struct view digest, struct error *err) {
    AUTO_TEXT enrolled = text_with_ceiling(400);
    struct verify_key key;
    TRY(officer_credential(n, pseudonym, &enrolled, err));
    if (!view_is(json_view(params, "scheme"), "ed25519")) return FAIL(err, BAD_ARGUMENT, "scheme: ed25519");
    if (!view_same(json_view(params, "credential"), text_seen(&enrolled))) return FAIL(err, NOT_ALLOWED, "this key is not enrolled for you");
    TRY(vkey_read(text_seen(&enrolled), &key, err));
    return verify_base64(&key, APPROVAL_PURPOSE, digest, json_view(params, "signature"))
               ? DONE
               : FAIL(err, BAD_SIGNATURE, "the signature is not one over this action by this key");
}

// A release is of the record as it is now: what was deleted or changed since the decision does not leave any more.
static RESULT same_as_decided(const struct request *r, const json_t *alert, bool *release, struct error *err) {
    AUTO_JSON *decision = NULL;
    TRY(json_strict(r->decision, &decision, err));
    *release = view_is(json_view(decision, "decision"), "release");
    if (!*release) return DONE;
    if (!alert) return FAIL(err, NOT_FOUND, "the record is gone: decide again, refuse with the ground \"no_record\"");
    return json_equal(alert, json_object_get(decision, "alert")) ? DONE : FAIL(err, CONFLICT, "the record has changed: decide again");
}

// The law at this instant, not at the draft's. To refuse needs no basis, only the persons that the law names.
static RESULT permit_again(struct node *n, const struct request *r, struct permit *permit, struct error *err) {
    AUTO_JSON *demand = NULL;
    AUTO_JSON *alert = NULL;
    bool lets_go = true;
    TRY(json_strict(r->demand, &demand, err));
    struct result found = record_alert(n, json_view(demand, "record"), &alert, err);
    if (FAILED(found) && found.code != CODE_NOT_FOUND) return found;
    if (r->side == SIDE_owner) TRY(same_as_decided(r, alert, &lets_go, err));
    struct result allowed = permit_demand(n, demand, alert, permit, err);
    return lets_go ? allowed : DONE;
}

struct result request_approve(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_TEXT who = text_with_ceiling(64);
    AUTO_TEXT digest = text_with_ceiling(100);
    struct request r;
    struct permit permit;
    const char *action_name;
    json_t *action_json;
    TRY(request_find(n->store, json_view(call->params, "request"), &hold, &r, err));
    TRY(pending_action(&r, &action_name, &action_json, err));
    AUTO_JSON *action = action_json;
    digest_text(action, &digest);
    if (!view_same(json_view(call->params, "digest"), text_seen(&digest))) return FAIL(err, CONFLICT, "this is not the digest of what waits now");
    TRY(officer_pseudonym(n, call->officer, &who, err));
    if (view_same(text_seen(&who), r.author)) return FAIL(err, SAME_PERSON, "you wrote this yourself");
    TRY(check_signature(n, text_seen(&who), call->params, text_seen(&digest), err));
    TRY(permit_again(n, &r, &permit, err));
    struct approval a = {r.id, view_of(action_name), text_seen(&digest), text_seen(&who), VIEW("ed25519"),
                         json_view(call->params, "credential"), json_view(call->params, "signature"), now(n)};
    TRY(approval_add(n->store, &a, err));
    AUTO_JSON *more = json_object();
    json_put_view(more, "credential", a.credential);
    json_put_view(more, "scheme", a.scheme);
    json_put_view(more, "signature", a.signature);
    json_put_view(more, "action", a.action);
    struct entry e = {.op = "approve", .officer = call->officer, .decision = VIEW("approved"), .action_digest = text_seen(&digest),
                      .law_row = permit.row, .instrument = permit.instrument, .article = permit.article, .more = more};
    TRY(log_step(n, &r, &e, "approved", err));
    int64_t persons, wanted = r.side == SIDE_asker ? permit.approvals_request : permit.approvals_release;
    TRY(approval_count(n->store, r.id, a.action, a.digest, &persons, err));
    if (persons >= wanted) TRY(advance(n, &r, text_seen(&who), err));
    return answer_whole(call, r.id, err);
}

// ---- Owner: decide ----

static RESULT write_decision(struct node_call *call, const struct request *r, const json_t *demand, struct view author, json_t **out,
                             struct error *err) {
    struct node *n = call->node;
    struct view decision = json_view(call->params, "decision"), text = json_view(call->params, "text");
    bool release = view_is(decision, "release");
    AUTO_JSON *alert = NULL;
    struct permit permit;
    struct result found = record_alert(n, json_view(demand, "record"), &alert, err);
    if (FAILED(found) && found.code != CODE_NOT_FOUND) return found;
    if (release && FAILED(found)) return FAIL(err, NOT_FOUND, "the record is gone: refuse with the ground \"no_record\"");
    if (release) TRY(permit_demand(n, demand, alert, &permit, err));
    AUTO_JSON *j = json_pack("{s:i,s:o}", "v", 1, "decided_at", instant_json(now(n)));
    json_put_view(j, "request", r->id);
    json_put_view(j, "decision", decision);
    json_put_view(j, "text", text);
    json_put_view(j, "author", author);
    json_put_view(j, "ground", json_view(call->params, "ground"));
    if (release) {
        json_object_set(j, "alert", alert);
        json_object_set(j, "conditions", permit.conditions ? permit.conditions : json_null());
        json_object_set_new(j, "basis", permit_basis(&permit));
    }
    *out = json_incref(j);
    return DONE;
}

struct result request_decide(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view decision = json_view(call->params, "decision");
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_TEXT who = text_with_ceiling(64);
    AUTO_TEXT bytes = text_with_ceiling(CHANNEL_BODY_BYTES_MAX / 2);
    AUTO_JSON *demand = NULL;
    AUTO_JSON *j = NULL;
    struct request r;
    bool refuse = view_is(decision, "refuse");
    if (!refuse && !view_is(decision, "release")) return FAIL(err, BAD_ARGUMENT, "decision: release or refuse");
    if (refuse && !json_view(call->params, "ground").bytes) return FAIL(err, BAD_ARGUMENT, "a refusal names its ground");
    TRY(request_find(n->store, json_view(call->params, "request"), &hold, &r, err));
    TRY(officer_pseudonym(n, call->officer, &who, err));
    TRY(json_strict(r.demand, &demand, err));
    TRY(request_step_to(n->store, &r, EVENT_decide, text_seen(&who), decision, now(n), err));
    TRY(write_decision(call, &r, demand, text_seen(&who), &j, err));
    text_json(&bytes, j);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "the decision is above the ceiling");
    TRY(request_set_decision(n->store, r.id, text_seen(&bytes), text_seen(&who), err));
    struct entry e = {.op = "request_decided", .officer = call->officer, .about = text_seen(&bytes), .decision = decision};
    TRY(log_step(n, &r, &e, "decided", err));
    return answer_whole(call, r.id, err);
}

// ---- Messages of the other side ----

static RESULT check_one(const json_t *a, struct view digest, struct view author, struct verify_key *key, struct error *err) {
    if (view_same(json_view(a, "by"), author)) return FAIL(err, SAME_PERSON, "the author's own approval");
    TRY(vkey_read(json_view(a, "credential"), key, err));
    if (!verify_base64(key, APPROVAL_PURPOSE, digest, json_view(a, "signature"))) return FAIL(err, BAD_SIGNATURE, "an approval does not hold");
    return DONE;
}

// Enough valid signatures over this action, by persons of whom none is its author? Two names with one key are one
// person (a verifier key carries a name, so its text may differ), and so is one name with two keys. *good gets those
// that hold, and they alone are kept: what else a peer wrote there could pass for an approval of ours later.
static RESULT check_approvals(const json_t *approvals, const json_t *action, struct view author, int wanted, json_t **good,
                              struct error *err) {
    AUTO_TEXT digest = text_with_ceiling(100);
    AUTO_JSON *keys = json_object();
    AUTO_JSON *names = json_object();
    AUTO_JSON *held = json_array();
    digest_text(action, &digest);
    if (json_array_size(approvals) > APPROVALS_MAX) return FAIL(err, TOO_BIG, "more than %d approvals", APPROVALS_MAX);
    for (size_t i = 0; i < json_array_size(approvals); i++) {
        struct verify_key key;
        json_t *a = json_array_get(approvals, i);
        AUTO_TEXT hex = text_with_ceiling(100);
        if (!view_same(json_view(a, "digest"), text_seen(&digest)) || !view_is(json_view(a, "scheme"), "ed25519")) continue;
        if (!view_same(json_view(a, "action"), json_view(action, "action"))) continue;
        TRY(check_one(a, text_seen(&digest), author, &key, err));
        text_hex(&hex, key.public, sizeof key.public);
        json_object_set_new(keys, text_string(&hex), json_true());
        json_object_set_new(names, json_string_value(json_object_get(a, "by")) ? json_string_value(json_object_get(a, "by")) : "", json_true());
        json_array_append(held, a);
    }
    size_t have = json_object_size(keys) < json_object_size(names) ? json_object_size(keys) : json_object_size(names);
    if (have < (size_t)wanted || !have) return FAIL(err, NEEDS_APPROVAL, "%d approvals hold, %d are needed", (int)have, wanted);
    *good = json_incref(held);
    return DONE;
}

static RESULT keep_approvals(struct node *n, struct view request, const json_t *approvals, struct error *err) {
    size_t i;
    const json_t *j;
    json_array_foreach((json_t *)approvals, i, j) {
        struct approval a = {request, json_view(j, "action"), json_view(j, "digest"), json_view(j, "by"), json_view(j, "scheme"),
                             json_view(j, "credential"), json_view(j, "signature"), {0}};
        if (!instant_read(json_view(j, "at"), &a.at)) return FAIL(err, BAD_FIELD, "approvals: at");
        struct result r = approval_add(n->store, &a, err);
        if (FAILED(r) && r.code != CODE_ALREADY) return r;
    }
    return DONE;
}

static RESULT note_arrival(struct node *n, const struct request *r, int64_t index, struct error *err) {
    struct trace t = {view_of(audit_log_origin(n->log)), VIEW("received"), index, now(n)};
    return trace_add(n->store, r->id, &t, err);
}

static RESULT demand_arrived(struct node *n, struct peer *p, const json_t *body, int64_t index, struct error *err) {
    const json_t *demand = json_object_get(body, "demand"), *approvals = json_object_get(body, "approvals");
    struct view owner, reg, uid;
    struct permit permit;
    if (!view_is(json_view(demand, "from"), p->member->id) || !view_is(json_view(demand, "to"), n->settings.authority) ||
        !uuid_valid(json_view(demand, "request")) || json_view(demand, "text").bytes > TEXT_BYTES_MAX ||
        !record_name_read(json_view(demand, "record"), &owner, &reg, &uid) || !view_is(owner, n->settings.authority))
        return FAIL(err, BAD_FIELD, "a demand that is not for us");
    AUTO_JSON *alert = NULL;
    struct result found = record_alert(n, json_view(demand, "record"), &alert, err);
    if (FAILED(found) && found.code != CODE_NOT_FOUND) return found;
    TRY(permit_demand(n, demand, alert, &permit, err));
    AUTO_JSON *action = send_action(demand);
    AUTO_JSON *good = NULL;
    TRY(check_approvals(approvals, action, json_view(demand, "author"), permit.approvals_request, &good, err));
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    TRY(add_request(n, SIDE_owner, demand, view_of(p->member->id), &r, permit.clock_hours, &hold, err));
    TRY(request_step_to(n->store, &r, EVENT_arrive, view_of(p->member->id), VIEW(""), now(n), err));
    TRY(keep_approvals(n, r.id, good, err));
    return note_arrival(n, &r, index, err);
}

static RESULT decision_arrived(struct node *n, struct peer *p, const json_t *body, int64_t index, struct error *err) {
    const json_t *decision = json_object_get(body, "decision"), *approvals = json_object_get(body, "approvals");
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_TEXT bytes = text_with_ceiling(CHANNEL_BODY_BYTES_MAX);
    AUTO_JSON *demand = NULL;
    struct request r;
    TRY(request_find(n->store, json_view(body, "request"), &hold, &r, err));
    if (r.side != SIDE_asker || !view_is(r.peer, p->member->id) || !view_same(json_view(decision, "request"), r.id))
        return FAIL(err, BAD_FIELD, "a decision on a request that is not this member's");
    TRY(json_strict(r.demand, &demand, err));
    AUTO_JSON *action = decide_action(demand, decision);
    AUTO_JSON *good = NULL;
    TRY(check_approvals(approvals, action, json_view(decision, "author"), 1, &good, err));
    text_json(&bytes, decision);
    bool release = view_is(json_view(decision, "decision"), "release");
    TRY(request_step_to(n->store, &r, release ? EVENT_release : EVENT_refuse, r.peer, json_view(decision, "ground"), now(n), err));
    TRY(request_set_decision(n->store, r.id, text_seen(&bytes), r.author, err));
    TRY(keep_approvals(n, r.id, good, err));
    return note_arrival(n, &r, index, err);
}

RESULT request_message_arrived(struct node *n, struct peer *p, struct view type, const json_t *body, int64_t log_index,
                               struct error *err) {
    if (view_is(type, "request")) return demand_arrived(n, p, body, log_index, err);
    if (view_is(type, "decision")) return decision_arrived(n, p, body, log_index, err);
    return FAIL(err, BAD_FIELD, "no message of this type on this channel");
}

// ---- Receipts ----

struct confirming {
    struct node *n;
    struct peer *p;
    const json_t *receipt;
};

static int64_t index_told(const json_t *receipt, int64_t seq) {
    size_t i;
    const json_t *pair;
    json_array_foreach(json_object_get(receipt, "entries"), i, pair)
        if (json_integer_value(json_array_get(pair, 0)) == seq) return json_integer_value(json_array_get(pair, 1));
    return -1;
}

static const char *refusal_told(const json_t *receipt, int64_t seq) {
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(receipt, "refused"), i, one)
        if (json_int(one, "seq") == seq) return json_string_value(json_object_get(one, "code"));
    return NULL;
}

static struct result confirm_one(void *ctx, struct view request, int64_t seq, struct error *err) {
    struct confirming *c = ctx;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    TRY(request_find(c->n->store, request, &hold, &r, err));
    struct trace t = {json_view(c->receipt, "log"), VIEW("receipt"), index_told(c->receipt, seq), now(c->n)};
    if (t.index >= 0 && t.origin.bytes) TRY(trace_add(c->n->store, r.id, &t, err));
    const char *refusal = refusal_told(c->receipt, seq);
    enum request_event event = refusal && r.side == SIDE_asker ? EVENT_refuse : EVENT_receipt;
    enum request_step to;
    if (FAILED(request_next(r.side, r.step, event, &to, NULL))) return DONE;  // the answer was faster
    return request_step_to(c->n->store, &r, event, r.peer, view_of(refusal), now(c->n), err);
}

RESULT requests_confirmed(struct node *n, struct peer *p, int64_t up_to_seq, const json_t *receipt, struct error *err) {
    struct confirming c = {n, p, receipt};
    return request_confirm(n->store, view_of(p->member->id), up_to_seq, confirm_one, &c, err);
}

// ---- Proof: every entry of our log about this request, with what was signed, for malines-verify ----

struct proving {
    struct node *n;
    json_t *entries, *receipts;
};

static struct result prove_one(void *ctx, const struct trace *t, struct error *err) {
    struct proving *p = ctx;
    json_t *bundle, *j = json_pack("{s:I}", "index", (json_int_t)t->index);
    json_put_view(j, "what", t->what);
    if (!view_is(t->origin, audit_log_origin(p->n->log))) {
        json_put_view(j, "log", t->origin);
        json_array_append_new(p->receipts, j);
        return DONE;
    }
    struct result r = audit_proof(p->n->log, p->n->store, t->index, &bundle, err);
    if (FAILED(r)) {
        json_decref(j);
        return r;
    }
    json_object_set_new(j, "proof", bundle);
    json_array_append_new(p->entries, j);
    return DONE;
}

static RESULT proof_of(struct node *n, const struct request *r, json_t *out, struct error *err) {
    AUTO_JSON *demand = NULL;
    AUTO_JSON *decision = NULL;
    AUTO_JSON *approvals = NULL;
    TRY(json_strict(r->demand, &demand, err));
    if (r->decision.bytes) TRY(json_strict(r->decision, &decision, err));
    TRY(approvals_json(n, r->id, &approvals, err));
    json_object_set(out, "demand", demand);
    json_object_set(out, "decision", decision ? decision : json_null());
    json_object_set(out, "approvals", approvals);
    struct proving p = {n, json_array(), json_array()};
    json_object_set_new(out, "entries", p.entries);
    json_object_set_new(out, "receipts", p.receipts);
    return trace_each(n->store, r->id, prove_one, &p, err);
}

struct result request_proof(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    TRY(request_find(n->store, json_view(call->params, "request"), &hold, &r, err));
    TRY(audit_checkpoint(n->log, n->store, now(n), err));
    json_t *out = json_pack("{s:s,s:s,s:s}", "malines", "request-proof/1", "node", n->settings.authority, "side",
                            r.side == SIDE_asker ? "asker" : "owner");
    json_put_view(out, "request", r.id);
    call_answer(call, out);
    TRY(proof_of(n, &r, out, err));
    struct entry e = {.op = "consultation", .officer = call->officer, .request = r.id, .decision = VIEW("proof_made")};
    return write_entry(n, &e, NULL, err);
}
