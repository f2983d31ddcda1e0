// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// warnings.c — what looks mistyped in an alert, or a question, and is taken all the same: identifiers and documents whose check digits
// do not hold, national numbers that say another date of birth or sex than is said beside them, a birth that is still to come.
#include "registers/alerts/alerts.h"

#include "codec/identifier.h"
#include "codec/subject.h"

enum { ARENA_BYTES = 4 * 1024 * 1024 };

static void warn(json_t *list, const char *where, size_t i, const char *what) {
    AUTO_TEXT field = text_with_ceiling(80);
    text_format(&field, "subject.%s.%zu", where, i);
    json_array_append_new(list, json_pack("{s:s,s:s}", "field", text_string(&field), "what", what));
}

static bool born_differs(const struct subject *s, const struct identifier_reading *r) {
    if (r->born.precision == DATE_NONE || !s->birth_count) return false;
    for (size_t i = 0; i < s->birth_count; i++)
        if (s->births[i].precision == DATE_NONE || dates_touch(s->births[i], r->born)) return false;
    return true;
}

static void look_over(json_t *list, const struct subject *s, const char *where, size_t i, const struct identifier_reading *r) {
    if (r->validity == IDENTIFIER_INVALID) warn(list, where, i, identifier_reason_name(r->reason));
    if (s->kind != SUBJECT_person || r->validity != IDENTIFIER_VALID) return;
    if (born_differs(s, r)) warn(list, where, i, "BIRTH_DIFFERS");
    if (s->sex && s->sex != 'x' && r->sex && s->sex != r->sex) warn(list, where, i, "SEX_DIFFERS");
}

// A day is spared: where the person was born it may be tomorrow already.
static void births_look_over(json_t *list, const struct subject *s, struct instant now) {
    for (size_t i = 0; s->kind == SUBJECT_person && i < s->birth_count; i++)
        if (s->births[i].precision != DATE_NONE && s->births[i].first > now.ms / DAY_MS + 1) warn(list, "births", i, "IN_FUTURE");
}

json_t *alert_warnings(const json_t *alert, struct instant now) {
    AUTO_ARENA a = arena_with_ceiling(ARENA_BYTES);
    struct subject s;
    json_t *list = json_array();
    if (FAILED(subject_read(json_object_get(alert, "subject"), &a, &s, NULL))) return list;
    births_look_over(list, &s, now);
    for (size_t i = 0; i < s.identifier_count; i++) {
        struct identifier_reading r = identifier_read(s.identifiers[i].type, s.identifiers[i].value, s.identifiers[i].country);
        look_over(list, &s, "identifiers", i, &r);
    }
    for (size_t i = 0; i < s.paper_count; i++) {
        struct identifier_reading r = identifier_read(s.papers[i].type, s.papers[i].number, s.papers[i].country);
        look_over(list, &s, "documents", i, &r);
    }
    return list;
}
