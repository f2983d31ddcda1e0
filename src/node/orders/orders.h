// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// orders.h — requests that are written on a form of the law (laws/forms): what the request engine asks of them on its way.
//
//   orders.c      the draft and who may approve it, what stays in the file, validation, notification, clarification
//   kept.c        until when data are preserved
//   objected.c    an enforcing authority that objects when the data are here already
//   deliveries.c  what a provider hands over: the manifest, fetching it in parts into the vault
//   papers.c      what stands on paper
//   providers.c   the directory of providers
//   order_figures.c  statistics of Regulation (EU) 2023/1543 art. 28
#ifndef MALINES_NODE_ORDERS_H
#define MALINES_NODE_ORDERS_H

#include "node/requests/requests_room.h"
#include "orders/delivery.h"
#include "orders/guide.h"

extern const struct migration ORDER_MIGRATIONS[];
extern const size_t ORDER_MIGRATION_COUNT;

// A demand of ours on a form: what the reader may see goes in, the rest stays here. BAD_FIELD, NO_BASIS with the article.
RESULT order_put(struct node_call *call, const struct law_kind *kind, json_t *demand, struct error *err);
// A demand of theirs: it holds what its form asks, and nothing that is not for us.
RESULT order_arrived(struct node *n, const struct law_kind *kind, const json_t *demand, struct error *err);
// May this officer's signature count? Regulation art. 4: a judge, or for some data a prosecutor.
RESULT order_approver(struct node *n, const struct officer *o, const struct request *r, struct error *err);
RESULT order_sent(struct node *n, const struct request *r, struct error *err);
// What the answer says on its own form, and what it delivers.
RESULT order_decided(struct node_call *call, const struct request *r, const struct law_kind *kind, const json_t *demand, json_t *decision, struct error *err);
// WRONG_STEP while the enforcing authority may still speak, NO_BASIS when it has.
RESULT order_may_go(struct node *n, const struct request *r, struct error *err);
RESULT order_answered(struct node *n, const struct request *r, const json_t *demand, const json_t *decision, struct error *err);
RESULT order_message_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err);
RESULT order_shown(struct node *n, const struct request *r, const json_t *demand, json_t *j, struct error *err);
RESULT orders_care(struct node *n, struct error *err);  // those whose validation did not come

// The paper behind an order on this side: NOT_FOUND. A new object.
RESULT order_file(struct node *n, struct view request, json_t **out, struct error *err);
RESULT order_file_put(struct node *n, struct view request, const json_t *file, struct instant validate_by, struct error *err);
RESULT order_validate_by(struct node *n, struct view request, struct instant *out, struct error *err);  // 0: no validation is awaited
void order_note(struct node *n, json_t *file, const char *what, struct view text);  // what happened now, in the file

// ---- objected.c ----
// The enforcing authority `by` objects to an order of ours: it is blocked, and what was fetched under it may not be used.
RESULT order_objected(struct node *n, const struct request *of, struct view by, struct view ground, struct error *err);

RESULT clock_end(struct node *n, const char *clock, struct view member, struct instant from, struct instant *out, struct error *err);

// ---- kept.c ----
// Of a preservation: until when, as the words that followed it say. *shown gets "preserved": {until, extended, as_long_as_needed}.
RESULT order_kept(struct node *n, const struct request *r, const json_t *decision, json_t *shown, struct error *err);
// An extension (Annex VI) of ours: WRONG_STEP when there was one, or when it comes too late.
RESULT order_extends(struct node *n, const struct law_kind *kind, const json_t *demand, struct error *err);

// ---- deliveries.c ----
struct fetch;
RESULT delivery_put(struct node_call *call, const struct request *r, const json_t *demand, json_t *decision, struct error *err);
RESULT delivery_arrived(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err);  // the door "/m1/delivery"
// What was fetched under an order that was withdrawn or came back goes; `file` is the order's.
RESULT fetched_condemned(struct node *n, struct view request, const json_t *file, struct error *err);
void fetches_stop(struct node *n, struct view request);  // what arrives of it, or lies here in part, is forgotten
RESULT fetched_recalled(struct node *n, const struct request *r, const char *why, struct error *err);
void delivery_landed(struct node *n, const struct flight *f, int status, struct view body);
void delivery_lost(struct node *n, const struct flight *f);
void fetches_free(struct node *n);
bool fetches_lag(const struct node *n);  // what arrived before a restart is still to be read again
RESULT fetches_slice(struct node *n, size_t bytes, struct error *err);
struct delivery_window delivery_window_of(const struct node *n);

// ---- papers.c ----
// When it was issued: the last signature that let it go, which both sides hold; without one, when it was made.
RESULT order_issued_at(struct node *n, const struct request *r, struct instant *out, struct error *err);

// ---- order_figures.c ----
// The first instant of the day that a call's parameter names (2026-01-01); *out stays when there is none. BAD_DATE.
RESULT day_asked(const json_t *params, const char *key, struct instant *out, struct error *err);

#endif
