// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// alert_standin.c — until registers/alerts is here: completes a draft with the category's terms, checks no more.
#include "node/node_room.h"

static void put_after(json_t *j, const char *key, struct instant from, int years) {
    AUTO_TEXT t = text_with_ceiling(40);
    text_instant(&t, instant_after(from, years * (int64_t)365 * DAY_MS));
    if (!json_object_get(j, key)) json_put_view(j, key, text_seen(&t));
}

RESULT alert_complete(const struct law *law, const json_t *draft, struct instant now, json_t **out, struct error *err) {
    const struct law_category *c = law_category(law, json_view(draft, "category"));
    if (!c) return FAIL(err, BAD_FIELD, "category");
    json_t *j = json_copy((json_t *)draft);
    put_after(j, "review_at", now, c->review_years ? c->review_years : 1);
    put_after(j, "retain_until", now, c->retain_years ? c->retain_years : c->review_years ? c->review_years : 1);
    json_put_view(j, "article", c->article);
    if (!json_object_get(j, "action")) json_put_view(j, "action", c->action);
    json_object_set_new(j, "eu_only", json_boolean(c->eu_only || json_flag(draft, "eu_only")));
    json_object_set_new(j, "protected", json_boolean(c->protective));
    *out = j;
    return DONE;
}
