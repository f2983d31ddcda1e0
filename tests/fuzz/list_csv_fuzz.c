// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: list_dep
#include "list_fuzz.h"

static const enum list_format formats[] = {LIST_OFAC_CSV, LIST_CSV};
static const char map_text[] = "{\"columns\":{\"a\":\"ref\",\"b\":\"name\",\"c\":\"alias;\",\"d\":\"birth\"}}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
    if (bytes < 1) return 0;
    struct list_order order = {.format = formats[data[0] % (sizeof formats / sizeof *formats)]};
    if (order.format == LIST_CSV && data[0] & 128) {  // a table that speaks for itself, in any encoding
        order.by_titles = true, order.encoding = (enum list_encoding)(data[0] / 2 % LIST_ENCODING_COUNT);
        return parse_whole_and_in_pieces(order, data, bytes, false);
    }
    AUTO_JSON *map = NULL;
    ENSURE(!FAILED(json_strict(view_of(map_text), &map, NULL)));
    order.map = map;
    return parse_whole_and_in_pieces(order, data, bytes, order.format == LIST_OFAC_CSV);
}
