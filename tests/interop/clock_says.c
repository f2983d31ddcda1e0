// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// clock_says LAWS — for clock_oracle.py. Lines in, lines out:
//   day MEMBER YYYY-MM-DD                        "works" or "off", and "expected" when it is not announced yet
//   offset MEMBER INSTANT                        minutes east of UTC
//   term MEMBER COUNT UNIT EXTENDS INSTANT       the instant when it is over
#include "law/clock.h"

#include <stdio.h>
#include <stdlib.h>

static struct view word(struct view *rest) { return view_cut(*rest, ' ', rest); }

static void say_day(const struct law_calendar *c, struct view v) {
    struct instant t;
    AUTO_TEXT noon = text_with_ceiling(60);
    text_format(&noon, "%.*sT12:00:00Z", VIEW_ARGS(v));
    ENSURE(instant_read(text_seen(&noon), &t));
    int32_t day = (int32_t)(t.ms / DAY_MS);
    printf("%s%s\n", calendar_works(c, day) ? "works" : "off", calendar_expects(c, day) ? " expected" : "");
}

static void say_term(const struct law_calendar *c, struct view rest) {
    struct law_clock k = {0};
    struct clock_state s;
    struct instant start;
    AUTO_TEXT due = text_with_ceiling(60);
    k.count = atoi(word(&rest).at);
    struct view unit = word(&rest);
    while (!view_is(unit, clock_unit_name(k.unit))) ENSURE(++k.unit < CLOCK_UNIT_COUNT);
    k.extends = view_is(word(&rest), "1");
    ENSURE(instant_read(rest, &start));
    ENSURE(!FAILED(clock_read(&k, c, start, NULL, 0, start, &s, NULL)));
    text_instant(&due, s.due);
    printf("%s\n", text_string(&due));
}

int main(int argc, char **argv) {
    struct law *law;
    struct error err;
    char line[400];
    if (argc != 2) return 64;
    if (FAILED(law_load(argv[1], &law, &err))) return fprintf(stderr, "%s\n", err.detail), 78;
    while (fgets(line, sizeof line, stdin)) {
        struct view rest = view_trim(view_of(line)), what = word(&rest);
        const struct law_calendar *c = law_calendar(law, word(&rest));
        struct instant t;
        ENSURE(c);
        if (view_is(what, "day")) say_day(c, rest);
        else if (view_is(what, "term")) say_term(c, rest);
        else if (instant_read(rest, &t)) printf("%d\n", calendar_offset(c, t));
        else return 65;
    }
    law_free(law);
    return 0;
}
