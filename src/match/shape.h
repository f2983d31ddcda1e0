// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// shape.h — from the words as they are written to the words that are compared: abbreviations written out, compounds joined,
// legal forms and numbers brought to one form, each word given its role. Used by word.c; kin by spellings.c.
#ifndef MALINES_MATCH_SHAPE_H
#define MALINES_MATCH_SHAPE_H

#include "match/sound.h"

enum { CUT_WORDS_MAX = NAME_WORDS_MAX * 2, WORD_BYTES_MAX = SOUND_LETTERS_MAX * 4 };

struct letters {                     // a word, folded
    uint32_t at[SOUND_LETTERS_MAX];
    char text[WORD_BYTES_MAX];       // the same in UTF-8, its bytes and hash: set by spell_words and kept by shape_words
    uint64_t hash;
    uint8_t bytes;
    uint32_t first, end;             // bytes of the name as received
    uint8_t count, script;           // enum script
    bool dotted;                     // only a dot or a stroke stands before it: S.A., M/V
    bool elided;                     // an apostrophe stands before it: in 't Veld
    bool uneven;                     // a letter took more or fewer bytes as received: its bytes there are not those of its letters
    uint8_t role, alone;             // set by shape_words: in this name, and whatever stands beside it
};
// A name of nothing but particles is a name all the same (Mr Ben, Le Van), and so is one of nothing but letters (J. P.): they stand for themselves.
struct particles { bool all, letters; };
static inline struct particles particles_of(struct particles before, uint8_t role) {
    return (struct particles){before.all && role >= ROLE_KUNYA, before.letters && role == ROLE_INITIAL};
}
static inline bool is_spared(struct particles p, uint8_t role) { return p.all && (role != ROLE_INITIAL || p.letters); }

// The words as they are cut get their text. Before shape_words.
void spell_words(struct letters *w, size_t n);
// Gives how many words are left, at most NAME_WORDS_MAX.
size_t shape_words(struct letters *w, size_t n, enum naming of);
static inline bool letter_is_vowel(uint32_t cp) { return cp == 'a' || cp == 'e' || cp == 'i' || cp == 'o' || cp == 'u' || cp == 'y'; }
static inline struct view letters_text(const struct letters *w) { return (struct view){w->text, w->bytes}; }
void letters_spell(struct letters *w);  // text, bytes and hash from its letters
bool is_name_of_tables(const struct letters *w);  // a name that any of the tables of names has; spelled
bool is_in_tables(const struct letters *w);  // a word or a name that any of the tables has; spelled
bool is_word_of_organisations(const struct letters *w);  // of the tables that persons' names are read by, too; spelled
// The group of short forms and national forms that a folded word belongs to (Pepe, José; Mykola, Nikolai); 0: none.
uint16_t kin_of(struct view folded, uint64_t hash);
uint8_t second_name_of(uint64_t hash);  // of a short form of two names (Juanma) which the second is; 0: it is none
// The hashes of all its words: they share no key and are found by their spelling. Gives how many, at most `room`.
size_t kin_hashes(uint16_t group, uint64_t *out, size_t room);
const char *kin_word(uint16_t group, size_t i);  // the i-th of its words, folded, the likeliest first; NULL behind the last
uint8_t sex_of(const struct letters *w);  // enum word_sex

#endif
