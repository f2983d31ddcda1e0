// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "fonts.h"

#include <pango/pangofc-fontmap.h>
#include <string.h>

// Of each pair the first that is installed. Debian: fonts-noto-core; fonts-dejavu-core is nearly always there.
static const char *const families[][2] = {{"Noto Sans", "DejaVu Sans"}, {"Noto Naskh Arabic", "Noto Sans Arabic"}, {"DejaVu Sans", "DejaVu Sans"}};
static const char FAMILIES[] = "Noto Sans, Noto Naskh Arabic, Noto Sans Arabic, DejaVu Sans";
const char *fonts_families(void) { return FAMILIES; }

const char *const fonts_folders[] = {"/usr/share/fonts", "/usr/local/share/fonts", NULL};

static bool lies_there(const char *file) {
    for (size_t i = 0; fonts_folders[i]; i++)
        if (strncmp(file, fonts_folders[i], strlen(fonts_folders[i])) == 0) return true;
    return false;
}

static bool add_font(FcConfig *few, const char *family, int weight) {
    FcPattern *wanted = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, family, FC_WEIGHT, FcTypeInteger, weight, FC_SLANT, FcTypeInteger, FC_SLANT_ROMAN,
                                       FC_WIDTH, FcTypeInteger, FC_WIDTH_NORMAL, (char *)NULL);
    FcConfigSubstitute(NULL, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcResult how;
    FcPattern *best = FcFontMatch(NULL, wanted, &how);
    FcChar8 *found = NULL, *file = NULL;
    bool is_it = best && FcPatternGetString(best, FC_FAMILY, 0, &found) == FcResultMatch && strcmp((const char *)found, family) == 0 &&
                 FcPatternGetString(best, FC_FILE, 0, &file) == FcResultMatch && lies_there((const char *)file) && FcConfigAppFontAddFile(few, file);
    FcPatternDestroy(wanted);
    if (best) FcPatternDestroy(best);
    return is_it;
}

static bool has_letter(FcConfig *few, FcChar32 letter) {
    FcFontSet *set = FcConfigGetFonts(few, FcSetApplication);
    for (int i = 0; set && i < set->nfont; i++) {
        FcCharSet *letters;
        if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &letters) == FcResultMatch && FcCharSetHasChar(letters, letter)) return true;
    }
    return false;
}

RESULT fonts_open(PangoFontMap **out, struct error *err) {
    FcConfig *few = FcConfigCreate();
    if (!few || !FcInit()) return FAIL(err, INTERNAL, "fontconfig can't start");
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        for (size_t k = 0; k < 2; k++) {
            bool upright = add_font(few, families[i][k], FC_WEIGHT_REGULAR);
            if (add_font(few, families[i][k], FC_WEIGHT_BOLD) && upright) break;
        }
    if (!has_letter(few, 'A') || !has_letter(few, 0x0633)) return FAIL(err, NOT_FOUND, "fonts with Latin and Arabic letters: install fonts-noto-core");
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), few);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);  // a point is a unit of the page
    FcConfigDestroy(few);
    return *out = map, DONE;
}
