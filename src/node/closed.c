// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// closed.c — SQLite looks for a table among the temporary ones first (lang_naming.html). While a closed log is shown, views of
// that kind stand before the tables of the running one, so that the same code exports and proves both. They live within the
// call's own mark: they are taken away at its end, and with everything else that it did when it fails; nothing is written behind them.
#include "node/closed.h"

static RESULT views_up(struct store *s, int64_t generation, struct error *err) {
    static const struct stmt CHOSEN[] = {{"CREATE TEMP TABLE closed_shown(number INTEGER NOT NULL)"}, {"INSERT INTO temp.closed_shown(number) VALUES($1)"}};
    static const struct stmt VIEWS[] = {
        {"CREATE TEMP VIEW audit_entry AS SELECT id, entry, hashes FROM main.closed_entry WHERE number = (SELECT number FROM temp.closed_shown)"},
        {"CREATE TEMP VIEW audit_checkpoint AS SELECT size, zeroblob(32) AS root, note, 0 AS at FROM main.closed_checkpoint"
         " WHERE number = (SELECT number FROM temp.closed_shown)"},
        {"CREATE TEMP VIEW audit_cosignature AS SELECT size, witness, line, 0 AS at FROM main.closed_cosignature "
         "WHERE number = (SELECT number FROM temp.closed_shown)"}};
    TRY(store_run(s, &CHOSEN[0], NO_VALUES, err));
    TRY(store_run(s, &CHOSEN[1], VALUES(V_INT(generation)), err));
    for (size_t i = 0; i < 3; i++) TRY(store_run(s, &VIEWS[i], NO_VALUES, err));
    return DONE;
}

static RESULT views_down(struct store *s, struct error *err) {
    static const struct stmt DOWN[] = {{"DROP VIEW temp.audit_cosignature"}, {"DROP VIEW temp.audit_checkpoint"}, {"DROP VIEW temp.audit_entry"},
                                       {"DROP TABLE temp.closed_shown"}};
    for (size_t i = 0; i < 4; i++) TRY(store_run(s, &DOWN[i], NO_VALUES, err));
    return DONE;
}

RESULT closed_log(struct node *n, int64_t generation, struct view key, closed_work *work, void *ctx, struct error *err) {
    static const struct stmt THERE = {"SELECT count(*) FROM (SELECT 1 FROM closed_entry WHERE number=$1 LIMIT 1)"};
    struct verify_key vkey;
    int64_t there;
    TRY(store_number(n->store, &THERE, VALUES(V_INT(generation)), 0, &there, err));
    if (!there) return FAIL(err, NOT_FOUND, "no log of generation %lld was closed here", (long long)generation);
    if (!key.bytes) return FAIL(err, BAD_ARGUMENT, "log_key: the public key that this log had, from the trust list of then");
    TRY(vkey_read(key, &vkey, err));
    TRY(store_mark(n->store, err));
    struct audit_log *log = audit_log_of(n->log, &vkey);
    struct result r = views_up(n->store, generation, err);
    if (!FAILED(r)) r = work(ctx, log, n->store, err);
    if (!FAILED(r)) r = views_down(n->store, err);
    audit_log_close(log);
    if (FAILED(r)) store_undo(n->store);
    else TRY(store_keep(n->store, err));
    return r;
}
