// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "net/tls.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

bool spki_of(const X509 *certificate, struct spki *out) {
    unsigned char *der = NULL;
    int n = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    bool ok = n > 0 && EVP_Digest(der, (size_t)n, out->at, NULL, EVP_sha256(), NULL) == 1;
    OPENSSL_free(der);
    return ok;
}

static X509 *read_certificate(struct view pem) {
    BIO *b = BIO_new_mem_buf(pem.at, (int)pem.bytes);
    X509 *x = b ? PEM_read_bio_X509(b, NULL, NULL, NULL) : NULL;
    BIO_free(b);
    return x;
}

static EVP_PKEY *read_key(struct view pem) {
    BIO *b = BIO_new_mem_buf(pem.at, (int)pem.bytes);
    char empty[] = "";  // never ask on the terminal
    EVP_PKEY *k = b ? PEM_read_bio_PrivateKey(b, NULL, NULL, empty) : NULL;
    BIO_free(b);
    return k;
}

RESULT spki_of_pem(struct view certificate, struct spki *out, struct error *err) {
    X509 *x = read_certificate(certificate);
    struct spki digest;
    bool ok = x && spki_of(x, &digest);
    X509_free(x);
    ERR_clear_error();
    if (!ok) return FAIL(err, BAD_FORMAT, "the certificate can't be read");
    *out = digest;
    return DONE;
}

static int check_peer(X509_STORE_CTX *store, void *arg) {
    const struct tls_gate *gate = arg;
    X509 *leaf = X509_STORE_CTX_get0_cert(store);
    struct spki peer;
    if (leaf && spki_of(leaf, &peer) && gate->allowed(gate->ctx, &peer)) {
        X509_STORE_CTX_set_error(store, X509_V_OK);
        return 1;
    }
    X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_REJECTED);
    return 0;
}

static bool use_identity(SSL_CTX *c, struct tls_identity id) {
    X509 *x = read_certificate(id.certificate);
    EVP_PKEY *k = read_key(id.key);
    bool ok = x && k && SSL_CTX_use_certificate(c, x) == 1 && SSL_CTX_use_PrivateKey(c, k) == 1 &&
              SSL_CTX_check_private_key(c) == 1;
    X509_free(x);
    EVP_PKEY_free(k);
    return ok;
}

RESULT tls_server_context(struct tls_identity id, const struct tls_gate *gate, SSL_CTX **out, struct error *err) {
    SSL_CTX *c = SSL_CTX_new(TLS_server_method());
    if (!c) return FAIL(err, NO_SYSTEM, "TLS can't be set up");
    bool ok = SSL_CTX_set_min_proto_version(c, TLS1_3_VERSION) == 1 && use_identity(c, id);
    ERR_clear_error();
    if (!ok) {
        SSL_CTX_free(c);
        return FAIL(err, BAD_CERTIFICATE, "the node's own certificate and key can't be read or do not fit");
    }
    if (gate) {
        SSL_CTX_set_verify(c, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
        SSL_CTX_set_cert_verify_callback(c, check_peer, (void *)(uintptr_t)gate);
    }
    SSL_CTX_set_num_tickets(c, 0);
    SSL_CTX_set_session_cache_mode(c, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_options(c, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(c, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    *out = c;
    return DONE;
}

static size_t add_authorities(SSL_CTX *c, struct view pem) {
    BIO *b = BIO_new_mem_buf(pem.at, (int)pem.bytes);
    size_t count = 0;
    X509 *x;
    while (b && (x = PEM_read_bio_X509(b, NULL, NULL, NULL))) {
        bool ok = X509_check_ca(x) != 0 && X509_STORE_add_cert(SSL_CTX_get_cert_store(c), x) == 1 && SSL_CTX_add_client_CA(c, x) == 1;
        X509_free(x);
        if (!ok) count = SIZE_MAX / 2;
        count++;
    }
    BIO_free(b);
    ERR_clear_error();
    return count < SIZE_MAX / 2 ? count : 0;
}

static size_t add_revoked(SSL_CTX *c, struct view pem) {
    BIO *b = BIO_new_mem_buf(pem.at, (int)pem.bytes);
    size_t count = 0;
    X509_CRL *x;
    while (b && (x = PEM_read_bio_X509_CRL(b, NULL, NULL, NULL))) {
        count += X509_STORE_add_crl(SSL_CTX_get_cert_store(c), x) == 1;
        X509_CRL_free(x);
    }
    BIO_free(b);
    ERR_clear_error();
    return count;
}

RESULT tls_server_asks(SSL_CTX *c, const struct tls_cards *cards, struct error *err) {
    enum { CHAIN_MOST = 4 };
    if (!add_authorities(c, cards->authorities)) return FAIL(err, BAD_CERTIFICATE, "the authorities of the cards can't be read, or are none");
    if (cards->revoked.bytes && !add_revoked(c, cards->revoked)) return FAIL(err, BAD_CERTIFICATE, "the list of revoked cards can't be read");
    X509_VERIFY_PARAM *p = SSL_CTX_get0_param(c);
    if (cards->revoked.bytes) X509_VERIFY_PARAM_set_flags(p, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
    bool ok = SSL_CTX_set_purpose(c, X509_PURPOSE_SSL_CLIENT) == 1;
    SSL_CTX_set_verify_depth(c, CHAIN_MOST);
    SSL_CTX_set_verify(c, SSL_VERIFY_PEER, NULL);
    return ok ? DONE : FAIL(err, NO_SYSTEM, "TLS can't be set up");
}
