// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// oidc.c — signing in through the house's identity provider: authorization code with PKCE (RFC 6749, 7636), state, nonce
// (OpenID Connect Core 1.0). A sign-in under way costs nothing here: state, nonce and PKCE's verifier are words that only this
// node can make from the ticket that the browser keeps for itself, so a code that was slipped into another browser is of no use.
// The provider proves who it is and no more: roles stand in our own table, and only `sub` at `iss` is looked at.
#include "node/people/passkeys.h"
#include "node/people/signin.h"

#include "crypto/jwt.h"

enum { OIDC_MS = 10 * MINUTE_MS, CHANCE_BYTES = 16, HEAD_BYTES = 8 + CHANCE_BYTES, TICKET_BYTES = HEAD_BYTES + 32, SKEW_S = 60,
      TOKEN_AGE_S = 600, WORD_ROOM = 50 };

struct ceremony {
    unsigned char ticket[TICKET_BYTES];
    struct instant until;
};

static struct view head_of(const struct ceremony *c) { return (struct view){(const char *)c->ticket, HEAD_BYTES}; }

static void word(struct node *n, const struct ceremony *c, const char *what, struct text *out) {
    struct digest d = ticket_word(n, what, head_of(c));
    text_base64url(out, d.bytes, sizeof d.bytes);
}

static void ceremony_new(struct node *n, struct ceremony *c) {
    AUTO_TEXT end = text_with_ceiling(8);
    c->until = instant_after(now(n), OIDC_MS);
    text_be(&end, (uint64_t)c->until.ms, 8);
    memcpy(c->ticket, end.at, 8);
    sys_random(n->sys, c->ticket + 8, CHANCE_BYTES);
    struct digest mac = ticket_word(n, "ticket", head_of(c));
    memcpy(c->ticket + HEAD_BYTES, mac.bytes, sizeof mac.bytes);
}

static RESULT ceremony_read(struct node *n, struct view text, struct ceremony *c, struct error *err) {
    size_t bytes;
    if (!n->settings.oidc) return FAIL(err, NOT_ALLOWED, "no identity provider stands in this node's settings");
    if (!base64url_read(text, c->ticket, sizeof c->ticket, &bytes) || bytes != sizeof c->ticket) return FAIL(err, BAD_FORMAT, "the ticket is not one of ours");
    struct digest mac = ticket_word(n, "ticket", head_of(c));
    struct reader r = reader_of((struct view){(const char *)c->ticket, 8});
    c->until = (struct instant){(int64_t)read_u64(&r)};
    if (!mac_same(&mac, c->ticket + HEAD_BYTES) || instant_before(c->until, now(n))) return FAIL(err, NOT_SIGNED_IN, "this sign-in is over: begin again");
    return DONE;
}

// ---- Going ----

static void put_pair(struct text *t, const char *name, struct view value) {
    text_format(t, "&%s=", name);
    text_percent(t, value);
}

struct result oidc_begun(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    const struct oidc_provider *p = n->settings.oidc;
    struct ceremony c;
    AUTO_TEXT url = text_with_ceiling(4000), ticket = text_with_ceiling(100), verifier = text_with_ceiling(WORD_ROOM), state = text_with_ceiling(WORD_ROOM);
    AUTO_TEXT nonce = text_with_ceiling(WORD_ROOM), challenge = text_with_ceiling(WORD_ROOM);
    if (!p) return FAIL(err, NOT_ALLOWED, "no identity provider stands in this node's settings");
    ceremony_new(n, &c);
    word(n, &c, "verifier", &verifier), word(n, &c, "state", &state), word(n, &c, "nonce", &nonce);
    struct digest d = sha256(text_seen(&verifier));
    text_base64url(&challenge, d.bytes, sizeof d.bytes);
    text_base64url(&ticket, c.ticket, sizeof c.ticket);
    text_format(&url, "%s%cresponse_type=code&scope=openid&code_challenge_method=S256", p->authorize, strchr(p->authorize, '?') ? '&' : '?');
    put_pair(&url, "client_id", view_of(p->client));
    put_pair(&url, "redirect_uri", view_of(p->redirect));
    put_pair(&url, "state", text_seen(&state));
    put_pair(&url, "nonce", text_seen(&nonce));
    put_pair(&url, "code_challenge", text_seen(&challenge));
    if (!text_ok(&url)) return FAIL(err, TOO_BIG, "the provider's address in this node's settings is too long");
    call_answer(call, json_pack("{s:s,s:s}", "ticket", text_string(&ticket), "url", text_string(&url)));
    return DONE;
}

// ---- Coming back ----

struct result oidc_returned(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct ceremony c;
    struct view issuer = json_view(call->params, "issuer");
    AUTO_TEXT state = text_with_ceiling(WORD_ROOM), verifier = text_with_ceiling(WORD_ROOM);
    TRY(ceremony_read(n, json_view(call->params, "ticket"), &c, err));
    word(n, &c, "state", &state), word(n, &c, "verifier", &verifier);
    if (!view_same(json_view(call->params, "state"), text_seen(&state))) return FAIL(err, NOT_SIGNED_IN, "this sign-in was not begun in this browser");
    if (issuer.bytes && !view_is(issuer, n->settings.oidc->issuer)) return FAIL(err, NOT_SIGNED_IN, "the answer is another provider's (RFC 9207)");
    struct digest used = sha256(head_of(&c));
    TRY(ticket_used(n, &used, c.until, err));
    call_answer(call, json_pack("{s:s}", "verifier", text_string(&verifier)));
    return DONE;
}

// One audience, ours; with more, we must be the party that it was made for (OpenID Connect Core §3.1.3.7).
static bool is_for_us(const json_t *claims, const char *client) {
    const json_t *aud = json_object_get(claims, "aud");
    struct view azp = json_view(claims, "azp");
    bool named = view_is(json_view(claims, "aud"), client);
    for (size_t i = 0; i < json_array_size(aud); i++) {
        const json_t *one = json_array_get(aud, i);
        named = named || (json_is_string(one) && strcmp(json_string_value(one), client) == 0);
    }
    if (json_array_size(aud) > 1 && !azp.bytes) return false;
    return named && (!azp.bytes || view_is(azp, client));
}

static RESULT claims_hold(struct node *n, const struct ceremony *c, const json_t *claims, struct error *err) {
    const struct oidc_provider *p = n->settings.oidc;
    int64_t at = now(n).ms / SECOND_MS, issued = json_int(claims, "iat"), ends = json_int(claims, "exp"), not_before = json_int(claims, "nbf");
    AUTO_TEXT nonce = text_with_ceiling(WORD_ROOM);
    word(n, c, "nonce", &nonce);
    if (!view_is(json_view(claims, "iss"), p->issuer)) return FAIL(err, NOT_SIGNED_IN, "the token is another issuer's");
    if (!is_for_us(claims, p->client)) return FAIL(err, NOT_SIGNED_IN, "the token was made for somebody else");
    if (!view_same(json_view(claims, "nonce"), text_seen(&nonce))) return FAIL(err, NOT_SIGNED_IN, "the token was made for another sign-in");
    if (ends <= at - SKEW_S || issued > at + SKEW_S || issued < at - TOKEN_AGE_S || not_before > at + SKEW_S)
        return FAIL(err, NOT_SIGNED_IN, "the token's time is over or has not begun; compare the clocks");
    return json_view(claims, "sub").bytes ? DONE : FAIL(err, NOT_SIGNED_IN, "the token names nobody");
}

static RESULT token_opened(struct node *n, struct view token, json_t **claims, struct error *err) {
    struct jwt_keys *keys;
    struct error why = {0};
    TRY(jwt_keys_read(n->settings.oidc->keys, &keys, err));
    struct result r = jwt_open(keys, token, claims, &why);
    jwt_keys_free(keys);
    return FAILED(r) ? FAIL(err, NOT_SIGNED_IN, "the provider's token: %s", why.detail) : r;
}

static RESULT open_by_oidc(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct ceremony c;
    struct officer o = {0};
    AUTO_JSON *claims = NULL;
    AUTO_TEXT pin = text_with_ceiling(PIN_BYTES_MAX), name = text_with_ceiling(SIGNIN_NAME_ROOM);
    TRY(ceremony_read(n, json_view(call->params, "ticket"), &c, err));
    TRY(token_opened(n, json_view(call->params, "id_token"), &claims, err));
    TRY(claims_hold(n, &c, claims, err));
    if (!signin_pin(n, json_view(claims, "sub"), &pin)) return FAIL(err, NOT_SIGNED_IN, "no officer is enrolled with this");
    TRY(signin_find(n, SIGNIN_OIDC, text_seen(&pin), VIEW(""), &o, &name, err));
    TRY(signin_used(n, text_seen(&name), err));
    o.auth = SIGNIN_OIDC;
    return session_begin(call, &o, text_seen(&name), err);
}

struct result session_oidc(struct node_call *call, struct error *err) { return sign_in_told(call, SIGNIN_OIDC, open_by_oidc(call, err)); }
