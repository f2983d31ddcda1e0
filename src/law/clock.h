// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// clock.h — when a term of the law is over: the same instant on both sides.
//
// A term is a row of laws/clocks.yaml: so many hours, calendar days or working days, and by whose calendar. A calendar
// is a file laws/holidays-XX.yaml: days of rest, days off, the offset from UTC and when it changes. Both are data of the
// law and not of the computer, so that two nodes with different time zone packages still agree.
//   hours            run from the instant itself, through nights and days off
//   calendar_days    the day of the event does not count; over with the last second of the last day, local time;
//                    with `extends` a last day off moves to the next working day (Reg. (EEC, Euratom) 1182/71 art. 3)
//   working_days     the same, counting working days only
//   months           over with the last second of the day of the same date, or of that month's last day where there is none
//                    (the same Regulation, art. 3(2)(c)); `extends` as above
// A pause stops hours for as long as it lasts; a day that it touches does not count.
#ifndef MALINES_LAW_CLOCK_H
#define MALINES_LAW_CLOCK_H

#include "law/law.h"

#define CLOCK_UNITS(X) X(hours) X(calendar_days) X(working_days) X(months)
enum clock_unit {
#define X(name) CLOCK_##name,
    CLOCK_UNITS(X)
#undef X
    CLOCK_UNIT_COUNT
};
const char *clock_unit_name(enum clock_unit u);

struct law_clock {
    struct view id, title, source, mark, note;
    struct view calendar;             // "owner" or "asker": whose days count
    int count;
    enum clock_unit unit;
    bool extends;
    struct words stages;              // per cent at which it is louder: 50, 80, 100
    struct words pauses;              // reasons for which it may stand still
};
const struct law_clock *law_clock(const struct law *law, struct view id);  // NULL: unknown

struct law_calendar;
const struct law_calendar *law_calendar(const struct law *law, struct view member);  // NULL: none
int calendar_offset(const struct law_calendar *c, struct instant t);    // minutes east of UTC
int32_t calendar_day(const struct law_calendar *c, struct instant t);   // the local day, since 1970-01-01
bool calendar_works(const struct law_calendar *c, int32_t day);
bool calendar_expects(const struct law_calendar *c, int32_t day);       // off as far as one knows: not announced yet

enum { PAUSES_MAX = 100 };
struct pause {
    struct instant from, to;          // to.ms 0: it lasts
};
struct clock_state {
    struct instant due;               // standing still: when it would be over if it went on now
    bool still;
    bool expected;                    // a day off that is only expected lies in between: may move by a day
    int percent;                      // of the time that counts; above 100: late
    int stage;                        // the last stage reached; 0: none
};
// TOO_BIG: more than PAUSES_MAX; BAD_DATE: beyond the year 2999. Pauses in any order, may overlap.
RESULT clock_read(const struct law_clock *k, const struct law_calendar *c, struct instant start, const struct pause *pauses, size_t count,
                  struct instant now, struct clock_state *out, struct error *err);

#endif
