// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// scan_room.h — how the profiles lie in memory; scan.c, search.c, scan_kernel.c and leads.c alone include it.
#ifndef MALINES_DNA_SCAN_ROOM_H
#define MALINES_DNA_SCAN_ROOM_H

#include "dna/scan.h"

enum { CHUNK_ROOM = 65536, CHUNK_FIRST = 1024, WORD = 64, BLOCK_WORDS = 16 };
enum { BLANK = 0 };                  // the signature of a place that excludes nobody: not typed, a wildcard, a third allele

struct chunk {                       // at most CHUNK_ROOM profiles of one part
    struct part *part;
    uint32_t count, room;            // room is a multiple of WORD
    uint64_t *ids;
    uint8_t *kinds;                  // the caller's, 0 to DNA_KINDS - 1
    uint64_t *live;                  // a bit a profile; read and cleared atomically
    struct dna_pair (*rows)[DNA_SLOTS];
    struct dna_more (*more)[DNA_MORE_MAX];  // NULL until one has a third allele
    uint8_t *columns;                // signatures, at the beginning of a cache line; column_of()
    uint16_t *genotypes;             // of (locus i, profile j) at i * room + j, for leads.c; NULL until asked for
    uint32_t genotyped;              // so many of them are filled
};

struct part {
    bool plain;                      // no profile has a blank
    uint32_t mask;                   // counted loci; of the part that is not plain all
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

uint8_t signature_at(const struct dna_profile *p, uint8_t slot);
// A block further than the room: were columns 64 KiB apart, the same block of each would fall upon the same lines of the cache.
static inline size_t column_stride(const struct chunk *c) { return c->room + BLOCK_WORDS * WORD; }
static inline size_t columns_bytes(const struct chunk *c) { return (c->part->locus_count ? c->part->locus_count : 1) * column_stride(c); }
static inline uint8_t *column_of(const struct chunk *c, size_t i) { return c->columns + i * column_stride(c); }
static inline bool is_live(const struct chunk *c, uint32_t at) { return __atomic_load_n(&c->live[at / WORD], __ATOMIC_ACQUIRE) >> at % WORD & 1; }
void chunk_profile(const struct chunk *c, uint32_t at, struct dna_profile *out);

// ---- scan_kernel.c: which profiles may be a hit; never no for one that is ----
struct sieve {                         // of one question: a bit a profile
    const uint8_t *column[DNA_SLOTS];  // of the chunk, in the order of asking
    uint8_t want[DNA_SLOTS];
    size_t loci, head;                 // `head` columns are asked without looking whether all are out already; HEAD_MAX at most
    bool one_may_differ, blanks;       // blanks: a column may hold BLANK, which differs from nothing
    const uint64_t *live;
};
enum { HEAD_MAX = 6 };
// Whether any bit is set.
typedef bool sieve_kernel(const struct sieve *s, size_t word, size_t words, uint64_t *out);
sieve_kernel *sieve_of(enum dna_speed speed);

enum { EIGHT = 8 };
struct octet {                         // of up to eight questions: a byte a profile, a bit of it a question
    const uint8_t *column[DNA_SLOTS];
    uint8_t low[DNA_SLOTS][16], high[DNA_SLOTS][16];  // who agrees with a signature of this lower half, of this upper half
    size_t loci, head;
    uint8_t asked, one_may_differ;     // a bit a question
    const uint64_t *live;
};
// The first word from `word` on, before `end`, that holds one which may be a hit, and its profiles; or `end`.
typedef size_t octet_kernel(const struct octet *o, size_t word, size_t end, uint8_t out[WORD]);
octet_kernel *octet_of(enum dna_speed speed);

#endif
