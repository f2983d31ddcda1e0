// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "audit/merkle.h"

struct digest merkle_empty(void) { return sha256(VIEW("")); }

struct digest merkle_leaf(struct view entry) {
    struct hash h;
    hash_begin(&h);
    hash_add(&h, VIEW("\0"));
    hash_add(&h, entry);
    return hash_end(&h);
}

struct digest merkle_node(const struct digest *left, const struct digest *right) {
    char both[65] = {1};
    memcpy(both + 1, left->bytes, 32);
    memcpy(both + 33, right->bytes, 32);
    return sha256((struct view){both, sizeof both});
}

unsigned frontier_add(struct frontier *f, const struct digest *leaf, struct digest made[MERKLE_LEVELS]) {
    unsigned level = 0;
    made[0] = *leaf;
    for (; f->size >> level & 1; level++) made[level + 1] = merkle_node(&f->at[level], &made[level]);
    ENSURE(level < MERKLE_LEVELS - 1);
    f->at[level] = made[level];
    f->size++;
    return level + 1;
}

struct digest frontier_root(const struct frontier *f) {
    if (f->size == 0) return merkle_empty();
    struct digest root;
    bool begun = false;
    for (unsigned l = 0; l < MERKLE_LEVELS; l++) {
        if (!(f->size >> l & 1)) continue;
        root = begun ? merkle_node(&f->at[l], &root) : f->at[l];
        begun = true;
    }
    return root;
}

RESULT frontier_load(const struct hash_source *s, uint64_t size, struct frontier *out, struct error *err) {
    struct frontier f = {.size = size};
    if (size >> (MERKLE_LEVELS - 1)) return FAIL(err, BAD_ARGUMENT, "a tree of more than 2^62 leaves");
    for (unsigned l = 0; l < MERKLE_LEVELS; l++)
        if (size >> l & 1) TRY(s->hash_at(s->ctx, l, (size >> l) - 1, &f.at[l], err));
    *out = f;
    return DONE;
}

// The largest power of two below n (n ≥ 2), as its exponent.
static unsigned split_level(uint64_t n) { return 63 - (unsigned)__builtin_clzll(n - 1); }

// Root of the leaves from..from+n; `from` is a multiple of the power of two at or above n.
static RESULT range_root(const struct hash_source *s, uint64_t from, uint64_t n, struct digest *out, struct error *err) {
    if ((n & (n - 1)) == 0) {
        unsigned level = (unsigned)__builtin_ctzll(n);
        return s->hash_at(s->ctx, level, from >> level, out, err);
    }
    uint64_t k = (uint64_t)1 << split_level(n);
    struct digest left, right;
    TRY(range_root(s, from, k, &left, err));
    TRY(range_root(s, from + k, n - k, &right, err));
    *out = merkle_node(&left, &right);
    return DONE;
}

static RESULT add_range(const struct hash_source *s, uint64_t from, uint64_t n, struct proof *p, struct error *err) {
    ENSURE(p->count < PROOF_HASHES_MAX);
    TRY(range_root(s, from, n, &p->at[p->count], err));
    p->count++;
    return DONE;
}

// PATH(m, D[from:from+n]): the siblings are written from the leaf up, so the recursion adds on its way back.
static RESULT path(const struct hash_source *s, uint64_t m, uint64_t from, uint64_t n, struct proof *p, struct error *err) {
    if (n == 1) return DONE;
    uint64_t k = (uint64_t)1 << split_level(n);
    if (m < k) {
        TRY(path(s, m, from, k, p, err));
        return add_range(s, from + k, n - k, p, err);
    }
    TRY(path(s, m - k, from + k, n - k, p, err));
    return add_range(s, from, k, p, err);
}

RESULT merkle_inclusion(const struct hash_source *s, uint64_t index, uint64_t size, struct proof *out, struct error *err) {
    if (index >= size || size >> (MERKLE_LEVELS - 1)) return FAIL(err, BAD_ARGUMENT, "the tree has no such leaf");
    struct proof p = {0};
    TRY(path(s, index, 0, size, &p, err));
    *out = p;
    return DONE;
}

// SUBPROOF(m, D[from:from+n], whole)
static RESULT subproof(const struct hash_source *s, uint64_t m, uint64_t from, uint64_t n, bool whole, struct proof *p,
                       struct error *err) {
    if (m == n) return whole ? DONE : add_range(s, from, n, p, err);
    uint64_t k = (uint64_t)1 << split_level(n);
    if (m <= k) {
        TRY(subproof(s, m, from, k, whole, p, err));
        return add_range(s, from + k, n - k, p, err);
    }
    TRY(subproof(s, m - k, from + k, n - k, false, p, err));
    return add_range(s, from, k, p, err);
}

RESULT merkle_consistency(const struct hash_source *s, uint64_t before, uint64_t size, struct proof *out, struct error *err) {
    if (before < 1 || before > size || size >> (MERKLE_LEVELS - 1)) return FAIL(err, BAD_ARGUMENT, "not two sizes of one tree");
    struct proof p = {0};
    TRY(subproof(s, before, 0, size, true, &p, err));
    *out = p;
    return DONE;
}

bool inclusion_holds(uint64_t index, uint64_t size, const struct digest *leaf, const struct proof *p, const struct digest *root) {
    if (index >= size) return false;
    uint64_t fn = index, sn = size - 1;
    struct digest r = *leaf;
    for (size_t i = 0; i < p->count; i++) {
        if (sn == 0) return false;
        if (fn & 1 || fn == sn) {
            r = merkle_node(&p->at[i], &r);
            for (; !(fn & 1) && fn; fn >>= 1) sn >>= 1;
        } else {
            r = merkle_node(&r, &p->at[i]);
        }
        fn >>= 1, sn >>= 1;
    }
    return sn == 0 && digest_same(&r, root);
}

bool consistency_holds(uint64_t before, const struct digest *root_before, uint64_t size, const struct digest *root,
                       const struct proof *p) {
    if (before < 1 || before > size) return false;
    if (before == size) return p->count == 0 && digest_same(root_before, root);
    bool power = (before & (before - 1)) == 0;
    size_t i = power ? 0 : 1;
    if (p->count < i + (power ? 1 : 0)) return false;
    struct digest fr = power ? *root_before : p->at[0], sr = fr;
    uint64_t fn = before - 1, sn = size - 1;
    for (; fn & 1; fn >>= 1) sn >>= 1;
    for (; i < p->count; i++) {
        if (sn == 0) return false;
        if (fn & 1 || fn == sn) {
            fr = merkle_node(&p->at[i], &fr);
            sr = merkle_node(&p->at[i], &sr);
            for (; !(fn & 1) && fn; fn >>= 1) sn >>= 1;
        } else {
            sr = merkle_node(&sr, &p->at[i]);
        }
        fn >>= 1, sn >>= 1;
    }
    return sn == 0 && digest_same(&fr, root_before) && digest_same(&sr, root);
}
