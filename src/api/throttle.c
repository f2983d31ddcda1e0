// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/throttle.h"

#include <stdlib.h>

#define US_PER_S UINT64_C(1000000)

// ---- Waits ----
struct slot {
    uint64_t key;        // FNV-1a of the key; 0: empty. Two keys that meet share their waits, which harms nobody.
    unsigned wrong;
    struct tick last, until;
};
struct throttle {
    struct slot slots[THROTTLE_SLOTS];
};

struct throttle *throttle_new(void) {
    struct throttle *t = calloc(1, sizeof *t);
    ENSURE(t);
    return t;
}

struct throttle *throttle_free(struct throttle *t) {
    free(t);
    return NULL;
}

static uint64_t fnv(struct view v) {
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < v.bytes; i++) h = (h ^ (uint8_t)v.at[i]) * UINT64_C(1099511628211);
    return h ? h : 1;
}

static const struct slot *slot_of(const struct throttle *t, uint64_t key) {
    for (size_t i = 0; i < THROTTLE_SLOTS; i++)
        if (t->slots[i].key == key) return &t->slots[i];
    return NULL;
}

static struct slot *slot_to_take(struct throttle *t) {
    struct slot *oldest = &t->slots[0];
    for (size_t i = 0; i < THROTTLE_SLOTS; i++) {
        if (t->slots[i].key == 0) return &t->slots[i];
        if (t->slots[i].last.us < oldest->last.us) oldest = &t->slots[i];
    }
    return oldest;
}

uint32_t throttle_wait_s(const struct throttle *t, struct view key, struct tick now) {
    const struct slot *s = slot_of(t, fnv(key));
    if (!s || s->until.us <= now.us) return 0;
    return (uint32_t)((s->until.us - now.us + US_PER_S - 1) / US_PER_S);
}

void throttle_wrong(struct throttle *t, struct view key, unsigned free_tries, struct tick now) {
    uint64_t k = fnv(key);
    struct slot *s = (struct slot *)slot_of(t, k);
    if (!s) s = slot_to_take(t);
    if (s->key != k || now.us > s->last.us + THROTTLE_FORGET_S * US_PER_S) *s = (struct slot){.key = k};
    s->last = now;
    if (++s->wrong <= free_tries) return;
    unsigned doublings = s->wrong - free_tries - 1;
    uint64_t wait_s = doublings < 10 ? UINT64_C(1) << doublings : THROTTLE_WAIT_S_MAX;
    if (wait_s > THROTTLE_WAIT_S_MAX) wait_s = THROTTLE_WAIT_S_MAX;
    s->until.us = now.us + wait_s * US_PER_S;
}

void throttle_right(struct throttle *t, struct view key) {
    struct slot *s = (struct slot *)slot_of(t, fnv(key));
    if (s) *s = (struct slot){0};
}

// ---- Seen before ----
// Two halves: the young one takes marks, the old one only remembers. After a window the old one is emptied and they
// change places, so a mark is remembered for one to two windows.
enum { HALF_SLOTS = 1 << 18, HALF_MARKS_MAX = HALF_SLOTS / 4 * 3 };
struct half {
    uint8_t (*marks)[16];  // all zero: empty; NULL before the first, and untouched pages cost nothing
    size_t count;
};
struct seen {
    struct half young, old;
    uint64_t window_us;
    struct tick since;
};

struct seen *seen_new(uint64_t window_ms) {
    struct seen *s = calloc(1, sizeof *s);
    ENSURE(s);
    s->window_us = window_ms * 1000;
    return s;
}

struct seen *seen_free(struct seen *s) {
    if (!s) return NULL;
    free(s->young.marks);
    free(s->old.marks);
    free(s);
    return NULL;
}

static void half_empty(struct half *h) {
    free(h->marks);
    *h = (struct half){0};
}

static void seen_age(struct seen *s, struct tick now) {
    uint64_t age = now.us - s->since.us;
    if (age < s->window_us) return;
    struct half old = s->old;
    s->old = s->young;
    s->young = old;
    half_empty(&s->young);
    if (age >= 2 * s->window_us) half_empty(&s->old);
    s->since = now;
}

static size_t half_place(const struct half *h, const uint8_t mark[16], bool *there) {
    static const uint8_t empty[16];
    uint64_t at;
    memcpy(&at, mark, sizeof at);
    *there = false;
    if (!h->marks) return at % HALF_SLOTS;
    for (;; at++) {
        const uint8_t *slot = h->marks[at % HALF_SLOTS];
        *there = memcmp(slot, mark, 16) == 0;
        if (*there || memcmp(slot, empty, 16) == 0) return at % HALF_SLOTS;
    }
}

bool seen_first(struct seen *s, const uint8_t mark[16], struct tick now, bool *full) {
    bool in_old, in_young;
    seen_age(s, now);
    *full = false;
    half_place(&s->old, mark, &in_old);
    size_t place = half_place(&s->young, mark, &in_young);
    if (in_old || in_young) return false;
    *full = s->young.count >= HALF_MARKS_MAX;
    if (*full) return false;
    if (!s->young.marks) s->young.marks = calloc(HALF_SLOTS, 16);
    ENSURE(s->young.marks);
    memcpy(s->young.marks[place], mark, 16);
    s->young.count++;
    return true;
}
