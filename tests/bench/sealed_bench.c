// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sealed_bench — sealed checks in units of one scalar multiplication of libsodium, measured in the same run; one thread.
#include "bench.h"

#include "sealed/filter.h"
#include "sealed/oprf.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { KEYS = 20, ROUNDS = 150 };

// The least of many short rounds, in microseconds a piece: what else the machine did only adds. Each takes some milliseconds.
#define LEAST(count, body)                                                                                            \
    __extension__({                                                                                                   \
        double least = 1e18;                                                                                          \
        for (int round_ = 0; round_ < ROUNDS; round_++) {                                                             \
            double began_ = cpu_us();                                                                                        \
            for (int i = 0; i < (count); i++) { body; }                                                               \
            double took_ = (cpu_us() - began_) / (count);                                                                   \
            if (took_ < least) least = took_;                                                                         \
        }                                                                                                             \
        least;                                                                                                        \
    })

struct subject_keys {
    char words[KEYS][32];
    struct view inputs[KEYS];
    struct scalar blinds[KEYS];
    struct point blinded[KEYS], evaluated[KEYS];
    struct oprf_output out[KEYS];
    struct oprf_proof proof;
};

static void blind_all(struct subject_keys *k, const unsigned char seed[32]) {
    for (uint32_t i = 0; i < KEYS; i++) {
        oprf_blind_derive(seed, i, &k->blinds[i]);
        MUST(oprf_blind(OPRF_VERIFIABLE, k->inputs[i], &k->blinds[i], &k->blinded[i], NULL));
    }
}

static void row(const char *what, double us, double unit, const char *goal) { printf("| %-58s | %8.1f µs | %6.2f | %s\n", what, us, us / unit, goal); }

static double one_multiplication(void) {
    struct point p;
    struct scalar s;
    crypto_core_ristretto255_random(p.bytes);
    crypto_core_ristretto255_scalar_random(s.bytes);
    return LEAST(50, ENSURE(crypto_scalarmult_ristretto255(p.bytes, s.bytes, p.bytes) == 0));
}

// The unit is measured before, between and after, and the least of it counts: a busy machine flatters nothing.
static double lesser(double a, double b) { return a < b ? a : b; }

static void questions(double unit) {
    static const unsigned char seed[32] = {1};
    struct oprf_key key;
    struct subject_keys k;
    struct scalar nonce;
    MUST(oprf_key_derive(OPRF_VERIFIABLE, seed, VIEW("bench"), &key, NULL));
    for (int i = 0; i < KEYS; i++)
        k.inputs[i] = (struct view){k.words[i], (size_t)snprintf(k.words[i], sizeof k.words[i], "ml9|border|type|value %d", i)};
    double blind = LEAST(3, blind_all(&k, seed));
    double evaluate = LEAST(2, {
        crypto_core_ristretto255_scalar_random(nonce.bytes);
        MUST(oprf_evaluate(OPRF_VERIFIABLE, &key, VIEW(""), k.blinded, KEYS, &nonce, k.evaluated, &k.proof, NULL));
    });
    unit = lesser(unit, one_multiplication());
    double bare = LEAST(3, MUST(oprf_evaluate(OPRF_BASE, &key, VIEW(""), k.blinded, KEYS, &nonce, k.evaluated, &k.proof, NULL))) / KEYS;
    double verify = LEAST(2, MUST(oprf_verify(OPRF_VERIFIABLE, &key.open, VIEW(""), k.blinded, k.evaluated, KEYS, &k.proof, NULL)));
    double finalize = LEAST(3, MUST(oprf_finalize(OPRF_VERIFIABLE, VIEW(""), k.inputs, k.blinds, k.evaluated, KEYS, k.out, NULL)));
    unit = lesser(unit, one_multiplication());
    double output = LEAST(50, MUST(oprf_output(OPRF_VERIFIABLE, &key, VIEW(""), k.inputs[i % KEYS], &k.out[0], NULL)));
    unit = lesser(unit, one_multiplication());
    printf("| one scalar multiplication of libsodium: %.1f µs, %.0f/s\n", unit, 1e6 / unit);
    row("evaluation alone, a key", bare, unit, "≤ 1.11 (90 % of the raw rate)");
    row("owner: a subject with 20 keys, one proof", evaluate, unit, "≤ 65");
    row("asker: the same, blind + verify + take off", blind + verify + finalize, unit, "≤ 130");
    row("owner: one value for the filter", output, unit, "≤ 1.43 (70 % of the raw rate)");
}

static void filters(void) {
    enum { N = 1000000 };
    uint64_t *values = malloc(N * sizeof *values), *kept = malloc(N * sizeof *kept), held = 0;
    ENSURE(values && kept);
    randombytes_buf(values, N * sizeof *values);
    memcpy(kept, values, N * sizeof *values);
    AUTO_TEXT bytes = text_with_ceiling(64 << 20);
    struct filter f;
    double began = cpu_us();
    MUST(filter_build(values, N, 1, &bytes, NULL));
    double built = cpu_us() - began;
    MUST(filter_open(text_seen(&bytes), &f, NULL));
    double ask = LEAST(N, held += filter_may_hold(&f, kept[i]));
    printf("| filter of 1,000,000 values: %.2f MB (goal ≤ 2.3), built in %.2f s, %.0f ns a question (goal ≤ 50), all found: %s\n",
           (double)bytes.bytes / 1e6, built / 1e6, ask * 1000, held == (uint64_t)N * ROUNDS ? "yes" : "NO");
    free(values), free(kept);
}

// The sets of psi_bench.py, both sides whole: hits, sizes and processor time a key.
static void same_sets(int owned, int asked) {
    static const unsigned char seed[32] = {3};
    uint64_t *values = malloc((size_t)owned * sizeof *values);
    struct oprf_key key;
    AUTO_TEXT bytes = text_with_ceiling(64 << 20);
    struct filter f;
    char word[64];
    struct oprf_output out;
    int found = 0;
    double owner = 0, asker = 0;
    ENSURE(values);
    MUST(oprf_key_derive(OPRF_VERIFIABLE, seed, VIEW("sets"), &key, NULL));
    double began = cpu_us();
    for (int i = 0; i < owned; i++) {
        struct view input = {word, (size_t)snprintf(word, sizeof word, "ml9|border|type|value %d", i)};
        MUST(oprf_output(OPRF_VERIFIABLE, &key, VIEW(""), input, &out, NULL));
        memcpy(&values[i], out.bytes, sizeof *values);
    }
    MUST(filter_build(values, (size_t)owned, 1, &bytes, NULL));
    double built = cpu_us() - began;
    MUST(filter_open(text_seen(&bytes), &f, NULL));
    for (int from = 0; from + KEYS <= asked; from += KEYS) {
        struct subject_keys k;
        struct scalar nonce;
        for (int i = 0; i < KEYS; i++) {
            long long value = (long long)(from + i) * 2 * owned / asked;
            size_t written = (size_t)snprintf(k.words[i], sizeof k.words[i], "ml9|border|type|value %lld", value);
            k.inputs[i] = (struct view){k.words[i], written};
        }
        double t0 = cpu_us();
        blind_all(&k, seed);
        double t1 = cpu_us();
        crypto_core_ristretto255_scalar_random(nonce.bytes);
        MUST(oprf_evaluate(OPRF_VERIFIABLE, &key, VIEW(""), k.blinded, KEYS, &nonce, k.evaluated, &k.proof, NULL));
        double t2 = cpu_us();
        MUST(oprf_verify(OPRF_VERIFIABLE, &key.open, VIEW(""), k.blinded, k.evaluated, KEYS, &k.proof, NULL));
        MUST(oprf_finalize(OPRF_VERIFIABLE, VIEW(""), k.inputs, k.blinds, k.evaluated, KEYS, k.out, NULL));
        for (int i = 0; i < KEYS; i++) {
            uint64_t v;
            memcpy(&v, k.out[i].bytes, sizeof v);
            found += filter_may_hold(&f, v);
        }
        asker += cpu_us() - t2 + t1 - t0;
        owner += t2 - t1;
    }
    printf("| Malines on the sets of the next two lines: owner %.1f µs a value for %.2f bytes, "
           "%.1f µs a key asked with its proof; asker %.1f µs a key; %d of %d found\n",
           built / owned, (double)bytes.bytes / owned, owner / asked, asker / asked, found, asked);
    free(values);
}

int main(int argc, char **argv) {
    questions(one_multiplication());
    filters();
    if (argc == 3) same_sets(atoi(argv[1]), atoi(argv[2]));
    return 0;
}
