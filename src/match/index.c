// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/index_room.h"
#include "match/sound.h"

#include <stdlib.h>

enum { PUT_ARENA_BYTES = 8 << 20 };

static void *zeroed(size_t bytes) {
    void *at = calloc(1, bytes);
    ENSURE(at);
    return at;
}

void match_warm(void) { sound_warm(); }

struct match_index *match_index_new(void) {
    struct match_index *ix = zeroed(sizeof *ix);
    struct version *v = zeroed(sizeof *v);
    epoch_begin(&ix->epoch);
    vocabulary_begin(&ix->vocabulary, &ix->epoch);
    exact_begin(&ix->exact, &ix->epoch);
    v->fresh = zeroed(sizeof *v->fresh);
    atomic_store(&ix->version, v);
    ix->sparing_from = SPARING_FROM;
    ix->tallying_from = TALLYING_FROM, ix->tally_window = TALLY_WINDOW;
    ix->column_from = COLUMN_FROM, ix->column_upto = COLUMN_UPTO;
    pthread_mutexattr_t waits;  // a put holds it for microseconds: look again before sleeping
    ENSURE(pthread_mutexattr_init(&waits) == 0 && pthread_mutexattr_settype(&waits, PTHREAD_MUTEX_ADAPTIVE_NP) == 0);
    ENSURE(pthread_mutex_init(&ix->writer, &waits) == 0 && pthread_mutexattr_destroy(&waits) == 0);
    return ix;
}

struct match_index *match_index_free(struct match_index *ix) {
    if (!ix) return NULL;
    epoch_end(&ix->epoch);
    struct version *v = atomic_load(&ix->version);
    for (uint32_t i = 0; i < v->fresh->count; i++) free(v->fresh->at[i]);
    for (size_t i = 0; i < v->count; i++) segment_free(v->segment[i]);
    free(v->fresh), free(v), free(ix->dropped);
    known_free(ix->known);
    vocabulary_end(&ix->vocabulary);
    exact_end(&ix->exact);
    desks_free(&ix->desks);
    pthread_mutex_destroy(&ix->writer);
    free(ix);
    return NULL;
}

size_t match_index_count(const struct match_index *ix, uint64_t shelves) {
    size_t n = 0;
    for (unsigned i = 0; i < MATCH_SHELVES; i++) n += shelves & match_shelf(i) ? ix->live_on[i] + ix->exact_on[i] : 0;
    return n;
}

size_t match_index_bytes(const struct match_index *ix) {
    const struct version *v = atomic_load(&((struct match_index *)ix)->version);
    return sizeof *ix + sizeof *v + sizeof *v->fresh + v->count * sizeof(struct segment) + ix->entry_bytes
           + vocabulary_bytes(&ix->vocabulary) + exact_bytes(&ix->exact) + desks_bytes(&ix->desks)
           + known_bytes(atomic_load(&((struct match_index *)ix)->known)) + ix->epoch.count * sizeof(struct retired)
           + ix->dropped_room * sizeof *ix->dropped;
}

// ---- readers ------------------------------------------------------------------------------------

struct seen index_enter(const struct match_index *constant) {
    struct match_index *ix = (struct match_index *)constant;  // its readers' places and desks are not what it holds
    struct seen s = {.ix = ix, .place = epoch_enter(&ix->epoch)};
    s.version = atomic_load(&ix->version);
    s.live = ix->live;
    s.changes = ix->changes;
    s.desk = desk_at(&ix->desks, s.place, ix->vocabulary.count);
    for (size_t i = 0; i < s.version->count; i++) desk_fit_part(s.desk, i, s.version->segment[i]->n.slots);
    desk_fit_part(s.desk, s.version->count, FRESH_MAX);
    return s;
}

void index_leave(struct seen *s) { epoch_leave(&((struct match_index *)s->ix)->epoch, s->place); }

// ---- dropping -----------------------------------------------------------------------------------

// A fresh entry that nobody sees any more.
static void end_fresh(void *ctx, void *what, uint32_t which) {
    struct match_index *ix = ctx;
    struct fresh *f = what;
    (void)which;
    ix->entry_bytes -= f->bytes;
    explicit_bzero(f, f->bytes);
    free(f);
}

static void end_slot(void *ctx, void *what, uint32_t slot) {
    (void)ctx;
    segment_wipe(what, slot);
}

static void give_words_back(struct match_index *ix, const struct raw *r) {
    uint32_t ids[FORM_WORDS_MAX], words = raw_words(r->at, r->bytes, ids);
    for (uint32_t i = 0; i < words; i++) vocabulary_give_back(&ix->vocabulary, ids[i]);
}

static uint64_t key_bit(uint64_t key) { return key * 0x9e3779b97f4a7c15u >> (64 - KEY_BITS); }

static bool find_fresh(const struct version *v, uint64_t key, uint32_t *at) {
    uint64_t bit = key_bit(key);
    if (!(v->fresh->keys[bit / 64] >> bit % 64 & 1)) return false;
    for (uint32_t i = v->fresh->count; i-- > 0;) {  // newest first: replacing is the usual case
        const struct fresh *f = v->fresh->at[i];
        if (f && f->raw.key == key) return *at = i, true;
    }
    return false;
}

static void uncount(struct match_index *ix, const struct raw *r) {
    ix->live--;
    ix->changes++;
    ix->live_on[r->shelf]--;
}

// What is new has often a key behind all there are.
static bool is_between(const struct segment *s, uint64_t key) {
    return s->n.slots && segment_raw(s, s->by_key[0]).key <= key && key <= segment_raw(s, s->by_key[s->n.slots - 1]).key;
}

static bool drop_segment_entry(struct match_index *ix, struct segment *s, uint64_t key) {
    uint32_t slot;
    if (!is_between(s, key) || !segment_find(s, key, &slot)) return false;
    struct raw r = segment_raw(s, slot);
    segment_drop(s, slot);
    uncount(ix, &r);
    epoch_retire(&ix->epoch, end_slot, ix, s, slot);
    give_words_back(ix, &r);
    return true;
}

static void remember_dropped(struct match_index *ix, uint64_t key) {
    if (!ix->merging) return;
    if (ix->dropped_count == ix->dropped_room) {
        ix->dropped_room += ix->dropped_room / 2 + 64;
        ix->dropped = reallocarray(ix->dropped, ix->dropped_room, sizeof *ix->dropped);
        ENSURE(ix->dropped);
    }
    ix->dropped[ix->dropped_count++] = key;
}

static void drop(struct match_index *ix, uint64_t key) {
    struct version *v = atomic_load(&ix->version);
    uint32_t at;
    unsigned shelf;
    if (exact_drop(&ix->exact, key, &shelf)) {
        ix->exact_on[shelf]--;
        return;
    }
    if (find_fresh(v, key, &at)) {
        struct fresh *f = v->fresh->at[at];
        atomic_store(&v->fresh->at[at], NULL);
        atomic_store(&v->fresh->born[at], BORN_NONE);
        uncount(ix, &f->raw);
        give_words_back(ix, &f->raw);
        epoch_retire(&ix->epoch, end_fresh, ix, f, 0);
        return;
    }
    for (size_t i = v->count; i-- > 0;) {
        if (!drop_segment_entry(ix, v->segment[i], key)) continue;
        remember_dropped(ix, key);
        return;
    }
}

void match_index_drop(struct match_index *ix, uint64_t key) {
    pthread_mutex_lock(&ix->writer);
    drop(ix, key);
    epoch_settle(&ix->epoch);
    pthread_mutex_unlock(&ix->writer);
}

// ---- putting ------------------------------------------------------------------------------------

// The numbers of its words; each is held once, however often it occurs.
static void take_words(struct match_index *ix, const struct form *f, uint32_t *ids) {
    uint32_t held[FORM_WORDS_MAX], held_count = 0;
    uint8_t born = birth_code(raw_born(f));
    for (size_t i = 0; i < f->word_count; i++) {
        uint32_t seen = 0;
        while (seen < held_count && f->words[held[seen]]->hash != f->words[i]->hash) seen++;
        if (seen < held_count) ids[i] = ids[held[seen]];
        else ids[i] = vocabulary_take(&ix->vocabulary, (struct read_word *)f->words[i], born), held[held_count++] = (uint32_t)i;
    }
}

static struct fresh *fresh_new(struct match_index *ix, uint64_t key, unsigned shelf, const struct form *whole) {
    enum { USUAL_BYTES = 2048 };
    struct form fit = raw_fit(whole);
    uint32_t ids[FORM_WORDS_MAX];
    uint8_t usual[USUAL_BYTES];
    take_words(ix, &fit, ids);
    size_t run = raw_write(&fit, ids, &ix->vocabulary, usual, sizeof usual), bytes = sizeof(struct fresh) + run;
    struct fresh *f = zeroed(bytes);
    f->bytes = bytes;
    f->raw = (struct raw){.key = key, .born = raw_born(&fit), .bytes = (uint32_t)run, .at = f->run, .shelf = (uint8_t)shelf};
    if (run > sizeof usual) raw_write(&fit, ids, &ix->vocabulary, f->run, run);
    else memcpy(f->run, usual, run);
    explicit_bzero(usual, run < sizeof usual ? run : sizeof usual);
    ix->entry_bytes += bytes;
    return f;
}

// Before the entry is there to be found.
static void note_numbers(struct fresh_part *p, const struct raw *r) {
    for (size_t i = 0, n = raw_number_count(r); i < n; i++) {
        uint64_t bit = raw_number(r, i) >> (64 - NUMBER_BITS);
        atomic_fetch_or(&p->numbers[bit / 64], (uint64_t)1 << bit % 64);
    }
}

static void insert(struct match_index *ix, uint64_t key, unsigned shelf, const struct form *form) {
    struct version *v = atomic_load(&ix->version);
    if (v->fresh->count == FRESH_MAX) {
        merge_fresh(ix);
        v = atomic_load(&ix->version);
    }
    uint32_t at = v->fresh->count;
    struct fresh *f = fresh_new(ix, key, shelf, form);
    note_numbers(v->fresh, &f->raw);
    v->fresh->keys[key_bit(key) / 64] |= (uint64_t)1 << key_bit(key) % 64;
    atomic_store(&v->fresh->at[at], f);
    atomic_store(&v->fresh->born[at], f->raw.born);
    atomic_store(&v->fresh->count, at + 1);
    ix->live++;
    ix->changes++;
    ix->live_on[shelf]++;
}

RESULT match_index_put(struct match_index *ix, uint64_t key, unsigned shelf, const struct subject *s, struct error *err) {
    ENSURE(shelf < MATCH_SHELVES);
    AUTO_ARENA a = arena_with_ceiling(PUT_ARENA_BYTES);
    struct form f;
    TRY(form_read(s, &a, false, &f, NULL, err));
    bool exact = exact_takes(key, &f);
    pthread_mutex_lock(&ix->writer);
    if (exact) exact_ask_for(&ix->exact, key, &f);
    drop(ix, key);
    if (exact) {
        exact_put(&ix->exact, key, shelf, &f);
        ix->exact_on[shelf]++;
    } else insert(ix, key, shelf, &f);
    epoch_settle(&ix->epoch);
    pthread_mutex_unlock(&ix->writer);
    return DONE;
}
