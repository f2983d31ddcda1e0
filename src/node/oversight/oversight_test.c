// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// oversight_test.c — the seats of those who oversee: what they see, what stays hidden, and what they can prove.
#include "node/oversight/auditor.h"
#include "node/node_house.h"
#include "node/oversight/reports.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define GOOD(expr) assert_int_equal((expr).code, CODE_OK)

static json_t *subject(const char *given, const char *family) {
    AUTO_TEXT name = text_with_ceiling(200);
    text_format(&name, "%s %s", given, family);
    return json_pack("{s:s,s:[{s:s,s:s,s:s}],s:[s]}", "kind", "person", "names", "text", text_string(&name), "given", given, "family",
                     family, "births", "1990-05-04");
}
static json_t *draft(void) {
    return json_pack("{s:{s:s,s:o,s:s,s:s,s:s}}", "alert", "category", "refusal", "subject", subject("Karim", "Exemple"), "reason", "a decision", "authority",
                     "an office", "decision_ref", "7");
}

static json_t *done(struct house *h, int member, node_handler *handler, json_t *params) {
    return house_did(h, member, AUTHOR, handler, params, CODE_OK, NULL);
}

static json_t *checked(struct house *h, int member, json_t *who) {
    return done(h, member, check_run, json_pack("{s:o,s:s}", "subject", who, "purpose", "border_check"));
}

// ---- The log as the auditor sees it ----

static void entries_are_listed_without_content_and_opened_for_a_reason(void **state) {
    struct house *h = house_new(*state);
    GOOD(house_run(h, 2500));
    json_decref(done(h, BE, alert_create, draft()));
    GOOD(house_run(h, 2500));
    AUTO_JSON *list = done(h, BE, audit_listed, json_pack("{s:s}", "op", "collection"));
    const json_t *entry = json_array_get(json_object_get(list, "entries"), 0);
    assert_int_equal(json_array_size(json_object_get(list, "entries")), 1);
    AUTO_TEXT text = text_with_ceiling(1 << 20);
    text_json(&text, list);
    assert_null(strstr(text_string(&text), "Exemple"));
    assert_true(json_view(entry, "subject_commit").bytes == 64);
    json_int_t index = json_int(entry, "index");
    assert_int_equal(house_do(h, BE, AUTHOR, audit_opened, json_pack("{s:I,s:s}", "index", index, "use", "lawfulness"), NULL), CODE_BAD_ARGUMENT);
    assert_int_equal(house_do(h, BE, AUTHOR, audit_opened,
                              json_pack("{s:I,s:s,s:s}", "index", index, "use", "curiosity", "reason", "why not"), NULL), CODE_BAD_ARGUMENT);
    AUTO_JSON *opened = done(h, BE, audit_opened, json_pack("{s:I,s:s,s:s}", "index", index, "use", "lawfulness", "reason", "complaint 12/2026"));
    struct view record = json_view(json_array_get(json_object_get(opened, "content"), 0), "record");
    assert_non_null(memmem(record.at, record.bytes, "Exemple", 7));
    // Reading the log is itself in the log, with its use, and its reason as a commitment.
    AUTO_JSON *again = done(h, BE, audit_listed, json_pack("{s:s}", "op", "consultation"));
    bool told = false;
    for (size_t i = 0; i < json_array_size(json_object_get(again, "entries")); i++) {
        const json_t *e = json_array_get(json_object_get(again, "entries"), i);
        if (view_is(json_view(e, "decision"), "content_opened"))
            told = json_int(e, "index_read") == index && view_is(json_view(e, "use"), "lawfulness") && json_view(e, "reason_commit").bytes == 64;
    }
    assert_true(told);
    house_free(h);
}

static void who_only_oversees_is_not_shown_content(void **state) {
    (void)state;
    struct officer oversees = {.roles = ROLE_BIT(auditor)}, decides = {.roles = ROLE_BIT(auditor) | ROLE_BIT(approver)};
    AUTO_JSON *request = json_pack("{s:s,s:s,s:s,s:{s:s}}", "id", "1", "step", "sent", "text", "Where does he live?", "fields", "surname", "Exemple");
    hide_content(&decides, request);
    assert_true(view_is(json_view(request, "text"), "Where does he live?"));
    hide_content(&oversees, request);
    assert_true(json_is_null(json_object_get(request, "text")) && json_is_null(json_object_get(request, "fields")) && json_flag(request, "hidden"));
    assert_true(view_is(json_view(request, "step"), "sent"));
}

static void a_sensitive_record_is_read_for_a_reason(void **state) {
    struct house *h = house_new(*state);
    GOOD(house_run(h, 2500));
    json_t *d = draft();
    json_object_set_new(json_object_get(json_object_get(d, "alert"), "subject"), "births", json_pack("[s]", "2012-05-04"));  // fourteen years old
    AUTO_JSON *made = done(h, BE, alert_create, d);
    json_t *record = json_object_get(made, "record");
    assert_int_equal(house_do(h, BE, AUTHOR, alert_show, json_pack("{s:O}", "record", record), NULL), CODE_BAD_ARGUMENT);
    char *much = calloc(1, 2002);
    memset(much, 'x', 2001);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_opened, json_pack("{s:O,s:s}", "record", record, "reason", much), NULL), CODE_BAD_ARGUMENT);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_read, json_pack("{s:s}", "reason", much), NULL), CODE_BAD_ARGUMENT);
    free(much);
    AUTO_JSON *shown = done(h, BE, alert_show, json_pack("{s:O,s:s}", "record", record, "reason", "file 7"));
    assert_true(json_is_object(json_object_get(shown, "alert")));
    AUTO_JSON *list = done(h, BE, alert_list, json_object());
    assert_true(json_is_null(json_object_get(json_array_get(json_object_get(list, "alerts"), 0), "alert")));
    house_free(h);
}

// ---- Certificates ----

static void a_certificate_names_its_coverage_and_is_given_for_nothing_found_only(void **state) {
    struct house *h = house_new(*state);
    GOOD(house_run(h, 2500));
    json_decref(done(h, BE, alert_create, draft()));
    GOOD(house_run(h, 2500));
    AUTO_JSON *hit = checked(h, FR, subject("Karim", "Exemple"));
    assert_int_equal(house_do(h, FR, AUTHOR, check_certified, json_pack("{s:O}", "check", json_object_get(hit, "id")), NULL), CODE_WRONG_STEP);
    h->silent[ES] = true;
    GOOD(house_run(h, 6000));
    AUTO_JSON *none = checked(h, FR, subject("Zoltan", "Kwiatkowski"));
    assert_int_equal(json_array_size(json_object_get(none, "candidates")), 0);
    AUTO_JSON *file = done(h, FR, check_certified, json_pack("{s:O,s:b}", "check", json_object_get(none, "id"), "with_question", 1));
    const json_t *c = json_object_get(file, "certificate"), *registers = json_object_get(c, "registers");
    bool spain_covered = true;
    for (size_t i = 0; i < json_array_size(registers); i++)
        if (view_is(json_view(json_array_get(registers, i), "member"), "es")) spain_covered = json_flag(json_array_get(registers, i), "covered");
    assert_int_equal(json_array_size(registers), 3);
    assert_false(spain_covered);
    // From which score on it speaks: what the law of whoever searched wanted when the question was put. Of the score of what was
    // not shown nothing stands there.
    assert_int_equal(json_int(c, "score_ceiling_thousandths"), 500);
    assert_int_equal(json_int(c, "looked_at_most"), 500);
    for (size_t i = 0; i < json_array_size(registers); i++) {
        const json_t *line = json_array_get(registers, i);
        if (json_flag(line, "covered")) assert_int_equal(json_int(line, "score_ceiling_thousandths"), 500);
        assert_null(json_object_get(line, "best"));
    }
    AUTO_JSON *wider = done(h, FR, check_run, json_pack("{s:o,s:s}", "subject", subject("Zoltan", "Kwiatkowski"), "purpose", "investigation"));
    AUTO_JSON *lower = done(h, FR, check_certified, json_pack("{s:O}", "check", json_object_get(wider, "id")));
    assert_int_equal(json_int(json_object_get(lower, "certificate"), "score_ceiling_thousandths"), 100);
    struct view asked = json_view(json_array_get(json_object_get(file, "opened"), 0), "record");
    assert_non_null(memmem(asked.at, asked.bytes, "Kwiatkowski", 11));
    AUTO_JSON *again = done(h, FR, check_certified, json_pack("{s:O}", "check", json_object_get(none, "id")));  // the same, without the question
    assert_true(json_equal(json_object_get(again, "certificate"), c));
    assert_int_equal(json_array_size(json_object_get(again, "opened")), 0);
    AUTO_TEXT text = text_with_ceiling(1 << 20);
    text_json(&text, again);
    assert_null(strstr(text_string(&text), "Kwiatkowski"));
    house_free(h);
}

// ---- A person ----

static const json_t *of_member(const json_t *found, const char *member) {
    size_t i;
    json_t *line;
    json_array_foreach(json_object_get(found, "members"), i, line)
        if (view_is(json_view(line, "member"), member)) return line;
    return NULL;
}

static json_t *found(struct house *h, int member, bool proofs) {
    return done(h, member, subject_found,
                json_pack("{s:o,s:s,s:s,s:b}", "subject", subject("Karim", "Exemple"), "reason", "request of the person, 3/2026", "use",
                                                    "lawfulness", "proofs", proofs));
}

static void a_person_is_found_wherever_their_data_went(void **state) {
    struct house *h = house_new(*state);
    GOOD(house_run(h, 2500));
    AUTO_JSON *made = done(h, BE, alert_create, draft());
    GOOD(house_run(h, 2500));
    json_decref(checked(h, FR, subject("Karim", "Exemple")));
    json_decref(checked(h, BE, subject("Karim", "Exemple")));
    json_decref(done(h, BE, check_run, json_pack("{s:o,s:s}", "subject", subject("Karim", "Exemple"), "purpose", "prosecution")));
    json_decref(done(h, BE, breach_noted, json_pack("{s:s}", "text", "the paper file of Karim Exemple was left in a train")));
    json_decref(done(h, BE, breach_noted, json_pack("{s:s}", "text", "another one, too")));
    AUTO_JSON *at_owner = found(h, BE, true);
    const json_t *stands = json_object_get(at_owner, "elsewhere_here");  // where people wrote of him, and nowhere else
    assert_int_equal(json_array_size(stands), 1);
    assert_true(view_is(json_view(json_array_get(stands, 0), "place"), "breach"));
    const json_t *record = json_array_get(json_object_get(at_owner, "records"), 0);
    assert_true(json_equal(json_object_get(record, "record"), json_object_get(made, "record")));
    assert_int_equal(json_array_size(json_object_get(record, "sent_to")), 2);
    assert_int_equal(json_array_size(json_object_get(at_owner, "checks")), 2);
    size_t i, judicial = 0;
    json_t *line;
    json_array_foreach(json_object_get(at_owner, "log"), i, line) judicial += json_flag(line, "judicial_file");
    assert_int_equal(judicial, 2);  // the question for the prosecution and its end: criminal procedure decides there (art. 18)
    assert_true(json_array_size(json_object_get(at_owner, "log")) >= 2);     // entered, and asked about
    assert_true(json_array_size(json_object_get(at_owner, "proofs")) >= 2);
    const json_t *fr = json_object_get(of_member(at_owner, "fr"), "holds");
    const json_t *copy = json_array_get(json_object_get(fr, "records"), 0);
    assert_true(json_flag(copy, "copy") && json_int(copy, "checks") == 1);
    assert_true(json_flag(at_owner, "complete"));
    // At France the same person is a copy, and no member is asked about records that are not its own.
    AUTO_JSON *at_holder = found(h, FR, false);
    assert_false(json_flag(json_array_get(json_object_get(at_holder, "records"), 0), "own"));
    assert_int_equal(json_array_size(json_object_get(json_object_get(of_member(at_holder, "be"), "holds"), "records")), 0);
    h->silent[ES] = true;
    AUTO_JSON *partly = found(h, BE, false);
    assert_false(json_flag(partly, "complete"));
    assert_false(json_flag(of_member(partly, "es"), "reached"));
    json_decref(done(h, BE, alert_delete, json_pack("{s:O,s:s}", "record", json_object_get(made, "record"), "reason", "unlawful")));
    house_free(h);
}

// A table that nobody has thought of would be forgotten when somebody asks what is held on him: it is in neither list of places.c then.
static void every_table_is_looked_through_or_holds_nobody(void **state) {
    static const struct stmt TABLES = {"SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"};
    struct house *h = house_new(*state);
    struct cursor c;
    size_t tables = 0, unsaid = 0;
    assert_int_equal(store_query(house_node(h, BE)->store, &TABLES, NULL, 0, &c, NULL).code, CODE_OK);
    for (; cursor_next(&c); tables++) {
        struct view name = cursor_view(&c, 0);
        bool said = place_of_table(name) != NULL;
        if (!said) fprintf(stderr, "%.*s: name it in src/node/oversight/places.c, as a place or with why it is none\n", VIEW_ARGS(name));
        unsaid += !said;
    }
    assert_int_equal(cursor_end(&c, NULL).code, CODE_OK);
    assert_int_equal(unsaid, 0);
    assert_int_equal(tables, place_tables_count());  // and none is named that is not there any more
    assert_null(place_of_table(VIEW("a_table_of_tomorrow")));
    house_free(h);
}

// Words about somebody in places that are no record: each is named.
static void words_about_a_person_are_found_where_they_stand(void **state) {
    static const struct {
        const char *place;
        struct stmt put;
    } words[] = {{"hold", {"INSERT INTO hold VALUES('be/alerts/x', 'someone', 'a trial of Karim Exemple', 1, 2, '')"}},
                 {"deletion", {"INSERT INTO deletion VALUES('be/alerts/y', 1, 'Karim Exemple asked for it', 0)"}},
                 {"provider", {"INSERT INTO provider VALUES('prov', '{\"contact\":\"Karim Exemple\"}', 1, 'someone')"}},
                 {"judged", {"INSERT INTO judged VALUES(x'00', 'be/alerts/z', 'check-1', 1, 'no_hit', 'not Karim Exemple, who is older', 'someone', 0, 1)"}},
                 {"officer", {"UPDATE officer SET name = 'Karim Exemple' WHERE id = 'deputy'"}}};
    enum { COUNT = sizeof words / sizeof *words };
    struct house *h = house_new(*state);
    bool seen[COUNT] = {false};
    size_t i;
    json_t *line;
    GOOD(house_run(h, 2500));
    struct store *s = house_node(h, BE)->store;
    for (size_t k = 0; k < COUNT; k++) {
        assert_int_equal(store_begin(s, NULL).code, CODE_OK);
        assert_int_equal(store_run(s, &words[k].put, NULL, 0, NULL).code, CODE_OK);
        assert_int_equal(store_commit(s, NULL).code, CODE_OK);
    }
    AUTO_JSON *all = found(h, BE, false);
    json_array_foreach(json_object_get(all, "elsewhere_here"), i, line)
        for (size_t k = 0; k < COUNT; k++) seen[k] |= view_is(json_view(line, "place"), words[k].place);
    for (size_t k = 0; k < COUNT; k++)
        if (!seen[k]) fail_msg("not found in %s", words[k].place);
    assert_int_equal(json_array_size(json_object_get(all, "elsewhere_here")), COUNT);
    house_free(h);
}

// ---- Rows that can't be read ----

static void spoil(struct house *h, int member, const struct stmt *how) {
    struct store *store = house_node(h, member)->store;
    assert_int_equal(store_begin(store, NULL).code, CODE_OK);
    assert_int_equal(store_run(store, how, NULL, 0, NULL).code, CODE_OK);
    assert_int_equal(store_commit(store, NULL).code, CODE_OK);
}

// Spoiled before they were counted: the figures stand, and say which entries they lack.
static void a_rotten_entry_is_told_and_the_rest_still_counted(void **state) {
    static const struct stmt SPOIL = {"UPDATE audit_entry SET entry = x'00' WHERE instr(entry, CAST('\"op\":\"breach\"' AS BLOB)) > 0"};
    struct house *h = house_new(*state);
    GOOD(house_run(h, 2500));
    AUTO_JSON *before = done(h, BE, report_statistics, json_pack("{s:s}", "audience", "parliament"));
    assert_int_equal(json_int(before, "unread"), 0);
    json_decref(done(h, BE, alert_create, draft()));
    json_decref(done(h, BE, breach_noted, json_pack("{s:s}", "text", "a laptop was lost")));
    spoil(h, BE, &SPOIL);
    AUTO_JSON *counts = done(h, BE, report_statistics, json_pack("{s:s}", "audience", "parliament"));
    assert_int_equal(json_int(counts, "unread"), 1);
    assert_int_equal(json_int(counts, "counted_to"), json_int(counts, "log_size"));
    size_t i;
    json_t *row;
    bool collected = false;
    json_array_foreach(json_object_get(counts, "rows"), i, row) collected |= view_is(json_view(row, "op"), "collection");
    assert_true(collected);
    int64_t rotten = json_integer_value(json_array_get(json_object_get(counts, "unread_entries"), 0));
    AUTO_JSON *again = done(h, BE, report_transfers, json_object());  // it is remembered, and holds for the transfers too
    assert_int_equal(json_int(again, "unread"), 1);
    AUTO_JSON *list = done(h, BE, audit_listed, json_pack("{s:s}", "op", "collection"));
    assert_int_equal(json_int(list, "unread"), 1);
    assert_int_equal(json_integer_value(json_array_get(json_object_get(list, "unread_entries"), 0)), rotten);
    AUTO_JSON *person = found(h, BE, false);
    assert_int_equal(json_int(person, "unread"), 1);
    assert_false(json_flag(person, "complete"));
    assert_true(json_array_size(json_object_get(person, "log")) >= 1);
    house_free(h);
}

// Entries are numbered without a gap: whose row is gone is told as one that can't be read, and the pages end.
static void an_entry_that_is_gone_is_told(void **state) {
    static const struct stmt SPOIL = {"DELETE FROM audit_entry WHERE id IN (0, 2, 3)"};
    struct house *h = house_new(*state);
    GOOD(house_run(h, 2500));
    json_decref(done(h, BE, alert_create, draft()));
    json_decref(done(h, BE, breach_noted, json_pack("{s:s}", "text", "a laptop was lost")));
    spoil(h, BE, &SPOIL);
    json_int_t before = 0, unread = 0, pages = 0, last = 1 << 20;
    do {
        AUTO_JSON *page = done(h, BE, audit_listed, json_pack("{s:I,s:I}", "limit", (json_int_t)1, "before", before));
        const json_t *list = json_object_get(page, "entries");
        unread += json_int(page, "unread"), before = json_int(page, "next"), pages++;
        if (json_array_size(list)) assert_true(json_int(json_array_get(list, 0), "index") < last);  // none is said twice
        if (json_array_size(list)) last = json_int(json_array_get(list, 0), "index");
    } while (before && pages < 100);
    assert_true(pages < 100);
    assert_int_equal(unread, 3);
    AUTO_JSON *person = found(h, BE, false);
    assert_int_equal(json_int(person, "unread"), 3);
    assert_int_equal(json_integer_value(json_array_get(json_object_get(person, "unread_entries"), 2)), 3);
    house_free(h);
}

// Noted as a transfer, then spoiled: when and to whom it went is still said.
static void a_transfer_whose_entry_is_rotten_is_still_listed(void **state) {
    static const struct stmt SPOIL = {"UPDATE audit_entry SET entry = x'00' WHERE id = 1"};
    static const struct stmt NOTE = {
        "INSERT INTO log_transfer(log_index, at, peer) VALUES(0, '2026-11-24T08:00:00Z', 'ma'), (1, '2026-11-24T09:00:00Z', 'ma')"};
    struct house *h = house_new(*state);
    GOOD(house_run(h, 2500));
    spoil(h, BE, &NOTE);
    spoil(h, BE, &SPOIL);
    AUTO_JSON *report = done(h, BE, report_transfers, json_object());
    const json_t *list = json_object_get(report, "transfers");
    assert_int_equal(json_array_size(list), 2);
    assert_null(json_object_get(json_array_get(list, 0), "unread"));
    assert_true(json_flag(json_array_get(list, 1), "unread"));
    assert_true(view_is(json_view(json_array_get(list, 1), "at"), "2026-11-24T09:00:00Z"));
    assert_true(view_is(json_view(json_array_get(list, 1), "recipient"), "ma"));
    assert_int_equal(json_int(report, "unread"), 1);
    house_free(h);
}

static void a_damaged_record_does_not_hide_the_others(void **state) {
    static const struct stmt SPOIL = {"UPDATE record SET body = x'ff00ff00ff', mould = 99 WHERE id = (SELECT min(id) FROM record)"};
    struct house *h = house_new(*state);
    GOOD(house_run(h, 2500));
    json_decref(done(h, BE, alert_create, draft()));
    AUTO_JSON *made = done(h, BE, alert_create, draft());
    GOOD(house_run(h, 2500));
    spoil(h, BE, &SPOIL);
    AUTO_JSON *person = found(h, BE, false);
    const json_t *records = json_object_get(person, "records");
    assert_int_equal(json_array_size(records), 2);
    assert_int_equal(json_flag(json_array_get(records, 0), "unread") + json_flag(json_array_get(records, 1), "unread"), 1);
    assert_int_equal(json_int(person, "unread"), 1);
    assert_false(json_flag(person, "complete"));
    house_free(h);
}

// ---- Reports ----

static void a_breach_has_seventy_two_hours(void **state) {
    struct house *h = house_new(*state);
    GOOD(house_run(h, 2500));
    AUTO_JSON *one = done(h, BE, breach_noted, json_pack("{s:s,s:[s]}", "text", "a laptop was lost", "members", "fr"));
    AUTO_JSON *two = done(h, BE, breach_noted, json_pack("{s:s,s:s}", "text", "a letter went astray", "known_at", "2026-11-20T09:00:00Z"));
    assert_true(view_is(json_view(one, "due_at"), "2026-11-27T09:00:02.520Z") || view_starts(json_view(one, "due_at"), "2026-11-27T09:00:0"));
    assert_true(view_starts(json_view(two, "due_at"), "2026-11-23T09:00:00"));
    assert_int_equal(house_do(h, BE, AUTHOR, breach_noted, json_pack("{s:s,s:s}", "text", "x", "known_at", "2030-01-01T00:00:00Z"), NULL), CODE_BAD_ARGUMENT);
    assert_int_equal(house_do(h, BE, AUTHOR, breach_noted, json_pack("{s:s,s:[s,s]}", "text", "x", "members", "fr", "atlantis"), NULL), CODE_BAD_ARGUMENT);
    json_t *many = json_array();
    for (int i = 0; i < 1000; i++) json_array_append_new(many, json_string("fr"));
    assert_int_equal(house_do(h, BE, AUTHOR, breach_noted, json_pack("{s:s,s:o}", "text", "x", "members", many), NULL), CODE_TOO_BIG);
    json_decref(done(h, BE, breach_told, json_pack("{s:O,s:s}", "breach", json_object_get(one, "breach"), "whom", "supervisor")));
    assert_int_equal(house_do(h, BE, AUTHOR, breach_told,
                              json_pack("{s:O,s:s}", "breach", json_object_get(two, "breach"), "whom", "supervisor"), NULL), CODE_BAD_ARGUMENT);
    AUTO_JSON *before = done(h, BE, breach_listed, json_object());
    AUTO_JSON *late = done(h, BE, breach_told,
                           json_pack("{s:O,s:s,s:s}", "breach", json_object_get(two, "breach"), "whom", "supervisor", "why_late", "found late"));
    AUTO_JSON *after = done(h, BE, breach_listed, json_object());
    assert_true(json_flag(late, "late"));
    assert_true(json_flag(json_array_get(json_object_get(before, "breaches"), 1), "overdue"));
    for (size_t i = 0; i < 2; i++) assert_false(json_flag(json_array_get(json_object_get(after, "breaches"), i), "overdue"));
    house_free(h);
}

static void what_leaves_the_union_is_a_transfer(void **state) {
    struct house *h = house_new(*state);
    static const struct {
        const char *op, *direction, *peer;
        bool transfer;
    } rows[] = {{"disclosure", "out", "ma", true}, {"release", "out", "ma", true}, {"message", "out", "ma", true}, {"message", "in", "ma", false},
                {"consultation", "out", "ma", false}, {"disclosure", "out", "fr", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_JSON *e = json_pack("{s:s,s:s,s:s}", "op", rows[i].op, "direction", rows[i].direction, "peer", rows[i].peer);
        assert_int_equal(is_transfer(house_node(h, BE), e), rows[i].transfer);
    }
    house_free(h);
}

static void the_reports_say_what_is_configured_and_what_is_missing(void **state) {
    struct house *h = house_new(*state);
    GOOD(house_run(h, 2500));
    json_decref(done(h, BE, alert_create, draft()));
    GOOD(house_run(h, 5000));
    AUTO_JSON *processing = done(h, BE, report_processing, json_object());
    struct view text = json_view(processing, "markdown");
    static const char *const must[] = {"## (a)", "## (b)", "## (c)", "## (d)", "## (e)", "## (f)", "## (g)", "## (h)", "## (i)", "France",
                                       "evidence: 36 months", "breach: 72 hours", "privately", "fiu_subjects", "evidence_copy: 12 hours",
                                       "alerts: 1 — ", "none now: ", "dna_profiles", "European Production Order Certificate"};
    for (size_t i = 0; i < sizeof must / sizeof *must; i++) assert_non_null(memmem(text.at, text.bytes, must[i], strlen(must[i])));
    AUTO_JSON *impact = done(h, BE, report_impact, json_object());
    assert_int_equal(json_int(json_object_get(impact, "volumes"), "own_records"), 1);
    assert_true(json_array_size(json_object_get(impact, "missing")) >= 1);
    AUTO_JSON *counts = done(h, BE, report_statistics, json_pack("{s:s}", "audience", "supervisor"));
    AUTO_JSON *publicly = done(h, BE, report_statistics, json_pack("{s:s}", "audience", "parliament"));
    bool one = false, few = false;
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(counts, "rows"), i, row)
        if (view_is(json_view(row, "op"), "collection")) one = json_int(row, "count") == 1;
    json_array_foreach(json_object_get(publicly, "rows"), i, row) {
        if (view_is(json_view(row, "op"), "collection")) few = view_is(json_view(row, "count"), "fewer than 5");
        assert_null(json_object_get(row, "member"));
    }
    assert_true(one && few);
    assert_int_equal(json_int(counts, "counted_to"), json_int(counts, "log_size"));
    AUTO_JSON *transfers = done(h, BE, report_transfers, json_object());
    assert_int_equal(json_array_size(json_object_get(transfers, "transfers")), 0);  // all of this house are in the Union
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(entries_are_listed_without_content_and_opened_for_a_reason, LAWS_FOLDER),
        cmocka_unit_test_prestate(who_only_oversees_is_not_shown_content, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_sensitive_record_is_read_for_a_reason, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_certificate_names_its_coverage_and_is_given_for_nothing_found_only, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_person_is_found_wherever_their_data_went, LAWS_FOLDER),
        cmocka_unit_test_prestate(every_table_is_looked_through_or_holds_nobody, LAWS_FOLDER),
        cmocka_unit_test_prestate(words_about_a_person_are_found_where_they_stand, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_rotten_entry_is_told_and_the_rest_still_counted, LAWS_FOLDER),
        cmocka_unit_test_prestate(an_entry_that_is_gone_is_told, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_transfer_whose_entry_is_rotten_is_still_listed, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_damaged_record_does_not_hide_the_others, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_breach_has_seventy_two_hours, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_leaves_the_union_is_a_transfer, LAWS_FOLDER),
        cmocka_unit_test_prestate(the_reports_say_what_is_configured_and_what_is_missing, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
