// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// hash.h — SHA-256, for everything that is signed, logged or compared.
#ifndef MALINES_CRYPTO_HASH_H
#define MALINES_CRYPTO_HASH_H

#include "base/text.h"

struct digest {
    unsigned char bytes[32];
};

struct digest sha256(struct view bytes);

// HMAC-SHA-256 (RFC 2104) with a key of 32 bytes.
struct digest hmac_sha256(const unsigned char key[32], struct view bytes);
bool mac_same(const struct digest *a, const unsigned char b[32]);  // in the same time, wherever they differ

// In parts: hash_begin, hash_add..., hash_end. Holds no heap memory.
struct hash {
    uint64_t state[16];  // OpenSSL's SHA256_CTX, checked at compile time
};
void hash_begin(struct hash *h);
void hash_add(struct hash *h, struct view bytes);
struct digest hash_end(struct hash *h);

static inline bool digest_same(const struct digest *a, const struct digest *b) { return memcmp(a->bytes, b->bytes, 32) == 0; }
static inline struct view digest_view(const struct digest *d) { return (struct view){(const char *)d->bytes, 32}; }
void text_digest(struct text *t, const struct digest *d);  // 64 lower-case hexadecimal digits

#endif
