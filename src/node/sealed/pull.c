// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// pull.c — the filters of owners, pulled a chunk at a time and held. Only one that the law lets us ask by, of our key function
// and of today, is taken, and only when it is to the byte the one that was offered.
#include "node/sealed/asker_room.h"

#include <stdlib.h>

enum { PULL_TIMEOUT_MS = 15000, PULL_EVERY_GREETINGS = 10, PULL_AGAIN_GREETINGS = 3 };

static struct view me_of(const struct node *n) { return view_of(n->settings.authority); }
static struct tick in_greetings(const struct node *n, int greetings) {
    return (struct tick){ticks(n).us + (uint64_t)greetings * (uint64_t)n->settings.hello_ms * 1000};
}

// ---- Filters held ----

void held_drop(struct held *h) {
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

struct held **held_place(struct node *n, size_t peer, struct view class) {
    struct held **places = n->sealed->held[peer], **empty = NULL;
    for (size_t c = 0; c < CLASSES_MAX; c++) {
        if (places[c] && view_is(class, places[c]->class)) return &places[c];
        if (!places[c] && !empty) empty = &places[c];
    }
    return empty;
}

bool held_valid(const struct node *n, const struct held *h) {
    int64_t age = now(n).ms - h->as_of;
    return age < FILTER_VALID_MS && age > -ENVELOPE_SKEW_MS && sealed_epoch_open(h->epoch, now(n));
}

static RESULT load_row(struct node *n, const struct cursor *c, struct error *err) {
    struct peer *p = peer_of(n, cursor_view(c, 0));
    struct view class = cursor_view(c, 1);
    if (!p || class.bytes >= CLASS_ROOM || cursor_view(c, 4).bytes != OPRF_BYTES || cursor_view(c, 5).bytes != 32) return DONE;
    struct held **place = held_place(n, (size_t)(p - n->peers), class), *h = new_held();
    memcpy(h->class, class.at, class.bytes);
    memcpy(h->open.bytes, cursor_view(c, 4).at, OPRF_BYTES);
    memcpy(h->sha256.bytes, cursor_view(c, 5).at, 32);
    h->epoch = cursor_int(c, 2);
    h->as_of = cursor_int(c, 3);
    text_view(&h->bytes, cursor_view(c, 6));
    if (!place || !text_ok(&h->bytes) || FAILED(filter_open(text_seen(&h->bytes), &h->filter, err))) {
        held_drop(h);
        return DONE;  // it is pulled again
    }
    held_drop(*place);
    *place = h;
    return DONE;
}

RESULT held_load(struct node *n, struct error *err) {
    static const struct stmt HELD = {"SELECT member, class, epoch, as_of, open, sha256, container FROM sealed_held"};
    struct cursor c;
    if (n->sealed->loaded) return DONE;
    n->sealed->loaded = true;
    TRY(store_query(n->store, &HELD, NO_VALUES, &c, err));
    struct result r = DONE;
    while (!FAILED(r) && cursor_next(&c)) r = load_row(n, &c, err);
    return cursor_ended(&c, r, err);
}

// A filter whose entry in the log was rolled back is none of ours: it is pulled again.
void sealed_settled(struct node *n, bool durable) {
    struct sealed_desk *d = n->sealed;
    for (size_t p = 0; d->taken && !durable && p < MATCH_SHELVES; p++)
        for (size_t c = 0; c < CLASSES_MAX; c++) held_drop(d->held[p][c]), d->held[p][c] = NULL;
    if (d->taken && !durable) d->loaded = false;
    d->taken = false;
}

// Only offers of classes that the law has are taken.
const struct law_sealed *held_class(const struct node *n, const struct held *h) {
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
    struct entry e = {.op = "sealed_filter", .peer = id_of(&n->peers[peer]), .direction = "in", .register_name = held_class(n, h)->reg,
                      .purpose = held_class(n, h)->purpose, .decision = VIEW("held"), .more = more};
    return write_entry(n, &e, NULL, err);
}

// ---- Pulling ----

static void pull_end(struct node *n, size_t peer, bool well) {
    struct pull *p = &n->sealed->pulls[peer];
    pull_free(p);
    *p = (struct pull){.next = in_greetings(n, well ? PULL_EVERY_GREETINGS : PULL_AGAIN_GREETINGS)};
}

static RESULT send_pull(struct node *n, size_t peer, const json_t *payload, struct error *err) {
    struct pull *p = &n->sealed->pulls[peer];
    TRY(sealed_send(n, peer, payload, PULL_TIMEOUT_MS, &p->token, err));
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
    struct held *h = new_held(), **place = held_place(n, peer, class);
    memcpy(h->class, class.at, class.bytes);
    h->epoch = json_int(offer, "epoch");
    h->as_of = as_of.ms;
    bool good = hex_read(json_view(offer, "filter"), h->sha256.bytes, 32) && hex_read(json_view(offer, "open_key"), h->open.bytes, OPRF_BYTES);
    if (good && place && held_valid(n, h) && !(*place && (digest_same(&(*place)->sha256, &h->sha256) || (*place)->as_of > h->as_of))) return h;
    held_drop(h);
    return NULL;
}

static void pull_next(struct node *n, size_t peer) {
    struct pull *p = &n->sealed->pulls[peer];
    struct error err;
    held_drop(p->coming);
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
    struct held **place = held_place(n, peer, view_of(h->class));
    held_drop(*place);
    *place = h;
    n->sealed->taken = true;
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
    if (FAILED(held_load(n, &err))) n->sealed->loaded = false;
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

void pull_landed(struct node *n, const struct flight *f, const json_t *payload) {
    struct pull *p = &n->sealed->pulls[f->peer];
    struct error err = {0};
    if (!p->flying || p->token != f->token) return;
    p->flying = false;
    if (payload && !FAILED(pulled(n, f->peer, payload, &err))) return;
    if (payload) sealed_answer_refused(n, f->peer, err.code);
    pull_end(n, f->peer, false);
}

void pull_lost(struct node *n, const struct flight *f) {
    const struct pull *p = &n->sealed->pulls[f->peer];
    if (p->flying && p->token == f->token) pull_end(n, f->peer, false);
}

void pull_free(struct pull *p) {
    json_decref(p->offers);
    held_drop(p->coming);
}

json_t *sealed_asker_status(struct node *n) {
    json_t *list = json_array();
    for (size_t p = 0; p < n->peer_count; p++)
        for (size_t c = 0; c < CLASSES_MAX; c++) {
            const struct held *h = n->sealed->held[p][c];
            if (!h) continue;
            json_t *j = json_pack("{s:s,s:s,s:I,s:I,s:b}", "member", n->peers[p].member->id, "class", h->class, "epoch", (json_int_t)h->epoch, "values",
                                  (json_int_t)h->filter.values, "valid", held_valid(n, h));
            AUTO_TEXT sha = text_with_ceiling(100);
            text_digest(&sha, &h->sha256);
            json_put_view(j, "filter", text_seen(&sha));
            json_put_instant(j, "as_of", (struct instant){h->as_of});
            json_array_append_new(list, j);
        }
    return list;
}
