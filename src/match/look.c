// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/look.h"

#include "base/instant.h"

#include <math.h>

enum { TAGS_ASKED_MAX = 256, TAG_BITS = 16, TAGS_AT_ONCE = 4, MAP_BITS = 10, DAYS_MAX = 4 * ASKED_BIRTHS_MAX };
static const float UNLIKE_BITS = 2;     // counted for a word that nothing here is like: it may be cut short, or one with its neighbour
static const float PLACE_BITS = 2;      // a birth place, weighed last

// Tags of the words asked. A map of their low bits says of most other tags that they are none of them.
struct tags {
    uint16_t at[TAGS_ASKED_MAX];
    size_t count;
    uint64_t map[(1 << MAP_BITS) / 64];
};

// Words of the entries of a day, gathered before they are asked about: what is known of each lies elsewhere in memory.
enum { GATHERED_MAX = FORM_WORDS_MAX, WEIGHED_AT_ONCE = 32 };  // as many words as an entry may have
struct gathered {
    uint32_t id[GATHERED_MAX], slot[GATHERED_MAX];
    size_t count;
};

// Entries that share a tag; their words lie on the desk, from `words` on.
struct near {
    uint32_t part, slot;
    size_t words;
    float birth, most;        // bits: of the birth; most that a name of the question can bring
};
struct look {
    const struct seen *seen;
    const struct form *question;
    struct desk *desk;
    struct match_options o;
    float needed, besides;    // bits of the floor; what agrees at most besides name and birth
    struct tags tags;
    struct near near[WEIGHED_AT_ONCE];
    size_t near_count;
    bool found;
};

// ---- what is asked ------------------------------------------------------------------------------

static bool add_tags(struct tags *t, const struct word *w) {
    uint16_t of_word[WORD_KEYS_MAX];
    size_t n = word_tags(w, of_word);
    if (t->count + n > TAGS_ASKED_MAX) return false;
    for (size_t i = 0; i < n; i++) {
        t->at[t->count++] = of_word[i];
        t->map[of_word[i] >> 6 & ((1 << (MAP_BITS - 6)) - 1)] |= (uint64_t)1 << of_word[i] % 64;
    }
    return true;
}

// Of words that somebody is found by. Ltd, Company stand for nobody beside others.
static bool ask_names(struct look *l) {
    const struct form *q = l->question;
    for (size_t i = 0; i < q->name_count; i++) {
        const struct form_name *n = &q->names[i];
        bool plain = false;
        for (size_t k = n->first; k < n->first + (size_t)n->count; k++) plain |= q->words[k]->role <= ROLE_FREQUENT;
        for (size_t k = n->first; k < n->first + (size_t)n->count; k++)
            if (q->words[k]->role < ROLE_TITLE && !(plain && q->words[k]->role == ROLE_GENERIC) && !add_tags(&l->tags, q->words[k])) return false;
    }
    return true;
}

// The days asked, and what is most often written for them: day and month exchanged, the year before or after. Nothing of a question without a full
// date: who is born on 1 January is born in that year.
static size_t days_asked(const struct form *q, int32_t out[DAYS_MAX]) {
    size_t n = 0;
    if (q->kind != SUBJECT_person || !q->name_count || q->birth_count > ASKED_BIRTHS_MAX) return 0;
    for (size_t i = 0; i < q->birth_count; i++) {
        const struct dates *d = &q->births[i];
        int year, month, day;
        if (d->precision == DATE_NONE || d->first != d->last) return 0;
        days_split(d->first, &year, &month, &day);
        if (month == 1 && day == 1) return 0;
        out[n++] = d->first;
        if (day <= 12 && day != month) out[n++] = days_of(year, day, month);
        for (int off = -1; off <= 1; off += 2) if (date_exists(year + off, month, day)) out[n++] = days_of(year + off, month, day);
    }
    return n;
}

// ---- weighing -----------------------------------------------------------------------------------

// Does a name of so many bits, with all else that may agree, reach the floor? What agrees besides counts as far as the name speaks (compare.c).
static bool may_reach(const struct look *l, float name, float birth) {
    float trust = name < EVEN_BITS ? name / EVEN_BITS : 1;
    return name + trust * (birth + l->besides) >= l->needed;
}

// By what its shape tells: of most of these words no more is ever read.
static float worth_of(const struct look *l, const struct word *w, float bits, size_t i) {
    const struct desk *d = l->desk;
    uint32_t gist = d->shape[i].gist;
    float other = word_bits(gist_role(gist), vocabulary_with(&l->seen->ix->vocabulary, d->words[i]), l->seen->live);
    return sounds_worth(w, bits, gist_role(gist), gist_sounds(gist), other, d->likeness[i], ALIKE_BITS_MAX);
}

// What a word of the question brings to each.
static void add_word(struct look *l, const struct word *w, float bits, float most[WEIGHED_AT_ONCE]) {
    struct desk *d = l->desk;
    struct heard heard;
    word_hear(w, &heard);
    spell_likeness(&heard, d->word, d->shape, d->word_count, LEAST_ALIKE, d->likeness);
    for (size_t i = 0; i < l->near_count; i++) {
        size_t end = i + 1 < l->near_count ? l->near[i + 1].words : d->word_count;
        float best = UNLIKE_BITS;
        for (size_t k = l->near[i].words; k < end; k++) if (d->likeness[k] > 0) best = fmaxf(best, worth_of(l, w, bits, k));
        most[i] += best;
    }
}

static void weigh_name(struct look *l, const struct form_name *n) {
    float most[WEIGHED_AT_ONCE];
    for (size_t i = 0; i < l->near_count; i++) most[i] = WHOLE_BITS;
    for (size_t k = n->first; k < n->first + (size_t)n->count; k++) {
        const struct word *w = l->question->words[k];
        if (w->role < ROLE_TITLE) add_word(l, w, l->question->bits[k], most);
        else for (size_t i = 0; i < l->near_count; i++) most[i] += l->question->bits[k];
    }
    for (size_t i = 0; i < l->near_count; i++) l->near[i].most = fmaxf(l->near[i].most, most[i]);
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

static void weigh_near(struct look *l) {
    struct desk *d = l->desk;
    for (size_t i = 0; i < d->word_count; i++) {
        d->shape[i] = vocabulary_shape(&l->seen->ix->vocabulary, d->words[i]);
        d->word[i] = vocabulary_word(&l->seen->ix->vocabulary, d->words[i]);
    }
    for (size_t i = 0; i < l->question->name_count; i++) weigh_name(l, &l->question->names[i]);
    for (size_t i = 0; i < l->near_count && !l->found; i++)
        if (may_reach(l, l->near[i].most, l->near[i].birth)) l->found = reaches_floor(l, &l->near[i]);
    desk_forget_shapes(d);
    l->near_count = d->word_count = 0;
}

static void note_near(struct look *l, uint32_t part, uint32_t slot, int32_t born, struct raw_ids ids) {
    l->near[l->near_count++] = (struct near){part, slot, l->desk->word_count, birth_most(l->question, born), 0};
    for (uint32_t i = 0; i < ids.count; i++) {
        desk_add_word(l->desk, raw_id(ids, i));
        __builtin_prefetch(vocabulary_shape_at(&l->seen->ix->vocabulary, raw_id(ids, i)));
        vocabulary_ask_for_with(&l->seen->ix->vocabulary, raw_id(ids, i));
    }
    l->desk->looked.near++;
    if (l->near_count == WEIGHED_AT_ONCE) weigh_near(l);
}

// ---- looking ------------------------------------------------------------------------------------

static bool shares_tag(const struct tags *t, uint64_t of_word) {
    uint64_t any = 0;
    for (unsigned at = 0; at < TAGS_AT_ONCE * TAG_BITS; at += TAG_BITS) any |= t->map[of_word >> (at + 6) & ((1 << (MAP_BITS - 6)) - 1)] >> (of_word >> at & 63);
    if (!(any & 1)) return false;
    for (size_t i = 0; i < t->count; i++)
        for (unsigned at = 0; at < TAGS_AT_ONCE * TAG_BITS; at += TAG_BITS) if ((uint16_t)(of_word >> at) == t->at[i]) return true;
    return false;
}

static struct raw_ids ids_at(const struct segment *g, uint32_t slot) {
    uint64_t at = segment_at(g, slot);
    return raw_ids_of(g->entries + at, (uint32_t)(segment_at(g, slot + 1) - at));
}

static void ask_gathered(struct look *l, uint32_t part, struct gathered *w, int32_t born) {
    const struct segment *g = l->seen->version->segment[part];
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < w->count; i++) {
        if (w->slot[i] == last || !shares_tag(&l->tags, vocabulary_tags(&l->seen->ix->vocabulary, w->id[i]))) continue;
        last = w->slot[i];
        if (l->o.shelves & match_shelf(segment_shelf(g, last))) note_near(l, part, last, born, ids_at(g, last));
    }
    w->count = 0;
}

static void gather(struct look *l, uint32_t part, struct gathered *w, uint32_t slot, int32_t born, struct raw_ids ids) {
    const struct vocabulary *v = &l->seen->ix->vocabulary;
    l->desk->looked.born++;
    if (w->count + ids.count > GATHERED_MAX) ask_gathered(l, part, w, born);
    for (uint32_t i = 0; i < ids.count; i++) {
        uint32_t id = raw_id(ids, i);
        w->id[w->count] = id, w->slot[w->count++] = slot;
        vocabulary_ask_for_tags(v, id);
    }
}

// Who is dropped is not read: it may be wiped this moment.
static void look_at_day(struct look *l, uint32_t part, struct gathered *w, int32_t day) {
    const struct segment *g = l->seen->version->segment[part];
    uint32_t slot = segment_born_from(g, day), end = segment_born_from(g, day + 1);
    for (uint64_t at = segment_at(g, slot), next; slot < end && !l->found; slot++, at = next) {
        next = segment_at(g, slot + 1);
        if (!segment_is_dead(g, slot)) gather(l, part, w, slot, day, raw_ids_of(g->entries + at, (uint32_t)(next - at)));
    }
    ask_gathered(l, part, w, day);
}

static void look_at_several(struct look *l, uint32_t part, struct gathered *w, int32_t day) {
    const struct segment *g = l->seen->version->segment[part];
    const uint32_t *slots;
    for (size_t i = 0, n = segment_born_also(g, day, &slots); i < n; i++) {
        uint32_t slot = __atomic_load_n(&slots[i], __ATOMIC_RELAXED);
        if (!segment_is_dead(g, slot)) gather(l, part, w, slot, BORN_ANY, ids_at(g, slot));
    }
    ask_gathered(l, part, w, BORN_ANY);
}

static void look_at_part(struct look *l, uint32_t part, int32_t day) {
    struct gathered w;
    w.count = 0;
    look_at_day(l, part, &w, day);
    look_at_several(l, part, &w, day);
}

static bool is_among(int32_t day, const int32_t *days, size_t count) {
    for (size_t i = 0; i < count; i++) if (day == days[i]) return true;
    return false;
}

static bool may_be_born_on(const struct raw *r, const int32_t *days, size_t count) {
    int32_t told[RAW_LIST_MAX];
    bool any = is_among(r->born, days, count);
    for (size_t i = raw_days(r, told); !any && i-- > 0;) any = is_among(told[i], days, count);
    return any;
}

static void look_at_fresh(struct look *l, const int32_t *days, size_t count) {
    const struct fresh_part *p = l->seen->version->fresh;
    for (uint32_t i = 0, n = p->count; i < n; i++) {
        int32_t born = atomic_load_explicit(&p->born[i], memory_order_relaxed);
        if (born != BORN_ANY && !is_among(born, days, count)) continue;
        const struct fresh *f = atomic_load_explicit(&p->at[i], memory_order_acquire);
        if (!f || !(l->o.shelves & match_shelf(f->raw.shelf)) || !may_be_born_on(&f->raw, days, count)) continue;
        struct raw_ids ids = raw_ids_of(f->run, f->raw.bytes);
        bool shares = false;
        l->desk->looked.born++;
        for (uint32_t k = 0; k < ids.count && !shares; k++) shares = shares_tag(&l->tags, vocabulary_tags(&l->seen->ix->vocabulary, raw_id(ids, k)));
        if (shares) note_near(l, (uint32_t)l->seen->version->count, i, born, ids);
    }
}

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
    int32_t days[DAYS_MAX];
    size_t count = days_asked(q, days);
    struct look l = {.seen = seen, .question = q, .desk = seen->desk, .o = o, .needed = bits_of_score(o.floor, q->even)};
    seen->desk->looked = (struct looked){0};
    for (size_t i = 0; i < q->number_count; i++) if (somebody_has_number(seen, q->numbers[i].hash)) return true;
    if (!count || !ask_names(&l)) return true;
    l.besides = (q->sex ? 0.5f : 0) + (q->nationality_count ? 1.5f : 0) + (q->birth_place_count ? PLACE_BITS : 0);
    for (uint32_t part = 0; part < seen->version->count; part++)
        for (size_t i = 0; i < count && !l.found; i++) look_at_part(&l, part, days[i]);
    if (!l.found) look_at_fresh(&l, days, count);
    if (!l.found) weigh_near(&l);
    l.desk->word_count = 0;
    return l.found;
}
