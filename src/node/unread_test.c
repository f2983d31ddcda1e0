// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// A row of the store goes bad: each list and each sum that it belongs to names it, and has all the others.
#include "node/node_house.h"
#include "node/oversight/reports.h"
#include "node/unread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

// x'7b7d' is {}, x'7b' is no JSON.
#define REQUEST(id, side, step, kind, demand, decision)                                                                                        \
    "INSERT INTO request(id, side, step, peer, kind, demand, decision, author, created_at, due_at, urgent) "                                   \
    "VALUES('" id "', " side ", '" step "', 'fr', '" kind "', " demand ", " decision ", 'a', 1763884800000, 0, 0)"
#define DRAFT "{\"alert\":{\"category\":\"refusal\",\"subject\":{\"kind\":\"person\",\"names\":[{\"text\":\"Petra Voorbeeld\"}],\"births\":[\"1981\"]}," \
    "\"reason\":\"a decision\",\"authority\":\"an office\",\"decision_ref\":\"8\"}}"

static json_t *list_at(const json_t *answer, const char *path) {
    json_t *j = (json_t *)answer;
    for (struct view rest = view_of(path), key; rest.bytes;) {
        AUTO_TEXT t = text_with_ceiling(100);
        key = view_cut(rest, '/', &rest);
        text_view(&t, key);
        j = json_object_get(j, text_string(&t));
    }
    return j;
}

static const struct {
    node_handler *handler;
    const char *params;
    struct stmt rows[3];   // put into the store, the bad one last
    const char *list;      // where the answer has its rows or sums
    int size;              // how many of them there must be
    const char *named;     // the bad one
} CASES[] = {
    {request_list, "{}", {{REQUEST("r1", "1", "received", "information", "x'7b7d'", "x''")}, {REQUEST("r2", "1", "received", "information", "x'7b'", "x''")}},
     "requests", 2, "request/r2"},
    {request_list, "{}", {{REQUEST("r1", "1", "received", "information", "x'7b7d'", "x''")},
      {REQUEST("r2", "1", "r\xC3\xA9" "ceived", "information", "x'7b7d'", "x''")}},
     "requests", 2, "request/r2"},  // a step that there is not
    {request_statistics, "{}",
     {{REQUEST("r1", "1", "decided", "information", "x'7b7d'", "x'7b7d'")}, {REQUEST("r2", "1", "decided", "information", "x'7b7d'", "x'7b'")}},
     "kinds/information/received/with", 1, "request/r2"},
    {request_statistics, "{}",
     {{REQUEST("r1", "1", "received", "information", "x'7b7d'", "x''")}, {REQUEST("r2", "1", "r?ceived", "information", "x'7b7d'", "x''")}},
     "kinds/information/received/steps", 1, "request/r2"},
    {data_list, "{}",
     {{REQUEST("r1", "0", "released", "information", "x'7b7d'", "x'7b7d'")},
      {REQUEST("r2", "0", "rel?ased", "information", "x'7b7d'", "x'7b7d'")}}, "data", 2, "request/r2"},
    {removals_listed, "{}",
     {{REQUEST("r1", "1", "received", "removal_order", "x'7b7d'", "x''")},
      {REQUEST("r2", "1", "received", "removal_order", "x'7b'", "x''")}}, "requests", 2, "request/r2"},
    {removal_statistics, "{}",
     {{REQUEST("r1", "1", "received", "removal_order", "x'7b7d'", "x''")},
      {REQUEST("r2", "1", "received", "removal_order", "x'7b'", "x''")}}, "received", 2, "request/r2"},
    {order_statistics, "{}",
     {{REQUEST("r1", "1", "received", "epoc", "x'7b7d'", "x''")}, {REQUEST("r2", "1", "received", "epoc", "x'7b'", "x''")}}, "rows", 1, "request/r2"},
    {order_statistics, "{}",
     {{REQUEST("r1", "1", "received", "epoc", "x'7b7d'", "x''")}, {REQUEST("r2", "1", "received", "epoc", "x'7b7d'", "x''")},
      {"INSERT INTO order_file VALUES('r2', '{', 0)"}}, "rows", 1, "request/r2"},
    {data_list, "{}",
     {{REQUEST("r1", "0", "released", "information", "x'7b7d'", "x'7b7d'")},
      {REQUEST("r2", "0", "released", "information", "x'7b7d'", "x'7b'")}}, "data", 2, "request/r2"},
    {report_exchanges, "{\"year\":2025}",
     {{REQUEST("r1", "1", "decided", "information", "x'7b7d'", "x'7b7d'")},
      {REQUEST("r2", "1", "decided", "information", "x'7b'", "x''")}}, "rows", 3, "request/r2"},
    {notice_list, "{}", {{"INSERT INTO notice VALUES('fr', 'q1', 'unconfirmed', '{}', 1)"}, {"INSERT INTO notice VALUES('fr', 'q2', 'unconfirmed', '{', 1)"}},
     "notices", 2, "notice/q2"},
    {provider_list, "{}", {{"INSERT INTO provider VALUES('one', '{}', 1, 'x')"},
      {"INSERT INTO provider VALUES('two', '{', 1, 'x')"}}, "providers", 2, "provider/two"},
    {provider_list, "{}", {{"INSERT INTO provider VALUES('one', '{}', 1, 'x')"},
      {"INSERT INTO provider_waits VALUES('one', '{', 1, 'x')"}}, "providers", 1, "provider/one"},
    {losses_listed, "{}", {{"INSERT INTO lost VALUES(1, 'es', 1, '{}')"}, {"INSERT INTO lost VALUES(1, 'fr', 1, '{')"}}, "members", 2, "lost/fr"},
    {breach_listed, "{}", {{"INSERT INTO breach VALUES('b1', 1, 2, 'w', '[]', 0, 0, 0, '')"}, {"INSERT INTO breach VALUES('b2', 1, 2, 'w', '[', 0, 0, 0, '')"}},
     "breaches", 2, "breach/b2"},
    {reconciliations_listed, "{}", {{"INSERT INTO reconciliation VALUES(7, 'fr', 1, '{}')"},
      {"INSERT INTO reconciliation VALUES(8, 'fr', 1, '{')"}}, "reports", 1, "reconciliation/8"},
    {passkey_list, "{}", {{"INSERT INTO passkey VALUES('p1', 'deputy', 'no passkey', 'k', 'i', 'l', 0, 1, 1)"}}, "passkeys", 1, "passkey/p1"},
    {dna_matches_listed, "{}",
     {{"INSERT INTO dna_match VALUES(1, 'fr', 'b', 0, 'o', 't', 0, 0, 'r', 1, NULL, NULL, 1, 'new', '', '')"},
      {"INSERT INTO dna_match VALUES(2, 'fr', 'b', 0, 'o', 't', 0, 0, 'r', 1, x'00', NULL, 1, 'new', '', '')"}}, "matches", 2, "dna_match/2"},
    {dna_kin_list, "{}", {{"INSERT INTO dna_kin VALUES(3, 'r', x'00', 'sibling', 'why', 'a', 1, 'waiting', '', '', '[]', 0)"}},
      "searches", 1, "dna_relatives/3"},
    {prints_listed, "{}",
     {{"INSERT INTO prints_search VALUES('s1', 0, 'fr', 'MPS', 'r', 0, 0, 'waiting', '', '', 1, '', 0, 0, 1, 0, '', '', '', '', '')"},
      {"INSERT INTO prints_search VALUES('s2', 0, 'fr', 'MPS', 'r', 0, 0, 'w?iting', '', '', 1, '', 0, 0, 1, 0, '', '', '', '', '')"}},
      "searches", 2, "prints_search/s2"},
    {hashes_searched, "{\"hashes\":[{\"type\":\"pdq\",\"value\":\"00000000000000000000000000000000000000000000000000000000000000ff\"}]}",
     {{"INSERT INTO content_hash VALUES(4, 0, x'00000000000000000000000000000000000000000000000000000000000000ff', 's', '', -1, 1, 99999999999999)"},
      {"INSERT INTO content_hash VALUES(5, 0, x'00', 's', '', -1, 1, 99999999999999)"}}, "matches", 1, "content_hash/5"},
};

static void a_bad_row_is_named_and_hides_no_other(void **state) {
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct house *h = house_new(*state);
        AUTO_JSON *answer = NULL;
        assert_false(FAILED(house_run(h, 2500)));
        for (size_t k = 0; k < 3 && CASES[i].rows[k].sql; k++) house_change(h, BE, &CASES[i].rows[k]);
        enum code code = house_do(h, BE, AUTHOR, CASES[i].handler, json_loads(CASES[i].params, 0, NULL), &answer);
        if (code != CODE_OK) fail_msg("case %zu: %s", i, code_name(code));
        const json_t *list = list_at(answer, CASES[i].list);
        if ((int)(json_array_size(list) + json_object_size(list)) != CASES[i].size || json_int(answer, "unread") != 1 ||
            !json_holds(json_object_get(answer, "unread_rows"), view_of(CASES[i].named)))
            fail_msg("case %zu: %s", i, json_dumps(answer, JSON_ENCODE_ANY));
        house_free(h);
    }
}

// A record whose body rotted stands in the list by its name; shown alone it says what is wrong with it, in the codes of the store.
static void a_rotten_alert_is_listed_by_its_name(void **state) {
    struct house *h = house_new(*state);
    char *record = house_record(h);
    house_done(h, BE, AUTHOR, alert_create, json_loads(DRAFT, 0, NULL), CODE_OK, NULL);
    AUTO_JSON *before = house_did(h, BE, AUTHOR, alert_list, json_object(), CODE_OK, NULL);
    assert_int_equal(json_int(before, "unread"), 0);
    HOUSE_CHANGE(h, BE, "UPDATE record SET mould = 0, body = x'7b' WHERE id = 1");
    AUTO_JSON *list = house_did(h, BE, AUTHOR, alert_list, json_object(), CODE_OK, NULL);
    const json_t *rows = json_object_get(list, "alerts");
    assert_int_equal(json_array_size(rows), 2);
    assert_string_equal(word_of(json_array_get(rows, 0), "record"), record);
    assert_true(json_flag(json_array_get(rows, 0), "unread") && json_is_null(json_object_get(json_array_get(rows, 0), "alert")));
    assert_true(json_is_object(json_object_get(json_array_get(rows, 1), "alert")));
    assert_true(json_holds(json_object_get(list, "unread_rows"), view_of(record)));
    house_done(h, BE, AUTHOR, alert_show, json_pack("{s:s}", "record", record), CODE_STORE_DAMAGED, NULL);
    HOUSE_CHANGE(h, BE, "UPDATE record SET mould = 99 WHERE id = 1");  // packed, and its mould is gone
    AUTO_JSON *packed = house_did(h, BE, AUTHOR, alert_list, json_pack("{s:i}", "limit", 1), CODE_OK, NULL);
    assert_int_equal(json_int(packed, "unread"), 1);
    assert_int_equal(json_int(packed, "next"), 1);  // and the next page is reached
    free(record);
    house_free(h);
}

static void a_rotten_request_says_so_when_it_is_shown(void **state) {
    struct house *h = house_new(*state);
    assert_false(FAILED(house_run(h, 2500)));
    HOUSE_CHANGE(h, BE, REQUEST("r2", "1", "received", "information", "x'7b'", "x''"));
    HOUSE_CHANGE(h, BE, REQUEST("r3", "1", "?", "information", "x'7b7d'", "x''"));
    house_done(h, BE, AUTHOR, request_show, json_pack("{s:s}", "request", "r2"), CODE_STORE_DAMAGED, NULL);
    house_done(h, BE, AUTHOR, request_show, json_pack("{s:s}", "request", "r3"), CODE_STORE_DAMAGED, NULL);
    house_free(h);
}

// A log that was counted before anybody noted what can't be read: it is read once more, some each second or for a report.
static void what_was_passed_over_is_found_again(void **state) {
    struct house *h = house_new(*state);
    assert_false(FAILED(house_run(h, 2500)));
    house_done(h, BE, AUTHOR, breach_noted, json_pack("{s:s}", "text", "a laptop was lost"), CODE_OK, NULL);
    AUTO_JSON *before = house_did(h, BE, AUTHOR, report_statistics, json_object(), CODE_OK, NULL);
    assert_int_equal(json_int(before, "unread"), 0);
    HOUSE_CHANGE(h, BE, "UPDATE audit_entry SET entry = x'00' WHERE id = 1");
    AUTO_JSON *counted = house_did(h, BE, AUTHOR, report_statistics, json_object(), CODE_OK, NULL);
    assert_int_equal(json_int(counted, "unread"), 0);  // it was counted while it was good
    HOUSE_CHANGE(h, BE, "INSERT INTO log_reread(one, next, until) SELECT 1, 0, next FROM log_counted");  // as the migration does
    AUTO_JSON *again = house_did(h, BE, AUTHOR, report_statistics, json_object(), CODE_OK, NULL);
    assert_int_equal(json_int(again, "unread"), 1);
    assert_int_equal(json_integer_value(json_array_get(json_object_get(again, "unread_entries"), 0)), 1);
    assert_null(json_object_get(again, "reread_left"));
    house_free(h);
}

// A word that is damaged is not another word: what would be passed over by it is not decided without it.
static void nothing_is_decided_over_a_step_that_cannot_be_read(void **state) {
    struct house *h = house_new(*state);
    char *record = house_record(h);
    HOUSE_CHANGE(h, BE, REQUEST("r2", "1", "rel?ased", "information", "x'7b7d'", "x'7b22616c657274223a7b7d7d'"));
    HOUSE_CHANGE(h, BE, "UPDATE request SET record = (SELECT owner || '/alerts/' || uid FROM record WHERE id = 1)");
    house_done(h, BE, AUTHOR, alert_restricted,
               json_pack("{s:s,s:i,s:s,s:s}", "record", record, "version", 1, "ground", "contested", "reason", "the person says so"), CODE_STORE_DAMAGED, NULL);
    house_done(h, BE, AUTHOR, alert_delete, json_pack("{s:s,s:i,s:s}", "record", record, "version", 1, "reason", "it ended"), CODE_STORE_DAMAGED, NULL);
    free(record);
    house_free(h);
}

static int64_t counted(struct house *h, const struct stmt *count) {
    int64_t n;
    assert_int_equal(store_number(house_node(h, BE)->store, count, NULL, 0, -1, &n, NULL).code, CODE_OK);
    return n;
}

// What a bad row keeps from going is one record; the next goes at its term, what nobody confirmed comes back, and the log is signed.
static void a_bad_row_keeps_nothing_else_beyond_its_term(void **state) {
    static const struct stmt records = {"SELECT count(*) FROM record WHERE owner = 'be'"}, kept = {"SELECT id FROM record WHERE owner = 'be'"};
    static const struct stmt recalled = {"SELECT count(*) FROM request WHERE id = 'r3' AND step = 'recalled' AND confirm_by = 0"};
    static const struct stmt term = {"SELECT retain_until FROM request WHERE id = 'r4'"};
    struct house *h = house_new(*state);
    free(house_record(h));
    house_done(h, BE, AUTHOR, alert_create, json_loads(DRAFT, 0, NULL), CODE_OK, NULL);
    HOUSE_CHANGE(h, BE, REQUEST("r2", "1", "released", "information", "x'7b7d'", "x'7b'"));
    HOUSE_CHANGE(h, BE, "UPDATE request SET record = (SELECT owner || '/alerts/' || uid FROM record WHERE id = 1)");
    HOUSE_CHANGE(h, BE, REQUEST("r3", "1", "released", "information", "x'7b'", "x'7b7d'"));
    HOUSE_CHANGE(h, BE, "UPDATE request SET confirm_by = 1 WHERE id = 'r3'");
    HOUSE_CHANGE(h, BE, REQUEST("r4", "0", "rel?ased", "information", "x'7b7d'", "x'7b7d'"));
    HOUSE_CHANGE(h, BE, "UPDATE request SET retain_until = 1 WHERE id = 'r4'");
    HOUSE_CHANGE(h, BE, "UPDATE record SET retain_until = 1 WHERE owner = 'be'");
    assert_false(FAILED(house_run(h, 65000)));
    assert_int_equal(counted(h, &records), 1);
    assert_int_equal(counted(h, &kept), 1);
    assert_int_equal(counted(h, &recalled), 1);
    assert_int_equal(counted(h, &term), 1);  // it is not forgotten that it has to go
    house_free(h);
}

static json_t *care_of(const json_t *about, const char *part, const char *kind);

// Nor does one that can be read, and for which its term can't be kept: a step that allows no recall, a name that is none.
static void what_cannot_be_done_for_one_is_done_for_the_others(void **state) {
    static const struct stmt back = {"SELECT count(*) FROM request WHERE id = 'r3' AND step <> 'released'"};
    struct house *h = house_new(*state);
    free(house_record(h));
    HOUSE_CHANGE(h, BE, REQUEST("r2", "0", "drafted", "information", "x'7b7d'", "x'7b7d'"));
    HOUSE_CHANGE(h, BE, REQUEST("r3", "1", "released", "information", "x'7b7d'", "x'7b7d'"));
    HOUSE_CHANGE(h, BE, "UPDATE request SET confirm_by = substr(id, 2) + 0");
    HOUSE_CHANGE(h, BE, "UPDATE record SET uid = 'a/b', retain_until = 1 WHERE owner = 'be'");
    assert_false(FAILED(house_run(h, 65000)));
    assert_int_equal(counted(h, &back), 1);
    AUTO_JSON *about = house_did(h, BE, AUTHOR, node_about, json_object(), CODE_OK, NULL);
    assert_int_equal(json_int(care_of(about, "emergencies", "request"), "count"), 1);
    assert_null(care_of(about, "emergencies", ""));
    assert_int_equal(json_int(care_of(about, "expiry", "be/alerts/a"), "count"), 1);
    house_free(h);
}

// {"part", "kind", "count"...}; NULL: nothing of it.
static json_t *care_of(const json_t *about, const char *part, const char *kind) {
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(about, "care"), i, one)
        if (strcmp(word_of(one, "part"), part) == 0 && strcmp(word_of(one, "kind"), kind) == 0) return one;
    return NULL;
}

static void about_nobody(void *ctx, const struct error *failure, const json_t *answer) {
    assert_null(failure);
    *(json_t **)ctx = json_deep_copy(answer);
}

// What a night's care could not read is told: how many of which kind, since when, and no names; it is forgotten when it can be read again.
static void what_care_passes_over_is_told(void **state) {
    static const struct stmt alarms = {"SELECT sum(count) FROM log_count WHERE op = 'alarm' AND decision = 'passed_over'"};
    struct house *h = house_new(*state);
    house_on_disk(h, BE, 4711);
    free(house_record(h));
    AUTO_JSON *before = house_did(h, BE, AUTHOR, node_about, json_object(), CODE_OK, NULL);
    assert_int_equal(json_array_size(json_object_get(before, "care")), 0);
    HOUSE_CHANGE(h, BE, REQUEST("r2", "1", "released", "information", "x'7b7d'", "x'7b'"));
    HOUSE_CHANGE(h, BE, "UPDATE request SET record = (SELECT owner || '/alerts/' || uid FROM record WHERE id = 1)");
    HOUSE_CHANGE(h, BE, REQUEST("r4", "0", "rel?ased", "information", "x'7b7d'", "x'7b7d'"));
    HOUSE_CHANGE(h, BE, "UPDATE request SET retain_until = 1 WHERE id = 'r4'");
    HOUSE_CHANGE(h, BE, "UPDATE record SET retain_until = 1 WHERE owner = 'be'");
    assert_false(FAILED(house_run(h, 65000)));
    AUTO_JSON *about = house_did(h, BE, AUTHOR, node_about, json_object(), CODE_OK, NULL);
    const json_t *expiry = care_of(about, "expiry", "be/alerts"), *answers = care_of(about, "answers", "request");
    if (json_int(expiry, "count") != 1 || json_int(answers, "count") != 1) fail_msg("%s", json_dumps(about, 0));
    assert_string_equal(word_of(expiry, "code"), "STORE_DAMAGED");
    struct instant since, last;
    assert_true(instant_read(json_view(expiry, "since"), &since) && instant_read(json_view(expiry, "last"), &last));
    assert_true(last.ms - since.ms >= 50000);
    assert_int_equal(counted(h, &alarms), 2);  // once each
    json_t *public_one = NULL;
    node_call(house_node(h, BE), node_about, NULL, NULL, about_nobody, &public_one);
    assert_false(FAILED(house_run(h, 100)));
    assert_non_null(public_one);
    assert_null(json_object_get(public_one, "care"));  // who has not signed in is told nothing of it
    json_decref(public_one);
    house_restart(h, BE);
    assert_false(FAILED(house_run(h, 5000)));
    AUTO_JSON *restarted = house_did(h, BE, AUTHOR, node_about, json_object(), CODE_OK, NULL);
    assert_string_equal(word_of(care_of(restarted, "expiry", "be/alerts"), "since"), word_of(expiry, "since"));
    assert_int_equal(json_int(care_of(restarted, "requests", "request"), "count"), 2);  // the round has begun again
    assert_int_equal(counted(h, &alarms), 4);
    HOUSE_CHANGE(h, BE, "UPDATE request SET decision = x'7b7d', step = 'released'");
    assert_false(FAILED(house_run(h, 65000)));
    AUTO_JSON *mended = house_did(h, BE, AUTHOR, node_about, json_object(), CODE_OK, NULL);
    assert_null(care_of(mended, "expiry", "be/alerts"));
    assert_null(care_of(mended, "answers", "request"));
    house_free(h);
}

// A part of the care that fails as a whole is told as well, and the log is signed all the same.
static void a_part_that_fails_is_told(void **state) {
    struct house *h = house_new(*state);
    assert_false(FAILED(house_run(h, 2500)));
    HOUSE_CHANGE(h, BE, "ALTER TABLE log_counted RENAME TO other");
    assert_false(FAILED(house_run(h, 2500)));
    AUTO_JSON *about = house_did(h, BE, AUTHOR, node_about, json_object(), CODE_OK, NULL);
    assert_int_equal(json_int(care_of(about, "statistics", ""), "count"), 1);
    HOUSE_CHANGE(h, BE, "ALTER TABLE other RENAME TO log_counted");
    assert_false(FAILED(house_run(h, 2500)));
    AUTO_JSON *well = house_did(h, BE, AUTHOR, node_about, json_object(), CODE_OK, NULL);
    assert_int_equal(json_array_size(json_object_get(well, "care")), 0);
    house_free(h);
}

// A request whose step is damaged waits for nobody that one could tell, and may be older than all that a list holds.
static void a_rotten_step_is_in_the_list_however_old_it_is(void **state) {
    struct house *h = house_new(*state);
    house_on_disk(h, BE, 4712);
    assert_false(FAILED(house_run(h, 2500)));
    HOUSE_CHANGE(h, BE, REQUEST("old", "1", "rec?ived", "information", "x'7b7d'", "x''"));
    HOUSE_CHANGE(h, BE, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
           "INSERT INTO request(id, side, step, peer, kind, demand, decision, author, created_at, due_at, urgent) "
           "SELECT 'n' || i, 1, 'delivered', 'fr', 'information', x'7b7d', x'7b7d', 'a', 1795000000000 + i, 0, 0 FROM n");
    HOUSE_CHANGE(h, BE, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25) "
           "INSERT INTO request(id, side, step, peer, kind, demand, decision, author, created_at, due_at, urgent) "
           "SELECT 'd' || i, 0, 'sent', 'fr', 'information', x'7b7d', x'7b', 'a', 1763884700000 + i, 0, 0 FROM n");
    house_restart(h, BE);  // a round begins
    assert_false(FAILED(house_run(h, 6500)));
    AUTO_JSON *in = house_did(h, BE, AUTHOR, request_list, json_pack("{s:s}", "box", "in"), CODE_OK, NULL);
    assert_int_equal(json_array_size(json_object_get(in, "requests")), 101);
    assert_int_equal(json_int(in, "unread"), 1);
    assert_true(json_holds(json_object_get(in, "unread_rows"), VIEW("request/old")));
    AUTO_JSON *out = house_did(h, BE, AUTHOR, request_list, json_pack("{s:s,s:i}", "box", "out", "limit", 10), CODE_OK, NULL);
    assert_int_equal(json_array_size(json_object_get(out, "requests")), 20);  // the newest are among them
    assert_int_equal(json_int(out, "unread"), 25);
    assert_int_equal(json_array_size(json_object_get(out, "unread_rows")), UNREAD_NAMED);
    HOUSE_CHANGE(h, BE, "UPDATE request SET step = 'received' WHERE id = 'old'");
    AUTO_JSON *mended = house_did(h, BE, AUTHOR, request_list, json_pack("{s:s}", "box", "in"), CODE_OK, NULL);
    assert_int_equal(json_int(mended, "unread"), 0);
    house_free(h);
}

// Sums are for whoever may see sums: how many are missing, and not which.
static void who_sees_sums_only_is_told_no_names(void **state) {
    static node_handler *const sums[] = {request_statistics, order_statistics, removal_statistics, report_exchanges};
    struct house *h = house_new(*state);
    assert_false(FAILED(house_run(h, 2500)));
    HOUSE_CHANGE(h, BE, REQUEST("r1", "1", "decided", "information", "x'7b'", "x'7b'"));
    HOUSE_CHANGE(h, BE, REQUEST("r2", "1", "received", "epoc", "x'7b'", "x''"));
    HOUSE_CHANGE(h, BE, REQUEST("r3", "1", "received", "removal_order", "x'7b'", "x''"));
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        json_t *params = sums[i] == report_exchanges ? json_pack("{s:i}", "year", 2025) : json_object();
        AUTO_JSON *named = house_did(h, BE, AUTHOR, sums[i], json_incref(params), CODE_OK, NULL);
        AUTO_JSON *summed = house_did(h, BE, REGISTRAR, sums[i], params, CODE_OK, NULL);
        assert_true(json_array_size(json_object_get(named, "unread_rows")) > 0);
        assert_int_equal(json_array_size(json_object_get(summed, "unread_rows")), 0);
        assert_true(json_int(summed, "unread") > 0 && json_int(summed, "unread") == json_int(named, "unread"));
    }
    house_free(h);
}



// Who asks hears that not all could be read, which is no "no hit", and what can be read is shown; a request about the damaged record arrives
// like one about a record that is not there, and its receipt does not tell which. What is withdrawn is withdrawn everywhere.
static void a_rotten_record_is_told_to_who_asks_and_not_whose_it_is(void **state) {
    static const struct stmt ROT = {"UPDATE record SET mould = 0, body = x'7b' WHERE owner = 'es'"};
    static const struct stmt copies = {"SELECT count(*) FROM record WHERE owner = 'be'"};
    struct house *h = house_new(*state);
    char *record = house_record(h);
    AUTO_JSON *draft = json_loads(DRAFT, 0, NULL);
    AUTO_JSON *second = house_did(h, BE, AUTHOR, alert_create, json_incref(draft), CODE_OK, NULL);
    AUTO_JSON *hit = house_hit(h, "investigation");
    assert_false(FAILED(house_run(h, 2500)));
    int64_t held = 0;
    assert_int_equal(store_number(house_node(h, FR)->store, &copies, NULL, 0, -1, &held, NULL).code, CODE_OK);
    HOUSE_CHANGE(h, BE, "UPDATE record SET mould = 0, body = x'7b' WHERE id = 1");
    HOUSE_CHANGE(h, BE, "UPDATE publication SET position = 0");
    char *id = house_written(h, FR, json_pack("{s:O,s:i,s:s,s:s}", "check", json_object_get(hit, "id"), "candidate", 1, "kind", "supplementary_information",
                                              "text", "Where?"));
    house_done(h, BE, AUTHOR, alert_delete, json_pack("{s:O,s:i,s:s}", "record", json_object_get(second, "record"), "version", 1, "reason", "it ended"),
               CODE_OK, NULL);
    assert_false(FAILED(house_run(h, 5000)));
    AUTO_JSON *there = house_request(h, FR, id);
    assert_string_equal(word_of(there, "step"), "received");
    AUTO_JSON *listed = house_did(h, BE, AUTHOR, request_list, json_object(), CODE_OK, NULL);
    assert_int_equal(json_array_size(json_object_get(listed, "requests")), 1);
    AUTO_JSON *about = house_did(h, BE, AUTHOR, node_about, json_object(), CODE_OK, NULL);
    assert_int_equal(json_int(care_of(about, "register", "be/alerts"), "count"), 1);
    assert_null(care_of(about, "publication", ""));
    int64_t left = 0;
    assert_int_equal(store_number(house_node(h, FR)->store, &copies, NULL, 0, -1, &left, NULL).code, CODE_OK);
    if (held) assert_int_equal(left, held - 1);
    house_done(h, ES, AUTHOR, alert_create, json_loads(DRAFT, 0, NULL), CODE_OK, NULL);
    struct store *s = house_node(h, ES)->store;
    assert_int_equal(store_begin(s, NULL).code, CODE_OK);
    assert_int_equal(store_run(s, &ROT, NULL, 0, NULL).code, CODE_OK);
    assert_int_equal(store_commit(s, NULL).code, CODE_OK);
    AUTO_JSON *asked = house_did(h, FR, AUTHOR, check_run, json_pack("{s:{s:s,s:[{s:s}],s:[s]},s:s}", "subject", "kind", "person", "names", "text",
                                 "Petra Voorbeeld", "births", "1981", "purpose", "investigation"), CODE_OK, NULL);
    size_t i;
    json_t *line;
    bool told = false;
    json_array_foreach(json_object_get(asked, "coverage"), i, line)
        told = told || (!strcmp(word_of(line, "member"), "es") && !strcmp(word_of(line, "state"), "in_part"));
    if (!told) fail_msg("%s", json_dumps(json_object_get(asked, "coverage"), 0));
    // Our own officers are shown what can be read, ours and others', and told of which register not all could be.
    AUTO_JSON *own = house_did(h, BE, AUTHOR, check_run, json_pack("{s:{s:s,s:[{s:s}]},s:s}", "subject", "kind", "person", "names", "text", "Karim Exemple",
                               "purpose", "investigation"), CODE_OK, NULL);
    json_array_foreach(json_object_get(own, "coverage"), i, line)
        if (!strcmp(word_of(line, "member"), "be")) assert_string_equal(word_of(line, "state"), "in_part");
    static const struct stmt ROT_COPY = {"UPDATE record SET mould = 0, body = x'7b' WHERE owner = 'be'"};
    s = house_node(h, FR)->store;
    assert_int_equal(store_begin(s, NULL).code, CODE_OK);
    assert_int_equal(store_run(s, &ROT_COPY, NULL, 0, NULL).code, CODE_OK);
    assert_int_equal(store_commit(s, NULL).code, CODE_OK);
    AUTO_JSON *copied = house_did(h, FR, AUTHOR, check_run, json_pack("{s:{s:s,s:[{s:s}]},s:s}", "subject", "kind", "person", "names", "text", "Karim Exemple",
                                  "purpose", "investigation"), CODE_OK, NULL);
    json_array_foreach(json_object_get(copied, "coverage"), i, line)
        if (!strcmp(word_of(line, "member"), "be") && !strcmp(word_of(line, "sharing"), "published")) assert_string_equal(word_of(line, "state"), "in_part");
    free(id), free(record);
    house_free(h);
}

// A row may rot into JSON of another form: whatever is done with it then is a fault with a name, or done, and never the end of the node.
static void other_json_ends_no_node(void **state) {
    static node_handler *const all[] = {
        request_show, request_list, request_proof, request_approve, request_decide, request_noted, request_paused, request_resumed, request_reclocked,
        request_handed, request_resolved, request_recalled, request_statistics, data_list, data_used, data_exported, recall_list, contact_list, order_papered,
        order_validated, order_clarified, order_statistics, removals_listed, removal_statistics, report_exchanges, review_list, hold_placed, hold_lifted};
    static const struct stmt ADD = {"INSERT INTO request(id, side, step, peer, kind, demand, decision, author, created_at, due_at, urgent, confirm_by, "
                                    "retain_until) "
                                    "VALUES('q' || $1, $1 % 2, $2, 'fr', $3, $4, $5, 'a', 1795000000000, 1, 0, $6, 1)"};
    static const char *const words[] = {"{}", "[]", "5", "null", "\"x\"", "{\"emergency\":{}}"}, *const kinds[] = {"information", "epoc", "removal_order"};
    static const char *const steps[] = {"drafted", "sent", "received", "decided", "released", "delivered"};
    struct house *h = house_new(*state);
    assert_false(FAILED(house_run(h, 2500)));
    struct store *store = house_node(h, BE)->store;
    int count = 0;
    assert_int_equal(store_begin(store, NULL).code, CODE_OK);
    for (size_t w = 0; w < 6; w++)
        for (size_t s = 0; s < 12; s++) {
            struct view demand = view_of(words[(w + s) % 6]), decision = view_of(words[w]);
            assert_int_equal(store_run(store, &ADD, VALUES(V_INT(count++), V_STR(steps[s / 2]), V_STR(kinds[(w + s) % 3]), V_BLOB(demand.at, demand.bytes),
                                                           V_BLOB(decision.at, decision.bytes), V_INT(s / 2 > 3)), NULL).code, CODE_OK);
        }
    assert_int_equal(store_commit(store, NULL).code, CODE_OK);
    for (int i = 0; i < count; i++)
        for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
            AUTO_TEXT id = text_with_ceiling(20);
            AUTO_JSON *answer = NULL;
            text_format(&id, "q%d", i);
            json_t *params = json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "request", text_string(&id), "decision", "release", "text", "t", "digest", "d",
                                       "reason", "why", "scheme", "ed25519", "until", "2026-12-01");
            (void)house_do(h, BE, k % 2 ? AUTHOR : APPROVER, all[k], params, &answer);
        }
    assert_false(FAILED(house_run(h, 65000)));
    house_free(h);
}

static void a_status_that_cannot_be_asked_is_not_empty(void **state) {
    struct house *h = house_new(*state);
    assert_false(FAILED(house_run(h, 2500)));
    house_done(h, BE, AUTHOR, sealed_status, json_object(), CODE_OK, NULL);
    HOUSE_CHANGE(h, BE, "ALTER TABLE sealed_day RENAME TO other");
    AUTO_JSON *none = NULL;
    assert_int_not_equal(house_do(h, BE, AUTHOR, sealed_status, json_object(), &none), CODE_OK);
    house_free(h);
}

// The answer to a request whose words are damaged here is refused, and what its sender says next still comes.
static void a_rotten_request_holds_up_no_other(void **state) {
    static const struct stmt ROT = {"UPDATE request SET demand = x'7b'"};
    struct house *h = house_new(*state);
    char *record = house_record(h);
    AUTO_JSON *check = house_hit(h, "investigation");
    char *id = house_written(h, FR, json_pack("{s:O,s:i,s:s,s:s}", "check", json_object_get(check, "id"), "candidate", 1, "kind",
                                              "supplementary_information", "text", "Where?"));
    assert_false(FAILED(house_run(h, 2500)));
    struct store *s = house_node(h, FR)->store;
    assert_int_equal(store_begin(s, NULL).code, CODE_OK);
    assert_int_equal(store_run(s, &ROT, NULL, 0, NULL).code, CODE_OK);
    assert_int_equal(store_commit(s, NULL).code, CODE_OK);
    house_done(h, BE, AUTHOR, request_decide, json_pack("{s:s,s:s,s:s}", "request", id, "decision", "release", "text", "there"), CODE_OK, NULL);
    assert_int_equal(house_signs(h, BE, id), CODE_OK);
    char *other = house_written(h, BE, json_pack("{s:s,s:s,s:s,s:s,s:s,s:{s:s}}", "kind", "recall", "record", record, "to", "fr", "purpose",
                                                 "investigation", "text", "give it back", "fields", "reason", "the decision was annulled"));
    assert_false(FAILED(house_run(h, 5000)));
    house_done(h, FR, AUTHOR, request_show, json_pack("{s:s}", "request", other), CODE_OK, NULL);
    house_done(h, FR, AUTHOR, request_show, json_pack("{s:s}", "request", id), CODE_STORE_DAMAGED, NULL);
    free(id), free(other), free(record);
    house_free(h);
}

// A record of one's own that can't be read can't be published: the copies of members are behind, and the node works on.
static void a_rotten_record_stops_no_node(void **state) {
    struct house *h = house_new(*state);
    free(house_record(h));
    HOUSE_CHANGE(h, BE, "UPDATE record SET mould = 0, body = x'7b' WHERE id = 1");
    HOUSE_CHANGE(h, BE, "UPDATE publication SET position = 0");
    house_done(h, BE, AUTHOR, alert_create, json_loads(DRAFT, 0, NULL), CODE_OK, NULL);
    assert_false(FAILED(house_run(h, 5000)));
    AUTO_JSON *list = house_did(h, BE, AUTHOR, alert_list, json_object(), CODE_OK, NULL);
    assert_int_equal(json_array_size(json_object_get(list, "alerts")), 2);
    bool behind = false;
    for (size_t i = 0; i < house_node(h, BE)->peer_count; i++) behind |= house_node(h, BE)->peers[i].copy_behind;
    assert_true(behind);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_rotten_record_stops_no_node, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_bad_row_is_named_and_hides_no_other, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_rotten_alert_is_listed_by_its_name, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_rotten_request_says_so_when_it_is_shown, LAWS_FOLDER),
        cmocka_unit_test_prestate(nothing_is_decided_over_a_step_that_cannot_be_read, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_bad_row_keeps_nothing_else_beyond_its_term, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_cannot_be_done_for_one_is_done_for_the_others, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_care_passes_over_is_told, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_part_that_fails_is_told, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_rotten_step_is_in_the_list_however_old_it_is, LAWS_FOLDER),
        cmocka_unit_test_prestate(who_sees_sums_only_is_told_no_names, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_rotten_record_is_told_to_who_asks_and_not_whose_it_is, LAWS_FOLDER),
        cmocka_unit_test_prestate(other_json_ends_no_node, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_status_that_cannot_be_asked_is_not_empty, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_rotten_request_holds_up_no_other, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_was_passed_over_is_found_again, LAWS_FOLDER),
    };
    return cmocka_run_group_tests_name("unread", tests, NULL, NULL);
}
