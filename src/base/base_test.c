// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "base/arena.h"
#include "base/dates.h"
#include "base/instant.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include <malloc.h>
#include <stdlib.h>

static void codes_have_words_and_names(void **state) {
    (void)state;
    for (enum code c = 0; c < CODE_COUNT; c++) {
        enum code back;
        assert_true(code_from_name(code_name(c), strlen(code_name(c)), &back));
        assert_int_equal(back, c);
        assert_true(strlen(code_cause(c)) > 3);
        assert_true(c == CODE_OK || strlen(code_next(c)) > 3);
    }
}

static void utf8_takes_what_unicode_takes(void **state) {
    (void)state;
    static const struct { struct view v; bool valid; } rows[] = {
        {VIEW("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), true}, {VIEW("\xC0\x80"), false}, {VIEW("\xE0\x80\x80"), false},
        {VIEW("\xED\xA0\x80"), false}, {VIEW("\xF4\x90\x80\x80"), false}, {VIEW("\xF5\x80\x80\x80"), false},
        {VIEW("\xE2\x82"), false}, {VIEW("\x80"), false}, {VIEW(""), true}, {VIEW("\xF4\x8F\xBF\xBF"), true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) assert_int_equal(utf8_valid(rows[i].v), rows[i].valid);
}

static void every_code_point_survives_utf8(void **state) {
    (void)state;
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
        if (cp >= 0xD800 && cp <= 0xDFFF) continue;
        char out[4];
        struct view v = {out, utf8_put(cp, out)};
        size_t at = 0;
        assert_true(utf8_valid(v));
        assert_int_equal(utf8_next(v, &at), cp);
        assert_int_equal(at, v.bytes);
    }
}

static void a_text_meets_its_ceiling(void **state) {
    (void)state;
    AUTO_TEXT t = text_with_ceiling(5);
    text_put(&t, "abc");
    text_format(&t, "%d", 12);
    assert_true(text_ok(&t));
    text_char(&t, '!');
    assert_false(text_ok(&t));
    assert_string_equal(text_string(&t), "abc12");
}

// RFC 4648 §10.
static void base64_and_hex_match_the_rfc(void **state) {
    (void)state;
    static const char *const rows[][2] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="},
                                          {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
    for (size_t i = 0; i < 7; i++) {
        AUTO_TEXT t = text_with_ceiling(100);
        text_base64(&t, rows[i][0], strlen(rows[i][0]));
        assert_string_equal(text_string(&t), rows[i][1]);
        char back[100];
        size_t n;
        assert_true(base64_read(view_of(rows[i][1]), back, sizeof back, &n));
        assert_int_equal(n, strlen(rows[i][0]));
        assert_memory_equal(back, rows[i][0], n);
    }
    char out[8];
    size_t n;
    assert_false(base64_read(VIEW("Zh=="), out, 8, &n));  // bits under the padding
    assert_false(base64_read(VIEW("Zg="), out, 8, &n));
    assert_false(base64_read(VIEW("Z==="), out, 8, &n));
    assert_true(base64_exactly(VIEW("Zm9v"), out, 3));
    assert_false(base64_exactly(VIEW("Zm9v"), out, 4) || base64_exactly(VIEW("Zm9v"), out, 2) || base64_exactly(VIEW(""), out, 1));
    AUTO_TEXT read = text_with_ceiling(8);
    assert_true(base64_text(VIEW("Zm8="), &read) && base64_text(VIEW(""), &read) && base64_text(VIEW("b2Jhcg=="), &read));
    assert_false(base64_text(VIEW("Zg="), &read) || base64_text(VIEW("Zh=="), &read));
    assert_true(text_ok(&read) && view_is(text_seen(&read), "foobar"));
    assert_string_equal(text_string(&read), "foobar");  // what could not be read left nothing behind
    assert_false(base64_text(VIEW("Zm9v"), &read) || text_ok(&read));  // above its ceiling
    assert_true(view_is(text_seen(&read), "foobar"));
    assert_true(hex_read(VIEW("00ff"), out, 2));
    assert_false(hex_read(VIEW("00FF"), out, 2));
    assert_false(hex_read(VIEW("00f"), out, 2));
}

static void a_reader_keeps_its_first_error(void **state) {
    (void)state;
    struct reader r = reader_of(VIEW("\x01\x02\x03line\nrest"));
    assert_int_equal(read_u16(&r), 0x0102);
    assert_int_equal(read_u8(&r), 3);
    assert_true(view_is(read_line(&r), "line"));
    assert_false(reader_done(&r));
    assert_int_equal(read_u64(&r), 0);
    assert_true(r.failed);
    assert_int_equal(read_u8(&r), 0);  // although four bytes are left
}

static void an_arena_meets_its_ceiling(void **state) {
    (void)state;
    AUTO_ARENA a = arena_with_ceiling(100000);
    assert_non_null(arena_take(&a, 60000));
    assert_null(arena_take(&a, 40001));
    assert_non_null(arena_take(&a, 40000));
    assert_null(arena_array(&a, SIZE_MAX / 2, 3));
    arena_free(&a);
    assert_string_equal(arena_copy(&a, VIEW("x")), "x");
}

// The slow obvious calendar: count day after day.
static void days_agree_with_counting(void **state) {
    (void)state;
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t day = days_of(1900, 1, 1);
    assert_int_equal(days_of(1970, 1, 1), 0);
    for (int y = 1900; y < 2110; y++) {
        bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
        for (int m = 1; m <= 12; m++) {
            int n = length[m - 1] + (m == 2 && leap);
            assert_false(date_exists(y, m, n + 1));
            for (int d = 1; d <= n; d++, day++) {
                int y2, m2, d2;
                assert_int_equal(days_of(y, m, d), day);
                days_split(day, &y2, &m2, &d2);
                assert_true(y2 == y && m2 == m && d2 == d);
            }
        }
    }
}

static void instants_and_dates_read_back(void **state) {
    (void)state;
    struct instant when;
    assert_true(instant_read(VIEW("2026-11-24T22:01:26.123Z"), &when));
    assert_int_equal(when.ms, 1795557686123);
    AUTO_TEXT t = text_with_ceiling(100);
    text_instant(&t, when);
    assert_string_equal(text_string(&t), "2026-11-24T22:01:26.123Z");
    static const struct { const char *from; int years; const char *to; } years[] = {
        {"2026-11-24T22:01:26.123Z", 1, "2027-11-24T22:01:26.123Z"}, {"2027-11-24T22:01:26.123Z", 1, "2028-11-24T22:01:26.123Z"},
        {"2028-02-29T00:00:00.000Z", 1, "2029-02-28T00:00:00.000Z"}, {"2028-02-29T00:00:00.000Z", 4, "2032-02-29T00:00:00.000Z"},
        {"2028-03-01T00:00:00.000Z", -1, "2027-03-01T00:00:00.000Z"}, {"1960-01-01T00:00:00.001Z", 10, "1970-01-01T00:00:00.001Z"}};
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        assert_true(instant_read(view_of(years[i].from), &when));
        text_clear(&t);
        text_instant(&t, instant_years_after(when, years[i].years));
        assert_string_equal(text_string(&t), years[i].to);
    }
    static const struct { const char *from; int months; const char *to, *before; } months[] = {
        {"2027-08-31T09:00:00.000Z", 6, "2028-02-29T09:00:00.000Z", "2027-03-01T00:00:00.000Z"},
        {"2026-01-15T09:00:00.000Z", 25, "2028-02-15T09:00:00.000Z", "2023-12-15T09:00:00.000Z"},
        {"2026-12-31T23:59:59.999Z", 1, "2027-01-31T23:59:59.999Z", "2026-12-01T00:00:00.000Z"},
        {"1960-03-31T00:00:00.001Z", -13, "1959-02-28T00:00:00.001Z", "1961-05-01T00:00:00.000Z"}};
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        assert_true(instant_read(view_of(months[i].from), &when));
        text_clear(&t);
        text_instant(&t, instant_months_after(when, months[i].months));
        assert_string_equal(text_string(&t), months[i].to);
        text_clear(&t);
        text_instant(&t, instant_months_before(when, months[i].months));
        assert_string_equal(text_string(&t), months[i].before);
    }
    assert_false(instant_read(VIEW("2026-11-31T22:01:26Z"), &when));
    assert_false(instant_read(VIEW("2026-11-24 22:01:26Z"), &when));
    static const char *const good[] = {"1989-09-15", "1989-09", "1989", "1985/1989", "~1989", "1989-09-01/1990-02-03"};
    for (size_t i = 0; i < 6; i++) {
        struct dates d;
        assert_true(dates_read(view_of(good[i]), &d));
        text_clear(&t);
        text_dates(&t, d);
        assert_string_equal(text_string(&t), good[i]);
    }
    static const char *const bad[] = {"", "89", "1989-13", "1989-02-30", "1989-9-1", "1990/1989", "~89", "1989-09-15x", "0989", "15-09-1989", "1989-00-15"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct dates d;
        assert_false(dates_read(view_of(bad[i]), &d));
    }
    struct dates unknown;
    assert_true(dates_read(VIEW("1989-00-00"), &unknown));
    assert_int_equal(unknown.precision, DATE_YEAR);
}

// All that is let go passes here (meson.build: --wrap), and must not hold the secret any more.
static const char *watched;
void __real_free(void *at);
void *__real_realloc(void *at, size_t bytes);
void __wrap_free(void *at);
void *__wrap_realloc(void *at, size_t bytes);

static void looked_at(void *at) {
    if (at && watched) assert_null(memmem(at, malloc_usable_size(at), watched, strlen(watched)));
}

void __wrap_free(void *at) {
    looked_at(at);
    __real_free(at);
}

void *__wrap_realloc(void *at, size_t bytes) {
    looked_at(at);
    return __real_realloc(at, bytes);
}

static void a_secret_text_leaves_nothing_behind(void **state) {
    (void)state;
    struct text t = text_secret(10000);
    text_put(&t, "correct horse battery staple");
    watched = "correct horse";
    for (int i = 0; i < 1000; i++) text_put(&t, "0123456");  // it moves several times
    assert_true(t.room > 4096);
    assert_memory_equal(t.at, "correct horse battery staple0123456", 35);
    text_free(&t);
    assert_true(t.secret);
    watched = NULL;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_secret_text_leaves_nothing_behind),
        cmocka_unit_test(codes_have_words_and_names), cmocka_unit_test(utf8_takes_what_unicode_takes),
        cmocka_unit_test(every_code_point_survives_utf8), cmocka_unit_test(a_text_meets_its_ceiling),
        cmocka_unit_test(base64_and_hex_match_the_rfc), cmocka_unit_test(a_reader_keeps_its_first_error),
        cmocka_unit_test(an_arena_meets_its_ceiling), cmocka_unit_test(days_agree_with_counting),
        cmocka_unit_test(instants_and_dates_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
