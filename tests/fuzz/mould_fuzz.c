// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: records_dep
//
// A record's body at rest. The first byte chooses whether what follows the mould's words was packed or is to be packed; two say how long
// the words are, two where a byte is changed then, and one how.
#include "registers/mould.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEAD = 6, OUT_MAX = 64 * 1024 };

static enum code unpacked(struct view words, struct view packed, struct text *out) {
    text_clear(out);
    enum code code = mould_unpack(words, packed, out, NULL).code;
    ENSURE(text_ok(out) && (code == CODE_OK || code == CODE_STORE_DAMAGED || code == CODE_TOO_BIG));
    return code;
}

static void comes_back(struct view words, struct view body, struct text *packed) {
    AUTO_TEXT out = text_with_ceiling(MOULD_BODY_BYTES_MAX);
    mould_pack(words, body, packed);
    ENSURE(unpacked(words, text_seen(packed), &out) == CODE_OK && view_same(text_seen(&out), body));
}

// As it was, or an error: whichever byte of the words or of what was packed is another, and wherever it is cut short.
static void damage_is_told(struct text *words, struct view body, struct text *packed, size_t at, uint8_t change) {
    AUTO_TEXT out = text_with_ceiling(MOULD_BODY_BYTES_MAX);
    char *byte = at < words->bytes ? words->at + at : packed->at + (at - words->bytes) % packed->bytes;
    *byte ^= (char)change;
    ENSURE(unpacked(text_seen(words), text_seen(packed), &out) != CODE_OK || view_same(text_seen(&out), body));
    *byte ^= (char)change;
    ENSURE(unpacked(text_seen(words), (struct view){packed->at, at % packed->bytes}, &out) == CODE_STORE_DAMAGED);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < HEAD) return 0;
    struct view rest = {(const char *)data + HEAD, size - HEAD}, given = rest;
    size_t told = (size_t)(data[1] | data[2] << 8) % (MOULD_BYTES_MAX + 1);
    given.bytes = told < rest.bytes ? told : rest.bytes;
    rest.at += given.bytes, rest.bytes -= given.bytes;
    AUTO_TEXT words = text_with_ceiling(MOULD_BYTES_MAX), packed = text_with_ceiling(4 * MOULD_BODY_BYTES_MAX), out = text_with_ceiling(OUT_MAX);
    if (!(data[0] & 1)) text_char(&words, MOULD_SINCE);
    if (data[0] & 2) mould_words(given, &words);
    else text_view(&words, given);
    ENSURE(words.bytes <= given.bytes + 2);
    if (!text_ok(&words)) return 0;
    if (!(data[0] & 1)) {
        comes_back(text_seen(&words), rest, &packed);
        damage_is_told(&words, rest, &packed, (size_t)(data[3] | data[4] << 8), data[5]);
    } else if (unpacked(text_seen(&words), rest, &out) == CODE_OK) comes_back(text_seen(&words), text_seen(&out), &packed);
    return 0;
}
