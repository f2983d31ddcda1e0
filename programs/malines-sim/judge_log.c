// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// judge_log.c — the log, read with the judge's own eyes: entries in order, one leaf a message, and checkpoints seen
// on the way recomputed by the plain definition of RFC 6962 §2.1, without the hashes that the log keeps.
#include "judge.h"

#include "federation/channel.h"

#include <stdlib.h>

enum { MESSAGES_MAX = 4096, ROOTS_MAX = 12 };  // recomputed a look: each costs the whole log

struct leaves {
    struct digest *at;
    size_t count, room;
    int64_t in[MEMBERS][LANES], out[MEMBERS][LANES];  // messages told by the leaves, so far
    int64_t (*leaf_of)[LANES][MESSAGES_MAX];          // [peer][lane][number]: where a message that came in stands
};

static struct digest plain_leaf(struct view entry) {
    struct hash h;
    hash_begin(&h);
    hash_add(&h, (struct view){"\0", 1});
    hash_add(&h, entry);
    return hash_end(&h);
}

static struct digest plain_root(const struct digest *leaf, size_t n) {
    if (n == 0) return sha256(VIEW(""));
    if (n == 1) return leaf[0];
    size_t k = 1;
    while (2 * k < n) k *= 2;
    struct digest left = plain_root(leaf, k), right = plain_root(leaf + k, n - k);
    struct hash h;
    hash_begin(&h);
    hash_add(&h, (struct view){"\1", 1});
    hash_add(&h, digest_view(&left));
    hash_add(&h, digest_view(&right));
    return hash_end(&h);
}

static const char *const lanes[LANES] = {"alerts", "requests", "dna", "prints"};

static int lane_of(struct view channel) {
    int lane = LANES - 1;
    while (lane > 0 && !view_is(channel, lanes[lane])) lane--;
    return lane;
}

static void judge_message(struct judge *j, struct leaves *l, int member, const json_t *entry, bool in) {
    int peer = cast_index(json_view(entry, "peer")), lane = lane_of(json_view(entry, "channel"));
    if (peer >= MEMBERS) return;
    int64_t *last = in ? &l->in[peer][lane] : &l->out[peer][lane], seq = json_int(entry, "seq");
    if (seq != *last + 1)
        judge_break(j, "I2, I10: the log of %s tells of message %d %s %s after message %d", cast_id(member), (int)seq,
                    in ? "from" : "to",
                    cast_id(peer), (int)*last);
    *last = seq;
    if (in && seq > 0 && seq < MESSAGES_MAX) l->leaf_of[peer][lane][seq] = (int64_t)l->count - 1;
}

static void judge_entry(struct judge *j, struct leaves *l, int member, const json_t *entry) {
    struct view op = json_view(entry, "op");
    bool in = view_is(json_view(entry, "direction"), "in");
    if (view_is(op, "message")) judge_message(j, l, member, entry, in);
    if (!view_is(op, "disclosure") || !view_is(json_view(entry, "decision"), "published")) return;
    int peer = cast_index(json_view(entry, "peer"));
    if (peer < MEMBERS) l->out[peer][0]++;
}

// Only these are read as JSON: it is most of the judge's time.
static bool tells_of_message(struct view entry) {
    return memmem(entry.at, entry.bytes, "\"message\"", 9) || memmem(entry.at, entry.bytes, "\"disclosure\"", 12);
}

static RESULT read_leaves(struct judge *j, struct store *store, int member, struct leaves *l, struct error *err) {
    static const struct stmt ALL = {"SELECT id, entry FROM audit_entry ORDER BY id"};
    struct cursor c;
    TRY(store_query(store, &ALL, NO_VALUES, &c, err));
    while (cursor_next(&c)) {
        AUTO_JSON *entry = NULL;
        bool read = !tells_of_message(cursor_view(&c, 1)) || !FAILED(json_strict(cursor_view(&c, 1), &entry, NULL));
        if (cursor_int(&c, 0) != (int64_t)l->count || !read)
            judge_break(j, "I3: the log of %s has a hole or an unreadable entry at %d", cast_id(member), (int)l->count);
        if (l->count == l->room) {
            l->room = l->room ? 2 * l->room : 1024;
            l->at = realloc(l->at, l->room * sizeof *l->at);
            ENSURE(l->at);
        }
        l->at[l->count++] = plain_leaf(cursor_view(&c, 1));
        if (entry) judge_entry(j, l, member, entry);
    }
    return cursor_end(&c, err);
}

static void judge_counts(struct judge *j, struct store *store, int member, const struct leaves *l) {
    for (int peer = 0; peer < MEMBERS; peer++)
        for (int lane = 0; lane < LANES && peer != member; lane++) {
            int64_t in = 0, out = 0;
            struct view id = view_of(cast_id(peer)), name = view_of(lanes[lane]);
            if (FAILED(inbox_last(store, id, name, &in, NULL)) || FAILED(outbox_last(store, id, name, &out, NULL)))
                continue;
            if (in != l->in[peer][lane])
                judge_break(j, "I2: %s took %d messages of %s and its log tells of %d", cast_id(member), (int)in,
                            cast_id(peer), (int)l->in[peer][lane]);
            if (out != l->out[peer][lane])
                judge_break(j, "I2: %s wrote %d messages to %s and its log tells of %d", cast_id(member), (int)out,
                            cast_id(peer), (int)l->out[peer][lane]);
        }
}

// Each message of the inbox names its leaf, and it is that message's.
static RESULT judge_inbox(struct judge *j, struct store *store, int member, const struct leaves *l, struct error *err) {
    static const struct stmt ALL = {"SELECT peer, channel, seq, log_index FROM inbox"};
    struct cursor c;
    int64_t rows = 0, told = 0;
    TRY(store_query(store, &ALL, NO_VALUES, &c, err));
    for (; cursor_next(&c); rows++) {
        int peer = cast_index(cursor_view(&c, 0)), lane = lane_of(cursor_view(&c, 1));
        int64_t seq = cursor_int(&c, 2);
        if (peer < MEMBERS && seq > 0 && seq < MESSAGES_MAX && l->leaf_of[peer][lane][seq] != cursor_int(&c, 3))
            judge_break(j, "I2: message %d of %s at %s names a leaf that is not its own", (int)seq, cast_id(peer),
                        cast_id(member));
    }
    TRY(cursor_end(&c, err));
    for (int peer = 0; peer < MEMBERS; peer++)
        for (int lane = 0; lane < LANES; lane++) told += l->in[peer][lane];
    if (rows != told)
        judge_break(j, "I1: %s holds %d messages and its log tells of %d", cast_id(member), (int)rows, (int)told);
    return DONE;
}

static void judge_roots(struct judge *j, int member, const struct leaves *l) {
    int left = ROOTS_MAX;
    for (size_t i = j->checkpoint_count; i-- > 0 && left > 0;) {
        const struct checkpoint_note *c = &j->checkpoints[i];
        if (c->member != member) continue;
        left--;
        if (c->size > (int64_t)l->count) {
            judge_break(j, "I3: %s signed a log of %d entries and holds %d", cast_id(member), (int)c->size,
                        (int)l->count);
            return;
        }
        struct digest root = plain_root(l->at, (size_t)c->size);
        AUTO_TEXT text = text_with_ceiling(100);
        text_base64(&text, root.bytes, sizeof root.bytes);
        if (!view_is(text_seen(&text), c->root))
            judge_break(j, "I3: a checkpoint of %s at %d is not the beginning of its log", cast_id(member),
                        (int)c->size);
    }
}

RESULT judge_log(struct judge *j, struct store *store, int member, struct error *err) {
    struct leaves l = {.leaf_of = calloc(MEMBERS, sizeof *l.leaf_of)};
    ENSURE(l.leaf_of);
    struct result r = read_leaves(j, store, member, &l, err);
    if (!FAILED(r)) {
        judge_counts(j, store, member, &l);
        judge_roots(j, member, &l);
        r = judge_inbox(j, store, member, &l, err);
    }
    free(l.at);
    free(l.leaf_of);
    return r;
}
