// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: sealed_dep
#include "sealed/filter.h"
#include "sealed/oprf.h"

// What a partner sends: a filter, and the points and proof of an answer.

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void answer(struct view bytes) {
    static const unsigned char seed[OPRF_BYTES] = {1};
    enum { N = 2 };
    struct {
        struct point blinded[N], evaluated[N];
        struct oprf_proof proof;
    } sent;
    struct oprf_key key;
    struct scalar blinds[N];
    struct oprf_output out[N];
    struct view inputs[N] = {VIEW("a"), VIEW("b")};
    if (bytes.bytes < sizeof sent) return;
    memcpy(&sent, bytes.at, sizeof sent);
    for (uint32_t i = 0; i < N; i++) oprf_blind_derive(seed, i, &blinds[i]);
    ENSURE(!FAILED(oprf_key_derive(OPRF_VERIFIABLE, seed, VIEW("fuzz"), &key, NULL)));
    ENSURE(FAILED(oprf_verify(OPRF_VERIFIABLE, &key.open, VIEW(""), sent.blinded, sent.evaluated, N, &sent.proof, NULL)));
    bool read = !FAILED(oprf_finalize(OPRF_VERIFIABLE, VIEW(""), inputs, blinds, sent.evaluated, N, out, NULL));
    struct point done[N];
    bool evaluated = !FAILED(oprf_evaluate(OPRF_VERIFIABLE, &key, VIEW(""), sent.evaluated, N, &blinds[0], done, &sent.proof, NULL));
    ENSURE(read == evaluated);  // both take exactly the points
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct view bytes = {(const char *)data, size};
    struct filter f;
    answer(bytes);
    if (FAILED(filter_open(bytes, &f, NULL))) return 0;
    for (uint64_t v = 0; v < 1000; v++) (void)filter_may_hold(&f, v * UINT64_C(0x9e3779b97f4a7c15));
    return 0;
}
