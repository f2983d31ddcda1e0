// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// weights.h — what likeness is worth as evidence, in bits: data, not code.
//
// Measured as Fellegi and Sunter (1969) have it, with word_likeness of this room: m on words that mean the same name (5,400
// aligned pairs of one half of the aliases on the EU and UN lists, 6,000 of the training part of Google's ar2en (Apache 2.0), 8,000 of
// the Wikidata pairs of NETransliteration-COLING2018 (Amazon, free use)), u on 700,000 pairs drawn at random from list
// names, Spanish and 70 other countries' frequent names (INE; popular-names-by-country, CC0). Only these rounded figures
// enter the program, no name of any source.
#ifndef MALINES_MATCH_TABLES_WEIGHTS_H
#define MALINES_MATCH_TABLES_WEIGHTS_H

enum { LENGTHS_MAX = 9 };
// -log2 u: how rarely two words with so many sounds are as near as 0.9 by chance, one bit taken off because the best of several
// pairs is chosen. Place: the sounds of the shorter word.
static const float CHANCE_BITS[LENGTHS_MAX] = {3, 3, 5.5f, 7, 7.8f, 8.7f, 9.6f, 10, 10.5f};
// By how much u grows, and m falls, for a whole unit of likeness lost.
static const float CHANCE_SLOPE = 4, WRITING_SLOPE = 13;
static const float SYLLABLE_BITS = 4.5f;   // at most for each syllable of a name in Chinese characters or Hangul
static const float WRITTEN_ALIKE = 0.96f;  // from here up to the same spelling nothing is lost

#endif
