// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/digits.h"

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
static bool is_among(const char *set, uint32_t c) { return c && c < 0x80 && strchr(set, (int)c); }
static bool may_be_two(uint32_t c) { return c == '1' || c == '6' || c == '9'; }

// What a 1 stands for, by what a syllable can be: l after a vowel (Abdeljali1) but before r and n (Fa1rouz), before one at the start, before
// an i (Kha1i1), and between a vowel and what begins a syllable with it (C1ara, Is1am); i elsewhere (Sech1n, Mar1a, Anastas1a).
static uint32_t one_as_letter(const uint32_t *read, const uint32_t *l, size_t i, size_t n) {
    uint32_t next = i + 1 < n ? l[i + 1] : 0, before = i ? read[i - 1] : 0;
    bool vowel_follows = next && (letter_is_vowel(next) || is_among("034", next));
    if (!before) return vowel_follows ? 'l' : 'i';
    if (letter_is_vowel(before)) return next && before != 'i' && is_among("rn", next) ? 'i' : 'l';
    if (next == 'i') return 'l';
    bool begins_syllable = is_among("bcfgkpl", before) || (before == 's' && i + 2 < n && is_among("a4", next));
    return vowel_follows && begins_syllable ? 'l' : 'i';
}

// A 6 looks like the capital G that begins a word, and like a small b; a 9 like g and q. The rest are one letter each.
static uint32_t as_letter(const uint32_t *read, const uint32_t *l, size_t i, size_t n) {
    static const char like[] = "oizeasbtbg";
    if (l[i] == '1') return one_as_letter(read, l, i, n);
    return l[i] == '6' && i == 0 ? 'g' : (uint8_t)like[l[i] - '0'];
}

static uint32_t other_letter(uint32_t digit, uint32_t first) {
    if (digit == '1') return first == 'l' ? 'i' : 'l';
    if (digit == '6') return first == 'g' ? 'b' : 'g';
    return digit == '9' ? 'q' : first;
}

// Of what may be two, bit k of `others` says that the k-th is its other letter.
static void read_so(const uint32_t *l, size_t n, unsigned others, uint32_t *out) {
    unsigned k = 0;
    for (size_t i = 0; i < n; i++) {
        out[i] = is_digit(l[i]) ? as_letter(out, l, i, n) : l[i];
        if (may_be_two(l[i]) && others >> k++ & 1) out[i] = other_letter(l[i], out[i]);
    }
}

// No l begins a word before a consonant (1brahim) or ends one behind it (Masson1; Kar1 is in a table).
static bool is_surely_i(const uint32_t *read, size_t i, size_t n) { return read[i] == 'i' && (i == 0 || i + 1 == n) && n > 1; }

bool digits_read(const uint32_t *l, size_t n, bool second, uint32_t *out) {
    uint32_t first[SOUND_LETTERS_MAX];
    bool any = false;
    read_so(l, n, 0, first);
    for (size_t i = 0; i < n; i++) {
        any |= is_digit(l[i]);
        out[i] = second && is_digit(l[i]) && !is_surely_i(first, i, n) ? other_letter(l[i], first[i]) : first[i];
    }
    return any;
}

static size_t digits_at_end(const struct letters *w) {
    size_t k = 0;
    while (k < w->count && is_digit(w->at[w->count - 1 - k])) k++;
    return k;
}

static bool is_known_without(const struct letters *w, size_t last) {
    struct letters rest = *w;
    rest.count = (uint8_t)(w->count - last), rest.script = SCRIPT_LATIN;
    letters_spell(&rest);
    return rest.count > 2 && is_in_tables(&rest);
}

// Digits that a machine takes for letters; 2, 3, 4, 7 are only written for them, in longer words.
static bool look_like_letters(const struct letters *w) {
    for (size_t i = 0; i < w->count; i++) if (is_among("2347", w->at[i])) return false;
    return true;
}

// Where no table has the word a digit inside it is a letter, and a 0 or 1 that ends a long one; Boat2 is no Boatz.
static bool is_long_enough(const struct letters *w, size_t digits) {
    size_t last = digits_at_end(w);
    return w->count >= digits + 3 && (!last || (w->count >= digits + 6 && is_among("01", w->at[w->count - 1])));
}

// 5th, 1er, 1ra.
static bool is_ordinal(const struct letters *w) {
    static const char ends[][3] = {"th", "st", "er", "re", "ra", "ro", "ta", "to"};
    for (size_t i = 0; w->count == 3 && is_digit(w->at[0]) && i < sizeof ends / sizeof *ends; i++)
        if (w->at[1] == (uint8_t)ends[i][0] && w->at[2] == (uint8_t)ends[i][1]) return true;
    return false;
}

// The one reading of the word that a table has (A1i, 8en, Abba5, Abdes1am): false where none has, or several (A1da). What is not long enough to be
// read without a table must look like letters, and a digit behind a name is a number there (Omar1).
static bool read_as_known(struct letters *w, size_t digits) {
    enum { TWOS_MAX = 4 };
    size_t twos = 0, found = 0, last = digits_at_end(w);
    struct letters known, one = *w;
    for (size_t i = 0; i < w->count; i++) twos += may_be_two(w->at[i]);
    if (twos > TWOS_MAX) return false;
    if (!is_long_enough(w, digits) && (!look_like_letters(w) || is_ordinal(w) || (last && is_known_without(w, last)))) return false;
    one.script = SCRIPT_LATIN;
    for (unsigned others = 0; others < 1u << twos; others++) {
        read_so(w->at, w->count, others, one.at);
        letters_spell(&one);
        if (is_in_tables(&one)) known = one, found++;
    }
    if (found == 1) *w = known;
    return found == 1;
}

bool digits_are_letters(struct letters *w, size_t digits) {
    if (w->count < 3 || digits * 2 > w->count) return false;
    if (read_as_known(w, digits)) return true;
    if (!is_long_enough(w, digits)) return false;
    uint32_t first[SOUND_LETTERS_MAX];
    read_so(w->at, w->count, 0, first);
    for (size_t i = 0; i < w->count; i++) if (!may_be_two(w->at[i])) w->at[i] = first[i];
    w->script = SCRIPT_LATIN;
    return true;
}
