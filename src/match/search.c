// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// search.c — a question against the index: spellings the words may stand for, entries that hold the most
// weight of them, then every one of those compared in full.
#include "match/index_room.h"

#include <stdlib.h>

enum { RANKED_MAX = 80, CHOSEN_MAX = 400, SPELLINGS_MAX = 4000, LIMIT_MAX = 1000 };

struct spelling {
    uint32_t word;
    float worth;        // bits of the word, less what the spelling lacks
};
struct tally {
    float bits;
    uint32_t stamp;     // the last word of the question counted here
};
struct ranked {
    uint32_t slot;
    float bits;
};
struct search {
    const struct match_index *ix;
    struct form question;
    struct arena *a;
    struct likeness_memo *memo;
    struct tally *tally;       // by slot
    uint8_t *seen_word;        // by word id, a bit set
    uint32_t *touched;         // slots with a tally
    size_t touched_count;
    uint32_t stamp;
    struct spelling *spellings;
    size_t spelling_count;
    float least;               // bits of names below which nothing can bring an entry over the floor
    uint8_t *chosen;           // by slot
    uint32_t *slots;           // chosen ones
    size_t slot_count;
};

// ---- from a word to spellings in the vocabulary -------------------------------------------------

static void consider(struct search *s, const struct word *w, uint32_t id) {
    if (s->seen_word[id / 8] >> (id % 8) & 1) return;
    s->seen_word[id / 8] |= (uint8_t)(1u << (id % 8));
    float q = word_likeness(w, index_word(s->ix, id));
    if (q <= 0.3f || s->spelling_count == SPELLINGS_MAX) return;
    float bits = word_bits(index_word(s->ix, id), index_postings(s->ix, id)->count, s->ix->live);
    s->spellings[s->spelling_count++] = (struct spelling){id, bits * (1.6f * q - 0.6f) + 0.2f};
}

static int by_worth(const void *x, const void *y) {
    const struct spelling *a = x, *b = y;
    if (a->worth != b->worth) return a->worth < b->worth ? 1 : -1;
    return (a->word > b->word) - (a->word < b->word);
}

static void spell(struct search *s, const struct word *w) {
    uint32_t keys[WORD_KEYS_MAX], id;
    memset(s->seen_word, 0, s->ix->word_count / 8 + 1);
    s->spelling_count = 0;
    if (index_find_word(s->ix, w->hash, &id)) consider(s, w, id);
    size_t n = word_keys(w, keys);
    for (size_t i = 0; i < n; i++)
        for (const struct link *l = multimap_first(&s->ix->words_of_key, keys[i]); l; l = multimap_next(&s->ix->words_of_key, l))
            consider(s, w, l->value);
    qsort(s->spellings, s->spelling_count, sizeof *s->spellings, by_worth);
}

// ---- from spellings to entries ------------------------------------------------------------------

static void count_in(struct search *s, uint32_t slot, float worth) {
    struct tally *t = &s->tally[slot];
    if (t->stamp == s->stamp) return;  // the best spelling came first
    if (t->stamp == 0) s->touched[s->touched_count++] = slot;
    t->stamp = s->stamp;
    t->bits += worth;
}

static void ask_word(struct search *s, const struct word *w) {
    spell(s, w);
    s->stamp++;
    for (size_t i = 0; i < s->spelling_count; i++) {
        const struct posting_list *p = index_postings(s->ix, s->spellings[i].word);
        for (uint32_t k = 0; k < p->count; k++) count_in(s, p->entries[k], s->spellings[i].worth);
    }
}

static int by_bits(const void *x, const void *y) {
    const struct ranked *a = x, *b = y;
    if (a->bits != b->bits) return a->bits < b->bits ? 1 : -1;
    return (a->slot > b->slot) - (a->slot < b->slot);
}

static void choose(struct search *s, uint32_t slot) {
    if (s->chosen[slot]) return;
    s->chosen[slot] = 1;
    s->slots[s->slot_count++] = slot;
}

// Entries that agree in a year of birth go before those of equal weight that do not.
static float birth_hint(const struct search *s, uint32_t slot) {
    const struct form *q = &s->question, *f = s->ix->entries[slot].form;
    for (size_t i = 0; i < q->birth_count; i++)
        for (size_t k = 0; k < f->birth_count; k++)
            if (dates_touch(q->births[i], f->births[k])) return 4;
    return 0;
}

// The RANKED_MAX heaviest, found with a heap of that size (lightest on top).
struct heap {
    struct ranked at[RANKED_MAX];
    size_t count;
};

static void sift(struct heap *h, size_t i) {
    for (;;) {
        size_t least = i, l = 2 * i + 1, r = l + 1;
        if (l < h->count && by_bits(&h->at[l], &h->at[least]) > 0) least = l;
        if (r < h->count && by_bits(&h->at[r], &h->at[least]) > 0) least = r;
        if (least == i) return;
        struct ranked spare = h->at[i];
        h->at[i] = h->at[least], h->at[least] = spare;
        i = least;
    }
}

static void offer(struct heap *h, struct ranked r) {
    if (h->count < RANKED_MAX) {
        h->at[h->count++] = r;
        if (h->count == RANKED_MAX) for (size_t i = RANKED_MAX / 2 + 1; i-- > 0;) sift(h, i);
        return;
    }
    if (by_bits(&r, &h->at[0]) >= 0) return;
    h->at[0] = r;
    sift(h, 0);
}

static void settle(struct search *s) {
    struct heap h = {.count = 0};
    bool dated = s->question.birth_count > 0;
    for (size_t i = 0; i < s->touched_count; i++) {
        uint32_t slot = s->touched[i];
        float bits = s->tally[slot].bits;
        bool hopeless = bits < s->least || (h.count == RANKED_MAX && bits + 4 < h.at[0].bits);
        if (!hopeless) offer(&h, (struct ranked){slot, bits + (dated ? birth_hint(s, slot) : 0)});
        s->tally[slot] = (struct tally){0, 0};
    }
    s->touched_count = 0;
    // A question with hundreds of names must not take minutes: the first names choose first.
    for (size_t i = 0; i < h.count && s->slot_count < CHOSEN_MAX; i++) choose(s, h.at[i].slot);
}

static void ask_name(struct search *s, const struct form_name *n) {
    const struct word *const *w = s->question.words + n->first;
    bool plain = false;
    for (size_t i = 0; i < n->count; i++) plain |= w[i]->role == ROLE_PLAIN;
    for (size_t i = 0; i < n->count; i++)  // Ltd, Company: everybody has one, nobody is found by it
        if (w[i]->role < ROLE_TITLE && !(plain && w[i]->role == ROLE_GENERIC)) ask_word(s, w[i]);
    for (size_t i = 0; i + 1 < n->count && n->count <= 6; i++) {
        bool brief = w[i]->letters <= 4 || w[i + 1]->letters <= 4;
        if (!brief || w[i]->script == SCRIPT_DIGITS || w[i + 1]->script == SCRIPT_DIGITS) continue;
        struct word joined;
        word_join(w[i], w[i + 1], &joined);
        ask_word(s, &joined);
    }
    settle(s);
}

static void ask_numbers(struct search *s) {
    for (size_t i = 0; i < s->question.number_count; i++) {
        uint32_t key = (uint32_t)s->question.numbers[i].hash;
        size_t most = RANKED_MAX;  // a number shared by more is no evidence any more
        for (const struct link *l = multimap_first(&s->ix->entries_of_number, key); l && most--; l = multimap_next(&s->ix->entries_of_number, l))
            choose(s, l->value);
    }
}

// ---- comparing ----------------------------------------------------------------------------------

static int best_first(const void *x, const void *y) {
    const struct candidate *a = x, *b = y;
    if (a->score != b->score) return a->score < b->score ? 1 : -1;
    return (a->key > b->key) - (a->key < b->key);
}

struct found {
    struct candidate *at;
    size_t count;
};

static RESULT compare(struct search *s, struct match_options o, struct found *out, struct error *err) {
    const struct word **words = ARENA_ARRAY(s->a, FORM_WORDS_MAX, const struct word *);
    float *bits = ARENA_ARRAY(s->a, FORM_WORDS_MAX, float);
    out->at = ARENA_ARRAY(s->a, s->slot_count + 1, struct candidate);
    out->count = 0;
    if (!words || !bits || !out->at) return FAIL(err, TOO_BIG, "no room for the candidates");
    for (size_t i = 0; i < s->slot_count; i++) {
        const struct entry *e = &s->ix->entries[s->slots[i]];
        struct form f = index_form(s->ix, e, words, bits);
        if (score_of_bits(forms_bits(&s->question, &f, s->memo) + 2) < o.floor) continue;  // 2: a birth place, not weighed yet
        struct candidate *c = &out->at[out->count];
        *c = (struct candidate){.key = e->key};
        if (!forms_compare(&s->question, &f, s->memo, s->a, c)) return FAIL(err, TOO_BIG, "no room for the candidates");
        out->count += c->score >= o.floor;
    }
    qsort(out->at, out->count, sizeof *out->at, best_first);
    if (out->count > o.limit) out->count = o.limit;
    return DONE;
}

// The question's words weigh as in the index: a word is as rare as the index says it is.
static void weigh_question(struct search *s) {
    float *bits = (float *)s->question.bits;
    for (size_t i = 0; i < s->question.word_count; i++) {
        uint32_t id;
        const struct word *w = s->question.words[i];
        size_t with = index_find_word(s->ix, w->hash, &id) ? index_postings(s->ix, id)->count : 0;
        bits[i] = word_bits(w, with, s->ix->live);
    }
}

// What an entry's names must bring at least, if all else that the question holds agrees.
static float least_bits(const struct search *s, float floor) {
    const struct form *q = &s->question;
    float besides = 3.5f + (q->birth_count ? 9.5f : 0) + (q->sex ? 0.5f : 0) + (q->nationality_count ? 1.5f : 0) + (q->birth_place_count ? 2 : 0);
    float needed = bits_of_score(floor) - besides;
    return needed > 1 ? needed : 1;
}

static RESULT start(struct search *s, const struct subject *question, struct match_options *o, struct error *err) {
    size_t unread = 0, slots = s->ix->entry_count;
    if (o->limit < 1 || o->limit > LIMIT_MAX) return FAIL(err, BAD_ARGUMENT, "limit: 1 to %d candidates", LIMIT_MAX);
    TRY(form_read(question, s->a, true, &s->question, &unread, err));
    if (unread) return FAIL(err, BAD_FIELD, "documents: a machine readable zone can't be read");
    weigh_question(s);
    s->least = least_bits(s, o->floor);
    s->memo = likeness_memo_new(s->a);
    s->tally = ARENA_ARRAY(s->a, slots + 1, struct tally);
    s->touched = ARENA_ARRAY(s->a, slots + 1, uint32_t);
    s->slots = ARENA_ARRAY(s->a, slots + 1, uint32_t);
    s->chosen = ARENA_ARRAY(s->a, slots + 1, uint8_t);
    s->seen_word = ARENA_ARRAY(s->a, s->ix->word_count / 8 + 1, uint8_t);
    s->spellings = ARENA_ARRAY(s->a, SPELLINGS_MAX, struct spelling);
    bool room = s->memo && s->tally && s->touched && s->slots && s->chosen && s->seen_word && s->spellings;
    return room ? DONE : FAIL(err, TOO_BIG, "no room to search");
}

RESULT match_search(const struct match_index *ix, const struct subject *question, struct match_options options, struct arena *a,
                    const struct candidate **out, size_t *count, struct error *err) {
    struct search s = {.ix = ix, .a = a};
    struct found found;
    TRY(start(&s, question, &options, err));
    for (size_t i = 0; i < s.question.name_count; i++) ask_name(&s, &s.question.names[i]);
    ask_numbers(&s);
    TRY(compare(&s, options, &found, err));
    *out = found.at;
    *count = found.count;
    return DONE;
}

RESULT match_search_all(const struct match_index *ix, const struct subject *question, struct match_options options, struct arena *a,
                        const struct candidate **out, size_t *count, struct error *err) {
    struct search s = {.ix = ix, .a = a};
    struct found found;
    TRY(start(&s, question, &options, err));
    for (uint32_t slot = 0; slot < ix->entry_count; slot++) if (ix->entries[slot].form) choose(&s, slot);
    TRY(compare(&s, options, &found, err));
    *out = found.at;
    *count = found.count;
    return DONE;
}
