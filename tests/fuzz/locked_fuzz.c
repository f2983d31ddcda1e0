// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// The two locked formats that are read by our own code: age and LUKS. The first byte chooses, the second how long the key is.
#include "locked/locked.h"

static bool taken(void *ctx, struct view part) {
    uint64_t *bytes = ctx;
    *bytes += part.bytes;
    return true;
}

// Of LUKS2: a number of more than three digits behind "iterations".
static bool rounds_are_many(struct view file) {
    static const char word[] = "\"iterations\":";
    const char *at;
    while ((at = memmem(file.at, file.bytes, word, sizeof word - 1))) {
        size_t n = (size_t)(at + sizeof word - 1 - file.at), digits = 0;
        for (size_t i = n; i < file.bytes && ((file.at[i] >= '0' && file.at[i] <= '9') || file.at[i] == ' '); i++) digits++;
        if (digits > 4) return true;
        file = (struct view){file.at + n, file.bytes - n};
    }
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    enum { MOST = 1 << 20 };
    struct locked_report report;
    uint64_t bytes = 0;
    if (size < 2 || size < 2u + data[1]) return 0;
    struct view given = {(const char *)data + 2, data[1]}, file = {(const char *)data + 2 + data[1], size - 2 - data[1]};
    // Stretching is somebody else's code and dear: what asks for much of it is left out here.
    if (memmem(file.at, file.bytes, "scrypt", 6) || memmem(file.at, file.bytes, "argon2", 6)) return 0;
    struct locked_key key = {data[0] & 1 ? given : (struct view){"", 0}, data[0] & 1 ? (struct view){"", 0} : given};
    if (data[0] & 2) {
        struct reader r = reader_of(file);  // the rounds of a LUKS1 header: its master digest and its first slot
        (void)read_bytes(&r, 164);
        if (read_u32(&r) > 1000) return 0;
        for (int i = 0; i < 8; i++) {
            struct reader s = reader_of(file);
            (void)read_bytes(&s, 208 + 48 * (size_t)i + 4);
            if (read_u32(&s) > 1000) return 0;
        }
    }
    if (data[0] & 4 && rounds_are_many(file)) return 0;
    locked_open(data[0] & 2 || data[0] & 4 ? LOCKED_luks : LOCKED_age, file, &key, MOST, taken, &bytes, &report);
    if (report.outcome == LOCKED_IS_opened && (bytes != report.bytes || bytes > MOST)) __builtin_trap();
    return 0;
}
