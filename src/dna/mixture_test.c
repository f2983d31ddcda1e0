// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What can be worked out by hand about traces and relatives. The model as a whole: tests/interop/dna_oracle.py.
#include "dna/fixture.h"
#include "dna/mixture.h"

#include <math.h>
#include <stdlib.h>

static struct dna_freq freq;
static const char SMALL[] = "Allele,TH01,D18S51\n6,0.25,\n7,0.25,\n9.3,0.5,\n12,,0.5\n13,,0.3\n14,,0.2\n";

static int load_small(void **state) {
    struct error err = {0};
    if (load(state)) return 1;
    return FAILED(dna_freq_read(book, view_of(SMALL), NULL, &freq, &err)) ? fprintf(stderr, "%s\n", err.detail), 1 : 0;
}

static struct dna_case one_person(double theta, double drop_in, double dropout, const char *replicate) {
    struct dna_case c;
    struct error err = {0};
    char text[600];
    snprintf(text, sizeof text, "{\"replicates\":[%s],\"drop_in\":%f,\"theta\":%f,\"rare\":0.001,"
             "\"prosecution\":{\"candidate\":%f,\"unknowns\":0,\"dropout\":0},\"defence\":{\"unknowns\":1,\"dropout\":%f}}", replicate,
             drop_in, theta, dropout, dropout);
    AUTO_JSON *j = json_loads(text, 0, NULL);
    if (FAILED(dna_case_read(book, &freq, j, &c, &err))) fail_msg("%s", err.detail);
    return c;
}

// A clean trace of one person: the ratio is one over the frequency of the genotype.
static void test_one_person(void **state) {
    (void)state;
    unsigned loci;
    struct dna_case c = one_person(0, 0, 0, "{\"TH01\":[\"6\",\"9.3\"],\"D18S51\":[\"12\"]}");
    struct dna_profile p = profile("{\"TH01\":[\"6\",\"9.3\"],\"D18S51\":[\"12\",\"12\"]}");
    assert_true(fabs(dna_case_lr(&c, &p, &loci) + log10(2 * 0.25 * 0.5) + log10(0.25)) < 1e-12);
    assert_int_equal(loci, 2);
}

// Case 14: excluded with certainty is nought, in the index too, and never not-a-number.
static void test_excluded(void **state) {
    (void)state;
    unsigned loci;
    struct dna_lead *leads;
    size_t count;
    struct dna_index *x = dna_index_new(book);
    struct dna_case c = one_person(0.01, 0, 0, "{\"TH01\":[\"6\",\"7\"],\"D18S51\":[\"12\"]}");
    struct dna_profile other = profile("{\"TH01\":[\"6\",\"9.3\"],\"D18S51\":[\"12\",\"12\"]}"),
                       same = profile("{\"TH01\":[\"6\",\"7\"],\"D18S51\":[\"12\",\"12\"]}");
    double lr = dna_case_lr(&c, &other, &loci);
    assert_true(isinf(lr) && lr < 0);
    assert_int_equal(dna_case_locus(&c, dna_locus_find(book, VIEW("TH01")), other.at[dna_locus_find(book, VIEW("TH01"))]) > 0, 0);
    assert_false(FAILED(dna_index_add(x, 1, &other, NULL)));
    assert_false(FAILED(dna_index_add(x, 2, &same, NULL)));
    assert_false(FAILED(dna_index_leads(x, &c, 0, 10, &leads, &count, NULL)));
    assert_int_equal(count, 1);
    assert_int_equal(leads[0].id, 2);
    free(leads);
    assert_true(dna_index_drop(x, 2));
    assert_false(FAILED(dna_index_leads(x, &c, 0, 10, &leads, &count, NULL)));
    assert_int_equal(count, 0);
    free(leads);
    dna_index_free(x);
}

// Case 14 with a known victim: four alleles, two of them hers. Whoever has the other two is eight times likelier than a stranger;
// who lacks one of them, when nothing drops out or in, is nought.
static void test_victim_and_four_alleles(void **state) {
    (void)state;
    static struct dna_freq quarter;
    struct dna_case c;
    struct error err = {0};
    unsigned loci;
    assert_false(FAILED(dna_freq_read(book, VIEW("Allele,TH01\n6,0.25\n7,0.25\n8,0.25\n9,0.25\n"), NULL, &quarter, &err)));
    AUTO_JSON *j = json_loads("{\"replicates\":[{\"TH01\":[\"6\",\"7\",\"8\",\"9\"]}],\"drop_in\":0,\"theta\":0,\"rare\":0.001,"
                              "\"known\":[{\"profile\":{\"TH01\":[\"6\",\"7\"]},"
                              "\"prosecution\":0,\"defence\":0}],\"prosecution\":{\"candidate\":0,\"unknowns\":0,\"dropout\":0},"
                              "\"defence\":{\"unknowns\":1,\"dropout\":0}}", 0, NULL);
    if (FAILED(dna_case_read(book, &quarter, j, &c, &err))) fail_msg("%s", err.detail);
    struct dna_profile right = profile("{\"TH01\":[\"8\",\"9\"]}");
    assert_true(fabs(dna_case_lr(&c, &right, &loci) - log10(1 / (2 * 0.25 * 0.25))) < 1e-12);
    static const char *const wrong[] = {"{\"TH01\":[\"8\",\"8\"]}", "{\"TH01\":[\"6\",\"7\"]}", "{\"TH01\":[\"6\",\"8\"]}"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct dna_profile p = profile(wrong[i]);
        double lr = dna_case_lr(&c, &p, &loci);
        assert_true(isinf(lr) && lr < 0);
    }
}

// Drop-out by hand: trace 6, candidate 6,7 with d: Hp d(1-d)(1-C); all of Hd too, genotype by genotype.
static void test_drop_out(void **state) {
    (void)state;
    double d = 0.1, c0 = 0.9, hp = d * (1 - d) * c0, hd = 0;
    struct dna_case c = one_person(0, 0.1, d, "{\"TH01\":[\"6\"]}");
    double p6 = 0.25, rest = 0.75;
    hd += p6 * p6 * (1 - d * d) * c0;              // 6,6
    hd += 2 * p6 * rest * d * (1 - d) * c0;        // 6 and another
    hd += rest * rest * (d * d) * (0.1 * p6);      // none: 6 dropped in, both others dropped out
    struct dna_pair g = profile("{\"TH01\":[\"6\",\"7\"]}").at[dna_locus_find(book, VIEW("TH01"))];
    assert_true(fabs(dna_case_locus(&c, dna_locus_find(book, VIEW("TH01")), g) - hp / hd) < 1e-12);
}

static void test_relatives(void **state) {
    (void)state;
    double lr;
    struct dna_profile a = profile("{\"TH01\":[\"6\",\"7\"]}"), b = profile("{\"TH01\":[\"6\",\"9.3\"]}"), none = profile("{\"TH01\":[\"9.3\",\"9.3\"]}");
    assert_int_equal(dna_kinship(book, &freq, DNA_PARENT_CHILD, false, 0, &a, &b, &lr, NULL).code, CODE_NO_BASIS);
    assert_false(FAILED(dna_kinship(book, &freq, DNA_PARENT_CHILD, true, 0, &a, &b, &lr, NULL)));
    assert_true(fabs(lr - log10(1 / (4 * 0.25))) < 1e-12);  // paternity index 1/4p of the shared allele
    assert_false(FAILED(dna_kinship(book, &freq, DNA_PARENT_CHILD, true, 0, &a, &none, &lr, NULL)));
    assert_true(isinf(lr) && lr < 0);
    assert_false(FAILED(dna_kinship(book, &freq, DNA_FULL_SIBLINGS, true, 0, &a, &a, &lr, NULL)));
    double p = 0.25, q = 0.25;
    assert_true(fabs(lr - log10(0.25 + 0.5 * (p + q) / 2 / (2 * p * q) + 0.25 / (2 * p * q))) < 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_person), cmocka_unit_test(test_excluded),
                                       cmocka_unit_test(test_victim_and_four_alleles), cmocka_unit_test(test_drop_out),
                                       cmocka_unit_test(test_relatives)};
    return cmocka_run_group_tests(tests, load_small, drop);
}
