// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "audit/note.h"
#include "node/node_house.h"
#include "sys/sim_disk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define GOOD(expr) assert_int_equal((expr).code, CODE_OK)

static json_t *draft(const char *given) {
    AUTO_TEXT name = text_with_ceiling(200);
    text_format(&name, "%s Exemple", given);
    return json_pack("{s:{s:s,s:{s:s,s:[{s:s,s:s,s:s}],s:[s]},s:s,s:s,s:s}}", "alert", "category", "refusal", "subject", "kind", "person", "names", "text",
                     text_string(&name), "given", given, "family", "Exemple", "births", "1990-05-04", "reason", "a decision", "authority",
                     "an office", "decision_ref", "7");
}

static json_t *done(struct house *h, int member, int officer, node_handler *handler, json_t *params) {
    return house_did(h, member, officer, handler, params, CODE_OK, NULL);
}

static size_t hits(struct house *h, int member, const char *given) {
    AUTO_TEXT name = text_with_ceiling(200);
    text_format(&name, "%s Exemple", given);
    AUTO_JSON *check = done(h, member, AUTHOR, check_run, json_pack("{s:{s:s,s:[{s:s,s:s,s:s}],s:[s]},s:s}", "subject", "kind", "person", "names", "text",
                                                                    text_string(&name), "given", given, "family", "Exemple", "births",
                                                                    "1990-05-04", "purpose", "border_check"));
    size_t exact = 0, i;
    json_t *c;
    json_array_foreach(json_object_get(check, "candidates"), i, c) exact += json_number_value(json_object_get(c, "score")) > 0.95;
    return exact;
}

// France asks Belgium about Karim, with a second person's approval. Gives the request's id, a new reference.
static json_t *asked_about_karim(struct house *h) {
    AUTO_JSON *check = done(h, FR, AUTHOR, check_run,
                            json_pack("{s:{s:s,s:[{s:s,s:s,s:s}],s:[s]},s:s}", "subject", "kind", "person", "names", "text", "Karim Exemple",
                                                                "given", "Karim", "family", "Exemple", "births", "1990-05-04", "purpose", "border_check"));
    json_t *id = json_object_get(check, "id");
    json_decref(done(h, FR, AUTHOR, candidate_judge, json_pack("{s:O,s:i,s:s}", "check", id, "candidate", 1, "judgement", "hit")));
    AUTO_JSON *request = done(h, FR, AUTHOR, request_create,
                              json_pack("{s:O,s:i,s:s,s:s}", "check", id, "candidate", 1, "kind", "supplementary_information", "text", "More?"));
    json_decref(done(h, FR, APPROVER, request_approve, house_approval(h, FR, APPROVER, request)));
    return json_incref(json_object_get(request, "id"));
}

static bool has_request(struct house *h, int member, const json_t *id) {
    AUTO_JSON *list = done(h, member, AUTHOR, request_list, json_pack("{s:s}", "box", "in"));
    size_t i;
    json_t *r;
    json_array_foreach(json_object_get(list, "requests"), i, r)
        if (json_equal(json_object_get(r, "id"), id)) return true;
    return false;
}

// Belgium with a backup that lacks one alert and still has another that was deleted since.
static struct house *after_a_restore(void *laws, struct sim_backup **backup) {
    struct house *h = house_new(laws);
    struct sim_disk *disk = house_on_disk(h, BE, 1);
    house_on_disk(h, FR, 2), house_on_disk(h, ES, 3);
    GOOD(house_run(h, 3000));
    AUTO_JSON *goes = done(h, BE, AUTHOR, alert_create, draft("Wilhelmina"));
    json_decref(done(h, BE, AUTHOR, alert_create, draft("Karim")));
    GOOD(house_run(h, 3000));
    *backup = sim_disk_backup(disk);
    json_decref(done(h, BE, AUTHOR, alert_create, draft("Bartholomeus")));
    json_decref(done(h, BE, AUTHOR, alert_delete, json_pack("{s:O,s:s}", "record", json_object_get(goes, "record"), "reason", "unlawful")));
    GOOD(house_run(h, 3000));
    assert_int_equal(hits(h, FR, "Bartholomeus"), 1);
    assert_int_equal(hits(h, FR, "Wilhelmina"), 0);
    return h;
}

static const json_t *of_member(const json_t *losses, const char *member) {
    size_t i;
    json_t *line;
    json_array_foreach(json_object_get(losses, "members"), i, line)
        if (view_is(json_view(line, "member"), member)) return line;
    return NULL;
}

static void a_new_generation_says_what_was_lost_and_publishes_for_two(void **state) {
    struct sim_backup *backup;
    struct house *h = after_a_restore(*state, &backup);
    house_restore(h, BE, backup);
    assert_int_equal(house_run(h, 3000).code, CODE_STORE_ROLLED_BACK);
    house_next_generation(h, BE, "the disk of 24 November was lost");
    GOOD(house_run(h, 8000));
    AUTO_JSON *losses = done(h, BE, AUTHOR, losses_listed, json_object());
    assert_int_equal(json_array_size(json_object_get(losses, "not_heard")), 0);
    const json_t *fr = of_member(losses, "fr");
    assert_int_equal(json_array_size(json_object_get(fr, "records")), 1);    // the alert that the backup lacks
    assert_true(json_int(json_object_get(json_object_get(fr, "channels"), "alerts"), "we_sent_and_forgot") >= 2);
    // Nothing is published on one word: what was deleted since the backup would come back.
    json_decref(done(h, BE, AUTHOR, alert_create, draft("Cornelius")));
    GOOD(house_run(h, 3000));
    assert_int_equal(hits(h, FR, "Cornelius"), 0);
    assert_int_equal(hits(h, FR, "Wilhelmina"), 0);
    json_decref(done(h, BE, AUTHOR, recovery_confirmed, json_object()));
    assert_int_equal(house_do(h, BE, AUTHOR, recovery_confirmed, json_object(), NULL), CODE_SAME_PERSON);
    GOOD(house_run(h, 3000));
    assert_int_equal(hits(h, FR, "Cornelius"), 0);
    json_decref(done(h, BE, APPROVER, recovery_confirmed, json_object()));
    GOOD(house_run(h, 5000));
    assert_int_equal(hits(h, FR, "Cornelius"), 1);
    assert_int_equal(hits(h, FR, "Karim"), 1);
    sim_backup_free(backup);
    house_free(h);
}

// The old log is closed where the backup ended; the new one has its own name and begins with that.
static void the_new_log_begins_with_where_the_old_one_ends(void **state) {
    struct sim_backup *backup;
    struct house *h = after_a_restore(*state, &backup);
    house_restore(h, BE, backup);
    house_next_generation(h, BE, "the disk was lost");
    GOOD(house_run(h, 8000));
    AUTO_JSON *status = done(h, BE, AUTHOR, audit_status, json_object());
    assert_true(view_is(json_view(status, "origin"), "be/2"));
    assert_true(json_int(json_object_get(status, "cosigned"), "size") > 0);   // the witnesses know the new name
    AUTO_JSON *list = done(h, BE, AUTHOR, audit_listed, json_pack("{s:s}", "op", "recovery"));
    const json_t *entries = json_object_get(list, "entries"), *first = json_array_get(entries, json_array_size(entries) - 1);
    assert_int_equal(json_int(first, "index"), 0);
    assert_true(view_is(json_view(first, "decision"), "new_generation") && json_int(first, "closed_size") > 0);
    assert_true(view_starts(json_view(first, "closed_checkpoint"), "be\n"));
    AUTO_JSON *there = done(h, FR, AUTHOR, audit_listed, json_pack("{s:s,s:s}", "op", "recovery", "member", "be"));
    assert_int_equal(json_array_size(json_object_get(there, "entries")), 1);
    sim_backup_free(backup);
    house_free(h);
}

// What Belgium had acknowledged and forgot comes again from who sent it, once.
static void what_was_asked_since_the_backup_is_asked_again(void **state) {
    struct sim_backup *backup;
    struct house *h = after_a_restore(*state, &backup);
    AUTO_JSON *id = asked_about_karim(h);
    GOOD(house_run(h, 3000));
    assert_true(has_request(h, BE, id));
    house_restore(h, BE, backup);
    assert_false(has_request(h, BE, id));
    house_next_generation(h, BE, "the disk was lost");
    GOOD(house_run(h, 8000));
    assert_true(has_request(h, BE, id));
    AUTO_JSON *losses = done(h, BE, AUTHOR, losses_listed, json_object());
    assert_int_equal(json_int(json_object_get(json_object_get(of_member(losses, "fr"), "channels"), "requests"), "we_took_and_forgot"), 1);
    sim_backup_free(backup);
    house_free(h);
}

// A store may not name its own generation, and no list is gone back behind.
static void only_the_list_opens_a_generation(void **state) {
    struct sim_backup *backup;
    struct house *h = after_a_restore(*state, &backup);
    house_restore(h, BE, backup);
    house_next_generation(h, BE, "the disk was lost");
    GOOD(house_run(h, 3000));
    // Messages of the store that was closed are of no generation that anybody knows.
    AUTO_TEXT greeting = text_with_ceiling(1 << 20);
    house_greeting(h, BE, FR, (struct house_counts){.sent = 40, .held = 40}, &greeting);
    assert_true(house_hello(h, BE, FR, text_seen(&greeting), VIEW(""), NULL) >= 400);
    sim_backup_free(backup);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_new_generation_says_what_was_lost_and_publishes_for_two, LAWS_FOLDER),
        cmocka_unit_test_prestate(the_new_log_begins_with_where_the_old_one_ends, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_was_asked_since_the_backup_is_asked_again, LAWS_FOLDER),
        cmocka_unit_test_prestate(only_the_list_opens_a_generation, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
