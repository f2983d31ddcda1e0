// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// order_figures.c — Regulation (EU) 2023/1543 art. 28: what an authority counts for a year (2), and what a provider may (4). Counts only.
// Sums by kind, and a row for each kind, category of data, addressee (or issuing State) and situation, which is how (2)(a) to (g) ask
// for them. Of remedies (h) and costs (j) this system knows nothing, and says so.
#include "node/orders/orders.h"
#include "node/unread.h"

enum { KEY_BYTES = 300 };

struct counting {
    struct node *n;
    json_t *sums, *rows, *by_key;  // by_key: the same objects as in `rows`
    struct instant from, to;
    json_t *answer;
};

static json_t *part(json_t *in, const char *key) {
    json_t *have = json_object_get(in, key);
    if (!have) json_object_set_new(in, key, have = json_object());
    return have;
}
static void add(json_t *in, const char *key, int64_t how_many) { json_object_set_new(in, key, json_integer(json_int(in, key) + how_many)); }
static void one_more(json_t *in, struct view key) {
    AUTO_TEXT t = text_with_ceiling(KEY_BYTES);
    text_view(&t, key.bytes ? key : VIEW("other"));
    if (text_ok(&t)) add(in, text_string(&t), 1);
}

static json_t *row_of(struct counting *c, const char *side, const struct request *r, struct view data) {
    AUTO_TEXT key = text_with_ceiling(KEY_BYTES);
    text_format(&key, "%s %.*s %.*s %.*s %d", side, VIEW_ARGS(r->kind), VIEW_ARGS(data), VIEW_ARGS(r->peer), r->urgent);
    json_t *row = json_object_get(c->by_key, text_string(&key));
    if (row) return row;
    row = json_pack("{s:s,s:b}", "side", side, "emergency", r->urgent);
    json_put_view(row, "kind", r->kind);
    json_put_view(row, "data", data.bytes ? data : VIEW("other"));
    json_put_view(row, "member", r->peer);
    json_array_append_new(c->rows, row);
    json_object_set(c->by_key, text_string(&key), row);
    return row;
}

static void minutes_between(json_t *box, const char *key, struct instant from, struct instant to) {
    int64_t minutes = (to.ms - from.ms) / MINUTE_MS;
    add(box, key, minutes > 0 ? minutes : 0);
}

// Without an answer: nobody waits for one any more when it was taken back, its term is over or nobody validated it.
static struct view unanswered(const struct request *r, const json_t *file) {
    return r->step == STEP_recalled || view_is(json_view(file, "state"), "withdrawn") ? VIEW("ended") : VIEW("open");
}

static void count_outcome(json_t *box, const struct request *r, const json_t *decision, const json_t *file, struct instant issued) {
    struct instant at;
    if (!r->decision.bytes) {
        one_more(box, unanswered(r, file));
        return;
    }
    bool release = view_is(json_view(decision, "decision"), "release"), in_part = json_array_size(json_object_get(decision, "withheld")) > 0;
    one_more(box, !release ? VIEW("refused") : in_part ? VIEW("fulfilled_in_part") : VIEW("fulfilled"));
    if (!release) one_more(part(box, "grounds"), json_view(decision, "ground"));
    if (!instant_read(json_view(decision, "decided_at"), &at)) return;
    // (2)(e) of what was fulfilled, from the issue; (4)(c) of a provider, from the receipt.
    if (release) minutes_between(box, "minutes", r->side == SIDE_owner && r->started_at.ms ? r->started_at : issued, at);
    one_more(box, r->due_at.ms && instant_before(r->due_at, at) ? VIEW("late") : VIEW("in_time"));
}

// (2)(f): from a preservation to the request for production that followed it, as Annex V confirmed it.
struct followed {
    struct node *n;
    struct instant first;
};
static struct result confirmed(void *ctx, const struct request *r, struct error *err) {
    struct followed *f = ctx;
    struct instant at;
    if (!view_is(r->kind, "epoc_confirm") || r->step == STEP_drafted) return DONE;
    TRY(order_issued_at(f->n, r, &at, err));
    if (!f->first.ms || instant_before(at, f->first)) f->first = at;
    return DONE;
}

struct facts {
    json_t *demand, *decision, *file;
    struct instant issued, produced;
};

static void facts_free(struct facts *f) { json_decref(f->demand), json_decref(f->decision), json_decref(f->file); }

static RESULT facts_of(struct node *n, const struct request *r, struct facts *f, struct error *err) {
    struct followed later = {n, {0}};
    TRY(json_stored(r->demand, &f->demand, err));
    if (r->decision.bytes) TRY(json_stored(r->decision, &f->decision, err));
    struct result there = order_file(n, r->id, &f->file, err);
    if (FAILED(there) && there.code != CODE_NOT_FOUND) return there;
    TRY(order_issued_at(n, r, &f->issued, err));
    if (view_is(r->kind, "epoc_pr")) TRY(request_referring(n->store, r->id, confirmed, &later, err));
    f->produced = later.first;
    return DONE;
}

static void count_in(json_t *box, const struct request *r, const struct facts *f) {
    const json_t *order = json_object_get(f->demand, "order");
    one_more(box, VIEW("orders"));
    if (json_flag(order, "suspends")) one_more(box, VIEW("suspended"));
    if (json_flag(order, "validate_later")) one_more(box, VIEW("validated_later"));
    if (view_is(json_view(f->file, "state"), "withdrawn")) one_more(box, VIEW("not_validated"));  // (2)(i)
    count_outcome(box, r, f->decision, f->file, f->issued);
    if (!f->produced.ms) return;
    one_more(box, VIEW("produced_after"));
    minutes_between(box, "minutes_to_production", f->issued, f->produced);
}

static struct result count_one(void *ctx, const struct request *r, struct error *err) {
    struct counting *c = ctx;
    __attribute__((cleanup(facts_free))) struct facts f = {0};
    AUTO_TEXT kind = text_with_ceiling(100);
    const char *side = r->side == SIDE_asker ? "issued" : "received";
    if (!view_starts(r->kind, "epoc") || r->step == STEP_drafted || instant_before(r->created_at, c->from) || !instant_before(r->created_at, c->to))
        return DONE;
    struct result read = facts_of(c->n, r, &f, err);  // all of it before anything is counted
    if (read.code == CODE_STORE_DAMAGED) return unread_row(c->answer, "request", r->id), DONE;
    TRY(read);
    struct view data = json_view(json_object_get(json_object_get(f.demand, "order"), "values"), "data_category");
    text_view(&kind, r->kind);
    json_t *sum = part(part(c->sums, side), text_string(&kind));
    if (r->urgent) one_more(sum, VIEW("emergencies"));
    one_more(part(sum, "with"), r->peer);
    one_more(part(sum, "data"), data);
    count_in(sum, r, &f);
    count_in(row_of(c, side, r, data), r, &f);
    return DONE;
}

// An average is of those that were fulfilled, whole or in part.
static void averages(json_t *rows) {
    size_t i;
    json_t *row;
    json_array_foreach(rows, i, row) {
        int64_t done = json_int(row, "fulfilled") + json_int(row, "fulfilled_in_part"), after = json_int(row, "produced_after");
        if (done) json_object_set_new(row, "average_minutes", json_integer(json_int(row, "minutes") / done));
        if (after) json_object_set_new(row, "average_minutes_to_production", json_integer(json_int(row, "minutes_to_production") / after));
    }
}

RESULT day_asked(const json_t *params, const char *key, struct instant *out, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(60);
    struct view v = json_view(params, key);
    text_format(&t, "%.*sT00:00:00Z", VIEW_ARGS(v));
    return !v.bytes || instant_read(text_seen(&t), out) ? DONE : FAIL(err, BAD_DATE, "%s: a day as 2026-01-01", key);
}

struct result order_statistics(struct node_call *call, struct error *err) {
    AUTO_JSON *by_key = json_object();
    struct counting c = {call->node, json_object(), json_array(), by_key, {0}, {INT64_MAX}, NULL};
    call_answer(call, json_pack("{s:o,s:o,s:[s,s],s:s}", "orders", c.sums, "rows", c.rows, "not_known", "28(2)(h)", "28(2)(j)", "source",
                                "Regulation (EU) 2023/1543 art. 28"));
    unread_begin(c.answer = call->answer);
    TRY(day_asked(call->params, "from", &c.from, err));
    TRY(day_asked(call->params, "to", &c.to, err));
    TRY(request_each(call->node->store, -1, INT64_MAX, count_one, &c, err));
    averages(c.rows);
    unread_unnamed(call->answer, call->officer);
    return DONE;
}
