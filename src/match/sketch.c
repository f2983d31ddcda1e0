// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/ask_room.h"
#include "match/spell.h"

#include <math.h>

static const float LONE_LIKENESS = 0.36f;  // from which words are paired (likeness.c)

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

// Takes back the least that a word was to bring.
static float take_back_least(const struct asking *s, struct sketch *k) {
    size_t least = s->name.count;
    for (size_t i = 0; i < s->name.count; i++)
        if (k->alone[i] > 0 && k->met[i] && (least == s->name.count || k->alone[i] < k->alone[least])) least = i;
    k->met[least] = false;
    return k->alone[least];
}

// Each word of the entry meets one of the question's, even where several are like it (Hassan Hassan; Mohamed Mahmoud).
static float sum_met(const struct asking *s, struct sketch *k) {
    float sum = 0;
    size_t pairs = 0, partners = 0;
    for (size_t i = 0; i < s->name.count; i++) k->met[i] = k->alone[i] > 0;
    for (size_t i = 0; i < s->name.count; i++) {
        bool joins = k->joined[i] > 0 && k->joined[i] > k->alone[i] + k->alone[i + 1];
        if (joins) k->alone[i] = k->joined[i], k->alone[i + 1] = 0, k->met[i] = k->met[i + 1] = true;
        sum += k->alone[i];
        pairs += k->alone[i] > 0;
        i += joins;
    }
    for (size_t j = 0; j < k->count; j++) partners += !k->lone[j];
    for (; pairs > partners; pairs--) sum -= take_back_least(s, k);
    return sum;
}

static bool are_halves(const struct word *a, const struct word *b, const struct word *whole) {
    if (!words_could_join(a, b, whole)) return false;
    if (a->role == ROLE_LINK && b->role == ROLE_LINK) return true;  // van den Broecke: a third word follows
    return words_joined_likeness(a, b, whole) >= JOINED_LIKENESS;
}

// Lone words that are two halves of a lone word opposite: nothing is held against them here. The words themselves are read only where they could join.
static bool has_halves(const struct asking *s, const struct sketch *k) {
    const struct vocabulary *v = &s->ix->vocabulary;
    const struct weighed_name *n = &s->name;
    if (n->count > JOIN_WORDS_MAX || k->count > JOIN_WORDS_MAX) return false;  // one word of so many
    uint32_t gist[JOIN_WORDS_MAX];
    for (size_t j = 0; j < k->count; j++) gist[j] = k->lone[j] && k->ids[j] != GONE ? vocabulary_gist(v, k->ids[j]) : GIST_RETIRED;
    for (size_t i = 0; i < n->count; i++)
        for (size_t j = 0; !k->met[i] && j < k->count; j++) {
            if (gist[j] & GIST_RETIRED) continue;
            bool whole = i + 1 < n->count && !k->met[i + 1] && gists_could_join(s->gist[i], s->gist[i + 1], gist[j]);
            if (whole && are_halves(n->word[i], n->word[i + 1], vocabulary_word(v, k->ids[j]))) return true;
            bool half = j + 1 < k->count && !(gist[j + 1] & GIST_RETIRED) && gists_could_join(gist[j], gist[j + 1], s->gist[i]);
            if (half && are_halves(vocabulary_word(v, k->ids[j]), vocabulary_word(v, k->ids[j + 1]), n->word[i])) return true;
        }
    return false;
}

// The word itself is read where its shape does not hold all of its sounds.
static bool is_beyond(const struct asking *s, uint32_t id, const struct shape *y, uint32_t gist, size_t i) {
    const struct heard *heard = &s->desk->heard[i];
    uint8_t script = gist_script(gist);
    if (!(gist & gist_larger(s->gist[i]))) return heard_is_beyond(heard, y->sound, gist_sounds(gist), script);
    const struct word *w = vocabulary_word(&s->ix->vocabulary, id);
    for (size_t r = 0, n = word_sounds(w, heard->word->script); r < n; r++) if (!heard_is_beyond(heard, w->sound[r], w->sound_bytes[r], script)) return false;
    return true;
}

// Whether a word that shares no key with one of the question's may be alike all the same: what its sounds tell. Where every spelling is listed, kin are.
struct beside { bool near, cut; };
static struct beside may_be_alike(const struct asking *s, uint32_t id, size_t i) {
    const struct word *x = s->name.word[i];
    const struct shape *y = vocabulary_shape_at(&s->ix->vocabulary, id);
    uint32_t gist = vocabulary_gist(&s->ix->vocabulary, id), asked = spells_all(s) ? s->gist[i] & ~(uint32_t)GIST_KIN : s->gist[i];
    size_t sounds = gist_sounds(gist);
    struct beside b = {gists_near(asked, gist), sounds_may_be_cut(x->sound_bytes[0], sounds) && sounds_may_begin(x->sound[0], y->sound)};
    bool told = sounds && !gist_stands_apart(gist) && !(gist & asked & GIST_KIN);
    if (b.near && told) b.near = !is_beyond(s, id, y, gist, i);
    return b;
}

// What it brings; below 0 where it is not alike.
static float worth_beside(const struct asking *s, uint32_t id, size_t i, struct beside may_be) {
    const struct word *x = s->name.word[i], *y = vocabulary_word(&s->ix->vocabulary, id);
    if (may_be.cut && word_is_cut(x, y)) return CUT_WORTH;
    float q = may_be.near ? heard_likeness(&s->desk->heard[i], y) : 0;
    if (q < LONE_LIKENESS) return -1;
    float ceiling = s->name.alike_bits ? s->name.alike_bits[i] : ALIKE_BITS_MAX;
    return fmaxf(0, words_worth(x, s->name.bits[i], y, weight_of_word(s, id), q, ceiling));
}

// The same few thousand words stand beside those that are asked for: what is said of one holds for the next entry.
static struct lone_word *lone_word_of(const struct asking *s, uint32_t id) {
    struct lone_word *l = desk_lone_word(s->desk, id);
    if (l->word != id || l->turn != s->desk->turn) l->word = id, l->turn = s->desk->turn, l->told = l->alike = 0;
    return l;
}

// The word itself lies far away and is read only when its shape is near.
static float lone_worth(const struct asking *s, uint32_t id, size_t i) {
    struct lone_word *l = lone_word_of(s, id);
    if (!(l->told >> i & 1)) {
        l->told |= 1u << i;
        struct beside may_be = may_be_alike(s, id, i);
        float worth = may_be.near || may_be.cut ? worth_beside(s, id, i, may_be) : -1;
        if (worth >= 0) l->alike |= 1u << i, l->worth[i] = worth;
    }
    return l->alike >> i & 1 ? l->worth[i] : -1;
}

static bool is_to_tell(const struct asking *s, const struct noted_word *n, size_t i, struct shape *shape) {
    if (!(n->beside >> i & 1)) return false;
    struct lone_word *l = lone_word_of(s, n->word);
    if (l->told >> i & 1) return false;
    const struct word *x = s->name.word[i];
    *shape = vocabulary_shape(&s->ix->vocabulary, n->word);
    size_t sounds = gist_sounds(shape->gist);
    if (gist_stands_apart(shape->gist) || (sounds_may_be_cut(x->sound_bytes[0], sounds) && sounds_may_begin(x->sound[0], shape->sound))) return false;
    if (spells_all(s)) shape->gist &= ~(uint32_t)GIST_KIN;
    l->told |= 1u << i;
    return gists_near(s->gist[i], shape->gist);
}

// What is alike is told when it is asked for.
static void tell_noted(const struct asking *s, size_t i) {
    const struct desk *d = s->desk;
    struct shape shape[NOTED_WORDS];
    const struct word *word[NOTED_WORDS];
    uint16_t which[NOTED_WORDS];
    uint32_t id[NOTED_WORDS];
    float likeness[NOTED_WORDS];
    size_t n = 0;
    for (size_t k = 0; k < d->noted_count; k++) {
        if (!is_to_tell(s, &d->noted[k], i, &shape[n])) continue;
        id[n] = d->noted[k].word, word[n] = vocabulary_word(&s->ix->vocabulary, id[n]), which[n] = (uint16_t)n, n++;
    }
    if (n) spell_some(&d->heard[i], word, shape, which, n, LONE_LIKENESS, likeness);
    for (size_t k = 0; k < n; k++)
        if (likeness[k] >= LONE_LIKENESS) desk_lone_word(s->desk, id[k])->told &= ~(1u << i);
}

void sketch_noted(const struct asking *s) {
    for (size_t i = 0; i < s->name.count && s->desk->noted_count; i++) if (s->asks[i]) tell_noted(s, i);
    s->desk->noted_count = 0;
}

// What it tells as a left-over.
static float lone_against(const struct asking *s, uint32_t id) {
    uint32_t gist = vocabulary_gist(&s->ix->vocabulary, id);
    return gist_role(gist) < ROLE_GENERIC ? contradiction_of(gist_role(gist), gist_script(gist)) : 0;
}

// What words without a partner take away: as many pairs of them as there are speak against, the others say little, and
// nothing is whole any more. Generic words (Ltd) are not held against an entry: the question's may not have been looked up.
static float left_over(const struct asking *s, const struct sketch *k) {
    float x = 0, y = 0;
    size_t nx = 0, ny = 0;
    bool names = false;
    for (size_t i = 0; i < s->name.count; i++)
        if (!k->met[i] && s->asks[i]) x += contradiction_bits(s->name.word[i]), nx++, names |= s->name.word[i]->role != ROLE_GENERIC;
    for (size_t j = 0; j < k->count; j++) {
        float against = k->lone[j] && k->ids[j] != GONE ? lone_against(s, k->ids[j]) : 0;
        if (against > 0) y += against, ny++;
    }
    if (nx + ny == 0) return 0;
    if (s->name.of_firm && !ny && !names) return 0;  // of a word of organisations alone little is told
    if (!nx || !ny) return WHOLE_BITS;
    return WHOLE_BITS + (float)(nx < ny ? nx : ny) * (x / (float)nx + y / (float)ny) / 2;
}

// Words that share no key may be alike all the same: where that decides, they are compared. Gives what it adds.
static float pair_lone(const struct asking *s, struct sketch *k) {
    float more = 0;
    for (size_t i = 0; i < s->name.count; i++)
        for (size_t j = 0; !k->met[i] && s->asks[i] && j < k->count; j++) {
            float worth = k->lone[j] && k->ids[j] != GONE ? lone_worth(s, k->ids[j], i) : -1;
            if (worth < 0) continue;
            more += worth;
            k->met[i] = true, k->lone[j] = false;
        }
    return more;
}

static size_t count_pairs(const struct asking *s, const struct sketch *k) {
    size_t x = 0, y = 0;
    for (size_t i = 0; i < s->name.count; i++) x += !k->met[i] && s->asks[i];
    for (size_t j = 0; j < k->count; j++) y += k->lone[j];
    return x < y ? x : y;
}

// The most a name of an entry can bring, up to the order of words and what one word is paired with twice.
static float sketch_name(const struct asking *s, const uint32_t *ids, size_t count, float least) {
    struct sketch k;
    draw(s, ids, count, &k);
    float most = sum_met(s, &k) + s->unasked + WHOLE_BITS;
    if (most + s->cut * (float)count_pairs(s, &k) < least) return most;
    float less = most - left_over(s, &k);
    if (less == most) return less;
    most += pair_lone(s, &k);
    less = most - left_over(s, &k);
    return less < least && less < most && has_halves(s, &k) ? most : less;
}

float sketch_entry(const struct asking *s, const uint32_t *words, size_t word_count, float least) {
    float best = 0;
    for (size_t at = 0; at < word_count;) {
        uint32_t n = raw_name_words(words[at++]);
        best = fmaxf(best, sketch_name(s, words + at, n, least));
        at += n;
    }
    return best;
}
