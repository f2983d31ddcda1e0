// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// OpenSSL's one-struct interface is marked as old since 3.0 but is several times faster than EVP on the short
// inputs of a Merkle tree, and uses the processor's SHA instructions as EVP does.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "crypto/hash.h"

#include <assert.h>
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
