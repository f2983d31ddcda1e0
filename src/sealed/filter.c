// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sealed/filter.h"

#include "crypto/hash.h"

#include <endian.h>
#include <math.h>
#include <stdlib.h>

enum { HEAD_BYTES = 40, SEGMENT_MAX = 1 << 18, TRIES = 100 };
#define MAGIC "MLFUSE16"

// ---- Where a value belongs ----

// The last step of MurmurHash3 (Appleby, 2011, public domain): each bit of the result depends on every bit given.
static inline uint64_t mixed(uint64_t value, uint64_t seed) {
    uint64_t h = value + seed;
    h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
    h = (h ^ h >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return h ^ h >> 33;
}

static inline uint16_t print_of(uint64_t hash) { return (uint16_t)(hash ^ hash >> 32); }

struct places {
    uint32_t at[3];
};

// Three neighbouring segments; within the second and third, bits that the choice of the segment did not use.
static inline struct places places_of(const struct filter *f, uint64_t hash) {
    uint64_t range = (uint64_t)f->segments * f->segment_length;
    uint32_t first = (uint32_t)((__uint128_t)hash * range >> 64), mask = f->segment_length - 1;
    struct places p = {{first, first + f->segment_length, first + 2 * f->segment_length}};
    p.at[1] ^= (uint32_t)(hash >> 18) & mask;
    p.at[2] ^= (uint32_t)hash & mask;
    return p;
}

static inline uint16_t slot(const struct filter *f, uint32_t i) {
    uint16_t raw;
    memcpy(&raw, f->slots + 2 * (size_t)i, 2);
    return le16toh(raw);
}

bool filter_may_hold(const struct filter *f, uint64_t value) {
    uint64_t hash = mixed(value, f->seed);
    struct places p = places_of(f, hash);
    return (slot(f, p.at[0]) ^ slot(f, p.at[1]) ^ slot(f, p.at[2])) == print_of(hash);
}

// ---- Size ----

uint64_t filter_size_class(uint64_t count) {
    static const unsigned steps[] = {1, 2, 5};
    for (uint64_t power = 1;; power *= 10)
        for (int i = 0; i < 3; i++)
            if (power * steps[i] >= count) return power * steps[i];
}

// The paper's section 4: segments grow with the logarithm of the set, small sets need some more room.
static struct filter shape_for(size_t count, uint64_t seed) {
    double n = count < 2 ? 2 : (double)count;
    double length = exp2(floor(log(n) / log(3.33) + 2.25)), room = count < 2 ? 1 : fmax(1.125, 0.875 + 0.25 * log(1e6) / log(n));
    uint32_t segment = length < 4 ? 4 : length > SEGMENT_MAX ? SEGMENT_MAX : (uint32_t)length;
    uint64_t wanted = (uint64_t)ceil((double)count * room), all = (wanted + segment - 1) / segment;
    uint32_t segments = all > 2 ? (uint32_t)all - 2 : 1;
    return (struct filter){.segment_length = segment, .segments = segments, .slot_count = (segments + 2) * segment, .values = count, .seed = seed};
}

// ---- Building: peel off values that are alone in one of their places, then fill in the opposite order ----

struct cell {
    uint64_t hashes;  // all that belong here, xored
    uint8_t count, which;  // how many, and the numbers (0, 1, 2) of their places, xored
};
struct peeled {
    uint64_t hash;
    uint8_t which;
};
struct bench {
    struct cell *cells;
    struct peeled *peeled;
    uint32_t *alone;
    size_t peeled_count, alone_count;
};

static bool put_all(struct bench *b, const struct filter *f, const uint64_t *values, size_t count) {
    memset(b->cells, 0, f->slot_count * sizeof *b->cells);
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = mixed(values[i], f->seed);
        struct places p = places_of(f, hash);
        for (uint8_t k = 0; k < 3; k++) {
            struct cell *c = &b->cells[p.at[k]];
            if (c->count == UINT8_MAX) return false;
            c->hashes ^= hash, c->which ^= k, c->count++;
        }
    }
    return true;
}

static void take_off(struct bench *b, const struct filter *f, uint64_t hash, uint8_t which) {
    struct places p = places_of(f, hash);
    for (uint8_t k = 0; k < 3; k++) {
        struct cell *c = &b->cells[p.at[k]];
        c->hashes ^= hash, c->which ^= k, c->count--;
        if (k != which && c->count == 1) b->alone[b->alone_count++] = p.at[k];
    }
}

static bool peel(struct bench *b, const struct filter *f, size_t count) {
    b->peeled_count = b->alone_count = 0;
    for (uint32_t i = 0; i < f->slot_count; i++)
        if (b->cells[i].count == 1) b->alone[b->alone_count++] = i;
    while (b->alone_count) {
        const struct cell c = b->cells[b->alone[--b->alone_count]];
        if (c.count != 1) continue;
        b->peeled[b->peeled_count++] = (struct peeled){c.hashes, c.which};
        take_off(b, f, c.hashes, c.which);
    }
    return b->peeled_count == count;
}

static void fill(const struct bench *b, const struct filter *f, uint16_t *slots) {
    for (size_t i = b->peeled_count; i-- > 0;) {
        const struct peeled *v = &b->peeled[i];
        struct places p = places_of(f, v->hash);
        uint16_t others = 0;
        for (uint8_t k = 0; k < 3; k++)
            if (k != v->which) others ^= le16toh(slots[p.at[k]]);
        slots[p.at[v->which]] = htole16(print_of(v->hash) ^ others);
    }
}

static int ascending(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static size_t without_doubles(uint64_t *values, size_t count) {
    size_t kept = 0;
    if (count) qsort(values, count, sizeof *values, ascending);
    for (size_t i = 0; i < count; i++)
        if (!kept || values[kept - 1] != values[i]) values[kept++] = values[i];
    return kept;
}

// A set fails to peel about once in hundreds of seeds; then the next one.
static bool build_slots(struct filter *f, const uint64_t *values, size_t count, uint16_t *slots) {
    struct bench b = {.cells = malloc(f->slot_count * sizeof *b.cells), .peeled = malloc((count + 1) * sizeof *b.peeled),
                      .alone = malloc(((size_t)f->slot_count + 2 * count) * sizeof *b.alone)};
    ENSURE(b.cells && b.peeled && b.alone);
    bool good = false;
    for (int i = 0; i < TRIES && !good; i++) {
        good = put_all(&b, f, values, count) && peel(&b, f, count);
        if (!good) f->seed = mixed(f->seed, 1);
    }
    if (good) fill(&b, f, slots);
    free(b.cells), free(b.peeled), free(b.alone);
    return good;
}

// ---- The container ----

static void text_le(struct text *t, uint64_t n, size_t bytes) {
    for (size_t i = 0; i < bytes; i++, n >>= 8) text_char(t, (char)(n & 0xFF));
}

static void write_container(const struct filter *f, const uint16_t *slots, struct text *out) {
    size_t before = out->bytes;
    text_put(out, MAGIC);
    text_le(out, 1, 4), text_le(out, f->segment_length, 4), text_le(out, f->segments, 4), text_le(out, f->slot_count, 4);
    text_le(out, f->values, 8), text_le(out, f->seed, 8);
    text_add(out, slots, f->slot_count * sizeof *slots);
    struct digest d = sha256((struct view){out->at + before, out->bytes - before});
    text_add(out, d.bytes, sizeof d.bytes);
}

RESULT filter_build(uint64_t *values, size_t count, uint64_t seed, struct text *out, struct error *err) {
    if (count > FILTER_VALUES_MAX) return FAIL(err, TOO_BIG, "a filter of more than %d values", FILTER_VALUES_MAX);
    count = without_doubles(values, count);
    struct filter f = shape_for(count, seed);
    uint16_t *slots = calloc(f.slot_count, sizeof *slots);
    ENSURE(slots);
    bool good = build_slots(&f, values, count, slots);
    if (good) write_container(&f, slots, out);
    free(slots);
    if (!good) return FAIL(err, INTERNAL, "no filter comes of these values");
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "the filter is above the ceiling");
}

static uint64_t le_at(struct view v, size_t at, size_t bytes) {
    uint64_t n = 0;
    for (size_t i = bytes; i-- > 0;) n = n << 8 | (unsigned char)v.at[at + i];
    return n;
}

RESULT filter_open(struct view bytes, struct filter *out, struct error *err) {
    if (bytes.bytes < HEAD_BYTES + 32 || !view_starts(bytes, MAGIC) || le_at(bytes, 8, 4) != 1) return FAIL(err, BAD_FORMAT, "not a filter");
    struct filter f = {.slots = (const unsigned char *)bytes.at + HEAD_BYTES, .segment_length = (uint32_t)le_at(bytes, 12, 4),
                       .segments = (uint32_t)le_at(bytes, 16, 4), .slot_count = (uint32_t)le_at(bytes, 20, 4), .values = le_at(bytes, 24, 8),
                       .seed = le_at(bytes, 32, 8)};
    bool shaped = f.segment_length >= 4 && f.segment_length <= SEGMENT_MAX && !(f.segment_length & (f.segment_length - 1)) && f.segments &&
                  ((uint64_t)f.segments + 2) * f.segment_length == f.slot_count;
    if (!shaped || bytes.bytes != HEAD_BYTES + 2 * (size_t)f.slot_count + 32) return FAIL(err, BAD_FORMAT, "a filter of another shape than it says");
    struct digest d = sha256((struct view){bytes.at, bytes.bytes - 32});
    if (memcmp(d.bytes, bytes.at + bytes.bytes - 32, 32) != 0) return FAIL(err, BAD_FORMAT, "the filter's bytes are not those that were written");
    *out = f;
    return DONE;
}
