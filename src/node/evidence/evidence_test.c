// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// An item from intake to court bundle on one node, with a hand that alters it, and officers who must not.
#include "evidence/asic.h"
#include "node/node_house.h"
#include "node/node_room.h"

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
    return house_did(h, BE, officer, handler, params, expected, NULL);
}
static void done(int officer, node_handler *handler, json_t *params, enum code expected) { house_done(h, BE, officer, handler, params, expected, NULL); }

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
static json_t *taken_in(const char *words) {
    json_t *intake = begun(NULL, NULL);
    part(intake, 0, words, CODE_OK);
    return did(AUTHOR, evidence_add, house_why(json_pack("{s:o,s:s}", "intake", intake, "seal", "BE-4711")), CODE_OK);
}

static void an_item_comes_in_and_has_a_line(void **state) {
    (void)state;
    json_t *intake = begun("sha256", json_string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    part(intake, 0, "a", CODE_OK);
    part(intake, 0, "a", CODE_CONFLICT);  // a part twice is not taken twice
    part(intake, 1, "bc", CODE_OK);
    done(AUTHOR, evidence_add, json_pack("{s:O}", "intake", intake), CODE_BAD_FIELD);  // no legal basis, no item
    AUTO_JSON *item = did(AUTHOR, evidence_add, house_why(json_pack("{s:o}", "intake", intake)), CODE_OK);
    assert_string_equal(json_string_value(json_object_get(item, "sha3_256")), "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532");
    const char *id = json_string_value(json_object_get(item, "item"));
    done(AUTHOR, evidence_event, house_why(json_pack("{s:s,s:s,s:s}", "item", id, "act", "handed_over", "to", "laboratory")), CODE_OK);
    done(AUTHOR, evidence_event, house_why(json_pack("{s:s,s:s}", "item", id, "act", "collected")), CODE_BAD_ARGUMENT);
    done(AUTHOR, evidence_event, house_why(json_pack("{s:s,s:s}", "item", id, "act", "checked")), CODE_BAD_ARGUMENT);
    done(AUTHOR, evidence_event, json_pack("{s:s,s:s}", "item", id, "act", "opened"), CODE_BAD_FIELD);
    done(AUTHOR, evidence_event, house_why(json_pack("{s:s,s:s}", "item", "nothing", "act", "opened")), CODE_NOT_FOUND);
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
    done(AUTHOR, reading_end, house_why(json_pack("{s:O,s:i,s:i}", "reading", r, "events", 1, "selectors", 1)), CODE_CONFLICT);
    done(AUTHOR, timeline_shown, json_pack("{s:O}", "item", id), CODE_NOT_FOUND);
    done(AUTHOR, reading_part, json_pack("{s:O,s:i,s:s}", "reading", r, "from", 1, "lines", selector), CODE_OK);
    done(AUTHOR, reading_end, json_pack("{s:O,s:i,s:i}", "reading", r, "events", 1, "selectors", 1), CODE_BAD_FIELD);  // no legal basis
    AUTO_JSON *ended = did(AUTHOR, reading_end, house_why(json_pack("{s:O,s:i,s:i}", "reading", r, "events", 1, "selectors", 1)), CODE_OK);
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
    assert_int_equal(house_do(h, BE, AUDITOR, subject_found,
                              json_pack("{s:{s:s,s:[{s:s}],s:[{s:s,s:s}]},s:s,s:s}", "subject", "kind", "person", "names", "text", "Nadie Ejemplo",
                                                              "identifiers", "type", "phone", "value", "+32 470 12 34 56", "reason",
                                                              "request 4/2026", "use", "lawfulness"), &person), CODE_OK);
    const json_t *read = json_object_get(person, "readings");
    assert_int_equal(json_array_size(read), 1);
    assert_true(json_equal(json_object_get(json_array_get(read, 0), "item"), id));
    assert_int_equal(json_int(json_array_get(read, 0), "lines"), 2);
}

static bool names_row(const json_t *answer, const char *row) {
    return json_int(answer, "unread") == 1 && json_holds(json_object_get(answer, "unread_rows"), view_of(row));
}

// A row of the item's goes bad: it is named where it stands, and the others are there. What goes to court is still refused.
static void a_bad_row_of_an_item_is_named(void **state) {
    static const struct stmt SPOIL[] = {{"DROP TRIGGER custody_no_change"},
                                        {"UPDATE evidence_event SET line = x'00' WHERE number = 1"},
                                        {"UPDATE custody_event SET event = x'7b' WHERE number = 2"},
                                        {"UPDATE evidence_opening SET words = x'7b'"}};
    static const char lines[] = "{\"event\":{\"kind\":\"message\",\"n\":1}}\n{\"event\":{\"kind\":\"message\",\"n\":2}}\n";
    (void)state;
    AUTO_JSON *item = taken_in("a chat that rots");
    json_t *id = json_object_get(item, "item");
    AUTO_JSON *b = did(AUTHOR, reading_begin, json_pack("{s:O,s:s,s:O}", "item", id, "format", "whatsapp", "sha256", json_object_get(item, "sha256")), CODE_OK);
    json_t *r = json_object_get(b, "reading");
    done(AUTHOR, reading_part, json_pack("{s:O,s:i,s:s}", "reading", r, "from", 0, "lines", lines), CODE_OK);
    done(AUTHOR, reading_end, house_why(json_pack("{s:O,s:i,s:i}", "reading", r, "events", 2, "selectors", 0)), CODE_OK);
    done(AUTHOR, opening_asked, house_why(json_pack("{s:O,s:s,s:s}", "item", id, "ground", "own", "purpose", "investigation")), CODE_OK);
    struct store *store = house_node(h, BE)->store;
    for (size_t i = 0; i < sizeof SPOIL / sizeof *SPOIL; i++) {
        assert_int_equal(store_begin(store, NULL).code, CODE_OK);
        assert_int_equal(store_run(store, &SPOIL[i], NULL, 0, NULL).code, CODE_OK);
        assert_int_equal(store_commit(store, NULL).code, CODE_OK);
    }
    AUTO_JSON *events = did(AUTHOR, timeline_shown, json_pack("{s:O}", "item", id), CODE_OK);
    const json_t *rows = json_object_get(events, "events");
    assert_int_equal(json_array_size(rows), 2);
    assert_true(json_flag(json_array_get(rows, 0), "unread") && json_int(json_array_get(rows, 0), "n") == 1);
    assert_true(names_row(events, "events/1"));
    AUTO_JSON *shown = did(AUTHOR, evidence_show, json_pack("{s:O}", "item", id), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(shown, "line")), 2);
    assert_true(names_row(shown, "custody_event/2"));
    AUTO_JSON *openings = did(AUTHOR, opening_listed, json_pack("{s:O}", "item", id), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(openings, "openings")), 1);
    assert_int_equal(json_int(openings, "unread"), 1);
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", id)), CODE_STORE_DAMAGED);
}

// What arrived need not come again because of a word about it.
static void a_wrong_hour_costs_no_upload(void **state) {
    static const char *const wrong[] = {"yesterday", "2099-01-01T00:00:00Z"};
    (void)state;
    json_t *intake = begun(NULL, NULL);
    part(intake, 0, "an image that took hours", CODE_OK);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        done(AUTHOR, evidence_add, house_why(json_pack("{s:O,s:s}", "intake", intake, "happened_at", wrong[i])), CODE_BAD_FIELD);
    done(AUTHOR, evidence_add, house_why(json_pack("{s:o,s:s}", "intake", intake, "happened_at", "2026-11-20T08:00:00Z")), CODE_OK);
}

static void what_was_announced_and_did_not_come_is_no_item(void **state) {
    (void)state;
    json_t *intake = begun("bytes", json_integer(5));
    part(intake, 0, "four", CODE_OK);
    done(AUTHOR, evidence_add, house_why(json_pack("{s:O}", "intake", intake)), CODE_CONFLICT);
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
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[s]}", "items", id)), CODE_STORE_DAMAGED);
}

static void a_bundle_is_signed_and_its_items_follow(void **state) {
    (void)state;
    AUTO_JSON *item = taken_in("the items of a bundle");
    const char *id = json_string_value(json_object_get(item, "item"));
    done(AUTHOR, evidence_bundle, json_pack("{s:[s]}", "items", id), CODE_BAD_FIELD);
    AUTO_JSON *bundle = did(AUTHOR, evidence_bundle, house_why(json_pack("{s:[s]}", "items", id)), CODE_OK);
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

// ---- Locked items ----

static json_t *asked_for(json_t *id, const char *ground, enum code expected) {
    return did(AUTHOR, opening_asked, house_why(json_pack("{s:O,s:s,s:s}", "item", id, "ground", ground, "purpose", "investigation")), expected);
}
static json_t *tried(json_t *opening, json_t *sha, enum code expected) {
    return did(AUTHOR, opening_tried, json_pack("{s:O,s:O,s:s}", "opening", opening, "sha256", sha, "tool", "malines-open 0"), expected);
}
static void came_to(json_t *opening, int number, const char *outcome, enum code expected) {
    done(AUTHOR, opening_ended, json_pack("{s:O,s:i,s:s,s:s}", "opening", opening, "try", number, "outcome", outcome, "detail", "age: 1 recipient"), expected);
}
static size_t notes_with(json_t *id, const char *words) {
    AUTO_JSON *shown = did(AUTHOR, evidence_show, json_pack("{s:O}", "item", id), CODE_OK);
    size_t i, n = 0;
    const json_t *e;
    json_array_foreach(json_object_get(shown, "line"), i, e) {
        const char *note = json_string_value(json_object_get(json_object_get(e, "event"), "note"));
        n += note && strstr(note, words);
    }
    return n;
}

static void a_locked_item_is_opened_on_a_ground_by_two_persons(void **state) {
    (void)state;
    AUTO_JSON *item = taken_in("a locked file");
    json_t *id = json_object_get(item, "item"), *sha = json_object_get(item, "sha256");
    json_decref(asked_for(id, "guessed", CODE_BAD_ARGUMENT));
    done(AUTHOR, opening_asked, house_why(json_pack("{s:O,s:s,s:s}", "item", id, "ground", "found", "purpose", "border_check")), CODE_NO_BASIS);
    done(AUTHOR, opening_asked, json_pack("{s:O,s:s,s:s}", "item", id, "ground", "found", "purpose", "investigation"), CODE_BAD_FIELD);
    AUTO_JSON *opening = asked_for(id, "ordered", CODE_OK);
    json_t *number = json_object_get(opening, "opening");
    assert_string_equal(json_string_value(json_object_get(opening, "state")), "waiting");
    assert_string_equal(json_string_value(json_object_get(opening, "row")), "be-ordered");
    json_decref(tried(number, sha, CODE_NEEDS_APPROVAL));
    done(AUTHOR, opening_approved, json_pack("{s:O}", "opening", number), CODE_SAME_PERSON);
    done(APPROVER, opening_approved, json_pack("{s:O}", "opening", number), CODE_OK);
    done(APPROVER, opening_approved, json_pack("{s:O}", "opening", number), CODE_WRONG_STEP);
    json_t *other = json_string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    json_decref(tried(number, other, CODE_CONFLICT));  // of another file than the item
    json_decref(other);
    json_decref(tried(number, sha, CODE_OK));
    came_to(number, 2, "wrong_key", CODE_WRONG_STEP);
    came_to(number, 1, "guessed", CODE_BAD_ARGUMENT);
    static const struct { const char *outcome, *format, *says; } wrong[] = {
        {"guessed", "age", "outcome: one of opened, wrong_key, not_possible_here"},
        {"wrong_key", "a format of a longer name", "format: at most 20 bytes"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        house_done(h, BE, AUTHOR, opening_ended,
                   json_pack("{s:O,s:i,s:s,s:s}", "opening", number, "try", 1, "outcome", wrong[i].outcome, "format", wrong[i].format),
                   CODE_BAD_ARGUMENT, wrong[i].says);
    came_to(number, 1, "wrong_key", CODE_OK);
    came_to(number, 1, "opened", CODE_WRONG_STEP);
    json_decref(tried(number, sha, CODE_OK));
    json_t *intake = begun(NULL, NULL);
    part(intake, 0, "the clear text", CODE_OK);
    AUTO_JSON *ended = did(AUTHOR, opening_ended,
                           json_pack("{s:O,s:i,s:s,s:o,s:b}", "opening", number, "try", 2, "outcome", "opened", "intake", intake, "proven", 1), CODE_OK);
    const json_t *derived = json_object_get(ended, "derived");
    AUTO_JSON *clear = did(AUTHOR, evidence_show, json_pack("{s:O}", "item", json_object_get(derived, "item")), CODE_OK);
    const json_t *first = json_object_get(json_array_get(json_object_get(clear, "line"), 0), "event");
    assert_string_equal(json_string_value(json_object_get(first, "act")), "derived");
    assert_non_null(strstr(json_string_value(json_object_get(first, "note")), json_string_value(id)));  // each names the other
    assert_int_equal(notes_with(id, json_string_value(json_object_get(derived, "item"))), 1);
    assert_int_equal(notes_with(id, "try 1 of 3: wrong_key"), 1);
    assert_int_equal(notes_with(id, "begins"), 2);
    json_decref(tried(number, sha, CODE_WRONG_STEP));  // it is open
    AUTO_JSON *listed = did(AUTHOR, opening_listed, json_pack("{s:O}", "item", id), CODE_OK);
    const json_t *one = json_array_get(json_object_get(listed, "openings"), 0);
    assert_string_equal(json_string_value(json_object_get(one, "state")), "opened");
    assert_int_equal(json_array_size(json_object_get(one, "outcomes")), 2);
}

static void tries_are_counted_also_those_that_nobody_tells_of(void **state) {
    (void)state;
    AUTO_JSON *item = taken_in("another locked file");
    json_t *id = json_object_get(item, "item"), *sha = json_object_get(item, "sha256");
    AUTO_JSON *opening = asked_for(id, "own", CODE_OK);  // sent to the authority itself: nobody else is needed
    json_t *number = json_object_get(opening, "opening");
    json_decref(tried(number, sha, CODE_OK));
    json_decref(tried(number, sha, CODE_OK));
    json_decref(tried(number, sha, CODE_OK));
    assert_int_equal(notes_with(id, "was not told"), 2);
    json_decref(tried(number, sha, CODE_QUOTA));
    json_decref(tried(number, sha, CODE_QUOTA));
    assert_int_equal(notes_with(id, "was not told"), 3);
    AUTO_JSON *listed = did(AUTHOR, opening_listed, json_pack("{s:O}", "item", id), CODE_OK);
    assert_string_equal(json_string_value(json_object_get(json_array_get(json_object_get(listed, "openings"), 0), "state")), "used_up");
    done(APPROVER, opening_tried, json_pack("{s:O,s:O}", "opening", number, "sha256", sha), CODE_NOT_FOUND);  // not theirs
}

// A PDF with a script in it: taken in, put aside, let go by somebody who did not open it.
static void what_acts_when_it_is_shown_is_put_aside(void **state) {
    (void)state;
    AUTO_JSON *item = taken_in("a locked document");
    json_t *id = json_object_get(item, "item"), *sha = json_object_get(item, "sha256");
    AUTO_JSON *opening = asked_for(id, "own", CODE_OK);
    json_t *number = json_object_get(opening, "opening");
    json_decref(tried(number, sha, CODE_OK));
    json_t *intake = begun(NULL, NULL);
    part(intake, 0, "%PDF-1.7", CODE_OK);
    AUTO_JSON *ended = did(AUTHOR, opening_ended,
                           json_pack("{s:O,s:i,s:s,s:o,s:s}", "opening", number, "try", 1, "outcome", "opened", "intake", intake, "active",
                                     "/JavaScript /OpenAction"), CODE_OK);
    json_t *derived = json_object_get(json_object_get(ended, "derived"), "item");
    AUTO_JSON *aside = did(AUTHOR, evidence_show, json_pack("{s:O}", "item", derived), CODE_OK);
    const json_t *q = json_object_get(aside, "quarantine");
    assert_string_equal(json_string_value(json_object_get(q, "reason")), "/JavaScript /OpenAction");
    assert_false(json_flag(q, "lifted"));
    assert_int_equal(notes_with(derived, "/JavaScript"), 1);
    assert_int_equal(notes_with(id, "put aside"), 1);
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", derived)), CODE_WRONG_STEP);
    done(AUTHOR, evidence_released, house_why(json_pack("{s:O}", "item", derived)), CODE_SAME_PERSON);
    done(APPROVER, evidence_released, json_pack("{s:O}", "item", derived), CODE_BAD_FIELD);  // no reasons
    done(APPROVER, evidence_released, house_why(json_pack("{s:O}", "item", id)), CODE_NOT_FOUND);
    done(APPROVER, evidence_released, house_why(json_pack("{s:O}", "item", derived)), CODE_OK);
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", derived)), CODE_OK);
}

static void what_was_looked_into_is_put_aside_too(void **state) {
    (void)state;
    AUTO_JSON *item = taken_in("a document as it was delivered");
    json_t *id = json_object_get(item, "item"), *sha = json_object_get(item, "sha256"),
           *other = json_string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    done(AUTHOR, evidence_looked, house_why(json_pack("{s:O,s:o}", "item", id, "sha256", other)), CODE_CONFLICT);
    done(AUTHOR, evidence_looked, json_pack("{s:O,s:O}", "item", id, "sha256", sha), CODE_BAD_FIELD);
    done(AUTHOR, evidence_looked, house_why(json_pack("{s:O,s:O}", "item", id, "sha256", sha)), CODE_OK);
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", id)), CODE_OK);
    done(AUTHOR, evidence_looked, house_why(json_pack("{s:O,s:O,s:s}", "item", id, "sha256", sha, "active", "/Launch")), CODE_OK);
    done(AUTHOR, evidence_looked, house_why(json_pack("{s:O,s:O,s:s}", "item", id, "sha256", sha, "active", "/Launch")), CODE_ALREADY);
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", id)), CODE_WRONG_STEP);
    done(APPROVER, evidence_released, house_why(json_pack("{s:O}", "item", id)), CODE_OK);
    done(AUTHOR, evidence_looked, house_why(json_pack("{s:O,s:O,s:s}", "item", id, "sha256", sha, "active", "/Launch")), CODE_OK);
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", id)), CODE_WRONG_STEP);  // and again
}

// Somebody else's sandbox, played: what it was asked to look into, and what it says of it, when the test lets it.
static struct {
    char path[400];
    item_looked *done;
    void *ctx;
    int asked;
    bool busy;
} sandbox;
static bool played(void *ctx, const char *path, item_looked *heard, void *done_ctx) {
    (void)ctx;
    if (sandbox.busy) return false;
    snprintf(sandbox.path, sizeof sandbox.path, "%s", path);
    sandbox.done = heard, sandbox.ctx = done_ctx, sandbox.asked++;
    return true;
}
static void sandbox_says(const char *outcome, const char *active, enum code failed) {
    AUTO_JSON *report = json_pack("{s:s,s:s}", "outcome", outcome, "detail", "as it was played");
    if (active) json_object_set_new(report, "active", json_string(active));
    assert_non_null(sandbox.done);
    sandbox.done(sandbox.ctx, failed ? &(struct error){failed, "played"} : NULL, failed ? NULL : report);
    sandbox.done = NULL;
    assert_int_equal(house_run(h, 2500).code, CODE_OK);
}
static const char *why_aside(json_t *id, char *room, size_t bytes) {
    AUTO_JSON *shown = did(AUTHOR, evidence_show, json_pack("{s:O}", "item", id), CODE_OK);
    const char *reason = json_string_value(json_object_get(json_object_get(shown, "quarantine"), "reason"));
    snprintf(room, bytes, "%s", reason ? reason : "");
    return room;
}

// A PDF is looked into though nobody asks, and leaves nothing before; what is none is not given out.
static void each_pdf_is_looked_into_at_intake(void **state) {
    static const struct { const char *outcome, *active; enum code failed; const char *aside; enum code leaves; } rows[] = {
        {"unsupported", "/JavaScript /OpenAction", CODE_OK, "/JavaScript /OpenAction", CODE_WRONG_STEP},
        {"unsupported", NULL, CODE_OK, "", CODE_OK},
        {"wrong_key", NULL, CODE_OK, "", CODE_OK},  // locked: opening it looks again
        {"broken", NULL, CODE_OK, "it is no PDF that can be read: as it was played", CODE_WRONG_STEP},
        {"unsupported", NULL, CODE_HELPER_FAILED, "it could not be looked into: HELPER_FAILED", CODE_WRONG_STEP},
    };
    char room[300], words[100];
    (void)state;
    AUTO_JSON *plain = taken_in("no document at all");
    node_looker(house_node(h, BE), (struct item_looker){NULL, played});
    assert_int_equal(house_run(h, 4000).code, CODE_OK);
    assert_int_equal(sandbox.asked, 0);  // nor is any item of the tests before one
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", json_object_get(plain, "item"))), CODE_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(words, sizeof words, "junk before %%PDF-1.7 and number %zu", i);
        AUTO_JSON *item = taken_in(words);
        json_t *id = json_object_get(item, "item");
        done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", id)), CODE_WRONG_STEP);  // before it was looked into
        assert_int_equal(house_run(h, 2500).code, CODE_OK);
        assert_non_null(strstr(sandbox.path, json_string_value(json_object_get(item, "sha256"))));
        assert_int_equal(access(sandbox.path, R_OK), 0);
        sandbox_says(rows[i].outcome, rows[i].active, rows[i].failed);
        assert_string_equal(why_aside(id, room, sizeof room), rows[i].aside);
        done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", id)), rows[i].leaves);
        if (rows[i].leaves != CODE_OK) done(APPROVER, evidence_released, house_why(json_pack("{s:O}", "item", id)), CODE_OK);
        done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", id)), CODE_OK);
    }
    assert_int_equal(sandbox.asked, 5);  // each once
    sandbox.busy = true;
    AUTO_JSON *later = taken_in("%PDF-1.7 while another is looked into");
    assert_int_equal(house_run(h, 2500).code, CODE_OK);
    sandbox.busy = false;
    assert_int_equal(house_run(h, 2500).code, CODE_OK);
    assert_int_equal(sandbox.asked, 6);
    sandbox_says("unsupported", NULL, CODE_UNREACHABLE);  // the node was stopping: it is looked into again
    assert_int_equal(sandbox.asked, 7);
    sandbox_says("unsupported", "/Launch", CODE_OK);
    assert_string_equal(why_aside(json_object_get(later, "item"), room, sizeof room), "/Launch");
    node_looker(house_node(h, BE), (struct item_looker){NULL, NULL});
}

// A paper for a court as it was laid out elsewhere, of so many bytes.
static json_t *bundle_with_paper(const char *id, size_t bytes) {
    char *pdf = calloc(1, bytes + 1);
    assert_non_null(pdf);
    memset(pdf, '%', bytes);
    memcpy(pdf, "%PDF-1.7", 8);
    json_t *page = json_pack("{s:o}", "pdf", base64_of(pdf));
    free(pdf);
    return did(AUTHOR, evidence_bundle, house_why(json_pack("{s:[s],s:o}", "items", id, "page", page)), CODE_OK);
}
static json_t *index_of(const json_t *bundle, bool *paper) {
    size_t i;
    const json_t *f;
    json_t *index = NULL;
    *paper = false;
    json_array_foreach(json_object_get(bundle, "files"), i, f) {
        *paper |= view_is(json_view(f, "name"), "index.pdf");
        if (view_is(json_view(f, "name"), "index.json")) index = json_loads(json_string_value(json_object_get(f, "text")), 0, NULL);
    }
    return index;
}
static void a_paper_that_is_too_long_keeps_no_bundle(void **state) {
    (void)state;
    AUTO_JSON *item = taken_in("what is on a long paper");
    const char *id = json_string_value(json_object_get(item, "item"));
    bool paper;
    AUTO_JSON *small = bundle_with_paper(id, 5000), *there = index_of(small, &paper);
    assert_true(paper);
    assert_string_equal(json_string_value(json_object_get(json_object_get(there, "paper"), "file")), "index.pdf");
    AUTO_JSON *large = bundle_with_paper(id, 2600 * 1024), *without = index_of(large, &paper);
    assert_false(paper);
    assert_string_equal(json_string_value(json_object_get(json_object_get(without, "paper"), "not_laid_out")), "TOO_BIG");
}

// ---- Destruction ----

static bool there_in_the_vault(const char *sha) {
    char path[200];
    snprintf(path, sizeof path, "%s/%.2s/%s", folder, sha, sha);
    return access(path, F_OK) == 0;
}
static const char *state_of_item(json_t *id, char *room) {
    AUTO_JSON *shown = did(AUTHOR, evidence_show, json_pack("{s:O}", "item", id), CODE_OK);
    snprintf(room, 20, "%s", json_string_value(json_object_get(shown, "state")));
    return room;
}
static void destroy_asked(json_t *id, const char *ground, enum code expected) {
    done(AUTHOR, destruction_asked, house_why(json_pack("{s:O,s:s}", "item", id, "ground", ground)), expected);
}

static void an_item_is_destroyed_by_two_and_its_line_says_so(void **state) {
    (void)state;
    char room[20];
    AUTO_JSON *item = taken_in("what may not be kept any longer");
    json_t *id = json_object_get(item, "item");
    const char *sha = json_string_value(json_object_get(item, "sha256"));
    done(AUTHOR, evidence_event, house_why(json_pack("{s:O,s:s,s:s}", "item", id, "act", "handed_over", "to", "laboratory")), CODE_OK);
    done(APPROVER, destruction_approved, json_pack("{s:O}", "item", id), CODE_NOT_FOUND);
    destroy_asked(id, "boredom", CODE_BAD_ARGUMENT);
    destroy_asked(id, "retention_over", CODE_OK);
    destroy_asked(id, "retention_over", CODE_ALREADY);
    done(AUTHOR, destruction_approved, json_pack("{s:O}", "item", id), CODE_SAME_PERSON);
    (void)house_run(h, 3000);
    assert_true(there_in_the_vault(sha));
    AUTO_JSON *approved = did(APPROVER, destruction_approved, json_pack("{s:O}", "item", id), CODE_OK);
    assert_string_equal(json_string_value(json_array_get(json_object_get(approved, "copies_with"), 0)), "laboratory");
    (void)house_run(h, 3000);
    assert_false(there_in_the_vault(sha));
    assert_string_equal(state_of_item(id, room), "destroyed");
    assert_int_equal(notes_with(id, "written over and taken away"), 1);
    done(AUTHOR, evidence_bundle, house_why(json_pack("{s:[O]}", "items", id)), CODE_WRONG_STEP);
    done(AUTHOR, evidence_recheck, json_pack("{s:O}", "item", id), CODE_WRONG_STEP);
    AUTO_TEXT name = text_with_ceiling(100);
    text_format(&name, "be/evidence/%s", json_string_value(id));
    AUTO_JSON *proof = did(DPO, deletion_proven, json_pack("{s:s}", "record", text_string(&name)), CODE_OK);
    assert_string_equal(json_string_value(json_object_get(proof, "why")), "retention_over");
}

static void a_hold_keeps_an_item_and_bytes_that_two_share_stay(void **state) {
    (void)state;
    char room[20];
    AUTO_JSON *one = taken_in("the same bytes twice"), *two = taken_in("the same bytes twice");
    json_t *id = json_object_get(one, "item"), *other = json_object_get(two, "item");
    const char *sha = json_string_value(json_object_get(one, "sha256"));
    AUTO_TEXT name = text_with_ceiling(100), day = text_with_ceiling(40);
    text_format(&name, "be/evidence/%s", json_string_value(id));
    text_instant(&day, instant_after(h->now, 20 * (int64_t)DAY_MS));
    text_cut(&day, 10);
    json_t *hold = json_pack("{s:s,s:s,s:s}", "record", text_string(&name), "reason", "appeal", "until", text_string(&day));
    destroy_asked(id, "erasure", CODE_OK);
    done(AUTHOR, hold_placed, hold, CODE_OK);
    done(APPROVER, destruction_approved, json_pack("{s:O}", "item", id), CODE_HELD);
    done(AUTHOR, hold_lifted, json_pack("{s:s,s:s}", "record", text_string(&name), "reason", "no appeal"), CODE_OK);
    done(APPROVER, destruction_approved, json_pack("{s:O}", "item", id), CODE_OK);
    (void)house_run(h, 3000);
    assert_string_equal(state_of_item(id, room), "destroyed");
    assert_true(there_in_the_vault(sha));
    assert_int_equal(notes_with(id, "the bytes stay"), 1);
    assert_string_not_equal(state_of_item(other, room), "destroyed");
    destroy_asked(other, "erasure", CODE_OK);
    done(APPROVER, destruction_approved, json_pack("{s:O}", "item", other), CODE_OK);
    (void)house_run(h, 3000);
    assert_false(there_in_the_vault(sha));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_item_comes_in_and_has_a_line),
        cmocka_unit_test(what_was_read_stands_beside_the_item),
        cmocka_unit_test(a_bad_row_of_an_item_is_named),
        cmocka_unit_test(what_was_announced_and_did_not_come_is_no_item),
        cmocka_unit_test(a_wrong_hour_costs_no_upload),
        cmocka_unit_test(an_altered_item_is_found_and_stays_here),
        cmocka_unit_test(a_bundle_is_signed_and_its_items_follow),
        cmocka_unit_test(a_paper_that_is_too_long_keeps_no_bundle),
        cmocka_unit_test(a_locked_item_is_opened_on_a_ground_by_two_persons),
        cmocka_unit_test(an_item_is_destroyed_by_two_and_its_line_says_so),
        cmocka_unit_test(a_hold_keeps_an_item_and_bytes_that_two_share_stay),
        cmocka_unit_test(what_was_looked_into_is_put_aside_too), cmocka_unit_test(each_pdf_is_looked_into_at_intake),
        cmocka_unit_test(what_acts_when_it_is_shown_is_put_aside),
        cmocka_unit_test(tries_are_counted_also_those_that_nobody_tells_of),
    };
    return cmocka_run_group_tests_name("node_evidence", tests, stand, fall);
}
