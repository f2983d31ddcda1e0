// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// cms.h — documents signed as CMS SignedData (RFC 5652) in the CAdES-B profile (ETSI EN 319 122-1).
//
// One narrow profile, the same in and out: content attached, one signer, P-256 with SHA-256, DER with
// definite lengths throughout, no certificates and no lists inside, exactly the four signed attributes
// content type, signing time, message digest and signing-certificate-v2 (RFC 5035), nothing unsigned.
// Whatever else is refused before any cryptography. We write the shape, which never varies, and a
// strict reader of our own checks it; OpenSSL makes and checks the one signature, and
// `openssl cms -verify -certfile PINNED` reads the whole as well.
//
// The content names its own purpose and version ("malines":"envelope/1"); the caller must check it.
#ifndef MALINES_CRYPTO_CMS_H
#define MALINES_CRYPTO_CMS_H

#include "crypto/cert.h"

enum { CMS_OVERHEAD_BYTES_MAX = 2000, CMS_BYTES_MAX = 16 * 1024 * 1024 };

// Appends the DER to `out`. TOO_BIG. `when` is the signing time (years 1950 to 9999).
RESULT cms_sign_at(const struct identity *signer, struct instant when, struct view content, struct text *out,
                   struct error *err);

// Was `der` signed by exactly this certificate? *content is a view into `der`; *when (may be NULL) is the time
// the signer claims. The certificate's validity is not looked at: see certificate_valid_at(). TOO_BIG,
// BAD_FORMAT (another profile), BAD_SIGNATURE (another signer, or altered bytes).
RESULT cms_read(const struct certificate *pinned, struct view der, struct view *content, struct instant *when,
                struct error *err);

#endif
