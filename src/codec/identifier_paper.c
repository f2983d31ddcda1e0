// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identifier_paper.c — documents, national numbers and companies of Belgium, France, Morocco and Spain. Where a national
// number says a date of birth or a sex, the reading says it too: a record that says otherwise has an error somewhere.
#include "codec/identifier_room.h"

#include "codec/tables/papers.h"

#include "base/instant.h"
#include "codec/mrz.h"

#include <stdio.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct paper_form *forms_of(const char *country) {
    for (size_t i = 0; i < COUNT(PAPER_FORMS); i++)
        if (!strcmp(PAPER_FORMS[i].country, country)) return &PAPER_FORMS[i];
    return NULL;
}

static void born_set(struct identifier_reading *out, int year, int month, int day) {
    AUTO_TEXT t = text_with_ceiling(32);
    if (month && day) text_format(&t, "%04d-%02d-%02d", year, month, day);
    else if (month) text_format(&t, "%04d-%02d", year, month);
    else text_format(&t, "%04d", year);
    if (!dates_read(text_seen(&t), &out->born)) out->born = (struct dates){0};
}

// ---- Belgium ----
// National register (royal decree of 3 April 1984): date of birth, a counter odd for men, 97 less the first nine modulo 97;
// from 2000 on a 2 goes before the nine. Persons without a number have one with 20 or 40 more months (BIS), 20 when their
// sex was not known. 00 for a month or day: not known, or the counter of the day ran out.
static enum identifier_reason belgian_number(struct view v, struct identifier_reading *out) {
    unsigned long long first = number_of((struct view){v.at, 9}), check = number_of((struct view){v.at + 9, 2});
    int year = (int)number_of((struct view){v.at, 2}), month = (int)number_of((struct view){v.at + 2, 2});
    int day = (int)number_of((struct view){v.at + 4, 2}), months_more = month >= 40 ? 40 : month >= 20 ? 20 : 0;
    bool old = 97 - first % 97 == check, young = 97 - (2000000000ULL + first) % 97 == check;
    if (!old && !young) return IDENTIFIER_BAD_CHECK;
    year += old ? 1900 : 2000;
    month -= months_more;
    if (month > 12) return IDENTIFIER_BAD_DATE;  // a day that does not exist is one that was not known
    if (months_more != 20) out->sex = (v.at[8] - '0') % 2 ? 'm' : 'f';
    if (year != 1900 && (month || year != 2000)) born_set(out, year, month, month && day && date_exists(year, month, day) ? day : 0);
    return IDENTIFIER_CHECK_HOLDS;
}

static bool belgian_card_holds(struct view v) {
    unsigned long long r = number_of((struct view){v.at, 10}) % 97;
    return (r ? r : 97) == number_of((struct view){v.at + 10, 2});
}

// ---- France: NIR (decree 82-103): sex, year and month, place, order; 97 less the thirteen modulo 97; Corsica's 2A and 2B
// count as 19 and 18 ----
static enum identifier_reason french_number(struct view v, struct identifier_reading *out) {
    char digits[16];
    snprintf(digits, sizeof digits, "%.*s", VIEW_ARGS(v));
    if (!memcmp(digits + 5, "2A", 2)) memcpy(digits + 5, "19", 2);
    if (!memcmp(digits + 5, "2B", 2)) memcpy(digits + 5, "18", 2);
    struct view first = {digits, 13};
    if (!all_digits(first)) return IDENTIFIER_BAD_CHARACTER;
    int month = (int)number_of((struct view){digits + 3, 2});
    out->sex = v.at[0] == '1' || v.at[0] == '7' || v.at[0] == '3' ? 'm' : v.at[0] == '2' || v.at[0] == '8' || v.at[0] == '4' ? 'f' : 0;
    if (!out->sex) return IDENTIFIER_BAD_PREFIX;
    if (month == 0 || (month > 12 && month < 20)) return IDENTIFIER_BAD_DATE;  // 20 and more: month not known
    if (v.bytes == 13) return IDENTIFIER_FORM_FITS;
    return 97 - number_of(first) % 97 == number_of((struct view){digits + 13, 2}) ? IDENTIFIER_CHECK_HOLDS : IDENTIFIER_BAD_CHECK;
}

// ---- Spain: DNI and NIE, eight digits modulo 23 as a letter; X, Y, Z and K, L, M count 0, 1, 2 and 0 ----
static enum identifier_reason spanish_number(struct view v) {
    char digits[10];
    snprintf(digits, sizeof digits, "%.8s", v.at);
    static const char xyz[] = "XYZ";
    if (v.at[0] >= 'A') digits[0] = strchr(xyz, v.at[0]) ? (char)('0' + (strchr(xyz, v.at[0]) - xyz)) : '0';
    return "TRWAGMYFPDXBNJZSQVHLCKE"[number_of((struct view){digits, 8}) % 23] == v.at[8] ? IDENTIFIER_CHECK_HOLDS : IDENTIFIER_BAD_CHECK;
}

// ---- National numbers ----
static enum identifier_reason national_of(const char *country, struct view v, struct identifier_reading *out) {
    if (!strcmp(country, "be")) {
        if (!all_digits(v)) return IDENTIFIER_BAD_CHARACTER;
        return v.bytes == 11 ? belgian_number(v, out) : IDENTIFIER_BAD_LENGTH;
    }
    if (!strcmp(country, "fr"))
        return v.bytes == 13 || v.bytes == 15 ? french_number(v, out) : IDENTIFIER_BAD_LENGTH;
    if (!strcmp(country, "es")) {
        if (v.bytes != 9) return IDENTIFIER_BAD_LENGTH;
        return mask_fits("#{8}@|[KLMXYZ]#{7}@", v) ? spanish_number(v) : IDENTIFIER_BAD_FORM;
    }
    if (!strcmp(country, "ma")) return mask_fits(forms_of("ma")->id, v) ? IDENTIFIER_FORM_FITS : IDENTIFIER_FORM_UNKNOWN;
    return IDENTIFIER_NO_RULE;
}

static void with_look_alikes(struct identifier_reading *out) { look_alikes_folded(out->text, out->loose, sizeof out->loose); }

// A Spanish number written without its leading zeros.
static void spanish_padded(struct identifier_reading *out) {
    size_t n = strlen(out->text);
    if (n >= 6 && n < 9 && mask_fits("#{5,7}@", view_of(out->text))) text_set(out, "%0*d%s", (int)(9 - n), 0, out->text);
}

enum identifier_reason read_national(const struct given *g, struct identifier_reading *out) {
    static const char *const countries[] = {"be", "es", "fr"};
    if (is_country(g, "es")) spanish_padded(out);
    with_look_alikes(out);
    struct view v = view_of(out->text);
    if (g->country[0]) {
        country_set(out, g->country);
        return national_of(g->country, v, out);
    }
    for (size_t i = 0; i < COUNT(countries); i++) {
        struct identifier_reading as = *out;
        if (national_of(countries[i], v, &as) != IDENTIFIER_CHECK_HOLDS) continue;
        *out = as;
        country_set(out, countries[i]);
        return IDENTIFIER_CHECK_HOLDS;
    }
    return IDENTIFIER_NO_COUNTRY;
}

// ---- Identity cards and passports ----
static enum identifier_reason card_of(const char *country, struct view v) {
    const struct paper_form *f = forms_of(country);
    if (!f) return IDENTIFIER_NO_RULE;
    if (!mask_fits(f->id, v)) return IDENTIFIER_FORM_UNKNOWN;
    if (!strcmp(country, "be") && v.bytes == 12) return belgian_card_holds(v) ? IDENTIFIER_CHECK_HOLDS : IDENTIFIER_BAD_CHECK;
    if (!strcmp(country, "es") && !mask_fits("@{3}#{6}", v)) return spanish_number(v);
    return IDENTIFIER_FORM_FITS;
}

enum identifier_reason read_id(const struct given *g, struct identifier_reading *out) {
    if (is_country(g, "es")) spanish_padded(out);
    with_look_alikes(out);
    struct view v = view_of(out->text);
    if (v.bytes > 20) return IDENTIFIER_BAD_LENGTH;
    if (g->country[0]) {
        country_set(out, g->country);
        return card_of(g->country, v);
    }
    bool belgian = card_of("be", v) == IDENTIFIER_CHECK_HOLDS, spanish = card_of("es", v) == IDENTIFIER_CHECK_HOLDS;
    if (belgian || spanish) country_set(out, belgian ? "be" : "es");
    return belgian || spanish ? IDENTIFIER_CHECK_HOLDS : IDENTIFIER_NO_COUNTRY;
}

enum identifier_reason read_passport(const struct given *g, struct identifier_reading *out) {
    const struct paper_form *f = forms_of(g->country);
    struct view v = view_of(out->text);
    with_look_alikes(out);
    if (v.bytes > 20) return IDENTIFIER_BAD_LENGTH;
    if (!g->country[0]) return IDENTIFIER_NO_COUNTRY;
    country_set(out, g->country);
    if (!f) return IDENTIFIER_NO_RULE;
    return mask_fits(f->passport, v) ? IDENTIFIER_FORM_FITS : IDENTIFIER_FORM_UNKNOWN;
}

// ---- Machine readable zones: found by their document's number, too ----
enum identifier_reason read_mrz(const struct given *g, struct identifier_reading *out) {
    AUTO_ARENA a = arena_with_ceiling(64 * 1024);
    struct mrz m;
    if (FAILED(mrz_read(g->raw, &a, &m, NULL))) return IDENTIFIER_BAD_FORM;
    size_t n = 0;
    for (size_t i = 0; i < g->raw.bytes; i++) {
        char c = g->raw.at[i];
        if (strchr(" \t\r\n", c)) continue;
        out->text[n++] = c >= 'a' && c <= 'z' ? (char)(c & ~0x20) : c;
    }
    out->text[n] = '\0';
    snprintf(out->loose, sizeof out->loose, "%.*s", VIEW_ARGS(m.number));
    struct view country = mrz_country(m.issuer, &a);
    if (country.bytes == 2) snprintf(out->country, sizeof out->country, "%.2s", country.at);
    if (m.birth_count) out->born = m.births[0];
    out->sex = m.sex == 'x' ? 0 : m.sex;
    return m.wrong ? IDENTIFIER_BAD_CHECK : IDENTIFIER_CHECK_HOLDS;
}

// ---- Companies ----
// Belgium: 97 less the first eight modulo 97 (royal decree of 24 June 2003); a number of nine digits lost its 0.
static enum identifier_reason belgian_company(struct identifier_reading *out) {
    struct view v = without_prefix(view_of(out->text), "BE");
    text_set(out, v.bytes == 9 ? "0%.*s" : "%.*s", VIEW_ARGS(v));
    v = view_of(out->text);
    if (!all_digits(v)) return IDENTIFIER_BAD_CHARACTER;
    if (v.bytes != 10) return IDENTIFIER_BAD_LENGTH;
    if (v.at[0] > '1') return IDENTIFIER_BAD_PREFIX;
    bool holds = 97 - number_of((struct view){v.at, 8}) % 97 == number_of((struct view){v.at + 8, 2});
    return holds ? IDENTIFIER_CHECK_HOLDS : IDENTIFIER_BAD_CHECK;
}

// France: SIREN (9) and SIRET (14) by Luhn; the branches of the post office by a sum of digits that 5 divides.
static enum identifier_reason french_company(struct view v) {
    unsigned sum = 0;
    if (!all_digits(v)) return IDENTIFIER_BAD_CHARACTER;
    if (v.bytes != 9 && v.bytes != 14) return IDENTIFIER_BAD_LENGTH;
    for (size_t i = 0; i < v.bytes; i++) sum += (unsigned)(v.at[i] - '0');
    bool post = v.bytes == 14 && view_starts(v, "356000000") && !view_is(v, "35600000000048");  // but not its seat
    bool holds = post ? sum % 5 == 0 : luhn_holds(v) && luhn_holds((struct view){v.at, 9});
    return holds ? IDENTIFIER_CHECK_HOLDS : IDENTIFIER_BAD_CHECK;
}

// Spain: a letter, seven digits, and a Luhn digit that some kinds of company write as a letter (Orden EHA/451/2008).
static enum identifier_reason spanish_company(struct view v) {
    if (v.bytes != 9) return IDENTIFIER_BAD_LENGTH;
    if (!mask_fits("[A-HJNP-SUVW]#{7}*", v)) return IDENTIFIER_BAD_FORM;
    char right = luhn_digit((struct view){v.at + 1, 7});
    return v.at[8] == right || v.at[8] == "JABCDEFGHI"[right - '0'] ? IDENTIFIER_CHECK_HOLDS : IDENTIFIER_BAD_CHECK;
}

// Morocco: the common identifier of companies (ICE), 15 digits that 97 divides.
static enum identifier_reason moroccan_company(struct view v) {
    if (!all_digits(v)) return IDENTIFIER_BAD_CHARACTER;
    if (v.bytes != 15) return IDENTIFIER_BAD_LENGTH;
    return remainder_97(v, 0) == 0 ? IDENTIFIER_CHECK_HOLDS : IDENTIFIER_BAD_CHECK;
}

static enum identifier_reason company_of(const char *country, struct identifier_reading *out) {
    if (!strcmp(country, "be")) return belgian_company(out);
    if (!strcmp(country, "fr")) return french_company(view_of(out->text));
    if (!strcmp(country, "es")) return spanish_company(without_prefix(view_of(out->text), "ES"));
    if (!strcmp(country, "ma")) return moroccan_company(view_of(out->text));
    return IDENTIFIER_NO_RULE;
}

enum identifier_reason read_registration(const struct given *g, struct identifier_reading *out) {
    static const char *const countries[] = {"be", "es", "fr", "ma"};
    if (g->country[0]) {
        country_set(out, g->country);
        return company_of(g->country, out);
    }
    for (size_t i = 0; i < COUNT(countries); i++) {
        struct identifier_reading as = *out;
        if (company_of(countries[i], &as) != IDENTIFIER_CHECK_HOLDS) continue;
        *out = as;
        country_set(out, countries[i]);
        return IDENTIFIER_CHECK_HOLDS;
    }
    return IDENTIFIER_NO_COUNTRY;
}
