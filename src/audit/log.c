// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "audit/log.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

// `hashes` holds, level 0 first, the subtrees that this entry completes: subtree (level, n) is found in row
// ((n + 1) << level) - 1 at offset 32 · level.
const struct migration AUDIT_MIGRATIONS[] = {
    {"audit", 1,
     "CREATE TABLE audit_entry(id INTEGER PRIMARY KEY, entry BLOB NOT NULL, hashes BLOB NOT NULL) STRICT;"
     "CREATE TABLE audit_checkpoint(size INTEGER PRIMARY KEY, root BLOB NOT NULL, note TEXT NOT NULL, at INTEGER NOT NULL) STRICT;"
     "CREATE TABLE audit_items(id INTEGER PRIMARY KEY, commits BLOB NOT NULL) STRICT;"
     "CREATE TABLE audit_evidence(id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, salt BLOB NOT NULL, record BLOB NOT NULL,"
     " erase_after INTEGER NOT NULL) STRICT;"
     "CREATE INDEX audit_evidence_age ON audit_evidence(erase_after) WHERE erase_after > 0;"},
    {"audit", 2,
     "ALTER TABLE audit_items ADD COLUMN seed BLOB NOT NULL DEFAULT x'';"
     "ALTER TABLE audit_items ADD COLUMN erase_after INTEGER NOT NULL DEFAULT 0;"},
    {"audit", 3,  // what witnesses put under the checkpoint of that size
     "CREATE TABLE audit_cosignature(size INTEGER NOT NULL, witness TEXT NOT NULL, line TEXT NOT NULL, at INTEGER NOT NULL,"
     " PRIMARY KEY(size, witness)) STRICT, WITHOUT ROWID"},
    {"audit", 4,  // commitments of an operation that is too large for one row; audit_items.commits is then the number of it
     "CREATE TABLE audit_item_parts(operation INTEGER NOT NULL, part INTEGER NOT NULL, commits BLOB NOT NULL, PRIMARY KEY(operation, part)) STRICT"},
};
const size_t AUDIT_MIGRATION_COUNT = sizeof AUDIT_MIGRATIONS / sizeof *AUDIT_MIGRATIONS;

struct audit_log {
    const struct sign_key *key;
    struct verify_key open;
    char node[64];
    struct frontier edge;  // as of the last append; loaded again when the store says another size
    size_t quorum;         // of witnesses; 0: nobody is asked
};
enum { SALT_BYTES = 32, ITEMS_BYTES_MAX = 512 * 1024 * 1024 };

struct audit_bulk {
    unsigned char seed[SALT_BYTES];
    struct text commits;   // of those that lie in no part yet
    struct frontier edge;  // over all of them
    int64_t operation, parts;
};
enum { OPERATION_BYTES = 8 };  // no multiple of a commitment's: so it is told from commitments

RESULT audit_size(struct store *s, uint64_t *out, struct error *err) {
    static const struct stmt LAST = {"SELECT max(id) FROM audit_entry"};
    int64_t last;
    TRY(store_number(s, &LAST, NO_VALUES, -1, &last, err));
    *out = (uint64_t)(last + 1);
    return DONE;
}

static struct result stored_hash(void *ctx, unsigned level, uint64_t index, struct digest *out, struct error *err) {
    static const struct stmt GET = {"SELECT substr(hashes, $2, 32) FROM audit_entry WHERE id = $1"};
    uint64_t row = ((index + 1) << level) - 1;
    AUTO_TEXT hash = text_with_ceiling(64);
    struct result r = store_bytes(ctx, &GET, VALUES(V_INT((int64_t)row), V_INT(1 + 32 * (int64_t)level)), &hash, err);
    if (r.code == CODE_NOT_FOUND || (!FAILED(r) && hash.bytes != 32))
        return FAIL(err, LOG_BROKEN, "entry %llu or its hashes are missing", (unsigned long long)row);
    TRY(r);
    memcpy(out->bytes, hash.at, 32);
    return DONE;
}

static struct hash_source source(struct store *s) { return (struct hash_source){stored_hash, s}; }

static RESULT edge_of(struct store *s, uint64_t size, struct frontier *out, struct error *err) {
    struct hash_source from = source(s);
    return frontier_load(&from, size, out, err);
}

static RESULT last_signed(struct store *s, uint64_t *size, struct digest *root, struct error *err) {
    static const struct stmt SIZE = {"SELECT max(size) FROM audit_checkpoint"}, ROOT = {"SELECT root FROM audit_checkpoint WHERE size = $1"};
    AUTO_TEXT kept = text_with_ceiling(64);
    int64_t n;
    TRY(store_number(s, &SIZE, NO_VALUES, -1, &n, err));
    *size = n < 0 ? 0 : (uint64_t)n;
    *root = merkle_empty();
    if (n < 0) return DONE;
    TRY(store_bytes(s, &ROOT, VALUES(V_INT(n)), &kept, err));
    if (kept.bytes != 32) return FAIL(err, LOG_BROKEN, "the root of the last checkpoint");
    memcpy(root->bytes, kept.at, 32);
    return DONE;
}

// The tree of `size` must have the last signed tree as its beginning.
static RESULT continues(struct store *s, uint64_t size, uint64_t *signed_size, struct error *err) {
    struct digest signed_root;
    struct frontier then;
    TRY(last_signed(s, signed_size, &signed_root, err));
    if (size < *signed_size)
        return FAIL(err, STORE_ROLLED_BACK, "%llu entries were signed, %llu are here", (unsigned long long)*signed_size, (unsigned long long)size);
    TRY(edge_of(s, *signed_size, &then, err));
    struct digest root = frontier_root(&then);
    if (!digest_same(&root, &signed_root))
        return FAIL(err, LOG_BROKEN, "the first %llu entries are not those that were signed", (unsigned long long)*signed_size);
    return DONE;
}

RESULT audit_log_open(struct store *s, const struct sign_key *key, const char *node, struct audit_log **out, struct error *err) {
    uint64_t size, signed_size;
    struct frontier edge;
    if (!node[0] || strlen(node) > 63) return FAIL(err, BAD_ARGUMENT, "the node's name: 1 to 63 bytes");
    TRY(audit_size(s, &size, err));
    TRY(continues(s, size, &signed_size, err));
    TRY(edge_of(s, size, &edge, err));
    struct audit_log *log = calloc(1, sizeof *log);
    ENSURE(log);
    *log = (struct audit_log){.key = key, .open = sign_key_public(key), .edge = edge};
    memcpy(log->node, node, strlen(node));
    *out = log;
    return DONE;
}

struct audit_log *audit_log_of(const struct audit_log *like, const struct verify_key *key) {
    struct audit_log *log = calloc(1, sizeof *log);
    ENSURE(log);
    *log = (struct audit_log){.open = *key, .quorum = like->quorum};
    return log;
}

struct audit_log *audit_log_close(struct audit_log *log) {
    free(log);
    return NULL;
}

const char *audit_log_origin(const struct audit_log *log) { return log->open.name; }

RESULT audit_commit(struct audit_log *log, struct store *s, struct view record, struct instant erase_after, struct digest *commit,
                    struct error *err) {
    static const struct stmt PUT = {"INSERT INTO audit_evidence(digest, salt, record, erase_after) VALUES($1, $2, $3, $4)"};
    unsigned char salt[SALT_BYTES];
    struct hash h;
    (void)log;
    sys_random(store_sys(s), salt, sizeof salt);
    hash_begin(&h);
    hash_add(&h, (struct view){(const char *)salt, sizeof salt});
    hash_add(&h, record);
    struct digest d = hash_end(&h);
    TRY(store_run(s, &PUT, VALUES(V_BLOB(d.bytes, 32), V_BLOB(salt, sizeof salt), V_BLOB(record.at, record.bytes), V_INT(erase_after.ms)), err));
    *commit = d;
    return DONE;
}

RESULT audit_erase(struct store *s, struct instant now, int64_t *erased, struct error *err) {
    static const struct stmt DROP = {"DELETE FROM audit_evidence WHERE erase_after > 0 AND erase_after <= $1"};
    static const struct stmt CLOSE = {"UPDATE audit_items SET seed = x'' WHERE seed <> x'' AND erase_after > 0 AND erase_after <= $1"};
    TRY(store_run(s, &DROP, VALUES(V_INT(now.ms)), err));
    *erased = store_changes(s);
    TRY(store_run(s, &CLOSE, VALUES(V_INT(now.ms)), err));
    *erased += store_changes(s);
    return DONE;
}

RESULT audit_forget(struct store *s, struct view commit, struct error *err) {
    static const struct stmt DROP = {"DELETE FROM audit_evidence WHERE digest = $1"};
    return store_run(s, &DROP, VALUES(V_BLOB(commit.at, commit.bytes)), err);
}

static RESULT keep_entry(struct audit_log *log, struct store *s, struct view entry, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO audit_entry(id, entry, hashes) VALUES($1, $2, $3)"};
    struct digest leaf = merkle_leaf(entry), made[MERKLE_LEVELS];
    struct frontier next = log->edge;
    unsigned count = frontier_add(&next, &leaf, made);
    TRY(store_run(s, &PUT, VALUES(V_INT((int64_t)log->edge.size), V_BLOB(entry.at, entry.bytes), V_BLOB(made, 32 * (size_t)count)), err));
    log->edge = next;
    return DONE;
}

static void finish_entry(const struct audit_log *log, struct instant now, const json_t *members, struct text *out) {
    AUTO_TEXT at = text_with_ceiling(40);
    text_instant(&at, now);
    AUTO_JSON *whole = json_copy((json_t *)members);
    json_object_set_new(whole, "v", json_integer(1));
    json_object_set_new(whole, "node", json_string(log->node));
    json_object_set_new(whole, "index", json_integer((json_int_t)log->edge.size));
    json_put_view(whole, "at", text_seen(&at));
    text_json(out, whole);
}

RESULT audit_append(struct audit_log *log, struct store *s, struct instant now, const json_t *members, int64_t *index,
                    struct error *err) {
    AUTO_TEXT entry = text_with_ceiling(ENTRY_BYTES_MAX);
    uint64_t size;
    TRY(audit_size(s, &size, err));
    if (size != log->edge.size) TRY(edge_of(s, size, &log->edge, err));  // a transaction was rolled back
    finish_entry(log, now, members, &entry);
    if (!text_ok(&entry)) return FAIL(err, TOO_BIG, "an audit entry of more than %d bytes", ENTRY_BYTES_MAX);
    TRY(keep_entry(log, s, text_seen(&entry), err));
    if (index) *index = (int64_t)size;
    return DONE;
}

// ---- Bulk ----

struct audit_bulk *audit_bulk_new(const struct sys *sys) {
    struct audit_bulk *b = calloc(1, sizeof *b);
    ENSURE(b);
    sys_random(sys, b->seed, sizeof b->seed);
    b->commits = text_with_ceiling(ITEMS_BYTES_MAX);
    return b;
}

void audit_bulk_add(struct audit_bulk *b, const struct digest *commit) {
    struct digest made[MERKLE_LEVELS], leaf = merkle_leaf(digest_view(commit));
    text_add(&b->commits, commit->bytes, 32);
    frontier_add(&b->edge, &leaf, made);
}

static struct digest item_salt(const unsigned char seed[SALT_BYTES], uint64_t item) {
    AUTO_TEXT t = text_with_ceiling(100);
    text_add(&t, seed, SALT_BYTES);
    text_be(&t, item, 8);
    return sha256(text_seen(&t));
}

void audit_bulk_record(struct audit_bulk *b, struct view record) {
    struct digest salt = item_salt(b->seed, audit_bulk_count(b)), commit;
    struct hash h;
    hash_begin(&h);
    hash_add(&h, digest_view(&salt));
    hash_add(&h, record);
    commit = hash_end(&h);
    audit_bulk_add(b, &commit);
}

size_t audit_bulk_count(const struct audit_bulk *b) { return b->edge.size; }

RESULT audit_bulk_part(struct audit_bulk *b, struct store *s, int64_t *operation, struct error *err) {
    static const struct stmt LAST = {"SELECT max(operation) FROM audit_item_parts"};
    static const struct stmt PUT = {"INSERT INTO audit_item_parts(operation, part, commits) VALUES($1, $2, $3)"};
    if (!text_ok(&b->commits)) return FAIL(err, TOO_BIG, "too many items in one part");
    if (!b->parts) TRY(store_number(s, &LAST, NO_VALUES, 0, &b->operation, err));
    if (!b->parts) b->operation++;
    TRY(store_run(s, &PUT, VALUES(V_INT(b->operation), V_INT(b->parts), V_BLOB(text_seen(&b->commits).at, b->commits.bytes)), err));
    b->parts++;
    text_clear(&b->commits);
    *operation = b->operation;
    return DONE;
}

RESULT audit_bulk_parts_forget(struct store *s, int64_t operation, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM audit_item_parts WHERE operation = $1"};
    return store_run(s, &FORGET, VALUES(V_INT(operation)), err);
}

struct audit_bulk *audit_bulk_free(struct audit_bulk *b) {
    if (b) text_free(&b->commits), explicit_bzero(b->seed, sizeof b->seed);
    free(b);
    return NULL;
}

static struct digest item_leaf(struct view commits, uint64_t item) { return merkle_leaf((struct view){commits.at + 32 * item, 32}); }

// What stands in the row: the commitments, or where their parts are.
static RESULT commits_to_keep(struct audit_bulk *b, struct store *s, struct text *out, struct error *err) {
    int64_t operation;
    if (b->parts && b->commits.bytes) TRY(audit_bulk_part(b, s, &operation, err));
    if (b->parts) text_be(out, (uint64_t)b->operation, OPERATION_BYTES);
    else text_view(out, text_seen(&b->commits));
    return DONE;
}

RESULT audit_append_bulk(struct audit_log *log, struct store *s, struct instant now, const json_t *members,
                         struct audit_bulk *b, struct instant erase_after, int64_t *index, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO audit_items(id, commits, seed, erase_after) VALUES($1, $2, $3, $4)"};
    if (!text_ok(&b->commits)) return FAIL(err, TOO_BIG, "too many items in one operation");
    struct digest root = frontier_root(&b->edge);
    AUTO_TEXT hex = text_with_ceiling(100), kept = text_with_ceiling(ITEMS_BYTES_MAX);
    int64_t at;
    TRY(commits_to_keep(b, s, &kept, err));
    text_digest(&hex, &root);
    AUTO_JSON *whole = json_copy((json_t *)members);
    json_put_view(whole, "items_root", text_seen(&hex));
    json_object_set_new(whole, "items_count", json_integer((json_int_t)audit_bulk_count(b)));
    TRY(audit_append(log, s, now, whole, &at, err));
    TRY(store_run(s, &PUT, VALUES(V_INT(at), V_BLOB(kept.bytes ? kept.at : "", kept.bytes), V_BLOB(b->seed, sizeof b->seed),
                                  V_INT(erase_after.ms)), err));
    if (index) *index = at;
    return DONE;
}

static struct result item_hash(void *ctx, unsigned level, uint64_t index, struct digest *out, struct error *err) {
    const struct view *commits = ctx;
    if (level == 0) {
        *out = item_leaf(*commits, index);
        return DONE;
    }
    struct digest left, right;
    TRY(item_hash(ctx, level - 1, 2 * index, &left, err));
    TRY(item_hash(ctx, level - 1, 2 * index + 1, &right, err));
    *out = merkle_node(&left, &right);
    return DONE;
}

static RESULT parts_read(struct store *s, struct text *kept, struct error *err) {
    static const struct stmt PARTS = {"SELECT commits FROM audit_item_parts WHERE operation = $1 ORDER BY part"};
    struct cursor c;
    uint64_t operation = 0;
    for (size_t i = 0; i < OPERATION_BYTES; i++) operation = operation << 8 | (unsigned char)kept->at[i];
    text_clear(kept);
    TRY(store_query(s, &PARTS, VALUES(V_INT((int64_t)operation)), &c, err));
    while (cursor_next(&c)) text_view(kept, cursor_view(&c, 0));
    return cursor_end(&c, err);
}

RESULT audit_bulk_proof(struct store *s, int64_t index, uint64_t item, struct bulk_proof *out, struct error *err) {
    static const struct stmt COMMITS = {"SELECT commits FROM audit_items WHERE id = $1"};
    static const struct stmt SEED = {"SELECT seed FROM audit_items WHERE id = $1"};
    AUTO_TEXT kept = text_with_ceiling(ITEMS_BYTES_MAX);
    AUTO_TEXT seed = text_with_ceiling(SALT_BYTES);
    TRY(store_bytes(s, &COMMITS, VALUES(V_INT(index)), &kept, err));
    TRY(store_bytes(s, &SEED, VALUES(V_INT(index)), &seed, err));
    if (kept.bytes == OPERATION_BYTES) TRY(parts_read(s, &kept, err));
    if (item >= kept.bytes / 32) return FAIL(err, NOT_FOUND, "the operation has no such item");
    struct view commits = text_seen(&kept);
    struct hash_source from = {item_hash, &commits};
    TRY(merkle_inclusion(&from, item, kept.bytes / 32, &out->path, err));
    memcpy(out->commit.bytes, kept.at + 32 * item, 32);
    out->open = seed.bytes == SALT_BYTES;
    out->salt = out->open ? item_salt((const unsigned char *)seed.at, item) : (struct digest){0};
    return DONE;
}

// ---- Checkpoints ----

RESULT audit_checkpoint(struct audit_log *log, struct store *s, struct instant now, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO audit_checkpoint(size, root, note, at) VALUES($1, $2, $3, $4)"};
    uint64_t size, signed_size;
    struct frontier edge;
    AUTO_TEXT text = text_with_ceiling(1000);
    AUTO_TEXT note = text_with_ceiling(2000);
    TRY(audit_size(s, &size, err));
    TRY(continues(s, size, &signed_size, err));
    if (size == signed_size) return DONE;
    TRY(edge_of(s, size, &edge, err));
    struct digest root = frontier_root(&edge);
    text_checkpoint(&text, view_of(log->open.name), size, &root);
    note_write(&note, text_seen(&text), log->key);
    ENSURE(text_ok(&note));
    return store_run(s, &PUT, VALUES(V_INT((int64_t)size), V_BLOB(root.bytes, 32), V_TEXT(text_seen(&note)), V_INT(now.ms)), err);
}

RESULT audit_last_checkpoint(struct store *s, struct text *note, struct error *err) {
    static const struct stmt GET = {"SELECT note FROM audit_checkpoint ORDER BY size DESC LIMIT 1"};
    return store_bytes(s, &GET, NO_VALUES, note, err);
}

// ---- Witnesses ----

void audit_log_quorum(struct audit_log *log, size_t quorum) { log->quorum = quorum; }

RESULT audit_root(struct store *s, uint64_t size, struct digest *out, struct error *err) {
    struct frontier f;
    TRY(edge_of(s, size, &f, err));
    *out = frontier_root(&f);
    return DONE;
}

RESULT audit_consistency(struct store *s, uint64_t before, uint64_t size, struct proof *out, struct error *err) {
    struct hash_source from = source(s);
    *out = (struct proof){0};
    return before ? merkle_consistency(&from, before, size, out, err) : DONE;
}

RESULT audit_cosignature_keep(struct store *s, uint64_t size, const char *witness, struct view line, struct instant at, struct error *err) {
    static const struct stmt PUT = {"INSERT OR REPLACE INTO audit_cosignature(size, witness, line, at) VALUES($1, $2, $3, $4)"};
    return store_run(s, &PUT, VALUES(V_INT((int64_t)size), V_STR(witness), V_TEXT(line), V_INT(at.ms)), err);
}

// The note of that checkpoint with the lines of its witnesses.
static RESULT cosigned_note(struct store *s, int64_t size, struct text *note, struct error *err) {
    static const struct stmt NOTE = {"SELECT note FROM audit_checkpoint WHERE size = $1"};
    static const struct stmt LINES = {"SELECT line FROM audit_cosignature WHERE size = $1 ORDER BY witness"};
    struct cursor c;
    TRY(store_bytes(s, &NOTE, VALUES(V_INT(size)), note, err));
    TRY(store_query(s, &LINES, VALUES(V_INT(size)), &c, err));
    while (cursor_next(&c)) text_view(note, cursor_view(&c, 0));
    return cursor_end(&c, err);
}

RESULT audit_cosigned(struct store *s, size_t quorum, struct text *note, uint64_t *size, struct instant *at, struct error *err) {
    static const struct stmt LAST = {"SELECT size FROM audit_cosignature GROUP BY size HAVING count(*) >= $1 ORDER BY size DESC LIMIT 1"};
    static const struct stmt WHEN = {"SELECT max(at) FROM audit_cosignature WHERE size = $1"};
    int64_t n = -1, when = 0;
    if (quorum) TRY(store_number(s, &LAST, VALUES(V_INT((int64_t)quorum)), -1, &n, err));
    if (n < 0) return FAIL(err, NOT_FOUND, "no checkpoint has a quorum of witnesses yet");
    TRY(store_number(s, &WHEN, VALUES(V_INT(n)), 0, &when, err));
    TRY(cosigned_note(s, n, note, err));
    if (size) *size = (uint64_t)n;
    if (at) *at = (struct instant){when};
    return DONE;
}

// What is shown to others: the newest checkpoint that a quorum of witnesses cosigned and that holds entry `index`, else the
// newest of all with what lines it has.
static RESULT shown_checkpoint(const struct audit_log *log, struct store *s, int64_t index, struct text *note, struct error *err) {
    uint64_t size;
    struct digest root;
    struct result r = audit_cosigned(s, log->quorum, note, &size, NULL, err);
    if (!FAILED(r) && index < (int64_t)size) return DONE;
    if (FAILED(r) && r.code != CODE_NOT_FOUND) return r;
    text_clear(note);
    TRY(last_signed(s, &size, &root, err));
    return cosigned_note(s, (int64_t)size, note, err);
}

// ---- Verifying, exporting, proving ----

static RESULT verify_row(struct frontier *f, const struct cursor *c, struct error *err) {
    struct digest leaf = merkle_leaf(cursor_view(c, 1)), made[MERKLE_LEVELS];
    if (cursor_int(c, 0) != (int64_t)f->size) return FAIL(err, LOG_BROKEN, "entry %llu is missing", (unsigned long long)f->size);
    unsigned count = frontier_add(f, &leaf, made);
    struct view expected = {(const char *)made, 32 * (size_t)count};
    return view_same(expected, cursor_view(c, 2)) ? DONE : FAIL(err, LOG_BROKEN, "entry %llu does not fit its hashes", (unsigned long long)f->size - 1);
}

static RESULT verify_checkpoints(struct audit_log *log, struct store *s, struct error *err) {
    static const struct stmt ALL = {"SELECT size, note FROM audit_checkpoint ORDER BY size"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &ALL, NO_VALUES, &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct checkpoint cp = {0};
        struct frontier f;
        r = checkpoint_open(cursor_view(&c, 1), &log->open, &cp, err);
        if (!FAILED(r)) r = edge_of(s, (uint64_t)cursor_int(&c, 0), &f, err);
        if (FAILED(r)) break;
        struct digest root = frontier_root(&f);
        if (cp.size != f.size || !digest_same(&root, &cp.root)) r = FAIL(err, LOG_BROKEN, "the checkpoint of %llu entries", (unsigned long long)f.size);
    }
    return cursor_ended(&c, r, err);
}

RESULT audit_verify_all(struct audit_log *log, struct store *s, uint64_t *size, struct digest *root, struct error *err) {
    static const struct stmt ALL = {"SELECT id, entry, hashes FROM audit_entry ORDER BY id"};
    struct frontier f = {0};
    struct cursor c;
    struct result r = DONE;
    uint64_t signed_size;
    TRY(store_query(s, &ALL, NO_VALUES, &c, err));
    while (!FAILED(r) && cursor_next(&c)) r = verify_row(&f, &c, err);
    TRY(cursor_ended(&c, r, err));
    TRY(continues(s, f.size, &signed_size, err));
    TRY(verify_checkpoints(log, s, err));
    *size = f.size;
    *root = frontier_root(&f);
    return DONE;
}

static RESULT write_below(const char *folder, const struct text *path, struct view bytes, struct error *err) {
    AUTO_TEXT whole = text_with_ceiling(4000);
    text_format(&whole, "%s/%s", folder, text_string(path));
    if (!text_ok(&whole)) return FAIL(err, BAD_ARGUMENT, "the folder's name is too long");
    for (size_t i = strlen(folder); i < whole.bytes; i++) {  // the folder itself, too
        if (whole.at[i] != '/') continue;
        whole.at[i] = 0;
        bool made = mkdir(whole.at, 0755) == 0 || errno == EEXIST;
        whole.at[i] = '/';
        if (!made) return FAIL(err, NO_SYSTEM, "a folder below %s can't be made", folder);
    }
    return file_write(text_string(&whole), bytes, 0644, err);
}

static RESULT export_tile(struct store *s, const char *folder, int level, uint64_t index, unsigned width, struct error *err) {
    AUTO_TEXT path = text_with_ceiling(200);
    AUTO_TEXT tile = text_with_ceiling(TILE_WIDTH * 32);
    for (unsigned i = 0; i < width; i++) {
        struct digest d;
        TRY(stored_hash(s, 8 * (unsigned)level, index * TILE_WIDTH + i, &d, err));
        text_add(&tile, d.bytes, 32);
    }
    text_tile_path(&path, level, index, width);
    return write_below(folder, &path, text_seen(&tile), err);
}

static RESULT export_bundle(struct store *s, const char *folder, uint64_t index, unsigned width, struct error *err) {
    static const struct stmt SOME = {"SELECT entry FROM audit_entry WHERE id >= $1 AND id < $2 ORDER BY id"};
    AUTO_TEXT path = text_with_ceiling(200);
    AUTO_TEXT bundle = text_with_ceiling(TILE_WIDTH * (ENTRY_BYTES_MAX + 2));
    int64_t first = (int64_t)(index * TILE_WIDTH);
    struct cursor c;
    TRY(store_query(s, &SOME, VALUES(V_INT(first), V_INT(first + width)), &c, err));
    while (cursor_next(&c)) bundle_add(&bundle, cursor_view(&c, 0));
    TRY(cursor_end(&c, err));
    text_tile_path(&path, TILE_LEVEL_ENTRIES, index, width);
    return write_below(folder, &path, text_seen(&bundle), err);
}

RESULT audit_export(struct audit_log *log, struct store *s, const char *folder, struct error *err) {
    AUTO_TEXT note = text_with_ceiling(NOTE_BYTES_MAX);
    AUTO_TEXT name = text_with_ceiling(20);
    struct checkpoint c;
    unsigned width;
    TRY(shown_checkpoint(log, s, -1, &note, err));
    TRY(checkpoint_open(text_seen(&note), &log->open, &c, err));
    for (int level = 0; level < 8; level++)
        for (uint64_t i = 0; (width = tile_width(level, i, c.size)) > 0; i++) TRY(export_tile(s, folder, level, i, width, err));
    for (uint64_t i = 0; (width = tile_width(0, i, c.size)) > 0; i++) TRY(export_bundle(s, folder, i, width, err));
    text_put(&name, "checkpoint");
    return write_below(folder, &name, text_seen(&note), err);  // last: it vouches for what is there
}

RESULT audit_proof(struct audit_log *log, struct store *s, int64_t index, json_t **out, struct error *err) {
    static const struct stmt GET = {"SELECT entry FROM audit_entry WHERE id = $1"};
    AUTO_TEXT note = text_with_ceiling(NOTE_BYTES_MAX);
    AUTO_TEXT entry = text_with_ceiling(ENTRY_BYTES_MAX);
    AUTO_TEXT proof = text_with_ceiling(TLOG_PROOF_BYTES_MAX);
    AUTO_TEXT vkey = text_with_ceiling(400);
    struct checkpoint c;
    struct proof path;
    struct hash_source from = source(s);
    TRY(shown_checkpoint(log, s, index, &note, err));
    TRY(checkpoint_open(text_seen(&note), &log->open, &c, err));
    if (index < 0 || (uint64_t)index >= c.size) return FAIL(err, NOT_FOUND, "no signed entry of this number");
    TRY(store_bytes(s, &GET, VALUES(V_INT(index)), &entry, err));
    TRY(merkle_inclusion(&from, (uint64_t)index, c.size, &path, err));
    text_tlog_proof(&proof, (uint64_t)index, &path, text_seen(&note));
    text_vkey(&vkey, &log->open);
    *out = json_pack("{s:s,s:s,s:s,s:s}", "malines", "proof/1", "log", text_string(&vkey), "entry", text_string(&entry), "proof", text_string(&proof));
    return *out ? DONE : FAIL(err, INTERNAL, "the proof bundle");
}
