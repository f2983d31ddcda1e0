// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// providers.c — the directory of providers, with the fields of Implementing Regulation (EU) 2025/1550 (annex, 8.2; the form
// laws/forms/provider.yaml).
#include "node/orders/orders.h"
#include "node/unread.h"

enum { PROVIDER_BYTES_MAX = 64 * 1024, PROVIDERS_MAX = 500 };

static bool id_fits(struct view id) {
    for (size_t i = 0; i < id.bytes; i++)
        if (!(id.at[i] >= 'a' && id.at[i] <= 'z') && !(id.at[i] >= '0' && id.at[i] <= '9') && id.at[i] != '-') return false;
    return id.bytes >= 1 && id.bytes <= 60;
}

struct result provider_put(struct node_call *call, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO provider_waits(id, body, at, by) VALUES($1, $2, $3, $4) ON CONFLICT(id) DO UPDATE SET body=$2, at=$3, by=$4"};
    struct node *n = call->node;
    const json_t *form = order_form(n->settings.orders, VIEW("provider")), *values = json_object_get(call->params, "values");
    struct view id = json_view(call->params, "provider");
    AUTO_TEXT bytes = text_with_ceiling(PROVIDER_BYTES_MAX), who = text_with_ceiling(64);
    if (!form) return FAIL(err, NOT_FOUND, "this node has no forms of the law");
    if (!id_fits(id)) return FAIL(err, BAD_ARGUMENT, "provider: small letters, digits and -, at most 60");
    TRY(order_check(form, values, ORDER_FILE, err));
    text_json(&bytes, values);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "the entry is above the ceiling");
    TRY(officer_pseudonym(n, call->officer, &who, err));
    TRY(store_run(n->store, &PUT, VALUES(V_TEXT(id), V_TEXT(text_seen(&bytes)), V_INT(now(n).ms), V_TEXT(text_seen(&who))), err));
    AUTO_JSON *more = json_object();
    json_put_view(more, "provider", id);
    struct entry e = {.op = "configuration", .officer = call->officer, .instrument = json_view(form, "instrument"), .article = json_view(form, "article"),
                      .register_name = VIEW("providers"), .decision = VIEW("provider_entered"), .more = more};
    TRY(write_entry(n, &e, NULL, err));
    json_t *j = json_object();
    json_put_view(j, "provider", id);
    call_answer(call, j);
    return DONE;
}

// Whom an order goes to hangs on this entry: who wrote it does not confirm it.
struct result provider_confirmed(struct node_call *call, struct error *err) {
    static const struct stmt GET = {"SELECT body, by FROM provider_waits WHERE id = $1"};
    static const struct stmt PUT = {"INSERT INTO provider(id, body, at, by) VALUES($1, $2, $3, $4) ON CONFLICT(id) DO UPDATE SET body=$2, at=$3, by=$4"};
    static const struct stmt OVER = {"DELETE FROM provider_waits WHERE id = $1"};
    struct node *n = call->node;
    struct view id = json_view(call->params, "provider");
    struct cursor c;
    AUTO_TEXT body = text_with_ceiling(PROVIDER_BYTES_MAX), by = text_with_ceiling(64), who = text_with_ceiling(64), digest = text_with_ceiling(100);
    TRY(store_query(n->store, &GET, VALUES(V_TEXT(id)), &c, err));
    if (cursor_next(&c)) text_view(&body, cursor_view(&c, 0)), text_view(&by, cursor_view(&c, 1));
    TRY(cursor_end(&c, err));
    if (!body.bytes) return FAIL(err, NOT_FOUND, "no entry of this provider waits for a second keeper");
    TRY(officer_pseudonym(n, call->officer, &who, err));
    if (view_same(text_seen(&who), text_seen(&by))) return FAIL(err, SAME_PERSON, "who entered it does not confirm it");
    struct digest d = sha256(text_seen(&body));
    text_digest(&digest, &d);
    if (!view_same(json_view(call->params, "digest"), text_seen(&digest))) return FAIL(err, CONFLICT, "digest: something else waits");
    TRY(store_run(n->store, &PUT, VALUES(V_TEXT(id), V_TEXT(text_seen(&body)), V_INT(now(n).ms), V_TEXT(text_seen(&by))), err));
    TRY(store_run(n->store, &OVER, VALUES(V_TEXT(id)), err));
    AUTO_JSON *more = json_pack("{s:s}", "digest", text_string(&digest));
    json_put_view(more, "provider", id);
    struct entry e = {.op = "configuration", .officer = call->officer, .register_name = VIEW("providers"),
                      .decision = VIEW("provider_confirmed"), .more = more};
    return write_entry(n, &e, NULL, err);
}

static RESULT waiting_shown(const struct cursor *c, json_t *j, struct error *err) {
    json_t *values = NULL;
    AUTO_TEXT digest = text_with_ceiling(100);
    if (!cursor_view(c, 3).bytes) return DONE;
    TRY(json_stored(cursor_view(c, 3), &values, err));
    struct digest d = sha256(cursor_view(c, 3));
    text_digest(&digest, &d);
    json_object_set_new(j, "waits",
                        json_pack("{s:o,s:s,s:o}", "values", values, "digest", text_string(&digest), "at", json_instant(cursor_instant(c, 4))));
    return DONE;
}

struct result provider_list(struct node_call *call, struct error *err) {
    static const struct stmt ALL = {"SELECT ids.id, p.body, coalesce(p.at, w.at), w.body, w.at FROM (SELECT id FROM provider UNION "
                                    "SELECT id FROM provider_waits) ids"
                                    " LEFT JOIN provider p ON p.id = ids.id LEFT JOIN provider_waits w ON w.id = ids.id ORDER BY ids.id LIMIT $1"};
    struct cursor c;
    json_t *list = json_array();
    call_answer(call, json_pack("{s:o}", "providers", list));
    TRY(store_query(call->node->store, &ALL, VALUES(V_INT(PROVIDERS_MAX)), &c, err));
    while (cursor_next(&c)) {
        json_t *values = NULL, *j = json_pack("{s:o}", "at", json_instant(cursor_instant(&c, 2)));
        bool read = !cursor_view(&c, 1).bytes || !FAILED(json_stored(cursor_view(&c, 1), &values, NULL));
        if (FAILED(waiting_shown(&c, j, NULL)) || !read) json_object_set_new(j, "unread", json_true());
        if (values) json_object_set_new(j, "values", values);
        json_put_view(j, "provider", cursor_view(&c, 0));
        // A provider whose node is a member is reached over the wire; others outside of it.
        const struct peer *p = peer_of(call->node, cursor_view(&c, 0));
        json_object_set_new(j, "connected", json_boolean(p != NULL));
        json_array_append_new(list, j);
    }
    unread_begin(call->answer);
    unread_listed(call->answer, list, "provider", "provider");
    return cursor_end(&c, err);
}
