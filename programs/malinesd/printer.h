// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// printer.h — an order on paper for the console: this process puts the form into words, malines-print lays it out in its sandbox,
// waited for beside the loop.
#ifndef MALINESD_PRINTER_H
#define MALINESD_PRINTER_H

#include "api/route.h"
#include "net/loop.h"

struct printer;
struct printer *printer_new(struct loop *l);
struct printer *printer_free(struct printer *p);  // gives NULL; waits for what is being printed, and tells nobody
struct api_printer printer_door(struct printer *p);

#endif
