// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// tally.c — of a common name: what the words of every entry bring, added up from the postings alone, a window of entries at a time, so that
// those are read of which several words speak, the most promising first. It takes a moment for each entry there is and each posting, where
// reading an entry takes a hundred: tally_pays() says which is less.
#include "match/ask_room.h"

#include <math.h>

enum { PARTS_OF_A_BIT = 4, FULL = 255 };

struct tally {
    struct asking *s;
    size_t part;
    float base, highest;  // what a name brings without any spelling; with the best of each word
    size_t most;          // kept
    uint32_t of[TALLY_LEVELS];  // how many are kept of each level
    unsigned least;       // level
};

// From here on the bands are worth a look.
static size_t first_band(const struct asking *s) {
    size_t b = 0;
    while (b + 1 < s->births.band_count && (!s->any_lists[b] || least_for_floor(s, s->births.band[b].most) > highest_name(s))) b++;
    return b;
}

// Entries that a plan would have read.
static float planned(const struct asking *s, const struct plan *plans) {
    float n = 0;
    for (size_t b = first_band(s); b < s->births.band_count; b++)
        for (size_t k = 0; s->any_lists[b] && k < s->asked_count; k++) n += s->share[b] * (float)(s->holders[k] - plans[b].left[k]);
    return n;
}

// How far a word's spellings, best first, are added up. Where any entry will do, one that brings as little as this stands for half of the
// names there are: it would only put who holds several of the kind before who holds one that says more.
static size_t gathered_to(const struct asking *s, const struct asked_word *a) {
    static const float little = 4;
    float least = fminf(little, a->best / 2);  // a name that many bear brings little as it stands
    size_t to = a->to;
    while (spells_all(s) && to > a->from && s->desk->spellings[to - 1].worth < least) to--;
    return to;
}

bool tally_pays(const struct asking *s, const struct plan *now, const struct plan *at_last) {
    if (!may_tally(s)) return false;
    enum { LISTS = 20, ENTRIES_AT_ONCE = 24, READ_AS_LONG_AS = 25, SOONER = 6, SOONER_OF_ALL = 60 };  // in the time of a posting
    float share = 0, postings = 0, runs = 0, lists = 0;
    for (size_t k = 0; k < s->asked_count; k++) postings += (float)s->holders[k], lists += (float)(gathered_to(s, &s->asked[k]) - s->asked[k].from);
    for (size_t b = first_band(s); b < s->births.band_count; b++)
        if (s->any_lists[b]) share += s->share[b], runs += s->births.band[b].count;
    lists *= runs < 2 ? 1 : runs;
    float cost = share * (postings + (float)s->seen->live / ENTRIES_AT_ONCE) + LISTS * lists, as_read = cost / READ_AS_LONG_AS;
    return planned(s, at_last) > as_read && planned(s, now) > (float)s->desk->met_count + as_read / (float)(spells_all(s) ? SOONER_OF_ALL : SOONER);
}

// ---- lists --------------------------------------------------------------------------------------

static uint8_t parts_of(const struct asking *s, const struct spelling *sp) {
    const struct asked_word *a = &s->asked[sp->asked];
    float bits = a->first == a->last ? sp->worth - s->cut : sp->worth, parts = ceilf(bits * PARTS_OF_A_BIT);
    return parts < 0 ? 0 : parts > FULL ? FULL : (uint8_t)parts;
}

static void gather_word(struct asking *s, size_t part, const struct slots *slots, const struct asked_word *a) {
    struct desk *d = s->desk;
    struct listed list[LISTS_AT_ONCE];
    for (size_t from = a->from, to = gathered_to(s, a), some; from < to; from += some) {
        some = to - from < LISTS_AT_ONCE ? to - from : LISTS_AT_ONCE;
        size_t n = lists_of(s, part, d->spellings + from, some, slots, list);
        for (size_t i = 0; i < n; i++) {
            uint8_t parts = parts_of(s, list[i].spelling);
            if (list[i].run.at < list[i].run.end && parts) d->tally_list[d->tally_list_count++] = (struct tally_list){.all = list[i].run, .parts = parts};
        }
    }
}

static void gather(struct asking *s, size_t part, const struct slots *slots) {
    s->desk->tally_list_count = 0;
    desk_fit_tally(s->desk, s->desk->spelling_count);
    for (size_t k = 0; k < s->asked_count; k++) gather_word(s, part, slots, &s->asked[k]);
}

// Adds what one list brings to the entries before `end`; those that come to `watched` by it are told once.
static inline void add_up(struct tally_list *l, struct desk *d, uint32_t first, uint32_t end, unsigned watched) {
    const _Atomic uint32_t *at = l->run.at;
    uint32_t slot = l->next;
    for (; slot < end; slot = atomic_load_explicit(at, memory_order_relaxed)) {
        uint32_t place = slot - first;
        if (place < end - first) {  // not where an entry was wiped this moment, whose postings become its neighbours'
            unsigned before = d->sums[place], after = before + l->parts < FULL ? before + l->parts : FULL;
            d->sums[place] = (uint8_t)after;
            if (before < watched && after >= watched) d->promising[d->promising_count++] = slot;
        }
        if (++at >= l->run.end) break;
    }
    l->run.at = at, l->next = at < l->run.end ? slot : GONE;
}

// ---- the most promising -------------------------------------------------------------------------

// Of a name that brings so much at most beside this birth: what the entry weighs at most (weigh() of ask.c).
static unsigned level_of(float name, float birth) {
    float trust = name < EVEN_BITS ? name / EVEN_BITS : 1, most = name + (birth > 0 ? trust * birth : birth);
    return most <= 0 ? 0 : most >= (float)(TALLY_LEVELS - 1) / PARTS_OF_A_BIT ? TALLY_LEVELS - 1 : (unsigned)ceilf(most * PARTS_OF_A_BIT);
}

// What the parts of an entry must sum up to beside a birth.
static unsigned parts_needed(const struct tally *t, const struct run_asked *run) {
    float level = ((float)t->least - 1) / PARTS_OF_A_BIT - run->most, name = (run->least > level ? run->least : level) - t->base;
    float parts = ceilf(name * PARTS_OF_A_BIT);
    return parts < 1 ? 1 : parts > FULL ? FULL : (unsigned)parts;
}

// The least of them go where there are more than are kept; of the level where that ends the first stay.
static void keep_best(struct tally *t) {
    struct desk *d = t->s->desk;
    size_t above = 0, kept = 0, room;
    unsigned level = TALLY_LEVELS;
    while (level-- > 0 && above + t->of[level] <= t->most) above += t->of[level];
    room = t->most - above;
    for (size_t i = 0; i < d->tallied_count; i++) {
        struct tallied e = d->tallied[i];
        if (e.level < level || (e.level == level && !room)) continue;
        room -= e.level == level;
        d->tallied[kept++] = e;
    }
    for (unsigned k = 0; k < level; k++) t->of[k] = 0;
    t->of[level] = (uint32_t)(t->most - above - room);
    t->least = level + 1;
    d->tallied_count = kept;
}

static void keep(struct tally *t, uint32_t slot, uint8_t parts, float birth) {
    struct desk *d = t->s->desk;
    float sum = t->base + (float)parts / PARTS_OF_A_BIT, name = parts == FULL || sum > t->highest ? t->highest : sum;
    unsigned level = level_of(name, birth);
    if (level < t->least) return;
    if (d->tallied_count == d->tallied_room) desk_fit_tallied(d);
    d->tallied[d->tallied_count++] = (struct tallied){(uint32_t)t->part, slot, level};
    t->of[level]++;
    if (d->tallied_count >= 2 * t->most) keep_best(t);
}

// What an entry of these must sum up to at least to be worth a look.
static unsigned watched_in(const struct tally *t, uint32_t first, uint32_t end) {
    unsigned least = FULL;
    for (const struct run_asked *run = run_of(t->s, t->part, first), *last = run_of(t->s, t->part, end - 1); run <= last; run++) {
        unsigned needed = parts_needed(t, run);
        if (needed < least) least = needed;
    }
    return least;
}

static void tally_window(struct tally *t, uint32_t first, uint32_t end) {
    struct desk *d = t->s->desk;
    unsigned watched = watched_in(t, first, end);
    memset(d->sums, 0, end - first);
    d->promising_count = 0;
    for (size_t i = 0; i < d->tally_list_count; i++)
        if (d->tally_list[i].next < end) add_up(&d->tally_list[i], d, first, end, watched);
    for (size_t i = 0; i < d->promising_count; i++) {
        uint32_t slot = d->promising[i];
        const struct run_asked *run = run_of(t->s, t->part, slot);
        if (d->sums[slot - first] >= parts_needed(t, run)) keep(t, slot, d->sums[slot - first], run->most);
    }
}

// What of each list lies in these slots.
static void begin_lists(const struct segment *g, struct desk *d, uint32_t first, uint32_t end) {
    bool all = first == 0 && end == g->n.slots;
    for (size_t i = 0; i < d->tally_list_count; i++) {
        struct tally_list *l = &d->tally_list[i];
        l->run = all ? l->all : slot_run_between(g, l->all, first, end);
        l->next = l->run.at < l->run.end ? atomic_load_explicit(l->run.at, memory_order_relaxed) : GONE;
    }
}

static void tally_part(struct tally *t, size_t first_band) {
    struct asking *s = t->s;
    const struct segment *g = s->seen->version->segment[t->part];
    struct slots slots;
    slots_from(s, t->part, first_band, &slots);
    if (!slots.count) return;
    gather(s, t->part, &slots);
    for (size_t i = 0; i < slots.count; i++) {
        uint32_t first = (uint32_t)slots.run[i].first, end = (uint32_t)slots.run[i].end;
        begin_lists(g, s->desk, first, end);
        for (uint32_t from = first, window = s->ix->tally_window; from < end; from += window) tally_window(t, from, end - from < window ? end : from + window);
    }
}

// By level, the highest first.
static void settle(struct tally *t) {
    struct desk *d = t->s->desk;
    size_t at = 0;
    if (d->tallied_count > t->most) keep_best(t);
    for (unsigned k = TALLY_LEVELS; k-- > 0;) {
        uint32_t n = t->of[k];
        t->of[k] = (uint32_t)at, at += n;
    }
    desk_fit_settled(d);
    for (size_t i = 0; i < d->tallied_count; i++) d->settled[t->of[d->tallied[i].level]++] = d->tallied[i];
}

// Hassan Hassan: a posting does not tell who bears it twice, so all bearers promise as much.
static bool asks_twice(const struct asking *s) {
    for (size_t i = 0; i < s->asked_count; i++)
        for (size_t k = 0; k < i; k++) if (s->asked[i].word.hash == s->asked[k].word.hash) return true;
    return false;
}

static size_t tallied_most(const struct asking *s) { return spells_all(s) && !asks_twice(s) ? TALLIED_OF_ALL : s->drawn_most; }

void tally(struct asking *s, float lightest) {
    struct tally t = {.s = s, .base = s->unasked + WHOLE_BITS + s->cut * (float)s->words, .highest = highest_name(s), .most = tallied_most(s)};
    t.least = lightest > 0 ? level_of(lightest, 0) : 0;
    s->desk->tallied_count = 0;
    size_t band = first_band(s);
    for (t.part = 0; t.part < s->seen->version->count; t.part++) tally_part(&t, band);
    settle(&t);
}

float tally_level(unsigned level) { return level == TALLY_LEVELS - 1 ? INFINITY : (float)level / PARTS_OF_A_BIT; }
