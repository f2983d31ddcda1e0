// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: codec_dep
#include "codec/subject.h"

#include <stdlib.h>

// The reader of canonical JSON takes exactly what the strict reader takes and the writer spells the same way.

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool has_real(const json_t *j) {
    size_t i;
    const char *key;
    json_t *v;
    if (json_is_real(j)) return true;
    json_array_foreach((json_t *)j, i, v) if (has_real(v)) return true;
    json_object_foreach((json_t *)j, key, v) if (has_real(v)) return true;
    return false;
}

// The same text, and written the same way again.
static void same_text(struct canon *c, struct view text) {
    AUTO_TEXT again = text_with_ceiling(1 << 24);
    const char *from = c->at;
    ENSURE(view_same(canon_text(c), text));
    text_json_text(&again, text);
    ENSURE(view_same(text_seen(&again), (struct view){from, (size_t)(c->at - from)}));
}

// Read again by hand, with every text and number compared.
static void same(struct canon *c, const json_t *j) {
    struct view key;
    size_t n = 0;
    switch (canon_next(c)) {
    case '{':
        for (struct canon_list o = canon_object(c); canon_key(c, &o, &key); n++) same(c, json_object_getn(j, key.at, key.bytes));
        ENSURE(n == json_object_size(j));
        return;
    case '[':
        for (struct canon_list l = canon_array(c); canon_item(c, &l); n++) same(c, json_array_get(j, n));
        ENSURE(n == json_array_size(j));
        return;
    case '"': same_text(c, (struct view){json_string_value(j), json_string_length(j)}); return;
    case 't': ENSURE(json_is_true(j)); canon_skip(c); return;
    case 'f': ENSURE(json_is_false(j)); canon_skip(c); return;
    case 'n': ENSURE(json_is_null(j)); canon_skip(c); return;
    default: ENSURE(json_is_integer(j) && canon_number(c) == json_integer_value(j));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct view bytes = {(const char *)data, size};
    AUTO_ARENA a = arena_with_ceiling(1 << 24);
    AUTO_TEXT again = text_with_ceiling(1 << 24);
    AUTO_JSON *j = NULL;
    struct canon c = canon_of(bytes, &a);
    struct subject s, t;
    bool strict = !FAILED(json_strict(bytes, &j, NULL));
    if (strict) {
        text_json(&again, j);
        char *theirs = json_dumps(j, JSON_SORT_KEYS | JSON_COMPACT | JSON_ENCODE_ANY);
        ENSURE(theirs && view_is(text_seen(&again), theirs));
        free(theirs);
    }
    canon_skip(&c);
    bool list = size && (data[0] == '{' || data[0] == '[');  // json_strict() takes no other text as a whole
    bool canon = !FAILED(canon_end(&c, NULL)) && list;
    ENSURE(canon == (strict && !has_real(j) && view_same(text_seen(&again), bytes)));
    if (!canon) return 0;
    c = canon_of(bytes, &a);
    same(&c, j);
    ENSURE(!FAILED(canon_end(&c, NULL)));
    c = canon_of(bytes, &a);
    bool read = !FAILED(subject_read_canon(&c, &s, NULL));
    ENSURE(read == !FAILED(subject_read(j, &a, &t, NULL)));
    if (read) ENSURE(s.name_count == t.name_count && s.kind == t.kind && s.birth_count == t.birth_count);
    return 0;
}
