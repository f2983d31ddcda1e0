// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "evidence/asic.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena a = arena_with_ceiling(64 << 20);
    struct asic c;
    struct error err;
    if (!FAILED(asic_read((struct view){(const char *)data, size}, NULL, &a, &c, &err))) {
        ENSURE(c.count <= ASIC_PROOFS_MAX);
        struct result r = asic_holds(&c, &err);
        ENSURE(FAILED(r) || c.count);
    }
    arena_free(&a);
    return 0;
}
