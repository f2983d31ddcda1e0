// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// cosign.h — what a witness adds to a checkpoint, and how it is asked to (c2sp.org/tlog-cosignature, cosignature/v1 with
// Ed25519; c2sp.org/tlog-witness).
//
// A cosignature says: of all trees that I was ever shown under this name, each is the beginning of this one. It covers
// the time and the checkpoint's whole text. Its key has a type of its own (0x04), so that no log signature can be shown
// for it, nor the other way round.
#ifndef MALINES_AUDIT_COSIGN_H
#define MALINES_AUDIT_COSIGN_H

#include "audit/merkle.h"
#include "audit/note.h"

// The key that a witness is known by (crypto/key.h). BAD_FORMAT.
static inline void text_cosigner(struct text *t, const struct verify_key *k) { text_key_of_type(t, k, KEY_COSIGNS); }
static inline RESULT cosigner_read(struct view v, struct verify_key *out, struct error *err) { return key_of_type_read(v, KEY_COSIGNS, out, err); }

// Appends one signature line over `text` (a checkpoint's text, with its last LF).
void cosignature_write(struct text *out, struct view text, struct instant at, const struct sign_key *key);
// Did that witness cosign? *at (may be NULL) gets when. BAD_SIGNATURE: no line of this name and key, or one that does not hold.
RESULT cosignature_verify(const struct note *n, const struct verify_key *witness, struct instant *at, struct error *err);

// ---- Asking ----
#define WITNESS_ADD_PATH "/add-checkpoint"
#define WITNESS_LAST_PATH "/last-checkpoint"  // ours, beside tlog-witness: body = origin; answer = the note last cosigned
enum { WITNESS_ASKED_BYTES_MAX = NOTE_BYTES_MAX + 8 * 1024 };

struct witness_asked {
    uint64_t old;            // the size that the asker thinks the witness cosigned last
    struct proof path;       // from there to the checkpoint
    struct view checkpoint;  // the signed note
};
void text_witness_asked(struct text *t, uint64_t old, const struct proof *path, struct view checkpoint);
RESULT witness_asked_read(struct view bytes, struct witness_asked *out, struct error *err);  // BAD_FORMAT, TOO_BIG

// How many of `count` witnesses must stand behind a checkpoint: more than half. 0 of 0.
static inline size_t witness_quorum(size_t count) { return count ? count / 2 + 1 : 0; }

#endif
