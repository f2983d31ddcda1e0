// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/evidence/hashes.h"

#include "base/text.h"

const struct migration HASH_MIGRATIONS[] = {
    {"hashes", 1,
     "CREATE TABLE content_hash(id INTEGER PRIMARY KEY AUTOINCREMENT, type INTEGER NOT NULL, value BLOB NOT NULL, source TEXT NOT NULL,"
     " label TEXT NOT NULL, quality INTEGER NOT NULL, added_at INTEGER NOT NULL, retain_until INTEGER NOT NULL, UNIQUE(type, value, source)) STRICT;"
     "CREATE INDEX content_hash_term ON content_hash(retain_until);"
     "CREATE TABLE content_hash_stamp(one INTEGER PRIMARY KEY CHECK (one = 1), stamp INTEGER NOT NULL) STRICT;"},
};
const size_t HASH_MIGRATION_COUNT = sizeof HASH_MIGRATIONS / sizeof *HASH_MIGRATIONS;

#define X(name, bytes) #name,
static const char *const names[] = {HASH_TYPES(X)};
#undef X
#define X(name, bytes) bytes,
static const size_t sizes[] = {HASH_TYPES(X)};
#undef X
static const char *hash_type_name(enum hash_type t) { return t < HASH_TYPE_COUNT ? names[t] : "?"; }

RESULT hash_read(struct view type, struct view hex, enum hash_type *out, unsigned char value[HASH_BYTES_MAX], struct error *err) {
    char low[2 * HASH_BYTES_MAX];
    int t = 0;
    while (t < HASH_TYPE_COUNT && !view_is(type, names[t])) t++;
    if (t == HASH_TYPE_COUNT) return FAIL(err, BAD_FIELD, "type: pdq, md5, sha1 or sha256");
    if (hex.bytes != 2 * sizes[t]) return FAIL(err, BAD_FIELD, "value: %zu hexadecimal digits for %s", 2 * sizes[t], names[t]);
    for (size_t i = 0; i < hex.bytes; i++) low[i] = hex.at[i] >= 'A' && hex.at[i] <= 'F' ? (char)(hex.at[i] | 0x20) : hex.at[i];
    if (!hex_read((struct view){low, hex.bytes}, value, sizes[t])) return FAIL(err, BAD_FIELD, "value: %zu hexadecimal digits for %s", 2 * sizes[t], names[t]);
    *out = (enum hash_type)t;
    return DONE;
}

RESULT content_hash_add(struct store *s, const struct hash_entry *e, bool *added, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO content_hash(type, value, source, label, quality, added_at, retain_until) VALUES($1, $2, $3, $4, $5, $6, $7)"
                                    " ON CONFLICT(type, value, source) DO NOTHING"};
    static const struct stmt LONGER = {"UPDATE content_hash SET retain_until=max(retain_until, $4) WHERE type=$1 AND value=$2 AND source=$3"};
    struct value value = V_BLOB(e->value, sizes[e->type]);
    TRY(store_run(s, &ADD, VALUES(V_INT(e->type), value, V_TEXT(e->source), V_TEXT(e->label), V_INT(e->quality), V_INT(e->added_at.ms),
                                  V_INT(e->retain_until.ms)), err));
    *added = store_changes(s) > 0;
    return *added ? DONE : store_run(s, &LONGER, VALUES(V_INT(e->type), value, V_TEXT(e->source), V_INT(e->retain_until.ms)), err);
}

RESULT content_hash_drop(struct store *s, struct view source, int64_t *dropped, struct error *err) {
    static const struct stmt DROP = {"DELETE FROM content_hash WHERE source=$1"};
    TRY(store_run(s, &DROP, VALUES(V_TEXT(source)), err));
    *dropped = store_changes(s);
    return DONE;
}

RESULT content_hash_expire(struct store *s, struct instant now, int64_t *dropped, struct error *err) {
    static const struct stmt EXPIRE = {"DELETE FROM content_hash WHERE retain_until <= $1"};
    TRY(store_run(s, &EXPIRE, VALUES(V_INT(now.ms)), err));
    *dropped = store_changes(s);
    return DONE;
}

RESULT content_hash_stamp(struct store *s, int64_t *out, struct error *err) {
    static const struct stmt READ = {"SELECT stamp FROM content_hash_stamp"};
    return store_number(s, &READ, NO_VALUES, 0, out, err);
}

RESULT content_hash_changed(struct store *s, int64_t stamp, struct error *err) {
    static const struct stmt WRITE = {"INSERT INTO content_hash_stamp(one, stamp) VALUES(1, $1) ON CONFLICT(one) DO UPDATE SET stamp=$1"};
    return store_run(s, &WRITE, VALUES(V_INT(stamp)), err);
}

RESULT content_hash_each(struct store *s, enum hash_type t, content_hash_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT id, value FROM content_hash WHERE type=$1 ORDER BY id"};
    struct cursor c;
    TRY(store_query(s, &EACH, VALUES(V_INT(t)), &c, err));
    struct result r = DONE;
    while (!FAILED(r) && cursor_next(&c)) r = reader(ctx, cursor_int(&c, 0), cursor_view(&c, 1), err);
    return cursor_ended(&c, r, err);
}

#define COLUMNS "type, value, source, label, quality, added_at, retain_until"
static json_t *row_json(const struct cursor *c) {
    AUTO_TEXT hex = text_with_ceiling(2 * HASH_BYTES_MAX);
    text_hex(&hex, cursor_view(c, 1).at, cursor_view(c, 1).bytes);
    json_t *j = json_pack("{s:s}", "type", hash_type_name((enum hash_type)cursor_int(c, 0)));
    json_put_view(j, "value", text_seen(&hex));
    json_put_view(j, "source", cursor_view(c, 2));
    if (cursor_view(c, 3).bytes) json_put_view(j, "label", cursor_view(c, 3));
    if (cursor_int(c, 4) >= 0) json_object_set_new(j, "quality", json_integer(cursor_int(c, 4)));
    json_put_instant(j, "added_at", cursor_instant(c, 5));
    json_put_instant(j, "retain_until", cursor_instant(c, 6));
    return j;
}

RESULT content_hash_find(struct store *s, enum hash_type t, const unsigned char *value, struct instant now, json_t *out, struct error *err) {
    static const struct stmt FIND = {"SELECT " COLUMNS " FROM content_hash WHERE type=$1 AND value=$2 AND retain_until > $3 ORDER BY id"};
    struct cursor c;
    TRY(store_query(s, &FIND, VALUES(V_INT(t), V_BLOB(value, sizes[t]), V_INT(now.ms)), &c, err));
    while (cursor_next(&c)) json_array_append_new(out, row_json(&c));
    return cursor_end(&c, err);
}

RESULT content_hash_one(struct store *s, int64_t id, struct instant now, json_t **out, struct error *err) {
    static const struct stmt ONE = {"SELECT " COLUMNS " FROM content_hash WHERE id=$1 AND retain_until > $2"};
    struct cursor c;
    json_t *j = NULL;
    TRY(store_query(s, &ONE, VALUES(V_INT(id), V_INT(now.ms)), &c, err));
    if (cursor_next(&c)) j = row_json(&c);
    struct result r = cursor_end(&c, err);
    if (FAILED(r) || !j) {
        json_decref(j);
        return FAILED(r) ? r : FAIL(err, NOT_FOUND, "that hash is gone");
    }
    *out = j;
    return DONE;
}

RESULT content_hash_counts(struct store *s, json_t **out, struct error *err) {
    static const struct stmt COUNTS = {"SELECT source, type, count(*) FROM content_hash GROUP BY source, type ORDER BY source, type"};
    struct cursor c;
    json_t *list = json_array();
    struct result r = store_query(s, &COUNTS, NO_VALUES, &c, err);
    if (!FAILED(r)) {
        while (cursor_next(&c)) {
            json_t *j = json_pack("{s:s,s:I}", "type", hash_type_name((enum hash_type)cursor_int(&c, 1)), "count", (json_int_t)cursor_int(&c, 2));
            json_put_view(j, "source", cursor_view(&c, 0));
            json_array_append_new(list, j);
        }
        r = cursor_end(&c, err);
    }
    return json_given(r, list, out);
}
