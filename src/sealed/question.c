// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sealed/question.h"

#include "codec/json.h"
#include "crypto/hash.h"

#include <assert.h>
#include <sodium.h>

static_assert(OVERSIGHT_KEY_BYTES == crypto_box_PUBLICKEYBYTES && OVERSIGHT_KEY_BYTES == crypto_box_SECRETKEYBYTES, "X25519");

uint64_t filter_value_of(const struct oprf_output *o) {
    uint64_t v = 0;
    for (int i = 7; i >= 0; i--) v = v << 8 | o->bytes[i];
    return v;
}

// ---- Making ----

// A number below `n`, of 32 random bits: n is at most 160, what it favours is below one in 10^7.
static size_t lot(const struct sys *sys, size_t n) {
    uint32_t r;
    sys_random(sys, &r, sizeof r);
    return r % n;
}

static void shuffle(const struct sys *sys, uint8_t *order, size_t count) {
    for (size_t i = 0; i < count; i++) order[i] = (uint8_t)i;
    for (size_t i = count - 1; i > 0; i--) {
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

// The place `at` gets key `k` of subject `of`, or filling.
static RESULT put_input(const struct sys *sys, struct sealed_question *q, size_t at, const struct sealed_key *k, size_t of, struct view purpose_class,
                        struct error *err) {
    q->inputs[at] = text_secret(SEALED_INPUT_BYTES_MAX);
    q->type[at] = k ? (int8_t)k->type : -1;
    q->kind[at] = k ? (uint8_t)k->kind : 0;
    q->subject[at] = (uint8_t)of;
    if (k) sealed_input(&q->inputs[at], purpose_class, k->type, k->value);
    else fill(sys, purpose_class, &q->inputs[at]);
    return blind(q, (uint32_t)at, err);
}

RESULT question_make(const struct sys *sys, const struct subject_keys *of, size_t filled, size_t subjects, struct view purpose_class,
                     struct sealed_question *out, struct error *err) {
    uint8_t order[QUESTION_POINTS_MAX];
    size_t keys = 0;
    for (size_t s = 0; s < filled; s++) keys += of[s].count;
    if (!keys) return FAIL(err, BAD_FIELD, "nothing to ask privately: no number, and no name of two words or with a date of birth");
    if (!subjects || subjects > QUESTION_SUBJECTS_MAX || filled > subjects) return FAIL(err, BAD_FIELD, "a question of %zu subjects", filled);
    *out = (struct sealed_question){.points = subjects * QUESTION_KEYS};
    sys_random(sys, out->seed, sizeof out->seed);
    shuffle(sys, order, out->points);
    struct result r = DONE;
    for (size_t i = 0; !FAILED(r) && i < out->points; i++) {
        size_t s = i / QUESTION_KEYS, k = i % QUESTION_KEYS;
        r = put_input(sys, out, order[i], s < filled && k < of[s].count ? &of[s].keys[k] : NULL, s, purpose_class, err);
    }
    if (FAILED(r)) question_wipe(out);
    return r;
}

void question_wipe(struct sealed_question *q) {
    for (size_t i = 0; i < q->points; i++) text_free(&q->inputs[i]);
    sodium_memzero(q, sizeof *q);
}

RESULT question_finish(struct sealed_question *q, const struct point *open, const struct point *evaluated, const struct oprf_proof *proof,
                       const struct filter *filter, size_t *met, struct error *err) {
    struct oprf_output outputs[QUESTION_POINTS_MAX];
    struct view inputs[QUESTION_POINTS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < q->points; i++) inputs[i] = text_seen(&q->inputs[i]);
    TRY(oprf_verify(OPRF_VERIFIABLE, open, VIEW(""), q->blinded, evaluated, q->points, proof, err));
    TRY(oprf_finalize(OPRF_VERIFIABLE, VIEW(""), inputs, q->blinds, evaluated, q->points, outputs, err));
    for (size_t i = 0; i < q->points; i++) {
        q->met[i] = q->type[i] >= 0 && filter_may_hold(filter, filter_value_of(&outputs[i]));
        count += q->met[i];
    }
    sodium_memzero(outputs, sizeof outputs);  // an output is worth a question: none is kept
    *met = count;
    return DONE;
}

bool question_points_good(const struct point *blinded, size_t count) {
    for (size_t i = 0; i < count; i++)
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
    for (size_t i = 0; i < q->points; i++) json_array_append_new(inputs, json_of(text_seen(&q->inputs[i])));
    json_object_set_new(j, "inputs", inputs);
    return j;
}

static size_t text_bytes(size_t points) { return points / QUESTION_KEYS * ESCROW_TEXT_BYTES; }
size_t escrow_bytes(size_t points) { return text_bytes(points) + 2 * crypto_box_SEALBYTES; }

RESULT escrow_seal(const struct sys *sys, const struct sealed_question *q, const json_t *facts, const unsigned char asker_oversight[OVERSIGHT_KEY_BYTES],
                   const unsigned char owner_oversight[OVERSIGHT_KEY_BYTES], struct text *out, struct error *err) {
    unsigned char inner[QUESTION_SUBJECTS_MAX * ESCROW_TEXT_BYTES + crypto_box_SEALBYTES], whole[sizeof inner + crypto_box_SEALBYTES];
    size_t bytes = text_bytes(q->points);
    AUTO_JSON *j = escrow_json(q, facts);
    AUTO_TEXT t = text_secret(bytes);
    text_json(&t, j);
    while (text_ok(&t) && t.bytes < bytes) text_char(&t, ' ');  // one size, whatever is in it
    if (!text_ok(&t)) return FAIL(err, TOO_BIG, "the escrow of a question");
    struct result r = seal(sys, (const unsigned char *)t.at, bytes, asker_oversight, inner, err);
    if (!FAILED(r)) r = seal(sys, inner, bytes + crypto_box_SEALBYTES, owner_oversight, whole, err);
    if (FAILED(r)) return r;
    text_add(out, whole, escrow_bytes(q->points));
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "the escrow of a question");
}

RESULT escrow_open(struct view escrow, const struct oversight_key *owners, const struct oversight_key *askers, json_t **out, struct error *err) {
    unsigned char inner[QUESTION_SUBJECTS_MAX * ESCROW_TEXT_BYTES + crypto_box_SEALBYTES], plain[QUESTION_SUBJECTS_MAX * ESCROW_TEXT_BYTES];
    if (sodium_init() < 0) return FAIL(err, NO_SYSTEM, "libsodium does not start");
    if (escrow.bytes <= 2 * crypto_box_SEALBYTES || escrow.bytes > sizeof inner + crypto_box_SEALBYTES)
        return FAIL(err, BAD_SIGNATURE, "no escrow has this size");
    size_t inside = escrow.bytes - crypto_box_SEALBYTES, bytes = inside - crypto_box_SEALBYTES;
    if (crypto_box_seal_open(inner, (const unsigned char *)escrow.at, escrow.bytes, owners->open, owners->secret))
        return FAIL(err, BAD_SIGNATURE, "the owner's oversight key does not open it");
    if (crypto_box_seal_open(plain, inner, inside, askers->open, askers->secret))
        return FAIL(err, BAD_SIGNATURE, "the asker's oversight key does not open it: it was not sealed for that body");
    struct result r = json_strict(view_trim((struct view){(const char *)plain, bytes}), out, err);
    sodium_memzero(plain, sizeof plain);
    return r;
}

RESULT escrow_verify(const json_t *opened, const struct point *blinded, size_t count, size_t *wrong, struct error *err) {
    unsigned char seed[OPRF_BYTES];
    const json_t *inputs = json_object_get(opened, "inputs");
    *wrong = 0;
    if (!hex_read(json_view(opened, "seed"), seed, sizeof seed) || json_array_size(inputs) != count)
        return FAIL(err, BAD_SIGNATURE, "the escrow has no seed or not %zu inputs", count);
    for (size_t i = 0; i < count; i++) {
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

// ---- Which are opened ----

bool opening_drawn(struct view root, int64_t index, int64_t of_ten_thousand) {
    enum { DRAW_OF = 10000 };
    AUTO_TEXT t = text_with_ceiling(300);
    text_put(&t, "malines/opening/1\n");
    text_view(&t, root);
    text_format(&t, "\n%lld", (long long)index);
    struct digest d = sha256(text_seen(&t));
    uint64_t n = 0;
    for (int i = 0; i < 8; i++) n = n << 8 | d.bytes[i];
    return text_ok(&t) && of_ten_thousand > 0 && n % DRAW_OF < (uint64_t)of_ten_thousand;
}
