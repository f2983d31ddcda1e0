// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/words.h"

#include "api/config.h"
#include "sys/sys.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/upluralrules.h>

enum { MESSAGES_BYTES_MAX = 1024 * 1024, NESTING_MAX = 4 };

struct language {
    char lang[3];
    json_t *own, *english;
    UPluralRules *plurals;
};

static json_t *messages_read(const char *lang) {
    AUTO_TEXT path = text_with_ceiling(4096), bytes = text_with_ceiling(MESSAGES_BYTES_MAX);
    json_t *j = NULL;
    char name[32];
    snprintf(name, sizeof name, "i18n/%s.json", lang);
    text_data_path(&path, name);
    if (FAILED(file_read(text_string(&path), MESSAGES_BYTES_MAX, &bytes, NULL))) return json_object();
    return FAILED(json_strict(text_seen(&bytes), &j, NULL)) ? json_object() : j;
}

struct language *words_from(const char *lang, json_t *messages) {
    struct language *w = calloc(1, sizeof *w);
    ENSURE(w);
    bool two = lang && lang[0] >= 'a' && lang[0] <= 'z' && lang[1] >= 'a' && lang[1] <= 'z' &&
               !(lang[2] >= 'a' && lang[2] <= 'z');
    snprintf(w->lang, sizeof w->lang, "%.2s", two ? lang : "en");
    w->own = messages;
    UErrorCode status = U_ZERO_ERROR;
    w->plurals = uplrules_open(w->lang, &status);
    return w;
}

bool words_known(const char *lang) {
    static const char known[][3] = {"en", "fr", "nl", "de", "es", "ar"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strncmp(lang, known[i], 2) == 0 && !(lang[2] >= 'a' && lang[2] <= 'z')) return true;
    return false;
}

struct language *words_new(const char *lang) {
    struct language *w = words_from(lang, NULL);
    w->own = messages_read(w->lang);
    if (strcmp(w->lang, "en") != 0) w->english = messages_read("en");
    return w;
}

struct language *words_free(struct language *w) {
    if (!w) return NULL;
    json_decref(w->own);
    json_decref(w->english);
    if (w->plurals) uplrules_close(w->plurals);
    free(w);
    return NULL;
}

const char *words_lang(const struct language *w) { return w->lang; }

static struct view message(const struct language *w, const char *key) {
    struct view m = json_view(w->own, key);
    return m.bytes ? m : json_view(w->english, key);
}

bool words_has(const struct language *w, const char *key) { return message(w, key).bytes > 0; }

// ---- The message's form ----
struct saying {
    struct text *out;
    const struct language *w;
    const struct word *values;
    size_t count;
};

static void say_message(const struct saying *s, struct view m, const struct word *hash, int depth);

static const struct word *value_of(const struct saying *s, struct view name) {
    for (size_t i = 0; i < s->count; i++)
        if (view_is(name, s->values[i].name)) return &s->values[i];
    return NULL;
}

static void say_value(struct text *t, const struct word *v) {
    if (v->text.at) text_view(t, v->text);
    else text_format(t, "%lld", (long long)v->number);
}

// What stands between the brace at *at and its partner; *at goes behind it.
static struct view braced(struct view m, size_t *at) {
    size_t start = ++*at, depth = 1;
    for (; *at < m.bytes; ++*at) {
        if (m.at[*at] == '{') depth++;
        if (m.at[*at] == '}' && --depth == 0) break;
    }
    struct view inside = {m.at + start, (*at < m.bytes ? *at : m.bytes) - start};
    if (*at < m.bytes) ++*at;
    return inside;
}

static const char *category(const struct language *w, int64_t n) {
    static const char *const names[] = {"zero", "one", "two", "few", "many"};
    UChar got[16];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = w->plurals ? uplrules_select(w->plurals, (double)n, got, 16, &status) : 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && U_SUCCESS(status); i++) {
        int32_t k = 0;
        while (k < length && names[i][k] && got[k] == (UChar)names[i][k]) k++;
        if (k == length && !names[i][k]) return names[i];
    }
    return "other";
}

// "=0 {a} one {b} other {c}": the form for `wanted` or `exact`, else "other".
static struct view form_of(struct view forms, const char *wanted, const char *exact) {
    struct view other = {"", 0}, fits = {NULL, 0};
    size_t at = 0;
    while (at < forms.bytes) {
        size_t start = at;
        while (at < forms.bytes && forms.at[at] != '{') at++;
        struct view name = view_trim((struct view){forms.at + start, at - start});
        if (at >= forms.bytes) break;
        struct view form = braced(forms, &at);
        if (view_is(name, exact)) return form;
        if (view_is(name, wanted)) fits = form;
        if (view_is(name, "other")) other = form;
    }
    return fits.at ? fits : other;
}

static void say_choice(const struct saying *s, const struct word *v, struct view kind, struct view forms, int depth) {
    char exact[32], select[64];
    snprintf(exact, sizeof exact, "=%lld", (long long)v->number);
    snprintf(select, sizeof select, "%.*s", VIEW_ARGS(v->text));
    bool plural = view_is(kind, "plural");
    say_message(s, form_of(forms, plural ? category(s->w, v->number) : select, plural ? exact : select),
                plural ? v : NULL, depth + 1);
}

static void say_argument(const struct saying *s, struct view inside, int depth) {
    struct view rest, forms, name = view_trim(view_cut(inside, ',', &rest));
    const struct word *v = value_of(s, name);
    struct view kind = view_trim(view_cut(rest, ',', &forms));
    if (!v) text_format(s->out, "{%.*s}", VIEW_ARGS(name));
    else if (forms.bytes > 0 && depth < NESTING_MAX) say_choice(s, v, kind, forms, depth);
    else say_value(s->out, v);
}

// An apostrophe before a brace quotes up to the next one; two are one; any other is itself.
static void say_message(const struct saying *s, struct view m, const struct word *hash, int depth) {
    bool quoted = false;
    for (size_t at = 0; at < m.bytes;) {
        char c = m.at[at], next = at + 1 < m.bytes ? m.at[at + 1] : '\0';
        if (c == '\'' && next == '\'') text_char(s->out, c), at += 2;
        else if (c == '\'' && (quoted || next == '{' || next == '}')) quoted = !quoted, at++;
        else if (c == '{' && !quoted) say_argument(s, braced(m, &at), depth);
        else if (c == '#' && hash && !quoted) say_value(s->out, hash), at++;
        else text_char(s->out, c), at++;
    }
}

void text_say(struct text *t, const struct language *w, const char *key, const char *fallback,
              const struct word *values, size_t count) {
    struct view m = message(w, key);
    struct saying s = {t, w, values, count};
    say_message(&s, m.bytes ? m : view_of(fallback), NULL, 0);
}

void text_colon(struct text *t, const struct language *w) {
    SAY(t, w, "mark.colon", "{what}: {said}", WORD("what", VIEW("")), WORD("said", VIEW("")));
}
