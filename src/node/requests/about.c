// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// about.c — what a demand is about, and what the law says of it. "From" and "to" of a demand are its author and
// its reader; "from" and "to" of the law are whose data it is and who learns it.
#include "node/checks/checks.h"
#include "node/passed.h"
#include "node/requests/requests_room.h"

RESULT kind_of(struct node *n, struct view id, const struct law_kind **out, struct error *err) {
    const struct law_kind *k = law_kind(n->settings.law, id);
    if (!k) return FAIL(err, BAD_ARGUMENT, "kind: not one of laws/requests.yaml; `malines request kinds` lists them");
    *out = k;
    return DONE;
}

RESULT record_alert(struct node *n, struct view name, json_t **out, struct error *err) {
    struct view owner, reg, uid;
    struct record r;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    if (!record_name_read(name, &owner, &reg, &uid)) return FAIL(err, BAD_FIELD, "record: as in be/alerts/0192...");
    TRY(record_find(n->store, owner, reg, uid, &hold, &r, err));
    return json_stored(r.body, out, err);
}

RESULT alert_if_held(struct node *n, const json_t *demand, json_t **out, struct error *err) {
    struct view record = json_view(demand, "record");
    *out = NULL;
    if (!record.bytes) return DONE;
    struct result found = record_alert(n, record, out, err);
    return FAILED(found) && found.code != CODE_NOT_FOUND ? found : DONE;
}

// ---- The law ----

static bool author_owns(const struct law_kind *k) { return k->way == WAY_gives || k->about == ABOUT_ours; }

static RESULT ask_law(struct node *n, const json_t *demand, const json_t *alert, bool general, bool may_leave, struct permit *out,
                      struct error *err) {
    const struct law_kind *k;
    TRY(kind_of(n, json_view(demand, "kind"), &k, err));
    struct view author = json_view(demand, "from"), reader = json_view(demand, "to");
    struct request_facts f = {.owner = author_owns(k) ? author : reader, .asker = author_owns(k) ? reader : author, .kind = k->id,
                              .purpose = json_view(demand, "purpose"), .reg = demand_register(n, k, demand),
                              .alert = alert, .general = general, .may_leave = may_leave};
    permit_request(n, &f, out);
    return out->allowed ? DONE : FAIL(err, NO_BASIS, "%.*s", VIEW_ARGS(out->reason));
}

// Who asks does not let anything go yet; who gives does.
RESULT permit_demand(struct node *n, const json_t *demand, const json_t *alert, struct permit *out, struct error *err) {
    const struct law_kind *k;
    TRY(kind_of(n, json_view(demand, "kind"), &k, err));
    bool goes_now = k->way == WAY_gives && k->about == ABOUT_none;
    return ask_law(n, demand, alert, !alert && !goes_now, json_flag(demand, "may_leave"), out, err);
}

RESULT permit_release(struct node *n, const json_t *demand, const json_t *alert, bool may_leave, struct permit *out, struct error *err) {
    const struct law_kind *k;
    TRY(kind_of(n, json_view(demand, "kind"), &k, err));
    bool general = !alert && k->about == ABOUT_ours;
    struct result r = ask_law(n, demand, alert, general, may_leave, out, err);
    struct permit other;
    if (r.code != CODE_NO_BASIS || may_leave || FAILED(ask_law(n, demand, alert, general, true, &other, NULL))) return r;
    return FAIL(err, NO_BASIS, "%.*s: it would leave the Union; say may_leave when you made sure that nothing in it has to stay", VIEW_ARGS(out->reason));
}

// ---- A demand of ours ----

static RESULT from_check(struct node_call *call, json_t *demand, json_t **alert, struct error *err) {
    json_t *candidate, *check;
    TRY(check_candidate(call->node, json_view(call->params, "check"), json_int(call->params, "candidate"), &candidate, &check, err));
    AUTO_JSON *held = check;
    if (!view_is(json_view(candidate, "judgement"), "hit")) return FAIL(err, WRONG_STEP, "confirm the candidate as a hit first");
    if (view_is(json_view(candidate, "owner"), call->node->settings.authority)) return FAIL(err, BAD_ARGUMENT, "the record is your own");
    json_put_view(demand, "to", json_view(candidate, "owner"));
    json_put_view(demand, "record", json_view(candidate, "record"));
    json_put_view(demand, "purpose", json_view(check, "purpose"));
    *alert = json_incref(json_object_get(candidate, "alert"));
    return DONE;
}

static RESULT purpose_given(struct node_call *call, json_t *demand, struct error *err) {
    struct view purpose = json_view(call->params, "purpose");
    if (!purpose_known(call->node, purpose)) return FAIL(err, BAD_ARGUMENT, "purpose: one of laws/purposes.yaml");
    json_put_view(demand, "purpose", purpose);
    return DONE;
}

static RESULT reader_given(struct node_call *call, struct view to, json_t *demand, struct error *err) {
    if (!to.bytes || !peer_of(call->node, to)) return FAIL(err, BAD_ARGUMENT, "to: another member");
    json_put_view(demand, "to", to);
    return DONE;
}

static RESULT from_record(struct node_call *call, const struct law_kind *kind, json_t *demand, json_t **alert, struct error *err) {
    struct node *n = call->node;
    struct view owner, reg, uid, name = json_view(call->params, "record");
    bool ours = kind->about == ABOUT_ours;
    if (!record_name_read(name, &owner, &reg, &uid)) return FAIL(err, BAD_ARGUMENT, "record: as in be/alerts/0192...");
    if (view_is(owner, n->settings.authority) != ours)
        return FAIL(err, BAD_ARGUMENT, ours ? "record: one of your own register" : "record: one of another member");
    TRY(reader_given(call, ours ? json_view(call->params, "to") : owner, demand, err));
    TRY(purpose_given(call, demand, err));
    json_put_view(demand, "record", name);
    return alert_if_held(n, demand, alert, err);
}

RESULT demand_about(struct node_call *call, const struct law_kind *kind, json_t *demand, json_t **alert, struct error *err) {
    *alert = NULL;
    bool check = json_view(call->params, "check").bytes > 0;
    if (kind->about == ABOUT_subject) return demand_of_hit(call, demand, err);
    if (kind->about == ABOUT_theirs && !check) return FAIL(err, BAD_ARGUMENT, "check and candidate: a confirmed hit is needed");
    if (kind->about == ABOUT_theirs || (kind->about == ABOUT_held && check)) return from_check(call, demand, alert, err);
    if (kind->about != ABOUT_none) return from_record(call, kind, demand, alert, err);
    TRY(reader_given(call, json_view(call->params, "to"), demand, err));
    json_put_view(demand, "register", kind->reg);
    return purpose_given(call, demand, err);
}

// ---- A demand of theirs ----

RESULT demand_for_us(struct node *n, const struct peer *p, const json_t *demand, const struct law_kind **kind, json_t **alert, struct error *err) {
    struct view owner, reg, uid, me = view_of(n->settings.authority), record = json_view(demand, "record");
    TRY(kind_of(n, json_view(demand, "kind"), kind, err));
    bool named = record_name_read(record, &owner, &reg, &uid);
    bool right = (*kind)->about == ABOUT_none || (*kind)->about == ABOUT_subject ? !json_object_get(demand, "record")
                 : (*kind)->about == ABOUT_ours ? named && view_is(owner, p->member->id)
                                                : named && view_same(owner, me);
    if (!right || !view_is(json_view(demand, "from"), p->member->id) || !view_same(json_view(demand, "to"), me) ||
        !uuid_valid(json_view(demand, "request")) || json_view(demand, "text").bytes > REQUEST_TEXT_BYTES_MAX)
        return FAIL(err, BAD_FIELD, "a demand that is not for us");
    TRY(demand_head_fits(demand, err));
    TRY(demand_check(n->settings.law, *kind, demand, err));
    if ((*kind)->about == ABOUT_subject) TRY(hit_for_us(n, demand, err));
    // One that can't be read arrives as one that is not there: the receipt does not tell which (promise P5). Whoever decides meets it.
    struct result held = alert_if_held(n, demand, alert, err);
    return held.code == CODE_STORE_DAMAGED && !fault_of_ours(n, held.code) ? passed_over(n, "register", record, held.code, err) : held;
}
