// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "orders/wording.h"

#include "law/yaml.h"
#include "sys/sys.h"

#include <dirent.h>
#include <stdio.h>

enum { WORDING_BYTES_MAX = 256 * 1024, WORDING_ARENA_MAX = 4 * 1024 * 1024, WORDINGS_MAX = 60 };
static const char *const MEMBERS[] = {"form", "celex", "part", "official", "source", "adapted", "own", "like", NULL};

static bool is_key(struct view key) {
    static const char *const whole[] = {"title", "subtitle", "statement"}, *const families[] = {"section.", "note.", "field.", "before.", "after.", "choice."};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (view_is(key, whole[i])) return true;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (view_starts(key, families[i])) return true;
    return false;
}

static RESULT texts_judged(const char *file, const struct yaml *texts, struct error *err) {
    if (!texts || texts->kind != YAML_MAP) return FAIL(err, BAD_YAML, "%s: texts: a map by language is expected", file);
    for (const struct yaml *language = texts->first; language; language = language->next) {
        if (language->key.bytes != 2 || language->kind != YAML_MAP) return yaml_fail(err, file, language, "a language has two letters, and a map");
        for (const struct yaml *t = language->first; t; t = t->next)
            if (t->kind != YAML_WORD || !t->text.bytes || !is_key(t->key)) return yaml_fail(err, file, t, "is not a text that a form has");
    }
    return DONE;
}

static RESULT head_judged(const char *file, const struct yaml *top, struct error *err) {
    const struct yaml *head = yaml_at(top, "wording"), *texts = yaml_at(top, "texts");
    if (!head) return FAIL(err, BAD_YAML, "%s: wording: a map is expected", file);
    TRY(yaml_known(file, head, MEMBERS, err));
    for (size_t i = 0; i < 7; i++)
        if (!yaml_at(head, MEMBERS[i])) return yaml_fail(err, file, head, "\"%s\" is missing", MEMBERS[i]);
    if (yaml_at(head, "official")->kind != YAML_LIST || yaml_at(head, "own")->kind != YAML_LIST)
        return yaml_fail(err, file, head, "official and own are lists");
    for (const struct yaml *l = yaml_at(head, "official")->first; l; l = l->next) {
        const struct yaml *t = texts->first;
        while (t && !view_same(t->key, l->text)) t = t->next;
        if (!t) return yaml_fail(err, file, l, "official, and not there");
    }
    return DONE;
}

static RESULT one_read(const char *path, const char *file, json_t *out, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(WORDING_BYTES_MAX), name = text_with_ceiling(200);
    AUTO_ARENA a = arena_with_ceiling(WORDING_ARENA_MAX);
    struct yaml *top = NULL;
    TRY(file_read(path, WORDING_BYTES_MAX, &bytes, err));
    TRY(yaml_tree(file, text_seen(&bytes), &a, &top, err));
    TRY(texts_judged(file, yaml_at(top, "texts"), err));
    TRY(head_judged(file, top, err));
    text_view(&name, yaml_at(yaml_at(top, "wording"), "form")->text);
    json_object_set_new(out, text_string(&name), json_stringn(bytes.at, bytes.bytes));
    text_put(&name, ".yaml");
    return strcmp(text_string(&name), file) == 0 ? DONE : yaml_fail(err, file, top, "form: the file has another name");
}

RESULT wordings_load(const char *laws, json_t **out, struct error *err) {
    char folder[3000], path[4096];
    *out = json_object();
    snprintf(folder, sizeof folder, "%s/wording", laws);
    DIR *dir = opendir(folder);
    struct result r = DONE;
    for (struct dirent *e; dir && !FAILED(r) && (e = readdir(dir));) {
        size_t n = strlen(e->d_name);
        if (n < 6 || strcmp(e->d_name + n - 5, ".yaml") != 0) continue;
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        r = json_object_size(*out) >= WORDINGS_MAX ? FAIL(err, TOO_BIG, "more than %d wordings", WORDINGS_MAX) : one_read(path, e->d_name, *out, err);
    }
    if (dir) closedir(dir);
    return r;
}

static json_t *tree_of(const json_t *wordings, const char *form) {
    const json_t *bytes = json_object_get(wordings, form);
    AUTO_ARENA a = arena_with_ceiling(WORDING_ARENA_MAX);
    struct yaml *top;
    if (!bytes || FAILED(yaml_tree(form, (struct view){json_string_value(bytes), json_string_length(bytes)}, &a, &top, NULL))) return NULL;
    return yaml_json(top);
}

json_t *wording_in(const json_t *wordings, struct view form, struct view language) {
    AUTO_TEXT name = text_with_ceiling(100), lang = text_with_ceiling(8);
    text_view(&name, form);
    text_view(&lang, language);
    AUTO_JSON *own = text_ok(&name) && text_ok(&lang) ? tree_of(wordings, text_string(&name)) : NULL;
    json_t *head = json_object_get(own, "wording");
    if (!head) return NULL;
    const char *like = json_string_value(json_object_get(head, "like"));
    AUTO_JSON *other = like ? tree_of(wordings, like) : NULL;
    json_t *out = json_object(), *texts = json_object();
    json_object_set_new(out, "texts", texts);
    json_object_update(texts, json_object_get(json_object_get(other, "texts"), text_string(&lang)));
    json_object_update(texts, json_object_get(json_object_get(own, "texts"), text_string(&lang)));
    static const char *const told[] = {"part", "celex", "source", "adapted", "own"};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) json_object_set(out, told[i], json_object_get(head, told[i]));
    json_object_set(out, "languages", json_object_get(head, "official"));
    json_object_set_new(out, "official", json_boolean(json_holds(json_object_get(head, "official"), language)));
    return out;
}
