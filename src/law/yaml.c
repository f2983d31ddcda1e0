// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "law/yaml.h"

#include <stdarg.h>
#include <stdio.h>
#include <yaml.h>

struct growing {
    const char *name;
    struct arena *arena;
    struct yaml *top, *in;     // the map or list being filled
    struct yaml *last[YAML_DEPTH + 1];
    int depth;
    bool have_key;
    struct view key;
};

static void text_path(struct text *t, const struct yaml *y) {
    if (y->up) text_path(t, y->up);
    if (y->key.bytes) text_format(t, "%s%.*s", t->bytes ? "." : "", VIEW_ARGS(y->key));
    if (!y->up || y->up->kind != YAML_LIST) return;
    size_t n = 1;
    for (const struct yaml *s = y->up->first; s != y; s = s->next) n++;
    text_format(t, "[%zu]", n);
}

struct result yaml_fail(struct error *err, const char *name, const struct yaml *y, const char *format, ...) {
    char what[200];
    AUTO_TEXT path = text_with_ceiling(150);
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    text_path(&path, y);
    return FAIL(err, BAD_YAML, "%s:%d:%d: %s: %s", name, y->line, y->column, path.bytes ? text_string(&path) : "file", what);
}

RESULT yaml_known(const char *name, const struct yaml *map, const char *const *keys, struct error *err) {
    if (map->kind != YAML_MAP) return yaml_fail(err, name, map, "must be a map");
    for (const struct yaml *c = map->first; c; c = c->next) {
        const char *const *k = keys;
        while (*k && !view_is(c->key, *k)) k++;
        if (!*k) return yaml_fail(err, name, c, "is not a known key");
    }
    return DONE;
}

static struct result fail_at(struct growing *g, yaml_mark_t at, const char *what, struct error *err) {
    return FAIL(err, BAD_YAML, "%s:%zu:%zu: %s", g->name, at.line + 1, at.column + 1, what);
}

// Hang a new node where the last event left off.
static RESULT hang(struct growing *g, enum yaml_kind kind, yaml_mark_t at, struct yaml **out, struct error *err) {
    struct yaml *y = ARENA_NEW(g->arena, struct yaml);
    if (!y) return FAIL(err, TOO_BIG, "%s: above the ceiling", g->name);
    *y = (struct yaml){.kind = kind, .key = g->have_key ? g->key : VIEW(""), .line = (int)at.line + 1,
                       .column = (int)at.column + 1, .up = g->in};
    g->have_key = false;
    if (!g->in) {
        if (g->top) return fail_at(g, at, "a second document", err);
        g->top = y;
    } else {
        struct yaml **last = &g->last[g->depth];
        *(*last ? &(*last)->next : &g->in->first) = y;
        *last = y;
    }
    *out = y;
    return DONE;
}

static RESULT word(struct growing *g, const yaml_event_t *e, struct error *err) {
    struct view text = {(const char *)e->data.scalar.value, e->data.scalar.length};
    struct yaml *y;
    if (e->data.scalar.anchor || e->data.scalar.tag) return fail_at(g, e->start_mark, "anchors and tags are not used here", err);
    char *copy = arena_copy(g->arena, text);
    if (!copy) return FAIL(err, TOO_BIG, "%s: above the ceiling", g->name);
    text.at = copy;
    if (memchr(copy, 0, text.bytes)) return fail_at(g, e->start_mark, "a NUL in a word", err);
    if (g->in && g->in->kind == YAML_MAP && !g->have_key) {
        if (!text.bytes) return fail_at(g, e->start_mark, "an empty key", err);
        if (yaml_at(g->in, copy)) return fail_at(g, e->start_mark, "this key stands here twice", err);
        g->key = text;
        g->have_key = true;
        return DONE;
    }
    TRY(hang(g, YAML_WORD, e->start_mark, &y, err));
    y->text = text;
    return DONE;
}

static RESULT open_branch(struct growing *g, enum yaml_kind kind, const yaml_event_t *e, bool marked, struct error *err) {
    struct yaml *y;
    if (marked) return fail_at(g, e->start_mark, "anchors and tags are not used here", err);
    if (g->in && g->in->kind == YAML_MAP && !g->have_key) return fail_at(g, e->start_mark, "a key must be a word", err);
    if (g->depth == YAML_DEPTH) return fail_at(g, e->start_mark, "nested too deeply", err);
    TRY(hang(g, kind, e->start_mark, &y, err));
    g->in = y;
    g->last[++g->depth] = NULL;
    return DONE;
}

static RESULT take(struct growing *g, const yaml_event_t *e, struct error *err) {
    switch (e->type) {
    case YAML_SCALAR_EVENT: return word(g, e, err);
    case YAML_ALIAS_EVENT: return fail_at(g, e->start_mark, "aliases are not used here", err);
    case YAML_MAPPING_START_EVENT:
        return open_branch(g, YAML_MAP, e, e->data.mapping_start.anchor || e->data.mapping_start.tag, err);
    case YAML_SEQUENCE_START_EVENT:
        return open_branch(g, YAML_LIST, e, e->data.sequence_start.anchor || e->data.sequence_start.tag, err);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        g->in = g->in->up;
        g->depth--;
        return DONE;
    default: return DONE;
    }
}

static RESULT take_all(struct growing *g, yaml_parser_t *p, struct error *err) {
    for (bool more = true; more;) {
        yaml_event_t e;
        if (!yaml_parser_parse(p, &e)) return fail_at(g, p->problem_mark, p->problem ? p->problem : "broken", err);
        struct result r = take(g, &e, err);
        more = e.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&e);
        TRY(r);
    }
    return DONE;
}

RESULT yaml_tree(const char *name, struct view bytes, struct arena *a, struct yaml **out, struct error *err) {
    struct growing g = {.name = name, .arena = a};
    yaml_parser_t p;
    if (!utf8_valid(bytes)) return FAIL(err, BAD_YAML, "%s: not UTF-8", name);
    if (!yaml_parser_initialize(&p)) return FAIL(err, NO_SYSTEM, "no memory");
    yaml_parser_set_encoding(&p, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&p, (const unsigned char *)bytes.at, bytes.bytes);
    struct result r = take_all(&g, &p, err);
    yaml_parser_delete(&p);
    TRY(r);
    if (!g.top) return FAIL(err, BAD_YAML, "%s: empty", name);
    *out = g.top;
    return DONE;
}

const struct yaml *yaml_at(const struct yaml *map, const char *key) {
    for (const struct yaml *y = map->first; y; y = y->next)
        if (view_is(y->key, key)) return y;
    return NULL;
}

json_t *yaml_json(const struct yaml *y) {
    if (y->kind == YAML_WORD) return json_of(y->text);
    json_t *j = y->kind == YAML_MAP ? json_object() : json_array();
    for (const struct yaml *c = y->first; c; c = c->next) {
        if (y->kind == YAML_LIST) json_array_append_new(j, yaml_json(c));
        else json_object_setn_new(j, c->key.at, c->key.bytes, yaml_json(c));
    }
    return j;
}
