// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identifier_check.c — masks, check digits, and how near two texts are.
#include "codec/identifier_room.h"

#include "codec/tables/countries.h"

#include <stdarg.h>
#include <stdio.h>

// ---- Masks ----
static bool digit(char c) { return c >= '0' && c <= '9'; }
static bool letter(char c) { return c >= 'A' && c <= 'Z'; }

// The atom at *p takes `c`? *p goes behind the atom.
static bool atom_takes(const char **p, char c) {
    char a = *(*p)++;
    if (a == '#') return digit(c);
    if (a == '@') return letter(c);
    if (a == '*') return digit(c) || letter(c);
    if (a != '[') return a == c;
    bool taken = false;
    for (; **p && **p != ']'; ++*p) {
        if ((*p)[1] == '-' && (*p)[2] && (*p)[2] != ']') taken |= c >= (*p)[0] && c <= (*p)[2], *p += 2;
        else taken |= c == **p;
    }
    if (**p) ++*p;
    return taken;
}

// "{3}" or "{1,5}" at *p, else once.
static void repeats_read(const char **p, size_t *least, size_t *most) {
    *least = *most = 1;
    if (**p != '{') return;
    *least = 0;
    for (++*p; digit(**p); ++*p) *least = *least * 10 + (size_t)(**p - '0');
    *most = *least;
    if (**p == ',') {
        *most = 0;
        for (++*p; digit(**p); ++*p) *most = *most * 10 + (size_t)(**p - '0');
    }
    if (**p == '}') ++*p;
}

// From `p` to the alternative's end.
static bool fits_from(const char *p, struct view v) {
    if (!*p || *p == '|') return v.bytes == 0;
    const char *atom = p, *after = p;
    size_t least, most, taken = 0;
    atom_takes(&after, '\0');
    repeats_read(&after, &least, &most);
    while (taken < most && taken < v.bytes && (p = atom, atom_takes(&p, v.at[taken]))) taken++;
    for (; taken + 1 > least; taken--) {
        if (fits_from(after, (struct view){v.at + taken, v.bytes - taken})) return true;
        if (!taken) break;
    }
    return false;
}

bool mask_fits(const char *mask, struct view v) {
    for (;;) {
        if (fits_from(mask, v)) return true;
        mask = strchr(mask, '|');
        if (!mask++) return false;
    }
}

// ---- Check digits ----
bool all_digits(struct view v) {
    for (size_t i = 0; i < v.bytes; i++)
        if (!digit(v.at[i])) return false;
    return v.bytes > 0;
}

static unsigned luhn_sum(struct view digits, bool twice) {
    unsigned sum = 0;
    for (size_t i = digits.bytes; i-- > 0; twice = !twice) {
        unsigned d = (unsigned)(digits.at[i] - '0') * (twice ? 2 : 1);
        sum += d / 10 + d % 10;
    }
    return sum;
}
bool luhn_holds(struct view digits) { return all_digits(digits) && luhn_sum(digits, false) % 10 == 0; }
char luhn_digit(struct view digits) { return (char)('0' + (10 - luhn_sum(digits, true) % 10) % 10); }

unsigned remainder_97(struct view v, unsigned from) {
    unsigned r = from;
    for (size_t i = 0; i < v.bytes; i++) {
        char c = v.at[i];
        if (digit(c)) r = (r * 10 + (unsigned)(c - '0')) % 97;
        else if (letter(c)) r = (r * 100 + (unsigned)(c - 'A' + 10)) % 97;
    }
    return r;
}

unsigned long long number_of(struct view digits) {
    unsigned long long n = 0;
    for (size_t i = 0; i < digits.bytes && i < 18; i++) n = n * 10 + (unsigned)(digits.at[i] - '0');
    return n;
}

// ---- Readings ----
void text_set(struct identifier_reading *out, const char *format, ...) {
    char made[IDENTIFIER_BYTES_MAX + 1];  // the arguments may point into out->text
    va_list args;
    va_start(args, format);
    vsnprintf(made, sizeof made, format, args);
    va_end(args);
    memcpy(out->text, made, sizeof made);
}

void country_set(struct identifier_reading *out, const char *country) {
    size_t n = 0;
    for (; n < 2 && country[n]; n++) out->country[n] = country[n];
    out->country[n] = '\0';
}

bool country_exists(struct view two) {
    if (two.bytes != 2) return false;
    char first = (char)(two.at[0] & ~0x20), second = (char)(two.at[1] & ~0x20);
    return letter(first) && letter(second) && strchr(COUNTRIES[first - 'A'], second);
}

bool is_country(const struct given *g, const char *country) { return !strcmp(g->country, country); }

struct view without_prefix(struct view folded, const char *prefix) {
    size_t n = strlen(prefix);
    return view_starts(folded, prefix) ? (struct view){folded.at + n, folded.bytes - n} : folded;
}

// ---- Nearness ----
static char look_alike(char c) {
    static const char from[] = "OQDILBSZ", to[] = "00011852";
    const char *at = c ? strchr(from, c) : NULL;
    return at ? to[at - from] : c;
}

void look_alikes_folded(const char *text, char *out, size_t room) {
    size_t i = 0;
    for (; text[i] && i + 1 < room; i++) out[i] = look_alike(text[i]);
    out[i] = '\0';
}

static bool one_longer(struct view shorter, struct view longer) {
    size_t i = 0;
    while (i < shorter.bytes && shorter.at[i] == longer.at[i]) i++;
    return longer.bytes == shorter.bytes + 1 && !memcmp(shorter.at + i, longer.at + i + 1, shorter.bytes - i);
}

enum identifier_distance identifier_near(struct view a, struct view b) {
    enum { BYTES_MIN = 6 };
    size_t wrong = 0, alike = 0, first = 0;
    if (view_same(a, b)) return IDENTIFIER_DISTANCE_same;
    if (a.bytes < BYTES_MIN || b.bytes < BYTES_MIN) return IDENTIFIER_DISTANCE_far;
    if (a.bytes != b.bytes) return one_longer(a, b) || one_longer(b, a) ? IDENTIFIER_DISTANCE_one_off : IDENTIFIER_DISTANCE_far;
    for (size_t i = 0; i < a.bytes; i++) {
        if (a.at[i] == b.at[i]) continue;
        if (!wrong++) first = i;
        alike += look_alike(a.at[i]) == look_alike(b.at[i]);
    }
    if (alike == wrong) return IDENTIFIER_DISTANCE_look_alike;
    if (wrong == 1) return IDENTIFIER_DISTANCE_one_off;
    bool swapped = wrong == 2 && first + 1 < a.bytes && a.at[first] == b.at[first + 1] && a.at[first + 1] == b.at[first];
    return swapped ? IDENTIFIER_DISTANCE_swapped : IDENTIFIER_DISTANCE_far;
}

const char *identifier_distance_name(enum identifier_distance d) {
    static const char *const names[] = {
#define X(name) #name,
        IDENTIFIER_DISTANCES(X)
#undef X
    };
    return d < IDENTIFIER_DISTANCE_COUNT ? names[d] : "?";
}
