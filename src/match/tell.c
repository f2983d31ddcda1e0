// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/tell.h"

#include <math.h>

// Two digits after the point: more would say more than a weight means.
static json_t *rounded(float bits, double to) { return json_real(round((double)bits * to) / to); }

static json_t *words_told(const struct evidence *e) {
    json_t *list = json_array();
    for (size_t i = 0; i < e->word_count; i++) {
        const struct word_pair *w = &e->words[i];
        json_t *j = json_pack("{s:s,s:o}", "how", word_meeting_name(w->how), "bits", rounded(w->bits, 100));
        json_put_view(j, "asked", w->asked);
        json_put_view(j, "found", w->found);
        json_array_append_new(list, j);
    }
    return list;
}

static json_t *one_told(const struct evidence *e) {
    json_t *j = json_pack("{s:s,s:s,s:o}", "field", evidence_field_name(e->field), "grade", evidence_grade_name(e->grade), "bits",
                          rounded(e->bits, 100));
    json_put_view(j, "asked", e->asked);
    json_put_view(j, "found", e->found);
    if (e->word_count) json_object_set_new(j, "words", words_told(e));
    return j;
}

json_t *evidence_told(const struct candidate *c) {
    json_t *list = json_array();
    for (size_t i = 0; i < c->evidence_count; i++) json_array_append_new(list, one_told(&c->evidence[i]));
    return list;
}

json_t *candidate_told(const struct candidate *c) {
    return json_pack("{s:o,s:o,s:o}", "score", rounded(c->score, 10000), "bits", rounded(c->bits, 100), "evidence", evidence_told(c));
}

static int told_part(const char *bytes, size_t n, void *t) {
    text_add(t, bytes, n);
    return text_ok(t) ? 0 : -1;
}

void text_told(struct text *t, const json_t *j) {
    enum { DIGITS = 6 };
    if (json_dump_callback(j, told_part, t, JSON_SORT_KEYS | JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(DIGITS)) != 0) t->failed = true;
}
