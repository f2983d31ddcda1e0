// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// invented.h — a request of France to Belgium as two nodes would have logged it, with the trust list of both; made
// from the log alone, without a node, so that lies can be made too that a node would never write.
#ifndef MALINES_TESTS_INVENTED_H
#define MALINES_TESTS_INVENTED_H

#include "audit/log.h"
#include "crypto/key.h"

enum invented_lie {
    HONEST, REFUSED, UNANSWERED, TWO_APPROVE, SELF_APPROVED, ONE_KEY_FOR_TWO, APPROVED_TWICE, NOBODY_APPROVED, APPROVAL_NOT_LOGGED,
    APPROVED_AFTER_SENDING, OTHER_MESSAGE_LOGGED, OTHER_AUTHOR_LOGGED, OTHER_PLACE_IN_RECEIPT, OTHER_DECISION_LOGGED, OTHER_NODE_IN_LOG, SENTENCE_IN_RECORD,
};
enum { FRANCE, BELGIUM, MEMBERS };  // asker, owner

struct invented {
    struct sign_key log_key[MEMBERS];
    struct text proof[MEMBERS], trust, anchor;
};
void invent(struct invented *i, enum invented_lie lie, const char *export_to);  // a folder for Belgium's log; NULL: not wanted
void invented_free(struct invented *i);

extern const struct instant invented_at;
struct store *invented_store(void);  // in memory, migrated

#endif
