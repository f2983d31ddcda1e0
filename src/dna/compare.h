// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// compare.h — two profiles under a rule: hit or not, of which quality, and every locus with its outcome.
//
// This is the oracle: short, scalar, always compiled. Whatever is faster (scan.h) must find exactly its hits.
// Steps are those of Council Decision 2008/616/JHA, Annex ch. 1 point 1.2; the CODIS stringencies are for national use.
#ifndef MALINES_DNA_COMPARE_H
#define MALINES_DNA_COMPARE_H

#include "dna/book.h"

enum dna_outcome {
    DNA_ABSENT,     // not typed on both sides, or never compared
    DNA_FULL,       // all alleles designated and equal
    DNA_WILD,       // equal as far as known: a wildcard, F, R, off-ladder or null stands on a side, or a third allele on one only
    DNA_FITS,       // not equal, but good enough at the rule's stringency (CODIS moderate, low)
    DNA_MICRO,      // one allele is a micro-variant neighbour
    DNA_MISMATCH,   // one allele differs
    DNA_EXCLUDES,   // more than one differs
    DNA_SEX_SAME, DNA_SEX_OTHER  // of markers that are shown and never counted
};

struct dna_verdict {
    bool hit;
    uint8_t quality;             // 1 equal · 2 with wildcard · 3 with a micro-variant · 4 with one mismatch; 0: no hit
    uint8_t compared, full, wild, fits, micro, mismatches;  // loci; the last two single alleles
    bool sex_differs;            // AMEL: a flag to look at (AMELY deletion), never an exclusion
    uint8_t outcome[DNA_SLOTS];  // enum dna_outcome
};

void dna_compare(const struct dna_book *b, const struct dna_rule *rule, const struct dna_profile *a, const struct dna_profile *c,
                 struct dna_verdict *out);
const char *dna_outcome_name(enum dna_outcome o);  // "full", "wildcard"...

// Not strong enough to act on without more typing? `expected` chance hits; NAN when not known.
bool dna_weak(const struct dna_rule *rule, const struct dna_verdict *v, double expected);

#endif
