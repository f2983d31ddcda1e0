// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The life of a sealed register: the request out of a hit, registers with a class of their own, passengers who travel
// together, a partner that fishes under its quota, a crash between debit and answer, a filter recomputed by two persons.
#include "node/node_house.h"
#include "sealed/epoch.h"
#include "sealed/question.h"
#include "sys/sim_disk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)
#define DO(h, member, officer, handler, answer, ...) house_do(h, member, officer, handler, json_pack(__VA_ARGS__), answer)
enum { UNTIL_PULLED_MS = 61000, QUESTIONS_A_DAY = 15 };  // the house gives 300 keys a day

static json_t *person(const char *given, const char *family, const char *born) {
    char text[200];
    snprintf(text, sizeof text, "%s %s", given, family);
    return json_pack("{s:s,s:[{s:s,s:s,s:s}],s:[s]}", "kind", "person", "names", "text", text, "given", given, "family", family, "births", born);
}

static void enter(struct house *h, const char *category, json_t *subject, json_t **made) {
    json_t *alert = json_pack("{s:s,s:o,s:s,s:s,s:s}", "category", category, "subject", subject, "reason", "invented", "authority",
                              "an office", "decision_ref", "7");
    AUTO_JSON *answer = NULL;
    assert_int_equal(DO(h, ES, AUTHOR, alert_create, &answer, "{s:o}", "alert", alert), CODE_OK);
    if (made) *made = json_incref(answer);
}

static void rebuild(struct house *h) {
    assert_int_equal(DO(h, ES, AUTHOR, sealed_rebuild, NULL, "{}"), CODE_OK);
    QUIET(h, UNTIL_PULLED_MS);
}

// A check of France; the line of Spain's class, borrowed from *check.
static json_t *asked(struct house *h, json_t *subject, const char *purpose, const char *class, json_t **check) {
    size_t i;
    json_t *line;
    assert_int_equal(DO(h, FR, AUTHOR, check_run, check, "{s:o,s:s}", "subject", subject, "purpose", purpose), CODE_OK);
    json_array_foreach(json_object_get(*check, "coverage"), i, line)
        if (view_is(json_view(line, "member"), "es") && view_is(json_view(line, "class"), class)) return line;
    fail_msg("Spain was not asked in this class");
    return NULL;
}

static bool says(struct house *h, json_t *subject, const char *purpose, const char *class, const char *state) {
    AUTO_JSON *check = NULL;
    json_t *line = asked(h, subject, purpose, class, &check);
    if (!view_is(json_view(line, "state"), state)) print_message("%s\n", json_string_value(json_object_get(line, "state")));
    return view_is(json_view(line, "state"), state);
}

static int64_t alarms(struct house *h, const char *rule) {
    AUTO_JSON *peers = NULL;
    size_t i, k;
    json_t *peer, *alarm;
    int64_t n = 0;
    assert_int_equal(DO(h, ES, AUTHOR, peers_listed, &peers, "{}"), CODE_OK);
    json_array_foreach(json_object_get(peers, "members"), i, peer)
        json_array_foreach(json_object_get(peer, "alarms"), k, alarm) n += view_is(json_view(alarm, "rule"), rule);
    return n;
}

static void pass(struct house *h, int64_t ms) {
    h->now.ms += ms;
    h->us += (uint64_t)ms * 1000;
}

// ---- The request out of a hit ----

static json_t *requested(struct house *h, const char *check) {
    AUTO_JSON *drafted = NULL;
    json_t *sent = NULL;
    assert_int_equal(DO(h, FR, AUTHOR, request_create, &drafted, "{s:s,s:s,s:s,s:s}", "kind", "sealed_hit", "check", check, "to", "es",
                        "text", "what is it"), CODE_OK);
    assert_false(json_view(drafted, "record").bytes);  // none is known
    assert_int_equal(house_do(h, FR, APPROVER, request_approve, house_approval(h, FR, APPROVER, drafted), &sent), CODE_OK);
    QUIET(h, 3000);
    return sent;
}

static json_t *approved(struct house *h, json_t *decided) {
    json_t *out = NULL;
    assert_int_equal(house_do(h, ES, APPROVER, request_approve, house_approval(h, ES, APPROVER, decided), &out), CODE_OK);
    QUIET(h, 3000);
    return out;
}

static void a_hit_leads_to_a_request_and_the_owner_finds_whom_it_means(void **state) {
    struct house *h = house_new(*state);
    AUTO_JSON *alert = NULL;
    AUTO_JSON *check = NULL;
    QUIET(h, 2500);
    enter(h, "refusal", person("Marta", "Ejemplo", "1990-05-04"), &alert);
    enter(h, "refusal", person("Otra", "Muestra", "1991-05-04"), NULL);
    rebuild(h);
    assert_true(view_is(json_view(asked(h, person("Marta", "Ejemplo", "1990-05-04"), "border_check", "border_check", &check), "state"), "hit"));
    const char *id = json_string_value(json_object_get(check, "id"));
    assert_int_equal(DO(h, FR, AUTHOR, request_create, NULL, "{s:s,s:s,s:s,s:s}", "kind", "sealed_hit", "check", id, "to", "be", "text",
                        "t"), CODE_WRONG_STEP);
    AUTO_JSON *request = requested(h, id);
    AUTO_JSON *resolved = NULL;
    AUTO_JSON *decided = NULL;
    AUTO_JSON *seen = NULL;
    assert_int_equal(DO(h, ES, AUTHOR, request_resolved, &resolved, "{s:O}", "request", json_object_get(request, "id")), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(resolved, "candidates")), 1);
    assert_true(json_is_true(json_object_get(resolved, "question_known")));
    const json_t *found = json_array_get(json_object_get(resolved, "candidates"), 0);
    assert_true(view_same(json_view(found, "record"), json_view(alert, "record")));
    assert_int_equal(DO(h, ES, AUTHOR, request_decide, NULL, "{s:O,s:s,s:s}", "request", json_object_get(request, "id"), "decision",
                        "release", "text", "t"), CODE_BAD_ARGUMENT);
    assert_int_equal(DO(h, ES, AUTHOR, request_decide, &decided, "{s:O,s:s,s:s,s:O}", "request", json_object_get(request, "id"), "decision",
                        "release", "text", "here",
                        "record", json_object_get(found, "record")), CODE_OK);
    AUTO_JSON *released = approved(h, decided);
    assert_int_equal(DO(h, FR, AUTHOR, request_show, &seen, "{s:O}", "request", json_object_get(request, "id")), CODE_OK);
    assert_string_equal(json_string_value(json_object_get(seen, "step")), "released");
    assert_true(view_is(json_view(json_object_get(json_object_get(seen, "answer"), "alert"), "category"), "refusal"));
    AUTO_JSON *status = NULL;
    assert_int_equal(DO(h, ES, AUTHOR, sealed_status, &status, "{}"), CODE_OK);
    assert_int_equal(json_int(json_array_get(json_object_get(status, "asked"), 0), "requests"), 1);
    house_free(h);
}

// It hit yesterday's filter; the record went since. "No" is the answer, and no filter made after says "hit".
static void what_is_erased_is_answered_no(void **state) {
    struct house *h = house_new(*state);
    AUTO_JSON *alert = NULL;
    AUTO_JSON *check = NULL;
    QUIET(h, 2500);
    enter(h, "refusal", person("Marta", "Ejemplo", "1990-05-04"), &alert);
    rebuild(h);
    assert_int_equal(DO(h, ES, AUTHOR, alert_delete, NULL, "{s:O,s:s}", "record", json_object_get(alert, "record"), "reason", "over"), CODE_OK);
    assert_true(view_is(json_view(asked(h, person("Marta", "Ejemplo", "1990-05-04"), "border_check", "border_check", &check), "state"), "hit"));
    AUTO_JSON *request = requested(h, json_string_value(json_object_get(check, "id")));
    AUTO_JSON *resolved = NULL;
    AUTO_JSON *decided = NULL;
    AUTO_JSON *seen = NULL;
    assert_int_equal(DO(h, ES, AUTHOR, request_resolved, &resolved, "{s:O}", "request", json_object_get(request, "id")), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(resolved, "candidates")), 0);
    assert_int_equal(DO(h, ES, AUTHOR, request_decide, NULL, "{s:O,s:s,s:s,s:O}", "request", json_object_get(request, "id"), "decision",
                        "release", "text", "t",
                        "record", json_object_get(alert, "record")), CODE_NOT_FOUND);
    assert_int_equal(DO(h, ES, AUTHOR, request_decide, &decided, "{s:O,s:s,s:s,s:s}", "request", json_object_get(request, "id"), "decision",
                        "refuse", "ground", "no_record",
                        "text", "nothing is there"), CODE_OK);
    AUTO_JSON *refused = approved(h, decided);
    assert_int_equal(DO(h, FR, AUTHOR, request_show, &seen, "{s:O}", "request", json_object_get(request, "id")), CODE_OK);
    assert_string_equal(json_string_value(json_object_get(seen, "step")), "refused");
    rebuild(h);
    assert_true(says(h, person("Marta", "Ejemplo", "1990-05-04"), "border_check", "border_check", "no_hit"));
    house_free(h);
}

// ---- Registers with a class of their own ----

static void what_has_no_day_yet_is_not_asked(void **state) {
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    enter(h, "police_record", person("Marta", "Ejemplo", "1990-05-04"), NULL);
    rebuild(h);
    AUTO_JSON *check = NULL;
    AUTO_JSON *status = NULL;
    size_t i;
    json_t *line;
    assert_int_equal(DO(h, FR, AUTHOR, check_run, &check, "{s:o,s:s}", "subject", person("Marta", "Ejemplo", "1990-05-04"), "purpose",
                        "investigation"), CODE_OK);
    json_array_foreach(json_object_get(check, "coverage"), i, line) assert_false(view_is(json_view(line, "class"), "police_records"));
    assert_int_equal(DO(h, ES, AUTHOR, sealed_status, &status, "{}"), CODE_OK);
    json_array_foreach(json_object_get(status, "offered"), i, line) assert_false(view_is(json_view(line, "class"), "police_records"));  // nor is a filter made
    house_free(h);
}

static void each_register_is_asked_in_its_own_class(void **state) {
    struct house *h = house_under(*state, HOUSE_DAYS_KNOWN);
    QUIET(h, 2500);
    enter(h, "police_record", person("Marta", "Ejemplo", "1990-05-04"), NULL);
    enter(h, "followed", person("Paco", "Muestra", "1980-02-03"), NULL);
    enter(h, "fiu_subject", json_pack("{s:s,s:[{s:s}],s:[{s:s,s:s}]}", "kind", "organisation", "names", "text", "Sociedad Inventada Uno",
                                      "identifiers", "type", "iban",
                                      "value", "BE68539007547034"), NULL);
    rebuild(h);
    assert_true(says(h, person("Marta", "Ejemplo", "1990-05-04"), "investigation", "police_records", "hit"));
    assert_true(says(h, person("Marta", "Ejemplo", "1990-05-04"), "investigation", "persons_followed", "no_hit"));
    assert_true(says(h, person("Paco", "Muestra", "1980-02-03"), "investigation", "persons_followed", "hit"));
    assert_true(says(h, person("Paco", "Muestra", "1980-02-03"), "investigation", "police_records", "no_hit"));
    assert_true(says(h, json_pack("{s:s,s:[{s:s,s:s}]}", "kind", "organisation", "identifiers", "type", "iban", "value",
                                  "BE68 5390 0754 7034"), "financial_analysis",
                     "fiu_subjects", "hit"));
    // EPRIS: two of first names, family names, date of birth; a number is none of them, and an unsplit name is one.
    json_t *family_only = json_pack("{s:s,s:[{s:s,s:s}]}", "kind", "person", "names", "text", "Ejemplo Muestra", "family", "Ejemplo Muestra");
    assert_true(says(h, family_only, "investigation", "police_records", "too_little"));
    json_t *unsplit = json_pack("{s:s,s:[{s:s}]}", "kind", "person", "names", "text", "Marta Ejemplo");
    assert_true(says(h, unsplit, "investigation", "police_records", "too_little"));
    json_t *no_date = json_pack("{s:s,s:[{s:s,s:s,s:s}]}", "kind", "person", "names", "text", "Marta Ejemplo", "given", "Marta", "family", "Ejemplo");
    assert_true(says(h, no_date, "investigation", "police_records", "hit"));  // two parts, as the name alone: the asker knows no date
    json_t *number = json_pack("{s:s,s:[{s:s,s:s}]}", "kind", "person", "identifiers", "type", "phone", "value", "+34600123456");
    assert_true(says(h, number, "investigation", "police_records", "too_little"));
    house_free(h);
}

// ---- Passengers ----

static size_t questions_at_spain(struct house *h, int64_t *keys) {
    AUTO_JSON *status = NULL;
    size_t i;
    json_t *one;
    assert_int_equal(DO(h, ES, AUTHOR, sealed_status, &status, "{}"), CODE_OK);
    json_array_foreach(json_object_get(status, "asked"), i, one) {
        if (!view_is(json_view(one, "class"), "passenger_screening")) continue;
        *keys = json_int(one, "keys");
        return (size_t)json_int(one, "questions");
    }
    return 0;
}

static const char *of_spain(const json_t *check) {
    size_t i;
    json_t *line;
    json_array_foreach(json_object_get(check, "coverage"), i, line)
        if (view_is(json_view(line, "member"), "es") && view_is(json_view(line, "sharing"), "sealed"))
            return json_string_value(json_object_get(line, "state"));
    return "?";
}

static void passengers_travel_together(void **state) {
    enum { PASSENGERS = 5, HIT = 3 };
    struct house *h = house_under(*state, HOUSE_DAYS_KNOWN);
    struct house_call calls[PASSENGERS];
    int64_t keys = 0;
    QUIET(h, 2500);
    enter(h, "national", person("Marta", "Ejemplo", "1990-05-04"), NULL);
    rebuild(h);
    for (int i = 0; i < PASSENGERS; i++) {
        AUTO_JSON *params = json_pack("{s:o,s:s,s:s}", "subject",
                                      i == HIT ? person("Marta", "Ejemplo", "1990-05-04") : person("Lien", "Voorbeeld", "1977-01-02"),
                                      "purpose", "passenger_screening", "case", "flight 1");
        house_begin(h, FR, AUTHOR, check_run, params, &calls[i]);
    }
    QUIET(h, 200);
    for (int i = 0; i < PASSENGERS; i++) {
        assert_true(calls[i].done && calls[i].failure.code == CODE_OK);
        assert_string_equal(of_spain(calls[i].answer), i == HIT ? "hit" : "no_hit");
        json_decref(calls[i].answer);
    }
    assert_int_equal(questions_at_spain(h, &keys), 1);  // one question of eight subjects
    assert_int_equal(keys, QUESTION_POINTS_MAX);
    AUTO_JSON *asked_so = NULL;
    assert_int_equal(DO(h, ES, AUTHOR, sealed_questions, &asked_so, "{}"), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(asked_so, "questions")), 1);
    // Its quota is its own: 300 keys are one such question; the next is not answered, and another class still is.
    assert_true(says(h, person("Lien", "Voorbeeld", "1977-01-02"), "passenger_screening", "passenger_screening", "quota"));
    assert_true(says(h, person("Lien", "Voorbeeld", "1977-01-02"), "investigation", "police_records", "no_hit"));
    house_free(h);
}

// A passenger who waits for others when the disk is full: the check failed and left no entry, so nobody is asked about him.
static void what_was_not_logged_does_not_wait_for_others(void **state) {
    struct house *h = house_under(*state, HOUSE_DAYS_KNOWN);
    struct house_call call;
    int64_t keys = 0;
    struct sim_disk *disk = house_on_disk(h, FR, 5);
    QUIET(h, 2500);
    enter(h, "national", person("Marta", "Ejemplo", "1990-05-04"), NULL);
    rebuild(h);
    AUTO_JSON *params = json_pack("{s:o,s:s,s:s}", "subject", person("Lien", "Voorbeeld", "1977-01-02"), "purpose", "passenger_screening", "case", "flight 1");
    house_begin(h, FR, AUTHOR, check_run, params, &call);
    sim_disk_fill(disk, true);
    struct result full = house_run(h, 5);
    assert_int_equal(full.code, CODE_DISK_FULL);
    sim_disk_fill(disk, false);
    assert_true(call.done && call.failure.code == CODE_DISK_FULL);
    QUIET(h, 2500);
    assert_int_equal(questions_at_spain(h, &keys), 0);
    assert_true(says(h, person("Lien", "Voorbeeld", "1977-01-02"), "passenger_screening", "passenger_screening", "no_hit"));
    assert_int_equal(questions_at_spain(h, &keys), 1);
    house_free(h);
}

// ---- A month of fishing, never over the quota ----

static void who_tries_names_for_a_month_stays_under_its_quota_and_is_seen(void **state) {
    struct house *h = house_new(*state);
    static const char *const names[] = {"Alba", "Bruno", "Carla", "Diego", "Elena", "Felix", "Gloria"};
    int64_t busy = 0, vain = 0, by_chance = 0;
    QUIET(h, 2500);
    enter(h, "refusal", person("Marta", "Ejemplo", "1990-05-04"), NULL);
    rebuild(h);
    for (int day = 0; day < 30; day++) {
        for (int i = 0; i < QUESTIONS_A_DAY - 2; i++) {  // 260 of 300 keys
            char family[40];
            snprintf(family, sizeof family, "Inventado%c%c", 'a' + day % 26, 'a' + i);
            AUTO_JSON *check = NULL;
            struct view said = json_view(asked(h, person(names[(day + i) % 7], family, "1970-01-02"), "border_check", "border_check", &check), "state");
            by_chance += view_is(said, "hit");  // of 65,536 keys one may be held by chance, and this is some thousands
            assert_true(view_is(said, "no_hit") || view_is(said, "hit"));
        }
        int64_t b = alarms(h, "sealed_busy_days"), v = alarms(h, "sealed_asked_in_vain");
        if (day < 2) assert_int_equal(b, 0);
        busy += b > 0, vain += v > 0;
        pass(h, DAY_MS - UNTIL_PULLED_MS - 11000);
        QUIET(h, UNTIL_PULLED_MS + 11000);
    }
    assert_true(by_chance <= 4);                              // five or more: once in a million runs
    assert_true(busy >= 27);                                  // from the third day on
    assert_true(vain > 0);                                    // 260 questions, and never a request
    assert_int_equal(alarms(h, "sealed_quota_used_up"), 0);   // it never was over
    house_free(h);
}

// ---- Between debit and answer ----

static bool ask_once(struct house *h, const char *given, char state[24]) {
    AUTO_JSON *check = NULL;
    json_t *line = asked(h, person(given, given[0] == 'M' ? "Ejemplo" : "Voorbeeld", "1990-05-04"), "border_check", "border_check", &check);
    snprintf(state, 24, "%s", json_string_value(json_object_get(line, "state")));
    return strcmp(state, "hit") == 0 || strcmp(state, "no_hit") == 0;
}

// Spain's disk fails at every place that it can, one run each: an answer that left has been paid for, nothing that was
// paid is given back, and who is held is never "no hit".
static void a_crash_gives_no_quota_back_and_no_false_no_hit(void **state) {
    int unpaid = 0, cut_off = 0;
    for (int at = 1; at <= 34; at += 3) {
        struct house *h = house_new(*state);
        struct sim_disk *disk = house_on_disk(h, ES, 4711 + (uint64_t)at);
        int answered = 0, tries = 0;
        char said[24];
        QUIET(h, 2500);
        enter(h, "refusal", person("Marta", "Ejemplo", "1990-05-04"), NULL);
        rebuild(h);
        for (int round = 0; round < 3; round++) {
            sim_disk_crash_at(disk, (uint64_t)at + (uint64_t)round);
            struct house_call call;
            AUTO_JSON *params = json_pack("{s:o,s:s}", "subject", person("Marta", "Ejemplo", "1990-05-04"), "purpose", "border_check");
            house_begin(h, FR, AUTHOR, check_run, params, &call);
            for (int i = 0; i < 100 && !call.done; i++) {
                struct result ignored = house_run(h, 0);
                (void)ignored;
            }
            assert_true(call.done);
            snprintf(said, sizeof said, "%s", of_spain(call.answer));
            if (strcmp(said, "hit") != 0 && strcmp(said, "unreachable") != 0 && strcmp(said, "busy") != 0) fail_msg("crash at %d: %s", at, said);
            answered += strcmp(said, "hit") == 0;
            cut_off += strcmp(said, "hit") != 0;
            json_decref(call.answer);
            sim_disk_crash_at(disk, 0);
            house_crash(h, ES, at % 8 == 1);
            QUIET(h, 4000);
        }
        for (; tries < QUESTIONS_A_DAY + 3 && ask_once(h, tries % 2 ? "Marta" : "Lien", said); tries++, answered++)
            assert_true(strcmp(said, "hit") == 0 || tries % 2 == 0);  // who is held is never "no_hit"; who is not may be a hit by chance
        assert_string_equal(said, "quota");
        assert_true(answered <= QUESTIONS_A_DAY && answered >= QUESTIONS_A_DAY - 3);
        unpaid += QUESTIONS_A_DAY - answered;  // paid for, and the answer never left
        house_free(h);
    }
    assert_true(cut_off >= 5 && unpaid >= 1);  // both sides of the commit were met
}

// ---- Two at once for the last of the quota ----

static void two_in_one_turn_do_not_both_get_the_last_of_the_quota(void **state) {
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    enter(h, "refusal", person("Marta", "Ejemplo", "1990-05-04"), NULL);
    rebuild(h);
    char said[24];
    for (int i = 0; i < QUESTIONS_A_DAY - 1; i++) assert_true(ask_once(h, "Lien", said));
    struct house_call calls[3];
    for (int i = 0; i < 3; i++) {
        AUTO_JSON *params = json_pack("{s:o,s:s}", "subject", person("Marta", "Ejemplo", "1990-05-04"), "purpose", "border_check");
        house_begin(h, FR, AUTHOR, check_run, params, &calls[i]);
    }
    QUIET(h, 200);
    int hits = 0, none = 0;
    for (int i = 0; i < 3; i++) {
        assert_true(calls[i].done);
        hits += strcmp(of_spain(calls[i].answer), "hit") == 0;
        none += strcmp(of_spain(calls[i].answer), "quota") == 0;
        json_decref(calls[i].answer);
    }
    assert_int_equal(hits, 1);
    assert_int_equal(none, 2);
    assert_true(alarms(h, "sealed_quota_used_up") > 0);
    house_free(h);
}

// ---- Recomputed under four eyes ----

static const char *recomputed(struct house *h, json_t **status) {
    json_decref(*status);
    *status = NULL;
    assert_int_equal(DO(h, ES, AUTHOR, sealed_status, status, "{}"), CODE_OK);
    return json_string_value(json_object_get(json_array_get(json_object_get(*status, "recomputed"), 0), "state"));
}

static void two_persons_have_a_filter_computed_again(void **state) {
    struct house *h = house_under(*state, HOUSE_DAYS_KNOWN);
    AUTO_JSON *status = NULL;
    QUIET(h, 2500);
    enter(h, "refusal", person("Marta", "Ejemplo", "1990-05-04"), NULL);
    enter(h, "police_record", person("Paco", "Muestra", "1980-02-03"), NULL);
    rebuild(h);
    assert_int_equal(DO(h, ES, AUTHOR, sealed_status, &status, "{}"), CODE_OK);
    size_t count = json_array_size(json_object_get(status, "offered"));
    assert_true(count >= 4);
    AUTO_JSON *offered = json_deep_copy(json_object_get(status, "offered"));
    for (size_t i = 0; i < count; i++) {
        json_t *filter = json_object_get(json_array_get(offered, i), "filter");
        assert_int_equal(DO(h, ES, AUTHOR, sealed_recompute, NULL, "{s:O}", "filter", filter), CODE_OK);
        assert_string_equal(recomputed(h, &status), "waits");
        assert_int_equal(DO(h, ES, AUTHOR, sealed_recompute, NULL, "{s:O}", "filter", filter), CODE_NOT_ALLOWED);  // not twice the same
        assert_int_equal(DO(h, ES, AUDITOR, sealed_recompute, NULL, "{s:O}", "filter", filter), CODE_OK);
        QUIET(h, 2000);
        assert_string_equal(recomputed(h, &status), "same");
        pass(h, 1000);
    }
    // What changed since can't be told from what was left out, and is said so.
    json_t *filter = json_object_get(json_array_get(offered, 0), "filter");
    enter(h, "refusal", person("Otra", "Muestra", "1991-05-04"), NULL);
    assert_int_equal(DO(h, ES, AUDITOR, sealed_recompute, NULL, "{s:O}", "filter", filter), CODE_OK);
    assert_int_equal(DO(h, ES, AUTHOR, sealed_recompute, NULL, "{s:O}", "filter", filter), CODE_OK);
    QUIET(h, 2000);
    const char *says_now = recomputed(h, &status);
    assert_true(strcmp(says_now, "register_changed") == 0 || strcmp(says_now, "same") == 0);  // "same" where that filter holds no refusals
    assert_true(json_int(json_array_get(json_object_get(status, "recomputed"), 0), "changed") >= 1);
    assert_int_equal(DO(h, ES, AUTHOR, sealed_recompute, NULL, "{s:s}", "filter", "00"), CODE_BAD_ARGUMENT);
    house_free(h);
}

static const char ROWS[] =
    "rows:\n"
    "  - id: test-refusal-hit\n    effect: allow\n    from: [es]\n    to: [fr]\n    register: alerts\n    requests: [sealed_hit]\n"
    "    purposes: [border_check]\n    categories: [refusal]\n    sharing: asked\n    answer: record\n    approvals: {request: 1, release: 1, special: 2}\n"
    "    conditions: [H0]\n    basis: {instrument: sis-border-2018-1861, article: \"?\"}\n    in_force: {from: 2023-03-07}\n    source: a test\n    mark: M\n";
static const char CLASS[] =
    "  - id: border_check\n    title: a test\n    register: alerts\n    purpose: border_check\n    subjects: 1\n    keys_a_day: 20000\n"
    "    keys_a_day_officer: 4000\n"
    "    busy_percent: 80\n    busy_days: 3\n    peak_times: 8\n    asked_in_vain: 260\n    source: a test\n    mark: M\n";

static void add_to(const char *folder, const char *name, const char *bytes, const char *how) {
    char path[600];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, how);
    ENSURE(f && fputs(bytes, f) >= 0 && fclose(f) == 0);
}

int main(void) {
    char folder[] = "/tmp/malines-sealed-XXXXXX", command[800];
    ENSURE(mkdtemp(folder));
    snprintf(command, sizeof command, "cp '%s'/*.yaml '%s' && sed -i '/id: es-eu-refusal$/,/sharing:/s/sharing: asked/sharing: sealed/' '%s/alerts-eu.yaml'",
             LAWS_FOLDER, folder, folder);
    ENSURE(system(command) == 0);
    add_to(folder, "test-rows.yaml", ROWS, "w");
    add_to(folder, "sealed.yaml", CLASS, "a");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_hit_leads_to_a_request_and_the_owner_finds_whom_it_means, folder),
        cmocka_unit_test_prestate(what_is_erased_is_answered_no, folder),
        cmocka_unit_test_prestate(each_register_is_asked_in_its_own_class, folder), cmocka_unit_test_prestate(what_has_no_day_yet_is_not_asked, folder),
        cmocka_unit_test_prestate(passengers_travel_together, folder),
        cmocka_unit_test_prestate(what_was_not_logged_does_not_wait_for_others, folder),
        cmocka_unit_test_prestate(who_tries_names_for_a_month_stays_under_its_quota_and_is_seen, folder),
        cmocka_unit_test_prestate(a_crash_gives_no_quota_back_and_no_false_no_hit, folder),
        cmocka_unit_test_prestate(two_in_one_turn_do_not_both_get_the_last_of_the_quota, folder),
        cmocka_unit_test_prestate(two_persons_have_a_filter_computed_again, folder)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    ENSURE(system(command) == 0);
    return failed;
}
