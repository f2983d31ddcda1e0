// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// orders.c — an order is a request like any other: the same steps, signatures, clocks and log. What is more stands here: a
// form of the law, of which the reader sees only its sections; who may sign; the enforcing authority that may still speak.
#include "node/orders/orders.h"

#include "crypto/enveloped.h"
#include "node/orders/removal_room.h"
#include "node/people/passkeys.h"

const struct migration ORDER_MIGRATIONS[] = {
    {"orders", 1,
     "CREATE TABLE order_file(request TEXT PRIMARY KEY, file TEXT NOT NULL, validate_by INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;"
     "CREATE TABLE provider(id TEXT PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL) STRICT, WITHOUT ROWID"},
    // An entry of the directory counts when a second keeper has confirmed it; those of before stand as they are.
    {"orders", 2, "CREATE TABLE provider_waits(id TEXT PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL) STRICT, WITHOUT ROWID"},
};
const size_t ORDER_MIGRATION_COUNT = 2;
enum { FILE_BYTES_MAX = 200 * 1024, SALT_BYTES = 32, WORDS_BYTES_MAX = 4000, OVERDUE_MAX = 20 };
#define ACTION_VALIDATE "order.validate"

// ---- The file ----
RESULT order_file(struct node *n, struct view request, json_t **out, struct error *err) {
    static const struct stmt GET = {"SELECT file FROM order_file WHERE request = $1"};
    struct cursor c;
    json_t *file = NULL;
    TRY(store_query(n->store, &GET, VALUES(V_TEXT(request)), &c, err));
    struct result r = cursor_next(&c) ? json_stored(cursor_view(&c, 0), &file, err) : FAIL(err, NOT_FOUND, "no order of this id");
    return json_given(cursor_ended(&c, r, err), file, out);
}

RESULT order_file_put(struct node *n, struct view request, const json_t *file, struct instant validate_by, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO order_file(request, file, validate_by) VALUES($1, $2, $3)"
                                    " ON CONFLICT(request) DO UPDATE SET file=$2, validate_by=$3"};
    AUTO_TEXT bytes = text_with_ceiling(FILE_BYTES_MAX);
    text_json(&bytes, file);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "the file of the order is above the ceiling");
    return store_run(n->store, &PUT, VALUES(V_TEXT(request), V_TEXT(text_seen(&bytes)), V_INT(validate_by.ms)), err);
}

static struct view state_of(const json_t *file) { return json_view(file, "state"); }
void order_note(struct node *n, json_t *file, const char *what, struct view text) {
    json_t *notes = json_object_get(file, "notes"), *one = json_pack("{s:s,s:o}", "what", what, "at", json_instant(now(n)));
    if (!notes) json_object_set_new(file, "notes", notes = json_array());
    if (text.bytes) json_put_view(one, "text", text);
    json_array_append_new(notes, one);
}

RESULT order_validate_by(struct node *n, struct view request, struct instant *out, struct error *err) {
    static const struct stmt GET = {"SELECT validate_by FROM order_file WHERE request = $1"};
    return store_number(n->store, &GET, VALUES(V_TEXT(request)), 0, &out->ms, err);
}

// ---- A draft of ours ----
static enum order_view paper_reader(const struct law_kind *k) {
    return view_is(k->paper, "epoc_pr") || view_is(k->id, "epoc") || k->way == WAY_gives ? ORDER_ADDRESSEE : ORDER_AUTHORITY;
}

// What a reader does not see can be proven later: its digest with a salt that stays here.
static void commit_kept(struct node *n, const json_t *values, json_t *file, json_t *order) {
    unsigned char salt[SALT_BYTES];
    AUTO_TEXT hex = text_with_ceiling(100), words = text_with_ceiling(FILE_BYTES_MAX), digest = text_with_ceiling(100);
    sys_random(n->sys, salt, sizeof salt);
    text_hex(&hex, salt, sizeof salt);
    text_format(&words, "malines/order-kept/1\n%s\n", text_string(&hex));
    text_json(&words, values);
    struct digest d = sha256(text_seen(&words));
    text_digest(&digest, &d);
    json_put_view(file, "salt", text_seen(&hex));
    json_put_view(order, "kept_back", text_seen(&digest));
}

// A notification is of an order of ours: the same values, more of them seen, to the State that the order names.
static RESULT notice_values(struct node *n, struct view of, const json_t *demand, json_t **values, struct error *err) {
    AUTO_JSON *file = NULL;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    TRY(request_find(n->store, of, &hold, &r, err));
    TRY(order_file(n, of, &file, err));
    if (r.side != SIDE_asker || !json_flag(json_object_get(file, "ruling"), "notify"))
        return FAIL(err, BAD_ARGUMENT, "order: {of}: an order of ours that is to be notified");
    const struct law_member *to = law_member(n->settings.law, json_view(demand, "to"));
    if (!to || !view_same(to->country, json_view(json_object_get(file, "values"), "enforcing_state")))
        return FAIL(err, BAD_ARGUMENT, "to: the order names another enforcing State");
    *values = json_incref(json_object_get(file, "values"));
    return DONE;
}

static RESULT certificate_fits(struct node *n, const json_t *values, struct error *err) {
    struct view pem = json_view(values, "certificate");
    return pem.bytes ? enveloped_recipient(pem, now(n), err) : DONE;
}

// An order is issued here, and was not signed tomorrow (a day of slack: the day is that of the place).
static RESULT issued_here(const struct node *n, const json_t *values, struct error *err) {
    static const char *const days[] = {"signed_on", "validator_signed_on"};
    const struct law_member *us = law_member(n->settings.law, view_of(n->settings.authority));
    struct view state = json_view(values, "issuing_state");
    if (us && state.bytes && !view_same(state, us->country)) return FAIL(err, BAD_FIELD, "issuing_state: this node's is %.*s", VIEW_ARGS(us->country));
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        AUTO_TEXT t = text_with_ceiling(60);
        struct instant at;
        text_format(&t, "%.*sT00:00:00Z", VIEW_ARGS(json_view(values, days[i])));
        if (instant_read(text_seen(&t), &at) && instant_before(instant_after(now(n), DAY_MS), at)) return FAIL(err, BAD_FIELD, "%s: a day to come", days[i]);
    }
    return DONE;
}

RESULT order_put(struct node_call *call, const struct law_kind *kind, json_t *demand, struct error *err) {
    struct node *n = call->node;
    const json_t *given = json_object_get(call->params, "order"), *form = order_form(n->settings.orders, kind->paper);
    bool notice = view_is(kind->id, "epoc_notice");
    AUTO_JSON *values = NULL;
    struct order_ruling ruling = {0};
    if (!kind->paper.bytes) return given ? FAIL(err, BAD_ARGUMENT, "order: this kind is on no form") : DONE;
    if (!form) return FAIL(err, NOT_FOUND, "this node has no forms of the law (laws/forms)");
    TRY(order_extends(n, kind, demand, err));
    if (notice) TRY(notice_values(n, json_view(given, "of"), demand, &values, err));
    else values = json_incref(json_object_get(given, "values"));
    TRY(order_check(form, values, ORDER_FILE, err));
    TRY(certificate_fits(n, values, err));
    if (kind->way != WAY_gives) TRY(issued_here(n, values, err));
    if (!notice) TRY(order_judge(n->settings.orders, form, values, json_flag(demand, "urgent"), &ruling, err));
    json_t *order = json_pack("{s:o}", "values", order_seen(form, values, paper_reader(kind))), *file = json_pack("{s:O}", "values", values);
    AUTO_JSON *kept = file;
    json_object_set_new(demand, "order", order);
    json_put_view(order, "form", kind->paper);
    if (notice) json_put_view(order, "of", json_view(given, "of"));
    commit_kept(n, values, file, order);
    json_object_set_new(file, "ruling", order_ruling_json(&ruling));
    if (ruling.ruled) json_object_set_new(order, "suspends", json_boolean(ruling.suspends));
    if (ruling.ruled) json_object_set_new(order, "validate_later", json_boolean(ruling.validate_later));
    if (json_flag(call->params, "preview")) return DONE;
    order_note(n, file, "drafted", VIEW(""));
    return order_file_put(n, json_view(demand, "request"), file, (struct instant){0}, err);
}

// ---- A demand of theirs ----
RESULT order_arrived(struct node *n, const struct law_kind *kind, const json_t *demand, struct error *err) {
    const json_t *order = json_object_get(demand, "order"), *form = order_form(n->settings.orders, kind->paper);
    if (!kind->paper.bytes) return order ? FAIL(err, BAD_FIELD, "order: this kind is on no form") : DONE;
    if (!form) return FAIL(err, NOT_FOUND, "no forms of the law here");
    if (!view_same(json_view(order, "form"), kind->paper)) return FAIL(err, BAD_FIELD, "order: another form than the kind's");
    TRY(order_check(form, json_object_get(order, "values"), paper_reader(kind), err));
    TRY(certificate_fits(n, json_object_get(order, "values"), err));
    AUTO_JSON *file = json_object();
    if (json_flag(order, "suspends")) json_object_set_new(file, "state", json_string("suspended"));
    order_note(n, file, "received", VIEW(""));
    return order_file_put(n, json_view(demand, "request"), file, (struct instant){0}, err);
}

// ---- Who signs ----
RESULT order_approver(struct node *n, const struct officer *o, const struct request *r, struct error *err) {
    AUTO_JSON *file = NULL;
    const struct law_kind *k = law_kind(n->settings.law, r->kind);
    if (!k || !k->paper.bytes || r->side != SIDE_asker) return DONE;
    TRY(order_file(n, r->id, &file, err));
    const json_t *ruling = json_object_get(file, "ruling");
    if (!json_flag(ruling, "ruled") || json_flag(ruling, "validate_later") || o->roles & ROLE_BIT(judge)) return DONE;
    if (json_flag(ruling, "by_magistrate") && o->roles & ROLE_BIT(prosecutor)) return DONE;
    return FAIL(err, NOT_ALLOWED, json_flag(ruling, "by_judge") ? "art. 4(2): a judge, court or investigating judge approves this order"
                                                                : "art. 4(1), 4(3), or 2(c) of the Directive: a judge or a prosecutor approves this order");
}

static RESULT word_to(struct node *n, const struct request *r, const char *what, struct view text, struct error *err) {
    AUTO_JSON *body = json_pack("{s:s}", "what", what);
    json_put_view(body, "request", r->id);
    if (text.bytes) json_put_view(body, "text", text);
    return request_post(n, r, "order", body, false, err);
}

RESULT clock_end(struct node *n, const char *clock, struct view member, struct instant from, struct instant *out, struct error *err) {
    struct clock_state s;
    const struct law_clock *k = law_clock(n->settings.law, view_of(clock));
    const struct law_calendar *c = law_calendar(n->settings.law, member);
    if (!k || !c) return FAIL(err, NOT_FOUND, "the clock %s is not in the tables", clock);
    TRY(clock_read(k, c, from, NULL, 0, now(n), &s, err));
    *out = s.due;
    return DONE;
}

RESULT order_sent(struct node *n, const struct request *r, struct error *err) {
    AUTO_JSON *file = NULL;
    AUTO_JSON *demand = NULL;
    struct instant by = {0};
    const struct law_kind *k = law_kind(n->settings.law, r->kind);
    if (!k || !k->paper.bytes) return DONE;
    TRY(order_file(n, r->id, &file, err));
    TRY(json_stored(r->demand, &demand, err));
    if (json_flag(json_object_get(file, "ruling"), "validate_later"))
        TRY(clock_end(n, "epoc_validated", view_of(n->settings.authority), now(n), &by, err));
    order_note(n, file, "sent", VIEW(""));
    TRY(order_file_put(n, r->id, file, by, err));
    if (!view_is(r->kind, "epoc_notice")) return DONE;
    // The provider learns that the enforcing authority was told: from then its ten days run (art. 10(2)).
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request of;
    TRY(request_find(n->store, json_view(json_object_get(demand, "order"), "of"), &hold, &of, err));
    return word_to(n, &of, "notified", VIEW(""), err);
}

// ---- Validation after an emergency: art. 4(5) ----
static json_t *validation_action(const struct request *r) {  // new
    AUTO_JSON *demand = NULL;
    if (FAILED(json_stored(r->demand, &demand, NULL))) return json_object();
    return json_pack("{s:s,s:O}", "action", ACTION_VALIDATE, "demand", demand);
}
static void validation_digest(const struct request *r, struct text *out) {
    AUTO_JSON *action = validation_action(r);
    action_digest(action, out);
}

struct result order_validated(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX), digest = text_with_ceiling(100), who = text_with_ceiling(64);
    AUTO_JSON *file = NULL;
    struct request r;
    struct instant by;
    TRY(request_find(n->store, json_view(call->params, "request"), &hold, &r, err));
    TRY(order_file(n, r.id, &file, err));
    TRY(order_validate_by(n, r.id, &by, err));
    if (r.side != SIDE_asker || !by.ms) return FAIL(err, WRONG_STEP, "no validation of this order is awaited");
    if (instant_before(by, now(n))) return FAIL(err, EXPIRED, "art. 4(5): the 48 hours are over: the order is being withdrawn");
    if (!(call->officer->roles & (ROLE_BIT(judge) | ROLE_BIT(prosecutor)))) return FAIL(err, NOT_ALLOWED, "art. 4(5): a judge or a prosecutor validates");
    validation_digest(&r, &digest);
    if (!view_same(json_view(call->params, "digest"), text_seen(&digest))) return FAIL(err, CONFLICT, "this is not the digest of what is to be validated");
    TRY(officer_pseudonym(n, call->officer, &who, err));
    if (view_same(text_seen(&who), r.author)) return FAIL(err, SAME_PERSON, "the author does not validate");
    struct approval_proof p = {json_view(call->params, "scheme"), json_view(call->params, "credential"), json_view(call->params, "signature")};
    TRY(officer_signed(n, text_seen(&who), &p, text_seen(&digest), err));
    struct approval a = {r.id, VIEW(ACTION_VALIDATE), text_seen(&digest), text_seen(&who), p.scheme, p.credential, p.signature, now(n)};
    TRY(approval_add(n->store, &a, err));
    order_note(n, file, "validated", VIEW(""));
    TRY(order_file_put(n, r.id, file, (struct instant){0}, err));
    struct entry e = {.op = "approve", .officer = call->officer, .decision = VIEW("validated"), .action_digest = text_seen(&digest)};
    TRY(log_step(n, &r, &e, "validated", err));
    TRY(word_to(n, &r, "validated", VIEW(""), err));
    return answer_whole(call, r.id, err);
}

static struct result withdraw(struct node *n, struct view id, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *file = NULL;
    struct request r;
    TRY(request_find(n->store, id, &hold, &r, err));
    TRY(order_file(n, id, &file, err));
    json_object_set_new(file, "state", json_string("withdrawn"));
    order_note(n, file, "withdrawn", VIEW(""));
    TRY(order_file_put(n, id, file, (struct instant){0}, err));
    TRY(fetched_condemned(n, id, file, err));
    TRY(word_to(n, &r, "withdrawn", VIEW(""), err));
    struct entry e = {.op = "recall", .peer = r.peer, .decision = VIEW("withdrawn"), .article = VIEW("4(5)")};
    TRY(log_step(n, &r, &e, "withdrawn", err));
    return r.step == STEP_released ? answer_returned(n, &r, "unvalidated", err) : DONE;
}

RESULT orders_care(struct node *n, struct error *err) {
    static const struct stmt LATE = {"SELECT request FROM order_file WHERE validate_by > 0 AND validate_by < $1 LIMIT $2"};
    static const struct stmt FORGET = {"DELETE FROM order_file WHERE request NOT IN (SELECT id FROM request)"};  // with its request
    struct cursor c;
    AUTO_JSON *ids = json_array();
    size_t i;
    const json_t *id;
    TRY(store_run(n->store, &FORGET, NO_VALUES, err));
    TRY(store_query(n->store, &LATE, VALUES(V_INT(now(n).ms), V_INT(OVERDUE_MAX)), &c, err));
    while (cursor_next(&c)) json_array_append_new(ids, json_of(cursor_view(&c, 0)));
    TRY(cursor_end(&c, err));
    json_array_foreach(ids, i, id) TRY(cared(n, "orders", withdraw, view_of(json_string_value(id)), err));
    return DONE;
}

// ---- The answer ----
static bool ticks_have(const json_t *list, struct view word) {
    size_t i;
    const json_t *one;
    json_array_foreach((json_t *)list, i, one)
        if (json_is_string(one) && view_is(word, json_string_value(one))) return true;
    return false;
}

// What is held back is a part of what the order asks for: a box that it ticks, or what it writes beside the boxes.
static bool part_ordered(const json_t *values, struct view part) {
    const char *id;
    const json_t *value;
    json_object_foreach((json_t *)(uintptr_t)values, id, value)
        if (strncmp(id, "data_", 5) == 0 && (view_is(part, id) || (json_is_array(value) && json_holds(value, part)))) return true;
    return false;
}

// A refusal, and an answer in part, is written on the form of the law, and says there the same ground.
static RESULT answer_paper(struct node_call *call, const struct law_kind *kind, const json_t *demand, json_t *decision, struct error *err) {
    struct node *n = call->node;
    const json_t *values = json_object_get(json_object_get(call->params, "answer"), "values"), *form = order_form(n->settings.orders, kind->answer_paper);
    bool refuse = view_is(json_view(decision, "decision"), "refuse"), part = json_array_size(json_object_get(decision, "withheld")) > 0;
    if (!kind->answer_paper.bytes || !(refuse || part)) return DONE;
    if (!form) return FAIL(err, NOT_FOUND, "no forms of the law here");
    if (!values)
        return FAIL(err, BAD_FIELD, "answer: a refusal, or an answer in part, is written on a form: {\"values\": {..}} of %.*s",
                    VIEW_ARGS(kind->answer_paper));
    TRY(order_check(form, values, ORDER_FILE, err));
    const json_t *ordered = json_object_get(json_object_get(demand, "order"), "values");
    const json_t *ticks = json_object_get(values, "impossible_reasons"), *one;
    size_t i;
    if (refuse && !ticks_have(ticks, json_view(decision, "ground")))
        return FAIL(err, BAD_FIELD, "answer: impossible_reasons: the ground of the refusal is not ticked");
    json_array_foreach(json_object_get(decision, "withheld"), i, one)
        if (!part_ordered(ordered, json_view(one, "part"))) return FAIL(err, BAD_FIELD, "withheld: part: not among the data that the order asks for");
    json_array_foreach(json_object_get(decision, "withheld"), i, one)
        if (!ticks_have(ticks, json_view(one, "ground")))
            return FAIL(err, BAD_FIELD, "answer: impossible_reasons: a ground of what is withheld is not ticked");
    json_t *j = json_pack("{s:O}", "values", values);
    json_put_view(j, "form", kind->answer_paper);
    json_object_set_new(decision, "answer", j);
    return DONE;
}

RESULT order_decided(struct node_call *call, const struct request *r, const struct law_kind *kind, const json_t *demand, json_t *decision, struct error *err) {
    struct node *n = call->node;
    struct instant until;
    TRY(removal_in_force(n, r, demand, decision, err));
    if (!kind->paper.bytes) return DONE;
    TRY(answer_paper(call, kind, demand, decision, err));
    if (!view_is(json_view(decision, "decision"), "release")) return DONE;
    TRY(order_may_go(n, r, err));
    bool preserves = view_is(r->kind, "epoc_pr") || view_is(r->kind, "bp_preserve");
    if (preserves) {
        TRY(clock_end(n, view_is(r->kind, "epoc_pr") ? "epoc_kept" : "bp_kept", view_of(n->settings.authority), now(n), &until, err));
        json_object_set_new(decision, "preserved_until", json_instant(until));
    }
    bool must = view_is(r->kind, "epoc");
    if (must && !json_object_get(call->params, "delivery")) return FAIL(err, BAD_FIELD, "delivery: what is handed over");
    return json_object_get(call->params, "delivery") ? delivery_put(call, r, demand, decision, err) : DONE;
}

RESULT order_may_go(struct node *n, const struct request *r, struct error *err) {
    AUTO_JSON *file = NULL;
    struct instant at, until;
    const struct law_kind *k = law_kind(n->settings.law, r->kind);
    if (!k || !k->paper.bytes || r->side != SIDE_owner) return DONE;
    TRY(order_file(n, r->id, &file, err));
    struct view state = state_of(file);
    if (view_is(state, "withdrawn")) return FAIL(err, NO_BASIS, "the order was withdrawn");
    if (view_is(state, "blocked")) return FAIL(err, NO_BASIS, "art. 12: the enforcing authority raised a ground for refusal");
    if (view_is(state, "suspended")) return FAIL(err, WRONG_STEP, "art. 8(4): the enforcing authority has not been notified yet");
    if (!view_is(state, "notified")) return DONE;
    if (!instant_read(json_view(file, "state_at"), &at)) return FAIL(err, STORE_DAMAGED, "when it was notified");
    TRY(clock_end(n, "epoc_notified", view_of(n->settings.authority), at, &until, err));
    if (instant_before(now(n), until)) return FAIL(err, WRONG_STEP, "art. 10(2): the enforcing authority may still raise a ground");
    return DONE;
}

// ---- At the asker ----
RESULT order_answered(struct node *n, const struct request *r, const json_t *demand, const json_t *decision, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *file = NULL;
    struct request of;
    const struct law_kind *k = law_kind(n->settings.law, r->kind);
    if (!k || !k->paper.bytes) return DONE;
    bool release = view_is(json_view(decision, "decision"), "release");
    const json_t *manifest = json_object_get(decision, "delivery");
    if (manifest) TRY(delivery_check(manifest, delivery_window_of(n), err));
    TRY(order_file(n, r->id, &file, err));
    if (view_is(state_of(file), "withdrawn")) return FAIL(err, WRONG_STEP, "the order was withdrawn");
    order_note(n, file, release ? "answered" : "refused", VIEW(""));
    struct instant by;
    TRY(order_validate_by(n, r->id, &by, err));
    TRY(order_file_put(n, r->id, file, by, err));
    if (!view_is(r->kind, "epoc_notice")) return DONE;
    TRY(request_find(n->store, json_view(json_object_get(demand, "order"), "of"), &hold, &of, err));
    if (!release) TRY(order_objected(n, &of, r->peer, json_view(decision, "ground"), err));
    return word_to(n, &of, release ? "cleared" : "blocked", json_view(decision, "ground"), err);
}

// ---- Words between the two about an order under way ----
static RESULT to_provider(struct node *n, const struct request *r, struct view what, const json_t *body, json_t *file, struct error *err) {
    static const char *const states[] = {"notified", "cleared", "blocked", "withdrawn"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        if (!view_is(what, states[i])) continue;
        bool ended = view_is(state_of(file), "withdrawn") || view_is(state_of(file), "blocked");
        if (!ended && !(i == 0 && !view_is(state_of(file), "suspended"))) {
            json_object_set_new(file, "state", json_string(states[i]));
            json_object_set_new(file, "state_at", json_instant(now(n)));
        }
        order_note(n, file, states[i], json_view(body, "text"));
        return order_file_put(n, r->id, file, (struct instant){0}, err);
    }
    if (view_is(what, "validated")) order_note(n, file, "validated", VIEW(""));
    else if (!view_is(what, "clarified")) return FAIL(err, BAD_FIELD, "what: not a word about an order");
    if (view_is(what, "clarified")) {
        order_note(n, file, "clarified", json_view(body, "text"));
        TRY(request_pause_end(n->store, r->id, now(n), err));
        TRY(term_tell(n, r->id, err));
    }
    return order_file_put(n, r->id, file, (struct instant){0}, err);
}

RESULT order_message_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *file = NULL;
    struct request r;
    if (json_view(body, "text").bytes > WORDS_BYTES_MAX) return FAIL(err, TOO_BIG, "text");
    TRY(request_find(n->store, json_view(body, "request"), &hold, &r, err));
    if (r.side != SIDE_owner || !view_is(r.peer, p->member->id)) return FAIL(err, BAD_FIELD, "a word on an order that is not this member's");
    TRY(order_file(n, r.id, &file, err));
    return to_provider(n, &r, json_view(body, "what"), body, file, err);
}

// The provider asked (its clock stands still for "clarification"); the issuing authority answers within five days.
struct result order_clarified(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *file = NULL;
    AUTO_JSON *more = json_object();
    struct request r;
    struct instant by;
    struct view text = json_view(call->params, "text");
    TRY(request_find(n->store, json_view(call->params, "request"), &hold, &r, err));
    TRY(order_file(n, r.id, &file, err));
    if (r.side != SIDE_asker || (r.step != STEP_sent && r.step != STEP_received))
        return FAIL(err, WRONG_STEP, "only an order of ours that is not answered yet");
    if (!view_trim(text).bytes || text.bytes > WORDS_BYTES_MAX) return FAIL(err, BAD_FIELD, "text: the answer, 1 to %d bytes", WORDS_BYTES_MAX);
    order_note(n, file, "clarified", text);
    TRY(order_validate_by(n, r.id, &by, err));
    TRY(order_file_put(n, r.id, file, by, err));
    TRY(commit_words(n, "text_commit", text, more, err));
    struct entry e = {.op = "request_clock", .officer = call->officer, .peer = r.peer, .decision = VIEW("clarified"), .article = VIEW("10(6)"), .more = more};
    TRY(log_step(n, &r, &e, "clarified", err));
    TRY(word_to(n, &r, "clarified", text, err));
    return answer_whole(call, r.id, err);
}

// ---- Shown ----
static void question_shown(struct node *n, const struct request *r, json_t *shown) {
    AUTO_JSON *term = term_json(n, r, NULL);
    size_t i;
    const json_t *p;
    struct instant from, due;
    struct view asker = view_of(r->side == SIDE_asker ? n->settings.authority : "");
    json_array_foreach(json_object_get(term, "pauses"), i, p) {
        if (!view_is(json_view(p, "reason"), "clarification") || !json_is_null(json_object_get(p, "to")) ||
            !instant_read(json_view(p, "from"), &from))
            continue;
        if (FAILED(clock_end(n, "epoc_clarified", asker.bytes ? asker : r->peer, from, &due, NULL))) continue;
        json_t *q = json_pack("{s:o,s:o,s:b}", "asked_at", json_instant(from), "due_at", json_instant(due), "late", instant_before(due, now(n)));
        json_put_view(q, "text", json_view(p, "note"));
        // Art. 11(5): without an answer in five days a preservation order binds no longer.
        if (view_is(r->kind, "epoc_pr")) json_object_set_new(q, "freed", json_boolean(instant_before(due, now(n))));
        json_object_set_new(shown, "question", q);
    }
}

RESULT order_shown(struct node *n, const struct request *r, const json_t *demand, json_t *j, struct error *err) {
    AUTO_JSON *file = NULL;
    struct instant by;
    const struct law_kind *k = law_kind(n->settings.law, r->kind);
    if (!k || !k->paper.bytes) return DONE;
    TRY(order_file(n, r->id, &file, err));
    TRY(order_validate_by(n, r->id, &by, err));
    json_t *shown = json_object();
    json_object_set_new(j, "order", shown);
    json_object_update(shown, json_object_get(demand, "order"));
    if (r->side == SIDE_asker) {
        json_object_set(shown, "file", json_object_get(file, "values"));
        json_object_set(shown, "ruling", json_object_get(file, "ruling"));
    }
    json_object_set(shown, "notes", json_object_get(file, "notes"));
    if (json_object_get(file, "fetched")) json_object_set(shown, "fetched", json_object_get(file, "fetched"));
    json_put_view(shown, "state", state_of(file));
    question_shown(n, r, shown);
    if (!by.ms || r->side != SIDE_asker) return DONE;
    AUTO_TEXT digest = text_with_ceiling(100);
    validation_digest(r, &digest);
    json_t *v = json_pack("{s:o,s:s}", "due_at", json_instant(by), "digest", text_string(&digest));
    json_object_set_new(v, "approves", validation_action(r));  // so that who signs can compute the digest from what they read
    json_object_set_new(shown, "validation", v);
    return DONE;
}

// ---- For screens and printers ----
struct result order_forms_listed(struct node_call *call, struct error *err) {
    if (!call->node->settings.orders) return FAIL(err, NOT_FOUND, "this node has no forms of the law");
    call_answer(call, json_pack("{s:O}", "forms", order_forms(call->node->settings.orders)));
    return DONE;
}

struct result order_judged(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    const json_t *form = order_form(n->settings.orders, json_view(call->params, "form")), *values = json_object_get(call->params, "values");
    struct order_ruling ruling;
    if (!form) return FAIL(err, NOT_FOUND, "form: one of laws/forms");
    TRY(order_check(form, values, ORDER_FILE, err));
    TRY(issued_here(n, values, err));
    TRY(order_judge(n->settings.orders, form, values, json_flag(call->params, "urgent"), &ruling, err));
    json_t *j = order_ruling_json(&ruling);
    json_object_set_new(j, "addressee", order_seen(form, values, ORDER_ADDRESSEE));
    json_object_set_new(j, "authority", order_seen(form, values, ORDER_AUTHORITY));
    call_answer(call, j);
    return DONE;
}
