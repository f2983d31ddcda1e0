// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void let_go(const struct text *t) {
    if (t->secret && t->at) explicit_bzero(t->at, t->room);
    free(t->at);
}

void text_free(struct text *t) {
    let_go(t);
    *t = (struct text){.ceiling = t->ceiling, .secret = t->secret};
}

static char *moved(const struct text *t, size_t room) {
    if (!t->secret) return realloc(t->at, room);
    char *at = malloc(room);  // realloc() would leave the bytes behind
    if (!at) return NULL;
    if (t->at) memcpy(at, t->at, t->bytes);
    let_go(t);
    return at;
}

static bool text_room(struct text *t, size_t more) {
    if (t->failed) return false;
    if (more > t->ceiling - t->bytes) {
        t->failed = true;
        return false;
    }
    size_t need = t->bytes + more + 1;
    if (need <= t->room) return true;
    size_t room = t->room ? t->room : 64;
    while (room < need) room *= 2;
    char *at = moved(t, room);
    ENSURE(at);  // the machine has no memory: the store is whole, a restart is safe
    t->at = at;
    t->room = room;
    return true;
}

void text_add(struct text *t, const void *bytes, size_t n) {
    if (!text_room(t, n)) return;
    if (n) memcpy(t->at + t->bytes, bytes, n);
    t->bytes += n;
    t->at[t->bytes] = 0;
}

void text_view(struct text *t, struct view v) { text_add(t, v.at, v.bytes); }
void text_put(struct text *t, const char *c_string) { text_add(t, c_string, strlen(c_string)); }

void text_cp(struct text *t, uint32_t code_point) {
    char out[4];
    text_add(t, out, utf8_put(code_point, out));
}

void text_format(struct text *t, const char *format, ...) {
    va_list args, again;
    if (!t->at && t->ceiling >= 63) text_room(t, 63);  // so that a short one is written once
    va_start(args, format);
    va_copy(again, args);
    size_t room = t->failed || !t->at ? 0 : t->room - t->bytes;
    int n = vsnprintf(room ? t->at + t->bytes : NULL, room, format, args);  // it usually fits
    va_end(args);
    if (n >= 0 && text_room(t, (size_t)n)) {
        if ((size_t)n >= room) vsnprintf(t->at + t->bytes, (size_t)n + 1, format, again);
        t->bytes += (size_t)n;
    } else if (room) {
        t->at[t->bytes] = 0;
    }
    va_end(again);
}

void text_hold(struct text *t, struct view *const *views, size_t count) {
    size_t at = t->bytes;
    for (size_t i = 0; i < count; i++) text_view(t, *views[i]);
    if (t->failed) return;
    for (size_t i = 0; i < count; at += views[i++]->bytes) views[i]->at = text_string(t) + at;
}

void text_cut(struct text *t, size_t bytes) {
    if (t->failed || bytes >= t->bytes) return;
    t->bytes = bytes;
    t->at[bytes] = 0;
}

void text_be(struct text *t, uint64_t number, size_t bytes) {
    ENSURE(bytes >= 1 && bytes <= 8);
    unsigned char out[8];
    for (size_t i = bytes; i-- > 0; number >>= 8) out[i] = (unsigned char)number;
    text_add(t, out, bytes);
}

void text_clear(struct text *t) {
    t->bytes = 0;
    t->failed = false;
    if (t->at) t->at[0] = 0;
}

const char *text_string(const struct text *t) { return t->at ? t->at : ""; }

void text_hex(struct text *t, const void *bytes, size_t n) {
    static const char digit[] = "0123456789abcdef";
    const unsigned char *b = bytes;
    if (n > SIZE_MAX / 2 || !text_room(t, 2 * n)) return;
    for (size_t i = 0; i < n; i++) {
        t->at[t->bytes++] = digit[b[i] >> 4];
        t->at[t->bytes++] = digit[b[i] & 15];
    }
    t->at[t->bytes] = 0;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void text_percent(struct text *t, struct view v) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (size_t i = 0; i < v.bytes; i++)
        if (memchr(plain, v.at[i], sizeof plain - 1)) text_char(t, v.at[i]);
        else text_format(t, "%%%02X", (unsigned char)v.at[i]);
}

bool hex_read(struct view v, void *out, size_t out_bytes) {
    if (v.bytes != out_bytes * 2) return false;
    unsigned char *o = out;
    for (size_t i = 0; i < out_bytes; i++) {
        int high = hex_digit(v.at[2 * i]), low = hex_digit(v.at[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        o[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void text_base64(struct text *t, const void *bytes, size_t n) {
    const unsigned char *b = bytes;
    if (n > SIZE_MAX / 2 || !text_room(t, (n + 2) / 3 * 4)) return;
    for (size_t i = 0; i < n; i += 3) {
        size_t have = n - i < 3 ? n - i : 3;
        uint32_t v = (uint32_t)b[i] << 16 | (have > 1 ? (uint32_t)b[i + 1] << 8 : 0) | (have > 2 ? b[i + 2] : 0);
        char four[4] = {alphabet[v >> 18], alphabet[v >> 12 & 63], have > 1 ? alphabet[v >> 6 & 63] : '=',
                        have > 2 ? alphabet[v & 63] : '='};
        memcpy(t->at + t->bytes, four, 4);
        t->bytes += 4;
    }
    t->at[t->bytes] = 0;
}

int base64_digit(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static size_t base64_padding(struct view v) { return v.bytes && v.at[v.bytes - 1] == '=' ? 1 + (v.at[v.bytes - 2] == '=') : 0; }

bool base64_read(struct view v, void *out, size_t out_bytes, size_t *written) {
    if (v.bytes % 4) return false;
    size_t pad = base64_padding(v), total = v.bytes / 4 * 3 - pad, done = 0;
    if (total > out_bytes) return false;
    unsigned char *o = out;
    for (size_t i = 0; i < v.bytes; i += 4) {
        uint32_t word = 0;
        for (size_t k = 0; k < 4; k++) {
            bool padded = i + k >= v.bytes - pad;
            int digit = padded ? 0 : base64_digit(v.at[i + k]);
            if (digit < 0) return false;
            word = word << 6 | (uint32_t)digit;
        }
        size_t left = total - done;
        if (left < 3 && (word & (left == 2 ? 0xFFu : 0xFFFFu))) return false;  // non-zero bits under the padding
        for (size_t k = 0; k < 3 && done < total; k++) o[done++] = (unsigned char)(word >> (16 - 8 * k));
    }
    *written = total;
    return true;
}

bool base64_text(struct view v, struct text *out) {
    size_t before = out->bytes, written = 0;
    if (v.bytes % 4) return false;
    size_t says = v.bytes / 4 * 3 - base64_padding(v);
    if (!text_room(out, says)) return false;
    bool good = base64_read(v, out->at + before, says, &written);
    out->bytes += good ? written : 0;
    out->at[out->bytes] = 0;
    return good;
}

bool base64_exactly(struct view v, void *out, size_t out_bytes) {
    size_t written = 0;
    return base64_read(v, out, out_bytes, &written) && written == out_bytes;
}

void text_base64url(struct text *t, const void *bytes, size_t n) {
    size_t from = t->bytes;
    text_base64(t, bytes, n);
    if (!text_ok(t)) return;
    while (t->bytes > from && t->at[t->bytes - 1] == '=') text_cut(t, t->bytes - 1);
    for (size_t i = from; i < t->bytes; i++) t->at[i] = t->at[i] == '+' ? '-' : t->at[i] == '/' ? '_' : t->at[i];
}

bool base64url_read(struct view v, void *out, size_t out_bytes, size_t *written) {
    AUTO_TEXT plain = text_with_ceiling(v.bytes + 2);
    if (v.bytes % 4 == 1) return false;
    for (size_t i = 0; i < v.bytes; i++) {
        if (v.at[i] == '+' || v.at[i] == '/' || v.at[i] == '=') return false;
        text_char(&plain, v.at[i] == '-' ? '+' : v.at[i] == '_' ? '/' : v.at[i]);
    }
    while (plain.bytes % 4) text_char(&plain, '=');
    return base64_read(text_seen(&plain), out, out_bytes, written);
}
