// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The store on SQLite. Invariants:
//   1 every table is STRICT and every statement is prepared once and kept, keyed by its address;
//   2 nothing is durable before COMMIT has returned, and nothing is acknowledged before that;
//   3 a failed write or flush poisons the store: it gives DISK_FAILED until it is closed;
//   4 when SQLite itself gave the whole transaction up (a full disk, no memory), nothing more is done in it: what
//     came after would be durable one by one, and what came before is gone.
#include "store/store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum { VALUES_MAX = 20 };
struct prepared {
    const struct stmt *of;
    sqlite3_stmt *rows;
    bool busy;
    uint8_t place[VALUES_MAX];  // of $1, $2... in SQLite's own counting; 0: not in the statement
};

struct store {
    sqlite3 *db;
    const struct sys *sys;
    struct prepared *prepared;
    size_t prepared_count, prepared_room;
    int marks;
    bool open, poisoned, damaged, log_is_empty;
    int log_pages;                // of the write-ahead log
};
enum { LOG_PAGES_TIDY = 500, LOG_PAGES_MAX = 2000 };  // four megabytes, as SQLite has it; and sixteen, whoever waits

static enum code code_of(struct store *s, int rc) {
    int extended = s->db ? sqlite3_extended_errcode(s->db) : rc;
    switch (rc & 0xFF) {
    case SQLITE_FULL: return CODE_DISK_FULL;
    case SQLITE_IOERR:
        if (extended == SQLITE_IOERR_NOMEM) return CODE_INTERNAL;
        s->poisoned = true;
        return CODE_DISK_FAILED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: s->damaged = true; return CODE_STORE_DAMAGED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return CODE_STORE_LOCKED;
    case SQLITE_CONSTRAINT: return CODE_CONFLICT;
    case SQLITE_CANTOPEN: return CODE_NOT_FOUND;
    case SQLITE_READONLY: return CODE_DISK_FAILED;
    default: return CODE_INTERNAL;
    }
}

static struct result fail_sqlite(struct store *s, int rc, struct error *err, const char *what) {
    // SQLite's own message may quote values of a row: give only what was tried and the number (P14).
    int extended = s->db ? sqlite3_extended_errcode(s->db) : rc;
    return fail_with(err, code_of(s, rc), "%.200s (sqlite %d: %s)", what, extended, sqlite3_errstr(extended));
}

// May SQL be run? Not after the disk failed, and not where SQLite has left the transaction that we believe open.
static RESULT usable(const struct store *s, struct error *err) {
    if (s->poisoned) return FAIL(err, DISK_FAILED, "the disk failed earlier; the node must be started again");
    if (s->open && sqlite3_get_autocommit(s->db)) return FAIL(err, DISK_FULL, "this transaction was given up");
    return DONE;
}

static RESULT execute(struct store *s, const char *sql, struct error *err) {
    TRY(usable(s, err));
    int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? DONE : fail_sqlite(s, rc, err, sql);
}

// Begin with an empty write-ahead log: what a crash left half written at its end shares a sector with the last
// commit, and a disk may ruin a whole sector that it is writing. A full disk may be read all the same; then this
// waits for the first write.
static RESULT empty_log(struct store *s, struct error *err) {
    struct result r = execute(s, "PRAGMA wal_checkpoint(TRUNCATE)", err);
    s->log_is_empty = !FAILED(r);
    return r;
}

static RESULT configure(struct store *s, struct error *err) {
    TRY(execute(s, "PRAGMA locking_mode=EXCLUSIVE", err));
    TRY(execute(s, "PRAGMA page_size=8192", err));
    TRY(execute(s, "PRAGMA journal_mode=WAL", err));
    TRY(execute(s, "PRAGMA synchronous=FULL", err));
    TRY(execute(s, "PRAGMA foreign_keys=ON", err));
    TRY(execute(s, "PRAGMA secure_delete=ON", err));
    TRY(execute(s, "PRAGMA temp_store=MEMORY", err));
    TRY(execute(s, "PRAGMA trusted_schema=OFF", err));
    TRY(execute(s, "PRAGMA cache_size=-8192", err));
    TRY(execute(s, "PRAGMA journal_size_limit=67108864", err));
    struct result emptied = empty_log(s, err);
    if (emptied.code == CODE_DISK_FULL) return DONE;
    TRY(emptied);
    TRY(execute(s, "BEGIN IMMEDIATE", err));  // takes the lock now, so that a second daemon is told at once
    TRY(execute(s,
                "CREATE TABLE IF NOT EXISTS migration(room TEXT NOT NULL, number INTEGER NOT NULL, "
                "PRIMARY KEY(room, number)) STRICT, WITHOUT ROWID",
                err));
    TRY(execute(s,
                "CREATE TABLE IF NOT EXISTS feed(position INTEGER PRIMARY KEY AUTOINCREMENT, tbl TEXT NOT NULL, "
                "key INTEGER NOT NULL, op INTEGER NOT NULL) STRICT",
                err));
    return execute(s, "COMMIT", err);
}

static int log_grew(void *ctx, sqlite3 *db, const char *schema, int pages) {
    (void)db, (void)schema;
    ((struct store *)ctx)->log_pages = pages;
    return SQLITE_OK;
}

void store_tidy(struct store *s) {
    if (s->open || s->poisoned || s->log_pages < LOG_PAGES_TIDY) return;
    s->log_pages = 0;
    sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

RESULT store_open(const struct sys *sys, const char *path, struct store **out, struct error *err) {
    if (path && sys->settle) TRY(sys->settle(sys, path, err));
    struct store *s = calloc(1, sizeof *s);
    ENSURE(s);
    s->sys = sys;
    int rc = sqlite3_open_v2(path ? path : ":memory:", &s->db,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, sys->vfs);
    struct result r = rc == SQLITE_OK ? configure(s, err) : fail_sqlite(s, rc, err, "opening the store");
    sqlite3_wal_hook(s->db, log_grew, s);  // takes the place of SQLite's own checkpoints, which keep whoever commits waiting
    if (FAILED(r)) {
        store_close(s);
        return r;
    }
    *out = s;
    return DONE;
}

struct store *store_close(struct store *s) {
    if (!s) return NULL;
    for (size_t i = 0; i < s->prepared_count; i++) sqlite3_finalize(s->prepared[i].rows);
    free(s->prepared);
    sqlite3_close(s->db);
    free(s);
    return NULL;
}

const struct sys *store_sys(const struct store *s) { return s->sys; }
bool store_is_open(const struct store *s) { return s->open; }
int64_t store_changes(const struct store *s) { return sqlite3_changes64(s->db); }
int64_t store_all_changes(const struct store *s) { return sqlite3_total_changes64(s->db); }
int64_t store_last_id(const struct store *s) { return sqlite3_last_insert_rowid(s->db); }

RESULT store_begin(struct store *s, struct error *err) {
    ENSURE(!s->open);
    if (!s->log_is_empty) TRY(empty_log(s, err));
    if (s->log_pages >= LOG_PAGES_MAX) store_tidy(s);
    static const struct stmt BEGIN = {"BEGIN IMMEDIATE"};
    TRY(store_run(s, &BEGIN, NO_VALUES, err));
    s->open = true;
    s->marks = 0;
    return DONE;
}

RESULT store_commit(struct store *s, struct error *err) {
    static const struct stmt COMMIT = {"COMMIT"};
    ENSURE(s->open && s->marks == 0);
    struct result r = store_run(s, &COMMIT, NO_VALUES, err);
    if (FAILED(r)) {
        store_rollback(s);
        return r;
    }
    s->open = false;
    return DONE;
}

void store_rollback(struct store *s) {
    if (!sqlite3_get_autocommit(s->db)) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    s->open = false;
    s->marks = 0;
}

enum { MARKS_MAX = 4 };
enum mark_verb { MARK_SET, MARK_KEEP, MARK_UNDO };
static RESULT mark_sql(struct store *s, enum mark_verb verb, struct error *err) {
    static const struct stmt SQL[][MARKS_MAX] = {
        {{"SAVEPOINT m1"}, {"SAVEPOINT m2"}, {"SAVEPOINT m3"}, {"SAVEPOINT m4"}},
        {{"RELEASE m1"}, {"RELEASE m2"}, {"RELEASE m3"}, {"RELEASE m4"}},
        {{"ROLLBACK TO m1"}, {"ROLLBACK TO m2"}, {"ROLLBACK TO m3"}, {"ROLLBACK TO m4"}},
    };
    ENSURE(s->marks <= MARKS_MAX);
    return store_run(s, &SQL[verb][s->marks - 1], NO_VALUES, err);
}

bool store_damaged(const struct store *s) { return s->damaged; }

RESULT store_mark(struct store *s, struct error *err) {
    ENSURE(s->open);
    s->marks++;
    struct result r = mark_sql(s, MARK_SET, err);
    if (FAILED(r)) s->marks--;
    return r;
}

RESULT store_keep(struct store *s, struct error *err) {
    ENSURE(s->open && s->marks > 0);
    struct result r = mark_sql(s, MARK_KEEP, err);
    if (FAILED(r) && !sqlite3_get_autocommit(s->db)) s->poisoned = true;  // nothing of this transaction can be trusted to be whole
    s->marks--;
    return r;
}

void store_undo(struct store *s) {
    ENSURE(s->marks > 0);
    if (!sqlite3_get_autocommit(s->db)) {
        bool done = !FAILED(mark_sql(s, MARK_UNDO, NULL)) && !FAILED(mark_sql(s, MARK_KEEP, NULL));
        if (!done) s->poisoned = true;  // half a piece of work must never be committed with the others
    }
    s->marks--;
}

static RESULT migration_done(struct store *s, const struct migration *m, bool *done, struct error *err) {
    static const struct stmt DONE_ALREADY = {"SELECT 1 FROM migration WHERE room=$1 AND number=$2"};
    int64_t found;
    TRY(store_number(s, &DONE_ALREADY, VALUES(V_STR(m->room), V_INT(m->number)), 0, &found, err));
    *done = found == 1;
    return DONE;
}

static RESULT migrate_one(struct store *s, const struct migration *m, struct error *err) {
    static const struct stmt RECORD = {"INSERT INTO migration(room, number) VALUES($1, $2)"};
    bool done;
    TRY(migration_done(s, m, &done, err));
    if (done) return DONE;
    TRY(execute(s, m->sql, err));
    return store_run(s, &RECORD, VALUES(V_STR(m->room), V_INT(m->number)), err);
}

static RESULT refuse_newer(struct store *s, const struct migration *list, size_t count, struct error *err) {
    static const struct stmt HIGHEST = {"SELECT max(number) FROM migration WHERE room=$1"};
    for (size_t i = 0; i < count; i++) {
        int64_t stored, known = 0;
        TRY(store_number(s, &HIGHEST, VALUES(V_STR(list[i].room)), 0, &stored, err));
        for (size_t k = 0; k < count; k++)
            if (strcmp(list[k].room, list[i].room) == 0 && list[k].number > known) known = list[k].number;
        if (stored > known) return FAIL(err, STORE_TOO_NEW, "%s is at %d, this program knows %d", list[i].room, (int)stored, (int)known);
    }
    return DONE;
}

static RESULT migrate_all(struct store *s, const struct migration *list, size_t count, struct error *err) {
    TRY(refuse_newer(s, list, count, err));
    for (size_t i = 0; i < count; i++) TRY(migrate_one(s, &list[i], err));
    return DONE;
}

RESULT store_migrate(struct store *s, const struct migration *list, size_t count, struct error *err) {
    if (store_is_open(s)) return migrate_all(s, list, count, err);
    TRY(store_begin(s, err));
    struct result r = migrate_all(s, list, count, err);
    if (!FAILED(r)) return store_commit(s, err);
    store_rollback(s);
    return r;
}

static struct prepared *find(struct store *s, const struct stmt *stmt) {
    for (size_t i = 0; i < s->prepared_count; i++)
        if (s->prepared[i].of == stmt) return &s->prepared[i];
    return NULL;
}

// SQLite numbers $1, $2 by first appearance in the text, PostgreSQL by the number: look for the names.
static void find_places(struct prepared *p) {
    for (int i = 0; i < VALUES_MAX; i++) {
        char name[8];
        snprintf(name, sizeof name, "$%d", i + 1);
        p->place[i] = (uint8_t)sqlite3_bind_parameter_index(p->rows, name);
    }
}

static RESULT prepare(struct store *s, const struct stmt *stmt, struct prepared **out, struct error *err) {
    TRY(usable(s, err));
    struct prepared *p = find(s, stmt);
    if (!p) {
        sqlite3_stmt *rows;
        int rc = sqlite3_prepare_v3(s->db, stmt->sql, -1, SQLITE_PREPARE_PERSISTENT, &rows, NULL);
        if (rc != SQLITE_OK) return fail_sqlite(s, rc, err, stmt->sql);
        if (s->prepared_count == s->prepared_room) {
            s->prepared_room = s->prepared_room ? 2 * s->prepared_room : 32;
            s->prepared = realloc(s->prepared, s->prepared_room * sizeof *s->prepared);
            ENSURE(s->prepared);
        }
        p = &s->prepared[s->prepared_count++];
        *p = (struct prepared){stmt, rows, false, {0}};
        find_places(p);
    }
    ENSURE(!p->busy);
    *out = p;
    return DONE;
}

static int bind_one(sqlite3_stmt *rows, int at, const struct value *v) {
    const char *start = v->bytes.at ? v->bytes.at : "";  // an empty view is empty, never NULL
    switch (v->kind) {
    case VALUE_NULL: return sqlite3_bind_null(rows, at);
    case VALUE_INT: return sqlite3_bind_int64(rows, at, v->number);
    case VALUE_TEXT: return sqlite3_bind_text64(rows, at, start, v->bytes.bytes, SQLITE_STATIC, SQLITE_UTF8);
    case VALUE_BLOB: return sqlite3_bind_blob64(rows, at, start, v->bytes.bytes, SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

static RESULT bind(struct store *s, const struct prepared *p, const struct value *values, size_t count, struct error *err) {
    for (size_t i = 0; i < count; i++) {
        ENSURE(i < VALUES_MAX && p->place[i] > 0);
        int rc = bind_one(p->rows, p->place[i], &values[i]);
        if (rc != SQLITE_OK) return fail_sqlite(s, rc, err, "binding a value");
    }
    return DONE;
}

static void let_go(sqlite3_stmt *rows) {
    sqlite3_reset(rows);
    sqlite3_clear_bindings(rows);
}

RESULT store_run(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, struct error *err) {
    struct prepared *p = NULL;
    TRY(prepare(s, stmt, &p, err));
    TRY(bind(s, p, values, count, err));
    int rc = sqlite3_step(p->rows);
    struct result r = rc == SQLITE_DONE || rc == SQLITE_ROW ? DONE : fail_sqlite(s, rc, err, stmt->sql);
    let_go(p->rows);
    return r;
}

RESULT store_query(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, struct cursor *out,
                   struct error *err) {
    struct prepared *p = NULL;
    TRY(prepare(s, stmt, &p, err));
    TRY(bind(s, p, values, count, err));
    p->busy = true;
    *out = (struct cursor){p->rows, s, SQLITE_OK};
    return DONE;
}

bool cursor_next(struct cursor *c) {
    c->state = sqlite3_step(c->rows);
    return c->state == SQLITE_ROW;
}

RESULT cursor_end(struct cursor *c, struct error *err) {
    struct store *s = c->store;
    struct result r = c->state == SQLITE_DONE || c->state == SQLITE_ROW || c->state == SQLITE_OK
                          ? DONE
                          : fail_sqlite(s, c->state, err, sqlite3_sql(c->rows));
    for (size_t i = 0; i < s->prepared_count; i++)
        if (s->prepared[i].rows == c->rows) s->prepared[i].busy = false;
    let_go(c->rows);
    return r;
}

struct result cursor_ended(struct cursor *c, struct result r, struct error *err) {
    struct result end = cursor_end(c, FAILED(r) ? NULL : err);
    return FAILED(r) ? r : end;
}

bool cursor_is_null(const struct cursor *c, int column) { return sqlite3_column_type(c->rows, column) == SQLITE_NULL; }
int64_t cursor_int(const struct cursor *c, int column) { return sqlite3_column_int64(c->rows, column); }

struct view cursor_view(const struct cursor *c, int column) {
    const void *at = sqlite3_column_blob(c->rows, column);
    return (struct view){at ? at : "", (size_t)sqlite3_column_bytes(c->rows, column)};
}

RESULT store_number(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, int64_t fallback,
                    int64_t *out, struct error *err) {
    struct cursor c;
    TRY(store_query(s, stmt, values, count, &c, err));
    int64_t number = cursor_next(&c) && !cursor_is_null(&c, 0) ? cursor_int(&c, 0) : fallback;
    TRY(cursor_end(&c, err));
    *out = number;
    return DONE;
}

RESULT store_bytes(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, struct text *out,
                   struct error *err) {
    struct cursor c;
    TRY(store_query(s, stmt, values, count, &c, err));
    bool found = cursor_next(&c);
    if (found) text_view(out, cursor_view(&c, 0));
    TRY(cursor_end(&c, err));
    if (!found) return FAIL(err, NOT_FOUND, "no such row");
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "the row is larger than expected");
}

RESULT feed_tell(struct store *s, const char *table, int64_t key, enum feed_op op, struct error *err) {
    static const struct stmt TELL = {"INSERT INTO feed(tbl, key, op) VALUES($1, $2, $3)"};
    ENSURE(s->open);
    return store_run(s, &TELL, VALUES(V_STR(table), V_INT(key), V_INT(op)), err);
}

RESULT feed_position(struct store *s, int64_t *out, struct error *err) {
    static const struct stmt LAST = {"SELECT max(position) FROM feed"};
    return store_number(s, &LAST, NO_VALUES, 0, out, err);
}

RESULT feed_read(struct store *s, int64_t after, int64_t limit, feed_reader *reader, void *ctx, int64_t *last,
                 struct error *err) {
    static const struct stmt READ = {"SELECT position, key, op, tbl FROM feed WHERE position > $1 ORDER BY position LIMIT $2"};
    struct cursor c;
    struct result r = DONE;
    int64_t reached = after;
    TRY(store_query(s, &READ, VALUES(V_INT(after), V_INT(limit)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct feed_row row = {cursor_int(&c, 0), cursor_int(&c, 1), (enum feed_op)cursor_int(&c, 2), cursor_view(&c, 3)};
        r = reader(ctx, &row, err);
        reached = row.position;
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    if (!FAILED(r)) *last = reached;
    return r;
}

RESULT store_check(struct store *s, struct error *err) {
    static const struct stmt INTEGRITY = {"PRAGMA integrity_check(1)"};
    static const struct stmt KEYS = {"SELECT count(*) FROM pragma_foreign_key_check"};
    AUTO_TEXT said = text_with_ceiling(4096);
    TRY(store_bytes(s, &INTEGRITY, NO_VALUES, &said, err));
    if (!view_is(text_seen(&said), "ok")) return FAIL(err, STORE_DAMAGED, "integrity check: %.200s", text_string(&said));
    int64_t dangling;
    TRY(store_number(s, &KEYS, NO_VALUES, 0, &dangling, err));
    return dangling == 0 ? DONE : FAIL(err, STORE_DAMAGED, "%d dangling references", (int)dangling);
}

RESULT store_backup(struct store *s, const char *path, struct error *err) {
    sqlite3 *to;
    if (sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, s->sys->vfs) != SQLITE_OK) {
        sqlite3_close(to);
        return FAIL(err, NO_SYSTEM, "the backup file can't be written");
    }
    sqlite3_backup *copy = sqlite3_backup_init(to, "main", s->db, "main");
    int rc = copy ? sqlite3_backup_step(copy, -1) : SQLITE_ERROR;
    if (copy) sqlite3_backup_finish(copy);
    sqlite3_close(to);
    return rc == SQLITE_DONE ? DONE : FAIL(err, DISK_FAILED, "the backup was not completed");
}
