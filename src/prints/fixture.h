// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// fixture.h — containers made by hand for the tests of this room: records whose lengths are put right; not part of the library.
#ifndef MALINES_PRINTS_FIXTURE_H
#define MALINES_PRINTS_FIXTURE_H

#include "prints/facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#define FS_ "\x1C"
#define GS_ "\x1D"
#define RS_ "\x1E"
#define US_ "\x1F"

// "13.001:LEN" GS rest FS.
static inline void tagged_put(struct text *t, unsigned type, struct view rest) {
    size_t n = 0;
    char head[40];
    for (size_t last = SIZE_MAX; n != last;) {
        last = n;
        if (type == 1) snprintf(head, sizeof head, "1.01:%zu" GS_, n);
        else snprintf(head, sizeof head, "%u.001:%zu" GS_, type, n);
        n = strlen(head) + rest.bytes + 1;
    }
    text_put(t, head);
    text_view(t, rest);
    text_put(t, FS_);
}

// A WSQ image of 8 by 6 with a comment, of which nothing is real but its markers.
#define WSQ_HEAD "\xFF\xA0" "\xFF\xA2\x00\x11\x00\xFF\x00\x06\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"
#define WSQ_COMMENT "\xFF\xA8\x00\x0FVerzonnen Jan"
#define WSQ_SCAN "\xFF\xA3\x00\x03\x00" "abc\xFF\x00" "de" "\xFF\xA1"
static inline struct view wsq_image(void) {
    static const char image[] = WSQ_HEAD WSQ_COMMENT WSQ_SCAN;
    return (struct view){image, sizeof image - 1};
}

// Fields of a Type-13, 14 or 15 record around an image; `size` is what size_of() made: fields 6 to 11.
static inline void image_record(struct text *t, unsigned type, const char *position, struct view image, const char *size) {
    AUTO_TEXT rest = text_with_ceiling(1 << 20);
    text_format(&rest, "%u.002:01" GS_ "%u.003:1" GS_ "%u.004:BE" GS_ "%u.005:20260101" GS_ "%s" GS_ "%u.012:8" GS_ "%u.013:%s"
                GS_ "%u.020:by Verzonnen" GS_ "%u.999:", type, type, type, type, size, type, type, position, type, type);
    text_view(&rest, image);
    tagged_put(t, type, text_seen(&rest));
}
static inline void size_of(char *out, size_t room, unsigned type, const char *width, const char *scale, const char *ppi, const char *coding) {
    snprintf(out, room, "%u.006:%s" GS_ "%u.007:6" GS_ "%u.008:%s" GS_ "%u.009:%s" GS_ "%u.010:%s" GS_ "%u.011:%s", type, width, type, type,
             scale, type, ppi, type, ppi, type, coding);
}

static inline void first_put(struct text *t, const char *transaction, unsigned type) {
    AUTO_TEXT rest = text_with_ceiling(4096);
    text_format(&rest, "1.02:0500" GS_ "1.03:1" US_ "2" RS_ "2" US_ "00" RS_ "%u" US_ "01" GS_ "1.04:%s" GS_ "1.05:20260101" GS_ "1.07:FR"
                GS_ "1.08:BE" GS_ "1.09:BE-1", type, transaction);
    tagged_put(t, 1, text_seen(&rest));
    tagged_put(t, 2, VIEW("2.002:00" GS_ "2.018:Verzonnen, Jan"));
}

#endif
