// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// freq.h — how rare: allele frequencies of a population, and what follows from them.
//
// Match probabilities are those of Balding and Nichols (For. Sci. Int. 64 (1994) 125-140, formulae 10a and 10b; NRC II
// 4.10): the probability of meeting the profile again, given that it was seen once, in a population with coancestry
// theta. The chance of a hit between two strangers is counted exactly, pair of genotypes by pair of genotypes.
#ifndef MALINES_DNA_FREQ_H
#define MALINES_DNA_FREQ_H

#include "dna/compare.h"

enum { DNA_ALLELES_MAX = 128, DNA_POPULATION_BYTES = 64 };

struct dna_freq {
    char population[DNA_POPULATION_BYTES];
    uint32_t loci;                     // those it knows
    uint32_t passed_over;              // loci and alleles of the file that are none of ours
    struct dna_freq_locus {
        uint16_t count;
        double floor;                  // of an allele that is rarer or absent: 5/2N (NRC II), 0.001 where N is not told
        uint8_t allele[DNA_ALLELES_MAX];
        double p[DNA_ALLELES_MAX];     // as published: sums to about one
    } at[DNA_SLOTS];
};

// Reads, told by its first lines: STRidER (a table a locus; `population` names a column, NULL: "Entire Database"), a
// table of alleles by loci with comma, semicolon or tab (NIST, FBI, Norwegian files; decimal comma where the
// separator is not a comma), or a locus on a line with its alleles below (norSTR). BAD_CSV with line, BAD_FORMAT,
// BAD_FIELD: frequencies of a locus that do not sum to about one; NOT_FOUND: no such population.
RESULT dna_freq_read(const struct dna_book *b, struct view bytes, const char *population, struct dna_freq *out, struct error *err);
// {"loci":{"TH01":{"6":231653000000,"floor":...}},"population":"..."} in units of 1e-12, canonical; and back. BAD_FIELD.
void text_freq(struct text *t, const struct dna_book *b, const struct dna_freq *f);
RESULT dna_freq_json(const struct dna_book *b, struct view json, struct dna_freq *out, struct error *err);
double dna_freq_of(const struct dna_freq *f, int slot, uint8_t allele);  // floor applied; the floor when the locus is not known

// One genotype met again, given it was seen once.
double dna_match_homozygous(double p, double theta);
double dna_match_heterozygous(double p, double q, double theta);

// Of what two profiles agree in (outcomes full only, since nothing is claimed of the others): log10 of 1/RMP, which is
// also the log10 LR of "same source" against "unrelated". *loci: how many went in.
double dna_rarity(const struct dna_book *b, const struct dna_freq *f, const struct dna_profile *p, const struct dna_verdict *v, double theta,
                  unsigned *loci);

// Two unrelated people at one locus: probabilities of full, micro-variant and one-mismatch outcomes.
struct dna_chance_locus { double full, micro, mismatch; };
struct dna_chance_locus dna_chance_at(const struct dna_book *b, const struct dna_freq *f, const struct dna_rule *rule, int slot, double theta);
// At all loci of `mask` (those both sides have): the probability that two strangers are a hit of quality 1 to 4
// (index 0: any). `all`: the terms of every slot, from dna_chance_at(). A locus without frequencies is left out.
void dna_chance(const struct dna_book *b, const struct dna_rule *rule, const struct dna_chance_locus all[DNA_SLOTS], uint32_t mask, double out[5]);
void dna_chance_all(const struct dna_book *b, const struct dna_freq *f, const struct dna_rule *rule, double theta,
                    struct dna_chance_locus all[DNA_SLOTS]);

#endif
