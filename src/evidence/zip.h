// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// zip.h — the one kind of ZIP that is read and written here (PKWARE APPNOTE 6.3; ISO/IEC 21320-1, more narrowly).
//
// Read: from a view (a mapped file), nothing is unpacked to a disk. A file that two readers could understand in two ways
// is refused: every byte belongs to exactly one entry, in order, without gap or overlap; the local headers say what
// the directory says; names are relative, plain and unique whatever the case of their letters. An entry is inflated
// to exactly its announced size and checksum, and what all of them come to has a ceiling, so that a bomb is found
// before it is unpacked. docs/decisions/ says why this is not left to a library.
//
// Written: entries stored as they are, no extra fields (but Zip64's, where the size asks for it), the same bytes for
// the same content, in constant memory.
#ifndef MALINES_EVIDENCE_ZIP_H
#define MALINES_EVIDENCE_ZIP_H

#include "base/arena.h"
#include "base/instant.h"

enum { ZIP_ENTRIES_MAX = 20000, ZIP_NAME_BYTES_MAX = 512 };

struct zip_entry {
    struct view name;         // UTF-8; ends with '/' for a folder
    uint64_t bytes;           // unpacked
    struct view packed;
    uint32_t crc;
    uint16_t flags;
    bool deflated, extra;     // extra: its local header carries extra fields
    bool later;               // its sizes stand behind it (a data descriptor)
    uint64_t at;              // where its local header begins
};
struct zip {
    struct zip_entry *entries;  // in the order in which they lie in the file
    size_t count;
    struct view comment;
};
// `bytes_max`: what all entries may come to. BAD_FORMAT, TOO_BIG. Views go into `file`; the entries lie in `a`.
RESULT zip_open(struct view file, uint64_t bytes_max, struct arena *a, struct zip *out, struct error *err);
const struct zip_entry *zip_find(const struct zip *z, struct view name);  // NULL

// The content in parts of at most some kilobytes; BAD_FORMAT when length or checksum are not those announced (the sink
// has then seen a part: it must wait for the result).
typedef struct result zip_sink(void *ctx, struct view part, struct error *err);
RESULT zip_content(const struct zip_entry *e, zip_sink *sink, void *ctx, struct error *err);
RESULT zip_text(const struct zip_entry *e, struct text *out, struct error *err);  // TOO_BIG at its ceiling

// ---- Writing ----
struct zip_writer;
// To an empty file, opened for reading and writing; borrowed. `when`: what every entry is dated with.
struct zip_writer *zip_writer_new(int file, struct instant when);
struct zip_writer *zip_writer_free(struct zip_writer *w);  // gives NULL; flushes nothing
// `bytes` is how much will follow with zip_add. BAD_ARGUMENT for a name that zip_open would refuse.
RESULT zip_begin(struct zip_writer *w, struct view name, uint64_t bytes, struct error *err);
RESULT zip_add(struct zip_writer *w, struct view part, struct error *err);
RESULT zip_put(struct zip_writer *w, struct view name, struct view content, struct error *err);  // a whole entry
// To whoever takes the bytes in order and can't go back: each entry begins with its checksum, and CONFLICT when it was another.
struct zip_writer *zip_writer_to(zip_sink *sink, void *ctx);
RESULT zip_begin_summed(struct zip_writer *w, struct view name, uint64_t bytes, uint32_t crc, struct error *err);
RESULT zip_end(struct zip_writer *w, struct error *err);  // the directory; flushed when it returns

#endif
