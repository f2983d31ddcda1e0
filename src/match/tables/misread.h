// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// misread.h — letters that a machine or a hurried hand takes for others: data, not code.
// Source: the shapes of the letters.
#ifndef MALINES_MATCH_TABLES_MISREAD_H
#define MALINES_MATCH_TABLES_MISREAD_H

// Seen, meant: small letters that touch and look like one. Not at the start, where a capital D or H does not look so; 'i': not at the end (a nisba:
// Abdellali is no Abdellah); '^': a capital M that came apart, at the start alone. Not nn, ni, in for m, ri for n, nor h for b and back: of 118,000
// words of public lists of names 32 to 146 are real names so far from one of a table (Muhannad and Mohamed, Aslani and Aslam, Marion and Manon).
#define MISREAD_PAIRS(R) R("cl", "d", 0) R("li", "h", 'i') R("ii", "u", 0) R("vv", "w", 0) R("rn", "m", 0) R("ivi", "m", '^') R("lvl", "m", '^')

#endif
