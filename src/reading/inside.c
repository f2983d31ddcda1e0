// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// inside.c — what in an archive is an archive itself. None is opened: which they are is said, so that nobody takes their silence for
// emptiness. Told by the first bytes, not by the name (a document of an office, which is a ZIP, counts).
#include "reading/reading_room.h"

enum { HEAD_BYTES = 264, NAMES_SHOWN = 20 };

static const struct magic {
    size_t at;
    struct view bytes;
} MAGICS[] = {{0, {"PK\x03\x04", 4}},       {0, {"Rar!\x1a\x07", 6}}, {0, {"7z\xbc\xaf\x27\x1c", 6}}, {0, {"\x1f\x8b\x08", 3}},
              {0, {"BZh", 3}},              {0, {"\xfd" "7zXZ", 5}},    {0, {"\x28\xb5\x2f\xfd", 4}},   {0, {"MSCF", 4}},
              {257, {"ustar", 5}},          {0, {"!<arch>\n", 8}}};

struct head {
    char bytes[HEAD_BYTES];
    size_t count;
};

// Stops as soon as there is enough: no more of the entry is inflated.
static struct result head_taken(void *ctx, struct view part, struct error *err) {
    struct head *h = ctx;
    size_t n = part.bytes < HEAD_BYTES - h->count ? part.bytes : HEAD_BYTES - h->count;
    memcpy(h->bytes + h->count, part.at, n);
    h->count += n;
    return h->count < HEAD_BYTES ? DONE : FAIL(err, TOO_BIG, "enough");
}

static bool is_archive(const struct zip_entry *e) {
    struct head h = {.count = 0};
    struct error ignored;
    (void)!FAILED(zip_content(e, head_taken, &h, &ignored));  // what is broken in it is said when it is read
    for (size_t i = 0; i < sizeof MAGICS / sizeof *MAGICS; i++) {
        const struct magic *m = &MAGICS[i];
        if (h.count >= m->at + m->bytes.bytes && memcmp(h.bytes + m->at, m->bytes.at, m->bytes.bytes) == 0) return true;
    }
    return false;
}

void closed_counted(struct reading *r) {
    for (size_t i = 0; i < r->zip->count; i++) {
        const struct zip_entry *e = &r->zip->entries[i];
        if (!e->bytes || !is_archive(e)) continue;
        r->closed_count++;
        if (json_array_size(r->closed) < NAMES_SHOWN) json_array_append_new(r->closed, json_of(e->name));
    }
}
