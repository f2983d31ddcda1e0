// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/evidence/items.h"

const struct migration ITEM_MIGRATIONS[] = {
    {"evidence", 1,
     "CREATE TABLE evidence_item(place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,"
     " case_ref TEXT NOT NULL, sha256 BLOB NOT NULL, sha3_256 BLOB NOT NULL, bytes INTEGER NOT NULL, added_at INTEGER NOT NULL,"
     " checked_at INTEGER NOT NULL, state INTEGER NOT NULL) STRICT;"
     "CREATE INDEX evidence_case ON evidence_item(case_ref, place);"
     "CREATE INDEX evidence_due ON evidence_item(checked_at) WHERE state <> 2;"
     "CREATE TABLE custody_event(item TEXT NOT NULL REFERENCES evidence_item(id), number INTEGER NOT NULL, event BLOB NOT NULL,"
     " digest BLOB NOT NULL, log_index INTEGER NOT NULL DEFAULT -1, PRIMARY KEY(item, number)) STRICT, WITHOUT ROWID;"
     "CREATE TRIGGER custody_no_change BEFORE UPDATE OF item, number, event, digest ON custody_event BEGIN SELECT RAISE(ABORT, 'append only'); END;"
     "CREATE TRIGGER custody_no_delete BEFORE DELETE ON custody_event BEGIN SELECT RAISE(ABORT, 'append only'); END;"
     "CREATE TABLE custody_stamp(item TEXT NOT NULL, number INTEGER NOT NULL, token BLOB NOT NULL, at INTEGER NOT NULL,"
     " PRIMARY KEY(item, number), FOREIGN KEY(item, number) REFERENCES custody_event(item, number)) STRICT, WITHOUT ROWID;"},
};
const size_t ITEM_MIGRATION_COUNT = sizeof ITEM_MIGRATIONS / sizeof *ITEM_MIGRATIONS;

// ---- Items ----

RESULT item_add(struct store *s, const struct item *i, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO evidence_item(id, name, kind, case_ref, sha256, sha3_256, bytes, added_at, checked_at, state)"
                                    " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
    return store_run(s, &ADD, VALUES(V_TEXT(i->id), V_TEXT(i->name), V_TEXT(i->kind), V_TEXT(i->case_ref), V_BLOB(i->digests.sha256.bytes, 32),
                                     V_BLOB(i->digests.sha3_256.bytes, 32), V_INT((int64_t)i->digests.bytes), V_INT(i->added_at.ms),
                                     V_INT(i->checked_at.ms), V_INT(i->state)), err);
}

static void put_hex(json_t *j, const char *key, struct view bytes) {
    AUTO_TEXT t = text_with_ceiling(200);
    text_hex(&t, bytes.at, bytes.bytes);
    json_put_view(j, key, text_seen(&t));
}

#define ITEM_COLUMNS                                                                                                  \
    "i.place, i.id, i.name, i.kind, i.case_ref, i.sha256, i.sha3_256, i.bytes, i.added_at, i.checked_at, i.state,"         \
    " t.until, t.law_row, t.article, t.two_persons," \
    " d.state, d.ground, d.officer, d.approver, d.at, q.reason, q.lifted_by"
#define ITEM_TABLES                                                                                                    \
    " FROM evidence_item i LEFT JOIN evidence_term t ON t.item = i.id"                                                 \
    " LEFT JOIN evidence_destruction d ON d.item = i.id"                                                                \
    " LEFT JOIN evidence_quarantine q ON q.item = i.id"

static void put_term(json_t *j, const struct cursor *c) {
    json_t *t = json_pack("{s:s}", "ends", cursor_int(c, 14) ? "two_persons" : "destroy");
    json_put_instant(t, "until", cursor_instant(c, 11));
    json_put_view(t, "row", cursor_view(c, 12));
    json_put_view(t, "article", cursor_view(c, 13));
    json_object_set_new(j, "term", t);
}
static void put_destruction(json_t *j, const struct cursor *c) {
    static const char *const states[] = {"asked", "due", "done"};
    json_t *d = json_pack("{s:s}", "state", states[cursor_int(c, 15) % 3]);
    json_put_view(d, "ground", cursor_view(c, 16));
    if (cursor_view(c, 17).bytes) json_put_view(d, "officer", cursor_view(c, 17));
    if (cursor_view(c, 18).bytes) json_put_view(d, "approver", cursor_view(c, 18));
    json_put_instant(d, "at", cursor_instant(c, 19));
    json_object_set_new(j, "destruction", d);
}
static void put_quarantine(json_t *j, const struct cursor *c) {
    json_t *q = json_pack("{s:b}", "lifted", cursor_view(c, 21).bytes > 0);
    json_put_view(q, "reason", cursor_view(c, 20));
    json_object_set_new(j, "quarantine", q);
}
static json_t *item_row(const struct cursor *c) {
    static const char *const states[] = {"unchecked", "sound", "damaged", "destroyed"};
    json_t *j = json_object();
    json_put_view(j, "item", cursor_view(c, 1));
    json_put_view(j, "name", cursor_view(c, 2));
    json_put_view(j, "type", cursor_view(c, 3));
    if (cursor_view(c, 4).bytes) json_put_view(j, "case", cursor_view(c, 4));
    put_hex(j, "sha256", cursor_view(c, 5));
    put_hex(j, "sha3_256", cursor_view(c, 6));
    json_object_set_new(j, "bytes", json_integer(cursor_int(c, 7)));
    json_put_instant(j, "added_at", cursor_instant(c, 8));
    json_put_instant(j, "checked_at", cursor_instant(c, 9));
    json_object_set_new(j, "state", json_string(states[cursor_int(c, 10) % 4]));
    if (!cursor_is_null(c, 11)) put_term(j, c);
    if (!cursor_is_null(c, 15)) put_destruction(j, c);
    if (!cursor_is_null(c, 20)) put_quarantine(j, c);
    return j;
}

RESULT item_json(struct store *s, struct view id, json_t **out, struct error *err) {
    static const struct stmt GET = {"SELECT " ITEM_COLUMNS ITEM_TABLES " WHERE i.id = $1"};
    struct cursor c;
    json_t *j = NULL;
    TRY(store_query(s, &GET, VALUES(V_TEXT(id)), &c, err));
    if (cursor_next(&c)) j = item_row(&c);
    struct result r = cursor_end(&c, err);
    if (!FAILED(r) && !j) r = FAIL(err, NOT_FOUND, "no item of evidence of this id");
    return json_given(r, j, out);
}

RESULT item_digests(struct store *s, struct view id, struct digests *out, struct error *err) {
    AUTO_JSON *j = NULL;
    TRY(item_json(s, id, &j, err));
    out->bytes = (uint64_t)json_int(j, "bytes");
    if (!hex_read(json_view(j, "sha256"), out->sha256.bytes, 32) || !hex_read(json_view(j, "sha3_256"), out->sha3_256.bytes, 32))
        return FAIL(err, STORE_DAMAGED, "an item's digests");
    return DONE;
}

RESULT items_json(struct store *s, const struct items_wanted *w, json_t **out, struct error *err) {
    static const struct stmt ALL = {"SELECT " ITEM_COLUMNS ITEM_TABLES " WHERE i.place > $1 ORDER BY i.place LIMIT $2"};
    static const struct stmt OF_CASE = {"SELECT " ITEM_COLUMNS ITEM_TABLES " WHERE i.place > $1 AND i.case_ref = $3 ORDER BY i.place LIMIT $2"};
    static const struct stmt ENDING = {"SELECT " ITEM_COLUMNS ITEM_TABLES " WHERE i.place > $1 AND ($3 = '' OR i.case_ref = $3) "
                                                                          "AND t.until <= $4 AND i.state <> 3"
                                       " ORDER BY i.place LIMIT $2"};
    struct cursor c;
    int64_t last = 0, limit = w->limit;
    if (w->ends_by.ms) TRY(store_query(s, &ENDING, VALUES(V_INT(w->after), V_INT(limit), V_TEXT(w->case_ref), V_INT(w->ends_by.ms)), &c, err));
    else if (w->case_ref.bytes) TRY(store_query(s, &OF_CASE, VALUES(V_INT(w->after), V_INT(limit), V_TEXT(w->case_ref)), &c, err));
    else TRY(store_query(s, &ALL, VALUES(V_INT(w->after), V_INT(limit)), &c, err));
    json_t *all = json_array();
    while (cursor_next(&c)) json_array_append_new(all, item_row(&c)), last = cursor_int(&c, 0);
    struct result r = cursor_end(&c, err);
    json_t *j = json_pack("{s:o}", "items", all);
    if ((int64_t)json_array_size(all) == limit) json_object_set_new(j, "next", json_integer(last));
    return json_given(r, j, out);
}

RESULT item_checked(struct store *s, struct view id, struct instant at, enum item_state state, struct error *err) {
    static const struct stmt SET = {"UPDATE evidence_item SET checked_at = $2, state = $3 WHERE id = $1"};
    return store_run(s, &SET, VALUES(V_TEXT(id), V_INT(at.ms), V_INT(state)), err);
}

RESULT item_due(struct store *s, struct instant before, struct text *id, struct error *err) {
    static const struct stmt DUE = {"SELECT id FROM evidence_item WHERE state <> 2 AND state <> 3 AND checked_at < $1 ORDER BY checked_at LIMIT 1"};
    return store_bytes(s, &DUE, VALUES(V_INT(before.ms)), id, err);
}

// ---- Lines ----

static RESULT last_of(struct store *s, struct view item, int64_t *number, struct digest *digest, struct error *err) {
    static const struct stmt LAST = {"SELECT number, digest FROM custody_event WHERE item = $1 ORDER BY number DESC LIMIT 1"};
    struct cursor c;
    *number = 0;
    *digest = (struct digest){0};
    TRY(store_query(s, &LAST, VALUES(V_TEXT(item)), &c, err));
    if (cursor_next(&c)) {
        struct view d = cursor_view(&c, 1);
        *number = cursor_int(&c, 0);
        if (d.bytes == sizeof digest->bytes) memcpy(digest->bytes, d.at, d.bytes);
    }
    return cursor_end(&c, err);
}

RESULT line_add(struct store *s, struct view item, json_t *event, struct digest *digest, int64_t *number, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO custody_event(item, number, event, digest) VALUES($1, $2, $3, $4)"};
    unsigned char salt[CUSTODY_SALT_BYTES];
    AUTO_TEXT body = text_with_ceiling(1024 * 1024);
    struct digest before;
    int64_t last;
    TRY(last_of(s, item, &last, &before, err));
    if (last >= CUSTODY_EVENTS_MAX) return FAIL(err, TOO_BIG, "the custody line has %d events", CUSTODY_EVENTS_MAX);
    sys_random(store_sys(s), salt, sizeof salt);
    json_object_set_new(event, "malines", json_string("custody/1"));
    json_put_view(event, "item", item);
    json_object_set_new(event, "number", json_integer(last + 1));
    put_hex(event, "prev", digest_view(&before));
    put_hex(event, "salt", (struct view){(const char *)salt, sizeof salt});
    TRY(custody_event_check(event, item, last + 1, err));
    text_json(&body, event);
    *digest = custody_digest(event);
    *number = last + 1;
    return store_run(s, &ADD, VALUES(V_TEXT(item), V_INT(last + 1), V_BLOB(body.at, body.bytes), V_BLOB(digest->bytes, 32)), err);
}

RESULT line_logged(struct store *s, struct view item, int64_t number, int64_t log_index, struct error *err) {
    static const struct stmt SET = {"UPDATE custody_event SET log_index = $3 WHERE item = $1 AND number = $2 AND log_index = -1"};
    return store_run(s, &SET, VALUES(V_TEXT(item), V_INT(number), V_INT(log_index)), err);
}

static RESULT line_row(const struct cursor *c, bool rotten_too, json_t *all, struct error *err) {
    json_t *event = NULL;
    struct result read = json_stored(cursor_view(c, 0), &event, err);
    if (FAILED(read) && !rotten_too) return read;
    if (FAILED(read)) event = json_pack("{s:I}", "number", (json_int_t)cursor_int(c, 4));
    json_t *j = json_pack("{s:o,s:I}", "event", event, "log_index", (json_int_t)cursor_int(c, 1));
    if (FAILED(read)) json_object_set_new(j, "unread", json_true()), json_object_set(j, "number", json_object_get(event, "number"));
    if (!cursor_is_null(c, 2)) {
        AUTO_TEXT t = text_with_ceiling(512 * 1024);
        text_base64(&t, cursor_view(c, 2).at, cursor_view(c, 2).bytes);
        json_put_view(j, "token", text_seen(&t));
        json_put_instant(j, "stamped_at", cursor_instant(c, 3));
    }
    json_array_append_new(all, j);
    return DONE;
}

static RESULT line_rows(struct store *s, struct view item, bool rotten_too, json_t **out, struct error *err) {
    static const struct stmt ALL = {"SELECT e.event, e.log_index, t.token, t.at, e.number FROM custody_event e LEFT JOIN custody_stamp t"
                                    " ON t.item = e.item AND t.number = e.number WHERE e.item = $1 ORDER BY e.number"};
    struct cursor c;
    json_t *all = json_array();
    struct result r = store_query(s, &ALL, VALUES(V_TEXT(item)), &c, err);
    if (!FAILED(r)) {
        while (!FAILED(r) && cursor_next(&c)) r = line_row(&c, rotten_too, all, err);
        r = cursor_ended(&c, r, err);
    }
    return json_given(r, all, out);
}

RESULT line_json(struct store *s, struct view item, json_t **out, struct error *err) { return line_rows(s, item, false, out, err); }
RESULT line_shown_json(struct store *s, struct view item, json_t **out, struct error *err) { return line_rows(s, item, true, out, err); }

// ---- Time-stamps ----

RESULT stamp_keep(struct store *s, struct view item, int64_t number, struct view token, struct instant at, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO custody_stamp(item, number, token, at) VALUES($1, $2, $3, $4)"};
    return store_run(s, &ADD, VALUES(V_TEXT(item), V_INT(number), V_BLOB(token.at, token.bytes), V_INT(at.ms)), err);
}

RESULT line_digest(struct store *s, struct view item, int64_t number, struct digest *out, struct error *err) {
    static const struct stmt GET = {"SELECT digest FROM custody_event WHERE item = $1 AND number = $2"};
    AUTO_TEXT d = text_with_ceiling(64);
    TRY(store_bytes(s, &GET, VALUES(V_TEXT(item), V_INT(number)), &d, err));
    if (d.bytes != sizeof out->bytes) return FAIL(err, STORE_DAMAGED, "a custody event's digest");
    memcpy(out->bytes, d.at, d.bytes);
    return DONE;
}

RESULT unstamped_json(struct store *s, int64_t limit, json_t **out, struct error *err) {
    static const struct stmt ALL = {"SELECT e.item, e.number, e.digest FROM custody_event e WHERE e.number = (SELECT max(number) "
                                    "FROM custody_event WHERE item = e.item)"
                                    " AND NOT EXISTS(SELECT 1 FROM custody_stamp t WHERE t.item = e.item AND t.number = e.number) ORDER BY e.item LIMIT $1"};
    struct cursor c;
    TRY(store_query(s, &ALL, VALUES(V_INT(limit)), &c, err));
    json_t *all = json_array();
    while (cursor_next(&c)) {
        json_t *j = json_pack("{s:I}", "number", (json_int_t)cursor_int(&c, 1));
        json_put_view(j, "item", cursor_view(&c, 0));
        put_hex(j, "digest", cursor_view(&c, 2));
        json_array_append_new(all, j);
    }
    return json_given(cursor_end(&c, err), all, out);
}
