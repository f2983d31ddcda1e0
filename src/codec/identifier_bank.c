// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identifier_bank.c — accounts (IBAN, ISO 13616; the national numbers inside them), banks (BIC, ISO 9362) and legal
// entities (LEI, ISO 17442). A national account number becomes the IBAN it is part of, so that both are one.
#include "codec/identifier_room.h"

#include "codec/tables/ibans.h"

#include <stdio.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

// ---- National account numbers and their keys ----
// Belgium: twelve digits, the last two are the first ten modulo 97, 97 for 0 (Belgian protocol of 1974).
static bool belgian_holds(struct view v) {
    unsigned long long r = number_of((struct view){v.at, 10}) % 97;
    return (r ? r : 97) == number_of((struct view){v.at + 10, 2});
}

// France, Monaco, and the forms after it: letters count A-I, J-R, S-Z as 1-9, 1-9, 2-9; the whole modulo 97 is 0.
static bool rib_holds(struct view v) {
    unsigned r = 0;
    for (size_t i = 0; i < v.bytes; i++) {
        char c = v.at[i];
        unsigned d = c <= '9' ? (unsigned)(c - '0') : c < 'S' ? (unsigned)(c - 'A') % 9 + 1 : (unsigned)(c - 'S') + 2;
        r = (r * 10 + d) % 97;
    }
    return r == 0;
}

// Spain: two digits, each eleven less a weighted sum modulo 11 (Consejo Superior Bancario: código cuenta cliente).
static char ccc_digit(const char *ten) {
    static const unsigned char weights[] = {1, 2, 4, 8, 5, 10, 9, 7, 3, 6};
    unsigned sum = 0;
    for (size_t i = 0; i < 10; i++) sum += weights[i] * (unsigned)(ten[i] - '0');
    unsigned d = 11 - sum % 11;
    return (char)('0' + (d == 11 ? 0 : d == 10 ? 1 : d));
}
static bool ccc_holds(struct view v) {
    char bank[11];
    snprintf(bank, sizeof bank, "00%.8s", v.at);
    return ccc_digit(bank) == v.at[8] && ccc_digit(v.at + 10) == v.at[9];
}

// Morocco: 24 digits, bank 3, town 3, account 16, key 2; the whole modulo 97 is 0. Shown by the accounts that the ministry
// of finance published (see tables/ibans.h), not read in a text of the central bank.
static bool moroccan_holds(struct view v) { return remainder_97(v, 0) == 0; }

static const struct account {
    char country[3];
    const char *form;
    bool (*holds)(struct view);
} ACCOUNTS[] = {
    {"be", "#{12}", belgian_holds}, {"es", "#{20}", ccc_holds},    {"fr", "#{10}*{11}##", rib_holds},
    {"ma", "#{24}", moroccan_holds}, {"mc", "#{10}*{11}##", rib_holds},
};

static const struct account *account_of(const char *country) {
    for (size_t i = 0; i < COUNT(ACCOUNTS); i++)
        if (!strcmp(ACCOUNTS[i].country, country)) return &ACCOUNTS[i];
    return NULL;
}

// ---- IBAN ----
static const char *form_of(const char *country) {
    for (size_t i = 0; i < COUNT(IBAN_FORMS); i++)
        if (!strcmp(IBAN_FORMS[i].country, country)) return IBAN_FORMS[i].account;
    return NULL;
}

static unsigned iban_remainder(struct view v) {
    return remainder_97((struct view){v.at, 4}, remainder_97((struct view){v.at + 4, v.bytes - 4}, 0));
}

static enum identifier_reason iban_judged(struct view v, struct identifier_reading *out) {
    struct view inside = {v.at + 4, v.bytes - 4};
    const char *form = form_of(out->country);
    const struct account *a = account_of(out->country);
    if (form && !mask_fits(form, inside)) {
        static const char any[] = "*{1,30}";
        for (size_t n = 1; n < 31; n++) {  // is it the length, or a letter for a digit?
            char all[31];
            snprintf(all, sizeof all, "%.*s", (int)n, "0000000000000000000000000000000");
            if (mask_fits(form, (struct view){all, n})) return n == inside.bytes ? IDENTIFIER_BAD_FORM : IDENTIFIER_BAD_LENGTH;
        }
        return mask_fits(any, inside) ? IDENTIFIER_BAD_FORM : IDENTIFIER_BAD_LENGTH;
    }
    if (iban_remainder(v) != 1) return IDENTIFIER_BAD_CHECK;
    return a && !a->holds(inside) ? IDENTIFIER_BAD_INNER_CHECK : IDENTIFIER_CHECK_HOLDS;
}

enum identifier_reason read_iban(const struct given *g, struct identifier_reading *out) {
    struct view v = without_prefix(g->folded, "IBAN");
    if (!country_exists((struct view){v.at, v.bytes < 2 ? v.bytes : 2}))
        return all_digits(g->folded) ? read_account(g, out) : IDENTIFIER_BAD_PREFIX;  // "IBAN" is often said of a RIB
    text_set(out, "%.*s", VIEW_ARGS(v));
    v = view_of(out->text);
    char country[3] = {(char)(v.at[0] | 0x20), (char)(v.at[1] | 0x20), 0};
    country_set(out, country);
    if (v.bytes < 15 || v.bytes > 34) return IDENTIFIER_BAD_LENGTH;
    if (!mask_fits("@@##*{11,30}", v)) return IDENTIFIER_BAD_FORM;
    return iban_judged(v, out);
}

// The whole that `inside` is part of, with its check digits.
static void iban_made(const char *country, struct view inside, struct identifier_reading *out) {
    char upper[3] = {(char)(country[0] & ~0x20), (char)(country[1] & ~0x20), 0};
    text_set(out, "%s00%.*s", upper, VIEW_ARGS(inside));
    unsigned check = 98 - iban_remainder(view_of(out->text));
    out->text[2] = (char)('0' + check / 10), out->text[3] = (char)('0' + check % 10);
    country_set(out, country);
}

// A national account number: of the country said, or of the one whose form and key it has.
enum identifier_reason read_account(const struct given *g, struct identifier_reading *out) {
    struct view v = without_prefix(g->folded, "RIB");
    const struct account *said = account_of(g->country), *fits = NULL;
    if (v.bytes > 4 && country_exists((struct view){v.at, 2}) && mask_fits("@@##*{11,30}", v)) return read_iban(g, out);
    for (size_t i = 0; i < COUNT(ACCOUNTS); i++) {
        if (said ? said != &ACCOUNTS[i] : !strcmp(ACCOUNTS[i].country, "mc")) continue;
        if (mask_fits(ACCOUNTS[i].form, v)) fits = &ACCOUNTS[i];
    }
    if (!fits) return said ? IDENTIFIER_BAD_FORM : g->country[0] ? IDENTIFIER_NO_RULE : IDENTIFIER_NO_COUNTRY;
    bool holds = fits->holds(v);
    iban_made(fits->country, v, out);
    return holds ? IDENTIFIER_CHECK_HOLDS : IDENTIFIER_BAD_CHECK;
}

// ---- BIC: the head office's "XXX" is the bank itself ----
enum identifier_reason read_bic(const struct given *g, struct identifier_reading *out) {
    struct view v = g->folded;
    if (v.bytes != 8 && v.bytes != 11) return IDENTIFIER_BAD_LENGTH;
    if (!mask_fits("*{4}@@*{2}|*{4}@@*{5}", v)) return IDENTIFIER_BAD_FORM;  // since 2014 also digits in the first four
    if (!country_exists((struct view){v.at + 4, 2})) return IDENTIFIER_BAD_PREFIX;
    char country[3] = {(char)(v.at[4] | 0x20), (char)(v.at[5] | 0x20), 0};
    country_set(out, country);
    if (v.bytes == 11 && !memcmp(v.at + 8, "XXX", 3)) out->text[8] = '\0';
    return IDENTIFIER_FORM_FITS;
}

enum identifier_reason read_lei(const struct given *g, struct identifier_reading *out) {
    struct view v = g->folded;
    (void)out;
    if (v.bytes != 20) return IDENTIFIER_BAD_LENGTH;
    if (!mask_fits("*{18}##", v)) return IDENTIFIER_BAD_FORM;
    return remainder_97(v, 0) == 1 ? IDENTIFIER_CHECK_HOLDS : IDENTIFIER_BAD_CHECK;
}
