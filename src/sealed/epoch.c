// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sealed/epoch.h"

#include "crypto/hash.h"

#include <sodium.h>

// sealed_build and sealed_part: a filter under way; sealed_filter: those offered, the container of the last one only;
// sealed_held: those of partners; sealed_asked: questions answered, as they were signed, for the oversight bodies.
const struct migration SEALED_MIGRATIONS[] = {
    {"sealed", 1,
     "CREATE TABLE sealed_secret(epoch INTEGER PRIMARY KEY, secret BLOB NOT NULL) STRICT;"
     "CREATE TABLE sealed_quota(member TEXT NOT NULL, class TEXT NOT NULL, who TEXT NOT NULL, level INTEGER NOT NULL, at INTEGER NOT NULL,"
     " PRIMARY KEY(member, class, who)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE sealed_build(member TEXT NOT NULL, class TEXT NOT NULL, epoch INTEGER NOT NULL, as_of INTEGER NOT NULL,"
     " reached INTEGER NOT NULL, law BLOB NOT NULL, PRIMARY KEY(member, class)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE sealed_part(member TEXT NOT NULL, class TEXT NOT NULL, n INTEGER NOT NULL, outputs BLOB NOT NULL,"
     " PRIMARY KEY(member, class, n)) STRICT;"
     "CREATE TABLE sealed_filter(sha256 BLOB PRIMARY KEY, member TEXT NOT NULL, class TEXT NOT NULL, epoch INTEGER NOT NULL,"
     " as_of INTEGER NOT NULL, padded INTEGER NOT NULL, open BLOB NOT NULL, law BLOB NOT NULL, pulled INTEGER NOT NULL DEFAULT 0, container BLOB) STRICT;"
     "CREATE TABLE sealed_held(member TEXT NOT NULL, class TEXT NOT NULL, epoch INTEGER NOT NULL, as_of INTEGER NOT NULL,"
     " open BLOB NOT NULL, sha256 BLOB NOT NULL, container BLOB NOT NULL, PRIMARY KEY(member, class)) STRICT;"
     "CREATE TABLE sealed_asked(id TEXT PRIMARY KEY, member TEXT NOT NULL, log_index INTEGER NOT NULL, at INTEGER NOT NULL,"
     " message BLOB NOT NULL) STRICT;"
     "CREATE INDEX sealed_asked_at ON sealed_asked(at)"},
    // A build begins anew after this, as after a change of the law. `proves`: the filter that is recomputed; empty: a new one.
    // sealed_day: what a partner asked on a day; sealed_mine: what our own officers did; sealed_proof: who had a filter recomputed.
    {"sealed", 2,
     "DROP TABLE sealed_build; DROP TABLE sealed_part;"
     "CREATE TABLE sealed_build(member TEXT NOT NULL, class TEXT NOT NULL, proves TEXT NOT NULL, epoch INTEGER NOT NULL, as_of INTEGER NOT NULL,"
     " reached INTEGER NOT NULL, feed INTEGER NOT NULL, law BLOB NOT NULL, PRIMARY KEY(member, class, proves)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE sealed_part(member TEXT NOT NULL, class TEXT NOT NULL, proves TEXT NOT NULL, n INTEGER NOT NULL, outputs BLOB NOT NULL,"
     " PRIMARY KEY(member, class, proves, n)) STRICT;"
     "ALTER TABLE sealed_asked ADD COLUMN question TEXT NOT NULL DEFAULT '';"
     "CREATE INDEX sealed_asked_question ON sealed_asked(member, question);"
     "ALTER TABLE sealed_filter ADD COLUMN feed INTEGER NOT NULL DEFAULT 0;"
     "CREATE TABLE sealed_proof(filter TEXT PRIMARY KEY, auditor TEXT NOT NULL, second TEXT NOT NULL, at INTEGER NOT NULL, result TEXT NOT NULL,"
     " changed INTEGER NOT NULL) STRICT;"
     "CREATE TABLE sealed_day(member TEXT NOT NULL, class TEXT NOT NULL, day INTEGER NOT NULL, questions INTEGER NOT NULL, keys INTEGER NOT NULL,"
     " night INTEGER NOT NULL, refused INTEGER NOT NULL, requests INTEGER NOT NULL, PRIMARY KEY(member, class, day)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE sealed_mine(officer TEXT NOT NULL, class TEXT NOT NULL, day INTEGER NOT NULL, asked INTEGER NOT NULL, hits INTEGER NOT NULL,"
     " PRIMARY KEY(officer, class, day)) STRICT, WITHOUT ROWID;"},
    // Made while not all of the register could be read.
    {"sealed", 3, "ALTER TABLE sealed_filter ADD COLUMN part INTEGER NOT NULL DEFAULT 0"},
};
const size_t SEALED_MIGRATION_COUNT = sizeof SEALED_MIGRATIONS / sizeof *SEALED_MIGRATIONS;

int64_t sealed_epoch(struct instant at) { return at.ms / EPOCH_MS; }

bool sealed_epoch_open(int64_t epoch, struct instant now) {
    int64_t present = sealed_epoch(now);
    return epoch == present || (epoch == present - 1 && now.ms - present * EPOCH_MS <= FILTER_VALID_MS);
}

static RESULT make_secret(struct store *s, int64_t epoch, struct error *err) {
    static const struct stmt MAKE = {"INSERT INTO sealed_secret(epoch, secret) VALUES($1, $2)"};
    unsigned char secret[OPRF_BYTES];
    sys_random(store_sys(s), secret, sizeof secret);
    struct result r = store_run(s, &MAKE, VALUES(V_INT(epoch), V_BLOB(secret, sizeof secret)), err);
    sodium_memzero(secret, sizeof secret);
    return r;
}

static RESULT read_secret(struct store *s, int64_t epoch, struct instant now, struct text *out, struct error *err) {
    static const struct stmt READ = {"SELECT secret FROM sealed_secret WHERE epoch=$1"};
    struct result r = store_bytes(s, &READ, VALUES(V_INT(epoch)), out, err);
    if (r.code != CODE_NOT_FOUND) return r;
    if (epoch != sealed_epoch(now)) return FAIL(err, EXPIRED, "no key of epoch %lld", (long long)epoch);
    TRY(make_secret(s, epoch, err));
    return store_bytes(s, &READ, VALUES(V_INT(epoch)), out, err);
}

RESULT sealed_key(struct store *s, struct view owner, struct view partner, struct view purpose_class, int64_t epoch, struct instant now,
                  struct oprf_key *out, struct error *err) {
    if (!sealed_epoch_open(epoch, now)) return FAIL(err, EXPIRED, "epoch %lld is not open", (long long)epoch);
    AUTO_TEXT info = text_with_ceiling(500);
    AUTO_TEXT secret = text_secret(OPRF_BYTES);
    text_format(&info, "malines/sealed/1|%.*s|%.*s|%.*s|%lld", VIEW_ARGS(owner), VIEW_ARGS(partner), VIEW_ARGS(purpose_class), (long long)epoch);
    struct result r = text_ok(&info) ? read_secret(s, epoch, now, &secret, err) : FAIL(err, TOO_BIG, "names of a key");
    if (!FAILED(r) && secret.bytes != OPRF_BYTES) r = FAIL(err, STORE_DAMAGED, "the secret of epoch %lld", (long long)epoch);
    if (!FAILED(r)) r = oprf_key_derive(OPRF_VERIFIABLE, (const unsigned char *)secret.at, text_seen(&info), out, err);
    return r;
}

RESULT sealed_forget(struct store *s, struct instant now, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM sealed_secret WHERE epoch < $1"};
    int64_t present = sealed_epoch(now), oldest = sealed_epoch_open(present - 1, now) ? present - 1 : present;
    return store_run(s, &FORGET, VALUES(V_INT(oldest)), err);
}

// Four values come out of one digest.
static struct digest padding_block(const struct oprf_key *key, int64_t as_of, uint64_t block) {
    AUTO_TEXT t = text_with_ceiling(100);
    text_format(&t, "malines/padding/1|%lld|%llu", (long long)as_of, (unsigned long long)block);
    return hmac_sha256(key->secret.bytes, text_seen(&t));
}

void sealed_padding(const struct oprf_key *key, int64_t as_of, uint64_t from, uint64_t *out, size_t count) {
    enum { A_DIGEST = 4 };
    struct digest d;
    for (size_t i = 0; i < count; i++) {
        uint64_t number = from + i;
        if (i == 0 || number % A_DIGEST == 0) d = padding_block(key, as_of, number / A_DIGEST);
        const unsigned char *at = d.bytes + number % A_DIGEST * sizeof *out;
        out[i] = 0;
        for (int b = 7; b >= 0; b--) out[i] = out[i] << 8 | at[b];
    }
}

// ---- Quota: in keys × milliseconds of a day, so that nothing is rounded ----

RESULT sealed_quota_take(struct store *s, struct view partner, struct view purpose_class, struct view who, int64_t keys, int64_t a_day,
                         struct instant now, struct error *err) {
    static const struct stmt READ = {"SELECT level, at FROM sealed_quota WHERE member=$1 AND class=$2 AND who=$3"};
    static const struct stmt WRITE = {"INSERT INTO sealed_quota(member, class, who, level, at) VALUES($1, $2, $3, $4, $5)"
                                      " ON CONFLICT(member, class, who) DO UPDATE SET level=$4, at=$5"};
    int64_t full = a_day * DAY_MS, level = full, at = now.ms;
    struct cursor c;
    TRY(store_query(s, &READ, VALUES(V_TEXT(partner), V_TEXT(purpose_class), V_TEXT(who)), &c, err));
    if (cursor_next(&c)) level = cursor_int(&c, 0), at = cursor_int(&c, 1);
    TRY(cursor_end(&c, err));
    int64_t passed = now.ms - at;  // a clock that went back fills nothing
    if (passed > 0) level = passed >= DAY_MS || level + passed * a_day > full ? full : level + passed * a_day;
    if (level > full) level = full;
    if (level < keys * DAY_MS) return FAIL(err, QUOTA, "%lld keys are left", (long long)(level / DAY_MS));
    return store_run(s, &WRITE, VALUES(V_TEXT(partner), V_TEXT(purpose_class), V_TEXT(who), V_INT(level - keys * DAY_MS),
                                       V_INT(passed > 0 ? now.ms : at)), err);
}
