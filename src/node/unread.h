// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// unread.h — rows of the store that can't be read, told in the answers that lack them. Not a door: nobody outside src/node includes it.
#ifndef MALINES_NODE_UNREAD_H
#define MALINES_NODE_UNREAD_H

#include "node/node_room.h"

// An answer goes on without them and says so, {"unread": how many, "unread_entries": [the first of
// those that are entries of the log], "unread_rows": [the first of the others, by their names, as in "be/alerts/UID", "request/ID"]}.
// A figure that lacks a row in silence is a wrong figure; one rotten row must not take away all the others.
enum { UNREAD_NAMED = 20 };
void unread_begin(json_t *answer);
void unread_note(json_t *answer, int64_t index);  // of the entry
void unread_between(json_t *answer, int64_t from, int64_t to);  // entries `from` and further, before `to`
void unread_row(json_t *answer, const char *kind, struct view id);  // "kind/id"; no kind: the id is the whole name
void unread_numbered(json_t *answer, const char *kind, int64_t id);
// Of a sum over requests: who may not list requests is told how many are missing, and not which (docs/roles.md). At the end.
void unread_unnamed(json_t *answer, const struct officer *o);
// Of those that a list has as {.., "unread": true}: named by their member `id`, a text or a number.
void unread_listed(json_t *answer, const json_t *list, const char *kind, const char *id);

#endif
