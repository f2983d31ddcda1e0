// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// openings.h — who wants to open a locked item, on which ground, who approved it, and what each try came to.
//
// No key is ever here. An opening is asked for by one officer, approved by others where the law's row says so, and used up
// after as many tries as the row gives. Where a derived item came out, the last try names it.
#ifndef MALINES_REGISTERS_EVIDENCE_OPENINGS_H
#define MALINES_REGISTERS_EVIDENCE_OPENINGS_H

#include "codec/json.h"
#include "store/store.h"

extern const struct migration OPENING_MIGRATIONS[];
extern const size_t OPENING_MIGRATION_COUNT;

struct opening {
    int64_t id;
    char item[64], officer[80], ground[24], purpose[64], law_row[64], article[120];
    int approvals_needed, approvals, tries_max, tries;
    bool opened, trying;             // trying: the last try has no outcome yet
};
// `words`: where, why, basis and what else goes into each event of the custody line. *id is the new one's number.
RESULT opening_put(struct store *s, const struct opening *o, const json_t *words, struct instant at, int64_t *id, struct error *err);
RESULT opening_get(struct store *s, int64_t id, struct opening *out, json_t **words, struct error *err);  // NOT_FOUND; `words` may be NULL
RESULT opening_vouched(struct store *s, int64_t id, struct view who, struct instant at, struct error *err);  // SAME_PERSON: who did already
RESULT opening_try_begun(struct store *s, int64_t id, int number, struct view format, struct instant at, struct error *err);
RESULT opening_try_ended(struct store *s, int64_t id, int number, struct view outcome, struct view derived, struct instant at, struct error *err);
// [{opening, item, ground, purpose, row, article, state, approvals, approvals_needed, tries, tries_max, asked_at, outcomes: [{number, at, outcome?, item?}]}];
// "unread": true of one whose words can't be read
RESULT openings_json(struct store *s, struct view item, int64_t limit, json_t **out, struct error *err);  // `item` empty: all, newest first
const char *opening_state(const struct opening *o);  // waiting, approved, trying, opened, used_up

#endif
