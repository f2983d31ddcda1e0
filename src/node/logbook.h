// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// logbook.h — what this room writes into the audit log: who did what, for whom and under which article (Directive (EU)
// 2016/680 art. 25), never about whom in clear. Not a door: nobody outside src/node includes it.
#ifndef MALINES_NODE_LOGBOOK_H
#define MALINES_NODE_LOGBOOK_H

#include "audit/log.h"
#include "node/node.h"

// One entry, written in the current transaction.
struct entry {
    const char *op;                      // "consultation", "collection", "disclosure"... (federation.md §3.2)
    const struct officer *officer;       // NULL: the node itself or a peer
    struct view peer;                    // counterpart; empty: none
    const char *direction;               // "in", "out"; NULL: none
    struct view about;                   // personal data: enters the log only as a salted commitment
    struct view register_name, purpose, instrument, article, law_row, decision, action_digest;
    struct view request;                 // id, empty: none
    const unsigned char *message_digest; // 32 bytes or NULL
    struct instant erase_after;          // of the evidence behind the commitment; 0: with the log's own term
    struct digest *commit;               // gets the commitment to `about`; may be NULL
    json_t *more;                        // further members without personal data; borrowed, may be NULL
};
RESULT write_entry(struct node *n, const struct entry *e, int64_t *index, struct error *err);
RESULT commit_words(struct node *n, const char *key, struct view words, json_t *more, struct error *err);  // never in clear
// A bulk operation: one entry that holds the Merkle root of its items, each provable later.
void bulk_add(struct audit_bulk *b, struct view name, const struct digest *content);
RESULT write_bulk(struct node *n, const struct entry *e, struct audit_bulk *items, int64_t *index, struct error *err);

#endif
