// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_stream.c — the bytes of one source. Invariant: no more than its ceiling (LIST_INPUT_BYTES_MAX, unless told otherwise) leave it, and a gzip
// never grows beyond LIST_GZ_RATIO_MAX times what was read (after a first MiB of grace).
#include "codec/list_room.h"

#include <stdlib.h>
#include <zlib.h>

enum { ROOM = 64 * 1024, GRACE_BYTES = 1024 * 1024 };

struct list_stream {
    struct list_source source;
    uint64_t bytes_in, bytes_out, bytes_max;
    size_t at, end;                // of `room`
    bool started, gzip, source_ended, ended;
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
    s->bytes_max = LIST_INPUT_BYTES_MAX;
    return s;
}

void stream_ceiling(struct list_stream *s, uint64_t bytes) { s->bytes_max = bytes; }

struct list_stream *stream_free(struct list_stream *s) {
    if (s && s->gzip) inflateEnd(&s->z);
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
    while (s->end < 4) {  // enough to know a gzip or a BOM
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
        while (s->end < 4 && !s->ended) fill_inflated(s);
    }
    if (s->end >= 3 && memcmp(s->room, "\xEF\xBB\xBF", 3) == 0) s->at = 3;
}

static void count(struct list_stream *s) {
    s->bytes_out += s->end;
    if (s->bytes_out > s->bytes_max) fail(s, CODE_TOO_BIG, s->bytes_max == LIST_INPUT_BYTES_MAX ? "the input is larger than 512 MiB" : "the input is above the ceiling");
    if (s->gzip && s->bytes_out > GRACE_BYTES && s->bytes_out / LIST_GZ_RATIO_MAX > s->bytes_in)
        fail(s, CODE_TOO_BIG, "the gzip inflates more than 200 times");
    if (s->failure != CODE_OK) s->at = s->end = 0;
}

static bool fill(struct list_stream *s) {
    while (s->at == s->end && !s->ended) {
        s->at = s->end = 0;
        if (!s->started) start(s);
        else if (s->gzip) fill_inflated(s);
        else fill_plain(s);
        count(s);
    }
    return s->at < s->end;
}

int stream_peek(struct list_stream *s) {
    if (s->at == s->end && !fill(s)) return -1;
    return (unsigned char)s->room[s->at];
}

int stream_next(struct list_stream *s) {
    if (s->at == s->end && !fill(s)) return -1;
    return (unsigned char)s->room[s->at++];
}

struct view stream_ahead(struct list_stream *s) {
    if (s->at == s->end && !fill(s)) return VIEW("");
    return (struct view){s->room + s->at, s->end - s->at};
}

void stream_skip(struct list_stream *s, size_t bytes) {
    ENSURE(bytes <= s->end - s->at);
    s->at += bytes;
}

RESULT stream_result(const struct list_stream *s, struct error *err) {
    return s->failure == CODE_OK ? DONE : fail_with(err, s->failure, "%s", s->why);
}
