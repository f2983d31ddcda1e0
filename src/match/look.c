// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/look.h"

#include "match/distance.h"
#include "match/keyed.h"

#include <math.h>

enum { WEIGHED_AT_ONCE = 32 };
_Static_assert(WEIGHED_AT_ONCE * FORM_WORDS_MAX <= UINT16_MAX, "desk->listed holds places of their words");
static const float UNLIKE_BITS = 2;     // counted for a word that nothing here is like: it may be cut short, or one with its neighbour

// Of the words of a name that share no tag with an entry one may be alike all the same, and so far: at 0.7 one in a thousand of those whom a search finds was
// left out a year off, where a name has to bring most (docs/matching-measured.md).
static const float APART_ALIKE = 0.9f;

// Entries that share a tag; their words lie on the desk, from `words` on.
struct near {
    uint32_t part, slot;
    size_t words;
    uint64_t shared, same;    // of the question's words those that share a tag; those that it has
    float birth, most;        // bits: of the birth; most that a name of the question can bring
    float best[NAME_WORDS_MAX];  // that a word of the name brings; 0: nothing is like it
};
struct told_word {            // of the question: what it brings at most
    uint32_t id;              // in the vocabulary; GONE
    float same, spelled, shared, apart;  // met again; in a spelling that shares a tag; either; where no tag is shared
};
struct look {
    const struct seen *seen;
    const struct form *question;
    struct desk *desk;
    float needed, besides;    // bits of the floor; what agrees at most besides name and birth
    size_t near_count;
    bool found;
    struct told_word word[KEYED_WORDS];  // the first of the question; the others may be anything
    struct keyed keyed;
    struct near near[WEIGHED_AT_ONCE];
};

static bool is_title(const struct look *l, size_t k) { return l->question->words[k]->role >= ROLE_TITLE; }

// ---- what is asked ------------------------------------------------------------------------------

static float spelled_bits(const struct look *l, size_t k, float likeness) {
    const struct word *w = l->question->words[k];
    return fmaxf(UNLIKE_BITS, sounds_worth(w, l->question->bits[k], w->role, SOUND_MAX, WORD_BITS_MAX, likeness, ALIKE_BITS_MAX));
}

static struct told_word tell_word(const struct look *l, size_t k, bool asked) {
    const struct vocabulary *v = &l->seen->ix->vocabulary;
    const struct word *w = l->question->words[k];
    float bits = l->question->bits[k];
    struct told_word t = {GONE, bits, bits, bits, bits};
    if (is_title(l, k)) return t;
    t.same = 0, t.spelled = spelled_bits(l, k, 0.99f);
    if (vocabulary_find(v, w->hash, &t.id)) {
        uint8_t role = vocabulary_word(v, t.id)->role;
        t.same = sounds_worth(w, bits, role, SOUND_MAX, word_bits(role, vocabulary_with(v, t.id), l->seen->live), 1, ALIKE_BITS_MAX);
    }
    t.shared = fmaxf(t.same, t.spelled);
    t.apart = asked ? spelled_bits(l, k, APART_ALIKE) : t.shared;
    return t;
}

static float most_shared(const struct look *l, size_t k) { return k < KEYED_WORDS ? l->word[k].shared : WORD_BITS_MAX; }

// Those that are asked, what brings most first.
static size_t list_words(struct look *l, uint16_t out[FORM_WORDS_MAX]) {
    const struct form *q = l->question;
    size_t count = 0;
    for (size_t i = 0; i < q->name_count; i++)
        for (size_t k = q->names[i].first; k < q->names[i].first + (size_t)q->names[i].count; k++) {
            bool asked = keyed_is_asked(q, &q->names[i], k);
            if (k < KEYED_WORDS) l->word[k] = tell_word(l, k, asked);
            if (!asked) continue;
            size_t at = count++;
            for (; at && most_shared(l, out[at - 1]) < most_shared(l, k); at--) out[at] = out[at - 1];
            out[at] = (uint16_t)k;
        }
    return count;
}

static bool ask_names(struct look *l) {
    uint16_t words[FORM_WORDS_MAX];
    for (size_t i = 0, n = list_words(l, words); i < n; i++) if (!keyed_add(&l->keyed, words[i])) return false;
    return true;
}

// ---- weighing -----------------------------------------------------------------------------------

// Does a name of so many bits, with all else that may agree, reach the floor? What agrees besides counts as far as the name speaks (compare.c).
static bool may_reach(const struct look *l, float name, float birth) {
    float trust = name < EVEN_BITS ? name / EVEN_BITS : 1;
    return name + trust * (birth + l->besides) >= l->needed;
}

// What a name brings at most of which the entry has the words `same`, and shares a tag with the words `shared`.
static float most_by_tags(const struct look *l, const struct form_name *n, uint64_t shared, uint64_t same, bool read) {
    float bits = 0, apart = 0;
    size_t unlike = 0;
    for (size_t k = n->first; k < n->first + (size_t)n->count; k++) {
        const struct told_word *t = &l->word[k < KEYED_WORDS ? k : 0];
        if (k >= KEYED_WORDS) bits += WORD_BITS_MAX;
        else if ((same >> k & 1) || is_title(l, k)) bits += t->same;
        else if (shared >> k & 1) bits += read ? t->spelled : t->shared;
        else apart = fmaxf(apart, t->apart), unlike++;
    }
    return bits + apart + (unlike > 1 ? (float)(unlike - 1) * UNLIKE_BITS : WHOLE_BITS);
}

// `read`: its words are known.
static bool may_reach_by_tags(const struct look *l, uint64_t shared, uint64_t same, bool read, float birth) {
    float most = -1000;
    for (size_t i = 0; i < l->question->name_count; i++) most = fmaxf(most, most_by_tags(l, &l->question->names[i], shared, same, read));
    return may_reach(l, most, birth);
}

// Words that bring so little that even all of them together are not enough need not be looked for (MaxScore, as in a search's plan).
static size_t first_tags(const struct look *l, float birth) {
    size_t first = l->keyed.tags.count;
    for (uint64_t shared = 0; first && !may_reach_by_tags(l, shared |= l->keyed.tags.of[first - 1], 0, false, birth);) first--;
    return first;
}

static size_t words_end(const struct look *l, size_t i) { return i + 1 < l->near_count ? l->near[i + 1].words : l->desk->word_count; }

// By what its shape tells: of most of these words no more is ever read.
static float worth_of(const struct look *l, size_t k, size_t at) {
    const struct desk *d = l->desk;
    uint32_t gist = d->shape[at].gist;
    float other = word_bits(gist_role(gist), vocabulary_with(&l->seen->ix->vocabulary, d->words[at]), l->seen->live);
    return fmaxf(UNLIKE_BITS, sounds_worth(l->question->words[k], l->question->bits[k], gist_role(gist), gist_sounds(gist),
                                           other, d->likeness[at], ALIKE_BITS_MAX));
}

// The words that may be alike by their gists, of entries that have not the word itself. Gives how many.
static size_t list_alike(const struct look *l, size_t k, uint16_t *out) {
    uint32_t gist = shape_of(l->question->words[k]).gist;
    size_t n = 0;
    for (size_t i = 0; i < l->near_count; i++)
        for (size_t at = l->near[i].words, end = l->near[i].same & keyed_bit(k) ? at : words_end(l, i); at < end; at++) {
            out[n] = (uint16_t)at;
            n += gists_near_straight(gist, l->desk->shape[at].gist);
        }
    return n;
}

// What a word of the question brings to each, by its place in the name.
static void add_word(struct look *l, size_t k, size_t place) {
    struct desk *d = l->desk;
    struct heard heard;
    for (size_t i = 0; i < l->near_count; i++) l->near[i].best[place] = k < KEYED_WORDS && l->near[i].same & keyed_bit(k) ? l->word[k].same : 0;
    size_t n = list_alike(l, k, d->listed);
    if (!n) return;
    word_hear_sides(l->question->words[k], &heard);
    spell_some(&heard, d->word, d->shape, d->listed, n, LEAST_ALIKE, d->likeness);
    for (size_t m = 0; m < n; m++) if (d->likeness[d->listed[m]] > 0) vocabulary_ask_for_with(&l->seen->ix->vocabulary, d->words[d->listed[m]]);
    for (size_t m = 0, i = 0; m < n; m++) {
        while (d->listed[m] >= words_end(l, i)) i++;
        if (d->likeness[d->listed[m]] > 0) l->near[i].best[place] = fmaxf(l->near[i].best[place], worth_of(l, k, d->listed[m]));
    }
}

// Whether a word that nothing of an entry is like may be the beginning of a word, or one with its neighbour, or two.
static bool may_be_cut_or_joined(const struct look *l, const struct form_name *n, size_t k, size_t i) {
    const struct shape *shape = l->desk->shape;
    const struct word *const *w = l->question->words + n->first;
    uint32_t gist = shape_of(w[k]).gist, before = k ? shape_of(w[k - 1]).gist : 0, after = k + 1 < n->count ? shape_of(w[k + 1]).gist : 0;
    for (size_t j = l->near[i].words, end = words_end(l, i); j < end; j++) {
        uint32_t other = shape[j].gist;
        if (sounds_may_be_cut(w[k]->sound_bytes[0], gist_sounds(other)) && sounds_may_begin(w[k]->sound[0], shape[j].sound)) return true;
        if ((before && gists_could_join(before, gist, other)) || (after && gists_could_join(gist, after, other))) return true;
        for (size_t m = gist_could_begin(other, gist) ? l->near[i].words : end; m < end; m++)
            if (m != j && gists_could_join(other, shape[m].gist, gist)) return true;
    }
    return false;
}

// The words of a name that nothing of an entry is like: none of them meets anything there.
static bool are_lone(const struct look *l, const struct form_name *n, size_t i) {
    for (size_t k = 0; k < n->count; k++)
        if (!is_title(l, n->first + k) && l->near[i].best[k] <= 0 && may_be_cut_or_joined(l, n, k, i)) return false;
    return true;
}

static float most_of_name(const struct look *l, const struct form_name *n, size_t i) {
    float met_bits = 0, unlike = 0;
    size_t met = 0;
    for (size_t k = 0; k < n->count; k++) {
        bool title = is_title(l, n->first + k);
        float best = title ? l->question->bits[n->first + k] : l->near[i].best[k];
        met_bits += best, met += !title && best > 0;
        if (best <= 0) unlike += UNLIKE_BITS;
    }
    float most = met_bits + unlike + WHOLE_BITS;
    if (unlike <= 0 || !may_reach(l, most, l->near[i].birth) || !are_lone(l, n, i)) return most;
    return met > 1 ? met_bits : bits_above(met_bits, ONE_WORD_BITS);
}

static void weigh_name(struct look *l, const struct form_name *n) {
    for (size_t k = 0; k < n->count; k++) if (!is_title(l, n->first + k)) add_word(l, n->first + k, k);
    for (size_t i = 0; i < l->near_count; i++) l->near[i].most = fmaxf(l->near[i].most, most_of_name(l, n, i));
}

// In full, but for what all words of the index that are as near make of a spelling's rarity: that only lowers it.
static bool reaches_floor(struct look *l, const struct near *n) {
    struct raw r;
    if (!seen_raw(l->seen, n->part, n->slot, &r)) return false;
    l->desk->looked.compared++;
    raw_unpack(&r, &l->seen->ix->vocabulary, l->seen->live, l->desk->unpacked);
    float bits = forms_bits(l->question, &l->desk->unpacked->form, NULL);
    raw_forget(l->desk->unpacked);
    return bits + PLACE_BITS >= l->needed;
}

static uint64_t words_among(const struct look *l, struct raw_ids ids) {
    size_t words = l->question->word_count < KEYED_WORDS ? l->question->word_count : KEYED_WORDS;
    uint64_t same = 0;
    for (uint32_t i = 0; i < ids.count; i++)
        for (size_t k = 0; k < words; k++) same |= raw_id(ids, i) == l->word[k].id ? keyed_bit(k) : 0;
    return same;
}

// Puts its words on the desk; false: it can't reach the floor by them.
static bool read_entry(struct look *l, struct near *n) {
    struct raw_ids ids = keyed_ids(&l->keyed, n->part, n->slot);
    n->same = words_among(l, ids), n->most = -1000, n->words = l->desk->word_count;
    if (!may_reach_by_tags(l, n->shared, n->same, true, n->birth)) return false;
    for (uint32_t i = 0; i < ids.count; i++) {
        desk_add_word(l->desk, raw_id(ids, i));
        __builtin_prefetch(vocabulary_shape_at(&l->seen->ix->vocabulary, raw_id(ids, i)));
    }
    return true;
}

// In turns: what is read in each lies far away and is asked for in the one before. Who can't reach the floor goes.
static void read_words(struct look *l) {
    struct desk *d = l->desk;
    size_t count = l->near_count;
    for (size_t i = 0; i < count; i++) __builtin_prefetch(keyed_ids(&l->keyed, l->near[i].part, l->near[i].slot).at);
    for (size_t i = l->near_count = 0; i < count; i++) {
        struct near *n = &l->near[l->near_count];
        if (n != &l->near[i]) *n = l->near[i];
        l->near_count += read_entry(l, n);
    }
    for (size_t i = 0; i < d->word_count; i++) {
        d->shape[i] = vocabulary_shape(&l->seen->ix->vocabulary, d->words[i]), d->word[i] = vocabulary_word(&l->seen->ix->vocabulary, d->words[i]);
        if (d->shape[i].gist & (GIST_LARGER | GIST_APART)) __builtin_prefetch(d->word[i]);
    }
}

static void weigh_near(struct look *l) {
    if (!l->near_count) return;
    read_words(l);
    for (size_t i = 0; i < l->question->name_count; i++) weigh_name(l, &l->question->names[i]);
    for (size_t i = 0; i < l->near_count && !l->found; i++)
        if (may_reach(l, l->near[i].most, l->near[i].birth)) l->found = reaches_floor(l, &l->near[i]);
    desk_forget_shapes(l->desk);
    l->near_count = l->desk->word_count = 0;
}

static bool note_near(void *ctx, const struct keyed_entry *e) {
    struct look *l = ctx;
    if (!may_reach_by_tags(l, e->shared, 0, false, e->birth) || !keyed_is_open(&l->keyed, e)) return true;
    if (e->part < l->seen->version->count) segment_ask_for_place(l->seen->version->segment[e->part], e->slot);
    struct near *n = &l->near[l->near_count++];
    n->part = e->part, n->slot = e->slot, n->shared = e->shared, n->birth = e->birth;
    l->desk->looked.near++;
    if (l->near_count == WEIGHED_AT_ONCE) weigh_near(l);
    return !l->found;
}

// ---- looking ------------------------------------------------------------------------------------

static bool somebody_has_number(const struct seen *seen, uint64_t hash) {
    const struct version *v = seen->version;
    const uint32_t *slots;
    struct exact_entry e;
    size_t at = 0;
    if (exact_next(&seen->ix->exact, hash, &at, &e) || (v->fresh->count && fresh_may_hold(v->fresh, hash))) return true;
    for (size_t part = 0; part < v->count; part++) if (segment_number(v->segment[part], hash, &slots)) return true;
    return false;
}

bool look_finds(const struct seen *seen, const struct form *q, struct match_options o) {
    struct look l;
    seen->desk->looked = (struct looked){0};
    for (size_t i = 0; i < q->number_count; i++) if (somebody_has_number(seen, q->numbers[i].hash)) return true;
    l.seen = seen, l.question = q, l.desk = seen->desk, l.needed = bits_of_score(o.floor, q->even), l.besides = besides_most(q);
    l.near_count = 0, l.found = false, l.keyed.note = note_near, l.keyed.ctx = &l;
    if (!keyed_begin(&l.keyed, seen, q, o.shelves) || !ask_names(&l)) return true;
    for (size_t i = 0; i < l.keyed.day_count; i++) l.keyed.first[i] = first_tags(&l, l.keyed.birth[i]);
    keyed_walk(&l.keyed);
    if (!l.found) weigh_near(&l);
    l.desk->word_count = 0;
    return l.found;
}

