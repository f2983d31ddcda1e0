// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/acronym.h"

#include "match/firm.h"

// ---- first letters ------------------------------------------------------------------------------

// A small word is no letter of an acronym; a legal form may be.
static bool counts(const struct letters *w, bool with_form) {
    if (w->role == ROLE_LINK || w->script > SCRIPT_GREEK || w->script == SCRIPT_ARABIC) return false;
    return with_form || !is_legal_form(letters_text(w));
}

static size_t put_first_letter(struct view name, const struct letters *w, char *out) {
    size_t at = w->first;
    utf8_next(name, &at);
    memcpy(out, name.at + w->first, at - w->first);
    return at - w->first;
}

static void first_letters(struct view name, const struct letters *w, size_t n, bool with_form, struct acronym *out) {
    size_t letters = 0;
    out->bytes = 0;
    for (size_t i = 0; i < n; i++) {
        if (!counts(&w[i], with_form)) continue;
        if (letters++ == ACRONYM_MAX) break;
        out->bytes += (uint8_t)put_first_letter(name, &w[i], out->text + out->bytes);
    }
    if (letters < ACRONYM_MIN || letters > ACRONYM_MAX) out->bytes = 0;
}

void acronyms_of(struct view name, const struct letters *w, size_t n, struct acronyms *out) {
    first_letters(name, w, n, false, &out->without_form);
    first_letters(name, w, n, true, &out->whole);
}

// ---- first syllables ----------------------------------------------------------------------------

enum { LETTERS_MAX = 200, SYLLABLES_WORD_MIN = 5, SYLLABLES_WORD_MAX = 16, SYLLABLE_MAX = 4, LONG_NAME_WORDS_MAX = 20, USED_MIN = 3, SMALL_WORD_MAX = 3 };
// A letter that begins a word is one of some eleven, what follows it one of four; a word of the name left out costs what its letter
// would bring half the time. At most as much as the name of a person with its family's.
static const float FIRST_LETTER_BITS = 3.5f, NEXT_LETTER_BITS = 2, LEFT_OUT_BITS = 1.5f, MOST_BITS = 12;

struct spelt {
    char at[LETTERS_MAX];
    uint8_t first[LONG_NAME_WORDS_MAX], length[LONG_NAME_WORDS_MAX];
    size_t words;
};

// Letters without accents, word for word; false where there are others than Latin ones, or too many.
static bool spell(struct view text, struct spelt *s) {
    size_t n = 0;
    bool inside = false;
    s->words = 0;
    for (size_t at = 0; at < text.bytes;) {
        uint32_t cp = letter_plain(letter_fold(utf8_next(text, &at)));
        if (cp == 0) continue;
        if (cp >= 0x80 || n == LETTERS_MAX) return false;
        bool letter = cp >= 'a' && cp <= 'z';
        if (letter && !inside) {
            if (s->words == LONG_NAME_WORDS_MAX) return false;
            s->first[s->words] = (uint8_t)n, s->length[s->words++] = 0;
        }
        if (letter) s->at[n++] = (char)cp, s->length[s->words - 1]++;
        inside = letter;
    }
    return s->words > 0;
}

// The most that the letters from `i` on bring out of the words from `k` on, where `used` words (three or more count as three)
// were used before; NOWAY where they do not end. Filled from the end, so that no way is gone twice.
static const float NOWAY = -1000;
struct ways {
    float most[SYLLABLES_WORD_MAX + 1][LONG_NAME_WORDS_MAX + 1][USED_MIN + 1];
};

static float most_from(const struct ways *t, const struct spelt *word, size_t i, const struct spelt *name, size_t k, size_t used) {
    if (i == word->length[0]) return used >= USED_MIN ? 0 : NOWAY;
    if (k == name->words) return NOWAY;
    float best = NOWAY;
    const char *w = word->at + i, *of = name->at + name->first[k];
    for (size_t n = 1; n <= SYLLABLE_MAX && n <= name->length[k] && i + n <= word->length[0] && w[n - 1] == of[n - 1]; n++) {
        float bits = FIRST_LETTER_BITS + NEXT_LETTER_BITS * (float)(n - 1) + t->most[i + n][k + 1][used < USED_MIN ? used + 1 : USED_MIN];
        if (bits > best) best = bits;
    }
    if (k == 0) return best;  // the first word is never left out
    float without = t->most[i][k + 1][used] - (name->length[k] <= SMALL_WORD_MAX ? 0 : LEFT_OUT_BITS);
    return without > best ? without : best;
}

float syllables_bits(struct view word, struct view name) {
    struct spelt w, n;
    if (!spell(word, &w) || w.words != 1 || w.length[0] < SYLLABLES_WORD_MIN || w.length[0] > SYLLABLES_WORD_MAX) return 0;
    if (!spell(name, &n) || n.words < USED_MIN) return 0;
    struct ways t;
    for (size_t k = n.words + 1; k-- > 0;)
        for (size_t i = w.length[0] + 1u; i-- > 0;)
            for (size_t used = 0; used <= USED_MIN; used++) t.most[i][k][used] = most_from(&t, &w, i, &n, k, used);
    float bits = t.most[0][0][0];
    return bits <= 0 ? 0 : bits > MOST_BITS ? MOST_BITS : bits;
}
