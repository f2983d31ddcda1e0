// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "crypto/key.h"

#include "crypto/hash.h"

#include <sodium.h>

enum { SEED_BYTES = 32, KEY_FILE_BYTES_MAX = 1024 };
_Static_assert(SIGN_SECRET_BYTES == crypto_sign_SECRETKEYBYTES && SIGNATURE_BYTES == crypto_sign_BYTES, "libsodium's sizes");

static bool name_is_good(struct view name) {
    if (!name.bytes || name.bytes >= SIGN_KEY_NAME_ROOM || !utf8_valid(name)) return false;
    for (size_t i = 0; i < name.bytes; i++)
        if ((unsigned char)name.at[i] <= ' ' || name.at[i] == '+') return false;
    return true;
}

static void from_seed(struct view name, const unsigned char seed[SEED_BYTES], struct sign_key *out) {
    *out = (struct sign_key){0};
    memcpy(out->name, name.at, name.bytes);
    crypto_sign_seed_keypair(out->public, out->secret, seed);
}

RESULT sign_key_make(const struct sys *sys, struct view name, struct sign_key *out, struct error *err) {
    unsigned char seed[SEED_BYTES];
    if (!name_is_good(name)) return FAIL(err, BAD_ARGUMENT, "a key's name has no blank and no '+'");
    sys_random(sys, seed, sizeof seed);
    from_seed(name, seed, out);
    sodium_memzero(seed, sizeof seed);
    return DONE;
}

void sign_key_wipe(struct sign_key *k) { sodium_memzero(k, sizeof *k); }

struct verify_key sign_key_public(const struct sign_key *k) {
    struct verify_key v;
    memcpy(v.name, k->name, sizeof v.name);
    memcpy(v.public, k->public, sizeof v.public);
    return v;
}

RESULT sign_key_save(const struct sign_key *k, const char *path, struct error *err) {
    unsigned char seed[SEED_BYTES];
    AUTO_TEXT line = text_secret(KEY_FILE_BYTES_MAX);
    crypto_sign_ed25519_sk_to_seed(seed, k->secret);
    text_format(&line, "malines-key/1 %s ", k->name);
    text_base64(&line, seed, sizeof seed);
    text_char(&line, '\n');
    struct result r = file_write(path, text_seen(&line), 0600, err);
    sodium_memzero(seed, sizeof seed);
    return r;
}

static bool read_line_of_key(struct view line, struct sign_key *out) {
    struct view rest, seed_text, trimmed = view_trim(line);
    unsigned char seed[SEED_BYTES];
    if (!view_is(view_cut(trimmed, ' ', &rest), "malines-key/1")) return false;
    struct view name = view_cut(rest, ' ', &seed_text);
    if (!name_is_good(name) || !base64_exactly(seed_text, seed, sizeof seed)) return false;
    from_seed(name, seed, out);
    sodium_memzero(seed, sizeof seed);
    return true;
}

RESULT sign_key_load(const char *path, struct sign_key *out, struct error *err) {
    AUTO_TEXT line = text_with_ceiling(KEY_FILE_BYTES_MAX);
    TRY(secret_file_read(path, KEY_FILE_BYTES_MAX, &line, err));
    return read_line_of_key(text_seen(&line), out) ? DONE : FAIL(err, BAD_FORMAT, "%s is not a key file", path);
}

static uint32_t first_four(const unsigned char *b) { return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3]; }

uint32_t key_id(const struct verify_key *k, enum key_type type) {
    AUTO_TEXT t = text_with_ceiling(SIGN_KEY_NAME_ROOM + 2 + SIGN_PUBLIC_BYTES);
    text_format(&t, "%s\n%c", k->name, type);
    text_add(&t, k->public, SIGN_PUBLIC_BYTES);
    return first_four(sha256(text_seen(&t)).bytes);
}

void text_key_of_type(struct text *t, const struct verify_key *k, enum key_type type) {
    unsigned char key[1 + SIGN_PUBLIC_BYTES] = {(unsigned char)type};
    memcpy(key + 1, k->public, SIGN_PUBLIC_BYTES);
    text_format(t, "%s+%08x+", k->name, key_id(k, type));
    text_base64(t, key, sizeof key);
}

RESULT key_of_type_read(struct view v, enum key_type type, struct verify_key *out, struct error *err) {
    struct view rest, key_text;
    unsigned char key[1 + SIGN_PUBLIC_BYTES], id[4];
    struct verify_key k = {0};
    struct view name = view_cut(v, '+', &rest);
    struct view id_text = view_cut(rest, '+', &key_text);
    if (!name_is_good(name) || !hex_read(id_text, id, 4) || !base64_exactly(key_text, key, sizeof key) || key[0] != type)
        return FAIL(err, BAD_FORMAT, "not a verifier key of Ed25519, type %d", type);
    memcpy(k.name, name.at, name.bytes);
    memcpy(k.public, key + 1, SIGN_PUBLIC_BYTES);
    if (first_four(id) != key_id(&k, type)) return FAIL(err, BAD_FORMAT, "the verifier key's id does not fit its name and bytes");
    *out = k;
    return DONE;
}

void sign_raw(const struct sign_key *k, struct view bytes, unsigned char out[SIGNATURE_BYTES]) {
    crypto_sign_detached(out, NULL, (const unsigned char *)bytes.at, bytes.bytes, k->secret);
}

bool verify_raw(const struct verify_key *k, struct view bytes, const unsigned char signature[SIGNATURE_BYTES]) {
    return crypto_sign_verify_detached(signature, (const unsigned char *)bytes.at, bytes.bytes, k->public) == 0;
}

static void with_purpose(struct text *t, const char *purpose, struct view bytes) {
    text_put(t, purpose);
    text_char(t, '\n');
    text_view(t, bytes);
}

void text_signature(struct text *t, const struct sign_key *k, const char *purpose, struct view bytes) {
    unsigned char signature[SIGNATURE_BYTES];
    AUTO_TEXT whole = text_with_ceiling(SIZE_MAX / 2);
    with_purpose(&whole, purpose, bytes);
    sign_raw(k, text_seen(&whole), signature);
    text_base64(t, signature, sizeof signature);
}

bool verify_base64(const struct verify_key *k, const char *purpose, struct view bytes, struct view signature_base64) {
    unsigned char signature[SIGNATURE_BYTES];
    AUTO_TEXT whole = text_with_ceiling(SIZE_MAX / 2);
    with_purpose(&whole, purpose, bytes);
    return base64_exactly(signature_base64, signature, sizeof signature) && verify_raw(k, text_seen(&whole), signature);
}
