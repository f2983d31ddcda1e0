// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// search.c — a question against the index: what may be meant is chosen (ask.h), then compared in full.
#include "match/ask.h"
#include "match/look.h"
#include "match/near.h"

#include <stdlib.h>

enum { LIMIT_MAX = 1000 };

struct search {
    const struct match_index *ix;
    struct seen seen;
    struct form question;
    struct arena *a;
    struct likeness_memo *memo;
    const struct match_choice *choice;  // of all entries, for tests; NULL
};

// ---- comparing ----------------------------------------------------------------------------------

static int best_first(const void *x, const void *y) {
    const struct candidate *a = x, *b = y;
    if (a->bits != b->bits) return a->bits < b->bits ? 1 : -1;  // not by score, which is 1 of all that much speaks for
    return (a->key > b->key) - (a->key < b->key);
}

struct found {
    struct candidate *at;
    size_t count;
};

// So many of each shelf.
static void keep_limit(struct found *f, size_t limit) {
    size_t of_shelf[MATCH_SHELVES] = {0}, kept = 0;
    for (size_t i = 0; i < f->count; i++)
        if (of_shelf[f->at[i].shelf]++ < limit) f->at[kept++] = f->at[i];
    f->count = kept;
}

// Entries that are numbers only. Their text is not kept: what was asked stands for it, being the same number.
enum { EXACT_MAX = 200 };  // of one number; shared by more it is no evidence any more

static void count_exact_holders(struct search *s) {
    struct form_number *numbers = (struct form_number *)s->question.numbers;
    struct exact_entry e;
    for (size_t i = 0; i < s->question.number_count; i++) {
        uint32_t n = 0;
        for (size_t at = 0; n < EXACT_MAX && exact_next(&s->ix->exact, numbers[i].hash, &at, &e);) n++;
        numbers[i].holders += n;
    }
}

static bool is_among(const struct found *f, size_t from, uint64_t key) {
    for (size_t i = from; i < f->count; i++) if (f->at[i].key == key) return true;
    return false;
}

static RESULT compare_number(struct search *s, struct match_options o, size_t i, size_t from, struct found *out, struct error *err) {
    struct form_number number = s->question.numbers[i];
    struct exact_entry e;
    size_t at = 0;
    for (size_t n = 0; n < EXACT_MAX && exact_next(&s->ix->exact, number.hash, &at, &e); n++) {
        if (!(o.shelves & match_shelf(e.shelf)) || is_among(out, from, e.key)) continue;
        number.paper = e.paper, number.loose = e.loose;
        struct form f = {.kind = e.kind, .even = s->question.even, .numbers = &number, .number_count = 1};
        struct candidate *c = &out->at[out->count];
        *c = (struct candidate){.key = e.key, .shelf = e.shelf};
        if (!forms_compare(&s->question, &f, s->memo, s->a, c)) return FAIL(err, TOO_BIG, "no room for the candidates");
        out->count += c->score >= o.floor;
    }
    return DONE;
}

// What was chosen, by all of its evidence but a birth place.
struct weighed { float bits; uint32_t chosen; };

static int heaviest_first(const void *x, const void *y) {
    const struct weighed *a = x, *b = y;
    return a->bits != b->bits ? (a->bits < b->bits ? 1 : -1) : (a->chosen > b->chosen) - (a->chosen < b->chosen);
}

// Words of an entry that lie elsewhere (raw.h) are not where the memo would know them by.
static struct likeness_memo *memo_for(const struct search *s, const struct unpacked *u) { return u->spared_count ? NULL : s->memo; }

// What a birth place may still bring.
static float place_most(const struct form *question) { return question->birth_place_count ? PLACE_BITS : 0; }

static size_t weigh_chosen(struct search *s, struct match_options o, struct weighed *out) {
    const struct desk *desk = s->seen.desk;
    size_t count = 0;
    for (size_t i = 0; i < desk->chosen_count; i++) {
        struct raw r;
        if (!seen_raw(&s->seen, desk->chosen[i].part, desk->chosen[i].slot, &r)) continue;
        raw_unpack(&r, &s->ix->vocabulary, s->seen.live, desk->unpacked);
        float bits = forms_bits(&s->question, &desk->unpacked->form, memo_for(s, desk->unpacked));
        if (score_of_bits(bits + place_most(&s->question), s->question.even) >= o.floor) out[count++] = (struct weighed){bits, (uint32_t)i};
    }
    qsort(out, count, sizeof *out, heaviest_first);
    return count;
}

// The candidates of a shelf that were told: how many, and the least bits among the first `limit` of them.
struct told { size_t count; float least; };

static RESULT tell(struct search *s, struct match_options o, const struct weighed *w, struct told *told, struct found *out, struct error *err) {
    const struct desk *desk = s->seen.desk;
    const struct chosen *chosen = &desk->chosen[w->chosen];
    struct raw r;
    if (!seen_raw(&s->seen, chosen->part, chosen->slot, &r)) return DONE;
    struct told *shelf = &told[r.shelf];
    if (shelf->count >= o.limit && w->bits + place_most(&s->question) < shelf->least) return DONE;  // so many are before it, whatever its place of birth
    struct candidate *c = &out->at[out->count];
    *c = (struct candidate){.key = r.key, .shelf = r.shelf};
    raw_unpack(&r, &s->ix->vocabulary, s->seen.live, desk->unpacked);
    raw_unpack_names(&r, &s->ix->vocabulary, desk->unpacked);
    if (!forms_compare(&s->question, &desk->unpacked->form, memo_for(s, desk->unpacked), s->a, c)) return FAIL(err, TOO_BIG, "no room for the candidates");
    if (c->score < o.floor) return DONE;
    out->count++;
    if (shelf->count++ < o.limit && (shelf->count == 1 || c->bits < shelf->least)) shelf->least = c->bits;
    return DONE;
}

static RESULT compare(struct search *s, struct match_options o, struct found *out, struct error *err) {
    const struct desk *desk = s->seen.desk;
    struct told told[MATCH_SHELVES] = {{0}};
    struct weighed *weighed = ARENA_ARRAY(s->a, desk->chosen_count + 1, struct weighed);
    out->at = ARENA_ARRAY(s->a, desk->chosen_count + s->question.number_count * EXACT_MAX + 1, struct candidate);
    out->count = 0;
    if (!out->at || !weighed) return FAIL(err, TOO_BIG, "no room for the candidates");
    size_t count = weigh_chosen(s, o, weighed);
    struct result r = DONE;
    for (size_t i = 0; i < count && !FAILED(r); i++) r = tell(s, o, &weighed[i], told, out, err);
    raw_forget(desk->unpacked);
    TRY(r);
    size_t from = out->count;
    for (size_t i = 0; i < s->question.number_count; i++) TRY(compare_number(s, o, i, from, out, err));
    qsort(out->at, out->count, sizeof *out->at, best_first);
    keep_limit(out, o.limit);
    return DONE;
}

// The question's words weigh as in the index: a word is as rare as the index says it is.
static void weigh_question(struct search *s) {
    float *bits = (float *)s->question.bits, *alike = (float *)s->question.alike_bits;
    for (size_t i = 0; i < s->question.word_count; i++) {
        uint32_t id;
        const struct word *w = s->question.words[i];
        size_t with = vocabulary_find(&s->ix->vocabulary, w->hash, &id) ? vocabulary_with(&s->ix->vocabulary, id) : 0;
        bits[i] = word_bits(w->role, with, s->seen.live);
        alike[i] = ALIKE_BITS_MAX;
    }
}

static RESULT start(struct search *s, const struct subject *question, struct match_options *o, struct error *err) {
    size_t unread = 0;
    if (o->limit < 1 || o->limit > LIMIT_MAX) return FAIL(err, BAD_ARGUMENT, "limit: 1 to %d candidates", LIMIT_MAX);
    TRY(form_read(question, s->a, true, &s->question, &unread, err));
    if (unread) return FAIL(err, BAD_FIELD, "documents: a machine readable zone can't be read");
    s->question.alike_bits = ARENA_ARRAY(s->a, s->question.word_count + 1, float);
    return s->question.alike_bits ? DONE : FAIL(err, TOO_BIG, "no room to search");
}

static void choose_all(const struct search *s, uint64_t shelves) {
    const struct version *v = s->seen.version;
    const struct match_choice *choice = s->choice;
    s->seen.desk->chosen_count = 0;
    if (choice) choice->begin(choice->ctx, &s->seen, &s->question);
    for (uint32_t part = 0; part <= v->count; part++)
        for (uint32_t slot = 0, n = part < v->count ? v->segment[part]->n.slots : v->fresh->count; slot < n; slot++) {
            struct raw r;
            if (!seen_raw(&s->seen, part, slot, &r) || !(shelves & match_shelf(r.shelf))) continue;
            if (!choice || choice->takes(choice->ctx, &s->seen, &r)) desk_choose(s->seen.desk, (struct chosen){0, part, slot});
        }
}

enum how { HOW_ASKED, HOW_LOOKED, HOW_NEAR, HOW_ALL };

static RESULT answer(struct search *s, struct match_options o, enum how how, struct found *out, struct error *err) {
    s->memo = likeness_memo_new(s->a);
    if (!s->memo) return FAIL(err, TOO_BIG, "no room to search");
    ask_index(&s->seen, &s->question, o);
    count_exact_holders(s);
    if (how == HOW_ALL) choose_all(s, o.shelves);
    return compare(s, o, out, err);
}

// As the keys have it: none is compared.
static RESULT answer_near(struct search *s, struct match_options o, struct found *out, struct error *err) {
    if (!near_choose(&s->seen, &s->question, o))
        return FAIL(err, BAD_FIELD, "births: one to %d full dates of a named person's birth are needed, none of them 1 January", ASKED_BIRTHS_MAX);
    const struct desk *desk = s->seen.desk;
    out->at = ARENA_ARRAY(s->a, desk->chosen_count + 1, struct candidate);
    if (!out->at) return FAIL(err, TOO_BIG, "no room for the candidates");
    for (size_t i = 0; i < desk->chosen_count; i++) {
        struct raw r;
        if (!seen_raw(&s->seen, desk->chosen[i].part, desk->chosen[i].slot, &r)) continue;
        float bits = desk->chosen[i].most;
        out->at[out->count++] = (struct candidate){.key = r.key, .shelf = r.shelf, .bits = bits, .score = score_of_bits(bits, s->question.even)};
    }
    qsort(out->at, out->count, sizeof *out->at, best_first);
    keep_limit(out, o.limit);
    return DONE;
}

static RESULT search(const struct match_index *ix, const struct subject *question, struct match_options o, enum how how, const struct match_choice *choice,
                     struct arena *a, const struct candidate **out, size_t *count, struct error *err) {
    struct search s = {.ix = ix, .a = a, .choice = choice};
    struct found found = {NULL, 0};
    struct result r = DONE;
    TRY(start(&s, question, &o, err));
    s.seen = index_enter(ix);
    s.question.even = even_bits(s.seen.live);
    if (how != HOW_NEAR) weigh_question(&s);
    if (how == HOW_NEAR) r = answer_near(&s, o, &found, err);
    else if (how != HOW_LOOKED || look_finds(&s.seen, &s.question, o)) r = answer(&s, o, how, &found, err);
    index_leave(&s.seen);
    if (!FAILED(r)) *out = found.at, *count = found.count;
    return r;
}

RESULT match_search(const struct match_index *ix, const struct subject *question, struct match_options options, struct arena *a,
                    const struct candidate **out, size_t *count, struct error *err) {
    return search(ix, question, options, HOW_ASKED, NULL, a, out, count, err);
}

RESULT match_look(const struct match_index *ix, const struct subject *question, struct match_options options, struct arena *a,
                  const struct candidate **out, size_t *count, struct error *err) {
    return search(ix, question, options, HOW_LOOKED, NULL, a, out, count, err);
}

RESULT match_near(const struct match_index *ix, const struct subject *question, struct match_options options, struct arena *a,
                  const struct candidate **out, size_t *count, struct error *err) {
    return search(ix, question, options, HOW_NEAR, NULL, a, out, count, err);
}

RESULT match_search_all(const struct match_index *ix, const struct subject *question, struct match_options options, struct arena *a,
                        const struct candidate **out, size_t *count, struct error *err) {
    return search(ix, question, options, HOW_ALL, NULL, a, out, count, err);
}

RESULT match_search_those(const struct match_index *ix, const struct subject *question, struct match_options options, const struct match_choice *choice,
                          struct arena *a, const struct candidate **out, size_t *count, struct error *err) {
    return search(ix, question, options, HOW_ALL, choice, a, out, count, err);
}
