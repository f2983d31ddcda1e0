// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// vocabulary.h — every word that occurs in a name of the index, once, under a number that stays.
//
// Words lie in slabs that never move. A table leads from a spelling's hash to its word; keys (coarse consonants,
// word_keys) lead from a spelling to the words it may stand for: a packed part, and chains for the words that came since.
// One writer; readers look at any time. A word that no entry holds any more is wiped once no reader can see it.
#ifndef MALINES_MATCH_VOCABULARY_H
#define MALINES_MATCH_VOCABULARY_H

#include "match/epoch.h"
#include "match/spell.h"

#include <string.h>

enum { SLAB_WORDS = 2048, SLABS_MAX = 8192, NO_WORD = -1, TAG_ROWS = 1 << 12 };
static const uint32_t GONE = UINT32_MAX;             // no word, where one was

struct slab {
    struct word word[SLAB_WORDS];
    _Atomic uint32_t with[SLAB_WORDS];               // entries that hold it
    struct shape shape[SLAB_WORDS];                  // what most comparisons need of it
    _Atomic uint64_t tags[SLAB_WORDS];               // its first four (word_tags), 0 for those it has not
    _Atomic uint8_t born[SLAB_WORDS];                // birth_code of the one entry that ever held it; BIRTH_UNTOLD: several did
};
struct word_table;
struct word_keys_index;
struct vocabulary {
    struct epoch *epoch;
    struct slab *_Atomic *slabs;
    _Atomic uint32_t count;                          // highest id used + 1
    struct word_table *_Atomic table;
    struct word_keys_index *_Atomic keys;
    uint32_t *free_ids;
    size_t free_count, free_room, slab_count, live;
    // The last of the free ones, wiped since the keys were packed: what is known of their words may still name them.
    size_t wiped_count;
    uint64_t made;                                   // how often the keys were packed
    _Atomic uint32_t with_tag[TAG_ROWS];             // words that entries hold under some tags of word_tags, those of one row together
    size_t rows_from;                                // words from which on their shapes lie beside the packed keys, too
};

void vocabulary_begin(struct vocabulary *v, struct epoch *epoch);
void vocabulary_end(struct vocabulary *v);
size_t vocabulary_bytes(const struct vocabulary *v);

// Writer. An entry takes each of its words once and gives it back once.
uint32_t vocabulary_take(struct vocabulary *v, struct read_word *w, uint8_t born);
void vocabulary_give_back(struct vocabulary *v, uint32_t id);
// Into an empty one; then vocabulary_is_held for each word of each entry, and they are filed when all are told.
void vocabulary_restore(struct vocabulary *v, const struct word *words, const uint32_t *with, uint32_t count);
void vocabulary_is_held(struct vocabulary *v, uint32_t id, uint8_t born);
void vocabulary_file(struct vocabulary *v);
void vocabulary_pack(struct vocabulary *v);            // when many words came since: they are found sooner

// Readers.
static inline struct word *vocabulary_word(const struct vocabulary *v, uint32_t id) {
    return &atomic_load_explicit(&v->slabs[id / SLAB_WORDS], memory_order_relaxed)->word[id % SLAB_WORDS];
}
static inline struct shape *vocabulary_shape_at(const struct vocabulary *v, uint32_t id) {
    return &atomic_load_explicit(&v->slabs[id / SLAB_WORDS], memory_order_relaxed)->shape[id % SLAB_WORDS];
}
static inline uint32_t vocabulary_gist(const struct vocabulary *v, uint32_t id) {
    return __atomic_load_n(&vocabulary_shape_at(v, id)->gist, __ATOMIC_RELAXED);  // a word may retire meanwhile
}
static inline struct shape vocabulary_shape(const struct vocabulary *v, uint32_t id) {
    struct shape s = {.gist = vocabulary_gist(v, id)};
    memcpy(s.sound, vocabulary_shape_at(v, id)->sound, sizeof s.sound);
    return s;
}
static inline uint8_t vocabulary_born(const struct vocabulary *v, uint32_t id) {
    return atomic_load_explicit(&atomic_load_explicit(&v->slabs[id / SLAB_WORDS], memory_order_relaxed)->born[id % SLAB_WORDS], memory_order_relaxed);
}
static inline void vocabulary_ask_for_born(const struct vocabulary *v, uint32_t id) {
    __builtin_prefetch((const void *)&atomic_load_explicit(&v->slabs[id / SLAB_WORDS], memory_order_relaxed)->born[id % SLAB_WORDS]);
}
static inline void vocabulary_ask_for_tags(const struct vocabulary *v, uint32_t id) {
    __builtin_prefetch((const void *)&atomic_load_explicit(&v->slabs[id / SLAB_WORDS], memory_order_relaxed)->tags[id % SLAB_WORDS]);
}
static inline uint64_t vocabulary_tags(const struct vocabulary *v, uint32_t id) {
    return atomic_load_explicit(&atomic_load_explicit(&v->slabs[id / SLAB_WORDS], memory_order_relaxed)->tags[id % SLAB_WORDS], memory_order_relaxed);
}
static inline void vocabulary_ask_for_with(const struct vocabulary *v, uint32_t id) {
    __builtin_prefetch((const void *)&atomic_load_explicit(&v->slabs[id / SLAB_WORDS], memory_order_relaxed)->with[id % SLAB_WORDS]);
}
static inline uint32_t vocabulary_with(const struct vocabulary *v, uint32_t id) {
    return atomic_load_explicit(&atomic_load_explicit(&v->slabs[id / SLAB_WORDS], memory_order_relaxed)->with[id % SLAB_WORDS], memory_order_relaxed);
}
// Of those that any entry holds, how many stand under a tag: once for each entry and word, and some beside.
static inline uint32_t tag_row(uint64_t tag) { return (uint32_t)(tag % (1 << WORD_TAG_BITS)) >> (WORD_TAG_BITS - 12); }
static inline uint32_t vocabulary_with_tag(const struct vocabulary *v, uint16_t tag) {
    return atomic_load_explicit(&v->with_tag[tag_row(tag)], memory_order_relaxed);
}
bool vocabulary_find(const struct vocabulary *v, uint64_t hash, uint32_t *id);
// Its folded text, where it was short enough: in the place of a second sound, behind one that is said. Else nothing.
static inline struct view vocabulary_text(const struct vocabulary *v, uint32_t id) {
    const struct word *w = vocabulary_word(v, id);
    const char *at = w->sound[1] + w->sound_bytes[1];
    return word_sounds(w, SCRIPT_LATIN) > 1 ? (struct view){NULL, 0} : (struct view){at, strnlen(at, SOUND_MAX - w->sound_bytes[1])};
}

// The words under `key`, some under others beside: a run, then chains (GONE among them). Of a run each is told with its holder's
// birth (vocabulary_born), BIRTH_GONE where it is no more: most are passed over by that alone. Of a large vocabulary their shapes lie
// in a row beside, of one kind of script and of rising length (shape_order), so that no word is fetched to be ruled out.
struct key_run {
    const _Atomic uint32_t *at;
    const struct shape *shape;   // of each that is not gone; NULL of a small vocabulary
    uint32_t count;
};
static inline uint32_t filed_word(uint32_t filed) { return filed & 0xffffff; }
static inline uint8_t filed_born(uint32_t filed) { return (uint8_t)(filed >> 24); }
_Static_assert((size_t)SLABS_MAX * SLAB_WORDS <= 1 << 24, "a word's number leaves a byte");
struct key_run vocabulary_packed(const struct word_keys_index *k, uint32_t key);
uint64_t vocabulary_made(const struct word_keys_index *k);                              // which packing it is
uint32_t vocabulary_chain(const struct word_keys_index *k, uint32_t key);               // 0: none
uint32_t vocabulary_link(const struct word_keys_index *k, uint32_t link, uint32_t *id);  // gives the next link, 0 at the end

#endif
