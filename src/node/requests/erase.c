// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// erase.c — what answers brought goes again, when its owner asks for it back (promise P7), and wherever it was passed on.
// That it came, from whom and when, stays in the log; what it said does not. What a legal hold keeps is not erased: the
// owner is refused, or the hold is lifted first.
#include "node/requests/requests_room.h"

struct finding {
    struct view peer, record;
    json_t *ids;
};

static struct result find_answer(void *ctx, const struct request *r, struct error *err) {
    struct finding *f = ctx;
    AUTO_JSON *demand = NULL;
    AUTO_JSON *decision = NULL;
    if (!view_same(r->peer, f->peer)) return DONE;
    TRY(request_sound(r, err));
    if (r->step != STEP_released || !r->decision.bytes) return DONE;
    TRY(json_stored(r->demand, &demand, err));
    TRY(json_stored(r->decision, &decision, err));
    bool on_it = view_same(json_view(demand, "record"), f->record) || view_same(json_view(decision, "record"), f->record);
    if (on_it && !json_object_get(decision, "erased_at")) json_array_append_new(f->ids, json_of(r->id));
    return DONE;
}

static RESULT erase_one(struct node *n, struct view id, const struct request *by, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(1000), hold = text_with_ceiling(100);
    AUTO_JSON *more = json_object();
    AUTO_JSON *left = json_pack("{s:i,s:s,s:o}", "v", 1, "decision", "release", "erased_at", json_instant(now(n)));
    hold_name(id, &hold);
    TRY(record_held(n, text_seen(&hold), err));
    json_put_view(left, "request", id);
    json_put_view(left, "erased_by", by->id);
    json_put_view(more, "erased_by", by->id);
    text_json(&bytes, left);
    TRY(request_set_decision(n->store, id, text_seen(&bytes), VIEW(""), err));
    TRY(request_set_confirm(n->store, id, (struct instant){0}, err));
    TRY(request_set_term(n->store, id, (struct instant){0}, err));
    struct entry e = {.op = "erasure", .peer = by->peer, .request = id, .register_name = REGISTER_ALERTS, .decision = VIEW("taken_back"), .more = more};
    TRY(write_entry(n, &e, NULL, err));
    return onward_recall(n, id, "asked", err);
}

RESULT answers_erase(struct node *n, const struct request *by, const json_t *demand, struct error *err) {
    AUTO_JSON *ids = json_array();
    struct finding f = {by->peer, json_view(demand, "record"), ids};
    size_t i;
    json_t *id;
    if (!f.record.bytes) return DONE;
    TRY(request_each(n->store, SIDE_asker, INT64_MAX, find_answer, &f, err));
    json_array_foreach(ids, i, id) TRY(erase_one(n, view_of(json_string_value(id)), by, err));
    return DONE;
}
