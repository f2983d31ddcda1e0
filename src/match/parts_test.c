// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

enum { ROWS_MAX = 4 };

// In brackets: weak.
static void expect(const char *text, enum naming of, const char *const want[ROWS_MAX]) {
    struct name_part got[NAME_PARTS_MAX];
    size_t n = parts_of(view_of(text), of, got), wanted = 0;
    while (wanted < ROWS_MAX && want[wanted]) wanted++;
    assert_int_equal(n, wanted);
    for (size_t i = 0; i < n; i++) {
        bool weak = want[i][0] == '(';
        struct view v = {want[i] + weak, strlen(want[i]) - 2 * weak};
        if (!view_same(got[i].text, v) || got[i].weak != weak) fail_msg("%s: part %zu is %.*s", text, i, VIEW_ARGS(got[i].text));
    }
}

static void a_text_of_several_names_is_parted(void **state) {
    (void)state;
    static const struct { const char *text; enum naming of; const char *want[ROWS_MAX]; } rows[] = {
        {"Karim Zelvo", NAMING_PERSON, {"Karim Zelvo"}},
        {"Karim Zelvo; Abd al-Zelvo", NAMING_PERSON, {"Karim Zelvo", " Abd al-Zelvo"}},
        {"; Zelvo", NAMING_PERSON, {"", " Zelvo"}},
        {"Fran&ccedil;ois; Ren&#233;;Zelvo", NAMING_PERSON, {"Fran&ccedil;ois", " Ren&#233;", "Zelvo"}},  // a letter's name ends so, too
        {"Zelvo &; Works&", NAMING_FIRM, {"Zelvo &", " Works&"}},
        {"Karim a.k.a. Zelvo (KZE)", NAMING_PERSON, {"Karim a.k.a. Zelvo (KZE)"}},  // a person's name has no marker
        {"Zelvo Plant (a.k.a. Zelvotek)", NAMING_FIRM, {"Zelvo Plant", "Zelvotek"}},
        {"Zelvo Plant, AKA \"Zelvotek\"; Zelvo Works", NAMING_FIRM, {"Zelvo Plant", "Zelvotek", " Zelvo Works"}},
        {"Zelvo Plant f.k.a Zelvotek also known as Zelvo Works", NAMING_FIRM, {"Zelvo Plant", "Zelvotek", "Zelvo Works"}},
        {"Zelvo Star (formerly known as: Zelvo Moon)", NAMING_SHIP, {"Zelvo Star", "Zelvo Moon"}},
        {"Akashi Zelvo Zaka", NAMING_FIRM, {"Akashi Zelvo Zaka"}},  // only a whole word is a marker
        {"Zelvo aka", NAMING_FIRM, {"Zelvo aka"}},                  // and only before a name
        {"Aka Zelvo", NAMING_FIRM, {"Aka Zelvo"}},                  // and behind one
        {"Studio Alias Zelvo", NAMING_FIRM, {"Studio Alias Zelvo"}},
        {"Zelvo Studio (alias Zelvotek)", NAMING_FIRM, {"Zelvo Studio", "Zelvotek"}},
        {"Zelvo Studio alias: Zelvotek", NAMING_FIRM, {"Zelvo Studio", "Zelvotek"}},
        {"Zelvo Repair and Trade Plant (ZRTP)", NAMING_FIRM, {"Zelvo Repair and Trade Plant", "(ZRTP)"}},
        {"Zelvo Repair Plant (ZRP) a.k.a. Zelvotek", NAMING_FIRM, {"Zelvo Repair Plant", "(ZRP)", "Zelvotek"}},
        {"Zelvo Repair Plant (RPX)", NAMING_FIRM, {"Zelvo Repair Plant (RPX)"}},  // letters of other words
        {"Zelvo Repair Plant (ZR)", NAMING_FIRM, {"Zelvo Repair Plant (ZR)"}},
        {"", NAMING_FIRM, {""}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) expect(rows[i].text, rows[i].of, rows[i].want);
}

static void what_is_too_much_stays_in_the_last(void **state) {
    (void)state;
    struct name_part got[NAME_PARTS_MAX];
    static const struct { enum naming of; const char *between; } rows[] = {{NAMING_PERSON, ";"}, {NAMING_FIRM, ";"}, {NAMING_FIRM, " aka "}};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        char text[600] = "Zelvo";
        for (size_t i = 0; i < 40; i++) strcat(text, rows[r].between), strcat(text, "Zelvo");
        size_t n = parts_of(view_of(text), rows[r].of, got);
        assert_in_range(n, NAME_PARTS_MAX - 2, NAME_PARTS_MAX);
        assert_ptr_equal(got[n - 1].text.at + got[n - 1].text.bytes, text + strlen(text));
        for (size_t i = 0; i + 1 < n; i++) assert_true(view_is(got[i].text, "Zelvo"));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_text_of_several_names_is_parted), cmocka_unit_test(what_is_too_much_stays_in_the_last)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
