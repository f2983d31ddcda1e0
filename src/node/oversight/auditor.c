// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/oversight/auditor.h"
#include "node/peers/witnesses.h"
#include "node/unread.h"

#include <stdlib.h>

enum { LIST_MOST = 500, LOOKED_AT_MOST = 20000, REASON_BYTES_MAX = 2000 };

// ---- Content is hidden by default ----

bool sees_content(const struct officer *o) {
    return !o || (o->roles & (ROLE_BIT(case_officer) | ROLE_BIT(approver) | ROLE_BIT(register_owner))) || !(o->roles & ROLE_BIT(auditor));
}

void hide_content(const struct officer *o, json_t *request) {
    static const char *const content[] = {"text", "fields", "answer", "subject_line", "record", "approves"};
    if (sees_content(o)) return;
    for (size_t i = 0; i < sizeof content / sizeof *content; i++)
        if (json_object_get(request, content[i])) json_object_set_new(request, content[i], json_null());
    json_object_set_new(request, "hidden", json_true());
}

RESULT log_use_read(const json_t *params, struct view *reason, struct view *use, struct error *err) {
    static const char *const uses[] = {"lawfulness", "self_monitoring", "integrity_security", "criminal_proceedings"};
    *reason = json_view(params, "reason");
    *use = json_view(params, "use");
    if (!view_trim(*reason).bytes || reason->bytes > REASON_BYTES_MAX)
        return FAIL(err, BAD_ARGUMENT, "reason: why the content is needed, at most %d bytes", REASON_BYTES_MAX);
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
        if (view_is(*use, uses[i])) return DONE;
    return FAIL(err, BAD_ARGUMENT, "use: lawfulness, self_monitoring, integrity_security or criminal_proceedings");
}

// ---- Entries ----

RESULT entry_read(struct node *n, int64_t index, json_t **out, struct error *err) {
    static const struct stmt GET = {"SELECT entry FROM audit_entry WHERE id = $1"};
    AUTO_TEXT bytes = text_with_ceiling(ENTRY_BYTES_MAX);
    TRY(store_bytes(n->store, &GET, VALUES(V_INT(index)), &bytes, err));
    return json_stored(text_seen(&bytes), out, err);
}

static bool is_commit(const char *key) {
    size_t n = strlen(key);
    return n > 7 && strcmp(key + n - 7, "_commit") == 0;
}

static RESULT open_one(struct node *n, const char *member, struct view commit_hex, json_t *list, struct error *err) {
    static const struct stmt SALT = {"SELECT salt FROM audit_evidence WHERE digest = $1"};
    static const struct stmt RECORD = {"SELECT record FROM audit_evidence WHERE digest = $1"};
    struct digest d;
    AUTO_TEXT salt = text_with_ceiling(64), record = text_with_ceiling(HELD_BYTES_MAX), hex = text_with_ceiling(100);
    if (!hex_read(commit_hex, d.bytes, sizeof d.bytes)) return DONE;
    struct result r = store_bytes(n->store, &SALT, VALUES(V_BLOB(d.bytes, 32)), &salt, err);
    if (r.code == CODE_NOT_FOUND) return DONE;  // erased at its date
    TRY(r);
    TRY(store_bytes(n->store, &RECORD, VALUES(V_BLOB(d.bytes, 32)), &record, err));
    text_hex(&hex, salt.at, salt.bytes);
    json_t *j = json_pack("{s:s,s:s}", "member", member, "salt", text_string(&hex));
    json_put_view(j, "commit", commit_hex);
    json_put_view(j, "record", text_seen(&record));
    json_array_append_new(list, j);
    return DONE;
}

RESULT entry_opened(struct node *n, const json_t *entry, json_t **out, struct error *err) {
    const char *key;
    json_t *value, *list = json_array();
    json_object_foreach((json_t *)entry, key, value) {
        struct result r = is_commit(key) && json_is_string(value) ? open_one(n, key, view_of(json_string_value(value)), list, err) : DONE;
        if (!FAILED(r)) continue;
        json_decref(list);
        return r;
    }
    *out = list;
    return DONE;
}

static bool asked_for(const json_t *params, const json_t *entry) {
    static const char *const by[][2] = {{"op", "op"}, {"member", "peer"}, {"request", "request"}, {"check", "check"}};
    for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
        struct view wanted = json_view(params, by[i][0]);
        if (wanted.bytes && !view_same(wanted, json_view(entry, by[i][1]))) return false;
    }
    struct view actor = json_view(params, "actor"), from = json_view(params, "from"), to = json_view(params, "to"), at = json_view(entry, "at");
    if (actor.bytes && !view_same(actor, json_view(json_object_get(entry, "actor"), "pseudonym"))) return false;
    return (!from.bytes || view_compare(at, from) >= 0) && (!to.bytes || view_compare(at, to) < 0);
}

static RESULT note_listing(struct node *n, const struct officer *o, const char *what, size_t count, struct error *err) {
    AUTO_JSON *more = json_pack("{s:I}", "count", (json_int_t)count);
    struct entry e = {.op = "consultation", .officer = o, .register_name = VIEW("audit"), .decision = view_of(what), .more = more};
    return write_entry(n, &e, NULL, err);
}

// The newest first, back from `before`. An entry names nobody whom it is about; what lies behind it is `audit open`.
struct result audit_listed(struct node_call *call, struct error *err) {
    static const struct stmt BACK = {"SELECT id, entry FROM audit_entry WHERE id < $1 ORDER BY id DESC LIMIT $2"};
    struct node *n = call->node;
    uint64_t size;
    int64_t limit = json_int(call->params, "limit"), before = json_int(call->params, "before"), looked = 0;
    struct cursor c;
    TRY(audit_size(n->store, &size, err));
    if (limit < 1 || limit > LIST_MOST) limit = 50;
    if (before < 1 || before > (int64_t)size) before = (int64_t)size;
    json_t *list = json_array();
    call_answer(call, json_pack("{s:o,s:I}", "entries", list, "size", (json_int_t)size));
    unread_begin(call->answer);
    TRY(store_query(n->store, &BACK, VALUES(V_INT(before), V_INT(LOOKED_AT_MOST)), &c, err));
    while ((int64_t)json_array_size(list) < limit && cursor_next(&c)) {
        AUTO_JSON *entry = NULL;
        int64_t index = cursor_int(&c, 0);
        looked++;
        unread_between(call->answer, index + 1, before);  // entries are numbered without a gap
        if (FAILED(json_strict(cursor_view(&c, 1), &entry, NULL))) unread_note(call->answer, index);
        else if (asked_for(call->params, entry)) json_array_append(list, entry);
        before = index;
    }
    TRY(cursor_end(&c, err));
    if ((int64_t)json_array_size(list) < limit && looked < LOOKED_AT_MOST) unread_between(call->answer, 0, before), before = 0;  // no row is left
    if (before > 0) json_object_set_new(call->answer, "next", json_integer((json_int_t)before));
    return note_listing(n, call->officer, "log_read", json_array_size(list), err);
}

static RESULT note_opened(struct node_call *call, int64_t index, struct view reason, struct view use, const char *decision, struct error *err) {
    AUTO_JSON *more = json_pack("{s:I}", "index_read", (json_int_t)index);
    json_put_view(more, "use", use);
    TRY(commit_words(call->node, "reason_commit", reason, more, err));
    struct entry e = {.op = "consultation", .officer = call->officer, .register_name = VIEW("audit"), .decision = view_of(decision), .more = more};
    return write_entry(call->node, &e, NULL, err);
}

struct result audit_opened(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view reason, use;
    int64_t index = json_int(call->params, "index");
    json_t *entry = NULL, *content = NULL;
    TRY(log_use_read(call->params, &reason, &use, err));
    TRY(entry_read(n, index, &entry, err));
    AUTO_JSON *held = entry;
    TRY(entry_opened(n, entry, &content, err));
    call_answer(call, json_pack("{s:I,s:O,s:o}", "index", (json_int_t)index, "entry", entry, "content", content));
    return note_opened(call, index, reason, use, "content_opened", err);
}

// A proof that can be handed out: of the entry, and of what it is about, for as long as that is kept.
struct result audit_disclosed(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view reason, use;
    int64_t index = json_int(call->params, "index");
    json_t *entry = NULL, *content = NULL, *bundle = NULL;
    TRY(log_use_read(call->params, &reason, &use, err));
    TRY(checkpoint_now(n, err));
    TRY(audit_proof(n->log, n->store, index, &bundle, err));
    AUTO_JSON *proof = bundle;
    TRY(entry_read(n, index, &entry, err));
    AUTO_JSON *held = entry;
    TRY(entry_opened(n, entry, &content, err));
    call_answer(call, json_pack("{s:s,s:O,s:o}", "malines", "opened-proof/1", "proof", proof, "opened", content));
    return note_opened(call, index, reason, use, "proof_handed_out", err);
}
