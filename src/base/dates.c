// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "base/dates.h"

#include "base/instant.h"

enum { ABOUT_YEARS = 2 };

static int number(struct view v, size_t digits) {
    uint64_t n;
    return v.bytes == digits && view_to_u64(v, &n) ? (int)n : -1;
}

static struct dates whole_year(int year) {
    return (struct dates){days_of(year, 1, 1), days_of(year, 12, 31), DATE_YEAR};
}

static bool read_one(struct view v, struct dates *out) {
    struct view rest, day_part;
    struct view year_part = view_cut(v, '-', &rest);
    struct view month_part = view_cut(rest, '-', &day_part);
    int year = number(year_part, 4);
    if (year < 1000 || year > 2999) return false;
    bool has_month = v.bytes > 4, has_day = v.bytes > 7;
    int month = has_month ? number(month_part, 2) : 0, day = has_day ? number(day_part, 2) : 0;
    if (month < 0 || day < 0 || month > 12 || (has_day && v.bytes != 10) || (!has_day && has_month && v.bytes != 7)) return false;
    if (month == 0) {
        *out = whole_year(year);
        return day == 0;
    }
    if (day == 0) {
        int32_t next = month == 12 ? days_of(year + 1, 1, 1) : days_of(year, month + 1, 1);
        *out = (struct dates){days_of(year, month, 1), next - 1, DATE_MONTH};
        return true;
    }
    if (!date_exists(year, month, day)) return false;
    int32_t days = days_of(year, month, day);
    *out = (struct dates){days, days, DATE_DAY};
    return true;
}

bool dates_read(struct view v, struct dates *out) {
    struct dates first, last;
    if (view_starts(v, "~")) {
        uint64_t year;
        struct view digits = {v.at + 1, v.bytes - 1};
        if (digits.bytes != 4 || !view_to_u64(digits, &year) || year < 1000 || year > 2999) return false;
        *out = (struct dates){whole_year((int)year - ABOUT_YEARS).first, whole_year((int)year + ABOUT_YEARS).last, DATE_ABOUT};
        return true;
    }
    struct view right;
    struct view left = view_cut(v, '/', &right);
    if (left.bytes == v.bytes) return read_one(v, out);
    if (!read_one(left, &first) || !read_one(right, &last) || first.first > last.last) return false;
    *out = (struct dates){first.first, last.last, DATE_RANGE};
    return true;
}

static void day(struct text *t, int32_t days) {
    int y, m, d;
    days_split(days, &y, &m, &d);
    text_format(t, "%04d-%02d-%02d", y, m, d);
}

void text_dates(struct text *t, struct dates d) {
    int y, m, k;
    days_split(d.first, &y, &m, &k);
    switch (d.precision) {
    case DATE_NONE: return;
    case DATE_DAY: day(t, d.first); return;
    case DATE_MONTH: text_format(t, "%04d-%02d", y, m); return;
    case DATE_YEAR: text_format(t, "%04d", y); return;
    case DATE_ABOUT: text_format(t, "~%04d", y + ABOUT_YEARS); return;
    case DATE_RANGE: break;
    }
    int y2, m2, k2;
    days_split(d.last, &y2, &m2, &k2);
    if (m == 1 && k == 1 && m2 == 12 && k2 == 31) {
        text_format(t, "%04d/%04d", y, y2);
        return;
    }
    day(t, d.first);
    text_char(t, '/');
    day(t, d.last);
}
