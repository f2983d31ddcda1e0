// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// shape.h — from the words as they are written to the words that are compared: abbreviations written out, compounds joined,
// legal forms and numbers brought to one form, each word given its role. Used by word.c only.
#ifndef MALINES_MATCH_SHAPE_H
#define MALINES_MATCH_SHAPE_H

#include "match/sound.h"

struct letters {                     // a word, folded
    uint32_t at[SOUND_LETTERS_MAX];
    uint32_t first, end;             // bytes of the name as received
    uint8_t count, script;           // enum script
    bool dotted;                     // only a dot or a stroke stands before it: S.A., M/V
    uint8_t role;                    // set by shape_words
};
enum { CUT_WORDS_MAX = NAME_WORDS_MAX * 2, WORD_BYTES_MAX = SOUND_LETTERS_MAX * 4 };

// Gives how many words are left, at most NAME_WORDS_MAX.
size_t shape_words(struct letters *w, size_t n);
struct view letters_spell(const struct letters *w, char room[WORD_BYTES_MAX]);  // UTF-8, in `room`
// The group of short forms and national forms that a folded word belongs to (Pepe, José; Mykola, Nikolai); 0: none.
uint16_t kin_of(struct view folded);

#endif
