// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// custody.h — the custody line of one item: who had it, when, where, why, from the first event on (ISO/IEC 27037).
//
// An event is a JSON object; its digest is SHA-256("malines/custody/1" LF canonical JSON). It names the digest of the one
// before it and carries a salt, so that the digest, which stands in the audit log and in time-stamps, tells nothing.
// The first event says what came in: both digests and the length.
//
//   {"malines":"custody/1","item","number","act","at","who","authority","where","why","basis","case","prev","salt",
//    and where they apply: "happened_at","seal","device","tool","write_blocker","from","to","note","sha256","sha3_256","bytes"}
#ifndef MALINES_EVIDENCE_CUSTODY_H
#define MALINES_EVIDENCE_CUSTODY_H

#include "codec/json.h"
#include "evidence/digests.h"

enum { CUSTODY_WORDS_MAX = 2000, CUSTODY_SALT_BYTES = 16, CUSTODY_EVENTS_MAX = 10000 };

// What can be done with an item; the first of its line is one of those marked.
#define ACT_LIST(X)                                                                                                   \
    X(collected, true)  /* taken from a place or a device by us */                                                   \
    X(delivered, true)  /* handed in by somebody: a provider, another authority */                                   \
    X(derived, true)    /* came out of another item, that was opened: the note says which */                         \
    X(sealed, false) X(unsealed, false) X(moved, false) X(handed_over, false) X(opened, false) X(examined, false)    \
    X(copied, false)    /* a copy left, as in a court bundle */                                                      \
    X(decrypted, false) /* opened, or tried to be, with a key lawfully obtained */                                   \
    X(checked, false)   /* read again: it is what came in */                                                         \
    X(damaged, false)   /* read again: it is not */                                                                  \
    X(term_over, false) /* its term is over: it waits for two persons, or for nobody */                              \
    X(quarantined, false) /* put aside: the note says because of what */                                              \
    X(released, false)  /* let out of quarantine */                                                                  \
    X(restricted, false) /* it may not be used: the note says who objects and on which ground */                     \
    X(kept_on, false)   /* it is still needed: until when, the note says */                                          \
    X(annotated, false) X(returned, false) X(destroyed, false)

// Is `event` well formed as number `number` of the line of `item`? Words are UTF-8 of at most CUSTODY_WORDS_MAX bytes; who,
// where, why and basis are there and not empty. BAD_FIELD names the member, never its content.
RESULT custody_event_check(const json_t *event, struct view item, int64_t number, struct error *err);
struct digest custody_digest(const json_t *event);

// A whole line, in order: every event well formed, linked to the one before. *what is what came in, `digests` (may be
// NULL) gets each event's digest. LOG_BROKEN, BAD_FIELD, BAD_FORMAT.
RESULT custody_line_check(const json_t *events, struct view item, struct digests *what, struct digest *digests, struct error *err);

#endif
