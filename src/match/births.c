// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/births.h"

#include "base/instant.h"

#include <stdlib.h>

enum { YEAR = 366, MONTH = 31, ASKED_BIRTHS_MAX = 4, WRONG_YEARS_MAX = 10 };
static const float SAME_DAY = 9.5f, SAME_MONTH = 7.5f, SWAPPED = 6.5f, SAME_YEAR = 4.5f, ANOTHER_YEAR = 2.5f, NEAR = 1.5f, FAR_YEARS = -2.5f, NOTHING = -7;

struct ymd {
    int year, month, day;
};
static struct ymd split(int32_t days) {
    struct ymd d;
    days_split(days, &d.year, &d.month, &d.day);
    return d;
}
static bool is_day(const struct dates *d) { return d->first == d->last; }

// An entry's birth may be as wide as a year: it is known by its first day.
static float by_distance(const struct dates *d, int32_t born) {
    int64_t first = d->first, last = d->last;
    if (born >= first - YEAR && born <= last) return SAME_YEAR;
    if (born >= first - 2 * YEAR && born <= last + YEAR) return NEAR;
    if (born >= first - 3 * YEAR && born <= last + 2 * YEAR) return FAR_YEARS;
    return NOTHING;
}

static float beside_day(const struct dates *d, int32_t born) {
    struct ymd a = split(d->first), b = split(born);
    if (born >= d->first - 2 && born <= d->first + 2) return SAME_DAY;
    if (a.year == b.year && a.month == b.day && a.day == b.month) return SWAPPED;
    if (b.day == 1 && born <= d->first && born >= d->first - MONTH) return SAME_MONTH;
    float far = by_distance(d, born);
    if (a.year == b.year && far < SAME_YEAR) far = SAME_YEAR;
    if (a.month == b.month && a.day == b.day && abs(a.year - b.year) <= WRONG_YEARS_MAX && far < ANOTHER_YEAR) far = ANOTHER_YEAR;
    return far;
}

static float beside(const struct dates *d, int32_t born) {
    if (is_day(d)) return beside_day(d, born);
    float far = by_distance(d, born);
    return far == SAME_YEAR && d->last - d->first <= MONTH ? SAME_MONTH : far;
}

float birth_most(const struct form *q, int32_t born) {
    if (!q->birth_count || born == BORN_NONE) return 0;
    if (born == BORN_ANY || q->birth_count > ASKED_BIRTHS_MAX) return SAME_DAY;
    float most = NOTHING;
    for (size_t i = 0; i < q->birth_count; i++) {
        if (q->births[i].precision == DATE_NONE) return SAME_DAY;
        float one = beside(&q->births[i], born);
        if (one > most) most = one;
    }
    return most;
}

// ---- where to look ------------------------------------------------------------------------------

static void look_at(struct births_asked *b, int32_t first, int32_t last) {
    if (b->look_count < DAYS_MAX) b->look[b->look_count++] = (struct days){first, last + 1};
}

// Everybody born on the first of January is too many to look at: most of them were born in that year only.
static void look_around(struct births_asked *b, const struct dates *d) {
    struct ymd a = split(d->first);
    if (a.month == 1 && a.day == 1) return;
    look_at(b, d->first - 2, d->first + 2);
    if (a.day <= 12 && a.day != a.month) look_at(b, days_of(a.year, a.day, a.month), days_of(a.year, a.day, a.month));
    if (a.day > 3) look_at(b, days_of(a.year, a.month, 1), days_of(a.year, a.month, 1));
    for (int k = 1; k <= WRONG_YEARS_MAX; k++)
        for (int sign = -1; sign <= 1; sign += 2) look_at(b, days_of(a.year + sign * k, a.month, a.day), days_of(a.year + sign * k, a.month, a.day));
}

// ---- bands --------------------------------------------------------------------------------------

static int by_value(const void *x, const void *y) {
    int32_t a = *(const int32_t *)x, b = *(const int32_t *)y;
    return (a > b) - (a < b);
}
static int by_most(const void *x, const void *y) {
    const struct band *a = x, *b = y;
    if (a->most != b->most) return a->most < b->most ? -1 : 1;
    return (a->days.first > b->days.first) - (a->days.first < b->days.first);
}

// Of a band, without the few days that are looked at one by one.
static float most_of_band(const struct form *q, int32_t day) {
    float most = NOTHING;
    for (size_t i = 0; i < q->birth_count; i++) {
        const struct dates *d = &q->births[i];
        float one = by_distance(d, day);
        if (one == SAME_YEAR && !is_day(d) && d->last - d->first <= MONTH) one = SAME_MONTH;
        if (is_day(d) && split(d->first).year == split(day).year) one = SAME_YEAR;
        if (one > most) most = one;
    }
    return most;
}

static size_t breaks_of(const struct dates *d, int32_t *out) {
    struct ymd a = split(d->first);
    const int32_t at[] = {d->first - 3 * YEAR, d->first - 2 * YEAR, d->first - YEAR, d->last + 1, d->last + YEAR + 1, d->last + 2 * YEAR + 1,
                          days_of(a.year, 1, 1), days_of(a.year + 1, 1, 1)};
    memcpy(out, at, sizeof at);
    return sizeof at / sizeof *at;
}

static void add_band(struct births_asked *b, int32_t first, int32_t end, float most) {
    struct band *last = b->band_count ? &b->band[b->band_count - 1] : NULL;
    if (first >= end) return;
    if (last && last->most == most && last->days.end == first) last->days.end = end;
    else b->band[b->band_count++] = (struct band){{first, end}, most};
}

static void one_band(struct births_asked *b) { add_band(b, BORN_NONE, INT32_MAX, b->question->birth_count ? SAME_DAY : 0); }

void births_ask(const struct form *q, struct births_asked *out) {
    int32_t at[ASKED_BIRTHS_MAX * 8 + 1];
    size_t n = 0;
    out->question = q, out->band_count = out->look_count = 0;
    bool plain = q->birth_count && q->birth_count <= ASKED_BIRTHS_MAX;
    for (size_t i = 0; plain && i < q->birth_count; i++) plain = q->births[i].precision != DATE_NONE;
    if (!plain) {
        one_band(out);
        return;
    }
    for (size_t i = 0; i < q->birth_count; i++) {
        n += breaks_of(&q->births[i], at + n);
        if (is_day(&q->births[i])) look_around(out, &q->births[i]);
    }
    qsort(at, n, sizeof *at, by_value);
    add_band(out, BORN_NONE, BORN_ANY, 0);
    add_band(out, BORN_ANY, BORN_FIRST, SAME_DAY);
    add_band(out, BORN_FIRST, at[0], NOTHING);
    for (size_t i = 0; i < n; i++) add_band(out, at[i], i + 1 < n ? at[i + 1] : INT32_MAX, most_of_band(q, at[i]));
    qsort(out->band, out->band_count, sizeof *out->band, by_most);
}
