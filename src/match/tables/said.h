// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// said.h — letters of French, Spanish, Portuguese and Italian names that are said otherwise than they are written, or not at all, and letters
// that say it: data, not code. Who writes such a name in Arabic or Hebrew letters writes what is said (Dubois, دوبوا; Castillo, كاستيو).
// Sources: of French, that the consonants which end a word are silent but for c, r, f, l, and oi, gn, ill (N. Catach, L'orthographe française);
// of Spanish ll, which most say as y, and z, which Spain says as th (Real Academia Española, Ortografía de la lengua española, 2010); of Portuguese lh, nh (Acordo
// Ortográfico of 1990, base III); of Italian gli, sci, cci, schi (L. Serianni, Grammatica italiana).
#ifndef MALINES_MATCH_TABLES_SAID_H
#define MALINES_MATCH_TABLES_SAID_H

// At the end of a word, the longer first. Of endings that Arabic and Turkish names have as well only those are here that French names have before
// them (Boucher, not Nasser; Charles, not Fares; Nicolas, not Abbas).
#define SAID_AT_END(L)                                                                                                                      \
    L("auld", "o") L("aud", "o") L("ard", "ar") L("ord", "or") L("and", "an") L("ond", "on") L("etit", "eti") L("oit", "wa")                \
    L("ait", "eh") L("ost", "o") L("est", "eh") L("ent", "an") L("nt", "n") L("rt", "r") L("et", "eh") L("ot", "o")                         \
    L("lhaes", "lyais") L("lhos", "lyos") L("iers", "iyeh") L("champs", "chan") L("mps", "mp") L("ets", "eh") L("ots", "o") L("ouis", "oui")                    \
    L("ois", "wa") L("ais", "eh") L("rds", "r") L("rts", "r") L("nds", "n") L("nts", "n") L("ques", "k") L("gues", "g") L("les", "l")       \
    L("ges", "j") L("ves", "v") L("las", "la") L("mas", "ma") L("cas", "ca") L("oix", "wa") L("aix", "eh") L("oux", "ou")                   \
    L("eux", "eu") L("cher", "cheh") L("ger", "jeh") L("ier", "iyeh") L("yer", "yeh") L("oy", "wa") L("ercq", "er") L("erc", "er")          \
    L("cq", "k") L("nc", "n") L("champ", "chan") L("ez", "eth") L("oud", "ou") L("lho", "lyo") L("nho", "nyo") L("lha", "lya") L("nha", "nya")
// Elsewhere, the longer first. `where`: 'v' between vowels, 'c' before a consonant at the start, 'f' before e i y, 'a' before a vowel, 0 anywhere.
#define SAID_INSIDE(L)                                                                                                                      \
    L("ill", "iy", 'a') L("ll", "y", 'v') L("oi", "wa", 0) L("gn", "ny", 'a') L("gli", "li", 'a') L("bv", "v", 0) L("des", "de", 'c')       \
    L("g", "j", 'f') L("cc", "tch", 'f') L("schi", "ski", 'a') L("sc", "sh", 'f')

#endif
