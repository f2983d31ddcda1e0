// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/evidence/destructions.h"

#include "registers/evidence/items.h"

#include <stdio.h>

const struct migration DESTRUCTION_MIGRATIONS[] = {
    {"destructions", 1,
     "CREATE TABLE evidence_destruction(item TEXT PRIMARY KEY REFERENCES evidence_item(id), ground TEXT NOT NULL, officer TEXT NOT NULL, "
     "approver TEXT NOT NULL,"
     " words BLOB NOT NULL, state INTEGER NOT NULL, at INTEGER NOT NULL, done_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
     "CREATE INDEX evidence_destruction_due ON evidence_destruction(state) WHERE state = 1;"
     "CREATE INDEX evidence_item_bytes ON evidence_item(sha256);"},
};
const size_t DESTRUCTION_MIGRATION_COUNT = sizeof DESTRUCTION_MIGRATIONS / sizeof *DESTRUCTION_MIGRATIONS;

bool destruction_ground_known(struct view ground) {
#define X(name) if (view_is(ground, #name)) return true;
    DESTRUCTION_GROUNDS(X)
#undef X
    return false;
}

RESULT destruction_put(struct store *s, struct view item, struct view ground, struct view officer, const json_t *words, bool due,
                       struct instant at, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO evidence_destruction(item, ground, officer, approver, words, state, at, done_at) "
                                    "VALUES($1, $2, $3, '', $4, $5, $6, 0)"
                                    " ON CONFLICT DO NOTHING"};
    AUTO_TEXT t = text_with_ceiling(64 * 1024);
    text_json(&t, words);
    if (!text_ok(&t)) return FAIL(err, TOO_BIG, "the words of a destruction");
    TRY(store_run(s, &ADD, VALUES(V_TEXT(item), V_TEXT(ground), V_TEXT(officer), V_BLOB(t.at, t.bytes),
                                  V_INT(due ? DESTRUCTION_DUE : DESTRUCTION_ASKED), V_INT(at.ms)), err));
    return store_changes(s) ? DONE : FAIL(err, ALREADY, "the item is to go already, or gone");
}

RESULT destruction_get(struct store *s, struct view item, struct destruction *out, json_t **words, struct error *err) {
    static const struct stmt GET = {"SELECT ground, officer, approver, state, words FROM evidence_destruction WHERE item = $1"};
    struct cursor c;
    struct result r = DONE;
    bool there = false;
    TRY(store_query(s, &GET, VALUES(V_TEXT(item)), &c, err));
    if (cursor_next(&c)) {
        there = true;
        *out = (struct destruction){.state = (enum destruction_state)cursor_int(&c, 3)};
        snprintf(out->item, sizeof out->item, "%.*s", VIEW_ARGS(item));
        snprintf(out->ground, sizeof out->ground, "%.*s", VIEW_ARGS(cursor_view(&c, 0)));
        snprintf(out->officer, sizeof out->officer, "%.*s", VIEW_ARGS(cursor_view(&c, 1)));
        snprintf(out->approver, sizeof out->approver, "%.*s", VIEW_ARGS(cursor_view(&c, 2)));
        if (words) r = json_stored(cursor_view(&c, 4), words, err);
    }
    TRY(cursor_ended(&c, r, err));
    return there ? DONE : FAIL(err, NOT_FOUND, "nobody asked for the destruction of this item");
}

RESULT destruction_taken(struct store *s, struct view item, struct view officer, const json_t *words, struct error *err) {
    static const struct stmt SET = {"UPDATE evidence_destruction SET officer = $2, words = $3 WHERE item = $1 AND state = 0 AND officer = ''"};
    AUTO_TEXT t = text_with_ceiling(64 * 1024);
    text_json(&t, words);
    if (!text_ok(&t)) return FAIL(err, TOO_BIG, "the words of a destruction");
    TRY(store_run(s, &SET, VALUES(V_TEXT(item), V_TEXT(officer), V_BLOB(t.at, t.bytes)), err));
    return store_changes(s) ? DONE : FAIL(err, ALREADY, "the item is to go already, or gone");
}

RESULT destruction_withdrawn(struct store *s, struct view item, struct error *err) {
    static const struct stmt DROP = {"DELETE FROM evidence_destruction WHERE item = $1 AND state = 0"};
    return store_run(s, &DROP, VALUES(V_TEXT(item)), err);
}

RESULT destruction_objected(struct store *s, struct view item, struct error *err) {
    static const struct stmt SET = {"UPDATE evidence_destruction SET ground = 'objected' WHERE item = $1 AND state = 0 AND officer = ''"};
    return store_run(s, &SET, VALUES(V_TEXT(item)), err);
}

RESULT destruction_inherited(struct store *s, struct view item, struct view source, struct error *err) {
    static const struct stmt COPY = {"INSERT INTO evidence_destruction(item, ground, officer, approver, words, state, at, done_at)"
                                     " SELECT $1, ground, officer, approver, words, min(state, 1), at, 0 FROM evidence_destruction "
                                     "WHERE item = $2 ON CONFLICT DO NOTHING"};
    return store_run(s, &COPY, VALUES(V_TEXT(item), V_TEXT(source)), err);
}

RESULT destruction_due(struct store *s, struct view item, struct view approver, struct error *err) {
    static const struct stmt SET = {"UPDATE evidence_destruction SET state = 1, approver = $2 WHERE item = $1 AND state = 0"};
    return store_run(s, &SET, VALUES(V_TEXT(item), V_TEXT(approver)), err);
}

RESULT destruction_done(struct store *s, struct view item, struct instant at, struct error *err) {
    static const struct stmt SET = {"UPDATE evidence_destruction SET state = 2, done_at = $2 WHERE item = $1"};
    TRY(store_run(s, &SET, VALUES(V_TEXT(item), V_INT(at.ms)), err));
    return item_checked(s, item, at, ITEM_DESTROYED, err);
}

RESULT destruction_each_due(struct store *s, struct view after, int64_t limit, destruction_reader *reader, void *ctx, struct error *err) {
    static const struct stmt ALL = {"SELECT item FROM evidence_destruction WHERE state = 1 AND item > $2 ORDER BY item LIMIT $1"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &ALL, VALUES(V_INT(limit), V_TEXT(after)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) r = reader(ctx, cursor_view(&c, 0), err);
    return cursor_ended(&c, r, err);
}

RESULT bytes_shared(struct store *s, struct view item, bool *out, struct error *err) {
    static const struct stmt COUNT = {"SELECT count(*) FROM evidence_item i JOIN evidence_item o ON o.sha256 = i.sha256 AND o.id <> i.id"
                                      " WHERE i.id = $1 AND NOT EXISTS(SELECT 1 FROM evidence_destruction d WHERE d.item = o.id AND d.state = 2)"};
    int64_t n = 0;
    TRY(store_number(s, &COUNT, VALUES(V_TEXT(item)), 0, &n, err));
    return *out = n > 0, DONE;
}

RESULT derived_of(struct store *s, struct view item, json_t **out, struct error *err) {
    static const struct stmt ALL = {"SELECT t.derived FROM evidence_opening_try t JOIN evidence_opening o ON o.id = t.opening "
                                    "WHERE o.item = $1 AND t.derived <> ''"};
    struct cursor c;
    TRY(store_query(s, &ALL, VALUES(V_TEXT(item)), &c, err));
    json_t *all = json_array();
    while (cursor_next(&c)) json_array_append_new(all, json_of(cursor_view(&c, 0)));
    return json_given(cursor_end(&c, err), all, out);
}
