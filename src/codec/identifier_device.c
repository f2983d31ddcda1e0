// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identifier_device.c — telephones (IMEI, 3GPP TS 23.003), SIM cards (ICCID, ITU-T E.118; IMSI, ITU-T E.212), network cards
// (MAC), ships (IMO, MMSI) and vehicles by their frame (VIN, ISO 3779).
#include "codec/identifier_room.h"

#include "codec/tables/calling_codes.h"
#include "codec/tables/mobile_codes.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

// 14 digits name the device; the 15th is a check digit that is never sent, so that records hold 0 or nothing for it; of 16
// the last two are the software's version. The canonical form is the 14 and their check digit, but a wrong one is kept.
enum identifier_reason read_imei(const struct given *g, struct identifier_reading *out) {
    struct view v = without_prefix(g->folded, "IMEI"), device = {v.at, 14};
    char as_received = v.bytes == 15 ? v.at[14] : '0', right;
    if (!all_digits(v)) return IDENTIFIER_BAD_CHARACTER;
    if (v.bytes < 14 || v.bytes > 16) return text_set(out, "%.*s", VIEW_ARGS(v)), IDENTIFIER_BAD_LENGTH;
    right = luhn_digit(device);
    bool checked = v.bytes == 15 && as_received == right, wrong = v.bytes == 15 && as_received != right && as_received != '0';
    memcpy(out->loose, device.at, 14);
    text_set(out, "%.14s%c", out->loose, wrong ? as_received : right);
    return checked ? IDENTIFIER_CHECK_HOLDS : wrong ? IDENTIFIER_BAD_CHECK : IDENTIFIER_FORM_FITS;
}

static const char *mobile_territory(unsigned code) {
    for (size_t i = 0; i < COUNT(MOBILE_CODES); i++)
        if (MOBILE_CODES[i].code == code) return MOBILE_CODES[i].territory;
    return NULL;
}

enum identifier_reason read_imsi(const struct given *g, struct identifier_reading *out) {
    struct view v = g->folded;
    if (!all_digits(v)) return IDENTIFIER_BAD_CHARACTER;
    if (v.bytes != 14 && v.bytes != 15) return IDENTIFIER_BAD_LENGTH;
    const char *territory = mobile_territory((unsigned)number_of((struct view){v.at, 3}));
    if (!territory) return IDENTIFIER_BAD_PREFIX;
    country_set(out, territory);
    return IDENTIFIER_FORM_FITS;
}

// 89, the calling code of the issuer's country, its number, the card's number and a Luhn digit: 18 to 20 in practice.
enum identifier_reason read_iccid(const struct given *g, struct identifier_reading *out) {
    struct view v = g->folded;
    while (v.bytes > 19 && v.at[v.bytes - 1] == 'F') v.bytes--;  // the filler of its half-byte form
    text_set(out, "%.*s", VIEW_ARGS(v));
    v = view_of(out->text);
    if (!all_digits(v)) return IDENTIFIER_BAD_CHARACTER;
    if (v.bytes < 18 || v.bytes > 20) return IDENTIFIER_BAD_LENGTH;
    if (!view_starts(v, "89")) return IDENTIFIER_BAD_PREFIX;
    for (size_t n = 3; n >= 1 && !out->country[0]; n--)
        for (size_t i = 0; i < COUNT(CALLING_CODES) && !out->country[0]; i++)
            if (CALLING_CODES[i].code == number_of((struct view){v.at + 2, n})) country_set(out, CALLING_CODES[i].territory);
    return luhn_holds(v) ? IDENTIFIER_CHECK_HOLDS : IDENTIFIER_BAD_CHECK;
}

enum identifier_reason read_mac(const struct given *g, struct identifier_reading *out) {
    struct view v = g->folded;
    if (v.bytes != 12) return IDENTIFIER_BAD_LENGTH;
    if (!mask_fits("[0-9A-F]{12}", v)) return IDENTIFIER_BAD_CHARACTER;
    unsigned second = (unsigned)(v.at[1] <= '9' ? v.at[1] - '0' : v.at[1] - 'A' + 10);
    (void)out;
    return second & 3 ? IDENTIFIER_NOT_PUBLIC : IDENTIFIER_FORM_FITS;  // made up by the device itself, or of a group
}

// ---- Ships ----
// A hull's number (IMO Res. A.1117(30)): its weighted sum ends in its last digit.
static bool hull_holds(const char *d) {
    unsigned sum = 0;
    for (size_t i = 0; i < 6; i++) sum += (unsigned)(d[i] - '0') * (unsigned)(7 - i);
    return sum % 10 == (unsigned)(d[6] - '0');
}

// A company's or registered owner's number (Res. MSC.160(78)): other weights, modulo 11. Verified on published lists, where
// it holds for nearly all numbers that lists call IMO and that are no hull's; not read in the resolution.
static bool company_holds(const char *d) {
    static const unsigned char weights[] = {8, 6, 4, 2, 9, 7};
    unsigned sum = 0;
    for (size_t i = 0; i < 6; i++) sum += (unsigned)(d[i] - '0') * weights[i];
    return (11 - sum % 11) % 10 == (unsigned)(d[6] - '0');
}

enum identifier_reason read_imo(const struct given *g, struct identifier_reading *out) {
    struct view v = without_prefix(g->folded, "IMO");
    text_set(out, "%.*s", VIEW_ARGS(v));
    v = view_of(out->text);
    if (!all_digits(v)) return IDENTIFIER_BAD_CHARACTER;
    if (v.bytes != 7) return IDENTIFIER_BAD_LENGTH;
    return hull_holds(v.at) || company_holds(v.at) ? IDENTIFIER_CHECK_HOLDS : IDENTIFIER_BAD_CHECK;
}

// ITU-R M.585: three digits of the country, after 00 for a coast station, 0 for a group, 111 for aircraft, 98 and 99 for
// craft and marks of a mother ship. Only our four members' are told.
static const struct maritime_code {
    uint16_t code;
    char territory[3];
} MARITIME_CODES[] = {{205, "be"}, {224, "es"}, {225, "es"}, {226, "fr"}, {227, "fr"}, {228, "fr"}, {242, "ma"}};

enum identifier_reason read_mmsi(const struct given *g, struct identifier_reading *out) {
    static const char *const before[] = {"111", "00", "98", "99", "0", ""};
    struct view v = without_prefix(g->folded, "MMSI");
    text_set(out, "%.*s", VIEW_ARGS(v));
    v = view_of(out->text);
    if (!all_digits(v)) return IDENTIFIER_BAD_CHARACTER;
    if (v.bytes != 9) return IDENTIFIER_BAD_LENGTH;
    if (view_starts(v, "970") || view_starts(v, "972") || view_starts(v, "974")) return IDENTIFIER_FORM_FITS;  // distress
    size_t i = 0;
    while (!view_starts(v, before[i])) i++;
    unsigned code = (unsigned)number_of((struct view){v.at + strlen(before[i]), 3});
    for (size_t k = 0; k < COUNT(MARITIME_CODES); k++)
        if (MARITIME_CODES[k].code == code) country_set(out, MARITIME_CODES[k].territory);
    return code >= 201 && code <= 775 ? IDENTIFIER_FORM_FITS : IDENTIFIER_BAD_PREFIX;
}

// ---- Frames: a check digit only where North America's rule was followed (49 CFR 565.15) ----
static unsigned vin_value(char c) {
    static const char letters[] = "ABCDEFGH JKLMN P R STUVWXYZ", values[] = "12345678 12345 7 9 23456789";
    const char *at = strchr(letters, c);
    return c >= '0' && c <= '9' ? (unsigned)(c - '0') : at ? (unsigned)(values[at - letters] - '0') : 0;
}

enum identifier_reason read_vin(const struct given *g, struct identifier_reading *out) {
    static const unsigned char weights[] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    struct view v = g->folded;
    unsigned sum = 0;
    look_alikes_folded(out->text, out->loose, sizeof out->loose);
    if (v.bytes != 17) return IDENTIFIER_BAD_LENGTH;
    if (!mask_fits("[0-9A-HJ-NPR-Z]{17}", v)) return IDENTIFIER_BAD_CHARACTER;  // never I, O, Q
    for (size_t i = 0; i < 17; i++) sum += weights[i] * vin_value(v.at[i]);
    return v.at[8] == "0123456789X"[sum % 11] ? IDENTIFIER_CHECK_HOLDS : IDENTIFIER_FORM_FITS;
}
