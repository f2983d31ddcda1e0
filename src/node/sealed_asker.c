// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sealed_asker.c — filters pulled from owners and held; questions put, answers verified and looked up. Whatever does not
// hold (a proof, a digest, a date) makes a line that says so; only a verified answer, looked up in a filter of today, may
// say "no hit".
#include "node/sealed.h"

#include <stdlib.h>

enum { PULL_TIMEOUT_MS = 15000, PULL_EVERY_GREETINGS = 10, PULL_AGAIN_GREETINGS = 3 };

// A filter held; questions on their way keep it, though a newer one takes its place.
struct held {
    int holders;
    struct text bytes;
    struct filter filter;
    struct point open;
    struct digest sha256;
    char class[CLASS_ROOM];
    int64_t epoch, as_of;
};

struct asking {
    struct asking *next;
    uint64_t token;
    char check[UUID_ROOM];
    struct sealed_question question;
    struct held *held;
};

struct pull {                     // of one peer
    bool flying;
    uint64_t token;
    struct tick next;
    json_t *offers;               // still to be looked at, the last first
    struct held *coming;          // being pulled; its bytes grow
    int64_t whole_bytes;
};

enum { CLASSES_MAX = 16 };
struct sealed_desk {
    struct asking *asking;
    struct pull pulls[MATCH_SHELVES];
    struct held *held[MATCH_SHELVES][CLASSES_MAX];
    bool loaded;
    struct sealed_times times;
};
struct sealed_times *sealed_times(const struct node *n) { return &n->sealed->times; }

struct sealed_desk *sealed_desk_new(void) {
    struct sealed_desk *d = calloc(1, sizeof *d);
    ENSURE(d);
    return d;
}

static void let_go(struct held *h) {
    if (!h || --h->holders > 0) return;
    text_free(&h->bytes);
    free(h);
}

static struct held *new_held(void) {
    struct held *h = calloc(1, sizeof *h);
    ENSURE(h);
    h->holders = 1;
    h->bytes = text_with_ceiling(FILTER_BYTES_MAX);
    return h;
}

static void free_asking(struct asking *a) {
    question_wipe(&a->question);
    let_go(a->held);
    free(a);
}

void sealed_desk_free(struct sealed_desk *d) {
    if (!d) return;
    while (d->asking) {
        struct asking *a = d->asking;
        d->asking = a->next;
        free_asking(a);
    }
    for (size_t p = 0; p < MATCH_SHELVES; p++) {
        json_decref(d->pulls[p].offers);
        let_go(d->pulls[p].coming);
        for (size_t c = 0; c < CLASSES_MAX; c++) let_go(d->held[p][c]);
    }
    free(d);
}

static struct view me_of(const struct node *n) { return view_of(n->settings.authority); }
static struct view id_of(const struct peer *p) { return view_of(p->member->id); }
static struct tick in_greetings(const struct node *n, int greetings) {
    return (struct tick){ticks(n).us + (uint64_t)greetings * (uint64_t)n->settings.hello_ms * 1000};
}

// ---- Filters held ----

static struct held **place_of(struct node *n, size_t peer, struct view class) {
    struct held **places = n->sealed->held[peer], **empty = NULL;
    for (size_t c = 0; c < CLASSES_MAX; c++) {
        if (places[c] && view_is(class, places[c]->class)) return &places[c];
        if (!places[c] && !empty) empty = &places[c];
    }
    return empty;
}

static bool still_valid(const struct node *n, const struct held *h) {
    int64_t age = now(n).ms - h->as_of;
    return age < FILTER_VALID_MS && age > -ENVELOPE_SKEW_MS && sealed_epoch_open(h->epoch, now(n));
}

static RESULT load_row(struct node *n, const struct cursor *c, struct error *err) {
    struct peer *p = peer_of(n, cursor_view(c, 0));
    struct view class = cursor_view(c, 1);
    if (!p || class.bytes >= CLASS_ROOM || cursor_view(c, 4).bytes != OPRF_BYTES || cursor_view(c, 5).bytes != 32) return DONE;
    struct held **place = place_of(n, (size_t)(p - n->peers), class), *h = new_held();
    memcpy(h->class, class.at, class.bytes);
    memcpy(h->open.bytes, cursor_view(c, 4).at, OPRF_BYTES);
    memcpy(h->sha256.bytes, cursor_view(c, 5).at, 32);
    h->epoch = cursor_int(c, 2);
    h->as_of = cursor_int(c, 3);
    text_view(&h->bytes, cursor_view(c, 6));
    if (!place || !text_ok(&h->bytes) || FAILED(filter_open(text_seen(&h->bytes), &h->filter, err))) {
        let_go(h);
        return DONE;  // it is pulled again
    }
    let_go(*place);
    *place = h;
    return DONE;
}

static RESULT load_held(struct node *n, struct error *err) {
    static const struct stmt HELD = {"SELECT member, class, epoch, as_of, open, sha256, container FROM sealed_held"};
    struct cursor c;
    if (n->sealed->loaded) return DONE;
    n->sealed->loaded = true;
    TRY(store_query(n->store, &HELD, NO_VALUES, &c, err));
    struct result r = DONE;
    while (!FAILED(r) && cursor_next(&c)) r = load_row(n, &c, err);
    struct result end = cursor_end(&c, err);
    return FAILED(r) ? r : end;
}

static RESULT keep_held(struct node *n, size_t peer, const struct held *h, struct error *err) {
    static const struct stmt KEEP = {
        "INSERT INTO sealed_held(member, class, epoch, as_of, open, sha256, container) VALUES($1, $2, $3, $4, $5, $6, $7)"
        " ON CONFLICT(member, class) DO UPDATE SET epoch=$3, as_of=$4, open=$5, sha256=$6, container=$7"};
    AUTO_TEXT sha = text_with_ceiling(100);
    text_digest(&sha, &h->sha256);
    TRY(store_run(n->store, &KEEP,
                  VALUES(V_TEXT(id_of(&n->peers[peer])), V_STR(h->class), V_INT(h->epoch), V_INT(h->as_of), V_BLOB(h->open.bytes, OPRF_BYTES),
                         V_BLOB(h->sha256.bytes, 32), V_BLOB(h->bytes.at, h->bytes.bytes)),
                  err));
    AUTO_JSON *more = json_pack("{s:s,s:I,s:s}", "class", h->class, "epoch", (json_int_t)h->epoch, "filter_sha256", text_string(&sha));
    struct entry e = {.op = "sealed_filter", .peer = id_of(&n->peers[peer]), .direction = "in", .register_name = REGISTER_ALERTS,
                      .purpose = view_of(h->class), .decision = VIEW("held"), .more = more};
    return write_entry(n, &e, NULL, err);
}

// ---- Pulling ----

static RESULT send_sealed(struct node *n, size_t peer, const json_t *payload, int timeout_ms, uint64_t *token, struct error *err) {
    AUTO_TEXT sealed = text_with_ceiling(ENVELOPE_BYTES_MAX);
    TRY(envelope_seal(n->settings.signer, "sealed", n->settings.authority, n->peers[peer].member->id, now(n), payload, &sealed, err));
    struct flight *f = send_later(n, peer, "/m1/sealed", &sealed, timeout_ms);
    f->kind = FLIGHT_sealed;
    *token = f->token;
    return DONE;
}

static void pull_end(struct node *n, size_t peer, bool well) {
    struct pull *p = &n->sealed->pulls[peer];
    json_decref(p->offers);
    let_go(p->coming);
    *p = (struct pull){.next = in_greetings(n, well ? PULL_EVERY_GREETINGS : PULL_AGAIN_GREETINGS)};
}

static RESULT send_pull(struct node *n, size_t peer, const json_t *payload, struct error *err) {
    struct pull *p = &n->sealed->pulls[peer];
    TRY(send_sealed(n, peer, payload, PULL_TIMEOUT_MS, &p->token, err));
    p->flying = true;
    return DONE;
}

static RESULT ask_chunk(struct node *n, size_t peer, struct error *err) {
    struct held *h = n->sealed->pulls[peer].coming;
    AUTO_TEXT sha = text_with_ceiling(100);
    text_digest(&sha, &h->sha256);
    AUTO_JSON *j = json_pack("{s:s,s:s,s:I}", "do", "chunk", "filter", text_string(&sha), "offset", (json_int_t)h->bytes.bytes);
    return send_pull(n, peer, j, err);
}

// An offer becomes a filter to pull, when the law lets us ask by it, it is of our key function, of today, and new to us.
static struct held *wanted(struct node *n, size_t peer, const json_t *offer, int64_t *bytes) {
    struct view class = json_view(offer, "class");
    struct instant as_of;
    struct permit permit;
    *bytes = json_int(offer, "bytes");
    if (!class.bytes || class.bytes >= CLASS_ROOM || *bytes < 1 || *bytes > FILTER_BYTES_MAX || !view_is(json_view(offer, "keys"), SEALED_KEYS_VERSION) ||
        !instant_read(json_view(offer, "as_of"), &as_of) || !sealed_between(n, id_of(&n->peers[peer]), me_of(n), class, &permit))
        return NULL;
    struct held *h = new_held(), **place = place_of(n, peer, class);
    memcpy(h->class, class.at, class.bytes);
    h->epoch = json_int(offer, "epoch");
    h->as_of = as_of.ms;
    bool good = hex_read(json_view(offer, "filter"), h->sha256.bytes, 32) && hex_read(json_view(offer, "open_key"), h->open.bytes, OPRF_BYTES);
    if (good && place && still_valid(n, h) && !(*place && (digest_same(&(*place)->sha256, &h->sha256) || (*place)->as_of > h->as_of))) return h;
    let_go(h);
    return NULL;
}

static void pull_next(struct node *n, size_t peer) {
    struct pull *p = &n->sealed->pulls[peer];
    struct error err;
    let_go(p->coming);
    p->coming = NULL;
    while (!p->coming && json_array_size(p->offers)) {
        size_t last = json_array_size(p->offers) - 1;
        p->coming = wanted(n, peer, json_array_get(p->offers, last), &p->whole_bytes);
        json_array_remove(p->offers, last);
    }
    if (!p->coming || FAILED(ask_chunk(n, peer, &err))) pull_end(n, peer, p->coming == NULL);
}

static RESULT whole(struct node *n, size_t peer, struct error *err) {
    struct pull *p = &n->sealed->pulls[peer];
    struct held *h = p->coming;
    struct digest d = sha256(text_seen(&h->bytes));
    if (!digest_same(&d, &h->sha256)) return FAIL(err, BAD_SIGNATURE, "a filter that is not the one offered");
    TRY(filter_open(text_seen(&h->bytes), &h->filter, err));
    TRY(turn(n, err));
    TRY(store_mark(n->store, err));
    struct result r = keep_held(n, peer, h, err);
    if (FAILED(r)) {
        store_undo(n->store);
        return r;
    }
    TRY(store_keep(n->store, err));
    struct held **place = place_of(n, peer, view_of(h->class));
    let_go(*place);
    *place = h;
    p->coming = NULL;
    return DONE;
}

static RESULT take_chunk(struct node *n, size_t peer, const json_t *j, struct error *err) {
    struct pull *p = &n->sealed->pulls[peer];
    struct digest d;
    char bytes[CHUNK_BYTES + 3];
    size_t got = 0;
    struct view encoded = json_view(j, "bytes");
    if (!p->coming || !hex_read(json_view(j, "filter"), d.bytes, 32) || !digest_same(&d, &p->coming->sha256) ||
        json_int(j, "offset") != (int64_t)p->coming->bytes.bytes || !base64_read(encoded, bytes, sizeof bytes, &got) || !got || got > CHUNK_BYTES)
        return FAIL(err, BAD_FIELD, "a chunk that was not asked for");
    text_add(&p->coming->bytes, bytes, got);
    if (!text_ok(&p->coming->bytes) || (int64_t)p->coming->bytes.bytes > p->whole_bytes) return FAIL(err, TOO_BIG, "a filter larger than offered");
    if ((int64_t)p->coming->bytes.bytes < p->whole_bytes) return ask_chunk(n, peer, err);
    TRY(whole(n, peer, err));
    pull_next(n, peer);
    return DONE;
}

static RESULT pulled(struct node *n, size_t peer, const json_t *j, struct error *err) {
    struct pull *p = &n->sealed->pulls[peer];
    json_t *list = json_object_get(j, "offers");
    if (view_is(json_view(j, "do"), "chunk")) return take_chunk(n, peer, j, err);
    if (!view_is(json_view(j, "do"), "offers") || !json_is_array(list) || json_array_size(list) > OFFERS_MAX) return FAIL(err, BAD_FIELD, "offers");
    json_decref(p->offers);
    p->offers = json_incref(list);
    pull_next(n, peer);
    return DONE;
}

static bool may_ask(struct node *n, size_t peer) {
    size_t count;
    const struct law_purpose *list = law_purposes(n->settings.law, &count);
    struct permit permit;
    for (size_t i = 0; i < count; i++)
        if (sealed_between(n, id_of(&n->peers[peer]), me_of(n), list[i].id, &permit)) return true;
    return false;
}

void sealed_pull(struct node *n) {
    struct error err;
    if (FAILED(load_held(n, &err))) n->sealed->loaded = false;
    for (size_t i = 0; i < n->peer_count; i++) {
        struct pull *p = &n->sealed->pulls[i];
        if (p->flying || ticks(n).us < p->next.us) continue;
        p->next = in_greetings(n, PULL_AGAIN_GREETINGS);
        if (!peer_reached(n, &n->peers[i]) || !may_ask(n, i)) continue;
        AUTO_JSON *j = json_pack("{s:s}", "do", "offers");
        struct result r = send_pull(n, i, j, &err);
        (void)r;  // tried again
    }
}

struct tick sealed_pull_wake(const struct node *n) {
    struct tick wake = {UINT64_MAX};
    for (size_t i = 0; i < n->peer_count; i++)
        if (!n->sealed->pulls[i].flying && n->sealed->pulls[i].next.us < wake.us) wake = n->sealed->pulls[i].next;
    return wake;
}

// ---- Asking ----

static json_t *said_of(const char *state, bool reached) { return json_pack("{s:s,s:b}", "state", state, "reached", reached); }

static void put_instant(json_t *j, const char *key, int64_t ms) {
    AUTO_TEXT at = text_with_ceiling(40);
    text_instant(&at, (struct instant){ms});
    json_put_view(j, key, text_seen(&at));
}

static void put_case(const struct sealed_question *q, struct view file, json_t *j) {
    AUTO_TEXT t = text_with_ceiling(1000), hex = text_with_ceiling(100);
    if (!file.bytes) return;
    text_add(&t, q->seed, sizeof q->seed);  // nobody without the escrow can try numbers
    text_view(&t, file);
    struct digest d = sha256(text_seen(&t));
    text_digest(&hex, &d);
    json_put_view(j, "case_commit", text_seen(&hex));
}

static RESULT payload_of(struct node *n, size_t peer, const struct asking *a, const json_t *facts, const struct permit *permit, json_t **out, struct error *err) {
    unsigned char escrow[ESCROW_BYTES];
    AUTO_TEXT sealed = text_with_ceiling(2 * ESCROW_BYTES), points = text_with_ceiling(2 * sizeof a->question.blinded), sha = text_with_ceiling(100);
    TRY(escrow_seal(n->sys, &a->question, facts, n->me->oversight, n->peers[peer].member->oversight, escrow, err));
    text_base64(&sealed, escrow, sizeof escrow);
    text_base64(&points, a->question.blinded, sizeof a->question.blinded);
    text_digest(&sha, &a->held->sha256);
    json_t *j = json_pack("{s:s,s:s,s:s,s:I,s:s,s:s,s:i,s:s,s:s,s:o}", "do", "question", "check", a->check, "class", a->held->class, "epoch",
                          (json_int_t)a->held->epoch, "filter", text_string(&sha), "keys", SEALED_KEYS_VERSION, "n", QUESTION_KEYS, "blinded",
                          text_string(&points), "escrow", text_string(&sealed), "basis", permit_basis(permit));
    json_put_view(j, "officer", json_view(facts, "officer"));
    put_case(&a->question, json_view(facts, "case"), j);
    *out = j;
    return DONE;
}

static RESULT facts_of(struct node *n, size_t peer, const struct asking *a, const json_t *question, json_t **out, struct error *err) {
    struct officer o = {0};
    AUTO_TEXT who = text_with_ceiling(64);
    struct view id = json_view(question, "officer");
    if (id.bytes && id.bytes < sizeof o.id) {
        memcpy(o.id, id.at, id.bytes);
        TRY(officer_pseudonym(n, &o, &who, err));
    }
    json_t *j = json_pack("{s:i,s:s,s:s,s:s,s:s,s:I}", "v", 1, "check", a->check, "asker", n->settings.authority, "owner", n->peers[peer].member->id, "class",
                          a->held->class, "epoch", (json_int_t)a->held->epoch);
    json_put_view(j, "officer", text_seen(&who));
    json_put_view(j, "case", json_view(question, "case"));
    *out = j;
    return DONE;
}

static RESULT send_question(struct node *n, size_t peer, struct asking *a, const json_t *question, const struct permit *permit, struct error *err) {
    AUTO_JSON *facts = NULL;
    AUTO_JSON *payload = NULL;
    TRY(facts_of(n, peer, a, question, &facts, err));
    TRY(payload_of(n, peer, a, facts, permit, &payload, err));
    TRY(send_sealed(n, peer, payload, n->settings.check_budget_ms, &a->token, err));
    a->next = n->sealed->asking;
    n->sealed->asking = a;
    return DONE;
}

static RESULT begin_asking(struct node *n, const char *check, size_t peer, struct held *h, const struct sealed_key *keys, size_t count,
                           const json_t *question, const struct permit *permit, struct error *err) {
    struct asking *a = calloc(1, sizeof *a);
    ENSURE(a);
    memcpy(a->check, check, sizeof a->check);
    h->holders++;
    a->held = h;
    struct result r = question_make(n->sys, keys, count, view_of(h->class), &a->question, err);
    if (!FAILED(r)) r = send_question(n, peer, a, question, permit, err);
    if (FAILED(r)) free_asking(a);
    return r;
}

RESULT sealed_ask(struct node *n, const char *check, size_t peer, const struct subject *s, const json_t *question, struct view purpose,
                  const struct permit *permit, json_t **said, struct error *err) {
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    struct sealed_key keys[SEALED_KEYS_MAX];
    size_t count;
    TRY(load_held(n, err));
    struct held **place = place_of(n, peer, purpose), *h = place ? *place : NULL;
    TRY(sealed_keys(s, SEALED_ASKER, &a, keys, &count, NULL, err));
    if (!count) {
        *said = said_of("too_little", false);
    } else if (!h || !still_valid(n, h)) {
        *said = said_of("stale", false);
        if (h) put_instant(*said, "as_of", h->as_of);
    } else {
        TRY(begin_asking(n, check, peer, h, keys, count, question, permit, err));
        *said = said_of("waiting", false);
    }
    return DONE;
}

// ---- Answers ----

static struct asking *taken_off(struct node *n, uint64_t token) {
    for (struct asking **at = &n->sealed->asking; *at; at = &(*at)->next) {
        if ((*at)->token != token) continue;
        struct asking *a = *at;
        *at = a->next;
        return a;
    }
    return NULL;
}

static json_t *met_json(const struct sealed_question *q) {
    json_t *list = json_array();
    for (int t = 0; t < SEALED_KEY_TYPE_COUNT; t++)  // the strongest first, each once
        for (int k = 0; k < IDENTIFIER_KIND_COUNT; k++) {
            bool met = false, number = t == SEALED_KEY_number || t == SEALED_KEY_number_loose;
            for (size_t i = 0; i < QUESTION_KEYS; i++) met = met || (q->met[i] && q->type[i] == t && q->kind[i] == k);
            if (!met) continue;
            json_t *j = json_pack("{s:s}", "key", sealed_key_type_name((enum sealed_key_type)t));
            if (number) json_object_set_new(j, "kind", json_string(identifier_kind_name((enum identifier_kind)k)));
            json_array_append_new(list, j);
        }
    return list;
}

static bool base64_exactly(struct view encoded, void *out, size_t bytes) {
    char room[QUESTION_KEYS * OPRF_BYTES + 3];
    size_t n = 0;
    bool good = bytes < sizeof room && base64_read(encoded, room, sizeof room, &n) && n == bytes;
    if (good) memcpy(out, room, bytes);
    return good;
}

static RESULT look_up(struct node *n, struct asking *a, const json_t *j, json_t **said, struct error *err) {
    struct point evaluated[QUESTION_KEYS];
    struct oprf_proof proof;
    size_t met;
    if (!base64_exactly(json_view(j, "evaluated"), evaluated, sizeof evaluated) || !base64_exactly(json_view(j, "proof"), &proof, sizeof proof))
        return FAIL(err, BAD_FIELD, "evaluated or proof");
    TRY(question_finish(&a->question, &a->held->open, evaluated, &proof, &a->held->filter, &met, err));
    if (!met && !still_valid(n, a->held)) {  // its day ended while the answer came
        *said = said_of("stale", true);
        return DONE;
    }
    *said = said_of(met ? "hit" : "no_hit", true);
    json_object_set_new(*said, "met", met_json(&a->question));
    json_object_set_new(*said, "epoch", json_integer(a->held->epoch));
    json_object_set_new(*said, "reference", json_string(a->check));
    put_instant(*said, "as_of", a->held->as_of);
    return DONE;
}

static RESULT understand(struct node *n, struct asking *a, const json_t *j, json_t **said, struct error *err) {
    static const char *const others[] = {"not_allowed", "quota", "stale", "keys_version"};
    struct view state = json_view(j, "state");
    if (!view_is(json_view(j, "do"), "answer") || !view_is(json_view(j, "check"), a->check)) return FAIL(err, BAD_FIELD, "no answer to this question");
    if (view_is(state, "answered")) return look_up(n, a, j, said, err);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (view_is(state, others[i])) return *said = said_of(others[i], true), DONE;
    return FAIL(err, BAD_FIELD, "state");
}

static void refuse_answer(struct node *n, size_t peer, enum code why) {
    struct error ignored;
    struct entry e = {.op = "refusal", .peer = id_of(&n->peers[peer]), .direction = "in", .decision = view_of(code_name(why))};
    if (FAILED(turn(n, &ignored))) return;
    struct result r = write_entry(n, &e, NULL, &ignored);
    (void)r;  // a store that can't take an entry refuses the commit too
}

static void asking_landed(struct node *n, struct asking *a, size_t peer, const json_t *payload, enum code why) {
    struct error err = {0};
    json_t *said = NULL;
    if (payload) why = understand(n, a, payload, &said, &err).code;
    if (why != CODE_OK) {  // no answer, and never "no hit"
        const char *state = why == CODE_CLOCK ? "clock" : why == CODE_QUOTA ? "quota" : why == CODE_BUSY ? "busy" : why == CODE_NOT_ALLOWED ? "not_allowed" : "unreachable";
        said = said_of(state, why == CODE_CLOCK || why == CODE_NOT_ALLOWED);
        json_object_set_new(said, "code", json_string(code_name(why)));
        if (payload) refuse_answer(n, peer, why);
    }
    check_privately_answered(n, view_of(a->check), peer, said);
    json_decref(said);
    free_asking(a);
}

void sealed_landed(struct node *n, const struct flight *f, int status, struct view body) {
    struct asking *a = taken_off(n, f->token);
    struct pull *p = &n->sealed->pulls[f->peer];
    struct error err = {0};
    struct envelope e = {0};
    enum code why = status == 403 ? CODE_NOT_ALLOWED : status == 425 ? CODE_CLOCK : status == 429 ? CODE_QUOTA : status == 200 ? CODE_OK : CODE_BUSY;
    bool opened = status == 200 && !FAILED(envelope_open(n->peers[f->peer].member, n->settings.authority, "sealed_answer", now(n), body, &e, &err));
    if (status == 200 && !opened) why = CODE_BAD_SIGNATURE;
    if (a) {
        asking_landed(n, a, f->peer, opened ? e.payload : NULL, why);
    } else if (p->flying && p->token == f->token) {
        p->flying = false;
        if (!opened || FAILED(pulled(n, f->peer, e.payload, &err))) {
            if (opened) refuse_answer(n, f->peer, err.code);
            pull_end(n, f->peer, false);
        }
    }
    if (opened) json_decref(e.whole);
}

void sealed_lost(struct node *n, const struct flight *f, enum code why) {
    struct asking *a = taken_off(n, f->token);
    struct pull *p = &n->sealed->pulls[f->peer];
    if (a) asking_landed(n, a, f->peer, NULL, why);
    else if (p->flying && p->token == f->token) pull_end(n, f->peer, false);
}

json_t *sealed_asker_status(struct node *n) {
    json_t *list = json_array();
    for (size_t p = 0; p < n->peer_count; p++)
        for (size_t c = 0; c < CLASSES_MAX; c++) {
            const struct held *h = n->sealed->held[p][c];
            if (!h) continue;
            json_t *j = json_pack("{s:s,s:s,s:I,s:I,s:b}", "member", n->peers[p].member->id, "class", h->class, "epoch", (json_int_t)h->epoch, "values",
                                  (json_int_t)h->filter.values, "valid", still_valid(n, h));
            AUTO_TEXT sha = text_with_ceiling(100);
            text_digest(&sha, &h->sha256);
            json_put_view(j, "filter", text_seen(&sha));
            put_instant(j, "as_of", h->as_of);
            json_array_append_new(list, j);
        }
    return list;
}
