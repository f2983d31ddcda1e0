// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// statistics.c — what the log counts up to, for supervisor and parliament, and the transfers to third countries one by one
// (Directive (EU) 2016/680 arts. 37(3) and 38(3)). Both follow the log's own entries, some each second, so that a report
// costs nothing when it is asked for and says up to which entry it has counted, and which it could not read.
#include "node/oversight/auditor.h"
#include "node/oversight/reports.h"
#include "node/unread.h"

const struct migration STATISTIC_MIGRATIONS[] = {
    {"statistics", 1,
     "CREATE TABLE log_count(month TEXT NOT NULL, op TEXT NOT NULL, decision TEXT NOT NULL, purpose TEXT NOT NULL, peer TEXT NOT NULL,"
     " count INTEGER NOT NULL, items INTEGER NOT NULL, PRIMARY KEY(month, op, decision, purpose, peer)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE log_transfer(log_index INTEGER PRIMARY KEY, at TEXT NOT NULL, peer TEXT NOT NULL) STRICT;"
     "CREATE TABLE log_counted(one INTEGER PRIMARY KEY CHECK (one = 1), next INTEGER NOT NULL) STRICT;"},
    {"statistics", 2, "CREATE TABLE log_unread(log_index INTEGER PRIMARY KEY) STRICT;"},
    // What was counted before log_unread was: an entry that could not be read was passed over and noted nowhere. They are read once more.
    {"statistics", 3,
     "CREATE TABLE log_reread(one INTEGER PRIMARY KEY CHECK (one = 1), next INTEGER NOT NULL, until INTEGER NOT NULL) STRICT;"
     "INSERT INTO log_reread(one, next, until) SELECT 1, 0, next FROM log_counted;"},
};
const size_t STATISTIC_MIGRATION_COUNT = 3;

enum { COUNTED_A_SECOND = 400, COUNTED_FOR_A_REPORT = 20000, TRANSFERS_MOST = 5000, FEW = 5 };

static bool of_union(const struct node *n, struct view member) {
    const struct law_member *m = law_member(n->settings.law, member);
    return m && m->eu;
}

// Across the Union's border, either way: for a member outside it, everything that goes abroad.
bool is_transfer(const struct node *n, const json_t *entry) {
    struct view op = json_view(entry, "op"), peer = json_view(entry, "peer"), me = view_of(n->settings.authority);
    bool leaves = view_is(json_view(entry, "direction"), "out") && (view_is(op, "disclosure") || view_is(op, "release") || view_is(op, "message"));
    return leaves && peer.bytes && !(of_union(n, me) && of_union(n, peer));
}

static RESULT count_entry(struct node *n, int64_t index, const json_t *e, struct error *err) {
    static const struct stmt ADD = {
        "INSERT INTO log_count(month, op, decision, purpose, peer, count, items) VALUES($1, $2, $3, $4, $5, 1, $6)"
        " ON CONFLICT(month, op, decision, purpose, peer) DO UPDATE SET count = count + 1, items = items + $6"};
    static const struct stmt NOTE = {"INSERT OR IGNORE INTO log_transfer(log_index, at, peer) VALUES($1, $2, $3)"};
    struct view at = json_view(e, "at"), month = {at.at, at.bytes < 7 ? at.bytes : 7};
    TRY(store_run(n->store, &ADD, VALUES(V_TEXT(month), V_TEXT(json_view(e, "op")), V_TEXT(json_view(e, "decision")), V_TEXT(json_view(e, "purpose")),
                                         V_TEXT(json_view(e, "peer")), V_INT(json_int(e, "items_count"))), err));
    if (!is_transfer(n, e)) return DONE;
    return store_run(n->store, &NOTE, VALUES(V_INT(index), V_TEXT(at), V_TEXT(json_view(e, "peer"))), err);
}

// An entry that is not there, is too large or is no JSON is noted, and *out is NULL.
static RESULT read_at(struct node *n, int64_t index, struct text *bytes, json_t **out, struct error *err) {
    static const struct stmt GET = {"SELECT entry FROM audit_entry WHERE id = $1"};
    static const struct stmt UNREAD = {"INSERT OR IGNORE INTO log_unread(log_index) VALUES($1)"};
    *out = NULL;
    text_clear(bytes);
    struct result r = store_bytes(n->store, &GET, VALUES(V_INT(index)), bytes, err);
    if (FAILED(r) && r.code != CODE_NOT_FOUND && r.code != CODE_TOO_BIG) return r;
    if (!FAILED(r) && !FAILED(json_strict(text_seen(bytes), out, NULL))) return DONE;
    return store_run(n->store, &UNREAD, VALUES(V_INT(index)), err);
}

static RESULT count_at(struct node *n, int64_t index, struct text *bytes, struct error *err) {
    AUTO_JSON *e = NULL;
    TRY(read_at(n, index, bytes, &e, err));
    return e ? count_entry(n, index, e, err) : DONE;
}

// *left: entries that are still to be read once more.
static RESULT reread(struct node *n, int64_t limit, int64_t *left, struct error *err) {
    static const struct stmt NEXT = {"SELECT next FROM log_reread"}, UNTIL = {"SELECT until FROM log_reread"};
    static const struct stmt MOVE = {"UPDATE log_reread SET next = $1"}, END = {"DELETE FROM log_reread"};
    AUTO_TEXT bytes = text_with_ceiling(ENTRY_BYTES_MAX);
    int64_t next, until;
    TRY(store_number(n->store, &UNTIL, NO_VALUES, -1, &until, err));
    TRY(store_number(n->store, &NEXT, NO_VALUES, 0, &next, err));
    for (int64_t i = 0; i < limit && next < until; i++, next++) {
        AUTO_JSON *e = NULL;
        TRY(read_at(n, next, &bytes, &e, err));
    }
    *left = until > next ? until - next : 0;
    if (until < 0) return DONE;
    return *left ? store_run(n->store, &MOVE, VALUES(V_INT(next)), err) : store_run(n->store, &END, NO_VALUES, err);
}

static RESULT count_on(struct node *n, int64_t limit, int64_t *next, struct error *err) {
    static const struct stmt NEXT = {"SELECT next FROM log_counted"};
    static const struct stmt MOVE = {"INSERT INTO log_counted(one, next) VALUES(1, $1) ON CONFLICT(one) DO UPDATE SET next = $1"};
    AUTO_TEXT bytes = text_with_ceiling(ENTRY_BYTES_MAX);
    uint64_t size;
    TRY(audit_size(n->store, &size, err));
    TRY(store_number(n->store, &NEXT, NO_VALUES, 0, next, err));
    int64_t from = *next;
    for (int64_t i = 0; i < limit && *next < (int64_t)size; i++, ++*next) TRY(count_at(n, *next, &bytes, err));
    return *next > from ? store_run(n->store, &MOVE, VALUES(V_INT(*next)), err) : DONE;
}

RESULT statistics_care(struct node *n, struct error *err) {
    int64_t next, left;
    TRY(reread(n, COUNTED_A_SECOND, &left, err));
    return count_on(n, COUNTED_A_SECOND, &next, err);
}

// ---- Handlers ----

static RESULT add_unread(struct node *n, json_t *answer, struct error *err) {
    static const struct stmt FIRST = {"SELECT log_index FROM log_unread ORDER BY log_index LIMIT $1"}, COUNT = {"SELECT count(*) FROM log_unread"};
    struct cursor c;
    int64_t count;
    unread_begin(answer);
    TRY(store_query(n->store, &FIRST, VALUES(V_INT(UNREAD_NAMED)), &c, err));
    while (cursor_next(&c)) unread_note(answer, cursor_int(&c, 0));
    TRY(cursor_end(&c, err));
    TRY(store_number(n->store, &COUNT, NO_VALUES, 0, &count, err));
    json_object_set_new(answer, "unread", json_integer((json_int_t)count));
    return DONE;
}

static RESULT count_now(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    uint64_t size;
    int64_t next, left;
    TRY(reread(n, COUNTED_FOR_A_REPORT, &left, err));
    TRY(count_on(n, COUNTED_FOR_A_REPORT, &next, err));
    TRY(audit_size(n->store, &size, err));
    json_object_set_new(call->answer, "counted_to", json_integer((json_int_t)next));
    json_object_set_new(call->answer, "log_size", json_integer((json_int_t)size));
    if (left) json_object_set_new(call->answer, "reread_left", json_integer((json_int_t)left));  // of those that can't be read some may be missing
    return add_unread(n, call->answer, err);
}

// In public, few is said as few: a count of one may be somebody.
static json_t *count_said(int64_t count, bool publicly) {
    if (publicly && count > 0 && count < FEW) return json_string("fewer than 5");
    return json_integer((json_int_t)count);
}

static RESULT add_rows(struct node *n, bool publicly, struct view from, struct view to, json_t *rows, struct error *err) {
    static const struct stmt ALL = {
        "SELECT month, op, decision, purpose, peer, count, items FROM log_count WHERE month >= $1 AND month <= $2 "
        "ORDER BY month, op, decision, purpose, peer"};
    static const struct stmt PUBLIC = {
        "SELECT month, op, decision, purpose, '', sum(count), sum(items) FROM log_count WHERE month >= $1 AND month <= $2"
        " GROUP BY month, op, decision, purpose ORDER BY month, op, decision, purpose"};
    static const char *const names[] = {"month", "op", "decision", "purpose", "member"};
    struct cursor c;
    TRY(store_query(n->store, publicly ? &PUBLIC : &ALL, VALUES(V_TEXT(from), V_TEXT(to)), &c, err));
    while (cursor_next(&c)) {
        json_t *j = json_pack("{s:o,s:o}", "count", count_said(cursor_int(&c, 5), publicly), "items", count_said(cursor_int(&c, 6), publicly));
        for (int i = 0; i < 5; i++)
            if (cursor_view(&c, i).bytes) json_put_view(j, names[i], cursor_view(&c, i));
        json_array_append_new(rows, j);
    }
    return cursor_end(&c, err);
}

struct result report_statistics(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view audience = json_view(call->params, "audience"), from = json_view(call->params, "from"), to = json_view(call->params, "to");
    bool publicly = view_is(audience, "parliament");
    if (audience.bytes && !publicly && !view_is(audience, "supervisor")) return FAIL(err, BAD_ARGUMENT, "audience: supervisor or parliament");
    json_t *rows = json_array();
    call_answer(call, json_pack("{s:s,s:s,s:o}", "node", n->settings.authority, "audience", publicly ? "parliament" : "supervisor", "rows", rows));
    TRY(count_now(call, err));
    TRY(add_rows(n, publicly, from, to.bytes ? to : VIEW("9999"), rows, err));
    return report_noted(n, call->officer, publicly ? "statistics_parliament" : "statistics_supervisor", err);
}

// What art. 37(3) and 38(3) want kept of each transfer: date and time, receiving authority, justification, data. Of one whose
// entry can't be read any more (NULL): that it was, when and to whom, as it was noted when it was counted.
static json_t *transfer_line(const struct node *n, int64_t index, struct view at, struct view peer, const json_t *e) {
    static const char *const members[] = {"op", "decision", "request", "purpose", "instrument", "article", "law_row", "bases", "subject_commit",
                                          "items_count", "items_root", "message_sha256", "action_digest"};
    const struct law_member *m = law_member(n->settings.law, peer);
    json_t *j = json_pack("{s:I}", "entry", (json_int_t)index);
    json_put_view(j, "recipient", peer);
    json_put_view(j, "at", at);
    if (!e) json_object_set_new(j, "unread", json_true());
    if (m && m->authorities) json_object_set(j, "recipient_authorities", (json_t *)m->authorities);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        json_t *v = json_object_get(e, members[i]);
        if (v) json_object_set(j, members[i], v);
    }
    return j;
}

static RESULT add_transfers(struct node *n, struct view from, struct view to, json_t *answer, struct error *err) {
    static const struct stmt ALL = {
        "SELECT t.log_index, t.at, t.peer, e.entry FROM log_transfer t LEFT JOIN audit_entry e ON e.id = t.log_index WHERE t.at >= $1 AND t.at < $2 "
        "ORDER BY t.log_index LIMIT $3"};
    struct cursor c;
    TRY(store_query(n->store, &ALL, VALUES(V_TEXT(from), V_TEXT(to), V_INT(TRANSFERS_MOST)), &c, err));
    json_t *list = json_object_get(answer, "transfers");
    while (cursor_next(&c)) {
        AUTO_JSON *e = NULL;
        if (FAILED(json_strict(cursor_view(&c, 3), &e, NULL))) e = NULL, unread_note(answer, cursor_int(&c, 0));
        json_array_append_new(list, transfer_line(n, cursor_int(&c, 0), cursor_view(&c, 1), cursor_view(&c, 2), e));
    }
    return cursor_end(&c, err);
}

struct result report_transfers(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view from = json_view(call->params, "from"), to = json_view(call->params, "to");
    call_answer(call, json_pack("{s:s,s:s,s:[]}", "node", n->settings.authority, "article", "Directive (EU) 2016/680 arts. 37(3), 38(3)", "transfers"));
    TRY(count_now(call, err));
    TRY(add_transfers(n, from, to.bytes ? to : VIEW("9999"), call->answer, err));
    json_object_set_new(call->answer, "more", json_boolean(json_array_size(json_object_get(call->answer, "transfers")) == TRANSFERS_MOST));
    return report_noted(n, call->officer, "transfers", err);
}
