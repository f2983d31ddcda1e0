// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// wording.h — the words of a form as they are printed: laws/wording/FORM.yaml (docs/forms.md).
//
// An annex is an official form: who opens it should know it again. Where the Official Journal's words could be had they stand there
// as they are; in the other languages stand our translations, and each paper says which of the two it is.
#ifndef MALINES_ORDERS_WORDING_H
#define MALINES_ORDERS_WORDING_H

#include "codec/json.h"

// {form: the file as it is}: checked whole, kept as bytes, since most of it is never printed. Without the folder none. BAD_YAML.
RESULT wordings_load(const char *laws, json_t **out, struct error *err);

// What a paper in this language is printed with, NULL where the form has no wording at all; a new object:
//   {"part": "Annex I", "celex", "source", "adapted", "official": is this language's text the Official Journal's?,
//    "languages": in which it is, "own": [fields and choices that are not of the annex], "texts": {key: text}}
json_t *wording_in(const json_t *wordings, struct view form, struct view language);

#endif
