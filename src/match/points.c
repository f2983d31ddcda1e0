// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/points.h"

#include "match/tables/written.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

// ---- UTF-8 that was read as Windows-1252 --------------------------------------------------------

enum { TWICE = 2, LEAD_OF_SIGNS = 0xC2, LEAD_OF_THREE = 0xE0, LEAD_OF_FOUR = 0xF0 };
enum { FIRST_OF_A_LEAD = 0xC3 };  // of all of these, shown as letters

// The byte that was shown so; -1: none was.
static int byte_shown_as(uint32_t cp) {
    static const uint16_t windows[] = {WINDOWS_1252};
    if (cp < 0x100) return (int)cp;
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) if (windows[i] == cp) return 0x80 + (int)i;
    return -1;
}

// How a letter may have come apart. Those of other scripts have a letter of Latin-1 for their first byte, and none stands alone: PERÚ» is
// a Peru behind which a quotation ends, and so does « La Fraternité », with spaces that don't break. Of three bytes, Vietnamese, ancient
// Greek and the signs of print do.
enum sense { NO_SENSE, SENSE, SENSE_IN_A_ROW };
static bool stands_alone(uint32_t cp) { return cp >= 0x1E00 && cp < 0x2130; }
static enum sense sense_of(uint32_t cp, int lead) {
    if (lead >= LEAD_OF_THREE) return stands_alone(cp) ? SENSE : cp >= 0x800 ? SENSE_IN_A_ROW : NO_SENSE;
    if (lead == LEAD_OF_SIGNS || (cp >= 0xC0 && cp < 0x180) || (cp >= 0x218 && cp <= 0x21B) || byte_shown_as(cp) >= 0) return SENSE;
    return (cp >= 0x386 && cp < 0x530) || (cp >= 0x5D0 && cp < 0x700) ? SENSE_IN_A_ROW : NO_SENSE;
}

// Ĕ, Ġ, Ŕ: behind a letter rather the end of a Finnish or Swedish name in capitals (”SEPPÄLÄ”; HEIKKILÄ MATTI with a space that
// doesn't break).
static bool ends_a_word(uint32_t cp, struct view name, size_t at) {
    if ((cp != U'Ĕ' && cp != U'Ġ' && cp != U'Ŕ') || !at) return false;
    uint8_t before = (uint8_t)name.at[at - 1];
    return before >= 0x80 || ((before | 0x20) >= 'a' && (before | 0x20) <= 'z');
}

struct reading {
    struct view name;
    bool in_row;  // the letter before had come apart, too
};
static uint32_t next_meant(const struct reading *r, size_t *at, int times);

// What stands at `*at` where that is a letter come apart; the place behind it.
static enum sense put_together(const struct reading *r, size_t *at, int times, uint32_t *cp) {
    int lead = *at < r->name.bytes ? byte_shown_as(next_meant(r, at, times - 1)) : -1;
    if (lead < LEAD_OF_SIGNS || lead >= LEAD_OF_FOUR) return NO_SENSE;
    *cp = (uint32_t)lead & (lead < LEAD_OF_THREE ? 0x1F : 0x0F);
    for (int more = lead < LEAD_OF_THREE ? 1 : 2; more; more--) {
        int byte = *at < r->name.bytes ? byte_shown_as(next_meant(r, at, times - 1)) : -1;
        if (byte < 0x80 || byte >= 0xC0) return NO_SENSE;
        *cp = *cp << 6 | ((uint32_t)byte & 0x3F);
    }
    return sense_of(*cp, lead);
}

// The next code point, with what was read wrong so many times undone.
static uint32_t next_meant(const struct reading *r, size_t *at, int times) {
    uint32_t whole = 0, other = 0;
    size_t behind = *at;
    if (!times || (uint8_t)r->name.at[*at] != FIRST_OF_A_LEAD) return utf8_next(r->name, at);
    enum sense sense = put_together(r, &behind, times, &whole);
    size_t next = behind;
    bool row = sense == SENSE_IN_A_ROW && (r->in_row || put_together(r, &next, times, &other) == SENSE_IN_A_ROW);
    if ((sense != SENSE && !row) || ends_a_word(whole, r->name, *at)) return next_meant(r, at, times - 1);
    *at = behind;
    return whole;
}

// ---- names of letters ---------------------------------------------------------------------------

enum { NAME_OF_LETTER_MAX = 8, POINT_MAX = 0x10FFFF };

static uint32_t numbered_letter(struct view name) {
    char digits[NAME_OF_LETTER_MAX + 1] = {0}, *end;
    bool hex = name.bytes > 2 && (name.at[1] | 0x20) == 'x';
    size_t from = hex ? 2 : 1;
    if (name.bytes <= from || strspn(name.at + from, "0123456789abcdefABCDEF") < name.bytes - from) return 0;
    memcpy(digits, name.at + from, name.bytes - from);
    unsigned long cp = strtoul(digits, &end, hex ? 16 : 10);
    return *end || cp < 0x20 || cp > POINT_MAX || (cp >= 0xD800 && cp < 0xE000) ? 0 : (uint32_t)cp;
}

// &eacute; &#233; &#xE9; 0 where none begins.
static uint32_t named_letter(struct view v, size_t *at) {
    static const struct { const char *name; uint32_t cp; } rows[] = {
#define E(name, cp) {name, cp},
        NAMED_LETTERS(E)
#undef E
    };
    size_t from = *at + 1, most = v.bytes - from < NAME_OF_LETTER_MAX + 1 ? v.bytes - from : NAME_OF_LETTER_MAX + 1;
    const char *end = memchr(v.at + from, ';', most);
    uint32_t cp = 0;
    if (!end) return 0;
    struct view name = {v.at + from, (size_t)(end - (v.at + from))};
    if (name.bytes && name.at[0] == '#') cp = numbered_letter(name);
    for (size_t i = 0; !cp && i < sizeof rows / sizeof *rows; i++) if (view_is(name, rows[i].name)) cp = rows[i].cp;
    if (cp) *at = from + name.bytes + 1;
    return cp;
}

bool point_ends_letter(struct view text, size_t at) {
    for (size_t n = 2; n <= NAME_OF_LETTER_MAX + 1 && n <= at; n++) {
        size_t from = at - n;
        if (text.at[from] == '&') return named_letter(text, &from) != 0 && from == at + 1;
    }
    return false;
}

// ---- Unicode's other forms ----------------------------------------------------------------------

// Full width forms, Arabic presentation forms, loose marks: what only Unicode's tables can undo.
static bool wants_nfkc(uint32_t cp) {
    bool whole = (cp >= 0x3040 && cp < 0x3100) || (cp >= 0xAC00 && cp < 0xD7A4);  // kana and Hangul stay syllables
    return (cp >= 0x300 && cp <= 0x36F) || (cp >= 0x2070 && cp <= 0x2DFF) || (cp >= 0x2E80 && !whole);
}

// One code point can become several; they keep its place.
static size_t put_point(struct point *p, size_t n, size_t room, uint32_t cp, uint32_t at) {
    const UNormalizer2 *nfkc;
    UErrorCode e = U_ZERO_ERROR;
    UChar decomposed[40];
    if (n >= room) return n;
    if (!wants_nfkc(cp) || (cp >= 0x300 && cp <= 0x36F)) {
        p[n] = (struct point){cp, at};
        return n + 1;
    }
    nfkc = unorm2_getNFKCInstance(&e);
    int32_t units = U_FAILURE(e) ? -1 : unorm2_getDecomposition(nfkc, (UChar32)cp, decomposed, 40, &e);
    if (units < 0 || U_FAILURE(e)) {
        p[n] = (struct point){cp, at};
        return n + 1;
    }
    for (int32_t i = 0; i < units && n < room;) {
        UChar32 c;
        U16_NEXT(decomposed, i, units, c);
        p[n++] = (struct point){(uint32_t)c, at};
    }
    return n;
}

// A mark after a letter composes with it, so that c + caron is č.
static void compose(struct point *p, size_t *n) {
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&e);
    if (U_FAILURE(e)) return;
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++) {
        UChar32 whole = kept && p[i].cp >= 0x300 && p[i].cp <= 0x36F
                            ? unorm2_composePair(nfc, (UChar32)p[kept - 1].cp, (UChar32)p[i].cp) : U_SENTINEL;
        if (whole >= 0) p[kept - 1].cp = (uint32_t)whole;
        else p[kept++] = p[i];
    }
    *n = kept;
}

// It takes more bytes than where it did not come apart.
static bool is_of_other_script(uint32_t cp, size_t bytes) {
    return cp >= 0x370 && !stands_alone(cp) && bytes > (cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4);
}

size_t points_of(struct view name, struct point *out, size_t room) {
    struct reading r = {name, false};
    size_t n = 0;
    bool marks = false;
    for (size_t at = 0; at < name.bytes;) {
        size_t place = at;
        if ((uint8_t)name.at[at] < 0x80 && name.at[at] != '&') {  // most letters
            if (n < room) out[n++] = (struct point){(uint8_t)name.at[at], (uint32_t)place};
            at++, r.in_row = false;
            continue;
        }
        uint32_t cp = name.at[at] == '&' ? named_letter(name, &at) : next_meant(&r, &at, TWICE);
        if (!cp) cp = '&', at++;
        r.in_row = is_of_other_script(cp, at - place);
        marks |= cp >= 0x300 && cp <= 0x36F;
        n = put_point(out, n, room, cp, (uint32_t)place);
    }
    if (marks) compose(out, &n);
    return n;
}
