// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/evidence/terms.h"

#include <stdio.h>

const struct migration TERM_MIGRATIONS[] = {
    {"evidence_terms", 1,
     "CREATE TABLE evidence_term(item TEXT PRIMARY KEY REFERENCES evidence_item(id), until INTEGER NOT NULL, law_row TEXT NOT NULL, article TEXT NOT NULL,"
     " two_persons INTEGER NOT NULL, noted INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
     "CREATE INDEX evidence_term_over ON evidence_term(until, item) WHERE noted = 0;"
     "CREATE INDEX evidence_term_until ON evidence_term(until);"},
};
const size_t TERM_MIGRATION_COUNT = sizeof TERM_MIGRATIONS / sizeof *TERM_MIGRATIONS;

RESULT term_put(struct store *s, struct view item, const struct item_term *t, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO evidence_term(item, until, law_row, article, two_persons, noted) VALUES($1, $2, $3, $4, $5, 0)"
                                    " ON CONFLICT(item) DO UPDATE SET until = $2, law_row = $3, article = $4, two_persons = $5, noted = 0"};
    return store_run(s, &PUT, VALUES(V_TEXT(item), V_INT(t->until.ms), V_STR(t->law_row), V_STR(t->article), V_INT(t->two_persons)), err);
}

RESULT term_get(struct store *s, struct view item, struct item_term *out, struct error *err) {
    static const struct stmt GET = {"SELECT until, law_row, article, two_persons FROM evidence_term WHERE item = $1"};
    struct cursor c;
    bool there = false;
    TRY(store_query(s, &GET, VALUES(V_TEXT(item)), &c, err));
    if (cursor_next(&c)) {
        there = true;
        *out = (struct item_term){.until = cursor_instant(&c, 0), .two_persons = cursor_int(&c, 3) != 0};
        snprintf(out->law_row, sizeof out->law_row, "%.*s", VIEW_ARGS(cursor_view(&c, 1)));
        snprintf(out->article, sizeof out->article, "%.*s", VIEW_ARGS(cursor_view(&c, 2)));
    }
    TRY(cursor_end(&c, err));
    return there ? DONE : FAIL(err, NOT_FOUND, "no term is known of this item");
}

RESULT term_noted(struct store *s, struct view item, struct error *err) {
    static const struct stmt SET = {"UPDATE evidence_term SET noted = 1 WHERE item = $1"};
    return store_run(s, &SET, VALUES(V_TEXT(item)), err);
}

RESULT terms_over(struct store *s, struct instant now, int64_t limit, struct instant *until, struct text *item, json_t **out, struct error *err) {
    static const struct stmt OVER = {"SELECT item, until FROM evidence_term WHERE noted = 0 AND until <= $1 AND (until, item) > ($2, $3) "
                                     "ORDER BY until, item LIMIT $4"};
    struct cursor c;
    AUTO_TEXT last = text_with_ceiling(200);
    TRY(store_query(s, &OVER, VALUES(V_INT(now.ms), V_INT(until->ms), V_TEXT(text_seen(item)), V_INT(limit)), &c, err));
    json_t *all = json_array();
    while (cursor_next(&c)) {
        json_array_append_new(all, json_of(cursor_view(&c, 0)));
        until->ms = cursor_int(&c, 1);
        text_cut(&last, 0);
        text_view(&last, cursor_view(&c, 0));
    }
    struct result r = cursor_end(&c, err);
    if (last.bytes) text_cut(item, 0), text_view(item, text_seen(&last));
    return json_given(r, all, out);
}

RESULT terms_missing(struct store *s, int64_t limit, json_t **out, struct error *err) {
    static const struct stmt BARE = {"SELECT i.id, i.added_at, json_extract(CAST(e.event AS TEXT), '$.act'),"
                                     " (SELECT o.item FROM evidence_opening_try t JOIN evidence_opening o ON o.id = t.opening WHERE t.derived = i.id)"
                                     " FROM evidence_item i JOIN custody_event e ON e.item = i.id AND e.number = 1"
                                     " WHERE i.state <> 3 AND NOT EXISTS(SELECT 1 FROM evidence_term t WHERE t.item = i.id) ORDER BY i.place LIMIT $1"};
    struct cursor c;
    TRY(store_query(s, &BARE, VALUES(V_INT(limit)), &c, err));
    json_t *all = json_array();
    while (cursor_next(&c)) {
        json_t *j = json_pack("{s:I}", "added_ms", (json_int_t)cursor_int(&c, 1));
        json_put_view(j, "item", cursor_view(&c, 0));
        json_put_view(j, "act", cursor_view(&c, 2));
        if (!cursor_is_null(&c, 3)) json_put_view(j, "source", cursor_view(&c, 3));
        json_array_append_new(all, j);
    }
    return json_given(cursor_end(&c, err), all, out);
}
