// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// delivery.h — the manifest of what a provider hands over: Implementing Regulation (EU) 2025/1550, annex, points 3.2 and 3.3.3.
//
//   {"malines": "delivery/1", "sender", "recipient", "order", "sent_at", "means": "system" | "fetched",
//    "files": [{"item", "name", "bytes", "sha256", "sha3_256", "encrypted", "why_plain"?}],
//    "available_from", "available_until", "remarks"?}
// Up to 25 600 kB together go through the system; more is fetched in parts while the window is open, as long as the law lets it.
#ifndef MALINES_ORDERS_DELIVERY_H
#define MALINES_ORDERS_DELIVERY_H

#include "codec/json.h"
#include "base/instant.h"
#include "crypto/hash.h"

enum { DELIVERY_SYSTEM_BYTES_MAX = 25600 * 1024, DELIVERY_FILES_MAX = 100 };
struct delivery_window { int64_t least_ms, most_ms; };  // laws/retention.yaml, delivery_least and delivery_most
// BAD_FIELD: what is missing or contradicts the rules above.
RESULT delivery_check(const json_t *manifest, struct delivery_window window, struct error *err);
const char *delivery_means(const json_t *files);                          // by how much it is
const json_t *delivery_file(const json_t *manifest, struct view item);    // NULL: not one of its files; borrowed
RESULT delivery_open_at(const json_t *manifest, struct instant when, struct error *err);  // EXPIRED: the window is not open

#endif
