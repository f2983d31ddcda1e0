// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// throttle.h — what stops guessing and repeating: waits after wrong passwords, and the memory of signed calls.
#ifndef MALINES_API_THROTTLE_H
#define MALINES_API_THROTTLE_H

#include "base/instant.h"

// ---- Waits ----
// Wrong tries are counted by a key (an officer's id, an address). After `free_tries` each doubles the wait, from one
// second to fifteen minutes; a right one forgets them, and so does an hour of silence. The table is of fixed size: when
// it is full the key that was silent longest gives way.
enum { THROTTLE_SLOTS = 1024, THROTTLE_WAIT_S_MAX = 15 * 60, THROTTLE_FORGET_S = 3600 };
struct throttle;
struct throttle *throttle_new(void);
struct throttle *throttle_free(struct throttle *t);  // gives NULL
// Seconds to wait before `key` may try again; 0: now.
uint32_t throttle_wait_s(const struct throttle *t, struct view key, struct tick now);
void throttle_wrong(struct throttle *t, struct view key, unsigned free_tries, struct tick now);
void throttle_right(struct throttle *t, struct view key);

// ---- Seen before ----
// Remembers 16-byte marks for at least `window_ms`, at most twice that. False when `mark` is remembered already, or
// when so many came that it can't be promised (`*full`).
struct seen;
struct seen *seen_new(uint64_t window_ms);
struct seen *seen_free(struct seen *s);  // gives NULL
bool seen_first(struct seen *s, const uint8_t mark[16], struct tick now, bool *full);

#endif
