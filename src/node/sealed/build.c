// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// build.c — filters made in portions, each a transaction, so that a restart goes on where it was; and the same done
// again under four eyes, to the byte: an auditor and a keeper of the register have a filter recomputed from the register and
// the epoch's key, and its digest compared with the one that stands in the log.
#include "node/sealed/sealed.h"

#include "node/passed.h"
#include "registers/alerts/alerts.h"

#include <sodium.h>

enum {
    PORTION_RECORDS = 64, PORTION_KEYS = 160,  // of a turn: about ten milliseconds
    PADDED_MIN = 1000,                         // a filter never says that a set is smaller
    FILTER_HEX = 80, PADDING_AT_ONCE = 512,
};

static struct view me_of(const struct node *n) { return view_of(n->settings.authority); }

struct build {
    char member[24], class[CLASS_ROOM], proves[FILTER_HEX];
    int64_t epoch, as_of, reached, feed;
};

// ---- Beginning ----

static RESULT build_start(struct node *n, const struct build *b, struct error *err) {
    static const struct stmt CLEAR = {"DELETE FROM sealed_part WHERE member=$1 AND class=$2 AND proves=$3"};
    static const struct stmt START = {"INSERT INTO sealed_build(member, class, proves, epoch, as_of, reached, feed, law) VALUES($1, $2, $3, $4, $5, 0, $6, $7)"
                                      " ON CONFLICT(member, class, proves) DO UPDATE SET epoch=$4, as_of=$5, reached=0, feed=$6, law=$7"};
    TRY(store_run(n->store, &CLEAR, VALUES(V_STR(b->member), V_STR(b->class), V_STR(b->proves)), err));
    return store_run(n->store, &START,
                     VALUES(V_STR(b->member), V_STR(b->class), V_STR(b->proves), V_INT(b->epoch), V_INT(b->as_of), V_INT(b->feed),
                            V_BLOB(n->law_digest.bytes, 32)), err);
}

static void take_word(char *out, size_t room, struct view v) {
    size_t n = v.bytes < room - 1 ? v.bytes : room - 1;
    memcpy(out, v.at, n);
    out[n] = '\0';
}

static RESULT new_build(struct node *n, struct view member, struct view class, struct error *err) {
    struct build b = {.epoch = sealed_epoch(now(n)), .as_of = now(n).ms};
    take_word(b.member, sizeof b.member, member);
    take_word(b.class, sizeof b.class, class);
    TRY(feed_position(n->store, &b.feed, err));
    return build_start(n, &b, err);
}

// The newest of this epoch and law, or the one under way; 0: none.
static RESULT newest(struct node *n, struct view member, struct view class, int64_t *as_of, struct error *err) {
    static const struct stmt NEWEST = {
        "SELECT max(as_of) FROM (SELECT as_of FROM sealed_filter WHERE member=$1 AND class=$2 AND epoch=$3 AND law=$4"
        " UNION ALL SELECT as_of FROM sealed_build WHERE member=$1 AND class=$2 AND epoch=$3 AND law=$4 AND proves='')"};
    return store_number(n->store, &NEWEST, VALUES(V_TEXT(member), V_TEXT(class), V_INT(sealed_epoch(now(n))), V_BLOB(n->law_digest.bytes, 32)),
                        0, as_of, err);
}

RESULT sealed_begin_due(struct node *n, bool all, struct error *err) {
    size_t classes;
    const struct law_sealed *list = law_sealed_classes(n->settings.law, &classes);
    for (size_t i = 0; i < n->peer_count; i++)
        for (size_t c = 0; c < classes; c++) {
            struct view member = id_of(&n->peers[i]);
            struct permit permit;
            int64_t as_of;
            if (!sealed_between(n, me_of(n), member, list[c].id, &permit)) continue;
            TRY(newest(n, member, list[c].id, &as_of, err));
            if (all || as_of + FILTER_REBUILD_MS <= now(n).ms || as_of > now(n).ms + HOUR_MS) TRY(new_build(n, member, list[c].id, err));
        }
    return DONE;
}

static RESULT build_next(struct node *n, struct build *b, bool *any, struct error *err) {
    static const struct stmt NEXT = {
        "SELECT member, class, epoch, as_of, reached, feed, proves FROM sealed_build ORDER BY proves <> '', as_of, member, class LIMIT 1"};
    struct cursor c;
    TRY(store_query(n->store, &NEXT, NO_VALUES, &c, err));
    *any = cursor_next(&c);
    if (*any) {
        *b = (struct build){.epoch = cursor_int(&c, 2), .as_of = cursor_int(&c, 3), .reached = cursor_int(&c, 4), .feed = cursor_int(&c, 5)};
        take_word(b->member, sizeof b->member, cursor_view(&c, 0));
        take_word(b->class, sizeof b->class, cursor_view(&c, 1));
        take_word(b->proves, sizeof b->proves, cursor_view(&c, 6));
    }
    return cursor_end(&c, err);
}

static RESULT build_drop(struct node *n, const struct build *b, struct error *err) {
    static const struct stmt PARTS = {"DELETE FROM sealed_part WHERE member=$1 AND class=$2 AND proves=$3"};
    static const struct stmt BUILD = {"DELETE FROM sealed_build WHERE member=$1 AND class=$2 AND proves=$3"};
    TRY(store_run(n->store, &PARTS, VALUES(V_STR(b->member), V_STR(b->class), V_STR(b->proves)), err));
    return store_run(n->store, &BUILD, VALUES(V_STR(b->member), V_STR(b->class), V_STR(b->proves)), err);
}

// ---- A portion ----

struct portion {
    struct node *n;
    const struct build *b;
    const struct law_sealed *class;
    struct oprf_key key;
    uint64_t outputs[PORTION_KEYS + SEALED_KEYS_MAX];
    size_t count, seen;
    int64_t last;
    bool full;
    json_t *unread;  // names of records that can't be read: the filter is made without them, and answers by it are in part
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

bool sealed_holds(struct node *n, struct view asker, const struct law_sealed *class, const json_t *alert, struct permit *permit) {
    permit_alert(n, me_of(n), asker, class->purpose, alert, permit);
    return permit->allowed && view_is(permit->sharing, "sealed") && !json_flag(alert, "protected") &&
           view_same(register_of(n, json_view(alert, "category")), class->reg);
}

static RESULT add_record(struct portion *p, const struct record *r, struct error *err) {
    AUTO_JSON *alert = NULL;
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    struct permit permit;
    struct subject s;
    struct sealed_key keys[SEALED_KEYS_MAX];
    size_t count;
    TRY(json_stored(r->body, &alert, err));
    if (!sealed_holds(p->n, view_of(p->b->member), p->class, alert, &permit)) return DONE;
    if (FAILED(alert_subject(r->body, &a, &s, NULL))) return FAIL(err, STORE_DAMAGED, "a record's body is none");
    TRY(sealed_keys_of(&s, SEALED_OWNER, sealed_choice_of(p->class), &a, keys, &count, NULL, err));
    for (size_t i = 0; i < count; i++) TRY(add_key(p, &keys[i], err));
    return DONE;
}

static struct result consider_record(void *ctx, const struct record *r, struct error *err) {
    struct portion *p = ctx;
    if (p->full) return DONE;
    p->seen++;
    p->last = r->id;
    struct result added = view_same(r->reg, REGISTER_ALERTS) ? add_record(p, r, err) : DONE;
    if (added.code == CODE_STORE_DAMAGED && !fault_of_ours(p->n, added.code)) return record_unread(p->unread, r), DONE;
    p->full = p->count >= PORTION_KEYS;
    return added;
}

// Outputs are kept as this machine writes numbers: they never leave it.
static RESULT keep_portion(struct node *n, const struct portion *p, struct error *err) {
    static const struct stmt PART = {"INSERT INTO sealed_part(member, class, proves, n, outputs) VALUES($1, $2, $3, $4, $5)"};
    static const struct stmt REACHED = {"UPDATE sealed_build SET reached=$4 WHERE member=$1 AND class=$2 AND proves=$3"};
    const struct build *b = p->b;
    if (!p->seen) return DONE;
    if (p->count)
        TRY(store_run(n->store, &PART,
                      VALUES(V_STR(b->member), V_STR(b->class), V_STR(b->proves), V_INT(p->last), V_BLOB(p->outputs, p->count * sizeof *p->outputs)), err));
    return store_run(n->store, &REACHED, VALUES(V_STR(b->member), V_STR(b->class), V_STR(b->proves), V_INT(p->last)), err);
}

// ---- The whole ----

static RESULT gather(struct node *n, const struct build *b, struct text *out, struct error *err) {
    static const struct stmt PARTS = {"SELECT outputs FROM sealed_part WHERE member=$1 AND class=$2 AND proves=$3 ORDER BY n"};
    struct cursor c;
    TRY(store_query(n->store, &PARTS, VALUES(V_STR(b->member), V_STR(b->class), V_STR(b->proves)), &c, err));
    while (cursor_next(&c)) text_view(out, cursor_view(&c, 0));
    TRY(cursor_end(&c, err));
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "too many keys for one filter");
}

static RESULT container_of(struct node *n, const struct build *b, const struct oprf_key *key, struct text *out, uint64_t *padded, struct error *err) {
    struct text values = text_with_ceiling((size_t)FILTER_VALUES_MAX * sizeof(uint64_t));
    uint64_t seed;
    struct result r = gather(n, b, &values, err);
    uint64_t real = values.bytes / sizeof(uint64_t);
    *padded = filter_size_class(real < PADDED_MIN ? PADDED_MIN : real);
    for (uint64_t i = real, many = 0; i < *padded; i += many) {
        uint64_t some[PADDING_AT_ONCE];
        many = *padded - i < PADDING_AT_ONCE ? *padded - i : PADDING_AT_ONCE;
        sealed_padding(key, b->as_of, i, some, many);
        text_add(&values, some, many * sizeof *some);
    }
    sealed_padding(key, b->as_of, UINT64_MAX - 1, &seed, 1);
    if (!FAILED(r))
        r = text_ok(&values) ? filter_build((uint64_t *)(void *)values.at, (size_t)*padded, seed, out, err)
                             : FAIL(err, TOO_BIG, "too many keys for one filter");
    text_free(&values);
    return r;
}

static RESULT log_filter(struct node *n, const struct build *b, const struct oprf_key *key, const struct digest *d, uint64_t padded, struct error *err) {
    AUTO_TEXT open = text_with_ceiling(100), sha = text_with_ceiling(100);
    text_hex(&open, key->open.bytes, OPRF_BYTES);
    text_digest(&sha, d);
    AUTO_JSON *more = json_pack("{s:s,s:I,s:s,s:s,s:I,s:s}", "class", b->class, "epoch", (json_int_t)b->epoch, "open_key", text_string(&open),
                                "filter_sha256", text_string(&sha), "values", (json_int_t)padded, "keys", SEALED_KEYS_VERSION);
    const struct law_sealed *class = law_sealed(n->settings.law, view_of(b->class));
    struct entry e = {.op = "sealed_filter", .peer = view_of(b->member), .direction = "out", .register_name = class->reg,
                      .purpose = class->purpose, .decision = VIEW("made"), .more = more};
    return write_entry(n, &e, NULL, err);
}

// The new one takes the place of the old: whoever holds the old one may ask by it until its day is over.
static RESULT keep_filter(struct node *n, const struct build *b, const struct oprf_key *key, struct view container, const struct digest *d,
                          uint64_t padded, struct error *err) {
    static const struct stmt OLD = {"UPDATE sealed_filter SET container=NULL WHERE member=$1 AND class=$2"};
    static const struct stmt KEEP = {"INSERT INTO sealed_filter(sha256, member, class, epoch, as_of, padded, open, law, part)"
                                     " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
    static const struct stmt CONTAINER = {"UPDATE sealed_filter SET container=$2, feed=$3 WHERE sha256=$1"};
    struct value sha = V_BLOB(d->bytes, 32);
    TRY(store_run(n->store, &OLD, VALUES(V_STR(b->member), V_STR(b->class)), err));
    TRY(store_run(n->store, &KEEP,
                  VALUES(sha, V_STR(b->member), V_STR(b->class), V_INT(b->epoch), V_INT(b->as_of), V_INT((int64_t)padded),
                         V_BLOB(key->open.bytes, OPRF_BYTES), V_BLOB(n->law_digest.bytes, 32), V_INT(n->own_unread)),
                  err));
    return store_run(n->store, &CONTAINER, VALUES(sha, V_BLOB(container.at, container.bytes), V_INT(b->feed)), err);
}

// ---- Recomputed under four eyes ----

// Records that changed since the filter was begun; a record that is gone may have been anybody's, and counts.
static RESULT changed_since(struct node *n, int64_t feed, int64_t *out, struct error *err) {
    static const struct stmt CHANGED = {"SELECT count(*) FROM feed f LEFT JOIN record r ON r.id = f.key"
                                        " WHERE f.position > $1 AND f.tbl = '" RECORD_FEED "' AND (r.id IS NULL OR r.owner = $2)"};
    return store_number(n->store, &CHANGED, VALUES(V_INT(feed), V_TEXT(me_of(n))), 0, out, err);
}

static RESULT proof_read(struct node *n, struct view filter, struct text *auditor, struct text *second, bool *there, struct error *err) {
    static const struct stmt READ = {"SELECT auditor, second FROM sealed_proof WHERE filter=$1"};
    struct cursor c;
    TRY(store_query(n->store, &READ, VALUES(V_TEXT(filter)), &c, err));
    *there = cursor_next(&c);
    if (*there) text_view(auditor, cursor_view(&c, 0)), text_view(second, cursor_view(&c, 1));
    return cursor_end(&c, err);
}

static RESULT proof_end(struct node *n, const struct build *b, const char *result, struct error *err) {
    static const struct stmt END = {"UPDATE sealed_proof SET result=$2, changed=$3 WHERE filter=$1"};
    AUTO_TEXT auditor = text_with_ceiling(100), second = text_with_ceiling(100), decision = text_with_ceiling(60);
    int64_t changed = 0;
    bool there;
    TRY(changed_since(n, b->feed, &changed, err));
    if (strcmp(result, "differs") == 0 && (changed || n->own_unread)) result = "register_changed";
    TRY(proof_read(n, view_of(b->proves), &auditor, &second, &there, err));
    TRY(store_run(n->store, &END, VALUES(V_STR(b->proves), V_STR(result), V_INT(changed)), err));
    text_format(&decision, "recomputed_%s", result);
    AUTO_JSON *more = json_pack("{s:s,s:s,s:I,s:s,s:s,s:I}", "class", b->class, "filter_sha256", b->proves, "epoch", (json_int_t)b->epoch, "auditor",
                                text_string(&auditor), "second", text_string(&second), "changed", (json_int_t)changed);
    struct entry e = {.op = "sealed_filter", .peer = view_of(b->member), .register_name = REGISTER_ALERTS, .decision = text_seen(&decision), .more = more};
    TRY(write_entry(n, &e, NULL, err));
    return build_drop(n, b, err);
}

static RESULT build_end(struct node *n, const struct build *b, const struct oprf_key *key, struct error *err) {
    AUTO_TEXT container = text_with_ceiling(FILTER_BYTES_MAX), sha = text_with_ceiling(100);
    uint64_t padded;
    TRY(container_of(n, b, key, &container, &padded, err));
    struct digest d = sha256(text_seen(&container));
    text_digest(&sha, &d);
    if (*b->proves) return proof_end(n, b, view_is(text_seen(&sha), b->proves) ? "same" : "differs", err);
    TRY(keep_filter(n, b, key, text_seen(&container), &d, padded, err));
    TRY(log_filter(n, b, key, &d, padded, err));
    return build_drop(n, b, err);
}

static RESULT portion_of(struct node *n, const struct build *b, struct error *err) {
    AUTO_JSON *unread = json_array();
    struct portion p = {.n = n, .b = b, .class = law_sealed(n->settings.law, view_of(b->class)), .last = b->reached, .unread = unread};
    TRY(sealed_key(n->store, me_of(n), view_of(b->member), view_of(b->class), b->epoch, now(n), &p.key, err));
    struct result r = record_all(n->store, me_of(n), b->reached, PORTION_RECORDS, consider_record, &p, err);
    if (!FAILED(r)) r = passed_records(n, p.unread, err);
    if (!FAILED(r)) r = keep_portion(n, &p, err);
    if (!FAILED(r) && p.seen < PORTION_RECORDS && !p.full) r = build_end(n, b, &p.key, err);
    oprf_key_wipe(&p.key);
    return r;
}

RESULT sealed_build_some(struct node *n, bool *more, struct error *err) {
    struct build b;
    TRY(build_next(n, &b, more, err));
    if (!*more) return DONE;
    if (!law_sealed(n->settings.law, view_of(b.class))) return build_drop(n, &b, err);  // the law has no such class any more
    if (*b.proves) return sealed_epoch_open(b.epoch, now(n)) ? portion_of(n, &b, err) : proof_end(n, &b, "key_destroyed", err);
    if (b.epoch != sealed_epoch(now(n))) return new_build(n, view_of(b.member), view_of(b.class), err);  // the week ended meanwhile
    return portion_of(n, &b, err);
}

// The filter to be recomputed, as it was begun.
static RESULT filter_named(struct node *n, struct view filter, struct build *b, struct error *err) {
    static const struct stmt FILTER = {"SELECT member, class, epoch, as_of, feed FROM sealed_filter WHERE sha256=$1"};
    struct digest d;
    struct cursor c;
    if (!hex_read(filter, d.bytes, 32)) return FAIL(err, BAD_ARGUMENT, "filter: its SHA-256, as sealed status gives it");
    TRY(store_query(n->store, &FILTER, VALUES(V_BLOB(d.bytes, 32)), &c, err));
    bool there = cursor_next(&c);
    if (there) {
        *b = (struct build){.epoch = cursor_int(&c, 2), .as_of = cursor_int(&c, 3), .feed = cursor_int(&c, 4)};
        take_word(b->member, sizeof b->member, cursor_view(&c, 0));
        take_word(b->class, sizeof b->class, cursor_view(&c, 1));
        take_word(b->proves, sizeof b->proves, filter);
    }
    TRY(cursor_end(&c, err));
    if (!there) return FAIL(err, NOT_FOUND, "no filter of the last day");
    return sealed_epoch_open(b->epoch, now(n)) ? DONE : FAIL(err, EXPIRED, "the key of its epoch is destroyed");
}

// The first of the two signs in a place of its own; who signs the second must be another.
static RESULT proof_signed(struct node *n, const struct officer *o, const struct build *b, bool *both, struct error *err) {
    static const struct stmt SIGN = {
        "INSERT INTO sealed_proof(filter, auditor, second, at, result, changed) VALUES($1, $2, $3, $4, $5, 0)"
        " ON CONFLICT(filter) DO UPDATE SET auditor=$2, second=$3, at=$4, result=$5"};
    AUTO_TEXT who = text_with_ceiling(64), auditor = text_with_ceiling(100), second = text_with_ceiling(100);
    bool there;
    TRY(officer_pseudonym(n, o, &who, err));
    TRY(proof_read(n, view_of(b->proves), &auditor, &second, &there, err));
    if (auditor.bytes && second.bytes) text_clear(&auditor), text_clear(&second);  // it is done once more
    bool audits = o->roles & ROLE_BIT(auditor), keeps = o->roles & ROLE_BIT(register_owner);
    struct text *place = audits && !auditor.bytes ? &auditor : keeps && !second.bytes ? &second : NULL;
    if (!place) return FAIL(err, NOT_ALLOWED, "an auditor and a keeper of the register do this together");
    if (view_same(text_seen(&who), text_seen(&auditor)) || view_same(text_seen(&who), text_seen(&second)))
        return FAIL(err, SAME_PERSON, "two persons do this together");
    text_view(place, text_seen(&who));
    *both = auditor.bytes && second.bytes;
    return store_run(n->store, &SIGN,
                     VALUES(V_STR(b->proves), V_TEXT(text_seen(&auditor)), V_TEXT(text_seen(&second)), V_INT(now(n).ms),
                            V_STR(*both ? "under_way" : "waits")), err);
}

struct result sealed_recompute(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct build b;
    bool both;
    TRY(filter_named(n, json_view(call->params, "filter"), &b, err));
    TRY(proof_signed(n, call->officer, &b, &both, err));
    AUTO_JSON *more = json_pack("{s:s,s:s}", "class", b.class, "filter_sha256", b.proves);
    struct entry e = {.op = "sealed_filter", .officer = call->officer, .peer = view_of(b.member), .register_name = REGISTER_ALERTS,
                      .decision = both ? VIEW("recompute_begun") : VIEW("recompute_asked"), .more = more};
    TRY(write_entry(n, &e, NULL, err));
    if (both) {
        TRY(build_start(n, &b, err));
        sealed_times(n)->building = true;
        sealed_times(n)->next_portion = (struct tick){0};
    }
    call_answer(call, json_pack("{s:s,s:s,s:s,s:s}", "filter", b.proves, "member", b.member, "class", b.class, "state", both ? "under_way" : "waits"));
    return DONE;
}

RESULT sealed_proofs(struct node *n, json_t *answer, struct error *err) {
    static const struct stmt PROOFS = {"SELECT filter, auditor, second, at, result, changed FROM sealed_proof ORDER BY at DESC LIMIT 50"};
    struct cursor c;
    json_t *list = json_array();
    json_object_set_new(answer, "recomputed", list);
    TRY(store_query(n->store, &PROOFS, NO_VALUES, &c, err));
    while (cursor_next(&c)) {
        AUTO_TEXT at = text_with_ceiling(40);
        text_instant(&at, cursor_instant(&c, 3));
        json_t *j = json_pack("{s:I,s:s}", "changed", (json_int_t)cursor_int(&c, 5), "at", text_string(&at));
        json_put_view(j, "filter", cursor_view(&c, 0));
        json_put_view(j, "auditor", cursor_view(&c, 1));
        json_put_view(j, "second", cursor_view(&c, 2));
        json_put_view(j, "state", cursor_view(&c, 4));
        json_array_append_new(list, j);
    }
    return cursor_end(&c, err);
}

RESULT sealed_sweep(struct node *n, struct error *err) {
    static const struct stmt FILTERS = {"DELETE FROM sealed_filter WHERE as_of <= $1"};
    static const struct stmt HELD = {"DELETE FROM sealed_held WHERE as_of <= $1"};
    static const struct stmt ASKED = {"DELETE FROM sealed_asked WHERE at < $1"};
    static const struct stmt PROOFS = {"DELETE FROM sealed_proof WHERE at < $1"};
    int64_t over = now(n).ms - FILTER_VALID_MS;
    TRY(sealed_forget(n->store, now(n), err));
    TRY(store_run(n->store, &FILTERS, VALUES(V_INT(over)), err));
    TRY(store_run(n->store, &HELD, VALUES(V_INT(over)), err));
    TRY(store_run(n->store, &PROOFS, VALUES(V_INT(kept_since(n, TERM_evidence).ms)), err));
    TRY(sealed_days_sweep(n, err));
    return store_run(n->store, &ASKED, VALUES(V_INT(kept_since(n, TERM_evidence).ms)), err);
}
