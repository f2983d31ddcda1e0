// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// OpenSSL's one-struct interface is marked as old since 3.0 but is several times faster than EVP on the short
// inputs of a Merkle tree, and uses the processor's SHA instructions as EVP does.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "crypto/hash.h"

#include <assert.h>
#include <openssl/crypto.h>
#include <openssl/sha.h>

static_assert(sizeof(SHA256_CTX) <= sizeof(struct hash), "the state fits");

void hash_begin(struct hash *h) { SHA256_Init((SHA256_CTX *)h->state); }
void hash_add(struct hash *h, struct view bytes) { SHA256_Update((SHA256_CTX *)h->state, bytes.at, bytes.bytes); }

struct digest hash_end(struct hash *h) {
    struct digest d;
    SHA256_Final(d.bytes, (SHA256_CTX *)h->state);
    return d;
}

struct digest sha256(struct view bytes) {
    struct hash h;
    hash_begin(&h);
    hash_add(&h, bytes);
    return hash_end(&h);
}

void text_digest(struct text *t, const struct digest *d) { text_hex(t, d->bytes, sizeof d->bytes); }

struct digest hmac_sha256(const unsigned char key[32], struct view bytes) {
    unsigned char pad[64];
    struct digest inner;
    for (int outer = 0;; outer++) {
        struct hash h;
        for (size_t i = 0; i < sizeof pad; i++) pad[i] = (i < 32 ? key[i] : 0) ^ (outer ? 0x5c : 0x36);
        hash_begin(&h);
        hash_add(&h, (struct view){(const char *)pad, sizeof pad});
        hash_add(&h, outer ? digest_view(&inner) : bytes);
        struct digest d = hash_end(&h);
        if (outer) return d;
        inner = d;
    }
}

bool mac_same(const struct digest *a, const unsigned char b[32]) { return CRYPTO_memcmp(a->bytes, b, sizeof a->bytes) == 0; }
