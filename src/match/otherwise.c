// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/otherwise.h"

#include "match/shape.h"
#include "match/tables/keyboards.h"

enum { LATIN_LEAST = 4, LONE_LEAST = 5, IN_ONE_LEAST = 8, NAME_BYTES_MAX = OTHERWISE_ROOM / 4 };

unsigned may_be_otherwise(const struct read_word *w, size_t count) {
    size_t unknown = 0, latin = 0;
    for (size_t i = 0; i < count; i++) {
        bool named = w[i].word.kin || w[i].word.role != ROLE_PLAIN || w[i].word.sex == WORD_OF_MAN || w[i].word.sex == WORD_OF_WOMAN;
        latin += w[i].word.script == SCRIPT_LATIN;
        unknown += w[i].word.script == SCRIPT_LATIN && !named;
    }
    if (!unknown) return 0;
    return 1u << TYPED_LATIN | (latin == count && unknown * 2 > count ? 1u << TYPED_ARABIC : 0) | (count == 1 ? 1u << WRITTEN_IN_ONE : 0);
}

static char small(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c; }
static bool is_small(char c) { return c >= 'a' && c <= 'z'; }

static bool is_name(const char *at, size_t bytes, uint8_t script) {
    struct letters w;
    struct view v = {at, bytes};
    w.script = script, w.count = 0;
    for (size_t i = 0; i < bytes;) {
        uint32_t cp = letter_fold(utf8_next(v, &i));
        if (cp && cp != ' ' && w.count < SOUND_LETTERS_MAX) w.at[w.count++] = cp;
    }
    letters_spell(&w);
    return is_name_of_tables(&w);
}

static void put(struct meant *m, const char *bytes, size_t n, size_t from) {
    for (size_t i = 0; i < n && m->bytes < OTHERWISE_ROOM; i++) m->text[m->bytes] = bytes[i], m->from[m->bytes++] = (uint16_t)from;
    m->from[m->bytes] = (uint16_t)(from + 1);
}

// ---- Latin keyboards ----------------------------------------------------------------------------

struct latin_keys { const char *typed, *meant; };
#define K(typed, meant) {typed, meant},
static const struct latin_keys LATIN[] = {LATIN_KEYBOARDS(K)};
#undef K

static char latin_meant(const struct latin_keys *k, char c) {
    const char *at = c ? strchr(k->typed, small(c)) : NULL;
    return at ? k->meant[at - k->typed] : small(c);
}

// An a is in most names, and a q before no u in few; a sign between letters may be an m.
static bool looks_typed(struct view name) {
    for (size_t i = 0; i < name.bytes; i++) {
        char c = name.at[i];
        if (c > '?' && (c | 0x20) != 'q') continue;
        bool q = c == 'q' || c == 'Q', sign = c == ';' || c == ',' || c == ':' || c == '?';
        char next = (q || sign) && i + 1 < name.bytes ? small(name.at[i + 1]) : 0;
        if ((q && next != 'u') || (sign && is_small(next))) return true;
    }
    return false;
}

// What words become names that tables have, whose letters stand where those that were typed do. None where one that was a name is none any more, nor where
// one short name alone was made.
static size_t names_made(struct view name, const struct meant *m) {
    size_t made = 0, longest = 0;
    for (size_t i = 0, n; i < m->bytes; i += n + 1) {
        bool typed = false, changed = false, letters = true;
        for (n = 0; i + n < m->bytes && is_small(m->text[i + n]); n++) {
            char c = small(name.at[i + n]);
            changed |= c != m->text[i + n], letters &= is_small(c), typed |= c == 'q' || !is_small(c);
        }
        if (n < LATIN_LEAST || !changed) continue;
        if (letters && is_name(name.at + i, n, SCRIPT_LATIN)) return 0;
        if (!typed || !is_name(m->text + i, n, SCRIPT_LATIN)) continue;
        made++, longest = n > longest ? n : longest;
    }
    return made > 1 || longest >= LONE_LEAST ? made : 0;
}

static bool typed_latin(struct view name, struct meant *out) {
    size_t most = 0;
    for (size_t r = 0; looks_typed(name) && r < sizeof LATIN / sizeof *LATIN; r++) {
        struct meant m;
        m.bytes = 0;
        for (size_t i = 0; i < name.bytes; i++) put(&m, &(char){latin_meant(&LATIN[r], name.at[i])}, 1, i);
        size_t made = names_made(name, &m);
        if (made > most) most = made, *out = m;
    }
    return most > 0;
}

// ---- an Arabic keyboard -------------------------------------------------------------------------

struct arabic_keys { const char *typed; const char32_t *meant; };
#define K(typed, meant) {typed, meant},
static const struct arabic_keys ARABIC[] = {ARABIC_KEYBOARDS(K)};
#undef K
#define T(typed, second) {typed, second},
static const struct { char typed; char32_t second; } TWO[] = {TWO_ON_A_KEY(T)};
#undef T

static void put_point(struct meant *m, uint32_t cp, size_t from) {
    char bytes[4];
    put(m, bytes, utf8_put(cp, bytes), from);
}

static bool put_key(const struct arabic_keys *k, char c, size_t from, struct meant *m) {
    const char *at = strchr(k->typed, c);
    if (!at) at = strchr(k->typed, c = small(c));
    if (!at) return false;
    put_point(m, k->meant[at - k->typed], from);
    for (size_t t = 0; t < sizeof TWO / sizeof *TWO; t++) if (TWO[t].typed == c) put_point(m, TWO[t].second, from);
    return true;
}

// Behind its article, too. Of three letters there are many: two words must be names then.
static bool makes_arabic_names(const struct meant *m) {
    enum { ARTICLE = sizeof "ال" - 1, LETTER = 2, FOUR = 4 };
    size_t words = 0, made = 0, longer = 0;
    for (size_t i = 0, n; i < m->bytes; i += n + 1) {
        const char *at = m->text + i;
        for (n = 0; i + n < m->bytes && at[n] != ' '; n++) {}
        size_t skip = n > ARTICLE + 2 * LETTER && memcmp(at, "ال", ARTICLE) == 0 ? ARTICLE : 0;
        bool name = n > 2 * LETTER && (is_name(at, n, SCRIPT_ARABIC) || (skip && is_name(at + skip, n - skip, SCRIPT_ARABIC)));
        words += n > LETTER, made += name, longer += name && n - skip >= (size_t)FOUR * LETTER;
    }
    return made * 2 >= words && (longer || made > 1);
}

// Few Arabic letters lie where a Latin keyboard has a vowel.
static bool has_few_vowels(struct view name) {
    size_t vowels = 0, written = 0;
    for (size_t i = 0; i < name.bytes; i++) {
        char c = small(name.at[i]);
        written += c != ' ', vowels += c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
    }
    return vowels * 3 <= written;
}

static bool typed_arabic(struct view name, struct meant *m) {
    for (size_t r = 0; has_few_vowels(name) && r < sizeof ARABIC / sizeof *ARABIC; r++) {
        bool keys = true;
        m->bytes = 0;
        for (size_t i = 0; i < name.bytes && keys; i++) {
            if (name.at[i] == ' ') put(m, " ", 1, i);
            else keys = name.at[i] && put_key(&ARABIC[r], name.at[i], i, m);
        }
        if (keys && makes_arabic_names(m)) return true;
    }
    return false;
}

// ---- a whole name in one word -------------------------------------------------------------------

static bool is_row(const char *const *rows, size_t count, const char *at, size_t n) {
    for (size_t i = 0; i < count; i++) if (strlen(rows[i]) == n && memcmp(rows[i], at, n) == 0) return true;
    return false;
}

enum part { PART_NONE, PART_PARTICLE, PART_NAME };
static enum part part_of(const char *at, size_t n) {
    static const char *const particles[] = {PARTICLES_INSIDE}, *const names[] = {SHORT_NAMES};
    if (is_row(particles, sizeof particles / sizeof *particles, at, n)) return PART_PARTICLE;
    if (is_row(names, sizeof names / sizeof *names, at, n)) return PART_NAME;
    return n >= LATIN_LEAST && is_name(at, n, SCRIPT_LATIN) ? PART_NAME : PART_NONE;
}

// The fewest parts that end at each letter, of which the last begins where; a particle ends no name. `tied`: as few in another way.
struct parting { uint8_t parts, names, from; bool tied, particle; };
static bool part_whole(const char *at, size_t n, struct parting *p) {
    p[0] = (struct parting){0};
    for (size_t end = 1; end <= n; end++) {
        p[end] = (struct parting){.parts = UINT8_MAX};
        for (size_t from = 0; from < end; from++) {
            if (p[from].parts == UINT8_MAX || p[from].parts + 1 > p[end].parts) continue;
            enum part part = part_of(at + from, end - from);
            if (part == PART_NONE) continue;
            bool tied = p[from].tied || p[from].parts + 1 == p[end].parts, particle = part == PART_PARTICLE;
            p[end] = (struct parting){(uint8_t)(p[from].parts + 1), (uint8_t)(p[from].names + !particle), (uint8_t)from, tied, particle};
        }
    }
    return p[n].parts < UINT8_MAX && p[n].names > 1 && !p[n].tied && !p[n].particle;
}

static bool written_in_one(struct view name, struct meant *m) {
    char at[SOUND_LETTERS_MAX];
    struct parting p[SOUND_LETTERS_MAX + 1];
    bool begins[SOUND_LETTERS_MAX] = {false};
    if (name.bytes < IN_ONE_LEAST || name.bytes > SOUND_LETTERS_MAX) return false;
    if (small(name.at[0]) == 'a' && small(name.at[1]) == 'b' && small(name.at[2]) == 'd') return false;  // a compound that is one word
    for (size_t i = 0; i < name.bytes; i++) if (!is_small(at[i] = small(name.at[i]))) return false;
    if (!part_whole(at, name.bytes, p)) return false;
    for (size_t end = name.bytes; end; end = p[end].from) begins[p[end].from] = true;
    m->bytes = 0;
    for (size_t i = 0; i < name.bytes; i++) {
        if (i && begins[i]) put(m, " ", 1, i);
        put(m, at + i, 1, i);
    }
    return true;
}

bool name_otherwise(struct view name, enum otherwise way, struct meant *out) {
    if (name.bytes > NAME_BYTES_MAX) return false;
    if (way == TYPED_LATIN) return typed_latin(name, out);
    return way == TYPED_ARABIC ? typed_arabic(name, out) : written_in_one(name, out);
}
