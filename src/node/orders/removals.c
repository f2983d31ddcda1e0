// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// removals.c — the desk of Regulation (EU) 2021/784: every request of its kinds with its address, what coordination said, until when
// content is kept, and of each provider whether it was told (art. 3(2)) and from when a first order may go to it.
#include "node/oversight/auditor.h"
#include "node/orders/removal_room.h"
#include "node/unread.h"

enum { LISTED_MAX = 500 };
#define PURPOSE "terrorist_content"

static bool is_of_content(struct view kind) {
    static const char *const kinds[] = {KIND_ORDER, "removal_notice", "removal_order_copy", "scrutiny_request", "infringement_intention",
                                        "infringement_decision", "content_reinstated",
                                        "preservation_extension", "content_threat", "exposure_decision", "measures_report",
                                        "measures_decision", "exposure_review"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (view_is(kind, kinds[i])) return true;
    return false;
}

struct listing {
    struct node *n;
    const struct officer *officer;
    json_t *list;
};

static struct result add_one(void *ctx, const struct request *r, struct error *err) {
    struct listing *l = ctx;
    AUTO_JSON *demand = NULL, *decision = NULL;
    if (!is_of_content(r->kind) || json_array_size(l->list) >= LISTED_MAX) return DONE;
    AUTO_JSON *j = request_summary(l->n, r);
    bool read = !FAILED(json_stored(r->demand, &demand, NULL)) && (!r->decision.bytes || !FAILED(json_stored(r->decision, &decision, NULL)));
    json_object_set(j, "fields", json_object_get(demand, "fields"));
    struct result before = read ? before_shown(l->n, r, demand, decision, j, err) : DONE;
    if (FAILED(before) && before.code != CODE_STORE_DAMAGED) return before;
    if (!read || FAILED(before)) json_object_set_new(j, "unread", json_true());
    hide_content(l->officer, j);
    const json_t *fields = json_object_get(j, "fields"), *answers = sees_content(l->officer) ? json_object_get(decision, "fields") : NULL;
    static const char *const asked[] = {"content_url", "release_ref", "establishment", "decision_ref"},
                      *const answered[] = {"content_measure", "scrutiny", "review_outcome"};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) json_object_set(j, asked[i], json_object_get(fields, asked[i]));
    for (size_t i = 0; i < sizeof answered / sizeof *answered; i++) json_object_set(j, answered[i], json_object_get(answers, answered[i]));
    json_t *c = json_object_get(j, "coordination");
    if (json_is_object(c)) json_object_set_new(j, "coordination", json_pack("{s:O}", "outcome", json_object_get(c, "outcome")));
    json_object_del(j, "fields");
    json_array_append(l->list, j);
    return DONE;
}

// Art. 5(4)(a): two final orders in twelve months may show an exposure. Whether an order is final is not known here.
static RESULT orders_of_a_year(struct node *n, struct view member, json_t *j, struct error *err) {
    static const struct stmt COUNT = {"SELECT count(*) FROM request WHERE side = 0 AND kind = '" KIND_ORDER "' AND peer = $1 AND created_at > $2"
                                      " AND step IN ('received', 'decided', 'released')"};
    int64_t count;
    TRY(store_number(n->store, &COUNT, VALUES(V_TEXT(member), V_INT(instant_years_after(now(n), -1).ms)), 0, &count, err));
    json_object_set_new(j, "orders_of_year", json_integer(count));
    return DONE;
}

// Of whom an order could be asked at all, by the law; told or not.
static RESULT add_provider(struct node *n, const struct law_kind *k, struct view member, json_t *list, struct error *err) {
    struct request_facts q = {.owner = member, .asker = view_of(n->settings.authority), .kind = k->id, .purpose = VIEW(PURPOSE),
                              .reg = k->reg, .general = true};
    struct permit p;
    struct first_told f;
    permit_request(n, &q, &p);
    if (!p.allowed) return DONE;
    TRY(first_told(n, k, member, &f, err));
    AUTO_JSON *j = json_object();
    json_put_view(j, "member", member);
    if (f.told_at.ms) json_object_set_new(j, "told_at", json_instant(f.told_at)), json_object_set_new(j, "orders_from", json_instant(f.from));
    if (f.first_at.ms) json_object_set_new(j, "first_order_at", json_instant(f.first_at));
    TRY(orders_of_a_year(n, member, j, err));
    json_array_append_new(list, json_incref(j));
    return DONE;
}

struct result removals_listed(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    json_t *orders = json_array(), *providers = json_array();
    AUTO_JSON *answer = json_pack("{s:o,s:o}", "requests", orders, "providers", providers);
    struct listing l = {n, call->officer, orders};
    const struct law_kind *k = law_kind(n->settings.law, VIEW(KIND_ORDER));
    TRY(request_each(n->store, -1, INT64_MAX, add_one, &l, err));
    for (size_t i = 0; k && i < n->peer_count; i++) TRY(add_provider(n, k, view_of(n->peers[i].member->id), providers, err));
    json_t *exposures = NULL;
    struct result exposed = exposures_of(n, orders, &exposures, err);
    json_object_set_new(answer, "exposures", exposures);
    TRY(exposed);
    unread_begin(answer);
    unread_listed(answer, orders, "request", "id");
    call_answer(call, json_incref(answer));
    AUTO_JSON *more = json_pack("{s:I}", "count", (json_int_t)json_array_size(orders));
    struct entry e = {.op = "consultation", .officer = call->officer, .decision = VIEW("removals_listed"), .more = more};
    return write_entry(n, &e, NULL, err);
}
