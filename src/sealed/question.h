// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// question.h — one sealed question, from the keys of a subject to the key types that met; and its escrow.
//
// A question is of one subject, or in a bulk class always of as many as the class says, twenty inputs each: what a subject
// lacks, and subjects that lack, are filled with inputs that nobody holds, and the order of all of them is drawn by lot, so
// that its size and form say nothing of whom it is about. Blinds come from one seed. The escrow is a text
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
    QUESTION_KEYS = SEALED_KEYS_MAX,  // of a subject
    QUESTION_SUBJECTS_MAX = 8,
    QUESTION_POINTS_MAX = QUESTION_KEYS * QUESTION_SUBJECTS_MAX,
    OVERSIGHT_KEY_BYTES = 32,
    ESCROW_TEXT_BYTES = 12 * 1024,    // of a subject
};

struct sealed_question {
    unsigned char seed[OPRF_BYTES];
    size_t points;                          // twenty for each subject of the class
    struct text inputs[QUESTION_POINTS_MAX];
    struct scalar blinds[QUESTION_POINTS_MAX];
    struct point blinded[QUESTION_POINTS_MAX];
    int8_t type[QUESTION_POINTS_MAX];       // enum sealed_key_type; -1: filling
    uint8_t kind[QUESTION_POINTS_MAX];      // enum identifier_kind, of numbers
    uint8_t subject[QUESTION_POINTS_MAX];   // whose key it is, from 0
    bool met[QUESTION_POINTS_MAX];          // filled by question_finish
};
struct subject_keys {
    const struct sealed_key *keys;
    size_t count;                           // at most QUESTION_KEYS
};

// Of `filled` subjects, filled up to `subjects`. BAD_FIELD: no keys. On success the question is owned: question_wipe.
RESULT question_make(const struct sys *sys, const struct subject_keys *of, size_t filled, size_t subjects, struct view purpose_class,
                     struct sealed_question *out, struct error *err);
void question_wipe(struct sealed_question *q);
// Check the proof against the key the filter was made with, and look each output up. BAD_SIGNATURE, BAD_FIELD: the answer
// says nothing, and least of all "no hit".
RESULT question_finish(struct sealed_question *q, const struct point *open, const struct point *evaluated, const struct oprf_proof *proof,
                       const struct filter *filter, size_t *met, struct error *err);
// Are all of them points, and none the identity? An owner asks before it takes the quota.
bool question_points_good(const struct point *blinded, size_t count);
uint64_t filter_value_of(const struct oprf_output *o);  // its first eight bytes, little endian

// ---- Escrow ----
size_t escrow_bytes(size_t points);  // of a question of so many points, whatever is in it
// `facts` is an object to which seed and inputs are added; borrowed. `out` gets escrow_bytes(q->points). TOO_BIG.
RESULT escrow_seal(const struct sys *sys, const struct sealed_question *q, const json_t *facts, const unsigned char asker_oversight[OVERSIGHT_KEY_BYTES],
                   const unsigned char owner_oversight[OVERSIGHT_KEY_BYTES], struct text *out, struct error *err);
struct oversight_key {
    unsigned char open[OVERSIGHT_KEY_BYTES], secret[OVERSIGHT_KEY_BYTES];
};
void oversight_key_make(const struct sys *sys, struct oversight_key *out);
// BAD_SIGNATURE: not sealed for these two, or altered. *out: a new reference.
RESULT escrow_open(struct view escrow, const struct oversight_key *owners, const struct oversight_key *askers, json_t **out, struct error *err);
// Does what lay in the escrow give these blinded points? *wrong gets the first place that differs. BAD_SIGNATURE: it lies.
RESULT escrow_verify(const json_t *opened, const struct point *blinded, size_t count, size_t *wrong, struct error *err);
// Is this question, logged at `index` of the owner's log, among the `of_ten_thousand` that the root of a larger checkpoint of that
// log draws? `root` is the checkpoint's line, in base64: nobody picks.
bool opening_drawn(struct view root, int64_t index, int64_t of_ten_thousand);

#endif
