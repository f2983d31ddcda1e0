// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "net/tls.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

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
