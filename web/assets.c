// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "web/assets.h"

extern const unsigned char console_assets[] __attribute__((visibility("hidden")));  // assets.S

#define ASSET(path, type, offset, gz_bytes, raw_bytes, etag)                                                         \
    {path, type, console_assets + (offset), gz_bytes, raw_bytes, "\"" etag "\""},
static const struct asset assets[] = {
#include "assets_table.h"
};
#undef ASSET

size_t asset_count(void) { return sizeof assets / sizeof assets[0]; }

const struct asset *asset_at(size_t i) {
    ENSURE(i < asset_count());
    return &assets[i];
}

const struct asset *asset_find(struct view path) {
    if (view_is(path, "/")) path = VIEW("/index.html");
    size_t low = 0, high = asset_count();
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = view_compare(path, view_of(assets[middle].path));
        if (order == 0) return &assets[middle];
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return NULL;
}
