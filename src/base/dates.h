// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// dates.h — dates about people, which are rarely exact: an interval of days and how it was given.
#ifndef MALINES_BASE_DATES_H
#define MALINES_BASE_DATES_H

#include "base/text.h"

enum date_precision { DATE_NONE, DATE_DAY, DATE_MONTH, DATE_YEAR, DATE_RANGE, DATE_ABOUT };

struct dates {                   // both ends included
    int32_t first, last;         // days since 1970-01-01
    enum date_precision precision;
};

// The forms of all files and screens: "1989-09-15", "1989-09", "1989", "1985/1989" (each side one of the
// former), "~1989" (about: two years either way). Years 1000 to 2999. Anything else gives false; unknown day
// or month written 00 counts as not given ("1989-00-00" is "1989").
bool dates_read(struct view v, struct dates *out);
void text_dates(struct text *t, struct dates d);  // back to that form
static inline bool dates_touch(struct dates a, struct dates b) { return a.first <= b.last && b.first <= a.last; }

#endif
