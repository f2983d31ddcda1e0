// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "standing.h"

#include "crypto/jwt.h"
#include "crypto/webauthn.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>

enum { PEM_BYTES_MAX = 64 * 1024, LIST_BYTES_MAX = 8 * 1024 * 1024, STAMP_FILE_BYTES_MAX = 256 * 1024, PATH_ROOM = 4096 };

struct where {
    char at[PATH_ROOM];
};
static struct where inside(const struct config *c, const char *name) {
    struct where w;
    snprintf(w.at, sizeof w.at, "%s/%s", c->data_dir, name);
    return w;
}

// The same failure, with the part of the settings that it is about.
static RESULT about(struct result r, const char *part, const struct error *why, struct error *err) {
    return FAILED(r) ? fail_with(err, r.code, "%s: %.300s", part, why->detail) : r;
}

static RESULT keys_up(const struct config *c, struct standing *s, struct error *err) {
    TRY(secret_file_read(inside(c, FILE_TLS_KEY).at, PEM_BYTES_MAX, &s->tls_key, err));
    TRY(file_read(inside(c, FILE_TLS_CERT).at, PEM_BYTES_MAX, &s->tls_certificate, err));
    TRY(identity_read(inside(c, FILE_SIGN_KEY).at, inside(c, FILE_SIGN_CERT).at, &s->signs, err));
    return sign_key_load(inside(c, FILE_LOG_KEY).at, &s->log_key, err);
}

// Our own line of the list must be about the keys that are here, or nobody would believe us.
static RESULT we_are_listed(const struct config *c, const struct standing *s, struct error *err) {
    const struct member *me = trust_member(s->trust, view_of(c->authority));
    struct spki tls;
    AUTO_TEXT vkey = text_with_ceiling(400);
    struct verify_key public = sign_key_public(&s->log_key);
    if (!me) return FAIL(err, NOT_TRUSTED, "%s is not on the list", c->authority);
    TRY(spki_of_pem(text_seen(&s->tls_certificate), &tls, err));
    text_vkey(&vkey, &public);
    if (memcmp(tls.at, me->tls_spki.bytes, sizeof tls.at) != 0)
        return FAIL(err, BAD_CERTIFICATE, "the list has another TLS key for %s", c->authority);
    struct digest ours = certificate_digest(identity_certificate(s->signs)), listed = certificate_digest(me->signs);
    if (!digest_same(&ours, &listed))
        return FAIL(err, BAD_CERTIFICATE, "the list has another signing certificate for %s", c->authority);
    if (strcmp(text_string(&vkey), me->log_vkey) != 0)
        return FAIL(err, BAD_CERTIFICATE, "the list has another log key for %s", c->authority);
    return DONE;
}

static RESULT trust_up(const struct sys *sys, const struct config *c, struct standing *s, struct error *err) {
    s->trust_list = text_with_ceiling(LIST_BYTES_MAX);
    s->anchor = text_with_ceiling(LIST_BYTES_MAX);
    TRY(file_read(c->trust_list, LIST_BYTES_MAX, &s->trust_list, err));
    TRY(file_read(c->trust_anchor, LIST_BYTES_MAX, &s->anchor, err));
    TRY(trust_read(text_seen(&s->trust_list), text_seen(&s->anchor), sys_now(sys), &s->trust, err));
    return we_are_listed(c, s, err);
}

// A console behind a proxy has one address. Without one it is reached on this computer alone, by either name: a name for
// each member keeps the cookies and passkeys of several nodes apart.
static void origins_of(const struct config *c, struct text origins[2]) {
    origins[0] = origins[1] = text_with_ceiling(ORIGIN_BYTES_MAX);
    if (c->console.origin) text_put(&origins[0], c->console.origin);
    else if (c->console.port) {
        text_format(&origins[0], "http://%s.localhost:%u", c->authority, c->console.port);
        text_format(&origins[1], "http://localhost:%u", c->console.port);
    }
}

RESULT standing_passkeys(const struct config *c, struct error *err) {
    AUTO_TEXT rp_id = text_with_ceiling(PASSKEY_RP_ROOM);
    if (!c->console.origin) return DONE;
    return rp_id_of(view_of(c->console.origin), &rp_id, err);
}

static RESULT oidc_up(const struct config *c, struct standing *s, struct error *err) {
    s->oidc_keys = text_with_ceiling(PEM_BYTES_MAX), s->redirect = text_with_ceiling(ORIGIN_BYTES_MAX + 40);
    if (!c->oidc.issuer) return DONE;
    if (!s->origins[0].bytes) return FAIL(err, BAD_YAML, "oidc: console.origin is needed, for the way back");
    TRY(file_read(c->oidc.keys, PEM_BYTES_MAX, &s->oidc_keys, err));
    text_format(&s->redirect, "%s/return", text_string(&s->origins[0]));
    s->oidc = (struct oidc_provider){c->oidc.issuer, c->oidc.client, c->oidc.authorize, text_string(&s->redirect), text_seen(&s->oidc_keys)};
    struct jwt_keys *keys;
    TRY(jwt_keys_read(s->oidc.keys, &keys, err));
    jwt_keys_free(keys);
    return DONE;
}

static RESULT thresholds_up(const struct config *c, struct standing *s, struct error *err) {
    if (!c->threshold_count) return DONE;
    s->thresholds = calloc(c->threshold_count, sizeof *s->thresholds);
    ENSURE(s->thresholds);
    for (unsigned i = 0; i < c->threshold_count; i++) {
        const struct config_threshold *t = &c->thresholds[i];
        s->thresholds[i] = (struct node_threshold){t->member, t->purpose, (int)t->percent, t->line};
    }
    return node_thresholds_fit(s->law, s->thresholds, c->threshold_count, err);
}

static RESULT node_up(const struct sys *sys, const struct config *c, struct standing *s, struct error *err) {
    struct where store = inside(c, FILE_STORE), index = inside(c, FILE_INDEX), vault = inside(c, "evidence"), stamps = inside(c, "stamps.pem");
    s->stamps = text_with_ceiling(STAMP_FILE_BYTES_MAX);
    struct result r = file_read(stamps.at, STAMP_FILE_BYTES_MAX, &s->stamps, err);  // without it no event is time-stamped
    if (FAILED(r) && r.code != CODE_NOT_FOUND) return r;
    origins_of(c, s->origins);
    TRY(oidc_up(c, s, err));
    struct node_settings n = {.authority = c->authority,
                              .store_path = store.at,
                              .index_file = index.at,
                              .trust_list = text_seen(&s->trust_list),
                              .trust_anchor = text_seen(&s->anchor),
                              .law = s->law, .dna = s->dna, .prints = s->prints, .orders = s->orders,
                              .signer = s->signs,
                              .log_key = &s->log_key,
                              .thresholds = s->thresholds,
                              .threshold_count = c->threshold_count,
                              .check_budget_ms = (int)c->check_budget_ms,
                              .hello_ms = (int)c->hello_ms,
                              .new_generation = c->new_generation,
                              .cosign_ms = (int)c->cosign_ms,
                              .demo = c->demo,
                              .lists = c->lists,
                              .vault = vault.at,
                              .oidc = c->oidc.issuer ? &s->oidc : NULL,
                              .stamp_authorities = text_seen(&s->stamps),
                              .origins = {s->origins[0].at, s->origins[1].at}};
    TRY(node_open(sys, &n, &s->node, err));
    malloc_trim(0);  // every record was parsed once
    return DONE;
}

RESULT standing_up(const struct sys *sys, const struct config *c, struct standing *out, struct error *err) {
    struct error why = {0};
    *out = (struct standing){0};
    TRY(about(keys_up(c, out, &why), "keys", &why, err));
    TRY(about(law_load(c->laws_dir, &out->law, &why), "law", &why, err));
    struct result dna = dna_book_load(c->laws_dir, &out->dna, &why);  // without laws/dna the node keeps no such register
    if (dna.code != CODE_NOT_FOUND) TRY(about(dna, "law", &why, err));
    struct result prints = prints_book_load(c->laws_dir, &out->prints, &why);  // without laws/prints no searches with prints or faces
    if (prints.code != CODE_NOT_FOUND) TRY(about(prints, "law", &why, err));
    struct result forms = order_book_load(c->laws_dir, &out->orders, &why);  // without laws/forms it writes no orders
    if (forms.code != CODE_NOT_FOUND) TRY(about(forms, "law", &why, err));
    TRY(about(thresholds_up(c, out, &why), "node.yaml", &why, err));
    TRY(about(trust_up(sys, c, out, &why), "trust list", &why, err));
    return about(node_up(sys, c, out, &why), "store", &why, err);
}

void standing_end(struct standing *s) {
    if (s->node) node_close(s->node);
    if (s->trust) trust_free(s->trust);
    dna_book_free(s->dna);
    prints_book_free(s->prints);
    order_book_free(s->orders);
    if (s->law) law_free(s->law);
    if (s->signs) identity_free(s->signs);
    sign_key_wipe(&s->log_key);
    text_free(&s->tls_key);
    text_free(&s->tls_certificate);
    text_free(&s->trust_list);
    text_free(&s->anchor);
    text_free(&s->stamps);
    text_free(&s->oidc_keys);
    text_free(&s->redirect);
    text_free(&s->origins[0]);
    text_free(&s->origins[1]);
    free(s->thresholds);
    *s = (struct standing){0};
}
