// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/segment.h"

#include "match/column.h"
#include "match/large.h"

#include <stdlib.h>
#include <sys/mman.h>

enum { JUMP_BITS = 4, BLOCK = 64 };

// ---- layout -------------------------------------------------------------------------------------

static void *lay(char *block, size_t *used, size_t count, size_t bytes) {
    size_t at = *used;
    *used = (at + count * bytes + 7) & ~(size_t)7;
    return block ? block + at : NULL;
}

static size_t lay_out(struct segment *s, char *block) {
    const struct segment_counts *n = &s->n;
    size_t used = 0, blocks = (size_t)n->slots / BLOCK + 1;
    s->key = lay(block, &used, n->slots, n->key_bytes);
    s->by_key = lay(block, &used, n->slots, sizeof *s->by_key);
    s->shelf = lay(block, &used, n->shelf ? 0 : n->slots, sizeof *s->shelf);
    s->of_64 = lay(block, &used, blocks, sizeof *s->of_64);
    s->at = lay(block, &used, (size_t)n->slots + 1, n->at_bytes);
    s->entries = lay(block, &used, n->bytes, 1);
    s->birth = lay(block, &used, n->births, sizeof *s->birth);
    s->birth_at = lay(block, &used, (size_t)n->births + 1, sizeof *s->birth_at);
    s->birth_of = lay(block, &used, blocks + 1, sizeof *s->birth_of);
    s->lexicon = lay(block, &used, n->jumps ? n->lexicon : 0, sizeof *s->lexicon);
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
    column_free(s);
    free(s);
}

size_t segment_bytes(const struct segment *s) { return s->bytes + s->days * sizeof *s->day_at + column_bytes(s); }

// ---- building -----------------------------------------------------------------------------------

// A day stands among the numbers of who may be born on it and on others.
static uint64_t number_of_day(int32_t day) {
    struct { char what[4]; int32_t day; } told = {"born", day};
    return bytes_hash((struct view){(const char *)&told, sizeof told});
}

struct builder {
    const struct raw *(*raw)(void *ctx, size_t i, struct raw *hold);
    void *ctx;
    size_t count;
    uint32_t word_ids;
    uint32_t *with;           // of each word: slots that hold it
    struct segment *s;
};

static struct segment_counts count_all(struct builder *b) {
    struct segment_counts n = {.slots = (uint32_t)b->count, .jumps = (b->word_ids >> JUMP_BITS) + 2, .key_bytes = 4, .at_bytes = 2};
    struct raw hold;
    uint64_t block = 0;
    int32_t born = 0;
    for (size_t i = 0; i < b->count; i++) {
        const struct raw *r = b->raw(b->ctx, i, &hold);
        if (i % BLOCK == 0) block = n.bytes;
        if (n.bytes - block > UINT16_MAX) n.at_bytes = 4;
        n.bytes += r->bytes;
        if (!i || r->born != born) n.births++, born = r->born;
        if (r->key > UINT32_MAX) n.key_bytes = 8;
        n.shelf = !i || n.shelf == r->shelf + 1u ? r->shelf + 1u : 0;
        int32_t days[RAW_LIST_MAX];
        n.numbers += (uint32_t)(raw_number_count(r) + raw_days(r, days));
        uint32_t ids[FORM_WORDS_MAX], words = raw_words(r->at, r->bytes, ids);
        for (uint32_t k = 0; k < words; k++) b->with[ids[k]]++;
    }
    if (b->count % BLOCK && n.bytes - block > UINT16_MAX) n.at_bytes = 4;
    for (uint32_t id = 0; id < b->word_ids; id++) n.postings += b->with[id], n.lexicon += b->with[id] > 0;
    if (2 * (uint64_t)n.lexicon + n.jumps > b->word_ids)  // a row for each word is less, and found at once
        n.lexicon = b->word_ids, n.jumps = 0;
    return n;
}

// From here on `with` says where the next posting of a word goes.
static void make_lexicon(struct builder *b) {
    struct segment *s = b->s;
    uint32_t rows = 0, from = 0;
    bool all = !s->n.jumps;
    for (uint32_t id = 0; id < b->word_ids; id++) {
        if (!all && (id & ((1u << JUMP_BITS) - 1)) == 0) s->jump[id >> JUMP_BITS] = rows;
        if (!all && !b->with[id]) continue;
        if (!all) s->lexicon[rows] = id;
        s->lexicon_at[rows++] = from;
        uint32_t n = b->with[id];
        b->with[id] = from;
        from += n;
    }
    s->lexicon_at[rows] = from;
    for (uint32_t k = b->word_ids ? ((b->word_ids - 1) >> JUMP_BITS) + 1 : 0; k < s->n.jumps; k++) s->jump[k] = rows;
}

static uint64_t key_of(const struct segment *s, uint32_t slot) {
    return s->n.key_bytes == 4 ? ((const uint32_t *)s->key)[slot] : ((const uint64_t *)s->key)[slot];
}
static void set_key(struct segment *s, uint32_t slot, uint64_t key) {
    if (s->n.key_bytes == 4) ((uint32_t *)s->key)[slot] = (uint32_t)key;
    else ((uint64_t *)s->key)[slot] = key;
}

// Where the entry of a slot begins, or behind the last one ends.
static void set_place(struct segment *s, uint32_t slot, uint64_t at) {
    if (slot % BLOCK == 0) s->of_64[slot / BLOCK].at = at;
    uint64_t behind = at - s->of_64[slot / BLOCK].at;
    if (s->n.at_bytes == 2) ((uint16_t *)s->at)[slot] = (uint16_t)behind;
    else ((uint32_t *)s->at)[slot] = (uint32_t)behind;
    ENSURE(segment_at(s, slot) == at);
}

static void fill(struct builder *b) {
    struct segment *s = b->s;
    struct raw hold;
    uint64_t at = 0;
    uint32_t births = 0, numbers = 0;
    int32_t days[RAW_LIST_MAX];
    for (uint32_t slot = 0; slot < b->count; slot++) {
        const struct raw *r = b->raw(b->ctx, slot, &hold);
        set_key(s, slot, r->key);
        if (!s->n.shelf) s->shelf[slot] = r->shelf;
        if (!births || s->birth[births - 1] != r->born) s->birth[births] = r->born, s->birth_at[births++] = slot;
        if (slot % BLOCK == 0) s->birth_of[slot / BLOCK] = births - 1;
        set_place(s, slot, at);
        memcpy(s->entries + at, r->at, r->bytes);
        at += r->bytes;
        uint32_t ids[FORM_WORDS_MAX], words = raw_words(r->at, r->bytes, ids);
        for (uint32_t k = 0; k < words; k++) atomic_store_explicit(&s->postings[b->with[ids[k]]++], slot, memory_order_relaxed);
        for (size_t k = 0; k < raw_number_count(r); k++) s->number[numbers] = raw_number(r, k), s->number_slot[numbers++] = slot;
        for (size_t k = 0, n = raw_days(r, days); k < n; k++) s->number[numbers] = number_of_day(days[k]), s->number_slot[numbers++] = slot;
    }
    set_place(s, (uint32_t)b->count, at);
    s->birth_at[births] = (uint32_t)b->count;
    for (size_t k = (b->count + BLOCK - 1) / BLOCK; k <= b->count / BLOCK + 1; k++) s->birth_of[k] = births - 1;
}

static int by_key(const void *x, const void *y, void *ctx) {
    const struct segment *s = ctx;
    const uint64_t a = key_of(s, *(const uint32_t *)x), b = key_of(s, *(const uint32_t *)y);
    return (a > b) - (a < b);
}

// Keys of four bytes are sorted digit by digit, lowest first, each with its slot behind (a radix sort, Hollerith, 1887).
static void sort_by_digits(struct segment *s) {
    enum { DIGIT_BITS = 8, DIGITS = 1 << DIGIT_BITS, SLOT_BITS = 32 };
    size_t n = s->n.slots;
    uint64_t *from = large_new(n, sizeof *from), *to = large_new(n, sizeof *to);
    for (size_t i = 0; i < n; i++) from[i] = key_of(s, (uint32_t)i) << SLOT_BITS | i;
    for (unsigned shift = SLOT_BITS; shift < 2 * SLOT_BITS; shift += DIGIT_BITS) {
        size_t at[DIGITS + 1] = {0};
        for (size_t i = 0; i < n; i++) at[(from[i] >> shift & (DIGITS - 1)) + 1]++;
        for (size_t d = 1; d <= DIGITS; d++) at[d] += at[d - 1];
        for (size_t i = 0; i < n; i++) to[at[from[i] >> shift & (DIGITS - 1)]++] = from[i];
        uint64_t *spare = from;
        from = to, to = spare;
    }
    for (size_t i = 0; i < n; i++) s->by_key[i] = (uint32_t)from[i];
    explicit_bzero(from, n * sizeof *from), explicit_bzero(to, n * sizeof *to);
    large_free(from, n, sizeof *from), large_free(to, n, sizeof *to);
}

static void sort_keys(struct segment *s) {
    if (s->n.key_bytes == 4) {
        sort_by_digits(s);
        return;
    }
    for (uint32_t i = 0; i < s->n.slots; i++) s->by_key[i] = i;
    qsort_r(s->by_key, s->n.slots, sizeof *s->by_key, by_key, s);
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
    ENSURE(b.with);
    struct segment_counts n = count_all(&b);
    b.s = segment_around(&n, large_new(segment_block_bytes(&n) + 1, 1));
    make_lexicon(&b);
    fill(&b);
    sort_keys(b.s);
    sort_numbers(b.s);
    segment_file_days(b.s);
    b.s->live = n.slots;
    free(b.with);
    return b.s;
}

// ---- reading ------------------------------------------------------------------------------------

uint32_t segment_birth(const struct segment *s, uint32_t slot) {
    uint32_t low = s->birth_of[slot / BLOCK], high = s->birth_of[slot / BLOCK + 1];
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        if (s->birth_at[middle] <= slot) low = middle;
        else high = middle - 1;
    }
    return low;
}

int32_t segment_born(const struct segment *s, uint32_t slot) { return s->birth[segment_birth(s, slot)]; }

struct raw segment_raw(const struct segment *s, uint32_t slot) {
    uint64_t at = segment_at(s, slot);
    return (struct raw){key_of(s, slot), segment_born(s, slot), (uint32_t)(segment_at(s, slot + 1) - at), s->entries + at, (uint8_t)segment_shelf(s, slot)};
}

static uint32_t first_of_key(const struct segment *s, uint64_t key) {
    uint32_t low = 0, high = s->n.slots;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (key_of(s, s->by_key[middle]) < key) low = middle + 1;
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

// Slots and births follow one another.
static bool places_are_sound(const struct segment *s) {
    const struct segment_counts *n = &s->n;
    if (!n->slots || !rises(s->birth_at, (size_t)n->births + 1, n->slots) || !all_below(s->birth_of, (size_t)n->slots / BLOCK + 2, n->births)) return false;
    for (uint32_t i = 1; i < n->births; i++) if (s->birth[i - 1] >= s->birth[i]) return false;
    for (uint32_t k = 0; k <= n->slots / BLOCK; k++)
        if (s->of_64[k].at > n->bytes || s->birth_of[k] > s->birth_of[k + 1] || (k * BLOCK < n->slots && s->birth_at[s->birth_of[k]] > k * BLOCK)) return false;
    if (segment_at(s, 0) != 0 || segment_at(s, n->slots) != n->bytes) return false;
    for (uint32_t slot = 0; slot < n->slots; slot++) if (segment_at(s, slot) > segment_at(s, slot + 1)) return false;
    return true;
}

bool segment_is_sound(const struct segment *s, const struct vocabulary *v) {
    const struct segment_counts *n = &s->n;
    if (!places_are_sound(s)) return false;
    if (!rises(s->lexicon_at, (size_t)n->lexicon + 1, n->postings) || !all_below((const uint32_t *)s->postings, n->postings, n->slots)) return false;
    if (n->jumps && !rises(s->jump, n->jumps, n->lexicon)) return false;
    if (!all_below(s->by_key, n->slots, n->slots) || !all_below(s->number_slot, n->numbers, n->slots)) return false;
    struct unpacked *room = calloc(1, sizeof *room);
    ENSURE(room);
    bool sound = true;
    for (uint32_t slot = 0; sound && slot < n->slots; slot++) {
        struct raw r = segment_raw(s, slot);
        sound = r.shelf < MATCH_SHELVES && (segment_is_dead(s, slot) || raw_is_sound(&r, v, room));
    }
    raw_forget(room);
    free(room);
    return sound;
}

bool segment_find(const struct segment *s, uint64_t key, uint32_t *slot) {
    for (uint32_t i = first_of_key(s, key); i < s->n.slots && key_of(s, s->by_key[i]) == key; i++)
        if (!segment_is_dead(s, s->by_key[i])) return *slot = s->by_key[i], true;
    return false;
}

static bool has_all_rows(const struct segment *s) { return !s->n.jumps; }

static bool find_word(const struct segment *s, uint32_t word, uint32_t *row) {
    uint32_t k = word >> JUMP_BITS;
    if (has_all_rows(s)) return *row = word, word < s->n.lexicon;
    if (k + 1 >= s->n.jumps) return false;
    for (uint32_t i = s->jump[k]; i < s->jump[k + 1]; i++)
        if (s->lexicon[i] == word) return *row = i, true;
    return false;
}

void segment_ask_for(const struct segment *s, uint32_t word) {
    uint32_t k = word >> JUMP_BITS;
    if (has_all_rows(s)) __builtin_prefetch(&s->lexicon_at[word]);
    else if (k + 1 < s->n.jumps) __builtin_prefetch(&s->lexicon[s->jump[k]]);
}

uint32_t segment_row(const struct segment *s, uint32_t word) {
    uint32_t row;
    if (!find_word(s, word, &row)) return GONE;
    if (!has_all_rows(s)) __builtin_prefetch(&s->lexicon_at[row]);
    return row;
}

struct slot_run segment_postings(const struct segment *s, uint32_t row) {
    if (row == GONE) return (struct slot_run){NULL, NULL};
    struct slot_run r = {s->postings + s->lexicon_at[row], s->postings + s->lexicon_at[row + 1]};
    __builtin_prefetch((const void *)r.at);
    return r;
}

// The first posting that is not below `slot`, of a run that lies in [from, of): from where it should be, in steps that double.
static const _Atomic uint32_t *not_below(struct slot_run r, uint32_t slot, uint32_t from, uint32_t of) {
    size_t n = (size_t)(r.end - r.at), low = 0, high = n, step = 1;
    size_t guess = slot_run_guess(n, slot, from, of);
    if (guess < n && atomic_load_explicit(r.at + guess, memory_order_relaxed) < slot) {
        for (low = guess + 1; low + step < high && atomic_load_explicit(r.at + low + step, memory_order_relaxed) < slot; step *= 2) low += step + 1;
        if (low + step < high) high = low + step;
    } else {
        for (high = guess; high >= step && atomic_load_explicit(r.at + high - step, memory_order_relaxed) >= slot; step *= 2) high -= step;
        if (high >= step) low = high - step + 1;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (atomic_load_explicit(r.at + middle, memory_order_relaxed) < slot) low = middle + 1;
        else high = middle;
    }
    return r.at + low;
}

struct slot_run slot_run_between(const struct segment *s, struct slot_run all, uint32_t first, uint32_t end) {
    const _Atomic uint32_t *at = not_below(all, first, 0, s->n.slots);
    return (struct slot_run){at, not_below((struct slot_run){at, all.end}, end, first, s->n.slots)};
}

// The first birth of [low, high) that is on `day` or later; high: none.
static uint32_t birth_between(const struct segment *s, uint32_t low, uint32_t high, int32_t day) {
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->birth[middle] < day) low = middle + 1;
        else high = middle;
    }
    return low;
}

void segment_file_days(struct segment *s) {
    enum { BIRTHS_A_ROW = 4 };
    uint32_t n = s->n.births, first = birth_between(s, 0, n, BORN_FIRST), at = first;
    if (first == n) return;
    int64_t span = (int64_t)s->birth[n - 1] - s->birth[first] + 1;
    while (span >> s->day_shift > n / BIRTHS_A_ROW + 1) s->day_shift++;
    s->day_first = s->birth[first], s->days = (uint32_t)(span >> s->day_shift) + 2;
    s->day_at = calloc(s->days, sizeof *s->day_at);
    ENSURE(s->day_at);
    for (uint32_t k = 0; k < s->days; k++) {
        while (at < n && s->birth[at] < s->day_first + ((int64_t)k << s->day_shift)) at++;
        s->day_at[k] = at;
    }
}

uint32_t segment_birth_from(const struct segment *s, int32_t day) {
    uint32_t n = s->n.births;
    int64_t row = s->days && day >= s->day_first ? ((int64_t)day - s->day_first) >> s->day_shift : -1;
    if (row >= 0 && row + 1 < s->days) return birth_between(s, s->day_at[row], s->day_at[row + 1], day);
    return birth_between(s, 0, row < 0 ? (s->days ? s->day_at[0] : n) : n, day);
}

static uint64_t number_at(const struct segment *s, uint32_t i) { return __atomic_load_n(&s->number[i], __ATOMIC_RELAXED); }  // it may be wiped meanwhile

size_t segment_number(const struct segment *s, uint64_t hash, const uint32_t **slots) {
    uint32_t low = 0, high = s->n.numbers, n = 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (number_at(s, middle) < hash) low = middle + 1;
        else high = middle;
    }
    while (low + n < s->n.numbers && number_at(s, low + n) == hash) n++;
    *slots = s->number_slot + low;
    return n;
}

size_t segment_born_also(const struct segment *s, int32_t day, const uint32_t **slots) { return segment_number(s, number_of_day(day), slots); }

// ---- dropping -----------------------------------------------------------------------------------

void segment_drop(struct segment *s, uint32_t slot) {
    atomic_fetch_or(&s->of_64[slot / BLOCK].dead, (uint64_t)1 << slot % 64);
    s->live--;
}

// A posting becomes the copy of its neighbour: the order holds, and a slot seen twice counts once.
static void unpost(struct segment *s, uint32_t word, uint32_t slot) {
    uint32_t row;
    if (!find_word(s, word, &row)) return;
    uint32_t from = s->lexicon_at[row], end = s->lexicon_at[row + 1], low = 0, high = 0, other = GONE;
    struct slot_run all = {s->postings + from, s->postings + end};
    struct slot_run own = slot_run_between(s, all, slot, slot + 1);
    low = (uint32_t)(own.at - s->postings), high = (uint32_t)(own.end - s->postings);
    if (low == high) return;
    if (high < end) other = s->postings[high];
    else if (low > from) other = s->postings[low - 1];
    for (uint32_t i = low; i < high; i++) atomic_store(&s->postings[i], other == GONE ? 0 : other);
    if (other == GONE && !has_all_rows(s)) s->lexicon[row] = GONE;
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
        __atomic_store_n(&s->number[i], other == GONE ? 0 : s->number[other], __ATOMIC_RELAXED);
        __atomic_store_n(&s->number_slot[i], other == GONE ? slot : s->number_slot[other], __ATOMIC_RELAXED);
    }
}

// Wiped entries have their neighbour's key; with it they all go on to the next.
static void unkey(struct segment *s, uint32_t slot) {
    uint64_t key = key_of(s, slot);
    uint32_t from = first_of_key(s, key), end = from;
    while (end < s->n.slots && key_of(s, s->by_key[end]) == key) end++;
    uint64_t other = end < s->n.slots ? key_of(s, s->by_key[end]) : from ? key_of(s, s->by_key[from - 1]) : 0;
    for (uint32_t i = from; i < end; i++) set_key(s, s->by_key[i], other);
}

void segment_wipe(struct segment *s, uint32_t slot) {
    struct raw r = segment_raw(s, slot);
    uint32_t ids[FORM_WORDS_MAX], words = raw_words(r.at, r.bytes, ids);
    int32_t days[RAW_LIST_MAX];
    for (size_t i = 0; i < raw_number_count(&r); i++) unnumber(s, raw_number(&r, i), slot);
    for (size_t i = raw_days(&r, days); i-- > 0;) unnumber(s, number_of_day(days[i]), slot);
    for (uint32_t i = 0; i < words; i++) unpost(s, ids[i], slot);
    unkey(s, slot);
    column_wipe(s, slot);
    explicit_bzero(s->entries + segment_at(s, slot), r.bytes);
}
