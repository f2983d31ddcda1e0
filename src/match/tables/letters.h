// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// letters.h — letters to sounds (the alphabet of word.h): data, not code.
// Sources: the Unicode names of the letters; ICAO Doc 9303-3 for the X digraphs of machine readable zones; the
// romanisations that French, Spanish, English, German, Dutch, Swedish, Czech and Polish writing use for
// Arabic and East Slavic names.

// One letter of a script that is written as it sounds. Of the emphatics, dad and za are d in Arab and z in Persian mouths.
#define ARABIC_LETTERS(L)                                                                                              \
    L(U'ا', "a") L(U'ب', "b") L(U'ت', "t") L(U'ث', "Q") L(U'ج', "D") L(U'ح', "h") L(U'خ', "X") L(U'د', "d") L(U'ذ', "V") \
    L(U'ر', "r") L(U'ز', "z") L(U'س', "s") L(U'ش', "S") L(U'ص', "s") L(U'ض', "V") L(U'ط', "t") L(U'ظ', "V") L(U'ع', "E") \
    L(U'غ', "G") L(U'ف', "f") L(U'ق', "q") L(U'ك', "k") L(U'ل', "l") L(U'م', "m") L(U'ن', "n") L(U'ه', "h") L(U'ة', "a") \
    L(U'و', "w") L(U'ي', "y") L(U'پ', "p") L(U'چ', "T") L(U'ژ', "Z") L(U'گ', "g") L(U'څ', "c") L(U'ڤ', "v") L(U'ڭ', "g") L(U'ۏ', "v") 
#define CYRILLIC_LETTERS(L)                                                                                            \
    L(U'а', "a") L(U'б', "b") L(U'в', "v") L(U'г', "g") L(U'ґ', "g") L(U'д', "d") L(U'е', "e") L(U'ё', "yo") L(U'є', "ye") \
    L(U'ж', "Z") L(U'з', "z") L(U'и', "i") L(U'і', "i") L(U'ї', "yi") L(U'й', "y") L(U'к', "k") L(U'л', "l") L(U'м', "m") \
    L(U'н', "n") L(U'о', "o") L(U'п', "p") L(U'р', "r") L(U'с', "s") L(U'т', "t") L(U'у', "u") L(U'ў', "w") L(U'ф', "f") \
    L(U'х', "X") L(U'ц', "c") L(U'ч', "T") L(U'ш', "S") L(U'щ', "ST") L(U'ъ', "") L(U'ы', "i") L(U'ь', "") L(U'э', "e") \
    L(U'ю', "yu") L(U'я', "ya") L(U'ј', "y") L(U'љ', "ly") L(U'њ', "ny") L(U'ћ', "T") L(U'ђ', "D") L(U'џ', "D") L(U'ѕ', "z") \
    L(U'ә', "a") L(U'ғ', "G") L(U'қ', "q") L(U'ң', "n") L(U'ө', "o") L(U'ү', "u") L(U'ұ', "u") L(U'һ', "h") L(U'ҳ', "h") L(U'җ', "D") L(U'ҷ', "D") L(U'ӏ', "") 
#define GREEK_LETTERS(L)                                                                                               \
    L(U'α', "a") L(U'β', "v") L(U'γ', "g") L(U'δ', "d") L(U'ε', "e") L(U'ζ', "z") L(U'η', "i") L(U'θ', "Q") L(U'ι', "i") \
    L(U'κ', "k") L(U'λ', "l") L(U'μ', "m") L(U'ν', "n") L(U'ξ', "ks") L(U'ο', "o") L(U'π', "p") L(U'ρ', "r") L(U'σ', "s") \
    L(U'ς', "s") L(U'τ', "t") L(U'υ', "i") L(U'φ', "f") L(U'χ', "X") L(U'ψ', "ps") L(U'ω', "o") 
#define TIFINAGH_LETTERS(L)                                                                                            \
    L(U'ⴰ', "a") L(U'ⴱ', "b") L(U'ⴳ', "g") L(U'ⴷ', "d") L(U'ⴹ', "d") L(U'ⴻ', "e") L(U'ⴼ', "f") L(U'ⴽ', "k") L(U'ⵀ', "h") \
    L(U'ⵃ', "h") L(U'ⵄ', "E") L(U'ⵅ', "X") L(U'ⵇ', "q") L(U'ⵉ', "i") L(U'ⵊ', "Z") L(U'ⵍ', "l") L(U'ⵎ', "m") L(U'ⵏ', "n") \
    L(U'ⵓ', "u") L(U'ⵔ', "r") L(U'ⵕ', "r") L(U'ⵖ', "G") L(U'ⵙ', "s") L(U'ⵚ', "s") L(U'ⵛ', "S") L(U'ⵜ', "t") L(U'ⵟ', "t") \
    L(U'ⵡ', "w") L(U'ⵢ', "y") L(U'ⵣ', "z") L(U'ⵥ', "z") 
#define HEBREW_LETTERS(L)                                                                                              \
    L(U'א', "a") L(U'ב', "b") L(U'ג', "g") L(U'ד', "d") L(U'ה', "h") L(U'ו', "w") L(U'ז', "z") L(U'ח', "h") L(U'ט', "t") \
    L(U'י', "y") L(U'כ', "k") L(U'ך', "k") L(U'ל', "l") L(U'מ', "m") L(U'ם', "m") L(U'נ', "n") L(U'ן', "n") L(U'ס', "s") \
    L(U'ע', "E") L(U'פ', "p") L(U'ף', "f") L(U'צ', "c") L(U'ץ', "c") L(U'ק', "k") L(U'ר', "r") L(U'ש', "S") L(U'ת', "t") 
// What Greek writes with two letters; `where`: '^' at the start, 'v' before a vowel or a voiced consonant.
#define GREEK_GROUPS                                                                                                   \
    {{U'ο', U'υ'}, "u", 0}, {{U'μ', U'π'}, "b", '^'}, {{U'μ', U'π'}, "mb", 0}, {{U'ν', U'τ'}, "d", '^'}, {{U'ν', U'τ'}, "nt", 0}, {{U'γ', U'κ'}, "g", '^'}, \
    {{U'γ', U'κ'}, "ng", 0}, {{U'γ', U'γ'}, "ng", 0}, {{U'γ', U'χ'}, "nX", 0}, {{U'γ', U'ξ'}, "nks", 0}, {{U'τ', U'ζ'}, "c", 0}, {{U'τ', U'σ'}, "c", 0}, \
    {{U'α', U'υ'}, "av", 'v'}, {{U'α', U'υ'}, "af", 0}, {{U'ε', U'υ'}, "ev", 'v'}, {{U'ε', U'υ'}, "ef", 0}, {{U'η', U'υ'}, "iv", 'v'}, {{U'η', U'υ'}, "if", 0}
// Arabic script in machine readable zones: Doc 9303-3, section 6 C. What it writes for letters of one sound is one letter here, as
// word.c folds them; longest first.
#define ICAO_LETTERS                                                                                                   \
    {"xkh", U'خ'}, {"xsh", U'ش'}, {"xss", U'ص'}, {"xdz", U'ض'}, {"xtt", U'ط'}, {"xzz", U'ظ'}, {"xth", U'ث'}, {"xdh", U'ذ'}, {"xay", U'ي'}, {"xah", U'ة'}, \
    {"xta", U'ة'}, {"xaa", U'ا'}, {"xae", U'ا'}, {"xka", U'ك'}, {"xh", U'ح'}, {"xi", U'ي'}, {"xe", 0}, {"a", U'ا'}, {"b", U'ب'}, {"t", U'ت'}, {"j", U'ج'}, {"d", U'د'}, \
    {"r", U'ر'}, {"z", U'ز'}, {"s", U'س'}, {"e", U'ع'}, {"g", U'غ'}, {"f", U'ف'}, {"q", U'ق'}, {"k", U'ك'}, {"l", U'ل'}, {"m", U'م'}, {"n", U'ن'}, \
    {"h", U'ه'}, {"w", U'و'}, {"y", U'ي'}
// Letters whose breath Urdu writes after them: the romanisations have kh, gh, th, dh for them.
#define ASPIRATES {U'ك', U'خ'}, {U'گ', U'غ'}, {U'ت', U'ث'}, {U'د', U'ذ'}
// Latin letters whose mark changes the sound; all others lose their mark.
#define MARKED_LETTERS                                                                                               \
    {U'č', "T"}, {U'ć', "T"}, {U'ç', "c"}, {U'š', "S"}, {U'ş', "S"}, {U'ș', "S"}, {U'ś', "S"}, {U'ž', "Z"}, {U'ż', "Z"}, \
    {U'ğ', "G"}, {U'ŭ', "w"}, {U'ß', "s"}, {U'ł', "l"}, {U'đ', "d"}, {U'ð', "V"}, {U'þ', "Q"}, {U'ı', "i"}, {U'æ', "e"}, \
    {U'œ', "e"}, {U'ø', "o"}, {U'ä', "e"}, {U'ö', "o"}, {U'ü', "u"}, {U'å', "o"}, {U'ə', "a"}, {U'ʿ', ""}, {U'ʾ', ""}, {U'ř', "r"}, \
    {U'ț', "c"}, {U'ţ', "c"}, {U'ċ', "T"}, {U'ħ', "h"}, {U'ḥ', "h"}, {U'ẖ', "X"}, {U'ḫ', "X"}, {U'ġ', "G"}, {U'ǧ', "D"}, {U'ǰ', "D"}, {U'ṯ', "Q"}, {U'ḏ', "V"}

// The letters of which they are marked forms, as names are written where the marks are not to be had.
#define UNMARKED_LETTERS                                                                                              \
    {U'č', 'c'}, {U'ć', 'c'}, {U'ç', 'c'}, {U'š', 's'}, {U'ş', 's'}, {U'ș', 's'}, {U'ś', 's'}, {U'ž', 'z'}, {U'ż', 'z'}, {U'ğ', 'g'}, {U'ŭ', 'u'}, \
    {U'ł', 'l'}, {U'đ', 'd'}, {U'ı', 'i'}, {U'ț', 't'}, {U'ţ', 't'}, {U'ċ', 'c'}, {U'ħ', 'h'}, {U'ø', 'o'}, {U'ä', 'a'}, {U'ö', 'o'}, {U'ü', 'u'}, {U'å', 'a'}, {U'ř', 'r'}

// Letter groups of Latin writing, longest first. `where`: 0 anywhere, 'p' behind n and g before i or u, elsewhere before ua, ue, un, as pinyin has it (Yunxia, Jiaxuan), 'w' at the start before i or u, as hs of Wade and Giles (not Hssaini, Hsoune), 'f' before e i y, 'b' not before them,
// '$' at the end, '^' at the start, 'k' at the start and after a consonant but r (Maghreb rh is gh: Rharbi, Lrhazi; but Farhat), 'n' behind on and un, where Korean and Chinese syllables end with ng and the next begins with h (Yongho, Jonghwan), 'i' behind an i that follows a vowel and before one (Catalan and Galician sh, Castilian j: Teixeira, Tejeira), 's' at the start before abd or a long vowel
// as Somali writes it (its c is ayn: Cabdi, Ciise), 'o' in a word with long vowels or with that ayn (its x is h: Cabdiraxmaan, Faarax). Basque tx is tch; Chinese hs of Wade and Giles is pinyin x; Hungarian cs, where no other language begins or ends a word so, is tch, zs is zh; the French ends in -eau, -aux, -ault all sound o.
#define LATIN_GROUPS                                                                                                 \
    {"schtsch", "ST", 0}, {"chtch", "ST", 0}, {"sjtsj", "ST", 0}, {"szcz", "ST", 0}, {"sjtj", "ST", 0}, {"stj", "ST", 0}, {"shch", "ST", 0}, {"dsch", "D", 0}, \
    {"tsch", "T", 0}, {"dzh", "D", 0}, {"dzs", "D", 0}, {"tch", "T", 0}, {"tsj", "T", 0}, {"sch", "S", 0}, {"xkh", "X", 0}, {"xsh", "S", 0}, \
    {"xss", "s", 0}, {"xdz", "d", 0}, {"xtt", "t", 0}, {"xzz", "z", 0}, {"xth", "Q", 0}, {"xdh", "V", 0}, {"xay", "a", '$'}, \
    {"xh", "x", 0}, {"tj", "T", 0}, {"tx", "T", 0}, {"sh", "S", 0}, \
    {"eaux", "O", '$'}, {"eault", "O", '$'}, {"eau", "O", '$'}, {"aux", "O", '$'}, {"ault", "O", '$'}, {"aut", "O", '$'}, {"hs", "x", 'w'}, {"sj", "S", 0}, {"sz", "S", 0}, {"cz", "T", 0}, {"cs", "T", '^'}, {"cs", "T", '$'}, {"zs", "Z", 0}, {"ch", "C", 0}, {"kh", "X", 0}, \
    {"gh", "gh", 'n'}, {"gh", "G", 0}, {"rh", "R", 'k'}, {"dj", "D", 0}, {"zh", "Z", 0}, {"zj", "Z", 0}, {"th", "Q", 0}, {"dh", "V", 0}, {"ph", "f", 0}, {"ck", "k", 0}, {"dt", "t", 0}, {"ts", "c", 0}, \
    {"tz", "c", 0}, {"qu", "k", 'f'}, {"gu", "g", 'f'}, {"ou", "u", 0}, {"oo", "u", 0}, {"o", "O", '$'}, {"ee", "i", 0}, {"iy", "i", '$'}, \
    {"ij", "i", '$'}, {"yy", "i", '$'}, {"yj", "i", '$'}, {"yi", "i", '$'}, {"x", "x", '^'}, {"x", "x", 'i'}, {"x", "x", 'p'}, {"x", "h", 'o'}, {"x", "ks", 0}, {"c", "E", 's'}, {"c", "c", 'f'}, {"cca", "Ka", 0}, {"cco", "Ko", 0}, {"ccu", "Ku", 0}, {"ca", "Ka", 0}, {"co", "Ko", 0}, {"cu", "Ku", 0}, {"cd", "Kd", 0}, {"cm", "Km", 0}, {"cv", "Kv", 0}, {"cb", "Kb", 0}, {"c", "K", '$'}, {"c", "k", 'b'}, {"j", "J", 0}
// Letters of Cyrillic that look like Latin ones (UTS #39), for words that mix the two.
#define LOOK_ALIKES                                                                                                  \
    {U'а', 'a'}, {U'е', 'e'}, {U'о', 'o'}, {U'р', 'p'}, {U'с', 'c'}, {U'х', 'x'}, {U'у', 'y'}, {U'і', 'i'}, {U'ј', 'j'}, \
    {U'ѕ', 's'}, {U'к', 'k'}, {U'м', 'm'}, {U'т', 't'}, {U'в', 'b'}, {U'н', 'h'}, {U'һ', 'h'}, {U'ԁ', 'd'}, {U'ԛ', 'q'}, {U'ԝ', 'w'}
// The same of Greek: of the capitals, which are the ones that look alike.
#define GREEK_LOOK_ALIKES                                                                                            \
    {U'α', 'a'}, {U'β', 'b'}, {U'ε', 'e'}, {U'ζ', 'z'}, {U'η', 'h'}, {U'ι', 'i'}, {U'κ', 'k'}, {U'μ', 'm'}, {U'ν', 'n'}, \
    {U'ο', 'o'}, {U'ρ', 'p'}, {U'τ', 't'}, {U'υ', 'y'}, {U'χ', 'x'}
