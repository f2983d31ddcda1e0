// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// instant.h — points in time. Wall clock and monotonic clock are two types, so that a deadline of the law
// is never measured with the stopwatch, nor a timer with the calendar.
#ifndef MALINES_BASE_INSTANT_H
#define MALINES_BASE_INSTANT_H

#include "base/text.h"

struct instant {     // UTC wall clock, for the law and for people
    int64_t ms;      // milliseconds since 1970-01-01T00:00:00Z; 0 means "none"
};
struct tick {        // monotonic clock, for timers
    uint64_t us;     // microseconds since an arbitrary start
};

enum { SECOND_MS = 1000, MINUTE_MS = 60 * SECOND_MS, HOUR_MS = 60 * MINUTE_MS, DAY_MS = 24 * HOUR_MS };

static inline struct instant instant_after(struct instant t, int64_t ms) { return (struct instant){t.ms + ms}; }
static inline bool instant_before(struct instant a, struct instant b) { return a.ms < b.ms; }

// The same date and hour of so many calendar months later (earlier: below 0); where that month has no such date, its last day.
struct instant instant_months_after(struct instant t, int months);
static inline struct instant instant_years_after(struct instant t, int years) { return instant_months_after(t, 12 * years); }
// What began before this is over at `t` after so many months: the same date and hour so many months earlier; where that month has no
// such date, its end, for what began on its last day was over with the same date of this month.
struct instant instant_months_before(struct instant t, int months);

// RFC 3339 in UTC with milliseconds, "2026-11-24T22:01:26.123Z"; 24 bytes for years 0000 to 9999.
void text_instant(struct text *t, struct instant when);
// Reads that form, with or without the milliseconds. Years 1000 to 9999.
bool instant_read(struct view v, struct instant *out);

// Days since 1970-01-01 in the proleptic Gregorian calendar, and back.
int32_t days_of(int year, int month, int day);
void days_split(int32_t days, int *year, int *month, int *day);
bool date_exists(int year, int month, int day);
int32_t days_months_after(int32_t days, int months);  // as instant_months_after

#endif
