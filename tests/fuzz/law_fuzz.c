// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: law_dep
//
// The readers of the tables: any bytes as a file of rows and as the file of categories.
#include "law/law.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static void read_as(const char *rows_name, struct view bytes) {
    static const char word[] = ": [{id: a, title: A, source: s, mark: M}]\n";
    static const char members[] = "members: [{id: a, country: aa, names: {en: A}, eu: true, languages: [en], authorities: {x: y}, source: s, mark: M}]\n";
    static const char categories[] = "categories: []\ncompatible: {a: [a]}\npriority: [a]\n";
    char purposes[100] = "purposes", requests[100] = "requests", conditions[100] = "conditions";
    memcpy(purposes + 8, word, sizeof word);
    memcpy(requests + 8, word, sizeof word);
    memcpy(conditions + 10, word, sizeof word);
    struct law_file files[] = {{"members.yaml", view_of(members)}, {"purposes.yaml", view_of(purposes)}, {"requests.yaml", view_of(requests)},
        {"conditions.yaml", view_of(conditions)}, {rows_name, bytes}, {"alerts.yaml", view_of(categories)},
        {"instruments.yaml", VIEW("instruments: [{id: a, title: A, in_force: {from: 2000-01-01}, source: s, mark: M}]\n")},
        {"clocks.yaml", VIEW("clocks: []\n")},
        {"retention.yaml", VIEW("terms: [{id: evidence, title: E, years: 3, source: s, mark: M}, {id: request, title: R, days: 1, source: s, mark: M},"
                                " {id: check, title: C, days: 1, source: s, mark: M}, {id: check_unused, title: U, days: 1, source: s, mark: M}]\n")},
        {"traits.yaml", VIEW("traits: [{id: en, words: [religion], source: s, mark: M}]\n")}};
    struct law *law;
    struct error err;
    bool is_categories = strcmp(rows_name, "alerts.yaml") == 0;
    if (is_categories) files[5].name = "rows.yaml", files[5].bytes = VIEW("rows: []\n");
    if (FAILED(law_read(files, sizeof files / sizeof *files, &law, &err))) return;
    struct law_facts f = {.from = VIEW("a"), .to = VIEW("a"), .reg = VIEW("alerts"), .purpose = VIEW("a")};
    AUTO_JSON *j = law_explain(law, &f, (struct instant){INT64_C(1795478400000)});
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    law_canonical(law, &t);
    ENSURE(j && (is_categories || text_ok(&t)));
    law_free(law);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
    struct view v = {(const char *)data, bytes};
    if (bytes > 100000) return 0;
    read_as("rows.yaml", v);
    read_as("alerts.yaml", v);
    return 0;
}
