// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identifier.h — numbers and addresses that stand for a person, an account, a device, a vehicle or a document: read into
// one canonical form, with what can be said of their validity.
//
// "+32 470 12 34 56", "0470/12.34.56" (said in Belgium) and "٠٠٣٢٤٧٠١٢٣٤٥٦" are one number. An identifier whose check
// digit does not hold is kept and marked, never refused: a typing error in evidence is evidence. What is said here comes
// from tables (src/codec/tables/, each with its source) and from check digits; nothing is looked up anywhere.
#ifndef MALINES_CODEC_IDENTIFIER_H
#define MALINES_CODEC_IDENTIFIER_H

#include "base/dates.h"

// Name in JSON and on screens; the first column is what `type` of codec/subject.h says.
#define IDENTIFIER_KINDS(X)                                                                                             \
    X(other) X(phone) X(email) X(iban) X(account) X(bic) X(lei) X(imei) X(imsi) X(iccid) X(mac) X(plate) X(vin) X(imo)  \
    X(mmsi) X(passport) X(id) X(national) X(registration) X(mrz) X(ip) X(domain) X(username) X(crypto) X(url)
enum identifier_kind {
#define X(name) IDENTIFIER_##name,
    IDENTIFIER_KINDS(X)
#undef X
    IDENTIFIER_KIND_COUNT
};

enum identifier_validity { IDENTIFIER_VALID, IDENTIFIER_INVALID, IDENTIFIER_UNCHECKED };

// Why: VALID holds what can be checked; UNCHECKED says that nothing could be.
#define IDENTIFIER_REASONS(X)                                                                                           \
    X(CHECK_HOLDS, VALID)         /* its check digits hold */                                                          \
    X(FORM_FITS, VALID)           /* it has a form that is issued; it carries no check digit */                        \
    X(NOT_PUBLIC, VALID)          /* well formed, but reserved: it tells nobody apart */                               \
    X(FORM_UNKNOWN, UNCHECKED)    /* not a form that our tables know for its country: rare, former, or wrong */        \
    X(NO_RULE, UNCHECKED)         /* our tables say nothing of this country or kind */                                 \
    X(NO_COUNTRY, UNCHECKED)      /* can't be read without the country it was said in */                               \
    X(NO_SCHEME, UNCHECKED)       /* a URL that does not say its scheme: read as https */                               \
    X(NO_DIGEST, UNCHECKED)       /* this computer's library lacks the digest that its letters' case needs */          \
    X(EMPTY, INVALID) X(TOO_LONG, INVALID)                                                                             \
    X(BAD_CHARACTER, INVALID)     /* a character that the kind never has */                                            \
    X(BAD_LENGTH, INVALID) X(BAD_PREFIX, INVALID) X(BAD_FORM, INVALID)                                                 \
    X(BAD_CHECK, INVALID)         /* its check digits do not hold */                                                   \
    X(BAD_INNER_CHECK, INVALID)   /* those of the whole hold, those of the national account number in it don't */      \
    X(BAD_DATE, INVALID)          /* the date in it does not exist */
enum identifier_reason {
#define X(name, validity) IDENTIFIER_##name,
    IDENTIFIER_REASONS(X)
#undef X
    IDENTIFIER_REASON_COUNT
};

enum { IDENTIFIER_BYTES_MAX = 254 };

struct identifier_reading {
    enum identifier_kind kind;
    enum identifier_validity validity;
    enum identifier_reason reason;
    char country[3];   // that the number itself says: ISO 3166-1 alpha-2, lower case; "" when it doesn't
    char sex;          // 'm', 'f' where a national number says it; 0
    bool mobile;       // a telephone number of a mobile range
    struct dates born; // where a national number says it; precision DATE_NONE otherwise
    char text[IDENTIFIER_BYTES_MAX + 1];   // canonical; as received but trimmed when TOO_LONG would not fit: then ""; a URL whose
                                           // canonical form (codec/url.h) does not fit: "sha256:" and its digest
    char loose[IDENTIFIER_BYTES_MAX + 1];  // what also meets other ways of writing it; "" when there is no such form:
                                           // phone: national digits; email: lower case without +tag; imei: 14 digits;
                                           // plate, vin, papers: O0 I1 B8 S5 Z2 made one; username: confusable skeleton;
                                           // url: without http or https, "www." and a "/" at the end
};

// `type` is a kind's name or anything else ("other" and unknown types are guessed, a mistyped IBAN or document line too); `country` two letters in any case or
// empty: where the number was said or what issued it. Always gives a reading.
struct identifier_reading identifier_read(struct view type, struct view text, struct view country);

// What a number of unknown kind may be, likeliest first: those whose checks hold, then those whose form fits. At most
// `room` are written; gives how many. 0 means that it is like nothing known.
enum { IDENTIFIER_GUESSES_MAX = 8 };
size_t identifier_guess(struct view text, struct view country, struct identifier_reading *out, size_t room);

// How far two canonical texts are apart.
#define IDENTIFIER_DISTANCES(X)                                                                                         \
    X(same) X(look_alike)  /* only in letters and digits that look alike: O0 I1 B8 S5 Z2 */                            \
    X(swapped)             /* two neighbours exchanged */                                                              \
    X(one_off)             /* one character wrong, missing or too many */                                              \
    X(far)
enum identifier_distance {
#define X(name) IDENTIFIER_DISTANCE_##name,
    IDENTIFIER_DISTANCES(X)
#undef X
    IDENTIFIER_DISTANCE_COUNT
};
// Symmetric. Texts of fewer than six characters are the same or far.
enum identifier_distance identifier_near(struct view a, struct view b);

// What a number that is known to be wrong may have been meant to be: one character misread (O for 0) or two, and where check
// digits fail two neighbours exchanged or one digit wrong. None for a number that is right. At most `room`; gives how many.
size_t identifier_fixes(const struct identifier_reading *wrong, struct identifier_reading *out, size_t room);

// Under what a number is found: the canonical text of each kind it may be, as letters and digits alone, so that a number
// of unknown kind meets one of a known kind. The first is the best; `loose` ones say less:
// a telephone number's national digits, and what a number that can't be right may have been meant to be. Of a URL the digests.
struct identifier_key {
    char text[IDENTIFIER_BYTES_MAX + 1];
    bool loose;
};
enum { IDENTIFIER_KEYS_MAX = 24 };
size_t identifier_keys(struct view type, struct view text, struct view country, struct identifier_key out[IDENTIFIER_KEYS_MAX]);

// Letters and digits of any script, Latin ones in upper case, all digits as 0-9; the rest is dropped. Gives the bytes
// written, at most `room`; 0 for invalid UTF-8.
size_t identifier_fold(struct view v, char *out, size_t room);

const char *identifier_kind_name(enum identifier_kind k);          // "phone"
bool identifier_kind_read(struct view name, enum identifier_kind *out);
const char *identifier_validity_name(enum identifier_validity v);  // "valid", "invalid", "unchecked"
const char *identifier_reason_name(enum identifier_reason r);      // "BAD_CHECK"
const char *identifier_distance_name(enum identifier_distance d);  // "one_off"

#endif
