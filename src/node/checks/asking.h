// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// asking.h — the questions of one turn to one member travel in one envelope.
//
// To sign and to verify costs more than to search. So a question waits until the transaction that logged it is durable;
// then all that go to the same member are signed once, and answered under one signature. Each is still decided, charged
// and logged by the owner on its own, and each is answered or refused on its own. See docs/protocol.md, "Questions".
#ifndef MALINES_NODE_ASKING_H
#define MALINES_NODE_ASKING_H

#include "node/node_room.h"

enum { QUESTIONS_MAX = 16, QUESTIONS_BYTES_MAX = 256 * 1024 };  // in one envelope; a question is a few hundred bytes

struct asking;                    // questions waiting or under way, a list

// Ask `peer` this for the check `check`, after the commit. The answer comes by check_answered or check_unanswered.
void ask_later(struct node *n, size_t peer, const char *check, const json_t *question);
void asking_work(struct node *n);                          // the commit went through: the questions go
void asking_withdraw(struct node *n);                      // it failed: none was asked
void asking_forget(struct node *n, const char *check);     // the check failed before it was logged
void asking_free(struct asking *list);

// What came of a flight: an answer to each question, or none at all and why.
void asking_answered(struct node *n, struct flight *f, int status, struct view body);
void asking_lost(struct node *n, struct flight *f, enum code why);

#endif
