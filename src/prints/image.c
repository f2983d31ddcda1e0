// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "prints/image.h"

enum { MARK = 0xFF, BOXES_MAX = 10000 };
static const char PNG_SIGNATURE[] = "\x89PNG\r\n\x1A\n", JP2_SIGNATURE[] = "\0\0\0\x0CjP  \r\n\x87\n";
enum { PNG_SIGNATURE_BYTES = 8, JP2_SIGNATURE_BYTES = 12, BOX_HEAD = 8, CHUNK_AROUND = 12 };

struct looking {
    struct view v;
    struct image_head *head;
    struct text *out;        // NULL: only looked at
};

static unsigned char at(struct view v, size_t i) { return (unsigned char)v.at[i]; }
static unsigned be16(struct view v, size_t i) { return (unsigned)at(v, i) << 8 | at(v, i + 1); }
static uint32_t be32(struct view v, size_t i) { return (uint32_t)be16(v, i) << 16 | be16(v, i + 2); }
static void keep(const struct looking *l, size_t from, size_t bytes) {
    if (l->out) text_add(l->out, l->v.at + from, bytes);
}

// ---- Images of marker segments: WSQ, JPEG, the codestream of JPEG 2000 ----
struct marker_words {
    unsigned begin, end, scan;                   // SOI, EOI, and what the coded data follow
    bool (*aside)(unsigned marker);              // words beside the image
    size_t (*size_at)(unsigned marker);          // where in its segment height and width stand; 0: not here
};

static bool wsq_aside(unsigned m) { return m == 0xA8; }
static size_t wsq_size(unsigned m) { return m == 0xA2 ? 6 : 0; }
static bool jpeg_aside(unsigned m) { return m == 0xFE || (m >= 0xE1 && m <= 0xEF && m != 0xEE); }  // EE: how colours are coded
static size_t jpeg_size(unsigned m) { return m >= 0xC0 && m <= 0xCF && m != 0xC4 && m != 0xC8 && m != 0xCC ? 5 : 0; }
static const struct marker_words WSQ = {0xA0, 0xA1, 0xA3, wsq_aside, wsq_size}, JPEG = {0xD8, 0xD9, 0xDA, jpeg_aside, jpeg_size};

// Coded data end at a marker that is neither a stuffed zero nor, in JPEG, a restart.
static size_t scan_end(struct view v, size_t i, bool jpeg) {
    for (; i + 1 < v.bytes; i++) {
        unsigned next = at(v, i + 1);
        if (at(v, i) == MARK && next != 0 && next != MARK && !(jpeg && next >= 0xD0 && next <= 0xD7)) return i;
    }
    return v.bytes;
}

static bool segments(const struct looking *l, const struct marker_words *w) {
    struct view v = l->v;
    size_t i = 2;
    keep(l, 0, 2);
    while (i + 1 < v.bytes && at(v, i) == MARK) {
        unsigned m = at(v, i + 1);
        if (m == MARK) { i++; continue; }  // filling
        if (m == w->end) return keep(l, i, 2), l->head->width && l->head->height;
        if (m < 0x80 || i + 4 > v.bytes) return false;
        size_t bytes = 2 + (size_t)be16(v, i + 2), size = w->size_at(m);
        if (bytes < 4 || bytes > v.bytes - i) return false;
        if (size && bytes < size + 4) return false;
        if (size) l->head->height = be16(v, i + size), l->head->width = be16(v, i + size + 2);
        size_t end = m == w->scan ? scan_end(v, i + bytes, w == &JPEG) : i + bytes;
        if (!w->aside(m)) keep(l, i, end - i);
        i = end;
    }
    return false;
}

// The main header up to the first tile (FF90), the comments (FF64) out of it; the tiles as they are.
static bool codestream(const struct looking *l) {
    struct view v = l->v;
    size_t i = 2;
    keep(l, 0, 2);
    while (i + 4 <= v.bytes && at(v, i) == MARK) {
        unsigned m = at(v, i + 1);
        size_t bytes = 2 + (size_t)be16(v, i + 2);
        if (m == 0x90) return keep(l, i, v.bytes - i), l->head->width && l->head->height;
        if (bytes < 4 || bytes > v.bytes - i) return false;
        if (m == 0x51) {
            if (bytes < 22 || be32(v, i + 6) < be32(v, i + 14) || be32(v, i + 10) < be32(v, i + 18)) return false;
            l->head->width = be32(v, i + 6) - be32(v, i + 14), l->head->height = be32(v, i + 10) - be32(v, i + 18);
        }
        if (m != 0x64) keep(l, i, bytes);
        i += bytes;
    }
    return false;
}

// ---- Images of boxes: JPEG 2000's file, PNG ----
static bool box_is(struct view v, size_t i, const char *const *names) {
    for (; *names; names++)
        if (memcmp(v.at + i, *names, 4) == 0) return true;
    return false;
}

static bool inner_codestream(const struct looking *l, size_t from, size_t bytes) {
    AUTO_TEXT plain = text_with_ceiling(bytes + 1);
    struct looking inner = {{l->v.at + from, bytes}, l->head, l->out ? &plain : NULL};
    if (bytes < 2 || be16(inner.v, 0) != 0xFF4F || !codestream(&inner)) return false;
    if (!l->out) return true;
    text_be(l->out, plain.bytes + BOX_HEAD, 4);
    text_put(l->out, "jp2c");
    text_view(l->out, text_seen(&plain));
    return true;
}

static bool jp2_boxes(const struct looking *l) {
    static const char *const kept[] = {"jP  ", "ftyp", "jp2h", NULL}, *const picture[] = {"jp2c", NULL};
    struct view v = l->v;
    bool seen = false;
    size_t i = 0;
    for (int boxes = 0; i + BOX_HEAD <= v.bytes && boxes < BOXES_MAX; boxes++) {
        size_t bytes = be32(v, i);
        if (bytes == 0) bytes = v.bytes - i;  // up to the end
        if (bytes < BOX_HEAD || bytes > v.bytes - i) return false;
        if (box_is(v, i + 4, kept)) keep(l, i, bytes);
        if (box_is(v, i + 4, picture) && !(seen = inner_codestream(l, i + BOX_HEAD, bytes - BOX_HEAD))) return false;
        i += bytes;
        if (seen) return true;
    }
    return false;
}

static bool png_chunks(const struct looking *l) {
    static const char *const kept[] = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "pHYs", "sBIT", "bKGD", NULL};
    struct view v = l->v;
    size_t i = PNG_SIGNATURE_BYTES;
    keep(l, 0, i);
    while (i + CHUNK_AROUND <= v.bytes) {
        size_t bytes = be32(v, i);
        if (bytes > v.bytes - i - CHUNK_AROUND) return false;
        if (memcmp(v.at + i + 4, "IHDR", 4) == 0 && bytes >= 8) l->head->width = be32(v, i + 8), l->head->height = be32(v, i + 12);
        if (box_is(v, i + 4, kept)) keep(l, i, bytes + CHUNK_AROUND);
        if (memcmp(v.at + i + 4, "IEND", 4) == 0) return l->head->width && l->head->height;
        i += bytes + CHUNK_AROUND;
    }
    return false;
}

// ---- Which one ----
static bool begins(struct view v, const char *with, size_t bytes) { return v.bytes >= bytes && memcmp(v.at, with, bytes) == 0; }

static bool walked(const struct looking *l) {
    struct view v = l->v;
    unsigned first = v.bytes >= 3 ? be16(v, 0) : 0;
    *l->head = (struct image_head){IMAGE_raw, 0, 0};
    if (first == 0xFFA0 && at(v, 2) == MARK) return l->head->coding = IMAGE_wsq, segments(l, &WSQ);
    if (first == 0xFFD8 && at(v, 2) == MARK) return l->head->coding = IMAGE_jpeg, segments(l, &JPEG);
    if (first == 0xFF4F && at(v, 2) == MARK) return l->head->coding = IMAGE_jp2, codestream(l);
    if (begins(v, JP2_SIGNATURE, JP2_SIGNATURE_BYTES)) return l->head->coding = IMAGE_jp2, jp2_boxes(l);
    if (begins(v, PNG_SIGNATURE, PNG_SIGNATURE_BYTES)) return l->head->coding = IMAGE_png, png_chunks(l);
    keep(l, 0, v.bytes);
    return true;
}

bool image_look(struct view bytes, struct image_head *out) { return walked(&(struct looking){bytes, out, NULL}); }

bool image_plain(struct view bytes, struct text *out) {
    struct image_head head;
    return walked(&(struct looking){bytes, &head, out});
}
