// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "codec/canon.h"

static void fail(struct canon *c, enum code why) {
    if (!c->failed) c->failed = why;
}

static bool take(struct canon *c, char byte) {
    if (canon_next(c) == byte) return c->at++, true;
    return fail(c, CODE_BAD_JSON), false;
}

static struct canon_list opened(struct canon *c, char with) {
    struct canon_list l = {0};
    if (!take(c, with)) return l;
    if (++c->depth > JSON_DEPTH) fail(c, CODE_TOO_DEEP);
    l.open = true;
    return l;
}

// Is there another member or element? Takes the comma before it, or the bracket that ends the list.
static bool another(struct canon *c, struct canon_list *l, char end) {
    if (!l->open || c->failed) return false;
    if (canon_next(c) == end) {
        c->at++, c->depth--;
        return l->open = false;
    }
    if (l->some && !take(c, ',')) return false;
    return l->some = true;
}

struct canon_list canon_object(struct canon *c) { return opened(c, '{'); }
struct canon_list canon_array(struct canon *c) { return opened(c, '['); }
bool canon_item(struct canon *c, struct canon_list *l) { return another(c, l, ']'); }

bool canon_key(struct canon *c, struct canon_list *o, struct view *key) {
    bool first = !o->some;
    if (!another(c, o, '}')) return false;
    *key = canon_text(c);
    if (!first && view_compare(o->key, *key) >= 0) fail(c, CODE_BAD_JSON);
    o->key = *key;
    take(c, ':');
    return !c->failed;
}

// ---- Texts ----

// One escape, as text_json() writes it: a short one where there is one, \u00XX for the other control characters.
static char escaped(struct canon *c) {
    static const char letters[] = "\"\\bfnrt", bytes[] = "\"\\\b\f\n\r\t", hex[] = "0123456789ABCDEF";
    const char *found = c->at < c->end && *c->at ? strchr(letters, *c->at) : NULL;
    if (found) return c->at++, bytes[found - letters];
    if (c->end - c->at < 5 || memcmp(c->at, "u00", 3) != 0) return fail(c, CODE_BAD_JSON), 0;
    const char *high = c->at[3] == '0' || c->at[3] == '1' ? strchr(hex, c->at[3]) : NULL;
    const char *low = c->at[4] ? strchr(hex, c->at[4]) : NULL;
    char byte = high && low ? (char)((high - hex) << 4 | (low - hex)) : 0;
    c->at += 5;
    if (!byte || strchr(bytes + 2, byte)) fail(c, CODE_BAD_JSON);
    return byte;
}

static struct view text_with_escapes(struct canon *c, const char *from, const char *quote) {
    char *out = arena_take(c->arena, (size_t)(quote - from) + 1);
    size_t n = 0;
    if (!out) return fail(c, CODE_TOO_BIG), VIEW("");
    for (c->at = from; c->at < quote && !c->failed;) {
        char byte = *c->at++;
        out[n++] = byte == '\\' ? escaped(c) : byte;
    }
    c->at = quote + 1;
    return (struct view){out, n};
}

struct view canon_text(struct canon *c) {
    if (!take(c, '"')) return VIEW("");
    const char *from = c->at, *p = from;
    bool escapes = false, marks = false;
    for (; p < c->end && *p != '"'; p++) {
        if ((unsigned char)*p < 0x20) return fail(c, CODE_BAD_JSON), VIEW("");
        marks |= (unsigned char)*p >= 0x80;
        if (*p == '\\') escapes = true, p++;
    }
    if (p >= c->end) return fail(c, CODE_BAD_JSON), VIEW("");
    struct view v = {from, (size_t)(p - from)};
    c->at = p + 1;
    if (marks && !utf8_valid(v)) return fail(c, CODE_BAD_TEXT), VIEW("");
    return escapes ? text_with_escapes(c, from, p) : v;
}

// ---- Numbers, and whatever comes ----

int64_t canon_number(struct canon *c) {
    bool minus = canon_next(c) == '-';
    const char *from = c->at += minus;
    int64_t n = 0;
    while (canon_next(c) >= '0' && canon_next(c) <= '9') {  // downwards: the least number has no positive twin
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_sub_overflow(n, *c->at - '0', &n)) fail(c, CODE_BAD_JSON);
        c->at++;
    }
    if (c->at == from || (*from == '0' && (minus || c->at - from > 1))) fail(c, CODE_BAD_JSON);
    if (!minus && __builtin_sub_overflow(0, n, &n)) fail(c, CODE_BAD_JSON);
    return c->failed ? 0 : n;
}

static void skip_word(struct canon *c, struct view word) {
    if ((size_t)(c->end - c->at) < word.bytes || memcmp(c->at, word.at, word.bytes) != 0) fail(c, CODE_BAD_JSON);
    else c->at += word.bytes;
}

static void skip(struct canon *c) {
    struct canon_list l;
    struct view key;
    switch (canon_next(c)) {
    case '{':
        for (l = canon_object(c); canon_key(c, &l, &key);) skip(c);
        break;
    case '[':
        for (l = canon_array(c); canon_item(c, &l);) skip(c);
        break;
    case '"': canon_text(c); break;
    case 't': skip_word(c, VIEW("true")); break;
    case 'f': skip_word(c, VIEW("false")); break;
    case 'n': skip_word(c, VIEW("null")); break;
    default: canon_number(c);
    }
}

struct view canon_skip(struct canon *c) {
    const char *from = c->at;
    skip(c);
    return c->failed ? VIEW("") : (struct view){from, (size_t)(c->at - from)};
}

RESULT canon_end(const struct canon *c, struct error *err) {
    enum code why = c->failed ? c->failed : c->at == c->end ? CODE_OK : CODE_BAD_JSON;
    if (!why) return DONE;
    return fail_with(err, why, "byte %zu of the canonical JSON", (size_t)(c->at - c->begin) + 1);
}
