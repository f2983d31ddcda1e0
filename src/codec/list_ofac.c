// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_ofac.c — the words all three OFAC forms share: what a "Cedula No." is, what "-0-" means.
// Source: the types printed in OFAC's own files ("ID types" of the Sanctions List Service reference values).
#include "codec/list_room.h"

enum what { PASSPORT, CARD, BUSINESS, IMO, PLATE, PHONE, EMAIL, OTHER };
static const char *const identifier_names[] = {[BUSINESS] = "registration", [IMO] = "imo", [PLATE] = "plate",
    [PHONE] = "phone", [EMAIL] = "email", [OTHER] = "other"};

// Looked up from the top, by how the type begins; so the longer ones stand first.
static const struct { const char *type; enum what what; } types[] = {
    {"Passport", PASSPORT}, {"Diplomatic Passport", PASSPORT}, {"Stateless Person Passport", PASSPORT},
    {"British National Overseas Passport", PASSPORT}, {"Vessel Registration Identification", IMO},
    {"Company Number IMO", BUSINESS}, {"Identification Number", CARD},
    {"National ID No.", CARD}, {"National Foreign ID Number", CARD}, {"Personal ID Card", CARD},
    {"Cedula No.", CARD}, {"Cedula de Ciudadania", CARD}, {"Cedula de Residencia", CARD}, {"Residency Number", CARD},
        {"D.N.I.", CARD}, {"C.U.R.P.", CARD}, {"C.U.I.P.", CARD}, {"C.U.I.", CARD},
    {"SSN", CARD}, {"Driver's License No.", CARD}, {"Birth Certificate Number", CARD},
        {"Bosnian Personal ID No.", CARD},
    {"Electoral Registry No.", CARD}, {"Credencial electoral", CARD}, {"Cartilla de Servicio Militar Nacional", CARD},
    {"Military Registration Number", CARD}, {"Turkish Identification Number", CARD}, {"Refugee ID Card", CARD},
    {"Kenyan ID No.", CARD}, {"Citizen's Card Number", CARD}, {"Tazkira National ID Card", CARD},
        {"Interpol: Red Notice. File No.", OTHER}, {"Travel Document Number", CARD},
        {"Seafarer's Identification Document", CARD}, {"Tarjeta de Identidad", CARD},
    {"Registration Number", BUSINESS}, {"Registration ID", BUSINESS}, {"Tax ID No.", BUSINESS}, {"NIT #", BUSINESS},
    {"RUC #", BUSINESS}, {"RIF #", BUSINESS}, {"R.F.C.", BUSINESS}, {"RTN", BUSINESS},
        {"Folio Mercantil No.", BUSINESS},
    {"Matricula Mercantil No", BUSINESS}, {"Company Number", BUSINESS}, {"Commercial Registry Number", BUSINESS},
    {"Business Registration Number", BUSINESS}, {"Business Registration Document #", BUSINESS},
        {"Business Number", BUSINESS}, {"C.R. No.", BUSINESS},
    {"V.A.T. Number", BUSINESS}, {"Trade License No.", BUSINESS}, {"License", BUSINESS},
        {"UK Company Number", BUSINESS},
    {"Chamber of Commerce Number", BUSINESS}, {"Public Registration Number", BUSINESS}, {"Enterprise Number", BUSINESS},
    {"Legal Entity Number", BUSINESS}, {"Unified Social Credit Code (USCC)", BUSINESS}, {"D-U-N-S Number", BUSINESS},
        {"C.I.F.", BUSINESS},
    {"Government Gazette Number", BUSINESS}, {"Fiscal Code", BUSINESS}, {"Romanian C.R.", BUSINESS}, {"ISIN", OTHER},
    {"SWIFT/BIC", OTHER}, {"BIK (RU)", OTHER}, {"MMSI", OTHER}, {"Digital Currency Address", OTHER},
        {"Email Address", EMAIL}, {"Phone Number", PHONE},
    {"Telephone", PHONE}, {"Aircraft Tail Number", PLATE}, {"Aircraft Mode S Transponder Code", OTHER},
    {"Aircraft Manufacturer's Serial Number (MSN)", OTHER}, {"Aircraft Manufacturer’s Serial Number (MSN)", OTHER},
};

struct view ofac_value(struct view v) {
    v = view_trim(v);
    return view_is(v, "-0-") ? VIEW("") : v;
}

static void take(struct list_run *run, enum what what, struct view country, struct view number) {
    if (view_starts(number, "IMO ") && (what == CARD || what == IMO)) {
        number = view_trim((struct view){number.at + 4, number.bytes - 4});
        what = IMO;
    }
    if (what == PASSPORT) entry_paper(run, "passport", country, number);
    else if (what == CARD && run->entry.kind == SUBJECT_person) entry_paper(run, "id", country, number);
    else entry_identifier(run, identifier_names[what == CARD ? BUSINESS : what], number);
}

static bool type_of(struct view v, enum what *what, size_t *bytes) {
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        size_t n = strlen(types[i].type);
        if (v.bytes < n || memcmp(v.at, types[i].type, n) != 0) continue;
        if (v.bytes > n && types[i].type[n - 1] != '.' && v.at[n] != ' ') continue;
        *what = types[i].what;
        *bytes = n;
        return true;
    }
    return false;
}

bool ofac_identity(struct list_run *run, struct view type, struct view country, struct view number) {
    enum what what;
    size_t bytes;
    if (!type_of(type, &what, &bytes)) return false;
    take(run, what, ofac_value(country), ofac_value(number));
    return true;
}

// "Passport A755350 (Saudi Arabia) issued 05 May 2001": number, then country in brackets, then what is left out.
bool ofac_identity_phrase(struct list_run *run, struct view phrase) {
    enum what what;
    size_t bytes;
    struct view rest, country = VIEW("");
    if (!type_of(phrase, &what, &bytes)) return false;
    struct view number = view_trim((struct view){phrase.at + bytes, phrase.bytes - bytes});
    if (view_starts(number, "- ")) {  // "Digital Currency Address - XBT 12Qt..."
        view_cut((struct view){number.at + 2, number.bytes - 2}, ' ', &rest);
        number = view_trim(rest);
    }
    struct view bare = view_trim(view_cut(number, '(', &rest));
    if (rest.bytes && bare.bytes) {
        struct view behind;
        country = view_trim(view_cut(rest, ')', &behind));
        number = bare;
    }
    static const char *const ends[] = {" issued ", " expires ", " Issued ", " Expires "};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *at = memmem(number.at, number.bytes, ends[i], strlen(ends[i]));
        if (at) number.bytes = (size_t)(at - number.at);
    }
    take(run, what, said_country(country) ? country : VIEW(""), number);
    return true;
}
