// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// ocsp.h — has this certificate been revoked? Its issuer's responder is asked (RFC 6960) and signs what it says. Whoever carries
// question and answer is not trusted: an answer counts when the issuer, or a certificate that the issuer made for this, signed it,
// when it is about this very certificate, and when it is fresh: by our nonce (RFC 8954), or by its own times where the
// responder does not repeat nonces (RFC 5019).
#ifndef MALINES_CRYPTO_OCSP_H
#define MALINES_CRYPTO_OCSP_H

#include "base/instant.h"
#include "sys/sys.h"

enum { OCSP_ANSWER_BYTES_MAX = 64 * 1024, OCSP_SKEW_MS = 5 * MINUTE_MS, OCSP_AGE_MS = DAY_MS /* without our nonce */ };

enum revocation { REVOCATION_good, REVOCATION_revoked, REVOCATION_unknown /* the responder does not know it */ };
struct ocsp_answer {
    enum revocation says;
    struct instant until;             // when something newer will be there; 0: it does not say
};

struct ocsp_question;
// Of how many certificates of a chain their issuer can be asked: of all but the last, whom nobody else vouches for. `chain` is PEM.
size_t ocsp_askable(struct view chain);
// `chain` holds the certificate, then its issuer's, then that one's; asked is about the `nth`, 0 the first. Appends the question in DER.
// BAD_CERTIFICATE: the two are not there, or the second did not issue the first.
RESULT ocsp_ask(const struct sys *sys, struct view chain, size_t nth, struct ocsp_question **out, struct text *der, struct error *err);
struct ocsp_question *ocsp_question_free(struct ocsp_question *q);  // gives NULL
// BAD_FORMAT: no answer, or none to this question; BUSY: "try later"; BAD_SIGNATURE; EXPIRED: too old, or of tomorrow.
RESULT ocsp_answered(const struct ocsp_question *q, struct view der, struct instant now, struct ocsp_answer *out, struct error *err);

#endif
