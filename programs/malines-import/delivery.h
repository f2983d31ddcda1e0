// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// delivery.h — what a provider or a laboratory delivered, in the same sandbox: a line of JSON an event, then the selectors,
// then the report (reading/reading.h).
#ifndef MALINES_IMPORT_DELIVERY_H
#define MALINES_IMPORT_DELIVERY_H

#include "reading/reading.h"

struct delivery_wish {
    const char *format, *country, *date_order;  // as on the command line; the last two may be NULL
};
struct delivery_work {
    struct delivery_order order;
    struct view file;  // mapped
};
// Before the sandbox: maps the file, which must be a regular one. BAD_ARGUMENT, NO_SYSTEM, TOO_BIG.
RESULT delivery_prepare(const struct delivery_wish *wish, int fd, struct delivery_work *out, struct error *err);
// In the sandbox. `map` is the text of the map, or empty. *report is a new reference.
RESULT delivery_read(struct delivery_work *w, struct view map, delivery_sink *sink, void *ctx, json_t **report, struct error *err);

#endif
