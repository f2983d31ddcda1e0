// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_titles.c — what the columns of a table are called, in English, French, Spanish, Dutch, German and Arabic (as in Morocco), and which field of
// docs/importing.md that is. Whole titles only: a title that is not here is told as not read, which is better than a wrong guess.
#include "codec/list_room.h"

#include <stdlib.h>

enum { FOLDED_BYTES = 96 };

// Folded as fold() does, sorted by byte.
static const struct column_title { const char *title, *field; } titles[] = {
    {"1erapellido", "family"}, {"2apellido", "family"}, {"achternaam", "family"}, {"address", "address"}, {"adres", "address"},
    {"adresse", "address"}, {"adresseemail", "email"}, {"aka", "alias"}, {"aktenzeichen", "ref"}, {"alias", "alias"}, {"aliases", "alias"},
    {"aliasyapodos", "alias"}, {"alsoknownas", "alias"}, {"anschrift", "address"}, {"apellido", "family"}, {"apellido1", "family"},
    {"apellido2", "family"}, {"apellidodesoltera", "birth_name"}, {"apellidos", "family"}, {"apellidosnombre", "name"}, {"apellidosynombre", "name"},
    {"apellidosynombres", "name"}, {"apodo", "alias"}, {"apodos", "alias"}, {"arabicname", "script"}, {"ausstellungsland", "issuer"},
    {"ausweisnummer", "id"}, {"bijnaam", "alias"}, {"bijnamen", "alias"}, {"birth", "birth"}, {"birthdate", "birth"}, {"birthday", "birth"},
    {"birthname", "birth_name"}, {"birthplace", "birth_place"}, {"born", "birth"}, {"bornin", "birth_place"}, {"cartedidentite", "id"}, {"cin", "id"},
    {"citizenship", "nationality"}, {"cni", "id"}, {"cnie", "id"}, {"completename", "name"}, {"correo", "email"}, {"correoelectronico", "email"},
    {"countryofissue", "issuer"}, {"courriel", "email"}, {"datedenaiss", "birth"}, {"datedenaissance", "birth"}, {"datenaiss", "birth"},
    {"datenaissance", "birth"}, {"dateofbirth", "birth"}, {"ddn", "birth"}, {"direccion", "address"}, {"dni", "national"}, {"dninie", "national"},
    {"dob", "birth"}, {"document", "document"}, {"documentno", "document"}, {"documentnumber", "document"}, {"documentnummer", "document"},
    {"documento", "document"}, {"dokumentnummer", "document"}, {"domicile", "address"}, {"domicilio", "address"}, {"dossier", "ref"},
    {"dossiernummer", "ref"}, {"email", "email"}, {"emailaddress", "email"}, {"emailadres", "email"}, {"expediente", "ref"},
    {"familienaam", "family"}, {"familiename", "family"}, {"family", "family"}, {"familyname", "family"}, {"fdenacimiento", "birth"},
    {"fechadenac", "birth"}, {"fechadenacimiento", "birth"}, {"fechanac", "birth"}, {"fechanacimiento", "birth"}, {"firstname", "given"},
    {"firstnames", "given"}, {"fnac", "birth"}, {"fnacimiento", "birth"}, {"forename", "given"}, {"forenames", "given"}, {"fullname", "name"},
    {"geb", "birth"}, {"gebdatum", "birth"}, {"geboortedatum", "birth"}, {"geboortenaam", "birth_name"}, {"geboorteplaats", "birth_place"},
    {"geboren", "birth"}, {"geborenam", "birth"}, {"geborenop", "birth"}, {"geborente", "birth_place"}, {"geburtsdatum", "birth"},
    {"geburtsname", "birth_name"}, {"geburtsort", "birth_place"}, {"geburtstag", "birth"}, {"gender", "sex"}, {"genero", "sex_es"}, {"genre", "sex"},
    {"geschlecht", "sex"}, {"geslacht", "sex_nl"}, {"given", "given"}, {"givenname", "given"}, {"givennames", "given"}, {"gsm", "phone"},
    {"iban", "iban"}, {"id", "id"}, {"idcard", "id"}, {"idcardnumber", "id"}, {"identite", "name"}, {"identiteitskaart", "id"},
    {"identiteitskaartnummer", "id"}, {"identitycard", "id"}, {"imo", "imo"}, {"imonumber", "imo"}, {"insz", "national"}, {"issuedby", "issuer"},
    {"issuer", "issuer"}, {"issuingcountry", "issuer"}, {"kenmerk", "ref"}, {"kennzeichen", "plate"}, {"kenteken", "plate"}, {"kind", "kind"},
    {"landvanafgifte", "issuer"}, {"lastname", "family"}, {"laufendenummer", "ref"}, {"lfdnr", "ref"}, {"licenceplate", "plate"},
    {"licenseplate", "plate"}, {"lieudenaissance", "birth_place"}, {"lieunaissance", "birth_place"}, {"link", "link"}, {"listedon", "listed_on"},
    {"lugardenacimiento", "birth_place"}, {"lugarnacimiento", "birth_place"}, {"maidenname", "birth_name"}, {"mail", "email"}, {"matricula", "plate"},
    {"meisjesnaam", "birth_name"}, {"middlename", "given"}, {"mobile", "phone"}, {"movil", "phone"}, {"n", "ref"}, {"naam", "family-or-name"},
    {"naamenvoornaam", "name"}, {"naaminhetarabisch", "script"}, {"nachname", "family"}, {"nacidoel", "birth"}, {"nacimiento", "birth"},
    {"nacionalidad", "nationality"}, {"naissance", "birth"}, {"name", "family-or-name"}, {"namearabic", "script"}, {"nameaufarabisch", "script"},
    {"nameinarabic", "script"}, {"namevorname", "name"}, {"national", "national"}, {"nationalitat", "nationality"}, {"nationalite", "nationality"},
    {"nationaliteit", "nationality"}, {"nationalites", "nationality"}, {"nationalities", "nationality"}, {"nationality", "nationality"},
    {"nationalnumber", "national"}, {"nationalregisternumber", "national"}, {"ncin", "id"}, {"ncni", "id"}, {"ncnie", "id"},
    {"ndecartedidentite", "id"}, {"ndedocument", "document"}, {"ndedocumento", "document"}, {"ndedossier", "ref"}, {"ndeexpediente", "ref"},
    {"ndepasaporte", "passport"}, {"ndepasseport", "passport"}, {"ndepiece", "document"}, {"nderegistrenational", "national"},
    {"ndesecuritesociale", "national"}, {"ndetelephone", "phone"}, {"ndimmatriculation", "plate"}, {"ndocument", "document"},
    {"ndocumento", "document"}, {"ndordre", "ref"}, {"nea", "birth_place"}, {"neea", "birth_place"}, {"neele", "birth"}, {"nele", "birth"},
    {"nie", "national"}, {"nif", "national"}, {"nir", "national"}, {"niss", "national"}, {"nnational", "national"}, {"no", "ref"},
    {"nom", "family-or-name"}, {"nomarabe", "script"}, {"nombre", "given-or-name"}, {"nombrecompleto", "name"}, {"nombredepila", "given"},
    {"nombreenarabe", "script"}, {"nombrepropio", "given"}, {"nombres", "given"}, {"nombreyapellidos", "name"}, {"nomcomplet", "name"},
    {"nomdefamille", "family"}, {"nomdejeunefille", "birth_name"}, {"nomdenaissance", "birth_name"}, {"nomdusage", "family-used"},
    {"nomenarabe", "script"}, {"nometprenom", "name"}, {"nometprenoms", "name"}, {"nompatronymique", "family"}, {"nomprenom", "name"},
    {"nomsetprenoms", "name"}, {"nomusuel", "family-used"}, {"npasaporte", "passport"}, {"npasseport", "passport"}, {"nr", "ref"}, {"num", "ref"},
    {"number", "ref"}, {"numero", "ref"}, {"numerodedocument", "document"}, {"numerodedocumento", "document"}, {"numerodeorden", "ref"},
    {"numerodepasaporte", "passport"}, {"numerodepasseport", "passport"}, {"numerodordre", "ref"}, {"numerodudocument", "document"},
    {"numeronational", "national"}, {"nummer", "ref"}, {"nummerplaat", "plate"}, {"orden", "ref"}, {"other", "other"}, {"paisdeexpedicion", "issuer"},
    {"paisemisor", "issuer"}, {"pasajero", "name"}, {"pasaporte", "passport"}, {"paspoort", "passport"}, {"paspoortnr", "passport"},
    {"paspoortnummer", "passport"}, {"passager", "name"}, {"passagier", "name"}, {"passenger", "name"}, {"passengername", "name"},
    {"passeport", "passport"}, {"passnummer", "passport"}, {"passport", "passport"}, {"passportno", "passport"}, {"passportnr", "passport"},
    {"passportnumber", "passport"}, {"patronyme", "family"}, {"paysdedelivrance", "issuer"}, {"paysemetteur", "issuer"}, {"personalausweis", "id"},
    {"phone", "phone"}, {"phonenumber", "phone"}, {"piecedidentite", "document"}, {"placeofbirth", "birth_place"}, {"plaque", "plate"},
    {"plaquedimmatriculation", "plate"}, {"plate", "plate"}, {"pob", "birth_place"}, {"portable", "phone"}, {"prenom", "given"},
    {"prenometnom", "name"}, {"prenoms", "given"}, {"primerapellido", "family"}, {"program", "program"}, {"pseudonyme", "alias"},
    {"reason", "reason"}, {"ref", "ref"}, {"reference", "ref"}, {"referencia", "ref"}, {"referentie", "ref"}, {"referenz", "ref"},
    {"registration", "registration"}, {"registrationnumber", "registration"}, {"registrenational", "national"}, {"reisepass", "passport"},
    {"reisepassnummer", "passport"}, {"rijksregisternummer", "national"}, {"script", "script"}, {"segundoapellido", "family"}, {"sex", "sex"},
    {"sexe", "sex"}, {"sexes", "sex_es"}, {"sexnl", "sex_nl"}, {"sexo", "sex_es"}, {"spitzname", "alias"}, {"staatsangehorigkeit", "nationality"},
    {"surname", "family"}, {"surnames", "family"}, {"surnom", "alias"}, {"surnoms", "alias"}, {"tel", "phone"}, {"telefon", "phone"},
    {"telefonnummer", "phone"}, {"telefono", "phone"}, {"telefoon", "phone"}, {"telefoonnummer", "phone"}, {"telephone", "phone"},
    {"traveldocument", "document"}, {"volgnummer", "ref"}, {"volledigenaam", "name"}, {"vollstandigername", "name"}, {"voornaam", "given"},
    {"voornaamennaam", "name"}, {"voornamen", "given"}, {"vorname", "given"}, {"vornamen", "given"}, {"vorundnachname", "name"}, {"weak", "weak"},
    {"zuname", "family"}, {"اسمالعايله", "family"}, {"الازدياد", "birth"}, {"الاسم", "given-or-name"}, {"الاسمالاول", "given"},
    {"الاسمالشخصي", "given"}, {"الاسمالشخصيوالعايلي", "name"}, {"الاسمالعايلي", "family"}, {"الاسمالعايليوالشخصي", "name"}, {"الاسمالكامل", "name"},
    {"الاسمالكاملبالعربيه", "script"}, {"الاسمبالعربيه", "script"}, {"الاسمواللقب", "name"}, {"الاسموالنسب", "name"}, {"البريدالالكتروني", "email"},
    {"الجنس", "sex"}, {"الجنسيه", "nationality"}, {"الرقم", "ref"}, {"الرقمالترتيبي", "ref"}, {"العنوان", "address"}, {"الكنيه", "alias"},
    {"اللقب", "family"}, {"اللقبالعايلي", "family"}, {"اللقبالمستعار", "alias"}, {"المرجع", "ref"}, {"المعروفب", "alias"}, {"الميلاد", "birth"},
    {"النسب", "family"}, {"النوع", "sex"}, {"الهاتف", "phone"}, {"بطاقهالتعريف", "id"}, {"بطاقهالتعريفالوطنيه", "id"}, {"بلدالاصدار", "issuer"},
    {"تاريخالازدياد", "birth"}, {"تاريخالميلاد", "birth"}, {"تاريخالولاده", "birth"}, {"جوازالسفر", "passport"}, {"رقم", "ref"},
    {"رقمالبطاقهالوطنيه", "id"}, {"رقمالجواز", "passport"}, {"رقمالملف", "ref"}, {"رقمالهاتف", "phone"}, {"رقمالوثيقه", "document"},
    {"رقمبطاقهالتعريفالوطنيه", "id"}, {"رقمجوازالسفر", "passport"}, {"لوحهالترقيم", "plate"}, {"مكانالازدياد", "birth_place"},
    {"مكانالميلاد", "birth_place"}, {"مكانالولاده", "birth_place"},
};

// Latin letters and digits without case, accents and whatever stands between; Arabic letters without marks, their variants as one. Anything else goes.
static size_t put_plain(uint32_t c, char *out) {
    char latin = said_letter(c);
    if (latin != ' ') return *out = latin, 1;
    if (c == 0xDF) return memcpy(out, "ss", 2), 2;
    if (c == 0x622 || c == 0x623 || c == 0x625) c = 0x627;
    if (c == 0x649 || c == 0x626) c = 0x64A;
    if (c == 0x629) c = 0x647;
    if (c == 0x624) c = 0x648;
    return c >= 0x620 && c <= 0x64A && c != 0x640 ? utf8_put(c, out) : 0;
}

static bool fold(struct view v, char out[FOLDED_BYTES]) {
    size_t n = 0;
    for (size_t at = 0; at < v.bytes;) {
        if (n + 5 > FOLDED_BYTES) return false;
        n += put_plain(utf8_next(v, &at), out + n);
    }
    out[n] = 0;
    return n > 0;
}

static int by_title(const void *folded, const void *row) { return strcmp(folded, ((const struct column_title *)row)->title); }

static const char *whole_title(struct view title) {
    char folded[FOLDED_BYTES];
    const struct column_title *found = fold(title, folded) ? bsearch(folded, titles, sizeof titles / sizeof *titles, sizeof *titles, by_title) : NULL;
    return found ? found->field : NULL;
}

// "Date de naissance (JJ/MM/AAAA)": how it is to be written, where that is how it is read here; not the American way, month first.
static struct view without_form(struct view title) {
    size_t n = title.bytes, open = n > 2 && title.at[n - 1] == ')' ? n - 2 : 0;
    while (open > 0 && title.at[open] && strchr("dDjJtTyYaAmM/.- ", title.at[open])) open--;
    bool told = open > 0 && open < n - 2 && title.at[open] == '(' && strchr("dDjJtTyYaA", title.at[open + 1]);
    return told ? view_trim((struct view){title.at, open}) : title;
}

// "Naam / Nom": a form in two languages says it twice. Of "Date / Lieu de naissance" half is not known, and what the cells hold is neither.
const char *list_title(struct view title) {
    title = without_form(view_trim(title));
    const char *field = whole_title(title), *said = NULL;
    while (!field && title.bytes) {
        struct view one = view_cut(title, '/', &title);
        const char *part = whole_title(one);
        if (!part && view_trim(one).bytes) return NULL;
        if (!said) said = part;
    }
    return field ? field : said;
}
