// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// note.h — signed notes and checkpoints (c2sp.org/signed-note, c2sp.org/tlog-checkpoint, Ed25519 only).
//
// A checkpoint is what a log says of itself: its name (the origin), how many entries, which root; signed by the
// log, and cosigned by others (c2sp.org/tlog-cosignature). Nothing of a note may be used before
// note_verify() found the signature of a key that the caller trusts.
#ifndef MALINES_AUDIT_NOTE_H
#define MALINES_AUDIT_NOTE_H

#include "crypto/hash.h"
#include "crypto/key.h"

#define NOTE_DASH "\xE2\x80\x94 "  // begins a signature line: an em dash and a blank
enum { NOTE_BYTES_MAX = 64 * 1024, NOTE_SIGNATURES_MAX = 32 };

struct note_signature {
    struct view name, base64;  // base64 of: key id (4 bytes) ‖ signature
};
struct note {
    struct view text;          // with its last LF
    struct note_signature signatures[NOTE_SIGNATURES_MAX];
    size_t count;
};

// Appends text, blank line and one signature line. `text` ends with LF.
void note_write(struct text *out, struct view text, const struct sign_key *key);
// BAD_FORMAT, TOO_BIG. Views into `bytes`.
RESULT note_read(struct view bytes, struct note *out, struct error *err);
// Signed by `key`? BAD_SIGNATURE when no signature of that name and id is there, or when one does not hold.
RESULT note_verify(const struct note *n, const struct verify_key *key, struct error *err);

struct checkpoint {
    struct view origin;
    uint64_t size;
    struct digest root;
};
void text_checkpoint(struct text *t, struct view origin, uint64_t size, const struct digest *root);  // the note's text
// The text of a note as a checkpoint without extension lines. BAD_FORMAT.
RESULT checkpoint_read(struct view text, struct checkpoint *out, struct error *err);
// All at once: a note, signed by `key`, whose origin is the key's name.
RESULT checkpoint_open(struct view bytes, const struct verify_key *key, struct checkpoint *out, struct error *err);

// Is `bytes` decimal without leading zeros? (The one form of numbers in these formats.)
bool plain_number(struct view v, uint64_t *out);

#endif
