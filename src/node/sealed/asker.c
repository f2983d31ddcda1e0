// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// asker.c — filters pulled from owners and held; questions put, answers verified and looked up. Whatever does not
// hold (a proof, a digest, a date) makes a line that says so; only a verified answer, looked up in a filter of today, may
// say "no hit".
#include "node/sealed/sealed.h"

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

// A question to be put, or on its way: of one check, or in a bulk class of as many as came together.
struct asking {
    struct asking *next;
    bool sent;
    uint64_t token;
    size_t peer, checks, subjects;          // subjects: of every question of the class
    char id[UUID_ROOM];                     // as the owner sees it: the check's, or that of several together
    char check[QUESTION_SUBJECTS_MAX][UUID_ROOM];
    struct sealed_key keys[QUESTION_SUBJECTS_MAX][SEALED_KEYS_MAX];
    size_t key_count[QUESTION_SUBJECTS_MAX];
    struct arena arena;                     // of the keys
    char *file;                             // owned: the case
    char officer[OFFICER_ID_ROOM], pseudonym[64];
    struct permit permit;                   // borrows from the law
    struct tick send_at;
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

enum { BATCH_WAIT_US = 20000 };  // a bulk question that is not full waits so long
enum { CLASSES_MAX = SEALED_CLASSES_MAX };
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

static void wipe_keys(const struct asking *a, size_t i) {
    for (size_t k = 0; k < a->key_count[i]; k++) explicit_bzero((void *)(uintptr_t)a->keys[i][k].value.at, a->keys[i][k].value.bytes);
}

static void free_asking(struct asking *a) {
    question_wipe(&a->question);
    let_go(a->held);
    for (size_t i = 0; i < a->checks; i++) wipe_keys(a, i);
    arena_free(&a->arena);
    free(a->file);
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

// Only offers of classes that the law has are taken.
static const struct law_sealed *class_of(const struct node *n, const struct held *h) {
    const struct law_sealed *c = law_sealed(n->settings.law, view_of(h->class));
    ENSURE(c);
    return c;
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
    struct entry e = {.op = "sealed_filter", .peer = id_of(&n->peers[peer]), .direction = "in", .register_name = class_of(n, h)->reg,
                      .purpose = class_of(n, h)->purpose, .decision = VIEW("held"), .more = more};
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
    char bytes[CHUNK_BYTES];
    size_t got = 0;
    struct view encoded = json_view(j, "bytes");
    if (!p->coming || !hex_read(json_view(j, "filter"), d.bytes, 32) || !digest_same(&d, &p->coming->sha256) ||
        json_int(j, "offset") != (int64_t)p->coming->bytes.bytes || !base64_read(encoded, bytes, sizeof bytes, &got) || !got)
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
    const struct law_sealed *list = law_sealed_classes(n->settings.law, &count);
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
    for (const struct asking *a = n->sealed->asking; a; a = a->next)
        if (!a->sent && a->send_at.us < wake.us) wake = a->send_at;
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

static RESULT payload_of(struct node *n, const struct asking *a, const json_t *facts, json_t **out, struct error *err) {
    AUTO_TEXT escrow = text_with_ceiling(escrow_bytes(QUESTION_POINTS_MAX)), sealed = text_with_ceiling(2 * escrow_bytes(QUESTION_POINTS_MAX)),
              points = text_with_ceiling(2 * sizeof a->question.blinded), sha = text_with_ceiling(100);
    TRY(escrow_seal(n->sys, &a->question, facts, n->me->oversight, n->peers[a->peer].member->oversight, &escrow, err));
    text_base64(&sealed, escrow.at, escrow.bytes);
    text_base64(&points, a->question.blinded, a->question.points * OPRF_BYTES);
    text_digest(&sha, &a->held->sha256);
    json_t *j = json_pack("{s:s,s:s,s:s,s:I,s:s,s:s,s:i,s:s,s:s,s:o}", "do", "question", "check", a->id, "class", a->held->class, "epoch",
                          (json_int_t)a->held->epoch, "filter", text_string(&sha), "keys", SEALED_KEYS_VERSION, "n", (int)a->question.points, "blinded",
                          text_string(&points), "escrow", text_string(&sealed), "basis", permit_basis(&a->permit));
    json_put_view(j, "officer", json_view(facts, "officer"));
    put_case(&a->question, json_view(facts, "case"), j);
    *out = j;
    return DONE;
}

static json_t *facts_of(struct node *n, const struct asking *a) {
    json_t *j = json_pack("{s:i,s:s,s:s,s:s,s:s,s:I}", "v", 1, "check", a->id, "asker", n->settings.authority, "owner", n->peers[a->peer].member->id, "class",
                          a->held->class, "epoch", (json_int_t)a->held->epoch);
    json_put_view(j, "officer", view_of(a->pseudonym));
    json_put_view(j, "case", view_of(a->file));
    if (a->subjects == 1) return j;
    json_t *checks = json_array();
    for (size_t i = 0; i < a->checks; i++) json_array_append_new(checks, json_string(a->check[i]));
    json_object_set_new(j, "checks", checks);
    return j;
}

static RESULT send_question(struct node *n, struct asking *a, struct error *err) {
    struct subject_keys of[QUESTION_SUBJECTS_MAX];
    AUTO_JSON *payload = NULL;
    for (size_t i = 0; i < a->checks; i++) of[i] = (struct subject_keys){a->keys[i], a->key_count[i]};
    TRY(question_make(n->sys, of, a->checks, a->subjects, view_of(a->held->class), &a->question, err));
    AUTO_JSON *facts = facts_of(n, a);
    TRY(payload_of(n, a, facts, &payload, err));
    TRY(send_sealed(n, a->peer, payload, n->settings.check_budget_ms, &a->token, err));
    a->sent = true;
    return DONE;
}

// One that another of the same class, officer and case can still join; NULL: none.
static struct asking *joinable(struct node *n, size_t peer, const struct held *h, struct view officer, struct view file) {
    for (struct asking *a = n->sealed->asking; a; a = a->next)
        if (!a->sent && a->peer == peer && a->held == h && a->checks < a->subjects && view_is(officer, a->officer) && view_is(file, a->file)) return a;
    return NULL;
}

static RESULT new_asking(struct node *n, const char *check, size_t peer, struct held *h, const json_t *question, const struct permit *permit,
                         struct asking **out, struct error *err) {
    struct officer o = {0};
    AUTO_TEXT who = text_with_ceiling(64);
    struct view id = json_view(question, "officer"), file = json_view(question, "case");
    if (id.bytes && id.bytes < sizeof o.id) {
        memcpy(o.id, id.at, id.bytes);
        TRY(officer_pseudonym(n, &o, &who, err));
    }
    struct asking *a = calloc(1, sizeof *a);
    ENSURE(a);
    *a = (struct asking){.peer = peer, .held = h, .permit = *permit, .subjects = (size_t)class_of(n, h)->subjects,
                         .arena = arena_with_ceiling(WORK_ARENA_BYTES), .file = strndup(file.bytes ? file.at : "", file.bytes)};
    ENSURE(a->file && who.bytes < sizeof a->pseudonym);
    memcpy(a->officer, o.id, sizeof o.id);
    memcpy(a->pseudonym, text_string(&who), who.bytes);
    if (a->subjects > 1) uuid_new(n->sys, a->id);
    else memcpy(a->id, check, sizeof a->id);
    a->send_at = (struct tick){ticks(n).us + BATCH_WAIT_US};
    h->holders++;
    *out = a;
    return DONE;
}

static void take_off(struct node *n, const struct asking *a) {
    struct asking **at = &n->sealed->asking;
    while (*at && *at != a) at = &(*at)->next;
    if (*at) *at = a->next;
}

static RESULT join(struct node *n, struct asking *a, const char *check, const struct sealed_key *keys, size_t count, struct error *err) {
    size_t at = a->checks++;
    memcpy(a->check[at], check, UUID_ROOM);
    for (size_t i = 0; i < count; i++) {
        const char *kept = arena_copy(&a->arena, keys[i].value);
        if (!kept) return FAIL(err, TOO_BIG, "keys of a question");
        a->keys[at][i] = (struct sealed_key){keys[i].type, keys[i].kind, {kept, keys[i].value.bytes}};
        a->key_count[at] = i + 1;
    }
    if (a->checks == a->subjects) a->send_at = ticks(n);  // it is full; it goes when the turn is durable
    return DONE;
}

// The others that wait with it are not kept waiting for it.
static void leave(struct asking *a, const char *check) {
    size_t i = 0, last = a->checks - 1;
    while (i < a->checks && strcmp(a->check[i], check) != 0) i++;
    if (i == a->checks) return;
    wipe_keys(a, i);
    memmove(a->check[i], a->check[last], sizeof a->check[i]);
    memmove(a->keys[i], a->keys[last], sizeof a->keys[i]);
    a->key_count[i] = a->key_count[last];
    a->checks--;
}

void sealed_asking_forget(struct node *n, const char *check) {
    struct asking *next;
    for (struct asking *a = n->sealed->asking; a; a = next) {
        next = a->next;
        if (a->sent) continue;
        leave(a, check);
        if (a->checks) continue;
        take_off(n, a);
        free_asking(a);
    }
}

static RESULT put_to(struct node *n, const char *check, size_t peer, struct held *h, const struct sealed_key *keys, size_t count, const json_t *question,
                     const struct permit *permit, struct error *err) {
    struct asking *a = joinable(n, peer, h, json_view(question, "officer"), json_view(question, "case"));
    bool first = !a;
    if (first) {
        TRY(new_asking(n, check, peer, h, question, permit, &a, err));
        a->next = n->sealed->asking;
        n->sealed->asking = a;
    }
    struct result r = join(n, a, check, keys, count, err);
    if (!FAILED(r)) return DONE;
    a->checks--;
    if (!first) return r;
    take_off(n, a);
    free_asking(a);
    return r;
}

RESULT sealed_ask(struct node *n, const char *check, size_t peer, const struct subject *s, const json_t *question, const struct law_sealed *class,
                  const struct permit *permit, json_t **said, struct error *err) {
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    struct sealed_key keys[SEALED_KEYS_MAX];
    size_t count;
    TRY(load_held(n, err));
    struct held **place = place_of(n, peer, class->id), *h = place ? *place : NULL;
    TRY(sealed_keys_of(s, SEALED_ASKER, sealed_choice_of(class), &a, keys, &count, NULL, err));
    if (!count) {
        *said = said_of("too_little", false);
    } else if (!h || !still_valid(n, h)) {
        *said = said_of("stale", false);
        if (h) put_instant(*said, "as_of", h->as_of);
    } else {
        TRY(put_to(n, check, peer, h, keys, count, question, permit, err));
        *said = said_of("waiting", false);
    }
    return DONE;
}

// ---- Answers ----

static struct asking *taken_off(struct node *n, uint64_t token) {
    for (struct asking *a = n->sealed->asking; a; a = a->next) {
        if (!a->sent || a->token != token) continue;
        take_off(n, a);
        return a;
    }
    return NULL;
}

static bool met_as(const struct sealed_question *q, size_t subject, int type, int kind) {
    for (size_t i = 0; i < q->points; i++)
        if (q->met[i] && q->subject[i] == subject && q->type[i] == type && q->kind[i] == kind) return true;
    return false;
}

static json_t *met_json(const struct sealed_question *q, size_t subject) {
    json_t *list = json_array();
    for (int t = 0; t < SEALED_KEY_TYPE_COUNT; t++)  // the strongest first, each once
        for (int k = 0; k < IDENTIFIER_KIND_COUNT; k++) {
            if (!met_as(q, subject, t, k)) continue;
            json_t *j = json_pack("{s:s}", "key", sealed_key_type_name((enum sealed_key_type)t));
            if (sealed_key_is_number((enum sealed_key_type)t)) json_object_set_new(j, "kind", json_string(identifier_kind_name((enum identifier_kind)k)));
            json_array_append_new(list, j);
        }
    return list;
}

// What the line of each check says, in their order.
static json_t *found_json(struct node *n, const struct asking *a, size_t i) {
    json_t *met = met_json(&a->question, i);
    bool hit = json_array_size(met) > 0;
    if (!hit && !still_valid(n, a->held)) {  // its day ended while the answer came
        json_decref(met);
        return said_of("stale", true);
    }
    json_t *said = said_of(hit ? "hit" : "no_hit", true);
    json_object_set_new(said, "met", met);
    json_object_set_new(said, "epoch", json_integer(a->held->epoch));
    json_object_set_new(said, "reference", json_string(a->check[i]));
    if (a->subjects > 1) json_object_set_new(said, "question", json_string(a->id));  // as the owner saw it
    put_instant(said, "as_of", a->held->as_of);
    return said;
}

static RESULT look_up(struct node *n, struct asking *a, const json_t *j, json_t *said, struct error *err) {
    struct point evaluated[QUESTION_POINTS_MAX];
    struct oprf_proof proof;
    size_t met;
    if (!base64_exactly(json_view(j, "evaluated"), evaluated, a->question.points * OPRF_BYTES) ||
        !base64_exactly(json_view(j, "proof"), &proof, sizeof proof))
        return FAIL(err, BAD_FIELD, "evaluated or proof");
    TRY(question_finish(&a->question, &a->held->open, evaluated, &proof, &a->held->filter, &met, err));
    for (size_t i = 0; i < a->checks; i++) json_array_append_new(said, found_json(n, a, i));
    return DONE;
}

static RESULT understand(struct node *n, struct asking *a, const json_t *j, json_t *said, struct error *err) {
    static const char *const others[] = {"not_allowed", "quota", "stale", "keys_version"};
    struct view state = json_view(j, "state");
    if (!view_is(json_view(j, "do"), "answer") || !view_is(json_view(j, "check"), a->id)) return FAIL(err, BAD_FIELD, "no answer to this question");
    if (view_is(state, "answered")) return look_up(n, a, j, said, err);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (!view_is(state, others[i])) continue;
        for (size_t k = 0; k < a->checks; k++) json_array_append_new(said, said_of(others[i], true));
        return DONE;
    }
    return FAIL(err, BAD_FIELD, "state");
}

static void refuse_answer(struct node *n, size_t peer, enum code why) {
    struct error ignored;
    struct entry e = {.op = "refusal", .peer = id_of(&n->peers[peer]), .direction = "in", .decision = view_of(code_name(why))};
    if (FAILED(turn(n, &ignored))) return;
    struct result r = write_entry(n, &e, NULL, &ignored);
    (void)r;  // a store that can't take an entry refuses the commit too
}

static json_t *failed_json(enum code why) {
    const char *state = why == CODE_CLOCK ? "clock" : why == CODE_QUOTA ? "quota" : why == CODE_BUSY ? "busy" : why == CODE_NOT_ALLOWED ? "not_allowed" : "unreachable";
    json_t *said = said_of(state, why == CODE_CLOCK || why == CODE_NOT_ALLOWED);
    json_object_set_new(said, "code", json_string(code_name(why)));
    return said;
}

// Our own data protection officer watches our own officers: a failure to count is no reason not to answer.
static void count_mine(struct node *n, const struct asking *a, const json_t *said) {
    struct error ignored;
    bool hit = view_is(json_view(said, "state"), "hit");
    if ((!hit && !view_is(json_view(said, "state"), "no_hit")) || FAILED(turn(n, &ignored)) || FAILED(store_mark(n->store, &ignored))) return;
    struct result r = sealed_mine_asked(n, view_of(a->pseudonym), view_of(a->held->class), hit, &ignored);
    if (FAILED(r)) store_undo(n->store);
    else r = store_keep(n->store, &ignored);
}

static void asking_ended(struct node *n, struct asking *a, json_t *each, enum code why) {
    for (size_t i = 0; i < a->checks; i++) {  // no answer, and never "no hit"
        json_t *said = why == CODE_OK ? json_incref(json_array_get(each, i)) : failed_json(why);
        count_mine(n, a, said);
        check_privately_answered(n, view_of(a->check[i]), a->peer, view_of(a->held->class), said);
        json_decref(said);
    }
    free_asking(a);
}

static void asking_landed(struct node *n, struct asking *a, const json_t *payload, enum code why) {
    struct error err = {0};
    AUTO_JSON *each = json_array();
    if (payload) why = understand(n, a, payload, each, &err).code;
    if (payload && why != CODE_OK) refuse_answer(n, a->peer, why);
    asking_ended(n, a, each, why);
}

void sealed_batches(struct node *n) {
    struct asking *next;
    for (struct asking *a = n->sealed->asking; a; a = next) {
        struct error err;
        next = a->next;
        if (a->sent || ticks(n).us < a->send_at.us || !FAILED(send_question(n, a, &err))) continue;
        take_off(n, a);
        asking_ended(n, a, NULL, CODE_UNREACHABLE);
        next = n->sealed->asking;  // a check that ends may change the list
    }
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
        asking_landed(n, a, opened ? e.payload : NULL, why);
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
    if (a) asking_landed(n, a, NULL, why);
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
