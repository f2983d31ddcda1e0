// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// arrived.c — what the other side sends about a request: its demand, its decision, a note, a confirmation, receipts. Nothing
// of it is believed before the signatures over the action hold, by as many persons as our own law wants (promises P1 and P2).
#include "crypto/approval.h"
#include "node/orders/orders.h"
#include "node/requests/requests_room.h"

enum { APPROVALS_MAX = 20 };

// ---- Its signatures ----

// Whose signatures are looked for: of a release in an emergency the author's own, by an authenticator, is taken too; it
// never counts among those wanted.
struct signatures {
    struct view author;
    int wanted;
    bool author_too;
    size_t others;                // gets how many persons besides the author
};

static RESULT check_one(const json_t *a, struct view digest, const struct signatures *s, struct text *key, struct error *err) {
    struct approval_proof p = proof_in(a);
    bool author = view_same(json_view(a, "by"), s->author);
    if (author && !(s->author_too && view_is(p.scheme, SCHEME_WEBAUTHN))) return FAIL(err, SAME_PERSON, "the author's own approval");
    TRY(approval_holds(&p, digest, VIEW(""), NULL, err));  // which of its pages it was signed on is the other member's to say
    return approval_key(&p, key, err);
}

// Enough valid signatures over this action, by persons of whom none is its author? *good gets those that hold, and they
// alone are kept: what else a peer wrote there could pass for an approval of ours later.
static RESULT check_approvals(const json_t *approvals, const json_t *action, struct signatures *s, json_t **good, struct error *err) {
    struct view names[APPROVALS_MAX + 1], keys[APPROVALS_MAX + 1];
    AUTO_TEXT digest = text_with_ceiling(100);
    AUTO_JSON *held = json_array();
    AUTO_JSON *words = json_array();
    action_digest(action, &digest);
    if (json_array_size(approvals) > APPROVALS_MAX) return FAIL(err, TOO_BIG, "more than %d approvals", APPROVALS_MAX);
    for (size_t i = 0; i < json_array_size(approvals); i++) {
        json_t *a = json_array_get(approvals, i);
        AUTO_TEXT key = text_with_ceiling(KEY_WORD_BYTES_MAX);
        if (!view_same(json_view(a, "digest"), text_seen(&digest)) || !approval_scheme_known(json_view(a, "scheme"))) continue;
        if (!view_same(json_view(a, "action"), json_view(action, "action"))) continue;
        TRY(check_one(a, text_seen(&digest), s, &key, err));
        json_t *word = json_of(text_seen(&key));
        names[json_array_size(held)] = json_view(a, "by");
        keys[json_array_size(held)] = (struct view){json_string_value(word), json_string_length(word)};
        json_array_append_new(words, word);
        json_array_append(held, a);
    }
    // The author stands among them, so that whoever shares a key with the author is the author.
    size_t count = json_array_size(held);
    names[count] = s->author, keys[count] = VIEW(" ");
    s->others = distinct_persons(names, keys, count + 1) - 1;
    if (!count || s->others < (size_t)s->wanted) return FAIL(err, NEEDS_APPROVAL, "%d approvals hold, %d are needed", (int)s->others, s->wanted);
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

// ---- Its messages ----

static RESULT note_arrival(struct node *n, const struct request *r, int64_t index, struct error *err) {
    struct trace t = {view_of(audit_log_origin(n->log)), VIEW("received"), index, now(n)};
    return trace_add(n->store, r->id, &t, err);
}

// A demand on a record that may not be released arrives as one on a record that is not there: the law is asked in general,
// and the record's own facts decide at the release. So the receipt does not tell which it is (promise P5).
static RESULT permit_arrival(struct node *n, const struct law_kind *kind, const json_t *demand, const json_t *alert, struct permit *out,
                             struct error *err) {
    struct result allowed = permit_demand(n, demand, alert, out, err);
    if (FAILED(allowed) && alert && kind->way == WAY_asks && kind->about != ABOUT_ours) return permit_demand(n, demand, NULL, out, err);
    return allowed;
}

static RESULT demand_arrived(struct node *n, struct peer *p, const json_t *body, int64_t index, struct error *err) {
    json_t *demand = json_object_get(body, "demand");
    const json_t *approvals = json_object_get(body, "approvals");
    const struct law_kind *kind;
    struct permit permit;
    AUTO_JSON *alert = NULL;
    TRY(demand_for_us(n, p, demand, &kind, &alert, err));
    TRY(onward_check(n, p, demand, err));
    TRY(order_arrived(n, kind, demand, err));
    TRY(permit_arrival(n, kind, demand, alert, &permit, err));
    AUTO_JSON *action = send_action(demand);
    AUTO_JSON *good = NULL;
    struct signatures s = {.author = json_view(demand, "author"), .wanted = permit.approvals_request};
    TRY(check_approvals(approvals, action, &s, &good, err));
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    TRY(add_request(n, SIDE_owner, demand, view_of(p->member->id), &permit, &r, &hold, err));
    TRY(request_step_to(n->store, &r, EVENT_arrive, view_of(p->member->id), VIEW(""), now(n), err));
    if (kind->about == ABOUT_subject) TRY(hit_counted(n, p, demand, err));
    TRY(keep_approvals(n, r.id, good, err));
    TRY(note_arrival(n, &r, index, err));
    TRY(contact_copy(n, &r, demand, "received", err));
    return kind->way == WAY_asks && r.clock.bytes ? term_tell(n, r.id, err) : DONE;
}

// Until when what was released may be here, as its owner says, and never longer than a request is kept.
static RESULT keep_term(struct node *n, struct view request, const json_t *decision, struct error *err) {
    const json_t *terms = json_object_get(decision, "terms");
    struct instant until = kept_until(n, TERM_request), said;
    if (terms) TRY(terms_check(n->settings.law, terms, &said, err));
    if (terms && instant_before(said, until)) until = said;
    return request_set_term(n->store, request, until, err);
}

RESULT decision_holds(const json_t *demand, const json_t *decision, const json_t *approvals, struct error *err) {
    AUTO_JSON *action = decide_action(demand, decision);
    AUTO_JSON *good = NULL;
    struct signatures s = {.author = json_view(decision, "author"), .wanted = 1};
    return check_approvals(approvals, action, &s, &good, err);
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
    TRY(json_stored(r.demand, &demand, err));
    AUTO_JSON *action = decide_action(demand, decision);
    AUTO_JSON *good = NULL;
    struct emergency e;
    bool emergency = json_object_get(decision, "emergency") != NULL;
    struct signatures s = {.author = json_view(decision, "author"), .wanted = emergency ? 0 : 1, .author_too = emergency};
    if (emergency) TRY(emergency_allowed(n, p, demand, decision, err));
    TRY(check_approvals(approvals, action, &s, &good, err));
    text_json(&bytes, decision);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "the decision is above the ceiling");
    bool release = view_is(json_view(decision, "decision"), "release");
    TRY(request_step_to(n->store, &r, release ? EVENT_release : EVENT_refuse, r.peer, json_view(decision, "ground"), now(n), err));
    TRY(request_set_decision(n->store, r.id, text_seen(&bytes), r.author, err));
    TRY(keep_approvals(n, r.id, good, err));
    if (release) TRY(keep_term(n, r.id, decision, err));
    TRY(contact_copy(n, &r, demand, "answer_received", err));
    TRY(order_answered(n, &r, demand, decision, err));
    if (emergency && emergency_read(decision, &e) && (int64_t)s.others < e.confirmations) TRY(request_set_confirm(n->store, r.id, e.confirm_by, err));
    return note_arrival(n, &r, index, err);
}

// The other signatures of an emergency. Once it was recalled, they come too late.
static RESULT confirmed_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *demand = NULL;
    AUTO_JSON *decision = NULL;
    AUTO_JSON *good = NULL;
    struct request r;
    struct emergency e;
    TRY(request_find(n->store, json_view(body, "request"), &hold, &r, err));
    if (r.side != SIDE_asker || !view_is(r.peer, p->member->id)) return FAIL(err, BAD_FIELD, "a confirmation of something that is not this member's");
    if (!r.confirm_by.ms) return DONE;
    TRY(json_stored(r.demand, &demand, err));
    TRY(json_stored(r.decision, &decision, err));
    TRY(emergency_stored(decision, &e, err));
    AUTO_JSON *action = decide_action(demand, decision);
    struct signatures s = {.author = json_view(decision, "author"), .wanted = (int)e.confirmations, .author_too = true};
    TRY(check_approvals(json_object_get(body, "approvals"), action, &s, &good, err));
    TRY(keep_approvals(n, r.id, good, err));
    TRY(request_step_to(n->store, &r, EVENT_confirm, r.peer, VIEW(""), now(n), err));
    return request_set_confirm(n->store, r.id, (struct instant){0}, err);
}

static RESULT noted_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    TRY(request_find(n->store, json_view(body, "request"), &hold, &r, err));
    if (r.side != SIDE_asker || !view_is(r.peer, p->member->id)) return FAIL(err, BAD_FIELD, "a note on a request that is not this member's");
    return request_step_to(n->store, &r, EVENT_note, r.peer, VIEW(""), now(n), err);
}

RESULT request_message_arrived(struct node *n, struct peer *p, struct view type, const json_t *body, int64_t log_index,
                               struct error *err) {
    if (view_is(type, "request")) return demand_arrived(n, p, body, log_index, err);
    if (view_is(type, "decision")) return decision_arrived(n, p, body, log_index, err);
    if (view_is(type, "clock")) return term_arrived(n, p, body, err);
    if (view_is(type, "noted")) return noted_arrived(n, p, body, err);
    if (view_is(type, "confirmed")) return confirmed_arrived(n, p, body, err);
    if (view_is(type, "recalled")) return recalled_arrived(n, p, body, err);
    if (view_is(type, "erased")) return erased_arrived(n, p, body, err);
    if (view_is(type, "record")) return record_word_arrived(n, p, body, err);
    if (view_is(type, "notice")) return notice_arrived(n, p, body, err);
    if (view_is(type, "order")) return order_message_arrived(n, p, body, err);
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
    if (FAILED(request_next(r.way, r.side, r.step, event, &to, NULL))) return DONE;  // the answer was faster
    return request_step_to(c->n->store, &r, event, r.peer, view_of(refusal), now(c->n), err);
}

RESULT requests_confirmed(struct node *n, struct peer *p, int64_t up_to_seq, const json_t *receipt, struct error *err) {
    struct confirming c = {n, p, receipt};
    return request_confirm(n->store, view_of(p->member->id), up_to_seq, confirm_one, &c, err);
}
