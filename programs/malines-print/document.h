// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// document.h — what is printed: a form with its words already in the reader's language. docs/printing.md has the shape.
#ifndef MALINES_PRINT_DOCUMENT_H
#define MALINES_PRINT_DOCUMENT_H

#include "base/text.h"
#include "codec/json.h"

enum { DOCUMENT_BYTES_MAX = 2 * 1024 * 1024, DOCUMENT_PAGES_MAX = 200, DOCUMENT_ROWS_MAX = 20000 };

// BAD_FIELD: "sections/3/rows/2: ..." for whatever is not of the shape; BAD_JSON. *out is a new reference.
RESULT document_read(struct view bytes, json_t **out, struct error *err);

#endif
