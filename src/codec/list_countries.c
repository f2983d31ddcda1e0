// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_countries.c — what publishers call a country, and its ISO 3166-1 alpha-2 code.
//
// Sources: short names of ISO 3166-1 and UNTERM (English), the French list of names of states (arrêté du 4
// novembre 1993 and the terms of the Treasury's register), demonyms as the UN list used them until 2015, and
// codes ISO 3166-3 keeps for states that are no more (su, yu, cs, an). xk is the user-assigned code in wide use.
// Beside them what people of the four countries and their neighbours write in French, Spanish, Dutch and German tables; in Arabic the few below.
// Rows are folded as fold() does (lower case, no accents, one blank for anything else) and sorted by byte.
#include "codec/list_room.h"

#include <stdlib.h>

static const struct row { const char *name; char code[3]; } rows[] = {
    {"afganistan", "af"}, {"afgano", "af"}, {"afghaans", "af"}, {"afghan", "af"}, {"afghane", "af"},
    {"afghanistan", "af"}, {"afrique du sud", "za"}, {"agypten", "eg"}, {"albania", "al"}, {"albanian", "al"},
    {"albanie", "al"}, {"aleman", "de"}, {"alemana", "de"}, {"alemania", "de"}, {"algeria", "dz"}, {"algerian", "dz"},
    {"algerie", "dz"}, {"algerien", "dz"}, {"algerienne", "dz"}, {"algerije", "dz"}, {"algerijn", "dz"},
    {"algerijns", "dz"}, {"algerijnse", "dz"}, {"allemagne", "de"}, {"allemand", "de"}, {"allemande", "de"},
    {"americain", "us"}, {"americaine", "us"}, {"american", "us"}, {"amerikaans", "us"}, {"andorra", "ad"},
    {"andorre", "ad"}, {"angola", "ao"}, {"angolan", "ao"}, {"antigua and barbuda", "ag"}, {"arabie saoudite", "sa"},
    {"argelia", "dz"}, {"argelina", "dz"}, {"argelino", "dz"}, {"argentina", "ar"}, {"argentine", "ar"},
    {"argentinian", "ar"}, {"armenia", "am"}, {"armenian", "am"}, {"armenie", "am"}, {"aruba", "aw"},
    {"australia", "au"}, {"australian", "au"}, {"australie", "au"}, {"austria", "at"}, {"austrian", "at"},
    {"autriche", "at"}, {"azerbaidjan", "az"}, {"azerbaijan", "az"}, {"azerbaijani", "az"}, {"bahamas", "bs"},
    {"bahamas the", "bs"}, {"bahrain", "bh"}, {"bahraini", "bh"}, {"bahrein", "bh"}, {"bangladesh", "bd"},
    {"bangladeshi", "bd"}, {"barbade", "bb"}, {"barbados", "bb"}, {"belarus", "by"}, {"belarusian", "by"},
    {"belg", "be"}, {"belga", "be"}, {"belge", "be"}, {"belgian", "be"}, {"belgica", "be"}, {"belgie", "be"},
    {"belgien", "be"}, {"belgier", "be"}, {"belgique", "be"}, {"belgisch", "be"}, {"belgische", "be"},
    {"belgium", "be"}, {"belize", "bz"}, {"benin", "bj"}, {"bermuda", "bm"}, {"bermudes", "bm"}, {"bhoutan", "bt"},
    {"bhutan", "bt"}, {"bielorussie", "by"}, {"birmanie", "mm"}, {"birmanie myanmar", "mm"},
    {"bolivarian republic of venezuela", "ve"}, {"bolivia", "bo"}, {"bolivia plurinational state of", "bo"},
    {"bolivian", "bo"}, {"bolivie", "bo"}, {"bosnia and herzegovina", "ba"}, {"bosnian", "ba"},
    {"bosnie herzegovine", "ba"}, {"botswana", "bw"}, {"brazil", "br"}, {"brazilian", "br"}, {"bresil", "br"},
    {"britanica", "gb"}, {"britanico", "gb"}, {"britannique", "gb"}, {"british", "gb"},
    {"british virgin islands", "vg"}, {"brits", "gb"}, {"britse", "gb"}, {"brunei", "bn"}, {"brunei darussalam", "bn"},
    {"bulgaria", "bg"}, {"bulgarian", "bg"}, {"bulgarie", "bg"}, {"burkina faso", "bf"}, {"burkinabe", "bf"},
    {"burma", "mm"}, {"burmese", "mm"}, {"burundi", "bi"}, {"burundian", "bi"}, {"cabo verde", "cv"},
    {"cambodge", "kh"}, {"cambodia", "kh"}, {"cambodian", "kh"}, {"cameroon", "cm"}, {"cameroonian", "cm"},
    {"cameroun", "cm"}, {"canada", "ca"}, {"canadian", "ca"}, {"cap vert", "cv"}, {"cape verde", "cv"},
    {"cayman islands", "ky"}, {"central african", "cf"}, {"central african republic", "cf"}, {"chad", "td"},
    {"chadian", "td"}, {"chile", "cl"}, {"chilean", "cl"}, {"chili", "cl"}, {"china", "cn"}, {"china hong kong", "hk"},
    {"china macau", "mo"}, {"china mainland", "cn"}, {"chine", "cn"}, {"chinese", "cn"}, {"chypre", "cy"},
    {"colombia", "co"}, {"colombian", "co"}, {"colombie", "co"}, {"comores", "km"}, {"comoros", "km"}, {"congo", "cg"},
    {"congo brazzaville", "cg"}, {"congo democratic republic of the", "cd"}, {"congo republic of the", "cg"},
    {"congo the democratic republic of the", "cd"}, {"congolese", "cd"}, {"cook islands", "ck"},
    {"coree du nord", "kp"}, {"coree du sud", "kr"}, {"costa rica", "cr"}, {"costa rican", "cr"},
    {"cote d ivoire", "ci"}, {"cote d ivoire ivory coast", "ci"}, {"croatia", "hr"}, {"croatian", "hr"},
    {"croatie", "hr"}, {"cuba", "cu"}, {"cuban", "cu"}, {"curacao", "cw"}, {"cypriot", "cy"}, {"cyprus", "cy"},
    {"czech", "cz"}, {"czech republic", "cz"}, {"czechia", "cz"}, {"danemark", "dk"}, {"danish", "dk"},
    {"democratic people s republic of korea", "kp"}, {"democratic republic of congo", "cd"},
    {"democratic republic of the congo", "cd"}, {"denmark", "dk"}, {"deutsch", "de"}, {"deutschland", "de"},
    {"djibouti", "dj"}, {"djiboutian", "dj"}, {"dominica", "dm"}, {"dominican republic", "do"}, {"dominique", "dm"},
    {"dprk", "kp"}, {"drc", "cd"}, {"duits", "de"}, {"duitse", "de"}, {"duitsland", "de"}, {"dutch", "nl"},
    {"east timor", "tl"}, {"ecuador", "ec"}, {"ecuadorian", "ec"}, {"egipcio", "eg"}, {"egipto", "eg"}, {"egypt", "eg"},
    {"egypte", "eg"}, {"egypten", "eg"}, {"egyptian", "eg"}, {"egyptien", "eg"}, {"egyptienne", "eg"},
    {"egyptisch", "eg"}, {"el salvador", "sv"}, {"emirati", "ae"}, {"emirats arabes unis", "ae"}, {"england", "gb"},
    {"equateur", "ec"}, {"equatorial guinea", "gq"}, {"eritrea", "er"}, {"eritrean", "er"}, {"erythree", "er"},
    {"espagne", "es"}, {"espagnol", "es"}, {"espagnole", "es"}, {"espana", "es"}, {"espanol", "es"}, {"espanola", "es"},
    {"estados unidos", "us"}, {"estadounidense", "us"}, {"estonia", "ee"}, {"estonian", "ee"}, {"estonie", "ee"},
    {"eswatini", "sz"}, {"etat de palestine", "ps"}, {"etats unis", "us"}, {"etats unis d amerique", "us"},
    {"ethiopia", "et"}, {"ethiopian", "et"}, {"ethiopie", "et"}, {"federal republic of yugoslavia", "yu"},
    {"federation de russie", "ru"}, {"fidji", "fj"}, {"fiji", "fj"}, {"filipino", "ph"}, {"finland", "fi"},
    {"finlande", "fi"}, {"finnish", "fi"}, {"former soviet union", "su"}, {"former yugoslavia", "yu"},
    {"francais", "fr"}, {"francaise", "fr"}, {"france", "fr"}, {"frances", "fr"}, {"francesa", "fr"}, {"francia", "fr"},
    {"frankreich", "fr"}, {"frankrijk", "fr"}, {"frans", "fr"}, {"franse", "fr"}, {"fransman", "fr"},
    {"franzose", "fr"}, {"franzosisch", "fr"}, {"french", "fr"}, {"gabon", "ga"}, {"gambia", "gm"},
    {"gambia the", "gm"}, {"gambian", "gm"}, {"gambie", "gm"}, {"georgia", "ge"}, {"georgian", "ge"}, {"georgie", "ge"},
    {"german", "de"}, {"germany", "de"}, {"ghana", "gh"}, {"ghanaian", "gh"}, {"gibraltar", "gi"},
    {"great britain", "gb"}, {"grece", "gr"}, {"greece", "gr"}, {"greek", "gr"}, {"grenada", "gd"}, {"grenade", "gd"},
    {"guatemala", "gt"}, {"guatemalan", "gt"}, {"guernesey", "gg"}, {"guernsey", "gg"}, {"guinea", "gn"},
    {"guinea bissau", "gw"}, {"guinean", "gn"}, {"guinee", "gn"}, {"guinee bissau", "gw"}, {"guinee equatoriale", "gq"},
    {"guyana", "gy"}, {"haiti", "ht"}, {"haitian", "ht"}, {"holandes", "nl"}, {"holy see", "va"}, {"honduran", "hn"},
    {"honduras", "hn"}, {"hong kong", "hk"}, {"hong kong china", "hk"}, {"hongrie", "hu"}, {"hungarian", "hu"},
    {"hungary", "hu"}, {"iceland", "is"}, {"ile de man", "im"}, {"ile maurice", "mu"}, {"iles caimans", "ky"},
    {"iles marshall", "mh"}, {"iles vierges britanniques", "vg"}, {"inde", "in"}, {"india", "in"}, {"indian", "in"},
    {"indonesia", "id"}, {"indonesian", "id"}, {"indonesie", "id"}, {"iraaks", "iq"}, {"irak", "iq"}, {"irakees", "iq"},
    {"irakien", "iq"}, {"irakienne", "iq"}, {"iran", "ir"}, {"iran islamic republic of", "ir"},
    {"iran republique islamique d", "ir"}, {"iranian", "ir"}, {"iraq", "iq"}, {"iraqi", "iq"}, {"iraqui", "iq"},
    {"ireland", "ie"}, {"irish", "ie"}, {"irlande", "ie"}, {"islamic republic of iran", "ir"}, {"islande", "is"},
    {"isle of man", "im"}, {"israel", "il"}, {"israeli", "il"}, {"italia", "it"}, {"italiaans", "it"},
    {"italiaanse", "it"}, {"italian", "it"}, {"italiana", "it"}, {"italiano", "it"}, {"italie", "it"},
    {"italien", "it"}, {"italienne", "it"}, {"italy", "it"}, {"ivorian", "ci"}, {"ivory coast", "ci"},
    {"jamaica", "jm"}, {"jamaican", "jm"}, {"jamaique", "jm"}, {"japan", "jp"}, {"japanese", "jp"}, {"japon", "jp"},
    {"jersey", "je"}, {"jordan", "jo"}, {"jordanian", "jo"}, {"jordanie", "jo"}, {"kazakh", "kz"}, {"kazakhstan", "kz"},
    {"kazakhstani", "kz"}, {"kenya", "ke"}, {"kenyan", "ke"}, {"kirghizistan", "kg"}, {"kiribati", "ki"},
    {"korea democratic people s republic of", "kp"}, {"korea north", "kp"}, {"korea republic of", "kr"},
    {"korea south", "kr"}, {"kosovan", "xk"}, {"kosovo", "xk"}, {"koweit", "kw"}, {"kuwait", "kw"}, {"kuwaiti", "kw"},
    {"kyrgyz", "kg"}, {"kyrgyz republic", "kg"}, {"kyrgyzstan", "kg"}, {"lao people s democratic republic", "la"},
    {"laos", "la"}, {"laotian", "la"}, {"latvia", "lv"}, {"latvian", "lv"}, {"lebanese", "lb"}, {"lebanon", "lb"},
    {"lesotho", "ls"}, {"lettonie", "lv"}, {"liban", "lb"}, {"libanais", "lb"}, {"libanaise", "lb"}, {"libanees", "lb"},
    {"libanes", "lb"}, {"libano", "lb"}, {"libanon", "lb"}, {"liberia", "lr"}, {"liberian", "lr"}, {"libia", "ly"},
    {"libie", "ly"}, {"libio", "ly"}, {"libya", "ly"}, {"libyan", "ly"}, {"libyan arab jamahiriya", "ly"},
    {"libye", "ly"}, {"libyen", "ly"}, {"libyenne", "ly"}, {"liechtenstein", "li"}, {"lithuania", "lt"},
    {"lithuanian", "lt"}, {"lituanie", "lt"}, {"luxembourg", "lu"}, {"luxembourgeois", "lu"}, {"luxemburg", "lu"},
    {"luxemburgo", "lu"}, {"macao", "mo"}, {"macau", "mo"}, {"macedoine du nord", "mk"}, {"macedonia", "mk"},
    {"macedonia the former yugoslav republic of", "mk"}, {"madagascar", "mg"}, {"malaisie", "my"}, {"malawi", "mw"},
    {"malaysia", "my"}, {"malaysian", "my"}, {"maldives", "mv"}, {"maldivian", "mv"}, {"mali", "ml"}, {"malian", "ml"},
    {"malien", "ml"}, {"malienne", "ml"}, {"maliense", "ml"}, {"malta", "mt"}, {"malte", "mt"}, {"maltese", "mt"},
    {"man isle of", "im"}, {"maroc", "ma"}, {"marocain", "ma"}, {"marocaine", "ma"}, {"marokkaan", "ma"},
    {"marokkaans", "ma"}, {"marokkaanse", "ma"}, {"marokkanisch", "ma"}, {"marokko", "ma"}, {"marroqui", "ma"},
    {"marruecos", "ma"}, {"marshall islands", "mh"}, {"mauretanien", "mr"}, {"maurice", "mu"}, {"mauritana", "mr"},
    {"mauritania", "mr"}, {"mauritanian", "mr"}, {"mauritanie", "mr"}, {"mauritanien", "mr"}, {"mauritanienne", "mr"},
    {"mauritano", "mr"}, {"mauritius", "mu"}, {"mexican", "mx"}, {"mexico", "mx"}, {"mexique", "mx"},
    {"micronesia", "fm"}, {"micronesie", "fm"}, {"moldavie", "md"}, {"moldova", "md"}, {"moldova republic of", "md"},
    {"moldovan", "md"}, {"monaco", "mc"}, {"mongolia", "mn"}, {"mongolie", "mn"}, {"montenegrin", "me"},
    {"montenegro", "me"}, {"moroccan", "ma"}, {"morocco", "ma"}, {"mozambican", "mz"}, {"mozambique", "mz"},
    {"myanmar", "mm"}, {"myanmar burma", "mm"}, {"namibia", "na"}, {"namibie", "na"}, {"nauru", "nr"},
    {"nederland", "nl"}, {"nederlands", "nl"}, {"nederlandse", "nl"}, {"neerlandais", "nl"}, {"neerlandaise", "nl"},
    {"neerlandes", "nl"}, {"neerlandesa", "nl"}, {"nepal", "np"}, {"nepalese", "np"}, {"netherlands", "nl"},
    {"netherlands antilles", "an"}, {"netherlands the", "nl"}, {"new zealand", "nz"}, {"nicaragua", "ni"},
    {"nicaraguan", "ni"}, {"niederlande", "nl"}, {"niger", "ne"}, {"nigeria", "ng"}, {"nigerian", "ng"},
    {"north korea", "kp"}, {"north macedonia", "mk"}, {"north macedonia the republic of", "mk"}, {"norvege", "no"},
    {"norway", "no"}, {"norwegian", "no"}, {"nouvelle zelande", "nz"}, {"occupied palestinian territories", "ps"},
    {"oman", "om"}, {"omani", "om"}, {"ouganda", "ug"}, {"ouzbekistan", "uz"}, {"paises bajos", "nl"},
    {"pakistaans", "pk"}, {"pakistan", "pk"}, {"pakistanais", "pk"}, {"pakistani", "pk"}, {"palaos", "pw"},
    {"palau", "pw"}, {"palestina", "ps"}, {"palestine", "ps"}, {"palestine state of", "ps"}, {"palestinian", "ps"},
    {"palestinian territories", "ps"}, {"palestinien", "ps"}, {"palestinienne", "ps"}, {"palestino", "ps"},
    {"panama", "pa"}, {"panamanian", "pa"}, {"papua new guinea", "pg"}, {"paquistan", "pk"}, {"paquistani", "pk"},
    {"paraguay", "py"}, {"paraguayan", "py"}, {"pays bas", "nl"}, {"people s republic of china", "cn"}, {"perou", "pe"},
    {"peru", "pe"}, {"peruvian", "pe"}, {"philippine", "ph"}, {"philippines", "ph"}, {"poland", "pl"}, {"polish", "pl"},
    {"pologne", "pl"}, {"portugais", "pt"}, {"portugaise", "pt"}, {"portugal", "pt"}, {"portugees", "pt"},
    {"portugese", "pt"}, {"portugues", "pt"}, {"portuguesa", "pt"}, {"portuguese", "pt"}, {"puerto rico", "pr"},
    {"qatar", "qa"}, {"qatari", "qa"}, {"reino unido", "gb"}, {"republic of belarus", "by"},
    {"republic of korea", "kr"}, {"republic of moldova", "md"}, {"republic of serbia", "rs"},
    {"republic of the congo", "cg"}, {"republique centrafricaine", "cf"}, {"republique democratique du congo", "cd"},
    {"republique dominicaine", "do"}, {"republique islamique d iran", "ir"},
    {"republique populaire democratique de coree", "kp"}, {"republique tcheque", "cz"}, {"reunion", "re"},
    {"romania", "ro"}, {"romanian", "ro"}, {"roumanie", "ro"}, {"royaume uni", "gb"}, {"rusa", "ru"}, {"rusia", "ru"},
    {"rusland", "ru"}, {"ruso", "ru"}, {"russe", "ru"}, {"russia", "ru"}, {"russian", "ru"},
    {"russian federation", "ru"}, {"russie", "ru"}, {"russisch", "ru"}, {"russland", "ru"}, {"rwanda", "rw"},
    {"rwandan", "rw"}, {"sahara occidental", "eh"}, {"saint kitts and nevis", "kn"}, {"saint kitts et nevis", "kn"},
    {"saint lucia", "lc"}, {"saint marin", "sm"}, {"saint vincent and the grenadines", "vc"}, {"salvador", "sv"},
    {"salvadoran", "sv"}, {"samoa", "ws"}, {"san marino", "sm"}, {"sao tome and principe", "st"}, {"saudi", "sa"},
    {"saudi arabia", "sa"}, {"saudi arabian", "sa"}, {"schweiz", "ch"}, {"senegal", "sn"}, {"senegalais", "sn"},
    {"senegalaise", "sn"}, {"senegalees", "sn"}, {"senegales", "sn"}, {"senegalese", "sn"}, {"serbia", "rs"},
    {"serbia and montenegro", "cs"}, {"serbian", "rs"}, {"serbie", "rs"}, {"seychelles", "sc"}, {"sierra leone", "sl"},
    {"sierra leonean", "sl"}, {"singapore", "sg"}, {"singaporean", "sg"}, {"singapour", "sg"}, {"siria", "sy"},
    {"sirio", "sy"}, {"slovak", "sk"}, {"slovak republic", "sk"}, {"slovakia", "sk"}, {"slovaquie", "sk"},
    {"slovenia", "si"}, {"slovenian", "si"}, {"slovenie", "si"}, {"solomon islands", "sb"}, {"somali", "so"},
    {"somalia", "so"}, {"somalie", "so"}, {"soudan", "sd"}, {"soudan du sud", "ss"}, {"south africa", "za"},
    {"south african", "za"}, {"south korea", "kr"}, {"south korean", "kr"}, {"south sudan", "ss"},
    {"south sudanese", "ss"}, {"soviet union", "su"}, {"spaans", "es"}, {"spaanse", "es"}, {"spain", "es"},
    {"spanien", "es"}, {"spanisch", "es"}, {"spanish", "es"}, {"spanje", "es"}, {"sri lanka", "lk"},
    {"sri lankan", "lk"}, {"st kitts and nevis", "kn"}, {"st kitts et nevis", "kn"},
    {"st vincent and the grenadines", "vc"}, {"state of palestine", "ps"}, {"stateless palestinian", "ps"},
    {"sudan", "sd"}, {"sudanese", "sd"}, {"sudanese by birth", "sd"}, {"suede", "se"}, {"suisse", "ch"},
    {"suiza", "ch"}, {"suriname", "sr"}, {"swaziland", "sz"}, {"sweden", "se"}, {"swedish", "se"}, {"swiss", "ch"},
    {"switzerland", "ch"}, {"syria", "sy"}, {"syrian", "sy"}, {"syrian arab republic", "sy"}, {"syrie", "sy"},
    {"syrien", "sy"}, {"syrienne", "sy"}, {"syrisch", "sy"}, {"syrische", "sy"}, {"tadjikistan", "tj"},
    {"taiwan", "tw"}, {"taiwan province of china", "tw"}, {"taiwanese", "tw"}, {"tajik", "tj"}, {"tajikistan", "tj"},
    {"tanzania", "tz"}, {"tanzania united republic of", "tz"}, {"tanzanian", "tz"}, {"tanzanie", "tz"}, {"tchad", "td"},
    {"tchequie", "cz"}, {"territoires palestiniens", "ps"}, {"thai", "th"}, {"thailand", "th"}, {"thailande", "th"},
    {"the bahamas", "bs"}, {"the former yugoslav republic of macedonia", "mk"}, {"the gambia", "gm"},
    {"the netherlands", "nl"}, {"the russian federation", "ru"}, {"the sudan", "sd"}, {"timor leste", "tl"},
    {"togo", "tg"}, {"togolese", "tg"}, {"tonga", "to"}, {"trinidad and tobago", "tt"}, {"trinidad et tobago", "tt"},
    {"trinidad tobago", "tt"}, {"tunecina", "tn"}, {"tunecino", "tn"}, {"tunesie", "tn"}, {"tunesien", "tn"},
    {"tunesisch", "tn"}, {"tunesische", "tn"}, {"tunez", "tn"}, {"tunisia", "tn"}, {"tunisian", "tn"},
    {"tunisie", "tn"}, {"tunisien", "tn"}, {"tunisienne", "tn"}, {"turc", "tr"}, {"turco", "tr"}, {"turkei", "tr"},
    {"turkey", "tr"}, {"turkije", "tr"}, {"turkish", "tr"}, {"turkiye", "tr"}, {"turkmen", "tm"},
    {"turkmenistan", "tm"}, {"turks", "tr"}, {"turkse", "tr"}, {"turque", "tr"}, {"turquia", "tr"}, {"turquie", "tr"},
    {"tuvalu", "tv"}, {"uae", "ae"}, {"uganda", "ug"}, {"ugandan", "ug"}, {"uk", "gb"}, {"ukraine", "ua"},
    {"ukrainian", "ua"}, {"union of soviet socialist republics", "su"}, {"united arab emirates", "ae"},
    {"united kingdom", "gb"}, {"united kingdom of great britain and northern ireland", "gb"},
    {"united republic of tanzania", "tz"}, {"united states", "us"}, {"united states of america", "us"},
    {"uruguay", "uy"}, {"uruguayan", "uy"}, {"us", "us"}, {"us virgin islands", "vi"}, {"usa", "us"}, {"ussr", "su"},
    {"ussr until 1991", "su"}, {"uzbek", "uz"}, {"uzbekistan", "uz"}, {"vanuatu", "vu"}, {"vatican", "va"},
    {"venezuela", "ve"}, {"venezuela bolivarian republic of", "ve"}, {"venezuelan", "ve"}, {"vereinigte staaten", "us"},
    {"vereinigtes konigreich", "gb"}, {"verenigd koninkrijk", "gb"}, {"verenigde staten", "us"}, {"viet nam", "vn"},
    {"vietnam", "vn"}, {"vietnamese", "vn"}, {"virgin islands british", "vg"}, {"virgin islands u s", "vi"},
    {"western sahara", "eh"}, {"western samoa", "ws"}, {"yemen", "ye"}, {"yemeni", "ye"}, {"yugoslavia", "yu"},
    {"zambia", "zm"}, {"zambian", "zm"}, {"zambie", "zm"}, {"zimbabwe", "zw"}, {"zimbabwean", "zw"},
    {"zwitserland", "ch"},
};
// Whole, as they are written.
static const struct row in_arabic[] = {
    {"المغرب", "ma"}, {"مغربي", "ma"}, {"مغربية", "ma"}, {"مغربيه", "ma"}, {"فرنسا", "fr"}, {"فرنسي", "fr"}, {"فرنسية", "fr"},
    {"بلجيكا", "be"}, {"بلجيكي", "be"}, {"بلجيكية", "be"}, {"إسبانيا", "es"}, {"اسبانيا", "es"}, {"إسباني", "es"},
    {"اسباني", "es"}, {"إسبانية", "es"}, {"اسبانية", "es"}, {"الجزائر", "dz"}, {"جزائري", "dz"}, {"جزائرية", "dz"},
    {"تونس", "tn"}, {"تونسي", "tn"}, {"تونسية", "tn"}, {"ليبيا", "ly"}, {"ليبي", "ly"}, {"ليبية", "ly"}, {"مصر", "eg"},
    {"مصري", "eg"}, {"مصرية", "eg"}, {"موريتانيا", "mr"}, {"موريتاني", "mr"}, {"موريتانية", "mr"}, {"مالي", "ml"},
    {"هولندا", "nl"}, {"هولندي", "nl"}, {"هولندية", "nl"}, {"ألمانيا", "de"}, {"المانيا", "de"}, {"ألماني", "de"},
    {"إيطاليا", "it"}, {"ايطاليا", "it"}, {"إيطالي", "it"}, {"سوريا", "sy"}, {"سوري", "sy"}, {"سورية", "sy"}, {"العراق", "iq"},
    {"عراقي", "iq"}, {"عراقية", "iq"}, {"تركيا", "tr"}, {"تركي", "tr"}, {"تركية", "tr"}, {"السعودية", "sa"}, {"سعودي", "sa"},
    {"سعودية", "sa"}, {"لبنان", "lb"}, {"لبناني", "lb"}, {"لبنانية", "lb"}, {"اليمن", "ye"}, {"يمني", "ye"}, {"يمنية", "ye"},
    {"فلسطين", "ps"}, {"فلسطيني", "ps"}, {"فلسطينية", "ps"}, {"الأردن", "jo"}, {"أردني", "jo"}, {"أردنية", "jo"},
};

enum { ROW_COUNT = sizeof rows / sizeof *rows, FOLDED_BYTES = 80 };

size_t list_country_count(void) { return ROW_COUNT; }
const char *list_country_row(size_t row) { return rows[row].name; }

char said_letter(uint32_t cp) {
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
        char c = said_letter(utf8_next(v, &at));
        if (c == ' ' && (bytes == 0 || out[bytes - 1] == ' ')) continue;
        if (bytes + 1 >= FOLDED_BYTES) return false;
        out[bytes++] = c;
    }
    if (bytes && out[bytes - 1] == ' ') bytes--;
    out[bytes] = 0;
    return bytes > 0;
}

// Codes of ISO 3166-1 that no row names.
static const char others[][3] = {
    "ai", "aq", "as", "ax", "bl", "bq", "bv", "cc", "cx", "fk", "fo", "gf", "gl", "gp", "gs", "gu", "hm", "io", "mf", "mp", "mq", "ms", "nc", "nf", "nu",
    "pf", "pm", "pn", "sh", "sj", "sx", "tc", "tf", "tk", "um", "wf", "yt"};

// A code as it is.
static const char *code_of(const char *two) {
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(others[i], two) == 0) return others[i];
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (strcmp(rows[i].code, two) == 0) return rows[i].code;
    return NULL;
}

static int by_name(const void *folded, const void *row) { return strcmp(folded, ((const struct row *)row)->name); }

const char *said_country(struct view name) {
    char folded[FOLDED_BYTES];
    for (size_t i = 0; i < sizeof in_arabic / sizeof *in_arabic; i++)
        if (view_is(view_trim(name), in_arabic[i].name)) return in_arabic[i].code;
    if (!fold(name, folded)) return NULL;
    const struct row *found = bsearch(folded, rows, ROW_COUNT, sizeof *rows, by_name);
    return found ? found->code : strlen(folded) == 2 ? code_of(folded) : NULL;
}
