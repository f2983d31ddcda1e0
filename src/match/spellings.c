// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/ask_room.h"
#include "match/shape.h"
#include "match/spell.h"

#include <math.h>
#include <stdlib.h>

enum { SPELLINGS_MAX = 4000, SOON = 12 };  // of one word; how far ahead memory is asked for
static const float MET_BITS = ALL_BITS;  // the least a word brings that was met: it contradicts nothing

float weight_of_word(const struct asking *s, uint32_t id) {
    return word_bits(gist_role(vocabulary_gist(&s->ix->vocabulary, id)), vocabulary_with(&s->ix->vocabulary, id), s->seen->live);
}

// Once; false: it was, or it is GONE, or it came since the search began.
static bool is_new(struct desk *d, uint32_t id) {
    if (id >= d->word_room || bit_of(d->is_considered, id)) return false;
    d->is_considered[id / 64] |= (uint64_t)1 << id % 64;
    return true;
}

static void consider(struct asking *s, uint32_t id) {
    if (!is_new(s->desk, id)) return;
    __builtin_prefetch(vocabulary_shape_at(&s->ix->vocabulary, id));
    desk_add_word(s->desk, id);
}

// Sasha and Aleksandr share no key.
static void consider_kin(struct asking *s, uint16_t kin) {
    enum { KIN_MAX = 48 };
    uint64_t hash[KIN_MAX];
    uint32_t id;
    for (size_t i = kin_hashes(kin, hash, KIN_MAX); i-- > 0;)
        if (vocabulary_find(&s->ix->vocabulary, hash[i], &id)) consider(s, id);
}

// A word of a run: not one whose one holder was born at another time.
static inline bool is_held(struct asking *s, uint32_t filed) {
    uint8_t born = filed_born(filed);
    bool held = birth_codes_hold(&s->born, born);
    if (held) s->passed += born != BIRTH_UNTOLD;
    else s->spared += born != BIRTH_GONE;
    return held;
}

// All words that share a key with the asked one, but for those of rows.
static void gather_run(struct asking *s, struct key_run run) {
    for (uint32_t k = 0; k < run.count; k++) {
        uint32_t filed = atomic_load_explicit(&run.at[k], memory_order_relaxed);
        if (is_held(s, filed)) consider(s, filed_word(filed));
    }
}

// Neighbours are one word of another name only where they are as near as that.
static float least_of(const struct asking *s, const struct asked_word *a) {
    float least = spells_all(s) ? LEAST_ALIKE : likeness_for(&a->word, s->cut);
    return a->first < a->last && least < JOINED_LIKENESS ? JOINED_LIKENESS : least;
}

// Beside `others` that are to come.
static bool has_room(const struct asking *s, size_t asked, size_t others) { return s->desk->spelling_count - s->asked[asked].from + others < SPELLINGS_MAX; }

// Their likeness stands for their worth, which is said below.
static void keep(struct asking *s, size_t asked, uint32_t id, float likeness) {
    vocabulary_ask_for_with(&s->ix->vocabulary, id);
    desk_add_spelling(s->desk, (struct spelling){id, 0, (uint32_t)asked, likeness});
}

// Among millions of words more than there is room for are alike: the nearer half stays. Gives how alike that is; what is less so need not come.
static float keep_nearer(struct asking *s, size_t asked) {
    enum { STEPS = 1024 };
    struct desk *d = s->desk;
    size_t from = s->asked[asked].from, half = (d->spelling_count - from) / 2, kept = from, above = 0, step = STEPS;
    uint16_t at_step[STEPS + 1] = {0};
    for (size_t i = from; i < d->spelling_count; i++) at_step[(size_t)(d->spellings[i].worth * STEPS)]++;
    while (step && above + at_step[step] <= half) above += at_step[step--];
    for (size_t i = from, room = half - above; i < d->spelling_count; i++) {  // of those at the step itself the first have room
        struct spelling sp = d->spellings[i];
        size_t at = (size_t)(sp.worth * STEPS);
        if (at > step || (at == step && room && room--)) d->spellings[kept++] = sp;
        else d->is_considered[sp.word / 64] &= ~((uint64_t)1 << sp.word % 64);
    }
    d->spelling_count = kept;
    return (float)step / STEPS;
}

// The first `own`, the word itself and its kin, stay whatever is nearer than kin are.
static void keep_gathered(struct asking *s, const struct heard *x, float least, float nearer, size_t asked, size_t own) {
    const struct vocabulary *v = &s->ix->vocabulary;
    struct desk *d = s->desk;
    for (size_t i = 0; i < d->word_count; i++) d->shape[i] = vocabulary_shape(v, d->words[i]), d->word[i] = vocabulary_word(v, d->words[i]);
    spell_likeness(x, d->word, d->shape, d->word_count, least, d->likeness);
    for (size_t i = own; i < d->word_count; i++) {
        if (d->likeness[i] < nearer) continue;
        if (!has_room(s, asked, own)) nearer = keep_nearer(s, asked);
        if (d->likeness[i] >= nearer) keep(s, asked, d->words[i], d->likeness[i]);
    }
    for (size_t i = 0; i < own; i++) if (d->likeness[i] >= least) keep(s, asked, d->words[i], d->likeness[i]);
    desk_forget_shapes(d);
}

// Those of a row that are alike. What its shape does not tell whole is considered with what is new. The first `own` of what is considered, the word
// itself and its kin, have room besides.
static void keep_of_row(struct asking *s, struct spell_asked *x, struct key_run run, size_t asked, size_t own) {
    enum { AT_ONCE = 1024 };
    struct alike alike[AT_ONCE];
    uint16_t which[AT_ONCE];
    for (uint32_t from = 0, n; from < run.count; from += n) {
        size_t count = 0;
        n = run.count - from < AT_ONCE ? run.count - from : AT_ONCE;
        for (uint32_t k = 0; k < n; k++) {
            uint32_t filed = atomic_load_explicit(&run.at[from + k], memory_order_relaxed);
            if (!is_held(s, filed)) continue;
            if (shape_is_whole(run.shape[from + k].gist, x->gist)) which[count++] = (uint16_t)k;
            else consider(s, filed_word(filed));
        }
        count = spell_row(x, run.shape + from, which, count, alike);
        for (size_t i = 0; i < count; i++) {
            uint32_t k = from + alike[i].at, id = filed_word(atomic_load_explicit(&run.at[k], memory_order_relaxed));
            if (id >= s->desk->word_room || bit_of(s->desk->is_considered, id)) continue;
            float q = spell_settled(x, vocabulary_word(&s->ix->vocabulary, id), run.shape[k].gist, alike[i].q);
            if (q < x->least) continue;
            if (!has_room(s, asked, own)) x->least = keep_nearer(s, asked);
            if (q >= x->least && is_new(s->desk, id)) keep(s, asked, id, q);
        }
    }
}

// The words that share a key with the asked one, itself and its kin, as far as they are alike; or those of them that came since the keys were
// packed. Of two words as one only those that lack none of its consonants: hardly any that are spelled otherwise are near enough.
static void keep_alike(struct asking *s, const struct word_keys_index *index, size_t asked, bool only_new) {
    const struct asked_word *a = &s->asked[asked];
    bool joined = a->first < a->last;
    struct heard of_joined, *heard = joined ? &of_joined : &s->desk->heard[a->first];
    struct desk *d = s->desk;
    struct spell_asked x;
    float least = least_of(s, a);
    uint32_t keys[WORD_KEYS_MAX], id;
    size_t n = word_keys(&a->word, joined, keys);
    if (joined) word_hear(&a->word, &of_joined);
    bool by_rows = !only_new && spell_ask(heard, least, &x);
    d->word_count = 0;
    if (!only_new && vocabulary_find(&s->ix->vocabulary, a->word.hash, &id)) consider(s, id);
    if (!only_new && a->word.kin) consider_kin(s, a->word.kin);
    size_t own = d->word_count;
    for (size_t i = 0; i < n; i++) {
        struct key_run run = vocabulary_packed(index, keys[i]);
        if (by_rows && run.shape) keep_of_row(s, &x, run, asked, own);
        else if (!only_new) gather_run(s, run);
        for (uint32_t l = vocabulary_chain(index, keys[i]); l;) {
            l = vocabulary_link(index, l, &id);
            consider(s, id);
        }
    }
    for (size_t i = a->from; i < d->spelling_count; i++) d->is_considered[d->spellings[i].word / 64] = 0;
    keep_gathered(s, heard, least, by_rows ? x.least : least, asked, own);
    for (size_t i = 0; i < d->word_count; i++) d->is_considered[d->words[i] / 64] = 0;
}

// A word met in another spelling could have met any word that is as near: all of these together are as rare as the index
// says (a cumulative document frequency; Splink's term frequency adjustment, carried over to spellings). Of those passed over
// by birth as many are taken to be near as of their like: names do not depend on births, and thousands decide.
static float rarity_of_crowd(const struct asking *s, const struct asked_word *a) {
    static const float least = 3;
    size_t with = 0, single = 0;
    for (size_t i = a->from; i < a->to; i++) {
        if (s->desk->spellings[i].worth < NEAR_ALIKE) continue;
        with += vocabulary_with(&s->ix->vocabulary, s->desk->spellings[i].word);
        single += s->spared && vocabulary_born(&s->ix->vocabulary, s->desk->spellings[i].word) != BIRTH_UNTOLD;
    }
    with += s->beside + (s->passed ? single * s->spared / s->passed : 0);
    if (with > s->seen->live) with = s->seen->live;
    float bits = word_bits(a->word.role, with, s->seen->live);
    return bits > ALIKE_BITS_MAX ? ALIKE_BITS_MAX : bits < least ? least : bits;
}

// Of a name of nothing but particles a particle that is met again weighs as a name does: in such a name of an entry it is spared, too (raw.c).
static bool is_spared_again(const struct word *asked, uint8_t role, float likeness) { return likeness >= 1 && asked->role < ROLE_TITLE && role >= ROLE_TITLE; }

// The word itself lies far away and is read only where its shape does not tell.
static float worth_of(const struct asking *s, const struct asked_word *a, uint32_t id, float likeness) {
    const struct shape y = vocabulary_shape(&s->ix->vocabulary, id);
    float bits = weight_of_word(s, id);
    if (is_spared_again(&a->word, gist_role(y.gist), likeness)) return a->bits;
    if (!gist_stands_apart(y.gist) && a->word.script != SCRIPT_SYLLABLES) {
        float worth = sounds_worth(&a->word, a->bits, gist_role(y.gist), gist_sounds(y.gist), bits, likeness, a->alike_bits);
        bool may_be_cut = sounds_may_be_cut(a->word.sound_bytes[0], gist_sounds(y.gist)) && sounds_may_begin(a->word.sound[0], y.sound);
        if (worth >= CUT_WORTH || !may_be_cut) return worth;
    }
    return words_worth(&a->word, a->bits, vocabulary_word(&s->ix->vocabulary, id), bits, likeness, a->alike_bits);
}

// What brings less than the cut is no spelling here: sketch.c compares it where it matters.
static void say_worth(const struct asking *s, struct asked_word *a) {
    struct desk *d = s->desk;
    a->alike_bits = rarity_of_crowd(s, a);
    d->spelling_count = a->from;
    for (size_t i = a->from; i < a->to; i++) {
        struct spelling sp = d->spellings[i];
        float worth = worth_of(s, a, sp.word, sp.worth);
        sp.worth = worth > MET_BITS ? worth : MET_BITS;
        if (sp.worth >= s->cut) d->spellings[d->spelling_count++] = sp;
    }
    a->to = d->spelling_count;
}

static int by_worth(const void *x, const void *y) {
    const struct spelling *a = x, *b = y;
    if (a->worth != b->worth) return a->worth < b->worth ? 1 : -1;
    return (a->word > b->word) - (a->word < b->word);
}

// Best first. They are dealt into as many heaps as there are steps of worth, which hold few each.
static void sort_by_worth(struct desk *d, size_t from, float best) {
    enum { STEPS = 512 };
    size_t count = d->spelling_count - from;
    uint32_t end[STEPS + 1] = {0};
    float scale = (STEPS - 1) / best;
    desk_fit_spellings(d, d->spelling_count + count);
    struct spelling *at = &d->spellings[from], *dealt = at + count;
    for (size_t i = 0; i < count; i++) dealt[i] = at[i], end[STEPS - (size_t)(at[i].worth * scale)]++;
    for (size_t k = 1; k <= STEPS; k++) end[k] += end[k - 1];
    for (size_t i = count; i-- > 0;) at[--end[STEPS - (size_t)(dealt[i].worth * scale)]] = dealt[i];
    for (size_t k = 1; k <= STEPS; k++) {  // each now begins where the one before ended
        size_t first = end[k], after = k < STEPS ? end[k + 1] : count;
        if (after > first + 1) qsort(at + first, after - first, sizeof *at, by_worth);
    }
}

// From here on the desk leads from a word of the vocabulary to its spellings.
static void enter_spellings(struct desk *d, size_t from) {
    for (size_t i = from; i < d->spelling_count; i++) {
        struct spelling *s = &d->spellings[i];
        s->before = d->head[s->word % HEADS];
        d->head[s->word % HEADS] = (uint32_t)i + 1;
        d->is_spelled[s->word % SPELLED_BITS / 64] |= (uint64_t)1 << s->word % 64;
    }
}

// What is known of a word that many hold; the same word in another role may be another.
static bool spell_known(struct asking *s, const struct word_keys_index *index, size_t asked) {
    const struct known *known = atomic_load(&((struct match_index *)s->ix)->known);
    const struct asked_word *a = &s->asked[asked];
    const struct vocabulary *v = &s->ix->vocabulary;
    struct known_run run;
    uint32_t id;
    if (!known || spells_all(s) || a->first < a->last || known->made != vocabulary_made(index) || !vocabulary_find(v, a->word.hash, &id)) return false;
    if (vocabulary_word(v, id)->role != a->word.role || !known_of(known, id, &run)) return false;
    for (size_t i = 0; i < run.count; i++) {
        if (i + SOON < run.count) __builtin_prefetch(vocabulary_shape_at(v, run.word[i + SOON])), vocabulary_ask_for_with(v, run.word[i + SOON]);
        if (run.word[i] >= s->desk->word_room || !vocabulary_with(v, run.word[i])) continue;
        if (s->any_left_out && !birth_codes_hold(&s->born, vocabulary_born(v, run.word[i]))) s->beside += known_likeness(run.alike[i]) >= NEAR_ALIKE;
        else desk_add_spelling(s->desk, (struct spelling){run.word[i], 0, (uint32_t)asked, known_likeness(run.alike[i])});
    }
    return true;
}

// Hongri may stand in the index as Hong Ri: two words, both of which somebody has. The one that fewer hold stands for the whole, so that its
// holders are found; whether the other stands beside it is told when they are compared. Only of a word that few write so.
static bool find_half(const struct asking *s, struct view text, uint32_t *id) {
    bool found = vocabulary_find(&s->ix->vocabulary, bytes_hash(text), id) && *id < s->desk->word_room;  // not one that came since the search began
    return found && vocabulary_word(&s->ix->vocabulary, *id)->role < ROLE_GENERIC && vocabulary_with(&s->ix->vocabulary, *id) > 0;
}

static void add_halves(struct asking *s, size_t asked) {
    enum { FEW = 8, LEAST = 2, MANY = 500 };
    struct asked_word *a = &s->asked[asked];
    const struct vocabulary *v = &s->ix->vocabulary;
    uint32_t id, other;
    if (a->first < a->last || !s->question->texts || a->word.role > ROLE_FREQUENT) return;
    if (vocabulary_find(v, a->word.hash, &id) && vocabulary_with(v, id) > FEW) return;
    struct view text = ((const struct read_word *)s->name.word[a->first])->folded;
    for (size_t at = LEAST; at + LEAST <= text.bytes && text.bytes >= 2 * LEAST + 1; at++) {
        if (((uint8_t)text.at[at] & 0xc0) == 0x80 || !find_half(s, (struct view){text.at, at}, &id)
            || !find_half(s, (struct view){text.at + at, text.bytes - at}, &other)) continue;
        bool first = vocabulary_with(v, id) <= vocabulary_with(v, other);
        if (vocabulary_with(v, first ? id : other) > MANY) continue;
        desk_add_spelling(s->desk, (struct spelling){first ? id : other, 0, (uint32_t)asked, a->respelled});
        desk_add_spelling(s->desk, (struct spelling){first ? other : id, 0, (uint32_t)asked, MET_BITS});
    }
    a->to = s->desk->spelling_count;
}

static void spell_anew(struct asking *s, size_t asked) {
    struct asked_word *a = &s->asked[asked];
    s->passed = s->spared = s->beside = 0;
    const struct word_keys_index *index = atomic_load(&((struct match_index *)s->ix)->vocabulary.keys);
    bool known = spell_known(s, index, asked);
    keep_alike(s, index, asked, known);
    a->to = s->desk->spelling_count;
    if (a->to > a->from) say_worth(s, a);
    if (spells_all(s)) add_halves(s, asked);
    if (a->to == a->from) return;
    for (size_t i = a->from; i < a->to; i++) a->best = fmaxf(a->best, s->desk->spellings[i].worth);
    sort_by_worth(s->desk, a->from, a->best);
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

// Under what it is remembered: other births may need other spellings.
static uint64_t name_of(const struct asking *s, const struct asked_word *a) {
    uint64_t name = (a->word.hash ^ a->word.role) * 4 + (spells_all(s) ? 1 : 2);
    for (size_t i = 0; i < 4; i++) name = (name ^ s->born.bits[i]) * 0x9e3779b97f4a7c15u, name ^= name >> 29;
    return name;
}

static void spell(struct asking *s, size_t asked) {
    struct asked_word *a = &s->asked[asked];
    uint64_t name = name_of(s, a);
    const struct recalled *known = recall_of(s->desk->recall, name, s->seen->changes);
    a->from = s->desk->spelling_count;
    if (known) spell_from(s, asked, known);
    else {
        spell_anew(s, asked);
        keep_spellings(s, a, name);
    }
    enter_spellings(s->desk, a->from);
}

// The most it can bring: as it is, where it is known so; else in a spelling that is as near as one can be.
static void say_most(struct asking *s, struct asked_word *a) {
    struct word near = a->word;
    uint32_t id;
    near.hash++;
    a->respelled = fmaxf(fmaxf(words_worth(&a->word, a->bits, &near, WORD_BITS_MAX, 0.99f, ALIKE_BITS_MAX), CUT_WORTH), s->cut);
    a->most = a->respelled;
    if (!vocabulary_find(&s->ix->vocabulary, a->word.hash, &id)) return;
    const struct word *same = vocabulary_word(&s->ix->vocabulary, id);
    a->most = fmaxf(a->most, is_spared_again(&a->word, same->role, 1)
                                 ? a->bits
                                 : words_worth(&a->word, a->bits, same, weight_of_word(s, id), 1, ALIKE_BITS_MAX));
}

static void ask_word(struct asking *s, const struct word *w, float bits, size_t first, size_t last) {
    if (s->asked_count == ASKED_MAX) return;
    struct asked_word *a = &s->asked[s->asked_count++];
    *a = (struct asked_word){.word = *w, .bits = bits, .alike_bits = ALIKE_BITS_MAX, .first = (uint8_t)first, .last = (uint8_t)last};
    say_most(s, a);
}

// What the whole name can bring, each word alone or with its neighbour as one.
static float most_of_name(const struct asking *s) {
    float alone[NAME_WORDS_MAX + 2] = {0}, joined[NAME_WORDS_MAX + 2] = {0}, most[NAME_WORDS_MAX + 2] = {0};
    for (size_t k = 0; k < s->asked_count; k++) {
        const struct asked_word *a = &s->asked[k];
        *(a->first == a->last ? &alone[a->first] : &joined[a->first]) = a->most;
    }
    for (size_t i = s->name.count; i-- > 0;) most[i] = fmaxf(alone[i] + most[i + 1], joined[i] + most[i + 2]);
    return most[0] + s->unasked + WHOLE_BITS;
}

// Of whom the name must be met as it is in this word, a spelling of it helps nothing: so few of the words that one entry holds are looked
// at. All are in a small index, where a spelling's rarity is counted from few.
static void find_births(struct asking *s, float most) {
    static const struct birth_codes all = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX >> 1}};  // but for those that are gone
    s->born = s->spares ? (struct birth_codes){{1}} : all;
    for (size_t b = 0; s->spares && b < s->births.band_count; b++)
        for (size_t i = 0; least_for_floor(s, s->births.band[b].most) <= most && i < 4; i++) s->born.bits[i] |= s->born_in[b].bits[i];
    s->any_left_out = memcmp(&s->born, &all, sizeof all) != 0;
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
    ask_word(s, &joined, word_bits(joined.role, with, s->seen->live), i, i + 1);
}

void spell_name(struct asking *s) {
    const struct weighed_name *n = &s->name;
    bool plain = false, others = false;
    desk_forget_spellings(s->desk);
    s->asked_count = 0, s->unasked = 0, s->words = 0;
    for (size_t i = 0; i < n->count; i++) {
        plain |= n->word[i]->role <= ROLE_FREQUENT;
        others |= n->word[i]->role < ROLE_TITLE && !word_is_legal_form(n->word[i]);
    }
    for (size_t i = 0; i < n->count; i++) {  // Ltd, Company: everybody has one, nobody is found by it
        s->gist[i] = shape_of(n->word[i]).gist;
        s->asks[i] = n->word[i]->role < ROLE_TITLE && !(plain && n->word[i]->role == ROLE_GENERIC) && !(n->of_firm && others && word_is_legal_form(n->word[i]));
        s->words += s->asks[i];
        if (s->asks[i]) ask_word(s, n->word[i], n->bits[i], i, i), word_hear(n->word[i], &s->desk->heard[i]);
        else s->unasked += n->bits[i];
    }
    for (size_t i = 0; i + 1 < n->count && n->count <= JOIN_WORDS_MAX; i++)
        if (may_join(n->word[i], n->word[i + 1])) ask_joined(s, i);
    float most = most_of_name(s);
    for (size_t k = 0; k < s->asked_count; k++) {
        find_births(s, most - s->asked[k].most + s->asked[k].respelled);
        spell(s, k);
    }
}

// ---- before they are asked for ------------------------------------------------------------------

// From how many holders on a word is one of the KNOWN_MAX most frequent.
static size_t known_from(const struct vocabulary *v) {
    enum { HOLDERS_MAX = 1 << 16 };
    static const size_t none = SIZE_MAX;
    uint32_t *words = calloc(HOLDERS_MAX + 1, sizeof *words);
    ENSURE(words);
    for (uint32_t id = 0; id < v->count; id++) {
        size_t with = vocabulary_with(v, id);
        words[with < HOLDERS_MAX ? with : HOLDERS_MAX]++;
    }
    size_t from = HOLDERS_MAX + 1, sum = 0;
    while (from > KNOWN_FROM && sum + words[from - 1] <= KNOWN_MAX) sum += words[--from];
    free(words);
    return sum ? from : none;
}

static void know_word(struct asking *s, const struct word_keys_index *index, uint32_t id, struct known *out) {
    struct asked_word *a = &s->asked[0];
    *a = (struct asked_word){.word = *vocabulary_word(&s->ix->vocabulary, id)};
    s->desk->spelling_count = 0;
    word_hear(&a->word, &s->desk->heard[0]);
    keep_alike(s, index, 0, false);
    known_add_word(out, id);
    for (size_t i = 0; i < s->desk->spelling_count; i++) known_add_spelling(out, s->desk->spellings[i].word, s->desk->spellings[i].worth);
    s->desk->spelling_count = 0;
}

struct known *spell_frequent(const struct match_index *ix) {
    enum { AT_ONCE = 4096 };  // ids, then what was dropped meanwhile may be wiped
    struct known *known = NULL;
    size_t from = 0;
    for (uint32_t id = 0, end; id < ix->vocabulary.count; id = end) {
        struct seen seen = index_enter(ix);
        struct asking s = {.ix = ix, .seen = &seen, .desk = seen.desk, .cut = CUT_BITS};
        find_births(&s, 0);
        const struct word_keys_index *index = atomic_load(&((struct match_index *)ix)->vocabulary.keys);
        if (!known) known = known_new(vocabulary_made(index)), from = known_from(&ix->vocabulary);
        bool stale = known->made != vocabulary_made(index);
        end = ix->vocabulary.count - id < AT_ONCE ? ix->vocabulary.count : id + AT_ONCE;
        for (; !stale && id < end; id++) if (vocabulary_with(&ix->vocabulary, id) >= from) know_word(&s, index, id, known);
        index_leave(&seen);
        if (stale) return known_free(known);
    }
    return known;
}
