// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "evidence/stamp.h"

#include "crypto/cert.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <time.h>

enum { CERTIFICATES_MAX = 32 };

struct stamp_trust {
    X509 *at[CERTIFICATES_MAX];
    size_t count;
};

// ---- Whom we believe ----

RESULT stamp_trust_read(struct view pem, struct stamp_trust **out, struct error *err) {
    if (pem.bytes > STAMP_BYTES_MAX) return FAIL(err, TOO_BIG, "the file of time-stamp certificates");
    struct stamp_trust *t = calloc(1, sizeof *t);
    BIO *in = BIO_new_mem_buf(pem.at, (int)pem.bytes);
    X509 *x = NULL;
    ENSURE(t && in);
    while (t->count < CERTIFICATES_MAX && (x = PEM_read_bio_X509(in, NULL, NULL, NULL))) t->at[t->count++] = x;
    BIO_free(in);
    ERR_clear_error();
    if (!t->count) {
        stamp_trust_free(t);
        return FAIL(err, BAD_CERTIFICATE, "no certificate of a time-stamp authority is in the file (PEM)");
    }
    *out = t;
    return DONE;
}

struct stamp_trust *stamp_trust_free(struct stamp_trust *t) {
    for (size_t i = 0; t && i < t->count; i++) X509_free(t->at[i]);
    free(t);
    return NULL;
}

// ---- The query ----

static ASN1_INTEGER *nonce_integer(const unsigned char nonce[STAMP_NONCE_BYTES]) {
    BIGNUM *n = BN_bin2bn(nonce, STAMP_NONCE_BYTES, NULL);
    ASN1_INTEGER *i = n ? BN_to_ASN1_INTEGER(n, NULL) : NULL;
    BN_free(n);
    ENSURE(i);
    return i;
}

static bool imprint_set(TS_REQ *q, const struct digest *d) {
    TS_MSG_IMPRINT *m = TS_MSG_IMPRINT_new();
    X509_ALGOR *a = X509_ALGOR_new();
    bool ok = m && a && X509_ALGOR_set0(a, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) == 1 && TS_MSG_IMPRINT_set_algo(m, a) == 1 &&
              TS_MSG_IMPRINT_set_msg(m, (unsigned char *)d->bytes, sizeof d->bytes) == 1 && TS_REQ_set_msg_imprint(q, m) == 1;
    X509_ALGOR_free(a);
    TS_MSG_IMPRINT_free(m);
    return ok;
}

RESULT stamp_query(const struct digest *d, const unsigned char nonce[STAMP_NONCE_BYTES], struct text *out, struct error *err) {
    TS_REQ *q = TS_REQ_new();
    ASN1_INTEGER *n = nonce_integer(nonce);
    unsigned char *der = NULL;
    bool ok = q && TS_REQ_set_version(q, 1) == 1 && imprint_set(q, d) && TS_REQ_set_nonce(q, n) == 1 && TS_REQ_set_cert_req(q, 1) == 1;
    int bytes = ok ? i2d_TS_REQ(q, &der) : -1;
    if (bytes > 0) text_add(out, der, (size_t)bytes);
    OPENSSL_free(der);
    ASN1_INTEGER_free(n);
    TS_REQ_free(q);
    ERR_clear_error();
    if (bytes <= 0) return FAIL(err, INTERNAL, "OpenSSL could not write the query");
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "the query");
}

// ---- The token ----

// A store in which each certificate given is an end of the chain, looked at as of the stamped time.
static X509_STORE *store_as_of(X509 *const *certificates, size_t count, struct instant when) {
    X509_STORE *s = X509_STORE_new();
    ENSURE(s);
    for (size_t i = 0; i < count; i++) ENSURE(X509_STORE_add_cert(s, certificates[i]) == 1);
    X509_STORE_set_flags(s, X509_V_FLAG_PARTIAL_CHAIN);
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(s), (time_t)(when.ms / SECOND_MS));
    return s;
}

struct token {
    PKCS7 *p7;
    TS_TST_INFO *info;
    struct instant when;
};
static void token_free(struct token *t) {
    TS_TST_INFO_free(t->info);
    PKCS7_free(t->p7);
    ERR_clear_error();
}

static RESULT token_read(struct view der, struct token *out, struct error *err) {
    const unsigned char *at = (const unsigned char *)der.at;
    struct token t = {0};
    if (der.bytes > STAMP_BYTES_MAX) return FAIL(err, TOO_BIG, "the time-stamp");
    t.p7 = d2i_PKCS7(NULL, &at, (long)der.bytes);
    if (t.p7 && at == (const unsigned char *)der.at + der.bytes && PKCS7_type_is_signed(t.p7)) t.info = PKCS7_to_TS_TST_INFO(t.p7);
    if (!t.info || !instant_of_asn1(TS_TST_INFO_get_time(t.info), &t.when)) {
        token_free(&t);
        return FAIL(err, BAD_FORMAT, "not a time-stamp token of RFC 3161");
    }
    *out = t;
    return DONE;
}

// Which certificate a token that nobody vouches for was signed with, as it says itself.
static X509_STORE *own_store(const struct token *t) {
    STACK_OF(X509) *signers = PKCS7_get0_signers(t->p7, NULL, 0);
    X509 *signer = signers && sk_X509_num(signers) == 1 ? sk_X509_value(signers, 0) : NULL;
    X509_STORE *s = store_as_of(&signer, signer ? 1 : 0, t->when);
    sk_X509_free(signers);
    return s;
}

static STACK_OF(X509) *untrusted(const struct stamp_trust *t) {
    STACK_OF(X509) *all = sk_X509_new_null();
    for (size_t i = 0; t && i < t->count; i++) {
        X509_up_ref(t->at[i]);
        sk_X509_push(all, t->at[i]);
    }
    return all;
}

static RESULT refused(struct error *err) {
    bool trust = false, other = false;
    for (unsigned long e; (e = ERR_get_error());) {
        if (ERR_GET_LIB(e) != ERR_LIB_TS) continue;
        if (ERR_GET_REASON(e) == TS_R_CERTIFICATE_VERIFY_ERROR) trust = true;
        if (ERR_GET_REASON(e) == TS_R_MESSAGE_IMPRINT_MISMATCH) other = true;
    }
    if (other) return FAIL(err, BAD_SIGNATURE, "the time-stamp is of something else than these bytes");
    if (trust) return FAIL(err, NOT_TRUSTED, "the time-stamp is not of an authority that was named beforehand, or its certificate was not valid then");
    return FAIL(err, BAD_SIGNATURE, "the time-stamp's signature does not hold");
}

// `imprint` is what must have been stamped; `nonce` NULL: any.
static RESULT token_holds(const struct stamp_trust *trust, const struct token *t, struct view imprint, const ASN1_INTEGER *nonce,
                          struct error *err) {
    TS_VERIFY_CTX *c = TS_VERIFY_CTX_new();
    unsigned char *copy = OPENSSL_memdup(imprint.at, imprint.bytes);
    ENSURE(c && copy);
    ERR_clear_error();
    TS_VERIFY_CTX_set_flags(c, TS_VFY_VERSION | TS_VFY_SIGNATURE | TS_VFY_IMPRINT);
    TS_VERIFY_CTX_set_imprint(c, copy, (long)imprint.bytes);
    TS_VERIFY_CTX_set_store(c, trust ? store_as_of(trust->at, trust->count, t->when) : own_store(t));
    TS_VERIFY_CTX_set_certs(c, untrusted(trust));
    bool ok = TS_RESP_verify_token(c, t->p7) == 1;
    TS_VERIFY_CTX_free(c);
    if (!ok) return refused(err);
    const ASN1_INTEGER *answered = TS_TST_INFO_get_nonce(t->info);
    if (nonce && (!answered || ASN1_INTEGER_cmp(nonce, answered) != 0))
        return FAIL(err, BAD_SIGNATURE, "the time-stamp answers another query (its nonce is not ours)");
    return DONE;
}

static int imprint_nid(const struct token *t) {
    const ASN1_OBJECT *o = NULL;
    X509_ALGOR_get0(&o, NULL, NULL, TS_MSG_IMPRINT_get_algo(TS_TST_INFO_get_msg_imprint(t->info)));
    return OBJ_obj2nid(o);
}

static RESULT token_of_bytes(const struct stamp_trust *trust, const struct token *t, struct view bytes, struct error *err) {
    unsigned char imprint[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    int nid = imprint_nid(t);
    if (nid != NID_sha256 && nid != NID_sha384 && nid != NID_sha512)
        return FAIL(err, BAD_FORMAT, "the time-stamp uses a digest that is not accepted (SHA-256, SHA-384, SHA-512 are)");
    ENSURE(EVP_Digest(bytes.at, bytes.bytes, imprint, &n, EVP_get_digestbynid(nid), NULL) == 1);
    return token_holds(trust, t, (struct view){(const char *)imprint, n}, NULL, err);
}

RESULT stamp_verify(const struct stamp_trust *trust, struct view token, struct view bytes, struct instant *when, struct error *err) {
    struct token t;
    TRY(token_read(token, &t, err));
    struct result r = token_of_bytes(trust, &t, bytes, err);
    if (!FAILED(r)) *when = t.when;
    token_free(&t);
    return r;
}

static RESULT token_of_digest(const struct stamp_trust *trust, const struct token *t, const struct digest *d, const ASN1_INTEGER *nonce,
                              struct error *err) {
    if (imprint_nid(t) != NID_sha256) return FAIL(err, BAD_FORMAT, "the time-stamp is not over a SHA-256");
    return token_holds(trust, t, digest_view(d), nonce, err);
}

RESULT stamp_verify_digest(const struct stamp_trust *trust, struct view token, const struct digest *d, struct instant *when, struct error *err) {
    struct token t;
    TRY(token_read(token, &t, err));
    struct result r = token_of_digest(trust, &t, d, NULL, err);
    if (!FAILED(r)) *when = t.when;
    token_free(&t);
    return r;
}

// ---- The reply ----

// The DER of the token in a reply that was granted.
static RESULT granted(struct view reply, struct text *token, struct error *err) {
    const unsigned char *at = (const unsigned char *)reply.at;
    unsigned char *der = NULL;
    if (reply.bytes > STAMP_BYTES_MAX) return FAIL(err, TOO_BIG, "the time-stamp authority's reply");
    TS_RESP *resp = d2i_TS_RESP(NULL, &at, (long)reply.bytes);
    bool whole = resp && at == (const unsigned char *)reply.at + reply.bytes;
    long status = whole ? ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(resp))) : -1;
    PKCS7 *p7 = status == TS_STATUS_GRANTED || status == TS_STATUS_GRANTED_WITH_MODS ? TS_RESP_get_token(resp) : NULL;
    int n = p7 ? i2d_PKCS7(p7, &der) : -1;
    if (n > 0) text_add(token, der, (size_t)n);
    OPENSSL_free(der);
    TS_RESP_free(resp);
    ERR_clear_error();
    if (!whole) return FAIL(err, BAD_FORMAT, "not a reply of RFC 3161");
    if (n <= 0) return FAIL(err, UNREACHABLE, "the time-stamp authority refused (status %ld)", status);
    return text_ok(token) ? DONE : FAIL(err, TOO_BIG, "the time-stamp");
}

RESULT stamp_reply(const struct stamp_trust *trust, struct view reply, const struct digest *d,
                   const unsigned char nonce[STAMP_NONCE_BYTES], struct text *token, struct instant *when, struct error *err) {
    AUTO_TEXT der = text_with_ceiling(STAMP_BYTES_MAX);
    struct token t;
    TRY(granted(reply, &der, err));
    TRY(token_read(text_seen(&der), &t, err));
    ASN1_INTEGER *n = nonce_integer(nonce);
    struct result r = token_of_digest(trust, &t, d, n, err);
    struct instant at = t.when;
    ASN1_INTEGER_free(n);
    token_free(&t);
    TRY(r);
    text_view(token, text_seen(&der));
    if (!text_ok(token)) return FAIL(err, TOO_BIG, "the time-stamp");
    *when = at;
    return DONE;
}
