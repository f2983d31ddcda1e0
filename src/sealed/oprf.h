// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// oprf.h — oblivious pseudorandom functions of RFC 9497 over ristretto255 with SHA-512.
//
// One side has a key, the other an input; the other learns F(key, input) and nothing else, the one learns nothing.
// The asker hides each input behind a fresh scalar (blind), the owner multiplies by its key (evaluate) and proves that
// it was the key it is known by, the asker checks the proof and takes its scalar off again (finalize). Of the three
// modes of the RFC a sealed check uses the verifiable one; the others are here for their test vectors and for whoever
// talks to another implementation. All work on secrets is libsodium's, in constant time.
#ifndef MALINES_SEALED_OPRF_H
#define MALINES_SEALED_OPRF_H

#include "base/view.h"

enum oprf_mode { OPRF_BASE, OPRF_VERIFIABLE, OPRF_PARTIAL };
enum { OPRF_BYTES = 32, OPRF_OUTPUT_BYTES = 64, OPRF_BATCH_MAX = 65535, OPRF_INPUT_BYTES_MAX = 65535 };

struct scalar {
    unsigned char bytes[OPRF_BYTES];
};
struct point {  // encoded; from outside it may be anything: every function that reads one refuses what is no point
    unsigned char bytes[OPRF_BYTES];
};
struct oprf_output {
    unsigned char bytes[OPRF_OUTPUT_BYTES];
};
struct oprf_key {
    struct scalar secret;
    struct point open;
};
struct oprf_proof {
    struct scalar challenge, response;
};

// DeriveKeyPair (3.2.1): the same 32 bytes and words give the same key. At most 65,535 bytes of `info`: BAD_ARGUMENT.
RESULT oprf_key_derive(enum oprf_mode mode, const unsigned char seed[OPRF_BYTES], struct view info, struct oprf_key *out, struct error *err);
void oprf_key_wipe(struct oprf_key *k);

// ---- The asker ----
// Blind number `n` of a question, from its seed: who has the seed and the inputs can repeat the question exactly.
void oprf_blind_derive(const unsigned char seed[OPRF_BYTES], uint32_t n, struct scalar *out);
// BAD_FIELD: the input (at most 65,535 bytes) leads to no point; it never happens by chance.
RESULT oprf_blind(enum oprf_mode mode, struct view input, const struct scalar *blind, struct point *out, struct error *err);
// Were these evaluated with the key behind `open`? BAD_SIGNATURE: no, or one of them is no point. `info` of the partial
// mode, empty otherwise. The base mode has no proof: nothing is checked but that they are points.
RESULT oprf_verify(enum oprf_mode mode, const struct point *open, struct view info, const struct point *blinded,
                   const struct point *evaluated, size_t count, const struct oprf_proof *proof, struct error *err);
// The outputs, in order; the blinds' inverses are computed together. BAD_FIELD when one is no point or a blind is 0.
RESULT oprf_finalize(enum oprf_mode mode, struct view info, const struct view *inputs, const struct scalar *blinds,
                     const struct point *evaluated, size_t count, struct oprf_output *out, struct error *err);

// ---- The owner ----
// BAD_FIELD when one of them is no point, TOO_BIG above OPRF_BATCH_MAX. `nonce` is fresh and random, and used once:
// a second proof with it gives the key away.
RESULT oprf_evaluate(enum oprf_mode mode, const struct oprf_key *key, struct view info, const struct point *blinded, size_t count,
                     const struct scalar *nonce, struct point *evaluated, struct oprf_proof *proof, struct error *err);
// F(key, input), by whoever has both.
RESULT oprf_output(enum oprf_mode mode, const struct oprf_key *key, struct view info, struct view input, struct oprf_output *out,
                   struct error *err);

#endif
