// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/records/index_file.h"

#include "crypto/hash.h"
#include "node/node_room.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

const struct migration INDEX_FILE_MIGRATIONS[] = {
    {"index_file", 1,
     "CREATE TABLE index_file(one INTEGER PRIMARY KEY CHECK(one = 1), as_of INTEGER NOT NULL, digest BLOB NOT NULL, shelves BLOB NOT NULL,"
     " program BLOB NOT NULL) STRICT;"},
};
const size_t INDEX_FILE_MIGRATION_COUNT = sizeof INDEX_FILE_MIGRATIONS / sizeof *INDEX_FILE_MIGRATIONS;

enum { EVERY_MS = HOUR_MS, READ_BYTES = 1 << 20 };

static void tell_how(struct node *n, const char *how) { snprintf(n->index_told, sizeof n->index_told, "%s", how); }

static bool file_digest(const char *path, struct digest *out) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    char *room = malloc(READ_BYTES);
    ssize_t got = -1;
    struct hash h;
    ENSURE(room);
    hash_begin(&h);
    while (fd >= 0 && (got = read(fd, room, READ_BYTES)) > 0) hash_add(&h, (struct view){room, (size_t)got});
    if (fd >= 0) close(fd);
    free(room);
    *out = hash_end(&h);
    return got == 0;
}

// Shelves go by number: with another trust list the same number is another member's.
static struct digest shelves_digest(const struct node *n) {
    struct hash h;
    hash_begin(&h);
    hash_add(&h, view_of(n->settings.authority));
    for (size_t i = 0; i < n->peer_count; i++) hash_add(&h, VIEW("\n")), hash_add(&h, view_of(n->peers[i].member->id));
    return hash_end(&h);
}

// Tables and code of the engine are in the program: another program reads names in another way.
static bool program_digest(struct digest *out) { return file_digest("/proc/self/exe", out); }

struct seal {
    int64_t as_of;
    struct digest digest, shelves, program;
};

static void take_digest(struct digest *out, struct view v) {
    if (v.bytes == sizeof out->bytes) memcpy(out->bytes, v.at, sizeof out->bytes);
}

static bool seal_read(struct node *n, struct seal *out) {
    static const struct stmt READ = {"SELECT as_of, digest, shelves, program FROM index_file"};
    struct cursor c;
    *out = (struct seal){0};
    if (FAILED(store_query(n->store, &READ, NO_VALUES, &c, NULL))) return false;
    bool found = cursor_next(&c);
    if (found) {
        out->as_of = cursor_int(&c, 0);
        take_digest(&out->digest, cursor_view(&c, 1)), take_digest(&out->shelves, cursor_view(&c, 2)), take_digest(&out->program, cursor_view(&c, 3));
    }
    return !FAILED(cursor_end(&c, NULL)) && found;
}

// Why this file can't be the index of this store; NULL: it can.
static const char *wrong(struct node *n, const struct seal *s) {
    struct digest file, program, shelves = shelves_digest(n);
    int64_t last;
    if (FAILED(feed_position(n->store, &last, NULL)) || s->as_of > last) return "it goes further than the store";
    if (!digest_same(&s->shelves, &shelves)) return "the members are others";
    if (!program_digest(&program) || !digest_same(&s->program, &program)) return "another program wrote it";
    if (!file_digest(n->index_path, &file) || !digest_same(&s->digest, &file)) return "it is not the file that the store knows";
    return NULL;
}

bool index_file_taken(struct node *n) {
    const char *path = n->index_path;
    struct seal s;
    struct match_index *ix;
    uint64_t as_of;
    char told[120];
    if (!path) return false;
    if (!seal_read(n, &s)) {
        unlink(path);
        return tell_how(n, "built from the store: there is no file"), false;
    }
    const char *why = wrong(n, &s);
    if (!why && FAILED(match_index_load(path, &ix, &as_of, NULL))) why = "it can't be read";
    if (why) {
        unlink(path);
        snprintf(told, sizeof told, "built from the store: the file was thrown away, %s", why);
        return tell_how(n, told), false;
    }
    match_index_free(n->index);
    n->index = ix;
    n->feed_seen = n->index_saved = s.as_of;
    return tell_how(n, "from its file"), true;
}

static RESULT seal_write(struct node *n, const struct seal *s, struct error *err) {
    static const struct stmt WRITE = {"INSERT OR REPLACE INTO index_file(one, as_of, digest, shelves, program) VALUES(1, $1, $2, $3, $4)"};
    TRY(store_begin(n->store, err));
    struct result r = store_run(n->store, &WRITE,
                                VALUES(V_INT(s->as_of), V_BLOB(s->digest.bytes, 32), V_BLOB(s->shelves.bytes, 32), V_BLOB(s->program.bytes, 32)), err);
    if (!FAILED(r)) r = store_commit(n->store, err);
    if (FAILED(r) && store_is_open(n->store)) store_rollback(n->store);
    return r;
}

// Beside the old one first, then the store's word for it, then in its place: whatever fails before leaves the old one good, and
// between the last two steps the file is one that the store does not know.
static RESULT write_file(struct node *n, const char *beside, struct error *err) {
    struct seal s = {.as_of = n->feed_seen, .shelves = shelves_digest(n)};
    TRY(match_index_save(n->index, beside, (uint64_t)s.as_of, err));
    if (!program_digest(&s.program) || !file_digest(beside, &s.digest)) return FAIL(err, DISK_FAILED, "the index's file can't be read back");
    TRY(seal_write(n, &s, err));
    if (rename(beside, n->index_path) != 0) return FAIL(err, DISK_FAILED, "the index's file can't be put in its place");
    n->index_saved = s.as_of;
    return DONE;
}

static void write_if_new(struct node *n) {
    bool mixed = store_is_open(n->store) || n->ahead || n->stopped.code;  // the index must be what is committed, and no more
    if (mixed || n->feed_seen == n->index_saved) return;
    AUTO_TEXT beside = text_with_ceiling(4096);
    text_put(&beside, n->index_path), text_put(&beside, ".next");
    if (text_ok(&beside) && FAILED(write_file(n, text_string(&beside), NULL))) unlink(text_string(&beside));  // the next start takes longer
}

void index_file_care(struct node *n) {
    if (!n->index_path || ticks(n).us < n->next_index_file.us) return;
    bool first = n->next_index_file.us == 0;
    n->next_index_file = (struct tick){ticks(n).us + (uint64_t)EVERY_MS * 1000};
    if (!first) write_if_new(n);
}

void index_file_leave(struct node *n) {
    if (n->index_path && n->index_whole) write_if_new(n);
}
