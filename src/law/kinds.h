// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// kinds.h — what can be asked or told, as data: laws/requests.yaml, fields.yaml, grounds.yaml.
//
// A kind says which way it goes, which record it is about, which fields it must hold, by which clock it is answered,
// and for which grounds, and no others, it may be refused.
#ifndef MALINES_LAW_KINDS_H
#define MALINES_LAW_KINDS_H

#include "law/clock.h"

#define KIND_WAYS(X)                                                                                                  \
    X(asks)           /* the other side decides and answers */                                                       \
    X(gives)          /* the author tells; the other side takes note */
#define KIND_RECORDS(X)                                                                                               \
    X(theirs)         /* a record of the other side, confirmed as a hit in a check */                                \
    X(held)           /* a record of the other side, named */                                                        \
    X(ours)           /* a record of the author's own register, named */                                             \
    X(subject)        /* whoever is named in the request: after a hit of a sealed check, which names no record */    \
    X(none)           /* no record */
#define KIND_ANSWERS(X)                                                                                               \
    X(record)         /* a release carries the record, and a text */                                                 \
    X(text)           /* a text */                                                                                    \
    X(done)           /* that it was done, in words */                                                              \
    X(erased)         /* that it was erased: what answers brought on that record goes from there */
#define FIELD_TYPES(X) X(text) X(choice) X(day) X(instant)
enum kind_way {
#define X(name) WAY_##name,
    KIND_WAYS(X)
#undef X
    WAY_COUNT
};
enum kind_record {
#define X(name) ABOUT_##name,
    KIND_RECORDS(X)
#undef X
    ABOUT_COUNT
};
enum kind_answer {
#define X(name) GETS_##name,
    KIND_ANSWERS(X)
#undef X
    GETS_COUNT
};
enum field_type {
#define X(name) ASKED_##name,
    FIELD_TYPES(X)
#undef X
    FIELD_TYPE_COUNT
};

struct law_kind {
    struct view id, title, form, source, mark, note;  // form: the letter of a SIRENE form, where it has one
    struct view paper, answer_paper;  // forms of laws/forms that it and its answer are written on; empty: none
    enum kind_way way;
    enum kind_record about;
    enum kind_answer answer;
    struct view reg;                  // the register that the law is asked about, when there is no record
    struct view usual, urgent;        // clocks; urgent empty: as usual; usual empty: none (who gives waits for nothing)
    struct words instead;             // clocks that the owner may name instead, with a reason
    struct words must, may, if_urgent;  // fields; if_urgent: must be there when it is
    struct words answers_must, answers_may;  // fields of a release
    struct words grounds;
    bool rights;                      // serves the rights of the person: also of a record whose processing is restricted
    // What stands before and after (requests/before.c); each empty: nothing.
    struct view deconflict;           // a field that holds a URL: the others were asked privately whether they have an interest in it
    struct view after, after_clock;   // the first to a member is sent when one of that kind was received so long ago
    struct view announced_by;         // one of that kind about the same request was received somewhere before it is sent
    struct view within;               // a clock: that long after the request came that it refers to
    struct view then_field, then_clock;  // an instant of the answer, and how long what was done then lasts
};
struct law_field {
    struct view id, source, mark;
    enum field_type type;
    int most;                         // bytes
    struct words choices;
};
struct law_ground {
    struct view id, title, article, source, mark;
};
const struct law_kind *law_kind(const struct law *law, struct view id);      // NULL: unknown
const struct law_kind *law_kinds(const struct law *law, size_t *count);
const struct law_field *law_field(const struct law *law, struct view id);    // NULL: unknown
const struct law_ground *law_ground(const struct law *law, struct view id);  // NULL: unknown
json_t *law_kinds_json(const struct law *law);  // all of it for a screen: [{"id","way","fields":[..],"grounds":[..]}]; new

#endif
