// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Whatever is delivered: the first byte says as what it is read. Each line must be JSON in our one spelling, twice the same.
#include "reading/reading.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct result line_seen(void *ctx, struct view line, struct error *err) {
    AUTO_JSON *j = NULL;
    AUTO_TEXT again = text_with_ceiling(4 * 1024 * 1024);
    struct result read = json_strict(line, &j, err);
    if (FAILED(read)) abort();
    text_json(&again, j);
    if (!view_same(text_seen(&again), line)) abort();
    ++*(size_t *)ctx;
    return DONE;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 1) return 0;
    AUTO_JSON *map = json_pack("{s:{s:s,s:s,s:s,s:s},s:s}", "columns", "a", "at", "b", "from", "c", "to", "d", "selector/phone", "delimiter", ";");
    struct delivery_order order = {.format = (enum delivery_format)(data[0] % DELIVERY_FORMAT_COUNT), .country = VIEW("be"), .map = map};
    AUTO_JSON *report = NULL;
    size_t lines = 0;
    struct error err = {0};
    struct result r = read_delivery(&order, (struct view){(const char *)data + 1, size - 1}, line_seen, &lines, &report, &err);
    if (!FAILED(r) && (uint64_t)json_int(report, "events") + (uint64_t)json_int(report, "selectors") != lines) abort();
    return 0;
}
