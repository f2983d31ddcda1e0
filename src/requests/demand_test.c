// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "requests/demand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static int setup(void **state) {
    struct error err = {0};
    struct law *law = NULL;
    if (FAILED(law_load(LAWS_FOLDER, &law, &err))) print_error("%s\n", err.detail);
    *state = law;
    return law ? 0 : -1;
}
static int teardown(void **state) { return law_free(*state) != NULL; }

static enum code checked(const struct law *law, const char *kind, const char *demand, struct error *err) {
    const struct law_kind *k = law_kind(law, view_of(kind));
    json_t *j = NULL;
    assert_non_null(k);
    assert_int_equal(json_strict(view_of(demand), &j, err).code, CODE_OK);
    enum code code = demand_check(law, k, j, err).code;
    json_decref(j);
    return code;
}

#define INFORMATION(more)                                                                                              \
    "{\"fields\":{\"facts\":\"f\",\"offence\":\"o\",\"grounds_to_ask\":\"g\",\"connection\":\"c\",\"contact_point_copy\":\"sent\"" more "}"

static void a_demand_holds_what_its_kind_wants(void **state) {
    static const struct { const char *kind, *demand, *says; } cases[] = {
        {"supplementary_information", "{}", ""}, {"supplementary_information", "{\"fields\":{}}", ""},
        {"supplementary_information", "{\"fields\":{\"facts\":\"x\"}}", "facts: not a field of this kind"},
        {"supplementary_information", "{\"fields\":{\"colour\":\"x\"}}", "not in the table"},
        {"supplementary_information", "{\"fields\":[]}", "an object"},
        {"information", INFORMATION("}"), ""}, {"information", "{}", "facts: missing; offence: missing"},
        {"information", INFORMATION(",\"person_or_object\":\"p\"}"), ""},
        {"information", INFORMATION(",\"person_or_object\":7}"), "person_or_object: must be a text"},
        {"information", INFORMATION(",\"person_or_object\":\"  \"}"), "must be a text"},
        {"information", INFORMATION("},\"urgent\":true"), "urgency: missing, and it is urgent; urgency_reasons: missing"},
        {"information", INFORMATION(",\"urgency\":\"life\",\"urgency_reasons\":\"r\"},\"urgent\":true"), ""},
        {"information", INFORMATION(",\"urgency\":\"boredom\",\"urgency_reasons\":\"r\"},\"urgent\":true"), "urgency: one of threat, life, liberty, loss"},
        {"core_data", "{\"fields\":{\"match_ref\":\"m\",\"match_of\":\"dna\",\"confirmed_on\":\"2026-11-28\",\"facts\":\"f\",\"offence\":\"o\"}}", ""},
        {"core_data", "{\"fields\":{\"match_ref\":\"m\",\"match_of\":\"dna\",\"confirmed_on\":\"soon\",\"facts\":\"f\",\"offence\":\"o\"}}",
         "confirmed_on: a date"},
        {"hit_report", "{\"fields\":{\"hit_place\":\"p\",\"hit_at\":\"2026-11-28T09:30:00Z\",\"action_taken\":\"a\"}}", ""},
        {"hit_report", "{\"fields\":{\"hit_place\":\"p\",\"hit_at\":\"yesterday\",\"action_taken\":\"a\"}}", "hit_at: an instant"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error err = {0};
        enum code code = checked(*state, cases[i].kind, cases[i].demand, &err);
        if (code != (*cases[i].says ? CODE_BAD_FIELD : CODE_OK) || !strstr(err.detail, cases[i].says)) fail_msg("case %zu: %s", i, err.detail);
    }
    AUTO_TEXT much = text_with_ceiling(10000);
    struct error err = {0};
    text_put(&much, "{\"fields\":{\"urgency_reasons\":\"");
    for (int i = 0; i < 1001; i++) text_char(&much, 'x');
    text_put(&much, "\"}}");
    assert_int_equal(checked(*state, "supplementary_information", text_string(&much), &err), CODE_BAD_FIELD);
    assert_non_null(strstr(err.detail, "at most 1000 bytes"));
}

// Article 6(1) of Directive (EU) 2023/977 is exhaustive: these twelve, typed here again, and no other word of the table.
static void a_refusal_is_for_a_ground_of_its_kind_only(void **state) {
    static const char *const art6[] = {"not_available", "requirements_not_met", "authorisation_refused", "category_not_covered", "data_not_right",
                                       "national_security", "ongoing_investigation", "person_at_risk", "legal_person_harmed",
                                       "minor_offence", "no_offence_here",
                                       "source_did_not_consent"};
    const struct law_kind *k = law_kind(*state, VIEW("information"));
    struct error err = {0};
    for (size_t i = 0; i < sizeof art6 / sizeof *art6; i++) assert_int_equal(demand_ground(*state, k, view_of(art6[i]), &err).code, CODE_OK);
    assert_int_equal(k->grounds.count, sizeof art6 / sizeof *art6);
    static const char *const others[] = {"", "no_record", "data_are_right", "because", "Not_available", "not_available "};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_int_equal(demand_ground(*state, k, view_of(others[i]), &err).code, CODE_BAD_FIELD);
        assert_non_null(strstr(err.detail, "not_available"));
    }
}

static void what_is_withheld_has_a_ground_too(void **state) {
    static const struct { const char *list; bool good; } cases[] = {
        {"[]", true}, {"null", true}, {"[{\"part\":\"flags\",\"ground\":\"national_security\"}]", true}, {"{}", false}, {"[7]", false},
        {"[{\"part\":\"flags\"}]", false}, {"[{\"part\":\" \",\"ground\":\"national_security\"}]", false},
        {"[{\"part\":\"flags\",\"ground\":\"data_are_right\"}]", false}, {"[{\"part\":\"flags\",\"ground\":\"national_security\",\"more\":1}]", false}};
    const struct law_kind *k = law_kind(*state, VIEW("supplementary_information"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AUTO_JSON *whole = NULL;
        AUTO_TEXT t = text_with_ceiling(400);
        text_format(&t, "{\"withheld\":%s}", cases[i].list);
        assert_int_equal(json_strict(text_seen(&t), &whole, NULL).code, CODE_OK);
        if (FAILED(demand_withheld(*state, k, json_object_get(whole, "withheld"), NULL)) == cases[i].good) fail_msg("case %zu", i);
    }
}

static void the_clock_is_the_urgent_one_the_pairs_or_the_kinds(void **state) {
    const struct law_kind *information = law_kind(*state, VIEW("information")), *more = law_kind(*state, VIEW("supplementary_information")),
                          *told = law_kind(*state, VIEW("hit_report"));
    struct law_row row = {.clock = law_clock(*state, VIEW("week"))};
    assert_true(view_is(demand_clock(*state, information, NULL, true)->id, "urgent_direct"));
    assert_int_equal(demand_clock(*state, information, NULL, true)->count, 8);
    assert_true(view_is(demand_clock(*state, information, &row, true)->id, "urgent_direct"));
    assert_true(view_is(demand_clock(*state, information, &row, false)->id, "week"));
    assert_true(view_is(demand_clock(*state, information, NULL, false)->id, "not_urgent"));
    assert_true(view_is(demand_clock(*state, more, NULL, true)->id, "sirene"));
    assert_null(demand_clock(*state, told, &row, true));
    assert_true(demand_may_run_by(information, law_clock(*state, VIEW("urgent_direct")), VIEW("urgent_indirect")));
    assert_false(demand_may_run_by(information, law_clock(*state, VIEW("urgent_direct")), VIEW("week")));
    assert_false(demand_may_run_by(more, NULL, VIEW("week")));
}

// Every kind can be written: whoever fills in all that it asks for is heard; and leaving out any one of it is told.
static void every_kind_can_be_written_and_misses_each_field(void **state) {
    size_t count;
    const struct law_kind *kinds = law_kinds(*state, &count);
    assert_true(count >= 15);
    for (size_t i = 0; i < count; i++)
        for (size_t left_out = 0; left_out <= kinds[i].must.count; left_out++) {
            json_t *fields = json_object();
            AUTO_JSON *demand = json_pack("{s:o}", "fields", fields);
            for (size_t f = 0; f < kinds[i].must.count; f++) {
                const struct law_field *field = law_field(*state, kinds[i].must.at[f]);
                struct view value = field->type == ASKED_choice ? field->choices.at[0] : field->type == ASKED_day ? VIEW("1989") :
                                    field->type == ASKED_instant ? VIEW("2026-11-28T09:30:00Z") : VIEW("words");
                AUTO_TEXT key = text_with_ceiling(100);
                text_view(&key, field->id);
                if (f != left_out) json_put_view(fields, text_string(&key), value);
            }
            bool whole = left_out == kinds[i].must.count;
            assert_int_equal(demand_check(*state, &kinds[i], demand, NULL).code, whole ? CODE_OK : CODE_BAD_FIELD);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_demand_holds_what_its_kind_wants),   cmocka_unit_test(a_refusal_is_for_a_ground_of_its_kind_only),
        cmocka_unit_test(what_is_withheld_has_a_ground_too),    cmocka_unit_test(the_clock_is_the_urgent_one_the_pairs_or_the_kinds),
        cmocka_unit_test(every_kind_can_be_written_and_misses_each_field),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
