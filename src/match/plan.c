// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/ask_room.h"

static size_t holders(const struct asking *s, const struct asked_word *a, size_t i) {
    return vocabulary_with(&s->ix->vocabulary, s->desk->spellings[a->from + i].word);
}

void plan_begin(const struct asking *s, struct plan *p) {
    for (size_t k = 0; k < s->asked_count; k++) {
        const struct asked_word *a = &s->asked[k];
        p->upto[k] = 0, p->next[k] = a->best, p->left[k] = 0;
        for (size_t i = 0; i < a->to - a->from; i++) p->left[k] += holders(s, a, i);
    }
}

// How many of the asked words could still meet each word of the name.
struct cover {
    uint8_t of[NAME_WORDS_MAX];
};
static void cover_of(const struct asking *s, const struct plan *p, struct cover *c) {
    memset(c, 0, sizeof *c);
    for (size_t k = 0; k < s->asked_count; k++)
        for (size_t i = s->asked[k].first; p->next[k] > 0 && i <= s->asked[k].last; i++) c->of[i]++;
}

// Could every word of the name be met by what is left?
static bool may_be_whole(const struct asking *s, const struct cover *c) {
    if (!spells_all(s)) return true;
    for (size_t i = 0; i < s->name.count; i++) if (s->asks[i] && !c->of[i] && !(s->name.of_firm && s->name.word[i]->role == ROLE_GENERIC)) return false;
    return true;
}
static bool is_needed(const struct cover *c, const struct asked_word *a) {
    for (size_t i = a->first; i <= a->last; i++) if (c->of[i] < 2) return true;
    return false;
}

// What the words of the name can bring beyond the cut, each alone or with its neighbour as one.
static float most_of_words(const struct asking *s, const struct plan *p) {
    float alone[NAME_WORDS_MAX + 2] = {0}, joined[NAME_WORDS_MAX + 2] = {0}, most[NAME_WORDS_MAX + 2] = {0};
    for (size_t k = 0; k < s->asked_count; k++) {
        const struct asked_word *a = &s->asked[k];
        float more = p->next[k] > s->cut ? p->next[k] - s->cut : 0;
        *(a->first == a->last ? &alone[a->first] : &joined[a->first]) = more;
    }
    for (size_t i = s->name.count; i-- > 0;) {
        most[i] = alone[i] + most[i + 1];
        if (joined[i] + most[i + 2] > most[i]) most[i] = joined[i] + most[i + 2];
    }
    return most[0];
}

static float most_of_rest(const struct asking *s, const struct plan *p) {
    struct cover c;
    cover_of(s, p, &c);
    float sum = s->unasked + (may_be_whole(s, &c) ? WHOLE_BITS : 0) + s->cut * (float)s->words;  // what is not listed brings up to the cut
    return sum + most_of_words(s, p);
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
    struct cover c;
    cover_of(s, p, &c);
    bool whole = may_be_whole(s, &c);
    for (size_t k = 0; k < s->asked_count; k++) {
        if (p->next[k] <= 0) continue;
        const struct asked_word *a = &s->asked[k];
        size_t with, n = next_step(s, p, k, &with), all = a->to - a->from - p->upto[k];
        float after = n < all ? s->desk->spellings[a->from + p->upto[k] + n].worth : 0;
        float gain = (p->next[k] - after) / (float)(with + 1);
        float last = (p->next[k] + (spells_all(s) && whole && is_needed(&c, a) ? WHOLE_BITS : 0)) / (float)(p->left[k] + 1);
        if (last > gain) gain = last, n = all, with = p->left[k];
        if (gain > best_gain) best = k, best_n = n, best_with = with, best_gain = gain;
    }
    p->upto[best] += best_n;
    p->left[best] -= best_with < p->left[best] ? best_with : p->left[best];
    const struct asked_word *a = &s->asked[best];
    p->next[best] = a->from + p->upto[best] < a->to ? s->desk->spellings[a->from + p->upto[best]].worth : 0;
}

void plan_for(const struct asking *s, struct plan *p, float least) {
    for (float rest = most_of_rest(s, p); rest >= least; rest = most_of_rest(s, p)) {
        bool any = false;
        for (size_t k = 0; k < s->asked_count; k++) any |= p->next[k] > 0;
        if (!any) return;
        plan_step(s, p);
    }
}
