// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// data.c — what other members let us have, and what may be done with it (promise P6). Every use other than reading
// it for the purpose it was asked for is declared here, put to the conditions that came with it, and an entry of the log
// whether it was allowed or not. The owner's consent is a request of its own, signed there by two persons.
#include "node/requests/requests_room.h"
#include "node/unread.h"

enum { DATA_MAX = 1000, REASON_BYTES_MAX = 2000 };

// ---- What it is ----

// On this side something of the other side's lies behind it.
bool was_given(const struct request *r) {
    return r->way == WAY_asks ? r->side == SIDE_asker && r->step == STEP_released
                              : r->side == SIDE_owner && (r->step == STEP_received || r->step == STEP_noted);
}

void hold_name(struct view request, struct text *out) { text_format(out, "request/%.*s", VIEW_ARGS(request)); }

static void datum_free(struct datum *d) {
    json_decref(d->terms);
    json_decref(d->content);
    text_free(&d->hold);
}
#define AUTO_DATUM __attribute__((cleanup(datum_free))) struct datum

// Directive (EU) 2016/680 art. 16(3): kept, and used for what prevents its erasure alone.
static void restricted_on(struct datum *d, struct view ground) {
    d->contested = view_is(ground, RESTRICTED_CONTESTED);
    d->restricted = d->restricted || d->contested || view_is(ground, RESTRICTED_EVIDENCE);
}

static RESULT of_request(struct node *n, struct view id, struct datum *d, struct error *err) {
    struct request r;
    AUTO_TEXT name = text_with_ceiling(100);
    TRY(request_find(n->store, id, &d->hold, &r, err));
    if (!was_given(&r)) return FAIL(err, NOT_FOUND, "nothing that another member gave lies behind that request");
    TRY(json_stored(r.way == WAY_asks ? r.decision : r.demand, &d->content, err));
    if (json_object_get(d->content, "erased_at")) return FAIL(err, NOT_FOUND, "it was erased");
    d->owner = r.peer, d->request = r.id, d->record = r.record;
    const json_t *passed = json_object_get(d->content, "passed");
    if (passed) d->owner = json_view(passed, "owner");
    json_t *terms = json_object_get(d->content, "terms");
    AUTO_JSON *demand = NULL;
    TRY(json_stored(r.demand, &demand, err));
    struct view purpose = json_view(demand, "purpose");
    d->terms = terms ? json_incref(terms) : terms_strict(purpose, kept_until(n, TERM_request));
    d->confirm_by = r.confirm_by;
    d->until = r.retain_until;
    hold_name(r.id, &name);
    TRY(hold_find(n->store, text_seen(&name), &d->held, NULL, &d->restricted, err));
    AUTO_TEXT ground = text_with_ceiling(40);
    struct instant since, changed;
    TRY(answer_marks(n->store, r.id, &ground, &since, &changed, err));
    restricted_on(d, text_seen(&ground));
    return DONE;
}

// A copy of another's record: the law's row for this purpose, and what the record says of itself.
static RESULT of_record(struct node *n, struct view name, struct view purpose, struct datum *d, struct error *err) {
    struct view owner, reg, uid;
    struct permit permit;
    json_t *alert = NULL;
    if (!record_name_read(name, &owner, &reg, &uid)) return FAIL(err, BAD_ARGUMENT, "record: as in be/alerts/0192...");
    if (view_is(owner, n->settings.authority)) return FAIL(err, BAD_ARGUMENT, "record: one of another member; your own is bound by nobody else");
    TRY(record_alert(n, name, &alert, err));
    d->content = alert;
    struct view bound = json_view(alert, "purpose");
    restricted_on(d, json_view(json_object_get(alert, "restricted"), "ground"));
    permit_kept(n, owner, view_of(n->settings.authority), purpose.bytes ? purpose : bound, alert, &permit);
    if (!permit.allowed) return FAIL(err, NO_BASIS, "%.*s", VIEW_ARGS(permit.reason));
    struct terms_wish wish = {.purpose = purpose.bytes ? purpose : bound, .conditions = permit.conditions, .alert = alert, .now = now(n),
                              .latest = kept_until(n, TERM_request)};
    TRY(terms_make(n->settings.law, &wish, &d->terms, err));
    text_view(&d->hold, name);
    d->record = text_seen(&d->hold);
    d->owner = (struct view){d->record.at, owner.bytes};
    return DONE;
}

static RESULT datum_named(struct node_call *call, struct datum *d, struct error *err) {
    struct view request = json_view(call->params, "request"), record = json_view(call->params, "record");
    *d = (struct datum){.hold = text_with_ceiling(HELD_BYTES_MAX)};
    if (!request.bytes == !record.bytes) return FAIL(err, BAD_ARGUMENT, "request or record: one of the two");
    return request.bytes ? of_request(call->node, request, d, err) : of_record(call->node, record, json_view(call->params, "purpose"), d, err);
}

// ---- Consent ----

struct looking {
    struct node *n;
    enum law_use use;
    struct view purpose, recipient;
    bool found;
    json_t **consent;            // gets the owner's signed decision with the demand it answers; NULL: not wanted
};

static bool consents(const struct looking *l, const json_t *demand, const json_t *decision) {
    const json_t *fields = json_object_get(demand, "fields");
    struct view kind = json_view(demand, "kind"), purpose = json_view(fields, "new_purpose");
    struct instant until;
    if (!view_is(kind, "consent") && !view_is(kind, "release_consent")) return false;
    if (!view_is(json_view(fields, "new_use"), law_use_name(l->use)) || json_object_get(decision, "erased_at")) return false;
    if (l->use == USE_other_purpose && !view_same(purpose, l->purpose)) return false;
    if (l->use == USE_pass_on && !view_same(json_view(fields, "new_recipient"), l->recipient)) return false;
    return !instant_read(json_view(json_object_get(decision, "terms"), "retain_until"), &until) || instant_before(now(l->n), until);
}

static struct result look_at_consent(void *ctx, const struct request *r, struct error *err) {
    struct looking *l = ctx;
    AUTO_JSON *demand = NULL;
    AUTO_JSON *decision = NULL;
    if (l->found || r->side != SIDE_asker || r->step != STEP_released) return DONE;
    TRY(json_stored(r->demand, &demand, err));
    TRY(json_stored(r->decision, &decision, err));
    if (!consents(l, demand, decision)) return DONE;
    l->found = true;
    if (!l->consent) return DONE;
    json_t *approvals = NULL;
    TRY(approvals_json(l->n, r->id, &approvals, err));
    *l->consent = json_pack("{s:O,s:O,s:o}", "demand", demand, "decision", decision, "approvals", approvals);
    return DONE;
}

static RESULT consented(struct node *n, const struct datum *d, struct looking *l, struct error *err) {
    if (d->request.bytes) TRY(request_referring(n->store, d->request, look_at_consent, l, err));
    if (d->record.bytes) TRY(request_about(n->store, d->record, SIDE_asker, look_at_consent, l, err));
    return DONE;
}

// ---- A use ----

static RESULT one_use(struct node *n, const struct datum *d, struct looking *l, struct error *err) {
    struct view condition;
    if (!terms_refuse(n->settings.law, d->terms, l->use, l->purpose, &condition)) return DONE;
    if (l->use == USE_pass_on && view_same(l->recipient, d->owner)) return DONE;  // back to whose it is
    TRY(consented(n, d, l, err));
    if (l->found) return DONE;
    return FAIL(err, BOUND, "%s: refused by the condition \"%.*s\" of %.*s", law_use_name(l->use), VIEW_ARGS(condition), VIEW_ARGS(d->owner));
}

RESULT datum_permits(struct node *n, const struct datum *d, enum law_use use, struct view purpose, struct view recipient, json_t **consent,
                     struct error *err) {
    struct view bound = json_view(d->terms, "purpose");
    struct view wanted = purpose.bytes ? purpose : bound;
    struct looking l = {.n = n, .use = use, .purpose = wanted, .recipient = recipient, .consent = consent};
    if (d->contested) return FAIL(err, BOUND, "its processing is restricted: what it says is contested (Directive (EU) 2016/680 art. 16(3)(a))");
    if (d->restricted && use != USE_court)
        return FAIL(err, BOUND, "its owner took it back or restricted it: it is held as evidence for a court, and for nothing else");
    if (d->confirm_by.ms && !instant_before(now(n), d->confirm_by))
        return FAIL(err, BOUND, "it was released in an emergency, and nobody confirmed it in time");
    if (d->until.ms && !instant_before(now(n), d->until) && !d->held) return FAIL(err, EXPIRED, "its term is over");
    if (!purpose_known(n, wanted)) return FAIL(err, BAD_ARGUMENT, "purpose: one of laws/purposes.yaml");
    if (!view_same(wanted, bound) && use != USE_other_purpose) {
        struct looking other = {.n = n, .use = USE_other_purpose, .purpose = wanted};
        TRY(one_use(n, d, &other, err));
    }
    if (use == USE_other_purpose && view_same(wanted, bound)) return DONE;
    return one_use(n, d, &l, err);
}

RESULT datum_of_request(struct node *n, struct view id, struct datum *d, struct error *err) {
    *d = (struct datum){.hold = text_with_ceiling(HELD_BYTES_MAX)};
    struct result r = of_request(n, id, d, err);
    if (FAILED(r)) datum_free(d), *d = (struct datum){0};
    return r;
}
void datum_done(struct datum *d) { datum_free(d); }

static RESULT log_use(struct node_call *call, const struct datum *d, const char *use, const char *decision, struct error *err) {
    AUTO_JSON *more = json_pack("{s:s}", "use", use);
    json_put_view(more, "owner", d->owner);
    struct view purpose = json_view(call->params, "purpose"), recipient = json_view(call->params, "recipient");
    if (recipient.bytes && peer_of(call->node, recipient)) json_put_view(more, "recipient", recipient);
    TRY(commit_words(call->node, "reason_commit", json_view(call->params, "reason"), more, err));
    struct entry e = {.op = "use", .officer = call->officer, .request = d->request, .about = d->record, .register_name = REGISTER_ALERTS,
                      .purpose = purpose.bytes ? purpose : json_view(d->terms, "purpose"), .decision = view_of(decision), .more = more};
    return write_entry(call->node, &e, NULL, err);
}

// What an officer was refused is an entry too: it stays although the call fails.
static RESULT decide_use(struct node_call *call, const struct datum *d, enum law_use use, struct error *err) {
    struct error ignored;
    struct result r = datum_permits(call->node, d, use, json_view(call->params, "purpose"), json_view(call->params, "recipient"), NULL, err);
    if (!FAILED(r)) return log_use(call, d, law_use_name(use), "allowed", err);
    if (r.code != CODE_BOUND && r.code != CODE_EXPIRED) return r;
    TRY(log_use(call, d, law_use_name(use), "refused", &ignored));
    call->stays = true;
    return r;
}

static json_t *datum_json(const struct datum *d) {
    json_t *j = json_pack("{s:O,s:O}", "terms", d->terms, "content", d->content);
    json_put_view(j, "owner", d->owner);
    if (d->request.bytes) json_put_view(j, "request", d->request);
    if (d->record.bytes) json_put_view(j, "record", d->record);
    return j;
}

struct result data_used(struct node_call *call, struct error *err) {
    AUTO_DATUM d = {0};
    enum law_use use = USE_other_purpose;
    struct view word = json_view(call->params, "use"), reason = json_view(call->params, "reason");
    if (word.bytes && !law_use_read(word, &use)) return FAIL(err, BAD_ARGUMENT, "use: other_purpose, pass_on, export or court");
    if (!view_trim(reason).bytes || reason.bytes > REASON_BYTES_MAX) return FAIL(err, BAD_ARGUMENT, "reason: 1 to %d bytes", REASON_BYTES_MAX);
    if (use == USE_pass_on) return FAIL(err, BAD_ARGUMENT, "pass_on: write a request of the kind onward_information, so that its conditions go with it");
    if (use == USE_export) return FAIL(err, BAD_ARGUMENT, "export: with `malines data export`, so that its conditions go with it");
    TRY(datum_named(call, &d, err));
    TRY(decide_use(call, &d, use, err));
    call_answer(call, datum_json(&d));
    return DONE;
}

struct result data_exported(struct node_call *call, struct error *err) {
    AUTO_DATUM d = {0};
    struct view reason = json_view(call->params, "reason");
    if (!view_trim(reason).bytes || reason.bytes > REASON_BYTES_MAX) return FAIL(err, BAD_ARGUMENT, "reason: 1 to %d bytes", REASON_BYTES_MAX);
    TRY(datum_named(call, &d, err));
    TRY(decide_use(call, &d, USE_export, err));
    json_t *j = datum_json(&d);
    json_object_set_new(j, "malines", json_string("datum/1"));
    json_object_set_new(j, "node", json_string(call->node->settings.authority));
    json_object_set_new(j, "exported_at", json_instant(now(call->node)));
    call_answer(call, j);
    return DONE;
}

// ---- What there is ----

struct holdings {
    struct node *n;
    json_t *list;
};

static struct result add_datum(void *ctx, const struct request *r, struct error *err) {
    struct holdings *h = ctx;
    AUTO_DATUM d = {.hold = text_with_ceiling(HELD_BYTES_MAX)};
    if (!was_given(r) && !r->damaged) return DONE;
    struct result found = r->damaged ? request_sound(r, err) : of_request(h->n, r->id, &d, err);
    if (found.code == CODE_NOT_FOUND) return DONE;
    if (found.code == CODE_STORE_DAMAGED) {
        json_t *rotten = json_pack("{s:b,s:o}", "unread", 1, "review_at", json_instant(r->review_at));
        json_put_view(rotten, "request", r->id);
        json_put_view(rotten, "kind", r->kind);
        json_array_append_new(h->list, rotten);
        return DONE;
    }
    TRY(found);
    json_t *j = json_pack("{s:O,s:b,s:b,s:b,s:o,s:o}", "terms", d.terms, "held", d.held, "restricted", d.restricted, "contested", d.contested, "retain_until",
                          json_instant(d.until), "review_at", json_instant(r->review_at));
    json_put_view(j, "request", r->id);
    json_put_view(j, "kind", r->kind);
    json_put_view(j, "owner", d.owner);
    json_array_append_new(h->list, j);
    return DONE;
}

// Ids first: a statement can't be walked twice at once.
struct newest {
    json_t *ids;
    size_t limit;
};
static struct result keep_id(void *ctx, const struct request *r, struct error *err) {
    struct newest *n = ctx;
    (void)err;
    if (json_array_size(n->ids) < n->limit && (was_given(r) || r->damaged)) json_array_append_new(n->ids, json_of(r->id));
    return DONE;
}

struct result data_list(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    int64_t limit = json_int(call->params, "limit");
    AUTO_JSON *ids = json_array();
    json_t *list = json_array();
    struct holdings h = {n, list};
    size_t i;
    json_t *id;
    call_answer(call, json_pack("{s:o}", "data", list));
    struct newest given = {ids, limit > 0 && limit <= DATA_MAX ? (size_t)limit : 100};
    TRY(request_each(n->store, -1, INT64_MAX, keep_id, &given, err));
    json_array_foreach(ids, i, id) {
        AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
        struct request r;
        TRY(request_find(n->store, view_of(json_string_value(id)), &hold, &r, err));
        TRY(add_datum(&h, &r, err));
    }
    unread_begin(call->answer);
    unread_listed(call->answer, list, "request", "request");
    struct entry e = {.op = "consultation", .officer = call->officer, .decision = VIEW("data_listed")};
    return write_entry(n, &e, NULL, err);
}
