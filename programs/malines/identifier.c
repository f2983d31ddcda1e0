// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identifier.c — malines identifier: a number or address read into its canonical form, on this computer alone.
#include "link.h"

#include "codec/identifier.h"
#include "codec/said.h"
#include "codec/url.h"

#include <stdio.h>
#include <stdlib.h>

enum { GUESSES = 4, FIXES = 4 };

static json_t *reading_json(const struct identifier_reading *r) {
    json_t *j = json_pack("{s:s,s:s,s:s,s:s}", "type", identifier_kind_name(r->kind), "text", r->text, "validity",
                          identifier_validity_name(r->validity), "reason", identifier_reason_name(r->reason));
    AUTO_TEXT born = text_with_ceiling(64);
    if (r->country[0]) json_object_set_new(j, "country", json_string(r->country));
    if (r->sex) json_object_set_new(j, "sex", json_stringn(&r->sex, 1));
    if (r->born.precision != DATE_NONE) text_dates(&born, r->born), json_object_set_new(j, "born", json_string(text_string(&born)));
    return j;
}

// Those with a word in every language by it, the others by their code.
static void kind_told(struct text *t, const struct rendering *r, const char *kind) {
    static const char *const families[] = {"identifier", "column"};
    char key[64];
    for (size_t i = 0; i < 2; i++) {
        snprintf(key, sizeof key, "%s.%s", families[i], kind);
        if (words_has(r->words, key)) return text_say(t, r->words, key, kind, NULL, 0);
    }
    text_put(t, kind);
}

// "telephone +32470123456 (be), valid: It has a form that is issued; …"
static void reading_told(struct text *t, const struct rendering *r, const struct identifier_reading *i) {
    char key[40];
    const char *validity = identifier_validity_name(i->validity);
    AUTO_TEXT born = text_with_ceiling(64);
    kind_told(t, r, identifier_kind_name(i->kind));
    text_char(t, ' ');
    text_safe(t, view_of(i->text));
    if (i->country[0]) text_format(t, " (%s)", i->country);
    if (i->born.precision != DATE_NONE) text_dates(&born, i->born), text_format(t, ", %s", text_string(&born));
    if (i->sex) text_format(t, ", %c", i->sex);
    text_put(t, ", ");
    snprintf(key, sizeof key, "number.%s", validity);
    text_say(t, r->words, key, validity, NULL, 0);
    text_colon(t, r->words);
    text_number_reason(t, r, view_of(identifier_reason_name(i->reason)));
    text_char(t, '\n');
}

static void others_told(struct text *t, const struct rendering *r, const char *mark, const struct identifier_reading *list, size_t from, size_t count) {
    for (size_t i = from; i < count; i++) text_put(t, mark), reading_told(t, r, &list[i]);
}

// A URL's whole canonical form and its SHA-256, as others who were told only the digest know it.
static void url_told(struct text *t, const struct identifier_reading *i, struct view text, json_t *j) {
    struct url u;
    char digest[URL_DIGEST_ROOM];
    if (i->kind != IDENTIFIER_url) return;
    url_read(text, &u);
    if (!*u.text) return;
    url_digest(u.text, digest);
    if (!j) {
        if (strlen(u.text) > IDENTIFIER_BYTES_MAX) text_format(t, "  = %s\n", u.text);
        text_format(t, "  = sha256:%s\n", digest);
        return;
    }
    json_object_set_new(j, "canonical", json_string(u.text));
    json_object_set_new(j, "sha256", json_string(digest));
}

static RESULT no_such_type(struct error *err) {
    AUTO_TEXT all = text_with_ceiling(ERROR_DETAIL_BYTES / 2);
    for (enum identifier_kind k = 0; k < IDENTIFIER_KIND_COUNT; k++) text_format(&all, "%s%s", k ? ", " : "", identifier_kind_name(k));
    return FAIL(err, BAD_ARGUMENT, "--type: one of %s", text_string(&all));
}

// The reading, what else it may be (no type given), and what it may have been meant to be (it can't be right).
RESULT do_identifier(const struct sys *sys, const struct shell *s, struct error *err) {
    const char *lang = language_of(s), *type = value_text(s, "type", "");
    struct view text = view_of(value_text(s, "text", "")), country = view_of(value_text(s, "country", ""));
    const char *known = said_country(country);
    if (known) country = view_of(known);
    struct identifier_reading guesses[GUESSES], fixes[FIXES], first = identifier_read(view_of(type), text, country);
    enum identifier_kind kind;
    AUTO_TEXT t = text_with_ceiling(64 * 1024);
    (void)sys;
    if (*type && !identifier_kind_read(view_of(type), &kind)) return no_such_type(err);
    if (country.bytes && !known) return FAIL(err, BAD_ARGUMENT, "--country: no country that is known here");
    if (!*first.text && first.reason != IDENTIFIER_TOO_LONG) return FAIL(err, BAD_ARGUMENT, "text: empty");
    size_t guess_count = *type ? 0 : identifier_guess(text, country, guesses, GUESSES), fix_count = identifier_fixes(&first, fixes, FIXES);
    if (s->json) {
        AUTO_JSON *j = reading_json(&first);
        json_t *others = json_array(), *meant = json_array();
        for (size_t i = 1; i < guess_count; i++) json_array_append_new(others, reading_json(&guesses[i]));
        for (size_t i = 0; i < fix_count; i++) json_array_append_new(meant, reading_json(&fixes[i]));
        url_told(&t, &first, text, j);
        json_object_set_new(j, "or", others), json_object_set_new(j, "meant", meant);
        text_json(&t, j), text_char(&t, '\n');
    } else {
        struct rendering r = {words_new(lang), NULL, false};
        reading_told(&t, &r, &first);
        url_told(&t, &first, text, NULL);
        others_told(&t, &r, "  / ", guesses, 1, guess_count);
        others_told(&t, &r, "  ? ", fixes, 0, fix_count);
        words_free((struct language *)r.words);
    }
    print_text(&t);
    return DONE;
}
