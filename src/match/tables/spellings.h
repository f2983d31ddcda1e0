// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// spellings.h — how a sound (the alphabet of word.h) is written for the eye of an officer: data, not code.
// Columns: Arabic, English, French, Spanish. Sources as letters.h.
#ifndef MALINES_MATCH_TABLES_SPELLINGS_H
#define MALINES_MATCH_TABLES_SPELLINGS_H

enum { SPELL_ARABIC, SPELL_ENGLISH, SPELL_FRENCH, SPELL_SPANISH, SPELL_COLUMNS };
struct sound_spelling {
    char sound;
    const char *as[SPELL_COLUMNS];
};
#define SOUND_SPELLINGS                                                                                              \
    {'a', {"ا", "a", "a", "a"}}, {'e', {"ي", "e", "e", "e"}}, {'i', {"ي", "i", "i", "i"}}, {'o', {"و", "o", "o", "o"}}, \
    {'O', {"و", "o", "o", "o"}}, {'u', {"و", "u", "ou", "u"}}, {'b', {"ب", "b", "b", "b"}}, {'d', {"د", "d", "d", "d"}}, {'f', {"ف", "f", "f", "f"}}, \
    {'g', {"ڭ", "g", "g", "g"}}, {'h', {"ح", "h", "h", "h"}}, {'k', {"ك", "k", "k", "k"}}, {'K', {"ك", "c", "c", "c"}}, {'x', {"خ", "x", "x", "j"}}, {'l', {"ل", "l", "l", "l"}}, \
    {'m', {"م", "m", "m", "m"}}, {'n', {"ن", "n", "n", "n"}}, {'p', {"ب", "p", "p", "p"}}, {'q', {"ق", "q", "k", "q"}}, \
    {'r', {"ر", "r", "r", "r"}}, {'s', {"س", "s", "s", "s"}}, {'t', {"ت", "t", "t", "t"}}, {'v', {"ف", "v", "v", "v"}}, \
    {'w', {"و", "w", "ou", "u"}}, {'y', {"ي", "y", "y", "y"}}, {'z', {"ز", "z", "z", "z"}}, {'S', {"ش", "sh", "ch", "ch"}}, \
    {'T', {"تش", "ch", "tch", "ch"}}, {'R', {"غ", "gh", "gh", "g"}}, {'X', {"خ", "kh", "kh", "j"}}, {'G', {"غ", "gh", "gh", "g"}}, {'D', {"ج", "j", "dj", "y"}}, \
    {'Z', {"ج", "zh", "j", "y"}}, {'Q', {"ث", "th", "th", "z"}}, {'V', {"ذ", "dh", "dh", "d"}}, {'C', {"ش", "sh", "ch", "ch"}}, \
    {'J', {"ج", "j", "j", "y"}}, {'c', {"س", "s", "c", "c"}}, {'E', {"ع", "a", "a", "a"}}

#endif
