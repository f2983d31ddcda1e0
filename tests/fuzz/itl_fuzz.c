// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: prints_file_dep

// What is read as a container can be redacted unless an image in it is broken, and what was redacted is a container again,
// without records that go, of which the same facts hold.
#include "prints/facts.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static void redacted(struct view v, bool face) {
    static struct itl_file file;  // large; a fuzzer's own
    static struct prints_facts was, is;
    AUTO_TEXT out = text_with_ceiling(ITL_BYTES_MAX);
    ENSURE(!FAILED(itl_read(v, &file, NULL)));
    struct result facts = prints_facts_read(&file, &was, NULL);
    struct result r = itl_redacted(v, face, &out, NULL);
    ENSURE(!FAILED(r) || r.code == CODE_BAD_FORMAT);
    if (FAILED(r)) return;
    ENSURE(!FAILED(itl_read(text_seen(&out), &file, NULL)));
    for (size_t i = 0; i < file.count; i++) ENSURE((file.records[i].type != 10 || face) && file.records[i].type < 19 && file.records[i].type != 8);
    if (FAILED(facts) || (was.data == PRINTS_faces) != face) return;
    ENSURE(!FAILED(prints_facts_read(&file, &is, NULL)) && is.count == was.count && is.data == was.data && is.mark == was.mark);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
    static struct itl_file file;
    struct view v = {(const char *)data, bytes};
    if (FAILED(itl_read(v, &file, NULL))) return 0;
    redacted(v, false), redacted(v, true);
    return 0;
}
