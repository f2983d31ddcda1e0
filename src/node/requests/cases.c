// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// cases.c — what Directive (EU) 2023/977 asks of case management: the copy to the single point of contact, as a
// message that somebody there takes note of (arts. 4(1) and 8), and requests about the same person or thing beside each other
// (art. 16(1)(c)).
#include "node/requests/requests_room.h"

enum { RELATED_MAX = 20, KEYS_MAX = 4, KEY_BYTES = 16, BOX_MAX = 1000 };

// ---- The same person or thing ----

// Case, blanks and marks do not count; what is short says too little.
static bool folded(struct view v, struct text *out) {
    enum { SHORTEST = 6 };
    size_t letters = 0;
    for (size_t i = 0; i < v.bytes; i++) {
        unsigned char c = (unsigned char)v.at[i];
        bool counts = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (counts) text_char(out, (char)(c >= 'A' && c <= 'Z' ? c | 32 : c)), letters++;
    }
    return letters >= SHORTEST;
}

static void add_key(const char *what, const struct view *parts, size_t count, struct digest *keys, size_t *have) {
    AUTO_TEXT t = text_with_ceiling(8000);
    bool enough = count > 0;
    text_format(&t, "%s\n", what);
    for (size_t i = 0; i < count; i++) {
        AUTO_TEXT part = text_with_ceiling(4000);
        enough = parts[i].bytes && (folded(parts[i], &part) || count > 1) && enough;
        text_view(&t, text_seen(&part));
        text_char(&t, '\n');
    }
    if (enough && *have < KEYS_MAX) keys[(*have)++] = sha256(text_seen(&t));
}

static size_t keys_of(const json_t *demand, struct digest *keys) {
    const json_t *f = json_object_get(demand, "fields");
    size_t have = 0;
    const struct view person[] = {json_view(f, "surname"), json_view(f, "forenames"), json_view(f, "born_on")};
    const struct view thing[] = {json_view(f, "person_or_object")}, match[] = {json_view(f, "match_ref")}, record[] = {json_view(demand, "record")};
    add_key("person", person, 3, keys, &have);
    add_key("thing", thing, 1, keys, &have);
    add_key("match", match, 1, keys, &have);
    add_key("record", record, 1, keys, &have);
    return have;
}

RESULT case_keys_put(struct node *n, struct view request, const json_t *demand, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO case_key(key, request) VALUES($1, $2) ON CONFLICT DO NOTHING"};
    struct digest keys[KEYS_MAX];
    size_t count = keys_of(demand, keys);
    for (size_t i = 0; i < count; i++) TRY(store_run(n->store, &ADD, VALUES(V_BLOB(keys[i].bytes, KEY_BYTES), V_TEXT(request)), err));
    return DONE;
}

RESULT case_related(struct node *n, struct view request, json_t *out, struct error *err) {
    static const struct stmt FIND = {
        "SELECT DISTINCT r.id, r.kind, r.peer, r.step, r.side FROM case_key k JOIN case_key o ON o.key = k.key JOIN request r ON r.id = o.request"
        " WHERE k.request=$1 AND o.request <> $1 ORDER BY r.created_at DESC LIMIT $2"};
    struct cursor c;
    TRY(store_query(n->store, &FIND, VALUES(V_TEXT(request), V_INT(RELATED_MAX)), &c, err));
    while (cursor_next(&c)) {
        json_t *j = json_pack("{s:s}", "box", cursor_int(&c, 4) == SIDE_asker ? "out" : "in");
        json_put_view(j, "id", cursor_view(&c, 0));
        json_put_view(j, "kind", cursor_view(&c, 1));
        json_put_view(j, "peer", cursor_view(&c, 2));
        json_put_view(j, "step", cursor_view(&c, 3));
        json_array_append_new(out, j);
    }
    return cursor_end(&c, err);
}

// ---- The copy to the single point of contact ----

RESULT contact_copy(struct node *n, const struct request *r, const json_t *demand, const char *event, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO contact_copy(request, event, at, noted_by, noted_at) VALUES($1, $2, $3, '', 0) ON CONFLICT DO NOTHING"};
    struct view says = json_view(json_object_get(demand, "fields"), "contact_point_copy");
    if (!says.bytes) return DONE;
    bool itself = view_is(says, "by_contact_point"), sent = itself || view_is(says, "sent");
    if (itself && r->side == SIDE_asker) return DONE;  // the contact point needs no copy of its own letter, nor of the answer to it
    if (sent) TRY(store_run(n->store, &PUT, VALUES(V_TEXT(r->id), V_STR(event), V_INT(now(n).ms)), err));
    AUTO_JSON *more = json_pack("{s:s}", "event", event);
    if (!sent) json_put_view(more, "why_not", says);
    struct entry e = {.op = "contact_copy", .peer = r->peer, .request = r->id, .register_name = VIEW("information"), .instrument = VIEW("dir-2023-977"),
                      .article = view_of(strcmp(event, "sent") == 0 || strcmp(event, "received") == 0 ? "4(1)" : "8"),
                      .decision = view_of(sent ? "sent" : "left_out"), .more = more};
    return write_entry(n, &e, NULL, err);
}

static json_t *copy_json(struct cursor *c) {
    json_t *j = json_pack("{s:o,s:o}", "at", json_instant(cursor_instant(c, 2)), "noted_at",
                          json_instant(cursor_instant(c, 4)));
    json_put_view(j, "request", cursor_view(c, 0));
    json_put_view(j, "event", cursor_view(c, 1));
    if (cursor_view(c, 3).bytes) json_put_view(j, "noted_by", cursor_view(c, 3));
    json_put_view(j, "member", cursor_view(c, 5));
    json_put_view(j, "kind", cursor_view(c, 6));
    return j;
}

struct result contact_list(struct node_call *call, struct error *err) {
    static const struct stmt LIST = {
        "SELECT c.request, c.event, c.at, c.noted_by, c.noted_at, r.peer, r.kind FROM contact_copy c JOIN request r ON r.id = c.request"
        " WHERE $1 = 0 OR c.noted_at = 0 ORDER BY c.at DESC LIMIT $2"};
    struct cursor c;
    int64_t limit = json_int(call->params, "limit");
    json_t *list = json_array();
    call_answer(call, json_pack("{s:o}", "copies", list));
    TRY(store_query(call->node->store, &LIST, VALUES(V_INT(json_flag(call->params, "open")), V_INT(limit > 0 && limit <= BOX_MAX ? limit : 100)), &c, err));
    while (cursor_next(&c)) json_array_append_new(list, copy_json(&c));
    TRY(cursor_end(&c, err));
    struct entry e = {.op = "consultation", .officer = call->officer, .decision = VIEW("contact_copies_listed")};
    return write_entry(call->node, &e, NULL, err);
}

struct result contact_noted(struct node_call *call, struct error *err) {
    static const struct stmt NOTE = {"UPDATE contact_copy SET noted_by=$3, noted_at=$4 WHERE request=$1 AND event=$2 AND noted_at=0"};
    struct node *n = call->node;
    AUTO_TEXT who = text_with_ceiling(64);
    TRY(officer_pseudonym(n, call->officer, &who, err));
    TRY(store_run(n->store, &NOTE,
                  VALUES(V_TEXT(json_view(call->params, "request")), V_TEXT(json_view(call->params, "event")), V_TEXT(text_seen(&who)),
                         V_INT(now(n).ms)), err));
    if (!store_changes(n->store)) return FAIL(err, NOT_FOUND, "no copy of that waits for anybody");
    struct entry e = {.op = "contact_copy", .officer = call->officer, .request = json_view(call->params, "request"), .decision = VIEW("noted")};
    return write_entry(n, &e, NULL, err);
}
