// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "codec/mrz.h"

#include "base/instant.h"

#include <unicode/uloc.h>

enum { MRZ_TEXT_MAX = 90, DOCUMENT_CENTURY = 2000 };

// Where each field stands: line, first character (both from 0), length.
struct place {
    uint8_t line, at, n;
};
struct layout {
    enum mrz_format format;
    uint8_t lines, width;
    struct place issuer, names, number, nationality, birth, sex, expiry, optional, more;  // `more`: TD1's second optional field
    struct place composite[4];  // the pieces under the composite check digit
    struct place composite_digit, optional_digit;
};

// Doc 9303-5 (TD1), -6 (TD2), -4 (TD3), -7 (visas).
static const struct layout LAYOUTS[] = {
    {MRZ_TD1, 3, 30, {0, 2, 3}, {2, 0, 30}, {0, 5, 9}, {1, 15, 3}, {1, 0, 6}, {1, 7, 1}, {1, 8, 6}, {0, 15, 15}, {1, 18, 11},
     {{0, 5, 25}, {1, 0, 7}, {1, 8, 7}, {1, 18, 11}}, {1, 29, 1}, {0, 0, 0}},
    {MRZ_TD2, 2, 36, {0, 2, 3}, {0, 5, 31}, {1, 0, 9}, {1, 10, 3}, {1, 13, 6}, {1, 20, 1}, {1, 21, 6}, {1, 28, 7}, {0, 0, 0},
     {{1, 0, 10}, {1, 13, 7}, {1, 21, 14}, {0, 0, 0}}, {1, 35, 1}, {0, 0, 0}},
    {MRZ_TD3, 2, 44, {0, 2, 3}, {0, 5, 39}, {1, 0, 9}, {1, 10, 3}, {1, 13, 6}, {1, 20, 1}, {1, 21, 6}, {1, 28, 14}, {0, 0, 0},
     {{1, 0, 10}, {1, 13, 7}, {1, 21, 22}, {0, 0, 0}}, {1, 43, 1}, {1, 42, 1}},
    {MRZ_MRV_A, 2, 44, {0, 2, 3}, {0, 5, 39}, {1, 0, 9}, {1, 10, 3}, {1, 13, 6}, {1, 20, 1}, {1, 21, 6}, {1, 28, 16}, {0, 0, 0},
     {{0, 0, 0}}, {0, 0, 0}, {0, 0, 0}},
    {MRZ_MRV_B, 2, 36, {0, 2, 3}, {0, 5, 31}, {1, 0, 9}, {1, 10, 3}, {1, 13, 6}, {1, 20, 1}, {1, 21, 6}, {1, 28, 8}, {0, 0, 0},
     {{0, 0, 0}}, {0, 0, 0}, {0, 0, 0}},
};

// ---- characters ---------------------------------------------------------------------------------

static int weight_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return c == '<' ? 0 : -1;
}

static char check_digit_of(const struct view *pieces, size_t count) {
    static const int weights[] = {7, 3, 1};
    int sum = 0;
    size_t k = 0;
    for (size_t p = 0; p < count; p++)
        for (size_t i = 0; i < pieces[p].bytes; i++) {
            int w = weight_of(pieces[p].at[i]);
            if (w < 0) return 0;
            sum += w * weights[k++ % 3];
        }
    return (char)('0' + sum % 10);
}

char mrz_check_digit(struct view field) { return check_digit_of(&field, 1); }

static struct view without_fillers(struct view v) {
    while (v.bytes && v.at[v.bytes - 1] == '<') v.bytes--;
    return v;
}

// The characters of all lines in one row; gives the width of a line, 0 when the lines differ in width.
static size_t collect(struct view text, char out[MRZ_TEXT_MAX], size_t *total, size_t *lines) {
    size_t width = 0;
    *total = *lines = 0;
    while (text.bytes) {
        struct view rest, line = view_trim(view_cut(text, '\n', &rest));
        text = rest;
        if (!line.bytes) continue;
        if (*total + line.bytes > MRZ_TEXT_MAX || (width && width != line.bytes)) return 0;
        for (size_t i = 0; i < line.bytes; i++) {
            char c = line.at[i];
            if (c >= 'a' && c <= 'z') c = (char)(c - 32);
            if (weight_of(c) < 0) return 0;
            out[(*total)++] = c;
        }
        width = line.bytes;
        ++*lines;
    }
    return width;
}

static const struct layout *layout_of(const char *all, size_t total, size_t lines, size_t width) {
    for (size_t i = 0; i < sizeof LAYOUTS / sizeof *LAYOUTS; i++) {
        const struct layout *l = &LAYOUTS[i];
        bool visa = l->format == MRZ_MRV_A || l->format == MRZ_MRV_B;
        if (total != (size_t)l->lines * l->width || (all[0] == 'V') != visa) continue;
        if (lines == 1 || (lines == l->lines && width == l->width)) return l;
    }
    return NULL;
}

// ---- fields -------------------------------------------------------------------------------------

struct zone {
    const char *all;
    const struct layout *l;
    struct mrz *out;
    struct arena *a;
};

static struct view at(const struct zone *z, struct place p) {
    return (struct view){z->all + (size_t)p.line * z->l->width + p.at, p.n};
}
static char digit_after(const struct zone *z, struct place p) { return at(z, p).at[p.n]; }

static void check(struct zone *z, unsigned which, struct view field, char digit) {
    char right = mrz_check_digit(field);
    bool empty = digit == '<' && without_fillers(field).bytes == 0;  // an empty field may have a filler for its digit
    if (right != digit && !empty) z->out->wrong |= which;
}

static struct view spaced(struct zone *z, struct view v) {
    v = without_fillers(v);
    char *text = arena_copy(z->a, v);
    for (size_t i = 0; text && i < v.bytes; i++) if (text[i] == '<') text[i] = ' ';
    return view_trim((struct view){text ? text : "", text ? v.bytes : 0});
}

// FAMILY<<GIVEN<NAMES
static void names(struct zone *z, struct view field) {
    size_t cut = 0;
    while (cut + 1 < field.bytes && !(field.at[cut] == '<' && field.at[cut + 1] == '<')) cut++;
    bool two = cut + 1 < field.bytes;
    z->out->family = spaced(z, (struct view){field.at, two ? cut : field.bytes});
    z->out->given = two ? spaced(z, (struct view){field.at + cut + 2, field.bytes - cut - 2}) : view_of(NULL);
    z->out->name_cut = field.at[field.bytes - 1] != '<';
}

static int two_digits(struct view v, size_t at) {  // -1: not known
    if (v.at[at] < '0' || v.at[at] > '9' || v.at[at + 1] < '0' || v.at[at + 1] > '9') return -1;
    return (v.at[at] - '0') * 10 + v.at[at + 1] - '0';
}

// Unknown parts are written as fillers or X (Doc 9303-3, 4.8): the date is then less precise.
static bool date_in(struct view v, int century, struct dates *out) {
    int year = two_digits(v, 0), month = two_digits(v, 2), day = two_digits(v, 4);
    if (year < 0) return false;
    char form[16];
    if (month < 1) snprintf(form, sizeof form, "%04d", century + year);
    else if (day < 1) snprintf(form, sizeof form, "%04d-%02d", century + year, month);
    else snprintf(form, sizeof form, "%04d-%02d-%02d", century + year, month, day);
    return dates_read(view_of(form), out);
}

static void births(struct zone *z, struct view field) {
    struct dates late, early;
    bool has_early = date_in(field, DOCUMENT_CENTURY - 100, &early), has_late = date_in(field, DOCUMENT_CENTURY, &late);
    bool bounded = z->out->expiry.precision != DATE_NONE;
    size_t n = 0;
    if (has_late && bounded && late.first <= z->out->expiry.last) z->out->births[n++] = late;
    if (has_early) z->out->births[n++] = early;
    z->out->birth_count = n;
}

static char sex_of(char c) { return c == 'M' ? 'm' : c == 'F' ? 'f' : c == 'X' ? 'x' : 0; }

// A number longer than its field goes on in the optional data, its check digit last (Doc 9303-5, note j).
static void number(struct zone *z) {
    struct view field = at(z, z->l->number), more = without_fillers(at(z, z->l->optional));
    char digit = digit_after(z, z->l->number);
    bool can_be_long = z->l->format == MRZ_TD1 || z->l->format == MRZ_TD2;
    size_t run = 0;
    while (run < more.bytes && more.at[run] != '<') run++;
    if (digit != '<' || !can_be_long || run < 2) {
        check(z, MRZ_NUMBER, field, digit);
        z->out->number = without_fillers(field);
        return;
    }
    char *whole = arena_take(z->a, field.bytes + run);
    if (!whole) return;
    memcpy(whole, field.at, field.bytes);
    memcpy(whole + field.bytes, more.at, run - 1);
    z->out->number = (struct view){whole, field.bytes + run - 1};
    struct view pieces[] = {field, {"<", 1}, {more.at, run - 1}};
    if (mrz_check_digit(z->out->number) != more.at[run - 1] && check_digit_of(pieces, 3) != more.at[run - 1])
        z->out->wrong |= MRZ_NUMBER;
}

static void composite(struct zone *z) {
    if (!z->l->composite_digit.n) return;
    struct view pieces[4];
    for (size_t i = 0; i < 4; i++) pieces[i] = at(z, z->l->composite[i]);
    if (check_digit_of(pieces, 4) != *at(z, z->l->composite_digit).at) z->out->wrong |= MRZ_COMPOSITE;
    if (z->l->optional_digit.n) check(z, MRZ_OPTIONAL, at(z, z->l->optional), *at(z, z->l->optional_digit).at);
}

static void read_fields(struct zone *z) {
    struct mrz *m = z->out;
    const struct layout *l = z->l;
    m->format = l->format;
    m->type = without_fillers((struct view){z->all, 2});
    m->issuer = without_fillers(at(z, l->issuer));
    m->nationality = without_fillers(at(z, l->nationality));
    m->sex = sex_of(*at(z, l->sex).at);
    if (!date_in(at(z, l->expiry), DOCUMENT_CENTURY, &m->expiry)) m->expiry = (struct dates){0, 0, DATE_NONE};
    births(z, at(z, l->birth));
    names(z, at(z, l->names));
    number(z);
    m->optional = without_fillers(at(z, l->more.n ? l->more : l->optional));
    check(z, MRZ_BIRTH, at(z, l->birth), digit_after(z, l->birth));
    check(z, MRZ_EXPIRY, at(z, l->expiry), digit_after(z, l->expiry));
    composite(z);
}

// France, 1988 to 2021: IDFRA, family name, office; number, given names, birth, sex.
static void read_french_id(struct zone *z) {
    struct mrz *m = z->out;
    m->format = MRZ_FRENCH_ID;
    m->type = (struct view){z->all, 2};
    m->issuer = m->nationality = (struct view){z->all + 2, 3};
    m->family = spaced(z, (struct view){z->all + 5, 25});
    m->given = spaced(z, (struct view){z->all + 49, 14});
    m->name_cut = z->all[29] != '<' || z->all[62] != '<';
    m->number = without_fillers((struct view){z->all + 36, 12});
    m->optional = view_of(NULL);
    m->sex = sex_of(z->all[70]);
    m->expiry = (struct dates){0, 0, DATE_NONE};
    struct view birth = {z->all + 63, 6};
    births(z, birth);
    check(z, MRZ_NUMBER, (struct view){z->all + 36, 12}, z->all[48]);
    check(z, MRZ_BIRTH, birth, z->all[69]);
    check(z, MRZ_COMPOSITE, (struct view){z->all, 71}, z->all[71]);
}

RESULT mrz_read(struct view text, struct arena *a, struct mrz *out, struct error *err) {
    char row[MRZ_TEXT_MAX];
    size_t total, lines, width = collect(text, row, &total, &lines);
    const struct layout *l = width ? layout_of(row, total, lines, width) : NULL;
    if (!l) return FAIL(err, BAD_FORMAT, "no machine readable zone of 3x30, 2x36 or 2x44 characters A-Z, 0-9 and <");
    char *all = arena_copy(a, (struct view){row, total});
    if (!all) return FAIL(err, TOO_BIG, "no room to read the machine readable zone");
    struct mrz m = {0};
    struct zone z = {all, l, &m, a};
    if (l->format == MRZ_TD2 && memcmp(all, "IDFRA", 5) == 0) read_french_id(&z);
    else read_fields(&z);
    *out = m;
    return DONE;
}

// ---- into a subject -----------------------------------------------------------------------------

struct view mrz_country(struct view three, struct arena *a) {
    if (view_is(three, "D")) return VIEW("de");
    if (three.bytes == 3 && memcmp(three.at, "GB", 2) == 0) return VIEW("gb");  // GBR and the classes of British nationals
    if (view_is(three, "RKS")) return VIEW("xk");
    for (const char *const *c = uloc_getISOCountries(); *c; c++) {
        char locale[8];
        snprintf(locale, sizeof locale, "_%s", *c);
        if (!view_is(three, uloc_getISO3Country(locale))) continue;
        char *two = arena_copy(a, view_of(*c));
        for (size_t i = 0; two && two[i]; i++) two[i] = (char)(two[i] | 32);
        return view_of(two);
    }
    return view_of(NULL);
}

struct growing {
    struct subject *s;
    struct name *names;
    struct dates *births;
    struct view *nationalities;
    struct paper *papers;
};

static bool grow(const struct subject *s, size_t zones, struct arena *a, struct growing *g) {
    g->names = ARENA_ARRAY(a, s->name_count + zones, struct name);
    g->births = ARENA_ARRAY(a, s->birth_count + 2 * zones, struct dates);
    g->nationalities = ARENA_ARRAY(a, s->nationality_count + zones, struct view);
    g->papers = ARENA_ARRAY(a, s->paper_count + zones, struct paper);
    if (!g->names || !g->births || !g->nationalities || !g->papers) return false;
    if (s->name_count) memcpy(g->names, s->names, s->name_count * sizeof *s->names);
    if (s->birth_count) memcpy(g->births, s->births, s->birth_count * sizeof *s->births);
    if (s->nationality_count) memcpy(g->nationalities, s->nationalities, s->nationality_count * sizeof *s->nationalities);
    if (s->paper_count) memcpy(g->papers, s->papers, s->paper_count * sizeof *s->papers);
    g->s->names = g->names;
    g->s->births = g->births;
    g->s->nationalities = g->nationalities;
    g->s->papers = g->papers;
    return true;
}

// Of a name that was cut at the end of its field a letter or two of the next may stand there (ABDERRAHMANE KH): less than nothing to compare.
static size_t given_that_counts(const struct mrz *m) {
    enum { REMNANT_MAX = 2 };
    size_t n = m->given.bytes;
    while (n && m->given.at[n - 1] != ' ') n--;
    return m->name_cut && n && m->given.bytes - n <= REMNANT_MAX ? n - 1 : m->given.bytes;
}

static bool add_name(struct growing *g, const struct mrz *m, struct arena *a) {
    if (!m->family.bytes && !m->given.bytes) return true;
    char *text = arena_take(a, m->given.bytes + m->family.bytes + 2);
    if (!text) return false;
    size_t n = given_that_counts(m);
    memcpy(text, m->given.at, n);
    if (n) text[n++] = ' ';
    memcpy(text + n, m->family.at, m->family.bytes);
    struct view whole = view_trim((struct view){text, n + m->family.bytes});
    g->names[g->s->name_count++] = (struct name){whole, m->given, m->family, NAME_primary};
    return true;
}

static bool add_zone(struct growing *g, const struct mrz *m, struct arena *a) {
    struct subject *s = g->s;
    if (!add_name(g, m, a)) return false;
    for (size_t i = 0; i < m->birth_count; i++) g->births[s->birth_count++] = m->births[i];
    if (!s->sex) s->sex = m->sex;
    struct view nationality = mrz_country(m->nationality, a);
    if (nationality.bytes) g->nationalities[s->nationality_count++] = nationality;
    if (!m->number.bytes) return true;
    struct view type = m->type.at[0] == 'P' ? VIEW("passport") : m->type.at[0] == 'V' ? VIEW("other") : VIEW("id");
    g->papers[s->paper_count++] = (struct paper){type, mrz_country(m->issuer, a), m->number};
    return true;
}

RESULT mrz_into_subject(const struct subject *s, struct arena *a, struct subject *out, size_t *unread, struct error *err) {
    struct subject whole = *s;
    struct growing g = {.s = &whole};
    size_t zones = 0, broken = 0;
    for (size_t i = 0; i < s->paper_count; i++) zones += view_is(s->papers[i].type, "mrz");
    if (zones && !grow(s, zones, a, &g)) return FAIL(err, TOO_BIG, "no room to read the machine readable zones");
    for (size_t i = 0; zones && i < s->paper_count; i++) {
        struct mrz m;
        if (!view_is(s->papers[i].type, "mrz")) continue;
        if (FAILED(mrz_read(s->papers[i].number, a, &m, NULL))) broken++;
        else if (!add_zone(&g, &m, a)) return FAIL(err, TOO_BIG, "no room to read the machine readable zones");
    }
    *out = whole;
    if (unread) *unread = broken;
    return DONE;
}
