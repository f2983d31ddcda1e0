// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: mrz_dep
#include "codec/mrz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    AUTO_ARENA a = arena_with_ceiling(1 << 20);
    struct view text = {(const char *)data, size};
    struct paper zone = {VIEW("mrz"), VIEW(""), text};
    struct subject s = {.kind = SUBJECT_person, .papers = &zone, .paper_count = 1}, whole;
    struct mrz m;
    size_t unread;
    bool good = mrz_read(text, &a, &m, NULL).code == CODE_OK;
    ENSURE(mrz_into_subject(&s, &a, &whole, &unread, NULL).code == CODE_OK);
    ENSURE(unread == !good);
    if (good) ENSURE(m.birth_count <= 2 && m.number.bytes <= 24 && m.family.bytes <= 39);
    return 0;
}
