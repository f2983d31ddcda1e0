// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// question.h — one sealed question, from the keys of a subject to the key types that met; and its escrow.
//
// A question always has twenty inputs: what the subject lacks is filled with inputs that nobody holds, and the order is
// drawn by lot, so that its size and form say nothing of whom it is about. Blinds come from one seed. The escrow is a text
// of fixed size that holds seed and inputs, sealed to the oversight body of the asker and, around that, to the owner's
// (X25519 sealed boxes, as crypto_box_seal of libsodium): both must open it, and whoever has opened it can repeat the
// question exactly and compare it with the blinded points that were signed.
#ifndef MALINES_SEALED_QUESTION_H
#define MALINES_SEALED_QUESTION_H

#include "sealed/filter.h"
#include "sealed/keys.h"
#include "sealed/oprf.h"
#include "sys/sys.h"

enum {
    QUESTION_KEYS = SEALED_KEYS_MAX,
    OVERSIGHT_KEY_BYTES = 32,
    ESCROW_TEXT_BYTES = 12 * 1024,
    ESCROW_BYTES = ESCROW_TEXT_BYTES + 2 * 48,
};

struct sealed_question {
    unsigned char seed[OPRF_BYTES];
    struct text inputs[QUESTION_KEYS];
    struct scalar blinds[QUESTION_KEYS];
    struct point blinded[QUESTION_KEYS];
    int8_t type[QUESTION_KEYS];   // enum sealed_key_type; -1: filling
    uint8_t kind[QUESTION_KEYS];  // enum identifier_kind, of numbers
    bool met[QUESTION_KEYS];      // filled by question_finish
};

// BAD_FIELD: no keys. On success the question is owned: question_wipe.
RESULT question_make(const struct sys *sys, const struct sealed_key *keys, size_t count, struct view purpose_class, struct sealed_question *out,
                     struct error *err);
void question_wipe(struct sealed_question *q);
// Check the proof against the key the filter was made with, and look each output up. BAD_SIGNATURE, BAD_FIELD: the answer
// says nothing, and least of all "no hit".
RESULT question_finish(struct sealed_question *q, const struct point *open, const struct point evaluated[QUESTION_KEYS],
                       const struct oprf_proof *proof, const struct filter *filter, size_t *met, struct error *err);
// Are all of them points, and none the identity? An owner asks before it takes the quota.
bool question_points_good(const struct point blinded[QUESTION_KEYS]);
uint64_t filter_value_of(const struct oprf_output *o);  // its first eight bytes, little endian

// ---- Escrow ----
// `facts` is an object to which seed and inputs are added; borrowed. TOO_BIG.
RESULT escrow_seal(const struct sys *sys, const struct sealed_question *q, const json_t *facts, const unsigned char asker_oversight[OVERSIGHT_KEY_BYTES],
                   const unsigned char owner_oversight[OVERSIGHT_KEY_BYTES], unsigned char out[ESCROW_BYTES], struct error *err);
struct oversight_key {
    unsigned char open[OVERSIGHT_KEY_BYTES], secret[OVERSIGHT_KEY_BYTES];
};
void oversight_key_make(const struct sys *sys, struct oversight_key *out);
// BAD_SIGNATURE: not sealed for these two, or altered. *out: a new reference.
RESULT escrow_open(const unsigned char escrow[ESCROW_BYTES], const struct oversight_key *owners, const struct oversight_key *askers, json_t **out,
                   struct error *err);
// Does what lay in the escrow give these blinded points? *wrong gets the first place that differs. BAD_SIGNATURE: it lies.
RESULT escrow_verify(const json_t *opened, const struct point blinded[QUESTION_KEYS], size_t *wrong, struct error *err);

#endif
