// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/render_report.h"
#include "api/render_room.h"

#include <stdio.h>

static void say(struct text *t, const struct rendering *r, const char *key) { SAY(t, r->words, key, key, WORD("", VIEW(""))); }

// ---- Certificate ----

// "  Spain, alerts: 500 of 1000"; equal keys of a private question have no score.
static void register_line(struct text *t, const struct rendering *r, const json_t *line) {
    AUTO_TEXT name = text_with_ceiling(400), score = text_with_ceiling(20);
    struct view reg = json_view(line, "register");
    json_t *ceiling = json_object_get(line, "score_ceiling_thousandths");
    text_member(&name, r, json_view(line, "member"));
    if (!view_is(reg, "alerts")) text_put(&name, ", "), text_listed(&name, r, "register", reg);
    text_format(&score, "%lld", (long long)json_int(line, "score_ceiling_thousandths"));
    text_put(t, "  ");
    if (!json_flag(line, "covered")) SAY(t, r->words, "certificate.not_covered", "{member}: not covered", WORD("member", text_seen(&name)));
    else if (json_is_integer(ceiling))
        SAY(t, r->words, "certificate.ceiling_of", "{member}: {score} of 1000", WORD("member", text_seen(&name)), WORD("score", text_seen(&score)));
    else SAY(t, r->words, "certificate.no_score", "{member}: no score", WORD("member", text_seen(&name)));
    text_char(t, '\n');
}

void text_no_hit(struct text *t, const struct rendering *r, const json_t *file) {
    const json_t *c = json_object_get(file, "certificate");
    AUTO_TEXT purpose = text_with_ceiling(200), asked = text_with_ceiling(60), issued = text_with_ceiling(60), score = text_with_ceiling(20),
              most = text_with_ceiling(20);
    size_t i;
    json_t *line;
    text_listed(&purpose, r, "purpose", json_view(c, "purpose"));
    text_when(&asked, json_view(c, "asked_at"));
    text_when(&issued, json_view(c, "issued_at"));
    text_format(&score, "%lld", (long long)json_int(c, "score_ceiling_thousandths"));
    text_format(&most, "%lld", (long long)json_int(c, "looked_at_most"));
    SAY(t, r->words, "certificate.says", "No releasable record found; asked {asked} for {purpose}, certified {issued}.", WORD("asked", text_seen(&asked)),
        WORD("purpose", text_seen(&purpose)), WORD("issued", text_seen(&issued)));
    text_char(t, '\n');
    SAY(t, r->words, "certificate.ceiling", "Score ceiling: {score} of 1000.", WORD("score", text_seen(&score)), WORD("most", text_seen(&most)));
    text_char(t, '\n');
    json_array_foreach(json_object_get(c, "registers"), i, line) register_line(t, r, line);
    say(t, r, "certificate.not");
    text_char(t, '\n');
}

// ---- The figures of a year ----

static void figure_line(struct text *t, const struct rendering *r, const json_t *row) {
    struct view detail = json_view(row, "detail"), who = json_view(row, "member");
    const json_t *count = json_object_get(row, "count");
    bool ground = view_is(json_view(row, "figure"), "refused");
    text_put(t, "  ");
    if (who.bytes) text_member(t, r, who), text_put(t, ", ");
    text_listed(t, r, "exchanges", json_view(row, "figure"));
    if (detail.bytes) text_put(t, ", "), text_listed(t, r, ground ? "ground" : "exchanges", detail);
    text_colon(t, r->words);
    if (json_is_integer(count)) text_format(t, "%lld\n", (long long)json_integer_value(count));
    else say(t, r, "exchanges.few"), text_char(t, '\n');
}

void text_exchanges(struct text *t, const struct rendering *r, const json_t *report) {
    static const char *const points[] = {"a", "b", "c", "d"};
    AUTO_TEXT year = text_with_ceiling(20);
    size_t i;
    json_t *row;
    text_format(&year, "%lld", (long long)json_int(report, "year"));
    text_member(t, r, json_view(report, "authority"));
    text_put(t, ", ");
    SAY(t, r->words, "exchanges.title", "Exchanges of {year}", WORD("year", text_seen(&year)));
    text_char(t, '\n');
    if (!json_flag(report, "binds")) say(t, r, "exchanges.not_bound"), text_char(t, '\n');
    if (!json_flag(report, "year_over")) say(t, r, "exchanges.not_over"), text_char(t, '\n');
    for (size_t p = 0; p < sizeof points / sizeof *points; p++) {
        char key[40];
        size_t shown = 0;
        snprintf(key, sizeof key, "exchanges.point_%s", points[p]);
        say(t, r, key);
        text_char(t, '\n');
        json_array_foreach(json_object_get(report, "rows"), i, row)
            if (view_is(json_view(row, "point"), points[p])) figure_line(t, r, row), shown++;
        if (!shown) text_put(t, "  "), say(t, r, "exchanges.none"), text_char(t, '\n');
    }
    SAY(t, r->words, "exchanges.due", "To the Commission by {day}.", WORD("day", json_view(report, "due_by")));
    text_char(t, '\n');
}
