// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// address.h — "https://HOST[:PORT]/PATH" of the settings, taken apart for http_client.h.
#ifndef MALINESD_ADDRESS_H
#define MALINESD_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

enum { ADDRESS_ROOM = 256 };
struct address {
    char host[ADDRESS_ROOM], path[ADDRESS_ROOM];
    uint16_t port;
    bool tls;
};
bool address_read(const char *url, struct address *out);  // false: not of that form; `out` is then of no use

#endif
