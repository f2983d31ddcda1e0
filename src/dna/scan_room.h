// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// scan_room.h — how the profiles lie in memory; scan.c, scan_kernel.c and leads.c alone include it.
#ifndef MALINES_DNA_SCAN_ROOM_H
#define MALINES_DNA_SCAN_ROOM_H

#include "dna/scan.h"

enum { CHUNK_ROOM = 65536, CHUNK_FIRST = 1024, WORD = 64, BLOCK_WORDS = 16 };

struct chunk {                       // at most CHUNK_ROOM profiles of one part
    struct part *part;
    uint32_t count, room;            // room is a multiple of WORD
    uint64_t *ids;
    uint8_t *kinds;                  // the caller's, 0 to DNA_KINDS - 1
    uint64_t *live;                  // a bit a profile; read and cleared atomically
    struct dna_pair (*rows)[DNA_SLOTS];
    struct dna_more (*more)[DNA_MORE_MAX];  // NULL until one has a third allele
    uint8_t *columns;                // of a plain part: signature of (locus i, profile j) at i * room + j
    uint16_t *genotypes;             // likewise, for leads.c; NULL until asked for
    uint32_t genotyped;              // so many of them are filled
};

struct part {
    bool plain;
    uint32_t mask;                   // counted loci; of the part that is not plain 0
    uint8_t slots[DNA_SLOTS];        // of the columns
    size_t locus_count;
    uint32_t *chunks;                // numbers in the index
    size_t chunk_count, chunk_room, profiles, living;
    uint32_t seen[DNA_SLOTS][256];   // how often each signature, by column
};

struct numbering;
struct dna_index {
    const struct dna_book *book;
    struct part **parts;             // [0] holds what is not plain
    size_t part_count;
    struct chunk **chunks;
    size_t chunk_count, chunk_room;
    uint32_t *places;                // open addressing: (chunk << 16 | place) + 1
    size_t place_room, place_used, living, living_of[DNA_KINDS];
    struct numbering *numbers;       // of genotypes, leads.c; NULL until asked for
};
void dna_numbering_free(struct numbering *n);

static inline uint8_t signature(struct dna_pair p) { return (uint8_t)(((unsigned)p.lo << 8 | p.hi) * 40503U >> 7); }
static inline bool is_live(const struct chunk *c, uint32_t at) { return __atomic_load_n(&c->live[at / WORD], __ATOMIC_ACQUIRE) >> at % WORD & 1; }
void chunk_profile(const struct chunk *c, uint32_t at, struct dna_profile *out);

// ---- scan_kernel.c: one word a 64 profiles, a bit each that may be a hit ----
struct sieve {
    const uint8_t *column[DNA_SLOTS];  // of the chunk, in the order of asking
    uint8_t want[DNA_SLOTS];
    size_t loci, head;                 // `head` columns are asked without looking whether all are out already
    bool one_may_differ;
    const uint64_t *live;
};
typedef void sieve_kernel(const struct sieve *s, size_t word, size_t words, uint64_t *out);
sieve_kernel *sieve_of(enum dna_speed speed);

struct row_sieve {
    struct dna_pair want[DNA_SLOTS];   // where the query is designated
    uint16_t asked[DNA_SLOTS];         // 0xFFFF there, else 0
    unsigned may_differ;
};
// May this row be a hit? Never no for one that is.
typedef bool row_kernel(const struct row_sieve *s, const struct dna_pair row[DNA_SLOTS]);
row_kernel *row_sieve_of(enum dna_speed speed);

#endif
