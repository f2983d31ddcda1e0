// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identity_test.c — each point of the annexes of Delegated Regulation (EU) 2023/332, with an example and a counterexample.
#include "match/identity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

struct person {
    struct name name;
    struct dates born;
    struct view nationality, place;
    struct subject subject;
};

// "Family, Given" in two pieces; without a comma and a space in one.
static void person_of(const char *name, const char *born, const char *sex, const char *nationality, const char *place, struct person *out) {
    struct view all = view_of(name), given, family = view_cut(all, '|', &given);
    *out = (struct person){.name = {.text = all, .family = VIEW(""), .given = VIEW("")}, .nationality = view_of(nationality), .place = view_of(place)};
    if (given.bytes) out->name.family = family, out->name.given = given;
    out->subject = (struct subject){.kind = SUBJECT_person, .sex = *sex, .names = &out->name, .name_count = 1, .nationalities = &out->nationality,
                                    .nationality_count = *nationality != 0, .birth_places = &out->place, .birth_place_count = *place != 0};
    if (*born) assert_true(dates_read(view_of(born), &out->born)), out->subject.births = &out->born, out->subject.birth_count = 1;
}

static struct identity compared(const struct person *x, const struct person *y) {
    AUTO_ARENA a = arena_with_ceiling(4 << 20);
    struct identity one, other;
    assert_int_equal(identity_compare(&x->subject, &y->subject, &a, &one, NULL).code, CODE_OK);
    assert_int_equal(identity_compare(&y->subject, &x->subject, &a, &other, NULL).code, CODE_OK);
    assert_memory_equal(one.of, other.of, sizeof one.of);
    assert_int_equal(one.whole, other.whole);
    return one;
}

static void each_point_of_names_holds(void **unused) {
    (void)unused;
    static const struct {
        const char *x, *y, *point;  // NULL: different
    } rows[] = {
        {"Voorbeeld|Karim", "VOORBEELD|karim", "I 3.1"},
        {"Muñoz|José", "Munoz|Jose", "I 3.1"},
        {"عبد السلام", "Abdessalam", "II 3.1(a)"},
        {"Voorbeeld|Karim", "Karim|Voorbeeld", "II 3.1(b)"},
        {"Voorbeeld|Karim", "Karim Voorbeeld", "II 3.1(c)"},
        {"Karim Amine Voorbeeld", "Amine Karim Voorbeeld", "II 3.1(c)"},
        {"Van Voorbeeld|Karim", "Voorbeeld Van|Karim", "II 3.1(d)"},
        {"Voorbeeld|Karim", "Voorbeeld|Kraim", "II 3.1(e)"},
        {"Voorbeeld|Karim", "Voorbeeld|Maruk", NULL},
        {"Smith|John", "Smieth|John", "II 3.1(f)"},
        {"Smith|John", "Smit|John", "II 3.1(f)"},
        {"Smith|John", "Smyth|John", "II 3.1(f)"},
        {"Smith|John", "Smyth|Jon", NULL},  // two edits, and no table knows them as one
        {"Smith|John", "Johnsson|John", NULL},
        {"El-Voorbeeld|Jean-Karim", "El Voorbeeld|Jean Karim", "II 3.1(g)"},
        {"O’Voorbeeld|Karim", "OVoorbeeld|Karim", "II 3.1(g)"},
        {"Voorbeeldenstein|Karim", "Voorbeeldens|Karim", "II 3.1(h)"},
        {"Voorbeeldenstein|Karim", "Vo|Karim", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct person x, y;
        person_of(rows[i].x, "", "", "", "", &x), person_of(rows[i].y, "", "", "", "", &y);
        struct identity d = compared(&x, &y);
        const char *point = d.point[IDENTITY_OF_names];
        if (!rows[i].point) assert_int_equal(d.of[IDENTITY_OF_names], IDENTITY_different), assert_null(point);
        else assert_non_null(point), assert_string_equal(point, rows[i].point);
        assert_int_equal(d.whole, IDENTITY_different);  // nothing else was said
    }
}

static void each_point_of_dates_holds(void **unused) {
    (void)unused;
    static const struct {
        const char *x, *y, *point;
    } rows[] = {
        {"1989-09-15", "1989-09-15", "I 3.2"}, {"1989-03-05", "1989-05-03", "II 3.2(a)"}, {"1410-02-14", "1989-09-15", "II 3.2(b)"},
        {"1989-09-15", "1988-09-15", "II 3.2(c)"}, {"1989-09-15", "1978-09-15", NULL}, {"1989-09-15", "1989", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct person x, y;
        person_of("Voorbeeld|Karim", rows[i].x, "", "", "", &x), person_of("Voorbeeld|Karim", rows[i].y, "", "", "", &y);
        struct identity d = compared(&x, &y);
        if (!rows[i].point) assert_int_equal(d.of[IDENTITY_OF_birth], IDENTITY_different);
        else assert_non_null(d.point[IDENTITY_OF_birth]), assert_string_equal(d.point[IDENTITY_OF_birth], rows[i].point);
    }
}

static void each_point_of_nationalities_holds(void **unused) {
    (void)unused;
    static const struct {
        const char *x, *at, *y, *born_at, *point;
    } rows[] = {
        {"be", "Mechelen", "be", "Gent", "I 3.4"}, {"su", "", "ru", "", "II 3.4(c)"}, {"be", "Mechelen", "fr", "Mechelem", "II 3.4(b)"},
        {"be", "مراكش", "fr", "Marrakech", "II 3.4(a)"}, {"be", "Mechelen", "fr", "Mechelen", NULL},  // the list is exhaustive
        {"be", "", "fr", "", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct person x, y;
        person_of("Voorbeeld|Karim", "", "", rows[i].x, rows[i].at, &x), person_of("Voorbeeld|Karim", "", "", rows[i].y, rows[i].born_at, &y);
        struct identity d = compared(&x, &y);
        if (!rows[i].point) assert_int_equal(d.of[IDENTITY_OF_nationality], IDENTITY_different);
        else assert_non_null(d.point[IDENTITY_OF_nationality]), assert_string_equal(d.point[IDENTITY_OF_nationality], rows[i].point);
    }
}

static void the_whole_is_its_weakest_part(void **unused) {
    (void)unused;
    struct person x, y;
    person_of("Voorbeeld|Karim", "1989-03-05", "m", "be", "", &x);
    person_of("Voorbeeld|Karim", "1989-03-05", "m", "be", "", &y);
    assert_int_equal(compared(&x, &y).whole, IDENTITY_same);
    person_of("Voorbeeld|Karim", "1989-05-03", "m", "be", "", &y);
    assert_int_equal(compared(&x, &y).whole, IDENTITY_similar);
    person_of("Voorbeeld|Karim", "1989-03-05", "f", "be", "", &y);
    assert_int_equal(compared(&x, &y).whole, IDENTITY_different);
    person_of("Voorbeeld|Karim", "1989-03-05", "", "be", "", &y);  // unsaid: a person looks
    assert_int_equal(compared(&x, &y).of[IDENTITY_OF_sex], IDENTITY_unsaid);
    assert_int_equal(compared(&x, &y).whole, IDENTITY_different);
}

// What is longer than a field ends there, in any script: it is not taken for nothing.
static void a_long_name_is_the_same_as_itself(void **unused) {
    (void)unused;
    AUTO_TEXT name = text_with_ceiling(2000);
    struct person x, y;
    text_put(&name, "xx");  // so that 300 bytes end within a letter
    for (int i = 0; i < 60; i++) text_put(&name, "عبد السلام ");
    person_of(text_string(&name), "", "", "", "", &x), person_of(text_string(&name), "", "", "", "", &y);
    assert_int_equal(compared(&x, &y).of[IDENTITY_OF_names], IDENTITY_same);
}

// Long, odd and broken texts end somewhere.
static void odd_names_are_compared_too(void **unused) {
    (void)unused;
    static char longest[2000];
    memset(longest, 'a', sizeof longest - 1);
    const char *const odd[] = {longest, "", "-", "'", "\xff\xfe", "a", "\xe2\x80\x8f\xd9\x85", "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        for (size_t j = 0; j < sizeof odd / sizeof *odd; j++) {
            struct person x, y;
            person_of(odd[i], "", "", "", odd[j], &x), person_of(odd[j], "", "", "", odd[i], &y);
            (void)compared(&x, &y);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_point_of_names_holds), cmocka_unit_test(each_point_of_dates_holds), cmocka_unit_test(each_point_of_nationalities_holds),
        cmocka_unit_test(the_whole_is_its_weakest_part), cmocka_unit_test(a_long_name_is_the_same_as_itself), cmocka_unit_test(odd_names_are_compared_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
