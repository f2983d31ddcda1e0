// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sealed/question.h"

#include "codec/json.h"

#include <assert.h>
#include <sodium.h>

static_assert(ESCROW_BYTES == ESCROW_TEXT_BYTES + 2 * crypto_box_SEALBYTES, "two boxes");
static_assert(OVERSIGHT_KEY_BYTES == crypto_box_PUBLICKEYBYTES && OVERSIGHT_KEY_BYTES == crypto_box_SECRETKEYBYTES, "X25519");

uint64_t filter_value_of(const struct oprf_output *o) {
    uint64_t v = 0;
    for (int i = 7; i >= 0; i--) v = v << 8 | o->bytes[i];
    return v;
}

// ---- Making ----

// A number below `n`, of 32 random bits: n is at most twenty, what it favours is below one in 10^8.
static size_t lot(const struct sys *sys, size_t n) {
    uint32_t r;
    sys_random(sys, &r, sizeof r);
    return r % n;
}

static void shuffle(const struct sys *sys, uint8_t order[QUESTION_KEYS]) {
    for (size_t i = 0; i < QUESTION_KEYS; i++) order[i] = (uint8_t)i;
    for (size_t i = QUESTION_KEYS - 1; i > 0; i--) {
        size_t k = lot(sys, i + 1);
        uint8_t swap = order[i];
        order[i] = order[k];
        order[k] = swap;
    }
}

static void fill(const struct sys *sys, struct view purpose_class, struct text *out) {
    unsigned char random[16];
    sys_random(sys, random, sizeof random);
    text_put(out, SEALED_KEYS_VERSION "|");
    text_view(out, purpose_class);
    text_put(out, "|fill|");
    text_hex(out, random, sizeof random);
}

static RESULT blind(struct sealed_question *q, uint32_t i, struct error *err) {
    if (!text_ok(&q->inputs[i])) return FAIL(err, TOO_BIG, "a key above the ceiling");
    oprf_blind_derive(q->seed, i, &q->blinds[i]);
    return oprf_blind(OPRF_VERIFIABLE, text_seen(&q->inputs[i]), &q->blinds[i], &q->blinded[i], err);
}

RESULT question_make(const struct sys *sys, const struct sealed_key *keys, size_t count, struct view purpose_class, struct sealed_question *out,
                     struct error *err) {
    uint8_t order[QUESTION_KEYS];
    if (!count || count > QUESTION_KEYS) return FAIL(err, BAD_FIELD, "nothing to ask privately: no number, and no name of two words or with a date of birth");
    *out = (struct sealed_question){0};
    sys_random(sys, out->seed, sizeof out->seed);
    shuffle(sys, order);
    for (size_t i = 0; i < QUESTION_KEYS; i++) {
        size_t at = order[i];
        out->inputs[at] = text_with_ceiling(SEALED_INPUT_BYTES_MAX);
        out->type[at] = i < count ? (int8_t)keys[i].type : -1;
        out->kind[at] = i < count ? (uint8_t)keys[i].kind : 0;
        if (i < count) sealed_input(&out->inputs[at], purpose_class, keys[i].type, keys[i].value);
        else fill(sys, purpose_class, &out->inputs[at]);
        struct result r = blind(out, (uint32_t)at, err);
        if (!FAILED(r)) continue;
        question_wipe(out);
        return r;
    }
    return DONE;
}

void question_wipe(struct sealed_question *q) {
    for (size_t i = 0; i < QUESTION_KEYS; i++) {
        if (q->inputs[i].at) sodium_memzero(q->inputs[i].at, q->inputs[i].bytes);
        text_free(&q->inputs[i]);
    }
    sodium_memzero(q, sizeof *q);
}

RESULT question_finish(struct sealed_question *q, const struct point *open, const struct point evaluated[QUESTION_KEYS],
                       const struct oprf_proof *proof, const struct filter *filter, size_t *met, struct error *err) {
    struct oprf_output outputs[QUESTION_KEYS];
    struct view inputs[QUESTION_KEYS];
    size_t count = 0;
    for (size_t i = 0; i < QUESTION_KEYS; i++) inputs[i] = text_seen(&q->inputs[i]);
    TRY(oprf_verify(OPRF_VERIFIABLE, open, VIEW(""), q->blinded, evaluated, QUESTION_KEYS, proof, err));
    TRY(oprf_finalize(OPRF_VERIFIABLE, VIEW(""), inputs, q->blinds, evaluated, QUESTION_KEYS, outputs, err));
    for (size_t i = 0; i < QUESTION_KEYS; i++) {
        q->met[i] = q->type[i] >= 0 && filter_may_hold(filter, filter_value_of(&outputs[i]));
        count += q->met[i];
    }
    sodium_memzero(outputs, sizeof outputs);  // an output is worth a question: none is kept
    *met = count;
    return DONE;
}

bool question_points_good(const struct point blinded[QUESTION_KEYS]) {
    for (size_t i = 0; i < QUESTION_KEYS; i++)
        if (sodium_is_zero(blinded[i].bytes, OPRF_BYTES) || !crypto_core_ristretto255_is_valid_point(blinded[i].bytes)) return false;
    return true;
}

// ---- Escrow ----

void oversight_key_make(const struct sys *sys, struct oversight_key *out) {
    unsigned char seed[crypto_box_SEEDBYTES];
    sys_random(sys, seed, sizeof seed);
    crypto_box_seed_keypair(out->open, out->secret, seed);
    sodium_memzero(seed, sizeof seed);
}

// crypto_box_seal with its chance from `sys`: a fresh key, the nonce BLAKE2b(fresh ‖ to), then the box.
static RESULT seal(const struct sys *sys, const unsigned char *plain, size_t n, const unsigned char *to, unsigned char *out, struct error *err) {
    struct oversight_key fresh;
    unsigned char nonce[crypto_box_NONCEBYTES];
    crypto_generichash_state h;
    oversight_key_make(sys, &fresh);
    crypto_generichash_init(&h, NULL, 0, sizeof nonce);
    crypto_generichash_update(&h, fresh.open, sizeof fresh.open);
    crypto_generichash_update(&h, to, OVERSIGHT_KEY_BYTES);
    crypto_generichash_final(&h, nonce, sizeof nonce);
    memcpy(out, fresh.open, sizeof fresh.open);
    int bad = crypto_box_easy(out + sizeof fresh.open, plain, n, nonce, to, fresh.secret);
    sodium_memzero(&fresh, sizeof fresh);
    return bad ? FAIL(err, BAD_FIELD, "an oversight key that is none") : DONE;
}

static json_t *escrow_json(const struct sealed_question *q, const json_t *facts) {
    AUTO_TEXT seed = text_with_ceiling(100);
    json_t *j = json_deep_copy(facts), *inputs = json_array();
    text_hex(&seed, q->seed, sizeof q->seed);
    json_put_view(j, "seed", text_seen(&seed));
    for (size_t i = 0; i < QUESTION_KEYS; i++) json_array_append_new(inputs, json_of(text_seen(&q->inputs[i])));
    json_object_set_new(j, "inputs", inputs);
    return j;
}

RESULT escrow_seal(const struct sys *sys, const struct sealed_question *q, const json_t *facts, const unsigned char asker_oversight[OVERSIGHT_KEY_BYTES],
                   const unsigned char owner_oversight[OVERSIGHT_KEY_BYTES], unsigned char out[ESCROW_BYTES], struct error *err) {
    unsigned char inner[ESCROW_TEXT_BYTES + crypto_box_SEALBYTES];
    AUTO_JSON *j = escrow_json(q, facts);
    AUTO_TEXT t = text_with_ceiling(ESCROW_TEXT_BYTES);
    text_json(&t, j);
    while (text_ok(&t) && t.bytes < ESCROW_TEXT_BYTES) text_char(&t, ' ');  // one size, whatever is in it
    if (!text_ok(&t)) return FAIL(err, TOO_BIG, "the escrow of a question");
    TRY(seal(sys, (const unsigned char *)t.at, t.bytes, asker_oversight, inner, err));
    sodium_memzero(t.at, t.bytes);
    return seal(sys, inner, sizeof inner, owner_oversight, out, err);
}

RESULT escrow_open(const unsigned char escrow[ESCROW_BYTES], const struct oversight_key *owners, const struct oversight_key *askers, json_t **out,
                   struct error *err) {
    unsigned char inner[ESCROW_TEXT_BYTES + crypto_box_SEALBYTES], plain[ESCROW_TEXT_BYTES];
    if (sodium_init() < 0) return FAIL(err, NO_SYSTEM, "libsodium does not start");
    if (crypto_box_seal_open(inner, escrow, ESCROW_BYTES, owners->open, owners->secret))
        return FAIL(err, BAD_SIGNATURE, "the owner's oversight key does not open it");
    if (crypto_box_seal_open(plain, inner, sizeof inner, askers->open, askers->secret))
        return FAIL(err, BAD_SIGNATURE, "the asker's oversight key does not open it: it was not sealed for that body");
    struct result r = json_strict(view_trim((struct view){(const char *)plain, sizeof plain}), out, err);
    sodium_memzero(plain, sizeof plain);
    return r;
}

RESULT escrow_verify(const json_t *opened, const struct point blinded[QUESTION_KEYS], size_t *wrong, struct error *err) {
    unsigned char seed[OPRF_BYTES];
    const json_t *inputs = json_object_get(opened, "inputs");
    *wrong = 0;
    if (!hex_read(json_view(opened, "seed"), seed, sizeof seed) || json_array_size(inputs) != QUESTION_KEYS)
        return FAIL(err, BAD_SIGNATURE, "the escrow has no seed or not %d inputs", QUESTION_KEYS);
    for (size_t i = 0; i < QUESTION_KEYS; i++) {
        struct scalar r;
        struct point p;
        const json_t *one = json_array_get(inputs, i);
        *wrong = i;
        if (!json_is_string(one)) return FAIL(err, BAD_SIGNATURE, "input %zu is no text", i + 1);
        oprf_blind_derive(seed, (uint32_t)i, &r);
        TRY(oprf_blind(OPRF_VERIFIABLE, view_of(json_string_value(one)), &r, &p, err));
        if (sodium_memcmp(p.bytes, blinded[i].bytes, OPRF_BYTES))
            return FAIL(err, BAD_SIGNATURE, "input %zu is not what was asked: the escrow lies", i + 1);
    }
    return DONE;
}
