// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// removal_copy.c — Regulation (EU) 2021/784 art. 4(1): a removal order against a provider whose main establishment is in another
// member state goes at the same time to the competent authority there. The copy is drafted with the order and waits beside it
// for the same second person; nobody has to think of it, and nothing leaves without a signature.
#include "node/orders/removal_room.h"

// Whose authority it is: "fr", when that is a member of the Union that we are connected to; else whoever writes sends the copy by other means.
static const struct law_member *authority_of(struct node *n, struct view establishment) {
    const struct law_member *m = establishment.bytes == 2 ? law_member(n->settings.law, establishment) : NULL;
    return m && m->eu && !view_is(m->id, n->settings.authority) && peer_of(n, m->id) ? m : NULL;
}

static json_t *fields_copied(const struct law_kind *copy, const json_t *order, struct view release_ref) {
    json_t *fields = json_object(), *value;
    const char *key;
    json_object_foreach((json_t *)order, key, value)
        if (words_have(copy->must, view_of(key)) || words_have(copy->may, view_of(key))) json_object_set(fields, key, value);
    json_put_view(fields, "release_ref", release_ref);
    return fields;
}

RESULT removal_copied(struct node_call *call, const struct request *r, const json_t *demand, struct error *err) {
    struct node *n = call->node;
    const json_t *fields = json_object_get(demand, "fields");
    const struct law_kind *copy = law_kind(n->settings.law, VIEW(KIND_COPY));
    const struct law_member *to = view_is(r->kind, KIND_ORDER) ? authority_of(n, view_trim(json_view(fields, "establishment"))) : NULL;
    if (!to || !copy) return DONE;
    AUTO_JSON *params = json_pack("{s:s,s:o}", "kind", KIND_COPY, "fields", fields_copied(copy, fields, r->id));
    json_put_view(params, "to", to->id);
    json_put_view(params, "purpose", json_view(demand, "purpose"));
    json_put_view(params, "text", json_view(demand, "text"));
    struct node_call mine = {.node = n, .officer = call->officer, .params = params};
    struct error why = {0};
    TRY(store_mark(n->store, err));
    struct result made = request_create(&mine, &why);
    json_decref(mine.answer);
    // The order itself does not fall with its copy: the tables of this node may know no row for it.
    if (FAILED(made)) return store_undo(n->store), DONE;
    return store_keep(n->store, err);
}
