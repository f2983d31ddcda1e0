// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// luks_key.c — what LUKS1 and LUKS2 share: stretching, anti-forensic merging (LUKS1 On-Disk Format §2.4), sectors.
#include "locked_room.h"

#include <argon2.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    ARGON_KIB_MAX = 2 * 1024 * 1024, ARGON_ROUNDS_MAX = 1000, ARGON_LANES_MAX = 64,
    PBKDF2_ROUNDS_MAX = 100 * 1000 * 1000, OUT_PART = 256 * 1024,
};

bool luks_cipher_read(const char *name, size_t key_bytes, struct luks_cipher *out) {
    static const struct { const char *name; int mode; size_t least, most; } known[] = {
        {"aes-xts-plain64", LUKS_xts_plain64, 32, 64}, {"aes-cbc-essiv:sha256", LUKS_cbc_essiv_sha256, 16, 32}, {"aes-cbc-plain64", LUKS_cbc_plain64, 16, 32},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i].name) == 0 && (key_bytes == known[i].least || key_bytes == known[i].most)) {
            out->mode = known[i].mode, out->key_bytes = key_bytes;
            return true;
        }
    return false;
}

static const EVP_MD *hash_of(const char *name) {
    static const char *const known[] = {"sha1", "sha256", "sha512", "sha384", "sha224", "ripemd160"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i]) == 0) return EVP_get_digestbyname(name);
    return NULL;
}

static enum locked_outcome argon_stretched(struct locked_work *w, const struct luks_stretch *s, struct view secret, void *out, size_t bytes) {
    if (s->memory_kib > ARGON_KIB_MAX || s->rounds > ARGON_ROUNDS_MAX || s->lanes > ARGON_LANES_MAX)
        return ends(w, LOCKED_IS_not_possible_here, "Argon2 with %u KiB, %u rounds, %u lanes", s->memory_kib, s->rounds, s->lanes);
    argon2_context c = {.out = out, .outlen = (uint32_t)bytes, .pwd = (uint8_t *)(uintptr_t)secret.at, .pwdlen = (uint32_t)secret.bytes,
                        .salt = (uint8_t *)(uintptr_t)s->salt, .saltlen = (uint32_t)s->salt_bytes, .t_cost = s->rounds, .m_cost = s->memory_kib,
                        .lanes = s->lanes, .threads = 1, .version = ARGON2_VERSION_13, .flags = ARGON2_DEFAULT_FLAGS};
    int failed = argon2_ctx(&c, s->how == STRETCH_argon2id ? Argon2_id : Argon2_i);
    if (failed == ARGON2_MEMORY_ALLOCATION_ERROR) return ends(w, LOCKED_IS_not_possible_here, "no %u KiB of memory for Argon2", s->memory_kib);
    return failed ? ends(w, LOCKED_IS_broken, "Argon2: %s", argon2_error_message(failed)) : LOCKED_IS_opened;
}

enum locked_outcome luks_stretched(struct locked_work *w, const struct luks_stretch *s, void *out, size_t bytes) {
    struct view secret = w->key->key.bytes ? w->key->key : w->key->password;
    if (s->how != STRETCH_pbkdf2) return argon_stretched(w, s, secret, out, bytes);
    const EVP_MD *md = hash_of(s->hash);
    if (!md) return ends(w, LOCKED_IS_unsupported, "a hash that is not known here");
    if (!s->rounds || s->rounds > PBKDF2_ROUNDS_MAX) return ends(w, LOCKED_IS_not_possible_here, "PBKDF2 with %u rounds", s->rounds);
    bool ok = PKCS5_PBKDF2_HMAC(secret.at, (int)secret.bytes, s->salt, (int)s->salt_bytes, (int)s->rounds, md, (int)bytes, out) == 1;
    return ok ? LOCKED_IS_opened : ends(w, LOCKED_IS_broken, "PBKDF2");
}

bool luks_digest(const char *hash, uint32_t rounds, struct view salt, const unsigned char *key, size_t key_bytes, void *out, size_t bytes) {
    const EVP_MD *md = hash_of(hash);
    if (!md || !rounds || rounds > PBKDF2_ROUNDS_MAX) return false;
    return PKCS5_PBKDF2_HMAC((const char *)key, (int)key_bytes, (const unsigned char *)salt.at, (int)salt.bytes, (int)rounds, md, (int)bytes, out) == 1;
}

// ---- Anti-forensic stripes ----

static bool diffused(const EVP_MD *md, unsigned char *block, size_t bytes) {
    size_t step = (size_t)EVP_MD_get_size(md);
    unsigned char hash[EVP_MAX_MD_SIZE];
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    bool ok = c;
    for (size_t at = 0, i = 0; ok && at < bytes; at += step, i++) {
        size_t n = bytes - at < step ? bytes - at : step;
        unsigned char number[4] = {(unsigned char)(i >> 24), (unsigned char)(i >> 16), (unsigned char)(i >> 8), (unsigned char)i};
        ok = EVP_DigestInit_ex(c, md, NULL) && EVP_DigestUpdate(c, number, 4) && EVP_DigestUpdate(c, block + at, n) && EVP_DigestFinal_ex(c, hash, NULL);
        if (ok) memcpy(block + at, hash, n);
    }
    EVP_MD_CTX_free(c);
    return ok;
}

bool luks_merged(const char *hash, unsigned char *material, size_t key_bytes, size_t stripes, unsigned char *key) {
    const EVP_MD *md = hash_of(hash);
    memset(key, 0, key_bytes);
    for (size_t i = 0; md && i < stripes; i++) {
        for (size_t b = 0; b < key_bytes; b++) key[b] ^= material[i * key_bytes + b];
        if (i + 1 < stripes && !diffused(md, key, key_bytes)) return false;
    }
    return md;
}

// ---- Slots ----

void luks_passed_over(struct locked_work *w, struct luks_slots *s, unsigned number, enum locked_outcome why) {
    size_t n = strlen(s->told);
    snprintf(s->told + n, sizeof s->told - n, "%sslot %u passed over (%s)", n ? "; " : "", number, w->report->detail);
    w->report->detail[0] = 0;
    if (!s->passed_over++) s->first = why;
}

enum locked_outcome luks_none_fits(struct locked_work *w, const struct luks_slots *s, const char *version) {
    if (!s->passed_over) return ends(w, LOCKED_IS_wrong_key, "%s: %zu key slots, none of them for this key", version, s->tried);
    return ends(w, s->first, "%s: %zu of %zu key slots are not for this key, %s", version, s->tried - s->passed_over, s->tried, s->told);
}

// ---- Sectors ----

struct sector_cipher {
    EVP_CIPHER_CTX *data, *iv;     // iv: of ESSIV; NULL: none
};

static bool cipher_ready(const struct luks_cipher *c, const unsigned char *key, struct sector_cipher *out) {
    const EVP_CIPHER *data = c->mode == LUKS_xts_plain64 ? (c->key_bytes == 64 ? EVP_aes_256_xts() : EVP_aes_128_xts())
                                                         : (c->key_bytes == 32 ? EVP_aes_256_cbc() : EVP_aes_128_cbc());
    unsigned char salt[32];
    *out = (struct sector_cipher){EVP_CIPHER_CTX_new(), NULL};
    bool ok = out->data && EVP_DecryptInit_ex(out->data, data, NULL, key, NULL) && EVP_CIPHER_CTX_set_padding(out->data, 0);
    if (!ok || c->mode != LUKS_cbc_essiv_sha256) return ok;
    out->iv = EVP_CIPHER_CTX_new();
    ok = out->iv && EVP_Digest(key, c->key_bytes, salt, NULL, EVP_sha256(), NULL) && EVP_EncryptInit_ex(out->iv, EVP_aes_256_ecb(), NULL, salt, NULL) &&
         EVP_CIPHER_CTX_set_padding(out->iv, 0);
    OPENSSL_cleanse(salt, sizeof salt);
    return ok;
}

static bool sector_opened(struct sector_cipher *s, unsigned char *at, size_t bytes, uint64_t sector) {
    unsigned char iv[16] = {0}, salted[16];
    int n = 0, m = 0;
    for (int b = 0; b < 8; b++) iv[b] = (unsigned char)(sector >> (8 * b));
    if (s->iv) {
        if (!EVP_EncryptUpdate(s->iv, salted, &n, iv, 16) || n != 16) return false;
        memcpy(iv, salted, 16);
    }
    return EVP_DecryptInit_ex(s->data, NULL, NULL, NULL, iv) && EVP_DecryptUpdate(s->data, at, &n, at, (int)bytes) &&
           EVP_DecryptFinal_ex(s->data, at + n, &m) && n + m == (int)bytes;
}

static void cipher_gone(struct sector_cipher *s) {
    EVP_CIPHER_CTX_free(s->data);
    EVP_CIPHER_CTX_free(s->iv);
}

static bool sectors_opened(struct sector_cipher *s, unsigned char *at, size_t bytes, size_t sector_bytes, uint64_t sector) {
    for (size_t i = 0; i < bytes; i += sector_bytes)
        if (!sector_opened(s, at + i, sector_bytes, sector + i / 512)) return false;
    return true;
}

bool luks_sectors(const struct luks_cipher *c, const unsigned char *key, unsigned char *at, size_t bytes, size_t sector_bytes, uint64_t sector) {
    struct sector_cipher s;
    bool ok = cipher_ready(c, key, &s) && sectors_opened(&s, at, bytes, sector_bytes, sector);
    cipher_gone(&s);
    return ok;
}

enum locked_outcome luks_volume_out(struct locked_work *w, const struct luks_cipher *c, const unsigned char *key, uint64_t at, uint64_t bytes,
                                    size_t sector_bytes, uint64_t first_sector) {
    struct sector_cipher s;
    enum locked_outcome o = LOCKED_IS_opened;
    unsigned char *part = malloc(OUT_PART);
    ENSURE(part);
    if (bytes > w->bytes_max) o = ends(w, LOCKED_IS_too_big, "LUKS: the volume has %llu bytes", (unsigned long long)bytes);
    bool ok = cipher_ready(c, key, &s);
    for (uint64_t done = 0; o == LOCKED_IS_opened && ok && done < bytes;) {
        size_t n = bytes - done < OUT_PART ? (size_t)(bytes - done) : OUT_PART;
        memcpy(part, w->file.at + at + done, n);
        ok = sectors_opened(&s, part, n, sector_bytes, first_sector + done / 512);
        if (ok) o = part_out(w, part, n);
        done += n;
    }
    cipher_gone(&s);
    OPENSSL_cleanse(part, OUT_PART);
    free(part);
    return ok ? o : ends(w, LOCKED_IS_unsupported, "LUKS: the cipher can't be had");
}
