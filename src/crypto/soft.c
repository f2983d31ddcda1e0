// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "crypto/soft.h"

#include "crypto/approval.h"
#include "crypto/hash.h"

enum { USER_HERE_AND_VERIFIED = 0x05, WITH_CREDENTIAL = 0x40, PART_BYTES_MAX = 1000 };

struct soft soft_new(const struct sign_key *key, const char *origin, const char *rp_id) {
    struct soft s = {.key = key, .origin = origin, .rp_id = rp_id};
    struct digest d = sha256((struct view){(const char *)key->public, sizeof key->public});
    memcpy(s.id, d.bytes, sizeof s.id);
    return s;
}

static void put_client(const struct soft *s, const char *type, struct view challenge, struct text *out) {
    text_format(out, "{\"type\":\"%s\",\"challenge\":\"%.*s\",\"origin\":\"%s\",\"crossOrigin\":false}", type, VIEW_ARGS(challenge), s->origin);
}

static void put_head(const struct soft *s, unsigned flags, uint32_t count, struct text *auth) {
    struct digest rp = sha256(view_of(s->rp_id));
    text_add(auth, rp.bytes, sizeof rp.bytes);
    text_be(auth, flags, 1);
    text_be(auth, count, 4);
}

void soft_make(const struct soft *s, struct view challenge, struct text *made) {
    AUTO_TEXT auth = text_with_ceiling(PART_BYTES_MAX), client = text_with_ceiling(PART_BYTES_MAX);
    put_head(s, USER_HERE_AND_VERIFIED | WITH_CREDENTIAL, 0, &auth);
    text_add(&auth, "soft passkey 001", 16);  // AAGUID
    text_be(&auth, sizeof s->id, 2);
    text_add(&auth, s->id, sizeof s->id);
    text_add(&auth, "\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20", 10);  // COSE: OKP, EdDSA, Ed25519, x
    text_add(&auth, s->key->public, sizeof s->key->public);
    put_client(s, "webauthn.create", challenge, &client);
    text_base64url(made, auth.at, auth.bytes);
    text_char(made, '.');
    text_base64url(made, client.at, client.bytes);
}

void soft_sign(struct soft *s, struct view challenge, struct text *evidence) {
    AUTO_TEXT auth = text_with_ceiling(PART_BYTES_MAX), client = text_with_ceiling(PART_BYTES_MAX);
    unsigned char signature[SIGNATURE_BYTES];
    s->count++;
    put_head(s, USER_HERE_AND_VERIFIED, s->count, &auth);
    put_client(s, "webauthn.get", challenge, &client);
    struct digest d = sha256(text_seen(&client));
    size_t head = auth.bytes;
    text_add(&auth, d.bytes, sizeof d.bytes);
    sign_raw(s->key, text_seen(&auth), signature);
    text_base64url(evidence, auth.at, head);
    text_char(evidence, '.');
    text_base64url(evidence, client.at, client.bytes);
    text_char(evidence, '.');
    text_base64url(evidence, signature, sizeof signature);
}

void soft_approve(struct soft *s, struct view digest_hex, struct text *evidence) {
    unsigned char challenge[CHALLENGE_BYTES];
    AUTO_TEXT word = text_with_ceiling(100);
    approval_challenge(digest_hex, challenge);
    text_base64url(&word, challenge, sizeof challenge);
    soft_sign(s, text_seen(&word), evidence);
}

void soft_credential(const struct soft *s, struct text *out) {
    struct passkey p = {.algorithm = PASSKEY_eddsa, .public_bytes = SIGN_PUBLIC_BYTES, .id_bytes = SOFT_ID_BYTES};
    ENSURE(strlen(s->rp_id) < sizeof p.rp_id);
    strcpy(p.rp_id, s->rp_id);
    memcpy(p.public, s->key->public, SIGN_PUBLIC_BYTES);
    memcpy(p.id, s->id, SOFT_ID_BYTES);
    text_passkey(out, &p);
}
