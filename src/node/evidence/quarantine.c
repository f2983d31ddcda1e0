// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// quarantine.c — what came out of an item and would act when it is shown (a PDF with a script in it) is taken in, and put aside with the
// reason: it is in no bundle and in no delivery until an approver, who is not the one that opened it, has said why it may go out.
#include "node/evidence/evidence.h"
#include "registers/evidence/quarantine.h"

RESULT item_put_aside(struct node_call *call, struct view item, struct view reason, const json_t *words, struct error *err) {
    struct node *n = call->node;
    json_t *event = custody_said(n, call->officer, words, "quarantined");
    json_put_view(event, "note", reason);
    TRY(unlooked_done(n->store, item, err));
    TRY(quarantine_put(n->store, item, reason, view_of(call->officer->id), now(n), err));
    return custody_write(n, call->officer, item, event, NULL, err);
}

RESULT item_may_leave(struct node *n, struct view item, struct error *err) {
    AUTO_TEXT reason = text_with_ceiling(2 * QUARANTINE_REASON_MAX), by = text_with_ceiling(2 * OFFICER_ID_ROOM);
    TRY(item_usable(n, item, err));
    TRY(item_looked_into(n, item, err));
    if (FAILED(quarantine_get(n->store, item, &reason, &by, NULL))) return DONE;
    return FAIL(err, WRONG_STEP, "it is in quarantine (%s): somebody who did not open it lets it go, `malines evidence release`", text_string(&reason));
}

// An officer's own sandbox looked into the item's bytes: it is an event of the line, and what acts is put aside.
struct result evidence_looked(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view item = json_view(call->params, "item"), active = json_view(call->params, "active");
    AUTO_TEXT reason = text_with_ceiling(2 * QUARANTINE_REASON_MAX), by = text_with_ceiling(2 * OFFICER_ID_ROOM);
    struct digests what;
    struct digest read;
    json_t *added = NULL;
    TRY(item_digests(n->store, item, &what, err));
    if (!hex_read(json_view(call->params, "sha256"), read.bytes, 32) || !digest_same(&read, &what.sha256))
        return FAIL(err, CONFLICT, "sha256: that file is not this item");
    if (active.bytes > QUARANTINE_REASON_MAX) return FAIL(err, BAD_ARGUMENT, "active: at most %d bytes", QUARANTINE_REASON_MAX);
    if (active.bytes && !FAILED(quarantine_get(n->store, item, &reason, &by, NULL))) return FAIL(err, ALREADY, "it is in quarantine already");
    json_t *event = custody_said(n, call->officer, call->params, "examined");
    json_object_set_new(event, "note", json_string(active.bytes ? "looked into: active content" : "looked into: nothing that acts was seen"));
    TRY(unlooked_done(n->store, item, err));
    TRY(custody_write(n, call->officer, item, event, &added, err));
    AUTO_JSON *owned = added;
    if (active.bytes) TRY(item_put_aside(call, item, active, call->params, err));
    json_object_set_new(added, "quarantined", json_boolean(active.bytes > 0));
    call_answer(call, json_incref(added));
    return DONE;
}

struct result evidence_released(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view item = json_view(call->params, "item");
    AUTO_TEXT reason = text_with_ceiling(2 * QUARANTINE_REASON_MAX), by = text_with_ceiling(2 * OFFICER_ID_ROOM);
    AUTO_JSON *there = NULL;
    json_t *added = NULL;
    TRY(item_json(n->store, item, &there, err));
    TRY(quarantine_get(n->store, item, &reason, &by, err));
    if (view_is(text_seen(&by), call->officer->id)) return FAIL(err, SAME_PERSON, "somebody other than who opened it lets it go");
    TRY(quarantine_lifted(n->store, item, view_of(call->officer->id), now(n), err));
    TRY(custody_write(n, call->officer, item, custody_said(n, call->officer, call->params, "released"), &added, err));
    call_answer(call, added);
    return DONE;
}
