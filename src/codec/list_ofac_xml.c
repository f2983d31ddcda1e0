// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_ofac_xml.c — OFAC's two XML forms: the classic `sdnList` (SDN and consolidated lists) and the enhanced
// `sanctionsData` (names per script, features, identity documents). Root names and elements as published.
#include "codec/list_room.h"

#define EACH(node, parent, name) \
    for (const struct xml_node *node = xml_child(parent, name); node; node = xml_again(node))

static enum subject_kind kind_of(struct view type) {
    if (view_is_word(type, "individual")) return SUBJECT_person;
    if (view_is_word(type, "vessel")) return SUBJECT_vessel;
    return view_is_word(type, "aircraft") ? SUBJECT_vehicle : SUBJECT_organisation;
}

static void take_name(struct list_run *run, enum name_role role, struct view given, struct view family) {
    struct view parts[2] = {given, family};
    bool both = run->entry.kind == SUBJECT_person && given.bytes;
    entry_name(run, role, entry_join(run, " ", parts, 2), both ? given : VIEW(""), both ? family : VIEW(""));
}

static void take_us_date(struct list_run *run, struct view v) {  // "05/06/2024": month first
    if (v.bytes != 10 || v.at[2] != '/' || v.at[5] != '/') return;
    struct view parts[3] = {{v.at + 6, 4}, {v.at, 2}, {v.at + 3, 2}};
    run_list_date(run, entry_join(run, "-", parts, 3));
}

// --- sdnList

static void take_address(struct list_run *run, const struct xml_node *a) {
    static const char *const fields[] = {"address1", "address2", "address3", "city", "stateOrProvince", "postalCode",
        "country"};
    struct view parts[7];
    for (size_t i = 0; i < 7; i++) parts[i] = xml_text(a, fields[i]);
    entry_address(run, entry_join(run, ", ", parts, 7));
}

static void take_id(struct list_run *run, const struct xml_node *id) {
    struct view type = xml_text(id, "idType"), number = xml_text(id, "idNumber");
    if (view_is(type, "Gender")) entry_sex(run, number);
    else ofac_identity(run, type, xml_text(id, "idCountry"), number);
}

static void take_aka(struct list_run *run, const struct xml_node *aka) {
    enum name_role role = view_is_word(xml_text(aka, "category"), "weak") ? NAME_weak : NAME_alias;
    take_name(run, role, xml_text(aka, "firstName"), xml_text(aka, "lastName"));
}

static RESULT take_classic(struct list_run *run, const struct xml_node *n) {
    if (strcmp(n->name, "sdnList") == 0) return DONE;
    if (strcmp(n->name, "publshInformation") == 0) return take_us_date(run, xml_text(n, "Publish_Date")), DONE;
    entry_begin(run, kind_of(xml_text(n, "sdnType")));
    entry_ref(run, "OFAC-", xml_text(n, "uid"));
    take_name(run, NAME_primary, xml_text(n, "firstName"), xml_text(n, "lastName"));
    EACH(p, xml_child(n, "programList"), "program") entry_program(run, p->text);
    EACH(aka, xml_child(n, "akaList"), "aka") take_aka(run, aka);
    EACH(b, xml_child(n, "dateOfBirthList"), "dateOfBirthItem") entry_birth(run, xml_text(b, "dateOfBirth"));
    EACH(b, xml_child(n, "placeOfBirthList"), "placeOfBirthItem") entry_birth_place(run, xml_text(b, "placeOfBirth"));
    EACH(c, xml_child(n, "nationalityList"), "nationality") entry_nationality(run, xml_text(c, "country"));
    EACH(c, xml_child(n, "citizenshipList"), "citizenship") entry_nationality(run, xml_text(c, "country"));
    EACH(a, xml_child(n, "addressList"), "address") take_address(run, a);
    EACH(id, xml_child(n, "idList"), "id") take_id(run, id);
    const struct xml_node *vessel = xml_child(n, "vesselInfo");
    entry_nationality(run, xml_text(vessel, "vesselFlag"));
    if (xml_text(vessel, "callSign").bytes) entry_identifier(run, "other", xml_text(vessel, "callSign"));
    entry_reason(run, xml_text(n, "title"));
    entry_reason(run, xml_text(n, "remarks"));
    return entry_end(run);
}

RESULT list_ofac_xml(struct list_run *run, struct list_stream *s) {
    static const char *const entries[] = {"sdnEntry", "publshInformation", NULL};
    return xml_entries(run, s, "sdnList", entries, take_classic);
}

// --- sanctionsData

static void take_names(struct list_run *run, const struct xml_node *name) {
    bool primary = view_is(xml_text(name, "isPrimary"), "true"), weak = view_is(xml_text(name, "isLowQuality"), "true");
    EACH(t, xml_child(name, "translations"), "translation") {
        struct view script = xml_text(t, "script");
        bool other = script.bytes && !view_is(script, "Latin");
        enum name_role role = other ? NAME_script : primary ? NAME_primary : weak ? NAME_weak : NAME_alias;
        struct view given = xml_text(t, "formattedFirstName"), family = xml_text(t, "formattedLastName");
        if (given.bytes || family.bytes) take_name(run, role, given, family);
        else entry_name(run, role, xml_text(t, "formattedFullName"), VIEW(""), VIEW(""));
    }
}

static void take_feature(struct list_run *run, const struct xml_node *f) {
    static const struct { const char *type; void (*take)(struct list_run *, struct view); } rows[] = {
        {"Birthdate", entry_birth}, {"Place of Birth", entry_birth_place}, {"Nationality Country", entry_nationality},
        {"Citizenship Country", entry_nationality}, {"Gender", entry_sex}, {"Vessel Flag", entry_nationality}};
    struct view type = xml_text(f, "type"), value = xml_text(f, "value");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (view_is(type, rows[i].type)) return rows[i].take(run, value);
    ofac_identity(run, type, VIEW(""), value);
}

static void take_parts(struct list_run *run, const struct xml_node *address) {
    struct view parts[12];
    size_t count = 0;
    const struct xml_node *translation = xml_child(xml_child(address, "translations"), "translation");
    EACH(p, xml_child(translation, "addressParts"), "addressPart") if (count < 11) parts[count++] = xml_text(p,
        "value");
    parts[count++] = xml_text(address, "country");
    entry_address(run, entry_join(run, ", ", parts, count));
}

static RESULT take_enhanced(struct list_run *run, const struct xml_node *n) {
    if (strcmp(n->name, "sanctionsData") == 0) return DONE;
    if (strcmp(n->name, "publicationInfo") == 0) return run_list_date(run, xml_text(n, "dataAsOf")), DONE;
    const struct xml_node *list = xml_child(xml_child(n, "sanctionsLists"), "sanctionsList");
    entry_begin(run, kind_of(xml_text(xml_child(n, "generalInfo"), "entityType")));
    entry_ref(run, "OFAC-", xml_attribute(n, "id"));
    EACH(name, xml_child(n, "names"), "name") if (view_is(xml_text(name, "isPrimary"), "true")) take_names(run, name);
    EACH(name, xml_child(n, "names"), "name") take_names(run, name);
    EACH(p, xml_child(n, "sanctionsPrograms"), "sanctionsProgram") entry_program(run, p->text);
    if (list) entry_listed_on(run, xml_attribute(list, "datePublished"));
    EACH(f, xml_child(n, "features"), "feature") take_feature(run, f);
    EACH(d, xml_child(n, "identityDocuments"), "identityDocument")
        ofac_identity(run, xml_text(d, "type"), xml_text(d, "issuingCountry"), xml_text(d, "documentNumber"));
    EACH(a, xml_child(n, "addresses"), "address") take_parts(run, a);
    EACH(l, xml_child(n, "legalAuthorities"), "legalAuthority") entry_reason(run, l->text);
    entry_reason(run, xml_text(xml_child(n, "generalInfo"), "remarks"));
    return entry_end(run);
}

RESULT list_ofac_enhanced_xml(struct list_run *run, struct list_stream *s) {
    static const char *const entries[] = {"entity", "publicationInfo", NULL};
    return xml_entries(run, s, "sanctionsData", entries, take_enhanced);
}
