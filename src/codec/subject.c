// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "codec/subject.h"

static const char *const kind_names[] = {
#define X(name) #name,
    SUBJECT_KINDS(X)
#undef X
};
static const char *const role_names[] = {
#define X(name) #name,
    NAME_ROLES(X)
#undef X
};

const char *subject_kind_name(enum subject_kind kind) { return kind < SUBJECT_KIND_COUNT ? kind_names[kind] : "?"; }
const char *name_role_name(enum name_role role) { return role < NAME_ROLE_COUNT ? role_names[role] : "?"; }

static bool row_of(const char *const *names, size_t count, struct view v, size_t *row) {
    for (*row = 0; *row < count; ++*row)
        if (view_is(v, names[*row])) return true;
    return false;
}

bool subject_kind_read(struct view v, enum subject_kind *out) {
    size_t row;
    if (!row_of(kind_names, SUBJECT_KIND_COUNT, v, &row)) return false;
    *out = (enum subject_kind)row;
    return true;
}

// What one member may be: its key, and how one element of its list is read.
struct load {
    struct arena *arena;
    struct error *err;
    const char *key;
};

static RESULT text_of(struct load *l, const json_t *j, bool may_be_empty, struct view *out) {
    if (!json_is_string(j)) return FAIL(l->err, BAD_FIELD, "%s: a text is expected", l->key);
    struct view v = {json_string_value(j), json_string_length(j)};
    if (v.bytes > SUBJECT_TEXT_BYTES_MAX) return FAIL(l->err, TOO_BIG, "%s: more than %d bytes", l->key, SUBJECT_TEXT_BYTES_MAX);
    if (!may_be_empty && view_trim(v).bytes == 0) return FAIL(l->err, BAD_FIELD, "%s: empty", l->key);
    *out = v;
    return DONE;
}

static RESULT member_text(struct load *l, const json_t *object, const char *key, bool required, struct view *out) {
    const json_t *j = json_object_get(object, key);
    *out = VIEW("");
    if (!j && !required) return DONE;
    if (!j) return FAIL(l->err, BAD_FIELD, "%s: \"%s\" is missing", l->key, key);
    return text_of(l, j, !required, out);
}

static RESULT read_text(struct load *l, const json_t *j, void *out) { return text_of(l, j, false, out); }

static RESULT read_country(struct load *l, const json_t *j, void *out) {
    struct view v;
    TRY(text_of(l, j, false, &v));
    if (v.bytes != 2 || v.at[0] < 'a' || v.at[0] > 'z' || v.at[1] < 'a' || v.at[1] > 'z')
        return FAIL(l->err, BAD_FIELD, "%s: two lower-case letters are expected (ISO 3166-1)", l->key);
    *(struct view *)out = v;
    return DONE;
}

static RESULT read_dates(struct load *l, const json_t *j, void *out) {
    struct view v;
    TRY(text_of(l, j, false, &v));
    if (!dates_read(v, out)) return FAIL(l->err, BAD_FIELD, "%s: not a date", l->key);
    return DONE;
}

static RESULT read_name(struct load *l, const json_t *j, void *out) {
    struct name n = {0};
    if (!json_is_object(j)) return FAIL(l->err, BAD_FIELD, "names: an object is expected");
    TRY(member_text(l, j, "text", true, &n.text));
    TRY(member_text(l, j, "given", false, &n.given));
    TRY(member_text(l, j, "family", false, &n.family));
    struct view role;
    size_t row = NAME_primary;
    TRY(member_text(l, j, "role", false, &role));
    if (role.bytes && !row_of(role_names, NAME_ROLE_COUNT, role, &row)) return FAIL(l->err, BAD_FIELD, "names: unknown role");
    n.role = (enum name_role)row;
    *(struct name *)out = n;
    return DONE;
}

static RESULT read_paper(struct load *l, const json_t *j, void *out) {
    struct paper p;
    if (!json_is_object(j)) return FAIL(l->err, BAD_FIELD, "documents: an object is expected");
    TRY(member_text(l, j, "type", false, &p.type));
    TRY(member_text(l, j, "country", false, &p.country));
    TRY(member_text(l, j, "number", true, &p.number));
    *(struct paper *)out = p;
    return DONE;
}

static RESULT read_identifier(struct load *l, const json_t *j, void *out) {
    struct identifier i;
    if (!json_is_object(j)) return FAIL(l->err, BAD_FIELD, "identifiers: an object is expected");
    TRY(member_text(l, j, "type", false, &i.type));
    TRY(member_text(l, j, "value", true, &i.value));
    *(struct identifier *)out = i;
    return DONE;
}

typedef struct result read_one(struct load *, const json_t *, void *);

static RESULT read_list(struct load *l, const json_t *subject, const char *key, size_t size, read_one *one,
                        const void **out, size_t *count) {
    const json_t *list = json_object_get(subject, key);
    l->key = key;
    *out = NULL;
    *count = 0;
    if (!list) return DONE;
    if (!json_is_array(list)) return FAIL(l->err, BAD_FIELD, "%s: a list is expected", key);
    size_t n = json_array_size(list);
    if (n > SUBJECT_LIST_MAX) return FAIL(l->err, TOO_BIG, "%s: more than %d", key, SUBJECT_LIST_MAX);
    char *rows = arena_array(l->arena, n ? n : 1, size);
    if (!rows) return FAIL(l->err, TOO_BIG, "%s: the record is too large", key);
    for (size_t i = 0; i < n; i++) TRY(one(l, json_array_get(list, i), rows + i * size));
    *out = rows;
    *count = n;
    return DONE;
}

static RESULT only_known_members(const json_t *j, struct error *err) {
    static const char *const known[] = {"kind",      "names",     "births",      "birth_places", "sex",
                                        "nationalities", "documents", "identifiers", "addresses"};
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)j, key, value) {
        size_t row;
        if (!row_of(known, sizeof known / sizeof *known, view_of(key), &row))
            return FAIL(err, BAD_FIELD, "a subject has no member \"%.40s\"", key);
    }
    return DONE;
}

RESULT subject_read(const json_t *j, struct arena *a, struct subject *out, struct error *err) {
    struct subject s = {0};
    struct load l = {a, err, "subject"};
    if (!json_is_object(j)) return FAIL(err, BAD_FIELD, "a subject is an object");
    TRY(only_known_members(j, err));
    if (!subject_kind_read(json_view(j, "kind"), &s.kind)) return FAIL(err, BAD_FIELD, "kind: one of person, organisation, vessel, vehicle, document, object");
    struct view sex;
    TRY(member_text(&l, j, "sex", false, &sex));
    if (sex.bytes > 1 || (sex.bytes == 1 && !strchr("mfx", sex.at[0]))) return FAIL(err, BAD_FIELD, "sex: m, f or x");
    s.sex = sex.bytes ? sex.at[0] : 0;
    TRY(read_list(&l, j, "names", sizeof(struct name), read_name, (const void **)&s.names, &s.name_count));
    TRY(read_list(&l, j, "births", sizeof(struct dates), read_dates, (const void **)&s.births, &s.birth_count));
    TRY(read_list(&l, j, "birth_places", sizeof(struct view), read_text, (const void **)&s.birth_places, &s.birth_place_count));
    TRY(read_list(&l, j, "nationalities", sizeof(struct view), read_country, (const void **)&s.nationalities, &s.nationality_count));
    TRY(read_list(&l, j, "documents", sizeof(struct paper), read_paper, (const void **)&s.papers, &s.paper_count));
    TRY(read_list(&l, j, "identifiers", sizeof(struct identifier), read_identifier, (const void **)&s.identifiers, &s.identifier_count));
    TRY(read_list(&l, j, "addresses", sizeof(struct view), read_text, (const void **)&s.addresses, &s.address_count));
    *out = s;
    return DONE;
}

static void put_texts(json_t *j, const char *key, const struct view *texts, size_t n) {
    if (!n) return;
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) json_array_append_new(list, json_of(texts[i]));
    json_object_set_new(j, key, list);
}

static void put_some(json_t *j, const char *key, struct view v) {
    if (v.bytes) json_put_view(j, key, v);
}

static json_t *names_json(const struct subject *s) {
    json_t *list = json_array();
    for (size_t i = 0; i < s->name_count; i++) {
        json_t *n = json_object();
        json_put_view(n, "text", s->names[i].text);
        put_some(n, "given", s->names[i].given);
        put_some(n, "family", s->names[i].family);
        json_object_set_new(n, "role", json_string(name_role_name(s->names[i].role)));
        json_array_append_new(list, n);
    }
    return list;
}

static json_t *papers_json(const struct subject *s) {
    json_t *list = json_array();
    for (size_t i = 0; i < s->paper_count; i++) {
        json_t *p = json_object();
        put_some(p, "type", s->papers[i].type);
        put_some(p, "country", s->papers[i].country);
        json_put_view(p, "number", s->papers[i].number);
        json_array_append_new(list, p);
    }
    return list;
}

static json_t *identifiers_json(const struct subject *s) {
    json_t *list = json_array();
    for (size_t i = 0; i < s->identifier_count; i++) {
        json_t *p = json_object();
        put_some(p, "type", s->identifiers[i].type);
        json_put_view(p, "value", s->identifiers[i].value);
        json_array_append_new(list, p);
    }
    return list;
}

static json_t *births_json(const struct subject *s) {
    json_t *list = json_array();
    for (size_t i = 0; i < s->birth_count; i++) {
        AUTO_TEXT t = text_with_ceiling(64);
        text_dates(&t, s->births[i]);
        json_array_append_new(list, json_of(text_seen(&t)));
    }
    return list;
}

json_t *subject_json(const struct subject *s) {
    json_t *j = json_object();
    json_object_set_new(j, "kind", json_string(subject_kind_name(s->kind)));
    if (s->sex) json_object_set_new(j, "sex", json_stringn(&s->sex, 1));
    if (s->name_count) json_object_set_new(j, "names", names_json(s));
    if (s->birth_count) json_object_set_new(j, "births", births_json(s));
    if (s->paper_count) json_object_set_new(j, "documents", papers_json(s));
    if (s->identifier_count) json_object_set_new(j, "identifiers", identifiers_json(s));
    put_texts(j, "birth_places", s->birth_places, s->birth_place_count);
    put_texts(j, "nationalities", s->nationalities, s->nationality_count);
    put_texts(j, "addresses", s->addresses, s->address_count);
    return j;
}
