// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "dna/compare.h"

enum { ALLELES_MAX = 2 + DNA_MORE_MAX, NE = 100, MV = 10, WILD = 1 };  // costs: fewer differences first, then fewer neighbours

struct locus {
    const struct dna_book *book;
    const struct dna_rule *rule;
    int slot;
    uint8_t a[ALLELES_MAX], b[ALLELES_MAX];
    size_t count;
};

// R stands for a length on one side of the other allele of its own locus.
static bool rare_can_be(uint8_t r, uint8_t partner, uint8_t x) {
    if (!dna_is_length(x) || !dna_is_length(partner)) return true;
    return r == DNA_BELOW ? x < partner : x > partner;
}

static bool is_rare(uint8_t x) { return x == DNA_BELOW || x == DNA_ABOVE; }

static int cell(const struct locus *l, size_t i, size_t j) {
    uint8_t x = l->a[i], y = l->b[j];
    if (is_rare(x) && !rare_can_be(x, l->a[i ? 0 : 1], y)) return NE;
    if (is_rare(y) && !rare_can_be(y, l->b[j ? 0 : 1], x)) return NE;
    if (!dna_is_length(x) || !dna_is_length(y)) return WILD;
    if (x == y) return 0;
    return l->rule->micro_variants && dna_near(l->book, l->slot, x, y) ? MV : NE;
}

// The cheapest way to lay the alleles of one side beside those of the other.
static int cheapest(const struct locus *l, size_t i, unsigned taken) {
    int best = INT32_MAX;
    if (i == l->count) return 0;
    for (size_t j = 0; j < l->count; j++) {
        if (taken >> j & 1) continue;
        int cost = cell(l, i, j) + cheapest(l, i + 1, taken | 1U << j);
        if (cost < best) best = cost;
    }
    return best;
}

static size_t alleles_of(const struct dna_profile *p, int slot, uint8_t out[ALLELES_MAX]) {
    out[0] = p->at[slot].lo, out[1] = p->at[slot].hi;
    return 2 + dna_third(p, (uint8_t)slot, out + 2);
}

static bool holds(const uint8_t *all, size_t n, uint8_t x) {
    bool has = !dna_is_length(x);
    for (size_t i = 0; i < n; i++) has |= all[i] == x || !dna_is_length(all[i]);
    return has;
}

// CODIS: moderate, the poorer side is all in the other; low, one allele is shared.
static bool fits(const struct locus *l, size_t na, size_t nb) {
    size_t a_in_b = 0, b_in_a = 0;
    for (size_t i = 0; i < na; i++) a_in_b += holds(l->b, nb, l->a[i]);
    for (size_t i = 0; i < nb; i++) b_in_a += holds(l->a, na, l->b[i]);
    return l->rule->stringency == DNA_LOW ? a_in_b || b_in_a : l->rule->stringency == DNA_MODERATE && (a_in_b == na || b_in_a == nb);
}

static void sex_compare(const struct dna_book *b, struct dna_pair x, struct dna_pair y, int slot, struct dna_verdict *v) {
    bool same = (x.lo == y.lo && x.hi == y.hi) || !dna_designated(x) || !dna_designated(y);
    v->outcome[slot] = same ? DNA_SEX_SAME : DNA_SEX_OTHER;
    v->sex_differs |= !same && b->loci[slot].kind == DNA_SEX;
}

static void locus_compare(struct locus *l, const struct dna_profile *a, const struct dna_profile *c, struct dna_verdict *v) {
    size_t na = alleles_of(a, l->slot, l->a), nb = alleles_of(c, l->slot, l->b);
    l->count = na > nb ? na : nb;
    for (size_t i = na; i < l->count; i++) l->a[i] = DNA_ANY;  // a third allele that the other side does not show
    for (size_t i = nb; i < l->count; i++) l->b[i] = DNA_ANY;
    int cost = cheapest(l, 0, 0), ne = cost / NE, mv = cost / MV % 10, wild = cost % 10;
    v->compared++;
    if (ne && fits(l, na, nb)) {
        v->fits++, v->outcome[l->slot] = DNA_FITS;
        return;
    }
    v->mismatches = (uint8_t)(v->mismatches + ne), v->micro = (uint8_t)(v->micro + mv);
    v->outcome[l->slot] = ne + mv > 1 ? DNA_EXCLUDES : ne ? DNA_MISMATCH : mv ? DNA_MICRO : wild ? DNA_WILD : DNA_FULL;
    v->full = (uint8_t)(v->full + (v->outcome[l->slot] == DNA_FULL));
    v->wild = (uint8_t)(v->wild + (v->outcome[l->slot] == DNA_WILD));
}

void dna_compare(const struct dna_book *b, const struct dna_rule *rule, const struct dna_profile *a, const struct dna_profile *c,
                 struct dna_verdict *out) {
    struct dna_profile flat_a = *a, flat_c = *c;
    struct dna_verdict v = {0};
    if (rule->flatten) dna_flatten(&flat_a, b->words), dna_flatten(&flat_c, b->words);
    for (int slot = 0; slot < (int)b->locus_count; slot++) {
        struct locus l = {.book = b, .rule = rule, .slot = slot};
        struct dna_pair x = flat_a.at[slot], y = flat_c.at[slot];
        if (!dna_typed(x) || !dna_typed(y)) continue;
        if (b->loci[slot].kind != DNA_AUTOSOMAL) sex_compare(b, x, y, slot, &v);
        else locus_compare(&l, &flat_a, &flat_c, &v);
    }
    unsigned agree = v.full + v.fits + (rule->count_wild ? v.wild : 0U);
    v.hit = (unsigned)v.micro + v.mismatches <= rule->deviations_max && agree >= rule->min_full;
    if (v.hit) v.quality = v.mismatches ? 4 : v.micro ? 3 : v.wild || v.fits ? 2 : 1;
    *out = v;
}

const char *dna_outcome_name(enum dna_outcome o) {
    static const char *const names[] = {"absent", "full", "wildcard", "fits", "micro_variant", "mismatch", "excludes", "same", "other"};
    return names[o];
}

bool dna_weak(const struct dna_rule *rule, const struct dna_verdict *v, double expected) {
    if (!v->hit) return false;
    return v->full + v->fits < rule->review[v->quality - 1] || expected * 1000 > rule->expected_max;
}
