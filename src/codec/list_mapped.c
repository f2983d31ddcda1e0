// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_mapped.c — any CSV with a heading, and a map that says which column is what (docs/importing.md):
//   {"columns": {"Ref": "ref", "Full name": "name", "Other names": "alias;", "DOB": "birth"}, "kind": "person",
//    "ref_prefix": "NAT-"}
// A field name with a mark behind it (";" or "|") means several values in one cell. Two columns may have the same
// field; "given" and "family" without "name" make the name.
#include "codec/list_room.h"

#include <stdlib.h>

static void take_name(struct list_run *run, struct view v) {
    entry_name(run, run->entry.name_count ? NAME_alias : NAME_primary, v, VIEW(""), VIEW(""));
}
static void take_alias(struct list_run *run, struct view v) { entry_name(run, NAME_alias, v, VIEW(""), VIEW("")); }
static void take_weak(struct list_run *run, struct view v) { entry_name(run, NAME_weak, v, VIEW(""), VIEW("")); }
static void take_script(struct list_run *run, struct view v) { entry_name(run, NAME_script, v, VIEW(""), VIEW("")); }
static void take_birth_name(struct list_run *run, struct view v) { entry_name(run, NAME_birth, v, VIEW(""), VIEW("")); }
static void take_passport(struct list_run *run, struct view v) { entry_paper(run, "passport", VIEW(""), v); }
static void take_id(struct list_run *run, struct view v) { entry_paper(run, "id", VIEW(""), v); }
static void take_document(struct list_run *run, struct view v) { entry_paper(run, "other", VIEW(""), v); }
static void take_national(struct list_run *run, struct view v) { entry_identifier(run, "national", v); }
static void take_imo(struct list_run *run, struct view v) { entry_identifier(run, "imo", v); }
static void take_plate(struct list_run *run, struct view v) { entry_identifier(run, "plate", v); }
static void take_phone(struct list_run *run, struct view v) { entry_identifier(run, "phone", v); }
static void take_email(struct list_run *run, struct view v) { entry_identifier(run, "email", v); }
static void take_iban(struct list_run *run, struct view v) { entry_identifier(run, "iban", v); }
static void take_registration(struct list_run *run, struct view v) { entry_identifier(run, "registration", v); }
static void take_other(struct list_run *run, struct view v) { entry_identifier(run, "other", v); }

// NULL: taken by name, before the others or behind them.
static const struct field { const char *name; void (*take)(struct list_run *, struct view); } fields[] = {
    {"ref", NULL}, {"kind", NULL}, {"given", NULL}, {"family", NULL}, {"issuer", NULL}, {"name", take_name},
    {"alias", take_alias}, {"weak", take_weak}, {"script", take_script}, {"birth_name", take_birth_name},
    {"birth", entry_birth}, {"birth_place", entry_birth_place}, {"sex", entry_sex}, {"nationality", entry_nationality},
    {"passport", take_passport}, {"id", take_id}, {"document", take_document}, {"national", take_national},
    {"imo", take_imo}, {"plate", take_plate}, {"phone", take_phone}, {"email", take_email}, {"iban", take_iban},
    {"registration", take_registration}, {"other", take_other}, {"address", entry_address}, {"program", entry_program},
    {"reason", entry_reason}, {"link", entry_link}, {"listed_on", entry_listed_on},
};
enum { FIELD_COUNT = sizeof fields / sizeof *fields };

struct column {
    const struct field *field;  // NULL: this column is not read
    char mark;                  // 0: one value a cell
};
struct mapping {
    struct list_run *run;
    const json_t *columns;
    const char *prefix;
    enum subject_kind kind;
    struct column at[CSV_FIELDS_MAX];
    size_t count;
};

static bool field_read(struct view v, struct column *out) {
    char last = v.bytes ? v.at[v.bytes - 1] : 0;
    *out = (struct column){NULL, last == ';' || last == '|' ? last : 0};
    if (out->mark) v.bytes--;
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (view_is(v, fields[i].name)) out->field = &fields[i];
    return out->field != NULL;
}

static RESULT map_read(struct list_run *run, struct mapping *m) {
    static const char *const known[] = {"columns", "kind", "ref_prefix"};
    const json_t *map = run->order->map;
    const char *key;
    json_t *value;
    struct column column;
    json_object_foreach((json_t *)map, key, value) {
        bool found = false;
        for (size_t i = 0; i < 3; i++) found |= strcmp(key, known[i]) == 0;
        if (!found) return FAIL(run->err, BAD_FIELD, "the map has no member \"%.40s\"", key);
    }
    m->columns = json_object_get(map, "columns");
    if (!json_is_object(m->columns))
        return FAIL(run->err, BAD_ARGUMENT, "csv needs a map with \"columns\" (docs/importing.md)");
    json_object_foreach((json_t *)m->columns, key, value)
        if (!field_read(json_view(m->columns, key), &column))
            return FAIL(run->err, BAD_FIELD, "the map: column \"%.60s\" has no known field", key);
    struct view kind = json_view(map, "kind"), prefix = json_view(map, "ref_prefix");
    if (kind.bytes && !subject_kind_read(kind, &m->kind)) return FAIL(run->err, BAD_FIELD, "the map: kind");
    m->prefix = prefix.bytes ? prefix.at : "";
    return DONE;
}

// Every column of the map must be there, so that a renamed column is noticed and not silently lost.
static RESULT heading_read(struct mapping *m, const struct csv *row) {
    size_t found = 0;
    bool has_ref = false;
    m->count = row->count;
    for (size_t i = 0; i < row->count; i++) {
        struct view title = view_trim(row->fields[i]), name = VIEW("");
        if (!utf8_valid(title)) return FAIL(m->run->err, BAD_TEXT, "the heading is not UTF-8");
        char key[256] = "";
        if (title.bytes < sizeof key) memcpy(key, title.at, title.bytes), name = json_view(m->columns, key);
        if (!name.bytes) continue;
        field_read(name, &m->at[i]);
        has_ref |= strcmp(m->at[i].field->name, "ref") == 0;
        found++;
    }
    if (found != json_object_size(m->columns)) return FAIL(m->run->err, BAD_FORMAT,
        "%zu of the map's %zu columns are in the heading", found, json_object_size(m->columns));
    return has_ref ? DONE : FAIL(m->run->err, BAD_FIELD, "the map names no column as \"ref\"");
}

static struct view cell(const struct mapping *m, const struct csv *row, const char *field) {
    for (size_t i = 0; i < m->count && i < row->count; i++)
        if (m->at[i].field && strcmp(m->at[i].field->name, field) == 0) return view_trim(row->fields[i]);
    return VIEW("");
}

static void take_whole_name(struct mapping *m, const struct csv *row) {
    struct view parts[2] = {cell(m, row, "given"), cell(m, row, "family")}, whole = cell(m, row, "name");
    entry_name(m->run, NAME_primary, whole.bytes ? whole : entry_join(m->run, " ", parts, 2), parts[0], parts[1]);
}

static void take_cell(struct mapping *m, const struct column *c, struct view v) {
    if (!c->mark) {
        if (view_trim(v).bytes) c->field->take(m->run, view_trim(v));
        return;
    }
    while (v.bytes) {
        struct view one = view_trim(view_cut(v, c->mark, &v));
        if (one.bytes) c->field->take(m->run, one);
    }
}

static RESULT take_row(struct mapping *m, const struct csv *row) {
    struct list_run *run = m->run;
    enum subject_kind kind = m->kind;
    run->line_number = row->line;
    entry_begin(run, kind);
    struct view ref = cell(m, row, "ref");
    if (utf8_valid(ref)) entry_ref(run, m->prefix, ref);
    if (row->count != m->count)
        return entry_drop(run, CODE_BAD_CSV, "the row has another number of columns than the heading"), DONE;
    for (size_t i = 0; i < row->count; i++)
        if (!utf8_valid(row->fields[i])) return entry_drop(run, CODE_BAD_TEXT, "the row is not UTF-8"), DONE;
    struct view word = cell(m, row, "kind");
    if (word.bytes && !subject_kind_read(word, &kind)) return entry_drop(run, CODE_BAD_FIELD, "kind"), DONE;
    run->entry.kind = kind;
    take_whole_name(m, row);
    for (size_t i = 0; i < m->count; i++)
        if (m->at[i].field && m->at[i].field->take) take_cell(m, &m->at[i], row->fields[i]);
    entry_issuer(run, cell(m, row, "issuer"));
    return entry_end(run);
}

static RESULT take_all(struct mapping *m, struct csv *row) {
    bool end, first = true;
    TRY(map_read(m->run, m));
    for (;; first = false) {
        TRY(csv_row(row, &end, m->run->err));
        if (end) return first ? FAIL(m->run->err, BAD_FORMAT, "the file is empty") : DONE;
        TRY(first ? heading_read(m, row) : take_row(m, row));
    }
}

RESULT list_mapped_csv(struct list_run *run, struct list_stream *s) {
    struct csv *row = malloc(sizeof *row);
    struct mapping *m = calloc(1, sizeof *m);
    ENSURE(row && m);
    *row = csv_of(s);
    m->run = run;
    m->kind = SUBJECT_person;
    struct result r = take_all(m, row);
    csv_free(row);
    free(row);
    free(m);
    return r;
}
