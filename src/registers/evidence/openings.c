// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/evidence/openings.h"

#include <stdio.h>

const struct migration OPENING_MIGRATIONS[] = {
    {"openings", 1,
     "CREATE TABLE evidence_opening(id INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL REFERENCES evidence_item(id), officer TEXT NOT NULL,"
     " ground TEXT NOT NULL, purpose TEXT NOT NULL, law_row TEXT NOT NULL, article TEXT NOT NULL, needed INTEGER NOT NULL, tries_max INTEGER NOT NULL,"
     " words BLOB NOT NULL, at INTEGER NOT NULL) STRICT;"
     "CREATE INDEX evidence_opening_item ON evidence_opening(item);"
     "CREATE TABLE evidence_opening_approval(opening INTEGER NOT NULL REFERENCES evidence_opening(id), who TEXT NOT NULL, at INTEGER NOT NULL,"
     " PRIMARY KEY(opening, who)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE evidence_opening_try(opening INTEGER NOT NULL REFERENCES evidence_opening(id), number INTEGER NOT NULL, format TEXT NOT NULL,"
     " at INTEGER NOT NULL, outcome TEXT NOT NULL, derived TEXT NOT NULL, ended_at INTEGER NOT NULL, PRIMARY KEY(opening, number)) STRICT, WITHOUT ROWID;"},
};
const size_t OPENING_MIGRATION_COUNT = sizeof OPENING_MIGRATIONS / sizeof *OPENING_MIGRATIONS;

const char *opening_state(const struct opening *o) {
    if (o->opened) return "opened";
    if (o->approvals < o->approvals_needed) return "waiting";
    if (o->trying) return "trying";
    return o->tries >= o->tries_max ? "used_up" : "approved";
}

RESULT opening_put(struct store *s, const struct opening *o, const json_t *words, struct instant at, int64_t *id, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO evidence_opening(item, officer, ground, purpose, law_row, article, needed, tries_max, words, at)"
                                    " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
    AUTO_TEXT t = text_with_ceiling(64 * 1024);
    text_json(&t, words);
    if (!text_ok(&t)) return FAIL(err, TOO_BIG, "the words of an opening");
    TRY(store_run(s, &ADD, VALUES(V_STR(o->item), V_STR(o->officer), V_STR(o->ground), V_STR(o->purpose), V_STR(o->law_row), V_STR(o->article),
                                  V_INT(o->approvals_needed), V_INT(o->tries_max), V_BLOB(t.at, t.bytes), V_INT(at.ms)), err));
    *id = store_last_id(s);
    return DONE;
}

#define COLUMNS                                                                                                       \
    "o.id, o.item, o.officer, o.ground, o.purpose, o.law_row, o.article, o.needed, o.tries_max, o.words, o.at,"      \
    " (SELECT count(*) FROM evidence_opening_approval a WHERE a.opening = o.id),"                                     \
    " (SELECT count(*) FROM evidence_opening_try t WHERE t.opening = o.id),"                                          \
    " (SELECT count(*) FROM evidence_opening_try t WHERE t.opening = o.id AND t.outcome = 'opened'),"                 \
    " (SELECT count(*) FROM evidence_opening_try t WHERE t.opening = o.id AND t.outcome = '')"

static void put_word(char *out, size_t room, struct view v) { snprintf(out, room, "%.*s", VIEW_ARGS(v)); }

static void row_read(const struct cursor *c, struct opening *o) {
    *o = (struct opening){.id = cursor_int(c, 0), .approvals_needed = (int)cursor_int(c, 7), .tries_max = (int)cursor_int(c, 8),
                          .approvals = (int)cursor_int(c, 11),
                          .tries = (int)cursor_int(c, 12), .opened = cursor_int(c, 13) > 0, .trying = cursor_int(c, 14) > 0};
    put_word(o->item, sizeof o->item, cursor_view(c, 1)), put_word(o->officer, sizeof o->officer, cursor_view(c, 2));
    put_word(o->ground, sizeof o->ground, cursor_view(c, 3)), put_word(o->purpose, sizeof o->purpose, cursor_view(c, 4));
    put_word(o->law_row, sizeof o->law_row, cursor_view(c, 5)), put_word(o->article, sizeof o->article, cursor_view(c, 6));
}

RESULT opening_get(struct store *s, int64_t id, struct opening *out, json_t **words, struct error *err) {
    static const struct stmt GET = {"SELECT " COLUMNS " FROM evidence_opening o WHERE o.id = $1"};
    struct cursor c;
    struct result r = DONE;
    bool there = false;
    TRY(store_query(s, &GET, VALUES(V_INT(id)), &c, err));
    if (cursor_next(&c)) {
        there = true;
        row_read(&c, out);
        if (words) r = json_stored(cursor_view(&c, 9), words, err);
    }
    TRY(cursor_ended(&c, r, err));
    return there ? DONE : FAIL(err, NOT_FOUND, "no such opening");
}

RESULT opening_vouched(struct store *s, int64_t id, struct view who, struct instant at, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO evidence_opening_approval(opening, who, at) VALUES($1, $2, $3) ON CONFLICT DO NOTHING"};
    TRY(store_run(s, &ADD, VALUES(V_INT(id), V_TEXT(who), V_INT(at.ms)), err));
    return store_changes(s) ? DONE : FAIL(err, SAME_PERSON, "this officer approved it already");
}

RESULT opening_try_begun(struct store *s, int64_t id, int number, struct view format, struct instant at, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO evidence_opening_try(opening, number, format, at, outcome, derived, ended_at) "
                                    "VALUES($1, $2, $3, $4, '', '', 0)"};
    return store_run(s, &ADD, VALUES(V_INT(id), V_INT(number), V_TEXT(format), V_INT(at.ms)), err);
}

RESULT opening_try_ended(struct store *s, int64_t id, int number, struct view outcome, struct view derived, struct instant at, struct error *err) {
    static const struct stmt SET = {"UPDATE evidence_opening_try SET outcome = $3, derived = $4, ended_at = $5 WHERE opening = $1 "
                                    "AND number = $2 AND outcome = ''"};
    TRY(store_run(s, &SET, VALUES(V_INT(id), V_INT(number), V_TEXT(outcome), V_TEXT(derived), V_INT(at.ms)), err));
    return store_changes(s) ? DONE : FAIL(err, WRONG_STEP, "this try has its outcome");
}

static RESULT outcomes_of(struct store *s, int64_t id, json_t *j, struct error *err) {
    static const struct stmt ALL = {"SELECT number, at, outcome, derived, format FROM evidence_opening_try WHERE opening = $1 ORDER BY number"};
    struct cursor c;
    json_t *all = json_array();
    json_object_set_new(j, "outcomes", all);
    TRY(store_query(s, &ALL, VALUES(V_INT(id)), &c, err));
    while (cursor_next(&c)) {
        AUTO_TEXT at = text_with_ceiling(60);
        json_t *t = json_pack("{s:I}", "number", (json_int_t)cursor_int(&c, 0));
        text_instant(&at, cursor_instant(&c, 1));
        json_put_view(t, "at", text_seen(&at));
        if (cursor_view(&c, 2).bytes) json_put_view(t, "outcome", cursor_view(&c, 2));
        if (cursor_view(&c, 3).bytes) json_put_view(t, "item", cursor_view(&c, 3));
        json_put_view(t, "format", cursor_view(&c, 4));
        json_array_append_new(all, t);
    }
    return cursor_end(&c, err);
}

// Who asked, and on which legal basis the key is held.
static void asked_put(json_t *j, const struct opening *o, struct view bytes) {
    AUTO_JSON *words = NULL;
    json_object_set_new(j, "officer", json_string(o->officer));
    if (FAILED(json_stored(bytes, &words, NULL))) {
        json_object_set_new(j, "unread", json_true());
        return;
    }
    static const char *const shown[] = {"why", "basis", "from"};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        if (json_view(words, shown[i]).bytes) json_put_view(j, shown[i], json_view(words, shown[i]));
}

RESULT openings_json(struct store *s, struct view item, int64_t limit, json_t **out, struct error *err) {
    static const struct stmt ALL = {"SELECT " COLUMNS " FROM evidence_opening o WHERE $1 = '' OR o.item = $1 ORDER BY o.id DESC LIMIT $2"};
    struct cursor c;
    struct opening o;
    size_t i;
    json_t *j;
    TRY(store_query(s, &ALL, VALUES(V_TEXT(item), V_INT(limit)), &c, err));
    AUTO_JSON *all = json_array();
    while (cursor_next(&c)) {
        AUTO_TEXT at = text_with_ceiling(60);
        row_read(&c, &o);
        text_instant(&at, cursor_instant(&c, 10));
        json_array_append_new(all, json_pack("{s:I,s:s,s:s,s:s,s:s,s:s,s:s,s:i,s:i,s:i,s:i,s:s}", "opening", (json_int_t)o.id, "item",
                                             o.item, "ground", o.ground, "purpose",
                                             o.purpose, "row", o.law_row, "article", o.article, "state", opening_state(&o), "approvals",
                                             o.approvals, "approvals_needed",
                                             o.approvals_needed, "tries", o.tries, "tries_max", o.tries_max, "asked_at", text_string(&at)));
        asked_put(json_array_get(all, json_array_size(all) - 1), &o, cursor_view(&c, 9));
    }
    TRY(cursor_end(&c, err));
    json_array_foreach(all, i, j) TRY(outcomes_of(s, json_int(j, "opening"), j, err));
    *out = json_incref(all);
    return DONE;
}
