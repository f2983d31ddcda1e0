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
    TRY(quarantine_put(n->store, item, reason, view_of(call->officer->id), now(n), err));
    return custody_write(n, call->officer, item, event, NULL, err);
}

RESULT item_may_leave(struct node *n, struct view item, struct error *err) {
    AUTO_TEXT reason = text_with_ceiling(2 * QUARANTINE_REASON_MAX), by = text_with_ceiling(2 * OFFICER_ID_ROOM);
    TRY(item_usable(n, item, err));
    if (FAILED(quarantine_get(n->store, item, &reason, &by, NULL))) return DONE;
    return FAIL(err, WRONG_STEP, "it is in quarantine (%s): somebody who did not open it lets it go, `malines evidence release`", text_string(&reason));
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
