// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/exact.h"

#include <stdlib.h>

enum { NUMBERS_MAX = 8, SHARD_BITS = 10, FIRST_ROOM = 8 };
static const uint64_t GONE_ROW = UINT64_MAX;

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

// A cell: the tag of a key above, the shard below, odd. There is one for each row, and it goes with its row: a key whose rows were put and dropped
// a thousand times has no more to look at, and nothing of it stays. A tag may lie, of another key: the shard says whether this one is there.
static uint64_t key_hash(uint64_t key) {
    key = (key ^ key >> 31) * 0x9e3779b97f4a7c15u;
    return key ^ key >> 29;
}
static uint32_t cell_of(uint64_t key, size_t shard) { return (uint32_t)(key_hash(key) >> 43) << (SHARD_BITS + 1) | (uint32_t)shard << 1 | 1; }
static size_t cell_start(const struct exact_keys *k, uint64_t key) { return (size_t)((key_hash(key) & UINT32_MAX) * k->room >> 32); }

static void put_cell(struct exact_keys *k, uint64_t key, size_t shard) {
    size_t i = cell_start(k, key);
    while (k->cell[i] & 1) i = i + 1 < k->room ? i + 1 : 0;  // free or gone
    k->used += !k->cell[i];
    k->cell[i] = cell_of(key, shard);
}

// The first `count` of a key's cells that lead to this shard. They may be those of another key with that tag: what is left lies further on
// and is met from both.
static void drop_cells(struct exact_keys *k, uint64_t key, size_t shard, size_t count) {
    uint32_t cell = cell_of(key, shard);
    for (size_t i = cell_start(k, key); count && k->cell[i]; i = i + 1 < k->room ? i + 1 : 0)
        if (k->cell[i] == cell) k->cell[i] = EXACT_CELL_GONE, count--;
}

// The keys of all rows of a shard. Where each goes is far from the one before: memory is asked for some ahead.
static void move_shard(struct exact *x, size_t shard) {
    enum { AHEAD = 16 };
    const struct exact_shard *s = x->shard[shard];
    uint64_t keys[AHEAD];
    size_t n = 0;
    for (size_t i = 0; s && i < s->room; i++) {
        if (!s->row[i].hash || s->row[i].hash == GONE_ROW) continue;
        uint64_t key = unpack(s->row[i].what).key;
        __builtin_prefetch(&x->next.cell[cell_start(&x->next, key)], 1);
        if (n >= AHEAD) put_cell(&x->next, keys[n % AHEAD], shard);
        keys[n++ % AHEAD] = key;
    }
    for (size_t i = n < AHEAD ? 0 : n - AHEAD; i < n; i++) put_cell(&x->next, keys[i % AHEAD], shard);
}

// What is larger than malloc ever keeps goes back to the system, which wipes it.
static void end_keys(struct exact_keys *k) {
    enum { KEPT_MAX = 32 << 20 };
    if (k->cell && k->room * sizeof *k->cell <= KEPT_MAX) explicit_bzero(k->cell, k->room * sizeof *k->cell);
    free(k->cell);
}

static bool all_moved(struct exact *x) {
    if (x->moved < EXACT_SHARDS) return false;
    end_keys(&x->keys);
    x->keys = x->next;
    x->next = (struct exact_keys){0};
    x->moved = 0;
    return true;
}

// Room for another key. Of many keys one shard is moved a put, so that no put waits for all of them.
static void keys_with_room(struct exact *x) {
    enum { AT_ONCE = 1 << 16, START_PERCENT = 78, PUT_MEANWHILE = EXACT_SHARDS * NUMBERS_MAX };
    _Static_assert(AT_ONCE / 100 * (100 - START_PERCENT) > PUT_MEANWHILE, "the old table must not fill while its keys are moved");
    bool at_once = x->keys.room < AT_ONCE;
    if (!x->next.cell) {
        if (x->keys.used * 100 < x->keys.room * START_PERCENT) return;
        x->next.room = x->rows * 3 / 2 + (at_once ? 64 : PUT_MEANWHILE * 5 / 4);
        x->next.cell = calloc(x->next.room, sizeof *x->next.cell);
        ENSURE(x->next.cell);
    }
    do move_shard(x, x->moved++);
    while (!all_moved(x) && at_once);
}

static size_t drop_rows(struct exact *x, size_t k, uint64_t key, unsigned *shelf) {
    struct exact_shard *s = x->shard[k];
    size_t found = 0;
    for (size_t i = 0; s && i < s->room; i++) {
        uint64_t hash = s->row[i].hash, what = s->row[i].what;
        if (!hash || hash == GONE_ROW || what >> 20 != key) continue;
        atomic_store(&s->row[i].hash, GONE_ROW);
        atomic_store(&s->row[i].what, 0);
        *shelf = unpack(what).shelf;
        found++;
    }
    x->rows -= found;
    return found;
}

bool exact_drop(struct exact *x, uint64_t key, unsigned *shelf) {
    const struct exact_keys *k = &x->keys;
    bool found = false;
    if (key >= EXACT_KEYS_END || !k->room) return false;
    for (size_t i = cell_start(k, key); k->cell[i]; i = i + 1 < k->room ? i + 1 : 0) {
        size_t shard = k->cell[i] >> 1 & (EXACT_SHARDS - 1), rows;
        if (k->cell[i] != cell_of(key, shard) || !(rows = drop_rows(x, shard, key, shelf))) continue;
        drop_cells(&x->keys, key, shard, rows);
        if (shard < x->moved) drop_cells(&x->next, key, shard, rows);
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

void exact_restored(struct exact *x) { keys_with_room(x); }

// ---- all ----------------------------------------------------------------------------------------

void exact_begin(struct exact *x, struct epoch *epoch) { *x = (struct exact){.epoch = epoch}; }

void exact_end(struct exact *x) {
    for (size_t k = 0; k < EXACT_SHARDS; k++) free(x->shard[k]);
    free(x->keys.cell), free(x->next.cell);
}

size_t exact_bytes(const struct exact *x) { return x->bytes + (x->keys.room + x->next.room) * sizeof *x->keys.cell; }

bool exact_takes(uint64_t key, const struct form *f) {
    return key < EXACT_KEYS_END && f->number_count && f->number_count <= NUMBERS_MAX && !f->name_count && !f->birth_count && !f->nationality_count
           && !f->birth_place_count && !f->sex;
}

void exact_ask_for(const struct exact *x, uint64_t key, const struct form *f) {
    if (x->keys.room) __builtin_prefetch(&x->keys.cell[cell_start(&x->keys, key)], 1);
    for (size_t i = 0; i < f->number_count; i++) {
        uint64_t hash = row_hash(f->numbers[i].hash);
        struct exact_shard *s = atomic_load_explicit(&((struct exact *)x)->shard[shard_of(hash)], memory_order_relaxed);
        if (s) __builtin_prefetch(&s->row[start_of(s, hash)], 1);
    }
}

void exact_put(struct exact *x, uint64_t key, unsigned shelf, const struct form *f) {
    for (size_t i = 0; i < f->number_count; i++) {
        const struct form_number *n = &f->numbers[i];
        uint64_t hash = row_hash(n->hash);
        size_t shard = shard_of(hash);
        keys_with_room(x);
        put_cell(&x->keys, key, shard);
        if (shard < x->moved) put_cell(&x->next, key, shard);
        put_row(shard_with_room(x, shard), hash, pack(key, shelf, f->kind, n->paper, n->loose));
        x->rows++;
    }
}
