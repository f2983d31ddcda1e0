// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// restrictions.h — items that may not be used, because an enforcing authority objects to it: Regulation (EU) 2023/1543 art. 10(4).
//
// The mark stands by itself, whatever is asked about the item's destruction. What came out of an item has it too, and nothing takes it away.
#ifndef MALINES_REGISTERS_EVIDENCE_RESTRICTIONS_H
#define MALINES_REGISTERS_EVIDENCE_RESTRICTIONS_H

#include "codec/json.h"
#include "store/store.h"

extern const struct migration RESTRICTION_MIGRATIONS[];
extern const size_t RESTRICTION_MIGRATION_COUNT;

// The item and all that came out of it (openings.h), however deep. *fresh (a new array): the ids that did not have the mark yet.
RESULT restriction_put(struct store *s, struct view item, struct view basis, struct instant at, json_t **fresh, struct error *err);
// What came out of `source` has its mark. *put: it has one, and had none before.
RESULT restriction_inherited(struct store *s, struct view item, struct view source, bool *put, struct error *err);
RESULT restriction_has(struct store *s, struct view item, bool *out, struct error *err);

#endif
