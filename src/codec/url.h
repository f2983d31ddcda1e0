// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// url.h — the address of something on the net, in one canonical form, so that two authorities who hold the same address
// hold the same bytes. Nothing is ever fetched, resolved or followed.
//
// Canonical, after RFC 3986 §6.2.2 and §6.2.3, RFC 9110 §4.2.3, and what browsers do (the WHATWG URL standard) where these
// leave it open: scheme and host in lower case, the host in ASCII (UTS #46), an address of the net in its usual form, the
// port of the scheme dropped, escapes in capitals and only where they are needed, dot segments removed, an empty path made
// "/", the fragment dropped. What is written so that nobody follows it ("hxxps://example[.]org") is read. No parameter of a
// query is dropped or moved: which of them only track is the service's secret, and leaving one out may name another page.
#ifndef MALINES_CODEC_URL_H
#define MALINES_CODEC_URL_H

#include "codec/identifier.h"

enum { URL_BYTES_MAX = 2000, URL_HOST_ROOM = 256, URL_DIGEST_ROOM = 65 };

struct url {
    enum identifier_reason reason;  // FORM_FITS, NOT_PUBLIC; NO_SCHEME: read as https, but it did not say so; or why it is none
    char text[URL_BYTES_MAX + 1];   // canonical; "" when it is none
    char loose[URL_BYTES_MAX + 1];  // without http or https, who signs in, "www.", a "/" or "?" at the end: says less
    char host[URL_HOST_ROOM];
    bool only_host;                 // no path, no query: as good as its host's name
};
void url_read(struct view raw, struct url *out);
// SHA-256 of canonical bytes, 64 hexadecimal digits; "" when this computer's library has no SHA-256.
void url_digest(const char *text, char out[URL_DIGEST_ROOM]);

#endif
