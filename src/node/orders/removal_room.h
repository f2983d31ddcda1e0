// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// removal_room.h — what the files on removal orders (Regulation (EU) 2021/784) share.
//
//   removals.c         the desk: orders, providers, exposures
//   removal_copy.c     the copy of art. 4(1), drafted with the order
//   reinstated.c       an order that infringes has no effect any more, and what it removed goes back: art. 4(5) to (7)
//   exposed.c          providers that are exposed to terrorist content, and their reports: art. 5(4) to (7)
//   removal_figures.c  the yearly counts of arts. 7(3), 8(1) and 21(1)
#ifndef MALINES_NODE_REMOVAL_ROOM_H
#define MALINES_NODE_REMOVAL_ROOM_H

#include "node/requests/requests_room.h"

#define KIND_ORDER "removal_order"
#define KIND_COPY "removal_order_copy"

// Is the main establishment, as an officer wrote it ("fr", "Ireland"), in this member's State?
bool stands_in(const struct law_member *m, struct view establishment);

struct aftermath {
    struct instant annulled_at, reinstated_at;  // 0: not
    char by[40], why[40];                       // the authority of the main establishment; a word of reinstated_why
};
RESULT aftermath_of(struct node *n, const struct request *order, const json_t *demand, struct aftermath *out, struct error *err);
RESULT removal_in_force(struct node *n, const struct request *r, const json_t *demand, const json_t *decision, struct error *err);  // WRONG_STEP

// Of what the desk lists: [{id, member, box, decision_ref, at, report_due, reported_at?, revoked_at?}]. New.
RESULT exposures_of(struct node *n, const json_t *listed, json_t **out, struct error *err);

#endif
