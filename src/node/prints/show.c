// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/prints/prints.h"
#include "node/unread.h"

#include <stdio.h>
#include <stdlib.h>

enum { LIMIT_USUAL = 50, LIMIT_MAX = 500 };

// "not searched" is said in so many words: it is no "no hit" (promise P9).
static const char *coverage(const struct prints_search *p) {
    if (p->state == PRINTS_searched) return "searched";
    return p->state == PRINTS_not_searched || p->state == PRINTS_refused ? "not_searched" : "waiting";
}

static json_t *search_json(const struct prints_search *p) {
    json_t *j = json_pack("{s:s,s:b,s:I}", "direction", p->incoming ? "in" : "out", "identified", p->identified, "searched", (json_int_t)p->searched);
    if (p->damaged) json_object_set_new(j, "unread", json_true());
    else json_object_update_new(j, json_pack("{s:s,s:s,s:s}", "data", prints_data_name(p->data), "state", prints_state_name(p->state), "coverage",
                                             coverage(p)));
    json_put_view(j, "search", p->id);
    json_put_view(j, "member", p->member);
    json_put_view(j, "kind", p->kind);
    json_put_view(j, "ref", p->ref);
    if (p->code.bytes) json_put_view(j, "code", p->code);
    json_put_instant(j, "at", p->at);
    json_put_instant(j, "answered_at", p->answered_at);
    if (p->incoming) return j;
    json_put_view(j, "case", p->case_ref);
    json_put_view(j, "offence", p->offence);
    json_put_view(j, "subject", p->subject);
    json_put_view(j, "aim", p->aim);
    return j;
}

static struct result search_listed(void *ctx, const struct prints_search *p, struct error *err) {
    (void)err;
    json_array_append_new(ctx, search_json(p));
    return DONE;
}

struct result prints_listed(struct node_call *call, struct error *err) {
    struct prints_desk *d;
    json_t *list = json_array();
    int64_t limit = json_int(call->params, "limit");
    call_answer(call, json_pack("{s:o}", "searches", list));
    TRY(prints_here(call->node, &d, err));
    TRY(prints_each(call->node->store, (struct instant){json_int(call->params, "before")},
                    limit < 1 ? LIMIT_USUAL : limit > LIMIT_MAX ? LIMIT_MAX : limit, search_listed, list, err));
    unread_begin(call->answer);
    unread_listed(call->answer, list, "prints_search", "search");
    return DONE;
}

// ---- One, with its candidates ----
static json_t *prints_candidate_json(const struct prints_candidate *c) {
    AUTO_TEXT name = text_with_ceiling(40);
    text_format(&name, "prints/%lld", (long long)c->id);
    json_t *j = json_pack("{s:I,s:s,s:I,s:I,s:b}", "candidate", (json_int_t)c->id, "name", text_string(&name), "rank", (json_int_t)c->rank,
                          "score", (json_int_t)c->score, "identified", c->identified);
    json_put_view(j, "ref", c->ref);
    json_put_view(j, "state", c->state);
    if (c->reason.bytes) json_put_view(j, "reason", c->reason);
    return j;
}

static struct result candidate_listed(void *ctx, const struct prints_candidate *c, struct error *err) {
    (void)err;
    json_array_append_new(ctx, prints_candidate_json(c));
    return DONE;
}

static struct result search_shown(void *ctx, const struct prints_search *p, struct error *err) {
    (void)err;
    json_t *j = search_json(p);
    json_object_update(ctx, j);
    json_object_set_new(ctx, "parts", json_integer((json_int_t)p->answer_parts));
    json_decref(j);
    return DONE;
}

// Ours before another's of the same number.
static RESULT either(struct node *n, struct view id, json_t *out, bool *incoming, struct error *err) {
    struct result r = prints_get(n->store, id, *incoming = false, search_shown, out, err);
    if (r.code != CODE_NOT_FOUND) return r;
    return prints_get(n->store, id, *incoming = true, search_shown, out, err);
}

static RESULT shown_logged(struct node_call *call, const json_t *j, const char *decision, struct error *err) {
    enum prints_data d = PRINTS_fingers;
    (void)prints_data_read(json_view(j, "data"), &d);
    AUTO_JSON *more = json_object();
    json_put_view(more, "search", json_view(j, "search"));
    struct entry e = {.op = "consultation", .officer = call->officer, .peer = json_view(j, "member"), .about = json_view(j, "ref"),
                      .register_name = prints_register(d),
                      .decision = view_of(decision), .more = more};
    return write_entry(call->node, &e, NULL, err);
}

struct result prints_shown(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct prints_desk *d;
    bool incoming;
    json_t *j = json_object(), *candidates = json_array();
    int64_t parts;
    call_answer(call, j);
    json_object_set_new(j, "candidates", candidates);
    TRY(prints_here(n, &d, err));
    TRY(either(n, json_view(call->params, "search"), j, &incoming, err));
    TRY(prints_candidate_each(n->store, json_view(j, "search"), incoming, candidate_listed, candidates, err));
    TRY(prints_part_count(n->store, json_view(j, "search"), incoming, true, &parts, err));
    json_object_set_new(j, "compare", json_boolean(parts > 0 && parts == json_int(j, "parts")));
    json_object_del(j, "parts");
    return shown_logged(call, j, "match_shown", err);
}

// What came back to be compared with, for the expert's own screen. The command has it checked in the sandbox before it is written.
struct result prints_fetched(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct prints_desk *d;
    AUTO_JSON *j = json_object();
    AUTO_TEXT whole = text_with_ceiling(PRINTS_BYTES_MAX), base64 = text_with_ceiling(PRINTS_BYTES_MAX * 2);
    struct view id = json_view(call->params, "search");
    TRY(prints_here(n, &d, err));
    TRY(prints_get(n->store, id, false, search_shown, j, err));
    TRY(prints_whole(n->store, id, false, true, &whole, err));
    if (!whole.bytes) return FAIL(err, NOT_FOUND, "nothing to compare with came back");
    text_base64(&base64, whole.at, whole.bytes);
    call_answer(call, json_pack("{s:s}", "container", text_string(&base64)));
    return shown_logged(call, j, "fetched", err);
}

// ---- A qualified human confirms or dismisses (2024/982 art. 47(1)(b)) ----
struct judged_candidate {
    char search[UUID_ROOM], member[24], state[16], ref[PRINTS_REF_MAX + 4];
    bool incoming;
};

static struct result candidate_held(void *ctx, const struct prints_candidate *c, struct error *err) {
    struct judged_candidate *j = ctx;
    (void)err;
    snprintf(j->search, sizeof j->search, "%.*s", VIEW_ARGS(c->search));
    snprintf(j->member, sizeof j->member, "%.*s", VIEW_ARGS(c->member));
    snprintf(j->state, sizeof j->state, "%.*s", VIEW_ARGS(c->state));
    snprintf(j->ref, sizeof j->ref, "%.*s", VIEW_ARGS(c->ref));
    j->incoming = c->incoming;
    return DONE;
}

struct result prints_judged(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct prints_desk *d;
    struct judged_candidate c = {.incoming = false};
    struct prints_held p;
    AUTO_TEXT who = text_with_ceiling(100);
    struct view judgement = json_view(call->params, "judgement"), reason = json_view(call->params, "reason");
    int64_t id = json_int(call->params, "candidate");
    TRY(prints_here(n, &d, err));
    if (!view_is(judgement, "confirmed") && !view_is(judgement, "dismissed")) return FAIL(err, BAD_ARGUMENT, "judgement: confirmed or dismissed");
    if (!reason.bytes || reason.bytes > 2000) return FAIL(err, BAD_ARGUMENT, "reason: what the expert saw, in a sentence");
    TRY(prints_candidate_get(n->store, id, candidate_held, &c, err));
    if (c.incoming) return FAIL(err, NOT_ALLOWED, "who asked confirms: this candidate is of another member's search");
    TRY(prints_held(n, view_of(c.search), false, &p, err));
    TRY(officer_pseudonym(n, call->officer, &who, err));
    if (view_same(text_seen(&who), view_of(p.asked_by))) return FAIL(err, SAME_PERSON, "who asked does not confirm: a second, qualified officer compares");
    TRY(prints_candidate_judge(n->store, id, judgement, text_seen(&who), reason, err));
    AUTO_JSON *more = json_pack("{s:s,s:I}", "search", c.search, "candidate", (json_int_t)id);
    TRY(commit_words(n, "reason_commit", reason, more, err));
    struct entry e = {.op = "judgement", .officer = call->officer, .peer = view_of(c.member), .about = view_of(p.ref),
                      .register_name = prints_register(p.data), .decision = judgement,
                      .more = more};
    TRY(write_entry(n, &e, NULL, err));
    call_answer(call, json_pack("{s:I,s:s#}", "candidate", (json_int_t)id, "state", judgement.at, (int)judgement.bytes));
    return DONE;
}

// A request for core data after a match of prints names a candidate of ours with that member, which was confirmed.
RESULT prints_match_backs(struct node *n, const json_t *demand, struct error *err) {
    const json_t *fields = json_object_get(demand, "fields");
    struct view ref = json_view(fields, "match_ref"), rest;
    struct judged_candidate c = {.incoming = false};
    uint64_t id;
    if (!n->prints->book || !view_is(json_view(demand, "kind"), "core_data") || !view_starts(ref, "prints/")) return DONE;
    view_cut(ref, '/', &rest);
    if (!view_to_u64(rest, &id) || id > INT64_MAX) return FAIL(err, BAD_FIELD, "match_ref: as in prints/12");
    TRY(prints_candidate_get(n->store, (int64_t)id, candidate_held, &c, err));
    if (c.incoming || !view_is(json_view(demand, "to"), c.member)) return FAIL(err, BAD_FIELD, "match_ref: a candidate of another member");
    return strcmp(c.state, "confirmed") == 0 ? DONE : FAIL(err, WRONG_STEP, "the candidate is not confirmed by a qualified officer");
}

// ---- Capacities: what both sides count ----
static RESULT capacity_row(struct node *n, const struct prints_capacity *c, bool identified, json_t *list, struct error *err) {
    bool incoming = view_same(c->to, prints_me(n));
    char mark[2] = {c->mark, 0};
    struct prints_meter m = {incoming ? c->from : c->to, incoming, identified, c->data, prints_day(n)};
    int64_t used, told = 0, told_most = 0, per_day = prints_per_day(c, identified);
    TRY(prints_used(n->store, &m, &used, err));
    json_t *j = json_pack("{s:s,s:s,s:b,s:I,s:I,s:I,s:s}", "direction", incoming ? "in" : "out", "data", prints_data_name(c->data),
                          "identified", identified, "per_day",
                          (json_int_t)per_day, "used", (json_int_t)used, "left", (json_int_t)(used < per_day ? per_day - used : 0), "mark", mark);
    json_array_append_new(list, j);
    json_put_view(j, "member", m.member);
    json_put_view(j, "source", c->source);
    if (incoming) return DONE;
    struct result r = prints_told(n->store, &m, &told, &told_most, err);
    if (r.code == CODE_NOT_FOUND) return DONE;
    if (!FAILED(r)) json_object_set_new(j, "theirs", json_pack("{s:I,s:I}", "used", (json_int_t)told, "per_day", (json_int_t)told_most));
    return r;
}

struct result prints_capacities(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct prints_desk *d;
    json_t *list = json_array(), *afis = json_object();
    AUTO_TEXT next = text_with_ceiling(40);
    call_answer(call, json_pack("{s:o,s:o}", "capacities", list, "afis", afis));
    TRY(prints_here(n, &d, err));
    for (enum prints_data i = 0; i < PRINTS_DATA_COUNT; i++)
        json_object_set_new(afis, prints_data_name(i), json_string(prints_afis_connected(n, i) ? "connected" : "not_connected"));
    text_instant(&next, (struct instant){(prints_day(n) + 1) * DAY_MS});
    json_object_set_new(call->answer, "day_ends", json_string(text_string(&next)));
    for (size_t i = 0; i < d->book->capacity_count; i++) {
        const struct prints_capacity *c = &d->book->capacities[i];
        if (!view_same(c->from, prints_me(n)) && !view_same(c->to, prints_me(n))) continue;
        TRY(capacity_row(n, c, true, list, err));
        TRY(capacity_row(n, c, false, list, err));
    }
    return DONE;
}
