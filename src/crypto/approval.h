// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// approval.h — a second person's signature over the digest of an action: one door for every scheme, for the node of the
// person, for the other member's node, and for malines-verify years later.
//
//   ed25519    a key file: the digest is signed under the purpose "malines/approval/1" (crypto/key.h)
//   webauthn   a passkey: the challenge is SHA-256 of "malines/approval/webauthn/1" LF and the digest (crypto/webauthn.h)
//
// The digest is the text of 64 hexadecimal digits. No sign-in can be shown for an approval: its challenge is another.
#ifndef MALINES_CRYPTO_APPROVAL_H
#define MALINES_CRYPTO_APPROVAL_H

#include "crypto/webauthn.h"

#define SCHEME_ED25519 "ed25519"
#define SCHEME_WEBAUTHN "webauthn"

struct approval_proof {
    struct view scheme, credential, signature;  // as they lie in messages, log entries and proofs
};
bool approval_scheme_known(struct view scheme);
// Does it hold over this action? `origin` and `counter` (0 for a key file) as for webauthn_holds(). BAD_FORMAT, BAD_SIGNATURE.
RESULT approval_holds(const struct approval_proof *p, struct view digest_hex, struct view origin, uint32_t *counter, struct error *err);
// A word for the key that signed, whatever name the credential gives it: what has the same was signed by one person. BAD_FORMAT.
enum { KEY_WORD_BYTES_MAX = 160 };
RESULT approval_key(const struct approval_proof *p, struct text *out, struct error *err);
void approval_challenge(struct view digest_hex, unsigned char out[CHALLENGE_BYTES]);

// How many persons at least stand behind these signatures? Two names with one key are one person, and so is one name with two
// keys; and who is the same as the same is the same.
enum { PERSONS_MAX = 200 };
size_t distinct_persons(const struct view *names, const struct view *keys, size_t count);  // count <= PERSONS_MAX

#endif
