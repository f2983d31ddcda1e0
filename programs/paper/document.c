// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "paper.h"

#include "crypto/hash.h"

static void said(struct text *t, const struct order_paper *p, const char *family, const char *id) {
    AUTO_TEXT key = text_with_ceiling(200);
    text_format(&key, "%s.%s", family, id);
    text_say(t, p->words, text_string(&key), id, NULL, 0);
}

static json_t *word_of(const struct order_paper *p, const char *family, const char *id) {
    AUTO_TEXT t = text_with_ceiling(4096);
    said(&t, p, family, id);
    return json_string(text_string(&t));
}

static bool is_asked(const struct order_paper *p, const json_t *field) {
    const json_t *only = json_object_get(field, "for");
    return !json_is_array(only) || json_holds(only, json_view(p->values, "data_category"));
}

static void choices_added(const struct order_paper *p, const json_t *field, const json_t *value, json_t *rows) {
    size_t i;
    json_t *choice;
    json_array_append_new(rows, json_pack("{s:o}", "text", word_of(p, "form_field", json_string_value(json_object_get(field, "id")))));
    json_array_foreach(json_object_get(field, "choices"), i, choice) {
        const char *word = json_string_value(choice);
        bool ticked = json_is_array(value) ? json_holds(value, view_of(word)) : json_is_string(value) && strcmp(json_string_value(value), word) == 0;
        json_array_append_new(rows, json_pack("{s:o,s:b}", "label", word_of(p, "form_choice", word), "ticked", ticked));
    }
}

static json_t *value_shown(const json_t *value, bool country) {
    AUTO_TEXT t = text_with_ceiling(64);
    if (country && json_string_length(value) == 2) {  // ISO 3166-1, as on the papers
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
    if (view_is(type, "choice") || view_is(type, "ticks")) choices_added(p, field, value, rows);
    else if (view_is(type, "yes")) json_array_append_new(rows, json_pack("{s:o,s:b}", "label", word_of(p, "form_field", id), "ticked", json_is_true(value)));
    else json_array_append_new(rows, json_pack("{s:o,s:o}", "label", word_of(p, "form_field", id), "value", value_shown(value, view_is(type, "country"))));
}

static void section_added(const struct order_paper *p, const json_t *section, json_t *sections) {
    size_t i;
    json_t *field, *rows = json_array();
    AUTO_TEXT title = text_with_ceiling(1000);
    struct view letter = json_view(section, "letter");
    if (!view_is(letter, "-")) text_format(&title, "%.*s. ", VIEW_ARGS(letter));
    said(&title, p, "form_section", json_string_value(json_object_get(section, "key")));
    json_array_foreach(json_object_get(section, "fields"), i, field) field_added(p, field, rows);
    json_array_append_new(sections, json_pack("{s:s,s:o}", "title", text_string(&title), "rows", rows));
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

json_t *paper_document(const struct order_paper *p, struct view request, struct view created_at) {
    AUTO_TEXT digest = text_with_ceiling(100);
    digest_of(p, request, &digest);
    json_t *d = json_pack("{s:s,s:o,s:s,s:s,s:o,s:{s:o,s:[]}}", "language", words_lang(p->words), "title",
                          word_of(p, "form", json_string_value(json_object_get(p->form, "id"))), "digest", text_string(&digest), "footer", "Malines", "sections",
                          sections_of(p), "signature", "title", word_of(p, "paper", "signature"), "lines");
    ENSURE(d);
    json_put_view(d, "reference", request);
    json_put_view(d, "at", created_at);
    json_object_set(d, "source", json_object_get(p->form, "source"));
    return d;
}
