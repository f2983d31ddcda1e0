// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: dna_file_dep

// What is read as a container can be redacted, and what was redacted is a container again, without records that go.
#include "dna/itl.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
    static struct itl_file file;  // large; a fuzzer's own
    struct view v = {(const char *)data, bytes};
    AUTO_TEXT out = text_with_ceiling(ITL_BYTES_MAX);
    if (FAILED(itl_read(v, &file, NULL))) return 0;
    ENSURE(!FAILED(itl_redacted(v, &out, NULL)));
    ENSURE(!FAILED(itl_read(text_seen(&out), &file, NULL)));
    for (size_t i = 0; i < file.count; i++) ENSURE(file.records[i].type != 10 && file.records[i].type < 99);
    return 0;
}
