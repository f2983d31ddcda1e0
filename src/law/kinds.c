// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// kinds.c — kinds of request: the tables become rows, and are told to screens.
#include "law/kinds.h"

#include "law/load_room.h"

enum { KIND_WORDS_MAX = 300, FIELD_BYTES_MOST = 20000 };
#define X(name) #name,
static const char *const WAYS[] = {KIND_WAYS(X)}, *const RECORDS[] = {KIND_RECORDS(X)}, *const ANSWER_WORDS[] = {KIND_ANSWERS(X)},
                  *const TYPES[] = {FIELD_TYPES(X)};
#undef X

#define THING law_kind
#define CHOICE(key, member, names, count) {key, T_CHOICE, MAY, AT(member), NULL, names, count}
static const struct field KIND[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"title", T_VIEW, MUST, AT(title), NULL}, {"form", T_VIEW, MAY, AT(form), NULL},
    {"paper", T_VIEW, MAY, AT(paper), NULL}, {"answer_paper", T_VIEW, MAY, AT(answer_paper), NULL},
    CHOICE("way", way, WAYS, WAY_COUNT), CHOICE("record", about, RECORDS, ABOUT_COUNT), CHOICE("answer", answer, ANSWER_WORDS, GETS_COUNT),
    {"register", T_VIEW, MAY, AT(reg), NULL}, {"clock", T_VIEW, MAY, AT(usual), NULL}, {"urgent_clock", T_VIEW, MAY, AT(urgent), NULL},
    {"other_clocks", T_WORDS, MAY, AT(instead), NULL}, {"must", T_WORDS, MAY, AT(must), NULL}, {"may", T_WORDS, MAY, AT(may), NULL},
    {"if_urgent", T_WORDS, MAY, AT(if_urgent), NULL}, {"grounds", T_WORDS, MAY, AT(grounds), NULL}, {"rights", T_FLAG, MAY, AT(rights), NULL},
    {"deconflict", T_VIEW, MAY, AT(deconflict), NULL}, {"after", T_VIEW, MAY, AT(after), NULL}, {"after_clock", T_VIEW, MAY, AT(after_clock), NULL},
    {"announced_by", T_VIEW, MAY, AT(announced_by), NULL},
    {"within", T_VIEW, MAY, AT(within), NULL}, {"then_field", T_VIEW, MAY, AT(then_field), NULL}, {"then_clock", T_VIEW, MAY, AT(then_clock), NULL},
    {"answers_must", T_WORDS, MAY, AT(answers_must), NULL}, {"answers_may", T_WORDS, MAY, AT(answers_may), NULL}, {"source", T_VIEW, MUST, AT(source), NULL},
    {"mark", T_MARK, MUST, AT(mark), NULL}, {"note", T_VIEW, MAY, AT(note), NULL}, END};
#undef THING
#define THING law_field
static const struct field FIELD[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"type", T_CHOICE, MUST, AT(type), NULL, TYPES, FIELD_TYPE_COUNT}, {"most", T_INT, MAY, AT(most), NULL},
    {"choices", T_WORDS, MAY, AT(choices), NULL}, {"source", T_VIEW, MUST, AT(source), NULL}, {"mark", T_MARK, MUST, AT(mark), NULL}, END};
#undef THING
#define THING law_ground
static const struct field GROUND[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"title", T_VIEW, MUST, AT(title), NULL}, {"article", T_VIEW, MUST, AT(article), NULL},
    {"source", T_VIEW, MUST, AT(source), NULL}, {"mark", T_MARK, MUST, AT(mark), NULL}, END};
#undef THING

#define FINDER(name, type, list, number)                                                                              \
    const struct type *name(const struct law *law, struct view id) {                                                  \
        int n = find(law->list, sizeof *law->list, law->number, id);                                                  \
        return n < 0 ? NULL : &law->list[n];                                                                          \
    }
FINDER(law_kind, law_kind, requests, request_count)
FINDER(law_field, law_field, fields, field_count)
FINDER(law_ground, law_ground, grounds, ground_count)

const struct law_kind *law_kinds(const struct law *law, size_t *count) {
    *count = law->request_count;
    return law->requests;
}

bool is_kind_table(const char *name) {
    return strcmp(name, "requests.yaml") == 0 || strcmp(name, "fields.yaml") == 0 || strcmp(name, "grounds.yaml") == 0;
}

static RESULT read_one_table(struct loading *l, const struct parsed *p, const char *key, const struct field *fields, size_t bytes, size_t most,
                             void *out, size_t *out_count) {
    const struct yaml *list;
    l->file = p->name;
    TRY(read_list(l, p->top, key, &list, out_count));
    TRY(only_keys(l, p->top, key, NULL, NULL));
    return read_things(l, list, fields, bytes, most, out, out_count);
}

static RESULT check_field(struct loading *l, const struct yaml *y, struct law_field *f) {
    if ((f->type == ASKED_choice) != (f->choices.count > 0)) return yaml_fail(l->err, l->file, y, "a choice has choices, and nothing else has");
    if (!f->most) f->most = f->type == ASKED_text ? 1000 : 40;
    return f->most > FIELD_BYTES_MOST ? yaml_fail(l->err, l->file, yaml_at(y, "most"), "above %d", FIELD_BYTES_MOST) : DONE;
}

static RESULT known(struct loading *l, const struct yaml *y, const char *key, struct words w, const void *things, size_t bytes, size_t count) {
    for (size_t i = 0; i < w.count; i++)
        if (find(things, bytes, count, w.at[i]) < 0)
            return yaml_fail(l->err, l->file, yaml_at(y, key), "\"%.*s\" is not in its table", VIEW_ARGS(w.at[i]));
    return DONE;
}

static RESULT clock_known(struct loading *l, const struct yaml *y, const char *key, struct view id) {
    const struct law *w = l->law;
    return id.bytes ? known(l, y, key, (struct words){&id, 1}, w->clocks, sizeof *w->clocks, w->clock_count) : DONE;
}

// What must have been done before, and what lasts afterwards: by clocks and fields that there are.
static RESULT check_around(struct loading *l, const struct yaml *y, const struct law_kind *k) {
    const struct law_field *instant = law_field(l->law, k->then_field);
    TRY(clock_known(l, y, "after_clock", k->after_clock));
    TRY(clock_known(l, y, "within", k->within));
    TRY(clock_known(l, y, "then_clock", k->then_clock));
    if ((k->after.bytes > 0) != (k->after_clock.bytes > 0)) return yaml_fail(l->err, l->file, y, "after and after_clock go together");
    if (k->after.bytes && find(l->law->requests, sizeof *l->law->requests, l->law->request_count, k->after) < 0)
        return yaml_fail(l->err, l->file, yaml_at(y, "after"), "is no kind of request");
    if (k->announced_by.bytes && find(l->law->requests, sizeof *l->law->requests, l->law->request_count, k->announced_by) < 0)
        return yaml_fail(l->err, l->file, yaml_at(y, "announced_by"), "is no kind of request");
    if (k->deconflict.bytes && !words_have(k->must, k->deconflict))
        return yaml_fail(l->err, l->file, yaml_at(y, "deconflict"), "is none of the fields that must be there");
    if ((k->then_field.bytes > 0) != (k->then_clock.bytes > 0)) return yaml_fail(l->err, l->file, y, "then_field and then_clock go together");
    if (k->then_field.bytes && (!instant || instant->type != ASKED_instant || !words_have(k->answers_must, k->then_field)))
        return yaml_fail(l->err, l->file, yaml_at(y, "then_field"), "is no instant that the answer must hold");
    if (k->within.bytes && !words_have(k->must, VIEW("release_ref"))) return yaml_fail(l->err, l->file, yaml_at(y, "within"), "needs the field release_ref");
    return DONE;
}

static RESULT check_kind(struct loading *l, const struct yaml *y, const struct law_kind *k) {
    const struct law *w = l->law;
    TRY(known(l, y, "must", k->must, w->fields, sizeof *w->fields, w->field_count));
    TRY(known(l, y, "may", k->may, w->fields, sizeof *w->fields, w->field_count));
    TRY(known(l, y, "if_urgent", k->if_urgent, w->fields, sizeof *w->fields, w->field_count));
    TRY(known(l, y, "answers_must", k->answers_must, w->fields, sizeof *w->fields, w->field_count));
    TRY(known(l, y, "answers_may", k->answers_may, w->fields, sizeof *w->fields, w->field_count));
    TRY(known(l, y, "grounds", k->grounds, w->grounds, sizeof *w->grounds, w->ground_count));
    TRY(known(l, y, "other_clocks", k->instead, w->clocks, sizeof *w->clocks, w->clock_count));
    if (k->usual.bytes) TRY(known(l, y, "clock", (struct words){&k->usual, 1}, w->clocks, sizeof *w->clocks, w->clock_count));
    if (k->urgent.bytes) TRY(known(l, y, "urgent_clock", (struct words){&k->urgent, 1}, w->clocks, sizeof *w->clocks, w->clock_count));
    TRY(check_around(l, y, k));
    if (k->about == ABOUT_none && !k->reg.bytes) return yaml_fail(l->err, l->file, y, "without a record it must name a register");
    if (k->way == WAY_gives && (k->usual.bytes || k->grounds.count)) return yaml_fail(l->err, l->file, y, "what is given has no clock and is not refused");
    if (k->about == ABOUT_none && k->answer == GETS_record) return yaml_fail(l->err, l->file, y, "without a record none can be released");
    return DONE;
}

static const struct parsed *named(const struct parsed *files, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(files[i].name, name) == 0) return &files[i];
    return NULL;
}

RESULT read_kinds(struct loading *l, const struct parsed *files, size_t count) {
    struct law *w = l->law;
    const struct parsed *fields = named(files, count, "fields.yaml"), *grounds = named(files, count, "grounds.yaml"),
                        *kinds = named(files, count, "requests.yaml");
    size_t n = 0;
    if (fields) TRY(read_one_table(l, fields, "fields", FIELD, sizeof *w->fields, KIND_WORDS_MAX, &w->fields, &w->field_count));
    for (const struct yaml *y = fields ? yaml_at(fields->top, "fields")->first : NULL; y; y = y->next) TRY(check_field(l, y, &w->fields[n++]));
    if (grounds) TRY(read_one_table(l, grounds, "grounds", GROUND, sizeof *w->grounds, KIND_WORDS_MAX, &w->grounds, &w->ground_count));
    if (!kinds) return FAIL(l->err, NOT_FOUND, "requests.yaml is missing");
    TRY(read_one_table(l, kinds, "requests", KIND, sizeof *w->requests, LAW_WORDS_MAX, &w->requests, &w->request_count));
    n = 0;
    for (const struct yaml *y = yaml_at(kinds->top, "requests")->first; y; y = y->next) TRY(check_kind(l, y, &w->requests[n++]));
    return DONE;
}

// ---- For a screen ----
static json_t *words_json(struct words w) {
    json_t *list = json_array();
    for (size_t i = 0; i < w.count; i++) json_array_append_new(list, json_of(w.at[i]));
    return list;
}

static void add_fields(const struct law *law, struct words w, const char *need, json_t *list) {
    for (size_t i = 0; i < w.count; i++) {
        const struct law_field *f = law_field(law, w.at[i]);
        json_t *j = json_pack("{s:s,s:s,s:i}", "need", need, "type", TYPES[f->type], "most", f->most);
        json_put_view(j, "id", f->id);
        if (f->choices.count) json_object_set_new(j, "choices", words_json(f->choices));
        json_array_append_new(list, j);
    }
}

static json_t *kind_json(const struct law *law, const struct law_kind *k) {
    json_t *fields = json_array();
    add_fields(law, k->must, "must", fields);
    add_fields(law, k->if_urgent, "if_urgent", fields);
    add_fields(law, k->may, "may", fields);
    json_t *answers = json_array();
    add_fields(law, k->answers_must, "must", answers);
    add_fields(law, k->answers_may, "may", answers);
    json_t *j = json_pack("{s:o,s:s,s:s,s:s,s:o,s:o,s:o}", "answers", answers, "way", WAYS[k->way], "record", RECORDS[k->about], "answer",
                          ANSWER_WORDS[k->answer],
                          "fields", fields, "grounds", words_json(k->grounds), "other_clocks", words_json(k->instead));
    json_put_view(j, "id", k->id);
    json_put_view(j, "title", k->title);
    json_put_view(j, "form", k->form);
    json_put_view(j, "paper", k->paper);
    json_put_view(j, "answer_paper", k->answer_paper);
    json_put_view(j, "clock", k->usual);
    json_put_view(j, "urgent_clock", k->urgent);
    json_put_view(j, "deconflict", k->deconflict);
    json_put_view(j, "after", k->after);
    return j;
}

json_t *law_kinds_json(const struct law *law) {
    json_t *list = json_array();
    for (size_t i = 0; i < law->request_count; i++) json_array_append_new(list, kind_json(law, &law->requests[i]));
    return list;
}
