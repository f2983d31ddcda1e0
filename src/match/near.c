// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/near.h"

#include "match/keyed.h"

#include <math.h>

// Two words that nothing meets, one of each side, are two names more often than two spellings without a key in common; one of the question that has no
// other side is left out as often as it is another's (docs/matching.md has the curve by which they were chosen).
static const float BOTH_LACK_BITS = -4, LACKS_BITS = -2;

struct nearing {
    struct keyed keyed;
    float needed;                // bits of the floor
    float key[KEYED_WORDS];      // that each word of the question brings whose key is shared
};

// As rare as those who bear a word under the commonest of its keys.
static float key_bits(const struct seen *seen, const struct word *w) {
    uint16_t tag[WORD_KEYS_MAX];
    size_t n = word_tags(w, tag);
    uint32_t with = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t of_tag = vocabulary_with_tag(&seen->ix->vocabulary, tag[i]);
        if (of_tag > with) with = of_tag;
    }
    return fminf(fmaxf(0, log2f((float)(seen->live + 1) / (float)(with + 1))), WORD_BITS_MAX);
}

static float bits_of_name(const struct nearing *n, const struct form_name *name, const struct keyed_entry *e) {
    float bits = e->birth;
    size_t lacking = 0;
    for (size_t k = name->first; k < name->first + (size_t)name->count && k < KEYED_WORDS; k++) {
        if (e->shared & keyed_bit(k)) bits += n->key[k];
        else lacking += keyed_is_asked(n->keyed.question, name, k);
    }
    size_t both = lacking < e->left ? lacking : e->left;
    return bits + BOTH_LACK_BITS * (float)both + LACKS_BITS * (float)(lacking - both);
}

static bool choose(void *ctx, const struct keyed_entry *e) {
    const struct nearing *n = ctx;
    const struct form *q = n->keyed.question;
    float most = -1000;
    for (size_t i = 0; i < q->name_count; i++) most = fmaxf(most, bits_of_name(n, &q->names[i], e));
    if (most >= n->needed && keyed_is_open(&n->keyed, e)) desk_choose(n->keyed.seen->desk, (struct chosen){most, e->part, e->slot});
    return true;
}

// Those that are asked, the rarest first.
static size_t list_words(struct nearing *n, const struct form *q, uint16_t out[FORM_WORDS_MAX]) {
    float bits[FORM_WORDS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < q->name_count; i++)
        for (size_t k = q->names[i].first; k < q->names[i].first + (size_t)q->names[i].count; k++) {
            if (!keyed_is_asked(q, &q->names[i], k)) continue;
            float of_word = k < KEYED_WORDS ? n->key[k] = key_bits(n->keyed.seen, q->words[k]) : 0;
            size_t at = count++;
            for (; at && bits[at - 1] < of_word; at--) bits[at] = bits[at - 1], out[at] = out[at - 1];
            bits[at] = of_word, out[at] = (uint16_t)k;
        }
    return count;
}

// Words that are too common together to reach the floor beside a birth are not asked alone (MaxScore).
static size_t first_tags(const struct nearing *n, float birth) {
    size_t first = n->keyed.tags.count;
    float most = birth;
    for (uint64_t counted = 0; first; first--) {
        uint64_t of = n->keyed.tags.of[first - 1] & ~counted;
        for (counted |= of; of; of &= of - 1) most += __builtin_ctzll(of) < KEYED_WORDS ? n->key[__builtin_ctzll(of)] : 0;
        if (most >= n->needed) break;
    }
    return first;
}

bool near_choose(const struct seen *seen, const struct form *q, struct match_options o) {
    struct nearing n = {.needed = bits_of_score(o.floor, q->even), .keyed = {.note = choose, .ctx = &n}};
    uint16_t words[FORM_WORDS_MAX];
    seen->desk->chosen_count = 0;
    if (!keyed_begin(&n.keyed, seen, q, o.shelves)) return false;
    for (size_t i = 0, count = list_words(&n, q, words); i < count; i++) if (!keyed_add(&n.keyed, words[i])) return false;
    for (size_t i = 0; i < n.keyed.day_count; i++) n.keyed.first[i] = first_tags(&n, n.keyed.birth[i]);
    keyed_walk(&n.keyed);
    return true;
}
