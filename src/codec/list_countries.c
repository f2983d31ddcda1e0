// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_countries.c — what publishers call a country, and its ISO 3166-1 alpha-2 code.
//
// Sources: short names of ISO 3166-1 and UNTERM (English), the French list of names of states (arrêté du 4
// novembre 1993 and the terms of the Treasury's register), demonyms as the UN list used them until 2015, and
// codes ISO 3166-3 keeps for states that are no more (su, yu, cs, an). xk is the user-assigned code in wide use.
// Rows are folded as fold() does (lower case, no accents, one blank for anything else) and sorted by byte.
#include "codec/list_room.h"

static const struct row { const char *name; char code[3]; } rows[] = {
    {"afghan", "af"}, {"afghane", "af"}, {"afghanistan", "af"}, {"afrique du sud", "za"}, {"albania", "al"},
    {"albanian", "al"}, {"albanie", "al"}, {"algeria", "dz"}, {"algerian", "dz"}, {"algerie", "dz"},
    {"algerien", "dz"}, {"allemagne", "de"}, {"american", "us"}, {"andorra", "ad"}, {"andorre", "ad"},
    {"angola", "ao"}, {"angolan", "ao"}, {"antigua and barbuda", "ag"}, {"arabie saoudite", "sa"},
    {"argentina", "ar"}, {"argentine", "ar"}, {"argentinian", "ar"}, {"armenia", "am"}, {"armenian", "am"},
    {"armenie", "am"}, {"aruba", "aw"}, {"australia", "au"}, {"australian", "au"}, {"australie", "au"},
    {"austria", "at"}, {"austrian", "at"}, {"autriche", "at"}, {"azerbaidjan", "az"}, {"azerbaijan", "az"},
    {"azerbaijani", "az"}, {"bahamas", "bs"}, {"bahamas the", "bs"}, {"bahrain", "bh"}, {"bahraini", "bh"},
    {"bahrein", "bh"}, {"bangladesh", "bd"}, {"bangladeshi", "bd"}, {"barbade", "bb"}, {"barbados", "bb"},
    {"belarus", "by"}, {"belarusian", "by"}, {"belgian", "be"}, {"belgie", "be"}, {"belgique", "be"},
    {"belgium", "be"}, {"belize", "bz"}, {"benin", "bj"}, {"bermuda", "bm"}, {"bermudes", "bm"}, {"bhoutan", "bt"},
    {"bhutan", "bt"}, {"bielorussie", "by"}, {"birmanie", "mm"}, {"birmanie myanmar", "mm"},
    {"bolivarian republic of venezuela", "ve"}, {"bolivia", "bo"}, {"bolivia plurinational state of", "bo"},
    {"bolivian", "bo"}, {"bolivie", "bo"}, {"bosnia and herzegovina", "ba"}, {"bosnian", "ba"},
    {"bosnie herzegovine", "ba"}, {"botswana", "bw"}, {"brazil", "br"}, {"brazilian", "br"}, {"bresil", "br"},
    {"british", "gb"}, {"british virgin islands", "vg"}, {"brunei", "bn"}, {"brunei darussalam", "bn"},
    {"bulgaria", "bg"}, {"bulgarian", "bg"}, {"bulgarie", "bg"}, {"burkina faso", "bf"}, {"burkinabe", "bf"},
    {"burma", "mm"}, {"burmese", "mm"}, {"burundi", "bi"}, {"burundian", "bi"}, {"cabo verde", "cv"},
    {"cambodge", "kh"}, {"cambodia", "kh"}, {"cambodian", "kh"}, {"cameroon", "cm"}, {"cameroonian", "cm"},
    {"cameroun", "cm"}, {"canada", "ca"}, {"canadian", "ca"}, {"cap vert", "cv"}, {"cape verde", "cv"},
    {"cayman islands", "ky"}, {"central african", "cf"}, {"central african republic", "cf"}, {"chad", "td"},
    {"chadian", "td"}, {"chile", "cl"}, {"chilean", "cl"}, {"chili", "cl"}, {"china", "cn"},
    {"china hong kong", "hk"}, {"china macau", "mo"}, {"china mainland", "cn"}, {"chine", "cn"}, {"chinese", "cn"},
    {"chypre", "cy"}, {"colombia", "co"}, {"colombian", "co"}, {"colombie", "co"}, {"comores", "km"},
    {"comoros", "km"}, {"congo", "cg"}, {"congo brazzaville", "cg"}, {"congo democratic republic of the", "cd"},
    {"congo republic of the", "cg"}, {"congo the democratic republic of the", "cd"}, {"congolese", "cd"},
    {"cook islands", "ck"}, {"coree du nord", "kp"}, {"coree du sud", "kr"}, {"costa rica", "cr"},
    {"costa rican", "cr"}, {"cote d ivoire", "ci"}, {"cote d ivoire ivory coast", "ci"}, {"croatia", "hr"},
    {"croatian", "hr"}, {"croatie", "hr"}, {"cuba", "cu"}, {"cuban", "cu"}, {"curacao", "cw"}, {"cypriot", "cy"},
    {"cyprus", "cy"}, {"czech", "cz"}, {"czech republic", "cz"}, {"czechia", "cz"}, {"danemark", "dk"},
    {"danish", "dk"}, {"democratic people s republic of korea", "kp"}, {"democratic republic of congo", "cd"},
    {"democratic republic of the congo", "cd"}, {"denmark", "dk"}, {"djibouti", "dj"}, {"djiboutian", "dj"},
    {"dominica", "dm"}, {"dominican republic", "do"}, {"dominique", "dm"}, {"dprk", "kp"}, {"drc", "cd"},
    {"dutch", "nl"}, {"east timor", "tl"}, {"ecuador", "ec"}, {"ecuadorian", "ec"}, {"egypt", "eg"}, {"egypte", "eg"},
    {"egyptian", "eg"}, {"el salvador", "sv"}, {"emirati", "ae"}, {"emirats arabes unis", "ae"}, {"england", "gb"},
    {"equateur", "ec"}, {"equatorial guinea", "gq"}, {"eritrea", "er"}, {"eritrean", "er"}, {"erythree", "er"},
    {"espagne", "es"}, {"espana", "es"}, {"estonia", "ee"}, {"estonian", "ee"}, {"estonie", "ee"}, {"eswatini", "sz"},
    {"etat de palestine", "ps"}, {"etats unis", "us"}, {"etats unis d amerique", "us"}, {"ethiopia", "et"},
    {"ethiopian", "et"}, {"ethiopie", "et"}, {"federal republic of yugoslavia", "yu"}, {"federation de russie", "ru"},
    {"fidji", "fj"}, {"fiji", "fj"}, {"filipino", "ph"}, {"finland", "fi"}, {"finlande", "fi"}, {"finnish", "fi"},
    {"former soviet union", "su"}, {"former yugoslavia", "yu"}, {"francaise", "fr"}, {"france", "fr"},
    {"francia", "fr"}, {"french", "fr"}, {"gabon", "ga"}, {"gambia", "gm"}, {"gambia the", "gm"}, {"gambian", "gm"},
    {"gambie", "gm"}, {"georgia", "ge"}, {"georgian", "ge"}, {"georgie", "ge"}, {"german", "de"}, {"germany", "de"},
    {"ghana", "gh"}, {"ghanaian", "gh"}, {"gibraltar", "gi"}, {"great britain", "gb"}, {"grece", "gr"},
    {"greece", "gr"}, {"greek", "gr"}, {"grenada", "gd"}, {"grenade", "gd"}, {"guatemala", "gt"},
    {"guatemalan", "gt"}, {"guernesey", "gg"}, {"guernsey", "gg"}, {"guinea", "gn"}, {"guinea bissau", "gw"},
    {"guinean", "gn"}, {"guinee", "gn"}, {"guinee bissau", "gw"}, {"guinee equatoriale", "gq"}, {"guyana", "gy"},
    {"haiti", "ht"}, {"haitian", "ht"}, {"holy see", "va"}, {"honduran", "hn"}, {"honduras", "hn"},
    {"hong kong", "hk"}, {"hong kong china", "hk"}, {"hongrie", "hu"}, {"hungarian", "hu"}, {"hungary", "hu"},
    {"iceland", "is"}, {"ile de man", "im"}, {"ile maurice", "mu"}, {"iles caimans", "ky"}, {"iles marshall", "mh"},
    {"iles vierges britanniques", "vg"}, {"inde", "in"}, {"india", "in"}, {"indian", "in"}, {"indonesia", "id"},
    {"indonesian", "id"}, {"indonesie", "id"}, {"irak", "iq"}, {"iran", "ir"}, {"iran islamic republic of", "ir"},
    {"iran republique islamique d", "ir"}, {"iranian", "ir"}, {"iraq", "iq"}, {"iraqi", "iq"}, {"ireland", "ie"},
    {"irish", "ie"}, {"irlande", "ie"}, {"islamic republic of iran", "ir"}, {"islande", "is"}, {"isle of man", "im"},
    {"israel", "il"}, {"israeli", "il"}, {"italian", "it"}, {"italie", "it"}, {"italy", "it"}, {"ivorian", "ci"},
    {"ivory coast", "ci"}, {"jamaica", "jm"}, {"jamaican", "jm"}, {"jamaique", "jm"}, {"japan", "jp"},
    {"japanese", "jp"}, {"japon", "jp"}, {"jersey", "je"}, {"jordan", "jo"}, {"jordanian", "jo"}, {"jordanie", "jo"},
    {"kazakh", "kz"}, {"kazakhstan", "kz"}, {"kazakhstani", "kz"}, {"kenya", "ke"}, {"kenyan", "ke"},
    {"kirghizistan", "kg"}, {"kiribati", "ki"}, {"korea democratic people s republic of", "kp"},
    {"korea north", "kp"}, {"korea republic of", "kr"}, {"korea south", "kr"}, {"kosovan", "xk"}, {"kosovo", "xk"},
    {"koweit", "kw"}, {"kuwait", "kw"}, {"kuwaiti", "kw"}, {"kyrgyz", "kg"}, {"kyrgyz republic", "kg"},
    {"kyrgyzstan", "kg"}, {"lao people s democratic republic", "la"}, {"laos", "la"}, {"laotian", "la"},
    {"latvia", "lv"}, {"latvian", "lv"}, {"lebanese", "lb"}, {"lebanon", "lb"}, {"lesotho", "ls"}, {"lettonie", "lv"},
    {"liban", "lb"}, {"liberia", "lr"}, {"liberian", "lr"}, {"libya", "ly"}, {"libyan", "ly"},
    {"libyan arab jamahiriya", "ly"}, {"libye", "ly"}, {"liechtenstein", "li"}, {"lithuania", "lt"},
    {"lithuanian", "lt"}, {"lituanie", "lt"}, {"luxembourg", "lu"}, {"macao", "mo"}, {"macau", "mo"},
    {"macedoine du nord", "mk"}, {"macedonia", "mk"}, {"macedonia the former yugoslav republic of", "mk"},
    {"madagascar", "mg"}, {"malaisie", "my"}, {"malawi", "mw"}, {"malaysia", "my"}, {"malaysian", "my"},
    {"maldives", "mv"}, {"maldivian", "mv"}, {"mali", "ml"}, {"malian", "ml"}, {"malta", "mt"}, {"malte", "mt"},
    {"maltese", "mt"}, {"man isle of", "im"}, {"maroc", "ma"}, {"marruecos", "ma"}, {"marshall islands", "mh"},
    {"maurice", "mu"}, {"mauritania", "mr"}, {"mauritanian", "mr"}, {"mauritanie", "mr"}, {"mauritius", "mu"},
    {"mexican", "mx"}, {"mexico", "mx"}, {"mexique", "mx"}, {"micronesia", "fm"}, {"micronesie", "fm"},
    {"moldavie", "md"}, {"moldova", "md"}, {"moldova republic of", "md"}, {"moldovan", "md"}, {"monaco", "mc"},
    {"mongolia", "mn"}, {"mongolie", "mn"}, {"montenegrin", "me"}, {"montenegro", "me"}, {"moroccan", "ma"},
    {"morocco", "ma"}, {"mozambican", "mz"}, {"mozambique", "mz"}, {"myanmar", "mm"}, {"myanmar burma", "mm"},
    {"namibia", "na"}, {"namibie", "na"}, {"nauru", "nr"}, {"nepal", "np"}, {"nepalese", "np"}, {"netherlands", "nl"},
    {"netherlands antilles", "an"}, {"netherlands the", "nl"}, {"new zealand", "nz"}, {"nicaragua", "ni"},
    {"nicaraguan", "ni"}, {"niger", "ne"}, {"nigeria", "ng"}, {"nigerian", "ng"}, {"north korea", "kp"},
    {"north macedonia", "mk"}, {"north macedonia the republic of", "mk"}, {"norvege", "no"}, {"norway", "no"},
    {"norwegian", "no"}, {"nouvelle zelande", "nz"}, {"occupied palestinian territories", "ps"}, {"oman", "om"},
    {"omani", "om"}, {"ouganda", "ug"}, {"ouzbekistan", "uz"}, {"pakistan", "pk"}, {"pakistani", "pk"},
    {"palaos", "pw"}, {"palau", "pw"}, {"palestine", "ps"}, {"palestine state of", "ps"}, {"palestinian", "ps"},
    {"palestinian territories", "ps"}, {"panama", "pa"}, {"panamanian", "pa"}, {"papua new guinea", "pg"},
    {"paraguay", "py"}, {"paraguayan", "py"}, {"pays bas", "nl"}, {"people s republic of china", "cn"},
    {"perou", "pe"}, {"peru", "pe"}, {"peruvian", "pe"}, {"philippine", "ph"}, {"philippines", "ph"},
    {"poland", "pl"}, {"polish", "pl"}, {"pologne", "pl"}, {"portugal", "pt"}, {"portuguese", "pt"},
    {"puerto rico", "pr"}, {"qatar", "qa"}, {"qatari", "qa"}, {"republic of belarus", "by"},
    {"republic of korea", "kr"}, {"republic of moldova", "md"}, {"republic of serbia", "rs"},
    {"republic of the congo", "cg"}, {"republique centrafricaine", "cf"}, {"republique democratique du congo", "cd"},
    {"republique dominicaine", "do"}, {"republique islamique d iran", "ir"},
    {"republique populaire democratique de coree", "kp"}, {"republique tcheque", "cz"}, {"reunion", "re"},
    {"romania", "ro"}, {"romanian", "ro"}, {"roumanie", "ro"}, {"royaume uni", "gb"}, {"russia", "ru"},
    {"russian", "ru"}, {"russian federation", "ru"}, {"russie", "ru"}, {"rwanda", "rw"}, {"rwandan", "rw"},
    {"sahara occidental", "eh"}, {"saint kitts and nevis", "kn"}, {"saint kitts et nevis", "kn"},
    {"saint lucia", "lc"}, {"saint marin", "sm"}, {"saint vincent and the grenadines", "vc"}, {"salvador", "sv"},
    {"salvadoran", "sv"}, {"samoa", "ws"}, {"san marino", "sm"}, {"sao tome and principe", "st"}, {"saudi", "sa"},
    {"saudi arabia", "sa"}, {"saudi arabian", "sa"}, {"senegal", "sn"}, {"senegalese", "sn"}, {"serbia", "rs"},
    {"serbia and montenegro", "cs"}, {"serbian", "rs"}, {"serbie", "rs"}, {"seychelles", "sc"},
    {"sierra leone", "sl"}, {"sierra leonean", "sl"}, {"singapore", "sg"}, {"singaporean", "sg"}, {"singapour", "sg"},
    {"slovak", "sk"}, {"slovak republic", "sk"}, {"slovakia", "sk"}, {"slovaquie", "sk"}, {"slovenia", "si"},
    {"slovenian", "si"}, {"slovenie", "si"}, {"solomon islands", "sb"}, {"somali", "so"}, {"somalia", "so"},
    {"somalie", "so"}, {"soudan", "sd"}, {"soudan du sud", "ss"}, {"south africa", "za"}, {"south african", "za"},
    {"south korea", "kr"}, {"south korean", "kr"}, {"south sudan", "ss"}, {"south sudanese", "ss"},
    {"soviet union", "su"}, {"spain", "es"}, {"spanish", "es"}, {"sri lanka", "lk"}, {"sri lankan", "lk"},
    {"st kitts and nevis", "kn"}, {"st kitts et nevis", "kn"}, {"st vincent and the grenadines", "vc"},
    {"state of palestine", "ps"}, {"stateless palestinian", "ps"}, {"sudan", "sd"}, {"sudanese", "sd"},
    {"sudanese by birth", "sd"}, {"suede", "se"}, {"suisse", "ch"}, {"suriname", "sr"}, {"swaziland", "sz"},
    {"sweden", "se"}, {"swedish", "se"}, {"swiss", "ch"}, {"switzerland", "ch"}, {"syria", "sy"}, {"syrian", "sy"},
    {"syrian arab republic", "sy"}, {"syrie", "sy"}, {"tadjikistan", "tj"}, {"taiwan", "tw"},
    {"taiwan province of china", "tw"}, {"taiwanese", "tw"}, {"tajik", "tj"}, {"tajikistan", "tj"},
    {"tanzania", "tz"}, {"tanzania united republic of", "tz"}, {"tanzanian", "tz"}, {"tanzanie", "tz"},
    {"tchad", "td"}, {"tchequie", "cz"}, {"territoires palestiniens", "ps"}, {"thai", "th"}, {"thailand", "th"},
    {"thailande", "th"}, {"the bahamas", "bs"}, {"the former yugoslav republic of macedonia", "mk"},
    {"the gambia", "gm"}, {"the netherlands", "nl"}, {"the russian federation", "ru"}, {"the sudan", "sd"},
    {"timor leste", "tl"}, {"togo", "tg"}, {"togolese", "tg"}, {"tonga", "to"}, {"trinidad and tobago", "tt"},
    {"trinidad et tobago", "tt"}, {"trinidad tobago", "tt"}, {"tunisia", "tn"}, {"tunisian", "tn"}, {"tunisie", "tn"},
    {"turkey", "tr"}, {"turkish", "tr"}, {"turkiye", "tr"}, {"turkmen", "tm"}, {"turkmenistan", "tm"},
    {"turquie", "tr"}, {"tuvalu", "tv"}, {"uae", "ae"}, {"uganda", "ug"}, {"ugandan", "ug"}, {"uk", "gb"},
    {"ukraine", "ua"}, {"ukrainian", "ua"}, {"union of soviet socialist republics", "su"},
    {"united arab emirates", "ae"}, {"united kingdom", "gb"},
    {"united kingdom of great britain and northern ireland", "gb"}, {"united republic of tanzania", "tz"},
    {"united states", "us"}, {"united states of america", "us"}, {"uruguay", "uy"}, {"uruguayan", "uy"}, {"us", "us"},
    {"us virgin islands", "vi"}, {"usa", "us"}, {"ussr", "su"}, {"ussr until 1991", "su"}, {"uzbek", "uz"},
    {"uzbekistan", "uz"}, {"vanuatu", "vu"}, {"vatican", "va"}, {"venezuela", "ve"},
    {"venezuela bolivarian republic of", "ve"}, {"venezuelan", "ve"}, {"viet nam", "vn"}, {"vietnam", "vn"},
    {"vietnamese", "vn"}, {"virgin islands british", "vg"}, {"virgin islands u s", "vi"}, {"western sahara", "eh"},
    {"western samoa", "ws"}, {"yemen", "ye"}, {"yemeni", "ye"}, {"yugoslavia", "yu"}, {"zambia", "zm"},
    {"zambian", "zm"}, {"zambie", "zm"}, {"zimbabwe", "zw"}, {"zimbabwean", "zw"},
};

enum { ROW_COUNT = sizeof rows / sizeof *rows, FOLDED_BYTES = 80 };

size_t list_country_count(void) { return ROW_COUNT; }
const char *list_country_row(size_t row) { return rows[row].name; }

// U+00C0..U+017F to a plain letter where the table of names needs it; 0 for what is no such letter.
static char plain(uint32_t cp) {
    static const char latin1[] = "aaaaaaaceeeeiiiidnooooo ouuuuy  aaaaaaaceeeeiiiidnooooo ouuuuy y";
    if (cp < 0x80) {
        if (cp >= 'A' && cp <= 'Z') return (char)(cp + 32);
        return (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9') ? (char)cp : ' ';
    }
    return cp >= 0xC0 && cp <= 0xFF ? latin1[cp - 0xC0] : ' ';
}

static bool fold(struct view v, char out[FOLDED_BYTES]) {
    size_t bytes = 0;
    for (size_t at = 0; at < v.bytes;) {
        char c = plain(utf8_next(v, &at));
        if (c == ' ' && (bytes == 0 || out[bytes - 1] == ' ')) continue;
        if (bytes + 1 >= FOLDED_BYTES) return false;
        out[bytes++] = c;
    }
    if (bytes && out[bytes - 1] == ' ') bytes--;
    out[bytes] = 0;
    return bytes > 0;
}

// A code as it is: any two letters that stand in the table as a code.
static const char *code_of(const char *two) {
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (strcmp(rows[i].code, two) == 0) return rows[i].code;
    return NULL;
}

const char *list_country(struct view name) {
    char folded[FOLDED_BYTES];
    if (!fold(name, folded)) return NULL;
    size_t low = 0, high = ROW_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(folded, rows[middle].name);
        if (order == 0) return rows[middle].code;
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return strlen(folded) == 2 ? code_of(folded) : NULL;
}
