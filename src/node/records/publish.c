// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// publish.c — what changed goes to whom the law entitles, in the transaction that changed it or soon after.
//
// Each member has a position in the change feed up to which its outbox has been filled. A step reads on from
// there, asks the law for every record, and writes "copy" messages; what a member holds and may hold no longer
// is withdrawn. While too much waits for a member, it is left alone until its receipts make room.
#include "node/checks/judged.h"
#include "node/peers/generation.h"
#include "node/node_room.h"
#include "node/passed.h"

#include "registers/alerts/alerts.h"

enum {
    STEP_ROWS = 2000,                     // of the feed, a member and flush
    MESSAGE_BYTES = 180 * 1024,           // of bodies in one copy message
    MESSAGE_RECORDS = 200,
    WAITING_MAX = 64,                     // messages waiting for one member before we stop filling
};

const struct migration PUBLISH_MIGRATIONS[] = {
    {"publish", 1, "CREATE TABLE publication(member TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID"},
    {"publish", 2, "ALTER TABLE publication ADD COLUMN law BLOB NOT NULL DEFAULT x''"},
    // Of a member's copy messages, the records that were not taken while others of the same message were.
    {"publish", 3,
     "CREATE TABLE left_out(peer TEXT NOT NULL, seq INTEGER NOT NULL, uid TEXT NOT NULL, code TEXT NOT NULL,"
     " PRIMARY KEY(peer, seq, uid)) STRICT, WITHOUT ROWID"},
};
const size_t PUBLISH_MIGRATION_COUNT = sizeof PUBLISH_MIGRATIONS / sizeof *PUBLISH_MIGRATIONS;

struct gone {                             // a record that goes out with this message
    char uid[64];
    int64_t version;                      // 0 withdraws it
};
struct step {
    struct node *n;
    struct peer *p;
    struct view member;
    struct text puts;                     // canonical JSON of the records, without the brackets
    struct gone gone[MESSAGE_RECORDS];
    size_t count;
    json_t *drops;                        // uids
    json_t *bases;                        // rows of the law under which the records go: {row: {instrument, article}}
    int64_t reached;
};

// The record's body is spliced in as it is stored: canonical JSON already.
static RESULT put_record(struct step *s, const struct record *r, struct error *err) {
    AUTO_JSON *ref = json_of(r->ref);
    AUTO_JSON *source = json_of(r->source);
    struct gone *g = &s->gone[s->count];
    if (r->uid.bytes >= sizeof g->uid) return FAIL(err, STORE_DAMAGED, "a record's name can't be read");  // uuid_new made it
    if (s->count++) text_char(&s->puts, ',');
    text_put(&s->puts, "{\"body\":");
    text_view(&s->puts, r->body);
    text_format(&s->puts, ",\"changed_at\":%lld,\"ref\":", (long long)r->changed_at.ms);
    text_json(&s->puts, ref);
    text_format(&s->puts, ",\"retain_until\":%lld,\"source\":", (long long)r->retain_until.ms);
    text_json(&s->puts, source);
    text_format(&s->puts, ",\"uid\":\"%.*s\",\"version\":%lld}", VIEW_ARGS(r->uid), (long long)r->version);
    *g = (struct gone){.version = r->version};
    memcpy(g->uid, r->uid.at, r->uid.bytes);
    return DONE;
}

// What went: which record in which version, remembered for the receipt and covered by the entry's root.
static RESULT note_gone(struct step *s, struct audit_bulk *items, struct view uid, int64_t version, int64_t seq, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(100);
    text_format(&t, "version %lld", (long long)version);
    struct digest d = sha256(text_seen(&t));
    bulk_add(items, uid, &d);
    return sharing_sent(s->n->store, REGISTER_ALERTS, uid, s->member, version, seq, now(s->n), err);
}

static RESULT note_all_gone(struct step *s, struct audit_bulk *items, int64_t seq, struct error *err) {
    for (size_t i = 0; i < s->count; i++) TRY(note_gone(s, items, view_of(s->gone[i].uid), s->gone[i].version, seq, err));
    for (size_t i = 0; i < json_array_size(s->drops); i++)
        TRY(note_gone(s, items, view_of(json_string_value(json_array_get(s->drops, i))), 0, seq, err));
    s->count = 0;
    text_clear(&s->puts);
    json_array_clear(s->drops);
    return DONE;
}

static RESULT write_gone(struct step *s, struct audit_bulk *items, int64_t seq, struct view body, struct error *err) {
    AUTO_JSON *more = json_pack("{s:o,s:s,s:I}", "bases", json_deep_copy(s->bases), "channel", "alerts", "seq", (json_int_t)seq);
    struct digest digest = message_digest(seq, VIEW("copy"), body);
    json_object_clear(s->bases);
    struct entry e = {.op = "disclosure", .peer = s->member, .direction = "out", .register_name = REGISTER_ALERTS,
                      .message_digest = digest.bytes, .decision = VIEW("published"), .more = more};
    return write_bulk(s->n, &e, items, NULL, err);
}

// Write what has been gathered as one message, with one audit entry whose root covers every record in it.
static RESULT send_step(struct step *s, struct error *err) {
    struct node *n = s->n;
    AUTO_TEXT bytes = text_with_ceiling(CHANNEL_BODY_BYTES_MAX);
    int64_t seq;
    if (s->count + json_array_size(s->drops) == 0) return DONE;
    text_put(&bytes, "{\"drops\":");
    text_json(&bytes, s->drops);
    text_put(&bytes, ",\"puts\":[");
    text_view(&bytes, text_seen(&s->puts));
    text_put(&bytes, "],\"register\":\"alerts\"}");
    if (!text_ok(&bytes) || !text_ok(&s->puts)) return FAIL(err, TOO_BIG, "a copy message above the ceiling");
    TRY(outbox_put(n->store, s->member, VIEW("alerts"), VIEW("copy"), text_seen(&bytes), &seq, err));
    lane_wake(n, s->member, LANE_alerts);
    struct audit_bulk *items = audit_bulk_new(n->sys);
    struct result r = note_all_gone(s, items, seq, err);
    if (!FAILED(r)) r = write_gone(s, items, seq, text_seen(&bytes), err);
    audit_bulk_free(items);
    return r;
}

static void note_basis(struct step *s, const struct permit *p) {
    json_t *j = json_object();
    AUTO_TEXT row = text_with_ceiling(200);
    text_view(&row, p->row);
    json_put_view(j, "instrument", p->instrument);
    json_put_view(j, "article", p->article);
    json_object_set_new(s->bases, text_string(&row), j);
}

static RESULT consider(struct step *s, const struct record *r, struct error *err) {
    AUTO_JSON *alert = NULL;
    struct permit permit;
    bool holds;
    if (FAILED(json_stored(r->body, &alert, NULL))) return passed_record(s->n, r->id, err);
    permit_copy(s->n, r->owner, s->member, alert, &permit);
    if (permit.allowed) {
        int64_t held;
        TRY(sharing_version(s->n->store, r->reg, r->uid, s->member, &held, err));
        if (held == r->version) return DONE;  // looked at again, under another law
        if (json_object_get(alert, "restricted") && !held) return DONE;  // who holds it learns that it is kept and not used; nobody else gets it
        if (s->puts.bytes + r->body.bytes > MESSAGE_BYTES) TRY(send_step(s, err));
        TRY(put_record(s, r, err));
        note_basis(s, &permit);
        return s->count == MESSAGE_RECORDS ? send_step(s, err) : DONE;
    }
    TRY(sharing_holds(s->n->store, r->reg, r->uid, s->member, &holds, err));
    return holds ? sharing_withdraw(s->n->store, r->reg, r->uid, s->member, err) : DONE;
}

static struct result note_key(void *ctx, const struct feed_row *row, struct error *err) {
    struct step *s = ctx;
    (void)err;
    s->reached = row->position;
    if (row->op == FEED_PUT && view_is(row->table, RECORD_FEED)) json_array_append_new(s->drops, json_integer(row->key));
    return DONE;
}

// One that can't be read holds up no other, nor what is to be withdrawn: the member keeps what it has of it, and is told that it lacks something.
static RESULT consider_keys(struct step *s, const json_t *keys, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    for (size_t i = 0; i < json_array_size(keys); i++) {
        struct record r;
        int64_t key = json_integer_value(json_array_get(keys, i));
        struct result done = record_get(s->n->store, key, &hold, &r, err);
        if (done.code == CODE_NOT_FOUND) continue;
        if (done.code == CODE_STORE_DAMAGED) done = passed_record(s->n, key, err);
        else if (!FAILED(done) && view_is(r.owner, s->n->settings.authority)) done = consider(s, &r, err);
        TRY(done);
    }
    return DONE;
}

static struct result note_uid(void *ctx, struct view uid, struct error *err) {
    (void)err;
    json_array_append_new(((struct step *)ctx)->drops, json_of(uid));
    return DONE;
}

// A position holds under the law by which it was reached: under another one every record is looked at again, so that
// what is allowed now goes out and what is not is withdrawn.
static RESULT position_get(struct node *n, struct view member, int64_t *out, struct error *err) {
    static const struct stmt GET = {"SELECT position FROM publication WHERE member=$1 AND law=$2"};
    return store_number(n->store, &GET, VALUES(V_TEXT(member), V_BLOB(n->law_digest.bytes, 32)), 0, out, err);
}

static RESULT position_set(struct node *n, struct view member, int64_t position, struct error *err) {
    static const struct stmt SET = {
        "INSERT INTO publication(member, position, law) VALUES($1, $2, $3) ON CONFLICT(member) DO UPDATE SET position=$2, law=$3"};
    return store_run(n->store, &SET, VALUES(V_TEXT(member), V_INT(position), V_BLOB(n->law_digest.bytes, 32)), err);
}

// In messages of their own, which with records would be too large, and before the records: a list may have dropped a
// reference and named it anew.
static RESULT send_withdrawals(struct step *s, struct error *err) {
    TRY(sharing_untold(s->n->store, REGISTER_ALERTS, s->member, STEP_ROWS, note_uid, s, err));
    return send_step(s, err);
}

static RESULT fill(struct step *s, int64_t from, struct error *err) {
    int64_t last;
    TRY(feed_read(s->n->store, from, STEP_ROWS, note_key, s, &last, err));
    AUTO_JSON *keys = s->drops;
    s->drops = json_array();
    TRY(send_withdrawals(s, err));
    TRY(consider_keys(s, keys, err));
    TRY(send_step(s, err));
    TRY(send_withdrawals(s, err));  // of what the law lets go no longer
    return s->reached > from ? position_set(s->n, s->member, s->reached, err) : DONE;
}

// One step for one member. *more: it is behind and has room.
static RESULT publish_to(struct node *n, struct peer *p, bool *more, struct error *err) {
    struct view member = view_of(p->member->id);
    int64_t waiting, from, end;
    TRY(outbox_waiting(n->store, member, VIEW("alerts"), &waiting, err));
    TRY(position_get(n, member, &from, err));
    TRY(feed_position(n->store, &end, err));
    p->copy_behind = from < end;
    if (waiting >= WAITING_MAX) return DONE;
    struct step s = {.n = n, .p = p, .member = member, .puts = text_with_ceiling(CHANNEL_BODY_BYTES_MAX), .drops = json_array(),
                     .bases = json_object(), .reached = from};
    struct result r = fill(&s, from, err);
    text_free(&s.puts);
    json_decref(s.drops);
    json_decref(s.bases);
    if (FAILED(r)) return r;
    p->copy_behind = s.reached < end || n->own_unread;
    *more = *more || s.reached < end;
    return DONE;
}

RESULT publish_some(struct node *n, struct error *err) {
    bool more = false;
    if (publishing_waits(n)) return n->unpublished = false, DONE;  // until two officers have seen what was lost
    for (size_t i = 0; i < n->peer_count; i++) TRY(publish_to(n, &n->peers[i], &more, err));
    n->unpublished = more;
    return DONE;
}

// ---- The receiving side ----

// What stands beside the record is the peer's word as well: a uid that could not be named, or a record without an end,
// would outlive its owner here.
static RESULT check_put(const json_t *put, struct error *err) {
    if (!uuid_valid(json_view(put, "uid")) || json_int(put, "version") < 1 || json_int(put, "retain_until") < 1)
        return FAIL(err, BAD_FIELD, "a copy without uid, version or term");
    if (json_view(put, "source").bytes > 64 || json_view(put, "ref").bytes > 200) return FAIL(err, BAD_FIELD, "a copy's source or ref");
    return DONE;
}

// Who wrote it did so before it was sent: what ends later than an alert of its category written now outlives what the law allows. The owner's clock
// may have been wrong when it was written, by hours; a copy left out for that would be missing for years.
static RESULT check_end(struct node *n, const json_t *alert, int64_t retain_until, struct error *err) {
    static const int64_t clock_wrong_ms = 24 * 3600 * (int64_t)1000;
    struct instant last = alert_last_end(n->settings.law, json_view(alert, "category"), instant_after(now(n), clock_wrong_ms));
    return retain_until <= last.ms ? DONE : FAIL(err, BAD_FIELD, "a copy beyond its category's term");
}

static RESULT take_put(struct node *n, struct peer *p, const json_t *put, struct error *err) {
    json_t *alert = json_object_get(put, "body");
    struct permit permit;
    AUTO_TEXT body = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    struct subject subject;
    TRY(check_put(put, err));
    permit_copy(n, view_of(p->member->id), view_of(n->settings.authority), alert, &permit);
    if (!permit.allowed) return FAIL(err, NO_BASIS, "a copy that we may not hold");
    TRY(check_end(n, alert, json_int(put, "retain_until"), err));
    text_json(&body, alert);
    if (!text_ok(&body)) return FAIL(err, TOO_BIG, "a record above the ceiling");
    TRY(alert_subject(text_seen(&body), &a, &subject, err));  // as the index will read it
    struct digest digest = sha256(text_seen(&body));
    struct record r = {
        .owner = view_of(p->member->id), .reg = REGISTER_ALERTS, .uid = json_view(put, "uid"), .source = json_view(put, "source"),
        .ref = json_view(put, "ref"), .version = json_int(put, "version"), .body = text_seen(&body),
        .digest = {(const char *)digest.bytes, sizeof digest.bytes}, .retain_until = {json_int(put, "retain_until")},
        .changed_at = {json_int(put, "changed_at")},
    };
    bool changed;
    return record_put(n->store, &r, NULL, &changed, err);
}

static RESULT take_drop(struct node *n, struct peer *p, struct view uid, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(400);
    record_name(&name, &(struct record){.owner = view_of(p->member->id), .reg = REGISTER_ALERTS, .uid = uid});
    TRY(judged_forget(n, text_seen(&name), err));
    struct result r = record_drop(n->store, view_of(p->member->id), REGISTER_ALERTS, uid, err);
    return r.code == CODE_NOT_FOUND ? DONE : r;  // it had expired here first
}

// A record that can't be taken is left out alone: the others of its message are as needed as before.
static RESULT leave_out(struct node *n, struct peer *p, int64_t seq, struct view uid, enum code why, struct error *err) {
    static const struct stmt KEEP = {"INSERT INTO left_out(peer, seq, uid, code) VALUES($1, $2, $3, $4) ON CONFLICT DO NOTHING"};
    if (!uuid_valid(uid)) return DONE;  // it can't be named
    return store_run(n->store, &KEEP, VALUES(V_STR(p->member->id), V_INT(seq), V_TEXT(uid), V_STR(code_name(why))), err);
}

static RESULT take_or_leave(struct node *n, struct peer *p, int64_t seq, const json_t *put, enum code *left_out, struct error *err) {
    struct error why = {0};
    TRY(store_mark(n->store, err));
    struct result r = take_put(n, p, put, &why);
    if (!FAILED(r)) return store_keep(n->store, err);
    store_undo(n->store);
    if (fault_of_ours(n, r.code)) return fail_with(err, r.code, "%s", why.detail);
    if (*left_out == CODE_OK || *left_out == CODE_NO_BASIS) *left_out = r.code;
    return leave_out(n, p, seq, json_view(put, "uid"), r.code, err);
}

// Withdrawals first: a list may have dropped a reference and named it anew before this message went.
RESULT copies_arrived(struct node *n, struct peer *p, int64_t seq, const json_t *body, enum code *left_out, struct error *err) {
    const json_t *puts = json_object_get(body, "puts"), *drops = json_object_get(body, "drops");
    if (!view_is(json_view(body, "register"), "alerts")) return FAIL(err, BAD_FIELD, "no register of this name");
    if (!json_is_array(puts) || !json_is_array(drops) || json_array_size(puts) > MESSAGE_RECORDS) return FAIL(err, BAD_FIELD, "puts and drops");
    for (size_t i = 0; i < json_array_size(drops); i++) {
        const json_t *uid = json_array_get(drops, i);
        if (!json_is_string(uid)) return FAIL(err, BAD_FIELD, "drops");
        TRY(take_drop(n, p, view_of(json_string_value(uid)), err));
    }
    for (size_t i = 0; i < json_array_size(puts); i++) TRY(take_or_leave(n, p, seq, json_array_get(puts, i), left_out, err));
    n->unpublished = true;  // the feed grew: our own positions move on
    return DONE;
}

// A new reference; empty when nothing was left out alone.
RESULT copies_left_out(struct node *n, struct peer *p, int64_t seq, json_t **out, struct error *err) {
    static const struct stmt READ = {"SELECT uid, code FROM left_out WHERE peer=$1 AND seq=$2"};
    struct cursor c;
    TRY(store_query(n->store, &READ, VALUES(V_STR(p->member->id), V_INT(seq)), &c, err));
    json_t *list = json_array();
    while (cursor_next(&c)) {
        json_t *j = json_object();
        json_put_view(j, "uid", cursor_view(&c, 0));
        json_put_view(j, "code", cursor_view(&c, 1));
        json_array_append_new(list, j);
    }
    return json_given(cursor_end(&c, err), list, out);
}

// ---- What the members made of it ----

static struct view code_of(const json_t *refusal) {
    enum code code;
    struct view name = json_view(refusal, "code");
    return view_of(code_name(code_from_name(name.at, name.bytes, &code) ? code : CODE_BAD_FORMAT));  // a word of ours, not of the member's
}

RESULT copies_confirmed(struct node *n, struct peer *p, int64_t up_to, const json_t *refused, struct error *err) {
    struct view member = view_of(p->member->id);
    TRY(sharing_confirmed(n->store, member, up_to, now(n), err));
    for (size_t i = 0; i < json_array_size(refused); i++) {
        const json_t *of = json_array_get(refused, i), *records = json_object_get(of, "records");
        int64_t seq = json_int(of, "seq");
        if (seq < 1) continue;
        if (!json_array_size(records)) TRY(sharing_refused(n->store, member, seq, VIEW(""), code_of(of), err));
        for (size_t k = 0; k < json_array_size(records); k++) {
            const json_t *one = json_array_get(records, k);
            if (uuid_valid(json_view(one, "uid"))) TRY(sharing_refused(n->store, member, seq, json_view(one, "uid"), code_of(one), err));
        }
    }
    return DONE;
}
