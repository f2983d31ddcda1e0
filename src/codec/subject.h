// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// subject.h — who or what a record, a question or a list entry is about: the one form in which identity
// data travel between importers, registers, the match engine, the wire and the screens.
//
// The JSON form (unknown members are refused; every member but "kind" may be absent):
//   { "kind": "person|organisation|vessel|vehicle|document|object",
//     "names": [ { "text": "SALAH ABDESLAM", "given": "...", "family": "...",
//                  "role": "primary|alias|weak|birth|script" } ],
//     "births": [ "1989-09-15", "1989", "1985/1989", "~1989" ],      see base/dates.h
//     "birth_places": [ "..." ], "sex": "m|f|x", "nationalities": [ "be" ],   ISO 3166-1 alpha-2, lower case
//     "documents": [ { "type": "passport|id|mrz|other", "country": "be", "number": "EH123456" } ],
//     "identifiers": [ { "type": "phone", "country": "be", "value": "0470/12.34.56" } ],   types: codec/identifier.h; the
//                                                     country is where the number was said or what issued it
//     "addresses": [ "..." ] }
// Names are kept as received. Nothing here judges or folds: that is the match engine's work.
#ifndef MALINES_CODEC_SUBJECT_H
#define MALINES_CODEC_SUBJECT_H

#include "base/arena.h"
#include "base/dates.h"
#include "codec/canon.h"

#define SUBJECT_KINDS(X) X(person) X(organisation) X(vessel) X(vehicle) X(document) X(object)
#define NAME_ROLES(X) X(primary) X(alias) X(weak) X(birth) X(script)

enum subject_kind {
#define X(name) SUBJECT_##name,
    SUBJECT_KINDS(X)
#undef X
    SUBJECT_KIND_COUNT
};
enum name_role {
#define X(name) NAME_##name,
    NAME_ROLES(X)
#undef X
    NAME_ROLE_COUNT
};

struct name {
    struct view text, given, family;  // text is never empty; given and family may be
    enum name_role role;
};
struct paper {                        // a document of a person, or the document that the record is about
    struct view type, country, number;
};
struct identifier {
    struct view type, value, country;
};

// All views point into the arena or the bytes it was read from; both must outlive it.
struct subject {
    enum subject_kind kind;
    char sex;                         // 'm', 'f', 'x'; 0 when unknown
    const struct name *names;
    const struct dates *births;
    const struct view *birth_places, *nationalities, *addresses;
    const struct paper *papers;
    const struct identifier *identifiers;
    size_t name_count, birth_count, birth_place_count, nationality_count, address_count, paper_count, identifier_count;
};

// Ceilings, so that one record can't be a bomb.
enum { SUBJECT_LIST_MAX = 200, SUBJECT_TEXT_BYTES_MAX = 2000, SUBJECT_BYTES_MAX = 4 << 20 };

const char *subject_kind_name(enum subject_kind kind);
bool subject_kind_read(struct view v, enum subject_kind *out);
// People and organisations go by their names, things by their numbers.
static inline bool subject_goes_by_name(enum subject_kind kind) { return kind == SUBJECT_person || kind == SUBJECT_organisation; }
const char *name_role_name(enum name_role role);

// BAD_FIELD, and BAD_DATE of a birth, name the member and what is wrong with it; TOO_BIG at a ceiling. The first reads the value that comes next
// and keeps lists in its arena; the second copies all that it needs into `a`.
RESULT subject_read_canon(struct canon *c, struct subject *out, struct error *err);
RESULT subject_read(const json_t *j, struct arena *a, struct subject *out, struct error *err);
// The same JSON with `country` for identifiers that say none: where the question was asked, the record entered. New reference.
json_t *subject_said_in(const json_t *subject, struct view country);

#endif
