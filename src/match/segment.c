// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/segment.h"

#include "match/large.h"

#include <stdlib.h>
#include <sys/mman.h>

enum { JUMP_BITS = 4, UNIT = 4 };

// ---- layout -------------------------------------------------------------------------------------

static void *lay(char *block, size_t *used, size_t count, size_t bytes) {
    size_t at = *used;
    *used = (at + count * bytes + 7) & ~(size_t)7;
    return block ? block + at : NULL;
}

static size_t lay_out(struct segment *s, char *block) {
    const struct segment_counts *n = &s->n;
    size_t used = 0;
    s->key = lay(block, &used, n->slots, sizeof *s->key);
    s->by_key = lay(block, &used, n->slots, sizeof *s->by_key);
    s->born = lay(block, &used, n->slots, sizeof *s->born);
    s->shelf = lay(block, &used, n->slots, sizeof *s->shelf);
    s->words_at = lay(block, &used, (size_t)n->slots + 1, sizeof *s->words_at);
    s->text_at = lay(block, &used, (size_t)n->slots + 1, sizeof *s->text_at);
    s->words = lay(block, &used, n->words, sizeof *s->words);
    s->text = lay(block, &used, n->text, UNIT);
    s->dead = lay(block, &used, (size_t)n->slots / 64 + 1, sizeof *s->dead);
    s->lexicon = lay(block, &used, n->lexicon, sizeof *s->lexicon);
    s->lexicon_at = lay(block, &used, (size_t)n->lexicon + 1, sizeof *s->lexicon_at);
    s->jump = lay(block, &used, n->jumps, sizeof *s->jump);
    s->postings = lay(block, &used, n->postings, sizeof *s->postings);
    s->number = lay(block, &used, n->numbers, sizeof *s->number);
    s->number_slot = lay(block, &used, n->numbers, sizeof *s->number_slot);
    return used;
}

size_t segment_block_bytes(const struct segment_counts *n) {
    struct segment s = {.n = *n};
    return lay_out(&s, NULL);
}

struct segment *segment_around(const struct segment_counts *n, char *block) {
    struct segment *s = calloc(1, sizeof *s);
    ENSURE(s);
    s->n = *n;
    s->block = block;
    s->bytes = lay_out(s, block);
    return s;
}

void segment_free(struct segment *s) {
    if (!s) return;
    if (s->mapped) munmap(s->block, s->mapped);
    else large_free(s->block, s->bytes + 1, 1);
    free(s->day_at);
    free(s);
}

// ---- building -----------------------------------------------------------------------------------

struct builder {
    const struct raw *(*raw)(void *ctx, size_t i, struct raw *hold);
    void *ctx;
    size_t count;
    uint32_t word_ids;
    uint32_t *with, *last;    // of each word: slots that hold it, 1 + the last one seen
    struct segment *s;
};

static size_t text_units(const struct raw *r) { return (r->text_bytes + UNIT - 1) / UNIT; }

// Calls for each word of an entry once, however often it occurs.
static void each_word(struct builder *b, const struct raw *r, uint32_t slot, void (*call)(struct builder *, uint32_t word, uint32_t slot)) {
    for (uint32_t at = 0; at < r->word_count;) {
        uint32_t n = raw_name_words(r->words[at++]);
        for (; n--; at++) {
            uint32_t id = r->words[at];
            if (b->last[id] == slot + 1) continue;
            b->last[id] = slot + 1;
            call(b, id, slot);
        }
    }
}

static void count_posting(struct builder *b, uint32_t word, uint32_t slot) {
    (void)slot;
    b->with[word]++;
}
static void put_posting(struct builder *b, uint32_t word, uint32_t slot) {
    atomic_store_explicit(&b->s->postings[b->with[word]++], slot, memory_order_relaxed);
}

static struct segment_counts count_all(struct builder *b) {
    struct segment_counts n = {.slots = (uint32_t)b->count, .jumps = (b->word_ids >> JUMP_BITS) + 2};
    struct raw hold;
    for (size_t i = 0; i < b->count; i++) {
        const struct raw *r = b->raw(b->ctx, i, &hold);
        n.words += r->word_count;
        n.text += text_units(r);
        n.numbers += (uint32_t)raw_number_count(r);
        each_word(b, r, (uint32_t)i, count_posting);
    }
    for (uint32_t id = 0; id < b->word_ids; id++) n.postings += b->with[id], n.lexicon += b->with[id] > 0;
    ENSURE(n.words < UINT32_MAX && n.text < UINT32_MAX);
    return n;
}

// From here on `with` says where the next posting of a word goes.
static void make_lexicon(struct builder *b) {
    struct segment *s = b->s;
    uint32_t rows = 0, from = 0;
    for (uint32_t id = 0; id < b->word_ids; id++) {
        if ((id & ((1u << JUMP_BITS) - 1)) == 0) s->jump[id >> JUMP_BITS] = rows;
        if (!b->with[id]) continue;
        s->lexicon[rows] = id;
        s->lexicon_at[rows++] = from;
        uint32_t n = b->with[id];
        b->with[id] = from;
        from += n;
    }
    s->lexicon_at[rows] = from;
    for (uint32_t k = b->word_ids ? ((b->word_ids - 1) >> JUMP_BITS) + 1 : 0; k < s->n.jumps; k++) s->jump[k] = rows;
}

static void fill(struct builder *b) {
    struct segment *s = b->s;
    struct raw hold;
    uint32_t words = 0, text = 0, numbers = 0;
    memset(b->last, 0, b->word_ids * sizeof *b->last);
    for (uint32_t slot = 0; slot < b->count; slot++) {
        const struct raw *r = b->raw(b->ctx, slot, &hold);
        s->key[slot] = r->key, s->born[slot] = r->born, s->shelf[slot] = r->shelf;
        s->words_at[slot] = words, s->text_at[slot] = text;
        memcpy(s->words + words, r->words, r->word_count * sizeof *r->words);
        memcpy(s->text + (size_t)text * UNIT, r->text, r->text_bytes);
        words += r->word_count, text += (uint32_t)text_units(r);
        each_word(b, r, slot, put_posting);
        for (size_t k = 0; k < raw_number_count(r); k++) s->number[numbers] = raw_number(r, k), s->number_slot[numbers++] = slot;
    }
    s->words_at[b->count] = words, s->text_at[b->count] = text;
}

static int by_key(const void *x, const void *y, void *ctx) {
    const uint64_t *key = ctx, a = key[*(const uint32_t *)x], b = key[*(const uint32_t *)y];
    return (a > b) - (a < b);
}

struct number_row {
    uint64_t hash;
    uint32_t slot;
};
static int by_hash(const void *x, const void *y) {
    const struct number_row *a = x, *b = y;
    return a->hash != b->hash ? (a->hash > b->hash ? 1 : -1) : (a->slot > b->slot) - (a->slot < b->slot);
}

static void sort_numbers(struct segment *s) {
    if (!s->n.numbers) return;
    struct number_row *rows = malloc(s->n.numbers * sizeof *rows);
    ENSURE(rows);
    for (uint32_t i = 0; i < s->n.numbers; i++) rows[i] = (struct number_row){s->number[i], s->number_slot[i]};
    qsort(rows, s->n.numbers, sizeof *rows, by_hash);
    for (uint32_t i = 0; i < s->n.numbers; i++) s->number[i] = rows[i].hash, s->number_slot[i] = rows[i].slot;
    explicit_bzero(rows, s->n.numbers * sizeof *rows);
    free(rows);
}

struct segment *segment_new(const struct raw *(*raw)(void *, size_t, struct raw *), void *ctx, size_t count, uint32_t word_ids) {
    struct builder b = {.raw = raw, .ctx = ctx, .count = count, .word_ids = word_ids};
    b.with = calloc(word_ids + 1, sizeof *b.with);
    b.last = calloc(word_ids + 1, sizeof *b.last);
    ENSURE(b.with && b.last);
    struct segment_counts n = count_all(&b);
    b.s = segment_around(&n, large_new(segment_block_bytes(&n) + 1, 1));
    make_lexicon(&b);
    fill(&b);
    for (uint32_t i = 0; i < n.slots; i++) b.s->by_key[i] = i;
    qsort_r(b.s->by_key, n.slots, sizeof *b.s->by_key, by_key, b.s->key);
    sort_numbers(b.s);
    segment_file_days(b.s);
    b.s->live = n.slots;
    free(b.with), free(b.last);
    return b.s;
}

// ---- reading ------------------------------------------------------------------------------------

struct raw segment_raw(const struct segment *s, uint32_t slot) {
    return (struct raw){s->key[slot], s->born[slot], s->words_at[slot + 1] - s->words_at[slot], (s->text_at[slot + 1] - s->text_at[slot]) * UNIT,
                        s->words + s->words_at[slot], s->text + (size_t)s->text_at[slot] * UNIT, s->shelf[slot]};
}

static uint32_t first_of_key(const struct segment *s, uint64_t key) {
    uint32_t low = 0, high = s->n.slots;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->key[s->by_key[middle]] < key) low = middle + 1;
        else high = middle;
    }
    return low;
}

static bool rises(const uint32_t *at, size_t count, uint32_t end) {
    for (size_t i = 1; i < count; i++) if (at[i - 1] > at[i]) return false;
    return count && at[0] == 0 && at[count - 1] == end;
}
static bool all_below(const uint32_t *at, size_t count, uint32_t end) {
    for (size_t i = 0; i < count; i++) if (at[i] >= end) return false;
    return true;
}

bool segment_is_sound(const struct segment *s, uint32_t word_ids) {
    const struct segment_counts *n = &s->n;
    if (!rises(s->words_at, (size_t)n->slots + 1, (uint32_t)n->words) || !rises(s->text_at, (size_t)n->slots + 1, (uint32_t)n->text)) return false;
    if (!rises(s->lexicon_at, (size_t)n->lexicon + 1, n->postings) || !all_below((const uint32_t *)s->postings, n->postings, n->slots)) return false;
    if (!rises(s->jump, n->jumps, n->lexicon) || !all_below(s->by_key, n->slots, n->slots) || !all_below(s->number_slot, n->numbers, n->slots)) return false;
    struct unpacked *room = calloc(1, sizeof *room);
    ENSURE(room);
    bool sound = true;
    for (uint32_t slot = 0; sound && slot < n->slots; slot++) {
        struct raw r = segment_raw(s, slot);
        sound = s->shelf[slot] < MATCH_SHELVES && (!slot || s->born[slot - 1] <= s->born[slot]) && (segment_is_dead(s, slot) || raw_is_sound(&r, word_ids, room));
    }
    raw_forget(room);
    free(room);
    return sound;
}

bool segment_find(const struct segment *s, uint64_t key, uint32_t *slot) {
    for (uint32_t i = first_of_key(s, key); i < s->n.slots && s->key[s->by_key[i]] == key; i++)
        if (!segment_is_dead(s, s->by_key[i])) return *slot = s->by_key[i], true;
    return false;
}

static bool find_word(const struct segment *s, uint32_t word, uint32_t *row) {
    uint32_t k = word >> JUMP_BITS;
    if (k + 1 >= s->n.jumps) return false;
    for (uint32_t i = s->jump[k]; i < s->jump[k + 1]; i++)
        if (s->lexicon[i] == word) return *row = i, true;
    return false;
}

void segment_ask_for(const struct segment *s, uint32_t word) {
    uint32_t k = word >> JUMP_BITS;
    if (k + 1 < s->n.jumps) __builtin_prefetch(&s->lexicon[s->jump[k]]);
}

struct slot_run segment_postings(const struct segment *s, uint32_t word) {
    uint32_t row;
    if (!find_word(s, word, &row)) return (struct slot_run){NULL, NULL};
    return (struct slot_run){s->postings + s->lexicon_at[row], s->postings + s->lexicon_at[row + 1]};
}

static const _Atomic uint32_t *not_below(struct slot_run r, uint32_t slot) {
    while (r.at < r.end) {
        const _Atomic uint32_t *middle = r.at + (r.end - r.at) / 2;
        if (atomic_load_explicit(middle, memory_order_relaxed) < slot) r.at = middle + 1;
        else r.end = middle;
    }
    return r.at;
}

struct slot_run slot_run_between(struct slot_run all, uint32_t first, uint32_t end) {
    const _Atomic uint32_t *at = not_below(all, first);
    return (struct slot_run){at, not_below((struct slot_run){at, all.end}, end)};
}

static uint32_t born_between(const struct segment *s, uint32_t low, uint32_t high, int32_t day) {
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->born[middle] < day) low = middle + 1;
        else high = middle;
    }
    return low;
}

void segment_file_days(struct segment *s) {
    enum { SLOTS_A_ROW = 8 };
    uint32_t first = born_between(s, 0, s->n.slots, BORN_FIRST), slot = first;
    if (first == s->n.slots) return;
    int64_t span = (int64_t)s->born[s->n.slots - 1] - s->born[first] + 1;
    while (span >> s->day_shift > s->n.slots / SLOTS_A_ROW + 1) s->day_shift++;
    s->day_first = s->born[first], s->days = (uint32_t)(span >> s->day_shift) + 2;
    s->day_at = calloc(s->days, sizeof *s->day_at);
    ENSURE(s->day_at);
    for (uint32_t k = 0; k < s->days; k++) {
        while (slot < s->n.slots && s->born[slot] < s->day_first + ((int64_t)k << s->day_shift)) slot++;
        s->day_at[k] = slot;
    }
}

uint32_t segment_born_from(const struct segment *s, int32_t day) {
    int64_t row = s->days && day >= s->day_first ? ((int64_t)day - s->day_first) >> s->day_shift : -1;
    if (row >= 0 && row + 1 < s->days) return born_between(s, s->day_at[row], s->day_at[row + 1], day);
    return born_between(s, 0, row < 0 ? (s->days ? s->day_at[0] : s->n.slots) : s->n.slots, day);
}

size_t segment_number(const struct segment *s, uint64_t hash, const uint32_t **slots) {
    uint32_t low = 0, high = s->n.numbers, n = 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->number[middle] < hash) low = middle + 1;
        else high = middle;
    }
    while (low + n < s->n.numbers && s->number[low + n] == hash) n++;
    *slots = s->number_slot + low;
    return n;
}

// ---- dropping -----------------------------------------------------------------------------------

void segment_drop(struct segment *s, uint32_t slot) {
    atomic_fetch_or(&s->dead[slot / 64], (uint64_t)1 << slot % 64);
    s->live--;
}

// A posting becomes the copy of its neighbour: the order holds, and a slot seen twice counts once.
static void unpost(struct segment *s, uint32_t word, uint32_t slot) {
    uint32_t row;
    if (!find_word(s, word, &row)) return;
    uint32_t from = s->lexicon_at[row], end = s->lexicon_at[row + 1], low = 0, high = 0, other = GONE;
    struct slot_run all = {s->postings + from, s->postings + end};
    struct slot_run own = slot_run_between(all, slot, slot + 1);
    low = (uint32_t)(own.at - s->postings), high = (uint32_t)(own.end - s->postings);
    if (low == high) return;
    if (high < end) other = s->postings[high];
    else if (low > from) other = s->postings[low - 1];
    for (uint32_t i = low; i < high; i++) atomic_store(&s->postings[i], other == GONE ? 0 : other);
    if (other == GONE) s->lexicon[row] = GONE;
}

static void unnumber(struct segment *s, uint64_t hash, uint32_t slot) {
    const uint32_t *slots;
    size_t n = segment_number(s, hash, &slots);
    uint32_t from = (uint32_t)(slots - s->number_slot), end = from + (uint32_t)n;
    while (from < end && s->number_slot[from] != slot) from++;
    while (from < end && s->number_slot[end - 1] != slot) end--;
    if (from == end) return;
    uint32_t other = end < s->n.numbers ? end : from ? from - 1 : GONE;
    for (uint32_t i = from; i < end; i++) {
        s->number[i] = other == GONE ? 0 : s->number[other];
        s->number_slot[i] = other == GONE ? slot : s->number_slot[other];
    }
}

// Wiped entries have their neighbour's key; with it they all go on to the next.
static void unkey(struct segment *s, uint32_t slot) {
    uint64_t key = s->key[slot];
    uint32_t from = first_of_key(s, key), end = from;
    while (end < s->n.slots && s->key[s->by_key[end]] == key) end++;
    uint64_t other = end < s->n.slots ? s->key[s->by_key[end]] : from ? s->key[s->by_key[from - 1]] : 0;
    for (uint32_t i = from; i < end; i++) s->key[s->by_key[i]] = other;
}

void segment_wipe(struct segment *s, uint32_t slot) {
    struct raw r = segment_raw(s, slot);
    for (size_t i = 0; i < raw_number_count(&r); i++) unnumber(s, raw_number(&r, i), slot);
    for (uint32_t at = 0; at < r.word_count;) {
        uint32_t n = raw_name_words(r.words[at++]);
        for (; n--; at++) unpost(s, r.words[at], slot);
    }
    unkey(s, slot);
    explicit_bzero(s->words + s->words_at[slot], r.word_count * sizeof *s->words);
    explicit_bzero(s->text + (size_t)s->text_at[slot] * UNIT, r.text_bytes);
}
