// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sealed_owner.c — filters made in portions, offered and handed out; questions evaluated: the law first, then the quota
// and the entry in the log, in one transaction with the answer, which leaves when that is durable.
#include "node/sealed.h"

#include "node/budget.h"
#include "registers/alerts/alerts.h"

#include <stdlib.h>

enum {
    PORTION_RECORDS = 64, PORTION_KEYS = 160,  // of a turn: about ten milliseconds
    PADDED_MIN = 1000,                         // a filter never says that a set is smaller
    QUOTA_PARTNER = 20000, QUOTA_OFFICER = 4000,  // keys a day
    SEED_BYTES = 8,
};

bool sealed_between(struct node *n, struct view owner, struct view asker, struct view purpose_class, struct permit *out) {
    struct ways ways;
    ways_to(n, owner, asker, purpose_class, &ways);
    const struct member *o = trust_member(n->trust, owner), *a = trust_member(n->trust, asker);
    *out = ways.sealed;
    out->allowed = out->allowed && o && a && o->has_oversight && a->has_oversight;  // no question that nobody could open
    return out->allowed;
}

static struct view me_of(const struct node *n) { return view_of(n->settings.authority); }
static struct view id_of(const struct peer *p) { return view_of(p->member->id); }

// ---- Making filters ----

struct build {
    char member[24], class[CLASS_ROOM];
    int64_t epoch, as_of, reached;
};

static RESULT build_start(struct node *n, struct view member, struct view class, struct error *err) {
    static const struct stmt CLEAR = {"DELETE FROM sealed_part WHERE member=$1 AND class=$2"};
    static const struct stmt START = {"INSERT INTO sealed_build(member, class, epoch, as_of, reached, law) VALUES($1, $2, $3, $4, 0, $5)"
                                      " ON CONFLICT(member, class) DO UPDATE SET epoch=$3, as_of=$4, reached=0, law=$5"};
    TRY(store_run(n->store, &CLEAR, VALUES(V_TEXT(member), V_TEXT(class)), err));
    return store_run(n->store, &START,
                     VALUES(V_TEXT(member), V_TEXT(class), V_INT(sealed_epoch(now(n))), V_INT(now(n).ms), V_BLOB(n->law_digest.bytes, 32)), err);
}

// The newest of this epoch and law, or the one under way; 0: none.
static RESULT newest(struct node *n, struct view member, struct view class, int64_t *as_of, struct error *err) {
    static const struct stmt NEWEST = {
        "SELECT max(as_of) FROM (SELECT as_of FROM sealed_filter WHERE member=$1 AND class=$2 AND epoch=$3 AND law=$4"
        " UNION ALL SELECT as_of FROM sealed_build WHERE member=$1 AND class=$2 AND epoch=$3 AND law=$4)"};
    return store_number(n->store, &NEWEST, VALUES(V_TEXT(member), V_TEXT(class), V_INT(sealed_epoch(now(n))), V_BLOB(n->law_digest.bytes, 32)),
                        0, as_of, err);
}

RESULT sealed_begin_due(struct node *n, bool all, struct error *err) {
    size_t classes;
    const struct law_purpose *list = law_purposes(n->settings.law, &classes);
    for (size_t i = 0; i < n->peer_count; i++)
        for (size_t c = 0; c < classes; c++) {
            struct view member = id_of(&n->peers[i]);
            struct permit permit;
            int64_t as_of;
            if (!sealed_between(n, me_of(n), member, list[c].id, &permit)) continue;
            TRY(newest(n, member, list[c].id, &as_of, err));
            if (all || as_of + FILTER_REBUILD_MS <= now(n).ms || as_of > now(n).ms + HOUR_MS) TRY(build_start(n, member, list[c].id, err));
        }
    return DONE;
}

static void take_word(char *out, size_t room, struct view v) {
    size_t n = v.bytes < room - 1 ? v.bytes : room - 1;
    memcpy(out, v.at, n);
    out[n] = '\0';
}

static RESULT build_next(struct node *n, struct build *b, bool *any, struct error *err) {
    static const struct stmt NEXT = {"SELECT member, class, epoch, as_of, reached FROM sealed_build ORDER BY as_of, member, class LIMIT 1"};
    struct cursor c;
    TRY(store_query(n->store, &NEXT, NO_VALUES, &c, err));
    *any = cursor_next(&c);
    if (*any) {
        *b = (struct build){.epoch = cursor_int(&c, 2), .as_of = cursor_int(&c, 3), .reached = cursor_int(&c, 4)};
        take_word(b->member, sizeof b->member, cursor_view(&c, 0));
        take_word(b->class, sizeof b->class, cursor_view(&c, 1));
    }
    return cursor_end(&c, err);
}

struct portion {
    struct node *n;
    const struct build *b;
    struct oprf_key key;
    uint64_t outputs[PORTION_KEYS + SEALED_KEYS_MAX];
    size_t count, seen;
    int64_t last;
    bool full;
};

static RESULT add_key(struct portion *p, const struct sealed_key *k, struct error *err) {
    AUTO_TEXT input = text_with_ceiling(SEALED_INPUT_BYTES_MAX);
    struct oprf_output out;
    sealed_input(&input, view_of(p->b->class), k->type, k->value);
    if (!text_ok(&input)) return FAIL(err, TOO_BIG, "a key above the ceiling");
    TRY(oprf_output(OPRF_VERIFIABLE, &p->key, VIEW(""), text_seen(&input), &out, err));
    p->outputs[p->count++] = filter_value_of(&out);
    return DONE;
}

static RESULT add_record(struct portion *p, const struct record *r, struct error *err) {
    AUTO_JSON *alert = NULL;
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    struct permit permit;
    struct subject s;
    struct sealed_key keys[SEALED_KEYS_MAX];
    size_t count;
    TRY(json_strict(r->body, &alert, err));
    permit_alert(p->n, me_of(p->n), view_of(p->b->member), view_of(p->b->class), alert, &permit);
    if (!permit.allowed || !view_is(permit.sharing, "sealed") || json_flag(alert, "protected")) return DONE;
    TRY(alert_subject(r->body, &a, &s, err));
    TRY(sealed_keys(&s, SEALED_OWNER, &a, keys, &count, NULL, err));
    for (size_t i = 0; i < count; i++) TRY(add_key(p, &keys[i], err));
    return DONE;
}

static struct result consider_record(void *ctx, const struct record *r, struct error *err) {
    struct portion *p = ctx;
    if (p->full) return DONE;
    p->seen++;
    p->last = r->id;
    if (view_same(r->reg, REGISTER_ALERTS)) TRY(add_record(p, r, err));
    p->full = p->count >= PORTION_KEYS;
    return DONE;
}

// Outputs are kept as this machine writes numbers: they never leave it.
static RESULT keep_portion(struct node *n, const struct portion *p, struct error *err) {
    static const struct stmt PART = {"INSERT INTO sealed_part(member, class, n, outputs) VALUES($1, $2, $3, $4)"};
    static const struct stmt REACHED = {"UPDATE sealed_build SET reached=$3 WHERE member=$1 AND class=$2"};
    if (!p->seen) return DONE;
    if (p->count)
        TRY(store_run(n->store, &PART, VALUES(V_STR(p->b->member), V_STR(p->b->class), V_INT(p->last), V_BLOB(p->outputs, p->count * sizeof *p->outputs)), err));
    return store_run(n->store, &REACHED, VALUES(V_STR(p->b->member), V_STR(p->b->class), V_INT(p->last)), err);
}

static RESULT gather(struct node *n, const struct build *b, struct text *out, struct error *err) {
    static const struct stmt PARTS = {"SELECT outputs FROM sealed_part WHERE member=$1 AND class=$2 ORDER BY n"};
    struct cursor c;
    TRY(store_query(n->store, &PARTS, VALUES(V_STR(b->member), V_STR(b->class)), &c, err));
    while (cursor_next(&c)) text_view(out, cursor_view(&c, 0));
    TRY(cursor_end(&c, err));
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "too many keys for one filter");
}

static RESULT container_of(struct node *n, const struct build *b, struct text *out, uint64_t *padded, struct error *err) {
    struct text values = text_with_ceiling((size_t)FILTER_VALUES_MAX * sizeof(uint64_t));
    uint64_t seed;
    struct result r = gather(n, b, &values, err);
    uint64_t real = values.bytes / sizeof(uint64_t);
    *padded = filter_size_class(real < PADDED_MIN ? PADDED_MIN : real);
    for (uint64_t i = real; i < *padded; i++) {  // values that nobody can ask for
        uint64_t random;
        sys_random(n->sys, &random, sizeof random);
        text_add(&values, &random, sizeof random);
    }
    sys_random(n->sys, &seed, SEED_BYTES);
    if (!FAILED(r)) r = text_ok(&values) ? filter_build((uint64_t *)(void *)values.at, (size_t)*padded, seed, out, err) : FAIL(err, TOO_BIG, "too many keys for one filter");
    text_free(&values);
    return r;
}

static RESULT log_filter(struct node *n, const struct build *b, const struct oprf_key *key, const struct digest *d, uint64_t padded, struct error *err) {
    AUTO_TEXT open = text_with_ceiling(100), sha = text_with_ceiling(100);
    text_hex(&open, key->open.bytes, OPRF_BYTES);
    text_digest(&sha, d);
    AUTO_JSON *more = json_pack("{s:s,s:I,s:s,s:s,s:I,s:s}", "class", b->class, "epoch", (json_int_t)b->epoch, "open_key", text_string(&open),
                                "filter_sha256", text_string(&sha), "values", (json_int_t)padded, "keys", SEALED_KEYS_VERSION);
    struct entry e = {.op = "sealed_filter", .peer = view_of(b->member), .direction = "out", .register_name = REGISTER_ALERTS,
                      .purpose = view_of(b->class), .decision = VIEW("made"), .more = more};
    return write_entry(n, &e, NULL, err);
}

// The new one takes the place of the old: whoever holds the old one may ask by it until its day is over.
static RESULT keep_filter(struct node *n, const struct build *b, const struct oprf_key *key, struct view container, const struct digest *d,
                          uint64_t padded, struct error *err) {
    static const struct stmt OLD = {"UPDATE sealed_filter SET container=NULL WHERE member=$1 AND class=$2"};
    static const struct stmt KEEP = {"INSERT INTO sealed_filter(sha256, member, class, epoch, as_of, padded, open, law, container)"
                                     " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
    static const struct stmt PARTS = {"DELETE FROM sealed_part WHERE member=$1 AND class=$2"};
    static const struct stmt BUILD = {"DELETE FROM sealed_build WHERE member=$1 AND class=$2"};
    TRY(store_run(n->store, &OLD, VALUES(V_STR(b->member), V_STR(b->class)), err));
    TRY(store_run(n->store, &KEEP,
                  VALUES(V_BLOB(d->bytes, 32), V_STR(b->member), V_STR(b->class), V_INT(b->epoch), V_INT(b->as_of), V_INT((int64_t)padded),
                         V_BLOB(key->open.bytes, OPRF_BYTES), V_BLOB(n->law_digest.bytes, 32), V_BLOB(container.at, container.bytes)),
                  err));
    TRY(store_run(n->store, &PARTS, VALUES(V_STR(b->member), V_STR(b->class)), err));
    return store_run(n->store, &BUILD, VALUES(V_STR(b->member), V_STR(b->class)), err);
}

static RESULT build_end(struct node *n, const struct build *b, const struct oprf_key *key, struct error *err) {
    AUTO_TEXT container = text_with_ceiling(FILTER_BYTES_MAX);
    uint64_t padded;
    TRY(container_of(n, b, &container, &padded, err));
    struct digest d = sha256(text_seen(&container));
    TRY(keep_filter(n, b, key, text_seen(&container), &d, padded, err));
    return log_filter(n, b, key, &d, padded, err);
}

static RESULT portion_of(struct node *n, const struct build *b, struct error *err) {
    struct portion p = {.n = n, .b = b, .last = b->reached};
    TRY(sealed_key(n->store, me_of(n), view_of(b->member), view_of(b->class), b->epoch, now(n), &p.key, err));
    struct result r = record_each(n->store, me_of(n), b->reached, PORTION_RECORDS, consider_record, &p, err);
    if (!FAILED(r)) r = keep_portion(n, &p, err);
    if (!FAILED(r) && p.seen < PORTION_RECORDS && !p.full) r = build_end(n, b, &p.key, err);
    oprf_key_wipe(&p.key);
    return r;
}

RESULT sealed_build_some(struct node *n, bool *more, struct error *err) {
    struct build b;
    TRY(build_next(n, &b, more, err));
    if (!*more) return DONE;
    if (b.epoch != sealed_epoch(now(n))) return build_start(n, view_of(b.member), view_of(b.class), err);  // the week ended meanwhile
    return portion_of(n, &b, err);
}

RESULT sealed_sweep(struct node *n, struct error *err) {
    static const struct stmt FILTERS = {"DELETE FROM sealed_filter WHERE as_of <= $1"};
    static const struct stmt HELD = {"DELETE FROM sealed_held WHERE as_of <= $1"};
    static const struct stmt ASKED = {"DELETE FROM sealed_asked WHERE at < $1"};
    int64_t over = now(n).ms - FILTER_VALID_MS;
    TRY(sealed_forget(n->store, now(n), err));
    TRY(store_run(n->store, &FILTERS, VALUES(V_INT(over)), err));
    TRY(store_run(n->store, &HELD, VALUES(V_INT(over)), err));
    return store_run(n->store, &ASKED, VALUES(V_INT(kept_since(n, TERM_evidence).ms)), err);
}

// ---- Offers and chunks ----

static void put_instant(json_t *j, const char *key, int64_t ms) {
    AUTO_TEXT at = text_with_ceiling(40);
    text_instant(&at, (struct instant){ms});
    json_put_view(j, key, text_seen(&at));
}

static json_t *offer_json(const struct cursor *c) {
    AUTO_TEXT sha = text_with_ceiling(100), open = text_with_ceiling(100);
    text_hex(&sha, cursor_view(c, 0).at, cursor_view(c, 0).bytes);
    text_hex(&open, cursor_view(c, 4).at, cursor_view(c, 4).bytes);
    json_t *j = json_pack("{s:s,s:I,s:s,s:I,s:s}", "filter", text_string(&sha), "epoch", (json_int_t)cursor_int(c, 2), "open_key", text_string(&open),
                          "bytes", (json_int_t)cursor_int(c, 5), "keys", SEALED_KEYS_VERSION);
    json_put_view(j, "class", cursor_view(c, 1));
    put_instant(j, "as_of", cursor_int(c, 3));
    put_instant(j, "valid_to", cursor_int(c, 3) + FILTER_VALID_MS);
    return j;
}

// What is made under another law, or is over, is not offered.
static RESULT offers(struct node *n, struct peer *p, json_t **out, struct error *err) {
    static const struct stmt OFFERS = {"SELECT sha256, class, epoch, as_of, open, length(container) FROM sealed_filter"
                                       " WHERE member=$1 AND container IS NOT NULL AND law=$2 AND as_of > $3 ORDER BY class"};
    struct cursor c;
    json_t *list = json_array();
    *out = json_pack("{s:s,s:o}", "do", "offers", "offers", list);
    TRY(store_query(n->store, &OFFERS, VALUES(V_TEXT(id_of(p)), V_BLOB(n->law_digest.bytes, 32), V_INT(now(n).ms - FILTER_VALID_MS)), &c, err));
    while (cursor_next(&c))
        if (sealed_epoch_open(cursor_int(&c, 2), now(n))) json_array_append_new(list, offer_json(&c));
    return cursor_end(&c, err);
}

// The first time only: who pulls again and again does not fill the log.
static RESULT note_pulled(struct node *n, struct peer *p, const struct digest *d, json_t *filter, struct error *err) {
    static const struct stmt PULLED = {"UPDATE sealed_filter SET pulled=1 WHERE sha256=$1 AND pulled=0"};
    TRY(store_run(n->store, &PULLED, VALUES(V_BLOB(d->bytes, 32)), err));
    if (!store_changes(n->store)) return DONE;
    AUTO_JSON *more = json_pack("{s:O}", "filter_sha256", filter);
    struct entry e = {.op = "sealed_filter", .peer = id_of(p), .direction = "out", .register_name = REGISTER_ALERTS, .decision = VIEW("pulled"), .more = more};
    return write_entry(n, &e, NULL, err);
}

static RESULT chunk(struct node *n, struct peer *p, const json_t *payload, json_t **out, struct error *err) {
    static const struct stmt CHUNK = {"SELECT substr(container, $3, $4) FROM sealed_filter WHERE sha256=$1 AND member=$2 AND container IS NOT NULL"};
    struct digest d;
    int64_t offset = json_int(payload, "offset");
    AUTO_TEXT bytes = text_with_ceiling(CHUNK_BYTES), encoded = text_with_ceiling(2 * CHUNK_BYTES);
    if (!hex_read(json_view(payload, "filter"), d.bytes, 32) || offset < 0 || offset > FILTER_BYTES_MAX) return FAIL(err, BAD_FIELD, "filter or offset");
    TRY(store_bytes(n->store, &CHUNK, VALUES(V_BLOB(d.bytes, 32), V_TEXT(id_of(p)), V_INT(offset + 1), V_INT(CHUNK_BYTES)), &bytes, err));
    TRY(note_pulled(n, p, &d, json_object_get(payload, "filter"), err));
    text_base64(&encoded, bytes.at, bytes.bytes);
    *out = json_pack("{s:s,s:I,s:s,s:O}", "do", "chunk", "offset", (json_int_t)offset, "bytes", text_string(&encoded), "filter", json_object_get(payload, "filter"));
    return DONE;
}

// ---- Questions ----

struct asked_privately {
    struct view check, class, officer, case_commit;
    int64_t epoch;
    struct digest filter;
    struct point blinded[QUESTION_KEYS];
    unsigned char escrow[ESCROW_BYTES];
};

static bool base64_exactly(struct view encoded, void *out, size_t bytes) {
    size_t n = 0;
    char *room = malloc(bytes + 3);
    ENSURE(room);
    bool good = encoded.bytes <= bytes * 4 / 3 + 4 && base64_room(encoded.bytes) <= bytes + 3 && base64_read(encoded, room, bytes + 3, &n) && n == bytes;
    if (good) memcpy(out, room, bytes);
    free(room);
    return good;
}

static RESULT question_of(const json_t *j, struct asked_privately *q, struct error *err) {
    *q = (struct asked_privately){.check = json_view(j, "check"), .class = json_view(j, "class"), .officer = json_view(j, "officer"),
                                  .case_commit = json_view(j, "case_commit"), .epoch = json_int(j, "epoch")};
    unsigned char commit[32];
    if (!uuid_valid(q->check) || !q->class.bytes || q->class.bytes >= CLASS_ROOM || q->officer.bytes > OFFICER_ID_ROOM)
        return FAIL(err, BAD_FIELD, "check, class or officer");
    if (q->case_commit.bytes && !hex_read(q->case_commit, commit, sizeof commit)) return FAIL(err, BAD_FIELD, "case_commit");
    if (!hex_read(json_view(j, "filter"), q->filter.bytes, 32)) return FAIL(err, BAD_FIELD, "filter");
    if (json_int(j, "n") != QUESTION_KEYS || !base64_exactly(json_view(j, "blinded"), q->blinded, sizeof q->blinded))
        return FAIL(err, BAD_FIELD, "a question of this class has %d blinded points, of 32 bytes each", QUESTION_KEYS);
    if (!question_points_good(q->blinded)) return FAIL(err, BAD_FIELD, "one of the blinded is no point, or the identity");
    if (!base64_exactly(json_view(j, "escrow"), q->escrow, sizeof q->escrow)) return FAIL(err, BAD_FIELD, "an escrow of %d bytes", ESCROW_BYTES);
    return DONE;
}

// Was the filter by which it will be looked up one of ours, for this partner and class, and is its day not over?
static RESULT is_fresh(struct node *n, struct peer *p, const struct asked_privately *q, bool *fresh, struct error *err) {
    static const struct stmt AS_OF = {"SELECT as_of FROM sealed_filter WHERE sha256=$1 AND member=$2 AND class=$3 AND epoch=$4"};
    int64_t as_of;
    TRY(store_number(n->store, &AS_OF, VALUES(V_BLOB(q->filter.bytes, 32), V_TEXT(id_of(p)), V_TEXT(q->class), V_INT(q->epoch)), 0, &as_of, err));
    *fresh = as_of && now(n).ms < as_of + FILTER_VALID_MS && sealed_epoch_open(q->epoch, now(n));
    return DONE;
}

// Both or none: a mark takes back the first when the second is empty.
static RESULT take_quota(struct node *n, struct peer *p, const struct asked_privately *q, bool *taken, struct error *err) {
    int64_t partner = n->settings.sealed_keys_a_day ? n->settings.sealed_keys_a_day : QUOTA_PARTNER;
    int64_t officer = n->settings.sealed_keys_a_day ? n->settings.sealed_keys_a_day : QUOTA_OFFICER;
    struct error why = {0};
    TRY(store_mark(n->store, err));
    struct result r = sealed_quota_take(n->store, id_of(p), q->class, VIEW(""), QUESTION_KEYS, partner, now(n), &why);
    if (!FAILED(r)) r = sealed_quota_take(n->store, id_of(p), q->class, q->officer.bytes ? q->officer : VIEW("?"), QUESTION_KEYS, officer, now(n), &why);
    *taken = !FAILED(r);
    if (*taken) return store_keep(n->store, err);
    store_undo(n->store);
    return r.code == CODE_QUOTA ? DONE : fail_with(err, r.code, "%s", why.detail);
}

// Why not, or "answered". The quota is taken here, before any work.
static RESULT decide(struct node *n, struct peer *p, const json_t *payload, const struct asked_privately *q, struct permit *permit, const char **state,
                     struct error *err) {
    bool fresh, taken;
    *state = "not_allowed";
    if (!sealed_between(n, me_of(n), id_of(p), q->class, permit)) return DONE;
    *state = "keys_version";
    if (!view_is(json_view(payload, "keys"), SEALED_KEYS_VERSION)) return DONE;
    *state = "stale";
    TRY(is_fresh(n, p, q, &fresh, err));
    if (!fresh) return DONE;
    *state = "quota";
    TRY(take_quota(n, p, q, &taken, err));
    if (taken) *state = "answered";
    else TRY(alarm_raise(n, p, q->class, "sealed_quota_used_up", QUESTION_KEYS, err));  // as somebody who tries all names would
    return DONE;
}

static RESULT log_asked(struct node *n, struct peer *p, const struct asked_privately *q, const struct permit *permit, const char *state,
                        const struct digest *message, int64_t *index, struct error *err) {
    AUTO_TEXT escrow = text_with_ceiling(100), filter = text_with_ceiling(100);
    struct digest d = sha256((struct view){(const char *)q->escrow, sizeof q->escrow});
    text_digest(&escrow, &d);
    text_digest(&filter, &q->filter);
    AUTO_JSON *more = json_pack("{s:I,s:i,s:s,s:s,s:s}", "epoch", (json_int_t)q->epoch, "keys", QUESTION_KEYS, "escrow_sha256", text_string(&escrow),
                                "filter_sha256", text_string(&filter), "sharing", "sealed");
    json_put_view(more, "check", q->check);
    if (q->officer.bytes) json_put_view(more, "asked_by", q->officer);
    if (q->case_commit.bytes) json_put_view(more, "case_commit", q->case_commit);
    struct entry e = {.op = "disclosure", .peer = id_of(p), .direction = "out", .register_name = REGISTER_ALERTS,
                      .purpose = purpose_known(n, q->class) ? q->class : VIEW("unknown"), .instrument = permit->instrument, .article = permit->article,
                      .law_row = permit->row, .decision = view_of(state), .message_digest = message->bytes, .more = more};
    return write_entry(n, &e, index, err);
}

// The signed question itself, for the oversight bodies: what it asks is sealed for them alone.
static RESULT keep_asked(struct node *n, struct peer *p, const struct asked_privately *q, int64_t index, struct view message, struct error *err) {
    static const struct stmt KEEP = {"INSERT INTO sealed_asked(id, member, log_index, at, message) VALUES($1, $2, $3, $4, $5)"};
    char id[UUID_ROOM];
    (void)q;
    uuid_new(n->sys, id);
    return store_run(n->store, &KEEP, VALUES(V_STR(id), V_TEXT(id_of(p)), V_INT(index), V_INT(now(n).ms), V_BLOB(message.at, message.bytes)), err);
}

static void random_scalar(struct node *n, struct scalar *out) {
    unsigned char seed[OPRF_BYTES];
    sys_random(n->sys, seed, sizeof seed);
    oprf_blind_derive(seed, 0, out);
}

static RESULT evaluate(struct node *n, struct peer *p, const struct asked_privately *q, json_t *answer, struct error *err) {
    struct oprf_key key;
    struct scalar nonce;
    struct point evaluated[QUESTION_KEYS];
    struct oprf_proof proof;
    AUTO_TEXT points = text_with_ceiling(2 * sizeof evaluated), proven = text_with_ceiling(200);
    TRY(sealed_key(n->store, me_of(n), id_of(p), q->class, q->epoch, now(n), &key, err));
    random_scalar(n, &nonce);
    struct result r = oprf_evaluate(OPRF_VERIFIABLE, &key, VIEW(""), q->blinded, QUESTION_KEYS, &nonce, evaluated, &proof, err);
    oprf_key_wipe(&key);
    if (FAILED(r)) return r;
    text_base64(&points, evaluated, sizeof evaluated);
    text_base64(&proven, &proof, sizeof proof);
    json_put_view(answer, "evaluated", text_seen(&points));
    json_put_view(answer, "proof", text_seen(&proven));
    return DONE;
}

static RESULT question(struct node *n, struct peer *p, const json_t *payload, const struct digest *digest, struct view message, json_t **out,
                       struct error *err) {
    struct asked_privately q;
    struct permit permit;
    const char *state;
    int64_t index;
    TRY(question_of(payload, &q, err));
    TRY(budget_charge(n, p, q.class, err));  // of all questions, open and sealed: it bounds what the refused ones cost
    TRY(decide(n, p, payload, &q, &permit, &state, err));
    TRY(log_asked(n, p, &q, &permit, state, digest, &index, err));
    AUTO_JSON *answer = json_pack("{s:s,s:s,s:I}", "do", "answer", "state", state, "epoch", (json_int_t)q.epoch);
    json_put_view(answer, "check", q.check);
    json_object_set(answer, "filter", json_object_get(payload, "filter"));
    if (strcmp(state, "answered") == 0) {
        TRY(keep_asked(n, p, &q, index, message, err));
        TRY(evaluate(n, p, &q, answer, err));
    }
    *out = json_incref(answer);
    return DONE;
}

RESULT sealed_arrived(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err) {
    struct envelope e;
    TRY(envelope_open(p->member, n->settings.authority, "sealed", now(n), body, &e, err));
    AUTO_JSON *whole = e.whole;
    AUTO_JSON *answer = NULL;
    struct view what = json_view(e.payload, "do");
    struct result r = view_is(what, "offers")   ? offers(n, p, &answer, err)
                      : view_is(what, "chunk")  ? chunk(n, p, e.payload, &answer, err)
                      : view_is(what, "question") ? question(n, p, e.payload, &e.digest, body, &answer, err)
                                                : FAIL(err, BAD_FIELD, "do: offers, chunk or question");
    if (FAILED(r)) return r;
    return envelope_seal(n->settings.signer, "sealed_answer", n->settings.authority, p->member->id, now(n), answer, reply, err);
}

json_t *sealed_owner_status(struct node *n) {
    static const struct stmt FILTERS = {"SELECT sha256, class, epoch, as_of, open, length(container), member, padded FROM sealed_filter"
                                        " WHERE container IS NOT NULL ORDER BY member, class"};
    static const struct stmt BUILDS = {"SELECT member, class, reached FROM sealed_build ORDER BY as_of, member, class"};
    struct cursor c;
    json_t *offered = json_array(), *under_way = json_array();
    if (!FAILED(store_query(n->store, &FILTERS, NO_VALUES, &c, NULL))) {
        while (cursor_next(&c)) {
            json_t *j = offer_json(&c);
            json_put_view(j, "member", cursor_view(&c, 6));
            json_object_set_new(j, "values", json_integer(cursor_int(&c, 7)));
            json_array_append_new(offered, j);
        }
        struct result r = cursor_end(&c, NULL);
        (void)r;
    }
    if (!FAILED(store_query(n->store, &BUILDS, NO_VALUES, &c, NULL))) {
        while (cursor_next(&c)) {
            json_t *j = json_pack("{s:I}", "reached", (json_int_t)cursor_int(&c, 2));
            json_put_view(j, "member", cursor_view(&c, 0));
            json_put_view(j, "class", cursor_view(&c, 1));
            json_array_append_new(under_way, j);
        }
        struct result r = cursor_end(&c, NULL);
        (void)r;
    }
    return json_pack("{s:o,s:o}", "offered", offered, "under_way", under_way);
}
