// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sealed/filter.h"
#include "sealed/oprf.h"
#include "sealed/rfc9497_vectors.h"

#include <sodium.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

enum { BATCH = 2, BYTES_MAX = 64 };
#define COUNT(a) (sizeof(a) / sizeof *(a))

// The n-th of a list with commas, in hexadecimal.
static size_t part(const char *list, int n, void *out, size_t room) {
    struct view rest = view_of(list), one = view_cut(rest, ',', &rest);
    for (int i = 0; i < n; i++) one = view_cut(rest, ',', &rest);
    assert_true(one.bytes / 2 <= room && hex_read(one, out, one.bytes / 2));
    return one.bytes / 2;
}

struct told {
    struct oprf_key key;
    struct view info, inputs[BATCH];
    char info_bytes[BYTES_MAX], input_bytes[BATCH][BYTES_MAX];
    struct scalar blinds[BATCH], nonce;
    struct point blinded[BATCH], evaluated[BATCH];
    struct oprf_proof proof;
};

static void read_vector(const struct vector *v, struct told *t) {
    unsigned char seed[32];
    char key_info[BYTES_MAX];
    struct point open;
    struct scalar secret;
    part(v->seed, 0, seed, sizeof seed);
    struct view words = {key_info, part(v->key_info, 0, key_info, sizeof key_info)};
    assert_int_equal(oprf_key_derive((enum oprf_mode)v->mode, seed, words, &t->key, NULL).code, CODE_OK);
    part(v->secret, 0, &secret, sizeof secret);
    assert_memory_equal(&secret, &t->key.secret, sizeof secret);
    if (*v->open) part(v->open, 0, &open, sizeof open), assert_memory_equal(&open, &t->key.open, sizeof open);
    t->info = (struct view){t->info_bytes, part(v->info, 0, t->info_bytes, BYTES_MAX)};
    if (*v->nonce) part(v->nonce, 0, &t->nonce, sizeof t->nonce);
    for (int i = 0; i < v->count; i++) {
        t->inputs[i] = (struct view){t->input_bytes[i], part(v->inputs, i, t->input_bytes[i], BYTES_MAX)};
        part(v->blinds, i, &t->blinds[i], sizeof t->blinds[i]);
    }
}

static void all_vectors_of_the_rfc(void **state) {
    (void)state;
    assert_int_equal(COUNT(VECTORS), 8);
    for (size_t k = 0; k < COUNT(VECTORS); k++) {
        const struct vector *v = &VECTORS[k];
        enum oprf_mode mode = (enum oprf_mode)v->mode;
        struct told t = {0};
        struct oprf_output out[BATCH], wanted, own;
        unsigned char bytes[64];
        read_vector(v, &t);
        size_t n = (size_t)v->count;
        for (int i = 0; i < v->count; i++) {
            assert_int_equal(oprf_blind(mode, t.inputs[i], &t.blinds[i], &t.blinded[i], NULL).code, CODE_OK);
            part(v->blinded, i, bytes, 32);
            assert_memory_equal(bytes, &t.blinded[i], 32);
        }
        assert_int_equal(oprf_evaluate(mode, &t.key, t.info, t.blinded, n, &t.nonce, t.evaluated, &t.proof, NULL).code, CODE_OK);
        for (int i = 0; i < v->count; i++) part(v->evaluated, i, bytes, 32), assert_memory_equal(bytes, &t.evaluated[i], 32);
        if (*v->proof) part(v->proof, 0, bytes, 64), assert_memory_equal(bytes, &t.proof, 64);
        assert_int_equal(oprf_verify(mode, &t.key.open, t.info, t.blinded, t.evaluated, n, &t.proof, NULL).code, CODE_OK);
        assert_int_equal(oprf_finalize(mode, t.info, t.inputs, t.blinds, t.evaluated, n, out, NULL).code, CODE_OK);
        for (int i = 0; i < v->count; i++) {
            part(v->outputs, i, &wanted, sizeof wanted);
            assert_memory_equal(&out[i], &wanted, sizeof wanted);
            assert_int_equal(oprf_output(mode, &t.key, t.info, t.inputs[i], &own, NULL).code, CODE_OK);
            assert_memory_equal(&own, &wanted, sizeof wanted);
        }
    }
}

static struct scalar chance(void) {
    struct scalar s;
    crypto_core_ristretto255_scalar_random(s.bytes);
    return s;
}

struct question {
    struct oprf_key key;
    struct view inputs[20];
    struct scalar blinds[20];
    struct point blinded[20], evaluated[20];
    struct oprf_proof proof;
};
static void ask(struct question *q, size_t n) {
    static const unsigned char seed[32] = {7};
    struct scalar nonce = chance();
    assert_int_equal(oprf_key_derive(OPRF_VERIFIABLE, seed, VIEW("be|fr|border|2958"), &q->key, NULL).code, CODE_OK);
    for (size_t i = 0; i < n; i++) {
        q->inputs[i] = (struct view){&"abcdefghijklmnopqrstuvwxyz"[i], 6};
        oprf_blind_derive(seed, (uint32_t)i, &q->blinds[i]);
        assert_int_equal(oprf_blind(OPRF_VERIFIABLE, q->inputs[i], &q->blinds[i], &q->blinded[i], NULL).code, CODE_OK);
    }
    assert_int_equal(oprf_evaluate(OPRF_VERIFIABLE, &q->key, VIEW(""), q->blinded, n, &nonce, q->evaluated, &q->proof, NULL).code, CODE_OK);
}
static enum code verdict(const struct question *q, size_t n) {
    return oprf_verify(OPRF_VERIFIABLE, &q->key.open, VIEW(""), q->blinded, q->evaluated, n, &q->proof, NULL).code;
}

static void a_proof_holds_for_nothing_else(void **state) {
    (void)state;
    enum { N = 20 };
    struct question q, other;
    ask(&q, N);
    assert_int_equal(verdict(&q, N), CODE_OK);
    assert_int_equal(verdict(&q, N - 1), CODE_BAD_SIGNATURE);
    for (int bit = 0; bit < 512; bit += 3) {
        other = q;
        ((unsigned char *)&other.proof)[bit / 8] ^= (unsigned char)(1 << bit % 8);
        assert_int_equal(verdict(&other, N), CODE_BAD_SIGNATURE);
    }
    other = q, other.evaluated[3] = q.evaluated[4], other.evaluated[4] = q.evaluated[3];
    assert_int_equal(verdict(&other, N), CODE_BAD_SIGNATURE);
    other = q, other.blinded[0] = q.blinded[1];
    assert_int_equal(verdict(&other, N), CODE_BAD_SIGNATURE);
    static const unsigned char seed[32] = {8};  // another key than the one that was promised
    struct oprf_key foreign;
    struct scalar nonce = chance();
    other = q;
    assert_int_equal(oprf_key_derive(OPRF_VERIFIABLE, seed, VIEW(""), &foreign, NULL).code, CODE_OK);
    assert_int_equal(oprf_evaluate(OPRF_VERIFIABLE, &foreign, VIEW(""), q.blinded, N, &nonce, other.evaluated, &other.proof, NULL).code, CODE_OK);
    assert_int_equal(verdict(&other, N), CODE_BAD_SIGNATURE);
}

static void what_is_no_point_is_refused_everywhere(void **state) {
    (void)state;
    // The identity; no field element; a negative one; RFC 9496, appendix A.2: non-square x^2.
    static const char *const bad[] = {"0000000000000000000000000000000000000000000000000000000000000000",
                                      "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                                      "0100000000000000000000000000000000000000000000000000000000000000",
                                      "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371"};
    struct question q, other;
    struct oprf_output out[3];
    struct scalar nonce = chance();
    ask(&q, 3);
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct point p, done[3];
        struct oprf_proof proof;
        assert_true(hex_read(view_of(bad[i]), &p, sizeof p));
        other = q, other.blinded[1] = p;
        assert_int_equal(oprf_evaluate(OPRF_VERIFIABLE, &q.key, VIEW(""), other.blinded, 3, &nonce, done, &proof, NULL).code, CODE_BAD_FIELD);
        assert_int_equal(verdict(&other, 3), CODE_BAD_SIGNATURE);
        other = q, other.evaluated[2] = p;
        assert_int_equal(verdict(&other, 3), CODE_BAD_SIGNATURE);
        assert_int_equal(oprf_finalize(OPRF_VERIFIABLE, VIEW(""), q.inputs, q.blinds, other.evaluated, 3, out, NULL).code, CODE_BAD_FIELD);
        other = q, other.key.open = p;
        assert_int_equal(verdict(&other, 3), CODE_BAD_SIGNATURE);
    }
    other = q, memset(&other.blinds[1], 0, sizeof other.blinds[1]);
    assert_int_equal(oprf_finalize(OPRF_VERIFIABLE, VIEW(""), q.inputs, other.blinds, q.evaluated, 3, out, NULL).code, CODE_BAD_FIELD);
    assert_int_equal(verdict(&q, 0), CODE_BAD_SIGNATURE);
}

// ---- Filters ----

static uint64_t number(uint64_t *state) {  // splitmix64
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static void a_filter_holds_what_was_put_in_and_little_else(void **state) {
    (void)state;
    static const size_t sizes[] = {0, 1, 2, 3, 10, 100, 1000, 65536, 300000};
    for (size_t k = 0; k < COUNT(sizes); k++) {
        size_t n = sizes[k], wrong = 0;
        uint64_t chance_of = k, *values = calloc(n + 1, sizeof *values), *kept = calloc(n + 1, sizeof *kept);
        for (size_t i = 0; i < n; i++) kept[i] = values[i] = number(&chance_of);
        AUTO_TEXT bytes = text_with_ceiling(8 << 20);
        struct filter f;
        assert_int_equal(filter_build(values, n, 42, &bytes, NULL).code, CODE_OK);
        assert_int_equal(filter_open(text_seen(&bytes), &f, NULL).code, CODE_OK);
        for (size_t i = 0; i < n; i++) assert_true(filter_may_hold(&f, kept[i]));
        for (size_t i = 0; i < 1000000; i++) wrong += filter_may_hold(&f, number(&chance_of));
        assert_true(wrong < 60);  // 15 are expected; 60 is beyond ten standard deviations
        if (n >= 100000) assert_true((double)bytes.bytes * 8 / (double)n < 18.6);
        free(values), free(kept);
    }
}

static void a_filter_is_the_same_for_the_same_set(void **state) {
    (void)state;
    uint64_t a[] = {5, 9, 7, 5, 5, 1}, b[] = {1, 7, 9, 5};
    AUTO_TEXT x = text_with_ceiling(10000);
    AUTO_TEXT y = text_with_ceiling(10000);
    assert_int_equal(filter_build(a, COUNT(a), 3, &x, NULL).code, CODE_OK);
    assert_int_equal(filter_build(b, COUNT(b), 3, &y, NULL).code, CODE_OK);
    assert_true(view_same(text_seen(&x), text_seen(&y)));
    assert_int_equal(filter_size_class(0), 1);
    assert_int_equal(filter_size_class(101), 200);
    assert_int_equal(filter_size_class(200), 200);
    assert_int_equal(filter_size_class(500001), 1000000);
}

static void a_filter_that_was_cut_or_changed_is_refused(void **state) {
    (void)state;
    uint64_t values[500], chance_of = 1;
    for (size_t i = 0; i < COUNT(values); i++) values[i] = number(&chance_of);
    AUTO_TEXT bytes = text_with_ceiling(100000);
    struct filter f;
    assert_int_equal(filter_build(values, COUNT(values), 1, &bytes, NULL).code, CODE_OK);
    for (size_t n = 0; n < bytes.bytes; n++) assert_int_equal(filter_open((struct view){bytes.at, n}, &f, NULL).code, CODE_BAD_FORMAT);
    for (size_t i = 0; i < bytes.bytes; i++) {
        bytes.at[i] ^= 4;
        assert_int_equal(filter_open(text_seen(&bytes), &f, NULL).code, CODE_BAD_FORMAT);
        bytes.at[i] ^= 4;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_vectors_of_the_rfc), cmocka_unit_test(a_proof_holds_for_nothing_else),
        cmocka_unit_test(what_is_no_point_is_refused_everywhere),
        cmocka_unit_test(a_filter_holds_what_was_put_in_and_little_else), cmocka_unit_test(a_filter_is_the_same_for_the_same_set),
        cmocka_unit_test(a_filter_that_was_cut_or_changed_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
