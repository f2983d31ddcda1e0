// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identifier_phone.c — telephone numbers to E.164 (ITU-T): +, calling code, national number.
//
// A number as people write it is international ("+32…", "0032…") or national, then only the country it was said in tells
// whose it is. What has neither stays as its digits, and meets the others by its national digits alone.
#include "codec/identifier_room.h"

#include "codec/tables/calling_codes.h"
#include "codec/tables/number_plans.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
enum { E164_DIGITS_MAX = 15, DIGITS_ROOM = 40, NATIONAL_DIGITS_MIN = 4 };

struct dialled {
    char digits[DIGITS_ROOM + 1];
    size_t count;
    bool plus, stray;  // stray: a letter that is no extension
};

static struct view digits_of(const struct dialled *d) { return (struct view){d->digits, d->count}; }

// "ext. 12", "x12", "poste 12", ";ext=12": what follows is dialled after the number.
static bool extension_at(struct view v) {
    static const char *const marks[] = {"ext", "Ext", "EXT", "x", "X", "poste", "Poste", ";", "#"};
    for (size_t i = 0; i < COUNT(marks); i++)
        if (view_starts(v, marks[i])) return true;
    return false;
}

static void dialled_read(struct view raw, struct dialled *d) {
    char plain[IDENTIFIER_BYTES_MAX + 1];
    struct view v = {plain, fold_digits_kept(raw, plain, IDENTIFIER_BYTES_MAX)};
    memset(d, 0, sizeof *d);
    if (view_starts(v, "tel:")) v = (struct view){v.at + 4, v.bytes - 4};  // RFC 3966
    for (size_t i = 0; i < v.bytes; i++) {
        struct view rest = {v.at + i, v.bytes - i};
        char c = v.at[i];
        bool international = d->plus || (d->count > 2 && d->digits[0] == '0' && d->digits[1] == '0');
        if (view_starts(rest, "(0)") && international && d->count > 0) i += 2;  // "+32 (0)470": the trunk prefix as a hint
        else if (c == '+' && d->count == 0) d->plus = true;
        else if (c >= '0' && c <= '9' && d->count < DIGITS_ROOM) d->digits[d->count++] = c;
        else if (d->count >= 6 && extension_at(rest)) break;
        else if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) d->stray = true;
    }
    d->digits[d->count] = '\0';
}

static const struct calling_code *code_of_territory(const char *territory) {
    for (size_t i = 0; *territory && i < COUNT(CALLING_CODES); i++)
        if (!strcmp(CALLING_CODES[i].territory, territory)) return &CALLING_CODES[i];
    return NULL;
}

// The row whose code begins the digits: no code begins another.
static const struct calling_code *code_of_digits(struct view digits, size_t *bytes) {
    for (*bytes = 1; *bytes <= 3 && *bytes < digits.bytes; ++*bytes) {
        unsigned long long code = number_of((struct view){digits.at, *bytes});
        for (size_t i = 0; i < COUNT(CALLING_CODES); i++)
            if (CALLING_CODES[i].code == code) return &CALLING_CODES[i];
    }
    return NULL;
}

static const struct number_plan *plan_of(const char *territory) {
    for (size_t i = 0; i < COUNT(NUMBER_PLANS); i++)
        if (!strcmp(NUMBER_PLANS[i].territory, territory)) return &NUMBER_PLANS[i];
    return NULL;
}

static bool length_fits(const struct calling_code *c, size_t n) {
    unsigned lengths = 0;
    for (const struct calling_code *r = CALLING_CODES; r < CALLING_CODES + COUNT(CALLING_CODES); r++)
        if (r->code == c->code) lengths |= r->lengths;
    return n <= E164_DIGITS_MAX && lengths >> n & 1;
}

static struct view without_trunk(const struct calling_code *c, struct view national) {
    size_t n = strlen(c->trunk);
    bool there = n > 0 && view_starts(national, c->trunk) && (c->trunk[0] == '0' || !length_fits(c, national.bytes));
    return there ? (struct view){national.at + n, national.bytes - n} : national;
}

static enum identifier_reason judged(const struct calling_code *c, struct view national, struct identifier_reading *out) {
    const struct number_plan *p = plan_of(c->territory);
    if (!length_fits(c, national.bytes)) return IDENTIFIER_BAD_LENGTH;
    if (c->trunk[0] == '0' && national.at[0] == '0') return IDENTIFIER_BAD_FORM;  // a trunk prefix twice
    if (!p) return IDENTIFIER_FORM_FITS;
    if (!mask_fits(p->any, national)) return IDENTIFIER_BAD_FORM;
    out->mobile = mask_fits(p->mobile, national);
    return out->mobile || mask_fits(p->fixed, national) || mask_fits(p->special, national) ? IDENTIFIER_FORM_FITS : IDENTIFIER_FORM_UNKNOWN;
}

static enum identifier_reason written(const struct calling_code *c, struct view national, struct identifier_reading *out) {
    national = without_trunk(c, national);
    text_set(out, "+%u%.*s", c->code, VIEW_ARGS(national));
    memcpy(out->loose, national.at, national.bytes);
    out->loose[national.bytes] = '\0';
    country_set(out, c->code == 1 ? "" : c->territory);  // of North America's many the area code tells; we don't
    return judged(c, national, out);
}

static enum identifier_reason international(struct view digits, struct identifier_reading *out) {
    size_t n;
    const struct calling_code *c = code_of_digits(digits, &n);
    text_set(out, "+%.*s", VIEW_ARGS(digits));
    if (!c) return IDENTIFIER_BAD_PREFIX;
    return written(c, (struct view){digits.at + n, digits.bytes - n}, out);
}

// Said in a country: its own trunk prefix goes. Its calling code without "+" is taken off only where the whole is no
// number of the country.
static enum identifier_reason national(const struct calling_code *c, struct view digits, struct identifier_reading *out) {
    struct view rest;
    size_t n;
    const struct calling_code *own = code_of_digits(digits, &n);
    if (own && own->code == c->code && !length_fits(c, without_trunk(c, digits).bytes)) {
        rest = without_trunk(c, (struct view){digits.at + n, digits.bytes - n});
        if (length_fits(c, rest.bytes)) return written(c, rest, out);
    }
    return written(c, digits, out);
}

// Neither "+" nor a country: only a number that is whole with the calling code of a plan we know is taken for one.
static enum identifier_reason unsaid(struct view digits, struct identifier_reading *out) {
    size_t n;
    const struct calling_code *c = code_of_digits(digits, &n);
    if (c && digits.at[0] != '0' && plan_of(c->territory)) {
        struct identifier_reading as = *out;
        enum identifier_reason r = written(c, (struct view){digits.at + n, digits.bytes - n}, &as);
        if (r == IDENTIFIER_FORM_FITS) return *out = as, r;
    }
    text_set(out, "%.*s", VIEW_ARGS(digits));
    size_t zeros = digits.at[0] == '0';
    if (digits.bytes - zeros >= 7 && digits.bytes - zeros <= 10)
        memcpy(out->loose, digits.at + zeros, digits.bytes - zeros), out->loose[digits.bytes - zeros] = '\0';
    return IDENTIFIER_NO_COUNTRY;
}

enum identifier_reason read_phone(const struct given *g, struct identifier_reading *out) {
    struct dialled d;
    dialled_read(g->raw, &d);
    struct view v = digits_of(&d);
    const struct calling_code *here = code_of_territory(g->country);
    if (d.stray || !d.count) return IDENTIFIER_BAD_CHARACTER;
    if (d.count < NATIONAL_DIGITS_MIN) return IDENTIFIER_BAD_LENGTH;
    text_set(out, "%s", d.digits);
    if (d.count > E164_DIGITS_MAX + 3) return IDENTIFIER_BAD_LENGTH;
    if (view_starts(v, "00") && !(here && here->code == 1)) return international((struct view){v.at + 2, v.bytes - 2}, out);
    if (d.plus) return international(v, out);
    if (here && here->code == 1 && view_starts(v, "011")) return international((struct view){v.at + 3, v.bytes - 3}, out);
    return here ? national(here, v, out) : unsaid(v, out);
}
