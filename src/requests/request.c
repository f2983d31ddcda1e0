// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "requests/request.h"

const struct migration REQUEST_MIGRATIONS[] = {
    {"requests", 1,
     "CREATE TABLE request(id TEXT PRIMARY KEY, side INTEGER NOT NULL, step TEXT NOT NULL, peer TEXT NOT NULL, kind TEXT NOT NULL,"
     " demand BLOB NOT NULL, decision BLOB NOT NULL, author TEXT NOT NULL, created_at INTEGER NOT NULL, due_at INTEGER NOT NULL,"
     " urgent INTEGER NOT NULL) STRICT;"
     "CREATE INDEX request_newest ON request(side, created_at);"
     "CREATE TABLE request_line(request TEXT NOT NULL REFERENCES request(id), n INTEGER NOT NULL, at INTEGER NOT NULL,"
     " step TEXT NOT NULL, by TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY(request, n)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE approval(request TEXT NOT NULL REFERENCES request(id), action TEXT NOT NULL, digest TEXT NOT NULL,"
     " by TEXT NOT NULL, scheme TEXT NOT NULL, credential TEXT NOT NULL, signature TEXT NOT NULL, at INTEGER NOT NULL,"
     " PRIMARY KEY(request, action, digest, by)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE trace(request TEXT NOT NULL REFERENCES request(id), origin TEXT NOT NULL, what TEXT NOT NULL,"
     " idx INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(request, origin, idx)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE request_post(peer TEXT NOT NULL, seq INTEGER NOT NULL, request TEXT NOT NULL REFERENCES request(id),"
     " confirmed INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(peer, seq)) STRICT, WITHOUT ROWID;"},
    {"requests", 2, "CREATE INDEX request_age ON request(created_at)"},
    {"requests", 3,
     "ALTER TABLE request ADD COLUMN way INTEGER NOT NULL DEFAULT 0;"
     "ALTER TABLE request ADD COLUMN clock TEXT NOT NULL DEFAULT '';"
     "ALTER TABLE request ADD COLUMN calendar TEXT NOT NULL DEFAULT '';"
     "ALTER TABLE request ADD COLUMN started_at INTEGER NOT NULL DEFAULT 0;"
     "ALTER TABLE request ADD COLUMN holder TEXT NOT NULL DEFAULT '';"
     "CREATE TABLE request_pause(request TEXT NOT NULL REFERENCES request(id), n INTEGER NOT NULL, reason TEXT NOT NULL,"
     " note TEXT NOT NULL, from_at INTEGER NOT NULL, to_at INTEGER NOT NULL, PRIMARY KEY(request, n)) STRICT, WITHOUT ROWID;"},
    {"requests", 4,
     "ALTER TABLE request ADD COLUMN confirm_by INTEGER NOT NULL DEFAULT 0;"
     "CREATE INDEX request_unconfirmed ON request(confirm_by) WHERE confirm_by > 0;"
     "ALTER TABLE request ADD COLUMN record TEXT NOT NULL DEFAULT '';"
     "UPDATE request SET record = coalesce(json_extract(CAST(demand AS TEXT), '$.record'), '');"
     "CREATE INDEX request_record ON request(record, side) WHERE record <> '';"
     "CREATE TABLE recall(request TEXT PRIMARY KEY REFERENCES request(id), peer TEXT NOT NULL, why TEXT NOT NULL, told_at INTEGER NOT NULL,"
     " held_until INTEGER NOT NULL, erased_at INTEGER NOT NULL, log TEXT NOT NULL, idx INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
     "CREATE TABLE notice(member TEXT NOT NULL, request TEXT NOT NULL, what TEXT NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL,"
     " PRIMARY KEY(member, request, what)) STRICT, WITHOUT ROWID;"
     "CREATE INDEX notice_newest ON notice(at);"},
    {"requests", 5,
     "ALTER TABLE request ADD COLUMN retain_until INTEGER NOT NULL DEFAULT 0;"
     "ALTER TABLE request ADD COLUMN review_at INTEGER NOT NULL DEFAULT 0;"
     "ALTER TABLE request ADD COLUMN refers TEXT NOT NULL DEFAULT '';"
     "CREATE INDEX request_term ON request(retain_until) WHERE retain_until > 0;"
     "CREATE INDEX request_review ON request(review_at) WHERE review_at > 0;"
     "CREATE INDEX request_refers ON request(refers) WHERE refers <> '';"
     "CREATE TABLE hold(name TEXT PRIMARY KEY, by TEXT NOT NULL, why TEXT NOT NULL, at INTEGER NOT NULL, until INTEGER NOT NULL,"
     " pending TEXT NOT NULL) STRICT, WITHOUT ROWID;"
     "CREATE TABLE record_review(name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
     "CREATE INDEX record_review_due ON record_review(at);"
     "CREATE TABLE deletion(name TEXT PRIMARY KEY, at INTEGER NOT NULL, why TEXT NOT NULL, idx INTEGER NOT NULL) STRICT, WITHOUT ROWID;"},
    {"requests", 6,
     "CREATE TABLE case_key(key BLOB NOT NULL, request TEXT NOT NULL REFERENCES request(id), PRIMARY KEY(key, request)) STRICT, WITHOUT ROWID;"
     "CREATE INDEX case_key_request ON case_key(request);"
     "CREATE TABLE contact_copy(request TEXT NOT NULL REFERENCES request(id), event TEXT NOT NULL, at INTEGER NOT NULL, noted_by TEXT NOT NULL,"
     " noted_at INTEGER NOT NULL, PRIMARY KEY(request, event)) STRICT, WITHOUT ROWID;"
     "CREATE INDEX contact_copy_newest ON contact_copy(at);"
     "CREATE INDEX request_waits ON request(due_at) WHERE ((side = 0 AND step = 'drafted') OR (side = 1 AND step IN ('received', 'decided')) OR"
     " confirm_by > 0);"},
    {"requests", 7,
     "CREATE TABLE coordination(request TEXT PRIMARY KEY, check_id TEXT NOT NULL, asked_at INTEGER NOT NULL, outcome TEXT NOT NULL,"
     " body BLOB NOT NULL) STRICT, WITHOUT ROWID;"},
    // What the owner of a record said since of an answer that held it: that its processing is restricted, that it was changed.
    {"requests", 8,
     "CREATE TABLE answer_mark(request TEXT PRIMARY KEY REFERENCES request(id), ground TEXT NOT NULL, since INTEGER NOT NULL,"
     " changed_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"},
};
const size_t REQUEST_MIGRATION_COUNT = sizeof REQUEST_MIGRATIONS / sizeof *REQUEST_MIGRATIONS;

// The whole life of a request. What is not a row here cannot happen.
enum { FOR_asks = 1 << WAY_asks, FOR_gives = 1 << WAY_gives, FOR_both = FOR_asks | FOR_gives };
static const struct {
    unsigned ways;
    enum request_side side;
    enum request_step from;
    enum request_event event;
    enum request_step to;
} steps[] = {
    {FOR_both, SIDE_asker, STEP_none, EVENT_draft, STEP_drafted},
    {FOR_both, SIDE_asker, STEP_drafted, EVENT_approve, STEP_sent},
    {FOR_both, SIDE_asker, STEP_sent, EVENT_receipt, STEP_received},
    {FOR_asks, SIDE_asker, STEP_sent, EVENT_release, STEP_released},  // the answer may overtake the receipt
    {FOR_both, SIDE_asker, STEP_sent, EVENT_refuse, STEP_refused},    // by the other node, when it can't take it
    {FOR_asks, SIDE_asker, STEP_received, EVENT_release, STEP_released},
    {FOR_asks, SIDE_asker, STEP_received, EVENT_refuse, STEP_refused},
    {FOR_gives, SIDE_asker, STEP_sent, EVENT_note, STEP_noted},
    {FOR_gives, SIDE_asker, STEP_received, EVENT_note, STEP_noted},
    {FOR_both, SIDE_owner, STEP_none, EVENT_arrive, STEP_received},
    {FOR_gives, SIDE_owner, STEP_received, EVENT_note, STEP_noted},
    {FOR_asks, SIDE_owner, STEP_received, EVENT_decide, STEP_decided},
    {FOR_asks, SIDE_owner, STEP_decided, EVENT_decide, STEP_decided},  // corrected before anybody approved: a new digest
    {FOR_asks, SIDE_owner, STEP_decided, EVENT_release, STEP_released},
    {FOR_asks, SIDE_owner, STEP_decided, EVENT_refuse, STEP_refused},
    {FOR_asks, SIDE_owner, STEP_released, EVENT_receipt, STEP_delivered},
    {FOR_asks, SIDE_owner, STEP_refused, EVENT_receipt, STEP_delivered},
    {FOR_asks, SIDE_owner, STEP_released, EVENT_confirm, STEP_released},
    {FOR_asks, SIDE_owner, STEP_delivered, EVENT_confirm, STEP_delivered},
    {FOR_asks, SIDE_owner, STEP_released, EVENT_recall, STEP_recalled},
    {FOR_asks, SIDE_owner, STEP_delivered, EVENT_recall, STEP_recalled},
    {FOR_asks, SIDE_asker, STEP_released, EVENT_confirm, STEP_released},
    {FOR_asks, SIDE_asker, STEP_released, EVENT_recall, STEP_recalled},
    {FOR_gives, SIDE_asker, STEP_sent, EVENT_recall, STEP_recalled},
    {FOR_gives, SIDE_asker, STEP_received, EVENT_recall, STEP_recalled},
    {FOR_gives, SIDE_asker, STEP_noted, EVENT_recall, STEP_recalled},
    {FOR_gives, SIDE_owner, STEP_received, EVENT_recall, STEP_recalled},
    {FOR_gives, SIDE_owner, STEP_noted, EVENT_recall, STEP_recalled},
};

static const char *const step_names[] = {
#define X(name) #name,
    REQUEST_STEPS(X)
#undef X
};
static const char *const event_names[] = {
#define X(name) #name,
    REQUEST_EVENTS(X)
#undef X
};

const char *request_step_name(enum request_step s) { return s < STEP_COUNT ? step_names[s] : "?"; }

bool request_step_read(struct view v, enum request_step *out) {
    for (enum request_step s = 0; s < STEP_COUNT; s++) {
        if (!view_is(v, step_names[s])) continue;
        *out = s;
        return true;
    }
    return false;
}

RESULT request_next(enum kind_way way, enum request_side side, enum request_step from, enum request_event event, enum request_step *to,
                    struct error *err) {
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (!(steps[i].ways >> way & 1) || steps[i].side != side || steps[i].from != from || steps[i].event != event) continue;
        *to = steps[i].to;
        return DONE;
    }
    return FAIL(err, WRONG_STEP, "\"%s\" is not possible from \"%s\" on the %s's side", event_names[event], step_names[from],
                side == SIDE_asker ? "asker" : "owner");
}

#define COLUMNS                                                                                                        \
    "id, side, step, peer, kind, demand, decision, author, created_at, due_at, urgent, way, clock, calendar, "         \
    "started_at, holder, confirm_by, record, retain_until, review_at, refers"

static struct request row(const struct cursor *c) {
    struct request r = {
        .id = cursor_view(c, 0), .side = (enum request_side)cursor_int(c, 1), .peer = cursor_view(c, 3), .kind = cursor_view(c, 4),
        .demand = cursor_view(c, 5), .decision = cursor_view(c, 6), .author = cursor_view(c, 7), .created_at = cursor_instant(c, 8),
        .due_at = cursor_instant(c, 9), .urgent = cursor_int(c, 10) != 0,
        .way = cursor_int(c, 11) == WAY_gives ? WAY_gives : WAY_asks, .clock = cursor_view(c, 12), .calendar = cursor_view(c, 13),
        .started_at = cursor_instant(c, 14), .holder = cursor_view(c, 15), .confirm_by = cursor_instant(c, 16), .record = cursor_view(c, 17),
        .retain_until = cursor_instant(c, 18), .review_at = cursor_instant(c, 19), .refers = cursor_view(c, 20),
    };
    // A step that none of ours wrote: whoever reads the demand meets a damaged row, and nothing can be done with it by STEP_none.
    r.damaged = !request_step_read(cursor_view(c, 2), &r.step);
    if (r.damaged) r.step = STEP_none, r.demand = VIEW("");
    return r;
}

RESULT request_sound(const struct request *r, struct error *err) {
    return r->damaged ? FAIL(err, STORE_DAMAGED, "a request's step can't be read") : DONE;
}

RESULT request_add(struct store *s, const struct request *r, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO request(" COLUMNS ") VALUES($1, $2, $3, $4, $5, $6, x'', $7, $8, $9, $10, $11, $12, "
                                                                   "$13, $14, '', 0, $15, $16, $17, $18)"
                                    " ON CONFLICT(id) DO NOTHING"};
    TRY(store_run(s, &ADD,
                  VALUES(V_TEXT(r->id), V_INT(r->side), V_STR(request_step_name(STEP_none)), V_TEXT(r->peer), V_TEXT(r->kind),
                         V_BLOB(r->demand.at, r->demand.bytes), V_TEXT(r->author), V_INT(r->created_at.ms), V_INT(r->due_at.ms),
                         V_INT(r->urgent), V_INT(r->way), V_TEXT(r->clock), V_TEXT(r->calendar), V_INT(r->started_at.ms), V_TEXT(r->record),
                         V_INT(r->retain_until.ms), V_INT(r->review_at.ms), V_TEXT(r->refers)),
                  err));
    return store_changes(s) == 1 ? DONE : FAIL(err, ALREADY, "a request of this id is here");
}

static void settle(struct text *hold, struct request *r) {
    struct view *views[] = {&r->id, &r->peer, &r->kind, &r->demand, &r->decision, &r->author, &r->clock, &r->calendar, &r->holder, &r->record, &r->refers};
    text_hold(hold, views, sizeof views / sizeof *views);
}

RESULT request_find(struct store *s, struct view id, struct text *hold, struct request *out, struct error *err) {
    static const struct stmt FIND = {"SELECT " COLUMNS " FROM request WHERE id=$1"};
    struct cursor c;
    struct request r = {0};
    TRY(store_query(s, &FIND, VALUES(V_TEXT(id)), &c, err));
    bool found = cursor_next(&c);
    text_clear(hold);
    if (found) {
        r = row(&c);
        settle(hold, &r);
    }
    TRY(cursor_end(&c, err));
    if (!found) return FAIL(err, NOT_FOUND, "no request of this id");
    if (!text_ok(hold)) return FAIL(err, TOO_BIG, "the request is larger than the ceiling");
    *out = r;
    return DONE;
}

RESULT request_step_to(struct store *s, const struct request *r, enum request_event event, struct view by, struct view note,
                       struct instant at, struct error *err) {
    static const struct stmt STEP = {"UPDATE request SET step=$2 WHERE id=$1"};
    static const struct stmt LINE = {
        "INSERT INTO request_line(request, n, at, step, by, note)"
        " VALUES($1, (SELECT coalesce(max(n), 0) + 1 FROM request_line WHERE request=$1), $2, $3, $4, $5)"};
    enum request_step to;
    TRY(request_next(r->way, r->side, r->step, event, &to, err));
    TRY(store_run(s, &STEP, VALUES(V_TEXT(r->id), V_STR(request_step_name(to))), err));
    return store_run(s, &LINE, VALUES(V_TEXT(r->id), V_INT(at.ms), V_STR(request_step_name(to)), V_TEXT(by), V_TEXT(note)), err);
}

RESULT request_set_decision(struct store *s, struct view id, struct view decision, struct view author, struct error *err) {
    static const struct stmt SET = {"UPDATE request SET decision=$2, author=$3 WHERE id=$1"};
    return store_run(s, &SET, VALUES(V_TEXT(id), V_BLOB(decision.at, decision.bytes), V_TEXT(author)), err);
}

RESULT request_set_holder(struct store *s, struct view id, struct view holder, struct error *err) {
    static const struct stmt SET = {"UPDATE request SET holder=$2 WHERE id=$1"};
    return store_run(s, &SET, VALUES(V_TEXT(id), V_TEXT(holder)), err);
}

RESULT request_set_demand(struct store *s, struct view id, struct view demand, struct error *err) {
    static const struct stmt SET = {"UPDATE request SET demand=$2 WHERE id=$1"};
    return store_run(s, &SET, VALUES(V_TEXT(id), V_BLOB(demand.at, demand.bytes)), err);
}

RESULT request_set_record(struct store *s, struct view id, struct view record, struct error *err) {
    static const struct stmt SET = {"UPDATE request SET record=$2 WHERE id=$1"};
    return store_run(s, &SET, VALUES(V_TEXT(id), V_TEXT(record)), err);
}

RESULT request_set_term(struct store *s, struct view id, struct instant retain_until, struct error *err) {
    static const struct stmt SET = {"UPDATE request SET retain_until=$2 WHERE id=$1"};
    return store_run(s, &SET, VALUES(V_TEXT(id), V_INT(retain_until.ms)), err);
}

RESULT request_set_review(struct store *s, struct view id, struct instant review_at, struct error *err) {
    static const struct stmt SET = {"UPDATE request SET review_at=$2 WHERE id=$1"};
    return store_run(s, &SET, VALUES(V_TEXT(id), V_INT(review_at.ms)), err);
}

RESULT request_set_confirm(struct store *s, struct view id, struct instant confirm_by, struct error *err) {
    static const struct stmt SET = {"UPDATE request SET confirm_by=$2 WHERE id=$1"};
    return store_run(s, &SET, VALUES(V_TEXT(id), V_INT(confirm_by.ms)), err);
}

RESULT request_set_clock(struct store *s, struct view id, struct view clock, struct view calendar, struct instant started_at,
                         struct instant due_at, struct error *err) {
    static const struct stmt SET = {"UPDATE request SET clock=$2, calendar=$3, started_at=$4, due_at=$5 WHERE id=$1"};
    return store_run(s, &SET, VALUES(V_TEXT(id), V_TEXT(clock), V_TEXT(calendar), V_INT(started_at.ms), V_INT(due_at.ms)), err);
}

RESULT request_pause_add(struct store *s, struct view id, const struct request_pause *p, struct error *err) {
    static const struct stmt ADD = {
        "INSERT INTO request_pause(request, n, reason, note, from_at, to_at)"
        " VALUES($1, (SELECT coalesce(max(n), 0) + 1 FROM request_pause WHERE request=$1), $2, $3, $4, $5)"};
    return store_run(s, &ADD, VALUES(V_TEXT(id), V_TEXT(p->reason), V_TEXT(p->note), V_INT(p->span.from.ms), V_INT(p->span.to.ms)), err);
}

RESULT request_pause_end(struct store *s, struct view id, struct instant at, struct error *err) {
    static const struct stmt END = {"UPDATE request_pause SET to_at=$2 WHERE request=$1 AND to_at=0"};
    return store_run(s, &END, VALUES(V_TEXT(id), V_INT(at.ms)), err);
}

RESULT request_pauses_drop(struct store *s, struct view id, struct error *err) {
    static const struct stmt DROP = {"DELETE FROM request_pause WHERE request=$1"};
    return store_run(s, &DROP, VALUES(V_TEXT(id)), err);
}

RESULT request_pause_each(struct store *s, struct view id, request_pause_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT reason, note, from_at, to_at FROM request_pause WHERE request=$1 ORDER BY n"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &EACH, VALUES(V_TEXT(id)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct request_pause one = {cursor_view(&c, 0), cursor_view(&c, 1), {{cursor_int(&c, 2)}, {cursor_int(&c, 3)}}};
        r = reader(ctx, &one, err);
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    return r;
}

static RESULT each_row(struct store *s, const struct stmt *each, const struct value *values, size_t count, request_reader *reader, void *ctx,
                       struct error *err) {
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, each, values, count, &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct request one = row(&c);
        r = reader(ctx, &one, err);
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    return r;
}

RESULT request_each(struct store *s, int side, int64_t limit, request_reader *reader, void *ctx, struct error *err) {
    static const struct stmt ALL = {"SELECT " COLUMNS " FROM request ORDER BY created_at DESC LIMIT $1"};
    static const struct stmt OF_SIDE = {"SELECT " COLUMNS " FROM request WHERE side=$2 ORDER BY created_at DESC LIMIT $1"};
    if (side < 0) return each_row(s, &ALL, VALUES(V_INT(limit)), reader, ctx, err);
    return each_row(s, &OF_SIDE, VALUES(V_INT(limit), V_INT(side)), reader, ctx, err);
}

RESULT request_walk(struct store *s, int64_t *after, int64_t limit, request_reader *reader, void *ctx, struct error *err) {
    static const struct stmt SOME = {"SELECT " COLUMNS ", rowid FROM request WHERE rowid > $1 ORDER BY rowid LIMIT $2"};
    struct cursor c;
    struct result r = DONE;
    int64_t count = 0, last = 0;
    TRY(store_query(s, &SOME, VALUES(V_INT(*after), V_INT(limit)), &c, err));
    for (; !FAILED(r) && cursor_next(&c); count++) {
        struct request one = row(&c);
        last = cursor_int(&c, 21);
        r = reader(ctx, &one, err);
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    if (!FAILED(r)) *after = count == limit ? last : 0;
    return r;
}

// The words of the index request_waits, so that it is used.
#define WAITS "((side = 0 AND step = 'drafted') OR (side = 1 AND step IN ('received', 'decided')) OR confirm_by > 0)"

RESULT request_waiting(struct store *s, int side, int64_t limit, request_reader *reader, void *ctx, struct error *err) {
    static const struct stmt ALL = {"SELECT " COLUMNS " FROM request INDEXED BY request_waits WHERE " WAITS " ORDER BY due_at LIMIT $1"};
    static const struct stmt OF_SIDE = {"SELECT " COLUMNS " FROM request INDEXED BY request_waits WHERE " WAITS " AND side=$2 ORDER BY due_at LIMIT $1"};
    if (side < 0) return each_row(s, &ALL, VALUES(V_INT(limit)), reader, ctx, err);
    return each_row(s, &OF_SIDE, VALUES(V_INT(limit), V_INT(side)), reader, ctx, err);
}

RESULT request_about(struct store *s, struct view record, enum request_side side, request_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT " COLUMNS " FROM request WHERE record=$1 AND record <> '' AND side=$2 ORDER BY created_at, id"};
    return each_row(s, &EACH, VALUES(V_TEXT(record), V_INT(side)), reader, ctx, err);
}

RESULT request_referring(struct store *s, struct view to, request_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT " COLUMNS " FROM request WHERE refers=$1 AND refers <> '' ORDER BY created_at, id"};
    return each_row(s, &EACH, VALUES(V_TEXT(to)), reader, ctx, err);
}

RESULT request_outlived(struct store *s, struct instant now, int64_t limit, request_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {
        "SELECT " COLUMNS " FROM request WHERE retain_until > 0 AND retain_until <= $1 AND NOT EXISTS (SELECT 1 FROM hold "
                          "WHERE name = 'request/' || request.id)"
        " ORDER BY retain_until LIMIT $2"};
    return each_row(s, &EACH, VALUES(V_INT(now.ms), V_INT(limit)), reader, ctx, err);
}

RESULT request_to_review(struct store *s, struct instant until, int64_t limit, request_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT " COLUMNS " FROM request WHERE review_at > 0 AND review_at <= $1 ORDER BY review_at LIMIT $2"};
    return each_row(s, &EACH, VALUES(V_INT(until.ms), V_INT(limit)), reader, ctx, err);
}

RESULT request_unconfirmed(struct store *s, enum request_side side, struct instant until, int64_t limit, request_reader *reader, void *ctx,
                           struct error *err) {
    static const struct stmt EACH = {"SELECT " COLUMNS " FROM request WHERE confirm_by > 0 AND confirm_by <= $1 AND side = $2 ORDER BY confirm_by LIMIT $3"};
    return each_row(s, &EACH, VALUES(V_INT(until.ms), V_INT(side), V_INT(limit)), reader, ctx, err);
}

RESULT request_history(struct store *s, struct view id, request_line_reader *reader, void *ctx, struct error *err) {
    static const struct stmt LINES = {"SELECT at, step, by, note FROM request_line WHERE request=$1 ORDER BY n"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &LINES, VALUES(V_TEXT(id)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct request_line one = {{cursor_int(&c, 0)}, cursor_view(&c, 1), cursor_view(&c, 2), cursor_view(&c, 3)};
        r = reader(ctx, &one, err);
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    return r;
}

RESULT approval_add(struct store *s, const struct approval *a, struct error *err) {
    static const struct stmt ADD = {
        "INSERT INTO approval(request, action, digest, by, scheme, credential, signature, at)"
        " VALUES($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING"};
    TRY(store_run(s, &ADD,
                  VALUES(V_TEXT(a->request), V_TEXT(a->action), V_TEXT(a->digest), V_TEXT(a->by), V_TEXT(a->scheme),
                         V_TEXT(a->credential), V_TEXT(a->signature), V_INT(a->at.ms)),
                  err));
    return store_changes(s) == 1 ? DONE : FAIL(err, ALREADY, "this officer has approved this before");
}

RESULT approval_count(struct store *s, struct view request, struct view action, struct view digest, struct view author,
                      int64_t *distinct_persons, struct error *err) {
    static const struct stmt COUNT = {"SELECT count(DISTINCT by) FROM approval WHERE request=$1 AND action=$2 AND digest=$3 AND by <> $4"};
    return store_number(s, &COUNT, VALUES(V_TEXT(request), V_TEXT(action), V_TEXT(digest), V_TEXT(author)), 0, distinct_persons, err);
}

RESULT approval_each(struct store *s, struct view request, approval_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {
        "SELECT action, digest, by, scheme, credential, signature, at FROM approval WHERE request=$1 ORDER BY at, by"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &EACH, VALUES(V_TEXT(request)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct approval one = {request, cursor_view(&c, 0), cursor_view(&c, 1), cursor_view(&c, 2), cursor_view(&c, 3),
                               cursor_view(&c, 4), cursor_view(&c, 5), {cursor_int(&c, 6)}};
        r = reader(ctx, &one, err);
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    return r;
}

RESULT trace_add(struct store *s, struct view request, const struct trace *t, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO trace(request, origin, what, idx, at) VALUES($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"};
    return store_run(s, &ADD, VALUES(V_TEXT(request), V_TEXT(t->origin), V_TEXT(t->what), V_INT(t->index), V_INT(t->at.ms)), err);
}

RESULT trace_each(struct store *s, struct view request, trace_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT origin, what, idx, at FROM trace WHERE request=$1 ORDER BY at, origin, idx"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &EACH, VALUES(V_TEXT(request)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct trace one = {cursor_view(&c, 0), cursor_view(&c, 1), cursor_int(&c, 2), {cursor_int(&c, 3)}};
        r = reader(ctx, &one, err);
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    return r;
}

RESULT request_posted(struct store *s, struct view request, struct view peer, int64_t seq, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO request_post(peer, seq, request) VALUES($1, $2, $3)"};
    return store_run(s, &ADD, VALUES(V_TEXT(peer), V_INT(seq), V_TEXT(request)), err);
}

RESULT request_confirm(struct store *s, struct view peer, int64_t up_to_seq, posted_reader *reader, void *ctx, struct error *err) {
    static const struct stmt READ = {"SELECT request, seq FROM request_post WHERE peer=$1 AND seq <= $2 AND confirmed=0 ORDER BY seq"};
    static const struct stmt MARK = {"UPDATE request_post SET confirmed=1 WHERE peer=$1 AND seq <= $2 AND confirmed=0"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &READ, VALUES(V_TEXT(peer), V_INT(up_to_seq)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) r = reader(ctx, cursor_view(&c, 0), cursor_int(&c, 1), err);
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    TRY(r);
    return store_run(s, &MARK, VALUES(V_TEXT(peer), V_INT(up_to_seq)), err);
}

// A recall that the other side has not confirmed keeps its request: somebody has to see to it.
#define ENDED "(SELECT id FROM request WHERE created_at < $1 AND NOT EXISTS (SELECT 1 FROM recall WHERE recall.request = request.id AND erased_at = 0)" \
    " AND NOT EXISTS (SELECT 1 FROM hold WHERE name = 'request/' || request.id)" \
    " AND (step IN ('delivered', 'noted', 'recalled') OR (side = 0 AND step IN ('released', 'refused'))))"

RESULT request_ended(struct store *s, struct instant before, request_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT " COLUMNS " FROM request WHERE id IN " ENDED};
    return each_row(s, &EACH, VALUES(V_INT(before.ms)), reader, ctx, err);
}

RESULT request_forget(struct store *s, struct instant before, int64_t *forgotten, struct error *err) {
    static const struct stmt drops[] = {
        {"DELETE FROM request_line WHERE request IN " ENDED}, {"DELETE FROM approval WHERE request IN " ENDED},
        {"DELETE FROM trace WHERE request IN " ENDED}, {"DELETE FROM request_post WHERE request IN " ENDED},
        {"DELETE FROM request_pause WHERE request IN " ENDED}, {"DELETE FROM recall WHERE request IN " ENDED},
        {"DELETE FROM case_key WHERE request IN " ENDED}, {"DELETE FROM contact_copy WHERE request IN " ENDED},
        {"DELETE FROM coordination WHERE request IN " ENDED}, {"DELETE FROM answer_mark WHERE request IN " ENDED},
        {"DELETE FROM request WHERE id IN " ENDED},
    };
    for (size_t i = 0; i < sizeof drops / sizeof *drops; i++) TRY(store_run(s, &drops[i], VALUES(V_INT(before.ms)), err));
    *forgotten = store_changes(s);
    return DONE;
}
