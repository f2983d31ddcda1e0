// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// evidence.c — items of evidence come in, are shown, and have things done to them, each with its event.
//
// An item travels in parts of at most a megabyte, is hashed as it arrives and gets its place in the vault before the
// transaction that enters it: a crash between the two leaves bytes that nobody knows of, never a record without bytes.
#include "node/evidence/evidence.h"
#include "node/unread.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ENDS_WITHIN_MOST = 36500, HAPPENED_AHEAD_MS = 5 * MINUTE_MS };

struct arriving {
    struct arriving *next;
    char id[UUID_ROOM], officer[OFFICER_ID_ROOM];
    struct intake *intake;
    struct tick touched;
    json_t *begun;              // what was announced
};

// ---- The desk ----

RESULT evidence_open(struct node *n, struct error *err) {
    struct evidence_desk *d = calloc(1, sizeof *d);
    ENSURE(d);
    n->evidence = d;
    if (n->settings.vault) {
        ENSURE(d->folder = strdup(n->settings.vault));
        TRY(vault_open(n->sys, d->folder, kept_since(n, TERM_delivery_most), &d->vault, err));
    }
    if (n->settings.stamp_authorities.bytes) TRY(stamp_trust_read(n->settings.stamp_authorities, &d->stamps, err));
    return DONE;
}

static void arriving_free(struct arriving *a) {
    intake_drop(a->intake);
    json_decref(a->begun);
    free(a);
}

struct evidence_desk *evidence_free(struct evidence_desk *d) {
    if (!d) return NULL;
    while (d->arriving) {
        struct arriving *a = d->arriving;
        d->arriving = a->next;
        arriving_free(a);
    }
    for (size_t i = 0; i < COPIES_MAX; i++) free(d->copies[i]);
    checking_free(d->checking);
    destroying_free(d->destroying);
    hash_desk_free(d->hashes);
    stamp_trust_free(d->stamps);
    vault_close(d->vault);
    free(d->folder);
    free(d);
    return NULL;
}

RESULT evidence_desk_of(struct node *n, struct evidence_desk **out, struct error *err) {
    if (!n->evidence->vault) return FAIL(err, NOT_FOUND, "this node keeps no evidence: it has no vault");
    *out = n->evidence;
    return DONE;
}

// ---- Arriving ----

static struct arriving **arriving_of(struct evidence_desk *d, struct view id) {
    struct arriving **at = &d->arriving;
    while (*at && !view_is(id, (*at)->id)) at = &(*at)->next;
    return at;
}

static void idle_forgotten(struct node *n, struct evidence_desk *d) {
    for (struct arriving **at = &d->arriving; *at;) {
        struct arriving *a = *at;
        if (ticks(n).us - a->touched.us < INTAKE_IDLE_MINUTES * (uint64_t)MINUTE_MS * 1000) {
            at = &a->next;
            continue;
        }
        *at = a->next;
        arriving_free(a);
    }
}

static RESULT mine(struct node_call *call, struct evidence_desk *d, struct arriving ***out, struct error *err) {
    struct arriving **at = arriving_of(d, json_view(call->params, "intake"));
    if (!*at || strcmp((*at)->officer, call->officer->id) != 0) return FAIL(err, NOT_FOUND, "no such intake is open");
    (*at)->touched = ticks(call->node);
    *out = at;
    return DONE;
}

struct result evidence_begin(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct evidence_desk *d;
    size_t open = 0;
    struct view name = json_view(call->params, "name");
    TRY(evidence_desk_of(n, &d, err));
    idle_forgotten(n, d);
    for (struct arriving *a = d->arriving; a; a = a->next) open++;
    if (open >= INTAKES_MAX) return FAIL(err, BUSY, "%d items are arriving", INTAKES_MAX);
    if (!view_trim(name).bytes || name.bytes > 200) return FAIL(err, BAD_ARGUMENT, "name: what the item is called, at most 200 bytes");
    struct arriving *a = calloc(1, sizeof *a);
    ENSURE(a);
    uuid_new(n->sys, a->id);
    snprintf(a->officer, sizeof a->officer, "%s", call->officer->id);
    a->touched = ticks(n);
    a->begun = json_deep_copy(call->params);
    struct result r = intake_begin(d->vault, a->id, &a->intake, err);
    if (FAILED(r)) {
        arriving_free(a);
        return r;
    }
    a->next = d->arriving;
    d->arriving = a;
    call_answer(call, json_pack("{s:s,s:i}", "intake", a->id, "part_bytes", PART_BYTES_MAX));
    return DONE;
}

struct result evidence_part(struct node_call *call, struct error *err) {
    struct evidence_desk *d;
    struct arriving **a;
    AUTO_TEXT part = text_with_ceiling(PART_BYTES_MAX);
    TRY(evidence_desk_of(call->node, &d, err));
    TRY(mine(call, d, &a, err));
    if ((uint64_t)json_int(call->params, "from") != intake_bytes((*a)->intake))
        return FAIL(err, CONFLICT, "the next part begins at byte %llu", (unsigned long long)intake_bytes((*a)->intake));
    if (!base64_text(json_view(call->params, "data"), &part))
        return text_ok(&part) ? FAIL(err, BAD_ARGUMENT, "data: base64") : FAIL(err, TOO_BIG, "data: at most %d bytes", PART_BYTES_MAX);
    TRY(intake_add((*a)->intake, text_seen(&part), err));
    call_answer(call, json_pack("{s:I}", "received", (json_int_t)intake_bytes((*a)->intake)));
    return DONE;
}

struct result evidence_abandon(struct node_call *call, struct error *err) {
    struct evidence_desk *d;
    struct arriving **at;
    TRY(evidence_desk_of(call->node, &d, err));
    TRY(mine(call, d, &at, err));
    struct arriving *a = *at;
    *at = a->next;
    arriving_free(a);
    return DONE;
}

// ---- Events ----

json_t *custody_said(struct node *n, const struct officer *o, const json_t *params, const char *act) {
    static const char *const words[] = {"where", "why", "basis", "case", "happened_at", "seal", "device", "tool", "write_blocker", "from", "to", "note"};
    json_t *e = json_pack("{s:s,s:s,s:s}", "act", act, "authority", n->settings.authority, "who", o ? o->id : n->settings.authority);
    AUTO_TEXT at = text_with_ceiling(100);
    text_instant(&at, now(n));
    json_put_view(e, "at", text_seen(&at));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct view v = json_view(params, words[i]);
        if (v.bytes) json_put_view(e, words[i], v);
    }
    return e;
}

static const char *op_of(struct view act) {
    if (view_is(act, "collected") || view_is(act, "delivered")) return "collection";
    if (view_is(act, "copied") || view_is(act, "handed_over") || view_is(act, "returned")) return "disclosure";
    return "custody";
}

static RESULT event_logged(struct node *n, const struct officer *o, const json_t *event, const struct digest *d, int64_t *index, struct error *err) {
    AUTO_TEXT hex = text_with_ceiling(100);
    text_digest(&hex, d);
    AUTO_JSON *more = json_pack("{s:s,s:s,s:s}", "item", json_string_value(json_object_get(event, "item")), "custody", text_string(&hex), "act",
                                json_string_value(json_object_get(event, "act")));
    struct entry e = {.op = op_of(json_view(event, "act")), .officer = o, .register_name = VIEW("evidence"), .decision = VIEW("kept"), .more = more};
    return write_entry(n, &e, index, err);
}

// What is said to have happened has happened: a clock may be a little ahead of ours, no more.
RESULT happened_by_now(const struct node *n, const json_t *event, struct error *err) {
    struct view v = json_view(event, "happened_at");
    struct instant at;
    if (!v.bytes) return DONE;
    if (!instant_read(v, &at)) return FAIL(err, BAD_FIELD, "happened_at: as 2026-11-28T12:00:00Z");
    return instant_before(instant_after(now(n), HAPPENED_AHEAD_MS), at) ? FAIL(err, BAD_FIELD, "happened_at: it has not happened yet") : DONE;
}

RESULT custody_write(struct node *n, const struct officer *o, struct view item, json_t *event, json_t **added, struct error *err) {
    AUTO_JSON *owned = event;
    struct digest d;
    int64_t number, index;
    AUTO_TEXT hex = text_with_ceiling(100);
    TRY(happened_by_now(n, owned, err));
    TRY(line_add(n->store, item, owned, &d, &number, err));
    TRY(event_logged(n, o, owned, &d, &index, err));
    TRY(line_logged(n->store, item, number, index, err));
    text_digest(&hex, &d);
    if (added) *added = json_pack("{s:O,s:s,s:I}", "event", owned, "digest", text_string(&hex), "log_index", (json_int_t)index);
    return DONE;
}

// ---- Entering ----

// What was announced and what arrived: digests only where they were announced.
static RESULT announced_matches(const json_t *begun, const struct digests *d, struct error *err) {
    struct digest said;
    struct view a = json_view(begun, "sha256"), b = json_view(begun, "sha3_256");
    if (a.bytes && (!hex_read(a, said.bytes, 32) || !digest_same(&said, &d->sha256)))
        return FAIL(err, CONFLICT, "what arrived has another SHA-256 than was announced");
    if (b.bytes && (!hex_read(b, said.bytes, 32) || !digest_same(&said, &d->sha3_256)))
        return FAIL(err, CONFLICT, "what arrived has another SHA3-256 than was announced");
    if (json_object_get(begun, "bytes") && json_int(begun, "bytes") != (int64_t)d->bytes)
        return FAIL(err, CONFLICT, "what arrived is not as long as was announced");
    return DONE;
}

static void put_digests(json_t *j, const struct digests *d) {
    AUTO_TEXT a = text_with_ceiling(100);
    AUTO_TEXT b = text_with_ceiling(100);
    text_digest(&a, &d->sha256);
    text_digest(&b, &d->sha3_256);
    json_put_view(j, "sha256", text_seen(&a));
    json_put_view(j, "sha3_256", text_seen(&b));
    json_object_set_new(j, "bytes", json_integer((json_int_t)d->bytes));
}

RESULT item_entered(struct node_call *call, const json_t *begun, const struct digests *d, json_t *event, json_t **shown, struct error *err) {
    AUTO_JSON *first = event;
    struct node *n = call->node;
    char id[UUID_ROOM];
    AUTO_JSON *added = NULL;
    struct view type = json_view(begun, "type");
    uuid_new(n->sys, id);
    struct item i = {.id = view_of(id), .name = json_view(begun, "name"), .kind = type.bytes ? type : VIEW("application/octet-stream"),
                     .case_ref = json_view(call->params, "case"), .digests = *d, .added_at = now(n)};
    TRY(item_add(n->store, &i, err));
    if (!view_is(json_view(first, "act"), "derived")) TRY(term_begun(n, i.id, json_view(first, "act"), err));
    put_digests(first, d);
    TRY(custody_write(n, call->officer, i.id, json_incref(first), &added, err));
    TRY(item_json(n->store, i.id, shown, err));
    json_object_update(*shown, added);
    return DONE;
}

RESULT intake_whole(struct node_call *call, struct digests *what, json_t **begun, struct error *err) {
    struct evidence_desk *d;
    struct arriving **at;
    TRY(evidence_desk_of(call->node, &d, err));
    TRY(mine(call, d, &at, err));
    struct arriving *a = *at;
    *at = a->next;
    struct intake *intake = a->intake;
    a->intake = NULL;
    struct result r = intake_end(intake, NULL, what, NULL, err);
    if (!FAILED(r)) r = announced_matches(a->begun, what, err);
    if (!FAILED(r)) *begun = json_incref(a->begun);
    arriving_free(a);
    return r;
}

struct result evidence_add(struct node_call *call, struct error *err) {
    struct evidence_desk *d;
    struct arriving **at;
    struct digests what;
    static const char *const needed[] = {"where", "why", "basis"};
    TRY(evidence_desk_of(call->node, &d, err));
    TRY(mine(call, d, &at, err));
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!view_trim(json_view(call->params, needed[i])).bytes) return FAIL(err, BAD_FIELD, "%s: no item is taken in without it", needed[i]);
    TRY(happened_by_now(call->node, call->params, err));  // before the intake is used up: what arrived need not come again
    struct view act = json_view(call->params, "act");
    AUTO_JSON *begun = NULL;
    json_t *shown = NULL;
    TRY(intake_whole(call, &what, &begun, err));
    TRY(item_entered(call, begun, &what,
                     custody_said(call->node, call->officer, call->params, view_is(act, "delivered") ? "delivered" : "collected"), &shown, err));
    call_answer(call, shown);
    return DONE;
}

// ---- What is done with it, and what is shown ----

// What a person may say of an item, and what has to be said with it. All else (checked, destroyed, released, ..) the node writes when it
// has happened: that bytes went, say, is never a word alone.
static const struct said_act {
    const char *act, *needs;
} SAID[] = {{"sealed", "seal"},  {"unsealed", "seal"},  {"moved", ""},     {"handed_over", "to"}, {"opened", ""},
            {"examined", ""},    {"copied", ""},        {"decrypted", ""}, {"annotated", "note"}, {"returned", "to"}};

static RESULT act_said(const json_t *params, struct error *err) {
    struct view act = json_view(params, "act");
    for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++) {
        if (!view_is(act, SAID[i].act)) continue;
        if (!*SAID[i].needs || view_trim(json_view(params, SAID[i].needs)).bytes) return DONE;
        return FAIL(err, BAD_FIELD, "%s: %s is nothing without it", SAID[i].needs, SAID[i].act);
    }
    return FAIL(err, BAD_ARGUMENT, "act: sealed, unsealed, moved, handed_over, opened, examined, copied, decrypted, annotated or returned");
}

struct result evidence_event(struct node_call *call, struct error *err) {
    struct view act = json_view(call->params, "act"), item = json_view(call->params, "item");
    AUTO_JSON *there = NULL;
    json_t *added = NULL;
    TRY(item_json(call->node->store, item, &there, err));
    TRY(act_said(call->params, err));
    if (view_is(json_view(there, "state"), "destroyed") && !view_is(act, "annotated") && !view_is(act, "returned"))
        return FAIL(err, WRONG_STEP, "its bytes were destroyed: only a note, or that what they came from was returned");
    AUTO_TEXT word = text_with_ceiling(40);
    text_view(&word, act);
    TRY(custody_write(call->node, call->officer, item, custody_said(call->node, call->officer, call->params, text_string(&word)), &added, err));
    call_answer(call, added);
    return DONE;
}

struct result evidence_show(struct node_call *call, struct error *err) {
    json_t *item = NULL, *line = NULL;
    struct view id = json_view(call->params, "item");
    TRY(item_json(call->node->store, id, &item, err));
    struct result r = line_shown_json(call->node->store, id, &line, err);
    if (FAILED(r)) {
        json_decref(item);
        return r;
    }
    json_object_set_new(item, "line", line);
    unread_begin(item);
    unread_listed(item, line, "custody_event", "number");
    call_answer(call, item);
    return DONE;
}

struct result evidence_list(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    int64_t limit = json_int(call->params, "limit"), days = json_int(call->params, "ends_within");
    struct items_wanted w = {.case_ref = json_view(call->params, "case"), .after = json_int(call->params, "after"),
                             .limit = limit < 1 || limit > 500 ? 100 : limit};
    json_t *all = NULL;
    if (json_object_get(call->params, "ends_within")) {
        if (days < 0 || days > ENDS_WITHIN_MOST) return FAIL(err, BAD_ARGUMENT, "ends_within: 0 to %d days", ENDS_WITHIN_MOST);
        w.ends_by = instant_after(now(n), days * (int64_t)DAY_MS);
    }
    TRY(items_json(n->store, &w, &all, err));
    call_answer(call, all);
    return DONE;
}

// ---- Time-stamps: the queries go out and the replies come in with whoever can reach the authority ----

// The digest is of an event with a random salt, so no two are the same: a nonce made from it is as fresh.
static void nonce_of(const struct digest *d, unsigned char nonce[STAMP_NONCE_BYTES]) {
    AUTO_TEXT t = text_with_ceiling(100);
    text_put(&t, "malines/stamp/1\n");
    text_add(&t, d->bytes, sizeof d->bytes);
    struct digest n = sha256(text_seen(&t));
    memcpy(nonce, n.bytes, STAMP_NONCE_BYTES);
}

static RESULT query_put(json_t *j, struct error *err) {
    unsigned char nonce[STAMP_NONCE_BYTES];
    struct digest d;
    AUTO_TEXT query = text_with_ceiling(4096);
    AUTO_TEXT text = text_with_ceiling(8192);
    if (!hex_read(json_view(j, "digest"), d.bytes, sizeof d.bytes)) return FAIL(err, STORE_DAMAGED, "a custody event's digest");
    nonce_of(&d, nonce);
    TRY(stamp_query(&d, nonce, &query, err));
    text_base64(&text, query.at, query.bytes);
    json_put_view(j, "query", text_seen(&text));
    return DONE;
}

struct result evidence_unstamped(struct node_call *call, struct error *err) {
    AUTO_JSON *all = NULL;
    size_t i;
    json_t *j;
    if (!call->node->evidence->stamps) return FAIL(err, NOT_FOUND, "no time-stamp authority is set: put its certificate into stamps.pem of the node's folder");
    TRY(unstamped_json(call->node->store, 100, &all, err));
    json_array_foreach(all, i, j) TRY(query_put(j, err));
    call_answer(call, json_pack("{s:O}", "queries", all));
    return DONE;
}

struct result evidence_stamped(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view item = json_view(call->params, "item");
    unsigned char nonce[STAMP_NONCE_BYTES];
    struct digest d;
    struct instant when;
    AUTO_TEXT reply = text_with_ceiling(STAMP_BYTES_MAX);
    AUTO_TEXT token = text_with_ceiling(STAMP_BYTES_MAX);
    AUTO_TEXT at = text_with_ceiling(100);
    if (!n->evidence->stamps) return FAIL(err, NOT_FOUND, "no time-stamp authority is set");
    if (!base64_text(json_view(call->params, "reply"), &reply))
        return text_ok(&reply) ? FAIL(err, BAD_ARGUMENT, "reply: base64") : FAIL(err, TOO_BIG, "reply: at most %d bytes", STAMP_BYTES_MAX);
    TRY(line_digest(n->store, item, json_int(call->params, "number"), &d, err));
    nonce_of(&d, nonce);
    TRY(stamp_reply(n->evidence->stamps, text_seen(&reply), &d, nonce, &token, &when, err));
    TRY(stamp_keep(n->store, item, json_int(call->params, "number"), text_seen(&token), when, err));
    text_instant(&at, when);
    call_answer(call, json_pack("{s:s}", "stamped_at", text_string(&at)));
    return DONE;
}
