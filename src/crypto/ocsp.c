// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "crypto/ocsp.h"

#include "crypto/cert.h"

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <stdlib.h>

enum { NONCE_BYTES = 32 };

struct ocsp_question {
    X509 *issuer;
    OCSP_CERTID *id;
    OCSP_REQUEST *request;  // with the nonce
};

struct ocsp_question *ocsp_question_free(struct ocsp_question *q) {
    if (!q) return NULL;
    X509_free(q->issuer);
    OCSP_CERTID_free(q->id);
    OCSP_REQUEST_free(q->request);
    free(q);
    return NULL;
}

// ---- The question ----

static BIO *opened(struct view chain) { return chain.bytes && chain.bytes < 256 * 1024 ? BIO_new_mem_buf(chain.at, (int)chain.bytes) : NULL; }

static X509 *next_of(BIO *b) {
    char empty[] = "";  // never ask on the terminal
    return b ? PEM_read_bio_X509(b, NULL, NULL, empty) : NULL;
}

size_t ocsp_askable(struct view chain) {
    BIO *b = opened(chain);
    size_t n = 0;
    for (X509 *x; (x = next_of(b)); n++) X509_free(x);
    BIO_free(b);
    ERR_clear_error();
    return n ? n - 1 : 0;
}

static bool read_two(struct view chain, size_t nth, X509 **leaf, X509 **issuer) {
    BIO *b = opened(chain);
    while (nth-- > 0) X509_free(next_of(b));
    *leaf = next_of(b);
    *issuer = *leaf ? next_of(b) : NULL;
    BIO_free(b);
    return *issuer && X509_check_issued(*issuer, *leaf) == X509_V_OK && X509_verify(*leaf, X509_get0_pubkey(*issuer)) == 1;
}

// A certificate is named by digests of its issuer's name and key; SHA-1 is what responders look up by (RFC 5019), and nothing
// rests on it: the answer is signed.
static bool begin(struct ocsp_question *q, const X509 *leaf, unsigned char *nonce) {
    q->id = OCSP_cert_to_id(EVP_sha1(), leaf, q->issuer);
    q->request = OCSP_REQUEST_new();
    OCSP_CERTID *copy = q->id ? OCSP_CERTID_dup(q->id) : NULL;
    if (!q->request || !copy || !OCSP_request_add0_id(q->request, copy)) {
        OCSP_CERTID_free(copy);
        return false;
    }
    return OCSP_request_add1_nonce(q->request, nonce, NONCE_BYTES) == 1;
}

RESULT ocsp_ask(const struct sys *sys, struct view chain, size_t nth, struct ocsp_question **out, struct text *der, struct error *err) {
    unsigned char nonce[NONCE_BYTES], *bytes = NULL;
    X509 *leaf = NULL;
    struct ocsp_question *q = calloc(1, sizeof *q);
    ENSURE(q);
    sys->random(sys, nonce, sizeof nonce);
    bool ok = read_two(chain, nth, &leaf, &q->issuer) && begin(q, leaf, nonce);
    int n = ok ? i2d_OCSP_REQUEST(q->request, &bytes) : -1;
    if (n > 0) text_add(der, bytes, (size_t)n);
    OPENSSL_free(bytes);
    X509_free(leaf);
    ERR_clear_error();
    if (n <= 0) {
        ocsp_question_free(q);
        return FAIL(err, BAD_CERTIFICATE, "a certificate and its issuer's are needed to ask whether it was revoked");
    }
    *out = q;
    return DONE;
}

// ---- The answer ----

// Signed by the issuer, or by one to whom the issuer gave this task (RFC 6960 §4.2.2.2).
static bool signed_well(const struct ocsp_question *q, OCSP_BASICRESP *basic, struct instant now) {
    X509_STORE *store = X509_STORE_new();
    STACK_OF(X509) *beside = sk_X509_new_null();
    bool ok = store && beside && X509_STORE_add_cert(store, q->issuer) == 1 && sk_X509_push(beside, q->issuer) > 0;
    if (ok) {
        X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);  // the issuer is where trust ends, whoever made it
        X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), (time_t)(now.ms / SECOND_MS));
        ok = OCSP_basic_verify(basic, beside, store, 0) == 1;
    }
    sk_X509_free(beside);
    X509_STORE_free(store);
    return ok;
}

static RESULT fresh(const ASN1_GENERALIZEDTIME *from, const ASN1_GENERALIZEDTIME *until, bool nonce, struct instant now,
                    struct ocsp_answer *a, struct error *err) {
    struct instant since;
    if (!instant_of_asn1(from, &since)) return FAIL(err, BAD_FORMAT, "the answer does not say since when it holds");
    if (since.ms > now.ms + OCSP_SKEW_MS) return FAIL(err, EXPIRED, "the answer is of tomorrow");
    if (until && !instant_of_asn1(until, &a->until)) return FAIL(err, BAD_FORMAT, "the answer does not say until when it holds");
    if (a->until.ms && a->until.ms < now.ms - OCSP_SKEW_MS) return FAIL(err, EXPIRED, "the answer is over");
    if (!nonce && since.ms < now.ms - OCSP_AGE_MS) return FAIL(err, EXPIRED, "the answer is over a day old and does not repeat our nonce");
    return DONE;
}

static RESULT basic_read(const struct ocsp_question *q, OCSP_BASICRESP *basic, struct instant now, struct ocsp_answer *out, struct error *err) {
    ASN1_GENERALIZEDTIME *at = NULL, *from = NULL, *until = NULL;
    struct ocsp_answer a = {0};
    int says = -1, why;
    int nonce = OCSP_check_nonce(q->request, basic);  // 1: ours; -1: it has none; 0: another
    if (!signed_well(q, basic, now)) return FAIL(err, BAD_SIGNATURE, "the answer is not signed by the certificate's issuer, nor in its name");
    if (nonce == 0) return FAIL(err, BAD_FORMAT, "the answer is to another question");
    if (OCSP_resp_find_status(basic, q->id, &says, &why, &at, &from, &until) != 1) return FAIL(err, BAD_FORMAT, "the answer is about another certificate");
    TRY(fresh(from, until, nonce == 1, now, &a, err));
    a.says = says == V_OCSP_CERTSTATUS_GOOD ? REVOCATION_good : says == V_OCSP_CERTSTATUS_REVOKED ? REVOCATION_revoked : REVOCATION_unknown;
    *out = a;
    return DONE;
}

static RESULT response_read(const struct ocsp_question *q, OCSP_RESPONSE *response, struct instant now, struct ocsp_answer *out, struct error *err) {
    int status = OCSP_response_status(response);
    if (status == OCSP_RESPONSE_STATUS_TRYLATER || status == OCSP_RESPONSE_STATUS_INTERNALERROR) return FAIL(err, BUSY, "the responder says: later");
    if (status != OCSP_RESPONSE_STATUS_SUCCESSFUL) return FAIL(err, BAD_FORMAT, "the responder does not answer (%d)", status);
    OCSP_BASICRESP *basic = OCSP_response_get1_basic(response);
    if (!basic) return FAIL(err, BAD_FORMAT, "an answer of an unknown kind");
    struct result r = basic_read(q, basic, now, out, err);
    OCSP_BASICRESP_free(basic);
    return r;
}

RESULT ocsp_answered(const struct ocsp_question *q, struct view der, struct instant now, struct ocsp_answer *out, struct error *err) {
    const unsigned char *at = (const unsigned char *)der.at;
    if (!der.bytes || der.bytes > OCSP_ANSWER_BYTES_MAX) return FAIL(err, TOO_BIG, "an answer of 1 to %d bytes", OCSP_ANSWER_BYTES_MAX);
    OCSP_RESPONSE *response = d2i_OCSP_RESPONSE(NULL, &at, (long)der.bytes);
    bool whole = response && at == (const unsigned char *)der.at + der.bytes;
    struct result r = whole ? response_read(q, response, now, out, err) : FAIL(err, BAD_FORMAT, "not an OCSP answer");
    OCSP_RESPONSE_free(response);
    ERR_clear_error();
    return r;
}
