// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// search.c — one question at the speed of memory, many in one pass: columns sieve, dna_compare() judges what is left.
#include "dna/scan_room.h"

#include <stdlib.h>

enum { HITS_FIRST = 16 };
static const double SELDOM = 0.1;  // of so many 64 strangers one may be left when a head ends: a branch guessed wrong costs more than a column

// ---- Hits ----
void dna_hits_free(struct dna_hits *h) {
    free(h->at);
    *h = (struct dna_hits){0};
}

static int hit_order(const void *a, const void *b) {
    const struct dna_hit *x = a, *y = b;
    if (x->verdict.quality != y->verdict.quality) return x->verdict.quality < y->verdict.quality ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static void hits_settle(struct dna_hits *h, size_t most) {
    if (h->count) qsort(h->at, h->count, sizeof *h->at, hit_order);
    if (most && h->count > most) h->count = most, h->cut = true;
}

static bool hit_put(struct dna_hits *h, uint64_t id, const struct dna_verdict *v, size_t most) {
    if (most && h->count >= 4 * most + HITS_FIRST) hits_settle(h, most);
    if (h->count == h->room) {
        size_t room = h->room ? 2 * h->room : HITS_FIRST;
        struct dna_hit *more = realloc(h->at, room * sizeof *more);
        if (!more) return false;
        h->at = more, h->room = room;
    }
    h->at[h->count++] = (struct dna_hit){id, *v};
    return true;
}

// ---- Questions ----
struct question {
    const struct dna_profile *profile;
    struct dna_hits *out;
    uint32_t mask;               // counted loci it has
    uint8_t want[DNA_SLOTS];     // signatures; BLANK asks nothing
};
struct run {
    const struct dna_index *index;
    const struct dna_search *how;
    struct question *all;
    size_t count;
    sieve_kernel *alone;         // of this processor
    octet_kernel *eight;
    bool exact;                  // nothing can be sieved: the rule allows more than one difference
    bool failed;
};

static struct question question_of(const struct dna_index *x, const struct dna_profile *p, struct dna_hits *out) {
    struct question q = {.profile = p, .out = out, .mask = dna_mask(p) & x->book->counted};
    for (uint8_t i = 0; i < DNA_SLOTS; i++)
        if (q.mask >> i & 1) q.want[i] = signature_at(p, i);
    return q;
}

static bool too_few(const struct run *r, const struct question *q, const struct part *p) {
    return (unsigned)__builtin_popcount(q->mask & p->mask) < r->how->rule->min_full;
}

// The share of a part's profiles that agree with the question in column i.
static double agreeing(const struct part *p, const struct question *q, size_t i) {
    uint8_t want = q->want[p->slots[i]];
    return want == BLANK ? 1 : ((double)p->seen[i][want] + (p->plain ? 0 : (double)p->seen[i][BLANK]) + 1) / ((double)p->profiles + 1);
}

// What is left of strangers, in shares, after some columns: those that agree in all of them, and that differ in one.
struct left { double none, one; };

static void left_after(struct left *l, double agrees, bool one_may_differ) {
    l->one = one_may_differ ? l->one * agrees + l->none * (1 - agrees) : 0;
    l->none *= agrees;
}

static void judged(struct run *r, struct question *q, const struct chunk *c, uint32_t at) {
    struct dna_profile p;
    struct dna_verdict v;
    if (r->how->kinds && !(r->how->kinds >> c->kinds[at] & 1)) return;
    chunk_profile(c, at, &p);
    dna_compare(r->index->book, r->how->rule, q->profile, &p, &v);
    if (v.hit && is_live(c, at)) r->failed |= !hit_put(q->out, c->ids[at], &v, r->how->most);
}

// ---- Columns in the order of asking: what most profiles differ in stands first ----
static size_t ordered(const double agrees[], size_t columns, double all_agree, uint8_t order[DNA_SLOTS]) {
    size_t n = 0;
    for (size_t i = 0; i < columns; i++) {
        if (agrees[i] >= all_agree) continue;
        size_t at = n++;
        for (; at && agrees[order[at - 1]] > agrees[i]; at--) order[at] = order[at - 1];
        order[at] = (uint8_t)i;
    }
    return n;
}

// ---- One question ----
struct alone {
    struct sieve sieve;
    uint8_t order[DNA_SLOTS];
};

static struct alone alone_of(const struct run *r, const struct question *q, const struct part *p) {
    struct alone a = {.sieve = {.one_may_differ = r->how->rule->deviations_max == 1, .blanks = !p->plain}};
    struct sieve *s = &a.sieve;
    struct left left = {1, 0};
    double agrees[DNA_SLOTS];
    for (size_t i = 0; i < p->locus_count; i++) agrees[i] = agreeing(p, q, i);
    s->loci = ordered(agrees, p->locus_count, 1, a.order);
    for (size_t k = 0; k < s->loci; k++) s->want[k] = q->want[p->slots[a.order[k]]];
    for (; s->head < s->loci && s->head < HEAD_MAX && (left.none + left.one) * WORD > SELDOM; s->head++)
        left_after(&left, agrees[a.order[s->head]], s->one_may_differ);
    return a;
}

static void alone_laid(struct alone *a, const struct chunk *c) {
    a->sieve.live = c->live;
    for (size_t k = 0; k < a->sieve.loci; k++) a->sieve.column[k] = column_of(c, a->order[k]);
}

static void chunk_sieved(struct run *r, struct alone *a, const struct chunk *c) {
    size_t words = (c->count + WORD - 1) / WORD;
    alone_laid(a, c);
    for (size_t word = 0; word < words; word += BLOCK_WORDS) {
        uint64_t bits[BLOCK_WORDS];
        size_t n = words - word < BLOCK_WORDS ? words - word : BLOCK_WORDS;
        if (!r->alone(&a->sieve, word, n, bits)) continue;
        for (size_t w = 0; w < n; w++)
            for (uint64_t left = bits[w]; left; left &= left - 1) judged(r, &r->all[0], c, (uint32_t)((word + w) * WORD + (unsigned)__builtin_ctzll(left)));
    }
}

// ---- Many questions: eight by eight over each block while it is near ----
struct eight {
    struct octet octet;
    struct question *of[EIGHT];
    size_t count;
    uint8_t order[DNA_SLOTS];
};

// Who wants a genotype agrees with both halves of its signature, and with both of a blank; who does not ask, with all.
static void halves_entered(struct eight *e, size_t column, uint8_t slot, bool blanks) {
    struct octet *o = &e->octet;
    for (size_t n = 0; n < e->count; n++) {
        uint8_t want = e->of[n]->want[slot], bit = (uint8_t)(1U << n);
        for (size_t k = 0; k < 16; k++) {
            bool always = want == BLANK || (blanks && k == BLANK);
            o->low[column][k] |= always || k == (want & 15U) ? bit : 0;
            o->high[column][k] |= always || k == want >> 4 ? bit : 0;
        }
    }
}

static void eight_ready(const struct run *r, struct eight *e, const struct part *p) {
    struct octet *o = &e->octet;
    struct left left[EIGHT];
    double agrees[DNA_SLOTS] = {0}, sum = EIGHT;
    o->asked = (uint8_t)((1U << e->count) - 1), o->one_may_differ = r->how->rule->deviations_max == 1 ? o->asked : 0;
    for (size_t i = 0; i < p->locus_count; i++)
        for (size_t n = 0; n < e->count; n++) agrees[i] += agreeing(p, e->of[n], i);
    o->loci = ordered(agrees, p->locus_count, (double)e->count, e->order);
    for (size_t k = 0; k < o->loci; k++) halves_entered(e, k, p->slots[e->order[k]], !p->plain);
    for (size_t n = 0; n < EIGHT; n++) left[n] = (struct left){1, 0};
    for (; o->head < o->loci && sum * WORD > SELDOM; o->head++) {
        sum = 0;
        for (size_t n = 0; n < e->count; n++) {
            left_after(&left[n], agreeing(p, e->of[n], e->order[o->head]), o->one_may_differ);
            sum += left[n].none + left[n].one;
        }
    }
}

// Those who may be a hit in this part, in eights; so many there are.
static size_t eights_of(struct run *r, const struct part *p, struct eight *all) {
    size_t n = 0;
    for (size_t i = 0; i < r->count; i++) {
        if (too_few(r, &r->all[i], p)) continue;
        if (n % EIGHT == 0) all[n / EIGHT] = (struct eight){.count = 0};
        struct eight *e = &all[n++ / EIGHT];
        e->of[e->count++] = &r->all[i];
    }
    n = (n + EIGHT - 1) / EIGHT;
    for (size_t i = 0; i < n; i++) eight_ready(r, &all[i], p);
    return n;
}

static void block_sieved(struct run *r, const struct eight *e, const struct chunk *c, size_t word, size_t end) {
    uint8_t may[WORD];
    for (; (word = r->eight(&e->octet, word, end, may)) < end; word++)
        for (unsigned at = 0; at < WORD; at++)
            for (unsigned left = may[at]; left; left &= left - 1) judged(r, e->of[__builtin_ctz(left)], c, (uint32_t)(word * WORD) + at);
}

static void chunk_sieved_for(struct run *r, struct eight *all, size_t count, const struct chunk *c) {
    size_t words = (c->count + WORD - 1) / WORD;
    for (size_t i = 0; i < count; i++) {
        all[i].octet.live = c->live;
        for (size_t k = 0; k < all[i].octet.loci; k++) all[i].octet.column[k] = column_of(c, all[i].order[k]);
    }
    for (size_t word = 0; word < words; word += BLOCK_WORDS)
        for (size_t i = 0; i < count; i++) block_sieved(r, &all[i], c, word, words - word < BLOCK_WORDS ? words : word + BLOCK_WORDS);
}

// ---- Parts ----
// A rule that allows more than one difference: each is judged.
static void chunk_judged(struct run *r, const struct chunk *c) {
    for (uint32_t at = 0; at < c->count; at++)
        for (size_t i = 0; i < r->count && is_live(c, at); i++) judged(r, &r->all[i], c, at);
}

static void part_searched(struct run *r, const struct part *p, struct eight *eights) {
    size_t count = r->count > 1 && !r->exact ? eights_of(r, p, eights) : 0;
    struct alone alone = alone_of(r, &r->all[0], p);
    bool skip = too_few(r, &r->all[0], p);
    for (size_t i = 0; i < p->chunk_count; i++) {
        const struct chunk *c = r->index->chunks[p->chunks[i]];
        if (r->exact) chunk_judged(r, c);
        else if (r->count > 1) chunk_sieved_for(r, eights, count, c);
        else if (!skip) chunk_sieved(r, &alone, c);
    }
}

RESULT dna_index_batch(const struct dna_index *x, const struct dna_search *how, const struct dna_profile *queries, size_t count,
                       struct dna_hits *out, struct error *err) {
    struct run r = {.index = x, .how = how, .count = count, .alone = sieve_of(how->speed), .eight = octet_of(how->speed)};
    r.exact = how->rule->stringency != DNA_HIGH || how->rule->deviations_max > 1;
    struct eight *eights = malloc((count / EIGHT + 1) * sizeof *eights);
    if (!(r.all = calloc(count ? count : 1, sizeof *r.all)) || !eights) return free(r.all), free(eights), FAIL(err, NO_SYSTEM, "memory");
    for (size_t i = 0; i < count; i++) out[i] = (struct dna_hits){0}, r.all[i] = question_of(x, &queries[i], &out[i]);
    for (size_t i = 0; i < x->part_count; i++) part_searched(&r, x->parts[i], eights);
    for (size_t i = 0; i < count; i++) hits_settle(&out[i], how->most);
    free(r.all), free(eights);
    for (size_t i = 0; r.failed && i < count; i++) dna_hits_free(&out[i]);
    return r.failed ? FAIL(err, NO_SYSTEM, "memory") : DONE;
}

RESULT dna_index_search(const struct dna_index *x, const struct dna_search *how, const struct dna_profile *query, struct dna_hits *out,
                        struct error *err) {
    return dna_index_batch(x, how, query, 1, out, err);
}

// The walk of SIEVE, counted. With blanks it looks after each column whether all are out.
static uint64_t chunk_touched(const struct sieve *s, const struct chunk *c) {
    uint64_t bytes = 0;
    for (size_t w = 0; w < (c->count + WORD - 1) / WORD; w++) {
        uint64_t one = 0, two = ~c->live[w];
        for (size_t i = 0; i < s->loci && (i < (s->blanks ? 0 : s->head) || ~two); i++) {
            uint64_t ne = 0;
            for (size_t k = 0; k < WORD; k++) {
                uint8_t at = s->column[i][w * WORD + k];
                ne |= (uint64_t)(at != s->want[i] && !(s->blanks && at == BLANK)) << k;
            }
            two |= s->one_may_differ ? one & ne : ne;
            one |= ne;
            bytes += WORD;
        }
        bytes += sizeof(uint64_t);
    }
    return bytes;
}

uint64_t dna_index_touched(const struct dna_index *x, const struct dna_rule *rule, const struct dna_profile *query) {
    struct dna_search how = {rule, DNA_SCALAR, 0};
    struct run r = {.index = x, .how = &how};
    struct question q = question_of(x, query, NULL);
    uint64_t bytes = 0;
    for (size_t i = 0; i < x->part_count; i++) {
        const struct part *p = x->parts[i];
        struct alone a = alone_of(&r, &q, p);
        for (size_t k = 0; k < p->chunk_count && !too_few(&r, &q, p); k++) {
            const struct chunk *c = x->chunks[p->chunks[k]];
            alone_laid(&a, c);
            bytes += chunk_touched(&a.sieve, c);
        }
    }
    return bytes;
}
