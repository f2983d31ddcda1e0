// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// mixture.h — who could be in a mixed trace? Likelihood ratios with drop-out and drop-in, an investigative tool.
//
// The model is the one known as LRmix (Gill, Haned, Forensic Sci. Int. Genet. 7 (2013) 251-263; Haned, Gill 6 (2012) 679):
// a contributor's allele drops out with probability d (both copies of a homozygote with d^2), an allele nobody explains
// dropped in with probability C times its frequency, and 1-C when none did; unknown contributors range over all
// genotypes, drawn with theta after those of the known people. Peak heights play no part. What no replicate and no
// known person shows is one allele "other" with the rest of the frequency, which is exact in this model.
// A ratio is a lead for an investigator, never a hit: nothing here is exchanged by itself.
#ifndef MALINES_DNA_MIXTURE_H
#define MALINES_DNA_MIXTURE_H

#include "codec/json.h"
#include "dna/freq.h"
#include "dna/scan.h"

enum { DNA_REPLICATES_MAX = 4, DNA_KNOWN_MAX = 3, DNA_UNKNOWN_MAX = 4, DNA_TRACE_ALLELES_MAX = 12 };

struct dna_trace {                     // one replicate: the alleles seen
    uint8_t count[DNA_SLOTS];          // 0: nothing came up at that locus
    uint8_t allele[DNA_SLOTS][DNA_TRACE_ALLELES_MAX];
    uint32_t typed;                    // loci that were typed, with alleles or without
};
struct dna_claim {                     // what a hypothesis says
    unsigned unknowns;
    double unknown_dropout, candidate_dropout;  // the latter where the candidate is in it
    struct { struct dna_profile profile; double dropout; } known[DNA_KNOWN_MAX];
    unsigned known_count;
    bool only_seen;                    // unknown people carry only alleles that the trace shows (SmartRank's default for Hp)
};
struct dna_case {
    const struct dna_book *book;
    const struct dna_freq *freq;
    struct dna_trace replicates[DNA_REPLICATES_MAX];
    unsigned replicate_count;
    double drop_in, theta;
    double rare;                       // of an allele without a frequency
    struct dna_claim prosecution, defence;  // with the candidate; without
};
// The alleles of a locus as written; lengths only, others are passed over. BAD_FIELD names the locus.
RESULT dna_trace_read(const struct dna_book *b, int slot, const struct view *values, size_t count, struct dna_trace *t, struct error *err);

// A whole case from JSON, in the form of case_read.c. BAD_FIELD, TOO_BIG.
RESULT dna_case_read(const struct dna_book *b, const struct dna_freq *f, const json_t *in, struct dna_case *out, struct error *err);

// log10 of Pr(E|Hp)/Pr(E|Hd) over the loci of the trace that the candidate has whole; -INFINITY when excluded.
double dna_case_lr(const struct dna_case *c, const struct dna_profile *candidate, unsigned *loci);
double dna_case_prosecution(const struct dna_case *c, int slot, struct dna_pair candidate);  // the two halves of the ratio
double dna_case_defence(const struct dna_case *c, int slot);
double dna_case_locus(const struct dna_case *c, int slot, struct dna_pair candidate);  // the ratio itself, of one locus

struct dna_lead { uint64_t id; double log10_lr; unsigned loci; };
// All profiles with log10 LR >= threshold, best first, at most `most` (not 0). Each locus' ratios are computed once a
// genotype. Builds columns in the index the first time: not beside another search. *out by free(). NO_SYSTEM.
RESULT dna_index_leads(struct dna_index *x, const struct dna_case *c, double threshold, size_t most, struct dna_lead **out, size_t *count,
                       struct error *err);

// ---- Relatives ----
enum dna_relation { DNA_PARENT_CHILD, DNA_FULL_SIBLINGS, DNA_HALF_SIBLINGS };
// log10 LR of the relation against unrelated, over loci designated on both sides (Evett, Weir 1998; k0, k1, k2).
// `allowed`: the legal flag of the pair (pairs.yaml) or of national law; without it NO_BASIS, whatever is asked.
RESULT dna_kinship(const struct dna_book *b, const struct dna_freq *f, enum dna_relation relation, bool allowed, double theta,
                   const struct dna_profile *a, const struct dna_profile *c, double *log10_lr, struct error *err);

#endif
