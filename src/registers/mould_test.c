// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/mould.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define MUST(call) assert_int_equal((call).code, CODE_OK)

static const char PASSPORT[] =
    "{\"action\":\"seize\",\"article\":\"8\",\"category\":\"object_list\",\"eu_only\":false,\"list\":{\"ref\":\"99999\",\"source\":\"stolen\"},"
    "\"retain_until\":\"2027-11-30T06:45:38.423Z\",\"review_at\":\"2027-11-30T06:45:38.423Z\",\"subject\":{\"documents\":[{\"country\":\"fr\","
    "\"number\":\"39OA40853\",\"type\":\"passport\"}],\"kind\":\"document\"},\"subject_category\":\"other\"}";
static const char ANOTHER[] =
    "{\"action\":\"seize\",\"article\":\"8\",\"category\":\"object_list\",\"eu_only\":false,\"list\":{\"ref\":\"100000\",\"source\":\"stolen\"},"
    "\"retain_until\":\"2027-12-24T16:05:01.007Z\",\"review_at\":\"2027-12-24T16:05:01.007Z\",\"subject\":{\"documents\":[{\"country\":\"de\","
    "\"number\":\"C01X00T47\",\"type\":\"passport\"}],\"kind\":\"document\"},\"subject_category\":\"other\"}";

static size_t there_and_back(struct view words, struct view body) {
    AUTO_TEXT packed = text_with_ceiling(1 << 22), open = text_with_ceiling(1 << 22);
    mould_pack(words, body, &packed);
    MUST(mould_unpack(words, text_seen(&packed), &open, NULL));
    assert_true(view_same(text_seen(&open), body));
    return packed.bytes;
}

static void what_is_packed_comes_back_byte_for_byte(void **state) {
    (void)state;
    AUTO_TEXT words = text_with_ceiling(MOULD_BYTES_MAX), big = text_with_ceiling(MOULD_BODY_BYTES_MAX);
    mould_words(view_of(PASSPORT), &words);
    assert_true(there_and_back(text_seen(&words), view_of(PASSPORT)) < 60);
    assert_true(there_and_back(text_seen(&words), view_of(ANOTHER)) < 100);  // another day, told once
    there_and_back(text_seen(&words), VIEW(""));
    there_and_back(text_seen(&words), VIEW("x"));
    there_and_back(VIEW(""), view_of(PASSPORT));
    there_and_back(VIEW("abc"), VIEW("abcabcabcabcabcabcabcabcabcabcabcabc"));  // a copy out of the mould into the body and into itself
    for (size_t i = 0; i < MOULD_BODY_BYTES_MAX; i++) text_char(&big, (char)(i * i >> 7));
    there_and_back(text_seen(&words), text_seen(&big));
}

static void bodies_of_chance_come_back(void **state) {
    (void)state;
    srand(7);
    for (int i = 0; i < 20000; i++) {
        char words[300], body[600];
        int letters = 1 + rand() % 20;
        size_t w = (size_t)rand() % sizeof words, b = (size_t)rand() % sizeof body;
        for (size_t k = 0; k < w; k++) words[k] = (char)(rand() % letters);
        for (size_t k = 0; k < b; k++) body[k] = w > 20 && rand() % 8 ? words[(k + (size_t)i) % w] : (char)(rand() % letters);
        there_and_back((struct view){words, w}, (struct view){body, b});
    }
}

static void a_mould_that_grew_still_reads_what_was_before(void **state) {
    (void)state;
    AUTO_TEXT words = text_with_ceiling(MOULD_BYTES_MAX), packed = text_with_ceiling(1000), open = text_with_ceiling(1000);
    mould_words(view_of(PASSPORT), &words);
    mould_pack(text_seen(&words), view_of(ANOTHER), &packed);
    text_put(&words, "{\"subject\":{\"names\":[{\"text\":\"\"}]}}");
    MUST(mould_unpack(text_seen(&words), text_seen(&packed), &open, NULL));
    assert_true(view_is(text_seen(&open), ANOTHER));
    text_cut(&words, 20);  // but not one that lost words
    assert_int_equal(mould_unpack(text_seen(&words), text_seen(&packed), &open, NULL).code, CODE_STORE_DAMAGED);
}

// Before there was a check: six bytes, three of the mould, no own bytes, six copied from where the last copy ended, the beginning.
static void what_was_packed_without_a_check_is_read(void **state) {
    (void)state;
    AUTO_TEXT open = text_with_ceiling(100);
    MUST(mould_unpack(VIEW("abc"), VIEW("\6\3\0\6\0"), &open, NULL));
    assert_string_equal(text_string(&open), "abcabc");
    assert_int_equal(mould_unpack(VIEW("=bc"), VIEW("\6\3\0\6\0"), &open, NULL).code, CODE_STORE_DAMAGED);  // but in no mould of later
}

// Either the body as it was or an error: one bit after another, in the mould and in what was packed.
static void a_wrong_bit_is_told(void **state) {
    (void)state;
    AUTO_TEXT words = text_with_ceiling(MOULD_BYTES_MAX), packed = text_with_ceiling(1000);
    text_char(&words, MOULD_SINCE);
    mould_words(view_of(PASSPORT), &words);
    mould_pack(text_seen(&words), view_of(PASSPORT), &packed);
    size_t told = 0;
    struct text *const both[] = {&words, &packed};
    for (size_t i = 0; i < 16 * (words.bytes > packed.bytes ? words.bytes : packed.bytes); i++) {
        struct text *t = both[i & 1];
        if (i / 16 >= t->bytes) continue;
        AUTO_TEXT open = text_with_ceiling(MOULD_BODY_BYTES_MAX);
        t->at[i / 16] ^= (char)(1 << (i / 2 & 7));
        struct result r = mould_unpack(text_seen(&words), text_seen(&packed), &open, NULL);
        t->at[i / 16] ^= (char)(1 << (i / 2 & 7));
        told += r.code == CODE_STORE_DAMAGED;
        assert_true(r.code ? r.code == CODE_STORE_DAMAGED : view_is(text_seen(&open), PASSPORT));
    }
    assert_true(told > 8 * packed.bytes);
}

// Whatever stands there: a body or an error, within the ceilings, and never one that is too long or too short.
static void a_broken_body_is_an_error(void **state) {
    (void)state;
    AUTO_TEXT words = text_with_ceiling(MOULD_BYTES_MAX), packed = text_with_ceiling(1000);
    mould_words(view_of(PASSPORT), &words);
    mould_pack(text_seen(&words), view_of(PASSPORT), &packed);
    for (size_t n = 0; n < packed.bytes; n++) {
        AUTO_TEXT open = text_with_ceiling(MOULD_BODY_BYTES_MAX);
        assert_int_equal(mould_unpack(text_seen(&words), (struct view){packed.at, n}, &open, NULL).code, CODE_STORE_DAMAGED);
    }
    srand(11);
    for (int i = 0; i < 50000; i++) {
        AUTO_TEXT open = text_with_ceiling(MOULD_BODY_BYTES_MAX), broken = text_with_ceiling(1000);
        text_view(&broken, text_seen(&packed));
        for (int k = 1 + rand() % 4; k; k--) broken.at[(size_t)rand() % broken.bytes] = (char)rand();
        struct result r = mould_unpack(text_seen(&words), text_seen(&broken), &open, NULL);
        assert_true(r.code ? r.code == CODE_STORE_DAMAGED : view_is(text_seen(&open), PASSPORT));
    }
    static const char *const NONSENSE[] = {"", "\x80", "\xff\xff\xff\xff\xff\xff", "\x05\x7f", "\x05\x01\x05", "\x05\x01\x01x",
                                           "\x05\x01\x01x\x04\x7f", "\x01\x01\x01xy"};
    for (size_t i = 0; i < sizeof NONSENSE / sizeof *NONSENSE; i++) {
        AUTO_TEXT open = text_with_ceiling(100);
        assert_int_equal(mould_unpack(VIEW("w"), view_of(NONSENSE[i]), &open, NULL).code, CODE_STORE_DAMAGED);
    }
}

static void a_mould_holds_nothing_of_whom_a_record_is_about(void **state) {
    (void)state;
    AUTO_TEXT words = text_with_ceiling(MOULD_BYTES_MAX);
    mould_words(VIEW("{\"Karim\":1,\"kind\":\"person\",\"births\":[\"1990-05-04\"],\"height\":181.5,\"list\":{\"ref\":\"QDi.1\",\"source\":\"un\"},\"names\":"
                     "[{\"text\":\"A \\\"b\\\" \\\\\"},{\"given\":\"Karim\"}],\"reason\":\"said so\",\"wanted\":true}"), &words);
    assert_string_equal(text_string(&words), "{\"\":,\"kind\":\"person\",\"births\":[\"\"],\"height\":,\"list\":{\"ref\":\"\",\"source\":\"\"},\"names\":"
                                             "[{\"text\":\"\"},{\"given\":\"\"}],\"reason\":\"\",\"wanted\":true}");
    static const char *const CUT[] = {"\"", "{\"", "{\"a\\", "{\"a\\\"", "Karim 7", "{\"a\":\"b"};  // no JSON at all
    for (size_t i = 0; i < sizeof CUT / sizeof *CUT; i++) mould_words(view_of(CUT[i]), &words);
    assert_null(strstr(text_string(&words), "Karim"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_packed_comes_back_byte_for_byte), cmocka_unit_test(bodies_of_chance_come_back),
        cmocka_unit_test(a_mould_that_grew_still_reads_what_was_before), cmocka_unit_test(what_was_packed_without_a_check_is_read),
        cmocka_unit_test(a_wrong_bit_is_told), cmocka_unit_test(a_broken_body_is_an_error),
        cmocka_unit_test(a_mould_holds_nothing_of_whom_a_record_is_about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
