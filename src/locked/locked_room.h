// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// locked_room.h — what the readers of this room share: one work, its ceiling, and how a try ends.
#ifndef MALINES_LOCKED_ROOM_H
#define MALINES_LOCKED_ROOM_H

#include "base/text.h"
#include "locked/locked.h"

struct locked_work {
    struct view file;
    const struct locked_key *key;
    uint64_t bytes_max;
    locked_sink *sink;
    void *ctx;
    struct locked_report *report;
};
// Each says what the try came to; `proven` is set by who knows it.
enum locked_outcome cms_opened(struct locked_work *w);
enum locked_outcome openpgp_opened(struct locked_work *w);
enum locked_outcome age_opened(struct locked_work *w);
enum locked_outcome zip_opened(struct locked_work *w);
enum locked_outcome pdf_opened(struct locked_work *w);
enum locked_outcome luks_opened(struct locked_work *w);

// Hands a part on. Gives LOCKED_IS_opened while all is well, else too_big or not_taken.
enum locked_outcome part_out(struct locked_work *w, const void *at, size_t bytes);
// Notes why, one line, and gives `o`.
enum locked_outcome ends(struct locked_work *w, enum locked_outcome o, const char *format, ...) __attribute__((format(printf, 3, 4)));

// age_key.c
bool age_identity_read(struct view text, unsigned char secret[32]);  // the first AGE-SECRET-KEY-1... of a file of identities
bool age_armored(struct view file);
enum locked_outcome age_armor_off(struct locked_work *w, struct text *out);

// luks_key.c: what LUKS1 and LUKS2 have in common.
struct luks_stretch {              // how a key is made of what a person knows
    enum { STRETCH_pbkdf2, STRETCH_argon2i, STRETCH_argon2id } how;
    char hash[16];                 // of PBKDF2: "sha256"
    uint32_t rounds, memory_kib, lanes;
    unsigned char salt[64];
    size_t salt_bytes;
};
enum { LUKS_KEY_BYTES_MAX = 128, LUKS_STRIPES_MAX = 4000 };
struct luks_cipher {
    enum { LUKS_xts_plain64, LUKS_cbc_essiv_sha256, LUKS_cbc_plain64 } mode;
    size_t key_bytes;
};
bool luks_cipher_read(const char *name, size_t key_bytes, struct luks_cipher *out);  // "aes-xts-plain64"
enum locked_outcome luks_stretched(struct locked_work *w, const struct luks_stretch *s, void *out, size_t bytes);
// Decrypts whole sectors in place; `sector` is the number of the first, in units of 512 bytes.
bool luks_sectors(const struct luks_cipher *c, const unsigned char *key, unsigned char *at, size_t bytes, size_t sector_bytes, uint64_t sector);
bool luks_merged(const char *hash, unsigned char *material, size_t key_bytes, size_t stripes, unsigned char *key);  // anti-forensic
bool luks_digest(const char *hash, uint32_t rounds, struct view salt, const unsigned char *key, size_t key_bytes, void *out, size_t bytes);
enum locked_outcome luks_volume_out(struct locked_work *w, const struct luks_cipher *c, const unsigned char *key, uint64_t at, uint64_t bytes,
                                    size_t sector_bytes, uint64_t first_sector);
// The slots of one try. One that is damaged, or of a kind that is not read here, ends nothing: the others are tried, and it is told of.
struct luks_slots {
    size_t tried, passed_over;
    enum locked_outcome first;     // why the first of these was passed over
    char told[LOCKED_DETAIL_ROOM];
};
// Takes why from the report, where `ends` put it.
void luks_passed_over(struct locked_work *w, struct luks_slots *s, unsigned number, enum locked_outcome why);
// None opened it: not for this key, if all could be tried.
enum locked_outcome luks_none_fits(struct locked_work *w, const struct luks_slots *s, const char *version);
enum locked_outcome luks2_opened(struct locked_work *w);

#endif
