// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_ftm.c — FollowTheMoney JSON lines (https://followthemoney.tech, the exchange form of OpenSanctions):
// {"id":..., "schema":..., "properties":{"name":[...], ...}}, every property a list of texts.
// Also the nested form, where "sanctions" holds whole entities. Relations, payments and addresses that stand
// as entities of their own are passed over and counted.
#include "codec/list_room.h"

static const struct { const char *schema; enum subject_kind kind; } schemas[] = {
    {"Person", SUBJECT_person}, {"Organization", SUBJECT_organisation}, {"Company", SUBJECT_organisation},
    {"LegalEntity", SUBJECT_organisation}, {"PublicBody", SUBJECT_organisation}, {"Vessel", SUBJECT_vessel},
    {"Vehicle", SUBJECT_vehicle}, {"Airplane", SUBJECT_vehicle},
};

static bool kind_of(struct view schema, enum subject_kind *out) {
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
        if (view_is(schema, schemas[i].schema)) return *out = schemas[i].kind, true;
    return false;
}

static void take_birth(struct list_run *run, struct view v) { entry_birth(run, v); }
static void take_id(struct list_run *run, struct view v) {
    if (run->entry.kind == SUBJECT_person) entry_paper(run, "id", VIEW(""), v);
    else entry_identifier(run, "registration", v);
}
static void take_registration(struct list_run *run, struct view v) {
    entry_identifier(run, run->entry.kind == SUBJECT_vehicle ? "plate" : "registration", v);
}
static void take_passport(struct list_run *run, struct view v) { entry_paper(run, "passport", VIEW(""), v); }
static void take_imo(struct list_run *run, struct view v) {
    if (view_starts(v, "IMO")) v = view_trim((struct view){v.at + 3, v.bytes - 3});
    entry_identifier(run, "imo", v);
}
static void take_phone(struct list_run *run, struct view v) { entry_identifier(run, "phone", v); }
static void take_email(struct list_run *run, struct view v) { entry_identifier(run, "email", v); }
static void take_iban(struct list_run *run, struct view v) { entry_identifier(run, "iban", v); }
static void take_other(struct list_run *run, struct view v) { entry_identifier(run, "other", v); }
static void take_national(struct list_run *run, struct view v) { entry_identifier(run, "national", v); }
static void take_alias(struct list_run *run, struct view v) { entry_name(run, NAME_alias, v, VIEW(""), VIEW("")); }
static void take_weak(struct list_run *run, struct view v) { entry_name(run, NAME_weak, v, VIEW(""), VIEW("")); }
static void take_seat(struct list_run *run, struct view v) {  // where an organisation or a ship is registered
    if (run->entry.kind != SUBJECT_person) entry_nationality(run, v);
}

// Property names of the FollowTheMoney model 3.x, and what becomes of each.
static const struct { const char *property; void (*take)(struct list_run *, struct view); } properties[] = {
    {"alias", take_alias}, {"previousName", take_alias}, {"weakAlias", take_weak}, {"abbreviation", take_weak},
    {"birthDate", take_birth}, {"birthPlace", entry_birth_place}, {"gender", entry_sex},
    {"nationality", entry_nationality}, {"citizenship", entry_nationality}, {"jurisdiction", take_seat},
    {"flag", take_seat}, {"passportNumber", take_passport}, {"idNumber", take_id},
        {"socialSecurityNumber", take_national},
    {"registrationNumber", take_registration}, {"taxNumber", take_registration}, {"innCode", take_registration},
    {"ogrnCode", take_registration}, {"leiCode", take_registration}, {"imoNumber", take_imo}, {"mmsi", take_other},
    {"callSign", take_other}, {"phone", take_phone}, {"email", take_email}, {"iban", take_iban},
    {"address", entry_address}, {"program", entry_program}, {"programId", entry_program}, {"reason", entry_reason},
    {"notes", entry_reason}, {"summary", entry_reason}, {"referenceEu", entry_link}, {"referenceUn", entry_link},
    {"listingDate", entry_listed_on},
};

static struct view item(const json_t *list, size_t i) {
    const json_t *j = json_array_get(list, i);
    return json_is_string(j) ? (struct view){json_string_value(j), json_string_length(j)} : VIEW("");
}

static void take_names(struct list_run *run, const json_t *props) {
    const json_t *names = json_object_get(props, "name");
    struct view parts[2] = {item(json_object_get(props, "firstName"), 0),
        item(json_object_get(props, "middleName"), 0)};
    struct view given = parts[1].bytes ? entry_join(run, " ", parts, 2) : parts[0];
    struct view family = item(json_object_get(props, "lastName"), 0);
    bool person = run->entry.kind == SUBJECT_person;
    for (size_t i = 0; i < json_array_size(names); i++) {
        bool first = run->entry.name_count == 0;
        entry_name(run, first ? NAME_primary : NAME_alias, item(names, i), first && person ? given : VIEW(""),
                   first && person ? family : VIEW(""));
    }
    if (run->entry.name_count || !family.bytes) return;
    struct view whole[2] = {given, family};
    entry_name(run, NAME_primary, entry_join(run, " ", whole, 2), given, family);
}

static void take_sanctions(struct list_run *run, const json_t *sanctions) {
    static const struct { const char *property; void (*take)(struct list_run *, struct view); } rows[] = {
        {"program", entry_program}, {"programId", entry_program}, {"reason", entry_reason},
            {"listingDate", entry_listed_on}};
    for (size_t i = 0; i < json_array_size(sanctions); i++) {
        const json_t *props = json_object_get(json_array_get(sanctions, i), "properties");
        for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
            const json_t *list = json_object_get(props, rows[r].property);
            for (size_t k = 0; k < json_array_size(list); k++) rows[r].take(run, item(list, k));
        }
    }
}

static RESULT take_entity(struct list_run *run, const json_t *j) {
    enum subject_kind kind;
    const json_t *props = json_object_get(j, "properties");
    struct view id = json_view(j, "id"), schema = json_view(j, "schema");
    entry_begin(run, SUBJECT_person);
    if (!json_is_object(props) || schema.bytes == 0 || id.bytes == 0) {
        entry_drop(run, CODE_BAD_FIELD, "not a FollowTheMoney entity (id, schema, properties)");
        return DONE;
    }
    if (!kind_of(schema, &kind)) {
        run->passed_over++;
        return DONE;
    }
    entry_begin(run, kind);
    entry_ref(run, "", id);
    take_names(run, props);
    for (size_t p = 0; p < sizeof properties / sizeof *properties; p++) {
        const json_t *list = json_object_get(props, properties[p].property);
        for (size_t i = 0; i < json_array_size(list); i++) properties[p].take(run, item(list, i));
    }
    take_sanctions(run, json_object_get(props, "sanctions"));
    const json_t *referents = json_object_get(j, "referents");
    for (size_t i = 0; i < json_array_size(referents); i++) entry_link(run, item(referents, i));
    return entry_end(run);
}

static RESULT take_line(struct list_run *run, struct view line) {
    struct error why;
    AUTO_JSON *j = NULL;
    line = view_trim(line);
    if (line.bytes == 0 || view_is(line, "\x1A")) return DONE;
    entry_begin(run, SUBJECT_person);
    struct result r = json_strict(line, &j, &why);
    if (FAILED(r)) {
        entry_drop(run, r.code, "the line can't be read");
        return DONE;
    }
    return take_entity(run, j);
}

// One line; false at the end. A line over the ceiling is walked over and flagged.
static bool next_line(struct list_stream *s, struct text *line, bool *too_big) {
    text_clear(line);
    *too_big = false;
    struct view ahead;
    while ((ahead = stream_ahead(s)).bytes) {
        const char *end = memchr(ahead.at, '\n', ahead.bytes);
        size_t bytes = end ? (size_t)(end - ahead.at) : ahead.bytes;
        text_add(line, ahead.at, bytes);
        if (!text_ok(line)) *too_big = true;
        stream_skip(s, bytes + (end ? 1 : 0));
        if (end) return true;
    }
    return line->bytes > 0 || *too_big;
}

RESULT list_ftm_jsonl(struct list_run *run, struct list_stream *s) {
    AUTO_TEXT line = text_with_ceiling(LIST_ENTRY_BYTES_MAX);
    bool too_big;
    while (next_line(s, &line, &too_big)) {
        run->line_number++;
        if (too_big) {
            entry_begin(run, SUBJECT_person);
            entry_drop(run, CODE_TOO_BIG, "the line is longer than 1 MiB");
        } else {
            TRY(take_line(run, text_seen(&line)));
        }
    }
    TRY(stream_result(s, run->err));
    if (run->line_number && run->entries + run->passed_over == 0)
        return FAIL(run->err, BAD_FORMAT, "no line is a FollowTheMoney entity");
    return DONE;
}
