// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// load_clocks.c — terms and calendars. A law whose clocks count days has a calendar for each of its members.
#include "base/dates.h"
#include "law/load_room.h"

#include <stdlib.h>

enum { CLOCKS_MAX = 200, HOLIDAYS_MAX = 100, MONTHS_MAX = 120, YEARS_MAX = 100 };
#define CLOCK_TABLE "clocks.yaml"
#define RETENTION_TABLE "retention.yaml"

#define THING law_clock
static const struct field CLOCK[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"title", T_VIEW, MUST, AT(title), NULL}, {"count", T_INT, MUST, AT(count), NULL},
    {"unit", T_UNIT, MUST, AT(unit), NULL}, {"calendar", T_VIEW, MUST, AT(calendar), NULL}, {"extends", T_FLAG, MAY, AT(extends), NULL},
    {"stages", T_WORDS, MUST, AT(stages), NULL}, {"pauses", T_WORDS, MAY, AT(pauses), NULL}, {"source", T_VIEW, MUST, AT(source), NULL},
    {"mark", T_MARK, MUST, AT(mark), NULL}, {"note", T_VIEW, MAY, AT(note), NULL}, END};
#undef THING
#define THING law_term_row
static const struct field RETENTION[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"title", T_VIEW, MUST, AT(title), NULL}, {"years", T_INT, MAY, AT(years), NULL},
    {"months", T_INT, MAY, AT(months), NULL}, {"days", T_INT, MAY, AT(days), NULL}, {"hours", T_INT, MAY, AT(hours), NULL},
    {"source", T_VIEW, MUST, AT(source), NULL},
    {"mark", T_MARK, MUST, AT(mark), NULL}, {"note", T_VIEW, MAY, AT(note), NULL}, END};
#undef THING
#define THING law_holiday
static const struct field HOLIDAY[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"month", T_INT, MAY, AT(month), NULL}, {"day", T_INT, MAY, AT(day), NULL},
    {"easter", T_OFFSET, MAY, AT(easter), NULL}, {"days", T_WORDS, MAY, AT(day_words), NULL}, {"expected", T_FLAG, MAY, AT(expected), NULL},
    {"from", T_INT, MAY, AT(from_year), NULL}, {"to", T_INT, MAY, AT(to_year), NULL}, {"source", T_VIEW, MUST, AT(source), NULL},
    {"mark", T_MARK, MUST, AT(mark), NULL}, END};
#undef THING
#define THING law_calendar
static const struct field ZONE[] = {{"offset_minutes", T_OFFSET, MUST, AT(offset_minutes), NULL}, {"summer", T_VIEW, MUST, AT(summer), NULL},
                                    {"an_hour_less", T_WORDS, MAY, AT(shift_words), NULL}, END};
static const struct field CALENDAR[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"zone", T_MAP, MUST, 0, ZONE}, {"rest", T_WORDS, MUST, AT(rest_words), NULL},
    {"source", T_VIEW, MUST, AT(source), NULL}, {"mark", T_MARK, MUST, AT(mark), NULL}, END};
#undef THING

bool is_calendar(const char *name) { return strncmp(name, "holidays-", 9) == 0; }
bool is_clock_table(const char *name) { return strcmp(name, CLOCK_TABLE) == 0 || strcmp(name, RETENTION_TABLE) == 0; }

static const struct parsed *file_named(const struct parsed *files, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(files[i].name, name) == 0) return &files[i];
    return NULL;
}

// ---- Terms ----
static RESULT check_clock(struct loading *l, const struct yaml *y, const struct law_clock *c) {
    if (!view_is(c->calendar, "owner") && !view_is(c->calendar, "asker")) return yaml_fail(l->err, l->file, yaml_at(y, "calendar"), "must be owner or asker");
    if (c->count < 1 || c->count > 3000) return yaml_fail(l->err, l->file, yaml_at(y, "count"), "must be from 1 to 3000");
    if (c->unit == CLOCK_months && c->count > MONTHS_MAX) return yaml_fail(l->err, l->file, yaml_at(y, "count"), "must be from 1 to 120 months");
    if (c->extends && c->unit == CLOCK_hours) return yaml_fail(l->err, l->file, yaml_at(y, "extends"), "has no meaning for hours");
    for (size_t i = 0; i < c->stages.count; i++) {
        uint64_t stage;
        if (!view_to_u64(c->stages.at[i], &stage) || !stage || stage > 100)
            return yaml_fail(l->err, l->file, yaml_at(y, "stages"), "must be numbers from 1 to 100");
    }
    return DONE;
}

static RESULT read_clock_table(struct loading *l, const struct yaml *top) {
    const struct yaml *list;
    size_t count, n = 0;
    TRY(read_list(l, top, "clocks", &list, &count));
    TRY(only_keys(l, top, "clocks", NULL, NULL));
    TRY(read_things(l, list, CLOCK, sizeof(struct law_clock), CLOCKS_MAX, &l->law->clocks, &l->law->clock_count));
    for (const struct yaml *c = list->first; c; c = c->next) TRY(check_clock(l, c, &l->law->clocks[n++]));
    return DONE;
}

static RESULT check_term(struct loading *l, const struct yaml *y, const struct law_term_row *t) {
    if (!t->years && !t->months && !t->days && !t->hours) return yaml_fail(l->err, l->file, y, "says neither years, months, days nor hours");
    return t->years <= YEARS_MAX && t->months <= MONTHS_MAX ? DONE : yaml_fail(l->err, l->file, y, "at most %d years and %d months", YEARS_MAX, MONTHS_MAX);
}

static RESULT read_retention(struct loading *l, const struct yaml *top) {
    static const char *const needed[] = {
#define X(name) #name,
        LAW_TERMS(X)
#undef X
    };
    const struct yaml *list;
    size_t count, n = 0;
    TRY(read_list(l, top, "terms", &list, &count));
    TRY(only_keys(l, top, "terms", NULL, NULL));
    TRY(read_things(l, list, RETENTION, sizeof(struct law_term_row), CLOCKS_MAX, &l->law->terms, &l->law->term_count));
    for (const struct yaml *c = list->first; c; c = c->next) TRY(check_term(l, c, &l->law->terms[n++]));
    for (int i = 0; i < TERM_COUNT; i++)
        if (find(l->law->terms, sizeof *l->law->terms, l->law->term_count, view_of(needed[i])) < 0)
            return yaml_fail(l->err, l->file, list, "the term \"%s\" is missing", needed[i]);
    return DONE;
}

// ---- Calendars ----
static RESULT read_rest(struct loading *l, const struct yaml *y, struct law_calendar *c) {
    static const char *const days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    for (size_t i = 0; i < c->rest_words.count; i++) {
        int d = 0;
        while (d < 7 && !view_is(c->rest_words.at[i], days[d])) d++;
        if (d == 7) return yaml_fail(l->err, l->file, yaml_at(y, "rest"), "must be days of the week, in English");
        c->rest |= 1u << d;
    }
    return c->rest == 0x7f ? yaml_fail(l->err, l->file, yaml_at(y, "rest"), "leaves no day to work") : DONE;
}

static RESULT read_zone(struct loading *l, const struct yaml *zone, struct law_calendar *c) {
    c->eu_summer = view_is(c->summer, "eu");
    if (!c->eu_summer && !view_is(c->summer, "none")) return yaml_fail(l->err, l->file, yaml_at(zone, "summer"), "must be eu or none");
    c->shifts = ARENA_ARRAY(&l->law->arena, c->shift_words.count + 1, struct pause);
    if (!c->shifts) return too_big(l);
    for (size_t i = 0; i < c->shift_words.count; i++) {
        struct view to, from = view_cut(c->shift_words.at[i], '/', &to);
        struct pause *p = &c->shifts[c->shift_count++];
        if (!instant_read(from, &p->from) || !instant_read(to, &p->to) || p->from.ms >= p->to.ms)
            return yaml_fail(l->err, l->file, yaml_at(zone, "an_hour_less"), "must be FROM/TO, instants in UTC");
    }
    return DONE;
}

// A holiday is on a day of the year, so many days after Easter, or on days that are listed: one of the three.
static RESULT settle_holiday(struct loading *l, const struct yaml *y, struct law_holiday *h) {
    int said = (h->month || h->day) + (yaml_at(y, "easter") != NULL) + (h->day_words.count > 0);
    if (said != 1) return yaml_fail(l->err, l->file, y, "must say month and day, or easter, or days");
    if ((h->month || h->day) && !date_exists(2024, h->month, h->day)) return yaml_fail(l->err, l->file, y, "there is no such day");
    h->by_easter = yaml_at(y, "easter") != NULL;
    h->days = ARENA_ARRAY(&l->law->arena, h->day_words.count + 1, int32_t);
    if (!h->days) return too_big(l);
    for (size_t i = 0; i < h->day_words.count; i++) {
        struct dates d;
        if (!dates_read(h->day_words.at[i], &d) || d.precision != DATE_DAY)
            return yaml_fail(l->err, l->file, yaml_at(y, "days"), "must be days as 2026-05-27");
        h->days[h->day_count++] = d.first;
    }
    return DONE;
}

static RESULT read_calendar(struct loading *l, const struct yaml *top, struct law_calendar *c) {
    const struct yaml *list, *about = top->kind == YAML_MAP ? yaml_at(top, "calendar") : NULL;
    size_t count, n = 0;
    TRY(read_list(l, top, "holidays", &list, &count));
    TRY(only_keys(l, top, "calendar", "holidays", NULL));
    if (!about) return yaml_fail(l->err, l->file, top, "\"calendar\" is missing");
    TRY(read_fields(l, about, CALENDAR, c));
    TRY(read_rest(l, about, c));
    TRY(read_zone(l, yaml_at(about, "zone"), c));
    TRY(read_things(l, list, HOLIDAY, sizeof(struct law_holiday), HOLIDAYS_MAX, &c->holidays, &c->holiday_count));
    for (const struct yaml *y = list->first; y; y = y->next) TRY(settle_holiday(l, y, &c->holidays[n++]));
    if (!law_member(l->law, c->id)) return yaml_fail(l->err, l->file, about, "\"%.*s\" is no member", VIEW_ARGS(c->id));
    return DONE;
}

static RESULT read_calendars(struct loading *l, const struct parsed *files, size_t count) {
    struct law *w = l->law;
    w->calendars = ARENA_ARRAY(&w->arena, w->member_count + 1, struct law_calendar);
    if (!w->calendars) return too_big(l);
    for (size_t i = 0; i < count; i++) {
        struct law_calendar c = {0};
        if (!is_calendar(files[i].name)) continue;
        l->file = files[i].name;
        TRY(read_calendar(l, files[i].top, &c));
        if (law_calendar(w, c.id)) return yaml_fail(l->err, l->file, files[i].top, "\"%.*s\" has a calendar already", VIEW_ARGS(c.id));
        w->calendars[w->calendar_count++] = c;
    }
    return DONE;
}

RESULT read_clocks(struct loading *l, const struct parsed *files, size_t count) {
    const struct parsed *clocks = file_named(files, count, CLOCK_TABLE), *terms = file_named(files, count, RETENTION_TABLE);
    if (!clocks) return FAIL(l->err, NOT_FOUND, CLOCK_TABLE " is missing");
    if (!terms) return FAIL(l->err, NOT_FOUND, RETENTION_TABLE " is missing");
    TRY(read_calendars(l, files, count));
    l->file = terms->name;
    TRY(read_retention(l, terms->top));
    l->file = clocks->name;
    TRY(read_clock_table(l, clocks->top));
    for (size_t i = 0; i < l->law->member_count && l->law->clock_count; i++)
        if (!law_calendar(l->law, l->law->members[i].id))
            return FAIL(l->err, NOT_FOUND, "there are clocks, but no calendar (holidays-*.yaml) of \"%.*s\"", VIEW_ARGS(l->law->members[i].id));
    return DONE;
}
