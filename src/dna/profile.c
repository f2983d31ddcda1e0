// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "dna/profile.h"

#include "base/result.h"

static int shift_of(int repeat) { return repeat == 5 ? 3 : 2; }

uint8_t dna_length_code(int repeat, unsigned whole, unsigned odd) {
    if (repeat < 3 || repeat > 5 || odd >= (unsigned)repeat) return 0;
    unsigned code = whole << shift_of(repeat) | odd;
    return code < DNA_FIRST_LENGTH || code > UINT8_MAX ? 0 : (uint8_t)code;
}

void dna_length_split(int repeat, uint8_t code, unsigned *whole, unsigned *odd) {
    *whole = code >> shift_of(repeat);
    *odd = code & ((1U << shift_of(repeat)) - 1);
}

uint32_t dna_mask(const struct dna_profile *p) {
    uint32_t mask = 0;
    for (size_t i = 0; i < DNA_SLOTS; i++) mask |= (uint32_t)dna_typed(p->at[i]) << i;
    return mask;
}

size_t dna_third(const struct dna_profile *p, uint8_t slot, uint8_t out[DNA_MORE_MAX]) {
    size_t n = 0;
    for (size_t i = 0; i < DNA_MORE_MAX; i++)
        if (p->more[i].allele && p->more[i].slot == slot) out[n++] = p->more[i].allele;
    return n;
}

bool dna_same(const struct dna_profile *a, const struct dna_profile *b) { return memcmp(a, b, sizeof *a) == 0; }

// Lengths in ascending order, what is no length behind them; between two of those the smaller code first. An R keeps
// its meaning by its code (below, above), not by its place.
static bool stands_before(uint8_t a, uint8_t b) {
    if (dna_is_length(a) != dna_is_length(b)) return dna_is_length(a);
    return a < b;
}

void dna_pair_order(struct dna_pair *p) {
    if (!stands_before(p->hi, p->lo)) return;
    uint8_t swap = p->lo;
    p->lo = p->hi;
    p->hi = swap;
}

void dna_flatten(struct dna_profile *p, uint32_t words_mask) {
    for (uint8_t i = 0; i < DNA_SLOTS; i++) {
        uint8_t third[DNA_MORE_MAX];
        if (words_mask >> i & 1 || !dna_typed(p->at[i])) continue;
        if (!dna_is_length(p->at[i].lo)) p->at[i].lo = DNA_ANY;
        if (!dna_is_length(p->at[i].hi) || dna_third(p, i, third)) p->at[i].hi = DNA_ANY;
    }
    memset(p->more, 0, sizeof p->more);
}
