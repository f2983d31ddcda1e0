// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// kept.c — until when a provider preserves (Regulation (EU) 2023/1543 art. 11(1)): sixty days; thirty more when the issuing
// authority says so within the first (Annex VI), once; as long as it takes when it confirms that a request for production was
// issued (Annex V). Both sides compute it from what went between them, so that both show the same.
#include "node/orders/orders.h"

struct later_words {
    struct instant until;
    bool longer, needed;          // Annex VI in time; Annex V
};

static struct result look_at_word(void *ctx, const struct request *r, struct error *err) {
    struct later_words *w = ctx;
    TRY(request_sound(r, err));
    bool said = r->step == STEP_sent || r->step == STEP_received || r->step == STEP_noted;
    if (!said || !instant_before(r->created_at, w->until)) return DONE;
    w->longer = w->longer || view_is(r->kind, "epoc_extend");
    w->needed = w->needed || view_is(r->kind, "epoc_confirm");
    return DONE;
}

static RESULT later_words(struct node *n, struct view request, const json_t *decision, struct later_words *out, struct error *err) {
    *out = (struct later_words){0};
    if (!instant_read(json_view(decision, "preserved_until"), &out->until)) return DONE;
    return request_referring(n->store, request, look_at_word, out, err);
}

RESULT order_kept(struct node *n, const struct request *r, const json_t *decision, json_t *shown, struct error *err) {
    struct later_words w;
    struct view provider = r->side == SIDE_owner ? view_of(n->settings.authority) : r->peer;
    TRY(later_words(n, r->id, decision, &w, err));
    if (!w.until.ms) return DONE;
    if (w.longer) TRY(clock_end(n, "epoc_kept_longer", provider, w.until, &w.until, err));
    json_object_set_new(shown, "preserved", json_pack("{s:o,s:b,s:b}", "until", json_instant(w.until), "extended", w.longer, "as_long_as_needed", w.needed));
    return DONE;
}

RESULT order_extends(struct node *n, const struct law_kind *kind, const json_t *demand, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *decision = NULL;
    struct request order;
    struct later_words w;
    struct view of = json_view(json_object_get(demand, "fields"), "release_ref");
    if (!view_is(kind->id, "epoc_extend") || !of.bytes) return DONE;  // of an order that did not go through this node
    struct result found = request_find(n->store, of, &hold, &order, err);
    if (FAILED(found) || !order.decision.bytes) return FAIL(err, WRONG_STEP, "art. 11(1): the preservation that is to last longer has not begun");
    TRY(json_stored(order.decision, &decision, err));
    TRY(later_words(n, order.id, decision, &w, err));
    if (w.longer) return FAIL(err, WRONG_STEP, "art. 11(1): it was made thirty days longer already");
    return instant_before(now(n), w.until) ? DONE : FAIL(err, WRONG_STEP, "art. 11(1): its sixty days are over, or nothing is preserved by it");
}
