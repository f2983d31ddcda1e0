// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// words.c — text as mail carries it, made UTF-8: transfer encodings (RFC 2045 §6), encoded words (RFC 2047), charsets, HTML.
//
// Charsets are ICU's: its tables are linked in. (glibc's iconv loads a file a charset, which the sandbox forbids; so would a
// mail library that rests on it.) What can't be decoded becomes U+FFFD, nothing is dropped.
#include "reading/reading_room.h"

#include <stdlib.h>
#include <unicode/ucnv.h>

enum { CHARSET_BYTES_MAX = 60 };

void text_mended(struct text *t, struct view v) {
    for (size_t at = 0; at < v.bytes;) {
        unsigned char c = (unsigned char)v.at[at];
        size_t n = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
        if (n == 1 && c) text_char(t, (char)c), at++;
        else if (n > 1 && at + n <= v.bytes && utf8_valid((struct view){v.at + at, n})) text_add(t, v.at + at, n), at += n;
        else text_put(t, "\xEF\xBF\xBD"), at++;
    }
}

static void decoded_put(struct text *t, UConverter *from, struct view bytes) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *to = ucnv_open("UTF-8", &status);
    const char *at = bytes.at, *end = bytes.at + bytes.bytes;
    UChar pivot[1024], *source = pivot, *target = pivot;
    char room[4096];
    bool first = true;
    do {
        char *out = room;
        status = U_ZERO_ERROR;
        ucnv_convertEx(to, from, &out, room + sizeof room, &at, end, pivot, &source, &target, pivot + 1024, first, true, &status);
        text_mended(t, (struct view){room, (size_t)(out - room)});
        first = false;
    } while (status == U_BUFFER_OVERFLOW_ERROR && text_ok(t));
    ucnv_close(to);
}

bool text_decoded(struct text *t, struct view charset, struct view bytes) {
    char name[CHARSET_BYTES_MAX + 1];
    UErrorCode status = U_ZERO_ERROR;
    charset = view_trim(charset);
    for (size_t i = 0; i < charset.bytes; i++)
        if (charset.at[i] == '*') charset.bytes = i;  // RFC 2231 §5: charset*language
    bool plain = !charset.bytes || view_is(charset, "utf-8") || view_is(charset, "UTF-8") || view_is(charset, "us-ascii");
    if (plain || charset.bytes > CHARSET_BYTES_MAX) return text_mended(t, bytes), plain;
    memcpy(name, charset.at, charset.bytes), name[charset.bytes] = 0;
    UConverter *from = ucnv_open(name, &status);
    if (U_FAILURE(status) || !from) return text_mended(t, bytes), false;
    decoded_put(t, from, bytes);
    ucnv_close(from);
    return true;
}

// ---- Transfer encodings ----

static int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1; }

bool quoted_printable(struct view v, bool header, struct text *out) {
    for (size_t i = 0; i < v.bytes; i++) {
        char c = v.at[i];
        if (header && c == '_') text_char(out, ' ');
        else if (c != '=') text_char(out, c);
        else if (i + 2 < v.bytes && hex_digit(v.at[i + 1]) >= 0 && hex_digit(v.at[i + 2]) >= 0)
            text_char(out, (char)(hex_digit(v.at[i + 1]) << 4 | hex_digit(v.at[i + 2]))), i += 2;
        else if (i + 1 < v.bytes && v.at[i + 1] == '\n') i += 1;
        else if (i + 2 < v.bytes && v.at[i + 1] == '\r' && v.at[i + 2] == '\n') i += 2;
        else if (i + 1 < v.bytes) text_char(out, c);  // broken: kept as it is
    }
    return text_ok(out);
}

bool base64_loose(struct view v, struct text *out) {
    uint32_t held = 0;
    int bits = 0;
    for (size_t i = 0; i < v.bytes && v.at[i] != '='; i++) {
        int d = base64_digit(v.at[i]);
        if (d < 0) continue;
        held = held << 6 | (uint32_t)d;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        text_char(out, (char)(held >> bits & 0xFF));
    }
    return text_ok(out);
}

// ---- Encoded words ----

// "=?charset?B|Q?…?=" at `at`: decoded into t, gives its length; 0 when there is none.
static size_t encoded_word(struct text *t, struct view v, size_t at) {
    size_t part[4], parts = 0;
    if (at + 8 > v.bytes || v.at[at] != '=' || v.at[at + 1] != '?') return 0;
    for (size_t i = at + 1; i < v.bytes && i - at < 2000 && parts < 4; i++)
        if (v.at[i] == '?') part[parts++] = i;
        else if (v.at[i] == '\n') return 0;
    if (parts < 4 || part[3] + 1 >= v.bytes || v.at[part[3] + 1] != '=' || part[2] != part[1] + 2) return 0;
    AUTO_TEXT raw = text_with_ceiling(8192);
    struct view body = {v.at + part[2] + 1, part[3] - part[2] - 1};
    char how = v.at[part[1] + 1] | 0x20;
    if (how == 'b') (void)base64_loose(body, &raw);
    else if (how == 'q') (void)quoted_printable(body, true, &raw);
    else return 0;
    (void)text_decoded(t, (struct view){v.at + part[0] + 1, part[1] - part[0] - 1}, text_seen(&raw));
    return part[3] + 2 - at;
}

void text_words(struct text *t, struct view v) {
    bool after_word = false;
    for (size_t at = 0; at < v.bytes;) {
        size_t blank = at;
        while (blank < v.bytes && v.at[blank] && strchr(" \t\r\n", v.at[blank])) blank++;
        AUTO_TEXT word = text_with_ceiling(64 * 1024);
        size_t n = encoded_word(&word, v, blank);
        if (n && after_word) at = blank;  // white space between two encoded words is none
        else if (blank > at) text_char(t, ' '), at = blank;
        if (n) text_view(t, text_seen(&word)), at += n;
        after_word = n > 0;
        size_t from = at;
        while (!n && at < v.bytes && !strchr(" \t\r\n", v.at[at]) && !(at > from && v.at[at] == '=' && at + 1 < v.bytes && v.at[at + 1] == '?')) at++;
        if (!n && at == from && at < v.bytes) at++;  // a NUL
        if (!n) text_mended(t, (struct view){v.at + from, at - from});
    }
}

// ---- HTML: what a reader would see, and where links lead; nothing is interpreted ----

static bool tag_is(struct view tag, const char *name) {
    size_t n = strlen(name);
    for (size_t i = 0; i < n; i++)
        if (i >= tag.bytes || (tag.at[i] | 0x20) != name[i]) return false;
    return tag.bytes == n || !((tag.at[n] | 0x20) >= 'a' && (tag.at[n] | 0x20) <= 'z');
}

static size_t skipped_until(struct view h, size_t at, const char *end) {  // </style, whatever the case
    size_t n = strlen(end);
    for (; at + n <= h.bytes; at++)
        if (h.at[at] == '<' && h.at[at + 1] == '/' && tag_is((struct view){h.at + at + 2, h.bytes - at - 2}, end + 2)) return at;
    return h.bytes;
}

static size_t reference(struct text *t, struct view h, size_t at) {  // &amp; &#64; &#x40;
    static const struct { const char *name; uint32_t cp; } known[] = {{"amp;", '&'}, {"lt;", '<'}, {"gt;", '>'}, {"quot;", '"'},
                                                                      {"nbsp;", ' '}, {"apos;", '\''}};
    struct view left = {h.at + at + 1, h.bytes - at - 1};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (view_starts(left, known[i].name)) return text_cp(t, known[i].cp), 1 + strlen(known[i].name);
    bool hex = left.bytes > 1 && left.at[0] == '#' && (left.at[1] | 0x20) == 'x';
    uint32_t cp = 0;
    size_t i = hex ? 2 : 1, from = i;
    if (left.bytes < 2 || left.at[0] != '#') return text_char(t, '&'), 1;
    for (; i < left.bytes && i - from < 7 && hex_digit(left.at[i]) >= 0 && (hex || hex_digit(left.at[i]) < 10); i++)
        cp = cp * (hex ? 16 : 10) + (uint32_t)hex_digit(left.at[i]);
    if (i == from || !cp || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)) return text_char(t, '&'), 1;
    text_cp(t, cp);
    return 1 + i + (i < left.bytes && left.at[i] == ';');
}

static void link_put(struct text *t, struct view tag) {
    const char *href = memmem(tag.at, tag.bytes, "href=", 5);
    if (!href) return;
    struct view v = {href + 5, tag.bytes - (size_t)(href + 5 - tag.at)};
    char quote = v.bytes ? v.at[0] : 0;
    if (quote != '"' && quote != '\'') return;
    const char *end = memchr(v.at + 1, quote, v.bytes - 1);
    if (end && end - v.at < 2000) text_put(t, " <"), text_add(t, v.at + 1, (size_t)(end - v.at - 1)), text_put(t, "> ");
}

void text_of_html(struct text *t, struct view h) {
    static const char *const breaks[] = {"br", "p", "div", "tr", "li", "/p", "/div", "/tr", "h1", "h2", "h3", "td"};
    for (size_t at = 0; at < h.bytes && text_ok(t);) {
        char c = h.at[at];
        if (c == '&') {
            at += reference(t, h, at);
            continue;
        }
        if (c != '<') {
            text_char(t, c == '\r' ? ' ' : c), at++;
            continue;
        }
        const char *end = memchr(h.at + at, '>', h.bytes - at);
        struct view tag = {h.at + at + 1, end ? (size_t)(end - h.at) - at - 1 : h.bytes - at - 1};
        at = end ? (size_t)(end - h.at) + 1 : h.bytes;
        if (tag_is(tag, "style")) at = skipped_until(h, at, "</style");
        else if (tag_is(tag, "script")) at = skipped_until(h, at, "</script");
        else if (tag_is(tag, "a")) link_put(t, tag);
        for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++)
            if (tag_is(tag, breaks[i]) && t->bytes && t->at[t->bytes - 1] != '\n') text_char(t, '\n');
    }
}
