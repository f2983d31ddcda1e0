// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/alerts/alerts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static const struct instant NOW = {INT64_C(1795478400000)};  // 2026-11-24T00:00:00Z

static int open_law(void **state) {
    struct law *law;
    struct error err;
    if (FAILED(law_load(LAWS_FOLDER, &law, &err))) return -1;
    *state = law;
    return 0;
}
static int close_law(void **state) {
    law_free(*state);
    return 0;
}

#define PERSON "\"subject\":{\"kind\":\"person\",\"names\":[{\"text\":\"Karim Exemple\"}],\"births\":[\"1990-05-04\"]}"
#define BORN(date) "\"subject\":{\"kind\":\"person\",\"names\":[{\"text\":\"Lien Voorbeeld\"}],\"births\":[\"" date "\"]}"
#define REFUSAL "{\"category\":\"refusal\",\"reason\":\"decision\",\"authority\":\"office\",\"decision_ref\":\"7\","
#define ARREST "{\"category\":\"arrest\",\"reason\":\"warrant\","

static json_t *parsed(const char *text) {
    json_t *j;
    struct error err;
    if (FAILED(json_strict(view_of(text), &j, &err))) fail_msg("%s", err.detail);
    return j;
}

static json_t *completed(const struct law *law, const char *draft) {
    AUTO_JSON *j = parsed(draft);
    json_t *out;
    struct error err;
    if (FAILED(alert_complete(law, j, NOW, &out, &err))) fail_msg("%s", err.detail);
    return out;
}

static void a_draft_gets_what_its_category_says(void **state) {
    static const struct { const char *draft, *article, *action, *review, *retain; bool eu_only, kept_apart; } rows[] = {
        {REFUSAL PERSON "}", "24 and 25", "refuse_entry", "2029-11-24T00:00:00.000Z", "2029-11-24T00:00:00.000Z", true, false},
        {ARREST PERSON "}", "26", "arrest", "2031-11-24T00:00:00.000Z", "2031-11-24T00:00:00.000Z", true, false},
        {"{\"category\":\"discreet\",\"reason\":\"r\",\"action\":\"look\"," PERSON "}", "36 and 37(3)", "look", "2027-11-24T00:00:00.000Z",
         "2027-11-24T00:00:00.000Z", true, false},
        {"{\"category\":\"vulnerable\",\"reason\":\"r\"," BORN("2019-01-01") "}", "32(1)(c) to (e)", "prevent_travel",
         "2027-11-24T00:00:00.000Z", "2027-11-24T00:00:00.000Z", true, true},
        {"{\"category\":\"judicial\",\"reason\":\"r\"," BORN("2010-01-01") "}", "34", "communicate_residence", "2027-11-24T00:00:00.000Z",
         "2027-11-24T00:00:00.000Z", true, false},
        {"{\"category\":\"judicial\",\"reason\":\"r\"," BORN("1980") "}", "34", "communicate_residence", "2029-11-24T00:00:00.000Z",
         "2029-11-24T00:00:00.000Z", true, false},
        {"{\"category\":\"un_list\",\"list\":{\"source\":\"un\",\"ref\":\"X1\"},\"subject\":{\"kind\":\"organisation\","
         "\"names\":[{\"text\":\"Example Org\"}]}}",
         "2253 (2015) para. 2", "freeze_and_contact", "2027-11-24T00:00:00.000Z", "2027-11-24T00:00:00.000Z", false, false},
        {"{\"category\":\"object\",\"reason\":\"stolen\",\"subject\":{\"kind\":\"vehicle\",\"identifiers\":[{\"type\":\"plate\",\"value\":\"1ABC234\"}]}}",
         "38", "seize", "2036-11-24T00:00:00.000Z", "2036-11-24T00:00:00.000Z", true, false},
        {"{\"category\":\"national\",\"reason\":\"r\",\"retain_until\":\"2027-01-01T00:00:00.000Z\"," PERSON "}", "5 and 8", "contact_owner",
         "2027-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z", false, false},
        {"{\"category\":\"national\",\"reason\":\"r\",\"eu_only\":true," PERSON "}", "5 and 8", "contact_owner",
         "2027-11-24T00:00:00.000Z", "2027-11-24T00:00:00.000Z", true, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_JSON *a = completed(*state, rows[i].draft);
        assert_string_equal(json_view(a, "article").at, rows[i].article);
        assert_string_equal(json_view(a, "action").at, rows[i].action);
        assert_string_equal(json_view(a, "review_at").at, rows[i].review);
        assert_string_equal(json_view(a, "retain_until").at, rows[i].retain);
        assert_int_equal(json_flag(a, "eu_only"), rows[i].eu_only);
        assert_int_equal(json_flag(a, "protected"), rows[i].kept_apart);
        assert_true(json_view(a, "legal_basis").bytes && json_view(a, "purpose").bytes && json_view(a, "handling").bytes);
        AUTO_JSON *again = NULL;
        assert_int_equal(alert_complete(*state, a, NOW, &again, NULL).code, CODE_OK);
        assert_true(json_equal(a, again));
    }
}

static void wrong_drafts_are_named_field_by_field(void **state) {
    static const struct { const char *draft, *says[3]; } rows[] = {
        {"{}", {"category: missing", "subject: missing", NULL}},
        {"{\"category\":\"nothing\"," PERSON "}", {"category: not in the table", NULL, NULL}},
        {REFUSAL "\"colour\":\"Karim Exemple\"," PERSON "}", {"?: a field that is not known", NULL, NULL}},
        {"{\"category\":\"refusal\"," PERSON "}", {"reason: missing", "authority: missing", "decision_ref: missing"}},
        {ARREST "\"subject\":{\"kind\":\"person\"}}", {"subject.surname", "subject.birth", NULL}},
        {ARREST "\"subject\":{\"kind\":\"vessel\"}}", {"of a kind", NULL, NULL}},
        {ARREST "\"subject\":{\"kind\":\"person\",\"births\":[\"soon\"]}}", {"births: not a date", NULL, NULL}},
        {"{\"category\":\"object\",\"reason\":\"r\",\"subject\":{\"kind\":\"vehicle\"}}", {"subject.number", NULL, NULL}},
        {ARREST PERSON ",\"handling\":\"H9\",\"basis\":\"rumour\",\"evaluation\":{\"source\":\"D\",\"information\":\"1\"}}",
         {"handling", "basis", "evaluation.source"}},
        {ARREST PERSON ",\"evaluation\":{\"source\":\"A\"}}", {"both source and information", NULL, NULL}},
        {ARREST PERSON ",\"handling\":\"H0 H1\"}", {"handling", NULL, NULL}},
        {ARREST PERSON ",\"flags\":[\"armed\",\"armed\"]}", {"flags: a word stands there twice", NULL, NULL}},
        {ARREST PERSON ",\"flags\":[\"rich\"]}", {"flags", NULL, NULL}},
        {ARREST PERSON ",\"eu_only\":false}", {"eu_only: this category never leaves", NULL, NULL}},
        {ARREST PERSON ",\"eu_only\":\"no\"}", {"eu_only: true or false", NULL, NULL}},
        {ARREST PERSON ",\"purpose\":\"asylum\"}", {"purpose", NULL, NULL}},
        {ARREST PERSON ",\"article\":\"99\"}", {"article", NULL, NULL}},
        {ARREST PERSON ",\"retain_until\":\"2031-11-24T00:00:00.001Z\"}", {"retain_until: later", NULL, NULL}},
        {ARREST PERSON ",\"review_at\":\"2032-01-01T00:00:00.000Z\"}", {"review_at: later", NULL, NULL}},
        {ARREST PERSON ",\"retain_until\":\"2020-01-01T00:00:00.000Z\"}", {"retain_until: in the past", NULL, NULL}},
        {ARREST PERSON ",\"retain_until\":\"tomorrow\"}", {"retain_until: an instant", NULL, NULL}},
        {ARREST PERSON ",\"list\":{\"source\":\"un\",\"ref\":\"1\"}}", {"list: only", NULL, NULL}},
        {"{\"category\":\"un_list\"," PERSON "}", {"list.source", "list.ref", NULL}},
        {ARREST BORN("2015-01-01") "}", {"a child under 12", NULL, NULL}},
        {ARREST BORN("2014-11-25") "}", {"a child under 12", NULL, NULL}},
        {ARREST BORN("2014") "}", {"a child under 12", NULL, NULL}},
        {ARREST "\"subject\":{\"kind\":\"person\",\"names\":[{\"text\":\"Karim Exemple\"}],\"births\":[\"1990\"],"
                "\"nationalities\":[\"be\",\"zz\"]}}", {"nationalities: no country", NULL, NULL}},
        {ARREST BORN("1440") "}", {"a child under 12", NULL, NULL}},        // 2018 or 2019 in the Islamic calendar
        {ARREST BORN("1437-01-01") "}", {"a child under 12", NULL, NULL}},  // October 2015
        {"{\"category\":\"judicial\",\"reason\":\"r\",\"subject_category\":\"suspect\"," BORN("2018") "}", {"a child under 12", NULL, NULL}},
        {"[]", {"an object is expected", NULL, NULL}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_JSON *draft = parsed(rows[i].draft);
        json_t *out = NULL;
        struct error err;
        assert_int_equal(alert_complete(*state, draft, NOW, &out, &err).code, CODE_BAD_FIELD);
        assert_null(out);
        for (size_t k = 0; k < 3 && rows[i].says[k]; k++)
            if (!strstr(err.detail, rows[i].says[k])) fail_msg("row %zu: %s", i, err.detail);
        assert_null(strstr(err.detail, "Karim"));
    }
}

// Born on the day twelve years ago: no longer under twelve.
static void the_twelfth_birthday_is_the_line(void **state) {
    // The last three are years of the Islamic or the Iranian calendar: 2013, and a child by one of two readings alone.
    static const char *const grown[] = {ARREST BORN("2014-11-24") "}", ARREST BORN("1434") "}", ARREST BORN("1395") "}", ARREST BORN("1404-02-03") "}"};
    for (size_t i = 0; i < sizeof grown / sizeof *grown; i++) {
        AUTO_JSON *a = completed(*state, grown[i]);
        assert_false(json_flag(a, "protected"));
    }
}

// Protective alerts of children, and list entries, are kept apart from general searches (promise P12).
static void a_child_is_kept_apart_whatever_the_category(void **state) {
    AUTO_JSON *witness = completed(*state, "{\"category\":\"judicial\",\"reason\":\"witness\",\"subject_category\":\"victim\"," BORN("2018-05-05") "}");
    AUTO_JSON *missing = completed(*state, "{\"category\":\"missing\",\"reason\":\"r\"," PERSON "}");
    assert_true(json_flag(witness, "protected"));
    assert_true(json_flag(missing, "protected"));
}

// A category that no table of ours may loosen: SIS alerts are for the Union, whatever the draft says.
static void every_sis_category_is_eu_only(void **state) {
    size_t count, sis = 0;
    const struct law_category *c = law_categories(*state, &count);
    for (size_t i = 0; i < count; i++) {
        if (!view_starts(c[i].instrument->id, "sis-")) continue;
        assert_true(c[i].eu_only);
        sis++;
    }
    assert_int_equal(sis, 11);
}

static void two_alerts_on_one_subject(void **state) {
    static const struct { const char *a, *b; enum alert_pair pair; } rows[] = {
        {"{\"category\":\"arrest\"}", "{\"category\":\"refusal\"}", ALERTS_TOGETHER},
        {"{\"category\":\"arrest\"}", "{\"category\":\"discreet\"}", ALERTS_FIRST_WINS},
        {"{\"category\":\"discreet\"}", "{\"category\":\"arrest\"}", ALERTS_SECOND_WINS},
        {"{\"category\":\"specific\",\"immediate\":true}", "{\"category\":\"specific\"}", ALERTS_TOGETHER},
        {"{\"category\":\"specific\",\"immediate\":true}", "{\"category\":\"discreet\",\"immediate\":true}", ALERTS_FIRST_WINS},
        {"{\"category\":\"missing\",\"whereabouts\":true}", "{\"category\":\"judicial\"}", ALERTS_TOGETHER},
        {"{\"category\":\"refusal\"}", "{\"category\":\"missing\"}", ALERTS_FIRST_WINS},
        {"{\"category\":\"arrest\"}", "{\"category\":\"un_list\",\"list\":{}}", ALERTS_TOGETHER},
        {"{\"category\":\"national\"}", "{\"category\":\"arrest\"}", ALERTS_TO_CONSULT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_JSON *a = parsed(rows[i].a);
        AUTO_JSON *b = parsed(rows[i].b);
        assert_int_equal(alerts_compared(*state, a, b), rows[i].pair);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_draft_gets_what_its_category_says),
        cmocka_unit_test(wrong_drafts_are_named_field_by_field),
        cmocka_unit_test(the_twelfth_birthday_is_the_line),
        cmocka_unit_test(a_child_is_kept_apart_whatever_the_category),
        cmocka_unit_test(every_sis_category_is_eu_only),
        cmocka_unit_test(two_alerts_on_one_subject),
    };
    return cmocka_run_group_tests(tests, open_law, close_law);
}
