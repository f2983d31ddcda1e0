// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// The index by itself: shelves, limits, threads, what is left of what was dropped. Names here are invented.
#include "match/index_room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

// ---- helpers ------------------------------------------------------------------------------------

static RESULT put(struct match_index *ix, uint64_t key, unsigned shelf, const char *text) {
    struct name n = {.text = view_of(text), .given = view_of(""), .family = view_of(""), .role = NAME_primary};
    struct subject s = {.kind = SUBJECT_person, .names = &n, .name_count = 1};
    return match_index_put(ix, key, shelf, &s, NULL);
}

struct found {
    struct arena arena;
    const struct candidate *at;
    size_t count;
};
static void found_free(struct found *f) { arena_free(&f->arena); }
#define AUTO_FOUND __attribute__((cleanup(found_free))) struct found

static struct found search(const struct match_index *ix, const char *text, size_t limit, uint64_t shelves) {
    struct name n = {.text = view_of(text), .given = view_of(""), .family = view_of(""), .role = NAME_primary};
    struct subject s = {.kind = SUBJECT_person, .names = &n, .name_count = 1};
    struct found f = {.arena = arena_with_ceiling(64 << 20)};
    assert_int_equal(match_search(ix, &s, (struct match_options){0.2f, limit, shelves}, &f.arena, &f.at, &f.count, NULL).code, CODE_OK);
    return f;
}

static size_t of_shelf(const struct found *f, unsigned shelf) {
    size_t n = 0;
    for (size_t i = 0; i < f->count; i++) n += f->at[i].shelf == shelf;
    return n;
}

// ---- shelves ------------------------------------------------------------------------------------

static void a_search_opens_the_shelves_it_names(void **state) {
    (void)state;
    struct match_index *ix = match_index_new();
    assert_int_equal(put(ix, 1, 0, "Hicham Rhoumari").code, CODE_OK);
    assert_int_equal(put(ix, 2, 5, "Hisham Rhoumari").code, CODE_OK);
    assert_int_equal(put(ix, 3, 63, "Hicham Roumari").code, CODE_OK);
    static const struct { uint64_t shelves; size_t count; } rows[] = {
        {0, 0}, {1, 1}, {1u << 5, 1}, {1 | 1u << 5, 2}, {1ull << 63, 1}, {1ull << 62, 0}, {MATCH_ALL_SHELVES, 3}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_FOUND f = search(ix, "Hicham Rhoumari", 10, rows[i].shelves);
        assert_int_equal(f.count, rows[i].count);
        for (size_t k = 0; k < f.count; k++) assert_true(rows[i].shelves & match_shelf(f.at[k].shelf));
        assert_int_equal(match_index_count(ix, rows[i].shelves), rows[i].count);
    }
    match_index_free(ix);
}

static void a_key_stands_on_one_shelf(void **state) {
    (void)state;
    struct match_index *ix = match_index_new();
    assert_int_equal(put(ix, 1, 2, "Hicham Rhoumari").code, CODE_OK);
    assert_int_equal(put(ix, 1, 3, "Hicham Rhoumari").code, CODE_OK);
    assert_int_equal(match_index_count(ix, match_shelf(2)), 0);
    assert_int_equal(match_index_count(ix, match_shelf(3)), 1);
    AUTO_FOUND f = search(ix, "Hicham Rhoumari", 10, MATCH_ALL_SHELVES);
    assert_int_equal(f.count, 1);
    assert_int_equal(f.at[0].shelf, 3);
    match_index_drop(ix, 1);
    assert_int_equal(match_index_count(ix, MATCH_ALL_SHELVES), 0);
    match_index_free(ix);
}

// So many others, each by a name of its own.
static void put_others(struct match_index *ix, uint64_t key, size_t count, unsigned shelf) {
    static const char *const parts[] = {"bar", "det", "fig", "kol", "lum", "mas", "nef", "pir", "rod", "sul", "tav", "zen"};
    for (size_t i = 0; i < count; i++) {
        char text[60];
        size_t x = i * 7919;
        snprintf(text, sizeof text, "%s%s%s %s%s%s", parts[x % 12], parts[x / 12 % 12], parts[x / 144 % 12], parts[x / 7 % 12], parts[x / 84 % 12], parts[x / 1008 % 12]);
        assert_int_equal(put(ix, key + i, shelf, text).code, CODE_OK);
    }
}

// Hundreds of namesakes on one shelf, one on each of two others, before and after them.
static void a_crowd_on_one_shelf_hides_nobody_on_another(void **state) {
    (void)state;
    struct match_index *ix = match_index_new();
    assert_int_equal(put(ix, 5000, 1, "Hicham Rhoumari").code, CODE_OK);
    for (uint64_t i = 0; i < 400; i++) assert_int_equal(put(ix, i, 0, "Hicham Rhoumari").code, CODE_OK);
    assert_int_equal(put(ix, 6000, 2, "Hisham Roumari").code, CODE_OK);
    put_others(ix, 10000, 9000, 3);
    AUTO_FOUND f = search(ix, "Hicham Rhoumari", 20, MATCH_ALL_SHELVES);
    assert_int_equal(of_shelf(&f, 0), 20);
    assert_int_equal(of_shelf(&f, 1), 1);
    assert_int_equal(of_shelf(&f, 2), 1);
    assert_int_equal(of_shelf(&f, 3), 0);
    match_index_free(ix);
}

// An identical name in a register where it is common is not beaten by a rarer, less alike one elsewhere: rarity is that of
// all shelves together.
static void rarity_is_of_the_whole_index(void **state) {
    (void)state;
    struct match_index *ix = match_index_new();
    for (uint64_t i = 0; i < 300; i++) assert_int_equal(put(ix, i, 0, "Hicham Rhoumari").code, CODE_OK);
    put_others(ix, 10000, 9000, 0);
    assert_int_equal(put(ix, 5000, 1, "Hichem Rhoumary").code, CODE_OK);
    AUTO_FOUND f = search(ix, "Hicham Rhoumari", 500, MATCH_ALL_SHELVES);
    assert_true(f.count > 2);
    assert_int_equal(f.at[0].shelf, 0);
    for (size_t i = 0; i < f.count; i++)
        if (f.at[i].shelf == 1) assert_true(f.at[i].score < f.at[0].score);
    match_index_free(ix);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_search_opens_the_shelves_it_names), cmocka_unit_test(a_key_stands_on_one_shelf),
        cmocka_unit_test(a_crowd_on_one_shelf_hides_nobody_on_another), cmocka_unit_test(rarity_is_of_the_whole_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
