// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// destructions.h — items whose bytes are to go: why, who asked, who approved, and whether they are gone.
//
// The item's row, its digests and its custody line stay; what was read out of it goes with the bytes.
#ifndef MALINES_REGISTERS_EVIDENCE_DESTRUCTIONS_H
#define MALINES_REGISTERS_EVIDENCE_DESTRUCTIONS_H

#include "codec/json.h"
#include "evidence/digests.h"
#include "store/store.h"

extern const struct migration DESTRUCTION_MIGRATIONS[];
extern const size_t DESTRUCTION_MIGRATION_COUNT;

#define DESTRUCTION_GROUNDS(X)                                                                                        \
    X(retention_over)   /* its term is over, or the case is */                                                       \
    X(order_withdrawn)  /* the order by which it came was withdrawn, or never validated */                            \
    X(objected)         /* the enforcing authority objects to its use, Regulation (EU) 2023/1543 art. 10(4) */        \
    X(erasure)          /* a person's right, or a judge's decision */
bool destruction_ground_known(struct view ground);

enum destruction_state { DESTRUCTION_ASKED, DESTRUCTION_DUE, DESTRUCTION_DONE };
struct destruction {
    char item[64], ground[24], officer[80], approver[80];  // officer empty: the node itself
    enum destruction_state state;
};
// `due`: it needs nobody any more. ALREADY: it is to go, or gone.
RESULT destruction_put(struct store *s, struct view item, struct view ground, struct view officer, const json_t *words, bool due,
                       struct instant at, struct error *err);
RESULT destruction_get(struct store *s, struct view item, struct destruction *out, json_t **words, struct error *err);  // NOT_FOUND
// What the node itself put there because a term is over is taken up by an officer; ALREADY: somebody did, or nothing waits.
RESULT destruction_taken(struct store *s, struct view item, struct view officer, const json_t *words, struct error *err);
RESULT destruction_withdrawn(struct store *s, struct view item, struct error *err);  // it was asked for and is not to be
// What waits and was asked for by nobody (its term is over) waits because an authority objects from now on; other rows stay as they are.
RESULT destruction_objected(struct store *s, struct view item, struct error *err);
// What came out of `source` goes with it, at the step where that is now.
RESULT destruction_inherited(struct store *s, struct view item, struct view source, struct error *err);
RESULT destruction_due(struct store *s, struct view item, struct view approver, struct error *err);
RESULT destruction_done(struct store *s, struct view item, struct instant at, struct error *err);  // also: the item's state
typedef struct result destruction_reader(void *ctx, struct view item, struct error *err);
RESULT destruction_each_due(struct store *s, struct view after, int64_t limit, destruction_reader *reader, void *ctx, struct error *err);
// Is another item, which is not to go, of the same bytes? Then they stay.
RESULT bytes_shared(struct store *s, struct view item, bool *out, struct error *err);
// Items that came out of this one (openings.h): they go with it.
RESULT derived_of(struct store *s, struct view item, json_t **out, struct error *err);  // [id]

#endif
