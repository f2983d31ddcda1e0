// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: prints_itl_dep

// An image that can be walked gives a plain one, of the same size and coding, that is plain already.
#include "prints/image.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
    struct view v = {(const char *)data, bytes};
    AUTO_TEXT plain = text_with_ceiling(2 * bytes + 100), again = text_with_ceiling(2 * bytes + 100);
    struct image_head was, is;
    if (!image_look(v, &was)) return 0;
    ENSURE(image_plain(v, &plain) && plain.bytes <= bytes);
    ENSURE(image_look(text_seen(&plain), &is) && is.coding == was.coding && is.width == was.width && is.height == was.height);
    ENSURE(image_plain(text_seen(&plain), &again) && view_same(text_seen(&plain), text_seen(&again)));
    return 0;
}
