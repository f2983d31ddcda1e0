// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// wire.c — envelopes in and out. A lane is the sending side of one channel: it is derived from the outbox at
// each flush, so a crash, a lost answer or a failed commit needs no repair: what is not settled is sent again.
#include "node/checks/asking.h"
#include "node/checks/budget.h"
#include "node/dna/dna.h"
#include "node/peers/generation.h"
#include "node/peers/greet.h"
#include "node/orders/orders.h"
#include "node/passed.h"
#include "node/prints/prints.h"
#include "node/peers/reconcile.h"
#include "node/oversight/reports.h"
#include "node/sealed/sealed.h"
#include "node/peers/witnesses.h"

#include <stdlib.h>

enum {
    LANE_TIMEOUT_MS = 15000, BATCH_COUNT_MAX = 64,
    IN_TURN_MAX = 128,  // of one member, between two commits
    RETRY_FIRST_MS = 250, RETRY_LAST_MS = 300000, STUCK_RETRY_MS = 60000,
};

static const char *const channels[LANE_COUNT] = {"alerts", "requests", "dna", "prints"};
const char *lane_channel(enum lane_name lane) { return channels[lane]; }

static bool lane_read(struct view name, enum lane_name *out) {
    for (enum lane_name l = 0; l < LANE_COUNT; l++) {
        if (!view_is(name, channels[l])) continue;
        *out = l;
        return true;
    }
    return false;
}

void lane_wake(struct node *n, struct view member, enum lane_name lane) {
    struct peer *p = peer_of(n, member);
    if (p) p->lanes[lane].idle = false;
}

static struct tick in_ms(const struct node *n, int64_t ms) { return (struct tick){ticks(n).us + (uint64_t)ms * 1000}; }

void peer_heard(struct node *n, struct peer *p) {
    if (p->state != PEER_up) {  // it is back: what waits goes now
        for (int l = 0; l < LANE_COUNT; l++) p->lanes[l].next_try = (struct tick){0};
    }
    p->state = PEER_up;
    p->last_heard = now(n);
}

struct instant peer_now(const struct node *n, const struct peer *p) { return instant_after(now(n), p->clock_ahead_ms); }

// By what it answered, counted from when it was asked: a letter may have been on its way long before it came.
bool peer_reached(const struct node *n, const struct peer *p) {
    uint64_t patience_ms = 2 * (uint64_t)n->settings.hello_ms + GREETING_TIMEOUT_MS;
    return p->compared && p->state == PEER_up && ticks(n).us - p->answered_at.us <= patience_ms * 1000;
}

void peer_silent(struct peer *p, enum code why) {
    if (p->state == PEER_up) p->state = PEER_down;
    p->why_down = why;
}

// ---- Lanes: sending ----

struct batch {
    struct text messages;         // canonical JSON, without the brackets
    int64_t first, last;
};

// Not before the peer has looked at what we say of ourselves, nor while it says of us what we can't have done.
static bool lane_ready(const struct peer *p, enum lane_name lane) {
    const struct lane *l = &p->lanes[lane];
    return p->compared && !p->claim[0] && !l->flying && !l->idle;
}

// As the receiver will digest it: members in the order of their names, the body as it lies in the outbox.
static void text_message(struct text *t, int64_t seq, struct view type, struct view body) {
    text_put(t, "{\"body\":");
    text_view(t, body);
    text_format(t, ",\"seq\":%lld,\"type\":\"%.*s\"}", (long long)seq, VIEW_ARGS(type));
}

struct digest message_digest(int64_t seq, struct view type, struct view body) {
    AUTO_TEXT whole = text_with_ceiling(ENVELOPE_BYTES_MAX);
    text_message(&whole, seq, type, body);
    ENSURE(text_ok(&whole));  // what fits into the outbox fits here
    return sha256(text_seen(&whole));
}

static struct result add_post(void *ctx, const struct post *p, struct error *err) {
    struct batch *b = ctx;
    (void)err;
    if (b->first) text_char(&b->messages, ',');
    text_message(&b->messages, p->seq, p->type, p->body);
    if (!b->first) b->first = p->seq;
    b->last = p->seq;
    return DONE;
}

static RESULT post_sealed(struct node *n, struct peer *p, enum lane_name lane, const struct batch *b, struct text *sealed,
                          struct error *err) {
    AUTO_TEXT payload = text_with_ceiling(ENVELOPE_BYTES_MAX);
    text_format(&payload, "{\"channel\":\"%s\",\"greeting\":\"", channels[lane]);
    TRY(greeting_sealed(n, p, &payload, err));
    text_put(&payload, "\",\"messages\":[");
    text_view(&payload, text_seen(&b->messages));
    text_put(&payload, "]}");
    if (!text_ok(&payload) || !text_ok(&b->messages)) return FAIL(err, TOO_BIG, "a post above the ceiling");
    return envelope_seal_text(n->settings.signer, "post", n->settings.authority, p->member->id, now(n), text_seen(&payload), sealed, err);
}

static RESULT fly(struct node *n, size_t peer, enum lane_name lane, const struct batch *b, struct error *err) {
    struct peer *p = &n->peers[peer];
    AUTO_TEXT sealed = text_with_ceiling(ENVELOPE_BYTES_MAX);
    TRY(post_sealed(n, p, lane, b, &sealed, err));
    struct flight *f = send_later(n, peer, "/m1/post", &sealed, LANE_TIMEOUT_MS);
    f->kind = FLIGHT_lane;
    f->lane = lane;
    p->lanes[lane].flying = true;
    p->lanes[lane].first = b->first;
    p->lanes[lane].last = b->last;
    return DONE;
}

static RESULT lane_work(struct node *n, size_t peer, enum lane_name lane, struct error *err) {
    struct lane *l = &n->peers[peer].lanes[lane];
    if (!lane_ready(&n->peers[peer], lane) || ticks(n).us < l->next_try.us) return DONE;
    struct batch b = {.messages = text_with_ceiling(ENVELOPE_BYTES_MAX)};
    struct result r = outbox_read(n->store, id_of(&n->peers[peer]), view_of(channels[lane]), BATCH_COUNT_MAX,
                                  CHANNEL_BODY_BYTES_MAX, add_post, &b, err);
    if (!FAILED(r) && !b.first) l->idle = true;
    if (!FAILED(r) && b.first) r = fly(n, peer, lane, &b, err);
    text_free(&b.messages);
    return r;
}

void lanes_work(struct node *n) {
    for (size_t i = 0; i < n->peer_count; i++)
        for (enum lane_name l = 0; l < LANE_COUNT; l++) {
            struct error err = {0};
            if (FAILED(lane_work(n, i, l, &err))) n->peers[i].lanes[l].next_try = in_ms(n, RETRY_FIRST_MS);
        }
}

static void lane_failed(struct node *n, struct lane *l) {
    l->flying = false;
    int shift = l->failures < 11 ? l->failures : 11;
    int64_t wait = (int64_t)RETRY_FIRST_MS << shift;
    if (wait > RETRY_LAST_MS) wait = RETRY_LAST_MS;
    unsigned char jitter;
    sys_random(n->sys, &jitter, 1);
    l->next_try = in_ms(n, wait + wait * jitter / 512);
    l->failures++;
}

// The peer holds our messages: its signed receipt says up to which number, and where in its log they stand.
static RESULT settle(struct node *n, struct peer *p, enum lane_name lane, const json_t *receipt, struct error *err) {
    int64_t up_to = json_int(receipt, "up_to");
    if (!view_is(json_view(receipt, "channel"), channels[lane])) return FAIL(err, BAD_FIELD, "a receipt of another channel");
    TRY(greeting_covers(n, p, json_view(receipt, "greeting"), lane, 0, up_to, err));
    TRY(outbox_settle(n->store, id_of(p), view_of(channels[lane]), up_to, err));
    if (lane == LANE_alerts) return copies_confirmed(n, p, up_to, json_object_get(receipt, "refused"), err);
    return lane != LANE_requests ? DONE : requests_confirmed(n, p, up_to, receipt, err);
}

static RESULT receipt_arrived(struct node *n, struct peer *p, enum lane_name lane, struct view body, struct error *err) {
    struct envelope e;
    TRY(envelope_open(p->member, n->settings.authority, "receipt", now(n), body, &e, err));
    AUTO_JSON *whole = e.whole;
    TRY(turn(n, err));
    TRY(store_mark(n->store, err));
    struct result r = settle(n, p, lane, e.payload, err);
    const json_t *refused = json_object_get(e.payload, "refused");
    struct entry entry = {.op = "receipt", .peer = id_of(p), .direction = "in", .message_digest = e.digest.bytes,
                          .decision = json_array_size(refused) ? VIEW("some_refused") : VIEW("taken")};
    if (!FAILED(r)) r = write_entry(n, &entry, NULL, err);
    if (FAILED(r)) {
        store_undo(n->store);
        return r;
    }
    return store_keep(n->store, err);
}

// The peer expects another number than we sent: it lost nothing we may forget, so only the flight was wrong.
static void lane_answered(struct node *n, struct peer *p, enum lane_name lane, int status, struct view body) {
    struct lane *l = &p->lanes[lane];
    struct error err = {0};
    peer_heard(n, p);
    struct result r = status == 200 ? receipt_arrived(n, p, lane, body, &err) : FAIL(&err, CONFLICT, "status %d", status);
    if (FAILED(r)) {
        l->stuck = status == 422 || status == 403;
        lane_failed(n, l);
        if (l->stuck) l->next_try = in_ms(n, STUCK_RETRY_MS);
        return;
    }
    *l = (struct lane){0};
    if (lane == LANE_alerts && p->copy_behind) n->unpublished = true;  // there is room in the outbox again
}

// ---- Lanes: receiving ----

static RESULT effect_of(struct node *n, struct peer *p, enum lane_name lane, const json_t *message, int64_t index, enum code *left_out,
                        struct error *err) {
    struct view type = json_view(message, "type");
    const json_t *body = json_object_get(message, "body");
    if (lane == LANE_alerts && view_is(type, "copy")) return copies_arrived(n, p, json_int(message, "seq"), body, left_out, err);
    if (lane == LANE_requests) return request_message_arrived(n, p, type, body, index, err);
    if (lane == LANE_dna) return dna_arrived(n, p, type, body, err);
    if (lane == LANE_prints) return prints_arrived(n, p, type, body, err);
    return FAIL(err, BAD_FIELD, "no message of this type on this channel");
}

bool fault_of_ours(const struct node *n, enum code c) {
    if (c == CODE_STORE_DAMAGED) return store_damaged(n->store);
    return c == CODE_DISK_FULL || c == CODE_DISK_FAILED || c == CODE_INTERNAL || c == CODE_STORE_LOCKED ||
           c == CODE_STORE_ROLLED_BACK;
}

static RESULT message_passed(struct node *n, const struct peer *p, enum lane_name lane, int64_t seq, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(200);
    text_format(&name, "%s/%s/%lld", p->member->id, channels[lane], (long long)seq);
    return passed_over(n, "messages", text_seen(&name), CODE_STORE_DAMAGED, err);
}

// One leaf a message, whether its effect was possible or not: a message that can't be understood, or whose request can't be read
// here any more, is kept as refused and told to the sender, it does not block the channel.
static RESULT take_new(struct node *n, struct peer *p, enum lane_name lane, const json_t *message, const struct digest *digest,
                       int64_t *index, struct error *err) {
    struct error why = {0};
    enum code left_out = CODE_OK;
    struct view channel = view_of(channels[lane]);
    AUTO_JSON *more = json_pack("{s:s,s:I}", "channel", channels[lane], "seq", (json_int_t)json_int(message, "seq"));
    struct entry e = {.op = "message", .peer = id_of(p), .direction = "in", .message_digest = digest->bytes, .more = more};
    e.decision = VIEW("taken");
    TRY(store_mark(n->store, err));
    struct result r = write_entry(n, &e, index, &why);
    if (!FAILED(r)) r = effect_of(n, p, lane, message, *index, &left_out, &why);
    if (!FAILED(r) && left_out) r = inbox_refused(n->store, id_of(p), channel, json_int(message, "seq"), view_of(code_name(left_out)), &why);
    if (!FAILED(r)) return store_keep(n->store, err);
    store_undo(n->store);
    if (fault_of_ours(n, r.code)) return fail_with(err, r.code, "%s", why.detail);
    TRY(inbox_refused(n->store, id_of(p), channel, json_int(message, "seq"), view_of(code_name(r.code)), err));
    if (r.code == CODE_STORE_DAMAGED) TRY(message_passed(n, p, lane, json_int(message, "seq"), err));
    e.decision = VIEW("refused");
    return write_entry(n, &e, index, err);
}

// Read from the store, so that a message which comes again, because its receipt was lost, is answered the same.
static RESULT tell_refusal(struct node *n, struct peer *p, enum lane_name lane, int64_t seq, json_t *refused, struct error *err) {
    AUTO_TEXT code = text_with_ceiling(100);
    TRY(inbox_refusal(n->store, id_of(p), view_of(channels[lane]), seq, &code, err));
    if (!code.bytes) return DONE;
    json_t *of = json_pack("{s:I,s:s}", "seq", (json_int_t)seq, "code", text_string(&code)), *records = NULL;
    json_array_append_new(refused, of);
    if (lane != LANE_alerts) return DONE;
    TRY(copies_left_out(n, p, seq, &records, err));
    if (json_array_size(records)) json_object_set(of, "records", records);
    json_decref(records);
    return DONE;
}

static RESULT take_message(struct node *n, struct peer *p, enum lane_name lane, const json_t *message, json_t *taken,
                           json_t *refused, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(ENVELOPE_BYTES_MAX);
    text_json(&bytes, message);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "a message above the ceiling");
    struct digest digest = sha256(text_seen(&bytes));
    int64_t seq = json_int(message, "seq"), index = -1;
    enum arrival arrival;
    struct view channel = view_of(channels[lane]);
    TRY(inbox_take(n->store, id_of(p), channel, seq, digest.bytes, now(n), &arrival, &index, err));
    if (arrival == ARRIVED_NEW) {
        TRY(take_new(n, p, lane, message, &digest, &index, err));
        TRY(inbox_logged(n->store, id_of(p), channel, seq, index, err));
    }
    json_array_append_new(taken, json_pack("[I,I]", (json_int_t)seq, (json_int_t)index));
    return tell_refusal(n, p, lane, seq, refused, err);
}

static int64_t last_of(const json_t *messages) {
    int64_t last = 0;
    for (size_t i = 0; i < json_array_size(messages); i++) {
        int64_t seq = json_int(json_array_get(messages, i), "seq");
        if (seq > last) last = seq;
    }
    return last;
}

static RESULT take_batch(struct node *n, struct peer *p, const json_t *payload, json_t **receipt, struct error *err) {
    enum lane_name lane;
    if (!lane_read(json_view(payload, "channel"), &lane)) return FAIL(err, BAD_FIELD, "no channel of this name");
    const json_t *messages = json_object_get(payload, "messages");
    if (!json_is_array(messages) || json_array_size(messages) > BATCH_COUNT_MAX) return FAIL(err, BAD_FIELD, "messages");
    TRY(greeting_covers(n, p, json_view(payload, "greeting"), lane, last_of(messages), 0, err));
    AUTO_JSON *taken = json_array();
    AUTO_JSON *refused = json_array();
    for (size_t i = 0; i < json_array_size(messages); i++)
        TRY(take_message(n, p, lane, json_array_get(messages, i), taken, refused, err));
    int64_t up_to;
    AUTO_TEXT greeting = text_with_ceiling(GREETING_BYTES_MAX);
    TRY(inbox_last(n->store, id_of(p), view_of(channels[lane]), &up_to, err));
    TRY(greeting_sealed(n, p, &greeting, err));
    *receipt = json_pack("{s:s,s:s,s:I,s:s,s:O,s:O}", "channel", channels[lane], "greeting", text_string(&greeting), "up_to",
                         (json_int_t)up_to, "log", audit_log_origin(n->log), "entries", taken, "refused", refused);
    return DONE;
}

static RESULT post_arrived(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err) {
    struct envelope e;
    TRY(envelope_open(p->member, n->settings.authority, "post", now(n), body, &e, err));
    AUTO_JSON *whole = e.whole;
    AUTO_JSON *receipt = NULL;
    TRY(take_batch(n, p, e.payload, &receipt, err));
    return envelope_seal(n->settings.signer, "receipt", n->settings.authority, p->member->id, now(n), receipt, reply, err);
}

static RESULT ask_arrived(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err) {
    struct envelope e;
    TRY(envelope_open(p->member, n->settings.authority, "ask", now(n), body, &e, err));
    AUTO_JSON *whole = e.whole;
    AUTO_TEXT answers = text_with_ceiling(ENVELOPE_BYTES_MAX);
    size_t count;
    TRY(asked(n, p, json_object_get(e.payload, "questions"), &answers, &count, err));
    TRY(envelope_seal_text(n->settings.signer, "answer", n->settings.authority, p->member->id, now(n), text_seen(&answers), reply, err));
    envelope_pad(reply, count);
    return DONE;
}

struct tick wire_wake(const struct node *n) {
    struct tick wake = {UINT64_MAX};
    for (size_t i = 0; i < n->peer_count; i++) {
        const struct peer *p = &n->peers[i];
        if (!p->greeting && p->next_greeting.us < wake.us) wake = p->next_greeting;
        for (enum lane_name l = 0; l < LANE_COUNT; l++)
            if (lane_ready(p, l) && p->lanes[l].next_try.us < wake.us) wake = p->lanes[l].next_try;
    }
    return wake;
}

// ---- The two doors for the driver ----

typedef struct result arrival_reader(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err);

static RESULT arrive(struct node *n, struct peer *p, struct view path, struct view body, struct text *reply, struct error *err) {
    static const struct {
        const char *path;
        arrival_reader *read;
    } doors[] = {{"/m1/hello", hello_arrived}, {"/m1/post", post_arrived}, {"/m1/ask", ask_arrived}, {"/m1/sealed", sealed_arrived},
                 {"/m1/reconcile", reconcile_arrived}, {"/m1/subject", subject_arrived},
                 {"/m1/lost", lost_arrived}, {"/m1/delivery", delivery_arrived}};
    for (size_t i = 0; i < sizeof doors / sizeof *doors; i++) {
        if (!view_is(path, doors[i].path)) continue;
        TRY(turn(n, err));
        TRY(store_mark(n->store, err));
        struct result r = doors[i].read(n, p, body, reply, err);
        if (!FAILED(r)) return store_keep(n->store, err);
        store_undo(n->store);
        return r;
    }
    return FAIL(err, NOT_FOUND, "no such door");
}

void node_receive(struct node *n, const char *member, struct view path, struct view body, wire_done *done, void *ctx) {
    struct error err = {0};
    struct peer *p = peer_of(n, view_of(member));
    AUTO_TEXT reply = text_with_ceiling(ENVELOPE_BYTES_MAX);
    int64_t changes = turn_is_clean(n) ? store_all_changes(n->store) : -1;
    struct result r = !p ? FAIL(&err, NOT_TRUSTED, "not a member")
                      : p->in_turn++ >= IN_TURN_MAX ? FAIL(&err, BUSY, "%d messages of this member wait already", IN_TURN_MAX)
                                                    : arrive(n, p, path, body, &reply, &err);
    if (p && r.code != CODE_NOT_TRUSTED) peer_heard(n, p);
    if (FAILED(r)) {
        err.code = r.code;
        // The owner's log tells of every attempt that was refused as a whole.
        if (p && !fault_of_ours(n, r.code) && r.code != CODE_GAP && r.code != CODE_BUSY) refusal_noted(n, p, body, r.code);
        answer_peer_failure(n, done, ctx, &err);
    } else {
        answer_peer(n, done, ctx, 200, text_seen(&reply))->only_read = changes == store_all_changes(n->store);
    }
}

static struct flight *landed(struct node *n, uint64_t token) {
    for (struct flight **f = &n->flights; *f; f = &(*f)->next) {
        if ((*f)->token != token) continue;
        struct flight *found = *f;
        *f = found->next;
        return found;
    }
    return NULL;
}

void node_wire_answer(struct node *n, uint64_t token, int status, struct view body) {
    struct flight *f = landed(n, token);
    if (!f) return;
    struct peer *p = &n->peers[f->peer];
    switch (f->kind) {
    case FLIGHT_greeting: greeting_answered(n, p, status, body); break;
    case FLIGHT_lane: lane_answered(n, p, f->lane, status, body); break;
    case FLIGHT_ask:
        peer_heard(n, p);
        asking_answered(n, f, status, body);
        break;
    case FLIGHT_sealed:
        peer_heard(n, p);
        sealed_landed(n, f, status, body);
        break;
    case FLIGHT_witness: witness_landed(n, f, status, body); break;
    case FLIGHT_reconcile: reconcile_landed(n, f, status, body); break;
    case FLIGHT_subject: subject_landed(n, f, status, body); break;
    case FLIGHT_lost: lost_landed(n, f, status, body); break;
    case FLIGHT_delivery:
        peer_heard(n, p);
        delivery_landed(n, f, status, body);
        break;
    }
    free(f);
}

void node_wire_failed(struct node *n, uint64_t token, enum code why) {
    struct flight *f = landed(n, token);
    if (!f) return;
    struct peer *p = &n->peers[f->peer];
    if (why != CODE_BUSY && f->kind != FLIGHT_witness) peer_silent(p, why);  // BUSY: it never left this node
    switch (f->kind) {
    case FLIGHT_greeting: p->greeting = false; break;
    case FLIGHT_lane: lane_failed(n, &p->lanes[f->lane]); break;
    case FLIGHT_ask: asking_lost(n, f, why == CODE_BUSY ? CODE_UNREACHABLE : why); break;  // "busy" is what a member says of itself
    case FLIGHT_sealed: sealed_lost(n, f, why == CODE_BUSY ? CODE_UNREACHABLE : why); break;
    case FLIGHT_witness: witness_lost(n, f); break;
    case FLIGHT_reconcile: reconcile_lost(n, f); break;
    case FLIGHT_subject: subject_lost(n, f); break;
    case FLIGHT_lost: lost_unreached(n, f); break;
    case FLIGHT_delivery: delivery_lost(n, f); break;
    }
    free(f);
}
