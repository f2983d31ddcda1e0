// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// book.h — what the data of laws/dna/ say: loci and their spellings, kits, rules, and what each pair agreed.
//
// Loaded once, whole, then only read. An error names file, line and column.
#ifndef MALINES_DNA_BOOK_H
#define MALINES_DNA_BOOK_H

#include "base/arena.h"
#include "base/result.h"
#include "dna/profile.h"

enum dna_kind { DNA_AUTOSOMAL, DNA_SEX, DNA_MALE };
struct dna_locus {
    struct view id;
    int repeat;                 // 3, 4, 5; 0: words
    enum dna_kind kind;
    unsigned lowest, highest;   // whole repeats believed
    struct view source;
    char mark;                  // 'S', 'P', 'M'
};
struct dna_kit {
    struct view id, title, source;
    uint32_t loci;
    char mark;
};

enum dna_scope { DNA_EXCHANGE, DNA_NATIONAL };
enum dna_stringency { DNA_HIGH, DNA_MODERATE, DNA_LOW };
struct dna_rule {
    struct view id, title, source;
    enum dna_scope scope;
    unsigned min_full, deviations_max, store_min, reference_min;
    enum dna_stringency stringency;
    bool flatten, count_wild, micro_variants;
    unsigned review[4];         // loci, of quality 1 to 4
    unsigned expected_max;      // thousandths of a chance hit
    unsigned reply_minutes;     // within which an answer is there; 0: no term
    char mark;
};

struct dna_category {
    struct view id, source;
    bool identified, person, searchable;
    unsigned retain_years;
    char mark;
};

struct dna_pairing {            // one directed pair
    struct view from, to, rule, source;
    const char *const *categories;  // NULL-terminated
    bool push, kinship;
    char mark;
};

struct dna_book {
    struct arena arena;
    struct dna_locus loci[DNA_SLOTS];
    size_t locus_count;
    struct dna_kit *kits;
    struct dna_rule *rules;
    struct dna_pairing *pairs;
    struct dna_category *categories;
    size_t kit_count, rule_count, pair_count, category_count;
    uint32_t counted, words, standard;  // autosomal places; places of words; the seven of the old standard set
    uint8_t sorted[DNA_SLOTS];  // the places in the order of their ids: that of canonical JSON
    uint64_t near[3][256][4];   // by repeat - 3: bit b of near[r][a]: b is a micro-variant neighbour of a
    char near_mark[3];          // the weakest of the rows of that repeat, and where it is from
    struct view near_source[3];
    struct dna_spelling *spellings;
    size_t spelling_count;
};

struct dna_files {
    struct view loci, kits, rules, categories, pairs;  // bytes of the YAML files
};
// *out owns all; dna_book_free() gives NULL. BAD_YAML, TOO_BIG.
RESULT dna_book_new(const struct dna_files *files, struct dna_book **out, struct error *err);
RESULT dna_book_load(const char *laws_folder, struct dna_book **out, struct error *err);  // reads FOLDER/dna/*.yaml
struct dna_book *dna_book_free(struct dna_book *b);

int dna_locus_find(const struct dna_book *b, struct view name);  // a place, by id or any spelling; -1
const struct dna_kit *dna_kit_find(const struct dna_book *b, struct view name);     // by id or spelling; NULL
const struct dna_rule *dna_rule_find(const struct dna_book *b, struct view id);     // NULL
const struct dna_category *dna_category_find(const struct dna_book *b, struct view name);  // by id or CODIS' word; NULL
bool dna_pair_has(const struct dna_pairing *p, struct view category);
const struct dna_pairing *dna_pair_find(const struct dna_book *b, struct view from, struct view to);
static inline bool dna_near(const struct dna_book *b, int slot, uint8_t x, uint8_t y) {
    int repeat = b->loci[slot].repeat;
    return repeat && (b->near[repeat - 3][x][y >> 6] >> (y & 63) & 1);
}
// An allele as people write it: 9.3, X, *, F, R, <, >, 0 for a null allele.
void text_allele(struct text *t, const struct dna_book *b, int slot, uint8_t allele);

#endif
