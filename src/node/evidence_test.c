// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// An item from intake to court bundle on one node, with a hand that alters it, and officers who must not.
#include "evidence/asic.h"
#include "node/node_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];
static struct house *h;

static int stand(void **state) {
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/evidence-XXXXXX");
    if (!mkdtemp(folder)) return 1;
    h = house_new(LAWS_FOLDER);
    h->vault[BE] = folder;
    house_forget(h, BE);
    return 0;
}
static int fall(void **state) {
    char command[128];
    (void)state;
    h = house_free(h);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static json_t *did(int officer, node_handler *handler, json_t *params, enum code expected) {
    struct house_call call = {0};
    house_begin(h, BE, officer, handler, params, &call);
    (void)house_run(h, 10);
    json_decref(params);
    assert_true(call.done);
    if (call.failure.code != expected) fail_msg("%s: %s", code_name(call.failure.code), call.failure.detail);
    return call.answer;
}
static void done(int officer, node_handler *handler, json_t *params, enum code expected) { json_decref(did(officer, handler, params, expected)); }

static json_t *base64_of(const char *words) {
    AUTO_TEXT t = text_with_ceiling(4 << 20);
    text_base64(&t, words, strlen(words));
    return json_string(text_string(&t));
}

static json_t *begun(const char *more, json_t *value) {
    json_t *p = json_pack("{s:s,s:s}", "name", "phone <image>.bin", "type", "application/octet-stream");
    if (more) json_object_set_new(p, more, value);
    json_t *a = did(AUTHOR, evidence_begin, p, CODE_OK), *id = json_incref(json_object_get(a, "intake"));
    json_decref(a);
    return id;
}
static void part(json_t *intake, int from, const char *words, enum code expected) {
    done(AUTHOR, evidence_part, json_pack("{s:O,s:i,s:o}", "intake", intake, "from", from, "data", base64_of(words)), expected);
}
static json_t *why(json_t *more) {
    json_object_set_new(more, "where", json_string("Rue Haute 1, Brussels"));
    json_object_set_new(more, "why", json_string("search in case 12/2026 <&>"));
    json_object_set_new(more, "basis", json_string("CIC art. 39bis"));
    return more;
}
static json_t *taken_in(const char *words) {
    json_t *intake = begun(NULL, NULL);
    part(intake, 0, words, CODE_OK);
    return did(AUTHOR, evidence_add, why(json_pack("{s:o,s:s}", "intake", intake, "seal", "BE-4711")), CODE_OK);
}

static void an_item_comes_in_and_has_a_line(void **state) {
    (void)state;
    json_t *intake = begun("sha256", json_string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    part(intake, 0, "a", CODE_OK);
    part(intake, 0, "a", CODE_CONFLICT);  // a part twice is not taken twice
    part(intake, 1, "bc", CODE_OK);
    done(AUTHOR, evidence_add, json_pack("{s:O}", "intake", intake), CODE_BAD_FIELD);  // no legal basis, no item
    AUTO_JSON *item = did(AUTHOR, evidence_add, why(json_pack("{s:o}", "intake", intake)), CODE_OK);
    assert_string_equal(json_string_value(json_object_get(item, "sha3_256")), "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532");
    const char *id = json_string_value(json_object_get(item, "item"));
    done(AUTHOR, evidence_event, why(json_pack("{s:s,s:s,s:s}", "item", id, "act", "handed_over", "to", "laboratory")), CODE_OK);
    done(AUTHOR, evidence_event, why(json_pack("{s:s,s:s}", "item", id, "act", "collected")), CODE_BAD_ARGUMENT);
    done(AUTHOR, evidence_event, why(json_pack("{s:s,s:s}", "item", id, "act", "checked")), CODE_BAD_ARGUMENT);
    done(AUTHOR, evidence_event, json_pack("{s:s,s:s}", "item", id, "act", "opened"), CODE_BAD_FIELD);
    done(AUTHOR, evidence_event, why(json_pack("{s:s,s:s}", "item", "nothing", "act", "opened")), CODE_NOT_FOUND);
    AUTO_JSON *shown = did(AUTHOR, evidence_show, json_pack("{s:s}", "item", id), CODE_OK);
    assert_true(json_array_size(json_object_get(shown, "line")) >= 2);
}

// A reading counts when it is whole: of the item itself, in our spelling, every line there; the item stays what it is.
static void what_was_read_stands_beside_the_item(void **state) {
    static const char event[] = "{\"event\":{\"kind\":\"message\",\"n\":1,\"place\":\"byte 0\",\"text\":\"+32 470 12 34 56\"}}";
    static const char selector[] = "{\"selector\":{\"count\":1,\"events\":[1],\"kind\":\"phone\",\"roles\":[\"text\"],\"text\":\"+32470123456\"}}";
    (void)state;
    AUTO_JSON *item = taken_in("a chat");
    json_t *id = json_object_get(item, "item"), *sha = json_object_get(item, "sha256");
    done(AUTHOR, timeline_shown, json_pack("{s:O}", "item", id), CODE_NOT_FOUND);
    done(AUTHOR, reading_begin, json_pack("{s:O,s:s,s:s}", "item", id, "format", "whatsapp", "sha256", "00"), CODE_CONFLICT);
    AUTO_JSON *begun_ = did(AUTHOR, reading_begin, json_pack("{s:O,s:s,s:O}", "item", id, "format", "whatsapp", "sha256", sha), CODE_OK);
    json_t *r = json_object_get(begun_, "reading");
    done(AUTHOR, reading_part, json_pack("{s:O,s:i,s:s}", "reading", r, "from", 0, "lines", "{\"event\": {}}"), CODE_BAD_JSON);
    done(AUTHOR, reading_part, json_pack("{s:O,s:i,s:s}", "reading", r, "from", 0, "lines", "{\"other\":1}"), CODE_BAD_FORMAT);
    done(AUTHOR, reading_part, json_pack("{s:O,s:i,s:s}", "reading", r, "from", 0, "lines", event), CODE_OK);
    done(AUTHOR, reading_part, json_pack("{s:O,s:i,s:s}", "reading", r, "from", 0, "lines", event), CODE_CONFLICT);
    done(AUTHOR, reading_end, why(json_pack("{s:O,s:i,s:i}", "reading", r, "events", 1, "selectors", 1)), CODE_CONFLICT);
    done(AUTHOR, timeline_shown, json_pack("{s:O}", "item", id), CODE_NOT_FOUND);
    done(AUTHOR, reading_part, json_pack("{s:O,s:i,s:s}", "reading", r, "from", 1, "lines", selector), CODE_OK);
    done(AUTHOR, reading_end, json_pack("{s:O,s:i,s:i}", "reading", r, "events", 1, "selectors", 1), CODE_BAD_FIELD);  // no legal basis
    AUTO_JSON *ended = did(AUTHOR, reading_end, why(json_pack("{s:O,s:i,s:i}", "reading", r, "events", 1, "selectors", 1)), CODE_OK);
    assert_string_equal(json_string_value(json_object_get(json_object_get(ended, "event"), "act")), "examined");
    done(AUTHOR, reading_part, json_pack("{s:O,s:i,s:s}", "reading", r, "from", 2, "lines", event), CODE_CONFLICT);
    AUTO_JSON *shown = did(AUTHOR, timeline_shown, json_pack("{s:O}", "item", id), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(shown, "events")), 1);
    AUTO_JSON *found = did(AUTHOR, selectors_shown, json_pack("{s:O,s:s}", "item", id, "kind", "phone"), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(found, "selectors")), 1);
    AUTO_JSON *none = did(AUTHOR, selectors_shown, json_pack("{s:O,s:s}", "item", id, "kind", "iban"), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(none, "selectors")), 0);
    // A person who asks where their data are is told of it as well: in the event as it was written, in the selector as it was read.
    AUTO_JSON *person = NULL;
    assert_int_equal(house_do(h, BE, AUDITOR, subject_found, json_pack("{s:{s:s,s:[{s:s}],s:[{s:s,s:s}]},s:s,s:s}", "subject", "kind", "person", "names", "text", "Nadie Ejemplo",
                                                              "identifiers", "type", "phone", "value", "+32 470 12 34 56", "reason", "request 4/2026", "use", "lawfulness"), &person), CODE_OK);
    const json_t *read = json_object_get(person, "readings");
    assert_int_equal(json_array_size(read), 1);
    assert_true(json_equal(json_object_get(json_array_get(read, 0), "item"), id));
    assert_int_equal(json_int(json_array_get(read, 0), "lines"), 2);
}

static void what_was_announced_and_did_not_come_is_no_item(void **state) {
    (void)state;
    json_t *intake = begun("bytes", json_integer(5));
    part(intake, 0, "four", CODE_OK);
    done(AUTHOR, evidence_add, why(json_pack("{s:O}", "intake", intake)), CODE_CONFLICT);
    part(intake, 4, "x", CODE_NOT_FOUND);
    json_decref(intake);
    intake = begun(NULL, NULL);
    done(APPROVER, evidence_part, json_pack("{s:O,s:i,s:s}", "intake", intake, "from", 0, "data", ""), CODE_NOT_FOUND);  // somebody else's
    done(AUTHOR, evidence_abandon, json_pack("{s:o}", "intake", intake), CODE_OK);
}

static void an_altered_item_is_found_and_stays_here(void **state) {
    (void)state;
    AUTO_JSON *item = taken_in("a disk image");
    const char *id = json_string_value(json_object_get(item, "item")), *sha = json_string_value(json_object_get(item, "sha256"));
    char path[200];
    (void)house_run(h, 3000);
    AUTO_JSON *sound = did(AUTHOR, evidence_show, json_pack("{s:s}", "item", id), CODE_OK);
    assert_string_equal(json_string_value(json_object_get(sound, "state")), "sound");
    snprintf(path, sizeof path, "%s/%.2s/%s", folder, sha, sha);
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(truncate(path, 3), 0);
    done(AUTHOR, evidence_recheck, json_pack("{s:s}", "item", id), CODE_OK);
    (void)house_run(h, 3000);
    AUTO_JSON *damaged = did(AUTHOR, evidence_show, json_pack("{s:s}", "item", id), CODE_OK);
    assert_string_equal(json_string_value(json_object_get(damaged, "state")), "damaged");
    const json_t *line = json_object_get(damaged, "line"), *last = json_array_get(line, json_array_size(line) - 1);
    assert_string_equal(json_string_value(json_object_get(json_object_get(last, "event"), "act")), "damaged");
    done(AUTHOR, evidence_bundle, why(json_pack("{s:[s]}", "items", id)), CODE_STORE_DAMAGED);
}

static void a_bundle_is_signed_and_its_items_follow(void **state) {
    (void)state;
    AUTO_JSON *item = taken_in("the items of a bundle");
    const char *id = json_string_value(json_object_get(item, "item"));
    done(AUTHOR, evidence_bundle, json_pack("{s:[s]}", "items", id), CODE_BAD_FIELD);
    AUTO_JSON *bundle = did(AUTHOR, evidence_bundle, why(json_pack("{s:[s]}", "items", id)), CODE_OK);
    const char *ticket = json_string_value(json_object_get(bundle, "bundle"));
    unsigned char p7s[10000];
    size_t n = 0;
    struct cades_signer who;
    assert_true(base64_read(json_view(bundle, "signature"), p7s, sizeof p7s, &n));
    assert_int_equal(cades_verify((struct view){(char *)p7s, n}, json_view(bundle, "manifest"), &who, NULL).code, CODE_OK);
    assert_non_null(strstr(json_string_value(json_object_get(bundle, "manifest")), "items/0001-phone__image_.bin"));
    AUTO_JSON *data = did(AUTHOR, evidence_read, json_pack("{s:s,s:s,s:i}", "bundle", ticket, "item", id, "from", 10), CODE_OK);
    AUTO_JSON *expected = base64_of("of a bundle");
    assert_string_equal(json_string_value(json_object_get(data, "data")), json_string_value(expected));
    done(APPROVER, evidence_read, json_pack("{s:s,s:s,s:i}", "bundle", ticket, "item", id, "from", 0), CODE_NOT_ALLOWED);
    done(AUTHOR, evidence_read, json_pack("{s:s,s:s,s:i}", "bundle", "x", "item", id, "from", 0), CODE_NOT_ALLOWED);
    size_t i;
    const json_t *f;
    json_array_foreach(json_object_get(bundle, "files"), i, f)
        if (view_is(json_view(f, "name"), "index.html")) assert_null(strstr(json_string_value(json_object_get(f, "text")), "<image>"));
    AUTO_JSON *shown = did(AUTHOR, evidence_show, json_pack("{s:s}", "item", id), CODE_OK);
    bool copied = false;
    json_array_foreach(json_object_get(shown, "line"), i, f) copied |= view_is(json_view(json_object_get(f, "event"), "act"), "copied");
    assert_true(copied);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_item_comes_in_and_has_a_line),
        cmocka_unit_test(what_was_read_stands_beside_the_item),
        cmocka_unit_test(what_was_announced_and_did_not_come_is_no_item),
        cmocka_unit_test(an_altered_item_is_found_and_stays_here),
        cmocka_unit_test(a_bundle_is_signed_and_its_items_follow),
    };
    return cmocka_run_group_tests_name("node_evidence", tests, stand, fall);
}
