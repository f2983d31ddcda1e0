// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identifier_url.c — a URL as an identifier: its canonical form (codec/url.h), found by the SHA-256 of it, so that an address
// of any length, and one of which only the digest was told, is one key of 64 digits.
#include "base/text.h"
#include "codec/identifier_room.h"
#include "codec/url.h"

#include <stdio.h>

// "sha256:9f86…": of an address of which only the digest is told, or which is too long to stand in a reading.
static const char BY_DIGEST[] = "sha256:";

static struct view digest_said(struct view v) {
    unsigned char d[32];
    v = view_trim(v);
    if (!view_starts(v, BY_DIGEST)) return (struct view){v.at, 0};
    struct view hex = {v.at + sizeof BY_DIGEST - 1, v.bytes - (sizeof BY_DIGEST - 1)};
    return hex_read(hex, d, sizeof d) ? hex : (struct view){v.at, 0};
}

enum identifier_reason read_url(const struct given *g, struct identifier_reading *out) {
    struct url u;
    char digest[URL_DIGEST_ROOM];
    struct view told = digest_said(g->raw);
    if (told.bytes) return text_set(out, "%s%.*s", BY_DIGEST, VIEW_ARGS(told)), IDENTIFIER_FORM_FITS;
    url_read(g->raw, &u);
    url_digest(u.text, digest);
    if (!*u.text) text_set(out, "%.*s", g->raw.bytes > IDENTIFIER_BYTES_MAX ? 0 : (int)g->raw.bytes, g->raw.at);
    else if (strlen(u.text) <= IDENTIFIER_BYTES_MAX) text_set(out, "%s", u.text);
    else text_set(out, "%s%s", BY_DIGEST, digest);
    if (strlen(u.loose) <= IDENTIFIER_BYTES_MAX) snprintf(out->loose, sizeof out->loose, "%s", u.loose);
    return u.reason;
}

static size_t put_key(struct identifier_key *out, size_t count, size_t room, struct view text, bool loose) {
    if (!text.bytes || count == room) return count;
    out[count].loose = loose;
    size_t n = identifier_fold(text, out[count].text, IDENTIFIER_BYTES_MAX);
    out[count].text[n] = '\0';
    return count + 1;
}

// One that did not say its scheme was read by a guess, and says less. One of a host alone is found by the host's name too.
size_t url_keys(struct view text, struct identifier_key *out, size_t room) {
    struct url u;
    char digest[URL_DIGEST_ROOM];
    struct view told = digest_said(text);
    if (told.bytes) return put_key(out, 0, room, told, false);
    url_read(text, &u);
    if (!*u.text) return 0;
    url_digest(u.text, digest);
    size_t count = put_key(out, 0, room, view_of(digest), u.reason == IDENTIFIER_NO_SCHEME);
    url_digest(u.loose, digest);
    count = put_key(out, count, room, view_of(digest), true);
    return u.only_host ? put_key(out, count, room, view_of(u.host), true) : count;
}
