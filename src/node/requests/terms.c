// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// terms.c — the clock of a request. It begins when the owner receives the demand; the owner says so to the asker,
// with the clock's name and every pause, and each side computes the same due instant from its tables. Until then the
// asker shows when it would be due had it begun with the draft.
#include "node/requests/requests_room.h"

enum { PAUSE_NOTE_BYTES_MAX = 1000, BEHIND_MS = DAY_MS };

struct pauses {
    struct pause at[PAUSES_MAX];
    size_t count;
    json_t *list;   // for the asker and for screens; NULL: not wanted
    struct text reason;  // of the one that lasts
};

static struct result add_one(void *ctx, const struct request_pause *p, struct error *err) {
    struct pauses *all = ctx;
    if (all->count == PAUSES_MAX) return FAIL(err, TOO_BIG, "more than %d pauses", PAUSES_MAX);
    all->at[all->count++] = p->span;
    if (!p->span.to.ms) text_clear(&all->reason), text_view(&all->reason, p->reason);
    json_t *j = json_pack("{s:o}", "from", json_instant(p->span.from));
    json_put_view(j, "reason", p->reason);
    json_put_view(j, "note", p->note);
    json_object_set_new(j, "to", json_instant(p->span.to));
    json_array_append_new(all->list, j);
    return DONE;
}

static RESULT pauses_of(struct node *n, struct view request, struct pauses *out, struct error *err) {
    *out = (struct pauses){.list = json_array(), .reason = text_with_ceiling(200)};
    struct result r = request_pause_each(n->store, request, add_one, out, err);
    if (FAILED(r)) json_decref(out->list), text_free(&out->reason);
    return r;
}

static struct view member_whose_days(const struct law_clock *k, const json_t *demand) {
    return json_view(demand, view_is(k->calendar, "owner") ? "to" : "from");
}

RESULT term_begin(struct node *n, const json_t *demand, const struct law_row *row, struct request *r, struct error *err) {
    const struct law *law = n->settings.law;
    const struct law_kind *kind;
    struct clock_state s;
    TRY(kind_of(n, json_view(demand, "kind"), &kind, err));
    const struct law_clock *k = demand_clock(law, kind, row, json_flag(demand, "urgent"));
    r->way = kind->way;
    r->due_at = now(n);
    if (!k) return DONE;
    r->clock = k->id;
    r->calendar = member_whose_days(k, demand);
    const struct law_calendar *c = law_calendar(law, r->calendar);
    if (!c) return FAIL(err, BAD_FIELD, "no calendar of that member");
    TRY(clock_read(k, c, now(n), NULL, 0, now(n), &s, err));
    r->due_at = s.due;
    if (r->side == SIDE_owner) r->started_at = now(n);
    return DONE;
}

// ---- How it stands ----

static RESULT term_state(struct node *n, const struct request *r, const struct pauses *p, struct clock_state *out, struct error *err) {
    const struct law_clock *k = law_clock(n->settings.law, r->clock);
    const struct law_calendar *c = law_calendar(n->settings.law, r->calendar);
    struct instant start = r->started_at.ms ? r->started_at : r->created_at;
    if (!k || !c) return FAIL(err, NOT_FOUND, "the clock is not in the tables of this node");
    return clock_read(k, c, start, p->at, p->count, now(n), out, err);
}

// A request of before there were clocks, or under a clock that this node's tables do not have: the instant that was kept.
static void plain_state(struct node *n, const struct request *r, struct clock_state *out) {
    int64_t whole = r->due_at.ms - r->created_at.ms, gone = now(n).ms - r->created_at.ms;
    *out = (struct clock_state){.due = r->due_at, .percent = whole > 0 ? (int)(100 * gone / whole) : 0};
}

static bool is_open(const struct request *r) {
    return r->way == WAY_asks && r->step != STEP_released && r->step != STEP_refused && r->step != STEP_delivered && r->step != STEP_noted &&
           r->step != STEP_recalled;
}

json_t *term_json(struct node *n, const struct request *r, const json_t *demand) {
    struct pauses p;
    struct clock_state s;
    if (r->way == WAY_gives || FAILED(pauses_of(n, r->id, &p, NULL))) return NULL;
    if (FAILED(term_state(n, r, &p, &s, NULL))) plain_state(n, r, &s);
    bool open = is_open(r), began = r->started_at.ms || !r->clock.bytes;
    json_t *j = json_pack("{s:i,s:b,s:b,s:i,s:b,s:b,s:b,s:o}", "elapsed_percent", s.percent, "late", open && s.percent >= 100, "running",
                          open && !s.still, "stage", open ? s.stage : 0, "still", open && s.still, "expected", s.expected, "provisional", !began,
                          "pauses", p.list);
    json_put_view(j, "id", r->clock);
    json_put_view(j, "calendar", r->calendar);
    json_put_view(j, "reason", text_seen(&p.reason));
    json_object_set_new(j, "due_at", json_instant(s.due));
    json_object_set_new(j, "started_at", json_instant(r->started_at));
    json_put_view(j, "article", json_view(json_object_get(demand, "basis"), "article"));
    const struct law_clock *k = law_clock(n->settings.law, r->clock);
    if (k) json_object_set_new(j, "count", json_integer(k->count)), json_object_set_new(j, "unit", json_string(clock_unit_name(k->unit)));
    text_free(&p.reason);
    return j;
}

// ---- The owner tells ----

RESULT term_tell(struct node *n, struct view id, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    struct pauses p;
    struct clock_state s;
    TRY(request_find(n->store, id, &hold, &r, err));
    TRY(pauses_of(n, id, &p, err));
    AUTO_JSON *body = json_pack("{s:o,s:o}", "started_at", json_instant(r.started_at), "pauses", p.list);
    json_put_view(body, "request", id);
    json_put_view(body, "clock", r.clock);
    struct result state = term_state(n, &r, &p, &s, err);
    text_free(&p.reason);
    TRY(state);
    TRY(request_set_clock(n->store, id, r.clock, r.calendar, r.started_at, s.due, err));
    return request_post(n, &r, "clock", body, false, err);
}

// ---- The asker is told ----

static RESULT told_pause(const json_t *j, const struct law_clock *k, struct request_pause *out, struct error *err) {
    *out = (struct request_pause){json_view(j, "reason"), json_view(j, "note"), {{0}, {0}}};
    bool lasts = json_is_null(json_object_get(j, "to"));
    if (!words_have(k->pauses, out->reason) || out->note.bytes > PAUSE_NOTE_BYTES_MAX || !instant_read(json_view(j, "from"), &out->span.from) ||
        (!lasts && !instant_read(json_view(j, "to"), &out->span.to)))
        return FAIL(err, BAD_FIELD, "pauses: a reason that the clock has, from, to");
    return DONE;
}

static RESULT take_pauses(struct node *n, const struct request *r, const struct law_clock *k, const json_t *list, struct error *err) {
    size_t i;
    const json_t *j;
    if (!json_is_array(list) || json_array_size(list) > PAUSES_MAX) return FAIL(err, BAD_FIELD, "pauses: a list of at most %d", PAUSES_MAX);
    TRY(request_pauses_drop(n->store, r->id, err));
    json_array_foreach((json_t *)list, i, j) {
        struct request_pause p;
        TRY(told_pause(j, k, &p, err));
        TRY(request_pause_add(n->store, r->id, &p, err));
    }
    return DONE;
}

// When the owner says that it received it, by the owner's own clock. To come it can't be: that would lengthen its time. Too early
// only shortens it, and is what a clock says that runs behind ours, also when it was set right since: a refusal would be for good.
static bool may_have_begun(const struct request *r, struct instant started, struct instant owners_now) {
    return started.ms >= r->created_at.ms - BEHIND_MS && started.ms <= owners_now.ms + CLOCK_SKEW_MS;
}

RESULT term_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *demand = NULL;
    struct request r;
    const struct law_kind *kind;
    struct instant started;
    struct view name = json_view(body, "clock");
    TRY(request_find(n->store, json_view(body, "request"), &hold, &r, err));
    if (r.side != SIDE_asker || !view_is(r.peer, p->member->id)) return FAIL(err, BAD_FIELD, "a clock of a request that is not this member's");
    TRY(json_stored(r.demand, &demand, err));
    TRY(kind_of(n, r.kind, &kind, err));
    const struct law_clock *k = law_clock(n->settings.law, name), *now_by = law_clock(n->settings.law, r.clock);
    if (!k || !demand_may_run_by(kind, now_by, name)) return FAIL(err, BAD_FIELD, "clock: not one that this kind runs by");
    if (!instant_read(json_view(body, "started_at"), &started) || !may_have_begun(&r, started, peer_now(n, p)))
        return FAIL(err, BAD_FIELD, "started_at: before it was written, or to come");
    TRY(take_pauses(n, &r, k, json_object_get(body, "pauses"), err));
    r.clock = k->id;
    r.calendar = member_whose_days(k, demand);
    r.started_at = started;
    struct pauses all;
    struct clock_state s;
    TRY(pauses_of(n, r.id, &all, err));
    struct result state = term_state(n, &r, &all, &s, err);
    json_decref(all.list);
    text_free(&all.reason);
    TRY(state);
    return request_set_clock(n->store, r.id, r.clock, r.calendar, started, s.due, err);
}

// ---- Handlers of the owner's officers ----

static RESULT own_open(struct node_call *call, struct text *hold, struct request *r, const struct law_clock **k, struct error *err) {
    struct node *n = call->node;
    TRY(request_find(n->store, json_view(call->params, "request"), hold, r, err));
    if (r->side != SIDE_owner || (r->step != STEP_received && r->step != STEP_decided) || r->way != WAY_asks)
        return FAIL(err, WRONG_STEP, "only a request that you received and have not answered has a clock of yours");
    *k = law_clock(n->settings.law, r->clock);
    return *k ? DONE : FAIL(err, WRONG_STEP, "this request has no clock in the tables");
}

static RESULT note_term(struct node_call *call, const struct request *r, const char *decision, struct view reason, struct error *err) {
    AUTO_JSON *more = json_object();
    json_put_view(more, "reason", reason);
    TRY(commit_words(call->node, "reason_commit", json_view(call->params, "text"), more, err));
    struct entry e = {.op = "request_clock", .officer = call->officer, .peer = r->peer, .request = r->id, .decision = view_of(decision), .more = more};
    TRY(write_entry(call->node, &e, NULL, err));
    TRY(term_tell(call->node, r->id, err));
    return answer_whole(call, r->id, err);
}

struct result request_paused(struct node_call *call, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    const struct law_clock *k;
    struct pauses p;
    struct view reason = json_view(call->params, "reason"), note = json_view(call->params, "text");
    TRY(own_open(call, &hold, &r, &k, err));
    if (!words_have(k->pauses, reason)) {
        AUTO_TEXT list = text_with_ceiling(200);
        for (size_t i = 0; i < k->pauses.count; i++) text_format(&list, "%s%.*s", i ? ", " : "", VIEW_ARGS(k->pauses.at[i]));
        return FAIL(err, BAD_FIELD, list.bytes ? "reason: one of %s" : "this clock does not stand still%s", text_string(&list));
    }
    if (!view_trim(note).bytes || note.bytes > PAUSE_NOTE_BYTES_MAX)
        return FAIL(err, BAD_FIELD, "text: why and how long, 1 to %d bytes", PAUSE_NOTE_BYTES_MAX);
    TRY(pauses_of(call->node, r.id, &p, err));
    bool stands = p.reason.bytes > 0, full = p.count >= PAUSES_MAX;
    json_decref(p.list);
    text_free(&p.reason);
    if (stands || full) return FAIL(err, WRONG_STEP, stands ? "it stands still already" : "it stood still too often");
    struct request_pause one = {reason, note, {now(call->node), {0}}};
    TRY(request_pause_add(call->node->store, r.id, &one, err));
    return note_term(call, &r, "paused", reason, err);
}

struct result request_resumed(struct node_call *call, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    const struct law_clock *k;
    TRY(own_open(call, &hold, &r, &k, err));
    TRY(request_pause_end(call->node->store, r.id, now(call->node), err));
    if (!store_changes(call->node->store)) return FAIL(err, WRONG_STEP, "it does not stand still");
    return note_term(call, &r, "resumed", VIEW(""), err);
}

struct result request_reclocked(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *demand = NULL;
    struct request r;
    const struct law_clock *k;
    const struct law_kind *kind;
    struct view name = json_view(call->params, "clock");
    TRY(own_open(call, &hold, &r, &k, err));
    TRY(json_stored(r.demand, &demand, err));
    TRY(kind_of(n, r.kind, &kind, err));
    if (!demand_may_run_by(kind, k, name)) return FAIL(err, BAD_FIELD, "clock: not one that this kind names");
    if (!view_trim(json_view(call->params, "text")).bytes) return FAIL(err, BAD_FIELD, "text: why");
    const struct law_clock *other = law_clock(n->settings.law, name);
    TRY(request_set_clock(n->store, r.id, other->id, member_whose_days(other, demand), r.started_at, r.due_at, err));
    return note_term(call, &r, "clock_named", name, err);
}
