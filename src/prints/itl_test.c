// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Containers: made by hand, exported by us, and NIST's own samples where they are at hand (MALINES_FINGERPRINTS or ../shared).
#include "dna/fixture.h"
#include "prints/itl.h"
#include "sys/sys.h"

#include <dirent.h>
#include <stdlib.h>

static struct itl_file file;

#define FS_ "\x1C"
#define GS_ "\x1D"
#define RS_ "\x1E"
#define US_ "\x1F"
// The text with its lengths put right.
static void sized(struct text *out, const char *one, const char *two) {  // formats of one %zu each
    const char *const both[] = {one, two};
    for (size_t i = 0; i < 2; i++) {
        size_t n = 0;
        char room[300];
        for (int again = 0; again < 3; again++) n = (size_t)snprintf(room, sizeof room, both[i], n);
        text_put(out, room);
    }
}
#define ONE_F "1.01:%zu" GS_ "1.02:0400" GS_ "1.03:1" US_ "1" RS_ "2" US_ "00" GS_ "1.04:CPS" GS_ "1.05:20260101" GS_ "1.08:BE" FS_
#define TWO_F "2.001:%zu" GS_ "2.002:00" GS_ "2.018:Verzonnen, Jan" FS_

static void test_read(void **state) {
    (void)state;
    struct error err = {0};
    struct view v;
    AUTO_TEXT t = text_with_ceiling(4096);
    sized(&t, ONE_F, TWO_F);
    if (FAILED(itl_read(text_seen(&t), &file, &err))) fail_msg("%s", err.detail);
    assert_int_equal(file.count, 2);
    assert_true(file.pruem);
    assert_true(itl_field(&file.records[1], 18, &v) && view_is(v, "Verzonnen, Jan"));
}

static void test_every_cut_and_flip_is_refused_or_read(void **state) {
    (void)state;
    AUTO_TEXT t = text_with_ceiling(4096);
    sized(&t, ONE_F, TWO_F);
    for (size_t n = 0; n < t.bytes; n++) assert_true(FAILED(itl_read((struct view){t.at, n}, &file, NULL)));
    text_char(&t, 'x');
    assert_int_equal(itl_read(text_seen(&t), &file, NULL).code, CODE_BAD_FORMAT);
    for (int mark = 0; mark < 2; mark++) {  // the other encoding is named, so that nobody looks for a fault in it
        struct error err = {0};
        assert_int_equal(itl_read(view_of(mark ? "\xEF\xBB\xBF<?xml?>" : "<itl:NISTBiometricInformationExchangePackage/>"), &file,
                                  &err).code, CODE_BAD_FORMAT);
        assert_non_null(strstr(err.detail, "XML"));
    }
}

static void test_redacted(void **state) {
    (void)state;
    AUTO_TEXT t = text_with_ceiling(4096), out = text_with_ceiling(4096);
    struct error err = {0};
    sized(&t, ONE_F, TWO_F);
    if (FAILED(itl_redacted(text_seen(&t), false, &out, &err))) fail_msg("%s", err.detail);
    if (FAILED(itl_read(text_seen(&out), &file, &err))) fail_msg("%s", err.detail);
    assert_int_equal(file.count, 2);
    assert_null(memmem(out.at, out.bytes, "Verzonnen", 9));
}

static struct dna_entry entry(void) {
    struct dna_entry e = {.ref = VIEW("BE-7"), .lab = VIEW("LAB<7>"), .kit = dna_kit_find(book, VIEW("ESX17")), .category = &book->categories[0]};
    assert_false(FAILED(dna_profile_read(book, VIEW("{\"TH01\":[\"6\",\"9.3\"],\"VWA\":[\"14\",\"14\"],\"AMEL\":[\"X\",\"Y\"]}"),
                                         (struct dna_how){false}, &e.profile, NULL)));
    return e;
}

static void test_export(void **state) {
    (void)state;
    struct error err = {0};
    struct dna_entry e = entry();
    struct view v;
    AUTO_TEXT t = text_with_ceiling(1 << 16), xml = text_with_ceiling(1 << 16);
    if (FAILED(itl_of_profile(book, &e, VIEW("20260101"), &t, &err))) fail_msg("%s", err.detail);
    if (FAILED(itl_read(text_seen(&t), &file, &err))) fail_msg("%s", err.detail);
    assert_int_equal(file.records[1].type, 18);
    assert_true(itl_field(&file.records[1], 16, &v));
    assert_non_null(memmem(v.at, v.bytes, "TH01" US_ "1" US_ "1" US_ "1" US_ "6" US_ "9.3", 16));
    text_niem(&xml, book, &e);
    assert_non_null(strstr(text_string(&xml), "<biom:DNALocusName>TH01</biom:DNALocusName>"));
    assert_non_null(strstr(text_string(&xml), "<biom:DNAAlleleCall1Text>9.3</biom:DNAAlleleCall1Text>"));
    assert_null(strstr(text_string(&xml), "LAB<7>"));
}

// Every container of NIST's tools is read, its records add up, and what is redacted is read again without Type-10.
static void test_real_files(void **state) {
    (void)state;
    const char *told = getenv("MALINES_FINGERPRINTS");
    char folder[300], path[600];
    size_t read = 0;
    snprintf(folder, sizeof folder, "%s/nbis-an2kconvert", told ? told : "../shared/data/fingerprints");
    DIR *d = opendir(folder);
    if (!d) skip();
    for (struct dirent *e = readdir(d); e; e = readdir(d)) {
        struct error err = {0};
        AUTO_TEXT bytes = text_with_ceiling(ITL_BYTES_MAX), out = text_with_ceiling(ITL_BYTES_MAX);
        if (!strstr(e->d_name, ".an2")) continue;
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        assert_false(FAILED(file_read(path, ITL_BYTES_MAX, &bytes, NULL)));
        if (FAILED(itl_read(text_seen(&bytes), &file, &err))) fail_msg("%s: %s", e->d_name, err.detail);
        if (FAILED(itl_redacted(text_seen(&bytes), false, &out, &err)) || FAILED(itl_read(text_seen(&out), &file, &err)))
            fail_msg("%s: %s", e->d_name, err.detail);
        for (size_t i = 0; i < file.count; i++) assert_true(file.records[i].type != 10);
        read++;
    }
    closedir(d);
    assert_true(read > 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_read), cmocka_unit_test(test_every_cut_and_flip_is_refused_or_read),
                                       cmocka_unit_test(test_redacted),
                                       cmocka_unit_test(test_export), cmocka_unit_test(test_real_files)};
    return cmocka_run_group_tests(tests, load, drop);
}
