// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// recall.h — what was released and is to come back, and what data-protection officers were told.
//
// The owner of a release writes a recall; the other side erases what it was answered and says at which entry of its log
// (a proof of deletion), or until when a legal hold keeps it there, out of use. A recall without an answer stands on the
// list of who has not confirmed, however long the other node is off (promise P7).
#ifndef MALINES_REQUESTS_RECALL_H
#define MALINES_REQUESTS_RECALL_H

#include "store/store.h"

struct recall {
    struct view request, peer, why;   // why: "unconfirmed", "unvalidated", "record_deleted", "term_over", "asked"
    struct instant told_at, held_until, erased_at;  // 0: not
    struct view log;                  // of the other side, and the place in it; empty: not told
    int64_t index;
};
RESULT recall_add(struct store *s, const struct recall *r, struct error *err);  // once a request; again changes nothing
RESULT recall_answered(struct store *s, struct view request, struct instant erased_at, struct instant held_until, struct view log, int64_t index,
                       struct error *err);
typedef struct result recall_reader(void *ctx, const struct recall *r, struct error *err);
RESULT recall_each(struct store *s, bool open_only, recall_reader *reader, void *ctx, struct error *err);  // oldest first

// What happened that every data-protection officer is told at once, without personal data.
struct notice {
    struct view member, request, what, body;  // body: canonical JSON
    struct instant at;
};
RESULT notice_add(struct store *s, const struct notice *n, struct error *err);  // the same again changes nothing
typedef struct result notice_reader(void *ctx, const struct notice *n, struct error *err);
RESULT notice_each(struct store *s, int64_t limit, notice_reader *reader, void *ctx, struct error *err);  // newest first
RESULT notice_forget(struct store *s, struct instant before, struct error *err);

#endif
