// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// terms.h — what travels with every datum and binds whoever holds it (promise P6):
//   {"purpose", "handling": "H0".."H3", "evaluation": {"source": "A".."X", "information": "1".."4"}, "basis": "fact" or
//    "assessment", "subject_category", "onward": "free" or "owner_consents", "conditions": [ids], "retain_until"}
#ifndef MALINES_REQUESTS_TERMS_H
#define MALINES_REQUESTS_TERMS_H

#include "law/bind.h"

// From the law's conditions, from what the record says of itself (NULL: none) and from what the officer adds (NULL: nothing),
// who can only make them stricter. What nobody said is cautious: X, 4, assessment. The term is the earliest of all and
// `latest`. *out is a new reference. BAD_FIELD.
struct terms_wish {
    struct view purpose;
    const json_t *conditions, *alert, *given;
    struct instant now, latest;
};
RESULT terms_make(const struct law *law, const struct terms_wish *w, json_t **out, struct error *err);
// Of another member's message: whole, and of known words. BAD_FIELD.
RESULT terms_check(const struct law *law, const json_t *terms, struct instant *retain_until, struct error *err);
// Of a message that came without any: nothing but the stated purpose. A new reference.
json_t *terms_strict(struct view purpose, struct instant until);
// Which condition refuses it; false: none does.
bool terms_refuse(const struct law *law, const json_t *terms, enum law_use use, struct view purpose, struct view *condition);

#endif
