// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// costs.h — how dearly one sound stands for another, in hundredths of a wrong letter: data, not code.
// Written by hand from the romanisations listed in letters.h and from what the French, Spanish, Dutch,
// German, English and Slavic habits exchange; not fitted to any list. What is not said here costs FAR.
#ifndef MALINES_MATCH_TABLES_COSTS_H
#define MALINES_MATCH_TABLES_COSTS_H

#include <stdint.h>

enum { FAR = 130, VOWEL_FOR_VOWEL = 30 };

// First what holds when nothing else is said, then the exceptions, the last word counting.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"
#ifdef __clang__
#pragma GCC diagnostic ignored "-Winitializer-overrides"
#endif
#define BOTH(x, y, cost) [(x) & 63][(y) & 63] = (cost), [(y) & 63][(x) & 63] = (cost)
#define SELF(x) [(x) & 63][(x) & 63] = 0
static const uint8_t SOUND_COSTS[64][64] = {
    [0 ... 63] = {[0 ... 63] = FAR},
    SELF('a'), SELF('b'), SELF('c'), SELF('d'), SELF('e'), SELF('f'), SELF('g'), SELF('h'), SELF('i'), SELF('k'), SELF('l'),
    SELF('m'), SELF('n'), SELF('o'), SELF('p'), SELF('q'), SELF('r'), SELF('s'), SELF('t'), SELF('u'), SELF('v'), SELF('w'),
    SELF('y'), SELF('z'), SELF('C'), SELF('D'), SELF('E'), SELF('G'), SELF('J'), SELF('Q'), SELF('S'), SELF('T'), SELF('V'),
    SELF('X'), SELF('Z'), SELF('x'), SELF('O'), SELF('K'), SELF('R'),
    // rh: gh in Maghreb French, r elsewhere
    BOTH('R', 'r', 4), BOTH('R', 'G', 6), BOTH('R', 'g', 15), BOTH('R', 'q', 35), BOTH('R', 'X', 45), BOTH('R', 'h', 50), BOTH('R', 'k', 65),
    // c before a, o, u: k, and where the cedilla was lost s (Faycal)
    BOTH('K', 'k', 0), BOTH('K', 'q', 4), BOTH('K', 's', 35), BOTH('K', 'c', 30), BOTH('K', 'X', 25), BOTH('K', 'C', 20), BOTH('K', 'g', 45), BOTH('K', 'G', 60), BOTH('K', 'z', 45), BOTH('K', 'x', 35), BOTH('K', 'T', 60),
    // an o that ends the word: the man's where the woman's ends with a (Mario, Maria)
    BOTH('O', 'o', 0), BOTH('O', 'a', 70), BOTH('O', 'e', VOWEL_FOR_VOWEL), BOTH('O', 'i', VOWEL_FOR_VOWEL), BOTH('O', 'u', 10), BOTH('O', 'w', 8), BOTH('O', 'E', 10), BOTH('O', 'v', 35), BOTH('O', 'h', 30),
    BOTH('a', 'u', 45), BOTH('e', 'o', VOWEL_FOR_VOWEL), BOTH('e', 'u', VOWEL_FOR_VOWEL),
    BOTH('i', 'o', VOWEL_FOR_VOWEL), BOTH('i', 'u', 45),
    // vowels, and the half vowels that are written as vowels
    BOTH('e', 'i', 12), BOTH('o', 'u', 12), BOTH('a', 'e', 18), BOTH('a', 'o', 22), BOTH('a', 'i', 28),
    BOTH('w', 'u', 6), BOTH('w', 'o', 8), BOTH('y', 'i', 6), BOTH('y', 'e', 12), BOTH('E', 'a', 6), BOTH('E', 'e', 8),
    BOTH('E', 'i', 10), BOTH('E', 'o', 10), BOTH('E', 'u', 10), BOTH('h', 'a', 25), BOTH('h', 'e', 25), BOTH('y', 'a', 30), BOTH('w', 'a', 35),
    // the digraph ch: French sh, English and Spanish tch, German kh
    BOTH('C', 'S', 6), BOTH('C', 'T', 8), BOTH('C', 'X', 15), BOTH('C', 'k', 20), BOTH('C', 'q', 30), BOTH('C', 'h', 35), BOTH('C', 'c', 40),
    // the letter j, and the c of Turkish and Kurdish: French zh, English dj, Spanish kh, German and Slavic y
    BOTH('J', 'D', 4), BOTH('J', 'Z', 4), BOTH('J', 'X', 22), BOTH('J', 'y', 10), BOTH('J', 'i', 15), BOTH('J', 'h', 30),
    BOTH('J', 'g', 30), BOTH('J', 'e', 30), BOTH('J', 'C', 60), BOTH('J', 'z', 50), BOTH('J', 'G', 50),
    BOTH('D', 'y', 35), BOTH('Z', 'y', 40), BOTH('D', 'Z', 10), BOTH('D', 'g', 22), BOTH('D', 'T', 35), BOTH('D', 'c', 30), BOTH('J', 'c', 35), BOTH('D', 'K', 40), BOTH('J', 'K', 45), BOTH('D', 'z', 45),
    BOTH('D', 'd', 45), BOTH('Z', 'z', 25), BOTH('Z', 'S', 35), BOTH('Z', 'g', 40), BOTH('Z', 's', 45), BOTH('D', 'G', 50), BOTH('D', 'S', 60),
    // hissing sounds
    BOTH('s', 'z', 18), BOTH('s', 'S', 25), BOTH('s', 'c', 15), BOTH('z', 'c', 25), BOTH('S', 'T', 30), BOTH('S', 'c', 35), BOTH('T', 'c', 25),
    BOTH('s', 'Q', 30), BOTH('s', 'T', 60), BOTH('c', 'k', 40), BOTH('t', 'T', 45), BOTH('t', 'c', 45), BOTH('k', 'T', 70), BOTH('z', 'S', 60),
    // x at the start: Spanish kh, Portuguese and Chinese sh, Somali h, French and English z or ks; xh anywhere: h of ICAO 9303, dj of Albanian
    BOTH('x', 'h', 15), BOTH('x', 'X', 15), BOTH('x', 'S', 15), BOTH('x', 's', 25), BOTH('x', 'z', 20), BOTH('x', 'J', 25), BOTH('x', 'k', 35), BOTH('x', 'C', 35), BOTH('x', 'Z', 20), BOTH('x', 'D', 15),
    // Wade and Giles against pinyin
    BOTH('Z', 'C', 45), BOTH('Z', 'T', 45), BOTH('Z', 'c', 50), BOTH('J', 'T', 45),
    // throat
    BOTH('k', 'q', 4), BOTH('k', 'X', 25), BOTH('q', 'X', 40), BOTH('X', 'h', 20), BOTH('X', 'G', 40), BOTH('g', 'G', 8), BOTH('g', 'q', 25),
    BOTH('g', 'k', 30), BOTH('g', 'h', 20), BOTH('g', 'X', 50), BOTH('G', 'q', 30), BOTH('G', 'k', 60), BOTH('G', 'r', 45), BOTH('G', 'h', 45), BOTH('q', 'h', 80),
    // teeth
    BOTH('t', 'Q', 8), BOTH('d', 'V', 8), BOTH('t', 'd', 45), BOTH('z', 'V', 15), BOTH('d', 'z', 45), BOTH('Q', 'V', 25), BOTH('Q', 'z', 35), BOTH('Q', 'c', 25), BOTH('s', 'V', 50), BOTH('Q', 'd', 55),
    // lips
    BOTH('b', 'p', 40), BOTH('b', 'v', 22), BOTH('p', 'f', 40), BOTH('f', 'v', 20), BOTH('v', 'w', 6), BOTH('v', 'u', 20), BOTH('v', 'o', 35), BOTH('f', 'w', 50), BOTH('p', 'v', 60), BOTH('b', 'w', 60), BOTH('f', 'u', 60),
    BOTH('m', 'n', 60), BOTH('l', 'r', 85), BOTH('n', 'l', 110),
};

// What it costs that a sound has nothing opposite. Arabic writing leaves short vowels out, so a vowel of
// another script with no letter opposite an Arabic word is nearly free. At the end, h (and in Arabic the
// letters for vowels) cost SILENT_LAST; sounds that cost SILENT_COUNTS or more make the length of a word.
// Where both write no short vowels, a long one (waw, ya) that only one has makes another name (Hasan, Husayn).
enum { SILENT_PLAIN, SILENT_BESIDE_ARABIC, SILENT_IN_ARABIC, SILENT_BOTH_ARABIC, SILENT_LAST = 12, SILENT_NISBA = 60, SILENT_FEMININE = 50, SILENT_TA = 50, TA_SOUNDS = 6, SILENT_COUNTS = 25 };
#define VOWELS(cost) ['a' & 63] = (cost), ['e' & 63] = (cost), ['i' & 63] = (cost), ['o' & 63] = (cost), ['u' & 63] = (cost), ['O' & 63] = (cost)
#define HALVES(cost) ['y' & 63] = (cost), ['w' & 63] = (cost)
#define OTHERS [0 ... 63] = 100, ['E' & 63] = 12, ['h' & 63] = 45, ['J' & 63] = 50
static const uint8_t SILENCE_COSTS[4][64] = {
    [SILENT_PLAIN] = {OTHERS, VOWELS(30), HALVES(35)},
    [SILENT_BESIDE_ARABIC] = {OTHERS, VOWELS(6), HALVES(35)},
    [SILENT_IN_ARABIC] = {OTHERS, VOWELS(25), HALVES(25)},
    [SILENT_BOTH_ARABIC] = {OTHERS, VOWELS(25), HALVES(60)},
};
#undef VOWELS
#undef HALVES
#undef OTHERS
#undef BOTH
#undef SELF
#pragma GCC diagnostic pop

#endif
