// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/vocabulary.h"

#include "match/births.h"
#include "match/large.h"

#include <stdlib.h>

static void *zeroed(size_t count, size_t bytes) {
    void *at = calloc(count, bytes);
    ENSURE(at);
    return at;
}

// ---- by hash ------------------------------------------------------------------------------------

struct word_table {                  // open addressing: 1 + id; 0 free, GONE once was
    uint32_t mask, used;
    _Atomic uint32_t at[];
};

static struct word_table *table_new(uint32_t room) {
    struct word_table *t = zeroed(1, sizeof *t + room * sizeof(uint32_t));
    t->mask = room - 1;
    return t;
}
static size_t table_bytes(const struct word_table *t) { return sizeof *t + ((size_t)t->mask + 1) * sizeof(uint32_t); }

static void table_put(struct word_table *t, uint64_t hash, uint32_t id) {
    uint32_t i = (uint32_t)hash & t->mask;
    while (atomic_load_explicit(&t->at[i], memory_order_relaxed)) i = (i + 1) & t->mask;
    atomic_store_explicit(&t->at[i], id + 1, memory_order_release);
    t->used++;
}

static void table_grow(struct vocabulary *v) {
    struct word_table *old = atomic_load(&v->table);
    if ((size_t)old->used * 3 < ((size_t)old->mask + 1) * 2) return;
    uint32_t room = old->mask + 1;
    while (room < v->live * 2 + 64) room *= 2;
    struct word_table *t = table_new(room);
    for (uint32_t i = 0; i <= old->mask; i++) {
        uint32_t held = atomic_load_explicit(&old->at[i], memory_order_relaxed);
        if (held && held != GONE) table_put(t, vocabulary_word(v, held - 1)->hash, held - 1);
    }
    atomic_store(&v->table, t);
    epoch_retire(v->epoch, epoch_free, NULL, old, 0);
}

static void table_remove(struct vocabulary *v, uint64_t hash, uint32_t id) {
    struct word_table *t = atomic_load(&v->table);
    for (uint32_t i = (uint32_t)hash & t->mask, held; (held = atomic_load_explicit(&t->at[i], memory_order_relaxed)); i = (i + 1) & t->mask)
        if (held == id + 1) atomic_store(&t->at[i], GONE);
}

bool vocabulary_find(const struct vocabulary *v, uint64_t hash, uint32_t *id) {
    struct word_table *t = atomic_load(&((struct vocabulary *)v)->table);
    for (uint32_t i = (uint32_t)hash & t->mask, held; (held = atomic_load_explicit(&t->at[i], memory_order_acquire)); i = (i + 1) & t->mask)
        if (held != GONE && vocabulary_word(v, held - 1)->hash == hash) return *id = held - 1, true;
    return false;
}

// ---- by key -------------------------------------------------------------------------------------

enum { LINKS_AT_FIRST = 2048 };
struct link {
    _Atomic uint32_t id;
    uint32_t next;                   // 1 + place, 0 ends
};
struct word_keys_index {
    uint64_t made;
    uint32_t bucket_mask, head_mask;
    uint32_t *from;                  // of each bucket, and the end
    _Atomic uint32_t *ids;           // packed
    struct shape *shapes;            // of these, or NULL
    size_t id_count;
    _Atomic uint32_t *heads;         // of chains: 1 + place
    struct link *links;
    uint32_t link_count, link_room;
};

static size_t keys_bytes(const struct word_keys_index *k) {
    size_t shapes = k->shapes ? (k->id_count + 1) * sizeof *k->shapes : 0;
    return sizeof *k + ((size_t)k->bucket_mask + 2 + k->id_count + k->head_mask + 1) * sizeof(uint32_t) + shapes + k->link_room * sizeof *k->links;
}
static void keys_free(void *ctx, void *what, uint32_t which) {
    struct word_keys_index *k = what;
    (void)ctx, (void)which;
    large_free(k->from, (size_t)k->bucket_mask + 2, sizeof *k->from), large_free(k->ids, k->id_count + 1, sizeof *k->ids);
    if (k->shapes) explicit_bzero(k->shapes, k->id_count * sizeof *k->shapes);  // names as they sound
    large_free(k->shapes, k->id_count + 1, sizeof *k->shapes);
    free(k->heads), free(k->links);
    free(k);
}

static uint32_t power_above(size_t n) {
    uint32_t p = 64;
    while (p < n) p *= 2;
    return p;
}
static inline uint32_t spread(uint32_t key) { return key * 0x9e3779b1u >> 4; }

static bool in_use(const struct vocabulary *v, uint32_t id) { return vocabulary_word(v, id)->hash && !(vocabulary_gist(v, id) & GIST_RETIRED); }

// The words in use in the order of rows, and in that of numbers where there are none.
static uint32_t *in_order(const struct vocabulary *v, bool rows, size_t *count) {
    uint32_t at[SHAPE_ORDERS + 1] = {0}, *ids = reallocarray(NULL, v->live + 1, sizeof *ids);
    ENSURE(ids);
    for (uint32_t id = 0; id < v->count; id++) if (in_use(v, id)) at[rows ? shape_order(vocabulary_gist(v, id)) + 1 : 1]++;
    for (size_t k = 1; k <= SHAPE_ORDERS; k++) at[k] += at[k - 1];
    *count = at[SHAPE_ORDERS];
    for (uint32_t id = 0; id < v->count; id++) if (in_use(v, id)) ids[at[rows ? shape_order(vocabulary_gist(v, id)) : 0]++] = id;
    return ids;
}

// Every key of every word, in their order; a word's keys are made once.
struct key_of_word { uint32_t bucket, filed; };
struct all_keys {
    struct key_of_word *at;
    size_t count, room;
};

static struct all_keys all_keys_of(const struct vocabulary *v, bool rows, uint32_t bucket_mask, size_t room) {
    struct all_keys all = {.at = reallocarray(NULL, room, sizeof *all.at), .room = room};
    ENSURE(all.at);
    uint32_t keys[WORD_KEYS_MAX];
    size_t count;
    uint32_t *ids = in_order(v, rows, &count);
    for (size_t k = 0; k < count; k++) {
        size_t n = word_keys(vocabulary_word(v, ids[k]), false, keys);
        if (all.count + n > all.room) {
            all.room += all.room / 2 + WORD_KEYS_MAX;
            all.at = reallocarray(all.at, all.room, sizeof *all.at);
            ENSURE(all.at);
        }
        uint32_t filed = ids[k] | (uint32_t)vocabulary_born(v, ids[k]) << 24;
        for (size_t i = 0; i < n; i++) all.at[all.count++] = (struct key_of_word){spread(keys[i]) & bucket_mask, filed};
    }
    free(ids);
    return all;
}

static void pack(const struct all_keys *all, struct word_keys_index *k) {
    uint32_t sum = 0;
    for (size_t i = 0; i < all->count; i++) k->from[all->at[i].bucket]++;
    for (uint32_t b = 0; b <= k->bucket_mask; b++) {  // ends, counted down while filling
        sum += k->from[b];
        k->from[b] = sum;
    }
    k->from[k->bucket_mask + 1] = sum;
    for (size_t i = all->count; i-- > 0;) atomic_store_explicit(&k->ids[--k->from[all->at[i].bucket]], all->at[i].filed, memory_order_relaxed);
}

static void lay_rows(const struct vocabulary *v, struct word_keys_index *k) {
    enum { SOON = 16 };
    k->shapes = large_new(k->id_count + 1, sizeof *k->shapes);
    for (size_t i = 0; i < k->id_count; i++) {
        if (i + SOON < k->id_count) __builtin_prefetch(vocabulary_shape_at(v, filed_word(k->ids[i + SOON])));
        k->shapes[i] = vocabulary_shape(v, filed_word(k->ids[i]));
    }
}

// Room for more keys, in hundredths of those there are: twice as many while a list comes in, so that all is not packed anew
// again and again; little once the vocabulary rests.
enum { MANY_KEYS = 1000000, GROWS_FAST = 100, GROWS_SLOWLY = 33, RESTS = 12 };

static bool wants_rows(const struct vocabulary *v) { return v->live >= v->rows_from; }

static struct word_keys_index *keys_new(struct vocabulary *v, unsigned growth) {
    struct word_keys_index *k = zeroed(1, sizeof *k), *before = atomic_load(&v->keys);
    k->made = ++v->made;
    v->wiped_count = 0;
    k->bucket_mask = power_above(v->live * 2) - 1;
    k->from = large_new((size_t)k->bucket_mask + 2, sizeof *k->from);
    bool rows = wants_rows(v) && growth == RESTS;  // not while a list comes in, when all is packed again and again
    struct all_keys all = all_keys_of(v, rows, k->bucket_mask, (before ? before->id_count + before->link_count : 0) + WORD_KEYS_MAX);
    k->id_count = all.count;
    k->ids = large_new(k->id_count + 1, sizeof *k->ids);
    pack(&all, k);
    free(all.at);
    if (rows) lay_rows(v, k);
    k->link_room = (uint32_t)(k->id_count * growth / 100 + LINKS_AT_FIRST);
    k->head_mask = power_above(k->link_room / 2) - 1;
    k->heads = zeroed((size_t)k->head_mask + 1, sizeof *k->heads);
    k->links = zeroed(k->link_room, sizeof *k->links);
    return k;
}

static void keys_put(struct word_keys_index *k, const uint32_t *keys, size_t n, uint32_t id) {
    for (size_t i = 0; i < n; i++) {
        _Atomic uint32_t *head = &k->heads[spread(keys[i]) & k->head_mask];
        struct link *l = &k->links[k->link_count++];
        atomic_store_explicit(&l->id, id, memory_order_relaxed);
        l->next = atomic_load_explicit(head, memory_order_relaxed);
        atomic_store_explicit(head, k->link_count, memory_order_release);
    }
}

static void file_under_keys(struct vocabulary *v, uint32_t id) {
    struct word_keys_index *k = atomic_load(&v->keys);
    uint32_t keys[WORD_KEYS_MAX];
    size_t n = word_keys(vocabulary_word(v, id), false, keys);
    if (k->link_count + n <= k->link_room) {
        keys_put(k, keys, n, id);
        return;
    }
    atomic_store(&v->keys, keys_new(v, k->id_count < MANY_KEYS ? GROWS_FAST : GROWS_SLOWLY));  // with this word
    epoch_retire(v->epoch, keys_free, NULL, k, 0);
}

void vocabulary_pack(struct vocabulary *v) {
    struct word_keys_index *k = atomic_load(&v->keys);
    size_t spare = k->id_count * GROWS_SLOWLY / 100 + LINKS_AT_FIRST;
    if (k->link_count * 10 < k->id_count && k->link_room <= spare && (k->shapes || !wants_rows(v))) return;
    atomic_store(&v->keys, keys_new(v, RESTS));
    epoch_retire(v->epoch, keys_free, NULL, k, 0);
}

// Where a word stands in a run.
static uint64_t order_of(const struct word_keys_index *k, uint32_t gist, uint32_t id) { return (uint64_t)(k->shapes ? shape_order(gist) : 0) << 32 | id; }
static uint64_t order_at(const struct word_keys_index *k, uint32_t i) { return order_of(k, k->shapes ? k->shapes[i].gist : 0, filed_word(k->ids[i])); }

// Its first place under a key, and behind its last.
struct places { uint32_t first, end; };
static struct places places_of(const struct vocabulary *v, const struct word_keys_index *k, uint32_t key, uint32_t id) {
    uint32_t b = spread(key) & k->bucket_mask, low = k->from[b], high = k->from[b + 1];
    uint64_t order = order_of(k, vocabulary_gist(v, id), id);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (order_at(k, middle) < order) low = middle + 1;
        else high = middle;
    }
    for (high = low; high < k->from[b + 1] && filed_word(k->ids[high]) == id;) high++;
    return (struct places){low, high};
}

// What is told beside the word wherever it is packed.
static void refile(struct vocabulary *v, uint32_t id, uint8_t born) {
    struct word_keys_index *k = atomic_load(&v->keys);
    uint32_t keys[WORD_KEYS_MAX];
    size_t n = word_keys(vocabulary_word(v, id), false, keys);
    for (size_t i = 0; i < n; i++) {
        struct places p = places_of(v, k, keys[i], id);
        for (; p.first < p.end; p.first++) k->ids[p.first] = id | (uint32_t)born << 24;
    }
}

// Of its shape only what the order is told by stays.
static void wipe_from_rows(struct vocabulary *v, uint32_t id) {
    struct word_keys_index *k = atomic_load(&v->keys);
    uint32_t keys[WORD_KEYS_MAX];
    size_t n = k->shapes ? word_keys(vocabulary_word(v, id), false, keys) : 0;
    for (size_t i = 0; i < n; i++) {
        struct places p = places_of(v, k, keys[i], id);
        for (; p.first < p.end; p.first++) k->shapes[p.first] = shape_wiped(k->shapes[p.first].gist);
    }
}

static void take_from_keys(struct vocabulary *v, uint32_t id) {
    struct word_keys_index *k = atomic_load(&v->keys);
    uint32_t keys[WORD_KEYS_MAX];
    size_t n = word_keys(vocabulary_word(v, id), false, keys);
    refile(v, id, BIRTH_GONE);
    for (size_t i = 0; i < n; i++)
        for (uint32_t l = k->heads[spread(keys[i]) & k->head_mask]; l; l = k->links[l - 1].next)
            if (k->links[l - 1].id == id) k->links[l - 1].id = GONE;
}

struct key_run vocabulary_packed(const struct word_keys_index *k, uint32_t key) {
    uint32_t b = spread(key) & k->bucket_mask;
    return (struct key_run){k->ids + k->from[b], k->shapes ? k->shapes + k->from[b] : NULL, k->from[b + 1] - k->from[b]};
}
uint64_t vocabulary_made(const struct word_keys_index *k) { return k->made; }
uint32_t vocabulary_chain(const struct word_keys_index *k, uint32_t key) {
    return atomic_load_explicit(&k->heads[spread(key) & k->head_mask], memory_order_acquire);
}
uint32_t vocabulary_link(const struct word_keys_index *k, uint32_t link, uint32_t *id) {
    const struct link *l = &k->links[link - 1];
    *id = atomic_load_explicit(&l->id, memory_order_relaxed);
    return l->next;
}

// ---- words --------------------------------------------------------------------------------------

// The first come one by one, later ones many at once, so that they lie in large pages.
enum { SINGLE_SLABS = 16, SLABS_AT_ONCE = 32 };
static size_t slabs_held(const struct vocabulary *v) {
    size_t n = v->slab_count;
    return n <= SINGLE_SLABS ? n : SINGLE_SLABS + (n - SINGLE_SLABS + SLABS_AT_ONCE - 1) / SLABS_AT_ONCE * SLABS_AT_ONCE;
}

void vocabulary_begin(struct vocabulary *v, struct epoch *epoch) {
    enum { ROWS_FROM = 200000 };  // below, the words fit the caches, and a node with all published lists is to be small
    *v = (struct vocabulary){.epoch = epoch, .rows_from = ROWS_FROM, .slabs = zeroed(SLABS_MAX, sizeof *v->slabs)};
    atomic_store(&v->table, table_new(256));
    atomic_store(&v->keys, keys_new(v, RESTS));
}

void vocabulary_end(struct vocabulary *v) {
    for (size_t i = 0; i < v->slab_count; i++)
        if (i < SINGLE_SLABS) free(v->slabs[i]);
        else if (i % SLABS_AT_ONCE == SINGLE_SLABS) large_free(v->slabs[i], SLABS_AT_ONCE, sizeof(struct slab));
    free(v->slabs);
    free(v->table);
    keys_free(NULL, v->keys, 0);
    free(v->free_ids);
}

size_t vocabulary_bytes(const struct vocabulary *v) {
    return SLABS_MAX * sizeof *v->slabs + slabs_held(v) * sizeof(struct slab) + table_bytes(v->table) + keys_bytes(v->keys)
           + v->free_room * sizeof *v->free_ids;
}

static void grow_slabs(struct vocabulary *v, uint32_t id) {
    if (id < v->slab_count * SLAB_WORDS) return;
    ENSURE(v->slab_count < SLABS_MAX);
    struct slab *s;
    if (v->slab_count < SINGLE_SLABS) s = zeroed(1, sizeof *s);
    else if (v->slab_count % SLABS_AT_ONCE == SINGLE_SLABS) s = large_new(SLABS_AT_ONCE, sizeof *s);
    else s = v->slabs[v->slab_count - 1] + 1;
    atomic_store(&v->slabs[v->slab_count++], s);
}

static uint32_t fresh_id(struct vocabulary *v) {
    if (v->free_count > v->wiped_count) {
        uint32_t id = v->free_ids[v->free_count - v->wiped_count - 1];
        v->free_ids[v->free_count - v->wiped_count - 1] = v->free_ids[v->free_count - 1];
        v->free_count--;
        return id;
    }
    grow_slabs(v, v->count);
    return v->count;
}

enum { TAG_ROOM = 16, TAGS_KEPT = 4 };
static uint64_t tags_of(const struct word *w) {
    uint16_t tag[WORD_KEYS_MAX];
    size_t n = word_tags(w, tag);
    uint64_t all = 0;
    for (size_t i = 0; i < n && i < TAGS_KEPT; i++) all |= (uint64_t)tag[i] << TAG_ROOM * i;
    return all;
}

static void count_tags(struct vocabulary *v, uint32_t id, uint32_t add) {
    for (uint64_t left = vocabulary_tags(v, id); left; left >>= TAG_ROOM) atomic_fetch_add_explicit(&v->with_tag[tag_row(left)], add, memory_order_relaxed);
}

static uint32_t add(struct vocabulary *v, const struct word *w, uint8_t born) {
    uint32_t id = fresh_id(v);
    struct slab *s = v->slabs[id / SLAB_WORDS];
    s->word[id % SLAB_WORDS] = *w;
    s->shape[id % SLAB_WORDS] = shape_of(w);
    s->tags[id % SLAB_WORDS] = tags_of(w);
    s->born[id % SLAB_WORDS] = born;
    if (id == v->count) atomic_store(&v->count, id + 1);  // readers' desks fit themselves to it
    v->live++;
    table_grow(v);
    table_put(v->table, w->hash, id);
    file_under_keys(v, id);
    return id;
}

static void put_free(struct vocabulary *v, uint32_t id) {
    if (v->free_count == v->free_room) {
        v->free_room += v->free_room / 2 + 64;
        v->free_ids = reallocarray(v->free_ids, v->free_room, sizeof *v->free_ids);
        ENSURE(v->free_ids);
    }
    v->free_ids[v->free_count++] = id;
    v->wiped_count++;
}

void vocabulary_restore(struct vocabulary *v, const struct word *words, const uint32_t *with, uint32_t count) {
    uint32_t room = 256;
    while (room < (size_t)count * 2) room *= 2;
    free(v->table);
    atomic_store(&v->table, table_new(room));
    for (uint32_t id = 0; id < count; id++) {
        atomic_store(&v->count, id);
        grow_slabs(v, id);
        atomic_store(&v->count, id + 1);
        if (!with[id]) {
            put_free(v, id);
            continue;
        }
        struct slab *s = v->slabs[id / SLAB_WORDS];
        s->word[id % SLAB_WORDS] = words[id];
        s->shape[id % SLAB_WORDS] = shape_of(&words[id]);
        s->tags[id % SLAB_WORDS] = tags_of(&words[id]);
        s->with[id % SLAB_WORDS] = with[id];
        count_tags(v, id, with[id]);
        table_put(v->table, words[id].hash, id);
        v->live++;
    }
}

void vocabulary_is_held(struct vocabulary *v, uint32_t id, uint8_t born) {
    if (vocabulary_with(v, id) == 1) v->slabs[id / SLAB_WORDS]->born[id % SLAB_WORDS] = born;
}

void vocabulary_file(struct vocabulary *v) {
    keys_free(NULL, atomic_exchange(&v->keys, NULL), 0);
    atomic_store(&v->keys, keys_new(v, RESTS));
}

// Before the entry that holds it is seen: who comes then finds its words whatever the birth.
static void hold(struct vocabulary *v, uint32_t id) {
    struct slab *s = v->slabs[id / SLAB_WORDS];
    size_t before = atomic_fetch_add_explicit(&s->with[id % SLAB_WORDS], 1, memory_order_relaxed);
    count_tags(v, id, 1);
    if (!before || s->born[id % SLAB_WORDS] == BIRTH_UNTOLD) return;
    s->born[id % SLAB_WORDS] = BIRTH_UNTOLD;
    refile(v, id, BIRTH_UNTOLD);
}

static void keep_text(struct word *w, struct view folded) {
    size_t said = w->sound_bytes[1], room = sizeof w->sound[1] - said;
    if (word_sounds(w, SCRIPT_LATIN) > 1) return;
    memset(w->sound[1] + said, 0, room);
    if (folded.bytes <= room) memcpy(w->sound[1] + said, folded.at, folded.bytes);
}

uint32_t vocabulary_take(struct vocabulary *v, struct read_word *w, uint8_t born) {
    uint32_t id;
    if (!vocabulary_find(v, w->word.hash, &id)) {
        word_sound(w);
        struct word kept = w->word;
        kept.role = w->alone;
        keep_text(&kept, w->folded);
        id = add(v, &kept, born);
    }
    hold(v, id);
    return id;
}

// No reader sees it any more.
static void wipe(void *ctx, void *what, uint32_t id) {
    struct vocabulary *v = ctx;
    (void)what;
    struct slab *s = v->slabs[id / SLAB_WORDS];
    ENSURE(s);
    wipe_from_rows(v, id);
    explicit_bzero(&s->word[id % SLAB_WORDS], sizeof *s->word);
    explicit_bzero(&s->shape[id % SLAB_WORDS], sizeof *s->shape);
    s->born[id % SLAB_WORDS] = BIRTH_UNTOLD;
    atomic_store(&s->tags[id % SLAB_WORDS], 0);
    put_free(v, id);
}

void vocabulary_give_back(struct vocabulary *v, uint32_t id) {
    count_tags(v, id, (uint32_t)-1);
    if (atomic_fetch_sub(&v->slabs[id / SLAB_WORDS]->with[id % SLAB_WORDS], 1) != 1) return;
    table_remove(v, vocabulary_word(v, id)->hash, id);  // nobody finds it from here on
    take_from_keys(v, id);
    v->live--;
    __atomic_fetch_or(&vocabulary_shape_at(v, id)->gist, GIST_RETIRED, __ATOMIC_SEQ_CST);
    epoch_retire(v->epoch, wipe, v, NULL, id);
}
