// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// written.h — what programs make of letters on their way into a file: data, not code.
// Sources: HTML 4.01, section 24.2 (names of the letters of Latin-1 and some more); Unicode's mapping of Windows code page 1252,
// which browsers, spreadsheets and mail take for Latin-1 (WHATWG Encoding Standard, section 5).

// &eacute;
#define NAMED_LETTERS(E) \
    E("quot", 0x22) E("amp", 0x26) E("nbsp", 0xA0) E("ordf", 0xAA) E("shy", 0xAD) E("ordm", 0xBA) E("Agrave", 0xC0) \
    E("Aacute", 0xC1) E("Acirc", 0xC2) E("Atilde", 0xC3) E("Auml", 0xC4) E("Aring", 0xC5) E("AElig", 0xC6) \
    E("Ccedil", 0xC7) E("Egrave", 0xC8) E("Eacute", 0xC9) E("Ecirc", 0xCA) E("Euml", 0xCB) E("Igrave", 0xCC) \
    E("Iacute", 0xCD) E("Icirc", 0xCE) E("Iuml", 0xCF) E("ETH", 0xD0) E("Ntilde", 0xD1) E("Ograve", 0xD2) \
    E("Oacute", 0xD3) E("Ocirc", 0xD4) E("Otilde", 0xD5) E("Ouml", 0xD6) E("Oslash", 0xD8) E("Ugrave", 0xD9) \
    E("Uacute", 0xDA) E("Ucirc", 0xDB) E("Uuml", 0xDC) E("Yacute", 0xDD) E("THORN", 0xDE) E("szlig", 0xDF) \
    E("agrave", 0xE0) E("aacute", 0xE1) E("acirc", 0xE2) E("atilde", 0xE3) E("auml", 0xE4) E("aring", 0xE5) \
    E("aelig", 0xE6) E("ccedil", 0xE7) E("egrave", 0xE8) E("eacute", 0xE9) E("ecirc", 0xEA) E("euml", 0xEB) \
    E("igrave", 0xEC) E("iacute", 0xED) E("icirc", 0xEE) E("iuml", 0xEF) E("eth", 0xF0) E("ntilde", 0xF1) \
    E("ograve", 0xF2) E("oacute", 0xF3) E("ocirc", 0xF4) E("otilde", 0xF5) E("ouml", 0xF6) E("oslash", 0xF8) \
    E("ugrave", 0xF9) E("uacute", 0xFA) E("ucirc", 0xFB) E("uuml", 0xFC) E("yacute", 0xFD) E("thorn", 0xFE) \
    E("yuml", 0xFF) E("OElig", 0x152) E("oelig", 0x153) E("Scaron", 0x160) E("scaron", 0x161) E("Yuml", 0x178) \
    E("ndash", 0x2013) E("mdash", 0x2014) E("lsquo", 0x2018) E("rsquo", 0x2019)

// The bytes 0x80 to 0x9F; 0: no letter, the byte itself is taken.
#define WINDOWS_1252                                                                                                   \
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,   \
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178
