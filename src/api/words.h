// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// words.h — messages in the reader's language, from the same i18n/*.json as the console.
//
// The forms of ICU MessageFormat that those files use: {name}, {name, plural, =0 {…} one {…} other {…}} with #,
// {name, select, a {…} other {…}}, and apostrophes. Plural categories are ICU's.
#ifndef MALINES_API_WORDS_H
#define MALINES_API_WORDS_H

#include "codec/json.h"

struct language;

// `lang` is "fr", "fr_BE.UTF-8", NULL or anything else: what is not there falls back to English, whole or by key; with
// no files at all the `fallback` of each call speaks. Never fails.
struct language *words_new(const char *lang);
struct language *words_from(const char *lang, json_t *messages);  // for tests; steals the reference
struct language *words_free(struct language *w);                     // gives NULL
const char *words_lang(const struct language *w);                 // "fr"
bool words_known(const char *lang);                               // "fr", "fr_BE.UTF-8": is there a file for it, as far as it is ours?

struct word {  // a value for a name in the message
    const char *name;
    struct view text;
    int64_t number;  // for plural
};
#define WORD(name, view) ((struct word){(name), (view), 0})
#define NUMBER(name, n) ((struct word){(name), {NULL, 0}, (n)})

void text_say(struct text *t, const struct language *w, const char *key, const char *fallback,
              const struct word *values, size_t count);
#define SAY(t, w, key, fallback, ...)                                                                                  \
    text_say((t), (w), (key), (fallback), (const struct word[]){__VA_ARGS__},                                          \
             sizeof((const struct word[]){__VA_ARGS__}) / sizeof(struct word))
// What stands between a heading and what is said of it: French puts a blank before the colon.
void text_colon(struct text *t, const struct language *w);
bool words_has(const struct language *w, const char *key);

#endif
