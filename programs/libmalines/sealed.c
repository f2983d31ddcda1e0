// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sealed.c — the parts of a sealed check for other people's programs (docs/protocol-sealed.md): keys of a subject, the
// oblivious function, filters. Bytes go in and out as bytes, nothing is kept between calls.
#include "libmalines_room.h"

#include "sealed/filter.h"
#include "sealed/keys.h"
#include "sealed/oprf.h"

#include <sodium.h>
#include <stdlib.h>

enum { FILTER_BYTES_MAX = 1024 * 1024 * 1024 };

static bool ready(void) { return sodium_init() >= 0; }

static uint64_t value_of(const struct oprf_output *o) {
    uint64_t v = 0;
    for (int i = 7; i >= 0; i--) v = v << 8 | o->bytes[i];
    return v;
}

// ---- Keys ----

static json_t *keys_told(const struct sealed_key *keys, size_t count, size_t left_out, struct view purpose_class) {
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        AUTO_TEXT input = text_with_ceiling(SEALED_INPUT_BYTES_MAX);
        json_t *j = json_pack("{s:s}", "type", sealed_key_type_name(keys[i].type));
        sealed_input(&input, purpose_class, keys[i].type, keys[i].value);
        json_object_set_new(j, "value", json_of(keys[i].value));
        json_object_set_new(j, "input", json_of(text_seen(&input)));
        if (sealed_key_is_number(keys[i].type))
            json_object_set_new(j, "kind", json_string(identifier_kind_name(keys[i].kind)));
        json_array_append_new(list, j);
    }
    return json_pack("{s:s,s:o,s:I}", "version", SEALED_KEYS_VERSION, "keys", list, "left_out", (json_int_t)left_out);
}

int malines_sealed_keys(const char *subject, int owner, const char *purpose_class, char **answer) {
    AUTO_ARENA a = arena_with_ceiling(LIBRARY_WORK_BYTES);
    struct error err = {CODE_BAD_ARGUMENT, "a class of 1 to 60 bytes without |"};
    struct read_subject s;
    struct sealed_key keys[SEALED_KEYS_MAX];
    size_t count, left_out;
    struct view class = view_of(purpose_class);
    if (answer) *answer = NULL;
    if (!purpose_class || !class.bytes || class.bytes > 60 || memchr(class.at, '|', class.bytes) || !utf8_valid(class)) return library_failed(answer, &err);
    if (FAILED(subject_from(subject, &a, &s, &err))) return library_failed(answer, &err);
    struct result r = sealed_keys(&s.subject, owner ? SEALED_OWNER : SEALED_ASKER, &a, keys, &count, &left_out, &err);
    if (!FAILED(r)) library_give(answer, keys_told(keys, count, left_out, class));
    json_decref(s.json);
    return FAILED(r) ? library_failed(answer, &err) : MALINES_OK;
}

// ---- The oblivious function ----

int malines_sealed_key(const uint8_t seed[32], const char *info, uint8_t secret[32], uint8_t open[32]) {
    struct oprf_key k;
    if (!ready()) return MALINES_FAILED;
    if (!seed || !info || FAILED(oprf_key_derive(OPRF_VERIFIABLE, seed, view_of(info), &k, NULL))) return MALINES_BAD_INPUT;
    memcpy(secret, k.secret.bytes, OPRF_BYTES);
    memcpy(open, k.open.bytes, OPRF_BYTES);
    oprf_key_wipe(&k);
    return MALINES_OK;
}

int malines_sealed_blind(const uint8_t seed[32], uint32_t n, const char *input, uint8_t blinded[32]) {
    struct scalar blind;
    struct point p;
    if (!ready()) return MALINES_FAILED;
    if (!seed || !input) return MALINES_BAD_INPUT;
    oprf_blind_derive(seed, n, &blind);
    struct result r = oprf_blind(OPRF_VERIFIABLE, view_of(input), &blind, &p, NULL);
    sodium_memzero(&blind, sizeof blind);
    if (FAILED(r)) return MALINES_BAD_INPUT;
    memcpy(blinded, p.bytes, OPRF_BYTES);
    return MALINES_OK;
}

// The caller's bytes as points; they are as large, and hold nothing but bytes.
static const struct point *points(const uint8_t *bytes) { return (const struct point *)(const void *)bytes; }

int malines_sealed_evaluate(const uint8_t secret[32], const uint8_t open[32], const uint8_t *blinded, size_t count, uint8_t *evaluated, uint8_t proof[64]) {
    struct oprf_key k;
    struct scalar nonce;
    if (!ready()) return MALINES_FAILED;
    if (!count || count > OPRF_BATCH_MAX) return MALINES_TOO_BIG;
    memcpy(k.secret.bytes, secret, OPRF_BYTES);
    memcpy(k.open.bytes, open, OPRF_BYTES);
    crypto_core_ristretto255_scalar_random(nonce.bytes);
    struct result r = oprf_evaluate(OPRF_VERIFIABLE, &k, VIEW(""), points(blinded), count, &nonce, (struct point *)(void *)evaluated,
                                    (struct oprf_proof *)(void *)proof, NULL);
    sodium_memzero(&nonce, sizeof nonce);
    oprf_key_wipe(&k);
    return FAILED(r) ? MALINES_BAD_INPUT : MALINES_OK;
}

static int finished(const uint8_t seed[32], const char *const *inputs, size_t count, const uint8_t *evaluated, uint64_t *values, struct scalar *blinds,
                    struct view *words, struct oprf_output *outputs) {
    for (size_t i = 0; i < count; i++) {
        oprf_blind_derive(seed, (uint32_t)i, &blinds[i]);
        words[i] = view_of(inputs[i]);
    }
    if (FAILED(oprf_finalize(OPRF_VERIFIABLE, VIEW(""), words, blinds, points(evaluated), count, outputs, NULL))) return MALINES_BAD_INPUT;
    for (size_t i = 0; i < count; i++) values[i] = value_of(&outputs[i]);
    return MALINES_OK;
}

int malines_sealed_finish(const uint8_t seed[32], const char *const *inputs, size_t count, const uint8_t open[32], const uint8_t *blinded,
                          const uint8_t *evaluated, const uint8_t proof[64], uint64_t *values) {
    if (!ready()) return MALINES_FAILED;
    if (!count || count > OPRF_BATCH_MAX) return MALINES_TOO_BIG;
    for (size_t i = 0; i < count; i++)
        if (!inputs[i]) return MALINES_BAD_INPUT;
    const struct oprf_proof *proven = (const struct oprf_proof *)(const void *)proof;
    if (FAILED(oprf_verify(OPRF_VERIFIABLE, points(open), VIEW(""), points(blinded), points(evaluated), count, proven, NULL)))
        return MALINES_BAD_PROOF;
    struct scalar *blinds = calloc(count, sizeof *blinds);
    struct view *words = calloc(count, sizeof *words);
    struct oprf_output *outputs = calloc(count, sizeof *outputs);
    int status = blinds && words && outputs ? finished(seed, inputs, count, evaluated, values, blinds, words, outputs) : MALINES_FAILED;
    if (blinds) sodium_memzero(blinds, count * sizeof *blinds);
    if (outputs) sodium_memzero(outputs, count * sizeof *outputs);
    free(blinds), free(words), free(outputs);
    return status;
}

int malines_sealed_value(const uint8_t secret[32], const uint8_t open[32], const char *input, uint64_t *value) {
    struct oprf_key k;
    struct oprf_output o;
    if (!ready()) return MALINES_FAILED;
    if (!input) return MALINES_BAD_INPUT;
    memcpy(k.secret.bytes, secret, OPRF_BYTES);
    memcpy(k.open.bytes, open, OPRF_BYTES);
    struct result r = oprf_output(OPRF_VERIFIABLE, &k, VIEW(""), view_of(input), &o, NULL);
    oprf_key_wipe(&k);
    if (FAILED(r)) return MALINES_BAD_INPUT;
    *value = value_of(&o);
    sodium_memzero(&o, sizeof o);
    return MALINES_OK;
}

// ---- Filters ----

int malines_filter_build(const uint64_t *values, size_t count, uint64_t seed, char **container, size_t *bytes) {
    if (!values || !count || count > FILTER_VALUES_MAX) return MALINES_TOO_BIG;
    uint64_t *copy = malloc(count * sizeof *copy);
    AUTO_TEXT t = text_with_ceiling(FILTER_BYTES_MAX);
    if (!copy) return MALINES_FAILED;
    memcpy(copy, values, count * sizeof *copy);
    struct result r = filter_build(copy, count, seed, &t, NULL);
    free(copy);
    if (FAILED(r)) return MALINES_FAILED;
    *container = malloc(t.bytes);
    if (!*container) return MALINES_FAILED;
    memcpy(*container, t.at, t.bytes);
    *bytes = t.bytes;
    return MALINES_OK;
}

struct malines_filter {
    struct filter filter;
    char bytes[];
};

malines_filter *malines_filter_open(const char *container, size_t bytes) {
    if (!container || bytes > FILTER_BYTES_MAX) return NULL;
    malines_filter *f = malloc(sizeof *f + bytes);
    if (!f) return NULL;
    memcpy(f->bytes, container, bytes);
    if (!FAILED(filter_open((struct view){f->bytes, bytes}, &f->filter, NULL))) return f;
    free(f);
    return NULL;
}

int malines_filter_may_hold(const malines_filter *f, uint64_t value) { return filter_may_hold(&f->filter, value); }
void malines_filter_free(malines_filter *f) { free(f); }
