// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// serve.h — between the HTTP listeners (net/http_server.h) and what answers: the API, the console's files, the node.
#ifndef MALINES_API_SERVE_H
#define MALINES_API_SERVE_H

#include "api/route.h"
#include "federation/trust.h"
#include "net/http_server.h"

// For the console's listener and the CLI's socket; `ctx` is the struct api. Below /api/ its calls, elsewhere the
// console's files; an address that is no file gives the console's page, which
// has pages of its own (for people's bookmarks).
void serve_people(void *api, struct http_request *r);
void serve_people_tls(void *api, struct http_request *r);  // the same, over our own TLS, where a card may be shown

// For the listener of other nodes; `ctx` is a struct peers_served. Who calls is whom the pinned certificate says.
struct peers_served {
    struct node *node;
    const struct trust *trust;
};
void serve_peers(void *peers_served, struct http_request *r);
bool peer_is_member(void *trust, const struct spki *key);  // the gate of that listener

#endif
