// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/records.h"

#include "registers/mould.h"

const struct migration RECORDS_MIGRATIONS[] = {
    {"registers", 1,
     "CREATE TABLE record(id INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, reg TEXT NOT NULL, uid TEXT NOT NULL,"
     " source TEXT NOT NULL, ref TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL, digest BLOB NOT NULL,"
     " retain_until INTEGER NOT NULL, changed_at INTEGER NOT NULL, UNIQUE(owner, reg, uid)) STRICT;"
     "CREATE UNIQUE INDEX record_ref ON record(owner, source, ref) WHERE source <> '';"
     "CREATE INDEX record_term ON record(owner, retain_until);"
     "CREATE TABLE sharing(member TEXT NOT NULL, reg TEXT NOT NULL, uid TEXT NOT NULL, version INTEGER NOT NULL,"
     " seq INTEGER NOT NULL, sent_at INTEGER NOT NULL, confirmed_at INTEGER NOT NULL DEFAULT 0,"
     " PRIMARY KEY(uid, reg, member)) STRICT, WITHOUT ROWID;"
     "CREATE INDEX sharing_unconfirmed ON sharing(member, seq) WHERE confirmed_at = 0;"
     "CREATE INDEX sharing_untold ON sharing(member, reg, uid) WHERE version = 0 AND seq = 0;"},
    {"registers", 2, "DROP INDEX record_term; CREATE INDEX record_term ON record(retain_until) WHERE retain_until <> 0;"},
    {"registers", 3,
     "ALTER TABLE sharing ADD COLUMN refused TEXT NOT NULL DEFAULT '';"
     "CREATE INDEX sharing_refused ON sharing(member) WHERE refused <> '';"},
    {"registers", 4,  // 0: the body as it is, as all were before
     "CREATE TABLE mould(id INTEGER PRIMARY KEY, owner TEXT NOT NULL, reg TEXT NOT NULL, source TEXT NOT NULL, words BLOB NOT NULL,"
     " UNIQUE(owner, reg, source)) STRICT;"
     "ALTER TABLE record ADD COLUMN mould INTEGER NOT NULL DEFAULT 0;"},
    {"registers", 5,  // from here on a packed body has a check (mould.h); moulds that stayed when their list's last entry went to another list go
     "DELETE FROM mould WHERE NOT EXISTS (SELECT 1 FROM record"
     " WHERE owner = mould.owner AND reg = mould.reg AND source = mould.source AND source <> '');"},
};
const size_t RECORDS_MIGRATION_COUNT = sizeof RECORDS_MIGRATIONS / sizeof *RECORDS_MIGRATIONS;

#define COLUMNS_OF(t) t ".id, " t ".owner, " t ".reg, " t ".uid, " t ".source, " t ".ref, " t ".version, " t ".body, " t ".digest, " \
    t ".retain_until, " t ".changed_at, " t ".mould, (SELECT words FROM mould WHERE id = " t ".mould)"
#define COLUMNS COLUMNS_OF("record")
enum { COLUMN_COUNT = 13 };

// `open` holds the body, until the next row is read into it.
static RESULT row(const struct cursor *c, struct text *open, struct record *out, struct error *err) {
    *out = (struct record){
        .id = cursor_int(c, 0), .owner = cursor_view(c, 1), .reg = cursor_view(c, 2), .uid = cursor_view(c, 3),
        .source = cursor_view(c, 4), .ref = cursor_view(c, 5), .version = cursor_int(c, 6), .body = cursor_view(c, 7),
        .digest = cursor_view(c, 8), .retain_until = cursor_instant(c, 9), .changed_at = cursor_instant(c, 10),
    };
    if (!cursor_int(c, 11)) return DONE;
    text_clear(open);
    struct result r = mould_unpack(cursor_view(c, 12), out->body, open, err);
    if (r.code == CODE_STORE_DAMAGED) return FAIL(err, STORE_DAMAGED, "a body of %.*s/%.*s can't be read", VIEW_ARGS(out->owner), VIEW_ARGS(out->reg));
    TRY(r);
    out->body = text_seen(open);
    return DONE;
}

static RESULT row_all(const struct cursor *c, struct text *open, struct record *out, struct error *err) {
    struct result r = row(c, open, out, err);
    if (r.code == CODE_STORE_DAMAGED) out->body = VIEW(""), out->damaged = true, r = DONE;
    return r;
}

// ---- What stands ----

struct standing {
    int64_t id, version;  // 0: there is none
    struct text source;
};

static void standing_free(struct standing *w) { text_free(&w->source); }

static RESULT stands(struct store *s, struct view owner, struct view reg, struct view uid, struct standing *out, struct error *err) {
    static const struct stmt STANDS = {"SELECT id, version, source FROM record WHERE owner=$1 AND reg=$2 AND uid=$3"};
    struct cursor c;
    *out = (struct standing){.source = text_with_ceiling(SIZE_MAX)};
    TRY(store_query(s, &STANDS, VALUES(V_TEXT(owner), V_TEXT(reg), V_TEXT(uid)), &c, err));
    if (cursor_next(&c)) out->id = cursor_int(&c, 0), out->version = cursor_int(&c, 1), text_view(&out->source, cursor_view(&c, 2));
    return cursor_end(&c, err);
}

static RESULT is_old(struct store *s, const struct record *r, bool *out, struct error *err) {
    __attribute__((cleanup(standing_free))) struct standing was;
    TRY(stands(s, r->owner, r->reg, r->uid, &was, err));
    *out = was.id && was.version >= r->version;
    return DONE;
}

// ---- Bodies at rest ----

struct at_rest {
    int64_t mould;        // 0: the body as it is
    struct text words, packed;
};
enum { PACKED_FROM_BYTES = 64, MOULD_GROWS_BELOW_BYTES = 1024 };  // what fits badly for another reason than its form is not looked at for ever

static void at_rest_free(struct at_rest *b) { text_free(&b->words), text_free(&b->packed); }

static RESULT mould_read(struct store *s, const struct record *r, struct at_rest *b, struct error *err) {
    static const struct stmt READ = {"SELECT id, words FROM mould WHERE owner=$1 AND reg=$2 AND source=$3"};
    struct cursor c;
    TRY(store_query(s, &READ, VALUES(V_TEXT(r->owner), V_TEXT(r->reg), V_TEXT(r->source)), &c, err));
    if (cursor_next(&c)) b->mould = cursor_int(&c, 0), text_view(&b->words, cursor_view(&c, 1));
    TRY(cursor_end(&c, err));
    return text_ok(&b->words) ? DONE : FAIL(err, STORE_DAMAGED, "a mould is larger than any");
}

static RESULT mould_write(struct store *s, const struct record *r, struct at_rest *b, struct error *err) {
    static const struct stmt WRITE = {"INSERT INTO mould(owner, reg, source, words) VALUES($1, $2, $3, $4)"
                                      " ON CONFLICT(owner, reg, source) DO UPDATE SET words=excluded.words RETURNING id"};
    return store_number(s, &WRITE, VALUES(V_TEXT(r->owner), V_TEXT(r->reg), V_TEXT(r->source), V_BLOB(b->words.at, b->words.bytes)), 0, &b->mould, err);
}

// The form of this body is none that the mould has, and there is room for it: it is added, unless the record will be refused.
static RESULT mould_grow(struct store *s, const struct record *r, struct at_rest *b, struct error *err) {
    AUTO_TEXT form = text_with_ceiling(MOULD_BYTES_MAX - 1 - b->words.bytes), packed = text_with_ceiling(2 * MOULD_BYTES_MAX);
    mould_words(r->body, &form);
    if (!text_ok(&form)) return DONE;
    mould_pack(text_seen(&b->words), text_seen(&form), &packed);
    if (4 * packed.bytes <= form.bytes) return DONE;
    bool old;
    TRY(is_old(s, r, &old, err));
    if (old) return DONE;
    if (!b->words.bytes) text_char(&b->words, MOULD_SINCE);
    text_view(&b->words, text_seen(&form));
    TRY(mould_write(s, r, b, err));
    text_clear(&b->packed);
    mould_pack(text_seen(&b->words), r->body, &b->packed);
    return DONE;
}

static RESULT pack(struct store *s, const struct record *r, struct at_rest *b, struct error *err) {
    *b = (struct at_rest){0, text_with_ceiling(MOULD_BYTES_MAX), text_with_ceiling(2 * MOULD_BODY_BYTES_MAX)};
    if (!r->source.bytes || r->body.bytes < PACKED_FROM_BYTES || r->body.bytes > MOULD_BODY_BYTES_MAX) return DONE;
    TRY(mould_read(s, r, b, err));
    mould_pack(text_seen(&b->words), r->body, &b->packed);
    if (2 * b->packed.bytes > r->body.bytes && b->words.bytes < MOULD_GROWS_BELOW_BYTES) TRY(mould_grow(s, r, b, err));
    if (b->packed.bytes >= r->body.bytes) b->mould = 0;
    return DONE;
}

// ---- Putting and dropping ----

// An entry has left this list: its mould goes with the last one.
static RESULT mould_leave(struct store *s, struct view owner, struct view reg, struct view source, struct error *err) {
    static const struct stmt LAST = {"DELETE FROM mould WHERE owner=$1 AND reg=$2 AND source=$3 AND NOT EXISTS"
                                     " (SELECT 1 FROM record WHERE owner=$1 AND reg=$2 AND source=$3 AND source <> '')"};
    return source.bytes ? store_run(s, &LAST, VALUES(V_TEXT(owner), V_TEXT(reg), V_TEXT(source)), err) : DONE;
}

// Almost every record is a new one: what stands is looked at only when it is none.
static RESULT put(struct store *s, const struct record *r, const struct at_rest *b, int64_t *id, struct error *err) {
    static const struct stmt ADD = {
        "INSERT INTO record(owner, reg, uid, source, ref, version, body, digest, retain_until, changed_at, mould)"
        " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT(owner, reg, uid) DO NOTHING"};
    static const struct stmt CHANGE = {
        "UPDATE record SET source=$4, ref=$5, version=$6, body=$7, digest=$8, retain_until=$9, changed_at=$10, mould=$11"
        " WHERE owner=$1 AND reg=$2 AND uid=$3"};
    struct view body = b->mould ? text_seen(&b->packed) : r->body;
    const struct value values[] = {V_TEXT(r->owner), V_TEXT(r->reg), V_TEXT(r->uid), V_TEXT(r->source), V_TEXT(r->ref),
                                   V_INT(r->version), V_BLOB(body.at, body.bytes), V_BLOB(r->digest.at, r->digest.bytes),
                                   V_INT(r->retain_until.ms), V_INT(r->changed_at.ms), V_INT(b->mould)};
    enum { COUNT = sizeof values / sizeof *values };
    TRY(store_run(s, &ADD, values, COUNT, err));
    if (store_changes(s)) {
        *id = store_last_id(s);
        return DONE;
    }
    __attribute__((cleanup(standing_free))) struct standing was;
    TRY(stands(s, r->owner, r->reg, r->uid, &was, err));
    if (was.version >= r->version) return DONE;
    TRY(store_run(s, &CHANGE, values, COUNT, err));
    *id = was.id;
    return view_same(text_seen(&was.source), r->source) ? DONE : mould_leave(s, r->owner, r->reg, text_seen(&was.source), err);
}

RESULT record_put(struct store *s, const struct record *r, int64_t *id, bool *changed, struct error *err) {
    __attribute__((cleanup(at_rest_free))) struct at_rest b;
    int64_t written = 0;
    TRY(pack(s, r, &b, err));
    TRY(put(s, r, &b, &written, err));
    *changed = written != 0;
    if (id) *id = written;
    return written ? feed_tell(s, RECORD_FEED, written, FEED_PUT, err) : DONE;
}

RESULT record_drop(struct store *s, struct view owner, struct view reg, struct view uid, struct error *err) {
    static const struct stmt DROP = {"DELETE FROM record WHERE id=$1"};
    __attribute__((cleanup(standing_free))) struct standing was;
    TRY(stands(s, owner, reg, uid, &was, err));
    if (!was.id) return FAIL(err, NOT_FOUND, "no such record");
    TRY(store_run(s, &DROP, VALUES(V_INT(was.id)), err));
    TRY(mould_leave(s, owner, reg, text_seen(&was.source), err));
    return feed_tell(s, RECORD_FEED, was.id, FEED_DROP, err);
}

// Copy the bytes of a row into `hold` and let the record's views point there.
static void settle(struct text *hold, struct record *r) {
    struct view *views[] = {&r->owner, &r->reg, &r->uid, &r->source, &r->ref, &r->body, &r->digest};
    text_hold(hold, views, sizeof views / sizeof *views);
}

static RESULT take_one(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, struct text *hold,
                       struct record *out, struct error *err) {
    struct cursor c;
    AUTO_TEXT open = text_with_ceiling(MOULD_BODY_BYTES_MAX);
    TRY(store_query(s, stmt, values, count, &c, err));
    struct record one = {0};
    bool found = cursor_next(&c);
    struct result r = found ? row(&c, &open, &one, err) : DONE;
    text_clear(hold);
    if (found && !FAILED(r)) settle(hold, &one);
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    if (FAILED(r)) return r;
    if (!found) return FAIL(err, NOT_FOUND, "no such record");
    if (!text_ok(hold)) return FAIL(err, TOO_BIG, "the record is larger than the ceiling");
    *out = one;
    return DONE;
}

RESULT record_get(struct store *s, int64_t id, struct text *hold, struct record *out, struct error *err) {
    static const struct stmt GET = {"SELECT " COLUMNS " FROM record WHERE id=$1"};
    return take_one(s, &GET, VALUES(V_INT(id)), hold, out, err);
}

RESULT record_find(struct store *s, struct view owner, struct view reg, struct view uid, struct text *hold, struct record *out,
                   struct error *err) {
    static const struct stmt FIND = {"SELECT " COLUMNS " FROM record WHERE owner=$1 AND reg=$2 AND uid=$3"};
    return take_one(s, &FIND, VALUES(V_TEXT(owner), V_TEXT(reg), V_TEXT(uid)), hold, out, err);
}

static RESULT walk_rows(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, bool damaged_too, record_reader *reader,
                        void *ctx, struct error *err) {
    struct cursor c;
    struct result r = DONE;
    AUTO_TEXT open = text_with_ceiling(MOULD_BODY_BYTES_MAX);
    TRY(store_query(s, stmt, values, count, &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct record one;
        r = damaged_too ? row_all(&c, &open, &one, err) : row(&c, &open, &one, err);
        if (!FAILED(r)) r = reader(ctx, &one, err);
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    return r;
}

static RESULT walk(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, record_reader *reader, void *ctx,
                   struct error *err) {
    return walk_rows(s, stmt, values, count, false, reader, ctx, err);
}

static const struct stmt EACH_RECORD = {"SELECT " COLUMNS " FROM record WHERE id > $2 AND ($1 = '' OR owner = $1) ORDER BY id LIMIT $3"};

RESULT record_each(struct store *s, struct view owner, int64_t after, int64_t limit, record_reader *reader, void *ctx,
                   struct error *err) {
    return walk(s, &EACH_RECORD, VALUES(V_TEXT(owner), V_INT(after), V_INT(limit)), reader, ctx, err);
}

RESULT record_all(struct store *s, struct view owner, int64_t after, int64_t limit, record_reader *reader, void *ctx, struct error *err) {
    return walk_rows(s, &EACH_RECORD, VALUES(V_TEXT(owner), V_INT(after), V_INT(limit)), true, reader, ctx, err);
}

RESULT record_any(struct store *s, struct view owner, record_reader *reader, void *ctx, struct error *err) {
    static const struct stmt ANY = {"SELECT " COLUMNS " FROM record WHERE owner=$1 LIMIT 1"};
    return walk(s, &ANY, VALUES(V_TEXT(owner)), reader, ctx, err);
}

RESULT record_follow(struct store *s, int64_t after, int64_t limit, struct record_ids known, record_follower *follower, void *ctx,
                     int64_t *last, struct error *err) {
    static const struct stmt FOLLOW = {
        "SELECT " COLUMNS_OF("r") ", f.key, f.op, f.position FROM feed f LEFT JOIN record r ON r.id = f.key"
        " WHERE f.position > $1 AND f.tbl = '" RECORD_FEED "' AND NOT (f.key BETWEEN $3 AND $4 AND r.version IS 1)"
        " ORDER BY f.position LIMIT $2"};
    struct cursor c;
    struct result r = DONE;
    int64_t reached = after;
    AUTO_TEXT open = text_with_ceiling(MOULD_BODY_BYTES_MAX);
    TRY(store_query(s, &FOLLOW, VALUES(V_INT(after), V_INT(limit), V_INT(known.first), V_INT(known.last)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct record one;
        bool here = cursor_int(&c, COLUMN_COUNT + 1) == FEED_PUT && !cursor_is_null(&c, 0);  // or it was dropped later on
        if (here) r = row_all(&c, &open, &one, err);
        if (!FAILED(r)) r = follower(ctx, cursor_int(&c, COLUMN_COUNT), here ? &one : NULL, err);
        reached = cursor_int(&c, COLUMN_COUNT + 2);
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    if (!FAILED(r)) *last = reached;
    return r;
}

RESULT record_of_list(struct store *s, struct view owner, struct view source, record_reader *reader, void *ctx, struct error *err) {
    static const struct stmt LIST = {
        "SELECT id, owner, reg, uid, source, ref, version, x'', digest, retain_until, changed_at, 0, NULL FROM record"
        " WHERE owner=$1 AND source=$2 AND source <> '' ORDER BY ref"};
    return walk(s, &LIST, VALUES(V_TEXT(owner), V_TEXT(source)), reader, ctx, err);
}

struct expiring {
    record_reader *reader;
    void *ctx;
    int64_t count;
    struct record_place last;
};

static struct result one_expired(void *ctx, const struct record *r, struct error *err) {
    struct expiring *e = ctx;
    e->count++;
    e->last = (struct record_place){r->retain_until, r->id};
    return e->reader(e->ctx, r, err);
}

RESULT record_expired(struct store *s, struct instant now, int64_t limit, struct record_place *after, record_reader *reader, void *ctx, struct error *err) {
    static const struct stmt OLD = {"SELECT id, owner, reg, uid, source, ref, version, x'', digest, retain_until, changed_at, 0, NULL "
                                    "FROM record WHERE retain_until <> 0 AND retain_until <= $1 AND (retain_until, id) > ($2, $3)"
                                    " ORDER BY retain_until, id LIMIT $4"};
    struct expiring e = {reader, ctx, 0, {{0}, 0}};
    TRY(walk(s, &OLD, VALUES(V_INT(now.ms), V_INT(after->until.ms), V_INT(after->id), V_INT(limit)), one_expired, &e, err));
    *after = e.count == limit ? e.last : (struct record_place){{0}, 0};
    return DONE;
}

void record_name(struct text *t, const struct record *r) {
    text_view(t, r->owner);
    text_char(t, '/');
    text_view(t, r->reg);
    text_char(t, '/');
    text_view(t, r->uid);
}

bool record_name_read(struct view name, struct view *owner, struct view *reg, struct view *uid) {
    struct view rest;
    *owner = view_cut(name, '/', &rest);
    *reg = view_cut(rest, '/', uid);
    return owner->bytes && reg->bytes && uid->bytes && !memchr(uid->at, '/', uid->bytes);
}

RESULT sharing_sent(struct store *s, struct view reg, struct view uid, struct view member, int64_t version, int64_t seq,
                    struct instant at, struct error *err) {
    static const struct stmt SENT = {
        "INSERT INTO sharing(member, reg, uid, version, seq, sent_at) VALUES($1, $2, $3, $4, $5, $6)"
        " ON CONFLICT(uid, reg, member) DO UPDATE SET version=excluded.version, seq=excluded.seq, sent_at=excluded.sent_at,"
        " confirmed_at=0, refused=''"};
    return store_run(s, &SENT, VALUES(V_TEXT(member), V_TEXT(reg), V_TEXT(uid), V_INT(version), V_INT(seq), V_INT(at.ms)), err);
}

RESULT sharing_confirmed(struct store *s, struct view member, int64_t up_to_seq, struct instant at, struct error *err) {
    static const struct stmt CONFIRM = {"UPDATE sharing SET confirmed_at=$3 WHERE member=$1 AND seq <= $2 AND confirmed_at = 0 AND seq > 0"
                                        " AND refused = ''"};
    return store_run(s, &CONFIRM, VALUES(V_TEXT(member), V_INT(up_to_seq), V_INT(at.ms)), err);
}

RESULT sharing_refused(struct store *s, struct view member, int64_t seq, struct view uid, struct view code, struct error *err) {
    static const struct stmt REFUSE = {
        "UPDATE sharing SET confirmed_at=0, refused=$4 WHERE member=$1 AND seq=$2 AND ($3 = '' OR uid=$3)"};
    return store_run(s, &REFUSE, VALUES(V_TEXT(member), V_INT(seq), V_TEXT(uid), V_TEXT(code)), err);
}

RESULT sharing_refused_count(struct store *s, struct view member, int64_t *out, struct error *err) {
    static const struct stmt COUNT = {"SELECT count(*) FROM sharing WHERE member=$1 AND refused <> ''"};
    return store_number(s, &COUNT, VALUES(V_TEXT(member)), 0, out, err);
}

RESULT sharing_withdraw(struct store *s, struct view reg, struct view uid, struct view member, struct error *err) {
    static const struct stmt WITHDRAW = {
        "UPDATE sharing SET version=0, seq=0, confirmed_at=0, refused='' WHERE uid=$1 AND reg=$2 AND version <> 0 AND ($3 = '' OR member=$3)"};
    return store_run(s, &WITHDRAW, VALUES(V_TEXT(uid), V_TEXT(reg), V_TEXT(member)), err);
}

RESULT sharing_untold(struct store *s, struct view reg, struct view member, int64_t limit, uid_reader *reader, void *ctx,
                      struct error *err) {
    static const struct stmt UNTOLD = {"SELECT uid FROM sharing WHERE member=$1 AND reg=$2 AND version=0 AND seq=0 ORDER BY uid LIMIT $3"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &UNTOLD, VALUES(V_TEXT(member), V_TEXT(reg), V_INT(limit)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) r = reader(ctx, cursor_view(&c, 0), err);
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    return r;
}

RESULT sharing_version(struct store *s, struct view reg, struct view uid, struct view member, int64_t *out, struct error *err) {
    static const struct stmt HELD = {"SELECT version FROM sharing WHERE uid=$1 AND reg=$2 AND member=$3"};
    return store_number(s, &HELD, VALUES(V_TEXT(uid), V_TEXT(reg), V_TEXT(member)), 0, out, err);
}

RESULT sharing_holds(struct store *s, struct view reg, struct view uid, struct view member, bool *out, struct error *err) {
    int64_t version;
    TRY(sharing_version(s, reg, uid, member, &version, err));
    *out = version != 0;
    return DONE;
}

RESULT sharing_each(struct store *s, struct view reg, struct view uid, sharing_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT member, version, sent_at, confirmed_at, refused FROM sharing WHERE uid=$1 AND reg=$2 ORDER BY member"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &EACH, VALUES(V_TEXT(uid), V_TEXT(reg)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct sharing one = {cursor_view(&c, 0), cursor_int(&c, 1), {cursor_int(&c, 2)}, {cursor_int(&c, 3)}, cursor_view(&c, 4)};
        r = reader(ctx, &one, err);
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    return r;
}

bool office_number(struct view v) {
    bool digit = false;
    for (size_t i = 0; i < v.bytes; i++) {
        if (v.at[i] <= ' ' || v.at[i] > '~' || v.at[i] == '"' || v.at[i] == '\\') return false;
        digit |= v.at[i] >= '0' && v.at[i] <= '9';
    }
    return digit && v.bytes <= OFFICE_NUMBER_MAX;
}
