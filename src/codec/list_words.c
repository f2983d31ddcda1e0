// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "codec/list_room.h"

#include <strings.h>

bool view_is_word(struct view v, const char *ascii) {
    return v.bytes == strlen(ascii) && strncasecmp(v.at, ascii, v.bytes) == 0;
}

bool view_has_word(struct view v, const char *ascii) {
    size_t n = strlen(ascii);
    for (size_t i = 0; i + n <= v.bytes; i++)
        if (strncasecmp(v.at + i, ascii, n) == 0) return true;
    return false;
}

// H is a man in French and Spanish, W a woman in German. V (varón, vrouw) and a Spanish M (masculino, mujer) are for whoever knows the language.
static const struct { const char *word; char sex; } sexes[] = {
    {"m", 'm'}, {"male", 'm'}, {"h", 'm'}, {"homme", 'm'}, {"masculin", 'm'}, {"hombre", 'm'}, {"varon", 'm'}, {"varón", 'm'}, {"masculino", 'm'},
    {"man", 'm'}, {"mannelijk", 'm'}, {"mann", 'm'}, {"männlich", 'm'}, {"ذكر", 'm'},
    {"f", 'f'}, {"female", 'f'}, {"w", 'f'}, {"femme", 'f'}, {"feminin", 'f'}, {"féminin", 'f'}, {"mujer", 'f'}, {"femenino", 'f'}, {"vrouw", 'f'},
    {"vrouwelijk", 'f'}, {"frau", 'f'}, {"weiblich", 'f'}, {"أنثى", 'f'}, {"انثى", 'f'}, {"x", 'x'}, {"other", 'x'}};

char said_sex(struct view v) {
    for (size_t i = 0; i < sizeof sexes / sizeof *sexes; i++)
        if (view_is_word(v, sexes[i].word)) return sexes[i].sex;
    return 0;
}

// Letters by block (Unicode 15): coarse on purpose, it only tells Latin from the rest.
static const struct { uint32_t first, last; } other_scripts[] = {
    {0x0370, 0x1CFF},   // Greek, Cyrillic, Armenian, Hebrew, Arabic, ... Georgian, Hangul, ...
    {0x1F00, 0x1FFF},   // Greek extended
    {0x2C00, 0x2C5F}, {0x2C80, 0x2DFF},
    {0x3041, 0xA71F},   // kana, CJK, Yi, ...
    {0xA800, 0xD7FF}, {0xF900, 0xFAFF}, {0xFB13, 0xFDFF}, {0xFE70, 0xFEFC}, {0xFF66, 0xFFDC}, {0x10000, 0x1CFFF},
    {0x1E000, 0x1EFFF}, {0x20000, 0x3FFFF},
};

bool text_has_other_script(struct view v) {
    for (size_t at = 0; at < v.bytes;) {
        uint32_t cp = utf8_next(v, &at);
        if (cp < 0x370) continue;
        for (size_t i = 0; i < sizeof other_scripts / sizeof *other_scripts; i++)
            if (cp >= other_scripts[i].first && cp <= other_scripts[i].last) return true;
    }
    return false;
}

bool text_has_latin(struct view v) {
    for (size_t at = 0; at < v.bytes;) {
        uint32_t cp = utf8_next(v, &at);
        if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') return true;
        if ((cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7) || (cp >= 0x1E00 && cp <= 0x1EFF)) return true;
    }
    return false;
}
