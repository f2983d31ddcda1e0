// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// yaml.h — the plain part of YAML that tables are written in: maps, lists and words, each with its line.
//
// Refused: anchors, aliases, tags, a second document, a key twice in one map, keys that are not words, more than
// YAML_DEPTH levels. Every word is text as written ("no" stays "no").
#ifndef MALINES_LAW_YAML_H
#define MALINES_LAW_YAML_H

#include "base/arena.h"
#include "codec/json.h"

enum { YAML_DEPTH = 12 };
enum yaml_kind { YAML_WORD, YAML_LIST, YAML_MAP };
struct yaml {
    enum yaml_kind kind;
    struct view key;           // in a map; empty in a list
    struct view text;          // of a word
    int line, column;          // from 1
    struct yaml *first, *next; // first child, next sibling
    struct yaml *up;           // NULL at the top
};

// The tree lives in the arena. BAD_YAML with name, line, column; TOO_BIG.
RESULT yaml_tree(const char *name, struct view bytes, struct arena *a, struct yaml **out, struct error *err);
const struct yaml *yaml_at(const struct yaml *map, const char *key);  // NULL: absent
// BAD_YAML "name:line:column: key path: what".
struct result yaml_fail(struct error *err, const char *name, const struct yaml *y, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// That `map` is one and has no other keys than these; the list ends with NULL. BAD_YAML names the line.
RESULT yaml_known(const char *name, const struct yaml *map, const char *const *keys, struct error *err);
json_t *yaml_json(const struct yaml *y);  // words as strings; new reference

#endif
