// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The fast search beside the oracle: the same hits with the same reasons, over random pairs with every special value.
//   scan_test [PAIRS [SEED]]     3,300,000 pairs usually; `./bench dna --oracle` runs 100,000,000
#include "dna/fixture.h"
#include "dna/random_profiles.h"

#include <stdlib.h>

enum { STORED = 20000, BATCH = 11 };
static uint64_t pairs = 3300000, seed = 4711;

static void same_hits(const struct dna_hits *fast, const struct dna_hit *slow, size_t slow_count, const char *what) {
    size_t n = 0;
    if (fast->count != slow_count) fail_msg("%s: %zu hits, the oracle has %zu", what, fast->count, slow_count);
    for (unsigned q = 1; q <= 4; q++)  // the oracle's come in order of id
        for (size_t i = 0; i < slow_count; i++)
            if (slow[i].verdict.quality == q && (fast->at[n].id != slow[i].id || memcmp(&fast->at[n].verdict, &slow[i].verdict, sizeof slow[i].verdict) != 0))
                fail_msg("%s: hit %zu differs", what, n);
            else if (slow[i].verdict.quality == q) n++;
}

// All in one pass, which takes eight at a time, and each alone.
static void same_as_the_oracle(const struct dna_index *x, const struct dna_search *how, const struct dna_profile *queries,
                               struct dna_hit slow[BATCH][STORED], const size_t slow_count[BATCH]) {
    for (size_t alone = 0; alone < 2; alone++) {
        struct dna_hits out[BATCH];
        for (size_t q = 0; q < BATCH && alone; q++) assert_false(FAILED(dna_index_search(x, how, &queries[q], &out[q], NULL)));
        if (!alone) assert_false(FAILED(dna_index_batch(x, how, queries, BATCH, out, NULL)));
        for (size_t q = 0; q < BATCH; q++) {
            char what[80];
            snprintf(what, sizeof what, "%.*s, speed %d, %s", VIEW_ARGS(how->rule->id), how->speed, alone ? "alone" : "in a batch");
            same_hits(&out[q], slow[q], slow_count[q], what);
            dna_hits_free(&out[q]);
        }
    }
}

static void queries_judged(const struct dna_index *x, const struct dna_rule *rule, const struct dna_profile *all, const bool *gone,
                           const struct dna_profile *queries, size_t *hits, size_t by_quality[5]) {
    static struct dna_hit slow[BATCH][STORED];
    size_t slow_count[BATCH] = {0};
    for (size_t q = 0; q < BATCH; q++)
        for (size_t i = 0; i < STORED; i++) {
            struct dna_verdict v;
            if (gone[i]) continue;
            dna_compare(book, rule, &queries[q], &all[i], &v);
            if (v.hit) slow[q][slow_count[q]++] = (struct dna_hit){i + 1, v}, by_quality[v.quality]++;
        }
    for (enum dna_speed speed = DNA_SCALAR; speed <= dna_speed_best(); speed++)
        same_as_the_oracle(x, &(struct dna_search){rule, speed, 0}, queries, slow, slow_count);
    for (size_t q = 0; q < BATCH; q++) *hits += slow_count[q];
}

static void test_as_the_oracle(void **state) {
    (void)state;
    static struct dna_profile all[STORED];
    static bool gone[STORED];
    struct dice d = {seed};
    size_t hits = 0, by_quality[5] = {0};
    uint64_t done = 0;
    while (done < pairs) {
        struct dna_index *x = dna_index_new(book);
        for (size_t i = 0; i < STORED; i++) {
            all[i] = i && dice_below(&d, 3) == 0 ? dice_again(&d, book, &all[dice_below(&d, (unsigned)i)]) : dice_profile(&d, book, dice_below(&d, 3) == 0);
            assert_false(FAILED(dna_index_add(x, i + 1, &all[i], NULL)));
        }
        for (size_t i = 0; i < STORED; i++)
            if ((gone[i] = dice_below(&d, 20) == 0)) assert_true(dna_index_drop(x, i + 1));
        for (size_t n = 0; n < 20 && done < pairs; n++) {
            struct dna_profile queries[BATCH];
            for (size_t q = 0; q < BATCH; q++) queries[q] = dice_again(&d, book, &all[dice_below(&d, STORED)]);
            // rules in turn; the one that is for exchange half of the time
            const struct dna_rule *rule = n % 2 ? &book->rules[n / 2 % book->rule_count] : &book->rules[0];
            queries_judged(x, rule, all, gone, queries, &hits, by_quality);
            done += BATCH * STORED;
        }
        dna_index_free(x);
    }
    printf("%llu pairs, %zu hits: %zu of quality 1, %zu 2, %zu 3, %zu 4\n", (unsigned long long)done, hits, by_quality[1], by_quality[2],
           by_quality[3], by_quality[4]);
    for (unsigned q = 1; q <= 4; q++) assert_true(by_quality[q] > 0);  // or the test shows nothing
}

// Case 11: twins, or one person twice, are two hits. Case 15: what was dropped is not found by a search under way.
static void test_twins_and_tombstones(void **state) {
    (void)state;
    struct dice d = {1};
    struct dna_index *x = dna_index_new(book);
    struct dna_profile p = {0}, got;
    struct dna_hits out;
    struct dna_search how = {dna_rule_find(book, VIEW("prum-2008")), DNA_BEST, 0};
    for (uint8_t i = 0; i < 12; i++) dice_locus(&d, book, i, false, &p);
    assert_false(FAILED(dna_index_add(x, 7, &p, NULL)));
    assert_false(FAILED(dna_index_add(x, 9, &p, NULL)));
    assert_int_equal(dna_index_add(x, 9, &p, NULL).code, CODE_ALREADY);
    assert_false(FAILED(dna_index_search(x, &how, &p, &out, NULL)));
    assert_int_equal(out.count, 2);
    dna_hits_free(&out);
    assert_true(dna_index_drop(x, 7));
    assert_false(dna_index_drop(x, 7));
    assert_false(dna_index_get(x, 7, &got));
    assert_false(FAILED(dna_index_search(x, &how, &p, &out, NULL)));
    assert_int_equal(out.count, 1);
    assert_int_equal(out.at[0].id, 9);
    dna_hits_free(&out);
    assert_false(FAILED(dna_index_add(x, 7, &p, NULL)));  // and may come back
    assert_true(dna_index_get(x, 7, &got) && dna_same(&got, &p));
    dna_index_free(x);
}

// All new against all and all against the new find the same pairs.
static void test_both_ways(void **state) {
    (void)state;
    enum { OLD = 3000, NEW = 100 };
    static struct dna_profile old[OLD], fresh[NEW];
    static struct dna_hits ab[NEW], ba[OLD];
    struct dice d = {99};
    struct dna_index *x = dna_index_new(book), *y = dna_index_new(book);
    struct dna_search how = {dna_rule_find(book, VIEW("prum-2008")), DNA_BEST, 0};
    size_t there = 0, back = 0;
    for (size_t i = 0; i < OLD; i++) old[i] = dice_profile(&d, book, i % 3 == 0), (void)dna_index_add(x, i + 1, &old[i], NULL).code;
    for (size_t i = 0; i < NEW; i++) fresh[i] = dice_again(&d, book, &old[dice_below(&d, OLD)]), (void)dna_index_add(y, i + 1, &fresh[i], NULL).code;
    assert_false(FAILED(dna_index_batch(x, &how, fresh, NEW, ab, NULL)));
    assert_false(FAILED(dna_index_batch(y, &how, old, OLD, ba, NULL)));
    for (size_t i = 0; i < NEW; i++) there += ab[i].count, dna_hits_free(&ab[i]);
    for (size_t i = 0; i < OLD; i++) back += ba[i].count, dna_hits_free(&ba[i]);
    assert_true(there > 0);
    assert_int_equal(there, back);
    dna_index_free(x), dna_index_free(y);
}

// A ceiling keeps the best, and says that it cut.
static void test_ceiling(void **state) {
    (void)state;
    struct dice d = {5};
    struct dna_index *x = dna_index_new(book);
    struct dna_profile p = {0}, q;
    struct dna_hits out;
    struct dna_search how = {dna_rule_find(book, VIEW("prum-2008")), DNA_BEST, 3};
    for (uint8_t i = 0; i < 12; i++) dice_locus(&d, book, i, false, &p);
    q = p;
    q.at[0] = (struct dna_pair){dna_length_code(4, 20, 0), dna_length_code(4, 21, 0)};
    q.at[0].lo = p.at[0].lo;  // one mismatch
    for (uint64_t id = 1; id <= 200; id++) assert_false(FAILED(dna_index_add(x, id, id == 150 ? &p : &q, NULL)));
    assert_false(FAILED(dna_index_search(x, &how, &p, &out, NULL)));
    assert_int_equal(out.count, 3);
    assert_true(out.cut);
    assert_int_equal(out.at[0].id, 150);
    dna_hits_free(&out);
    dna_index_free(x);
}

// What is hidden is found by nobody and counted nowhere, until all of it is shown; what was hidden before and given up is not.
static void test_hidden(void **state) {
    (void)state;
    struct dice d = {7};
    struct dna_index *x = dna_index_new(book);
    struct dna_profile p = {0}, q;
    struct dna_hits out;
    struct dna_search how = {dna_rule_find(book, VIEW("prum-2008")), DNA_BEST, 0};
    for (uint8_t i = 0; i < 12; i++) dice_locus(&d, book, i, false, &p);
    q = p;
    q.at[0] = (struct dna_pair){DNA_ANY, DNA_ANY};  // one that is not plain
    for (uint64_t id = 1; id <= 5000; id++)
        assert_false(FAILED(dna_index_put(x, id, 0, id > 10, id % 100 ? &p : &q, NULL)));
    for (int step = 0; step < 2; step++) {
        size_t want = step ? 10 + 3000 : 10;
        if (step) dna_index_show(x, 2001);
        assert_int_equal(dna_index_count(x), want);
        assert_false(FAILED(dna_index_search(x, &how, &p, &out, NULL)));
        assert_int_equal(out.count, want);
        dna_hits_free(&out);
    }
    assert_false(dna_index_drop(x, 2000));  // given up
    assert_true(dna_index_drop(x, 2001));
    assert_int_equal(dna_index_count(x), 3009);
    dna_index_free(x);
}

// A search among some kinds finds what is of them, before its ceiling counts; and each kind is counted by itself.
static void masks_added(void *ctx, uint32_t mask, size_t profiles) { (void)mask, *(size_t *)ctx += profiles; }

static void test_kinds(void **state) {
    (void)state;
    struct dice d = {11};
    struct dna_index *x = dna_index_new(book);
    struct dna_profile p = {0}, q;
    struct dna_hits out;
    for (uint8_t i = 0; i < 12; i++) dice_locus(&d, book, i, false, &p);
    q = p;
    q.at[0] = (struct dna_pair){DNA_ANY, DNA_ANY};  // one that is not plain
    for (uint64_t id = 1; id <= 3000; id++) assert_false(FAILED(dna_index_put(x, id, id % 100 == 0 ? 5 : id % 2, id > 2000, id % 7 ? &p : &q, NULL)));
    for (int step = 0; step < 3; step++) {
        static const size_t fives[] = {20, 30, 29};
        struct dna_search how = {dna_rule_find(book, VIEW("prum-2008")), DNA_BEST, 25, 1U << 5};
        size_t seen = 0;
        if (step == 1) dna_index_show(x, 2001);
        if (step == 2) assert_true(dna_index_drop(x, 300));
        assert_false(FAILED(dna_index_search(x, &how, &p, &out, NULL)));
        assert_int_equal(out.count, fives[step] > 25 ? 25 : fives[step]);
        assert_int_equal(out.cut, fives[step] > 25);
        for (size_t i = 0; i < out.count; i++) assert_int_equal(out.at[i].id % 100, 0);
        dna_hits_free(&out);
        assert_int_equal(dna_index_count_of(x, 1U << 5), fives[step]);
        dna_index_masks(x, 1U << 5, masks_added, &seen);
        assert_int_equal(seen, fives[step]);
    }
    assert_int_equal(dna_index_count_of(x, 0), dna_index_count(x));
    assert_int_equal(dna_index_count_of(x, UINT32_MAX), dna_index_count(x));
    dna_index_free(x);
}

int main(int argc, char **argv) {
    if (argc > 1) pairs = strtoull(argv[1], NULL, 10);
    if (argc > 2) seed = strtoull(argv[2], NULL, 10);
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_as_the_oracle), cmocka_unit_test(test_twins_and_tombstones),
                                       cmocka_unit_test(test_both_ways), cmocka_unit_test(test_ceiling), cmocka_unit_test(test_hidden),
                                       cmocka_unit_test(test_kinds)};
    return cmocka_run_group_tests(tests, load, drop);
}
