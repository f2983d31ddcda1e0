// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "base/instant.h"

// After Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013): years start in March.
int32_t days_of(int year, int month, int day) {
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void days_split(int32_t days, int *year, int *month, int *day) {
    int z = days + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int of_era = z - era * 146097;
    int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * y + y / 4 - y / 100);
    int m = (5 * of_year + 2) / 153;
    *day = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = y + era * 400 + (*month <= 2);
}

bool date_exists(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > 31) return false;
    int y, m, d;
    days_split(days_of(year, month, day), &y, &m, &d);
    return m == month && d == day;
}

int32_t days_months_after(int32_t days, int months) {
    int y, m, d;
    days_split(days, &y, &m, &d);
    int since = 12 * y + m - 1 + months;
    y = since / 12 - (since % 12 < 0), m = since - 12 * y + 1;
    while (!date_exists(y, m, d)) d--;
    return days_of(y, m, d);
}

static int64_t day_begin(struct instant t) { return t.ms - (t.ms % DAY_MS + DAY_MS) % DAY_MS; }

struct instant instant_months_after(struct instant t, int months) {
    int64_t begin = day_begin(t);
    return (struct instant){days_months_after((int32_t)(begin / DAY_MS), months) * (int64_t)DAY_MS + t.ms - begin};
}

struct instant instant_months_before(struct instant t, int months) {
    int32_t today = (int32_t)(day_begin(t) / DAY_MS), then = days_months_after(today, -months);
    int y, m, date, same;
    days_split(today, &y, &m, &date);
    days_split(then, &y, &m, &same);
    return same == date ? instant_months_after(t, -months) : (struct instant){(then + 1) * (int64_t)DAY_MS};
}

static char *put_digits(char *at, int64_t n, int count) {
    for (int i = count; i-- > 0; n /= 10) at[i] = (char)('0' + n % 10);
    return at + count;
}

void text_instant(struct text *t, struct instant when) {
    int64_t days = when.ms / DAY_MS, rest = when.ms % DAY_MS;
    if (rest < 0) days--, rest += DAY_MS;
    int year, month, day;
    days_split((int32_t)days, &year, &month, &day);
    if (year < 0 || year > 9999)  // of other lengths; none that is read back
        return text_format(t, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", year, month, day, (int)(rest / HOUR_MS),
                           (int)(rest / MINUTE_MS % 60), (int)(rest / SECOND_MS % 60), (int)(rest % SECOND_MS));
    const struct { int64_t n; int count; char then; } parts[] = {{year, 4, '-'}, {month, 2, '-'}, {day, 2, 'T'}, {rest / HOUR_MS, 2, ':'},
        {rest / MINUTE_MS % 60, 2, ':'}, {rest / SECOND_MS % 60, 2, '.'}, {rest % SECOND_MS, 3, 'Z'}};
    char out[24], *end = out;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        end = put_digits(end, parts[i].n, parts[i].count);
        *end++ = parts[i].then;
    }
    text_add(t, out, sizeof out);
}

static int digits(const char *at, int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
        if (at[i] < '0' || at[i] > '9') return -1;
        sum = sum * 10 + at[i] - '0';
    }
    return sum;
}

bool instant_read(struct view v, struct instant *out) {
    if (v.bytes != 20 && v.bytes != 24) return false;
    const char *p = v.at;
    if (p[4] != '-' || p[7] != '-' || p[10] != 'T' || p[13] != ':' || p[16] != ':' || p[v.bytes - 1] != 'Z') return false;
    if (v.bytes == 24 && p[19] != '.') return false;
    int year = digits(p, 4), month = digits(p + 5, 2), day = digits(p + 8, 2);
    int hour = digits(p + 11, 2), minute = digits(p + 14, 2), second = digits(p + 17, 2);
    int ms = v.bytes == 24 ? digits(p + 20, 3) : 0;
    if (year < 1000 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || ms < 0) return false;
    if (!date_exists(year, month, day)) return false;
    out->ms = (int64_t)days_of(year, month, day) * DAY_MS + hour * (int64_t)HOUR_MS + minute * (int64_t)MINUTE_MS +
              second * (int64_t)SECOND_MS + ms;
    return true;
}
