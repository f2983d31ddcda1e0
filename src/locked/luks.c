// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// luks.c — LUKS1 (On-Disk Format 1.2.3): a header of 592 bytes with eight key slots. LUKS2 is in luks2.c.
//
// libcryptsetup opens a volume through the kernel's device mapper and so as root; the formats themselves need neither. One
// password against each slot that is in use is one try, as cryptsetup has it.
#include "locked_room.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>

enum { SLOTS = 8, SLOT_IN_USE = 0x00AC71F3, DIGEST = 20, SALT = 32, SECTOR = 512 };

struct slot {
    uint32_t used, rounds, at, stripes;  // at: in sectors
    struct view salt;
};
struct header {
    char cipher[80], hash[40];
    uint32_t payload, key_bytes, rounds;
    struct view digest, salt;
    struct slot slots[SLOTS];
    struct luks_cipher how;
};

static void word_of(struct reader *r, char *out, size_t room) {
    struct view v = read_bytes(r, 32);
    size_t n = strnlen(v.at, v.bytes);
    snprintf(out, room, "%.*s", (int)n, v.at);
}

static enum locked_outcome header_read(struct locked_work *w, struct header *h) {
    char name[40], mode[40];
    struct reader r = reader_of(w->file);
    (void)read_bytes(&r, 8);
    word_of(&r, name, sizeof name), word_of(&r, mode, sizeof mode), word_of(&r, h->hash, sizeof h->hash);
    h->payload = read_u32(&r), h->key_bytes = read_u32(&r);
    h->digest = read_bytes(&r, DIGEST), h->salt = read_bytes(&r, SALT), h->rounds = read_u32(&r);
    (void)read_bytes(&r, 40);
    for (size_t i = 0; i < SLOTS; i++) {
        struct slot *s = &h->slots[i];
        s->used = read_u32(&r), s->rounds = read_u32(&r), s->salt = read_bytes(&r, SALT), s->at = read_u32(&r), s->stripes = read_u32(&r);
    }
    if (r.failed) return ends(w, LOCKED_IS_broken, "LUKS1: the header is cut off");
    snprintf(h->cipher, sizeof h->cipher, "%s-%s", name, mode);
    if (h->key_bytes > LUKS_KEY_BYTES_MAX || !luks_cipher_read(h->cipher, h->key_bytes, &h->how))
        return ends(w, LOCKED_IS_unsupported, "LUKS1: a cipher that is not read here");
    return LOCKED_IS_opened;
}

static enum locked_outcome slot_tried(struct locked_work *w, const struct header *h, const struct slot *s, unsigned char *key, bool *found) {
    struct luks_stretch stretch = {.how = STRETCH_pbkdf2, .rounds = s->rounds, .salt_bytes = SALT};
    unsigned char derived[LUKS_KEY_BYTES_MAX], digest[DIGEST];
    uint64_t at = (uint64_t)s->at * SECTOR, bytes = (uint64_t)h->key_bytes * s->stripes, whole = (bytes + SECTOR - 1) / SECTOR * SECTOR;
    if (s->stripes != LUKS_STRIPES_MAX || at > w->file.bytes || w->file.bytes - at < whole) return ends(w, LOCKED_IS_broken, "lies outside the file");
    snprintf(stretch.hash, sizeof stretch.hash, "%.15s", h->hash);
    memcpy(stretch.salt, s->salt.at, SALT);
    enum locked_outcome o = luks_stretched(w, &stretch, derived, h->key_bytes);
    if (o != LOCKED_IS_opened) return o;
    unsigned char *material = malloc(whole);
    ENSURE(material);
    memcpy(material, w->file.at + at, whole);
    *found = luks_sectors(&h->how, derived, material, whole, SECTOR, 0) && luks_merged(h->hash, material, h->key_bytes, s->stripes, key) &&
             luks_digest(h->hash, h->rounds, h->salt, key, h->key_bytes, digest, DIGEST) && CRYPTO_memcmp(digest, h->digest.at, DIGEST) == 0;
    OPENSSL_cleanse(material, whole);
    OPENSSL_cleanse(derived, sizeof derived);
    free(material);
    return LOCKED_IS_opened;
}

static enum locked_outcome luks1_opened(struct locked_work *w) {
    struct header h;
    unsigned char key[LUKS_KEY_BYTES_MAX];
    struct luks_slots slots = {0};
    bool found = false;
    enum locked_outcome o = header_read(w, &h);
    if (o != LOCKED_IS_opened) return o;
    for (unsigned i = 0; !found && i < SLOTS; i++) {
        if (h.slots[i].used != SLOT_IN_USE) continue;
        slots.tried++, o = slot_tried(w, &h, &h.slots[i], key, &found);
        if (o != LOCKED_IS_opened) luks_passed_over(w, &slots, i, o);
    }
    if (!found) return luks_none_fits(w, &slots, "LUKS1");
    if (slots.passed_over) (void)ends(w, LOCKED_IS_opened, "LUKS1: %s", slots.told);
    uint64_t at = (uint64_t)h.payload * SECTOR;
    if (!at || at >= w->file.bytes) o = ends(w, LOCKED_IS_not_possible_here, "LUKS1: the header alone; the volume lies elsewhere");
    else o = luks_volume_out(w, &h.how, key, at, (w->file.bytes - at) / SECTOR * SECTOR, SECTOR, 0);
    OPENSSL_cleanse(key, sizeof key);
    return o;
}

enum locked_outcome luks_opened(struct locked_work *w) {
    struct reader r = reader_of(w->file);
    struct view magic = read_bytes(&r, 6);
    uint16_t version = read_u16(&r);
    if (r.failed || memcmp(magic.at, "LUKS\xBA\xBE", 6) != 0) return ends(w, LOCKED_IS_broken, "LUKS: no header at the beginning");
    if (version == 1) return luks1_opened(w);
    return version == 2 ? luks2_opened(w) : ends(w, LOCKED_IS_unsupported, "LUKS: version %u", version);
}
