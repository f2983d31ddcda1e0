// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// page.h — a document laid out on A4 pages: title, sections with rows of label and value, a place for the signature.
//
// Right-to-left languages mirror the page; a value in another direction keeps its own, beside its label. Every page has
// the reference, its number and the digest in its foot; the first has the digest as a QR code.
#ifndef MALINES_PRINT_PAGE_H
#define MALINES_PRINT_PAGE_H

#include "codec/json.h"

#include <pango/pangocairo.h>

// A PDF of `document` (document.h) appended to `out`, with an empty field for a signature where the document has a place for
// one; the same document gives the same bytes. TOO_BIG: more than DOCUMENT_PAGES_MAX pages.
RESULT document_printed(const json_t *document, PangoFontMap *fonts, struct text *out, struct error *err);

#endif
