// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// request.h — the life of a request, as one table of steps, and where it is kept.
//
// A request is a demand of one authority (the asker) to another (the owner) about one record. Both nodes hold
// it, each its side. What is not in the table of steps (requests.c) cannot happen: there is no way from
// "drafted" to "sent", or from "decided" to "released", but through the approval of a second officer.
//
//   asker: drafted --approve--> sent --receipt--> received --answer--> released | refused
//   owner: received --decide--> decided --approve--> released | refused --receipt--> delivered
//
// A release may be recalled, and is when it went out in an emergency on one signature and the others did not follow in time;
// until they do, `confirm_by` says when that is.
//
// What only tells (law/kinds.h: gives) is not decided upon: an officer takes note of it.
//
//   author: drafted --approve--> sent --receipt--> received --note--> noted
//   reader: received --note--> noted
#ifndef MALINES_REQUESTS_REQUEST_H
#define MALINES_REQUESTS_REQUEST_H

#include "law/kinds.h"
#include "store/store.h"

extern const struct migration REQUEST_MIGRATIONS[];
extern const size_t REQUEST_MIGRATION_COUNT;

#define REQUEST_STEPS(X) X(none) X(drafted) X(sent) X(received) X(decided) X(released) X(refused) X(delivered) X(noted) X(recalled)
enum request_step {
#define X(name) STEP_##name,
    REQUEST_STEPS(X)
#undef X
    STEP_COUNT
};
enum request_side { SIDE_asker, SIDE_owner };
#define REQUEST_EVENTS(X) X(draft) X(arrive) X(approve) X(receipt) X(decide) X(release) X(refuse) X(note) X(confirm) X(recall)
enum request_event {
#define X(name) EVENT_##name,
    REQUEST_EVENTS(X)
#undef X
    EVENT_COUNT
};

const char *request_step_name(enum request_step s);
bool request_step_read(struct view v, enum request_step *out);
// Where `event` leads from `from` on that side; WRONG_STEP when the table has no such row.
RESULT request_next(enum kind_way way, enum request_side side, enum request_step from, enum request_event event, enum request_step *to,
                    struct error *err);

struct request {
    struct view id;               // UUID made by the asker, the same on both sides
    enum request_side side;
    enum request_step step;
    struct view peer, kind;
    struct view demand;           // canonical JSON as signed and sent: who asks what, about which record, under which article
    struct view decision;         // canonical JSON of the owner's decision; empty before it
    struct view author;           // pseudonym of who wrote this side's last action (never approves it)
    struct instant created_at, due_at;
    bool urgent;
    enum kind_way way;
    struct view clock, calendar;  // a row of laws/clocks.yaml and whose calendar; empty: none, or written before there were any
    struct instant started_at;    // when the owner received it; 0: not begun as far as is known here
    struct instant confirm_by;    // released in an emergency: by then the other signatures are there; 0: nothing is missing
    struct instant retain_until, review_at;  // of what it brought here (0: nothing, or no term of its own); when its need is looked at
    struct view refers;           // an earlier request that it is about; empty: none
    struct view record;           // the record it is about, as in be/alerts/0192...; empty: none
    struct view holder;           // pseudonym of the officer it was handed to; empty: nobody in particular
    bool damaged;                 // its step can't be read: `step` is none and `demand` empty
};
// STORE_DAMAGED when its step can't be read: for whoever would pass over it by its step, where passing over it decides something.
RESULT request_sound(const struct request *r, struct error *err);

RESULT request_add(struct store *s, const struct request *r, struct error *err);  // ALREADY
RESULT request_find(struct store *s, struct view id, struct text *hold, struct request *out, struct error *err);
// Apply an event: checks the table, writes the step and the history line. `by` is a pseudonym or a member.
RESULT request_step_to(struct store *s, const struct request *r, enum request_event event, struct view by, struct view note,
                       struct instant at, struct error *err);
RESULT request_set_decision(struct store *s, struct view id, struct view decision, struct view author, struct error *err);

RESULT request_set_holder(struct store *s, struct view id, struct view holder, struct error *err);

RESULT request_set_demand(struct store *s, struct view id, struct view demand, struct error *err);  // of what is erased: the rest
RESULT request_set_record(struct store *s, struct view id, struct view record, struct error *err);
RESULT request_set_term(struct store *s, struct view id, struct instant retain_until, struct error *err);
RESULT request_set_review(struct store *s, struct view id, struct instant review_at, struct error *err);
RESULT request_set_confirm(struct store *s, struct view id, struct instant confirm_by, struct error *err);

// ---- Its clock ----
RESULT request_set_clock(struct store *s, struct view id, struct view clock, struct view calendar, struct instant started_at,
                         struct instant due_at, struct error *err);
struct request_pause {
    struct view reason, note;
    struct pause span;
};
RESULT request_pause_add(struct store *s, struct view id, const struct request_pause *p, struct error *err);
RESULT request_pause_end(struct store *s, struct view id, struct instant at, struct error *err);  // those that last
RESULT request_pauses_drop(struct store *s, struct view id, struct error *err);
typedef struct result request_pause_reader(void *ctx, const struct request_pause *p, struct error *err);
RESULT request_pause_each(struct store *s, struct view id, request_pause_reader *reader, void *ctx, struct error *err);

// Newest first; `side` < 0: both.
typedef struct result request_reader(void *ctx, const struct request *r, struct error *err);
RESULT request_each(struct store *s, int side, int64_t limit, request_reader *reader, void *ctx, struct error *err);

// In the order of their rows, those behind `*after`, which moves on; at the end it is 0 again.
RESULT request_walk(struct store *s, int64_t *after, int64_t limit, request_reader *reader, void *ctx, struct error *err);

// Those that wait for somebody here, what is due first.
RESULT request_waiting(struct store *s, int side, int64_t limit, request_reader *reader, void *ctx, struct error *err);
// About this record on one side, oldest first.
RESULT request_about(struct store *s, struct view record, enum request_side side, request_reader *reader, void *ctx, struct error *err);
// That refer to this one, oldest first.
RESULT request_referring(struct store *s, struct view to, request_reader *reader, void *ctx, struct error *err);
// What it brought has passed its term at `now`, oldest first; those under a hold (requests/hold.h) are left out.
RESULT request_outlived(struct store *s, struct instant now, int64_t limit, request_reader *reader, void *ctx, struct error *err);
RESULT request_to_review(struct store *s, struct instant until, int64_t limit, request_reader *reader, void *ctx, struct error *err);
// Those of one side that went out in an emergency, were to be confirmed by `until` and are not, oldest first.
RESULT request_unconfirmed(struct store *s, enum request_side side, struct instant until, int64_t limit, request_reader *reader, void *ctx, struct error *err);

struct request_line {             // of the history
    struct instant at;
    struct view step, by, note;
};
typedef struct result request_line_reader(void *ctx, const struct request_line *line, struct error *err);
RESULT request_history(struct store *s, struct view id, request_line_reader *reader, void *ctx, struct error *err);

// ---- Approvals: a signature over the action's digest by a key held outside the daemon (promise P2) ----
struct approval {
    struct view request, action;  // "request.send", "request.decide"
    struct view digest;           // lower-case hex SHA-256 of the action's canonical JSON
    struct view by;               // pseudonym
    struct view scheme, credential, signature;  // "ed25519", public key, base64
    struct instant at;
};
// ALREADY when this person approved this action before.
RESULT approval_add(struct store *s, const struct approval *a, struct error *err);
// Of persons other than `author`, whose own signature never counts.
RESULT approval_count(struct store *s, struct view request, struct view action, struct view digest, struct view author, int64_t *distinct_persons,
                      struct error *err);
typedef struct result approval_reader(void *ctx, const struct approval *a, struct error *err);
RESULT approval_each(struct store *s, struct view request, approval_reader *reader, void *ctx, struct error *err);

// ---- Log positions that prove a request: own entries and the peer's, as its receipts told ----
struct trace {
    struct view origin, what;     // log origin; "sent", "received", "approval"...
    int64_t index;
    struct instant at;
};
RESULT trace_add(struct store *s, struct view request, const struct trace *t, struct error *err);
typedef struct result trace_reader(void *ctx, const struct trace *t, struct error *err);
RESULT trace_each(struct store *s, struct view request, trace_reader *reader, void *ctx, struct error *err);

// Those that request_forget() would forget.
RESULT request_ended(struct store *s, struct instant before, request_reader *reader, void *ctx, struct error *err);
// Forget the requests that have ended and began before `before`, with all that hangs on them. The log keeps their
// digests and commitments, not their words.
RESULT request_forget(struct store *s, struct instant before, int64_t *forgotten, struct error *err);

// ---- Which message carried what, so that the peer's receipt can be written to the right request ----
RESULT request_posted(struct store *s, struct view request, struct view peer, int64_t seq, struct error *err);
typedef struct result posted_reader(void *ctx, struct view request, int64_t seq, struct error *err);
// Those up to `seq` whose receipt was not held yet; they count as held from now on.
RESULT request_confirm(struct store *s, struct view peer, int64_t up_to_seq, posted_reader *reader, void *ctx, struct error *err);

#endif
