// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "names/scan.h"

#include "match/births.h"
#include "match/index_room.h"
#include "match/spell.h"

#include <math.h>
#include <stdlib.h>

enum { ASKED_MAX = 7, PARTS_OF_A_BIT = 16 };

// What a word of the index brings at most when it meets each word asked, in sixteenths of a bit; which of these it may begin, its neighbour being the rest.
struct worths {
    uint8_t of[ASKED_MAX], begins;
};
struct scan {
    struct weighed_name name;
    const struct form *question;
    uint32_t gist[ASKED_MAX];
    struct worths *word;  // by number
    float needed;         // of the question's floor
    int32_t born;         // the last entry's, and what that birth brings at most
    float birth;
    bool any;
    float floor;
};

// ---- words --------------------------------------------------------------------------------------

static uint8_t parts_of(float bits) { return bits > 0 ? (uint8_t)ceilf(bits * PARTS_OF_A_BIT) : 0; }

static bool is_two(const struct weighed_name *n, size_t i, const struct word *y) {
    if (i + 1 >= n->count || !words_could_join(n->word[i], n->word[i + 1], y)) return false;
    bool third_follows = n->word[i]->role == ROLE_LINK && n->word[i + 1]->role == ROLE_LINK;
    return third_follows || words_joined_likeness(n->word[i], n->word[i + 1], y) >= JOINED_LIKENESS;
}

static float worth_of(const struct weighed_name *n, size_t i, const struct heard *x, const struct word *y, float y_bits) {
    float q = heard_likeness(x, y), worth = word_is_cut(n->word[i], y) ? CUT_WORTH : 0;
    if (q >= LEAST_ALIKE) worth = fmaxf(worth, words_worth(n->word[i], n->bits[i], y, y_bits, q, n->alike_bits ? n->alike_bits[i] : ALIKE_BITS_MAX));
    return is_two(n, i, y) ? fmaxf(worth, ALIKE_BITS_MAX) : worth;
}

static void compare_words(struct scan *s, const struct seen *seen) {
    struct heard heard[ASKED_MAX];
    const struct vocabulary *v = &seen->ix->vocabulary;
    const struct weighed_name *n = &s->name;
    for (size_t i = 0; i < n->count; i++) word_hear(n->word[i], &heard[i]), s->gist[i] = shape_of(n->word[i]).gist;
    for (uint32_t id = 0; id < v->count; id++) {
        const struct word *y = vocabulary_word(v, id);
        size_t with = vocabulary_with(v, id);
        for (size_t i = 0; with && i < n->count; i++) {
            s->word[id].of[i] = parts_of(worth_of(n, i, &heard[i], y, word_bits(y->role, with, seen->live)));
            if (gist_could_begin(vocabulary_gist(v, id), s->gist[i])) s->word[id].begins |= (uint8_t)(1u << i);
        }
    }
}

static void begin(void *ctx, const struct seen *seen, const struct form *question) {
    struct scan *s = ctx;
    ENSURE(question->name_count == 1 && !question->number_count);
    s->question = question, s->name = form_weighed(question, 0);
    s->needed = bits_of_score(s->floor, question->even) + (question->birth_count ? 0 : company_bits(question->even));
    ENSURE(s->name.count <= ASKED_MAX);
    s->word = calloc(seen->ix->vocabulary.count + 1, sizeof *s->word);
    ENSURE(s->word);
    compare_words(s, seen);
}

// ---- entries ------------------------------------------------------------------------------------

static float sum_of(const uint8_t best[ASKED_MAX]) {
    unsigned sum = 0;
    for (size_t i = 0; i < ASKED_MAX; i++) sum += best[i];
    return (float)sum / PARTS_OF_A_BIT + WHOLE_BITS;
}

static void better(uint8_t best[ASKED_MAX], const uint8_t *of) {
    for (size_t i = 0; i < ASKED_MAX; i++) if (of[i] > best[i]) best[i] = of[i];
}

// The most one of its names could bring, neighbours taken as one word where they could be.
static float most_of_names(const struct scan *s, const struct seen *seen, const struct raw *r) {
    uint32_t words[RAW_RUN_MAX], count = raw_names(r->at, r->bytes, words);
    float most = 0;
    for (uint32_t at = 0, n; at < count; at += n) {
        uint8_t best[ASKED_MAX] = {0};
        n = raw_name_words(words[at++]);
        for (uint32_t k = 0; k < n; k++) {
            const struct worths *w = &s->word[words[at + k]];
            better(best, w->of);
            for (size_t i = 0; k + 1 < n && i < ASKED_MAX; i++) {
                bool joins = w->begins >> i & 1
                             && gists_could_join(vocabulary_gist(&seen->ix->vocabulary, words[at + k]),
                                                 vocabulary_gist(&seen->ix->vocabulary, words[at + k + 1]), s->gist[i]);
                if (joins) best[i] = parts_of(WORD_BITS_MAX);
            }
        }
        most = fmaxf(most, sum_of(best));
    }
    return most;
}

// Without a look at which words are neighbours, nor in which name.
static float most_of_words(const struct scan *s, const struct raw *r) {
    struct raw_ids ids = raw_ids_of(r->at, r->bytes);
    uint8_t best[ASKED_MAX] = {0}, begins = 0;
    for (uint32_t k = 0; k < ids.count; k++) {
        const struct worths *w = &s->word[raw_id(ids, k)];
        better(best, w->of);
        begins |= w->begins;
    }
    for (size_t i = 0; i < ASKED_MAX; i++) if (begins >> i & 1) best[i] = parts_of(WORD_BITS_MAX);
    return sum_of(best);
}

static float needed_of_name(struct scan *s, int32_t born) {
    static const float besides = 4;  // sex, nationality, place of birth
    if (!s->any || s->born != born) s->any = true, s->born = born, s->birth = s->question->birth_count ? birth_most(s->question, born) : 0;
    return s->needed - s->birth - besides;
}

static bool could_be(void *ctx, const struct seen *seen, const struct raw *r) {
    struct scan *s = ctx;
    float needed = needed_of_name(s, r->born);
    return most_of_words(s, r) >= needed && most_of_names(s, seen, r) >= needed;
}

RESULT scan_search(const struct match_index *ix, const struct subject *question, struct match_options options, struct arena *a,
                   const struct candidate **out, size_t *count, struct error *err) {
    struct scan s = {.floor = options.floor};
    struct match_choice choice = {&s, begin, could_be};
    struct result r = match_search_those(ix, question, options, &choice, a, out, count, err);
    free(s.word);
    return r;
}
