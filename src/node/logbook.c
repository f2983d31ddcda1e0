// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// logbook.c — what goes into the audit log: LED art. 25's collection, alteration, consultation, disclosure,
// combination and erasure, and our own events. No personal data in clear: people of the house by pseudonym, what
// records say as salted commitments.
#include "node/closed.h"
#include "node/peers/witnesses.h"

static void put_some(json_t *j, const char *key, struct view v) {
    if (v.bytes) json_put_view(j, key, v);
}

static void put_digest(json_t *j, const char *key, const unsigned char *bytes) {
    if (!bytes) return;
    AUTO_TEXT t = text_with_ceiling(100);
    text_hex(&t, bytes, 32);
    json_put_view(j, key, text_seen(&t));
}

static RESULT put_actor(struct node *n, const struct officer *o, json_t *j, struct error *err) {
    AUTO_TEXT who = text_with_ceiling(64);
    if (!o) return DONE;
    TRY(officer_pseudonym(n, o, &who, err));
    json_object_set_new(j, "actor", json_pack("{s:s,s:s}", "pseudonym", text_string(&who), "auth", o->auth ? o->auth : "?"));
    return DONE;
}

static RESULT members_of(struct node *n, const struct entry *e, json_t *j, struct error *err) {
    json_object_set_new(j, "op", json_string(e->op));
    TRY(put_actor(n, e->officer, j, err));
    put_some(j, "peer", e->peer);
    if (e->direction) json_object_set_new(j, "direction", json_string(e->direction));
    put_some(j, "register", e->register_name);
    put_some(j, "purpose", e->purpose);
    put_some(j, "instrument", e->instrument);
    put_some(j, "article", e->article);
    put_some(j, "law_row", e->law_row);
    put_some(j, "decision", e->decision);
    put_some(j, "action_digest", e->action_digest);
    put_some(j, "request", e->request);
    put_digest(j, "message_sha256", e->message_digest);
    put_digest(j, "policy_digest", n->law_digest.bytes);
    if (e->more) json_object_update_missing(j, e->more);
    if (!e->about.bytes) return DONE;
    struct digest commit;
    struct instant term = e->erase_after.ms ? e->erase_after : kept_until(n, TERM_evidence);
    TRY(audit_commit(n->log, n->store, e->about, term, &commit, err));
    put_digest(j, "subject_commit", commit.bytes);
    if (e->commit) *e->commit = commit;
    return DONE;
}

RESULT write_entry(struct node *n, const struct entry *e, int64_t *index, struct error *err) {
    AUTO_JSON *j = json_object();
    int64_t at;
    TRY(members_of(n, e, j, err));
    TRY(audit_append(n->log, n->store, now(n), j, &at, err));
    if (index) *index = at;
    return DONE;
}

// What an entry may not hold in clear (a case, a reason): more[key] becomes a commitment to it. Empty words: nothing.
RESULT commit_words(struct node *n, const char *key, struct view words, json_t *more, struct error *err) {
    struct digest commit;
    AUTO_TEXT hex = text_with_ceiling(100);
    if (!words.bytes) return DONE;
    TRY(audit_commit(n->log, n->store, words, kept_until(n, TERM_evidence), &commit, err));
    text_digest(&hex, &commit);
    json_put_view(more, key, text_seen(&hex));
    return DONE;
}

// An item is committed to by the digest of its content: what it was can be shown for as long as its record lives.
void bulk_add(struct audit_bulk *b, struct view name, const struct digest *content) {
    AUTO_TEXT t = text_with_ceiling(1000);
    text_view(&t, name);
    text_char(&t, ' ');
    text_digest(&t, content);
    audit_bulk_record(b, text_seen(&t));
}

RESULT write_bulk(struct node *n, const struct entry *e, struct audit_bulk *items, int64_t *index, struct error *err) {
    AUTO_JSON *j = json_object();
    TRY(members_of(n, e, j, err));
    return audit_append_bulk(n->log, n->store, now(n), j, items, kept_until(n, TERM_evidence), index, err);
}

// ---- Handlers ----

struct result audit_status(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT note = text_with_ceiling(4096);
    AUTO_TEXT vkey = text_with_ceiling(400);
    struct verify_key key = sign_key_public(n->settings.log_key);
    uint64_t size;
    TRY(audit_size(n->store, &size, err));
    struct result signed_state = audit_last_checkpoint(n->store, &note, err);
    if (FAILED(signed_state) && signed_state.code != CODE_NOT_FOUND) return signed_state;
    text_vkey(&vkey, &key);
    json_t *witnesses = NULL;
    TRY(witnesses_json(n, &witnesses, err));
    call_answer(call, json_pack("{s:o,s:s,s:I,s:s,s:s}", "cosigned", witnesses, "origin", audit_log_origin(n->log), "size", (json_int_t)size, "checkpoint",
                                text_string(&note), "key", text_string(&vkey)));
    return DONE;
}

struct result audit_checked(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT hex = text_with_ceiling(100);
    uint64_t size;
    struct digest root;
    TRY(audit_verify_all(n->log, n->store, &size, &root, err));
    text_digest(&hex, &root);
    call_answer(call, json_pack("{s:I,s:s,s:b}", "size", (json_int_t)size, "root", text_string(&hex), "ok", 1));
    return DONE;
}

static struct result export_one(void *ctx, struct audit_log *log, struct store *s, struct error *err) {
    struct node_call *call = ctx;
    AUTO_TEXT folder = text_with_ceiling(4096);
    uint64_t size;
    text_view(&folder, json_view(call->params, "folder"));
    if (!folder.bytes || folder.at[0] != '/') return FAIL(err, BAD_ARGUMENT, "folder: an absolute path");
    TRY(audit_export(log, s, text_string(&folder), err));
    TRY(audit_size(s, &size, err));
    call_answer(call, json_pack("{s:I,s:s}", "size", (json_int_t)size, "folder", text_string(&folder)));
    return DONE;
}

static struct result prove_one(void *ctx, struct audit_log *log, struct store *s, struct error *err) {
    struct node_call *call = ctx;
    json_t *bundle;
    TRY(audit_proof(log, s, json_int(call->params, "index"), &bundle, err));
    call_answer(call, bundle);
    return DONE;
}

// The running log, or the closed one of the generation that is named.
static RESULT with_log(struct node_call *call, closed_work *work, struct error *err) {
    struct node *n = call->node;
    int64_t generation = json_int(call->params, "generation");
    if (generation && generation != n->me->generation) return closed_log(n, generation, json_view(call->params, "log_key"), work, call, err);
    TRY(checkpoint_now(n, err));
    return work(call, n->log, n->store, err);
}

struct result audit_exported(struct node_call *call, struct error *err) { return with_log(call, export_one, err); }

struct result audit_proven(struct node_call *call, struct error *err) { return with_log(call, prove_one, err); }
