// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "provider.h"

#include "address.h"
#include "codec/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_BYTES_MAX = 64 * 1024, FORM_BYTES_MAX = 8 * 1024, PEM_BYTES_MAX = 64 * 1024, SECRET_BYTES_MAX = 1000, TIMEOUT_MS = 8000 };

struct exchange {
    struct exchange *next, **link;
    api_exchanged *done;
    void *done_ctx;
};
struct provider {
    struct http_client *client;
    const char *client_id, *redirect;
    struct text secret;
    struct address at;
    struct spki pin;
    struct exchange *first;
};

// ---- The settings ----

static RESULT settings_read(const struct config_oidc *c, struct provider *p, struct error *err) {
    AUTO_TEXT pem = text_with_ceiling(PEM_BYTES_MAX);
    if (!address_read(c->token, &p->at)) return FAIL(err, BAD_YAML, "oidc.token: https://HOST[:PORT]/PATH");
    if (!p->at.tls && !address_is_loopback(p->at.host)) return FAIL(err, BAD_YAML, "oidc.token: https, or http on this computer alone");
    if (p->at.tls && !c->certificate) return FAIL(err, BAD_YAML, "oidc.certificate: the provider's TLS certificate, whose key is pinned");
    if (c->secret) TRY(secret_file_read(c->secret, SECRET_BYTES_MAX, &p->secret, err));
    if (!p->at.tls) return DONE;
    TRY(file_read(c->certificate, PEM_BYTES_MAX, &pem, err));
    return spki_of_pem(text_seen(&pem), &p->pin, err);
}

RESULT provider_new(struct loop *l, const struct config_oidc *c, const char *redirect, struct provider **out, struct error *err) {
    *out = NULL;
    if (!c->issuer) return DONE;
    struct provider *p = calloc(1, sizeof *p);
    ENSURE(p);
    p->client_id = c->client, p->redirect = redirect;
    struct result r = settings_read(c, p, err);
    if (!FAILED(r)) r = http_client_new(l, NULL, &p->client, err);
    if (FAILED(r)) provider_free(p);
    else *out = p;
    return r;
}

static void over(struct exchange *e, const struct error *failure, struct view token) {
    *e->link = e->next;
    if (e->next) e->next->link = e->link;
    e->done(e->done_ctx, failure, token);
    free(e);
}

struct provider *provider_free(struct provider *p) {
    struct error gone = {CODE_UNREACHABLE, "the node is stopping"};
    if (!p) return NULL;
    if (p->client) http_client_free(p->client);
    while (p->first) over(p->first, &gone, VIEW(""));
    text_free(&p->secret);
    free(p);
    return NULL;
}

// ---- The exchange ----

static void put_pair(struct text *t, const char *name, struct view value) {
    text_format(t, "%s%s=", t->bytes ? "&" : "", name);
    text_percent(t, value);
}

// RFC 6749 §2.3.1: both halves are escaped before they are joined.
static void put_basic(struct text *t, const struct provider *p) {
    AUTO_TEXT both = text_secret(4 * SECRET_BYTES_MAX);
    text_percent(&both, view_of(p->client_id));
    text_char(&both, ':');
    text_percent(&both, view_trim(text_seen(&p->secret)));
    text_put(t, "Basic ");
    text_base64(t, both.at, both.bytes);
}

// What the provider says of a failure stays out of logs and answers: only its status is told.
static void answered(void *ctx, const struct http_outcome *o) {
    struct exchange *e = ctx;
    struct error err = {0};
    json_t *j = NULL;
    struct view token = {"", 0};
    if (o->code != CODE_OK) err.code = o->code, snprintf(err.detail, sizeof err.detail, "the identity provider: %.150s", o->detail);
    else if (o->status != 200)
        err.code = CODE_NOT_SIGNED_IN, snprintf(err.detail, sizeof err.detail, "the identity provider does not take the code (%d)", o->status);
    else if (FAILED(json_strict(o->body, &j, &err))) snprintf(err.detail, sizeof err.detail, "the identity provider's answer is no JSON");
    else if (!(token = json_view(j, "id_token")).bytes)
        err.code = CODE_NOT_SIGNED_IN, snprintf(err.detail, sizeof err.detail, "the identity provider gave no ID token");
    over(e, err.code ? &err : NULL, token);
    json_decref(j);
}

static void exchange(void *ctx, struct view code, struct view verifier, api_exchanged *done, void *done_ctx) {
    struct provider *p = ctx;
    struct exchange *e = calloc(1, sizeof *e);
    ENSURE(e);
    *e = (struct exchange){p->first, &p->first, done, done_ctx};
    if (e->next) e->next->link = &e->next;
    p->first = e;
    AUTO_TEXT form = text_with_ceiling(FORM_BYTES_MAX), basic = text_secret(8 * SECRET_BYTES_MAX);
    put_pair(&form, "grant_type", VIEW("authorization_code"));
    put_pair(&form, "code", code);
    put_pair(&form, "redirect_uri", view_of(p->redirect));
    put_pair(&form, "code_verifier", verifier);
    put_pair(&form, "client_id", view_of(p->client_id));
    if (!text_ok(&form)) {
        over(e, &(struct error){CODE_TOO_BIG, "the code"}, VIEW(""));
        return;
    }
    struct http_field fields[3] = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    size_t count = 2;
    if (p->secret.bytes) put_basic(&basic, p), fields[count++] = (struct http_field){"Authorization", text_string(&basic)};
    const struct http_question question = {.host = p->at.host, .port = p->at.port, .pin = p->at.tls ? &p->pin : NULL,
                                           .method = HTTP_POST, .path = p->at.path, .fields = fields, .field_count = count,
                                           .body = text_seen(&form), .timeout_ms = TIMEOUT_MS, .answer_bytes_max = ANSWER_BYTES_MAX};
    http_client_send(p->client, &question, answered, e);
}

struct api_provider provider_door(struct provider *p) { return (struct api_provider){p, p ? exchange : NULL}; }
