// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "crypto/card.h"

#include "crypto/cert.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

static bool fill(X509 *x, struct card *out) {
    unsigned char *der = NULL;
    int n = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x), &der);
    if (n > 0) out->spki = sha256((struct view){(const char *)der, (size_t)n});
    OPENSSL_free(der);
    return n > 0 && instant_of_asn1(X509_get0_notAfter(x), &out->until);
}

RESULT card_read(struct view pem, struct card *out, struct error *err) {
    struct card card;
    char empty[] = "";  // never ask on the terminal
    BIO *b = pem.bytes && pem.bytes < 64 * 1024 ? BIO_new_mem_buf(pem.at, (int)pem.bytes) : NULL;
    X509 *x = b ? PEM_read_bio_X509(b, NULL, NULL, empty) : NULL;
    X509 *second = x ? PEM_read_bio_X509(b, NULL, NULL, empty) : NULL;
    bool authority = x && X509_check_ca(x) != 0 && X509_get_extension_flags(x) & EXFLAG_CA;
    bool ok = x && !second && !authority && fill(x, &card);
    X509_free(x), X509_free(second);
    BIO_free(b);
    ERR_clear_error();
    if (!ok) return FAIL(err, BAD_CERTIFICATE, authority ? "this is an authority's certificate, not an officer's" : "one certificate in PEM");
    *out = card;
    return DONE;
}
