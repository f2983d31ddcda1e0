// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The figures of a year, Directive (EU) 2023/977 art. 18(2): a year of requests is played and counted by hand beside it.
#include "node/node_house.h"
#include "node/oversight/reports.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)

static json_t *done(struct house *h, int member, node_handler *handler, json_t *params) {
    return house_did(h, member, AUTHOR, handler, params, CODE_OK, NULL);
}

static void approve(struct house *h, int member, const char *id) {
    AUTO_JSON *request = done(h, member, request_show, json_pack("{s:s}", "request", id));
    assert_int_equal(house_do(h, member, APPROVER, request_approve, house_approval(h, member, APPROVER, request), NULL), CODE_OK);
    QUIET(h, 2500);
}

// By FR to BE; drafted only, unless it is `sent`. The id is the caller's.
static char *asked_of_be(struct house *h, const char *copy, bool urgent, bool sent) {
    json_t *fields = json_pack("{s:s,s:s,s:s,s:s,s:s}", "facts", "a theft of documents in May", "offence", "forgery of documents", "grounds_to_ask",
                               "registered there in June", "connection", "the holder", "contact_point_copy", copy);
    if (urgent) json_object_update_new(fields, json_pack("{s:s,s:s}", "urgency", "life", "urgency_reasons", "a threat for tonight"));
    AUTO_JSON *made = done(h, FR, request_create, json_pack("{s:s,s:s,s:s,s:s,s:b,s:o}", "kind", "information", "to", "be", "purpose", "investigation", "text",
                                                            "Who registered the car?", "urgent", urgent, "fields", fields));
    char *id = strdup(word_of(made, "id"));
    if (sent) approve(h, FR, id);
    return id;
}

static void answered(struct house *h, const char *id, const char *ground) {
    json_t *params = json_pack("{s:s,s:s,s:s}", "request", id, "decision", ground ? "refuse" : "release", "text", "a firm");
    if (ground) json_object_set_new(params, "ground", json_string(ground));
    json_decref(done(h, BE, request_decide, params));
    approve(h, BE, id);
}

static json_t *figures(struct house *h, int member, int year, const char *audience) {
    return done(h, member, report_exchanges, json_pack("{s:i,s:s}", "year", year, "audience", audience));
}

// -1: there is no such row.
static json_int_t count_of(const json_t *report, const char *figure, const char *member, const char *detail) {
    size_t i;
    json_t *r;
    json_array_foreach(json_object_get(report, "rows"), i, r)
        if (!strcmp(word_of(r, "figure"), figure) && !strcmp(word_of(r, "member"), member) && !strcmp(word_of(r, "detail"), detail))
            return json_is_integer(json_object_get(r, "count")) ? json_integer_value(json_object_get(r, "count")) : -2;
    return -1;
}

static void each_figure_of_article_18_is_counted_in_its_year(void **state) {
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    // The last is a draft: it was never submitted.
    char *ids[] = {asked_of_be(h, "sent", true, true), asked_of_be(h, "sent", false, true),
                   asked_of_be(h, "by_contact_point", false, true), asked_of_be(h, "sent", false, true), asked_of_be(h, "sent", false, false)};
    answered(h, ids[0], NULL);
    answered(h, ids[1], "minor_offence");
    json_decref(done(h, BE, request_paused, json_pack("{s:s,s:s,s:s}", "request", ids[2], "reason", "judicial_authorisation", "text", "asked today")));
    AUTO_JSON *early = figures(h, BE, 2026, "supervisor");
    assert_int_equal(count_of(early, "derogated", "fr", ""), -1);  // its seven days are not over
    h->now.ms += 9 * (int64_t)DAY_MS;
    QUIET(h, 65000);  // the witnesses cosign again
    json_decref(done(h, BE, request_resumed, json_pack("{s:s}", "request", ids[2])));
    answered(h, ids[2], NULL);
    AUTO_JSON *fr = figures(h, FR, 2026, "supervisor");
    AUTO_JSON *be = figures(h, BE, 2026, "supervisor");
    assert_int_equal(count_of(fr, "submitted", "", "authority"), 3);
    assert_int_equal(count_of(fr, "submitted", "", "contact_point"), 1);
    assert_int_equal(count_of(fr, "received", "be", "urgent"), -1);
    assert_int_equal(count_of(be, "submitted", "", "authority"), 0);
    assert_int_equal(count_of(be, "received", "fr", "urgent"), 1);
    assert_int_equal(count_of(be, "received", "fr", "not_urgent"), 3);
    assert_int_equal(count_of(be, "replied", "fr", "urgent"), 1);
    assert_int_equal(count_of(be, "replied", "fr", "not_urgent"), 1);
    assert_int_equal(count_of(be, "refused", "fr", "minor_offence"), 1);
    assert_int_equal(count_of(be, "derogated", "fr", ""), 1);
    assert_false(json_flag(be, "year_over"));
    assert_string_equal(word_of(be, "due_by"), "2027-03-01");
    assert_non_null(strstr(word_of(be, "csv"), "2026,be,18(2)(c),refused,fr,minor_offence,1\r\n"));
    AUTO_JSON *public = figures(h, BE, 2026, "parliament");
    assert_int_equal(count_of(public, "received", "fr", "not_urgent"), -2);  // few is said as few
    assert_null(strstr(word_of(public, "csv"), ",3\r\n"));
    // It is answered in the year after: the reply is that year's, the request the last one's. By the clock of Brussels.
    h->now.ms = 1798754400000;  // 2026-12-31T22:00:00Z
    QUIET(h, 65000);
    json_decref(done(h, BE, request_decide, json_pack("{s:s,s:s,s:s}", "request", ids[3], "decision", "release", "text", "a firm")));
    h->now.ms += HOUR_MS + MINUTE_MS;
    approve(h, BE, ids[3]);
    AUTO_JSON *last = figures(h, BE, 2026, "supervisor");
    AUTO_JSON *next = figures(h, BE, 2027, "supervisor");
    assert_int_equal(count_of(last, "replied", "fr", "not_urgent"), 1);
    assert_int_equal(count_of(next, "replied", "fr", "not_urgent"), 1);
    assert_int_equal(count_of(next, "received", "fr", "not_urgent"), -1);
    assert_true(json_flag(last, "year_over"));
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) free(ids[i]);
    house_free(h);
}

static void what_is_forgotten_is_still_counted(void **state) {
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    char *ids[] = {asked_of_be(h, "sent", false, true), asked_of_be(h, "sent", false, true)};
    answered(h, ids[0], NULL);
    answered(h, ids[1], "not_available");
    AUTO_JSON *before = figures(h, BE, 2026, "supervisor");
    AUTO_JSON *asker_before = figures(h, FR, 2026, "supervisor");
    h->now.ms += 400 * (int64_t)DAY_MS;  // a request that has ended is kept for a year
    h->us += 120 * 1000000ull;
    QUIET(h, 65000);
    assert_int_equal(house_do(h, BE, AUTHOR, request_show, json_pack("{s:s}", "request", ids[0]), NULL), CODE_NOT_FOUND);
    AUTO_JSON *after = figures(h, BE, 2026, "supervisor");
    AUTO_JSON *asker_after = figures(h, FR, 2026, "supervisor");
    assert_string_equal(word_of(before, "csv"), word_of(after, "csv"));
    assert_string_equal(word_of(asker_before, "csv"), word_of(asker_after, "csv"));
    assert_int_equal(count_of(after, "refused", "fr", "not_available"), 1);
    for (size_t i = 0; i < 2; i++) free(ids[i]);
    house_free(h);
}

// A request that can't be read takes no other with it, neither from the form nor from what is forgotten, and is counted as such.
static void a_rotten_request_is_counted_as_unread(void **state) {
    static const struct stmt SPOIL = {"UPDATE request SET demand = x'78' WHERE id = $1"};
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    char *ids[] = {asked_of_be(h, "sent", false, true), asked_of_be(h, "sent", false, true)};
    answered(h, ids[0], NULL);
    answered(h, ids[1], "not_available");
    struct store *s = house_node(h, BE)->store;
    assert_int_equal(store_begin(s, NULL).code, CODE_OK);
    assert_int_equal(store_run(s, &SPOIL, VALUES(V_STR(ids[0])), NULL).code, CODE_OK);
    assert_int_equal(store_commit(s, NULL).code, CODE_OK);
    AUTO_JSON *before = figures(h, BE, 2026, "supervisor");
    assert_int_equal(json_int(before, "unread"), 1);
    assert_int_equal(count_of(before, "refused", "fr", "not_available"), 1);
    assert_int_equal(count_of(before, "replied", "fr", "not_urgent"), -1);
    assert_non_null(strstr(word_of(before, "csv"), "2026,be,,unread,,,1\r\n"));
    h->now.ms += 400 * (int64_t)DAY_MS;
    h->us += 120 * 1000000ull;
    QUIET(h, 65000);
    AUTO_JSON *after = figures(h, BE, 2026, "supervisor");
    assert_int_equal(house_do(h, BE, AUTHOR, request_show, json_pack("{s:s}", "request", ids[1]), NULL), CODE_NOT_FOUND);
    assert_string_equal(word_of(before, "csv"), word_of(after, "csv"));
    AUTO_JSON *next = figures(h, BE, 2027, "supervisor");
    assert_int_equal(json_int(next, "unread"), 0);
    for (size_t i = 0; i < 2; i++) free(ids[i]);
    house_free(h);
}

static void a_year_is_a_year(void **state) {
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    assert_int_equal(house_do(h, BE, AUTHOR, report_exchanges, json_pack("{s:i}", "year", 26), NULL), CODE_BAD_ARGUMENT);
    assert_int_equal(house_do(h, BE, AUTHOR, report_exchanges, json_pack("{s:s}", "audience", "press"), NULL), CODE_BAD_ARGUMENT);
    AUTO_JSON *now = done(h, BE, report_exchanges, json_object());
    assert_int_equal(json_int(now, "year"), 2026);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(each_figure_of_article_18_is_counted_in_its_year, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_is_forgotten_is_still_counted, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_rotten_request_is_counted_as_unread, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_year_is_a_year, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
