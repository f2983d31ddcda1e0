// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// form.h — a subject made ready for comparison: names as weighed words, numbers in canonical form, a machine
// readable zone read into what it says. Texts are kept as received beside.
#ifndef MALINES_MATCH_FORM_H
#define MALINES_MATCH_FORM_H

#include "codec/subject.h"
#include "match/likeness.h"

enum { FORM_WORDS_MAX = 1200 };  // in all names together; further names are left out

// Of an organisation each name of three words and more is also a name of one word: its acronym, by which it is only met.
// A name that may be meant by what was received (otherwise.h) is one as well: weak, and never said to be the same.
enum { ROLE_OF_ACRONYM = NAME_ROLE_COUNT, ROLE_OF_MEANT };
struct form_name {
    struct view text;   // as received; of an acronym the name it was made of
    uint16_t first;     // of the form's words
    uint8_t count, role;
};
struct form_number {    // a paper or an identifier
    struct view text;   // as received
    uint64_t hash;      // of one of the keys under which identifier_keys() finds it
    bool paper, loose;  // loose: a key that says less, as a telephone number's national digits
    uint32_t holders;   // of a question: entries of the index that have it; 0 of any other
};
struct form {
    uint8_t kind;
    char sex;
    float even;                       // bits at which a match is as likely right as wrong: EVEN_BITS, more against a register
    const struct form_name *names;
    const struct form_number *numbers;
    const struct dates *births;
    const struct view *nationalities, *birth_places;
    bool texts;                       // the words are heads of a struct read_word, whose texts lie in names[].text
    const struct word *const *words;  // of all names
    const float *bits;                // what each weighs
    const float *alike_bits;          // at most, in another spelling; NULL where no index tells
    size_t name_count, number_count, birth_count, nationality_count, birth_place_count, word_count;
};

// Reads `s` (mrz papers are expanded first; *unread, may be NULL, counts those that are none). Everything in `a`; the bits are those
// without an index. Without `sounds` the words (each the head of a struct read_word) have none yet.
// BAD_FIELD when there is nothing to ask or index, TOO_BIG at the ceiling.
RESULT form_read(const struct subject *s, struct arena *a, bool sounds, struct form *out, size_t *unread, struct error *err);

static inline enum naming naming_of(uint8_t kind) { return kind == SUBJECT_organisation ? NAMING_FIRM : kind == SUBJECT_vessel ? NAMING_SHIP : NAMING_PERSON; }
static inline struct weighed_name form_weighed(const struct form *f, size_t name) {
    const struct form_name *n = &f->names[name];
    const float *alike = f->alike_bits ? f->alike_bits + n->first : NULL;
    return (struct weighed_name){f->words + n->first, f->bits + n->first, alike, n->count, naming_of(f->kind) != NAMING_PERSON};
}

// The evidence between two forms and its sum. Symmetric. `out->evidence` lies in `a`; false at its ceiling.
bool forms_compare(const struct form *asked, const struct form *found, struct likeness_memo *memo, struct arena *a,
                   struct candidate *out);
// The sum alone, without evidence: for ranking.
float forms_bits(const struct form *asked, const struct form *found, struct likeness_memo *memo);
// With so many bits a candidate is as likely right as wrong. One pair that somebody thought worth comparing: EVEN_BITS. A
// search compares with every record there is, and each has its chance of being alike by accident: log2 of their
// number (the prior odds of Fellegi and Sunter); see docs/matching.md.
static const float EVEN_BITS = 9.0f;
float even_bits(size_t records);
// What a name tells less where nothing but it is compared, of a birth or a number. Words keep company: who is called Mark is called
// Taylor more often than the shares of both would have it. Of six published lists two entries share two words of their names 2.1 to 3.8
// bits more often than that. (Beside a date there is no need: what a date is taken to tell is less than it tells by as much.)
float company_bits(float even);
static const float SEX_BITS = 0.5f, NATIONALITY_BITS = 1.5f, PLACE_BITS = 2;  // where they agree; a birth place is weighed last
static inline float besides_most(const struct form *f) {  // what agrees besides name and birth brings at most
    return (f->sex ? SEX_BITS : 0) + (f->nationality_count ? NATIONALITY_BITS : 0) + (f->birth_place_count ? PLACE_BITS : 0);
}
static const float ONE_WORD_BITS = 7.5f;  // one name out of several of a person says at most so much
float score_of_bits(float bits, float even);
float bits_of_score(float score, float even);

#endif
