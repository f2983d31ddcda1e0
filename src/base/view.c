// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "base/view.h"

int view_compare(struct view a, struct view b) {
    size_t n = a.bytes < b.bytes ? a.bytes : b.bytes;
    int order = n ? memcmp(a.at, b.at, n) : 0;
    if (order) return order;
    return a.bytes < b.bytes ? -1 : a.bytes > b.bytes;
}

static bool blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

struct view view_trim(struct view v) {
    while (v.bytes && blank(v.at[0])) v.at++, v.bytes--;
    while (v.bytes && blank(v.at[v.bytes - 1])) v.bytes--;
    return v;
}

struct view view_cut(struct view v, char mark, struct view *rest) {
    const char *found = v.bytes ? memchr(v.at, mark, v.bytes) : NULL;
    if (!found) {
        *rest = (struct view){v.at + v.bytes, 0};
        return v;
    }
    size_t before = (size_t)(found - v.at);
    *rest = (struct view){found + 1, v.bytes - before - 1};
    return (struct view){v.at, before};
}

bool view_to_u64(struct view v, uint64_t *out) {
    if (v.bytes == 0) return false;
    uint64_t sum = 0;
    for (size_t i = 0; i < v.bytes; i++) {
        if (v.at[i] < '0' || v.at[i] > '9') return false;
        if (__builtin_mul_overflow(sum, 10u, &sum)) return false;
        if (__builtin_add_overflow(sum, (uint64_t)(v.at[i] - '0'), &sum)) return false;
    }
    *out = sum;
    return true;
}

// Length of the well-formed sequence at `at`, or 0 (Unicode 15, table 3-7).
static size_t utf8_length(const unsigned char *at, size_t left) {
    unsigned char a = at[0];
    if (a < 0x80) return 1;
    size_t n = a < 0xC2 ? 0 : a < 0xE0 ? 2 : a < 0xF0 ? 3 : a < 0xF5 ? 4 : 0;
    if (n == 0 || left < n) return 0;
    unsigned char low = a == 0xE0 ? 0xA0 : a == 0xF0 ? 0x90 : 0x80;
    unsigned char high = a == 0xED ? 0x9F : a == 0xF4 ? 0x8F : 0xBF;
    if (at[1] < low || at[1] > high) return 0;
    for (size_t i = 2; i < n; i++)
        if ((at[i] & 0xC0) != 0x80) return 0;
    return n;
}

bool utf8_valid(struct view v) {
    for (size_t at = 0; at < v.bytes;) {
        size_t n = utf8_length((const unsigned char *)v.at + at, v.bytes - at);
        if (n == 0) return false;
        at += n;
    }
    return true;
}

uint32_t utf8_next(struct view v, size_t *at) {
    const unsigned char *p = (const unsigned char *)v.at + *at;
    size_t n = utf8_length(p, v.bytes - *at);
    if (n == 0) {  // not valid after all: one replacement character a byte, never an endless loop
        *at += 1;
        return 0xFFFD;
    }
    *at += n;
    if (n == 1) return p[0];
    uint32_t cp = p[0] & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) cp = cp << 6 | (p[i] & 0x3Fu);
    return cp;
}

size_t utf8_put(uint32_t cp, char out[4]) {
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, cp >>= 6) out[i] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)(0xF00u >> n | cp);
    return n;
}

struct view read_bytes(struct reader *r, size_t n) {
    if (r->failed || r->left.bytes < n) {
        r->failed = true;
        return (struct view){"", 0};
    }
    struct view taken = {r->left.at, n};
    r->left.at += n;
    r->left.bytes -= n;
    return taken;
}

static uint64_t read_number(struct reader *r, size_t n) {
    struct view v = read_bytes(r, n);
    uint64_t sum = 0;
    for (size_t i = 0; i < v.bytes; i++) sum = sum << 8 | (unsigned char)v.at[i];
    return sum;
}

uint8_t read_u8(struct reader *r) { return (uint8_t)read_number(r, 1); }
uint16_t read_u16(struct reader *r) { return (uint16_t)read_number(r, 2); }
uint32_t read_u32(struct reader *r) { return (uint32_t)read_number(r, 4); }
uint64_t read_u64(struct reader *r) { return read_number(r, 8); }

struct view read_line(struct reader *r) {
    const char *end = r->failed || !r->left.bytes ? NULL : memchr(r->left.at, '\n', r->left.bytes);
    if (!end) {
        r->failed = true;
        return (struct view){"", 0};
    }
    struct view line = read_bytes(r, (size_t)(end - r->left.at));
    read_bytes(r, 1);
    return line;
}
