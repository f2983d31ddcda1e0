// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/evidence/quarantine.h"

const struct migration QUARANTINE_MIGRATIONS[] = {
    {"evidence_quarantine", 1,
     "CREATE TABLE evidence_quarantine(item TEXT PRIMARY KEY REFERENCES evidence_item(id), reason TEXT NOT NULL, put_by TEXT NOT NULL, at INTEGER NOT NULL,"
     " lifted_by TEXT NOT NULL, lifted_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"},
    // By whichever way an item comes in, it waits to be looked into; those of before wait too.
    {"evidence_quarantine", 2,
     "CREATE TABLE evidence_unlooked(item TEXT PRIMARY KEY REFERENCES evidence_item(id)) STRICT, WITHOUT ROWID;"
     "CREATE TRIGGER evidence_comes_in AFTER INSERT ON evidence_item BEGIN INSERT INTO evidence_unlooked(item) VALUES(NEW.id); END;"
     "INSERT INTO evidence_unlooked(item) SELECT id FROM evidence_item;"},
};
const size_t QUARANTINE_MIGRATION_COUNT = sizeof QUARANTINE_MIGRATIONS / sizeof *QUARANTINE_MIGRATIONS;

RESULT quarantine_put(struct store *s, struct view item, struct view reason, struct view by, struct instant at, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO evidence_quarantine(item, reason, put_by, at, lifted_by, lifted_at) VALUES($1, $2, $3, $4, '', 0)"
                                    " ON CONFLICT(item) DO UPDATE SET reason = $2, put_by = $3, at = $4, lifted_by = '', lifted_at = 0"};
    return store_run(s, &PUT, VALUES(V_TEXT(item), V_TEXT(reason), V_TEXT(by), V_INT(at.ms)), err);
}

RESULT quarantine_get(struct store *s, struct view item, struct text *reason, struct text *by, struct error *err) {
    static const struct stmt GET = {"SELECT reason, put_by FROM evidence_quarantine WHERE item = $1 AND lifted_at = 0"};
    struct cursor c;
    bool there = false;
    TRY(store_query(s, &GET, VALUES(V_TEXT(item)), &c, err));
    if (cursor_next(&c)) there = true, text_view(reason, cursor_view(&c, 0)), text_view(by, cursor_view(&c, 1));
    TRY(cursor_end(&c, err));
    return there ? DONE : FAIL(err, NOT_FOUND, "the item is not in quarantine");
}

RESULT quarantine_lifted(struct store *s, struct view item, struct view officer, struct instant at, struct error *err) {
    static const struct stmt SET = {"UPDATE evidence_quarantine SET lifted_by = $2, lifted_at = $3 WHERE item = $1 AND lifted_at = 0"};
    return store_run(s, &SET, VALUES(V_TEXT(item), V_TEXT(officer), V_INT(at.ms)), err);
}

RESULT unlooked_next(struct store *s, struct text *item, struct error *err) {
    static const struct stmt GET = {"SELECT item FROM evidence_unlooked ORDER BY item LIMIT 1"};
    struct cursor c;
    bool there = false;
    TRY(store_query(s, &GET, NO_VALUES, &c, err));
    if (cursor_next(&c)) there = true, text_view(item, cursor_view(&c, 0));
    TRY(cursor_end(&c, err));
    return there ? DONE : FAIL(err, NOT_FOUND, "all items were looked into");
}

RESULT unlooked_has(struct store *s, struct view item, bool *out, struct error *err) {
    static const struct stmt COUNT = {"SELECT count(*) FROM evidence_unlooked WHERE item = $1"};
    int64_t count;
    TRY(store_number(s, &COUNT, VALUES(V_TEXT(item)), 0, &count, err));
    return *out = count > 0, DONE;
}

RESULT unlooked_done(struct store *s, struct view item, struct error *err) {
    static const struct stmt DROP = {"DELETE FROM evidence_unlooked WHERE item = $1"};
    return store_run(s, &DROP, VALUES(V_TEXT(item)), err);
}
