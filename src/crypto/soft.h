// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// soft.h — an authenticator made of software, with the browser before it. For tests and the simulator alone: no program
// that runs in an authority links it. Its signatures are Ed25519 and so the same each time.
#ifndef MALINES_CRYPTO_SOFT_H
#define MALINES_CRYPTO_SOFT_H

#include "crypto/key.h"
#include "crypto/webauthn.h"

enum { SOFT_ID_BYTES = 16 };
struct soft {
    const struct sign_key *key;      // borrowed
    const char *origin, *rp_id;
    unsigned char id[SOFT_ID_BYTES];
    uint32_t count;                  // of signatures
};
struct soft soft_new(const struct sign_key *key, const char *origin, const char *rp_id);
// `challenge` in base64url, as the node gives it. What comes out is what a browser would hand in.
void soft_make(const struct soft *s, struct view challenge, struct text *made);
void soft_sign(struct soft *s, struct view challenge, struct text *evidence);
void soft_approve(struct soft *s, struct view digest_hex, struct text *evidence);  // of an action
void soft_credential(const struct soft *s, struct text *out);                      // webauthn+eddsa+...

#endif
