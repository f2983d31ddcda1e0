// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// The first byte chooses the kind, the second the country. A canonical form reads as itself, keys are text, nearness is
// symmetric.
#include "codec/identifier.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const countries[] = {"", "be", "es", "fr", "ma", "de", "us", "??"};
    struct identifier_key keys[IDENTIFIER_KEYS_MAX];
    struct identifier_reading guesses[IDENTIFIER_GUESSES_MAX];
    if (size < 2) return 0;
    struct view text = {(const char *)data + 2, size - 2}, country = view_of(countries[data[1] % 8]);
    struct view type = view_of(identifier_kind_name((enum identifier_kind)(data[0] % IDENTIFIER_KIND_COUNT)));
    struct identifier_reading r = identifier_read(type, text, country);
    ENSURE(strlen(r.text) <= IDENTIFIER_BYTES_MAX && strlen(r.loose) <= IDENTIFIER_BYTES_MAX);
    ENSURE(utf8_valid(view_of(r.text)) || r.validity == IDENTIFIER_INVALID);
    if (r.validity == IDENTIFIER_VALID) {
        struct identifier_reading again = identifier_read(view_of(identifier_kind_name(r.kind)), view_of(r.text), r.country[0] ? view_of(r.country) : country);
        ENSURE(!strcmp(again.text, r.text) && again.validity == IDENTIFIER_VALID);
    }
    size_t n = identifier_keys(type, text, country, keys);
    ENSURE(n <= IDENTIFIER_KEYS_MAX);
    for (size_t i = 0; i < n; i++) ENSURE(keys[i].text[0] && utf8_valid(view_of(keys[i].text)));
    size_t fixes = identifier_fixes(&r, guesses, IDENTIFIER_GUESSES_MAX);
    ENSURE(fixes <= IDENTIFIER_GUESSES_MAX && (r.validity != IDENTIFIER_VALID || fixes == 0));
    ENSURE(identifier_guess(text, country, guesses, IDENTIFIER_GUESSES_MAX) <= IDENTIFIER_GUESSES_MAX);
    ENSURE(identifier_near(text, view_of(r.text)) == identifier_near(view_of(r.text), text));
    return 0;
}
