// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// filter.h — a set of 64-bit values in 18 bits a value, that answers "may hold" or "does not hold".
//
// A binary fuse filter with 16-bit fingerprints (Graf and Lemire, "Binary Fuse Filters: Fast and Smaller Than Xor
// Filters", ACM JEA 27, 2022): three reads a question, one false "may hold" in 65,536. What an owner ships to a partner
// is one, over the outputs of its key (oprf.h); it is made anew whole each day, because what changed between two would
// tell on which day somebody was entered.
//
// Container, little endian, whatever the machine:
//   0 "MLFUSE16" · 8 version u32 = 1 · 12 segment length u32 · 16 segments u32 · 20 slots u32 · 24 values u64 · 32 seed u64
//   40 slots × u16 · SHA-256 of all before
// "values" counts what is in it, padding included, and never what was real.
#ifndef MALINES_SEALED_FILTER_H
#define MALINES_SEALED_FILTER_H

#include "base/text.h"

enum { FILTER_VALUES_MAX = 100 * 1000 * 1000 };

struct filter {
    const unsigned char *slots;  // inside the bytes that were opened
    uint32_t segment_length, segments, slot_count;
    uint64_t values, seed;
};

// The next of 1, 2, 5, 10, 20, 50...: what a set is padded to, so that its size says little.
uint64_t filter_size_class(uint64_t count);
// `values` are sorted and freed of doubles in place. `seed` is any number; the filter of the same values and seed is the
// same. `out` gets the container. TOO_BIG above FILTER_VALUES_MAX or the text's ceiling.
RESULT filter_build(uint64_t *values, size_t count, uint64_t seed, struct text *out, struct error *err);
// BAD_FORMAT for anything but a whole and true container. `bytes` must outlive it.
RESULT filter_open(struct view bytes, struct filter *out, struct error *err);
bool filter_may_hold(const struct filter *f, uint64_t value);

#endif
