// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// deliveries.c — a provider's files lie in its vault; the manifest with their digests is part of the signed release. The
// issuing authority's node fetches them in parts, goes on where it stopped (after a restart, too), and takes in only what has those digests.
#include "node/evidence/evidence.h"
#include "node/orders/orders.h"

#include "crypto/enveloped.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { FETCH_PART_BYTES = 512 * 1024, FETCH_TIMEOUT_MS = 15000, FETCHES_MAX = 8, DAYS_USUAL = 30, DAYS_POSSIBLE = 10000, FILES_JSON_BYTES_MAX = 100000 };

#define FETCH_ID "fetch-"

struct fetch {
    struct fetch *next;
    struct officer officer;
    json_t *said;               // where, why, basis, case
    json_t *file;               // of the manifest
    char request[UUID_ROOM], id[64];
    size_t peer;
    uint64_t token;
    bool flying, lagging, resumed;  // lagging: what lay here before the node started is being read again
    struct intake *intake;
};

// ---- The provider: what it hands over ----
static RESULT begins_sealed(struct node *n, const struct digests *d, bool *out, struct error *err) {
    char head[64];
    int file;
    TRY(vault_item(n->evidence->vault, &d->sha256, &file, err));
    ssize_t got = read(file, head, sizeof head);
    close(file);
    *out = got > 0 && enveloped_begins((struct view){head, (size_t)got});
    return DONE;
}

static RESULT file_put(struct node *n, const json_t *given, json_t *files, struct error *err) {
    AUTO_JSON *item = NULL;
    struct view id = json_view(given, "item");
    struct digests d;
    bool sealed;
    TRY(item_json(n->store, id, &item, err));
    TRY(item_may_leave(n, id, err));
    TRY(item_digests(n->store, id, &d, err));
    TRY(begins_sealed(n, &d, &sealed, err));
    json_t *f = json_pack("{s:O,s:O,s:O,s:I,s:b}", "name", json_object_get(item, "name"), "sha256", json_object_get(item, "sha256"), "sha3_256",
                          json_object_get(item, "sha3_256"), "bytes", (json_int_t)d.bytes, "encrypted", sealed);
    json_put_view(f, "item", id);
    if (!sealed) json_put_view(f, "why_plain", json_view(given, "why_plain"));
    json_array_append_new(files, f);
    return DONE;
}

struct delivery_window delivery_window_of(const struct node *n) {
    return (struct delivery_window){law_term_ms(n->settings.law, TERM_delivery_least, now(n)), law_term_ms(n->settings.law, TERM_delivery_most, now(n))};
}

RESULT delivery_put(struct node_call *call, const struct request *r, const json_t *demand, json_t *decision, struct error *err) {
    struct node *n = call->node;
    const json_t *given = json_object_get(call->params, "delivery"), *one, *list = json_object_get(given, "files");
    struct evidence_desk *desk;
    int64_t days = json_object_get(given, "days") ? json_int(given, "days") : DAYS_USUAL;
    size_t i;
    (void)demand;
    TRY(evidence_desk_of(n, &desk, err));
    if (days < 0 || days > DAYS_POSSIBLE) return FAIL(err, BAD_FIELD, "delivery: days");
    json_t *files = json_array();
    AUTO_JSON *m = json_pack("{s:s,s:s,s:o,s:o,s:o,s:o}", "malines", "delivery/1", "sender", n->settings.authority, "files", files,
                             "sent_at", json_instant(now(n)),
                             "available_from", json_instant(now(n)), "available_until", json_instant(instant_after(now(n), days * DAY_MS)));
    json_put_view(m, "recipient", r->peer);
    json_put_view(m, "order", r->id);
    json_put_view(m, "remarks", json_view(given, "remarks"));
    if (!json_is_array(list) || json_array_size(list) > DELIVERY_FILES_MAX)
        return FAIL(err, BAD_FIELD, "delivery: {files: [{item, why_plain?}], days?, remarks?}");
    json_array_foreach((json_t *)list, i, one) TRY(file_put(n, one, files, err));
    json_object_set_new(m, "means", json_string(delivery_means(files)));
    TRY(delivery_check(m, delivery_window_of(n), err));
    json_object_set(decision, "delivery", m);
    if (json_flag(call->params, "preview")) return DONE;
    json_array_foreach(files, i, one) TRY(term_at_least(n, json_view(one, "item"), instant_after(now(n), days * DAY_MS), err));
    return DONE;
}

// ---- The provider: a part is asked for ----
static RESULT part_read(struct node *n, const json_t *file, int64_t from, struct text *base64, struct error *err) {
    struct digest d;
    int fd;
    if (from < 0 || from >= json_int(file, "bytes")) return FAIL(err, BAD_FIELD, "from: beyond the file");
    if (!hex_read(json_view(file, "sha256"), d.bytes, sizeof d.bytes)) return FAIL(err, STORE_DAMAGED, "a manifest's digest");
    TRY(vault_item(n->evidence->vault, &d, &fd, err));
    char *bytes = malloc(FETCH_PART_BYTES);
    ENSURE(bytes);
    ssize_t got = pread(fd, bytes, FETCH_PART_BYTES, (off_t)from);
    close(fd);
    if (got > 0) text_base64(base64, bytes, (size_t)got);
    free(bytes);
    return got > 0 ? DONE : FAIL(err, STORE_DAMAGED, "the item can't be read");
}

RESULT delivery_arrived(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX), base64 = text_with_ceiling(ENVELOPE_BYTES_MAX);
    AUTO_JSON *decision = NULL;
    struct envelope e;
    struct request r;
    struct evidence_desk *desk;
    TRY(envelope_open(p->member, n->settings.authority, "delivery", now(n), body, &e, err));
    AUTO_JSON *whole = e.whole;
    TRY(evidence_desk_of(n, &desk, err));
    TRY(request_find(n->store, json_view(e.payload, "request"), &hold, &r, err));
    if (r.side != SIDE_owner || !view_is(r.peer, p->member->id) || (r.step != STEP_released && r.step != STEP_delivered))
        return FAIL(err, NOT_FOUND, "no delivery of this id to this member");
    TRY(json_stored(r.decision, &decision, err));
    const json_t *m = json_object_get(decision, "delivery"), *file = delivery_file(m, json_view(e.payload, "item"));
    if (!file) return FAIL(err, NOT_FOUND, "no such file in the delivery");
    TRY(delivery_open_at(m, now(n), err));
    TRY(order_may_go(n, &r, err));  // withdrawn, or objected to, since it was released
    TRY(item_may_leave(n, json_view(file, "item"), err));
    int64_t from = json_int(e.payload, "from");
    TRY(part_read(n, file, from, &base64, err));
    AUTO_JSON *answer = json_pack("{s:I,s:s}", "from", (json_int_t)from, "data", text_string(&base64));
    if (from == 0) {
        json_t *said = json_pack("{s:s,s:s,s:s}", "where", n->settings.authority, "why", "delivery under an order", "basis",
                                 "Regulation (EU) 2023/1543 art. 10");
        AUTO_JSON *owned = said;
        json_put_view(said, "to", r.peer);
        TRY(custody_write(n, NULL, json_view(file, "item"), custody_said(n, NULL, said, "copied"), NULL, err));
    }
    return envelope_seal(n->settings.signer, "delivered", n->settings.authority, p->member->id, now(n), answer, reply, err);
}

// ---- The authority: fetching ----
static void fetch_free(struct fetch *f, bool goes_on) {
    if (goes_on) intake_leave(f->intake);
    else intake_drop(f->intake);
    json_decref(f->said);
    json_decref(f->file);
    free(f);
}

static void fetch_out(struct node *n, struct fetch *f, bool goes_on) {
    for (struct fetch **at = &n->fetches; *at; at = &(*at)->next)
        if (*at == f) {
            *at = f->next;
            break;
        }
    fetch_free(f, goes_on);
}
static void fetch_end(struct node *n, struct fetch *f) { fetch_out(n, f, false); }

// The node stops: what has arrived stays, and whoever fetches again goes on from there.
void fetches_free(struct node *n) {
    while (n->fetches) fetch_out(n, n->fetches, true);
}

static RESULT part_ask(struct node *n, struct fetch *f, struct error *err) {
    AUTO_TEXT sealed = text_with_ceiling(ENVELOPE_BYTES_MAX);
    AUTO_JSON *j = json_pack("{s:s,s:O,s:I}", "request", f->request, "item", json_object_get(f->file, "item"), "from", (json_int_t)intake_bytes(f->intake));
    TRY(envelope_seal(n->settings.signer, "delivery", n->settings.authority, n->peers[f->peer].member->id, now(n), j, &sealed, err));
    struct flight *flight = send_later(n, f->peer, "/m1/delivery", &sealed, FETCH_TIMEOUT_MS);
    flight->kind = FLIGHT_delivery;
    f->token = flight->token;
    f->flying = true;
    return DONE;
}

static RESULT outcome_put(struct node *n, struct fetch *f, json_t *outcome, struct error *err) {
    AUTO_JSON *owned = outcome;
    AUTO_JSON *file = NULL;
    AUTO_TEXT key = text_with_ceiling(100);
    TRY(order_file(n, view_of(f->request), &file, err));
    json_t *fetched = json_object_get(file, "fetched");
    if (!fetched) json_object_set_new(file, "fetched", fetched = json_object());
    text_view(&key, json_view(f->file, "item"));
    json_object_set(fetched, text_string(&key), owned);
    static const struct stmt KEEP = {"SELECT validate_by FROM order_file WHERE request = $1"};
    struct instant by;
    TRY(store_number(n->store, &KEEP, VALUES(V_STR(f->request)), 0, &by.ms, err));
    return order_file_put(n, view_of(f->request), file, by, err);
}

static RESULT entered(struct node *n, struct fetch *f, const struct digests *d, struct error *err) {
    char id[UUID_ROOM];
    uuid_new(n->sys, id);
    struct item i = {.id = view_of(id), .name = json_view(f->file, "name"),
                     .kind = json_flag(f->file, "encrypted") ? VIEW("application/cms") : VIEW("application/octet-stream"),
                     .case_ref = json_view(f->said, "case"), .digests = *d, .added_at = now(n)};
    TRY(item_add(n->store, &i, err));
    TRY(term_begun(n, i.id, VIEW("delivered"), err));
    json_t *event = custody_said(n, &f->officer, f->said, "delivered");
    json_put_view(event, "from", view_of(n->peers[f->peer].member->id));
    json_object_set(event, "sha256", json_object_get(f->file, "sha256"));
    json_object_set(event, "sha3_256", json_object_get(f->file, "sha3_256"));
    json_object_set(event, "bytes", json_object_get(f->file, "bytes"));
    TRY(custody_write(n, &f->officer, i.id, event, NULL, err));
    return outcome_put(n, f, json_pack("{s:s,s:o}", "item", id, "at", json_instant(now(n))), err);
}

void fetches_stop(struct node *n, struct view request) {
    AUTO_TEXT left = text_with_ceiling(100);
    for (struct fetch *f = n->fetches, *next; f; f = next) {
        next = f->next;
        if (view_is(request, f->request)) fetch_end(n, f);
    }
    text_format(&left, FETCH_ID "%.*s-", VIEW_ARGS(request));
    if (n->evidence && n->evidence->vault && text_ok(&left)) intakes_forget(n->evidence->vault, text_string(&left));
}

// What had come of it, whole or not.
RESULT fetched_condemned(struct node *n, struct view request, const json_t *file, struct error *err) {
    const char *name;
    json_t *one;
    fetches_stop(n, request);
    json_object_foreach((json_t *)(uintptr_t)json_object_get(file, "fetched"), name, one)
        if (json_view(one, "item").bytes) TRY(item_condemned(n, json_view(one, "item"), "order_withdrawn", "Regulation (EU) 2023/1543 art. 4(5)", err));
    return DONE;
}

// A request that ends with its term takes no evidence with it: the case decides how long that is kept.
RESULT fetched_recalled(struct node *n, const struct request *r, const char *why, struct error *err) {
    AUTO_JSON *file = NULL;
    if (r->side != SIDE_asker || strcmp(why, "term_over") == 0) return DONE;
    struct result there = order_file(n, r->id, &file, err);
    if (FAILED(there)) return there.code == CODE_NOT_FOUND ? DONE : there;
    return fetched_condemned(n, r->id, file, err);
}

// Of which order, which file by its digest: the same after a restart.
static void fetch_name(struct fetch *f) {
    AUTO_TEXT what = text_with_ceiling(1000), hex = text_with_ceiling(100);
    text_format(&what, "%.*s/%.*s", VIEW_ARGS(json_view(f->file, "item")), VIEW_ARGS(json_view(f->file, "sha256")));
    struct digest d = sha256(text_seen(&what));
    text_hex(&hex, d.bytes, 8);
    snprintf(f->id, sizeof f->id, FETCH_ID "%s-%s", f->request, text_string(&hex));
}

static RESULT fetch_begun(struct node *n, struct fetch *f, struct error *err) {
    struct vault *v = n->evidence->vault;
    TRY(intake_resume(v, f->id, &f->intake, err));
    f->resumed = intake_bytes(f->intake) > 0;
    if (intake_bytes(f->intake) <= (uint64_t)json_int(f->file, "bytes")) return DONE;
    intake_drop(f->intake);  // more than there can be
    f->intake = NULL, f->resumed = false;
    return intake_resume(v, f->id, &f->intake, err);
}

// All of it is here: it is what the manifest says, or it is refused, and the log says so. What lay here before a restart may have been torn
// then: that is nobody's fault, and it begins again.
static RESULT whole(struct node *n, struct fetch *f, bool *ended, struct error *err) {
    struct digests said = {.bytes = (uint64_t)json_int(f->file, "bytes")}, got;
    if (!hex_read(json_view(f->file, "sha256"), said.sha256.bytes, 32) || !hex_read(json_view(f->file, "sha3_256"), said.sha3_256.bytes, 32))
        return FAIL(err, BAD_FIELD, "a manifest's digests");
    struct intake *intake = f->intake;
    f->intake = NULL;
    struct result r = intake_end(intake, &said, &got, NULL, err);
    if (!FAILED(r)) return entered(n, f, &got, err);
    if (r.code != CODE_CONFLICT) return r;
    if (f->resumed) {
        TRY(fetch_begun(n, f, err));
        *ended = false;
        return part_ask(n, f, err);
    }
    AUTO_JSON *more = json_pack("{s:O}", "item", json_object_get(f->file, "item"));
    struct entry e = {.op = "refusal", .officer = &f->officer, .peer = view_of(n->peers[f->peer].member->id), .direction = "in",
                      .request = view_of(f->request),
                      .register_name = VIEW("evidence"), .decision = VIEW("wrong_digest"), .more = more};
    TRY(write_entry(n, &e, NULL, err));
    return outcome_put(n, f, json_pack("{s:s,s:o}", "refused", "CONFLICT", "at", json_instant(now(n))), err);
}

static RESULT part_take(struct node *n, struct fetch *f, int status, struct view body, bool *ended, struct error *err) {
    struct envelope e;
    struct peer *p = &n->peers[f->peer];
    *ended = true;
    if (status != 200) return outcome_put(n, f, json_pack("{s:s,s:i,s:o}", "refused", "REFUSED_THERE", "status", status, "at", json_instant(now(n))), err);
    *ended = false;
    TRY(envelope_open(p->member, n->settings.authority, "delivered", now(n), body, &e, err));
    AUTO_JSON *owned = e.whole;
    AUTO_TEXT part = text_with_ceiling(FETCH_PART_BYTES);
    bool read = base64_text(json_view(e.payload, "data"), &part);
    if ((uint64_t)json_int(e.payload, "from") != intake_bytes(f->intake) || !text_ok(&part)) return FAIL(err, BAD_FIELD, "another part than was asked for");
    if (!read || !part.bytes) return FAIL(err, BAD_FIELD, "data: base64");
    TRY(intake_add(f->intake, text_seen(&part), err));
    if (intake_bytes(f->intake) < (uint64_t)json_int(f->file, "bytes")) return part_ask(n, f, err);
    *ended = true;
    return whole(n, f, ended, err);
}

bool fetches_lag(const struct node *n) {
    const struct fetch *f = n->fetches;
    while (f && !f->lagging) f = f->next;
    return f != NULL;
}

RESULT fetches_slice(struct node *n, size_t bytes, struct error *err) {
    struct fetch *f = n->fetches;
    bool done = false, ended = false;
    while (f && !f->lagging) f = f->next;
    if (!f) return DONE;
    struct result r = intake_catch_up(f->intake, bytes, &done, err);
    if (FAILED(r)) return fetch_end(n, f), r;
    f->lagging = !done;
    if (!done) return DONE;
    if (intake_bytes(f->intake) < (uint64_t)json_int(f->file, "bytes")) return part_ask(n, f, err);
    ended = true;
    r = whole(n, f, &ended, err);
    if (ended) fetch_end(n, f);
    return r;
}

static struct fetch *fetch_of(struct node *n, uint64_t token) {
    struct fetch *f = n->fetches;
    while (f && !(f->flying && f->token == token)) f = f->next;
    return f;
}

void delivery_landed(struct node *n, const struct flight *flight, int status, struct view body) {
    struct fetch *f = fetch_of(n, flight->token);
    struct error err;
    bool ended = true;
    if (!f) return;
    f->flying = false;
    if (status == code_http(CODE_BUSY)) return;  // as if it had not been reached
    if (FAILED(turn(n, &err)) || FAILED(store_mark(n->store, &err))) return;
    struct result r = part_take(n, f, status, body, &ended, &err);
    if (FAILED(r)) store_undo(n->store);
    else if (FAILED(store_keep(n->store, &err))) return;
    if (ended) fetch_end(n, f);
}

void delivery_lost(struct node *n, const struct flight *flight) {
    struct fetch *f = fetch_of(n, flight->token);
    if (f) f->flying = false;  // whoever fetches again goes on from here
}

// One that stands still, because its provider was away, makes room: what has arrived of it stays.
static bool room_made(struct node *n) {
    size_t open = 0;
    struct fetch *still = NULL;
    for (struct fetch *f = n->fetches; f; f = f->next) {
        open++;
        if (!f->flying && !f->lagging) still = f;
    }
    if (open >= FETCHES_MAX && still) fetch_out(n, still, true);
    return open < FETCHES_MAX || still;
}

static RESULT fetch_new(struct node_call *call, const struct request *r, const json_t *file, struct fetch **out, struct error *err) {
    struct node *n = call->node;
    struct peer *p = peer_of(n, r->peer);
    if (!p || !room_made(n)) return FAIL(err, BUSY, "%d files are being fetched", FETCHES_MAX);
    struct fetch *f = calloc(1, sizeof *f);
    ENSURE(f);
    f->officer = *call->officer;
    f->peer = (size_t)(p - n->peers);
    snprintf(f->request, sizeof f->request, "%.*s", VIEW_ARGS(r->id));
    f->said = json_deep_copy(call->params);
    f->file = json_deep_copy(file);
    fetch_name(f);
    struct result begun = fetch_begun(n, f, err);
    if (FAILED(begun)) return fetch_free(f, true), begun;
    f->lagging = f->resumed;
    f->next = n->fetches;
    n->fetches = *out = f;
    return DONE;
}

struct result delivery_fetched(struct node_call *call, struct error *err) {
    static const char *const needed[] = {"where", "why", "basis"};
    struct node *n = call->node;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *decision = NULL, *paper = NULL;
    struct evidence_desk *desk;
    struct request r;
    struct view item = json_view(call->params, "item");
    TRY(evidence_desk_of(n, &desk, err));
    TRY(request_find(n->store, json_view(call->params, "request"), &hold, &r, err));
    if (r.side != SIDE_asker || r.step != STEP_released) return FAIL(err, WRONG_STEP, "only what was released to us is fetched");
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!view_trim(json_view(call->params, needed[i])).bytes) return FAIL(err, BAD_FIELD, "%s: no item is taken in without it", needed[i]);
    TRY(happened_by_now(n, call->params, err));  // not when all of it has come
    TRY(order_file(n, r.id, &paper, err));
    if (view_is(json_view(paper, "state"), "blocked")) return FAIL(err, NO_BASIS, "art. 10(4): the enforcing authority objects to the use of the data");
    TRY(json_stored(r.decision, &decision, err));
    const json_t *m = json_object_get(decision, "delivery"), *file = delivery_file(m, item);
    if (!file) return FAIL(err, NOT_FOUND, "item: not one of the delivery");
    TRY(delivery_open_at(m, now(n), err));
    struct fetch *f = n->fetches;
    while (f && !(view_is(r.id, f->request) && view_same(json_view(f->file, "item"), item))) f = f->next;
    if (f && strcmp(f->officer.id, call->officer->id) != 0) return FAIL(err, BUSY, "somebody else is fetching it");
    if (!f) TRY(fetch_new(call, &r, file, &f, err));
    int64_t from = (int64_t)intake_bytes(f->intake);
    if (!f->flying && !f->lagging) TRY(part_ask(n, f, err));
    if (f->lagging) desk->next_look = ticks(n);
    struct entry e = {.op = "collection", .officer = call->officer, .peer = r.peer, .request = r.id, .register_name = VIEW("evidence"),
                      .decision = VIEW("fetching")};
    TRY(write_entry(n, &e, NULL, err));
    call_answer(call, json_pack("{s:I,s:O}", "from", (json_int_t)from, "bytes", json_object_get(file, "bytes")));
    return DONE;
}
