// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// approve.c — a second officer's signature, or a magistrate's after an emergency, made here: the key never goes to the node. By a key
// file, or by an authenticator, and then as a browser would hand it in; who has no key file signs in with the authenticator before
// (a touch more).
#include "link.h"

#include "crypto/approval.h"
#include "touch.h"

#include <stdio.h>
#include <unistd.h>

enum { ID_BYTES_MAX = 1400 };

static RESULT agreed(const struct shell *s, struct error *err) {
    char line[16] = "";
    if (value_flag(s, "yes")) return DONE;
    if (!isatty(STDIN_FILENO)) return FAIL(err, BAD_ARGUMENT, "nobody is here to say yes; give --yes");
    fputs("\nApprove exactly this? Type yes: ", stderr);
    if (!fgets(line, sizeof line, stdin) || strcmp(line, "yes\n") != 0)
        return FAIL(err, NEEDS_APPROVAL, "not approved");
    return DONE;
}

static RESULT approval_sent(struct link *l, enum handler to, struct view digest, const char *scheme, const struct text *credential,
                            const struct text *signature, json_t **answer, struct error *err) {
    AUTO_JSON *values = json_pack("{s:O,s:s,s:s,s:s}", "request", json_object_get(l->shell->values, "request"), "scheme", scheme, "credential",
                                  text_string(credential), "signature", text_string(signature));
    json_put_view(values, "digest", digest);
    return link_call(l, command_of(to), values, answer, err);
}

static RESULT signed_by_key(struct link *l, enum handler to, struct view digest, json_t **answer, struct error *err) {
    AUTO_TEXT vkey = text_with_ceiling(400), signature = text_with_ceiling(200);
    struct verify_key public = officer_public(&l->key);
    text_vkey(&vkey, &public);
    text_signature(&signature, &l->key, "malines/approval/1", digest);
    return approval_sent(l, to, digest, SCHEME_ED25519, &vkey, &signature, answer, err);
}

// ---- By an authenticator ----

// The address at which passkeys work: the first that the node names.
static RESULT home(struct link *l, char origin[ORIGIN_BYTES_MAX + 1], struct error *err) {
    AUTO_JSON *about = NULL;
    AUTO_JSON *none = json_object();
    TRY(link_call(l, command_of(HANDLER_node_about), none, &about, err));
    const json_t *passkeys = json_object_get(about, "passkeys");
    const char *at = json_string_value(json_array_get(json_object_get(passkeys, "at"), 0));
    if (!at) return FAIL(err, NOT_ALLOWED, "%.*s", VIEW_ARGS(json_view(passkeys, "why_not")));
    snprintf(origin, ORIGIN_BYTES_MAX + 1, "%s", at);
    return DONE;
}

static RESULT sign_in(struct link *l, struct touch *t, const char *origin, struct error *err) {
    const char *officer = value_text(l->shell, "officer", NULL);
    AUTO_JSON *begun = NULL;
    AUTO_JSON *done = NULL;
    AUTO_TEXT id = text_with_ceiling(ID_BYTES_MAX), evidence = text_with_ceiling(EVIDENCE_BYTES_MAX);
    if (!officer) return FAIL(err, NOT_SIGNED_IN, "name yourself with --officer, or your key with --key");
    AUTO_JSON *who = json_pack("{s:s,s:s}", "officer", officer, "origin", origin);
    TRY(link_call(l, command_of(HANDLER_session_challenge), who, &begun, err));
    struct touch_page page = {origin, json_string_value(json_object_get(begun, "rp_id")), json_view(begun, "challenge")};
    if (!page.rp_id) return FAIL(err, BAD_FORMAT, "the node's challenge");
    fprintf(stderr, "To sign in as %s: ", officer);
    TRY(touch_sign(t, &page, NULL, &id, &evidence, err));
    AUTO_JSON *values = json_pack("{s:s,s:O,s:s,s:s}", "officer", officer, "ticket", json_object_get(begun, "ticket"), "id", text_string(&id), "evidence",
                                  text_string(&evidence));
    return link_call(l, command_of(HANDLER_session_passkey), values, &done, err);
}

// The caller's own passkeys that are at home at this address.
static RESULT passkeys_of(struct link *l, struct view rp_id, json_t **all, json_t *ids, struct error *err) {
    AUTO_JSON *none = json_object();
    size_t i;
    json_t *one;
    TRY(link_call(l, command_of(HANDLER_passkey_mine), none, all, err));
    json_array_foreach(json_object_get(*all, "passkeys"), i, one)
        if (view_same(json_view(one, "rp_id"), rp_id)) json_array_append(ids, json_object_get(one, "id"));
    return json_array_size(ids) ? DONE : FAIL(err, NOT_FOUND, "no passkey is enrolled for you at this address: `malines passkey enrol`");
}

static RESULT credential_of(const json_t *all, struct view id, struct text *out, struct error *err) {
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(all, "passkeys"), i, one) {
        if (!view_same(json_view(one, "id"), id)) continue;
        text_view(out, json_view(one, "credential"));
        return DONE;
    }
    return FAIL(err, NOT_FOUND, "the authenticator signed with a passkey that is not yours here");
}

static RESULT signed_by_touch(struct link *l, enum handler to, struct touch *t, const char *origin, struct view digest, json_t **answer, struct error *err) {
    unsigned char challenge[CHALLENGE_BYTES];
    AUTO_JSON *all = NULL;
    AUTO_JSON *ids = json_array();
    AUTO_TEXT rp_id = text_with_ceiling(PASSKEY_RP_ROOM), word = text_with_ceiling(100), id = text_with_ceiling(ID_BYTES_MAX);
    AUTO_TEXT evidence = text_with_ceiling(EVIDENCE_BYTES_MAX), credential = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX);
    TRY(rp_id_of(view_of(origin), &rp_id, err));
    TRY(passkeys_of(l, text_seen(&rp_id), &all, ids, err));
    approval_challenge(digest, challenge);
    text_base64url(&word, challenge, sizeof challenge);
    struct touch_page page = {origin, text_string(&rp_id), text_seen(&word)};
    fputs("To approve: ", stderr);
    TRY(touch_sign(t, &page, ids, &id, &evidence, err));
    TRY(credential_of(all, text_seen(&id), &credential, err));
    return approval_sent(l, to, digest, SCHEME_WEBAUTHN, &credential, &evidence, answer, err);
}

// ---- The command ----

static RESULT approve(struct link *l, enum handler to, struct touch *t, const char *origin, struct error *err) {
    AUTO_JSON *request = NULL;
    AUTO_JSON *answer = NULL;
    TRY(link_call(l, command_of(HANDLER_request_show), l->shell->values, &request, err));
    const json_t *validation = json_object_get(json_object_get(request, "order"), "validation");
    struct view digest = json_view(to == HANDLER_order_validated ? validation : request, "digest");
    if (digest.bytes == 0)
        return FAIL(err, WRONG_STEP, to == HANDLER_order_validated ? "no validation of this order is awaited" : "nothing waits for an approval");
    if (!l->shell->json) link_print(l, HANDLER_request_show, request);
    TRY(agreed(l->shell, err));
    TRY(t ? signed_by_touch(l, to, t, origin, digest, &answer, err) : signed_by_key(l, to, digest, &answer, err));
    if (!l->shell->json) puts("");
    link_print(l, to, answer);
    return DONE;
}

static RESULT approve_by_touch(struct link *l, enum handler to, struct error *err) {
    char origin[ORIGIN_BYTES_MAX + 1];
    struct touch *t = NULL;
    TRY(home(l, origin, err));
    TRY(touch_open(value_text(l->shell, "device", NULL), &t, err));
    struct result r = l->has_key ? DONE : sign_in(l, t, origin, err);
    if (!FAILED(r)) r = approve(l, to, t, origin, err);
    touch_close(t);
    return r;
}

static RESULT approved(const struct sys *sys, const struct shell *s, enum handler to, struct error *err) {
    struct link l;
    bool touch = value_flag(s, "authenticator") || value_text(s, "device", NULL);
    TRY(link_open(sys, s, &l, err));
    struct result r = touch ? approve_by_touch(&l, to, err)
                    : l.has_key ? approve(&l, to, NULL, NULL, err)
                    : FAIL(err, NOT_SIGNED_IN, "name your key with --key, or --authenticator");
    link_close(&l);
    return r;
}

RESULT do_approve(const struct sys *sys, const struct shell *s, struct error *err) { return approved(sys, s, HANDLER_request_approve, err); }
RESULT do_validate(const struct sys *sys, const struct shell *s, struct error *err) { return approved(sys, s, HANDLER_order_validated, err); }

// ---- Enrolment: the invitation of two persons, as in the browser ----

static RESULT enrol(struct link *l, struct error *err) {
    char origin[ORIGIN_BYTES_MAX + 1];
    AUTO_JSON *begun = NULL;
    AUTO_JSON *done = NULL;
    AUTO_TEXT made = text_with_ceiling(EVIDENCE_BYTES_MAX);
    struct touch *t = NULL;
    TRY(home(l, origin, err));
    AUTO_JSON *values = json_pack("{s:O,s:O,s:s}", "officer", json_object_get(l->shell->values, "officer"),
                                  "code", json_object_get(l->shell->values, "code"), "origin", origin);
    TRY(link_call(l, command_of(HANDLER_passkey_begin), values, &begun, err));
    struct touch_page page = {origin, json_string_value(json_object_get(begun, "rp_id")), json_view(begun, "challenge")};
    const char *name = json_string_value(json_object_get(begun, "name"));
    if (!page.rp_id || !name) return FAIL(err, BAD_FORMAT, "the node's challenge");
    TRY(touch_open(value_text(l->shell, "device", NULL), &t, err));
    struct result r = touch_make(t, &page, json_view(begun, "user"), name, json_object_get(begun, "exclude"), &made, err);
    touch_close(t);
    TRY(r);
    json_object_del(values, "origin");
    json_object_set(values, "ticket", json_object_get(begun, "ticket"));
    json_object_set_new(values, "made", json_string(text_string(&made)));
    if (value_text(l->shell, "label", NULL)) json_object_set(values, "label", json_object_get(l->shell->values, "label"));
    TRY(link_call(l, command_of(HANDLER_passkey_add), values, &done, err));
    link_print(l, HANDLER_passkey_add, done);
    return DONE;
}

RESULT do_passkey_enrol(const struct sys *sys, const struct shell *s, struct error *err) {
    struct link l;
    TRY(link_open(sys, s, &l, err));
    struct result r = enrol(&l, err);
    link_close(&l);
    return r;
}
