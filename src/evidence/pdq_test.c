// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// The oracle counts bits one by one. The regression inputs of facebook/ThreatExchange are read where they are at hand.
#include "evidence/pdq.h"
#include "sys/sys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static uint64_t state = 4711;
static uint64_t chance(void) {  // splitmix64
    uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}
static struct pdq any(void) { return (struct pdq){{chance(), chance(), chance(), chance()}}; }
static void flip(struct pdq *h, unsigned bit) { h->words[bit / 64] ^= (uint64_t)1 << bit % 64; }
static struct pdq away(struct pdq h, int bits) {
    bool used[256] = {0};
    while (bits) {
        unsigned b = chance() % 256;
        if (used[b]) continue;
        used[b] = true;
        flip(&h, b);
        bits--;
    }
    return h;
}
static int slow_distance(const struct pdq *a, const struct pdq *b) {
    int n = 0;
    for (unsigned i = 0; i < 256; i++) n += (a->words[i / 64] >> i % 64 & 1) != (b->words[i / 64] >> i % 64 & 1);
    return n;
}

struct seen {
    uint64_t sum, count;
    int nearest;
};
static void see(void *ctx, uint32_t number, int distance) {
    struct seen *s = ctx;
    uint64_t x = (number + 1) * 0x9E3779B97F4A7C15u + (uint64_t)distance;
    s->sum += x ^ x >> 29;
    s->count++;
    if (distance < s->nearest) s->nearest = distance;
}
static struct seen slow(const struct pdq *at, size_t count, const struct pdq *h, int distance) {
    struct seen s = {0, 0, 257};
    for (size_t i = 0; i < count; i++)
        if (slow_distance(&at[i], h) <= distance) see(&s, (uint32_t)i, slow_distance(&at[i], h));
    return s;
}
static void all_say_the_same(const struct pdq_list *l, const struct pdq *at, size_t count, const struct pdq *h, int distance) {
    struct seen right = slow(at, count, h, distance), f = {0, 0, 257}, m = {0, 0, 257};
    assert_int_equal(pdq_search_flat(l, h, distance, see, &f), right.count);
    assert_int_equal(pdq_search(l, h, distance, see, &m), right.count);
    assert_true(f.sum == right.sum && m.sum == right.sum && f.nearest == right.nearest && m.nearest == right.nearest);
}

static void every_distance_finds_the_same(void **unused) {
    (void)unused;
    enum { N = 3001 };
    static struct pdq at[N + 50];
    struct pdq_list *l = pdq_list_new();
    struct pdq centre = any();
    for (size_t i = 0; i < N; i++) at[i] = i % 3 ? any() : away(centre, (int)(i % 120));
    for (size_t w = 0; w < 4; w++) at[1].words[w] = ~centre.words[w];  // 256 away, as far as can be
    for (size_t i = 0; i < N; i++) pdq_list_add(l, &at[i], (uint32_t)i);
    pdq_list_index(l);
    for (size_t i = N; i < N + 50; i++) {  // after the index
        at[i] = away(centre, (int)(i - N));
        pdq_list_add(l, &at[i], (uint32_t)i);
    }
    for (int d = -1; d <= 257; d += d < 70 || d > 250 ? 1 : 30) all_say_the_same(l, at, N + 50, &centre, d);
    for (int i = 0; i < 40; i++) {
        struct pdq h = away(centre, i);
        all_say_the_same(l, at, N + 50, &h, PDQ_DISTANCE);
    }
    pdq_list_free(l);
}

// 31 flips, two in each word but one: the pigeonhole's worst case, among enough others that the index is used.
static void the_worst_spread_is_found(void **unused) {
    (void)unused;
    struct pdq_list *l = pdq_list_new();
    struct pdq h = any(), far = h, near;
    for (unsigned w = 0; w < 16; w++) flip(&far, w * 16 + w), flip(&far, w * 16 + (w + 5) % 16);
    near = far;
    flip(&near, 7 * 16 + 7);  // 31
    for (uint32_t i = 0; i < 20000; i++) {
        struct pdq other = any();
        pdq_list_add(l, &other, i);
    }
    pdq_list_add(l, &far, 50000);
    pdq_list_add(l, &near, 50001);
    pdq_list_add(l, &near, 50001);  // of two lists
    pdq_list_index(l);
    struct seen s = {0, 0, 257};
    assert_int_equal(pdq_search(l, &h, 31, see, &s), 2);
    assert_int_equal(s.nearest, 31);
    assert_int_equal(pdq_search(l, &h, 30, NULL, NULL), 0);
    assert_int_equal(pdq_search(l, &h, 32, NULL, NULL), 3);
    pdq_list_free(l);
}

static void lists_of_lookalikes_are_searched_too(void **unused) {
    (void)unused;
    struct pdq_list *l = pdq_list_new();
    struct pdq zero = {{0}}, ones = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};
    assert_int_equal(pdq_search(l, &zero, 31, NULL, NULL), 0);
    pdq_list_index(l);
    assert_int_equal(pdq_search(l, &zero, 31, NULL, NULL), 0);
    for (uint32_t i = 0; i < 5000; i++) pdq_list_add(l, i % 2 ? &zero : &ones, i);
    pdq_list_index(l);
    assert_int_equal(pdq_search(l, &zero, 31, NULL, NULL), 2500);
    assert_int_equal(pdq_search(l, &ones, 0, NULL, NULL), 2500);
    pdq_list_free(l);
}

static void a_hash_is_read_strictly(void **unused) {
    (void)unused;
    struct pdq h, g;
    assert_true(pdq_read(VIEW("f8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22"), &h));
    assert_true(pdq_read(VIEW("F8F8F0CEE0F4A84F0637022A078F67F0B36E2ED596621E1D33E6339C4E9C9B20"), &g));
    assert_int_equal(pdq_distance(&h, &g), 1);
    assert_false(pdq_read(VIEW("f8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b2"), &h));
    assert_false(pdq_read(VIEW("0xf8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22"), &h));
    assert_false(pdq_read(VIEW("f8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b2g"), &h));
}

static size_t hashes_of(const char *path, struct pdq *out, size_t room) {
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    size_t n = 0;
    char whole[600];
    snprintf(whole, sizeof whole, "%s/pdq/images/%s", SHARED_DATA, path);
    if (FAILED(file_read(whole, 1 << 20, &t, NULL))) return 0;
    struct view rest = text_seen(&t);
    while (rest.bytes && n < room)
        if (pdq_read(view_trim(view_cut(rest, '\n', &rest)), &out[n])) n++;
    return n;
}

static void the_haystack_of_others(void **unused) {
    (void)unused;
    static struct pdq hay[2000], needles[200];
    size_t n = hashes_of("reg-test-input__haystack.txt", hay, 2000), m = hashes_of("reg-test-input__needles.txt", needles, 200), hits = 0;
    if (!n || !m) skip();
    assert_int_equal(n, 1350);
    assert_int_equal(m, 100);
    struct pdq_list *l = pdq_list_new();
    for (size_t i = 0; i < n; i++) pdq_list_add(l, &hay[i], (uint32_t)i);
    pdq_list_index(l);
    for (size_t i = 0; i < m; i++)
        for (int d = 0; d <= 60; d += 15) all_say_the_same(l, hay, n, &needles[i], d);
    for (size_t i = 0; i < n; i++) hits += pdq_search(l, &hay[i], PDQ_DISTANCE, NULL, NULL);
    assert_true(hits > n);  // each at least itself, and the list has runs of near ones
    pdq_list_free(l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_distance_finds_the_same), cmocka_unit_test(the_worst_spread_is_found), cmocka_unit_test(lists_of_lookalikes_are_searched_too),
        cmocka_unit_test(a_hash_is_read_strictly),       cmocka_unit_test(the_haystack_of_others),
    };
    return cmocka_run_group_tests_name("evidence_pdq", tests, NULL, NULL);
}
