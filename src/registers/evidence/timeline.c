// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/evidence/timeline.h"

const struct migration TIMELINE_MIGRATIONS[] = {
    {"timeline", 1,
     "CREATE TABLE evidence_reading(reading INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL REFERENCES evidence_item(id), format TEXT NOT NULL,"
     " officer TEXT NOT NULL, at INTEGER NOT NULL, lines INTEGER NOT NULL, digest TEXT NOT NULL) STRICT;"
     "CREATE INDEX evidence_reading_item ON evidence_reading(item, reading);"
     "CREATE TABLE evidence_event(reading INTEGER NOT NULL REFERENCES evidence_reading(reading) ON DELETE CASCADE, number INTEGER NOT NULL,"
     " line BLOB NOT NULL, PRIMARY KEY(reading, number)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE evidence_selector(reading INTEGER NOT NULL REFERENCES evidence_reading(reading) ON DELETE CASCADE, number INTEGER NOT NULL,"
     " kind TEXT NOT NULL, line BLOB NOT NULL, PRIMARY KEY(reading, number)) STRICT, WITHOUT ROWID;"},
};
const size_t TIMELINE_MIGRATION_COUNT = sizeof TIMELINE_MIGRATIONS / sizeof *TIMELINE_MIGRATIONS;

RESULT reading_begun(struct store *s, struct view item, struct view format, struct view officer, struct instant at, int64_t *reading, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM evidence_reading WHERE item = $1 AND digest = ''"};
    static const struct stmt ADD = {"INSERT INTO evidence_reading(item, format, officer, at, lines, digest) VALUES($1, $2, $3, $4, 0, '')"};
    static const struct stmt LAST = {"SELECT max(reading) FROM evidence_reading WHERE item = $1"};
    TRY(store_run(s, &FORGET, VALUES(V_TEXT(item)), err));
    TRY(store_run(s, &ADD, VALUES(V_TEXT(item), V_TEXT(format), V_TEXT(officer), V_INT(at.ms)), err));
    return store_number(s, &LAST, VALUES(V_TEXT(item)), 0, reading, err);
}

RESULT reading_of(struct store *s, int64_t reading, struct reading_row *out, struct error *err) {
    static const struct stmt GET = {"SELECT item, officer, format, lines, digest FROM evidence_reading WHERE reading = $1"};
    struct cursor c;
    bool there = false;
    TRY(store_query(s, &GET, VALUES(V_INT(reading)), &c, err));
    if (cursor_next(&c)) {
        there = true;
        snprintf(out->item, sizeof out->item, "%.*s", VIEW_ARGS(cursor_view(&c, 0)));
        snprintf(out->officer, sizeof out->officer, "%.*s", VIEW_ARGS(cursor_view(&c, 1)));
        snprintf(out->format, sizeof out->format, "%.*s", VIEW_ARGS(cursor_view(&c, 2)));
        out->lines = cursor_int(&c, 3), out->whole = cursor_view(&c, 4).bytes > 0;
    }
    TRY(cursor_end(&c, err));
    return there ? DONE : FAIL(err, NOT_FOUND, "no such reading");
}

// The reader is sandboxed, not trusted: what it wrote is read again before it is kept.
RESULT reading_line(struct store *s, int64_t reading, struct view line, int64_t number, struct error *err) {
    static const struct stmt EVENT = {"INSERT INTO evidence_event(reading, number, line) VALUES($1, $2, $3)"};
    static const struct stmt SELECTOR = {"INSERT INTO evidence_selector(reading, number, kind, line) VALUES($1, $2, $3, $4)"};
    AUTO_JSON *j = NULL;
    AUTO_TEXT again = text_with_ceiling(2 * 1024 * 1024);
    TRY(json_strict(line, &j, err));
    text_json(&again, j);
    if (!view_same(text_seen(&again), line)) return FAIL(err, BAD_JSON, "line %lld is not canonical", (long long)number);
    const json_t *event = json_object_get(j, "event"), *selector = json_object_get(j, "selector");
    if (json_is_object(event)) return store_run(s, &EVENT, VALUES(V_INT(reading), V_INT(number), V_BLOB(line.at, line.bytes)), err);
    if (!json_is_object(selector) || !json_view(selector, "kind").bytes || !json_view(selector, "text").bytes)
        return FAIL(err, BAD_FORMAT, "line %lld is neither an event nor a selector", (long long)number);
    return store_run(s, &SELECTOR, VALUES(V_INT(reading), V_INT(number), V_TEXT(json_view(selector, "kind")), V_BLOB(line.at, line.bytes)), err);
}

RESULT reading_counted(struct store *s, int64_t reading, int64_t lines, struct error *err) {
    static const struct stmt SET = {"UPDATE evidence_reading SET lines = $2 WHERE reading = $1 AND digest = ''"};
    return store_run(s, &SET, VALUES(V_INT(reading), V_INT(lines)), err);
}

static RESULT lines_hashed(struct store *s, const struct stmt *all, int64_t reading, struct hash *h, int64_t *count, struct error *err) {
    struct cursor c;
    TRY(store_query(s, all, VALUES(V_INT(reading)), &c, err));
    for (*count = 0; cursor_next(&c); ++*count) hash_add(h, cursor_view(&c, 0)), hash_add(h, VIEW("\n"));
    return cursor_end(&c, err);
}

RESULT reading_digest(struct store *s, int64_t reading, struct digest *out, int64_t *events, int64_t *selectors, struct error *err) {
    static const struct stmt EVENTS = {"SELECT line FROM evidence_event WHERE reading = $1 ORDER BY number"};
    static const struct stmt SELECTORS = {"SELECT line FROM evidence_selector WHERE reading = $1 ORDER BY number"};
    struct hash h;
    hash_begin(&h);
    TRY(lines_hashed(s, &EVENTS, reading, &h, events, err));
    TRY(lines_hashed(s, &SELECTORS, reading, &h, selectors, err));
    *out = hash_end(&h);
    return DONE;
}

RESULT reading_ended(struct store *s, int64_t reading, struct view digest_hex, struct error *err) {
    static const struct stmt SET = {"UPDATE evidence_reading SET digest = $2 WHERE reading = $1"};
    return store_run(s, &SET, VALUES(V_INT(reading), V_TEXT(digest_hex)), err);
}

RESULT reading_newest(struct store *s, struct view item, int64_t *reading, struct error *err) {
    static const struct stmt GET = {"SELECT coalesce(max(reading), 0) FROM evidence_reading WHERE item = $1 AND digest <> ''"};
    return store_number(s, &GET, VALUES(V_TEXT(item)), 0, reading, err);
}

// ---- Shown ----

static RESULT rows_of(struct cursor *c, const char *member, json_t *all, struct error *err) {
    const char *number = strcmp(member, "selector") == 0 ? "number" : "n";
    while (cursor_next(c)) {
        AUTO_JSON *j = NULL;
        json_t *in = FAILED(json_stored(cursor_view(c, 1), &j, NULL)) ? NULL : json_object_get(j, member);
        if (!in) json_array_append_new(all, json_pack("{s:I,s:b}", number, (json_int_t)cursor_int(c, 0), "unread", 1));
        if (!in) continue;
        if (strcmp(member, "selector") == 0) json_object_set_new(in, "number", json_integer(cursor_int(c, 0)));
        json_array_append(all, in);
    }
    return cursor_end(c, err);
}

RESULT timeline_json(struct store *s, int64_t reading, int64_t after, int64_t limit, json_t **out, struct error *err) {
    static const struct stmt ALL = {"SELECT number, line FROM evidence_event WHERE reading = $1 AND number > $2 ORDER BY number LIMIT $3"};
    struct cursor c;
    TRY(store_query(s, &ALL, VALUES(V_INT(reading), V_INT(after), V_INT(limit)), &c, err));
    json_t *all = json_array();
    return json_given(rows_of(&c, "event", all, err), all, out);
}

RESULT selectors_json(struct store *s, int64_t reading, struct view kind, int64_t after, int64_t limit, json_t **out, struct error *err) {
    static const struct stmt ALL = {"SELECT number, line FROM evidence_selector WHERE reading = $1 AND number > $2 AND ($4 = '' "
                                    "OR kind = $4) ORDER BY number LIMIT $3"};
    struct cursor c;
    TRY(store_query(s, &ALL, VALUES(V_INT(reading), V_INT(after), V_INT(limit), V_TEXT(kind)), &c, err));
    json_t *all = json_array();
    return json_given(rows_of(&c, "selector", all, err), all, out);
}

RESULT timeline_forgotten(struct store *s, struct view item, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM evidence_reading WHERE item = $1"};
    return store_run(s, &FORGET, VALUES(V_TEXT(item)), err);
}
