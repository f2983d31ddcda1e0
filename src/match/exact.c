// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/exact.h"

#include <stdlib.h>

enum { NUMBERS_MAX = 8, SHARD_BITS = 10, FIRST_ROOM = 8 };
static const uint64_t GONE_ROW = UINT64_MAX;
static const uint32_t GONE_KEY = UINT32_MAX;

struct exact_shard {
    size_t room, used;               // used: rows that are or were
    struct exact_row row[];
};

// ---- rows ---------------------------------------------------------------------------------------

// key 44 bits | shelf 6 | kind 4 | paper | loose | 1: a row is never 0
static uint64_t pack(uint64_t key, unsigned shelf, unsigned kind, bool paper, bool loose) {
    return key << 20 | (uint64_t)shelf << 14 | (uint64_t)kind << 10 | (uint64_t)paper << 9 | (uint64_t)loose << 8 | 1;
}
static struct exact_entry unpack(uint64_t w) {
    return (struct exact_entry){w >> 20, (uint8_t)(w >> 14 & 63), (uint8_t)(w >> 10 & 15), w >> 9 & 1, w >> 8 & 1};
}

static uint64_t row_hash(uint64_t hash) { return hash == 0 || hash == GONE_ROW ? 1 : hash; }
static size_t shard_of(uint64_t hash) { return (size_t)(hash >> (64 - SHARD_BITS)); }
static size_t start_of(const struct exact_shard *s, uint64_t hash) { return (size_t)(((hash & UINT32_MAX) * s->room) >> 32); }

static size_t shard_bytes(size_t room) { return sizeof(struct exact_shard) + room * sizeof(struct exact_row); }

static void end_shard(void *ctx, void *what, uint32_t which) {
    struct exact_shard *s = what;
    (void)ctx, (void)which;
    explicit_bzero(s, shard_bytes(s->room));
    free(s);
}

static void put_row(struct exact_shard *s, uint64_t hash, uint64_t what) {
    size_t i = start_of(s, hash);
    while (atomic_load_explicit(&s->row[i].hash, memory_order_relaxed)) i = i + 1 < s->room ? i + 1 : 0;
    atomic_store_explicit(&s->row[i].what, what, memory_order_relaxed);
    atomic_store_explicit(&s->row[i].hash, hash, memory_order_release);
    s->used++;
}

static struct exact_shard *shard_with_room(struct exact *x, size_t k) {
    struct exact_shard *old = atomic_load(&x->shard[k]);
    if (old && old->used * 100 < old->room * 80) return old;
    size_t live = 0;
    for (size_t i = 0; old && i < old->room; i++) live += old->row[i].hash && old->row[i].hash != GONE_ROW;
    size_t room = live * 3 / 2 + FIRST_ROOM;
    struct exact_shard *s = calloc(1, shard_bytes(room));
    ENSURE(s);
    s->room = room;
    for (size_t i = 0; old && i < old->room; i++)
        if (old->row[i].hash && old->row[i].hash != GONE_ROW) put_row(s, old->row[i].hash, old->row[i].what);
    atomic_store(&x->shard[k], s);
    x->bytes += shard_bytes(room) - (old ? shard_bytes(old->room) : 0);
    if (old) epoch_retire(x->epoch, end_shard, NULL, old, 0);
    return s;
}

bool exact_next(const struct exact *x, uint64_t hash, size_t *at, struct exact_entry *out) {
    hash = row_hash(hash);
    const struct exact_shard *s = atomic_load_explicit(&((struct exact *)x)->shard[shard_of(hash)], memory_order_acquire);
    if (!s) return false;
    for (size_t i = (start_of(s, hash) + *at) % s->room; *at < s->room; i = i + 1 < s->room ? i + 1 : 0) {
        uint64_t h = atomic_load_explicit(&((struct exact_shard *)s)->row[i].hash, memory_order_acquire);
        if (!h) return false;
        ++*at;
        uint64_t what = h == hash ? atomic_load_explicit(&((struct exact_shard *)s)->row[i].what, memory_order_relaxed) : 0;
        if (what) return *out = unpack(what), true;  // 0: dropped at this moment
    }
    return false;
}

// ---- by key -------------------------------------------------------------------------------------

// A cell: the tag of a key above, the shard below, never 0. A tag may lie: the shard says whether the key is there.
static uint64_t key_hash(uint64_t key) {
    key = (key ^ key >> 31) * 0x9e3779b97f4a7c15u;
    return key ^ key >> 29;
}
static uint32_t cell_of(uint64_t key, size_t shard) { return (uint32_t)(key_hash(key) >> 43) << (SHARD_BITS + 1) | (uint32_t)shard << 1 | 1; }
static size_t cell_start(const struct exact *x, uint64_t key) { return (size_t)((key_hash(key) & UINT32_MAX) * x->key_room >> 32); }

static void put_cell(struct exact *x, uint64_t key, size_t shard) {
    size_t i = cell_start(x, key);
    while (x->of_key[i]) i = i + 1 < x->key_room ? i + 1 : 0;
    x->of_key[i] = cell_of(key, shard);
    x->key_used++;
}

// Every key of every row, once for each shard it has rows in.
static void keys_anew(struct exact *x) {
    if (x->key_used * 100 < x->key_room * 80) return;
    free(x->of_key);
    x->key_room = x->rows * 3 / 2 + 64;
    x->key_used = 0;
    x->of_key = calloc(x->key_room, sizeof *x->of_key);
    ENSURE(x->of_key);
    for (size_t k = 0; k < EXACT_SHARDS; k++) {
        const struct exact_shard *s = x->shard[k];
        for (size_t i = 0; s && i < s->room; i++)
            if (s->row[i].hash && s->row[i].hash != GONE_ROW) put_cell(x, unpack(s->row[i].what).key, k);
    }
}

static bool drop_rows(struct exact *x, size_t k, uint64_t key, unsigned *shelf) {
    struct exact_shard *s = x->shard[k];
    bool found = false;
    for (size_t i = 0; s && i < s->room; i++) {
        uint64_t hash = s->row[i].hash, what = s->row[i].what;
        if (!hash || hash == GONE_ROW || what >> 20 != key) continue;
        atomic_store(&s->row[i].hash, GONE_ROW);
        atomic_store(&s->row[i].what, 0);
        *shelf = unpack(what).shelf;
        x->rows--;
        found = true;
    }
    return found;
}

bool exact_drop(struct exact *x, uint64_t key, unsigned *shelf) {
    bool found = false;
    if (key >= EXACT_KEYS_END || !x->key_room) return false;
    for (size_t i = cell_start(x, key); x->of_key[i]; i = i + 1 < x->key_room ? i + 1 : 0) {
        uint32_t cell = x->of_key[i];
        size_t shard = cell >> 1 & (EXACT_SHARDS - 1);
        if (cell == GONE_KEY || cell != cell_of(key, shard)) continue;
        if (!drop_rows(x, shard, key, shelf)) continue;
        x->of_key[i] = GONE_KEY;
        found = true;
    }
    return found;
}

// ---- a snapshot ---------------------------------------------------------------------------------

size_t exact_rows_of(const struct exact *x, size_t shard, uint64_t (*out)[2]) {
    const struct exact_shard *s = x->shard[shard];
    size_t n = 0;
    for (size_t i = 0; s && i < s->room; i++) {
        if (!s->row[i].hash || s->row[i].hash == GONE_ROW) continue;
        if (out) out[n][0] = s->row[i].hash, out[n][1] = s->row[i].what;
        n++;
    }
    return n;
}

static bool row_is_sound(size_t shard, const uint64_t row[2]) {
    return row[0] && row[0] != GONE_ROW && shard_of(row[0]) == shard && row[1] & 1 && unpack(row[1]).kind < SUBJECT_KIND_COUNT;
}

bool exact_restore(struct exact *x, size_t shard, const uint64_t (*rows)[2], size_t count, _Atomic size_t *on_shelf) {
    if (!count) return true;
    size_t room = count * 5 / 4 + FIRST_ROOM;
    struct exact_shard *s = calloc(1, shard_bytes(room));
    ENSURE(s);
    s->room = room;
    x->shard[shard] = s;
    x->bytes += shard_bytes(room);
    x->rows += count;
    for (size_t i = 0; i < count; i++) {
        if (!row_is_sound(shard, rows[i])) return false;
        put_row(s, rows[i][0], rows[i][1]);
        on_shelf[unpack(rows[i][1]).shelf]++;
    }
    return true;
}

void exact_restored(struct exact *x) { keys_anew(x); }

// ---- all ----------------------------------------------------------------------------------------

void exact_begin(struct exact *x, struct epoch *epoch) { *x = (struct exact){.epoch = epoch}; }

void exact_end(struct exact *x) {
    for (size_t k = 0; k < EXACT_SHARDS; k++) free(x->shard[k]);
    free(x->of_key);
}

size_t exact_bytes(const struct exact *x) { return x->bytes + x->key_room * sizeof *x->of_key; }

bool exact_takes(uint64_t key, const struct form *f) {
    return key < EXACT_KEYS_END && f->number_count && f->number_count <= NUMBERS_MAX && !f->name_count && !f->birth_count && !f->nationality_count
           && !f->birth_place_count && !f->sex;
}

void exact_put(struct exact *x, uint64_t key, unsigned shelf, const struct form *f) {
    for (size_t i = 0; i < f->number_count; i++) {
        const struct form_number *n = &f->numbers[i];
        uint64_t hash = row_hash(n->hash);
        keys_anew(x);
        put_cell(x, key, shard_of(hash));
        put_row(shard_with_room(x, shard_of(hash)), hash, pack(key, shelf, f->kind, n->paper, n->loose));
        x->rows++;
    }
}
