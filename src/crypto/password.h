// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// password.h — passwords of local accounts, kept as Argon2id (RFC 9106 §4, second choice: 64 MiB, 3 passes).
#ifndef MALINES_CRYPTO_PASSWORD_H
#define MALINES_CRYPTO_PASSWORD_H

#include "base/text.h"
#include "sys/sys.h"

enum { PASSWORD_BYTES_MIN = 8, PASSWORD_BYTES_MAX = 1024 };

// Appends "$argon2id$v=19$m=65536,t=3,p=1$SALT$HASH". BAD_FIELD outside the lengths above; NO_SYSTEM without memory.
RESULT password_keep(const struct sys *sys, struct view password, struct text *out, struct error *err);
// Does it fit? `kept` may be empty (no such account): the same work is done and the answer is no.
bool password_fits(struct view password, struct view kept);

#endif
