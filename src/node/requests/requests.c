// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// requests.c — demand, approval, decision, release. What is approved is always the digest of an action: the
// whole demand, or the demand's digest with the whole decision. A second officer signs that digest with a key
// that the daemon never holds; the signatures travel with the message, so the other side, and anybody years
// later, checks them again (promises P1 and P2).
#include "node/dna/dna.h"
#include "node/prints/prints.h"
#include "node/orders/orders.h"
#include "node/requests/requests_room.h"
#include "node/peers/witnesses.h"

#include "node/people/passkeys.h"

enum { ALERT_PART_BYTES_MAX = 100 };

// ---- Actions and their digests ----

json_t *send_action(const json_t *demand) {
    return json_pack("{s:s,s:O}", "action", ACTION_SEND, "demand", demand);
}

void action_digest(const json_t *j, struct text *out) {
    AUTO_TEXT bytes = text_with_ceiling(ENVELOPE_BYTES_MAX);
    text_json(&bytes, j);
    struct digest d = sha256(text_seen(&bytes));
    text_digest(out, &d);
}

json_t *decide_action(const json_t *demand, const json_t *decision) {
    AUTO_TEXT of_demand = text_with_ceiling(100);
    action_digest(demand, &of_demand);
    return json_pack("{s:s,s:s,s:O}", "action", ACTION_DECIDE, "demand_digest", text_string(&of_demand), "decision", decision);
}

// What waits for an approval on this side now, if anything does.
RESULT pending_action(const struct request *r, const char **name, json_t **action, struct error *err) {
    AUTO_JSON *demand = NULL;
    AUTO_JSON *decision = NULL;
    TRY(json_stored(r->demand, &demand, err));
    if (r->side == SIDE_asker && r->step == STEP_drafted) {
        *name = ACTION_SEND;
        *action = send_action(demand);
        return DONE;
    }
    if (r->side == SIDE_owner && (r->step == STEP_decided || r->confirm_by.ms)) {
        TRY(json_stored(r->decision, &decision, err));
        *name = ACTION_DECIDE;
        *action = decide_action(demand, decision);
        return DONE;
    }
    return FAIL(err, WRONG_STEP, "nothing waits for an approval here: the request is %s", request_step_name(r->step));
}

// ---- Log entries that prove a request ----

RESULT log_step(struct node *n, const struct request *r, struct entry *e, const char *what, struct error *err) {
    int64_t index;
    const struct law_kind *k = law_kind(n->settings.law, r->kind);
    e->request = r->id;
    e->register_name = k && k->about == ABOUT_none ? k->reg : REGISTER_ALERTS;
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
    json_object_set_new(j, "at", json_instant(a->at));
    json_array_append_new(ctx, j);
    return DONE;
}

RESULT approvals_json(struct node *n, struct view request, json_t **out, struct error *err) {
    json_t *list = json_array();
    struct result r = approval_each(n->store, request, add_approval, list, err);
    return json_given(r, list, out);
}

RESULT request_post(struct node *n, const struct request *r, const char *type, json_t *body, bool counted, struct error *err) {
    int64_t seq;
    AUTO_TEXT bytes = text_with_ceiling(CHANNEL_BODY_BYTES_MAX);
    text_json(&bytes, body);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "the message is above the ceiling");
    TRY(outbox_put(n->store, r->peer, VIEW("requests"), view_of(type), text_seen(&bytes), &seq, err));
    if (counted) TRY(request_posted(n->store, r->id, r->peer, seq, err));
    lane_wake(n, r->peer, LANE_requests);
    struct digest digest = message_digest(seq, view_of(type), text_seen(&bytes));
    AUTO_JSON *more = json_pack("{s:s,s:I}", "channel", "requests", "seq", (json_int_t)seq);
    struct entry e = {.op = "message", .peer = r->peer, .direction = "out", .message_digest = digest.bytes, .decision = VIEW("sent"),
                      .request = r->id, .register_name = REGISTER_ALERTS, .more = more};
    return counted ? log_step(n, r, &e, "sent", err) : write_entry(n, &e, NULL, err);
}

// What the law decided upon, so that `malines law diff` can decide again; nothing of it names anybody.
static RESULT put_facts(struct node *n, const json_t *demand, const json_t *alert, const struct permit *permit, json_t *more, struct error *err) {
    const struct law_kind *k;
    TRY(kind_of(n, json_view(demand, "kind"), &k, err));
    json_t *facts = json_pack("{s:b}", "general", permit->general);
    json_put_view(facts, "from", permit->owner);
    json_put_view(facts, "to", permit->asker);
    json_put_view(facts, "register", demand_register(n, k, demand));
    json_put_view(facts, "request", k->id);
    json_put_view(facts, "purpose", json_view(demand, "purpose"));
    permit_facts(n, alert, permit, facts);
    json_object_set_new(more, "facts", facts);
    return DONE;
}

// ---- Asker: draft ----

static RESULT read_draft(struct node_call *call, const struct law_kind **kind, struct error *err) {
    struct view text = json_view(call->params, "text"), id = json_view(call->params, "kind");
    if (!view_trim(text).bytes || text.bytes > REQUEST_TEXT_BYTES_MAX) return FAIL(err, BAD_ARGUMENT, "text: 1 to %d bytes", REQUEST_TEXT_BYTES_MAX);
    return kind_of(call->node, id.bytes ? id : VIEW(KIND_SUPPLEMENTARY), kind, err);
}

// What only tells carries its conditions itself.
static RESULT put_terms(struct node_call *call, json_t *demand, const json_t *alert, const struct permit *permit, struct error *err) {
    struct node *n = call->node;
    struct terms_wish wish = {.purpose = json_view(demand, "purpose"), .conditions = permit->conditions, .alert = alert,
                              .given = json_object_get(call->params, "terms"), .now = now(n), .latest = kept_until(n, TERM_request)};
    json_t *terms = NULL;
    TRY(terms_make(n->settings.law, &wish, &terms, err));
    json_object_set_new(demand, "terms", terms);
    return DONE;
}

static RESULT write_demand(struct node_call *call, const char *id, const struct law_kind *kind, json_t *demand, json_t **alert,
                           struct permit *permit, struct error *err) {
    struct node *n = call->node;
    const json_t *fields = json_object_get(call->params, "fields");
    AUTO_TEXT author = text_with_ceiling(64);
    TRY(officer_pseudonym(n, call->officer, &author, err));
    AUTO_JSON *mine = json_pack("{s:i,s:s,s:s,s:s,s:b,s:o,s:O}", "v", 2, "request", id, "from", n->settings.authority, "author",
                                text_string(&author), "urgent", json_flag(call->params, "urgent"), "written_at", json_instant(now(n)), "fields",
                                fields ? fields : json_object_get(demand, "none"));
    json_object_update(demand, mine);
    json_put_view(demand, "kind", kind->id);
    json_object_set_new(demand, "way", json_string(kind->way == WAY_gives ? "gives" : "asks"));
    json_put_view(demand, "text", json_view(call->params, "text"));
    if (json_object_get(call->params, "may_leave")) json_object_set_new(demand, "may_leave", json_boolean(json_flag(call->params, "may_leave")));
    TRY(demand_about(call, kind, demand, alert, err));
    TRY(demand_check(n->settings.law, kind, demand, err));
    TRY(before_drafted(call, kind, demand, err));
    TRY(dna_match_backs(n, demand, err));
    TRY(prints_match_backs(n, demand, err));
    TRY(order_put(call, kind, demand, err));
    TRY(permit_demand(n, demand, *alert, permit, err));
    json_object_set_new(demand, "basis", permit_basis(permit));
    if (kind->way == WAY_gives && permit->conditions) json_object_set(demand, "conditions", permit->conditions);
    if (kind->way == WAY_gives) TRY(put_terms(call, demand, *alert, permit, err));
    return onward_put(call, demand, err);
}

RESULT add_request(struct node *n, enum request_side side, json_t *demand, struct view peer, const struct permit *permit,
                   struct request *out, struct text *hold, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(CHANNEL_BODY_BYTES_MAX);
    struct request r = {.id = json_view(demand, "request"), .record = json_view(demand, "record"), .side = side, .peer = peer,
                        .kind = json_view(demand, "kind"),
                        .author = side == SIDE_asker ? json_view(demand, "author") : VIEW(""), .created_at = now(n),
                        .urgent = json_flag(demand, "urgent"), .review_at = kept_until(n, TERM_review)};
    const json_t *passed = json_object_get(demand, "passed");
    r.refers = passed ? json_view(passed, "request") : json_view(json_object_get(demand, "fields"), "release_ref");
    if (side == SIDE_owner && json_object_get(demand, "terms")) TRY(terms_check(n->settings.law, json_object_get(demand, "terms"), &r.retain_until, err));
    TRY(term_begin(n, demand, permit->decided, &r, err));
    if (side == SIDE_asker && r.clock.bytes) {
        json_t *clock = json_object();
        json_put_view(clock, "id", r.clock);
        json_put_view(clock, "calendar", r.calendar);
        json_object_set_new(demand, "clock", clock);
    }
    text_json(&bytes, demand);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "the demand is above the ceiling");
    r.demand = text_seen(&bytes);
    TRY(request_add(n->store, &r, err));
    TRY(case_keys_put(n, r.id, demand, err));
    return request_find(n->store, r.id, hold, out, err);
}

// What would be approved and sent, to the letter but for the clock, and what the law says of it; nothing is kept.
static RESULT show_draft(struct node_call *call, json_t *demand, const struct permit *permit, struct error *err) {
    struct node *n = call->node;
    struct request r = {.side = SIDE_asker};
    TRY(term_begin(n, demand, permit->decided, &r, err));
    json_t *j = json_pack("{s:b,s:o,s:o,s:i,s:i,s:i}", "preview", 1, "approves", send_action(demand), "basis", permit_basis(permit), "approvals_needed",
                          permit->approvals_request, "approvals_there", permit->approvals_release, "emergency_hours",
                          permit->decided ? permit->decided->emergency_hours : 0);
    json_object_set(j, "conditions", permit->conditions ? permit->conditions : json_null());
    if (r.clock.bytes) json_put_view(j, "clock", r.clock), json_object_set_new(j, "due_at", json_instant(r.due_at));
    call_answer(call, j);
    return DONE;
}

struct result request_create(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    const struct law_kind *kind;
    char id[UUID_ROOM];
    struct permit permit;
    AUTO_JSON *demand = json_pack("{s:{}}", "none");
    AUTO_JSON *alert = NULL;
    AUTO_JSON *more = json_object();
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    uuid_new(n->sys, id);
    TRY(read_draft(call, &kind, err));
    TRY(write_demand(call, id, kind, demand, &alert, &permit, err));
    json_object_del(demand, "none");
    if (json_flag(call->params, "preview")) return show_draft(call, demand, &permit, err);
    TRY(add_request(n, SIDE_asker, demand, json_view(demand, "to"), &permit, &r, &hold, err));
    TRY(request_step_to(n->store, &r, EVENT_draft, r.author, VIEW(""), now(n), err));
    TRY(put_facts(n, demand, alert, &permit, more, err));
    json_put_view(more, "kind", kind->id);
    struct entry e = {.op = "request_drafted", .officer = call->officer, .peer = r.peer, .about = r.demand, .purpose = json_view(demand, "purpose"),
                      .instrument = permit.instrument, .article = permit.article, .law_row = permit.row, .decision = VIEW("drafted"), .more = more};
    TRY(log_step(n, &r, &e, "drafted", err));
    TRY(removal_copied(call, &r, demand, err));
    return answer_whole(call, r.id, err);
}

// ---- Approval ----

static RESULT advance(struct node *n, const struct request *r, struct view by, struct error *err) {
    AUTO_JSON *demand = NULL;
    AUTO_JSON *approvals = NULL;
    TRY(json_stored(r->demand, &demand, err));
    TRY(approvals_json(n, r->id, &approvals, err));
    if (r->side == SIDE_asker) {
        AUTO_JSON *body = json_pack("{s:O,s:O}", "demand", demand, "approvals", approvals);
        TRY(request_step_to(n->store, r, EVENT_approve, by, VIEW(""), now(n), err));
        TRY(contact_copy(n, r, demand, "sent", err));
        TRY(order_sent(n, r, err));
        return request_post(n, r, "request", body, true, err);
    }
    AUTO_JSON *decision = NULL;
    TRY(json_stored(r->decision, &decision, err));
    bool release = view_is(json_view(decision, "decision"), "release");
    const struct law_kind *kind = law_kind(n->settings.law, r->kind);
    if (release && kind && kind->answer == GETS_erased) TRY(answers_erase(n, r, demand, err));
    AUTO_JSON *body = json_pack("{s:O,s:O,s:O}", "request", json_object_get(demand, "request"), "decision", decision, "approvals", approvals);
    TRY(request_step_to(n->store, r, release ? EVENT_release : EVENT_refuse, by, VIEW(""), now(n), err));
    struct entry e = {.op = release ? "release" : "refuse", .peer = r->peer, .direction = "out", .about = r->decision,
                      .purpose = json_view(demand, "purpose"), .article = json_view(json_object_get(demand, "basis"), "article"),
                      .instrument = json_view(json_object_get(demand, "basis"), "instrument"), .decision = json_view(decision, "decision")};
    TRY(log_step(n, r, &e, release ? "released" : "refused", err));
    TRY(contact_copy(n, r, demand, "answered", err));
    return request_post(n, r, "decision", body, true, err);
}

struct approval_proof proof_in(const json_t *j) {
    return (struct approval_proof){json_view(j, "scheme"), json_view(j, "credential"), json_view(j, "signature")};
}

static RESULT check_signature(struct node *n, struct view pseudonym, const json_t *params, struct view digest, struct error *err) {
    struct approval_proof p = proof_in(params);
    return officer_signed(n, pseudonym, &p, digest, err);
}

// Who it is becomes a word that means nothing elsewhere; the year of birth, sex and nationality stay.
static void pseudonymise(json_t *shown, struct view request) {
    static const char *const stays[] = {"kind", "sex", "nationalities"};
    const json_t *subject = json_object_get(shown, "subject");
    AUTO_TEXT word = text_with_ceiling(60), said = text_with_ceiling(200);
    text_format(&said, "malines/pseudonym/1\n%.*s", VIEW_ARGS(request));
    struct digest d = sha256(text_seen(&said));
    text_put(&word, "Person ");
    text_hex(&word, d.bytes, 4);
    json_t *other = json_pack("{s:[{s:s}]}", "names", "text", text_string(&word)), *births = json_array();
    for (size_t i = 0; i < sizeof stays / sizeof *stays; i++)
        if (json_object_get(subject, stays[i])) json_object_set(other, stays[i], json_object_get(subject, stays[i]));
    const char *first = json_string_value(json_array_get(json_object_get(subject, "births"), 0));
    if (first && strlen(first) >= 4 && first[0] != '~') json_array_append_new(births, json_stringn(first, 4));
    json_object_set_new(other, "births", births);
    json_object_set_new(shown, "subject", other);
}

// The record as it may be released: without what is withheld.
static json_t *alert_shown(const json_t *alert, const json_t *withheld, struct view pseudonym) {
    size_t i;
    const json_t *one;
    json_t *shown = json_copy((json_t *)alert);
    if (pseudonym.bytes) pseudonymise(shown, pseudonym);
    json_array_foreach((json_t *)withheld, i, one) {
        AUTO_TEXT part = text_with_ceiling(ALERT_PART_BYTES_MAX);
        text_view(&part, json_view(one, "part"));
        if (text_ok(&part)) json_object_del(shown, text_string(&part));
    }
    return shown;
}

// A release is of the record as it is now: what was deleted or changed since the decision does not leave any more.
static RESULT same_as_decided(const json_t *decision, const json_t *alert, struct error *err) {
    if (!json_object_get(decision, "alert")) return DONE;
    if (!alert) return FAIL(err, NOT_FOUND, "the record is gone: decide again, refuse with the ground \"no_record\"");
    struct view pseudonym = json_flag(decision, "pseudonymised") ? json_view(decision, "request") : VIEW("");
    AUTO_JSON *shown = alert_shown(alert, json_object_get(decision, "withheld"), pseudonym);
    return json_equal(shown, json_object_get(decision, "alert")) ? DONE : FAIL(err, CONFLICT, "the record has changed: decide again");
}

// The law at this instant, not at the draft's. To refuse needs no basis, only the persons that the law names.
static RESULT permit_again(struct node *n, const struct request *r, const json_t *demand, const json_t *alert, struct permit *permit,
                           struct error *err) {
    AUTO_JSON *decision = NULL;
    if (r->side == SIDE_asker) {
        TRY(onward_still(n, demand, err));
        TRY(before_sent(n, r, demand, err));
        return permit_demand(n, demand, alert, permit, err);
    }
    TRY(json_stored(r->decision, &decision, err));
    bool release = view_is(json_view(decision, "decision"), "release");
    if (release) TRY(order_may_go(n, r, err));
    if (release) TRY(same_as_decided(decision, alert, err));
    struct result allowed = permit_release(n, demand, alert, json_flag(decision, "may_leave"), permit, err);
    if (!release) permit->approvals_release = permit->approvals_refuse;
    return release ? allowed : DONE;
}

// The law once more; of what went out already only how many must confirm it.
static RESULT permit_approval(struct node *n, const struct request *r, const json_t *demand, const json_t *decision, const json_t *alert, bool author,
                              struct permit *permit, struct error *err) {
    struct emergency e;
    if (!r->confirm_by.ms) {
        TRY(permit_again(n, r, demand, alert, permit, err));
        if (author && !permit->decided->emergency_hours) return FAIL(err, NO_BASIS, "no row of the law names an emergency path any more");
        return DONE;
    }
    TRY(emergency_stored(decision, &e, err));
    if (!instant_before(now(n), e.confirm_by)) return FAIL(err, EXPIRED, "the hours for the second signature are over: the release is being recalled");
    *permit = (struct permit){.approvals_release = (int)e.confirmations, .owner = view_of(n->settings.authority), .asker = r->peer, .general = !alert};
    return DONE;
}

static RESULT log_approval(struct node_call *call, const struct request *r, const json_t *demand, const json_t *alert, const struct approval *a,
                           const struct permit *permit, bool author, struct error *err) {
    struct node *n = call->node;
    AUTO_JSON *more = json_object();
    json_put_view(more, "credential", a->credential);
    json_put_view(more, "scheme", a->scheme);
    json_put_view(more, "signature", a->signature);
    json_put_view(more, "action", a->action);
    if (author) json_object_set_new(more, "emergency", json_true());
    TRY(put_facts(n, demand, alert, permit, more, err));
    struct entry e = {.op = "approve", .officer = call->officer, .decision = VIEW("approved"), .action_digest = a->digest,
                      .law_row = permit->row, .instrument = permit->instrument, .article = permit->article, .more = more};
    return log_step(n, r, &e, r->confirm_by.ms ? "confirmed" : "approved", err);
}

// Enough signatures: it goes. Not enough, but an emergency and this one an authenticator's: it goes too, and the others follow.
static RESULT approved(struct node *n, const struct request *r, const json_t *demand, const json_t *decision, const struct approval *a, int64_t wanted,
                       struct error *err) {
    int64_t persons;
    struct emergency e;
    TRY(approval_count(n->store, r->id, a->action, a->digest, r->author, &persons, err));
    if (persons >= wanted) return r->confirm_by.ms ? emergency_confirmed(n, r, a->by, err) : advance(n, r, a->by, err);
    if (r->confirm_by.ms || r->side != SIDE_owner || !emergency_read(decision, &e) || !view_is(a->scheme, SCHEME_WEBAUTHN)) return DONE;
    TRY(advance(n, r, a->by, err));
    return emergency_begins(n, r, demand, decision, err);
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
    action_digest(action, &digest);
    if (!view_same(json_view(call->params, "digest"), text_seen(&digest))) return FAIL(err, CONFLICT, "this is not the digest of what waits now");
    TRY(officer_pseudonym(n, call->officer, &who, err));
    const json_t *decision = json_object_get(action, "decision");
    bool author = view_same(text_seen(&who), r.author);
    if (author) TRY(emergency_author(&r, decision, json_view(call->params, "scheme"), err));
    else if (!(call->officer->roles & ROLE_BIT(approver))) return FAIL(err, NOT_ALLOWED, "who is no approver signs an emergency of his own only");
    TRY(order_approver(n, call->officer, &r, err));
    TRY(check_signature(n, text_seen(&who), call->params, text_seen(&digest), err));
    AUTO_JSON *demand = NULL;
    AUTO_JSON *alert = NULL;
    TRY(json_stored(r.demand, &demand, err));
    TRY(alert_decided(n, &r, demand, &alert, err));
    TRY(permit_approval(n, &r, demand, decision, alert, author, &permit, err));
    struct approval a = {r.id, view_of(action_name), text_seen(&digest), text_seen(&who), json_view(call->params, "scheme"),
                         json_view(call->params, "credential"), json_view(call->params, "signature"), now(n)};
    TRY(approval_add(n->store, &a, err));
    TRY(log_approval(call, &r, demand, alert, &a, &permit, author, err));
    TRY(approved(n, &r, demand, decision, &a, r.side == SIDE_asker ? permit.approvals_request : permit.approvals_release, err));
    return answer_whole(call, r.id, err);
}

// ---- Owner: decide ----

// What is released: the record, where the kind wants it, without what is withheld; the words are the officer's.
static RESULT put_release(struct node_call *call, const struct law_kind *kind, const json_t *demand, json_t *j, struct error *err) {
    struct node *n = call->node;
    const json_t *withheld = json_object_get(call->params, "withheld"), *fields = json_object_get(call->params, "fields");
    bool pseudonymised = json_flag(call->params, "pseudonymise") && kind->answer == GETS_record;
    bool may_leave = json_flag(call->params, "may_leave");
    AUTO_JSON *alert = NULL;
    struct permit permit;
    if (kind->about == ABOUT_subject) TRY(hit_record(n, json_view(demand, "from"), demand, json_view(call->params, "record"), &alert, err));
    else TRY(alert_if_held(n, demand, &alert, err));
    if (kind->about == ABOUT_subject) json_put_view(j, "record", json_view(call->params, "record"));
    if (!alert && (kind->about == ABOUT_theirs || kind->about == ABOUT_held))
        return FAIL(err, NOT_FOUND, "the record is gone: refuse with the ground \"no_record\"");
    TRY(demand_withheld(n->settings.law, kind, withheld, err));
    TRY(permit_release(n, demand, alert, may_leave, &permit, err));
    if (pseudonymised && !json_array_size(withheld)) return FAIL(err, BAD_FIELD, "withheld: who it is, and for which ground");
    TRY(demand_answers(n->settings.law, kind, fields, err));
    if (json_object_size(fields)) json_object_set(j, "fields", (json_t *)fields);
    if (pseudonymised) json_object_set_new(j, "pseudonymised", json_true());
    if (kind->answer == GETS_record) json_object_set_new(j, "alert", alert_shown(alert, withheld, pseudonymised ? json_view(demand, "request") : VIEW("")));
    struct terms_wish wish = {.purpose = json_view(demand, "purpose"), .conditions = permit.conditions, .alert = kind->answer == GETS_record ? alert : NULL,
                              .given = json_object_get(call->params, "terms"), .now = now(n), .latest = kept_until(n, TERM_request)};
    json_t *terms = NULL;
    TRY(terms_make(n->settings.law, &wish, &terms, err));
    json_object_set_new(j, "terms", terms);
    if (json_array_size(withheld)) json_object_set(j, "withheld", (json_t *)withheld);
    if (may_leave) json_object_set_new(j, "may_leave", json_true());
    json_object_set(j, "conditions", permit.conditions ? permit.conditions : json_null());
    json_object_set_new(j, "basis", permit_basis(&permit));
    return emergency_put(call, &permit, j, err);
}

static RESULT write_decision(struct node_call *call, const struct request *r, const json_t *demand, struct view author, json_t *j,
                             struct error *err) {
    struct node *n = call->node;
    const struct law_kind *kind;
    struct view decision = json_view(call->params, "decision"), ground = json_view(call->params, "ground");
    TRY(kind_of(n, r->kind, &kind, err));
    json_object_set_new(j, "decided_at", json_instant(now(n)));
    json_put_view(j, "request", r->id);
    json_put_view(j, "decision", decision);
    json_put_view(j, "text", json_view(call->params, "text"));
    json_put_view(j, "author", author);
    json_put_view(j, "ground", ground);
    if (view_is(decision, "release")) return put_release(call, kind, demand, j, err);
    return demand_ground(n->settings.law, kind, ground, err);
}

struct result request_decide(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view decision = json_view(call->params, "decision");
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_TEXT who = text_with_ceiling(64);
    AUTO_TEXT bytes = text_with_ceiling(CHANNEL_BODY_BYTES_MAX / 2);
    AUTO_JSON *demand = NULL;
    AUTO_JSON *j = json_pack("{s:i}", "v", 1);
    struct request r;
    bool refuse = view_is(decision, "refuse");
    if (!refuse && !view_is(decision, "release")) return FAIL(err, BAD_ARGUMENT, "decision: release or refuse");
    if (refuse && !json_view(call->params, "ground").bytes) return FAIL(err, BAD_ARGUMENT, "a refusal names its ground");
    if (!refuse) TRY(witnesses_stand(n, err));
    TRY(request_find(n->store, json_view(call->params, "request"), &hold, &r, err));
    if (r.way == WAY_gives) return FAIL(err, WRONG_STEP, "this only tells: take note of it");
    TRY(officer_pseudonym(n, call->officer, &who, err));
    TRY(json_stored(r.demand, &demand, err));
    enum request_step to;
    TRY(request_next(r.way, r.side, r.step, EVENT_decide, &to, err));
    TRY(write_decision(call, &r, demand, text_seen(&who), j, err));
    TRY(order_decided(call, &r, law_kind(n->settings.law, r.kind), demand, j, err));
    if (json_flag(call->params, "preview")) {
        call_answer(call, json_pack("{s:b,s:o}", "preview", 1, "approves", decide_action(demand, j)));
        return DONE;
    }
    TRY(request_step_to(n->store, &r, EVENT_decide, text_seen(&who), decision, now(n), err));
    text_json(&bytes, j);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "the decision is above the ceiling");
    TRY(request_set_decision(n->store, r.id, text_seen(&bytes), text_seen(&who), err));
    if (json_view(j, "record").bytes) TRY(request_set_record(n->store, r.id, json_view(j, "record"), err));  // found here, out of a private hit
    struct entry e = {.op = "request_decided", .officer = call->officer, .about = text_seen(&bytes), .decision = decision};
    TRY(log_step(n, &r, &e, "decided", err));
    return answer_whole(call, r.id, err);
}

// ---- What only tells: an officer takes note of it, and its author learns that ----

struct result request_noted(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_TEXT who = text_with_ceiling(64);
    AUTO_JSON *body = json_object();
    struct request r;
    TRY(request_find(n->store, json_view(call->params, "request"), &hold, &r, err));
    TRY(officer_pseudonym(n, call->officer, &who, err));
    if (r.side != SIDE_owner) return FAIL(err, WRONG_STEP, "the other side takes note of it");
    TRY(request_step_to(n->store, &r, EVENT_note, text_seen(&who), VIEW(""), now(n), err));
    json_put_view(body, "request", r.id);
    json_put_view(body, "by", text_seen(&who));
    struct entry e = {.op = "consultation", .officer = call->officer, .peer = r.peer, .request = r.id, .register_name = REGISTER_ALERTS,
                      .decision = VIEW("noted")};
    TRY(write_entry(n, &e, NULL, err));
    TRY(request_post(n, &r, "noted", body, false, err));
    return answer_whole(call, r.id, err);
}

// ---- A request in other hands, so that nobody's absence stalls it ----

struct result request_handed(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_TEXT who = text_with_ceiling(64);
    struct request r;
    struct officer to;
    TRY(request_find(n->store, json_view(call->params, "request"), &hold, &r, err));
    TRY(officer_named(n, json_view(call->params, "officer"), &to, err));
    if (!(to.roles & (ROLE_BIT(case_officer) | ROLE_BIT(register_owner) | ROLE_BIT(approver))))
        return FAIL(err, NOT_ALLOWED, "that officer works on no requests");
    TRY(officer_pseudonym(n, &to, &who, err));
    TRY(request_set_holder(n->store, r.id, text_seen(&who), err));
    AUTO_JSON *more = json_object();
    json_put_view(more, "holder", text_seen(&who));
    TRY(commit_words(n, "reason_commit", json_view(call->params, "reason"), more, err));
    struct entry e = {.op = "request_handed", .officer = call->officer, .request = r.id, .decision = VIEW("handed_over"), .more = more};
    TRY(write_entry(n, &e, NULL, err));
    return answer_whole(call, r.id, err);
}
