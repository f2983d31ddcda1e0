// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// age_key.c — identities of age (Bech32, BIP-173) and its armor (RFC 7468, the strict form; C2SP age §ASCII armor).
#include "locked_room.h"

#include <sodium.h>

enum { BECH32_WORDS_MAX = 80, IDENTITY_WORDS = 52, ARMOR_LINE = 64 };
#define PREFIX "AGE-SECRET-KEY-1"

static uint32_t checksum_step(uint32_t c, uint32_t v) {
    static const uint32_t generator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    uint32_t top = c >> 25;
    c = (c & 0x1ffffff) << 5 ^ v;
    for (int i = 0; i < 5; i++)
        if (top >> i & 1) c ^= generator[i];
    return c;
}

static bool bech32_read(struct view word, unsigned char secret[32]) {
    static const char letters[] = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", human[] = "age-secret-key-";
    uint32_t c = 1, held = 0, sum = 0;
    size_t bits = 0, out = 0, n = word.bytes - (sizeof PREFIX - 1);
    if (n != IDENTITY_WORDS + 6) return false;
    for (const char *p = human; *p; p++) c = checksum_step(c, (uint32_t)*p >> 5);
    c = checksum_step(c, 0);
    for (const char *p = human; *p; p++) c = checksum_step(c, (uint32_t)*p & 31);
    for (size_t i = 0; i < n; i++) {
        const char *at = word.at[sizeof PREFIX - 1 + i] ? strchr(letters, word.at[sizeof PREFIX - 1 + i]) : NULL;
        if (!at) return false;
        uint32_t v = (uint32_t)(at - letters);
        c = checksum_step(c, v);
        if (i >= IDENTITY_WORDS) continue;
        held = held << 5 | v, bits += 5;
        if (bits >= 8) bits -= 8, secret[out++] = (unsigned char)(held >> bits), held &= (1u << bits) - 1;
        sum |= v;
    }
    return c == 1 && out == 32 && held == 0 && sum != 0;
}

bool age_identity_read(struct view text, unsigned char secret[32]) {
    while (text.bytes) {
        struct view line = view_trim(view_cut(text, '\n', &text));
        if (view_starts(line, PREFIX)) return bech32_read(line, secret);
    }
    return false;
}

// ---- Armor ----
#define BEGIN "-----BEGIN AGE ENCRYPTED FILE-----"
#define END "-----END AGE ENCRYPTED FILE-----"

static struct view blanks_off(struct view v) {
    while (v.bytes && strchr(" \t\r\n", v.at[0]) && v.at[0]) v.at++, v.bytes--;
    while (v.bytes && strchr(" \t\r\n", v.at[v.bytes - 1]) && v.at[v.bytes - 1]) v.bytes--;
    return v;
}

bool age_armored(struct view file) {
    struct view head = {file.at, file.bytes < 1024 ? file.bytes : 1024};
    return view_starts(blanks_off(head), BEGIN);
}

static struct view armor_line(struct view *rest) {
    struct view line = view_cut(*rest, '\n', rest);
    if (line.bytes && line.at[line.bytes - 1] == '\r') line.bytes--;
    return line;
}

// Canonical base64 with padding: libsodium refuses bits that are left over.
static bool line_decoded(struct view line, struct text *out) {
    unsigned char bytes[ARMOR_LINE];
    size_t n = 0;
    const char *end = NULL;
    if (sodium_base642bin(bytes, sizeof bytes, line.at, line.bytes, NULL, &n, &end, sodium_base64_VARIANT_ORIGINAL) != 0 || end != line.at + line.bytes)
        return false;
    text_add(out, bytes, n);
    return n > 0 && text_ok(out);
}

enum locked_outcome age_armor_off(struct locked_work *w, struct text *out) {
    struct view rest = blanks_off(w->file), line = armor_line(&rest);
    bool last = false;
    if (!view_is(line, BEGIN)) return ends(w, LOCKED_IS_broken, "age: the armor's first line");
    for (;;) {
        if (!rest.bytes) return ends(w, LOCKED_IS_broken, "age: the armor has no end");
        line = armor_line(&rest);
        if (view_is(line, END)) break;
        if (last || line.bytes > ARMOR_LINE || !line.bytes || !line_decoded(line, out)) return ends(w, LOCKED_IS_broken, "age: a line of the armor");
        last = line.bytes < ARMOR_LINE || line.at[line.bytes - 1] == '=';
    }
    return rest.bytes || !out->bytes ? ends(w, LOCKED_IS_broken, "age: the armor") : LOCKED_IS_opened;
}
