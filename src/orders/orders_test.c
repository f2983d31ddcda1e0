// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// The forms of the law and the rules of an order, against what Regulation (EU) 2023/1543 says (the table in each test is
// written from the articles, not from laws/orders/rules.yaml).
//   orders_test --xml CATEGORY    prints such an order as a message of ETSI TS 103 120, for other people's schemas
#include "orders/delivery.h"
#include "orders/etsi.h"
#include "orders/guide.h"
#include "orders/whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct order_book *book;
static int up(void **state) {
    struct error err = {0};
    (void)state;
    if (FAILED(order_book_load(LAWS_FOLDER, &book, &err))) fail_msg("%s", err.detail);
    return 0;
}
static int down(void **state) {
    (void)state;
    book = order_book_free(book);
    return 0;
}

static json_t *order(const char *category) { return whole_order(category, "PEM"); }

static enum code judged(json_t *values, bool urgent, struct order_ruling *r, struct error *err) {
    const json_t *form = order_form(book, VIEW("epoc"));
    struct result checked = order_check(form, values, ORDER_FILE, err);
    if (FAILED(checked)) return checked.code;
    return order_judge(book, form, values, urgent, r, err).code;
}

static void expect(json_t *values, bool urgent, enum code code, const char *says) {
    struct order_ruling r;
    struct error err = {0};
    enum code got = judged(values, urgent, &r, &err);
    if (got != code) fail_msg("%s instead of %s: %s", code_name(got), code_name(code), err.detail);
    if (says && !strstr(err.detail, says)) fail_msg("does not say \"%s\": %s", says, err.detail);
    json_decref(values);
}

static json_t *with(const char *category, const char *key, json_t *value) {
    json_t *v = order(category);
    if (value) json_object_set_new(v, key, value);
    else json_object_del(v, key);
    return v;
}

static void every_form_is_read_and_says_its_article(void **state) {
    static const char *const all[] = {"epoc", "epoc_pr", "epoc_annex3", "epoc_annex5", "epoc_annex6", "eio_a", "eio_b", "eio_c",
                                      "bp_preserve", "bp_disclose", "bp_access", "bp_contact", "mla_letter", "provider", "tco_order",
                                      "tco_feedback", "tco_impossible"};
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const json_t *f = order_form(book, view_of(all[i]));
        if (!f) fail_msg("%s", all[i]);
        assert_true(json_view(f, "article").bytes > 0);
    }
    assert_int_equal(json_object_size(order_forms(book)), sizeof all / sizeof *all);
    assert_null(order_form(book, VIEW("everything")));
    assert_int_equal(order_book_load("/nowhere", &(struct order_book *){0}, NULL).code, CODE_NOT_FOUND);
}

// Art. 9(1): the addressee gets sections A to L, the enforcing authority A to M.
static void the_provider_never_sees_the_grounds(void **state) {
    (void)state;
    AUTO_JSON *v = order("content");
    json_object_set_new(v, "listed_offence", json_pack("[s]", "o2"));
    const json_t *form = order_form(book, VIEW("epoc"));
    AUTO_JSON *provider = order_seen(form, v, ORDER_ADDRESSEE);
    AUTO_JSON *authority = order_seen(form, v, ORDER_AUTHORITY);
    static const char *const hidden[] = {"necessity", "case_summary", "listed_offence"};
    for (size_t i = 0; i < 3; i++) assert_null(json_object_get(provider, hidden[i])), assert_non_null(json_object_get(authority, hidden[i]));
    assert_non_null(json_object_get(provider, "ident_user"));
    struct error err = {0};
    assert_int_equal(order_check(form, provider, ORDER_ADDRESSEE, &err).code, CODE_OK);
    assert_int_equal(order_check(form, v, ORDER_ADDRESSEE, &err).code, CODE_BAD_FIELD);  // what is not for it is no field of its copy
    // On the form itself: M is the last section, and the only one that the authority sees alone.
    size_t i;
    const json_t *s;
    json_array_foreach(json_object_get(form, "sections"), i, s) {
        const char *letter = json_string_value(json_object_get(s, "letter"));
        bool addressee = view_is(VIEW("addressee"), json_string_value(json_array_get(json_object_get(s, "views"), 0)));
        assert_int_equal(addressee, strcmp(letter, "M") != 0 && strcmp(letter, "-") != 0);
    }
}

static void the_category_of_data_decides_what_is_asked(void **state) {
    (void)state;
    expect(order("subscriber"), false, CODE_OK, NULL);
    expect(order("content"), false, CODE_OK, NULL);
    expect(with("subscriber", "data_content", json_pack("[s]", "co_mailbox")), false, CODE_BAD_FIELD, "does not ask");
    expect(with("content", "data_content", NULL), false, CODE_BAD_FIELD, "data_content: missing");
    expect(with("content", "data_content", json_pack("[s]", "everything")), false, CODE_BAD_FIELD, "not one of its choices");
    expect(with("content", "enforcing_state", NULL), false, CODE_BAD_FIELD, "enforcing_state");
    expect(with("subscriber", "signed_on", json_string("yesterday")), false, CODE_BAD_FIELD, "signed_on");
    expect(with("subscriber", "unvalidated", json_false()), false, CODE_BAD_FIELD, "unvalidated");
    expect(with("subscriber", "colour", json_string("blue")), false, CODE_BAD_FIELD, "does not ask");
}

// Art. 4(1) to (3) and (5).
static void who_issues_and_who_validates(void **state) {
    static const struct { const char *category, *issuer, *validator; enum code code; } rows[] = {
        {"subscriber", "prosecutor", NULL, CODE_OK}, {"identification", "prosecutor", NULL, CODE_OK}, {"subscriber", "judge", NULL, CODE_OK},
        {"subscriber", "other_authority", NULL, CODE_NO_BASIS}, {"subscriber", "other_authority", "prosecutor", CODE_OK},
        {"traffic", "prosecutor", NULL, CODE_NO_BASIS}, {"content", "prosecutor", NULL, CODE_NO_BASIS},
        {"traffic", "prosecutor", "investigating_judge", CODE_OK}, {"content", "other_authority", "prosecutor", CODE_NO_BASIS},
        {"content", "other_authority", "court", CODE_OK}, {"content", "judge", NULL, CODE_OK},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *v = with(rows[i].category, "authority_type", json_string(rows[i].issuer));
        if (rows[i].validator) json_object_set_new(v, "validator_type", json_string(rows[i].validator));
        expect(v, false, rows[i].code, rows[i].code ? "art. 4" : NULL);
    }
}

static void an_emergency_may_go_ahead_of_its_validation(void **state) {
    (void)state;
    struct order_ruling r;
    struct error err = {0};
    AUTO_JSON *v = order("subscriber");
    json_object_set_new(v, "authority_type", json_string("other_authority"));
    json_object_set_new(v, "unvalidated", json_true());
    json_object_set_new(v, "deadline", json_string("eight_hours"));
    json_object_set_new(v, "emergency_kind", json_string("threat_to_person"));
    assert_int_equal(judged(v, true, &r, &err), CODE_OK);
    assert_true(r.validate_later);
    assert_int_equal(judged(v, false, &r, &err), CODE_NO_BASIS);  // no emergency
    json_t *deep = with("content", "unvalidated", json_true());
    json_object_set_new(deep, "deadline", json_string("eight_hours"));
    json_object_set_new(deep, "emergency_kind", json_string("threat_to_person"));
    expect(deep, true, CODE_NO_BASIS, "4(5)");
    expect(with("subscriber", "deadline", json_string("eight_hours")), false, CODE_BAD_FIELD, "deadline");
}

// Art. 5(3) and (4).
static void the_offence_opens_the_door_or_it_stays_shut(void **state) {
    (void)state;
    json_t *v = with("content", "offence_gate", json_pack("[s]", "three_years"));
    json_object_set_new(v, "penalty_months", json_integer(35));
    expect(v, false, CODE_NO_BASIS, "5(4)");
    v = with("content", "offence_gate", json_pack("[s]", "three_years"));
    json_object_set_new(v, "penalty_months", json_integer(36));
    expect(v, false, CODE_OK, NULL);
    v = with("content", "penalty_months", json_integer(12));  // terrorism needs no three years: art. 5(4)(c)
    expect(v, false, CODE_OK, NULL);
    expect(with("traffic", "offence_gate", json_array()), false, CODE_BAD_FIELD, NULL);
    expect(with("traffic", "offence_gate", json_pack("[s]", "sentence_for_those")), false, CODE_BAD_FIELD, "no sentence");
    v = with("subscriber", "proceedings_kind", json_string("sentence_execution"));
    json_object_set_new(v, "sentence_months", json_integer(3));
    expect(v, false, CODE_NO_BASIS, "4 months");
    v = with("subscriber", "proceedings_kind", json_string("sentence_execution"));
    json_object_set_new(v, "sentence_months", json_integer(4));
    expect(v, false, CODE_OK, NULL);
}

// Art. 8: traffic and content, unless committed at home by who lives there; suspensive but in an emergency.
static void the_enforcing_authority_is_told_when_it_must_be(void **state) {
    static const struct { const char *category; bool here, urgent, notify, suspends; } rows[] = {
        {"subscriber", false, false, false, false}, {"identification", false, false, false, false}, {"traffic", false, false, true, true},
        {"content", false, false, true, true}, {"content", true, false, false, false}, {"content", false, true, true, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct order_ruling r;
        struct error err = {0};
        AUTO_JSON *v = order(rows[i].category);
        if (rows[i].here) {
            json_object_set_new(v, "committed_here", json_true());
            assert_int_equal(judged(v, false, &r, &err), CODE_NO_BASIS);  // reasonable grounds are said
            json_object_set_new(v, "residence_grounds", json_string("registered in Ghent, seen there on the day"));
            json_object_set_new(v, "deadline", json_string("ten_days"));
        }
        if (rows[i].urgent) {
            json_object_set_new(v, "deadline", json_string("eight_hours"));
            json_object_set_new(v, "emergency_kind", json_string("threat_to_person"));
        }
        if (judged(v, rows[i].urgent, &r, &err)) fail_msg("row %zu: %s", i, err.detail);
        assert_int_equal(r.notify, rows[i].notify);
        assert_int_equal(r.suspends, rows[i].suspends);
    }
}

// Directive 2014/41/EU art. 2(c): another authority's order is validated by a judge, court, investigating judge or prosecutor.
static void an_investigation_order_has_its_own_rule(void **state) {
    static const struct { const char *issuer, *validator; enum code code; } rows[] = {
        {"judge", NULL, CODE_OK}, {"prosecutor", NULL, CODE_OK}, {"other_authority", NULL, CODE_NO_BASIS}, {"other_authority", "prosecutor", CODE_OK}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct order_ruling r;
        struct error err = {0};
        AUTO_JSON *v = json_pack("{s:s}", "authority_type", rows[i].issuer);
        if (rows[i].validator) json_object_set_new(v, "validator_type", json_string(rows[i].validator));
        assert_int_equal(order_judge(book, order_form(book, VIEW("eio_a")), v, false, &r, &err).code, rows[i].code);
        if (rows[i].code) assert_non_null(strstr(err.detail, "art. 2(c)"));
        else assert_true(r.ruled && r.by_magistrate && !r.by_judge && !r.notify && !r.suspends);
    }
}

static void some_data_and_some_askers_are_out_of_reach(void **state) {
    (void)state;
    expect(with("subscriber", "third_state", json_true()), false, CODE_NO_BASIS, "2(4)");
    expect(with("subscriber", "privileged", json_true()), false, CODE_NO_BASIS, "5(9)");
    expect(with("subscriber", "addressed_as", json_string("processor")), false, CODE_NO_BASIS, "5(6)");
    expect(with("subscriber", "user_informed", json_string("informed_later")), false, CODE_NO_BASIS, "13");
    expect(with("subscriber", "ident_user", NULL), false, CODE_NO_BASIS, "5(5)(c)");
    expect(with("subscriber", "public_authority", json_string("fr")), false, CODE_NO_BASIS, "5(8)");
    expect(with("subscriber", "public_authority", json_string("be")), false, CODE_OK, NULL);
    expect(with("subscriber", "addressee_type", json_string("other_in_emergency")), false, CODE_NO_BASIS, "7(2)");
    expect(with("content", "enforcing_state", json_string("ma")), false, CODE_NO_BASIS, "3(16)");
    expect(with("content", "enforcing_state", json_string("dk")), false, CODE_NO_BASIS, "3(16)");
    expect(with("content", "enforcing_state", json_string("ie")), false, CODE_OK, NULL);
    expect(with("content", "enforcing_state", json_string("be")), false, CODE_NO_BASIS, "1(1)");
    json_t *span = with("traffic", "range_from", json_string("2026-11-02T00:00:00Z"));
    json_object_set_new(span, "range_to", json_string("2026-11-01T00:00:00Z"));
    expect(span, false, CODE_BAD_FIELD, "range_to");
    json_t *alone = with("subscriber", "unvalidated", json_true());
    json_object_update_new(alone, json_pack("{s:s,s:s}", "deadline", "eight_hours", "emergency_kind", "threat_to_person"));
    expect(alone, true, CODE_BAD_FIELD, "issues it alone");
}

static const struct delivery_window WINDOW = {10 * (int64_t)DAY_MS, 45 * (int64_t)DAY_MS};

static json_t *manifest(int64_t bytes, int days) {
    AUTO_TEXT until = text_with_ceiling(60);
    struct instant from = {1795510800000};
    text_instant(&until, instant_after(from, days * (int64_t)DAY_MS));
    char hex[65];
    memset(hex, 'a', 64);
    hex[64] = 0;
    return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:[{s:s,s:s,s:I,s:s,s:s,s:b}]}", "malines", "delivery/1", "sender", "prov",
                     "recipient", "be", "order", "x",
                     "sent_at", "2026-11-24T09:00:00Z", "means", bytes > 26214400 ? "fetched" : "system", "available_from",
                     "2026-11-24T09:00:00Z", "available_until",
                     text_string(&until), "files", "item", "i", "name", "mailbox.zip.cms", "bytes", (json_int_t)bytes, "sha256", hex,
                     "sha3_256", hex, "encrypted", 1);
}

// Implementing Regulation (EU) 2025/1550, annex: 25 600 kB, seven entries, 10 to 45 days.
static void a_manifest_is_whole_or_refused(void **state) {
    static const struct { int days; enum code code; } windows[] = {{9, CODE_BAD_FIELD}, {10, CODE_OK}, {45, CODE_OK}, {46, CODE_BAD_FIELD}};
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        AUTO_JSON *m = manifest(1000, windows[i].days);
        assert_int_equal(delivery_check(m, WINDOW, NULL).code, windows[i].code);
    }
    static const char *const needed[] = {"sender", "recipient", "order", "sent_at", "means", "files", "available_until"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        AUTO_JSON *m = manifest(1000, 20);
        json_object_del(m, needed[i]);
        assert_int_equal(delivery_check(m, WINDOW, NULL).code, CODE_BAD_FIELD);
    }
    AUTO_JSON *m = manifest(26214401, 20);
    assert_int_equal(delivery_check(m, WINDOW, NULL).code, CODE_OK);
    json_object_set_new(m, "means", json_string("system"));  // too much for that
    assert_int_equal(delivery_check(m, WINDOW, NULL).code, CODE_BAD_FIELD);
    AUTO_JSON *plain = manifest(1000, 20);
    json_t *f = json_array_get(json_object_get(plain, "files"), 0);
    json_object_set_new(f, "encrypted", json_false());
    assert_int_equal(delivery_check(plain, WINDOW, NULL).code, CODE_BAD_FIELD);
    json_object_set_new(f, "why_plain", json_string("the certificate had expired"));
    assert_int_equal(delivery_check(plain, WINDOW, NULL).code, CODE_OK);
    json_object_set_new(f, "sha256", json_string("AAAA"));
    assert_int_equal(delivery_check(plain, WINDOW, NULL).code, CODE_BAD_FIELD);
    AUTO_JSON *open = manifest(1000, 10);
    assert_int_equal(delivery_open_at(open, (struct instant){1795510800000 + 5 * (int64_t)DAY_MS}, NULL).code, CODE_OK);
    assert_int_equal(delivery_open_at(open, (struct instant){1795510800000 + 11 * (int64_t)DAY_MS}, NULL).code, CODE_EXPIRED);
}

// ---- ETSI ----
static RESULT message(const char *form, json_t *values, struct text *out, struct error *err) {
    AUTO_JSON *seen = order_seen(order_form(book, view_of(form)), values, ORDER_ADDRESSEE);
    struct etsi_order o = {VIEW("0192f3a0-0000-8000-8000-000000000001"), view_of(form), seen, VIEW("be"), VIEW("prov"), {1795510800000}, VIEW("")};
    json_decref(values);
    return text_etsi_order(out, &o, err);
}

static size_t times(const struct text *t, const char *what) {
    size_t n = 0;
    for (const char *at = text_string(t); (at = strstr(at, what)); at++) n++;
    return n;
}

static void an_order_is_a_message_for_other_systems(void **state) {
    (void)state;
    AUTO_TEXT xml = text_with_ceiling(ETSI_XML_BYTES_MAX), again = text_with_ceiling(ETSI_XML_BYTES_MAX);
    json_t *v = order("content");
    json_object_set_new(v, "ident_phone", json_string("+32470000000\n0470 00 00 00"));
    json_object_set_new(v, "ident_ip", json_string("192.0.2.7\n2001:db8::1"));
    json_object_set_new(v, "ident_user", json_string("a<b>&\"c\x01"));
    assert_int_equal(message("epoc", json_incref(v), &xml, NULL).code, CODE_OK);
    assert_int_equal(times(&xml, "task:LDTaskObject\""), 5);  // two numbers, two addresses, one user
    assert_int_equal(times(&xml, "<task:FormatName>InternationalE164<"), 1);
    assert_int_equal(times(&xml, "<task:Value>32470000000<"), 1);
    assert_int_equal(times(&xml, "<task:FormatName>ident_phone<"), 1);  // the other is no international number: never made one
    assert_int_equal(times(&xml, "IPv4Address"), 1), assert_int_equal(times(&xml, "IPv6Address"), 1);
    assert_int_equal(times(&xml, "a&lt;b&gt;&amp;&quot;c "), 1);
    assert_int_equal(times(&xml, "SECRET"), 0);  // section M is not for the provider
    assert_int_equal(message("epoc", v, &again, NULL).code, CODE_OK);
    assert_string_equal(text_string(&xml), text_string(&again));
    struct error err = {0};
    json_t *nobody = order("subscriber");
    json_object_del(nobody, "ident_user");
    assert_int_equal(message("epoc", nobody, &again, &err).code, CODE_BAD_FIELD);
    assert_int_equal(message("eio_a", order("subscriber"), &again, &err).code, CODE_BAD_ARGUMENT);
}

static int print_xml(const char *category) {
    AUTO_TEXT xml = text_with_ceiling(ETSI_XML_BYTES_MAX);
    struct error err = {0};
    json_t *v = order(category);
    json_object_update_new(v, json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "ident_phone", "+32470000000\n0470 00 00 00", "ident_ip",
                                        "192.0.2.7\n2001:db8::1", "ident_email",
                                        "karim@exemplar.example", "ident_imei", "490154203237518", "range_from", "2026-10-01T00:00:00Z",
                                        "range_to", "2026-11-01T00:00:00Z"));
    if (strcmp(category, "subscriber") == 0) {
        json_object_set_new(v, "validator_type", json_string("judge"));
        json_object_set_new(v, "validating_authority", json_string("Court <1> & others"));
    }
    up(NULL);
    if (FAILED(message("epoc", v, &xml, &err))) return fprintf(stderr, "%s\n", err.detail), 1;
    fwrite(xml.at, 1, xml.bytes, stdout);
    return down(NULL);
}

int main(int argc, char **argv) {
    if (argc == 3 && strcmp(argv[1], "--xml") == 0) return print_xml(argv[2]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_is_read_and_says_its_article), cmocka_unit_test(the_provider_never_sees_the_grounds),
        cmocka_unit_test(the_category_of_data_decides_what_is_asked), cmocka_unit_test(who_issues_and_who_validates),
        cmocka_unit_test(an_emergency_may_go_ahead_of_its_validation), cmocka_unit_test(the_offence_opens_the_door_or_it_stays_shut),
        cmocka_unit_test(the_enforcing_authority_is_told_when_it_must_be), cmocka_unit_test(some_data_and_some_askers_are_out_of_reach),
        cmocka_unit_test(an_investigation_order_has_its_own_rule), cmocka_unit_test(a_manifest_is_whole_or_refused),
        cmocka_unit_test(an_order_is_a_message_for_other_systems),
    };
    return cmocka_run_group_tests_name("orders", tests, up, down);
}
