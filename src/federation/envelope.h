// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// envelope.h — every message between nodes is one CMS SignedData over one canonical JSON object:
//   {"malines":"envelope/1","type":"post","from":"be","to":"fr","at":"2026-...Z","payload":{...}}
// Bytes in = bytes signed = bytes verified; no canonicalisation at the receiver. See docs/protocol.md.
#ifndef MALINES_FEDERATION_ENVELOPE_H
#define MALINES_FEDERATION_ENVELOPE_H

#include "codec/json.h"
#include "federation/trust.h"

enum { ENVELOPE_BYTES_MAX = 1024 * 1024, ENVELOPE_SKEW_MS = HOUR_MS };

// `payload` is borrowed. TOO_BIG.
RESULT envelope_seal(const struct identity *signer, const char *type, const char *from, const char *to, struct instant at,
                     const json_t *payload, struct text *out, struct error *err);
// The same for a payload that is canonical JSON already: what waits in the outbox is spliced in as it stands.
RESULT envelope_seal_text(const struct identity *signer, const char *type, const char *from, const char *to, struct instant at,
                          struct view payload, struct text *out, struct error *err);

struct envelope {
    json_t *whole;      // owned: json_decref
    json_t *payload;    // inside whole
    struct view type;
    struct instant at;
    struct digest digest;  // SHA-256 of the signed JSON bytes
};
// BAD_SIGNATURE, BAD_JSON, BAD_FIELD (not from `from`, not to `me`, another type), CLOCK (more than an hour apart).
RESULT envelope_open(const struct member *from, const char *me, const char *type, struct instant now, struct view bytes,
                     struct envelope *out, struct error *err);
// What is answered to questions comes in sizes of 8 KiB a question, or twice that, four times... so that its length does not
// tell what it says: zero bytes follow the envelope. The reader takes them off; BAD_FORMAT when something else follows.
enum { ENVELOPE_SIZE_LEAST = 8 * 1024 };
void envelope_pad(struct text *envelope, size_t answers);
RESULT envelope_unpad(struct view padded, struct view *out, struct error *err);

// The same for what is true whenever it is read: greetings, which measure the clocks, and what a node is shown of its own.
RESULT envelope_open_undated(const struct member *from, const char *me, const char *type, struct view bytes, struct envelope *out,
                             struct error *err);

#endif
