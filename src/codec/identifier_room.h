// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identifier_room.h — what the readers of identifier_*.c share.
#ifndef MALINES_CODEC_IDENTIFIER_ROOM_H
#define MALINES_CODEC_IDENTIFIER_ROOM_H

#include "codec/identifier.h"

// What a reader is given: the text trimmed, and folded to letters and digits.
struct given {
    struct view raw;
    struct view folded;    // points into the reading's `text`, NUL-terminated
    char country[3];       // lower case, "" when not said or no country
};

// Fills the reading, whose `text` holds the folded form already, and gives the reason.
typedef enum identifier_reason identifier_reader(const struct given *g, struct identifier_reading *out);
identifier_reader read_phone, read_email, read_ip, read_domain, read_username, read_iban, read_account, read_bic, read_lei,
    read_imei, read_imsi, read_iccid, read_mac, read_plate, read_vin, read_imo, read_mmsi, read_passport, read_id,
    read_national, read_registration, read_mrz, read_crypto, read_url;

// As identifier_read() of a kind's name.
struct identifier_reading identifier_read_as(enum identifier_kind kind, struct view text, struct view country);

// A mask: # a digit, @ a letter A-Z, * either, [AB0-3] one of those, {n} or {m,n} repeats what stands before, anything
// else itself; | parts alternatives.
bool mask_fits(const char *mask, struct view v);

// ---- Hosts ----
// As the name service asks for it, in `out` (room for 254 bytes): one label or more. false: it is no name.
bool host_name_read(struct view v, char *out);
bool address_public(const unsigned char *b, bool four);  // bytes of an IPv4 or IPv6 address: not reserved (RFC 6890)
// The keys of a URL: the digest of its canonical form, and of what says less; gives how many, of at most `room`.
size_t url_keys(struct view text, struct identifier_key *out, size_t room);

// ---- Check digits ----
bool all_digits(struct view v);
bool luhn_holds(struct view digits);                            // ISO/IEC 7812-1 annex B
char luhn_digit(struct view digits);                            // what makes it hold when appended
unsigned remainder_97(struct view v, unsigned from);            // digits; letters as 10 to 35 (ISO 13616, ISO 7064 97-10)
unsigned long long number_of(struct view digits);               // at most 18 digits

// ---- Writing into a reading ----
void text_set(struct identifier_reading *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void country_set(struct identifier_reading *out, const char *country);
bool country_exists(struct view two_letters);                   // ISO 3166-1; any case
bool is_country(const struct given *g, const char *country);    // said, and this one
struct view without_prefix(struct view folded, const char *prefix);
void look_alikes_folded(const char *text, char *out, size_t room);  // O0 I1 B8 S5 Z2 (and Q, D to 0; L to 1) made one
size_t fold_digits_kept(struct view raw, char *out, size_t room);   // UTF-8 with all digits as 0-9 and wide forms narrow

#endif
