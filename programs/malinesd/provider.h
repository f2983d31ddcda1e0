// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// provider.h — asking the house's identity provider for its token (RFC 6749 §4.1.3), over TLS 1.3 with its key pinned.
#ifndef MALINESD_PROVIDER_H
#define MALINESD_PROVIDER_H

#include "api/config.h"
#include "api/route.h"
#include "net/http_client.h"

struct provider;
// *out is NULL when the settings name none. The settings must stay.
RESULT provider_new(struct loop *l, const struct config_oidc *settings, const char *redirect, struct provider **out, struct error *err);
struct provider *provider_free(struct provider *p);  // gives NULL; who still waits is told UNREACHABLE
struct api_provider provider_door(struct provider *p);

#endif
