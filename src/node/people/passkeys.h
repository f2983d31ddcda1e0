// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// passkeys.h — authenticators of officers, for the other files of this room.
#ifndef MALINES_NODE_PASSKEYS_H
#define MALINES_NODE_PASSKEYS_H

#include "crypto/approval.h"
#include "node/node_room.h"

// Is this an approval over the digest by the person of this pseudonym, with a key or a passkey enrolled for them here?
RESULT officer_signed(struct node *n, struct view pseudonym, const struct approval_proof *p, struct view digest, struct error *err);
// ---- enrolled.c: the entry of the log by which a key or passkey became a person's ----
RESULT enrolment_noted(struct node *n, struct view credential, int64_t index, struct error *err);
// *index: of the entry; -1: it stands in a log that was closed. NOT_ALLOWED: there is none.
RESULT enrolment_found(struct node *n, struct view pseudonym, struct view credential, int64_t *index, struct error *err);
RESULT account_found(struct node *n, struct view pseudonym, struct error *err);  // made with the roles that it has; NOT_ALLOWED
// Adds to `out` {"index","proof"} of each who signed that action among `approvals`, as far as this log has it.
RESULT enrolments_proven(struct node *n, const json_t *approvals, const char *action, json_t *out, struct error *err);
RESULT passkeys_care(struct node *n, struct error *err);  // forgets tickets and invitations whose time is over
// For other ceremonies: a word that only this node can make for a ticket of its own; and a ticket is used once. REPLAYED.
struct digest ticket_word(struct node *n, const char *what, struct view ticket);
RESULT ticket_used(struct node *n, const struct digest *ticket, struct instant until, struct error *err);
json_t *passkeys_about(const struct node *n);             // where passkeys work here, or why nowhere: for every screen

#endif
