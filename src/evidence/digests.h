// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// digests.h — the two fingerprints of an item of evidence, SHA-256 and SHA3-256 (FIPS 180-4, FIPS 202), in one pass.
//
// Two families, so that the item stays provable should one of them fall during the decades a file may be kept.
#ifndef MALINES_EVIDENCE_DIGESTS_H
#define MALINES_EVIDENCE_DIGESTS_H

#include "crypto/hash.h"

struct digests {
    struct digest sha256, sha3_256;
    uint64_t bytes;  // how many were hashed
};
static inline bool digests_same(const struct digests *a, const struct digests *b) {
    return a->bytes == b->bytes && digest_same(&a->sha256, &b->sha256) && digest_same(&a->sha3_256, &b->sha3_256);
}

// In parts of any size: begin, add..., end. The parts are read once, while they are in the cache.
struct digesting;
struct digesting *digesting_new(void);
struct digesting *digesting_free(struct digesting *d);  // gives NULL
void digesting_add(struct digesting *d, struct view bytes);
void digesting_end(struct digesting *d, struct digests *out);  // `d` can then only be freed
struct digests digests_of(struct view bytes);

#endif
