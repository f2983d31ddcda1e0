// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_stream.c — the bytes of one source, as UTF-8 where that is asked. Invariant: no more than its ceiling
// (LIST_INPUT_BYTES_MAX, unless told otherwise) leave it, and a gzip never grows beyond LIST_GZ_RATIO_MAX times what was read
// (after a first MiB of grace).
#include "codec/list_room.h"

#include <stdlib.h>
#include <zlib.h>

enum { ROOM = 64 * 1024, GRACE_BYTES = 1024 * 1024, DECODED_ROOM = 3 * (ROOM + 4) };

struct list_stream {
    struct list_source source;
    uint64_t bytes_in, bytes_out, bytes_max;
    size_t at, end;                // of `room`
    bool started, gzip, source_ended, ended;
    enum list_encoding encoding;   // of the room; UTF-8 and unsaid: as it is
    char *text;                    // what leaves: the room, or what was decoded
    char carry[4];                 // of a character that the room's end cut
    size_t carried;
    char *decoded;                 // DECODED_ROOM, or NULL
    enum code failure;
    const char *why;
    z_stream z;
    unsigned char packed[ROOM];
    char room[ROOM];
};

struct list_stream *stream_new(struct list_source source) {
    struct list_stream *s = calloc(1, sizeof *s);
    ENSURE(s);
    s->source = source;
    s->text = s->room;
    s->bytes_max = LIST_INPUT_BYTES_MAX;
    return s;
}

void stream_ceiling(struct list_stream *s, uint64_t bytes) { s->bytes_max = bytes; }

struct list_stream *stream_free(struct list_stream *s) {
    if (s && s->gzip) inflateEnd(&s->z);
    if (s) free(s->decoded);
    free(s);
    return NULL;
}

static void fail(struct list_stream *s, enum code code, const char *why) {
    if (s->failure == CODE_OK) s->failure = code, s->why = why;
    s->ended = true;
}

static size_t source_read(struct list_stream *s, void *into, size_t room) {
    if (s->source_ended) return 0;
    ssize_t n = s->source.read(s->source.state, into, room);
    if (n < 0) fail(s, CODE_NO_SYSTEM, "the input can't be read");
    if (n <= 0) s->source_ended = true;
    if (n <= 0) return 0;
    s->bytes_in += (uint64_t)n;
    return (size_t)n;
}

static void fill_plain(struct list_stream *s) {
    s->end = source_read(s, s->room, ROOM);
    if (s->end == 0) s->ended = true;
}

// One member after another, as gzip(1) accepts; a member cut short is a failure. Appends to what is in the room.
static void fill_inflated(struct list_stream *s) {
    unsigned free_room = (unsigned)(ROOM - s->end);
    s->z.next_out = (unsigned char *)s->room + s->end;
    s->z.avail_out = free_room;
    while (s->z.avail_out == free_room && !s->ended) {
        if (s->z.avail_in == 0) {
            s->z.avail_in = (unsigned)source_read(s, s->packed, ROOM);
            s->z.next_in = s->packed;
            if (s->z.avail_in == 0) fail(s, CODE_BAD_FORMAT, "the gzip is cut short");
            if (s->ended) break;
        }
        int r = inflate(&s->z, Z_NO_FLUSH);
        if (r == Z_STREAM_END) {
            if (s->z.avail_in == 0) {
                s->z.avail_in = (unsigned)source_read(s, s->packed, ROOM);
                s->z.next_in = s->packed;
            }
            if (s->z.avail_in == 0 || inflateReset(&s->z) != Z_OK) s->source_ended = s->ended = true;
        } else if (r != Z_OK && r != Z_BUF_ERROR) {
            fail(s, CODE_BAD_FORMAT, "the gzip is damaged");
        }
    }
    s->end = ROOM - s->z.avail_out;
}

static void start(struct list_stream *s) {
    s->started = true;
    while (s->end < ROOM) {  // enough to know a gzip or a BOM, and to look at a heading
        size_t n = source_read(s, s->room + s->end, ROOM - s->end);
        if (n == 0) break;
        s->end += n;
    }
    if (s->end == 0) s->ended = true;
    if (s->end >= 2 && memcmp(s->room, "\x1F\x8B", 2) == 0) {
        memcpy(s->packed, s->room, s->end);
        s->z.next_in = s->packed;
        s->z.avail_in = (unsigned)s->end;
        s->end = 0;
        if (inflateInit2(&s->z, 16 + MAX_WBITS) != Z_OK) {
            fail(s, CODE_NO_SYSTEM, "zlib can't start");
            return;
        }
        s->gzip = true;
        while (s->end < ROOM && !s->ended) fill_inflated(s);
    }
    if (s->end >= 3 && memcmp(s->room, "\xEF\xBB\xBF", 3) == 0) s->at = 3;
}

// --- encodings

// What the upper half of a page means (the mappings of the Unicode Consortium); 0: nothing.
static const uint16_t WINDOWS_1252[32] = {
    0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178};
static const uint16_t WINDOWS_1256[128] = {
    0x20AC, 0x67E, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x679, 0x2039, 0x152, 0x686, 0x698, 0x688,
    0x6AF, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x6A9, 0x2122, 0x691, 0x203A, 0x153, 0x200C, 0x200D, 0x6BA,
    0xA0, 0x60C, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0x6BE, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF,
    0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0x61B, 0xBB, 0xBC, 0xBD, 0xBE, 0x61F,
    0x6C1, 0x621, 0x622, 0x623, 0x624, 0x625, 0x626, 0x627, 0x628, 0x629, 0x62A, 0x62B, 0x62C, 0x62D, 0x62E, 0x62F,
    0x630, 0x631, 0x632, 0x633, 0x634, 0x635, 0x636, 0xD7, 0x637, 0x638, 0x639, 0x63A, 0x640, 0x641, 0x642, 0x643,
    0xE0, 0x644, 0xE2, 0x645, 0x646, 0x647, 0x648, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0x649, 0x64A, 0xEE, 0xEF,
    0x64B, 0x64C, 0x64D, 0x64E, 0xF4, 0x64F, 0x650, 0xF7, 0x651, 0xF9, 0x652, 0xFB, 0xFC, 0x200E, 0x200F, 0x6D2};

// One character of the source to UTF-8 at to[*n]; gives how many bytes it took, 0 when more must be read first.
static size_t encoding_next(enum list_encoding e, const unsigned char *from, size_t have, bool last, char *to, size_t *n) {
    uint32_t c;
    size_t took = 1;
    if (e == LIST_UTF_16LE || e == LIST_UTF_16BE) {
        int low = e == LIST_UTF_16BE;
        if (have < 2) return last ? (to[(*n)++] = (char)0xFF, have) : 0;
        c = (uint32_t)from[low] | (uint32_t)from[!low] << 8;
        took = 2;
        if (c >= 0xD800 && c <= 0xDBFF) {
            if (have < 4 && !last) return 0;
            uint32_t d = have < 4 ? 0 : (uint32_t)from[2 + low] | (uint32_t)from[2 + !low] << 8;
            bool pair = d >= 0xDC00 && d <= 0xDFFF;
            c = pair ? 0x10000 + ((c - 0xD800) << 10) + (d - 0xDC00) : 0xD800;
            took = pair ? 4 : 2;
        }
    } else {
        c = from[0];
        if (e == LIST_WINDOWS_1256 && c >= 0x80) c = WINDOWS_1256[c - 0x80];
        if (e == LIST_WINDOWS_1252 && c >= 0x80 && c < 0xA0) c = WINDOWS_1252[c - 0x80];
        if (c == 0 && from[0]) c = 0xD800;
    }
    if (c >= 0xD800 && c <= 0xDFFF) to[(*n)++] = (char)0xFF;
    else *n += utf8_put(c, to + *n);
    return took;
}

static void count(struct list_stream *s) {
    s->bytes_out += s->end;
    if (s->bytes_out > s->bytes_max)
        fail(s, CODE_TOO_BIG, s->bytes_max == LIST_INPUT_BYTES_MAX ? "the input is larger than 512 MiB" : "the input is above the ceiling");
    if (s->gzip && s->bytes_out > GRACE_BYTES && s->bytes_out / LIST_GZ_RATIO_MAX > s->bytes_in)
        fail(s, CODE_TOO_BIG, "the gzip inflates more than 200 times");
    if (s->failure != CODE_OK) s->at = s->end = 0;
}

static bool is_decoded(const struct list_stream *s) { return s->encoding > LIST_UTF_8; }

// From `from` of the room on.
static void decode(struct list_stream *s, size_t from) {
    size_t n = 0, units = s->carried + (s->end - from), at = 0;
    unsigned char four[4];
    while (at < units) {
        size_t have = units - at < 4 ? units - at : 4, took;
        for (size_t i = 0; i < have; i++) four[i] = (unsigned char)(at + i < s->carried ? s->carry[at + i] : s->room[from + at + i - s->carried]);
        took = encoding_next(s->encoding, four, have, s->ended, s->decoded, &n);
        if (took == 0) break;
        at += took;
    }
    size_t left = units - at;
    ENSURE(left < sizeof s->carry);
    memcpy(s->carry, four, left);
    s->carried = left;
    s->at = 0, s->end = n;
}

static bool fill(struct list_stream *s) {
    while (s->at == s->end && !s->ended) {
        s->at = s->end = 0;
        if (!s->started) start(s);
        else if (s->gzip) fill_inflated(s);
        else fill_plain(s);
        count(s);
        if (is_decoded(s)) decode(s, 0);
    }
    return s->at < s->end;
}

// A mark at the beginning, or the zero bytes of Latin letters in UTF-16, say more than anybody.
static enum list_encoding seen_encoding(struct view v, enum list_encoding said) {
    if (v.bytes >= 2 && memcmp(v.at, "\xFF\xFE", 2) == 0) return LIST_UTF_16LE;
    if (v.bytes >= 2 && memcmp(v.at, "\xFE\xFF", 2) == 0) return LIST_UTF_16BE;
    if (said != LIST_UNSAID || v.bytes < 4) return said;
    if (v.at[0] && !v.at[1] && v.at[2] && !v.at[3]) return LIST_UTF_16LE;
    if (!v.at[0] && v.at[1] && !v.at[2] && v.at[3]) return LIST_UTF_16BE;
    return LIST_UTF_8;
}

void stream_decode(struct list_stream *s, enum list_encoding said) {
    ENSURE(!s->started);
    fill(s);
    if (s->at > 0) return;  // UTF-8's own mark was skipped
    struct view v = {s->room, s->end};
    s->encoding = seen_encoding(v, said);
    if (!is_decoded(s)) return;
    s->text = s->decoded = malloc(DECODED_ROOM);
    ENSURE(s->decoded);
    bool marked = v.bytes >= 2 && (memcmp(v.at, "\xFF\xFE", 2) == 0 || memcmp(v.at, "\xFE\xFF", 2) == 0);
    decode(s, marked ? 2 : 0);
}

int stream_peek(struct list_stream *s) {
    if (s->at == s->end && !fill(s)) return -1;
    return (unsigned char)s->text[s->at];
}

int stream_next(struct list_stream *s) {
    if (s->at == s->end && !fill(s)) return -1;
    return (unsigned char)s->text[s->at++];
}

struct view stream_ahead(struct list_stream *s) {
    if (s->at == s->end && !fill(s)) return VIEW("");
    return (struct view){s->text + s->at, s->end - s->at};
}

void stream_skip(struct list_stream *s, size_t bytes) {
    ENSURE(bytes <= s->end - s->at);
    s->at += bytes;
}

RESULT stream_result(const struct list_stream *s, struct error *err) {
    return s->failure == CODE_OK ? DONE : fail_with(err, s->failure, "%s", s->why);
}
