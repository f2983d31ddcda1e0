// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// round.c — every request and every record is read once in a while, some each second: what is damaged is then known, told and named
// (passed.h) before it is needed, wherever in a list it stands. A round over the requests begins an hour after the last one began, or when
// that has ended; one over the records likewise. A row that can be read again, or is gone, is forgotten at the end of a round.
#include "node/passed.h"

#include "registers/alerts/alerts.h"

enum { REQUESTS_A_SECOND = 100, RECORDS_A_SECOND = 500, ROUND_EVERY_MS = 60 * MINUTE_MS };

bool request_can_be_read(const struct request *r) {
    AUTO_JSON *demand = NULL, *decision = NULL;
    return !r->damaged && !FAILED(json_stored(r->demand, &demand, NULL)) && (!r->decision.bytes || !FAILED(json_stored(r->decision, &decision, NULL)));
}

static void name_bad(json_t *names, struct view name) {
    json_t *one = json_of(name);
    json_array_append_new(names, one ? one : json_string("?"));
}

void record_unread(json_t *names, const struct record *r) {
    AUTO_TEXT name = text_with_ceiling(400);
    record_name(&name, r);
    name_bad(names, text_seen(&name));
}

static struct result look_at_request(void *ctx, const struct request *r, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(400);
    (void)err;
    text_put(&name, "request/"), text_view(&name, r->id);
    if (!request_can_be_read(r)) name_bad(ctx, text_seen(&name));
    return DONE;
}

struct looking {
    json_t *names;
    int64_t last, count;
};

static struct result look_at_record(void *ctx, const struct record *r, struct error *err) {
    struct looking *l = ctx;
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    struct subject s;
    (void)err;
    l->last = r->id, l->count++;
    if (!r->damaged && view_same(r->reg, REGISTER_ALERTS) && !FAILED(alert_subject(r->body, &a, &s, NULL))) return DONE;  // as the index reads it
    record_unread(l->names, r);
    return DONE;
}

static RESULT some_requests(struct node *n, struct round *at, json_t *bad, struct error *err) {
    return request_walk(n->store, &at->after, REQUESTS_A_SECOND, look_at_request, bad, err);
}

static RESULT some_records(struct node *n, struct round *at, json_t *bad, struct error *err) {
    struct looking l = {bad, 0, 0};
    TRY(record_all(n->store, VIEW(""), at->after, RECORDS_A_SECOND, look_at_record, &l, err));
    at->after = l.count == RECORDS_A_SECOND ? l.last : 0;
    return DONE;
}

static RESULT round_begins(struct node *n, struct round *at, const char *part, struct error *err) {
    static const struct stmt UNSEEN = {"UPDATE passed_over SET seen = 0 WHERE part = $1"};
    at->under_way = true, at->started = ticks(n);
    return n->passed_any ? store_run(n->store, &UNSEEN, VALUES(V_STR(part)), err) : DONE;
}

static RESULT round_ends(struct node *n, struct round *at, const char *part, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM passed_over WHERE part = $1 AND seen = 0"};
    at->under_way = false, at->next = (struct tick){at->started.us + (uint64_t)ROUND_EVERY_MS * 1000};
    return n->passed_any ? store_run(n->store, &FORGET, VALUES(V_STR(part)), err) : DONE;
}

typedef struct result some_rows(struct node *n, struct round *at, json_t *bad, struct error *err);

static RESULT go_on(struct node *n, struct round *at, const char *part, some_rows *some, struct error *err) {
    AUTO_JSON *bad = json_array();
    size_t i;
    json_t *name;
    if (ticks(n).us < at->next.us) return DONE;
    if (!at->under_way) TRY(round_begins(n, at, part, err));
    TRY(some(n, at, bad, err));
    json_array_foreach(bad, i, name) TRY(passed_over(n, part, view_of(json_string_value(name)), CODE_STORE_DAMAGED, err));
    return at->after ? DONE : round_ends(n, at, part, err);
}

RESULT round_requests(struct node *n, struct error *err) { return go_on(n, &n->rounds.requests, "requests", some_requests, err); }
RESULT round_records(struct node *n, struct error *err) { return go_on(n, &n->rounds.records, "register", some_records, err); }
