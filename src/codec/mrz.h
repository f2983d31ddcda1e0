// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// mrz.h — machine readable zones of travel documents (ICAO Doc 9303, parts 3 to 7): TD1 (3 lines of 30), TD2
// (2 of 36), TD3 (2 of 44), visas MRV-A (2 of 44) and MRV-B (2 of 36), and the French identity card of before
// 2021 (2 of 36).
//
// A wrong check digit is reported, never a reason to refuse: a forged or badly scanned line is evidence too.
// Nothing here asks the clock. The century of a birth is taken so that the birth is not after the expiry of
// the document; where both centuries are possible, both are given.
#ifndef MALINES_CODEC_MRZ_H
#define MALINES_CODEC_MRZ_H

#include "codec/subject.h"

enum mrz_format { MRZ_TD1, MRZ_TD2, MRZ_TD3, MRZ_MRV_A, MRZ_MRV_B, MRZ_FRENCH_ID };
enum mrz_check { MRZ_NUMBER = 1, MRZ_BIRTH = 2, MRZ_EXPIRY = 4, MRZ_OPTIONAL = 8, MRZ_COMPOSITE = 16 };

struct mrz {
    enum mrz_format format;
    unsigned wrong;                 // the mrz_checks that do not hold
    struct view type;               // one or two letters: "P", "ID", "V"
    struct view issuer, nationality;// three letters as printed, without fillers
    struct view number;             // without fillers; the long form of TD1 and TD2 put together
    struct view family, given;      // blanks for fillers
    bool name_cut;                  // the name fills its field to the end: it may have been truncated
    char sex;                       // 'm', 'f', 'x'; 0 when not said
    struct dates births[2];         // the likelier first
    size_t birth_count;             // 0 to 2
    struct dates expiry;            // precision DATE_NONE when unreadable
    struct view optional;           // without trailing fillers
};

// Lines separated by line ends, or run together (90, 88 or 72 characters); blanks at line ends and lower case
// are tolerated. BAD_FORMAT when it is no MRZ of these formats, TOO_BIG at the arena's ceiling.
RESULT mrz_read(struct view text, struct arena *a, struct mrz *out, struct error *err);

// The check digit of 7-3-1 (Doc 9303-3, 4.9) as a character; 0 when a character is not of the MRZ.
char mrz_check_digit(struct view field);

// ISO 3166-1 alpha-2 in lower case for the three letters of an MRZ; the empty view when there is none.
struct view mrz_country(struct view three, struct arena *a);

// `s` with what its papers of type "mrz" say added: name, births, sex, nationality, document number. *unread
// (may be NULL) counts the papers that are no MRZ; they are left alone. TOO_BIG at the arena's ceiling.
RESULT mrz_into_subject(const struct subject *s, struct arena *a, struct subject *out, size_t *unread, struct error *err);

#endif
