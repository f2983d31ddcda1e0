// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/ask.h"

#include "match/births.h"
#include "match/spell.h"

#include <math.h>
#include <stdlib.h>

enum {
    ASKED_MAX = NAME_WORDS_MAX + 5,  // and neighbours as one word
    JOIN_WORDS_MAX = 6,              // in longer names neighbours are not joined
    SPELLINGS_MAX = 4000,            // of one word
    CHOSEN_MAX = 400,                // of each shelf, for all names of a question
    PLACES_MIN = 30,                 // among the heaviest: more than are asked for, which are weighed in full
    DRAWN_MAX = 30000,               // entries sketched for one name; further ones are too many to tell apart
};
static const float LONE_LIKENESS = 0.36f; // from which words are paired (likeness.c)
static const float MET_BITS = 0.1f;      // the least a word brings that was met: it contradicts nothing

struct asked_word {
    struct word word;
    float bits, best;         // weight; what its best spelling brings
    float alike_bits;         // the most it weighs in another spelling
    size_t from, to;          // its spellings on the desk, best first
    uint8_t first, last;      // which words of the name it is
};
struct asking {
    const struct match_index *ix;
    const struct seen *seen;
    const struct form *question;
    struct desk *desk;
    struct match_options o;
    struct births_asked births;
    size_t chosen_of[MATCH_SHELVES];
    struct weighed_name name; // the one being asked, and what is known of it:
    struct asked_word asked[ASKED_MAX];
    size_t asked_count;
    bool asks[NAME_WORDS_MAX];// which of its words are looked up; titles, links are only compared
    float unasked;            // bits of those that are not
    size_t drawn;
    float needed;             // bits of the floor
    unsigned only_shelf;      // MATCH_SHELVES: several
    size_t places;            // among the heaviest of a shelf
};

// ---- spell --------------------------------------------------------------------------------------

static float weight(const struct asking *s, uint32_t id) {
    return word_bits(vocabulary_word(&s->ix->vocabulary, id), vocabulary_with(&s->ix->vocabulary, id), s->seen->live);
}

static void consider(struct asking *s, uint32_t gist, uint32_t id) {
    struct desk *d = s->desk;
    if (id >= d->word_room || bit_of(d->is_considered, id)) return;  // GONE, or it came since the search began
    d->is_considered[id / 64] |= (uint64_t)1 << id % 64;
    if (gists_near(gist, vocabulary_gist(&s->ix->vocabulary, id))) desk_add_word(d, id, vocabulary_word(&s->ix->vocabulary, id));
}

// All words that share a key with the asked one, and itself.
static void gather(struct asking *s, const struct word *w) {
    const struct vocabulary *v = &s->ix->vocabulary;
    const struct word_keys_index *index = atomic_load(&((struct vocabulary *)v)->keys);
    uint32_t keys[WORD_KEYS_MAX], id, gist = gist_of(w);
    size_t n = word_keys(w, keys);
    s->desk->word_count = 0;
    if (vocabulary_find(v, w->hash, &id)) consider(s, gist, id);
    for (size_t i = 0; i < n; i++) {
        struct key_run run = vocabulary_packed(index, keys[i]);
        for (uint32_t k = 0; k < run.count; k++) consider(s, gist, atomic_load_explicit(&run.at[k], memory_order_relaxed));
        for (uint32_t l = vocabulary_chain(index, keys[i]); l;) {
            l = vocabulary_link(index, l, &id);
            consider(s, gist, id);
        }
    }
    memset(s->desk->is_considered, 0, s->desk->word_room / 8);
}

static void keep_alike(struct asking *s, size_t asked) {
    struct desk *d = s->desk;
    struct heard heard;
    word_hear(&s->asked[asked].word, &heard);
    spell_likeness(&heard, d->word, d->word_count, d->likeness);
    for (size_t i = 0; i < d->word_count && d->spelling_count - s->asked[asked].from < SPELLINGS_MAX; i++)
        if (d->likeness[i] > 0.3f) desk_add_spelling(d, (struct spelling){d->words[i], 0, (uint32_t)asked, d->likeness[i]});  // its worth is said below
}

// A word met in another spelling could have met any word that is as near: all of these together are as rare as the index
// says (a cumulative document frequency; Splink's term frequency adjustment, carried over to spellings).
static float rarity_of_crowd(const struct asking *s, const struct asked_word *a) {
    static const float near = 0.7f, least = 3;
    size_t with = 0;
    for (size_t i = a->from; i < a->to; i++)
        if (s->desk->spellings[i].worth >= near) with += vocabulary_with(&s->ix->vocabulary, s->desk->spellings[i].word);
    if (with > s->seen->live) with = s->seen->live;
    float bits = word_bits(&a->word, with, s->seen->live);
    return bits > ALIKE_BITS_MAX ? ALIKE_BITS_MAX : bits < least ? least : bits;
}

static void say_worth(const struct asking *s, struct asked_word *a) {
    a->alike_bits = rarity_of_crowd(s, a);
    for (size_t i = a->from; i < a->to; i++) {
        struct spelling *sp = &s->desk->spellings[i];
        float worth = words_worth(&a->word, a->bits, vocabulary_word(&s->ix->vocabulary, sp->word), weight(s, sp->word), sp->worth, a->alike_bits);
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
        d->is_spelled[s->word / 64] |= (uint64_t)1 << s->word % 64;
    }
}

static void spell_anew(struct asking *s, size_t asked) {
    struct asked_word *a = &s->asked[asked];
    gather(s, &a->word);
    keep_alike(s, asked);
    a->to = s->desk->spelling_count;
    if (a->to == a->from) return;
    say_worth(s, a);
    qsort(&s->desk->spellings[a->from], a->to - a->from, sizeof(struct spelling), by_worth);
    a->best = s->desk->spellings[a->from].worth;
}

struct kept_spelling {
    uint32_t word;
    float worth;
};

static void spell_from(struct asking *s, size_t asked, const struct recalled *known) {
    struct asked_word *a = &s->asked[asked];
    const struct kept_spelling *k = (const struct kept_spelling *)(known + 1);
    for (size_t i = 0; i < known->bytes / sizeof *k; i++) desk_add_spelling(s->desk, (struct spelling){k[i].word, 0, (uint32_t)asked, k[i].worth});
    a->to = s->desk->spelling_count;
    a->alike_bits = known->alike_bits, a->best = known->best;
}

static void keep_spellings(const struct asking *s, const struct asked_word *a, uint64_t name) {
    struct recalled what = {name, s->seen->changes, (uint32_t)((a->to - a->from) * sizeof(struct kept_spelling)), a->alike_bits, a->best};
    struct kept_spelling *k = recall_keep(s->desk->recall, &what);
    for (size_t i = a->from; k && i < a->to; i++) *k++ = (struct kept_spelling){s->desk->spellings[i].word, s->desk->spellings[i].worth};
}

static void spell(struct asking *s, size_t asked) {
    struct asked_word *a = &s->asked[asked];
    uint64_t name = (a->word.hash ^ a->word.role) * 2 + 1;
    const struct recalled *known = recall_of(s->desk->recall, name, s->seen->changes);
    a->from = s->desk->spelling_count;
    if (known) spell_from(s, asked, known);
    else {
        spell_anew(s, asked);
        keep_spellings(s, a, name);
    }
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
    size_t with = vocabulary_find(&s->ix->vocabulary, joined.hash, &id) ? vocabulary_with(&s->ix->vocabulary, id) : 0;
    ask_word(s, &joined, word_bits(&joined, with, s->seen->live), i, i + 1);
}

static void spell_name(struct asking *s) {
    const struct weighed_name *n = &s->name;
    bool plain = false;
    desk_forget_spellings(s->desk);
    s->asked_count = 0, s->unasked = 0;
    for (size_t i = 0; i < n->count; i++) plain |= n->word[i]->role <= ROLE_FREQUENT;
    for (size_t i = 0; i < n->count; i++) {  // Ltd, Company: everybody has one, nobody is found by it
        s->asks[i] = n->word[i]->role < ROLE_TITLE && !(plain && n->word[i]->role == ROLE_GENERIC);
        if (s->asks[i]) ask_word(s, n->word[i], n->bits[i], i, i);
        else s->unasked += n->bits[i];
    }
    for (size_t i = 0; i + 1 < n->count && n->count <= JOIN_WORDS_MAX; i++)
        if (may_join(n->word[i], n->word[i + 1])) ask_joined(s, i);
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
            const struct word *x = n->word[i], *y = vocabulary_word(&s->ix->vocabulary, k->ids[j]);
            if (i + 1 < n->count && !k->met[i + 1] && are_halves(x, n->word[i + 1], y)) return true;
            if (j + 1 < k->count && k->lone[j + 1] && are_halves(y, vocabulary_word(&s->ix->vocabulary, k->ids[j + 1]), x)) return true;
        }
    return false;
}

// What words without a partner take away: as many pairs of them as there are speak against, the others say little, and
// nothing is whole any more. Generic words (Ltd) are not held against an entry: the question's may not have been looked up.
static float left_over(const struct asking *s, const struct sketch *k) {
    float x = 0, y = 0;
    size_t nx = 0, ny = 0;
    for (size_t i = 0; i < s->name.count; i++)
        if (!k->met[i] && s->asks[i]) x += contradiction_bits(s->name.word[i]), nx++;
    for (size_t j = 0; j < k->count; j++) {
        const struct word *w = k->lone[j] && k->ids[j] != GONE ? vocabulary_word(&s->ix->vocabulary, k->ids[j]) : NULL;
        if (w && w->role < ROLE_GENERIC) y += contradiction_bits(w), ny++;
    }
    if (nx + ny == 0) return 0;
    if (!nx || !ny) return WHOLE_BITS;
    return WHOLE_BITS + (float)(nx < ny ? nx : ny) * (x / (float)nx + y / (float)ny) / 2;
}

// Words that share no key may be alike all the same: where that decides, they are compared. Gives what it adds.
static float pair_lone(const struct asking *s, struct sketch *k) {
    float more = 0;
    for (size_t i = 0; i < s->name.count; i++)
        for (size_t j = 0; !k->met[i] && s->asks[i] && j < k->count; j++) {
            if (!k->lone[j] || k->ids[j] == GONE) continue;
            const struct word *x = s->name.word[i], *y = vocabulary_word(&s->ix->vocabulary, k->ids[j]);
            if (!gists_near(gist_of(x), vocabulary_gist(&s->ix->vocabulary, k->ids[j]))) continue;
            float q = word_likeness(x, y);
            if (q < LONE_LIKENESS) continue;
            float ceiling = s->name.alike_bits ? s->name.alike_bits[i] : ALIKE_BITS_MAX;
            more += fmaxf(0, words_worth(x, s->name.bits[i], y, weight(s, k->ids[j]), q, ceiling));
            k->met[i] = true, k->lone[j] = false;
        }
    return more;
}

// The most a name of an entry can bring, up to the order of words and what one word is paired with twice.
static float sketch_name(const struct asking *s, const uint32_t *ids, size_t count, float least) {
    struct sketch k;
    draw(s, ids, count, &k);
    float most = sum_met(s, &k) + s->unasked + WHOLE_BITS;
    if (most < least) return most;
    float less = most - left_over(s, &k);
    if (less >= least || less == most) return less;
    most += pair_lone(s, &k);
    less = most - left_over(s, &k);
    return less < least && less < most && has_halves(s, &k) ? most : less;
}

// What the words bring if nothing speaks against them: most entries are done with here.
static float at_a_glance(const struct asking *s, const uint32_t *ids, size_t count) {
    float most = s->unasked + WHOLE_BITS;
    for (size_t i = 0; i < count; i++) {
        float best = 0;
        for (const struct spelling *sp = desk_spelling(s->desk, ids[i]); sp; sp = spelling_before(s->desk, sp)) best = fmaxf(best, sp->worth);
        most += best;
    }
    return most;
}

static float sketch_entry(const struct asking *s, const uint32_t *words, size_t word_count, float least) {
    float best = 0;
    for (size_t at = 0; at < word_count;) {
        uint32_t n = raw_name_words(words[at++]);
        if (at_a_glance(s, words + at, n) >= least) best = fmaxf(best, sketch_name(s, words + at, n, least));
        at += n;
    }
    return best;
}

// ---- the heaviest -------------------------------------------------------------------------------

static int lighter(const struct chosen *a, const struct chosen *b) {  // equal weight: the later place is lighter
    if (a->most != b->most) return a->most < b->most;
    if (a->part != b->part) return a->part > b->part;
    return a->slot > b->slot;
}

static void sift(struct heap *h, size_t i) {
    for (;;) {
        size_t least = i, l = 2 * i + 1, r = l + 1;
        if (l < h->count && lighter(&h->at[l], &h->at[least])) least = l;
        if (r < h->count && lighter(&h->at[r], &h->at[least])) least = r;
        if (least == i) return;
        struct chosen spare = h->at[i];
        h->at[i] = h->at[least], h->at[least] = spare;
        i = least;
    }
}

static void offer(struct heap *h, size_t places, struct chosen c) {
    if (h->count < places) {
        h->at[h->count++] = c;
        if (h->count == places) for (size_t i = places / 2 + 1; i-- > 0;) sift(h, i);
        return;
    }
    if (!lighter(&h->at[0], &c)) return;
    h->at[0] = c;
    sift(h, 0);
}

// What a name must bring at least for the entry to reach the floor, if all else that the question holds agrees and the birth
// brings `birth`. What agrees besides the name counts only as far as the name speaks for it (compare.c):
// name + besides * name / EVEN_BITS = needed.
static float least_for(const struct asking *s, float all, float birth) {
    static const float slack = 0.25f;  // what is rounded, and what two words bring that share no key
    const struct form *q = s->question;
    float besides = (birth > 0 ? birth : 0) + (q->sex ? 0.5f : 0) + (q->nationality_count ? 1.5f : 0) + (q->birth_place_count ? 2 : 0);
    float needed = all - (birth < 0 ? birth : 0), tempered = needed / (1 + besides / EVEN_BITS);
    float least = (tempered < EVEN_BITS ? tempered : needed - besides) - slack;
    return least > 1 ? least : 1;
}
static float least_bits(const struct asking *s, float birth) { return least_for(s, s->needed, birth); }

struct outline {
    const uint32_t *words;
    uint32_t word_count;
    int32_t born;
    uint8_t shelf;
};
static inline bool outline_of(const struct seen *seen, uint32_t part, uint32_t slot, struct outline *o) {
    const struct version *v = seen->version;
    if (part < v->count) {
        const struct segment *g = v->segment[part];
        uint32_t from = g->words_at[slot];
        *o = (struct outline){g->words + from, g->words_at[slot + 1] - from, g->born[slot], g->shelf[slot]};
        return !segment_is_dead(g, slot);
    }
    const struct fresh *f = atomic_load_explicit(&v->fresh->at[slot], memory_order_acquire);
    if (f) *o = (struct outline){f->words, f->raw.word_count, f->raw.born, f->raw.shelf};
    return f != NULL;
}

static void look(struct asking *s, uint32_t part, uint32_t slot) {
    struct outline o;
    if (!desk_meet(s->desk, part, slot) || !outline_of(s->seen, part, slot, &o)) return;
    s->drawn++;
    float birth = birth_most(s->question, o.born), least = least_bits(s, birth), name = sketch_entry(s, o.words, o.word_count, least);
    if (name < least || !(s->o.shelves & match_shelf(o.shelf))) return;
    float trust = name < EVEN_BITS ? name / EVEN_BITS : 1;
    offer(desk_heap(s->desk, o.shelf), s->places, (struct chosen){name + (birth > 0 ? trust * birth : birth), part, slot});
}

// ---- which lists to go through ------------------------------------------------------------------

// Spellings are gone through best first, of each word as far as needed: what holds none of those gone through can bring
// no more than the next ones together (the idea of MaxScore, Turtle and Flood, 1995, by spelling).
struct plan {
    size_t upto[ASKED_MAX];   // of the asked word's spellings, from a->from
    float next[ASKED_MAX];    // what the next brings, 0 at the end
    size_t left[ASKED_MAX];   // entries that hold those not gone through
};

static size_t holders(const struct asking *s, const struct asked_word *a, size_t i) {
    return vocabulary_with(&s->ix->vocabulary, s->desk->spellings[a->from + i].word);
}

static void plan_begin(const struct asking *s, struct plan *p) {
    for (size_t k = 0; k < s->asked_count; k++) {
        const struct asked_word *a = &s->asked[k];
        p->upto[k] = 0, p->next[k] = a->best, p->left[k] = 0;
        for (size_t i = 0; i < a->to - a->from; i++) p->left[k] += holders(s, a, i);
    }
}

// Could every word of the name be met by what is left?
static bool may_be_whole(const struct asking *s, const struct plan *p, size_t without) {
    bool open[NAME_WORDS_MAX] = {false};
    for (size_t k = 0; k < s->asked_count; k++)
        if (k != without && p->next[k] > 0) for (size_t i = s->asked[k].first; i <= s->asked[k].last; i++) open[i] = true;
    for (size_t i = 0; i < s->name.count; i++) if (s->asks[i] && !open[i]) return false;
    return true;
}

static float most_of_rest(const struct asking *s, const struct plan *p) {
    float sum = s->unasked + (may_be_whole(s, p, ASKED_MAX) ? WHOLE_BITS : 0);
    for (size_t k = 0; k < s->asked_count; k++) sum += p->next[k];
    return sum;
}

// The next spellings of one word that bring the same: how many, and how many entries hold them.
static size_t next_step(const struct asking *s, const struct plan *p, size_t k, size_t *with) {
    const struct asked_word *a = &s->asked[k];
    size_t n = 0, count = a->to - a->from - p->upto[k];
    *with = 0;
    while (n < count && s->desk->spellings[a->from + p->upto[k] + n].worth >= p->next[k]) *with += holders(s, a, p->upto[k] + n++);
    return n;
}

// The step that lowers most for the fewest entries: some spellings of a word, or all that are left of it.
static void plan_step(const struct asking *s, struct plan *p) {
    size_t best = ASKED_MAX, best_n = 0, best_with = 0;
    float best_gain = -1;
    bool whole = may_be_whole(s, p, ASKED_MAX);
    for (size_t k = 0; k < s->asked_count; k++) {
        if (p->next[k] <= 0) continue;
        const struct asked_word *a = &s->asked[k];
        size_t with, n = next_step(s, p, k, &with), all = a->to - a->from - p->upto[k];
        float after = n < all ? s->desk->spellings[a->from + p->upto[k] + n].worth : 0;
        float gain = (p->next[k] - after) / (float)(with + 1);
        float last = (p->next[k] + (whole && !may_be_whole(s, p, k) ? WHOLE_BITS : 0)) / (float)(p->left[k] + 1);
        if (last > gain) gain = last, n = all, with = p->left[k];
        if (gain > best_gain) best = k, best_n = n, best_with = with, best_gain = gain;
    }
    p->upto[best] += best_n;
    p->left[best] -= best_with < p->left[best] ? best_with : p->left[best];
    const struct asked_word *a = &s->asked[best];
    p->next[best] = a->from + p->upto[best] < a->to ? s->desk->spellings[a->from + p->upto[best]].worth : 0;
}

static void plan_for(const struct asking *s, struct plan *p, float least) {
    for (float rest = most_of_rest(s, p); rest >= least; rest = most_of_rest(s, p)) {
        bool any = false;
        for (size_t k = 0; k < s->asked_count; k++) any |= p->next[k] > 0;
        if (!any) return;
        plan_step(s, p);
    }
}

// ---- going through them -------------------------------------------------------------------------

// No entry of this list can be heavier than all that one has place for.
static bool too_late(const struct asking *s, const struct spelling *sp) {
    const struct heap *h = s->only_shelf < MATCH_SHELVES ? s->desk->heaviest[s->only_shelf] : NULL;
    if (!h || h->count < s->places) return false;
    float most = sp->worth + s->unasked + WHOLE_BITS + s->births.band[s->births.band_count - 1].most;
    for (size_t k = 0; k < s->asked_count; k++) most += k == sp->asked ? 0 : s->asked[k].best;
    return most <= h->at[0].most;
}

// Where the words of the entries to come lie is asked for early, then the words themselves: else each would be waited for.
static inline void look_ahead(const struct segment *g, struct slot_run run) {
    enum { SOON = 6, LATER = 14 };
    if (run.end - run.at > LATER) __builtin_prefetch(&g->words_at[atomic_load_explicit(run.at + LATER, memory_order_relaxed)]);
    if (run.end - run.at > SOON) __builtin_prefetch(&g->words[g->words_at[atomic_load_explicit(run.at + SOON, memory_order_relaxed)]]);
}

static void go_through(struct asking *s, size_t part, struct slot_run run) {
    for (; run.at < run.end && s->drawn < DRAWN_MAX; run.at++) {
        look_ahead(s->seen->version->segment[part], run);
        look(s, (uint32_t)part, atomic_load_explicit(run.at, memory_order_relaxed));
    }
}

// The slots of the bands from one on, as few runs of them as there are.
struct slots {
    struct days run[BANDS_MAX];
    size_t count;
};

static int by_first(const void *x, const void *y) {
    const struct days *a = x, *b = y;
    return (a->first > b->first) - (a->first < b->first);
}

static void slots_from(const struct asking *s, const struct segment *g, size_t from, struct slots *out) {
    out->count = 0;
    for (size_t b = from; b < s->births.band_count; b++) {
        const struct days *d = &s->births.band[b].days;
        struct days run = {(int32_t)segment_born_from(g, d->first), (int32_t)segment_born_from(g, d->end)};
        if (run.first < run.end) out->run[out->count++] = run;
    }
    if (out->count) qsort(out->run, out->count, sizeof *out->run, by_first);
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++) {
        if (kept && out->run[kept - 1].end == out->run[i].first) out->run[kept - 1].end = out->run[i].end;
        else out->run[kept++] = out->run[i];
    }
    out->count = kept;
}

static bool lies_in(const struct slots *t, uint32_t slot) {
    for (size_t i = 0; i < t->count; i++)
        if ((int32_t)slot < t->run[i].end) return (int32_t)slot >= t->run[i].first;
    return false;
}

static void go_through_slots(struct asking *s, size_t part, struct slot_run all, const struct slots *slots) {
    enum { SHORT = 12 };
    if (all.end - all.at > SHORT) {
        for (size_t i = 0; i < slots->count; i++) go_through(s, part, slot_run_between(all, (uint32_t)slots->run[i].first, (uint32_t)slots->run[i].end));
        return;
    }
    for (; all.at < all.end; all.at++) {
        uint32_t slot = atomic_load_explicit(all.at, memory_order_relaxed);
        if (lies_in(slots, slot)) look(s, (uint32_t)part, slot);
    }
}

// The lists of some spellings: what is far away in memory is asked for before it is needed.
static void go_through_lists(struct asking *s, size_t part, const struct spelling *sp, size_t count, const struct slots *slots) {
    enum { AT_ONCE = 32 };
    const struct segment *g = s->seen->version->segment[part];
    struct slot_run runs[AT_ONCE];
    for (size_t from = 0, n; from < count; from += n) {
        n = count - from < AT_ONCE ? count - from : AT_ONCE;
        for (size_t i = 0; i < n; i++) segment_ask_for(g, sp[from + i].word);
        for (size_t i = 0; i < n; i++) {
            runs[i] = segment_postings(g, sp[from + i].word);
            if (runs[i].at) __builtin_prefetch((const void *)runs[i].at);
        }
        for (size_t i = 0; i < n; i++)
            if (runs[i].at < runs[i].end && !too_late(s, &sp[from + i])) go_through_slots(s, part, runs[i], slots);
    }
}

// What has been gone through, for each band, of each asked word's spellings.
struct done {
    size_t upto[BANDS_MAX][ASKED_MAX];
};

static void search_segment(struct asking *s, size_t part, const struct plan *plans, const struct done *done) {
    size_t from[ASKED_MAX];
    struct slots slots;
    memset(from, 0, sizeof from);
    for (size_t b = 0; b < s->births.band_count; b++) {
        bool any = false;
        for (size_t k = 0; k < s->asked_count; k++) {
            if (done->upto[b][k] > from[k]) from[k] = done->upto[b][k];
            any |= from[k] < plans[b].upto[k];
        }
        if (!any) continue;
        slots_from(s, s->seen->version->segment[part], b, &slots);
        for (size_t k = 0; k < s->asked_count; k++) {
            if (from[k] >= plans[b].upto[k]) continue;
            go_through_lists(s, part, &s->desk->spellings[s->asked[k].from + from[k]], plans[b].upto[k] - from[k], &slots);
            from[k] = plans[b].upto[k];
        }
    }
}

static bool holds_spelling(const struct desk *d, const struct outline *o) {
    for (uint32_t at = 0; at < o->word_count;) {
        for (uint32_t n = raw_name_words(o->words[at++]); n--; at++)
            if (o->words[at] < d->word_room && bit_of(d->is_spelled, o->words[at])) return true;
    }
    return false;
}

static void look_at_slots(struct asking *s, uint32_t part, uint32_t first, uint32_t end) {
    struct outline o;
    for (uint32_t slot = first; slot < end; slot++)
        if (outline_of(s->seen, part, slot, &o) && holds_spelling(s->desk, &o)) look(s, part, slot);
}

static void look_at_days(struct asking *s, size_t part) {
    enum { TOO_MANY = 20000 };
    const struct segment *g = s->seen->version->segment[part];
    uint32_t looked = 0;
    for (size_t i = 0; i < s->births.look_count; i++) {
        uint32_t first = segment_born_from(g, s->births.look[i].first), end = segment_born_from(g, s->births.look[i].end);
        if ((looked += end - first) > TOO_MANY) return;
        look_at_slots(s, (uint32_t)part, first, end);
    }
}

// A band needs what the bands before it need, and what it needed at a higher level.
static void plan_all(const struct asking *s, float level, struct plan *plans) {
    for (size_t b = 0; b < s->births.band_count; b++) {
        for (size_t k = 0; b && k < s->asked_count; k++)
            if (plans[b - 1].upto[k] > plans[b].upto[k])
                plans[b].upto[k] = plans[b - 1].upto[k], plans[b].next[k] = plans[b - 1].next[k], plans[b].left[k] = plans[b - 1].left[k];
        plan_for(s, &plans[b], least_for(s, level, s->births.band[b].most));
    }
}

// Every open shelf has as many entries as it has places for, and none that was not met can be heavier than they are.
static bool is_enough(const struct asking *s, float level) {
    for (unsigned i = 0; i < MATCH_SHELVES; i++) {
        if (!(s->o.shelves & match_shelf(i)) || !s->ix->live_on[i]) continue;
        const struct heap *h = s->desk->heaviest[i];
        if (!h || h->count < s->places || h->at[0].most < level) return false;
    }
    return true;
}

static float highest_level(const struct asking *s) {
    float most = s->unasked + WHOLE_BITS + s->births.band[s->births.band_count - 1].most;
    for (size_t k = 0; k < s->asked_count; k++) most += s->asked[k].best;
    return most;
}

// From the heaviest entries there can be downwards, so that a common name ends when its places are taken.
static void search_by_levels(struct asking *s) {
    static const float step = 5;
    struct plan plans[BANDS_MAX];
    struct done done;
    plan_begin(s, &plans[0]);
    for (size_t b = 1; b < s->births.band_count; b++) plans[b] = plans[0];
    memset(&done, 0, sizeof done);
    for (float level = highest_level(s) - step;; level -= step) {
        if (level < s->needed + 1) level = s->needed;
        plan_all(s, level, plans);
        for (size_t part = 0; part < s->seen->version->count; part++) search_segment(s, part, plans, &done);
        if (level <= s->needed || is_enough(s, level) || s->drawn >= DRAWN_MAX) return;
        for (size_t b = 0; b < s->births.band_count; b++) memcpy(done.upto[b], plans[b].upto, sizeof done.upto[b]);
    }
}

static void search_all_parts(struct asking *s) {
    const struct version *v = s->seen->version;
    for (size_t i = 0; i < MATCH_SHELVES; i++) if (s->desk->heaviest[i]) s->desk->heaviest[i]->count = 0;
    s->drawn = 0;
    for (size_t part = 0; part < v->count; part++) look_at_days(s, part);
    look_at_slots(s, (uint32_t)v->count, 0, v->fresh->count);
    search_by_levels(s);
    desk_forget_met(s->desk);
}

static void choose(struct asking *s) {
    for (unsigned shelf = 0; shelf < MATCH_SHELVES; shelf++) {
        struct heap *h = s->desk->heaviest[shelf];
        for (size_t i = 0; h && i < h->count && s->chosen_of[shelf]++ < CHOSEN_MAX; i++) desk_choose(s->desk, h->at[i]);
    }
}

// ---- the question -------------------------------------------------------------------------------

static void keep_ceilings(const struct asking *s) {
    float *alike = (float *)s->name.alike_bits;
    for (size_t i = 0; i < s->asked_count; i++)
        if (s->asked[i].first == s->asked[i].last) alike[s->asked[i].first] = s->asked[i].alike_bits;
}

static void choose_number(struct asking *s, size_t *found, uint32_t part, uint32_t slot) {
    static const size_t most = HEAP_MAX;  // a number shared by more is no evidence any more
    static const float number_bits = 1000;
    struct raw r;
    if (seen_raw(s->seen, part, slot, &r) && s->o.shelves & match_shelf(r.shelf) && found[r.shelf]++ < most)
        desk_choose(s->desk, (struct chosen){number_bits, part, slot});
}

static void ask_number(struct asking *s, uint64_t hash) {
    size_t found[MATCH_SHELVES] = {0};
    const struct version *v = s->seen->version;
    for (size_t part = 0; part < v->count; part++) {
        const uint32_t *slots;
        size_t n = segment_number(v->segment[part], hash, &slots);
        for (size_t i = 0; i < n; i++) choose_number(s, found, (uint32_t)part, slots[i]);
    }
    for (uint32_t i = 0; i < v->fresh->count; i++) {
        struct raw r;
        if (!seen_raw(s->seen, (uint32_t)v->count, i, &r)) continue;
        for (size_t k = 0; k < raw_number_count(&r); k++)
            if (raw_number(&r, k) == hash) choose_number(s, found, (uint32_t)v->count, i);
    }
}

static unsigned only_open_shelf(const struct asking *s) {
    unsigned open = MATCH_SHELVES;
    for (unsigned i = 0; i < MATCH_SHELVES; i++) {
        if (!(s->o.shelves & match_shelf(i)) || !s->ix->live_on[i]) continue;
        if (open < MATCH_SHELVES) return MATCH_SHELVES;
        open = i;
    }
    return open;
}

void ask_index(const struct seen *seen, const struct form *question, struct match_options o) {
    struct asking s = {.ix = seen->ix, .seen = seen, .question = question, .desk = seen->desk, .o = o, .needed = bits_of_score(o.floor, question->even)};
    s.places = o.limit * 2 < PLACES_MIN ? PLACES_MIN : o.limit * 2 < HEAP_MAX ? o.limit * 2 : HEAP_MAX;
    births_ask(question, &s.births);
    s.only_shelf = only_open_shelf(&s);
    for (size_t i = 0; i < question->name_count; i++) {
        s.name = form_weighed(question, i);
        spell_name(&s);
        keep_ceilings(&s);
        search_all_parts(&s);
        choose(&s);
    }
    desk_forget_spellings(s.desk);
    for (size_t i = 0; i < question->number_count; i++) ask_number(&s, question->numbers[i].hash);
    desk_settle_choice(s.desk);
}
