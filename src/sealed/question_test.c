// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Keys of epochs, quotas, and one question from keys to what met; what is wrong is refused, and what lies is found.
#include "codec/json.h"
#include "sealed/epoch.h"
#include "sealed/question.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

static const struct instant MONDAY = {2965 * (int64_t)EPOCH_MS + HOUR_MS};

static struct store *new_store(void) {
    struct store *s;
    assert_int_equal(store_open(sys_real(), NULL, &s, NULL).code, CODE_OK);
    assert_int_equal(store_migrate(s, SEALED_MIGRATIONS, SEALED_MIGRATION_COUNT, NULL).code, CODE_OK);
    assert_int_equal(store_begin(s, NULL).code, CODE_OK);
    return s;
}

static enum code key_at(struct store *s, const char *partner, const char *class, int64_t epoch, struct instant at, struct oprf_key *k) {
    return sealed_key(s, VIEW("es"), view_of(partner), view_of(class), epoch, at, k, NULL).code;
}

static void a_key_for_each_and_none_for_the_past(void **state) {
    (void)state;
    struct store *s = new_store();
    struct oprf_key a, again, other, class, next;
    struct instant soon = instant_after(MONDAY, EPOCH_MS), late = instant_after(MONDAY, EPOCH_MS + 25 * HOUR_MS);
    int64_t epoch = sealed_epoch(MONDAY);
    assert_int_equal(key_at(s, "fr", "investigation", epoch, MONDAY, &a), CODE_OK);
    assert_int_equal(key_at(s, "fr", "investigation", epoch, MONDAY, &again), CODE_OK);
    assert_int_equal(key_at(s, "be", "investigation", epoch, MONDAY, &other), CODE_OK);
    assert_int_equal(key_at(s, "fr", "prosecution", epoch, MONDAY, &class), CODE_OK);
    assert_memory_equal(&a, &again, sizeof a);
    assert_memory_not_equal(&a.open, &other.open, OPRF_BYTES);
    assert_memory_not_equal(&a.open, &class.open, OPRF_BYTES);
    assert_int_equal(key_at(s, "fr", "investigation", epoch + 1, MONDAY, &next), CODE_EXPIRED);  // not yet
    assert_int_equal(key_at(s, "fr", "investigation", epoch + 1, soon, &next), CODE_OK);
    assert_memory_not_equal(&a.open, &next.open, OPRF_BYTES);
    assert_int_equal(sealed_forget(s, soon, NULL).code, CODE_OK);
    assert_int_equal(key_at(s, "fr", "investigation", epoch, soon, &again), CODE_OK);  // the day after: still
    assert_memory_equal(&a, &again, sizeof a);
    assert_int_equal(key_at(s, "fr", "investigation", epoch, late, &again), CODE_EXPIRED);
    assert_int_equal(sealed_forget(s, late, NULL).code, CODE_OK);
    static const struct stmt COUNT = {"SELECT count(*) FROM sealed_secret"};
    int64_t kept;
    assert_int_equal(store_number(s, &COUNT, NO_VALUES, 0, &kept, NULL).code, CODE_OK);
    assert_int_equal(kept, 1);
    store_close(s);
}

static enum code take(struct store *s, const char *who, int64_t keys, struct instant at) {
    return sealed_quota_take(s, VIEW("fr"), VIEW("investigation"), view_of(who), keys, 100, at, NULL).code;
}

static void a_quota_fills_evenly(void **state) {
    (void)state;
    struct store *s = new_store();
    for (int i = 0; i < 5; i++) assert_int_equal(take(s, "", 20, MONDAY), CODE_OK);
    assert_int_equal(take(s, "", 20, MONDAY), CODE_QUOTA);
    assert_int_equal(take(s, "x-1", 20, MONDAY), CODE_OK);  // another bucket
    assert_int_equal(take(s, "", 20, instant_after(MONDAY, DAY_MS / 5 - 1)), CODE_QUOTA);
    assert_int_equal(take(s, "", 20, instant_after(MONDAY, DAY_MS / 5)), CODE_OK);
    assert_int_equal(take(s, "", 20, instant_after(MONDAY, -DAY_MS)), CODE_QUOTA);  // a clock that goes back fills nothing
    assert_int_equal(take(s, "", 100, instant_after(MONDAY, 9 * DAY_MS)), CODE_OK);
    assert_int_equal(take(s, "", 1, instant_after(MONDAY, 9 * DAY_MS)), CODE_QUOTA);  // it never holds more than a day's worth
    // A month of asking as often as it can: never more than a day's worth for each day, and one to begin with.
    int64_t got = 0;
    for (int hour = 0; hour < 30 * 24 * 4; hour++) got += take(s, "month", 20, instant_after(MONDAY, (int64_t)hour * HOUR_MS / 4)) == CODE_OK ? 20 : 0;
    assert_true(got <= 31 * 100 && got > 29 * 100);
    store_close(s);
}

// ---- A question ----

struct scene {
    struct oprf_key key;
    struct text container;
    struct filter filter;
    struct sealed_key keys[3];
    struct sealed_question q;
    struct point evaluated[QUESTION_KEYS];
    struct oprf_proof proof;
};

static void evaluate(struct scene *s, const struct oprf_key *key) {
    struct scalar nonce;
    unsigned char seed[OPRF_BYTES];
    sys_random(sys_real(), seed, sizeof seed);
    oprf_blind_derive(seed, 0, &nonce);
    assert_int_equal(oprf_evaluate(OPRF_VERIFIABLE, key, VIEW(""), s->q.blinded, QUESTION_KEYS, &nonce, s->evaluated, &s->proof, NULL).code, CODE_OK);
}

static void set(struct scene *s, const char *owned) {
    unsigned char seed[OPRF_BYTES] = {7};
    struct oprf_output out;
    uint64_t values[1000];
    *s = (struct scene){.container = text_with_ceiling(1 << 20)};
    s->keys[0] = (struct sealed_key){SEALED_KEY_names_date, IDENTIFIER_other, VIEW("SF TMRN 1988-03-04")};
    s->keys[1] = (struct sealed_key){SEALED_KEY_number, IDENTIFIER_phone, VIEW("32470123456")};
    s->keys[2] = (struct sealed_key){SEALED_KEY_name_date, IDENTIFIER_other, VIEW("TMRN 1988-03-04")};
    assert_int_equal(oprf_key_derive(OPRF_VERIFIABLE, seed, VIEW("test"), &s->key, NULL).code, CODE_OK);
    assert_int_equal(oprf_output(OPRF_VERIFIABLE, &s->key, VIEW(""), view_of(owned), &out, NULL).code, CODE_OK);
    values[0] = filter_value_of(&out);
    for (size_t i = 1; i < 1000; i++) values[i] = i * 0x9e3779b97f4a7c15u;
    assert_int_equal(filter_build(values, 1000, 5, &s->container, NULL).code, CODE_OK);
    assert_int_equal(filter_open(text_seen(&s->container), &s->filter, NULL).code, CODE_OK);
    assert_int_equal(question_make(sys_real(), &(struct subject_keys){s->keys, 3}, 1, 1, VIEW("investigation"), &s->q, NULL).code, CODE_OK);
    assert_true(question_points_good(s->q.blinded, QUESTION_KEYS));
    evaluate(s, &s->key);
}

static void strike(struct scene *s) {
    question_wipe(&s->q);
    text_free(&s->container);
}

static enum code finish(struct scene *s, const struct point *open, size_t *met) {
    return question_finish(&s->q, open, s->evaluated, &s->proof, &s->filter, met, NULL).code;
}

static void what_is_held_meets_and_nothing_else(void **state) {
    (void)state;
    struct scene s;
    size_t met = 9;
    set(&s, "ml9|investigation|number|32470123456");
    assert_int_equal(finish(&s, &s.key.open, &met), CODE_OK);
    assert_int_equal(met, 1);
    for (size_t i = 0; i < QUESTION_KEYS; i++) assert_int_equal(s.q.met[i], s.q.type[i] == SEALED_KEY_number);
    strike(&s);
    set(&s, "ml9|prosecution|number|32470123456");  // of another class
    assert_int_equal(finish(&s, &s.key.open, &met), CODE_OK);
    assert_int_equal(met, 0);
    strike(&s);
}

// Every wrong answer is a failure, never "no hit".
static void wrong_answers_say_nothing(void **state) {
    (void)state;
    struct scene s;
    size_t met;
    struct oprf_key other;
    unsigned char seed[OPRF_BYTES] = {8};
    assert_int_equal(oprf_key_derive(OPRF_VERIFIABLE, seed, VIEW("other partner"), &other, NULL).code, CODE_OK);
    set(&s, "ml9|investigation|number|32470123456");
    assert_int_equal(finish(&s, &other.open, &met), CODE_BAD_SIGNATURE);  // the filter of another partner or epoch
    evaluate(&s, &other);
    assert_int_equal(finish(&s, &s.key.open, &met), CODE_BAD_SIGNATURE);  // evaluated with another key
    evaluate(&s, &s.key);
    struct point swap = s.evaluated[0];
    s.evaluated[0] = s.evaluated[1];
    s.evaluated[1] = swap;
    assert_int_equal(finish(&s, &s.key.open, &met), CODE_BAD_SIGNATURE);  // in another order
    evaluate(&s, &s.key);
    s.proof.response.bytes[3] ^= 1;
    assert_int_equal(finish(&s, &s.key.open, &met), CODE_BAD_SIGNATURE);
    evaluate(&s, &s.key);
    memset(&s.evaluated[4], 0, sizeof s.evaluated[4]);
    assert_int_not_equal(finish(&s, &s.key.open, &met), CODE_OK);  // the identity
    memset(&s.q.blinded[2], 0, sizeof s.q.blinded[2]);
    assert_false(question_points_good(s.q.blinded, QUESTION_KEYS));
    memset(&s.q.blinded[2], 0xff, sizeof s.q.blinded[2]);
    assert_false(question_points_good(s.q.blinded, QUESTION_KEYS));
    strike(&s);
}

static void sealed_for_two(const struct sealed_question *q, const struct oversight_key *owners, const struct oversight_key *askers, struct text *out) {
    text_clear(out);
    AUTO_JSON *facts = json_pack("{s:s,s:s}", "case", "an invented file", "class", "investigation");
    assert_int_equal(escrow_seal(sys_real(), q, facts, askers->open, owners->open, out, NULL).code, CODE_OK);
}

static void two_open_an_escrow_and_find_the_lie(void **state) {
    (void)state;
    struct scene s;
    struct oversight_key owners, askers;
    AUTO_TEXT escrow = text_with_ceiling(1 << 20);
    json_t *opened = NULL;
    size_t wrong;
    oversight_key_make(sys_real(), &owners);
    oversight_key_make(sys_real(), &askers);
    set(&s, "ml9|investigation|number|32470123456");
    sealed_for_two(&s.q, &owners, &askers, &escrow);
    assert_int_equal(escrow_open(text_seen(&escrow), &askers, &askers, &opened, NULL).code, CODE_BAD_SIGNATURE);  // neither alone
    assert_int_equal(escrow_open(text_seen(&escrow), &owners, &owners, &opened, NULL).code, CODE_BAD_SIGNATURE);
    assert_int_equal(escrow_open(text_seen(&escrow), &owners, &askers, &opened, NULL).code, CODE_OK);
    assert_int_equal(escrow_verify(opened, s.q.blinded, QUESTION_KEYS, &wrong, NULL).code, CODE_OK);
    json_array_set_new(json_object_get(opened, "inputs"), 6, json_string("ml9|investigation|number|11111111111"));
    assert_int_equal(escrow_verify(opened, s.q.blinded, QUESTION_KEYS, &wrong, NULL).code, CODE_BAD_SIGNATURE);
    assert_int_equal(wrong, 6);
    json_decref(opened);
    escrow.at[200] ^= 1;
    assert_int_equal(escrow_open(text_seen(&escrow), &owners, &askers, &opened, NULL).code, CODE_BAD_SIGNATURE);
    strike(&s);
}

// What the owner sees of one name and of another: the same number of points, an escrow of the same size; the order is
// drawn by lot. (That a blinded point is as likely for every input is the RFC's, section 7.1.)
static void the_view_of_the_owner_has_one_form(void **state) {
    (void)state;
    struct sealed_key few[1] = {{SEALED_KEY_number, IDENTIFIER_other, VIEW("1234")}}, many[QUESTION_KEYS];
    char words[QUESTION_KEYS][200];
    struct sealed_question q;
    struct oversight_key owners, askers;
    AUTO_TEXT escrow = text_with_ceiling(1 << 20);
    bool first_of_all[QUESTION_KEYS] = {0};
    oversight_key_make(sys_real(), &owners);
    oversight_key_make(sys_real(), &askers);
    for (size_t i = 0; i < QUESTION_KEYS; i++) {
        memset(words[i], 'A' + (int)i, sizeof words[i]);
        many[i] = (struct sealed_key){SEALED_KEY_number, IDENTIFIER_other, {words[i], sizeof words[i]}};
    }
    assert_int_equal(question_make(sys_real(), &(struct subject_keys){many, QUESTION_KEYS}, 1, 1, VIEW("investigation"), &q, NULL).code, CODE_OK);
    sealed_for_two(&q, &owners, &askers, &escrow);  // the longest fits
    question_wipe(&q);
    size_t places = 0;
    for (int round = 0; round < 60; round++) {
        assert_int_equal(question_make(sys_real(), &(struct subject_keys){few, 1}, 1, 1, VIEW("investigation"), &q, NULL).code, CODE_OK);
        sealed_for_two(&q, &owners, &askers, &escrow);
        assert_int_equal(escrow.bytes, escrow_bytes(QUESTION_KEYS));
        for (size_t i = 0; i < QUESTION_KEYS; i++) {
            if (q.type[i] < 0) continue;
            places += !first_of_all[i];
            first_of_all[i] = true;
        }
        question_wipe(&q);
    }
    assert_true(places > 8);  // of 20, in 60 draws: fewer happen once in 10^20
    assert_int_equal(question_make(sys_real(), &(struct subject_keys){few, 0}, 1, 1, VIEW("investigation"), &q, NULL).code, CODE_BAD_FIELD);
}

// Of five passengers, filled up to eight: each hears of its own keys alone, and the owner's view is as large as of one.
static void passengers_travel_together(void **state) {
    (void)state;
    struct scene s;
    struct sealed_key other[2] = {{SEALED_KEY_number, IDENTIFIER_phone, VIEW("33611111111")},
                                  {SEALED_KEY_names_date, IDENTIFIER_other, VIEW("X Y 1990-01-01")}};
    size_t met, filling = 0;
    set(&s, "ml9|passenger_screening|number|32470123456");
    question_wipe(&s.q);
    struct subject_keys of[5] = {{other, 2}, {other, 2}, {s.keys, 3}, {other, 1}, {other, 0}};
    assert_int_equal(question_make(sys_real(), of, 5, QUESTION_SUBJECTS_MAX, VIEW("passenger_screening"), &s.q, NULL).code, CODE_OK);
    assert_int_equal(s.q.points, QUESTION_POINTS_MAX);
    struct point evaluated[QUESTION_POINTS_MAX];
    struct scalar nonce;
    unsigned char seed[OPRF_BYTES] = {9};
    oprf_blind_derive(seed, 0, &nonce);
    assert_int_equal(oprf_evaluate(OPRF_VERIFIABLE, &s.key, VIEW(""), s.q.blinded, s.q.points, &nonce, evaluated, &s.proof, NULL).code, CODE_OK);
    assert_int_equal(question_finish(&s.q, &s.key.open, evaluated, &s.proof, &s.filter, &met, NULL).code, CODE_OK);
    assert_int_equal(met, 1);
    for (size_t i = 0; i < s.q.points; i++) {
        filling += s.q.type[i] < 0;
        if (s.q.met[i]) assert_true(s.q.subject[i] == 2 && s.q.type[i] == SEALED_KEY_number);
    }
    assert_int_equal(filling, QUESTION_POINTS_MAX - 8);
    struct oversight_key owners, askers;
    AUTO_TEXT escrow = text_with_ceiling(1 << 20);
    AUTO_JSON *opened = NULL;
    size_t wrong;
    oversight_key_make(sys_real(), &owners);
    oversight_key_make(sys_real(), &askers);
    sealed_for_two(&s.q, &owners, &askers, &escrow);
    assert_int_equal(escrow.bytes, escrow_bytes(QUESTION_POINTS_MAX));
    assert_int_equal(escrow_open(text_seen(&escrow), &owners, &askers, &opened, NULL).code, CODE_OK);
    assert_int_equal(escrow_verify(opened, s.q.blinded, s.q.points, &wrong, NULL).code, CODE_OK);
    struct sealed_question one_more;
    struct subject_keys nine[QUESTION_SUBJECTS_MAX + 1] = {{other, 1}};
    assert_int_equal(question_make(sys_real(), nine, QUESTION_SUBJECTS_MAX + 1, QUESTION_SUBJECTS_MAX, VIEW("x"), &one_more, NULL).code, CODE_BAD_FIELD);
    strike(&s);
}

// A filter is filled up with the same values again for whoever has the key, others for any other key, moment or number.
static void padding_can_be_recomputed(void **state) {
    (void)state;
    struct oprf_key a, b;
    unsigned char seed[OPRF_BYTES] = {7};
    uint64_t once[9], again[5], other[9];
    assert_int_equal(oprf_key_derive(OPRF_VERIFIABLE, seed, VIEW("a"), &a, NULL).code, CODE_OK);
    assert_int_equal(oprf_key_derive(OPRF_VERIFIABLE, seed, VIEW("b"), &b, NULL).code, CODE_OK);
    sealed_padding(&a, 1000, 10, once, 9);
    sealed_padding(&a, 1000, 14, again, 5);
    assert_memory_equal(once + 4, again, sizeof again);
    sealed_padding(&b, 1000, 10, other, 9);
    for (int i = 0; i < 9; i++) assert_true(once[i] != other[i]);
    sealed_padding(&a, 1001, 10, other, 9);
    for (int i = 0; i < 9; i++) assert_true(once[i] != other[i]);
    for (int i = 1; i < 9; i++) assert_true(once[i] != once[i - 1]);
}

// About as many are drawn as were asked for, others by another root, none at 0 and all at 10,000.
static void a_root_draws_what_is_opened(void **state) {
    (void)state;
    struct view one = VIEW("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="), two = VIEW("BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB=");
    int drawn = 0, differ = 0;
    for (int64_t i = 0; i < 10000; i++) {
        drawn += opening_drawn(one, i, 200);
        differ += opening_drawn(one, i, 200) != opening_drawn(two, i, 200);
        assert_false(opening_drawn(one, i, 0));
        assert_true(opening_drawn(one, i, 10000));
    }
    assert_true(drawn > 120 && drawn < 290 && differ > 250);  // 200 wanted; six standard deviations
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_key_for_each_and_none_for_the_past), cmocka_unit_test(a_quota_fills_evenly),
                                       cmocka_unit_test(what_is_held_meets_and_nothing_else), cmocka_unit_test(wrong_answers_say_nothing),
                                       cmocka_unit_test(two_open_an_escrow_and_find_the_lie), cmocka_unit_test(the_view_of_the_owner_has_one_form),
                                       cmocka_unit_test(passengers_travel_together), cmocka_unit_test(padding_can_be_recomputed),
                                       cmocka_unit_test(a_root_draws_what_is_opened)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
