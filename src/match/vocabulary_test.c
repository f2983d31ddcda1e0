// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// Rows of shapes beside the packed keys: they say what the words say, whatever comes and goes, and a search finds the same with them.
#include "base/instant.h"
#include "match/index_room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

#include <stdlib.h>

static uint32_t chance(uint64_t *seed, uint32_t of) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % of;
}

// Families with many spellings, some in Arabic script, some too long for a shape or with a second reading (ben, el).
static void made_word(uint64_t *seed, char out[60]) {
    static const char *const latin[] = {"qar", "rho", "bou", "lah", "mez", "cher", "zou", "ben", "el", "kh", "sid", "a", "i", "ouni", "aoui"};
    static const char *const arabic[] = {"قر", "بو", "ال", "م", "حي", "زو", "شر", "ني", "د"};
    bool in_arabic = chance(seed, 4) == 0;
    size_t n = 0;
    for (uint32_t parts = 2 + chance(seed, chance(seed, 9) ? 3 : 9); parts--;)
        n += (size_t)snprintf(out + n, 60 - n, "%s", in_arabic ? arabic[chance(seed, 9)] : latin[chance(seed, 15)]);
}

// ---- the words of a key -------------------------------------------------------------------------

enum { WORDS = 3000 };

static bool take(struct vocabulary *v, const char *text, uint8_t born, uint32_t *id) {
    AUTO_ARENA a = arena_with_ceiling(1 << 20);
    struct read_word *w;
    size_t count;
    assert_true(words_read(view_of(text), &a, &w, &count));
    if (count != 1) return false;
    *id = vocabulary_take(v, w, born);
    return true;
}

static bool has_sounds(const struct shape *s) {
    for (size_t i = 0; i < SHAPE_SOUNDS; i++) if (s->sound[i]) return true;
    return false;
}

// A row rises, tells of each word what the word tells, and of those that are gone no sound.
static size_t run_is_right(const struct vocabulary *v, struct key_run run) {
    size_t gone = 0;
    for (uint32_t i = 0; run.shape && i < run.count; i++) {  // none in keys that were packed anew while words came
        uint32_t filed = atomic_load(&run.at[i]), id = filed_word(filed);
        if (i) assert_true(shape_order(run.shape[i - 1].gist) <= shape_order(run.shape[i].gist));
        if (filed_born(filed) == BIRTH_GONE) {
            assert_false(has_sounds(&run.shape[i]));
            gone++;
            continue;
        }
        struct shape now = vocabulary_shape(v, id);
        assert_memory_equal(&run.shape[i], &now, sizeof now);
        assert_int_equal(filed_born(filed), vocabulary_born(v, id));
    }
    return gone;
}

static bool is_under(const struct vocabulary *v, uint32_t key, uint32_t id) {
    const struct word_keys_index *k = atomic_load(&((struct vocabulary *)v)->keys);
    struct key_run run = vocabulary_packed(k, key);
    for (uint32_t i = 0; i < run.count; i++) if (filed_word(run.at[i]) == id && filed_born(run.at[i]) != BIRTH_GONE) return true;
    for (uint32_t l = vocabulary_chain(k, key), other; l;) {
        l = vocabulary_link(k, l, &other);
        if (other == id) return true;
    }
    return false;
}

static void rows_say_what_words_say(void **state) {
    (void)state;
    struct epoch epoch;
    struct vocabulary v;
    static uint32_t held[WORDS];
    uint64_t seed = 5;
    size_t count = 0, gone = 0, with_rows = 0;
    char text[60];
    epoch_begin(&epoch);
    vocabulary_begin(&v, &epoch);
    v.rows_from = 0;
    for (size_t turn = 0; turn < 4; turn++) {
        for (size_t i = 0; i < WORDS / 4; i++) {
            made_word(&seed, text);
            count += take(&v, text, (uint8_t)(1 + chance(&seed, 200)), &held[count]);
        }
        vocabulary_pack(&v);
        for (size_t i = 0; i < WORDS / 20; i++) {  // some go, some come to a second holder
            size_t which = chance(&seed, (uint32_t)count);
            vocabulary_give_back(&v, held[which]);
            held[which] = held[--count];
            made_word(&seed, text);
            count += take(&v, text, (uint8_t)(1 + chance(&seed, 200)), &held[count]);
        }
        epoch_settle(&epoch);
        with_rows += vocabulary_packed(atomic_load(&v.keys), 1).shape != NULL;
        for (size_t i = 0; i < count; i++) {
            uint32_t keys[WORD_KEYS_MAX];
            for (size_t k = 0, n = word_keys(vocabulary_word(&v, held[i]), false, keys); k < n; k++) {
                assert_true(is_under(&v, keys[k], held[i]));
                gone += run_is_right(&v, vocabulary_packed(atomic_load(&v.keys), keys[k]));
            }
        }
    }
    assert_true(count > WORDS / 2);
    assert_true(gone > 100 && with_rows > 2);
    vocabulary_end(&v);
    epoch_end(&epoch);
}

// ---- the answers --------------------------------------------------------------------------------

static void made_person(uint64_t *seed, char text[140], struct name *n, struct dates *birth, struct subject *s) {
    char word[60];
    size_t at = 0;
    for (uint32_t words = 2 + chance(seed, 2); words--;) made_word(seed, word), at += (size_t)snprintf(text + at, 140 - at, " %s", word);
    *n = (struct name){.text = view_of(text + 1), .given = view_of(""), .family = view_of(""), .role = NAME_primary};
    int year = 1950 + (int)chance(seed, 50);
    *birth = (struct dates){days_of(year, 1, 1), days_of(year, 12, 31), DATE_YEAR};
    *s = (struct subject){.kind = SUBJECT_person, .names = n, .name_count = 1, .births = birth, .birth_count = chance(seed, 5) > 0};
}

static void tend_both(struct match_index *x, struct match_index *y) {
    bool of_x = true, of_y = true;
    while (of_x || of_y) of_x = match_index_tend(x), of_y = match_index_tend(y);
}

// With rows and without, before and after words went, to the last bit.
static void a_search_finds_the_same_by_rows(void **state) {
    (void)state;
    enum { PEOPLE = 6000, QUESTIONS = 400 };
    struct match_index *by_rows = match_index_new(), *by_words = match_index_new();
    char text[140];
    struct name n;
    struct dates birth;
    struct subject s;
    static uint64_t seed_of[PEOPLE];
    uint64_t seed = 77;
    size_t answers = 0;
    by_rows->vocabulary.rows_from = 0, by_rows->sparing_from = by_words->sparing_from = 0;
    for (uint64_t i = 0; i < PEOPLE; i++) {
        seed_of[i] = seed;
        made_person(&seed, text, &n, &birth, &s);
        assert_int_equal(match_index_put(by_rows, i, 0, &s, NULL).code, CODE_OK);
        assert_int_equal(match_index_put(by_words, i, 0, &s, NULL).code, CODE_OK);
        if (i % 1700 == 0) tend_both(by_rows, by_words);
        if (i % 7 == 0) match_index_drop(by_rows, i / 2), match_index_drop(by_words, i / 2);
    }
    vocabulary_pack(&by_rows->vocabulary);
    assert_non_null(vocabulary_packed(atomic_load(&by_rows->vocabulary.keys), 1).shape);
    assert_null(vocabulary_packed(atomic_load(&by_words->vocabulary.keys), 1).shape);
    for (size_t i = 0; i < QUESTIONS; i++) {
        AUTO_ARENA a = arena_with_ceiling(64 << 20);
        const struct candidate *x, *y;
        size_t x_count, y_count;
        struct match_options o = {i % 2 ? 0.5f : 0.05f, 50, MATCH_ALL_SHELVES};
        seed = seed_of[i * 13 % PEOPLE];
        made_person(&seed, text, &n, &birth, &s);
        if (!(text[3 + i % 5] & 0x80)) text[3 + i % 5] = "aeiou"[i % 5];
        assert_int_equal(match_search(by_rows, &s, o, &a, &x, &x_count, NULL).code, CODE_OK);
        assert_int_equal(match_search(by_words, &s, o, &a, &y, &y_count, NULL).code, CODE_OK);
        assert_int_equal(x_count, y_count);
        for (size_t k = 0; k < x_count; k++) assert_true(x[k].key == y[k].key && x[k].score == y[k].score);
        answers += x_count;
    }
    assert_true(answers > 200);
    match_index_free(by_rows), match_index_free(by_words);
}

// A word in more spellings than a search lists: the nearest are among these, whether they came first or last. They stand on a shelf where nobody
// of the crowd is.
static void a_crowd_of_spellings_does_not_hide_the_nearest(void **state) {
    (void)state;
    static const char *const vowel[] = {"a", "e", "i", "o", "u"}, *const twice[] = {"", "b", "t", "k", "r"}, *const asked[] = {"sabetokir", "sabetokirr"};
    enum { CROWD = 625 * 16 };
    struct match_index *ix = match_index_new();
    char text[60];
    struct name n = {.text = view_of("sabetokir"), .given = view_of(""), .family = view_of(""), .role = NAME_primary};
    struct subject s = {.kind = SUBJECT_person, .names = &n, .name_count = 1};
    ix->vocabulary.rows_from = 0;
    assert_int_equal(match_index_put(ix, CROWD, 1, &s, NULL).code, CODE_OK);
    for (uint64_t i = 0; i < CROWD; i++) {
        size_t v[4] = {i % 5, i / 5 % 5, i / 25 % 5, i / 125 % 5}, m = i / 625;
        snprintf(text, sizeof text, "s%sb%s%st%s%sk%s%sr%s", vowel[v[0]], twice[m & 1 ? 1 : 0], vowel[v[1]], twice[m & 2 ? 2 : 0],
                 vowel[v[2]], twice[m & 4 ? 3 : 0], vowel[v[3]], twice[m & 8 ? 4 : 0]);
        n.text = view_of(text);
        assert_int_equal(match_index_put(ix, i, 0, &s, NULL).code, CODE_OK);
    }
    n.text = view_of("sabetokyr");
    assert_int_equal(match_index_put(ix, CROWD + 1, 1, &s, NULL).code, CODE_OK);
    vocabulary_pack(&ix->vocabulary);
    for (size_t k = 0; k < 2; k++) {
        AUTO_ARENA a = arena_with_ceiling(64 << 20);
        const struct candidate *c;
        size_t count;
        n.text = view_of(asked[k]);
        assert_int_equal(match_search(ix, &s, (struct match_options){0.01f, 10, match_shelf(1)}, &a, &c, &count, NULL).code, CODE_OK);
        if (count != 2) fail_msg("%s meets %zu of the two that are nearest", asked[k], count);
    }
    match_index_free(ix);
}

// More that are nearer than its kin are do not crowd these out: Sasha is Alexander's short form, however many Allexanderrs there are.
static void a_crowd_of_spellings_does_not_hide_kin(void **state) {
    (void)state;
    static const char *const vowel[] = {"a", "e", "i", "o", "u"}, *const ks[] = {"ks", "x", "cs", "kss", "cx", "xs", "ksz", "kz"};
    enum { CROWD = 625 * 8 * 16 };
    struct match_index *ix = match_index_new();
    char text[60];
    struct name n = {.text = view_of("Sasha Ivanov"), .given = view_of(""), .family = view_of(""), .role = NAME_primary};
    struct subject s = {.kind = SUBJECT_person, .names = &n, .name_count = 1};
    ix->vocabulary.rows_from = 0;
    assert_int_equal(match_index_put(ix, CROWD, 1, &s, NULL).code, CODE_OK);
    for (uint64_t i = 0; i < CROWD; i++) {
        size_t v[4] = {i % 5, i / 5 % 5, i / 25 % 5, i / 125 % 5}, k = i / 625 % 8, m = i / 5000;
        snprintf(text, sizeof text, "%sl%s%s%s%sn%sd%s%sr%s%s", vowel[v[0]], m & 1 ? "l" : "", vowel[v[1]], ks[k], vowel[v[2]], m & 2 ? "n" : "",
                 m & 4 ? "d" : "", vowel[v[3]], m & 8 ? "r" : "", i % 4 ? "" : " Ivanov");
        n.text = view_of(text);
        assert_int_equal(match_index_put(ix, i, 0, &s, NULL).code, CODE_OK);
    }
    vocabulary_pack(&ix->vocabulary);
    n.text = view_of("Alexander Ivanov");
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    const struct candidate *c;
    size_t count;
    assert_int_equal(match_search(ix, &s, (struct match_options){0.01f, 10, match_shelf(1)}, &a, &c, &count, NULL).code, CODE_OK);
    assert_int_equal(count, 1);
    match_index_free(ix);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_say_what_words_say), cmocka_unit_test(a_search_finds_the_same_by_rows),
                                       cmocka_unit_test(a_crowd_of_spellings_does_not_hide_the_nearest),
                                       cmocka_unit_test(a_crowd_of_spellings_does_not_hide_kin)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
