// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// A first look is a search or nothing, and never nothing where somebody of that day reaches the floor; who is near by composite keys is so wherever an
// entry lies. Names here are invented.
#include "base/instant.h"
#include "match/column.h"
#include "match/look.h"

#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

// ---- helpers ------------------------------------------------------------------------------------

struct person {
    char text[80];
    struct dates births[2];
    size_t birth_count;
    bool gone;
};

struct asking_person {
    struct name name;
    struct subject subject;
};
static void ask_for(const struct person *p, struct asking_person *out) {
    out->name = (struct name){.text = view_of(p->text), .given = view_of(""), .family = view_of(""), .role = NAME_primary};
    out->subject = (struct subject){.kind = SUBJECT_person, .names = &out->name, .name_count = 1, .births = p->births, .birth_count = p->birth_count};
}

static void put(struct match_index *ix, uint64_t key, const struct person *p) {
    struct asking_person a;
    ask_for(p, &a);
    assert_int_equal(match_index_put(ix, key, key % 3, &a.subject, NULL).code, CODE_OK);
}

struct answer {
    const struct candidate *at;
    size_t count;
};
typedef struct result search_fn(const struct match_index *ix, const struct subject *question, struct match_options options,
                                struct arena *a, const struct candidate **out, size_t *count, struct error *err);
static struct answer answer_of(search_fn *fn, const struct match_index *ix, const struct person *p, float floor, struct arena *a) {
    struct asking_person q;
    struct answer out = {NULL, 0};
    ask_for(p, &q);
    assert_int_equal(fn(ix, &q.subject, (struct match_options){floor, 1000, MATCH_ALL_SHELVES}, a, &out.at, &out.count, NULL).code, CODE_OK);
    return out;
}

static struct person person_born(const char *text, int year, int month, int day) {
    struct person p = {.birth_count = 1};
    snprintf(p.text, sizeof p.text, "%s", text);
    p.births[0] = (struct dates){days_of(year, month, day), days_of(year, month, day), DATE_DAY};
    return p;
}

static bool looks_find(const struct match_index *ix, const struct person *p, uint64_t key) {
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    struct answer found = answer_of(match_look, ix, p, 0.2f, &a);
    for (size_t i = 0; i < found.count; i++) if (found.at[i].key == key) return true;
    return false;
}

static uint32_t chance(uint64_t *seed, uint32_t below) { return (uint32_t)((*seed = *seed * 6364136223846793005u + 1442695040888963407u) >> 33) % below; }

static void made_name(uint64_t *seed, char out[80]) {
    static const char *const given[] = {"Karim", "Nadia", "Hicham", "Samira", "Yassine", "Rachida", "Mounir", "Zohra"};
    static const char *const begin[] = {"Ben", "Qar", "Rho", "Bou", "Lah", "Tam", "Sid", "Mez", "Cher", "Zou"};
    static const char *const middle[] = {"qach", "mar", "jel", "zer", "dad", "nas", "kour", "ghar"};
    static const char *const end[] = {"ouni", "ani", "aoui", "ini", "i", "a", "aki", "ouri"};
    size_t n = (size_t)snprintf(out, 80, "%s", given[chance(seed, 8)]);
    for (uint32_t words = 1 + chance(seed, 2); words--;) {
        const char *last = end[chance(seed, 8)], *inside = middle[chance(seed, 8)], *first = begin[chance(seed, 10)];
        n += (size_t)snprintf(out + n, 80 - n, " %s%s%s", first, inside, last);
        if (chance(seed, 2)) out[n - 2] = "aeiouy"[chance(seed, 6)];
        if (chance(seed, 3) == 0) out[n - 4] = "bdfklmnrst"[chance(seed, 10)];
    }
}

// Few days, so that many share one: a day, at times two, a year, nothing.
static struct dates made_day(uint64_t *seed) {
    int in_month = 1 + (int)chance(seed, 12), month = 1 + (int)chance(seed, 12), year = 1970 + (int)chance(seed, 3);
    int32_t day = days_of(year, month, in_month);
    return (struct dates){day, day, DATE_DAY};
}
static void made_births(uint64_t *seed, struct person *p) {
    uint32_t kind = chance(seed, 12);
    p->birth_count = kind == 0 ? 0 : kind < 3 ? 2 : 1;
    p->births[0] = made_day(seed), p->births[1] = made_day(seed);
    if (kind == 3) p->births[0] = (struct dates){days_of(1971, 1, 1), days_of(1971, 12, 31), DATE_YEAR};
}

// ---- what a look is to find ---------------------------------------------------------------------

struct read_name {
    struct read_word *word;
    size_t count;
};
static struct read_name read_name(const char *text, struct arena *a) {
    struct read_name n;
    assert_true(words_read(view_of(text), a, &n.word, &n.count));
    for (size_t i = 0; i < n.count; i++) word_sound(&n.word[i]);
    return n;
}

static bool words_share(const struct word *asked, const struct word *kept) {
    uint16_t x[WORD_KEYS_MAX], y[WORD_KEYS_MAX];
    size_t n = word_tags(asked, x), m = word_tags(kept, y);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m && k < 4; k++) if (x[i] == y[k]) return true;
    return false;
}

static bool names_share(const char *asked, const char *kept) {
    AUTO_ARENA a = arena_with_ceiling(1 << 20);
    struct read_name x = read_name(asked, &a), y = read_name(kept, &a);
    for (size_t i = 0; i < x.count; i++)
        for (size_t k = 0; k < y.count; k++) if (x.word[i].word.role < ROLE_TITLE && words_share(&x.word[i].word, &y.word[k].word)) return true;
    return false;
}

static bool is_full(const struct dates *d) {
    int year, month, day;
    days_split(d->first, &year, &month, &day);
    return d->precision == DATE_DAY && !(month == 1 && day == 1);
}

static bool days_meet(const struct dates *asked, const struct dates *kept) {
    int year, month, day;
    days_split(asked->first, &year, &month, &day);
    int32_t meant[] = {asked->first, day <= 12 ? days_of(year, day, month) : asked->first, days_of(year - 1, month, day), days_of(year + 1, month, day)};
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++) if (kept->first == kept->last && kept->first == meant[i]) return true;
    return false;
}

static bool births_meet(const struct person *asked, const struct person *kept) {
    for (size_t i = 0; i < asked->birth_count; i++)
        for (size_t k = 0; k < kept->birth_count; k++) if (days_meet(&asked->births[i], &kept->births[k])) return true;
    return false;
}

static bool asks_days(const struct person *p) {
    for (size_t i = 0; i < p->birth_count; i++) if (!is_full(&p->births[i])) return false;
    return p->birth_count > 0;
}

static bool same_answers(struct answer x, struct answer y) {
    if (x.count != y.count) return false;
    for (size_t i = 0; i < x.count; i++)
        if (x.at[i].key != y.at[i].key || memcmp(&x.at[i].score, &y.at[i].score, sizeof x.at[i].score)
            || memcmp(&x.at[i].bits, &y.at[i].bits, sizeof x.at[i].bits)) return false;
    return true;
}

struct tally {
    size_t opened, shut, owed;  // looks that led to a search, or to nothing; those that had to
};

static bool is_owed(const struct person *q, const struct person *people, struct answer all) {
    for (size_t i = 0; i < all.count; i++) {
        const struct person *p = &people[all.at[i].key];
        if (births_meet(q, p) && names_share(q->text, p->text)) return true;
    }
    return false;
}

static bool may_open(const struct person *q, const struct person *people, size_t count) {
    for (size_t i = 0; i < count; i++) if (!people[i].gone && births_meet(q, &people[i]) && names_share(q->text, people[i].text)) return true;
    return false;
}

// Against a comparison with every entry, for questions of the same making; `words` is the same index without columns, where every word of a day is gone to.
static void looks_are_right(const struct match_index *ix, const struct match_index *words, const struct person *people, size_t count,
                            uint64_t seed, struct tally *t) {
    enum { QUESTIONS = 400 };
    for (size_t i = 0; i < QUESTIONS; i++) {
        AUTO_ARENA a = arena_with_ceiling(256 << 20);
        struct person q;
        float floor = i % 3 == 0 ? 0.5f : i % 3 == 1 ? 0.1f : 0.97f;
        made_name(&seed, q.text), made_births(&seed, &q);
        struct answer looked = answer_of(match_look, ix, &q, floor, &a), searched = answer_of(match_search, ix, &q, floor, &a);
        struct answer all = answer_of(match_search_all, ix, &q, floor, &a);
        assert_true(same_answers(looked, answer_of(match_look, words, &q, floor, &a)));
        bool owed = asks_days(&q) && is_owed(&q, people, all);
        assert_true(looked.count == 0 || same_answers(looked, searched));
        if (!asks_days(&q) || owed) assert_true(same_answers(looked, searched));
        if (asks_days(&q) && !may_open(&q, people, count)) assert_int_equal(looked.count, 0);
        t->owed += owed, t->opened += asks_days(&q) && looked.count > 0, t->shut += looked.count < searched.count;
    }
}

static size_t columns_of(const struct match_index *ix) {
    const struct version *v = atomic_load(&((struct match_index *)ix)->version);
    size_t n = 0;
    for (size_t i = 0; i < v->count; i++) n += v->segment[i]->column != NULL;
    return n;
}

// As an index of more people makes them when it is loaded.
static void give_columns(struct match_index *ix) {
    const struct version *v = atomic_load(&ix->version);
    for (size_t i = 0; i < v->count; i++) column_make(v->segment[i], &ix->vocabulary);
}

static void a_look_is_a_search_or_nothing(void **state) {
    (void)state;
    enum { PEOPLE = 5000 };
    static struct person people[PEOPLE];
    char path[] = "/tmp/malines-look-XXXXXX";
    int fd = mkstemp(path);
    struct match_index *ix = match_index_new(), *words = match_index_new(), *again;
    struct tally t = {0, 0, 0};
    uint64_t seed = 5, as_of;
    ix->column_from = 0, words->column_upto = 0;
    for (uint64_t i = 0; i < 4 * PEOPLE / 3; i++) {  // some are replaced
        uint64_t key = i % PEOPLE;
        made_name(&seed, people[key].text), made_births(&seed, &people[key]);
        put(ix, key, &people[key]), put(words, key, &people[key]);
    }
    for (uint64_t key = 0; key < PEOPLE; key += 5) match_index_drop(ix, key), match_index_drop(words, key), people[key].gone = true;
    looks_are_right(ix, words, people, PEOPLE, 77, &t);
    while (match_index_tend(ix)) {}
    while (match_index_tend(words)) {}
    assert_true(columns_of(ix) > 0 && columns_of(words) == 0);
    looks_are_right(ix, words, people, PEOPLE, 78, &t);
    assert_int_equal(match_index_save(ix, path, 1, NULL).code, CODE_OK);
    assert_int_equal(match_index_load(path, &again, &as_of, NULL).code, CODE_OK);
    assert_int_equal(columns_of(again), 0);  // so few have none
    looks_are_right(again, words, people, PEOPLE, 78, &t);
    give_columns(again);
    assert_int_equal(columns_of(again), columns_of(ix));
    for (uint64_t key = 1; key < PEOPLE; key += 5) match_index_drop(again, key), match_index_drop(words, key), people[key].gone = true;
    looks_are_right(again, words, people, PEOPLE, 79, &t);
    print_message("%zu looks led to a search, %zu had to, %zu to nothing where a search finds somebody\n", t.opened, t.owed, t.shut);
    assert_true(t.owed > 50 && t.shut > 50);
    match_index_free(ix), match_index_free(words), match_index_free(again);
    close(fd), unlink(path);
}

// ---- columns ------------------------------------------------------------------------------------

static struct asked_tags made_tags(uint64_t *seed) {
    struct asked_tags t = {.count = 0};
    for (uint64_t of = 1; of < 8; of *= 2) {
        AUTO_ARENA a = arena_with_ceiling(1 << 20);
        uint16_t tags[WORD_KEYS_MAX];
        char name[80];
        made_name(seed, name);
        struct read_name read = read_name(name, &a);
        size_t n = word_tags(&read.word[read.count - 1].word, tags);
        for (size_t i = 0; i < n; i++) assert_true(asked_tags_add(&t, tags[i], of));
    }
    return t;
}

// What an entry shares, word by word; `first` of the tags alone.
static uint64_t shared_by(const struct match_index *ix, const struct segment *s, uint32_t slot, const struct asked_tags *t, size_t first) {
    struct raw r = segment_raw(s, slot);
    uint32_t ids[FORM_WORDS_MAX], words = raw_words(r.at, r.bytes, ids);
    struct asked_tags some = *t;
    struct tag_list tags;
    some.count = first, tags.count = 0;
    for (uint32_t i = 0; i < words && !segment_is_dead(s, slot); i++) tag_list_add(&tags, &ix->vocabulary, ids[i]);
    return asked_tags_shared(&some, &tags).of;
}

// Whoever is told is told once, in order, with all that it shares; nobody else.
static size_t column_tells(const struct match_index *ix, const struct segment *s, uint32_t birth, const struct asked_tags *t, size_t first) {
    struct column_look l = column_begin(s, s->birth[birth]);
    struct sharing_list told = {.count = 0};
    size_t at = 0, sum = 0;
    for (uint32_t slot = s->birth_at[birth]; s->birth[birth] >= BORN_FIRST && slot < s->birth_at[birth + 1]; slot++) {
        if (!shared_by(ix, s, slot, t, first)) continue;
        if (at == told.count) assert_true(column_next(s, &l, t, first, &told)), at = 0;
        assert_int_equal(told.at[at].slot, slot);
        assert_int_equal(told.at[at].of, shared_by(ix, s, slot, t, t->count));
        at++, sum++;
    }
    assert_true(at == told.count && !column_next(s, &l, t, first, &told));
    return sum;
}

// Days of one entry, of some, of so many that they are told in several turns; some dropped.
static void a_column_tells_who_shares_a_tag(void **state) {
    (void)state;
    enum { PEOPLE = 6000, MANY_OF = 3000 };
    struct match_index *ix = match_index_new();
    ix->column_from = 0;
    uint64_t seed = 9;
    size_t told = 0;
    for (uint64_t key = 0; key < PEOPLE; key++) {
        struct person p;
        made_name(&seed, p.text), made_births(&seed, &p);
        if (key % 2 && key < MANY_OF) p.births[0] = (struct dates){days_of(1970, 2, 2), days_of(1970, 2, 2), DATE_DAY}, p.birth_count = 1;
        put(ix, key, &p);
    }
    for (size_t turn = 0; turn < 3; turn++) {
        if (turn == 1) while (match_index_tend(ix)) {}
        if (turn == 2) for (uint64_t key = 0; key < PEOPLE; key += 3) match_index_drop(ix, key);
        const struct version *v = atomic_load(&ix->version);
        for (size_t k = 0; k < 20; k++) {
            struct asked_tags t = made_tags(&seed);
            for (size_t i = 0; i < v->count; i++)
                for (uint32_t b = 0; b < v->segment[i]->n.births; b++) told += column_tells(ix, v->segment[i], b, &t, k % 2 ? t.count : t.count / 2);
        }
    }
    assert_true(told > 20 * SHARING_ROOM);
    match_index_free(ix);
}

// ---- one by one ---------------------------------------------------------------------------------

static void put_others(struct match_index *ix, uint64_t key, size_t count) {
    uint64_t seed = key;
    for (size_t i = 0; i < count; i++) {
        struct person p;
        made_name(&seed, p.text), made_births(&seed, &p);
        put(ix, key + i, &p);
    }
}

// In the fresh part and in a segment, each that a look finds, and who it leaves to a search.
static void what_a_look_finds_and_what_it_leaves(void **state) {
    (void)state;
    enum { KEY = 7 };
    struct match_index *ix = match_index_new();
    struct person kept = person_born("Zoubida Qarqachouni", 1968, 11, 5), several = person_born("Tewfik Ouzoughar", 1961, 4, 17);
    struct person year = person_born("Badia Lahmamchi", 1975, 3, 3);
    several.births[1] = (struct dates){days_of(1963, 9, 21), days_of(1963, 9, 21), DATE_DAY}, several.birth_count = 2;
    year.births[0] = (struct dates){days_of(1975, 1, 1), days_of(1975, 12, 31), DATE_YEAR};
    const struct { const char *name; int year, month, day; uint64_t key; bool found; } rows[] = {
        {"Zoubida Qarqachouni", 1968, 11, 5, KEY, true}, {"Zubaida Karkashuni", 1968, 11, 5, KEY, true}, {"Zoubida Qarqachouni", 1968, 5, 11, KEY, true},
        {"Zoubida Qarqachouni", 1969, 11, 5, KEY, true},
        {"Zoubida Qarqachouni", 1968, 11, 6, KEY, false}, {"Zoubida Qarqachouni", 1970, 11, 5, KEY, false}, {"Zoubida Qarqachouni", 1968, 1, 1, KEY, true},
        {"Toufik Ouzoughar", 1961, 4, 17, KEY + 1, true}, {"Toufik Ouzoughar", 1963, 9, 21, KEY + 1, true}, {"Toufik Ouzoughar", 1962, 9, 20, KEY + 1, false},
        {"Badia Lahmamchi", 1975, 3, 3, KEY + 2, false}};
    for (size_t turn = 0; turn < 2; turn++) {
        put(ix, KEY, &kept), put(ix, KEY + 1, &several), put(ix, KEY + 2, &year);
        if (turn) put_others(ix, 1000, 3 * FRESH_MAX);
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            struct person q = person_born(rows[i].name, rows[i].year, rows[i].month, rows[i].day);
            if (looks_find(ix, &q, rows[i].key) != rows[i].found) fail_msg("row %zu, turn %zu", i, turn);
        }
        struct person q = person_born("Zoubida Qarqachouni", 1970, 2, 2);
        q.birth_count = 0;
        assert_true(looks_find(ix, &q, KEY));  // no day asked: searched
    }
    match_index_free(ix);
}

// A paper of a question is followed whatever its date; shelves are as of a search.
static void numbers_and_shelves_are_those_of_a_search(void **state) {
    (void)state;
    struct match_index *ix = match_index_new();
    struct paper paper = {VIEW("passport"), VIEW("be"), VIEW("EH-123456")};
    struct person kept = person_born("Zoubida Qarqachouni", 1968, 11, 5), asked = person_born("Vlotho Gwynplaine", 1968, 11, 5);
    struct asking_person q;
    const struct candidate *out;
    size_t count;
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    put_others(ix, 1000, 2 * FRESH_MAX);
    ask_for(&kept, &q);
    q.subject.papers = &paper, q.subject.paper_count = 1;
    for (size_t turn = 0; turn < 3; turn++) {  // with a person, in a segment, in the table of numbers
        struct subject alone = {.kind = SUBJECT_document, .papers = &paper, .paper_count = 1};
        if (turn < 2) assert_int_equal(match_index_put(ix, 1, 4, &q.subject, NULL).code, CODE_OK);
        else assert_int_equal(match_index_put(ix, 1, 4, &alone, NULL).code, CODE_OK);
        if (turn == 1) put_others(ix, 8000, FRESH_MAX);
        struct asking_person other;
        ask_for(&asked, &other);
        other.subject.papers = &paper, other.subject.paper_count = 1;
        assert_int_equal(match_look(ix, &other.subject, (struct match_options){0.3f, 10, MATCH_ALL_SHELVES}, &a, &out, &count, NULL).code, CODE_OK);
        assert_true(count == 1 && out[0].key == 1);
    }
    assert_int_equal(match_index_put(ix, 1, 4, &q.subject, NULL).code, CODE_OK);
    ask_for(&kept, &q);
    static const struct { uint64_t shelves; size_t count; } rows[] = {{MATCH_ALL_SHELVES, 1}, {1u << 4, 1}, {1u << 3, 0}, {0, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(match_look(ix, &q.subject, (struct match_options){0.3f, 10, rows[i].shelves}, &a, &out, &count, NULL).code, CODE_OK);
        assert_int_equal(count, rows[i].count);
    }
    assert_int_equal(match_look(ix, &q.subject, (struct match_options){0.3f, 0, MATCH_ALL_SHELVES}, &a, &out, &count, NULL).code, CODE_BAD_ARGUMENT);
    q.subject.name_count = 0;
    assert_int_equal(match_look(ix, &q.subject, (struct match_options){0.3f, 10, MATCH_ALL_SHELVES}, &a, &out, &count, NULL).code, CODE_BAD_FIELD);
    match_index_free(ix);
}

// ---- by composite keys alone --------------------------------------------------------------------

// The same of whoever lies in the fresh part, in segments with columns and in segments without.
static void who_is_near_is_so_wherever_it_lies(void **state) {
    (void)state;
    enum { PEOPLE = 3 * FRESH_MAX, QUESTIONS = 400 };
    struct match_index *with = match_index_new(), *without = match_index_new();
    with->column_from = 0, without->column_from = UINT32_MAX;
    uint64_t seed = 21;
    size_t told = 0;
    for (uint64_t key = 0; key < PEOPLE; key++) {
        struct person p;
        made_name(&seed, p.text), made_births(&seed, &p);
        put(with, key, &p), put(without, key, &p);
    }
    for (uint64_t key = 0; key < PEOPLE; key += 7) match_index_drop(with, key), match_index_drop(without, key);
    while (match_index_tend(with)) {}
    for (size_t i = 0; i < QUESTIONS; i++) {
        AUTO_ARENA a = arena_with_ceiling(64 << 20);
        struct person p = {.birth_count = 1};
        made_name(&seed, p.text), p.births[0] = made_day(&seed);
        if (!is_full(&p.births[0])) continue;
        struct answer x = answer_of(match_near, with, &p, 0.01f, &a), y = answer_of(match_near, without, &p, 0.01f, &a);
        assert_int_equal(x.count, y.count);
        for (size_t k = 0; k < x.count; k++)
            assert_true(x.at[k].key == y.at[k].key && x.at[k].bits == y.at[k].bits && x.at[k].key % 7 && !x.at[k].evidence_count);
        for (size_t k = 1; k < x.count; k++) assert_true(x.at[k - 1].bits >= x.at[k].bits);
        told += x.count;
    }
    assert_true(told > QUESTIONS);
    match_index_free(with), match_index_free(without);
}

static float nearness(const struct match_index *ix, const struct person *p, uint64_t key) {
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    struct answer found = answer_of(match_near, ix, p, 0, &a);
    for (size_t i = 0; i < found.count; i++) if (found.at[i].key == key) return found.at[i].bits;
    return -1000;
}

// The bits by hand: nine entries, of which two bear the family's name.
static void a_key_tells_as_much_as_it_is_rare(void **state) {
    (void)state;
    static const char *const others[] = {"Petra Wouters", "Griet Janssens", "Loïc Delcroix", "Noor Abbas", "Pilar Ugarte", "Claes Vanhoof", "Inès Lefort"};
    struct match_index *ix = match_index_new();
    struct person kept = person_born("Zoubida Qarqachouni", 1968, 11, 5), namesake = person_born("Hamdi Qarqachouni", 1968, 11, 5);
    put(ix, 7, &kept), put(ix, 8, &namesake);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct person p = person_born(others[i], 1950 + (int)i, 3, 4);
        put(ix, 20 + i, &p);
    }
    struct person same = person_born("Zubaida Karkashuni", 1968, 11, 5), family = person_born("Qarqachouni", 1968, 11, 5),
                  other = person_born("Petra Qarqachouni", 1968, 11, 5), longer = person_born("Zoubida Petra Qarqachouni", 1968, 11, 5),
                  swapped = person_born("Zoubida Qarqachouni", 1968, 5, 11), later = person_born("Zoubida Qarqachouni", 1969, 11, 5);
    const float alone = log2f(10 / 2.0f), shared = log2f(10 / 3.0f), day = 9.5f;
    assert_float_equal(nearness(ix, &same, 7), day + alone + shared, 0.001);
    assert_float_equal(nearness(ix, &same, 8), day + shared - 4, 0.001);     // each has a word that the other lacks
    assert_float_equal(nearness(ix, &family, 7), day + shared, 0.001);       // what only the entry has takes nothing away
    assert_float_equal(nearness(ix, &other, 7), day + shared - 4, 0.001);
    assert_float_equal(nearness(ix, &longer, 7), day + alone + shared - 2, 0.001);
    assert_true(nearness(ix, &swapped, 7) < nearness(ix, &kept, 7) && nearness(ix, &swapped, 7) > 0);
    assert_true(nearness(ix, &later, 7) < nearness(ix, &kept, 7) && nearness(ix, &later, 7) > 0);
    match_index_drop(ix, 8);
    assert_float_equal(nearness(ix, &family, 7), day + log2f(9 / 2.0f), 0.001);  // who goes is no longer counted
    assert_true(nearness(ix, &family, 8) < 0);
    match_index_free(ix);
}

// As many words as an entry may have, each under several keys: the last of a birth, whose row is filled up.
static void a_column_bears_the_largest_entry(void **state) {
    (void)state;
    enum { NAMES = FORM_WORDS_MAX / NAME_WORDS_MAX };
    static const char letters[] = "bdfklmnrst";
    static char texts[NAMES][NAME_WORDS_MAX * 12 + 1];
    static struct name names[NAMES];
    struct dates birth = person_born("", 1958, 7, 6).births[0];
    for (size_t i = 0; i < NAMES; i++) {
        size_t n = 0;
        for (size_t k = 0; k < NAME_WORDS_MAX; k++) {
            size_t w = i * NAME_WORDS_MAX + k;
            n += (size_t)snprintf(texts[i] + n, sizeof texts[i] - n, "%ca%cachu%ccha ", letters[w % 10], letters[w / 10 % 10], letters[w / 100 % 10]);
        }
        names[i] = (struct name){.text = view_of(texts[i]), .given = view_of(""), .family = view_of(""), .role = NAME_alias};
    }
    struct subject s = {.kind = SUBJECT_person, .names = names, .name_count = NAMES, .births = &birth, .birth_count = 1};
    struct match_index *ix = match_index_new();
    struct person before = person_born("Mia", 1958, 7, 6);  // its row is the first of the other's
    ix->column_from = 0;
    put(ix, 0, &before);
    assert_int_equal(match_index_put(ix, 1, 0, &s, NULL).code, CODE_OK);
    put_others(ix, 1000, 2 * FRESH_MAX);
    assert_true(columns_of(ix) > 0);
    struct person asked = person_born("", 1958, 7, 6);
    snprintf(asked.text, sizeof asked.text, "%.11s", texts[0]);
    assert_true(nearness(ix, &asked, 1) > 0);
    match_index_free(ix);
}

static int code_of_near(const struct match_index *ix, const struct subject *s, size_t limit) {
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    const struct candidate *out;
    size_t count;
    return match_near(ix, s, (struct match_options){0.1f, limit, MATCH_ALL_SHELVES}, &a, &out, &count, NULL).code;
}

static void nearness_needs_a_day(void **state) {
    (void)state;
    struct match_index *ix = match_index_new();
    struct person kept = person_born("Zoubida Qarqachouni", 1968, 11, 5);
    struct asking_person q;
    put(ix, 7, &kept);
    ask_for(&kept, &q);
    assert_int_equal(code_of_near(ix, &q.subject, 10), CODE_OK);
    assert_int_equal(code_of_near(ix, &q.subject, 0), CODE_BAD_ARGUMENT);
    q.subject.kind = SUBJECT_organisation;
    assert_int_equal(code_of_near(ix, &q.subject, 10), CODE_BAD_FIELD);
    q.subject.kind = SUBJECT_person, q.subject.birth_count = 0;
    assert_int_equal(code_of_near(ix, &q.subject, 10), CODE_BAD_FIELD);
    kept.births[0] = (struct dates){days_of(1968, 1, 1), days_of(1968, 1, 1), DATE_DAY};
    ask_for(&kept, &q);
    assert_int_equal(code_of_near(ix, &q.subject, 10), CODE_BAD_FIELD);
    match_index_free(ix);
}

// A question of more names than are told apart, under more keys than are asked, is answered by its first; one of titles alone by none but its like.
static void nearness_is_told_of_the_first_names(void **state) {
    (void)state;
    enum { NAMES = 40 };
    static char texts[NAMES][100];
    static struct name names[NAMES];
    struct match_index *ix = match_index_new();
    struct person kept = person_born("Zoubida Qarqachouni", 1968, 11, 5), last = person_born("Tewfik Ouzoughar", 1968, 11, 5),
                  other = person_born("Vlotho Gwynplaine", 1968, 11, 5), title = person_born("Sheikh Doctor", 1968, 11, 5);
    put(ix, 7, &kept), put(ix, 8, &last), put(ix, 9, &other);
    for (size_t i = 0; i < NAMES; i++) {
        if (i + 1 == NAMES || !i) snprintf(texts[i], sizeof texts[i], "%s", i ? last.text : kept.text);
        else snprintf(texts[i], sizeof texts[i], "Machu%cchaj%cchicho Jac%cachuj%cchicho", "bdfklmnrst"[i % 10], "bdfklmnrst"[i / 10],
                      "bdfklmnrst"[i % 10], "bdfklmnrst"[i / 10]);
        names[i] = (struct name){.text = view_of(texts[i]), .given = view_of(""), .family = view_of(""), .role = NAME_alias};
    }
    struct subject q = {.kind = SUBJECT_person, .names = names, .name_count = NAMES, .births = kept.births, .birth_count = 1};
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    const struct candidate *out;
    size_t count;
    assert_int_equal(match_near(ix, &q, (struct match_options){0, 10, MATCH_ALL_SHELVES}, &a, &out, &count, NULL).code, CODE_OK);
    assert_true(count == 1 && out[0].key == 7);
    float alone = nearness(ix, &kept, 7);
    assert_float_equal(out[0].bits, alone, 0.001);
    assert_int_equal(answer_of(match_near, ix, &title, 0, &a).count, 0);
    assert_int_equal(answer_of(match_near, ix, &kept, 1, &a).count, 0);  // nothing is certain
    match_index_free(ix);
}

// With several births, whoever was born on one is told once, as the one that says most has it.
static void nearness_is_of_the_nearest_birth(void **state) {
    (void)state;
    struct match_index *ix = match_index_new();
    struct person kept = person_born("Zoubida Qarqachouni", 1968, 11, 5), asked = kept;
    put(ix, 7, &kept);
    for (size_t turn = 0; turn < 2; turn++) {
        AUTO_ARENA a = arena_with_ceiling(64 << 20);
        asked.births[1] = person_born("", 1969, 11, 5).births[0], asked.birth_count = 2;
        struct answer two = answer_of(match_near, ix, &asked, 0, &a);
        size_t told = 0;
        for (size_t i = 0; i < two.count; i++) told += two.at[i].key == 7;
        assert_int_equal(told, 1);
        assert_float_equal(nearness(ix, &asked, 7), nearness(ix, &kept, 7), 0.001);
        asked.births[1] = (struct dates){days_of(1969, 1, 1), days_of(1969, 12, 31), DATE_YEAR};
        struct asking_person q;
        ask_for(&asked, &q);
        assert_int_equal(code_of_near(ix, &q.subject, 10), CODE_BAD_FIELD);
        if (!turn) put_others(ix, 1000, 2 * FRESH_MAX);
    }
    match_index_free(ix);
}

static void check_tags(const struct vocabulary *v) {
    uint32_t counted[TAG_ROWS] = {0};
    for (uint32_t id = 0; id < v->count; id++)
        for (uint64_t left = vocabulary_with(v, id) ? vocabulary_tags(v, id) : 0; left; left >>= 16) counted[(left & 0x3fff) >> 2] += vocabulary_with(v, id);
    for (size_t i = 0; i < TAG_ROWS; i++) assert_int_equal(v->with_tag[i], counted[i]);
}

// What vocabulary counts under tags is what its words are held by, however they come and go, and from a snapshot.
static void tags_are_counted_as_their_words(void **state) {
    (void)state;
    char path[] = "/tmp/malines-tags-XXXXXX";
    int fd = mkstemp(path);
    struct match_index *ix = match_index_new(), *again;
    uint64_t seed = 5, as_of;
    for (uint64_t key = 0; key < 2 * FRESH_MAX; key++) {
        struct person p;
        made_name(&seed, p.text), made_births(&seed, &p);
        put(ix, key % 1500, &p);  // some replaced
        if (key % 3 == 0) match_index_drop(ix, key / 2);
    }
    check_tags(&ix->vocabulary);
    while (match_index_tend(ix)) {}
    check_tags(&ix->vocabulary);
    assert_int_equal(match_index_save(ix, path, 1, NULL).code, CODE_OK);
    assert_int_equal(match_index_load(path, &again, &as_of, NULL).code, CODE_OK);
    check_tags(&again->vocabulary);
    for (uint64_t key = 0; key < 1500; key += 2) match_index_drop(again, key);
    check_tags(&again->vocabulary);
    for (uint64_t key = 1; key < 1500; key += 2) match_index_drop(again, key);
    for (size_t i = 0; i < TAG_ROWS; i++) assert_int_equal(again->vocabulary.with_tag[i], 0);
    match_index_free(ix), match_index_free(again);
    close(fd), unlink(path);
}

static bool column_holds(const struct segment *s, uint16_t tag) {
    for (size_t i = 0; s->column && i < (size_t)s->column_at[s->n.births] * 16; i++) if ((s->column[i / 4] >> i % 4 * 16 & 0x3fff) == tag) return true;
    return false;
}

// The tags of a word go with it, the days of an entry with the entry (P7).
static void nothing_is_left_of_what_was_dropped(void **state) {
    (void)state;
    struct match_index *ix = match_index_new();
    ix->column_from = 0;
    struct person p = person_born("Zoubida Wafzourini", 1931, 11, 5);
    struct person q = person_born("Zoubida Wafzourini", 1931, 11, 5);
    const uint32_t *slots;
    uint32_t id;
    p.births[1] = (struct dates){days_of(1933, 9, 21), days_of(1933, 9, 21), DATE_DAY}, p.birth_count = 2;
    for (size_t turn = 0; turn < 2; turn++) {
        put(ix, 7, &p), put(ix, 8, &q);
        if (turn) put_others(ix, 1000, 2 * FRESH_MAX);
        assert_true(vocabulary_find(&ix->vocabulary, bytes_hash(VIEW("wafzourini")), &id) && vocabulary_tags(&ix->vocabulary, id));
        const struct version *v = atomic_load(&ix->version);
        uint16_t tag = vocabulary_tags(&ix->vocabulary, id) & UINT16_MAX;
        if (turn) assert_int_equal(segment_born_also(v->segment[v->count - 1], p.births[1].first, &slots), 1);
        assert_true(looks_find(ix, &p, 7) && looks_find(ix, &q, 8));
        if (turn) assert_true(column_holds(v->segment[v->count - 1], tag));
        match_index_drop(ix, 8);
        match_index_drop(ix, 7);
        assert_false(looks_find(ix, &p, 7));
        assert_int_equal(vocabulary_tags(&ix->vocabulary, id), 0);
        for (size_t i = 0; i < v->count; i++) assert_false(column_holds(v->segment[i], tag));
        for (size_t i = 0; i < v->count; i++)
            for (size_t k = 0; k < 2; k++) assert_int_equal(segment_born_also(v->segment[i], p.births[k].first, &slots), 0);
        for (uint32_t i = 0; i < v->fresh->count; i++) assert_true(v->fresh->at[i] || v->fresh->born[i] == BORN_NONE);
    }
    match_index_free(ix);
}

// ---- many readers -------------------------------------------------------------------------------

enum { THREADS = 3, STEADY = 40, TURNS = 6000 };
struct reading {
    struct match_index *ix;
    _Atomic bool *stop;
    size_t looks, missed;
};

static struct person steady(size_t i) {
    char text[60];
    snprintf(text, sizeof text, "Hicham Rhoumar%c%c", 'a' + (int)(i / 8), 'k' + (int)(i % 8));
    struct person p = person_born(text, 1970, 1 + (int)(i % 12), 2 + (int)(i / 12));
    if (i % 4 == 0) p.births[1] = (struct dates){days_of(1971, 2, 3), days_of(1971, 2, 3), DATE_DAY}, p.birth_count = 2;
    return p;
}

// The look alone, without the search that it leads to; words weigh as if there were no index.
static bool looked_finds(const struct match_index *ix, const struct person *p) {
    AUTO_ARENA a = arena_with_ceiling(1 << 20);
    struct asking_person q;
    struct form form;
    ask_for(p, &q);
    assert_false(FAILED(form_read(&q.subject, &a, true, &form, NULL, NULL)));
    struct seen seen = index_enter(ix);
    bool finds = look_finds(&seen, &form, (struct match_options){0.8f, 10, MATCH_ALL_SHELVES});
    index_leave(&seen);
    return finds;
}

// And with it.
static bool found_by_a_look(const struct match_index *ix, const struct person *p) {
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    struct asking_person q;
    const struct candidate *out;
    size_t count = 0;
    ask_for(p, &q);
    assert_false(FAILED(match_look(ix, &q.subject, (struct match_options){0.5f, 10, MATCH_ALL_SHELVES}, &a, &out, &count, NULL)));
    return count > 0;
}

static void *look_on(void *ctx) {
    struct reading *r = ctx;
    for (size_t i = 0; !atomic_load(r->stop) || r->looks < 50; i++) {
        struct person p = steady(i % STEADY), nobody = person_born("Vlotho Kabrayanaki", 1970, 1 + (int)(i % 12), 2 + (int)(i % 5));
        p.birth_count = 1;
        r->missed += !looked_finds(r->ix, &p) || (i % 4 == 0 && !found_by_a_look(r->ix, &p));
        p.birth_count = 1;
        r->missed += nearness(r->ix, &p, 1 + i % STEADY) <= 0;
        r->looks += 1 + looked_finds(r->ix, &nobody);
    }
    return NULL;
}

// Born on the days that are looked at, some on several.
static struct person passing(uint64_t t) {
    char text[60];
    snprintf(text, sizeof text, "Hicham Kab%c%c%c", 'a' + (int)(t % 23), 'b' + (int)(t % 19), 'a' + (int)(t % 7));
    struct person p = person_born(text, 1970, 1 + (int)(t % 12), 2 + (int)(t % 5));
    if (t % 3 == 0) p.births[1] = (struct dates){days_of(1971, 2, 3), days_of(1971, 2, 3), DATE_DAY}, p.birth_count = 2;
    return p;
}

static void looks_go_on_while_entries_come_and_go(void **state) {
    (void)state;
    struct match_index *ix = match_index_new();
    _Atomic bool stop = false;
    struct reading readers[THREADS];
    pthread_t threads[THREADS];
    for (size_t i = 0; i < STEADY; i++) {
        struct person p = steady(i);
        put(ix, 1 + i, &p);
    }
    for (size_t i = 0; i < THREADS; i++) {
        readers[i] = (struct reading){ix, &stop, 0, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, look_on, &readers[i]), 0);
    }
    for (uint64_t t = 0; t < TURNS; t++) {
        struct person p = passing(t);
        put(ix, 1000 + t % 2500, &p);
        if (t % 3 == 0) match_index_drop(ix, 1000 + t / 2 % 2500);
        if (t % 1500 == 0) while (match_index_tend(ix)) {}
    }
    atomic_store(&stop, true);
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(readers[i].missed, 0);
    }
    match_index_free(ix);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_look_is_a_search_or_nothing), cmocka_unit_test(a_column_tells_who_shares_a_tag),
        cmocka_unit_test(a_column_bears_the_largest_entry), cmocka_unit_test(nearness_is_told_of_the_first_names),
        cmocka_unit_test(nearness_is_of_the_nearest_birth), cmocka_unit_test(what_a_look_finds_and_what_it_leaves),
        cmocka_unit_test(numbers_and_shelves_are_those_of_a_search),
        cmocka_unit_test(who_is_near_is_so_wherever_it_lies), cmocka_unit_test(a_key_tells_as_much_as_it_is_rare),
        cmocka_unit_test(nearness_needs_a_day), cmocka_unit_test(tags_are_counted_as_their_words),
        cmocka_unit_test(nothing_is_left_of_what_was_dropped), cmocka_unit_test(looks_go_on_while_entries_come_and_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
