// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// judged.c — earlier judgements are used next time (judged.h).
#include "node/checks/judged.h"

#include "crypto/hash.h"
#include "node/node_room.h"

const struct migration JUDGED_MIGRATIONS[] = {
    {"judged", 1,
     "CREATE TABLE judged(question BLOB NOT NULL, record TEXT NOT NULL, check_id TEXT NOT NULL, version INTEGER NOT NULL,"
     " judgement TEXT NOT NULL, reason TEXT NOT NULL, officer TEXT NOT NULL, lowers INTEGER NOT NULL, at INTEGER NOT NULL,"
     " PRIMARY KEY(question, record, check_id)) STRICT, WITHOUT ROWID;"
     "CREATE INDEX judged_record ON judged(record);"
     "CREATE INDEX judged_age ON judged(at);"},
};
const size_t JUDGED_MIGRATION_COUNT = sizeof JUDGED_MIGRATIONS / sizeof *JUDGED_MIGRATIONS;

enum { SHOWN_MAX = 5 };  // of one record, the newest: more tell no more

// The question is its subject, in canonical form: what was asked, not for what nor by whom.
static RESULT question_of(const json_t *check, struct digest *out, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(HELD_BYTES_MAX);
    text_put(&t, "malines/question/1\n");
    text_json(&t, json_object_get(check, "subject"));
    if (!text_ok(&t)) return FAIL(err, TOO_BIG, "the question is above the ceiling");
    *out = sha256(text_seen(&t));
    return DONE;
}

RESULT judged_keep(struct node *n, const json_t *whole, const json_t *candidate, const struct judged *j, struct error *err) {
    static const struct stmt KEEP = {
        "INSERT INTO judged(question, record, check_id, version, judgement, reason, officer, lowers, at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        " ON CONFLICT(question, record, check_id) DO UPDATE SET version=$4, judgement=$5, reason=$6, officer=$7, lowers=$8, at=$9"};
    struct digest question;
    TRY(question_of(whole, &question, err));
    return store_run(n->store, &KEEP,
                     VALUES(V_BLOB(question.bytes, 32), V_TEXT(json_view(candidate, "record")), V_TEXT(j->check), V_INT(json_int(candidate, "version")),
                            V_TEXT(j->judgement), V_TEXT(j->reason), V_TEXT(j->who), V_INT(j->lowers), V_INT(now(n).ms)),
                     err);
}

static json_t *candidate_named(const json_t *body, struct view record) {
    size_t i;
    json_t *c;
    json_array_foreach(json_object_get(body, "candidates"), i, c)
        if (view_same(json_view(c, "record"), record)) return c;
    return NULL;
}

// Columns as in RECALL.
static json_t *said(const struct cursor *c, const json_t *candidate) {
    AUTO_TEXT at = text_with_ceiling(40);
    text_instant(&at, cursor_instant(c, 6));
    json_t *j = json_pack("{s:s,s:b}", "at", text_string(&at), "same_version", cursor_int(c, 1) == json_int(candidate, "version"));
    json_put_view(j, "judgement", cursor_view(c, 2));
    json_put_view(j, "reason", cursor_view(c, 3));
    json_put_view(j, "by", cursor_view(c, 4));
    if (!cursor_int(c, 5)) json_object_set_new(j, "only_shown", json_true());
    return j;
}

// Newest first. Only what was said of the record as it is now lowers it, and only when nobody ever took it for the person.
static bool lowered_by(const json_t *sayings) {
    size_t i;
    const json_t *s;
    bool decided = false, lowers = false;
    json_array_foreach((json_t *)sayings, i, s) {
        bool counts = json_flag(s, "same_version") && !json_flag(s, "only_shown");
        if (view_is(json_view(s, "judgement"), "hit")) return false;
        if (counts && !decided) lowers = view_is(json_view(s, "judgement"), "dismissed"), decided = true;
    }
    return lowers;
}

// Below the floor of the purpose, and still there.
static void lower(struct node *n, const json_t *body, json_t *candidate, json_t *row) {
    double score = json_number_value(json_object_get(candidate, "score")),
           under = purpose_floor(n, view_of(n->settings.authority), json_view(body, "purpose")) / 2;
    json_object_set_new(row, "lowered", json_true());
    json_object_set_new(row, "score", json_real(score));
    json_object_set_new(candidate, "score", json_real(score < under ? score : under));
}

static void conclude(struct node *n, json_t *body) {
    json_t *list = json_array(), *c;
    bool may = purpose_lowers_judged(n, json_view(body, "purpose"));
    size_t i;
    json_array_foreach(json_object_get(body, "candidates"), i, c) {
        json_t *sayings = json_object_get(c, "judged_before");
        if (!sayings) continue;
        json_t *row = json_pack("{s:O,s:b}", "said", sayings, "lowered", 0);
        json_put_view(row, "record", json_view(c, "record"));
        if (may && lowered_by(sayings)) {
            lower(n, body, c, row);
            json_object_set_new(c, "lowered", json_true());
        }
        json_array_append_new(list, row);
    }
    if (json_array_size(list)) json_object_set(body, "judged_before", list);
    json_decref(list);
}

RESULT judged_recall(struct node *n, json_t *body, struct error *err) {
    static const struct stmt RECALL = {
        "SELECT record, version, judgement, reason, coalesce((SELECT name FROM officer WHERE pseudonym = judged.officer), officer), lowers, at"
        " FROM judged WHERE question=$1 ORDER BY at DESC, check_id DESC"};
    struct digest question;
    struct cursor c;
    if (!json_array_size(json_object_get(body, "candidates"))) return DONE;
    TRY(question_of(body, &question, err));
    TRY(store_query(n->store, &RECALL, VALUES(V_BLOB(question.bytes, 32)), &c, err));
    while (cursor_next(&c)) {
        json_t *candidate = candidate_named(body, cursor_view(&c, 0));
        if (!candidate) continue;
        json_t *list = json_object_get(candidate, "judged_before");
        if (!list) json_object_set_new(candidate, "judged_before", list = json_array());
        if (json_array_size(list) < SHOWN_MAX || view_is(cursor_view(&c, 2), "hit")) json_array_append_new(list, said(&c, candidate));
    }
    TRY(cursor_end(&c, err));
    conclude(n, body);
    return DONE;
}

RESULT judged_forget(struct node *n, struct view record, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM judged WHERE record=$1"};
    return store_run(n->store, &FORGET, VALUES(V_TEXT(record)), err);
}

RESULT judged_care(struct node *n, struct error *err) {
    static const struct stmt OVER = {"DELETE FROM judged WHERE at <= $1"};
    return store_run(n->store, &OVER, VALUES(V_INT(kept_since(n, TERM_judgement).ms)), err);
}
