// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_dates.c — dates as publishers write them, turned into the forms of base/dates.h. No guess: what is not
// one of the known forms is refused, and the caller reports it.
#include "base/instant.h"
#include "codec/list_room.h"

#include <stdio.h>

enum { YEAR_MIN = 1850, YEAR_MAX = 2100, CALENDAR_YEAR_MIN = 1260, CALENDAR_YEAR_MAX = 1460, TEXT_BYTES_MAX = 64 };

// English, French, Spanish, Dutch, German and Arabic (as the Mashriq and as Morocco call them).
static const struct { const char *word; int month; } months[] = {
    {"january", 1}, {"february", 2}, {"march", 3}, {"april", 4}, {"may", 5}, {"june", 6}, {"july", 7}, {"august", 8},
    {"september", 9}, {"october", 10}, {"november", 11}, {"december", 12}, {"jan", 1}, {"feb", 2}, {"mar", 3},
    {"apr", 4}, {"jun", 6}, {"jul", 7}, {"aug", 8}, {"sept", 9}, {"sep", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12},
    {"janvier", 1}, {"février", 2}, {"fevrier", 2}, {"mars", 3}, {"avril", 4}, {"mai", 5}, {"juin", 6}, {"juillet", 7},
    {"août", 8}, {"aout", 8}, {"septembre", 9}, {"octobre", 10}, {"novembre", 11}, {"décembre", 12}, {"decembre", 12},
    {"enero", 1}, {"febrero", 2}, {"marzo", 3}, {"abril", 4}, {"mayo", 5}, {"junio", 6}, {"julio", 7}, {"agosto", 8},
    {"septiembre", 9}, {"octubre", 10}, {"noviembre", 11}, {"diciembre", 12},
    {"januari", 1}, {"februari", 2}, {"maart", 3}, {"mei", 5}, {"juni", 6}, {"juli", 7}, {"augustus", 8}, {"oktober", 10},
    {"januar", 1}, {"jänner", 1}, {"februar", 2}, {"märz", 3}, {"dezember", 12},
    {"يناير", 1}, {"فبراير", 2}, {"مارس", 3}, {"أبريل", 4}, {"ابريل", 4}, {"إبريل", 4}, {"ماي", 5}, {"مايو", 5}, {"يونيو", 6}, {"يوليو", 7}, {"يوليوز", 7},
    {"أغسطس", 8}, {"اغسطس", 8}, {"غشت", 8}, {"سبتمبر", 9}, {"شتنبر", 9}, {"أكتوبر", 10}, {"اكتوبر", 10}, {"نوفمبر", 11}, {"نونبر", 11},
    {"ديسمبر", 12}, {"دجنبر", 12},
};

static int month_of(struct view word) {
    if (word.bytes > 1 && word.at[word.bytes - 1] == '.') word.bytes--;
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (view_is_word(word, months[i].word)) return months[i].month;
    return 0;
}

static bool small_number(struct view v, size_t most_digits, int *out) {
    uint64_t n;
    if (v.bytes > most_digits || !view_to_u64(v, &n)) return false;
    *out = (int)n;
    return true;
}

// Year, month and day (0: not given) to an interval, by way of the one reader of dates.
static bool of_parts(int year, int month, int day, struct dates *out) {
    char form[48];
    if (month > 12 || day > 31) return false;
    int n = snprintf(form, sizeof form, "%04d-%02d-%02d", year, month, day);
    return dates_read((struct view){form, (size_t)n}, out);
}

static bool in_years(struct dates d, int first, int last) {
    return d.first >= days_of(first, 1, 1) && d.last <= days_of(last, 12, 31);
}

// "12 Mar 1970", "Mar 1970", "March 12, 1970"
static bool with_words(struct view v, struct dates *out) {
    int day = 0, month = 0, year = 0, n;
    for (struct view rest = v; rest.bytes;) {
        struct view word = view_trim(view_cut(rest, ' ', &rest));
        if (word.bytes && word.at[word.bytes - 1] == ',') word.bytes--;
        bool digit = word.bytes > 1 && word.at[0] >= '0' && word.at[0] <= '9';
        if (digit && word.at[word.bytes - 1] == '.') word.bytes--;      // "3. März 1960"
        if (digit && view_is_word(word, "1er")) word.bytes = 1;         // "1er mars 1960"
        if (word.bytes == 0 || view_is(word, "de") || view_is(word, "of")) continue;
        if (small_number(word, 4, &n)) {
            int *part = word.bytes == 4 ? &year : &day;
            if (*part || n == 0 || word.bytes == 3) return false;
            *part = n;
        } else {
            if (month || !(month = month_of(word))) return false;
        }
    }
    return month && year && of_parts(year, month, day, out);
}

// "11.8.1960", "11/08/1960", "00/00/1975": day first, as Europe writes
static bool with_marks(struct view v, char mark, struct dates *out) {
    struct view rest, year_part;
    struct view day_part = view_cut(v, mark, &rest);
    struct view month_part = view_cut(rest, mark, &year_part);
    int day, month, year;
    if (year_part.bytes != 4 || !small_number(year_part, 4, &year)) return false;
    if (!small_number(day_part, 2, &day) || !small_number(month_part, 2, &month)) return false;
    return of_parts(year, month, day, out);
}

// "1970/03/12", as Arabic software and Japan write
static bool year_first(struct view v, struct dates *out) {
    int year, month, day;
    if (v.bytes != 10 || v.at[4] != '/' || v.at[7] != '/' || !small_number((struct view){v.at, 4}, 4, &year)) return false;
    if (!small_number((struct view){v.at + 5, 2}, 2, &month) || !small_number((struct view){v.at + 8, 2}, 2, &day)) return false;
    return of_parts(year, month, day, out);
}

// Spreadsheets write a day as the midnight it begins with.
static struct view without_midnight(struct view v) {
    static const char *const ends[] = {" 00:00:00", " 00:00", " 0:00:00", " 0:00", " 12:00:00 AM"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t n = strlen(ends[i]);
        if (v.bytes > n && memcmp(v.at + v.bytes - n, ends[i], n) == 0) return view_trim((struct view){v.at, v.bytes - n});
    }
    return v;
}

static bool read_one(struct view v, struct dates *out) {
    struct dates d;
    bool zoned = v.bytes > 10 && v.at[4] == '-' && v.at[7] == '-' && strchr("T+-Z", v.at[10]);
    if (zoned) v.bytes = 10;
    v = without_midnight(v);
    if (v.bytes == 0) return false;
    bool read = dates_read(v, &d) || with_marks(v, '.', &d) || with_marks(v, '/', &d) || with_marks(v, '-', &d) || year_first(v, &d) || with_words(v, &d);
    if (read) *out = d;
    return read;
}

static bool strip(struct view *v, const char *word) {
    size_t n = strlen(word);
    if (v->bytes <= n || !view_is_word((struct view){v->at, n}, word)) return false;
    *v = view_trim((struct view){v->at + n, v->bytes - n});
    return true;
}

static bool split(struct view v, const char *word, struct view *left, struct view *right) {
    const char *found = memmem(v.at, v.bytes, word, strlen(word));
    if (!found) return false;
    *left = view_trim((struct view){v.at, (size_t)(found - v.at)});
    *right = view_trim((struct view){found + strlen(word), (size_t)(v.at + v.bytes - found) - strlen(word)});
    return true;
}

// "1970 to 1975"; "Aug. and Sep. 1977" borrows the year of its right side.
static bool read_range(struct view left, struct view right, struct dates *out) {
    struct dates a, b;
    if (!read_one(right, &b)) return false;
    if (!read_one(left, &a)) {
        char whole[64];
        if (right.bytes < 4 || left.bytes > 40) return false;
        int n = snprintf(whole, sizeof whole, "%.*s %.4s", VIEW_ARGS(left), right.at + right.bytes - 4);
        if (!read_one((struct view){whole, (size_t)n}, &a)) return false;
    }
    if (a.first > b.last) return false;
    *out = (struct dates){a.first, b.last, DATE_RANGE};
    return true;
}

static bool read_about(struct view v, struct dates *out) {
    struct dates d;
    char form[8];
    int year, month, day;
    if (!read_one(v, &d)) return false;
    if (d.precision == DATE_ABOUT || d.precision == DATE_RANGE) {
        *out = d;
        return true;
    }
    days_split(d.first, &year, &month, &day);
    int n = snprintf(form, sizeof form, "~%04d", year % 10000);
    return dates_read((struct view){form, (size_t)n}, out);
}

// Arabic and Persian digits become ASCII's; marks of direction, which Arabic spreadsheets put around a date, go.
static struct view plain(struct view v, char out[TEXT_BYTES_MAX]) {
    size_t n = 0;
    if (v.bytes > TEXT_BYTES_MAX || !utf8_valid(v)) return VIEW("");
    for (size_t at = 0; at < v.bytes;) {
        uint32_t c = utf8_next(v, &at);
        if (c >= 0x660 && c <= 0x669) c = '0' + (c - 0x660);
        if (c >= 0x6F0 && c <= 0x6F9) c = '0' + (c - 0x6F0);
        if (c == 0xA0 || c == 0x202F) c = ' ';
        if (c == 0x200E || c == 0x200F || c == 0x61C || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) continue;
        n += utf8_put(c, out + n);
    }
    return view_trim((struct view){out, n});
}

static bool date_read(struct view v, struct dates *out) {
    struct view left, right;
    char room[TEXT_BYTES_MAX];
    v = plain(view_trim(v), room);
    if (v.bytes > 1 && v.at[v.bytes - 1] == '.' && v.at[v.bytes - 2] >= '0' && v.at[v.bytes - 2] <= '9') v.bytes--;
    if (v.bytes == 0) return false;
    bool about = strip(&v, "circa") || strip(&v, "approximately") || strip(&v, "approx.") || strip(&v, "about") ||
                 strip(&v, "c. ") || strip(&v, "ca. ") || strip(&v, "vers ") || strip(&v, "hacia ") ||
                     strip(&v, "environ ");
    bool between = strip(&v, "between ") || strip(&v, "entre ");
    if (between && (split(v, " and ", &left, &right) || split(v, " et ", &left, &right) ||
        split(v, " y ", &left, &right)))
        return read_range(left, right, out);
    if (split(v, " to ", &left, &right) || split(v, " - ", &left, &right)) return read_range(left, right, out);
    if (v.bytes == 9 && v.at[4] == '-')  // "1979-1982"
        return read_range((struct view){v.at, 4}, (struct view){v.at + 5, 4}, out);
    return about ? read_about(v, out) : read_one(v, out);
}

bool list_date_read(struct view v, struct dates *out) {
    struct dates d;
    if (!date_read(v, &d) || !in_years(d, YEAR_MIN, YEAR_MAX)) return false;
    *out = d;
    return true;
}

bool list_date_is_calendar(struct dates d) { return d.precision != DATE_ABOUT && in_years(d, CALENDAR_YEAR_MIN, CALENDAR_YEAR_MAX); }

bool said_birth(struct view v, struct dates *out) {
    struct dates d;
    struct view before, hijri = view_trim(v);
    if (split(hijri, "(Hijri", &before, &hijri)) v = before;  // so the British list says it
    else hijri = VIEW("");
    bool read = date_read(v, &d), other = read && list_date_is_calendar(d);
    if (!other && !(read && !hijri.bytes && in_years(d, YEAR_MIN, YEAR_MAX))) return false;
    *out = d;
    return true;
}
