// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// removal_figures.c — what a member and a provider count for a year: Regulation (EU) 2021/784 arts. 8(1) and 21(1) of the authorities,
// art. 7(3)(c), (f) and (g) of the provider. Counts only; of proceedings, penalties and complaints this system knows nothing.
#include "node/orders/orders.h"
#include "node/orders/removal_room.h"
#include "node/unread.h"

struct figures {
    struct node *n;
    json_t *issued, *received, *scrutiny, *decisions, *reinstated;
    struct instant from, to;
    json_t *answer;
};

static void add(json_t *in, const char *key, int64_t how_many) { json_object_set_new(in, key, json_integer(json_int(in, key) + how_many)); }

static void add_word(json_t *in, const char *family, struct view word) {
    json_t *box = json_object_get(in, family);
    AUTO_TEXT key = text_with_ceiling(100);
    if (!box) json_object_set_new(in, family, box = json_object());
    text_view(&key, word);
    if (word.bytes && text_ok(&key)) add(box, text_string(&key), 1);
}

// How fast: art. 21(1)(a), from the receipt to the measure.
static void add_speed(json_t *box, const struct request *r, const json_t *decision) {
    struct instant at;
    if (!r->started_at.ms || !instant_read(json_view(json_object_get(decision, "fields"), "measure_at"), &at)) return;
    int64_t minutes = (at.ms - r->started_at.ms) / MINUTE_MS;
    add(box, "minutes", minutes > 0 ? minutes : 0);
    if (r->due_at.ms) add(box, instant_before(r->due_at, at) ? "late" : "in_time", 1);
}

static struct result stopped(void *ctx, const struct request_pause *p, struct error *err) {
    (void)err;
    add_word(ctx, "stopped", p->reason);  // Annex III: art. 3(7) and (8), counted by art. 7(3)(c)
    return DONE;
}

static RESULT count_order(struct figures *f, const struct request *r, const json_t *demand, const json_t *decision, struct error *err) {
    json_t *box = r->side == SIDE_asker ? f->issued : f->received;
    struct aftermath a;
    TRY(aftermath_of(f->n, r, demand, &a, err));  // all is read before anything is counted
    TRY(request_pause_each(f->n->store, r->id, stopped, box, err));
    const struct law_member *issuer = law_member(f->n->settings.law, r->side == SIDE_asker ? view_of(f->n->settings.authority) : r->peer);
    struct view establishment = view_trim(json_view(json_object_get(demand, "fields"), "establishment"));
    add(box, "orders", 1);
    if (r->urgent) add(box, "emergencies", 1);
    if (issuer && establishment.bytes && !stands_in(issuer, establishment)) add(box, "cross_border", 1);
    if (view_is(json_view(decision, "decision"), "release")) {
        add(box, "carried_out", 1);
        add_word(box, "measures", json_view(json_object_get(decision, "fields"), "content_measure"));
        add_speed(box, r, decision);
    } else {
        add(box, r->decision.bytes ? "not_carried_out" : "open", 1);
        if (r->decision.bytes) add_word(box, "grounds", json_view(decision, "ground"));
    }
    if (a.annulled_at.ms) add(box, "annulled", 1);
    return DONE;
}

static RESULT counted(struct figures *f, const struct request *r, struct error *err) {
    AUTO_JSON *demand = NULL, *decision = NULL;
    static const char *const decided[] = {"exposure_decision", "measures_decision", "measures_report", "exposure_review"};
    TRY(json_stored(r->demand, &demand, err));
    if (r->decision.bytes) TRY(json_stored(r->decision, &decision, err));
    if (view_is(r->kind, KIND_ORDER)) return count_order(f, r, demand, decision, err);
    if (view_is(r->kind, KIND_COPY) || view_is(r->kind, "scrutiny_request")) {
        add(f->scrutiny, r->side == SIDE_asker ? "asked" : "received", 1);
        add_word(f->scrutiny, "found", json_view(json_object_get(decision, "fields"), "scrutiny"));
    }
    if (view_is(r->kind, "content_reinstated")) add_word(f->reinstated, "why", json_view(json_object_get(demand, "fields"), "reinstated_why"));
    for (size_t i = 0; i < sizeof decided / sizeof *decided; i++)
        if (view_is(r->kind, decided[i])) add(f->decisions, decided[i], 1);
    return DONE;
}

// Of other kinds nothing is counted here, readable or not.
static bool of_these(struct view kind) {
    static const char *const kinds[] = {KIND_ORDER, KIND_COPY, "scrutiny_request", "content_reinstated", "exposure_decision", "measures_decision",
                                        "measures_report", "exposure_review"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (view_is(kind, kinds[i])) return true;
    return false;
}

static struct result count_one(void *ctx, const struct request *r, struct error *err) {
    struct figures *f = ctx;
    if (!of_these(r->kind) || r->step == STEP_drafted || instant_before(r->created_at, f->from) || !instant_before(r->created_at, f->to)) return DONE;
    struct result done = counted(f, r, err);
    if (done.code == CODE_STORE_DAMAGED) return unread_row(f->answer, "request", r->id), DONE;
    return done;
}

struct result removal_statistics(struct node_call *call, struct error *err) {
    struct figures f = {call->node, json_object(), json_object(), json_object(), json_object(), json_object(), {0}, {INT64_MAX}, NULL};
    call_answer(call, json_pack("{s:o,s:o,s:o,s:o,s:o,s:s}", "issued", f.issued, "received", f.received, "scrutiny", f.scrutiny, "decisions", f.decisions,
                                "reinstated", f.reinstated, "source", "Regulation (EU) 2021/784 arts. 7(3), 8(1) and 21(1)"));
    unread_begin(f.answer = call->answer);
    TRY(day_asked(call->params, "from", &f.from, err));
    TRY(day_asked(call->params, "to", &f.to, err));
    TRY(request_each(call->node->store, -1, INT64_MAX, count_one, &f, err));
    unread_unnamed(call->answer, call->officer);
    return DONE;
}
