// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// dna_lr.c — likelihood ratios for dna_oracle.py: a case on the first line, a candidate {"id","profile"} on each other.
//   dna_lr LAWS FREQUENCIES [POPULATION] < LINES     prints ID, log10 LR summed locus by locus, and as the index finds it
#include "dna/mixture.h"
#include "dna/read.h"
#include "sys/sys.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static struct dna_book *book;
static struct dna_freq freq;
static struct dna_case mix;

static RESULT prepare(int argc, char **argv, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(16 << 20);
    if (argc < 3) return FAIL(err, BAD_ARGUMENT, "dna_lr LAWS FREQUENCIES [POPULATION]");
    TRY(dna_book_load(argv[1], &book, err));
    TRY(file_read(argv[2], 16 << 20, &bytes, err));
    return dna_freq_read(book, text_seen(&bytes), argc > 3 ? argv[3] : NULL, &freq, err);
}

static RESULT candidate(struct dna_index *x, const json_t *j, struct error *err) {
    AUTO_TEXT profile = text_with_ceiling(1 << 16);
    struct dna_profile p;
    unsigned loci;
    text_json(&profile, json_object_get(j, "profile"));
    if (FAILED(dna_profile_read(book, text_seen(&profile), (struct dna_how){false}, &p, err))) return DONE;  // a bad row of a base is left out
    double direct = dna_case_lr(&mix, &p, &loci);
    printf("%lld %.10f %u\n", (long long)json_int(j, "id"), direct, loci);
    return dna_index_add(x, (uint64_t)json_int(j, "id"), &p, err);
}

static RESULT run(struct error *err) {
    static char line[1 << 20];
    struct dna_index *x = dna_index_new(book);
    struct dna_lead *leads;
    size_t count;
    for (bool first = true; fgets(line, sizeof line, stdin); first = false) {
        AUTO_JSON *j = NULL;
        TRY(json_strict(view_trim(view_of(line)), &j, err));
        if (first) TRY(dna_case_read(book, &freq, j, &mix, err));
        else TRY(candidate(x, j, err));
    }
    TRY(dna_index_leads(x, &mix, -INFINITY, 1000000, &leads, &count, err));
    for (size_t i = 0; i < count; i++) printf("index %llu %.10f %u\n", (unsigned long long)leads[i].id, leads[i].log10_lr, leads[i].loci);
    free(leads);
    dna_index_free(x), dna_book_free(book);
    return DONE;
}

int main(int argc, char **argv) {
    struct error err = {0};
    struct result r = prepare(argc, argv, &err);
    if (!FAILED(r)) r = run(&err);
    if (FAILED(r)) fprintf(stderr, "%s: %s\n", code_name(r.code), err.detail);
    return FAILED(r);
}
