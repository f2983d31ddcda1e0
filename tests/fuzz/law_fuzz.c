// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: law_dep
//
// The readers of the tables: any bytes as each of the files.
#include "law/kinds.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

// What was read can be decided by, told and counted with.
static void use(const struct law *law) {
    struct law_facts f = {.from = VIEW("a"), .to = VIEW("a"), .reg = VIEW("alerts"), .purpose = VIEW("a")};
    struct instant now = {INT64_C(1795478400000)};
    const struct law_calendar *c = law_calendar(law, VIEW("a"));
    const struct law_clock *k = law_clock(law, VIEW("a"));
    struct clock_state state;
    AUTO_JSON *j = law_explain(law, &f, now);
    AUTO_JSON *kinds = law_kinds_json(law);
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    law_canonical(law, &t);
    ENSURE(j && kinds);
    if (c && k && !FAILED(clock_read(k, c, now, NULL, 0, now, &state, &(struct error){0}))) ENSURE(state.due.ms >= now.ms);
}

// Every table in its smallest form but one, which is the input.
static void read_as(const char *name, struct view bytes) {
    static const struct { const char *name, *bytes; } small[] = {
        {"members.yaml", "members: [{id: a, country: aa, names: {en: A}, eu: true, languages: [en], authorities: {x: y}, source: s, mark: M}]\n"},
        {"purposes.yaml", "purposes: [{id: a, title: A, source: s, mark: M}]\n"},
        {"conditions.yaml", "conditions: [{id: a, title: A, source: s, mark: M}]\n"},
        {"instruments.yaml", "instruments: [{id: a, title: A, in_force: {from: 2000-01-01}, source: s, mark: M}]\n"},
        {"fields.yaml", "fields: [{id: a, type: text, source: s, mark: M}]\n"},
        {"grounds.yaml", "grounds: [{id: a, title: A, article: '1', source: s, mark: M}]\n"},
        {"requests.yaml", "requests: [{id: a, title: A, must: [a], grounds: [a], source: s, mark: M}]\n"},
        {"clocks.yaml", "clocks: []\n"},
        {"holidays-a.yaml", "calendar: {id: a, zone: {offset_minutes: 0, summer: eu}, rest: [sunday], source: s, mark: M}\nholidays: []\n"},
        {"retention.yaml", "terms: [{id: evidence, title: E, years: 3, source: s, mark: M}, {id: request, title: R, days: 1, source: s, mark: M},"
                            " {id: dna_match, title: D, days: 1, source: s, mark: M}, {id: prints, title: F, days: 1, source: s, mark: M},"
                            " {id: check, title: C, days: 1, source: s, mark: M}, {id: check_unused, title: U, days: 1, source: s, mark: M},"
                            " {id: judgement, title: J, days: 1, source: s, mark: M}, {id: review, title: R, days: 1, source: s, mark: M},"
                            " {id: breach, title: B, hours: 72, source: s, mark: M}, {id: unwitnessed, title: N, hours: 24, source: s, mark: M},"
                            " {id: delivery_least, title: N, days: 1, source: s, mark: M},"
                            " {id: delivery_most, title: N, days: 1, source: s, mark: M},"
                            " {id: coordination, title: N, days: 1, source: s, mark: M},"
                            " {id: evidence_copy, title: N, days: 1, source: s, mark: M},"
                            " {id: evidence_recheck, title: N, days: 1, source: s, mark: M},"
                            " {id: emergency_grace, title: N, days: 1, source: s, mark: M}, {id: hold, title: N, days: 1, source: s, mark: M},"
                            " {id: review_most, title: N, days: 1, source: s, mark: M}]\n"},
        {"traits.yaml", "traits: [{id: en, words: [religion], source: s, mark: M}]\n"},
        {"alerts.yaml", "categories: []\ncompatible: {a: [a]}\npriority: [a]\n"},
        {"rows.yaml", "rows: []\n"},
    };
    enum { FILES = sizeof small / sizeof *small };
    struct law_file files[FILES];
    struct law *law;
    struct error err;
    for (size_t i = 0; i < FILES; i++) {
        files[i] = (struct law_file){small[i].name, strcmp(small[i].name, name) == 0 ? bytes : view_of(small[i].bytes)};
    }
    if (FAILED(law_read(files, FILES, &law, &err))) return;
    use(law);
    law_free(law);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
    struct view v = {(const char *)data, bytes};
    if (bytes > 100000) return 0;
    // An input is tried as the tables whose key it holds, and as rows.
    static const struct { const char *file, *key; } tables[] = {
        {"alerts.yaml", "categories"}, {"requests.yaml", "requests"}, {"fields.yaml", "fields"}, {"grounds.yaml", "grounds"}, {"clocks.yaml", "clocks"},
        {"holidays-a.yaml", "calendar"}, {"retention.yaml", "terms"}, {"instruments.yaml", "instruments"}};
    read_as("rows.yaml", v);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (bytes && memmem(data, bytes, tables[i].key, strlen(tables[i].key))) read_as(tables[i].file, v);
    return 0;
}
