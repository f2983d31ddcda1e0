// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// card.h — the certificate on an officer's card (an eID, an agent's card), of any kind of key that OpenSSL knows. Who vouches
// for it is the listener's to check (net/tls.h); here only what is pinned of it when it is enrolled.
#ifndef MALINES_CRYPTO_CARD_H
#define MALINES_CRYPTO_CARD_H

#include "base/instant.h"
#include "crypto/hash.h"

struct card {
    struct digest spki;    // SHA-256 of its SubjectPublicKeyInfo (RFC 5280 §4.1.2.7)
    struct instant until;  // notAfter
};

// One certificate in PEM, nothing beside it. BAD_CERTIFICATE; also of an authority's own certificate, which signs nobody in.
RESULT card_read(struct view pem, struct card *out, struct error *err);

#endif
