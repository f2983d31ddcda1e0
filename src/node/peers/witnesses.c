// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/peers/witnesses.h"

#include "audit/cosign.h"

#include <stdlib.h>

enum {
    WITNESS_TIMEOUT_MS = 10000, RETRY_FIRST_MS = 1000, NOTED_EVERY_MS = 10 * MINUTE_MS,
};

struct witness_state {            // of one member, in the order of n->peers
    struct verify_key key;
    bool there;                   // the member runs one
    bool heard;                   // since we started, and what it holds of us fits the store
    bool flying, asks_last;
    uint64_t known;               // the size that it cosigned last
    uint64_t shown;               // in flight
    struct instant cosigned_at;   // our clock
    int failures;
    struct tick next_try, noted;
    enum code why;                // of the last failure
};
struct witness_desk {
    struct witness_state *of;
    size_t count, quorum;
    struct verify_key log;
    struct text round;            // the checkpoint that is shown now, so that all cosign the same
    uint64_t round_size;
    struct tick next_round;
};

RESULT witnesses_up(struct node *n, struct error *err) {
    struct witness_desk *d = calloc(1, sizeof *d);
    ENSURE(d);
    n->witnesses = d;
    d->of = calloc(n->peer_count ? n->peer_count : 1, sizeof *d->of);
    ENSURE(d->of);
    d->log = sign_key_public(n->settings.log_key);
    d->round = text_with_ceiling(NOTE_BYTES_MAX);
    for (size_t i = 0; i < n->peer_count; i++) {
        const struct member_witness *w = n->peers[i].member->witness;
        if (!w) continue;
        TRY(cosigner_read(view_of(w->vkey), &d->of[i].key, err));
        d->of[i].there = true;
        d->count++;
    }
    d->quorum = witness_quorum(d->count);
    audit_log_quorum(n->log, d->quorum);
    return DONE;
}

struct witness_desk *witnesses_free(struct witness_desk *d) {
    if (!d) return NULL;
    text_free(&d->round);
    free(d->of);
    free(d);
    return NULL;
}

static bool quorum_heard(const struct node *n) {
    size_t heard = 0;
    for (size_t i = 0; i < n->peer_count; i++) heard += n->witnesses->of[i].heard;
    return heard >= n->witnesses->quorum;
}

RESULT checkpoint_now(struct node *n, struct error *err) {
    return quorum_heard(n) ? audit_checkpoint(n->log, n->store, now(n), err) : DONE;
}

static struct tick in_ms(const struct node *n, uint64_t ms) { return (struct tick){ticks(n).us + ms * 1000}; }

// ---- Asking ----

// Is the round's checkpoint still what the store holds? The turn that signed it may have failed meanwhile.
static RESULT round_stands(struct node *n, bool *out, struct error *err) {
    static const struct stmt NOTE = {"SELECT note FROM audit_checkpoint WHERE size = $1"};
    AUTO_TEXT note = text_with_ceiling(NOTE_BYTES_MAX);
    struct result r = store_bytes(n->store, &NOTE, VALUES(V_INT((int64_t)n->witnesses->round_size)), &note, err);
    if (FAILED(r) && r.code != CODE_NOT_FOUND) return r;
    *out = !FAILED(r) && view_same(text_seen(&note), text_seen(&n->witnesses->round));
    return DONE;
}

static RESULT show_round(struct node *n, const struct witness_state *w, struct text *body, struct error *err) {
    struct proof path;
    bool stands;
    TRY(round_stands(n, &stands, err));
    if (!stands) {
        n->witnesses->round_size = 0;
        return FAIL(err, CONFLICT, "the checkpoint was not kept");
    }
    TRY(audit_consistency(n->store, w->known, n->witnesses->round_size, &path, err));
    text_witness_asked(body, w->known, &path, text_seen(&n->witnesses->round));
    return text_ok(body) ? DONE : FAIL(err, TOO_BIG, "a question to a witness");
}

static RESULT ask(struct node *n, size_t peer, struct error *err) {
    struct witness_state *w = &n->witnesses->of[peer];
    AUTO_TEXT body = text_with_ceiling(WITNESS_ASKED_BYTES_MAX);
    w->asks_last = !w->heard;
    if (w->asks_last) text_format(&body, "%s\n", n->witnesses->log.name);
    else TRY(show_round(n, w, &body, err));
    struct flight *f = send_later(n, peer, w->asks_last ? WITNESS_LAST_PATH : WITNESS_ADD_PATH, &body, WITNESS_TIMEOUT_MS);
    f->kind = FLIGHT_witness;
    w->flying = true;
    w->shown = n->witnesses->round_size;
    return DONE;
}

static bool has_question(const struct witness_desk *d, const struct witness_state *w) {
    return w->there && !w->flying && (!w->heard || w->known < d->round_size);
}

static RESULT begin_round(struct node *n, struct error *err) {
    struct witness_desk *d = n->witnesses;
    AUTO_TEXT note = text_with_ceiling(NOTE_BYTES_MAX);
    struct checkpoint c;
    struct result r = audit_last_checkpoint(n->store, &note, err);
    d->next_round = in_ms(n, r.code == CODE_NOT_FOUND ? RETRY_FIRST_MS : (uint64_t)n->settings.cosign_ms);
    if (r.code == CODE_NOT_FOUND) return DONE;
    TRY(r);
    TRY(checkpoint_open(text_seen(&note), &d->log, &c, err));
    text_clear(&d->round);
    text_view(&d->round, text_seen(&note));
    d->round_size = c.size;
    return DONE;
}

void witnesses_work(struct node *n) {
    struct witness_desk *d = n->witnesses;
    struct error err;
    if (!d->count) return;
    if (quorum_heard(n) && ticks(n).us >= d->next_round.us && FAILED(begin_round(n, &err))) return;  // in the next round
    for (size_t i = 0; i < n->peer_count; i++)
        if (has_question(d, &d->of[i]) && ticks(n).us >= d->of[i].next_try.us && FAILED(ask(n, i, &err)))
            d->of[i].next_try = in_ms(n, RETRY_FIRST_MS);
}

struct tick witnesses_wake(const struct node *n) {
    const struct witness_desk *d = n->witnesses;
    struct tick wake = {UINT64_MAX};
    if (!d || !d->count) return wake;
    if (quorum_heard(n)) wake = d->next_round;
    for (size_t i = 0; i < n->peer_count; i++)
        if (has_question(d, &d->of[i]) && d->of[i].next_try.us < wake.us) wake = d->of[i].next_try;
    return wake;
}

// ---- Hearing ----

static void failed(struct node *n, struct witness_state *w, enum code why) {
    int shift = w->failures < 8 ? w->failures : 8;
    uint64_t wait = (uint64_t)RETRY_FIRST_MS << shift, pace = (uint64_t)n->settings.cosign_ms;
    w->flying = false;
    w->failures++;
    w->why = why;
    w->next_try = in_ms(n, wait < pace ? wait : pace);  // a witness that is back is asked in the next round
}

// Our own signature decides: what it says must be the beginning of what is here.
static RESULT weigh(struct node *n, size_t peer, const struct checkpoint *c, struct error *err) {
    const char *id = n->peers[peer].member->id;
    uint64_t size;
    struct digest root;
    TRY(audit_size(n->store, &size, err));
    if (c->size > size)
        return FAIL(&n->stopped, STORE_ROLLED_BACK, "the witness of %s holds our signature on a log of %llu entries; here are %llu", id,
                    (unsigned long long)c->size, (unsigned long long)size);
    TRY(audit_root(n->store, c->size, &root, err));
    if (!digest_same(&root, &c->root))
        return FAIL(&n->stopped, STORE_ROLLED_BACK, "the witness of %s holds our signature on %llu entries that are not those of this store", id,
                    (unsigned long long)c->size);
    return DONE;
}

// A line under a checkpoint of ours; the witness's answer is that line alone, or a note that ends with it.
static RESULT keep_line(struct node *n, struct witness_state *w, const struct note *note, uint64_t size, struct error *err) {
    static const struct stmt SIGNED = {"SELECT 1 FROM audit_checkpoint WHERE size = $1"};
    AUTO_TEXT line = text_with_ceiling(2000);
    int64_t ours;
    TRY(cosignature_verify(note, &w->key, NULL, err));
    TRY(store_number(n->store, &SIGNED, VALUES(V_INT((int64_t)size)), 0, &ours, err));
    if (!ours) return DONE;  // signed by us and lost with a turn that failed: nothing of it was ever shown but to the witness
    for (size_t i = 0; i < note->count; i++)
        if (view_is(note->signatures[i].name, w->key.name)) {
            text_clear(&line);
            text_format(&line, "\xE2\x80\x94 %.*s %.*s\n", VIEW_ARGS(note->signatures[i].name), VIEW_ARGS(note->signatures[i].base64));
        }
    w->cosigned_at = now(n);
    return audit_cosignature_keep(n->store, size, w->key.name, text_seen(&line), now(n), err);
}

static RESULT last_heard(struct node *n, size_t peer, int status, struct view body, struct error *err) {
    struct witness_state *w = &n->witnesses->of[peer];
    struct note note;
    struct checkpoint c = {0};
    if (status != 200 && status != 404) return FAIL(err, UNREACHABLE, "status %d", status);
    if (status == 200) {
        TRY(note_read(body, &note, err));
        TRY(checkpoint_open(body, &n->witnesses->log, &c, err));
        TRY(weigh(n, peer, &c, err));
        TRY(keep_line(n, w, &note, c.size, err));
    }
    w->known = c.size;
    w->heard = true;
    return DONE;
}

// Above the line stands what we showed: only over that text can it hold.
static RESULT line_heard(struct node *n, struct witness_state *w, struct view line, struct error *err) {
    AUTO_TEXT whole = text_with_ceiling(NOTE_BYTES_MAX + 4000);
    struct note shown, note;
    if (w->shown != n->witnesses->round_size) return FAIL(err, CONFLICT, "an answer of an earlier round");
    TRY(note_read(text_seen(&n->witnesses->round), &shown, err));
    text_view(&whole, shown.text);
    text_char(&whole, '\n');
    text_view(&whole, line);
    TRY(note_read(text_seen(&whole), &note, err));
    TRY(keep_line(n, w, &note, w->shown, err));
    w->known = w->shown;
    return DONE;
}

static RESULT heard(struct node *n, size_t peer, int status, struct view body, struct error *err) {
    struct witness_state *w = &n->witnesses->of[peer];
    if (w->asks_last) return last_heard(n, peer, status, body, err);
    if (status == 200) return line_heard(n, w, body, err);
    w->heard = w->heard && status != 409;  // it cosigned something else last: which, it must show
    return FAIL(err, CONFLICT, "status %d", status);
}

static RESULT note_trouble(struct node *n, size_t peer, enum code why, struct error *err) {
    struct witness_state *w = &n->witnesses->of[peer];
    if (w->noted.us && ticks(n).us - w->noted.us < NOTED_EVERY_MS * UINT64_C(1000)) return DONE;
    w->noted = ticks(n);
    AUTO_JSON *more = json_pack("{s:s}", "code", code_name(why));
    struct entry e = {.op = "alarm", .peer = view_of(n->peers[peer].member->id), .direction = "in", .decision = VIEW("witness_refuses"), .more = more};
    return write_entry(n, &e, NULL, err);
}

void witness_landed(struct node *n, const struct flight *f, int status, struct view body) {
    struct witness_state *w = &n->witnesses->of[f->peer];
    struct error err = {0};
    if (FAILED(turn(n, &err)) || FAILED(store_mark(n->store, &err))) return failed(n, w, CODE_BUSY);
    struct result r = heard(n, f->peer, status, body, &err);
    if (!FAILED(r)) r = store_keep(n->store, &err);
    else store_undo(n->store);
    if (FAILED(r)) {
        failed(n, w, r.code);
        if (!n->stopped.code && r.code != CODE_UNREACHABLE && FAILED(note_trouble(n, f->peer, r.code, &err))) w->noted = (struct tick){0};
        return;
    }
    w->flying = false;
    w->failures = 0;
    w->why = CODE_OK;
    w->next_try = (struct tick){0};
}

void witness_lost(struct node *n, const struct flight *f) { failed(n, &n->witnesses->of[f->peer], CODE_UNREACHABLE); }

// ---- What stands ----

// Since when a checkpoint of ours waits for its quorum; 0: none does.
static RESULT waits_since(struct node *n, struct instant *out, struct error *err) {
    static const struct stmt FIRST = {"SELECT at FROM audit_checkpoint WHERE size > $1 ORDER BY size LIMIT 1"};
    AUTO_TEXT note = text_with_ceiling(NOTE_BYTES_MAX);
    uint64_t size = 0;
    int64_t at;
    struct result r = audit_cosigned(n->store, n->witnesses->quorum, &note, &size, NULL, err);
    if (FAILED(r) && r.code != CODE_NOT_FOUND) return r;
    TRY(store_number(n->store, &FIRST, VALUES(V_INT((int64_t)size)), 0, &at, err));
    *out = (struct instant){at};
    return DONE;
}

RESULT witnesses_stand(struct node *n, struct error *err) {
    struct instant since;
    if (!n->witnesses->count) return DONE;
    TRY(waits_since(n, &since, err));
    if (!since.ms || now(n).ms - since.ms < law_term_ms(n->settings.law, TERM_unwitnessed, since)) return DONE;  // then not until a quorum is back
    AUTO_TEXT t = text_with_ceiling(40);
    text_instant(&t, since);
    return FAIL(err, NOT_WITNESSED, "since %s", text_string(&t));
}

static json_t *instant_or_null(struct instant t) {
    AUTO_TEXT at = text_with_ceiling(40);
    if (!t.ms) return json_null();
    text_instant(&at, t);
    return json_of(text_seen(&at));
}

static json_t *witness_line(const struct node *n, size_t peer) {
    const struct witness_state *w = &n->witnesses->of[peer];
    return json_pack("{s:s,s:s,s:b,s:I,s:o,s:s}", "member", n->peers[peer].member->id, "key", w->key.name, "heard", w->heard, "cosigned",
                     (json_int_t)w->known, "at", instant_or_null(w->cosigned_at), "trouble", w->why ? code_name(w->why) : "");
}

RESULT witnesses_json(struct node *n, json_t **out, struct error *err) {
    AUTO_TEXT note = text_with_ceiling(NOTE_BYTES_MAX);
    uint64_t size = 0;
    struct instant at = {0}, since;
    struct result r = audit_cosigned(n->store, n->witnesses->quorum, &note, &size, &at, err);
    if (FAILED(r) && r.code != CODE_NOT_FOUND) return r;
    TRY(waits_since(n, &since, err));
    json_t *members = json_array();
    for (size_t i = 0; i < n->peer_count; i++)
        if (n->witnesses->of[i].there) json_array_append_new(members, witness_line(n, i));
    *out = json_pack("{s:I,s:o,s:I,s:s,s:o,s:o}", "quorum", (json_int_t)n->witnesses->quorum, "witnesses", members, "size", (json_int_t)size,
                     "checkpoint", text_string(&note), "at", instant_or_null(at), "waiting_since", n->witnesses->count ? instant_or_null(since) : json_null());
    return DONE;
}
