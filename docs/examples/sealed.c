/* SPDX-FileCopyrightText: The Malines authors
 * SPDX-License-Identifier: EUPL-1.2
 *
 * sealed.c - both sides of a sealed check in one program: an owner's filter, an asker's question, its answer, a lie.
 *   cc sealed.c $(pkg-config --cflags --libs libmalines) -o sealed && ./sealed */
#include <malines.h>
#include <stdio.h>
#include <string.h>

enum { INPUTS = 2 };

static int may_hold(const char *container, size_t bytes, uint64_t value) {
    malines_filter *filter = malines_filter_open(container, bytes);
    int held = malines_filter_may_hold(filter, value);
    malines_filter_free(filter);
    return held;
}

int main(void) {
    static const char *const inputs[INPUTS] = {"ml9|investigation|number|32470123456", "ml9|investigation|number|32470999999"};
    uint8_t owner_seed[32] = {1}, question_seed[32] = {2}; /* in earnest: 32 random bytes each */
    uint8_t secret[32], open[32], blinded[INPUTS * 32], evaluated[INPUTS * 32], proof[64];
    uint64_t held[1000], values[INPUTS];
    char *container, *answer;
    size_t bytes;

    /* The owner: a key for this partner, class and week; a filter of what it holds, filled up to a thousand. */
    malines_sealed_key(owner_seed, "malines/sealed/1|es|fr|investigation|2965", secret, open);
    malines_sealed_value(secret, open, inputs[0], &held[0]);
    for (uint64_t i = 1; i < 1000; i++) held[i] = i * UINT64_C(0x9e3779b97f4a7c15);
    malines_filter_build(held, 1000, 7, &container, &bytes);
    printf("filter of %zu bytes\n", bytes);

    /* The asker: keys of a subject, of which the owner sees blinded points alone. */
    malines_sealed_keys("{\"kind\":\"person\",\"identifiers\":[{\"type\":\"phone\",\"country\":\"be\",\"value\":\"0470/12.34.56\"}]}", 0, "investigation", &answer);
    printf("keys %s\n", answer);
    malines_free(answer);
    for (uint32_t i = 0; i < INPUTS; i++) malines_sealed_blind(question_seed, i, inputs[i], blinded + 32 * i);

    malines_sealed_evaluate(secret, open, blinded, INPUTS, evaluated, proof); /* the owner again */

    int status = malines_sealed_finish(question_seed, inputs, INPUTS, open, blinded, evaluated, proof, values);
    printf("finish %d: %d %d\n", status, may_hold(container, bytes, values[0]), may_hold(container, bytes, values[1]));

    proof[40] ^= 1; /* an owner that lies */
    printf("a lie: %d\n", malines_sealed_finish(question_seed, inputs, INPUTS, open, blinded, evaluated, proof, values));
    malines_free(container);
    return 0;
}
