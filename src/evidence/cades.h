// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// cades.h — signatures that stand beside what they sign (CAdES, ETSI EN 319 122-1), for containers that others read.
//
// Unlike the messages between nodes (crypto/cms.h) these carry their certificate, since a court's reader has nothing
// else, and are read in more forms than we write: P-256, P-384 and RSA with SHA-2, made by other people's programs.
#ifndef MALINES_EVIDENCE_CADES_H
#define MALINES_EVIDENCE_CADES_H

#include "crypto/cert.h"

enum { CADES_BYTES_MAX = 512 * 1024, SIGNER_NAME_ROOM = 160 };

// CAdES-B over `content`, detached, with the certificate: appended to `out` as DER. TOO_BIG.
RESULT cades_sign(const struct identity *signer, struct instant when, struct view content, struct text *out, struct error *err);

struct cades_signer {
    struct digest certificate;    // SHA-256 of the certificate it was made with
    char name[SIGNER_NAME_ROOM];  // its subject's common name, printable; what the certificate says, no more
    struct instant when;          // what the signer claims; 0: nothing
    bool weak;                    // some digest in it is SHA-1: whoever made it could make another
    bool names_certificate;       // the signing-certificate attribute, without which it is CMS and not CAdES
};
// Does the detached signature hold over `content`, with one signer, under the certificate that it carries? Whether that
// certificate is anybody's is for the caller to say: compare out->certificate. BAD_FORMAT, BAD_SIGNATURE.
RESULT cades_verify(struct view der, struct view content, struct cades_signer *out, struct error *err);

// The certificate's name as above, for other kinds of signature.
struct x509_st;
void certificate_named(struct x509_st *x, char out[SIGNER_NAME_ROOM]);

#endif
