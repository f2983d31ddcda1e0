// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// calendar.h — years around 1400: papers of Morocco, the Gulf, Iran and Afghanistan may carry the Islamic or the Iranian
// calendar, and nobody says which. Whoever compares births or asks how old somebody is reads them here.
#ifndef MALINES_MATCH_CALENDAR_H
#define MALINES_MATCH_CALENDAR_H

#include "base/dates.h"

enum { CALENDARS_MAX = 2 };
// The Gregorian days that `d` may mean: one interval for each calendar in which the year can be a living person's, wider by a day
// on both sides than the table says, since months begin when the moon is seen. 0 for a date that is Gregorian
// or none.
size_t calendar_readings(struct dates d, struct dates out[CALENDARS_MAX]);

#endif
