// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// read.h — what laboratories write into what is compared; every refusal names the locus, never the value (P14).
#ifndef MALINES_DNA_READ_H
#define MALINES_DNA_READ_H

#include "codec/json.h"
#include "dna/compare.h"

enum { DNA_VALUES_MAX = 16, DNA_TRI_LOCI_MAX = 2 };

struct dna_how {               // what a laboratory's files mean where files differ
    bool single_unknown;       // one value alone: the other may have dropped out (F); false: homozygous, given once
};

// The values of one locus, as written: 9.3, "9,3", X, *, F, R, OL, <8, >30, null, NA, NR, UN, O, 0, 1, 99, -, empty.
// Blank values are passed over; all blank leaves the locus not typed. Three different lengths are a third allele; four
// are a mixture. BAD_FIELD: "TH01: ..."; the profile is then unchanged.
RESULT dna_locus_read(const struct dna_book *b, int slot, const struct view *values, size_t count, struct dna_how how,
                      struct dna_profile *p, struct error *err);

// May it enter the register? `kit` NULL: not said. `person`: a known person's profile, not a trace. BAD_FIELD with the
// cause: too few loci, a locus the kit does not type, three alleles in more than DNA_TRI_LOCI_MAX loci.
RESULT dna_profile_check(const struct dna_book *b, const struct dna_rule *rule, const struct dna_kit *kit, bool person,
                         const struct dna_profile *p, struct error *err);
unsigned dna_designated_count(const struct dna_book *b, const struct dna_profile *p, uint32_t among);  // counted loci

// {"TH01": ["6", "9.3"], ...}: the form of records and messages. Reading takes any spelling of a locus; a locus twice fails.
void text_profile(struct text *t, const struct dna_book *b, const struct dna_profile *p);  // canonical JSON
RESULT dna_profile_of(const struct dna_book *b, json_t *in, struct dna_how how, struct dna_profile *out, struct error *err);
RESULT dna_profile_read(const struct dna_book *b, struct view json, struct dna_how how, struct dna_profile *out, struct error *err);

// Two profiles side by side, a row for each locus that either has: [{locus, own, theirs, outcome}]; values as in text_profile().
json_t *dna_table_json(const struct dna_book *b, const struct dna_profile *own, const struct dna_profile *theirs, const struct dna_verdict *v);

// Of the rows of laws/dna/ behind a comparison at these loci, those that nobody has read in full at their source (marks P and M):
// [{id, mark, source, what}], what: rule, locus, micro_variants (id: bases of a repeat). `micro`: such neighbours count here.
json_t *dna_unverified_json(const struct dna_book *b, const struct dna_rule *rule, uint32_t loci, bool micro);
void dna_row_unverified(json_t *list, const char *what, struct view id, char mark, struct view source);  // once; nothing for mark S

// A line as text_dna_entry() writes it (file.h), the quick way; views into the line. False: not of that form, or something
// in it is not good: the JSON reader says what.
struct dna_line {
    struct view category, kit, lab, ref;
    struct dna_profile profile;
};
bool dna_line_read(const struct dna_book *b, struct view line, struct dna_line *out);

#endif
