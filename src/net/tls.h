// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// tls.h — TLS 1.3 with pinned keys. Nobody's word but the trust list's counts: a certificate is a carrier of a
// public key, and the SHA-256 of its SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) decides. Names, dates and issuers
// of certificates are not looked at; possession of the key is proven by the handshake itself.
#ifndef MALINES_NET_TLS_H
#define MALINES_NET_TLS_H

#include "base/text.h"

struct ssl_ctx_st;
struct x509_st;

struct spki {  // SHA-256 of a SubjectPublicKeyInfo
    uint8_t at[32];
};
static inline bool spki_same(const struct spki *a, const struct spki *b) { return memcmp(a->at, b->at, 32) == 0; }

struct tls_identity {  // PEM; borrowed during the call that is given it
    struct view certificate, key;
};

bool spki_of(const struct x509_st *certificate, struct spki *out);
RESULT spki_of_pem(struct view certificate, struct spki *out, struct error *err);

// Is this key on the list? Asked in the middle of the handshake; must answer at once.
struct tls_gate {
    bool (*allowed)(void *ctx, const struct spki *peer);
    void *ctx;
};

// With a gate, a client must show a certificate whose key is allowed, else the handshake fails; with NULL, none is
// asked for. No session tickets, no resumption: a key taken off the list can't come back through the cache.
// The caller frees the context with SSL_CTX_free() and keeps the gate at its place until then; the identity is copied.
RESULT tls_server_context(struct tls_identity id, const struct tls_gate *gate, struct ssl_ctx_st **out,
                          struct error *err);

// A client may show a certificate, of a card; one that is shown must be for clients, in its time, issued under `authorities`
// (PEM, one or more) and, where `revoked` holds lists of theirs (PEM; then of each authority of the chain), not be on them: else
// the handshake fails. None shown is no failure. BAD_CERTIFICATE when the files can't be read.
struct tls_cards {
    struct view authorities, revoked;
};
RESULT tls_server_asks(struct ssl_ctx_st *c, const struct tls_cards *cards, struct error *err);

#endif
