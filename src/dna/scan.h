// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// scan.h — one profile against millions: the hits of compare.h, found at the speed of memory.
//
// Profiles lie in parts: those whose places all hold plain lengths by the loci they have (a kit is one part), the rest
// apart. Each locus of a part has a column of one byte a profile, a hash of its genotype, or a blank that excludes nobody. A
// pair that is a hit under a rule of at most one deviation differs in at most one locus, so a profile whose bytes differ in
// two columns is out: 64 profiles a step, commonest-to-differ locus first, most are out after three. Of a batch, eight
// questions are asked at once: two small tables a column say which of them agree with a byte. What remains goes to
// dna_compare(), and so does every profile when the rule allows more.
// A profile costs 64 bytes, a byte a locus, two a locus for likelihood ratios (mixture.h), and 17 to be found again and chosen by kind.
//
// One writer; a search may go on in another thread while profiles are dropped (never while they are added): what was
// dropped before it is reported is not reported.
#ifndef MALINES_DNA_SCAN_H
#define MALINES_DNA_SCAN_H

#include "dna/compare.h"

enum dna_speed { DNA_BEST, DNA_SCALAR, DNA_AVX2, DNA_AVX512 };

struct dna_index;
struct dna_index *dna_index_new(const struct dna_book *b);  // NULL: no memory; borrows the book
struct dna_index *dna_index_free(struct dna_index *x);
// `id` is the caller's, not 0, once. ALREADY, TOO_BIG (more than 2^31 profiles), NO_SYSTEM.
RESULT dna_index_add(struct dna_index *x, uint64_t id, const struct dna_profile *p, struct error *err);
// The same of a kind, by which a search may choose: 0 to DNA_KINDS - 1, the caller's meaning; dna_index_add() is of kind 0.
// Hidden are profiles of an import under way: no search finds one of them before dna_index_show(), which takes milliseconds for millions.
// `from`: the least of their ids, all of which are above those shown before. What is never shown stays as memory until the end.
enum { DNA_KINDS = 32 };
RESULT dna_index_put(struct dna_index *x, uint64_t id, unsigned kind, bool hidden, const struct dna_profile *p, struct error *err);
void dna_index_show(struct dna_index *x, uint64_t from);
bool dna_index_drop(struct dna_index *x, uint64_t id);      // at once, for searches under way too; false: not here
bool dna_index_get(const struct dna_index *x, uint64_t id, struct dna_profile *out);
size_t dna_index_count(const struct dna_index *x);
size_t dna_index_count_of(const struct dna_index *x, uint32_t kinds);  // a bit a kind; 0: all
size_t dna_index_bytes(const struct dna_index *x);          // all memory it holds
// How many living profiles of these kinds have these loci: each sort of part once. For "what would become comparable".
typedef void dna_mask_reader(void *ctx, uint32_t mask, size_t profiles);
void dna_index_masks(const struct dna_index *x, uint32_t kinds, dna_mask_reader *reader, void *ctx);

struct dna_hit {
    uint64_t id;
    struct dna_verdict verdict;
};
struct dna_hits {                // owned by the caller: dna_hits_free()
    struct dna_hit *at;
    size_t count, room;
    bool cut;                    // `most` was reached
};
void dna_hits_free(struct dna_hits *h);

struct dna_search {
    const struct dna_rule *rule;
    enum dna_speed speed;        // DNA_BEST: what this processor has
    size_t most;                 // hits a query; 0: all
    uint32_t kinds;              // only profiles of these; 0: of all
};
enum dna_speed dna_speed_best(void);
// Hits in order of quality, then id. NO_SYSTEM.
RESULT dna_index_search(const struct dna_index *x, const struct dna_search *how, const struct dna_profile *query, struct dna_hits *out,
                        struct error *err);
// How many bytes of columns a search of a plain query reads: for measuring.
uint64_t dna_index_touched(const struct dna_index *x, const struct dna_rule *rule, const struct dna_profile *query);
// Many queries in one pass over memory; out[i] of queries[i]. All new against all, or all against the new.
RESULT dna_index_batch(const struct dna_index *x, const struct dna_search *how, const struct dna_profile *queries, size_t count,
                       struct dna_hits *out, struct error *err);

#endif
