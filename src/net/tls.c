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

static bool add_authority(SSL_CTX *c, BIO *b) {
    X509 *x = PEM_read_bio_X509(b, NULL, NULL, NULL);
    bool ok = x && X509_check_ca(x) != 0 && X509_STORE_add_cert(SSL_CTX_get_cert_store(c), x) == 1 && SSL_CTX_add_client_CA(c, x) == 1;
    X509_free(x);
    return ok;
}

static bool add_revoked(SSL_CTX *c, BIO *b) {
    X509_CRL *x = PEM_read_bio_X509_CRL(b, NULL, NULL, NULL);
    bool ok = x && X509_STORE_add_crl(SSL_CTX_get_cert_store(c), x) == 1;
    X509_CRL_free(x);
    return ok;
}

// Lines "-----BEGIN ..." and "-----END ..."; of a broken one as well.
static size_t marks_of(struct view pem) {
    size_t n = 0;
    for (struct view line; pem.bytes; n += view_starts(line, "-----")) line = view_cut(pem, '\n', &pem);
    return n;
}

// Each block is taken in, or all is refused: one that is broken or of another kind would make OpenSSL pass over it and what stands behind it,
// and a card that was revoked there be let in.
static bool each_block(SSL_CTX *c, struct view pem, bool (*add)(SSL_CTX *c, BIO *b)) {
    BIO *b = BIO_new_mem_buf(pem.at, (int)pem.bytes);
    size_t marks = marks_of(pem);
    bool ok = b && marks && marks % 2 == 0;
    for (size_t i = 0; ok && i < marks / 2; i++) ok = add(c, b);
    BIO_free(b);
    ERR_clear_error();
    return ok;
}

RESULT tls_server_asks(SSL_CTX *c, const struct tls_cards *cards, struct error *err) {
    enum { CHAIN_MOST = 4 };
    if (!each_block(c, cards->authorities, add_authority)) return FAIL(err, BAD_CERTIFICATE, "one of the authorities of the cards can't be read, or is none");
    if (cards->revoked.bytes && !each_block(c, cards->revoked, add_revoked))
        return FAIL(err, BAD_CERTIFICATE, "one of the lists of revoked cards can't be read");
    X509_VERIFY_PARAM *p = SSL_CTX_get0_param(c);
    if (cards->revoked.bytes) X509_VERIFY_PARAM_set_flags(p, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
    bool ok = SSL_CTX_set_purpose(c, X509_PURPOSE_SSL_CLIENT) == 1;
    SSL_CTX_set_verify_depth(c, CHAIN_MOST);
    SSL_CTX_set_verify(c, SSL_VERIFY_PEER, NULL);
    return ok ? DONE : FAIL(err, NO_SYSTEM, "TLS can't be set up");
}
