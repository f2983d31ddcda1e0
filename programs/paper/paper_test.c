// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Official forms on paper: each annex has its sections, in order, in every language; the provider's paper has A to L, the authority's A to
// M; where a language is said to be the Official Journal's, every word on the page is, or has a star.
//   paper_test --document FORM LANGUAGE [VIEW]    prints such a document with invented values, for malines-print
#include "paper.h"

#include "orders/book.h"
#include "orders/whole.h"
#include "sys/sys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const LANGUAGES[] = {"en", "fr", "nl", "de", "es", "ar"};
enum { LANGUAGE_COUNT = sizeof LANGUAGES / sizeof *LANGUAGES };

// As the annexes have them: Regulation (EU) 2023/1543 and (EU) 2021/784, read; Directive 2014/41/EU, from memory.
static const struct annex { const char *form, *letters; bool official; } ANNEXES[] = {
    {"epoc", "ABCDEFGHIJKLM", true}, {"epoc_pr", "ABCDEFG", true}, {"epoc_annex3", "ABCDEFGH", true}, {"epoc_annex5", "ABCD", true},
    {"epoc_annex6", "ABCD", true}, {"tco_order", "ABCDEFG", true}, {"tco_feedback", "ABC", true}, {"tco_impossible", "ABC", true},
    {"eio_a", "ABCDEFGHIJKL", false}, {"eio_b", "ABCDE", false}, {"eio_c", "ABC", false},
};
enum { ANNEX_COUNT = sizeof ANNEXES / sizeof *ANNEXES };

static struct order_book *book;
static int up(void **state) {
    struct error err = {0};
    (void)state;
    if (FAILED(order_book_load(LAWS_FOLDER, &book, &err))) fail_msg("%s", err.detail);
    return 0;
}
static int down(void **state) {
    (void)state;
    book = order_book_free(book);
    return 0;
}

static struct language *words_of(const char *lang) {
    AUTO_TEXT bytes = text_with_ceiling(1 << 20);
    char path[2000];
    json_t *messages;
    snprintf(path, sizeof path, "%s/../i18n/%s.json", LAWS_FOLDER, lang);
    if (FAILED(file_read(path, 1 << 20, &bytes, NULL)) || FAILED(json_strict(text_seen(&bytes), &messages, NULL))) return NULL;
    return words_from(lang, messages);
}

// ---- Invented values ----

static json_t *value_for(const json_t *field) {
    struct view type = json_view(field, "type"), id = json_view(field, "id");
    const json_t *first = json_array_get(json_object_get(field, "choices"), 0);
    if (view_is(type, "choice")) return json_incref((json_t *)first);
    if (view_is(type, "ticks")) return json_pack("[O]", first);
    if (view_is(type, "day")) return json_string("2026-11-24");
    if (view_is(type, "instant")) return json_string("2026-11-24T09:30:00.000Z");
    if (view_is(type, "number")) return json_integer(60);
    if (view_is(type, "yes")) return json_true();
    if (view_is(type, "country")) return json_string("be");
    if (view_is(id, "content_url")) return json_string("https://www.example.org/video?v=1");
    if (view_is(id, "explanation") || view_is(id, "facts_summary")) return json_string("Griet Voorbeeld\nمحمد عبد السلام، الدار البيضاء +212 600 00 00 00");
    return json_string("Exemplar 12/2026");
}

static json_t *values_for(const json_t *form) {
    if (view_is(json_view(form, "id"), "epoc")) return whole_order("traffic", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----");
    json_t *values = json_object();
    size_t i, k;
    json_t *section, *field;
    json_array_foreach(json_object_get(form, "sections"), i, section)
        json_array_foreach(json_object_get(section, "fields"), k, field)
            json_object_set_new(values, json_string_value(json_object_get(field, "id")), value_for(field));
    return values;
}

static json_t *document(const char *form, const char *lang, struct view view) {
    const json_t *f = order_form(book, view_of(form));
    struct language *words = words_of(lang);
    assert_non_null(f);
    assert_non_null(words);
    AUTO_JSON *values = values_for(f), *wording = order_wording(book, view_of(form), view_of(lang));
    struct order_paper p = {words, f, values, wording, view};
    json_t *d = paper_document(&p, VIEW("0192f3a0-0000-8000-8000-000000000001"), VIEW("2026-11-24T09:30:00.000Z"));
    words_free(words);
    return d;
}

// ---- What must hold ----

// The letters of the sections that a reader sees, in their order; what is not on the paper has none.
static void letters_of(const char *form, struct view view, char *out) {
    const json_t *f = order_form(book, view_of(form));
    size_t i;
    json_t *section;
    json_array_foreach(json_object_get(f, "sections"), i, section) {
        const char *letter = json_string_value(json_object_get(section, "letter"));
        if (strcmp(letter, "-") != 0 && (!view.bytes || json_holds(json_object_get(section, "views"), view))) *out++ = *letter;
    }
    *out = '\0';
}

static void every_annex_has_its_sections_in_order(void **state) {
    (void)state;
    char letters[40];
    for (size_t i = 0; i < ANNEX_COUNT; i++) {
        letters_of(ANNEXES[i].form, VIEW(""), letters);
        assert_string_equal(letters, ANNEXES[i].letters);
    }
    letters_of("epoc", VIEW("addressee"), letters);
    assert_string_equal(letters, "ABCDEFGHIJKL");
    letters_of("epoc", VIEW("authority"), letters);
    assert_string_equal(letters, "ABCDEFGHIJKLM");
}

static const char *const SECTION_WORDS[LANGUAGE_COUNT] = {"SECTION ", "SECTION ", "DEEL ", "ABSCHNITT ", "SECCIÓN ", "القسم "};

// On the paper itself: "SECTION C", "القسم C", in the order of the annex, of the sections that the reader sees.
static void the_paper_shows_them_in_every_language(void **state) {
    (void)state;
    for (size_t i = 0; i < ANNEX_COUNT; i++)
        for (size_t l = 0; ANNEXES[i].official && l < LANGUAGE_COUNT; l++) {
            char seen[40];
            letters_of(ANNEXES[i].form, VIEW("addressee"), seen);
            AUTO_JSON *d = document(ANNEXES[i].form, LANGUAGES[l], VIEW("addressee"));
            const json_t *sections = json_object_get(d, "sections");
            assert_int_equal(json_array_size(sections), strlen(seen));
            for (size_t k = 0; seen[k]; k++) {
                char begins[60];
                snprintf(begins, sizeof begins, "%s%c", SECTION_WORDS[l], seen[k]);
                struct view title = json_view(json_array_get(sections, k), "title");
                if (!view_starts(title, begins))
                    fail_msg("%s, %s: \"%.*s\" does not begin with \"%s\"", ANNEXES[i].form, LANGUAGES[l], VIEW_ARGS(title), begins);
            }
        }
}

static bool is_own(const json_t *wording, const char *id) { return json_holds(json_object_get(wording, "own"), view_of(id)); }
static bool has_text(const json_t *wording, const char *family, const char *id) {
    char key[200];
    snprintf(key, sizeof key, "%s%s", family, id);
    return json_object_get(json_object_get(wording, "texts"), key) != NULL;
}

// A heading of boxes may be said by the box before it; a line never.
static void field_is_worded(const char *form, const json_t *wording, const json_t *field) {
    const char *id = json_string_value(json_object_get(field, "id"));
    const json_t *choices = json_object_get(field, "choices");
    size_t i;
    json_t *choice;
    if (!choices && !has_text(wording, "field.", id) && !is_own(wording, id))
        fail_msg("%s: %s has no words of the annex, and is not said to be ours", form, id);
    json_array_foreach(choices, i, choice) {
        const char *word = json_string_value(choice);
        if (!has_text(wording, "choice.", word) && !is_own(wording, word)) fail_msg("%s: %s of %s has no words of the annex", form, word, id);
    }
}

static void official_is_said_only_where_every_word_is(void **state) {
    (void)state;
    for (size_t i = 0; i < ANNEX_COUNT; i++) {
        const json_t *f = order_form(book, view_of(ANNEXES[i].form));
        AUTO_JSON *wording = order_wording(book, view_of(ANNEXES[i].form), VIEW("en"));
        size_t k, n;
        json_t *section, *field;
        assert_non_null(wording);
        assert_int_equal(json_is_true(json_object_get(wording, "official")), ANNEXES[i].official);
        if (!ANNEXES[i].official) continue;
        assert_true(has_text(wording, "", "title"));
        json_array_foreach(json_object_get(f, "sections"), k, section)
            if (strcmp(json_string_value(json_object_get(section, "letter")), "-") != 0)
                json_array_foreach(json_object_get(section, "fields"), n, field) field_is_worded(ANNEXES[i].form, wording, field);
    }
}

// A translation may leave a line's name to the words of the console; what the form itself states it says in full.
static bool must_be_translated(const json_t *form, const char *key) {
    size_t i, k;
    json_t *section, *field;
    if (view_is(json_view(form, "use"), "request")) return true;
    if (strncmp(key, "field.", 6) != 0) return strncmp(key, "choice.", 7) != 0;
    json_array_foreach(json_object_get(form, "sections"), i, section)
        json_array_foreach(json_object_get(section, "fields"), k, field)
            if (strcmp(json_string_value(json_object_get(field, "id")), key + 6) == 0) return json_object_get(field, "choices") != NULL;
    return false;
}

static void translations_state_what_the_form_states(void **state) {
    (void)state;
    for (size_t i = 0; i < ANNEX_COUNT; i++)
        for (size_t l = 1; l < LANGUAGE_COUNT; l++) {
            struct view id = view_of(ANNEXES[i].form);
            AUTO_JSON *english = order_wording(book, id, VIEW("en")), *other = order_wording(book, id, view_of(LANGUAGES[l]));
            const char *key;
            json_t *text;
            assert_false(json_is_true(json_object_get(other, "official")));
            json_object_foreach(json_object_get(english, "texts"), key, text)
                if (must_be_translated(order_form(book, id), key) && !has_text(other, "", key))
                    fail_msg("%s: %s: no %s", ANNEXES[i].form, key, LANGUAGES[l]);
            json_object_foreach(json_object_get(other, "texts"), key, text)
                if (!has_text(english, "", key)) fail_msg("%s: %s: the annex has no such text", ANNEXES[i].form, key);
        }
}

static void each_paper_says_whose_words_it_has(void **state) {
    static const struct { const char *form, *lang, *says; } rows[] = {
        {"epoc", "en", "words of the Official Journal in this language"}, {"epoc", "fr", "TRADUCTION DE TRAVAIL"}, {"tco_order", "ar", "ترجمة عمل"},
        {"epoc_pr", "de", "ARBEITSÜBERSETZUNG"}, {"eio_a", "en", "OUR WORDS"}, {"eio_a", "es", "PALABRAS PROPIAS"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_JSON *d = document(rows[i].form, rows[i].lang, VIEW("addressee"));
        const char *says = json_string_value(json_object_get(d, "provenance"));
        if (!says || !strstr(says, rows[i].says)) fail_msg("%s in %s: %s", rows[i].form, rows[i].lang, says ? says : "nothing");
        if (!strstr(says, strncmp(rows[i].form, "tco", 3) == 0 ? "32021R0784" : strncmp(rows[i].form, "eio", 3) == 0 ? "32014L0041" : "32023R1543"))
            fail_msg("no CELEX");
    }
    assert_null(order_wording(book, VIEW("bp_preserve"), VIEW("en")));
}

// The annex has one box for judge, court and investigating judge; which of them it is stays in the values.
static void words_with_one_label_are_one_box(void **state) {
    (void)state;
    AUTO_JSON *d = document("epoc", "en", VIEW("addressee"));
    size_t i, boxes = 0, ticked = 0;
    json_t *row;
    json_array_foreach(json_object_get(json_array_get(json_object_get(d, "sections"), 8), "rows"), i, row) {
        if (!view_is(json_view(row, "label"), "judge, court, or investigating judge")) continue;
        boxes++, ticked += json_is_true(json_object_get(row, "ticked"));
    }
    assert_int_equal(boxes, 1);
    assert_int_equal(ticked, 1);
}

static int document_printed(char **arguments) {
    AUTO_TEXT t = text_with_ceiling(PAPER_DOCUMENT_BYTES);
    up(NULL);
    json_t *d = document(arguments[0], arguments[1], arguments[2] ? view_of(arguments[2]) : VIEW("addressee"));
    text_json(&t, d);
    puts(text_string(&t));
    json_decref(d);
    return down(NULL);
}

int main(int argc, char **argv) {
    if (argc >= 4 && strcmp(argv[1], "--document") == 0) return document_printed(argv + 2);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_annex_has_its_sections_in_order), cmocka_unit_test(the_paper_shows_them_in_every_language),
        cmocka_unit_test(official_is_said_only_where_every_word_is), cmocka_unit_test(translations_state_what_the_form_states),
        cmocka_unit_test(each_paper_says_whose_words_it_has), cmocka_unit_test(words_with_one_label_are_one_box)};
    return cmocka_run_group_tests(tests, up, down);
}
