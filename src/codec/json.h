// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// json.h — jansson, used one way only: strict in, canonical out.
//
// In: UTF-8, no duplicate keys, no trailing bytes, at most JSON_DEPTH levels. Out: keys sorted, no blanks;
// with integers only (no floats in anything signed) this is the canonical form of RFC 8785 for the keys we
// use, which are ASCII.
#ifndef MALINES_CODEC_JSON_H
#define MALINES_CODEC_JSON_H

#include "base/instant.h"
#include "base/text.h"

#include <jansson.h>

enum { JSON_DEPTH = 16 };

#define AUTO_JSON __attribute__((cleanup(json_drop), unused)) json_t  // one that is only to be freed is used enough
static inline void json_drop(json_t **j) { json_decref(*j); }

// *out is a new reference. BAD_JSON (with line and column), BAD_TEXT, TOO_DEEP.
RESULT json_strict(struct view bytes, json_t **out, struct error *err);
// As json_strict(), of what this node wrote itself and keeps: whatever is wrong with it is STORE_DAMAGED, no fault of who asks.
RESULT json_stored(struct view bytes, json_t **out, struct error *err);
void text_json(struct text *t, const json_t *j);  // canonical
void text_json_text(struct text *t, struct view v); // one text, valid UTF-8, spelt as text_json() does

// Members of an object, without fuss: the empty view, 0 or false when absent or of another type.
struct view json_view(const json_t *object, const char *key);
int64_t json_int(const json_t *object, const char *key);
bool json_flag(const json_t *object, const char *key);
bool json_holds(const json_t *list, struct view word);  // among the texts of a list
// How a function ends that has built `j` for *out: *out gets it; when `r` failed, it goes. Gives r.
struct result json_given(struct result r, json_t *j, json_t **out);
json_t *json_instant(struct instant t);             // new, as text_instant; null: there is none
void json_put_instant(json_t *object, const char *key, struct instant t);  // nothing when there is none
json_t *json_of(struct view v);                    // new string; NULL on invalid UTF-8
void json_put_view(json_t *object, const char *key, struct view v);

#endif
