// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "audit/cosign.h"

#include "audit/tlog.h"

#include <string.h>

enum { COSIGNED_BYTES = 8 + SIGNATURE_BYTES, COSIGNED_TEXT_MAX = NOTE_BYTES_MAX + 100 };

static void text_cosigned(struct text *t, uint64_t seconds, struct view text) {
    text_format(t, "cosignature/v1\ntime %llu\n", (unsigned long long)seconds);
    text_view(t, text);
}

void cosignature_write(struct text *out, struct view text, struct instant at, const struct sign_key *key) {
    AUTO_TEXT signed_text = text_with_ceiling(COSIGNED_TEXT_MAX);
    AUTO_TEXT bytes = text_with_ceiling(4 + COSIGNED_BYTES);
    unsigned char signature[SIGNATURE_BYTES];
    struct verify_key open = sign_key_public(key);
    uint64_t seconds = (uint64_t)at.ms / 1000;
    text_cosigned(&signed_text, seconds, text);
    ENSURE(text_ok(&signed_text));
    sign_raw(key, text_seen(&signed_text), signature);
    text_be(&bytes, key_id(&open, KEY_COSIGNS), 4);
    text_be(&bytes, seconds, 8);
    text_add(&bytes, signature, sizeof signature);
    text_format(out, NOTE_DASH "%s ", key->name);
    text_base64(out, bytes.at, bytes.bytes);
    text_char(out, '\n');
}

// One line of the witness's name: is it of its key, and does it hold?
static bool line_holds(const struct note *n, const struct note_signature *line, const struct verify_key *witness, uint64_t *seconds,
                       bool *its_key) {
    unsigned char bytes[4 + COSIGNED_BYTES];
    AUTO_TEXT text = text_with_ceiling(COSIGNED_TEXT_MAX);
    *its_key = false;
    if (!base64_exactly(line->base64, bytes, sizeof bytes)) return false;
    struct reader r = reader_of((struct view){(const char *)bytes, sizeof bytes});
    *its_key = read_u32(&r) == key_id(witness, KEY_COSIGNS);
    *seconds = read_u64(&r);
    text_cosigned(&text, *seconds, n->text);
    return *its_key && text_ok(&text) && verify_raw(witness, text_seen(&text), bytes + 12);
}

RESULT cosignature_verify(const struct note *n, const struct verify_key *witness, struct instant *at, struct error *err) {
    bool found = false;
    for (size_t i = 0; i < n->count; i++) {
        uint64_t seconds = 0;
        bool its_key;
        if (!view_is(n->signatures[i].name, witness->name)) continue;
        bool holds = line_holds(n, &n->signatures[i], witness, &seconds, &its_key);
        if (!its_key) continue;  // another key of that name, or another kind of signature
        if (!holds || seconds > INT64_MAX / 1000) return FAIL(err, BAD_SIGNATURE, "the cosignature of %s", witness->name);
        if (at) *at = (struct instant){(int64_t)seconds * 1000};
        found = true;
    }
    return found ? DONE : FAIL(err, BAD_SIGNATURE, "not cosigned by %s", witness->name);
}

// ---- Asking ----

void text_witness_asked(struct text *t, uint64_t old, const struct proof *path, struct view checkpoint) {
    text_format(t, "old %llu\n", (unsigned long long)old);
    text_proof_lines(t, path);
    text_view(t, checkpoint);
}

RESULT witness_asked_read(struct view bytes, struct witness_asked *out, struct error *err) {
    if (bytes.bytes > WITNESS_ASKED_BYTES_MAX) return FAIL(err, TOO_BIG, "a question of more than %d bytes", WITNESS_ASKED_BYTES_MAX);
    struct reader r = reader_of(bytes);
    struct witness_asked a = {0};
    struct view number;
    if (!view_is(view_cut(read_line(&r), ' ', &number), "old") || !plain_number(number, &a.old) || !proof_lines_read(&r, &a.path))
        return FAIL(err, BAD_FORMAT, "the old size or the proof");
    a.checkpoint = r.left;
    *out = a;
    return DONE;
}
