// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// xades.h — XML signatures in containers (ETSI EN 319 132-1 on W3C XML Signature), read in one narrow form and never
// written. Not a door: nobody outside src/evidence includes it.
//
// One signature a file; references to whole files of the container and to the one SignedProperties, which must name the
// certificate; no transforms but canonicalisation (C14N 1.0, 1.1 or exclusive, without comments); RSA or ECDSA. A
// signature time-stamp in the unsigned properties must hold as well. What XML Signature allows beyond that (XPath, XSLT,
// references outside, enveloped parts) is where forgeries have lived, and is refused. Revocation data are not looked at.
#ifndef MALINES_EVIDENCE_XADES_H
#define MALINES_EVIDENCE_XADES_H

#include "evidence/asic.h"

// Fills r->proof's signer. BAD_XML, BAD_FORMAT (another form), BAD_SIGNATURE.
RESULT xades_verify(struct asic_reading *r, struct view xml, struct error *err);

#endif
