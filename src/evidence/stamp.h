// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// stamp.h — time-stamps of RFC 3161: an authority that is not ours signs that a digest existed at a time.
//
// Sans-I/O: the query's bytes go out, the reply's bytes come back, over whatever the caller has. A stamp counts only
// under a certificate given beforehand (the authority's own, or the one that issued it), never under one it brings.
#ifndef MALINES_EVIDENCE_STAMP_H
#define MALINES_EVIDENCE_STAMP_H

#include "base/instant.h"
#include "crypto/hash.h"

enum { STAMP_BYTES_MAX = 256 * 1024, STAMP_NONCE_BYTES = 8 };

// Whom we believe. PEM, one certificate or several; BAD_CERTIFICATE when there is none in it, TOO_BIG.
struct stamp_trust;
RESULT stamp_trust_read(struct view pem, struct stamp_trust **out, struct error *err);
struct stamp_trust *stamp_trust_free(struct stamp_trust *t);  // gives NULL

// The query for a SHA-256 digest, as DER, that asks for the authority's certificate too. `nonce` is fresh and random.
RESULT stamp_query(const struct digest *d, const unsigned char nonce[STAMP_NONCE_BYTES], struct text *out, struct error *err);

// A reply (TimeStampResp) to exactly that query. The token alone, which is what is kept, goes to *token (DER).
// BAD_FORMAT, BAD_SIGNATURE (another digest or nonce, or altered), NOT_TRUSTED, UNREACHABLE (the authority refused).
RESULT stamp_reply(const struct stamp_trust *t, struct view reply, const struct digest *d,
                   const unsigned char nonce[STAMP_NONCE_BYTES], struct text *token, struct instant *when, struct error *err);

// A kept token, for a SHA-256, SHA-384 or SHA-512 over `bytes`; *when is what the authority signed. The
// authority's certificate must have been valid then. `t` NULL: only whether it holds under the certificate it carries.
RESULT stamp_verify(const struct stamp_trust *t, struct view token, struct view bytes, struct instant *when, struct error *err);
// The same where only the SHA-256 of what was stamped is known.
RESULT stamp_verify_digest(const struct stamp_trust *t, struct view token, const struct digest *d, struct instant *when, struct error *err);

#endif
