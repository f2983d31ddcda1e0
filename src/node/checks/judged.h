// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// judged.h — what officers said of a record when this very question was asked before. Not a door: nobody outside src/node
// includes it.
//
// A judgement is of one pair, the question as it was asked and the record: another question, or another version of the
// record, is judged anew. It is shown with its author, date and reason; "not the same" takes the record below the floor where
// the purpose lets it (laws/purposes.yaml, lowers_judged), where a case officer said it and nobody said the contrary. Such
// a candidate stays in the answer, last, and is listed under "judged_before": nothing is hidden. None of this leaves the house.
#ifndef MALINES_NODE_JUDGED_H
#define MALINES_NODE_JUDGED_H

#include "node/node.h"
#include "store/store.h"

extern const struct migration JUDGED_MIGRATIONS[];
extern const size_t JUDGED_MIGRATION_COUNT;

struct judged {
    struct view check, judgement, reason, who;  // who: the officer's pseudonym
    bool lowers;                                // said in a role that decides
};
// Remember what was said of `candidate` of the check `whole`; the same check judged again takes the place of what it said.
RESULT judged_keep(struct node *n, const json_t *whole, const json_t *candidate, const struct judged *j, struct error *err);
// Mark the candidates of `body`, whose question was judged before: each gets "judged_before", and `body` the list of them.
RESULT judged_recall(struct node *n, json_t *body, struct error *err);
RESULT judged_forget(struct node *n, struct view record, struct error *err);  // the record is gone
RESULT judged_care(struct node *n, struct error *err);                        // those whose term is over

#endif
