// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// terms.c — no item survives its date (promise P7): each has a day, by a row of laws/evidence.yaml, from the moment it comes in.
//
// When that day is over the item goes by itself, or waits for two persons, as its row says; until they have spoken nobody is shown or
// given what is in it. A hold keeps it. Who says that it is still needed gives the reasons and another day, within the row's bounds.
#include "node/evidence/evidence.h"
#include "node/passed.h"
#include "law/evidence.h"
#include "node/requests/requests_room.h"
#include "registers/evidence/destructions.h"
#include "registers/evidence/terms.h"

#include <stdio.h>

enum { PORTION = 100, TERM_NOTE_MAX = 400, DERIVED_MOST = 8 };

static RESULT held_item(struct node *n, struct view item, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(200);
    text_format(&name, "%s/evidence/%.*s", n->settings.authority, VIEW_ARGS(item));
    return record_held(n, text_seen(&name), err);
}

// ---- A day is set ----

static RESULT begun_at(struct node *n, struct view item, struct view act, struct instant since, struct error *err) {
    const struct law_evidence *row = law_evidence(n->settings.law, view_of(n->settings.authority), act, now(n));
    if (!row) return FAIL(err, NO_BASIS, "no row of laws/evidence.yaml in force says how long this authority keeps what is %.*s", VIEW_ARGS(act));
    struct item_term t = {.until = law_span_after(row->kept, since), .two_persons = row->ends == ENDS_two_persons};
    snprintf(t.law_row, sizeof t.law_row, "%.*s", VIEW_ARGS(row->id));
    snprintf(t.article, sizeof t.article, "%.*s %.*s", VIEW_ARGS(row->instrument), VIEW_ARGS(row->article));
    return term_put(n->store, item, &t, err);
}

RESULT term_begun(struct node *n, struct view item, struct view act, struct error *err) { return begun_at(n, item, act, now(n), err); }

RESULT term_inherited(struct node *n, struct view item, struct view source, struct error *err) {
    struct item_term t;
    TRY(term_get(n->store, source, &t, err));
    return term_put(n->store, item, &t, err);
}

RESULT term_at_least(struct node *n, struct view item, struct instant until, struct error *err) {
    struct item_term t;
    TRY(term_get(n->store, item, &t, err));
    if (!instant_before(t.until, until)) return DONE;
    t.until = until;
    return term_put(n->store, item, &t, err);
}

RESULT item_usable(struct node *n, struct view item, struct error *err) {
    struct item_term t;
    AUTO_TEXT day = text_with_ceiling(60);
    TRY(item_unrestricted(n, item, err));
    if (FAILED(term_get(n->store, item, &t, NULL)) || instant_before(now(n), t.until) || FAILED(held_item(n, item, NULL))) return DONE;
    text_instant(&day, t.until);
    return FAIL(err, EXPIRED, "its term was over on %.10s (%s): `malines evidence keep` with reasons, a hold, "
                              "or `malines evidence destroy ask`", text_string(&day), t.article);
}

// ---- It is over ----

static RESULT over_logged(struct node *n, struct view item, const struct item_term *t, const char *decision, struct error *err) {
    AUTO_JSON *more = json_pack("{s:s,s:s}", "row", t->law_row, "article", t->article);
    json_put_view(more, "item", item);
    struct entry e = {.op = "custody", .register_name = VIEW("evidence"), .decision = view_of(decision), .more = more};
    return write_entry(n, &e, NULL, err);
}

static RESULT over_said(struct node *n, struct view item, const struct item_term *t, struct error *err) {
    AUTO_JSON *words = json_pack("{s:s,s:s,s:s}", "where", "the node's vault", "why", "its term is over", "basis", t->article);
    AUTO_TEXT note = text_with_ceiling(TERM_NOTE_MAX);
    text_format(&note, "row %s of laws/evidence.yaml: %s", t->law_row,
                t->two_persons ? "it waits for two persons, and is shown to nobody" : "it goes by itself");
    json_t *event = custody_said(n, NULL, words, "term_over");
    json_put_view(event, "note", text_seen(&note));
    return custody_write(n, NULL, item, event, NULL, err);
}

static RESULT one_over(struct node *n, struct view item, struct error *err) {
    struct item_term t;
    AUTO_JSON *there = NULL;
    if (FAILED(held_item(n, item, NULL))) return DONE;  // looked at again when the hold is over
    TRY(term_get(n->store, item, &t, err));
    TRY(item_json(n->store, item, &there, err));
    TRY(term_noted(n->store, item, err));
    if (view_is(json_view(there, "state"), "destroyed")) return DONE;
    TRY(over_said(n, item, &t, err));
    TRY(over_logged(n, item, &t, t.two_persons ? "term_over_waits" : "term_over", err));
    return t.two_persons ? item_queued(n, item, "retention_over", t.article, err) : item_condemned(n, item, "retention_over", t.article, err);
}

// An item of before there were terms gets its day as if it came in then; one that came out of another has that one's.
static RESULT missing_begun(struct node *n, struct error *err) {
    AUTO_JSON *bare = NULL;
    size_t i;
    json_t *one;
    if (n->evidence->all_have_days) return DONE;
    TRY(terms_missing(n->store, PORTION, &bare, err));
    json_array_foreach(bare, i, one) {
        struct view item = json_view(one, "item"), source = json_view(one, "source");
        struct result r = source.bytes ? term_inherited(n, item, source, NULL) : DONE;
        if (source.bytes && !FAILED(r)) continue;
        struct view act = view_is(json_view(one, "act"), "derived") ? VIEW("collected") : json_view(one, "act");
        r = begun_at(n, item, act, (struct instant){json_int(one, "added_ms")}, err);
        if (FAILED(r) && r.code != CODE_NO_BASIS) return r;  // no row: it has no day until the tables have one
    }
    n->evidence->all_have_days = json_array_size(bare) < PORTION;
    return DONE;
}

// One that can't be dealt with keeps no other, and is tried again with the next sweep.
static RESULT one_tried(struct node *n, struct view item, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(400);
    text_put(&name, "evidence/"), text_view(&name, item);
    TRY(store_mark(n->store, err));
    struct result r = one_over(n, item, err);
    if (!FAILED(r)) r = passed_no_more(n, "evidence", text_seen(&name), err);
    if (!FAILED(r)) return store_keep(n->store, err);
    store_undo(n->store);
    if (fault_of_ours(n, r.code)) return r;
    return passed_over(n, "evidence", text_seen(&name), r.code, err);
}

RESULT terms_care(struct node *n, struct error *err) {
    struct instant until = {0};
    AUTO_TEXT last = text_with_ceiling(200);
    size_t got = PORTION;
    if (!n->evidence->vault) return DONE;
    TRY(missing_begun(n, err));
    while (got == PORTION) {
        AUTO_JSON *over = NULL;
        size_t i;
        json_t *item;
        TRY(terms_over(n->store, now(n), PORTION, &until, &last, &over, err));
        got = json_array_size(over);
        json_array_foreach(over, i, item) TRY(one_tried(n, view_of(json_string_value(item)), err));
    }
    return DONE;
}

// ---- It is still needed ----

static RESULT until_given(struct node *n, const json_t *there, const struct item_term *t, struct view day, struct instant *out, struct error *err) {
    const struct law_evidence *row = law_evidence_named(n->settings.law, view_of(t->law_row));
    struct instant added;
    AUTO_TEXT whole = text_with_ceiling(60);
    if (!row) return FAIL(err, NO_BASIS, "row %s of laws/evidence.yaml, by which it was kept, is not there any more", t->law_row);
    text_format(&whole, "%.*sT00:00:00Z", VIEW_ARGS(day));
    if (!instant_read(text_seen(&whole), out)) return FAIL(err, BAD_DATE, "until: a day as 2027-01-31");
    if (!instant_read(json_view(there, "added_at"), &added)) return FAIL(err, STORE_DAMAGED, "when an item came in");
    struct instant once = law_span_after(row->kept, now(n)), most = law_span_after(row->most, added), last = instant_before(once, most) ? once : most;
    text_clear(&whole);
    text_instant(&whole, last);
    if (!instant_before(now(n), *out) || instant_before(last, *out))
        return FAIL(err, BAD_DATE, "until: a day to come, at most %.10s (%s)", text_string(&whole), t->article);
    return DONE;
}

// The same day for what came out of it.
static RESULT moved(struct node *n, struct view item, const struct item_term *t, int depth, struct error *err) {
    AUTO_JSON *derived = NULL;
    size_t i;
    json_t *one;
    TRY(term_put(n->store, item, t, err));
    TRY(destruction_withdrawn(n->store, item, err));
    if (depth == DERIVED_MOST) return DONE;
    TRY(derived_of(n->store, item, &derived, err));
    json_array_foreach(derived, i, one) TRY(moved(n, view_of(json_string_value(one)), t, depth + 1, err));
    return DONE;
}

static RESULT not_on_its_way(struct node *n, struct view item, struct error *err) {
    struct destruction d;
    TRY(item_unrestricted(n, item, err));
    if (FAILED(destruction_get(n->store, item, &d, NULL, NULL))) return DONE;
    if (d.state == DESTRUCTION_ASKED && strcmp(d.ground, "retention_over") == 0) return DONE;
    return FAIL(err, WRONG_STEP, "its destruction is asked for on another ground, or approved");
}

struct result evidence_kept_on(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct evidence_desk *d;
    struct view item = json_view(call->params, "item");
    struct item_term t;
    AUTO_JSON *there = NULL;
    AUTO_TEXT note = text_with_ceiling(TERM_NOTE_MAX), was = text_with_ceiling(60);
    json_t *added = NULL;
    TRY(evidence_desk_of(n, &d, err));
    TRY(item_json(n->store, item, &there, err));
    if (view_is(json_view(there, "state"), "destroyed")) return FAIL(err, WRONG_STEP, "its bytes were destroyed");
    TRY(term_get(n->store, item, &t, err));
    TRY(not_on_its_way(n, item, err));
    text_instant(&was, t.until);
    TRY(until_given(n, there, &t, json_view(call->params, "until"), &t.until, err));
    TRY(moved(n, item, &t, 0, err));
    text_format(&note, "until %.*s instead of %.10s; row %s, %s", VIEW_ARGS(json_view(call->params, "until")), text_string(&was), t.law_row, t.article);
    json_t *event = custody_said(n, call->officer, call->params, "kept_on");
    json_put_view(event, "note", text_seen(&note));
    TRY(custody_write(n, call->officer, item, event, &added, err));
    json_object_set_new(added, "until", json_instant(t.until));
    call_answer(call, added);
    return DONE;
}
