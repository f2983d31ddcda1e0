// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The simulation itself: the same seed is the same day, a day sees what it is for, and the judge sees a broken
// promise when there is one (each is broken here on purpose).
#include "dna_day.h"
#include "drafts.h"
#include "judge.h"
#include "plot.h"
#include "prints_day.h"
#include "sentence.h"
#include "story.h"

#include "registers/records.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static struct cast *cast;

static void the_same_seed_is_the_same_day(void **state) {
    (void)state;
    struct plot_sum one, other;
    char verdict[600];
    struct plot_wish wish = {.seed = 4, .steps = 60};
    assert_true(plot_run(cast, &wish, &one, verdict));
    assert_true(plot_run(cast, &wish, &other, verdict));
    assert_string_equal(one.trace, other.trace);
    wish.seed = 5;
    assert_true(plot_run(cast, &wish, &other, verdict));
    assert_true(strcmp(one.trace, other.trace) != 0);
}

static void days_see_what_they_are_for(void **state) {
    (void)state;
    struct plot_sum all = {0}, one;
    char verdict[600];
    for (uint64_t seed = 1; seed <= 6; seed++) {
        struct plot_wish wish = {.seed = seed};
        if (!plot_run(cast, &wish, &one, verdict)) fail_msg("seed %d: %s", (int)seed, verdict);
        all.crashes += one.crashes, all.hits += one.hits, all.released += one.released, all.refused += one.refused,
            all.replays += one.replays, all.emergencies += one.emergencies;
    }
    assert_true(all.emergencies > 0);
    assert_true(all.crashes > 6 && all.hits > 6 && all.released > 0 && all.refused > 0 && all.replays > 6);
}

// ---- A judge that has something to judge ----

struct court {
    struct stage stage;
    struct judge judge;
    struct dna_day dna;
    struct prints_day prints;
};

static void hear(void *ctx, int from, int to, const char *path, struct view body) {
    judge_letter(&((struct court *)ctx)->judge, from, to, path, body);
}
static void hear_answer(void *ctx, int from, int to, const char *path, int status, struct view body) {
    judge_answer(&((struct court *)ctx)->judge, from, to, path, status, body);
}

// Belgium enters one alert; all is quiet; everybody is stopped.
static struct court *quiet_day(void) {
    struct court *c = calloc(1, sizeof *c);
    json_t *answer = NULL;
    stage_begin(&c->stage, cast, 9, 0);
    judge_begin(&c->judge, &c->stage);
    c->stage.onlooker = (struct onlooker){.ctx = c, .letter = hear, .answer = hear_answer};
    for (int m = 0; m < MEMBERS; m++) stage_start(&c->stage, m);
    assert_int_equal(stage_enrol(&c->stage, NULL).code, CODE_OK);
    struct alert_note *note = &c->judge.alerts[c->judge.alert_count++];
    *note = (struct alert_note){.owner = MEMBER_be, .union_only = true, .mark = "mark000000"};
    AUTO_JSON *params = json_pack("{s:o}", "alert", alert_draft("refusal", person("Lien Proef", "1980-01-02"),
                                                                "mark000000 " UNION_ONLY));
    assert_int_equal(stage_ask(&c->stage, MEMBER_be, alert_create, cast_officer(cast, MEMBER_be, OFFICER_author),
                               params, &answer, NULL), REPLY_done);
    note->created = TOLD_yes;
    snprintf(note->record, sizeof note->record, "%s", json_string_value(json_object_get(answer, "record")));
    json_decref(answer);
    stage_run_for(&c->stage, 3000);
    for (int m = 0; m < MEMBERS; m++) stage_stop(&c->stage, m, CRASH_KILLED);
    return c;
}

static void end_day(struct court *c) {
    stage_end(&c->stage);
    free(c);
}

// What was done behind the nodes' back, in one store.
static bool tampered(struct court *c, int member, const char *sql) {
    struct store *s = NULL;
    struct stmt stmt = {sql};
    assert_int_equal(stage_store(&c->stage, member, &s, NULL).code, CODE_OK);
    assert_int_equal(store_begin(s, NULL).code, CODE_OK);
    assert_int_equal(store_run(s, &stmt, NO_VALUES, NULL).code, CODE_OK);
    bool changed = store_changes(s) > 0;
    assert_int_equal(store_commit(s, NULL).code, CODE_OK);
    store_close(s);
    return changed;
}
static void tamper(struct court *c, int member, const char *sql) { assert_true(tampered(c, member, sql)); }

static void expect_verdict(int member, const char *sql, const char *begins) {
    struct court *c = quiet_day();
    if (sql) tamper(c, member, sql);
    judge_calm(&c->judge);
    if (!begins && c->judge.broken) fail_msg("%s", c->judge.verdict);
    if (begins && strncmp(c->judge.verdict, begins, strlen(begins)) != 0)
        fail_msg("\"%s\" instead of \"%s\"", c->judge.verdict, begins);
    end_day(c);
}

// Laboratories at work in fair weather, everybody stopped; the same acts each time.
static void expect_of_laboratories(const char *sql, const char *begins) {
    struct court *c = calloc(1, sizeof *c);
    stage_begin(&c->stage, cast, 9, 0);
    judge_begin(&c->judge, &c->stage);
    dna_day_begin(&c->dna, &c->stage, &c->judge, chance_of(9, "laboratories"));
    c->judge.dna = &c->dna;
    c->stage.onlooker = (struct onlooker){.ctx = c, .letter = hear, .answer = hear_answer};
    for (int m = 0; m < MEMBERS; m++) stage_start(&c->stage, m);
    assert_int_equal(stage_enrol(&c->stage, NULL).code, CODE_OK);
    stage_run_for(&c->stage, 3000);
    for (int i = 0; i < 50; i++) dna_day_act(&c->dna), stage_run_for(&c->stage, 200);
    stage_run_for(&c->stage, 6000);
    for (int m = 0; m < MEMBERS; m++) stage_stop(&c->stage, m, CRASH_KILLED);
    bool done = !sql;
    for (int m = 0; m < MEMBERS && !done; m++) done = tampered(c, m, sql);  // at whoever has something of the kind
    assert_true(done);
    judge_calm(&c->judge);
    if (!begins && c->judge.broken) fail_msg("%s", c->judge.verdict);
    if (!begins) assert_true(c->dna.hits > 10 && c->dna.search_count > 5);
    if (begins && strncmp(c->judge.verdict, begins, strlen(begins)) != 0) fail_msg("\"%s\" instead of \"%s\"", c->judge.verdict, begins);
    end_day(c);
}

static void the_judge_sees_each_broken_promise_of_laboratories(void **state) {
    (void)state;
    expect_of_laboratories(NULL, NULL);
    expect_of_laboratories("DELETE FROM dna_profile WHERE id = (SELECT max(id) FROM dna_profile)", "P8: profile ");
    expect_of_laboratories("DELETE FROM dna_match WHERE incoming=1 AND member IN ('be', 'fr', 'es') AND their_ref <> ''", "a hit of");
    expect_of_laboratories("UPDATE dna_match SET quality=2 WHERE own_ref <> '' AND their_ref <> ''", "P10: a hit of quality 2");
    expect_of_laboratories("UPDATE dna_batch SET answered_at=0 WHERE incoming=0 AND kind='search'", "P8: a search of");
}

// Searches with prints in fair weather; the same acts each time.
static void expect_of_prints(const char *sql, const char *begins) {
    struct court *c = calloc(1, sizeof *c);
    stage_begin(&c->stage, cast, 9, 0);
    judge_begin(&c->judge, &c->stage);
    prints_day_begin(&c->prints, &c->stage, &c->judge, chance_of(10, "prints"));
    c->judge.prints = &c->prints;
    c->stage.onlooker = (struct onlooker){.ctx = c, .letter = hear, .answer = hear_answer};
    for (int m = 0; m < MEMBERS; m++) stage_start(&c->stage, m);
    assert_int_equal(stage_enrol(&c->stage, NULL).code, CODE_OK);
    stage_run_for(&c->stage, 3000);
    for (int i = 0; i < 100; i++) prints_day_act(&c->prints), stage_run_for(&c->stage, 200);
    for (int i = 0; i < 3; i++) stage_run_for(&c->stage, 3000), (void)prints_day_finish(&c->prints);
    stage_run_for(&c->stage, 3000);
    for (int m = 0; m < MEMBERS; m++) stage_stop(&c->stage, m, CRASH_KILLED);
    bool done = !sql;
    for (int m = 0; m < MEMBERS && !done; m++) done = tampered(c, m, sql);
    assert_true(done);
    judge_calm(&c->judge);
    if (!begins && c->judge.broken) fail_msg("%s", c->judge.verdict);
    if (!begins) assert_true(c->prints.searched > 5 && c->prints.spent > 0 && c->prints.confirmed > 0);
    if (begins && strncmp(c->judge.verdict, begins, strlen(begins)) != 0) fail_msg("\"%s\" instead of \"%s\"", c->judge.verdict, begins);
    end_day(c);
}

// A letter that no member should have written.
static void a_container_on_a_wrong_way_is_seen(void **state) {
    (void)state;
    struct court *c = calloc(1, sizeof *c);
    struct prints_note note = {.asker = MEMBER_be, .asked = MEMBER_fr, .ref = "be0001", .put = TOLD_yes};
    static const char letter[] = "{\"from\":\"%s\",\"payload\":{\"channel\":\"prints\",\"data\":\"TUFMSU5FUy1JTks6YmUwMDAxYmUwMDAxO2Fu\"}}";
    stage_begin(&c->stage, cast, 9, 0);
    for (int from = 0; from < MEMBERS; from++)
        for (int to = 0; to < MEMBERS; to++)
            for (enum told put = TOLD_no; put <= TOLD_yes; put++) {
                AUTO_TEXT body = text_with_ceiling(1000);
                judge_begin(&c->judge, &c->stage);
                prints_day_begin(&c->prints, &c->stage, &c->judge, chance_of(1, "prints"));
                c->prints.notes[c->prints.note_count++] = note;
                c->prints.notes[0].put = put;
                text_format(&body, letter, cast_id(from));
                prints_day_letter(&c->prints, from, to, text_seen(&body));
                assert_int_equal(c->judge.broken, from != MEMBER_be || to != MEMBER_fr || put == TOLD_no);
            }
    end_day(c);
}

static void the_judge_sees_each_broken_promise_of_prints(void **state) {
    (void)state;
    expect_of_prints(NULL, NULL);
    expect_of_prints("DELETE FROM prints_search WHERE rowid = (SELECT max(rowid) FROM prints_search WHERE incoming=0)", "P8: ");
    expect_of_prints("DELETE FROM prints_search WHERE rowid = (SELECT max(rowid) FROM prints_search WHERE incoming=1)", "P8: ");
    expect_of_prints("UPDATE prints_search SET state='searched', code='' WHERE incoming=0 AND code='NO_AFIS'", "P9: ");
    expect_of_prints("DELETE FROM prints_candidate WHERE incoming=0", "P9: ");
    expect_of_prints("UPDATE prints_search SET state='sent' WHERE incoming=0 AND state='searched'", "P8: after the calm");
    expect_of_prints("UPDATE prints_meter SET used=used+1000 WHERE incoming=1", "of ");
    expect_of_prints("UPDATE prints_candidate SET judged_by=(SELECT asked_by FROM prints_search p WHERE p.id=search AND p.incoming=0) "
                     "WHERE state='confirmed'", "P10: ");
    expect_of_prints("INSERT INTO prints_part SELECT id, incoming, 0, 1, x'6C' FROM prints_search WHERE incoming=1 AND state='searched'", "P7: the container");
}

static void the_judge_sees_each_broken_promise_in_a_store(void **state) {
    (void)state;
    expect_verdict(0, NULL, NULL);
    expect_verdict(MEMBER_be, "DELETE FROM record", "P8: mark000000 was entered at be");
    expect_verdict(MEMBER_fr, "DELETE FROM record", "after the calm be and its copy at fr differ");
    expect_verdict(MEMBER_fr, "UPDATE record SET body=CAST(replace(body, 'Lien', 'Luna') AS BLOB)",
                   "after the calm be and its copy at fr differ");
    expect_verdict(MEMBER_fr, "DELETE FROM inbox", "I1: fr holds 0 messages");
    expect_verdict(MEMBER_fr, "UPDATE channel SET last_in=0", "I1: fr gave be a receipt for message 1");
    expect_verdict(MEMBER_fr, "UPDATE inbox SET log_index=log_index+1", "I2: message 1 of be at fr names a leaf");
    expect_verdict(MEMBER_fr, "DELETE FROM audit_entry WHERE id=1", "I3: the log of fr has a hole");
    expect_verdict(MEMBER_fr,
                   "UPDATE audit_entry SET entry=CAST(replace(entry, '\"op\":\"message\"', '\"op\":\"massage\"') AS BLOB)",
                   "I2: fr took 1 messages of be");
}

static void the_judge_sees_an_outlived_term(void **state) {
    (void)state;
    struct court *c = quiet_day();
    c->judge.alerts[0].term_us = 1;
    world_advance_to(c->stage.world, world_us(c->stage.world) + 10000000);
    judge_calm(&c->judge);
    assert_non_null(strstr(c->judge.verdict, "P7: the term of mark000000 is over"));
    end_day(c);
}

static void the_judge_sees_a_question_given_back(void **state) {
    (void)state;
    struct court *c = quiet_day();
    c->judge.answered[MEMBER_fr][MEMBER_es] = 1;
    judge_calm(&c->judge);
    assert_non_null(strstr(c->judge.verdict, "I7: es answered 1 questions of fr and counted 0"));
    end_day(c);
}

static json_t *do_it(struct court *c, int member, node_handler *handler, enum cast_officer who, json_t *params) {
    json_t *answer = NULL;
    struct error why = {0};
    if (stage_ask(&c->stage, member, handler, cast_officer(cast, member, who), params, &answer, &why) != REPLY_done)
        fail_msg("%s", why.detail);
    json_decref(params);
    return answer;
}

static json_t *draft_request(struct court *c) {
    AUTO_JSON *check = do_it(c, MEMBER_fr, check_run, OFFICER_author,
                             json_pack("{s:o,s:s}", "subject", person("Lien Proef", "1980-01-02"), "purpose",
                                       "police_check"));
    json_t *id = json_object_get(check, "id");
    json_decref(do_it(c, MEMBER_fr, candidate_judge, OFFICER_author,
                      json_pack("{s:O,s:i,s:s,s:s}", "check", id, "candidate", 1, "judgement", "hit", "reason",
                                "agrees")));
    return do_it(c, MEMBER_fr, request_create, OFFICER_author,
                 json_pack("{s:O,s:i,s:s,s:s}", "check", id, "candidate", 1, "kind", "supplementary_information",
                           "text", "and?"));
}

// France asks Belgium, with its two persons.
static struct court *day_with_a_request(void) {
    struct court *c = quiet_day();
    for (int m = 0; m < MEMBERS; m++) stage_start(&c->stage, m);
    stage_run_for(&c->stage, 3000);
    AUTO_JSON *drafted = draft_request(c);
    json_decref(do_it(c, MEMBER_fr, request_approve, OFFICER_approver,
                      approval_for(cast, MEMBER_fr, OFFICER_approver, drafted)));
    stage_run_for(&c->stage, 3000);
    for (int m = 0; m < MEMBERS; m++) stage_stop(&c->stage, m, CRASH_KILLED);
    return c;
}

static void expect_of_request(const char *sql, const char *begins) {
    struct court *c = day_with_a_request();
    if (sql) tamper(c, MEMBER_be, sql);
    judge_calm(&c->judge);
    if (!begins && c->judge.broken) fail_msg("%s", c->judge.verdict);
    if (begins && strncmp(c->judge.verdict, begins, strlen(begins)) != 0)
        fail_msg("\"%s\" instead of \"%s\"", c->judge.verdict, begins);
    end_day(c);
}

static void the_judge_sees_a_missing_or_false_approval(void **state) {
    (void)state;
    expect_of_request(NULL, NULL);
    expect_of_request("DELETE FROM approval", "I5: a request stands at \"received\" at be without an approval");
    expect_of_request("UPDATE approval SET digest='00' || substr(digest, 3)",
                      "I5: be keeps an approval whose signature does not hold");
    expect_of_request("UPDATE request SET step='released'",
                      "I5: a request stands at \"released\" at be without an approval of request.decide");
}

static json_t *shown_at(struct court *c, int member, const char *id) {
    return do_it(c, member, request_show, OFFICER_author, json_pack("{s:s}", "request", id));
}

// Belgium refuses a demand that was altered in France behind the node's back; the receipt that says so is lost, and
// comes again. France must learn that it was refused, or its officers would wait for ever.
static void a_refusal_is_told_again_when_its_receipt_is_lost(void **state) {
    (void)state;
    struct court *c = quiet_day();
    for (int m = 0; m < MEMBERS; m++) stage_start(&c->stage, m);
    stage_run_for(&c->stage, 3000);
    AUTO_JSON *drafted = draft_request(c);
    const char *id = json_string_value(json_object_get(drafted, "id"));
    c->stage.net.lines[MEMBER_fr][MEMBER_be].cut = true;
    json_decref(do_it(c, MEMBER_fr, request_approve, OFFICER_approver,
                      approval_for(cast, MEMBER_fr, OFFICER_approver, drafted)));
    stage_stop(&c->stage, MEMBER_fr, CRASH_KILLED);
    tamper(c, MEMBER_fr, "UPDATE outbox SET body=CAST(replace(body, 'and?', 'all?') AS BLOB) WHERE channel='requests'");
    stage_start(&c->stage, MEMBER_fr);
    stage_run_for(&c->stage, 3000);
    c->stage.net.lines[MEMBER_fr][MEMBER_be].cut = false;
    stage_run_for(&c->stage, 900);                          // they greet each other...
    c->stage.net.lines[MEMBER_be][MEMBER_fr].cut = true;    // ...and Belgium's answers are lost
    stage_run_for(&c->stage, 30000);
    c->stage.net.lines[MEMBER_be][MEMBER_fr].cut = false;
    stage_run_for(&c->stage, 60000);
    AUTO_JSON *shown = shown_at(c, MEMBER_fr, id);
    assert_string_equal(json_string_value(json_object_get(shown, "step")), "refused");
    end_day(c);
}

static void the_judge_sees_each_broken_promise_on_the_lines(void **state) {
    (void)state;
    struct court *c = quiet_day();
    AUTO_JSON *check = json_pack("{s:[],s:[{s:s,s:s,s:s},{},{},{}]}", "candidates", "coverage", "member", "es",
                                 "sharing", "asked", "state", "answered");
    judge_lines(&c->judge);  // everybody is off
    world_advance_to(c->stage.world, world_us(c->stage.world) + 1000000);
    judge_check(&c->judge, MEMBER_fr, world_us(c->stage.world), NULL, check);
    assert_non_null(strstr(c->judge.verdict, "I6"));
    c->judge.broken = false;
    judge_letter(&c->judge, MEMBER_be, MEMBER_ma, "/m1/post", VIEW("... " UNION_ONLY " ..."));
    assert_non_null(strstr(c->judge.verdict, "P11"));
    c->judge.broken = false;
    AUTO_JSON *one = json_pack("{s:s}", "checkpoint", "log\n7\nAAAA\n");
    AUTO_JSON *other = json_pack("{s:s}", "checkpoint", "log\n7\nBBBB\n");
    judge_checkpoint(&c->judge, MEMBER_be, one);
    assert_false(c->judge.broken);
    judge_checkpoint(&c->judge, MEMBER_be, other);
    assert_non_null(strstr(c->judge.verdict, "I3"));
    end_day(c);
}

// ---- Sentences ----

static void sentences_fit_or_do_not(void **state) {
    (void)state;
    struct slots s;
    assert_true(sentence_fits(VIEW("The line between France and Spain is cut"),
                              "The line between {member} and {member} is cut", &s));
    assert_int_equal(s.member[0], MEMBER_fr);
    assert_int_equal(s.member[1], MEMBER_es);
    assert_false(sentence_fits(VIEW("The line between France and Atlantis is cut"),
                               "The line between {member} and {member} is cut", &s));
    assert_false(sentence_fits(VIEW("The line between France and Spain is cut."),
                               "The line between {member} and {member} is cut", &s));
    assert_true(sentence_fits(VIEW("12 seconds pass"), "{number} seconds pass", &s));
    assert_int_equal(s.number[0], 12);
    assert_false(sentence_fits(VIEW(" seconds pass"), "{number} seconds pass", &s));
    assert_true(sentence_fits(VIEW("Then Spain is \"not reached\""), "Then {member} is \"{text}\"", &s));
    assert_true(view_is(s.text[1], "not reached"));
}

static void expect_story(const char *text, enum code code, const char *where) {
    struct error err = {0};
    assert_int_equal(story_play(cast, view_of(text), "test", false, &err).code, code);
    if (where && !strstr(err.detail, where)) fail_msg("\"%s\" lacks \"%s\"", err.detail, where);
}

#define ENTERED "In Belgium, an officer enters an alert: Lien Proef, born 1980-01-02, refusal of entry\n"
static void stories_do_not_hide_anything(void **state) {
    (void)state;
    expect_story("# nothing\n\n1 seconds pass\n", CODE_OK, NULL);
    expect_story("1 seconds pass\nThe moon rises\n", CODE_BAD_ARGUMENT, "test:2");
    expect_story(ENTERED "In France, an officer checks: Lien Proef\n"
                 "Then the candidate from Spain is shown\n", CODE_CONFLICT, "test:3");
    // A refusal must be told by the next sentence.
    expect_story(ENTERED "France deletes the alert\n1 seconds pass\n", CODE_CONFLICT, "test:3");
    expect_story(ENTERED "France deletes the alert\n", CODE_CONFLICT, "refused");
}

static int make_cast(void **state) {
    (void)state;
    struct error err = {0};
    const char *laws = getenv("MALINES_LAWS");
    struct result r = cast_new(laws ? laws : "laws", &cast, &err);
    if (FAILED(r)) fprintf(stderr, "%s: %s\n", code_name(r.code), err.detail);
    return FAILED(r);
}

static int free_cast(void **state) {
    (void)state;
    cast = cast_free(cast);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_fit_or_do_not),
        cmocka_unit_test(stories_do_not_hide_anything),
        cmocka_unit_test(the_judge_sees_each_broken_promise_in_a_store), cmocka_unit_test(the_judge_sees_each_broken_promise_of_laboratories),
        cmocka_unit_test(the_judge_sees_each_broken_promise_of_prints), cmocka_unit_test(a_container_on_a_wrong_way_is_seen),
        cmocka_unit_test(the_judge_sees_an_outlived_term),
        cmocka_unit_test(the_judge_sees_a_question_given_back),
        cmocka_unit_test(the_judge_sees_a_missing_or_false_approval),
        cmocka_unit_test(a_refusal_is_told_again_when_its_receipt_is_lost),
        cmocka_unit_test(the_judge_sees_each_broken_promise_on_the_lines),
        cmocka_unit_test(the_same_seed_is_the_same_day),
        cmocka_unit_test(days_see_what_they_are_for),
    };
    return cmocka_run_group_tests(tests, make_cast, free_cast);
}
