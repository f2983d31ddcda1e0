// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// channel.h — ordered streams of messages between two nodes, each with its effect exactly once.
//
// A channel is (me, peer, name). The sender numbers its messages 1, 2, 3... in the transaction that causes
// them; they wait in the outbox until the peer's signed receipt is held. The receiver keeps, for ever, the
// digest of every message it took: the same number with the same bytes gives the same receipt again, with
// other bytes it is REPLAYED, an earlier number still missing is a GAP. No clock is trusted for this.
// Everything here runs inside the caller's transaction (promise P8).
#ifndef MALINES_FEDERATION_CHANNEL_H
#define MALINES_FEDERATION_CHANNEL_H

#include "store/store.h"

extern const struct migration CHANNEL_MIGRATIONS[];
extern const size_t CHANNEL_MIGRATION_COUNT;

enum { DIGEST_BYTES = 32, CHANNEL_BODY_BYTES_MAX = 224 * 1024 };

struct post {             // one message in the outbox
    int64_t seq;          // from 1, without gaps
    struct view type;     // "copy", "request", "decision"...
    struct view body;     // canonical JSON
};

// ---- Sending ----
// Put a message in; `seq` gets its number. TOO_BIG above CHANNEL_BODY_BYTES_MAX.
RESULT outbox_put(struct store *s, struct view peer, struct view channel, struct view type, struct view body, int64_t *seq,
                  struct error *err);
// The oldest waiting messages, as many as fit in `bytes_max` (at least one) and `count_max`.
typedef struct result post_reader(void *ctx, const struct post *p, struct error *err);
RESULT outbox_read(struct store *s, struct view peer, struct view channel, int64_t count_max, size_t bytes_max,
                   post_reader *reader, void *ctx, struct error *err);
// The peer holds everything up to `seq`: forget it. A number never sent is refused (BAD_FIELD).
RESULT outbox_settle(struct store *s, struct view peer, struct view channel, int64_t seq, struct error *err);
RESULT outbox_waiting(struct store *s, struct view peer, struct view channel, int64_t *count, struct error *err);
RESULT outbox_last(struct store *s, struct view peer, struct view channel, int64_t *seq, struct error *err);  // 0: none ever

// ---- Receiving ----
enum arrival { ARRIVED_NEW, ARRIVED_AGAIN };
// Note message `seq`. ARRIVED_NEW: the caller makes its effect now, in this transaction, and tells its log
// index with inbox_logged. ARRIVED_AGAIN: nothing to do; `log_index` is the one told then. GAP, REPLAYED.
RESULT inbox_take(struct store *s, struct view peer, struct view channel, int64_t seq, const unsigned char digest[DIGEST_BYTES],
                  struct instant now, enum arrival *out, int64_t *log_index, struct error *err);
RESULT inbox_logged(struct store *s, struct view peer, struct view channel, int64_t seq, int64_t log_index, struct error *err);
// The effect was not possible: the receipt says so, each time it is asked for. Empty: it was taken. NOT_FOUND.
RESULT inbox_refused(struct store *s, struct view peer, struct view channel, int64_t seq, struct view code, struct error *err);
RESULT inbox_refusal(struct store *s, struct view peer, struct view channel, int64_t seq, struct text *code, struct error *err);
// Was anything of this channel refused that we could have held (NO_BASIS: we may not)? Then what it builds is not whole.
RESULT inbox_has_gaps(struct store *s, struct view peer, struct view channel, bool *out, struct error *err);
RESULT inbox_last(struct store *s, struct view peer, struct view channel, int64_t *seq, struct error *err);  // 0: none ever

#endif
