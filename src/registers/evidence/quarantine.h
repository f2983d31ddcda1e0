// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// quarantine.h — items that are put aside because of what was seen in them, until somebody else lets them go.
#ifndef MALINES_REGISTERS_EVIDENCE_QUARANTINE_H
#define MALINES_REGISTERS_EVIDENCE_QUARANTINE_H

#include "store/store.h"

extern const struct migration QUARANTINE_MIGRATIONS[];
extern const size_t QUARANTINE_MIGRATION_COUNT;

enum { QUARANTINE_REASON_MAX = 250 };
// Again: it is in quarantine again. `by`: by whose work it was seen, who must not be the one to release it.
RESULT quarantine_put(struct store *s, struct view item, struct view reason, struct view by, struct instant at, struct error *err);
RESULT quarantine_get(struct store *s, struct view item, struct text *reason, struct text *by, struct error *err);  // NOT_FOUND: not, or not any more
RESULT quarantine_lifted(struct store *s, struct view item, struct view officer, struct instant at, struct error *err);

// Items that nobody's sandbox has looked into yet.
RESULT unlooked_next(struct store *s, struct text *item, struct error *err);  // NOT_FOUND: none
RESULT unlooked_has(struct store *s, struct view item, bool *out, struct error *err);
RESULT unlooked_done(struct store *s, struct view item, struct error *err);

#endif
