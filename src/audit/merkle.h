// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// merkle.h — the hash tree of RFC 6962 §2.1: roots, and proofs that an entry is in a tree (§2.1.1) and that
// one tree is the beginning of another (§2.1.2).
//
// A whole subtree of 2^level leaves beginning at leaf index·2^level is called (level, index); its hash never
// changes once it is complete, and roots and proofs need only those: whoever keeps them gives a `hash_source`.
#ifndef MALINES_AUDIT_MERKLE_H
#define MALINES_AUDIT_MERKLE_H

#include "crypto/hash.h"

enum { MERKLE_LEVELS = 63, PROOF_HASHES_MAX = 64 };

struct digest merkle_leaf(struct view entry);                                        // SHA-256(0x00 ‖ entry)
struct digest merkle_node(const struct digest *left, const struct digest *right);    // SHA-256(0x01 ‖ left ‖ right)
struct digest merkle_empty(void);                                                    // root of no leaves

// Gives the hash of a complete subtree; asked only for those within the tree.
struct hash_source {
    struct result (*hash_at)(void *ctx, unsigned level, uint64_t index, struct digest *out, struct error *err);
    void *ctx;
};

// The growing edge: at[l] is the complete subtree of level l that bit l of `size` stands for.
struct frontier {
    uint64_t size;
    struct digest at[MERKLE_LEVELS];
};
// Append a leaf. `made` gets the hashes of the subtrees that it completes, level 0 (the leaf) first; gives
// their number (1 + trailing ones of the old size).
unsigned frontier_add(struct frontier *f, const struct digest *leaf, struct digest made[MERKLE_LEVELS]);
struct digest frontier_root(const struct frontier *f);
RESULT frontier_load(const struct hash_source *s, uint64_t size, struct frontier *out, struct error *err);

struct proof {
    size_t count;
    struct digest at[PROOF_HASHES_MAX];
};
// index < size; 1 ≤ before ≤ size. BAD_ARGUMENT otherwise, and whatever the source fails with.
RESULT merkle_inclusion(const struct hash_source *s, uint64_t index, uint64_t size, struct proof *out, struct error *err);
RESULT merkle_consistency(const struct hash_source *s, uint64_t before, uint64_t size, struct proof *out, struct error *err);

// Do they hold? (RFC 9162 §2.1.3.2 and §2.1.4.2.)
bool inclusion_holds(uint64_t index, uint64_t size, const struct digest *leaf, const struct proof *p, const struct digest *root);
bool consistency_holds(uint64_t before, const struct digest *root_before, uint64_t size, const struct digest *root,
                       const struct proof *p);

#endif
