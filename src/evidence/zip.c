// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// Section numbers are those of PKWARE's APPNOTE 6.3.
#include "evidence/zip.h"

#include <stdlib.h>
#include <zlib.h>

enum {
    LOCAL = 0x04034b50, DIRECTORY = 0x02014b50, END = 0x06054b50, END_64 = 0x06064b50, LOCATOR_64 = 0x07064b50, DESCRIPTOR = 0x08074b50,
    LOCAL_BYTES = 30, DIRECTORY_BYTES = 46, END_BYTES = 22, LOCATOR_BYTES = 20, END_64_BYTES = 56,
    FLAG_LATER = 8, FLAGS_KNOWN = 0x0806 | FLAG_LATER,  // deflate's level, sizes behind the data, names in UTF-8
    PART_BYTES = 64 * 1024,
    DEFLATE_RATIO_MAX = 1032,       // of any deflate stream (zlib's own technical notes)
    SUSPECT_RATIO = 200,            // of a whole archive: real ones come to 20
};
static const uint64_t SUSPECT_BYTES = 64 * 1024 * 1024;

static uint64_t le(struct reader *r, size_t bytes) {
    struct view v = read_bytes(r, bytes);
    uint64_t n = 0;
    for (size_t i = v.bytes; i-- > 0;) n = n << 8 | (unsigned char)v.at[i];
    return n;
}

// ---- Names ----

static bool segment_is_plain(struct view s) { return s.bytes && !view_is(s, ".") && !view_is(s, ".."); }

// Relative, with '/' between its parts, none of which leads elsewhere on any system.
static bool name_is_plain(struct view name) {
    struct view left = name;
    if (!name.bytes || name.bytes > ZIP_NAME_BYTES_MAX || !utf8_valid(name)) return false;
    for (size_t i = 0; i < name.bytes; i++)
        if ((unsigned char)name.at[i] < ' ' || name.at[i] == 0x7F || name.at[i] == '\\') return false;
    if (name.bytes > 1 && name.at[1] == ':') return false;  // a drive
    if (left.at[left.bytes - 1] == '/') left.bytes--;
    while (true) {
        const char *slash = left.bytes ? memchr(left.at, '/', left.bytes) : NULL;
        struct view segment = {left.at, slash ? (size_t)(slash - left.at) : left.bytes};
        if (!segment_is_plain(segment)) return false;
        if (!slash) return true;
        left = (struct view){slash + 1, left.bytes - segment.bytes - 1};
    }
}

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }
static int by_name(const void *a, const void *b) {
    struct view x = (*(const struct zip_entry *const *)a)->name, y = (*(const struct zip_entry *const *)b)->name;
    for (size_t i = 0; i < x.bytes && i < y.bytes; i++)
        if (lower(x.at[i]) != lower(y.at[i])) return (unsigned char)lower(x.at[i]) < (unsigned char)lower(y.at[i]) ? -1 : 1;
    return x.bytes < y.bytes ? -1 : x.bytes > y.bytes;
}

static RESULT names_differ(const struct zip *z, struct arena *a, struct error *err) {
    const struct zip_entry **sorted = ARENA_ARRAY(a, z->count + 1, const struct zip_entry *);
    if (!sorted) return FAIL(err, TOO_BIG, "the archive's directory");
    for (size_t i = 0; i < z->count; i++) sorted[i] = &z->entries[i];
    qsort(sorted, z->count, sizeof *sorted, by_name);
    for (size_t i = 1; i < z->count; i++)
        if (by_name(&sorted[i - 1], &sorted[i]) == 0) return FAIL(err, BAD_FORMAT, "two entries of the archive have one name%s",
                                                                  view_is(sorted[i]->name, "mimetype") ? ": mimetype" : "");
    return DONE;
}

// ---- The end of the file, where reading begins (§4.3.16) ----

struct ending {
    uint64_t directory, directory_bytes, count;
    struct view comment;
};

static bool end_64_read(struct view file, size_t at, struct ending *out) {
    if (at < LOCATOR_BYTES + END_64_BYTES) return false;
    struct reader l = reader_of((struct view){file.at + at - LOCATOR_BYTES, LOCATOR_BYTES});
    struct reader e = reader_of((struct view){file.at + at - LOCATOR_BYTES - END_64_BYTES, END_64_BYTES});
    if (le(&l, 4) != LOCATOR_64 || le(&l, 4) != 0 || le(&l, 8) != at - LOCATOR_BYTES - END_64_BYTES || le(&l, 4) != 1) return false;
    if (le(&e, 4) != END_64 || le(&e, 8) != END_64_BYTES - 12) return false;
    le(&e, 4);  // versions
    if (le(&e, 8) != 0) return false;
    uint64_t here = le(&e, 8);
    out->count = le(&e, 8);
    out->directory_bytes = le(&e, 8);
    out->directory = le(&e, 8);
    return here == out->count && out->directory <= at && out->directory_bytes <= at &&
           out->directory + out->directory_bytes == at - LOCATOR_BYTES - END_64_BYTES;
}

static bool end_read(struct view file, size_t at, struct ending *out) {
    struct reader r = reader_of((struct view){file.at + at, file.bytes - at});
    if (le(&r, 4) != END || le(&r, 4) != 0) return false;
    uint64_t here = le(&r, 2);
    out->count = le(&r, 2);
    out->directory_bytes = le(&r, 4);
    out->directory = le(&r, 4);
    out->comment = read_bytes(&r, le(&r, 2));
    if (!reader_done(&r) || here != out->count) return false;
    if (out->count == 0xFFFF || out->directory == 0xFFFFFFFF || out->directory_bytes == 0xFFFFFFFF) return end_64_read(file, at, out);
    return out->directory + out->directory_bytes == at;
}

// There must be one place alone that can be read as the end.
static RESULT end_find(struct view file, struct ending *out, struct error *err) {
    size_t found = 0, furthest = END_BYTES + 0xFFFF;
    for (size_t back = END_BYTES; back <= file.bytes && back <= furthest; back++) {
        struct ending e = {0};
        if (memcmp(file.at + file.bytes - back, "PK\5\6", 4) != 0) continue;
        if (!end_read(file, file.bytes - back, &e)) continue;
        *out = e;
        found++;
    }
    if (found != 1) return FAIL(err, BAD_FORMAT, found ? "the archive can be read in two ways" : "not a ZIP archive, or cut short, or with bytes added");
    return DONE;
}

// ---- The directory (§4.3.12) ----

// Zip64 (§4.5.3): the sizes that did not fit, in this order.
static void extra_64_read(struct view extra, uint64_t *bytes, uint64_t *packed, uint64_t *at) {
    struct reader r = reader_of(extra);
    while (!r.failed && r.left.bytes >= 4) {
        uint64_t id = le(&r, 2);
        struct reader field = reader_of(read_bytes(&r, le(&r, 2)));
        if (id != 1) continue;
        if (*bytes == 0xFFFFFFFF) *bytes = le(&field, 8);
        if (*packed == 0xFFFFFFFF) *packed = le(&field, 8);
        if (at && *at == 0xFFFFFFFF) *at = le(&field, 8);
    }
}

static RESULT directory_entry_read(struct reader *r, struct view file, uint64_t before, struct zip_entry *e, struct error *err) {
    if (le(r, 4) != DIRECTORY) return FAIL(err, BAD_FORMAT, "the archive's directory");
    le(r, 4);  // versions
    uint64_t flags = le(r, 2), method = le(r, 2);
    le(r, 4);  // time
    e->crc = (uint32_t)le(r, 4);
    uint64_t packed = le(r, 4), bytes = le(r, 4), name = le(r, 2), extra = le(r, 2), comment = le(r, 2), disk = le(r, 2);
    le(r, 6);  // attributes
    uint64_t at = le(r, 4);
    e->name = read_bytes(r, name);
    extra_64_read(read_bytes(r, extra), &bytes, &packed, &at);
    read_bytes(r, comment);
    if (r->failed || disk != 0 || at >= before || packed > before - at) return FAIL(err, BAD_FORMAT, "the archive's directory");
    if (flags & 1) return FAIL(err, BAD_FORMAT, "an entry of the archive is encrypted");
    if (flags & ~(uint64_t)FLAGS_KNOWN)
        return FAIL(err, BAD_FORMAT, "an entry of the archive uses what is not read here (flags %llx)", (unsigned long long)flags);
    if (method != 0 && method != 8) return FAIL(err, BAD_FORMAT, "an entry is packed in another way than deflate (%llu)", (unsigned long long)method);
    if (!name_is_plain(e->name)) return FAIL(err, BAD_FORMAT, "an entry's name leads out of the archive or is not plain");
    if (e->name.at[e->name.bytes - 1] == '/' && bytes) return FAIL(err, BAD_FORMAT, "a folder has content");
    e->bytes = bytes;
    e->packed = (struct view){file.at, packed};  // its place is known when the local header is read
    e->deflated = method == 8;
    e->later = (flags & FLAG_LATER) != 0;
    e->flags = (uint16_t)flags;
    e->at = at;
    return DONE;
}

static RESULT size_is_sound(const struct zip_entry *e, struct error *err) {
    if (!e->deflated && e->bytes != e->packed.bytes) return FAIL(err, BAD_FORMAT, "a stored entry has two sizes");
    if (e->deflated && e->bytes / DEFLATE_RATIO_MAX > e->packed.bytes) return FAIL(err, TOO_BIG, "an entry claims to unpack to more than can be: a bomb");
    return DONE;
}

static RESULT directory_read(struct view file, const struct ending *end, uint64_t bytes_max, struct zip *z, struct error *err) {
    struct reader r = reader_of((struct view){file.at + end->directory, end->directory_bytes});
    uint64_t all = 0, packed = 0;
    for (size_t i = 0; i < z->count; i++) {
        TRY(directory_entry_read(&r, file, end->directory, &z->entries[i], err));
        TRY(size_is_sound(&z->entries[i], err));
        if (z->entries[i].bytes > bytes_max - all) return FAIL(err, TOO_BIG, "the archive unpacks to more than %llu bytes", (unsigned long long)bytes_max);
        all += z->entries[i].bytes;
        packed += z->entries[i].packed.bytes;
    }
    if (!reader_done(&r)) return FAIL(err, BAD_FORMAT, "the archive's directory has bytes left over");
    if (all > SUSPECT_BYTES && all / SUSPECT_RATIO > packed)
        return FAIL(err, TOO_BIG, "the archive unpacks to more than %d times its size: a bomb", SUSPECT_RATIO);
    return DONE;
}

// ---- Local headers (§4.3.7): they say the same, and one follows upon the other ----

static int by_place(const void *a, const void *b) {
    uint64_t x = ((const struct zip_entry *)a)->at, y = ((const struct zip_entry *)b)->at;
    return x < y ? -1 : x > y;
}

static bool header_agrees(struct reader *r, struct zip_entry *e) {
    if (le(r, 4) != LOCAL) return false;
    le(r, 2);  // version
    uint64_t flags = le(r, 2), method = le(r, 2);
    le(r, 4);
    uint64_t crc = le(r, 4), packed = le(r, 4), bytes = le(r, 4), name = le(r, 2), extra = le(r, 2);
    struct view local_name = read_bytes(r, name), fields = read_bytes(r, extra);
    extra_64_read(fields, &bytes, &packed, NULL);
    e->extra = extra != 0;
    bool sizes = crc == e->crc && packed == e->packed.bytes && bytes == e->bytes;
    if (e->later && crc == 0 && packed == 0 && bytes == 0) sizes = true;
    return !r->failed && sizes && view_same(local_name, e->name) && method == (e->deflated ? 8 : 0) && flags == e->flags;
}

// §4.3.9: with or without its mark, sizes of 4 or 8 bytes; `gap` bytes in all.
static bool descriptor_agrees(struct view v, const struct zip_entry *e) {
    struct reader r = reader_of(v);
    if (v.bytes == 16 || v.bytes == 24)
        if (le(&r, 4) != DESCRIPTOR) return false;
    size_t width = v.bytes >= 20 ? 8 : 4;
    uint64_t crc = le(&r, 4), packed = le(&r, width), bytes = le(&r, width);
    return reader_done(&r) && crc == e->crc && packed == e->packed.bytes && bytes == e->bytes;
}

static RESULT places_read(struct view file, uint64_t before, struct zip *z, struct error *err) {
    uint64_t at = 0;
    for (size_t i = 0; i < z->count; i++) {
        struct zip_entry *e = &z->entries[i];
        uint64_t next = i + 1 < z->count ? z->entries[i + 1].at : before;
        if (e->at != at || next < at) return FAIL(err, BAD_FORMAT, "entries of the archive overlap, or there are bytes between them");
        struct reader r = reader_of((struct view){file.at + at, next - at});
        if (!header_agrees(&r, e)) return FAIL(err, BAD_FORMAT, "an entry's own header says something else than the directory");
        e->packed = read_bytes(&r, e->packed.bytes);
        if (r.failed) return FAIL(err, BAD_FORMAT, "entries of the archive overlap");
        if (e->later ? !descriptor_agrees(r.left, e) : r.left.bytes != 0) return FAIL(err, BAD_FORMAT, "there are bytes between two entries of the archive");
        at = next;
    }
    return z->count || before == 0 ? DONE : FAIL(err, BAD_FORMAT, "there are bytes before the archive's directory");
}

RESULT zip_open(struct view file, uint64_t bytes_max, struct arena *a, struct zip *out, struct error *err) {
    struct ending end;
    struct zip z = {0};
    TRY(end_find(file, &end, err));
    if (end.count > ZIP_ENTRIES_MAX) return FAIL(err, TOO_BIG, "more than %d entries", ZIP_ENTRIES_MAX);
    z = (struct zip){ARENA_ARRAY(a, end.count + 1, struct zip_entry), end.count, end.comment};
    if (!z.entries) return FAIL(err, TOO_BIG, "the archive's directory");
    TRY(directory_read(file, &end, bytes_max, &z, err));
    qsort(z.entries, z.count, sizeof *z.entries, by_place);
    TRY(places_read(file, end.directory, &z, err));
    TRY(names_differ(&z, a, err));
    *out = z;
    return DONE;
}

const struct zip_entry *zip_find(const struct zip *z, struct view name) {
    for (size_t i = 0; i < z->count; i++)
        if (view_same(z->entries[i].name, name)) return &z->entries[i];
    return NULL;
}

// ---- Content ----

struct flowing {
    uint64_t bytes;
    uLong crc;
    zip_sink *sink;
    void *ctx;
};

static RESULT flow(struct flowing *f, const struct zip_entry *e, struct view part, struct error *err) {
    f->bytes += part.bytes;
    if (f->bytes > e->bytes) return FAIL(err, TOO_BIG, "an entry unpacks to more than it announced");
    f->crc = crc32_z(f->crc, (const unsigned char *)part.at, part.bytes);
    return part.bytes ? f->sink(f->ctx, part, err) : DONE;
}

static RESULT stored(struct flowing *f, const struct zip_entry *e, struct error *err) {
    for (size_t at = 0; at < e->packed.bytes; at += PART_BYTES) {
        size_t n = e->packed.bytes - at < PART_BYTES ? e->packed.bytes - at : PART_BYTES;
        TRY(flow(f, e, (struct view){e->packed.at + at, n}, err));
    }
    return DONE;
}

static RESULT inflated(struct flowing *f, const struct zip_entry *e, z_stream *z, unsigned char *part, struct error *err) {
    int state = Z_OK;
    size_t left = e->packed.bytes;
    z->next_in = (unsigned char *)e->packed.at;
    while (state == Z_OK) {
        if (!z->avail_in) {
            z->avail_in = left < PART_BYTES ? (unsigned)left : PART_BYTES;
            left -= z->avail_in;
        }
        z->next_out = part;
        z->avail_out = PART_BYTES;
        unsigned before = z->avail_in;
        state = inflate(z, Z_NO_FLUSH);
        size_t n = PART_BYTES - z->avail_out;
        if (state == Z_OK && !n && before == z->avail_in) state = Z_BUF_ERROR;
        TRY(flow(f, e, (struct view){(char *)part, n}, err));
    }
    if (state != Z_STREAM_END || left || z->avail_in) return FAIL(err, BAD_FORMAT, "an entry of the archive can't be unpacked");
    return DONE;
}

static RESULT unpacked(struct flowing *f, const struct zip_entry *e, struct error *err) {
    z_stream z = {0};
    unsigned char *part = malloc(PART_BYTES);
    ENSURE(part && inflateInit2(&z, -15) == Z_OK);
    struct result r = inflated(f, e, &z, part, err);
    inflateEnd(&z);
    free(part);
    return r;
}

RESULT zip_content(const struct zip_entry *e, zip_sink *sink, void *ctx, struct error *err) {
    struct flowing f = {0, crc32_z(0, NULL, 0), sink, ctx};
    TRY(e->deflated ? unpacked(&f, e, err) : stored(&f, e, err));
    if (f.bytes != e->bytes || f.crc != e->crc) return FAIL(err, BAD_FORMAT, "an entry's length or checksum is not the one announced");
    return DONE;
}

static struct result into_text(void *ctx, struct view part, struct error *err) {
    struct text *t = ctx;
    text_view(t, part);
    return text_ok(t) ? DONE : FAIL(err, TOO_BIG, "an entry of the archive");
}

RESULT zip_text(const struct zip_entry *e, struct text *out, struct error *err) { return zip_content(e, into_text, out, err); }
