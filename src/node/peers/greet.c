// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/peers/greet.h"

#include <stdio.h>
#include <stdlib.h>

enum { LEAST_APART_MS = 1000, CLAIM_NOTED_MS = 10 * MINUTE_MS };

const struct migration GREETING_MIGRATIONS[] = {
    // counts: {"held":{},"sent":{}} of the greeting in `bytes`; signer: SHA-256 of the certificate that it verifies under.
    {"greeting", 1,
     "CREATE TABLE greeting(peer TEXT PRIMARY KEY, signer BLOB NOT NULL, counts TEXT NOT NULL, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID"},
};
const size_t GREETING_MIGRATION_COUNT = sizeof GREETING_MIGRATIONS / sizeof *GREETING_MIGRATIONS;

struct counts {
    int64_t sent[LANE_COUNT], held[LANE_COUNT];
};

struct said {                    // a greeting of a member, verified
    struct counts counts;
    int64_t settled[LANE_COUNT];
    bool whole;
};

// The last greeting each way: what says nothing new is neither signed nor verified again.
struct greetings {
    struct digest said_of, heard_of;  // of what ours says; of the member's base64
    struct text said;                 // base64
    struct said heard;
};

static struct greetings *greetings_of(struct peer *p) {
    if (!p->greetings) {
        p->greetings = calloc(1, sizeof *p->greetings);
        ENSURE(p->greetings);
        p->greetings->said = text_with_ceiling(2 * GREETING_BYTES_MAX);
    }
    return p->greetings;
}

void greetings_forget(struct peer *p) {
    if (p->greetings) text_free(&p->greetings->said);
    free(p->greetings);
    p->greetings = NULL;
}

// ---- Counting ----

static RESULT counts_here(struct node *n, struct peer *p, struct counts *out, struct error *err) {
    for (enum lane_name l = 0; l < LANE_COUNT; l++) {
        TRY(outbox_last(n->store, id_of(p), view_of(lane_channel(l)), &out->sent[l], err));
        TRY(inbox_last(n->store, id_of(p), view_of(lane_channel(l)), &out->held[l], err));
    }
    return DONE;
}

static RESULT lane_counts(const json_t *said, const char *key, int64_t out[LANE_COUNT], struct error *err) {
    const json_t *of = json_object_get(said, key);
    for (enum lane_name l = 0; l < LANE_COUNT; l++) {
        if (!json_is_integer(json_object_get(of, lane_channel(l))) || json_int(of, lane_channel(l)) < 0)
            return FAIL(err, BAD_FIELD, "a greeting without \"%s\" of \"%s\"", key, lane_channel(l));
        out[l] = json_int(of, lane_channel(l));
    }
    return DONE;
}

static RESULT counts_read(const json_t *said, struct counts *out, struct error *err) {
    TRY(lane_counts(said, "sent", out->sent, err));
    return lane_counts(said, "held", out->held, err);
}

static json_t *lanes_json(const int64_t of[LANE_COUNT]) {
    json_t *j = json_object();
    for (enum lane_name l = 0; l < LANE_COUNT; l++) json_object_set_new(j, lane_channel(l), json_integer((json_int_t)of[l]));
    return j;
}

static json_t *counts_json(const struct counts *c) { return json_pack("{s:o,s:o}", "sent", lanes_json(c->sent), "held", lanes_json(c->held)); }

// Does `a` say more than `b` anywhere?
static bool more(const struct counts *a, const struct counts *b) {
    for (enum lane_name l = 0; l < LANE_COUNT; l++)
        if (a->sent[l] > b->sent[l] || a->held[l] > b->held[l]) return true;
    return false;
}

// ---- What we say ----

// Up to which number we have the member's receipts, and the head of our log, which it can hold against another one later.
static RESULT say_more(struct node *n, struct peer *p, const struct counts *c, json_t *said, struct error *err) {
    AUTO_TEXT note = text_with_ceiling(4096);
    int64_t settled[LANE_COUNT];
    for (enum lane_name l = 0; l < LANE_COUNT; l++) {
        int64_t waiting;
        TRY(outbox_waiting(n->store, id_of(p), view_of(lane_channel(l)), &waiting, err));
        settled[l] = c->sent[l] - waiting;
    }
    struct result head = audit_last_checkpoint(n->store, &note, err);
    if (FAILED(head) && head.code != CODE_NOT_FOUND) return head;
    if (!FAILED(head)) json_put_view(said, "log", text_seen(&note));
    if (n->me->generation > 1) json_object_set_new(said, "generation", json_integer((json_int_t)n->me->generation));
    json_object_set_new(said, "settled", lanes_json(settled));
    json_object_set_new(said, "trust", json_integer((json_int_t)trust_version(n->trust)));
    json_object_set_new(said, "whole", json_boolean(!n->unpublished && !p->copy_behind));
    return DONE;
}

static RESULT seal_anew(struct node *n, struct peer *p, const json_t *said, struct greetings *w, struct error *err) {
    AUTO_TEXT der = text_with_ceiling(GREETING_BYTES_MAX);
    TRY(envelope_seal(n->settings.signer, "greeting", n->settings.authority, p->member->id, now(n), said, &der, err));
    text_clear(&w->said);
    text_base64(&w->said, der.at, der.bytes);
    return DONE;
}

RESULT greeting_sealed(struct node *n, struct peer *p, struct text *base64, struct error *err) {
    struct counts c;
    struct greetings *w = greetings_of(p);
    AUTO_TEXT words = text_with_ceiling(GREETING_BYTES_MAX);
    TRY(counts_here(n, p, &c, err));
    AUTO_JSON *said = counts_json(&c);
    TRY(say_more(n, p, &c, said, err));
    text_json(&words, said);
    struct digest of = sha256(text_seen(&words));
    if (!w->said.bytes || !digest_same(&of, &w->said_of)) TRY(seal_anew(n, p, said, w, err));
    w->said_of = of;
    text_view(base64, text_seen(&w->said));
    return DONE;
}

static RESULT kept_greeting(struct node *n, struct peer *p, struct text *bytes, struct error *err) {
    static const struct stmt READ = {"SELECT bytes FROM greeting WHERE peer=$1"};
    return store_bytes(n->store, &READ, VALUES(V_TEXT(id_of(p))), bytes, err);
}

// {"at": now, "greeting": ours, "shown": theirs}: the last only to whoever has fallen behind it. The clock is not signed:
// the pinned TLS keys say whose it is, and a greeting that says nothing new need not be signed anew.
static RESULT hello_text(struct node *n, struct peer *p, struct text *out, struct error *err) {
    AUTO_TEXT mine = text_with_ceiling(GREETING_BYTES_MAX);
    AUTO_TEXT kept = text_with_ceiling(GREETING_BYTES_MAX);
    TRY(greeting_sealed(n, p, &mine, err));
    text_put(out, "{\"at\":\"");
    text_instant(out, now(n));
    text_format(out, "\",\"greeting\":\"%s\"", text_string(&mine));
    if (p->behind && !FAILED(kept_greeting(n, p, &kept, err))) {
        text_put(out, ",\"shown\":\"");
        text_base64(out, kept.at, kept.bytes);
        text_char(out, '"');
    }
    text_char(out, '}');
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "a greeting above the ceiling");
}

// ---- What a member says ----

// The ceiling is of the greeting as it travels: one that was taken can always be shown to whom it came from.
static RESULT decode(struct view base64, struct text *out, struct error *err) {
    return base64.bytes <= GREETING_BYTES_MAX && base64_text(base64, out) ? DONE : FAIL(err, BAD_FIELD, "not base64");
}

static struct digest signer_of(const struct peer *p) { return certificate_digest(p->member->signs); }

// What is kept under the member's present key; none: all counts are -1.
static RESULT counts_kept(struct node *n, struct peer *p, struct counts *out, struct error *err) {
    static const struct stmt READ = {"SELECT counts FROM greeting WHERE peer=$1 AND signer=$2"};
    struct digest signer = signer_of(p);
    AUTO_TEXT text = text_with_ceiling(GREETING_BYTES_MAX);
    AUTO_JSON *j = NULL;
    memset(out, 0xff, sizeof *out);
    struct result r = store_bytes(n->store, &READ, VALUES(V_TEXT(id_of(p)), V_BLOB(signer.bytes, sizeof signer.bytes)), &text, err);
    if (r.code == CODE_NOT_FOUND) return DONE;
    TRY(r);
    TRY(json_strict(text_seen(&text), &j, err));
    return counts_read(j, out, err);
}

static RESULT keep(struct node *n, struct peer *p, const struct counts *c, const struct text *bytes, struct error *err) {
    static const struct stmt KEEP = {
        "INSERT INTO greeting(peer, signer, counts, bytes) VALUES($1, $2, $3, $4)"
        " ON CONFLICT(peer) DO UPDATE SET signer=$2, counts=$3, bytes=$4"};
    AUTO_JSON *j = counts_json(c);
    AUTO_TEXT counts = text_with_ceiling(GREETING_BYTES_MAX);
    struct digest signer = signer_of(p);
    text_json(&counts, j);
    return store_run(n->store, &KEEP,
                     VALUES(V_TEXT(id_of(p)), V_BLOB(signer.bytes, sizeof signer.bytes), V_TEXT(text_seen(&counts)),
                            V_BLOB(bytes->at, bytes->bytes)),
                     err);
}

static RESULT said_read(const struct envelope *e, struct said *out, struct error *err) {
    out->whole = json_flag(e->payload, "whole");
    TRY(counts_read(e->payload, &out->counts, err));
    return lane_counts(e->payload, "settled", out->settled, err);
}

// A greeting counts only within its generation.
static int64_t generation_in(const json_t *payload) { return json_object_get(payload, "generation") ? json_int(payload, "generation") : 1; }

static RESULT verified(struct node *n, struct peer *p, struct view der, struct said *out, struct error *err) {
    struct envelope e;
    TRY(envelope_open_undated(p->member, n->settings.authority, "greeting", der, &e, err));
    AUTO_JSON *whole = e.whole;
    if (generation_in(e.payload) != p->member->generation)
        return FAIL(err, NOT_TRUSTED, "a greeting of generation %lld of %s", (long long)generation_in(e.payload), p->member->id);
    return said_read(&e, out, err);
}

// Verify a greeting, and keep it when it says more than the one kept and nowhere less. *behind: it says less somewhere.
static RESULT take(struct node *n, struct peer *p, struct view base64, struct said *out, bool *behind, struct error *err) {
    struct counts kept;
    struct greetings *w = greetings_of(p);
    struct digest of = sha256(base64);
    AUTO_TEXT der = text_with_ceiling(GREETING_BYTES_MAX);
    TRY(decode(base64, &der, err));
    if (digest_same(&of, &w->heard_of)) *out = w->heard;
    else TRY(verified(n, p, text_seen(&der), out, err));
    w->heard_of = of, w->heard = *out;
    TRY(counts_kept(n, p, &kept, err));
    *behind = more(&kept, &out->counts);
    return !*behind && more(&out->counts, &kept) ? keep(n, p, &out->counts, &der, err) : DONE;
}

RESULT greeting_covers(struct node *n, struct peer *p, struct view base64, enum lane_name lane, int64_t sent, int64_t held,
                       struct error *err) {
    struct said said;
    bool behind;
    TRY(take(n, p, base64, &said, &behind, err));
    if (said.counts.sent[lane] < sent || said.counts.held[lane] < held)
        return FAIL(err, BAD_FIELD, "the greeting does not cover what it comes with");
    return DONE;
}

// ---- Has this store been set back? ----

// Shown our own words, under our own key, to this very member: if they say more than the store, it is older than they are.
static RESULT look_at_shown(struct node *n, struct peer *p, struct view base64, struct error *err) {
    struct envelope e;
    struct counts signed_then, here;
    AUTO_TEXT der = text_with_ceiling(GREETING_BYTES_MAX);
    if (!base64.bytes || FAILED(decode(base64, &der, NULL)) ||
        FAILED(envelope_open_undated(n->me, p->member->id, "greeting", text_seen(&der), &e, NULL)))
        return DONE;  // proves nothing
    AUTO_JSON *whole = e.whole;
    if (generation_in(e.payload) != n->me->generation) return DONE;  // of a store that was closed
    if (FAILED(counts_read(e.payload, &signed_then, NULL))) return DONE;
    TRY(counts_here(n, p, &here, err));
    for (enum lane_name l = 0; l < LANE_COUNT; l++) {
        if (signed_then.sent[l] > here.sent[l])
            return FAIL(&n->stopped, STORE_ROLLED_BACK, "%s holds our signature that we had sent it message %lld of \"%s\"; here the last is %lld",
                        p->member->id, (long long)signed_then.sent[l], lane_channel(l), (long long)here.sent[l]);
        if (signed_then.held[l] > here.held[l])
            return FAIL(&n->stopped, STORE_ROLLED_BACK, "%s holds our signature that we had its message %lld of \"%s\"; here the last is %lld",
                        p->member->id, (long long)signed_then.held[l], lane_channel(l), (long long)here.held[l]);
    }
    return DONE;
}

static RESULT note_claim(struct node *n, struct peer *p, struct error *err) {
    if (p->claim_noted.us && ticks(n).us - p->claim_noted.us < CLAIM_NOTED_MS * UINT64_C(1000)) return DONE;
    p->claim_noted = ticks(n);
    AUTO_JSON *words = json_pack("{s:s}", "claim", p->claim);
    struct entry e = {.op = "alarm", .peer = id_of(p), .direction = "in", .decision = VIEW("claim_without_evidence"), .more = words};
    return write_entry(n, &e, NULL, err);
}

// A member that says it holds a message which we never sent, or has a receipt of ours for one that we do not hold, and
// shows no signature of ours for it: it has lost its senses or lies. No message goes to it while it says so.
static RESULT weigh_claims(struct node *n, struct peer *p, const struct said *said, struct error *err) {
    struct counts here;
    p->claim[0] = 0;
    TRY(counts_here(n, p, &here, err));
    for (enum lane_name l = 0; l < LANE_COUNT; l++) {
        const char *lane = lane_channel(l);
        if (said->counts.held[l] > here.sent[l])
            snprintf(p->claim, sizeof p->claim, "it says that it holds message %lld of \"%s\"; we sent %lld", (long long)said->counts.held[l],
                     lane, (long long)here.sent[l]);
        else if (said->settled[l] > here.held[l])
            snprintf(p->claim, sizeof p->claim, "it says that it has our receipt for message %lld of \"%s\"; we hold %lld",
                     (long long)said->settled[l], lane, (long long)here.held[l]);
    }
    return p->claim[0] ? note_claim(n, p, err) : DONE;
}

static RESULT copy_known(struct node *n, struct peer *p, const struct said *said, struct instant at, struct error *err) {
    int64_t held;
    bool gaps;
    p->clock_ahead_ms = at.ms - now(n).ms;
    TRY(inbox_last(n->store, id_of(p), view_of(lane_channel(LANE_alerts)), &held, err));
    TRY(inbox_has_gaps(n->store, id_of(p), view_of(lane_channel(LANE_alerts)), &gaps, err));
    if (said->whole && said->counts.sent[LANE_alerts] == held && !gaps) p->copy_then = at;
    return DONE;
}

static RESULT hello_read(struct node *n, struct peer *p, struct view body, struct error *err) {
    AUTO_JSON *j = NULL;
    struct said said;
    struct instant at;
    bool behind;
    if (body.bytes > 2 * GREETING_BYTES_MAX) return FAIL(err, TOO_BIG, "a greeting above the ceiling");
    TRY(json_strict(body, &j, err));
    if (!instant_read(json_view(j, "at"), &at)) return FAIL(err, BAD_FIELD, "a greeting without its time");
    TRY(look_at_shown(n, p, json_view(j, "shown"), err));
    TRY(take(n, p, json_view(j, "greeting"), &said, &behind, err));
    struct tick soon = {p->greeted_at.us + LEAST_APART_MS * UINT64_C(1000)};
    if (behind && soon.us < p->next_greeting.us) p->next_greeting = soon;
    p->behind = behind;
    TRY(weigh_claims(n, p, &said, err));
    return copy_known(n, p, &said, at, err);
}

// ---- Going and coming ----

RESULT hello_arrived(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err) {
    TRY(hello_read(n, p, body, err));
    return hello_text(n, p, reply, err);
}

// Only the answer to our own greeting lets messages go: who gave it knew where we stand, and would have shown us better.
void greeting_answered(struct node *n, struct peer *p, int status, struct view body) {
    struct error err = {0};
    struct result r = turn(n, &err);
    p->greeting = false;
    if (!FAILED(r)) r = store_mark(n->store, &err);
    if (FAILED(r)) return peer_silent(p, CODE_BUSY);
    r = status == 200 ? hello_read(n, p, body, &err) : FAIL(&err, BAD_FORMAT, "status %d", status);
    if (!FAILED(r)) r = store_keep(n->store, &err);
    else store_undo(n->store);
    if (FAILED(r)) return peer_silent(p, CODE_BAD_FORMAT);
    p->compared = true;
    p->answered_at = p->greeted_at;
    peer_heard(n, p);
}

static RESULT greet(struct node *n, size_t peer, struct error *err) {
    struct peer *p = &n->peers[peer];
    AUTO_TEXT body = text_with_ceiling(3 * GREETING_BYTES_MAX);
    TRY(hello_text(n, p, &body, err));
    send_later(n, peer, "/m1/hello", &body, GREETING_TIMEOUT_MS)->kind = FLIGHT_greeting;
    p->greeting = true;
    p->greeted_at = ticks(n);
    return DONE;
}

void greetings_work(struct node *n) {
    for (size_t i = 0; i < n->peer_count; i++) {
        struct peer *p = &n->peers[i];
        struct error err;
        if (p->greeting || ticks(n).us < p->next_greeting.us) continue;
        p->next_greeting = (struct tick){ticks(n).us + (uint64_t)n->settings.hello_ms * 1000};
        if (FAILED(greet(n, i, &err))) peer_silent(p, CODE_INTERNAL);
    }
}
