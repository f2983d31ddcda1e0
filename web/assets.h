// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// assets.h — the console, carried inside the binary: a sorted table of files, each stored as gzip.
//
// Whoever serves it sends `gz` as it stands with Content-Encoding: gzip (and inflates for a client that does not
// take it), the ETag, and answers 304 to If-None-Match. What lies under /assets/ has the hash of its content in its
// name and never changes. Where the console was not built, the table holds one plain page that says so.
#ifndef MALINES_WEB_ASSETS_H
#define MALINES_WEB_ASSETS_H

#include "base/view.h"

struct asset {
    const char *path;         // "/index.html"
    const char *type;         // Content-Type, with its charset
    const unsigned char *gz;  // RFC 1952, one member, no name and no time: the same input gives the same bytes
    size_t gz_bytes, raw_bytes;
    char etag[36];            // with its quotes: 32 hex digits of the SHA-256 of the raw bytes
};

// "/" is the index. NULL when there is no such file: nothing is decoded, joined or read from a disk.
const struct asset *asset_find(struct view path);
size_t asset_count(void);
const struct asset *asset_at(size_t i);  // in byte order of the paths; i < asset_count()

#endif
