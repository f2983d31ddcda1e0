// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// onward.c — what another member released goes on to a third: with its owner's consent, which travels with it as the
// owner's officers signed it, under the same conditions, and to be recalled with what it came from (promise P6, P7).
#include "node/requests/requests_room.h"

#define KIND_ONWARD "onward_information"

bool is_onward(struct view kind) { return view_is(kind, KIND_ONWARD); }

// ---- Who passes it on ----

static RESULT may_pass(struct node *n, struct view source, struct view to, struct datum *d, json_t **consent, struct error *err) {
    TRY(datum_of_request(n, source, d, err));
    struct result r = datum_permits(n, d, USE_pass_on, VIEW(""), to, consent, err);
    if (FAILED(r)) datum_done(d);
    return r;
}

RESULT onward_put(struct node_call *call, json_t *demand, struct error *err) {
    struct view source = json_view(call->params, "passes");
    struct datum d;
    json_t *consent = NULL;
    if (!is_onward(json_view(demand, "kind"))) return source.bytes ? FAIL(err, BAD_ARGUMENT, "passes: only with the kind " KIND_ONWARD) : DONE;
    if (!source.bytes) return FAIL(err, BAD_ARGUMENT, "passes: the request by which it was answered");
    TRY(may_pass(call->node, source, json_view(demand, "to"), &d, &consent, err));
    json_t *passed = json_pack("{s:O,s:o}", "content", d.content, "consent", consent ? consent : json_null());
    json_put_view(passed, "owner", d.owner);
    json_put_view(passed, "request", d.request);
    json_object_set_new(demand, "passed", passed);
    json_object_set(demand, "terms", d.terms);
    datum_done(&d);
    return DONE;
}

// Before it is sent: nothing was recalled meanwhile, and the consent still holds.
RESULT onward_still(struct node *n, const json_t *demand, struct error *err) {
    const json_t *passed = json_object_get(demand, "passed");
    struct datum d;
    json_t *consent = NULL;
    if (!passed) return DONE;
    TRY(may_pass(n, json_view(passed, "request"), json_view(demand, "to"), &d, &consent, err));
    bool same = json_equal(d.content, json_object_get(passed, "content"));
    datum_done(&d);
    json_decref(consent);
    return same ? DONE : FAIL(err, CONFLICT, "what is to be passed on has changed: write it anew");
}

// ---- Who gets it ----

static RESULT consent_holds(struct node *n, const json_t *demand, const json_t *passed, struct error *err) {
    const json_t *consent = json_object_get(passed, "consent"), *asked = json_object_get(consent, "demand"), *given = json_object_get(consent, "decision");
    const json_t *fields = json_object_get(asked, "fields");
    bool right = view_same(json_view(asked, "from"), json_view(demand, "from")) && view_same(json_view(asked, "to"), json_view(passed, "owner")) &&
                 view_is(json_view(fields, "new_use"), "pass_on") && view_is(json_view(fields, "new_recipient"), n->settings.authority) &&
                 view_is(json_view(given, "decision"), "release") &&
                 (view_same(json_view(fields, "release_ref"), json_view(passed, "request")) || json_view(asked, "record").bytes);
    if (!right) return FAIL(err, BOUND, "the owner's consent to pass it on to us is missing");
    return decision_holds(asked, given, json_object_get(consent, "approvals"), err);
}

RESULT onward_check(struct node *n, const struct peer *p, const json_t *demand, struct error *err) {
    const json_t *passed = json_object_get(demand, "passed");
    struct view owner = json_view(passed, "owner"), condition;
    bool ours = view_is(owner, n->settings.authority);
    struct instant until;
    if (!is_onward(json_view(demand, "kind"))) return passed ? FAIL(err, BAD_FIELD, "passed: only with the kind " KIND_ONWARD) : DONE;
    if (!json_is_object(passed) || !json_is_object(json_object_get(passed, "content")) || !uuid_valid(json_view(passed, "request")) ||
        view_is(owner, p->member->id) || (!ours && !peer_of(n, owner)))
        return FAIL(err, BAD_FIELD, "passed: whose it is, and what");
    TRY(terms_check(n->settings.law, json_object_get(demand, "terms"), &until, err));
    if (ours || !terms_refuse(n->settings.law, json_object_get(demand, "terms"), USE_pass_on, json_view(demand, "purpose"), &condition)) return DONE;
    return consent_holds(n, demand, passed, err);
}

// ---- It comes back ----

static struct result keep_onward(void *ctx, const struct request *r, struct error *err) {
    (void)err;
    if (r->side == SIDE_asker && is_onward(r->kind) && r->step != STEP_recalled && r->step != STEP_drafted && r->step != STEP_refused)
        json_array_append_new(ctx, json_of(r->id));
    return DONE;
}

RESULT onward_recall(struct node *n, struct view source, const char *why, struct error *err) {
    AUTO_JSON *ids = json_array();
    TRY(request_referring(n->store, source, keep_onward, ids, err));
    return answer_recall_each(n, ids, why, err);
}
