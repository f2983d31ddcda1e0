// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Sealed checks between two nodes: Spain keeps its refusals of entry to itself (its row of the law is made "sealed" for
// the test), France asks privately.
#include "federation/envelope.h"
#include "node/node_house.h"
#include "node/node_room.h"
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
enum { UNTIL_PULLED_MS = 61000 };

static json_t *subject(const char *name) {
    return json_pack("{s:s,s:[{s:s,s:s,s:s}],s:[s]}", "kind", "person", "names", "text", name, "given", "Marta", "family", "Ejemplo", "births", "1990-05-04");
}
static json_t *draft(const char *name) {
    return json_pack("{s:{s:s,s:o,s:s,s:s,s:s}}", "alert", "category", "refusal", "subject", subject(name), "reason", "a decision", "authority", "an office",
                     "decision_ref", "7");
}

static const char *line_of(struct house *h, int member, const char *name, json_t **line) {
    AUTO_JSON *check = NULL;
    size_t i;
    json_t *one;
    json_t *params = json_pack("{s:o,s:s,s:s}", "subject", subject(name), "purpose", "border_check", "case", "file 12");
    assert_int_equal(house_do(h, member, AUTHOR, check_run, params, &check), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(check, "candidates")), 0);
    json_array_foreach(json_object_get(check, "coverage"), i, one) {
        if (!view_is(json_view(one, "member"), "es") || !view_is(json_view(one, "sharing"), "sealed")) continue;
        *line = json_incref(one);
        return json_string_value(json_object_get(one, "state"));
    }
    fail_msg("Spain was not asked privately");
    return NULL;
}

#define SAYS(h, name, state)                                                                                          \
    do {                                                                                                              \
        json_t *line_ = NULL;                                                                                         \
        assert_string_equal(line_of(h, FR, name, &line_), state);                                                     \
        json_decref(line_);                                                                                           \
    } while (0)

static void write_text(const char *folder, const char *name, struct view bytes) {
    char path[600];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(file_write(path, bytes, 0600, NULL).code, CODE_OK);
}
static void keep_checkpoint(struct house *h, const char *folder) {
    AUTO_JSON *status = NULL;
    QUIET(h, 130000);  // one a minute, and its witnesses are shown it
    assert_int_equal(house_do(h, ES, AUTHOR, sealed_questions, json_object(), &status), CODE_OK);
    write_text(folder, "checkpoint", json_view(status, "checkpoint"));
}

static void house_keep(struct house *h, const char *folder, const json_t *questions) {
    static const char *const names[] = {"be.key", "fr.key", "es.key"};
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    text_json(&t, questions);
    write_text(folder, "questions.json", text_seen(&t));
    write_text(folder, "trust.json", text_seen(&h->trust_list));
    write_text(folder, "anchor.json", text_seen(&h->anchor));
    for (int m = 0; m < HOUSE_USUAL; m++) {
        AUTO_TEXT key = text_with_ceiling(200);
        text_put(&key, "malines-oversight/1 ");
        text_hex(&key, house_oversight(h, m)->secret, OVERSIGHT_KEY_BYTES);
        write_text(folder, names[m], text_seen(&key));
    }
}

static void rebuild(struct house *h) {
    assert_int_equal(house_do(h, ES, AUTHOR, sealed_rebuild, json_object(), NULL), CODE_OK);
    QUIET(h, UNTIL_PULLED_MS);
}

static struct house *house_with_one_alert(const char *laws) {
    struct house *h = house_new(laws);
    QUIET(h, 2500);
    assert_int_equal(house_do(h, ES, AUTHOR, alert_create, draft("Marta Ejemplo"), NULL), CODE_OK);
    rebuild(h);
    return h;
}

static void a_hit_says_what_met_and_no_record(void **state) {
    struct house *h = house_with_one_alert(*state);
    json_t *line = NULL;
    assert_string_equal(line_of(h, FR, "Marta Ejemplo", &line), "hit");
    AUTO_TEXT text = text_with_ceiling(1 << 16);
    text_json(&text, line);
    assert_null(strstr(text_string(&text), "es/alerts/"));
    assert_true(json_array_size(json_object_get(line, "met")) >= 1);
    assert_true(view_is(json_view(json_array_get(json_object_get(line, "met"), 0), "key"), "names_date"));
    assert_true(uuid_valid(json_view(line, "reference")) && json_int(line, "epoch") == sealed_epoch(h->now));
    json_decref(line);
    SAYS(h, "Lien Voorbeeld", "no_hit");
    SAYS(h, "Lien", "too_little");  // a word of two consonants and a date
    house_free(h);
}

// One record of its own that Spain can't read: its filters are made without it, and nothing that they do not hold is "no hit".
static void a_rotten_record_is_left_out_and_no_no_hit_is_said(void **state) {
    static const struct stmt ROT = {"UPDATE record SET mould = 0, body = x'7b' WHERE id = (SELECT max(id) FROM record WHERE owner = 'es')"};
    static const struct stmt RIGHT = {"DELETE FROM record WHERE mould = 0 AND body = x'7b'"};
    struct house *h = house_with_one_alert(*state);
    struct store *s = house_node(h, ES)->store;
    assert_int_equal(house_do(h, ES, AUTHOR, alert_create, draft("Otra Persona"), NULL), CODE_OK);
    QUIET(h, 100);
    assert_int_equal(store_begin(s, NULL).code, CODE_OK);
    assert_int_equal(store_run(s, &ROT, NO_VALUES, NULL).code, CODE_OK);
    assert_int_equal(store_commit(s, NULL).code, CODE_OK);
    rebuild(h);
    AUTO_JSON *status = house_did(h, ES, AUTHOR, sealed_status, json_object(), CODE_OK, NULL);
    assert_int_equal(json_array_size(json_object_get(status, "under_way")), 0);
    SAYS(h, "Marta Ejemplo", "hit");
    SAYS(h, "Lien Voorbeeld", "in_part");
    assert_int_equal(store_begin(s, NULL).code, CODE_OK);
    assert_int_equal(store_run(s, &RIGHT, NO_VALUES, NULL).code, CODE_OK);
    assert_int_equal(store_commit(s, NULL).code, CODE_OK);
    h->now.ms += HOUR_MS, h->us += (uint64_t)HOUR_MS * 1000;
    QUIET(h, UNTIL_PULLED_MS);  // a round finds it no more
    SAYS(h, "Lien Voorbeeld", "in_part");  // by a filter that was made without it
    rebuild(h);
    SAYS(h, "Lien Voorbeeld", "no_hit");
    house_free(h);
}

// A filter is asked by once it is in the log.
static void a_filter_that_was_not_kept_is_pulled_again(void **state) {
    static const struct stmt newest = {"SELECT max(as_of) FROM sealed_held"};
    struct house *h = house_new(*state);
    struct sim_disk *disk = house_on_disk(h, FR, 4715);
    int64_t as_of = 0, begun = h->now.ms + 2500;
    QUIET(h, 2500);
    assert_int_equal(house_do(h, ES, AUTHOR, alert_create, draft("Marta Ejemplo"), NULL), CODE_OK);
    assert_int_equal(house_do(h, ES, AUTHOR, sealed_rebuild, json_object(), NULL), CODE_OK);
    sim_disk_fill(disk, true);
    assert_int_not_equal(house_run(h, UNTIL_PULLED_MS).code, CODE_OK);
    sim_disk_fill(disk, false);
    QUIET(h, UNTIL_PULLED_MS);
    assert_int_equal(store_number(house_node(h, FR)->store, &newest, NO_VALUES, 0, &as_of, NULL).code, CODE_OK);
    assert_true(as_of >= begun);
    SAYS(h, "Marta Ejemplo", "hit");
    house_free(h);
}

// Four words for four things, and none of them is "no hit".
static void not_asked_is_not_no_hit(void **state) {
    struct house *h = house_with_one_alert(*state);
    h->silent[ES] = true;
    SAYS(h, "Marta Ejemplo", "unreachable");
    h->silent[ES] = false;
    for (int i = 0; i < 15; i++) SAYS(h, "Lien Voorbeeld", "no_hit");  // 300 keys a day: all of them
    SAYS(h, "Lien Voorbeeld", "quota");
    SAYS(h, "Marta Ejemplo", "quota");
    h->silent[ES] = true;  // no new filter comes
    h->now.ms += DAY_MS + HOUR_MS;
    h->us += (uint64_t)(DAY_MS + HOUR_MS) * 1000;
    SAYS(h, "Marta Ejemplo", "stale");
    house_free(h);
}

static void a_filter_is_made_anew_each_day_and_each_epoch(void **state) {
    struct house *h = house_with_one_alert(*state);
    for (int day = 0; day < 9; day++) {
        h->now.ms += 21 * HOUR_MS;
        h->us += (uint64_t)21 * HOUR_MS * 1000;
        QUIET(h, UNTIL_PULLED_MS + 11000);
        SAYS(h, "Marta Ejemplo", "hit");
    }
    house_free(h);
}

// What Spain kept is what France signed, and says whom it was about to both oversight bodies together.
static void two_bodies_open_what_was_asked(void **state) {
    struct house *h = house_with_one_alert(*state);
    AUTO_JSON *questions = NULL;
    AUTO_JSON *opened = NULL;
    char message[1 << 17];
    size_t n, wrong;
    struct envelope e;
    struct point blinded[QUESTION_KEYS];
    char escrow[QUESTION_SUBJECTS_MAX * ESCROW_TEXT_BYTES];
    SAYS(h, "Marta Ejemplo", "hit");
    assert_int_equal(house_do(h, ES, AUTHOR, sealed_questions, json_object(), &questions), CODE_OK);
    const json_t *one = json_array_get(json_object_get(questions, "questions"), 0);
    assert_true(base64_read(json_view(one, "message"), message, sizeof message, &n));
    assert_int_equal(envelope_open(trust_member(house_trust(h, ES), VIEW("fr")), "es", "sealed", h->now, (struct view){message, n}, &e, NULL).code, CODE_OK);
    char points_room[sizeof blinded + 3];
    assert_true(base64_read(json_view(e.payload, "blinded"), points_room, sizeof points_room, &n) && n == sizeof blinded);
    memcpy(blinded, points_room, sizeof blinded);
    assert_true(base64_read(json_view(e.payload, "escrow"), escrow, sizeof escrow, &n) && n == escrow_bytes(QUESTION_KEYS));
    assert_int_equal(escrow_open((struct view){escrow, n}, house_oversight(h, ES), house_oversight(h, FR), &opened, NULL).code, CODE_OK);
    assert_int_equal(escrow_verify(opened, blinded, QUESTION_KEYS, &wrong, NULL).code, CODE_OK);
    assert_true(view_is(json_view(opened, "case"), "file 12"));
    AUTO_TEXT all = text_with_ceiling(1 << 16);
    text_json(&all, opened);
    assert_non_null(strstr(text_string(&all), "ml9|border_check|names_date|MRT SMBL 1990-04-05"));
    assert_null(memmem(message, sizeof message, "file 12", 7));
    json_decref(e.whole);
    const char *dump = getenv("MALINES_TEST_KEEP");  // a folder, for tests/interop/oversight_test.py
    if (dump) house_keep(h, dump, questions), keep_checkpoint(h, dump);
    house_free(h);
}

static int64_t log_size_of(struct house *h, int member) {
    AUTO_JSON *status = NULL;
    assert_int_equal(house_do(h, member, AUTHOR, audit_status, json_object(), &status), CODE_OK);
    return json_int(status, "size");
}

// ---- What the owner sees ----

struct transcript {
    json_t *seen;      // the question as Spain reads it
    size_t bytes;
};

static bool only_listens(void *ctx, const json_t *message, struct text *out) {
    struct transcript *t = ctx;
    AUTO_TEXT text = text_with_ceiling(1 << 20);
    (void)out;
    if (!view_is(json_view(message, "do"), "question")) return false;
    text_json(&text, message);
    json_decref(t->seen);
    t->seen = json_deep_copy(message);
    t->bytes = text.bytes;
    return false;
}

// Whom she is asked about: little and much, numbers and none, several scripts, held and not held.
static json_t *asked_about(int i) {
    static const char *const about[] = {
        "{\"kind\":\"person\",\"names\":[{\"text\":\"Marta Ejemplo\"}],\"births\":[\"1990-05-04\"]}",
        "{\"kind\":\"person\",\"names\":[{\"text\":\"Lien Voorbeeld\"}]}",
        "{\"kind\":\"person\",\"names\":[{\"text\":\"\u0643\u0631\u064a\u0645 \u0639\u0628\u062f \u0627\u0644\u0633\u0644\u0627\u0645\"},"
        "{\"text\":\"Karim Abdesselam Exemple Modele\"}],"
        "\"births\":[\"1971\",\"1972-03-04\"]}",
        "{\"kind\":\"organisation\",\"names\":[{\"text\":\"\u0417\u0430\u0432\u043e\u0434 \u041f\u0440\u0438\u043c\u0435\u0440\"}]}",
        "{\"kind\":\"person\",\"documents\":[{\"type\":\"passport\",\"country\":\"be\",\"number\":\"EH123456\"}],\"identifiers\":[{\"type\":\"phone\","
        "\"country\":\"be\",\"value\":\"0470123456\"},{\"type\":\"iban\",\"value\":\"BE68539007547034\"},{\"type\":\"email\","
        "\"value\":\"a.very.long.address.of.somebody@example.org\"}]}",
    };
    json_t *j = NULL;
    if (i >= (int)(sizeof about / sizeof *about)) return NULL;
    assert_int_equal(json_strict(view_of(about[i]), &j, NULL).code, CODE_OK);
    return j;
}

// One question as the owner's machine reads it off the wire: what is the same for everybody, and what is drawn by lot each
// time. Nothing else differs by whom it is about: not a member, not a length, not a size of the whole, not what follows.
static void the_owners_view_does_not_depend_on_the_name(void **state) {
    static const char *const drawn[] = {"blinded", "escrow", "check", "case_commit"};
    struct house *h = house_with_one_alert(*state);
    struct transcript t = {0}, first = {0};
    QUIET(h, 100);
    h->stolen[ES] = true;
    h->sealed = only_listens;
    h->ctx = &t;
    json_t *subject;
    for (int i = 0; (subject = asked_about(i)); i++) {
        AUTO_JSON *check = NULL;
        json_t *params = json_pack("{s:o,s:s,s:s}", "subject", subject, "purpose", "border_check", "case",
                                   i % 2 ? "1" : "a much longer file number, 2026/0815");
        assert_int_equal(house_do(h, FR, AUTHOR, check_run, params, &check), CODE_OK);
        assert_non_null(t.seen);
        for (size_t k = 0; k < sizeof drawn / sizeof *drawn; k++) {
            struct view v = json_view(t.seen, drawn[k]);
            if (!first.seen) continue;
            assert_int_equal(v.bytes, json_view(first.seen, drawn[k]).bytes);           // as long as any other
            assert_false(view_same(v, json_view(first.seen, drawn[k])));                // and never the same again
        }
        if (!first.seen) {
            first = (struct transcript){json_deep_copy(t.seen), t.bytes};
            continue;
        }
        assert_int_equal(t.bytes, first.bytes);
        AUTO_JSON *a = json_deep_copy(first.seen);
        AUTO_JSON *b = json_deep_copy(t.seen);
        for (size_t k = 0; k < sizeof drawn / sizeof *drawn; k++) json_object_del(a, drawn[k]), json_object_del(b, drawn[k]);
        assert_true(json_equal(a, b));
    }
    json_decref(t.seen), json_decref(first.seen);
    house_free(h);
}

// A hit makes no message of its own: after the answer the asker says the same to the owner as after none.
static void nothing_follows_a_hit(void **state) {
    struct house *h = house_with_one_alert(*state);
    int64_t before = log_size_of(h, ES), grown[2];
    for (int i = 0; i < 2; i++) {
        SAYS(h, i ? "Marta Ejemplo" : "Lien Voorbeeld", i ? "hit" : "no_hit");
        QUIET(h, 3000);
        grown[i] = log_size_of(h, ES) - before;
        before += grown[i];
    }
    assert_int_equal(grown[0], grown[1]);
    house_free(h);
}

// ---- Questions that are wrong ----

struct asked {
    json_t *json;
    struct sealed_question q;
};

static json_t *held_by(struct house *h) {
    AUTO_JSON *status = NULL;
    size_t i;
    json_t *one;
    assert_int_equal(house_do(h, FR, AUTHOR, sealed_status, json_object(), &status), CODE_OK);
    json_array_foreach(json_object_get(status, "held"), i, one)
        if (view_is(json_view(one, "class"), "border_check")) return json_incref(one);
    fail_msg("no filter is held");
    return NULL;
}

static json_t *good_question(struct house *h) {
    AUTO_JSON *held = held_by(h);
    struct sealed_key key = {SEALED_KEY_number, IDENTIFIER_other, VIEW("ABC123")};
    struct sealed_question q;
    struct oversight_key anyone;
    char id[UUID_ROOM];
    AUTO_JSON *facts = json_object();
    AUTO_TEXT points = text_with_ceiling(1 << 16), sealed = text_with_ceiling(1 << 18), escrow = text_with_ceiling(1 << 17);
    oversight_key_make(sys_real(), &anyone);
    uuid_new(sys_real(), id);
    assert_int_equal(question_make(sys_real(), &(struct subject_keys){&key, 1}, 1, 1, VIEW("border_check"), &q, NULL).code, CODE_OK);
    assert_int_equal(escrow_seal(sys_real(), &q, facts, anyone.open, anyone.open, &escrow, NULL).code, CODE_OK);
    text_base64(&points, q.blinded, QUESTION_KEYS * OPRF_BYTES);
    text_base64(&sealed, escrow.at, escrow.bytes);
    question_wipe(&q);
    return json_pack("{s:s,s:s,s:s,s:O,s:O,s:s,s:i,s:s,s:s,s:s}", "do", "question", "check", id, "class", "border_check", "epoch",
                     json_object_get(held, "epoch"),
                     "filter", json_object_get(held, "filter"), "keys", SEALED_KEYS_VERSION, "n", QUESTION_KEYS, "blinded", text_string(&points), "escrow",
                     text_string(&sealed), "officer", "fr-1234");
}

// What Spain answers to France's question with `key` replaced: an HTTP status, or, at 200, whether the answer's state is `state`.
static void asked_with(struct house *h, int from, const char *key, json_t *value, int status, const char *state) {
    AUTO_JSON *j = good_question(h);
    AUTO_TEXT payload = text_with_ceiling(1 << 17), reply = text_with_ceiling(1 << 20), words = text_with_ceiling(100);
    if (key) json_object_set_new(j, key, value);
    text_json(&payload, j);
    int got = house_send(h, from, ES, "/m1/sealed", "sealed", text_seen(&payload), &reply);
    if (got != status) fail_msg("%s: %d %.*s", key ? key : "good", got, (int)reply.bytes, reply.at);
    if (!state) return;
    text_format(&words, "\"state\":\"%s\"", state);
    if (!memmem(reply.at, reply.bytes, words.at, words.bytes)) fail_msg("%s: not %s", key, state);
    bool evaluated = memmem(reply.at, reply.bytes, "\"evaluated\"", 11) != NULL;
    assert_int_equal(evaluated, strcmp(state, "answered") == 0);
}

static json_t *points(int at, unsigned char fill, size_t count) {
    unsigned char bytes[64 * OPRF_BYTES];
    AUTO_TEXT t = text_with_ceiling(1 << 14);
    struct sealed_key key = {SEALED_KEY_number, IDENTIFIER_other, VIEW("ABC123")};
    struct sealed_question q;
    assert_int_equal(question_make(sys_real(), &(struct subject_keys){&key, 1}, 1, 1, VIEW("border_check"), &q, NULL).code, CODE_OK);
    for (size_t i = 0; i < count; i++) memcpy(bytes + i * OPRF_BYTES, q.blinded[i % QUESTION_KEYS].bytes, OPRF_BYTES);
    question_wipe(&q);
    if (at >= 0) memset(bytes + at * OPRF_BYTES, fill, OPRF_BYTES);
    text_base64(&t, bytes, count * OPRF_BYTES);
    return json_of(text_seen(&t));
}

static void what_is_wrong_is_refused_and_logged(void **state) {
    struct house *h = house_with_one_alert(*state);
    int64_t before = log_size_of(h, ES);
    asked_with(h, FR, NULL, NULL, 200, "answered");
    asked_with(h, FR, "blinded", points(-1, 0, 19), 422, NULL);
    asked_with(h, FR, "blinded", points(-1, 0, 21), 422, NULL);
    asked_with(h, FR, "blinded", points(3, 0, 20), 422, NULL);       // the identity
    asked_with(h, FR, "blinded", points(19, 0xff, 20), 422, NULL);   // not canonical
    asked_with(h, FR, "blinded", json_integer(7), 422, NULL);
    asked_with(h, FR, "n", json_integer(19), 422, NULL);
    asked_with(h, FR, "escrow", json_string("AAAA"), 422, NULL);
    asked_with(h, FR, "check", json_string("../../"), 422, NULL);
    asked_with(h, FR, "do", json_string("everything"), 422, NULL);
    asked_with(h, FR, "filter", json_string("0000000000000000000000000000000000000000000000000000000000000000"), 200, "stale");
    asked_with(h, FR, "epoch", json_integer(sealed_epoch(h->now) - 1), 200, "stale");
    asked_with(h, FR, "epoch", json_integer(sealed_epoch(h->now) + 1), 200, "stale");
    asked_with(h, FR, "keys", json_string("ml0"), 200, "keys_version");
    asked_with(h, FR, "class", json_string("list_screening"), 200, "not_allowed");
    asked_with(h, FR, "class", json_string("unheard of"), 200, "not_allowed");
    asked_with(h, BE, NULL, NULL, 200, "stale");                     // Belgium with the filter of France
    assert_true(log_size_of(h, ES) - before >= 17);                         // an entry each: ten refused as a whole, seven answered with why
    AUTO_JSON *questions = NULL;
    assert_int_equal(house_do(h, ES, AUTHOR, sealed_questions, json_object(), &questions), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(questions, "questions")), 1);  // the one that was answered
    house_free(h);
}

static void chunks_are_bounded_and_for_their_partner_alone(void **state) {
    struct house *h = house_with_one_alert(*state);
    AUTO_JSON *held = held_by(h);
    static const struct {
        int from, status;
        long long offset;
    } rows[] = {{FR, 200, 0}, {FR, 422, -1}, {FR, 422, 1LL << 50}, {BE, 404, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_JSON *j = json_pack("{s:s,s:O,s:I}", "do", "chunk", "filter", json_object_get(held, "filter"), "offset", (json_int_t)rows[i].offset);
        AUTO_TEXT payload = text_with_ceiling(4096);
        text_json(&payload, j);
        assert_int_equal(house_send(h, rows[i].from, ES, "/m1/sealed", "sealed", text_seen(&payload), NULL), rows[i].status);
    }
    house_free(h);
}

int main(void) {
    char folder[] = "/tmp/malines-sealed-XXXXXX", command[800];
    ENSURE(mkdtemp(folder));
    snprintf(command, sizeof command, "cp '%s'/*.yaml '%s' && sed -i '/id: es-eu-refusal$/,/sharing:/s/sharing: asked/sharing: sealed/' '%s/alerts-eu.yaml'",
             LAWS_FOLDER, folder, folder);
    ENSURE(system(command) == 0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_hit_says_what_met_and_no_record, folder), cmocka_unit_test_prestate(not_asked_is_not_no_hit, folder),
        cmocka_unit_test_prestate(a_filter_that_was_not_kept_is_pulled_again, folder),
        cmocka_unit_test_prestate(a_rotten_record_is_left_out_and_no_no_hit_is_said, folder),
        cmocka_unit_test_prestate(a_filter_is_made_anew_each_day_and_each_epoch, folder),
        cmocka_unit_test_prestate(two_bodies_open_what_was_asked, folder),
        cmocka_unit_test_prestate(the_owners_view_does_not_depend_on_the_name, folder),
        cmocka_unit_test_prestate(nothing_follows_a_hit, folder),
        cmocka_unit_test_prestate(what_is_wrong_is_refused_and_logged, folder),
        cmocka_unit_test_prestate(chunks_are_bounded_and_for_their_partner_alone, folder)};
    const struct CMUnitTest kept[] = {cmocka_unit_test_prestate(two_bodies_open_what_was_asked, folder)};
    int failed = getenv("MALINES_TEST_KEEP") ? cmocka_run_group_tests(kept, NULL, NULL) : cmocka_run_group_tests(tests, NULL, NULL);
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    ENSURE(system(command) == 0);
    return failed;
}
