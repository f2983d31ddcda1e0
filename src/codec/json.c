// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "codec/json.h"

// Jansson's own limit is 2,048 levels, deeper than our recursion should go: count brackets first.
static bool too_deep(struct view v) {
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < v.bytes; i++) {
        char c = v.at[i];
        if (quoted) {
            if (c == '\\') i++;
            else if (c == '"') quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > JSON_DEPTH) return true;
        } else if (c == '}' || c == ']') {
            depth--;
        }
    }
    return false;
}

RESULT json_strict(struct view bytes, json_t **out, struct error *err) {
    if (too_deep(bytes)) return FAIL(err, TOO_DEEP, "more than %d levels", JSON_DEPTH);
    json_error_t at;
    json_t *j = json_loadb(bytes.at, bytes.bytes, JSON_REJECT_DUPLICATES, &at);
    if (!j && !utf8_valid(bytes)) return FAIL(err, BAD_TEXT, "not UTF-8");  // jansson has refused it; say why
    if (!j) return FAIL(err, BAD_JSON, "line %d, column %d: %s", at.line, at.column, at.text);
    *out = j;
    return DONE;
}

static int add(const char *bytes, size_t n, void *t) {
    text_add(t, bytes, n);
    return 0;
}

void text_json(struct text *t, const json_t *j) {
    if (json_dump_callback(j, add, t, JSON_SORT_KEYS | JSON_COMPACT | JSON_ENCODE_ANY) != 0) t->failed = true;
}

void text_json_text(struct text *t, struct view v) {
    static const char letters[] = "btn?fr";  // from 0x08
    text_char(t, '"');
    size_t from = 0;
    for (size_t i = 0; i < v.bytes; i++) {
        unsigned char c = (unsigned char)v.at[i];
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        text_add(t, v.at + from, i - from);
        from = i + 1;
        if (c >= 0x20) text_char(t, '\\'), text_char(t, (char)c);
        else if (c >= 0x08 && c <= 0x0D && c != 0x0B) text_char(t, '\\'), text_char(t, letters[c - 0x08]);
        else text_format(t, "\\u%04X", c);
    }
    text_add(t, v.at + from, v.bytes - from);
    text_char(t, '"');
}

struct view json_view(const json_t *object, const char *key) {
    const json_t *v = json_object_get(object, key);
    return json_is_string(v) ? (struct view){json_string_value(v), json_string_length(v)} : (struct view){"", 0};
}

int64_t json_int(const json_t *object, const char *key) { return json_integer_value(json_object_get(object, key)); }
bool json_flag(const json_t *object, const char *key) { return json_is_true(json_object_get(object, key)); }
json_t *json_of(struct view v) { return json_stringn(v.at, v.bytes); }
void json_put_view(json_t *object, const char *key, struct view v) { json_object_set_new(object, key, json_of(v)); }
