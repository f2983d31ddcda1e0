// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// closed.h — logs of earlier generations: closed when a restored backup began a new one (generation.h), kept whole, and shown as
// the running one is: exported as tiles, each entry provable, checked by malines-verify under the key that it had then.
#ifndef MALINES_NODE_CLOSED_H
#define MALINES_NODE_CLOSED_H

#include "node/node_room.h"

// Calls `work` with the log of that generation where audit/log.h looks for the running one. `key` is its public key (vkey), as an
// earlier trust list has it: the node itself keeps the key of its running log alone. NOT_FOUND: no such generation was closed here.
typedef struct result closed_work(void *ctx, struct audit_log *log, struct store *s, struct error *err);
RESULT closed_log(struct node *n, int64_t generation, struct view key, closed_work *work, void *ctx, struct error *err);

#endif
