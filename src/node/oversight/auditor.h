// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// auditor.h — the seat of whoever oversees: entries of the log as they stand, what lies behind them only for a reason that is
// an entry itself. Not a door: nobody outside src/node includes it.
#ifndef MALINES_NODE_AUDITOR_H
#define MALINES_NODE_AUDITOR_H

#include "node/node_room.h"

// An officer who only oversees is shown who, when, why and where, not about whom: content gives way to "hidden". The
// reason and the way to it is `audit open`.
bool sees_content(const struct officer *o);
void hide_content(const struct officer *o, json_t *request);

// What the law lets the log be used for, Directive (EU) 2016/680 art. 25(2). BAD_ARGUMENT.
RESULT log_use_read(const json_t *params, struct view *reason, struct view *use, struct error *err);

// What lies behind the commitments of an entry and is still kept: [{"member","commit","salt","record"}].
RESULT entry_opened(struct node *n, const json_t *entry, json_t **out, struct error *err);
// Entry `index` as it stands. NOT_FOUND.
RESULT entry_read(struct node *n, int64_t index, json_t **out, struct error *err);

#endif
