// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "dna/mixture.h"

#include "dna/read.h"

#include <math.h>

enum { SETS_MAX = DNA_TRACE_ALLELES_MAX * DNA_REPLICATES_MAX + 2 * (DNA_KNOWN_MAX + 1) + 1, PEOPLE_MAX = DNA_KNOWN_MAX + 1 + DNA_UNKNOWN_MAX };

RESULT dna_trace_read(const struct dna_book *b, int slot, const struct view *values, size_t count, struct dna_trace *t, struct error *err) {
    uint8_t n = 0;
    for (size_t i = 0; i < count; i++) {
        struct dna_profile one = {0};
        TRY(dna_locus_read(b, slot, &values[i], 1, (struct dna_how){false}, &one, err));
        uint8_t a = one.at[slot].lo;
        bool seen = !dna_is_length(a);
        for (uint8_t k = 0; k < n; k++) seen |= t->allele[slot][k] == a;
        if (seen) continue;
        if (n == DNA_TRACE_ALLELES_MAX) return FAIL(err, BAD_FIELD, "%.*s: more than %d alleles", VIEW_ARGS(b->loci[slot].id), DNA_TRACE_ALLELES_MAX);
        t->allele[slot][n++] = a;
    }
    t->count[slot] = n;
    t->typed |= 1U << slot;
    return DONE;
}

// ---- One locus ----
// Alleles are numbered 0..n-1 (those of the evidence and of the known people), and "other" is n when it has a frequency.
struct person { uint8_t a, b; double dropout; };
struct locus {
    const struct dna_case *c;
    uint8_t allele[SETS_MAX];
    double p[SETS_MAX];
    uint8_t count, all, choices;         // named alleles; with "other"; those that unknown people may carry
    uint16_t seen[DNA_REPLICATES_MAX][SETS_MAX];  // is the allele in the replicate?
    struct person people[PEOPLE_MAX];
    unsigned people_count;
    unsigned drawn[SETS_MAX], drawn_all; // alleles met so far, for theta
};

static double frequency(const struct dna_case *c, int slot, uint8_t allele, bool *rare) {
    const struct dna_freq_locus *l = &c->freq->at[slot];
    for (size_t i = 0; i < l->count; i++)
        if (l->allele[i] == allele) return *rare = false, l->p[i];
    return *rare = true, c->rare;
}

static uint8_t numbered(struct locus *l, int slot, uint8_t allele) {
    bool rare;
    for (uint8_t i = 0; i < l->count; i++)
        if (l->allele[i] == allele) return i;
    l->allele[l->count] = allele;
    l->p[l->count] = frequency(l->c, slot, allele, &rare);
    return l->count++;
}

static void met(struct locus *l, uint8_t allele) { l->drawn[allele]++, l->drawn_all++; }

static void person_add(struct locus *l, int slot, struct dna_pair g, double dropout) {
    struct person *p = &l->people[l->people_count];
    if (!dna_designated(g)) return;
    p->a = numbered(l, slot, g.lo), p->b = numbered(l, slot, g.hi), p->dropout = dropout;
    met(l, p->a), met(l, p->b);
    l->people_count++;
}

static void evidence(struct locus *l, int slot) {
    for (unsigned r = 0; r < l->c->replicate_count; r++)
        for (uint8_t i = 0; i < l->c->replicates[r].count[slot]; i++) numbered(l, slot, l->c->replicates[r].allele[slot][i]);
}

static void evidence_marked(struct locus *l, int slot, bool only_seen, uint8_t shown) {
    double named = 0;
    for (unsigned r = 0; r < l->c->replicate_count; r++)
        for (uint8_t i = 0; i < l->c->replicates[r].count[slot]; i++) l->seen[r][numbered(l, slot, l->c->replicates[r].allele[slot][i])] = 1;
    double all = 0;
    const struct dna_freq_locus *f = &l->c->freq->at[slot];
    for (size_t i = 0; i < f->count; i++) {
        all += f->p[i];
        for (uint8_t k = 0; k < l->count; k++)
            if (f->allele[i] == l->allele[k]) named += f->p[i];
    }
    l->all = l->count;
    if (all - named > 0) l->p[l->all++] = all - named;
    l->choices = only_seen ? shown : l->all;
}

// Pr(one replicate | these people): the three sets of LRmix.
static double replicate(const struct locus *l, unsigned r) {
    double product = 1, stay_away[SETS_MAX];
    bool carried[SETS_MAX] = {false};
    for (unsigned i = 0; i < l->all; i++) stay_away[i] = 1;
    for (unsigned i = 0; i < l->people_count; i++) {
        const struct person *p = &l->people[i];
        bool once = p->a == p->b;
        for (unsigned k = 0; k < (once ? 1U : 2U); k++) {
            uint8_t a = k ? p->b : p->a;
            double d = once ? p->dropout * p->dropout : p->dropout;
            carried[a] = true;
            if (l->seen[r][a]) stay_away[a] *= d;
            else product *= d;
        }
    }
    bool dropped_in = false;
    for (unsigned i = 0; i < l->all; i++) {
        if (!l->seen[r][i]) continue;
        if (carried[i]) product *= 1 - stay_away[i];
        else product *= l->c->drop_in * l->p[i], dropped_in = true;
    }
    return dropped_in ? product : product * (1 - l->c->drop_in);
}

static double replicates(const struct locus *l) {
    double product = 1;
    for (unsigned r = 0; r < l->c->replicate_count && product > 0; r++) product *= replicate(l, r);
    return product;
}

// The next allele of the population after those met so far (Balding and Nichols 1994).
static double next_allele(const struct locus *l, uint8_t a) {
    double theta = l->c->theta;
    return (l->drawn[a] * theta + (1 - theta) * l->p[a]) / (1 + ((double)l->drawn_all - 1) * theta);
}

// Sum over the genotypes of the unknown people that are left.
static double unknowns(struct locus *l, unsigned left, double dropout) {
    double sum = 0;
    if (left == 0) return replicates(l);
    for (uint8_t a = 0; a < l->choices; a++) {
        double pa = next_allele(l, a);
        met(l, a);
        for (uint8_t b = a; b < l->choices; b++) {
            double pb = next_allele(l, b) * (a == b ? 1 : 2);
            met(l, b);
            l->people[l->people_count++] = (struct person){a, b, dropout};
            sum += pa * pb * unknowns(l, left - 1, dropout);
            l->people_count--, l->drawn[b]--, l->drawn_all--;
        }
        l->drawn[a]--, l->drawn_all--;
    }
    return sum;
}

static double probability(const struct dna_case *c, const struct dna_claim *claim, int slot, const struct dna_pair *candidate) {
    struct locus l;
    memset(&l, 0, sizeof l);
    l.c = c;
    evidence(&l, slot);
    uint8_t shown = l.count;
    if (candidate) person_add(&l, slot, *candidate, claim->candidate_dropout);
    for (unsigned i = 0; i < claim->known_count; i++) person_add(&l, slot, claim->known[i].profile.at[slot], claim->known[i].dropout);
    evidence_marked(&l, slot, claim->only_seen, shown);
    return unknowns(&l, claim->unknowns, claim->unknown_dropout);
}

double dna_case_prosecution(const struct dna_case *c, int slot, struct dna_pair candidate) { return probability(c, &c->prosecution, slot, &candidate); }
double dna_case_defence(const struct dna_case *c, int slot) { return probability(c, &c->defence, slot, NULL); }

double dna_case_locus(const struct dna_case *c, int slot, struct dna_pair candidate) {
    double hp = dna_case_prosecution(c, slot, candidate), hd = dna_case_defence(c, slot);
    return hp <= 0 ? 0 : hp / hd;  // excluded is 0, also where the defence cannot explain it either
}

static uint32_t loci_of(const struct dna_case *c) {
    uint32_t mask = UINT32_MAX;
    for (unsigned r = 0; r < c->replicate_count; r++) mask &= c->replicates[r].typed;
    return mask & c->freq->loci & c->book->counted;
}

double dna_case_lr(const struct dna_case *c, const struct dna_profile *candidate, unsigned *loci) {
    uint32_t mask = loci_of(c);
    double sum = 0;
    *loci = 0;
    for (int i = 0; i < (int)c->book->locus_count; i++) {
        if (!(mask >> i & 1) || !dna_designated(candidate->at[i])) continue;
        sum += log10(dna_case_locus(c, i, candidate->at[i]));
        ++*loci;
    }
    return sum;
}

// ---- Relatives ----
static void ibd(enum dna_relation relation, double k[3]) {
    static const double all[3][3] = {{0, 1, 0}, {0.25, 0.5, 0.25}, {0.5, 0.5, 0}};
    memcpy(k, all[relation], sizeof all[relation]);
}

// Pr(genotype of c | a allele handed down): one allele is `from`, the other drawn after those of a.
static double handed_down(const double p[2], const uint8_t g[2], uint8_t from, const uint8_t a[2], double theta) {
    double sum = 0;
    for (unsigned i = 0; i < 2; i++) {
        uint8_t other = g[1 - i];
        unsigned met_before = (a[0] == other) + (a[1] == other);
        if (g[i] != from || (i && g[0] == g[1])) continue;
        sum += (met_before * theta + (1 - theta) * p[1 - i]) / (1 + theta);
    }
    return sum;
}

RESULT dna_kinship(const struct dna_book *b, const struct dna_freq *f, enum dna_relation relation, bool allowed, double theta,
                   const struct dna_profile *a, const struct dna_profile *c, double *log10_lr, struct error *err) {
    double k[3], sum = 0;
    if (!allowed) return FAIL(err, NO_BASIS, "a search for relatives needs its own legal basis, which is not given");
    ibd(relation, k);
    for (int i = 0; i < (int)b->locus_count; i++) {
        struct dna_pair x = a->at[i], y = c->at[i];
        if (!((b->counted & f->loci) >> i & 1) || !dna_designated(x) || !dna_designated(y)) continue;
        double p[2] = {dna_freq_of(f, i, y.lo), dna_freq_of(f, i, y.hi)};
        uint8_t g[2] = {y.lo, y.hi}, from[2] = {x.lo, x.hi};
        double n0 = (from[0] == g[0]) + (from[1] == g[0]), n1 = (from[0] == g[1]) + (from[1] == g[1]);
        double second = g[0] == g[1] ? n0 + 1 : n1;
        double alone = (n0 * theta + (1 - theta) * p[0]) * (second * theta + (1 - theta) * p[1]) / ((1 + theta) * (1 + 2 * theta)) * (g[0] == g[1] ? 1 : 2);
        double one = 0.5 * handed_down(p, g, from[0], from, theta) + 0.5 * handed_down(p, g, from[1], from, theta);
        sum += log10(k[0] + k[1] * one / alone + k[2] * (x.lo == y.lo && x.hi == y.hi) / alone);
    }
    *log10_lr = sum;
    return DONE;
}
