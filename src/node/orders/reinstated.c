// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// reinstated.c — Regulation (EU) 2021/784 art. 4(6) and (7): when the authority of the main establishment has decided that a removal order
// infringes the regulation or fundamental rights, the order has no effect any more, and the provider puts the content back at once.
// That decision is a request of its own that names the order; only the authority where the provider is established can take it.
#include "node/orders/removal_room.h"

#include <stdio.h>
#include <strings.h>

static bool same_letters(struct view a, struct view b) { return a.bytes == b.bytes && strncasecmp(a.at, b.at, a.bytes) == 0; }

bool stands_in(const struct law_member *m, struct view establishment) {
    const char *language;
    const json_t *name;
    if (same_letters(establishment, m->id) || same_letters(establishment, m->country)) return true;
    json_object_foreach((json_t *)m->names, language, name)
        if (same_letters(establishment, view_of(json_string_value(name)))) return true;
    return false;
}

struct looking {
    struct node *n;
    struct view establishment;
    struct aftermath *out;
};

static bool may_annul(const struct looking *l, const struct request *r) {
    const struct law_member *m = law_member(l->n->settings.law, r->side == SIDE_asker ? view_of(l->n->settings.authority) : r->peer);
    return m && m->eu && stands_in(m, view_trim(l->establishment));
}

static struct result look_at(void *ctx, const struct request *r, struct error *err) {
    struct looking *l = ctx;
    AUTO_JSON *demand = NULL;
    TRY(request_sound(r, err));
    if (r->step == STEP_drafted || r->step == STEP_recalled) return DONE;  // not said yet, or taken back
    if (view_is(r->kind, "infringement_decision") && may_annul(l, r)) {
        l->out->annulled_at = r->created_at;
        snprintf(l->out->by, sizeof l->out->by, "%.*s", VIEW_ARGS(r->side == SIDE_asker ? view_of(l->n->settings.authority) : r->peer));
    }
    if (!view_is(r->kind, "content_reinstated")) return DONE;
    TRY(json_stored(r->demand, &demand, err));
    const json_t *fields = json_object_get(demand, "fields");
    if (!instant_read(json_view(fields, "reinstated_at"), &l->out->reinstated_at)) return DONE;
    snprintf(l->out->why, sizeof l->out->why, "%.*s", VIEW_ARGS(json_view(fields, "reinstated_why")));
    return DONE;
}

RESULT aftermath_of(struct node *n, const struct request *order, const json_t *demand, struct aftermath *out, struct error *err) {
    struct looking l = {n, json_view(json_object_get(demand, "fields"), "establishment"), out};
    *out = (struct aftermath){0};
    return request_referring(n->store, order->id, look_at, &l, err);
}

// "annulled": {at, by}, "reinstate": true while content that was removed is to go back, "reinstated": {at, why}.
RESULT removal_aftermath(struct node *n, const struct request *r, const json_t *demand, const json_t *decision, json_t *shown, struct error *err) {
    struct aftermath a;
    if (!view_is(r->kind, KIND_ORDER)) return DONE;
    TRY(aftermath_of(n, r, demand, &a, err));
    if (a.annulled_at.ms) json_object_set_new(shown, "annulled", json_pack("{s:o,s:s}", "at", json_instant(a.annulled_at), "by", a.by));
    if (a.reinstated_at.ms) {
        json_object_set_new(shown, "reinstated", json_pack("{s:o,s:s}", "at", json_instant(a.reinstated_at), "why", a.why));
        json_object_del(shown, "then");  // what is back is not kept any more as something removed
    } else if (a.annulled_at.ms && view_is(json_view(decision, "decision"), "release")) {
        json_object_set_new(shown, "reinstate", json_true());
    }
    return DONE;
}

RESULT removal_in_force(struct node *n, const struct request *r, const json_t *demand, const json_t *decision, struct error *err) {
    struct aftermath a;
    if (!view_is(r->kind, KIND_ORDER) || !view_is(json_view(decision, "decision"), "release")) return DONE;
    TRY(aftermath_of(n, r, demand, &a, err));
    return a.annulled_at.ms ? FAIL(err, WRONG_STEP, "the order has no effect any more (art. 4(6)): refuse it with the ground infringement_decided") : DONE;
}
