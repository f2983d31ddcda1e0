// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// profile.h — a DNA profile as 32 places of two alleles, and what an allele is.
//
// An allele is one byte that keeps the order of lengths: whole repeats shifted left by two (pentanucleotides: by
// three) and the odd bases behind, so 9.3 of TH01 is 9<<2|3. Lengths below two repeats never occur (one, for
// pentanucleotides), so the codes below DNA_FIRST_LENGTH are free for what is no length.
// Inside a locus the alleles stand in ascending order; a locus not typed has both zero. A third and fourth allele
// (a tri-allelic person) stand apart in `more`, because one person in some thousands has one.
#ifndef MALINES_DNA_PROFILE_H
#define MALINES_DNA_PROFILE_H

#include "base/text.h"

#include <assert.h>

enum { DNA_SLOTS = 32, DNA_MORE_MAX = 4 };

enum dna_code {            // what stands where a length should
    DNA_NONE = 0,          // not typed
    DNA_ANY = 1,           // "*": some allele, which is not known
    DNA_F = 2,             // F: may have dropped out (CODIS, ENFSI); any allele
    DNA_BELOW = 3,         // R to the left: a rare allele shorter than the other one
    DNA_ABOVE = 4,         // R to the right: longer than the other one
    DNA_OFF_LOW = 5,       // off-ladder, "<8"
    DNA_OFF_HIGH = 6,      // off-ladder, ">30"
    DNA_NULL = 7,          // the kit's primer does not see it
    DNA_FIRST_LENGTH = 8,
    DNA_X = 8, DNA_Y = 12  // of AMEL; the Y indel has 1 and 2 at the same codes
};

struct dna_pair {          // of one locus, lo <= hi among lengths; what is no length stands last
    uint8_t lo, hi;
};
struct dna_more {          // a third allele
    uint8_t slot, allele;  // allele 0: unused
};
struct dna_profile {       // 72 bytes
    struct dna_pair at[DNA_SLOTS];
    struct dna_more more[DNA_MORE_MAX];
};
static_assert(sizeof(struct dna_profile) == 72, "the record is 64 bytes and the third alleles");

static inline bool dna_is_length(uint8_t a) { return a >= DNA_FIRST_LENGTH; }
static inline bool dna_typed(struct dna_pair p) { return p.lo != DNA_NONE; }
static inline bool dna_designated(struct dna_pair p) { return dna_is_length(p.lo) && dna_is_length(p.hi); }

// Whole repeats and odd bases of a length, for a repeat of 3, 4 or 5 bases; and back (0: cannot be).
uint8_t dna_length_code(int repeat, unsigned whole, unsigned odd);
void dna_length_split(int repeat, uint8_t code, unsigned *whole, unsigned *odd);

uint32_t dna_mask(const struct dna_profile *p);                 // a bit a typed place
size_t dna_third(const struct dna_profile *p, uint8_t slot, uint8_t out[DNA_MORE_MAX]);  // further alleles of a locus
bool dna_same(const struct dna_profile *a, const struct dna_profile *b);
// As another state sees it (2008/616): what is no length is "*", of three alleles the first stays and the rest is "*".
void dna_flatten(struct dna_profile *p, uint32_t words_mask);   // words_mask: places whose values are words (AMEL), left alone
void dna_pair_order(struct dna_pair *p);

#endif
