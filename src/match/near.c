// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/near.h"

#include "match/keyed.h"

#include <math.h>

// Two words that nothing meets, one of each side, are two names more often than two spellings without a key in common; one of the question that has no
// other side is left out as often as it is another's (docs/matching-measured.md has the curve by which they were chosen).
static const float BOTH_LACK_BITS = -4, LACKS_BITS = -2;

struct nearing {
    struct keyed keyed;
    float needed;                // bits of the floor
    float key[KEYED_WORDS];      // that each word of the question brings whose key is shared
    uint64_t asked;              // bits of the words that are asked for
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
    for (size_t k = name->first; k < name->first + (size_t)name->count; k++) {
        if (e->shared & keyed_bit(k)) bits += n->key[k];
        else lacking += n->asked >> k & 1;
    }
    size_t both = lacking < e->left ? lacking : e->left;
    return bits + BOTH_LACK_BITS * (float)both + LACKS_BITS * (float)(lacking - both);
}

// Of names in their order those whose words each have a bit: the first always.
_Static_assert((int)NAME_WORDS_MAX <= (int)KEYED_WORDS, "a name's words have a bit each");
static bool is_told_apart(const struct form_name *name) { return name->first + (size_t)name->count <= KEYED_WORDS; }

static bool choose(void *ctx, const struct keyed_entry *e) {
    const struct nearing *n = ctx;
    const struct form *q = n->keyed.question;
    float most = -1000;
    for (size_t i = 0; i < q->name_count && is_told_apart(&q->names[i]); i++) most = fmaxf(most, bits_of_name(n, &q->names[i], e));
    if (most >= n->needed && keyed_is_open(&n->keyed, e)) desk_choose(n->keyed.seen->desk, (struct chosen){most, e->part, e->slot});
    return true;
}

// Those that may be asked for, the rarest first.
static size_t list_words(struct nearing *n, const struct form *q, uint8_t out[KEYED_WORDS]) {
    size_t count = 0;
    for (size_t i = 0; i < q->name_count && is_told_apart(&q->names[i]); i++)
        for (size_t k = q->names[i].first; k < q->names[i].first + (size_t)q->names[i].count; k++) {
            if (!keyed_is_asked(q, &q->names[i], k)) continue;
            n->key[k] = key_bits(n->keyed.seen, q->words[k]);
            size_t at = count++;
            for (; at && n->key[out[at - 1]] < n->key[k]; at--) out[at] = out[at - 1];
            out[at] = (uint8_t)k;
        }
    return count;
}

// As many as there is room for: the commonest are left out, and nothing is told of whether an entry has them.
static void ask_words(struct nearing *n, const struct form *q) {
    uint8_t words[KEYED_WORDS];
    for (size_t i = 0, count = list_words(n, q, words); i < count && keyed_add(&n->keyed, words[i]); i++) n->asked |= keyed_bit(words[i]);
}

// Words that are too common together to reach the floor beside a birth are not asked alone (MaxScore).
static size_t first_tags(const struct nearing *n, float birth) {
    size_t first = n->keyed.tags.count;
    float most = birth;
    for (uint64_t counted = 0; first; first--) {
        uint64_t of = n->keyed.tags.of[first - 1] & ~counted;
        for (counted |= of; of; of &= of - 1) most += n->key[__builtin_ctzll(of)];
        if (most >= n->needed) break;
    }
    return first;
}

bool near_choose(const struct seen *seen, const struct form *q, struct match_options o) {
    struct nearing n = {.needed = bits_of_score(o.floor, q->even), .keyed = {.note = choose, .ctx = &n}};
    seen->desk->chosen_count = 0;
    if (!keyed_begin(&n.keyed, seen, q, o.shelves)) return false;
    ask_words(&n, q);
    for (size_t i = 0; i < n.keyed.day_count; i++) n.keyed.first[i] = first_tags(&n, n.keyed.birth[i]);
    keyed_walk(&n.keyed);
    desk_settle_choice(seen->desk);  // who was met by several births is one
    return true;
}
