// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// view.h — bytes that somebody else owns, and a cursor to read them.
//
// All that is read is a `struct view`: a pointer and a length, never a C string whose end has to be
// searched. A `struct reader` walks a view; its first error sticks, so parsing code reads field after
// field and asks once at the end, with reader_done(), whether all was well and nothing was left over.
#ifndef MALINES_BASE_VIEW_H
#define MALINES_BASE_VIEW_H

#include "base/result.h"

#include <stdint.h>
#include <string.h>

struct view {
    const char *at;
    size_t bytes;
};

#define VIEW(literal) ((struct view){"" literal, sizeof(literal) - 1})
#define VIEW_ARGS(v) (int)(v).bytes, (v).at  // for printf("%.*s")

static inline struct view view_of(const char *text) {  // NULL gives the empty view
    return (struct view){text ? text : "", text ? strlen(text) : 0};
}
static inline bool view_same(struct view a, struct view b) {
    return a.bytes == b.bytes && (a.bytes == 0 || memcmp(a.at, b.at, a.bytes) == 0);
}
static inline bool view_is(struct view v, const char *text) { return view_same(v, view_of(text)); }
static inline bool view_starts(struct view v, const char *with) {
    size_t n = strlen(with);
    return v.bytes >= n && memcmp(v.at, with, n) == 0;
}
int view_compare(struct view a, struct view b);   // byte order, as memcmp; shorter first
struct view view_trim(struct view v);             // without ASCII white space at both ends
// Split off what stands before the first `mark`; `rest` gets what follows (empty when there is none).
struct view view_cut(struct view v, char mark, struct view *rest);
bool view_to_u64(struct view v, uint64_t *out);   // decimal digits only, no sign, no blank; false on overflow

// Is `v` valid UTF-8 (no surrogates, no overlong forms, at most U+10FFFF)?
bool utf8_valid(struct view v);
// Decode one code point at v.at[*at] of VALID UTF-8 and step over it.
uint32_t utf8_next(struct view v, size_t *at);
// Encode; gives 1..4 bytes.
size_t utf8_put(uint32_t cp, char out[4]);

struct reader {
    struct view left;
    bool failed;
};

static inline struct reader reader_of(struct view v) { return (struct reader){v, false}; }
struct view read_bytes(struct reader *r, size_t n);  // empty after a failure
uint8_t read_u8(struct reader *r);                   // big endian below; 0 after a failure
uint16_t read_u16(struct reader *r);
uint32_t read_u32(struct reader *r);
uint64_t read_u64(struct reader *r);
struct view read_line(struct reader *r);             // up to LF, which is taken too; a missing LF fails
static inline bool reader_done(const struct reader *r) { return !r->failed && r->left.bytes == 0; }

#endif
