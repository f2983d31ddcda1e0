// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The register of hashes: entered once, found exactly or within the distance, gone with its term or its source.
#include "node/node_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)
#define DO(h, handler, answer, ...) house_do(h, BE, AUTHOR, handler, json_pack(__VA_ARGS__), answer)
// PDQ of an invented picture; flipped() gives one that differs in so many bits.
#define PICTURE "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22"
#define ABC_MD5 "900150983cd24fb0d6963f7d28e17f72"  // of "abc", RFC 1321 A.5
#define ABC_SHA256 "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"  // of "abc", FIPS 180-4

static void flipped(int bits, char out[65]) {
    memcpy(out, PICTURE, 65);
    for (int i = 0; i < bits; i++) {
        char c = out[2 * i];  // the lowest bit of every second digit
        int v = c <= '9' ? c - '0' : c - 'a' + 10;
        v ^= 1;
        out[2 * i] = (char)(v < 10 ? '0' + v : 'a' + v - 10);
    }
}

static struct house *standing(void) {
    struct house *h = house_new(LAWS_FOLDER);
    QUIET(h, 2500);
    return h;
}

static json_t *list_of(void) {
    return json_pack("[{s:s,s:s,s:s,s:i},{s:s,s:s},{s:s,s:s},{s:s,s:s,s:i}]", "type", "pdq", "value", PICTURE, "label", "instructs",
                     "quality", 90, "type", "md5", "value",
                     ABC_MD5, "type", "sha256", "value", ABC_SHA256, "type", "pdq", "value",
                     "00000000000000000000000000000000000000000000000000000000000000ff", "quality", 49);
}

static json_t *found(struct house *h, const char *type, const char *value) {
    json_t *answer = NULL;
    assert_int_equal(DO(h, hashes_searched, &answer, "{s:[{s:s,s:s}]}", "hashes", "type", type, "value", value), CODE_OK);
    return answer;
}
static size_t count(struct house *h, const char *type, const char *value) {
    AUTO_JSON *answer = found(h, type, value);
    return json_array_size(json_object_get(answer, "matches"));
}

static void found_exactly_and_within_the_distance(void **state) {
    struct house *h = standing();
    AUTO_JSON *added = NULL;
    AUTO_JSON *again = NULL;
    char near[65], far[65];
    (void)state;
    flipped(31, near), flipped(32, far);
    assert_int_equal(count(h, "pdq", PICTURE), 0);
    assert_int_equal(DO(h, hashes_added, &added, "{s:s,s:o}", "source", "an office", "hashes", list_of()), CODE_OK);
    assert_true(json_int(added, "added") == 3 && json_int(added, "too_plain") == 1);
    assert_int_equal(DO(h, hashes_added, &again, "{s:s,s:o}", "source", "an office", "hashes", list_of()), CODE_OK);
    assert_true(json_int(again, "added") == 0 && json_int(again, "unchanged") == 3);
    assert_int_equal(DO(h, hashes_added, NULL, "{s:s,s:o}", "source", "another", "hashes", list_of()), CODE_OK);
    assert_int_equal(count(h, "md5", ABC_MD5), 2);  // both sources have it
    assert_int_equal(count(h, "sha256", ABC_SHA256), 2);
    assert_int_equal(count(h, "md5", "900150983cd24fb0d6963f7d28e17f73"), 0);
    assert_int_equal(count(h, "pdq", near), 2);
    assert_int_equal(count(h, "pdq", far), 0);
    AUTO_JSON *answer = found(h, "pdq", near);
    const json_t *match = json_array_get(json_object_get(answer, "matches"), 0);
    assert_true(json_int(match, "distance") == 31 && view_is(json_view(match, "label"), "instructs") && view_is(json_view(match, "value"), PICTURE));
    house_free(h);
}

static void a_source_is_given_back_and_a_term_ends(void **state) {
    struct house *h = standing();
    AUTO_JSON *lists = NULL;
    (void)state;
    assert_int_equal(DO(h, hashes_added, NULL, "{s:s,s:o,s:i}", "source", "an office", "hashes", list_of(), "retain_years", 1), CODE_OK);
    assert_int_equal(DO(h, hashes_added, NULL, "{s:s,s:o,s:i}", "source", "another", "hashes", list_of(), "retain_years", 3), CODE_OK);
    assert_int_equal(count(h, "pdq", PICTURE), 2);
    assert_int_equal(DO(h, hashes_dropped, NULL, "{s:s,s:s}", "source", "nobody", "reason", "t"), CODE_NOT_FOUND);
    assert_int_equal(DO(h, hashes_added, NULL, "{s:s,s:o}", "source", "a third", "hashes", list_of()), CODE_OK);
    assert_int_equal(count(h, "pdq", PICTURE), 3);
    assert_int_equal(DO(h, hashes_dropped, NULL, "{s:s,s:s}", "source", "a third", "reason", "given back"), CODE_OK);
    assert_int_equal(count(h, "pdq", PICTURE), 2);
    h->now.ms += (int64_t)365 * DAY_MS - HOUR_MS, h->us += 365ull * DAY_MS * 1000;
    assert_int_equal(count(h, "pdq", PICTURE), 2);
    h->now.ms += 2 * HOUR_MS, h->us += 2ull * HOUR_MS * 1000;  // an hour after the day of a year ago
    assert_int_equal(count(h, "pdq", PICTURE), 1);  // over, though not swept yet
    QUIET(h, 130000);
    assert_int_equal(count(h, "md5", ABC_MD5), 1);
    assert_int_equal(DO(h, hashes_listed, &lists, "{}"), CODE_OK);
    assert_int_equal(json_array_size(json_object_get(lists, "lists")), 3);  // of "another": pdq, md5, sha256
    house_free(h);
}

static void what_is_no_hash_is_refused_with_its_place(void **state) {
    struct house *h = standing();
    static const struct {
        const char *type, *value;
    } rows[] = {{"md4", ABC_MD5}, {"md5", "900150983cd24fb0d6963f7d28e17f7"}, {"sha256", ABC_MD5}, {"pdq", PICTURE "00"},
                {"md5", "900150983cd24fb0d6963f7d28e17f7g"}, {"", ""}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *list = list_of();
        json_array_append_new(list, json_pack("{s:s,s:s}", "type", rows[i].type, "value", rows[i].value));
        assert_int_equal(DO(h, hashes_added, NULL, "{s:s,s:o}", "source", "an office", "hashes", list), CODE_BAD_FIELD);
        assert_int_equal(DO(h, hashes_searched, NULL, "{s:[{s:s,s:s}]}", "hashes", "type", rows[i].type, "value", rows[i].value), CODE_BAD_FIELD);
    }
    assert_int_equal(count(h, "md5", ABC_MD5), 0);  // none of a list that is refused
    assert_int_equal(DO(h, hashes_added, NULL, "{s:s,s:[{s:s,s:s,s:s}]}", "source", "s", "hashes", "type", "md5", "value", ABC_MD5, "label",
                        "dull"), CODE_BAD_FIELD);
    assert_int_equal(DO(h, hashes_added, NULL, "{s:s,s:o}", "source", " ", "hashes", list_of()), CODE_BAD_ARGUMENT);
    assert_int_equal(DO(h, hashes_searched, NULL, "{s:o,s:i}", "hashes", list_of(), "distance", 32), CODE_BAD_ARGUMENT);
    assert_int_equal(DO(h, hashes_searched, NULL, "{s:[]}", "hashes"), CODE_BAD_ARGUMENT);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(found_exactly_and_within_the_distance), cmocka_unit_test(a_source_is_given_back_and_a_term_ends),
                                       cmocka_unit_test(what_is_no_hash_is_refused_with_its_place)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
