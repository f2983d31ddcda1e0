// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// load_field.c — one field of a table, one map of fields, one list of maps: the forms, without what they mean.
#include "base/dates.h"
#include "law/load_room.h"

#include <string.h>

// ---- One field ----
struct result too_big(struct loading *l) { return FAIL(l->err, TOO_BIG, "%s: above the ceiling", l->file); }

RESULT read_words(struct loading *l, const struct yaml *y, struct words *out) {
    size_t n = 0;
    if (y->kind != YAML_LIST) return yaml_fail(l->err, l->file, y, "must be a list of words");
    for (const struct yaml *c = y->first; c; c = c->next, n++)
        if (c->kind != YAML_WORD || !c->text.bytes) return yaml_fail(l->err, l->file, c, "must be a word");
    if (!n) return yaml_fail(l->err, l->file, y, "is empty; leave it out to mean no limit");
    struct view *at = ARENA_ARRAY(&l->law->arena, n, struct view);
    if (!at) return too_big(l);
    n = 0;
    for (const struct yaml *c = y->first; c; c = c->next) {
        if (words_have((struct words){at, n}, c->text)) return yaml_fail(l->err, l->file, c, "stands here twice");
        at[n++] = c->text;
    }
    *out = (struct words){at, n};
    return DONE;
}

static RESULT read_day(struct loading *l, const struct yaml *y, struct instant *out) {
    struct dates d;
    if (!dates_read(y->text, &d) || d.precision != DATE_DAY) return yaml_fail(l->err, l->file, y, "must be a day as 2022-05-30");
    out->ms = (int64_t)d.first * DAY_MS;
    return DONE;
}

// Of a text that applies from a day that somebody has yet to set: until it stands here, the row decides nothing.
static RESULT read_day_or_unknown(struct loading *l, const struct yaml *y, struct instant *out) {
    if (!view_is(y->text, "unknown")) return read_day(l, y, out);
    *out = LAW_NO_DAY;
    return DONE;
}

static RESULT read_choice(struct loading *l, const struct yaml *y, const char *const *names, unsigned count, unsigned *out) {
    AUTO_TEXT all = text_with_ceiling(200);
    for (unsigned i = 0; i < count; i++) {
        if (view_is(y->text, names[i])) {
            *out = i;
            return DONE;
        }
        text_format(&all, " %s", names[i]);
    }
    return yaml_fail(l->err, l->file, y, "must be one of%s", text_string(&all));
}

#define X(name) #name,
static const char *const EFFECTS[] = {LAW_EFFECTS(X)}, *const SHARINGS[] = {LAW_SHARINGS(X)}, *const ANSWERS[] = {LAW_ANSWERS(X)},
                  *const GATES[] = {LAW_GATES(X)}, *const PERSONS[] = {LAW_PERSONS(X)}, *const UNITS[] = {CLOCK_UNITS(X)};
#undef X
const char *law_sharing_name(enum law_sharing s) { return SHARINGS[s]; }
const char *law_answer_name(enum law_answer a) { return ANSWERS[a]; }
const char *law_gate_name(enum law_gate g) { return GATES[g]; }
const char *law_person_name(enum law_person p) { return PERSONS[p]; }
bool law_person_read(struct view v, enum law_person *out) {
    for (enum law_person p = 0; p < PERSON_COUNT; p++) {
        if (!view_is(v, PERSONS[p])) continue;
        *out = p;
        return true;
    }
    return false;
}

static RESULT read_number(struct loading *l, const struct yaml *y, int *out) {
    uint64_t n;
    if (!view_to_u64(y->text, &n) || n > 10000000) return yaml_fail(l->err, l->file, y, "must be a number from 0 to 10000000");
    *out = (int)n;
    return DONE;
}

// Days before or after another, minutes east or west.
static RESULT read_offset(struct loading *l, const struct yaml *y, int *out) {
    bool less = view_starts(y->text, "-");
    uint64_t n;
    if (!view_to_u64((struct view){y->text.at + less, y->text.bytes - less}, &n) || n > 900)
        return yaml_fail(l->err, l->file, y, "must be a number from -900 to 900");
    *out = less ? -(int)n : (int)n;
    return DONE;
}

static RESULT read_json(struct loading *l, const struct yaml *y, json_t **out) {
    if (y->kind != YAML_MAP) return yaml_fail(l->err, l->file, y, "must be a map");
    json_t *j = yaml_json(y);
    json_array_append_new(l->law->kept, j);
    *out = j;
    return DONE;
}

static RESULT read_field(struct loading *l, const struct yaml *y, const struct field *f, void *thing) {
    void *at = (char *)thing + f->at;
    if (f->type == T_MAP) return read_fields(l, y, f->inner, thing);
    if (f->type == T_WORDS) return read_words(l, y, at);
    if (f->type == T_JSON) return read_json(l, y, at);
    if (y->kind != YAML_WORD || !y->text.bytes) return yaml_fail(l->err, l->file, y, "must be a word or a text");
    switch (f->type) {
    case T_INT: return read_number(l, y, at);
    case T_OFFSET: return read_offset(l, y, at);
    case T_DAY: return read_day(l, y, at);
    case T_DAY_OR_UNKNOWN: return read_day_or_unknown(l, y, at);
    case T_CHOICE: return read_choice(l, y, f->choices, f->choice_count, at);
    case T_UNIT: return read_choice(l, y, UNITS, CLOCK_UNIT_COUNT, at);
    case T_EFFECT: return read_choice(l, y, EFFECTS, EFFECT_COUNT, at);
    case T_SHARING: return read_choice(l, y, SHARINGS, SHARING_COUNT, at);
    case T_ANSWER: return read_choice(l, y, ANSWERS, ANSWER_COUNT, at);
    case T_FLAG:
        if (!view_is(y->text, "true") && !view_is(y->text, "false")) return yaml_fail(l->err, l->file, y, "must be true or false");
        *(bool *)at = view_is(y->text, "true");
        return DONE;
    case T_MARK:
        if (y->text.bytes != 1 || !strchr("SPM", y->text.at[0]))
            return yaml_fail(l->err, l->file, y, "must be S (read), P (partly) or M (from memory)");
        break;
    default: break;
    }
    *(struct view *)at = y->text;
    return DONE;
}

RESULT read_fields(struct loading *l, const struct yaml *y, const struct field *fields, void *thing) {
    if (y->kind != YAML_MAP) return yaml_fail(l->err, l->file, y, "must be a map");
    for (const struct yaml *c = y->first; c; c = c->next) {
        const struct field *f = fields;
        while (f->key && !view_is(c->key, f->key)) f++;
        if (!f->key) return yaml_fail(l->err, l->file, c, "is not a known key");
        TRY(read_field(l, c, f, thing));
    }
    for (const struct field *f = fields; f->key; f++)
        if (f->need == MUST && !yaml_at(y, f->key)) return yaml_fail(l->err, l->file, y, "\"%s\" is missing", f->key);
    return DONE;
}

// ---- One list ----
int find(const void *things, size_t thing_bytes, size_t count, struct view id) {
    for (size_t i = 0; i < count; i++)
        if (view_same(*(const struct view *)((const char *)things + i * thing_bytes), id)) return (int)i;
    return -1;
}

RESULT read_list(struct loading *l, const struct yaml *top, const char *key, const struct yaml **list, size_t *count) {
    if (top->kind != YAML_MAP) return yaml_fail(l->err, l->file, top, "must be a map with \"%s\"", key);
    *list = yaml_at(top, key);
    if (!*list || (*list)->kind != YAML_LIST) return yaml_fail(l->err, l->file, top, "\"%s\" must be a list", key);
    *count = 0;
    for (const struct yaml *c = (*list)->first; c; c = c->next) (*count)++;
    return DONE;
}

RESULT only_keys(struct loading *l, const struct yaml *top, const char *a, const char *b, const char *c) {
    for (const struct yaml *y = top->first; y; y = y->next)
        if (!view_is(y->key, a) && !(b && view_is(y->key, b)) && !(c && view_is(y->key, c)))
            return yaml_fail(l->err, l->file, y, "is not a known key");
    return DONE;
}

RESULT read_things(struct loading *l, const struct yaml *list, const struct field *fields, size_t thing_bytes, size_t most, void *out,
                   size_t *count) {
    size_t n = 0, all = 0;
    for (const struct yaml *c = list->first; c; c = c->next) all++;
    if (all > most) return yaml_fail(l->err, l->file, list, "more than %zu", most);
    char *things = arena_array(&l->law->arena, all, thing_bytes);
    if (!things) return too_big(l);
    for (const struct yaml *c = list->first; c; c = c->next, n++) {
        TRY(read_fields(l, c, fields, things + n * thing_bytes));
        struct view id = *(struct view *)(things + n * thing_bytes);  // `id` is the first member of each
        if (find(things, thing_bytes, n, id) >= 0) return yaml_fail(l->err, l->file, c, "the id \"%.*s\" is taken", VIEW_ARGS(id));
    }
    memcpy(out, &things, sizeof things);
    *count = all;
    return DONE;
}
