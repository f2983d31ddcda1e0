// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// recall.c — an answer comes back: its owner says so, the other side erases it and says where its log proves that.
// A message waits in the owner's outbox while the other node is off, and the recall stands on the list of who has not
// confirmed until it is on again (promise P7).
#include "node/orders/orders.h"
#include "node/requests/requests_room.h"

static bool why_known(struct view why) {
    static const char *const whys[] = {"unconfirmed", "unvalidated", "record_deleted", "term_over", "asked"};
    for (size_t i = 0; i < sizeof whys / sizeof *whys; i++)
        if (view_is(why, whys[i])) return true;
    return false;
}

// ---- The owner ----

static RESULT note_recall(struct node *n, const struct request *r, struct view why, struct instant erased_at, struct error *err) {
    enum request_step to;
    struct recall one = {.request = r->id, .peer = r->peer, .why = why, .told_at = now(n), .erased_at = erased_at};
    TRY(recall_add(n->store, &one, err));
    TRY(request_set_confirm(n->store, r->id, (struct instant){0}, err));
    if (FAILED(request_next(r->way, r->side, r->step, EVENT_recall, &to, NULL))) return DONE;
    return request_step_to(n->store, r, EVENT_recall, VIEW("node"), why, now(n), err);
}

RESULT answer_recall(struct node *n, const struct request *r, const char *why, struct error *err) {
    AUTO_JSON *body = json_pack("{s:s}", "why", why);
    AUTO_JSON *more = json_pack("{s:s}", "why", why);
    json_put_view(body, "request", r->id);
    TRY(note_recall(n, r, view_of(why), (struct instant){0}, err));
    struct entry e = {.op = "recall", .peer = r->peer, .direction = "out", .request = r->id, .register_name = REGISTER_ALERTS, .decision = VIEW("recalled"),
                      .more = more};
    TRY(write_entry(n, &e, NULL, err));
    return request_post(n, r, "recalled", body, false, err);
}

RESULT answer_recall_each(struct node *n, const json_t *ids, const char *why, struct error *err) {
    size_t i;
    json_t *id;
    json_array_foreach(ids, i, id) {
        AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
        struct request r;
        TRY(request_find(n->store, view_of(json_string_value(id)), &hold, &r, err));
        TRY(answer_recall(n, &r, why, err));
    }
    return DONE;
}

static struct result let_go(void *ctx, const struct request *r, struct error *err) {
    AUTO_JSON *decision = NULL;
    TRY(request_sound(r, err));
    if ((r->step != STEP_released && r->step != STEP_delivered) || !r->decision.bytes) return DONE;
    TRY(json_stored(r->decision, &decision, err));
    if (json_object_get(decision, "alert")) json_array_append_new(ctx, json_of(r->id));
    return DONE;
}

// The record goes: whoever had it by an answer is told, as whoever has a copy is (Directive (EU) 2016/680 art. 16(6)).
RESULT answers_recall(struct node *n, struct view record, const char *why, struct error *err) {
    AUTO_JSON *ids = json_array();
    TRY(request_about(n->store, record, SIDE_owner, let_go, ids, err));
    return answer_recall_each(n, ids, why, err);
}

RESULT erased_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    struct instant at = {0}, held = {0};
    struct view why = json_view(body, "why");
    int64_t index = json_int(body, "index");
    TRY(request_find(n->store, json_view(body, "request"), &hold, &r, err));
    bool gave = r.way == WAY_asks ? r.side == SIDE_owner : r.side == SIDE_asker;
    if (!gave || !view_is(r.peer, p->member->id) || !why_known(why)) return FAIL(err, BAD_FIELD, "an erasure that is not this member's");
    bool erased = instant_read(json_view(body, "erased_at"), &at), stays = instant_read(json_view(body, "held_until"), &held);
    if (erased == stays || (erased && index < 0)) return FAIL(err, BAD_FIELD, "erased_at with its place in the log, or held_until");
    TRY(note_recall(n, &r, why, (struct instant){0}, err));  // it may have erased it of its own motion
    return recall_answered(n->store, r.id, erased ? now(n) : (struct instant){0}, held, json_view(body, "log"), erased ? index : -1, err);
}

// ---- The other side ----

static RESULT say(struct node *n, const struct request *r, const char *why, const char *key, struct instant at, int64_t index, struct error *err) {
    AUTO_JSON *body = json_pack("{s:s,s:o,s:s,s:I}", "why", why, key, json_instant(at), "log", audit_log_origin(n->log), "index", (json_int_t)index);
    json_put_view(body, "request", r->id);
    return request_post(n, r, "erased", body, false, err);
}

// Of what was told, what it said goes too: who told it, when, of which kind and on which basis stays.
static RESULT blank_demand(struct node *n, const struct request *r, const char *why, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(DEMAND_HEAD_BYTES_MAX + 200);
    AUTO_JSON *demand = NULL;
    TRY(json_stored(r->demand, &demand, err));
    AUTO_JSON *left = demand_head(demand);
    json_object_update_new(left, json_pack("{s:o,s:s}", "erased_at", json_instant(now(n)), "erased_by", why));
    text_json(&bytes, left);
    return request_set_demand(n->store, r->id, text_seen(&bytes), err);
}

static RESULT blank_decision(struct node *n, const struct request *r, const char *why, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(1000);
    AUTO_JSON *left = json_pack("{s:i,s:s,s:o,s:s}", "v", 1, "decision", "release", "erased_at", json_instant(now(n)), "erased_by", why);
    json_put_view(left, "request", r->id);
    text_json(&bytes, left);
    return request_set_decision(n->store, r->id, text_seen(&bytes), VIEW(""), err);
}

// What it said goes, and wherever it was passed on; that it came stays, in the history and in the log.
RESULT answer_returned(struct node *n, const struct request *r, const char *why, struct error *err) {
    AUTO_JSON *more = json_pack("{s:s}", "why", why);
    int64_t index;
    TRY(request_sound(r, err));
    TRY(r->way == WAY_asks ? blank_decision(n, r, why, err) : blank_demand(n, r, why, err));
    TRY(request_set_confirm(n->store, r->id, (struct instant){0}, err));
    TRY(request_set_term(n->store, r->id, (struct instant){0}, err));
    TRY(request_step_to(n->store, r, EVENT_recall, r->peer, view_of(why), now(n), err));
    struct entry e = {.op = "erasure", .peer = r->peer, .request = r->id, .register_name = REGISTER_ALERTS, .decision = VIEW("taken_back"), .more = more};
    TRY(write_entry(n, &e, &index, err));
    TRY(onward_recall(n, r->id, why, err));
    TRY(fetched_recalled(n, r, why, err));
    return say(n, r, why, "erased_at", now(n), index, err);
}

// A legal hold here keeps it, out of use: its owner learns until when.
static RESULT stays_held(struct node *n, const struct request *r, struct view why, bool *held, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(100), word = text_with_ceiling(40);
    struct instant until;
    hold_name(r->id, &name);
    text_view(&word, why);
    TRY(hold_find(n->store, text_seen(&name), held, &until, NULL, err));
    if (!*held) return DONE;
    TRY(hold_pend(n->store, text_seen(&name), why, err));
    return say(n, r, text_string(&word), "held_until", until, -1, err);
}

RESULT recalled_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_TEXT why = text_with_ceiling(40);
    struct request r;
    bool held = false;
    TRY(request_find(n->store, json_view(body, "request"), &hold, &r, err));
    bool given = r.way == WAY_asks ? r.side == SIDE_asker : r.side == SIDE_owner;
    if (!given || !view_is(r.peer, p->member->id) || !why_known(json_view(body, "why")))
        return FAIL(err, BAD_FIELD, "a recall of something that is not this member's");
    text_view(&why, json_view(body, "why"));
    TRY(request_sound(&r, err));
    if (!was_given(&r)) return DONE;  // erased of our own motion, and said so
    TRY(stays_held(n, &r, text_seen(&why), &held, err));
    return held ? DONE : answer_returned(n, &r, text_string(&why), err);
}

// ---- Handlers ----

// An officer takes back what was released or told: wrong, unlawful, or not needed any more (Directive (EU) 2016/680 art. 7(3)).
struct result request_recalled(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *more = json_object();
    struct request r;
    enum request_step to;
    TRY(request_find(n->store, json_view(call->params, "request"), &hold, &r, err));
    bool gave = r.way == WAY_asks ? r.side == SIDE_owner : r.side == SIDE_asker;
    if (!gave || r.step == STEP_drafted) return FAIL(err, WRONG_STEP, "nothing of ours went out by it");
    TRY(request_next(r.way, r.side, r.step, EVENT_recall, &to, err));
    TRY(commit_words(n, "reason_commit", json_view(call->params, "reason"), more, err));
    struct entry e = {.op = "recall", .officer = call->officer, .peer = r.peer, .request = r.id, .register_name = REGISTER_ALERTS,
                      .decision = VIEW("asked"), .more = more};
    TRY(write_entry(n, &e, NULL, err));
    TRY(answer_recall(n, &r, "asked", err));
    return answer_whole(call, r.id, err);
}

static struct result add_recall(void *ctx, const struct recall *r, struct error *err) {
    json_t *j = json_pack("{s:o,s:o,s:o}", "told_at", json_instant(r->told_at), "erased_at", json_instant(r->erased_at),
                          "held_until", json_instant(r->held_until));
    (void)err;
    json_put_view(j, "request", r->request);
    json_put_view(j, "member", r->peer);
    json_put_view(j, "why", r->why);
    if (r->log.bytes) json_put_view(j, "log", r->log), json_object_set_new(j, "index", json_integer((json_int_t)r->index));
    json_array_append_new(ctx, j);
    return DONE;
}

struct result recall_list(struct node_call *call, struct error *err) {
    json_t *list = json_array();
    call_answer(call, json_pack("{s:o}", "recalls", list));
    TRY(recall_each(call->node->store, json_flag(call->params, "open"), add_recall, list, err));
    struct entry e = {.op = "consultation", .officer = call->officer, .decision = VIEW("recalls_shown")};
    return write_entry(call->node, &e, NULL, err);
}
