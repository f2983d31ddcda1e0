// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// listed.h — from a line of the importer to the alert of a register (imports.c keeps and compares them).
#ifndef MALINES_NODE_LISTED_H
#define MALINES_NODE_LISTED_H

#include "crypto/hash.h"
#include "law/law.h"
#include "node/node_room.h"

enum { LIST_REF_BYTES_MAX = 200 };

struct list_of {
    struct view source, category;
    struct instant now;
    struct text *scratch;       // its ceiling is that of a record's body
};
struct listed {
    struct view ref;
    struct digest digest;       // of the category and the line: the same again changes nothing
    struct view body;           // the alert, complete, in canonical form; why not, when it was refused
    struct instant retain_until;
    enum code refused;          // CODE_OK: the register can hold it
};
// Line: {"listed_on", "program", "reason", "ref", "subject"} in canonical form. What the register can't hold is an answer
// too (`refused`); a failure is a line that names no entry. `ref` and `body` lie in `keep`.
RESULT listed_read(const struct law *law, struct view line, const struct list_of *list, struct arena *keep, struct listed *out,
                   struct error *err);

#endif
