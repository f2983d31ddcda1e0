// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/ask.h"

#include <stdlib.h>

enum {
    ASKED_MAX = NAME_WORDS_MAX + 5,  // and neighbours as one word
    JOIN_WORDS_MAX = 6,              // in longer names neighbours are not joined
    SPELLINGS_MAX = 4000,            // of one word
    CHOSEN_PER_NAME_MAX = 80, CHOSEN_MAX = 400,  // of each shelf
};
static const float MET_BITS = 0.1f;      // the least a word brings that was met: it contradicts nothing
static const float HINT_BITS = 4;        // goes before others of the same weight: a date of birth agrees

struct asked_word {
    struct word word;
    float bits, best;         // weight; what its best spelling brings
    float alike_bits;         // the most it weighs in another spelling
    size_t from, to;          // its spellings on the desk, best first
    uint8_t first, last;      // which words of the name it is
};
struct asking {
    const struct match_index *ix;
    const struct form *question;
    struct desk *desk;
    float least;              // what a name must bring
    uint64_t shelves;
    size_t chosen_of[MATCH_SHELVES];
    struct weighed_name name; // the one being asked, and what is known of it:
    struct asked_word asked[ASKED_MAX];
    size_t asked_count;
    bool asks[NAME_WORDS_MAX];// which of its words are looked up; titles, links are only compared
    float unasked;            // bits of those that are not
    float uncounted;          // the most the words bring whose entries were not counted
};

// ---- spell --------------------------------------------------------------------------------------

static float weight(const struct match_index *ix, uint32_t id) {
    return word_bits(index_word(ix, id), index_postings(ix, id)->count, ix->live);
}

static void consider(struct asking *s, size_t asked, const struct heard *heard, uint32_t id) {
    uint8_t *seen = &s->desk->seen_word[id / 8], bit = (uint8_t)(1u << (id % 8));
    struct asked_word *a = &s->asked[asked];
    if (*seen & bit || s->desk->spelling_count - a->from == SPELLINGS_MAX) return;
    *seen |= bit;
    const struct word *w = index_word(s->ix, id);
    float q = heard_likeness(heard, w);
    if (q <= 0.3f) return;
    desk_add_spelling(s->desk, (struct spelling){id, 0, (uint32_t)asked, q});  // what it is worth is said below
}

// A word met in another spelling could have met any word that is as near: all of these together are as rare as the index
// says (a cumulative document frequency; Splink's term frequency adjustment, carried over to spellings).
static float rarity_of_crowd(const struct asking *s, const struct asked_word *a) {
    static const float near = 0.7f, least = 3;
    size_t with = 0;
    for (size_t i = a->from; i < a->to; i++)
        if (s->desk->spellings[i].worth >= near) with += index_postings(s->ix, s->desk->spellings[i].word)->count;
    if (with > s->ix->live) with = s->ix->live;
    float bits = word_bits(&a->word, with, s->ix->live);
    return bits > ALIKE_BITS_MAX ? ALIKE_BITS_MAX : bits < least ? least : bits;
}

static void say_worth(const struct asking *s, struct asked_word *a) {
    a->alike_bits = rarity_of_crowd(s, a);
    for (size_t i = a->from; i < a->to; i++) {
        struct spelling *sp = &s->desk->spellings[i];
        float worth = words_worth(&a->word, a->bits, index_word(s->ix, sp->word), weight(s->ix, sp->word), sp->worth, a->alike_bits);
        sp->worth = worth > MET_BITS ? worth : MET_BITS;
    }
}

static int by_worth(const void *x, const void *y) {
    const struct spelling *a = x, *b = y;
    if (a->worth != b->worth) return a->worth < b->worth ? 1 : -1;
    return (a->word > b->word) - (a->word < b->word);
}

// From here on the desk leads from a word of the vocabulary to its spellings.
static void enter_spellings(struct desk *d, size_t from) {
    size_t to = d->spelling_count;
    for (d->spelling_count = from; d->spelling_count < to; d->spelling_count++) {
        struct spelling *s = &d->spellings[d->spelling_count];
        const struct spelling *before = desk_spelling(d, s->word);
        s->before = before ? (uint32_t)(before - d->spellings) + 1 : 0;
        d->of_word[s->word] = (uint32_t)d->spelling_count;
    }
}

static void spell(struct asking *s, size_t asked) {
    struct asked_word *a = &s->asked[asked];
    struct heard heard;
    uint32_t keys[WORD_KEYS_MAX], id;
    size_t n = word_keys(&a->word, keys);
    word_hear(&a->word, &heard);
    memset(s->desk->seen_word, 0, s->ix->word_count / 8 + 1);
    a->from = s->desk->spelling_count;
    if (index_find_word(s->ix, a->word.hash, &id)) consider(s, asked, &heard, id);
    for (size_t i = 0; i < n; i++)
        for (const struct link *l = multimap_first(&s->ix->words_of_key, keys[i]); l; l = multimap_next(&s->ix->words_of_key, l))
            consider(s, asked, &heard, l->value);
    a->to = s->desk->spelling_count;
    if (a->to == a->from) return;
    say_worth(s, a);
    qsort(&s->desk->spellings[a->from], a->to - a->from, sizeof(struct spelling), by_worth);
    a->best = s->desk->spellings[a->from].worth;
    enter_spellings(s->desk, a->from);
}

static void ask_word(struct asking *s, const struct word *w, float bits, size_t first, size_t last) {
    if (s->asked_count == ASKED_MAX) return;
    s->asked[s->asked_count] = (struct asked_word){.word = *w, .bits = bits, .alike_bits = ALIKE_BITS_MAX, .first = (uint8_t)first, .last = (uint8_t)last};
    spell(s, s->asked_count++);
}

static bool may_join(const struct word *x, const struct word *y) {
    return (x->letters <= 4 || y->letters <= 4) && x->script != SCRIPT_DIGITS && y->script != SCRIPT_DIGITS;
}

static void ask_joined(struct asking *s, size_t i) {
    const struct weighed_name *n = &s->name;
    struct word joined;
    uint32_t id;
    word_join(n->word[i], n->word[i + 1], &joined);
    size_t with = index_find_word(s->ix, joined.hash, &id) ? index_postings(s->ix, id)->count : 0;
    ask_word(s, &joined, word_bits(&joined, with, s->ix->live), i, i + 1);
}

static void spell_name(struct asking *s) {
    const struct weighed_name *n = &s->name;
    bool plain = false;
    s->asked_count = s->desk->spelling_count = 0;
    s->unasked = 0;
    for (size_t i = 0; i < n->count; i++) plain |= n->word[i]->role <= ROLE_FREQUENT;
    for (size_t i = 0; i < n->count; i++) {  // Ltd, Company: everybody has one, nobody is found by it
        s->asks[i] = n->word[i]->role < ROLE_TITLE && !(plain && n->word[i]->role == ROLE_GENERIC);
        if (s->asks[i]) ask_word(s, n->word[i], n->bits[i], i, i);
        else s->unasked += n->bits[i];
    }
    for (size_t i = 0; i + 1 < n->count && n->count <= JOIN_WORDS_MAX; i++)
        if (may_join(n->word[i], n->word[i + 1])) ask_joined(s, i);
}

// ---- count --------------------------------------------------------------------------------------

static void count_entry(struct desk *d, uint32_t slot, uint32_t stamp, float worth) {
    struct tally *t = desk_tally(d, slot);
    if (!t) {
        d->of_slot[slot] = (uint32_t)d->touched_count;
        d->touched[d->touched_count++] = (struct tally){slot, stamp, worth};
    } else if (t->stamp != stamp) {  // the best spelling came first
        t->stamp = stamp;
        t->bits += worth;
    }
}

static void count_word(struct asking *s, size_t asked) {
    const struct asked_word *a = &s->asked[asked];
    for (size_t i = a->from; i < a->to; i++) {
        const struct posting_list *p = index_postings(s->ix, s->desk->spellings[i].word);
        for (uint32_t k = 0; k < p->count; k++) count_entry(s->desk, p->entries[k], (uint32_t)asked, s->desk->spellings[i].worth);
    }
}

// The words that bring most are counted first; when all that are left can't bring an entry to the least, no entry
// is missing any more.
static void count_name(struct asking *s) {
    bool counted[ASKED_MAX] = {false};
    s->desk->touched_count = 0;
    s->uncounted = 0;
    for (size_t i = 0; i < s->asked_count; i++) s->uncounted += s->asked[i].best;
    for (size_t turn = 0; turn < s->asked_count; turn++) {
        size_t best = ASKED_MAX;
        for (size_t i = 0; i < s->asked_count; i++)
            if (!counted[i] && (best == ASKED_MAX || s->asked[i].best > s->asked[best].best)) best = i;
        if (s->uncounted + s->unasked + WHOLE_BITS < s->least) return;
        count_word(s, best);
        counted[best] = true;
        s->uncounted -= s->asked[best].best;
    }
    s->uncounted = 0;
}

// ---- the heaviest -------------------------------------------------------------------------------


static int by_bits(const void *x, const void *y) {
    const struct ranked *a = x, *b = y;
    if (a->bits != b->bits) return a->bits < b->bits ? 1 : -1;
    return (a->slot > b->slot) - (a->slot < b->slot);
}

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
    if (h->count < SKETCHED_MAX) {
        h->at[h->count++] = r;
        if (h->count == SKETCHED_MAX) for (size_t i = SKETCHED_MAX / 2 + 1; i-- > 0;) sift(h, i);
        return;
    }
    if (by_bits(&r, &h->at[0]) >= 0) return;
    h->at[0] = r;
    sift(h, 0);
}

// Entries that agree in a date of birth go before those of equal weight that do not.
static float birth_hint(const struct asking *s, uint32_t slot) {
    const struct form *q = s->question, *f = s->ix->entries[slot].form;
    for (size_t i = 0; i < q->birth_count; i++)
        for (size_t k = 0; k < f->birth_count; k++)
            if (dates_touch(q->births[i], f->births[k])) return HINT_BITS;
    return 0;
}

static void pick_heaviest(const struct asking *s) {
    bool dated = s->question->birth_count > 0;
    float besides = s->uncounted + s->unasked + WHOLE_BITS;
    for (unsigned i = 0; i < MATCH_SHELVES; i++) if (s->desk->heaviest[i]) s->desk->heaviest[i]->count = 0;
    for (size_t i = 0; i < s->desk->touched_count; i++) {
        const struct tally *t = &s->desk->touched[i];
        if (t->bits + besides < s->least || !(s->shelves & match_shelf(s->ix->entries[t->slot].shelf))) continue;
        struct heap *h = desk_heap(s->desk, s->ix->entries[t->slot].shelf);
        if (h->count == SKETCHED_MAX && t->bits + HINT_BITS < h->at[0].bits) continue;
        offer(h, (struct ranked){t->slot, t->bits + (dated ? birth_hint(s, t->slot) : 0)});
    }
}

// ---- sketch -------------------------------------------------------------------------------------

struct sketch {                      // by place in the question's name, in the entry's name
    float alone[NAME_WORDS_MAX], joined[NAME_WORDS_MAX];  // bits of the word, of it and the next as one
    uint32_t ids[NAME_WORDS_MAX];
    bool met[NAME_WORDS_MAX], lone[NAME_WORDS_MAX];       // nothing in the question is like it
    size_t count;
};

static void draw(const struct asking *s, const uint32_t *ids, size_t count, struct sketch *k) {
    memset(k->alone, 0, s->name.count * sizeof *k->alone);
    memset(k->joined, 0, s->name.count * sizeof *k->joined);
    k->count = count;
    for (size_t i = 0; i < count; i++) {
        const struct spelling *sp = desk_spelling(s->desk, ids[i]);
        k->ids[i] = ids[i];
        k->lone[i] = !sp;
        for (; sp; sp = spelling_before(s->desk, sp)) {
            const struct asked_word *a = &s->asked[sp->asked];
            float *best = a->first == a->last ? &k->alone[a->first] : &k->joined[a->first];
            if (sp->worth > *best) *best = sp->worth;
        }
    }
}

static float sum_met(const struct asking *s, struct sketch *k) {
    float sum = 0;
    for (size_t i = 0; i < s->name.count; i++) k->met[i] = k->alone[i] > 0;
    for (size_t i = 0; i < s->name.count; i++) {
        bool joins = k->joined[i] > 0 && k->joined[i] > k->alone[i] + k->alone[i + 1];
        sum += joins ? k->joined[i] : k->alone[i];
        if (!joins) continue;
        k->met[i] = k->met[i + 1] = true;
        i++;
    }
    return sum;
}

static bool are_halves(const struct word *a, const struct word *b, const struct word *whole) {
    struct word joined;
    if (!words_could_join(a, b, whole)) return false;
    if (a->role == ROLE_LINK && b->role == ROLE_LINK) return true;  // van den Broecke: a third word follows
    word_join(a, b, &joined);
    return word_likeness(&joined, whole) >= JOINED_LIKENESS;
}

// Lone words that are two halves of a lone word opposite: nothing is held against them here.
static bool has_halves(const struct asking *s, const struct sketch *k) {
    const struct weighed_name *n = &s->name;
    if (n->count > JOIN_WORDS_MAX || k->count > JOIN_WORDS_MAX) return false;  // one word of so many
    for (size_t i = 0; i < n->count; i++)
        for (size_t j = 0; !k->met[i] && j < k->count; j++) {
            if (!k->lone[j]) continue;
            const struct word *x = n->word[i], *y = index_word(s->ix, k->ids[j]);
            if (i + 1 < n->count && !k->met[i + 1] && are_halves(x, n->word[i + 1], y)) return true;
            if (j + 1 < k->count && k->lone[j + 1] && are_halves(y, index_word(s->ix, k->ids[j + 1]), x)) return true;
        }
    return false;
}

// Both sides have words the other lacks: what that takes away, 0 when only one has. Generic words (Ltd) are not
// held against an entry: the question's may not have been looked up.
static float contradiction(const struct asking *s, const struct sketch *k) {
    float x = 0, y = 0;
    size_t nx = 0, ny = 0;
    for (size_t i = 0; i < s->name.count; i++)
        if (!k->met[i] && s->asks[i]) x += contradiction_bits(s->name.word[i]), nx++;
    for (size_t j = 0; nx && j < k->count; j++)
        if (k->lone[j] && index_word(s->ix, k->ids[j])->role < ROLE_GENERIC) y += contradiction_bits(index_word(s->ix, k->ids[j])), ny++;
    if (!nx || !ny) return 0;
    return (float)(nx < ny ? nx : ny) * (x / (float)nx + y / (float)ny) / 2;
}

// The most a name of an entry can bring, up to the order of words and what one word is paired with twice.
static float sketch(const struct asking *s, const uint32_t *ids, size_t count) {
    struct sketch k;
    draw(s, ids, count, &k);
    float most = sum_met(s, &k) + s->unasked + WHOLE_BITS;
    if (most < s->least) return most;
    float against = contradiction(s, &k);
    if (against == 0) return most;
    float less = most - WHOLE_BITS - against;
    return less < s->least && has_halves(s, &k) ? most : less;
}

static float sketch_entry(const struct asking *s, uint32_t slot) {
    const struct entry *e = &s->ix->entries[slot];
    float best = 0;
    for (size_t i = 0; i < e->form->name_count; i++) {
        const struct form_name *n = &e->form->names[i];
        float most = sketch(s, e->word_ids + n->first, n->count);
        if (most > best) best = most;
    }
    return best;
}

static void choose_best(struct asking *s, unsigned shelf) {
    struct heap *h = s->desk->heaviest[shelf];
    size_t kept = 0;
    bool dated = s->question->birth_count > 0;
    for (size_t i = 0; i < h->count; i++) {
        uint32_t slot = h->at[i].slot;
        float most = sketch_entry(s, slot);
        if (most >= s->least) h->at[kept++] = (struct ranked){slot, most + (dated ? birth_hint(s, slot) : 0)};
    }
    if (kept > CHOSEN_PER_NAME_MAX) {
        qsort(h->at, kept, sizeof *h->at, by_bits);
        kept = CHOSEN_PER_NAME_MAX;
    }
    // A question with hundreds of names must not take minutes: the first names choose first.
    for (size_t i = 0; i < kept && s->chosen_of[shelf]++ < CHOSEN_MAX; i++) desk_choose(s->desk, h->at[i].slot);
}

// ---- the question -------------------------------------------------------------------------------

// What a name must bring at least, if all else that the question holds agrees. What agrees besides the name counts
// only as far as the name speaks for it (compare.c): name + besides * name / EVEN_BITS = needed.
static float least_bits(const struct form *q, float floor) {
    static const float slack = 1;
    float besides = (q->birth_count ? 9.5f : 0) + (q->sex ? 0.5f : 0) + (q->nationality_count ? 1.5f : 0) + (q->birth_place_count ? 2 : 0);
    float needed = bits_of_score(floor, q->even), tempered = needed / (1 + besides / EVEN_BITS);
    float least = (tempered < EVEN_BITS ? tempered : needed - besides) - slack;
    return least > 1 ? least : 1;
}

static void keep_ceilings(const struct asking *s) {
    float *alike = (float *)s->name.alike_bits;
    for (size_t i = 0; i < s->asked_count; i++)
        if (s->asked[i].first == s->asked[i].last) alike[s->asked[i].first] = s->asked[i].alike_bits;
}

static void ask_number(struct asking *s, const struct form_number *n) {
    static const size_t most = CHOSEN_PER_NAME_MAX;  // a number shared by more is no evidence any more
    const struct multimap *m = &s->ix->entries_of_number;
    size_t found[MATCH_SHELVES] = {0};
    for (const struct link *l = multimap_first(m, (uint32_t)n->hash); l; l = multimap_next(m, l)) {
        unsigned shelf = s->ix->entries[l->value].shelf;
        if (s->shelves & match_shelf(shelf) && found[shelf]++ < most) desk_choose(s->desk, l->value);
    }
}

void ask_index(const struct match_index *ix, const struct form *question, struct match_options o, struct desk *desk) {
    struct asking s = {.ix = ix, .question = question, .desk = desk, .least = least_bits(question, o.floor), .shelves = o.shelves};
    for (size_t i = 0; i < question->name_count; i++) {
        s.name = form_weighed(question, i);
        spell_name(&s);
        keep_ceilings(&s);
        count_name(&s);
        pick_heaviest(&s);
        for (unsigned k = 0; k < MATCH_SHELVES; k++) if (desk->heaviest[k]) choose_best(&s, k);
    }
    for (size_t i = 0; i < question->number_count; i++) ask_number(&s, &question->numbers[i]);
    desk_settle_choice(desk);
}
