// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/flight.h"

// The longer first: MRS is no MS behind an R.
static const char *const ADDRESSES[] = {"mstr", "miss", "prof", "mrs", "chd", "inf", "mr", "ms", "dr"};
enum { ADDRESS_COUNT = sizeof ADDRESSES / sizeof *ADDRESSES, GIVEN_LETTERS = 3 };

static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// One stroke between capitals, and no letter but capitals.
static bool is_of_flight(struct view name) {
    size_t strokes = 0;
    for (size_t i = 0; i < name.bytes; i++) {
        char c = name.at[i];
        if (c == '/') strokes += i && i + 1 < name.bytes && is_capital(name.at[i - 1]) && is_capital(name.at[i + 1]) ? 1 : 2;
        else if (!is_capital(c) && c != ' ') return false;
    }
    return strokes == 1;
}

void flight_words(struct view name, struct letters *w, size_t n) {
    if (n < 2 || !is_of_flight(name) || is_in_tables(&w[n - 1])) return;
    struct letters *last = &w[n - 1];
    for (size_t i = 0; i < ADDRESS_COUNT; i++) {
        size_t bytes = strlen(ADDRESSES[i]);
        if (last->bytes < bytes + GIVEN_LETTERS || memcmp(last->text + last->bytes - bytes, ADDRESSES[i], bytes) != 0) continue;
        last->count -= (uint8_t)bytes, last->end -= (uint32_t)bytes;
        letters_spell(last);
        return;
    }
}
