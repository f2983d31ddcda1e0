// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// breaches.c — personal-data breaches: noted when known, told to the supervisor within the time of laws/retention.yaml (Directive (EU)
// 2016/680 art. 30(1)), to the members whose data are concerned (30(6)) and to the persons (31), each with its time; what was late says why
// (30(1)), and the documentation that art. 30(5) wants is the log. The words lie behind commitments like everything else.
#include "node/logbook.h"
#include "node/oversight/auditor.h"
#include "node/oversight/reports.h"
#include "node/unread.h"

const struct migration BREACH_MIGRATIONS[] = {
    {"breaches", 1,
     "CREATE TABLE breach(id TEXT PRIMARY KEY, known_at INTEGER NOT NULL, due_at INTEGER NOT NULL, words TEXT NOT NULL, members TEXT NOT NULL,"
     " supervisor_at INTEGER NOT NULL DEFAULT 0, members_at INTEGER NOT NULL DEFAULT 0, persons_at INTEGER NOT NULL DEFAULT 0,"
     " why_late TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID"},
};
const size_t BREACH_MIGRATION_COUNT = 1;

enum { WORDS_BYTES_MAX = 8000, MEMBERS_BYTES_MAX = 4000 };

static RESULT log_breach(struct node_call *call, struct view id, const char *decision, struct view words, bool late, struct error *err) {
    AUTO_JSON *more = json_object();
    json_put_view(more, "breach", id);
    if (late) json_object_set_new(more, "late", json_true());
    struct entry e = {.op = "breach", .officer = call->officer, .about = words, .register_name = VIEW("audit"), .decision = view_of(decision), .more = more};
    return write_entry(call->node, &e, NULL, err);
}

static RESULT known_when(struct node_call *call, struct instant *out, struct error *err) {
    struct view said = json_view(call->params, "known_at");
    *out = now(call->node);
    if (!said.bytes) return DONE;
    if (!instant_read(said, out) || instant_before(now(call->node), *out))
        return FAIL(err, BAD_ARGUMENT, "known_at: a time that has passed, as in 2026-11-24T12:00:00Z");
    return DONE;
}

// Whose data are concerned is to be told (Directive (EU) 2016/680 art. 30(6)): one that nobody knows would be told nothing.
static RESULT members_of(struct node_call *call, struct text *out, struct error *err) {
    const json_t *list = json_object_get(call->params, "members");
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)list, i, one)
        if (!trust_member(call->node->trust, view_of(json_string_value(one)))) return FAIL(err, BAD_ARGUMENT, "members: one that is not on the trust list");
    if (list) text_json(out, list);
    else text_put(out, "[]");
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "members: at most %zu bytes", out->ceiling);
}

struct result breach_noted(struct node_call *call, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO breach(id, known_at, due_at, words, members) VALUES($1, $2, $3, $4, $5)"};
    struct node *n = call->node;
    struct view words = json_view(call->params, "text");
    struct instant known, due;
    char id[UUID_ROOM];
    AUTO_TEXT members = text_with_ceiling(MEMBERS_BYTES_MAX), at = text_with_ceiling(40);
    if (!view_trim(words).bytes || words.bytes > WORDS_BYTES_MAX) return FAIL(err, BAD_ARGUMENT, "text: what happened, at most %d bytes", WORDS_BYTES_MAX);
    TRY(known_when(call, &known, err));
    due = law_term_after(n->settings.law, TERM_breach, known);
    uuid_new(n->sys, id);
    TRY(members_of(call, &members, err));
    TRY(store_run(n->store, &PUT, VALUES(V_STR(id), V_INT(known.ms), V_INT(due.ms), V_TEXT(words), V_TEXT(text_seen(&members))), err));
    text_instant(&at, due);
    call_answer(call, json_pack("{s:s,s:s}", "breach", id, "due_at", text_string(&at)));
    return log_breach(call, view_of(id), "noted", words, false, err);
}

static RESULT is_late(struct node *n, struct view id, bool *out, struct error *err) {
    static const struct stmt DUE = {"SELECT due_at FROM breach WHERE id = $1"};
    int64_t due;
    TRY(store_number(n->store, &DUE, VALUES(V_TEXT(id)), -1, &due, err));
    if (due < 0) return FAIL(err, NOT_FOUND, "no breach of this id");
    *out = now(n).ms > due;
    return DONE;
}

struct result breach_told(struct node_call *call, struct error *err) {
    static const struct stmt SUPERVISOR = {"UPDATE breach SET supervisor_at = $2, why_late = $3 WHERE id = $1"};
    static const struct stmt MEMBERS = {"UPDATE breach SET members_at = $2 WHERE id = $1 AND $3 = $3"};
    static const struct stmt PERSONS = {"UPDATE breach SET persons_at = $2 WHERE id = $1 AND $3 = $3"};
    struct node *n = call->node;
    struct view id = json_view(call->params, "breach"), whom = json_view(call->params, "whom"), why = json_view(call->params, "why_late");
    bool supervisor = view_is(whom, "supervisor"), late;
    if (!supervisor && !view_is(whom, "members") && !view_is(whom, "persons")) return FAIL(err, BAD_ARGUMENT, "whom: supervisor, members or persons");
    TRY(is_late(n, id, &late, err));
    if (supervisor && late && !view_trim(why).bytes)
        return FAIL(err, BAD_ARGUMENT, "why_late: after %lld hours the reasons go with it",
                    (long long)(law_term_ms(n->settings.law, TERM_breach, now(n)) / HOUR_MS));
    TRY(store_run(n->store, supervisor ? &SUPERVISOR : view_is(whom, "members") ? &MEMBERS : &PERSONS,
                  VALUES(V_TEXT(id), V_INT(now(n).ms), V_TEXT(why)), err));
    call_answer(call, json_pack("{s:b}", "late", supervisor && late));
    return log_breach(call, id, supervisor ? "supervisor_told" : view_is(whom, "members") ? "members_told" : "persons_told", why, supervisor && late, err);
}

struct result breach_listed(struct node_call *call, struct error *err) {
    static const struct stmt ALL = {
        "SELECT id, known_at, due_at, words, members, supervisor_at, members_at, persons_at, why_late FROM breach ORDER BY known_at DESC LIMIT 500"};
    struct node *n = call->node;
    struct cursor c;
    json_t *list = json_array();
    call_answer(call, json_pack("{s:o}", "breaches", list));
    unread_begin(call->answer);
    TRY(store_query(n->store, &ALL, NO_VALUES, &c, err));
    while (cursor_next(&c)) {
        json_t *members = NULL;
        bool open = cursor_int(&c, 5) == 0;
        if (FAILED(json_strict(cursor_view(&c, 4), &members, NULL))) members = json_null(), unread_row(call->answer, "breach", cursor_view(&c, 0));
        json_t *j = json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:b}", "known_at", json_instant(cursor_instant(&c, 1)), "due_at",
                              json_instant(cursor_instant(&c, 2)), "members", members,
                              "supervisor_at", json_instant(cursor_instant(&c, 5)), "members_at", json_instant(cursor_instant(&c, 6)), "persons_at",
                              json_instant(cursor_instant(&c, 7)), "overdue", open && now(n).ms > cursor_int(&c, 2));
        json_put_view(j, "breach", cursor_view(&c, 0));
        json_put_view(j, "text", cursor_view(&c, 3));
        if (cursor_view(&c, 8).bytes) json_put_view(j, "why_late", cursor_view(&c, 8));
        json_array_append_new(list, j);
    }
    TRY(cursor_end(&c, err));
    return report_noted(n, call->officer, "breaches_listed", err);
}
