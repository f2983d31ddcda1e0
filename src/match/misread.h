// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// misread.h — a word that no table has, as the one name it would be if a machine or a hurried hand mistook a letter of it: two that touch for one
// (Moliamed, Alirned), one with other dots (عبد اللطبف); or the word whose x is sh or kh (Uxen, Şêxo). A second reading, never the first. Used by word.c.
#ifndef MALINES_MATCH_MISREAD_H
#define MALINES_MATCH_MISREAD_H

#include "match/sound.h"

// The letters of that name, how many; 0: the word is a name of a table itself, or it would be none or several.
size_t misread_letters(const uint32_t *letters, size_t count, uint8_t script, uint32_t out[SOUND_LETTERS_MAX]);

#endif
