// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// checks.h — checks under way and those that were kept: one question, many answers, one coverage statement.
#ifndef MALINES_NODE_CHECKS_H
#define MALINES_NODE_CHECKS_H

#include "node/node_room.h"

extern const struct migration CHECK_MIGRATIONS[];
extern const size_t CHECK_MIGRATION_COUNT;
void check_answered(struct node *n, struct view check, size_t peer, const json_t *answer);
void check_unanswered(struct node *n, struct view check, size_t peer, enum code why);
void checks_work(struct node *n);                      // those whose time is over
void checks_durable(struct node *n);                   // the commit went through
void checks_abort(struct node *n, const struct error *why);  // the commit failed
struct tick checks_wake(const struct node *n);
void checks_free(struct node *n);
RESULT check_load(struct node *n, struct view id, json_t **out, struct error *err);  // NOT_FOUND; without its judgements
RESULT check_candidate(struct node *n, struct view check, int64_t number, json_t **candidate, json_t **whole, struct error *err);

#endif
