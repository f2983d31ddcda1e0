// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// book.c — laws/prints/*.yaml into tables. Unknown keys are refused, so that a misspelt limit is not silently no limit.
#include "prints/book.h"

#include "law/yaml.h"
#include "sys/sys.h"

#include <stdlib.h>

enum { BOOK_BYTES_MAX = 1024 * 1024, FILE_BYTES_MAX = 256 * 1024, ROWS_MAX = 512, CANDIDATES_MOST = 50, HOURS_MOST = 240,
      A_DAY_MOST = 1000000, QUIET_MOST = 24 * 60 };

const char *prints_data_name(enum prints_data d) {
    static const char *const names[] = {"fingers", "palms", "faces"};
    return names[d];
}

bool prints_data_read(struct view v, enum prints_data *out) {
    for (enum prints_data d = 0; d < PRINTS_DATA_COUNT; d++)
        if (view_is(v, prints_data_name(d))) return *out = d, true;
    return false;
}

struct loading {
    struct prints_book *book;
    const char *file;
    struct error *err;
};

static RESULT too_big(const struct loading *l) { return FAIL(l->err, TOO_BIG, "%s: above the ceiling", l->file); }

static RESULT word(const struct loading *l, const struct yaml *y, const char *key, struct view *out) {
    const struct yaml *c = yaml_at(y, key);
    if (!c || c->kind != YAML_WORD || !c->text.bytes) return yaml_fail(l->err, l->file, y, "\"%s\" is missing", key);
    return *out = c->text, DONE;
}

static RESULT number(const struct loading *l, const struct yaml *y, const char *key, unsigned most, unsigned *out) {
    struct view v;
    uint64_t n;
    TRY(word(l, y, key, &v));
    if (!view_to_u64(v, &n) || n > most) return yaml_fail(l->err, l->file, y, "\"%s\" must be a number from 0 to %u", key, most);
    return *out = (unsigned)n, DONE;
}

static RESULT source_mark(const struct loading *l, const struct yaml *y, struct view *source, char *mark) {
    struct view m;
    TRY(word(l, y, "source", source));
    TRY(word(l, y, "mark", &m));
    if (!view_is(m, "S") && !view_is(m, "P") && !view_is(m, "M")) return yaml_fail(l->err, l->file, y, "\"mark\" must be S, P or M");
    return *mark = m.at[0], DONE;
}

static RESULT list_of(struct loading *l, struct view bytes, const char *key, struct yaml **whole, const struct yaml **out, size_t *count) {
    char *own = arena_copy(&l->book->arena, bytes);  // the words are kept
    struct yaml *top;
    if (!own) return too_big(l);
    TRY(yaml_tree(l->file, (struct view){own, bytes.bytes}, &l->book->arena, &top, l->err));
    const struct yaml *list = top->kind == YAML_MAP ? yaml_at(top, key) : NULL;
    if (!list || list->kind != YAML_LIST) return yaml_fail(l->err, l->file, top, "\"%s\" must be a list", key);
    *count = 0;
    for (const struct yaml *c = list->first; c; c = c->next) ++*count;
    if (!*count || *count > ROWS_MAX) return yaml_fail(l->err, l->file, list, "must have 1 to %d rows", ROWS_MAX);
    return *out = list, *whole = top, DONE;
}

// "afis: {quiet_minutes, source, mark}"
static RESULT afis_read(const struct loading *l, const struct yaml *top) {
    static const char *const keys[] = {"quiet_minutes", "source", "mark", NULL};
    const struct yaml *y = yaml_at(top, "afis");
    struct view source;
    char mark;
    if (!y) return yaml_fail(l->err, l->file, top, "\"afis\" is missing");
    TRY(yaml_known(l->file, y, keys, l->err));
    TRY(number(l, y, "quiet_minutes", QUIET_MOST, &l->book->afis_quiet_minutes));
    if (!l->book->afis_quiet_minutes) return yaml_fail(l->err, l->file, y, "\"quiet_minutes\" must be 1 at least");
    return source_mark(l, y, &source, &mark);
}

static RESULT kinds_read(struct loading *l, struct view bytes) {
    static const char *const keys[] = {"id", "title", "candidates", "reply_hours", "source", "mark", NULL};
    struct prints_book *b = l->book;
    const struct yaml *list;
    struct yaml *top;
    size_t count;
    l->file = "prints/searches.yaml";
    TRY(list_of(l, bytes, "searches", &top, &list, &count));
    TRY(afis_read(l, top));
    if (!(b->kinds = ARENA_ARRAY(&b->arena, count, struct prints_kind))) return too_big(l);
    for (const struct yaml *c = list->first; c; c = c->next) {
        struct prints_kind k = {0};
        TRY(yaml_known(l->file, c, keys, l->err));
        TRY(word(l, c, "id", &k.id));
        TRY(word(l, c, "title", &k.title));
        TRY(number(l, c, "candidates", CANDIDATES_MOST, &k.candidates));
        TRY(number(l, c, "reply_hours", HOURS_MOST, &k.reply_hours));
        TRY(source_mark(l, c, &k.source, &k.mark));
        if (prints_kind_find(b, k.id)) return yaml_fail(l->err, l->file, c, "is there twice");
        b->kinds[b->kind_count++] = k;
    }
    return DONE;
}

static RESULT capacities_read(struct loading *l, struct view bytes) {
    static const char *const keys[] = {"from", "to", "data", "identified", "unidentified", "source", "mark", NULL};
    struct prints_book *b = l->book;
    const struct yaml *list;
    struct yaml *top;
    struct view data;
    size_t count;
    l->file = "prints/capacities.yaml";
    TRY(list_of(l, bytes, "capacities", &top, &list, &count));
    if (!(b->capacities = ARENA_ARRAY(&b->arena, count, struct prints_capacity))) return too_big(l);
    for (const struct yaml *c = list->first; c; c = c->next) {
        struct prints_capacity k = {0};
        TRY(yaml_known(l->file, c, keys, l->err));
        TRY(word(l, c, "from", &k.from));
        TRY(word(l, c, "to", &k.to));
        TRY(word(l, c, "data", &data));
        if (!prints_data_read(data, &k.data)) return yaml_fail(l->err, l->file, c, "\"data\" must be fingers, palms or faces");
        TRY(number(l, c, "identified", A_DAY_MOST, &k.identified));
        TRY(number(l, c, "unidentified", A_DAY_MOST, &k.unidentified));
        TRY(source_mark(l, c, &k.source, &k.mark));
        if (prints_capacity_find(b, k.from, k.to, k.data)) return yaml_fail(l->err, l->file, c, "is there twice");
        b->capacities[b->capacity_count++] = k;
    }
    return DONE;
}

RESULT prints_book_new(struct view searches, struct view capacities, struct prints_book **out, struct error *err) {
    struct prints_book *b = calloc(1, sizeof *b);
    if (!b) return FAIL(err, NO_SYSTEM, "memory");
    b->arena = arena_with_ceiling(BOOK_BYTES_MAX);
    struct loading l = {b, "prints", err};
    struct result r = kinds_read(&l, searches);
    if (!FAILED(r)) r = capacities_read(&l, capacities);
    if (FAILED(r)) prints_book_free(b);
    else *out = b;
    return r;
}

RESULT prints_book_load(const char *laws_folder, struct prints_book **out, struct error *err) {
    static const char *const names[] = {"searches", "capacities"};
    struct text bytes[2] = {text_with_ceiling(FILE_BYTES_MAX), text_with_ceiling(FILE_BYTES_MAX)};
    struct result r = DONE;
    for (size_t i = 0; i < 2 && !FAILED(r); i++) {
        AUTO_TEXT path = text_with_ceiling(4096);
        text_format(&path, "%s/prints/%s.yaml", laws_folder, names[i]);
        r = file_read(text_string(&path), FILE_BYTES_MAX, &bytes[i], err);
    }
    if (!FAILED(r)) r = prints_book_new(text_seen(&bytes[0]), text_seen(&bytes[1]), out, err);
    text_free(&bytes[0]), text_free(&bytes[1]);
    return r;
}

struct prints_book *prints_book_free(struct prints_book *b) {
    if (b) arena_free(&b->arena);
    free(b);
    return NULL;
}

const struct prints_kind *prints_kind_find(const struct prints_book *b, struct view id) {
    for (size_t i = 0; i < b->kind_count; i++)
        if (view_same(b->kinds[i].id, id)) return &b->kinds[i];
    return NULL;
}

const struct prints_capacity *prints_capacity_find(const struct prints_book *b, struct view from, struct view to, enum prints_data d) {
    for (size_t i = 0; i < b->capacity_count; i++)
        if (b->capacities[i].data == d && view_same(b->capacities[i].from, from) && view_same(b->capacities[i].to, to)) return &b->capacities[i];
    return NULL;
}
