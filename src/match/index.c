// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/index_room.h"

#include <stdlib.h>

enum { PUT_ARENA_BYTES = 8 << 20 };

struct match_index *match_index_new(void) {
    struct match_index *ix = calloc(1, sizeof *ix);
    ENSURE(ix);
    ix->drawer = drawer_new();
    return ix;
}

struct match_index *match_index_free(struct match_index *ix) {
    if (!ix) return NULL;
    for (uint32_t id = 0; id < ix->word_count; id++) free(index_postings(ix, id)->entries);
    for (size_t i = 0; i < ix->slab_count; i++) free(ix->slabs[i]);
    for (size_t i = 0; i < ix->entry_count; i++) free(ix->entries[i].form);
    drawer_free(ix->drawer);
    multimap_free(&ix->word_of_hash);
    multimap_free(&ix->words_of_key);
    multimap_free(&ix->entries_of_number);
    multimap_free(&ix->entry_of_key);
    free(ix->slabs);
    free(ix->free_words);
    free(ix->entries);
    free(ix->free_slots);
    free(ix);
    return NULL;
}

size_t match_index_count(const struct match_index *ix, uint64_t shelves) {
    size_t n = 0;
    for (unsigned i = 0; i < MATCH_SHELVES; i++) n += shelves & match_shelf(i) ? ix->live_on[i] : 0;
    return n;
}

size_t match_index_bytes(const struct match_index *ix) {
    return sizeof *ix + ix->slab_count * sizeof(struct slab) + ix->slab_room * sizeof *ix->slabs
           + (ix->free_word_room + ix->free_slot_room) * sizeof(uint32_t) + ix->entry_room * sizeof *ix->entries
           + multimap_bytes(&ix->word_of_hash) + multimap_bytes(&ix->words_of_key) + multimap_bytes(&ix->entries_of_number)
           + multimap_bytes(&ix->entry_of_key) + ix->block_bytes + ix->posting_bytes
           + drawer_bytes(ix->drawer);
}

// Grow `*array` so that one more fits.
static void make_room(void *array, size_t *room, size_t used, size_t bytes) {
    if (used < *room) return;
    size_t more = *room + *room / 2 + 64;
    void *at = realloc(*(void **)array, more * bytes);
    ENSURE(at);
    *(void **)array = at;
    *room = more;
}

// ---- vocabulary ---------------------------------------------------------------------------------

bool index_find_word(const struct match_index *ix, uint64_t hash, uint32_t *id) {
    for (const struct link *l = multimap_first(&ix->word_of_hash, (uint32_t)hash); l; l = multimap_next(&ix->word_of_hash, l))
        if (index_word(ix, l->value)->hash == hash) return *id = l->value, true;
    return false;
}

static uint32_t fresh_id(struct match_index *ix) {
    if (ix->free_word_count) return ix->free_words[--ix->free_word_count];
    if (ix->word_count == ix->slab_count * SLAB_WORDS) {
        make_room(&ix->slabs, &ix->slab_room, ix->slab_count, sizeof *ix->slabs);
        ix->slabs[ix->slab_count] = calloc(1, sizeof(struct slab));
        ENSURE(ix->slabs[ix->slab_count++]);
    }
    return (uint32_t)ix->word_count++;
}

static uint32_t take_word(struct match_index *ix, struct read_word *read) {
    const struct word *w = &read->word;
    uint32_t id, keys[WORD_KEYS_MAX];
    if (index_find_word(ix, w->hash, &id)) return id;
    word_sound(read);
    id = fresh_id(ix);
    *index_word(ix, id) = *w;
    multimap_add(&ix->word_of_hash, (uint32_t)w->hash, id);
    size_t n = word_keys(w, keys);
    for (size_t i = 0; i < n; i++) multimap_add(&ix->words_of_key, keys[i], id);
    return id;
}

static void forget_word(struct match_index *ix, uint32_t id) {
    struct word *w = index_word(ix, id);
    struct posting_list *p = index_postings(ix, id);
    uint32_t keys[WORD_KEYS_MAX];
    size_t n = word_keys(w, keys);
    for (size_t i = 0; i < n; i++) multimap_remove(&ix->words_of_key, keys[i], id);
    multimap_remove(&ix->word_of_hash, (uint32_t)w->hash, id);
    ix->posting_bytes -= p->room * sizeof *p->entries;
    free(p->entries);
    memset(w, 0, sizeof *w);
    *p = (struct posting_list){0};
    make_room(&ix->free_words, &ix->free_word_room, ix->free_word_count, sizeof *ix->free_words);
    ix->free_words[ix->free_word_count++] = id;
}

static void post(struct match_index *ix, uint32_t id, uint32_t slot) {
    struct posting_list *p = index_postings(ix, id);
    if (p->count && p->entries[p->count - 1] == slot) return;  // a word twice in one entry: posts come entry by entry
    if (p->count == p->room) {
        uint32_t room = p->room ? p->room + p->room / 2 + 1 : 1;
        p->entries = realloc(p->entries, room * sizeof *p->entries);
        ENSURE(p->entries);
        ix->posting_bytes += (room - p->room) * sizeof *p->entries;
        p->room = room;
    }
    p->entries[p->count++] = slot;
}

static void unpost(struct match_index *ix, uint32_t id, uint32_t slot) {
    struct posting_list *p = index_postings(ix, id);
    for (uint32_t i = p->count; i-- > 0;) {  // newest first: replacing is the usual case
        if (p->entries[i] != slot) continue;
        p->entries[i] = p->entries[--p->count];
        break;
    }
    if (p->count == 0 && p->entries) forget_word(ix, id);
}

// ---- entries ------------------------------------------------------------------------------------

// The block of an entry being laid out: first only counted, then filled.
struct layer {
    char *base;  // NULL while counting
    size_t used;
};

static void *lay(struct layer *l, const void *from, size_t bytes) {
    size_t at = (l->used + 7) & ~(size_t)7;
    l->used = at + bytes;
    if (!l->base) return NULL;
    if (from && bytes) memcpy(l->base + at, from, bytes);
    return l->base + at;
}

static struct view lay_text(struct layer *l, struct view v) {
    size_t at = l->used;
    l->used += v.bytes;
    if (!l->base) return v;
    if (v.bytes) memcpy(l->base + at, v.at, v.bytes);
    return (struct view){l->base + at, v.bytes};
}

static void lay_texts(struct layer *l, struct form *f, struct form_name *names, struct form_number *numbers, struct view *nations,
                      struct view *places, const struct form *from) {
    for (size_t i = 0; i < from->name_count; i++) {
        struct view v = lay_text(l, from->names[i].text);
        if (l->base) names[i].text = v;
    }
    for (size_t i = 0; i < from->number_count; i++) {
        struct view v = lay_text(l, from->numbers[i].text);
        if (l->base) numbers[i].text = v;
    }
    for (size_t i = 0; i < from->nationality_count; i++) {
        struct view v = lay_text(l, from->nationalities[i]);
        if (l->base) nations[i] = v;
    }
    for (size_t i = 0; i < from->birth_place_count; i++) {
        struct view v = lay_text(l, from->birth_places[i]);
        if (l->base) places[i] = v;
    }
    if (!l->base) return;
    f->names = names, f->numbers = numbers, f->nationalities = nations, f->birth_places = places;
}

static struct form *lay_out(struct layer *l, const struct form *from, const uint32_t *ids, uint32_t **ids_out) {
    struct form *f = lay(l, from, sizeof *from);
    uint32_t *kept_ids = lay(l, ids, from->word_count * sizeof *ids);
    struct form_name *names = lay(l, from->names, from->name_count * sizeof *names);
    struct form_number *numbers = lay(l, from->numbers, from->number_count * sizeof *numbers);
    struct dates *births = lay(l, from->births, from->birth_count * sizeof *births);
    struct view *nations = lay(l, from->nationalities, from->nationality_count * sizeof *nations);
    struct view *places = lay(l, from->birth_places, from->birth_place_count * sizeof *places);
    lay_texts(l, f, names, numbers, nations, places, from);
    if (!l->base) return NULL;
    f->births = births;
    f->words = NULL, f->bits = NULL, f->texts = false;
    *ids_out = kept_ids;
    return f;
}

static bool find_slot(const struct match_index *ix, uint64_t key, uint32_t *slot) {
    for (const struct link *l = multimap_first(&ix->entry_of_key, (uint32_t)(key ^ key >> 32)); l; l = multimap_next(&ix->entry_of_key, l))
        if (ix->entries[l->value].key == key) return *slot = l->value, true;
    return false;
}

static uint32_t fresh_slot(struct match_index *ix) {
    if (ix->free_slot_count) return ix->free_slots[--ix->free_slot_count];
    make_room(&ix->entries, &ix->entry_room, ix->entry_count, sizeof *ix->entries);
    return (uint32_t)ix->entry_count++;
}

static void insert(struct match_index *ix, uint64_t key, unsigned shelf, const struct form *f) {
    uint32_t ids[FORM_WORDS_MAX], slot = fresh_slot(ix);
    for (size_t i = 0; i < f->word_count; i++) {
        ids[i] = take_word(ix, (struct read_word *)f->words[i]);
        post(ix, ids[i], slot);
    }
    struct layer l = {NULL, 0};
    struct entry e = {.key = key, .shelf = (uint8_t)shelf};
    lay_out(&l, f, ids, &e.word_ids);
    e.bytes = (uint32_t)l.used;
    l = (struct layer){malloc(l.used), 0};
    ENSURE(l.base);
    e.form = lay_out(&l, f, ids, &e.word_ids);
    ix->entries[slot] = e;
    ix->block_bytes += e.bytes;
    ix->live++;
    ix->live_on[shelf]++;
    multimap_add(&ix->entry_of_key, (uint32_t)(key ^ key >> 32), slot);
    for (size_t i = 0; i < f->number_count; i++) multimap_add(&ix->entries_of_number, (uint32_t)f->numbers[i].hash, slot);
}

RESULT match_index_put(struct match_index *ix, uint64_t key, unsigned shelf, const struct subject *s, struct error *err) {
    ENSURE(shelf < MATCH_SHELVES);
    AUTO_ARENA a = arena_with_ceiling(PUT_ARENA_BYTES);
    struct form f;
    TRY(form_read(s, &a, false, &f, NULL, err));
    match_index_drop(ix, key);
    insert(ix, key, shelf, &f);
    return DONE;
}

void match_index_drop(struct match_index *ix, uint64_t key) {
    uint32_t slot;
    if (!find_slot(ix, key, &slot)) return;
    struct entry *e = &ix->entries[slot];
    for (size_t i = 0; i < e->form->word_count; i++) {
        bool seen = false;  // a word twice in one entry was posted once
        for (size_t k = 0; k < i && !seen; k++) seen = e->word_ids[k] == e->word_ids[i];
        if (!seen) unpost(ix, e->word_ids[i], slot);
    }
    for (size_t i = 0; i < e->form->number_count; i++) multimap_remove(&ix->entries_of_number, (uint32_t)e->form->numbers[i].hash, slot);
    multimap_remove(&ix->entry_of_key, (uint32_t)(key ^ key >> 32), slot);
    ix->block_bytes -= e->bytes;
    ix->live--;
    ix->live_on[e->shelf]--;
    explicit_bzero(e->form, e->bytes);
    free(e->form);
    *e = (struct entry){0};
    make_room(&ix->free_slots, &ix->free_slot_room, ix->free_slot_count, sizeof *ix->free_slots);
    ix->free_slots[ix->free_slot_count++] = slot;
}

struct form index_form(const struct match_index *ix, const struct entry *e, const struct word **words, float *bits) {
    struct form f = *e->form;
    for (size_t i = 0; i < f.word_count; i++) {
        uint32_t id = e->word_ids[i];
        words[i] = index_word(ix, id);
        bits[i] = word_bits(words[i], index_postings(ix, id)->count, ix->live);
    }
    f.words = words;
    f.bits = bits;
    f.alike_bits = NULL;
    return f;
}
