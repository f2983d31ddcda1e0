// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: list_dep
#include "list_fuzz.h"

static const enum list_format formats[] = {LIST_UN_XML, LIST_OFAC_XML, LIST_OFAC_ENHANCED_XML};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
    if (bytes < 1) return 0;
    struct list_order order = {.format = formats[data[0] % (sizeof formats / sizeof *formats)]};
    return parse_whole_and_in_pieces(order, data, bytes, false);
}
