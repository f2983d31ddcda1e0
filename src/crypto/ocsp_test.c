// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What an answer must be to count: of the issuer, about this certificate, to this question, of today. The answers are made here with
// OpenSSL's own functions; its program answers in tests/daemon/ocsp_test.py.
#include "crypto/ocsp.h"

#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static const struct instant NOW = {1795557686000};  // 2026-11-24T22:01:26Z

struct world {
    EVP_PKEY *key[4];
    X509 *root, *leaf, *other, *responder, *clerk;  // clerk: of the same issuer, but not for this task
    struct text chain;
};

static void random_of(const struct sys *sys, void *to, size_t n) {
    (void)sys;
    memset(to, 7, n);
}
static const struct sys SYS = {.random = random_of};

static void extend(X509 *x, X509 *issuer, int nid, const char *value) {
    X509V3_CTX c;
    X509V3_set_ctx(&c, issuer, x, NULL, NULL, 0);
    X509_EXTENSION *e = X509V3_EXT_conf_nid(NULL, &c, nid, value);
    assert_non_null(e);
    X509_add_ext(x, e, -1);
    X509_EXTENSION_free(e);
}

static X509 *certificate(const char *name, long serial, EVP_PKEY *key, X509 *issuer, EVP_PKEY *by, const char *usage) {
    X509 *x = X509_new();
    X509_set_version(x, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x), serial);
    ASN1_TIME_set(X509_getm_notBefore(x), NOW.ms / 1000 - 86400 * 400);
    ASN1_TIME_set(X509_getm_notAfter(x), NOW.ms / 1000 + 86400 * 400);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0);
    X509_set_issuer_name(x, X509_get_subject_name(issuer ? issuer : x));
    X509_set_pubkey(x, key);
    if (!issuer) extend(x, x, NID_basic_constraints, "critical,CA:TRUE");
    if (usage) extend(x, issuer, NID_ext_key_usage, usage);
    assert_true(X509_sign(x, by, EVP_sha256()) > 0);
    return x;
}

static void add_pem(struct text *t, X509 *x) {
    BIO *b = BIO_new(BIO_s_mem());
    char *at;
    PEM_write_bio_X509(b, x);
    long n = BIO_get_mem_data(b, &at);
    text_add(t, at, (size_t)n);
    BIO_free(b);
}

static int setup(void **state) {
    struct world *w = calloc(1, sizeof *w);
    for (int i = 0; i < 4; i++) w->key[i] = EVP_EC_gen("P-256");
    w->root = certificate("issuer", 1, w->key[0], NULL, w->key[0], NULL);
    w->leaf = certificate("card", 2, w->key[1], w->root, w->key[0], "clientAuth");
    w->other = certificate("another card", 3, w->key[1], w->root, w->key[0], "clientAuth");
    w->responder = certificate("responder", 4, w->key[2], w->root, w->key[0], "OCSPSigning");
    w->clerk = certificate("clerk", 5, w->key[3], w->root, w->key[0], "clientAuth");
    w->chain = text_with_ceiling(10000);
    add_pem(&w->chain, w->leaf), add_pem(&w->chain, w->root);
    *state = w;
    return 0;
}

static int teardown(void **state) {
    struct world *w = *state;
    X509 *all[] = {w->root, w->leaf, w->other, w->responder, w->clerk};
    for (size_t i = 0; i < 5; i++) X509_free(all[i]);
    for (size_t i = 0; i < 4; i++) EVP_PKEY_free(w->key[i]);
    text_free(&w->chain);
    free(w);
    return 0;
}

struct says {
    X509 *about, *signer;
    EVP_PKEY *key;
    int status, since_s, until_s;     // seconds from now; until 0: not said
    const char *nonce;                // "ours", "another" or NULL
};

static void answer(const struct says *s, X509 *issuer, struct view question, struct text *der) {
    OCSP_BASICRESP *basic = OCSP_BASICRESP_new();
    OCSP_CERTID *id = OCSP_cert_to_id(EVP_sha1(), s->about, issuer);
    ASN1_TIME *since = ASN1_TIME_set(NULL, NOW.ms / 1000 + s->since_s), *until = s->until_s ? ASN1_TIME_set(NULL, NOW.ms / 1000 + s->until_s) : NULL;
    ASN1_TIME *revoked = ASN1_TIME_set(NULL, NOW.ms / 1000 - 1000);
    OCSP_basic_add1_status(basic, id, s->status, s->status == V_OCSP_CERTSTATUS_REVOKED ? OCSP_REVOKED_STATUS_KEYCOMPROMISE : 0,
                           s->status == V_OCSP_CERTSTATUS_REVOKED ? revoked : NULL, since, until);
    const unsigned char *at = (const unsigned char *)question.at;
    OCSP_REQUEST *asked = d2i_OCSP_REQUEST(NULL, &at, (long)question.bytes);
    assert_non_null(asked);
    if (s->nonce && !strcmp(s->nonce, "ours")) OCSP_copy_nonce(basic, asked);
    if (s->nonce && !strcmp(s->nonce, "another")) OCSP_basic_add1_nonce(basic, (unsigned char *)"another nonce, of somebody else", 31);
    assert_int_equal(OCSP_basic_sign(basic, s->signer, s->key, EVP_sha256(), NULL, 0), 1);
    OCSP_RESPONSE *r = OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic);
    unsigned char *bytes = NULL;
    int n = i2d_OCSP_RESPONSE(r, &bytes);
    text_add(der, bytes, (size_t)n);
    OPENSSL_free(bytes);
    OCSP_RESPONSE_free(r), OCSP_REQUEST_free(asked), OCSP_CERTID_free(id), OCSP_BASICRESP_free(basic);
    ASN1_TIME_free(since), ASN1_TIME_free(until), ASN1_TIME_free(revoked);
}

static enum code told(struct world *w, const struct says *s, struct ocsp_answer *a) {
    struct ocsp_question *q;
    struct error err = {0};
    AUTO_TEXT question = text_with_ceiling(4096), der = text_with_ceiling(OCSP_ANSWER_BYTES_MAX);
    assert_int_equal(ocsp_ask(&SYS, text_seen(&w->chain), 0, &q, &question, &err).code, CODE_OK);
    answer(s, w->root, text_seen(&question), &der);
    enum code code = ocsp_answered(q, text_seen(&der), NOW, a, &err).code;
    // Neither a byte less nor a byte more, nor one changed in what is signed.
    struct ocsp_answer ignored;
    AUTO_TEXT more = text_with_ceiling(OCSP_ANSWER_BYTES_MAX);
    text_view(&more, text_seen(&der)), text_char(&more, 0);
    assert_int_not_equal(ocsp_answered(q, text_seen(&more), NOW, &ignored, NULL).code, CODE_OK);
    for (size_t cut = 0; cut < der.bytes; cut += 37) assert_int_not_equal(ocsp_answered(q, (struct view){der.at, cut}, NOW, &ignored, NULL).code, CODE_OK);
    ocsp_question_free(q);
    return code;
}

static void an_answer_counts_when_it_is_the_issuers_and_fresh(void **state) {
    struct world *w = *state;
    enum { GOOD = V_OCSP_CERTSTATUS_GOOD, GONE = V_OCSP_CERTSTATUS_REVOKED, HOUR = 3600, DAY = 86400 };
    const struct {
        struct says s;
        enum code code;
        enum revocation says;
    } rows[] = {
        {{w->leaf, w->root, w->key[0], GOOD, 0, HOUR, "ours"}, CODE_OK, REVOCATION_good},          // by the issuer itself
        {{w->leaf, w->responder, w->key[2], GOOD, 0, HOUR, "ours"}, CODE_OK, REVOCATION_good},     // by whom it gave the task
        {{w->leaf, w->responder, w->key[2], GONE, 0, HOUR, "ours"}, CODE_OK, REVOCATION_revoked},
        {{w->leaf, w->responder, w->key[2], V_OCSP_CERTSTATUS_UNKNOWN, 0, HOUR, "ours"}, CODE_OK, REVOCATION_unknown},
        {{w->leaf, w->responder, w->key[2], GOOD, -HOUR, DAY, NULL}, CODE_OK, REVOCATION_good},    // made before, for everybody
        {{w->leaf, w->responder, w->key[2], GOOD, 0, 0, "ours"}, CODE_OK, REVOCATION_good},
        {{w->leaf, w->clerk, w->key[3], GOOD, 0, HOUR, "ours"}, CODE_BAD_SIGNATURE, 0},            // of the issuer, but not for this
        {{w->leaf, w->leaf, w->key[1], GOOD, 0, HOUR, "ours"}, CODE_BAD_SIGNATURE, 0},             // the card speaks for itself
        {{w->other, w->responder, w->key[2], GOOD, 0, HOUR, "ours"}, CODE_BAD_FORMAT, 0},          // about another
        {{w->leaf, w->responder, w->key[2], GOOD, 0, HOUR, "another"}, CODE_BAD_FORMAT, 0},        // to another question
        {{w->leaf, w->responder, w->key[2], GOOD, -2 * DAY, HOUR, NULL}, CODE_EXPIRED, 0},         // old, and nobody's
        {{w->leaf, w->responder, w->key[2], GOOD, -2 * HOUR, -HOUR, "ours"}, CODE_EXPIRED, 0},     // over
        {{w->leaf, w->responder, w->key[2], GOOD, HOUR, 2 * HOUR, "ours"}, CODE_EXPIRED, 0},       // of tomorrow
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ocsp_answer a = {0};
        enum code code = told(w, &rows[i].s, &a);
        if (code != rows[i].code) fail_msg("row %zu: %s", i, code_name(code));
        if (!code) assert_int_equal(a.says, rows[i].says);
        if (!code && rows[i].s.until_s) assert_int_equal(a.until.ms, (NOW.ms / 1000 + rows[i].s.until_s) * 1000);
    }
}

static void only_an_issuer_is_asked(void **state) {
    struct world *w = *state;
    struct ocsp_question *q;
    AUTO_TEXT one = text_with_ceiling(10000), wrong = text_with_ceiling(10000), der = text_with_ceiling(4096);
    add_pem(&one, w->leaf);
    add_pem(&wrong, w->leaf), add_pem(&wrong, w->clerk);
    assert_int_equal(ocsp_ask(&SYS, text_seen(&one), 0, &q, &der, NULL).code, CODE_BAD_CERTIFICATE);
    assert_int_equal(ocsp_ask(&SYS, text_seen(&wrong), 0, &q, &der, NULL).code, CODE_BAD_CERTIFICATE);
    assert_int_equal(ocsp_ask(&SYS, VIEW(""), 0, &q, &der, NULL).code, CODE_BAD_CERTIFICATE);
    assert_int_equal(der.bytes, 0);
}

// A card of an authority that another made: each is asked about with its own issuer, and the root with nobody.
static void each_of_a_chain_is_asked_about_but_the_root(void **state) {
    struct world *w = *state;
    X509 *middle = certificate("middle", 9, w->key[2], w->root, w->key[0], NULL),
         *card = certificate("card of the middle", 10, w->key[1], middle, w->key[2], "clientAuth");
    const struct says of_middle = {.about = middle, .signer = w->root, .key = w->key[0], .status = V_OCSP_CERTSTATUS_REVOKED, .nonce = "ours"};
    struct ocsp_question *first, *second, *third;
    struct ocsp_answer a;
    AUTO_TEXT chain = text_with_ceiling(10000), der = text_with_ceiling(4096), der2 = text_with_ceiling(4096), said = text_with_ceiling(OCSP_ANSWER_BYTES_MAX);
    add_pem(&chain, card), add_pem(&chain, middle), add_pem(&chain, w->root);
    assert_int_equal(ocsp_askable(text_seen(&chain)), 2);
    assert_int_equal(ocsp_askable(text_seen(&w->chain)), 1);
    assert_int_equal(ocsp_askable(VIEW("")), 0);
    assert_int_equal(ocsp_ask(&SYS, text_seen(&chain), 0, &first, &der, NULL).code, CODE_OK);
    assert_int_equal(ocsp_ask(&SYS, text_seen(&chain), 1, &second, &der2, NULL).code, CODE_OK);
    assert_int_equal(ocsp_ask(&SYS, text_seen(&chain), 2, &third, &der2, NULL).code, CODE_BAD_CERTIFICATE);
    answer(&of_middle, w->root, text_seen(&der2), &said);
    assert_int_equal(ocsp_answered(second, text_seen(&said), NOW, &a, NULL).code, CODE_OK);
    assert_int_equal(a.says, REVOCATION_revoked);
    assert_int_equal(ocsp_answered(first, text_seen(&said), NOW, &a, NULL).code, CODE_BAD_SIGNATURE);  // the root does not speak for the middle's cards
    ocsp_question_free(first), ocsp_question_free(second);
    X509_free(middle), X509_free(card);
}

static void later_is_later(void **state) {
    struct world *w = *state;
    struct ocsp_question *q;
    struct ocsp_answer a;
    AUTO_TEXT der = text_with_ceiling(4096);
    assert_int_equal(ocsp_ask(&SYS, text_seen(&w->chain), 0, &q, &der, NULL).code, CODE_OK);
    assert_int_equal(ocsp_answered(q, VIEW("\x30\x03\x0a\x01\x03"), NOW, &a, NULL).code, CODE_BUSY);        // tryLater
    assert_int_equal(ocsp_answered(q, VIEW("\x30\x03\x0a\x01\x06"), NOW, &a, NULL).code, CODE_BAD_FORMAT);  // unauthorized
    assert_int_equal(ocsp_answered(q, VIEW("\x30\x03\x0a\x01\x00"), NOW, &a, NULL).code, CODE_BAD_FORMAT);  // successful, and nothing with it
    assert_int_equal(ocsp_answered(q, VIEW(""), NOW, &a, NULL).code, CODE_TOO_BIG);
    ocsp_question_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_counts_when_it_is_the_issuers_and_fresh),
        cmocka_unit_test(only_an_issuer_is_asked),
        cmocka_unit_test(each_of_a_chain_is_asked_about_but_the_root),
        cmocka_unit_test(later_is_later),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
