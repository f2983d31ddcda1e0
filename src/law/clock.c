// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "law/clock.h"

#include "law/law_room.h"

enum { LAST_YEAR = 2999, HOUR_MINUTES = 60, STEPS_MAX = 20000 };

const char *clock_unit_name(enum clock_unit u) {
    static const char *const names[] = {
#define X(name) #name,
        CLOCK_UNITS(X)
#undef X
    };
    return names[u];
}

const struct law_clock *law_clock(const struct law *law, struct view id) {
    for (size_t i = 0; i < law->clock_count; i++)
        if (view_same(law->clocks[i].id, id)) return &law->clocks[i];
    return NULL;
}

const struct law_calendar *law_calendar(const struct law *law, struct view member) {
    for (size_t i = 0; i < law->calendar_count; i++)
        if (view_same(law->calendars[i].id, member)) return &law->calendars[i];
    return NULL;
}

// ---- Days off ----
// Gregorian Easter Sunday: the "anonymous" rule of 1876 (J. Meeus, Astronomical Algorithms, ch. 8).
static int32_t easter_of(int year) {
    int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return days_of(year, n / 31, n % 31 + 1);
}

static bool falls_on(const struct law_holiday *h, int32_t day, int year, int month, int mday) {
    if ((h->from_year && year < h->from_year) || (h->to_year && year > h->to_year)) return false;
    if (h->month) return h->month == month && h->day == mday;
    if (h->by_easter) return easter_of(year) + h->easter == day;
    for (size_t i = 0; i < h->day_count; i++)
        if (h->days[i] == day) return true;
    return false;
}

static const struct law_holiday *holiday_on(const struct law_calendar *c, int32_t day) {
    int year, month, mday;
    days_split(day, &year, &month, &mday);
    for (size_t i = 0; i < c->holiday_count; i++)
        if (falls_on(&c->holidays[i], day, year, month, mday)) return &c->holidays[i];
    return NULL;
}

static int weekday(int32_t day) { return (int)(((day + 3) % 7 + 7) % 7); }  // 0: Monday; 1970-01-01 was a Thursday

bool calendar_works(const struct law_calendar *c, int32_t day) { return !(c->rest >> weekday(day) & 1) && !holiday_on(c, day); }

bool calendar_expects(const struct law_calendar *c, int32_t day) {
    const struct law_holiday *h = holiday_on(c, day);
    return h && h->expected;
}

// ---- Local time ----
static int32_t last_sunday(int year, int month) {
    int32_t last = days_of(year, month, 31);
    return last - (weekday(last) + 1) % 7;
}

// Directive 2000/84/EC arts. 2 and 3: from the last Sunday of March to the last of October, at 1 o'clock UTC.
static bool eu_summer(struct instant t) {
    int year, month, day;
    days_split((int32_t)(t.ms / DAY_MS), &year, &month, &day);
    return t.ms >= last_sunday(year, 3) * (int64_t)DAY_MS + HOUR_MS && t.ms < last_sunday(year, 10) * (int64_t)DAY_MS + HOUR_MS;
}

int calendar_offset(const struct law_calendar *c, struct instant t) {
    if (c->eu_summer && eu_summer(t)) return c->offset_minutes + HOUR_MINUTES;
    for (size_t i = 0; i < c->shift_count; i++)
        if (t.ms >= c->shifts[i].from.ms && t.ms < c->shifts[i].to.ms) return c->offset_minutes - HOUR_MINUTES;
    return c->offset_minutes;
}

static int64_t local_ms(const struct law_calendar *c, struct instant t) { return t.ms + calendar_offset(c, t) * (int64_t)MINUTE_MS; }

int32_t calendar_day(const struct law_calendar *c, struct instant t) { return (int32_t)(local_ms(c, t) / DAY_MS); }

// No calendar here changes its offset around midnight, so midnight is one instant.
static struct instant midnight(const struct law_calendar *c, int32_t day) {
    struct instant t = {day * (int64_t)DAY_MS - c->offset_minutes * (int64_t)MINUTE_MS};
    return (struct instant){day * (int64_t)DAY_MS - calendar_offset(c, t) * (int64_t)MINUTE_MS};
}

static struct instant calendar_end(const struct law_calendar *c, int32_t day) { return instant_after(midnight(c, day + 1), -SECOND_MS); }

// ---- Terms ----
struct run {
    const struct law_clock *clock;
    const struct law_calendar *calendar;
    struct instant start, now;
    struct pause pauses[PAUSES_MAX];  // apart, in order, all over: one that lasts ends now
    size_t count;
};

static int by_begin(const void *a, const void *b) {
    int64_t x = ((const struct pause *)a)->from.ms, y = ((const struct pause *)b)->from.ms;
    return (x > y) - (x < y);
}

static void add_pause(struct run *r, struct pause p) {
    if (p.from.ms < r->start.ms) p.from = r->start;
    if (!p.to.ms || p.to.ms > r->now.ms) p.to = r->now;
    if (p.from.ms >= p.to.ms) return;
    struct pause *last = r->count ? &r->pauses[r->count - 1] : NULL;
    if (!last || p.from.ms > last->to.ms) r->pauses[r->count++] = p;
    else if (p.to.ms > last->to.ms) last->to = p.to;
}

static int64_t paused_ms(const struct run *r, struct instant until) {
    int64_t sum = 0;
    for (size_t i = 0; i < r->count && r->pauses[i].from.ms < until.ms; i++)
        sum += (r->pauses[i].to.ms < until.ms ? r->pauses[i].to.ms : until.ms) - r->pauses[i].from.ms;
    return sum;
}

static struct instant hours_later(const struct run *r) {
    int64_t due = r->start.ms + r->clock->count * (int64_t)HOUR_MS;
    for (size_t i = 0; i < r->count && r->pauses[i].from.ms < due; i++) due += r->pauses[i].to.ms - r->pauses[i].from.ms;
    return (struct instant){due};
}

static bool touched(const struct run *r, int32_t day) {
    struct instant begin = midnight(r->calendar, day), end = midnight(r->calendar, day + 1);
    for (size_t i = 0; i < r->count; i++)
        if (r->pauses[i].from.ms < end.ms && r->pauses[i].to.ms > begin.ms) return true;
    return false;
}

// How many days are to be counted: of a term in months, those up to its date.
static int days_counted(const struct run *r, int32_t from) {
    return r->clock->unit == CLOCK_months ? days_months_after(from, r->clock->count) - from : r->clock->count;
}

static RESULT days_later(const struct run *r, struct instant *due, struct error *err) {
    int32_t day = calendar_day(r->calendar, r->start);
    int steps = 0;
    for (int left = days_counted(r, day); left; steps++) {
        if (steps == STEPS_MAX) return FAIL(err, BAD_DATE, "the term does not end");
        day++;
        left -= !touched(r, day) && (r->clock->unit != CLOCK_working_days || calendar_works(r->calendar, day));
    }
    while (r->clock->extends && !calendar_works(r->calendar, day) && ++steps < STEPS_MAX) day++;
    *due = calendar_end(r->calendar, day);
    return DONE;
}

static bool rests_on_expectation(const struct run *r, struct instant due) {
    if (r->clock->unit == CLOCK_hours || (r->clock->unit != CLOCK_working_days && !r->clock->extends)) return false;
    int32_t last = calendar_day(r->calendar, due) + 1;  // the day after: it may be off instead
    for (int32_t day = calendar_day(r->calendar, r->start); day <= last; day++)
        if (calendar_expects(r->calendar, day)) return true;
    return false;
}

static void tell(const struct run *r, struct clock_state *s) {
    int64_t whole = s->due.ms - r->start.ms - paused_ms(r, s->due), gone = r->now.ms - r->start.ms - paused_ms(r, r->now);
    s->percent = whole <= 0 || gone <= 0 ? 0 : gone / whole >= 1000 ? 100000 : (int)(100 * gone / whole);
    for (size_t i = 0; i < r->clock->stages.count; i++) {
        uint64_t stage = 0;
        if (view_to_u64(r->clock->stages.at[i], &stage) && s->percent >= (int)stage && (int)stage > s->stage) s->stage = (int)stage;
    }
}

RESULT clock_read(const struct law_clock *k, const struct law_calendar *c, struct instant start, const struct pause *pauses, size_t count,
                  struct instant now, struct clock_state *out, struct error *err) {
    struct run r = {.clock = k, .calendar = c, .start = start, .now = now};
    struct clock_state s = {0};
    struct pause sorted[PAUSES_MAX];
    if (count > PAUSES_MAX) return FAIL(err, TOO_BIG, "more than %d pauses", PAUSES_MAX);
    if (start.ms < 0 || start.ms >= days_of(LAST_YEAR, 1, 1) * (int64_t)DAY_MS) return FAIL(err, BAD_DATE, "beyond the calendars");
    if (count) memcpy(sorted, pauses, count * sizeof *pauses);
    qsort(sorted, count, sizeof *sorted, by_begin);
    for (size_t i = 0; i < count; i++) {
        s.still |= !sorted[i].to.ms && sorted[i].from.ms <= now.ms;
        add_pause(&r, sorted[i]);
    }
    if (k->unit == CLOCK_hours) s.due = hours_later(&r);
    else TRY(days_later(&r, &s.due, err));
    s.expected = rests_on_expectation(&r, s.due);
    tell(&r, &s);
    *out = s;
    return DONE;
}
