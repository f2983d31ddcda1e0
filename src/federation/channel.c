// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "federation/channel.h"

const struct migration CHANNEL_MIGRATIONS[] = {
    {"federation", 1,
     "CREATE TABLE channel(peer TEXT NOT NULL, name TEXT NOT NULL, last_out INTEGER NOT NULL DEFAULT 0,"
     " settled_out INTEGER NOT NULL DEFAULT 0, last_in INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(peer, name)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE outbox(peer TEXT NOT NULL, channel TEXT NOT NULL, seq INTEGER NOT NULL, type TEXT NOT NULL,"
     " body BLOB NOT NULL, PRIMARY KEY(peer, channel, seq), FOREIGN KEY(peer, channel) REFERENCES channel(peer, name)) STRICT;"
     "CREATE TABLE inbox(peer TEXT NOT NULL, channel TEXT NOT NULL, seq INTEGER NOT NULL, digest BLOB NOT NULL,"
     " received_at INTEGER NOT NULL, log_index INTEGER NOT NULL DEFAULT -1, PRIMARY KEY(peer, channel, seq)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE trust_seen(one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL) STRICT;"},
    {"federation", 2, "ALTER TABLE inbox ADD COLUMN refused TEXT NOT NULL DEFAULT ''"},
    {"federation", 3, "CREATE INDEX inbox_refused ON inbox(peer, channel) WHERE refused <> ''"},
};
const size_t CHANNEL_MIGRATION_COUNT = sizeof CHANNEL_MIGRATIONS / sizeof *CHANNEL_MIGRATIONS;

RESULT outbox_put(struct store *s, struct view peer, struct view channel, struct view type, struct view body, int64_t *seq,
                  struct error *err) {
    static const struct stmt NUMBER = {
        "INSERT INTO channel(peer, name, last_out) VALUES($1, $2, 1)"
        " ON CONFLICT(peer, name) DO UPDATE SET last_out = last_out + 1 RETURNING last_out"};
    static const struct stmt PUT = {"INSERT INTO outbox(peer, channel, seq, type, body) VALUES($1, $2, $3, $4, $5)"};
    if (body.bytes > CHANNEL_BODY_BYTES_MAX) return FAIL(err, TOO_BIG, "a message of more than %d bytes", CHANNEL_BODY_BYTES_MAX);
    int64_t number;
    TRY(store_number(s, &NUMBER, VALUES(V_TEXT(peer), V_TEXT(channel)), 0, &number, err));
    TRY(store_run(s, &PUT, VALUES(V_TEXT(peer), V_TEXT(channel), V_INT(number), V_TEXT(type), V_BLOB(body.at, body.bytes)), err));
    *seq = number;
    return DONE;
}

RESULT outbox_read(struct store *s, struct view peer, struct view channel, int64_t count_max, size_t bytes_max,
                   post_reader *reader, void *ctx, struct error *err) {
    static const struct stmt READ = {"SELECT seq, type, body FROM outbox WHERE peer=$1 AND channel=$2 ORDER BY seq LIMIT $3"};
    struct cursor c;
    struct result r = DONE;
    size_t bytes = 0;
    TRY(store_query(s, &READ, VALUES(V_TEXT(peer), V_TEXT(channel), V_INT(count_max)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct post p = {cursor_int(&c, 0), cursor_view(&c, 1), cursor_view(&c, 2)};
        if (bytes && bytes + p.body.bytes > bytes_max) break;
        bytes += p.body.bytes;
        r = reader(ctx, &p, err);
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    return r;
}

RESULT outbox_settle(struct store *s, struct view peer, struct view channel, int64_t seq, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM outbox WHERE peer=$1 AND channel=$2 AND seq <= $3"};
    static const struct stmt SETTLE = {"UPDATE channel SET settled_out = max(settled_out, $3) WHERE peer=$1 AND name=$2"};
    int64_t last;
    TRY(outbox_last(s, peer, channel, &last, err));
    if (seq > last) return FAIL(err, BAD_FIELD, "a receipt for message %lld, of which only %lld exist", (long long)seq, (long long)last);
    TRY(store_run(s, &SETTLE, VALUES(V_TEXT(peer), V_TEXT(channel), V_INT(seq)), err));
    return store_run(s, &FORGET, VALUES(V_TEXT(peer), V_TEXT(channel), V_INT(seq)), err);
}

RESULT outbox_waiting(struct store *s, struct view peer, struct view channel, int64_t *count, struct error *err) {
    static const struct stmt COUNT = {"SELECT last_out - settled_out FROM channel WHERE peer=$1 AND name=$2"};
    return store_number(s, &COUNT, VALUES(V_TEXT(peer), V_TEXT(channel)), 0, count, err);
}

RESULT outbox_last(struct store *s, struct view peer, struct view channel, int64_t *seq, struct error *err) {
    static const struct stmt LAST = {"SELECT last_out FROM channel WHERE peer=$1 AND name=$2"};
    return store_number(s, &LAST, VALUES(V_TEXT(peer), V_TEXT(channel)), 0, seq, err);
}

RESULT inbox_last(struct store *s, struct view peer, struct view channel, int64_t *seq, struct error *err) {
    static const struct stmt LAST = {"SELECT last_in FROM channel WHERE peer=$1 AND name=$2"};
    return store_number(s, &LAST, VALUES(V_TEXT(peer), V_TEXT(channel)), 0, seq, err);
}

static RESULT same_as_before(struct store *s, struct view peer, struct view channel, int64_t seq,
                             const unsigned char digest[DIGEST_BYTES], struct error *err) {
    static const struct stmt DIGEST = {"SELECT digest FROM inbox WHERE peer=$1 AND channel=$2 AND seq=$3"};
    AUTO_TEXT kept = text_with_ceiling(DIGEST_BYTES);
    TRY(store_bytes(s, &DIGEST, VALUES(V_TEXT(peer), V_TEXT(channel), V_INT(seq)), &kept, err));
    bool same = kept.bytes == DIGEST_BYTES && memcmp(kept.at, digest, DIGEST_BYTES) == 0;
    return same ? DONE : FAIL(err, REPLAYED, "message %lld came before with other content", (long long)seq);
}

RESULT inbox_take(struct store *s, struct view peer, struct view channel, int64_t seq, const unsigned char digest[DIGEST_BYTES],
                  struct instant now, enum arrival *out, int64_t *log_index, struct error *err) {
    static const struct stmt ADVANCE = {
        "INSERT INTO channel(peer, name, last_in) VALUES($1, $2, $3) ON CONFLICT(peer, name) DO UPDATE SET last_in=$3"};
    static const struct stmt KEEP = {"INSERT INTO inbox(peer, channel, seq, digest, received_at) VALUES($1, $2, $3, $4, $5)"};
    static const struct stmt LOGGED = {"SELECT log_index FROM inbox WHERE peer=$1 AND channel=$2 AND seq=$3"};
    int64_t last;
    TRY(inbox_last(s, peer, channel, &last, err));
    if (seq < 1 || seq > last + 1) return FAIL(err, GAP, "message %lld came, %lld is expected", (long long)seq, (long long)last + 1);
    if (seq <= last) {
        TRY(same_as_before(s, peer, channel, seq, digest, err));
        *out = ARRIVED_AGAIN;
        return store_number(s, &LOGGED, VALUES(V_TEXT(peer), V_TEXT(channel), V_INT(seq)), -1, log_index, err);
    }
    TRY(store_run(s, &ADVANCE, VALUES(V_TEXT(peer), V_TEXT(channel), V_INT(seq)), err));
    TRY(store_run(s, &KEEP, VALUES(V_TEXT(peer), V_TEXT(channel), V_INT(seq), V_BLOB(digest, DIGEST_BYTES), V_INT(now.ms)), err));
    *out = ARRIVED_NEW;
    return DONE;
}

RESULT inbox_logged(struct store *s, struct view peer, struct view channel, int64_t seq, int64_t log_index, struct error *err) {
    static const struct stmt TELL = {"UPDATE inbox SET log_index=$4 WHERE peer=$1 AND channel=$2 AND seq=$3"};
    return store_run(s, &TELL, VALUES(V_TEXT(peer), V_TEXT(channel), V_INT(seq), V_INT(log_index)), err);
}

RESULT inbox_refused(struct store *s, struct view peer, struct view channel, int64_t seq, struct view code, struct error *err) {
    static const struct stmt REFUSE = {"UPDATE inbox SET refused=$4 WHERE peer=$1 AND channel=$2 AND seq=$3"};
    return store_run(s, &REFUSE, VALUES(V_TEXT(peer), V_TEXT(channel), V_INT(seq), V_TEXT(code)), err);
}

RESULT inbox_refusal(struct store *s, struct view peer, struct view channel, int64_t seq, struct text *code, struct error *err) {
    static const struct stmt READ = {"SELECT refused FROM inbox WHERE peer=$1 AND channel=$2 AND seq=$3"};
    return store_bytes(s, &READ, VALUES(V_TEXT(peer), V_TEXT(channel), V_INT(seq)), code, err);
}

RESULT inbox_has_gaps(struct store *s, struct view peer, struct view channel, bool *out, struct error *err) {
    static const struct stmt GAPS = {
        "SELECT 1 FROM inbox WHERE peer=$1 AND channel=$2 AND refused <> '' AND refused <> 'NO_BASIS' LIMIT 1"};
    int64_t found;
    TRY(store_number(s, &GAPS, VALUES(V_TEXT(peer), V_TEXT(channel)), 0, &found, err));
    *out = found != 0;
    return DONE;
}
