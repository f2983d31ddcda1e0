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

// A subject being read: `key` is the member, for messages.
struct load {
    struct canon *c;
    struct arena *arena;
    struct error *err;
    const char *key;
};

static RESULT read_text(struct load *l, bool may_be_empty, struct view *out) {
    if (canon_next(l->c) != '"') return FAIL(l->err, BAD_FIELD, "%s: a text is expected", l->key);
    struct view v = canon_text(l->c);
    if (l->c->failed) return canon_end(l->c, l->err);
    if (v.bytes > SUBJECT_TEXT_BYTES_MAX) return FAIL(l->err, TOO_BIG, "%s: more than %d bytes", l->key, SUBJECT_TEXT_BYTES_MAX);
    if (!may_be_empty && view_trim(v).bytes == 0) return FAIL(l->err, BAD_FIELD, "%s: empty", l->key);
    *out = v;
    return DONE;
}

static RESULT read_some_text(struct load *l, void *out) { return read_text(l, false, out); }

static RESULT read_country(struct load *l, void *out) {
    struct view v;
    TRY(read_text(l, false, &v));
    if (v.bytes != 2 || v.at[0] < 'a' || v.at[0] > 'z' || v.at[1] < 'a' || v.at[1] > 'z')
        return FAIL(l->err, BAD_FIELD, "%s: two lower-case letters are expected (ISO 3166-1)", l->key);
    *(struct view *)out = v;
    return DONE;
}

static RESULT read_dates(struct load *l, void *out) {
    struct view v;
    TRY(read_text(l, false, &v));
    if (!dates_read(v, out)) return FAIL(l->err, BAD_DATE, "%s: not a date", l->key);
    return DONE;
}

// An object that holds nothing but texts, of which `needed` must be there and say something.
struct part {
    const char *key;
    struct view *text;
};
static RESULT read_parts(struct load *l, const char *needed, const struct part *parts, size_t count) {
    struct view key;
    if (canon_next(l->c) != '{') return FAIL(l->err, BAD_FIELD, "%s: an object is expected", l->key);
    for (size_t i = 0; i < count; i++) *parts[i].text = VIEW("");
    for (struct canon_list o = canon_object(l->c); canon_key(l->c, &o, &key);) {
        const struct part *p = parts;
        while (p < parts + count && !view_is(key, p->key)) p++;
        if (p < parts + count) TRY(read_text(l, strcmp(p->key, needed) != 0, p->text));
        else canon_skip(l->c);
    }
    for (size_t i = 0; i < count; i++)
        if (strcmp(parts[i].key, needed) == 0 && !parts[i].text->bytes)
            return FAIL(l->err, BAD_FIELD, "%s: \"%s\" is missing", l->key, needed);
    return DONE;
}

static RESULT read_name(struct load *l, void *out) {
    struct name *n = out;
    struct view role;
    size_t row = NAME_primary;
    TRY(read_parts(l, "text", (struct part[]){{"text", &n->text}, {"given", &n->given}, {"family", &n->family}, {"role", &role}}, 4));
    if (role.bytes && !row_of(role_names, NAME_ROLE_COUNT, role, &row)) return FAIL(l->err, BAD_FIELD, "names: unknown role");
    n->role = (enum name_role)row;
    return DONE;
}

static RESULT read_paper(struct load *l, void *out) {
    struct paper *p = out;
    return read_parts(l, "number", (struct part[]){{"type", &p->type}, {"country", &p->country}, {"number", &p->number}}, 3);
}

static RESULT read_identifier(struct load *l, void *out) {
    struct identifier *i = out;
    return read_parts(l, "value", (struct part[]){{"type", &i->type}, {"value", &i->value}, {"country", &i->country}}, 3);
}

static RESULT read_kind(struct load *l, void *out) {
    struct view v = canon_next(l->c) == '"' ? canon_text(l->c) : VIEW("");
    if (subject_kind_read(v, out)) return DONE;
    return FAIL(l->err, BAD_FIELD, "kind: one of person, organisation, vessel, vehicle, document, object");
}

static RESULT read_sex(struct load *l, void *out) {
    struct view v;
    TRY(read_text(l, true, &v));
    if (v.bytes > 1 || (v.bytes == 1 && !strchr("mfx", v.at[0]))) return FAIL(l->err, BAD_FIELD, "sex: m, f or x");
    *(char *)out = v.bytes ? v.at[0] : 0;
    return DONE;
}

typedef struct result read_one(struct load *, void *);
union any_row {
    struct name name;
    struct dates dates;
    struct view text;
    struct paper paper;
    struct identifier identifier;
};

static RESULT read_list(struct load *l, size_t size, read_one *one, const void **out, size_t *count) {
    union any_row rows[SUBJECT_LIST_MAX];
    size_t n = 0;
    if (canon_next(l->c) != '[') return FAIL(l->err, BAD_FIELD, "%s: a list is expected", l->key);
    for (struct canon_list list = canon_array(l->c); canon_item(l->c, &list); n++) {
        if (n == SUBJECT_LIST_MAX) return FAIL(l->err, TOO_BIG, "%s: more than %d", l->key, SUBJECT_LIST_MAX);
        TRY(one(l, (char *)rows + n * size));
    }
    char *kept = arena_array(l->arena, n + 1, size);
    if (!kept) return FAIL(l->err, TOO_BIG, "%s: the record is too large", l->key);
    memcpy(kept, rows, n * size);
    *out = kept;
    *count = n;
    return DONE;
}

static RESULT read_member(struct load *l, struct view key, struct subject *s) {
    const struct {
        const char *key;
        read_one *one;
        void *out;
        size_t size, *count;  // 0: no list
    } members[] = {
        {"names", read_name, &s->names, sizeof *s->names, &s->name_count},
        {"kind", read_kind, &s->kind, 0, NULL},
        {"births", read_dates, &s->births, sizeof *s->births, &s->birth_count},
        {"sex", read_sex, &s->sex, 0, NULL},
        {"nationalities", read_country, &s->nationalities, sizeof *s->nationalities, &s->nationality_count},
        {"birth_places", read_some_text, &s->birth_places, sizeof *s->birth_places, &s->birth_place_count},
        {"documents", read_paper, &s->papers, sizeof *s->papers, &s->paper_count},
        {"identifiers", read_identifier, &s->identifiers, sizeof *s->identifiers, &s->identifier_count},
        {"addresses", read_some_text, &s->addresses, sizeof *s->addresses, &s->address_count},
    };
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        if (!view_is(key, members[i].key)) continue;
        l->key = members[i].key;
        return members[i].size ? read_list(l, members[i].size, members[i].one, members[i].out, members[i].count)
                               : members[i].one(l, members[i].out);
    }
    return FAIL(l->err, BAD_FIELD, "a subject has no member \"%.*s\"", key.bytes > 40 ? 40 : (int)key.bytes, key.at);
}

RESULT subject_read_canon(struct canon *c, struct subject *out, struct error *err) {
    struct subject s = {.kind = SUBJECT_KIND_COUNT};
    struct load l = {c, c->arena, err, "subject"};
    struct view key;
    if (canon_next(c) != '{') return FAIL(err, BAD_FIELD, "a subject is an object");
    for (struct canon_list o = canon_object(c); canon_key(c, &o, &key);) TRY(read_member(&l, key, &s));
    if (c->failed) return canon_end(c, err);
    if (s.kind == SUBJECT_KIND_COUNT) return read_kind(&l, &s.kind);
    *out = s;
    return DONE;
}

RESULT subject_read(const json_t *j, struct arena *a, struct subject *out, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(SUBJECT_BYTES_MAX);
    text_json(&bytes, j);
    if (!j || !text_ok(&bytes)) return j ? FAIL(err, TOO_BIG, "the record is too large") : FAIL(err, BAD_FIELD, "a subject is an object");
    char *kept = arena_copy(a, text_seen(&bytes));
    if (!kept) return FAIL(err, TOO_BIG, "the record is too large");
    struct canon c = canon_of((struct view){kept, bytes.bytes}, a);
    return subject_read_canon(&c, out, err);
}

json_t *subject_said_in(const json_t *subject, struct view country) {
    json_t *said = json_deep_copy(subject), *one;
    size_t i;
    json_array_foreach(json_object_get(said, "identifiers"), i, one)
        if (json_is_object(one) && !json_object_get(one, "country")) json_put_view(one, "country", country);
    return said;
}
