// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// items.h — the evidence register in the store: items, their custody lines (only ever added to), their time-stamps.
//
// The bytes of an item lie in the vault (evidence/vault.h), not here.
#ifndef MALINES_REGISTERS_EVIDENCE_ITEMS_H
#define MALINES_REGISTERS_EVIDENCE_ITEMS_H

#include "evidence/custody.h"
#include "store/store.h"

extern const struct migration ITEM_MIGRATIONS[];
extern const size_t ITEM_MIGRATION_COUNT;

enum item_state { ITEM_UNCHECKED, ITEM_SOUND, ITEM_DAMAGED, ITEM_DESTROYED };
struct item {                      // views live as long as the caller's rows
    struct view id, name, kind;    // kind: a media type
    struct view case_ref;          // empty: none
    struct digests digests;
    struct instant added_at, checked_at;
    enum item_state state;
};
// Inside the caller's transaction. ALREADY: an item of this id.
RESULT item_add(struct store *s, const struct item *i, struct error *err);
// {"item","name",.., "term"?: {until, row, article, ends}, "destruction"?: {state, ground, officer?, approver?, at}, "quarantine"?: {reason,
// lifted}}; NOT_FOUND; without its events.
RESULT item_json(struct store *s, struct view id, json_t **out, struct error *err);
RESULT item_digests(struct store *s, struct view id, struct digests *out, struct error *err);
struct items_wanted {
    struct view case_ref;      // empty: of any
    struct instant ends_by;    // whose term is over by then and that are not gone; 0: all
    int64_t after, limit;
};
RESULT items_json(struct store *s, const struct items_wanted *w, json_t **out, struct error *err);
RESULT item_checked(struct store *s, struct view id, struct instant at, enum item_state state, struct error *err);
// The item whose last reading is longest ago and before `before`; NOT_FOUND. Damaged ones are not read again by themselves.
RESULT item_due(struct store *s, struct instant before, struct text *id, struct error *err);

// Adds `event` (number, prev, salt and item are put in here) to the line; *digest and *number tell where. BAD_FIELD, CONFLICT.
RESULT line_add(struct store *s, struct view item, json_t *event, struct digest *digest, int64_t *number, struct error *err);
RESULT line_logged(struct store *s, struct view item, int64_t number, int64_t log_index, struct error *err);
// [{"event":{…},"log_index":n,"stamped_at"?,"token"? (base64)}]
RESULT line_json(struct store *s, struct view item, json_t **out, struct error *err);
// The same, to be looked at only: an event that can't be read is {"event":{"number":n},"number":n,"unread":true,..}.
RESULT line_shown_json(struct store *s, struct view item, json_t **out, struct error *err);

// ---- Time-stamps ----
RESULT stamp_keep(struct store *s, struct view item, int64_t number, struct view token, struct instant at, struct error *err);
RESULT line_digest(struct store *s, struct view item, int64_t number, struct digest *out, struct error *err);  // NOT_FOUND
RESULT unstamped_json(struct store *s, int64_t limit, json_t **out, struct error *err);  // [{item, number, digest}]: the last of each line

#endif
