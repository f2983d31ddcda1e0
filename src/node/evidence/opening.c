// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// opening.c — a locked item is opened: asked for on a ground of the law, approved by others, tried, and what came of it.
//
// The node never sees a key and opens nothing: the caller's malines-open does, in its sandbox. A try is counted and stands in the
// item's custody line before it begins, so that none can be made without a trace; its outcome is a second event. What came out is an
// item of its own, whose first event names the one it came out of, and the other way round.
#include "node/evidence/evidence.h"
#include "law/opening.h"
#include "registers/evidence/openings.h"
#include "registers/evidence/quarantine.h"
#include "node/unread.h"

#include <stdio.h>

enum { LISTED_MAX = 200, OPENING_NOTE_MAX = 1900, DETAIL_MAX = 250 };

static RESULT opening_logged(struct node_call *call, const struct opening *o, const char *decision, struct error *err) {
    AUTO_JSON *more = json_pack("{s:s,s:I,s:s}", "item", o->item, "opening", (json_int_t)o->id, "ground", o->ground);
    struct entry e = {.op = "custody", .officer = call->officer, .register_name = VIEW("evidence"), .purpose = view_of(o->purpose),
                      .decision = view_of(decision), .more = more};
    return write_entry(call->node, &e, NULL, err);
}

static void word_put(char *out, size_t room, struct view v) { snprintf(out, room, "%.*s", VIEW_ARGS(v)); }

// ---- Asking ----

static RESULT allowed(struct node *n, struct view ground, struct view purpose, const struct law_opening **out, struct error *err) {
    if (!opening_ground_known(ground))
        return FAIL(err, BAD_ARGUMENT, "ground: handed_over, found, ordered, provider or own; what was guessed or computed is not used here");
    *out = law_opening(n->settings.law, view_of(n->settings.authority), ground, purpose, now(n));
    return *out ? DONE : FAIL(err, NO_BASIS, "no row of laws/opening.yaml in force lets this authority open an item on that ground for that purpose");
}

struct result opening_asked(struct node_call *call, struct error *err) {
    static const char *const needed[] = {"where", "why", "basis"};
    struct node *n = call->node;
    const struct law_opening *row;
    struct evidence_desk *d;
    struct view item = json_view(call->params, "item"), ground = json_view(call->params, "ground"), purpose = json_view(call->params, "purpose");
    AUTO_JSON *there = NULL, *words = json_object();
    TRY(evidence_desk_of(n, &d, err));
    TRY(item_json(n->store, item, &there, err));
    TRY(item_usable(n, item, err));
    TRY(allowed(n, ground, purpose, &row, err));
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        struct view v = json_view(call->params, needed[i]);
        if (!view_trim(v).bytes || v.bytes > CUSTODY_WORDS_MAX) return FAIL(err, BAD_FIELD, "%s: nothing is opened without it", needed[i]);
        json_put_view(words, needed[i], v);
    }
    struct view case_ref = json_view(call->params, "case"), from = json_view(call->params, "from");
    if (case_ref.bytes) json_put_view(words, "case", case_ref);
    if (from.bytes) json_put_view(words, "from", from);
    struct opening o = {.approvals_needed = row->approvals, .tries_max = row->tries};
    word_put(o.item, sizeof o.item, item), word_put(o.officer, sizeof o.officer, view_of(call->officer->id)), word_put(o.ground, sizeof o.ground, ground);
    word_put(o.purpose, sizeof o.purpose, purpose), word_put(o.law_row, sizeof o.law_row, row->id), word_put(o.article, sizeof o.article, row->article);
    TRY(opening_put(n->store, &o, words, now(n), &o.id, err));
    call_answer(call, json_pack("{s:I,s:s,s:s,s:s,s:i,s:i}", "opening", (json_int_t)o.id, "state", opening_state(&o), "row", o.law_row, "article", o.article,
                                "approvals_needed", o.approvals_needed, "tries_max", o.tries_max));
    return opening_logged(call, &o, "opening_asked", err);
}

// ---- Others ----

struct result opening_approved(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct opening o;
    const struct law_opening *row;
    TRY(opening_get(n->store, json_int(call->params, "opening"), &o, NULL, err));
    TRY(allowed(n, view_of(o.ground), view_of(o.purpose), &row, err));
    if (strcmp(o.officer, call->officer->id) == 0) return FAIL(err, SAME_PERSON, "somebody other than who asked approves an opening");
    if (strcmp(opening_state(&o), "waiting") != 0) return FAIL(err, WRONG_STEP, "the opening is %s", opening_state(&o));
    TRY(opening_vouched(n->store, o.id, view_of(call->officer->id), now(n), err));
    TRY(opening_get(n->store, o.id, &o, NULL, err));
    call_answer(call, json_pack("{s:I,s:s,s:i,s:i}", "opening", (json_int_t)o.id, "state", opening_state(&o), "approvals", o.approvals,
                                "approvals_needed", o.approvals_needed));
    return opening_logged(call, &o, "opening_approved", err);
}

struct result opening_listed(struct node_call *call, struct error *err) {
    json_t *all = NULL;
    TRY(openings_json(call->node->store, json_view(call->params, "item"), LISTED_MAX, &all, err));
    call_answer(call, json_pack("{s:o}", "openings", all));
    unread_begin(call->answer);
    unread_listed(call->answer, all, "opening", "opening");
    return DONE;
}

// ---- A try ----

// An event of `item` with the words of who asked and a note of ours.
static json_t *event_of(struct node_call *call, const struct opening *o, const json_t *words, const char *act, const struct text *note) {
    json_t *e = custody_said(call->node, call->officer, words, act);
    struct view tool = json_view(call->params, "tool");
    AUTO_TEXT whole = text_with_ceiling(OPENING_NOTE_MAX);
    text_view(&whole, text_seen(note));
    text_format(&whole, "; ground %s, %s (%s), purpose %s", o->ground, o->law_row, o->article, o->purpose);
    json_put_view(e, "note", text_seen(&whole));
    if (tool.bytes) json_put_view(e, "tool", tool);
    return e;
}

static RESULT opening_mine(struct node_call *call, struct opening *o, json_t **words, struct error *err) {
    TRY(opening_get(call->node->store, json_int(call->params, "opening"), o, words, err));
    return strcmp(o->officer, call->officer->id) == 0 ? DONE : FAIL(err, NOT_FOUND, "no such opening of yours");
}

// A try whose outcome was never told counts, and is said to be lost.
static RESULT earlier_lost(struct node_call *call, struct opening *o, const json_t *words, struct error *err) {
    AUTO_TEXT note = text_with_ceiling(200);
    if (!o->trying) return DONE;
    text_format(&note, "opening %lld, try %d: its outcome was not told", (long long)o->id, o->tries);
    TRY(opening_try_ended(call->node->store, o->id, o->tries, VIEW("lost"), VIEW(""), now(call->node), err));
    o->trying = false;
    return custody_write(call->node, call->officer, view_of(o->item), event_of(call, o, words, "decrypted", &note), NULL, err);
}

struct result opening_tried(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct opening o;
    const struct law_opening *row;
    struct digests what;
    struct digest read;
    AUTO_JSON *words = NULL;
    AUTO_TEXT note = text_with_ceiling(200);
    struct view format = json_view(call->params, "format");
    TRY(opening_mine(call, &o, &words, err));
    TRY(allowed(n, view_of(o.ground), view_of(o.purpose), &row, err));
    TRY(item_usable(n, view_of(o.item), err));
    TRY(item_digests(n->store, view_of(o.item), &what, err));
    if (!hex_read(json_view(call->params, "sha256"), read.bytes, 32) || !digest_same(&read, &what.sha256))
        return FAIL(err, CONFLICT, "sha256: that file is not this item");
    if (format.bytes > FORMAT_BYTES_MAX) return FAIL(err, BAD_ARGUMENT, "format: at most %d bytes", FORMAT_BYTES_MAX);
    if (strcmp(opening_state(&o), "waiting") == 0) return FAIL(err, NEEDS_APPROVAL, "%d of %d approvals are there", o.approvals, o.approvals_needed);
    if (o.opened) return FAIL(err, WRONG_STEP, "it is open: ask again to open it again");
    TRY(earlier_lost(call, &o, words, err));
    call->stays = true;  // that the last one was lost
    if (o.tries >= o.tries_max) return FAIL(err, QUOTA, "all %d tries are used up: another opening must be asked for", o.tries_max);
    int number = o.tries + 1;
    TRY(opening_try_begun(n->store, o.id, number, format, now(n), err));
    text_format(&note, "opening %lld, try %d of %d begins", (long long)o.id, number, o.tries_max);
    TRY(custody_write(n, call->officer, view_of(o.item), event_of(call, &o, words, "decrypted", &note), NULL, err));
    call_answer(call, json_pack("{s:I,s:i,s:i,s:s}", "opening", (json_int_t)o.id, "try", number, "tries_max", o.tries_max, "item", o.item));
    return DONE;
}

// ---- What it came to ----

static RESULT outcome_known(struct view v, struct error *err) {
    static const char *const words[] = {"opened", "wrong_key", "not_possible_here", "unsupported", "broken", "too_big", "not_taken", "failed"};
    AUTO_TEXT all = text_with_ceiling(200);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_is(v, words[i])) return DONE;
        text_format(&all, "%s%s", i ? ", " : "", words[i]);
    }
    return FAIL(err, BAD_ARGUMENT, "outcome: one of %s", text_string(&all));
}

static RESULT derived_entered(struct node_call *call, const struct opening *o, const json_t *words, json_t **shown, struct error *err) {
    struct digests what;
    AUTO_JSON *begun = NULL, *source = NULL;
    AUTO_TEXT note = text_with_ceiling(400);
    TRY(item_json(call->node->store, view_of(o->item), &source, err));
    TRY(intake_whole(call, &what, &begun, err));
    text_format(&note, "out of item %s (SHA-256 %.*s), opening %lld, try %d", o->item, VIEW_ARGS(json_view(source, "sha256")), (long long)o->id, o->tries);
    TRY(item_entered(call, begun, &what, event_of(call, o, words, "derived", &note), shown, err));
    TRY(term_inherited(call->node, json_view(*shown, "item"), view_of(o->item), err));
    TRY(fate_inherited(call->node, json_view(*shown, "item"), view_of(o->item), err));
    struct view active = json_view(call->params, "active");
    return active.bytes ? item_put_aside(call, json_view(*shown, "item"), active, words, err) : DONE;
}

struct result opening_ended(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct opening o;
    AUTO_JSON *words = NULL, *derived = NULL;
    AUTO_TEXT note = text_with_ceiling(OPENING_NOTE_MAX);
    struct view outcome = json_view(call->params, "outcome"), detail = json_view(call->params, "detail"), format = json_view(call->params, "format");
    json_t *added = NULL;
    TRY(opening_mine(call, &o, &words, err));
    if (!o.trying || json_int(call->params, "try") != o.tries) return FAIL(err, WRONG_STEP, "no try of that number is under way");
    TRY(outcome_known(outcome, err));
    if (detail.bytes > DETAIL_MAX) return FAIL(err, BAD_ARGUMENT, "detail: at most %d bytes", DETAIL_MAX);
    if (format.bytes > FORMAT_BYTES_MAX) return FAIL(err, BAD_ARGUMENT, "format: at most %d bytes", FORMAT_BYTES_MAX);
    if (json_view(call->params, "active").bytes > QUARANTINE_REASON_MAX) return FAIL(err, BAD_ARGUMENT, "active: at most %d bytes", QUARANTINE_REASON_MAX);
    bool open = view_is(outcome, "opened");
    if (open) TRY(derived_entered(call, &o, words, &derived, err));
    text_format(&note, "opening %lld, try %d of %d: %.*s", (long long)o.id, o.tries, o.tries_max, VIEW_ARGS(outcome));
    if (format.bytes) text_format(&note, " (%.*s)", VIEW_ARGS(format));
    if (detail.bytes) text_format(&note, ": %.*s", VIEW_ARGS(detail));
    if (open) text_format(&note, "; item %.*s, SHA-256 %.*s, %s", VIEW_ARGS(json_view(derived, "item")), VIEW_ARGS(json_view(derived, "sha256")),
                          json_flag(call->params, "proven") ? "proven by the container" : "not proven by the container");
    if (open && json_view(call->params, "active").bytes) text_put(&note, "; put aside");
    TRY(opening_try_ended(n->store, o.id, o.tries, outcome, json_view(derived, "item"), now(n), err));
    TRY(custody_write(n, call->officer, view_of(o.item), event_of(call, &o, words, "decrypted", &note), &added, err));
    if (derived) json_object_set(added, "derived", derived);
    json_put_view(added, "outcome", outcome);
    call_answer(call, added);
    return DONE;
}
