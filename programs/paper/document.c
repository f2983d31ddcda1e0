// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "paper.h"

#include "crypto/hash.h"

static void said(struct text *t, const struct order_paper *p, const char *family, const char *id) {
    AUTO_TEXT key = text_with_ceiling(200);
    text_format(&key, "%s.%s", family, id);
    text_say(t, p->words, text_string(&key), id, NULL, 0);
}

static json_t *said_json(const struct order_paper *p, const char *family, const char *id) {
    AUTO_TEXT t = text_with_ceiling(4096);
    said(&t, p, family, id);
    return json_string(text_string(&t));
}

// The words of the form itself, where laws/wording has them: "field.deadline". NULL: it has none.
static const json_t *worded(const struct order_paper *p, const char *family, const char *id) {
    AUTO_TEXT key = text_with_ceiling(200);
    text_format(&key, "%s%s", family, id);
    return json_object_get(json_object_get(p->wording, "texts"), text_string(&key));
}

// What the annex does not ask, and this system does, has a star.
static json_t *label_of(const struct order_paper *p, const char *family, const char *general, const char *id) {
    const json_t *text = worded(p, family, id);
    if (text) return json_incref((json_t *)text);
    AUTO_TEXT t = text_with_ceiling(4096);
    said(&t, p, general, id);
    if (json_holds(json_object_get(p->wording, "own"), view_of(id))) text_put(&t, " *");
    return json_string(text_string(&t));
}
static json_t *field_label(const struct order_paper *p, const char *id) { return label_of(p, "field.", "form_field", id); }
static json_t *choice_label(const struct order_paper *p, const char *id) { return label_of(p, "choice.", "form_choice", id); }

static void text_added(const json_t *text, json_t *rows) {
    if (text) json_array_append_new(rows, json_pack("{s:O}", "text", text));
}

static bool is_asked(const struct order_paper *p, const json_t *field) {
    const json_t *only = json_object_get(field, "for");
    return !json_is_array(only) || json_holds(only, json_view(p->values, "data_category"));
}

// Words with one label are one box: the annex has one for "judge, court or investigating judge".
static void box_added(json_t *rows, json_t *label, bool ticked) {
    json_t *last = json_array_get(rows, json_array_size(rows) - 1);
    if (json_object_get(last, "ticked") && json_equal(json_object_get(last, "label"), label)) {
        if (ticked) json_object_set_new(last, "ticked", json_true());
        json_decref(label);
        return;
    }
    json_array_append_new(rows, json_pack("{s:o,s:b}", "label", label, "ticked", ticked));
}

static void choices_added(const struct order_paper *p, const json_t *field, const json_t *value, json_t *rows) {
    size_t i;
    json_t *choice;
    const char *id = json_string_value(json_object_get(field, "id"));
    bool by_the_box_before = json_array_size(json_object_get(p->wording, "languages")) > 0;  // an annex announces some boxes by no words
    if (!by_the_box_before || worded(p, "field.", id) || json_holds(json_object_get(p->wording, "own"), view_of(id)))
        json_array_append_new(rows, json_pack("{s:o}", "text", field_label(p, id)));
    json_array_foreach(json_object_get(field, "choices"), i, choice) {
        const char *word = json_string_value(choice);
        bool ticked = json_is_array(value) ? json_holds(value, view_of(word)) : json_is_string(value) && strcmp(json_string_value(value), word) == 0;
        text_added(worded(p, "before.", word), rows);
        box_added(rows, choice_label(p, word), ticked);
    }
}

// 2026-11-28T09:30:00.000Z is read as 2026-11-28 09:30:00 UTC in every language.
static bool instant_put(struct text *t, struct view v) {
    if (v.bytes < 20 || v.at[10] != 'T') return false;
    return text_format(t, "%.10s %.8s UTC", v.at, v.at + 11), true;
}

static json_t *value_shown(const json_t *value, struct view type) {
    AUTO_TEXT t = text_with_ceiling(64);
    struct view text = {json_string_value(value), json_string_length(value)};
    if (view_is(type, "instant") && instant_put(&t, text)) return json_string(text_string(&t));
    if (view_is(type, "country") && json_string_length(value) == 2) {  // ISO 3166-1, as on the papers
        for (const char *c = json_string_value(value); *c; c++) text_char(&t, (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c));
        return json_string(text_string(&t));
    }
    if (json_is_string(value)) return json_incref((json_t *)value);
    if (json_is_integer(value)) text_format(&t, "%lld", (long long)json_integer_value(value));
    return json_string(text_string(&t));
}

static void field_added(const struct order_paper *p, const json_t *field, json_t *rows) {
    const char *id = json_string_value(json_object_get(field, "id"));
    const json_t *value = json_object_get(p->values, id);
    struct view type = json_view(field, "type");
    if (!id || !is_asked(p, field)) return;
    text_added(worded(p, "before.", id), rows);
    if (view_is(type, "choice") || view_is(type, "ticks")) choices_added(p, field, value, rows);
    else if (view_is(type, "yes")) json_array_append_new(rows, json_pack("{s:o,s:b}", "label", field_label(p, id), "ticked", json_is_true(value)));
    else json_array_append_new(rows, json_pack("{s:o,s:o}", "label", field_label(p, id), "value", value_shown(value, type)));
    text_added(worded(p, "after.", id), rows);
}

static json_t *heading_of(const struct order_paper *p, const json_t *section) {
    const char *letter = json_string_value(json_object_get(section, "letter"));
    const json_t *official = worded(p, "section.", letter);
    if (official) return json_incref((json_t *)official);
    AUTO_TEXT title = text_with_ceiling(1000);
    if (strcmp(letter, "-") != 0) text_format(&title, "%s. ", letter);
    said(&title, p, "form_section", json_string_value(json_object_get(section, "key")));
    return json_string(text_string(&title));
}

static void section_added(const struct order_paper *p, const json_t *section, json_t *sections) {
    size_t i;
    json_t *field, *rows = json_array();
    text_added(worded(p, "note.", json_string_value(json_object_get(section, "letter"))), rows);
    json_array_foreach(json_object_get(section, "fields"), i, field) field_added(p, field, rows);
    json_array_append_new(sections, json_pack("{s:o,s:o}", "title", heading_of(p, section), "rows", rows));
}

static bool is_seen(const struct order_paper *p, const json_t *section) {
    return !p->view.bytes || json_holds(json_object_get(section, "views"), p->view);
}

static json_t *sections_of(const struct order_paper *p) {
    size_t i;
    json_t *section, *sections = json_array();
    json_array_foreach(json_object_get(p->form, "sections"), i, section)
        if (is_seen(p, section)) section_added(p, section, sections);
    return sections;
}

// Of what stands on the paper: {form, request, values}, canonical. Who holds the values can compute it.
static void digest_of(const struct order_paper *p, struct view request, struct text *out) {
    AUTO_TEXT all = text_with_ceiling(PAPER_DOCUMENT_BYTES);
    AUTO_JSON *what = json_pack("{s:O,s:O}", "form", json_object_get(p->form, "id"), "values", p->values);
    ENSURE(what);
    json_put_view(what, "request", request);
    text_json(&all, what);
    struct digest d = sha256(text_seen(&all));
    text_digest(out, &d);
}

// Whose words these are: the Official Journal's, a working translation, or ours. And what the star is.
static json_t *provenance_of(const struct order_paper *p) {
    AUTO_TEXT t = text_with_ceiling(4096);
    const json_t *w = p->wording;
    const struct word values[] = {WORD("part", json_view(w, "part")), WORD("celex", json_view(w, "celex"))};
    size_t n = sizeof values / sizeof *values;
    bool any = json_array_size(json_object_get(w, "languages")) > 0, official = json_is_true(json_object_get(w, "official"));
    const char *key = !any ? "paper.own_words" : official ? "paper.official" : "paper.working";
    if (!w) return NULL;
    text_say(&t, p->words, key, key, values, n);
    if (json_array_size(json_object_get(w, "own"))) text_put(&t, " "), text_say(&t, p->words, "paper.extra", "*", values, n);
    return json_string(text_string(&t));
}

json_t *paper_document(const struct order_paper *p, struct view request, struct view created_at) {
    AUTO_TEXT digest = text_with_ceiling(100);
    digest_of(p, request, &digest);
    const char *id = json_string_value(json_object_get(p->form, "id"));
    json_t *title = (json_t *)worded(p, "", "title"), *provenance = provenance_of(p);
    json_t *d = json_pack("{s:s,s:o,s:s,s:s,s:o,s:{s:o,s:[]}}", "language", words_lang(p->words),
                          "title", title ? json_incref(title) : said_json(p, "form", id), "digest", text_string(&digest),
                          "footer", "Malines", "sections", sections_of(p),
                          "signature", "title", said_json(p, "paper", "signature"), "lines");
    ENSURE(d);
    json_put_view(d, "reference", request);
    json_put_view(d, "at", created_at);
    if (!p->wording) json_object_set(d, "source", json_object_get(p->form, "source"));
    if (worded(p, "", "subtitle")) json_object_set(d, "subtitle", (json_t *)worded(p, "", "subtitle"));
    if (worded(p, "", "statement")) json_object_set(d, "statement", (json_t *)worded(p, "", "statement"));
    if (provenance) json_object_set_new(d, "provenance", provenance);
    return d;
}
