// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identifier_coin.c — addresses of crypto currencies: base58check (Bitcoin and its kin, Tron), bech32 and bech32m (BIP 173,
// 350) and Ethereum's hexadecimal with its checksum in the case of the letters (EIP-55).
//
// EIP-55 needs Keccak-256, which OpenSSL has since 3.2; with an older one such an address is UNCHECKED, not valid. The
// canonical form of an Ethereum address is in lower case; the others are case-sensitive or lower case already.
#include "codec/identifier_room.h"

#include <openssl/evp.h>

enum { ADDRESS_BYTES_MAX = 90, HASH_BYTES = 32 };

// ---- base58check ----
enum { BASE58_BYTES_MAX = 64, BASE58_LETTERS_MAX = 40, CHECK_BYTES = 4 };

// Big-endian bytes at out[0..*n); false for a character that base58 lacks.
static bool base58_read(struct view v, unsigned char *out, size_t *n) {
    static const char letters[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    unsigned char little[BASE58_BYTES_MAX] = {0};
    size_t used = 0, zeros = 0;
    while (zeros < v.bytes && v.at[zeros] == '1') zeros++;
    for (size_t i = 0; i < v.bytes; i++) {
        const char *at = v.at[i] ? strchr(letters, v.at[i]) : NULL;
        if (!at) return false;
        unsigned carry = (unsigned)(at - letters);
        for (size_t k = 0; k < used || carry; k++) {
            if (k == BASE58_BYTES_MAX) return false;
            carry += 58u * little[k];
            little[k] = (unsigned char)carry;
            carry >>= 8;
            if (k == used) used++;
        }
    }
    *n = zeros + used;
    if (*n > BASE58_BYTES_MAX) return false;
    memset(out, 0, zeros);
    for (size_t k = 0; k < used; k++) out[zeros + k] = little[used - 1 - k];
    return true;
}

static bool sha256_of(const unsigned char *bytes, size_t n, unsigned char out[HASH_BYTES]) {
    return EVP_Digest(bytes, n, out, NULL, EVP_sha256(), NULL) == 1;
}

static bool version_known(unsigned char v) {
    static const unsigned char versions[] = {0x00, 0x05, 0x1e, 0x16, 0x30, 0x32, 0x41, 0x4c, 0x6f, 0xc4};
    return memchr(versions, v, sizeof versions) != NULL;  // Bitcoin, Dogecoin, Litecoin, Tron, Dash, test networks
}

static enum identifier_reason base58(struct view v) {
    unsigned char b[BASE58_BYTES_MAX], once[HASH_BYTES], twice[HASH_BYTES];
    size_t n;
    if (v.bytes > BASE58_LETTERS_MAX || !base58_read(v, b, &n)) return IDENTIFIER_BAD_CHARACTER;
    if (n != 25) return IDENTIFIER_BAD_LENGTH;
    if (!sha256_of(b, n - CHECK_BYTES, once) || !sha256_of(once, HASH_BYTES, twice)) return IDENTIFIER_NO_DIGEST;
    if (memcmp(b + n - CHECK_BYTES, twice, CHECK_BYTES)) return IDENTIFIER_BAD_CHECK;
    return version_known(b[0]) ? IDENTIFIER_CHECK_HOLDS : IDENTIFIER_BAD_PREFIX;
}

// ---- bech32 ----
static uint32_t polymod(uint32_t check, unsigned value) {
    static const uint32_t generator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    uint32_t top = check >> 25;
    check = (check & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < 5; i++)
        if (top >> i & 1) check ^= generator[i];
    return check;
}

// `v` in lower case, `one` the place of its last 1.
static enum identifier_reason bech32(struct view v, size_t one) {
    static const char letters[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    uint32_t check = 1;
    unsigned version = 0;
    for (size_t i = 0; i < one; i++) check = polymod(check, (unsigned char)v.at[i] >> 5);
    check = polymod(check, 0);
    for (size_t i = 0; i < one; i++) check = polymod(check, v.at[i] & 31);
    for (size_t i = one + 1; i < v.bytes; i++) {
        const char *at = v.at[i] ? strchr(letters, v.at[i]) : NULL;
        if (!at) return IDENTIFIER_BAD_CHARACTER;
        if (i == one + 1) version = (unsigned)(at - letters);
        check = polymod(check, (unsigned)(at - letters));
    }
    size_t data = v.bytes - one - 1 - 6;  // after the version: 20 or 32 bytes for 0, 2 to 40 later
    if (version > 16) return IDENTIFIER_BAD_FORM;
    if (check != (version == 0 ? 1 : 0x2bc830a3)) return IDENTIFIER_BAD_CHECK;
    return version == 0 && data != 33 && data != 53 ? IDENTIFIER_BAD_LENGTH : IDENTIFIER_CHECK_HOLDS;
}

static enum identifier_reason bech32_read(struct view v, struct identifier_reading *out) {
    bool upper = false, lower = false;
    for (size_t i = 0; i < v.bytes; i++) {
        upper |= v.at[i] >= 'A' && v.at[i] <= 'Z', lower |= v.at[i] >= 'a' && v.at[i] <= 'z';
        out->text[i] = v.at[i] >= 'A' && v.at[i] <= 'Z' ? (char)(v.at[i] | 0x20) : v.at[i];
    }
    const char *one = memrchr(out->text, '1', v.bytes);
    if (upper && lower) return IDENTIFIER_BAD_CHARACTER;
    if (v.bytes > ADDRESS_BYTES_MAX || (size_t)(out->text + v.bytes - one) < 8) return IDENTIFIER_BAD_LENGTH;
    return bech32((struct view){out->text, v.bytes}, (size_t)(one - out->text));
}

// ---- Ethereum ----
static int nibble(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool keccak_of(const char *text, size_t n, unsigned char out[HASH_BYTES]) {
    EVP_MD *keccak = EVP_MD_fetch(NULL, "KECCAK-256", NULL);
    bool good = keccak && EVP_Digest(text, n, out, NULL, keccak, NULL) == 1;
    EVP_MD_free(keccak);
    return good;
}

// A letter is upper case where the digest of the lower-case address has 8 or more at its place.
static enum identifier_reason case_judged(struct view given, const char *lower) {
    unsigned char hash[HASH_BYTES];
    bool upper_seen = false, lower_seen = false;
    for (size_t i = 0; i < given.bytes; i++)
        upper_seen |= given.at[i] >= 'A' && given.at[i] <= 'F', lower_seen |= given.at[i] >= 'a' && given.at[i] <= 'f';
    if (!upper_seen || !lower_seen) return IDENTIFIER_FORM_FITS;  // written without its checksum
    if (!keccak_of(lower, given.bytes, hash)) return IDENTIFIER_NO_DIGEST;
    for (size_t i = 0; i < given.bytes; i++) {
        unsigned half = i % 2 ? hash[i / 2] & 15u : hash[i / 2] >> 4;
        bool letter = given.at[i] > '9', upper = given.at[i] <= 'F';
        if (letter && upper != (half >= 8)) return IDENTIFIER_BAD_CHECK;
    }
    return IDENTIFIER_CHECK_HOLDS;
}

static enum identifier_reason ethereum(struct view v, struct identifier_reading *out) {
    char lower[ADDRESS_BYTES_MAX];
    if (v.bytes != 40) return IDENTIFIER_BAD_LENGTH;
    for (size_t i = 0; i < v.bytes; i++) {
        if (nibble(v.at[i]) < 0) return IDENTIFIER_BAD_CHARACTER;
        lower[i] = v.at[i] <= '9' ? v.at[i] : (char)(v.at[i] | 0x20);
    }
    text_set(out, "0x%.40s", lower);
    return case_judged(v, lower);
}

enum identifier_reason read_crypto(const struct given *g, struct identifier_reading *out) {
    struct view v = g->raw;
    text_set(out, "%.*s", VIEW_ARGS(v));
    if (view_starts(v, "0x") || view_starts(v, "0X")) return ethereum((struct view){v.at + 2, v.bytes - 2}, out);
    if (v.bytes > ADDRESS_BYTES_MAX) return IDENTIFIER_BAD_LENGTH;
    if (v.bytes > 3 && (!strncasecmp(v.at, "bc1", 3) || !strncasecmp(v.at, "tb1", 3))) return bech32_read(v, out);
    if (v.bytes > 4 && !strncasecmp(v.at, "ltc1", 4)) return bech32_read(v, out);
    if (v.bytes < 25) return IDENTIFIER_BAD_LENGTH;
    return base58(v);
}
