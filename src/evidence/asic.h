// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// asic.h — containers of ETSI EN 319 162-1 (ASiC), as courts and agencies hand them on: files with what proves them.
//
// Read: ASiC-S and ASiC-E, with CAdES signatures (.p7s), time-stamps (.tst) and XAdES signatures (xades.h). The archive's
// form is judged first (zip.h), then the names in META-INF, then each proof on its own with the files that it covers.
// Archives inside archives are files like others and are not opened. Nothing is unpacked to a disk.
#ifndef MALINES_EVIDENCE_ASIC_H
#define MALINES_EVIDENCE_ASIC_H

#include "evidence/cades.h"
#include "evidence/stamp.h"
#include "evidence/zip.h"

#define ASIC_S_TYPE "application/vnd.etsi.asic-s+zip"
#define ASIC_E_TYPE "application/vnd.etsi.asic-e+zip"
#define ASIC_NAMESPACE "http://uri.etsi.org/02918/v1.2.1#"
enum { ASIC_PROOFS_MAX = 64, ASIC_DETAIL_ROOM = 200 };
static const uint64_t ASIC_BYTES_MAX = (uint64_t)1 << 40;

enum asic_way { ASIC_CADES, ASIC_STAMP, ASIC_XADES };
struct asic_proof {
    enum asic_way way;
    struct view name;             // of the signature's or time-stamp's file
    enum code code;               // OK: it holds, over all the files that it covers
    char detail[ASIC_DETAIL_ROOM];  // why not
    struct cades_signer signer;   // of a time-stamp: only `when`
    bool *covers;                 // by number of the archive's entries
};
struct asic {
    bool extended;                // ASiC-E
    struct zip zip;
    struct asic_proof proofs[ASIC_PROOFS_MAX];
    size_t count;
    bool strict;                  // `mimetype` comes first, stored, without extra fields (annex A.1)
    bool *data;                   // by number: one of the files that it is about
};

// The container's form alone decides the result: BAD_FORMAT, TOO_BIG. What its proofs are worth stands in each of them.
// `stamps` NULL: time-stamps are held against the certificate that they carry. `a` holds what *out points to.
RESULT asic_read(struct view file, const struct stamp_trust *stamps, struct arena *a, struct asic *out, struct error *err);

// What the whole is worth: every proof holds and every file is covered by a signature or time-stamp. Else the first
// reason why not: BAD_SIGNATURE, NOT_TRUSTED, BAD_FORMAT; NOT_FOUND when nothing proves anything.
RESULT asic_holds(const struct asic *c, struct error *err);

// ---- Writing: the manifest of an ASiC-E, which the signature or time-stamp `proof` is made over ----
struct asic_file {
    struct view name, type;       // media type
    struct digest sha256;
};
void text_asic_manifest(struct text *t, struct view proof, bool stamp, const struct asic_file *files, size_t count);

// ---- Shared with xades.c ----
struct asic_reading {             // one proof being read
    const struct asic *container;
    struct asic_proof *proof;
};
// Is the file's digest (`method` is a URI of XML security) the base64 given? Marks it as covered. BAD_FORMAT for what is
// not here, or weak; BAD_SIGNATURE for another digest.
RESULT asic_covers(struct asic_reading *r, struct view uri, struct view method, struct view digest_base64, struct error *err);

#endif
