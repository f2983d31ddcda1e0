// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// restrict.c — a record that is kept and not used (Directive (EU) 2016/680 art. 16(3)): what it says is contested and can't be settled,
// or it has to be kept as evidence. The flag stands in the record, so it goes wherever a copy is; whoever had it by an answer is
// told (art. 16(6)), and tells those to whom it passed it on. Told in the same way is that a record was changed since (art. 7(3)).
// What a restricted record is still good for is in laws/requests.yaml (`rights`): the rights of the person, and the court.
#include "node/checks/namesake.h"
#include "node/requests/requests_room.h"
#include "registers/alerts/alerts.h"

// ---- Whoever had it by an answer ----

static RESULT tell_one(struct node *n, const struct request *r, const json_t *word, struct error *err) {
    AUTO_JSON *body = json_copy((json_t *)word);
    json_put_view(body, "request", r->id);
    return request_post(n, r, "record", body, false, err);
}

struct holders {
    json_t *ids;
    bool onward;
};

static struct result had_it(void *ctx, const struct request *r, struct error *err) {
    struct holders *h = ctx;
    AUTO_JSON *decision = NULL;
    TRY(request_sound(r, err));
    bool went = r->step == STEP_sent || r->step == STEP_received || r->step == STEP_noted;
    if (h->onward) {
        if (r->side == SIDE_asker && is_onward(r->kind) && went) json_array_append_new(h->ids, json_of(r->id));
        return DONE;
    }
    if ((r->step != STEP_released && r->step != STEP_delivered) || !r->decision.bytes) return DONE;
    TRY(json_stored(r->decision, &decision, err));
    if (json_object_get(decision, "alert")) json_array_append_new(h->ids, json_of(r->id));
    return DONE;
}

static RESULT tell_all(struct node *n, const json_t *ids, const json_t *word, struct error *err) {
    size_t i;
    const json_t *id;
    json_array_foreach((json_t *)ids, i, id) {
        AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
        struct request r;
        TRY(request_find(n->store, view_of(json_string_value(id)), &hold, &r, err));
        TRY(tell_one(n, &r, word, err));
    }
    return DONE;
}

static RESULT answers_told(struct node *n, struct view record, const json_t *word, struct error *err) {
    AUTO_JSON *ids = json_array();
    struct holders h = {ids, false};
    TRY(request_about(n->store, record, SIDE_owner, had_it, &h, err));
    return tell_all(n, ids, word, err);
}

RESULT answers_changed(struct node *n, struct view record, struct error *err) {
    AUTO_JSON *word = json_pack("{s:s,s:o}", "what", "changed", "at", json_instant(now(n)));
    return answers_told(n, record, word, err);
}

// ---- Where it went ----

static RESULT pass_word_on(struct node *n, struct view source, const json_t *word, struct error *err) {
    AUTO_JSON *ids = json_array();
    struct holders h = {ids, true};
    TRY(request_referring(n->store, source, had_it, &h, err));
    return tell_all(n, ids, word, err);
}

RESULT record_word_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    struct instant at;
    struct view what = json_view(body, "what"), ground = json_view(body, "ground");
    bool restricts = view_is(what, "restricted"), frees = view_is(what, "free"), changed = view_is(what, "changed");
    TRY(request_find(n->store, json_view(body, "request"), &hold, &r, err));
    bool given = r.way == WAY_asks ? r.side == SIDE_asker : r.side == SIDE_owner;
    if (!given || !view_is(r.peer, p->member->id) || !instant_read(json_view(body, "at"), &at) || !(restricts || frees || changed) ||
        restricts != (view_is(ground, RESTRICTED_CONTESTED) || view_is(ground, RESTRICTED_EVIDENCE)))
        return FAIL(err, BAD_FIELD, "a word on a record that is not this member's: restricted on a ground, free or changed");
    TRY(request_sound(&r, err));
    if (!was_given(&r)) return DONE;  // it was erased meanwhile
    if (changed) TRY(answer_mark_changed(n->store, r.id, at, err));
    else TRY(answer_mark(n->store, r.id, ground, at, err));
    AUTO_JSON *more = json_object();
    if (restricts) json_put_view(more, "ground", ground);
    struct entry e = {.op = "restriction", .peer = r.peer, .direction = "in", .request = r.id, .register_name = REGISTER_ALERTS,
                      .decision = restricts ? VIEW("restricted") : frees ? VIEW("unrestricted") : VIEW("changed_there"),
                      .more = more};
    TRY(write_entry(n, &e, NULL, err));
    return pass_word_on(n, r.id, body, err);
}

RESULT answer_marks_shown(struct node *n, const struct request *r, json_t *shown, struct error *err) {
    AUTO_TEXT ground = text_with_ceiling(40);
    struct instant since, changed;
    if (!was_given(r)) return DONE;
    TRY(answer_marks(n->store, r->id, &ground, &since, &changed, err));
    if (changed.ms) json_object_set_new(shown, "record_changed_at", json_instant(changed));
    if (!ground.bytes) return DONE;
    json_t *j = json_pack("{s:s,s:o}", "ground", text_string(&ground), "since", json_instant(since));
    json_object_set_new(shown, "restricted", j);
    static const char *const said[] = {"answer", "text", "fields", "passed"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)  // of an answer to us only the answer, of what was told all it says
        if ((i == 0) == (r->way == WAY_asks) && json_object_get(shown, said[i])) json_object_set_new(shown, said[i], json_null());
    return DONE;
}

// What a check showed before the record was restricted is not shown again.
RESULT restricted_hidden(struct node *n, json_t *check, struct error *err) {
    size_t i;
    json_t *c;
    json_array_foreach(json_object_get(check, "candidates"), i, c) {
        AUTO_JSON *alert = NULL;
        struct result found = record_alert(n, json_view(c, "record"), &alert, err);
        if (FAILED(found) && found.code != CODE_NOT_FOUND && found.code != CODE_BAD_FIELD) return found;
        if (!json_object_get(alert, "restricted")) continue;
        json_object_set_new(c, "alert", json_null()), json_object_set_new(c, "subject", json_null()), json_object_set_new(c, "evidence", json_array());
        json_object_set(c, "restricted", json_object_get(alert, "restricted"));
    }
    return DONE;
}

// ---- Handlers ----

static RESULT reason_given(const json_t *params, struct view *out, struct error *err) {
    *out = json_view(params, "reason");
    return view_trim(*out).bytes && out->bytes <= 2000 ? DONE : FAIL(err, BAD_ARGUMENT, "reason: 1 to 2000 bytes");
}

static RESULT next_version(struct node_call *call, json_t *alert, const struct record *r, struct view reason, json_t *word, struct error *err) {
    struct node *n = call->node;
    AUTO_JSON *more = json_pack("{s:O}", "restriction", json_object_get(word, "what"));
    AUTO_TEXT name = text_with_ceiling(400);
    if (json_object_get(word, "ground")) json_object_set(more, "ground", json_object_get(word, "ground"));
    record_name(&name, r);
    json_object_set_new(word, "at", json_instant(now(n)));
    TRY(alert_next(call, alert, r, reason, more, err));
    return answers_told(n, text_seen(&name), word, err);
}

struct result alert_restricted(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view ground = json_view(call->params, "ground"), reason;
    struct record r;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *alert = NULL;
    if (!view_is(ground, RESTRICTED_CONTESTED) && !view_is(ground, RESTRICTED_EVIDENCE)) return FAIL(err, BAD_ARGUMENT, "ground: contested or evidence");
    TRY(reason_given(call->params, &reason, err));
    TRY(own_record(n, json_view(call->params, "record"), json_int(call->params, "version"), &hold, &r, err));
    TRY(json_stored(r.body, &alert, err));
    if (json_object_get(alert, "restricted")) return FAIL(err, ALREADY, "its processing is restricted already");
    json_t *mark = json_pack("{s:o}", "since", json_instant(now(n)));
    json_put_view(mark, "ground", ground);
    json_object_set_new(alert, "restricted", mark);
    AUTO_JSON *word = json_pack("{s:s}", "what", "restricted");
    json_put_view(word, "ground", ground);
    return next_version(call, alert, &r, reason, word, err);
}

// Where it was contested, the person is told before (art. 16(3), last sentence): `informed` says on which day.
struct result alert_unrestricted(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view informed = json_view(call->params, "informed"), reason;
    struct record r;
    struct instant day;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX), whole = text_with_ceiling(60);
    AUTO_JSON *alert = NULL;
    TRY(reason_given(call->params, &reason, err));
    TRY(own_record(n, json_view(call->params, "record"), json_int(call->params, "version"), &hold, &r, err));
    TRY(json_stored(r.body, &alert, err));
    const json_t *mark = json_object_get(alert, "restricted");
    if (!mark) return FAIL(err, WRONG_STEP, "its processing is not restricted");
    text_format(&whole, "%.*sT00:00:00Z", VIEW_ARGS(informed));
    if (view_is(json_view(mark, "ground"), RESTRICTED_CONTESTED) && (!instant_read(text_seen(&whole), &day) || instant_before(now(n), day)))
        return FAIL(err, BAD_DATE, "informed: the day on which the person was told that it is lifted, as 2026-11-29 (Directive (EU) 2016/680 art. 16(3))");
    json_object_del(alert, "restricted");
    AUTO_JSON *word = json_pack("{s:s}", "what", "free");
    return next_version(call, alert, &r, reason, word, err);
}
