// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// A canonical form reads as itself, is plain ASCII without blanks, and keeps what is looser. What is refused has no form.
#include "codec/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct url u, again;
    char digest[URL_DIGEST_ROOM];
    url_read((struct view){(const char *)data, size}, &u);
    bool read = u.reason == IDENTIFIER_FORM_FITS || u.reason == IDENTIFIER_NOT_PUBLIC || u.reason == IDENTIFIER_NO_SCHEME;
    ENSURE(read == (*u.text != '\0') && strlen(u.text) <= URL_BYTES_MAX && strlen(u.loose) <= URL_BYTES_MAX && strlen(u.host) < URL_HOST_ROOM);
    if (!read) return 0;
    for (const char *c = u.text; *c; c++) ENSURE(*c > ' ' && *c < 0x7f && *c != '#' && *c != '\\');
    url_read(view_of(u.text), &again);
    ENSURE(!strcmp(again.text, u.text) && !strcmp(again.loose, u.loose) && !strcmp(again.host, u.host) && again.only_host == u.only_host);
    ENSURE(again.reason == u.reason || u.reason == IDENTIFIER_NO_SCHEME);
    url_digest(u.text, digest);
    ENSURE(strlen(digest) == URL_DIGEST_ROOM - 1);
    return 0;
}
