// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// keyboards.h — what comes of a name that was typed for another keyboard than the one that was on: data, not code. Source: the layouts of
// Windows (French AZERTY, US QWERTY; Arabic 101 and, on a French keyboard, 102), key by key.
#ifndef MALINES_MATCH_TABLES_KEYBOARDS_H
#define MALINES_MATCH_TABLES_KEYBOARDS_H

// Typed, meant. A hand that knows the one while the other is on: each way exchanges the same letters, but for the m of AZERTY, which lies where
// QWERTY has the semicolon, and that of QWERTY, where AZERTY has the comma. In the second row a
// hand that looked up on the way. Not QWERTZ: its y and z are two thirds of the time found as they are, and make other names (Azim, Ayim; Aymi, Azmi).
#define LATIN_KEYBOARDS(K) K("aqzw;,:?", "qawzmmmm") K("qzw;,:?", "awzmmmm")
// Keys of an Arabic keyboard by what they write with a US and with a French keyboard on; a capital that is no key of its own is its small letter.
#define ARABIC_KEYBOARDS(K)                                                                                                             \
    K("qwertyuiop[]asdfghjkl;'zxcvbnm,./`HYNG", U"ضصثقفغعهخحجدشسيبلاتنمكطئءؤرلىةوزظذأإآل")                                             \
    K("azertyuiop^$qsdfghjklm'wxcvbn,;:!HYNG", U"ضصثقفغعهخحجدشسيبلاتنمكطئءؤرلىةوزظأإآل")
// A key that writes two letters, the second behind the first.
#define TWO_ON_A_KEY(T) T('b', U'ا') T('G', U'أ')

// What stands between names and is none of them, where a whole name was written without spaces; and names of three letters that many bear.
#define PARTICLES_INSIDE "ben", "bin", "ibn", "el", "al", "ait", "ould", "abou", "abu", "bou", "van", "der", "den", "de", "del", "la"
#define SHORT_NAMES "ali"

#endif
