// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/records/ahead.h"
#include "node/node_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)
#define UID "0193a5c0-0000-7000-8000-0000000000"  // and two digits

static json_t *subject(const char *name) {
    return json_pack("{s:s,s:[{s:s,s:s,s:s}],s:[s]}", "kind", "person", "names", "text", name, "given", "Karim", "family", "Exemple",
                     "births", "1990-05-04");
}
static json_t *draft(const char *name) {
    return json_pack("{s:{s:s,s:o,s:s,s:s,s:s}}", "alert", "category", "refusal", "subject", subject(name), "reason", "a decision",
                     "authority", "an office", "decision_ref", "7");
}
static json_t *question(const char *name) { return json_pack("{s:o,s:s}", "subject", subject(name), "purpose", "border_check"); }

static json_t *checked(struct house *h, int member) {
    json_t *check = NULL;
    assert_int_equal(house_do(h, member, AUTHOR, check_run, question("Karim Exemple"), &check), CODE_OK);
    return check;
}
static size_t hits(const json_t *check) { return json_array_size(json_object_get(check, "candidates")); }
static const json_t *covered(const json_t *check, const char *member) {
    size_t i;
    json_t *line;
    json_array_foreach(json_object_get(check, "coverage"), i, line)
        if (view_is(json_view(line, "member"), member)) return line;
    return NULL;
}
static const char *state_of(const json_t *check, const char *member) {
    const json_t *line = covered(check, member);
    return line ? json_string_value(json_object_get(line, "state")) : "absent";
}

static void what_is_published_is_found_and_silence_is_said(void **state) {
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Karim Exemple"), NULL), CODE_OK);
    QUIET(h, 2500);
    AUTO_JSON *all = checked(h, FR);
    assert_int_equal(hits(all), 1);
    assert_string_equal(state_of(all, "be"), "answered");
    assert_string_equal(state_of(all, "es"), "answered");
    h->silent[ES] = h->silent[BE] = true;
    QUIET(h, 2500);
    AUTO_JSON *alone = checked(h, FR);
    assert_int_equal(hits(alone), 1);  // the copy is searched all the same
    assert_string_equal(state_of(alone, "be"), "unreachable");
    assert_string_equal(state_of(alone, "es"), "unreachable");
    house_free(h);
}

// How often the plan, or the coverage, names this way of coming to what `member` holds; a line that was asked too counts as asked.
static size_t ways_named(const json_t *lines, const char *member, const char *sharing) {
    size_t i, found = 0;
    json_t *line;
    json_array_foreach(lines, i, line)
        found += view_is(json_view(line, "member"), member) &&
                 (view_is(json_view(line, "sharing"), sharing) || (!strcmp(sharing, "asked") && json_flag(line, "asked_too")));
    return found;
}

// What is shown before anything is sent names each way that is then taken: no one is asked whom the plan did not name.
static void the_plan_names_whoever_is_asked(void **state) {
    static const char *const members[] = {"be", "fr", "es"}, *const ways[] = {"own", "published", "asked", "sealed", "closed"};
    static const char *const purposes[] = {"border_check", "investigation", "list_screening"};
    struct house *h = house_new(*state);
    size_t sealed = 0;
    QUIET(h, 2500);
    for (size_t p = 0; p < 3; p++)
        for (int asker = 0; asker < HOUSE_USUAL; asker++) {
            json_t *plan = NULL, *check = NULL;
            const json_t *members_named, *coverage;
            json_t *first = json_pack("{s:o,s:s}", "subject", subject("Karim Exemple"), "purpose", purposes[p]), *second = json_deep_copy(first);
            assert_int_equal(house_do(h, asker, AUTHOR, check_preview, first, &plan), CODE_OK);
            assert_int_equal(house_do(h, asker, AUTHOR, check_run, second, &check), CODE_OK);
            members_named = json_object_get(plan, "members"), coverage = json_object_get(check, "coverage");
            for (size_t m = 0; m < HOUSE_USUAL; m++) {
                for (size_t w = 0; w < 5; w++) assert_int_equal(ways_named(members_named, members[m], ways[w]), ways_named(coverage, members[m], ways[w]));
                sealed += ways_named(members_named, members[m], "sealed");
            }
            json_decref(plan), json_decref(check);
        }
    assert_true(sealed > 0);
    house_free(h);
}

// It may have been on its way for long: reached is who answers what is asked now (promise P9).
static void a_late_letter_does_not_make_its_sender_reached(void **state) {
    struct house *h = house_new(*state);
    AUTO_TEXT greeting = text_with_ceiling(1 << 20);
    QUIET(h, 2500);
    house_greeting(h, BE, FR, (struct house_counts){0}, &greeting);
    h->silent[BE] = true;
    QUIET(h, 6000);
    assert_int_equal(house_hello(h, BE, FR, text_seen(&greeting), VIEW(""), NULL), 200);
    AUTO_JSON *check = checked(h, FR);
    assert_string_equal(state_of(check, "be"), "unreachable");
    h->silent[BE] = false;
    QUIET(h, 2500);
    AUTO_JSON *again = checked(h, FR);
    assert_string_equal(state_of(again, "be"), "answered");
    house_free(h);
}

static json_t *with_identifier(json_t *holder, const char *type, const char *value) {
    json_t *s = json_object_get(holder, "alert") ? json_object_get(json_object_get(holder, "alert"), "subject") : json_object_get(holder, "subject");
    json_object_set_new(s, "identifiers", json_pack("[{s:s,s:s}]", "type", type, "value", value));
    return holder;
}

static void a_mistyped_identifier_is_kept_and_said(void **state) {
    struct house *h = house_new(*state);
    json_t *created = NULL, *other = NULL;
    QUIET(h, 2500);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, with_identifier(draft("Karim Exemple"), "iban", "BE68539007547035"), &created), CODE_OK);
    json_t *warning = json_array_get(json_object_get(created, "warnings"), 0);
    assert_string_equal(json_string_value(json_object_get(warning, "what")), "BAD_CHECK");
    assert_string_equal(json_string_value(json_object_get(warning, "field")), "subject.identifiers.0");
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, with_identifier(draft("Nadia Modele"), "phone", "0470/12.34.56"), &other), CODE_OK);
    assert_null(json_object_get(other, "warnings"));
    QUIET(h, 2500);
    json_t *check = NULL;
    json_t *asked = json_pack("{s:{s:s},s:s}", "subject", "kind", "person", "purpose", "border_check");
    assert_int_equal(house_do(h, FR, AUTHOR, check_run, with_identifier(asked, "phone", "+32 470 12 34 56"), &check), CODE_OK);
    json_t *found = json_array_get(json_object_get(check, "candidates"), 0);
    assert_string_equal(json_string_value(json_object_get(found, "record")), json_string_value(json_object_get(other, "record")));
    assert_null(json_object_get(check, "warnings"));
    AUTO_JSON *mistyped = NULL;  // asked about all the same, and said: nobody has such a number
    json_t *question = json_pack("{s:{s:s,s:[s]},s:s}", "subject", "kind", "person", "births", "2099-01-01", "purpose", "border_check");
    assert_int_equal(house_do(h, FR, AUTHOR, check_run, with_identifier(question, "iban", "BE68539007547035"), &mistyped), CODE_OK);
    const json_t *said = json_object_get(mistyped, "warnings");
    assert_int_equal(json_array_size(said), 2);
    assert_string_equal(word_of(json_array_get(said, 0), "what"), "IN_FUTURE");
    assert_string_equal(word_of(json_array_get(said, 0), "field"), "subject.births.0");
    assert_string_equal(word_of(json_array_get(said, 1), "what"), "BAD_CHECK");
    json_decref(created), json_decref(other), json_decref(check);
    house_free(h);
}

// ---- Requests ----
static json_t *approval_of(struct house *h, int member, int officer, const json_t *request) {
    struct verify_key public = sign_key_public(house_key(h, member, officer));
    AUTO_TEXT vkey = text_with_ceiling(400);
    AUTO_TEXT signature = text_with_ceiling(200);
    struct view digest = json_view(request, "digest");
    text_vkey(&vkey, &public);
    text_signature(&signature, house_key(h, member, officer), "malines/approval/1", digest);
    json_t *j = json_pack("{s:s,s:s,s:s}", "scheme", "ed25519", "credential", text_string(&vkey), "signature", text_string(&signature));
    json_put_view(j, "digest", digest);
    json_put_view(j, "request", json_view(request, "id"));
    return j;
}

static json_t *request_of_hit(struct house *h) {
    json_t *request = NULL;
    AUTO_JSON *check = checked(h, FR);
    const char *id = json_string_value(json_object_get(check, "id"));
    assert_int_equal(hits(check), 1);
    assert_int_equal(house_do(h, FR, AUTHOR, candidate_judge, json_pack("{s:s,s:i,s:s}", "check", id, "candidate", 1, "judgement", "hit"), NULL), CODE_OK);
    assert_int_equal(house_do(h, FR, AUTHOR, request_create,
                              json_pack("{s:s,s:i,s:s,s:s}", "check", id, "candidate", 1, "kind", "supplementary_information", "text", "More?"),
                              &request), CODE_OK);
    return request;
}

static void two_persons_on_each_side_and_the_record_as_it_is_now(void **state) {
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    json_t *created = NULL, *decided = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Karim Exemple"), &created), CODE_OK);
    QUIET(h, 2500);
    AUTO_JSON *request = request_of_hit(h);
    const char *id = json_string_value(json_object_get(request, "id"));
    assert_int_equal(house_do(h, FR, AUTHOR, request_approve, approval_of(h, FR, AUTHOR, request), NULL), CODE_SAME_PERSON);
    json_t *stolen = approval_of(h, FR, AUTHOR, request);  // the author's signature under the approver's session
    assert_int_equal(house_do(h, FR, APPROVER, request_approve, stolen, NULL), CODE_NOT_ALLOWED);
    assert_int_equal(house_do(h, FR, APPROVER, request_approve, approval_of(h, FR, APPROVER, request), NULL), CODE_OK);
    QUIET(h, 2500);
    json_t *decision = json_pack("{s:s,s:s,s:s}", "request", id, "decision", "release", "text", "yes");
    assert_int_equal(house_do(h, BE, AUTHOR, request_decide, json_incref(decision), &decided), CODE_OK);
    json_decref(decision);
    json_t *erased = json_pack("{s:O,s:s}", "record", json_object_get(created, "record"), "reason", "unlawful");
    assert_int_equal(house_do(h, BE, AUTHOR, alert_delete, erased, NULL), CODE_OK);
    json_t *late = approval_of(h, BE, APPROVER, decided);
    assert_int_equal(house_do(h, BE, APPROVER, request_approve, late, NULL), CODE_NOT_FOUND);  // it is gone, and stays
    json_decref(decided);
    assert_int_equal(house_do(h, BE, AUTHOR, request_decide,
                              json_pack("{s:s,s:s,s:s,s:s}", "request", id, "decision", "refuse", "ground", "no_record", "text", "gone"),
                              &decided), CODE_OK);
    assert_int_equal(house_do(h, BE, APPROVER, request_approve, approval_of(h, BE, APPROVER, decided), NULL), CODE_OK);
    QUIET(h, 2500);
    AUTO_JSON *end = NULL;
    assert_int_equal(house_do(h, FR, AUTHOR, request_show, json_pack("{s:s}", "request", id), &end), CODE_OK);
    assert_string_equal(json_string_value(json_object_get(end, "step")), "refused");
    json_decref(decided);
    json_decref(created);
    house_free(h);
}

// ---- The log book (LED art. 25): who and why, never whom ----
static void read_log(struct house *h, int member, struct text *all) {
    json_t *bundle = NULL;
    for (int i = 0; house_do(h, member, AUTHOR, audit_proven, json_pack("{s:i}", "index", i), &bundle) == CODE_OK; i++) {
        text_put(all, json_string_value(json_object_get(bundle, "entry")));
        text_char(all, '\n');
        json_decref(bundle);
        bundle = NULL;
    }
}

static void assert_holds(const struct text *all, const char *what, bool wanted) {
    if ((strstr(text_string((struct text *)all), what) != NULL) != wanted) fail_msg("the log %s %s", wanted ? "lacks" : "holds", what);
}

static void the_log_tells_who_and_why_and_never_whom(void **state) {
    static const char *const never[] = {"Karim", "Exemple", "unlawful", "same birthday", "a decision"};
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    json_t *created = NULL;
    AUTO_TEXT be = text_with_ceiling(1 << 20);
    AUTO_TEXT fr = text_with_ceiling(1 << 20);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Karim Exemple"), &created), CODE_OK);
    QUIET(h, 2500);
    AUTO_JSON *check = checked(h, FR);
    const char *id = json_string_value(json_object_get(check, "id"));
    assert_int_equal(house_do(h, FR, AUTHOR, check_show, json_pack("{s:s}", "check", id), NULL), CODE_OK);
    assert_int_equal(house_do(h, FR, AUTHOR, candidate_judge, json_pack("{s:s,s:i,s:s,s:s}", "check", id, "candidate", 1, "judgement",
                                                                        "dismissed", "reason", "same birthday, other person"), NULL), CODE_OK);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_delete, json_pack("{s:O,s:s}", "record", json_object_get(created, "record"),
                                                                     "reason", "unlawful"), NULL), CODE_OK);
    read_log(h, BE, &be);
    read_log(h, FR, &fr);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) assert_holds(&be, never[i], false), assert_holds(&fr, never[i], false);
    assert_holds(&be, "\"bases\":{\"be-eu-refusal\":{\"article\":\"24\",\"instrument\":\"sis-border-2018-1861\"}}", true);
    assert_holds(&be, "\"op\":\"erasure\"", true);
    assert_holds(&be, "reason_commit", true);
    assert_holds(&fr, "\"decision\":\"shown_again\"", true);
    assert_holds(&fr, "reason_commit", true);
    assert_holds(&fr, "\"op\":\"combination\"", true);
    assert_holds(&fr, id, true);
    json_decref(created);
    house_free(h);
}

static int change(struct house *h, const json_t *record, int version, json_t *params, json_t **answer) {
    json_object_set(params, "record", (json_t *)record);
    json_object_set_new(params, "version", json_integer(version));
    json_object_set_new(params, "reason", json_string("a better spelling"));
    return (int)house_do(h, BE, AUTHOR, alert_change, params, answer);
}

static void a_changed_alert_is_changed_everywhere_and_never_over_another_change(void **state) {
    struct house *h = house_new(*state);
    json_t *created = NULL, *changed = NULL;
    QUIET(h, 100);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Lien Voorbeeld"), &created), CODE_OK);
    QUIET(h, 1500);
    AUTO_JSON *before = checked(h, FR);
    assert_int_equal(hits(before), 0);  // the question is for Karim Exemple
    const json_t *record = json_object_get(created, "record");
    assert_int_equal(change(h, record, 1, draft("Karim Exemple"), &changed), CODE_OK);
    assert_int_equal(json_int(changed, "version"), 2);
    QUIET(h, 1500);
    AUTO_JSON *after = checked(h, FR);
    assert_int_equal(hits(after), 1);
    assert_int_equal(change(h, record, 1, draft("Lien Voorbeeld"), NULL), CODE_CONFLICT);
    assert_int_equal(change(h, record, 2, json_pack("{s:{s:s}}", "alert", "category", "refusal"), NULL), CODE_BAD_FIELD);
    AUTO_JSON *elsewhere = json_string("fr/alerts/" UID "01");
    assert_int_equal(change(h, elsewhere, 1, draft("Karim Exemple"), NULL), CODE_NOT_FOUND);
    AUTO_TEXT log = text_with_ceiling(1 << 20);
    read_log(h, BE, &log);
    assert_holds(&log, "\"op\":\"alteration\"", true);
    assert_holds(&log, "a better spelling", false);
    json_decref(created), json_decref(changed);
    house_free(h);
}

// "uk" is no code of ISO 3166-1: said so, it would agree with nobody of gb.
static void a_question_names_countries_that_there_are(void **state) {
    static const struct {
        const char *country;
        enum code code;
    } rows[] = {{"be", CODE_OK}, {"su", CODE_OK}, {"zz", CODE_BAD_FIELD}, {"uk", CODE_BAD_FIELD}};
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *asked = question("Karim Exemple");
        json_object_set_new(json_object_get(asked, "subject"), "nationalities", json_pack("[s]", rows[i].country));
        assert_int_equal(house_do(h, BE, AUTHOR, check_run, asked, NULL), rows[i].code);
    }
    house_free(h);
}

// ---- A member that lies ----
static int post(struct house *h, int64_t seq, const char *channel, const char *message_rest, struct text *reply) {
    AUTO_TEXT payload = text_with_ceiling(1 << 20);
    text_format(&payload, "{\"channel\":\"%s\",\"messages\":[{\"seq\":%lld,%s}]}", channel, (long long)seq, message_rest);
    return house_send(h, BE, FR, "/m1/post", "post", text_seen(&payload), reply);
}

static void a_copy(struct text *t, const char *uid, const char *ref, const char *retain_until, const char *more_puts, const char *drops) {
    text_format(t,
                "\"type\":\"copy\",\"body\":{\"register\":\"alerts\",\"drops\":[%s],\"puts\":[%s{\"uid\":\"%s\",\"version\":1,"
                "\"retain_until\":%s,\"changed_at\":1,\"source\":\"list\",\"ref\":\"%s\",\"body\":{\"category\":\"refusal\",\"eu_only\":true,"
                "\"subject\":{\"kind\":\"person\",\"names\":[{\"text\":\"Karim Exemple\"}]}}}]}",
                drops, more_puts, uid, retain_until, ref);
}

static struct house *house_with_a_liar(const char *laws, int who) {
    struct house *h = house_new(laws);
    h->stolen[who] = true;
    QUIET(h, 100);
    return h;
}

// Each is answered, none has an effect, none blocks the channel for what comes after it.
static void no_message_breaks_the_node_or_blocks_its_channel(void **state) {
    static const char *const bodies[] = {
        "\"type\":\"copy\"", "\"type\":7,\"body\":null", "\"type\":\"copy\",\"body\":[]", "\"type\":\"copy\",\"body\":{}",
        "\"type\":\"copy\",\"body\":{\"register\":\"alerts\"}",
        "\"type\":\"copy\",\"body\":{\"register\":\"alerts\",\"puts\":[null,1,\"x\",[],{}],\"drops\":[]}",
        "\"type\":\"copy\",\"body\":{\"register\":\"alerts\",\"puts\":[],\"drops\":[1]}",
        "\"type\":\"copy\",\"body\":{\"register\":\"alerts\",\"puts\":[{\"uid\":\"a/b\",\"version\":1,\"retain_until\":1}],\"drops\":[]}",
        "\"type\":\"request\",\"body\":{}", "\"type\":\"request\",\"body\":{\"demand\":null,\"approvals\":null}",
        "\"type\":\"request\",\"body\":{\"demand\":{\"from\":\"be\",\"to\":\"fr\",\"request\":\"" UID "01\",\"record\":\"fr/alerts/x\","
        "\"kind\":\"supplementary_information\",\"purpose\":\"border_check\",\"clock_hours\":9223372036854775807},\"approvals\":[{}]}",
        "\"type\":\"decision\",\"body\":{}", "\"type\":\"decision\",\"body\":{\"request\":\"" UID "01\",\"decision\":[1.5e300]}",
        "\"type\":\"\",\"body\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":[[]]}}}}}}}}",
    };
    struct house *h = house_with_a_liar(*state, BE);
    static const char *const lanes[] = {"alerts", "requests", "dna", "prints"};
    for (int lane = 0; lane < 4; lane++)
        for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
            AUTO_TEXT reply = text_with_ceiling(8 << 20);
            assert_int_equal(post(h, (int64_t)i + 1, lanes[lane], bodies[i], &reply), 200);
        }
    AUTO_TEXT good = text_with_ceiling(1 << 20);
    a_copy(&good, UID "02", "r2", "1861920000000", "", "");
    assert_int_equal(post(h, 1 + (int64_t)(sizeof bodies / sizeof *bodies), "alerts", text_string(&good), NULL), 200);
    assert_int_equal(post(h, 1, "alerts", "\"type\":\"other\"", NULL), 422);  // the same number with other bytes
    QUIET(h, 1500);
    AUTO_JSON *check = checked(h, FR);
    assert_int_equal(hits(check), 1);
    assert_string_equal(state_of(check, "be"), "unreachable");  // its copy misses what was refused: no "answered"
    house_free(h);
}

static void what_is_no_post_is_refused_as_a_whole(void **state) {
    static const char *const payloads[] = {
        "{}", "{\"channel\":\"alerts\"}", "{\"channel\":\"alerts\",\"messages\":{}}", "{\"channel\":\"other\",\"messages\":[]}",
        "{\"channel\":\"alerts\",\"messages\":[7]}", "{\"channel\":\"alerts\",\"messages\":[{\"seq\":2,\"type\":\"copy\",\"body\":{}}]}",
        "{\"channel\":\"alerts\",\"messages\":[{\"seq\":-9223372036854775808}]}", "{\"channel\":\"alerts\",\"messages\":[{\"seq\":9223372036854775807}]}",
        "{\"channel\":\"alerts\",\"messages\":[{\"seq\":1.0}]}", "[]", "null", "{\"a\":\"\\ud800\"}", "{",
        "{\"questions\":[]}", "{\"questions\":{}}", "{\"questions\":[7]}", "{\"questions\":[{\"check\":\"\"}]}", "{\"questions\":[{\"check\":7}]}",
        "{\"questions\":[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}",
    };
    struct house *h = house_with_a_liar(*state, BE);
    for (size_t i = 0; i < sizeof payloads / sizeof *payloads; i++) {
        assert_true(house_send(h, BE, FR, "/m1/post", "post", view_of(payloads[i]), NULL) >= 400);
        assert_true(house_send(h, BE, FR, "/m1/ask", "ask", view_of(payloads[i]), NULL) >= 400);
        assert_true(house_send(h, BE, FR, "/m1/hello", NULL, view_of(payloads[i]), NULL) >= 400);
        assert_true(house_send(h, BE, FR, "/m1/post", NULL, view_of(payloads[i]), NULL) >= 400);
    }
    assert_int_equal(house_send(h, BE, FR, "/m1/other", NULL, VIEW(""), NULL), 404);
    QUIET(h, 1500);
    house_free(h);
}

static void a_bad_record_is_left_out_alone_and_a_reference_may_come_anew(void **state) {
    struct house *h = house_with_a_liar(*state, BE);
    AUTO_TEXT first = text_with_ceiling(1 << 20);
    AUTO_TEXT second = text_with_ceiling(1 << 20);
    AUTO_TEXT endless = text_with_ceiling(1 << 20);
    AUTO_TEXT reply = text_with_ceiling(1 << 20);
    a_copy(&first, UID "01", "same", "1861920000000", "{\"uid\":\"broken\"},", "");
    assert_int_equal(post(h, 1, "alerts", text_string(&first), &reply), 200);
    a_copy(&second, UID "02", "same", "1861920000000", "", "\"" UID "01\"");
    assert_int_equal(post(h, 2, "alerts", text_string(&second), NULL), 200);
    a_copy(&endless, UID "03", "other", "0", "", "");
    assert_int_equal(post(h, 3, "alerts", text_string(&endless), NULL), 200);
    // Longer than an alert of its category that was written now may be kept: for ever, and by two days.
    static const char *const later[] = {"9223372036854775807", "1890777600000"};
    for (int i = 0; i < 2; i++) {
        text_clear(&endless);
        a_copy(&endless, i ? UID "05" : UID "04", "another", later[i], "", "");
        assert_int_equal(post(h, 4 + i, "alerts", text_string(&endless), NULL), 200);
    }
    QUIET(h, 100);
    AUTO_JSON *list = NULL;
    assert_int_equal(house_do(h, FR, AUTHOR, alert_list, json_pack("{s:s}", "owner", "be"), &list), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(list, "alerts")), 1);
    struct view name = json_view(json_array_get(json_object_get(list, "alerts"), 0), "record");
    assert_true(view_is(name, "be/alerts/" UID "02"));
    house_free(h);
}

static void the_receipt_names_what_was_left_out(void **state) {
    struct house *h = house_with_a_liar(*state, BE);
    AUTO_TEXT one = text_with_ceiling(1 << 20);
    AUTO_TEXT reply = text_with_ceiling(1 << 20);
    a_copy(&one, UID "02", "kept", "1861920000000",
           "{\"uid\":\"" UID "01\",\"version\":1,\"retain_until\":0,\"changed_at\":1,\"source\":\"list\",\"ref\":\"x\",\"body\":{}},", "");
    for (int again = 0; again < 2; again++) {  // as often as it is asked for
        text_clear(&reply);
        assert_int_equal(post(h, 1, "alerts", text_string(&one), &reply), 200);
        static const char said[] = "\"refused\":[{\"code\":\"BAD_FIELD\",\"records\":[{\"code\":\"BAD_FIELD\",\"uid\":\"" UID "01\"}],\"seq\":1}]";
        assert_non_null(memmem(reply.at, reply.bytes, said, sizeof said - 1));
    }
    house_free(h);
}

// Takes every message; of each it refuses what `ctx` says.
static json_t *receipt_refusing(void *ctx, const json_t *post) {
    const json_t *messages = json_object_get(post, "messages");
    const json_t *last = json_array_get(messages, json_array_size(messages) - 1);
    const json_t *put = json_array_get(json_object_get(json_object_get(last, "body"), "puts"), 0);
    json_t *of = json_pack("{s:I,s:s}", "seq", (json_int_t)json_int(last, "seq"), "code", "NO_BASIS");
    if (view_is(view_of(ctx), "record"))
        json_object_set_new(of, "records", json_pack("[{s:O,s:s}]", "uid", json_object_get(put, "uid"), "code", "BAD_FIELD"));
    if (view_is(view_of(ctx), "other")) json_object_set_new(of, "records", json_pack("[{s:s,s:s}]", "uid", UID "77", "code", "BAD_FIELD"));
    return json_pack("{s:O,s:O,s:s,s:[],s:[o]}", "channel", json_object_get(post, "channel"), "up_to", json_object_get(last, "seq"), "log", "x",
                     "entries", "refused", of);
}

static const json_t *sent_to(const json_t *shown, const char *member) {
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(shown, "sent_to"), i, one)
        if (view_is(json_view(one, "member"), member)) return one;
    fail_msg("not sent to %s", member);
    return NULL;
}

static void a_refused_copy_is_never_said_to_be_confirmed(void **state) {
    static const struct {
        const char *refuses, *code;
    } rows[] = {{"message", "NO_BASIS"}, {"record", "BAD_FIELD"}, {"other", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct house *h = house_with_a_liar(*state, FR);
        h->receive = receipt_refusing;
        h->ctx = (void *)rows[i].refuses;
        QUIET(h, 2500);
        json_t *first = NULL, *second = NULL, *shown = NULL;
        assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Karim Exemple"), &first), CODE_OK);
        QUIET(h, 1000);
        assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Lien Voorbeeld"), &second), CODE_OK);  // a later receipt changes nothing
        QUIET(h, 1000);
        assert_int_equal(house_do(h, BE, AUTHOR, alert_show, json_pack("{s:O}", "record", json_object_get(first, "record")), &shown), CODE_OK);
        const json_t *to_fr = sent_to(shown, "fr");
        assert_int_equal(json_flag(to_fr, "confirmed"), rows[i].code == NULL);
        if (rows[i].code) assert_string_equal(json_string_value(json_object_get(to_fr, "refused")), rows[i].code);
        else assert_null(json_object_get(to_fr, "refused"));
        json_decref(first), json_decref(second), json_decref(shown);
        house_free(h);
    }
}

// ---- Answers that are none ----
static json_t *lie(void *ctx, const json_t *asked) {
    json_t *answer = NULL;
    struct error err;
    if (FAILED(json_strict(view_of(ctx), &answer, &err))) fail_msg("%s", err.detail);
    json_object_set(answer, "check", json_object_get(asked, "check"));
    return answer;
}

static void an_answer_of_another_form_is_no_answer(void **state) {
#define ANSWER(candidate) "{\"state\":\"answered\",\"as_of\":\"2026-11-24T09:00:00Z\",\"candidates\":[" candidate "]}"
#define REST "\"score\":0.5,\"bits\":1,\"version\":1,\"evidence\":[]"
    static const struct {
        const char *answer, *state;
        size_t hits;
    } rows[] = {
        {ANSWER("{\"record\":\"es/alerts/x\"," REST "}"), "answered", 1},
        {ANSWER("{\"record\":\"be/alerts/x\"," REST "}"), "unreachable", 0},  // another owner's
        {ANSWER("{\"record\":\"es/alerts/x\",\"score\":9e300,\"bits\":1,\"version\":1,\"evidence\":[]}"), "unreachable", 0},
        {ANSWER("{\"record\":\"es/alerts/x\"," REST ",\"subject\":[]}"), "unreachable", 0},
        {ANSWER("{\"record\":\"es/alerts/x\"," REST ",\"alert\":{\"flags\":\"armed\"}}"), "unreachable", 0},
        {ANSWER("{\"record\":\"es/alerts/x\",\"score\":0.5,\"bits\":1,\"version\":1,\"evidence\":[{}]}"), "unreachable", 0},
        {ANSWER("7"), "unreachable", 0},
        {"{\"state\":\"answered\"}", "unreachable", 0},
        {"{}", "unreachable", 0},
    };
    struct house *h = house_with_a_liar(*state, ES);
    h->answer = lie;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        h->ctx = (void *)rows[i].answer;
        AUTO_JSON *check = checked(h, FR);
        assert_string_equal(state_of(check, "es"), rows[i].state);
        assert_int_equal(hits(check), rows[i].hits);
    }
    house_free(h);
}

static void a_question_that_would_keep_the_node_busy_is_refused(void **state) {
    struct house *h = house_with_a_liar(*state, BE);
    AUTO_TEXT ask = text_with_ceiling(1 << 20);
    text_put(&ask, "{\"check\":\"x\",\"purpose\":\"border_check\",\"subject\":{\"kind\":\"person\",\"names\":[{\"text\":\"Karim\"}");
    for (int i = 0; i < 20; i++) text_put(&ask, ",{\"text\":\"Karim Exemple\"}");
    text_put(&ask, "]}}");
    assert_int_equal(house_ask(h, BE, ES, text_seen(&ask), NULL, NULL), CODE_TOO_BIG);
    house_free(h);
}

// ---- Who stands where: only our own signature stops us ----
static const json_t *line_of(const json_t *peers, const char *member) {
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(peers, "members"), i, one)
        if (view_is(json_view(one, "id"), member)) return one;
    fail_msg("no member %s", member);
    return NULL;
}

static json_t *peers_of(struct house *h, int member) {
    json_t *peers = NULL;
    assert_int_equal(house_do(h, member, AUTHOR, peers_listed, json_object(), &peers), CODE_OK);
    return peers;
}

// What be said to fr last, as a member of the house that listens on the line would have it.
static void said_last(struct house *h, int from, int to, struct text *greeting) {
    AUTO_TEXT reply = text_with_ceiling(1 << 20);
    AUTO_TEXT mine = text_with_ceiling(1 << 20);
    AUTO_JSON *j = NULL;
    house_greeting(h, to, from, (struct house_counts){0}, &mine);
    assert_int_equal(house_hello(h, to, from, text_seen(&mine), VIEW(""), &reply), 200);
    assert_int_equal(json_strict(text_seen(&reply), &j, NULL).code, CODE_OK);
    text_view(greeting, json_view(j, "greeting"));
}

static void a_liar_does_not_stop_us(void **state) {
    struct house *h = house_with_a_liar(*state, ES);
    AUTO_TEXT lie = text_with_ceiling(1 << 20);
    AUTO_TEXT log = text_with_ceiling(1 << 20);
    house_greeting(h, ES, BE, (struct house_counts){.held = 99, .settled = 99}, &lie);
    for (int i = 0; i < 3; i++) assert_int_equal(house_hello(h, ES, BE, text_seen(&lie), VIEW(""), NULL), 200);
    assert_int_equal(house_hello(h, ES, BE, text_seen(&lie), text_seen(&lie), NULL), 200);  // its own word is no evidence
    QUIET(h, 2500);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Karim Exemple"), NULL), CODE_OK);
    QUIET(h, 2500);
    AUTO_JSON *check = checked(h, FR);
    assert_int_equal(hits(check), 1);  // the node goes on with the others
    AUTO_JSON *peers = peers_of(h, BE);
    assert_non_null(strstr(json_string_value(json_object_get(line_of(peers, "es"), "claim")), "99"));
    assert_null(json_object_get(line_of(peers, "fr"), "claim"));
    read_log(h, BE, &log);
    const char *first = strstr(text_string(&log), "claim_without_evidence");
    assert_non_null(first);
    assert_null(strstr(first + 1, "claim_without_evidence"));  // said once, however often it comes
    house_free(h);
}

static void what_is_not_our_own_newer_word_proves_nothing(void **state) {
    struct house *h = house_with_a_liar(*state, FR);
    AUTO_TEXT mine = text_with_ceiling(1 << 20), ours = text_with_ceiling(1 << 20), of_es = text_with_ceiling(1 << 20),
              other_way = text_with_ceiling(1 << 20), to_es = text_with_ceiling(1 << 20);
    const struct house_counts many = {.sent = 1000, .held = 1000};
    said_last(h, BE, FR, &ours);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Karim Exemple"), NULL), CODE_OK);
    house_greeting(h, FR, BE, (struct house_counts){0}, &mine);
    house_greeting(h, ES, BE, many, &of_es);       // another member's
    house_greeting(h, FR, BE, many, &other_way);   // of the other direction
    house_greeting(h, BE, ES, many, &to_es);       // ours, but to another
    AUTO_TEXT altered = text_with_ceiling(1 << 20);
    text_view(&altered, text_seen(&ours));
    altered.at[altered.bytes / 2] ^= 1;
    const struct text *shown[] = {&ours, &of_es, &other_way, &to_es, &altered, &mine};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        assert_int_equal(house_hello(h, FR, BE, text_seen(&mine), text_seen(shown[i]), NULL), 200);
        QUIET(h, 100);
    }
    house_free(h);
}

static void our_own_newer_word_stops_us(void **state) {
    static const struct house_counts ahead[] = {{.sent = 7}, {.held = 1}};
    for (size_t i = 0; i < 2; i++) {
        struct house *h = house_with_a_liar(*state, FR);
        AUTO_TEXT mine = text_with_ceiling(1 << 20), ours = text_with_ceiling(1 << 20);
        house_greeting(h, FR, BE, (struct house_counts){0}, &mine);
        house_greeting(h, BE, FR, ahead[i], &ours);
        assert_int_equal(house_hello(h, FR, BE, text_seen(&mine), text_seen(&ours), NULL), 503);
        assert_int_equal(house_run(h, 100).code, CODE_STORE_ROLLED_BACK);
        house_free(h);
    }
}

static void who_comes_with_less_is_shown_what_it_signed(void **state) {
    struct house *h = house_with_a_liar(*state, FR);
    AUTO_TEXT more = text_with_ceiling(1 << 20), less = text_with_ceiling(1 << 20), reply = text_with_ceiling(1 << 20);
    AUTO_JSON *first = NULL;
    AUTO_JSON *second = NULL;
    house_greeting(h, FR, BE, (struct house_counts){.sent = 5, .held = 0}, &more);
    house_greeting(h, FR, BE, (struct house_counts){.sent = 4, .held = 0}, &less);
    assert_int_equal(house_hello(h, FR, BE, text_seen(&more), VIEW(""), &reply), 200);
    assert_int_equal(json_strict(text_seen(&reply), &first, NULL).code, CODE_OK);
    assert_null(json_object_get(first, "shown"));
    text_clear(&reply);
    assert_int_equal(house_hello(h, FR, BE, text_seen(&less), VIEW(""), &reply), 200);
    assert_int_equal(json_strict(text_seen(&reply), &second, NULL).code, CODE_OK);
    assert_true(view_same(json_view(second, "shown"), text_seen(&more)));
    house_free(h);
}

static void no_message_is_taken_without_a_signed_word_for_it(void **state) {
    struct house *h = house_with_a_liar(*state, BE);
    AUTO_TEXT copy = text_with_ceiling(1 << 20);
    a_copy(&copy, UID "02", "r2", "1861920000000", "", "");
    const struct house_counts counts[] = {{.sent = 0}, {.sent = 1}};
    const int status[] = {422, 200};
    for (size_t i = 0; i < 2; i++) {
        AUTO_TEXT greeting = text_with_ceiling(1 << 20), payload = text_with_ceiling(1 << 20);
        house_greeting(h, BE, FR, counts[i], &greeting);
        text_format(&payload, "{\"channel\":\"alerts\",\"greeting\":\"%s\",\"messages\":[{\"seq\":1,%s}]}", text_string(&greeting),
                    text_string(&copy));
        assert_int_equal(house_send(h, BE, FR, "/m1/post", "post", text_seen(&payload), NULL), status[i]);
    }
    house_free(h);
}

// ---- None, not for you, protected: the same bytes (promise P5) ----
static json_t *draft_of(const char *category, const char *given, const char *born) {
    AUTO_TEXT name = text_with_ceiling(100);
    text_format(&name, "%s Exemple", given);
    return json_pack("{s:{s:s,s:{s:s,s:[{s:s,s:s,s:s}],s:[s]},s:s,s:s,s:s}}", "alert", "category", category, "subject", "kind", "person", "names",
                     "text", text_string(&name), "given", given, "family", "Exemple", "births", born, "reason", "a decision", "authority",
                     "an office", "decision_ref", "7");
}

static json_t *answered_about(struct house *h, const char *purpose, const char *name, const char *born, size_t *bytes) {
    AUTO_TEXT ask = text_with_ceiling(4096);
    text_format(&ask, "{\"check\":\"x\",\"purpose\":\"%s\",\"subject\":{\"births\":[\"%s\"],\"kind\":\"person\",\"names\":[{\"text\":\"%s\"}]}}",
                purpose, born, name);
    json_t *answer = NULL;
    assert_int_equal(house_ask(h, BE, ES, text_seen(&ask), &answer, bytes), CODE_OK);
    return answer;
}

static void why_nothing_is_shown_does_not_show(void **state) {
    static const struct {
        const char *given, *born, *category;  // NULL: there is none
    } persons[] = {{"Nobody", "1970-01-01", NULL}, {"Karim", "1990-05-04", "return"}, {"Lien", "2016-02-11", "missing"},
                   {"Adult", "1980-02-11", "vulnerable"}};
    static const char *const purposes[] = {"investigation", "prosecution", "list_screening", "unheard_of"};
    struct house *h = house_with_a_liar(*state, BE);
    QUIET(h, 500);
    for (size_t i = 1; i < sizeof persons / sizeof *persons; i++)
        assert_int_equal(house_do(h, ES, AUTHOR, alert_create, draft_of(persons[i].category, persons[i].given, persons[i].born), NULL), CODE_OK);
    for (size_t p = 0; p < sizeof purposes / sizeof *purposes; p++) {
        AUTO_JSON *none = NULL;
        for (size_t i = 0; i < sizeof persons / sizeof *persons; i++) {
            size_t bytes;
            AUTO_TEXT name = text_with_ceiling(100);
            text_format(&name, "%s Exemple", persons[i].given);
            AUTO_JSON *answer = answered_about(h, purposes[p], text_string(&name), persons[i].born, &bytes);
            assert_int_equal(bytes, 8192);
            assert_int_equal(json_array_size(json_object_get(answer, "candidates")), 0);
            if (!none) none = json_incref(answer);
            if (!json_equal(none, answer)) fail_msg("%s for %s differs from nobody", persons[i].category, purposes[p]);
        }
    }
    size_t bytes;
    AUTO_JSON *shown = answered_about(h, "police_check", "Karim Exemple", "1990-05-04", &bytes);  // there he is shown
    assert_int_equal(json_array_size(json_object_get(shown, "candidates")), 1);
    assert_int_equal(bytes, 8192);  // who looks at the line can't tell either
    house_free(h);
}

// A record that can't be read is shown to nobody; that not all could be read is said of every question alike, whomever it is about.
static void what_cannot_be_read_does_not_show(void **state) {
    static const struct stmt ROT = {"UPDATE record SET mould = 0, body = x'7b' WHERE owner = 'es'"};
    static const struct {
        const char *name, *born;
    } persons[] = {{"Karim Exemple", "1990-05-04"}, {"Nobody Exemple", "1970-01-01"}, {"Lien Exemple", "2016-02-11"}};
    struct house *h = house_with_a_liar(*state, BE);
    AUTO_JSON *none = NULL;
    size_t bytes;
    QUIET(h, 500);
    assert_int_equal(house_do(h, ES, AUTHOR, alert_create, draft_of("return", "Karim", "1990-05-04"), NULL), CODE_OK);
    assert_int_equal(house_do(h, ES, AUTHOR, alert_create, draft_of("missing", "Lien", "2016-02-11"), NULL), CODE_OK);
    AUTO_JSON *before = answered_about(h, "police_check", "Nobody Exemple", "1970-01-01", &bytes);
    assert_string_equal(word_of(before, "state"), "answered");
    struct store *s = house_node(h, ES)->store;
    assert_int_equal(store_begin(s, NULL).code, CODE_OK);
    assert_int_equal(store_run(s, &ROT, NULL, 0, NULL).code, CODE_OK);
    assert_int_equal(store_commit(s, NULL).code, CODE_OK);
    for (size_t i = 0; i < sizeof persons / sizeof *persons; i++) {  // he is asked about first, before anything else looked at his record
        AUTO_JSON *answer = answered_about(h, "police_check", persons[i].name, persons[i].born, &bytes);
        assert_int_equal(bytes, 8192);
        assert_string_equal(word_of(answer, "state"), "in_part");
        assert_int_equal(json_array_size(json_object_get(answer, "candidates")), 0);
        if (!none) none = json_incref(answer);
        if (!json_equal(none, answer)) fail_msg("%s differs", persons[i].name);
    }
    AUTO_JSON *closed = answered_about(h, "unheard_of", "Karim Exemple", "1990-05-04", &bytes);
    assert_string_equal(word_of(closed, "state"), "not_allowed");
    house_free(h);
}

// ---- What a record must score, by member and purpose (node.yaml: thresholds) ----
static void a_threshold_is_for_one_member_and_one_purpose(void **state) {
    static const struct node_threshold list[] = {{"be", "police_check", 99, 4}, {"fr", "border_check", 99, 5}};
    struct house *h = house_with_a_liar(*state, BE);
    struct error err = {0};
    size_t bytes;
    h->thresholds = list, h->threshold_count = 2;
    house_restart(h, ES);
    QUIET(h, 500);
    assert_int_equal(house_do(h, ES, AUTHOR, alert_create, draft_of("return", "Karim", "1990-05-04"), NULL), CODE_OK);
    AUTO_JSON *near = answered_about(h, "police_check", "Karim Exempel", "1989-11-12", &bytes);
    AUTO_JSON *same = answered_about(h, "police_check", "Karim Exemple", "1990-05-04", &bytes);
    AUTO_JSON *elsewhere = answered_about(h, "border_check", "Karim Exempel", "1989-11-12", &bytes);  // that one is France's
    assert_int_equal(json_array_size(json_object_get(near, "candidates")), 0);
    assert_int_equal(json_int(near, "score_ceiling_thousandths"), 990);
    assert_int_equal(json_array_size(json_object_get(same, "candidates")), 1);
    assert_int_equal(json_array_size(json_object_get(elsewhere, "candidates")), 1);
    assert_true(json_int(elsewhere, "score_ceiling_thousandths") < 990);
    // Never below the law, and only of what there is.
    static const struct node_threshold wrong[] = {{"xx", "police_check", 97, 7}, {"be", "curiosity", 97, 8}, {"be", "list_screening", 1, 9}};
    for (size_t i = 0; i < 3; i++) {
        AUTO_TEXT line = text_with_ceiling(20);
        text_format(&line, "line %zu", 7 + i);
        assert_int_equal(node_thresholds_fit(h->law, &wrong[i], 1, &err).code, CODE_BAD_ARGUMENT);
        assert_non_null(strstr(err.detail, text_string(&line)));
    }
    house_free(h);
}

// ---- How much a member may ask ----
static enum code ask_about(struct house *h, int from, const char *purpose, const char *name, const char *born) {
    AUTO_TEXT ask = text_with_ceiling(4096);
    text_format(&ask, "{\"check\":\"x\",\"purpose\":\"%s\",\"subject\":{\"births\":[\"%s\"],\"kind\":\"person\",\"names\":[{\"text\":\"%s\"}]}}",
                purpose, born, name);
    return house_ask(h, from, ES, text_seen(&ask), NULL, NULL);
}

// ---- Questions that travel together ----
static json_t *question_at(struct house *h, struct house_call *call, const char *name) {
    json_t *asked = json_pack("{s:s,s:{s:s,s:[{s:s}]}}", "purpose", "police_check", "subject", "kind", "person", "names", "text", name);
    house_begin(h, FR, AUTHOR, check_run, asked, call);
    return asked;
}

struct owner {
    size_t questions;
    const char *crowded, *left_out;  // names to which it says "no room beside the others", or nothing at all
};

static json_t *owner_says(void *ctx, const json_t *question) {
    struct owner *o = ctx;
    struct view name = json_view(json_array_get(json_object_get(json_object_get(question, "subject"), "names"), 0), "text");
    json_t *check = json_object_get(question, "check");
    o->questions++;
    if (view_is(name, o->left_out)) return NULL;
    if (view_is(name, o->crowded)) {
        o->crowded = "";
        return json_pack("{s:O,s:s}", "check", check, "refused", "BUSY");
    }
    return json_pack("{s:O,s:s,s:s,s:[]}", "check", check, "state", "answered", "as_of", "2026-11-24T09:00:00Z", "candidates");
}

static void each_question_of_an_envelope_is_answered_on_its_own(void **state) {
    static const char *const names[] = {"Karim Exemple", "Lien Voorbeeld", "Adil Ejemplo"}, *const states[] = {"answered", "answered", "unreachable"};
    struct owner o = {.crowded = names[1], .left_out = names[2]};
    struct house_call calls[3] = {0};
    struct house *h = house_with_a_liar(*state, ES);
    h->answer = owner_says;
    h->ctx = &o;
    for (size_t i = 0; i < 3; i++) json_decref(question_at(h, &calls[i], names[i]));
    QUIET(h, 1500);
    for (size_t i = 0; i < 3; i++) {
        assert_true(calls[i].done);
        assert_string_equal(state_of(calls[i].answer, "es"), states[i]);  // left out is never "no hit"
        json_decref(calls[i].answer);
    }
    assert_int_equal(o.questions, 4);  // the crowded one came again, alone
    house_free(h);
}

static void a_quota_ends_within_an_envelope(void **state) {
    struct house *h = house_with_a_liar(*state, BE);
    AUTO_TEXT payload = text_with_ceiling(1 << 20);
    AUTO_TEXT reply = text_with_ceiling(8 << 20);
    const struct law_budget *b = law_budget(h->law, VIEW("prosecution"));
    for (int i = 0; i < b->per_hour - 2; i++) ask_about(h, BE, "prosecution", "Karim", "1990-05-04");
    for (int i = 0; i < 4; i++)
        text_format(&payload, "%s{\"check\":\"c%d\",\"purpose\":\"prosecution\",\"subject\":{\"kind\":\"person\",\"names\":[{\"text\":\"Karim\"}]}}",
                    i ? "," : "{\"questions\":[", i);
    text_put(&payload, "]}");
    assert_int_equal(house_send(h, BE, ES, "/m1/ask", "ask", text_seen(&payload), &reply), 200);
    AUTO_JSON *whole = house_open(h, ES, BE, "answer", text_seen(&reply));
    const json_t *answers = json_object_get(whole, "answers");
    assert_int_equal(json_array_size(answers), 4);
    assert_int_equal(reply.bytes, 4 * 8192);
    for (size_t i = 0; i < 4; i++) assert_true(view_is(json_view(json_array_get(answers, i), "refused"), i < 2 ? "" : "QUOTA"));
    house_free(h);
}

static const char *name_of(int i, char out[40]) {
    snprintf(out, 40, "Karim %c%c%c", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676 % 26);
    return out;
}

static size_t alarms(struct house *h, const char *member, const char *rule) {
    size_t i, count = 0;
    const json_t *one;
    AUTO_JSON *peers = peers_of(h, ES);
    json_array_foreach(json_object_get(line_of(peers, member), "alarms"), i, one) count += view_is(json_view(one, "rule"), rule);
    return count;
}

static int64_t log_size(struct house *h, int member) {
    AUTO_JSON *status = NULL;
    assert_int_equal(house_do(h, member, AUTHOR, audit_status, json_object(), &status), CODE_OK);
    return json_int(status, "size");
}

static void a_member_that_tries_name_after_name_is_seen_and_stopped(void **state) {
    char name[40];
    struct house *h = house_with_a_liar(*state, BE);
    AUTO_TEXT log = text_with_ceiling(4 << 20);
    const struct law_budget *b = law_budget(h->law, VIEW("prosecution"));
    for (int i = 0; i < b->per_hour; i++) {
        assert_int_equal(ask_about(h, BE, "prosecution", name_of(i, name), "1990-05-04"), CODE_OK);
        assert_int_equal(alarms(h, "be", "many_names_few_hits"), i + 1 >= b->many_names);
    }
    assert_int_equal(alarms(h, "be", "quota_used_up"), 0);
    for (int i = 0; i < 20; i++) assert_int_equal(ask_about(h, BE, "prosecution", "Karim", "1990-05-04"), CODE_QUOTA);
    assert_int_equal(alarms(h, "be", "quota_used_up"), 1);
    assert_int_equal(ask_about(h, BE, "border_check", "Karim", "1990-05-04"), CODE_OK);  // each purpose has its own
    read_log(h, ES, &log);
    const char *first = strstr(text_string(&log), "many_names_few_hits");
    assert_non_null(first);
    assert_null(strstr(first + 1, "many_names_few_hits"));
    h->now.ms += HOUR_MS;
    assert_int_equal(ask_about(h, BE, "prosecution", "Karim", "1990-05-04"), CODE_OK);
    for (int hour = 0; hour < 10; hour++, h->now.ms += HOUR_MS)
        for (int i = 0; i < b->per_hour; i++) ask_about(h, BE, "prosecution", "Karim", "1990-05-04");
    assert_int_equal(ask_about(h, BE, "prosecution", "Karim", "1990-05-04"), CODE_QUOTA);  // the day is used up
    house_free(h);
}

static void one_name_with_many_dates_is_seen(void **state) {
    char born[20];
    struct house *h = house_with_a_liar(*state, BE);
    const struct law_budget *b = law_budget(h->law, VIEW("investigation"));
    for (int i = 1; i <= b->one_name; i++) {
        assert_int_equal(alarms(h, "be", "one_name_many_dates"), 0);
        snprintf(born, sizeof born, "1990-05-%02d", i);
        assert_int_equal(ask_about(h, BE, "investigation", "Karim Exemple", born), CODE_OK);
    }
    assert_int_equal(alarms(h, "be", "one_name_many_dates"), 1);
    house_free(h);
}

static void an_honest_day_raises_no_alarm(void **state) {
    char name[40], born[20];
    struct house *h = house_with_a_liar(*state, BE);
    for (int i = 0; i < 150; i++) {
        snprintf(born, sizeof born, "19%02d-%02d-%02d", 50 + i % 50, 1 + i % 12, 1 + i % 28);
        assert_int_equal(ask_about(h, BE, "investigation", name_of(i, name), born), CODE_OK);
        assert_int_equal(ask_about(h, BE, "investigation", name_of(i, name), born), CODE_OK);  // asked again
    }
    AUTO_JSON *peers = peers_of(h, ES);
    assert_int_equal(json_array_size(json_object_get(line_of(peers, "be"), "alarms")), 0);
    house_free(h);
}

static void a_quota_is_said_as_such(void **state) {
    struct house *h = house_with_a_liar(*state, FR);
    const struct law_budget *b = law_budget(h->law, VIEW("prosecution"));
    for (int i = 0; i < b->per_hour; i++) ask_about(h, FR, "prosecution", "Karim", "1990-05-04");
    h->stolen[FR] = false;
    QUIET(h, 2500);
    AUTO_JSON *check = NULL;
    json_t *asked = json_pack("{s:o,s:s}", "subject", subject("Karim Exemple"), "purpose", "prosecution");
    assert_int_equal(house_do(h, FR, AUTHOR, check_run, asked, &check), CODE_OK);
    assert_string_equal(state_of(check, "es"), "quota");
    assert_true(json_flag(covered(check, "es"), "reached"));  // it said so itself
    house_free(h);
}

// How many of 16 questions by that officer are answered.
static size_t answered_of_16(struct house *h, const char *by) {
    AUTO_TEXT payload = text_with_ceiling(1 << 20), reply = text_with_ceiling(8 << 20);
    size_t answered = 0, i;
    const json_t *one;
    for (int k = 0; k < 16; k++)
        text_format(&payload, "%s{\"by\":\"%s\",\"check\":\"c%d\",\"purpose\":\"prosecution\",\"subject\":{\"kind\":\"person\","
                              "\"names\":[{\"text\":\"Karim\"}]}}",
                    k ? "," : "{\"questions\":[", by, k);
    text_put(&payload, "]}");
    assert_int_equal(house_send(h, BE, ES, "/m1/ask", "ask", text_seen(&payload), &reply), 200);
    AUTO_JSON *whole = house_open(h, ES, BE, "answer", text_seen(&reply));
    json_array_foreach(json_object_get(whole, "answers"), i, one) answered += !json_view(one, "refused").bytes;
    return answered;
}

// An officer who asks a lot has an end of his own; his colleagues go on.
static void an_officer_has_a_budget_of_his_own(void **state) {
    struct house *h = house_with_a_liar(*state, BE);
    const struct law_budget *b = law_budget(h->law, VIEW("prosecution"));
    size_t answered = 0;
    assert_true(b->officer_per_hour && b->officer_per_hour < b->per_hour);
    for (int i = 0; i <= b->officer_per_hour / 16; i++) answered += answered_of_16(h, "be-1111");
    assert_int_equal(answered, b->officer_per_hour);
    assert_int_equal(answered_of_16(h, "be-1111"), 0);
    assert_int_equal(answered_of_16(h, "be-2222"), 16);
    house_free(h);
}

static void a_flood_of_refused_messages_is_a_few_entries(void **state) {
    struct house *h = house_with_a_liar(*state, BE);
    AUTO_TEXT log = text_with_ceiling(4 << 20);
    QUIET(h, 12000);  // its sealed filters are made
    int64_t before = log_size(h, ES);
    for (int i = 0; i < 300; i++) assert_true(house_send(h, BE, ES, "/m1/post", NULL, VIEW("no signature"), NULL) >= 400);
    assert_true(log_size(h, ES) - before <= 10);
    h->us += 2 * (uint64_t)MINUTE_MS * 1000;
    QUIET(h, 2500);
    read_log(h, ES, &log);
    assert_holds(&log, "\"count\":290", true);  // none is forgotten
    house_free(h);
}

// ---- Large lists ----
static json_t *import_opened(struct house *h, const char *source) {
    json_t *begun = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, import_begin, json_pack("{s:s,s:s}", "source", source, "category", "eu_list"), &begun), CODE_OK);
    return begun;
}

static void released(void *what) { ++*(int *)what; }

// The index takes records before they are committed; what became of the transaction is true of it in the end.
static void the_index_runs_ahead_and_falls_back(void **state) {
    enum { RECORDS = 1200 };  // more than one portion
    static const char body[] = "{\"category\":\"eu_list\",\"subject\":{\"kind\":\"person\",\"names\":[{\"text\":\"Karim Exemple\"}]}}";
    struct house *h = house_new(*state);
    h->sys.cores = true;
    house_forget(h, BE);  // it stands up anew, in a world with other cores
    struct node *n = house_node(h, BE);
    int releases = 0;
    for (int stays = 0; stays < 2; stays++) {
        struct ahead *a = ahead_begin(n);
        for (int i = 0; i < RECORDS; i++) ahead_put(a, 1000 + i, view_of(body));
        ahead_end(a, stays, released, &releases);
        ahead_caught_up(n);
        assert_int_equal(shelf_count(n, OWN_SHELF), stays ? RECORDS : 0);
        assert_int_equal(ahead_known(n).first, stays ? 1000 : 0);
        assert_int_equal(ahead_known(n).last, stays ? 1000 + RECORDS - 1 : 0);
        assert_int_equal(releases, 1);  // what stays needs its bodies until the turn is over
    }
    assert_null(ahead_begin(n));  // one import a turn
    ahead_end(NULL, true, released, &releases);
    assert_int_equal(releases, 2);
    ahead_settled(n, false);
    assert_int_equal(releases, 3);
    assert_int_equal(shelf_count(n, OWN_SHELF), 0);
    assert_int_equal(ahead_known(n).first, 0);
    struct ahead *bad = ahead_begin(n);
    ahead_put(bad, 1000, view_of(body));
    ahead_put(bad, 1001, VIEW("{"));
    ahead_end(bad, true, released, &releases);
    ahead_caught_up(n);  // the feed will be followed, and say why
    assert_int_equal(releases, 4);
    assert_int_equal(shelf_count(n, OWN_SHELF), 0);
    assert_int_equal(ahead_known(n).first, 0);
    house_free(h);
}

// A second after something new came the node puts its index in order: what was filed loosely while it grew takes less room then.
static void the_index_is_tended(void **state) {
    struct house *h = house_new(*state);
    struct node *n = house_node(h, BE);
    for (int i = 0; i < 2000; i++) {
        char body[200];
        snprintf(body, sizeof body, "{\"category\":\"eu_list\",\"subject\":{\"kind\":\"person\","
                                    "\"names\":[{\"text\":\"K%cr%cm%c Exempl%c\"}]}}", "aeiou"[i % 5], 'b' + i / 5 % 20,
                 'b' + i / 100 % 20, "aeiou"[i % 5]);
        assert_int_equal(index_body(n, 1000 + i, OWN_SHELF, view_of(body), NULL).code, CODE_OK);
    }
    size_t loose = match_index_bytes(n->index);
    n->feed_seen++;  // as if the feed had brought them
    QUIET(h, 2500);
    assert_true(match_index_bytes(n->index) < loose);
    assert_int_equal(shelf_count(n, OWN_SHELF), 2000);
    house_free(h);
}

// Not flushed: two imports may share a turn.
static void import(struct house *h, const json_t *begun, const char *prefix, int count, size_t reason_bytes, struct house_call calls[2]) {
    AUTO_TEXT reason = text_with_ceiling(4000);
    AUTO_TEXT lines = text_with_ceiling(64 << 20);
    text_put(&reason, "listed");
    for (size_t i = 0; i < reason_bytes; i++) text_char(&reason, 'x');
    for (int i = 0; i < count; i++) {
        AUTO_TEXT ref = text_with_ceiling(40);
        text_format(&ref, "%s-%d", prefix, i);
        AUTO_JSON *entry = json_pack("{s:s,s:o,s:s}", "ref", text_string(&ref), "subject", subject("Karim Exemple"), "reason",
                                     text_string(&reason));
        text_json(&lines, entry), text_char(&lines, '\n');
    }
    AUTO_JSON *portion = json_pack("{s:O,s:o}", "import", json_object_get(begun, "import"), "items", json_of(text_seen(&lines)));
    AUTO_JSON *end = json_pack("{s:O}", "import", json_object_get(begun, "import"));
    house_begin(h, BE, AUTHOR, import_items, portion, &calls[0]);
    house_begin(h, BE, AUTHOR, import_commit, end, &calls[1]);
}

static void many_withdrawals_beside_large_records_go_out(void **state) {
    struct house_call calls[8];
    struct house *h = house_new(*state);
    QUIET(h, 2500);
    AUTO_JSON *first = import_opened(h, "first");
    import(h, first, "a", 2000, 0, calls);
    QUIET(h, 4000);
    AUTO_JSON *again = import_opened(h, "first");
    AUTO_JSON *second = import_opened(h, "second");
    AUTO_JSON *anew = import_opened(h, "first");
    import(h, second, "b", 62, 1900, calls + 2);
    import(h, again, "a", 0, 0, calls + 4);
    import(h, anew, "a", 5, 0, calls + 6);  // references dropped and named anew before anything went out
    QUIET(h, 6000);
    for (int i = 0; i < 8; i++) {
        assert_true(calls[i].done && calls[i].failure.code == CODE_OK);
        json_decref(calls[i].answer);
    }
    AUTO_JSON *peers = NULL;
    assert_int_equal(house_do(h, FR, AUTHOR, peers_listed, json_object(), &peers), CODE_OK);
    assert_int_equal(json_int(json_array_get(json_object_get(peers, "members"), 0), "copies"), 67);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(the_plan_names_whoever_is_asked, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_is_published_is_found_and_silence_is_said, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_late_letter_does_not_make_its_sender_reached, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_mistyped_identifier_is_kept_and_said, LAWS_FOLDER),
        cmocka_unit_test_prestate(two_persons_on_each_side_and_the_record_as_it_is_now, LAWS_FOLDER),
        cmocka_unit_test_prestate(the_log_tells_who_and_why_and_never_whom, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_changed_alert_is_changed_everywhere_and_never_over_another_change, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_question_names_countries_that_there_are, LAWS_FOLDER),
        cmocka_unit_test_prestate(no_message_breaks_the_node_or_blocks_its_channel, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_is_no_post_is_refused_as_a_whole, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_bad_record_is_left_out_alone_and_a_reference_may_come_anew, LAWS_FOLDER),
        cmocka_unit_test_prestate(an_answer_of_another_form_is_no_answer, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_question_that_would_keep_the_node_busy_is_refused, LAWS_FOLDER),
        cmocka_unit_test_prestate(each_question_of_an_envelope_is_answered_on_its_own, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_quota_ends_within_an_envelope, LAWS_FOLDER),
        cmocka_unit_test_prestate(the_index_runs_ahead_and_falls_back, LAWS_FOLDER),
        cmocka_unit_test_prestate(the_index_is_tended, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_liar_does_not_stop_us, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_is_not_our_own_newer_word_proves_nothing, LAWS_FOLDER),
        cmocka_unit_test_prestate(our_own_newer_word_stops_us, LAWS_FOLDER),
        cmocka_unit_test_prestate(who_comes_with_less_is_shown_what_it_signed, LAWS_FOLDER),
        cmocka_unit_test_prestate(no_message_is_taken_without_a_signed_word_for_it, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_member_that_tries_name_after_name_is_seen_and_stopped, LAWS_FOLDER),
        cmocka_unit_test_prestate(one_name_with_many_dates_is_seen, LAWS_FOLDER),
        cmocka_unit_test_prestate(an_honest_day_raises_no_alarm, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_quota_is_said_as_such, LAWS_FOLDER),
        cmocka_unit_test_prestate(an_officer_has_a_budget_of_his_own, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_flood_of_refused_messages_is_a_few_entries, LAWS_FOLDER),
        cmocka_unit_test_prestate(why_nothing_is_shown_does_not_show, LAWS_FOLDER),
        cmocka_unit_test_prestate(what_cannot_be_read_does_not_show, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_threshold_is_for_one_member_and_one_purpose, LAWS_FOLDER),
        cmocka_unit_test_prestate(the_receipt_names_what_was_left_out, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_refused_copy_is_never_said_to_be_confirmed, LAWS_FOLDER),
        cmocka_unit_test_prestate(many_withdrawals_beside_large_records_go_out, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
