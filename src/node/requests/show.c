// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// show.c — requests as an officer, an auditor and malines-verify see them.
#include "node/oversight/auditor.h"
#include "node/orders/orders.h"
#include "node/peers/witnesses.h"
#include "node/people/passkeys.h"
#include "node/passed.h"
#include "node/unread.h"

#include <stdlib.h>

enum { LIST_MAX = 1000, DAMAGED_MAX = UNREAD_NAMED };

// ---- Showing ----

static const char *needs_of(const struct request *r) {
    if (r->side == SIDE_asker && r->step == STEP_drafted) return "approval";
    if (r->side == SIDE_owner && r->step == STEP_received) return r->way == WAY_gives ? "note" : "decision";
    if (r->side == SIDE_owner && r->step == STEP_decided) return "release_approval";
    if (r->side == SIDE_owner && r->confirm_by.ms) return "confirmation";
    return NULL;
}

// What an officer recognises the request by: the name on the record, where this node may hold it; else what the demand
// says it is about.
static json_t *subject_line(struct node *n, const json_t *demand) {
    static const char *const says[] = {"surname", "person_or_object", "match_ref"};
    AUTO_JSON *alert = NULL;
    struct view record = json_view(demand, "record");
    if (record.bytes && !FAILED(record_alert(n, record, &alert, NULL))) {
        struct view name = json_view(json_array_get(json_object_get(json_object_get(alert, "subject"), "names"), 0), "text");
        if (name.bytes) return json_of(name);
    }
    struct view named = json_view(json_array_get(json_object_get(json_object_get(demand, "subject"), "names"), 0), "text");
    if (named.bytes) return json_of(named);
    for (size_t i = 0; i < sizeof says / sizeof *says && !record.bytes; i++) {
        struct view v = json_view(json_object_get(demand, "fields"), says[i]);
        if (v.bytes) return json_of(v);
    }
    return json_of(record);
}

json_t *request_summary(struct node *n, const struct request *r) {
    AUTO_JSON *demand = NULL;
    bool read = !FAILED(json_stored(r->demand, &demand, NULL));
    const char *needs = needs_of(r);
    json_t *clock = term_json(n, r, demand), *due = json_object_get(clock, "due_at");
    json_t *j = json_pack("{s:s,s:s,s:s,s:b,s:o,s:o}", "box", r->side == SIDE_asker ? "out" : "in", "step", request_step_name(r->step), "way",
                          r->way == WAY_gives ? "gives" : "asks", "urgent", r->urgent, "needs", needs ? json_string(needs) : json_null(),
                          "subject_line", read ? subject_line(n, demand) : json_null());
    json_put_view(j, "id", r->id);
    json_put_view(j, "kind", r->kind);
    json_put_view(j, "peer", r->peer);
    if (json_view(demand, "record").bytes) json_put_view(j, "record", json_view(demand, "record"));
    json_put_view(j, "holder", r->holder);
    json_object_set_new(j, "created_at", json_instant(r->created_at));
    if (r->confirm_by.ms) json_object_set_new(j, "confirm_by", json_instant(r->confirm_by));
    json_object_set(j, "due_at", due ? due : json_null());
    json_object_set_new(j, "clock", clock ? clock : json_null());
    if (!read) json_object_set_new(j, "unread", json_true());
    return j;
}

static struct result add_line(void *ctx, const struct request_line *l, struct error *err) {
    json_t *j = json_object();
    (void)err;
    json_object_set_new(j, "at", json_instant(l->at));
    json_put_view(j, "step", l->step);
    json_put_view(j, "by", l->by);
    json_put_view(j, "note", l->note);
    json_array_append_new(ctx, j);
    return DONE;
}

static struct result add_trace(void *ctx, const struct trace *t, struct error *err) {
    json_t *j = json_pack("{s:I}", "index", (json_int_t)t->index);
    (void)err;
    json_put_view(j, "log", t->origin);
    json_put_view(j, "what", t->what);
    json_object_set_new(j, "at", json_instant(t->at));
    json_array_append_new(ctx, j);
    return DONE;
}

static RESULT add_details(struct node *n, const struct request *r, json_t *j, struct error *err) {
    AUTO_JSON *demand = NULL;
    AUTO_JSON *decision = NULL;
    TRY(json_stored(r->demand, &demand, err));
    static const char *const members[] = {"text", "record", "basis", "purpose", "author", "fields", "conditions", "terms", "passed",
                                          "may_leave", "erased_at", "subject", "sealed"};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) json_object_set(j, members[i], json_object_get(demand, members[i]));
    TRY(order_shown(n, r, demand, j, err));
    if (r->decision.bytes) TRY(json_stored(r->decision, &decision, err));
    json_object_set(j, "answer", decision ? decision : json_null());
    TRY(order_kept(n, r, decision, j, err));
    TRY(before_shown(n, r, demand, decision, j, err));
    json_t *history = json_array(), *receipts = json_array();
    json_object_set_new(j, "history", history);
    json_object_set_new(j, "receipts", receipts);
    TRY(request_history(n->store, r->id, add_line, history, err));
    TRY(trace_each(n->store, r->id, add_trace, receipts, err));
    json_t *approvals = NULL, *related = json_array();
    json_object_set_new(j, "related", related);
    TRY(case_related(n, r->id, related, err));
    TRY(approvals_json(n, r->id, &approvals, err));
    json_object_set_new(j, "approvals", approvals);
    const char *name;
    json_t *action;
    json_object_set_new(j, "digest", json_null());
    json_object_set_new(j, "approve_command", json_null());
    if (FAILED(pending_action(r, &name, &action, NULL))) return DONE;
    AUTO_JSON *held = action;
    AUTO_TEXT digest = text_with_ceiling(100);
    AUTO_TEXT command = text_with_ceiling(200);
    action_digest(action, &digest);
    text_format(&command, "malines approve %.*s", VIEW_ARGS(r->id));
    json_object_set_new(j, "digest", json_of(text_seen(&digest)));
    json_object_set(j, "approves", action);  // so that who signs the digest can compute it from what they read
    json_object_set_new(j, "action", json_string(name));
    json_object_set_new(j, "approve_command", json_of(text_seen(&command)));
    return DONE;
}

// Fields whose value is a word of a table, to be shown in the language of whoever reads it.
static json_t *coded_fields(struct node *n, const json_t *shown) {
    const json_t *of[] = {json_object_get(shown, "fields"), json_object_get(json_object_get(shown, "answer"), "fields")};
    const char *key;
    json_t *value, *list = json_array();
    for (int i = 0; i < 2; i++)
        json_object_foreach((json_t *)of[i], key, value) {
            const struct law_field *f = law_field(n->settings.law, view_of(key));
            if (f && f->type == ASKED_choice) json_array_append_new(list, json_string(key));
        }
    return list;
}

// The kind's own words, for whoever has to decide: the grounds of a refusal, the clocks that may be named.
static void add_kind(struct node *n, const struct request *r, json_t *j) {
    const struct law_kind *k = law_kind(n->settings.law, r->kind);
    const struct law_clock *c = law_clock(n->settings.law, r->clock);
    json_t *grounds = json_array(), *pauses = json_array(), *clocks = json_array();
    for (size_t i = 0; k && i < k->grounds.count; i++) json_array_append_new(grounds, json_of(k->grounds.at[i]));
    for (size_t i = 0; k && i < k->instead.count; i++) json_array_append_new(clocks, json_of(k->instead.at[i]));
    for (size_t i = 0; c && i < c->pauses.count; i++) json_array_append_new(pauses, json_of(c->pauses.at[i]));
    json_object_set_new(j, "grounds", grounds);
    json_object_set_new(j, "coded", coded_fields(n, j));
    json_object_set_new(j, "other_clocks", clocks);
    json_object_set_new(j, "pause_reasons", pauses);
    if (k && k->form.bytes) json_put_view(j, "form", k->form);
}

static RESULT whole(struct node *n, struct view id, json_t **out, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    TRY(request_find(n->store, id, &hold, &r, err));
    json_t *j = request_summary(n, &r);
    struct result details = add_details(n, &r, j, err);
    add_kind(n, &r, j);
    if (!FAILED(details)) details = answer_marks_shown(n, &r, j, err);
    if (FAILED(details)) json_decref(j);
    else *out = j;
    return details;
}

RESULT answer_whole(struct node_call *call, struct view id, struct error *err) {
    json_t *j;
    TRY(whole(call->node, id, &j, err));
    call_answer(call, j);
    return DONE;
}

struct result request_show(struct node_call *call, struct error *err) {
    struct view id = json_view(call->params, "request");
    struct entry e = {.op = "consultation", .officer = call->officer, .request = id, .decision = VIEW("shown")};
    TRY(answer_whole(call, id, err));
    hide_content(call->officer, call->answer);
    return write_entry(call->node, &e, NULL, err);
}

struct listing {
    struct node *n;
    json_t *list, *seen;
    int64_t left;
};

static struct result add_summary(void *ctx, const struct request *r, struct error *err) {
    struct listing *l = ctx;
    AUTO_TEXT id = text_with_ceiling(UUID_ROOM);
    (void)err;
    text_view(&id, r->id);
    if (!l->left || json_object_get(l->seen, text_string(&id))) return DONE;
    l->left--;
    json_object_set_new(l->seen, text_string(&id), json_true());
    json_array_append_new(l->list, request_summary(l->n, r));
    return DONE;
}

// ---- Those of which the round (passed.h) knows that they can't be read ----
// They stand in the list however old they are: by a step that can't be read nobody can tell whether they wait for somebody here.

static RESULT damaged_ids(struct node *n, int side, json_t *ids, struct error *err) {
    static const struct stmt ALL = {
        "SELECT r.id FROM passed_over p JOIN request r ON r.id = substr(p.name, 9) WHERE p.part = 'requests' AND ($1 < 0 OR r.side = $1)"};
    struct cursor c;
    if (!n->passed_any) return DONE;
    TRY(store_query(n->store, &ALL, VALUES(V_INT(side)), &c, err));
    while (cursor_next(&c)) json_array_append_new(ids, json_of(cursor_view(&c, 0)));
    return cursor_end(&c, err);
}

// The first of them, without those that can be read again; what is left in `ids` is to be named.
static RESULT add_damaged(struct listing *l, json_t *ids, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    for (size_t i = 0; i < json_array_size(ids) && l->left;) {
        TRY(request_find(l->n->store, view_of(json_string_value(json_array_get(ids, i))), &hold, &r, err));
        if (request_can_be_read(&r)) {
            json_array_remove(ids, i);
            continue;
        }
        TRY(add_summary(l, &r, err));
        json_object_set_new(json_array_get(l->list, json_array_size(l->list) - 1), "unread", json_true());
        i++;
    }
    return DONE;
}

static void name_others(const struct listing *l, const json_t *ids, json_t *answer) {
    size_t i;
    json_t *id;
    json_array_foreach((json_t *)ids, i, id)
        if (!json_object_get(l->seen, json_string_value(id))) unread_row(answer, "request", view_of(json_string_value(id)));
}

// What waits for somebody here first, of that what is due first; then the newest.
static int by_clock(const void *a, const void *b) {
    const json_t *x = *(json_t *const *)a, *y = *(json_t *const *)b;
    bool waits_x = json_is_string(json_object_get(x, "needs")), waits_y = json_is_string(json_object_get(y, "needs"));
    struct view due_x = json_view(x, "due_at"), due_y = json_view(y, "due_at");
    if (waits_x != waits_y) return waits_x ? -1 : 1;
    if (waits_x && (due_x.bytes > 0) != (due_y.bytes > 0)) return due_x.bytes ? -1 : 1;
    int earlier = waits_x ? view_compare(due_x, due_y) : 0;
    return earlier ? earlier : view_compare(json_view(y, "created_at"), json_view(x, "created_at"));
}

static json_t *clocks_first(const json_t *list) {
    size_t count = json_array_size(list);
    json_t *at[LIST_MAX + DAMAGED_MAX], *sorted = json_array();
    ENSURE(count <= sizeof at / sizeof *at);
    for (size_t i = 0; i < count; i++) at[i] = json_array_get(list, i);
    qsort(at, count, sizeof *at, by_clock);
    for (size_t i = 0; i < count; i++) json_array_append(sorted, at[i]);
    return sorted;
}

struct result request_list(struct node_call *call, struct error *err) {
    struct view box = json_view(call->params, "box");
    int64_t limit = json_int(call->params, "limit");
    int side = view_is(box, "in") ? SIDE_owner : view_is(box, "out") ? SIDE_asker : -1;
    if (box.bytes && side < 0 && !view_is(box, "all")) return FAIL(err, BAD_ARGUMENT, "box: in, out or all");
    AUTO_JSON *list = json_array();
    AUTO_JSON *seen = json_object();
    struct listing l = {call->node, list, seen, DAMAGED_MAX};
    AUTO_JSON *damaged = json_array();
    TRY(damaged_ids(call->node, side, damaged, err));
    TRY(add_damaged(&l, damaged, err));
    l.left = limit > 0 && limit <= LIST_MAX ? limit : 100;
    TRY(request_waiting(call->node->store, side, l.left, add_summary, &l, err));  // however old
    TRY(request_each(call->node->store, side, limit > 0 && limit <= LIST_MAX ? limit : 100, add_summary, &l, err));
    size_t i;
    json_t *line;
    json_array_foreach(list, i, line) hide_content(call->officer, line);
    call_answer(call, json_pack("{s:o}", "requests", clocks_first(list)));
    unread_begin(call->answer);
    unread_listed(call->answer, list, "request", "id");
    name_others(&l, damaged, call->answer);
    AUTO_JSON *more = json_pack("{s:I}", "count", (json_int_t)json_array_size(list));
    struct entry e = {.op = "consultation", .officer = call->officer, .decision = VIEW("requests_listed"), .more = more};
    return write_entry(call->node, &e, NULL, err);
}

struct result kinds_listed(struct node_call *call, struct error *err) {
    (void)err;
    call_answer(call, json_pack("{s:o}", "kinds", law_kinds_json(call->node->settings.law)));
    return DONE;
}

// ---- Statistics: Directive (EU) 2023/977 art. 18; counts only ----

struct counting {
    struct node *n;
    struct instant from, to;
    json_t *kinds, *answer;
};

static json_t *count_in(json_t *object, const char *key) {
    json_t *have = json_object_get(object, key);
    if (have) return have;
    json_object_set_new(object, key, have = json_object());
    return have;
}

static void add_up(json_t *object, struct view key) {
    AUTO_TEXT t = text_with_ceiling(200);
    text_view(&t, key);
    if (text_ok(&t)) json_object_set_new(object, text_string(&t), json_integer(json_int(object, text_string(&t)) + 1));
}

// Art. 18(2)(c): those above the limit because a judge had to allow it are told apart from those that are late.
static void count_pauses(json_t *box, const json_t *pauses, bool late) {
    size_t i;
    const json_t *p;
    bool judge = false;
    if (json_array_size(pauses)) add_up(box, VIEW("stood_still"));
    json_array_foreach((json_t *)pauses, i, p) judge = judge || view_is(json_view(p, "reason"), "judicial_authorisation");
    if (judge) add_up(box, VIEW("judicial_authorisation"));
    if (judge && late) add_up(box, VIEW("late_with_judicial_authorisation"));
}

static void count_when(struct node *n, json_t *box, const struct request *r, const json_t *decision) {
    struct instant decided;
    (void)n;
    if (!instant_read(json_view(decision, "decided_at"), &decided) || !r->due_at.ms || r->way == WAY_gives) return;
    add_up(box, instant_before(r->due_at, decided) ? VIEW("answered_late") : VIEW("answered_in_time"));
}

static struct result count_one(void *ctx, const struct request *r, struct error *err) {
    struct counting *c = ctx;
    AUTO_TEXT kind = text_with_ceiling(200);
    AUTO_JSON *decision = NULL;
    (void)err;
    if (instant_before(r->created_at, c->from) || !instant_before(r->created_at, c->to)) return DONE;
    if (r->damaged || (r->decision.bytes && FAILED(json_stored(r->decision, &decision, NULL)))) {
        unread_row(c->answer, "request", r->id);
        return DONE;
    }
    text_view(&kind, r->kind);
    json_t *k = count_in(c->kinds, text_string(&kind)), *box = count_in(k, r->side == SIDE_asker ? "sent" : "received");
    add_up(box, VIEW("requests"));
    add_up(count_in(box, "with"), r->peer);
    add_up(count_in(box, "steps"), view_of(request_step_name(r->step)));
    if (r->urgent) add_up(box, VIEW("urgent"));
    AUTO_JSON *clock = term_json(c->n, r, NULL);
    if (json_flag(clock, "late")) add_up(box, VIEW("late"));
    count_pauses(box, json_object_get(clock, "pauses"), json_flag(clock, "late"));
    if (!decision) return DONE;
    if (json_object_get(decision, "emergency")) add_up(box, VIEW("emergencies"));
    if (r->step == STEP_recalled || json_object_get(decision, "erased_at")) add_up(box, VIEW("recalled"));
    count_when(c->n, box, r, decision);
    if (view_is(json_view(decision, "decision"), "refuse")) add_up(count_in(box, "refused"), json_view(decision, "ground"));
    else if (json_array_size(json_object_get(decision, "withheld"))) add_up(box, VIEW("released_in_part"));
    return DONE;
}

static RESULT day_given(const json_t *params, const char *key, struct instant *out, struct error *err) {
    struct view v = json_view(params, key);
    AUTO_TEXT whole = text_with_ceiling(60);
    text_format(&whole, "%.*sT00:00:00Z", VIEW_ARGS(v));
    if (v.bytes && !instant_read(text_seen(&whole), out)) return FAIL(err, BAD_DATE, "%s: a day as 2026-01-01", key);
    return DONE;
}

struct result request_statistics(struct node_call *call, struct error *err) {
    struct counting c = {call->node, {0}, {INT64_MAX}, json_object(), NULL};
    call_answer(call, json_pack("{s:o}", "kinds", c.kinds));
    unread_begin(c.answer = call->answer);
    TRY(day_given(call->params, "from", &c.from, err));
    TRY(day_given(call->params, "to", &c.to, err));
    TRY(request_each(call->node->store, -1, INT64_MAX, count_one, &c, err));
    unread_unnamed(call->answer, call->officer);
    return DONE;
}

// ---- Proof: every entry of our log about this request, with what was signed, for malines-verify ----

struct proving {
    struct node *n;
    json_t *entries, *receipts;
};

static struct result prove_one(void *ctx, const struct trace *t, struct error *err) {
    struct proving *p = ctx;
    json_t *bundle, *j = json_pack("{s:I}", "index", (json_int_t)t->index);
    json_put_view(j, "what", t->what);
    if (!view_is(t->origin, audit_log_origin(p->n->log))) {
        json_put_view(j, "log", t->origin);
        json_array_append_new(p->receipts, j);
        return DONE;
    }
    struct result r = audit_proof(p->n->log, p->n->store, t->index, &bundle, err);
    if (FAILED(r)) {
        json_decref(j);
        return r;
    }
    json_object_set_new(j, "proof", bundle);
    json_array_append_new(p->entries, j);
    return DONE;
}

static RESULT proof_of(struct node *n, const struct request *r, json_t *out, struct error *err) {
    AUTO_JSON *demand = NULL;
    AUTO_JSON *decision = NULL;
    AUTO_JSON *approvals = NULL;
    TRY(json_stored(r->demand, &demand, err));
    if (r->decision.bytes) TRY(json_stored(r->decision, &decision, err));
    TRY(approvals_json(n, r->id, &approvals, err));
    json_object_set(out, "demand", demand);
    json_object_set(out, "decision", decision ? decision : json_null());
    json_object_set(out, "approvals", approvals);
    json_t *enrolments = json_array();
    json_object_set_new(out, "enrolments", enrolments);
    TRY(enrolments_proven(n, approvals, r->side == SIDE_asker ? ACTION_SEND : ACTION_DECIDE, enrolments, err));
    struct proving p = {n, json_array(), json_array()};
    json_object_set_new(out, "entries", p.entries);
    json_object_set_new(out, "receipts", p.receipts);
    return trace_each(n->store, r->id, prove_one, &p, err);
}

struct result request_proof(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    TRY(request_find(n->store, json_view(call->params, "request"), &hold, &r, err));
    if (r.side == SIDE_asker && memmem(r.decision.at, r.decision.bytes, "\"erased_at\"", 11))
        return FAIL(err, NOT_FOUND, "the answer was taken back and erased; the log still shows that it came");
    TRY(checkpoint_now(n, err));
    json_t *out = json_pack("{s:s,s:s,s:s}", "malines", "request-proof/1", "node", n->settings.authority, "side",
                            r.side == SIDE_asker ? "asker" : "owner");
    json_put_view(out, "request", r.id);
    call_answer(call, out);
    TRY(proof_of(n, &r, out, err));
    struct entry e = {.op = "consultation", .officer = call->officer, .request = r.id, .decision = VIEW("proof_made")};
    return write_entry(n, &e, NULL, err);
}
