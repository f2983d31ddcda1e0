// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_fr.c — the French Treasury's national register of asset freezes (registre national des gels, Code
// monétaire et financier art. R. 562-2), in two forms:
// index   {"as_of":..., "count":N, "entries":[{"IdRegistre":4240, "Nature":"Personne physique", "Nom":...,
//         "Prenoms":[...], "DatesNaissance":[{"jour","mois","annee"}], ...}]}
// as the Treasury's API gives it   {"Publications":{"DatePublication":..., "PublicationDetail":[{"IdRegistre",
//         "Nature", "Nom", "RegistreDetail":[{"TypeChamp":"PRENOM", "Valeur":[{"Prenom":...}]}, ...]}]}}
#include "codec/list_room.h"

#include <stdio.h>

static struct view text_in(const json_t *list, size_t i, const char *key) {
    const json_t *j = json_array_get(list, i);
    if (key) j = json_object_get(j, key);
    return json_is_string(j) ? (struct view){json_string_value(j), json_string_length(j)} : VIEW("");
}

static bool kind_of(struct view nature, enum subject_kind *out) {
    if (view_is(nature, "Personne physique")) *out = SUBJECT_person;
    else if (view_is(nature, "Personne morale")) *out = SUBJECT_organisation;
    else if (view_is(nature, "Navire")) *out = SUBJECT_vessel;
    else return false;
    return true;
}

static int part_of(const json_t *date, const char *key) {
    uint64_t n;
    const json_t *j = json_object_get(date, key);
    if (!j || json_is_null(j)) return 0;
    struct view v = view_trim(json_view(date, key));
    if (json_is_integer(j) && json_integer_value(j) >= 0 && json_integer_value(j) < 10000)
        return (int)json_integer_value(j);
    if (json_is_string(j) && v.bytes == 0) return 0;
    return v.bytes <= 4 && view_to_u64(v, &n) ? (int)n : -1;
}

static void take_birth(struct list_run *run, const json_t *date, const char *const keys[3]) {
    int year = part_of(date, keys[0]), month = part_of(date, keys[1]), day = part_of(date, keys[2]);
    char form[48];
    if (year < 0 || month < 0 || day < 0) {
        run_unread(run, CODE_BAD_DATE, "birth date");
        return;
    }
    int n = snprintf(form, sizeof form, "%04d-%02d-%02d", year, month, day);
    entry_birth(run, (struct view){form, (size_t)n});
}

static void take_names(struct list_run *run, const json_t *j) {
    const json_t *list = json_object_get(j, "Prenoms");
    struct view family = json_view(j, "Nom"), given = VIEW("");
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct view parts[2] = {given, text_in(list, i, NULL)};
        given = i ? entry_join(run, " ", parts, 2) : parts[1];
    }
    struct view whole[2] = {given, family};
    bool person = run->entry.kind == SUBJECT_person;
    entry_name(run, NAME_primary, given.bytes ? entry_join(run, " ", whole, 2) : family, given, person ? family
        : VIEW(""));
    list = json_object_get(j, "Alias");
    for (size_t i = 0; i < json_array_size(list); i++)
        entry_name(run, NAME_alias, text_in(list, i, NULL), VIEW(""), VIEW(""));
}

// "I0005159, délivré en Iran": the number ends at the comma; the country is taken only when it is known.
static void take_passport(struct list_run *run, struct view v) {
    struct view rest, number = view_trim(view_cut(v, ',', &rest));
    const char *at = memmem(rest.at, rest.bytes, " en ", 4);
    struct view country = at ? view_trim((struct view){at + 4, (size_t)(rest.at + rest.bytes - at - 4)}) : VIEW("");
    entry_paper(run, "passport", said_country(country) ? country : VIEW(""), number.bytes ? number : v);
}

static bool is_number(struct view v) {  // "15.8.2011" and "société par actions" are no identifiers
    size_t digits = 0;
    struct dates d;
    for (size_t i = 0; i < v.bytes; i++) digits += v.at[i] >= '0' && v.at[i] <= '9';
    return digits >= 3 && v.bytes <= 64 && !list_date_read(v, &d);
}

static void take_identification(struct list_run *run, struct view value, struct view note) {
    if (view_has_word(note, "OMI") && is_number(value)) entry_identifier(run, "imo", value);
    else if (!is_number(value)) entry_reason(run, value);
    else if (run->entry.kind != SUBJECT_person) entry_identifier(run, "registration", value);
    else if (view_has_word(note, "fiscal") || view_has_word(note, "INN")) entry_identifier(run, "registration", value);
    else entry_paper(run, "id", VIEW(""), value);
}

static void take_lists(struct list_run *run, const json_t *j) {
    static const char *const date_keys[3] = {"annee", "mois", "jour"};
    const json_t *list = json_object_get(j, "DatesNaissance");
    for (size_t i = 0; i < json_array_size(list); i++) take_birth(run, json_array_get(list, i), date_keys);
    list = json_object_get(j, "LieuxNaissance");
    for (size_t i = 0; i < json_array_size(list); i++) entry_birth_place(run, text_in(list, i, NULL));
    list = json_object_get(j, "Nationalites");
    for (size_t i = 0; i < json_array_size(list); i++) entry_nationality(run, text_in(list, i, NULL));
    list = json_object_get(j, "Passeports");
    for (size_t i = 0; i < json_array_size(list); i++) take_passport(run, text_in(list, i, NULL));
    list = json_object_get(j, "Identifications");
    for (size_t i = 0; i < json_array_size(list); i++)
        take_identification(run, view_trim(text_in(list, i, "identification")), text_in(list, i, "commentaire"));
    list = json_object_get(j, "NumeroOMI");
    for (size_t i = 0; i < json_array_size(list); i++) entry_identifier(run, "imo", text_in(list, i, NULL));
    list = json_object_get(j, "Adresses");
    for (size_t i = 0; i < json_array_size(list); i++) entry_address(run, text_in(list, i, "adresse"));
    list = json_object_get(j, "ReferencesUe");
    for (size_t i = 0; i < json_array_size(list); i++) entry_link(run, text_in(list, i, NULL));
    entry_reason(run, json_view(j, "Motifs"));
}

// --- the API's form: fields by name

static void take_alias(struct list_run *run, struct view v) { entry_name(run, NAME_alias, v, VIEW(""), VIEW("")); }
static void take_sex(struct list_run *run, struct view v) {
    entry_sex(run, view_starts(v, "M") ? VIEW("m") : view_starts(v, "F") ? VIEW("f") : v);
}
static void take_card(struct list_run *run, struct view v) { entry_paper(run, "id", VIEW(""), v); }
static void take_imo(struct list_run *run, struct view v) { entry_identifier(run, "imo", v); }
static void take_phone(struct list_run *run, struct view v) { entry_identifier(run, "phone", v); }
static void take_email(struct list_run *run, struct view v) { entry_identifier(run, "email", v); }

static const struct { const char *field, *key; void (*take)(struct list_run *, struct view); } api_fields[] = {
    {"ALIAS", "Alias", take_alias}, {"SEXE", "Sexe", take_sex}, {"NATIONALITE", "Pays", entry_nationality},
    {"LIEU_DE_NAISSANCE", "Lieu", entry_birth_place}, {"ADRESSE_PP", "Adresse", entry_address},
    {"ADRESSE_PM", "Adresse", entry_address}, {"PASSEPORT", "NumeroPasseport", take_passport},
    {"AUTRE_IDENTITE", "NumeroCarte", take_card}, {"NUMERO_OMI", "NumeroOMI", take_imo},
    {"TELEPHONE", "Telephone", take_phone}, {"COURRIEL", "Courriel", take_email},
    {"REFERENCE_UE", "ReferenceUe", entry_link}, {"REFERENCE_ONU", "ReferenceOnu", entry_link},
    {"FONDEMENT_JURIDIQUE", "FondementJuridiqueLabel", entry_program}, {"MOTIFS", "Motifs", entry_reason},
};

static void take_field(struct list_run *run, struct view field, const json_t *value) {
    static const char *const date_keys[3] = {"Annee", "Mois", "Jour"};
    if (view_is(field, "DATE_DE_NAISSANCE")) take_birth(run, value, date_keys);
    if (view_is(field, "IDENTIFICATION"))
        take_identification(run, view_trim(json_view(value, "Identification")), json_view(value, "Commentaire"));
    for (size_t i = 0; i < sizeof api_fields / sizeof *api_fields; i++)
        if (view_is(field, api_fields[i].field)) api_fields[i].take(run, json_view(value, api_fields[i].key));
}

static struct view given_of(struct list_run *run, const json_t *details) {
    struct view given = VIEW("");
    for (size_t i = 0; i < json_array_size(details); i++) {
        const json_t *detail = json_array_get(details, i), *values = json_object_get(detail, "Valeur");
        for (size_t k = 0; view_is(json_view(detail, "TypeChamp"), "PRENOM") && k < json_array_size(values); k++) {
            struct view parts[2] = {given, text_in(values, k, "Prenom")};
            given = entry_join(run, " ", parts, 2);
        }
    }
    return given;
}

static void take_details(struct list_run *run, const json_t *j, const json_t *details) {
    bool person = run->entry.kind == SUBJECT_person;
    struct view family = json_view(j, "Nom"), given = given_of(run, details), whole[2] = {given, family};
    entry_name(run, NAME_primary, entry_join(run, " ", whole, 2), given, person ? family : VIEW(""));
    for (size_t i = 0; i < json_array_size(details); i++) {
        const json_t *detail = json_array_get(details, i), *values = json_object_get(detail, "Valeur");
        for (size_t k = 0; k < json_array_size(values); k++)
            take_field(run, json_view(detail, "TypeChamp"), json_array_get(values, k));
    }
}

static RESULT take_entry(struct list_run *run, struct view bytes) {
    AUTO_JSON *j = NULL;
    struct error why;
    enum subject_kind kind;
    char id[24] = "";
    entry_begin(run, SUBJECT_person);
    struct result r = json_strict(bytes, &j, &why);
    if (FAILED(r)) {
        entry_drop(run, r.code, "the entry can't be read");
        return DONE;
    }
    if (json_int(j, "IdRegistre") > 0) snprintf(id, sizeof id, "%lld", (long long)json_int(j, "IdRegistre"));
    bool known = kind_of(json_view(j, "Nature"), &kind);
    entry_begin(run, known ? kind : SUBJECT_person);
    entry_ref(run, "FR-", view_of(id));
    if (!known) {
        entry_drop(run, CODE_BAD_FIELD, "Nature");
        return DONE;
    }
    const json_t *details = json_object_get(j, "RegistreDetail");
    if (details) {
        take_details(run, j, details);
    } else {
        take_names(run, j);
        take_lists(run, j);
    }
    return entry_end(run);
}

// The list of entries, one element at a time.
static RESULT take_entries(struct list_run *run, struct list_stream *s, uint64_t *count) {
    AUTO_TEXT value = text_with_ceiling(LIST_ENTRY_BYTES_MAX);
    bool too_big;
    if (json_blank(s) != '[') return FAIL(run->err, BAD_FORMAT, "the entries are not a list");
    stream_next(s);
    if (json_blank(s) == ']') return stream_next(s), DONE;
    for (;;) {
        TRY(json_cut(s, &value, &too_big, run->err));
        ++*count;
        if (too_big) {
            entry_begin(run, SUBJECT_person);
            entry_drop(run, CODE_TOO_BIG, "the entry is larger than 1 MiB");
        } else {
            TRY(take_entry(run, text_seen(&value)));
        }
        int c = json_blank(s);
        stream_next(s);
        if (c == ']') return DONE;
        if (c != ',') return FAIL(run->err, BAD_JSON, "after entry %llu: a comma or the end of the list is missing",
            (unsigned long long)*count);
    }
}

struct heading {
    bool has_entries;
    uint64_t entries;
    int64_t count;  // as announced; -1: not announced
};

static RESULT take_members(struct list_run *run, struct list_stream *s, struct heading *h, bool inside);

static void take_scalar(struct list_run *run, struct heading *h, struct view key, struct view v) {
    uint64_t n;
    if (view_is(key, "\"count\"") && view_to_u64(v, &n) && n < INT64_MAX) h->count = (int64_t)n;
    if ((view_is(key, "\"as_of\"") || view_is(key, "\"DatePublication\"")) && v.bytes >= 12)
        run_list_date(run, (struct view){v.at + 1, 10});
}

static RESULT take_member(struct list_run *run, struct list_stream *s, struct heading *h, bool inside) {
    AUTO_TEXT key_text = text_with_ceiling(1000), value = text_with_ceiling(LIST_ENTRY_BYTES_MAX);
    bool too_big;
    if (json_blank(s) != '"') return FAIL(run->err, BAD_JSON, "a key is missing");
    TRY(json_cut(s, &key_text, &too_big, run->err));
    struct view key = text_seen(&key_text);
    if (json_blank(s) != ':') return FAIL(run->err, BAD_JSON, "a colon is missing");
    stream_next(s);
    if (view_is(key, inside ? "\"PublicationDetail\"" : "\"entries\"")) {
        if (h->has_entries) return FAIL(run->err, BAD_JSON, "the list of entries stands there twice");
        h->has_entries = true;
        return take_entries(run, s, &h->entries);
    }
    if (!inside && view_is(key, "\"Publications\"")) return take_members(run, s, h, true);
    TRY(json_cut(s, &value, &too_big, run->err));
    take_scalar(run, h, key, text_seen(&value));
    return DONE;
}

// An object, from its brace to its brace; `inside` "Publications" or outermost.
static RESULT take_members(struct list_run *run, struct list_stream *s, struct heading *h, bool inside) {
    int c = json_blank(s);
    if (c != '{') {
        TRY(stream_result(s, run->err));
        return FAIL(run->err, BAD_FORMAT, "not a JSON object");
    }
    stream_next(s);
    if (json_blank(s) == '}') stream_next(s), c = '}';
    while (c != '}') {
        TRY(take_member(run, s, h, inside));
        c = json_blank(s);
        stream_next(s);
        if (c != ',' && c != '}') {
            TRY(stream_result(s, run->err));
            return FAIL(run->err, BAD_JSON, "the file is cut short or a comma is missing");
        }
    }
    return DONE;
}

RESULT list_fr_gels_json(struct list_run *run, struct list_stream *s) {
    struct heading h = {.count = -1};
    TRY(take_members(run, s, &h, false));
    if (json_blank(s) == 0x1A) stream_next(s);
    if (json_blank(s) >= 0) return FAIL(run->err, BAD_JSON, "something follows the end");
    TRY(stream_result(s, run->err));
    if (!h.has_entries) return FAIL(run->err, BAD_FORMAT, "no entries: neither form of the register");
    if (h.count >= 0 && (uint64_t)h.count != h.entries)
        return FAIL(run->err, BAD_FORMAT, "%lld entries announced, %llu found", (long long)h.count,
                    (unsigned long long)h.entries);
    return DONE;
}
