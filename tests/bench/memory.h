// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// memory.h — what this computer's memory gives: bytes a second read one after the other, and how long a read here or there
// takes. In processor time, which counts waiting for memory and not what else the machine does.
#ifndef MALINES_BENCH_MEMORY_H
#define MALINES_BENCH_MEMORY_H

#include "bench.h"

#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

enum { MEMORY_THREADS_MAX = 16, MEMORY_ROUNDS = 5, LINE_BYTES = 64 };
static const size_t MEMORY_BYTES = (size_t)2 << 30;  // which no cache holds

#if defined(__x86_64__)
#include <immintrin.h>
__attribute__((target("avx512f"))) static inline uint64_t read_wide(const char *at, size_t bytes) {
    __m512i a = _mm512_setzero_si512(), b = a, c = a, d = a;
    for (size_t i = 0; i < bytes; i += 256) {
        a = _mm512_or_si512(a, _mm512_loadu_si512(at + i)), b = _mm512_or_si512(b, _mm512_loadu_si512(at + i + 64));
        c = _mm512_or_si512(c, _mm512_loadu_si512(at + i + 128)), d = _mm512_or_si512(d, _mm512_loadu_si512(at + i + 192));
    }
    return (uint64_t)_mm512_reduce_or_epi64(_mm512_or_si512(_mm512_or_si512(a, b), _mm512_or_si512(c, d)));
}
#endif

static inline uint64_t read_plain(const char *at, size_t bytes) {
    uint64_t sum[8] = {0};
    for (size_t i = 0; i < bytes; i += 64)
        for (size_t k = 0; k < 8; k++) {
            uint64_t v;
            memcpy(&v, at + i + 8 * k, 8);
            sum[k] |= v;
        }
    return sum[0] | sum[1] | sum[2] | sum[3] | sum[4] | sum[5] | sum[6] | sum[7];
}

static inline uint64_t read_all(const char *at, size_t bytes) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) return read_wide(at, bytes);
#endif
    return read_plain(at, bytes);
}

// In large pages where the system has them, as a large index is.
static inline char *memory_new(size_t bytes) {
    char *at = aligned_alloc((size_t)2 << 20, bytes);
    ENSURE(at);
    madvise(at, bytes, MADV_HUGEPAGE);
    return memset(at, 1, bytes);
}

struct memory_reader {
    const char *at;
    size_t bytes;
    double best;     // bytes a second
    uint64_t any;
};

static inline void *memory_read(void *ctx) {
    struct memory_reader *r = ctx;
    for (int round = 0; round < MEMORY_ROUNDS; round++) {
        double began = cpu_s();
        r->any |= read_all(r->at, r->bytes);
        double rate = (double)r->bytes / (cpu_s() - began);
        if (rate > r->best) r->best = rate;
    }
    return NULL;
}

// Bytes a second that so many threads read together, each a part of its own, the best of some readings.
static inline double memory_read_rate(unsigned threads) {
    struct memory_reader r[MEMORY_THREADS_MAX];
    pthread_t thread[MEMORY_THREADS_MAX];
    double rate = 0;
    char *at = memory_new(MEMORY_BYTES);
    size_t each = MEMORY_BYTES / threads & ~(size_t)255;
    ENSURE(threads && threads <= MEMORY_THREADS_MAX);
    for (unsigned i = 0; i < threads; i++) r[i] = (struct memory_reader){at + i * each, each, 0, 0};
    for (unsigned i = 1; i < threads; i++) ENSURE(pthread_create(&thread[i], NULL, memory_read, &r[i]) == 0);
    memory_read(&r[0]);
    for (unsigned i = 1; i < threads; i++) pthread_join(thread[i], NULL);
    for (unsigned i = 0; i < threads; i++) {
        ENSURE(r[i].any);
        rate += r[i].best;
    }
    free(at);
    return rate;
}

// Seconds of one read somewhere in so many bytes (a power of two), by one thread that has `at_once` of them under way: where the next
// one goes is known only when the one before has come.
static inline double memory_hop_s(size_t bytes, unsigned at_once) {
    enum { HOPS = 4000000, AT_ONCE_MAX = 16 };
    uint64_t at[AT_ONCE_MAX];
    size_t lines = bytes / LINE_BYTES;
    char *table = memory_new(bytes);
    ENSURE(at_once && at_once <= AT_ONCE_MAX);
    for (unsigned k = 0; k < at_once; k++) at[k] = k * 0x9e3779b97f4a7c15u;
    double began = cpu_s();
    for (size_t i = 0; i < HOPS / at_once; i++)
        for (unsigned k = 0; k < at_once; k++) {
            uint64_t z = at[k] * 0xd1342543de82ef95u + 0x9e3779b97f4a7c15u;
            at[k] = z + (uint8_t)table[((z ^ z >> 29) & (lines - 1)) * LINE_BYTES];
        }
    double took = (cpu_s() - began) / (HOPS / at_once * at_once);
    for (unsigned k = 1; k < at_once; k++) at[0] |= at[k];
    ENSURE(at[0]);
    free(table);
    return took;
}

#endif
