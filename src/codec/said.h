// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// said.h — dates of birth, countries and sexes as people write them: in tables, lists and on the command line.
#ifndef MALINES_CODEC_SAID_H
#define MALINES_CODEC_SAID_H

#include "base/dates.h"
#include "base/view.h"

// The forms of base/dates.h, and "15/09/1989", "15.9.1989", "15-09-1989" (day first), "15 mars 1989", "circa 1970", "1970 to 1975", with Latin, Arabic or
// Persian digits, in six languages: see list_dates.c. Years 1850 to 2100; and 1260 to 1460, kept as written, for the comparison reads them in the
// Islamic and the Iranian calendar (match/calendar.h). false for anything else.
bool said_birth(struct view v, struct dates *out);
// ISO 3166-1 alpha-2 (lower case) of a country's name, its people's, or a code; NULL when not in the table.
const char *said_country(struct view name);
// Is it such a code as it stands? "uk" is a name of gb.
static inline bool country_known(struct view code) {
    const char *found = said_country(code);
    return found && view_is(code, found);
}
// A letter of a to z without case and accents, or a digit; ' ' for anything else.
char said_letter(uint32_t cp);
// 'm', 'f', 'x', or 0: the letters, and words of the six languages.
char said_sex(struct view v);

#endif
