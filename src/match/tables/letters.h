// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// letters.h — letters to sounds (the alphabet of word.h): data, not code.
// Sources: the Unicode names of the letters; ICAO Doc 9303-3 for the X digraphs of machine readable zones; the
// romanisations that French, Spanish, English, German, Dutch, Swedish, Czech and Polish writing use for
// Arabic and East Slavic names.

// One letter of a script that is written as it sounds. Of the emphatics, dad and za are d in Arab and z in Persian mouths.
#define ARABIC_LETTERS                                                                                               \
    {U'ا', "a"}, {U'ب', "b"}, {U'ت', "t"}, {U'ث', "Q"}, {U'ج', "D"}, {U'ح', "h"}, {U'خ', "X"}, {U'د', "d"}, {U'ذ', "V"}, \
    {U'ر', "r"}, {U'ز', "z"}, {U'س', "s"}, {U'ش', "S"}, {U'ص', "s"}, {U'ض', "V"}, {U'ط', "t"}, {U'ظ', "V"}, {U'ع', "E"}, \
    {U'غ', "G"}, {U'ف', "f"}, {U'ق', "q"}, {U'ك', "k"}, {U'ل', "l"}, {U'م', "m"}, {U'ن', "n"}, {U'ه', "h"}, {U'ة', "a"}, \
    {U'و', "w"}, {U'ي', "y"}, {U'پ', "p"}, {U'چ', "T"}, {U'ژ', "Z"}, {U'گ', "g"}, {U'ڤ', "v"}, {U'ڭ', "g"}, {U'ۏ', "v"}
#define CYRILLIC_LETTERS                                                                                             \
    {U'а', "a"}, {U'б', "b"}, {U'в', "v"}, {U'г', "g"}, {U'ґ', "g"}, {U'д', "d"}, {U'е', "e"}, {U'ё', "yo"}, {U'є', "ye"}, \
    {U'ж', "Z"}, {U'з', "z"}, {U'и', "i"}, {U'і', "i"}, {U'ї', "yi"}, {U'й', "y"}, {U'к', "k"}, {U'л', "l"}, {U'м', "m"}, \
    {U'н', "n"}, {U'о', "o"}, {U'п', "p"}, {U'р', "r"}, {U'с', "s"}, {U'т', "t"}, {U'у', "u"}, {U'ў', "w"}, {U'ф', "f"}, \
    {U'х', "X"}, {U'ц', "c"}, {U'ч', "T"}, {U'ш', "S"}, {U'щ', "ST"}, {U'ъ', ""}, {U'ы', "i"}, {U'ь', ""}, {U'э', "e"}, \
    {U'ю', "yu"}, {U'я', "ya"}, {U'ј', "y"}, {U'љ', "ly"}, {U'њ', "ny"}, {U'ћ', "T"}, {U'ђ', "D"}, {U'џ', "D"}, {U'ѕ', "z"}
#define GREEK_LETTERS                                                                                                \
    {U'α', "a"}, {U'β', "v"}, {U'γ', "g"}, {U'δ', "d"}, {U'ε', "e"}, {U'ζ', "z"}, {U'η', "i"}, {U'θ', "Q"}, {U'ι', "i"}, \
    {U'κ', "k"}, {U'λ', "l"}, {U'μ', "m"}, {U'ν', "n"}, {U'ξ', "ks"}, {U'ο', "o"}, {U'π', "p"}, {U'ρ', "r"}, {U'σ', "s"}, \
    {U'ς', "s"}, {U'τ', "t"}, {U'υ', "i"}, {U'φ', "f"}, {U'χ', "X"}, {U'ψ', "ps"}, {U'ω', "o"}
#define TIFINAGH_LETTERS                                                                                             \
    {U'ⴰ', "a"}, {U'ⴱ', "b"}, {U'ⴳ', "g"}, {U'ⴷ', "d"}, {U'ⴹ', "d"}, {U'ⴻ', "e"}, {U'ⴼ', "f"}, {U'ⴽ', "k"}, {U'ⵀ', "h"}, \
    {U'ⵃ', "h"}, {U'ⵄ', "E"}, {U'ⵅ', "X"}, {U'ⵇ', "q"}, {U'ⵉ', "i"}, {U'ⵊ', "Z"}, {U'ⵍ', "l"}, {U'ⵎ', "m"}, {U'ⵏ', "n"}, \
    {U'ⵓ', "u"}, {U'ⵔ', "r"}, {U'ⵕ', "r"}, {U'ⵖ', "G"}, {U'ⵙ', "s"}, {U'ⵚ', "s"}, {U'ⵛ', "S"}, {U'ⵜ', "t"}, {U'ⵟ', "t"}, \
    {U'ⵡ', "w"}, {U'ⵢ', "y"}, {U'ⵣ', "z"}, {U'ⵥ', "z"}
#define HEBREW_LETTERS                                                                                               \
    {U'א', "a"}, {U'ב', "b"}, {U'ג', "g"}, {U'ד', "d"}, {U'ה', "h"}, {U'ו', "w"}, {U'ז', "z"}, {U'ח', "h"}, {U'ט', "t"}, \
    {U'י', "y"}, {U'כ', "k"}, {U'ך', "k"}, {U'ל', "l"}, {U'מ', "m"}, {U'ם', "m"}, {U'נ', "n"}, {U'ן', "n"}, {U'ס', "s"}, \
    {U'ע', "E"}, {U'פ', "p"}, {U'ף', "f"}, {U'צ', "c"}, {U'ץ', "c"}, {U'ק', "k"}, {U'ר', "r"}, {U'ש', "S"}, {U'ת', "t"}
// Latin letters whose mark changes the sound; all others lose their mark.
#define MARKED_LETTERS                                                                                               \
    {U'č', "T"}, {U'ć', "T"}, {U'ç', "c"}, {U'š', "S"}, {U'ş', "S"}, {U'ș', "S"}, {U'ś', "S"}, {U'ž', "Z"}, {U'ż', "Z"}, \
    {U'ğ', "G"}, {U'ŭ', "w"}, {U'ß', "s"}, {U'ł', "l"}, {U'đ', "d"}, {U'ð', "V"}, {U'þ', "Q"}, {U'ı', "i"}, {U'æ', "e"}, \
    {U'œ', "e"}, {U'ø', "o"}, {U'ä', "e"}, {U'ö', "o"}, {U'ü', "u"}, {U'å', "o"}, {U'ə', "a"}, {U'ʿ', ""}, {U'ʾ', ""}, {U'ř', "r"}, \
    {U'ḥ', "h"}, {U'ẖ', "X"}, {U'ḫ', "X"}, {U'ġ', "G"}, {U'ǧ', "D"}, {U'ǰ', "D"}, {U'ṯ', "Q"}, {U'ḏ', "V"}

// Letter groups of Latin writing, longest first. `where`: 0 anywhere, 'f' before e i y, 'b' not before them,
// '$' at the end, '^' at the start.
#define LATIN_GROUPS                                                                                                 \
    {"schtsch", "ST", 0}, {"chtch", "ST", 0}, {"sjtsj", "ST", 0}, {"szcz", "ST", 0}, {"sjtj", "ST", 0}, {"stj", "ST", 0}, {"shch", "ST", 0}, {"dsch", "D", 0}, \
    {"tsch", "T", 0}, {"dzh", "D", 0}, {"tch", "T", 0}, {"tsj", "T", 0}, {"sch", "S", 0}, {"xkh", "X", 0}, {"xsh", "S", 0}, \
    {"xss", "s", 0}, {"xdz", "d", 0}, {"xtt", "t", 0}, {"xzz", "z", 0}, {"xth", "Q", 0}, {"xdh", "V", 0}, {"xay", "a", '$'}, \
    {"xh", "h", 0}, {"tj", "T", 0}, {"sh", "S", 0}, {"sj", "S", 0}, {"sz", "S", 0}, {"cz", "T", 0}, {"ch", "C", 0}, {"kh", "X", 0}, \
    {"gh", "G", 0}, {"dj", "D", 0}, {"zh", "Z", 0}, {"zj", "Z", 0}, {"th", "Q", 0}, {"dh", "V", 0}, {"ph", "f", 0}, {"ck", "k", 0}, {"ts", "c", 0}, \
    {"tz", "c", 0}, {"qu", "k", 'f'}, {"gu", "g", 'f'}, {"ou", "u", 0}, {"oo", "u", 0}, {"o", "O", '$'}, {"ee", "i", 0}, {"iy", "i", '$'}, \
    {"ij", "i", '$'}, {"yy", "i", '$'}, {"yj", "i", '$'}, {"yi", "i", '$'}, {"x", "x", '^'}, {"x", "ks", 0}, {"c", "c", 'f'}, {"ca", "Ka", 0}, {"co", "Ko", 0}, {"cu", "Ku", 0}, {"c", "k", 'b'}, {"j", "J", 0}
// Letters of Cyrillic that look like Latin ones (UTS #39), for words that mix the two.
#define LOOK_ALIKES                                                                                                  \
    {U'а', 'a'}, {U'е', 'e'}, {U'о', 'o'}, {U'р', 'p'}, {U'с', 'c'}, {U'х', 'x'}, {U'у', 'y'}, {U'і', 'i'}, {U'ј', 'j'}, \
    {U'ѕ', 's'}, {U'к', 'k'}, {U'м', 'm'}, {U'т', 't'}, {U'в', 'b'}, {U'н', 'h'}
