// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sound.h — folded letters to the alphabet of sounds. Used by word.c only.
#ifndef MALINES_MATCH_SOUND_H
#define MALINES_MATCH_SOUND_H

#include "match/word.h"

#include <uchar.h>

enum { SOUND_LETTERS_MAX = 48 };

void sound_warm(void);                                                   // see match_warm()
void sound_word(const uint32_t *letters, size_t count, struct word *w);  // script set; fills sounds and mask
// Its letters as they may be meant besides, for the second sound.
void sound_misread(const uint32_t *letters, size_t count, struct word *w);
// Of a letter that is written as it sounds: not of Latin ones without a mark. "" where it says nothing, NULL where it is none.
const char *sound_of_letter(uint32_t cp);
const char *sound_of_marked(uint32_t cp);                                // NULL when the mark says nothing
// The letter without its mark, of those that sound_of_marked knows; 0: none, or more than a mark (ß).
uint32_t sound_unmarked(uint32_t cp);
enum script sound_unmix(uint32_t *letters, size_t count, enum script most);  // look-alikes to the word's own script, which it gives

static inline bool sound_is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'O'; }

static inline bool u32_has(const char32_t *set, uint32_t cp) {  // set: ends with 0
    while (*set && *set != cp) set++;
    return *set != 0;
}

#endif
