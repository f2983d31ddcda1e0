// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_ofac_csv.c — OFAC's comma-delimited set: SDN.CSV (12 columns), ALT.CSV (5) and ADD.CSV (6), told apart by
// their columns, joined by ent_num. "-0-" is no value; Remarks is a text of phrases between "; ".
// Layout: OFAC, "SDN Data Specification". ALT and ADD are held in memory, SDN streams.
#include "codec/list_room.h"

#include <stdlib.h>

enum { SDN_COLUMNS = 12, ALT_COLUMNS = 5, ADD_COLUMNS = 6, EXTRA_BYTES_MAX = 256 * 1024 * 1024 };

struct extra {               // one row of ALT or ADD
    uint64_t owner, order;   // ent_num; where it stood
    struct view text;        // a name, or an address as one text
    bool weak;
};
struct extras {
    struct extra *rows;
    size_t count, room;
    struct arena arena;
};
struct set {
    struct list_run *run;
    struct extras alt, add;
};

static void extras_free(struct extras *e) {
    free(e->rows);
    arena_free(&e->arena);
}

static RESULT extras_put(struct set *set, struct extras *e, uint64_t owner, struct view text, bool weak) {
    if (e->count == e->room) {
        e->room = e->room ? e->room * 2 : 1024;
        e->rows = realloc(e->rows, e->room * sizeof *e->rows);
        ENSURE(e->rows);
    }
    char *copy = arena_copy(&e->arena, text);
    if (!copy) return FAIL(set->run->err, TOO_BIG, "ALT or ADD: larger than 256 MiB");
    e->rows[e->count] = (struct extra){owner, e->count, {copy, text.bytes}, weak};
    e->count++;
    return DONE;
}

static int by_owner(const void *a, const void *b) {
    const struct extra *x = a, *y = b;
    if (x->owner != y->owner) return x->owner < y->owner ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static const struct extra *first_of(const struct extras *e, uint64_t owner) {
    size_t low = 0, high = e->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (e->rows[middle].owner < owner) low = middle + 1;
        else high = middle;
    }
    return low < e->count && e->rows[low].owner == owner ? &e->rows[low] : NULL;
}

static const struct extra *next_of(const struct extras *e, const struct extra *row) {
    return row + 1 < e->rows + e->count && row[1].owner == row->owner ? row + 1 : NULL;
}

static RESULT take_alt(struct set *set, const struct csv *row, uint64_t owner) {
    struct view type = ofac_value(row->fields[2]), name = ofac_value(row->fields[3]),
        remark = ofac_value(row->fields[4]);
    if (!name.bytes) return DONE;
    return extras_put(set, &set->alt, owner, name, view_has_word(type, "weak") || view_has_word(remark, "weak"));
}

static RESULT take_add(struct set *set, const struct csv *row, uint64_t owner) {
    struct view parts[3] = {ofac_value(row->fields[2]), ofac_value(row->fields[3]), ofac_value(row->fields[4])};
    struct view whole = entry_join(set->run, ", ", parts, 3);
    struct result r = whole.bytes ? extras_put(set, &set->add, owner, whole, false) : DONE;
    arena_free(&set->run->arena);
    return r;
}

// "DOB 12 Mar 1970", "alt. POB ...", "nationality Iran", "a.k.a. 'BNC'" ...
static void take_phrase(struct list_run *run, struct view p) {
    static const struct { const char *start; void (*take)(struct list_run *, struct view); } rows[] = {
        {"DOB ", entry_birth}, {"POB ", entry_birth_place}, {"nationality ", entry_nationality},
        {"citizen ", entry_nationality}, {"Gender ", entry_sex}};
    if (view_starts(p, "alt. ")) p = view_trim((struct view){p.at + 5, p.bytes - 5});
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t n = strlen(rows[i].start);
        if (view_starts(p, rows[i].start)) return rows[i].take(run, (struct view){p.at + n, p.bytes - n});
    }
    if (view_starts(p, "a.k.a. '") && p.bytes > 9 && p.at[p.bytes - 1] == '\'')
        entry_name(run, NAME_weak, (struct view){p.at + 8, p.bytes - 9}, VIEW(""), VIEW(""));
    else ofac_identity_phrase(run, p);
}

static void take_remarks(struct list_run *run, struct view remarks) {
    struct view left = remarks;
    if (left.bytes && left.at[left.bytes - 1] == '.') left.bytes--;
    while (left.bytes) {
        const char *mark = memmem(left.at, left.bytes, "; ", 2);
        size_t bytes = mark ? (size_t)(mark - left.at) : left.bytes, step = mark ? bytes + 2 : bytes;
        take_phrase(run, view_trim((struct view){left.at, bytes}));
        left = (struct view){left.at + step, left.bytes - step};
    }
    entry_reason(run, remarks);
}

// "LAST, First": kept as received, and split beside it.
static void take_name(struct list_run *run, enum name_role role, struct view text) {
    struct view given = VIEW(""), family = VIEW("");
    if (run->entry.kind == SUBJECT_person) family = view_trim(view_cut(text, ',', &given));
    if (!given.bytes) family = VIEW("");
    entry_name(run, role, text, given, family);
}

static enum subject_kind kind_of(struct view type) {
    if (view_is_word(type, "individual")) return SUBJECT_person;
    if (view_is_word(type, "vessel")) return SUBJECT_vessel;
    return view_is_word(type, "aircraft") ? SUBJECT_vehicle : SUBJECT_organisation;
}

static RESULT take_sdn(struct set *set, const struct csv *row, uint64_t owner) {
    struct list_run *run = set->run;
    entry_begin(run, kind_of(ofac_value(row->fields[2])));
    entry_ref(run, "OFAC-", view_trim(row->fields[0]));
    take_name(run, NAME_primary, ofac_value(row->fields[1]));
    for (const struct extra *x = first_of(&set->alt, owner); x; x = next_of(&set->alt, x))
        take_name(run, x->weak ? NAME_weak : NAME_alias, x->text);
    for (const struct extra *x = first_of(&set->add, owner); x; x = next_of(&set->add, x)) entry_address(run, x->text);
    entry_program(run, ofac_value(row->fields[3]));
    if (ofac_value(row->fields[5]).bytes) entry_identifier(run, "other", ofac_value(row->fields[5]));  // call sign
    if (run->entry.kind == SUBJECT_vessel) entry_nationality(run, ofac_value(row->fields[9]));         // flag
    take_remarks(run, ofac_value(row->fields[11]));
    return entry_end(run);
}

static bool row_valid(const struct csv *row) {
    for (size_t i = 0; i < row->count; i++)
        if (!utf8_valid(row->fields[i]) || row->fields[i].bytes > LIST_TEXT_BYTES_MAX) return false;
    return true;
}

static RESULT take_row(struct set *set, const struct csv *row, size_t columns) {
    uint64_t owner;
    set->run->line_number = row->line;
    if (row->count == columns && !view_to_u64(view_trim(row->fields[0]), &owner) && row->line == 1)
        return DONE;  // a heading
    if (row->count == columns && row_valid(row) && view_to_u64(view_trim(row->fields[0]), &owner)) {
        if (columns == ALT_COLUMNS) return take_alt(set, row, owner);
        if (columns == ADD_COLUMNS) return take_add(set, row, owner);
        return take_sdn(set, row, owner);
    }
    entry_begin(set->run, SUBJECT_person);
    entry_drop(set->run, row_valid(row) ? CODE_BAD_CSV : CODE_BAD_TEXT,
        "the row has another shape than its file, or is no UTF-8");
    return DONE;
}

static RESULT take_file(struct set *set, struct list_stream *s, size_t columns) {
    struct csv *row = malloc(sizeof *row);
    ENSURE(row);
    *row = csv_of(s);
    bool end = false;
    struct result r = DONE;
    while (!FAILED(r)) {
        r = csv_row(row, &end, set->run->err);
        if (!FAILED(r)) r = csv_whole(row, set->run->err);
        if (end || FAILED(r)) break;
        r = take_row(set, row, columns);
    }
    csv_free(row);
    free(row);
    return r;
}

// Columns of the first line, without taking it.
static size_t columns_of(struct list_stream *s) {
    struct view ahead = stream_ahead(s);
    size_t columns = 1;
    bool quoted = false;
    for (size_t i = 0; i < ahead.bytes && (quoted || ahead.at[i] != '\n'); i++) {
        if (ahead.at[i] == '"') quoted = !quoted;
        columns += !quoted && ahead.at[i] == ',';
    }
    return columns;
}

static RESULT take_all(struct set *set, struct list_stream **s, size_t count) {
    struct list_stream *sdn = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t columns = columns_of(s[i]);
        TRY(stream_result(s[i], set->run->err));
        if (columns == SDN_COLUMNS && !sdn) sdn = s[i];
        else if (columns == ALT_COLUMNS || columns == ADD_COLUMNS) TRY(take_file(set, s[i], columns));
        else return FAIL(set->run->err, BAD_FORMAT,
            "a file with %zu columns: SDN has 12, ALT 5, ADD 6, each given once", columns);
    }
    if (!sdn) return FAIL(set->run->err, BAD_ARGUMENT, "the SDN file is missing");
    if (set->alt.count) qsort(set->alt.rows, set->alt.count, sizeof(struct extra), by_owner);
    if (set->add.count) qsort(set->add.rows, set->add.count, sizeof(struct extra), by_owner);
    return take_file(set, sdn, SDN_COLUMNS);
}

RESULT list_ofac_csv(struct list_run *run, struct list_stream **s, size_t count) {
    struct set set = {.run = run, .alt = {.arena = arena_with_ceiling(EXTRA_BYTES_MAX)},
        .add = {.arena = arena_with_ceiling(EXTRA_BYTES_MAX)}};
    struct result r = take_all(&set, s, count);
    extras_free(&set.alt);
    extras_free(&set.add);
    return r;
}
