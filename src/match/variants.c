// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// variants.c — the spellings shown to an officer before a question goes out. The engine compares sounds, not
// lists of spellings; these are examples of what counts as the same.
#include "codec/mrz.h"
#include "match/firm.h"
#include "match/form.h"
#include "match/sound.h"
#include "match/tables/spellings.h"

enum { SPELLINGS_OF_WORD_MAX = 8, SPELLING_BYTES_MAX = 120 };

struct room {
    struct view at[SPELLINGS_OF_WORD_MAX];
    size_t count;
};

static bool add(struct room *r, const struct text *t, struct arena *a) {
    if (!text_ok(t) || !t->bytes || r->count == SPELLINGS_OF_WORD_MAX) return true;
    for (size_t i = 0; i < r->count; i++) if (view_same(r->at[i], text_seen(t))) return true;
    char *kept = arena_copy(a, text_seen(t));
    if (!kept) return false;
    r->at[r->count++] = (struct view){kept, t->bytes};
    return true;
}

static const struct sound_spelling *spelling_of(char sound) {
    static const struct sound_spelling rows[] = {SOUND_SPELLINGS};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) if (rows[i].sound == sound) return &rows[i];
    return NULL;
}

// Sounds written the way of one of the columns of the table. Arabic leaves out short vowels inside the word.
static bool write_as(const struct word *w, size_t v, int column, struct room *r, struct arena *a) {
    AUTO_TEXT t = text_with_ceiling(SPELLING_BYTES_MAX);
    for (size_t i = 0; i < w->sound_bytes[v]; i++) {
        char c = w->sound[v][i];
        const struct sound_spelling *s = spelling_of(c);
        bool edge = i == 0 || i + 1 == w->sound_bytes[v];
        if (!s || (column == SPELL_ARABIC && sound_is_vowel(c) && !edge)) continue;
        text_put(&t, s->as[column]);
    }
    return add(r, &t, a);
}

static bool is_arabic(const char *word) { return ((uint8_t)word[0] & 0xFC) == 0xD8; }  // U+0600 to U+06FF

// As people write it: the name in the tables, first in Arabic letters, which no rule gives (Mustapha, مصطفي).
static bool spell_as_known(const struct read_word *w, struct room *r, struct arena *a, bool *arabic) {
    *arabic = w->word.script == SCRIPT_ARABIC;
    for (int turn = 0; turn < 2; turn++) {
        const char *word;
        for (size_t i = 0; (word = kin_word(w->word.kin, i)); i++) {
            if (is_arabic(word) != (turn == 0)) continue;
            AUTO_TEXT t = text_with_ceiling(SPELLING_BYTES_MAX);
            text_put(&t, word);
            *arabic |= turn == 0;
            if (!add(r, &t, a)) return false;
        }
    }
    return true;
}

static bool spell(const struct read_word *w, struct room *r, struct arena *a) {
    AUTO_TEXT folded = text_with_ceiling(SPELLING_BYTES_MAX * 2);
    bool arabic;
    r->count = 0;
    text_view(&folded, firm_word_shown(w->folded));
    if (!add(r, &folded, a) || !spell_as_known(w, r, a, &arabic)) return false;
    for (size_t v = 0; v < WORD_SOUNDS && w->word.sound_bytes[v]; v++) {
        if (!arabic && !write_as(&w->word, v, SPELL_ARABIC, r, a)) return false;
        if (w->word.script == SCRIPT_LATIN && (v == 0 || word_is_said(&w->word))) continue;
        for (int column = SPELL_ENGLISH; column < SPELL_COLUMNS; column++)
            if (!write_as(&w->word, v, column, r, a)) return false;
    }
    return true;
}

static bool keep(const struct read_word *w, const struct room *r, struct variant *out, struct arena *a) {
    struct view *spellings = ARENA_ARRAY(a, r->count, struct view);
    if (!spellings) return false;
    memcpy(spellings, r->at, r->count * sizeof *spellings);
    *out = (struct variant){w->received, spellings, r->count};
    return true;
}

RESULT match_variants(const struct subject *question, struct arena *a, const struct variant **out, size_t *count, struct error *err) {
    struct subject whole;
    size_t n = 0;
    TRY(mrz_into_subject(question, a, &whole, NULL, err));
    struct variant *variants = ARENA_ARRAY(a, FORM_WORDS_MAX, struct variant);
    if (!variants) return FAIL(err, TOO_BIG, "no room for the variants");
    for (size_t i = 0; i < whole.name_count; i++) {
        struct read_word *words;
        size_t word_count;
        if (!words_read_as(naming_of((uint8_t)whole.kind), whole.names[i].text, a, &words, &word_count)) return FAIL(err, TOO_BIG, "no room for the variants");
        for (size_t k = 0; k < word_count && n < FORM_WORDS_MAX; k++) {
            struct room r;
            word_sound(&words[k]);
            if (!spell(&words[k], &r, a) || !keep(&words[k], &r, &variants[n++], a)) return FAIL(err, TOO_BIG, "no room for the variants");
        }
    }
    *out = variants;
    *count = n;
    return DONE;
}
