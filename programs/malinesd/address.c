// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "address.h"

#include "base/view.h"

#include <stdio.h>
#include <string.h>

bool address_read(const char *url, struct address *out) {
    bool tls = strncmp(url, "https://", 8) == 0;
    if (!tls && strncmp(url, "http://", 7) != 0) return false;
    const char *at = strstr(url, "://") + 3, *slash = strchr(at, '/');
    char authority[ADDRESS_ROOM];
    if (!slash || (size_t)(slash - at) >= sizeof authority || strlen(slash) >= sizeof out->path) return false;
    snprintf(authority, sizeof authority, "%.*s", (int)(slash - at), at);
    char *colon = strrchr(authority, ':');
    uint64_t port = tls ? 443 : 80;
    if (colon && (!view_to_u64(view_of(colon + 1), &port) || !port || port > 65535)) return false;
    if (colon) *colon = '\0';
    snprintf(out->host, sizeof out->host, "%s", authority);
    snprintf(out->path, sizeof out->path, "%s", slash);
    out->port = (uint16_t)port, out->tls = tls;
    return *out->host && !strpbrk(out->path, " \r\n#");
}
