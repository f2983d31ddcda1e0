// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "requests/demand.h"

#include "base/dates.h"

#include <stdarg.h>
#include <stdio.h>

enum { WITHHELD_MAX = 50, PART_BYTES_MAX = 400 };

static void fault(struct text *faults, const char *field, const char *format, ...) __attribute__((format(printf, 3, 4)));
static void fault(struct text *faults, const char *field, const char *format, ...) {
    char what[200];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    text_format(faults, "%s%s: %s", faults->bytes ? "; " : "", field, what);
}

static void list_words(struct text *t, struct words w) {
    for (size_t i = 0; i < w.count; i++) text_format(t, "%s%.*s", i ? ", " : "", VIEW_ARGS(w.at[i]));
}

static void check_value(const struct law_field *f, const char *key, const json_t *value, struct text *faults) {
    AUTO_TEXT choices = text_with_ceiling(300);
    struct dates d;
    struct instant t;
    struct view v = json_is_string(value) ? (struct view){json_string_value(value), json_string_length(value)} : VIEW("");
    if (!json_is_string(value) || !view_trim(v).bytes) return fault(faults, key, "must be a text");
    if (v.bytes > (size_t)f->most && f->type == ASKED_text) return fault(faults, key, "at most %d bytes", f->most);
    if (f->type == ASKED_day && (!dates_read(v, &d) || d.precision == DATE_NONE)) return fault(faults, key, "a date as 1989, 1989-09 or 1989-09-15");
    if (f->type == ASKED_instant && !instant_read(v, &t)) return fault(faults, key, "an instant as 2026-11-28T09:30:00Z");
    if (f->type != ASKED_choice || words_have(f->choices, v)) return;
    list_words(&choices, f->choices);
    fault(faults, key, "one of %s", text_string(&choices));
}

static void check_there(const json_t *fields, struct words w, const char *why, struct text *faults) {
    for (size_t i = 0; i < w.count; i++) {
        AUTO_TEXT key = text_with_ceiling(200);
        text_view(&key, w.at[i]);
        if (!json_object_get(fields, text_string(&key))) fault(faults, text_string(&key), "missing%s", why);
    }
}

RESULT demand_check(const struct law *law, const struct law_kind *k, const json_t *demand, struct error *err) {
    const json_t *fields = json_object_get(demand, "fields"), *value;
    const char *key;
    AUTO_TEXT faults = text_with_ceiling(2000);
    if (fields && !json_is_object(fields)) return FAIL(err, BAD_FIELD, "fields: an object is expected");
    check_there(fields, k->must, "", &faults);
    if (json_flag(demand, "urgent")) check_there(fields, k->if_urgent, ", and it is urgent", &faults);
    json_object_foreach((json_t *)fields, key, value) {
        const struct law_field *f = law_field(law, view_of(key));
        bool asked = words_have(k->must, view_of(key)) || words_have(k->may, view_of(key)) || words_have(k->if_urgent, view_of(key));
        if (!f || !asked) fault(&faults, f ? key : "fields", f ? "not a field of this kind" : "one that is not in the table");
        else check_value(f, key, value, &faults);
    }
    return faults.bytes ? FAIL(err, BAD_FIELD, "%s", text_string(&faults)) : DONE;
}

RESULT demand_answers(const struct law *law, const struct law_kind *k, const json_t *fields, struct error *err) {
    AUTO_TEXT faults = text_with_ceiling(2000);
    const json_t *value;
    const char *key;
    if (fields && !json_is_object(fields)) return FAIL(err, BAD_FIELD, "fields: an object is expected");
    check_there(fields, k->answers_must, "", &faults);
    json_object_foreach((json_t *)fields, key, value) {
        const struct law_field *f = law_field(law, view_of(key));
        bool asked = words_have(k->answers_must, view_of(key)) || words_have(k->answers_may, view_of(key));
        if (!f || !asked) fault(&faults, f ? key : "fields", f ? "not an answer of this kind" : "one that is not in the table");
        else check_value(f, key, value, &faults);
    }
    return faults.bytes ? FAIL(err, BAD_FIELD, "%s", text_string(&faults)) : DONE;
}

json_t *demand_head(const json_t *demand) {
    static const char *const stays[] = {"v", "request", "from", "to", "kind", "way", "purpose", "record", "register", "author", "basis",
                                        "written_at", "urgent"};
    json_t *head = json_object();
    for (size_t i = 0; i < sizeof stays / sizeof *stays; i++)
        if (json_object_get(demand, stays[i])) json_object_set(head, stays[i], json_object_get(demand, stays[i]));
    return head;
}

RESULT demand_head_fits(const json_t *demand, struct error *err) {
    AUTO_JSON *head = demand_head(demand);
    AUTO_TEXT bytes = text_with_ceiling(DEMAND_HEAD_BYTES_MAX);
    text_json(&bytes, head);
    return text_ok(&bytes) ? DONE : FAIL(err, TOO_BIG, "who asks, of which kind and on which basis: more than %d bytes", DEMAND_HEAD_BYTES_MAX);
}

RESULT demand_ground(const struct law *law, const struct law_kind *k, struct view ground, struct error *err) {
    AUTO_TEXT grounds = text_with_ceiling(350);
    if (ground.bytes && law_ground(law, ground) && words_have(k->grounds, ground)) return DONE;
    list_words(&grounds, k->grounds);
    return FAIL(err, BAD_FIELD, "ground: one of %s", text_string(&grounds));
}

RESULT demand_withheld(const struct law *law, const struct law_kind *k, const json_t *withheld, struct error *err) {
    size_t i;
    const json_t *one;
    if (!withheld || json_is_null(withheld)) return DONE;
    if (!json_is_array(withheld) || json_array_size(withheld) > WITHHELD_MAX) return FAIL(err, BAD_FIELD, "withheld: a list of at most %d", WITHHELD_MAX);
    json_array_foreach((json_t *)withheld, i, one) {
        struct view part = view_trim(json_view(one, "part"));
        if (!part.bytes || part.bytes > PART_BYTES_MAX || json_object_size(one) != 2) return FAIL(err, BAD_FIELD, "withheld: {\"part\",\"ground\"} each");
        TRY(demand_ground(law, k, json_view(one, "ground"), err));
    }
    return DONE;
}

const struct law_clock *demand_clock(const struct law *law, const struct law_kind *k, const struct law_row *row, bool urgent) {
    if (k->way == WAY_gives) return NULL;
    if (urgent && k->urgent.bytes) return law_clock(law, k->urgent);
    if (row && row->clock) return row->clock;
    return k->usual.bytes ? law_clock(law, k->usual) : NULL;
}

bool demand_may_run_by(const struct law_kind *k, const struct law_clock *usual, struct view clock) {
    return (usual && view_same(usual->id, clock)) || words_have(k->instead, clock);
}
