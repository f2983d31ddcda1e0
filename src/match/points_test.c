// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/points.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

enum { ROOM = 400 };

static size_t points(struct view name, uint32_t out[ROOM]) {
    struct point p[ROOM];
    size_t n = points_of(name, p, ROOM);
    for (size_t i = 0; i < n; i++) {
        assert_true(p[i].at < name.bytes && (!i || p[i].at >= p[i - 1].at));
        out[i] = p[i].cp;
    }
    return n;
}

static void expect_same(const char *name, struct view written) {
    uint32_t meant[ROOM], read[ROOM];
    size_t n = points(view_of(name), meant), m = points(written, read);
    if (n != m || memcmp(meant, read, n * sizeof *meant) != 0) fail_msg("%s was read otherwise from %.*s", name, VIEW_ARGS(written));
}

// What a program makes of a name that takes its UTF-8 for Windows-1252, as ICU has it.
static struct view taken_for_windows(struct view name, char *out) {
    UErrorCode e = U_ZERO_ERROR;
    UConverter *windows = ucnv_open("windows-1252", &e);
    UChar wide[ROOM * 4];
    int32_t units = ucnv_toUChars(windows, wide, ROOM * 4, name.at, (int32_t)name.bytes, &e), bytes = 0;
    u_strToUTF8(out, ROOM * 4, &bytes, wide, units, &e);
    ucnv_close(windows);
    assert_true(U_SUCCESS(e));
    return (struct view){out, (size_t)bytes};
}

static void what_was_read_as_windows_is_undone(void **state) {
    (void)state;
    static const char *const names[] = {"Müller", "José Álvarez Peña", "Hélène Lefèvre", "François", "Šefik Čolić", "Doğan Şahin", "Łukasz", "Ștefan",
        "عبد الرحيم بوشتى", "سعيد الوهابي", "Магомед Гаджиев", "Ἀνδρέας Παπαδόπουλος", "ⵎⵓⵃⵎⵎⴷ", "Nguyễn Văn", "Ḥasan", "O’Brien", "Bjørn", "N'Diaye",
        "Ġorġ Ŕba", "王伟", "김철수", "“Ħal Għaxaq”"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char once[ROOM * 4], twice[ROOM * 4];
        struct view of_once = taken_for_windows(view_of(names[i]), once);
        expect_same(names[i], of_once);
        if (names[i][0] & 0x40) expect_same(names[i], taken_for_windows(of_once, twice));
    }
}

static void names_of_letters_are_read(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"François Lefèvre", "Fran&ccedil;ois Lef&egrave;vre"}, {"Peña", "Pe&#241;a"}, {"Peña", "Pe&#xF1;a"}, {"محمد", "&#1605;&#1581;&#1605;&#1583;"},
        {"R & D; Co", "R & D; Co"}, {"&;", "&;"}, {"&#;", "&#;"}, {"&#xD800;", "&#xD800;"}, {"&#99999999;", "&#99999999;"}, {"&", "&"},
        {"&unknown;", "&unknown;"}, {"&eacute", "&eacute"}, {"A&B", "A&amp;B"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t meant[ROOM], read[ROOM];
        size_t m = points(view_of(rows[i][1]), read), n = 0;
        for (size_t at = 0; at < strlen(rows[i][0]);) meant[n++] = utf8_next(view_of(rows[i][0]), &at);
        if (n != m || memcmp(meant, read, n * sizeof *meant) != 0) fail_msg("%s: not %s", rows[i][1], rows[i][0]);
    }
}

static void expect_untouched(struct view name) {
    uint32_t read[ROOM];
    size_t n = points(name, read), k = 0;
    for (size_t at = 0; at < name.bytes; k++) assert_int_equal(read[k], utf8_next(name, &at));
    assert_int_equal(n, k);
}

// Two letters of Latin-1 side by side, and one that ends a quotation, stay what they are: nothing comes apart into letters alone.
static void what_is_a_name_stays_as_it_is(void **state) {
    (void)state;
    static const char *const names[] = {"PERÚ» Luis", "«ANDRÉ»", "“BEÑAT”", "JOSÉ–MARÍA", "IÑAKI", "MÖß", "ÆRØ”", "ÎLE", "Ñ’Golo", "Ù·", "Ø",
        "« La Fraternité\u00a0»", "«\u00a0Café’” SARL", "voilà\u00a0« ici", "”SEPPÄLÄ”", "HEIKKILÄ\u00a0MATTI", "”BERGÅ”"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) expect_untouched(view_of(names[i]));
    for (uint32_t x = 0xC0; x < 0x100; x++)
        for (uint32_t y = 0xC0; y < 0x100; y++) {
            char two[8];
            size_t n = utf8_put(x, two);
            n += utf8_put(y, two + n);
            expect_untouched((struct view){two, n});
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_read_as_windows_is_undone), cmocka_unit_test(names_of_letters_are_read),
                                       cmocka_unit_test(what_is_a_name_stays_as_it_is)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
