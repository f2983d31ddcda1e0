// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/calendar.h"

#include "base/instant.h"

// Lunar years 1300 to 1460 are 1882 to 2038, Iranian years 1260 to 1410 are 1881 to 2032.
enum { LUNAR_FIRST = 1300, LUNAR_LAST = 1460, IRANIAN_FIRST = 1260, IRANIAN_LAST = 1410 };

// Tabular Islamic calendar, civil epoch 16 July 622 (Julian), eleven leap years in thirty (Reingold and Dershowitz, Calendrical
// Calculations, 6.1); days since 1970-01-01.
static int32_t lunar_day(int year, int month, int day) {
    static const int32_t epoch = -492148;  // 1 Muharram 1
    return epoch + (year - 1) * 354 + (3 + 11 * year) / 30 + (59 * (month - 1) + 1) / 2 + day - 1;
}

// The Iranian year begins at the spring equinox: 20 or 21 March; six months of 31 days, five of 30.
static int32_t iranian_day(int year, int month, int day) {
    int before = month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7);
    return days_of(year + 621, 3, 21) + before + day - 1;
}

// `d` was read as if it were Gregorian; its years, months and days are those of the paper.
static struct dates reading(struct dates d, int32_t (*day_of)(int, int, int)) {
    int y0, m0, d0, y1, m1, d1;
    days_split(d.first, &y0, &m0, &d0);
    days_split(d.last, &y1, &m1, &d1);
    int32_t first = day_of(y0, m0, d0);
    bool whole_month = d.precision != DATE_DAY;  // its last day is that of another calendar
    int32_t last = whole_month ? day_of(m1 == 12 ? y1 + 1 : y1, m1 == 12 ? 1 : m1 + 1, 1) - 1 : day_of(y1, m1, d1);
    return (struct dates){first - 1, last + 1, DATE_RANGE};
}

size_t calendar_readings(struct dates d, struct dates out[CALENDARS_MAX]) {
    int year, month, day;
    size_t n = 0;
    if (d.precision == DATE_NONE) return 0;
    days_split(d.first, &year, &month, &day);
    if (year >= LUNAR_FIRST && year <= LUNAR_LAST) out[n++] = reading(d, lunar_day);
    if (year >= IRANIAN_FIRST && year <= IRANIAN_LAST) out[n++] = reading(d, iranian_day);
    return n;
}
