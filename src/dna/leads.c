// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// leads.c — a mixture against millions: per locus a table of log ratios by genotype, a column of genotype numbers a
// profile, and sums in blocks that stay in the nearest cache. The sums sieve in single precision, with room to spare;
// what passes is summed again in double precision.
#include "dna/mixture.h"
#include "dna/scan_room.h"

#include <math.h>
#include <stdlib.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { BLOCK = 4096, PAIRS = 65536 };
static const float NEVER = -1e30f;
static const double SLACK = 0.01;  // of single precision, in log10 units: 30 additions of at most 50

// ---- Genotype numbers ----
// 1, 2, 3... in the order they are met; a locus has some hundreds.
struct numbering {
    uint16_t *of[DNA_SLOTS];             // [lo << 8 | hi]
    struct dna_pair *pair[DNA_SLOTS];    // back
    uint16_t count[DNA_SLOTS];
};

static void numbering_free(struct numbering *n) {
    for (size_t i = 0; n && i < DNA_SLOTS; i++) free(n->of[i]), free(n->pair[i]);
    free(n);
}

void dna_numbering_free(struct numbering *n) { numbering_free(n); }

static bool number_of(struct numbering *n, size_t slot, struct dna_pair p, uint16_t *out) {
    if (!n->of[slot]) n->of[slot] = calloc(PAIRS, sizeof **n->of), n->pair[slot] = malloc(PAIRS * sizeof **n->pair);
    if (!n->of[slot] || !n->pair[slot]) return false;
    uint16_t *at = &n->of[slot][(unsigned)p.lo << 8 | p.hi];
    if (!*at) {
        if (n->count[slot] == UINT16_MAX) return false;
        *at = ++n->count[slot];
        n->pair[slot][*at] = p;
    }
    return *out = *at, true;
}

static bool chunk_numbered(struct numbering *n, struct chunk *c) {
    const struct part *p = c->part;
    if (c->genotyped == c->count) return true;
    if (!c->genotypes && !(c->genotypes = malloc((size_t)c->room * (p->locus_count ? p->locus_count : 1) * sizeof *c->genotypes))) return false;
    for (size_t i = 0; i < p->locus_count; i++)
        for (uint32_t at = c->genotyped; at < c->count; at++)
            if (!number_of(n, p->slots[i], c->rows[at][p->slots[i]], &c->genotypes[i * c->room + at])) return false;
    c->genotyped = c->count;
    return true;
}

// Rows that hold wildcards have no columns of genotypes; their whole genotypes are numbered all the same.
static bool rows_numbered(struct numbering *n, struct chunk *c) {
    uint16_t number;
    for (uint32_t at = c->genotyped; at < c->count; at++)
        for (size_t i = 0; i < DNA_SLOTS; i++)
            if (dna_designated(c->rows[at][i]) && !number_of(n, i, c->rows[at][i], &number)) return false;
    c->genotyped = c->count;
    return true;
}

// ---- Ratios ----
struct run {
    const struct dna_index *index;
    const struct dna_case *c;
    double threshold;
    size_t most;
    uint32_t loci;
    double *exact[DNA_SLOTS];            // by genotype number
    float *rough[DNA_SLOTS];
    struct dna_lead *leads;
    size_t count, room;
    bool failed;
};

static bool tables(struct run *r, const struct numbering *n) {
    for (int i = 0; i < (int)r->c->book->locus_count; i++) {
        if (!(r->loci >> i & 1) || !n->count[i]) continue;
        r->exact[i] = calloc(n->count[i] + 1U, sizeof(double));
        r->rough[i] = calloc(n->count[i] + 1U, sizeof(float));
        if (!r->exact[i] || !r->rough[i]) return false;
        double hd = dna_case_defence(r->c, i);
        for (unsigned g = 1; g <= n->count[i]; g++) {
            double hp = dna_case_prosecution(r->c, i, n->pair[i][g]);
            r->exact[i][g] = hp <= 0 ? -INFINITY : log10(hp / hd);
            r->rough[i][g] = isfinite(r->exact[i][g]) ? (float)r->exact[i][g] : NEVER;
        }
    }
    return true;
}

static int lead_order(const void *a, const void *b) {
    const struct dna_lead *x = a, *y = b;
    if (x->log10_lr != y->log10_lr) return x->log10_lr > y->log10_lr ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static void leads_settle(struct run *r) {
    if (r->count) qsort(r->leads, r->count, sizeof *r->leads, lead_order);
    if (r->count > r->most) r->count = r->most;
}

static void lead_put(struct run *r, uint64_t id, double lr, unsigned loci) {
    if (!(lr >= r->threshold)) return;
    if (r->count == r->room) {
        leads_settle(r);
        if (r->count * 2 >= r->room) {
            size_t room = r->room ? 2 * r->room : 256;
            struct dna_lead *more = realloc(r->leads, room * sizeof *more);
            if (!more) return (void)(r->failed = true);
            r->leads = more, r->room = room;
        }
    }
    r->leads[r->count++] = (struct dna_lead){id, lr, loci};
}

// ---- Sums ----
typedef void adder(float *sum, const float *table, const uint16_t *column, size_t n);

static void add_scalar(float *sum, const float *table, const uint16_t *column, size_t n) {
    for (size_t i = 0; i < n; i++) sum[i] += table[column[i]];
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void add_avx2(float *sum, const float *table, const uint16_t *column, size_t n) {
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        __m256i g = _mm256_cvtepu16_epi32(_mm_loadu_si128((const void *)(column + i)));
        _mm256_storeu_ps(sum + i, _mm256_add_ps(_mm256_loadu_ps(sum + i), _mm256_i32gather_ps(table, g, 4)));
    }
    for (; i < n; i++) sum[i] += table[column[i]];
}
__attribute__((target("avx512f"))) static void add_avx512(float *sum, const float *table, const uint16_t *column, size_t n) {
    size_t i = 0;
    for (; i + 16 <= n; i += 16) {
        __m512i g = _mm512_cvtepu16_epi32(_mm256_loadu_si256((const void *)(column + i)));
        _mm512_storeu_ps(sum + i, _mm512_add_ps(_mm512_loadu_ps(sum + i), _mm512_i32gather_ps(g, table, 4)));
    }
    for (; i < n; i++) sum[i] += table[column[i]];
}
#endif

static adder *adder_of(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) return add_avx512;
    if (__builtin_cpu_supports("avx2")) return add_avx2;
#endif
    return add_scalar;
}

static void again(struct run *r, const struct chunk *c, uint32_t at) {
    double sum = 0;
    unsigned loci = 0;
    for (size_t i = 0; i < c->part->locus_count; i++) {
        const double *t = r->exact[c->part->slots[i]];
        if (!t) continue;
        sum += t[c->genotypes[i * c->room + at]];
        loci++;
    }
    if (is_live(c, at)) lead_put(r, c->ids[at], sum, loci);
}

static void plain_chunk(struct run *r, const struct chunk *c, adder *add) {
    float sum[BLOCK], least = (float)(r->threshold - SLACK);
    for (uint32_t from = 0; from < c->count; from += BLOCK) {
        size_t n = c->count - from < BLOCK ? c->count - from : BLOCK;
        memset(sum, 0, sizeof sum);
        for (size_t i = 0; i < c->part->locus_count; i++)
            if (r->rough[c->part->slots[i]]) add(sum, r->rough[c->part->slots[i]], c->genotypes + i * c->room + from, n);
        for (size_t i = 0; i < n; i++)
            if (__builtin_expect(sum[i] >= least, 0)) again(r, c, from + (uint32_t)i);
    }
}

// What holds wildcards or third alleles counts at the loci it has whole.
static void row_chunk(struct run *r, const struct chunk *c) {
    for (uint32_t at = 0; at < c->count; at++) {
        unsigned loci = 0;
        double sum = 0;
        for (size_t i = 0; i < DNA_SLOTS; i++) {
            struct dna_pair g = c->rows[at][i];
            if (!r->exact[i] || !dna_designated(g)) continue;
            sum += r->exact[i][r->index->numbers->of[i][(unsigned)g.lo << 8 | g.hi]];
            loci++;
        }
        if (is_live(c, at)) lead_put(r, c->ids[at], sum, loci);
    }
}

RESULT dna_index_leads(struct dna_index *x, const struct dna_case *c, double threshold, size_t most, struct dna_lead **out, size_t *count,
                       struct error *err) {
    struct run r = {.index = x, .c = c, .threshold = threshold, .most = most, .loci = c->freq->loci & c->book->counted};
    for (unsigned i = 0; i < c->replicate_count; i++) r.loci &= c->replicates[i].typed;
    if (!x->numbers && !(x->numbers = calloc(1, sizeof *x->numbers))) return FAIL(err, NO_SYSTEM, "memory");
    for (size_t i = 0; i < x->chunk_count && !r.failed; i++) 
        r.failed = !(x->chunks[i]->part->plain ? chunk_numbered(x->numbers, x->chunks[i]) : rows_numbered(x->numbers, x->chunks[i]));
    if (!r.failed) r.failed = !tables(&r, x->numbers);
    adder *add = adder_of();
    for (size_t i = 0; i < x->chunk_count && !r.failed; i++)
        if (x->chunks[i]->part->plain) plain_chunk(&r, x->chunks[i], add);
        else row_chunk(&r, x->chunks[i]);
    for (size_t i = 0; i < DNA_SLOTS; i++) free(r.exact[i]), free(r.rough[i]);
    if (r.failed) return free(r.leads), FAIL(err, NO_SYSTEM, "memory");
    leads_settle(&r);
    *out = r.leads, *count = r.count;
    return DONE;
}
