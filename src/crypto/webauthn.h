// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// webauthn.h — passkeys: what a browser and an authenticator sign, checked with libfido2 (W3C Web Authentication,
// Level 3, §7.1 and §7.2).
//
// A credential is one word that stands for itself for years, in the log and with an approval:
//     webauthn+ALGORITHM+RP ID+PUBLIC KEY+CREDENTIAL ID        es256 or eddsa; the keys in base64url
// and so is the evidence of one signature: authenticatorData "." clientDataJSON "." signature, each in base64url. Whoever
// holds the two and the challenge can check them without the node and without a browser. Only attestation "none" is
// taken: a registrar's invitation vouches for whose authenticator it is, not its maker.
#ifndef MALINES_CRYPTO_WEBAUTHN_H
#define MALINES_CRYPTO_WEBAUTHN_H

#include "base/text.h"

enum {
    PASSKEY_RP_ROOM = 254, PASSKEY_PUBLIC_BYTES_MAX = 64, PASSKEY_ID_BYTES_MAX = 1023,  // WebAuthn §6.5.1
    PASSKEY_TEXT_BYTES_MAX = 2000, EVIDENCE_BYTES_MAX = 8192, ORIGIN_BYTES_MAX = 300, CHALLENGE_BYTES = 32,
};
enum passkey_algorithm { PASSKEY_es256, PASSKEY_eddsa };

struct passkey {
    enum passkey_algorithm algorithm;
    char rp_id[PASSKEY_RP_ROOM];
    unsigned char public[PASSKEY_PUBLIC_BYTES_MAX];  // es256: x and y; eddsa: 32 bytes
    size_t public_bytes;
    unsigned char id[PASSKEY_ID_BYTES_MAX];
    size_t id_bytes;
};
void text_passkey(struct text *t, const struct passkey *p);
// Reads the one spelling that text_passkey() writes. BAD_FORMAT.
RESULT passkey_read(struct view v, struct passkey *out, struct error *err);
// The key alone, as a word: two credentials with the same are one authenticator's.
void text_passkey_key(struct text *t, const struct passkey *p);

// Was this challenge signed with the passkey, by a person whom the authenticator had just verified, on a page of
// `origin` that no other page framed? An empty origin takes any page that the RP id belongs to: for who checks the work of
// another node. *counter (may be NULL) is the authenticator's. BAD_FORMAT, BAD_SIGNATURE.
RESULT webauthn_holds(const struct passkey *p, struct view evidence, const unsigned char challenge[CHALLENGE_BYTES], struct view origin,
                      uint32_t *counter, struct error *err);

// What came of making a passkey: authenticatorData and clientDataJSON in base64url, as "AUTH.CLIENT". BAD_FORMAT,
// BAD_SIGNATURE when it was made for another challenge or page, or without the person being verified.
RESULT webauthn_made(struct view made, const unsigned char challenge[CHALLENGE_BYTES], struct view origin, struct passkey *out,
                     uint32_t *counter, struct error *err);

// The RP id of a console's address: its host. Passkeys need a domain: BAD_ARGUMENT for an IP address, and for http:// to
// another host than localhost.
RESULT rp_id_of(struct view origin, struct text *out, struct error *err);

#endif
