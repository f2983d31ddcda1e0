// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// terms.h — until which day an item of evidence is kept, by which row of the law, and which items are beyond it.
#ifndef MALINES_REGISTERS_EVIDENCE_TERMS_H
#define MALINES_REGISTERS_EVIDENCE_TERMS_H

#include "codec/json.h"
#include "store/store.h"

extern const struct migration TERM_MIGRATIONS[];
extern const size_t TERM_MIGRATION_COUNT;

struct item_term {
    char law_row[64], article[80];
    struct instant until;
    bool two_persons;  // when it is over two persons say that it goes; else it goes by itself
};
RESULT term_put(struct store *s, struct view item, const struct item_term *t, struct error *err);  // again: the new one stands
RESULT term_get(struct store *s, struct view item, struct item_term *out, struct error *err);      // NOT_FOUND
RESULT term_noted(struct store *s, struct view item, struct error *err);                           // what follows from its end was done
// Items whose term is over and of which nothing was done yet, after the place (*until, *item), both moved on: [id].
RESULT terms_over(struct store *s, struct instant now, int64_t limit, struct instant *until, struct text *item, json_t **out, struct error *err);
// Items of before there were terms: [{"item","added_ms","act","source"?: what it came out of}].
RESULT terms_missing(struct store *s, int64_t limit, json_t **out, struct error *err);

#endif
