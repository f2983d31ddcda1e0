// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/ask_room.h"

#include <math.h>
#include <stdlib.h>

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
    h->second[h->gave_way++ % SECOND_ROW] = h->at[0];
    h->at[0] = c;
    sift(h, 0);
}

// What a name must bring at least for the entry to reach the floor, if all else that the question holds agrees and the birth
// brings `birth`. What agrees besides the name counts only as far as the name speaks for it (compare.c):
// name + besides * name / EVEN_BITS = needed.
static float least_for(const struct asking *s, float all, float birth) {
    static const float slack = 0.25f;  // what is rounded, and what two words bring that share no key
    float besides = (birth > 0 ? birth : 0) + besides_most(s->question);
    float needed = all - (birth < 0 ? birth : 0), tempered = needed / (1 + besides / EVEN_BITS);
    float least = (tempered < EVEN_BITS ? tempered : needed - besides) - slack;
    return least > 1 ? least : 1;
}
float least_for_floor(const struct asking *s, float birth) { return least_for(s, s->needed, birth); }

// Where an entry's run lies; nowhere when it was dropped from the fresh part.
struct outline {
    const uint8_t *at;
    uint32_t bytes;
};
static inline struct outline outline_of(const struct seen *seen, uint32_t part, uint32_t slot) {
    const struct version *v = seen->version;
    if (part < v->count) {
        const struct segment *g = v->segment[part];
        if (segment_is_dead(g, slot)) return (struct outline){NULL, 0};  // it may be wiped this moment
        uint64_t at = segment_at(g, slot);
        return (struct outline){g->entries + at, (uint32_t)(segment_at(g, slot + 1) - at)};
    }
    const struct fresh *f = atomic_load_explicit(&v->fresh->at[slot], memory_order_acquire);
    return f ? (struct outline){f->run, f->raw.bytes} : (struct outline){NULL, 0};
}
// Of the fresh part each entry lies by itself: where one lies, then, some later, what stands there.
static inline void ask_for_outline(const struct seen *seen, uint32_t part, uint32_t soon, uint32_t later) {
    if (part < seen->version->count) return;
    const struct fresh *f = atomic_load_explicit(&seen->version->fresh->at[soon], memory_order_acquire);
    __builtin_prefetch(atomic_load_explicit(&seen->version->fresh->at[later], memory_order_acquire));
    if (f) __builtin_prefetch(f->run);
}
static int32_t born_of(const struct seen *seen, uint32_t part, uint32_t slot) {
    const struct version *v = seen->version;
    if (part < v->count) return segment_born(v->segment[part], slot);
    const struct fresh *f = atomic_load_explicit(&v->fresh->at[slot], memory_order_acquire);
    return f ? f->raw.born : BORN_NONE;
}

// Is it still there, and on a shelf that is open?
static bool is_open(const struct asking *s, uint32_t part, uint32_t slot, unsigned *shelf) {
    const struct version *v = s->seen->version;
    struct raw r;
    if (part < v->count && segment_is_dead(v->segment[part], slot)) return false;
    if (part == v->count && !seen_raw(s->seen, part, slot, &r)) return false;
    *shelf = part < v->count ? segment_shelf(v->segment[part], slot) : r.shelf;
    return s->o.shelves & match_shelf(*shelf);
}

// What a name must bring beside a birth: enough for the floor and, where all places are taken, more than the lightest there.
static float least_beside(const struct asking *s, float least, float birth) {
    const struct heap *h = s->only_shelf < MATCH_SHELVES ? s->desk->heaviest[s->only_shelf] : NULL;
    return h && h->count == s->places && h->at[0].most - birth > least ? h->at[0].most - birth : least;
}

// The same as far as the place of an entry tells: so most are done with before anything but their words is read.
static float least_at(const struct asking *s, uint32_t part, uint32_t slot) {
    if (part == s->seen->version->count) return s->least;
    const struct run_asked *run = run_of(s, part, slot);
    return least_beside(s, run->least, run->most);
}

// An entry whose words may bring enough, weighed by all that can be said without reading the rest.
static void weigh(struct asking *s, uint32_t part, uint32_t slot, const struct outline *o, float least) {
    uint32_t words[RAW_RUN_MAX];
    unsigned shelf;
    uint32_t count = raw_names(o->at, o->bytes, words);
    float name = sketch_entry(s, words, count, least);
    if (name < least) return;
    float birth = s->question->birth_count ? birth_most(s->question, born_of(s->seen, part, slot)) : 0;
    if (name < least_beside(s, least_for_floor(s, birth), birth) || !is_open(s, part, slot, &shelf)) return;
    float trust = name < EVEN_BITS ? name / EVEN_BITS : 1;
    offer(desk_heap(s->desk, shelf), s->places, (struct chosen){name + (birth > 0 ? trust * birth : birth), part, slot});
}

// The words of the name that are met, a bit each, of the asked words that are.
static uint32_t words_met(const struct asking *s, uint32_t asked_met) {
    uint32_t met = 0;
    for (; asked_met; asked_met &= asked_met - 1) {
        const struct asked_word *a = &s->asked[__builtin_ctz(asked_met)];
        if (a->first == a->last) met |= 1u << a->first;
    }
    return met;
}

// The best for each asked word: what no name of the entry can exceed. Its words that are no spelling are noted.
static float run_most(const struct asking *s, const struct outline *o) {
    struct desk *d = s->desk;
    const struct raw_ids ids = raw_ids_of(o->at, o->bytes);
    float best[ASKED_MAX], most = s->unasked + WHOLE_BITS + s->cut * (float)s->words;
    uint32_t met = 0;
    size_t noted = d->noted_count;
    bool notes = spells_all(s);  // where a floor is asked for, most are done with before a word beside is compared
    for (uint32_t i = 0; i < ids.count; i++) {
        const struct spelling *sp = desk_spelling(d, raw_id(ids, i));
        if (!sp && notes && d->noted_count < NOTED_WORDS) {
            __builtin_prefetch(vocabulary_shape_at(&s->ix->vocabulary, raw_id(ids, i)));
            d->noted[d->noted_count++].word = raw_id(ids, i);
        }
        for (; sp; sp = spelling_before(d, sp)) {
            const struct asked_word *a = &s->asked[sp->asked];
            if (met >> sp->asked & 1) {
                if (sp->worth > best[sp->asked]) most += sp->worth - best[sp->asked], best[sp->asked] = sp->worth;
                continue;
            }
            met |= 1u << sp->asked;
            best[sp->asked] = sp->worth;
            most += a->first == a->last ? sp->worth - s->cut : sp->worth;
        }
    }
    for (uint32_t beside = ~words_met(s, met); noted < d->noted_count; noted++) d->noted[noted].beside = beside;
    return most;
}

// An entry whose words promise enough, as far as its place tells.
struct promising {
    struct outline o;
    uint32_t part, slot;
    float most;
};

// Its words that are no spelling: the sketch reads what they sound like.
static void ask_for_words_beside(const struct asking *s, const struct outline *o) {
    struct raw_ids ids = raw_ids_of(o->at, o->bytes);
    for (uint32_t i = 0; i < ids.count; i++)
        if (!desk_spelling(s->desk, raw_id(ids, i))) __builtin_prefetch(vocabulary_shape_at(&s->ix->vocabulary, raw_id(ids, i)));
}

static bool promises(struct asking *s, struct promising *p) {
    size_t noted = s->desk->noted_count;
    s->drawn++;
    p->most = run_most(s, &p->o);
    bool enough = p->most >= least_beside(s, s->least, s->births.band[s->births.band_count - 1].most) && p->most >= least_at(s, p->part, p->slot);
    if (!enough) s->desk->noted_count = noted;
    else ask_for_words_beside(s, &p->o);
    return enough;
}

static void weigh_promising(struct asking *s, const struct promising *p, size_t count) {
    sketch_noted(s);
    for (size_t i = 0; i < count; i++) {
        float least = least_at(s, p[i].part, p[i].slot);
        if (p[i].most >= least) weigh(s, p[i].part, p[i].slot, &p[i].o, least);
    }
}

// All that was met since and not looked at yet. Where their words lie was asked for when they were met; the words themselves are asked
// for early, or each would be waited for. No more when `most` were sketched.
static void look_at_most(struct asking *s, size_t most) {
    enum { SOON = 16, WORDS_END = 24, AT_ONCE = 64 };  // where the numbers of most entries' words end: in the same line, or in the next
    struct outline soon[SOON];
    struct promising promising[AT_ONCE];
    const struct chosen *met = s->desk->met;
    size_t n = s->desk->met_count, count = 0;
    for (size_t i = s->looked, ahead = i; i < n && s->drawn < most; i++) {
        for (; ahead < n && ahead < i + SOON; ahead++) {
            soon[ahead % SOON] = outline_of(s->seen, met[ahead].part, met[ahead].slot);
            __builtin_prefetch(soon[ahead % SOON].at), __builtin_prefetch(soon[ahead % SOON].at + WORDS_END);
        }
        promising[count] = (struct promising){soon[i % SOON], met[i].part, met[i].slot, 0};
        if (promising[count].o.at) count += promises(s, &promising[count]);
        if (count == AT_ONCE) weigh_promising(s, promising, count), count = 0;
    }
    weigh_promising(s, promising, count);
    s->looked = n;
}
static void look_at_met(struct asking *s) { look_at_most(s, s->drawn_most); }

// ---- going through them -------------------------------------------------------------------------

// No entry of this list can be heavier than all that one has place for.
static bool too_late(const struct asking *s, const struct spelling *sp) {
    const struct heap *h = s->only_shelf < MATCH_SHELVES ? s->desk->heaviest[s->only_shelf] : NULL;
    if (!h || h->count < s->places) return false;
    float most = sp->worth + s->unasked + WHOLE_BITS + s->richest;
    for (size_t k = 0; k < s->asked_count; k++) most += k == sp->asked ? 0 : s->asked[k].best;
    return most <= h->at[0].most;
}

static inline void meet(struct asking *s, size_t part, uint32_t slot) {
    if (desk_meet(s->desk, (uint32_t)part, slot)) segment_ask_for_place(s->seen->version->segment[part], slot);
}

static void go_through(struct asking *s, size_t part, struct slot_run run) {
    for (; run.at < run.end && s->desk->met_count < s->drawn_most; run.at++) meet(s, part, atomic_load_explicit(run.at, memory_order_relaxed));
}

// ---- bands of a part ----------------------------------------------------------------------------

static uint32_t slots_in(const struct desk *d, size_t part, const struct band *b) {
    const struct days *run = desk_runs(d, part) + b->first;
    uint32_t n = 0;
    for (size_t i = 0; i < b->count; i++) n += (uint32_t)(run[i].end - run[i].first);
    return n;
}

static int by_first_day(const void *x, const void *y) {
    const struct run_asked *a = x, *b = y;
    return (a->first > b->first) - (a->first < b->first);
}

// The runs of births as entries stand in order, and what each needs.
static void order_runs(struct asking *s) {
    s->run_count = s->desk->run_here = 0;
    for (size_t b = 0; b < s->births.band_count; b++) {
        const struct band *band = &s->births.band[b];
        float least = least_for_floor(s, band->most);
        for (size_t i = 0; i < band->count; i++)
            s->by_day[s->run_count++] = (struct run_asked){s->births.run[band->first + i].first, (uint16_t)(band->first + i), band->most, least};
    }
    qsort(s->by_day, s->run_count, sizeof *s->by_day, by_first_day);
}

static void find_richest(struct asking *s) {
    uint32_t listed = 0;
    for (size_t part = 0; part < s->seen->version->count; part++) listed |= s->listed[part];
    for (size_t b = 0; b < s->births.band_count; b++) {
        s->any_lists[b] = listed >> b & 1;
        if (s->any_lists[b]) s->richest = s->births.band[b].most, s->any_listed = true;
    }
}

// Which slots of a part each run of births holds. What so few hold that they may as well be looked at all is listed nowhere.
static void find_bands(struct asking *s, size_t part) {
    enum { FEW = 3000 };
    const struct segment *g = s->seen->version->segment[part];
    struct days *run = desk_runs(s->desk, part);
    s->listed[part] = 0;
    for (size_t b = 0; b < s->births.band_count; b++) {
        const struct band *band = &s->births.band[b];
        for (size_t i = band->first; i < (size_t)band->first + band->count; i++)
            run[i] = (struct days){(int32_t)segment_born_from(g, s->births.run[i].first), (int32_t)segment_born_from(g, s->births.run[i].end)};
        uint32_t slots = slots_in(s->desk, part, band);
        if (slots > FEW) s->listed[part] |= 1u << b;
        s->share[b] += (float)slots / (float)(s->seen->live + 1);
    }
}

static int by_first(const void *x, const void *y) {
    const struct days *a = x, *b = y;
    return (a->first > b->first) - (a->first < b->first);
}

void slots_from(const struct asking *s, size_t part, size_t from, struct slots *out) {
    const struct days *run = desk_runs(s->desk, part);
    out->count = 0;
    out->born = (struct birth_codes){{0}};
    for (size_t b = from; b < s->births.band_count; b++) {
        const struct band *band = &s->births.band[b];
        for (size_t i = 0; s->listed[part] >> b & 1 && i < 4; i++) out->born.bits[i] |= s->born_in[b].bits[i];
        for (size_t i = band->first; s->listed[part] >> b & 1 && i < (size_t)band->first + band->count; i++)
            if (run[i].first < run[i].end) out->run[out->count++] = run[i];
    }
    if (out->count > 1) qsort(out->run, out->count, sizeof *out->run, by_first);
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

enum { SHORT_LIST = 12 };  // as soon gone through as looked into
static void ask_for_births(const struct segment *g, const struct slot_run *all, const struct slots *slots) {
    enum { RUNS = 3 };
    for (size_t i = 0; all->end - all->at > SHORT_LIST && i < slots->count && i < RUNS; i++) slot_run_ask_for(g, *all, (uint32_t)slots->run[i].first);
}

static void go_through_slots(struct asking *s, size_t part, struct slot_run all, const struct slots *slots) {
    const struct segment *g = s->seen->version->segment[part];
    if (all.end - all.at > SHORT_LIST) {
        for (size_t i = 0; i < slots->count; i++) go_through(s, part, slot_run_between(g, all, (uint32_t)slots->run[i].first, (uint32_t)slots->run[i].end));
        return;
    }
    for (; all.at < all.end; all.at++) {
        uint32_t slot = atomic_load_explicit(all.at, memory_order_relaxed);
        if (lies_in(slots, slot)) meet(s, part, slot);
    }
}

// Most words are held by one entry, and most of these were born at another time: nothing of them is read.
static bool is_held_in(const struct asking *s, uint32_t word, const struct slots *slots) {
    return !s->spares || birth_codes_hold(&slots->born, vocabulary_born(&s->ix->vocabulary, word));
}

// Each step asks for what the next one reads, for it lies far away in memory.
size_t lists_of(const struct asking *s, size_t part, const struct spelling *sp, size_t count, const struct slots *slots, struct listed *out) {
    const struct segment *g = s->seen->version->segment[part];
    const struct vocabulary *v = &s->ix->vocabulary;
    uint32_t row[LISTS_AT_ONCE];
    size_t n = 0;
    for (size_t i = 0; i < count; i++) vocabulary_ask_for_born(v, sp[i].word);
    for (size_t i = 0; i < count; i++) if (is_held_in(s, sp[i].word, slots)) out[n++].spelling = &sp[i];
    for (size_t i = 0; i < n; i++) segment_ask_for(g, out[i].spelling->word);
    for (size_t i = 0; i < n; i++) row[i] = segment_row(g, out[i].spelling->word);
    for (size_t i = 0; i < n; i++) out[i].run = segment_postings(g, row[i]);
    return n;
}

static void go_through_lists(struct asking *s, size_t part, const struct spelling *sp, size_t count, const struct slots *slots) {
    struct listed list[LISTS_AT_ONCE];
    for (size_t from = 0, some; from < count; from += some) {
        some = count - from < LISTS_AT_ONCE ? count - from : LISTS_AT_ONCE;
        size_t n = lists_of(s, part, sp + from, some, slots, list);
        for (size_t i = 0; i < n; i++) ask_for_births(s->seen->version->segment[part], &list[i].run, slots);
        for (size_t i = 0; i < n; i++)
            if (list[i].run.at < list[i].run.end && !too_late(s, list[i].spelling)) go_through_slots(s, part, list[i].run, slots);
        look_at_met(s);
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
        slots_from(s, part, b, &slots);
        for (size_t k = 0; k < s->asked_count; k++) {
            if (from[k] >= plans[b].upto[k]) continue;
            if (slots.count) go_through_lists(s, part, &s->desk->spellings[s->asked[k].from + from[k]], plans[b].upto[k] - from[k], &slots);
            from[k] = plans[b].upto[k];
        }
    }
}

// Whoever asks for the best there are, however little speaks for them, also means those whose other words share no key with the
// question's (Damel, Djamel; Seyedolhoseini, Seyed Alhosseini): the plan takes these words to bring nothing, so that holders of one common
// spelling would fill all places. What few hold is looked at first, of each word the nearest spellings.
static void look_at_rare(struct asking *s, size_t part, const struct asked_word *a, const struct slots *slots) {
    enum { AT_ONCE = 32, RARE_MAX = 500, RARE_OF_MANY = 50, MANY = 1000 };
    static const float least_worth = 3;
    struct spelling rare[AT_ONCE];
    size_t with = 0, n = 0, most = may_tally(s) ? RARE_OF_MANY : RARE_MAX;
    for (size_t i = a->from; i < a->to && with < most && s->desk->spellings[i].worth >= least_worth; i++) {
        size_t holders = vocabulary_with(&s->ix->vocabulary, s->desk->spellings[i].word);
        if (holders > MANY) continue;
        rare[n++] = s->desk->spellings[i], with += holders;
        if (n == AT_ONCE) go_through_lists(s, part, rare, n, slots), n = 0;
    }
    if (n) go_through_lists(s, part, rare, n, slots);
}

static void look_at_rare_first(struct asking *s, size_t part) {
    struct slots slots;
    size_t b = 0;
    while (b + 1 < s->births.band_count && s->births.band[b].most < 0) b++;
    slots_from(s, part, b, &slots);
    for (size_t k = 0; slots.count && k < s->asked_count; k++) look_at_rare(s, part, &s->asked[k], &slots);
}

static bool holds_spelling(const struct desk *d, const struct outline *o) {
    struct raw_ids ids = raw_ids_of(o->at, o->bytes);
    for (uint32_t i = 0; i < ids.count; i++) if (desk_spelling(d, raw_id(ids, i))) return true;
    return false;
}

static void look_at_slots(struct asking *s, uint32_t part, uint32_t first, uint32_t end) {
    enum { SOON = 8 };
    for (uint32_t slot = first; slot < end; slot++) {
        if (slot + SOON < end) ask_for_outline(s->seen, part, slot + SOON / 2, slot + SOON);
        struct outline o = outline_of(s->seen, part, slot);
        if (o.at && holds_spelling(s->desk, &o)) desk_meet(s->desk, part, slot);
    }
}

static void look_at_few(struct asking *s, size_t part) {
    const struct days *run = desk_runs(s->desk, part);
    for (size_t b = 0; b < s->births.band_count; b++) {
        const struct band *band = &s->births.band[b];
        for (size_t i = band->first; !(s->listed[part] >> b & 1) && i < (size_t)band->first + band->count; i++)
            look_at_slots(s, (uint32_t)part, (uint32_t)run[i].first, (uint32_t)run[i].end);
    }
}

// A band needs what the bands before it need, and what it needed at a higher level.
static void plan_all(const struct asking *s, float level, struct plan *plans) {
    for (size_t b = 0; b < s->births.band_count; b++) {
        for (size_t k = 0; b && k < s->asked_count; k++)
            if (plans[b - 1].upto[k] > plans[b].upto[k])
                plans[b].upto[k] = plans[b - 1].upto[k], plans[b].next[k] = plans[b - 1].next[k], plans[b].left[k] = plans[b - 1].left[k];
        if (s->any_lists[b]) plan_for(s, &plans[b], least_for(s, level, s->births.band[b].most));
    }
}

// What the lightest place of an open shelf holds; nothing where one has places left.
static float lightest_place(const struct asking *s) {
    float least = INFINITY;
    for (unsigned i = 0; i < MATCH_SHELVES; i++) {
        if (!(s->o.shelves & match_shelf(i)) || !s->ix->live_on[i]) continue;
        const struct heap *h = s->desk->heaviest[i];
        if (!h || h->count < s->places) return -INFINITY;
        least = fminf(least, h->at[0].most);
    }
    return least;
}

// Those whose words bring most together first, as long as one can be heavier than the lightest that has a place.
static void look_at_tallied(struct asking *s) {
    enum { AT_ONCE = 64 };
    const struct desk *d = s->desk;
    tally(s, lightest_place(s));
    for (size_t i = 0; i < d->tallied_count && s->drawn < s->drawn_most; i++) {
        const struct tallied *t = &d->settled[i];
        if (i % AT_ONCE == 0) {
            look_at_met(s);
            if (lightest_place(s) >= tally_level(t->level)) return;
        }
        meet(s, t->part, t->slot);
    }
    look_at_met(s);
}

// From the heaviest entries there can be downwards, so that a common name ends when its places are taken: never below what the
// lightest of them holds, for none that was not met is heavier then.
static void search_by_levels(struct asking *s) {
    static const float step = 5;
    struct plan plans[BANDS_MAX], at_last[BANDS_MAX];
    struct done done;
    plan_begin(s, &plans[0]);
    memcpy(s->holders, plans[0].left, sizeof s->holders);
    for (size_t b = 1; b < s->births.band_count; b++) plans[b] = plans[0];
    memset(&done, 0, sizeof done);
    memcpy(at_last, plans, s->births.band_count * sizeof *plans);
    plan_all(s, s->needed, at_last);
    for (float level = highest_name(s) + s->richest - step;; level = fmaxf(level - step, lightest_place(s))) {
        if (level < s->needed + 1) level = s->needed;
        plan_all(s, level, plans);
        if (tally_pays(s, plans, at_last)) return look_at_tallied(s);
        for (size_t part = 0; part < s->seen->version->count; part++) search_segment(s, part, plans, &done);
        if (level <= s->needed || lightest_place(s) >= level || s->drawn >= s->drawn_most) return;
        for (size_t b = 0; b < s->births.band_count; b++) memcpy(done.upto[b], plans[b].upto, sizeof done.upto[b]);
    }
}

static void search_all_parts(struct asking *s) {
    const struct version *v = s->seen->version;
    for (size_t i = 0; i < MATCH_SHELVES; i++) if (s->desk->heaviest[i]) s->desk->heaviest[i]->count = s->desk->heaviest[i]->gave_way = 0;
    s->drawn = s->looked = 0;
    for (size_t part = 0; part < v->count; part++) look_at_few(s, part);
    look_at_most(s, SIZE_MAX);
    for (size_t part = 0; s->any_listed && spells_all(s) && part < v->count; part++) look_at_rare_first(s, part);
    if (s->any_listed) search_by_levels(s);
    look_at_slots(s, (uint32_t)v->count, 0, v->fresh->count);  // last, when most are done with by what the places hold
    look_at_most(s, SIZE_MAX);
    desk_forget_met(s->desk);
}

static void choose_first(struct asking *s, unsigned shelf, const struct chosen *at, size_t count) {
    for (size_t i = 0; i < count && s->chosen_of[shelf]++ < CHOSEN_MAX; i++) desk_choose(s->desk, at[i]);
}

// What is met may bring less than was thought: the second row is weighed in full too, though nothing is passed over for what it holds.
static void choose(struct asking *s) {
    for (unsigned shelf = 0; shelf < MATCH_SHELVES; shelf++) {
        const struct heap *h = s->desk->heaviest[shelf];
        if (!h) continue;
        choose_first(s, shelf, h->at, h->count);
        choose_first(s, shelf, h->second, h->gave_way < SECOND_ROW ? h->gave_way : SECOND_ROW);
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

// How many have it.
static uint32_t ask_number(struct asking *s, uint64_t hash) {
    size_t found[MATCH_SHELVES] = {0}, holders = 0;
    const struct version *v = s->seen->version;
    for (size_t part = 0; part < v->count; part++) {
        const uint32_t *slots;
        size_t n = segment_number(v->segment[part], hash, &slots);
        for (size_t i = 0; i < n; i++) choose_number(s, found, (uint32_t)part, __atomic_load_n(&slots[i], __ATOMIC_RELAXED));
    }
    for (uint32_t i = 0, n = v->fresh->count; i < n && fresh_may_hold(v->fresh, hash); i++) {
        struct raw r;
        if (!seen_raw(s->seen, (uint32_t)v->count, i, &r)) continue;
        for (size_t k = 0; k < raw_number_count(&r); k++)
            if (raw_number(&r, k) == hash) choose_number(s, found, (uint32_t)v->count, i);
    }
    for (size_t i = 0; i < MATCH_SHELVES; i++) holders += found[i];
    return (uint32_t)holders;
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

static size_t places_for(const struct form *question, size_t limit) {
    size_t least = besides_most(question) > 0 ? PLACES_BESIDES : PLACES_MIN, places = 2 * limit;
    return places < least ? least : places < HEAP_MAX ? places : HEAP_MAX;
}

void ask_index(const struct seen *seen, struct form *question, struct match_options o) {
    bool alone = !question->birth_count && !question->number_count;
    struct asking s = {.ix = seen->ix, .seen = seen, .question = question, .desk = seen->desk, .o = o,
                       .needed = bits_of_score(o.floor, question->even) + (alone ? company_bits(question->even) : 0)};
    s.places = places_for(question, o.limit);
    s.drawn_most = s.needed >= CUT_FROM ? DRAWN_MAX : DRAWN_OF_ALL;
    s.cut = s.needed >= CUT_FROM ? CUT_BITS : ALL_BITS;
    births_ask(question, &s.births);
    desk_fit_runs(s.desk, seen->version->count);
    s.only_shelf = only_open_shelf(&s);
    s.spares = seen->live >= seen->ix->sparing_from;
    for (size_t b = 0; s.spares && b < s.births.band_count; b++) births_codes(&s.births, b, &s.born_in[b]);
    for (size_t part = 0; part < seen->version->count; part++) find_bands(&s, part);
    find_richest(&s);
    order_runs(&s);
    s.least = least_for_floor(&s, s.births.band[s.births.band_count - 1].most);
    for (size_t i = 0; i < question->name_count; i++) {
        s.name = form_weighed(question, i);
        spell_name(&s);
        keep_ceilings(&s);
        search_all_parts(&s);
        choose(&s);
    }
    desk_forget_spellings(s.desk);
    struct form_number *numbers = (struct form_number *)question->numbers;
    for (size_t i = 0; i < question->number_count; i++) numbers[i].holders = ask_number(&s, numbers[i].hash);
    desk_settle_choice(s.desk);
}
