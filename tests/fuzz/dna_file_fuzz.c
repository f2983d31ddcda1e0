// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: dna_file_dep

// The first byte chooses the format and how the bytes arrive. Whatever comes out is canonical JSON that reads back as the
// same profile; how the bytes are cut into pieces changes nothing.
#include "codec/pieces.h"
#include "dna/file.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

struct taken { const struct dna_book *book; struct text lines; };

static RESULT check(void *ctx, const struct dna_entry *e, struct error *err) {
    struct taken *t = ctx;
    AUTO_TEXT line = text_with_ceiling(1 << 20), profile = text_with_ceiling(1 << 20), again = text_with_ceiling(1 << 20);
    AUTO_JSON *j = NULL;
    struct dna_profile back;
    text_dna_entry(&line, t->book, e);
    ENSURE(!FAILED(json_strict(text_seen(&line), &j, err)));
    text_json(&again, j);
    ENSURE(view_same(text_seen(&again), text_seen(&line)));
    text_profile(&profile, t->book, &e->profile);
    struct dna_line quick;  // read the quick way, or left to the other, but never something else
    if (dna_line_read(t->book, text_seen(&line), &quick)) ENSURE(dna_same(&quick.profile, &e->profile) && view_same(quick.ref, e->ref));
    ENSURE(!FAILED(dna_profile_read(t->book, text_seen(&profile), (struct dna_how){false}, &back, err)));
    text_clear(&again);
    text_profile(&again, t->book, &back);
    ENSURE(view_same(text_seen(&again), text_seen(&profile)));
    text_view(&t->lines, text_seen(&line));
    return DONE;
}

static enum code run(struct taken *t, enum dna_format format, struct view v, size_t step) {
    struct pieces p = {v, step};
    struct dna_file_order order = {t->book, &t->book->rules[0], format, {false}, NULL, &t->book->categories[0], VIEW("")};
    json_t *report = NULL;
    struct error err;
    enum code code = dna_file_parse(&order, pieces_of(&p), check, t, &report, &err).code;
    json_decref(report);
    return code;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
    static struct dna_book *book;  // a fuzzer's own: loaded once
    if (!book && FAILED(dna_book_load(LAWS_FOLDER, &book, NULL))) abort();
    if (bytes < 1) return 0;
    struct view v = {(const char *)data + 1, bytes - 1};
    struct taken whole = {book, text_with_ceiling(64 << 20)}, pieces = {book, text_with_ceiling(64 << 20)};
    enum dna_format format = (enum dna_format)(data[0] % DNA_FORMAT_COUNT);
    enum code a = run(&whole, format, v, SIZE_MAX), b = run(&pieces, format, v, 1 + data[0] % 13);
    ENSURE((a == CODE_OK) == (b == CODE_OK));
    if (a == CODE_OK) ENSURE(view_same(text_seen(&whole.lines), text_seen(&pieces.lines)));
    text_free(&whole.lines), text_free(&pieces.lines);
    return 0;
}
