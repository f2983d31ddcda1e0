// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// hold.h — what is kept beyond its term, or has to be looked at, or is gone and provably so.
//
// A hold keeps a record ("be/alerts/0192...") or what a request brought ("request/0193...") while a court or an inquiry needs
// it; it has an end. Meanwhile it is out of use but as evidence (Directive (EU) 2016/680 art. 16(3)). What was to be erased
// while it was held (`pending`: why) goes when the hold ends.
#ifndef MALINES_REQUESTS_HOLD_H
#define MALINES_REQUESTS_HOLD_H

#include "store/store.h"

struct hold {
    struct view name, by, pending;   // by: pseudonym; pending: empty, or why it was to be erased
    struct instant at, until;
};
RESULT hold_place(struct store *s, const struct hold *h, struct error *err);      // again: the later end counts
RESULT hold_lift(struct store *s, struct view name, struct error *err);           // NOT_FOUND
RESULT hold_pend(struct store *s, struct view name, struct view why, struct error *err);
typedef struct result hold_reader(void *ctx, const struct hold *h, struct error *err);
RESULT hold_each(struct store *s, struct instant over_at, hold_reader *reader, void *ctx, struct error *err);  // over by then; 0: all
RESULT hold_find(struct store *s, struct view name, bool *there, struct instant *until, bool *pending, struct error *err);

// What the owner of a record said of an answer that held it. An empty ground: its processing is not restricted (any more).
#define RESTRICTED_CONTESTED "contested"  // its accuracy can't be settled: Directive (EU) 2016/680 art. 16(3)(a)
#define RESTRICTED_EVIDENCE "evidence"    // it has to be kept as evidence: (b)
RESULT answer_mark(struct store *s, struct view request, struct view ground, struct instant at, struct error *err);
RESULT answer_mark_changed(struct store *s, struct view request, struct instant at, struct error *err);
// *ground stays empty, *since and *changed are 0 where nothing was said.
RESULT answer_marks(struct store *s, struct view request, struct text *ground, struct instant *since, struct instant *changed, struct error *err);

// Own records by the day on which their need is looked at again (Directive (EU) 2016/680 art. 5).
RESULT review_set(struct store *s, struct view record, struct instant at, struct error *err);
RESULT review_drop(struct store *s, struct view record, struct error *err);
struct review {
    struct view name;
    struct instant at;
};
typedef struct result review_reader(void *ctx, const struct review *r, struct error *err);
RESULT review_each(struct store *s, struct instant until, int64_t limit, review_reader *reader, void *ctx, struct error *err);

// Proof of deletion: which entry of the log says that it went.
struct deletion {
    struct view name, why;
    struct instant at;
    int64_t index;
};
RESULT deletion_note(struct store *s, const struct deletion *d, struct error *err);
RESULT deletion_find(struct store *s, struct view name, struct text *why, struct deletion *out, struct error *err);  // NOT_FOUND
RESULT deletion_forget(struct store *s, struct instant before, struct error *err);

#endif
