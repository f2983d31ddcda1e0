// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "codec/subject.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

static void json_is_strict(void **state) {
    (void)state;
    static const struct { struct view v; enum code code; } rows[] = {
        {VIEW("{\"a\":1,\"a\":2}"), CODE_BAD_JSON}, {VIEW("{} x"), CODE_BAD_JSON}, {VIEW("[1,]"), CODE_BAD_JSON},
        {VIEW("[\"\xC0\x80\"]"), CODE_BAD_TEXT}, {VIEW("[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]"), CODE_TOO_DEEP},
        {VIEW("{\"b\":[1,\"\xD8\xB5\"],\"a\":null}"), CODE_OK},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_JSON *j = NULL;
        struct error err;
        assert_int_equal(json_strict(rows[i].v, &j, &err).code, rows[i].code);
        AUTO_JSON *kept = NULL;  // of what we wrote ourselves nobody else is to blame
        assert_int_equal(json_stored(rows[i].v, &kept, &err).code, rows[i].code == CODE_OK ? CODE_OK : CODE_STORE_DAMAGED);
        if (!j) continue;
        AUTO_TEXT t = text_with_ceiling(1000);
        text_json(&t, j);
        assert_string_equal(text_string(&t), "{\"a\":null,\"b\":[1,\"\xD8\xB5\"]}");
    }
}

static void what_was_built_is_given_or_goes(void **state) {
    (void)state;
    json_t *got = NULL;
    AUTO_JSON *moments = json_object();
    assert_int_equal(json_given((struct result){CODE_TOO_BIG}, json_object(), &got).code, CODE_TOO_BIG);  // a leak would be told
    assert_null(got);
    assert_int_equal(json_given(DONE, json_instant((struct instant){1795734086123}), &got).code, CODE_OK);
    assert_string_equal(json_string_value(got), "2026-11-26T23:01:26.123Z");
    json_decref(got);
    json_put_instant(moments, "none", (struct instant){0});
    json_put_instant(moments, "one", (struct instant){1795734086123});
    assert_null(json_object_get(moments, "none"));
    assert_true(view_is(json_view(moments, "one"), "2026-11-26T23:01:26.123Z"));
    got = json_instant((struct instant){0});
    assert_true(json_is_null(got));
}

static void every_member_of_a_subject_is_read(void **state) {
    (void)state;
    static const char whole[] = "{\"addresses\":[\"Rue Haute 1\"],\"birth_places\":[\"Bruxelles\"],\"births\":[\"1989-09-15\",\"1985/1989\"],"
        "\"documents\":[{\"country\":\"be\",\"number\":\"EH123456\",\"type\":\"passport\"}],\"identifiers\":[{\"type\":\"phone\",\"value\":\"+32470000000\"}],"
        "\"kind\":\"person\",\"names\":[{\"family\":\"Exemple\",\"given\":\"Jan\",\"role\":\"primary\",\"text\":\"Jan Exemple\"}],"
        "\"nationalities\":[\"be\"],\"sex\":\"m\"}";
    AUTO_JSON *j = NULL;
    AUTO_ARENA a = arena_with_ceiling(100000);
    struct subject s;
    struct error err;
    assert_int_equal(json_strict(view_of(whole), &j, &err).code, CODE_OK);
    assert_int_equal(subject_read(j, &a, &s, &err).code, CODE_OK);
    assert_true(s.kind == SUBJECT_person && s.sex == 'm');
    assert_true(s.name_count == 1 && view_is(s.names[0].text, "Jan Exemple") && view_is(s.names[0].given, "Jan") && view_is(s.names[0].family, "Exemple"));
    assert_true(s.names[0].role == NAME_primary);
    assert_int_equal(s.birth_count, 2);
    assert_true(s.births[0].precision == DATE_DAY && s.births[0].first == days_of(1989, 9, 15) && s.births[0].last == s.births[0].first);
    assert_true(s.births[1].precision == DATE_RANGE && s.births[1].first == days_of(1985, 1, 1) && s.births[1].last == days_of(1989, 12, 31));
    assert_true(s.paper_count == 1 && view_is(s.papers[0].type, "passport") && view_is(s.papers[0].country, "be") && view_is(s.papers[0].number, "EH123456"));
    assert_true(s.identifier_count == 1 && view_is(s.identifiers[0].type, "phone") && view_is(s.identifiers[0].value, "+32470000000"));
    assert_true(s.birth_place_count == 1 && view_is(s.birth_places[0], "Bruxelles") && s.address_count == 1 && view_is(s.addresses[0], "Rue Haute 1"));
    assert_true(s.nationality_count == 1 && view_is(s.nationalities[0], "be"));
}

static void bad_subjects_are_named(void **state) {
    (void)state;
    static const struct { const char *json, *word; } rows[] = {
        {"{}", "kind"}, {"{\"kind\":\"ghost\"}", "kind"}, {"{\"kind\":\"person\",\"nam\":[]}", "nam"},
        {"{\"kind\":\"person\",\"names\":[{\"text\":\" \"}]}", "names"}, {"{\"kind\":\"person\",\"births\":[\"soon\"]}", "births"},
        {"{\"kind\":\"person\",\"nationalities\":[\"BE\"]}", "nationalities"}, {"{\"kind\":\"person\",\"sex\":\"male\"}", "sex"},
        {"{\"kind\":\"person\",\"documents\":[{\"type\":\"id\"}]}", "documents"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_JSON *j = NULL;
        AUTO_ARENA a = arena_with_ceiling(100000);
        struct subject s;
        struct error err;
        assert_int_equal(json_strict(view_of(rows[i].json), &j, &err).code, CODE_OK);
        assert_int_equal(subject_read(j, &a, &s, &err).code, strcmp(rows[i].word, "births") == 0 ? CODE_BAD_DATE : CODE_BAD_FIELD);
        assert_non_null(strstr(err.detail, rows[i].word));
    }
}

// What is wrong is told by its place, never by what stands there (promise P14).
static void bad_json_is_not_quoted(void **state) {
    (void)state;
    static const char *const bad[] = {"{\"name\": Karim}", "{\"Karim\":1,\"Karim\":2}", "[\"Karim\" \"Karim\"]", "[\"Karim\\u0000\"]", "{\"a\":\"Karim"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        json_t *j = NULL;
        struct error err;
        assert_int_equal(json_strict(view_of(bad[i]), &j, &err).code, CODE_BAD_JSON);
        assert_non_null(strstr(err.detail, "line 1, column "));
        assert_null(strstr(err.detail, "Karim"));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(json_is_strict), cmocka_unit_test(bad_json_is_not_quoted),
                                       cmocka_unit_test(what_was_built_is_given_or_goes),
                                       cmocka_unit_test(every_member_of_a_subject_is_read), cmocka_unit_test(bad_subjects_are_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
