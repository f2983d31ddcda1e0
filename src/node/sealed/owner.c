// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// owner.c — filters offered and handed out; questions evaluated: the law first, then the quota and the entry in the
// log, in one transaction with the answer, which leaves when that is durable. build.c makes the filters.
#include "node/sealed/sealed.h"

#include "node/checks/budget.h"

bool sealed_between(struct node *n, struct view owner, struct view asker, struct view class, struct permit *out) {
    const struct law_sealed *c = law_sealed(n->settings.law, class);
    const struct member *o = trust_member(n->trust, owner), *a = trust_member(n->trust, asker);
    *out = (struct permit){.sharing = VIEW("closed"), .answer = VIEW("nothing")};
    if (c) permit_sealed(n, owner, asker, c, out);
    out->allowed = out->allowed && o && a && o->has_oversight && a->has_oversight;  // no question that nobody could open
    return out->allowed;
}

struct sealed_choice sealed_choice_of(const struct law_sealed *c) {
    unsigned types = 0;
    enum sealed_key_type t;
    for (size_t i = 0; i < c->key_types.count; i++)
        if (sealed_key_type_read(c->key_types.at[i], &t)) types |= 1u << t;
    return (struct sealed_choice){types, c->at_least};
}

static struct view me_of(const struct node *n) { return view_of(n->settings.authority); }

// ---- Offers and chunks ----

static json_t *offer_json(const struct cursor *c) {
    AUTO_TEXT sha = text_with_ceiling(100), open = text_with_ceiling(100);
    text_hex(&sha, cursor_view(c, 0).at, cursor_view(c, 0).bytes);
    text_hex(&open, cursor_view(c, 4).at, cursor_view(c, 4).bytes);
    json_t *j = json_pack("{s:s,s:I,s:s,s:I,s:s}", "filter", text_string(&sha), "epoch", (json_int_t)cursor_int(c, 2), "open_key", text_string(&open),
                          "bytes", (json_int_t)cursor_int(c, 5), "keys", SEALED_KEYS_VERSION);
    json_put_view(j, "class", cursor_view(c, 1));
    json_put_instant(j, "as_of", cursor_instant(c, 3));
    json_put_instant(j, "valid_to", (struct instant){cursor_int(c, 3) + FILTER_VALID_MS});
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
    *out = json_pack("{s:s,s:I,s:s,s:O}", "do", "chunk", "offset", (json_int_t)offset, "bytes", text_string(&encoded), "filter",
                     json_object_get(payload, "filter"));
    return DONE;
}

// ---- Questions ----

struct asked_privately {
    struct view check, class, officer, case_commit;
    int64_t epoch;
    struct digest filter, escrow;
    size_t points;                         // of every question of its class
    struct point blinded[QUESTION_POINTS_MAX];
};

// A question of this class has one size. Of a class that is in no table: that of one subject, and "not_allowed" follows.
static size_t points_of(struct node *n, struct view class) {
    const struct law_sealed *c = law_sealed(n->settings.law, class);
    return QUESTION_KEYS * (size_t)(c ? c->subjects : 1);
}

static RESULT question_of(struct node *n, const json_t *j, struct asked_privately *q, struct error *err) {
    *q = (struct asked_privately){.check = json_view(j, "check"), .class = json_view(j, "class"), .officer = json_view(j, "officer"),
                                  .case_commit = json_view(j, "case_commit"), .epoch = json_int(j, "epoch"), .points = points_of(n, json_view(j, "class"))};
    unsigned char commit[32], escrow[QUESTION_SUBJECTS_MAX * ESCROW_TEXT_BYTES + 100];
    size_t bytes = escrow_bytes(q->points);
    if (!uuid_valid(q->check) || !q->class.bytes || q->class.bytes >= CLASS_ROOM || q->officer.bytes > OFFICER_ID_ROOM)
        return FAIL(err, BAD_FIELD, "check, class or officer");
    if (q->case_commit.bytes && !hex_read(q->case_commit, commit, sizeof commit)) return FAIL(err, BAD_FIELD, "case_commit");
    if (!hex_read(json_view(j, "filter"), q->filter.bytes, 32)) return FAIL(err, BAD_FIELD, "filter");
    if (json_int(j, "n") != (int64_t)q->points || !base64_exactly(json_view(j, "blinded"), q->blinded, q->points * OPRF_BYTES))
        return FAIL(err, BAD_FIELD, "a question of this class has %zu blinded points, of 32 bytes each", q->points);
    if (!question_points_good(q->blinded, q->points)) return FAIL(err, BAD_FIELD, "one of the blinded is no point, or the identity");
    ENSURE(bytes <= sizeof escrow);
    if (!base64_exactly(json_view(j, "escrow"), escrow, bytes)) return FAIL(err, BAD_FIELD, "an escrow of %zu bytes", bytes);
    q->escrow = sha256((struct view){(const char *)escrow, bytes});
    return DONE;
}

// Was the filter by which it will be looked up one of ours, for this partner and class, and is its day not over?
static RESULT is_fresh(struct node *n, struct peer *p, const struct asked_privately *q, bool *fresh, bool *part, struct error *err) {
    static const struct stmt FILTER = {"SELECT as_of, part FROM sealed_filter WHERE sha256=$1 AND member=$2 AND class=$3 AND epoch=$4"};
    struct cursor c;
    TRY(store_query(n->store, &FILTER, VALUES(V_BLOB(q->filter.bytes, 32), V_TEXT(id_of(p)), V_TEXT(q->class), V_INT(q->epoch)), &c, err));
    bool there = cursor_next(&c);
    *fresh = there && now(n).ms < cursor_int(&c, 0) + FILTER_VALID_MS && sealed_epoch_open(q->epoch, now(n));
    *part = there && cursor_int(&c, 1);
    return cursor_end(&c, err);
}

// Both or none: a mark takes back the first when the second is empty.
static RESULT take_quota(struct node *n, struct peer *p, const struct asked_privately *q, const struct law_sealed *class, bool *taken, struct error *err) {
    int64_t officer = n->settings.sealed_keys_a_day ? n->settings.sealed_keys_a_day : class->keys_a_day_officer, keys = (int64_t)q->points;
    struct error why = {0};
    TRY(store_mark(n->store, err));
    struct result r = sealed_quota_take(n->store, id_of(p), q->class, VIEW(""), keys, sealed_quota_of(n, class), now(n), &why);
    if (!FAILED(r)) r = sealed_quota_take(n->store, id_of(p), q->class, q->officer.bytes ? q->officer : VIEW("?"), keys, officer, now(n), &why);
    *taken = !FAILED(r);
    if (*taken) return store_keep(n->store, err);
    store_undo(n->store);
    return r.code == CODE_QUOTA ? DONE : fail_with(err, r.code, "%s", why.detail);
}

// Why not; or "answered", "in_part" while some record of ours can't be read, or could not when the filter was made: whomever it is about (promise P5).
// The quota is taken here, before any work.
static RESULT decide(struct node *n, struct peer *p, const json_t *payload, const struct asked_privately *q, struct permit *permit, const char **state,
                     struct error *err) {
    bool fresh, taken, part;
    *state = "not_allowed";
    if (!sealed_between(n, me_of(n), id_of(p), q->class, permit)) return DONE;
    *state = "keys_version";
    if (!view_is(json_view(payload, "keys"), SEALED_KEYS_VERSION)) return DONE;
    *state = "stale";
    TRY(is_fresh(n, p, q, &fresh, &part, err));
    if (!fresh) return DONE;
    *state = "quota";
    const struct law_sealed *class = law_sealed(n->settings.law, q->class);
    TRY(take_quota(n, p, q, class, &taken, err));
    if (taken) *state = part || n->own_unread ? "in_part" : "answered";
    return sealed_day_asked(n, p, class, (int64_t)q->points, taken, err);
}

static RESULT log_asked(struct node *n, struct peer *p, const struct asked_privately *q, const struct permit *permit, const char *state,
                        const struct digest *message, int64_t *index, struct error *err) {
    AUTO_TEXT escrow = text_with_ceiling(100), filter = text_with_ceiling(100);
    text_digest(&escrow, &q->escrow);
    text_digest(&filter, &q->filter);
    AUTO_JSON *more = json_pack("{s:I,s:i,s:s,s:s,s:s}", "epoch", (json_int_t)q->epoch, "keys", (int)q->points, "escrow_sha256", text_string(&escrow),
                                "filter_sha256", text_string(&filter), "sharing", "sealed");
    json_put_view(more, "check", q->check);
    if (q->officer.bytes) json_put_view(more, "asked_by", q->officer);
    if (q->case_commit.bytes) json_put_view(more, "case_commit", q->case_commit);
    const struct law_sealed *class = law_sealed(n->settings.law, q->class);
    json_put_view(more, "class", class ? class->id : VIEW("unknown"));
    struct entry e = {.op = "disclosure", .peer = id_of(p), .direction = "out", .register_name = class ? class->reg : REGISTER_ALERTS,
                      .purpose = class ? class->purpose : VIEW("unknown"), .instrument = permit->instrument, .article = permit->article,
                      .law_row = permit->row, .decision = strcmp(state, "in_part") ? view_of(state) : VIEW("answered_in_part"),
                      .message_digest = message->bytes, .more = more};
    return write_entry(n, &e, index, err);
}

// The signed question itself, for the oversight bodies: what it asks is sealed for them alone.
static RESULT keep_asked(struct node *n, struct peer *p, const struct asked_privately *q, int64_t index, struct view message, struct error *err) {
    static const struct stmt KEEP = {"INSERT INTO sealed_asked(id, member, log_index, at, message, question) VALUES($1, $2, $3, $4, $5, $6)"};
    char id[UUID_ROOM];
    uuid_new(n->sys, id);
    return store_run(n->store, &KEEP,
                     VALUES(V_STR(id), V_TEXT(id_of(p)), V_INT(index), V_INT(now(n).ms), V_BLOB(message.at, message.bytes), V_TEXT(q->check)), err);
}

static void random_scalar(struct node *n, struct scalar *out) {
    unsigned char seed[OPRF_BYTES];
    sys_random(n->sys, seed, sizeof seed);
    oprf_blind_derive(seed, 0, out);
}

static RESULT evaluate(struct node *n, struct peer *p, const struct asked_privately *q, json_t *answer, struct error *err) {
    struct oprf_key key;
    struct scalar nonce;
    struct point evaluated[QUESTION_POINTS_MAX];
    struct oprf_proof proof;
    AUTO_TEXT points = text_with_ceiling(2 * sizeof evaluated), proven = text_with_ceiling(200);
    TRY(sealed_key(n->store, me_of(n), id_of(p), q->class, q->epoch, now(n), &key, err));
    random_scalar(n, &nonce);
    struct result r = oprf_evaluate(OPRF_VERIFIABLE, &key, VIEW(""), q->blinded, q->points, &nonce, evaluated, &proof, err);
    oprf_key_wipe(&key);
    if (FAILED(r)) return r;
    text_base64(&points, evaluated, q->points * OPRF_BYTES);
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
    TRY(question_of(n, payload, &q, err));
    // of all questions, open and sealed: it bounds what the refused ones cost
    TRY(budget_charge(n, p, law_sealed(n->settings.law, q.class) ? law_sealed(n->settings.law, q.class)->purpose : q.class, VIEW(""), err));
    TRY(decide(n, p, payload, &q, &permit, &state, err));
    TRY(log_asked(n, p, &q, &permit, state, digest, &index, err));
    AUTO_JSON *answer = json_pack("{s:s,s:s,s:I}", "do", "answer", "state", state, "epoch", (json_int_t)q.epoch);
    json_put_view(answer, "check", q.check);
    json_object_set(answer, "filter", json_object_get(payload, "filter"));
    if (strcmp(state, "answered") == 0 || strcmp(state, "in_part") == 0) {
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

RESULT sealed_owner_status(struct node *n, json_t *answer, struct error *err) {
    static const struct stmt FILTERS = {"SELECT sha256, class, epoch, as_of, open, length(container), member, padded FROM sealed_filter"
                                        " WHERE container IS NOT NULL ORDER BY member, class"};
    static const struct stmt BUILDS = {"SELECT b.member, b.class, b.reached, b.proves, (SELECT count(*) FROM record r WHERE r.owner=$1 AND r.id <= b.reached),"
                                       " (SELECT count(*) FROM record r WHERE r.owner=$1) FROM sealed_build b ORDER BY b.as_of, b.member, b.class"};
    struct cursor c;
    json_t *offered = json_array(), *under_way = json_array();
    json_object_set_new(answer, "offered", offered);
    json_object_set_new(answer, "under_way", under_way);
    TRY(store_query(n->store, &FILTERS, NO_VALUES, &c, err));
    while (cursor_next(&c)) {
        json_t *j = offer_json(&c);
        json_put_view(j, "member", cursor_view(&c, 6));
        json_object_set_new(j, "values", json_integer(cursor_int(&c, 7)));
        json_array_append_new(offered, j);
    }
    TRY(cursor_end(&c, err));
    TRY(store_query(n->store, &BUILDS, VALUES(V_TEXT(me_of(n))), &c, err));
    while (cursor_next(&c)) {
        json_t *j = json_pack("{s:I,s:I,s:b}", "done", (json_int_t)cursor_int(&c, 4), "of", (json_int_t)cursor_int(&c, 5), "recomputed",
                              cursor_view(&c, 3).bytes > 0);
        json_put_view(j, "member", cursor_view(&c, 0));
        json_put_view(j, "class", cursor_view(&c, 1));
        json_array_append_new(under_way, j);
    }
    return cursor_end(&c, err);
}
