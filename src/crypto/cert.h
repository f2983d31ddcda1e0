// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// cert.h — P-256 keys with self-signed X.509 certificates: one pair for TLS, one for signing messages.
//
// There is no chain and no authority: a certificate is trusted because the trust list names its SHA-256.
#ifndef MALINES_CRYPTO_CERT_H
#define MALINES_CRYPTO_CERT_H

#include "crypto/hash.h"
#include "sys/sys.h"

struct certificate;  // public half
struct identity;     // private key and its certificate

enum certificate_use { CERTIFICATE_TLS, CERTIFICATE_SIGNING };
struct identity_wish {
    enum certificate_use use;
    const char *name;            // common name, e.g. "be.malines.example"; 1 to 64 bytes
    const char *host;            // subjectAltName of a TLS certificate (DNS name); NULL: none
    struct instant from, until;  // validity, whole seconds count
};
// BAD_FIELD for an impossible wish.
RESULT identity_new(const struct sys *sys, const struct identity_wish *wish, struct identity **out, struct error *err);
struct identity *identity_free(struct identity *i);  // gives NULL
// PEM: the key file (PKCS #8, mode 0600) and the certificate file (mode 0644). Read: KEY_EXPOSED, as sys.h:secret_file_read says.
RESULT identity_write(const struct identity *i, const char *key_path, const char *certificate_path, struct error *err);
RESULT identity_read(const char *key_path, const char *certificate_path, struct identity **out, struct error *err);
const struct certificate *identity_certificate(const struct identity *i);  // lives as long as `i`

// One certificate in PEM or DER, nothing beside it, P-256. BAD_CERTIFICATE.
RESULT certificate_read(struct view bytes, struct certificate **out, struct error *err);
struct certificate *certificate_free(struct certificate *c);  // gives NULL
struct digest certificate_digest(const struct certificate *c);       // SHA-256 of the DER
struct digest certificate_spki_digest(const struct certificate *c);  // SHA-256 of the public key's SPKI
RESULT certificate_valid_at(const struct certificate *c, struct instant when, struct error *err);  // EXPIRED
void text_certificate(struct text *t, const struct certificate *c);  // PEM

// OpenSSL's own objects, for the TLS listener; not owned by the caller.
struct x509_st *certificate_x509(const struct certificate *c);
struct evp_pkey_st *certificate_key(const struct certificate *c);
struct evp_pkey_st *identity_key(const struct identity *i);
struct asn1_string_st;
// An ASN1_TIME; false: there is none (NULL), or it is not of DER's form.
bool instant_of_asn1(const struct asn1_string_st *time, struct instant *out);

#endif
