// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// The sizes and the checksum stand before the content, since some readers (java.util.zip's stream) know no other stored
// entries: the header is written twice, the second time with the checksum.
#include "evidence/zip.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

enum { NAMES_BYTES_MAX = 16 * 1024 * 1024, VERSION = 20, VERSION_64 = 45, FLAG_UTF8 = 0x0800 };
static const uint32_t FULL = 0xFFFFFFFF;

struct zip_writer {
    int file;                 // -1: what is written goes to `sink`, in order, and each checksum is known beforehand
    zip_sink *sink;
    void *ctx;
    uint64_t at;              // bytes written
    uint32_t dos_time;        // date and time of every entry
    struct text directory;
    uint64_t count;
    struct {                  // the entry under way
        char name[ZIP_NAME_BYTES_MAX];
        size_t name_bytes;
        uint64_t at, bytes, left;
        uLong crc;
        uint32_t said;        // the checksum announced, of one that goes to a sink
    } now;
};

static void text_le(struct text *t, uint64_t n, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) text_char(t, (char)(n >> (8 * i)));
}

static uint32_t dos_time_of(struct instant when) {
    int year, month, day;
    days_split((int32_t)(when.ms / DAY_MS), &year, &month, &day);
    int64_t ms = when.ms % DAY_MS;
    if (year < 1980 || year > 2107) return 0x00210000;  // what the format can't say: its first day
    return (uint32_t)(year - 1980) << 25 | (uint32_t)month << 21 | (uint32_t)day << 16 | (uint32_t)(ms / HOUR_MS) << 11 |
           (uint32_t)(ms / MINUTE_MS % 60) << 5 | (uint32_t)(ms / SECOND_MS % 60 / 2);
}

struct zip_writer *zip_writer_new(int file, struct instant when) {
    struct zip_writer *w = calloc(1, sizeof *w);
    ENSURE(w);
    w->file = file;
    w->dos_time = dos_time_of(when);
    w->directory = text_with_ceiling(NAMES_BYTES_MAX);
    return w;
}

struct zip_writer *zip_writer_to(zip_sink *sink, void *ctx) {
    struct zip_writer *w = zip_writer_new(-1, (struct instant){0});
    w->sink = sink, w->ctx = ctx;
    return w;
}

struct zip_writer *zip_writer_free(struct zip_writer *w) {
    if (w) text_free(&w->directory);
    free(w);
    return NULL;
}

static RESULT written(struct zip_writer *w, struct view v, uint64_t at, struct error *err) {
    if (w->sink) return w->sink(w->ctx, v, err);
    for (size_t done = 0; done < v.bytes;) {
        ssize_t n = pwrite(w->file, v.at + done, v.bytes - done, (off_t)(at + done));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno == ENOSPC ? FAIL(err, DISK_FULL, "the archive") : FAIL(err, NO_SYSTEM, "the archive: %s", strerrordesc_np(errno));
        done += (size_t)n;
    }
    return DONE;
}

static bool is_64(const struct zip_writer *w) { return w->now.bytes >= FULL || w->now.at >= FULL; }

// What a local header and a row of the directory share (§4.4).
static void text_common(struct text *t, const struct zip_writer *w, size_t extra) {
    bool large = w->now.bytes >= FULL;
    text_le(t, FLAG_UTF8, 2);
    text_le(t, 0, 2);  // stored
    text_le(t, w->dos_time, 4);
    text_le(t, w->now.crc, 4);
    text_le(t, large ? FULL : w->now.bytes, 4);
    text_le(t, large ? FULL : w->now.bytes, 4);
    text_le(t, w->now.name_bytes, 2);
    text_le(t, extra, 2);
}

static void text_extra_64(struct text *t, const struct zip_writer *w, size_t extra, bool with_place) {
    if (!extra) return;
    text_le(t, 1, 2);
    text_le(t, extra - 4, 2);
    if (w->now.bytes >= FULL) text_le(t, w->now.bytes, 8), text_le(t, w->now.bytes, 8);
    if (with_place && w->now.at >= FULL) text_le(t, w->now.at, 8);
}

static RESULT header_written(struct zip_writer *w, size_t *bytes, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(2 * ZIP_NAME_BYTES_MAX);
    size_t extra = w->now.bytes >= FULL ? 20 : 0;
    text_put(&t, "PK\3\4");
    text_le(&t, extra ? VERSION_64 : VERSION, 2);
    text_common(&t, w, extra);
    text_add(&t, w->now.name, w->now.name_bytes);
    text_extra_64(&t, w, extra, false);
    *bytes = t.bytes;
    return written(w, text_seen(&t), w->now.at, err);
}

static void directory_row(struct zip_writer *w) {
    struct text *t = &w->directory;
    size_t extra = is_64(w) ? 4 + (w->now.bytes >= FULL ? 16 : 0) + (w->now.at >= FULL ? 8 : 0) : 0;
    text_put(t, "PK\1\2");
    text_le(t, 3 << 8 | VERSION_64, 2);  // made as on Unix
    text_le(t, extra ? VERSION_64 : VERSION, 2);
    text_common(t, w, extra);
    text_le(t, 0, 2 + 2 + 2);            // comment, disk, kind
    text_le(t, 0100444u << 16, 4);       // a regular file, read-only
    text_le(t, w->now.at >= FULL ? FULL : w->now.at, 4);
    text_add(t, w->now.name, w->now.name_bytes);
    text_extra_64(t, w, extra, true);
    w->count++;
}

static RESULT entry_ended(struct zip_writer *w, struct error *err) {
    size_t ignored;
    if (w->sink && w->now.crc != w->now.said) return FAIL(err, CONFLICT, "an item has another checksum than was announced");
    if (!w->sink) TRY(header_written(w, &ignored, err));
    directory_row(w);
    return text_ok(&w->directory) ? DONE : FAIL(err, TOO_BIG, "the archive's directory");
}

static bool name_is_fine(struct view name) {
    struct view left = name, rest;
    if (!name.bytes || name.bytes > ZIP_NAME_BYTES_MAX || !utf8_valid(name) || memchr(name.at, '\\', name.bytes)) return false;
    for (size_t i = 0; i < name.bytes; i++)
        if ((unsigned char)name.at[i] < ' ' || name.at[i] == 0x7F) return false;
    if (name.at[name.bytes - 1] == '/' || (name.bytes > 1 && name.at[1] == ':')) return false;
    for (; left.bytes; left = rest) {
        struct view s = view_cut(left, '/', &rest);
        if (!s.bytes || view_is(s, ".") || view_is(s, "..")) return false;
    }
    return true;
}

RESULT zip_begin(struct zip_writer *w, struct view name, uint64_t bytes, struct error *err) {
    return zip_begin_summed(w, name, bytes, 0, err);
}

RESULT zip_begin_summed(struct zip_writer *w, struct view name, uint64_t bytes, uint32_t crc, struct error *err) {
    size_t header;
    ENSURE(w->now.left == 0);
    if (!name_is_fine(name) || w->count == ZIP_ENTRIES_MAX) return FAIL(err, BAD_ARGUMENT, "a name in the archive, or too many of them");
    memcpy(w->now.name, name.at, name.bytes);
    w->now.name_bytes = name.bytes;
    w->now.at = w->at;
    w->now.bytes = w->now.left = bytes;
    w->now.crc = w->now.said = crc;   // stands in the header of one that goes to a sink
    TRY(header_written(w, &header, err));
    w->at += header;
    w->now.crc = crc32_z(0, NULL, 0);
    return bytes ? DONE : entry_ended(w, err);
}

RESULT zip_add(struct zip_writer *w, struct view part, struct error *err) {
    if (part.bytes > w->now.left) return FAIL(err, CONFLICT, "an item is longer than was announced");
    if (!part.bytes) return DONE;
    TRY(written(w, part, w->at, err));
    w->now.crc = crc32_z(w->now.crc, (const unsigned char *)part.at, part.bytes);
    w->at += part.bytes;
    w->now.left -= part.bytes;
    return w->now.left ? DONE : entry_ended(w, err);
}

RESULT zip_put(struct zip_writer *w, struct view name, struct view content, struct error *err) {
    TRY(zip_begin(w, name, content.bytes, err));
    return zip_add(w, content, err);
}

static void text_end_64(struct text *t, const struct zip_writer *w, uint64_t bytes) {
    uint64_t at = w->at + bytes;
    text_put(t, "PK\6\6");
    text_le(t, 44, 8);
    text_le(t, VERSION_64, 2), text_le(t, VERSION_64, 2);
    text_le(t, 0, 8);
    text_le(t, w->count, 8), text_le(t, w->count, 8);
    text_le(t, bytes, 8), text_le(t, w->at, 8);
    text_put(t, "PK\6\7");
    text_le(t, 0, 4), text_le(t, at, 8), text_le(t, 1, 4);
}

RESULT zip_end(struct zip_writer *w, struct error *err) {
    uint64_t bytes = w->directory.bytes;
    bool large = w->at >= FULL || w->count >= 0xFFFF;
    struct text *t = &w->directory;
    if (w->now.left) return FAIL(err, CONFLICT, "an item is shorter than was announced");
    if (large) text_end_64(t, w, bytes);
    text_put(t, "PK\5\6");
    text_le(t, 0, 4);
    text_le(t, large ? 0xFFFF : w->count, 2), text_le(t, large ? 0xFFFF : w->count, 2);
    text_le(t, large ? FULL : bytes, 4), text_le(t, large ? FULL : w->at, 4);
    text_le(t, 0, 2);
    if (!text_ok(t)) return FAIL(err, TOO_BIG, "the archive's directory");
    TRY(written(w, text_seen(t), w->at, err));
    if (!w->sink && fsync(w->file) != 0) return FAIL(err, DISK_FAILED, "the archive");
    return DONE;
}
