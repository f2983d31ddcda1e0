// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// opening.h — may a locked item of evidence be opened here, with a key that came in this way? As data: laws/opening.yaml.
//
// Nothing is allowed by default: a state without a row for the way the key came, or for the purpose, opens nothing. A row is
// in force as long as its instrument is.
#ifndef MALINES_LAW_OPENING_H
#define MALINES_LAW_OPENING_H

#include "law/law.h"

// How the key came into the authority's hands. There is no word for one that was guessed or computed.
#define OPENING_GROUNDS(X)                                                                                            \
    X(handed_over)  /* by whoever it belongs to, freely */                                                           \
    X(found)        /* in a search or seizure that covers it */                                                      \
    X(ordered)      /* from somebody whom the law or a judge ordered to tell it */                                   \
    X(provider)     /* from a provider, under an order or by its duty to assist */                                   \
    X(own)          /* the authority's own: what is locked was sent to it */
struct law_opening {
    struct view id, member, ground, title, article, instrument, source, mark, note;
    struct words purposes;
    int approvals;  // persons other than who asks
    int tries;      // with a key, in all, before it must be asked for again
};
enum { OPENING_APPROVALS_MAX = 5, OPENING_TRIES_MAX = 10 };

// The row that allows it; NULL: none does. Two rows: the one of the least id.
const struct law_opening *law_opening(const struct law *law, struct view member, struct view ground, struct view purpose, struct instant now);
bool opening_ground_known(struct view ground);

#endif
