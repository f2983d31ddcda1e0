// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// keys.h — what a subject is looked for by when only equality can be asked: at most twenty keys.
//
// A pseudorandom function keeps nothing but equality, so whatever shall meet although it is spelt otherwise must become
// the same key on both sides: a word of a name becomes the row of its consonants in coarse classes, the same from every
// script and romanisation; a date of birth also meets itself with day and month exchanged, and its year alone; a number
// is its canonical form (codec/identifier.h). Both sides must compute the same: the function has a version, which is
// part of every input, and test vectors (src/sealed/keys_vectors.jsonl). docs/protocol-sealed.md says it in words.
#ifndef MALINES_SEALED_KEYS_H
#define MALINES_SEALED_KEYS_H

#include "codec/identifier.h"
#include "codec/subject.h"

#define SEALED_KEYS_VERSION "ml9"  // changes with anything that changes a key, the tables of match/ and codec/ included

// What met, from the strongest to the weakest; the name stands in the input.
#define SEALED_KEY_TYPES(X)                                                                                           \
    X(number)        /* a document's or identifier's canonical form */                                               \
    X(url)           /* the SHA-256 of a URL's canonical form (codec/url.h) */                                       \
    X(names_date)    /* two words of a name, and the full date of birth or its mirror (day and month exchanged) */    \
    X(number_loose)  /* as number, but a form that says less: a telephone number without its country */              \
    X(url_loose)     /* of a URL without http or https, "www.", a "/" at the end: the same page, as a rule */        \
    X(name_date)     /* one word of a name of at least three consonants, and the full date or its mirror */           \
    X(names_year)    /* two words and the year of birth, where one of the two sides knows no more than the year */    \
    X(name_alone)    /* all words, where one of the two sides knows no date of birth */
enum sealed_key_type {
#define X(name) SEALED_KEY_##name,
    SEALED_KEY_TYPES(X)
#undef X
    SEALED_KEY_TYPE_COUNT
};
const char *sealed_key_type_name(enum sealed_key_type t);  // "name_date"
static inline bool sealed_key_is_number(enum sealed_key_type t) { return t == SEALED_KEY_number || t == SEALED_KEY_number_loose; }

enum { SEALED_KEYS_MAX = 20, SEALED_VALUE_BYTES_MAX = 300, SEALED_INPUT_BYTES_MAX = 400 };
struct sealed_key {
    enum sealed_key_type type;
    enum identifier_kind kind;  // of a number: what the asker said it was; for its own screen, not in the input
    struct view value;          // ASCII, or letters of a script without sounds
};

// The two sides say the less precise keys differently, so that what says less meets what says more and yet two full
// dates do not meet by their year alone.
enum sealed_side { SEALED_OWNER, SEALED_ASKER };
// In order of what they are worth to the question, without doubles; *left_out (may be NULL) counts those above the
// ceiling. Everything in `a`. The same subject gives the same keys; a subject without any gives none. TOO_BIG at the
// arena's ceiling.
RESULT sealed_keys(const struct subject *s, enum sealed_side side, struct arena *a, struct sealed_key out[SEALED_KEYS_MAX], size_t *count,
                   size_t *left_out, struct error *err);
struct sealed_choice {
    unsigned types;             // bit t is type t; 0: all
    int parts;                  // only keys made of so many parts or more; 0: all
};
// The same, of some keys alone: the ceiling is for them.
RESULT sealed_keys_of(const struct subject *s, enum sealed_side side, struct sealed_choice choice, struct arena *a, struct sealed_key out[SEALED_KEYS_MAX],
                      size_t *count, size_t *left_out, struct error *err);
bool sealed_key_type_read(struct view v, enum sealed_key_type *out);

// "ml9|CLASS|TYPE|VALUE": what the function is computed over. `purpose_class` holds no '|'.
void sealed_input(struct text *out, struct view purpose_class, enum sealed_key_type type, struct view value);

#endif
