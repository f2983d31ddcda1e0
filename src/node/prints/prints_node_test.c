// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Searches with fingerprints and faces between nodes: who has no AFIS says so, capacities are counted on both sides and bind, a
// candidate is confirmed by somebody else than who asked, and nothing is believed that does not fit what was asked.
#include "node/node_house.h"
#include "node/prints/prints.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static void pass(struct house *h, int seconds) {
    for (int i = 0; i < seconds; i++) assert_false(FAILED(house_run(h, 1000)));
}

static void much_later(struct house *h, int64_t ms) {  // all clocks at once, nobody does anything meanwhile
    h->us += (uint64_t)ms * 1000;
    h->now.ms += ms;
}

static json_t *answered(struct house *h, int member, int officer, node_handler *handler, json_t *params) {
    return house_did(h, member, officer, handler, params, CODE_OK, NULL);
}

// As malines-import would have it; the bytes themselves are never looked at by a node.
static json_t *container_for(const char *data, const char *transaction, const char *bytes, const char *members) {
    char digest[72];
    AUTO_TEXT base64 = text_with_ceiling(8 << 20);
    prints_digest(view_of(bytes), digest);
    text_base64(&base64, bytes, strlen(bytes));
    return json_pack("{s:s,s:{s:s,s:s,s:s,s:b},s:s,s:o,s:s,s:s,s:s,s:s}", "container", text_string(&base64), "facts", "data", data,
                     "transaction", transaction, "digest", digest,
                     "redacted", 1, "ref", "BE-4711", "members", json_loads(members, 0, NULL), "case", "12/2026", "offence", "murder",
                     "subject", "suspect", "aim", "identify");
}
static json_t *marks_for(const char *members) { return container_for("fingers", "MPS", "a container", members); }

static json_t *data_of(const char *words) { return json_pack("{s:o}", "data", json_loads(words, 0, NULL)); }
static json_t *afis_takes(struct house *h, int member) { return answered(h, member, APPROVER, prints_afis_next, data_of("[\"fingers\",\"palms\"]")); }

static json_t *first_search(json_t *answer) { return json_array_get(json_object_get(answer, "searches"), 0); }
static json_t *shown(struct house *h, int member, const json_t *line) {
    return answered(h, member, AUTHOR, prints_shown, json_pack("{s:O}", "search", json_object_get(line, "search")));
}
static bool says(const json_t *j, const char *key, const char *word) { return view_is(json_view(j, key), word); }

static json_t *capacity(struct house *h, int member, const char *of, bool identified, const char *direction, json_t **all) {
    size_t i;
    json_t *one;
    *all = answered(h, member, AUTHOR, prints_capacities, json_object());
    json_array_foreach(json_object_get(*all, "capacities"), i, one)
        if (says(one, "member", of) && says(one, "data", "fingers") && says(one, "direction", direction) &&
            json_flag(one, "identified") == identified)
            return one;
    return NULL;
}

static void without_an_afis_nothing_was_searched(void **state) {
    struct house *h = house_new(*state);
    AUTO_JSON *all = NULL, *theirs = NULL;
    pass(h, 3);
    AUTO_JSON *sent = answered(h, BE, AUTHOR, prints_searched, marks_for("[\"fr\"]"));
    assert_true(says(first_search(sent), "state", "sent"));
    pass(h, 3);
    AUTO_JSON *s = shown(h, BE, first_search(sent));
    assert_true(says(s, "state", "not_searched") && says(s, "code", "NO_AFIS") && says(s, "coverage", "not_searched"));
    assert_int_equal(json_int(capacity(h, BE, "fr", false, "out", &all), "used"), 0);  // nothing was used
    assert_int_equal(json_int(capacity(h, FR, "be", false, "in", &theirs), "used"), 0);
    assert_true(says(json_object_get(theirs, "afis"), "fingers", "not_connected"));
    house_free(h);
}

#define CANDIDATES "[{\"ref\":\"FR-1\",\"score\":812,\"identified\":true},{\"ref\":\"FR-2\",\"score\":77}]"

// Fingers asked of France, whose AFIS answers with two candidates and with data to compare.
static json_t *hit(struct house *h) {
    AUTO_JSON *none = afis_takes(h, FR);
    assert_int_equal(json_object_size(none), 0);
    json_t *sent = answered(h, BE, AUTHOR, prints_searched, marks_for("[\"fr\"]"));
    pass(h, 3);
    AUTO_JSON *work = afis_takes(h, FR);
    assert_true(says(work, "kind", "MPS") && says(work, "from", "be") && json_int(work, "candidates") == 10 && says(work, "container", "YSBjb250YWluZXI="));
    assert_null(json_object_get(work, "case"));  // arts. 15(1) and 33: why it is asked does not travel
    AUTO_JSON *again = afis_takes(h, FR);
    assert_int_equal(json_object_size(again), 0);  // it is handed out once
    // no name goes abroad as a number
    assert_int_equal(house_do(h, FR, APPROVER, prints_afis_answered,
                              json_pack("{s:O,s:[{s:s,s:i}],s:i}", "search", json_object_get(work, "search"), "candidates",
                                        "ref", "Jan Verzonnen", "score", 9, "searched", 10), NULL), CODE_BAD_FIELD);
    AUTO_JSON *told = answered(h, FR, APPROVER, prints_afis_answered,
                               json_pack("{s:O,s:o,s:i,s:s}", "search", json_object_get(work, "search"), "candidates", json_loads(CANDIDATES, 0, NULL),
                                                                             "searched", 1000000, "container", "bWF0Y2hpbmcgZGF0YQ=="));
    assert_int_equal(json_int(told, "candidates"), 2);
    pass(h, 3);
    return sent;
}

static void candidates_come_back_and_both_know(void **state) {
    struct house *h = house_new(*state);
    AUTO_JSON *all = NULL, *theirs = NULL;
    pass(h, 3);
    AUTO_JSON *sent = hit(h);
    AUTO_JSON *s = shown(h, BE, first_search(sent)), *there = shown(h, FR, first_search(sent));
    assert_true(says(s, "state", "searched") && says(s, "coverage", "searched") && json_int(s, "searched") == 1000000 && json_flag(s, "compare"));
    const json_t *first = json_array_get(json_object_get(s, "candidates"), 0);
    assert_true(says(first, "ref", "FR-1") && json_int(first, "rank") == 1 && json_flag(first, "identified") && says(first, "state", "new"));
    assert_int_equal(json_array_size(json_object_get(there, "candidates")), 2);
    assert_true(says(there, "direction", "in") && !json_object_get(there, "case") && says(s, "case", "12/2026"));
    const json_t *ours = capacity(h, BE, "fr", false, "out", &all);
    assert_int_equal(json_int(ours, "used"), 1);
    assert_int_equal(json_int(json_object_get(ours, "theirs"), "used"), 1);  // what France counts is seen in Belgium
    assert_int_equal(json_int(capacity(h, FR, "be", false, "in", &theirs), "used"), 1);
    AUTO_JSON *data = answered(h, BE, APPROVER, prints_fetched, json_pack("{s:O}", "search", json_object_get(first_search(sent), "search")));
    assert_true(says(data, "container", "bWF0Y2hpbmcgZGF0YQ=="));
    AUTO_JSON *logs = house_reconciled(h, BE, "fr");  // and their logs say the same of each message
    assert_true(view_is(json_view(logs, "result"), "same") && json_int(logs, "matched") >= 2);
    house_free(h);
}

// Two steps: who asked does not confirm, core data need what was confirmed, of that member.
static void a_second_person_confirms(void **state) {
    struct house *h = house_new(*state);
    pass(h, 3);
    AUTO_JSON *sent = hit(h);
    AUTO_JSON *s = shown(h, BE, first_search(sent));
    json_int_t id = (json_int_t)json_int(json_array_get(json_object_get(s, "candidates"), 0), "candidate");
    char ref[40];
    snprintf(ref, sizeof ref, "prints/%lld", (long long)id);
    AUTO_JSON *demand = json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s,s:s,s:s}}", "kind", "core_data", "to", "fr", "purpose", "investigation",
                                  "text", "a mark of the case", "fields",
                                  "match_ref", ref, "match_of", "fingerprints", "confirmed_on", "2026-11-28", "facts", "a mark", "offence", "murder");
    AUTO_JSON *judge = json_pack("{s:I,s:s,s:s}", "candidate", id, "judgement", "confirmed", "reason", "fourteen points agree");
    AUTO_JSON *why_not = json_pack("{s:I,s:s}", "candidate", id, "judgement", "confirmed");
    assert_int_equal(house_do(h, BE, AUTHOR, request_create, json_incref(demand), NULL), CODE_WRONG_STEP);
    assert_int_equal(house_do(h, BE, AUTHOR, prints_judged, json_incref(judge), NULL), CODE_SAME_PERSON);
    assert_int_equal(house_do(h, BE, APPROVER, prints_judged, json_incref(why_not), NULL), CODE_BAD_ARGUMENT);
    assert_int_equal(house_do(h, FR, APPROVER, prints_judged, json_incref(judge), NULL), CODE_NOT_ALLOWED);  // it is not France's to confirm
    assert_int_equal(house_do(h, BE, APPROVER, prints_judged, json_incref(judge), NULL), CODE_OK);
    json_object_set_new(demand, "to", json_string("es"));
    assert_int_equal(house_do(h, BE, AUTHOR, request_create, json_incref(demand), NULL), CODE_BAD_FIELD);
    json_object_set_new(demand, "to", json_string("fr"));
    assert_int_equal(house_do(h, BE, AUTHOR, request_create, json_incref(demand), NULL), CODE_OK);
    house_free(h);
}

// The capacity of marks of unknown people is the table's; the next is refused here, on the holder's count too, until the day ends.
static void a_capacity_binds_until_the_day_ends(void **state) {
    struct house *h = house_new(*state);
    AUTO_JSON *all = NULL, *later = NULL;
    pass(h, 3);
    json_int_t per_day = (json_int_t)json_int(capacity(h, BE, "fr", false, "out", &all), "per_day");
    assert_true(per_day > 0 && per_day <= 200);
    json_decref(afis_takes(h, FR));
    for (json_int_t i = 0; i < per_day; i++) {
        json_decref(answered(h, BE, AUTHOR, prints_searched, marks_for("[\"fr\"]")));
        if (i % 20 == 0) pass(h, 1);
    }
    assert_int_equal(house_do(h, BE, AUTHOR, prints_searched, marks_for("[\"fr\"]"), NULL), CODE_QUOTA);
    AUTO_JSON *two = answered(h, BE, AUTHOR, prints_searched, marks_for("[\"fr\",\"es\"]"));  // each member for itself
    assert_true(says(first_search(two), "code", "QUOTA") && says(json_array_get(json_object_get(two, "searches"), 1), "state", "sent"));
    AUTO_JSON *known = marks_for("[\"fr\"]");
    json_object_set_new(known, "identified", json_true());
    assert_int_equal(house_do(h, BE, AUTHOR, prints_searched, json_incref(known), NULL), CODE_OK);  // counted apart
    pass(h, 3);
    much_later(h, DAY_MS);
    pass(h, 5);
    assert_int_equal(json_int(capacity(h, BE, "fr", false, "out", &later), "used"), 0);
    assert_int_equal(house_do(h, BE, AUTHOR, prints_searched, marks_for("[\"fr\"]"), NULL), CODE_OK);
    house_free(h);
}

static void what_no_law_allows_is_not_sent(void **state) {
    struct house *h = house_new(*state);
    pass(h, 3);
    AUTO_JSON *face = container_for("faces", "CPS", "a face", "[\"fr\"]");
    assert_int_equal(house_do(h, BE, AUTHOR, prints_searched, json_incref(face), NULL), CODE_NO_BASIS);  // no offence of a year is named
    json_object_set_new(face, "offence_months", json_integer(11));
    assert_int_equal(house_do(h, BE, AUTHOR, prints_searched, json_incref(face), NULL), CODE_NO_BASIS);
    json_object_set_new(face, "offence_months", json_integer(12));
    json_object_set_new(face, "subject", json_string("missing"));
    assert_int_equal(house_do(h, BE, AUTHOR, prints_searched, json_incref(face), NULL), CODE_NO_BASIS);
    json_object_set_new(face, "subject", json_string("suspect"));
    assert_int_equal(house_do(h, BE, AUTHOR, prints_searched, json_incref(face), NULL), CODE_NO_BASIS);  // eu-faces: nobody has set its day
    AUTO_JSON *border = marks_for("[\"fr\"]");
    json_object_set_new(border, "purpose", json_string("border_check"));
    assert_int_equal(house_do(h, BE, AUTHOR, prints_searched, json_incref(border), NULL), CODE_BAD_ARGUMENT);
    static const char *const needed[] = {"case", "offence", "subject", "aim", "ref", "members", "facts", "container"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        AUTO_JSON *without = marks_for("[\"fr\"]");
        json_object_del(without, needed[i]);
        assert_int_equal(house_do(h, BE, AUTHOR, prints_searched, json_incref(without), NULL), CODE_BAD_ARGUMENT);
    }
    AUTO_JSON *name = marks_for("[\"fr\"]"), *other = marks_for("[\"fr\"]"), *raw = marks_for("[\"fr\"]");
    json_object_set_new(name, "ref", json_string("Verzonnen"));
    assert_int_equal(house_do(h, BE, AUTHOR, prints_searched, json_incref(name), NULL), CODE_BAD_ARGUMENT);  // a name is no reference
    json_object_set_new(other, "container", json_string("YW5vdGhlcg=="));
    assert_int_equal(house_do(h, BE, AUTHOR, prints_searched, json_incref(other), NULL), CODE_BAD_ARGUMENT);  // not the bytes that were checked
    json_object_set_new(json_object_get(raw, "facts"), "redacted", json_false());
    assert_int_equal(house_do(h, BE, AUTHOR, prints_searched, json_incref(raw), NULL), CODE_BAD_ARGUMENT);
    AUTO_JSON *unknown = container_for("fingers", "AMN", "a container", "[\"fr\"]");
    assert_int_equal(house_do(h, BE, AUTHOR, prints_searched, json_incref(unknown), NULL), CODE_BAD_FIELD);
    house_free(h);
}

// A large container travels in pieces; an AFIS that cannot read it says so, and that is no "no hit".
static void a_container_in_pieces_that_no_afis_can_read(void **state) {
    struct house *h = house_new(*state);
    size_t bytes = 5 * PRINTS_PART_BYTES / 2;
    char *large = malloc(bytes + 1);
    memset(large, 'x', bytes), large[bytes] = 0;
    pass(h, 3);
    json_decref(afis_takes(h, FR));
    AUTO_JSON *sent = answered(h, BE, AUTHOR, prints_searched, container_for("palms", "CPS", large, "[\"fr\"]"));
    pass(h, 3);
    AUTO_JSON *work = afis_takes(h, FR);
    AUTO_TEXT base64 = text_with_ceiling(8 << 20);
    text_base64(&base64, large, bytes);
    assert_true(says(work, "container", text_string(&base64)));
    json_decref(answered(h, FR, APPROVER, prints_afis_answered, json_pack("{s:O,s:s}", "search", json_object_get(work, "search"), "failed", "BAD_FORMAT")));
    pass(h, 3);
    AUTO_JSON *s = shown(h, BE, first_search(sent));
    assert_true(says(s, "state", "refused") && says(s, "code", "BAD_FORMAT") && says(s, "coverage", "not_searched"));
    assert_int_equal(house_do(h, FR, APPROVER, prints_afis_answered,
                              json_pack("{s:O,s:s}", "search", json_object_get(work, "search"), "failed", "BAD_FORMAT"), NULL), CODE_WRONG_STEP);
    free(large);
    house_free(h);
}

// It took the search and fell silent: the search waits again, and a day after it was asked that is said.
static void an_afis_that_falls_silent(void **state) {
    struct house *h = house_new(*state);
    (void)house_on_disk(h, FR, 7);
    pass(h, 3);
    json_decref(afis_takes(h, FR));
    AUTO_JSON *sent = answered(h, BE, AUTHOR, prints_searched, marks_for("[\"fr\"]"));
    pass(h, 3);
    AUTO_JSON *work = afis_takes(h, FR);
    assert_int_equal(json_object_size(work) > 0, 1);
    much_later(h, 7 * MINUTE_MS);
    pass(h, 65);
    AUTO_JSON *again = afis_takes(h, FR);
    assert_true(json_object_size(again) > 0);
    house_restart(h, FR);  // a new start: what was taken waits again
    pass(h, 3);
    AUTO_JSON *third = afis_takes(h, FR);
    assert_true(json_object_size(third) > 0);
    much_later(h, DAY_MS);
    pass(h, 65);
    AUTO_JSON *s = shown(h, BE, first_search(sent));
    assert_true(says(s, "state", "not_searched") && says(s, "code", "EXPIRED"));
    house_free(h);
}

// ---- A member that lies ----
static json_t *message(int seq, const char *type, const char *body) {
    json_t *m = json_pack("{s:i,s:s,s:o}", "seq", seq, "type", type, "body", json_loads(body, 0, NULL));
    assert_non_null(m);
    return m;
}

static enum code refusal(struct house *h, int *seq, const char *type, const char *body) {
    AUTO_TEXT payload = text_with_ceiling(1 << 20), reply = text_with_ceiling(1 << 20);
    enum code c = CODE_OK;
    ++*seq;
    AUTO_JSON *p = json_pack("{s:s,s:[o]}", "channel", "prints", "messages", message(*seq, type, body));
    text_json(&payload, p);
    assert_int_equal(house_send(h, FR, BE, "/m1/post", "post", text_seen(&payload), &reply), 200);
    AUTO_JSON *receipt = house_open(h, BE, FR, "receipt", text_seen(&reply));
    const json_t *refused = json_array_get(json_object_get(receipt, "refused"), 0);
    struct view word = json_view(refused, "code");
    if (word.bytes) assert_true(code_from_name(word.at, word.bytes, &c));
    return c;
}

#define NUMBER "019a0000-0000-7000-8000-0000000000"
#define HEX "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define QUESTION(id, data, kind, parts, digest)                                                                        \
    "{\"at\":1,\"data\":\"" data "\",\"digest\":\"" digest "\",\"identified\":false,"                       \
    "\"kind\":\"" kind "\",\"parts\":" parts ",\"ref\":\"FR-9\",\"search\":\"" id "\"}"

static void nothing_is_believed(void **state) {
    struct house *h = house_new(*state);
    int seq = 0;
    h->stolen[FR] = true;
    pass(h, 3);
    AUTO_JSON *sent = answered(h, BE, AUTHOR, prints_searched, marks_for("[\"fr\"]"));
    const char *ours = json_string_value(json_object_get(first_search(sent), "search"));
    json_decref(afis_takes(h, BE));
    char body[2000];
    assert_int_equal(refusal(h, &seq, "question", "{}"), CODE_BAD_FIELD);
    assert_int_equal(refusal(h, &seq, "question", QUESTION(NUMBER "01", "faces", "MPS", "1", HEX)), CODE_BAD_FIELD);
    assert_int_equal(refusal(h, &seq, "question", QUESTION(NUMBER "01", "fingers", "AMN", "1", HEX)), CODE_BAD_FIELD);
    assert_int_equal(refusal(h, &seq, "question", QUESTION(NUMBER "01", "fingers", "MPS", "17", HEX)), CODE_BAD_FIELD);
    assert_int_equal(refusal(h, &seq, "question", QUESTION(NUMBER "01", "fingers", "MPS", "1", "00")), CODE_BAD_FIELD);
    assert_int_equal(refusal(h, &seq, "question", QUESTION(NUMBER "02", "fingers", "MPS", "2", HEX)), CODE_OK);
    assert_int_equal(refusal(h, &seq, "question", QUESTION(NUMBER "02", "fingers", "MPS", "2", HEX)), CODE_ALREADY);
    assert_int_equal(refusal(h, &seq, "part", "{\"answer\":false,\"data\":\"YQ==\",\"n\":3,\"search\":\"" NUMBER "02\"}"), CODE_BAD_FIELD);
    assert_int_equal(refusal(h, &seq, "part", "{\"answer\":false,\"data\":\"not base64\",\"n\":1,\"search\":\"" NUMBER "02\"}"), CODE_BAD_FIELD);
    assert_int_equal(refusal(h, &seq, "part", "{\"answer\":false,\"data\":\"YQ==\",\"n\":1,\"search\":\"" NUMBER "02\"}"), CODE_OK);
    assert_int_equal(refusal(h, &seq, "part", "{\"answer\":false,\"data\":\"YQ==\",\"n\":1,\"search\":\"" NUMBER "02\"}"), CODE_ALREADY);
    assert_int_equal(refusal(h, &seq, "part", "{\"answer\":false,\"data\":\"YmQ=\",\"n\":2,\"search\":\"" NUMBER "02\"}"), CODE_OK);  // "abd", not "abc"
    AUTO_JSON *theirs = json_pack("{s:s}", "search", NUMBER "02"), *not_whole = shown(h, BE, theirs);
    assert_true(says(not_whole, "state", "refused") && says(not_whole, "code", "BAD_FORMAT"));
    snprintf(body, sizeof body, "{\"answer\":true,\"data\":\"YQ==\",\"n\":1,\"search\":\"%s\"}", ours);
    assert_int_equal(refusal(h, &seq, "part", body), CODE_BAD_FIELD);  // no container was announced
    static const char *const lies[] = {"\"state\":\"sent\"", "\"state\":\"searched\",\"code\":\"NONE\"",
        "\"state\":\"searched\",\"parts\":99", "\"state\":\"searched\",\"parts\":1",
        "\"state\":\"searched\",\"candidates\":[{\"rank\":2}]",
        "\"state\":\"searched\",\"candidates\":[{\"rank\":1,\"ref\":\"0123456789012345678901234567890123456789X\"}]",
        "\"state\":\"searched\",\"candidates\":[1,2,3,4,5,6,7,8,9,10,11]"};
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        snprintf(body, sizeof body, "{\"search\":\"%s\",%s}", ours, lies[i]);
        assert_int_equal(refusal(h, &seq, "answer", body), CODE_BAD_FIELD);
    }
    assert_int_equal(refusal(h, &seq, "answer", "{\"search\":\"" NUMBER "02\",\"state\":\"searched\"}"), CODE_NOT_FOUND);  // its own question
    snprintf(body, sizeof body, "{\"search\":\"%s\",\"state\":\"searched\",\"capacity\":{\"day\":1,\"used\":9,\"per_day\":9}}", ours);
    assert_int_equal(refusal(h, &seq, "answer", body), CODE_OK);
    assert_int_equal(refusal(h, &seq, "answer", body), CODE_NOT_FOUND);  // once
    house_free(h);
}

// What goes is what schema/exchange.json lets go, question and answer.
static void what_goes_fits_the_schema(void **state) {
    struct house *h = house_new(*state);
    pass(h, 3);
    json_decref(afis_takes(h, FR));
    h->silent[FR] = true;
    json_decref(answered(h, BE, AUTHOR, prints_searched, marks_for("[\"fr\"]")));
    assert_int_equal(house_outbox_fits(h, BE, "fr", "prints"), 2);
    h->silent[FR] = false;
    pass(h, 10);
    AUTO_JSON *work = afis_takes(h, FR);
    h->silent[BE] = true;
    json_decref(answered(h, FR, APPROVER, prints_afis_answered,
                         json_pack("{s:O,s:o,s:i,s:s}", "search", json_object_get(work, "search"), "candidates", json_loads(CANDIDATES, 0, NULL),
                                                                      "searched", 1000000, "container", "bWF0Y2hpbmcgZGF0YQ==")));
    assert_int_equal(house_outbox_fits(h, FR, "be", "prints"), 2);
    house_free(h);
}

int main(void) {
    static char laws[] = LAWS_FOLDER;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(without_an_afis_nothing_was_searched, laws), cmocka_unit_test_prestate(candidates_come_back_and_both_know, laws),
        cmocka_unit_test_prestate(a_second_person_confirms, laws), cmocka_unit_test_prestate(a_capacity_binds_until_the_day_ends, laws),
        cmocka_unit_test_prestate(what_no_law_allows_is_not_sent, laws), cmocka_unit_test_prestate(a_container_in_pieces_that_no_afis_can_read, laws),
        cmocka_unit_test_prestate(an_afis_that_falls_silent, laws), cmocka_unit_test_prestate(nothing_is_believed, laws),
        cmocka_unit_test_prestate(what_goes_fits_the_schema, laws)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
