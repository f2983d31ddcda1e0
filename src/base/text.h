// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// text.h — a growing buffer that is born with its ceiling.
//
// All that Malines writes (JSON, audit entries, messages, help) goes into a `struct text`. Its first
// failure sticks: writing code appends and asks once, with text_ok(). The bytes are always followed by
// a NUL that does not count, so `text.at` can be given to printf and to libraries.
#ifndef MALINES_BASE_TEXT_H
#define MALINES_BASE_TEXT_H

#include "base/view.h"

struct text {
    char *at;        // owned; NULL before the first byte
    size_t bytes;
    size_t room;
    size_t ceiling;  // never more bytes than this
    bool failed;
    bool secret;     // its bytes are wiped wherever they lay, when it grows and when it is freed
};

static inline struct text text_with_ceiling(size_t ceiling) { return (struct text){.ceiling = ceiling}; }
// For keys and passwords: a text whose bytes are nowhere any more once it is freed, on whichever path that is.
static inline struct text text_secret(size_t ceiling) { return (struct text){.ceiling = ceiling, .secret = true}; }
void text_free(struct text *t);  // its ceiling stays, and whether it is secret
#define AUTO_TEXT __attribute__((cleanup(text_free))) struct text

void text_add(struct text *t, const void *bytes, size_t n);
void text_view(struct text *t, struct view v);
void text_put(struct text *t, const char *c_string);
static inline void text_char(struct text *t, char c) {
    if (t->failed || t->bytes + 1 >= t->room || t->bytes >= t->ceiling) {
        text_add(t, &c, 1);
        return;
    }
    t->at[t->bytes++] = c;
    t->at[t->bytes] = 0;
}
void text_cp(struct text *t, uint32_t code_point);  // as UTF-8
void text_format(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_be(struct text *t, uint64_t number, size_t bytes);  // big endian, 1..8 bytes
// Copies what each view sees behind what is there; the views then see the copies, for as long as nothing more is added.
void text_hold(struct text *t, struct view *const *views, size_t count);
void text_cut(struct text *t, size_t bytes);        // back to its first so many bytes
void text_clear(struct text *t);                    // empty again; keeps the room, forgets the failure

static inline bool text_ok(const struct text *t) { return !t->failed; }
static inline struct view text_seen(const struct text *t) { return (struct view){t->at ? t->at : "", t->bytes}; }
const char *text_string(const struct text *t);      // "" when nothing was written

// One segment of a path or one value of a query (RFC 3986): all but its unreserved letters as %XX.
void text_percent(struct text *t, struct view v);

// Lower-case hexadecimal, base64 with padding (RFC 4648 §4) and base64url without (§5). The readers take the strict form only
// and fail when `out` (of `out_bytes` bytes) is not exactly filled resp. is too small.
void text_hex(struct text *t, const void *bytes, size_t n);
void text_base64(struct text *t, const void *bytes, size_t n);
bool hex_read(struct view v, void *out, size_t out_bytes);
void text_base64url(struct text *t, const void *bytes, size_t n);
bool base64_read(struct view v, void *out, size_t out_bytes, size_t *written);
bool base64url_read(struct view v, void *out, size_t out_bytes, size_t *written);
int base64_digit(char c);  // 0 to 63; -1: none of them
bool base64_exactly(struct view v, void *out, size_t out_bytes);  // of so many bytes, no fewer
// Appends what `v` says. False, and nothing was added: it is not base64, or it says more than `out` may hold; then `out` has
// failed, before anything was allocated for it.
bool base64_text(struct view v, struct text *out);

#endif
