// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// imports_test.c — what a list no longer has goes, unless a legal hold keeps it; what a list is of is what the last import says.
#include "node/node_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)
#define DO(h, member, officer, handler, ...) house_do(h, member, officer, handler, json_pack(__VA_ARGS__), NULL)

static const char *const names[] = {"Karim Exemple", "Lien Voorbeeld", "Marta Ejemplo"};

// The first so many of these names, from `from` on, as a list of that category; what came of it, a new reference.
static json_t *imported(struct house *h, const char *category, int from, int count) {
    AUTO_JSON *begun = NULL;
    AUTO_TEXT lines = text_with_ceiling(10000);
    json_t *done = NULL;
    for (int i = from; i < from + count; i++)
        text_format(&lines, "{\"ref\":\"r-%d\",\"subject\":{\"births\":[\"1990-05-04\"],\"kind\":\"person\",\"names\":[{\"text\":\"%s\"}]}}\n", i, names[i]);
    assert_int_equal(house_do(h, BE, AUTHOR, import_begin, json_pack("{s:s,s:s}", "source", "the-list", "category", category), &begun), CODE_OK);
    assert_int_equal(DO(h, BE, AUTHOR, import_items, "{s:O,s:s}", "import", json_object_get(begun, "import"), "items", text_string(&lines)), CODE_OK);
    assert_int_equal(house_do(h, BE, AUTHOR, import_commit, json_pack("{s:O}", "import", json_object_get(begun, "import")), &done), CODE_OK);
    QUIET(h, 500);
    return done;
}

static json_t *kept(struct house *h) {
    AUTO_JSON *list = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, alert_list, json_object(), &list), CODE_OK);
    return json_incref(json_object_get(list, "alerts"));
}

static void a_hold_keeps_what_its_list_no_longer_has(void **state) {
    struct house *h = house_new(*state);
    QUIET(h, 500);
    AUTO_JSON *first = imported(h, "national_list", 0, 3), *there = kept(h);
    assert_int_equal(json_int(first, "added"), 3);
    assert_int_equal(json_array_size(there), 3);
    json_t *record = json_object_get(json_array_get(there, 0), "record");
    assert_int_equal(DO(h, BE, APPROVER, hold_placed, "{s:O,s:s,s:s}", "record", record, "until", "2027-06-30", "reason", "the judge asked"), CODE_OK);
    AUTO_JSON *second = imported(h, "national_list", 2, 1), *left = kept(h);
    assert_int_equal(json_int(second, "removed"), 1);
    assert_int_equal(json_array_size(left), 2);
    const json_t *refused = json_array_get(json_object_get(second, "refusals"), 0);
    assert_true(view_is(json_view(refused, "code"), "HELD") && view_is(json_view(refused, "ref"), "r-0"));
    assert_int_equal(DO(h, BE, APPROVER, hold_lifted, "{s:O,s:s}", "record", record, "reason", "the case is closed"), CODE_OK);
    AUTO_JSON *third = imported(h, "national_list", 2, 1), *gone = kept(h);
    assert_int_equal(json_int(third, "removed"), 1);
    assert_int_equal(json_array_size(gone), 1);
    house_free(h);
}

static void a_list_of_another_category_is_another_list(void **state) {
    struct house *h = house_new(*state);
    QUIET(h, 500);
    AUTO_JSON *wrong = imported(h, "national_list", 0, 2), *same = imported(h, "national_list", 0, 2), *right = imported(h, "eu_list", 0, 2), *there = kept(h);
    assert_int_equal(json_int(wrong, "added"), 2);
    assert_int_equal(json_int(same, "unchanged"), 2);
    assert_int_equal(json_int(right, "changed"), 2);
    size_t i;
    const json_t *one;
    json_array_foreach(there, i, one) assert_true(view_is(json_view(json_object_get(one, "alert"), "category"), "eu_list"));
    house_free(h);
}

// A list is looked at with each import: what is still on it does not go at the end of the term of the first.
static void what_is_still_listed_stays(void **state) {
    struct house *h = house_new(*state);
    QUIET(h, 500);
    AUTO_JSON *first = imported(h, "national_list", 0, 3);
    assert_int_equal(json_int(first, "added"), 3);
    for (int month = 0; month < 14; month++) {  // the category's term is a year
        h->now.ms += 30 * (int64_t)DAY_MS;
        QUIET(h, 2500);
        AUTO_JSON *there = kept(h), *again = imported(h, "national_list", 0, 2);
        assert_int_equal(json_array_size(there), month ? 2 : 3);
        assert_int_equal(json_int(again, "added"), 0);
        assert_true(json_int(again, "unchanged") == 2 || json_int(again, "changed") == 2);
        if (month < 8) assert_int_equal(json_int(again, "unchanged"), 2);  // and it is not told anew each time
    }
    // What no import looks at any more goes at its day.
    h->now.ms += 400 * (int64_t)DAY_MS;
    QUIET(h, 2500);
    AUTO_JSON *over = kept(h);
    assert_int_equal(json_array_size(over), 0);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(a_hold_keeps_what_its_list_no_longer_has, LAWS_FOLDER),
                                       cmocka_unit_test_prestate(a_list_of_another_category_is_another_list, LAWS_FOLDER),
                                       cmocka_unit_test_prestate(what_is_still_listed_stays, LAWS_FOLDER)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
