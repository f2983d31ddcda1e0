// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/births.h"

#include "base/instant.h"

#include <stdlib.h>

enum { YEAR = 366, MONTH = 31, WRONG_YEARS_MAX = 10 };
static const float SAME_DAY = 9.5f, SAME_MONTH = 7.5f, SWAPPED = 6.5f, DAYS_APART = 6, SAME_YEAR = 4.5f, ONE_PART = 3.5f, ANOTHER_YEAR = 2.5f, NEAR = 1.5f,
                   ONLY_YEAR = 1, FAR_YEARS = -2.5f, NOTHING = -7;

struct ymd {
    int year, month, day;
};
static struct ymd split(int32_t days) {
    struct ymd d;
    days_split(days, &d.year, &d.month, &d.day);
    return d;
}
static bool is_day(const struct dates *d) { return d->first == d->last; }
static bool is_default_day(struct ymd d) { return d.month == 1 && d.day == 1; }
static float greater(float a, float b) { return a > b ? a : b; }

// ---- two births, as compare.c has it ------------------------------------------------------------

static float by_years(struct ymd a, struct ymd b) {
    int apart = abs(a.year - b.year);
    return apart == 0 ? ONLY_YEAR : apart == 1 ? 0 : apart == 2 ? FAR_YEARS : NOTHING;
}

static float two_days(int32_t x, int32_t y, struct ymd a, struct ymd b) {
    if (x == y) return is_default_day(a) ? SAME_YEAR : SAME_DAY;
    if (a.year == b.year && a.month == b.day && a.day == b.month) return SWAPPED;
    if (abs(x - y) <= 2) return DAYS_APART;
    if (a.year == b.year && (a.month == b.month || a.day == b.day || is_default_day(a) || is_default_day(b))) return ONE_PART;
    if (a.month == b.month && a.day == b.day && abs(a.year - b.year) <= WRONG_YEARS_MAX) return ANOTHER_YEAR;
    return by_years(a, b);
}

// Two that are not days both.
static float two_intervals(const struct dates *d, int32_t first, int32_t last) {
    int64_t gap = first > d->last ? (int64_t)first - d->last : (int64_t)d->first - last;
    if (gap <= 0) return d->last - d->first < MONTH + 1 && last - first < MONTH + 1 ? SAME_MONTH : SAME_YEAR;
    return gap <= YEAR ? NEAR : gap <= 2 * YEAR ? FAR_YEARS : NOTHING;
}

// Who stands at the first of a month may be born in all of it, at New Year in all of the year (raw_born).
static float beside(const struct dates *d, int32_t born) {
    struct ymd a = split(d->first), b = split(born);
    float most = is_day(d) ? two_days(d->first, born, a, b) : two_intervals(d, born, born);
    if (b.day == 1) most = greater(most, two_intervals(d, born, born + MONTH - 1));
    return is_default_day(b) ? greater(most, two_intervals(d, born, born + YEAR - 1)) : most;
}

float birth_most(const struct form *q, int32_t born) {
    if (!q->birth_count || born == BORN_NONE) return 0;
    if (born == BORN_ANY || q->birth_count > ASKED_BIRTHS_MAX) return SAME_DAY;
    float most = NOTHING;
    for (size_t i = 0; i < q->birth_count; i++) {
        if (q->births[i].precision == DATE_NONE) return SAME_DAY;
        most = greater(most, beside(&q->births[i], born));
    }
    return most;
}

// ---- bands --------------------------------------------------------------------------------------

// Where the order is cut. Between two cuts a run of days brings the same; a run of one day is looked at by itself.
struct cuts {
    int32_t at[CUTS_MAX];
    size_t count;
};
static void cut(struct cuts *c, int32_t day) {
    ENSURE(c->count < CUTS_MAX);
    c->at[c->count++] = day;
}
static void cut_out(struct cuts *c, int32_t day) { cut(c, day), cut(c, day + 1); }
static void cut_out_first_of_month(struct cuts *c, int32_t day) {
    struct ymd d = split(day);
    cut_out(c, days_of(d.year, d.month, 1));
}

// A day that may have been mistaken for the one asked: two days off, swapped, another month or year.
static void cut_around(struct cuts *c, int32_t day) {
    struct ymd a = split(day);
    for (int k = -2; k <= 3; k++) cut(c, day + k), cut(c, days_of(a.year + k, 1, 1));
    for (int month = 1; month <= 12; month++) if (date_exists(a.year, month, a.day)) cut_out(c, days_of(a.year, month, a.day));
    for (int k = -WRONG_YEARS_MAX; k <= WRONG_YEARS_MAX; k++)
        if (k && date_exists(a.year + k, a.month, a.day)) cut_out(c, days_of(a.year + k, a.month, a.day));
    if (a.day <= 12) cut_out(c, days_of(a.year, a.day, a.month));
    cut(c, days_of(a.month < 12 ? a.year : a.year + 1, a.month % 12 + 1, 1));
}

// Months and years that end shortly before a birth may touch it, or lie within one year or two.
static void cut_birth(struct cuts *c, const struct dates *d) {
    for (int k = 0; k <= 2; k++) {
        int32_t before = d->first - k * YEAR;
        cut(c, before - MONTH + 1), cut(c, before), cut(c, d->last + 1 + k * YEAR);
        cut_out_first_of_month(c, before - MONTH + 1), cut_out_first_of_month(c, before);
    }
    for (int year = split(d->first - 3 * YEAR).year; year <= split(d->first).year; year++) cut_out(c, days_of(year, 1, 1));
    if (is_day(d)) cut_around(c, d->first);
}

// Of days that are no first of a month where that matters.
static float run_beside(const struct dates *d, int32_t first) {
    if (!is_day(d)) return two_intervals(d, first, first);
    struct ymd a = split(d->first), b = split(first);
    float month = two_intervals(d, first, first + MONTH - 1);  // the month that holds the day is cut out
    bool part = a.year == b.year && (a.month == b.month || is_default_day(a));
    return greater(month > NEAR ? NEAR : month, part ? ONE_PART : by_years(a, b));
}

static float most_of_run(const struct form *q, int32_t first, int32_t end) {
    if ((int64_t)end - first == 1) return birth_most(q, first);
    float most = NOTHING;
    for (size_t i = 0; i < q->birth_count; i++) most = greater(most, run_beside(&q->births[i], first));
    return most;
}

struct run {
    struct days days;
    float most;
};
struct runs {
    struct run at[RUNS_MAX];
    size_t count;
};
static void add_run(struct runs *r, int32_t first, int32_t end, float most) {
    struct run *last = r->count ? &r->at[r->count - 1] : NULL;
    if (first >= end) return;
    if (last && last->most == most && last->days.end == first) last->days.end = end;
    else r->at[r->count++] = (struct run){{first, end}, most};
}

static int by_value(const void *x, const void *y) {
    int32_t a = *(const int32_t *)x, b = *(const int32_t *)y;
    return (a > b) - (a < b);
}
static int by_most(const void *x, const void *y) {
    const struct run *a = x, *b = y;
    if (a->most != b->most) return a->most < b->most ? -1 : 1;
    return (a->days.first > b->days.first) - (a->days.first < b->days.first);
}

static void make_bands(struct runs *r, struct births_asked *out) {
    qsort(r->at, r->count, sizeof *r->at, by_most);
    for (size_t i = 0; i < r->count; i++) {
        out->run[i] = r->at[i].days;
        struct band *last = out->band_count ? &out->band[out->band_count - 1] : NULL;
        if (last && last->most == r->at[i].most) last->count++;
        else {
            ENSURE(out->band_count < BANDS_MAX);
            out->band[out->band_count++] = (struct band){r->at[i].most, (uint16_t)i, 1};
        }
    }
}

static bool tells_days(const struct form *q) {
    for (size_t i = 0; i < q->birth_count; i++) if (q->births[i].precision == DATE_NONE) return false;
    return q->birth_count && q->birth_count <= ASKED_BIRTHS_MAX;
}

void births_ask(const struct form *q, struct births_asked *out) {
    struct cuts c = {.count = 0};
    struct runs runs = {.count = 0};
    out->question = q, out->band_count = 0;
    if (!tells_days(q)) {
        add_run(&runs, BORN_NONE, INT32_MAX, q->birth_count ? SAME_DAY : 0);
        make_bands(&runs, out);
        return;
    }
    for (size_t i = 0; i < q->birth_count; i++) cut_birth(&c, &q->births[i]);
    qsort(c.at, c.count, sizeof *c.at, by_value);
    add_run(&runs, BORN_NONE, BORN_ANY, 0);
    add_run(&runs, BORN_ANY, BORN_FIRST, SAME_DAY);
    add_run(&runs, BORN_FIRST, c.at[0], NOTHING);
    for (size_t i = 0; i < c.count; i++) {
        int32_t end = i + 1 < c.count ? c.at[i + 1] : INT32_MAX;
        if (c.at[i] < end) add_run(&runs, c.at[i], end, most_of_run(q, c.at[i], end));
    }
    make_bands(&runs, out);
}

// ---- in a byte ----------------------------------------------------------------------------------

enum { CODE_FIRST = 1, CODE_LAST = 253, CODE_NONE = 254, YEAR_OF_FIRST = 1880 };

uint8_t birth_code(int32_t born) {
    if (born == BORN_NONE) return CODE_NONE;
    if (born == BORN_ANY) return BIRTH_UNTOLD;
    static const int32_t most = 200000;  // days: the calendar is asked for no further
    int year = born < -most ? YEAR_OF_FIRST : born > most ? YEAR_OF_FIRST + CODE_LAST : split(born).year;
    int code = year - YEAR_OF_FIRST + CODE_FIRST;
    return (uint8_t)(code < CODE_FIRST ? CODE_FIRST : code > CODE_LAST ? CODE_LAST : code);
}

void births_codes(const struct births_asked *b, size_t band, struct birth_codes *add) {
    const struct band *of = &b->band[band];
    add->bits[BIRTH_UNTOLD / 64] |= (uint64_t)1 << BIRTH_UNTOLD % 64;
    for (size_t i = of->first; i < (size_t)of->first + of->count; i++) {
        struct days d = b->run[i];
        if (d.first == BORN_NONE) add->bits[CODE_NONE / 64] |= (uint64_t)1 << CODE_NONE % 64;
        if (d.end <= BORN_FIRST) continue;
        unsigned last = birth_code(d.end - 1);
        for (unsigned c = d.first < BORN_FIRST ? CODE_FIRST : birth_code(d.first); c <= last; c++) add->bits[c / 64] |= (uint64_t)1 << c % 64;
    }
}
