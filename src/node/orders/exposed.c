// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// exposed.c — Regulation (EU) 2021/784 art. 5: an authority decides that a provider is exposed to terrorist content (4); the provider reports
// on its measures within three months and each year after (5), until a decision is amended or revoked on its request (7). All of it is
// requests; which belong together says the reference of the decision.
#include "node/orders/orders.h"
#include "node/orders/removal_room.h"

// Both sides count from when it was received: 0 while it was not.
static RESULT received_at(struct node *n, struct view request, struct instant *out, struct error *err) {
    static const struct stmt FIRST = {"SELECT min(at) FROM request_line WHERE request = $1 AND step = 'received'"};
    return store_number(n->store, &FIRST, VALUES(V_TEXT(request)), 0, &out->ms, err);
}

static bool belongs(const json_t *line, const char *kind, const json_t *exposure) {
    return view_is(json_view(line, "kind"), kind) && !view_is(json_view(line, "step"), "drafted") &&
           view_same(json_view(line, "peer"), json_view(exposure, "peer")) &&
           view_same(json_view(line, "decision_ref"), json_view(exposure, "decision_ref"));
}

static struct instant last_report(const json_t *listed, const json_t *exposure) {
    struct instant last = {0}, at;
    size_t i;
    const json_t *line;
    json_array_foreach((json_t *)listed, i, line)
        if (belongs(line, "measures_report", exposure) && instant_read(json_view(line, "created_at"), &at) && instant_before(last, at)) last = at;
    return last;
}

static bool is_revoked(const json_t *listed, const json_t *exposure) {
    size_t i;
    const json_t *line;
    json_array_foreach((json_t *)listed, i, line)
        if (belongs(line, "exposure_review", exposure) && view_is(json_view(line, "step"), "released") &&
            view_is(json_view(line, "review_outcome"), "revoked"))
            return true;
    return false;
}

static RESULT one_exposure(struct node *n, const json_t *listed, const json_t *exposure, json_t *list, struct error *err) {
    struct instant at, due, reported = last_report(listed, exposure);
    bool ours = view_is(json_view(exposure, "box"), "out"), revoked = is_revoked(listed, exposure);
    struct view provider = ours ? json_view(exposure, "peer") : view_of(n->settings.authority);
    TRY(received_at(n, json_view(exposure, "id"), &at, err));
    json_t *j = json_pack("{s:b}", "revoked", revoked);
    json_array_append_new(list, j);
    static const char *const told[] = {"id", "peer", "box", "decision_ref"};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) json_object_set(j, told[i], json_object_get(exposure, told[i]));
    if (at.ms) json_object_set_new(j, "at", json_instant(at));
    if (reported.ms) json_object_set_new(j, "reported_at", json_instant(reported));
    if (!at.ms || revoked) return DONE;
    TRY(clock_end(n, reported.ms ? "tco_measures_yearly" : "tco_measures_report", provider, reported.ms ? reported : at, &due, err));
    json_object_set_new(j, "report_due", json_instant(due));
    return DONE;
}

RESULT exposures_of(struct node *n, const json_t *listed, json_t **out, struct error *err) {
    json_t *list = *out = json_array();
    size_t i;
    const json_t *line;
    json_array_foreach((json_t *)listed, i, line)
        if (view_is(json_view(line, "kind"), "exposure_decision") && !view_is(json_view(line, "step"), "drafted"))
            TRY(one_exposure(n, listed, line, list, err));
    return DONE;
}
