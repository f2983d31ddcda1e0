// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "requests/terms.h"

enum { CONDITIONS_MAX = 30 };
static const char HANDLINGS[] = "H0 H1 H2 H3", SOURCES[] = "A B C X", INFORMATION[] = "1 2 3 4", BASES[] = "fact assessment";

static bool one_of(struct view v, const char *words) {
    struct view rest = view_of(words);
    while (rest.bytes) {
        struct view word = view_cut(rest, ' ', &rest);
        if (v.bytes && view_same(v, word)) return true;
    }
    return false;
}

static void add_all(json_t *list, const json_t *words) {
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)words, i, one) {
        struct view w = {json_string_value(one), json_string_length(one)};
        if (json_is_string(one) && !json_holds(list, w)) json_array_append(list, one);
    }
}

// What the officer says goes before what the record says.
static struct view said(const struct terms_wish *w, const char *key, const char *cautious) {
    struct view v = json_view(w->given, key);
    if (!v.bytes) v = json_view(w->alert, key);
    return v.bytes ? v : view_of(cautious);
}

static struct view graded(const struct terms_wish *w, const char *key, const char *cautious) {
    struct view v = json_view(json_object_get(w->given, "evaluation"), key);
    if (!v.bytes) v = json_view(json_object_get(w->alert, "evaluation"), key);
    return v.bytes ? v : view_of(cautious);
}

static RESULT earliest(const struct terms_wish *w, struct instant *out, struct error *err) {
    const json_t *from[] = {w->given, w->alert};
    *out = w->latest;
    for (size_t i = 0; i < 2; i++) {
        struct view v = json_view(from[i], "retain_until");
        struct instant t;
        if (!v.bytes) continue;
        if (!instant_read(v, &t)) return FAIL(err, BAD_FIELD, "terms.retain_until: an instant as 2027-11-28T00:00:00Z");
        if (instant_before(t, *out)) *out = t;
    }
    return instant_before(w->now, *out) ? DONE : FAIL(err, BAD_FIELD, "terms.retain_until: it is over already");
}

static json_t *instant_word(struct instant t) {
    AUTO_TEXT at = text_with_ceiling(40);
    text_instant(&at, t);
    return json_of(text_seen(&at));
}

RESULT terms_make(const struct law *law, const struct terms_wish *w, json_t **out, struct error *err) {
    struct instant until;
    struct view person = said(w, "subject_category", "");
    TRY(earliest(w, &until, err));
    json_t *conditions = json_array();
    AUTO_JSON *j = json_pack("{s:{},s:o,s:o}", "evaluation", "conditions", conditions, "retain_until", instant_word(until));
    json_put_view(j, "purpose", w->purpose);
    json_put_view(j, "handling", said(w, "handling", "H0"));
    json_put_view(j, "basis", said(w, "basis", "assessment"));
    if (person.bytes) json_put_view(j, "subject_category", person);
    json_put_view(json_object_get(j, "evaluation"), "source", graded(w, "source", "X"));
    json_put_view(json_object_get(j, "evaluation"), "information", graded(w, "information", "4"));
    add_all(conditions, w->conditions);
    add_all(conditions, json_object_get(w->given, "conditions"));
    AUTO_JSON *handling = json_pack("[O]", json_object_get(j, "handling"));
    AUTO_JSON *of_record = json_array();
    json_t *own = json_object_get(w->alert, "handling");
    if (own) json_array_append(of_record, own);  // an officer's code stands beside that of the record, never instead
    add_all(conditions, of_record);
    add_all(conditions, handling);
    bool bound = law_refusing(law, conditions, USE_pass_on, w->purpose) != NULL;
    json_object_set_new(j, "onward", json_string(bound ? "owner_consents" : "free"));
    TRY(terms_check(law, j, &until, err));
    *out = json_incref(j);
    return DONE;
}

static RESULT check_conditions(const struct law *law, const json_t *terms, struct error *err) {
    const json_t *list = json_object_get(terms, "conditions"), *one;
    size_t i;
    if (!json_is_array(list) || json_array_size(list) > CONDITIONS_MAX) return FAIL(err, BAD_FIELD, "terms.conditions: a list of at most %d", CONDITIONS_MAX);
    json_array_foreach((json_t *)list, i, one) {
        struct view id = {json_string_value(one), json_string_length(one)};
        if (!json_is_string(one) || !law_condition(law, id)) return FAIL(err, BAD_FIELD, "terms.conditions: one that is not in laws/conditions.yaml");
    }
    return json_holds(list, json_view(terms, "handling")) ? DONE : FAIL(err, BAD_FIELD, "terms.conditions: the handling code is one of them");
}

RESULT terms_check(const struct law *law, const json_t *terms, struct instant *retain_until, struct error *err) {
    const json_t *evaluation = json_object_get(terms, "evaluation");
    struct view person = json_view(terms, "subject_category");
    enum law_person known;
    if (!json_is_object(terms) || !json_view(terms, "purpose").bytes) return FAIL(err, BAD_FIELD, "terms.purpose: missing");
    if (!one_of(json_view(terms, "handling"), HANDLINGS)) return FAIL(err, BAD_FIELD, "terms.handling: one of %s", HANDLINGS);
    if (!one_of(json_view(evaluation, "source"), SOURCES) || !one_of(json_view(evaluation, "information"), INFORMATION))
        return FAIL(err, BAD_FIELD, "terms.evaluation: source one of %s, information one of %s", SOURCES, INFORMATION);
    if (!one_of(json_view(terms, "basis"), BASES)) return FAIL(err, BAD_FIELD, "terms.basis: one of %s", BASES);
    if (person.bytes && !law_person_read(person, &known))
        return FAIL(err, BAD_FIELD, "terms.subject_category: suspect, convicted, victim, witness, associate or other");
    if (!one_of(json_view(terms, "onward"), "free owner_consents")) return FAIL(err, BAD_FIELD, "terms.onward: free or owner_consents");
    if (!instant_read(json_view(terms, "retain_until"), retain_until)) return FAIL(err, BAD_FIELD, "terms.retain_until: an instant");
    return check_conditions(law, terms, err);
}

json_t *terms_strict(struct view purpose, struct instant until) {
    json_t *j = json_pack("{s:s,s:s,s:{s:s,s:s},s:s,s:[s,s,s,s],s:o}", "handling", "H3", "basis", "assessment", "evaluation", "source", "X",
                          "information", "4",
                          "onward", "owner_consents", "conditions", "H0", "H3", "purpose_bound", "no_onward_transfer", "retain_until", instant_word(until));
    json_put_view(j, "purpose", purpose);
    return j;
}

bool terms_refuse(const struct law *law, const json_t *terms, enum law_use use, struct view purpose, struct view *condition) {
    const struct law_condition *c = law_refusing(law, json_object_get(terms, "conditions"), use, purpose);
    if (c) *condition = c->id;
    else if (use == USE_pass_on && !view_is(json_view(terms, "onward"), "free")) *condition = VIEW("onward");
    else return false;
    return true;
}
