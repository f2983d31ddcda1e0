// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "evidence/digests.h"

#include <openssl/evp.h>
#include <stdlib.h>

enum { STEP_BYTES = 16 * 1024 };  // what both digests then find in the first cache

struct digesting {
    struct hash sha256;
    EVP_MD_CTX *sha3;
    uint64_t bytes;
};

struct digesting *digesting_new(void) {
    struct digesting *d = calloc(1, sizeof *d);
    ENSURE(d);
    d->sha3 = EVP_MD_CTX_new();
    ENSURE(d->sha3 && EVP_DigestInit_ex(d->sha3, EVP_sha3_256(), NULL) == 1);
    hash_begin(&d->sha256);
    return d;
}

struct digesting *digesting_free(struct digesting *d) {
    if (d) EVP_MD_CTX_free(d->sha3);
    free(d);
    return NULL;
}

void digesting_add(struct digesting *d, struct view bytes) {
    while (bytes.bytes) {
        size_t n = bytes.bytes < STEP_BYTES ? bytes.bytes : STEP_BYTES;
        hash_add(&d->sha256, (struct view){bytes.at, n});
        ENSURE(EVP_DigestUpdate(d->sha3, bytes.at, n) == 1);
        bytes = (struct view){bytes.at + n, bytes.bytes - n};
        d->bytes += n;
    }
}

void digesting_end(struct digesting *d, struct digests *out) {
    unsigned n = 0;
    out->sha256 = hash_end(&d->sha256);
    ENSURE(EVP_DigestFinal_ex(d->sha3, out->sha3_256.bytes, &n) == 1 && n == sizeof out->sha3_256.bytes);
    out->bytes = d->bytes;
}

struct digests digests_of(struct view bytes) {
    struct digests out;
    struct digesting *d = digesting_new();
    digesting_add(d, bytes);
    digesting_end(d, &out);
    digesting_free(d);
    return out;
}
