// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/evidence/restrictions.h"

// From the items of `root` (a question for ids) down to what came out of them.
#define DOWN(root)                                                                                                    \
    " WITH RECURSIVE down(item) AS (" root " UNION SELECT t.derived FROM down d JOIN evidence_opening o ON o.item = d.item"                  \
    " JOIN evidence_opening_try t ON t.opening = o.id WHERE t.derived <> '')"

const struct migration RESTRICTION_MIGRATIONS[] = {
    // Those of before: the node alone writes `restricted` into a line, so the lines know them even where a destruction was taken back since.
    {"evidence_restricted", 1,
     "CREATE TABLE evidence_restricted(item TEXT PRIMARY KEY REFERENCES evidence_item(id), basis TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
     "INSERT INTO evidence_restricted(item, basis, at)" DOWN("SELECT item FROM custody_event WHERE json_extract(CAST(event AS TEXT), '$.act') = 'restricted'")
     " SELECT i.id, 'Regulation (EU) 2023/1543 art. 10(4)', i.added_at FROM down JOIN evidence_item i ON i.id = down.item;"},
};
const size_t RESTRICTION_MIGRATION_COUNT = sizeof RESTRICTION_MIGRATIONS / sizeof *RESTRICTION_MIGRATIONS;

RESULT restriction_put(struct store *s, struct view item, struct view basis, struct instant at, json_t **fresh, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO evidence_restricted(item, basis, at)" DOWN("SELECT $1")
                                    " SELECT item, $2, $3 FROM down WHERE true ON CONFLICT DO NOTHING RETURNING item"};
    struct cursor c;
    TRY(store_query(s, &PUT, VALUES(V_TEXT(item), V_TEXT(basis), V_INT(at.ms)), &c, err));
    json_t *all = json_array();
    while (cursor_next(&c)) json_array_append_new(all, json_of(cursor_view(&c, 0)));
    return json_given(cursor_end(&c, err), all, fresh);
}

RESULT restriction_inherited(struct store *s, struct view item, struct view source, bool *put, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO evidence_restricted(item, basis, at) SELECT $1, basis, at FROM evidence_restricted "
                                    "WHERE item = $2 ON CONFLICT DO NOTHING"};
    TRY(store_run(s, &PUT, VALUES(V_TEXT(item), V_TEXT(source)), err));
    return *put = store_changes(s) > 0, DONE;
}

RESULT restriction_has(struct store *s, struct view item, bool *out, struct error *err) {
    static const struct stmt COUNT = {"SELECT count(*) FROM evidence_restricted WHERE item = $1"};
    int64_t count = 0;
    TRY(store_number(s, &COUNT, VALUES(V_TEXT(item)), 0, &count, err));
    return *out = count > 0, DONE;
}
