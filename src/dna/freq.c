// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "dna/freq.h"

#include <math.h>
#include <stdlib.h>

double dna_freq_of(const struct dna_freq *f, int slot, uint8_t allele) {
    const struct dna_freq_locus *l = &f->at[slot];
    double least = l->floor > 0 ? l->floor : 0.001;
    for (size_t i = 0; i < l->count; i++)
        if (l->allele[i] == allele) return l->p[i] > least ? l->p[i] : least;
    return least;
}

// Balding and Nichols 1994, (10a) and (10b).
double dna_match_homozygous(double p, double theta) {
    return (2 * theta + (1 - theta) * p) * (3 * theta + (1 - theta) * p) / ((1 + theta) * (1 + 2 * theta));
}

double dna_match_heterozygous(double p, double q, double theta) {
    return 2 * (theta + (1 - theta) * p) * (theta + (1 - theta) * q) / ((1 + theta) * (1 + 2 * theta));
}

double dna_rarity(const struct dna_book *b, const struct dna_freq *f, const struct dna_profile *p, const struct dna_verdict *v, double theta,
                  unsigned *loci) {
    double log10_lr = 0;
    *loci = 0;
    for (int i = 0; i < (int)b->locus_count; i++) {
        struct dna_pair g = p->at[i];
        if (v->outcome[i] != DNA_FULL || !(f->loci >> i & 1) || !dna_designated(g)) continue;
        double x = dna_freq_of(f, i, g.lo), y = dna_freq_of(f, i, g.hi);
        log10_lr -= log10(g.lo == g.hi ? dna_match_homozygous(x, theta) : dna_match_heterozygous(x, y, theta));
        ++*loci;
    }
    return log10_lr;
}

// ---- Chance ----
// Four alleles drawn one after the other (Balding and Nichols): the next is `a` with (n_a theta + (1-theta) p) / (1+(n-1) theta).
static double four(const double *p, const unsigned a[4], double theta) {
    double product = 1;
    for (unsigned n = 0; n < 4; n++) {
        unsigned seen = 0;
        for (unsigned k = 0; k < n; k++) seen += a[k] == a[n];
        product *= (seen * theta + (1 - theta) * p[a[n]]) / (1 + ((double)n - 1) * theta);
    }
    return product;
}

// Of two designated genotypes: mismatches and neighbours of the better pairing (2008/616, as dna_compare() does).
static unsigned apart(const struct dna_book *b, const struct dna_rule *rule, int slot, const uint8_t x[2], const uint8_t y[2], unsigned *micro) {
    unsigned best = 100;
    for (unsigned turned = 0; turned < 2; turned++) {
        unsigned ne = 0, mv = 0;
        for (unsigned i = 0; i < 2; i++) {
            uint8_t other = y[i ^ turned];
            if (x[i] == other) continue;
            if (rule->micro_variants && dna_near(b, slot, x[i], other)) mv++;
            else ne++;
        }
        if (ne * 10 + mv < best) best = ne * 10 + mv;
    }
    *micro = best % 10;
    return best / 10;
}

struct dna_chance_locus dna_chance_at(const struct dna_book *b, const struct dna_freq *f, const struct dna_rule *rule, int slot, double theta) {
    const struct dna_freq_locus *l = &f->at[slot];
    struct dna_chance_locus c = {0};
    double whole[DNA_ALLELES_MAX], sum = 0;  // a chance needs frequencies that sum to one
    for (unsigned i = 0; i < l->count; i++) sum += l->p[i];
    for (unsigned i = 0; i < l->count; i++) whole[i] = l->p[i] / sum;
    for (unsigned i = 0; i < l->count; i++)
        for (unsigned j = i; j < l->count; j++)
            for (unsigned k = 0; k < l->count; k++)
                for (unsigned m = k; m < l->count; m++) {
                    uint8_t x[2] = {l->allele[i], l->allele[j]}, y[2] = {l->allele[k], l->allele[m]};
                    if (i != k && i != m && j != k && j != m && !rule->micro_variants) continue;
                    unsigned micro, ne = apart(b, rule, slot, x, y, &micro);
                    if (ne + micro > 1) continue;
                    double p = four(whole, (unsigned[4]){i, j, k, m}, theta) * (i == j ? 1 : 2) * (k == m ? 1 : 2);
                    *(ne ? &c.mismatch : micro ? &c.micro : &c.full) += p;
                }
    return c;
}

void dna_chance_all(const struct dna_book *b, const struct dna_freq *f, const struct dna_rule *rule, double theta,
                    struct dna_chance_locus all[DNA_SLOTS]) {
    for (int i = 0; i < DNA_SLOTS; i++) {
        all[i] = (struct dna_chance_locus){0};
        if (i < (int)b->locus_count && (f->loci & b->counted) >> i & 1) all[i] = dna_chance_at(b, f, rule, i, theta);
    }
}

void dna_chance(const struct dna_book *b, const struct dna_rule *rule, const struct dna_chance_locus all[DNA_SLOTS], uint32_t mask, double out[5]) {
    double full = 1, micro = 0, mismatch = 0;  // of the loci so far: none, one neighbour, one mismatch
    unsigned loci = 0;
    for (int i = 0; i < DNA_SLOTS; i++) {
        if (!((mask & b->counted) >> i & 1) || all[i].full <= 0) continue;
        mismatch = mismatch * all[i].full + full * all[i].mismatch;
        micro = micro * all[i].full + full * all[i].micro;
        full *= all[i].full;
        loci++;
    }
    memset(out, 0, 5 * sizeof *out);
    if (loci >= rule->min_full) out[1] = full;
    if (loci > rule->min_full && rule->deviations_max) out[3] = micro, out[4] = mismatch;
    out[0] = out[1] + out[3] + out[4];
}
