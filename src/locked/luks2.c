// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// luks2.c — LUKS2 (On-Disk Format 1.1.3): a binary header with its checksum, then JSON that says where everything lies.
#include "locked_room.h"

#include "codec/json.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

enum { HEAD = 4096, CSUM_AT = 448, CSUM_ROOM = 64, HEADER_MAX = 4 * 1024 * 1024, SECTOR = 512, SLOTS_MAX = 32 };

static bool number_of(const json_t *j, const char *key, uint64_t *out) { return view_to_u64(json_view(j, key), out); }
static bool count_of(const json_t *j, const char *key, uint32_t *out) {
    int64_t n = json_int(j, key);
    if (n < 1 || n > UINT32_MAX) return false;
    return *out = (uint32_t)n, true;
}
static void word_of(const json_t *j, const char *key, char *out, size_t room) { snprintf(out, room, "%.*s", VIEW_ARGS(json_view(j, key))); }

static bool checksum_holds(const unsigned char *head, uint64_t size) {
    unsigned char zeros[CSUM_ROOM] = {0}, hash[EVP_MAX_MD_SIZE];
    char name[33] = {0};
    unsigned n = 0;
    memcpy(name, head + 72, 32);
    const EVP_MD *md = strcmp(name, "sha256") == 0 || strcmp(name, "sha512") == 0 || strcmp(name, "sha1") == 0 ? EVP_get_digestbyname(name) : NULL;
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    bool ok = md && c && EVP_DigestInit_ex(c, md, NULL) && EVP_DigestUpdate(c, head, CSUM_AT) && EVP_DigestUpdate(c, zeros, CSUM_ROOM) &&
              EVP_DigestUpdate(c, head + CSUM_AT + CSUM_ROOM, size - CSUM_AT - CSUM_ROOM) && EVP_DigestFinal_ex(c, hash, &n);
    EVP_MD_CTX_free(c);
    return ok && CRYPTO_memcmp(hash, head + CSUM_AT, n) == 0;
}

static enum locked_outcome described(struct locked_work *w, json_t **out) {
    struct reader r = reader_of(w->file);
    (void)read_bytes(&r, 8);
    uint64_t size = read_u64(&r);
    if (r.failed || size < 2 * HEAD || size > HEADER_MAX || size > w->file.bytes) return ends(w, LOCKED_IS_broken, "LUKS2: the header's length");
    if (!checksum_holds((const unsigned char *)w->file.at, size)) return ends(w, LOCKED_IS_broken, "LUKS2: the header's checksum");
    struct view text = {w->file.at + HEAD, strnlen(w->file.at + HEAD, size - HEAD)};
    return FAILED(json_strict(text, out, NULL)) ? ends(w, LOCKED_IS_broken, "LUKS2: the header's JSON") : LOCKED_IS_opened;
}

// ---- One key slot ----

struct slot {
    const json_t *json;
    struct luks_stretch stretch;
    struct luks_cipher cipher;
    uint64_t at, bytes;
    uint32_t key_bytes, stripes;
    char af_hash[16];
};

static bool base64_member(const json_t *j, const char *key, unsigned char *out, size_t room, size_t *n) {
    return base64_read(json_view(j, key), out, room, n);
}

static bool stretch_of(const json_t *kdf, struct luks_stretch *s) {
    struct view type = json_view(kdf, "type");
    if (!base64_member(kdf, "salt", s->salt, sizeof s->salt, &s->salt_bytes)) return false;
    if (view_is(type, "pbkdf2")) {
        s->how = STRETCH_pbkdf2;
        word_of(kdf, "hash", s->hash, sizeof s->hash);
        return count_of(kdf, "iterations", &s->rounds);
    }
    s->how = view_is(type, "argon2id") ? STRETCH_argon2id : STRETCH_argon2i;
    return (view_is(type, "argon2id") || view_is(type, "argon2i")) && count_of(kdf, "time", &s->rounds) && count_of(kdf, "memory", &s->memory_kib) &&
           count_of(kdf, "cpus", &s->lanes);
}

static enum locked_outcome slot_read(struct locked_work *w, const json_t *j, struct slot *s) {
    const json_t *area = json_object_get(j, "area"), *af = json_object_get(j, "af");
    char cipher[80];
    uint32_t area_key = 0;
    *s = (struct slot){.json = j};
    word_of(area, "encryption", cipher, sizeof cipher);
    word_of(af, "hash", s->af_hash, sizeof s->af_hash);
    if (!view_is(json_view(j, "type"), "luks2") || !view_is(json_view(af, "type"), "luks1") || !view_is(json_view(area, "type"), "raw"))
        return ends(w, LOCKED_IS_unsupported, "of a kind that is not read here");
    bool fine = count_of(j, "key_size", &s->key_bytes) && s->key_bytes <= LUKS_KEY_BYTES_MAX && count_of(af, "stripes", &s->stripes) &&
                s->stripes == LUKS_STRIPES_MAX &&
                number_of(area, "offset", &s->at) && stretch_of(json_object_get(j, "kdf"), &s->stretch) && count_of(area, "key_size", &area_key);
    s->bytes = ((uint64_t)s->key_bytes * s->stripes + SECTOR - 1) / SECTOR * SECTOR;
    if (!fine || s->at > w->file.bytes || w->file.bytes - s->at < s->bytes) return ends(w, LOCKED_IS_broken, "damaged");
    bool known = area_key <= LUKS_KEY_BYTES_MAX && luks_cipher_read(cipher, area_key, &s->cipher);
    return known ? LOCKED_IS_opened : ends(w, LOCKED_IS_unsupported, "its cipher is not read here");
}

static enum locked_outcome slot_key(struct locked_work *w, const struct slot *s, unsigned char *key) {
    unsigned char derived[LUKS_KEY_BYTES_MAX];
    enum locked_outcome o = luks_stretched(w, &s->stretch, derived, s->cipher.key_bytes);
    if (o != LOCKED_IS_opened) return o;
    unsigned char *material = malloc(s->bytes);
    ENSURE(material);
    memcpy(material, w->file.at + s->at, s->bytes);
    bool ok = luks_sectors(&s->cipher, derived, material, s->bytes, SECTOR, 0) && luks_merged(s->af_hash, material, s->key_bytes, s->stripes, key);
    OPENSSL_cleanse(material, s->bytes);
    OPENSSL_cleanse(derived, sizeof derived);
    free(material);
    return ok ? LOCKED_IS_opened : ends(w, LOCKED_IS_unsupported, "its hash is not known here");
}

// Of the digests, the one for this slot says whether the key is right, and for which segment it is.
static const json_t *digest_of(const json_t *all, const char *slot) {
    const char *name;
    json_t *d;
    json_object_foreach((json_t *)(uintptr_t)json_object_get(all, "digests"), name, d)
        if (json_holds(json_object_get(d, "keyslots"), view_of(slot))) return d;
    return NULL;
}

static bool key_is_right(const json_t *digest, const unsigned char *key, size_t key_bytes) {
    unsigned char salt[64], said[64], here[64];
    size_t salt_bytes, n;
    uint32_t rounds;
    char hash[16];
    word_of(digest, "hash", hash, sizeof hash);
    return view_is(json_view(digest, "type"), "pbkdf2") && base64_member(digest, "salt", salt, sizeof salt, &salt_bytes) &&
           base64_member(digest, "digest", said, sizeof said, &n) && n >= 20 && count_of(digest, "iterations", &rounds) &&
           luks_digest(hash, rounds, (struct view){(char *)salt, salt_bytes}, key, key_bytes, here, n) && CRYPTO_memcmp(here, said, n) == 0;
}

// ---- The volume ----

static enum locked_outcome segment_out(struct locked_work *w, const json_t *all, const json_t *digest, const unsigned char *key, size_t key_bytes) {
    const json_t *names = json_object_get(digest, "segments"), *s = json_object_get(json_object_get(all, "segments"), "0");
    struct luks_cipher cipher;
    char name[80];
    uint64_t at = 0, bytes = 0, tweak = 0;
    int64_t sector = json_int(s, "sector_size");
    word_of(s, "encryption", name, sizeof name);
    if (json_object_size(json_object_get(all, "segments")) != 1 || !json_holds(names, VIEW("0")) || !view_is(json_view(s, "type"), "crypt"))
        return ends(w, LOCKED_IS_unsupported, "LUKS2: several segments, or one of another kind");
    if (json_object_get(s, "integrity")) return ends(w, LOCKED_IS_not_possible_here, "LUKS2: with dm-integrity, which the kernel keeps");
    if (!number_of(s, "offset", &at) || !number_of(s, "iv_tweak", &tweak) || sector < SECTOR || sector > 4096 || sector & (sector - 1))
        return ends(w, LOCKED_IS_broken, "LUKS2: the segment");
    if (!luks_cipher_read(name, key_bytes, &cipher)) return ends(w, LOCKED_IS_unsupported, "LUKS2: a cipher that is not read here");
    if (at >= w->file.bytes) return ends(w, LOCKED_IS_not_possible_here, "LUKS2: the header alone; the volume lies elsewhere");
    uint64_t most = w->file.bytes - at;
    if (view_is(json_view(s, "size"), "dynamic")) bytes = most;
    else if (!number_of(s, "size", &bytes) || bytes > most) return ends(w, LOCKED_IS_broken, "LUKS2: the segment is cut off");
    return luks_volume_out(w, &cipher, key, at, bytes / (uint64_t)sector * (uint64_t)sector, (size_t)sector, tweak);
}

static enum locked_outcome slots_tried(struct locked_work *w, const json_t *all) {
    unsigned char key[LUKS_KEY_BYTES_MAX];
    enum locked_outcome o = LOCKED_IS_opened;
    const char *name;
    json_t *j, *slots = json_object_get(all, "keyslots");
    struct luks_slots tried = {0};
    if (json_array_size(json_object_get(json_object_get(json_object_get(all, "config"), "requirements"), "mandatory")))
        return ends(w, LOCKED_IS_unsupported, "LUKS2: the volume was left in the middle of a re-encryption");
    json_object_foreach(slots, name, j) {
        struct slot s;
        uint64_t number = 0;
        const json_t *digest = digest_of(all, name);
        if (!digest || !json_array_size(json_object_get(digest, "segments"))) continue;
        if (++tried.tried > SLOTS_MAX || !view_to_u64(view_of(name), &number) || number >= SLOTS_MAX)
            return ends(w, LOCKED_IS_broken, "LUKS2: key slots are 0 to %d", SLOTS_MAX - 1);
        o = slot_read(w, j, &s);
        if (o == LOCKED_IS_opened) o = slot_key(w, &s, key);
        if (o != LOCKED_IS_opened) {
            luks_passed_over(w, &tried, (unsigned)number, o);
            continue;
        }
        if (!key_is_right(digest, key, s.key_bytes)) continue;
        if (tried.passed_over) (void)ends(w, LOCKED_IS_opened, "LUKS2: %s", tried.told);
        o = segment_out(w, all, digest, key, s.key_bytes);
        OPENSSL_cleanse(key, sizeof key);
        return o;
    }
    return luks_none_fits(w, &tried, "LUKS2");
}

enum locked_outcome luks2_opened(struct locked_work *w) {
    AUTO_JSON *all = NULL;
    enum locked_outcome o = described(w, &all);
    return o == LOCKED_IS_opened ? slots_tried(w, all) : o;
}
