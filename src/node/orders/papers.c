// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// papers.c — what stands on paper: the form, its words in a language, the values that its reader sees, and where it belongs. Laying it
// out is not the node's work.
//
// An order is written on its form. A removal order, its copy and what the provider says to it are fields of a request, and the annexes of
// Regulation (EU) 2021/784 are printed from them: what an annex asks and no officer writes (who issued it, when it was received) is
// taken from the request, the same on both sides.
#include "node/orders/orders.h"
#include "node/orders/removal_room.h"

struct page {
    const json_t *form;
    json_t *values;   // new
    struct view view; // whose sections; empty: all
};
static const struct view ANYBODY = {"", 0};

// ---- Orders ----

static RESULT order_page(struct node *n, const struct request *r, const json_t *order, struct view view, struct page *out, struct error *err) {
    AUTO_JSON *file = NULL;
    bool whole = view_is(view, "whole");
    if (r->side == SIDE_asker) TRY(order_file(n, r->id, &file, err));
    const json_t *all = json_object_get(file, "values");  // who issues an order prints each side's paper
    if (whole && !all) return FAIL(err, BAD_ARGUMENT, "only who issues the order has all of it");
    out->form = order_form(n->settings.orders, json_view(order, "form"));
    if (!out->form) return FAIL(err, NOT_FOUND, "this node's tables do not have the order's form");
    out->values = !all ? json_incref(json_object_get(order, "values"))
                       : order_seen(out->form, all, whole ? ORDER_FILE : view_is(view, "authority") ? ORDER_AUTHORITY : ORDER_ADDRESSEE);
    out->view = whole ? ANYBODY : view;
    return DONE;
}

// ---- Removal orders ----

static const struct law_member *issuer_of(struct node *n, const struct request *r) {
    return law_member(n->settings.law, r->side == SIDE_asker ? view_of(n->settings.authority) : r->peer);
}

static struct result last_signature(void *ctx, const struct approval *a, struct error *err) {
    struct instant *issued = ctx;
    (void)err;
    if (view_is(a->action, ACTION_SEND) && instant_before(*issued, a->at)) *issued = a->at;
    return DONE;
}

RESULT order_issued_at(struct node *n, const struct request *r, struct instant *out, struct error *err) {
    *out = (struct instant){0};
    TRY(approval_each(n->store, r->id, last_signature, out, err));
    if (!out->ms) *out = r->created_at;
    return DONE;
}

static RESULT from_request(struct node *n, const struct request *r, json_t *values, struct error *err) {
    struct instant issued;
    const struct law_member *issuer = issuer_of(n, r),
                            *provider = law_member(n->settings.law, r->side == SIDE_asker ? r->peer : view_of(n->settings.authority));
    if (issuer) json_put_view(values, "issuing_state", issuer->country);
    if (provider && !json_object_get(values, "order_addressee")) json_object_set(values, "order_addressee", json_object_get(provider->names, "en"));
    json_object_set(values, "provider_name", json_object_get(values, "order_addressee"));
    TRY(order_issued_at(n, r, &issued, err));
    json_object_set_new(values, "issued_at", json_instant(issued));
    if (r->started_at.ms) json_object_set_new(values, "received_at", json_instant(r->started_at));
    struct view establishment = view_trim(json_view(values, "establishment"));
    if (issuer && establishment.bytes && !stands_in(issuer, establishment))  // art. 4(1): the copy goes there at the same time
        json_object_set_new(values, "elsewhere", json_pack("[s,s]", "other_state", "copy_sent"));
    return DONE;
}

static struct result last_pause(void *ctx, const struct request_pause *p, struct error *err) {
    json_t *values = ctx;
    (void)err;
    json_object_set_new(values, "pause_reason", json_pack("[o]", json_of(p->reason)));
    json_object_del(values, "pause_why"), json_object_del(values, "pause_missing");
    json_put_view(values, view_is(p->reason, "force_majeure") ? "pause_why" : "pause_missing", p->note);
    json_object_set_new(values, "answered_at", json_instant(p->span.from));
    return DONE;
}

// What the form asks and the request has; nothing else of the request goes on paper.
static json_t *asked_by(const json_t *form, const json_t *all) { return order_seen(form, all, ORDER_FILE); }

static RESULT removal_page(struct node *n, const struct request *r, const json_t *demand, struct view part, struct page *out, struct error *err) {
    AUTO_JSON *decision = NULL, *all = json_deep_copy(json_object_get(demand, "fields"));
    out->form = order_form_of(n->settings.orders, r->kind, part);
    if (!out->form) return FAIL(err, BAD_ARGUMENT, "nothing of this request is printed on a form of the law");
    if (r->decision.bytes) TRY(json_stored(r->decision, &decision, err));
    if (view_is(part, "answer") && !view_is(json_view(decision, "decision"), "release")) return FAIL(err, WRONG_STEP, "no measure was taken yet");
    TRY(from_request(n, r, all, err));
    if (view_is(part, "answer")) {
        json_object_update(all, json_object_get(decision, "fields"));
        json_object_set(all, "answered_at", json_object_get(decision, "decided_at"));
    }
    if (view_is(part, "pause")) TRY(request_pause_each(n->store, r->id, last_pause, all, err));
    if (view_is(part, "pause") && !json_object_get(all, "pause_reason")) return FAIL(err, WRONG_STEP, "its clock was never stopped");
    out->values = asked_by(out->form, all);
    return DONE;
}

// ---- The answer to an order, on its own form ----

static RESULT answer_page(struct node *n, const struct request *r, struct page *out, struct error *err) {
    AUTO_JSON *decision = NULL;
    if (r->decision.bytes) TRY(json_stored(r->decision, &decision, err));
    const json_t *answer = json_object_get(decision, "answer");
    out->form = order_form(n->settings.orders, json_view(answer, "form"));
    if (!out->form) return FAIL(err, WRONG_STEP, "the answer is not written on a form");
    out->values = json_incref(json_object_get(answer, "values"));
    return DONE;
}

static RESULT page_of(struct node *n, const struct request *r, struct view view, struct page *out, struct error *err) {
    AUTO_JSON *demand = NULL;
    TRY(json_stored(r->demand, &demand, err));
    const json_t *order = json_object_get(demand, "order");
    bool answer = view_is(view, "answer"), pause = view_is(view, "pause");
    if (json_is_object(order)) {
        if (pause) return FAIL(err, BAD_ARGUMENT, "view: addressee, authority, whole or answer");
        return answer ? answer_page(n, r, out, err) : order_page(n, r, order, view, out, err);
    }
    if (!n->settings.orders) return FAIL(err, NOT_FOUND, "this node has no forms of the law");
    return removal_page(n, r, demand, answer || pause ? view : VIEW("demand"), out, err);
}

struct result order_papered(struct node_call *call, struct error *err) {
    static const char *const views[] = {"addressee", "authority", "whole", "answer", "pause"};
    struct node *n = call->node;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    struct page page = {.view = ANYBODY};
    struct view view = json_view(call->params, "view"), language = json_view(call->params, "language");
    bool known = !view.bytes;
    if (!view.bytes) view = VIEW("addressee");
    if (!language.bytes) language = VIEW("en");
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) known = known || view_is(view, views[i]);
    if (!known) return FAIL(err, BAD_ARGUMENT, "view: addressee, authority, whole, answer or pause");
    TRY(request_find(n->store, json_view(call->params, "request"), &hold, &r, err));
    TRY(page_of(n, &r, view, &page, err));
    json_t *j = json_pack("{s:O,s:o,s:o}", "form", page.form, "values", page.values, "created_at", json_instant(r.created_at));
    json_t *wording = order_wording(n->settings.orders, json_view(page.form, "id"), language);
    if (wording) json_object_set_new(j, "wording", wording);
    json_put_view(j, "request", r.id);
    json_put_view(j, "view", page.view);
    json_put_view(j, "language", language);
    call_answer(call, j);
    return DONE;
}
