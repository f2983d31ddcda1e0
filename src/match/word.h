// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// word.h — from a name as received to words as they sound.
//
// A name becomes words: lower case, without marks, with the compounds of Arabic names joined (Abd al-Salam,
// Nur al-Din, Rahmat Allah). Every word carries what it sounds like in one alphabet for all scripts. The
// alphabet keeps letters that are ambiguous between romanisations as symbols of their own (French ch, the
// letter j): which sounds may stand for one another, and how dearly, is said once, in the cost table of
// likeness.c. Arabic letters are mapped one by one, never through Latin digraphs: s+h is not sh.
//
// Symbols: a e i o u vowels · b d f g h k l m n p q r s t v w y z as expected · S sh · T tch · X kh · G gh
// · D dj · Z zh · Q th · V dh · C the digraph ch · J the letter j · c ts and soft c · E the letter ayn
// · x an x that starts a word, and xh · O an o that ends it · R the digraph rh, r or gh.
#ifndef MALINES_MATCH_WORD_H
#define MALINES_MATCH_WORD_H

#include "base/arena.h"

enum { WORD_SOUNDS = 2, SOUND_MAX = 22, NAME_WORDS_MAX = 24, NAME_READ_BYTES_MAX = 2000 };

enum script { SCRIPT_LATIN, SCRIPT_ARABIC, SCRIPT_CYRILLIC, SCRIPT_GREEK, SCRIPT_HEBREW, SCRIPT_SYLLABLES, SCRIPT_OTHER, SCRIPT_DIGITS };

static inline bool leaves_vowels_out(uint8_t script) { return script == SCRIPT_ARABIC || script == SCRIPT_HEBREW; }

// What a word does in a name; the weights per role stand in likeness.c.
enum word_role { ROLE_PLAIN, ROLE_FREQUENT, ROLE_COMMON, ROLE_GIVEN, ROLE_PATRONYMIC, ROLE_GENERIC, ROLE_KUNYA, ROLE_TITLE, ROLE_INITIAL, ROLE_LINK };

// Whose name it is: of a table of given names that have a man's and a woman's form, or by the letter that ends an Arabic word.
enum word_sex { WORD_OF_ANY, WORD_OF_MAN, WORD_OF_WOMAN, WORD_ENDS_IN_TA, WORD_ENDS_OTHERWISE };

// What a word's second sound is: without a glued article or ben; the word as its letters may be read otherwise (with the m that a machine
// reads as rn, a 1 as the other of l and i, without its marks, zh as z and h and the like, a ه as a ta marbuta without dots, the l of بال as
// the sun letter behind it), or as the one name of a table that it would be with a letter mistaken (misread.h); or as a Latin word is said that
// French, Spanish, Portuguese or Italian write otherwise (tables/said.h), which counts beside other scripts alone: who writes the name in them
// writes what is said.
enum second_sound { SECOND_UNGLUED, SECOND_MISREAD, SECOND_SAID };

enum { CLASS_B = 1 << 0, CLASS_N = 1 << 8 };  // of a word's mask: b and p; n
struct word {
    uint64_t hash;                         // of the folded text: equal hash = the same spelling
    // The second, of which `second` says what it is: its bytes 0 when there is none
    // (vocabulary_text).
    char sound[WORD_SOUNDS][SOUND_MAX];
    uint8_t sound_bytes[WORD_SOUNDS];
    uint8_t role, script;
    uint8_t letters;                       // of the folded text, at most 255
    uint16_t kin;                          // short and national forms of one given name share it; 0: none
    uint8_t sex;                           // enum word_sex
    uint8_t second;                        // enum second_sound
    uint8_t pad;
    uint32_t mask;                         // which consonant classes occur
};
static inline bool word_is_said(const struct word *w) { return w->sound_bytes[1] && w->second == SECOND_SAID; }
// How many of its sounds count beside a word of a script (enum script).
static inline size_t word_sounds(const struct word *w, uint8_t beside) {
    return !w->sound_bytes[0] ? 0 : w->sound_bytes[1] && (beside != SCRIPT_LATIN || w->second != SECOND_SAID) ? 2 : 1;
}

// One word of a name with its text, which only the caller's arena keeps.
struct read_word {
    struct word word;                      // first, so that a pointer to it leads to the text
    struct view folded, received;
    uint8_t alone;                         // its role whatever stands beside it: that of the vocabulary, or the first to come would say it for all names
};

// Whose name it is. Organisations and ships have legal forms, words and numbers that in a person's name would be names (firm.h).
enum naming { NAMING_PERSON, NAMING_FIRM, NAMING_SHIP };

// At most NAME_WORDS_MAX words; what follows is left out. Invalid UTF-8 gives no words. NULL words (count 0)
// when nothing folds to a letter or digit. False at the arena's ceiling.
// The words come without their sounds: an index that knows the spelling already has them.
// `made`, where it is not NULL, gets the acronyms of the same words before they become those of organisations (acronym.h).
struct acronyms;
bool words_read_with(enum naming of, struct view name, struct arena *a, struct read_word **out, size_t *count, struct acronyms *made);
static inline bool words_read_as(enum naming of, struct view name, struct arena *a, struct read_word **out, size_t *count) {
    return words_read_with(of, name, a, out, count, NULL);
}
static inline bool words_read(struct view name, struct arena *a, struct read_word **out, size_t *count) {
    return words_read_as(NAMING_PERSON, name, a, out, count);
}
void word_sound(struct read_word *w);      // fills sounds and mask
void word_sound_once(struct read_word *w); // as that, but a digit that stands for one of two letters is the likelier (digits.h), and nothing is misread

// Two neighbours written as one word; `between` are sounds that were an article (Nour el Houda, Nourelhouda), mostly none.
void word_join_by(const struct word *x, const char *between, const struct word *y, struct word *out);
static inline void word_join(const struct word *x, const struct word *y, struct word *out) { word_join_by(x, "", y, out); }

// The keys under which spellings of the word meet: coarse consonant classes, with the other readings of
// ambiguous letters and, unless it is taken whole, from four consonants on one of them left out.
enum { WORD_KEYS_MAX = 20 };
size_t word_keys(const struct word *w, bool whole, uint32_t out[WORD_KEYS_MAX]);
// Of the keys with all consonants so many bits each, never 0: words of two people born on one day that share one are worth comparing (keyed.h).
enum { WORD_TAG_BITS = 14 };
size_t word_tags(const struct word *w, uint16_t out[WORD_KEYS_MAX]);

// A code point in lower case without the marks that do not change its sound; 0 for what is skipped, ' ' for what separates.
uint32_t letter_fold(uint32_t cp);
uint64_t bytes_hash(struct view v);        // FNV-1a, mixed; not against adversaries: the index checks what it finds

#endif
