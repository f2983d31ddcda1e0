// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// fonts.h — the few fonts that a page needs, found before the sandbox; no other font is ever looked for.
#ifndef MALINES_PRINT_FONTS_H
#define MALINES_PRINT_FONTS_H

#include "base/result.h"

#include <pango/pangocairo.h>

// A map with Latin, Greek, Cyrillic and Arabic letters, upright and bold. NOT_FOUND: which package
// to install. To be freed with g_object_unref().
RESULT fonts_open(PangoFontMap **out, struct error *err);
extern const char *const fonts_folders[];  // where they lie: all that may be read in the sandbox
const char *fonts_families(void);  // in the order in which letters are looked for

#endif
