// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_mapped.c — any CSV with a heading, and a map that says which column is what (docs/importing.md):
//   {"columns": {"Ref": "ref", "Full name": "name", "Other names": "alias;", "DOB": "birth"}, "kind": "person",
//    "ref_prefix": "NAT-", "encoding": "windows-1252"}
// A field name with a mark behind it (";" or "|") means several values in one cell. Two columns may have the same
// field; "given" and "family" without "name" make the name. Without a map (malines screen) the titles speak for themselves (list_titles.c).
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
// A Spanish M is masculino or mujer, who knows; H and V are men there, and V a woman in Dutch.
static void take_sex_es(struct list_run *run, struct view v) {
    if (view_is_word(v, "m")) return run_unread(run, CODE_BAD_FIELD, "sex");
    entry_sex(run, view_is_word(v, "v") ? VIEW("m") : v);
}
static void take_sex_nl(struct list_run *run, struct view v) { entry_sex(run, view_is_word(v, "v") ? VIEW("f") : v); }
static void take_other(struct list_run *run, struct view v) { entry_identifier(run, "other", v); }

// NULL: taken by name, before the others or behind them.
static const struct field { const char *name; void (*take)(struct list_run *, struct view); } fields[] = {
    {"ref", NULL}, {"kind", NULL}, {"given", NULL}, {"family", NULL}, {"issuer", NULL}, {"name", take_name},
    {"alias", take_alias}, {"weak", take_weak}, {"script", take_script}, {"birth_name", take_birth_name},
    {"birth", entry_birth}, {"birth_place", entry_birth_place}, {"sex", entry_sex}, {"sex_es", take_sex_es}, {"sex_nl", take_sex_nl},
    {"nationality", entry_nationality},
    {"passport", take_passport}, {"id", take_id}, {"document", take_document}, {"national", take_national},
    {"imo", take_imo}, {"plate", take_plate}, {"phone", take_phone}, {"email", take_email}, {"iban", take_iban},
    {"registration", take_registration}, {"other", take_other}, {"address", entry_address}, {"program", entry_program},
    {"reason", entry_reason}, {"link", entry_link}, {"listed_on", entry_listed_on},
};
enum { FIELD_COUNT = sizeof fields / sizeof *fields, TITLE_BYTES_MAX = 255 };

struct column {
    const struct field *field;  // NULL: this column is not read
    char mark;                  // 0: one value a cell
    bool in_use;                // a "Nom d'usage": nothing where it repeats the family's name
};
struct mapping {
    struct list_run *run;
    const json_t *columns;
    const char *prefix;
    enum subject_kind kind;
    enum list_encoding encoding;
    struct column at[CSV_FIELDS_MAX];
    size_t count;
    bool numbered;              // no column has references: a row is called by its line
};

static bool field_read(struct view v, struct column *out) {
    char last = v.bytes ? v.at[v.bytes - 1] : 0;
    *out = (struct column){.mark = last == ';' || last == '|' ? last : 0};
    if (out->mark) v.bytes--;
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (view_is(v, fields[i].name)) out->field = &fields[i];
    return out->field != NULL;
}

static RESULT map_read(struct list_run *run, struct mapping *m) {
    static const char *const known[] = {"columns", "kind", "ref_prefix", "encoding"};
    const json_t *map = run->order->map;
    const char *key;
    json_t *value;
    struct column column;
    if (!map && run->order->by_titles) return DONE;
    json_object_foreach((json_t *)map, key, value) {
        bool found = false;
        for (size_t i = 0; i < 4; i++) found |= strcmp(key, known[i]) == 0;
        if (!found) return FAIL(run->err, BAD_FIELD, "the map has no member \"%.40s\"", key);
    }
    m->columns = json_object_get(map, "columns");
    if (!json_is_object(m->columns))
        return FAIL(run->err, BAD_ARGUMENT, "csv needs a map with \"columns\" (docs/importing.md)");
    json_object_foreach((json_t *)m->columns, key, value)
        if (!field_read(json_view(m->columns, key), &column))
            return FAIL(run->err, BAD_FIELD, "the map: column \"%.60s\" has no known field", key);
    struct view kind = json_view(map, "kind"), prefix = json_view(map, "ref_prefix"), encoding = json_view(map, "encoding");
    if (encoding.bytes && !list_encoding_read(encoding, &m->encoding)) return FAIL(run->err, BAD_FIELD, "the map: encoding");
    if (kind.bytes && !subject_kind_read(kind, &m->kind)) return FAIL(run->err, BAD_FIELD, "the map: kind");
    m->prefix = prefix.bytes ? prefix.at : "";
    return DONE;
}

// ---- Without a map: what the titles say ----
static bool has_field(const struct mapping *m, const char *field) {
    for (size_t i = 0; i < m->count; i++)
        if (m->at[i].field && strcmp(m->at[i].field->name, field) == 0) return true;
    return false;
}

// "Nom" is the family's name beside a "Prénom" and the whole name without; "Nombre" the given name beside "Apellidos"; a "Nom de naissance" the
// family's name where there is no other; a "Nom d'usage", which most have none of, one more of the family's.
static void titles_settled(struct mapping *m, const char *const *said) {
    for (size_t i = 0; i < m->count; i++)
        if (said[i] && strcmp(said[i], "given-or-name") == 0) field_read(has_field(m, "family") ? VIEW("given") : VIEW("name"), &m->at[i]);
    for (size_t i = 0; i < m->count; i++)
        if (said[i] && strcmp(said[i], "family-or-name") == 0)
            field_read(has_field(m, "given") && !has_field(m, "family") ? VIEW("family") : VIEW("name"), &m->at[i]);
    for (size_t i = 0; i < m->count && has_field(m, "given") && !has_field(m, "family") && !has_field(m, "name"); i++)
        if (m->at[i].field && strcmp(m->at[i].field->name, "birth_name") == 0) field_read(VIEW("family"), &m->at[i]);
    for (size_t i = 0; i < m->count; i++)
        if (said[i] && strcmp(said[i], "family-used") == 0) field_read(VIEW("family"), &m->at[i]), m->at[i].in_use = true;
}

// The first line to leave: whoever asked must see that "Observaciones" was not read, and "Fecha nac." was. Where the heading stands and what is between
// its cells is said for who hands a long table over in portions, each under that heading.
static RESULT columns_told(struct mapping *m, const struct csv *row) {
    json_t *columns = json_array();
    AUTO_TEXT line = text_with_ceiling(2 * LIST_ENTRY_BYTES_MAX);
    for (size_t i = 0; i < m->count; i++) {
        struct view title = view_trim(row->fields[i]);
        if (title.bytes == 0) continue;
        if (title.bytes > TITLE_BYTES_MAX)
            for (title.bytes = TITLE_BYTES_MAX; ((unsigned char)title.at[title.bytes] & 0xC0) == 0x80;) title.bytes--;  // between two letters
        json_array_append_new(columns, json_pack("[o,s?]", json_of(title), m->at[i].field ? m->at[i].field->name : NULL));
    }
    AUTO_JSON *told = json_pack("{s:o,s:{s:I,s:s%}}", "columns", columns, "heading", "line", (json_int_t)row->line, "mark", &row->mark, (size_t)1);
    text_json(&line, told);
    return m->run->sink(m->run->sink_state, text_seen(&line), m->run->err);
}

enum { HEADING_LINES = 10 };

// The next cell, as csv_row would cut it; *last: the line ends behind it.
static struct view cell_ahead(struct view *rest, char mark, bool *last) {
    size_t n = 0;
    bool quoted = view_starts(*rest, "\""), open = quoted;
    for (; n < rest->bytes; n++) {
        if (n && quoted && rest->at[n] == '"') open = !open;
        if (!open && (rest->at[n] == mark || rest->at[n] == '\n')) break;
    }
    struct view cell = view_trim((struct view){rest->at, n});
    *last = n == rest->bytes || rest->at[n] == '\n';
    *rest = n < rest->bytes ? (struct view){rest->at + n + 1, rest->bytes - n - 1} : VIEW("");
    return quoted && cell.bytes > 1 && cell.at[cell.bytes - 1] == '"' ? (struct view){cell.at + 1, cell.bytes - 2} : cell;
}

struct line_seen {
    size_t known, filled;
    bool counts;  // a cell begins with a digit and is no title: a flight, a date
};
static struct line_seen line_seen(struct view *rest, char mark) {
    struct line_seen seen = {0};
    for (bool last = false; !last;) {
        struct view title = view_trim(cell_ahead(rest, mark, &last));
        bool known = utf8_valid(title) && list_title(title) != NULL;
        seen.filled += title.bytes > 0, seen.known += known;
        seen.counts |= !known && title.bytes && title.at[0] >= '0' && title.at[0] <= '9';
    }
    return seen;
}

// What offices hand over instead of a table. Nobody is helped by being asked for its encoding.
static RESULT is_table(const struct csv *c, struct error *err) {
    static const char *const others[] = {"PK\x03\x04", "\xD0\xCF\x11\xE0", "%PDF-"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (view_starts(stream_ahead(c->stream), others[i])) return FAIL(err, BAD_FORMAT, "a spreadsheet's own file or a PDF: save the table as CSV");
    return DONE;
}

// Offices write above their tables what these are ("Passagers du vol 123", a date): the heading is the line, of the first ten, with the most titles that
// are known, between whichever marks. It fills more cells than any line above it that could be one: a row in which "Passport" or "No" is said is none. What
// stands above is passed over. Where nothing is known the first line is left to say so.
static void heading_found(struct csv *c) {
    csv_mark_found(c);
    struct view all = stream_ahead(c->stream), above = VIEW("");
    size_t most = 0;
    for (const char *m = ",;\t"; *m; m++) {
        struct view rest = all;
        for (size_t lines = 0, widest = 0; lines < HEADING_LINES && rest.bytes; lines++) {
            struct view before = {all.at, (size_t)(rest.at - all.at)};
            struct line_seen seen = line_seen(&rest, *m);
            if (seen.filled > widest && seen.known > most) most = seen.known, c->mark = *m, above = before;
            if (!seen.counts && seen.filled > widest) widest = seen.filled;
        }
    }
    stream_skip(c->stream, above.bytes);
    for (size_t i = 0; i < above.bytes; i++) c->next_line += above.at[i] == '\n';
}

// With a NUL in it a title would be read, and could not be told: columns_told has no such text.
static RESULT title_is_text(const struct mapping *m, struct view title) {
    if (!utf8_valid(title))
        return FAIL(m->run->err, BAD_TEXT, "the heading is not UTF-8; say its encoding: windows-1252 (western Europe) or windows-1256 (Arabic)");
    return memchr(title.at, 0, title.bytes) ? FAIL(m->run->err, BAD_TEXT, "the heading has a NUL: it is in no encoding that is read here") : DONE;
}

static RESULT titles_read(struct mapping *m, const struct csv *row) {
    const char *said[CSV_FIELDS_MAX] = {NULL};
    for (size_t i = 0; i < row->count; i++) {
        TRY(title_is_text(m, row->fields[i]));
        said[i] = list_title(view_trim(row->fields[i]));
        if (said[i]) field_read(view_of(said[i]), &m->at[i]);
    }
    titles_settled(m, said);
    static const char *const who[] = {"name", "given", "family", "alias", "script", "birth_name", "passport", "id", "document", "national", "imo", "plate",
                                      "phone", "email", "iban", "registration", "other"};
    m->numbered = !has_field(m, "ref");
    for (size_t i = 0; i < sizeof who / sizeof *who; i++)
        if (has_field(m, who[i])) return columns_told(m, row);
    return FAIL(m->run->err, BAD_FORMAT,
                "no title of the heading is known to be of a name or a number: say with a map which column is what (docs/importing.md)");
}

// Every column of the map must be there, so that a renamed column is noticed and not silently lost.
static RESULT heading_read(struct mapping *m, const struct csv *row) {
    size_t found = 0;
    bool has_ref = false;
    m->count = row->count;
    if (!m->columns) return titles_read(m, row);
    for (size_t i = 0; i < row->count; i++) {
        struct view title = view_trim(row->fields[i]), name = VIEW("");
        TRY(title_is_text(m, title));
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

// Of several columns the first.
static struct view cell(const struct mapping *m, const struct csv *row, const char *field) {
    for (size_t i = 0; i < m->count && i < row->count; i++)
        if (m->at[i].field && strcmp(m->at[i].field->name, field) == 0) return view_trim(row->fields[i]);
    return VIEW("");
}

static bool is_among(const struct view *parts, size_t n, struct view v) {
    while (n > 0) if (view_same(parts[--n], v)) return true;
    return false;
}

// Of several columns all, in their order: first and second surname.
static struct view cells(const struct mapping *m, const struct csv *row, const char *field) {
    struct view parts[CSV_FIELDS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < m->count && i < row->count; i++) {
        struct view v = view_trim(row->fields[i]);
        if (m->at[i].field && strcmp(m->at[i].field->name, field) == 0 && !(m->at[i].in_use && is_among(parts, n, v))) parts[n++] = v;
    }
    return n < 2 ? (n ? parts[0] : VIEW("")) : entry_join(m->run, " ", parts, n);
}

static void take_whole_name(struct mapping *m, const struct csv *row) {
    struct view parts[2] = {cells(m, row, "given"), cells(m, row, "family")}, whole = cell(m, row, "name");
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

// What spreadsheets leave behind a table: cells without anything, beside and below.
static bool all_empty(const struct csv *row, size_t from) {
    for (size_t i = from; i < row->count; i++)
        if (view_trim(row->fields[i]).bytes) return false;
    return true;
}

static struct view line_of(struct list_run *run) {
    AUTO_TEXT t = text_with_ceiling(32);
    text_format(&t, "line %llu", (unsigned long long)run->line_number);
    return entry_copy(run, text_seen(&t));
}

// A quote may stand open, and the people behind it are in a cell: up to the next quote, which is another cell's first and has text behind it.
static void tell_open_quote(struct list_run *run) {
    run_unread(run, CODE_BAD_CSV, "the row goes over several lines: a quote may not be closed");
}

// Where a table is gone through row by row it costs its own people, not the file's.
static void drop_faulty(struct list_run *run, const struct csv *row) {
    entry_begin(run, SUBJECT_person);
    run->entry.ref = line_of(run);
    if (row->spans) tell_open_quote(run);
    if (row->fault == CSV_TOO_BIG) entry_drop(run, CODE_TOO_BIG, "the entry is larger than 1 MiB");
    else entry_drop(run, CODE_BAD_CSV, "the row has another number of columns than the heading");
}

static RESULT take_row(struct mapping *m, const struct csv *row) {
    struct list_run *run = m->run;
    enum subject_kind kind = m->kind;
    run->line_number = row->line;
    if (!run->order->tell_unread) TRY(csv_whole(row, run->err));  // of a list it costs the list: who stands behind an open quote would look removed
    if (row->fault != CSV_WHOLE) return drop_faulty(run, row), DONE;
    if (all_empty(row, 0)) return DONE;
    entry_begin(run, kind);
    struct view ref = m->numbered ? line_of(run) : cell(m, row, "ref");
    if (utf8_valid(ref)) entry_ref(run, m->prefix, ref);
    if (row->spans && row->loose) tell_open_quote(run);
    if (row->count < m->count || !all_empty(row, m->count))
        return entry_drop(run, CODE_BAD_CSV, "the row has another number of columns than the heading"), DONE;
    for (size_t i = 0; i < row->count; i++)
        if (!utf8_valid(row->fields[i])) return entry_drop(run, CODE_BAD_TEXT, "the row is not UTF-8: the encoding has to be said"), DONE;
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
    stream_decode(row->stream, m->encoding);
    TRY(is_table(row, m->run->err));
    if (m->columns) csv_mark_found(row);
    else heading_found(row);
    for (;; first = false) {
        TRY(csv_row(row, &end, m->run->err));
        if (end) return first ? FAIL(m->run->err, BAD_FORMAT, "the file is empty") : DONE;
        if (first) TRY(csv_whole(row, m->run->err));
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
    m->prefix = "";
    m->encoding = run->order->encoding;
    struct result r = take_all(m, row);
    csv_free(row);
    free(row);
    free(m);
    return r;
}
