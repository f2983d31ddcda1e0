// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// trust.h — who is a member, and by which keys it is known: the signed trust list (docs/trust-list.md).
//
// The list is a JSON document signed by a threshold of list keys, which are kept offline, one per member. A
// node is given the anchor (threshold and list keys) by hand when it is set up; a list that fewer keys
// signed, that is over its date, or that is older than the one the node has used before, is refused.
#ifndef MALINES_FEDERATION_TRUST_H
#define MALINES_FEDERATION_TRUST_H

#include "codec/json.h"
#include "crypto/cert.h"
#include "crypto/hash.h"
#include "store/store.h"

struct trust;

struct member_witness {            // cosigns the logs of other members; not the member's node: it has its own place and keys
    const char *vkey;              // audit/cosign.h
    const char *address;
    int port;
    struct digest tls_spki;
};
struct member {
    const char *id;                // "be"
    const char *address;           // host name or IP of its node listener
    int port;
    struct digest tls_spki;        // SHA-256 of the SubjectPublicKeyInfo of its TLS certificate
    const struct certificate *signs;  // its document-signing certificate
    const char *log_vkey;          // C2SP verifier key of its audit log
    unsigned char oversight[32];   // X25519 key of its oversight body, to which sealed questions are sealed
    bool has_oversight;
    const struct member_witness *witness;  // NULL: it runs none
    int64_t generation;            // of its store and log: 1, and one more after each restored backup (docs/decisions/0005)
};

// `signed_list`: {"list": base64 of the JSON bytes, "signatures": [{"key": vkey, "signature": base64}]}.
// `anchor`: {"threshold": n, "keys": [vkey...]}. Copies what it needs. BAD_JSON, BAD_FIELD, NOT_TRUSTED (too
// few valid signatures by distinct anchor keys), EXPIRED.
RESULT trust_read(struct view signed_list, struct view anchor, struct instant now, struct trust **out, struct error *err);
struct trust *trust_free(struct trust *t);  // gives NULL
int64_t trust_version(const struct trust *t);
struct instant trust_valid_to(const struct trust *t);
size_t trust_count(const struct trust *t);
const struct member *trust_at(const struct trust *t, size_t i);
const struct member *trust_member(const struct trust *t, struct view id);             // NULL
const struct member *trust_by_spki(const struct trust *t, const struct digest *spki);  // NULL

// One member's line of the list, in the form that trust_read() reads; a new reference.
json_t *trust_line(const struct member *m);

// Remember the version in the store; NOT_TRUSTED when the store has seen a newer list (no rollback).
RESULT trust_keep(struct store *s, const struct trust *t, struct error *err);

#endif
