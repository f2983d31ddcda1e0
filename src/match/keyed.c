// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/keyed.h"

#include "base/instant.h"
#include "match/births.h"

// ---- what is asked ------------------------------------------------------------------------------

bool keyed_is_asked(const struct form *q, const struct form_name *n, size_t word) {
    bool plain = false;
    for (size_t i = n->first; i < n->first + (size_t)n->count; i++) plain |= q->words[i]->role <= ROLE_FREQUENT;
    return q->words[word]->role < ROLE_TITLE && !(plain && q->words[word]->role == ROLE_GENERIC);
}

bool keyed_add(struct keyed *k, size_t word) {
    uint16_t of_word[WORD_KEYS_MAX];
    size_t n = word_tags(k->question->words[word], of_word);
    for (size_t i = 0; i < n; i++)
        if (vocabulary_with_tag(&k->seen->ix->vocabulary, of_word[i]) && !asked_tags_add(&k->tags, of_word[i], keyed_bit(word))) return false;
    return true;
}

static void add_day(struct keyed *k, int32_t day) {
    k->day[k->day_count] = day;
    k->birth[k->day_count++] = birth_most(k->question, day);
}

// What is most often written for a day is that with day and month exchanged, or of the year before or after. Nothing of a question without a full
// date: who is born on 1 January is born in that year.
static bool add_days(struct keyed *k, const struct dates *d) {
    int year, month, day;
    if (d->precision == DATE_NONE || d->first != d->last) return false;
    days_split(d->first, &year, &month, &day);
    if (month == 1 && day == 1) return false;
    add_day(k, d->first);
    if (day <= 12 && day != month) add_day(k, days_of(year, day, month));
    for (int off = -1; off <= 1; off += 2) if (date_exists(year + off, month, day)) add_day(k, days_of(year + off, month, day));
    return true;
}

bool keyed_begin(struct keyed *k, const struct seen *seen, const struct form *q, uint64_t shelves) {
    k->seen = seen, k->question = q, k->shelves = shelves;
    k->tags.count = k->day_count = 0, k->over = false;
    if (q->kind != SUBJECT_person || !q->name_count || !q->birth_count || q->birth_count > ASKED_BIRTHS_MAX) return false;
    for (size_t i = 0; i < q->birth_count; i++) if (!add_days(k, &q->births[i])) return false;
    return true;
}

// ---- telling ------------------------------------------------------------------------------------

struct raw_ids keyed_ids(const struct keyed *k, uint32_t part, uint32_t slot) {
    const struct version *v = k->seen->version;
    if (part < v->count) return segment_ids(v->segment[part], slot);
    const struct fresh *f = atomic_load_explicit(&v->fresh->at[slot], memory_order_acquire);
    return f ? raw_ids_of(f->run, f->raw.bytes) : (struct raw_ids){NULL, 0};
}

bool keyed_is_open(const struct keyed *k, const struct keyed_entry *e) {
    if (e->part == k->seen->version->count) return true;  // of the fresh part nobody else is told
    const struct segment *s = k->seen->version->segment[e->part];
    return !segment_is_dead(s, e->slot) && (k->shelves & match_shelf(segment_shelf(s, e->slot)));
}

static void tell_shared(struct keyed *k, uint32_t part, const struct sharing *s, float birth) {
    struct keyed_entry e = {.part = part, .slot = s->slot, .left = s->left, .shared = s->of, .birth = birth};
    k->over = !k->note(k->ctx, &e);
}

static void tell(struct keyed *k, uint32_t part, uint32_t slot, const struct tag_list *tags, float birth) {
    struct sharing s = asked_tags_shared(&k->tags, tags);
    s.slot = slot;
    if (s.of) tell_shared(k, part, &s, birth);
}

// ---- without a column ---------------------------------------------------------------------------

// Words of the entries of a day, gathered before they are asked about: what is known of each lies elsewhere in memory.
enum { GATHERED_MAX = FORM_WORDS_MAX };  // as many words as an entry may have
struct gathered {
    uint32_t id[GATHERED_MAX], slot[GATHERED_MAX];
    size_t count;
};

static void ask_gathered(struct keyed *k, uint32_t part, struct gathered *w, float birth) {
    for (size_t i = 0, next; i < w->count && !k->over; i = next) {
        struct tag_list tags;
        tags.count = 0;
        for (next = i; next < w->count && w->slot[next] == w->slot[i]; next++) tag_list_add(&tags, &k->seen->ix->vocabulary, w->id[next]);
        tell(k, part, w->slot[i], &tags, birth);
    }
    w->count = 0;
}

// Who is dropped is not read: it may be wiped this moment.
static void gather(struct keyed *k, uint32_t part, struct gathered *w, uint32_t slot, float birth) {
    if (segment_is_dead(k->seen->version->segment[part], slot)) return;
    struct raw_ids ids = keyed_ids(k, part, slot);
    if (w->count + ids.count > GATHERED_MAX) ask_gathered(k, part, w, birth);
    for (uint32_t i = 0; i < ids.count; i++) {
        uint32_t id = raw_id(ids, i);
        w->id[w->count] = id, w->slot[w->count++] = slot;
        vocabulary_ask_for_tags(&k->seen->ix->vocabulary, id);
    }
}

static void walk_words(struct keyed *k, uint32_t part, struct gathered *w) {
    const struct segment *s = k->seen->version->segment[part];
    for (size_t i = 0; i < k->day_count; i++) {
        uint32_t end = segment_born_from(s, k->day[i] + 1);
        for (uint32_t slot = segment_born_from(s, k->day[i]); slot < end && !k->over; slot++) gather(k, part, w, slot, k->birth[i]);
        ask_gathered(k, part, w, k->birth[i]);
    }
}

static void walk_several(struct keyed *k, uint32_t part, struct gathered *w) {
    const struct segment *s = k->seen->version->segment[part];
    float birth = birth_most(k->question, BORN_ANY);
    const uint32_t *slots;
    for (size_t i = 0; i < k->day_count; i++)
        for (size_t at = 0, n = segment_born_also(s, k->day[i], &slots); at < n && !k->over; at++)
            gather(k, part, w, __atomic_load_n(&slots[at], __ATOMIC_RELAXED), birth);
    ask_gathered(k, part, w, birth);
}

// ---- all parts ----------------------------------------------------------------------------------

static void walk_column(struct keyed *k, uint32_t part) {
    const struct segment *s = k->seen->version->segment[part];
    struct column_look at[KEYED_DAYS_MAX];
    struct sharing_list sharing;
    for (size_t i = 0; i < k->day_count; i++) at[i] = column_begin(s, k->day[i]);
    for (size_t i = 0; i < k->day_count; i++)
        while (!k->over && column_next(s, &at[i], &k->tags, k->first[i], &sharing))
            for (size_t n = 0; n < sharing.count && !k->over; n++)
                tell_shared(k, part, &sharing.at[n], k->birth[i]);
}

static void walk_part(struct keyed *k, uint32_t part) {
    struct gathered w;
    w.count = 0;
    if (k->seen->version->segment[part]->column) walk_column(k, part);
    else walk_words(k, part, &w);
    walk_several(k, part, &w);
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

static void walk_fresh(struct keyed *k) {
    const struct fresh_part *p = k->seen->version->fresh;
    for (uint32_t i = 0, n = p->count; i < n && !k->over; i++) {
        int32_t born = atomic_load_explicit(&p->born[i], memory_order_relaxed);
        if (born != BORN_ANY && !is_among(born, k->day, k->day_count)) continue;
        const struct fresh *f = atomic_load_explicit(&p->at[i], memory_order_acquire);
        if (!f || !(k->shelves & match_shelf(f->raw.shelf)) || !may_be_born_on(&f->raw, k->day, k->day_count)) continue;
        struct raw_ids ids = raw_ids_of(f->run, f->raw.bytes);
        struct tag_list tags;
        tags.count = 0;
        for (uint32_t w = 0; w < ids.count; w++) tag_list_add(&tags, &k->seen->ix->vocabulary, raw_id(ids, w));
        tell(k, (uint32_t)k->seen->version->count, i, &tags, birth_most(k->question, born));
    }
}

void keyed_walk(struct keyed *k) {
    for (uint32_t part = 0; part < k->seen->version->count && !k->over; part++) walk_part(k, part);
    if (!k->over) walk_fresh(k);
}
