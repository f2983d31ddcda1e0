// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/alerts/alerts.h"

#include "codec/said.h"
#include "codec/subject.h"
#include "match/calendar.h"

#include <stdio.h>

// What an officer or an importer may write, in the order of canonical JSON. "article" and "protected" follow from the category.
enum alert_field_type { FIELD_text, FIELD_word, FIELD_words, FIELD_flag, FIELD_instant, FIELD_object, FIELD_list };
struct alert_field {
    const char *name;
    enum alert_field_type type;
    size_t most;               // bytes of a text, elements of a list
    const char *words;         // "fact assessment": what a word may be; NULL: any
    bool personal;
    const char *source;        // Reg. (EU) 2018/1862 unless said otherwise
};
static const struct alert_field FIELDS[] = {
    {"action", FIELD_text, 500, NULL, false, "art. 20(3)(n)"},
    {"article", FIELD_text, 100, NULL, false, "of the category"},
    {"authority", FIELD_text, 300, NULL, false, "art. 20(3)(l)"},
    {"basis", FIELD_word, 0, "fact assessment", false, "Directive (EU) 2016/680 art. 7(1)"},
    {"category", FIELD_text, 40, NULL, false, "arts. 26 to 40"},
    {"decision_ref", FIELD_text, 200, NULL, false, "art. 20(3)(m)"},
    {"eu_only", FIELD_flag, 0, NULL, false, "art. 65"},
    {"evaluation", FIELD_object, 0, NULL, false, "Reg. (EU) 2016/794 art. 29"},
    {"flags", FIELD_words, 6, "armed violent escaped suicide_risk health_threat terrorism", true, "art. 20(3)(j)"},
    {"handling", FIELD_word, 0, "H0 H1 H2 H3", false, "Council 6243"},
    {"immediate", FIELD_flag, 0, NULL, false, "SIRENE manual 2.2.1"},
    {"legal_basis", FIELD_text, 300, NULL, false, "Directive (EU) 2016/680 art. 8"},
    {"list", FIELD_object, 0, NULL, false, "publisher of the list"},
    {"not_this_person", FIELD_list, 5, NULL, true, "art. 62"},
    {"offence", FIELD_text, 300, NULL, true, "art. 20(3)(p)"},
    {"protected", FIELD_flag, 0, NULL, false, "of the category and the subject's age"},
    {"purpose", FIELD_text, 40, NULL, false, "Directive (EU) 2016/680 art. 4(1)(b)"},
    {"reason", FIELD_text, 2000, NULL, true, "art. 20(3)(k)"},
    {"restricted", FIELD_object, 0, NULL, false, "Directive (EU) 2016/680 art. 16(3)"},
    {"retain_until", FIELD_instant, 0, NULL, false, "arts. 53 and 55"},
    {"review_at", FIELD_instant, 0, NULL, false, "art. 53"},
    {"subject", FIELD_object, 0, NULL, true, "art. 20(3)(a) to (i), (q) to (z)"},
    {"subject_category", FIELD_word, 0, "suspect convicted victim other", true, "Directive (EU) 2016/680 art. 6"},
    {"whereabouts", FIELD_flag, 0, NULL, false, "art. 32(1)(b)"},
};
static const struct alert_field EVALUATION[] = {
    {"source", FIELD_word, 0, "A B C X", false, "Reg. (EU) 2016/794 art. 29(1)"},
    {"information", FIELD_word, 0, "1 2 3 4", false, "Reg. (EU) 2016/794 art. 29(2)"},
};
static const struct alert_field LIST[] = {
    {"source", FIELD_text, 200, NULL, false, "publisher"}, {"ref", FIELD_text, 200, NULL, false, "publisher"},
    {"listed_on", FIELD_text, 40, NULL, false, "publisher"}, {"program", FIELD_text, 500, NULL, false, "publisher"},
};
// Kept and not used.
static const struct alert_field RESTRICTED[] = {
    {"ground", FIELD_word, 0, "contested evidence", false, "art. 16(3)(a) and (b)"}, {"since", FIELD_instant, 0, NULL, false, "art. 16(3)"},
};
// Whose identity was misused: what art. 62(2) lists, as far as a subject holds it, and the consent.
static const struct alert_field NAMESAKE[] = {
    {"consent_ref", FIELD_text, 200, NULL, false, "art. 62(2): with the explicit consent"}, {"consented_at", FIELD_instant, 0, NULL, false, "art. 62(2)"},
    {"father", FIELD_text, 200, NULL, true, "art. 62(2)"}, {"mother", FIELD_text, 200, NULL, true, "art. 62(2)"},
    {"subject", FIELD_object, 0, NULL, true, "art. 62(2)"},
};
#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { SUBJECT_ARENA_BYTES = 4 << 20 };

struct terms {
    struct instant review, retain;
};
struct review {
    const struct law *law;
    const struct law_category *category;
    const json_t *draft;
    struct instant now;
    struct terms terms;  // when they were checked
    struct subject subject;
    struct arena arena;
    bool subject_ok;
    json_t *faults;
};

static void fault(struct review *r, const char *field, const char *what) {
    json_array_append_new(r->faults, json_pack("{s:s,s:s}", "field", field, "what", what));
}

// ---- Field by field ----
static bool among(struct view word, const char *words) {
    for (struct view rest = view_of(words); rest.bytes;)
        if (view_same(view_cut(rest, ' ', &rest), word)) return true;
    return false;
}

static const char *wrong_words(const struct alert_field *f, const json_t *j) {
    if (!json_is_array(j)) return "a list is expected";
    if (json_array_size(j) > f->most) return "too many";
    for (size_t i = 0; i < json_array_size(j); i++) {
        const json_t *one = json_array_get(j, i);
        if (!json_is_string(one) || !among(view_of(json_string_value(one)), f->words)) return "one of its words is not known";
        for (size_t k = 0; k < i; k++)
            if (json_equal(one, json_array_get(j, k))) return "a word stands there twice";
    }
    return NULL;
}

static const char *wrong_field(const struct alert_field *f, const json_t *j) {
    struct view v = {json_string_value(j), json_string_length(j)};
    struct instant at;
    switch (f->type) {
    case FIELD_flag: return json_is_boolean(j) ? NULL : "true or false is expected";
    case FIELD_object: return json_is_object(j) ? NULL : "an object is expected";
    case FIELD_list: return !json_is_array(j) || !json_array_size(j) ? "a list is expected" : json_array_size(j) > f->most ? "too many" : NULL;
    case FIELD_words: return wrong_words(f, j);
    default: break;
    }
    if (!json_is_string(j)) return "a text is expected";
    if (f->type == FIELD_instant) return instant_read(v, &at) ? NULL : "an instant as 2027-11-24T00:00:00.000Z is expected";
    if (f->type == FIELD_word) return v.bytes && among(v, f->words) && !memchr(v.at, ' ', v.bytes) ? NULL : "not one of the words it may be";
    if (!view_trim(v).bytes) return "empty";
    return v.bytes > f->most ? "too long" : NULL;
}

// An unknown key is not repeated: it may hold anything (promise P14).
static void check_object(struct review *r, const char *path, const json_t *object, const struct alert_field *fields, size_t count) {
    const char *key;
    const json_t *j;
    json_object_foreach((json_t *)object, key, j) {
        const struct alert_field *f = fields;
        while (f < fields + count && strcmp(f->name, key) != 0) f++;
        const char *what = f == fields + count ? "a field that is not known" : wrong_field(f, j);
        if (!what) continue;
        char name[80];
        snprintf(name, sizeof name, "%s%s%s", path, *path ? "." : "", f < fields + count ? f->name : "?");
        fault(r, name, what);
    }
}

static void check_namesake(struct review *r, const json_t *one) {
    AUTO_ARENA a = arena_with_ceiling(SUBJECT_ARENA_BYTES);
    struct subject s;
    struct instant consented;
    if (!json_is_object(one)) return fault(r, "not_this_person", "an object is expected");
    check_object(r, "not_this_person", one, NAMESAKE, COUNT(NAMESAKE));
    if (!json_object_get(one, "consented_at") || !json_object_get(one, "consent_ref"))
        fault(r, "not_this_person", "only with the person's consent: consented_at and consent_ref");
    if (instant_read(json_view(one, "consented_at"), &consented) && instant_before(r->now, consented))
        fault(r, "not_this_person", "the consent is in the future");
    if (FAILED(subject_read(json_object_get(one, "subject"), &a, &s, NULL))) return fault(r, "not_this_person.subject", "can't be read");
    if (s.kind != SUBJECT_person || !s.name_count) fault(r, "not_this_person.subject", "a person with a name is expected");
}

static void check_namesakes(struct review *r) {
    const json_t *list = json_object_get(r->draft, "not_this_person");
    if (list && r->category && !r->category->misused) fault(r, "not_this_person", "not in alerts of this category");
    for (size_t i = 0; json_is_array(list) && i < json_array_size(list); i++) check_namesake(r, json_array_get(list, i));
}

RESULT nationalities_known(const struct subject *s, struct error *err) {
    for (size_t i = 0; i < s->nationality_count; i++)
        if (!country_known(s->nationalities[i])) return FAIL(err, BAD_FIELD, "nationalities: no country that is known here (ISO 3166-1)");
    return DONE;
}

static void check_parts(struct review *r) {
    const json_t *evaluation = json_object_get(r->draft, "evaluation"), *list = json_object_get(r->draft, "list"),
                 *mark = json_object_get(r->draft, "restricted");
    struct error err;
    check_object(r, "", r->draft, FIELDS, COUNT(FIELDS));
    if (json_is_object(evaluation)) {
        check_object(r, "evaluation", evaluation, EVALUATION, COUNT(EVALUATION));
        if (json_object_size(evaluation) < COUNT(EVALUATION)) fault(r, "evaluation", "both source and information are needed");
    }
    if (json_is_object(list)) check_object(r, "list", list, LIST, COUNT(LIST));
    if (json_is_object(mark)) {
        check_object(r, "restricted", mark, RESTRICTED, COUNT(RESTRICTED));
        if (json_object_size(mark) < COUNT(RESTRICTED)) fault(r, "restricted", "both ground and since are needed");
    }
    check_namesakes(r);
    const json_t *subject = json_object_get(r->draft, "subject");
    if (r->subject_ok) return;  // it came apart and was read already
    if (!subject) return fault(r, "subject", "missing");
    if (!json_is_object(subject)) return;
    r->subject_ok = !FAILED(subject_read(subject, &r->arena, &r->subject, &err));
    if (!r->subject_ok || FAILED(nationalities_known(&r->subject, &err))) fault(r, "subject", err.detail);
}

// ---- The minimum set ----
static bool has_name(const struct subject *s) { return s->name_count > 0; }
static bool has_number(const struct subject *s) { return s->paper_count > 0 || s->identifier_count > 0; }

// People have dates of birth, too.
static bool subject_has(const struct subject *s, struct view part) {
    if (view_is(part, "subject.birth")) return s->kind != SUBJECT_person || s->birth_count > 0;
    return subject_goes_by_name(s->kind) ? has_name(s) : has_number(s);
}

static bool is_given(const struct review *r, struct view field) {
    if (view_starts(field, "subject.")) return !r->subject_ok || subject_has(&r->subject, field);
    if (view_is(field, "action")) return true;  // the category's own stands in
    if (view_starts(field, "list.")) {
        const json_t *list = json_object_get(r->draft, "list");
        return json_is_object(list) && json_view(list, field.at + sizeof "list." - 1).bytes > 0;
    }
    AUTO_TEXT key = text_with_ceiling(100);
    text_view(&key, field);
    return json_object_get(r->draft, text_string(&key)) != NULL;
}

static void check_minimum(struct review *r) {
    const struct law_category *c = r->category;
    AUTO_TEXT key = text_with_ceiling(100);
    for (size_t i = 0; i < c->required.count; i++) {
        if (is_given(r, c->required.at[i])) continue;
        text_clear(&key);
        text_view(&key, c->required.at[i]);
        fault(r, text_string(&key), "missing: the category's minimum set needs it");
    }
    if (!c->listed && json_object_get(r->draft, "list")) fault(r, "list", "only for the categories of lists");
    if (r->subject_ok && !words_have(c->kinds, view_of(subject_kind_name(r->subject.kind))))
        fault(r, "subject", "of a kind that this category does not take");
}

// ---- Age: by any alleged date, so that a child's protection counts ----
static int32_t years_before(struct instant now, int years) {
    int y, m, d;
    days_split((int32_t)(now.ms / DAY_MS), &y, &m, &d);
    if (!date_exists(y - years, m, d)) d = 28;
    return days_of(y - years, m, d);
}

bool alert_younger_than(struct dates birth, int years, struct instant now) {
    struct dates all[CALENDARS_MAX];
    size_t count = calendar_readings(birth, all), past = 0;
    int32_t line = years_before(now, years);
    bool younger = true;
    for (size_t i = 0; i < count; i++) {
        if (all[i].first > now.ms / DAY_MS) continue;
        younger = younger && all[i].last > line;
        past++;
    }
    return past ? younger : birth.last > line;
}

static bool younger_than(const struct review *r, int years) {
    if (!r->subject_ok || r->subject.kind != SUBJECT_person) return false;
    for (size_t i = 0; i < r->subject.birth_count; i++)
        if (alert_younger_than(r->subject.births[i], years, r->now)) return true;
    return false;
}

static bool is_suspect(const struct review *r) {
    struct view said = json_view(r->draft, "subject_category");
    return r->category->suspect || view_is(said, "suspect") || view_is(said, "convicted");
}

static bool is_protected(const struct review *r) { return r->category->protective || younger_than(r, CHILD_YEARS); }

static void check_age(struct review *r) {
    if (is_suspect(r) && younger_than(r, CHILD_YEARS)) fault(r, "subject", "a child under 12 is never a suspect subject");
}

// ---- Terms ----
static int review_years(const struct review *r) {
    const struct law_category *c = r->category;
    return c->review_years_minor && younger_than(r, ADULT_YEARS) ? c->review_years_minor : c->review_years;
}

static int retain_years(const struct review *r) {  // a minor's alert is not kept beyond its shorter review
    return review_years(r) < r->category->review_years ? review_years(r) : r->category->retain_years;
}

// As the draft says, else as long as the category lets it.
static struct terms terms_of(const struct review *r, struct terms longest) {
    struct terms t = longest;
    struct instant review = {0}, retain = {0};
    if (instant_read(json_view(r->draft, "retain_until"), &retain)) t.retain = retain;
    if (instant_read(json_view(r->draft, "review_at"), &review)) t.review = review;
    else if (instant_before(t.retain, t.review)) t.review = t.retain;
    return t;
}

struct instant alert_last_end(const struct law *law, struct view category, struct instant now) {
    const struct law_category *c = law_category(law, category);
    return c ? instant_years_after(now, c->retain_years) : (struct instant){0};
}

static void check_terms(struct review *r) {
    const struct terms longest = {instant_years_after(r->now, review_years(r)), instant_years_after(r->now, retain_years(r))};
    const struct terms t = r->terms = terms_of(r, longest);
    if (instant_before(longest.review, t.review)) fault(r, "review_at", "later than the category's review period");
    if (instant_before(longest.retain, t.retain)) fault(r, "retain_until", "later than the category's term");
    if (!instant_before(r->now, t.review)) fault(r, "review_at", "in the past");
    if (!instant_before(r->now, t.retain)) fault(r, "retain_until", "in the past");
    if (instant_before(t.retain, t.review)) fault(r, "review_at", "after the end of the term");
}

// ---- What the category settles ----
static void check_settled(struct review *r) {
    size_t count, i;
    const struct law_purpose *p = law_purposes(r->law, &count);
    struct view purpose = json_view(r->draft, "purpose"), article = json_view(r->draft, "article");
    const json_t *eu_only = json_object_get(r->draft, "eu_only");
    for (i = 0; i < count && !view_same(p[i].id, purpose); i++) {}
    if (purpose.bytes && i == count) fault(r, "purpose", "not in the table of purposes");
    if (article.bytes && !view_same(article, r->category->article)) fault(r, "article", "not the category's; leave it out");
    if (json_is_false(eu_only) && r->category->eu_only) fault(r, "eu_only", "this category never leaves the Union");
}

static void check_all(struct review *r) {
    if (!json_is_object(r->draft)) return fault(r, "alert", "an object is expected");
    check_parts(r);
    if (!r->category) return fault(r, "category", json_object_get(r->draft, "category") ? "not in the table of categories" : "missing");
    check_minimum(r);
    check_age(r);
    check_terms(r);
    check_settled(r);
}

static struct review begin(const struct law *law, const json_t *draft, struct instant now) {
    return (struct review){.law = law, .category = law_category(law, json_view(draft, "category")), .draft = draft, .now = now,
                           .arena = arena_with_ceiling(SUBJECT_ARENA_BYTES), .faults = json_array()};
}

// ---- Completing ----

static void write_flag(struct text *out, bool on) { text_put(out, on ? "true" : "false"); }
static void write_instant(struct text *out, struct instant at) { text_char(out, '"'), text_instant(out, at), text_char(out, '"'); }

static void write_basis(struct text *out, const struct law_category *c) {
    AUTO_TEXT t = text_with_ceiling(400);
    text_view(&t, c->instrument->id), text_put(&t, " art. "), text_view(&t, c->article);
    text_json_text(out, text_seen(&t));
}

// What the category settles whatever the draft says, and what stands where the draft says nothing.
static bool write_settled(const struct review *r, const char *field, struct text *out) {
    const struct law_category *c = r->category;
    if (!strcmp(field, "article")) return text_json_text(out, c->article), true;
    if (!strcmp(field, "eu_only")) return write_flag(out, c->eu_only || json_flag(r->draft, "eu_only")), true;
    if (!strcmp(field, "protected")) return write_flag(out, is_protected(r)), true;
    return false;
}
static bool write_usual(const struct review *r, const char *field, struct text *out) {
    const struct law_category *c = r->category;
    if (!strcmp(field, "action")) return text_json_text(out, c->action), true;
    if (!strcmp(field, "purpose")) return text_json_text(out, c->purpose), true;
    if (!strcmp(field, "legal_basis")) return write_basis(out, c), true;
    if (!strcmp(field, "handling")) return text_put(out, "\"H0\""), true;
    if (!strcmp(field, "evaluation")) return text_put(out, "{\"information\":\"4\",\"source\":\"X\"}"), true;
    if (!strcmp(field, "basis")) return text_put(out, "\"assessment\""), true;
    if (!strcmp(field, "subject_category")) return text_put(out, c->suspect ? "\"suspect\"" : "\"other\""), true;
    if (!strcmp(field, "review_at")) return write_instant(out, r->terms.review), true;
    if (!strcmp(field, "retain_until")) return write_instant(out, r->terms.retain), true;
    return false;
}

// One field's value in canonical form; false when the alert has none. `subject`: its bytes, where it came apart.
static bool write_value(const struct review *r, const char *field, struct view subject, struct text *out) {
    const json_t *said = json_object_get(r->draft, field);
    if (write_settled(r, field, out)) return true;
    if (json_is_string(said)) return text_json_text(out, json_view(r->draft, field)), true;
    if (said) return text_json(out, said), true;
    if (subject.bytes && !strcmp(field, "subject")) return text_view(out, subject), true;
    return write_usual(r, field, out);
}

static void write_completed(const struct review *r, struct view subject, struct text *out) {
    for (size_t i = 0; i < COUNT(FIELDS); i++) {
        size_t before = out->bytes;
        text_char(out, i ? ',' : '{');
        text_char(out, '"'), text_put(out, FIELDS[i].name), text_put(out, "\":");
        if (!write_value(r, FIELDS[i].name, subject, out)) text_cut(out, before);
    }
    text_char(out, '}');
}

static struct result refused(const json_t *faults, struct error *err) {
    AUTO_TEXT all = text_with_ceiling(ERROR_DETAIL_BYTES * 8);
    for (size_t i = 0; i < json_array_size(faults); i++) {
        const json_t *f = json_array_get(faults, i);
        struct view field = json_view(f, "field"), what = json_view(f, "what");
        text_format(&all, "%s%.*s: %.*s", i ? "; " : "", VIEW_ARGS(field), VIEW_ARGS(what));
    }
    return FAIL(err, BAD_FIELD, "%s", text_string(&all));
}

static RESULT complete(struct review *r, struct view subject, struct text *out, struct error *err) {
    check_all(r);
    struct result done = DONE;
    if (json_array_size(r->faults)) done = refused(r->faults, err);
    else write_completed(r, subject, out);
    arena_free(&r->arena);
    json_decref(r->faults);
    if (!FAILED(done) && !text_ok(out)) return FAIL(err, TOO_BIG, "an alert of more than %zu bytes", out->ceiling);
    return done;
}

RESULT alert_complete(const struct law *law, const json_t *draft, struct instant now, json_t **out, struct error *err) {
    struct review r = begin(law, draft, now);
    AUTO_TEXT bytes = text_with_ceiling(SUBJECT_BYTES_MAX);
    TRY(complete(&r, VIEW(""), &bytes, err));
    return json_strict(text_seen(&bytes), out, err);
}

RESULT alert_write(const struct law *law, const json_t *draft, const struct subject *subject, struct view bytes, struct instant now,
                   struct text *out, struct instant *retain_until, struct error *err) {
    struct review r = begin(law, draft, now);
    r.subject = *subject;
    r.subject_ok = true;
    TRY(complete(&r, bytes, out, err));
    *retain_until = r.terms.retain;
    return DONE;
}

RESULT alert_subject(struct view body, struct arena *a, struct subject *out, struct error *err) {
    struct canon c = canon_of(body, a);
    struct view key;
    bool found = false;
    for (struct canon_list o = canon_object(&c); canon_key(&c, &o, &key);) {
        if (!view_is(key, "subject")) canon_skip(&c);
        else TRY(subject_read_canon(&c, out, err));
        found = found || view_is(key, "subject");
    }
    TRY(canon_end(&c, err));
    return found ? DONE : FAIL(err, BAD_FIELD, "subject: missing");
}

// ---- Two alerts on one subject ----
static void class_of(const json_t *alert, struct text *out) {
    struct view category = json_view(alert, "category");
    bool checks = view_is(category, "specific") || view_is(category, "discreet");
    text_view(out, category);
    if (checks && json_flag(alert, "immediate")) text_put(out, "_immediate");
    if (view_is(category, "missing") && json_flag(alert, "whereabouts")) text_put(out, "_whereabouts");
}

enum alert_pair alerts_compared(const struct law *law, const json_t *first, const json_t *second) {
    AUTO_TEXT a = text_with_ceiling(100);
    AUTO_TEXT b = text_with_ceiling(100);
    class_of(first, &a);
    class_of(second, &b);
    if (law_compatible(law, text_seen(&a), text_seen(&b))) return ALERTS_TOGETHER;
    const struct law_category *ca = law_category(law, json_view(first, "category")), *cb = law_category(law, json_view(second, "category"));
    if (ca && cb && (ca->listed || cb->listed)) return ALERTS_TOGETHER;  // a list asks nothing that an alert could cross
    int pa = law_priority(law, text_seen(&a)), pb = law_priority(law, text_seen(&b));
    if (!pa || !pb || pa == pb) return ALERTS_TO_CONSULT;
    return pa < pb ? ALERTS_FIRST_WINS : ALERTS_SECOND_WINS;
}
