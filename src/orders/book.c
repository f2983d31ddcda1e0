// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "orders/book.h"

#include "base/dates.h"
#include "law/yaml.h"
#include "orders/wording.h"
#include "sys/sys.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { FORM_FILE_BYTES_MAX = 256 * 1024, BOOK_BYTES_MAX = 4 * 1024 * 1024, FORMS_MAX = 60, NUMBER_MAX = 1200, TEXT_BYTES_MOST = 20000 };

struct order_book {
    json_t *forms, *rules, *wordings, *bound;  // {id: form}, [rule], {id: bytes}, [country]
    int sentence_months;
};

// ---- Reading ----
static RESULT tree(const char *path, const char *name, struct arena *a, struct yaml **out, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(FORM_FILE_BYTES_MAX);
    TRY(file_read(path, FORM_FILE_BYTES_MAX, &bytes, err));
    return yaml_tree(name, text_seen(&bytes), a, out, err);
}

static bool in(const json_t *list, struct view word) {
    size_t i;
    const json_t *one;
    json_array_foreach((json_t *)list, i, one)
        if (view_is(word, json_string_value(one) ? json_string_value(one) : "")) return true;
    return false;
}

static RESULT has_keys(const char *file, const struct yaml *y, const char *const *must, const char *const *may, struct error *err) {
    if (!y || y->kind != YAML_MAP) return FAIL(err, BAD_YAML, "%s: a map is missing", file);
    for (const char *const *m = must; *m; m++)
        if (!yaml_at(y, *m)) return yaml_fail(err, file, y, "\"%s\" is missing", *m);
    for (const struct yaml *c = y->first; c; c = c->next) {
        bool known = false;
        for (const char *const *m = must; *m; m++) known = known || view_is(c->key, *m);
        for (const char *const *m = may; *m; m++) known = known || view_is(c->key, *m);
        if (!known) return yaml_fail(err, file, c, "is not a known key");
    }
    return DONE;
}

static const char *const TYPES[] = {"text", "choice", "ticks", "day", "instant", "number", "yes", "country"};
static const char *const VIEWS[] = {"addressee", "authority", "file"};
static const char *const NOTHING[] = {NULL};

static RESULT field_read(const char *file, const struct yaml *y, json_t *fields, struct error *err) {
    static const char *const must[] = {"id", "type", "need", NULL}, *const may[] = {"most", "choices", "for", NULL};
    uint64_t most = 0;
    bool typed = false;
    TRY(has_keys(file, y, must, may, err));
    json_t *f = yaml_json(y);
    json_array_append_new(fields, f);
    struct view type = json_view(f, "type"), need = json_view(f, "need");
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++) typed = typed || view_is(type, TYPES[i]);
    if (!typed) return yaml_fail(err, file, y, "type: not one that there is");
    if (!view_is(need, "must") && !view_is(need, "may")) return yaml_fail(err, file, y, "need: must or may");
    if ((view_is(type, "choice") || view_is(type, "ticks")) != (json_array_size(json_object_get(f, "choices")) > 0))
        return yaml_fail(err, file, y, "a choice has choices, and nothing else has");
    if (view_is(type, "text") && (!view_to_u64(json_view(f, "most"), &most) || !most || most > TEXT_BYTES_MOST))
        return yaml_fail(err, file, y, "most: 1 to %d bytes", TEXT_BYTES_MOST);
    if (most) json_object_set_new(f, "most", json_integer((json_int_t)most));
    return DONE;
}

static RESULT section_read(const char *file, const struct yaml *y, json_t *sections, struct error *err) {
    static const char *const must[] = {"letter", "key", "views", "fields", NULL};
    size_t i;
    const json_t *v;
    TRY(has_keys(file, y, must, NOTHING, err));
    json_t *s = json_object(), *fields = json_array(), *views = yaml_json(yaml_at(y, "views"));
    json_array_append_new(sections, s);
    json_put_view(s, "letter", yaml_at(y, "letter")->text);
    json_put_view(s, "key", yaml_at(y, "key")->text);
    json_object_set_new(s, "views", views);
    json_object_set_new(s, "fields", fields);
    json_array_foreach(views, i, v) {
        bool known = false;
        for (size_t k = 0; k < 3; k++) known = known || strcmp(json_string_value(v) ? json_string_value(v) : "", VIEWS[k]) == 0;
        if (!known) return yaml_fail(err, file, y, "views: addressee, authority or file");
    }
    const struct yaml *list = yaml_at(y, "fields");
    if (!json_array_size(views) || list->kind != YAML_LIST || !list->first) return yaml_fail(err, file, y, "views and fields are lists");
    for (const struct yaml *f = list->first; f; f = f->next) TRY(field_read(file, f, fields, err));
    return DONE;
}

static RESULT form_read(const char *path, const char *file, json_t *forms, struct error *err) {
    static const char *const must[] = {"form", "sections", NULL};
    static const char *const of_form[] = {"id", "use", "instrument", "article", "source", "mark", NULL}, *const may[] = {"note", "kinds", "of", NULL};
    AUTO_ARENA a = arena_with_ceiling(BOOK_BYTES_MAX);
    struct yaml *top = NULL;
    TRY(tree(path, file, &a, &top, err));
    TRY(has_keys(file, top, must, NOTHING, err));
    TRY(has_keys(file, yaml_at(top, "form"), of_form, may, err));
    AUTO_JSON *form = yaml_json(yaml_at(top, "form"));
    json_t *sections = json_array();
    json_object_set_new(form, "sections", sections);
    AUTO_TEXT name = text_with_ceiling(200);
    text_view(&name, json_view(form, "id"));
    text_put(&name, ".yaml");
    if (strcmp(text_string(&name), file) != 0) return yaml_fail(err, file, yaml_at(top, "form"), "id: the file has another name");
    if (yaml_at(top, "sections")->kind != YAML_LIST) return yaml_fail(err, file, top, "sections must be a list");
    for (const struct yaml *s = yaml_at(top, "sections")->first; s; s = s->next) TRY(section_read(file, s, sections, err));
    json_object_set(forms, json_string_value(json_object_get(form, "id")), form);
    return DONE;
}

static RESULT rule_read(const char *file, const struct yaml *y, json_t *rules, struct error *err) {
    static const char *const must[] = {"id", "form", "category", "issue", "validate", "emergency", "threshold_months", "notify", "article",
                                       "threshold_article", "source", "mark", NULL};
    uint64_t months;
    TRY(has_keys(file, y, must, NOTHING, err));
    json_t *r = yaml_json(y);
    json_array_append_new(rules, r);
    if (!view_to_u64(json_view(r, "threshold_months"), &months) || months > NUMBER_MAX) return yaml_fail(err, file, y, "threshold_months: a number");
    json_object_set_new(r, "threshold_months", json_integer((json_int_t)months));
    json_object_set_new(r, "emergency", json_boolean(view_is(json_view(r, "emergency"), "true")));
    json_object_set_new(r, "notify", json_boolean(view_is(json_view(r, "notify"), "true")));
    return DONE;
}

static RESULT rules_read(const char *laws, struct order_book *b, struct error *err) {
    static const char *const must[] = {"orders", "sentence_months", "sentence_source", "bound", "bound_source", NULL};
    AUTO_ARENA a = arena_with_ceiling(BOOK_BYTES_MAX);
    char path[4096];
    struct yaml *top = NULL;
    uint64_t months;
    snprintf(path, sizeof path, "%s/orders/rules.yaml", laws);
    TRY(tree(path, "rules.yaml", &a, &top, err));
    TRY(has_keys("rules.yaml", top, must, NOTHING, err));
    if (!view_to_u64(yaml_at(top, "sentence_months")->text, &months) || months > NUMBER_MAX)
        return yaml_fail(err, "rules.yaml", top, "sentence_months: a number");
    b->sentence_months = (int)months;
    b->bound = yaml_json(yaml_at(top, "bound"));
    for (const struct yaml *y = yaml_at(top, "orders")->first; y; y = y->next) TRY(rule_read("rules.yaml", y, b->rules, err));
    return DONE;
}

static RESULT forms_read(const char *laws, struct order_book *b, struct error *err) {
    char folder[3000], path[4096];
    snprintf(folder, sizeof folder, "%s/forms", laws);
    DIR *dir = opendir(folder);
    if (!dir) return FAIL(err, NOT_FOUND, "%s: no forms", folder);
    struct result r = DONE;
    for (struct dirent *e; !FAILED(r) && (e = readdir(dir));) {
        size_t n = strlen(e->d_name);
        if (n < 6 || strcmp(e->d_name + n - 5, ".yaml") != 0) continue;
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        r = json_object_size(b->forms) >= FORMS_MAX ? FAIL(err, TOO_BIG, "more than %d forms", FORMS_MAX) : form_read(path, e->d_name, b->forms, err);
    }
    closedir(dir);
    return r;
}

RESULT order_book_load(const char *laws, struct order_book **out, struct error *err) {
    struct order_book *b = calloc(1, sizeof *b);
    ENSURE(b);
    b->forms = json_object(), b->rules = json_array();
    struct result r = forms_read(laws, b, err);
    if (!FAILED(r)) r = rules_read(laws, b, err);
    if (!FAILED(r)) r = wordings_load(laws, &b->wordings, err);
    if (FAILED(r)) order_book_free(b);
    else *out = b;
    return r;
}

struct order_book *order_book_free(struct order_book *b) {
    if (!b) return NULL;
    json_decref(b->forms);
    json_decref(b->rules);
    json_decref(b->bound);
    json_decref(b->wordings);
    free(b);
    return NULL;
}

const json_t *order_form(const struct order_book *b, struct view id) {
    AUTO_TEXT key = text_with_ceiling(100);
    text_view(&key, id);
    return b && id.bytes && text_ok(&key) ? json_object_get(b->forms, text_string(&key)) : NULL;
}
const json_t *order_forms(const struct order_book *b) { return b->forms; }
const json_t *order_form_of(const struct order_book *b, struct view kind, struct view part) {
    const char *id;
    const json_t *form;
    if (!b) return NULL;
    json_object_foreach(b->forms, id, form)
        if (json_holds(json_object_get(form, "kinds"), kind) && view_same(json_view(form, "of"), part)) return form;
    return NULL;
}
json_t *order_wording(const struct order_book *b, struct view form, struct view language) { return wording_in(b->wordings, form, language); }
int order_sentence_months(const struct order_book *b) { return b->sentence_months; }
bool order_binds(const struct order_book *b, struct view country) { return json_holds(b->bound, country); }

const json_t *order_rule(const struct order_book *b, struct view form, struct view category) {
    size_t i;
    const json_t *r;
    json_array_foreach(b->rules, i, r) {
        struct view c = json_view(r, "category");
        if (view_same(json_view(r, "form"), form) && (view_is(c, "any") || view_same(c, category))) return r;
    }
    return NULL;
}

// ---- Values ----
static bool sees(const json_t *section, enum order_view by) {
    const json_t *views = json_object_get(section, "views");
    return by == ORDER_FILE || in(views, view_of(VIEWS[by]));
}

static bool asked(const json_t *field, const json_t *values) {
    const json_t *of = json_object_get(field, "for");
    return !of || in(of, json_view(values, "data_category"));
}

static const char *wrong_text(const json_t *field, struct view v, struct view type) {
    struct dates d;
    struct instant t;
    if (!view_trim(v).bytes) return "must be a text";
    if (view_is(type, "text")) return v.bytes > (size_t)json_int(field, "most") ? "too long" : NULL;
    if (view_is(type, "choice")) return in(json_object_get(field, "choices"), v) ? NULL : "not one of its choices";
    if (view_is(type, "day")) return dates_read(v, &d) && d.precision == DATE_DAY ? NULL : "a day as 2026-11-28";
    if (view_is(type, "instant")) return instant_read(v, &t) ? NULL : "an instant as 2026-11-28T09:30:00Z";
    bool small = v.bytes == 2 && v.at[0] >= 'a' && v.at[0] <= 'z' && v.at[1] >= 'a' && v.at[1] <= 'z';
    return small ? NULL : "two small letters, as be";
}

static const char *wrong_ticks(const json_t *field, const json_t *value) {
    size_t i;
    const json_t *one;
    const json_t *choices = json_object_get(field, "choices");
    if (!json_is_array(value) || !json_array_size(value) || json_array_size(value) > json_array_size(choices)) return "a list of its choices";
    json_array_foreach((json_t *)value, i, one)
        if (!json_is_string(one) || !in(choices, view_of(json_string_value(one)))) return "not one of its choices";
    return NULL;
}

static const char *wrong(const json_t *field, const json_t *value) {
    struct view type = json_view(field, "type");
    if (view_is(type, "yes")) return json_is_true(value) ? NULL : "true, or not there";
    if (view_is(type, "ticks")) return wrong_ticks(field, value);
    if (view_is(type, "number"))
        return json_is_integer(value) && json_integer_value(value) >= 0 && json_integer_value(value) <= NUMBER_MAX ? NULL : "a number";
    if (!json_is_string(value)) return "must be a text";
    return wrong_text(field, (struct view){json_string_value(value), json_string_length(value)}, type);
}

static void fault(struct text *faults, const char *key, const char *what) { text_format(faults, "%s%s: %s", faults->bytes ? "; " : "", key, what); }

static void check_section(const json_t *section, const json_t *values, json_t *known, struct text *faults) {
    size_t i;
    const json_t *f;
    json_array_foreach(json_object_get(section, "fields"), i, f) {
        const char *key = json_string_value(json_object_get(f, "id"));
        const json_t *value = json_object_get(values, key);
        if (!asked(f, values) || json_object_get(known, key)) continue;
        json_object_set_new(known, key, json_true());
        const char *what = value ? wrong(f, value) : view_is(json_view(f, "need"), "must") ? "missing" : NULL;
        if (what) fault(faults, key, what);
    }
}

RESULT order_check(const json_t *form, const json_t *values, enum order_view seen_by, struct error *err) {
    AUTO_TEXT faults = text_with_ceiling(2000);
    AUTO_JSON *known = json_object();
    const json_t *section, *value;
    const char *key;
    size_t i;
    if (!json_is_object(values)) return FAIL(err, BAD_FIELD, "values: an object is expected");
    json_array_foreach(json_object_get(form, "sections"), i, section)
        if (sees(section, seen_by)) check_section(section, values, known, &faults);
    json_object_foreach((json_t *)values, key, value)
        if (!json_object_get(known, key)) fault(&faults, "values", "one that this form, or this category of data, does not ask");
    return faults.bytes ? FAIL(err, BAD_FIELD, "%s", text_string(&faults)) : DONE;
}

json_t *order_seen(const json_t *form, const json_t *values, enum order_view by) {
    json_t *out = json_object();
    size_t i, k;
    const json_t *section, *f;
    json_array_foreach(json_object_get(form, "sections"), i, section) {
        if (!sees(section, by)) continue;
        json_array_foreach(json_object_get(section, "fields"), k, f) {
            const char *key = json_string_value(json_object_get(f, "id"));
            if (json_object_get(values, key)) json_object_set(out, key, json_object_get(values, key));
        }
    }
    return out;
}
