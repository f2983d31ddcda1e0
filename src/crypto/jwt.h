// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// jwt.h — signed statements of an identity provider (RFC 7515, 7517, 7519), checked against keys that were put into the
// settings by hand. Strict on purpose (RFC 8725): RS256, ES256 and EdDSA (Ed25519) alone; the key decides the algorithm,
// never the token; "none", MACs, `crit`, keys that travel in the token and tokens without a key's name are refused.
#ifndef MALINES_CRYPTO_JWT_H
#define MALINES_CRYPTO_JWT_H

#include "codec/json.h"

struct jwt_keys;

enum { JWT_BYTES_MAX = 16 * 1024, JWT_KEYS_MAX = 20 };

// A JWK set, {"keys": [..]}: signature keys with a name each; what is for something else or of another kind is passed over.
// BAD_FORMAT when none is left, when two have one name, or when a private or symmetric key lies among them.
RESULT jwt_keys_read(struct view json, struct jwt_keys **out, struct error *err);
struct jwt_keys *jwt_keys_free(struct jwt_keys *k);  // gives NULL

// The claims of a token that one of the keys has signed; what they say is for the caller. New. BAD_FORMAT, BAD_SIGNATURE.
RESULT jwt_open(const struct jwt_keys *k, struct view token, json_t **claims, struct error *err);

#endif
