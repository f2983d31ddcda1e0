// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// signin.h — other proofs of who an officer is, beside the passkey: the certificate on a card, an account of the house's
// identity provider. Both sign in and nothing more; an approval is signed by an authenticator or a key whatever the session.
//
// Either is pinned to one officer (the key of the certificate; `sub` at `iss`), enrolled by one person and vouched for by
// another, logged, and removed at once with its sessions. A session that a card opened is of use on that card's connections only.
#ifndef MALINES_NODE_SIGNIN_H
#define MALINES_NODE_SIGNIN_H

#include "node/node_room.h"

enum { SIGNIN_NAME_ROOM = 20, PIN_BYTES_MAX = 1000 };
#define SIGNIN_CERTIFICATE "certificate"
#define SIGNIN_OIDC "oidc"

extern const struct migration SIGNIN_MIGRATIONS[];
extern const size_t SIGNIN_MIGRATION_COUNT;

// By which an account of the provider is enrolled and found again. False: no account has this `sub`.
bool signin_pin(const struct node *n, struct view subject, struct text *pin);
// The officer to whom this is pinned; `officer` empty: whoever it is. `name` gets the credential's. NOT_SIGNED_IN, one answer for
// what is unknown, waits for its second person, is over, or is another officer's.
RESULT signin_find(struct node *n, const char *kind, struct view pin, struct view officer, struct officer *out, struct text *name, struct error *err);
RESULT signin_used(struct node *n, struct view name, struct error *err);
// Of a session that was opened with the credential of this name: how it was proven, and which key its connections must show.
RESULT signin_session(struct node *n, struct view name, struct officer *o, struct error *err);
// What came of a sign-in: when it is nobody's, that is an entry of the log, which names only a commitment to what was tried.
struct result sign_in_told(struct node_call *call, const char *by, struct result r);
RESULT signin_ended(struct node *n, struct view officer, struct error *err);  // the account's end

#endif
