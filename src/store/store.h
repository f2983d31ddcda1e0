// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// store.h — where a node keeps what it must not lose.
//
// One store, one process, one connection: the node's core is single-threaded, and every change is one
// transaction that carries the business rows, the audit leaf, the outbox row and the change feed row
// together. Whoever holds the store writes no SQL of its own on the fly: statements are constants
// (`struct stmt`) that live beside the code which uses them, with $1..$9 placeholders that SQLite and
// PostgreSQL both read. The disk below is the real one or the simulator's (`sys->vfs`).
//
// SQLite is opened in WAL mode with synchronous=FULL, foreign keys on, exclusive locking (a second daemon
// on the same folder gets STORE_LOCKED) and only STRICT tables.
//
// Failures: DISK_FULL, DISK_FAILED (the caller must stop: after a failed fsync the kernel may have
// forgotten the pages), STORE_DAMAGED, STORE_LOCKED, CONFLICT (a unique or foreign key said no), INTERNAL.
#ifndef MALINES_STORE_STORE_H
#define MALINES_STORE_STORE_H

#include "base/view.h"
#include "sys/sys.h"

struct store;

// A migration is run once, in order, inside one transaction; its number is its place in the list. Rooms
// give theirs as constants; a store written by a newer program is refused with STORE_TOO_NEW.
struct migration {
    const char *room;  // "audit", "registers": each room counts its own
    int number;        // 1, 2, 3...
    const char *sql;
};

// `path` NULL opens a store in memory (for tests). The caller keeps `sys` alive.
RESULT store_open(const struct sys *sys, const char *path, struct store **out, struct error *err);
struct store *store_close(struct store *s);  // rolls back what is open; gives NULL
// In the transaction that is open, or in one of its own.
RESULT store_migrate(struct store *s, const struct migration *list, size_t count, struct error *err);
const struct sys *store_sys(const struct store *s);

// One transaction at a time. A mark is a point to which a failed piece of work goes back without losing
// what other pieces did in the same transaction (so that many requests share one flush to disk).
RESULT store_begin(struct store *s, struct error *err);
RESULT store_commit(struct store *s, struct error *err);  // durable when it returns
// What is durable still lies in the write-ahead log. After many commits it is brought home: call this when nobody waits.
// Should it fail, nothing is lost and it is tried again.
void store_tidy(struct store *s);
void store_rollback(struct store *s);
bool store_is_open(const struct store *s);                // inside a transaction?
bool store_damaged(const struct store *s);                // has a page been met that is none? STORE_DAMAGED without it: words of one row alone
RESULT store_mark(struct store *s, struct error *err);
RESULT store_keep(struct store *s, struct error *err);    // forget the last mark, keep the work
void store_undo(struct store *s);                         // back to the last mark

struct stmt {
    const char *sql;
};

enum value_kind { VALUE_NULL, VALUE_INT, VALUE_TEXT, VALUE_BLOB };
struct value {
    enum value_kind kind;
    int64_t number;
    struct view bytes;
};
#define V_NULL ((struct value){.kind = VALUE_NULL})
#define V_INT(n) ((struct value){.kind = VALUE_INT, .number = (n)})
#define V_TEXT(v) ((struct value){.kind = VALUE_TEXT, .bytes = (v)})
#define V_STR(s) ((struct value){.kind = VALUE_TEXT, .bytes = view_of(s)})
#define V_BLOB(p, n) ((struct value){.kind = VALUE_BLOB, .bytes = {(const char *)(p), (n)}})
#define VALUES(...) (const struct value[]){__VA_ARGS__}, sizeof((const struct value[]){__VA_ARGS__}) / sizeof(struct value)
#define NO_VALUES NULL, 0

// Run a statement that gives no rows.
RESULT store_run(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, struct error *err);
int64_t store_changes(const struct store *s);  // rows changed by the last store_run
int64_t store_all_changes(const struct store *s);  // since it was opened: has a piece of work written anything?
int64_t store_last_id(const struct store *s);  // rowid of the last insert

// Walk over rows:  struct cursor c; TRY(store_query(s, &STMT, VALUES(...), &c, err));
//                  while (cursor_next(&c)) { cursor_int(&c, 0) ... }  return cursor_end(&c, err);
// A cursor left early must still be ended. Views live until the next cursor_next or cursor_end. Statements
// are not re-entrant: while a cursor of one is open, the same statement can't be queried again.
struct cursor {
    void *rows;
    struct store *store;
    int state;
};
RESULT store_query(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, struct cursor *out,
                   struct error *err);
bool cursor_next(struct cursor *c);
RESULT cursor_end(struct cursor *c, struct error *err);
RESULT cursor_ended(struct cursor *c, struct result r, struct error *err);  // r, if what was done with the rows failed; else as cursor_end
bool cursor_is_null(const struct cursor *c, int column);
int64_t cursor_int(const struct cursor *c, int column);
static inline struct instant cursor_instant(const struct cursor *c, int column) { return (struct instant){cursor_int(c, column)}; }
struct view cursor_view(const struct cursor *c, int column);  // text or blob

// The first column of the first row: a number (`fallback` when there is no row or it is NULL) or bytes
// (NOT_FOUND when there is no row).
RESULT store_number(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, int64_t fallback,
                    int64_t *out, struct error *err);
RESULT store_bytes(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, struct text *out,
                   struct error *err);

// ---- Change feed ----
// Each change of a record is told in the transaction that makes it; whoever keeps a copy in memory (the
// match index) or elsewhere follows the positions, which are gap-free and in commit order.
enum feed_op { FEED_PUT = 1, FEED_DROP = 2 };
RESULT feed_tell(struct store *s, const char *table, int64_t key, enum feed_op op, struct error *err);
RESULT feed_position(struct store *s, int64_t *out, struct error *err);  // 0 when empty
struct feed_row {
    int64_t position, key;
    enum feed_op op;
    struct view table;
};
typedef struct result feed_reader(void *ctx, const struct feed_row *row, struct error *err);
RESULT feed_read(struct store *s, int64_t after, int64_t limit, feed_reader *reader, void *ctx, int64_t *last, struct error *err);

// ---- Care ----
RESULT store_check(struct store *s, struct error *err);                       // integrity and foreign keys
RESULT store_backup(struct store *s, const char *path, struct error *err);    // a whole copy, while running

#endif
