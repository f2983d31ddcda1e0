// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "document.h"

#include <string.h>

struct member {
    const char *name;
    bool required;
};
static const struct member document_members[] = {{"language", true}, {"title", true}, {"source", false}, {"reference", true}, {"at", true}, {"digest", true},
                                                 {"notice", false}, {"footer", false}, {"subtitle", false}, {"statement", false}, {"provenance", false}};

static bool is_string_or_absent(const json_t *j) { return !j || json_is_string(j); }

static bool is_words(const json_t *value) {  // a text, or a list of texts
    if (json_is_string(value)) return true;
    size_t i;
    json_t *one;
    if (!json_is_array(value)) return false;
    json_array_foreach(value, i, one)
        if (!json_is_string(one)) return false;
    return true;
}

// {label, value} or {label, ticked} or {text}
static bool is_row(const json_t *row) {
    const json_t *label = json_object_get(row, "label"), *value = json_object_get(row, "value"), *ticked = json_object_get(row, "ticked");
    if (json_object_size(row) == 1) return json_is_string(json_object_get(row, "text"));
    return json_object_size(row) == 2 && json_is_string(label) && (value ? is_words(value) : json_is_boolean(ticked));
}

static RESULT section_judged(const json_t *section, size_t n, size_t *total, struct error *err) {
    const json_t *rows = json_object_get(section, "rows");
    size_t i;
    json_t *row;
    if (!json_is_string(json_object_get(section, "title")) || !json_is_array(rows)) return FAIL(err, BAD_FIELD, "sections/%zu: title and rows are expected", n);
    json_array_foreach(rows, i, row)
        if (!is_row(row)) return FAIL(err, BAD_FIELD, "sections/%zu/rows/%zu: {label, value}, {label, ticked} or {text} is expected", n, i);
    *total += json_array_size(rows);
    return *total > DOCUMENT_ROWS_MAX ? FAIL(err, TOO_BIG, "more than %d rows", DOCUMENT_ROWS_MAX) : DONE;
}

static RESULT signature_judged(const json_t *signature, struct error *err) {
    if (!signature) return DONE;
    if (!json_is_string(json_object_get(signature, "title")) || !is_words(json_object_get(signature, "lines")))
        return FAIL(err, BAD_FIELD, "signature: title and lines are expected");
    return DONE;
}

static RESULT judged(const json_t *d, struct error *err) {
    for (size_t i = 0; i < sizeof document_members / sizeof *document_members; i++) {
        const json_t *j = json_object_get(d, document_members[i].name);
        if (!is_string_or_absent(j) || (document_members[i].required && !j)) return FAIL(err, BAD_FIELD, "%s: a text is expected", document_members[i].name);
    }
    unsigned char digest[32];
    if (!hex_read(json_view(d, "digest"), digest, sizeof digest)) return FAIL(err, BAD_FIELD, "digest: 64 hexadecimal digits are expected");
    struct view language = json_view(d, "language");
    if (language.bytes != 2 || language.at[0] < 'a' || language.at[0] > 'z' || language.at[1] < 'a' || language.at[1] > 'z')
        return FAIL(err, BAD_FIELD, "language: two letters are expected");
    const json_t *sections = json_object_get(d, "sections");
    size_t i, total = 0;
    json_t *section;
    if (!json_is_array(sections)) return FAIL(err, BAD_FIELD, "sections: a list is expected");
    json_array_foreach(sections, i, section) TRY(section_judged(section, i, &total, err));
    return signature_judged(json_object_get(d, "signature"), err);
}

RESULT document_read(struct view bytes, json_t **out, struct error *err) {
    json_t *d;
    TRY(json_strict(bytes, &d, err));
    struct result r = judged(d, err);
    if (FAILED(r)) return json_decref(d), r;
    return *out = d, DONE;
}
