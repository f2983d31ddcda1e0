// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// emergency.c — a release that can't wait for the second person. Only where a row of the law names it: the same
// basis, the same log, a first signature by an authenticator. The decision itself says until when the others sign; every
// member's data-protection officer is told at once, and again when they have signed or the release was recalled.
#include "node/requests/requests_room.h"

#include "crypto/approval.h"
#include "node/unread.h"

enum { REASON_BYTES_MAX = 2000, CARE_PORTION = 100, NOTICES_MAX = 1000, NOTICE_BYTES_MAX = DEMAND_HEAD_BYTES_MAX + 1000 };

bool emergency_read(const json_t *decision, struct emergency *out) {
    const json_t *j = json_object_get(decision, "emergency");
    *out = (struct emergency){.confirmations = json_int(j, "confirmations")};
    return json_is_object(j) && instant_read(json_view(j, "confirm_by"), &out->confirm_by) && out->confirmations >= 1 && out->confirmations <= 9 &&
           instant_read(json_view(decision, "decided_at"), &out->decided_at) && view_is(json_view(decision, "decision"), "release");
}

// Of a row of ours: what was written there is an emergency, or the row is damaged.
RESULT emergency_stored(const json_t *decision, struct emergency *out, struct error *err) {
    return emergency_read(decision, out) ? DONE : FAIL(err, STORE_DAMAGED, "a request's decision can't be read as that of an emergency");
}

RESULT emergency_put(struct node_call *call, const struct permit *permit, json_t *decision, struct error *err) {
    struct view reason = json_view(call->params, "emergency");
    int hours = permit->decided ? permit->decided->emergency_hours : 0;
    if (!reason.bytes) return DONE;
    if (!hours) return FAIL(err, NO_BASIS, "the row \"%.*s\" of the law names no emergency path", VIEW_ARGS(permit->row));
    if (!view_trim(reason).bytes || reason.bytes > REASON_BYTES_MAX)
        return FAIL(err, BAD_ARGUMENT, "emergency: why it can't wait, 1 to %d bytes", REASON_BYTES_MAX);
    json_t *j = json_pack("{s:o,s:i}", "confirm_by", json_instant(instant_after(now(call->node), hours * (int64_t)HOUR_MS)), "confirmations",
                          permit->approvals_release);
    json_put_view(j, "reason", reason);
    json_object_set_new(decision, "emergency", j);
    return DONE;
}

RESULT emergency_author(const struct request *r, const json_t *decision, struct view scheme, struct error *err) {
    struct emergency e;
    if (r->side != SIDE_owner || r->step != STEP_decided || !emergency_read(decision, &e)) return FAIL(err, SAME_PERSON, "you wrote this yourself");
    if (!view_is(scheme, SCHEME_WEBAUTHN)) return FAIL(err, NOT_ALLOWED, "the first signature of an emergency is an authenticator's, not a key file's");
    return DONE;
}

// Its time is said by its owner's clock and held against that: ours may be the wrong one.
RESULT emergency_allowed(struct node *n, const struct peer *owner, const json_t *demand, const json_t *decision, struct error *err) {
    struct emergency e;
    struct permit permit;
    const json_t *alert = json_object_get(decision, "alert");
    if (!emergency_read(decision, &e)) return FAIL(err, BAD_FIELD, "emergency: until when, and how many confirm it");
    TRY(permit_release(n, demand, alert, json_flag(decision, "may_leave"), &permit, err));
    int hours = permit.decided ? permit.decided->emergency_hours : 0;
    if (!hours || instant_before(instant_after(e.decided_at, hours * (int64_t)HOUR_MS), e.confirm_by) ||
        e.decided_at.ms > peer_now(n, owner).ms + CLOCK_SKEW_MS || e.confirmations < permit.approvals_release)
        return FAIL(err, NO_BASIS, "no row of the law names this emergency");
    return DONE;
}

// ---- Every data-protection officer is told ----

static RESULT tell_all(struct node *n, const struct request *r, const char *what, const json_t *demand, const struct emergency *e, struct error *err) {
    AUTO_TEXT text = text_with_ceiling(NOTICE_BYTES_MAX);
    AUTO_JSON *body = json_pack("{s:s,s:s,s:O,s:o,s:o}", "what", what, "owner", n->settings.authority, "basis", json_object_get(demand, "basis"), "at",
                                json_instant(now(n)), "confirm_by", json_instant(e->confirm_by));
    json_put_view(body, "request", r->id);
    json_put_view(body, "asker", r->peer);
    json_put_view(body, "kind", r->kind);
    text_json(&text, body);
    struct notice own = {view_of(n->settings.authority), r->id, view_of(what), text_seen(&text), now(n)};
    TRY(notice_add(n->store, &own, err));
    for (size_t i = 0; i < n->peer_count; i++) {
        struct request to = *r;
        to.peer = view_of(n->peers[i].member->id);
        TRY(request_post(n, &to, "notice", body, false, err));
    }
    return DONE;
}

static bool notice_is_good(const json_t *body, const struct peer *p) {
    static const char *const whats[] = {"emergency", "emergency_confirmed", "emergency_recalled"};
    bool known = false;
    struct instant t;
    for (size_t i = 0; i < 3; i++) known = known || view_is(json_view(body, "what"), whats[i]);
    return known && view_is(json_view(body, "owner"), p->member->id) && uuid_valid(json_view(body, "request")) &&
           json_is_object(json_object_get(body, "basis")) &&
           instant_read(json_view(body, "at"), &t) && instant_read(json_view(body, "confirm_by"), &t);
}

RESULT notice_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err) {
    AUTO_TEXT text = text_with_ceiling(NOTICE_BYTES_MAX);
    if (!notice_is_good(body, p)) return FAIL(err, BAD_FIELD, "a notice of another form");
    text_json(&text, body);
    if (!text_ok(&text)) return FAIL(err, TOO_BIG, "a notice");
    struct notice one = {view_of(p->member->id), json_view(body, "request"), json_view(body, "what"), text_seen(&text), now(n)};
    return notice_add(n->store, &one, err);
}

// ---- The owner: it goes out, it is confirmed, or it comes back ----

RESULT emergency_begins(struct node *n, const struct request *r, const json_t *demand, const json_t *decision, struct error *err) {
    struct emergency e;
    TRY(emergency_stored(decision, &e, err));
    TRY(request_set_confirm(n->store, r->id, e.confirm_by, err));
    return tell_all(n, r, "emergency", demand, &e, err);
}

RESULT emergency_confirmed(struct node *n, const struct request *r, struct view by, struct error *err) {
    struct emergency e;
    AUTO_JSON *demand = NULL;
    AUTO_JSON *decision = NULL;
    AUTO_JSON *approvals = NULL;
    TRY(json_stored(r->demand, &demand, err));
    TRY(json_stored(r->decision, &decision, err));
    TRY(approvals_json(n, r->id, &approvals, err));
    TRY(emergency_stored(decision, &e, err));
    TRY(request_step_to(n->store, r, EVENT_confirm, by, VIEW(""), now(n), err));
    TRY(request_set_confirm(n->store, r->id, (struct instant){0}, err));
    AUTO_JSON *body = json_pack("{s:O}", "approvals", approvals);
    json_put_view(body, "request", r->id);
    TRY(request_post(n, r, "confirmed", body, false, err));
    return tell_all(n, r, "emergency_confirmed", demand, &e, err);
}

struct ids {
    json_t *list;
};
static struct result keep_id(void *ctx, const struct request *r, struct error *err) {
    (void)err;
    json_array_append_new(((struct ids *)ctx)->list, json_of(r->id));
    return DONE;
}

static struct result not_confirmed(struct node *n, struct view id, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *demand = NULL;
    AUTO_JSON *decision = NULL;
    struct request r;
    struct emergency e;
    TRY(request_find(n->store, id, &hold, &r, err));
    if (r.side == SIDE_asker) return answer_returned(n, &r, "unconfirmed", err);
    TRY(answer_recall(n, &r, "unconfirmed", err));
    bool read = !FAILED(json_stored(r.demand, &demand, NULL)) && !FAILED(json_stored(r.decision, &decision, NULL)) && emergency_read(decision, &e);
    if (!read) return DONE;  // to take it back nothing of its words is needed; the notice can't be written
    return tell_all(n, &r, "emergency_recalled", demand, &e, err);
}

static RESULT care_for(struct node *n, enum request_side side, struct instant until, struct error *err) {
    AUTO_JSON *list = json_array();
    struct ids ids = {list};
    size_t i;
    json_t *id;
    TRY(request_unconfirmed(n->store, side, until, CARE_PORTION, keep_id, &ids, err));
    json_array_foreach(list, i, id) TRY(cared(n, "emergencies", not_confirmed, view_of(json_string_value(id)), err));
    return DONE;
}

// Of what others released, its owner says that nobody confirmed it, if it can; if it is silent, it goes all the same.
RESULT emergencies_care(struct node *n, struct error *err) {
    TRY(care_for(n, SIDE_owner, now(n), err));
    TRY(care_for(n, SIDE_asker, kept_since(n, TERM_emergency_grace), err));
    return notice_forget(n->store, kept_since(n, TERM_evidence), err);
}

// ---- Handlers ----

static struct result add_notice(void *ctx, const struct notice *one, struct error *err) {
    json_t *j = NULL;
    (void)err;
    if (FAILED(json_stored(one->body, &j, NULL))) {
        j = json_pack("{s:b}", "unread", 1);
        json_put_view(j, "request", one->request);
    }
    json_put_view(j, "from", one->member);
    json_object_set_new(j, "told_at", json_instant(one->at));
    json_array_append_new(ctx, j);
    return DONE;
}

struct result notice_list(struct node_call *call, struct error *err) {
    int64_t limit = json_int(call->params, "limit");
    json_t *list = json_array();
    call_answer(call, json_pack("{s:o}", "notices", list));
    TRY(notice_each(call->node->store, limit > 0 && limit <= NOTICES_MAX ? limit : 100, add_notice, list, err));
    unread_begin(call->answer);
    unread_listed(call->answer, list, "notice", "request");
    struct entry e = {.op = "consultation", .officer = call->officer, .decision = VIEW("notices_shown")};
    return write_entry(call->node, &e, NULL, err);
}
