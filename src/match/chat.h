// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// chat.h — the chat alphabet: Arabic in Latin letters, with digits for those that Latin has not because they look like them (3abdelwa7ed,
// 5alid, l9adiri, 3'arbi). After M. A. Yaghan, "Arabizi: A Contemporary Style of Arabic Slang", Design Issues 24(2), 2008; 8, which is one
// letter in the east and another in the west, is read as a machine's b (digits.h). Used by word.c, of persons' names.
#ifndef MALINES_MATCH_CHAT_H
#define MALINES_MATCH_CHAT_H

#include "match/shape.h"

// Whether these words, as they are cut, are surely so written: a digit and an apostrophe, a digit whose letter makes a name that a table has
// where what a machine might have misread makes none, or an ayn or a deep h where neither an e nor a t is read for them.
bool names_chat(const struct letters *w, size_t n);

// The digit that begins an apostrophe's letter (3' is gh) becomes its letters. False: it is none.
bool chat_mark(struct letters *w);

// The word's digits become their letters. False, and the word untouched: it has others, ends with a number, or is a table's
// word as digits.h reads it.
bool chat_read(struct letters *w);

#endif
