// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// load_sealed.c — classes of sealed checks (laws/sealed.yaml), and one for each purpose that the table does not name.
#include "law/load_room.h"
#include "law/sealed.h"

#define SEALED_TABLE "sealed.yaml"
#define REGISTER_USUAL VIEW("alerts")
enum { CLASS_BYTES_MAX = 60, KEYS_MAX = 10 * 1000 * 1000 };
static const struct law_sealed USUAL = {.subjects = 1, .keys_a_day = 20000, .keys_a_day_officer = 4000, .busy_percent = 80, .busy_days = 3,
                                        .peak_times = 8, .asked_in_vain = 2000};

#define THING law_sealed
static const struct field SEALED[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"title", T_VIEW, MUST, AT(title), NULL}, {"register", T_VIEW, MUST, AT(reg), NULL},
    {"purpose", T_VIEW, MUST, AT(purpose), NULL}, {"subjects", T_INT, MUST, AT(subjects), NULL}, {"keys_a_day", T_INT, MUST, AT(keys_a_day), NULL},
    {"keys_a_day_officer", T_INT, MUST, AT(keys_a_day_officer), NULL}, {"key_types", T_WORDS, MAY, AT(key_types), NULL},
    {"at_least_of", T_WORDS, MAY, AT(at_least_of), NULL}, {"at_least", T_INT, MAY, AT(at_least), NULL},
    {"busy_percent", T_INT, MAY, AT(busy_percent), NULL}, {"busy_days", T_INT, MAY, AT(busy_days), NULL},
    {"peak_times", T_INT, MAY, AT(peak_times), NULL}, {"night_percent", T_INT, MAY, AT(night_percent), NULL},
    {"asked_in_vain", T_INT, MAY, AT(asked_in_vain), NULL}, {"source", T_VIEW, MUST, AT(source), NULL}, {"mark", T_MARK, MUST, AT(mark), NULL},
    {"note", T_VIEW, MAY, AT(note), NULL}, END};
#undef THING

bool is_sealed_table(const char *name) { return strcmp(name, SEALED_TABLE) == 0; }

const struct law_sealed *law_sealed_classes(const struct law *law, size_t *count) {
    *count = law->sealed_count;
    return law->sealed;
}

const struct law_sealed *law_sealed(const struct law *law, struct view id) {
    for (size_t i = 0; i < law->sealed_count; i++)
        if (view_same(law->sealed[i].id, id)) return &law->sealed[i];
    return NULL;
}

static bool word_among(struct view v, const char *words) {
    for (struct view rest = view_of(words); rest.bytes;)
        if (view_same(view_cut(rest, ' ', &rest), v)) return true;
    return false;
}

static RESULT check_words(struct loading *l, const struct yaml *y, const char *key, struct words w, const char *among) {
    for (size_t i = 0; i < w.count; i++)
        if (!word_among(w.at[i], among)) return yaml_fail(l->err, l->file, yaml_at(y, key), "each must be one of %s", among);
    return DONE;
}

// at_least is kept by what the filter holds: keys that are made of so many parts (sealed/keys.h), and no others. A number says
// none of them, and no key is surely made of all three.
static RESULT check_parts(struct loading *l, const struct yaml *y, const struct law_sealed *c) {
    static const char *const none[] = {"number", "number_loose", "url", "url_loose"};
    enum { PARTS_MAX = 2, PARTS = 3 };
    if (!c->at_least) return DONE;
    if (c->at_least > PARTS_MAX || c->at_least_of.count != PARTS)
        return yaml_fail(l->err, l->file, yaml_at(y, "at_least"), "at most 2, of given, family and birth");
    if (!c->key_types.count) return yaml_fail(l->err, l->file, y, "at_least needs key_types: numbers say none of the parts");
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (words_have(c->key_types, view_of(none[i])))
            return yaml_fail(l->err, l->file, yaml_at(y, "key_types"), "%s says none of the parts of at_least_of", none[i]);
    return DONE;
}

static RESULT check_class(struct loading *l, const struct yaml *y, const struct law_sealed *c) {
    size_t count;
    const struct law_purpose *purposes = law_purposes(l->law, &count);
    bool known = false;
    for (size_t i = 0; i < count; i++) known |= view_same(purposes[i].id, c->purpose);
    if (!known) return yaml_fail(l->err, l->file, yaml_at(y, "purpose"), "is no purpose");
    if (c->id.bytes > CLASS_BYTES_MAX || memchr(c->id.at, '|', c->id.bytes))
        return yaml_fail(l->err, l->file, yaml_at(y, "id"), "at most %d bytes, and no \"|\"", CLASS_BYTES_MAX);
    if (c->subjects < 1 || c->subjects > SEALED_SUBJECTS_MAX) return yaml_fail(l->err, l->file, yaml_at(y, "subjects"), "1 to %d", SEALED_SUBJECTS_MAX);
    if (c->keys_a_day > KEYS_MAX || c->keys_a_day_officer < c->subjects * 20 || c->keys_a_day < c->keys_a_day_officer)
        return yaml_fail(l->err, l->file, y, "keys_a_day_officer must allow one question, keys_a_day no less, and neither more than %d", KEYS_MAX);
    if ((c->at_least > 0) != (c->at_least_of.count > 0) || (size_t)c->at_least > c->at_least_of.count)
        return yaml_fail(l->err, l->file, y, "at_least and at_least_of go together, and no more than there are");
    if ((c->busy_percent > 0) != (c->busy_days > 0)) return yaml_fail(l->err, l->file, y, "busy_percent and busy_days go together");
    TRY(check_words(l, y, "at_least_of", c->at_least_of, "given family birth"));
    TRY(check_parts(l, y, c));
    return check_words(l, y, "key_types", c->key_types, "number url names_date number_loose url_loose name_date names_year name_alone");
}

// Two classes of one register and purpose would have the same person in two filters.
static RESULT check_apart(struct loading *l, const struct yaml *y, size_t n) {
    const struct law_sealed *all = l->law->sealed;
    for (size_t i = 0; i < n; i++)
        if (view_same(all[i].reg, all[n].reg) && view_same(all[i].purpose, all[n].purpose))
            return yaml_fail(l->err, l->file, y, "that register has a class for that purpose: \"%.*s\"", VIEW_ARGS(all[i].id));
    return DONE;
}

static bool has_class(const struct law *law, size_t count, struct view reg, struct view purpose) {
    for (size_t i = 0; i < count; i++)
        if (view_same(law->sealed[i].reg, reg) && view_same(law->sealed[i].purpose, purpose)) return true;
    return false;
}

// After the purposes. `file` may be NULL.
RESULT read_sealed(struct loading *l, const struct parsed *file) {
    const struct yaml *list = NULL;
    struct law *w = l->law;
    struct law_sealed *named = NULL;
    size_t count = 0, n = 0;
    if (file) {
        l->file = file->name;
        TRY(read_list(l, file->top, "sealed", &list, &count));
        TRY(only_keys(l, file->top, "sealed", NULL, NULL));
        TRY(read_things(l, list, SEALED, sizeof *named, SEALED_CLASSES_MAX, &named, &count));
    }
    w->sealed = ARENA_ARRAY(&w->arena, count + w->purpose_count, struct law_sealed);
    if (!w->sealed) return too_big(l);
    if (count) memcpy(w->sealed, named, count * sizeof *named);
    for (const struct yaml *y = list ? list->first : NULL; y; y = y->next, n++) {
        TRY(check_class(l, y, &w->sealed[n]));
        TRY(check_apart(l, y, n));
    }
    for (size_t i = 0; i < w->purpose_count; i++) {
        if (has_class(w, n, REGISTER_USUAL, w->purposes[i].id)) continue;
        struct law_sealed *c = &w->sealed[count++];
        *c = USUAL;
        c->id = c->purpose = w->purposes[i].id;
        c->title = w->purposes[i].title;
        c->reg = REGISTER_USUAL;
        c->source = w->purposes[i].source;
        c->mark = VIEW("M");
    }
    w->sealed_count = count;
    return DONE;
}
