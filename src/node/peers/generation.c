// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/peers/generation.h"
#include "node/requests/requests_room.h"
#include "node/unread.h"

#include <stdlib.h>

// recovery: of our own generations but the first; `confirmed` names the officers who have seen what was lost. lost: what each
// member said it holds. generation_before: how far a member's closed channels had come, for ever.
const struct migration GENERATION_MIGRATIONS[] = {
    {"generation", 1,
     "CREATE TABLE generation(member TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
     "CREATE TABLE generation_before(member TEXT NOT NULL, number INTEGER NOT NULL, channel TEXT NOT NULL, last_out INTEGER NOT NULL,"
     " settled_out INTEGER NOT NULL, last_in INTEGER NOT NULL, greeting BLOB NOT NULL, PRIMARY KEY(member, number, channel)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE recovery(number INTEGER PRIMARY KEY, at INTEGER NOT NULL, reason TEXT NOT NULL, closed_size INTEGER NOT NULL,"
     " closed_note TEXT NOT NULL, confirmed TEXT NOT NULL DEFAULT '[]') STRICT;"
     "CREATE TABLE lost(number INTEGER NOT NULL, member TEXT NOT NULL, at INTEGER NOT NULL, report TEXT NOT NULL,"
     " PRIMARY KEY(number, member)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE closed_entry(number INTEGER NOT NULL, id INTEGER NOT NULL, entry BLOB NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY(number, id)) STRICT;"
     "CREATE TABLE closed_checkpoint(number INTEGER NOT NULL, size INTEGER NOT NULL, note TEXT NOT NULL, PRIMARY KEY(number, size)) STRICT;"
     "CREATE TABLE closed_cosignature(number INTEGER NOT NULL, size INTEGER NOT NULL, witness TEXT NOT NULL, line TEXT NOT NULL,"
     " PRIMARY KEY(number, size, witness)) STRICT;"
     "CREATE TABLE closed_items(number INTEGER NOT NULL, id INTEGER NOT NULL, commits BLOB NOT NULL, seed BLOB NOT NULL, erase_after INTEGER NOT NULL,"
     " PRIMARY KEY(number, id)) STRICT;"},
};
const size_t GENERATION_MIGRATION_COUNT = 1;

enum { LOST_TIMEOUT_MS = 15000, LOST_RETRY_MS = 5000, LOST_RECORDS_MOST = 10000, RESENT_MOST = 1000, CONFIRM_PERSONS = 2, REPORT_BYTES_MAX = 900 * 1024 };

static RESULT known(struct node *n, struct view member, int64_t *out, struct error *err) {
    static const struct stmt GET = {"SELECT number FROM generation WHERE member = $1"};
    return store_number(n->store, &GET, VALUES(V_TEXT(member)), 0, out, err);
}

static RESULT note_known(struct node *n, struct view member, int64_t number, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO generation(member, number) VALUES($1, $2) ON CONFLICT(member) DO UPDATE SET number = $2"};
    return store_run(n->store, &PUT, VALUES(V_TEXT(member), V_INT(number)), err);
}

static RESULT run_all(struct node *n, const struct stmt *list, size_t count, const struct value *values, size_t value_count, struct error *err) {
    for (size_t i = 0; i < count; i++) TRY(store_run(n->store, &list[i], values, value_count, err));
    return DONE;
}

// ---- Messages that wait are carried over into the channel that begins at 1 ----

struct carried {
    struct carried *next;
    int64_t seq;
    struct text type, body;
};

static struct result carry_one(void *ctx, const struct post *p, struct error *err) {
    struct carried ***end = ctx;
    (void)err;
    struct carried *c = calloc(1, sizeof *c);
    ENSURE(c);
    c->seq = p->seq;
    c->type = text_with_ceiling(100), c->body = text_with_ceiling(CHANNEL_BODY_BYTES_MAX);
    text_view(&c->type, p->type), text_view(&c->body, p->body);
    **end = c;
    *end = &c->next;
    return DONE;
}

static RESULT put_again(struct node *n, struct view peer, const struct carried *c, struct error *err) {
    static const struct stmt MOVE = {"UPDATE request_post SET seq = $3 WHERE peer = $1 AND seq = $2"};
    int64_t seq;
    TRY(outbox_put(n->store, peer, VIEW("requests"), text_seen(&c->type), text_seen(&c->body), &seq, err));
    TRY(store_run(n->store, &MOVE, VALUES(V_TEXT(peer), V_INT(c->seq), V_INT(seq)), err));
    struct digest digest = message_digest(seq, text_seen(&c->type), text_seen(&c->body));
    AUTO_JSON *more = json_pack("{s:s,s:I}", "channel", "requests", "seq", (json_int_t)seq);
    struct entry e = {.op = "message", .peer = peer, .direction = "out", .message_digest = digest.bytes, .decision = VIEW("sent_again"),
                      .register_name = REGISTER_ALERTS, .more = more};
    return write_entry(n, &e, NULL, err);
}

static void free_carried(struct carried *c) {
    while (c) {
        struct carried *next = c->next;
        text_free(&c->type), text_free(&c->body);
        free(c);
        c = next;
    }
}

static RESULT keep_counts(struct node *n, struct view peer, int64_t number, struct error *err) {
    static const struct stmt KEEP = {
        "INSERT OR REPLACE INTO generation_before(member, number, channel, last_out, settled_out, last_in, greeting)"
        " SELECT peer, $2, name, last_out, settled_out, last_in, coalesce((SELECT bytes FROM greeting g "
        "WHERE g.peer = channel.peer), x'') FROM channel WHERE peer = $1"};
    return store_run(n->store, &KEEP, VALUES(V_TEXT(peer), V_INT(number)), err);
}

// The channels with that member begin at 1 again. What it was sent of our records goes again, all of it.
static RESULT channels_anew(struct node *n, struct view peer, int64_t number, struct error *err) {
    static const struct stmt SETTLED = {"DELETE FROM request_post WHERE peer = $1 AND seq <= (SELECT settled_out FROM channel "
                                        "WHERE peer = $1 AND name = 'requests')"};
    static const struct stmt ANEW[] = {{"DELETE FROM outbox WHERE peer = $1"}, {"DELETE FROM inbox WHERE peer = $1"}, {"DELETE FROM channel WHERE peer = $1"},
                                       {"DELETE FROM greeting WHERE peer = $1"}, {"DELETE FROM sharing WHERE member = $1"},
                                       {"DELETE FROM publication WHERE member = $1"}, {"DELETE FROM left_out WHERE peer = $1"},
                                       {"DELETE FROM logged_message WHERE peer = $1"}, {"DELETE FROM reconciled WHERE peer = $1"}};
    struct carried *list = NULL, **end = &list;
    TRY(keep_counts(n, peer, number, err));
    TRY(store_run(n->store, &SETTLED, VALUES(V_TEXT(peer)), err));
    struct result r = outbox_read(n->store, peer, VIEW("requests"), INT32_MAX, SIZE_MAX / 2, carry_one, &end, err);
    if (!FAILED(r)) r = run_all(n, ANEW, sizeof ANEW / sizeof *ANEW, VALUES(V_TEXT(peer)), err);
    for (const struct carried *c = list; c && !FAILED(r); c = c->next) r = put_again(n, peer, c, err);
    free_carried(list);
    return r;
}

// ---- Our own: the log is closed, another begins ----

static RESULT close_log(struct node *n, int64_t number, struct error *err) {
    static const struct stmt KEEP[] = {{"INSERT INTO closed_entry(number, id, entry, hashes) SELECT $1, id, entry, hashes FROM audit_entry"},
                                       {"INSERT INTO closed_checkpoint(number, size, note) SELECT $1, size, note FROM audit_checkpoint"},
                                       {"INSERT INTO closed_cosignature(number, size, witness, line) SELECT $1, size, witness, line FROM audit_cosignature"},
                                       {"INSERT INTO closed_items(number, id, commits, seed, erase_after) "
                                        "SELECT $1, id, commits, seed, erase_after FROM audit_items"}};
    static const struct stmt EMPTY[] = {{"DELETE FROM logged_message"}, {"DELETE FROM logged_to"}, {"DELETE FROM reconciled"}, {"DELETE FROM log_counted"},
                                        {"DELETE FROM log_transfer"}, {"DELETE FROM log_unread"},
                                        {"DELETE FROM log_reread"}, {"DELETE FROM certificate"}, {"DELETE FROM audit_entry"},
                                        {"DELETE FROM audit_checkpoint"}, {"DELETE FROM audit_cosignature"}, {"DELETE FROM audit_items"}};
    TRY(run_all(n, KEEP, sizeof KEEP / sizeof *KEEP, VALUES(V_INT(number)), err));
    return run_all(n, EMPTY, sizeof EMPTY / sizeof *EMPTY, NO_VALUES, err);
}

static RESULT note_recovery(struct node *n, int64_t number, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO recovery(number, at, reason, closed_size, closed_note) VALUES($1, $2, $3, $4, $5)"};
    AUTO_TEXT note = text_with_ceiling(NOTE_BYTES_MAX);
    uint64_t size;
    struct result head = audit_last_checkpoint(n->store, &note, err);
    if (FAILED(head) && head.code != CODE_NOT_FOUND) return head;
    TRY(audit_size(n->store, &size, err));
    return store_run(n->store, &PUT,
                     VALUES(V_INT(number), V_INT(now(n).ms), V_STR(n->settings.new_generation), V_INT((int64_t)size), V_TEXT(text_seen(&note))), err);
}

static RESULT begin_generation(struct node *n, int64_t before, struct error *err) {
    TRY(note_recovery(n, n->me->generation, err));
    TRY(close_log(n, before, err));
    return note_known(n, view_of(n->settings.authority), n->me->generation, err);
}

// Whoever wishes to begin one that the list does not open is told so, and does not believe that it was done.
static RESULT begun_already(struct node *n, int64_t number, struct error *err) {
    static const struct stmt BEGUN = {"SELECT count(*) FROM recovery WHERE number = $1"};
    int64_t count;
    TRY(store_number(n->store, &BEGUN, VALUES(V_INT(number)), 0, &count, err));
    return count ? DONE : FAIL(err, WRONG_STEP, "the trust list opens no new generation of this node: it is at %lld, and so is the store", (long long)number);
}

RESULT generation_own(struct node *n, struct error *err) {
    struct view me = view_of(n->settings.authority);
    uint64_t size;
    int64_t have, listed = n->me->generation;
    TRY(known(n, me, &have, err));
    TRY(audit_size(n->store, &size, err));
    if (!have && !size && listed == 1) have = listed;  // a store that begins
    if (!have) have = 1;
    if (have > listed) return FAIL(err, NOT_TRUSTED, "this store is of generation %lld, the trust list says %lld", (long long)have, (long long)listed);
    if (have < listed && !n->settings.new_generation)
        return FAIL(err, STORE_ROLLED_BACK,
                    "the trust list opens generation %lld of this node, this store is of %lld: malinesd --new-generation", (long long)listed, (long long)have);
    if (n->settings.new_generation && have == listed) TRY(begun_already(n, listed, err));
    TRY(store_begin(n->store, err));
    struct result r = have < listed ? begin_generation(n, have, err) : note_known(n, me, have, err);
    if (!FAILED(r)) return store_commit(n->store, err);
    store_rollback(n->store);
    return r;
}

// The head at which the old log ends here, and the counts of each channel: whoever holds later ones can show what is missing.
static RESULT first_entry(struct node *n, struct error *err) {
    static const struct stmt SIZE = {"SELECT closed_size FROM recovery WHERE number = $1"};
    static const struct stmt NOTE = {"SELECT closed_note FROM recovery WHERE number = $1"};
    static const struct stmt REASON = {"SELECT reason FROM recovery WHERE number = $1"};
    AUTO_TEXT note = text_with_ceiling(NOTE_BYTES_MAX), reason = text_with_ceiling(8192);
    int64_t size;
    TRY(store_number(n->store, &SIZE, VALUES(V_INT(n->me->generation)), 0, &size, err));
    TRY(store_bytes(n->store, &NOTE, VALUES(V_INT(n->me->generation)), &note, err));
    TRY(store_bytes(n->store, &REASON, VALUES(V_INT(n->me->generation)), &reason, err));
    AUTO_JSON *more = json_pack("{s:I,s:I,s:s}", "generation", (json_int_t)n->me->generation, "closed_size", (json_int_t)size,
                                "closed_checkpoint", text_string(&note));
    TRY(commit_words(n, "reason_commit", text_seen(&reason), more, err));
    struct entry e = {.op = "recovery", .decision = VIEW("new_generation"), .more = more};
    return write_entry(n, &e, NULL, err);
}

static RESULT own_begun(struct node *n, struct error *err) {
    uint64_t size;
    TRY(audit_size(n->store, &size, err));
    if (n->me->generation == 1 || size) return DONE;
    TRY(first_entry(n, err));
    for (size_t i = 0; i < n->peer_count; i++) TRY(channels_anew(n, view_of(n->peers[i].member->id), n->me->generation - 1, err));
    return DONE;
}

// ---- A member begins anew ----

static struct result send_again(struct node *n, const struct request *r, struct error *err) {
    AUTO_JSON *demand = NULL;
    AUTO_JSON *decision = NULL;
    AUTO_JSON *approvals = NULL;
    TRY(json_stored(r->demand, &demand, err));
    TRY(approvals_json(n, r->id, &approvals, err));
    if (r->side == SIDE_asker) {
        AUTO_JSON *body = json_pack("{s:O,s:O}", "demand", demand, "approvals", approvals);
        return request_post(n, r, "request", body, false, err);
    }
    if (!r->decision.bytes) return DONE;
    TRY(json_stored(r->decision, &decision, err));
    AUTO_JSON *body = json_pack("{s:O,s:O,s:O}", "request", json_object_get(demand, "request"), "decision", decision, "approvals", approvals);
    return request_post(n, r, "decision", body, false, err);
}

// Its demands that are not answered, and our answers that it may have forgotten; each has its effect once, by its id.
static RESULT send_requests_again(struct node *n, struct view peer, struct error *err) {
    static const struct stmt FIND = {
        "SELECT id FROM request WHERE peer = $1 AND ((side = 0 AND step = 'received') OR (side = 1 AND step IN ('delivered')))"
        " ORDER BY created_at DESC LIMIT $2"};
    AUTO_JSON *ids = json_array();
    struct cursor c;
    TRY(store_query(n->store, &FIND, VALUES(V_TEXT(peer), V_INT(RESENT_MOST)), &c, err));
    while (cursor_next(&c)) json_array_append_new(ids, json_of(cursor_view(&c, 0)));
    TRY(cursor_end(&c, err));
    for (size_t i = 0; i < json_array_size(ids); i++) {
        AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
        struct request r;
        TRY(request_find(n->store, view_of(json_string_value(json_array_get(ids, i))), &hold, &r, err));
        TRY(send_again(n, &r, err));
    }
    return DONE;
}

static RESULT member_begins(struct node *n, struct peer *p, int64_t have, struct error *err) {
    struct view id = view_of(p->member->id);
    AUTO_JSON *more = json_pack("{s:I}", "generation", (json_int_t)p->member->generation);
    TRY(channels_anew(n, id, have, err));
    TRY(send_requests_again(n, id, err));
    struct entry e = {.op = "recovery", .peer = id, .decision = VIEW("member_begins_anew"), .more = more};
    TRY(write_entry(n, &e, NULL, err));
    return note_known(n, id, p->member->generation, err);
}

static RESULT meet(struct node *n, struct peer *p, struct error *err) {
    int64_t have;
    struct view id = view_of(p->member->id);
    TRY(known(n, id, &have, err));
    if (!have) return note_known(n, id, p->member->generation, err);
    if (have > p->member->generation) return FAIL(err, NOT_TRUSTED, "%s was of generation %lld before", p->member->id, (long long)have);
    return have < p->member->generation ? member_begins(n, p, have, err) : DONE;
}

RESULT generation_begun(struct node *n, struct error *err) {
    TRY(store_begin(n->store, err));
    struct result r = own_begun(n, err);
    for (size_t i = 0; i < n->peer_count && !FAILED(r); i++) r = meet(n, &n->peers[i], err);
    if (!FAILED(r)) return store_commit(n->store, err);
    store_rollback(n->store);
    return r;
}

RESULT generation_care(struct node *n, struct error *err) {
    static const struct stmt CLOSE = {"UPDATE closed_items SET seed = x'' WHERE seed <> x'' AND erase_after > 0 AND erase_after <= $1"};
    return store_run(n->store, &CLOSE, VALUES(V_INT(now(n).ms)), err);
}

// ---- What was lost, as the members tell it ----

static struct result add_held(void *ctx, const struct record *r, struct error *err) {
    json_t *list = ctx;
    (void)err;
    if (json_array_size(list) < LOST_RECORDS_MOST)
        json_array_append_new(list, json_pack("[s%,I]", r->uid.at, r->uid.bytes, (json_int_t)r->version));
    return DONE;
}

static RESULT say_counts(struct node *n, struct view member, json_t *answer, struct error *err) {
    static const struct stmt GET = {"SELECT channel, last_out, settled_out, last_in FROM generation_before WHERE member = $1 AND number = $2"};
    struct cursor c;
    json_t *counts = json_object();
    json_object_set_new(answer, "channels", counts);
    TRY(store_query(n->store, &GET, VALUES(V_TEXT(member), V_INT(json_int(answer, "generation"))), &c, err));
    while (cursor_next(&c)) {
        AUTO_TEXT name = text_with_ceiling(100);
        text_view(&name, cursor_view(&c, 0));
        json_object_set_new(counts, text_string(&name),
                            json_pack("{s:I,s:I,s:I}", "sent", (json_int_t)cursor_int(&c, 1), "receipted", (json_int_t)cursor_int(&c, 2),
                                                                  "held", (json_int_t)cursor_int(&c, 3)));
    }
    return cursor_end(&c, err);
}

RESULT lost_arrived(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err) {
    struct envelope e;
    TRY(envelope_open(p->member, n->settings.authority, "lost", now(n), body, &e, err));
    AUTO_JSON *whole = e.whole;
    struct view id = view_of(p->member->id);
    json_t *records = json_array();
    AUTO_JSON *answer = json_pack("{s:I,s:o}", "generation", (json_int_t)p->member->generation - 1, "records", records);
    if (p->member->generation < 2 || json_int(e.payload, "generation") != p->member->generation)
        return FAIL(err, NOT_TRUSTED, "not of the generation on the list");
    TRY(say_counts(n, id, answer, err));
    TRY(record_all(n->store, id, 0, LOST_RECORDS_MOST, add_held, records, err));
    return envelope_seal(n->settings.signer, "held", n->settings.authority, p->member->id, now(n), answer, reply, err);
}

static RESULT weigh_record(struct node *n, const json_t *pair, json_t *lost, struct error *err) {
    static const struct stmt VERSION = {"SELECT version FROM record WHERE owner = $1 AND reg = 'alerts' AND uid = $2"};
    struct view uid = view_of(json_string_value(json_array_get(pair, 0)));
    int64_t there = json_integer_value(json_array_get(pair, 1)), here;
    TRY(store_number(n->store, &VERSION, VALUES(V_STR(n->settings.authority), V_TEXT(uid)), 0, &here, err));
    if (here >= there) return DONE;
    json_t *j = json_pack("{s:I,s:I}", "version_there", (json_int_t)there, "version_here", (json_int_t)here);
    json_put_view(j, "uid", uid);
    json_array_append_new(lost, j);
    return DONE;
}

// The counts of our own side when the store was backed up lie in generation_before, too.
static RESULT weigh_channels(struct node *n, struct view member, const json_t *theirs, json_t *lost, struct error *err) {
    static const struct stmt OURS = {"SELECT last_out, last_in FROM generation_before WHERE member = $1 AND number = $2 AND channel = $3"};
    for (enum lane_name l = 0; l < LANE_COUNT; l++) {
        const json_t *of = json_object_get(theirs, lane_channel(l));
        struct cursor c;
        int64_t out = 0, in = 0;
        TRY(store_query(n->store, &OURS, VALUES(V_TEXT(member), V_INT(n->me->generation - 1), V_STR(lane_channel(l))), &c, err));
        if (cursor_next(&c)) out = cursor_int(&c, 0), in = cursor_int(&c, 1);
        TRY(cursor_end(&c, err));
        int64_t we_sent = json_int(of, "held") - out, they_sent = json_int(of, "receipted") - in;
        json_object_set_new(lost, lane_channel(l), json_pack("{s:I,s:I}", "we_sent_and_forgot", (json_int_t)(we_sent > 0 ? we_sent : 0), "we_took_and_forgot",
                                                             (json_int_t)(they_sent > 0 ? they_sent : 0)));
    }
    return DONE;
}

static RESULT keep_lost(struct node *n, struct peer *p, const json_t *held, struct error *err) {
    static const struct stmt PUT = {"INSERT OR REPLACE INTO lost(number, member, at, report) VALUES($1, $2, $3, $4)"};
    struct view id = view_of(p->member->id);
    json_t *channels = json_object(), *records = json_array();
    AUTO_JSON *report = json_pack("{s:o,s:o,s:I}", "channels", channels, "records", records, "records_held",
                                  (json_int_t)json_array_size(json_object_get(held, "records")));
    AUTO_TEXT text = text_with_ceiling(REPORT_BYTES_MAX);
    TRY(weigh_channels(n, id, json_object_get(held, "channels"), channels, err));
    for (size_t i = 0; i < json_array_size(json_object_get(held, "records")); i++)
        TRY(weigh_record(n, json_array_get(json_object_get(held, "records"), i), records, err));
    text_json(&text, report);
    if (!text_ok(&text)) return FAIL(err, TOO_BIG, "what was lost");
    TRY(store_run(n->store, &PUT, VALUES(V_INT(n->me->generation), V_TEXT(id), V_INT(now(n).ms), V_TEXT(text_seen(&text))), err));
    AUTO_JSON *more = json_pack("{s:O,s:I}", "channels", channels, "records_lost", (json_int_t)json_array_size(records));
    struct entry e = {.op = "recovery", .peer = id, .direction = "in", .decision = VIEW("what_was_lost"), .more = more};
    return write_entry(n, &e, NULL, err);
}

static RESULT take_lost(struct node *n, struct peer *p, int status, struct view body, struct error *err) {
    struct envelope e;
    if (status != 200) return FAIL(err, UNREACHABLE, "status %d", status);
    TRY(envelope_open(p->member, n->settings.authority, "held", now(n), body, &e, err));
    AUTO_JSON *whole = e.whole;
    TRY(turn(n, err));
    TRY(store_mark(n->store, err));
    struct result r = keep_lost(n, p, e.payload, err);
    if (!FAILED(r)) return store_keep(n->store, err);
    store_undo(n->store);
    return r;
}

void lost_landed(struct node *n, const struct flight *f, int status, struct view body) {
    struct error err;
    struct result r = take_lost(n, &n->peers[f->peer], status, body, &err);
    n->recovering[f->peer] = FAILED(r) ? (struct tick){ticks(n).us + LOST_RETRY_MS * UINT64_C(1000)} : (struct tick){UINT64_MAX};
}

void lost_unreached(struct node *n, const struct flight *f) { n->recovering[f->peer] = (struct tick){ticks(n).us + LOST_RETRY_MS * UINT64_C(1000)}; }

static RESULT ask_lost(struct node *n, size_t peer, struct error *err) {
    AUTO_TEXT sealed = text_with_ceiling(ENVELOPE_BYTES_MAX);
    AUTO_JSON *asked = json_pack("{s:I}", "generation", (json_int_t)n->me->generation);
    TRY(envelope_seal(n->settings.signer, "lost", n->settings.authority, n->peers[peer].member->id, now(n), asked, &sealed, err));
    send_later(n, peer, "/m1/lost", &sealed, LOST_TIMEOUT_MS)->kind = FLIGHT_lost;
    return DONE;
}

static RESULT told_already(struct node *n, size_t peer, bool *out, struct error *err) {
    static const struct stmt GET = {"SELECT 1 FROM lost WHERE number = $1 AND member = $2"};
    int64_t there;
    TRY(store_number(n->store, &GET, VALUES(V_INT(n->me->generation), V_STR(n->peers[peer].member->id)), 0, &there, err));
    *out = there != 0;
    return DONE;
}

void lost_work(struct node *n) {
    struct error err;
    if (n->me->generation < 2) return;
    for (size_t i = 0; i < n->peer_count; i++) {
        bool told = false;
        if (ticks(n).us < n->recovering[i].us) continue;
        n->recovering[i] = (struct tick){ticks(n).us + LOST_TIMEOUT_MS * UINT64_C(2000)};
        if (!FAILED(told_already(n, i, &told, &err)) && told) n->recovering[i] = (struct tick){UINT64_MAX};
        else if (FAILED(ask_lost(n, i, &err))) n->recovering[i] = (struct tick){ticks(n).us + LOST_RETRY_MS * UINT64_C(1000)};
    }
}

struct tick lost_wake(const struct node *n) {
    struct tick wake = {UINT64_MAX};
    for (size_t i = 0; n->me->generation > 1 && i < n->peer_count; i++)
        if (n->recovering[i].us < wake.us) wake = n->recovering[i];
    return wake;
}

// ---- Two officers have seen it ----

static RESULT confirmed_by(struct node *n, json_t **out, struct error *err) {
    static const struct stmt GET = {"SELECT confirmed FROM recovery WHERE number = $1"};
    AUTO_TEXT text = text_with_ceiling(4000);
    struct result r = store_bytes(n->store, &GET, VALUES(V_INT(n->me->generation)), &text, err);
    if (r.code == CODE_NOT_FOUND) return FAIL(err, WRONG_STEP, "this node is of its first generation");
    TRY(r);
    return json_stored(text_seen(&text), out, err);
}

bool publishing_waits(const struct node *n) {
    AUTO_JSON *by = NULL;
    if (n->me->generation < 2) return false;
    return FAILED(confirmed_by((struct node *)n, &by, NULL)) || json_array_size(by) < CONFIRM_PERSONS;
}

struct result recovery_confirmed(struct node_call *call, struct error *err) {
    static const struct stmt PUT = {"UPDATE recovery SET confirmed = $2 WHERE number = $1"};
    struct node *n = call->node;
    AUTO_JSON *by = NULL;
    AUTO_TEXT who = text_with_ceiling(64), text = text_with_ceiling(4000);
    TRY(confirmed_by(n, &by, err));
    TRY(officer_pseudonym(n, call->officer, &who, err));
    for (size_t i = 0; i < json_array_size(by); i++)
        if (view_is(text_seen(&who), json_string_value(json_array_get(by, i)))) return FAIL(err, SAME_PERSON, "you have confirmed it; a second officer must");
    json_array_append_new(by, json_of(text_seen(&who)));
    text_json(&text, by);
    TRY(store_run(n->store, &PUT, VALUES(V_INT(n->me->generation), V_TEXT(text_seen(&text))), err));
    struct entry e = {.op = "recovery", .officer = call->officer, .decision = VIEW("confirmed")};
    TRY(write_entry(n, &e, NULL, err));
    if (json_array_size(by) >= CONFIRM_PERSONS) n->unpublished = true;
    call_answer(call, json_pack("{s:I,s:b}", "persons", (json_int_t)json_array_size(by), "publishing", json_array_size(by) >= CONFIRM_PERSONS));
    return DONE;
}

struct result losses_listed(struct node_call *call, struct error *err) {
    static const struct stmt ALL = {"SELECT member, at, report FROM lost WHERE number = $1 ORDER BY member"};
    struct node *n = call->node;
    struct cursor c;
    json_t *list = json_array(), *missing = json_array(), *by = NULL;
    call_answer(call, json_pack("{s:I,s:o,s:o}", "generation", (json_int_t)n->me->generation, "members", list, "not_heard", missing));
    if (n->me->generation > 1) {
        TRY(confirmed_by(n, &by, err));
        json_object_set_new(call->answer, "confirmed", by);
    }
    TRY(store_query(n->store, &ALL, VALUES(V_INT(n->me->generation)), &c, err));
    while (cursor_next(&c)) {
        json_t *j = NULL;
        AUTO_TEXT at = text_with_ceiling(40);
        if (FAILED(json_strict(cursor_view(&c, 2), &j, NULL))) j = json_pack("{s:b}", "unread", 1);  // it told something: not that nothing was lost
        text_instant(&at, cursor_instant(&c, 1));
        json_put_view(j, "member", cursor_view(&c, 0));
        json_put_view(j, "at", text_seen(&at));
        json_array_append_new(list, j);
    }
    TRY(cursor_end(&c, err));
    unread_begin(call->answer);
    unread_listed(call->answer, list, "lost", "member");
    for (size_t i = 0; i < n->peer_count && n->me->generation > 1; i++) {
        bool told;
        TRY(told_already(n, i, &told, err));
        if (!told) json_array_append_new(missing, json_string(n->peers[i].member->id));
    }
    return DONE;
}
