// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// libmalines.c — what malines.h promises, over src/match and src/codec/identifier.h. Everything crosses the border as texts,
// so that the library's insides may change and its callers needn't.
#include "libmalines_room.h"

#include "codec/identifier.h"
#include "match/tell.h"

#include <stdlib.h>

enum {
    SUBJECT_BYTES_MAX_HERE = 1024 * 1024,
    ANSWER_BYTES_MAX = 64 * 1024 * 1024,
    LIMIT_MAX = 1000
};

const char *malines_version(void) { return MALINES_VERSION; }
void malines_free(char *text) { free(text); }

// ---- Answers ----
static int status_of(enum code c) {
    if (c == CODE_OK) return MALINES_OK;
    if (c == CODE_TOO_BIG || c == CODE_TOO_DEEP) return MALINES_TOO_BIG;
    return c == CODE_INTERNAL || c == CODE_NO_SYSTEM ? MALINES_FAILED : MALINES_BAD_INPUT;
}

void library_give(char **answer, json_t *j) {
    AUTO_TEXT t = text_with_ceiling(ANSWER_BYTES_MAX);
    if (answer) {
        text_told(&t, j);
        *answer = text_ok(&t) ? strdup(text_string(&t)) : NULL;
    }
    json_decref(j);
}

int library_failed(char **answer, const struct error *e) {
    library_give(answer, json_pack("{s:{s:s,s:s,s:s,s:s}}", "error", "code", code_name(e->code), "cause", code_cause(e->code), "next",
                           code_next(e->code), "detail", e->detail));
    return status_of(e->code);
}

// ---- Subjects ----
RESULT subject_from(const char *text, struct arena *a, struct read_subject *out, struct error *err) {
    struct view v = view_of(text);
    *out = (struct read_subject){0};
    if (!text) return FAIL(err, BAD_ARGUMENT, "no subject");
    if (v.bytes > SUBJECT_BYTES_MAX_HERE) return FAIL(err, TOO_BIG, "a subject of more than 1 MiB");
    if (!utf8_valid(v)) return FAIL(err, BAD_TEXT, "the subject");
    if (view_starts(view_trim(v), "{")) {
        TRY(json_strict(v, &out->json, err));
        struct result r = subject_read(out->json, a, &out->subject, err);
        if (FAILED(r)) json_decref(out->json), out->json = NULL;
        return r;
    }
    if (v.bytes > SUBJECT_TEXT_BYTES_MAX) return FAIL(err, TOO_BIG, "a name of more than %d bytes", SUBJECT_TEXT_BYTES_MAX);
    out->name = (struct name){.text = v, .given = VIEW(""), .family = VIEW(""), .role = NAME_primary};
    out->subject = (struct subject){.kind = SUBJECT_person, .names = &out->name, .name_count = v.bytes > 0};
    return DONE;
}

// A subject that reads well and has nothing in it to compare by.
static int nothing(char **answer, const struct error *e) {
    int status = library_failed(answer, e);
    return e->code == CODE_BAD_FIELD ? MALINES_NOTHING : status;
}

// ---- Two subjects ----
static int pair_told(const struct subject *x, const struct subject *y, struct arena *a, char **answer) {
    struct error err;
    struct candidate c;
    if (FAILED(match_pair(x, y, a, &c, &err))) return nothing(answer, &err);
    library_give(answer, candidate_told(&c));
    return MALINES_OK;
}

int malines_pair(const char *subject_a, const char *subject_b, char **answer) {
    AUTO_ARENA a = arena_with_ceiling(LIBRARY_WORK_BYTES);
    struct error err;
    struct read_subject x, y;
    if (answer) *answer = NULL;
    if (FAILED(subject_from(subject_a, &a, &x, &err))) return library_failed(answer, &err);
    int status = FAILED(subject_from(subject_b, &a, &y, &err)) ? library_failed(answer, &err) : pair_told(&x.subject, &y.subject, &a, answer);
    json_decref(x.json), json_decref(y.json);
    return status;
}

// ---- Identifiers ----
int malines_identifier(const char *type, const char *text, const char *country, char **answer) {
    struct error err = text ? (struct error){CODE_BAD_TEXT, "the identifier"} : (struct error){CODE_BAD_ARGUMENT, "no identifier"};
    if (answer) *answer = NULL;
    if (!text || !utf8_valid(view_of(text))) return library_failed(answer, &err);
    struct identifier_reading r = identifier_read(view_of(type), view_of(text), view_of(country));
    json_t *j = json_pack("{s:s,s:s,s:s,s:s}", "type", identifier_kind_name(r.kind), "text", r.text, "validity",
                          identifier_validity_name(r.validity), "reason", identifier_reason_name(r.reason));
    AUTO_TEXT born = text_with_ceiling(64);
    if (r.country[0]) json_object_set_new(j, "country", json_string(r.country));
    if (r.loose[0]) json_object_set_new(j, "loose", json_string(r.loose));
    if (r.sex) json_object_set_new(j, "sex", json_stringn(&r.sex, 1));
    if (r.born.precision != DATE_NONE) text_dates(&born, r.born), json_object_set_new(j, "born", json_string(text_string(&born)));
    library_give(answer, j);
    return MALINES_OK;
}

const char *malines_identifier_near(const char *a, const char *b) {
    return identifier_distance_name(identifier_near(view_of(a), view_of(b)));
}

// ---- The index ----
struct malines_index {
    struct match_index *index;
};

malines_index *malines_index_new(void) {
    malines_index *i = calloc(1, sizeof *i);
    if (i) i->index = match_index_new();
    return i;
}

void malines_index_free(malines_index *i) {
    if (i) match_index_free(i->index);
    free(i);
}

static int refused(char **answer, const char *detail) {
    struct error err;
    struct result r = fail_with(&err, CODE_BAD_ARGUMENT, "%s", detail);
    (void)r;
    return library_failed(answer, &err);
}

int malines_index_put(malines_index *i, uint64_t key, const char *subject, char **answer) {
    AUTO_ARENA a = arena_with_ceiling(LIBRARY_WORK_BYTES);
    struct error err;
    struct read_subject s;
    if (answer) *answer = NULL;
    if (!i) return refused(answer, "no index");
    if (key > INT64_MAX) return refused(answer, "key 0 to 2^63 - 1");  // JSON has it as a number with a sign
    if (FAILED(subject_from(subject, &a, &s, &err))) return library_failed(answer, &err);
    struct result r = match_index_put(i->index, key, 0, &s.subject, &err);
    json_decref(s.json);
    if (FAILED(r)) return nothing(answer, &err);
    library_give(answer, json_object());
    return MALINES_OK;
}

void malines_index_drop(malines_index *i, uint64_t key) { if (i) match_index_drop(i->index, key); }
size_t malines_index_count(const malines_index *i) { return i ? match_index_count(i->index, MATCH_ALL_SHELVES) : 0; }
int malines_index_tend(malines_index *i) { return i ? match_index_tend(i->index) : 0; }

typedef struct result searching(const struct match_index *, const struct subject *, struct match_options, struct arena *,
                                const struct candidate **, size_t *, struct error *);

static int search_told(searching *search, const malines_index *i, const struct subject *question, struct match_options o, struct arena *a, char **answer) {
    const struct candidate *found;
    size_t count;
    struct error err;
    if (FAILED(search(i->index, question, o, a, &found, &count, &err))) return nothing(answer, &err);
    json_t *list = json_array();
    for (size_t k = 0; k < count; k++) {
        json_t *c = candidate_told(&found[k]);
        json_object_set_new(c, "key", json_integer((json_int_t)found[k].key));
        json_array_append_new(list, c);
    }
    library_give(answer, json_pack("{s:o}", "candidates", list));
    return MALINES_OK;
}

static int ask(searching *search, const malines_index *i, const char *subject, double floor, size_t limit, char **answer) {
    AUTO_ARENA a = arena_with_ceiling(LIBRARY_WORK_BYTES);
    struct error err;
    struct read_subject s;
    if (answer) *answer = NULL;
    if (!i) return refused(answer, "no index");
    if (!(floor >= 0 && floor <= 1) || limit < 1 || limit > LIMIT_MAX)
        return fail_with(&err, CODE_BAD_ARGUMENT, "floor 0 to 1, limit 1 to %d", LIMIT_MAX), library_failed(answer, &err);
    if (FAILED(subject_from(subject, &a, &s, &err))) return library_failed(answer, &err);
    int status = search_told(search, i, &s.subject, (struct match_options){(float)floor, limit, MATCH_ALL_SHELVES}, &a, answer);
    json_decref(s.json);
    return status;
}

int malines_index_search(const malines_index *i, const char *subject, double floor, size_t limit, char **answer) {
    return ask(match_search, i, subject, floor, limit, answer);
}

int malines_index_near(const malines_index *i, const char *subject, double floor, size_t limit, char **answer) {
    return ask(match_near, i, subject, floor, limit, answer);
}

int malines_index_look(const malines_index *i, const char *subject, double floor, size_t limit, char **answer) {
    return ask(match_look, i, subject, floor, limit, answer);
}
