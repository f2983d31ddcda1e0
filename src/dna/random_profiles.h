// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// random_profiles.h — invented profiles for tests and measurements, with every special value; not part of the library.
#ifndef MALINES_DNA_RANDOM_PROFILES_H
#define MALINES_DNA_RANDOM_PROFILES_H

#include "dna/freq.h"
#include "dna/scan.h"

struct dice { uint64_t state; };

static inline uint64_t dice_u64(struct dice *d) {  // splitmix64 (Steele, Lea, Flood 2014)
    uint64_t z = d->state += 0x9E3779B97F4A7C15ULL;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ z >> 27) * 0x94D049BB133111EBULL;
    return z ^ z >> 31;
}
static inline unsigned dice_below(struct dice *d, unsigned n) { return (unsigned)((dice_u64(d) >> 32) * n >> 32); }
static inline double dice_unit(struct dice *d) { return (double)(dice_u64(d) >> 11) * 0x1p-53; }

// Few lengths a locus, so that strangers agree often; decimals; all codes that are no length; third alleles.
static inline uint8_t dice_allele(struct dice *d, const struct dna_locus *l, bool special) {
    if (!l->repeat) return dice_below(d, 2) ? DNA_X : DNA_Y;
    if (special && dice_below(d, 12) == 0) return (uint8_t)(1 + dice_below(d, 7));
    unsigned odd = dice_below(d, 6) ? 0 : dice_below(d, (unsigned)l->repeat);
    return dna_length_code(l->repeat, l->lowest + 1 + dice_below(d, 3), odd);
}

static inline void dna_more_clear(struct dna_profile *p, uint8_t slot) {  // what is used stands first
    size_t n = 0;
    for (size_t i = 0; i < DNA_MORE_MAX; i++)
        if (p->more[i].allele && p->more[i].slot != slot) p->more[n++] = p->more[i];
    for (; n < DNA_MORE_MAX; n++) p->more[n] = (struct dna_more){0};
}

static inline void dice_locus(struct dice *d, const struct dna_book *b, uint8_t slot, bool special, struct dna_profile *p) {
    struct dna_pair *at = &p->at[slot];
    dna_more_clear(p, slot);
    at->lo = dice_allele(d, &b->loci[slot], special), at->hi = dice_allele(d, &b->loci[slot], special);
    dna_pair_order(at);
    if (special && b->loci[slot].repeat && dice_below(d, 40) == 0 && dna_designated(*at)) {
        size_t room = 0;
        while (room < DNA_MORE_MAX && p->more[room].allele) room++;
        if (room < DNA_MORE_MAX) p->more[room] = (struct dna_more){slot, dice_allele(d, &b->loci[slot], false)};
    }
}

static inline struct dna_profile dice_profile(struct dice *d, const struct dna_book *b, bool special) {
    struct dna_profile p = {0};
    uint32_t mask = b->kits[dice_below(d, (unsigned)b->kit_count)].loci;
    for (uint8_t i = 0; i < b->locus_count; i++)
        if (mask >> i & 1 && dice_below(d, 40)) dice_locus(d, b, i, special, &p);
    return p;
}

// The same person from another desk: up to three loci read anew, perhaps by another kit.
static inline struct dna_profile dice_again(struct dice *d, const struct dna_book *b, const struct dna_profile *of) {
    struct dna_profile p = *of;
    for (unsigned n = dice_below(d, 4); n; n--) {
        uint8_t slot = (uint8_t)dice_below(d, (unsigned)b->locus_count);
        if (dna_typed(p.at[slot])) dice_locus(d, b, slot, true, &p);
    }
    return p;
}

// A person of the population, at the loci of the mask.
static inline struct dna_profile dice_person(struct dice *d, const struct dna_freq *f, uint32_t mask) {
    struct dna_profile p = {0};
    for (size_t i = 0; i < DNA_SLOTS; i++) {
        uint8_t drawn[2];
        const struct dna_freq_locus *l = &f->at[i];
        if (!((mask & f->loci) >> i & 1)) continue;
        for (size_t k = 0; k < 2; k++) {
            double u = dice_unit(d);
            size_t a = 0;
            while (a + 1 < l->count && (u -= l->p[a]) >= 0) a++;
            drawn[k] = l->allele[a];
        }
        p.at[i] = (struct dna_pair){drawn[0], drawn[1]};
        dna_pair_order(&p.at[i]);
    }
    return p;
}

#endif
