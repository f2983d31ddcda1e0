// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// key.h — Ed25519 signing keys: of audit logs, of witnesses, of trust lists, and of officers' approvals.
//
// What is signed always begins with its purpose and version, "malines/approval/1" LF, so that a signature made
// for one thing can never be shown for another. The exception are C2SP notes, whose form is fixed (audit/note.h).
#ifndef MALINES_CRYPTO_KEY_H
#define MALINES_CRYPTO_KEY_H

#include "base/text.h"
#include "sys/sys.h"

enum { SIGN_PUBLIC_BYTES = 32, SIGN_SECRET_BYTES = 64, SIGNATURE_BYTES = 64, SIGN_KEY_NAME_ROOM = 128 };

struct sign_key {               // wipe with sign_key_wipe
    char name[SIGN_KEY_NAME_ROOM];
    unsigned char public[SIGN_PUBLIC_BYTES];
    unsigned char secret[SIGN_SECRET_BYTES];
};
struct verify_key {
    char name[SIGN_KEY_NAME_ROOM];
    unsigned char public[SIGN_PUBLIC_BYTES];
};

// `name` says whose key it is: no blank, no '+', at most 127 bytes (C2SP signed-note). BAD_ARGUMENT.
RESULT sign_key_make(const struct sys *sys, struct view name, struct sign_key *out, struct error *err);
void sign_key_wipe(struct sign_key *k);
struct verify_key sign_key_public(const struct sign_key *k);

// Key files: one line "malines-key/1 NAME BASE64(seed)". Written with mode 0600; a file that others may read is
// refused (KEY_EXPOSED). Read fails with BAD_FORMAT.
RESULT sign_key_save(const struct sign_key *k, const char *path, struct error *err);
RESULT sign_key_load(const char *path, struct sign_key *out, struct error *err);

// The public part as a C2SP verifier key: NAME "+" HEX(key id) "+" BASE64(type || public key), where the type says what is signed
// with it and the key id is the first four bytes of SHA-256(NAME LF type || public key). BAD_FORMAT.
enum key_type { KEY_SIGNS_NOTES = 0x01, KEY_COSIGNS = 0x04 };
void text_key_of_type(struct text *t, const struct verify_key *k, enum key_type type);
RESULT key_of_type_read(struct view v, enum key_type type, struct verify_key *out, struct error *err);
uint32_t key_id(const struct verify_key *k, enum key_type type);
static inline void text_vkey(struct text *t, const struct verify_key *k) { text_key_of_type(t, k, KEY_SIGNS_NOTES); }
static inline RESULT vkey_read(struct view v, struct verify_key *out, struct error *err) { return key_of_type_read(v, KEY_SIGNS_NOTES, out, err); }

void sign_raw(const struct sign_key *k, struct view bytes, unsigned char out[SIGNATURE_BYTES]);
bool verify_raw(const struct verify_key *k, struct view bytes, const unsigned char signature[SIGNATURE_BYTES]);
// Over PURPOSE LF `bytes`, the signature in base64; false when it does not hold or is not 64 bytes.
void text_signature(struct text *t, const struct sign_key *k, const char *purpose, struct view bytes);
bool verify_base64(const struct verify_key *k, const char *purpose, struct view bytes, struct view signature_base64);

#endif
