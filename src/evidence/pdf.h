// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// pdf.h — the little of PDF (ISO 32000-1) that a signature needs: a field for it, the signature in it, and reading it back.
//
// What is added is appended as an incremental update (7.5.6): the bytes before stay as they were, and so does a signature over
// them. Only documents of malines-print are added to: a table of objects (7.5.4), no streams of objects.
#ifndef MALINES_EVIDENCE_PDF_H
#define MALINES_EVIDENCE_PDF_H

#include "evidence/cades.h"

enum { PDF_BYTES_MAX = 16 * 1024 * 1024, PDF_SIGNATURE_ROOM = 8192 };

struct pdf_box {
    size_t page;              // 0 is the first
    double x, y, wide, high;  // points, from the lower left corner
};

// An empty field for one signature on the page, and the document's language (BCP 47): the whole document is appended to `out`.
// BAD_FORMAT, TOO_BIG.
RESULT pdf_add_field(struct view pdf, struct pdf_box box, const char *language, struct text *out, struct error *err);

// Signs the whole document into that field (12.8, adbe.pkcs7.detached). CONFLICT: it is signed already. BAD_FORMAT, TOO_BIG.
RESULT pdf_sign(struct view pdf, const struct identity *signer, struct instant when, struct text *out, struct error *err);

// The signature covers every byte of the file but its own: anything appended later, even a form filled in, is BAD_SIGNATURE.
// NOT_FOUND: not signed. BAD_FORMAT. Whose certificate it is, is for the caller to say.
RESULT pdf_verify(struct view pdf, struct cades_signer *out, struct error *err);

#endif
