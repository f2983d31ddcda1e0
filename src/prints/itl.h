// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// itl.h — the containers of ANSI/NIST-ITL (traditional encoding, 1-2000 to 1-2011): read, checked, redacted, never matched.
//
// Fingerprints and faces travel in such files (Pruem 2008/616 Annex ch. 2: transactions CPS, PMS, MPS, MMS, SRE, ERR). This
// reader knows where records begin and end and whether the table of contents tells the truth (facts.h: what the records say of
// their images); what an image shows is the business of a national AFIS behind an adapter.
// Separators: FS 0x1C ends a record, GS 0x1D a field, RS 0x1E a subfield, US 0x1F an item. Records 3 to 8 are binary.
#ifndef MALINES_PRINTS_ITL_H
#define MALINES_PRINTS_ITL_H

#include "dna/file.h"

enum { ITL_RECORDS_MAX = 1000, ITL_BYTES_MAX = 64 * 1024 * 1024, ITL_FIELDS_MAX = 2000 };

struct itl_record {
    unsigned type, idc;        // idc of Type-1: 0
    struct view bytes;         // whole, with its separator
    size_t at;                 // where it begins
};
struct itl_file {
    struct itl_record records[ITL_RECORDS_MAX];
    size_t count;
    char transaction[16];      // 1.04
    bool pruem;                // one of the six of Pruem
};
// Views point into `bytes`. BAD_FORMAT names the record and the byte; TOO_BIG.
RESULT itl_read(struct view bytes, struct itl_file *out, struct error *err);
// A tagged field of a record, without its tag; false when it is absent or the record is binary.
bool itl_field(const struct itl_record *r, unsigned number, struct view *out);

// The same container without what may name a person or is free text: of Type-2 only length and number stay, comments
// (field 20) and device owners go, comments inside images too (image.h), signatures (8), scars and tattoos, user-defined
// records whole. `face`: Type-10 records with a face stay, else all of Type-10 goes. Lengths and the table of contents are made
// anew; itl_read() takes the result.
RESULT itl_redacted(struct view bytes, bool face, struct text *out, struct error *err);
bool itl_is_face(const struct itl_record *r);

// ---- Export of a profile ----
// A container of Type-1 and Type-18 (DNA). Numbers of fields: 18.011 and 18.016 were seen in mosip/bio-utils, the others are
// from memory [M]: to be checked against the standard before a partner relies on it.
RESULT itl_of_profile(const struct dna_book *b, const struct dna_entry *e, struct view date, struct text *out, struct error *err);
// NIEM 5.1 names, as in the samples of NIEM/NIEM.github.io (community/biometrics/sample-xml). No person, no place.
void text_niem(struct text *t, const struct dna_book *b, const struct dna_entry *e);

#endif
