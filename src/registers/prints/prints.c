// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/prints/prints.h"

#include "base/text.h"

const struct migration PRINTS_MIGRATIONS[] = {
    {"prints", 1,
     "CREATE TABLE prints_search(id TEXT NOT NULL, incoming INTEGER NOT NULL, member TEXT NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL,"
     " data INTEGER NOT NULL, identified INTEGER NOT NULL, state TEXT NOT NULL, code TEXT NOT NULL, digest TEXT NOT NULL, parts INTEGER NOT NULL,"
     " answer_digest TEXT NOT NULL, answer_parts INTEGER NOT NULL, searched INTEGER NOT NULL, at INTEGER NOT NULL, answered_at INTEGER NOT NULL,"
     " case_ref TEXT NOT NULL, offence TEXT NOT NULL, subject TEXT NOT NULL, aim TEXT NOT NULL, asked_by TEXT NOT NULL, PRIMARY KEY(id, incoming)) STRICT;"
     "CREATE INDEX prints_search_at ON prints_search(at); CREATE INDEX prints_search_open ON prints_search(state, incoming);"
     "CREATE TABLE prints_part(id TEXT NOT NULL, incoming INTEGER NOT NULL, answer INTEGER NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL,"
     " PRIMARY KEY(id, incoming, answer, n)) STRICT;"
     "CREATE TABLE prints_candidate(id INTEGER PRIMARY KEY AUTOINCREMENT, search TEXT NOT NULL, incoming INTEGER NOT NULL, member TEXT NOT NULL,"
     " rank INTEGER NOT NULL, ref TEXT NOT NULL, identified INTEGER NOT NULL, score INTEGER NOT NULL, state TEXT NOT NULL, judged_by TEXT NOT NULL,"
     " reason TEXT NOT NULL) STRICT; CREATE INDEX prints_candidate_search ON prints_candidate(search, incoming);"
     "CREATE TABLE prints_meter(member TEXT NOT NULL, incoming INTEGER NOT NULL, data INTEGER NOT NULL, identified INTEGER NOT NULL, day INTEGER NOT NULL,"
     " used INTEGER NOT NULL, PRIMARY KEY(member, incoming, data, identified, day)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE prints_told(member TEXT NOT NULL, data INTEGER NOT NULL, identified INTEGER NOT NULL, day INTEGER NOT NULL, used INTEGER NOT NULL,"
     " per_day INTEGER NOT NULL, PRIMARY KEY(member, data, identified, day)) STRICT, WITHOUT ROWID"},
};
const size_t PRINTS_MIGRATION_COUNT = sizeof PRINTS_MIGRATIONS / sizeof *PRINTS_MIGRATIONS;

static const char *const states[] = {
#define X(name) #name,
    PRINTS_STATES(X)
#undef X
};
const char *prints_state_name(enum prints_state s) { return states[s]; }
bool prints_state_read(struct view v, enum prints_state *out) {
    for (enum prints_state s = 0; s < PRINTS_STATE_COUNT; s++)
        if (view_is(v, states[s])) return *out = s, true;
    return false;
}

// ---- Searches ----
#define COLUMNS                                                                                                        \
    "id, incoming, member, kind, ref, data, identified, state, code, digest, parts, answer_digest, answer_parts, searched, at, answered_at,"          \
    " case_ref, offence, subject, aim, asked_by"

RESULT prints_put(struct store *s, const struct prints_search *p, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO prints_search(" COLUMNS ") VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', 0, "
                                                                         "0, $12, 0, $13, $14, $15, $16, $17)"
                                    " ON CONFLICT DO NOTHING"};
    TRY(store_run(s, &PUT, VALUES(V_TEXT(p->id), V_INT(p->incoming), V_TEXT(p->member), V_TEXT(p->kind), V_TEXT(p->ref), V_INT(p->data), V_INT(p->identified),
                                  V_STR(states[p->state]), V_TEXT(p->code), V_TEXT(p->digest), V_INT(p->parts), V_INT(p->at.ms), V_TEXT(p->case_ref),
                                  V_TEXT(p->offence), V_TEXT(p->subject), V_TEXT(p->aim), V_TEXT(p->asked_by)), err));
    return store_changes(s) ? DONE : FAIL(err, ALREADY, "a search of this number");
}

static bool row_read(struct cursor *c, struct prints_search *p) {
    *p = (struct prints_search){.id = cursor_view(c, 0), .incoming = cursor_int(c, 1) != 0, .member = cursor_view(c, 2),
        .kind = cursor_view(c, 3), .ref = cursor_view(c, 4),
        .data = (enum prints_data)cursor_int(c, 5), .identified = cursor_int(c, 6) != 0, .code = cursor_view(c, 8),
        .digest = cursor_view(c, 9), .parts = cursor_int(c, 10),
        .answer_digest = cursor_view(c, 11), .answer_parts = cursor_int(c, 12), .searched = cursor_int(c, 13), .at = cursor_instant(c, 14),
        .answered_at = cursor_instant(c, 15),
        .case_ref = cursor_view(c, 16), .offence = cursor_view(c, 17), .subject = cursor_view(c, 18), .aim = cursor_view(c, 19),
        .asked_by = cursor_view(c, 20)};
    return prints_state_read(cursor_view(c, 7), &p->state) && (unsigned)p->data < PRINTS_DATA_COUNT;
}

static RESULT rows(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, bool rotten_too, prints_reader *reader, void *ctx,
                   size_t *found, struct error *err) {
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, stmt, values, count, &c, err));
    for (*found = 0; !FAILED(r) && cursor_next(&c); ++*found) {
        struct prints_search p;
        p.damaged = !row_read(&c, &p);
        r = !p.damaged || rotten_too ? reader(ctx, &p, err) : FAIL(err, STORE_DAMAGED, "a search in no state");
    }
    return cursor_ended(&c, r, err);
}

static RESULT one_row(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, prints_reader *reader, void *ctx,
                      struct error *err) {
    size_t found;
    TRY(rows(s, stmt, values, count, false, reader, ctx, &found, err));
    return found ? DONE : FAIL(err, NOT_FOUND, "no such search");
}

RESULT prints_get(struct store *s, struct view id, bool incoming, prints_reader *reader, void *ctx, struct error *err) {
    static const struct stmt GET = {"SELECT " COLUMNS " FROM prints_search WHERE id=$1 AND incoming=$2"};
    return one_row(s, &GET, VALUES(V_TEXT(id), V_INT(incoming)), reader, ctx, err);
}

RESULT prints_each(struct store *s, struct instant before, int64_t limit, prints_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT " COLUMNS " FROM prints_search WHERE at < $1 ORDER BY at DESC, id LIMIT $2"};
    size_t found;
    return rows(s, &EACH, VALUES(V_INT(before.ms ? before.ms : INT64_MAX), V_INT(limit)), true, reader, ctx, &found, err);
}

RESULT prints_next(struct store *s, unsigned of, prints_reader *reader, void *ctx, struct error *err) {
    static const struct stmt NEXT = {"SELECT " COLUMNS " FROM prints_search WHERE state='waiting' AND incoming=1 AND ((1 << data) & $1) "
                                                       "ORDER BY at, id LIMIT 1"};
    return one_row(s, &NEXT, VALUES(V_INT(of)), reader, ctx, err);
}

RESULT prints_open_each(struct store *s, prints_reader *reader, void *ctx, struct error *err) {
    static const struct stmt OPEN = {"SELECT " COLUMNS " FROM prints_search WHERE state IN ('arriving', 'waiting', 'taken') "
                                                       "AND incoming=1 ORDER BY at, id LIMIT 1000"};
    size_t found;
    return rows(s, &OPEN, NO_VALUES, false, reader, ctx, &found, err);
}

RESULT prints_step(struct store *s, struct view id, bool incoming, enum prints_state to, struct view code, struct error *err) {
    static const struct stmt STEP = {"UPDATE prints_search SET state=$3, code=$4 WHERE id=$1 AND incoming=$2"};
    TRY(store_run(s, &STEP, VALUES(V_TEXT(id), V_INT(incoming), V_STR(states[to]), V_TEXT(code)), err));
    return store_changes(s) ? DONE : FAIL(err, NOT_FOUND, "no such search");
}

RESULT prints_answered(struct store *s, struct view id, bool incoming, const struct prints_outcome *o, struct error *err) {
    static const struct stmt SET = {"UPDATE prints_search SET state=$3, code=$4, answer_digest=$5, answer_parts=$6, searched=$7, answered_at=$8"
                                    " WHERE id=$1 AND incoming=$2 AND answered_at=0"};
    TRY(store_run(s, &SET, VALUES(V_TEXT(id), V_INT(incoming), V_STR(states[o->state]), V_TEXT(o->code), V_TEXT(o->digest), V_INT(o->parts),
                                  V_INT(o->searched), V_INT(o->at.ms)), err));
    return store_changes(s) ? DONE : FAIL(err, NOT_FOUND, "an answer to what was not asked, or was answered");
}

RESULT prints_taken_back(struct store *s, struct error *err) {
    static const struct stmt BACK = {"UPDATE prints_search SET state='waiting' WHERE state='taken'"};
    return store_run(s, &BACK, NO_VALUES, err);
}

// ---- Containers ----
RESULT prints_part_put(struct store *s, struct view id, bool incoming, bool answer, int64_t n, struct view bytes, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO prints_part(id, incoming, answer, n, bytes) VALUES($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"};
    TRY(store_run(s, &PUT, VALUES(V_TEXT(id), V_INT(incoming), V_INT(answer), V_INT(n), V_BLOB(bytes.at, bytes.bytes)), err));
    return store_changes(s) ? DONE : FAIL(err, ALREADY, "a piece of a container that is here");
}

RESULT prints_part_count(struct store *s, struct view id, bool incoming, bool answer, int64_t *out, struct error *err) {
    static const struct stmt COUNT = {"SELECT count(*) FROM prints_part WHERE id=$1 AND incoming=$2 AND answer=$3"};
    return store_number(s, &COUNT, VALUES(V_TEXT(id), V_INT(incoming), V_INT(answer)), 0, out, err);
}

RESULT prints_whole(struct store *s, struct view id, bool incoming, bool answer, struct text *out, struct error *err) {
    static const struct stmt ALL = {"SELECT bytes FROM prints_part WHERE id=$1 AND incoming=$2 AND answer=$3 ORDER BY n"};
    struct cursor c;
    TRY(store_query(s, &ALL, VALUES(V_TEXT(id), V_INT(incoming), V_INT(answer)), &c, err));
    while (cursor_next(&c)) text_view(out, cursor_view(&c, 0));
    TRY(cursor_end(&c, err));
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "a container above the ceiling");
}

RESULT prints_parts_forget(struct store *s, struct view id, bool incoming, bool answer, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM prints_part WHERE id=$1 AND incoming=$2 AND answer=$3"};
    return store_run(s, &FORGET, VALUES(V_TEXT(id), V_INT(incoming), V_INT(answer)), err);
}

// ---- Candidates ----
#define CANDIDATE_COLUMNS "id, search, incoming, member, rank, ref, identified, score, state, judged_by, reason"

RESULT prints_candidate_put(struct store *s, const struct prints_candidate *c, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO prints_candidate(search, incoming, member, rank, ref, identified, score, state, judged_by, reason)"
                                    " VALUES($1, $2, $3, $4, $5, $6, $7, 'new', '', '')"};
    return store_run(s, &PUT, VALUES(V_TEXT(c->search), V_INT(c->incoming), V_TEXT(c->member), V_INT(c->rank), V_TEXT(c->ref),
                                     V_INT(c->identified), V_INT(c->score)), err);
}

static RESULT candidates(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, prints_candidate_reader *reader,
                         void *ctx, size_t *found, struct error *err) {
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, stmt, values, count, &c, err));
    for (*found = 0; !FAILED(r) && cursor_next(&c); ++*found) {
        struct prints_candidate one = {.id = cursor_int(&c, 0), .search = cursor_view(&c, 1), .incoming = cursor_int(&c, 2) != 0, .member = cursor_view(&c, 3),
            .rank = cursor_int(&c, 4), .ref = cursor_view(&c, 5), .identified = cursor_int(&c, 6) != 0, .score = cursor_int(&c, 7),
            .state = cursor_view(&c, 8),
            .judged_by = cursor_view(&c, 9), .reason = cursor_view(&c, 10)};
        r = reader(ctx, &one, err);
    }
    return cursor_ended(&c, r, err);
}

RESULT prints_candidate_each(struct store *s, struct view search, bool incoming, prints_candidate_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT " CANDIDATE_COLUMNS " FROM prints_candidate WHERE search=$1 AND incoming=$2 ORDER BY rank"};
    size_t found;
    return candidates(s, &EACH, VALUES(V_TEXT(search), V_INT(incoming)), reader, ctx, &found, err);
}

RESULT prints_candidate_get(struct store *s, int64_t id, prints_candidate_reader *reader, void *ctx, struct error *err) {
    static const struct stmt GET = {"SELECT " CANDIDATE_COLUMNS " FROM prints_candidate WHERE id=$1"};
    size_t found;
    TRY(candidates(s, &GET, VALUES(V_INT(id)), reader, ctx, &found, err));
    return found ? DONE : FAIL(err, NOT_FOUND, "no such candidate");
}

RESULT prints_candidate_judge(struct store *s, int64_t id, struct view state, struct view by, struct view reason, struct error *err) {
    static const struct stmt SET = {"UPDATE prints_candidate SET state=$2, judged_by=$3, reason=$4 WHERE id=$1"};
    TRY(store_run(s, &SET, VALUES(V_INT(id), V_TEXT(state), V_TEXT(by), V_TEXT(reason)), err));
    return store_changes(s) ? DONE : FAIL(err, NOT_FOUND, "no such candidate");
}

// ---- Capacities ----
RESULT prints_used(struct store *s, const struct prints_meter *m, int64_t *out, struct error *err) {
    static const struct stmt USED = {"SELECT used FROM prints_meter WHERE member=$1 AND incoming=$2 AND data=$3 AND identified=$4 AND day=$5"};
    return store_number(s, &USED, VALUES(V_TEXT(m->member), V_INT(m->incoming), V_INT(m->data), V_INT(m->identified), V_INT(m->day)), 0, out, err);
}

RESULT prints_use(struct store *s, const struct prints_meter *m, int64_t add, struct error *err) {
    static const struct stmt USE = {"INSERT INTO prints_meter(member, incoming, data, identified, day, used) VALUES($1, $2, $3, $4, $5, max(0, $6))"
                                    " ON CONFLICT DO UPDATE SET used=max(0, used + $6)"};
    return store_run(s, &USE, VALUES(V_TEXT(m->member), V_INT(m->incoming), V_INT(m->data), V_INT(m->identified), V_INT(m->day), V_INT(add)), err);
}

RESULT prints_told_set(struct store *s, const struct prints_meter *m, int64_t used, int64_t per_day, struct error *err) {
    static const struct stmt SET = {"INSERT INTO prints_told(member, data, identified, day, used, per_day) VALUES($1, $2, $3, $4, $5, $6)"
                                    " ON CONFLICT DO UPDATE SET used=max(used, $5), per_day=$6"};
    return store_run(s, &SET, VALUES(V_TEXT(m->member), V_INT(m->data), V_INT(m->identified), V_INT(m->day), V_INT(used), V_INT(per_day)), err);
}

RESULT prints_told(struct store *s, const struct prints_meter *m, int64_t *used, int64_t *per_day, struct error *err) {
    static const struct stmt TOLD = {"SELECT used, per_day FROM prints_told WHERE member=$1 AND data=$2 AND identified=$3 AND day=$4"};
    struct cursor c;
    TRY(store_query(s, &TOLD, VALUES(V_TEXT(m->member), V_INT(m->data), V_INT(m->identified), V_INT(m->day)), &c, err));
    bool found = cursor_next(&c);
    if (found) *used = cursor_int(&c, 0), *per_day = cursor_int(&c, 1);
    TRY(cursor_end(&c, err));
    return found ? DONE : FAIL(err, NOT_FOUND, "it has not said");
}

RESULT prints_forget(struct store *s, struct instant before, int64_t day, struct error *err) {
    static const struct stmt all[] = {
        {"DELETE FROM prints_candidate WHERE (search, incoming) IN (SELECT id, incoming FROM prints_search WHERE at < $1)"},
        {"DELETE FROM prints_part WHERE (id, incoming) IN (SELECT id, incoming FROM prints_search WHERE at < $1)"},
        {"DELETE FROM prints_search WHERE at < $1"}};
    static const struct stmt meters[] = {{"DELETE FROM prints_meter WHERE day < $1"}, {"DELETE FROM prints_told WHERE day < $1"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) TRY(store_run(s, &all[i], VALUES(V_INT(before.ms)), err));
    for (size_t i = 0; i < sizeof meters / sizeof *meters; i++) TRY(store_run(s, &meters[i], VALUES(V_INT(day)), err));
    return DONE;
}
