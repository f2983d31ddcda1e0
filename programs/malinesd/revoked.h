// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// revoked.h — asking the authorities' responder whether the card before us was revoked (RFC 6960), at the sign-in and again every
// ten minutes while its session is used. The address stands in the settings; those that certificates name are not followed.
// What is said as "good" is remembered for ten minutes, or less when the answer says so; nothing else is.
#ifndef MALINESD_REVOKED_H
#define MALINESD_REVOKED_H

#include "api/config.h"
#include "api/route.h"
#include "net/http_client.h"

struct revoked_desk;
typedef void revoked_told(const char *why);  // for the node's log: why nobody could be asked, or was refused; names nobody
// *out is NULL when the settings name no responder. BAD_YAML.
RESULT revoked_new(struct loop *l, const struct sys *sys, const struct config_cards *settings, revoked_told *told,
                   struct revoked_desk **out, struct error *err);
struct revoked_desk *revoked_free(struct revoked_desk *d);  // gives NULL; who still waits is told NOT_ASKED
struct api_cards revoked_door(struct revoked_desk *d);

#endif
