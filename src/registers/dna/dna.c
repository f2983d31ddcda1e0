// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/dna/dna.h"

#include "base/text.h"

const struct migration DNA_MIGRATIONS[] = {
    {"dna", 1,
     "CREATE TABLE dna_profile(id INTEGER PRIMARY KEY AUTOINCREMENT, ref TEXT NOT NULL UNIQUE, category TEXT NOT NULL, kit TEXT NOT NULL,"
     " lab TEXT NOT NULL, profile BLOB NOT NULL, quality INTEGER NOT NULL, added_at INTEGER NOT NULL, retain_until INTEGER NOT NULL) STRICT;"
     "CREATE INDEX dna_profile_term ON dna_profile(retain_until);"
     "CREATE TABLE dna_batch(id TEXT NOT NULL, member TEXT NOT NULL, kind TEXT NOT NULL, incoming INTEGER NOT NULL, count INTEGER NOT NULL,"
     " hits INTEGER NOT NULL, near INTEGER NOT NULL, searched INTEGER NOT NULL, asked_at INTEGER NOT NULL, answered_at INTEGER NOT NULL, "
     "PRIMARY KEY(id, member)) STRICT;"
     "CREATE INDEX dna_batch_at ON dna_batch(asked_at);"
     "CREATE TABLE dna_asked(batch TEXT NOT NULL, n INTEGER NOT NULL, ref TEXT NOT NULL, profile BLOB NOT NULL, PRIMARY KEY(batch, n))"
     " STRICT, WITHOUT ROWID;"
     "CREATE TABLE dna_pushed(member TEXT PRIMARY KEY, position INTEGER NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
     "CREATE TABLE dna_seen(member TEXT NOT NULL, mask INTEGER NOT NULL, profiles INTEGER NOT NULL, PRIMARY KEY(member, mask)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE dna_match(id INTEGER PRIMARY KEY AUTOINCREMENT, member TEXT NOT NULL, batch TEXT NOT NULL, incoming INTEGER NOT NULL,"
     " own_ref TEXT NOT NULL, their_ref TEXT NOT NULL, own_identified INTEGER NOT NULL, theirs_identified INTEGER NOT NULL, rule TEXT NOT NULL,"
     " quality INTEGER NOT NULL, own BLOB, theirs BLOB, at INTEGER NOT NULL, state TEXT NOT NULL, judged_by TEXT NOT NULL, reason TEXT NOT NULL) STRICT;"
     "CREATE INDEX dna_match_own ON dna_match(own_ref);"
     "CREATE TABLE dna_population(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, json TEXT NOT NULL) STRICT"},
    {"dna", 2,  // an import under way: its profiles have ids above `after` and are not seen; at most one
     "CREATE TABLE dna_stage(one INTEGER PRIMARY KEY CHECK(one = 1), after INTEGER NOT NULL, items INTEGER NOT NULL, operation INTEGER NOT NULL) STRICT;"
     "CREATE TABLE dna_compared(one INTEGER PRIMARY KEY CHECK(one = 1), position INTEGER NOT NULL, profiles INTEGER NOT NULL,"
     " full INTEGER NOT NULL, near INTEGER NOT NULL) STRICT; CREATE INDEX dna_match_their ON dna_match(their_ref)"},
    {"dna", 3,
     "CREATE TABLE dna_kin(id INTEGER PRIMARY KEY AUTOINCREMENT, ref TEXT NOT NULL, profile BLOB NOT NULL, relation TEXT NOT NULL, reason TEXT NOT NULL,"
     " asked_by TEXT NOT NULL, asked_at INTEGER NOT NULL, state TEXT NOT NULL, first_by TEXT NOT NULL, second_by TEXT NOT NULL, leads TEXT NOT NULL,"
     " searched INTEGER NOT NULL) STRICT"},
    {"dna", 4, "ALTER TABLE dna_batch ADD COLUMN matched INTEGER NOT NULL DEFAULT 0; ALTER TABLE dna_batch ADD COLUMN cut INTEGER NOT NULL DEFAULT 0;"
     "UPDATE dna_batch SET matched = min(count, hits + near)"},
    {"dna", 5, "ALTER TABLE dna_compared ADD COLUMN rule TEXT NOT NULL DEFAULT ''"},
    {"dna", 6, "ALTER TABLE dna_pushed ADD COLUMN rule TEXT NOT NULL DEFAULT ''; ALTER TABLE dna_pushed ADD COLUMN again INTEGER NOT NULL DEFAULT 0"},
    {"dna", 7, "ALTER TABLE dna_pushed ADD COLUMN told TEXT NOT NULL DEFAULT ''"},
};
const size_t DNA_MIGRATION_COUNT = sizeof DNA_MIGRATIONS / sizeof *DNA_MIGRATIONS;

static bool profile_of(struct view v, struct dna_profile *out) {
    if (v.bytes != sizeof *out) return false;
    memcpy(out, v.at, sizeof *out);
    return true;
}

// ---- An import under way ----
// No row: nothing is hidden. Every reader of records but dna_staged_each() asks for what lies below.
#define SHOWN "id <= (SELECT coalesce(min(after), 9223372036854775807) FROM dna_stage)"

RESULT dna_stage_get(struct store *s, struct dna_stage *out, struct error *err) {
    static const struct stmt GET = {"SELECT after, items, operation FROM dna_stage"};
    struct cursor c;
    *out = (struct dna_stage){.after = INT64_MAX};
    TRY(store_query(s, &GET, NO_VALUES, &c, err));
    if (cursor_next(&c)) *out = (struct dna_stage){true, cursor_int(&c, 0), cursor_int(&c, 1), cursor_int(&c, 2)};
    return cursor_end(&c, err);
}

RESULT dna_stage_begin(struct store *s, struct error *err) {
    static const struct stmt BEGIN = {"INSERT INTO dna_stage(one, after, items, operation) SELECT 1, coalesce(max(id), 0), 0, 0 FROM dna_profile"};
    return store_run(s, &BEGIN, NO_VALUES, err);
}

RESULT dna_stage_set(struct store *s, int64_t items, int64_t operation, struct error *err) {
    static const struct stmt SET = {"UPDATE dna_stage SET items=$1, operation=$2"};
    return store_run(s, &SET, VALUES(V_INT(items), V_INT(operation)), err);
}

RESULT dna_stage_end(struct store *s, struct error *err) {
    static const struct stmt END = {"DELETE FROM dna_stage"};
    return store_run(s, &END, NO_VALUES, err);
}

RESULT dna_stage_clear(struct store *s, int64_t limit, bool *more, struct error *err) {
    static const struct stmt CLEAR = {"DELETE FROM dna_profile WHERE id IN (SELECT id FROM dna_profile WHERE id > (SELECT after FROM dna_stage) LIMIT $1)"};
    TRY(store_run(s, &CLEAR, VALUES(V_INT(limit)), err));
    *more = store_changes(s) == limit;
    return *more ? DONE : dna_stage_end(s, err);
}

// How far the register was compared with itself.
RESULT dna_compared_get(struct store *s, struct dna_compared *out, struct error *err) {
    static const struct stmt GET = {"SELECT position, profiles, full, near, rule FROM dna_compared"};
    struct cursor c;
    *out = (struct dna_compared){0};
    TRY(store_query(s, &GET, NO_VALUES, &c, err));
    if (cursor_next(&c)) {
        *out = (struct dna_compared){.position = cursor_int(&c, 0), .profiles = cursor_int(&c, 1), .full = cursor_int(&c, 2), .near = cursor_int(&c, 3)};
        struct view rule = cursor_view(&c, 4);
        if (rule.bytes < sizeof out->rule) memcpy(out->rule, rule.at, rule.bytes);
    }
    return cursor_end(&c, err);
}

RESULT dna_compared_set(struct store *s, const struct dna_compared *d, struct error *err) {
    static const struct stmt SET = {"INSERT INTO dna_compared(one, position, profiles, full, near, rule) VALUES(1, $1, $2, $3, $4, $5)"
                                    " ON CONFLICT(one) DO UPDATE SET position=$1, profiles=$2, full=$3, near=$4, rule=$5"};
    return store_run(s, &SET, VALUES(V_INT(d->position), V_INT(d->profiles), V_INT(d->full), V_INT(d->near), V_TEXT(view_of(d->rule))), err);
}

// ---- Records ----
#define RECORD_COLUMNS "id, ref, category, kit, lab, profile, quality, added_at, retain_until"

RESULT dna_record_put(struct store *s, const struct dna_record *r, int64_t *id, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO dna_profile(ref, category, kit, lab, profile, quality, added_at, retain_until)"
                                    " VALUES($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT(ref) DO NOTHING"};
    TRY(store_run(s, &PUT, VALUES(V_TEXT(r->ref), V_TEXT(r->category), V_TEXT(r->kit), V_TEXT(r->lab), V_BLOB(&r->profile, sizeof r->profile),
                                  V_INT(r->quality), V_INT(r->added_at.ms), V_INT(r->retain_until.ms)), err));
    if (!store_changes(s)) return FAIL(err, ALREADY, "the reference number is in the register");
    *id = store_last_id(s);
    return DONE;
}

RESULT dna_record_drop(struct store *s, int64_t id, struct error *err) {
    static const struct stmt DROP = {"DELETE FROM dna_profile WHERE id=$1 AND " SHOWN};
    TRY(store_run(s, &DROP, VALUES(V_INT(id)), err));
    return store_changes(s) ? DONE : FAIL(err, NOT_FOUND, "the profile");
}

static RESULT records(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, dna_record_reader *reader, void *ctx,
                      size_t *found, struct error *err) {
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, stmt, values, count, &c, err));
    for (*found = 0; !FAILED(r) && cursor_next(&c); ++*found) {
        struct dna_record d = {.id = cursor_int(&c, 0), .ref = cursor_view(&c, 1), .category = cursor_view(&c, 2), .kit = cursor_view(&c, 3),
                               .lab = cursor_view(&c, 4), .quality = cursor_int(&c, 6), .added_at = cursor_instant(&c, 7),
                               .retain_until = cursor_instant(&c, 8)};
        r = profile_of(cursor_view(&c, 5), &d.profile) ? reader(ctx, &d, err) : FAIL(err, STORE_DAMAGED, "a profile of another size");
    }
    return cursor_ended(&c, r, err);
}

RESULT dna_record_each(struct store *s, int64_t after, int64_t limit, dna_record_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT " RECORD_COLUMNS " FROM dna_profile WHERE id > $1 AND " SHOWN " ORDER BY id LIMIT $2"};
    size_t found;
    return records(s, &EACH, VALUES(V_INT(after), V_INT(limit)), reader, ctx, &found, err);
}

RESULT dna_staged_each(struct store *s, int64_t after, int64_t limit, dna_record_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT id, category, profile FROM dna_profile WHERE id > $1 ORDER BY id LIMIT $2"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &EACH, VALUES(V_INT(after), V_INT(limit)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct dna_record d = {.id = cursor_int(&c, 0), .category = cursor_view(&c, 1)};
        r = profile_of(cursor_view(&c, 2), &d.profile) ? reader(ctx, &d, err) : FAIL(err, STORE_DAMAGED, "a profile of another size");
    }
    return cursor_ended(&c, r, err);
}

RESULT dna_record_get(struct store *s, int64_t id, dna_record_reader *reader, void *ctx, struct error *err) {
    static const struct stmt GET = {"SELECT " RECORD_COLUMNS " FROM dna_profile WHERE id=$1"};
    size_t found;
    TRY(records(s, &GET, VALUES(V_INT(id)), reader, ctx, &found, err));
    return found ? DONE : FAIL(err, NOT_FOUND, "the profile");
}

RESULT dna_record_find(struct store *s, struct view ref, dna_record_reader *reader, void *ctx, struct error *err) {
    static const struct stmt FIND = {"SELECT " RECORD_COLUMNS " FROM dna_profile WHERE ref=$1 AND " SHOWN};
    size_t found;
    TRY(records(s, &FIND, VALUES(V_TEXT(ref)), reader, ctx, &found, err));
    return found ? DONE : FAIL(err, NOT_FOUND, "no profile has this reference number");
}

RESULT dna_record_expired(struct store *s, struct instant now, int64_t limit, dna_record_reader *reader, void *ctx, struct error *err) {
    static const struct stmt OVER = {"SELECT " RECORD_COLUMNS " FROM dna_profile WHERE retain_until <= $1 AND " SHOWN " ORDER BY retain_until LIMIT $2"};
    size_t found;
    return records(s, &OVER, VALUES(V_INT(now.ms), V_INT(limit)), reader, ctx, &found, err);
}

// ---- Batches ----
RESULT dna_batch_put(struct store *s, const struct dna_batch *b, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO dna_batch(id, member, kind, incoming, count, hits, near, searched, asked_at, answered_at, matched, cut)"
                                    " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
    return store_run(s, &PUT, VALUES(V_TEXT(b->id), V_TEXT(b->member), V_TEXT(b->kind), V_INT(b->incoming), V_INT(b->count), V_INT(b->hits),
                                     V_INT(b->near), V_INT(b->searched), V_INT(b->asked_at.ms), V_INT(b->answered_at.ms), V_INT(b->matched),
                                     V_INT(b->cut)), err);
}

RESULT dna_batch_answered(struct store *s, struct dna_batch *b, struct error *err) {
    static const struct stmt SET = {"UPDATE dna_batch SET searched=$3, answered_at=$4 WHERE id=$1 AND member=$2 AND incoming=0 AND answered_at=0"};
    static const struct stmt GET = {"SELECT hits, near FROM dna_batch WHERE id=$1 AND member=$2 AND incoming=0"};
    struct cursor c;
    TRY(store_run(s, &SET, VALUES(V_TEXT(b->id), V_TEXT(b->member), V_INT(b->searched), V_INT(b->answered_at.ms)), err));
    if (!store_changes(s)) return FAIL(err, NOT_FOUND, "an answer to what was not asked");
    TRY(store_query(s, &GET, VALUES(V_TEXT(b->id), V_TEXT(b->member)), &c, err));
    if (cursor_next(&c)) b->hits = cursor_int(&c, 0), b->near = cursor_int(&c, 1);
    return cursor_end(&c, err);
}

RESULT dna_asked_put(struct store *s, struct view batch, int64_t n, struct view ref, const struct dna_profile *p, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO dna_asked(batch, n, ref, profile) VALUES($1, $2, $3, $4)"};
    return store_run(s, &PUT, VALUES(V_TEXT(batch), V_INT(n), V_TEXT(ref), V_BLOB(p, sizeof *p)), err);
}

RESULT dna_asked_get(struct store *s, struct view batch, int64_t n, struct text *ref, struct dna_profile *p, struct error *err) {
    static const struct stmt GET = {"SELECT ref, profile FROM dna_asked WHERE batch=$1 AND n=$2"};
    struct cursor c;
    TRY(store_query(s, &GET, VALUES(V_TEXT(batch), V_INT(n)), &c, err));
    bool found = cursor_next(&c) && profile_of(cursor_view(&c, 1), p);
    if (found) text_view(ref, cursor_view(&c, 0));
    TRY(cursor_end(&c, err));
    return found ? DONE : FAIL(err, NOT_FOUND, "an answer about a profile that was not in the question");
}

RESULT dna_asked_forget(struct store *s, struct view batch, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM dna_asked WHERE batch=$1"};
    return store_run(s, &FORGET, VALUES(V_TEXT(batch)), err);
}

RESULT dna_batch_each(struct store *s, int64_t limit, dna_batch_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT id, member, kind, incoming, count, hits, near, asked_at, answered_at, searched, matched, cut FROM dna_batch"
                                     " ORDER BY asked_at DESC, id DESC LIMIT $1"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &EACH, VALUES(V_INT(limit)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct dna_batch b = {.id = cursor_view(&c, 0), .member = cursor_view(&c, 1), .kind = cursor_view(&c, 2), .incoming = cursor_int(&c, 3) != 0,
                              .count = cursor_int(&c, 4), .hits = cursor_int(&c, 5), .near = cursor_int(&c, 6), .asked_at = cursor_instant(&c, 7),
                              .answered_at = cursor_instant(&c, 8), .searched = cursor_int(&c, 9), .matched = cursor_int(&c, 10), .cut = cursor_int(&c, 11)};
        r = reader(ctx, &b, err);
    }
    return cursor_ended(&c, r, err);
}

RESULT dna_batch_matched(struct store *s, const struct dna_batch *b, struct error *err) {
    static const struct stmt MORE = {"UPDATE dna_batch SET hits = hits + $3, near = near + $4, matched = matched + $5, cut = cut + $6"
                                     " WHERE id=$1 AND member=$2 AND incoming=0 AND answered_at=0"};
    return store_run(s, &MORE, VALUES(V_TEXT(b->id), V_TEXT(b->member), V_INT(b->hits), V_INT(b->near), V_INT(b->matched), V_INT(b->cut)), err);
}

RESULT dna_batch_open(struct store *s, struct view id, struct view member, bool *push, struct error *err) {
    static const struct stmt OPEN = {"SELECT kind='push' FROM dna_batch WHERE id=$1 AND member=$2 AND incoming=0 AND answered_at=0"};
    int64_t kind;
    TRY(store_number(s, &OPEN, VALUES(V_TEXT(id), V_TEXT(member)), -1, &kind, err));
    *push = kind == 1;
    return kind >= 0 ? DONE : FAIL(err, NOT_FOUND, "an answer to what was not asked");
}

RESULT dna_batch_searched(struct store *s, struct view id, struct view member, int64_t *out, struct error *err) {
    static const struct stmt GET = {"SELECT searched FROM dna_batch WHERE id=$1 AND member=$2"};
    return store_number(s, &GET, VALUES(V_TEXT(id), V_TEXT(member)), 0, out, err);
}

RESULT dna_pushed_get(struct store *s, struct view member, struct dna_pushed *out, struct error *err) {
    static const struct stmt GET = {"SELECT position, again, at, rule, told FROM dna_pushed WHERE member=$1"};
    struct cursor c;
    *out = (struct dna_pushed){0};
    TRY(store_query(s, &GET, VALUES(V_TEXT(member)), &c, err));
    if (cursor_next(&c)) {
        struct view rule = cursor_view(&c, 3), told = cursor_view(&c, 4);
        *out = (struct dna_pushed){.position = cursor_int(&c, 0), .again = cursor_int(&c, 1), .at = cursor_instant(&c, 2)};
        if (rule.bytes < sizeof out->rule) memcpy(out->rule, rule.at, rule.bytes);
        if (told.bytes < sizeof out->told) memcpy(out->told, told.at, told.bytes);
    }
    return cursor_end(&c, err);
}

RESULT dna_pushed_set(struct store *s, struct view member, const struct dna_pushed *d, struct error *err) {
    static const struct stmt SET = {"INSERT INTO dna_pushed(member, position, at, again, rule, told) VALUES($1, $2, $3, $4, $5, $6)"
                                    " ON CONFLICT(member) DO UPDATE SET position=$2, at=$3, again=$4, rule=$5, told=$6"};
    return store_run(s, &SET, VALUES(V_TEXT(member), V_INT(d->position), V_INT(d->at.ms), V_INT(d->again), V_TEXT(view_of(d->rule)),
                                     V_TEXT(view_of(d->told))), err);
}

RESULT dna_seen_add(struct store *s, struct view member, uint32_t mask, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO dna_seen(member, mask, profiles) VALUES($1, $2, 1) ON CONFLICT(member, mask) DO UPDATE "
                                    "SET profiles=profiles+1"};
    return store_run(s, &ADD, VALUES(V_TEXT(member), V_INT(mask)), err);
}

RESULT dna_seen_each(struct store *s, struct view member, dna_seen_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT mask, profiles FROM dna_seen WHERE member=$1 ORDER BY mask"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &EACH, VALUES(V_TEXT(member)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) r = reader(ctx, (uint32_t)cursor_int(&c, 0), cursor_int(&c, 1), err);
    return cursor_ended(&c, r, err);
}

// ---- Matches ----
#define MATCH_COLUMNS                                                                                                  \
    "id, member, batch, incoming, own_ref, their_ref, own_identified, theirs_identified, rule, quality, own, theirs, at, state, judged_by, reason"

// What is not known lies there as NULL: theirs where only yes or no came, ours where nobody would compare it.
static struct value own_value(const struct dna_match *m) { return dna_mask(&m->own) ? V_BLOB(&m->own, sizeof m->own) : V_NULL; }
static struct value theirs_value(const struct dna_match *m) { return m->profiles ? V_BLOB(&m->theirs, sizeof m->theirs) : V_NULL; }

RESULT dna_match_put(struct store *s, const struct dna_match *m, int64_t *id, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO dna_match(member, batch, incoming, own_ref, their_ref, own_identified, theirs_identified, rule, quality,"
                                    " own, theirs, at, state, judged_by, reason) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'new', '', '')"};
    TRY(store_run(s, &PUT, VALUES(V_TEXT(m->member), V_TEXT(m->batch), V_INT(m->incoming), V_TEXT(m->own_ref), V_TEXT(m->their_ref),
                                  V_INT(m->own_identified), V_INT(m->theirs_identified), V_TEXT(m->rule), V_INT(m->quality), own_value(m),
                                  theirs_value(m), V_INT(m->at.ms)), err));
    if (id) *id = store_last_id(s);
    return DONE;
}

RESULT dna_match_known(struct store *s, const struct dna_match *m, int64_t nth, bool *known, struct error *err) {
    static const struct stmt KNOWN = {"SELECT count(*) FROM dna_match WHERE own_ref=$2 AND member=$1 AND their_ref=$3 AND incoming=$4 "
                                      "AND own IS $5 AND theirs IS $6"
                                      " AND ($3 <> '' OR quality=$7)"};
    int64_t n;
    TRY(store_number(s, &KNOWN, VALUES(V_TEXT(m->member), V_TEXT(m->own_ref), V_TEXT(m->their_ref), V_INT(m->incoming), own_value(m),
                                       theirs_value(m), V_INT(m->quality)), 0, &n, err));
    return *known = n >= nth, DONE;
}

static RESULT matches(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, dna_match_reader *reader, void *ctx,
                      size_t *found, struct error *err) {
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, stmt, values, count, &c, err));
    for (*found = 0; !FAILED(r) && cursor_next(&c); ++*found) {
        struct dna_match m = {.id = cursor_int(&c, 0), .member = cursor_view(&c, 1), .batch = cursor_view(&c, 2), .incoming = cursor_int(&c, 3) != 0,
                              .own_ref = cursor_view(&c, 4), .their_ref = cursor_view(&c, 5), .own_identified = cursor_int(&c, 6) != 0,
                              .theirs_identified = cursor_int(&c, 7) != 0, .rule = cursor_view(&c, 8), .quality = cursor_int(&c, 9),
                              .at = cursor_instant(&c, 12), .state = cursor_view(&c, 13), .judged_by = cursor_view(&c, 14), .reason = cursor_view(&c, 15)};
        bool own = profile_of(cursor_view(&c, 10), &m.own), theirs = profile_of(cursor_view(&c, 11), &m.theirs);
        m.profiles = own && theirs;
        m.damaged = (!own && !cursor_is_null(&c, 10)) || (!theirs && !cursor_is_null(&c, 11));
        r = reader(ctx, &m, err);
    }
    return cursor_ended(&c, r, err);
}

RESULT dna_match_each(struct store *s, int64_t before, int64_t limit, dna_match_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT " MATCH_COLUMNS " FROM dna_match WHERE id < $1 ORDER BY id DESC LIMIT $2"};
    size_t found;
    return matches(s, &EACH, VALUES(V_INT(before ? before : INT64_MAX), V_INT(limit)), reader, ctx, &found, err);
}

RESULT dna_match_get(struct store *s, int64_t id, dna_match_reader *reader, void *ctx, struct error *err) {
    static const struct stmt GET = {"SELECT " MATCH_COLUMNS " FROM dna_match WHERE id=$1"};
    size_t found;
    TRY(matches(s, &GET, VALUES(V_INT(id)), reader, ctx, &found, err));
    return found ? DONE : FAIL(err, NOT_FOUND, "no such match");
}

RESULT dna_match_judge(struct store *s, int64_t id, struct view state, struct view by, struct view reason, struct error *err) {
    static const struct stmt SET = {"UPDATE dna_match SET state=$2, judged_by=$3, reason=$4 WHERE id=$1"};
    TRY(store_run(s, &SET, VALUES(V_INT(id), V_TEXT(state), V_TEXT(by), V_TEXT(reason)), err));
    return store_changes(s) ? DONE : FAIL(err, NOT_FOUND, "no such match");
}

RESULT dna_match_forget(struct store *s, struct instant before, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM dna_match WHERE at < $1"};
    return store_run(s, &FORGET, VALUES(V_INT(before.ms)), err);
}

RESULT dna_match_of_record(struct store *s, struct view me, struct view own_ref, struct error *err) {
    static const struct stmt ERASE = {"UPDATE dna_match SET own=NULL, theirs=NULL WHERE own_ref=$1 OR (their_ref=$1 AND member=$2)"};
    return store_run(s, &ERASE, VALUES(V_TEXT(own_ref), V_TEXT(me)), err);
}

// ---- Frequencies ----
RESULT dna_population_put(struct store *s, struct view name, struct view json, struct error *err) {
    static const struct stmt CLEAR = {"DELETE FROM dna_population"};
    static const struct stmt PUT = {"INSERT INTO dna_population(name, json) VALUES($1, $2)"};
    TRY(store_run(s, &CLEAR, NO_VALUES, err));
    return store_run(s, &PUT, VALUES(V_TEXT(name), V_TEXT(json)), err);
}

RESULT dna_population_get(struct store *s, struct text *json, struct error *err) {
    static const struct stmt GET = {"SELECT json FROM dna_population ORDER BY id DESC LIMIT 1"};
    return store_bytes(s, &GET, NO_VALUES, json, err);
}
