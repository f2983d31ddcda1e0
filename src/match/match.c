// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/form.h"

const char *evidence_field_name(enum evidence_field f) {
    static const char *const names[] = {
#define X(name) #name,
        EVIDENCE_FIELDS(X)
#undef X
    };
    return names[f];
}

const char *evidence_grade_name(enum evidence_grade g) {
    static const char *const names[] = {
#define X(name) #name,
        EVIDENCE_GRADES(X)
#undef X
    };
    return names[g];
}

const char *word_meeting_name(enum word_meeting m) {
    static const char *const names[] = {
#define X(name) #name,
        WORD_MEETINGS(X)
#undef X
    };
    return names[m];
}

RESULT match_pair(const struct subject *x, const struct subject *y, struct arena *a, struct candidate *out, struct error *err) {
    struct form fx, fy;
    struct candidate c = {0};
    TRY(form_read(x, a, true, &fx, NULL, err));
    TRY(form_read(y, a, true, &fy, NULL, err));
    if (!forms_compare(&fx, &fy, NULL, a, &c)) return FAIL(err, TOO_BIG, "no room for the evidence");
    *out = c;
    return DONE;
}

float match_even_bits(void) { return EVEN_BITS; }
