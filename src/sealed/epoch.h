// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// epoch.h — an owner's keys, each for one partner, one purpose class and one week, and what is left of each quota.
//
// Each epoch has one random secret; the key of a (partner, class) is derived from it (RFC 9497, DeriveKeyPair) with
// "malines/sealed/1|OWNER|PARTNER|CLASS|EPOCH". The secret is destroyed a day after its epoch has ended: from then on
// not even the owner can compute again who would have met. Everything runs inside the caller's transaction.
#ifndef MALINES_SEALED_EPOCH_H
#define MALINES_SEALED_EPOCH_H

#include "sealed/oprf.h"
#include "store/store.h"

extern const struct migration SEALED_MIGRATIONS[];
extern const size_t SEALED_MIGRATION_COUNT;

#define EPOCH_MS (7 * DAY_MS)
#define FILTER_VALID_MS DAY_MS          // from the moment of which it is; after the end of its epoch too
#define FILTER_REBUILD_MS (20 * HOUR_MS)

int64_t sealed_epoch(struct instant at);
// May a question still be evaluated under this epoch? The present one, and the last during the day after its end.
bool sealed_epoch_open(int64_t epoch, struct instant now);
// Makes the secret of the present epoch when it is first needed. EXPIRED: that epoch's is gone, or not yet there.
RESULT sealed_key(struct store *s, struct view owner, struct view partner, struct view purpose_class, int64_t epoch, struct instant now,
                  struct oprf_key *out, struct error *err);
RESULT sealed_forget(struct store *s, struct instant now, struct error *err);  // secrets that are over

// What a filter is filled up with, from number `from` on: values that nobody can ask for, the same again for whoever holds
// the key, so that a filter can be recomputed to the byte. The number UINT64_MAX - 1 is the filter's seed.
void sealed_padding(const struct oprf_key *key, int64_t as_of, uint64_t from, uint64_t *out, size_t count);

// Take `keys` from what `who` (an officer's pseudonym; empty: the partner as a whole) of a partner has left of
// `a_day`: a bucket that holds a day's worth and fills evenly. QUOTA when there is not as much; then nothing is taken.
RESULT sealed_quota_take(struct store *s, struct view partner, struct view purpose_class, struct view who, int64_t keys, int64_t a_day,
                         struct instant now, struct error *err);

#endif
