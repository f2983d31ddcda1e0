// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/misread.h"

#include "match/shape.h"
#include "match/tables/misread.h"

#include <threads.h>

enum { LATIN_LEAST = 5, ARABIC_LEAST = 4, PLACES_MAX = 4 };

static void put_letters(const uint32_t *l, size_t n, uint8_t script, struct letters *out) {
    memcpy(out->at, l, n * sizeof *l);
    out->count = (uint8_t)n, out->script = script;
    letters_spell(out);
}

// What the readings of a word come to: the one that is a name.
struct names_found {
    uint32_t *out;
    size_t count, names;
};
static void note_name(struct names_found *f, const uint32_t *l, size_t n) {
    bool again = f->names && f->count == n && memcmp(f->out, l, n * sizeof *l) == 0;
    if (again) return;
    memcpy(f->out, l, n * sizeof *l);
    f->count = n, f->names++;
}

// ---- two letters for one ------------------------------------------------------------------------

struct pair_row { char seen[4], meant[2], where; uint8_t count; };
#define R(seen, meant, where) {seen, meant, where, sizeof seen - 1},
static const struct pair_row PAIRS[] = {MISREAD_PAIRS(R)};
#undef R

static const struct pair_row *pair_at(const uint32_t *l, size_t i, size_t n) {
    for (size_t r = 0; r < sizeof PAIRS / sizeof *PAIRS; r++) {
        const struct pair_row *p = &PAIRS[r];
        if (l[i] != (uint8_t)p->seen[0] || i + p->count > n || (p->where == '^') != (i == 0)) continue;
        size_t k = 1;
        while (k < p->count && l[i + k] == (uint8_t)p->seen[k]) k++;
        if (k == p->count && !(p->where == 'i' && i + k == n)) return p;
    }
    return NULL;
}

// Bit k of `which`: the k-th place where two letters may be one is so read.
static size_t read_pairs(const uint32_t *l, size_t n, unsigned which, uint32_t *out) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const struct pair_row *p = pair_at(l, i, n);
        bool one = p && which & 1;
        if (p) which >>= 1;
        out[count++] = one ? (uint8_t)p->meant[0] : l[i];
        if (one) i += p->count - 1u;
    }
    return count;
}

// What most words have nothing of is seen in one look.
struct looks { size_t places; bool x; };
static struct looks look_at(const uint32_t *l, size_t n) {
#define R(seen, meant, where) | 1u << (seen[0] - 'a')
    const uint32_t begin = 1u << ('x' - 'a') MISREAD_PAIRS(R);
#undef R
#define R(seen, meant, where) || (l[i] == (uint8_t)seen[0] && l[i + 1] == (uint8_t)seen[1])
    struct looks looks = {0, false};
    for (size_t i = 0; i + 1 < n; i++) {
        if (l[i] - 'a' >= 26 || !(begin >> (l[i] - 'a') & 1)) continue;
        looks.x |= l[i] == 'x';
        if (false MISREAD_PAIRS(R)) looks.places += pair_at(l, i, n) != NULL;
    }
#undef R
    return looks;
}

static void find_pairs(const uint32_t *l, size_t n, size_t places, struct names_found *found) {
    uint32_t read[SOUND_LETTERS_MAX];
    struct letters w;
    if (!places || places > PLACES_MAX || n < LATIN_LEAST) return;
    put_letters(l, n, SCRIPT_LATIN, &w);
    if (is_in_tables(&w)) return;
    for (unsigned which = 1; which < 1u << places; which++) {
        size_t k = read_pairs(l, n, which, read);
        put_letters(read, k, SCRIPT_LATIN, &w);
        if (is_name_of_tables(&w)) note_name(found, read, k);
    }
}

// ---- x for sh -----------------------------------------------------------------------------------

// An x between vowels is ks in nine of ten names. Kurdish and Azerbaijani have kh there (Şêxo), old Spanish and Maltese sh (Uxen): where a letter has a
// mark, or behind a u. Where; n: nowhere.
static size_t lone_x(const uint32_t *l, size_t n) {
    bool marked = false;
    for (size_t i = 0; i < n; i++) marked |= l[i] >= 0x80;
    for (size_t i = 1; i + 1 < n; i++)
        if (l[i] == 'x' && (marked ? letter_is_vowel(l[i - 1]) : l[i - 1] == 'u') && letter_is_vowel(l[i + 1])) return i;
    return n;
}

static void find_x(const uint32_t *l, size_t n, struct names_found *found) {
    struct letters w;
    size_t at = n + 1 < SOUND_LETTERS_MAX ? lone_x(l, n) : n;
    if (at == n) return;
    put_letters(l, n, SCRIPT_LATIN, &w);
    if (is_in_tables(&w)) return;
    memcpy(found->out, l, at * sizeof *l);
    found->out[at] = w.bytes > w.count ? 'k' : 's', found->out[at + 1] = 'h';
    memcpy(found->out + at + 2, l + at + 1, (n - at - 1) * sizeof *l);
    found->count = n + 1, found->names = 1;
}

// ---- dots ---------------------------------------------------------------------------------------

static const char32_t *const DOTTED[] = {
#define R(row) row,
    DOTTED_ROWS(R)
#undef R
};
static const char *const NAMES[] = {ARABIC_NAMES};
enum { NAME_COUNT = sizeof NAMES / sizeof *NAMES, SLOTS = 4096 };
static uint16_t slots[SLOTS];  // 1 + row; 0 free
static once_flag laid_out = ONCE_FLAG_INIT;

static void lay_out(void) {
    _Static_assert(NAME_COUNT < SLOTS / 2, "room");
    for (size_t i = 0; i < NAME_COUNT; i++) {
        size_t at = bytes_hash(view_of(NAMES[i])) % SLOTS;
        while (slots[at]) at = (at + 1) % SLOTS;
        slots[at] = (uint16_t)(i + 1);
    }
}

static bool is_listed_here(struct view t, uint64_t hash) {
    for (size_t at = hash % SLOTS; slots[at]; at = (at + 1) % SLOTS) if (view_is(t, NAMES[slots[at] - 1])) return true;
    return false;
}

// How many letters of an article, an Abd, or both stand before the name.
static size_t before_name(const uint32_t *l, size_t n) {
    static const uint32_t abd[] = {U'ع', U'ب', U'د'};
    size_t k = n > 6 && memcmp(l, abd, sizeof abd) == 0 ? 3 : 0;
    bool article = n > k + 3 && l[k] == U'ا' && l[k + 1] == U'ل';
    bool of_abd = k && l[k] == U'ل' && l[k + 1] == U'ل';  // عبد اللطيف in one word: shape.c keeps two
    return article ? k + 2 : of_abd ? k + 1 : k;
}

// Of four letters and no more there are too many names: such a one is of the other tables, whose names many bear.
static bool is_arabic_name(const uint32_t *l, size_t n, bool common) {
    struct letters w;
    put_letters(l, n, SCRIPT_ARABIC, &w);
    return is_name_of_tables(&w) || (!common && is_listed_here(letters_text(&w), w.hash));
}

static const char32_t *row_of(uint32_t letter) {
    for (size_t r = 0; r < sizeof DOTTED / sizeof *DOTTED; r++) if (u32_has(DOTTED[r], letter)) return DOTTED[r];
    return U"";
}

static void find_dots(const uint32_t *l, size_t n, struct names_found *found) {
    uint32_t read[SOUND_LETTERS_MAX];
    struct letters w;
    size_t skip = before_name(l, n);
    bool common = n < ARABIC_LEAST + 1;
    call_once(&laid_out, lay_out);
    put_letters(l, n, SCRIPT_ARABIC, &w);
    if (n < skip + ARABIC_LEAST || is_in_tables(&w) || is_arabic_name(l, n, false) || (skip && is_arabic_name(l + skip, n - skip, false))) return;
    memcpy(read, l, n * sizeof *l);
    for (size_t i = skip; i < n; i++) {
        bool last = i + 1 == n;
        for (const char32_t *other = last && u32_has(OWN_SHAPE_AT_END, l[i]) ? U"" : row_of(l[i]); *other; other++) {
            if (*other == l[i] || (last && u32_has(OWN_SHAPE_AT_END, *other))) continue;
            read[i] = *other;
            if (is_arabic_name(read + skip, n - skip, common)) note_name(found, read, n);
        }
        read[i] = l[i];
    }
}

size_t misread_letters(const uint32_t *l, size_t n, uint8_t script, uint32_t out[SOUND_LETTERS_MAX]) {
    struct names_found found = {.out = out};
    if (script == SCRIPT_LATIN) {
        struct looks looks = look_at(l, n);
        find_pairs(l, n, looks.places, &found);
        if (looks.x && !found.names) find_x(l, n, &found);
    }
    if (script == SCRIPT_ARABIC) find_dots(l, n, &found);
    return found.names == 1 ? found.count : 0;
}
