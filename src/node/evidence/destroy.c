// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// destroy.c — the bytes of an item go, and what is left says so: its digests, its line, an entry of the log.
//
// One officer asks on a ground, another approves; what came by an order that was withdrawn goes without being asked for. Nothing goes
// while a hold keeps it. The bytes are written over in slices between other work; what was read out of them and what was opened out of
// them go with them. Who was given a copy stands in the line (copied, handed_over): they are named in the answer, to be told.
#include "node/evidence/evidence.h"
#include "node/requests/requests_room.h"
#include "registers/evidence/destructions.h"
#include "registers/evidence/timeline.h"

#include <stdio.h>

enum { DUE_AT_ONCE = 20, NAME_MAX = 200, DERIVED_DEPTH_MAX = 8 };

static void item_record_name(struct node *n, struct view item, struct text *out) {
    text_format(out, "%s/evidence/%.*s", n->settings.authority, VIEW_ARGS(item));
}

RESULT evidence_is_here(struct node *n, struct view item, struct error *err) {
    AUTO_JSON *there = NULL;
    return item_json(n->store, item, &there, err);
}

// ---- Asked for, and approved ----

static RESULT with_derived(struct node *n, struct view item, struct view ground, struct view officer, const json_t *words, bool due,
                           int depth, struct error *err) {
    AUTO_JSON *derived = NULL;
    size_t i;
    json_t *one;
    struct result r = destruction_put(n->store, item, ground, officer, words, due, now(n), err);
    if (FAILED(r) && !(depth && r.code == CODE_ALREADY)) return r;
    if (depth == DERIVED_DEPTH_MAX) return DONE;
    TRY(derived_of(n->store, item, &derived, err));
    json_array_foreach(derived, i, one) TRY(with_derived(n, view_of(json_string_value(one)), ground, officer, words, due, depth + 1, err));
    return DONE;
}

// What waits because its term is over is taken up by the first of its two persons, with what came out of it.
static RESULT all_taken(struct node *n, struct view item, struct view officer, const json_t *words, int depth, struct error *err) {
    AUTO_JSON *derived = NULL;
    size_t i;
    json_t *one;
    struct result r = destruction_taken(n->store, item, officer, words, err);
    if (FAILED(r) && !(depth && r.code == CODE_ALREADY)) return r;
    if (depth == DERIVED_DEPTH_MAX) return DONE;
    TRY(derived_of(n->store, item, &derived, err));
    json_array_foreach(derived, i, one) TRY(all_taken(n, view_of(json_string_value(one)), officer, words, depth + 1, err));
    return DONE;
}

static RESULT asked_or_taken(struct node *n, struct view item, struct view ground, struct view officer, const json_t *words, struct error *err) {
    struct destruction d;
    bool waits = !FAILED(destruction_get(n->store, item, &d, NULL, NULL)) && d.state == DESTRUCTION_ASKED && !d.officer[0];
    if (view_is(ground, "objected") && !FAILED(item_unrestricted(n, item, NULL)))
        return FAIL(err, BAD_ARGUMENT, "ground: objected: no authority objects to its use");
    if (!waits) return with_derived(n, item, ground, officer, words, false, 0, err);
    if (!view_is(ground, d.ground)) return FAIL(err, WRONG_STEP, "ground: it waits because of %s", d.ground);
    return all_taken(n, item, officer, words, 0, err);
}

static RESULT destruction_logged(struct node_call *call, struct view item, const char *decision, struct view ground, struct error *err) {
    AUTO_JSON *more = json_object();
    json_put_view(more, "item", item);
    json_put_view(more, "ground", ground);
    struct entry e = {.op = "custody", .officer = call->officer, .register_name = VIEW("evidence"), .decision = view_of(decision), .more = more};
    return write_entry(call->node, &e, NULL, err);
}

static RESULT not_held(struct node *n, struct view item, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(NAME_MAX);
    item_record_name(n, item, &name);
    return record_held(n, text_seen(&name), err);
}

struct result destruction_asked(struct node_call *call, struct error *err) {
    static const char *const needed[] = {"where", "why", "basis"};
    struct node *n = call->node;
    struct evidence_desk *d;
    struct view item = json_view(call->params, "item"), ground = json_view(call->params, "ground");
    AUTO_JSON *there = NULL, *words = json_object();
    TRY(evidence_desk_of(n, &d, err));
    TRY(item_json(n->store, item, &there, err));
    if (!destruction_ground_known(ground)) return FAIL(err, BAD_ARGUMENT, "ground: retention_over, order_withdrawn, objected or erasure");
    TRY(not_held(n, item, err));
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        struct view v = json_view(call->params, needed[i]);
        if (!view_trim(v).bytes || v.bytes > CUSTODY_WORDS_MAX) return FAIL(err, BAD_FIELD, "%s: nothing is destroyed without it", needed[i]);
        json_put_view(words, needed[i], v);
    }
    TRY(asked_or_taken(n, item, ground, view_of(call->officer->id), words, err));
    call_answer(call, json_pack("{s:s,s:s}", "state", "waiting", "next", "somebody else approves it"));
    return destruction_logged(call, item, "destruction_asked", ground, err);
}

static RESULT all_due(struct node *n, struct view item, struct view approver, int depth, struct error *err) {
    AUTO_JSON *derived = NULL;
    size_t i;
    json_t *one;
    TRY(destruction_due(n->store, item, approver, err));
    if (depth == DERIVED_DEPTH_MAX) return DONE;
    TRY(derived_of(n->store, item, &derived, err));
    json_array_foreach(derived, i, one) TRY(all_due(n, view_of(json_string_value(one)), approver, depth + 1, err));
    return DONE;
}

// Whom the line names as having got a copy.
static RESULT copies_of(struct node *n, struct view item, json_t *out, struct error *err) {
    AUTO_JSON *line = NULL;
    size_t i;
    json_t *e;
    TRY(line_json(n->store, item, &line, err));
    json_array_foreach(line, i, e) {
        const json_t *event = json_object_get(e, "event");
        struct view act = json_view(event, "act"), to = json_view(event, "to");
        if (to.bytes && (view_is(act, "copied") || view_is(act, "handed_over")) && !json_holds(out, to)) json_array_append_new(out, json_of(to));
    }
    return DONE;
}

struct result destruction_approved(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view item = json_view(call->params, "item");
    struct destruction d;
    json_t *copies = json_array();
    AUTO_JSON *owned = copies;
    TRY(destruction_get(n->store, item, &d, NULL, err));
    if (d.state != DESTRUCTION_ASKED) return FAIL(err, WRONG_STEP, "the destruction is approved already");
    if (!d.officer[0])
        return FAIL(err, NEEDS_APPROVAL, "its term is over: somebody first says that it goes, `malines evidence destroy ask`, and another approves");
    if (strcmp(d.officer, call->officer->id) == 0) return FAIL(err, SAME_PERSON, "somebody other than who asked approves a destruction");
    TRY(not_held(n, item, err));
    TRY(all_due(n, item, view_of(call->officer->id), 0, err));
    TRY(copies_of(n, item, copies, err));
    n->evidence->next_look = ticks(n);
    call_answer(call, json_pack("{s:s,s:O}", "state", "due", "copies_with", copies));
    return destruction_logged(call, item, "destruction_approved", view_of(d.ground), err);
}

RESULT item_queued(struct node *n, struct view item, const char *ground, const char *basis, struct error *err) {
    AUTO_JSON *words = json_pack("{s:s,s:s,s:s}", "where", "the node's vault", "why", "it may not be kept any longer", "basis", basis);
    struct result r = with_derived(n, item, view_of(ground), VIEW(""), words, false, 0, err);
    return r.code == CODE_ALREADY ? DONE : r;  // somebody asked for it before its day
}

RESULT item_condemned(struct node *n, struct view item, const char *ground, const char *basis, struct error *err) {
    AUTO_JSON *words = json_pack("{s:s,s:s,s:s}", "where", "the node's vault", "why", "it may not be kept any longer", "basis", basis);
    struct result r = with_derived(n, item, view_of(ground), VIEW(""), words, true, 0, err);
    n->evidence->next_look = ticks(n);
    return r.code == CODE_ALREADY ? all_due(n, item, VIEW(""), 0, err) : r;
}

// ---- Going ----

// That it went is an event of its line and an entry of the log, which the proof of deletion is made of.
static RESULT gone(struct node *n, struct view item, const struct destruction *d, const json_t *words, bool shared, struct error *err) {
    AUTO_JSON *there = NULL, *more = json_object();
    AUTO_TEXT note = text_with_ceiling(800), name = text_with_ceiling(NAME_MAX);
    int64_t index = 0;
    TRY(item_json(n->store, item, &there, err));
    json_t *event = custody_said(n, NULL, words, "destroyed");
    text_format(&note, "ground %s; SHA-256 %.*s, %lld bytes: %s", d->ground, VIEW_ARGS(json_view(there, "sha256")), (long long)json_int(there, "bytes"),
                shared ? "the bytes stay for another item that is the same" : "written over and taken away");
    if (d->officer[0]) text_format(&note, "; asked for by %s, approved by %s", d->officer, d->approver);
    json_put_view(event, "note", text_seen(&note));
    TRY(timeline_forgotten(n->store, item, err));
    TRY(destruction_done(n->store, item, now(n), err));
    TRY(custody_write(n, NULL, item, event, NULL, err));
    item_record_name(n, item, &name);
    json_put_view(more, "item", item);
    struct entry e = {.op = "erasure", .about = text_seen(&name), .register_name = VIEW("evidence"), .decision = VIEW("item_destroyed"), .more = more};
    TRY(write_entry(n, &e, &index, err));
    return record_deleted(n, text_seen(&name), d->ground, index, err);
}

static struct result keep_item(void *ctx, struct view item, struct error *err) {
    (void)err;
    json_array_append_new(ctx, json_of(item));
    return DONE;
}

static RESULT one_begun(struct node *n, struct evidence_desk *desk, struct view item, struct error *err) {
    struct destruction d;
    AUTO_JSON *words = NULL;
    struct digests what;
    bool shared = false;
    if (FAILED(not_held(n, item, NULL))) return DONE;  // it goes when the hold does
    TRY(destruction_get(n->store, item, &d, &words, err));
    TRY(item_digests(n->store, item, &what, err));
    TRY(bytes_shared(n->store, item, &shared, err));
    if (!shared) {
        struct result r = destroying_begin(desk->vault, &what.sha256, &desk->destroying, err);
        if (!FAILED(r)) return snprintf(desk->destroyed, sizeof desk->destroyed, "%.*s", VIEW_ARGS(item)), DONE;
        if (r.code != CODE_NOT_FOUND) return r;
    }
    return gone(n, item, &d, words, shared, err);
}

// The first that is due and that no hold keeps, however many a hold keeps.
static RESULT next_begun(struct node *n, struct evidence_desk *desk, struct error *err) {
    AUTO_TEXT last = text_with_ceiling(NAME_MAX);
    for (size_t got = DUE_AT_ONCE; got == DUE_AT_ONCE && !desk->destroying;) {
        AUTO_JSON *due = json_array();
        size_t i;
        json_t *item;
        TRY(destruction_each_due(n->store, text_seen(&last), DUE_AT_ONCE, keep_item, due, err));
        got = json_array_size(due);
        json_array_foreach(due, i, item) {
            if (!desk->destroying) TRY(one_begun(n, desk, view_of(json_string_value(item)), err));
            text_clear(&last);
            text_put(&last, json_string_value(item));
        }
    }
    return DONE;
}

RESULT destroying_slice(struct node *n, struct evidence_desk *desk, bool *busy, struct error *err) {
    AUTO_JSON *words = NULL;
    struct destruction d;
    bool done = false;
    *busy = true;
    if (desk->destroying) {
        struct result r = destroying_some(desk->destroying, CHECK_SLICE_BYTES, &done, err);
        if (FAILED(r) || done) desk->destroying = destroying_free(desk->destroying);
        if (FAILED(r) || !done) return r;
        TRY(destruction_get(n->store, view_of(desk->destroyed), &d, &words, err));
        return gone(n, view_of(desk->destroyed), &d, words, false, err);
    }
    TRY(next_begun(n, desk, err));
    *busy = desk->destroying != NULL;
    return DONE;
}
