// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/chat.h"

#include "match/digits.h"

// What a digit is written for; NULL: no letter. Hamza and ayn are not heard in Latin, unless nothing else makes the syllable (3li).
static const struct { const char *plain, *marked; } LETTERS[10] = {
    [2] = {"", NULL}, [3] = {"", "gh"}, [5] = {"kh", NULL}, [6] = {"t", "z"}, [7] = {"h", "kh"}, [9] = {"q", "d"}};

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
static bool is_letter(uint32_t c) { return c >= 'a' && c <= 'z'; }

static bool put(struct letters *w, const char *letters) {
    for (; *letters; letters++) {
        if (w->count == SOUND_LETTERS_MAX) return false;
        w->at[w->count++] = (uint8_t)*letters;
    }
    return true;
}

bool chat_mark(struct letters *w) {
    uint32_t last = w->count ? w->at[w->count - 1] : 0;
    const char *letters = is_digit(last) ? LETTERS[last - '0'].marked : NULL;
    if (!letters || w->count - 1 + strlen(letters) > SOUND_LETTERS_MAX) return false;
    w->count--;
    return put(w, letters);
}

// An ayn or a hamza that no vowel stands beside is one.
static const char *silent(const uint32_t *l, size_t n, size_t i) {
    bool beside = (i && letter_is_vowel(l[i - 1])) || (i + 1 < n && letter_is_vowel(l[i + 1]));
    return beside ? "" : "a";
}

static bool written_out(const struct letters *w, struct letters *out) {
    *out = *w;
    out->count = 0, out->script = SCRIPT_LATIN, out->uneven = true;
    if (w->count < 3) return false;
    for (size_t i = 0; i < w->count; i++) {
        uint32_t c = w->at[i];
        const char *letters = is_digit(c) ? LETTERS[c - '0'].plain : NULL;
        if (is_digit(c) && !letters) return false;
        if (!is_digit(c) && out->count == SOUND_LETTERS_MAX) return false;
        if (!is_digit(c)) out->at[out->count++] = c;
        else if (!put(out, *letters ? letters : silent(w->at, w->count, i))) return false;
    }
    letters_spell(out);
    return out->count > 2;
}

static size_t digits_of(const struct letters *w, size_t *letters) {
    size_t digits = 0;
    *letters = 0;
    for (size_t i = 0; i < w->count; i++) digits += is_digit(w->at[i]), *letters += is_letter(w->at[i]);
    return digits + *letters == w->count ? digits : 0;
}

static bool is_known(const struct letters *w) {
    struct letters copy = *w;
    letters_spell(&copy);
    return is_in_tables(&copy);
}

static bool is_known_misread(const struct letters *w, size_t digits) {
    struct letters read = *w;
    return digits_are_letters(&read, digits) && is_known(&read);
}

// A digit that ends a word is a letter where that makes a name and the word without it is none (Omar9).
static bool ends_in_number(const struct letters *w, const struct letters *read) {
    struct letters rest = *w;
    if (!is_digit(w->at[w->count - 1])) return false;
    rest.count--, rest.script = SCRIPT_LATIN;
    return !is_known(read) || is_known(&rest);
}

static bool may_be_read(const struct letters *w, size_t *digits, struct letters *read) {
    size_t letters;
    *digits = digits_of(w, &letters);
    return *digits && letters > 1 && letters >= *digits && written_out(w, read) && !ends_in_number(w, read);
}

// A 3 at the start or beside a vowel is no e, a 7 beside one is rather a deep h than a t, and a 2 between two is no z.
static bool stands_as_letter(const struct letters *w) {
    for (size_t i = 0; i + 1 < w->count; i++) {
        bool after = i && letter_is_vowel(w->at[i - 1]), before = letter_is_vowel(w->at[i + 1]);
        bool stands = w->at[i] == '3' ? !i || after || before : w->at[i] == '7' ? after || before : w->at[i] == '2' && after && before;
        if (stands && is_letter(w->at[i + 1]) && w->count > 3) return true;
    }
    return false;
}

static bool is_chat(const struct letters *w) {
    struct letters read;
    size_t digits;
    if (!may_be_read(w, &digits, &read) || is_known_misread(w, digits)) return false;
    return is_known(&read) || stands_as_letter(w);
}

bool names_chat(const struct letters *w, size_t n) {
    for (size_t i = 0; i < n; i++) if (is_chat(&w[i])) return true;
    return false;
}

bool chat_read(struct letters *w) {
    struct letters read;
    size_t digits;
    if (!may_be_read(w, &digits, &read) || (is_known_misread(w, digits) && !is_known(&read))) return false;
    *w = read;
    return true;
}
