// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// timeline.h — what was read out of an item (reading/reading.h), kept beside it: events in their order and selectors.
//
// A reading is whole or does not count. A later reading of an item takes the place of the earlier one on screens; earlier ones
// stay, since custody events name their digests: SHA-256 over the lines, each with its LF, events first.
#ifndef MALINES_REGISTERS_EVIDENCE_TIMELINE_H
#define MALINES_REGISTERS_EVIDENCE_TIMELINE_H

#include "codec/json.h"
#include "crypto/hash.h"
#include "store/store.h"

extern const struct migration TIMELINE_MIGRATIONS[];
extern const size_t TIMELINE_MIGRATION_COUNT;
enum { READING_LINES_MAX = 5100000, TIMELINE_PAGE_MAX = 500 };

// Unfinished readings of the item are forgotten. *reading is the new one's number.
RESULT reading_begun(struct store *s, struct view item, struct view format, struct view officer, struct instant at, int64_t *reading, struct error *err);
struct reading_row {
    char item[64], officer[80], format[24];
    int64_t lines;
    bool whole;
};
RESULT reading_of(struct store *s, int64_t reading, struct reading_row *out, struct error *err);  // NOT_FOUND
// One line of the reader, canonical JSON: {"event":…} with the next number, or {"selector":…}. BAD_JSON, BAD_FORMAT, TOO_BIG.
RESULT reading_line(struct store *s, int64_t reading, struct view line, int64_t number, struct error *err);
RESULT reading_counted(struct store *s, int64_t reading, int64_t lines, struct error *err);
RESULT reading_digest(struct store *s, int64_t reading, struct digest *out, int64_t *events, int64_t *selectors, struct error *err);
RESULT reading_ended(struct store *s, int64_t reading, struct view digest_hex, struct error *err);

// A line that can't be read is {n or number, "unread": true} in both lists.
// The newest whole reading of the item; 0: none.
RESULT reading_newest(struct store *s, struct view item, int64_t *reading, struct error *err);
// [{event}] from number `after` + 1 on; with `selector` (a number of selectors_json) only those it is in.
RESULT timeline_json(struct store *s, int64_t reading, int64_t after, int64_t limit, json_t **out, struct error *err);
// [{number, count, events, kind, reason, roles, text, validity}]; `kind` empty: all.
RESULT selectors_json(struct store *s, int64_t reading, struct view kind, int64_t after, int64_t limit, json_t **out, struct error *err);
RESULT timeline_forgotten(struct store *s, struct view item, struct error *err);  // all readings of it

#endif
