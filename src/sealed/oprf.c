// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// oprf.c — names and steps are those of RFC 9497; section numbers stand beside them. Every product of libsodium may be
// refused (no point, or the identity) and every refusal is passed on.
#include "sealed/oprf.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>

static_assert(crypto_core_ristretto255_BYTES == OPRF_BYTES && crypto_core_ristretto255_SCALARBYTES == OPRF_BYTES, "ristretto255");
static_assert(crypto_hash_sha512_BYTES == OPRF_OUTPUT_BYTES && crypto_core_ristretto255_HASHBYTES == 64, "SHA-512");

// ---- Hashing to scalars and points (RFC 9380, 5.3.1, with one block of output) ----

#define SUITE "ristretto255-SHA512"
enum { DOMAIN_MAX = 64, BLOCK = 128 };

struct domain {
    unsigned char text[DOMAIN_MAX];
    unsigned char bytes;
};

static struct domain domain_of(const char *what, enum oprf_mode mode) {
    struct domain d = {.bytes = 0};
    const struct view parts[] = {view_of(what), VIEW("OPRFV1-"), {(const char[]){(char)mode}, 1}, VIEW("-" SUITE)};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        memcpy(d.text + d.bytes, parts[i].at, parts[i].bytes);
        d.bytes = (unsigned char)(d.bytes + parts[i].bytes);
    }
    return d;
}

typedef crypto_hash_sha512_state hash_state;
static void absorb(hash_state *h, const void *bytes, size_t n) { crypto_hash_sha512_update(h, bytes, n); }
static void absorb_short(hash_state *h, size_t n) { absorb(h, (unsigned char[]){(unsigned char)(n >> 8), (unsigned char)n}, 2); }
static void absorb_sized(hash_state *h, const void *bytes, size_t n) { absorb_short(h, n), absorb(h, bytes, n); }
static void absorb_domain(hash_state *h, const struct domain *d) { absorb(h, d->text, d->bytes), absorb(h, &d->bytes, 1); }

// expand_message_xmd in two halves, so that a message need not lie in one piece.
static void expand_begin(hash_state *h) {
    static const unsigned char pad[BLOCK];
    crypto_hash_sha512_init(h);
    absorb(h, pad, sizeof pad);
}
static void expand_end(hash_state *h, const struct domain *d, unsigned char out[64]) {
    unsigned char first[64];
    absorb(h, "\x00\x40\x00", 3);  // 64 bytes are wanted; then the counter of the first round
    absorb_domain(h, d);
    crypto_hash_sha512_final(h, first);
    crypto_hash_sha512_init(h);
    absorb(h, first, sizeof first);
    absorb(h, "\x01", 1);
    absorb_domain(h, d);
    crypto_hash_sha512_final(h, out);
}

static struct scalar scalar_end(hash_state *h, const struct domain *d) {
    unsigned char wide[64];
    struct scalar s;
    expand_end(h, d, wide);
    crypto_core_ristretto255_scalar_reduce(s.bytes, wide);
    sodium_memzero(wide, sizeof wide);
    return s;
}

static RESULT hash_to_group(enum oprf_mode mode, struct view input, struct point *out, struct error *err) {
    struct domain d = domain_of("HashToGroup-", mode);
    unsigned char wide[64];
    hash_state h;
    if (input.bytes > OPRF_INPUT_BYTES_MAX) return FAIL(err, BAD_FIELD, "an input of more than %d bytes", OPRF_INPUT_BYTES_MAX);
    expand_begin(&h);
    absorb(&h, input.at, input.bytes);
    expand_end(&h, &d, wide);
    crypto_core_ristretto255_from_hash(out->bytes, wide);
    sodium_memzero(wide, sizeof wide);
    return DONE;
}

// ---- Points ----

// False for what is no canonical point and for the identity: libsodium decodes before it multiplies, and refuses a product that
// is the identity, which only the identity or a scalar of 0 gives. Whatever is multiplied needs no check before.
static bool times(struct point *out, const struct scalar *s, const struct point *p) {
    return crypto_scalarmult_ristretto255(out->bytes, s->bytes, p->bytes) == 0;
}
static bool times_base(struct point *out, const struct scalar *s) { return crypto_scalarmult_ristretto255_base(out->bytes, s->bytes) == 0; }
static bool plus(struct point *out, const struct point *a, const struct point *b) { return crypto_core_ristretto255_add(out->bytes, a->bytes, b->bytes) == 0; }
static bool is_zero(const void *bytes) { return sodium_is_zero(bytes, OPRF_BYTES); }  // the identity is all zeros, too
static bool is_point(const struct point *p) { return crypto_core_ristretto255_is_valid_point(p->bytes) == 1 && !is_zero(p->bytes); }

// ---- Keys (3.2.1) ----

RESULT oprf_key_derive(enum oprf_mode mode, const unsigned char seed[OPRF_BYTES], struct view info, struct oprf_key *out, struct error *err) {
    struct domain d = domain_of("DeriveKeyPair", mode);
    if (info.bytes > OPRF_INPUT_BYTES_MAX) return FAIL(err, BAD_ARGUMENT, "a key's words: at most %d bytes", OPRF_INPUT_BYTES_MAX);
    for (int counter = 0; counter < 256; counter++) {
        hash_state h;
        expand_begin(&h);
        absorb(&h, seed, OPRF_BYTES);
        absorb_sized(&h, info.at, info.bytes);
        absorb(&h, &(unsigned char){(unsigned char)counter}, 1);
        struct oprf_key k = {.secret = scalar_end(&h, &d)};
        if (is_zero(k.secret.bytes) || !times_base(&k.open, &k.secret)) continue;
        *out = k;
        oprf_key_wipe(&k);
        return DONE;
    }
    return FAIL(err, INTERNAL, "no key comes of this seed");
}

void oprf_key_wipe(struct oprf_key *k) { sodium_memzero(k, sizeof *k); }

// The partial mode's tweak (3.3.3): a scalar of the public words.
static struct scalar tweak_of(struct view info) {
    struct domain d = domain_of("HashToScalar-", OPRF_PARTIAL);
    hash_state h;
    expand_begin(&h);
    absorb(&h, "Info", 4);
    absorb_sized(&h, info.at, info.bytes);
    return scalar_end(&h, &d);
}

// ---- Proofs (2.2): one for all of a batch, by a random-looking sum of its pairs ----

struct sums {
    struct point m, z;
};

static void seed_of(enum oprf_mode mode, const struct point *open, unsigned char seed[64]) {
    struct domain d = domain_of("Seed-", mode);
    hash_state h;
    crypto_hash_sha512_init(&h);
    absorb_sized(&h, open->bytes, OPRF_BYTES);
    absorb_sized(&h, d.text, d.bytes);
    crypto_hash_sha512_final(&h, seed);
}

static struct scalar weight_of(const unsigned char seed[64], size_t i, const struct point *c, const struct point *d, const struct domain *to_scalar) {
    hash_state h;
    expand_begin(&h);
    absorb_sized(&h, seed, 64);
    absorb_short(&h, i);
    absorb_sized(&h, c->bytes, OPRF_BYTES);
    absorb_sized(&h, d->bytes, OPRF_BYTES);
    absorb(&h, "Composite", 9);
    return scalar_end(&h, to_scalar);
}

// ComputeComposites; with `secret` the second sum is the first times it, which is half the work.
static bool composites(enum oprf_mode mode, const struct point *open, const struct point *c, const struct point *d, size_t count,
                       const struct scalar *secret, struct sums *out) {
    struct domain to_scalar = domain_of("HashToScalar-", mode);
    unsigned char seed[64];
    struct sums s = {0};
    seed_of(mode, open, seed);
    for (size_t i = 0; i < count; i++) {
        struct scalar w = weight_of(seed, i, &c[i], &d[i], &to_scalar);
        struct point part;
        if (!times(&part, &w, &c[i]) || !plus(&s.m, &s.m, &part)) return false;
        if (!secret && (!times(&part, &w, &d[i]) || !plus(&s.z, &s.z, &part))) return false;
    }
    *out = s;
    return !secret || times(&out->z, secret, &s.m);
}

static struct scalar challenge_of(enum oprf_mode mode, const struct point *open, const struct sums *s, const struct point *t2, const struct point *t3) {
    struct domain to_scalar = domain_of("HashToScalar-", mode);
    const struct point *parts[] = {open, &s->m, &s->z, t2, t3};
    hash_state h;
    expand_begin(&h);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) absorb_sized(&h, parts[i]->bytes, OPRF_BYTES);
    absorb(&h, "Challenge", 9);
    return scalar_end(&h, &to_scalar);
}

static bool prove(enum oprf_mode mode, const struct oprf_key *key, const struct point *c, const struct point *d, size_t count,
                  const struct scalar *nonce, struct oprf_proof *out) {
    struct sums s;
    struct point t2, t3;
    if (!composites(mode, &key->open, c, d, count, &key->secret, &s) || !times_base(&t2, nonce) || !times(&t3, nonce, &s.m)) return false;
    out->challenge = challenge_of(mode, &key->open, &s, &t2, &t3);
    struct scalar product;
    crypto_core_ristretto255_scalar_mul(product.bytes, out->challenge.bytes, key->secret.bytes);
    crypto_core_ristretto255_scalar_sub(out->response.bytes, nonce->bytes, product.bytes);
    sodium_memzero(&product, sizeof product);
    return true;
}

static bool proof_holds(enum oprf_mode mode, const struct point *open, const struct point *c, const struct point *d, size_t count,
                        const struct oprf_proof *proof) {
    struct sums s;
    struct point a, b, t2, t3;
    if (!composites(mode, open, c, d, count, NULL, &s)) return false;
    if (!times_base(&a, &proof->response) || !times(&b, &proof->challenge, open) || !plus(&t2, &a, &b)) return false;
    if (!times(&a, &proof->response, &s.m) || !times(&b, &proof->challenge, &s.z) || !plus(&t3, &a, &b)) return false;
    struct scalar expected = challenge_of(mode, open, &s, &t2, &t3);
    return sodium_memcmp(expected.bytes, proof->challenge.bytes, OPRF_BYTES) == 0;
}

// ---- The asker (3.3) ----

void oprf_blind_derive(const unsigned char seed[OPRF_BYTES], uint32_t n, struct scalar *out) {
    static const struct domain d = {.text = "malines/blind/1", .bytes = 15};
    hash_state h;
    expand_begin(&h);
    absorb(&h, seed, OPRF_BYTES);
    absorb(&h, (unsigned char[]){(unsigned char)(n >> 24), (unsigned char)(n >> 16), (unsigned char)(n >> 8), (unsigned char)n}, 4);
    *out = scalar_end(&h, &d);
    sodium_memzero(&h, sizeof h);
}

RESULT oprf_blind(enum oprf_mode mode, struct view input, const struct scalar *blind, struct point *out, struct error *err) {
    struct point p;
    TRY(hash_to_group(mode, input, &p, err));
    return times(out, blind, &p) ? DONE : FAIL(err, BAD_FIELD, "an input or its blind is of no use");
}

RESULT oprf_verify(enum oprf_mode mode, const struct point *open, struct view info, const struct point *blinded,
                   const struct point *evaluated, size_t count, const struct oprf_proof *proof, struct error *err) {
    struct point tweaked, against = *open;
    bool good = is_point(open) && count > 0 && count <= OPRF_BATCH_MAX;
    for (size_t i = 0; good && mode == OPRF_BASE && i < count; i++) good = is_point(&blinded[i]) && is_point(&evaluated[i]);  // else by the proof
    if (good && mode == OPRF_PARTIAL) {
        struct scalar t = tweak_of(info);
        good = times_base(&tweaked, &t) && plus(&against, &tweaked, open) && !is_zero(against.bytes);
    }
    if (good && mode == OPRF_VERIFIABLE) good = proof_holds(mode, &against, blinded, evaluated, count, proof);
    if (good && mode == OPRF_PARTIAL) good = proof_holds(mode, &against, evaluated, blinded, count, proof);
    return good ? DONE : FAIL(err, BAD_SIGNATURE, "the answer was not made with the key that was promised");
}

// Montgomery's trick: the inverse of the product of all, then backwards. False when one of them is 0.
static bool inverses(const struct scalar *of, size_t count, struct scalar *out) {
    struct scalar all = {{1}}, inverse;
    for (size_t i = 0; i < count; i++) {
        if (is_zero(of[i].bytes)) return false;
        out[i] = all;  // the product of those before
        crypto_core_ristretto255_scalar_mul(all.bytes, all.bytes, of[i].bytes);
    }
    if (crypto_core_ristretto255_scalar_invert(inverse.bytes, all.bytes) != 0) return false;
    for (size_t i = count; i-- > 0;) {
        crypto_core_ristretto255_scalar_mul(out[i].bytes, out[i].bytes, inverse.bytes);
        crypto_core_ristretto255_scalar_mul(inverse.bytes, inverse.bytes, of[i].bytes);
    }
    sodium_memzero(&all, sizeof all), sodium_memzero(&inverse, sizeof inverse);
    return true;
}

static struct oprf_output output_of(enum oprf_mode mode, struct view info, struct view input, const struct point *unblinded) {
    struct oprf_output out;
    hash_state h;
    crypto_hash_sha512_init(&h);
    absorb_sized(&h, input.at, input.bytes);
    if (mode == OPRF_PARTIAL) absorb_sized(&h, info.at, info.bytes);
    absorb_sized(&h, unblinded->bytes, OPRF_BYTES);
    absorb(&h, "Finalize", 8);
    crypto_hash_sha512_final(&h, out.bytes);
    return out;
}

RESULT oprf_finalize(enum oprf_mode mode, struct view info, const struct view *inputs, const struct scalar *blinds,
                     const struct point *evaluated, size_t count, struct oprf_output *out, struct error *err) {
    if (!count || count > OPRF_BATCH_MAX) return FAIL(err, TOO_BIG, "1 to %d elements", OPRF_BATCH_MAX);
    struct scalar *inverse = calloc(count, sizeof *inverse);
    ENSURE(inverse);
    bool good = inverses(blinds, count, inverse);
    for (size_t i = 0; good && i < count; i++) {
        struct point p;
        good = inputs[i].bytes <= OPRF_INPUT_BYTES_MAX && times(&p, &inverse[i], &evaluated[i]);
        if (good) out[i] = output_of(mode, info, inputs[i], &p);
    }
    sodium_memzero(inverse, count * sizeof *inverse);
    free(inverse);
    return good ? DONE : FAIL(err, BAD_FIELD, "an element of the answer is no point");
}

// ---- The owner ----

// The key that evaluates: in the partial mode the inverse of the tweaked one, whose point the proof is for.
static bool working_key(enum oprf_mode mode, const struct oprf_key *key, struct view info, struct oprf_key *named, struct scalar *factor) {
    *named = *key;
    *factor = key->secret;
    if (mode != OPRF_PARTIAL) return true;
    struct scalar t = tweak_of(info);
    crypto_core_ristretto255_scalar_add(named->secret.bytes, key->secret.bytes, t.bytes);
    return !is_zero(named->secret.bytes) && times_base(&named->open, &named->secret) &&
           crypto_core_ristretto255_scalar_invert(factor->bytes, named->secret.bytes) == 0;
}

RESULT oprf_evaluate(enum oprf_mode mode, const struct oprf_key *key, struct view info, const struct point *blinded, size_t count,
                     const struct scalar *nonce, struct point *evaluated, struct oprf_proof *proof, struct error *err) {
    struct oprf_key named;
    struct scalar factor;
    if (!count || count > OPRF_BATCH_MAX) return FAIL(err, TOO_BIG, "1 to %d elements", OPRF_BATCH_MAX);
    bool good = working_key(mode, key, info, &named, &factor);
    for (size_t i = 0; good && i < count; i++) good = times(&evaluated[i], &factor, &blinded[i]);
    if (good && mode == OPRF_VERIFIABLE) good = prove(mode, &named, blinded, evaluated, count, nonce, proof);
    if (good && mode == OPRF_PARTIAL) good = prove(mode, &named, evaluated, blinded, count, nonce, proof);
    oprf_key_wipe(&named);
    sodium_memzero(&factor, sizeof factor);
    return good ? DONE : FAIL(err, BAD_FIELD, "an element of the question is no point");
}

RESULT oprf_output(enum oprf_mode mode, const struct oprf_key *key, struct view info, struct view input, struct oprf_output *out,
                   struct error *err) {
    struct oprf_key named;
    struct scalar factor;
    struct point p, q;
    TRY(hash_to_group(mode, input, &p, err));
    bool good = working_key(mode, key, info, &named, &factor) && times(&q, &factor, &p);
    if (good) *out = output_of(mode, info, input, &q);
    oprf_key_wipe(&named);
    sodium_memzero(&factor, sizeof factor);
    return good ? DONE : FAIL(err, BAD_FIELD, "an input is of no use");
}
