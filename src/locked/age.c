// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// age.c — files of age v1 (C2SP.org/age): X25519 and scrypt stanzas, the header's MAC, the payload in chunks of 64 KiB.
//
// Debian has no library for it. What is here is the format alone; curve, cipher and scrypt are libsodium's, HMAC and HKDF
// OpenSSL's. Held against the vectors of C2SP/CCTV.
#include "locked_room.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/core_names.h>
#include <sodium.h>

enum {
    FILE_KEY = 16, SHARE = 32, MAC = 32, SCRYPT_SALT = 16, NONCE = 16, TAG = crypto_aead_chacha20poly1305_ietf_ABYTES,
    CHUNK = 64 * 1024, BODY_LINE = 64, BODY_MAX = 8 * 1024, STANZAS_MAX = 1000, ARGUMENTS_MAX = 32,
    SCRYPT_LOG_MAX = 20,  // a gibibyte; age itself makes 18
};
#define VERSION "age-encryption.org/v1\n"

struct stanza {
    struct view arguments[ARGUMENTS_MAX];
    size_t count;
    unsigned char body[BODY_MAX];
    size_t bytes;
};

static bool hkdf(struct view secret, struct view salt, const char *info, unsigned char out[32]) {
    EVP_KDF *kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
    EVP_KDF_CTX *c = kdf ? EVP_KDF_CTX_new(kdf) : NULL;
    char sha[] = "SHA256";
    OSSL_PARAM p[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, sha, 0),
                      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)(uintptr_t)secret.at, secret.bytes),
                      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, (void *)(uintptr_t)salt.at, salt.bytes),
                      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, (void *)(uintptr_t)info, strlen(info)), OSSL_PARAM_END};
    bool ok = c && EVP_KDF_derive(c, out, 32, p) == 1;
    EVP_KDF_CTX_free(c);
    EVP_KDF_free(kdf);
    return ok;
}

// Base64 without padding, canonical, exactly so long.
static bool plain64(struct view v, unsigned char *out, size_t room, size_t *bytes) {
    const char *end = NULL;
    if (!v.bytes) return *bytes = 0, true;
    return sodium_base642bin(out, room, v.at, v.bytes, NULL, bytes, &end, sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0 && end == v.at + v.bytes;
}
static bool exactly64(struct view v, unsigned char *out, size_t bytes) {
    size_t n = 0;
    return plain64(v, out, bytes, &n) && n == bytes;
}

// ---- The header ----

static bool arguments_read(struct view line, struct stanza *s) {
    s->count = 0;
    for (struct view rest = line;;) {
        const char *blank = memchr(rest.at, ' ', rest.bytes);
        struct view word = {rest.at, blank ? (size_t)(blank - rest.at) : rest.bytes};
        if (!word.bytes || s->count == ARGUMENTS_MAX) return false;
        for (size_t i = 0; i < word.bytes; i++)
            if (word.at[i] < 33 || word.at[i] > 126) return false;
        s->arguments[s->count++] = word;
        if (!blank) return true;
        rest = (struct view){blank + 1, rest.bytes - word.bytes - 1};
    }
}

// Lines of exactly 64 letters and one that is shorter, maybe empty.
static bool body_read(struct reader *r, struct stanza *s) {
    s->bytes = 0;
    for (;;) {
        struct view line = read_line(r);
        size_t n = 0;
        if (r->failed || line.bytes > BODY_LINE || s->bytes + BODY_LINE > BODY_MAX) return false;
        if (!plain64(line, s->body + s->bytes, BODY_LINE, &n)) return false;
        s->bytes += n;
        if (line.bytes < BODY_LINE) return true;
    }
}

// ---- Stanzas ----

static bool unwrapped(const struct stanza *s, const unsigned char key[32], unsigned char file_key[FILE_KEY]) {
    static const unsigned char nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];
    return crypto_aead_chacha20poly1305_ietf_decrypt(file_key, NULL, NULL, s->body, s->bytes, NULL, 0, nonce, key) == 0;
}

static enum locked_outcome x25519_tried(struct locked_work *w, const struct stanza *s, const unsigned char *secret, bool *found,
                                        unsigned char file_key[FILE_KEY]) {
    unsigned char share[SHARE], salt[2 * SHARE], shared[32], key[32];
    if (s->count != 2 || !exactly64(s->arguments[1], share, SHARE) || s->bytes != FILE_KEY + TAG) return ends(w, LOCKED_IS_broken, "age: an X25519 stanza");
    if (!secret || *found) return LOCKED_IS_opened;
    memcpy(salt, share, SHARE);
    ENSURE(crypto_scalarmult_base(salt + SHARE, secret) == 0);
    if (crypto_scalarmult(shared, secret, share) != 0) return ends(w, LOCKED_IS_broken, "age: a share of low order");
    if (hkdf((struct view){(char *)shared, 32}, (struct view){(char *)salt, sizeof salt}, "age-encryption.org/v1/X25519", key))
        *found = unwrapped(s, key, file_key);
    sodium_memzero(shared, sizeof shared);
    sodium_memzero(key, sizeof key);
    return LOCKED_IS_opened;
}

static enum locked_outcome scrypt_tried(struct locked_work *w, const struct stanza *s, bool *found, unsigned char file_key[FILE_KEY]) {
    static const char label[] = "age-encryption.org/v1/scrypt";
    unsigned char salt[sizeof label - 1 + SCRYPT_SALT], key[32];
    uint64_t log_n = 0;
    bool fine = s->count == 3 && exactly64(s->arguments[1], salt + sizeof label - 1, SCRYPT_SALT) && s->arguments[2].at[0] != '0' &&
                view_to_u64(s->arguments[2], &log_n) && log_n < 64 && s->bytes == FILE_KEY + TAG;
    if (!fine) return ends(w, LOCKED_IS_broken, "age: the scrypt stanza");
    if (log_n > SCRYPT_LOG_MAX)
        return ends(w, LOCKED_IS_not_possible_here, "age: scrypt with a work factor of 2^%d, at most 2^%d", (int)log_n, SCRYPT_LOG_MAX);
    if (!w->key->password.bytes) return LOCKED_IS_opened;
    memcpy(salt, label, sizeof label - 1);
    if (crypto_pwhash_scryptsalsa208sha256_ll((const uint8_t *)w->key->password.at, w->key->password.bytes, salt, sizeof salt,
                                              UINT64_C(1) << log_n, 8, 1, key, sizeof key) != 0)
        return ends(w, LOCKED_IS_not_possible_here, "age: no memory for scrypt");
    *found = unwrapped(s, key, file_key);
    sodium_memzero(key, sizeof key);
    return LOCKED_IS_opened;
}

struct header {
    unsigned char file_key[FILE_KEY];
    bool found, passphrase;
    size_t stanzas, bytes;     // up to and with "---"
    struct view mac;
};

static enum locked_outcome stanza_met(struct locked_work *w, struct reader *r, struct view line, const unsigned char *secret,
                                      struct stanza *s, struct header *h) {
    if (!arguments_read(line, s) || !body_read(r, s)) return ends(w, LOCKED_IS_broken, "age: a stanza of the header");
    bool scrypt = view_is(s->arguments[0], "scrypt");
    if (h->stanzas++ == STANZAS_MAX || h->passphrase || (scrypt && h->stanzas > 1)) return ends(w, LOCKED_IS_broken, "age: stanzas that can't stand together");
    h->passphrase = scrypt;
    if (scrypt) return scrypt_tried(w, s, &h->found, h->file_key);
    return view_is(s->arguments[0], "X25519") ? x25519_tried(w, s, secret, &h->found, h->file_key) : LOCKED_IS_opened;
}

static enum locked_outcome header_read(struct locked_work *w, struct reader *r, const unsigned char *secret, struct header *h) {
    const char *begin = r->left.at;
    struct stanza s;
    if (!view_starts(r->left, "age-encryption.org/")) return ends(w, LOCKED_IS_broken, "age: the first line");
    if (!view_starts(r->left, VERSION)) return ends(w, LOCKED_IS_unsupported, "age: another version");
    (void)read_line(r);
    for (;;) {
        struct view line = read_line(r);
        if (r->failed) return ends(w, LOCKED_IS_broken, "age: the header has no end");
        if (view_starts(line, "--- ") && h->stanzas) {
            h->bytes = (size_t)(line.at + 3 - begin);
            h->mac = (struct view){line.at + 4, line.bytes - 4};
            return LOCKED_IS_opened;
        }
        if (!view_starts(line, "-> ")) return ends(w, LOCKED_IS_broken, "age: a line of the header");
        enum locked_outcome o = stanza_met(w, r, (struct view){line.at + 3, line.bytes - 3}, secret, &s, h);
        if (o != LOCKED_IS_opened) return o;
    }
}

static enum locked_outcome header_proven(struct locked_work *w, struct view whole, const struct header *h) {
    unsigned char key[32], mac[MAC], said[MAC];
    unsigned n = 0;
    if (!exactly64(h->mac, said, MAC)) return ends(w, LOCKED_IS_broken, "age: the header's MAC");
    if (!h->found) return ends(w, LOCKED_IS_wrong_key, "age: %zu recipients, none of them this key", h->stanzas);
    bool ok = hkdf((struct view){(const char *)h->file_key, FILE_KEY}, VIEW(""), "header", key) &&
              HMAC(EVP_sha256(), key, sizeof key, (const unsigned char *)whole.at, h->bytes, mac, &n) && CRYPTO_memcmp(mac, said, MAC) == 0;
    return ok ? LOCKED_IS_opened : ends(w, LOCKED_IS_broken, "age: the header was altered");
}

// ---- The payload (STREAM) ----

static enum locked_outcome payload_out(struct locked_work *w, struct view payload, const unsigned char file_key[FILE_KEY]) {
    unsigned char key[32], nonce[12] = {0}, *plain;
    enum locked_outcome o = LOCKED_IS_opened;
    if (payload.bytes < NONCE + TAG) return ends(w, LOCKED_IS_broken, "age: no payload");
    if (!hkdf((struct view){(const char *)file_key, FILE_KEY}, (struct view){payload.at, NONCE}, "payload", key))
        return ends(w, LOCKED_IS_broken, "age: HKDF");
    ENSURE(plain = malloc(CHUNK));
    struct view rest = {payload.at + NONCE, payload.bytes - NONCE};
    for (uint64_t i = 0; o == LOCKED_IS_opened && rest.bytes; i++) {
        size_t n = rest.bytes < CHUNK + TAG ? rest.bytes : CHUNK + TAG;
        unsigned long long out = 0;
        for (int b = 0; b < 8; b++) nonce[10 - b] = (unsigned char)(i >> (8 * b));
        nonce[11] = n == rest.bytes;  // the last one
        if (n < TAG || (n == TAG && i > 0) ||
            crypto_aead_chacha20poly1305_ietf_decrypt(plain, &out, NULL, (const unsigned char *)rest.at, n, NULL, 0, nonce, key) != 0)
            o = ends(w, LOCKED_IS_broken, "age: chunk %llu of the payload was altered or cut", (unsigned long long)i + 1);
        else o = part_out(w, plain, out);
        rest = (struct view){rest.at + n, rest.bytes - n};
    }
    sodium_memzero(plain, CHUNK);
    sodium_memzero(key, sizeof key);
    free(plain);
    return o;
}

static enum locked_outcome binary_opened(struct locked_work *w, struct view file) {
    unsigned char secret[32];
    struct header h = {.found = false};
    struct reader r = reader_of(file);
    bool identity = age_identity_read(w->key->key, secret);
    if (w->key->key.bytes && !identity) return ends(w, LOCKED_IS_wrong_key, "age: no X25519 identity (AGE-SECRET-KEY-1...) was handed over");
    enum locked_outcome o = header_read(w, &r, identity ? secret : NULL, &h);
    if (o == LOCKED_IS_opened) o = header_proven(w, file, &h);
    if (o == LOCKED_IS_opened) o = payload_out(w, r.left, h.file_key);
    sodium_memzero(secret, sizeof secret);
    sodium_memzero(h.file_key, sizeof h.file_key);
    w->report->proven = o == LOCKED_IS_opened;
    return o;
}

enum locked_outcome age_opened(struct locked_work *w) {
    if (!age_armored(w->file)) return binary_opened(w, w->file);
    AUTO_TEXT plain = text_with_ceiling(w->file.bytes + 1);
    enum locked_outcome o = age_armor_off(w, &plain);
    return o == LOCKED_IS_opened ? binary_opened(w, text_seen(&plain)) : o;
}
