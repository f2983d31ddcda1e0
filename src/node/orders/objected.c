// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// objected.c — Regulation (EU) 2023/1543 art. 10(4): in an emergency the data leave in eight hours, and the enforcing authority has 96 to object.
// When it objects to data that are here already, the issuing authority deletes them or restricts their use: what was fetched under the
// order, and what came out of that, is shown and given to nobody from then on, and two persons destroy it.
#include "node/evidence/evidence.h"
#include "node/orders/orders.h"

enum { WORDS_MAX = 200 };

static RESULT fetched_restricted(struct node *n, const json_t *file, struct view by, struct view ground, struct error *err) {
    const char *name;
    json_t *one;
    AUTO_TEXT note = text_with_ceiling(WORDS_MAX);
    text_format(&note, "%.*s objects: %.*s", VIEW_ARGS(by), VIEW_ARGS(ground));
    json_object_foreach((json_t *)(uintptr_t)json_object_get(file, "fetched"), name, one)
        if (json_view(one, "item").bytes) TRY(item_restricted(n, json_view(one, "item"), text_string(&note), "Regulation (EU) 2023/1543 art. 10(4)", err));
    return DONE;
}

RESULT order_objected(struct node *n, const struct request *of, struct view by, struct view ground, struct error *err) {
    AUTO_JSON *file = NULL;
    struct instant validate_by;
    TRY(order_file(n, of->id, &file, err));
    TRY(order_validate_by(n, of->id, &validate_by, err));
    if (view_is(json_view(file, "state"), "withdrawn")) return DONE;  // it is gone already
    json_object_set_new(file, "state", json_string("blocked"));
    order_note(n, file, "blocked", ground);
    TRY(order_file_put(n, of->id, file, validate_by, err));
    fetches_stop(n, of->id);
    return fetched_restricted(n, file, by, ground, err);
}
