// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// enveloped.h — what only the holder of a certificate's key can read: CMS EnvelopedData (RFC 5652 §6), AES-256.
//
// The certificate is the issuing authority's, of any issuer, RSA (keyEncipherment) or elliptic curve (keyAgreement):
// Implementing Regulation (EU) 2025/1550 annex, point 6. Its key never lies in a node: who opens it, does so on his own
// machine. That what was opened is what was sealed is proven by the digests of the delivery, not by this.
#ifndef MALINES_CRYPTO_ENVELOPED_H
#define MALINES_CRYPTO_ENVELOPED_H

#include "base/instant.h"

enum { RECIPIENT_BYTES_MAX = 16 * 1024 };
// One certificate in PEM or DER that can be sealed to at that time: BAD_CERTIFICATE says why not, EXPIRED.
RESULT enveloped_recipient(struct view certificate, struct instant when, struct error *err);
// A whole file, in a memory that does not grow with it; `to` must not be there yet. BAD_CERTIFICATE, NO_SYSTEM, DISK_FAILED.
RESULT enveloped_seal_file(struct view certificate, const char *from, const char *to, struct error *err);
// The other way, with the key (PEM) and its certificate. BAD_FORMAT: not such a file, or not sealed to this one.
RESULT enveloped_open_file(struct view key_pem, struct view certificate, const char *from, const char *to, struct error *err);
bool enveloped_begins(struct view bytes);  // do these first bytes begin such a file?

#endif
