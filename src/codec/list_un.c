// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_un.c — the consolidated list of the UN Security Council, original XML format
// (https://www.un.org/sc/resources/sc-sanctions.xsd). The reference is REFERENCE_NUMBER: DATAID is another number
// in every edition.
#include "codec/list_room.h"

#define EACH(node, parent, name) \
    for (const struct xml_node *node = xml_child(parent, name); node; node = xml_again(node))

// Up to five fields into one text, in their order.
static struct view joined(struct list_run *run, const struct xml_node *n, const char *between,
    const char *const *fields) {
    struct view parts[8];
    size_t count = 0;
    for (; *fields && count < 8; fields++) parts[count++] = xml_text(n, *fields);
    return entry_join(run, between, parts, count);
}

static void take_names(struct list_run *run, const struct xml_node *n) {
    static const char *const fields[] = {"FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME", "FIFTH_NAME",
        "SIXTH_NAME", NULL};
    entry_name(run, NAME_primary, joined(run, n, " ", fields), VIEW(""), VIEW(""));
    EACH(script, n, "NAME_ORIGINAL_SCRIPT") entry_name(run, NAME_script, script->text, VIEW(""), VIEW(""));
}

// One ALIAS_NAME may hold several names between semicolons.
static void take_alias(struct list_run *run, const struct xml_node *alias) {
    enum name_role role = view_is_word(xml_text(alias, "QUALITY"), "low") ? NAME_weak : NAME_alias;
    for (struct view rest = xml_text(alias, "ALIAS_NAME"); rest.bytes;)
        entry_name(run, role, view_cut(rest, ';', &rest), VIEW(""), VIEW(""));
    struct view born = xml_text(alias, "DATE_OF_BIRTH");
    if (born.bytes) entry_birth(run, born);
}

static void take_birth(struct list_run *run, const struct xml_node *n) {
    struct view type = xml_text(n, "TYPE_OF_DATE"), note = xml_text(n, "NOTE"), year = xml_text(n, "YEAR");
    struct view from_to[2] = {xml_text(n, "FROM_YEAR"), xml_text(n, "TO_YEAR")};
    struct view about[2] = {view_is_word(type, "approximately") ? VIEW("circa") : VIEW(""), xml_text(n, "DATE")};
    struct dates d;
    if (from_to[0].bytes || from_to[1].bytes) {
        entry_birth(run, entry_join(run, " to ", from_to, 2));
    } else if (about[1].bytes) {
        entry_birth(run, entry_join(run, " ", about, 2));
    } else if (year.bytes) {
        struct view month_year[2] = {note, year};  // NOTE "Sep." beside YEAR "1958"
        about[1] = year;
        if (note.bytes && list_date_read(entry_join(run, " ", month_year, 2), &d)) entry_birth_dates(run, d);
        else entry_birth(run, entry_join(run, " ", about, 2));
    } else {
        entry_birth(run, note);
    }
}

static void take_place(struct list_run *run, const struct xml_node *n) {
    static const char *const fields[] = {"STREET", "CITY", "STATE_PROVINCE", "COUNTRY", NULL};
    entry_birth_place(run, joined(run, n, ", ", fields));
}

static void take_address(struct list_run *run, const struct xml_node *n) {
    static const char *const fields[] = {"STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", NULL};
    entry_address(run, joined(run, n, ", ", fields));
}

static void take_document(struct list_run *run, const struct xml_node *n) {
    struct view type = xml_text(n, "TYPE_OF_DOCUMENT"), country = xml_text(n, "ISSUING_COUNTRY");
    if (!country.bytes) country = xml_text(n, "COUNTRY_OF_ISSUE");
    bool passport = view_has_word(type, "passport") || view_has_word(type, "passeport") ||
        view_has_word(type, "pasaporte");
    bool id = view_has_word(type, "identification");
    entry_paper(run, passport ? "passport" : id ? "id" : "other", country, xml_text(n, "NUMBER"));
}

static void take_details(struct list_run *run, const struct xml_node *n) {
    EACH(a, n, "INDIVIDUAL_ALIAS") take_alias(run, a);
    EACH(a, n, "ENTITY_ALIAS") take_alias(run, a);
    EACH(b, n, "INDIVIDUAL_DATE_OF_BIRTH") take_birth(run, b);
    EACH(p, n, "INDIVIDUAL_PLACE_OF_BIRTH") take_place(run, p);
    EACH(d, n, "INDIVIDUAL_DOCUMENT") take_document(run, d);
    EACH(a, n, "INDIVIDUAL_ADDRESS") take_address(run, a);
    EACH(a, n, "ENTITY_ADDRESS") take_address(run, a);
    EACH(v, xml_child(n, "NATIONALITY"), "VALUE") entry_nationality(run, v->text);
}

static RESULT take(struct list_run *run, const struct xml_node *n) {
    if (strcmp(n->name, "CONSOLIDATED_LIST") == 0) {
        struct view generated = xml_attribute(n, "dateGenerated");
        if (generated.bytes >= 10) run_list_date(run, (struct view){generated.at, 10});
        return DONE;
    }
    bool person = strcmp(n->name, "INDIVIDUAL") == 0;
    entry_begin(run, person ? SUBJECT_person : SUBJECT_organisation);
    entry_ref(run, "", xml_text(n, "REFERENCE_NUMBER"));
    take_names(run, n);
    take_details(run, n);
    if (person) entry_sex(run, xml_text(n, "GENDER"));
    entry_listed_on(run, xml_text(n, "LISTED_ON"));
    entry_program(run, xml_text(n, "UN_LIST_TYPE"));
    entry_reason(run, xml_text(n, "COMMENTS1"));
    return entry_end(run);
}

RESULT list_un_xml(struct list_run *run, struct list_stream *s) {
    static const char *const entries[] = {"INDIVIDUAL", "ENTITY", NULL};
    return xml_entries(run, s, "CONSOLIDATED_LIST", entries, take);
}
