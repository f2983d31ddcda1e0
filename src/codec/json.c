// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "codec/json.h"

#include <stdlib.h>
#include <string.h>

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
    if (!j) {
        const char *near = strstr(at.text, " near '");  // then jansson quotes what stands there, and that may be a name (promise P14)
        int n = (int)(near ? (size_t)(near - at.text) : strlen(at.text));
        return FAIL(err, BAD_JSON, "line %d, column %d: %.*s", at.line, at.column, n, at.text);
    }
    *out = j;
    return DONE;
}

RESULT json_stored(struct view bytes, json_t **out, struct error *err) {
    struct error why = {0};
    return FAILED(json_strict(bytes, out, &why)) ? FAIL(err, STORE_DAMAGED, "a stored row can't be read: %s", why.detail) : DONE;
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

static int add(const char *bytes, size_t n, void *t) {
    text_add(t, bytes, n);
    return 0;
}

struct member {
    struct view key;
    const json_t *value;
};

static int by_key(const void *a, const void *b) { return view_compare(((const struct member *)a)->key, ((const struct member *)b)->key); }

// Mostly they come in order, for what is written was often read in canonical form.
static void put_in_order(struct member *all, size_t n, struct member m) {
    for (; n && view_compare(all[n - 1].key, m.key) > 0; n--) all[n] = all[n - 1];
    all[n] = m;
}

static void text_object(struct text *t, const json_t *j) {
    enum { USUAL = 32 };
    struct member usual[USUAL], *all = usual;
    size_t n = 0, count = json_object_size(j);
    if (count > USUAL) all = malloc(count * sizeof *all);
    ENSURE(all);
    for (void *i = json_object_iter((json_t *)j); i; i = json_object_iter_next((json_t *)j, i)) {
        struct member m = {view_of(json_object_iter_key(i)), json_object_iter_value(i)};
        if (all == usual) put_in_order(all, n++, m);
        else all[n++] = m;
    }
    if (all != usual) qsort(all, n, sizeof *all, by_key);
    text_char(t, '{');
    for (size_t i = 0; i < n; i++) {
        if (i) text_char(t, ',');
        text_json_text(t, all[i].key);
        text_char(t, ':');
        text_json(t, all[i].value);
    }
    text_char(t, '}');
    if (all != usual) free(all);
}

static void text_array(struct text *t, const json_t *j) {
    text_char(t, '[');
    for (size_t i = 0; i < json_array_size(j); i++) {
        if (i) text_char(t, ',');
        text_json(t, json_array_get(j, i));
    }
    text_char(t, ']');
}

// Jansson can do it too (JSON_SORT_KEYS | JSON_COMPACT), at three times the cost; tests/fuzz/canon_fuzz.c holds both
// against each other. Depth: what is written was read by json_strict() or built by us.
void text_json(struct text *t, const json_t *j) {
    switch (j ? json_typeof(j) : JSON_NULL) {
    case JSON_OBJECT: return text_object(t, j);
    case JSON_ARRAY: return text_array(t, j);
    case JSON_STRING: return text_json_text(t, (struct view){json_string_value(j), json_string_length(j)});
    case JSON_TRUE: return text_put(t, "true");
    case JSON_FALSE: return text_put(t, "false");
    case JSON_INTEGER: return text_format(t, "%lld", (long long)json_integer_value(j));
    case JSON_REAL: json_dump_callback(j, add, t, JSON_ENCODE_ANY); return;
    case JSON_NULL: break;
    }
    if (j) text_put(t, "null");
    else t->failed = true;
}

struct view json_view(const json_t *object, const char *key) {
    const json_t *v = json_object_get(object, key);
    return json_is_string(v) ? (struct view){json_string_value(v), json_string_length(v)} : (struct view){"", 0};
}

int64_t json_int(const json_t *object, const char *key) { return json_integer_value(json_object_get(object, key)); }
bool json_flag(const json_t *object, const char *key) { return json_is_true(json_object_get(object, key)); }

json_t *json_instant(struct instant t) {
    AUTO_TEXT at = text_with_ceiling(40);
    if (!t.ms) return json_null();
    text_instant(&at, t);
    return json_of(text_seen(&at));
}

void json_put_instant(json_t *object, const char *key, struct instant t) {
    if (t.ms) json_object_set_new(object, key, json_instant(t));
}

struct result json_given(struct result r, json_t *j, json_t **out) {
    if (FAILED(r)) json_decref(j);
    else *out = j;
    return r;
}

json_t *json_of(struct view v) { return json_stringn(v.at, v.bytes); }
void json_put_view(json_t *object, const char *key, struct view v) { json_object_set_new(object, key, json_of(v)); }

bool json_holds(const json_t *list, struct view word) {
    size_t i;
    const json_t *one;
    json_array_foreach((json_t *)list, i, one)
        if (json_is_string(one) && view_is(word, json_string_value(one))) return true;
    return false;
}
