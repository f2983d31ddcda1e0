// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "crypto/approval.h"

#include "crypto/hash.h"
#include "crypto/key.h"

#define KEY_PURPOSE "malines/approval/1"
#define PASSKEY_PURPOSE "malines/approval/webauthn/1\n"

bool approval_scheme_known(struct view scheme) { return view_is(scheme, SCHEME_ED25519) || view_is(scheme, SCHEME_WEBAUTHN); }

void approval_challenge(struct view digest_hex, unsigned char out[CHALLENGE_BYTES]) {
    struct hash h;
    hash_begin(&h);
    hash_add(&h, VIEW(PASSKEY_PURPOSE));
    hash_add(&h, digest_hex);
    struct digest d = hash_end(&h);
    memcpy(out, d.bytes, CHALLENGE_BYTES);
}

static RESULT by_key(const struct approval_proof *p, struct view digest_hex, struct error *err) {
    struct verify_key k;
    TRY(vkey_read(p->credential, &k, err));
    return verify_base64(&k, KEY_PURPOSE, digest_hex, p->signature)
               ? DONE
               : FAIL(err, BAD_SIGNATURE, "the signature is not one over this action by this key");
}

static RESULT by_passkey(const struct approval_proof *p, struct view digest_hex, struct view origin, uint32_t *counter, struct error *err) {
    struct passkey k;
    unsigned char challenge[CHALLENGE_BYTES];
    TRY(passkey_read(p->credential, &k, err));
    approval_challenge(digest_hex, challenge);
    return webauthn_holds(&k, p->signature, challenge, origin, counter, err);
}

RESULT approval_holds(const struct approval_proof *p, struct view digest_hex, struct view origin, uint32_t *counter, struct error *err) {
    if (counter) *counter = 0;
    if (view_is(p->scheme, SCHEME_ED25519)) return by_key(p, digest_hex, err);
    if (view_is(p->scheme, SCHEME_WEBAUTHN)) return by_passkey(p, digest_hex, origin, counter, err);
    return FAIL(err, BAD_FORMAT, "an approval of an unknown scheme");
}

RESULT approval_key(const struct approval_proof *p, struct text *out, struct error *err) {
    struct passkey passkey;
    struct verify_key key;
    if (view_is(p->scheme, SCHEME_WEBAUTHN)) {
        TRY(passkey_read(p->credential, &passkey, err));
        text_passkey_key(out, &passkey);
        return DONE;
    }
    TRY(vkey_read(p->credential, &key, err));
    text_put(out, "eddsa+");  // as text_passkey_key() has it: the same key in two dresses is one
    text_hex(out, key.public, sizeof key.public);
    return DONE;
}

size_t distinct_persons(const struct view *names, const struct view *keys, size_t count) {
    size_t person[PERSONS_MAX], found = 0;
    ENSURE(count <= PERSONS_MAX);
    for (size_t i = 0; i < count; i++) {
        person[i] = i;
        for (size_t k = 0; k < i; k++) {
            if (!view_same(names[i], names[k]) && !view_same(keys[i], keys[k])) continue;
            size_t old = person[k];
            for (size_t m = 0; m < i; m++) person[m] = person[m] == old ? i : person[m];  // they were one all along
        }
    }
    for (size_t i = 0; i < count; i++) {
        bool first = true;
        for (size_t k = 0; k < i; k++) first = first && person[k] != person[i];
        found += first;
    }
    return found;
}
