// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identifier_plate.c — number plates: letters and digits, the Arabic letter of a Moroccan plate as its Latin one.
#include "codec/identifier_room.h"

#include "codec/tables/plates.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static char latin_of(uint32_t cp) {
    for (size_t i = 0; i < COUNT(PLATE_LETTERS); i++)
        if (PLATE_LETTERS[i].arabic == cp) return PLATE_LETTERS[i].latin;
    return '\0';
}

// Arabic letters to Latin; *arabic says that there were some. False when a letter has no counterpart.
static bool latinised(struct view v, char *out, bool *arabic) {
    size_t n = 0;
    *arabic = false;
    for (size_t at = 0; at < v.bytes;) {
        uint32_t cp = utf8_next(v, &at);
        char c = cp < 0x80 ? (char)cp : latin_of(cp);
        if (!c) return false;
        *arabic |= cp >= 0x80;
        out[n++] = c;
    }
    out[n] = '\0';
    return true;
}

static bool issued_in(const char *country, struct view v) {
    for (size_t i = 0; i < COUNT(PLATE_FORMS); i++)
        if (!strcmp(PLATE_FORMS[i].country, country) && mask_fits(PLATE_FORMS[i].form, v)) return true;
    return false;
}

static bool has_forms(const char *country) {
    for (size_t i = 0; i < COUNT(PLATE_FORMS); i++)
        if (!strcmp(PLATE_FORMS[i].country, country)) return true;
    return false;
}

// Without a country: a plate that only one of the four issues in its usual series says its country itself.
static enum identifier_reason anywhere(struct view v, struct identifier_reading *out) {
    static const char *const countries[] = {"be", "es", "fr", "ma"};
    const char *only = NULL;
    size_t count = 0;
    for (size_t i = 0; i < COUNT(countries); i++)
        if (issued_in(countries[i], v)) only = countries[i], count++;
    if (count == 1) country_set(out, only);
    return count ? IDENTIFIER_FORM_FITS : IDENTIFIER_NO_COUNTRY;
}

enum identifier_reason read_plate(const struct given *g, struct identifier_reading *out) {
    enum { PLATE_BYTES_MAX = 14, PLATE_BYTES_MIN = 2 };
    char text[IDENTIFIER_BYTES_MAX + 1];
    bool arabic;
    if (!latinised(g->folded, text, &arabic)) return IDENTIFIER_BAD_CHARACTER;
    text_set(out, "%s", text);
    look_alikes_folded(out->text, out->loose, sizeof out->loose);
    struct view v = view_of(out->text);
    if (v.bytes < PLATE_BYTES_MIN || v.bytes > PLATE_BYTES_MAX) return IDENTIFIER_BAD_LENGTH;
    if (arabic) country_set(out, "ma");
    else if (!g->country[0]) return anywhere(v, out);
    else country_set(out, g->country);
    if (!has_forms(out->country)) return IDENTIFIER_NO_RULE;
    return issued_in(out->country, v) ? IDENTIFIER_FORM_FITS : IDENTIFIER_FORM_UNKNOWN;
}
